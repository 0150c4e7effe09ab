"""What a tablet may know of papers. One shape for reply, snapshot and fact."""

from ..db import iso
from .models import VisibilityKind
from .problems import error_payload


def paper_payload(paper):
    return {
        "id": paper.id,
        "item_id": paper.item_id,
        "title": paper.title,
        "position": paper.position,
        "restricted": not paper.is_for_all,
        "level": paper.level,
        "kept_back": paper.visibility == VisibilityKind.DESK,
        "late": paper.late,
        "version": version_payload(paper.current),
    }


def version_payload(version):
    if version is None:
        return None
    document = version.document
    return {
        "id": version.id,
        "number": version.number,
        "file_name": version.file_name,
        "media_type": document.media_type,
        "size": document.size,
        "page_count": document.page_count,
        "pages_ready": document.pages_ready,
        "key": document.key,
        "note": version.note,
        "warnings": document.warnings,
        "uploaded_at": iso(version.uploaded_at),
    }


def intake_payload(version):
    """How far an upload has come, for the desk."""
    document = version.document
    return {
        "id": version.id,
        "paper_id": version.paper_id,
        "file_name": version.file_name,
        "state": document.state,
        "page_count": document.page_count,
        "pages_ready": document.pages_ready,
        "error": error_payload(document.error),
        # Held back from readers until somebody has looked: the level its first page says it has.
        "stamp": document.stamp if version.is_held else None,
        "key": document.key,
        "warnings": document.warnings,
        "size": document.size,
        "uploaded_at": iso(version.uploaded_at),
    }


def upload_payload(upload):
    """A file on its way, for the person who sends it."""
    return {
        "id": upload.id,
        "item_id": upload.item_id,
        "paper_id": upload.paper_id,
        "file_name": upload.file_name,
        "size": upload.size,
        "head": upload.head,
        "received": upload.received,
        "changed_at": iso(upload.changed_at),
    }


def storage_payload(whole, papers):
    """Sizes in bytes; `papers` are those of measuring.measure."""
    return _size_payload(whole) | {
        "shared": whole.shared,
        "papers": [
            {"id": paper_id, "title": title} | _size_payload(size) for paper_id, title, size in papers
        ],
    }


def _size_payload(size):
    return {"originals": size.originals, "pages": size.pages, "total": size.total}


def visibility_payload(limit):
    """What a paper, or an agenda item, says itself."""
    return {
        "kind": limit.visibility,
        "roles": limit.roles,
        "people": sorted(reader.person_id for reader in limit.readers),
    }


def inherited_payload(items):
    """What else narrows who sees it: [{item_id, title, kind, roles, people}] of the items above that do."""
    return [
        {"item_id": item.id, "title": item.title, **visibility_payload(item)}
        for item in items
        if item.visibility != VisibilityKind.EVERYONE
    ]
