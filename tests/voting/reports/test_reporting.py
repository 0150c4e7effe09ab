"""The result of a circulation is told to a later meeting, on one of its items; never more of it than was published."""

import json
from zoneinfo import ZoneInfo

import pytest

from meeting.agenda.items import remove_item
from meeting.agenda.meetings import remove_meeting
from meeting.agenda.models import AgendaItem, Meeting, MeetingState, VisibilityKind
from meeting.errors import NotAllowed, NotFound, Refused
from meeting.voting.annulling import ask_annulment, confirm_annulment
from meeting.voting.models import Purpose, ReportedResult, Vote
from meeting.voting.publishing import publish_vote
from meeting.voting.record.composing import compose
from meeting.voting.record.exporting import record_of
from meeting.voting.record.tables import votes_csv
from meeting.voting.record.wording import Words
from meeting.voting.reports.payloads import list_reported, reports_payload
from meeting.voting.reports.reporting import list_reportable, report_result, withdraw_report
from tests import make
from tests.voting.acts import closed_vote
from tests.voting.reports.conftest import AGAINST, circulate, follow

INFORMATION, RATIFICATION = Purpose.INFORMATION, Purpose.RATIFICATION


def put(session, later, actor=None, vote_id=None, purpose=INFORMATION):
    return report_result(session, actor or later.thu, later.item.id, vote_id or later.vote_id, purpose)


def refused(session, later, vote_id):
    """That it cannot be put there, and is not offered either."""
    with pytest.raises(NotFound) as refusal:
        put(session, later, vote_id=vote_id)
    assert refusal.value.code == "not_reportable"
    assert vote_id not in [one["vote_id"] for one in list_reportable(session, later.thu)]


# refusals


