"""Which way of drawing a page was made by, and the name of all that is made from a content."""

import hashlib
from functools import cache
from importlib import metadata

from .fontconfig import fonts_mark

# Part of every key: change it when pages are drawn differently, so that no tablet keeps an old picture.
# Not when only their files become smaller: nobody sees a difference, and all papers would be drawn anew for it.
DRAWING = "2"


@cache
def drawing_mark():
    """Our way of drawing, what draws, and the fonts: pages made by another are drawn anew when there is time."""
    return f"{DRAWING} pdfium {metadata.version('pypdfium2')} fonts {fonts_mark()}"


def key_of(sha256, engine, version, rewriting, again=""):
    """`again` makes another key of the same: for drawing anew what nothing that we know of would draw differently."""
    said = f"{sha256} {engine} {version} {drawing_mark()} {rewriting}{again}"
    return hashlib.sha256(said.encode()).hexdigest()[:24]
