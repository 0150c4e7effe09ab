"""What became of the files, against what should have. Pure: outcomes in, verdicts and unmet requirements out."""

from collections import defaultdict
from enum import StrEnum

from bench.figures import median, p95
from meeting.docs.problems import SENTENCES

LEAST_SHARE_OF_OFFICE = 0.97
MOST_NAMED = 6


class Verdict(StrEnum):
    CONVERTED = "converted"
    REFUSED = "refused"  # as it should be: with the right code, and its sentence in both languages
    FAILED = "failed"


def verdict(outcome, engine):
    entry = outcome.entry
    if outcome.state == "ready" and outcome.first_page is not None and entry.may_convert(engine):
        return Verdict.CONVERTED
    if outcome.state == "failed" and outcome.code in entry.refusals(engine) and says_so(outcome):
        return Verdict.REFUSED
    return Verdict.FAILED


def says_so(outcome):
    """The refusal's sentence is the one of its code, and Vietnamese readers have one, too."""
    said = outcome.sentences or {}
    return said.get("en") == SENTENCES[outcome.code] and bool(said.get("vi"))


def unmet(run):
    """A sentence for each requirement that the run does not meet."""
    groups = defaultdict(list)
    for outcome in run.outcomes:
        groups[requirement_of(outcome.entry, run.engine)].append(outcome)
    return [
        *all_of(run, groups["pdf"], "readable PDF converted"),
        *all_of(run, groups["word"], "readable DOCX converted"),
        *most_of(run, groups["office"], "other office files converted"),
        *all_of(run, groups["bad"], "bad files refused with the right code and sentence"),
        *(f"hung: {o.entry.path}" for o in run.outcomes if o.state == "hung"),
        *(f"broken: {o.entry.path}: {o.detail}" for o in run.outcomes if o.state == "broken"),
        *(f"crash: {said}" for said in run.crashes),
        *(f"left behind: {what}" for what in run.left),
    ]


def requirement_of(entry, engine):
    """pdf, word, office, bad, or None: other office files are a requirement with LibreOffice only."""
    if not entry.is_readable:
        return "bad"
    return None if entry.family == "office" and engine == "embedded" else entry.family


def all_of(run, outcomes, what):
    failed = [outcome for outcome in outcomes if verdict(outcome, run.engine) == Verdict.FAILED]
    return (
        [f"{what}: {len(outcomes) - len(failed)} of {len(outcomes)}; not {named(failed)}"] if failed else []
    )


def most_of(run, outcomes, what):
    failed = [outcome for outcome in outcomes if verdict(outcome, run.engine) != Verdict.CONVERTED]
    share = 1 - len(failed) / max(1, len(outcomes))
    if share >= LEAST_SHARE_OF_OFFICE:
        return []
    return [f"{what}: {share:.1%}, at least {LEAST_SHARE_OF_OFFICE:.0%}; not {named(failed)}"]


def named(outcomes):
    names = [f"{o.entry.path} ({o.code or o.state})" for o in outcomes[:MOST_NAMED]]
    return ", ".join(names) + (" …" if len(outcomes) > MOST_NAMED else "")


def by_type(run):
    """{type: {files, converted, refused, failed, first_page_p50_s, …, recall}}; the last one is "all"."""
    groups = defaultdict(list)
    for outcome in run.outcomes:
        groups[outcome.entry.type].append(outcome)
    return {type: summary(groups[type], run.engine) for type in sorted(groups)} | {
        "all": summary(run.outcomes, run.engine)
    }


def summary(outcomes, engine):
    verdicts = [verdict(outcome, engine) for outcome in outcomes]
    ready = [outcome for outcome in outcomes if outcome.state == "ready"]
    first = [outcome.first_page for outcome in ready if outcome.first_page is not None]
    whole = [outcome.whole for outcome in ready if outcome.whole is not None]
    return {
        "files": len(outcomes),
        **{str(kind): verdicts.count(kind) for kind in Verdict},
        "pages": sum(outcome.pages for outcome in ready),
        "first_page_p50_s": median(first),
        "first_page_p95_s": p95(first),
        "whole_p50_s": median(whole),
        "whole_p95_s": p95(whole),
        "recall": median([outcome.recall for outcome in ready if outcome.recall is not None]),
    }
