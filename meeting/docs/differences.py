"""What has changed from one text to another, by words. Pure: pages of text in, blocks out.

Paragraphs that are the same in both are found first, which leaves little for the words. A paragraph is told by its
beginning and end as they are usual in official papers; where that is wrong the blocks become larger, never untrue.
"""

import re
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import groupby

from rapidfuzz.distance import LCSseq

BREAK = "\n"  # stands between paragraphs among the words
# Rows times columns of a table of words that is worked through; what has changed more is said to be another text.
MOST_CELLS = 400_000_000
# A few words in common between changes, or few in a whole block, do not make a reader see that they stayed.
FEW_BETWEEN, FEW_IN_BLOCK = 2, 0.25
PAGE_NUMBER = re.compile(r"[-–—\s]*(?:(?:trang|page)\s+)?\d{1,4}(?:\s*/\s*\d{1,4})?[-–—\s]*", re.IGNORECASE)
BEGINS = re.compile(
    r"(?:điều|chương|mục|phần|phụ lục|căn cứ|article|chapter|section|annex)\s+\S|[-+•*–]\s|\d{1,3}(?:\.\d+)*[.)]\s"
    r"|[a-zđ]\)\s|[IVX]+\.\s",
    re.IGNORECASE,
)
ENDS = re.compile(r"[.;:!?…/]['\"”’)]*$")
SHORT = 0.7  # of a usual line: the paragraph ends there
# A table's head that is printed again on its next page: at least so many lines, each with at most so many words.
LEAST_OF_HEAD, MOST_IN_CELL = 3, 6


class Mark(StrEnum):
    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


class Kind(StrEnum):
    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class Paragraph:
    words: tuple
    page: int


@dataclass(frozen=True)
class Block:
    """`runs`: ((Mark, words), …) in order, removed before added; `pages`: where it begins in the one and the other;
    `paragraphs`: how many of the newer text, or of the older one where nothing of it is left."""

    kind: Kind
    runs: tuple
    pages: tuple
    paragraphs: int


@lru_cache(maxsize=8)
def differences(before, after):
    """(Block, …) of two texts, each as ((page number, text in lines), …)."""
    older, newer = paragraphs_of(before), paragraphs_of(after)
    blocks = []
    for tag, i1, i2, j1, j2 in _opcodes([p.words for p in older], [p.words for p in newer]):
        pages = _pages(older, i1, i2), _pages(newer, j1, j2)
        if tag == "equal":
            blocks += [_same(one, other) for one, other in zip(older[i1:i2], newer[j1:j2], strict=True)]
        else:
            blocks += _changed(older[i1:i2], newer[j1:j2], pages)
    return tuple(blocks)


def paragraphs_of(pages):
    """[Paragraph] without page numbers, what stands at the head or foot of most pages, and repeated heads of tables."""
    sheets = [[line.split() for line in text.splitlines() if line.strip()] for _number, text in pages]
    sheets = _without_heads_again(_without_edges(sheets, _running_lines(_without_heads_again(sheets))))
    lines = [(number, words) for (number, _text), sheet in zip(pages, sheets, strict=True) for words in sheet]
    usual = _usual_length(lines)
    paragraphs, ended = [], True
    for number, words in lines:
        if ended or BEGINS.match(" ".join(words)):
            paragraphs.append((number, []))
        paragraphs[-1][1].extend(words)
        length = sum(map(len, words)) + len(words)
        ended = bool(ENDS.search(words[-1])) or length < SHORT * usual
    return [Paragraph(tuple(words), number) for number, words in paragraphs]


def _without_edges(sheets, running):
    def stays(place, words, sheet):
        is_edge = place in (0, len(sheet) - 1)
        return not (is_edge and (_is_page_number(words) or _shape(words) in running))

    return [[words for place, words in enumerate(sheet) if stays(place, words, sheet)] for sheet in sheets]


def _without_heads_again(sheets):
    pairs = zip([[], *sheets[:-1]], sheets, strict=True)
    return [sheet[_head_again(before, sheet) :] for before, sheet in pairs]


def _head_again(before, sheet):
    """How many lines at the top of a page say again the head of the table that the page before ends in."""
    if not before or not _is_cell(before[-1]):
        return 0
    most = next((n for n, words in enumerate(sheet) if not _is_cell(words)), len(sheet))
    counts = (_same_lines(before[place:], sheet[:most]) for place in range(len(before)))
    length = max(counts, default=0)
    return length if length >= LEAST_OF_HEAD else 0


def _same_lines(one, other):
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))


def _is_cell(words):
    return len(words) <= MOST_IN_CELL and not ENDS.search(words[-1]) and not BEGINS.match(" ".join(words))


def _is_page_number(words):
    return bool(PAGE_NUMBER.fullmatch(" ".join(words)))


def _shape(words):
    """A line without its digits: a running head counts the pages."""
    return re.sub(r"\d+", "", " ".join(words))


def _running_lines(sheets):
    """The lines at the head or foot of more than half of the pages, if these are several. Figures alone are none: a
    table that goes on over several pages may end each with one."""
    seen = Counter(shape for sheet in sheets if sheet for shape in {_shape(sheet[0]), _shape(sheet[-1])})
    often = {shape for shape, count in seen.items() if count > 2 and count > len(sheets) / 2}
    return {shape for shape in often if any(map(str.isalpha, shape))}


