"""A reader's name burnt into the picture of a page: slanting, light, again and again, so that no part of a photograph
of the page is without it and every word of the page can still be read."""

from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from .limits import MAX_RENDERED_PIXELS
from .render import WIDTHS, save
from .tiles import parse_tile

FONT = Path(__file__).parent.parent / "fonts" / "liberation" / "LiberationSans-Regular.ttf"
SLANT = 28  # degrees
LETTERS = 34  # pixels high on a page as wide as WIDTHS["page"]
SMALLEST = 11
STRENGTH = 58  # of 255: on white paper it comes out as a light grey, under black letters it vanishes
INK = 96


def mark(request, say):
    """`request`: source (the folder of the pictures), pictures (their names), profile, words, folder."""
    for name in request["pictures"]:
        with Image.open(Path(request["source"]) / name, formats=("PNG", "WEBP")) as picture:
            if picture.width * picture.height > 2 * MAX_RENDERED_PIXELS:
                raise ValueError("a picture larger than any that we draw")
            marked = burn(
                picture.convert("RGB"), request["words"], letters_on(picture.width, request["profile"])
            )
        written, _mono = save(marked, Path(request["folder"]), name.rsplit(".", 1)[0])
        say("page_done", file=written)


def letters_on(width, profile):
    """How high the letters are, so that they are as large on a piece of an enlarged page as on the page itself."""
    tile = parse_tile(profile)
    whole = width * (tile[0] if tile else 1)
    return max(SMALLEST, round(LETTERS * whole / WIDTHS["page"]))


def burn(picture, words, letters):
    """The picture with the words all over it."""
    font = ImageFont.truetype(str(FONT), letters)
    left, top, right, _bottom = font.getbbox(words)
    step_x, step_y = right - left + 2 * letters, 5 * letters
    side = int((picture.width**2 + picture.height**2) ** 0.5) + 2 * letters
    layer = Image.new("L", (side, side))
    draw = ImageDraw.Draw(layer)
    for row, y in enumerate(range(0, side, step_y)):
        for x in range(-(row % 2) * step_x // 2, side, step_x):
            draw.text((x - left, y - top), words, fill=STRENGTH, font=font)
    slanting = layer.rotate(SLANT, Image.Resampling.BILINEAR)
    over = ((side - picture.width) // 2, (side - picture.height) // 2)
    mask = slanting.crop((*over, over[0] + picture.width, over[1] + picture.height))
    return Image.composite(Image.new("RGB", picture.size, (INK, INK, INK)), picture, mask)
