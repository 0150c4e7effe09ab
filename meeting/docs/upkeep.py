"""What the last check, clean-up and measuring came to: kept beside the papers, for the administrator's screen."""

import json
from dataclasses import asdict
from datetime import datetime

from ..db import iso, now
from . import clearing, measuring


def clean_up(store):
    """What was cleared away."""
    cleared = clearing.clear(store)
    remember(store, "clean-up", asdict(cleared))
    return cleared


def measure(store):
    stored = measuring.measure_store(store)
    remember(store, "measuring", {"originals": stored.originals, "pages": stored.pages})


def remember(store, act, outcome):
    """`act`: "check", "clean-up" or "measuring"; `outcome`: what JSON holds."""
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
