"""Each file of the folder into a fresh installation, one after the other."""

import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from bench.installation import installation
from bench.intake import take_in
from tests import live

from . import leftovers
from .manifest import Entry
from .words import known_text, recall

PATIENCE_SECONDS = 240


@dataclass
class Outcome:
    """What became of a file. Times in seconds from the answer to the upload."""

    entry: Entry
    state: str  # ready, failed, hung, or broken: the server did not answer as it should
    code: str | None = None
    sentences: dict = field(default_factory=dict)  # {"en": …, "vi": …} of the refusal
    first_page: float | None = None
    whole: float | None = None
    pages: int = 0
    recall: float | None = None
    detail: str = ""


@dataclass
class Run:
    engine: str
    outcomes: list
    crashes: list
    left: list


def run(folder, entries, engine, hear=lambda outcome: None):
    """The Run of these files; `hear(outcome)` after each."""
    types = sorted({entry.type for entry in entries})
    with tempfile.TemporaryDirectory(prefix="corpus-") as place:
        with installation(place, len(types), MEETING_ENGINE=engine) as here:
            # A meeting for each type: what is asked about one of them stays small.
            meetings = dict(zip(types, here.meetings, strict=True))
            own = live.descendants(here.process.pid)
            outcomes = []
            for entry in entries:
                outcomes.append(outcome_of(here, meetings[entry.type], Path(folder), entry))
                hear(outcomes[-1])
            left = leftovers.while_running(here, own)
            crashes = leftovers.crashes(here)
            everything = [here.process.pid, *live.descendants(here.process.pid)]
        return Run(engine, outcomes, crashes, left + leftovers.after_the_end(here, everything))


def outcome_of(here, meeting, folder, entry):
    browser, path = here.browser(meeting), folder / entry.path
    begun = time.perf_counter()
    try:
        intake = take_in(browser, meeting, path.name, path.read_bytes(), PATIENCE_SECONDS)
    except Exception as error:  # whatever it is, it is this file's outcome and the others are still to come
        waited = time.perf_counter() - begun
        return Outcome(entry, "broken", detail=f"after {waited:.1f} s: {type(error).__name__}: {error}")
    error = intake.error or {}
    return Outcome(
        entry,
        intake.state,
        error.get("code"),
        sentences_of(browser, error.get("message")),
        intake.first_page,
        intake.whole,
        intake.pages,
        recall_of(browser, meeting, intake, path),
    )


def sentences_of(browser, message):
    """The refusal as a screen shows it in both languages: facts carry the English one, which is also the key."""
    return message and {"en": message, "vi": browser.get("/i18n/vi.json").get(message)}


def recall_of(browser, meeting, intake, path):
    known = intake.state == "ready" and known_text(path)
    if not known:
        return None
    pages = f"/api/meetings/{meeting.id}/papers/{intake.paper_id}/{intake.key}/pages"
    texts = [browser.get(f"{pages}/{number}/text")["lines"] for number in range(1, intake.pages + 1)]
    return recall(known, " ".join(line["text"] for lines in texts for line in lines))
