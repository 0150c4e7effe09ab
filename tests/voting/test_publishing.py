"""Who sees a result: the desk alone until it is published, then all in the room, and the hall screen if it is to."""

import pytest

from meeting.db import writing
from meeting.errors import NotAllowed
from meeting.voting.payloads import votes_payload
from meeting.voting.publishing import publish_vote
from tests.databases import on_both_databases

from .acts import closed_vote, recorded

FOR = {"an": {"choice": "for"}}


@pytest.fixture
def vote(session, room):
    return closed_vote(session, room, answers=FOR)


def test_a_member_puts_nothing_on_the_hall_screen(session, room, vote):
    with pytest.raises(NotAllowed):
        publish_vote(session, room.an, vote.id, on_hall=True)


def test_a_result_is_published_to_the_tablets_alone_and_put_on_the_hall_screen_later(
    session, room, vote, told
):
    told()
    publish_vote(session, room.mai, vote.id, on_hall=False)
    [(name, _, payload)] = told()
    assert (name, payload["vote"]["on_hall"], payload["vote"]["result"] is None) == (
        "vote:published",
        False,
        False,
    )
    publish_vote(session, room.thu, vote.id, on_hall=True)
    [(name, _, payload)] = told()
    assert (name, payload["vote"]["on_hall"]) == ("vote:changed", True)
    assert votes_payload(session, room.meeting.id, room.an)[str(vote.id)]["on_hall"] is True
    publish_vote(session, room.thu, vote.id, on_hall=True)
    assert told() == []


def test_it_is_recorded_to_whom_a_result_was_published_and_once(session, room, vote):
    publish_vote(session, room.mai, vote.id, on_hall=False)
    publish_vote(session, room.mai, vote.id, on_hall=True)
    published = [entry["content"] for entry in recorded(session, vote) if entry["event"] == "published"]
    assert [content["on_hall"] for content in published] == [False]


@on_both_databases
def test_over_http_it_is_on_the_hall_screen_unless_said_otherwise(house, sign_in):
    with writing(house.meeting.id) as session:
        quiet, open_ = (closed_vote(session, house, answers=FOR).id for _ in range(2))
    desk, path = sign_in(house.thu), f"{house.path}/votes"
    assert desk.post(f"{path}/{quiet}/publication", {"on_hall": "perhaps"})[1]["field"] == "on_hall"
    assert desk.post(f"{path}/{quiet}/publication", {"on_hall": False})[1]["vote"]["on_hall"] is False
    assert desk.post(f"{path}/{open_}/publication")[1]["vote"]["on_hall"] is True
    assert sign_in(house.an).post(f"{path}/{quiet}/publication", {"on_hall": True})[0] == 403
