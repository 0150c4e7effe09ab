"""Medians and the like, and how figures are printed. Pure."""

import math
import statistics


def median(values):
    """None of nothing."""
    return statistics.median(values) if values else None


def p95(values):
    """The value that 95 in 100 do not exceed (nearest rank)."""
    return percentile(values, 95)


def p99(values):
    return percentile(values, 99)


def percentile(values, share):
    ordered = sorted(values)
    return ordered[math.ceil(share * len(ordered) / 100) - 1] if ordered else None


def shown(value):
    """A figure in as many digits as it means."""
    if value is None:
        return "–"
    if isinstance(value, float):
        return f"{value:.3f}" if value < 1 else f"{value:.2f}" if value < 100 else f"{value:.0f}"
    return str(value)


def table(head, rows):
    """Lines of text: the first column to the left, the others to the right."""
    rows = [[str(cell) for cell in row] for row in (head, *rows)]
    widths = [max(len(row[n]) for row in rows) for n in range(len(head))]
    return "\n".join(
        "  ".join(cell.rjust(width) if n else cell.ljust(width) for n, (cell, width) in enumerate(cells))
        for row in rows
        for cells in [list(zip(row, widths, strict=True))]
    )
