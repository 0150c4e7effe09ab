"""A page drawn finer than its own picture, in pieces of that picture's size: "tile4-0-2" is the first column, third
row of four by four. No reader, however far it zooms, needs more pixels at once than the screen has."""

import re

LEVELS = (2, 4)
NAME = re.compile(r"tile([24])-([0-3])-([0-3])")


def tile_name(level, column, row):
    """None for a piece that there is not."""
    if level not in LEVELS or column >= level or row >= level:
        return None
    return f"tile{level}-{column}-{row}"


def parse_tile(profile):
    """(level, column, row), or None for a profile that is the whole page."""
    match = NAME.fullmatch(profile)
    return tuple(map(int, match.groups())) if match else None


def crop_of(page, scale, level, column, row):
    """What PDFium shall cut off (left, bottom, right, top, in points) so that pieces meet without a seam."""
    width, height = (-int(-side * scale // 1) for side in page.get_size())
    left, right = (round(at * width / level) for at in (column, column + 1))
    top, bottom = (round(at * height / level) for at in (row, row + 1))
    # PDFium rounds each up to whole pixels again.
    return tuple(max(0.0, (cut - 0.5) / scale) for cut in (left, height - bottom, width - right, top))
