"""Who hears what: a room per channel, joined only after the permission check."""

from ..facts import DESK, HALL, MEETING


def meeting_room(meeting_id):
    return f"meeting:{meeting_id}"


def desk_room(meeting_id):
    return f"desk:{meeting_id}"


def hall_room(meeting_id):
    return f"hall:{meeting_id}"


def person_room(meeting_id, person_id):
    return f"person:{meeting_id}:{person_id}"


def everybody(meeting_id):
    """The hall screen hears what all hear in a room of its own: what it is not to know never comes near it."""
    return [meeting_room(meeting_id), hall_room(meeting_id)]


def channel_rooms(meeting_id, channel):
    """([room], name of the channel on the tablet) for a channel of the log."""
    if channel == MEETING:
        return everybody(meeting_id), MEETING
    if channel == DESK:
        return [desk_room(meeting_id)], DESK
    if channel == HALL:
        return [hall_room(meeting_id)], HALL
    kind, _, person_id = channel.partition(":")
    return [person_room(meeting_id, person_id)], kind
