"""The life of votes against a plain model: whatever is done in whatever order, both say the same.

`run(session, examples)` makes that many attempts; the tests make a few hundred, the fault bench many more.
"""

from collections import Counter
from dataclasses import dataclass, field

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from meeting.errors import Refused
from meeting.voting.casting import cast_ballot
from meeting.voting.closing import close_vote
from meeting.voting.drafting import change_vote, draft_vote, remove_vote
from meeting.voting.opening import open_vote
from meeting.voting.payloads import ballots_by_seat, turnouts_payload, votes_payload
from meeting.voting.publishing import publish_vote
from tests import cast

CHOICES = ("for", "against", "abstain")
FINAL = ("closed", "published")


@dataclass
class Plain:
    """What a vote is, said as simply as can be."""

    may_change: bool
    state: str = "draft"
    ballots: dict = field(default_factory=dict)
    counted: Counter | None = None


def refusal(act):
    """The code with which the act is refused, or None."""
    try:
        act()
    except Refused as error:
        return error.code
    return None


class Votes(RuleBasedStateMachine):
    """`session` is set by `run`. Each attempt has a meeting of its own."""

    def __init__(self):
        super().__init__()
        self.plain = {}
        self.room = cast.gather(self.session)

    def pick(self, number):
        """Any of the votes drafted so far, or None."""
        ids = sorted(self.plain)
        return ids[number % len(ids)] if ids else None

    def open_one(self):
        return next((id for id, plain in self.plain.items() if plain.state == "open"), None)

    @rule(may_change=st.booleans())
    def draft(self, may_change):
        vote = draft_vote(
            self.session,
            self.room.mai,
            self.room.item.id,
            "Thông qua",
            "council_resolution",
            may_change=may_change,
        )
        self.plain[vote.id] = Plain(may_change)

    @rule(number=st.integers(0, 9))
    def change(self, number):
        if id := self.pick(number):
            plain = self.plain[id]
            form = (self.room.item.id, "Thông qua", "council_resolution")
            more = {"may_change": plain.may_change}
            code = refusal(lambda: change_vote(self.session, self.room.mai, id, *form, **more))
            assert (code is None) == (plain.state == "draft")

    @rule(number=st.integers(0, 9))
    def remove(self, number):
        if id := self.pick(number):
            code = refusal(lambda: remove_vote(self.session, self.room.mai, id))
            assert (code is None) == (self.plain[id].state == "draft")
            if code is None:
                self.session.flush()
                del self.plain[id]

    @rule(number=st.integers(0, 9))
    def open(self, number):
        if id := self.pick(number):
            plain, busy = self.plain[id], self.open_one()
            code = refusal(lambda: open_vote(self.session, self.room.mai, id))
            if plain.state == "draft" and busy:
                assert code == "another_open"
            else:
                assert code is None
                plain.state = "open" if plain.state == "draft" else plain.state

    @rule(number=st.integers(0, 9), name=st.sampled_from(cast.VOTERS), choice=st.sampled_from(CHOICES))
    def answer(self, number, name, choice):
        """Most answers go to the vote that is open."""
        id = self.open_one() if number else self.pick(0)
        if id is None:
            return
        plain, actor = self.plain[id], getattr(self.room, name)
        code = refusal(lambda: cast_ballot(self.session, actor, id, {"choice": choice}))
        assert code == self.expected(plain, name, choice)
        if code is None and plain.state == "open":
            plain.ballots[name] = choice

    @staticmethod
    def expected(plain, name, choice):
        if plain.state == "draft":
            return "vote_not_open" if name == "mai" else "not_found"
        if plain.ballots.get(name) == choice:
            return None
        if plain.state != "open":
            return "vote_closed"
        return "no_change" if name in plain.ballots and not plain.may_change else None

    @rule(number=st.integers(0, 9), despite=st.booleans())
    def close(self, number, despite):
        id = self.open_one() or self.pick(number)
        if id is None:
            return
        plain = self.plain[id]
        code = refusal(lambda: close_vote(self.session, self.room.mai, id, despite_missing=despite))
        if plain.state == "draft":
            assert code == "vote_not_open"
        elif plain.state == "open" and len(plain.ballots) < len(cast.VOTERS) and not despite:
            assert code == "missing_ballots"
        else:
            assert code is None
            if plain.state == "open":
                plain.state, plain.counted = "closed", Counter(plain.ballots.values())

    @rule(number=st.integers(0, 9))
    def publish(self, number):
        if id := self.pick(number):
            plain = self.plain[id]
            code = refusal(lambda: publish_vote(self.session, self.room.mai, id))
            assert code == (None if plain.state in FINAL else "vote_not_closed")
            plain.state = "published" if plain.state in FINAL else plain.state

    @invariant()
    def everybody_is_told_what_is_so(self):
        told = votes_payload(self.session, self.room.meeting.id, self.room.mai)
        turnouts = turnouts_payload(self.session, self.room.meeting.id)
        for id, plain in self.plain.items():
            vote, result = told[str(id)], turnouts.get(str(id), {}).get("result")
            assert (vote["state"], vote["cast"]) == (plain.state, len(plain.ballots))
            assert (result is None) == (plain.counted is None)
            assert (vote["result"] is not None) == (plain.state == "published")
            if result:
                assert {choice: n for choice, n in result["counts"].items() if n} == plain.counted
                assert result["electorate"] == result["cast"] + result["not_cast"] == len(cast.VOTERS)
                assert (result["outcome"] == "adopted") == (plain.counted["for"] >= 4)

    @invariant()
    def everybody_keeps_their_own_answer(self):
        seats = {name: self.room.actors[name].seat_id for name in cast.VOTERS}
        kept = ballots_by_seat(self.session, self.room.meeting.id, set(seats.values()))
        for id, plain in self.plain.items():
            for name, seat_id in seats.items():
                mine = kept[seat_id].get(str(id))
                assert (mine and mine["answer"]["choice"]) == plain.ballots.get(name)


def run(session, examples, steps=30):
    machine = type("VotesHere", (Votes,), {"session": session})
    slow = [HealthCheck.too_slow, HealthCheck.data_too_large]
    profile = settings(
        max_examples=examples, stateful_step_count=steps, deadline=None, suppress_health_check=slow
    )
    run_state_machine_as_test(machine, settings=profile)
