"""Secret votes of every form as the tablets see them, over HTTP and on both databases."""

import json
import secrets
import shutil
import subprocess
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from meeting.config import SOURCE
from meeting.db import FactEntry, reading
from meeting.people.models import Command
from meeting.voting import casting, payloads
from meeting.voting.models import Ballot
from meeting.voting.urn.opening import keys
from tests import cast
from tests.ballots import seal
from tests.databases import on_both_databases

pytestmark = on_both_databases

NAMES = [{"title": name} for name in ("Lê Văn Tám", "Mạc Thị Bưởi", "Kim Đồng")]
MOTION = {"kind": "motion", "preset": "council_resolution"}


@pytest.fixture
def devices(house, sign_in):
    return {name: sign_in(getattr(house, name)) for name in (*cast.VOTERS, "thu", "khoi")}


@pytest.fixture
def prepared(house, devices):
    def draft(**more):
        form = {"item_id": house.item.id, "title": "Bầu cử", "secrecy": "secret"} | MOTION | more
        return done(devices["mai"].post(f"{house.path}/votes", form))["vote"]

    return draft


@pytest.fixture
def opened(house, devices, prepared):
    def open_vote(**more):
        vote = prepared(**more)
        return done(devices["mai"].post(f"{house.path}/votes/{vote['id']}/opening"))["vote"]

    return open_vote


@pytest.fixture
def give(house, devices):
    """give(vote, an={"choice": "for"}, binh="a text that is no answer")"""

    def put_in(vote, **answers):
        for name, answer in answers.items():
            done(put(house, devices[name], vote, seal(vote, answer)))

    return put_in


@pytest.fixture
def close(house, devices):
    def close_and_publish(vote):
        path = f"{house.path}/votes/{vote['id']}"
        done(devices["mai"].post(f"{path}/closing", {"despite_missing": True}))
        return done(devices["mai"].post(f"{path}/publication"))["vote"]["result"]

    return close_and_publish


def done(reply):
    status, body = reply
    assert status == 200, body
    return body


def put(house, device, vote, sealed, **more):
    return device.put(f"{house.path}/votes/{vote['id']}/ballots/mine", {"sealed": sealed}, **more)


def choice(answer):
    return {"choice": answer}


# every form


def test_a_secret_motion_is_counted_and_names_nobody(house, devices, opened, give, close):
    vote = opened()
    give(vote, mai=choice("for"), an=choice("against"), binh=choice("for"), cuong=choice("abstain"))
    done(
        devices["an"].put(
            f"{house.path}/votes/{vote['id']}/ballots/mine",
            {"sealed": seal(vote, choice("for")), "revision": 1},
        )
    )
    result = close(vote)
    assert result["counts"] == {"for": 3, "against": 0, "abstain": 1}
    assert (result["electorate"], result["cast"], result["not_cast"]) == (6, 4, 2)
    assert result["roll_call"] is None


def test_a_secret_election_gives_sums_alone(opened, give, close):
    vote = opened(kind="election", subjects=NAMES, places=2, max_picks=2, preset="most_votes")
    give(vote, mai={"picks": [1, 3]}, an={"picks": [3]}, binh={"picks": []}, cuong={"picks": [1, 3]})
    result = close(vote)
    assert [subject["counts"]["picked"] for subject in result["subjects"]] == [2, 0, 3]
    assert (result["cast"], result["blank"], result["roll_call"]) == (4, 1, None)
    assert "[1, 3]" not in json.dumps(result)


def test_secret_confidence_gives_sums_alone(opened, give, close):
    vote = opened(kind="confidence_three", subjects=NAMES[:2], preset="confidence_levels")
    give(vote, mai={"each": {"1": "high", "2": "low"}}, an={"each": {"1": "low", "2": "low"}})
    result = close(vote)
    assert [subject["counts"] for subject in result["subjects"]] == [
        {"high": 1, "confidence": 0, "low": 1},
        {"high": 0, "confidence": 0, "low": 2},
    ]


# what comes in


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"answer": {"choice": "for"}}, "not_sealed"),
        ({}, "not_sealed"),
        ({"sealed": ""}, "not_sealed"),
        ({"sealed": "for"}, "not_sealed"),
        ({"sealed": "00" * 67}, "sealed_wrong_size"),
        ({"sealed": "00" * 69}, "sealed_wrong_size"),
        ({"sealed": "00" * 5000}, "invalid"),
    ],
)
def test_what_is_not_sealed_for_this_vote_is_refused_and_nothing_is_stored(
    house, devices, opened, body, code
):
    vote = opened()
    status, reply = devices["an"].put(f"{house.path}/votes/{vote['id']}/ballots/mine", body)
    assert (status, reply["error"]) == (422, code)
    with reading() as session:
        assert session.scalars(select(Ballot.id)).all() == []


