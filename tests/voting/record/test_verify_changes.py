"""What is changed about an open vote, and one that is taken back, stands in the record, and the record holds."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from meeting.db import now, writing
from meeting.permissions import Role
from meeting.voting.admitting import admit
from meeting.voting.annulling import ask_annulment, confirm_annulment, withdraw_annulment
from meeting.voting.by_hand import confirm_totals, continue_by_hand, enter_totals
from meeting.voting.casting import cast_ballot
from meeting.voting.circulating import extend_deadline, remind
from meeting.voting.closing import close_vote
from meeting.voting.models import Manner
from meeting.voting.opening import open_vote
from meeting.voting.publishing import publish_vote
from meeting.voting.record.canonical import digest
from meeting.voting.record.composing import compose
from meeting.voting.record.wording import Words
from meeting.voting.recusing import recuse
from meeting.voting.roll_call import enter_ballot
from tests import make

from .voted import contents_of, draft, exported, rechained, resealed


@pytest.fixture
def held(app, house, faults):
    """held(act): the record after the act on an open vote on the committee's decision, whatever it says holding."""

    def hold(act, **more):
        with writing(house.meeting.id) as session:
            vote = draft(session, house, "Quyết định của Ủy ban", preset="committee_decision")
            for name, value in more.items():
                setattr(vote, name, value)
            recuse(session, house.mai, vote.id, house.giang.seat_id, "Người nhà")
            open_vote(session, house.mai, vote.id)
            act(session, vote)
        record = exported(house)
        assert faults(resealed(record)) == []
        return record

    return hold


def answer(session, house, vote, **choices):
    for name, choice in choices.items():
        cast_ballot(session, getattr(house, name), vote.id, {"choice": choice})


def close(session, house, vote):
    close_vote(session, house.mai, vote.id, despite_missing=True)


def events_of(record):
    return [content["event"] for content in contents_of(record)]


def test_who_is_let_in_or_recused_while_it_is_open_is_counted_so(house, held, faults):
    def act(session, vote):
        khoi = make.seat(session, house.meeting, house.phuc, Role.MEMBER, position=20)
        admit(session, house.mai, vote.id, khoi.id)
        recuse(session, house.mai, vote.id, house.an.seat_id, "Có liên quan")
        answer(session, house, vote, mai="for", binh="against")
        close(session, house, vote)
        publish_vote(session, house.mai, vote.id)

    record = held(act)
    assert events_of(record) == ["begun", "opened", "admitted", "recused", "closed", "published"]
    assert record["votes"][0]["result"]["electorate"] == 5
    contents = contents_of(record)
    contents[3]["content"]["seat_id"] = house.cuong.seat_id
    assert "not those entitled to vote" in faults(resealed(rechained(record, contents)))[0]


def test_a_tie_follows_the_chair_and_nobody_else(house, held, faults):
    def act(session, vote):
        answer(session, house, vote, mai="for", an="against")
        close(session, house, vote)

    record = held(act)
    assert record["votes"][0]["result"]["outcome"] == "adopted"
    contents = contents_of(record)
    mai, an = contents[1]["content"]["electors"][:2]
    assert (mai["casting"], an["casting"]) == (True, False)


def test_a_vote_that_goes_on_by_roll_call_or_by_totals_holds(house, held):
    def by_roll_call(session, vote):
        answer(session, house, vote, mai="for")
        continue_by_hand(session, house.mai, vote.id, "Mất mạng", Manner.ROLL_CALL, house.binh.seat_id)
        enter_ballot(session, house.thu, vote.id, house.an.seat_id, {"choice": "for"})
        close(session, house, vote)

    def by_totals(session, vote):
        answer(session, house, vote, mai="for")
        continue_by_hand(session, house.mai, vote.id, "Mất mạng", Manner.BY_HAND)
        totals = {"counts": {"for": 2, "against": 2, "abstain": 1}}
        enter_totals(session, house.mai, vote.id, totals, side="against")
        confirm_totals(session, house.thu, vote.id)

    assert [vote["manner"] for vote in held(by_roll_call)["votes"]] == ["roll_call"]
    last = held(by_totals)["votes"][-1]
    assert (last["manner"], last["result"]["outcome"], last["result"]["roll_call"]) == (
        "by_hand",
        "rejected",
        None,
    )


def test_of_a_tie_by_hand_nothing_is_claimed_that_nobody_said(house, held, faults):
    """Whose side the chair took stands nowhere: then it waits for people, and neither side has won by it."""

    def act(session, vote):
        enter_totals(session, house.mai, vote.id, {"counts": {"for": 2, "against": 2}})
        confirm_totals(session, house.thu, vote.id)

    record = held(act, manner=Manner.BY_HAND)
    assert record["votes"][0]["result"]["outcome"] == "tied"
    for outcome in ("adopted", "counted"):
        contents = contents_of(record)
        result = contents[-1]["content"]["result"]
        result["outcome"] = outcome
        rest = {name: value for name, value in result.items() if name != "hash"}
        result["hash"] = contents[-1]["content"]["result_hash"] = digest(rest)
        forged = rechained(record, contents)
        forged["votes"][0]["result"] = result
        assert "not the chair" in faults(resealed(forged))[0]


def test_a_vote_without_abstention_holds(house, held):
    def act(session, vote):
        answer(session, house, vote, mai="for", an="against")
        close(session, house, vote)

    (vote,) = held(act, options=["for", "against"])["votes"]
    assert vote["result"]["counts"] == {"for": 1, "against": 1}


def nobody_was_there(content):
    content["present"] = content["present"][1:]


