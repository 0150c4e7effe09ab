"""The same file once more, with its text in legacy encodings made Unicode, or left as it came.

It becomes a new version of the paper: members go on reading the old pages until the new ones are there, and what
was read before can still be looked up.
"""

from ..errors import Refused
from ..permissions import Permission, require
from .adding import Upload, require_papers_open
from .finding import find_paper, find_version
from .replacing import put_version
from .stages.legacy import AS_IT_CAME, REWRITING


def reconvert(session, actor, paper_id, version_id, rewritten):
    """`rewritten`: whether the text shall be made Unicode. Nothing happens where it is so already."""
    require(actor, Permission.PREPARE_MEETING)
    require_papers_open(session, actor)
    paper, version = find_paper(session, actor, paper_id), find_version(session, actor, paper_id, version_id)
    if version is not paper.newest:
        raise Refused("There is a newer version of this paper.")
    if version.document.is_as_it_came != rewritten:
        return paper
    upload = Upload(version.document.sha256, version.document.size, version.file_name, version.note)
    return put_version(session, actor, paper, upload, REWRITING if rewritten else AS_IT_CAME)
