"""The record as files: who may have them, and that every number in them is the result's own."""

import csv
import io
import json
from datetime import timedelta
from zoneinfo import ZoneInfo

import pypdfium2
import pytest
from docx import Document

from meeting.db import now, writing
from meeting.voting.by_hand import continue_by_hand
from meeting.voting.casting import cast_ballot
from meeting.voting.closing import close_vote
from meeting.voting.models import Manner
from meeting.voting.opening import open_vote
from meeting.voting.publishing import publish_vote
from meeting.voting.record import printing
from meeting.voting.record.canonical import canonical
from meeting.voting.record.composing import by_hand_words, compose
from meeting.voting.record.tables import counts_of, votes_csv
from meeting.voting.record.wording import Words
from meeting.voting.roll_call import enter_ballot
from tests.databases import on_both_databases

from . import verifying
from .voted import draft, exported, hold_votes, motion

FILES = (
    "record.json",
    "record.csv",
    "record.csv?part=groups",
    "record.csv?part=roll-calls",
    "record.pdf",
    "record.docx",
)


@pytest.fixture
def voted(app, house):
    hold_votes(house)
    return house


@pytest.fixture
def fetch(sign_in, voted):
    """fetch(file, who): the body of the answer as bytes, for who may have it."""

    def fetched(name, who=None):
        response = sign_in(who or voted.mai).client.get(f"{voted.path}/votes/{name}")
        assert response.status_code == 200
        assert response.headers["Content-Disposition"].startswith("attachment; filename=")
        return response.get_data()

    return fetched


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("who", ["an", "khoi", "lan", "hall", "phuc", "son"])
def test_only_the_desk_takes_the_record(voted, sign_in, name, who):
    status, _ = sign_in(getattr(voted, who)).get(f"{voted.path}/votes/{name}")
    assert status in (403, 404)


@on_both_databases
def test_what_is_exported_is_verified(voted, fetch, tmp_path, kind):
    path = tmp_path / "votes.json"
    path.write_bytes(fetch("record.json", voted.thu))
    code, said = verifying.verify(path)
    assert code == 0, said


def rows_of(data):
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_the_table_has_a_row_for_each_vote_or_each_of_its_names(fetch):
    heads, *rows = rows_of(fetch("record.csv"))
    assert {len(row) for row in rows} == {len(heads)}
    column = heads.index
    question, counted, name = column("Nội dung biểu quyết"), column("Tán thành"), column("Tên")
    assert [(row[question], row[name], row[counted]) for row in rows[:3]] == [
        ("Dự toán ngân sách", "", "4"),
        ("Đầu tư công", "", "1"),
        ("Bầu Ủy viên", "Ông Lý Văn Một", ""),
    ]
    assert [row[column("Tán thành (%)")] for row in rows[:2]] == ["66,67%", "16,67%"]
    assert [row[column("Kết quả")] for row in rows[:2]] == ["Được thông qua", "Không được thông qua"]
    assert len([row for row in rows if row[question] == "Lấy phiếu tín nhiệm"]) == 2
    assert (rows[-1][question], rows[-1][column("Trạng thái")]) == ("Nghị quyết cuối kỳ", "Đang biểu quyết")
    assert set(rows[-1][column("Có mặt") :]) == {""}


def test_the_roll_calls_name_everybody_and_nobody_of_a_secret_vote(fetch):
    _heads, *rows = rows_of(fetch("record.csv?part=roll-calls"))
    first = [(row[2], row[3]) for row in rows if row[1] == "Dự toán ngân sách"]
    assert sorted(first) == sorted(
        [
            ("Trần Thị Mai", "Tán thành"),
            ("Nguyễn Văn An", "Tán thành"),
            ("Lê Thị Bình", "Tán thành"),
            ("Võ Quốc Cường", "Tán thành"),
            ("Đặng Thùy Dung", "Không tán thành"),
            ("Hoàng Giang", "Không tham gia biểu quyết"),
        ]
    )
    assert ["3", "Bầu Ủy viên", "Đặng Thùy Dung", "Ông Lý Văn Một"] in rows
    assert ["3", "Bầu Ủy viên", "Hoàng Giang", "Phiếu trắng"] in rows
    assert not [row for row in rows if row[1] == "Lấy phiếu tín nhiệm"]


