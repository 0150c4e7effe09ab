"""Which font means which encoding, and what to draw the text with once it is Unicode."""

import re
from dataclasses import dataclass
from functools import lru_cache

from .encodings import Encoding

# The oldest ones have no point: VNTime. Others that begin so, such as VNtimes new roman, are of another family.
TCVN3_NAME = re.compile(
    r"\.vn(?!i[-\s])[a-z0-9]|vn(time(?!s)|arial|avant|helvet|courier|univers|centur|bodoni|book-?antiqua|aristote)",
    re.IGNORECASE,
)
# Inside a PDF it may be missing from all; Vni-Times and Vnbook are none of them.
TCVN3_NAME_IN_PDF = re.compile(r"Vn(?:[A-Z][a-z]|3D)")
VNI_NAME = re.compile(r"\.?vni[-\s]\s*[a-z0-9]", re.IGNORECASE)
SUBSET = re.compile(r"^[A-Z]{6}\+")
STYLE = re.compile(r"[-,\s]*(?:(?:bold|italic|oblique|regular|normal|roman|mt|ps)[-,\s]*)*$", re.IGNORECASE)
# Anywhere in a file, as 8-bit or 16-bit text: is it worth a closer look?
MENTION = re.compile(rb"\.\0?v\0?n\0?[a-z0-9]|v\0?n\0?i\0?[- ]|v\0?n\0?(?:t\0?i|a|h|c|u|b)", re.IGNORECASE)

SANS = re.compile(
    r"arial|helv|avant|univers|gothic|swiss|tahoma|verdana|futura|aptima|black|sans", re.IGNORECASE
)
MONO = re.compile(r"courier|mono(?!type)", re.IGNORECASE)


@dataclass(frozen=True)
class LegacyFont:
    """`capitals`: the font draws every letter as a capital."""

    encoding: Encoding
    capitals: bool = False
    stand_in: str = "Times New Roman"


@lru_cache(maxsize=1024)
def legacy_font(name, in_pdf=False):
    """LegacyFont of a font's name, or None for a font of today."""
    name = SUBSET.sub("", name or "").strip().replace("#2E", ".").replace("#20", " ")
    if VNI_NAME.match(name):
        return LegacyFont(Encoding.VNI, False, stand_in(name))
    if TCVN3_NAME.match(name) or (in_pdf and TCVN3_NAME_IN_PDF.match(name)):
        return LegacyFont(Encoding.TCVN3, STYLE.sub("", name).lower().endswith("h"), stand_in(name))
    return None


def stand_in(name):
    if MONO.search(name):
        return "Courier New"
    return "Arial" if SANS.search(name) else "Times New Roman"


def mentions_legacy_fonts(content):
    return MENTION.search(content) is not None
