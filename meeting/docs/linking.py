"""Links from one paper to another: by the name of its file, or by its address here. They lead on only where the reader
may go; for everybody else there is no link, and nothing tells that there could be one."""

import re
import unicodedata
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from sqlalchemy import select

from .models import Paper
from .naming import title_of
from .seeing import may_see

OF_A_MEETING = re.compile(r"/meetings/(\d+)/?")
NUMBERS = re.compile(r"(?:^|&)(paper|page)=(\d{1,9})(?=&|$)")


def resolve_links(session, actor, paper_id, links, host):
    """The links of a page of a paper as this reader may follow them: {…, paper_id, page} for another paper, the others
    as they are. `host`: what stands in the browser's address bar."""
    if all("file" not in link and _own_address(link, host) is None for link in links):
        return links
    papers = _open_to(session, actor)
    resolved = (_resolve(papers, actor, paper_id, link, host) for link in links)
    return [link for link in resolved if link]


def _open_to(session, actor):
    papers = session.scalars(select(Paper).where(Paper.meeting_id == actor.meeting_id).order_by(Paper.id))
    return {paper.id: paper for paper in papers if paper.current and may_see(actor, paper)}


def _resolve(papers, actor, paper_id, link, host):
    own = _own_address(link, host)
    if own:
        paper = papers.get(own["paper"]) if own["meeting"] == actor.meeting_id else None
        page = own["page"]
    elif "file" in link:
        paper, page = _named(papers.values(), link["file"], papers.get(paper_id)), link["page"]
    else:
        return link
    place = {side: link[side] for side in ("x", "y", "w", "h")}
    return paper and place | {
        "paper_id": paper.id,
        "page": min(max(1, page), paper.current.document.page_count),
    }


def _own_address(link, host):
    """{meeting, paper, page} of an address that opens a paper here, or None."""
    try:
        address = urlsplit(link.get("address", ""))
    except ValueError:
        return None
    meeting = OF_A_MEETING.fullmatch(address.path)
    said = dict(NUMBERS.findall(f"{address.query}&{address.fragment}"))
    if address.netloc.lower() != host.lower() or not meeting or "paper" not in said:
        return None
    return {"meeting": int(meeting[1]), "paper": int(said["paper"]), "page": int(said.get("page", 1))}


def _named(papers, file, source):
    """The paper that came under this name: the nearest likeness first, the same agenda item before the others. Two that
    are equally like are none."""
    for likeness in (_as_it_is_called, _as_it_was_called, _but_for_its_ending):
        found = [paper for paper in papers if likeness(paper, file)]
        beside = [
            paper for paper in found if source and paper.item_id == source.item_id and paper is not source
        ]
        if found:
            best = beside or found
            return best[0] if len(best) == 1 else None
    return None


def _as_it_is_called(paper, file):
    return _plain(paper.current.file_name) == _plain(file)


def _as_it_was_called(paper, file):
    return any(_plain(version.file_name) == _plain(file) for version in paper.versions)


def _but_for_its_ending(paper, file):
    """The author's link says .docx, and a PDF of it was brought."""
    bare = _plain(PurePosixPath(file).stem)
    return any(_plain(PurePosixPath(version.file_name).stem) == bare for version in paper.versions) or (
        _plain(paper.title) == _plain(title_of(file))
    )


def _plain(name):
    return " ".join(unicodedata.normalize("NFC", name).casefold().replace("_", " ").split())
