"""Text in TCVN3 and VNI becomes Unicode; text that is Unicode, and everything around it, stays as it was."""

import io
import zipfile

import pytest
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from meeting.docs.fontconfig import LIBERATION
from meeting.docs.stages.engines import ENGINES
from meeting.docs.stages.legacy import rewriting
from meeting.docs.stages.legacy.encodings import Encoding, to_unicode
from meeting.docs.stages.legacy.fonts import legacy_font
from meeting.docs.stages.legacy.splicing import Reader
from meeting.docs.stages.legacy.syllables import is_syllable, share_of_syllables
from meeting.docs.stages.problem import Problem

from . import files, legacy
from .legacy import set_font, tcvn3, vni

SENTENCE = "Căn cứ Nghị quyết của Hội đồng nhân dân tỉnh về dự toán thu ngân sách nhà nước năm 2027"


@pytest.fixture
def rewrite(tmp_path):
    """rewrite(content, kind): (the rewritten content, or None where nothing was to be rewritten, samples)."""

    def rewrite(content, kind="docx"):
        source, target = tmp_path / f"source.{kind}", tmp_path / f"target.{kind}"
        source.write_bytes(content)
        target.unlink(missing_ok=True)
        samples = rewriting.rewrite(source, target, kind) if rewriting.mentions(source, kind) else []
        return target.read_bytes() if target.exists() else None, samples

    return rewrite


def text_of(content):
    """All text of the document's body, with boxes and tables."""
    body = Document(io.BytesIO(content)).element.body
    return "".join(node.text or "" for node in body.iter(qn("w:t")))


def part_of(content, name):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name).decode()


def test_there_are_134_letters():
    assert len(set(legacy.LETTERS)) == 134


@pytest.mark.parametrize("letter", legacy.LETTERS)
def test_every_letter_comes_back_from_vni(letter):
    assert to_unicode(vni(letter), Encoding.VNI) == letter
    assert to_unicode(vni(f"x{letter}x"), Encoding.VNI) == f"x{letter}x"


@pytest.mark.parametrize("letter", legacy.LETTERS)
def test_every_letter_comes_back_from_tcvn3(letter, rewrite):
    """ý alone is stored as itself. Capitals with a tone are written small in a font that draws capitals."""
    font = ".VnTimeH" if letter.isupper() else ".VnTime"
    content = legacy.docx(lambda d: set_font(d.add_paragraph().add_run(tcvn3(f"x{letter}x")), font))
    after, _ = rewrite(content)
    assert text_of(after or content) == (f"X{letter}X" if letter.isupper() else f"x{letter}x")


def test_the_capitals_without_a_tone_that_tcvn3_has_need_no_other_font():
    assert to_unicode("¡¢£¤¥¦§", Encoding.TCVN3) == "ĂÂÊÔƠƯĐ"


@pytest.mark.parametrize(
    ("stored", "encoding", "meant"),
    [
        ("Céng hoµ x· héi chñ nghÜa ViÖt Nam", Encoding.TCVN3, "Cộng hoà xã hội chủ nghĩa Việt Nam"),
        ("§éc lËp - Tù do - H¹nh phóc", Encoding.TCVN3, "Độc lập - Tự do - Hạnh phúc"),
        ("Thñ t\xadíng ChÝnh phñ", Encoding.TCVN3, "Thủ tướng Chính phủ"),
        ("Coäng hoaø xaõ hoäi chuû nghóa Vieät Nam", Encoding.VNI, "Cộng hoà xã hội chủ nghĩa Việt Nam"),
        ("ÑOÄC LAÄP - TÖÏ DO - HAÏNH PHUÙC", Encoding.VNI, "ĐỘC LẬP - TỰ DO - HẠNH PHÚC"),
        (
            "OÂng, Uûy ban, Yeân Baùi, thaúng, tyû leä, kyø, myõ",
            Encoding.VNI,
            "Ông, Ủy ban, Yên Bái, thẳng, tỷ lệ, kỳ, mỹ",
        ),
        ("\uf0a7\uf0e9c lËp", Encoding.TCVN3, "Độc lập"),
    ],
)
def test_what_people_have_written(stored, encoding, meant):
    assert to_unicode(stored, encoding) == meant


