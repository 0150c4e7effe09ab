"""What a file is, from its content; its name proves nothing."""

import zipfile
from dataclasses import dataclass

from .locks import COMPOUND, is_package
from .ole import OleFile
from .problem import Code, Problem

OFFICE = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True)
class Kind:
    name: str
    media_type: str
    family: str  # pdf | image | ooxml | odf | ole | rtf


KINDS = {
    kind.name: kind
    for kind in (
        Kind("pdf", "application/pdf", "pdf"),
        Kind("png", "image/png", "image"),
        Kind("jpg", "image/jpeg", "image"),
        Kind("webp", "image/webp", "image"),
        Kind("gif", "image/gif", "image"),
        Kind("bmp", "image/bmp", "image"),
        Kind("tif", "image/tiff", "image"),
        Kind("docx", f"{OFFICE}.wordprocessingml.document", "ooxml"),
        Kind("pptx", f"{OFFICE}.presentationml.presentation", "ooxml"),
        Kind("xlsx", f"{OFFICE}.spreadsheetml.sheet", "ooxml"),
        Kind("odt", "application/vnd.oasis.opendocument.text", "odf"),
        Kind("ods", "application/vnd.oasis.opendocument.spreadsheet", "odf"),
        Kind("odp", "application/vnd.oasis.opendocument.presentation", "odf"),
        Kind("doc", "application/msword", "ole"),
        Kind("xls", "application/vnd.ms-excel", "ole"),
        Kind("ppt", "application/vnd.ms-powerpoint", "ole"),
        Kind("rtf", "application/rtf", "rtf"),
    )
}

MAGIC = (
    (b"%PDF-", "pdf"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"BM", "bmp"),
    (b"II*\x00", "tif"),
    (b"MM\x00*", "tif"),
    (b"{\\rtf", "rtf"),
)
MAIN_PARTS = {"word/": "docx", "ppt/": "pptx", "xl/": "xlsx"}
STREAMS = {
    "WordDocument": "doc",
    "Workbook": "xls",
    "Book": "xls",  # Excel 5 and 95
    "PowerPoint Document": "ppt",
    "PP40": "ppt",  # PowerPoint 4 and 95
}


def kind_of(path):
    """The Kind of the file; Problem `wrong_type` where it is none of ours, `encrypted` where a password hides
    it."""
    with open(path, "rb") as file:
        head = file.read(1024)
    if head.startswith(b"PK\x03\x04"):
        return KINDS[_zip_kind(path)]
    if head.startswith(COMPOUND):
        return KINDS[_ole_kind(path)]
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return KINDS["webp"]
    for magic, name in MAGIC:
        if head.startswith(magic):
            return KINDS[name]
    # Readers accept a PDF behind a few stray bytes, and real ones from scanners and mail begin so.
    if b"%PDF-" in head:
        return KINDS["pdf"]
    raise Problem(Code.WRONG_TYPE, head[:16])


def _zip_kind(path):
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            if "mimetype" in names:
                declared = archive.open("mimetype").read(200).decode("ascii", "replace").strip()
                for kind in KINDS.values():
                    if kind.family == "odf" and declared in (kind.media_type, f"{kind.media_type}-template"):
                        return kind.name
            if "[Content_Types].xml" in names:
                for folder, name in MAIN_PARTS.items():
                    if any(part.startswith(folder) for part in names):
                        return name
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        raise Problem(Code.DAMAGED, error) from error
    raise Problem(Code.WRONG_TYPE, "a zip file of another kind")


def _ole_kind(path):
    with OleFile(path) as ole:
        if is_package(ole):
            raise Problem(Code.ENCRYPTED)
        for stream, name in STREAMS.items():
            if stream in ole.names:
                return name
    raise Problem(Code.WRONG_TYPE, "a compound file of another kind")
