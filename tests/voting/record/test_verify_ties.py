"""How a tie was broken is in the signed record and in what is exported, and `bin/verify` takes no other."""

import json
from zoneinfo import ZoneInfo

import pytest

from meeting.db import writing
from meeting.voting.publishing import publish_vote
from meeting.voting.record.canonical import digest
from meeting.voting.record.composing import compose
from meeting.voting.record.tables import votes_csv
from meeting.voting.record.wording import Words
from meeting.voting.tie_breaking import break_tie
from tests.voting.acts import closed_vote
from tests.voting.test_tie_breaking import ONE_PLACE, TIED

from .voted import contents_of, exported, rechained, resealed


def said(sentence, **places):
    return sentence % places if places else sentence


WORDS = Words("en", said, ZoneInfo("Asia/Ho_Chi_Minh"))


@pytest.fixture
def record(app, house):
    with writing(house.meeting.id) as session:
        vote = closed_vote(session, house, ONE_PLACE, TIED)
        break_tie(session, house.thu, vote.id, "lot", [3], note="Bà Mai rút thăm.")
        publish_vote(session, house.mai, vote.id)
    return exported(house)


def altered(record, change):
    """The record with its broken tie changed, and everything made again that hashes or signs it."""
    contents = contents_of(record)
    broken = next(content for content in contents if content["event"] == "tie_broken")["content"]
    change(broken["result"])
    broken["result"]["hash"] = digest({k: v for k, v in broken["result"].items() if k != "hash"})
    broken["result_hash"] = contents[-1]["content"]["result_hash"] = broken["result"]["hash"]
    record["votes"][0]["result"] = broken["result"]
    return resealed(rechained(record, contents))


def test_a_tie_broken_by_lot_holds(record, faults):
    assert faults(resealed(record)) == []
    assert [content["event"] for content in contents_of(record)][2:] == ["closed", "tie_broken", "published"]
    assert faults(altered(record, lambda result: None)) == []


@pytest.mark.parametrize(
    "change",
    [
        lambda result: result["tie_break"].update(chosen=[1]),
        lambda result: result["tie_break"].update(chosen=[2]),
        lambda result: result["tie_break"].update(chosen=[1, 3]),
        lambda result: result["tie_break"].update(method="rule"),
        lambda result: result["subjects"][0].update(outcome="elected"),
        lambda result: result["subjects"][2].update(counts={"picked": 3}),
        lambda result: result.update(outcome="tied"),
        lambda result: result.update(ties=[]),
        lambda result: result.update(cast=5),
    ],
)
def test_nothing_else_becomes_of_a_tie_than_what_was_decided_on_those_who_tied(record, faults, change):
    assert "tie was broken otherwise" in faults(altered(record, change))[0]


def test_a_tie_cannot_be_broken_twice_nor_after_the_publication(record, faults):
    contents = contents_of(record)
    begun, opened, closed, broken, published = contents
    twice = [begun, opened, closed, broken, broken | {"number": 5}, published | {"number": 6}]
    assert "twice" in faults(resealed(rechained(record, twice)))[0]
    late = [begun, opened, closed, published | {"number": 4}, broken | {"number": 5}]
    assert "published before" in faults(resealed(rechained(record, late)))[0]


def test_a_decision_left_out_of_the_record_is_missed(record, faults):
    begun, opened, closed, _broken, published = contents_of(record)
    short = rechained(record, [begun, opened, closed, published | {"number": 4}])
    assert "not the one recorded" in faults(resealed(short))[0]


def test_what_is_exported_says_how(record):
    text = json.dumps(compose(record, WORDS), ensure_ascii=False)
    assert (
        "it was decided by lot" in text and "Chosen so: Võ Quốc Cường" in text and "Bà Mai rút thăm." in text
    )
    assert "it was decided by lot" in "".join(votes_csv(record, WORDS))


def test_a_vote_opened_before_an_update_of_the_software_holds_all_the_same(record, faults):
    """What the newer one says besides was not known at the opening; what was known still has to be so."""
    contents = contents_of(record)
    del contents[1]["content"]["deadline_at"], contents[1]["content"]["may_change"]
    del contents[2]["content"]["result"]["tie_break"]
    older = contents[2]["content"]
    older["result"]["hash"] = digest({k: v for k, v in older["result"].items() if k != "hash"})
    older["result_hash"] = older["result"]["hash"]
    before = record | {"votes": [record["votes"][0] | {"a_later_word": True}]}
    assert faults(resealed(rechained(before, contents))) == []
    wrong = before | {"votes": [before["votes"][0] | {"title": "Khác"}]}
    assert "title" in faults(resealed(rechained(wrong, contents)))[0]
