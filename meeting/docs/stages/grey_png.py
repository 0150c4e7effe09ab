"""A picture in sixteen greys as a PNG: text keeps its sharp edges at a third of the bytes of 8-bit grey.

Pillow writes four bits only with a palette, and deflates with zlib; zlib-ng does it four times as quickly, smaller.
"""

import struct
import zlib

from zlib_ng import zlib_ng

LEVEL = 5  # smaller than zlib's 6 in a quarter of its time, on pages of text
NEAREST = [(value + 8) // 17 for value in range(256)]


def write_grey_png(picture, path):
    """`picture`: 8-bit grey."""
    width, height = picture.size
    levels = picture.point(NEAREST)
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
