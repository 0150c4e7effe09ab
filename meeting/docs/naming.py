"""Names of files as people sent them, made safe to show and to hand out."""

import re
import unicodedata
from pathlib import PurePosixPath

from .stages.kinds import KINDS

MOST = 200
# Whoever saves a file under such a name on Windows loses it, or worse.
DEVICE = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)
# Endings that mean the same content as the kind's own.
ENDINGS = {
    "jpg": ("jpeg", "jpe"),
    "tif": ("tiff",),
    "docx": ("docm", "dotx", "dotm"),
    "pptx": ("pptm", "ppsx", "ppsm", "potx"),
    "xlsx": ("xlsm", "xltx", "xltm"),
    "doc": ("dot",),
    "xls": ("xlt",),
    "ppt": ("pps", "pot"),
    "odt": ("ott",),
    "ods": ("ots",),
    "odp": ("otp",),
}


def clean_file_name(name):
    """The last part of a path, in NFC, without control characters, line ends and marks that turn the
    direction of writing (they make `exe.pdf` out of `fdp.exe`); at most 200 characters, its ending kept; no name of a
    device."""
    name = unicodedata.normalize("NFC", name.replace("\\", "/").rsplit("/", 1)[-1])
    name = "".join(character for character in name if unicodedata.category(character)[0] != "C").strip(" .")
    if not name:
        return "tài liệu"
    if DEVICE.fullmatch(name):
        name = f"_{name}"
    ending = PurePosixPath(name).suffix[:12]
    return name if len(name) <= MOST else name[: MOST - len(ending)] + ending


def clean_note(note):
    """On one line, without anything that cannot be seen; at most 500 characters."""
    return " ".join("".join(c if c.isprintable() else " " for c in note).split())[:500]


def title_of(file_name):
    return PurePosixPath(file_name).stem.replace("_", " ").strip() or file_name


def download_name(file_name, kind):
    """The name under which an original leaves: its ending says what the content is, whatever it was
    called."""
    ending = PurePosixPath(file_name).suffix[1:].lower()
    if kind not in KINDS or ending == kind or ending in ENDINGS.get(kind, ()):
        return file_name
    return f"{file_name}.{kind}"
