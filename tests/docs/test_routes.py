"""The doors: what is refused before it is read, what leaves the server and how."""

import io
from urllib.parse import quote

import pytest
from PIL import Image, ImageChops

from meeting.docs.naming import clean_file_name, download_name
from meeting.docs.problems import SENTENCES
from meeting.docs.stages.problem import Code

from ..databases import on_both_databases
from . import files


@pytest.fixture
def address(meeting):
    return f"/api/meetings/{meeting.id}"


def original_of(client, address, paper_id):
    version = client("thu").get(f"{address}/papers/{paper_id}/versions").json["versions"][-1]
    return f"{address}/papers/{paper_id}/versions/{version['id']}/original"


def test_the_sentence_is_in_the_readers_language(app):
    from meeting.shell import translate

    with app.test_request_context(headers={"Cookie": "language=vi"}):
        for code, sentence in SENTENCES.items():
            assert translate(sentence, most=100) != (
                sentence % {"most": 100} if code == Code.TOO_BIG else sentence
            )


@on_both_databases
def test_a_reader_gets_pages_that_may_be_kept_for_ever(app, client, bring, document_of, address):
    paper_id = bring(files.pdf(3, "Dieu"))
    key = document_of(paper_id).key
    lan = client("lan")
    base = f"{address}/papers/{paper_id}/{key}"
    manifest = lan.get(f"{base}/manifest").json
    assert manifest["page_count"] == 3 and manifest["pages"][0] == {"w": 595.0, "h": 842.0, "label": ""}
    page = lan.get(f"{base}/pages/2/page")
    assert (page.status_code, page.mimetype) == (200, "image/png")
    assert page.headers["Cache-Control"] == "private, max-age=31536000, immutable"
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    assert lan.get(f"{base}/pages/2/thumb").status_code == 200
    (line,) = lan.get(f"{base}/pages/2/text").json["lines"]
    assert line["text"] == "Dieu 2" and 0.1 < line["x"] < 0.15 and 0.08 < line["y"] < 0.13
    assert lan.get(f"{base}/find?q=DIỀU").json["hits"] == [
        {"page": number, "count": 1, "snippet": f"Dieu {number}"} for number in (1, 2, 3)
    ]
    assert lan.get(f"{base}/find?q=%25").json["hits"] == [] and lan.get(f"{base}/find?q=").json["hits"] == []
    assert lan.get(f"{base}/pages/4/page").status_code == 404
    assert lan.get(f"{base}/pages/2/huge").status_code == 404


def test_pieces_of_a_page_are_drawn_when_somebody_asks(app, client, bring, document_of, address):
    paper_id = bring(files.pdf())
    document = document_of(paper_id)
    pages = f"{address}/papers/{paper_id}/{document.key}/pages/1"
    first = client("lan").get(f"{pages}/tiles/2/0/0")
    assert (first.status_code, first.json["error"], first.headers["Retry-After"]) == (
        404,
        "page_not_ready",
        "1",
    )
    with app.app_context():
        for column, row in ((0, 0), (1, 0), (0, 1), (1, 1)):
            app.extensions["paper_jobs"].draw_now(document.id, f"tile2-{column}-{row}", [1])

    def picture(path):
        return Image.open(io.BytesIO(client("lan").get(f"{pages}/{path}").data)).convert("L")

    whole = picture("page")
    fine = Image.new("L", (3200, 2 * picture("tiles/2/0/0").height))
    for column, row in ((0, 0), (1, 0), (0, 1), (1, 1)):
        piece = picture(f"tiles/2/{column}/{row}")
        assert abs(piece.width - 1600) <= 1 and abs(piece.height - whole.height) <= 1
        fine.paste(piece, (column * 1600, row * piece.height))
    different = ImageChops.difference(fine.resize(whole.size), whole)
    assert sum(different.histogram()[128:]) < 50, "the pieces together are the page"
    assert client("lan").get(f"{pages}/tiles/2/2/0").status_code == 404
    assert client("lan").get(f"{pages}/tiles/3/0/0").status_code == 404


def test_links_lead_within_the_paper_or_are_shown_as_addresses(client, bring, document_of, address):
    paper_id = bring(files.linked_pdf())
    base = f"{address}/papers/{paper_id}/{document_of(paper_id).key}"
    inside, outside, mail, written = client("lan").get(f"{base}/pages/1/text").json["links"]
    assert inside["page"] == 3 and 0.1 < inside["x"] < 0.15 and 0.05 < inside["y"] < 0.2
    assert outside["address"] == "https://hdnd.example.vn/nghi-quyet"
    assert mail["address"] == "mailto:vanphong@hdnd.example.vn"
    assert written["address"] == "http://written.example.vn/"
    assert client("lan").get(f"{base}/pages/2/text").json["links"] == []


def test_a_page_still_being_prepared_says_so(client, meeting, bring, lay, address):
    paper_id = lay(2)
    version = client("lan").get(f"{address}/state").json["papers"][str(paper_id)]["version"]
    reply = client("lan").get(f"{address}/papers/{paper_id}/{version['key']}/pages/2/page")
    assert (reply.status_code, reply.json["error"]) == (404, "page_not_ready")


