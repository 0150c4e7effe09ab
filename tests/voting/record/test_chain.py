"""The chain of entries: numbers without a gap, in the act's own transaction, and nothing that is taken back."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from meeting.agenda.meetings import remove_meeting
from meeting.agenda.models import MeetingState
from meeting.config import data_folder
from meeting.db import reading, writing
from meeting.errors import Refused
from meeting.voting import record
from meeting.voting.models import RecordEntry
from meeting.voting.record.canonical import Written, canonical, digest
from meeting.voting.record.chain import START, key_of, list_entries
from meeting.voting.record.events import electors_text
from meeting.voting.record.signing import KEY_FILE, public_key
from tests import cast, make
from tests.databases import on_both_databases

from .verifying import module

verify = module()


def test_the_first_entry_says_which_meeting_it_is(session, room):
    vote = make.vote(session, room.item)
    record.add(session, vote, "opened", {"title": vote.title})
    first, second = list_entries(session, room.meeting.id)
    assert (first.number, first.previous, second.number, second.previous) == (1, START, 2, first.hash)
    begun = json.loads(first.content)
    assert (begun["event"], begun["vote_id"], begun["content"]["title"]) == (
        "begun",
        None,
        room.meeting.title,
    )
    opened = json.loads(second.content)
    assert (opened["event"], opened["vote_id"]) == ("opened", vote.id)
    assert opened["content"] == {"title": "Thông qua dự toán ngân sách"}


def test_each_meeting_has_its_own_chain(session, room):
    other = cast.gather(session)
    for house in (room, other):
        record.add(session, make.vote(session, house.item), "opened", {})
    for house in (room, other):
        assert [entry.number for entry in list_entries(session, house.meeting.id)] == [1, 2]


def test_another_key_is_an_entry_of_its_own(app, house):
    with writing(house.meeting.id) as session:
        vote = make.vote(session, house.item)
        record.add(session, vote, "opened", {})
    before = public_key()
    (data_folder() / KEY_FILE).unlink()
    with writing(house.meeting.id) as session:
        record.add(session, vote, "closed", {})
        record.add(session, vote, "published", {})
        entries = [json.loads(entry.content) for entry in list_entries(session, house.meeting.id)]
    assert [entry["event"] for entry in entries] == ["begun", "opened", "key_changed", "closed", "published"]
    assert entries[2]["content"] == {"earlier_key": before}
    assert [entry["key"] == before for entry in entries] == [True, True, False, False, False]


@on_both_databases
def test_acts_at_once_make_one_chain_without_a_gap(app, house, kind):
    with writing(house.meeting.id) as session:
        vote = make.vote(session, house.item)

    def act(number):
        with app.app_context(), writing(house.meeting.id) as session:
            record.add(session, vote, "admitted", {"seat_id": number})

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(act, range(40)))
    with reading() as session:
        entries = list_entries(session, house.meeting.id)
    assert [entry.number for entry in entries] == list(range(1, 42))
    previous = START
    for entry in entries:
        assert (entry.previous, entry.hash) == (previous, verify.sha256(previous + entry.content))
        previous = entry.hash


@on_both_databases
def test_what_is_undone_leaves_no_entry(app, house, kind):
    with writing(house.meeting.id) as session:
        vote = make.vote(session, house.item)
    with pytest.raises(Refused):
        refuse_after_recording(house, vote)
    with reading() as session:
        assert list_entries(session, house.meeting.id) == []


def refuse_after_recording(house, vote):
    with writing(house.meeting.id) as session:
        record.add(session, vote, "opened", {})
        raise Refused("Nobody in this meeting is entitled to vote.")


@on_both_databases
@pytest.mark.parametrize(
    "act",
    ["UPDATE vote_record SET content = '{}' WHERE number = 2", "DELETE FROM vote_record WHERE number = 2"],
)
def test_the_database_changes_and_removes_no_entry(app, house, kind, act):
    with writing(house.meeting.id) as session:
        record.add(session, make.vote(session, house.item), "opened", {})
    with pytest.raises(IntegrityError), writing() as session:
        session.execute(sa.text(act))
    with reading() as session:
        assert len(list_entries(session, house.meeting.id)) == 2


@on_both_databases
def test_no_number_is_given_twice(app, house, kind):
    with writing(house.meeting.id) as session:
        entry = record.add(session, make.vote(session, house.item), "opened", {})
        again = {c.key: getattr(entry, c.key) for c in sa.inspect(RecordEntry).columns if c.key != "id"}
    with pytest.raises(IntegrityError), writing() as session:
        session.execute(sa.insert(RecordEntry).values(**again))


@on_both_databases
def test_a_meeting_with_a_record_is_not_removed_even_as_a_draft(app, house, kind):
    with writing(house.meeting.id) as session:
        record.add(session, make.vote(session, house.item), "opened", {})
        session.merge(house.meeting).state = MeetingState.DRAFT
    with pytest.raises(Refused) as refusal, writing(house.meeting.id) as session:
        remove_meeting(session, house.mai)
    assert refusal.value.code == "has_votes"


def test_the_same_content_has_one_text_and_two_programs_agree_on_it():
    decomposed = "Nguye\u0302\u0303n Va\u0306n An"
    assert canonical({"b": [1, None, True], "a": decomposed}) == '{"a":"Nguyễn Văn An","b":[1,null,true]}'
    assert canonical({"a": "Nguyễn Văn An", "b": (1, None, True)}) == canonical(
        {"b": [1, None, True], "a": decomposed}
    )
    content = {"z": '\u2028 " \\ \x01 😀', "é": {"10": 1, "9": 2}}
    assert verify.canonical(content) == canonical(content)
    assert verify.sha256(canonical(content)) == digest(content)


@pytest.mark.parametrize("inner", [[{"b": "Nguyễn", "a": 1}], {"10": 1, "9": None}, [], "x"])
def test_what_is_written_once_is_the_same_in_another(inner):
    assert canonical(Written(canonical(inner))) == canonical(inner)
    assert digest(Written(canonical(inner))) == digest(inner)
    for content in ({"z": 1, "m": inner, "a": "é"}, {"9": {"b": {"c": inner}, "a": []}, "10": 2}):
        written = json.loads(canonical(content), object_hook=lambda pairs: wrapped(pairs, inner))
        assert canonical(written) == canonical(content)


def test_a_thousand_names_are_written_as_each_would_be():
    names = ["Nguyễn Văn An", "Nguye\u0302\u0303n Va\u0306n An", 'a"b\\c', "\u2028\x01\n😀", "\u0301x", ""]
    rows = [(7 + n, name, names[-n], n % 2 == 0, n == 3) for n, name in enumerate(names)]
    keys = ("seat_id", "name", "group", "present", "casting")
    assert electors_text(rows) == canonical([dict(zip(keys, row, strict=True)) for row in rows])
    assert electors_text([]) == canonical([])


def test_the_key_of_an_entry_is_found_behind_whatever_was_recorded():
    for content in ({}, {"key": "another"}, {"reason": 'said "key":"another" and "key":', "z": {"key": 1}}):
        entry = {"at": "", "content": content, "event": "opened", "key": "ab", "meeting_id": 1}
        assert key_of(canonical({**entry, "number": 3, "vote_id": None})) == "ab"


def wrapped(pairs, inner):
    return {name: Written(canonical(inner)) if value == inner else value for name, value in pairs.items()}


def test_the_record_holds_no_floats():
    with pytest.raises(TypeError):
        canonical({"percent": [86.86]})
