"""Who sees a result: the desk alone until it is published, then the tablets, the hall screen, or both."""

import pytest

from meeting.db import iso, writing
from meeting.errors import Invalid, NotAllowed, Refused
from meeting.voting.annulling import ask_annulment, confirm_annulment
from meeting.voting.payloads import votes_payload
from meeting.voting.publishing import publish_vote
from tests.databases import on_both_databases

from .acts import closed_vote, opened_vote, recorded

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
    assert (name, payload["vote"]["hall_at"]) == ("vote:published", None)
    assert payload["vote"]["result"]["cast"] == 1
    publish_vote(session, room.thu, vote.id, on_hall=True)
    [(name, _, payload)] = told()
    assert name == "vote:changed"
    assert payload["vote"]["hall_at"] >= payload["vote"]["published_at"]
    assert votes_payload(session, room.meeting.id, room.an)[str(vote.id)] == payload["vote"]
    publish_vote(session, room.thu, vote.id, on_hall=True)
    assert told() == []


def test_the_hall_screen_alone_hears_of_a_result_that_the_tablets_get_later(session, room, vote, told):
    told()
    publish_vote(session, room.mai, vote.id, on_tablets=False)
    (name, channels, for_all), (same, hall, for_hall) = told()
    assert (name, channels, same, hall) == ("vote:changed", ("meeting",), "vote:changed", ("hall",))
    assert for_hall["vote"] == for_all["vote"] | {"result": vote.result}
    assert (for_all["vote"]["state"], for_all["vote"]["result"]) == ("closed", None)
    publish_vote(session, room.thu, vote.id, on_tablets=False)
    assert told() == []
    shown_at = vote.hall_at
    publish_vote(session, room.thu, vote.id)
    [(name, channels, payload)] = told()
    assert (name, channels, payload["vote"]["result"]) == ("vote:published", ("meeting",), vote.result)
    assert (vote.state, vote.hall_at) == ("published", shown_at)
    publish_vote(session, room.thu, vote.id)
    assert told() == []


def test_the_tablets_may_take_a_result_over_from_the_hall_screen(session, room, vote, told):
    publish_vote(session, room.mai, vote.id, on_tablets=False)
    publish_vote(session, room.mai, vote.id, on_hall=False)
    assert (vote.state, vote.hall_at) == ("published", None)
    assert votes_payload(session, room.meeting.id, room.an)[str(vote.id)]["result"] == vote.result


@pytest.mark.parametrize("on_hall", [True, False])
def test_what_the_tablets_have_is_not_taken_back_from_them(session, room, vote, on_hall, told):
    publish_vote(session, room.mai, vote.id, on_hall=on_hall)
    told()
    with pytest.raises(Refused, match="cannot be taken back") as refusal:
        publish_vote(session, room.mai, vote.id, on_tablets=False)
    assert (refusal.value.code, told()) == ("on_tablets", [])
    assert (vote.state, vote.hall_at is not None) == ("published", on_hall)


@pytest.mark.parametrize("is_shown", [True, False])
def test_a_result_is_published_somewhere(session, room, vote, is_shown):
    if is_shown:
        publish_vote(session, room.mai, vote.id, on_tablets=False)
    with pytest.raises(Invalid, match="tablets, hall screen or both") as refusal:
        publish_vote(session, room.mai, vote.id, on_tablets=False, on_hall=False)
    assert refusal.value.field == "on_tablets"
    assert (vote.state, vote.hall_at is not None) == ("closed", is_shown)


def test_the_hall_screen_alone_is_given_only_what_is_counted_and_of_the_room(session, room, vote):
    open_ = opened_vote(session, room)
    with pytest.raises(Refused) as refusal:
        publish_vote(session, room.mai, open_.id, on_tablets=False)
    assert (refusal.value.code, open_.hall_at) == ("vote_not_closed", None)
    ask_annulment(session, room.mai, vote.id, "Nhầm")
    confirm_annulment(session, room.thu, vote.id)
    with pytest.raises(Refused) as refusal:
        publish_vote(session, room.mai, vote.id, on_tablets=False)
    assert (refusal.value.code, vote.hall_at) == ("vote_annulled", None)
    vote.state, vote.manner = "closed", "circulation"
    with pytest.raises(Refused) as refusal:
        publish_vote(session, room.mai, vote.id, on_tablets=False)
    assert (refusal.value.code, vote.hall_at) == ("not_for_hall", None)


def test_it_is_recorded_where_a_result_was_published_and_once(session, room, vote):
    publish_vote(session, room.mai, vote.id, on_hall=False)
    publish_vote(session, room.mai, vote.id, on_hall=True)
    publish_vote(session, room.mai, vote.id, on_hall=True)
    *_, published, shown = recorded(session, vote)
    assert (published["event"], published["content"]["on_hall"]) == ("published", False)
    assert (shown["event"], shown["content"]["hall_at"]) == ("shown_in_hall", iso(vote.hall_at))


def test_it_is_recorded_that_the_hall_screen_had_it_first(session, room, vote):
    for _ in range(2):
        publish_vote(session, room.mai, vote.id, on_tablets=False)
    publish_vote(session, room.thu, vote.id)
    *_, closed, shown, published = recorded(session, vote)
    assert [closed["event"], shown["event"], published["event"]] == ["closed", "shown_in_hall", "published"]
    assert shown["content"]["by"]["name"] == room.mai.name
    assert shown["content"]["hall_at"] < published["content"]["published_at"]
    assert shown["content"]["result_hash"] == published["content"]["result_hash"] == vote.result["hash"]
    assert published["content"]["on_hall"] is True


def test_an_old_result_that_is_no_part_of_the_record_can_be_put_on_the_hall_screen(session, room, vote):
    publish_vote(session, room.mai, vote.id, on_hall=False)
    vote.result = {name: value for name, value in vote.result.items() if name != "hash"}
    before = len(recorded(session, vote))
    publish_vote(session, room.mai, vote.id)
    assert vote.hall_at and len(recorded(session, vote)) == before


@on_both_databases
def test_over_http_it_is_shown_everywhere_unless_said_otherwise(house, sign_in):
    with writing(house.meeting.id) as session:
        quiet, open_, alone = (closed_vote(session, house, answers=FOR).id for _ in range(3))
    desk, path = sign_in(house.thu), f"{house.path}/votes"

    def publish(vote_id, **where):
        return desk.post(f"{path}/{vote_id}/publication", where)

    assert publish(quiet, on_hall="perhaps")[1]["field"] == "on_hall"
    status, refusal = publish(quiet, on_tablets=False, on_hall=False)
    assert (status, refusal["field"]) == (422, "on_tablets")
    assert publish(quiet, on_hall=False)[1]["vote"]["hall_at"] is None
    everywhere = publish(open_)[1]["vote"]
    assert (everywhere["state"], everywhere["hall_at"] is None) == ("published", False)
    in_hall = publish(alone, on_tablets=False)[1]["vote"]
    assert (in_hall["state"], in_hall["published_at"], in_hall["result"]) == ("closed", None, None)
    assert in_hall["hall_at"] is not None
    assert publish(open_, on_tablets=False)[0] == 409
    assert sign_in(house.an).post(f"{path}/{quiet}/publication", {"on_hall": True})[0] == 403
