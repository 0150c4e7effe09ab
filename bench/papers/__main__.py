"""bin/bench papers [--json] [--only NAME]: the figures of bench/README.md, each measured anew."""

import argparse
import json
import sys
import tempfile
from collections.abc import Callable
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from fnmatch import fnmatch

from bench.installation import installation

from . import book, drawing, first_page, pdfjs, searching, tablet
from .rows import FIGURES, NotMeasured, as_row, as_text, row_payload


@dataclass(frozen=True)
class Measurement:
    """What gives these figures, as {name: number}. `measure` takes an installation with this engine; nothing where
    there is none to take, for it makes its own."""

    names: tuple
    measure: Callable
    engine: str | None = "embedded"


def one(name, measure, engine="embedded"):
    return Measurement((name,), lambda *here: {name: measure(*here)}, engine)


MEASUREMENTS = (
    one("first_page_300_s", first_page.of_300_pages),
    one("docx_first_page_embedded_s", first_page.of_a_docx),
    one("docx_first_page_libreoffice_s", first_page.of_a_docx, "libreoffice"),
    *(one(f"pages_per_s_{kind}", drawing.speed_of(kind)) for kind in drawing.TIMED),
    *(one(f"page_kb_{kind}", drawing.weight_of(kind)) for kind in drawing.WEIGHED),
    one("search_50000_pages_ms", lambda: searching.on("sqlite"), None),
    one("search_50000_pages_postgresql_ms", lambda: searching.on("postgresql"), None),
    one("book_470_pages_s", book.of_470_pages),
    Measurement(tablet.NAMES, tablet.of_a_scan),
    Measurement(("pdfjs_open_scan_ms", "pdfjs_turn_p95_ms", "pdfjs_renderer_mb"), pdfjs.of_a_scan, None),
)


def main(arguments):
    parser = argparse.ArgumentParser(
        prog="bin/bench papers", description="Measure what is promised of papers."
    )
    parser.add_argument("--json", action="store_true", help="one object instead of a table")
    parser.add_argument(
        "--only", default="*", metavar="NAME", help="a figure, or a pattern such as 'page_kb_*'"
    )
    options = parser.parse_args(arguments)
    wanted = [name for name in FIGURES if fnmatch(name, options.only)]
    if not wanted:
        parser.error(f"no figure is called {options.only}; there are {', '.join(FIGURES)}")
    found = measured(wanted)
    rows = [as_row(name, found[name]) for name in wanted]
    print(json.dumps({"rows": [row_payload(row) for row in rows]}) if options.json else as_text(rows))


def measured(wanted):
    """{name: number or NotMeasured}; one installation for all that need the same."""
    found = {}
    for engine in dict.fromkeys(measurement.engine for measurement in MEASUREMENTS):
        own = [each for each in MEASUREMENTS if each.engine == engine and set(each.names) & set(wanted)]
        with installed(engine) if own else nullcontext() as here:
            for measurement in own:
                print(f"measuring {', '.join(measurement.names)} …", file=sys.stderr, flush=True)
                found |= attempt(measurement, *([here] if here else []))
    return found


@contextmanager
def installed(engine):
    """Three meetings, so that the book, and the tablet, have papers of their own."""
    if engine is None:
        yield None
        return
    with (
        tempfile.TemporaryDirectory(prefix="bench-") as folder,
        installation(folder, meetings=3, MEETING_ENGINE=engine) as here,
    ):
        yield here


def attempt(measurement, *here):
    """What it gives; a measurement that breaks must not cost the others theirs."""
    try:
        return measurement.measure(*here)
    except NotMeasured as reason:
        return dict.fromkeys(measurement.names, reason)
    except Exception as error:
        return dict.fromkeys(measurement.names, NotMeasured(f"{type(error).__name__}: {error}"[:200]))


if __name__ == "__main__":
    main(sys.argv[1:])