def test_a_key_opens_only_its_own_paper(client, bring, document_of, address):
    mine, other = bring(files.pdf(1)), bring(files.pdf(2))
    key = document_of(other).key
    for path in ("manifest", "pages/1/page", "pages/1/text", "find?q=x"):
        assert client("lan").get(f"{address}/papers/{mine}/{key}/{path}").status_code == 404
        assert client("lan").get(f"{address}/papers/{mine}/{'../' * 3}etc/{path}").status_code == 404


def test_the_right_is_checked_on_every_request(client, meeting, bring, document_of, address):
    paper_id = bring(files.pdf())
    page = f"{address}/papers/{paper_id}/{document_of(paper_id).key}/pages/1/page"
    original = original_of(client, address, paper_id)
    quang = client("quang")
    assert quang.get(page).status_code == 200 and quang.get(original).status_code == 200
    narrowed = client("thu").put(
        f"{address}/papers/{paper_id}/visibility", json={"kind": "roles", "roles": ["member"]}
    )
    assert narrowed.json["visibility"] == {"kind": "roles", "roles": ["member"], "people": []}
    assert quang.get(page).status_code == 404 and quang.get(original).status_code == 404
    assert client("lan").get(page).status_code == 200


def test_originals_leave_only_as_attachments_with_a_safe_name(client, bring, address):
    paper_id = bring(files.pdf(), "Tờ trình.exe")
    reply = client("lan").get(original_of(client, address, paper_id))
    assert reply.data == files.pdf()
    disposition = reply.headers["Content-Disposition"]
    assert disposition.startswith("attachment;")
    assert f"filename*=UTF-8''{quote('Tờ trình.exe.pdf')}" in disposition
    assert reply.headers["X-Content-Type-Options"] == "nosniff"
    assert "immutable" not in reply.headers["Cache-Control"]


def test_a_large_original_is_sent_in_turns_with_others(app, client, bring, address, monkeypatch):
    content = files.pdf() + bytes(2**20)
    original, turns = original_of(client, address, bring(content, convert=False)), []
    monkeypatch.setattr("meeting.docs.routes.time.sleep", turns.append)
    assert client("thu").get(original).data == content
    assert len(turns) > len(content) // 2**18
    part = client("thu").get(original, headers={"Range": "bytes=5-9"})
    assert (part.status_code, part.data) == (206, content[5:10])


def test_the_original_of_what_failed_is_the_desks(client, bring, address):
    original = original_of(client, address, bring(b"MZ" * 400))
    assert client("thu").get(original).status_code == 200
    assert client("lan").get(original).status_code == 404


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Tài liệu\\Tờ trình.pdf", "Tờ trình.pdf"),
        ("Nghi\u0323 quye\u0302\u0301t.pdf", "Nghị quyết.pdf"),
        ("hoa don\u202egpj.exe", "hoa dongpj.exe"),
        ("a\r\nSet-Cookie: x=1.pdf", "aSet-Cookie: x=1.pdf"),
        ("\u200b\ufeff.pdf", "pdf"),
        ("", "tài liệu"),
        ("..", "tài liệu"),
        ("a\0.pdf\0.exe", "a.pdf.exe"),
        ("Tờ trình.pdf. . .", "Tờ trình.pdf"),
        ("CON.pdf", "_CON.pdf"),
        ("nul", "_nul"),
        ("Conference.pdf", "Conference.pdf"),
        ("x" * 300 + ".docx", "x" * 195 + ".docx"),
    ],
)
def test_names_of_files_are_made_safe(sent, kept):
    assert clean_file_name(sent) == kept


def test_a_download_is_called_what_it_is():
    assert download_name("a.PDF", "pdf") == "a.PDF" and download_name("a.docm", "docx") == "a.docm"
    assert download_name("a.html", "pdf") == "a.html.pdf"


def test_hostile_names_reach_no_header(client, upload, bring, address):
    reply = upload(client("thu"), files.pdf(), "a\r\nX-Evil: yes\u202e.pdf")
    assert reply.json["intake"]["file_name"] == "aX-Evil: yes.pdf"
    sent = client("thu").get(original_of(client, address, reply.json["paper"]["id"]))
    assert "X-Evil" not in sent.headers and "\u202e" not in sent.headers["Content-Disposition"]


def test_the_presenter_shows_a_page_over_http(client, lay, address):
    paper_id = lay(3)
    reply = client("minh").put(f"{address}/presentation", json={"paper_id": paper_id, "page": 2})
    assert reply.json["presentation"]["page"] == 2
    by_lan = client("lan").put(f"{address}/presentation", json={"paper_id": paper_id, "page": 1})
    assert (by_lan.status_code, by_lan.json["error"]) == (409, "not_presenter")
    assert client("minh").delete(f"{address}/presentation").json == {"ok": True, "presentation": None}


def test_rename_order_and_remove_over_http(client, meeting, lay, address):
    one, two = lay(1), lay(2)
    thu = client("thu")
    assert thu.put(f"{address}/papers/{one}", json={"title": "Mới"}).json["paper"]["title"] == "Mới"
    order = thu.put(f"{address}/items/{meeting.item_id}/papers", json={"order": [two, one]})
    assert order.json["positions"] == {str(one): 2, str(two): 1}
    assert thu.delete(f"{address}/papers/{one}").json == {"ok": True}
    assert thu.get(f"{address}/papers/{one}/visibility").status_code == 404
