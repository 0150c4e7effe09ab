"""The project's own fonts, for what the book says itself. They hold all letters of Vietnamese."""

from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

REGULAR, BOLD, ITALIC, SMALL = "Serif", "SerifBold", "SerifItalic", "Sans"
FILES = {
    REGULAR: "LiberationSerif-Regular.ttf",
    BOLD: "LiberationSerif-Bold.ttf",
    ITALIC: "LiberationSerif-Italic.ttf",
    SMALL: "LiberationSans-Regular.ttf",
}


def load_fonts(folder):
    for name, file in FILES.items():
        pdfmetrics.registerFont(TTFont(name, str(Path(folder) / file)))
