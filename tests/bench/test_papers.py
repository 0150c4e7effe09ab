"""The table of figures: its shape, and how a figure is held against its target."""

import json
import subprocess
import sys

from bench.figures import p95, table
from bench.papers.__main__ import MEASUREMENTS
from bench.papers.rows import FIGURES, NotMeasured, as_row, as_text, row_payload
from tests import live


def test_every_figure_is_measured_by_something_and_nothing_else_is():
    assert [name for one in MEASUREMENTS for name in one.names] == list(FIGURES)


def test_a_figure_is_held_against_its_target_whichever_way_it_points():
    assert row_payload(as_row("first_page_300_s", 0.4999)) == {
        "name": "first_page_300_s",
        "value": 0.5,
        "unit": "s",
        "target": "≤ 0.5",
        "ok": True,
    }
    assert as_row("first_page_300_s", 0.51).ok is False
    assert as_row("pages_per_s_mono", 20.0).ok is True
    assert as_row("pages_per_s_mono", 19.9).ok is False
    assert as_row("pages_per_s_scan", 3.0).ok is None


def test_what_could_not_be_measured_has_a_reason_and_neither_holds_nor_fails():
    found = row_payload(as_row("book_470_pages_s", NotMeasured("there is no book")))
    assert found["value"] is None and found["ok"] is None and found["reason"] == "there is no book"


def test_the_table_has_a_line_for_each_figure():
    rows = [as_row("pages_per_s_mono", 12.3456), as_row("page_kb_mono", 96.0)]
    lines = as_text(rows).splitlines()
    assert len(lines) == 3 and "12.35" in lines[1] and "NO" in lines[1] and "yes" in lines[2]


def test_of_twenty_times_the_worst_but_one_is_p95():
    assert p95(range(1, 21)) == 19
    assert p95([7]) == 7
    assert p95([]) is None


def test_columns_are_as_wide_as_their_widest_cell():
    assert table(["a", "b"], [["long", 1]]) == "a     b\nlong  1"


def test_pages_are_weighed_in_a_real_installation():
    command = [sys.executable, "-m", "bench.papers", "--only", "page_kb_mono", "--json"]
    done = subprocess.run(command, cwd=live.ROOT, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    [row] = json.loads(done.stdout)["rows"]
    assert set(row) == {"name", "value", "unit", "target", "ok"}
    assert row["name"] == "page_kb_mono" and row["unit"] == "KB" and 10 < row["value"] < 1000
    assert row["ok"] == (row["value"] <= 130)
