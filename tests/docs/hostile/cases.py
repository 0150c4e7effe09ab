"""What is brought, under which name, and what becomes of it: a refusal (or one of several), or pages, with what the
desk is told of them."""

import zipfile
from dataclasses import dataclass
from io import BytesIO

from meeting.docs.stages.problem import Code, Warn

from .. import files
from . import endless, measures, offices, pdfs, pictures


@dataclass(frozen=True)
class Case:
    make: object
    name: str
    refused: tuple = ()  # of Codes; empty: there are pages to read
    told: tuple = ()  # Warns that are among those of the paper
    may_be_read: bool = False  # whether pages are an answer, too, where it can also be refused


def refused(make, name, *codes):
    return Case(make, name, codes)


def read(make, name, *told):
    return Case(make, name, told=told)


def contained(make, name, *codes):
    """Whether the page can be drawn depends on the machine; it does no harm either way."""
    return Case(make, name, codes, may_be_read=True)


def zipped(**parts):
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


BROKEN_OR_LATE = (Code.DAMAGED, Code.TIMEOUT, Code.PAGE_TOO_LARGE)

PDFS = {
    "a PDF with a password": refused(files.locked_pdf, "a.pdf", Code.ENCRYPTED),
    "a PDF that only its owner may change": read(files.owner_locked_pdf, "a.pdf"),
    "the first lines of a PDF": refused(lambda: files.pdf(3)[:60], "a.pdf", Code.DAMAGED),
    "two thirds of a PDF": read(lambda: files.pdf(3)[: len(files.pdf(3)) * 2 // 3], "a.pdf", Warn.REPAIRED),
    "rubbish that begins as a PDF": refused(pdfs.rubbish, "a.pdf", Code.DAMAGED),
    "a PDF whose table of places is rubbish": read(pdfs.garbage_xref, "a.pdf"),
    "pages that contain themselves": read(pdfs.page_tree_loop, "a.pdf"),
    "10,001 pages": refused(lambda: files.many_pages(10_001), "a.pdf", Code.TOO_MANY_PAGES),
    "a page of seven metres": refused(files.huge_page, "a.pdf", Code.PAGE_TOO_LARGE),
    "brackets in brackets": contained(pdfs.deep_nesting, "a.pdf", Code.DAMAGED),
    "a form in itself": read(pdfs.form_in_itself, "a.pdf"),
    "300 MB in two kilobytes": contained(pdfs.unpacking_bomb, "a.pdf", *BROKEN_OR_LATE),
    "a thousand million boxes": contained(pdfs.drawing_bomb, "a.pdf", *BROKEN_OR_LATE),
    "a flood of pixels in a page": contained(pdfs.image_bomb, "a.pdf", *BROKEN_OR_LATE),
    "a flood in JBIG2": contained(pdfs.jbig2_bomb, "a.pdf", *BROKEN_OR_LATE),
    "a flood in JPEG 2000": contained(pdfs.jpx_bomb, "a.pdf", *BROKEN_OR_LATE),
    "a script": read(pdfs.script, "a.pdf", Warn.SCRIPTS),
    "a script that no search finds": read(pdfs.hidden_script, "a.pdf", Warn.SCRIPTS),
    "a program to start": read(pdfs.launch, "a.pdf", Warn.LAUNCHES),
    "a form that sends itself": read(pdfs.sends_form, "a.pdf", Warn.SENDS_FORMS),
    "a form that fetches data": read(pdfs.imports_data, "a.pdf", Warn.SENDS_FORMS),
    "a program inside a PDF": read(pdfs.embedded, "a.pdf", Warn.EMBEDDED_FILES),
    "a form that builds itself": read(pdfs.dynamic_form, "a.pdf", Warn.DYNAMIC_FORM),
    "a film": read(pdfs.film, "a.pdf", Warn.MEDIA),
    "a PDF that is a zip as well": read(lambda: files.pdf() + zipped(a=b"x"), "a.zip"),
}
ENDLESS = {
    "a table of places that follows itself": read(endless.older_table_is_the_same, "a.pdf"),
    "a stream of ten million objects that extends itself": read(
        endless.objects_that_extend_themselves, "a.pdf"
    ),
    "an outline in a circle": read(endless.outline_in_a_circle, "a.pdf"),
    "a hundred thousand bookmarks to nowhere": read(endless.outline_to_nowhere, "a.pdf"),
    "labels in themselves": read(endless.labels_in_themselves, "a.pdf"),
    "labels without end": read(endless.labels_without_end, "a.pdf"),
    "fields in themselves": read(endless.fields_in_themselves, "a.pdf"),
    "names in themselves": read(endless.names_in_themselves, "a.pdf"),
    "a font in itself": read(endless.font_in_itself, "a.pdf"),
    "a pattern in itself": read(endless.pattern_in_itself, "a.pdf"),
    "a pattern of hundredths": read(endless.pattern_of_hundredths, "a.pdf"),
    "masks behind masks": contained(endless.masks_behind_masks, "a.pdf", *BROKEN_OR_LATE),
    "groups of groups": contained(endless.groups_of_groups, "a.pdf", *BROKEN_OR_LATE),
    "more pages than there are": read(endless.more_pages_than_there_are, "a.pdf"),
    "three pages that are said to be 9,999": read(
        lambda: endless.three_pages_said_to_be(9_999), "a.pdf", Warn.REPAIRED
    ),
    "three pages that are said to be 20,000": read(
        lambda: endless.three_pages_said_to_be(20_000), "a.pdf", Warn.REPAIRED
    ),
    "twenty thousand fields": read(endless.form, "a.pdf"),
    "a hairline of five metres": read(endless.hairline, "a.pdf"),
    "a ribbon of five metres in colour": read(endless.ribbon, "a.pdf"),
    "five thousand places to tap": read(endless.places_to_tap, "a.pdf"),
    "a million letters on a page": contained(endless.letters_without_end, "a.pdf", *BROKEN_OR_LATE),
    "a state saved a million times": read(endless.state_saved_a_million_times, "a.pdf"),
    "actions after actions": read(endless.actions_after_actions, "a.pdf"),
}
OFFICES = {
    "a Word document with a password": refused(files.locked_docx, "a.docx", Code.ENCRYPTED),
    "a Word document with a password, in capitals": refused(
        lambda: files.compound_file("ENCRYPTIONINFO", "ENCRYPTEDPACKAGE"), "a.docx", Code.ENCRYPTED
    ),
    "an old workbook with a password": refused(offices.locked_workbook, "a.xls", Code.ENCRYPTED),
    "a workbook that Excel locks and everybody opens": read(offices.workbook_for_everybody, "a.xlsx"),
    "a workbook with a password": refused(offices.workbook_for_some, "a.xlsx", Code.ENCRYPTED),
    "a broken lock": refused(offices.broken_lock, "a.xlsx", Code.ENCRYPTED),
    # Not as locked: it would be read by an engine for old workbooks.
    "an old workbook that Excel locks and everybody opens": refused(
        offices.old_workbook_for_everybody, "a.xls", Code.NO_ENGINE
    ),
    "an OpenDocument with a password": refused(offices.locked_opendocument, "a.odt", Code.ENCRYPTED),
    "half a Word document": refused(lambda: files.docx()[:9000], "a.docx", Code.DAMAGED),
    "a zip bomb": refused(files.bomb, "a.docx", Code.UNSAFE),
    "a zip bomb that understates itself": refused(
        files.understated_bomb, "a.docx", Code.UNSAFE, Code.DAMAGED
    ),
    "a zip bomb of overlapping parts": refused(offices.overlapping_bomb, "a.docx", Code.UNSAFE, Code.DAMAGED),
    "a zip bomb in a zip": read(offices.zip_in_zip, "a.docx"),
    "five thousand and more parts": refused(files.many_entries, "a.docx", Code.UNSAFE),
    "an outside entity": refused(files.with_doctype, "a.docx", Code.UNSAFE),
    "an outside entity in UTF-16": refused(lambda: files.with_doctype("utf-16"), "a.docx", Code.UNSAFE),
    "an encoding to hide in": refused(lambda: files.with_doctype("utf-7"), "a.docx", Code.UNSAFE),
    "a thousand million laughs": refused(offices.laughs, "a.xlsx", Code.UNSAFE),
    "an outside entity in slides": refused(offices.entity_in_slides, "a.pptx", Code.UNSAFE),
    "an outside entity in OpenDocument": refused(offices.entity_in_opendocument, "a.odt", Code.UNSAFE),
    "an outside entity among the relations": refused(offices.entity_in_relations, "a.docx", Code.UNSAFE),
    "names that climb out of the archive": read(offices.climbing_names, "a.docx"),
    "a hundred thousand boxes in each other": contained(offices.deep_nesting, "a.docx", *BROKEN_OR_LATE),
    "macros": read(files.with_macro, "a.docm", Warn.MACROS_DROPPED),
    "macros of 1992": read(offices.old_macros, "a.xlsx", Warn.MACROS_DROPPED),
    "an object of another program": read(offices.embedded_object, "a.docx", Warn.EMBEDDED_OBJECTS),
    "a control": read(offices.control, "a.docx", Warn.EMBEDDED_OBJECTS),
    "a data command cut in pieces": read(offices.data_command, "a.docx", Warn.DATA_COMMANDS),
    "a data link in a sheet": read(
        offices.data_link_in_sheet, "a.xlsx", Warn.DATA_COMMANDS, Warn.OUTSIDE_REFERENCES
    ),
    "a signed Word document": read(offices.signed_document, "a.docx", Warn.SIGNATURE_UNCHECKED),
    "a Word document without a word": read(lambda: files.docx(""), "a.docx"),
    "a file for which there is no engine": refused(offices.rtf_with_object, "a.rtf", Code.NO_ENGINE),
}
MEASURES = {
    "a page of 35 kilometres": refused(measures.page_of_kilometres, "a.docx", Code.PAGE_TOO_LARGE),
    "twenty thousand breaks": refused(measures.twenty_thousand_pages, "a.docx", Code.TOO_MANY_PAGES),
    "a cell over two thousand million columns": read(measures.cell_over_all_columns, "a.docx"),
    "letters of kilometres": read(measures.letters_of_kilometres, "a.docx"),
    "styles based on each other": read(measures.styles_based_on_each_other, "a.docx"),
    "a relation that climbs out": refused(measures.relation_that_climbs_out, "a.docx", Code.DAMAGED),
    "a million columns": refused(measures.million_columns, "a.xlsx", Code.UNSAFE),
    "a cell in the last corner": refused(measures.cell_in_the_last_corner, "a.xlsx", Code.TOO_LONG),
    "a cell in the last row": refused(measures.cell_in_the_last_row, "a.xlsx", Code.TOO_LONG),
    "a blank cell in the last corner": read(measures.blank_cell_in_the_last_corner, "a.xlsx"),
    "a sheet merged whole": read(measures.sheet_merged_whole, "a.xlsx"),
    "a place that is none": refused(measures.place_that_is_none, "a.xlsx", Code.DAMAGED),
    "slides of kilometres": refused(
        lambda: measures.slides_of(2_000_000_000, 2_000_000_000), "a.pptx", Code.PAGE_TOO_LARGE
    ),
    "slides less than nothing": read(lambda: measures.slides_of(0, -5), "a.pptx"),
    "colours of 150 MB": refused(measures.colours_of_150_megabytes, "a.png", Code.DAMAGED),
    "a photograph with broken facts": read(measures.facts_about_a_photograph_that_are_broken, "a.jpg"),
    "a line of pixels": read(lambda: measures.line_of_pixels((50_000, 1)), "a.png"),
    "a column of pixels": read(lambda: measures.line_of_pixels((1, 50_000)), "a.png"),
}
PICTURES = {
    "half a picture": refused(
        lambda: files.picture(size=(900, 900), colour="red")[:300], "a.png", Code.DAMAGED
    ),
    "a third of a photograph": refused(pictures.half_a_photograph, "a.jpg", Code.DAMAGED),
    "a flood of pixels": refused(files.pixel_flood, "a.png", Code.PAGE_TOO_LARGE),
    "a flood in TIFF": refused(pictures.tiff_flood, "a.tif", Code.PAGE_TOO_LARGE),
    "a flood in WebP": refused(pictures.webp_flood, "a.webp", Code.PAGE_TOO_LARGE),
    "a flood on a canvas of WebP": refused(pictures.webp_canvas_flood, "a.webp", Code.PAGE_TOO_LARGE),
    "a flood in a photograph of WebP": refused(pictures.webp_photograph_flood, "a.webp", Code.PAGE_TOO_LARGE),
    "a flood in GIF": refused(pictures.gif_flood, "a.gif", Code.PAGE_TOO_LARGE),
    "a flood in BMP": refused(pictures.bmp_flood, "a.bmp", Code.PAGE_TOO_LARGE),
    "a TIFF of 10,001 pages": refused(pictures.tiff_of_too_many_pages, "a.tif", Code.TOO_MANY_PAGES),
    "a TIFF in a circle": contained(pictures.tiff_in_a_circle, "a.tif", *BROKEN_OR_LATE),
    "100 MB in the margin of a picture": refused(pictures.text_bomb, "a.png", Code.DAMAGED),
    "a picture that is a script as well": refused(
        pictures.gif_and_script, "a.gif", Code.PAGE_TOO_LARGE, Code.DAMAGED
    ),
}
STRANGERS = {
    "a program called .pdf": refused(lambda: b"MZ\x90\x00" + bytes(500), "Tờ trình.pdf", Code.WRONG_TYPE),
    "a program called .docx": refused(lambda: b"\x7fELF" + bytes(500), "Tờ trình.docx", Code.WRONG_TYPE),
    "a web page called .pdf": refused(lambda: b"<html><script>alert(1)</script>", "a.pdf", Code.WRONG_TYPE),
    "a drawing called .png": refused(pictures.drawing, "a.png", Code.WRONG_TYPE),
    "a text": refused(lambda: "Kính gửi đại biểu".encode(), "a.txt", Code.WRONG_TYPE),
    "a zip that is no document": refused(lambda: zipped(hello=b"x"), "a.docx", Code.WRONG_TYPE),
    "a compound file that is no document": refused(
        lambda: files.compound_file("Anything"), "a.doc", Code.WRONG_TYPE
    ),
}
CASES = PDFS | ENDLESS | OFFICES | MEASURES | PICTURES | STRANGERS
