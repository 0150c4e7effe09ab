"""The papers that are measured: made here once, the same on every machine, and kept in `made/`, which git ignores.

What they are about is taken from the demo's papers, so that they hold as much Vietnamese as papers do.
"""

import io
import itertools
import random
import secrets
import zipfile
from html import escape, unescape
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw, ImageFilter
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader, simpleSplit
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Frame, Paragraph

from demo.make_papers import computed_tables, read_text, write_docx
from demo.source.fonts import register_fonts

MADE = Path(__file__).parent / "made"
TEXTS = Path(__file__).resolve().parents[2] / "demo" / "source" / "texts"
LEFT, TOP, BOTTOM, LEADING, SIZE = 85, 780, 60, 18.5, 13.5
# Decree 30/2020/NĐ-CP asks for 20–25 mm above and below, 30–35 at the left, 15–20 at the right, 13–14 pt, a first line
# set in by 10 or 12.7 mm, 6 pt between paragraphs and one to one and a half lines of spacing: 1.25 lines here.
MARGINS = {"left": 30 * mm, "right": 20 * mm, "top": 20 * mm, "bottom": 20 * mm}
DECREE = ParagraphStyle(
    "decree",
    fontName="Serif",
    fontSize=14,
    leading=20.1,
    alignment=TA_JUSTIFY,
    firstLineIndent=10 * mm,
    spaceAfter=6,
)
SCAN_DPI = 200


def text_pdf(pages):
    """Running text in the form of Decree 30, page after page without a heading or a table, black on white."""
    return _made(f"decree-{pages}.pdf", lambda path: _write_text(path, pages))


def dense_pdf(pages):
    """Lines from edge to edge with nothing between them: more on a page than nine in ten papers have."""
    return _made(f"text-{pages}.pdf", lambda path: _write_dense(path, pages))


def scan_pdf(pages):
    """The dense text as an office scanner sees it: black and white, fax-coded, a little
    crooked, with ragged edges; no text."""
    return _made(f"scan-{pages}.pdf", lambda path: _write_scan(path, pages))


def colour_pdf(pages):
    """Half a page of text under a photograph and a chart in colour."""
    return _made(f"colour-{pages}.pdf", lambda path: _write_colour(path, pages))


def decree_docx():
    """A report in the form of Decree 30/2020/NĐ-CP, with tables."""
    report = "05-du-toan.txt"
    return _made(
        "decree-30.docx",
        lambda path: write_docx(read_text(report, computed_tables()), path.with_suffix(".docx")),
    )


def distinct(content):
    """The same paper as another content: what is known already is not converted again."""
    mark = secrets.token_hex(8).encode()
    if not content.startswith(b"PK"):
        return content + b"\n% " + mark + b"\n"
    out = io.BytesIO(content)
    with zipfile.ZipFile(out, "a") as archive:
        archive.comment = mark
    return out.getvalue()


def _made(name, write):
    path = MADE / name
    if not path.exists():
        MADE.mkdir(exist_ok=True)
        fresh = path.with_stem(f"{path.stem}.new")
        write(fresh)
        fresh.replace(path)
    return path.read_bytes()


def _write_text(path, pages):
    register_fonts()
    canvas, paragraphs, rest = Canvas(str(path), pagesize=A4, invariant=1), itertools.cycle(_paragraphs()), []
    for number in range(1, pages + 1):
        canvas.setFont("Serif", 14)
        canvas.drawCentredString(A4[0] / 2, A4[1] - 12 * mm, str(number))
        rest = _fill(canvas, rest, paragraphs)
        canvas.showPage()
    canvas.save()


def _fill(canvas, rest, paragraphs):
    """A page filled with `rest`, then with more paragraphs; what the last one leaves for the next page."""
    width, height = A4[0] - MARGINS["left"] - MARGINS["right"], A4[1] - MARGINS["top"] - MARGINS["bottom"]
    sides = dict.fromkeys(("leftPadding", "rightPadding", "topPadding", "bottomPadding"), 0)
    frame = Frame(MARGINS["left"], MARGINS["bottom"], width, height, **sides)
    while True:
        paragraph = rest.pop(0) if rest else Paragraph(next(paragraphs), DECREE)
        if not frame.add(paragraph, canvas):
            first, *left = frame.split(paragraph, canvas) or [None, paragraph]
            if first:
                frame.add(first, canvas)
            return left