def test_a_sealed_answer_to_a_vote_by_name_is_refused(house, devices, opened):
    vote = opened(secrecy="named")
    status, reply = put(house, devices["an"], vote, "00" * 68)
    assert (status, reply["error"]) == (422, "must_not_be_sealed")


def test_a_forged_ballot_counts_as_invalid_and_stops_nothing(house, devices, opened, give, close):
    vote = opened()
    give(vote, mai=choice("for"))
    done(put(house, devices["an"], vote, secrets.token_hex(68)))
    done(put(house, devices["binh"], vote, seal(vote, choice("For"))))
    result = close(vote)
    assert (result["counts"]["for"], result["invalid"], result["cast"]) == (1, 2, 3)


def test_the_same_key_gets_the_same_answer_and_with_another_ballot_a_refusal(house, devices, opened, close):
    vote = opened()
    sealed = seal(vote, choice("for"))
    first = put(house, devices["an"], vote, sealed, key="k1")
    assert put(house, devices["an"], vote, sealed, key="k1") == first
    status, reply = put(house, devices["an"], vote, seal(vote, choice("for")), key="k1")
    assert (status, reply["error"]) == (409, "key_reused")
    assert close(vote)["cast"] == 1
    status, reply = put(house, devices["an"], vote, sealed, key="k1")
    assert (status, reply["is_replaced"]) == (200, False)
    assert reply["ballot"]["receipt"] is None, "of the opened urn nobody knows any more who gave what"


def test_a_ballot_after_the_close_is_refused(house, devices, opened, give, close):
    vote = opened()
    give(vote, an=choice("for"))
    close(vote)
    for name in ("an", "binh"):
        status, reply = put(house, devices[name], vote, seal(vote, choice("against")))
        assert (status, reply["error"]) == (409, "vote_closed")
        assert "NOT" in reply["message"] or "KHÔNG" in reply["message"]


def test_the_server_confirms_what_it_holds_and_never_what_is_in_it(house, devices, opened):
    vote = opened()
    ballot = done(put(house, devices["an"], vote, seal(vote, choice("for"))))["ballot"]
    assert (ballot["answer"], ballot["is_sealed"], len(ballot["receipt"])) == (None, True, 16)


# what is left


def test_nothing_told_answered_or_kept_holds_an_answer(house, devices, opened, give, close):
    vote = opened()
    give(vote, mai=choice("for"), an=choice("against"))
    close(vote)
    with reading() as session:
        facts = session.scalars(select(FactEntry.payload)).all()
        replies = session.scalars(select(Command.reply)).all()
        assert session.scalars(select(Ballot.id)).all() == []
    states = [json.dumps(devices[name].get(f"{house.path}/state")[1]) for name in ("mai", "an", "khoi")]
    for text in (*facts, *replies, *states):
        assert '"choice":' not in text


def test_no_partial_result_of_a_secret_vote_is_anywhere(house, devices, opened, give):
    vote = opened()
    give(vote, mai=choice("for"), an=choice("against"))
    for name in ("mai", "thu", "khoi"):
        state = devices[name].get(f"{house.path}/state")[1]
        told = state["votes"][str(vote["id"])]
        assert (told["result"], "answers" in told) == (None, False)


@pytest.fixture
def clock(monkeypatch):
    """clock(seconds): what time it is for ballots and for those who ask how many there are; a tick is 5 seconds."""

    def at(seconds):
        moment = datetime(2026, 11, 23, 8, tzinfo=UTC) + timedelta(seconds=seconds)
        monkeypatch.setattr(payloads, "now", lambda: moment)
        monkeypatch.setattr(casting, "now", lambda: moment)

    return at


def test_who_reads_the_count_of_an_open_secret_vote_again_and_again_sees_only_its_ticks(
    house, devices, opened, give, clock
):
    vote = opened()
    path = f"{house.path}/votes/{vote['id']}"

    def count():
        chair, guest = (devices[name].get(f"{house.path}/state")[1] for name in ("mai", "khoi"))
        turnout = chair["turnouts"][str(vote["id"])]
        told = {state["votes"][str(vote["id"])]["cast"] for state in (chair, guest)}
        assert told == {len(turnout["cast"])}
        return len(turnout["cast"])

    for second, name in ((6, "an"), (7, "binh"), (8, "mai")):
        clock(second)
        give(vote, **{name: choice("for")})
        clock(second + 0.6)
        assert count() == 0
    recusal = devices["thu"].put(f"{path}/recusals/{house.dung.seat_id}", {"reason": "Lợi ích liên quan"})
    assert done(recusal)["vote"]["cast"] == 0, "nor does what else is told of it tell more"
    clock(10.4)
    assert count() == 0, "what was given just before the tick may not be saved yet"
    clock(10.5)
    # After this fact, as after any, the state is made anew.
    done(devices["binh"].post(f"{house.path}/speeches"))
    assert count() == 3
    again = {"sealed": seal(vote, choice("against")), "revision": 1}
    done(devices["an"].put(f"{path}/ballots/mine", again))
    assert count() == 3, "a change is no other number either"


