"""Confidential papers: not taken away, marked with each reader's name, noted; and what looks like a state secret."""

import csv
import io
from datetime import timedelta

import pytest
from PIL import Image, ImageChops

from meeting.db import now, reading, writing
from meeting.docs import visibility
from meeting.docs.confidential import access_log, levels, marking
from meeting.docs.models import Paper, PaperAccess, PaperLevel
from meeting.docs.presenting import showing
from meeting.docs.seeing import may_see
from meeting.docs.stages.stamps import stamp_in
from meeting.errors import NotAllowed, Refused
from meeting.people.models import Person

from ..databases import on_both_databases
from . import files

NAME = "Đặng Thị Ngọc Ánh"


@pytest.fixture
def address(meeting):
    return f"/api/meetings/{meeting.id}"


@pytest.fixture
def act(app, meeting):
    def act(rule, who, *args):
        with app.app_context(), writing(meeting.id) as session:
            return rule(session, getattr(meeting, who), *args)

    return act


@pytest.fixture
def closely(app, meeting, bring, document_of, act, monkeypatch):
    """The paper's id, kept as confidential; who asks for a page has it marked at once."""
    with app.app_context(), writing() as session:
        session.get(Person, meeting.lan.person_id).name = NAME
    paper_id = bring(files.pdf(2, "Dieu khoan"))
    act(levels.set_level, "thu", paper_id, "confidential", False)
    jobs = app.extensions["paper_jobs"]
    monkeypatch.setattr(jobs, "_mark", jobs.mark_now)
    return paper_id


@pytest.fixture
def page_of(client, address, document_of):
    def page_of(who, paper_id, path="pages/1/page"):
        return client(who).get(f"{address}/papers/{paper_id}/{document_of(paper_id).key}/{path}")

    return page_of


def picture(answer):
    return Image.open(io.BytesIO(answer.data)).convert("L")


@pytest.mark.parametrize("who", ["lan", "quang", "ola", "hall"])
def test_only_the_desk_says_how_closely_a_paper_is_kept(act, lay, who):
    paper_id = lay()
    for rule, *args in ((levels.set_level, "confidential", False), (levels.clear_version, 1)):
        with pytest.raises(NotAllowed):
            act(rule, who, paper_id, *args)


def test_a_confidential_paper_is_not_downloaded_by_anybody(client, address, closely):
    version = client("thu").get(f"{address}/papers/{closely}/versions").json["versions"][0]
    for who in ("thu", "minh", "lan"):
        answer = client(who).get(f"{address}/papers/{closely}/versions/{version['id']}/original")
        assert (answer.status_code, answer.json["error"]) == (403, "confidential")


def test_each_reader_gets_a_picture_of_their_own_that_nothing_keeps(app, closely, page_of, document_of):
    lan, hung = page_of("lan", closely), page_of("hung", closely)
    assert lan.headers["Cache-Control"] == hung.headers["Cache-Control"] == "no-store"
    assert "ETag" not in lan.headers
    store = app.extensions["paper_jobs"].store
    common = Image.open(store.find_picture(document_of(closely).key, 1, "page")).convert("L")
    for one, other in ((picture(lan), picture(hung)), (picture(lan), common)):
        assert one.size == other.size and ImageChops.difference(one, other).getbbox()


def test_the_mark_is_everywhere_and_hides_no_letter(app, closely, page_of, document_of):
    store = app.extensions["paper_jobs"].store
    marked = picture(page_of("lan", closely))
    common = Image.open(store.find_picture(document_of(closely).key, 1, "page")).convert("L")
    different = ImageChops.difference(marked, common)
    width, height = marked.size
    for column in range(4):
        for row in range(6):
            part = (
                column * width // 4,
                row * height // 6,
                (column + 1) * width // 4,
                (row + 1) * height // 6,
            )
            assert different.crop(part).getbbox(), f"nothing of the mark in part {column}, {row}"
    on_white = marked.point([255 if level < 150 else 0 for level in range(256)])
    letters = common.point([255 if level < 150 else 0 for level in range(256)])
    assert ImageChops.difference(on_white, letters).histogram()[255] < 0.002 * width * height