def strangers_were_there(content):
    content["present"].append(999)


def somebody_else_voted(content):
    content["result"]["voted"][0] = 999


def on_tablets(content):
    content["result"]["by_hand"] = None


def one_person_alone(content):
    act = content["by_hand"]
    act["with"] = content["result"]["by_hand"]["with"] = act["by"]


def nobody_beside(content):
    content["by_hand"]["with"] = content["result"]["by_hand"]["with"] = None


def nobody_was_missing(content):
    content["despite_missing"] = False


@pytest.mark.parametrize(
    ("forge", "manner", "words"),
    [
        (nobody_was_there, Manner.TABLET, "somebody voted in the room who was not"),
        (nobody_was_there, Manner.BY_HAND, "was there at the opening"),
        (strangers_were_there, Manner.BY_HAND, "not those entitled to vote, or somebody voted"),
        (somebody_else_voted, Manner.TABLET, "not those who did"),
        (on_tablets, Manner.BY_HAND, "how its answers came in"),
        (one_person_alone, Manner.BY_HAND, "one person alone"),
        (one_person_alone, Manner.ROLL_CALL, "one person alone"),
        (nobody_beside, Manner.BY_HAND, "one person alone"),
        (nobody_beside, Manner.ROLL_CALL, "one person alone"),
        (nobody_was_missing, Manner.TABLET, "what was gone on despite of"),
    ],
)
def test_what_stands_beside_the_numbers_is_held_against_the_record_too(
    house, held, faults, forge, manner, words
):
    def act(session, vote):
        if manner == Manner.BY_HAND:
            enter_totals(session, house.mai, vote.id, {"counts": {"for": 2, "against": 1}})
            confirm_totals(session, house.thu, vote.id)
        elif manner == Manner.ROLL_CALL:
            enter_ballot(session, house.thu, vote.id, house.an.seat_id, {"choice": "for"})
            close(session, house, vote)
        else:
            answer(session, house, vote, mai="for")
            close(session, house, vote)

    record = held(act, manner=manner)
    contents = contents_of(record)
    forge(contents[-1]["content"])
    (fault,) = faults(retold(record, contents))
    assert words in fault


def retold(record, contents):
    """The text of the file with another result, all that is said of it made to fit."""
    closed = contents[-1]["content"]
    rest = {name: value for name, value in closed["result"].items() if name != "hash"}
    closed["result"]["hash"] = closed["result_hash"] = digest(rest)
    forged = rechained(record, contents)
    forged["votes"][0]["result"] = closed["result"]
    return resealed(forged)


def test_a_roll_call_of_before_it_took_two_may_have_one_name(house, held, faults):
    def act(session, vote):
        enter_ballot(session, house.thu, vote.id, house.an.seat_id, {"choice": "for"})
        close(session, house, vote)

    record = held(act, manner=Manner.ROLL_CALL)
    contents = contents_of(record)
    opened, closed = contents[-2]["content"], contents[-1]["content"]
    nobody_beside(closed)
    for elector in opened["electors"]:
        del elector["group"]
    opened["electorate_hash"] = digest(opened["electors"])
    del closed["result"]["by_group"]
    assert faults(retold(record, contents)) == []


def test_nobody_annuls_alone_on_paper_either(house, held, faults):
    def act(session, vote):
        ask_annulment(session, house.mai, vote.id, "Nhầm nội dung")
        confirm_annulment(session, house.thu, vote.id)

    record = held(act)
    contents = contents_of(record)
    contents[-1]["content"]["with"] = contents[-1]["content"]["by"]
    forged = rechained(record, contents)
    forged["votes"][0]["annulment"]["with"] = forged["votes"][0]["annulment"]["by"]
    assert "one person alone annulled it" in faults(resealed(forged))[0]


def test_what_circulates_is_told_with_the_deadline_it_had_in_the_end(house, held):
    def act(session, vote):
        remind(session, house.mai, vote.id)
        extend_deadline(session, house.mai, vote.id, now() + timedelta(days=3))
        answer(session, house, vote, an="for")
        close(session, house, vote)

    record = held(act, manner=Manner.CIRCULATION, deadline_at=now() + timedelta(days=1))
    assert events_of(record)[2:] == ["reminded", "circulation_extended", "closed"]


@pytest.mark.parametrize("after", ["opened", "closed", "published"])
def test_an_annulled_vote_stays_with_its_reason_and_the_two_who_annulled_it(house, held, faults, after):
    def act(session, vote):
        answer(session, house, vote, an="for")
        if after != "opened":
            close(session, house, vote)
        if after == "published":
            publish_vote(session, house.mai, vote.id)
        ask_annulment(session, house.mai, vote.id, "Nhầm nội dung")
        withdraw_annulment(session, house.thu, vote.id)
        ask_annulment(session, house.mai, vote.id, "Nhầm nội dung")
        confirm_annulment(session, house.thu, vote.id)

    record = held(act)
    assert events_of(record)[-1] == "annulled"
    words = Words("en", lambda sentence, **places: sentence % places if places else sentence, ZoneInfo("UTC"))
    said = [block.get("text") for block in compose(record, words)]
    assert "ANNULLED: Nhầm nội dung (Trần Thị Mai and Phạm Minh Thư)" in said
    assert "Announcement" not in said
    record["votes"][0]["annulment"]["reason"] = "Lý do khác"
    assert "for another reason" in faults(resealed(record))[0]
    contents = contents_of(record)[:-1]
    assert "its state is told as “annulled”" in faults(resealed(rechained(record, contents)))[0]
