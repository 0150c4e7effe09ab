"""`bin/verify` believes a record that is whole, and none that is not: whoever touched it, whatever they had in hand."""

import ast
import copy
import subprocess
import sys

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meeting.config import data_folder
from meeting.voting.record.canonical import canonical, digest
from meeting.voting.record.chain import START
from meeting.voting.record.signing import KEY_FILE, public_key

from . import verifying
from .voted import contents_of, exported, hold_votes, rechained, resealed


@pytest.fixture
def record(app, house):
    hold_votes(house)
    return exported(house)


@pytest.fixture
def program(tmp_path):
    def run(text, *options, **more):
        path = tmp_path / "votes.json"
        path.write_text(text, encoding="utf-8")
        return verifying.verify(path, *options, **more)

    return run


# what holds


def test_a_whole_record_holds_and_the_numbers_worth_noting_are_told(record, program):
    code, said = program(canonical(record), "--key", record["key"], "--last", record["last"])
    assert code == 0, said
    assert "Everything in this record holds." in said
    assert record["last"] in said and record["key"] in said
    assert "“Dự toán ngân sách”" in said and "adopted. Recounted." in said
    assert said.count("Recounted.") == 5 and "not counted yet." in said


def test_it_speaks_vietnamese_where_the_machine_does(record, program):
    code, said = program(canonical(record), language="vi_VN.UTF-8")
    assert code == 0
    assert "Toàn bộ hồ sơ đều khớp." in said


def test_without_a_known_key_it_says_what_it_cannot_know(record, program):
    assert "only a copy noted elsewhere can tell" in program(canonical(record))[1]
    assert "only a copy noted elsewhere can tell" not in program(canonical(record), "--key", record["key"])[1]


def test_the_record_of_a_meeting_without_votes_holds(app, house, faults):
    empty = exported(house)
    assert (empty["count"], empty["last"], empty["key"]) == (0, START, public_key())
    assert faults(canonical(empty)) == []


def test_it_needs_nothing_of_the_application():
    source = verifying.PROGRAM.read_text()
    imported = {line.split()[1] for line in source.splitlines() if line.startswith(("import ", "from "))}
    assert imported == {"argparse", "hashlib", "json", "os", "sys", "fractions"}


def test_every_fault_it_lists_is_looked_for_and_told_in_both_languages():
    program = verifying.module()
    tree = ast.parse(verifying.PROGRAM.read_text())
    called = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    by_name = [node for node in called if getattr(node.func, "id", "") in ("require", "parse")]
    asked = {node.args[1].value for node in by_name if isinstance(node.args[1], ast.Constant)}
    told_where_reading_fails = {"gone", "incomplete", "incomplete vote"}
    assert asked == set(program.FAULTS) - told_where_reading_fails
    for english, vietnamese in [*program.FAULTS.values(), *program.WORDS.values()]:
        assert english.count("{}") == vietnamese.count("{}") and english != vietnamese


def test_any_python_from_3_8_reads_it():
    ast.parse(verifying.PROGRAM.read_text(), feature_version=(3, 8))


def test_it_speaks_also_where_the_machine_knows_ascii_only(record, tmp_path):
    path = tmp_path / "votes.json"
    path.write_text(canonical(record), encoding="utf-8")
    plain = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = subprocess.run([sys.executable, "-I", verifying.PROGRAM, path], env=plain, capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "✓ Kỳ họp thứ mười" in done.stdout.decode()


def test_no_question_speaks_for_the_program(record, program):
    """A line of its own, or signs that a screen obeys, would say what it never said."""
    contents, title = contents_of(record), "Dự toán”: ✓\n✓ Everything\x1b[2J in this record holds."
    opened = next(content["content"] for content in contents if content["event"] == "opened")
    opened["title"] = record["votes"][0]["title"] = title
    code, said = program(resealed(rechained(record, contents)))
    assert code == 0 and "\x1b" not in said
    assert "“Dự toán”: ✓\N{REPLACEMENT CHARACTER}✓ Everything" in said


# what does not: touched by somebody without the key


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)
@given(data=st.data())
def test_no_byte_can_be_another(record, faults, data):
    text = canonical(record)
    place = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(
        st.sampled_from('0123456789abcdefXYZ {}[]:,"\\\n').filter(lambda sign: sign != text[place])
    )
    assert faults(text[:place] + other + text[place + 1 :])


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", '{"format":1}', "a,b", "\ufeff{}", '{"a":1,"a":2}'])
def test_what_is_no_record_is_told_so(program, text):
    code, said = program(text)
    assert code == 1 and "✗" in said


