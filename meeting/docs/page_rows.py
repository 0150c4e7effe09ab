"""The rows of a document's pages, exchanged for those of pages drawn anew. What differs is found out beforehand, for
nobody in the meeting can act while it is being written."""

from dataclasses import dataclass

from sqlalchemy import delete, insert, select, update

from .models import Page, PageState
from .search_index import keep_words
from .stages.folding import fold


@dataclass
class Exchange:
    """Rows of which only the looks change are kept: their words need not be indexed again."""

    changed: list  # rows with their ids
    fresh: list
    gone: list  # ids


def compare_pages(session, document_id, sizes, drawn):
    """Exchange. `sizes`: [{w, h, label}]; `drawn`: {number: {mono, text}} of those that could be drawn."""
    columns = Page.number, Page.id, Page.w, Page.h, Page.label, Page.state, Page.mono, Page.text
    rows = session.execute(select(*columns).where(Page.document_id == document_id))
    before = {row.number: row._mapping for row in rows}
    exchange = Exchange([], [], [])
    for number, size in enumerate(sizes, start=1):
        page, old = size | _content(drawn.get(number)), before.pop(number, None)
        if old is None or old["text"] != page["text"]:
            folded = fold(page["text"])
            exchange.fresh.append({"document_id": document_id, "number": number, "folded": folded} | page)
            exchange.gone += [old["id"]] if old else []
        elif any(old[name] != value for name, value in page.items()):
            exchange.changed.append({"id": old["id"]} | page)
    exchange.gone += [old["id"] for old in before.values()]
    return exchange


def exchange_pages(session, document_id, exchange):
    if exchange.gone:
        session.execute(delete(Page).where(Page.id.in_(exchange.gone)))
    if exchange.changed:
        session.execute(update(Page), exchange.changed)
    if exchange.fresh:
        session.execute(insert(Page), exchange.fresh)
    keep_words(session, document_id, [page["number"] for page in exchange.fresh if page["text"]])


def _content(page):
    if page is None:
        return {"state": PageState.FAILED, "mono": False, "text": ""}
    return {"state": PageState.READY, "mono": page["mono"], "text": page["text"]}
