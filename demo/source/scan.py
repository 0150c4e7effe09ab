"""A paper as an office scanner sees it: no text, crooked, grey and noisy, with a seal and a signature."""

import io
import math
import random

import pypdfium2
from PIL import Image, ImageChops, ImageDraw, ImageEnhance, ImageFilter, ImageFont
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from source.fonts import font_file
from source.markup import Text
from source.printed import write_pdf

DPI = 130


def write_scan(text: Text, path) -> None:
    printed = io.BytesIO()
    write_pdf(text, printed)
    pages = [
        page.render(scale=DPI / 72).to_pil().convert("RGB")
        for page in pypdfium2.PdfDocument(printed.getvalue())
    ]
    stamp(pages[-1], text.head["issuer"].split("|"))
    canvas = Canvas(str(path), pagesize=A4, invariant=1)
    canvas.setTitle("Scan_20261124_0931")
    for number, page in enumerate(pages):
        scanned = io.BytesIO()
        worn(page, random.Random(7000 + number)).save(scanned, "JPEG", quality=42, dpi=(DPI, DPI))
        canvas.drawImage(ImageReader(scanned), 0, 0, *A4)
        canvas.showPage()
    canvas.save()


def worn(page: Image.Image, chance: random.Random) -> Image.Image:
    paper = (246, 244, 238)
    page = page.filter(ImageFilter.GaussianBlur(0.55))
    page = page.rotate(chance.uniform(-0.9, 0.9), Image.Resampling.BICUBIC, fillcolor=(255, 255, 255))
    page = ImageChops.offset(page, chance.randrange(-6, 7), chance.randrange(-9, 10))
    page = ImageChops.multiply(page, Image.new("RGB", page.size, paper))
    page = ImageChops.add(
        page, ImageChops.multiply(noise(page.size, chance), Image.new("RGB", page.size, (40, 40, 40)))
    )
    page = ImageChops.subtract(page, Image.new("RGB", page.size, (18, 18, 18)))
    draw = ImageDraw.Draw(page)
    width, height = page.size
    for _ in range(26):
        x, y, r = chance.uniform(0, width), chance.uniform(0, height), chance.uniform(0.4, 1.5)
        draw.ellipse((x - r, y - r, x + r, y + r), fill=(120, 118, 112))
    for edge in range(16):
        shade = 150 + edge * 6
        draw.line((edge, 0, edge, height), fill=(shade, shade, shade - 3))
    for y in (height * 0.27, height * 0.73):
        r = DPI * 0.11
        draw.ellipse((0.45 * DPI - r, y - r, 0.45 * DPI + r, y + r), fill=(96, 95, 92))
    return ImageEnhance.Contrast(page).enhance(1.06)


def noise(size, chance: random.Random) -> Image.Image:
    coarse = (size[0] // 2, size[1] // 2)
    grain = Image.frombytes("L", coarse, chance.randbytes(coarse[0] * coarse[1]))
    return grain.filter(ImageFilter.GaussianBlur(0.8)).resize(size, Image.Resampling.BILINEAR).convert("RGB")


def stamp(page: Image.Image, lines: list[str]) -> None:
    """The round red seal over the left third of the signature, as offices press it."""
    place = find_signature(page)
    size = int(1.42 * DPI)
    seal = Image.new("RGBA", (size * 2, size * 2), (0, 0, 0, 0))
    draw = ImageDraw.Draw(seal)
    red, centre = (198, 24, 34, 205), size
    for radius, pen in ((0.97, 7), (0.66, 3)):
        r = size * radius
        draw.ellipse((centre - r, centre - r, centre + r, centre + r), outline=red, width=pen)
    font = ImageFont.truetype(str(font_file("Sans", "Bold")), int(size * 0.17))
    around(seal, " ".join(lines), font, red, size * 0.81)
    points = []
    for k in range(10):
        r = size * (0.3 if k % 2 == 0 else 0.12)
        angle = -math.pi / 2 + k * math.pi / 5
        points.append((centre + r * math.cos(angle), centre + r * math.sin(angle)))
    draw.polygon(points, fill=red)
    seal = seal.rotate(-6, Image.Resampling.BICUBIC).resize((size, size), Image.Resampling.LANCZOS)
    page.paste(seal, (place[0] - int(size * 0.75), place[1] - size // 2), seal)
    sign(page, place)


def around(seal: Image.Image, words: str, font, colour, radius: float) -> None:
    centre = seal.width / 2
    widths = [font.getlength(letter) for letter in words]
    sweep = sum(widths) / radius
    angle = -math.pi / 2 - sweep / 2
    for letter, width in zip(words, widths, strict=True):
        middle = angle + width / radius / 2
        tile = Image.new("RGBA", (font.size * 2, font.size * 2), (0, 0, 0, 0))
        ImageDraw.Draw(tile).text((font.size, font.size), letter, font=font, fill=colour, anchor="mm")
        tile = tile.rotate(-math.degrees(middle + math.pi / 2), Image.Resampling.BICUBIC)
        x, y = centre + radius * math.cos(middle), centre + radius * math.sin(middle)
        seal.alpha_composite(tile, (int(x - font.size), int(y - font.size)))
        angle += width / radius


def find_signature(page: Image.Image) -> tuple[int, int]:
    """The middle of the room left for the signature: the tallest gap in the lower right of the last page."""
    grey = page.convert("L").crop((page.width // 2, 0, page.width, page.height))
    inked = [grey.crop((0, y, grey.width, y + 1)).getextrema()[0] < 128 for y in range(grey.height)]
    last = max(y for y in range(grey.height) if inked[y])
    end = last
    while inked[end]:
        end -= 1
    start = end
    while not inked[start] or end - start < DPI * 0.5:
        if inked[start]:
            end = start
        start -= 1
    return int(page.width * 0.70), (start + end) // 2


def sign(page: Image.Image, place: tuple[int, int]) -> None:
    draw = ImageDraw.Draw(page)
    points = []
    for step in range(240):
        t = step / 239
        x = place[0] - 0.5 * DPI + t * 1.35 * DPI + math.sin(t * 21) * 0.13 * DPI
        y = place[1] + math.cos(t * 17) * 0.26 * DPI * (1 - 0.75 * t) + math.sin(t * 5) * 0.08 * DPI
        points.append((x, y))
    draw.line(points, fill=(38, 48, 132), width=3, joint="curve")
