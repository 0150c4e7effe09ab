"""Three tellers make the key of a split urn, and two of them open it; the server only passes on what is sealed.

What the tablets themselves reckon stands in static/js/voting/urn and its tests; here any text of the right length does.
"""

import pytest
from sqlalchemy import func, select

from meeting.errors import NotAllowed, NotFound, Refused
from meeting.voting import urn
from meeting.voting.models import Ballot, Elector, Manner, Secrecy, Teller, VoteState
from meeting.voting.opening import put_to_room
from meeting.voting.payloads import counted_payload
from meeting.voting.urn import counting, tellers
from meeting.voting.urn.opening import keys
from tests import make

TELLERS = ("an", "binh", "khoi")  # a guest may be one: who counts need not vote
KEYS = {name: f"{number}" * 64 for number, name in enumerate(TELLERS, start=1)}
URN = "e" * 64
COMMITMENTS = ["a" * 64, "b" * 64]
SEALED = {"1": "1a" * 80, "2": "2b" * 80, "3": "3c" * 80}
FOR, AGAINST = {"choice": "for"}, {"choice": "against"}


@pytest.fixture
def vote(session, room):
    vote = make.vote(session, room.item)
    vote.secrecy = Secrecy.SPLIT
    tellers.name_tellers(session, vote, [room.seats[name].id for name in TELLERS])
    return vote


def make_keys(session, room, vote, names=TELLERS):
    for name in names:
        tellers.make_key(session, room.actors[name], vote.id, KEYS[name])


def deal_all(session, room, vote, names=TELLERS):
    for name in names:
        tellers.deal(session, room.actors[name], vote.id, COMMITMENTS, SEALED)


def agree_all(session, room, vote, keys=None):
    for name in TELLERS:
        tellers.agree(session, room.actors[name], vote.id, (keys or {}).get(name, URN))


@pytest.fixture
def ready(session, room, vote):
    make_keys(session, room, vote)
    deal_all(session, room, vote)
    agree_all(session, room, vote)
    return vote


@pytest.fixture
def closed(session, room, ready):
    """Mai, An and Bình have voted."""
    session.add_all(Elector(vote_id=ready.id, seat_id=one.seat_id, present=True) for one in room.voters)
    session.flush()
    urn.prepare(session, ready)
    ready.state = VoteState.OPEN
    session.add_all(
        Ballot(vote_id=ready.id, seat_id=room.actors[name].seat_id, sealed=name.encode())
        for name in ("mai", "an", "binh")
    )
    ready.state = VoteState.CLOSED
    session.flush()
    assert urn.open_and_destroy(session, ready) is None
    return ready


def share(session, room, vote, *names):
    for name in names:
        number = str(TELLERS.index(name) + 1)
        others = {other: sealed for other, sealed in SEALED.items() if other != number}
        counting.hand_share(session, room.actors[name], vote.id, others)


def count_ballots(session, vote):
    return session.scalar(select(func.count()).where(Ballot.vote_id == vote.id))


def refused(code, act, *args):
    with pytest.raises(Refused) as refusal:
        act(*args)
    assert refusal.value.code == code


# naming


def test_naming_the_same_three_again_keeps_the_key(session, room, ready):
    tellers.name_tellers(session, ready, [room.seats[name].id for name in TELLERS])
    assert ready.urn_key == URN


def test_naming_others_starts_afresh_and_tells_those_who_were_tellers(session, room, ready, told):
    told()
    tellers.name_tellers(session, ready, [room.seats[name].id for name in ("an", "binh", "mai")])
    assert ready.urn_key is None
    assert {teller.public_key for teller in tellers.list_tellers(session, ready)} == {None}
    assert told()[:3] == [
        ("telling:removed", (f"person:{room.actors[name].person_id}",), {"id": ready.id}) for name in TELLERS
    ]


# making the key


@pytest.mark.parametrize(
    ("who", "code"),
    [("mai", "not_a_teller"), ("cuong", "not_found"), ("lan", "not_found"), ("hall", "not_allowed")],
)
def test_who_is_no_teller_has_no_part_in_it(session, room, vote, who, code):
    with pytest.raises((NotAllowed, NotFound)) as refusal:
        tellers.make_key(session, getattr(room, who), vote.id, URN)
    assert refusal.value.code == code


def test_a_vote_of_another_meeting_is_unknown_here(session, room, vote):
    stranger = make.actor(make.seat(session, make.meeting(session), make.person(session)))
    with pytest.raises(NotFound):
        tellers.make_key(session, stranger, vote.id, URN)


def test_nobody_deals_before_all_three_have_a_key_and_nobody_agrees_before_all_have_dealt(
    session, room, vote
):
    make_keys(session, room, vote, ("an", "binh"))
    refused("tellers_not_ready", tellers.deal, session, room.an, vote.id, COMMITMENTS, SEALED)
    make_keys(session, room, vote)
    deal_all(session, room, vote, ("an", "binh"))
    refused("tellers_not_ready", tellers.agree, session, room.an, vote.id, URN)