def test_thumbnails_and_pieces_of_a_page_are_marked_too(closely, page_of):
    for path in ("pages/1/thumb", "pages/1/tiles/2/0/0"):
        lan, hung = page_of("lan", closely, path), page_of("hung", closely, path)
        assert lan.status_code == 200 and lan.headers["Cache-Control"] == "no-store"
        assert ImageChops.difference(picture(lan), picture(hung)).getbbox(), path


def test_a_page_without_its_mark_is_not_shown(app, closely, page_of, monkeypatch):
    monkeypatch.setattr(app.extensions["paper_jobs"], "_mark", lambda *_: None)
    answer = page_of("lan", closely)
    assert (answer.status_code, answer.json["error"]) == (404, "page_not_ready")


def test_pictures_of_those_who_lose_the_right_are_put_out(app, meeting, act, closely, page_of, document_of):
    jobs = app.extensions["paper_jobs"]
    page_of("lan", closely), page_of("hung", closely)
    assert sorted(jobs.store.marked_for()) == sorted(
        (closely, person.person_id) for person in (meeting.lan, meeting.hung)
    )
    act(visibility.set_visibility, "thu", closely, "people", [], [meeting.hung.person_id])
    with app.app_context():
        marking.forget_marked(jobs.store)
        assert jobs.store.marked_for() == [(closely, meeting.hung.person_id)]
        assert page_of("lan", closely).status_code == 404
        jobs.mark_now(1, "page", [1], document_of(closely).key, closely, meeting.lan.person_id)
        assert jobs.store.marked_for() == [(closely, meeting.hung.person_id)], "nor are they made again"
    act(levels.set_level, "thu", closely, "none", False)
    with app.app_context():
        marking.forget_marked(jobs.store)
    assert list(jobs.store.marked.iterdir()) == []


def test_what_became_confidential_is_told_to_its_readers_one_by_one_and_leaves_the_screens(
    app, meeting, act, lay, facts
):
    paper_id = lay(2)
    act(showing.show_page, "minh", paper_id, 1)
    before = len(facts())
    act(levels.set_level, "thu", paper_id, "confidential", False)
    told = facts()[before:]
    assert ("meeting", "presentation:changed", {"presentation": None}) in told
    assert ("hall", "paper:removed", {"id": paper_id}) in told
    heard = {channel: payload["paper"] for channel, name, payload in told if name == "paper:changed"}
    assert "meeting" not in heard and len(heard) == 5
    assert all(paper["restricted"] and paper["level"] == "confidential" for paper in heard.values())
    with app.app_context(), reading() as session:
        assert not may_see(meeting.hall, session.get(Paper, paper_id))


def test_a_confidential_paper_is_never_presented(act, closely):
    with pytest.raises(Refused, match="never shown on the screens"):
        act(showing.show_page, "minh", closely, 1)


@on_both_databases
def test_who_reads_a_page_is_noted_once_in_five_minutes(app, client, address, closely, page_of):
    for _ in range(3):
        (
            page_of("lan", closely),
            page_of("lan", closely, "pages/1/text"),
            page_of("lan", closely, "pages/1/thumb"),
        )
    page_of("hung", closely, "pages/2/page")
    noted = client("thu").get(f"{address}/papers/{closely}/accesses").json["accesses"]
    assert [(row["name"], row["page"]) for row in noted] == [("hung", 2), (NAME, 1)]
    assert noted[0]["mark"] != noted[1]["mark"]
    with app.app_context(), writing() as session:
        session.get(Paper, closely).created_at = now() - timedelta(hours=1)
        for row in session.query(PaperAccess):
            row.at = now() - timedelta(minutes=6)
    page_of("lan", closely)
    assert len(client("thu").get(f"{address}/papers/{closely}/accesses").json["accesses"]) == 3


def test_what_anybody_may_have_is_not_noted(client, address, bring, page_of):
    paper_id = bring(files.pdf())
    page_of("lan", paper_id), page_of("lan", paper_id, "pages/1/text")
    assert client("thu").get(f"{address}/papers/{paper_id}/accesses").json["accesses"] == []


def test_only_the_desk_sees_who_has_read(client, address, closely):
    for who in ("lan", "quang", "ola"):
        for path in (f"papers/{closely}/accesses", "paper-accesses.csv"):
            assert client(who).get(f"{address}/{path}").status_code == 403


