"""A circulation of an earlier meeting, and the later one that is told of it."""

from dataclasses import dataclass
from datetime import timedelta

import pytest

from meeting.agenda.models import Meeting, MeetingState
from meeting.db import now, writing
from meeting.voting.casting import cast_ballot
from meeting.voting.closing import close_vote
from meeting.voting.models import Manner
from meeting.voting.publishing import publish_vote
from tests import cast, make
from tests.voting.acts import MOTION, opened_vote

FOR, AGAINST = {"choice": "for"}, {"choice": "against"}


@dataclass
class Later:
    """The meeting of a month later, of the same body: Thư is its secretary, An a member as before, Khôi its guest. Mai
    chairs it too; Bình has no seat any more. Lan observes, who had no seat in the earlier one."""

    earlier: cast.Room
    meeting: Meeting
    item: object
    actors: dict
    vote_id: int

    def __getattr__(self, name):
        found = self.__dict__.get("actors", {}).get(name)
        if found is None:
            raise AttributeError(name)
        return found

    @property
    def path(self):
        return f"/api/meetings/{self.meeting.id}"

    @property
    def report(self):
        return f"{self.path}/items/{self.item.id}/reported-results/{self.vote_id}"


def follow(session, earlier, **more):
    """The later meeting; `more`: other fields of it."""
    more = {"body_id": earlier.meeting.body_id, "title": "Kỳ họp thứ mười một"} | more
    meeting = make.meeting(session, state=MeetingState.RUNNING, **more)
    meeting.starts_at = earlier.meeting.starts_at + timedelta(days=30)
    roles = {"mai": "chair", "thu": "secretary", "an": "member", "khoi": "guest", "lan": "observer"}
    seats = {
        name: make.seat(session, meeting, earlier.seats[name].person, role, present=True)
        for name, role in roles.items()
    }
    item = make.item(session, meeting, "Báo cáo kết quả lấy ý kiến")
    actors = {name: make.actor(seat) for name, seat in seats.items()}
    actors["hall"] = type(earlier.hall)(meeting.id, earlier.hall.role)
    return Later(earlier, meeting, item, actors, circulate(session, earlier).id)


def circulate(
    session, room, publish=True, on_hall=True, title="Điều chỉnh kế hoạch vốn", against=("mai",), **more
):
    """An opinion that two gave for, one of them with a comment, and others against."""
    form = (
        MOTION
        | {"title": title, "manner": Manner.CIRCULATION, "deadline_at": now() + timedelta(days=3)}
        | more
    )
    vote = opened_vote(session, room, form)
    cast_ballot(session, room.an, vote.id, FOR, comment="Nhất trí hoàn toàn")
    cast_ballot(session, room.binh, vote.id, FOR)
    for name in against:
        cast_ballot(session, getattr(room, name), vote.id, AGAINST)
    close_vote(session, room.thu, vote.id, despite_missing=True)
    return publish_vote(session, room.thu, vote.id, on_hall=on_hall) if publish else vote


@pytest.fixture
def later(session, room):
    session.delete(room.seats["lan"])
    session.flush()
    return follow(session, room)


@pytest.fixture
def later_house(app, house):
    """The same, saved in the application's database; there Lan observed the earlier one too."""
    with writing(house.meeting.id) as session:
        return follow(session, house)
