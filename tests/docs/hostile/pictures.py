"""Pictures that mean harm."""

import struct
import zlib

from .. import files


def tiff(entries, directories=1, loop=False):
    """A TIFF of directories with the same entries [(tag, kind, count, value)]; `loop`: the last leads to the first."""
    out, size = bytearray(b"II*\x00" + struct.pack("<I", 8)), 2 + 12 * len(entries) + 4
    for number in range(directories):
        out += struct.pack("<H", len(entries))
        for tag, kind, count, value in entries:
            out += struct.pack("<HHII", tag, kind, count, value)
        last = number == directories - 1
        out += struct.pack("<I", (8 if loop else 0) if last else len(out) + 4)
    assert len(out) == 8 + directories * size
    return bytes(out)


def grey(width, height):
    return [
        (256, 4, 1, width),
        (257, 4, 1, height),
        (258, 3, 1, 8),
        (259, 3, 1, 1),
        (262, 3, 1, 1),
        (273, 4, 1, 8),
        (277, 3, 1, 1),
        (278, 4, 1, height),
        (279, 4, 1, width * height % 2**32),
    ]


def tiff_flood():
    return tiff(grey(50_000, 50_000))


def tiff_of_too_many_pages():
    return tiff(grey(1, 1), directories=10_001)


def tiff_in_a_circle():
    return tiff(grey(1, 1), directories=2, loop=True)


def webp_flood():
    """The largest there can be without loss: 16,384 x 16,384."""
    return webp(b"VP8L", b"\x2f" + struct.pack("<I", 16_383 | 16_383 << 14))


def webp_canvas_flood():
    """An animation that says its canvas is of 16 million by 16 million points."""
    return webp(b"VP8X", b"\x02\0\0\0" + b"\xff\xff\xff" * 2)


def webp_photograph_flood():
    return webp(b"VP8 ", b"\x10\0\0\x9d\x01\x2a" + struct.pack("<HH", 16_383, 16_383))


def webp(name, head):
    chunk = name + struct.pack("<I", 64) + head.ljust(64, b"\0")
    return b"RIFF" + struct.pack("<I", 4 + len(chunk)) + b"WEBP" + chunk


def gif_flood():
    return (
        b"GIF89a"
        + struct.pack("<HHBBB", 65_535, 65_535, 0, 0, 0)
        + (b"\x2c" + struct.pack("<HHHHB", 0, 0, 65_535, 65_535, 0) + b"\x02\x02\x44\x01\x00\x3b")
    )


def bmp_flood():
    return (
        b"BM"
        + struct.pack("<IHHI", 54, 0, 0, 54)
        + struct.pack("<IiiHHIIiiII", 40, 50_000, 50_000, 1, 24, *[0] * 6)
    )


def text_bomb():
    """A word of 100 MB in the margin of a small PNG."""
    small = files.picture()
    word = b"Title\0\0" + zlib.compress(bytes(100 << 20), 9)
    chunk = struct.pack(">I", len(word)) + b"zTXt" + word + struct.pack(">I", zlib.crc32(b"zTXt" + word))
    return small[:33] + chunk + small[33:]


def half_a_photograph():
    whole = files.picture(size=(900, 900), kind="JPEG", colour="red")
    return whole[: len(whole) // 3]


def gif_and_script():
    """A GIF to one program, a script to another."""
    return b"GIF89a/*" + bytes(40) + b"*/=1;alert(document.cookie)//;"


def drawing():
    return b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><rect/></svg>'
