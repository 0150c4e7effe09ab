"""Papers in old fonts, from the upload to what the secretariat sees of them, and the way back."""

import pytest

from meeting.db import reading, writing
from meeting.docs import converting, reconverting
from meeting.docs.jobs import convert_now
from meeting.docs.models import Document, Paper
from meeting.docs.replacing import replace_paper
from meeting.docs.stages import engines
from meeting.docs.stages.legacy import AS_IT_CAME, REWRITING
from meeting.docs.stages.problem import Code, Problem
from meeting.errors import NotAllowed, Refused

from . import files, legacy
from .conftest import keep
from .legacy import set_font, tcvn3, vni
from .test_engines import WITH_LIBREOFFICE

SENTENCE = "Tờ trình về phân bổ ngân sách địa phương năm 2027"


def in_vni(text=SENTENCE):
    return legacy.docx(lambda d: set_font(d.add_paragraph().add_run(vni(text)), "VNI-Times"))


@pytest.fixture
def address(meeting):
    return f"/api/meetings/{meeting.id}"


@pytest.fixture
def text_of(client, address):
    """text_of(paper_id): what Lan reads on the first page."""

    def text_of(paper_id):
        lan = client("lan")
        key = lan.get(f"{address}/state").json["papers"][str(paper_id)]["version"]["key"]
        page = lan.get(f"{address}/papers/{paper_id}/{key}/pages/1/text").json
        assert all(set(line) == {"x", "y", "w", "h", "text"} for line in page["lines"])
        return " ".join(line["text"] for line in page["lines"])

    return text_of


def door(address, client, paper_id):
    version = client("thu").get(f"{address}/papers/{paper_id}/versions").json["versions"][-1]
    return f"{address}/papers/{paper_id}/versions/{version['id']}/legacy-text"


def test_a_paper_in_an_old_font_can_be_read_found_and_looked_over(
    embedded, bring, document_of, text_of, client, address
):
    paper_id = bring(in_vni(), "Tờ trình.docx")
    document = document_of(paper_id)
    assert "legacy_encoding" in document.warnings and document.rewriting == REWRITING
    assert text_of(paper_id) == SENTENCE
    hits = client("lan").get(f"{address}/papers/{paper_id}/{document.key}/find?q=ngan sach").json["hits"]
    assert [hit["page"] for hit in hits] == [1]
    answer = client("thu").get(door(address, client, paper_id)).json
    assert answer["rewritten"] is True
    assert answer["samples"] == [{"before": vni(SENTENCE), "after": SENTENCE}]


def test_a_paper_of_today_bears_no_warning(embedded, bring, document_of):
    assert "legacy_encoding" not in document_of(bring(files.docx(), "Nghị quyết.docx")).warnings


def test_the_conversion_can_be_switched_off_and_on_again(
    app, embedded, bring, document_of, text_of, client, address, monkeypatch
):
    rung = []
    monkeypatch.setattr(app.extensions["paper_jobs"], "prepare", rung.append)
    content = in_vni()
    paper_id = bring(content, "Tờ trình.docx")
    first, thu = document_of(paper_id), client("thu")
    reply = thu.put(door(address, client, paper_id), json={"rewritten": False}).json
    assert reply["intake"]["state"] == "received" and len(rung) == 1
    assert text_of(paper_id) == SENTENCE  # the old pages stay until the new ones are there
    convert_now(app, rung[0])
    kept = document_of(paper_id)
    assert text_of(paper_id) == vni(SENTENCE) and kept.key != first.key
    assert "legacy_kept" in kept.warnings and "legacy_encoding" not in kept.warnings
    there = door(address, client, paper_id)
    assert thu.get(there).json == {"ok": True, "rewritten": False, "samples": []}
    assert thu.get(there.replace("legacy-text", "original")).data == content

    thu.put(there, json={"rewritten": True})
    assert text_of(paper_id) == SENTENCE and len(rung) == 1  # what was made before is there already
    again = door(address, client, paper_id)
    assert thu.put(again, json={"rewritten": True}).json["paper"]["version"]["number"] == 3  # nothing to do
    with app.app_context(), reading() as session:
        assert session.query(Document).count() == 2


