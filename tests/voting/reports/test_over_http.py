"""Reported results over HTTP, on both databases, and as files."""

import csv
import io
import json

import pytest
from docx import Document

from meeting.db import writing
from tests.databases import on_both_databases
from tests.voting.acts import MOTION, closed_vote
from tests.voting.record import verifying

PURPOSE = {"purpose": "ratification"}
TOLD = {
    "Nội dung biểu quyết": "Điều chỉnh kế hoạch vốn",
    "Trạng thái": "Đã công bố",
    "Tán thành": "2",
    "Không tán thành": "1",
    "Mã băm của kết quả": "",
    "Mục đích báo cáo": "Để phê chuẩn",
}


@on_both_databases
def test_the_secretary_puts_a_result_on_an_item_and_the_members_see_it_at_once(later_house, sign_in, tablet):
    later = later_house
    thu, an, khoi = sign_in(later.thu), sign_in(later.an), tablet(later.khoi)
    [offered] = thu.get(f"{later.path}/reportable-results")[1]["results"]
    assert (offered["vote_id"], offered["outcome"]) == (later.vote_id, "rejected")
    status, body = thu.put(later.report, PURPOSE)
    assert status == 200, body
    assert [fact["report"]["id"] for _, fact in khoi.heard("report:changed")] == [body["report_id"]]
    [told] = an.get(f"{later.path}/reported-results")[1]["reports"]
    assert (told["vote"]["result"]["counts"]["for"], told["is_open_to_you"]) == (2, True)
    assert list(an.get(f"{later.path}/state")[1]["reports"]) == [str(body["report_id"])]
    assert thu.delete(later.report)[0] == 200
    assert khoi.heard("report:removed")
    assert an.get(f"{later.path}/reported-results")[1]["reports"] == []


@on_both_databases
def test_an_annulment_in_the_one_meeting_is_heard_in_the_other(later_house, sign_in, tablet):
    later, vote = later_house, f"{later_house.earlier.path}/votes/{later_house.vote_id}"
    sign_in(later.thu).put(later.report, PURPOSE)
    an = tablet(later.an)
    sign_in(later.earlier.thu).post(f"{vote}/annulment", {"reason": "Sai nội dung"})
    assert sign_in(later.earlier.mai).post(f"{vote}/annulment/confirmation")[0] == 200
    assert [fact["report"]["vote_state"] for _, fact in an.heard("report:changed")] == ["annulled"]


@on_both_databases
def test_a_draft_is_deleted_with_what_it_was_to_be_told(later_house, sign_in):
    later = later_house
    thu = sign_in(later.thu)
    thu.put(later.report, PURPOSE)
    with writing() as session:
        session.merge(later.meeting).state = "draft"
    assert thu.delete(later.path)[0] == 200
    assert sign_in(later.earlier.an).get(f"{later.earlier.path}/vote-history")[1]["votes"]


@pytest.mark.parametrize("body", [{}, {"purpose": "decision"}, {"purpose": None}])
def test_what_it_is_told_for_is_one_of_two(later_house, sign_in, body):
    status, told = sign_in(later_house.thu).put(later_house.report, body)
    assert (status, told["field"]) == (422, "purpose")


def test_the_table_lists_what_was_told_behind_the_meetings_own_votes(later_house, sign_in):
    later, thu = later_house, sign_in(later_house.thu)
    thu.put(later.report, PURPOSE)
    with writing(later.meeting.id) as session:
        closed_vote(session, later, MOTION, {"an": {"choice": "for"}})
    text = thu.client.get(f"{later.path}/votes/record.csv").get_data().decode("utf-8-sig")
    own, told = csv.DictReader(io.StringIO(text, newline=""))
    assert (own["Số thứ tự"], own["Mục đích báo cáo"], own["Lấy ý kiến tại"]) == ("1", "", "")
    theirs = thu.get(f"{later.earlier.path}/votes/record.json")[1]["votes"][-1]
    assert {name: told[name] for name in TOLD} == TOLD | {"Mã băm của kết quả": theirs["result"]["hash"]}
    assert later.earlier.meeting.title in told["Lấy ý kiến tại"]
    assert (told["Số thứ tự"], told["Kết thúc lúc"] != "") == ("", True)
    assert "Nguyễn Văn An" not in text


def test_who_has_no_seat_sees_nothing(later_house, sign_in):
    sign_in(later_house.thu).put(later_house.report, PURPOSE)
    assert sign_in(later_house.earlier.binh).get(f"{later_house.path}/reported-results")[0] == 404


def test_the_record_says_where_the_result_is_found_and_is_verified(later_house, sign_in, tmp_path):
    later, thu = later_house, sign_in(later_house.thu)
    thu.put(later.report, PURPOSE)
    path = tmp_path / "votes.json"
    path.write_bytes(thu.client.get(f"{later.path}/votes/record.json").get_data())
    record = json.loads(path.read_text())
    assert record["votes"] == [] and record["entries"] == []
    [report] = record["reported"]
    theirs = thu.get(f"{later.earlier.path}/votes/record.json")[1]
    assert report["result_hash"] == theirs["votes"][-1]["result"]["hash"]
    assert (report["meeting"]["id"], report["item"]["title"]) == (later.earlier.meeting.id, later.item.title)
    assert "Nguyễn Văn An" not in path.read_text()
    code, said = verifying.verify(path)
    assert code == 0, said
    assert report["result_hash"] in said
    path.write_text(path.read_text().replace(report["result_hash"], "0" * 64))
    assert verifying.verify(path)[0] == 1


def test_the_printed_record_says_so_too(later_house, sign_in):
    later, thu = later_house, sign_in(later_house.thu)
    thu.put(later.report, PURPOSE)
    document = Document(io.BytesIO(thu.client.get(f"{later.path}/votes/record.docx").get_data()))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    text = "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)
    for words in (
        "Điều chỉnh kế hoạch vốn",
        "Để phê chuẩn",
        later.earlier.meeting.title,
        "Không được thông qua",
    ):
        assert words in text, words