@pytest.mark.parametrize("who", ["an", "khoi", "lan", "hall"])
def test_only_the_desk_puts_a_result_on_an_item_or_is_offered_one(session, later, who):
    actor = getattr(later, who)
    for act in (
        lambda: put(session, later, actor),
        lambda: withdraw_report(session, actor, later.item.id, later.vote_id),
        lambda: list_reportable(session, actor),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_whoever_has_no_seat_where_it_was_taken_cannot_tell_of_it(session, later):
    outsider = make.seat(session, later.meeting, later.earlier.people["yen"], "secretary")
    with pytest.raises(NotFound):
        put(session, later, make.actor(outsider))
    assert list_reportable(session, make.actor(outsider)) == []


def test_a_result_that_is_not_published_stays_with_its_desk(session, room, later):
    refused(session, later, circulate(session, room, publish=False).id)


def test_what_was_voted_in_the_room_is_no_opinion_by_circulation(session, room, later):
    vote = closed_vote(session, room, answers={"an": AGAINST})
    vote.published_at, vote.state = vote.closed_at, "published"
    session.flush()
    refused(session, later, vote.id)


def test_another_body_is_told_nothing(session, room, later):
    other = follow(session, room, body_id=make.body(session).id)
    refused(session, other, later.vote_id)


def test_nor_is_an_earlier_meeting_nor_the_very_one(session, room, later):
    later.meeting.starts_at = room.meeting.starts_at
    session.flush()
    refused(session, later, later.vote_id)
    with pytest.raises(NotFound):
        report_result(session, room.thu, room.item.id, later.vote_id, INFORMATION)


def test_a_meeting_that_was_withdrawn_tells_its_members_nothing(session, room, later):
    room.seats["thu"].role = "member"
    room.meeting.state = MeetingState.DRAFT
    session.flush()
    refused(session, later, later.vote_id)


def test_what_a_meeting_came_to_that_was_withdrawn_is_told_to_nobody(session, room, later):
    put(session, later)
    room.meeting.state = MeetingState.DRAFT
    session.flush()
    assert (list_reported(session, later.thu), list_reportable(session, later.thu)) == ([], [])


def test_an_annulled_result_is_not_put_on_an_item(session, room, later):
    annul(session, room, later)
    refused(session, later, later.vote_id)


def test_an_item_of_another_meeting_is_not_there(session, room, later):
    with pytest.raises(NotFound):
        report_result(session, later.thu, room.item.id, later.vote_id, INFORMATION)


def test_once_the_meeting_is_over_nothing_is_put_there_or_taken_away(session, later):
    put(session, later)
    later.meeting.state = MeetingState.ENDED
    session.flush()
    for act in (
        lambda: put(session, later, purpose=RATIFICATION),
        lambda: withdraw_report(session, later.thu, later.item.id, later.vote_id),
    ):
        with pytest.raises(Refused):
            act()
    assert len(list_reported(session, later.an)) == 1


def test_an_item_with_a_result_on_it_stays(session, later):
    put(session, later)
    with pytest.raises(Refused):
        remove_item(session, later.thu, later.item.id)
    withdraw_report(session, later.thu, later.item.id, later.vote_id)
    remove_item(session, later.thu, later.item.id)
    assert session.get(AgendaItem, later.item.id) is None


# what is told


def test_members_see_what_it_came_to_and_nobody_s_answer_or_comment(session, later):
    put(session, later, purpose=RATIFICATION)
    for who in ("mai", "thu", "an", "khoi", "lan", "hall"):
        [told] = list_reported(session, getattr(later, who))
        assert (told["item_id"], told["purpose"]) == (later.item.id, "ratification")
        assert told["vote"]["title"] == "Điều chỉnh kế hoạch vốn"
        assert told["vote"]["result"]["counts"] == {"for": 2, "against": 1, "abstain": 0}
        assert (told["vote"]["result"]["not_cast"], told["vote"]["result"]["outcome"]) == (3, "rejected")
        assert told["meeting"]["title"] == later.earlier.meeting.title
        words = json.dumps(told, ensure_ascii=False)
        assert not [
            name for name in ("roll_call", "script", "voted", "Nhất trí", "Nguyễn Văn An") if name in words
        ]


def test_only_who_has_a_seat_there_is_shown_the_way_to_the_earlier_meeting(session, later):
    put(session, later)
    ways = {
        who: list_reported(session, getattr(later, who))[0]["is_open_to_you"] for who in ("an", "khoi", "lan")
    }
    assert ways == {"an": True, "khoi": True, "lan": False}


def test_where_the_papers_of_the_item_are_limited_so_is_what_is_reported(session, later):
    put(session, later)
    above = make.item(session, later.meeting, "Nội dung họp kín")
    above.visibility, above.roles = VisibilityKind.ROLES, ["member"]
    later.item.parent_id = above.id
    session.flush()
    session.refresh(later.item)
    seen = {
        who: len(list_reported(session, getattr(later, who))) for who in ("mai", "an", "khoi", "lan", "hall")
    }
    assert seen == {"mai": 1, "an": 1, "khoi": 0, "lan": 0, "hall": 0}


def test_a_result_that_was_kept_from_the_hall_is_kept_from_it_here_too(session, room, later):
    put(session, later, vote_id=circulate(session, room, on_hall=False).id)
    assert (len(list_reported(session, later.an)), list_reported(session, later.hall)) == (1, [])


def test_a_meeting_that_becomes_another_bodys_hears_no_more_of_it(session, later):
    put(session, later)
    later.meeting.body_id = make.body(session).id
    session.flush()
    assert list_reported(session, later.thu) == []


def test_what_everybody_hears_says_nothing_of_the_result(session, later, told):
    told()
    report = put(session, later)
    [(name, channels, payload)] = told()
    assert (name, channels) == ("report:changed", ("meeting",))
    assert payload["report"] == {
        "id": report.id,
        "item_id": later.item.id,
        "vote_id": later.vote_id,
        "purpose": "information",
        "vote_state": "published",
    }
    assert payload["report"] == reports_payload(session, later.meeting.id)[str(report.id)]


def test_putting_it_there_twice_is_once_and_what_for_may_be_changed(session, later, told):
    report = put(session, later)
    told()
    assert put(session, later) is report
    assert told() == []
    assert put(session, later, purpose=RATIFICATION) is report
    [(_, _, payload)] = told()
    assert payload["report"]["purpose"] == "ratification"
    assert session.query(ReportedResult).count() == 1


def test_a_tie_that_the_chair_decided_is_told_with_how_and_never_whose_side_it_was(session, room, later):
    vote = circulate(session, room, title="Quyết định", against=("mai", "cuong"), preset="committee_decision")
    assert (vote.result["outcome"], vote.result["tie_break"]["side"]) == ("rejected", "against")
    put(session, later, vote_id=vote.id)
    [told] = list_reported(session, later.an)
    assert told["vote"]["result"]["tie_break"] == {"method": "rule"}
    assert "tie_broken_by" not in told["vote"]["result"]
    record = record_of(session, later.meeting.id) | {"key": ""}
    assert record["reported"][0]["result"]["tie_break"] == {"method": "rule"}
    words = Words("en", lambda sentence, **places: sentence % places if places else sentence, ZoneInfo("UTC"))
    said = "The votes were equal: the side of the chair decided."
    assert said in [block.get("text") for block in compose(record, words)]
    assert said in "".join(votes_csv(record, words))


def test_taking_it_away_leaves_the_circulation_as_it_is(session, later, told):
    report, result = put(session, later), session.get(Vote, later.vote_id).result
    told()
    for _ in range(2):
        withdraw_report(session, later.thu, later.item.id, later.vote_id)
    assert told() == [("report:removed", ("meeting",), {"id": report.id})]
    assert (list_reported(session, later.an), session.get(Vote, later.vote_id).result) == ([], result)


def annul(session, room, later):
    ask_annulment(session, room.thu, later.vote_id, "Sai nội dung")
    confirm_annulment(session, room.mai, later.vote_id)


def test_when_it_is_annulled_later_every_meeting_that_was_told_of_it_is_told(session, room, later, told):
    report = put(session, later)
    told()
    annul(session, room, later)
    [payload] = [payload for name, _, payload in told() if name == "report:changed"]
    assert (payload["report"]["id"], payload["report"]["vote_state"]) == (report.id, "annulled")
    assert list_reported(session, later.an)[0]["vote"]["state"] == "annulled"
    withdraw_report(session, later.thu, later.item.id, later.vote_id)
    assert list_reported(session, later.an) == []


def test_a_draft_of_a_meeting_is_deleted_with_what_it_was_to_be_told(session, later):
    put(session, later)
    later.meeting.state = MeetingState.DRAFT
    session.flush()
    remove_meeting(session, later.thu)
    session.expire_all()
    assert session.get(Meeting, later.meeting.id) is None
    assert session.query(ReportedResult).count() == 0
    assert session.get(Vote, later.vote_id).state == "published"


def test_when_it_is_put_on_the_hall_screen_or_taken_off_the_halls_where_it_is_told_are_told(
    session, room, later, told
):
    put(session, later)
    for on_hall in (False, True):
        told()
        publish_vote(session, room.thu, later.vote_id, on_hall=on_hall)
        assert [fact for fact in told() if fact[0] == "report:changed"]
        assert bool(list_reported(session, later.hall)) == on_hall
