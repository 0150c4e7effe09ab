"""The hall screen's own key: it opens one meeting, to read only.

The token is derived from the installation's secret and a number kept with the meeting, so it is stored nowhere and
ends when the number is raised.
"""

import hashlib
import hmac

from ..errors import NotSignedIn
from ..permissions import Actor, Permission, Role, require
from .meetings import find_meeting
from .models import Meeting, MeetingState


def hall_token(session, actor, secret):
    """The token to put behind `/hall#`."""
    require(actor, Permission.RUN_MEETING)
    return _token(find_meeting(session, actor.meeting_id), secret)


def renew_hall_token(session, actor, secret):
    """Ends the old address of the hall screen."""
    require(actor, Permission.RUN_MEETING)
    meeting = find_meeting(session, actor.meeting_id)
    meeting.hall_generation += 1
    return _token(meeting, secret)


def find_hall(session, token, secret):
    """The hall screen as an actor. Raises NotSignedIn when the token opens nothing."""
    meeting_id = token.partition(".")[0][:9]
    # isdecimal() alone would let through digits of other scripts and numbers too long for the database.
    meeting = (
        session.get(Meeting, int(meeting_id)) if meeting_id.isascii() and meeting_id.isdecimal() else None
    )
    if (
        meeting is None
        or meeting.state == MeetingState.DRAFT
        or not hmac.compare_digest(_token(meeting, secret).encode(), token.encode())
    ):
        raise NotSignedIn("This hall screen address is no longer valid.")
    return Actor(meeting.id, Role.HALL)


def _token(meeting, secret):
    message = f"hall:{meeting.id}:{meeting.hall_generation}".encode()
    return f"{meeting.id}.{hmac.new(secret.encode(), message, hashlib.sha256).hexdigest()[:40]}"
