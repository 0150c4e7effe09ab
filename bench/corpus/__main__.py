"""bin/corpus: every file of a folder through the whole pipeline, a table, and a judgement as exit code."""

import argparse
import itertools
import json
import sys

from bench.figures import shown, table

from . import judging
from .manifest import read_manifest
from .running import run

HEADS = {
    "files": "files",
    "converted": "converted",
    "refused": "refused",
    "failed": "failed",
    "pages": "pages",
    "first_page_p50_s": "first p50",
    "first_page_p95_s": "p95 s",
    "whole_p50_s": "whole p50",
    "whole_p95_s": "p95 s",
    "recall": "words",
}


def main(arguments):
    options = parse(arguments)
    entries = read_manifest(options.folder, options.only)
    if not entries:
        sys.exit(f"no file of {options.folder} is called {options.only}")
    engines = ("embedded", "libreoffice") if options.engine == "both" else (options.engine,)
    runs = [run(options.folder, entries, engine, hear(engine, len(entries))) for engine in engines]
    print(as_json(runs) if options.json else as_text(runs))
    return 1 if any(judging.unmet(one) for one in runs) else 0


def parse(arguments):
    parser = argparse.ArgumentParser(
        prog="bin/corpus",
        description="Send every file of a folder to a fresh installation and judge what becomes of it. "
        "The folder has a MANIFEST.tsv: see bench/README.md.",
    )
    parser.add_argument("folder", metavar="DIR")
    parser.add_argument("--engine", choices=("embedded", "libreoffice", "auto", "both"), default="auto")
    parser.add_argument("--json", action="store_true", help="one object instead of a table")
    parser.add_argument("--only", default="*", metavar="GLOB", help="paths to take, such as 'tika/*.docx'")
    return parser.parse_args(arguments)


def hear(engine, count):
    """Says on stderr how far it is, in one line of a terminal, and names what failed at once."""
    numbers = itertools.count(1)

    def one(outcome):
        found = judging.verdict(outcome, engine)
        said = (
            f"{engine} {next(numbers)}/{count} {found}: {outcome.entry.path} {outcome.code or outcome.detail}"
        )
        if found == judging.Verdict.FAILED:
            print(f"{said[:118]:118}", file=sys.stderr, flush=True)
        elif sys.stderr.isatty():
            print(f"{said[:118]:118}", end="\r", file=sys.stderr, flush=True)

    return one


def as_json(runs):
    return json.dumps(
        {
            "engines": {
                one.engine: {"types": judging.by_type(one), "files": files(one), "unmet": judging.unmet(one)}
                for one in runs
            }
        },
        ensure_ascii=False,
        indent=1,
    )


def files(one):
    return [
        {
            "path": outcome.entry.path,
            "kind": outcome.entry.kind,
            "verdict": judging.verdict(outcome, one.engine),
            "state": outcome.state,
            "code": outcome.code,
            "pages": outcome.pages,
            "first_page_s": outcome.first_page,
            "whole_s": outcome.whole,
            "recall": outcome.recall,
        }
        for outcome in one.outcomes
    ]


def as_text(runs):
    parts = []
    for one in runs:
        rows = [[type, *(shown(found[key]) for key in HEADS)] for type, found in judging.by_type(one).items()]
        said = [f"NOT MET  {sentence}" for sentence in judging.unmet(one)] or ["All requirements are met."]
        parts.append("\n".join([f"engine: {one.engine}", table(["type", *HEADS.values()], rows), "", *said]))
    return "\n\n".join(parts)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
