"""The rows of a document's pages, replaced by those of pages drawn anew."""

from sqlalchemy import insert, select

from .models import Page, PageState
from .search_index import keep_words


def replace_pages(session, document_id, sizes, drawn, folded):
    """`sizes`: [{w, h, label}]; `drawn`: {number: {mono, text}} and `folded`: {number: its text as it is searched}, of
    those that could be drawn. Rows of which only the looks change are kept: their words need not be indexed again.
    """
    present = {
        page.number: page for page in session.scalars(select(Page).where(Page.document_id == document_id))
    }
    fresh = []
    for number, size in enumerate(sizes, start=1):
        page = {**size, **_content(drawn.get(number), folded.get(number))}
        before = present.pop(number, None)
        if before is not None and before.text == page["text"]:
            _change(before, page)
        else:
            if before is not None:
                session.delete(before)
            fresh.append({"document_id": document_id, "number": number, **page})
    for page in present.values():
        session.delete(page)
    session.flush()
    if fresh:
        session.execute(insert(Page), fresh)
    keep_words(session, document_id, [page["number"] for page in fresh if page["text"]])


def _content(page, folded):
    if page is None:
        return {"state": PageState.FAILED, "mono": False, "text": "", "folded": ""}
    return {"state": PageState.READY, "mono": page["mono"], "text": page["text"], "folded": folded}


def _change(row, values):
    for name, value in values.items():
        setattr(row, name, value)
