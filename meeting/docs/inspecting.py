"""Looking through a PDF when its pages are there: what else it holds, and what its digital signatures are worth.

What was found of signatures lies beside the pages as inspection.json; that this file exists says that the paper was
looked through. Where a worker starts with other trusted certificates, signed papers are looked through again.
"""

import hashlib
import json
import logging
import os
from datetime import datetime
from pathlib import Path

from . import sandbox
from .progress import inspected
from .stages.problem import Problem, Warn

log = logging.getLogger(__name__)

NAME = "inspection.json"
SEALS = {
    "unchanged": Warn.SIGNATURE_UNCHANGED,
    "unclear": Warn.SIGNATURE_UNCLEAR,
    "invalid": Warn.SIGNATURE_INVALID,
    "changed": Warn.SIGNATURE_CHANGED,
}  # the worst comes last
SIGNED = {Warn.SIGNED, *SEALS.values()}
TRUST = ("trusted", "untrusted", "no_list", "not_asked")
UNCLEAR = {
    "signer": "",
    "at": None,
    "seal": "unclear",
    "added": False,
    "trust": "not_asked",
    "expired": False,
}
MOST_NAME = 200
MOST_ROOTS = 4 * 1024 * 1024


def inspect(room, document, roots):
    """`document`: {id, sha256, key, warnings}; `roots`: PEM texts. What the child could not find out is said to be
    unclear."""
    source = room.store.original(document["sha256"])
    is_signed = not SIGNED.isdisjoint(document["warnings"])
    found, signatures = [], []

    def on_event(event):
        if event["event"] == "contents":
            found.extend(Warn(warning) for warning in event["warnings"])
        elif event["event"] == "signature":
            signatures.append(_signature(event))

    with sandbox.room(room.store.children) as folder:
        request = {"stage": "inspect", "source": str(source), "signed": is_signed}
        try:
            room.run(request | {"roots": roots if is_signed else []}, folder, source, on_event)
        except Problem as problem:
            log.info("document %s: not looked through: %s %s", document["id"], problem.code, problem.detail)
            if is_signed:
                signatures.append(UNCLEAR)
    _keep(room.store, document["key"], signatures, roots)
    inspected(document["id"], SIGNED, [*found, *_verdict(signatures)])


def is_left(store, document, roots):
    """Whether a PDF is still to be looked through, or once more because other certificates are trusted now."""
    kept = _kept(store, document["key"])
    if kept is None or Warn.SIGNED in document["warnings"]:
        return True
    return bool(kept["signatures"]) and kept["roots"] != _mark(roots)


def roots_in(trust_roots):
    """The PEM texts that the operator trusts. A file that cannot be read is said in the log and left out: what it
    would have vouched for is then not trusted."""
    if not trust_roots:
        return []
    place = Path(trust_roots)
    paths = sorted(path for path in place.iterdir() if path.is_file()) if place.is_dir() else [place]
    texts = []
    for path in paths:
        try:
            texts.append(path.read_text(encoding="ascii")[:MOST_ROOTS])
        except (OSError, ValueError) as error:
            log.warning("MEETING_TRUST_ROOTS: %s cannot be read: %s", path, error)
    return texts


def read_signatures(store, key):
    """[{signer, at, seal, added, trust, expired}] of a paper; empty where there are none, or not yet."""
    kept = _kept(store, key)
    return kept["signatures"] if kept else []


def _kept(store, key):
    try:
        return json.loads(store.made(key, NAME).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None


def _mark(roots):
    return hashlib.sha256("\0".join(roots).encode()).hexdigest()[:16]


def _verdict(signatures):
    """The one warning for the worst of them."""
    seals = [signature["seal"] for signature in signatures]
    return [SEALS[max(seals, key=list(SEALS).index)]] if seals else []


def _signature(said):
    """What a child says is taken apart, not trusted: the file may have taken it over."""
    at = said["at"] and datetime.fromisoformat(said["at"]).isoformat()
    signer = "".join(character for character in str(said["signer"]) if character.isprintable())[:MOST_NAME]
    if said["seal"] not in SEALS or said["trust"] not in TRUST:
        raise ValueError(f"{said['seal']!r}, {said['trust']!r}")
    return {
        "signer": signer,
        "at": at,
        "seal": said["seal"],
        "added": bool(said["added"]),
        "trust": said["trust"],
        "expired": bool(said["expired"]),
    }


def _keep(store, key, signatures, roots):
    path = store.made(key, NAME)
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    kept = {"signatures": signatures, "roots": _mark(roots)}
    fresh.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
    os.replace(fresh, path)
