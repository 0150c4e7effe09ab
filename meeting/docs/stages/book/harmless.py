"""Copying the pages of a paper without anything active. What is copied is named here; nothing else comes along: no
scripts, no actions, no attached files, no fields. A page's drawing becomes one form of its own, so that a state left
behind by it cannot disturb what is laid over it, nor a name in it stand for something of ours."""

from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    RectangleObject,
    StreamObject,
)

from ..limits import MAX_LINKS_PER_PAGE
from .annotations import drawn_annotations, links_of
from .layers import copy_layers
from .sources import annotations_of

# Kept of a page besides its drawing: what says how large it is and which way up.
KEPT = ("/MediaBox", "/CropBox", "/Rotate", "/UserUnit", "/Group")
# Never followed, wherever they stand: none of them is drawn.
LEFT = (
    "/AF", "/Alternates", "/EF", "/EmbeddedFiles", "/JavaScript", "/JS", "/Metadata", "/OPI", "/OpenAction",
    "/PieceInfo", "/StructParent", "/StructParents",
)  # fmt: skip
# A stream, or a form, may say that its content lies in a file outside.
OUTSIDE = ("/F", "/FFilter", "/FDecodeParms", "/Ref", "/PS")


def copy_pages(writer, reader):
    """Append the pages of the paper; the pages of `writer` that were made."""
    sheets, before = list(reader.pages), len(writer._objects)
    copies = [_copy(writer, sheet) for sheet in sheets]
    places = {sheet.indirect_reference.idnum: copy for sheet, copy in zip(sheets, copies, strict=True)}
    for sheet, copy in zip(sheets, copies, strict=True):
        links = list(links_of(writer, reader, sheet, places))[:MAX_LINKS_PER_PAGE]
        if links:
            copy[NameObject("/Annots")] = ArrayObject(links)
    copy_layers(writer, reader)
    for made in writer._objects[before:]:
        if isinstance(made, StreamObject):
            _keep_inside(made)
    return copies


def _copy(writer, sheet):
    page = writer.add_blank_page(*map(float, (sheet.mediabox.width or 595, sheet.mediabox.height or 842)))
    for name in KEPT:
        if name in sheet:
            page[NameObject(name)] = cloned(writer, sheet[name])
    forms, contents = DictionaryObject(), []
    drawing = _drawing(writer, sheet)
    if drawing is not None:
        forms[NameObject("/Page")] = drawing
        contents.append("/Page Do")
    for number, (appearance, matrix) in enumerate(drawn_annotations(annotations_of(sheet))):
        forms[NameObject(f"/Drawn{number}")] = _form(writer, appearance)
        contents.append(f"q {matrix} cm /Drawn{number} Do Q")
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): forms})
    page[NameObject("/Contents")] = stream(writer, "\n".join(contents))
    return page


def cloned(writer, value):
    return value.get_object().clone(writer, ignore_fields=LEFT)


def stream(writer, content, **entries):
    made = DecodedStreamObject()
    made.set_data(content if isinstance(content, bytes) else content.encode("ascii"))
    for name, value in entries.items():
        made[NameObject(f"/{name}")] = value
    return writer._add_object(made)


def _drawing(writer, sheet):
    """What the page draws, as a form; None for an empty page."""
    raw = sheet.get("/Contents")
    content = raw.get_object() if raw is not None else None
    if isinstance(content, ArrayObject) and len(content) == 1:
        content = content[0].get_object()
    if isinstance(content, StreamObject):
        form = content.clone(writer, force_duplicate=True, ignore_fields=LEFT)
    elif content:
        joined = DecodedStreamObject()
        joined.set_data(sheet.get_contents().get_data())
        form = joined.flate_encode()
        writer._add_object(form)
    else:
        return None
    box = RectangleObject([float(side) for side in _space(sheet)])
    return as_form(form, box, cloned(writer, sheet.get("/Resources", DictionaryObject())))


def _space(sheet):
    """The box of the page's drawing: all that might be seen of it."""
    media, crop = sheet.mediabox, sheet.cropbox
    return (
        min(media.left, crop.left), min(media.bottom, crop.bottom),
        max(media.right, crop.right), max(media.top, crop.top),
    )  # fmt: skip


def as_form(made, box, resources):
    made[NameObject("/Type")] = NameObject("/XObject")
    made[NameObject("/Subtype")] = NameObject("/Form")
    made[NameObject("/FormType")] = NumberObject(1)
    made[NameObject("/BBox")] = box
    made[NameObject("/Resources")] = getattr(resources, "indirect_reference", None) or resources
    return made.indirect_reference


def _form(writer, appearance):
    copy = appearance.clone(writer, ignore_fields=LEFT)
    copy[NameObject("/Subtype")] = NameObject("/Form")
    return copy.indirect_reference


def _keep_inside(made):
    for name in OUTSIDE:
        if name in made:
            del made[name]