def test_what_was_dealt_first_stands(session, room, vote):
    make_keys(session, room, vote)
    deal_all(session, room, vote)
    again = tellers.deal(session, room.an, vote.id, ["c" * 64, "d" * 64], SEALED)
    assert again["tellers"][0]["commitments"] == COMMITMENTS


def test_the_urn_has_a_key_when_three_tablets_have_found_the_same(session, room, vote):
    make_keys(session, room, vote)
    deal_all(session, room, vote)
    agree_all(session, room, vote, {"khoi": "d" * 64})
    assert vote.urn_key is None
    refused("tellers_not_ready", urn.prepare, session, vote)
    tellers.agree(session, room.khoi, vote.id, URN)
    assert vote.urn_key == URN
    urn.prepare(session, vote)


def test_a_tablet_that_lost_its_key_makes_another_and_all_deal_again(session, room, ready):
    told = tellers.make_key(session, room.an, ready.id, "9" * 64)
    assert (ready.urn_key, told["step"]) == (None, "deal")
    assert [teller["commitments"] for teller in told["tellers"]] == [None] * 3


def test_telling_the_same_key_again_changes_nothing(session, room, ready):
    tellers.make_key(session, room.an, ready.id, KEYS["an"])
    assert ready.urn_key == URN


def test_the_desk_starts_the_keys_over_and_a_teller_does_not(session, room, ready):
    with pytest.raises(NotAllowed):
        tellers.start_over(session, room.an, ready.id)
    tellers.start_over(session, room.thu, ready.id)
    assert ready.urn_key is None
    assert {teller.public_key for teller in tellers.list_tellers(session, ready)} == {None}


def test_nothing_of_the_key_changes_once_the_vote_is_open(session, room, ready):
    ready.state = VoteState.OPEN
    for act, given in (
        (tellers.make_key, ["9" * 64]),
        (tellers.deal, [COMMITMENTS, SEALED]),
        (tellers.agree, ["9" * 64]),
    ):
        with pytest.raises(Refused, match="can no longer be changed"):
            act(session, room.an, ready.id, *given)
    with pytest.raises(Refused, match="can no longer be changed"):
        tellers.start_over(session, room.mai, ready.id)


def test_each_teller_hears_what_was_sealed_for_their_own_tablet_alone(session, room, vote, told):
    make_keys(session, room, vote)
    told()
    tellers.deal(session, room.an, vote.id, COMMITMENTS, SEALED)
    facts = told()
    heard = {
        channel: payload["telling"]["dealt"]
        for name, (channel,), payload in facts
        if name == "telling:changed"
    }
    assert heard == {
        f"person:{room.actors[name].person_id}": {"1": SEALED[number]}
        for name, number in zip(TELLERS, "123", strict=True)
    }


def test_the_desk_sees_who_has_done_their_part(session, room, vote, told):
    make_keys(session, room, vote)
    deal_all(session, room, vote)
    told()
    tellers.agree(session, room.binh, vote.id, URN)
    [drafted] = [payload["vote"] for name, channels, payload in told() if channels == ("desk",)]
    assert [teller["ready"] for teller in drafted["tellers"]] == [False, True, False]


def test_at_the_opening_everybody_is_told_that_the_tellers_are_ready(session, room, ready):
    _vote, payload = put_to_room(session, room.mai, ready.id, despite_quorum=True)
    session.flush()
    session.expire_all()
    assert payload == counted_payload(session, ready)
    assert [teller["ready"] for teller in payload["tellers"]] == [True] * 3


def test_the_server_keeps_no_key_of_a_split_urn(closed):
    assert closed.id not in keys().vote_ids()


# counting


def test_nobody_opens_anything_before_the_close(session, room, ready):
    ready.state = VoteState.OPEN
    others = {"2": SEALED["2"], "3": SEALED["3"]}
    refused("not_yet", counting.hand_share, session, room.an, ready.id, others)
    refused("not_yet", counting.list_shuffled, session, room.an, ready.id)
    refused("not_yet", counting.post_count, session, room.an, ready.id, [])


def test_one_teller_alone_gets_no_ballots(session, room, closed):
    share(session, room, closed, "an")
    refused("not_yet", counting.list_shuffled, session, room.an, closed.id)


def test_the_ballots_come_without_names_and_in_an_order_of_chance(session, room, closed):
    share(session, room, closed, "an", "khoi")
    orders = {tuple(counting.list_shuffled(session, room.khoi, closed.id)) for _ in range(60)}
    assert {frozenset(order) for order in orders} == {
        frozenset(name.encode().hex() for name in ("mai", "an", "binh"))
    }
    assert len(orders) == 6


