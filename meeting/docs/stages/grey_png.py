"""A grey picture as a PNG of four bits a pixel: text keeps its sharp edges at a third of the bytes of 8-bit grey.

Pages that have grey in the edges of letters and lines only are kept in eight greys, 18 % smaller than in sixteen and,
at the size at which they are read, not to be told apart from them. Where a shading or a photograph is seen, sixteen.

Pillow writes four bits only with a palette, and deflates with zlib; zlib-ng does it four times as quickly, smaller.
"""

import struct
import zlib

from PIL import Image
from zlib_ng import zlib_ng

# Smaller than zlib's 6 in a quarter of its time, on pages of text; 9 takes ten times as long for 2 %.
LEVEL = 5


def _nearest(greys):
    """Of each 8-bit grey the nearest of `greys`, which are steps of seventeen."""
    return [min(greys, key=lambda grey: abs(grey * 17 - value)) for value in range(256)]


SIXTEEN, EIGHT = _nearest(range(16)), _nearest((0, 2, 4, 6, 9, 11, 13, 15))
# Black, white and what differs from them by less than one of sixteen steps is no grey.
GREY = [255 * (17 <= value <= 247) for value in range(256)]
# One pixel in 4 x 4 is looked at, in squares of 32 x 32. Of letters of 6 pt the edges fill up to 0.69 of a square, of
# 12 pt up to 0.46; a shading fills it.
STEP, SQUARE, FULL = 4, 8, 0.75 * 255


def write_grey_png(picture, path):
    """`picture`: 8-bit grey."""
    width, height = picture.size
    levels = picture.point(SIXTEEN if has_grey_surface(picture) else EIGHT)
    levels.putpalette(bytes(768))  # only so that Pillow packs two pixels into a byte
    packed, stride = levels.tobytes("raw", "P;4"), (width + 1) // 2
    # Each row is preceded by its filter: none, for drawn text deflates best as it is.
    rows = b"".join(b"\0" + packed[at : at + stride] for at in range(0, len(packed), stride))
    header = struct.pack(">IIBBBBB", width, height, 4, 0, 0, 0, 0)
    with open(path, "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n")
        for kind, content in ((b"IHDR", header), (b"IDAT", zlib_ng.compress(rows, LEVEL)), (b"IEND", b"")):
            file.write(struct.pack(">I", len(content)) + kind + content)
            file.write(struct.pack(">I", zlib.crc32(content, zlib.crc32(kind))))


def has_grey_surface(picture):
    """Whether there is more grey somewhere than in the edges of what is black on white."""
    size = max(1, picture.width // STEP), max(1, picture.height // STEP)
    sample = picture.resize(size, Image.Resampling.NEAREST).point(GREY)
    return sample.reduce(SQUARE).getextrema()[1] > FULL
