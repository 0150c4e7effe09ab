"""What lies on a page besides its drawing: remarks and fields become part of the drawing as they look, links inside
the paper and to the web are written anew, all else is left behind."""

from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NullObject,
    NumberObject,
    RectangleObject,
    StreamObject,
    TextStringObject,
)

from ..addresses import is_outside_address
from .sources import annotations_of

NEVER_SEEN = 2 | 32  # Hidden, NoView: ISO 32000-1, table 165
MAX_DRAWN = 2_000


def drawn_annotations(annotations):
    """(appearance, matrix as text) of each annotation that is seen, bottom first."""
    for annotation in list(annotations)[:MAX_DRAWN]:
        if annotation.get("/Subtype") in ("/Link", "/Popup") or int(annotation.get("/F", 0)) & NEVER_SEEN:
            continue
        appearance = _appearance(annotation)
        matrix = appearance and _matrix(appearance, annotation)
        if matrix:
            yield appearance, " ".join(f"{number:.5f}" for number in matrix)


def _appearance(annotation):
    """The stream of its normal state, or None."""
    faces = annotation.get("/AP")
    face = faces.get_object().get("/N") if faces is not None else None
    face = face.get_object() if face is not None else None
    if isinstance(face, DictionaryObject) and not isinstance(face, StreamObject):
        state = face.get(annotation.get("/AS", "/Off"))
        face = state.get_object() if state is not None else None
    return face if isinstance(face, StreamObject) else None


def _matrix(appearance, annotation):
    """Brings the appearance's box onto the annotation's rectangle: ISO 32000-1, 12.5.5, algorithm 8.1."""
    a, b, c, d, e, f = (float(n) for n in appearance.get("/Matrix", (1, 0, 0, 1, 0, 0)))
    left, bottom, right, top = (float(n) for n in appearance.get("/BBox", (0, 0, 0, 0)))
    corners = [(x, y) for x in (left, right) for y in (bottom, top)]
    xs = [a * x + c * y + e for x, y in corners]
    ys = [b * x + d * y + f for x, y in corners]
    x0, y0, x1, y1 = (float(n) for n in RectangleObject(annotation["/Rect"]))
    width, height = max(xs) - min(xs), max(ys) - min(ys)
    if not width or not height:
        return None
    across, up = abs(x1 - x0) / width, abs(y1 - y0) / height
    return across, 0, 0, up, min(x0, x1) - min(xs) * across, min(y0, y1) - min(ys) * up


def links_of(writer, reader, sheet, places):
    """References to new links; `places`: {number of a page's object: its copy}."""
    for annotation in annotations_of(sheet):
        if annotation.get("/Subtype") == "/Link" and "/Rect" in annotation:
            target = _target(reader, annotation, places)
            if target:
                yield link(writer, annotation["/Rect"], target)


def link(writer, rectangle, target):
    """A link that shows no frame; `target` is what says where it leads."""
    entries = {
        NameObject("/Type"): NameObject("/Annot"),
        NameObject("/Subtype"): NameObject("/Link"),
        NameObject("/Rect"): ArrayObject(FloatObject(float(side)) for side in rectangle),
        NameObject("/Border"): ArrayObject([NumberObject(0)] * 3),
    }
    return writer._add_object(DictionaryObject(entries | target))


def to_page(page, *where):
    """Where a link leads that stays in the book; without a place, the whole page is shown."""
    return {NameObject("/Dest"): ArrayObject([page.indirect_reference, *(where or [NameObject("/Fit")])])}


def _target(reader, annotation, places):
    action = annotation.get("/A")
    action = action.get_object() if action is not None else {}
    if "/Dest" in annotation:
        return _place(reader, annotation["/Dest"], places)
    if action.get("/S") == "/GoTo":
        return _place(reader, action.get("/D"), places)
    return _address(action.get("/URI")) if action.get("/S") == "/URI" else None


def _place(reader, destination, places):
    if destination is not None and not isinstance(destination, ArrayObject):
        named = reader.named_destinations.get(str(destination))
        destination = named.dest_array if named is not None else None
    if not destination:
        return None
    reference = destination[0] if isinstance(destination, ArrayObject) else None
    page = places.get(
        getattr(destination.raw_get(0) if hasattr(destination, "raw_get") else reference, "idnum", None)
    )
    return page and to_page(page, *_plain(destination[1:]))


def _plain(where):
    """How much of the page is shown: a name and numbers, nothing that leads further."""
    if not where or not isinstance(where[0], NameObject):
        return []
    numbers = (value for value in where[1:5])
    return [where[0], *(FloatObject(n) if isinstance(n, (int, float)) else NullObject() for n in numbers)]


def _address(text):
    address = str(text).strip() if text is not None else ""
    if not is_outside_address(address):
        return None
    action = {NameObject("/S"): NameObject("/URI"), NameObject("/URI"): TextStringObject(address)}
    return {NameObject("/A"): DictionaryObject(action)}
