"""Binding: the papers are opened first, for the contents must know their pages; then all is written once."""

from pathlib import Path

from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from ..limits import MAX_PAGES
from ..problem import Code, Problem
from .annotations import link, to_page
from .bookmarks import add_bookmarks
from .fonts import load_fonts
from .front import Front
from .harmless import copy_pages
from .marks import Marks
from .sources import open_paper

FILE = "book.pdf"


def bind(request, say):
    """Write `book.pdf` into the folder. `request`: {folder, fonts, language, words, cover, items: [{heading, papers}]}.

    A paper has {number, title, source, outline, reader}, or {number, title, missing} where it is not in the book and
    the contents say why. `reader` is the name laid over its pages, empty for most papers. Says paper_begun,
    paper_done, bound.
    """
    load_fonts(request["fonts"])
    papers = [paper for item in request["items"] for paper in item["papers"]]
    for paper in papers:
        if "source" in paper:
            say("paper_begun", number=paper["number"])
            _open(paper, request["words"])
    front = Front(request)
    page_count = _number_pages(papers, front.page_count)
    if page_count > MAX_PAGES:
        raise Problem(Code.TOO_MANY_PAGES, f"{page_count} pages")
    say("bound", file=FILE, pages=_write(request, papers, front, page_count, say))


def _open(paper, words):
    try:
        paper["document"] = open_paper(Path(paper["source"]))
        paper["page_count"] = len(paper["document"].pages)
    except Problem:
        paper["missing"] = words["unbound"]


def _number_pages(papers, at):
    """How many pages there are; each paper learns on which it begins. Cover and contents count, too."""
    for paper in papers:
        if "document" in paper:
            paper["first"] = at + 1
            at += paper["page_count"]
    return at


def _write(request, papers, front, page_count, say):
    writer, marks = PdfWriter(), Marks(request["words"], page_count)
    links = front.write_into(writer, page_count)
    pages = list(writer.pages)
    for number, page in enumerate(pages[1:], start=2):
        marks.mark(page, number)
    for paper in papers:
        if "document" in paper:
            say("paper_begun", number=paper["number"])
            for number, page in enumerate(_copied(writer, paper), start=paper["first"]):
                marks.mark(page, number, paper)
                pages.append(page)
            say("paper_done", number=paper["number"])
    _link_contents(writer, pages, links)
    marks.lay_over(writer)
    add_bookmarks(writer, request)
    _describe(writer, request)
    with open(Path(request["folder"]) / FILE, "wb") as file:
        writer.write(file)
    return page_count


def _copied(writer, paper):
    try:
        return copy_pages(writer, paper.pop("document"))
    except Exception as error:  # whatever a parser makes of a damaged file
        raise Problem(Code.DAMAGED, f"paper {paper['number']}: {error!r}") from error


def _link_contents(writer, pages, links):
    for index, rectangle, target in links:
        lead = link(writer, rectangle, to_page(pages[target - 1]))
        pages[index].setdefault(NameObject("/Annots"), ArrayObject()).append(lead)


def _describe(writer, request):
    cover, root = request["cover"], writer.root_object
    writer.add_metadata(
        {"/Title": f"{request['words']['book']} – {cover['meeting']}", "/Author": cover["body"]}
    )
    root[NameObject("/PageMode")] = NameObject("/UseOutlines")
    root[NameObject("/Lang")] = TextStringObject(request["language"])
    shown = DictionaryObject({NameObject("/DisplayDocTitle"): BooleanObject(True)})
    root[NameObject("/ViewerPreferences")] = shown
    # What the reader's program calls a page is what stands at its foot.
    style = DictionaryObject({NameObject("/S"): NameObject("/D")})
    root[NameObject("/PageLabels")] = DictionaryObject(
        {NameObject("/Nums"): ArrayObject([NumberObject(0), style])}
    )
