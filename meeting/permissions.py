"""Who may do what. Denied unless it stands here."""

from dataclasses import dataclass
from enum import StrEnum

from .errors import NotAllowed


class Role(StrEnum):
    """What a person is in one meeting. The hall screen is a role of its own: it reads and never acts."""

    CHAIR = "chair"
    SECRETARY = "secretary"
    MEMBER = "member"
    GUEST = "guest"
    OBSERVER = "observer"
    HALL = "hall"


class Office(StrEnum):
    """What a person is in the installation, outside any meeting."""

    MEMBER = "member"
    SECRETARIAT = "secretariat"
    ADMINISTRATOR = "administrator"


class Permission(StrEnum):
    READ_MEETING = "read_meeting"
    SEARCH_PAPERS = "search_papers"
    NOTE_READING = "note_reading"
    BIND_BOOK = "bind_book"
    SEE_DESK = "see_desk"
    SEE_RECEIPTS = "see_receipts"
    PREPARE_MEETING = "prepare_meeting"
    RUN_MEETING = "run_meeting"
    ASK_TO_PRESENT = "ask_to_present"
    PRESENT = "present"
    LEAD_SPEAKERS = "lead_speakers"
    ASK_TO_SPEAK = "ask_to_speak"
    RUN_VOTES = "run_votes"
    VOTE = "vote"
    TELL_VOTES = "tell_votes"  # where one has been named a teller


# The hall screen reads, but nobody stands at it to type, or takes papers home.
_SCREEN = {Permission.READ_MEETING}
_READER = _SCREEN | {
    Permission.SEARCH_PAPERS,
    Permission.NOTE_READING,
    Permission.BIND_BOOK,
    Permission.TELL_VOTES,
}
_DESK = _READER | {
    Permission.SEE_DESK,
    Permission.PREPARE_MEETING,
    Permission.RUN_MEETING,
    Permission.ASK_TO_PRESENT,
    Permission.PRESENT,
    Permission.LEAD_SPEAKERS,
    Permission.RUN_VOTES,
}

ALLOWED = {
    Role.CHAIR: _DESK | {Permission.ASK_TO_SPEAK, Permission.VOTE},
    Role.SECRETARY: _DESK | {Permission.SEE_RECEIPTS},
    Role.MEMBER: _READER | {Permission.ASK_TO_SPEAK, Permission.ASK_TO_PRESENT, Permission.VOTE},
    Role.GUEST: _READER | {Permission.ASK_TO_SPEAK, Permission.ASK_TO_PRESENT},
    Role.OBSERVER: _READER,
    Role.HALL: _SCREEN,
}

# Roles a seat can have: the hall screen is a device, not a person.
SEAT_ROLES = [role for role in Role if role != Role.HALL]

# Roles that prepare and run the meeting.
DESK_ROLES = [role for role, allowed in ALLOWED.items() if Permission.SEE_DESK in allowed]

# Roles whose seats answer votes; the electorate is drawn from them.
VOTING_ROLES = [role for role, allowed in ALLOWED.items() if Permission.VOTE in allowed]


@dataclass(frozen=True)
class Actor:
    """A person as seated in one meeting; the hall screen has neither a person nor a seat."""

    meeting_id: int
    role: Role
    person_id: int | None = None
    seat_id: int | None = None
    name: str = ""

    def may(self, permission):
        return permission in ALLOWED[self.role]


def require(actor, permission):
    """Raises NotAllowed unless the actor's role has the permission."""
    if not actor.may(permission):
        raise NotAllowed("You may not do this in this meeting.")
