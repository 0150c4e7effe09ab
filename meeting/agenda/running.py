"""Going through the meeting: begin, item after item, end."""

from blinker import Signal

from ..db import now
from ..errors import Refused
from ..permissions import Permission, require
from .items import find_item, tell_item
from .meetings import find_meeting, require_running, tell
from .models import AgendaItem, ItemState, MeetingState
from .numbering import number_items
from .payloads import list_items

# What is built on the agenda has its say: sent with (meeting, session=) before the change, in its act.
meeting_ending = Signal("The meeting is about to end; a receiver may raise Refused.")
item_ending = Signal("The room leaves the item under discussion, or the meeting ends without one.")


def begin_meeting(session, actor):
    """Beginning a meeting that runs changes nothing; one that has ended goes on again."""
    require(actor, Permission.RUN_MEETING)
    meeting = find_meeting(session, actor.meeting_id)
    if meeting.state == MeetingState.DRAFT:
        raise Refused("Publish the meeting to its members first.")
    if meeting.state == MeetingState.RUNNING:
        return meeting
    meeting.state = MeetingState.RUNNING
    meeting.began_at = meeting.began_at or now()
    meeting.ended_at = None
    meeting.quorum_rule = meeting.quorum_rule or meeting.body.quorum_rule
    return tell(session, meeting)


def end_meeting(session, actor):
    """The item under discussion ends with it."""
    require(actor, Permission.RUN_MEETING)
    meeting = find_meeting(session, actor.meeting_id)
    if meeting.state == MeetingState.ENDED:
        return meeting
    require_running(meeting)
    meeting_ending.send(meeting, session=session)
    end_current(session, meeting)
    meeting.state, meeting.ended_at = MeetingState.ENDED, now()
    return tell(session, meeting)


def begin_item(session, actor, item_id):
    """The room turns to this item; the one before it ends. Beginning the current one changes nothing."""
    require(actor, Permission.RUN_MEETING)
    meeting = find_meeting(session, actor.meeting_id)
    require_running(meeting)
    item = find_item(session, actor.meeting_id, item_id)
    if item.state == ItemState.CURRENT:
        return item
    end_current(session, meeting)
    item.state, item.started_at, item.ended_at = ItemState.CURRENT, item.started_at or now(), None
    meeting.current_item_id = item.id
    tell_item(session, item)
    tell(session, meeting)
    return item


def end_item(session, actor, item_id):
    require(actor, Permission.RUN_MEETING)
    meeting = find_meeting(session, actor.meeting_id)
    require_running(meeting)
    item = find_item(session, actor.meeting_id, item_id)
    if item.state == ItemState.CURRENT:
        end_current(session, meeting)
        tell(session, meeting)
    return item


def begin_next_item(session, actor):
    """The item that follows the current one in reading order, or the first that was not yet discussed."""
    require(actor, Permission.RUN_MEETING)
    meeting = find_meeting(session, actor.meeting_id)
    items = {item.id: item for item in list_items(session, actor.meeting_id)}
    order = list(number_items([(item.id, item.parent_id, item.position) for item in items.values()]))
    after = order[order.index(meeting.current_item_id) + 1 :] if meeting.current_item_id in items else order
    pending = [id for id in after if items[id].state == ItemState.PENDING]
    if not pending:
        raise Refused("This was the last item of the agenda.", code="last_item")
    return begin_item(session, actor, pending[0])


def end_current(session, meeting):
    item_ending.send(meeting, session=session)
    item = meeting.current_item_id and session.get(AgendaItem, meeting.current_item_id)
    meeting.current_item_id = None
    if item:
        item.state, item.ended_at = ItemState.DONE, now()
        tell_item(session, item)