def test_a_file_that_is_not_there_is_told_so(tmp_path):
    code, said = verifying.verify(tmp_path / "nothing.json")
    assert code == 1 and "cannot be read" in said


def test_a_file_written_anew_by_another_program_is_not_what_was_exported(record, faults):
    assert faults(canonical(record).replace(":", ": ", 1))


def test_a_seal_of_somebody_else_does_not_pass(record, faults):
    (fault,) = faults(resealed(record, Ed25519PrivateKey.generate()))
    assert "signed with a key that is not known" in fault


def test_a_record_made_anew_with_another_key_is_told_from_ours_only_by_our_key(record, faults):
    thief = Ed25519PrivateKey.generate()
    key = thief.public_key().public_bytes_raw().hex()
    contents = [content | {"key": key} for content in contents_of(record)]
    forged = resealed(rechained(record, contents, thief), thief)
    assert faults(forged) == []
    assert faults(forged, trusted=[record["key"]])


def test_after_the_key_was_replaced_both_are_to_be_given(app, house, record, faults):
    (data_folder() / KEY_FILE).unlink()
    again = exported(house)
    assert again["key"] != record["key"]
    assert "not known" in faults(canonical(again))[0]
    assert faults(canonical(again), trusted=[record["key"], again["key"]]) == []


# touched by somebody with the key, as who runs the server is


def remove(place):
    return lambda entries: entries.pop(place)


def swap(entries):
    entries[3], entries[4] = entries[4], entries[3]


def double(entries):
    entries.insert(3, entries[3])


def reword(entries):
    entries[1]["content"] = entries[1]["content"].replace("Nguyễn Văn An", "Nguyễn Văn Ai")


def resign(entries):
    entries[5]["signature"] = entries[6]["signature"]


@pytest.mark.parametrize("tamper", [remove(0), remove(3), remove(-2), swap, double, reword, resign])
def test_no_entry_goes_missing_moves_or_changes_within_the_chain(record, faults, tamper):
    tamper(record["entries"])
    record["count"], record["last"] = len(record["entries"]), record["entries"][-1]["hash"]
    assert faults(resealed(record))


def test_a_record_cut_off_at_its_end_is_noticed_by_who_has_noted_a_later_hash(record, faults, program):
    noted, contents = record["last"], contents_of(record)
    last_vote = contents[-1]["vote_id"]
    cut = rechained(record, contents[:-1])
    cut["votes"] = [vote for vote in record["votes"] if vote["id"] != last_vote]
    assert faults(resealed(cut)) == []
    (fault,) = faults(resealed(cut), last=noted)
    assert "entries are missing at its end" in fault
    assert faults(canonical(record), last=record["entries"][4]["hash"]) == []


def test_without_its_entries_a_vote_is_no_vote(record, faults):
    cut = rechained(record, contents_of(record)[:-1])
    assert "not in the record from its opening on" in faults(resealed(cut))[0]


OTHERWISE = {
    "title": "Việc khác",
    "kind": "choice",
    "options": ["for", "against"],
    "secrecy": "secret",
    "rule": {"base": "cast"},
    "is_consultative": True,
    "state": "closed",
    "result": None,
    "deadline_at": "2026-11-30T01:00:00.000Z",
    "opened_at": "2026-11-23T01:00:00.000Z",
    "closed_at": None,
    "published_at": None,
}


@pytest.mark.parametrize("name", OTHERWISE)
def test_a_vote_cannot_be_told_otherwise_than_it_was_recorded(record, faults, name):
    record["votes"][0][name] = OTHERWISE[name]
    assert len(faults(resealed(record))) == 1


