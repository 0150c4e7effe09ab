"""PDFs that mean harm."""

import io
import zlib

import pikepdf

from .. import files

CATALOG = b"<< /Type /Catalog /Pages 2 0 R %s >>"
PAGES = b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>"
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] %s >>"
WORDS = b"BT /F1 24 Tf 72 700 Td (Trang 1) Tj ET"
FONT = b"/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"


def page(catalog=b"", about=b"", *objects, content=WORDS, resources=b""):
    """One page with a word on it; object 4 is its content, `objects` begin with number 5."""
    about += b" /Contents 4 0 R /Resources << %s %s >>" % (FONT, resources)
    return files.assemble([CATALOG % catalog, PAGES, PAGE % about, stream(content), *objects])


def stream(content, about=b""):
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), about, content)


def packed(content, times=1):
    """A stream that is unpacked `times` times."""
    for _ in range(times):
        content = zlib.compress(content, 9)
    return stream(content, b"/Filter [%s]" % (b"/FlateDecode " * times))


def script():
    return page(b"/OpenAction << /S /JavaScript /JS (app.launchURL\\('http://127.0.0.1:9/'\\)) >>")


def hidden_script():
    """In the tree of names, packed into a stream of objects, where no search of the bytes finds it."""
    tree = b"/Names << /JavaScript << /Names [(a) 5 0 R] >> >>"
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(page(tree, b"", b"<< /S /JavaScript /JS (app.alert) >>"))) as pdf:
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert b"JavaScript" not in out.getvalue()
    return out.getvalue()


def launch():
    return page(b"/OpenAction << /S /Launch /F (cmd.exe) /Win << /F (cmd.exe) /P (/c calc) >> >>")


def sends_form():
    return page(b"/OpenAction << /S /SubmitForm /F << /FS /URL /F (http://127.0.0.1:9/) >> >>")


def imports_data():
    return page(b"/AA << /WC << /S /ImportData /F (c:/secret.fdf) >> >>")


def embedded():
    names = b"/Names << /EmbeddedFiles << /Names [(a.exe) 5 0 R] >> >>"
    file = b"<< /Type /Filespec /F (a.exe) /EF << /F 6 0 R >> >>"
    return page(names, b"", file, stream(b"MZ\x90", b"/Type /EmbeddedFile"))


def dynamic_form():
    xdp = b'<xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/"><script>xfa.host.gotoURL("http://127.0.0.1:9")</script></xdp:xdp>'
    return page(b"/AcroForm << /Fields [] /XFA 5 0 R >>", b"", stream(xdp))


def film():
    return page(b"", b"/Annots [<< /Type /Annot /Subtype /RichMedia /Rect [0 0 9 9] >>]")


def page_tree_loop():
    return files.pdf(3).replace(b"/Kids [5 0 R", b"/Kids [2 0 R")


def garbage_xref():
    return files.pdf(3).replace(b"0000000", b"zzzzzzz")


def rubbish():
    return b"%PDF-1.7\n" + bytes(range(256)) * 40


def deep_nesting():
    return page(b"/Deep %s%s" % (b"[" * 60_000, b"]" * 60_000))


def form_in_itself():
    form = stream(
        b"/Me Do", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /Me 5 0 R >> >>"
    )
    return page(b"", b"", form, content=WORDS + b" /Me Do", resources=b"/XObject << /Me 5 0 R >>")


def unpacking_bomb():
    """300 MB of nothing, twice packed into a few kilobytes, as what the page draws."""
    block = zlib.compressobj(9)
    once = b"".join(block.compress(bytes(1 << 20)) for _ in range(300)) + block.flush()
    twice = zlib.compress(once, 9)
    return files.assemble(
        [
            CATALOG % b"",
            PAGES,
            PAGE % b"/Contents 4 0 R",
            stream(twice, b"/Filter [/FlateDecode /FlateDecode]"),
        ]
    )


def drawing_bomb():
    """Boxes in boxes in boxes: each of nine draws the next one ten times."""
    forms = []
    for number in range(9):
        inner = b"0 0 1 1 re f" if number == 8 else b"/N Do " * 10
        names = b"" if number == 8 else b"/Resources << /XObject << /N %d 0 R >> >>" % (6 + number)
        forms.append(stream(inner, b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] " + names))
    return page(b"", b"", *forms, content=b"/N Do", resources=b"/XObject << /N 5 0 R >>")


def image_bomb(filter=b"/FlateDecode", bits=8, side=50_000, data=None):
    """A picture that says it is of 50,000 x 50,000 points, in a page."""
    about = b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray" % (side, side)
    about += b" /BitsPerComponent %d /Filter %s" % (bits, filter)
    image = stream(zlib.compress(bytes(1000)) if data is None else data, about)
    return page(
        b"",
        b"",
        image,
        content=WORDS + b" q 500 0 0 500 0 0 cm /I Do Q",
        resources=b"/XObject << /I 5 0 R >>",
    )


def jbig2_bomb():
    """The segment of a page of 4 thousand million by as many points (ITU-T T.88, 7.4.8)."""
    size = b"\xff\xff\xff\x00" * 2
    segment = b"\x00\x00\x00\x00\x30\x00\x01\x00\x00\x00\x13" + size + bytes(8) + b"\x00\x00\x00"
    return image_bomb(b"/JBIG2Decode", bits=1, data=segment)


def jpx_bomb():
    """The beginning of a JPEG 2000 of 4 thousand million by as many points in tiles of one (ITU-T T.800, A.5.1)."""
    side = b"\xff\xff\xff\xff"
    size = b"\xff\x51\x00\x29\x00\x00" + side * 2 + bytes(8) + b"\x00\x00\x00\x01" * 2 + bytes(8)
    return image_bomb(
        b"/JPXDecode", data=b"\xff\x4f" + size + b"\x00\x01\x07\x01\x01" + b"\xff\x90\x00\x0a" + bytes(8)
    )


def outside_parts(address):
    """A stream whose content lies on somebody's server (PDF 32000-1, 7.3.8.2), and an address to go to at once."""
    outside = b"<< /Length 0 /F << /FS /URL /F (%s) >> >>\nstream\n\nendstream" % address.encode()
    action = b"/OpenAction << /S /URI /URI (%s) >>" % address.encode()
    return files.assemble([CATALOG % action, PAGES, PAGE % b"/Contents 4 0 R", outside])
