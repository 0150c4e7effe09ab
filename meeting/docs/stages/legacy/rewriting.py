"""An office document with its legacy text made Unicode, and some sentences before and after, to be looked over."""

import re
import zipfile

from .fonts import mentions_legacy_fonts
from .judging import rewrite_chains
from .sheets import rewrite_sheets
from .slides import rewrite_slides
from .word import rewrite_word

REWRITERS = {"docx": rewrite_word, "xlsx": rewrite_sheets, "pptx": rewrite_slides}
# What a kind becomes first, so that it can be rewritten.
BY_WAY_OF = {
    "doc": "docx",
    "rtf": "docx",
    "odt": "docx",
    "xls": "xlsx",
    "ods": "xlsx",
    "ppt": "pptx",
    "odp": "pptx",
}
PARTS = re.compile(
    r"word/(document|styles|numbering|header\d*|footer\d*|footnotes|endnotes|theme/theme\d+)\d*\.xml"
    r"|xl/(styles|sharedStrings|worksheets/[^/]+)\.xml"
    r"|ppt/((slides|slideLayouts|slideMasters|notesSlides)/[^/]+|theme/theme\d+)\.xml"
)
ODF_PARTS = ("content.xml", "styles.xml")
MAX_SAMPLES, SAMPLE_LENGTH, WORTH_SHOWING = 12, 240, 25


def mentions(path, kind):
    """Whether there may be anything to rewrite; a quick look that may be wrong in saying yes."""
    if kind in REWRITERS or kind.startswith("od"):
        with zipfile.ZipFile(path) as archive:
            names = (name for name in archive.namelist() if PARTS.fullmatch(name) or name in ODF_PARTS)
            return any(mentions_legacy_fonts(archive.read(name)) for name in names)
    return kind in BY_WAY_OF and mentions_legacy_fonts(path.read_bytes())


def rewrite(source, target, kind):
    """[{before, after}] of a rewritten copy at `target`; empty, and no copy, where nothing is to be rewritten."""
    with zipfile.ZipFile(source) as old:
        parts = {name: old.read(name) for name in old.namelist() if PARTS.fullmatch(name)}
        readers, chains = REWRITERS[kind](parts)
        rewrite_chains(chains)
        samples = samples_of(chains)
        if not samples:
            return []
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new:
            for entry in old.infolist():
                reader = readers.get(entry.filename)
                new.writestr(entry.filename, reader.spliced() if reader else old.read(entry))
    return samples


def samples_of(chains):
    """From the beginning, the middle and the end; sentences rather than single words."""
    pairs = [pair for chain in chains if (pair := _pair(chain))]
    long = [pair for pair in pairs if len(pair["after"]) >= WORTH_SHOWING] or pairs
    step = max(1, len(long) // MAX_SAMPLES)
    return long[::step][:MAX_SAMPLES]


def _pair(chain):
    before = "".join(piece.text for piece in chain)
    after = "".join(piece.text if piece.after is None else piece.after for piece in chain)
    if before == after:
        return None
    return {"before": _shown(before.replace("\xad", "-")), "after": _shown(after)}


def _shown(text):
    return " ".join(text.split())[:SAMPLE_LENGTH]
