"""Building the agenda."""

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from ..db import record
from ..errors import Invalid, NotFound, Refused
from ..facts import AgendaChanged, ItemChanged
from ..permissions import Permission, require
from .models import AgendaItem, ItemState, VisibilityKind
from .numbering import MAX_DEPTH, check_order
from .payloads import agenda_payload, list_items


def add_item(session, actor, title, parent_id=None, description="", presenter="", minutes=None):
    """A new last item, below `parent_id` if given."""
    require(actor, Permission.PREPARE_MEETING)
    if parent_id is not None:
        require_room_below(session, find_item(session, actor.meeting_id, parent_id))
    last = max((item.position for item in list_items(session, actor.meeting_id)), default=0)
    item = AgendaItem(
        meeting_id=actor.meeting_id,
        parent_id=parent_id,
        position=last + 1,
        title=title,
        description=description,
        presenter=presenter,
        minutes=minutes,
    )
    session.add(item)
    tell_agenda(session, actor.meeting_id)
    return item


def require_room_below(session, item):
    depth = 1
    while item.parent_id is not None:
        item, depth = session.get(AgendaItem, item.parent_id), depth + 1
    if depth >= MAX_DEPTH:
        raise Invalid("An agenda has at most %(most)s levels.", most=MAX_DEPTH)


def change_item(session, actor, item_id, title, description="", presenter="", minutes=None):
    require(actor, Permission.PREPARE_MEETING)
    item = find_item(session, actor.meeting_id, item_id)
    item.title, item.description, item.presenter, item.minutes = title, description, presenter, minutes
    return tell_item(session, item)


def remove_item(session, actor, item_id):
    """The item and what stands below it. One that holds papers, votes or has been discussed stays."""
    require(actor, Permission.PREPARE_MEETING)
    item = find_item(session, actor.meeting_id, item_id)
    for doomed in [item, *below(session, item)]:
        if doomed.state != ItemState.PENDING:
            raise Refused("This item has been discussed; it stays on the agenda.")
    try:
        with session.begin_nested():
            session.delete(item)
    except IntegrityError:  # they refer to their item; this layer does not know them
        raise Refused("Remove the papers, the votes and the reported results of this item first.") from None
    tell_agenda(session, actor.meeting_id)


def below(session, item):
    """All items under this one, at any depth."""
    children = session.scalars(select(AgendaItem).where(AgendaItem.parent_id == item.id)).all()
    return [one for child in children for one in [child, *below(session, child)]]


def order_agenda(session, actor, order):
    """`order` is the whole agenda as [(id, parent id or None)] in reading order."""
    require(actor, Permission.PREPARE_MEETING)
    items = {item.id: item for item in list_items(session, actor.meeting_id)}
    check_order(order, set(items))
    require_same_limits(items, dict(order))
    for position, (id, parent_id) in enumerate(order, start=1):
        items[id].position, items[id].parent_id = position, parent_id
    tell_agenda(session, actor.meeting_id)


def require_same_limits(items, parents):
    """Who sees the papers of an item is inherited: nobody should gain or lose them because somebody tidied the agenda.
    `parents`: {item id: parent id or None} as it is to be."""
    before = {id: item.parent_id for id, item in items.items()}
    for id, item in items.items():
        if _limits_above(items, before, id) != _limits_above(items, parents, id):
            raise Refused(
                "Moving “%(title)s” would change who sees its papers. Say first that everyone sees the papers of"
                " the item above it, and limit them again afterwards.",
                title=item.title,
            )


def _limits_above(items, parents, id):
    above = []
    while (id := parents[id]) is not None:
        above.append(id)
    return {id for id in above if items[id].visibility != VisibilityKind.EVERYONE}


def tell_item(session, item):
    session.flush()
    record(session, ItemChanged(item.meeting_id, agenda_payload(session, item.meeting_id)[str(item.id)]))
    return item


def tell_agenda(session, meeting_id):
    session.flush()
    session.expire_all()
    record(session, AgendaChanged(meeting_id, agenda_payload(session, meeting_id)))


def find_item(session, meeting_id, item_id):
    item = session.get(AgendaItem, item_id)
    if item is None or item.meeting_id != meeting_id:
        raise NotFound("There is no such agenda item.")
    return item
