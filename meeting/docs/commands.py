"""What an operator does for the papers at a terminal: `.venv/bin/flask --app meeting papers COMMAND`."""

import sys
from dataclasses import asdict

import click
from flask import current_app
from flask.cli import AppGroup
from sqlalchemy import select

from ..agenda.models import Meeting
from ..db import reading
from . import checking, clearing, measuring, mending, redraw_progress, upkeep
from .checking import Wrong
from .models import Document, Paper, PaperVersion

papers = AppGroup("papers", help="Look after the papers: what is stored, whether it is whole.")

WORDS = {
    Wrong.ORIGINAL_LOST: "original lost",
    Wrong.ORIGINAL_CHANGED: "original damaged",
    Wrong.PDF_LOST: "converted file lost",
    Wrong.PAGES_LOST: "pages lost",
    Wrong.TEXTS_LOST: "text of pages lost",
    Wrong.THUMBS_LOST: "thumbnails lost",
    Wrong.STUCK: "stuck",
    Wrong.STRAY: "belongs to nothing",
}
MB = 2**20


@papers.command("check")
@click.option("--repair", is_flag=True, help="Draw lost pages again, take up what is stuck.")
def check(repair):
    """Compare the stored papers with the database. Says each thing that is wrong; ends with 1 if anything stays so.

    The room may be in use. Every original is read to its end: a minute or so for each 10 GB.
    """
    jobs, counts, wrong, mended = current_app.extensions["paper_jobs"], checking.Counts(), 0, 0
    for finding in checking.check(jobs.store, jobs.is_waiting, counts):
        wrong += 1
        is_mended, outcome = mending.mend(jobs, finding) if repair else (False, "")
        mended += is_mended
        click.echo(f"{'✓' if is_mended else '✗'} {in_words(finding)}" + (f" – {outcome}" if outcome else ""))
    outcome = {**asdict(counts), "wrong": wrong, "mended": mended}
    upkeep.remember(jobs.store, "check", outcome)
    click.echo(summary(**outcome))
    sys.exit(int(wrong > mended))


def in_words(finding):
    words = f"{WORDS[finding.wrong]:<20} "
    if finding.path:
        return words + finding.path
    pages = f", page {in_ranges(finding.pages)}" if finding.pages else ""
    return words + place_of(finding.document_id) + pages


def place_of(document_id):
    """Where an operator finds it: `“Tờ trình” (paper 3, meeting 1 “Kỳ họp”)`."""
    with reading() as session:
        place = session.execute(
            select(Paper.title, Paper.id, Meeting.id, Meeting.title)
            .join(PaperVersion, PaperVersion.paper_id == Paper.id)
            .join(Meeting, Meeting.id == Paper.meeting_id)
            .where(PaperVersion.document_id == document_id)
            .limit(1)
        ).first()
        if place is None:
            sha256 = session.scalar(select(Document.sha256).where(Document.id == document_id))
            return f"content {sha256} of no paper"
    return "“{}” (paper {}, meeting {} “{}”)".format(*place)


def in_ranges(numbers):
    """`1, 3–5` of 1, 3, 4, 5."""
    ranges = []
    for number in numbers:
        if ranges and number == ranges[-1][1] + 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    return ", ".join(f"{first}" if first == last else f"{first}–{last}" for first, last in ranges)


def summary(documents, pages, wrong, mended):
    looked_at = f"Looked at {documents:,} contents with {pages:,} pages."
    if not wrong:
        return f"{looked_at} Everything is there and whole."
    return f"{looked_at} Wrong: {wrong}." + (f" Put right: {mended}." if mended else "")


@papers.command("clean-up")
@click.option("--dry-run", is_flag=True, help="Only say what would be removed.")
def clean_up(dry_run):
    """Remove what no paper refers to. Never anything younger than an hour. The room may be in use."""
    store = current_app.extensions["paper_jobs"].store
    cleared = clearing.clear(store, dry_run) if dry_run else upkeep.clean_up(store)
    if cleared.is_empty:
        click.echo("There is nothing to remove.")
        return
    click.echo(
        f"{'Would remove' if dry_run else 'Removed'} {cleared.documents:,} contents of no paper, "
        f"{cleared.originals:,} originals, the pages of {cleared.pages:,} contents and "
        f"{cleared.others:,} unfinished uploads: {in_mb(cleared.size)}."
    )


@papers.command("redraw")
@click.option("--all", "everything", is_flag=True, help="Also what the present drawing has drawn.")
def redraw(everything):
    """Have the pages drawn anew that an older version of an engine, of the fonts or of this software drew.

    The worker does it when it has nothing else to do; the old pages are read until the new ones are whole.
    """
    jobs = current_app.extensions["paper_jobs"]
    versions = jobs.room.versions
    if everything:
        asked = redraw_progress.ask_for_all(versions)
    else:
        asked = redraw_progress.ask_for_older(versions, try_again=True)
    if not asked:
        click.echo("All pages were drawn by the present drawing.")
        return
    jobs.redraw()
    click.echo(f"The worker draws {asked:,} contents anew.")


@papers.command("storage")
def storage():
    """How much room the papers of each meeting take. What several meetings use is stored once and counted with each."""
    store = current_app.extensions["paper_jobs"].store
    with reading() as session:
        meetings = session.execute(select(Meeting.id, Meeting.title).order_by(Meeting.id)).all()
    click.echo(f"{'originals':>10} {'pages':>10} {'together':>10} {'shared':>10}  meeting")
    for meeting_id, title in meetings:
        with reading() as session:
            uses = measuring.list_uses(session, meeting_id)
        size, _papers = measuring.measure(store, uses)
        click.echo(f"{line_of(size)} {in_mb(size.shared):>10}  {meeting_id} {title}")
    click.echo(f"{line_of(measuring.measure_store(store))} {'':>10}  all that is stored")


def line_of(size):
    return " ".join(f"{in_mb(part):>10}" for part in (size.originals, size.pages, size.total))


def in_mb(size):
    return f"{size / MB:,.1f} MB"