def test_a_count_of_other_than_all_ballots_is_refused(session, room, closed):
    share(session, room, closed, "an", "khoi")
    refused("count_incomplete", counting.post_count, session, room.an, closed.id, [FOR, FOR])


def test_what_one_teller_found_makes_no_result(session, room, closed):
    share(session, room, closed, "an", "khoi")
    counting.post_count(session, room.an, closed.id, [FOR, FOR, AGAINST])
    counting.post_count(session, room.an, closed.id, [FOR, FOR, AGAINST])
    assert (closed.result, count_ballots(session, closed)) == (None, 3)


def test_of_what_one_teller_found_only_the_hash_is_kept(session, room, closed):
    share(session, room, closed, "an", "khoi")
    counting.post_count(session, room.an, closed.id, [FOR, FOR, AGAINST])
    assert set(session.get(Teller, (closed.id, room.an.seat_id)).opened) == {"hash", "at"}


def test_two_that_found_the_same_in_any_order_make_the_result(session, room, closed):
    share(session, room, closed, "an", "khoi")
    counting.post_count(session, room.an, closed.id, [FOR, None, AGAINST])
    counting.post_count(session, room.khoi, closed.id, [AGAINST, FOR, None])
    result = closed.result
    assert (result["counts"]["for"], result["counts"]["against"], result["invalid"]) == (1, 1, 1)
    assert (result["cast"], result["not_cast"], result["roll_call"]) == (3, 3, None)
    assert count_ballots(session, closed) == 0
    assert {teller.handed for teller in tellers.list_tellers(session, closed)} == {None}
    voted = session.scalars(select(Elector.seat_id).where(Elector.vote_id == closed.id, Elector.has_voted))
    assert set(voted) == {room.actors[name].seat_id for name in ("mai", "an", "binh")}


def test_what_is_no_answer_to_this_vote_counts_as_invalid_whatever_the_tablet_says(session, room, closed):
    share(session, room, closed, "an", "khoi")
    odd = {"choice": "for", "by": "An"}
    counting.post_count(session, room.an, closed.id, [FOR, odd, AGAINST])
    counting.post_count(session, room.khoi, closed.id, [FOR, None, AGAINST])
    assert closed.result["invalid"] == 1


def test_two_that_differ_make_no_result_and_the_third_decides(session, room, closed):
    share(session, room, closed, "an", "khoi")
    counting.post_count(session, room.an, closed.id, [FOR, FOR, FOR])
    counting.post_count(session, room.khoi, closed.id, [FOR, FOR, AGAINST])
    assert closed.result is None
    share(session, room, closed, "binh")
    counting.post_count(session, room.binh, closed.id, [AGAINST, FOR, FOR])
    assert closed.result["counts"]["against"] == 1


def test_after_the_result_nothing_more_is_opened_and_every_tablet_is_told_to_forget(
    session, room, closed, told
):
    share(session, room, closed, "an", "khoi")
    counting.post_count(session, room.an, closed.id, [FOR, FOR, FOR])
    told()
    counting.post_count(session, room.khoi, closed.id, [FOR, FOR, FOR])
    last = {
        channels: payload["telling"]["step"]
        for name, channels, payload in told()
        if name == "telling:changed"
    }
    assert set(last.values()) == {"over"} and len(last) == 3
    refused("counted_already", counting.list_shuffled, session, room.an, closed.id)
    refused("counted_already", counting.post_count, session, room.binh, closed.id, [AGAINST] * 3)
    assert closed.result["counts"]["for"] == 3


def test_a_tablet_that_was_away_learns_that_it_is_over(session, room, closed):
    share(session, room, closed, "an", "khoi")
    for name in ("an", "khoi"):
        counting.post_count(session, room.actors[name], closed.id, [FOR, FOR, FOR])
    telling = tellers.tellings_by_seat(session, room.meeting.id, [room.binh.seat_id])[room.binh.seat_id]
    assert telling[str(closed.id)]["step"] == "over"
    assert telling[str(closed.id)]["dealt"] == {}


def test_nothing_is_left_to_open_once_a_vote_goes_on_by_hand(session, room, ready):
    ready.state = VoteState.OPEN
    steps = []
    for manner in (Manner.TABLET, Manner.BY_HAND):
        ready.manner = manner
        session.flush()
        told = tellers.tellings_by_seat(session, room.meeting.id, [room.binh.seat_id])[room.binh.seat_id]
        steps.append(told[str(ready.id)]["step"])
    assert steps == ["ready", "over"]


def test_a_vote_given_up_ends_the_tellers_work(session, room, closed):
    share(session, room, closed, "an", "khoi")
    urn.discard(session, closed)
    closed.state = VoteState.ANNULLED
    refused("urn_given_up", counting.list_shuffled, session, room.an, closed.id)
    assert count_ballots(session, closed) == 0
