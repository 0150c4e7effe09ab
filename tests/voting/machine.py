"""The life of a vote against a plain model, in steps that hypothesis chooses.

The model is a dictionary of ballots and a few words; the rules work on a real database, in a transaction undone later.
After every step what the desk is told, what a member is told and what the rules answered must be as the model has it.
"""

from contextlib import contextmanager

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from meeting.agenda.seats import add_seat, find_actor, mark_attendance
from meeting.db import database
from meeting.errors import Refused
from meeting.permissions import Role
from meeting.voting.casting import cast_ballot
from meeting.voting.closing import close_vote
from meeting.voting.drafting import draft_vote
from meeting.voting.hall import votes_for_hall
from meeting.voting.models import VoteState
from meeting.voting.opening import open_vote
from meeting.voting.payloads import ballots_payload, turnouts_payload, votes_payload
from meeting.voting.publishing import publish_vote
from tests import cast, make

CHOICES = ("for", "against", "abstain")
OUTSIDE = ("khoi", "lan", "thu")  # a guest, an observer, the secretary: none of them votes
DONE = "done"
PLACES = [(True, True), (True, False), (False, True)]  # tablets, hall screen


def live(lives):
    """So many lives. A failing one is told as it was: making it shorter took five minutes and told no more."""
    how = settings(
        max_examples=lives,
        stateful_step_count=20,
        phases=(Phase.generate,),
        deadline=None,
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    run_state_machine_as_test(LifeOfAVote, settings=how)


class LifeOfAVote(RuleBasedStateMachine):
    @initialize(may_change=st.booleans())
    def gather(self, may_change):
        self.session = database().writer()
        self.session.begin()
        self.room = cast.gather(self.session)
        self.may_change = may_change
        vote = draft_vote(
            self.session,
            self.room.mai,
            self.room.item.id,
            "Thông qua",
            "council_resolution",
            may_change=may_change,
        )
        self.vote_id = vote.id
        self.state = "draft"
        self.entitled = set(cast.VOTERS)  # when it is opened
        self.seated = set(cast.VOTERS)
        self.present = set(cast.VOTERS)
        self.ballots = {}
        self.revisions = {}  # how often each answer was recorded
        self.late = {}
        self.is_on_hall = False

    def teardown(self):
        if hasattr(self, "session"):
            self.session.rollback()
            self.session.close()

    @contextmanager
    def step(self):
        with self.session.begin_nested():
            yield

    def answer(self, act, *args, **more):
        """ "done", or the code of the refusal; what was refused has changed nothing."""
        try:
            with self.step():
                act(self.session, *args, **more)
                self.session.flush()
        except Refused as refusal:
            return refusal.code
        return DONE

    def actor(self, name):
        return self.late.get(name) or getattr(self.room, name)

    # what the model says

    def cast_answer(self, who, choice, revision):
        if self.state == "draft":
            # The chair knows of the draft and is told that it is not open; nobody else knows of it.
            return "vote_not_open" if who == "mai" else "not_found"
        if who not in self.entitled:
            return "not_entitled"
        if self.ballots.get(who) == choice:
            return DONE
        if self.state != "open":
            return "vote_closed"
        if who in self.ballots and not self.may_change:
            return "no_change"
        return DONE if revision == self.revisions.get(who, 0) else "ballot_outdated"

    # the steps

    @rule(who=st.sampled_from(cast.VOTERS), choice=st.sampled_from(CHOICES))
    def answers(self, who, choice):
        self.answers_on(who, choice, self.revisions.get(who, 0))

    @rule(who=st.sampled_from(cast.VOTERS), choice=st.sampled_from(CHOICES), off=st.sampled_from((-2, -1, 1)))
    def an_answer_comes_in_late(self, who, choice, off):
        """Made on an older answer of the same member than the one recorded by now, or on one that never was."""
        self.answers_on(who, choice, max(0, self.revisions.get(who, 0) + off))

    def answers_on(self, who, choice, revision):
        wanted = self.cast_answer(who, choice, revision)
        given = self.answer(cast_ballot, self.actor(who), self.vote_id, {"choice": choice}, revision=revision)
        assert given == wanted
        if wanted == DONE and self.state == "open":
            if self.ballots.get(who) != choice:
                self.revisions[who] = self.revisions.get(who, 0) + 1
            self.ballots[who] = choice
            self.present.add(who)

    @rule(who=st.sampled_from(OUTSIDE), choice=st.sampled_from(CHOICES))
    def somebody_without_a_vote_answers(self, who, choice):
        assert self.answer(cast_ballot, self.actor(who), self.vote_id, {"choice": choice}) == "not_allowed"

    @rule(
        who=st.sampled_from(cast.VOTERS),
        answer=st.sampled_from([None, {}, {"choice": "maybe"}, {"picks": []}]),
    )
    def answers_nonsense(self, who, answer):
        assert self.answer(cast_ballot, self.actor(who), self.vote_id, answer) != DONE

    @precondition(lambda self: len(self.late) < 2)
    @rule()
    def a_member_takes_a_seat(self):
        name = f"late {len(self.late)}"
        person = make.person(self.session, name)
        assert self.answer(add_seat, self.room.mai, person.id, Role.MEMBER) == DONE
        self.late[name] = find_actor(self.session, person, self.room.meeting.id)
        self.seated.add(name)

    @precondition(lambda self: self.late)
    @rule(data=st.data(), choice=st.sampled_from(CHOICES))
    def who_came_late_answers(self, data, choice):
        who = data.draw(st.sampled_from(sorted(self.late)))
        self.answers(who, choice)

    @rule(who=st.sampled_from(cast.VOTERS), here=st.booleans())
    def comes_or_goes(self, who, here):
        assert self.answer(mark_attendance, self.room.thu, self.actor(who).seat_id, here) == DONE
        (self.present.add if here else self.present.discard)(who)

    @rule(who=st.sampled_from(["mai", "thu", "an", "khoi"]))
    def opens(self, who):
        wanted = DONE if who in ("mai", "thu") else "not_allowed"
        assert self.answer(open_vote, self.actor(who), self.vote_id, despite_quorum=True) == wanted
        if wanted == DONE and self.state == "draft":
            self.state, self.entitled = "open", set(self.seated)

    @rule(who=st.sampled_from(["mai", "thu", "an"]), despite_missing=st.booleans())
    def closes(self, who, despite_missing):
        wanted = DONE
        if who == "an":
            wanted = "not_allowed"
        elif self.state == "draft":
            wanted = "vote_not_open"
        elif (
            self.state == "open"
            and not despite_missing
            and (self.present & self.entitled) - set(self.ballots)
        ):
            wanted = "missing_ballots"
        assert self.answer(close_vote, self.actor(who), self.vote_id, despite_missing) == wanted
        if wanted == DONE and self.state == "open":
            self.state = "closed"

    @rule(who=st.sampled_from(["mai", "thu", "an"]), places=st.sampled_from(PLACES))
    def publishes(self, who, places):
        on_tablets, on_hall = places
        wanted = DONE if self.state in ("closed", "published") else "vote_not_closed"
        wanted = "on_tablets" if self.state == "published" and not on_tablets else wanted
        wanted = "not_allowed" if who == "an" else wanted
        assert self.answer(publish_vote, self.actor(who), self.vote_id, on_tablets, on_hall) == wanted
        if wanted == DONE:
            self.state = "published" if on_tablets else "closed"
            self.is_on_hall = on_hall

    # what must always be so

    @invariant()
    def the_desk_is_told_as_it_is(self):
        vote = votes_payload(self.session, self.room.meeting.id, self.room.thu)[str(self.vote_id)]
        assert vote["state"] == VoteState(self.state)
        if self.state == "draft":
            return
        assert (vote["electorate"], vote["cast"]) == (len(self.entitled), len(self.ballots))
        turnout = turnouts_payload(self.session, self.room.meeting.id)[str(self.vote_id)]
        assert set(turnout["cast"]) == {self.actor(name).seat_id for name in self.ballots}
        if self.state != "open":
            self.is_counted_right(turnout["result"])

    @invariant()
    def a_member_is_told_what_is_theirs_to_know(self):
        votes = votes_payload(self.session, self.room.meeting.id, self.room.an)
        own = ballots_payload(self.session, self.room.an)
        if self.state == "draft":
            assert str(self.vote_id) not in votes
            return
        told = votes[str(self.vote_id)]["result"]
        assert (told is not None) == (self.state == "published")
        mine = own.get(str(self.vote_id))
        assert (mine and mine["answer"]["choice"]) == self.ballots.get("an")
        assert (mine and mine["revision"]) == self.revisions.get("an")

    @invariant()
    def the_hall_is_told_what_is_on_it(self):
        votes = votes_payload(self.session, self.room.meeting.id, self.room.hall)
        told = votes_for_hall(self.session, votes).get(str(self.vote_id))
        assert (told is None) == (self.state == "draft")
        assert bool(told and told["result"]) == self.is_on_hall

    def is_counted_right(self, result):
        votes = list(self.ballots.values())
        assert result["counts"] == {choice: votes.count(choice) for choice in CHOICES}
        assert (result["electorate"], result["cast"]) == (len(self.entitled), len(votes))
        assert result["electorate"] == result["cast"] + result["not_cast"]
        assert result["required"] == len(self.entitled) // 2 + 1  # more than half of all
        assert result["outcome"] == ("adopted" if votes.count("for") * 2 > len(self.entitled) else "rejected")
        named = {choice: len(result["roll_call"].get(choice, ())) for choice in CHOICES}
        assert named == result["counts"]