def _usual_length(lines):
    lengths = sorted(sum(map(len, words)) + len(words) for _number, words in lines)
    return lengths[len(lengths) * 3 // 4] if lengths else 0


def _opcodes(before, after):
    """[(tag, i1, i2, j1, j2)] with the tags equal and other, of two lists of things that can be compared."""
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    end = 0
    while end < min(len(before), len(after)) - start and before[-1 - end] == after[-1 - end]:
        end += 1
    i2, j2 = len(before) - end, len(after) - end
    middle = _middle(before[start:i2], after[start:j2], start)
    around = [("equal", 0, start, 0, start), *middle, ("equal", i2, len(before), j2, len(after))]
    return [code for code in around if code[1] < code[2] or code[3] < code[4]]


def _middle(before, after, start):
    if len(before) * len(after) > MOST_CELLS or not before or not after:
        return [("other", start, start + len(before), start, start + len(after))]
    numbers = {}
    rows, columns = ([numbers.setdefault(thing, len(numbers)) for thing in side] for side in (before, after))
    codes = [
        (
            "equal" if code.tag == "equal" else "other",
            code.src_start,
            code.src_end,
            code.dest_start,
            code.dest_end,
        )
        for code in LCSseq.opcodes(rows, columns)
    ]
    merged = []
    for tag, group in groupby(codes, key=lambda code: code[0]):
        run = list(group)
        merged.append((tag, run[0][1] + start, run[-1][2] + start, run[0][3] + start, run[-1][4] + start))
    return merged


def _same(one, other):
    return Block(Kind.SAME, ((Mark.SAME, (*one.words, BREAK)),), (one.page, other.page), 1)


def _changed(older, newer, pages):
    """Blocks of paragraphs that are not the same: parted where both have a paragraph's end."""
    before, after = _words(older), _words(newer)
    runs = []
    for tag, i1, i2, j1, j2 in _at_breaks(before, after, _without_crumbs(_opcodes(before, after))):
        if tag == "equal":
            runs += [(Mark.SAME, before[i1:i2])] if i1 < i2 else []
        else:
            runs += [(Mark.REMOVED, before[i1:i2])] if i1 < i2 else []
            runs += [(Mark.ADDED, after[j1:j2])] if j1 < j2 else []
    return _parted(runs, older, newer, pages)


def _words(paragraphs):
    return [word for paragraph in paragraphs for word in (*paragraph.words, BREAK)]


def _without_crumbs(codes):
    """Changes with next to nothing in common between them are one change."""
    joined = []
    for code in codes:
        joined.append(code)
        if len(joined) > 2 and [tag for tag, *_places in joined[-3:]] == ["other", "equal", "other"]:
            first, between, last = joined[-3:]
            if _size(between) <= FEW_BETWEEN and _size(between) < min(_size(first), _size(last)):
                joined[-3:] = [("other", first[1], last[2], first[3], last[4])]
    return joined


def _at_breaks(before, after, codes):
    """A paragraph put in or taken out after a changed one begins where that one ends, not in the middle of it."""
    moved = 0  # by how much the equal words begin later
    for code, following in zip(codes, [*codes[1:], None], strict=True):
        tag, i1, i2, j1, j2 = code
        has_break = BREAK in before[i1:i2], BREAK in after[j1:j2]
        if tag == "equal":
            yield tag, i1 + moved, i2, j1 + moved, j2
            moved = 0
        elif following is None or before[i2] != BREAK or sum(has_break) != 1:
            yield code
        else:
            i = before.index(BREAK, i1) if has_break[0] else i2
            j = after.index(BREAK, j1) if has_break[1] else j2
            yield tag, i1, i, j1, j
            yield "equal", i, i + 1, j, j + 1
            yield tag, i + 1, i2 + 1, j + 1, j2 + 1
            moved = 1


def _size(code):
    return max(code[2] - code[1], code[4] - code[3])


def _parted(runs, older, newer, pages):
    blocks, open_runs, places = [], [], [0, 0]
    for mark, words in runs:
        rest = list(words)
        while mark == Mark.SAME and BREAK in rest:
            at = rest.index(BREAK) + 1
            open_runs.append((mark, tuple(rest[:at])))
            blocks.append(_block(open_runs, older, newer, pages, places))
            open_runs, rest = [], rest[at:]
        if rest:
            open_runs.append((mark, tuple(rest)))
    if open_runs:
        blocks.append(_block(open_runs, older, newer, pages, places))
    return blocks


def _block(runs, older, newer, pages, places):
    """`places`: how many paragraphs of the one and the other came before; moved on."""
    counts = [
        sum(words.count(BREAK) for mark, words in runs if mark in (Mark.SAME, side))
        for side in (Mark.REMOVED, Mark.ADDED)
    ]
    starts = tuple(
        side[min(place, len(side) - 1)].page if side else page
        for side, place, page in zip((older, newer), places, pages, strict=True)
    )
    places[0] += counts[0]
    places[1] += counts[1]
    runs = _in_two(runs)
    marks = {mark for mark, words in runs if set(words) != {BREAK}}
    kind = Kind(marks.pop()) if len(marks) == 1 else Kind.CHANGED
    return Block(kind, tuple(runs), starts, max(counts[1] or counts[0], 1))


def _in_two(runs):
    """A block with hardly a word in common is read more easily as the old text and the new one."""
    sizes = Counter()
    for mark, words in runs:
        sizes[mark] += sum(word != BREAK for word in words)
    most = sizes[Mark.SAME] + max(sizes[Mark.REMOVED], sizes[Mark.ADDED])
    if not sizes[Mark.REMOVED] or not sizes[Mark.ADDED] or sizes[Mark.SAME] >= FEW_IN_BLOCK * most:
        return runs
    sides = ((side, [word for mark, words in runs if mark in (Mark.SAME, side) for word in words])
             for side in (Mark.REMOVED, Mark.ADDED))  # fmt: skip
    return [(side, tuple(words)) for side, words in sides]


def _pages(paragraphs, start, end):
    """The page on which this part begins; of an empty part, the page on which it would."""
    if not paragraphs:
        return 1
    return paragraphs[min(start, len(paragraphs) - 1)].page
