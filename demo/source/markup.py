"""Reads the small markup that the demo's papers are written in (texts/*.txt).

A head of `key: value` lines between two `---` lines, then a body where each line is one block:

    # I. PHẦN        part heading, centred in a resolution, left otherwise
    ## 1. Mục        section heading
    ### a) Ý         sub-heading
    @ Điều, tên      centred, bold
    ~ Căn cứ …       a legal basis, italic
    ^ Bảng 1. …      caption above a table
    | a | b:r2 |     a table row; the first is the head: `:l` `:c` `:r` align its column, a number is its share
    % landscape      the page's direction from here on, or `portrait`; `pagebreak`
    % signatures     the signatures stand here, not at the end (PDF only)
    % table NAME     a table that the program computes
    anything else    a paragraph; **bold** and _italic_ inside
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

TEXTS = Path(__file__).parent / "texts"


@dataclass
class Table:
    head: list[str]
    rows: list[list[str]]
    align: list[str] = field(default_factory=list)
    shares: list[float] = field(default_factory=list)
    bold_rows: set[int] = field(default_factory=set)


@dataclass
class Text:
    head: dict[str, str]
    blocks: list[tuple[str, object]]


MARKS = {
    "#": "part",
    "##": "section",
    "###": "point",
    "@": "centred",
    "~": "basis",
    "^": "caption",
    "%": "do",
}


def read_text(name: str, tables: dict[str, Table] | None = None) -> Text:
    _, head_lines, body = (TEXTS / name).read_text(encoding="utf-8").split("---\n", 2)
    head = dict(line.split(": ", 1) for line in head_lines.splitlines() if line)
    blocks: list[tuple[str, object]] = []
    rows: list[list[str]] = []
    for line in [*body.splitlines(), ""]:
        if line.startswith("|"):
            rows.append([cell.strip() for cell in line.strip("|").split("|")])
            continue
        if rows:
            blocks.append(("table", written_table(rows)))
            rows = []
        mark, _, rest = line.partition(" ")
        if line.startswith("% table "):
            blocks.append(("table", (tables or {})[line.removeprefix("% table ").strip()]))
        elif mark in MARKS:
            blocks.append((MARKS[mark], rest.strip()))
        elif line.strip():
            blocks.append(("paragraph", line.strip()))
    return Text(head, blocks)


def written_table(rows: list[list[str]]) -> Table:
    table = Table([], [])
    for cell in rows[0]:
        name, align, share = re.fullmatch(r"(.*?)(?::([lcr])([\d.]*))?", cell).groups()
        table.head.append(name)
        table.align.append(align or "l")
        table.shares.append(float(share or 1))
    for number, row in enumerate(rows[1:]):
        if all(cell.startswith("**") for cell in row if cell):
            table.bold_rows.add(number)
        table.rows.append([cell.replace("**", "") for cell in row])
    return table


def spans(text: str) -> list[tuple[str, str]]:
    """The runs of a paragraph: ("", plain), ("b", bold), ("i", italic)."""
    found = []
    for piece in re.split(r"(\*\*.+?\*\*|\b_.+?_\b)", text):
        if piece.startswith("**"):
            found.append(("b", piece.strip("*")))
        elif piece.startswith("_") and piece.endswith("_"):
            found.append(("i", piece.strip("_")))
        elif piece:
            found.append(("", piece))
    return found