def test_the_list_of_readers_holds_no_formula_and_outlives_the_paper(
    app, meeting, client, address, closely, page_of
):
    with app.app_context(), writing() as session:
        session.get(Person, meeting.lan.person_id).name = '=HYPERLINK("http://evil.example","x")'
        session.get(Paper, closely).title = "+84 số điện thoại"
    page_of("lan", closely)
    client("thu").delete(f"{address}/papers/{closely}")
    answer = client("thu").get(f"{address}/paper-accesses.csv")
    assert answer.headers["Content-Disposition"] == "attachment; filename=readers.csv"
    assert answer.get_data(as_text=True).startswith("\ufeff")
    _heads, row = csv.reader(io.StringIO(answer.get_data(as_text=True).lstrip("\ufeff")))
    assert row[1] == "'+84 số điện thoại" and row[3].startswith("'=HYPERLINK")
    assert all(access_log.harmless(cell).startswith("'") for cell in ("@x", "-1+1", "\t=1", "=1"))


@pytest.mark.parametrize("level", ["mat", "toi_mat", "tuyet_mat"])
def test_a_state_secret_is_refused_where_the_network_is_not_isolated(app, client, address, lay, level):
    paper_id = lay()
    path = f"{address}/papers/{paper_id}/level"
    answer = client("thu").put(path, json={"level": level})
    assert (answer.status_code, answer.json["error"]) == (409, "state_secret")
    app.config["ISOLATED_NETWORK"] = True
    try:
        assert client("thu").put(path, json={"level": level}).json["paper"]["level"] == level
    finally:
        app.config["ISOLATED_NETWORK"] = False


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("UBND TỈNH\nMẬT\nTỜ TRÌNH", PaperLevel.MAT),
        ("  TỐI MẬT  \nKế hoạch", PaperLevel.TOI_MAT),
        ("T U Y Ệ T  M Ậ T\nKế hoạch", PaperLevel.TUYET_MAT),
        ("[MẬT]\nTUYỆT MẬT", PaperLevel.TUYET_MAT),
        ("MA\u0323\u0302T", PaperLevel.MAT),
        ("Tài liệu mật\nMật\nBẢO MẬT\nMẬT ĐỘ DÂN SỐ", None),
        ("", None),
    ],
)
def test_a_stamp_is_a_line_of_its_own_in_capitals(text, level):
    assert stamp_in(text) == level


def test_a_paper_with_a_stamp_is_held_back_until_somebody_has_looked(
    app, meeting, client, address, bring, document_of, facts, embedded
):
    paper_id = bring(files.docx("TỐI MẬT", "Kế hoạch phòng thủ"), "a.docx")
    assert {channel for channel, name, _ in facts() if name.startswith("paper:")} == {"desk"}
    state = client("thu").get(f"{address}/state").json
    (intake,) = state["intakes"].values()
    assert intake["stamp"] == "toi_mat" and state["papers"][str(paper_id)]["version"] is None
    page = f"{address}/papers/{paper_id}/{document_of(paper_id).key}/pages/1/page"
    assert client("thu").get(page).status_code == 200 and client("lan").get(page).status_code == 404
    assert client("lan").get(f"{address}/search?q=phòng").json["hits"] == []
    cleared = client("thu").post(f"{address}/papers/{paper_id}/versions/{intake['id']}/clearance")
    assert cleared.json["paper"]["version"]["id"] == intake["id"]
    assert client("lan").get(page).status_code == 200
    assert client("lan").get(f"{address}/search?q=phòng").json["hits"] != []
    assert client("thu").get(f"{address}/state").json["intakes"][str(intake["id"])]["stamp"] is None
    with app.app_context(), reading() as session:
        (version,) = session.get(Paper, paper_id).versions
        assert version.cleared_by_id == meeting.thu.person_id


def test_a_new_version_with_a_stamp_leaves_readers_the_old_one(
    client, address, bring, upload, app, document_of, embedded
):
    from meeting.docs.jobs import convert_now

    paper_id = bring(files.pdf())
    old = document_of(paper_id).key
    upload(
        client("thu"),
        files.docx("MẬT", "Kế hoạch"),
        "a.docx",
        paper_id=paper_id,
    )
    convert_now(app, document_of(paper_id).id)
    assert client("lan").get(f"{address}/state").json["papers"][str(paper_id)]["version"]["key"] == old
    new = document_of(paper_id).key
    assert client("lan").get(f"{address}/papers/{paper_id}/{new}/manifest").status_code == 404
