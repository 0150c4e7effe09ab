"""What an office file holds that could do something: macros, objects of other programs, references to the outside,
commands that fetch data. None of it is run or fetched here; people should know of it all the same."""

import re

from .problem import Warn

MACRO_PARTS = re.compile(r"(.*/)?vbaproject\.bin|xl/macrosheets/.*|basic/.*\.xml|scripts/.*[^/]")
OBJECT_PARTS = re.compile(r"\w+/(embeddings/.*\.bin|activex/.*)|object \d+")
SIGNATURE_PARTS = re.compile(r"_xmlsignatures/.*|meta-inf/\w*signatures\.xml")
FIELDS = re.compile(rb"<w:instrText\b[^>]*>([^<]*)<|<w:fldSimple\b[^>]*\bw:instr\s*=\s*[\"']([^\"']*)")
DATA_COMMAND = re.compile(rb"\bDDE(AUTO)?\b", re.IGNORECASE)
INCLUSION = re.compile(rb"\bINCLUDE(PICTURE|TEXT)\b|\bIMPORT\b", re.IGNORECASE)
OUTSIDE = rb"(https?|ftp|smb|file):|\\\\\\\\"
RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
# In OpenDocument links to be clicked on are <text:a> and <draw:a>; whatever else has such an address is fetched.
ODF_REFERENCE = re.compile(
    rb"<(?!text:a\b|draw:a\b)[\w:-]+\b[^>]*?xlink:href=\"(https?|ftp|smb|file):", re.IGNORECASE
)
ODF_DATA = re.compile(rb"<(office:dde-source|text:dde-connection|table:dde-link)\b")
RTF_OBJECT = re.compile(rb"\\object\b|\\objdata\b")
RTF_OUTSIDE = re.compile(rb"\\\*\s*\\template\s+(" + OUTSIDE + rb")|INCLUDE(PICTURE|TEXT)", re.IGNORECASE)


def found_by_name(name):
    """Warnings for a part of an archive; `name` in lower case."""
    found = set()
    if MACRO_PARTS.fullmatch(name):
        found.add(Warn.MACROS_DROPPED)
    if OBJECT_PARTS.fullmatch(name):
        found.add(Warn.EMBEDDED_OBJECTS)
    if SIGNATURE_PARTS.fullmatch(name):
        found.add(Warn.SIGNATURE_UNCHECKED)
    if name.startswith("xl/externallinks/"):
        found.add(Warn.OUTSIDE_REFERENCES)
    return found


def found_in_xml(name, window):
    """Warnings for a piece of a part."""
    found = set()
    if name.endswith(".rels") and any(_leads_outside(tag) for tag in RELATION.findall(window)):
        found.add(Warn.OUTSIDE_REFERENCES)
    if ODF_REFERENCE.search(window):
        found.add(Warn.OUTSIDE_REFERENCES)
    if b"<ddeLink" in window or ODF_DATA.search(window):
        found.add(Warn.DATA_COMMANDS)
    if name.startswith("word/"):
        # One command may be cut into several runs.
        found |= found_in_fields(b"".join(text or simple for text, simple in FIELDS.findall(window)))
    return found


def found_in_fields(text):
    found = set()
    if DATA_COMMAND.search(text):
        found.add(Warn.DATA_COMMANDS)
    if INCLUSION.search(text):
        found.add(Warn.OUTSIDE_REFERENCES)
    return found


def found_in_ole(names, path):
    """Warnings for a compound file whose topmost streams and storages are called so."""
    found = set()
    if {"Macros", "_VBA_PROJECT_CUR", "_VBA_PROJECT", "VBA"} & names:
        found.add(Warn.MACROS_DROPPED)
    if {"_signatures", "_xmlsignatures"} & names:
        found.add(Warn.SIGNATURE_UNCHECKED)
    if "ObjectPool" in names or any(re.fullmatch("MBD[0-9A-F]{8}", name) for name in names):
        found.add(Warn.EMBEDDED_OBJECTS)
    return found | (_found_in_doc(path.read_bytes()) if "WordDocument" in names else set())


def found_in_rtf(path):
    content = path.read_bytes()
    found = {Warn.EMBEDDED_OBJECTS} if RTF_OBJECT.search(content) else set()
    if RTF_OUTSIDE.search(content):
        found.add(Warn.OUTSIDE_REFERENCES)
    if b"\\fldinst" in content and DATA_COMMAND.search(content):
        found.add(Warn.DATA_COMMANDS)
    return found


def _found_in_doc(content):
    """Each field begins with the sign 0x13, in letters of one byte or of two ([MS-DOC] 2.8.25)."""
    fields = [content[at.end() : at.end() + 40] for at in re.finditer(rb"\x13", content)]
    return found_in_fields(b"\n".join(field.replace(b"\0", b"")[:20] for field in fields))


def _leads_outside(tag):
    return re.search(rb"TargetMode\s*=\s*[\"']External", tag) is not None and b"/hyperlink" not in tag
