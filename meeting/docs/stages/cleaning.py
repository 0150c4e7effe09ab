"""Office Open XML made ready for the converters: nothing in it refers outside, and what one of them is known
to trip over is taken out."""

import re
import zipfile

from .sheets import SHEETS, trimmed

EXTERNAL = re.compile(r"<(?:\w+:)?Relationship\b[^>]*?TargetMode\s*=\s*[\"']External[\"'][^>]*>", re.DOTALL)
TARGET = re.compile(r"(\bTarget\s*=\s*)(\"[^\"]*\"|'[^']*')")
HYPERLINK = re.compile(r"Type\s*=\s*[\"'][^\"']*/hyperlink[\"']")

# dxpdf reads a document strictly and gives up at these; the picture of an embedded object is kept.
WORD_PARTS = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")
REPLACED = (
    (re.compile(r"<o:OLEObject\b[^>]*?/>|<o:OLEObject\b.*?</o:OLEObject>", re.DOTALL), ""),
    (re.compile(r"<w:object\b[^>]*/>"), ""),
    (re.compile(r"<w:object\b[^>]*>"), "<w:pict>"),
    (re.compile(r"</w:object>"), "</w:pict>"),
    (re.compile(r"<w:(annotationRef|pgNum|(day|month|year)(Short|Long))\b[^>]*/>"), ""),
    (re.compile(r"<w:(delInstrText)\b[^>]*?(/>|>.*?</w:\1>)", re.DOTALL), ""),
)


def write_clean_copy(source, target, for_strict_reader=False):
    """A copy of the archive whose relations to the outside lead nowhere, links to be clicked on excepted, and whose
    sheets end with their contents."""
    with (
        zipfile.ZipFile(source) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        for entry in old.infolist():
            if entry.is_dir():
                continue
            content = old.read(entry)
            if entry.filename.endswith(".rels"):
                content = _text(content, _without_outside_targets)
            elif for_strict_reader and WORD_PARTS.fullmatch(entry.filename):
                content = _text(content, _simplified)
            elif SHEETS.fullmatch(entry.filename):
                content = trimmed(content)
            new.writestr(entry.filename, content)


def _text(content, change):
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return change(content.decode(encoding)).encode("utf-8" if encoding == "utf-8-sig" else encoding)
    except UnicodeDecodeError:
        return content


def _without_outside_targets(xml):
    def lead_nowhere(relation):
        tag = relation[0]
        return tag if HYPERLINK.search(tag) else TARGET.sub(r'\1"about:blank"', tag)

    return EXTERNAL.sub(lead_nowhere, xml)


def _simplified(xml):
    for pattern, replacement in REPLACED:
        xml = pattern.sub(replacement, xml)
    return xml
