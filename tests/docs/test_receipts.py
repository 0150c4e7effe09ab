"""Who has opened which paper: for the secretariat, of those who may see it."""

import csv
from io import StringIO
from zoneinfo import ZoneInfo

import pytest

from meeting.agenda.models import Meeting, MeetingState, Seat
from meeting.agenda.seats import remove_seat
from meeting.db import now, writing
from meeting.docs.models import Paper, VisibilityKind
from meeting.docs.readings.noting import keep_notes, note_reading
from meeting.docs.readings.receipts import receipts_payload
from meeting.docs.readings.receipts_csv import harmless, receipts_csv
from meeting.docs.replacing import replace_paper
from meeting.docs.visibility import set_visibility
from meeting.errors import NotAllowed

from .conftest import keep, make_readable

PAGES = 6


@pytest.fixture
def paper_id(lay):
    return lay(PAGES)


@pytest.fixture
def read(session):
    def read(actor, paper_id, *pages):
        version_id = session.get(Paper, paper_id).current.id
        seen = [(page, page) for page in pages]
        keep_notes(session, [note_reading(session, actor, paper_id, version_id, pages[-1], seen, now())])

    return read


@pytest.fixture
def receipt(session, meeting):
    return lambda paper_id: receipts_payload(session, meeting.thu)[str(paper_id)]


@pytest.fixture
def table(session, meeting):
    """The lines of the export, each {column: cell}."""

    def table(**more):
        text = receipts_csv(session, meeting.thu, str, ZoneInfo("Asia/Ho_Chi_Minh"), **more)
        assert text.startswith("\ufeff")
        return list(csv.DictReader(StringIO(text[1:])))

    return table


@pytest.mark.parametrize("name", ["minh", "lan", "quang", "ola", "hall"])
def test_nobody_but_the_secretaries_sees_receipts(session, meeting, name):
    with pytest.raises(NotAllowed):
        receipts_payload(session, getattr(meeting, name))


def test_a_receipt_says_who_may_see_who_has_opened_and_how_many_pages(meeting, paper_id, read, receipt):
    read(meeting.lan, paper_id, 1, 2, 5)
    found = receipt(paper_id)
    assert (found["page_count"], len(found["readers"])) == (PAGES, 6)
    (opened,) = found["opened"]
    assert (opened["person_id"], opened["pages_seen"]) == (meeting.lan.person_id, 3)
    assert opened["version_id"] == found["version_id"]


def test_a_receipt_does_not_say_where_somebody_is(meeting, paper_id, read, receipt):
    read(meeting.lan, paper_id, 4)
    assert set(receipt(paper_id)["opened"][0]) & {"page", "page_at", "furthest", "seen"} == set()


def test_there_is_no_receipt_of_those_who_may_no_longer_see(session, meeting, paper_id, read, receipt):
    read(meeting.lan, paper_id, 1)
    read(meeting.hung, paper_id, 1)
    set_visibility(session, meeting.thu, paper_id, VisibilityKind.PEOPLE, people=[meeting.hung.person_id])
    found = receipt(paper_id)
    assert meeting.lan.person_id not in found["readers"]
    assert [one["person_id"] for one in found["opened"]] == [meeting.hung.person_id]
    remove_seat(session, meeting.thu, meeting.hung.seat_id)
    session.flush()
    found = receipt(paper_id)
    assert (meeting.hung.person_id in found["readers"], found["opened"]) == (False, [])


def test_in_a_draft_only_the_desk_is_counted(session, meeting, paper_id, receipt):
    session.get(Meeting, meeting.id).state = MeetingState.DRAFT
    assert receipt(paper_id)["readers"] == [meeting.minh.person_id, meeting.thu.person_id]


def test_a_paper_that_cannot_be_read_yet_has_no_receipt(session, meeting, bring):
    bring(b"not converted", convert=False)
    assert receipts_payload(session, meeting.thu) == {}


def test_who_knows_an_older_version_only_is_told_apart(app, meeting, paper_id, document_of, client):
    address = f"/api/meetings/{meeting.id}"
    client("lan").put(f"{address}/papers/{paper_id}/versions/1/reading", json={"page": 2})
    upload = keep(app, b"another")
    with app.app_context(), writing(meeting.id) as session:
        replace_paper(session, meeting.thu, paper_id, upload)
    make_readable(app, document_of(paper_id), PAGES)
    client("hung").put(f"{address}/papers/{paper_id}/versions/2/reading", json={"page": 1})
    found = client("thu").get(f"{address}/receipts").json["receipts"][str(paper_id)]
    assert found["version_id"] == 2
    assert {one["person_id"]: one["version_id"] for one in found["opened"]} == {
        meeting.lan.person_id: 1,
        meeting.hung.person_id: 2,
    }
    lines = csv.DictReader(StringIO(client("thu").get(f"{address}/receipts.csv").text[1:]))
    words = {line["Họ và tên"]: line["Đã mở"] for line in lines}
    assert (words["lan"], words["hung"], words["ola"]) == ("Chỉ phiên bản cũ", "Đã mở", "Chưa mở")


def test_the_export_has_a_line_for_everybody_who_may_see(meeting, paper_id, read, table):
    read(meeting.lan, paper_id, 1, 2)
    lines = {line["Full name"]: line for line in table()}
    assert set(lines) == {"minh", "thu", "lan", "hung", "quang", "ola"}
    lan, hung = lines["lan"], lines["hung"]
    assert (lan["Opened"], lan["Pages seen"], lan["Pages"], lan["Role"]) == ("Opened", "2", "6", "Member")
    assert (hung["Opened"], hung["Pages seen"], hung["First opened"]) == ("Not opened", "0", "")
    assert lan["First opened"] == now().astimezone(ZoneInfo("Asia/Ho_Chi_Minh")).strftime("%Y-%m-%d %H:%M")


def test_the_export_may_be_of_one_group(session, meeting, paper_id, table):
    session.get(Seat, meeting.lan.seat_id).group = "Tổ 1"
    assert [line["Full name"] for line in table(group="Tổ 1")] == ["lan"]


@pytest.mark.parametrize(
    "title", ['=HYPERLINK("http://x")', "+84", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1"]
)
def test_no_title_becomes_a_formula(session, paper_id, table, title):
    session.get(Paper, paper_id).title = title
    assert {line["Paper"] for line in table()} == {f"'{title}"}


def test_what_is_no_formula_stays_as_it_is():
    assert [harmless(cell) for cell in ("Tờ trình", "1.2", "", 0, -1)] == ["Tờ trình", "1.2", "", 0, -1]


def test_the_export_is_downloaded_as_text_of_the_letters_it_has(meeting, paper_id, client):
    answer = client("thu").get(f"/api/meetings/{meeting.id}/receipts.csv")
    assert answer.data.startswith(b"\xef\xbb\xbf")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == f"attachment; filename=receipts-{meeting.id}.csv"
