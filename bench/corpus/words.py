"""How many of a paper's Vietnamese words are found again in what the pages say."""

import html
import re
import zipfile
from collections import Counter

from meeting.docs.stages.legacy.encodings import Encoding, to_unicode
from meeting.docs.stages.legacy.syllables import share_of_syllables

LEAST_WORDS, LEAST_SHARE = 50, 0.8
TEXTS = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")


def known_text(path):
    """The Vietnamese text of a file; None where it is not known, or not Vietnamese.

    Known are: a text lying beside it under the same name with .txt; what a DOCX itself says, in Unicode or in the
    encodings before it; a DOCX called synthetic-vni-… made of the same words.
    """
    beside = path.with_name(path.name + ".txt")
    twin = path.with_name(f"synthetic-vni-{path.stem}.docx")
    if beside.exists():
        return beside.read_text(encoding="utf-8")
    for docx in (path, twin):
        if docx.suffix == ".docx" and docx.exists():
            return vietnamese(text_of_docx(docx))
    return None


def text_of_docx(path):
    try:
        with zipfile.ZipFile(path) as archive:
            xml = archive.read("word/document.xml").decode("utf-8", "replace")
    except (OSError, KeyError, zipfile.BadZipFile):
        return ""
    return html.unescape(" ".join("".join(TEXTS.findall(paragraph)) for paragraph in xml.split("</w:p>")))


def vietnamese(text):
    """The text in Unicode, or None where it reads as Vietnamese in no encoding."""
    readings = [text, *(to_unicode(text, encoding) for encoding in Encoding)]
    share, words, best = max((*share_of_syllables(reading), reading) for reading in readings)
    return best if share >= LEAST_SHARE and words >= LEAST_WORDS else None


def recall(known, found):
    """Of the words of `known` the share that `found` has, as often as they come; case does not count."""
    known, found = words_of(known), words_of(found)
    return sum((known & found).values()) / max(1, known.total())


def words_of(text):
    return Counter(re.findall(r"\w+", text.casefold()))
