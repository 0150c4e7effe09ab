"""How much room papers take: the originals as they came, and what was made of them to be read."""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import aliased

from .models import Document, Paper, PaperVersion
from .store import files_in, size_of


@dataclass
class Size:
    """Bytes of some contents, each counted once however often it is added."""

    originals: int = 0
    pages: int = 0
    shared: int = 0  # of both: what another meeting uses, too
    _counted: set = field(default_factory=set, repr=False)

    @property
    def total(self):
        return self.originals + self.pages

    def add(self, use, pages):
        added = 0
        if use.sha256 not in self._counted:
            self.originals += use.size
            added += use.size
        if use.key not in self._counted:
            self.pages += pages
            added += pages
        self.shared += added if use.is_shared else 0
        self._counted |= {use.sha256, use.key}


def list_uses(session, meeting_id):
    """(paper_id, title, sha256, size, key, is_shared) of each content that a version of a paper of the meeting is made
    of."""
    others, versions = aliased(Paper), aliased(PaperVersion)
    elsewhere = (
        select(versions.id)
        .join(others, others.id == versions.paper_id)
        .where(versions.document_id == Document.id, others.meeting_id != meeting_id)
        .exists()
    )
    return session.execute(
        select(
            Paper.id.label("paper_id"),
            Paper.title,
            Document.sha256,
            Document.size,
            Document.key,
            elsewhere.label("is_shared"),
        )
        .join(PaperVersion, PaperVersion.paper_id == Paper.id)
        .join(Document, Document.id == PaperVersion.document_id)
        .where(Paper.meeting_id == meeting_id)
        .order_by(Paper.id, PaperVersion.number)
    ).all()


def measure(store, uses):
    """(Size of all together, [(paper id, title, Size)], the largest first). Looks at every page's file."""
    whole, papers, titles = Size(), defaultdict(Size), {}
    for use in uses:
        pages = size_of_pages(store, use.key)
        whole.add(use, pages)
        papers[use.paper_id].add(use, pages)
        titles[use.paper_id] = use.title
    largest = sorted(papers.items(), key=lambda paper: -paper[1].total)
    return whole, [(paper_id, titles[paper_id], size) for paper_id, size in largest]


def measure_store(store):
    """Size of all that is stored, whether anything refers to it or not."""
    whole = Size()
    for shard in files_in(store.originals):
        whole.originals += sum(map(size_of, files_in(shard)))
    for shard in files_in(store.pages):
        whole.pages += sum(size_of_pages(store, folder.name) for folder in files_in(shard))
    return whole


def size_of_pages(store, key):
    try:
        folder = store.folder_of(key or "")
        return _size_of(folder, folder.stat().st_mtime_ns)
    except (FileNotFoundError, ValueError):
        return 0


@lru_cache(maxsize=20_000)
def _size_of(folder, _changed_at):
    """Every page that is drawn changes the folder, too."""
    return size_of(folder)
