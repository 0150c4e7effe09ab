"""What a reader needs of an open paper besides the pictures."""

from sqlalchemy import select

from ..errors import NotFound
from .models import Page, PageState


def manifest_payload(session, document):
    """Sizes in points, labels and the contents; pages that could not be drawn are marked."""
    pages = session.execute(
        select(Page.w, Page.h, Page.label, Page.state)
        .where(Page.document_id == document.id)
        .order_by(Page.number)
    )
    return {
        "key": document.key,
        "page_count": document.page_count,
        "pages": [page_entry(*page) for page in pages],
        "outline": document.outline,
    }


def page_entry(w, h, label, state):
    entry = {"w": w, "h": h, "label": label}
    return entry | {"failed": True} if state == PageState.FAILED else entry


def page_state(session, document, number):
    """Raises NotFound for a page that the document does not have."""
    state = session.scalar(select(Page.state).where(Page.document_id == document.id, Page.number == number))
    if state is None:
        raise NotFound("There is no such page.")
    return state
