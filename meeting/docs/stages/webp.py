"""A picture in colour as WebP, in three quarters of the time that Pillow takes, byte for byte the same.

Pillow gives libwebp the pixels as ARGB, which libwebp copies, searches for transparency and only then makes into what
it compresses. Asked directly it reads PDFium's own picture. It is the libwebp that Pillow has brought along; where that
cannot be asked (another build of Pillow), Pillow writes as it always did.
"""

import ctypes
from ctypes import c_float, c_int, c_size_t, c_uint32, c_void_p

from PIL import _webp

QUALITY, METHOD = 75, 1
ABI = 0x020F  # of libwebp 1.2 to 1.6; libwebp itself refuses another major number
DEFAULT_PRESET = 0
WRITER = ("WebPMemoryWriterInit", "WebPMemoryWrite", "WebPMemoryWriterClear")
IMPORTS = {"RGB": "WebPPictureImportRGB", "RGBX": "WebPPictureImportRGBX"}


class _Config(ctypes.Structure):
    _fields_ = [
        ("lossless", c_int),
        ("quality", c_float),
        ("method", c_int),
        ("more", c_int * 61),  # set by libwebp, which knows how many there are; far fewer
    ]


class _Picture(ctypes.Structure):
    _fields_ = [
        ("use_argb", c_int),
        ("colorspace", c_int),
        ("width", c_int),
        ("height", c_int),
        ("planes", c_void_p * 3),
        ("strides", c_int * 2),
        ("alpha", c_void_p),
        ("alpha_stride", c_int),
        ("pad1", c_uint32 * 2),
        ("argb", c_void_p),
        ("argb_stride", c_int),
        ("pad2", c_uint32 * 3),
        ("writer", c_void_p),
        ("custom_ptr", c_void_p),
        ("more", c_void_p * 64),
    ]


class _Writer(ctypes.Structure):
    _fields_ = [("content", c_void_p), ("size", c_size_t), ("most", c_size_t), ("pad", c_uint32)]


def _libwebp():
    """The library with all that is asked of it, or None."""
    try:
        library = ctypes.CDLL(_webp.__file__)  # looked for in what this one needs, too
        config = _Config()
        is_known = library.WebPConfigInitInternal(ctypes.byref(config), DEFAULT_PRESET, c_float(QUALITY), ABI)
        for name in ("WebPPictureInitInternal", "WebPEncode", "WebPPictureFree", *WRITER, *IMPORTS.values()):
            getattr(library, name)
    except (OSError, AttributeError):
        return None
    return library if is_known else None


LIBWEBP = _libwebp()


def write_webp(picture, path, pixels=None):
    """`picture` in RGB, or RGBX whose fourth channel is left out; `pixels`: where they lie in memory already, row after
    row without a gap."""
    if LIBWEBP is None or picture.mode not in IMPORTS:
        picture.save(path, "WEBP", quality=QUALITY, method=METHOD)
    else:
        path.write_bytes(_encoded(picture, picture.tobytes() if pixels is None else pixels))


def _encoded(picture, pixels):
    config, drawn, writer = _Config(), _Picture(), _Writer()
    LIBWEBP.WebPConfigInitInternal(ctypes.byref(config), DEFAULT_PRESET, c_float(QUALITY), ABI)
    config.method = METHOD
    LIBWEBP.WebPPictureInitInternal(ctypes.byref(drawn), ABI)
    drawn.width, drawn.height = picture.size
    LIBWEBP.WebPMemoryWriterInit(ctypes.byref(writer))
    drawn.writer = ctypes.cast(LIBWEBP.WebPMemoryWrite, c_void_p)
    drawn.custom_ptr = ctypes.addressof(writer)
    bring_in = getattr(LIBWEBP, IMPORTS[picture.mode])
    try:
        row = picture.width * len(picture.mode)
        if not (
            bring_in(ctypes.byref(drawn), pixels, row)
            and LIBWEBP.WebPEncode(ctypes.byref(config), ctypes.byref(drawn))
        ):
            raise MemoryError("libwebp could not compress the picture")
        return ctypes.string_at(writer.content, writer.size)
    finally:
        LIBWEBP.WebPPictureFree(ctypes.byref(drawn))
        LIBWEBP.WebPMemoryWriterClear(ctypes.byref(writer))
