"""Every fact: its name, its shape, its audience.

The rules record facts; realtime sends them to the tablets once they are saved. A fact carries the whole new state
of one small thing, in the same JSON shape as the HTTP reply and the snapshot, so hearing it twice, or missing the
one before it, does no harm. `static/js/core/facts.js` mirrors the names; a test holds the two together.
"""

from dataclasses import dataclass, fields
from typing import ClassVar

MEETING = "meeting"
DESK = "desk"
# The hall screen hears the meeting; what is taken from it alone is told here, where no person listens.
HALL = "hall"


def person_channel(person_id):
    return f"person:{person_id}"


@dataclass(frozen=True)
class Fact:
    """`audience` is the tuple of channels that hear it; everyone in the meeting unless said otherwise."""

    name: ClassVar[str]
    meeting_id: int

    def channels(self):
        return getattr(self, "audience", (MEETING,))

    def payload(self):
        return {
            f.name: getattr(self, f.name) for f in fields(self) if f.name not in ("meeting_id", "audience")
        }


@dataclass(frozen=True)
class MeetingChanged(Fact):
    name = "meeting:changed"
    meeting: dict
    audience: tuple = (MEETING,)


@dataclass(frozen=True)
class AgendaChanged(Fact):
    """The whole agenda: adding, moving or removing an item renumbers others."""

    name = "agenda:changed"
    items: dict
    audience: tuple = (MEETING,)


@dataclass(frozen=True)
class ItemChanged(Fact):
    name = "item:changed"
    item: dict
    audience: tuple = (MEETING,)


@dataclass(frozen=True)
class SeatChanged(Fact):
    name = "seat:changed"
    seat: dict
    audience: tuple = (MEETING,)


@dataclass(frozen=True)
class SeatRemoved(Fact):
    name = "seat:removed"
    id: int
    audience: tuple = (MEETING,)


@dataclass(frozen=True)
class PaperChanged(Fact):
    """Heard only by those who may see the paper."""

    name = "paper:changed"
    paper: dict
    audience: tuple = (MEETING,)


@dataclass(frozen=True)
class PaperRemoved(Fact):
    name = "paper:removed"
    id: int
    audience: tuple = (MEETING,)


@dataclass(frozen=True)
class PapersReordered(Fact):
    name = "papers:reordered"
    positions: dict
    audience: tuple = (MEETING,)


@dataclass(frozen=True)
class ReadingChanged(Fact):
    """Told to the person who reads, on every device of theirs."""

    name = "reading:changed"
    reading: dict
    audience: tuple


@dataclass(frozen=True)
class IntakeChanged(Fact):
    name = "intake:changed"
    intake: dict
    audience: tuple = (DESK,)


@dataclass(frozen=True)
class IntakeRemoved(Fact):
    name = "intake:removed"
    id: int
    audience: tuple = (DESK,)


@dataclass(frozen=True)
class BookChanged(Fact):
    """Told to the reader whose book of papers it is, on every device of theirs; None when it has been put away."""

    name = "book:changed"
    book: dict | None
    audience: tuple


@dataclass(frozen=True)
class PresentationChanged(Fact):
    name = "presentation:changed"
    presentation: dict | None
    audience: tuple = (MEETING,)


@dataclass(frozen=True)
class PresentingAsked(Fact):
    """Told to the desk and to whoever asks."""

    name = "presenting:asked"
    asking: dict
    audience: tuple


@dataclass(frozen=True)
class PresentingAnswered(Fact):
    """The wish of the seat `id` is off the list; `outcome`: granted, declined or withdrawn."""

    name = "presenting:answered"
    id: int
    outcome: str
    audience: tuple


@dataclass(frozen=True)
class SpeechChanged(Fact):
    name = "speech:changed"
    speech: dict
    audience: tuple = (MEETING,)


@dataclass(frozen=True)
class VoteDrafted(Fact):
    """Until it is opened a vote is known to the desk alone."""

    name = "vote:drafted"
    vote: dict
    audience: tuple = (DESK,)


@dataclass(frozen=True)
class VoteRemoved(Fact):
    name = "vote:removed"
    id: int
    audience: tuple = (DESK,)


@dataclass(frozen=True)
class VoteOpened(Fact):
    name = "vote:opened"
    vote: dict
    audience: tuple = (MEETING,)


@dataclass(frozen=True)
class VoteProgressed(Fact):
    """How far the answering has come. Told so often that the rest of the vote, which stands, does not come with it."""

    name = "vote:progressed"
    progress: dict
    audience: tuple = (MEETING,)


@dataclass(frozen=True)
class VoteChanged(Fact):
    """What is no step of the vote's own life: that it is taken again, say."""

    name = "vote:changed"
    vote: dict
    audience: tuple = (MEETING,)


@dataclass(frozen=True)
class VoteClosed(Fact):
    name = "vote:closed"
    vote: dict
    audience: tuple = (MEETING,)


@dataclass(frozen=True)
class VotePublished(Fact):
    name = "vote:published"
    vote: dict
    audience: tuple = (MEETING,)


@dataclass(frozen=True)
class VoteAnnulled(Fact):
    """Two people have taken the vote back; what was known of it stays known."""

    name = "vote:annulled"
    vote: dict
    audience: tuple = (MEETING,)


@dataclass(frozen=True)
class VoteReminded(Fact):
    """Told to those whose opinion is still awaited, on every device of theirs."""

    name = "vote:reminded"
    vote: dict
    audience: tuple


@dataclass(frozen=True)
class TurnoutChanged(Fact):
    """Who has answered and who has not, for the desk; from closing also the result."""

    name = "turnout:changed"
    turnout: dict
    audience: tuple = (DESK,)


@dataclass(frozen=True)
class ReportChanged(Fact):
    """A result of an earlier meeting is told on an agenda item. What it came to, each asks for who may know it."""

    name = "report:changed"
    report: dict
    audience: tuple = (MEETING,)


@dataclass(frozen=True)
class ReportRemoved(Fact):
    name = "report:removed"
    id: int
    audience: tuple = (MEETING,)


@dataclass(frozen=True)
class TellingChanged(Fact):
    """Told to one teller of a split urn: how far the three are, and what was sealed for this teller's tablet."""

    name = "telling:changed"
    telling: dict
    audience: tuple


@dataclass(frozen=True)
class TellingRemoved(Fact):
    """Told to somebody who is no longer to be a teller of the vote `id`."""

    name = "telling:removed"
    id: int
    audience: tuple


@dataclass(frozen=True)
class BallotRecorded(Fact):
    """Told to the person whose ballot it is, on every device of theirs."""

    name = "ballot:recorded"
    ballot: dict
    audience: tuple


@dataclass(frozen=True)
class BallotRemoved(Fact):
    """Told to those whose ballots in the vote `id` do not count: it goes on by hand, or an entry is taken back."""

    name = "ballot:removed"
    id: int
    audience: tuple
