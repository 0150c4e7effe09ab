"""Opening a paper to be bound. pypdf reads most files; what it cannot read, and what is drawn only when PDFium looks
at it, PDFium writes anew first."""

import io

import pypdfium2 as pdfium
from pypdf import PdfReader

from ..opening import open_pdf
from ..problem import Code, Problem

SMALL = 0.05


def open_paper(path):
    """The PdfReader of a PDF, with at least one page. Raises Problem."""
    try:
        reader = PdfReader(path)
        if reader.pages and not reader.is_encrypted and not _is_drawn_by_its_reader(reader):
            return reader
    except Exception:  # noqa: S110  (whatever a parser makes of a damaged file: PDFium reads more of them)
        pass
    try:
        reader = PdfReader(_written_anew(path))
        if reader.pages:
            return reader
    except Exception as error:
        raise Problem(Code.DAMAGED, error) from error
    raise Problem(Code.DAMAGED, "no pages")


def annotations_of(page):
    """The annotations of a page as dictionaries; what is none is left out."""
    found = page.get("/Annots")
    listed = found.get_object() if found is not None else None
    for reference in listed if isinstance(listed, list) else ():
        annotation = reference.get_object()
        if isinstance(annotation, dict):
            yield annotation


def _is_drawn_by_its_reader(reader):
    """Whether there are fields or remarks whose picture is not in the file but left to the program that shows it."""
    return "/AcroForm" in reader.root_object or any(
        "/AP" not in annotation and annotation.get("/Subtype") not in ("/Link", "/Popup")
        for page in reader.pages
        for annotation in annotations_of(page)
    )


def _written_anew(path):
    pdf = open_pdf(path)
    try:
        for page in pdf:
            if pdfium.raw.FPDFPage_GetAnnotCount(page):
                page.render(scale=SMALL)  # what has no picture of its own is given one when it is drawn
            page.close()
        written = io.BytesIO()
        pdf.save(written, flags=pdfium.raw.FPDF_REMOVE_SECURITY)
        return written
    finally:
        pdf.close()
