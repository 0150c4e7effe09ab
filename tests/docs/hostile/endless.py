"""PDFs whose parts lead back to themselves, or never end."""

import io

from reportlab.lib.colors import red
from reportlab.pdfgen.canvas import Canvas

from .. import files
from .pdfs import CATALOG, PAGE, PAGES, WORDS, packed, page, stream

PATTERN = b"/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /Resources << %s >>"
GROUP = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Group << /S /Transparency >> /Resources << %s >>"
MASK = b"/ExtGState << /G << /SMask << /S /Luminosity /G %d 0 R >> >> >>"
TYPE3 = (
    b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1000 1000] /FontMatrix [.001 0 0 .001 0 0] "
    b"/CharProcs << /a 6 0 R >> /Encoding << /Differences [97 /a] >> /FirstChar 97 /LastChar 97 /Widths [1000] "
    b"/Resources << /Font << /F9 5 0 R >> >> >>"
)
FIELD = b"<< /Type /Annot /Subtype /Link /Rect [%d 10 %d 20] /A << /S /URI /URI (http://a.vn/%d) >> >>"
FORM_FIELD = (
    b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (f%d) /V (12) /Rect [%d %d %d %d] /DA (/Helv 6 Tf 0 g) >>"
)


def older_table_is_the_same():
    content = files.pdf()
    at = int(content[content.rindex(b"startxref") + 9 :].split()[0])
    return content.replace(b"/Root", b"/Prev %d /Root" % at)


def objects_that_extend_themselves():
    about = b"/Type /ObjStm /N 10000000 /First 9 /Extends 5 0 R"
    return page(b"/Extra 10 0 R", b"", stream(b"10 0 11 5 null null", about))


def outline_in_a_circle():
    ring = (b"<< /Parent 5 0 R /Next %d 0 R /Title (a) /Dest [3 0 R /Fit] >>" % to for to in (7, 6))
    return page(b"/Outlines 5 0 R", b"", b"<< /First 6 0 R /Last 7 0 R >>", *ring)


def outline_to_nowhere(count=100_000):
    titles = (b"<< /Parent 5 0 R /Next %d 0 R >>" % (7 + number) for number in range(count))
    return page(b"/Outlines 5 0 R", b"", b"<< /First 6 0 R /Last %d 0 R >>" % (5 + count), *titles)


def labels_in_themselves():
    return page(b"/PageLabels 5 0 R", b"", b"<< /Kids [5 0 R 5 0 R] >>")


def labels_without_end(depth=60):
    """Each branch has the next one twice: more ways through than anybody can go."""
    branches = [b"<< /Kids [%d 0 R %d 0 R] >>" % (6 + at, 6 + at) for at in range(depth)]
    return page(b"/PageLabels 5 0 R", b"", *branches, b"<< /Kids [] >>")


def fields_in_themselves():
    field = b"<< /Kids [5 0 R] /Parent 5 0 R /T (a) /FT /Sig >>"
    return page(b"/AcroForm << /Fields [5 0 R] >>", b"/Annots [5 0 R]", field)


def names_in_themselves():
    names = b"/Names << /JavaScript 5 0 R /Dests 5 0 R >>"
    return page(names, b"", b"<< /Kids [5 0 R 5 0 R 5 0 R] >>")


def font_in_itself():
    letters = stream(b"1000 0 d0 BT /F9 500 Tf (aaaa) Tj ET")
    content = page(b"", b"", TYPE3, letters, content=b"BT /F9 24 Tf 70 700 Td (aaaa) Tj ET")
    return content.replace(b"/F1 <<", b"/F9 5 0 R /F1 <<")


def pattern_in_itself():
    inner = b"/BBox [0 0 5 5] /XStep 5 /YStep 5" + PATTERN % b"/Pattern << /P 5 0 R >>"
    return _with_pattern(stream(b"/Pattern cs /P scn 0 0 5 5 re f", inner))


def pattern_of_hundredths():
    return _with_pattern(
        stream(b"0 0 .01 .01 re f", b"/BBox [0 0 .01 .01] /XStep .01 /YStep .01" + PATTERN % b"")
    )


def _with_pattern(pattern):
    fill = b"/Pattern cs /P scn 0 0 595 842 re f"
    return page(b"", b"", pattern, content=fill, resources=b"/Pattern << /P 5 0 R >>")


def masks_behind_masks(count=60):
    masks = [
        stream(b"/G gs 0 0 595 842 re f", GROUP % (MASK % (5 + at % count))) for at in range(1, count + 1)
    ]
    return page(b"", b"", *masks, content=b"/G gs 0 0 595 842 re f", resources=MASK % 5)


def groups_of_groups(depth=25):
    """Each is drawn twice by the one before: 33 million times in the end."""
    groups = [stream(b"/X Do /X Do", GROUP % (b"/XObject << /X %d 0 R >>" % (6 + at))) for at in range(depth)]
    last = stream(b"0 0 5 5 re f", GROUP % b"")
    return page(b"", b"", *groups, last, content=b"/X Do", resources=b"/XObject << /X 5 0 R >>")


def more_pages_than_there_are():
    return files.pdf().replace(b"/Count 1", b"/Count 99")


def three_pages_said_to_be(count):
    return files.pdf(3).replace(b"/Count 3", b"/Count %d" % count)


def form(fields=20_000, pages=4):
    """None of the fields has an appearance of its own: PDFium gives them one."""
    first, share = 3 + pages, fields // pages
    numbers = [range(first + share * at, first + share * (at + 1)) for at in range(pages)]
    refer = b"%d 0 R".__mod__
    every = b" ".join(refer(number) for some in numbers for number in some)
    catalog = b"/AcroForm << /NeedAppearances true /Fields [%s] >>" % every
    kids = b" ".join(refer(3 + at) for at in range(pages))
    sheets = [PAGE % (b"/Annots [%s]" % b" ".join(map(refer, some))) for some in numbers]
    marks = (
        FORM_FIELD
        % (at, at % 50 * 11 + 20, at // 50 % 100 * 8 + 20, at % 50 * 11 + 30, at // 50 % 100 * 8 + 27)
        for at in range(share * pages)
    )
    tree = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (pages, kids)
    return files.assemble([CATALOG % catalog, tree, *sheets, *marks])


def hairline():
    """A thousandth of a point wide, five metres high."""
    box = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 0.001 14000] /Contents 4 0 R >>"
    return files.assemble([CATALOG % b"", PAGES, box, stream(WORDS)])


def ribbon():
    """In colour, and so much higher than wide that as fine as another page it would be higher than a WebP can be."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(20, 14_000))
    canvas.setFillColor(red)
    canvas.rect(2, 2, 16, 13_000, stroke=0, fill=1)
    canvas.save()
    return file.getvalue()


def places_to_tap(count=5_000):
    taps = (FIELD % (number % 500, number % 500 + 9, number) for number in range(count))
    return page(b"", b"/Annots [%s]" % b" ".join(b"%d 0 R" % (5 + at) for at in range(count)), *taps)


def letters_without_end():
    """A million and a half on one page, in few bytes."""
    content = packed(b"BT /F1 4 Tf 10 700 Td " + b"(abcdefghij klm) Tj " * 100_000 + b" ET")
    return page(b"", b"").replace(stream(WORDS), content)


def state_saved_a_million_times():
    return page(content=b"q " * 1_000_000 + WORDS)


def actions_after_actions(count=50_000):
    chain = b"<< /S /GoTo /D [3 0 R /Fit] /Next " * count + b"null " + b">>" * count
    return page(b"/OpenAction " + chain)
