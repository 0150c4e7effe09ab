"""Pictures become the pages of a PDF."""

import io
import warnings

import pypdfium2 as pdfium
from PIL import Image, ImageOps, UnidentifiedImageError

from .limits import MAX_IMAGE_PIXELS, MAX_PAGES, MAX_RENDERED_PIXELS
from .problem import Code, Problem

A4_LONG, A4_SHORT = 842.0, 595.0
# Only these decoders: Pillow can start others (Ghostscript for EPS) that have no business here.
FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF", "MPO")


def pictures_to_pdf(source, target):
    Image.MAX_IMAGE_PIXELS = None  # the bound is ours, below, with a sentence of its own
    warnings.simplefilter("ignore")
    try:
        _check_webp(source)
        with Image.open(source, formats=FORMATS) as picture:
            frames = 1 if picture.format in ("GIF", "WEBP", "MPO", "PNG") else getattr(picture, "n_frames", 1)
            if frames > MAX_PAGES:
                raise Problem(Code.TOO_MANY_PAGES, f"{frames} frames")
            pdf = pdfium.PdfDocument.new()
            for frame in range(frames):
                picture.seek(frame)
                _add_page(pdf, picture)
            pdf.save(target)
    except Problem:
        raise
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, IndexError) as error:
        raise Problem(Code.DAMAGED, error) from error
    except MemoryError as error:
        raise Problem(Code.PAGE_TOO_LARGE, error) from error


def _check_webp(source):
    """Its decoder wants the memory for all points before it tells how many there are (RFC 9649, 2.5 to 2.7)."""
    with open(source, "rb") as file:
        head = file.read(30)
    if head[:4] != b"RIFF" or len(head) < 30:
        return
    number = int.from_bytes
    if head[12:16] == b"VP8X":
        _check_size(number(head[24:27], "little") + 1, number(head[27:30], "little") + 1)
    elif head[12:16] == b"VP8L":
        bits = number(head[21:25], "little")
        _check_size((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    elif head[12:16] == b"VP8 ":
        _check_size(*(number(head[at : at + 2], "little") & 0x3FFF for at in (26, 28)))


def _check_size(width, height):
    if width * height > MAX_IMAGE_PIXELS or max(width, height) > 60_000:
        raise Problem(Code.PAGE_TOO_LARGE, f"{width} x {height} pixels")


def _add_page(pdf, picture):
    _check_size(*picture.size)
    if picture.format == "JPEG":
        picture.draft("RGB", _at_most(picture.size, MAX_RENDERED_PIXELS * 2))
    upright = ImageOps.exif_transpose(picture)
    upright = _on_white(upright)
    if upright.width * upright.height > MAX_RENDERED_PIXELS:
        upright = upright.resize(
            _at_most(upright.size, MAX_RENDERED_PIXELS), Image.Resampling.LANCZOS, reducing_gap=2
        )
    width, height = _page_size(upright.size)
    image = pdfium.PdfImage.new(pdf)
    if upright.mode == "RGB" and picture.format in ("JPEG", "MPO", "WEBP"):
        # A photograph: as pixels it would be ten times as large.
        image.load_jpeg(io.BytesIO(_jpeg(upright)), inline=True)
    else:
        image.set_bitmap(pdfium.PdfBitmap.from_pil(upright))
    image.set_matrix(pdfium.PdfMatrix().scale(width, height))
    page = pdf.new_page(width, height)
    page.insert_obj(image)
    page.gen_content()
    page.close()


def _at_most(size, pixels):
    shrink = min(1.0, (pixels / (size[0] * size[1])) ** 0.5)
    return max(1, int(size[0] * shrink)), max(1, int(size[1] * shrink))


def _on_white(picture):
    if picture.mode in ("RGB", "L"):
        return picture
    if picture.mode in ("1", "I;16", "I", "F"):
        return picture.convert("L")
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        layers = picture.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", layers.size, "white"), layers).convert("RGB")
    return picture.convert("RGB")


def _page_size(size):
    """As large as fits an A4 sheet, lying or standing as the picture does."""
    room = (A4_LONG, A4_SHORT) if size[0] > size[1] else (A4_SHORT, A4_LONG)
    scale = min(room[0] / size[0], room[1] / size[1])
    return max(1.0, size[0] * scale), max(1.0, size[1] * scale)


def _jpeg(picture):
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=92)
    return buffer.getvalue()