def test_the_groups_have_a_row_each_or_one_for_each_name_and_none_in_a_secret_vote(fetch):
    heads, *rows = rows_of(fetch("record.csv?part=groups"))
    assert {len(row) for row in rows} == {len(heads)}
    told = [dict(zip(heads, row, strict=True)) for row in rows]
    second = [row for row in told if row["Nội dung biểu quyết"] == "Đầu tư công"]
    columns = (
        "Tổ",
        "Số người có quyền biểu quyết",
        "Số đại biểu đã biểu quyết",
        "Tán thành",
        "Không tán thành",
    )
    assert [tuple(row[name] for name in columns) for row in second] == [
        ("Tổ 2", "2", "2", "0", "1"),
        ("Tổ 1", "1", "0", "0", "0"),
        ("Không thuộc tổ, đoàn", "3", "1", "1", "0"),
    ]
    elected = [row for row in told if (row["Nội dung biểu quyết"], row["Tổ"]) == ("Bầu Ủy viên", "Tổ 2")]
    assert [(row["Tên"], row["Được chọn"]) for row in elected] == [
        ("Ông Lý Văn Một", "2"),
        ("Bà Phan Thị Hai", "2"),
        ("Ông Tạ Ba", "0"),
    ]
    assert "Lấy phiếu tín nhiệm" not in {row["Nội dung biểu quyết"] for row in told}


def test_groups_are_printed_with_a_question_and_not_with_several_names(voted):
    blocks = compose(exported(voted), ENGLISH)
    tables = [block for block in blocks if block["kind"] == "table" and block["head"][0] == "Group"]
    assert len(tables) == 2
    assert tables[1]["head"] == ["Group", "For", "Against", "Abstain", "Did not vote", "Entitled to vote"]
    assert tables[1]["rows"][0] == ["Tổ 2", "0", "1", "1", "0", "2"]


def test_no_cell_is_a_formula(app, house, sign_in):
    with writing(house.meeting.id) as session:
        session.merge(house.people["an"]).name = "=cmd|' /C calc'!A0"
    hold_votes(house)
    client = sign_in(house.mai).client
    rows = rows_of(client.get(f"{house.path}/votes/record.csv?part=roll-calls").get_data())
    names = {row[2] for row in rows}
    assert "'=cmd|' /C calc'!A0" in names
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "@"))]


def text_of_pdf(data):
    pages = pypdfium2.PdfDocument(data)
    return "\n".join(page.get_textpage().get_text_range() for page in pages)


def text_of_docx(data):
    document = Document(io.BytesIO(data))
    tables = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + tables)


@pytest.mark.parametrize(("name", "read"), [("record.pdf", text_of_pdf), ("record.docx", text_of_docx)])
def test_the_printed_record_says_what_was_counted(fetch, name, read):
    text = " ".join(read(fetch(name)).split())
    for words in (
        "BIÊN BẢN KIỂM PHIẾU",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "1. Dự toán ngân sách",
        "66,67%",
        "Được thông qua",
        "Số phiếu ngang nhau ở vị trí cuối cùng: Ông Lý Văn Một, Bà Phan Thị Hai",
        "Kiểm phiếu thủ công: Mất điện (Mai và Thư)",
        "Bỏ phiếu kín",
        "Nguyễn Văn An",
        "CHỦ TỌA",
    ):
        assert words in text, words


@pytest.mark.parametrize(("name", "read"), [("record.pdf", text_of_pdf), ("record.docx", text_of_docx)])
def test_the_language_is_that_of_the_reader(voted, fetch, name, read):
    with writing() as session:
        session.merge(voted.people["mai"]).language = "en"
    text = read(fetch(name))
    assert "RECORD OF THE VOTE COUNT" in text and "66.67%" in text and "CỘNG HÒA" not in text


def test_every_number_printed_is_the_results_own(fetch):
    """A result that says 41 where 4 were counted is printed as 41: nothing is counted again on paper."""
    record = json.loads(fetch("record.json"))
    record["votes"][0]["result"]["counts"]["for"] = 41
    record["votes"][0]["result"]["percent"]["for"] = "12.34"
    words = Words("en", lambda sentence, **places: sentence % places if places else sentence, ZoneInfo("UTC"))
    tables = [block for block in compose(record, words) if block["kind"] == "table"]
    assert tables[0]["rows"][0] == ["For", "41", "12.34%"]


ENGLISH = Words("en", lambda sentence, **places: sentence % places if places else sentence, ZoneInfo("UTC"))


def lines_of(house):
    """What is printed, as lines of text."""
    for block in compose(exported(house), ENGLISH):
        yield block.get("text") or f"{block.get('label')}: {', '.join(block.get('names', ()))}"
        yield from (" | ".join(map(str, row)) for row in block.get("rows", ()))


def test_nobody_is_adopted_whose_confidence_was_voted_on(voted):
    said = list(lines_of(voted))
    judged = [
        line.split(" | ") for line in said if line.startswith(("Ông Lý Văn Một |", "Bà Phan Thị Hai |"))
    ]
    assert [(row[0], row[-1]) for row in judged[-2:]] == [
        ("Bà Phan Thị Hai", "Low confidence reached 2/3"),
        ("Ông Lý Văn Một", "Has confidence"),
    ]
    rows = rows_of("".join(votes_csv(exported(voted), ENGLISH)).encode())
    result = rows[0].index("Result")
    judged = [row[result] for row in rows if row[2] == "Lấy phiếu tín nhiệm"]
    assert judged == ["Has confidence", "Low confidence reached 2/3"]