def test_the_key_is_gone_after_the_close(opened, give, close):
    vote = opened()
    assert keys().vote_ids() == [vote["id"]]
    give(vote, an=choice("for"))
    close(vote)
    assert keys().vote_ids() == []


def test_without_its_key_a_vote_is_not_closed_and_stays_as_it_is(house, devices, opened, give):
    vote = opened()
    give(vote, an=choice("for"))
    keys().destroy(vote["id"])
    status, reply = devices["mai"].post(f"{house.path}/votes/{vote['id']}/closing", {"despite_missing": True})
    assert (status, reply["error"]) == (409, "urn_key_lost")
    state = devices["mai"].get(f"{house.path}/state")[1]
    assert state["votes"][str(vote["id"])]["state"] == "open"


# the split urn


class TellersTablet:
    """What a teller's device and its program do together."""

    def __init__(self, house, device, vote):
        self.path = f"{house.path}/votes/{vote['id']}/tellers/mine"
        self.state, self.vote_id, self.device = f"{house.path}/state", str(vote["id"]), device
        self.secret = secrets.token_hex(32)

    @property
    def telling(self):
        return done(self.device.get(self.state))["tellings"][self.vote_id]

    def reckon(self, act, **more):
        asked = {"act": act, "telling": self.telling, "secret": self.secret, **more}
        command = ["node", SOURCE / "tests/voting/urn/tablet.mjs", SOURCE / "static/js/voting"]
        said = subprocess.run(command, input=json.dumps(asked), capture_output=True, text=True, timeout=60)
        assert said.returncode == 0, said.stderr
        return json.loads(said.stdout)

    def send(self, act, **more):
        return done(self.device.put(f"{self.path}/{act}", self.reckon(act, **more)))

    def count(self):
        return self.send("count", sealed=done(self.device.get(f"{self.path}/ballots"))["sealed"])


@pytest.mark.skipif(not shutil.which("node"), reason="node is not here: what the tablets do cannot be run")
def test_three_tellers_make_the_key_and_two_of_them_count(house, devices, prepared, give):
    names = ("an", "binh", "khoi")
    draft = prepared(secrecy="split", tellers=[house.seats[name].id for name in names])
    path = f"{house.path}/votes/{draft['id']}"
    tablets = {name: TellersTablet(house, devices[name], draft) for name in names}
    assert devices["mai"].post(f"{path}/opening")[1]["error"] == "tellers_not_ready"
    for act in ("key", "deal", "urn-key"):
        for tablet in tablets.values():
            tablet.send(act)
    assert len({tablet.reckon("check") for tablet in tablets.values()}) == 1

    vote = done(devices["mai"].post(f"{path}/opening"))["vote"]
    assert keys().vote_ids() == []
    give(vote, mai=choice("for"), an=choice("for"), binh=choice("against"), cuong=choice("abstain"))
    done(put(house, devices["dung"], vote, secrets.token_hex(68)))
    closed = done(devices["mai"].post(f"{path}/closing", {"despite_missing": True}))["vote"]
    assert (closed["state"], closed["cast"]) == ("closed", 5)
    assert devices["mai"].post(f"{path}/publication")[0] == 409, "nothing is counted yet"

    assert tablets["an"].reckon("task") == "open"
    tablets["an"].send("share")
    tablets["khoi"].send("share")
    tablets["khoi"].count()
    assert devices["mai"].post(f"{path}/publication")[0] == 409, "one has counted"
    tablets["an"].count()

    result = done(devices["mai"].post(f"{path}/publication"))["vote"]["result"]
    assert result["counts"] == {"for": 2, "against": 1, "abstain": 1}
    assert (result["invalid"], result["cast"], result["not_cast"], result["roll_call"]) == (1, 5, 1, None)
    assert [tablet.telling["step"] for tablet in tablets.values()] == ["over"] * 3
    with reading() as session:
        assert session.scalars(select(Ballot.id)).all() == []
