"""The figures: what each is called, its unit, what it should be, and how a measured one is told."""

import operator
from dataclasses import dataclass

from bench.figures import shown, table

HOLDS = {"≤": operator.le, "≥": operator.ge}
# Of each figure its unit and, where one is promised, the target.
FIGURES = {
    "first_page_300_s": ("s", "≤ 0.5"),
    "docx_first_page_embedded_s": ("s", "≤ 0.6"),
    "docx_first_page_libreoffice_s": ("s", "≤ 3"),
    "pages_per_s_mono": ("pages/s", "≥ 20"),
    "pages_per_s_scan": ("pages/s", None),
    "pages_per_s_colour": ("pages/s", "≥ 12"),
    "page_kb_mono": ("KB", "≤ 130"),
    "page_kb_dense": ("KB", None),
    "page_kb_scan": ("KB", None),
    "page_kb_colour": ("KB", "≤ 260"),
    "search_50000_pages_ms": ("ms", "≤ 200"),
    "search_50000_pages_postgresql_ms": ("ms", "≤ 200"),
    "book_470_pages_s": ("s", "≤ 5"),
    "open_scan_ms": ("ms", "≤ 600"),
    "turn_p95_ms": ("ms", "≤ 60"),
    "turn_median_ms": ("ms", None),
    "turn_tablet_p95_ms": ("ms", None),
    "turn_dpr2_p95_ms": ("ms", "≤ 60"),
    "turn_from_desk_p95_ms": ("ms", None),
    "renderer_mb": ("MB", "≤ 150"),
    "pdfjs_open_scan_ms": ("ms", None),
    "pdfjs_turn_p95_ms": ("ms", None),
    "pdfjs_renderer_mb": ("MB", None),
}


class NotMeasured(Exception):
    """Why a figure is not there, in a sentence."""


@dataclass(frozen=True)
class Row:
    name: str
    value: float | None
    unit: str
    target: str | None
    reason: str = ""  # why there is no value

    @property
    def ok(self):
        """None where there is no target, or nothing to hold against it."""
        if self.target is None or self.value is None:
            return None
        sign, number = self.target.split()
        return HOLDS[sign](self.value, float(number))


def as_row(name, found, figures=FIGURES):
    """The Row of what was measured: a number, or NotMeasured."""
    unit, target = figures[name]
    if isinstance(found, NotMeasured):
        return Row(name, None, unit, target, str(found))
    return Row(name, round(found, 3), unit, target)


def row_payload(row):
    entry = {"name": row.name, "value": row.value, "unit": row.unit, "target": row.target, "ok": row.ok}
    return entry | ({"reason": row.reason} if row.reason else {})


def as_text(rows):
    words = {True: "yes", False: "NO", None: ""}
    lines = [
        [row.name, shown(row.value), row.unit, row.target or "", words[row.ok], row.reason] for row in rows
    ]
    return table(["figure", "value", "unit", "target", "held", ""], lines)
