"""Opening a PDF: how many pages, how large, what they are called, what the contents are, is it signed."""

from contextlib import suppress
from itertools import islice

import pypdfium2 as pdfium
from pypdfium2 import raw

from .counting import is_miscounted
from .labels import clean, labels_of
from .limits import MAX_BOOKMARKS, MAX_OUTLINE, MAX_PAGES, MAX_POINTS
from .problem import Code, Problem, Warn


def open_pdf(path, is_new=False):
    """The document, with its form fields and stamps ready to be drawn. Scripts never run: PDFium is built
    without. `is_new`: nobody has heard of its pages yet, and it may still be mended."""
    try:
        pdf = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        locked = getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD or "assword" in str(error)
        raise Problem(Code.ENCRYPTED if locked else Code.DAMAGED, error) from error
    if not len(pdf):
        raise Problem(Code.DAMAGED, "no pages")
    if is_new and is_miscounted(path, pdf):
        raise Problem(Code.DAMAGED, f"{len(pdf)} pages are said to be there")
    if len(pdf) > MAX_PAGES:
        raise Problem(Code.TOO_MANY_PAGES, f"{len(pdf)} pages")
    if pdf.get_formtype() in (raw.FORMTYPE_ACRO_FORM, raw.FORMTYPE_XFA_FOREGROUND):
        pdf.init_forms()
        # Changes nothing, but makes PDFium read all fields now, which takes it seconds for ten thousands: a form that
        # takes too long is refused, instead of each of its pages failing in a child of its own.
        raw.FPDF_RemoveFormFieldHighlight(pdf.formenv)
    return pdf


def describe(pdf):
    """{pages: [{w, h, label}] in points, outline: [{title, page, level}], warnings}"""
    return {
        "pages": [_page(pdf, index) | {"label": label} for index, label in enumerate(labels_of(pdf))],
        "outline": _outline(pdf),
        "warnings": [Warn.SIGNED] if raw.FPDF_GetSignatureCount(pdf) > 0 else [],
    }


def _page(pdf, index):
    try:
        width, height = pdf.get_page_size(index)
    except pdfium.PdfiumError:
        width, height = 595.0, 842.0  # this page will be said to have failed; the others stay readable
    if max(width, height) > MAX_POINTS:
        raise Problem(Code.PAGE_TOO_LARGE, f"page {index + 1}: {width:.0f} x {height:.0f} pt")
    return {"w": round(width, 2), "h": round(height, 2)}


def _outline(pdf):
    entries = []
    try:
        for bookmark in islice(pdf.get_toc(max_depth=6), MAX_BOOKMARKS):
            title = _title(bookmark)
            target = bookmark.get_dest()
            index = target.get_index() if target else None
            if title and index is not None and 0 <= index < len(pdf):
                entries.append({"title": title, "page": index + 1, "level": bookmark.level})
            if len(entries) >= MAX_OUTLINE:
                break
    except pdfium.PdfiumError:
        pass  # a broken outline is no reason to refuse the paper
    return entries


def _title(bookmark):
    with suppress(UnicodeDecodeError):
        return clean(bookmark.get_title(), 300)
    return ""
