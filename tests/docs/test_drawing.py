"""The pictures of pages: eight or sixteen greys as PNG, anything with colour in it as WebP."""

import io

import pytest
from PIL import Image, ImageChops, ImageDraw
from reportlab.pdfgen import canvas

from meeting.docs.stages import webp
from meeting.docs.stages.grey_png import has_grey_surface, write_grey_png
from meeting.docs.stages.opening import open_pdf
from meeting.docs.stages.render import render


@pytest.mark.parametrize("width", [1, 2, 255, 256])
def test_a_grey_picture_is_read_back_within_half_a_step(width, tmp_path):
    picture = Image.linear_gradient("L").resize((width, 256))
    write_grey_png(picture, tmp_path / "1.png")
    with Image.open(tmp_path / "1.png") as read:
        read.load()
        assert (read.format, read.size) == ("PNG", picture.size)
        difference = ImageChops.difference(read.convert("L"), picture)
    assert difference.getextrema()[1] <= 8
    assert (tmp_path / "1.png").read_bytes()[24:26] == bytes((4, 0))  # four bits, grey without a palette


@pytest.mark.parametrize("size", [(1, 1), (3, 40), (400, 300)])
def test_letters_are_kept_in_eight_greys_with_black_and_white_as_they_are(size, tmp_path):
    picture = Image.new("L", size, 255)
    ImageDraw.Draw(picture).text((0, 0), "Kính gửi: Hội đồng nhân dân " * 3, fill=0, font_size=11)
    write_grey_png(picture, tmp_path / "1.png")
    with Image.open(tmp_path / "1.png") as read:
        greys = {grey for _, grey in read.convert("L").getcolors()}
    assert greys <= {0, 34, 68, 102, 153, 187, 221, 255}
    assert 255 in greys and (0 in greys) == (picture.getextrema()[0] < 17)


@pytest.mark.parametrize("shade", [0xF2, 0xD9, 0x80])
def test_the_shading_of_one_row_of_a_table_keeps_its_grey(shade, tmp_path):
    picture = Image.new("L", (1600, 2263), 255)
    ImageDraw.Draw(picture).rectangle((200, 501, 1400, 561), fill=shade)
    write_grey_png(picture, tmp_path / "1.png")
    with Image.open(tmp_path / "1.png") as read:
        assert abs(read.convert("L").getpixel((300, 520)) - shade) <= 8


def test_the_smallest_text_of_a_page_is_no_grey_surface():
    file = io.BytesIO()
    page = canvas.Canvas(file)
    page.setFont("Helvetica", 7)
    for line in range(100):
        page.drawString(40, 800 - 7 * line, "@W8gB%mM&" * 14)
    page.showPage()
    page.save()
    bitmap = open_pdf(io.BytesIO(file.getvalue()))[0].render(scale=1600 / 595)
    assert not has_grey_surface(bitmap.to_pil().getchannel("G"))


@pytest.mark.parametrize(
    ("colour", "name"),
    [
        ((0, 0, 0), "1.page.png"),
        ((90, 90, 90), "1.page.png"),
        ((90, 92, 88), "1.page.png"),
        ((200, 0, 0), "1.page.webp"),
        ((0, 0, 120), "1.page.webp"),
    ],
)
def test_a_page_is_drawn_in_colour_when_one_small_word_of_it_is_coloured(colour, name, tmp_path):
    said = []
    render(open_pdf(pdf_with_a_word_in(colour)), [1], "page", tmp_path, lambda *a, **what: said.append(what))
    assert said[-1] == {"number": 1, "file": name, "mono": name.endswith("png")}
    with Image.open(tmp_path / name) as picture:
        assert picture.width == 1600
        darkest = min(picture.convert("L").getextrema())
    assert darkest < 10  # the rest of the text is black either way


def pdf_with_a_word_in(colour):
    file = io.BytesIO()
    page = canvas.Canvas(file)
    page.drawString(60, 780, "All of this is black " * 4)
    page.setFillColorRGB(*(part / 255 for part in colour))
    page.drawString(60, 700, "Seal")
    page.showPage()
    page.save()
    return io.BytesIO(file.getvalue())


def test_a_grey_scan_with_the_noise_of_a_jpeg_stays_grey(tmp_path):
    scan = Image.effect_noise((600, 800), 40).convert("RGB")
    ImageDraw.Draw(scan).text((100, 100), "TO TRINH", fill="black")
    jpeg = io.BytesIO()
    scan.save(jpeg, "JPEG", quality=60)
    file = io.BytesIO()
    Image.open(jpeg).save(file, "PDF")
    said = []
    render(open_pdf(file), [1], "page", tmp_path, lambda *a, **what: said.append(what))
    assert said[-1]["mono"]


@pytest.mark.parametrize("mode", ["RGB", "RGBX"])
@pytest.mark.parametrize("size", [(1, 1), (33, 17), (640, 480)])
def test_a_webp_is_the_same_whoever_asks_libwebp_for_it(mode, size, tmp_path, monkeypatch):
    picture = Image.merge(
        "RGB", [Image.linear_gradient("L").rotate(turn).resize(size) for turn in (0, 90, 180)]
    )
    picture = picture.convert(mode)
    assert webp.LIBWEBP, "this Pillow's libwebp can be asked"
    webp.write_webp(picture, tmp_path / "asked.webp")
    monkeypatch.setattr(webp, "LIBWEBP", None)
    webp.write_webp(picture, tmp_path / "pillow.webp")
    assert (tmp_path / "asked.webp").read_bytes() == (tmp_path / "pillow.webp").read_bytes()


def test_pixels_are_read_where_pdfium_drew_them(tmp_path):
    page = open_pdf(pdf_with_a_word_in((200, 0, 0)))[0]
    bitmap = page.render(scale=1, rev_byteorder=True, prefer_bgrx=True)
    webp.write_webp(bitmap.to_pil(), tmp_path / "there.webp", bitmap.buffer)
    webp.write_webp(bitmap.to_pil(), tmp_path / "copied.webp")
    assert (tmp_path / "there.webp").read_bytes() == (tmp_path / "copied.webp").read_bytes()


def test_a_picture_that_webp_cannot_hold_is_a_page_that_failed(tmp_path):
    with pytest.raises((OSError, ValueError, MemoryError)):
        webp.write_webp(Image.new("RGB", (20_000, 1)), tmp_path / "wide.webp")
    assert not list(tmp_path.iterdir())
