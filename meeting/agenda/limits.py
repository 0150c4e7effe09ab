"""Who is let through to what hangs on an agenda item: by its own word, and by that of each item above it."""

from .models import VisibilityKind


def is_shown(item, role, person_id):
    """Whether what hangs on the item is shown to somebody outside the desk; `person_id`: None of the hall screen."""
    while item is not None:
        if not admits(item, role, person_id):
            return False
        item = item.parent
    return True


def admits(limit, role, person_id):
    """Whether a paper's or an agenda item's own word lets this person through."""
    if limit.visibility == VisibilityKind.EVERYONE:
        return True
    if limit.visibility == VisibilityKind.ROLES:
        return role in limit.roles
    if limit.visibility == VisibilityKind.DESK:
        return False
    return person_id is not None and any(reader.person_id == person_id for reader in limit.readers)
