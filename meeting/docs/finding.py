"""Looking papers up, for those who may see them."""

from sqlalchemy import select

from ..db import reading
from ..errors import NotFound
from ..facts import IntakeChanged, PaperChanged, PaperRemoved, PapersReordered, PresentationChanged
from ..people.passwords import off_loop
from ..permissions import Permission
from .models import Document, DocumentState, FormerKey, Page, Paper, PaperVersion
from .payloads import intake_payload
from .presenting.models import Presentation
from .presenting.payloads import presentation_payload
from .search_index import find_pages
from .search_query import parse
from .seeing import may_see
from .shelf import seen_by, shelve
from .snippets import places_of, snippet_of
from .stages.folding import fold, place_in

MAX_HITS = 200
SNIPPET = 110


def find_paper(session, actor, paper_id):
    """Raises NotFound also for a paper that the actor may not see: they need not know that it exists."""
    paper = session.get(Paper, paper_id)
    if paper is None or not may_see(actor, paper):
        raise NotFound("There is no such paper.")
    return paper


def find_version(session, actor, paper_id, version_id):
    for version in list_versions(session, actor, paper_id):
        if version.id == version_id:
            return version
    raise NotFound("There is no such paper.")


def list_versions(session, actor, paper_id):
    """The paper's versions that the actor may read, oldest first: of the desk also those that nobody can read yet."""
    paper = find_paper(session, actor, paper_id)
    return [version for version in paper.versions if version.is_open or actor.may(Permission.SEE_DESK)]


def find_document(session, actor, paper_id, key):
    """The content behind a page's address: the key must be that of a version of this very paper, or have been it
    until its pages were drawn anew."""
    former = session.get(FormerKey, key)
    for version in find_paper(session, actor, paper_id).versions:
        document = version.document
        is_open = version.is_open or (document.readable_at and actor.may(Permission.SEE_DESK))
        is_former = former is not None and former.document_id == document.id
        if is_open and (document.key == key or is_former):
            return document
    raise NotFound("There is no such paper.")


def hide_withheld(session, actor, name, payload):
    """(name, payload) of a fact of the past, as it may be told today: of a paper that has been narrowed or taken
    off the table since, only that it is gone."""
    if name == PaperChanged.name and not _is_seen(session, actor, payload["paper"]["id"]):
        return PaperRemoved.name, {"id": payload["paper"]["id"]}
    if name == IntakeChanged.name and not _is_seen(session, actor, payload["intake"]["paper_id"]):
        return PaperRemoved.name, {"id": payload["intake"]["paper_id"]}
    if name == PresentationChanged.name:
        shown = payload["presentation"]
        is_seen = shown is None or _is_seen(session, actor, shown["paper_id"])
        return name, {"presentation": shown if is_seen else None}
    if name == PapersReordered.name:
        seen = {id: at for id, at in payload["positions"].items() if _is_seen(session, actor, int(id))}
        return name, {"positions": seen}
    return name, payload


def _is_seen(session, actor, paper_id):
    """Asked once: a session forgets what nobody holds, and would look the paper up again for every page turned."""
    known = session.info.setdefault("seen", {})
    if (actor, paper_id) not in known:
        paper = session.get(Paper, paper_id)
        known[actor, paper_id] = paper is not None and may_see(actor, paper)
    return known[actor, paper_id]


def list_papers(session, actor):
    """{id: paper_payload} of the papers of the meeting that the actor may see."""
    return {str(paper.id): paper.payload for paper in seen_by(actor, shelve(session, actor.meeting_id))}


def list_intakes(session, actor):
    """{version id: intake_payload} of the newest version of each paper; nothing for those without a desk."""
    if not actor.may(Permission.SEE_DESK):
        return {}
    papers = session.scalars(select(Paper).where(Paper.meeting_id == actor.meeting_id))
    return {str(paper.newest.id): intake_payload(paper.newest) for paper in papers if paper.newest}


def find_presentation(session, actor):
    """presentation_payload of what is being shown, or None."""
    return presentation_payload(session.get(Presentation, actor.meeting_id))


def find_text(session, document, words):
    """[{page, count, snippet}] of the pages that hold the words; case and diacritics do not count."""
    folded = fold(words).strip()
    if not folded:
        return []
    pages = session.execute(
        select(Page.number, Page.text, Page.folded)
        .where(Page.document_id == document.id, Page.folded.contains(folded, autoescape=True))
        .order_by(Page.number)
        .limit(MAX_HITS)
    )
    return off_loop(_each, pages.all(), lambda number, text, page: _hit(number, text, page, folded))


def find_words(session, document, words):
    """The same for what was typed into a search of all papers: its words, not what stands between them."""
    query = parse(words)
    numbers = find_pages(session, query, [document.id], MAX_HITS).get(document.id, []) if query else []
    pages = session.execute(
        select(Page.number, Page.text)
        .where(Page.document_id == document.id, Page.number.in_(numbers))
        .order_by(Page.number)
    )
    return off_loop(_each, pages.all(), lambda number, text: _words_hit(number, text, query))


def _each(pages, hit):
    """Taking many pages apart would hold up the room, so it is done off the loop."""
    return [hit(*page) for page in pages]


def _hit(number, text, folded, words):
    at = max(0, folded.find(words))
    place = (place_in(text, folded, at), place_in(text, folded, at + len(words) - 1) + 1)
    return {"page": number, "count": folded.count(words), "snippet": snippet_of(text, [place], SNIPPET)[0]}


def _words_hit(number, text, query):
    places = places_of(text, query)
    return {"page": number, "count": len(places), "snippet": snippet_of(text, places, SNIPPET)[0]}


def find_drawable(document_id):
    """{id, sha256, key, kind, engine, rewriting, warnings, former} of a document that has been opened, or None;
    `former` are the keys it had."""
    with reading() as session:
        document = session.get(Document, document_id)
        if document is None or document.key is None or document.state == DocumentState.FAILED:
            return None
        return {
            "id": document.id,
            "sha256": document.sha256,
            "key": document.key,
            "kind": document.kind,
            "engine": document.engine,
            "rewriting": document.rewriting,
            "former": set(session.scalars(select(FormerKey.key).where(FormerKey.document_id == document_id))),
            "warnings": document.warnings,
        }


def versions_of(session, document):
    """The versions, in any meeting, that are made of this content."""
    return session.scalars(
        select(PaperVersion).where(PaperVersion.document_id == document.id).order_by(PaperVersion.id)
    ).all()


def find_by_hash(session, sha256, rewriting):
    """Held until the end of the act: what is being used again must not be cleared away meanwhile."""
    this = (Document.sha256 == sha256) & (Document.rewriting == rewriting)
    return session.scalar(select(Document).where(this).with_for_update())