def test_only_the_desk_looks_over_and_switches(lay, client, address):
    there = door(address, client, lay())
    for who in ("lan", "quang", "ola"):
        assert client(who).get(there).status_code == 403
        assert client(who).put(there, json={"rewritten": False}).status_code == 403


def test_the_rule_asks_too_who_it_is(session, meeting, lay):
    paper_id = lay()
    with pytest.raises(NotAllowed):
        reconverting.reconvert(session, meeting.lan, paper_id, session.get(Paper, paper_id).newest.id, False)


def test_an_older_version_is_not_converted_over_a_newer_one(app, session, meeting, lay):
    paper_id = lay()
    old = session.get(Paper, paper_id).newest
    replace_paper(session, meeting.thu, paper_id, keep(app, b"another", "Khác.pdf"))
    with pytest.raises(Refused):
        reconverting.reconvert(session, meeting.thu, paper_id, old.id, False)


def test_a_pdf_in_an_old_font_keeps_its_picture_and_gets_readable_text(
    app, bring, document_of, text_of, client, address
):
    paper_id = bring(legacy.pdf(tcvn3(SENTENCE), ".VnTime"))
    document = document_of(paper_id)
    assert text_of(paper_id) == SENTENCE and "legacy_encoding" in document.warnings
    there = door(address, client, paper_id)
    assert client("thu").get(there).json["samples"][0]["after"] == SENTENCE
    store = app.extensions["paper_jobs"].store
    picture = store.find_picture(document.key, 1, "page").read_bytes()
    client("thu").put(there, json={"rewritten": False})
    kept = document_of(paper_id)
    convert_now(app, kept.id)
    kept = document_of(paper_id)
    assert text_of(paper_id) != SENTENCE and kept.warnings == ["legacy_kept"]
    assert store.find_picture(kept.key, 1, "page").read_bytes() == picture


RTF = rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 .VnTime;}{\f1\fcharset0 .VnTimeH;}}\f0 %s\par\f1 %s\par}"


@pytest.mark.parametrize("engine", [WITH_LIBREOFFICE])
def test_an_old_format_becomes_a_modern_one_first(engine, bring, document_of, text_of):
    # In RTF a soft hyphen would be \- ; the byte itself is what old programs wrote.
    encoded = [b"".join(b"\\'%02x" % ord(c) for c in tcvn3(text)) for text in (SENTENCE, "nghị quyết")]
    paper_id = bring(RTF % tuple(encoded), "Tờ trình.rtf")
    assert document_of(paper_id).warnings == ["legacy_encoding"]
    assert text_of(paper_id) == f"{SENTENCE} NGHỊ QUYẾT"


@pytest.mark.parametrize("engine", [WITH_LIBREOFFICE])
def test_an_old_format_that_takes_too_long_is_shown_as_it_came_and_says_so(
    engine, bring, document_of, monkeypatch
):
    def too_slow(*_):
        raise Problem(Code.TIMEOUT)

    monkeypatch.setattr(converting, "_modernise", too_slow)
    encoded = b"".join(b"\\'%02x" % ord(c) for c in tcvn3(SENTENCE))
    document = document_of(bring(RTF % (encoded, b"x"), "Tờ trình.rtf"))
    assert (document.state, document.warnings) == ("ready", ["legacy_left"])


def test_what_cannot_be_rewritten_is_converted_as_it_came(tmp_path):
    broken = files.rezipped(in_vni(), {"word/footer9.xml": b"<w:ftr><w:p>VNI-Times"})
    source = tmp_path / "a.docx"
    source.write_bytes(broken)
    assert engines._rewritten("docx", source, tmp_path) == (source, [])


def test_pages_made_under_other_rules_are_never_taken_for_these(app, meeting, bring, document_of):
    assert len({converting.key_of("a", "b", "1", how) for how in ("", REWRITING, AS_IT_CAME, "2")}) == 4
    content = in_vni()
    paper_id = bring(content, "a.docx", convert=False)
    with app.app_context(), writing() as session:
        session.get(Document, document_of(paper_id).id).rewriting = ""  # from before there was any rewriting
    again = bring(content, "a.docx", convert=False)
    assert document_of(again).id != document_of(paper_id).id
