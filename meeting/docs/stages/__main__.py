"""The child: `python -I meeting/docs/stages`, one request as JSON on standard input, events as JSON lines on
standard output. Events: checked, modernised, opened, converted, page_begun, page_done, page_failed, paper_begun,
paper_done, bound, engine, problem, finished.
"""

import ctypes
import json
import os
import signal
import sys
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parent.parent)

from stages.limits import limit_this_process  # noqa: E402
from stages.problem import Code, Problem  # noqa: E402

# Everything else is imported by the stage that needs it: each child pays for what it imports, hundreds of times.
PR_SET_PDEATHSIG = 1


def say(event, **what):
    sys.stdout.write(json.dumps({"event": event, **what}) + "\n")
    sys.stdout.flush()


def receive(request):
    """Check a file and go on with it, which saves a second start: a PDF is opened and its first pages drawn; so is
    what one of `engines`, {kind: name}, converts."""
    from stages.check import check
    from stages.locks import unlocked

    source = unlocked(Path(request["source"]), Path(request["folder"]))
    checked = check(source)
    if checked["kind"] == "pdf":
        say("checked", **checked, legacy=False)
        open_and_draw(source, request)
    else:
        from stages.legacy.rewriting import mentions

        say("checked", **checked, legacy=mentions(source, checked["kind"]))
        if engine := request["engines"].get(checked["kind"]):
            convert(request | {"engine": engine, "kind": checked["kind"]})


def modernise(request):
    """First, for old formats with text in a legacy encoding: what comes out can be rewritten."""
    from stages import engines

    written = engines.modernise(request["kind"], Path(request["source"]), Path(request["folder"]))
    say("modernised", file=written.name)


def convert(request):
    from stages import engines

    folder = Path(request["folder"])
    pdf, warnings, samples = engines.convert(
        request["engine"], request["kind"], Path(request["source"]), folder, request.get("rewriting", True)
    )
    if samples:
        (folder / "samples.json").write_text(json.dumps(samples, ensure_ascii=False), encoding="utf-8")
    say("converted", file=pdf.name, warnings=warnings)
    open_and_draw(pdf, request)


def open_and_draw(source, request):
    from stages.opening import describe, open_pdf
    from stages.render import render

    pdf = open_pdf(source, is_new=True)
    description = describe(pdf)
    say("opened", **description)
    numbers = [number for number in request["first"] if number <= len(pdf)]
    render(pdf, numbers, "page", request["folder"], say, request.get("rewriting", True))
    render(pdf, numbers, "thumb", request["folder"], say)


def draw(request):
    from stages.opening import open_pdf
    from stages.render import render

    pdf, rewriting = open_pdf(request["source"]), request.get("rewriting", True)
    for number in request["pages"]:
        render(pdf, [number], request["profile"], request["folder"], say, rewriting)
        if number in request["thumbs"]:  # before the next page, in front of which this child may be ended
            render(pdf, [number], "thumb", request["folder"], say)


def inspect(request):
    """What else is in a PDF; of its signatures, where it has any, what became of the file since."""
    from stages.contents import found_in_pdf

    say("contents", warnings=found_in_pdf(request["source"]))
    if request["signed"]:
        from stages.signatures import signatures_of

        for signature in signatures_of(request["source"], request["roots"]):
            say("signature", **signature)


def bind(request):
    """Many papers into one book."""
    from stages.book.binding import bind as bind_book

    bind_book(request, say)


def mark(request):
    from stages.marking import mark

    mark(request, say)


def probe(request):
    """Which converters are there, by version."""
    from importlib import metadata

    from stages.engines import ENGINES

    for engine in ENGINES.values():
        say("engine", name=engine.name, version=engine.version())
    say("engine", name="pypdfium2", version=metadata.version("pypdfium2"))


def warm(request):
    """A first start of LibreOffice: its profile stays in the folder, its font cache is written."""
    from stages import engines

    engines.libreoffice_profile(Path(request["folder"]) / "profile")
    engines.convert("libreoffice", "rtf", Path(request["source"]), Path(request["folder"]))


STAGES = {
    "receive": receive,
    "modernise": modernise,
    "convert": convert,
    "draw": draw,
    "inspect": inspect,
    "bind": bind,
    "mark": mark,
    "probe": probe,
    "warm": warm,
}


def main():
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)  # the worker is gone: so are its children
    request = json.loads(sys.stdin.readline())
    limit_this_process(request["memory"], request["cpu_seconds"])
    try:
        STAGES[request["stage"]](request)
    except Problem as problem:
        say("problem", code=problem.code, detail=problem.detail)
    except TimeoutError as error:
        say("problem", code=Code.TIMEOUT, detail=repr(error))
    except damage() as error:
        say("problem", code=Code.DAMAGED, detail=repr(error), exhausted=isinstance(error, MemoryError))
    say("finished")
    os._exit(0)  # nothing is left to be tidied up that the end of the process does not, quicker


def damage():
    """The errors of a file that cannot be read; those of archives only where one has been opened."""
    archives = sys.modules.get("zipfile")
    return (MemoryError, archives.BadZipFile, archives.LargeZipFile) if archives else (MemoryError,)


if __name__ == "__main__":
    main()
