"""Why a file cannot become a paper: the one exception of the stages."""

from enum import StrEnum


class Code(StrEnum):
    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    WRONG_TYPE = "wrong_type"
    TOO_BIG = "too_big"
    TOO_MANY_PAGES = "too_many_pages"
    PAGE_TOO_LARGE = "page_too_large"
    UNSAFE = "unsafe"
    TIMEOUT = "timeout"
    NO_ENGINE = "no_engine"


class Warn(StrEnum):
    """What the secretariat should know of a paper that did become readable."""

    MACROS_DROPPED = "macros_dropped"
    FONT_SUBSTITUTED = "font_substituted"
    SCAN_WITHOUT_TEXT = "scan_without_text"
    SIGNED = "signed"
    PREVIEW_LAYOUT = "preview_layout"
    LEGACY_ENCODING = "legacy_encoding"
    LEGACY_KEPT = "legacy_kept"  # because the secretariat said so
    LEGACY_LEFT = "legacy_left"  # because it could not be converted


class Problem(Exception):
    """`detail` is for the log of the installation, never shown."""

    def __init__(self, code, detail=""):
        super().__init__(code, detail)
        self.code, self.detail = Code(code), str(detail)[:500]