def test_who_gave_no_ballot_in_an_election_is_named_as_well(voted):
    said = list(lines_of(voted))
    assert "Did not vote (2): Đặng Thùy Dung, Hoàng Giang" in said


def test_a_vote_closed_while_somebody_had_not_answered_says_so(voted):
    assert "Closed although members present had not answered." in list(lines_of(voted))


def test_opinions_by_circulation_are_printed_with_their_deadline_and_every_comment(app, house):
    with writing(house.meeting.id) as session:
        vote = draft(session, house, "Lấy ý kiến thành viên", preset="committee_decision")
        vote.manner, vote.deadline_at = Manner.CIRCULATION, now() + timedelta(days=2)
        open_vote(session, house.mai, vote.id)
        cast_ballot(session, house.an, vote.id, {"choice": "for"}, comment="Đề nghị bổ sung phụ lục")
        cast_ballot(session, house.binh, vote.id, {"choice": "against"})
        close_vote(session, house.thu, vote.id, despite_missing=True)
        publish_vote(session, house.thu, vote.id)
        deadline = vote.deadline_at
    said = list(lines_of(house))
    assert f"Deadline for replies | {deadline:%H:%M, %d/%m/%Y}" in said
    assert "Replied | 2" in said and "Did not reply | 4" in said
    assert "Did not reply (4): Trần Thị Mai, Võ Quốc Cường, Đặng Thùy Dung, Hoàng Giang" in said
    assert said[said.index("Comments") :][2] == "Nguyễn Văn An | Đề nghị bổ sung phụ lục"
    not_said = ("Present", "Did not vote", "Closed although", "On the hall screen")
    assert not [line for line in said if line.startswith(not_said)]


def test_names_stand_in_the_table_of_groups_as_on_the_ballot_paper():
    subjects = [{"id": number, "title": f"Ứng cử viên {number}"} for number in range(1, 13)]
    told = json.loads(canonical({"subjects": {str(one["id"]): {"picked": one["id"]} for one in subjects}}))
    assert [name for name, _counts in counts_of({"subjects": subjects}, told)] == [
        one["title"] for one in subjects
    ]


def test_a_roll_call_names_both_who_answer_for_it(app, house):
    with writing(house.meeting.id) as session:
        vote = draft(session, house, "Đầu tư công")
        open_vote(session, house.mai, vote.id)
        continue_by_hand(session, house.thu, vote.id, "Mất mạng", Manner.ROLL_CALL)
        close_vote(session, house.mai, vote.id, despite_missing=True)
        meant = draft(session, house, "Điểm danh")
        meant.manner = Manner.ROLL_CALL
        open_vote(session, house.mai, meant.id)
        enter_ballot(session, house.thu, meant.id, house.an.seat_id, {"choice": "for"})
        close_vote(session, house.thu, meant.id, despite_missing=True, with_seat_id=house.binh.seat_id)
    said = list(lines_of(house))
    assert "Entered by hand by Phạm Minh Thư, Lê Thị Bình" in said
    assert [
        line for line in said if "Mất mạng" in line and "Phạm Minh Thư" in line and "Trần Thị Mai" in line
    ]


def test_a_roll_call_of_before_it_took_two_names_the_one():
    words = Words("en", lambda sentence, **places: sentence % places if places else sentence, ZoneInfo("UTC"))
    act = {"by": {"seat_id": 1, "name": "Phạm Minh Thư"}, "with": None, "reason": "Mất mạng"}
    assert by_hand_words(act, words) == "Entered by hand by Phạm Minh Thư: Mất mạng"
    assert by_hand_words(act | {"reason": ""}, words) == "Entered by hand by Phạm Minh Thư"


@pytest.mark.parametrize(("ending", "read"), [("pdf", text_of_pdf), ("docx", text_of_docx)])
def test_a_question_with_signs_that_no_document_holds_is_printed_without_them(app, house, ending, read):
    with writing(house.meeting.id) as session:
        motion(session, house, "Dự\x0b toán\x01 & <b>ngân sách</b>", mai="for")
    words = Words("vi", lambda sentence, **places: sentence % places if places else sentence, ZoneInfo("UTC"))
    text = " ".join(read(printing.print_record(exported(house), words, ending)).split())
    assert "1. Dự toán & <b>ngân sách</b>" in text


def test_what_cannot_be_drawn_is_told_in_words(voted, sign_in, monkeypatch, tmp_path):
    monkeypatch.setattr(printing, "PRINTER", tmp_path)
    status, body = sign_in(voted.mai).get(f"{voted.path}/votes/record.pdf")
    assert (status, body["error"]) == (409, "not_printed")
