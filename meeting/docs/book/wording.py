"""What a book says itself, in the language of its reader. `bin/translations` finds the sentences here."""

from datetime import datetime
from pathlib import Path

from babel.dates import format_datetime, get_timezone
from babel.support import Translations

from ...db import now
from ..stages.problem import Code

TRANSLATIONS = Path(__file__).resolve().parents[2] / "translations"

WORD_SENTENCES = {
    "book": "Meeting book",
    "for": "Bound for",
    "holds": "%(pages)s pages",
    "contents": "Contents",
    "page": "Page %(page)s/%(pages)s",
    "paper": "Paper %(number)s",
    "unbound": "Not in this book: the file could not be bound.",
}
MADE_SENTENCES = ["Bound on %(at)s"]
MISSING_SENTENCES = {
    "confidential": "Not in this book: to be read in the room only.",
    "kept_back": "Not in this book: kept back.",
    "preparing": "Not in this book: it was still being prepared.",
    "encrypted": "Not in this book: the file is locked with a password.",
    "failed": "Not in this book: the file could not be read.",
}
FAILURE_SENTENCES = {
    Code.TOO_BIG: "The papers together are too large for one book. Please download them one by one.",
    Code.TOO_MANY_PAGES: "The papers together have too many pages for one book. Please download them one by one.",
    "failed": "The book could not be bound. Please try again; if it fails again, tell the secretariat.",
}
PATTERNS = {"vi": "HH:mm, EEEE, d/M/y", "en": "EEEE, d MMMM y, HH:mm"}


def failure_payload(code):
    """{code, message} of a book that could not be bound; the message is translated where it is read."""
    return code and {"code": code, "message": FAILURE_SENTENCES.get(code, FAILURE_SENTENCES["failed"])}


class Wording:
    def __init__(self, language, zone):
        self.language, self.zone = language, get_timezone(zone)
        self._translations = Translations.load(TRANSLATIONS, [language])

    def words(self):
        return {name: self._said(sentence) for name, sentence in WORD_SENTENCES.items()}

    def missing(self, reason):
        return self._said(MISSING_SENTENCES[reason])

    def cover(self, cover):
        """The lines of the cover of a Plan: {body, meeting, date, place, reader, made}."""
        made = self._said(MADE_SENTENCES[0]) % {"at": self._when(now())}
        return cover | {"date": self._when(datetime.fromisoformat(cover["starts_at"])), "made": made}

    def _said(self, sentence):
        return self._translations.gettext(sentence)

    def _when(self, moment):
        when = format_datetime(moment, PATTERNS[self.language], tzinfo=self.zone, locale=self.language)
        return when[0].upper() + when[1:]