@pytest.mark.parametrize(
    ("name", "encoding", "capitals", "stand_in"),
    [
        (".VnTime", "tcvn3", False, "Times New Roman"),
        ("VNTime", "tcvn3", False, "Times New Roman"),
        (".vntimeh", "tcvn3", True, "Times New Roman"),
        (".VnArial NarrowH", "tcvn3", True, "Arial"),
        (".VnHelvetInsH", "tcvn3", True, "Arial"),
        (".VnCourier New", "tcvn3", False, "Courier New"),
        ("VNI-Times", "vni", False, "Times New Roman"),
        ("VNI-Helve-Condense", "vni", False, "Arial"),
        ("VNI Times", "vni", False, "Times New Roman"),
    ],
)
def test_fonts_that_mean_an_encoding(name, encoding, capitals, stand_in):
    font = legacy_font(name)
    assert (font.encoding, font.capitals, font.stand_in) == (encoding, capitals, stand_in)


@pytest.mark.parametrize(
    "name", [None, "", "Times New Roman", "Arial", "Vni", "Vnbook", "UTM Times", "x.vn", "VNtimes new roman"]
)
def test_fonts_that_mean_none(name):
    assert legacy_font(name) is None


def test_in_a_pdf_the_point_and_the_style_may_be_written_otherwise():
    for name in ("ABCDEF+.VnTimeH", "VnTimeHBold", "GDNPNH+VnTimeH,Bold", "#2EVnTimeH-Italic"):
        assert legacy_font(name, in_pdf=True).capitals, name
    assert legacy_font("Vnbook", in_pdf=True) is None


