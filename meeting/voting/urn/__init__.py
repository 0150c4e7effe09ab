"""The sealed urn: where the answers of a secret vote lie until it is closed, and nobody reads them.

Opening a vote calls `prepare`, an answer `check`, closing `open_and_destroy`; whatever ends a secret vote otherwise
calls `discard`. The key of a split urn is with three tellers, never here: they count after the close (`counting.py`).
"""

from .opening import check, discard, open_and_destroy, prepare
from .tellers import tell_tellers

__all__ = ["check", "discard", "open_and_destroy", "prepare", "tell_tellers"]
