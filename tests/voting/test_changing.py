"""Changing an answer: made on the one recorded, and never overtaken by a request that was held up on its way."""

import pytest

from meeting.db import reading, writing
from meeting.errors import Outdated, Refused
from meeting.voting.annulling import ask_annulment, confirm_annulment
from meeting.voting.by_hand import continue_by_hand
from meeting.voting.casting import cast_ballot
from meeting.voting.models import Ballot
from meeting.voting.payloads import ballots_payload
from tests.databases import on_both_databases

from .acts import opened_vote, sealed

FOR, AGAINST, ABSTAIN = ({"choice": choice} for choice in ("for", "against", "abstain"))


@pytest.fixture
def vote(session, room):
    return opened_vote(session, room)


def own(session, actor, vote):
    return ballots_payload(session, actor).get(str(vote.id))


def refused(session, actor, vote, answer, **more):
    with pytest.raises(Outdated) as refusal:
        cast_ballot(session, actor, vote.id, answer, **more)
    assert refusal.value.code == "ballot_outdated"
    return refusal.value


@pytest.mark.parametrize("revision", [0, 1, 3, 2**31 - 1])
def test_an_answer_made_on_another_than_the_one_recorded_is_refused(session, room, vote, revision):
    cast_ballot(session, room.an, vote.id, FOR)
    cast_ballot(session, room.an, vote.id, AGAINST, revision=1)
    refusal = refused(session, room.an, vote, ABSTAIN, revision=revision)
    assert "This one was NOT recorded" in str(refusal)
    assert refusal.more["ballot"] == own(session, room.an, vote)
    assert (own(session, room.an, vote)["answer"], own(session, room.an, vote)["revision"]) == (AGAINST, 2)


def test_who_has_not_answered_cannot_change_an_answer(session, room, vote):
    refusal = refused(session, room.an, vote, FOR, revision=1)
    assert refusal.more == {"ballot": None}
    assert own(session, room.an, vote) is None


def test_what_is_recorded_already_is_confirmed_whatever_it_was_made_on(session, room, vote):
    cast_ballot(session, room.an, vote.id, FOR)
    ballot, _ = cast_ballot(session, room.an, vote.id, FOR)
    assert (ballot.answer, ballot.revision) == (FOR, 1)


def test_an_answer_is_changed_as_often_as_one_likes(session, room, vote):
    for revision, answer in enumerate([FOR, AGAINST, FOR, ABSTAIN]):
        cast_ballot(session, room.an, vote.id, answer, revision=revision)
    assert (own(session, room.an, vote)["answer"], own(session, room.an, vote)["revision"]) == (ABSTAIN, 4)


def test_where_nothing_may_be_changed_that_is_what_is_said(session, room):
    final = opened_vote(session, room, may_change=False)
    cast_ballot(session, room.an, final.id, FOR)
    for revision in (0, 1):
        with pytest.raises(Refused) as refusal:
            cast_ballot(session, room.an, final.id, AGAINST, revision=revision)
        assert refusal.value.code == "no_change"


def test_a_sealed_answer_is_not_overtaken_either(session, room, glass_urn):
    secret = opened_vote(session, room, secrecy="secret")
    cast_ballot(session, room.an, secret.id, sealed=sealed(FOR))
    cast_ballot(session, room.an, secret.id, sealed=sealed(AGAINST), revision=1)
    refusal = refused(session, room.an, secret, None, sealed=sealed(ABSTAIN), revision=1)
    assert refusal.more["ballot"] == own(session, room.an, secret)


def test_after_ballots_were_discarded_no_tablet_brings_one_back(session, room, vote):
    cast_ballot(session, room.an, vote.id, FOR)
    continue_by_hand(session, room.thu, vote.id, "Mất mạng", "by_hand")
    for revision in (0, 1):
        with pytest.raises(Refused) as refusal:
            cast_ballot(session, room.an, vote.id, AGAINST, revision=revision)
        assert refusal.value.code == "entered_by_desk"
    assert own(session, room.an, vote) is None


def test_an_annulled_vote_takes_no_late_answer_nor_does_the_vote_taken_again(session, room, vote):
    cast_ballot(session, room.an, vote.id, FOR)
    ask_annulment(session, room.thu, vote.id, "Sai nội dung")
    confirm_annulment(session, room.mai, vote.id)
    again = opened_vote(session, room, rerun_of_id=vote.id)
    with pytest.raises(Refused) as refusal:
        cast_ballot(session, room.an, vote.id, AGAINST, revision=1)
    assert refusal.value.code == "vote_closed"
    refused(session, room.an, again, FOR, revision=1)  # made on the ballot of the first one
    assert own(session, room.an, again) is None