def _paragraphs():
    """The running text of the demo's papers."""
    for path in sorted(TEXTS.glob("*.txt")):
        for paragraph in path.read_text(encoding="utf-8").splitlines():
            words = paragraph.strip("# *")
            if len(words) > 60 and "|" not in words:
                yield escape(words)


def _write_dense(path, pages):
    register_fonts()
    canvas, lines = Canvas(str(path), pagesize=A4, invariant=1), itertools.cycle(_lines())
    for number in range(1, pages + 1):
        _text(canvas, lines, TOP, number)
        canvas.showPage()
    canvas.save()


def _lines():
    """The same in lines as wide as a page of A4 allows."""
    register_fonts()
    found = []
    for words in _paragraphs():
        found += simpleSplit(unescape(words), "Serif", SIZE, A4[0] - LEFT - 45)
    return found


def _text(canvas, lines, top, number):
    canvas.setFillGray(0)
    canvas.setFont("Serif", SIZE)
    canvas.drawCentredString(A4[0] / 2, A4[1] - 35, str(number))
    at = top
    while at > BOTTOM:
        canvas.drawString(LEFT, at, next(lines))
        at -= LEADING


def _write_scan(path, count):
    chance = random.Random(2027)
    grain = Image.frombytes("L", (1200, 1600), chance.randbytes(1200 * 1600))
    pages = [_scanned(page, grain, chance) for page in pypdfium2.PdfDocument(dense_pdf(count))]
    pages[0].save(path, "PDF", resolution=SCAN_DPI, save_all=True, append_images=pages[1:])


def _scanned(page, grain, chance):
    grey = page.render(scale=SCAN_DPI / 72, grayscale=True).to_pil().convert("L")
    grey = grey.rotate(chance.uniform(-0.8, 0.8), Image.Resampling.BICUBIC, fillcolor=255)
    x, y = chance.randrange(200), chance.randrange(200)
    noise = grain.crop((x, y, x + 1000, y + 1400)).resize(grey.size)
    ragged = Image.blend(grey.filter(ImageFilter.GaussianBlur(0.7)), noise, 0.12)
    return ragged.point([255 * (value > 130) for value in range(256)]).convert("1")


def _write_colour(path, pages):
    chance, lines = random.Random(2028), itertools.cycle(_lines())
    canvas = Canvas(str(path), pagesize=A4, invariant=1)
    for number in range(1, pages + 1):
        picture = io.BytesIO()
        _photograph(chance).save(picture, "JPEG", quality=85)
        canvas.drawImage(ImageReader(picture), LEFT, 560, 425, 230)
        _chart(canvas, chance)
        _text(canvas, lines, 370, number)
        canvas.showPage()
    canvas.save()


def _photograph(chance, size=(1275, 690)):
    """Hills under a sky, with as much detail as a camera gives: coarse shapes and fine grain."""
    layers = [
        Image.frombytes("RGB", (width, width // 2), chance.randbytes(width * (width // 2) * 3)).resize(
            size, Image.Resampling.BICUBIC
        )
        for width in (8, 40, 320)
    ]
    sky = Image.linear_gradient("L").resize(size)
    ground = Image.merge("RGB", (sky, Image.new("L", size, 130), sky.point(lambda value: 255 - value)))
    picture = Image.blend(Image.blend(ground, layers[0], 0.45), layers[1], 0.25)
    picture = Image.blend(picture, layers[2], 0.08)
    draw = ImageDraw.Draw(picture)
    for _ in range(40):
        x, y = chance.randrange(size[0]), chance.randrange(size[1] // 2, size[1])
        shade = tuple(chance.randrange(60, 220) for _ in range(3))
        draw.rectangle((x, y, x + chance.randrange(20, 90), y + chance.randrange(30, 160)), fill=shade)
    return picture


def _chart(canvas, chance):
    for bar in range(12):
        canvas.setFillColorRGB(*(chance.uniform(0.1, 0.9) for _ in range(3)))
        canvas.rect(LEFT + 35 * bar, 400, 26, chance.uniform(20, 140), stroke=0)
