"""What is sent to a vote and must not get in: each is refused in a clear word, and nothing of it is kept."""

import pytest
from sqlalchemy import func, select

from meeting.db import reading, writing
from meeting.voting.drafting import draft_vote
from meeting.voting.models import Ballot, Recusal, Secrecy
from meeting.voting.recusing import recuse
from tests.databases import on_both_databases

from .acts import ELECTION, MOTION, opened_vote

pytestmark = on_both_databases

FOR = {"answer": {"choice": "for"}}


def opened(house, form=MOTION, **more):
    with writing(house.meeting.id) as session:
        return opened_vote(session, house, form, **more).id


def stored():
    with reading() as session:
        return session.scalar(select(func.count()).select_from(Ballot))


def refused(house, device, vote_id, body, key=None):
    """(status, code) of a ballot that must not have been kept."""
    before = stored()
    status, said = device.put(f"{house.path}/votes/{vote_id}/ballots/mine", body, key=key)
    assert stored() == before
    assert said is None or said["message"]
    return status, said and said["error"]


@pytest.mark.parametrize(
    "answer", [{"choice": "perhaps"}, {"choice": None}, {"picks": [1]}, {"choice": "for", "and": 1}, {}]
)
def test_an_answer_that_is_not_on_the_ballot(house, sign_in, answer):
    assert refused(house, sign_in(house.an), opened(house), {"answer": answer}) == (422, "not_on_ballot")


@pytest.mark.parametrize(
    ("picks", "code"),
    [
        ([1, 2], "too_many_picks"),
        ([4], "not_on_ballot"),
        ([1, 1], "not_on_ballot"),
        (["1"], "not_on_ballot"),
        ([True], "not_on_ballot"),
    ],
)
def test_picks_that_the_ballot_does_not_allow(house, sign_in, picks, code):
    vote_id = opened(house, ELECTION, max_picks=1, places=1)
    assert refused(house, sign_in(house.an), vote_id, {"answer": {"picks": picks}}) == (422, code)


def test_a_stranger_an_observer_a_guest_and_the_hall_screen(house, sign_in):
    vote_id = opened(house)
    assert refused(house, sign_in(), vote_id, FOR) == (401, "not_signed_in")
    assert refused(house, sign_in(house.phuc), vote_id, FOR) == (404, "not_found")
    for nobody in (house.lan, house.khoi, house.thu, house.hall):
        assert refused(house, sign_in(nobody), vote_id, FOR) == (403, "not_allowed")


def test_a_member_who_is_recused(house, sign_in):
    with writing(house.meeting.id) as session:
        vote = opened_vote(session, house)
        vote_id = vote.id
    with writing(house.meeting.id) as session:
        recuse(session, house.mai, vote_id, house.an.seat_id, "Có liên quan")
        assert session.get(Recusal, (vote_id, house.an.seat_id))
    assert refused(house, sign_in(house.an), vote_id, FOR) == (403, "recused")


def test_a_key_that_is_used_again_with_another_answer(house, sign_in):
    vote_id, device = opened(house), sign_in(house.an)
    address = f"{house.path}/votes/{vote_id}/ballots/mine"
    _, first = device.put(address, FOR, key="k")
    assert refused(house, device, vote_id, {"answer": {"choice": "against"}}, key="k") == (409, "key_reused")
    assert device.put(address, FOR, key="k") == (200, first)
    with reading() as session:
        assert session.scalar(select(Ballot.answer)) == {"choice": "for"}


def test_a_ballot_in_the_clear_for_a_secret_vote_and_a_sealed_one_for_an_open_vote(house, sign_in):
    secret = opened(house, secrecy=Secrecy.SECRET)
    assert refused(house, sign_in(house.an), secret, FOR) == (422, "not_sealed")


def test_a_sealed_ballot_for_a_vote_that_is_not_secret(house, sign_in):
    assert refused(house, sign_in(house.an), opened(house), {"sealed": "00" * 100}) == (
        422,
        "must_not_be_sealed",
    )


@pytest.mark.parametrize(
    ("sealed", "code"), [("00" * 5, "sealed_wrong_size"), ("zz", "not_sealed"), ("0", "not_sealed")]
)
def test_a_forged_ciphertext(house, sign_in, sealed, code):
    vote_id = opened(house, secrecy=Secrecy.SECRET)
    assert refused(house, sign_in(house.an), vote_id, {"sealed": sealed}) == (422, code)


def test_a_body_too_large_to_be_a_ballot(house, sign_in):
    device, vote_id = sign_in(house.an), opened(house)
    assert refused(house, device, vote_id, {"answer": {"choice": "x" * 2**21}})[0] == 413
    assert refused(house, device, vote_id, FOR | {"sealed": "0" * 10_000}) == (422, "invalid")


def test_an_answer_to_a_vote_that_is_only_prepared(house, sign_in):
    with writing(house.meeting.id) as session:
        vote_id = draft_vote(session, house.mai, house.item.id, **MOTION).id
    assert refused(house, sign_in(house.an), vote_id, FOR) == (404, "not_found")
    assert refused(house, sign_in(house.mai), vote_id, FOR) == (409, "vote_not_open")