# over HTTP


@pytest.fixture
def opened(house, sign_in):
    """opened(**draft): the address of one's own ballot in a new open vote."""

    def opened(**more):
        with writing(house.meeting.id) as session:
            vote_id = opened_vote(session, house, **more).id
        return f"{house.path}/votes/{vote_id}"

    return opened


def put(device, url, answer, revision=0, **more):
    return device.put(f"{url}/ballots/mine", {"answer": answer, "revision": revision}, **more)


def stored(house):
    with reading() as session:
        return session.query(Ballot).one().answer


@on_both_databases
def test_a_request_held_up_on_one_device_does_not_overtake_the_other(house, sign_in, opened):
    url, tablet, phone = opened(), sign_in(house.an), sign_in(house.an)
    assert put(phone, url, AGAINST)[1]["ballot"]["revision"] == 1
    status, body = put(tablet, url, FOR, key="held up")
    assert (status, body["error"], body["ballot"]["answer"]) == (409, "ballot_outdated", AGAINST)
    assert "KHÔNG được ghi nhận" in body["message"]
    assert stored(house) == AGAINST
    status, body = put(tablet, url, FOR, revision=body["ballot"]["revision"])  # now meant
    assert (status, body["ballot"]["answer"], body["is_replaced"]) == (200, FOR, False)


@on_both_databases
def test_a_late_retry_is_told_what_is_recorded_now_and_changes_nothing(house, sign_in, opened):
    url, tablet, phone = opened(), sign_in(house.an), sign_in(house.an)
    first = put(tablet, url, FOR, key="a")
    assert put(tablet, url, FOR, key="a") == first
    put(phone, url, AGAINST, revision=1)
    status, body = put(tablet, url, FOR, key="a")
    assert (status, body["is_replaced"], body["ballot"]["answer"]) == (200, True, AGAINST)
    sign_in(house.mai).post(f"{url}/closing", {"despite_missing": True})
    status, body = put(tablet, url, FOR, key="a")
    assert (status, body["is_replaced"], body["ballot"]["answer"]) == (200, True, AGAINST)
    assert stored(house) == AGAINST


@on_both_databases
def test_a_late_retry_after_the_ballots_were_discarded_is_not_told_to_be_recorded(house, sign_in, opened):
    url, tablet = opened(), sign_in(house.an)
    put(tablet, url, FOR, key="a")
    sign_in(house.thu).post(f"{url}/continuation", {"reason": "Mất mạng", "manner": "by_hand"})
    status, body = put(tablet, url, FOR, key="a")
    assert (status, body["ballot"], body["is_replaced"]) == (200, None, True)


@on_both_databases
def test_a_late_retry_of_a_sealed_ballot_is_told_the_receipt_of_the_one_in_the_urn(house, sign_in, opened):
    url, tablet, phone = opened(secrecy="secret"), sign_in(house.an), sign_in(house.an)
    early, later = {"sealed": "0" * 136}, {"sealed": "1" * 136, "revision": 1}
    first = tablet.put(f"{url}/ballots/mine", early, key="a")[1]["ballot"]
    second = phone.put(f"{url}/ballots/mine", later, key="b")[1]["ballot"]
    assert first["receipt"] != second["receipt"]
    body = tablet.put(f"{url}/ballots/mine", early, key="a")[1]
    assert (body["ballot"], body["is_replaced"]) == (second, True)
    sign_in(house.mai).post(f"{url}/closing", {"despite_missing": True})
    body = tablet.put(f"{url}/ballots/mine", early, key="a")[1]
    assert (body["ballot"]["receipt"], body["ballot"]["revision"]) == (None, None)


@on_both_databases
def test_of_five_devices_at_once_one_answer_is_recorded_and_the_others_are_told_which(house, sign_in, opened):
    url = opened()
    answers = [put(sign_in(house.an), url, answer) for answer in (FOR, AGAINST, ABSTAIN, AGAINST, FOR)]
    assert [status for status, _ in answers] == [200, 409, 409, 409, 200]
    assert {body["ballot"]["answer"]["choice"] for _, body in answers} == {"for"}


@pytest.mark.parametrize("revision", [-1, 2**31, "x", None, 1.5])
def test_a_revision_that_cannot_be_is_refused_by_name(house, sign_in, opened, revision):
    status, body = put(sign_in(house.an), opened(), FOR, revision=revision)
    assert (status, body["field"]) == (422, "revision")
