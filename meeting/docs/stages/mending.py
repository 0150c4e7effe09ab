"""A PDF that cannot be opened as it came, written anew from what can still be made out of it."""

import io
import re
from pathlib import Path

from .limits import MAX_PAGES
from .problem import Code, Problem, Warn

OBJECT = re.compile(rb"(?<!\d)(\d{1,8})\s+(\d{1,5})\s+obj\b(.{0,4000}?)(?:endobj|\bstream\b)", re.DOTALL)
PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")
KEY = re.compile(rb"/Filter\s*/Standard(?![A-Za-z])")


def mend(source, target):
    """Writes the PDF anew; returns warnings. The original stays as it is: only what is drawn is made of this."""
    import pikepdf  # here: 75 ms that no sound file has to wait for

    content = Path(source).read_bytes()
    try:
        with _opened(content, pikepdf) as pdf:
            if not len(pdf.pages):
                raise Problem(Code.DAMAGED, "no pages to be found")
            if KEY.search(content) and not pdf.is_encrypted:
                raise Problem(Code.DAMAGED, "what tells how to decipher the pages is lost")
            if not any(_shows_something(page, pikepdf) for page in pdf.pages):
                # White pages would be taken for the paper.
                raise Problem(Code.DAMAGED, "what stood on the pages is lost")
            pdf.save(target)
    except pikepdf.PasswordError as error:
        raise Problem(Code.ENCRYPTED, error) from error
    # Broken trees make it say all sorts of things.
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, AttributeError) as error:
        raise Problem(Code.DAMAGED, error) from error
    return [Warn.REPAIRED]


def _shows_something(page, pikepdf):
    contents = page.get("/Contents", None)
    streams = contents if isinstance(contents, pikepdf.Array) else [contents]
    return "/Annots" in page or any(isinstance(stream, pikepdf.Stream) for stream in streams)


def _opened(content, pikepdf):
    try:
        return pikepdf.open(io.BytesIO(content), suppress_warnings=True)
    except pikepdf.PdfError:
        return pikepdf.open(io.BytesIO(content + _new_tree(content)), suppress_warnings=True)


def _new_tree(content):
    """What most PDFs have at their end, and what is lost with it: a tree of all pages, in the order of the numbers of
    their objects, which nearly all programs give in that of reading."""
    pages, last = {}, 0
    for number, generation, body in OBJECT.findall(content):
        last = max(last, int(number))
        if PAGE.search(body):
            pages[int(number)] = b"%s %s R" % (number, generation)
    kids = [pages[number] for number in sorted(pages)[: MAX_PAGES + 1]]
    tree, catalog = last + 1, last + 2
    return (
        b"\nendobj\n%d 0 obj\n<< /Type /Pages /Count %d /Kids [%s] >>\nendobj\n"
        % (tree, len(kids), b" ".join(kids))
        + b"%d 0 obj\n<< /Type /Catalog /Pages %d 0 R >>\nendobj\n" % (catalog, tree)
        + b"trailer << /Size %d /Root %d 0 R >>\nstartxref\n0\n%%%%EOF\n" % (catalog + 1, catalog)
    )
