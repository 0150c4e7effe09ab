"""Vietnamese written as it was before Unicode: the tables of the encodings, backwards."""

import io
import unicodedata

from docx import Document

from meeting.docs.stages.legacy.encodings import TABLES, TCVN3_LETTERS, Encoding

LOWER = [
    unicodedata.normalize("NFC", vowel + tone)
    for vowel in "aăâeêioôơuưy"
    for tone in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
] + ["đ"]
# All that Vietnamese has beyond ASCII: 67 letters, small and capital.
LETTERS = [letter for letter in LOWER if letter > "\x7f"]
LETTERS += [letter.upper() for letter in LETTERS]

TO_TCVN3 = dict(zip(TCVN3_LETTERS[1::2], TCVN3_LETTERS[::2], strict=True))
TO_VNI = {}
for _stored, _letter in TABLES[Encoding.VNI].items():
    TO_VNI.setdefault(_letter, _stored)


def tcvn3(text):
    """For .VnTime; capitals with a tone, which it has not, become small ones."""
    return "".join(TO_TCVN3.get(letter) or TO_TCVN3.get(letter.lower(), letter) for letter in nfc(text))


def vni(text):
    return "".join(TO_VNI.get(letter, letter) for letter in nfc(text))


def nfc(text):
    return unicodedata.normalize("NFC", text)


def set_font(style_or_run, name):
    style_or_run.font.name = name
    return style_or_run


def docx(build):
    """The bytes of a document that `build(document)` fills."""
    document, out = Document(), io.BytesIO()
    build(document)
    document.save(out)
    return out.getvalue()


def pdf(text, font):
    """A page with a line of Latin-1 text in a font of that name, which is not embedded; ASCII names only."""
    from .files import assemble

    escaped = text.encode("latin-1").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    lines = b" T* ".join(b"(%s) Tj" % line for line in escaped.split(b"\n"))
    content = b"BT /F1 12 Tf 16 TL 50 780 Td %s ET" % lines
    name = font.replace(".", "#2E").replace(" ", "#20").encode()
    return assemble(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count 1 /Kids [5 0 R] >>",
            b"<< /Type /Font /Subtype /TrueType /BaseFont /%s /Encoding /WinAnsiEncoding >>" % name,
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>",
        ]
    )
