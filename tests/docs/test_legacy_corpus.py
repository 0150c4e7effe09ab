"""Papers from the offices of 1998 to 2009, in the fonts of that time: how many of their words are found again?

The words of the synthetic VNI papers are known from the files themselves. Three of them were made from a Word file
in TCVN3 that is here as well: the same words must come out of both.
"""

import json
import os
import re
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from meeting.docs import converting, sandbox
from meeting.docs.stages.engines import ENGINES
from meeting.docs.stages.legacy.encodings import Encoding, to_unicode
from meeting.docs.stages.legacy.syllables import share_of_syllables

from .conftest import borrowed
from .test_engines import CORPUS, WITH_LIBREOFFICE

PAPERS = CORPUS / "vn-viparse"
pytestmark = pytest.mark.skipif(not PAPERS.exists(), reason="no corpus beside this checkout")
SYNTHETIC = sorted(path.name for path in PAPERS.glob("synthetic-vni-*.docx"))
TWINS = [
    name
    for name in SYNTHETIC
    if (PAPERS / name.replace("synthetic-vni-", "").replace(".docx", ".doc")).exists()
]
OTHERS = [
    "2003-A30.rtf",
    "2003-A04.rtf",
    "2005-QDSUA522.doc",
    "2005-FDILangson.xls",
    "2006-Mau21_CKTC_NSH.xls",
    "2007-Quy-che-chi-tieu-noi-bo-2007.doc",
]
TARGET = 0.90


def some(names, most):
    """All of them take minutes: WHOLE_CORPUS=1 asks for that."""
    return names if os.environ.get("WHOLE_CORPUS") else names[:most]


@pytest.fixture
def text_of(app, room):
    """text_of(name, engine, rewriting): the text of all pages, by the stages as the worker runs them."""
    store = app.extensions["paper_jobs"].store
    here = borrowed(room, store)

    def text_of(name, engine=None, rewriting=True):
        source, kind = PAPERS / name, name.rsplit(".", 1)[-1]
        engine = ENGINES.get(engine)
        with sandbox.room(store.children) as folder, sandbox.room(store.children) as before:
            request = {
                "first": list(range(1, 100)),
                "rewriting": rewriting,
                "stage": "receive",
                "engines": {},
            }
            if engine:
                request |= {"stage": "convert", "engine": engine.name}
            if engine and kind in converting.BY_WAY_OF and rewriting:
                source, kind = (
                    converting._modernise(here, engine, before, source, kind),
                    converting.BY_WAY_OF[kind],
                )
            here.run(
                request | {"source": str(source), "kind": kind}, folder, source, lambda event: None, engine
            )
            pages = [json.loads(path.read_text()) for path in folder.glob("*.text.json")]
        return " ".join(line["text"] for page in pages for line in page)

    return text_of


def words_of(text):
    return Counter(re.findall(r"\w+", text.casefold()))


def recall(known, found):
    known, found = words_of(known), words_of(found)
    return sum((known & found).values()) / sum(known.values())


def known_text(name):
    with zipfile.ZipFile(PAPERS / name) as archive:
        xml = archive.read("word/document.xml").decode()
    texts = (re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", paragraph) for paragraph in xml.split("</w:p>"))
    return to_unicode(" ".join("".join(text) for text in texts), Encoding.VNI).replace("&amp;", "&")


def report(name, before, after):
    print(f"\n{name}: {before:.3f} -> {after:.3f}", end="")
    return after


@pytest.mark.parametrize("name", some(SYNTHETIC, 2))
def test_words_of_vni_papers(text_of, name):
    known = known_text(name)
    before, after = (recall(known, text_of(name, "dxpdf", rewriting)) for rewriting in (False, True))
    assert before < 0.5 and report(name, before, after) >= TARGET


@pytest.mark.parametrize("engine", [WITH_LIBREOFFICE])
@pytest.mark.parametrize("name", some(TWINS, 1))
def test_words_of_the_tcvn3_papers_that_they_were_made_from(text_of, name, engine):
    twin = name.replace("synthetic-vni-", "").replace(".docx", ".doc")
    known = known_text(name)
    before, after = (recall(known, text_of(twin, engine, rewriting)) for rewriting in (False, True))
    assert before < 0.5 and report(twin, before, after) >= TARGET


@pytest.mark.parametrize("engine", [WITH_LIBREOFFICE])
@pytest.mark.parametrize("name", some(OTHERS, 1))
def test_papers_whose_words_are_not_known_read_as_vietnamese(text_of, name, engine):
    before, after = (share_of_syllables(text_of(name, engine, rewriting))[0] for rewriting in (False, True))
    assert before < 0.6 and report(name, before, after) >= TARGET


@pytest.mark.parametrize("engine", [WITH_LIBREOFFICE])
def test_slides_from_life(text_of, engine):
    """In capitals throughout, so that abbreviations and words cannot be told apart to count them."""
    text = text_of("2009-Van-ban-phap-quy-2-_10-02-09.ppt", engine)
    for words in (
        "CÁC VĂN BẢN PHÁP QUY ĐÃ BAN HÀNH",
        "LUẬT ĐẤU THẦU (HIỆU LỰC 01/4/2006)",
        "GIAO THÔNG ĐƯỜNG THUỶ NỘI ĐỊA",
    ):
        assert words in text


def test_a_pdf_from_life_reads_as_vietnamese(text_of):
    name = "2006-19412_QD115.04TTg_BLTch_DNNVV.pdf"
    before, after = (share_of_syllables(text_of(name, None, rewriting))[0] for rewriting in (False, True))
    assert before < 0.5 and report(name, before, after) >= 0.99


def test_the_corpus_is_where_it_is_expected():
    assert Path(PAPERS / "2003-A30.rtf").is_file() and len(SYNTHETIC) == 8 and len(TWINS) == 3
