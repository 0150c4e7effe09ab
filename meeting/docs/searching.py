"""Searching all papers at once: of one meeting, or of all in which somebody has a seat.

What the person may see is settled first; only those contents are searched, counted and ranked.
"""

from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import false, or_, select

from ..agenda.models import AgendaItem, Meeting
from ..agenda.numbering import number_items
from ..permissions import Permission, require
from .models import Page
from .search_index import Found, find_documents, find_pages
from .search_query import parse, words_in
from .seeing import readable_papers
from .snippets import holds, places_of, snippet_of

PAPERS_AT_ONCE = 10
HITS_OF_A_PAPER = 3
TITLE_ONLY = 1  # the page at which a paper is opened that was found by its title


@dataclass
class FoundPaper:
    """A paper that holds what was sought: in its title, on some of its pages, or both."""

    paper: object
    in_title: bool
    # Less is better: titles before pages, what has the diacritics that were typed before what has not.
    order: tuple
    pages: int
    best: list[int]  # numbers of its pages, where they have been ranked


def search_meeting(session, actor, words, page=1):
    """{hits, total, at_least, more}: papers of the actor's meeting, see `hit_payload`. `total` counts pages; where it
    is `at_least`, there may be more."""
    require(actor, Permission.SEARCH_PAPERS)
    return _search(session, readable_papers(session, actor.person_id, actor.meeting_id), words, page)


def search_all(session, person, words, page=1):
    """The same of all meetings in which the person may read."""
    return _search(session, readable_papers(session, person.id), words, page)


def _search(session, papers, words, page):
    query = parse(words)
    if not query:
        return {"hits": [], "total": 0, "at_least": False, "more": False}
    start = (page - 1) * PAPERS_AT_ONCE
    found, is_all = _find_papers(session, papers, query, at_least=start + PAPERS_AT_ONCE + 1)
    wanted = found[start : start + PAPERS_AT_ONCE]
    return {
        "hits": _hits(session, wanted, query),
        "total": sum(max(one.pages, 1) for one in found),
        "at_least": not is_all,
        "more": len(found) > start + PAPERS_AT_ONCE,
    }


def _find_papers(session, papers, query, at_least):
    """([FoundPaper], the best first, whether these are all). The same content may lie on several tables: it is found
    on each."""
    contents = {paper.document_id for paper in papers}
    documents, is_all = find_documents(session, query, contents, at_least)
    documents = {document.document_id: (place, document) for place, document in enumerate(documents)}
    nowhere = len(documents), Found(0, 0, [])
    found = []
    for paper in papers:
        in_title, is_exact = _is_in_title(paper.title, query)
        if in_title or paper.document_id in documents:
            place, document = documents.get(paper.document_id, nowhere)
            order = (not in_title, not is_exact, place)
            found.append(FoundPaper(paper, in_title, order, document.pages, document.best))
    return sorted(found, key=lambda one: one.order), is_all


def _is_in_title(title, query):
    """(whether the title holds what was sought, and with the diacritics that were typed)"""
    line = _folded_words(title)
    # Most titles lack a word: to see that is quicker than to look how the words stand.
    if not all(word.folded in line for word in query.words) or not holds(title, query):
        return False, False
    return True, holds(title, query, exactly=True)


@lru_cache(maxsize=20_000)
def _folded_words(title):
    return " ".join(word.folded for word in words_in(title))


def _hits(session, found, query):
    """[hit]: of each paper its best pages; one without a page of its own where only the title says it."""
    unranked = {one.paper.document_id for one in found if one.pages and not one.best}
    pages = find_pages(session, query, unranked, HITS_OF_A_PAPER)
    pages |= {one.paper.document_id: one.best[:HITS_OF_A_PAPER] for one in found if one.best}
    texts = _texts(session, pages)
    meetings = _meetings(session, {one.paper.meeting_id for one in found})
    return [
        hit_payload(one, number, texts.get((one.paper.document_id, number), ""), query, meetings)
        for one in found
        for number in pages.get(one.paper.document_id) or [TITLE_ONLY]
    ]


def hit_payload(found, number, text, query, meetings):
    """`page` of the paper, how often it has what was sought, and a snippet with its `marks`: [from, to) by characters.
    `pages`: how many pages of the paper have it. A hit in the title alone has count 0 and no snippet."""
    paper = found.paper
    title, numbers = meetings[paper.meeting_id]
    places = places_of(text, query)
    snippet, marks = snippet_of(text, places) if text else ("", [])
    return {
        "meeting_id": paper.meeting_id,
        "meeting_title": title,
        "paper_id": paper.id,
        "paper_title": paper.title,
        "title_marks": [list(place) for place in places_of(paper.title, query)] if found.in_title else [],
        "item_number": numbers[paper.item_id],
        "page": number,
        "pages": found.pages,
        "count": len(places),
        "snippet": snippet,
        "marks": marks,
    }


def _texts(session, pages):
    """{(document id, number): text}"""
    wanted = [
        (Page.document_id == document_id) & Page.number.in_(numbers) for document_id, numbers in pages.items()
    ]
    rows = session.execute(select(Page.document_id, Page.number, Page.text).where(or_(false(), *wanted)))
    return {(document_id, number): text for document_id, number, text in rows}


def _meetings(session, meeting_ids):
    """{meeting id: (title, {item id: number})}"""
    titles = session.execute(select(Meeting.id, Meeting.title).where(Meeting.id.in_(meeting_ids))).all()
    items = session.execute(
        select(AgendaItem.meeting_id, AgendaItem.id, AgendaItem.parent_id, AgendaItem.position).where(
            AgendaItem.meeting_id.in_(meeting_ids)
        )
    )
    agendas = {}
    for meeting_id, *item in items:
        agendas.setdefault(meeting_id, []).append(item)
    return {id: (title, number_items(agendas.get(id, []))) for id, title in titles}
