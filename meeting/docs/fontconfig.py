"""Our own fonts, first and for every converter.

The Liberation that some systems bring (1.07) lacks 92 of the 134 Vietnamese letters; converters then mix
fonts and the text can no longer be found. So 2.1.5 travels with the project, and the system's old one is shut
out.
"""

import hashlib
from pathlib import Path
from xml.sax.saxutils import escape

LIBERATION = Path(__file__).parent / "fonts" / "liberation"

STAND_INS = {
    "Liberation Serif": ("Times New Roman", "Times", "Cambria", "serif"),
    "Liberation Sans": ("Arial", "Helvetica", "Calibri", "Tahoma", "Verdana", "sans-serif", "system-ui"),
    "Liberation Mono": ("Courier New", "Courier", "Consolas", "monospace"),
}
HEAD = '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">\n<fontconfig>\n'


def fonts_mark():
    """Eight letters that change with the fonts that we bring, and with what they stand in for."""
    digest = hashlib.sha256(repr(STAND_INS).encode())
    for path in sorted(LIBERATION.glob("*.ttf")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:8]


def write_fontconfig(path, cache, with_system_fonts):
    """`with_system_fonts`: real Times New Roman, where installed, is better than its stand-in. The embedded
    engine does without: looking through a system's fonts costs it half a second a document."""
    lines = [f"<dir>{escape(str(LIBERATION))}</dir>"]
    if with_system_fonts:
        lines.append("<dir>/usr/share/fonts</dir><dir>/usr/local/share/fonts</dir>")
        lines.append(
            "<selectfont><rejectfont><glob>/usr/share/fonts/*/liberation/*</glob></rejectfont></selectfont>"
        )
        lines.append(
            "<selectfont><rejectfont><glob>/usr/share/fonts/*/liberation2/*</glob></rejectfont></selectfont>"
        )
    lines.append(f"<cachedir>{escape(str(cache))}</cachedir>")
    for family, names in STAND_INS.items():
        for name in names:
            lines.append(
                f'<alias binding="same"><family>{name}</family><default><family>{family}</family></default></alias>'
            )
    # Without a last resort the embedded engine says that there are no fonts at all.
    lines.append(
        '<match target="pattern"><edit name="family" mode="append_last">'
        "<string>Liberation Serif</string><string>DejaVu Sans</string></edit></match>"
    )
    path.write_text(HEAD + "\n".join(lines) + "\n</fontconfig>\n", encoding="utf-8")
