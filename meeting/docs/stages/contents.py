"""What a PDF holds besides pages: scripts, commands, other files. PDFium, as it is built here, runs none of it; people
should know of it all the same."""

import time

from .problem import Warn

SECONDS = (
    8  # a file that takes longer has told what it holds, as a rule, within the first thousands of its objects
)
DEPTH = 40
# By the kind of an action (/S), by the kind of an annotation or file (/Subtype, /Type), by the bare presence of a key.
ACTIONS = {
    "/JavaScript": Warn.SCRIPTS,
    "/Launch": Warn.LAUNCHES,
    "/SubmitForm": Warn.SENDS_FORMS,
    "/ImportData": Warn.SENDS_FORMS,
    "/Rendition": Warn.MEDIA,
    "/Movie": Warn.MEDIA,
    "/Sound": Warn.MEDIA,
    "/RichMediaExecute": Warn.MEDIA,
}
KINDS = {
    "/FileAttachment": Warn.EMBEDDED_FILES,
    "/EmbeddedFile": Warn.EMBEDDED_FILES,
    "/RichMedia": Warn.MEDIA,
    "/Screen": Warn.MEDIA,
    "/Movie": Warn.MEDIA,
    "/Sound": Warn.MEDIA,
    "/3D": Warn.MEDIA,
}
KEYS = {
    "/JS": Warn.SCRIPTS,
    "/JavaScript": Warn.SCRIPTS,
    "/EF": Warn.EMBEDDED_FILES,
    "/EmbeddedFiles": Warn.EMBEDDED_FILES,
    "/XFA": Warn.DYNAMIC_FORM,
}


def found_in_pdf(path):
    """Warnings, sorted; what can no longer be read says nothing."""
    import pikepdf

    found, end = set(), time.monotonic() + SECONDS
    try:
        with pikepdf.open(path, suppress_warnings=True) as pdf:
            for thing in pdf.objects:
                _look(thing, found, 0, pikepdf)
                if time.monotonic() > end:
                    break
    except (pikepdf.PdfError, pikepdf.PasswordError, RuntimeError, ValueError, TypeError):
        pass
    return sorted(found)


def _look(thing, found, depth, pikepdf):
    if depth > DEPTH:
        return
    if isinstance(thing, pikepdf.Array):
        for value in thing:
            _look_into(value, found, depth, pikepdf)
    elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        for key, value in thing.items():
            if key in KEYS:
                found.add(KEYS[key])
            elif key == "/S":
                _named(value, ACTIONS, found, pikepdf)
            elif key in ("/Subtype", "/Type"):
                _named(value, KINDS, found, pikepdf)
            _look_into(value, found, depth, pikepdf)


def _look_into(value, found, depth, pikepdf):
    """Only what stands within: what is referred to comes by itself."""
    if isinstance(value, pikepdf.Object) and not value.is_indirect:
        _look(value, found, depth + 1, pikepdf)


def _named(value, warnings, found, pikepdf):
    if isinstance(value, pikepdf.Name) and str(value) in warnings:
        found.add(warnings[str(value)])
