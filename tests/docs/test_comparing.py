"""Comparing two versions of a paper: who may, what is told, what cannot be compared."""

import pytest

from meeting.db import writing
from meeting.docs.confidential.levels import set_level
from meeting.docs.models import VisibilityKind
from meeting.docs.replacing import replace_paper
from meeting.docs.visibility import set_visibility

from . import files
from .conftest import keep

FIRST = ["Căn cứ Luật Ngân sách nhà nước;", *(f"Điều {n}. Nội dung thứ {n} giữ nguyên." for n in range(1, 9))]


@pytest.fixture
def versions(app, meeting, bring, embedded):
    """versions(content, content): (address of the comparison, ids of the versions)."""

    def versions(first, second):
        paper_id = bring(first, "Dự thảo.docx")
        upload = keep(app, second, "Dự thảo 2.docx", note="Sửa Điều 8")
        bring(second, act=lambda s: replace_paper(s, meeting.thu, paper_id, upload))
        return paper_id

    return versions


@pytest.fixture
def compare(client, meeting):
    def compare(name, paper_id, swap=False, **asked):
        address = f"/api/meetings/{meeting.id}/papers/{paper_id}"
        ids = [version["id"] for version in client("thu").get(f"{address}/versions").json["versions"]]
        asked = dict(zip(("to", "from") if swap else ("from", "to"), ids, strict=True)) | asked
        return client(name).get(f"{address}/comparison", query_string=asked)

    return compare


@pytest.fixture
def drafts(versions):
    return versions(
        files.docx(*FIRST),
        files.docx(*FIRST[:-1], "Điều 8. Nội dung thứ 8 đã sửa đổi.", "Điều 9. Nội dung mới hoàn toàn."),
    )


def test_a_member_sees_what_changed_and_long_stretches_folded(drafts, compare):
    answer = compare("lan", drafts).json
    assert answer["counts"] == {"changed": 1, "added": 1, "removed": 0}
    assert (answer["from"]["number"], answer["to"]["number"]) == (1, 2)
    assert answer["to"]["note"] == "Sửa Điều 8"
    kinds = [block["kind"] for block in answer["blocks"]]
    assert kinds == ["same", "folded", "same", "changed", "added"]
    assert answer["blocks"][1]["paragraphs"] == 7
    changed = answer["blocks"][3]
    assert [(run["mark"], run["text"]) for run in changed["runs"]] == [
        ("same", "Điều 8. Nội dung thứ 8"),
        ("removed", "giữ nguyên."),
        ("added", "đã sửa đổi."),
    ]
    assert (changed["from_page"], changed["to_page"]) == (1, 1)


def test_a_folded_stretch_is_told_when_it_is_asked_for(drafts, compare):
    fold = compare("lan", drafts).json["blocks"][1]
    hidden = compare("lan", drafts, stretch=fold["stretch"]).json["blocks"]
    assert [block["runs"][0]["text"] for block in hidden] == FIRST[:-2]
    assert {block["kind"] for block in hidden} == {"same"}
    for other in (fold["stretch"] + 1, 99, -1, 10**30):
        assert compare("lan", drafts, stretch=other).status_code == 404


def test_the_other_way_round_what_was_added_is_removed(drafts, compare):
    assert compare("lan", drafts, swap=True).json["counts"] == {"changed": 1, "added": 0, "removed": 1}


def test_a_version_with_itself_or_without_a_number_is_refused(drafts, compare, client, meeting):
    assert compare("lan", drafts, **{"from": 7, "to": 7}).status_code == 422
    assert compare("lan", drafts, **{"from": "x"}).status_code == 404


def test_a_version_of_another_paper_is_not_there(drafts, compare, bring, client, meeting):
    other = bring(files.pdf())
    address = f"/api/meetings/{meeting.id}/papers/{other}/versions"
    stranger = client("thu").get(address).json["versions"][0]["id"]
    assert compare("lan", drafts, **{"from": stranger}).status_code == 404


def test_who_may_not_see_the_paper_learns_nothing_of_its_versions(app, meeting, drafts, compare, client):
    with app.app_context(), writing(meeting.id) as session:
        set_visibility(session, meeting.thu, drafts, VisibilityKind.PEOPLE, people=[meeting.hung.person_id])
    assert compare("lan", drafts).status_code == 404 and compare("hung", drafts).status_code == 200
    assert client("lan").get(f"/api/meetings/{meeting.id}/papers/{drafts}/versions").status_code == 404


def test_a_version_that_never_could_be_read_is_the_desks_alone(app, meeting, bring, client):
    paper_id = bring(files.pdf())
    upload = keep(app, files.locked_pdf(), "Có khóa.pdf")
    bring(files.pdf(), act=lambda s: replace_paper(s, meeting.thu, paper_id, upload))
    address = f"/api/meetings/{meeting.id}/papers/{paper_id}/versions"
    counts = {name: len(client(name).get(address).json["versions"]) for name in ("lan", "thu")}
    assert counts == {"lan": 1, "thu": 2}


def test_a_scan_without_text_is_said_in_a_sentence(versions, compare):
    reply = compare("lan", versions(files.docx(*FIRST), files.picture()))
    assert (reply.status_code, reply.json["error"]) == (409, "no_text")
    assert "bản quét không có lớp chữ" in reply.json["message"]


def test_a_version_in_preparation_is_waited_for(app, meeting, drafts, client, bring):
    upload = keep(app, files.docx(*FIRST, "Điều 10. Mới."), "Dự thảo 3.docx")
    bring(files.pdf(), convert=False, act=lambda s: replace_paper(s, meeting.thu, drafts, upload))
    address = f"/api/meetings/{meeting.id}/papers/{drafts}"
    ids = [version["id"] for version in client("thu").get(f"{address}/versions").json["versions"]]
    asked = {"from": ids[1], "to": ids[2]}
    reply = client("thu").get(f"{address}/comparison", query_string=asked)
    assert (reply.status_code, reply.json["error"]) == (404, "page_not_ready")
    assert client("lan").get(f"{address}/comparison", query_string=asked).json["error"] == "not_found"


def test_a_confidential_paper_is_not_laid_out_word_by_word(app, meeting, drafts, compare):
    with app.app_context(), writing(meeting.id) as session:
        set_level(session, meeting.thu, drafts, "confidential", False)
    reply = compare("lan", drafts)
    assert (reply.status_code, reply.json["error"]) == (409, "confidential")
    assert "blocks" not in reply.json
