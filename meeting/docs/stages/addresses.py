"""Which addresses in a paper its readers are told of: those of the web and of mail, and names of files, which may be
other papers of the same meeting."""

import re
from urllib.parse import unquote

MAX_ADDRESS = 2_000
# Whatever else a file may point to (scripts, programs, other files) is nobody's business to open.
OUTSIDE = re.compile(r"(?:https?://|mailto:)\S+", re.IGNORECASE)


def is_outside_address(text):
    return len(text) <= MAX_ADDRESS and text.isprintable() and bool(OUTSIDE.fullmatch(text))


NAME = re.compile(r"[^/\\:*?\"<>|]{1,200}\.[A-Za-z]{2,5}")
ON_THIS_MACHINE = re.compile(r"^file:(//(localhost)?(?=/))?", re.IGNORECASE)
SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")  # of two letters or more: C: is a disk
PAGE = re.compile(r"\bpage=(\d{1,5})\b", re.IGNORECASE)


def named_file(text):
    """{file, page} of an address that is only the name of a file, wherever it lay on the author's disk: "file" its bare
    name, "page" where the address tells one. None for all that leads elsewhere."""
    address, _, fragment = text.partition("#")
    path = unquote(ON_THIS_MACHINE.sub("", address)).replace("\\", "/")
    if SCHEME.match(path) or path.startswith("//"):
        return None
    name = path.rpartition("/")[2]
    if not (name.isprintable() and NAME.fullmatch(name)):
        return None
    page = PAGE.search(fragment)
    return {"file": name} | ({"page": int(page[1])} if page else {})
