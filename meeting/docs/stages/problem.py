"""Why a file cannot become a paper: the one exception of the stages."""

from enum import StrEnum


class Code(StrEnum):
    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    WRONG_TYPE = "wrong_type"
    TOO_BIG = "too_big"
    TOO_MANY_PAGES = "too_many_pages"
    PAGE_TOO_LARGE = "page_too_large"
    TOO_LONG = "too_long"  # a workbook
    UNSAFE = "unsafe"
    TIMEOUT = "timeout"
    NO_ENGINE = "no_engine"


class Warn(StrEnum):
    """What the secretariat should know of a paper that did become readable."""

    MACROS_DROPPED = "macros_dropped"
    FONT_SUBSTITUTED = "font_substituted"
    SCAN_WITHOUT_TEXT = "scan_without_text"
    SIGNED = "signed"  # and still to be looked at
    PREVIEW_LAYOUT = "preview_layout"
    LEGACY_ENCODING = "legacy_encoding"
    LEGACY_KEPT = "legacy_kept"  # because the secretariat said so
    LEGACY_LEFT = "legacy_left"  # because it could not be converted
    SIGNATURE_UNCHANGED = "signature_unchanged"
    SIGNATURE_CHANGED = "signature_changed"
    SIGNATURE_INVALID = "signature_invalid"
    SIGNATURE_UNCLEAR = "signature_unclear"
    SIGNATURE_UNCHECKED = "signature_unchecked"  # of an office file: nobody here can tell
    # Found in the file and left where it is: nothing of it is run, fetched or handed to readers.
    SCRIPTS = "scripts"
    LAUNCHES = "launches"
    SENDS_FORMS = "sends_forms"
    EMBEDDED_FILES = "embedded_files"
    DYNAMIC_FORM = "dynamic_form"
    MEDIA = "media"
    EMBEDDED_OBJECTS = "embedded_objects"
    OUTSIDE_REFERENCES = "outside_references"
    DATA_COMMANDS = "data_commands"
    REPAIRED = "repaired"  # what is shown was written anew from a damaged file


class Problem(Exception):
    """`detail` is for the log of the installation, never shown."""

    def __init__(self, code, detail=""):
        super().__init__(code, detail)
        self.code, self.detail = Code(code), str(detail)[:500]


class Exhausted(Problem):
    """The memory that a paper may use did not suffice."""
