"""Where a result was made public, and when, is in the signed record and in what is exported: `bin/verify` holds it."""

import json
from zoneinfo import ZoneInfo

import pytest

from meeting.db import writing
from meeting.voting.annulling import ask_annulment, confirm_annulment
from meeting.voting.publishing import publish_vote
from meeting.voting.record.composing import compose
from meeting.voting.record.tables import votes_csv
from meeting.voting.record.wording import Words
from meeting.voting.tie_breaking import break_tie
from tests.voting.acts import closed_vote
from tests.voting.test_tie_breaking import ONE_PLACE, TIED

from .voted import contents_of, exported, rechained, resealed

WORDS = Words("en", lambda sentence, **places: sentence % places if places else sentence, ZoneInfo("UTC"))


@pytest.fixture
def record_after(app, house):
    """record_after(…): of a tie that was broken, whose result was then published to each of these places in turn."""

    def publish(*places, annulled=False):
        with writing(house.meeting.id) as session:
            vote = closed_vote(session, house, ONE_PLACE, TIED)
            break_tie(session, house.thu, vote.id, "lot", [3])
            for place in places:
                publish_vote(session, house.mai, vote.id, **place)
            if annulled:
                ask_annulment(session, house.thu, vote.id, "Nhầm")
                confirm_annulment(session, house.mai, vote.id)
        return exported(house)

    return publish


HALL, TABLETS = {"on_tablets": False}, {"on_hall": False}
WAYS = {
    "hall": ([HALL], ["shown_in_hall"], "closed"),
    "hall, then both": ([HALL, {}], ["shown_in_hall", "published"], "published"),
    "hall, then tablets alone": ([HALL, TABLETS], ["shown_in_hall", "published"], "published"),
    "tablets, hall on and off and on": (
        [TABLETS, {}, TABLETS, {}],
        ["published", "shown_in_hall", "shown_in_hall"],
        "published",
    ),
}


@pytest.mark.parametrize(("places", "events", "state"), WAYS.values(), ids=WAYS)
def test_every_way_to_the_public_is_recorded_and_holds(record_after, faults, places, events, state):
    record = record_after(*places)
    assert [content["event"] for content in contents_of(record)][4:] == events
    assert record["votes"][0]["state"] == state
    assert faults(resealed(record)) == []


def test_annulled_after_the_hall_alone_has_seen_it_holds(record_after, faults):
    record = record_after(HALL, annulled=True)
    assert faults(resealed(record)) == []
    assert record["votes"][0]["published_at"] is None


@pytest.mark.parametrize("another", ["0" * 64, None])
def test_what_the_hall_was_shown_is_what_was_counted(record_after, faults, another):
    record = record_after(HALL)
    contents = contents_of(record)
    contents[-1]["content"]["result_hash"] = another
    assert "another result was published" in faults(resealed(rechained(record, contents)))[0]


def test_nothing_is_decided_after_the_hall_has_seen_it(record_after, faults):
    record = record_after(HALL)
    *before, broken, shown = contents_of(record)
    late = [*before, shown | {"number": 4}, broken | {"number": 5}]
    assert "published before" in faults(resealed(rechained(record, late)))[0]


def test_nothing_is_shown_before_it_is_closed(record_after, faults):
    record = record_after(HALL)
    begun, opened, closed, broken, shown = contents_of(record)
    early = [begun, opened, shown | {"number": 3}, closed | {"number": 4}, broken | {"number": 5}]
    assert "published before" in faults(resealed(rechained(record, early)))[0]


@pytest.mark.parametrize("place", [HALL, {}])
def test_nothing_is_shown_that_was_not_counted(record_after, faults, place):
    record = record_after(place)
    begun, opened, closed, _broken, shown = contents_of(record)
    closed["content"]["result"] = record["votes"][0]["result"] = None
    uncounted = [begun, opened, closed, shown | {"number": 4}]
    assert "published before" in faults(resealed(rechained(record, uncounted)))[0]


@pytest.mark.parametrize("state", ["published", "annulled"])
def test_what_the_hall_alone_has_is_told_as_nothing_else(record_after, faults, state):
    record = record_after(HALL)
    record["votes"][0]["state"] = state
    assert "its state is told as" in faults(resealed(record))[0]


def test_the_papers_made_of_it_say_where_it_was_public(record_after):
    alone = record_after(HALL)
    shown_at = WORDS.moment(contents_of(alone)[-1]["content"]["hall_at"])
    rows = dict(row for block in compose(alone, WORDS) for row in block.get("rows", ()) if len(row) == 2)
    assert (rows["State"], rows["On the hall screen at"]) == ("In the hall only", shown_at)
    assert "Published at" not in rows
    table = "".join(votes_csv(alone, WORDS))
    assert "In the hall only" in table and shown_at in table


@pytest.mark.parametrize(("place", "is_on_hall"), [({}, True), (TABLETS, False)])
def test_what_went_to_the_tablets_says_whether_it_was_on_the_hall_screen_too(record_after, place, is_on_hall):
    text = json.dumps(compose(record_after(place), WORDS))
    assert ("On the hall screen at" in text) == is_on_hall
    assert '"Published"' in text


def test_a_record_of_before_the_hall_screen_was_spoken_of_holds_and_is_printed(record_after, faults):
    record = record_after({})
    contents = contents_of(record)
    del contents[-1]["content"]["on_hall"]
    old = rechained(record, contents)
    assert faults(resealed(old)) == []
    assert "On the hall screen at" not in json.dumps(compose(old, WORDS))
