"""What the last check and the last clean-up came to: kept beside the papers, for the operator's screen."""

import json
from datetime import datetime

from ..db import iso, now


def remember(store, act, outcome):
    """`act`: "check" or "clean-up"; `outcome`: what JSON holds."""
    path = _path(store, act)
    fresh = path.with_suffix(".new")
    store.root.mkdir(parents=True, exist_ok=True)
    fresh.write_text(json.dumps({"at": iso(now()), **outcome}))
    fresh.replace(path)


def recall(store, act):
    """The outcome with the time `at` which it was, or None before the first."""
    try:
        return json.loads(_path(store, act).read_text())
    except (OSError, ValueError):
        return None


def is_due(store, act, every):
    """Whether the last one was so long ago, or there was none."""
    last = recall(store, act)
    return last is None or now() - datetime.fromisoformat(last["at"]) >= every


def _path(store, act):
    return store.root / f"last-{act}.json"
