"""Liberation fonts for the PDF papers: they hold every Vietnamese letter and may be embedded (OFL)."""

from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

OURS = Path(__file__).parents[2] / "meeting/docs/fonts/liberation"
SYSTEM = Path("/usr/share/fonts/truetype/liberation2")
FACES = {"Serif": "Serif", "Sans": "Sans"}
STYLES = {"": "Regular", "-Bold": "Bold", "-Italic": "Italic", "-BoldItalic": "BoldItalic"}


def font_file(face: str, style: str = "Regular") -> Path:
    name = f"Liberation{face}-{style}.ttf"
    found = next((path for path in OURS.rglob(name)), None) if OURS.exists() else None
    return found or SYSTEM / name


def register_fonts() -> None:
    for face in FACES:
        for suffix, style in STYLES.items():
            pdfmetrics.registerFont(TTFont(face + suffix, font_file(face, style)))
        pdfmetrics.registerFontFamily(face, face, face + "-Bold", face + "-Italic", face + "-BoldItalic")
