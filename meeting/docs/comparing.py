"""Two versions of a paper, word by word: what was taken out, what was put in, and where."""

from itertools import groupby

from sqlalchemy import select

from ..errors import Invalid, NotFound, NotReady, Refused
from ..people.passwords import off_loop
from .differences import BREAK, Kind, differences
from .finding import find_version
from .models import Document, DocumentState, Page
from .payloads import version_payload

# Of a long stretch without a change its beginning and end are told, so that one sees where one is.
SHOWN_AROUND = 1
LONG_STRETCH = 3
CHANGES = (Kind.CHANGED, Kind.ADDED, Kind.REMOVED)


def compare_versions(session, actor, paper_id, older_id, newer_id, stretch=None):
    """{from, to: version_payload, counts: {added, removed, changed}, blocks} of two versions that the actor may see.

    A block is {kind, from_page, to_page, runs: [{mark, text}]}; a stretch of paragraphs without a change is one block
    of the kind `folded` with `paragraphs` and its number, `stretch`. Asked for by that number, it is told alone:
    {blocks}. Raises Refused where there is nothing to compare by: `no_text`,
    and `confidential`.
    """
    if older_id == newer_id:
        raise Invalid("Please choose two different versions.", field="to")
    older, newer = (find_version(session, actor, paper_id, id) for id in (older_id, newer_id))
    if older.paper.is_confidential:
        raise Refused(
            "This paper is confidential: it is read page by page, and its versions are not compared.",
            code="confidential",
        )
    texts = [_text_of(session, version.document) for version in (older, newer)]
    if stretch is not None:
        return {"blocks": off_loop(_stretch, *texts, stretch)}
    blocks = off_loop(_blocks, *texts)
    return {
        "from": version_payload(older),
        "to": version_payload(newer),
        "counts": {kind: sum(block["kind"] == kind for block in blocks) for kind in CHANGES},
        "blocks": blocks,
    }


def _text_of(session, document: Document):
    """((page number, text), …). Raises NotReady while pages are being drawn."""
    if document.state not in (DocumentState.READY, DocumentState.FAILED):
        raise NotReady("This version is still being prepared. Please try again in a moment.")
    pages = session.execute(
        select(Page.number, Page.text).where(Page.document_id == document.id).order_by(Page.number)
    )
    text = tuple((number, page) for number, page in pages)
    if not any(page.strip() for _number, page in text):
        raise Refused(
            "One of the versions is a scan without text, so the two cannot be compared word by word.",
            code="no_text",
        )
    return text


def _blocks(before, after):
    told = []
    for number, run in enumerate(_runs(before, after)):
        if not _is_long(run):
            told += map(_block_payload, run)
            continue
        hidden = run[SHOWN_AROUND:-SHOWN_AROUND]
        fold = _place(hidden[0]) | {"kind": "folded", "paragraphs": len(hidden), "stretch": number}
        around = [map(_block_payload, part) for part in (run[:SHOWN_AROUND], run[-SHOWN_AROUND:])]
        told += [*around[0], fold, *around[1]]
    return told


def _stretch(before, after, number):
    """What stands folded under this number."""
    run = next((run for place, run in enumerate(_runs(before, after)) if place == number), [])
    if not _is_long(run):
        raise NotFound("There is no such part of the comparison.")
    return [_block_payload(block) for block in run[SHOWN_AROUND:-SHOWN_AROUND]]


def _runs(before, after):
    """Blocks with a change and blocks without one, in turns."""
    for _is_same, group in groupby(differences(before, after), key=lambda block: block.kind == Kind.SAME):
        yield list(group)


def _is_long(run):
    return len(run) > LONG_STRETCH and run[0].kind == Kind.SAME


def _block_payload(block):
    runs = [{"mark": mark, "text": _text(words)} for mark, words in block.runs]
    return _place(block) | {"kind": block.kind, "runs": [run for run in runs if run["text"]]}


def _place(block):
    return {"from_page": block.pages[0], "to_page": block.pages[1]}


def _text(words):
    """Words with single blanks between them, each paragraph on a line of its own."""
    return " ".join(words).replace(f" {BREAK}", BREAK).replace(f"{BREAK} ", BREAK).strip(BREAK)
