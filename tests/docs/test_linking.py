"""Links from paper to paper: they lead where this reader may go, and nowhere else."""

import pytest

from meeting.docs.stages.addresses import named_file

from . import files
from .test_engines import WITH_LIBREOFFICE


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("To%20tr%C3%ACnh.pdf#page=3", {"file": "To trình.pdf", "page": 3}),
        ("../phu luc/Phu luc.docx", {"file": "Phu luc.docx"}),
        ("file:///C:/Users/thu/b.docx", {"file": "b.docx"}),
        ("C:\\Users\\thu\\b.docx", {"file": "b.docx"}),
        ("file:a.pdf", {"file": "a.pdf"}),
        ("\\\\server\\share\\a.pdf", None),
        ("//server/a.pdf", None),
        ("file://server/share/a.pdf", None),
        ("file:%2F%2Fserver/a.pdf", None),
        ("smb://server/a.pdf", None),
        ("javascript:alert(1)//a.pdf", None),
        ("data:text/html,a.pdf", None),
        ("https://example.vn/a.pdf", None),
        ("a\u202efdp.exe", None),
        ("a\nb.pdf", None),
        ("..", None),
        ("", None),
    ],
)
def test_only_the_bare_name_of_a_file_on_the_authors_disk_is_kept(address, file):
    assert named_file(address) == file


@pytest.fixture
def follow(client, meeting, bring, document_of):
    """follow(links, name, who): what the links of a paper's first page lead to, for somebody of the cast."""

    def follow(*links, who="lan"):
        paper_id = bring(files.pdf_with_actions(*links), "Nghị quyết.pdf")
        address = f"/api/meetings/{meeting.id}/papers/{paper_id}/{document_of(paper_id).key}/pages/1/text"
        found = client(who).get(address).json["links"]
        return [{name: value for name, value in link.items() if name not in "xywh"} for link in found]

    return follow


def test_a_file_that_is_a_paper_here_is_opened_at_its_page(follow, lay_named):
    report = lay_named("Báo cáo thẩm tra.pdf", pages=5)
    assert follow(
        files.go_to_file("Báo cáo thẩm tra.pdf", page=4),
        files.launch_file("Báo cáo thẩm tra.pdf"),
        files.go_to_address("B%C3%A1o%20c%C3%A1o%20th%E1%BA%A9m%20tra.pdf#page=2"),
        files.go_to_file("../khác/báo_cáo thẩm tra.docx", page=99),
    ) == [{"paper_id": report, "page": page} for page in (4, 1, 2, 5)]


def test_our_own_address_of_a_paper_opens_it_here(follow, lay_named, meeting):
    report = lay_named("Báo cáo.pdf", pages=5)
    room = f"http://localhost/meetings/{meeting.id}"
    assert follow(
        files.go_to_address(f"{room}#paper={report}&page=3"),
        files.go_to_address(f"{room}?paper={report}"),
        files.go_to_address(f"{room}#paper=999"),
        files.go_to_address(f"http://localhost/meetings/{meeting.id + 1}#paper={report}"),
        files.go_to_address(f"http://example.vn/meetings/{meeting.id}#paper={report}"),
    ) == [
        {"paper_id": report, "page": 3},
        {"paper_id": report, "page": 1},
        {"address": f"http://example.vn/meetings/{meeting.id}#paper={report}"},
    ]


def test_where_the_reader_may_not_go_there_is_no_link(follow, lay_named, client, meeting):
    report = lay_named("Báo cáo.pdf")
    hidden = {"kind": "people", "people": [meeting.hung.person_id]}
    client("thu").put(f"/api/meetings/{meeting.id}/papers/{report}/visibility", json=hidden)
    by_address = files.go_to_address(f"http://localhost/meetings/{meeting.id}#paper={report}")
    links = (files.go_to_file("Báo cáo.pdf", page=1), by_address)
    assert follow(*links, who="lan") == []
    assert follow(*links, who="hung") == [{"paper_id": report, "page": 1}] * 2


def test_a_file_that_is_no_paper_and_all_that_runs_something_is_no_link(follow):
    assert (
        follow(
            files.go_to_file("Không có.pdf", page=1),
            files.launch_file("calc.exe"),
            files.launch_file("\\\\\\\\server\\\\share\\\\Báo cáo.pdf"),
            files.go_to_address("javascript:app.alert(1)"),
            files.go_to_address("smb://server/a.pdf"),
            files.go_to_address("file:///etc/passwd"),
        )
        == []
    )


def test_between_two_papers_of_one_name_nobody_guesses(follow, lay_named):
    lay_named("Báo cáo.pdf")
    lay_named("Báo cáo.pdf")
    assert follow(files.go_to_file("Báo cáo.pdf", page=1)) == []


@pytest.mark.parametrize("engine", [WITH_LIBREOFFICE, "embedded"])
def test_a_link_in_a_word_document_leads_on_too(app, meeting, bring, lay_named, client, document_of, engine):
    app.extensions["paper_jobs"].room.choice = engine
    report = lay_named("Báo cáo thẩm tra.pdf", pages=3)
    paper_id = bring(files.docx_with_link("B%C3%A1o%20c%C3%A1o%20th%E1%BA%A9m%20tra.docx"), "Nghị quyết.docx")
    address = f"/api/meetings/{meeting.id}/papers/{paper_id}/{document_of(paper_id).key}/pages/1/text"
    assert {link["paper_id"] for link in client("lan").get(address).json["links"]} == {report}
