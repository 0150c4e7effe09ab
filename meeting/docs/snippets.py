"""Where on a page the words stand that were sought, and the piece of text that shows it. Pure: values in and out.

Places are [from, to) by characters (code points), never markup: what comes from a paper is shown as text.
"""

import re
from bisect import bisect_left, bisect_right

from .search_query import NOT_SOUGHT, WORD

ABOUT = 160
CHUNK = re.compile(r"\S+")
# A longer run without a blank, such as the dots of a table of contents, may be cut.
MOST_OF_A_CHUNK = 40


def holds(text, query, exactly=False):
    """Whether all that was sought stands in the text; `exactly`: with the diacritics that were typed."""
    sought = _sought(text, query)
    whole = {run[2] for run in _runs(sought, exactly)}
    place = 0
    for term in query.terms:
        wanted = set(range(place, place + len(term)))
        if not any(wanted <= set(run) for run in whole):
            return False
        place += len(term)
    return True


def places_of(text, query):
    """[(from, to)] of what was sought, in order.

    Of each word only those places count where it stands in the longest company of the others: a page that has "ngân
    sách" is not marked at every "sách". Where diacritics were typed and are found, the other spellings do not count.
    """
    sought = _sought(text, query)
    exact = _runs(sought, exactly=True)
    covered = {place for run in exact for place in run[2]}
    runs = exact + [run for run in _runs(sought, exactly=False) if not covered & set(run[2])]
    longest = {}
    for run in runs:
        for place in run[2]:
            longest[place] = max(longest.get(place, 0), len(run[2]))
    kept = [run for run in runs if any(len(run[2]) == longest[place] for place in run[2])]
    return _apart(sorted((start, end) for start, end, _places in kept))


def _sought(text, query):
    """{which word of the page: (from, to, places in the query, those spelt as typed)}. Most words were not sought."""
    sought, left_out, places_of_word = {}, 0, query.places
    for at, match in enumerate(WORD.finditer(text)):
        places = places_of_word[match[0]]
        if places is NOT_SOUGHT:
            continue
        if places is None:
            left_out += 1
        else:
            sought[at - left_out] = (*match.span(), *places)
    return sought


def _runs(sought, exactly):
    """[(from, to, places in the query)] of words that stand on the page as they stand in the query."""
    kind = 3 if exactly else 2
    held = {at: word[kind] for at, word in sought.items() if word[kind]}
    runs = []
    for at, places in held.items():
        for first in places:
            if first - 1 in held.get(at - 1, ()):
                continue  # in the middle of a run that has been taken already
            last = first
            while last + 1 in held.get(at + last - first + 1, ()):
                last += 1
            runs.append((sought[at][0], sought[at + last - first][1], tuple(range(first, last + 1))))
    return runs


def _apart(places):
    """Without those that lie in others."""
    kept = []
    for start, end in places:
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def snippet_of(text, places, about=ABOUT):
    """(the piece of about so many characters that shows most of the places, their [from, to] in it), in one line and
    with whole words at both ends."""
    line, starts, places = _in_one_line(text, places)
    first, last = _window(places, about)
    low, high = (places[first][0], places[last][1]) if places else (0, 0)
    room = max(0, about - (high - low))
    low = _at_a_word(starts, max(0, min(low - room // 3, len(line) - about)), low)
    high = _after_a_word(line, starts, min(len(line), low + max(about, high - low)), high)
    snippet = line[low:high].rstrip()
    marks = [[start - low, end - low] for start, end in places if low <= start and end <= low + len(snippet)]
    return snippet, marks


def _in_one_line(text, places):
    """(the text with single blanks, where its words begin in it, the places in it)"""
    chunks = [(match.start(), match[0]) for match in CHUNK.finditer(text)]
    starts, length = [], 0
    for _at, chunk in chunks:
        starts.append(length)
        length += len(chunk) + 1

    def moved(place):
        n = bisect_right(chunks, place, key=lambda chunk: chunk[0]) - 1
        return starts[n] + place - chunks[n][0]

    line = " ".join(chunk for _at, chunk in chunks)
    return line, starts, [(moved(start), moved(end - 1) + 1) for start, end in places]


def _window(places, about):
    """Which places to show: the most that fit, the earliest of these."""
    best = (0, 0)
    last = 0
    for first in range(len(places)):
        last = max(first, last)
        while last + 1 < len(places) and places[last + 1][1] - places[first][0] <= about:
            last += 1
        if last - first > best[1] - best[0]:
            best = (first, last)
    return best


def _at_a_word(starts, wanted, latest):
    """Where the first whole word after `wanted` begins, at the latest the one that holds `latest`."""
    n = bisect_left(starts, wanted)
    begins = starts[n] if n < len(starts) else wanted
    if begins <= latest:
        return begins
    begins = starts[max(0, n - 1)] if starts else 0
    return begins if latest - begins <= MOST_OF_A_CHUNK else latest


def _after_a_word(line, starts, wanted, least):
    """Where the last whole word before `wanted` ends, not before the one that ends at `least` or later."""
    if wanted >= len(line):
        return len(line)
    n = bisect_right(starts, wanted)
    end = starts[n] - 1 if n < len(starts) else len(line)
    if end > wanted and n > 1 and starts[n - 1] - 1 >= least:
        end = starts[n - 1] - 1
    return end if end - wanted <= MOST_OF_A_CHUNK else max(wanted, least)
