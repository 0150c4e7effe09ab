"""The receipts as a table for a spreadsheet: one line for each paper and each person who may see it."""

import csv
from io import StringIO

from ...agenda.payloads import item_numbers, list_items
from ...permissions import Role
from .receipts import list_receipts

# Without it Excel takes the letters for those of another century.
BYTE_ORDER_MARK = "\ufeff"
# What a spreadsheet would take for a formula, and carry out: https://owasp.org/www-community/attacks/CSV_Injection
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

COLUMN_SENTENCES = (
    "Item",
    "Paper",
    "Version",
    "Late",
    "Full name",
    "Office held",
    "Role",
    "Group",
    "Opened",
    "Pages seen",
    "Pages",
    "First opened",
    "Last opened",
)
ROLE_SENTENCES = {
    Role.CHAIR: "Chair",
    Role.SECRETARY: "Secretary",
    Role.MEMBER: "Member",
    Role.GUEST: "Guest",
    Role.OBSERVER: "Observer",
}
OPENED_SENTENCES = {None: "Not opened", True: "Opened", False: "An older version only"}


def receipts_csv(session, actor, translate, zone, group=""):
    """The text of the file. `translate(sentence)` gives the words; times are those of `zone`, a ZoneInfo."""
    text = StringIO()
    lines = csv.writer(text)
    lines.writerow([translate(column) for column in COLUMN_SENTENCES])
    numbers = item_numbers(list_items(session, actor.meeting_id))
    for receipt in list_receipts(session, actor, group):
        for seat in receipt.readers:
            cells = _cells(receipt, seat, numbers[receipt.paper.item_id], translate, zone)
            lines.writerow([harmless(cell) for cell in cells])
    return BYTE_ORDER_MARK + text.getvalue()


def harmless(cell):
    """A cell that is text in every spreadsheet; numbers stay numbers."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_SIGNS) else cell


def _cells(receipt, seat, number, translate, zone):
    paper, current = receipt.paper, receipt.paper.current
    reading = receipt.readings.get(seat.person_id)
    is_current = reading and reading.version_id == current.id
    return [
        number,
        paper.title,
        current.number,
        translate("Late") if paper.late else "",
        seat.person.name,
        seat.person.title,
        translate(ROLE_SENTENCES[seat.role]),
        seat.group,
        translate(OPENED_SENTENCES[is_current]),
        reading.pages_seen if is_current else 0,
        current.document.page_count,
        _local(reading and reading.first_opened_at, zone),
        _local(reading and reading.last_opened_at, zone),
    ]


def _local(moment, zone):
    return moment.astimezone(zone).strftime("%Y-%m-%d %H:%M") if moment else ""