def test_a_result_cannot_be_told_otherwise_than_it_was_recorded(record, faults):
    record["votes"][0]["result"]["counts"]["for"] += 1
    assert "not the one recorded at closing" in faults(resealed(record))[0]


@pytest.mark.parametrize("act", ["pop", "double"])
def test_no_vote_goes_missing_or_is_told_twice(record, faults, act):
    votes = record["votes"]
    votes.pop() if act == "pop" else votes.append(copy.deepcopy(votes[0]))
    assert "missing among the votes, or one is told twice" in faults(resealed(record))[0]


def test_the_meeting_is_the_one_recorded(record, faults):
    record["meeting"]["title"] = "Kỳ họp khác"
    assert "The meeting is told otherwise" in faults(resealed(record))[0]


# a whole chain made anew with the key: only the arithmetic is left to tell


def first(contents, event):
    return next(content["content"] for content in contents if content["event"] == event)


def recount_for(contents):
    first(contents, "closed")["result"]["counts"]["for"] += 1


def claim_adopted(contents):
    closed = [content["content"] for content in contents if content["event"] == "closed"][1]
    closed["result"]["outcome"] = "adopted"


def lower_the_bar(contents):
    first(contents, "closed")["result"]["required"] = 2


def round_up(contents):
    first(contents, "closed")["result"]["percent"]["for"] = "66.68"


def move_an_answer(contents):
    roll = first(contents, "closed")["result"]["roll_call"]
    roll["for"].append(roll["against"].pop())


def add_an_elector(contents):
    first(contents, "closed")["electors"].append(999)


def rename_an_elector(contents):
    first(contents, "opened")["electors"][0]["name"] = "Người khác"


def publish_another(contents):
    first(contents, "published")["result_hash"] = "0" * 64


def break_the_tie(contents):
    result = [content["content"]["result"] for content in contents if content["event"] == "closed"][3]
    result["subjects"][0]["outcome"], result["outcome"], result["ties"] = "elected", "elected", []


def trust_more(contents):
    result = [content["content"]["result"] for content in contents if content["event"] == "closed"][4]
    result["subjects"][1]["counts"]["high"] += 1


FORGERIES = {
    recount_for: "counts",
    claim_adopted: "outcome",
    lower_the_bar: "required",
    round_up: "percent",
    move_an_answer: "ballots counted are not those",
    add_an_elector: "not those entitled",
    rename_an_elector: "electorate is not the one",
    publish_another: "another result was published",
    break_the_tie: "outcome",
    trust_more: "ballots counted are not those",
}


@pytest.mark.parametrize(
    ("forge", "words"), FORGERIES.items(), ids=lambda value: getattr(value, "__name__", "")
)
def test_a_count_that_is_not_right_is_told_although_all_of_it_is_signed(record, faults, forge, words):
    contents = contents_of(record)
    forge(contents)
    results = {}
    for content in contents:
        if content["event"] == "closed":
            closed = content["content"]
            result = {name: value for name, value in closed["result"].items() if name != "hash"}
            closed["result"]["hash"] = closed["result_hash"] = results[content["vote_id"]] = digest(result)
        elif content["event"] == "published" and forge is not publish_another:
            content["content"]["result_hash"] = results[content["vote_id"]]
    forged = rechained(record, contents)
    told = {
        content["vote_id"]: content["content"]["result"]
        for content in contents
        if content["event"] == "closed"
    }
    for vote in forged["votes"]:
        vote["result"] = told.get(vote["id"])
    found = faults(resealed(forged))
    assert len(found) == 1 and words in found[0], found


def test_entries_in_an_impossible_order_are_told(record, faults):
    contents = contents_of(record)
    opened = next(number for number, content in enumerate(contents) if content["event"] == "opened")
    contents[opened]["event"], contents[opened + 1]["event"] = "closed", "opened"
    assert faults(resealed(rechained(record, contents)))


def test_a_key_that_changes_without_a_word_is_told(record, faults):
    contents = contents_of(record)
    assert faults(
        resealed(rechained(record, [*contents[:3], contents[3] | {"key": "ab" * 32}, *contents[4:]]))
    )