@pytest.mark.parametrize(("font", "encoded"), [(".VnTime", tcvn3), ("VNI-Times", vni)])
def test_the_font_may_be_that_of_the_run_of_a_style_or_of_the_whole_document(rewrite, font, encoded):
    def by_run(document):
        set_font(document.add_paragraph().add_run(encoded(SENTENCE)), font)

    def by_character_style(document):
        style = set_font(document.styles.add_style("cũ", WD_STYLE_TYPE.CHARACTER), font)
        document.add_paragraph().add_run(encoded(SENTENCE), style)

    def by_paragraph_style(document):
        base = set_font(document.styles.add_style("gốc", WD_STYLE_TYPE.PARAGRAPH), font)
        style = document.styles.add_style("con", WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = base
        document.add_paragraph(encoded(SENTENCE), style)

    def by_normal_style(document):
        set_font(document.styles["Normal"], font)
        document.add_paragraph(encoded(SENTENCE))

    def by_defaults(document):
        fonts = document.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:rFonts')}")
        fonts.attrib.clear()
        fonts.set(qn("w:ascii"), font)
        fonts.set(qn("w:hAnsi"), font)
        document.add_paragraph(encoded(SENTENCE))

    def by_table_style(document):
        style = set_font(document.styles.add_style("bảng", WD_STYLE_TYPE.TABLE), font)
        table = document.add_table(1, 1)
        table.style = style
        table.cell(0, 0).text = encoded(SENTENCE)

    for build in (
        by_run,
        by_character_style,
        by_paragraph_style,
        by_normal_style,
        by_defaults,
        by_table_style,
    ):
        after, samples = rewrite(legacy.docx(build))
        assert text_of(after) == SENTENCE, build.__name__
        assert font not in part_of(after, "word/document.xml") + part_of(after, "word/styles.xml"), (
            build.__name__
        )
        assert samples[0]["after"] == SENTENCE and samples[0]["before"] != SENTENCE


def test_a_font_of_the_theme_counts_too(rewrite):
    content = files.docx()
    theme = part_of(content, "word/theme/theme1.xml")
    start = theme.index("<a:minorFont>")
    at = theme.index('typeface="', start) + len('typeface="')
    theme = theme[:at] + "VNI-Times" + theme[theme.index('"', at) :]

    def build(document):
        document.add_paragraph(vni(SENTENCE))

    after, _ = rewrite(files.rezipped(legacy.docx(build), {"word/theme/theme1.xml": theme}))
    assert text_of(after) == SENTENCE and "VNI-Times" not in part_of(after, "word/theme/theme1.xml")


def test_a_run_in_a_font_of_today_is_left_alone_whatever_the_style_says(rewrite):
    def build(document):
        set_font(document.styles["Normal"], ".VnTime")
        paragraph = document.add_paragraph(tcvn3("Số: "))
        set_font(paragraph.add_run("§ 5 © 2027 – Größe"), "Arial")

    after, _ = rewrite(legacy.docx(build))
    assert text_of(after) == "Số: § 5 © 2027 – Größe"


def test_unicode_text_in_a_legacy_font_is_left_alone(rewrite):
    """Pasted from elsewhere: the font's name stayed, the letters are right."""

    def build(document):
        set_font(document.styles["Normal"], ".VnTime")
        document.add_paragraph(SENTENCE)
        document.add_paragraph("Có")  # in itself this might be either
        document.add_paragraph(tcvn3("một dòng cũ"))

    after, _ = rewrite(legacy.docx(build))
    assert text_of(after) == f"{SENTENCE}Cómột dòng cũ"


def test_a_document_of_today_is_not_touched(rewrite):
    assert rewrite(files.docx()) == (None, [])
    assert rewrite(legacy.docx(lambda d: d.add_paragraph("Gửi về www.hdnd.vn, .vntime@example.vn"))) == (
        None,
        [],
    )


def test_what_is_not_text_stays_the_same_to_the_byte(rewrite):
    content = legacy.docx(lambda d: set_font(d.add_paragraph().add_run(tcvn3("Điều 1")), ".VnTime"))
    after, _ = rewrite(content)
    before, now = part_of(content, "word/document.xml"), part_of(after, "word/document.xml")
    assert now == before.replace(tcvn3("Điều 1"), "Điều 1").replace(".VnTime", "Times New Roman")
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(io.BytesIO(after)) as new:
        assert old.namelist() == new.namelist()
        for name in set(old.namelist()) - {"word/document.xml"}:
            assert old.read(name) == new.read(name), name


def test_a_soft_hyphen_is_a_letter_in_tcvn3_and_none_elsewhere(rewrite):
    def build(document):
        run = set_font(document.add_paragraph().add_run("Thñ t"), ".VnTime")
        run._r.append(parse_xml(f"<w:softHyphen {nsdecls('w')}/>"))
        run.add_text("íng, nh\xad sau: ")
        capitals = set_font(document.paragraphs[0].add_run("n"), ".VnTimeH")
        capitals._r.append(parse_xml(f"<w:softHyphen {nsdecls('w')}/>"))
        capitals.add_text("íc")
        other = set_font(document.add_paragraph().add_run("dài"), "Arial")
        other._r.append(parse_xml(f"<w:softHyphen {nsdecls('w')}/>"))

    after, _ = rewrite(legacy.docx(build))
    assert text_of(after) == "Thủ tướng, như sau: NƯỚCdài"
    assert part_of(after, "word/document.xml").count("softHyphen") == 1


def test_a_letter_may_be_split_over_two_runs(rewrite):
    def build(document):
        paragraph = document.add_paragraph()
        for piece in ("Vieä", "t", " ño", "áng nha", "á", "t"):
            set_font(paragraph.add_run(piece), "VNI-Times")

    # "ño|áng": the base letter in one run, its mark in the next
    after, _ = rewrite(legacy.docx(build))
    assert text_of(after) == "Việt đống nhất"


def test_a_tab_or_a_line_break_keeps_letters_apart(rewrite):
    def build(document):
        run = set_font(document.add_paragraph().add_run(vni("nga")), "VNI-Times")
        run.add_tab()
        run.add_text("ø")
        set_font(document.paragraphs[0].add_run(vni(" và đây")), "VNI-Times")

    after, _ = rewrite(legacy.docx(build))
    assert text_of(after) == "ngaø và đây"


BOX = (
    '<w:pict xmlns:v="urn:schemas-microsoft-com:vml" {w}><v:shape><v:textbox><w:txbxContent><w:p><w:r><w:rPr>'
    '<w:rFonts w:ascii="VNI-Times" w:hAnsi="VNI-Times"/></w:rPr><w:t>{text}</w:t></w:r></w:p></w:txbxContent>'
    "</v:textbox></v:shape></w:pict>"
)
FIELD = (
    '<w:fldSimple w:instr=" TITLE " {w}><w:r><w:rPr><w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/></w:rPr>'
    "<w:t>{text}</w:t></w:r></w:fldSimple>"
)


def test_text_boxes_tables_fields_headers_and_footers(rewrite):
    def build(document):
        box = document.add_paragraph().add_run()
        box._r.append(parse_xml(BOX.format(w=nsdecls("w"), text=vni("Hộp chữ"))))
        field = parse_xml(FIELD.format(w=nsdecls("w"), text=tcvn3("Trường")))
        document.add_paragraph()._p.append(field)
        cell = document.add_table(1, 1).cell(0, 0)
        set_font(cell.paragraphs[0].add_run(tcvn3("Ô bảng")), ".VnArial")
        section = document.sections[0]
        set_font(section.header.paragraphs[0].add_run(tcvn3("Đầu trang")), ".VnTime")
        set_font(section.footer.paragraphs[0].add_run(vni("Chân trang")), "VNI-Helve")

    after, _ = rewrite(legacy.docx(build))
    assert text_of(after) == "Hộp chữTrườngÔ bảng"
    section = Document(io.BytesIO(after)).sections[0]
    assert (section.header.paragraphs[0].text, section.footer.paragraphs[0].text) == (
        "Đầu trang",
        "Chân trang",
    )


def test_footnotes_numbering_and_symbols(rewrite):
    w = nsdecls("w")
    notes = (
        f"<w:footnotes {w}><w:footnote w:id='1'><w:p><w:r><w:rPr><w:rFonts w:hAnsi='VNI-Times' w:ascii='VNI-Times'/>"
        f"</w:rPr><w:t>{vni('Chú thích')} &amp; {vni('số')} &lt;1&gt;</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    numbering = (
        f'<w:numbering {w}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">'
        f'<w:lvlText w:val="{tcvn3("Điều")} %1."/>'
        '<w:rPr><w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/></w:rPr></w:lvl><w:lvl w:ilvl="1"><w:lvlText w:val="·"/>'
        '<w:rPr><w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/></w:rPr></w:lvl></w:abstractNum></w:numbering>'
    )

    def build(document):
        run = set_font(document.add_paragraph().add_run("x"), ".VnTime")
        run._r.append(parse_xml(f'<w:sym {w} w:font=".VnTime" w:char="F0AE"/>'))
        run.add_text("i")

    content = files.rezipped(
        legacy.docx(build), {"word/footnotes.xml": notes, "word/numbering.xml": numbering}
    )
    after, _ = rewrite(content)
    assert text_of(after) == "xđi"
    assert "Chú thích &amp; số &lt;1&gt;" in part_of(after, "word/footnotes.xml")
    assert 'w:val="Điều %1."' in part_of(after, "word/numbering.xml")
    assert 'w:val="·"' in part_of(after, "word/numbering.xml")


@pytest.mark.parametrize("encoding", ["utf-16", "windows-1252"])
def test_parts_in_other_encodings_are_read_and_written_anew(rewrite, encoding):
    xml = (
        f'<?xml version="1.0" encoding="{encoding}"?><w:document {nsdecls("w")}><w:body><w:p><w:r><w:rPr>'
        f'<w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/></w:rPr><w:t>{tcvn3("Điều này")}</w:t></w:r></w:p></w:body>'
        "</w:document>"
    )
    after, _ = rewrite(files.rezipped(files.docx("x"), {"word/document.xml": xml.encode(encoding)}))
    assert text_of(after) == "Điều này"


def test_a_document_type_is_refused_here_too():
    with pytest.raises(Problem):
        Reader(b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>').read()


def workbook(build):
    from openpyxl import Workbook

    book, out = Workbook(), io.BytesIO()
    build(book.active)
    book.save(out)
    return out.getvalue()


def cells_of(content):
    from openpyxl import load_workbook

    return [[cell.value for cell in row] for row in load_workbook(io.BytesIO(content)).active.rows]


def test_cells_are_rewritten_by_the_font_they_are_shown_in(rewrite):
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont
    from openpyxl.styles import Font

    def build(sheet):
        fonts = (".VnTime", ".VnTimeH", "VNI-Times", "Arial")
        texts = (tcvn3("Tổng số"), tcvn3("Tổng số"), vni("Tổng số"), tcvn3("Tổng số"))
        for column, (font, text) in enumerate(zip(fonts, texts, strict=True), start=1):
            sheet.cell(1, column, text).font = Font(name=font)
        rich = CellRichText("x ", TextBlock(InlineFont(rFont="VNI-Times"), vni("chữ cũ")))
        sheet.cell(2, 1, rich).font = Font(name="Arial")
        sheet.cell(2, 2, 12.5).font = Font(name=".VnTime")
        sheet.oddHeader.center.text = tcvn3("Biểu số")
        sheet.oddHeader.center.font = ".VnTime,Bold"

    after, samples = rewrite(workbook(build), "xlsx")
    assert cells_of(after)[0] == ["Tổng số", "TỔNG SỐ", "Tổng số", tcvn3("Tổng số")]
    assert cells_of(after)[1][:2] == ["x chữ cũ", 12.5]
    assert "Biểu số" in part_of(after, "xl/worksheets/sheet1.xml") and samples
    assert ".VnTime" not in part_of(after, "xl/styles.xml") + part_of(after, "xl/worksheets/sheet1.xml")


def test_slides(rewrite):
    from pptx import Presentation

    deck, out = Presentation(), io.BytesIO()
    title = deck.slides.add_slide(deck.slide_layouts[0]).shapes.title.text_frame
    for text, font in (
        (vni("Ngân sách "), "VNI-Helve"),
        (tcvn3("tỉnh "), ".VnArialH"),
        ("năm 2027", "Arial"),
    ):
        run = title.paragraphs[0].add_run()
        run.text, run.font.name = text, font
    deck.save(out)
    after, _ = rewrite(out.getvalue(), "pptx")
    assert Presentation(io.BytesIO(after)).slides[0].shapes.title.text == "Ngân sách TỈNH năm 2027"


def lines(content, rewriting=True):
    from meeting.docs.stages.lines import lines_of
    from meeting.docs.stages.opening import open_pdf

    return lines_of(open_pdf(io.BytesIO(content))[0], rewriting)


def test_the_text_of_a_pdf_in_a_legacy_font_is_repaired_and_says_what_it_was():
    content = legacy.pdf(tcvn3("Thủ tướng Chính phủ\nđược như sau"), "ABCDEF+.VnTime")
    first, second = lines(content)
    assert (first["text"], second["text"]) == ("Thủ tướng Chính phủ", "được như sau")
    assert first["was"].startswith("Thñ t") and lines(content, rewriting=False)[0]["text"] == first["was"]
    assert "was" not in lines(content, rewriting=False)[0]


def test_a_pdf_in_vni_and_in_capitals():
    assert lines(legacy.pdf(vni("Uỷ ban nhân dân"), "VNI-Times"))[0]["text"] == "Uỷ ban nhân dân"
    assert lines(legacy.pdf(tcvn3("uỷ ban nhân dân"), "VnTimeHBold"))[0]["text"] == "UỶ BAN NHÂN DÂN"


def test_hyphens_of_a_pdf_stay_where_they_are_meant():
    text = "QĐ-TTg, kinh tế - xã hội, 2001-2005, ô-tô, nước"
    assert lines(legacy.pdf(tcvn3(text), ".VnTime"))[0]["text"] == text


@pytest.mark.parametrize("encoded", [tcvn3, vni])
def test_a_font_that_says_nothing_is_known_by_much_text_that_leaves_no_doubt(encoded):
    words = "\n".join(files.VIETNAMESE[at : at + 80] for at in range(0, 480, 80)).replace("–", "-")
    found = " ".join(line["text"] for line in lines(legacy.pdf(encoded(words), "F1")))
    assert "chính quyền địa phương" in found and "ngân sách" in found
    # A few words are not enough to be sure.
    few = encoded("Tờ trình của Uỷ ban")
    assert lines(legacy.pdf(few, "F1"))[0]["text"] == lines(legacy.pdf(few, "F1"), rewriting=False)[0]["text"]


@pytest.mark.parametrize(
    "text",
    [
        "Le Conseil a été créé à l'été, où « l'égalité » fût décidée : garçon, naïve, œuvre déjà là. " * 3,
        "Größe, Straße, Übung, schön, für über zwölf Jahre; die Bürger hören öffentlich zu. " * 3,
        "El niño pidió más información; ¿qué pasó mañana? La región está aquí también, señor. " * 3,
        "Điều 5 § 2 © 2027",
    ],
)
def test_text_of_other_languages_is_never_repaired(text):
    text = text.encode("latin-1", "ignore").decode("latin-1")
    assert not any("was" in line for line in lines(legacy.pdf(text, "ArialMT")))


@pytest.mark.parametrize("engine", ["dxpdf", "office2pdf"])
def test_a_pdf_of_today_is_read_as_it_is(room, engine, tmp_path, monkeypatch):
    """All letters, through the whole of it: nothing looks like the old encodings."""
    if not room.versions.get(engine):
        pytest.skip(f"{engine} is not installed")
    source, target = tmp_path / "a.docx", tmp_path / "a.pdf"
    source.write_bytes(files.docx(files.VIETNAMESE, " ".join(legacy.LETTERS), "§ 5 «a» ® © · ± ¸ µ"))
    monkeypatch.setenv("MEETING_FONTS", str(LIBERATION))
    ENGINES[engine].convert(source, target, tmp_path)
    assert lines(target.read_bytes()) == lines(target.read_bytes(), rewriting=False)


def test_what_is_a_syllable():
    for word in (
        "nghiêng",
        "quyết",
        "giữa",
        "thuở",
        "khuya",
        "Nguyễn",
        "ưu",
        "ước",
        "uỷ",
        "hoà",
        "hòa",
        "gì",
    ):
        assert is_syllable(word), word
    for word in ("Stra", "info", "tr", "kinhưtế", "zalo"):
        assert not is_syllable(word), word
    assert share_of_syllables("Điều 5. QĐ-TTg: nhà nước, Straße") == (0.6, 5)
