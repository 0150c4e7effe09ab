"""Searching 50,000 pages, all of which one may see: every query of a mix several times, see bench/search.py."""

from bench import search
from bench.figures import p95
from tests import postgresql

from .rows import NotMeasured

PAGES = 50_000


def on(kind):
    """Milliseconds of 95 searches in 100."""
    if kind == "postgresql" and not postgresql.programs():
        raise NotMeasured("PostgreSQL is not installed")
    everywhere, _in_one, _processor = search.run(PAGES, kind == "postgresql", say=lambda *_: None)
    return p95(search.all_times(everywhere))
