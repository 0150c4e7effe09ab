"""The slides that present the riverside plan (PPTX), with a native chart, a table and drawn shapes."""

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Cm, Pt

BLUE, RED, GREY, PALE = (
    RGBColor(0x1B, 0x4F, 0x86),
    RGBColor(0xB0, 0x2A, 0x1E),
    RGBColor(0x44, 0x4B, 0x54),
    RGBColor(0xEA, 0xF1, 0xF8),
)
WHITE = RGBColor(0xFF, 0xFF, 0xFF)
FONT = "Arial"

POINTS = [
    (
        "Cơ sở và sự cần thiết điều chỉnh",
        [
            "Quy hoạch phân khu năm 2014 hết thời hạn rà soát; dân số thực tế vượt dự báo 21%.",
            "Ba cây cầu mới (Bến Ngự, Văn Miếu, Hòa Lạc 2) làm thay đổi cấu trúc giao thông hai bờ sông.",
            "Thiếu 15,5 ha đất công cộng, trường học và 32,5 ha cây xanh so với quy chuẩn.",
            "Yêu cầu hành lang thoát lũ rộng tối thiểu 220 m theo quy hoạch phòng, chống thiên tai mới.",
        ],
    ),
    (
        "Phạm vi, quy mô",
        [
            "Diện tích lập quy hoạch: 412 ha, thuộc 06 phường hai bờ sông Lạc.",
            "Dân số hiện trạng: 38.600 người; dự báo đến năm 2040: 62.000 người.",
            "Tính chất: khu đô thị hỗn hợp ven sông – ở, thương mại, dịch vụ, văn hóa, du lịch.",
        ],
    ),
]
IDEAS = [
    (
        "Một dải xanh",
        "8,4 km công viên, đường dạo liên tục hai bờ; không cho phép xây dựng trong 50 m từ mép kè.",
    ),
    ("Hai trục chính", "Hùng Vương kéo dài (bờ Bắc) và Lê Lợi kéo dài (bờ Nam), rộng 36 m, có làn xe buýt."),
    ("Ba cây cầu", "Bến Ngự, Văn Miếu và Hòa Lạc 2 nối hai bờ trong bán kính đi bộ 15 phút."),
    ("Bốn trung tâm", "Hành chính – văn hóa – thương mại – giáo dục, mỗi trung tâm 12–18 ha."),
]
LAND = [
    ("Đất ở (mới và cải tạo)", 176.2, 131.4),
    ("Công cộng, y tế, trường học", 28.1, 43.6),
    ("Thương mại, hỗn hợp", 18.4, 29.6),
    ("Cây xanh, thể thao", 40.7, 73.2),
    ("Hạ tầng kỹ thuật, di tích", 9.6, 11.0),
    ("Mặt nước", 62.0, 57.9),
    ("Giao thông", 46.0, 65.3),
    ("Nông nghiệp, đất chưa sử dụng", 31.0, 0.0),
]
STEPS = [
    ("12/2026", "HĐND Thành phố cho ý kiến"),
    ("01/2027", "Hoàn thiện, phê duyệt đồ án"),
    ("02/2027", "Công bố quy hoạch, cắm mốc"),
    ("Q.III/2027", "Khởi công công viên bờ Nam"),
    ("2028–2030", "Hạ tầng khung, trường học"),
]


def write_slides(path) -> None:
    deck = Presentation()
    deck.slide_width, deck.slide_height = Cm(33.867), Cm(19.05)
    title_slide(deck)
    for number, (title, lines) in enumerate(POINTS, 2):
        bullets(new_slide(deck, title, number), lines)
    ideas_slide(deck, 4)
    land_slide(deck, 5)
    chart_slide(deck, 6)
    section_slide(deck, 7)
    bullets(
        new_slide(deck, "Ý kiến của cộng đồng dân cư", 8),
        [
            "Lấy ý kiến từ 15/8 đến 30/9/2026: 2.148 phiếu, 1.936 phiếu đồng ý (90,1%).",
            "Nội dung còn băn khoăn: tái định cư tại chỗ (124 phiếu), chiều cao công trình gần "
            "di tích bến Ngự (61 phiếu), chỗ neo đậu của 46 hộ thuyền chài (27 phiếu).",
            "Tiếp thu: giảm tầng cao ô TMDV-01, TMDV-02 từ 25 xuống 15 tầng; bổ sung bến neo đậu "
            "0,8 ha tại phường Phúc Lâm.",
        ],
    )
    steps_slide(deck, 9)
    bullets(
        new_slide(deck, "Nội dung xin ý kiến HĐND Thành phố", 10),
        [
            "Cơ cấu sử dụng đất và chỉ tiêu cây xanh 11,8 m²/người.",
            "Tầng cao tối đa hai bên sông: 05 tầng trong lớp thứ nhất, 15 tầng trong lớp thứ hai.",
            "Nguồn lực: 640 tỷ đồng ngân sách giai đoạn 2026–2030 cho kè, công viên; còn lại xã hội hóa.",
            "Cơ chế tái định cư tại chỗ cho 312 hộ.",
        ],
    )
    closing(deck, 11)
    deck.core_properties.title = "Đồ án điều chỉnh quy hoạch phân khu đô thị ven sông Lạc"
    deck.core_properties.author = "Sở Xây dựng thành phố Lạc Giang"
    deck.save(path)


def write(frame, lines, size=20, colour=GREY, bold=False, align=PP_ALIGN.LEFT, space=8) -> None:
    frame.word_wrap = True
    for number, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.alignment, paragraph.space_after = align, Pt(space)
        run = paragraph.add_run()
        run.text = line
        run.font.name, run.font.size, run.font.bold, run.font.color.rgb = FONT, Pt(size), bold, colour


def box(slide, shape, x, y, w, h, fill):
    drawn = slide.shapes.add_shape(shape, Cm(x), Cm(y), Cm(w), Cm(h))
    drawn.fill.solid()
    drawn.fill.fore_color.rgb = fill
    drawn.line.fill.background()
    drawn.shadow.inherit = False
    return drawn


def new_slide(deck, title: str, number: int):
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    box(slide, MSO_SHAPE.RECTANGLE, 0, 0, 33.867, 0.5, BLUE)
    box(slide, MSO_SHAPE.RECTANGLE, 1.5, 3.1, 3, 0.12, RED)
    head = slide.shapes.title
    head.left, head.top, head.width, head.height = Cm(1.5), Cm(1), Cm(30.8), Cm(2)
    head.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    head.text_frame.text = ""
    write(head.text_frame, [title], 30, BLUE, True)
    foot = slide.shapes.add_textbox(Cm(1.5), Cm(17.9), Cm(30.8), Cm(0.9)).text_frame
    write(foot, [f"Sở Xây dựng – Kỳ họp thứ 12 HĐND thành phố Lạc Giang khóa X          {number}"], 12)
    return slide


def bullets(slide, lines: list[str]) -> None:
    frame = slide.shapes.add_textbox(Cm(1.5), Cm(4.2), Cm(30.8), Cm(12.5)).text_frame
    write(frame, [f"•  {line}" for line in lines], 24, space=16)


def title_slide(deck) -> None:
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    box(slide, MSO_SHAPE.RECTANGLE, 0, 0, 33.867, 19.05, BLUE)
    for order, colour in enumerate(
        (RGBColor(0x2E, 0x6F, 0xB0), RGBColor(0x5B, 0x9B, 0xD5), RGBColor(0x9C, 0xCB, 0xEA))
    ):
        box(slide, MSO_SHAPE.WAVE, -1, 13.2 + order * 1.7, 36, 3.6, colour)
    write(
        slide.shapes.add_textbox(Cm(2), Cm(1.6), Cm(29.8), Cm(2)).text_frame,
        ["ỦY BAN NHÂN DÂN THÀNH PHỐ LẠC GIANG", "SỞ XÂY DỰNG"],
        20,
        WHITE,
        True,
        PP_ALIGN.CENTER,
        2,
    )
    write(
        slide.shapes.add_textbox(Cm(2), Cm(5.2), Cm(29.8), Cm(5)).text_frame,
        ["ĐỒ ÁN ĐIỀU CHỈNH QUY HOẠCH PHÂN KHU", "ĐÔ THỊ VEN SÔNG LẠC"],
        38,
        WHITE,
        True,
        PP_ALIGN.CENTER,
    )
    write(
        slide.shapes.add_textbox(Cm(2), Cm(10.4), Cm(29.8), Cm(2)).text_frame,
        ["Trình Kỳ họp thứ 12, HĐND Thành phố khóa X – tháng 12 năm 2026"],
        20,
        WHITE,
        False,
        PP_ALIGN.CENTER,
    )


def ideas_slide(deck, number: int) -> None:
    slide = new_slide(deck, "Ý tưởng: 1 dải xanh – 2 trục – 3 cầu – 4 trung tâm", number)
    for order, (name, words) in enumerate(IDEAS):
        x = 1.5 + order * 7.8
        box(slide, MSO_SHAPE.ROUNDED_RECTANGLE, x, 4.4, 7.2, 11.8, PALE)
        circle = box(slide, MSO_SHAPE.OVAL, x + 2.4, 5.2, 2.4, 2.4, BLUE)
        circle.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        write(circle.text_frame, [str(order + 1)], 28, WHITE, True, PP_ALIGN.CENTER, 0)
        write(
            slide.shapes.add_textbox(Cm(x + 0.3), Cm(8), Cm(6.6), Cm(1.4)).text_frame,
            [name],
            22,
            RED,
            True,
            PP_ALIGN.CENTER,
        )
        write(
            slide.shapes.add_textbox(Cm(x + 0.4), Cm(9.6), Cm(6.4), Cm(6)).text_frame,
            [words],
            18,
            align=PP_ALIGN.CENTER,
        )


def vietnamese(number: float) -> str:
    return f"{number:.1f}".replace(".", ",")


def land_slide(deck, number: int) -> None:
    slide = new_slide(deck, "Cơ cấu sử dụng đất trước và sau điều chỉnh", number)
    rows = [("Loại đất", "Hiện trạng (ha)", "Quy hoạch (ha)", "Tăng, giảm", "Tỷ lệ (%)")]
    rows += [
        (name, vietnamese(a), vietnamese(b), f"{b - a:+.1f}".replace(".", ","), vietnamese(b / 4.12))
        for name, a, b in LAND
    ]
    rows.append(("Tổng cộng", "412,0", "412,0", "", "100,0"))
    assert round(sum(a for _, a, _ in LAND), 1) == round(sum(b for _, _, b in LAND), 1) == 412.0
    table = slide.shapes.add_table(len(rows), 5, Cm(1.5), Cm(4.2), Cm(30.8), Cm(12)).table
    for column, width in enumerate((12, 5, 5, 4.4, 4.4)):
        table.columns[column].width = Cm(width)
    for row, words in enumerate(rows):
        for column, word in enumerate(words):
            strong = row in (0, len(rows) - 1)
            cell = table.cell(row, column)
            cell.vertical_anchor = MSO_ANCHOR.MIDDLE
            write(
                cell.text_frame,
                [word],
                18,
                WHITE if row == 0 else GREY,
                strong,
                PP_ALIGN.LEFT if column == 0 else PP_ALIGN.RIGHT,
                0,
            )
            cell.fill.solid()
            cell.fill.fore_color.rgb = BLUE if row == 0 else PALE if row % 2 else WHITE


def chart_slide(deck, number: int) -> None:
    slide = new_slide(deck, "So sánh cơ cấu sử dụng đất", number)
    data = CategoryChartData()
    data.categories = [name for name, _, _ in LAND]
    data.add_series("Hiện trạng (ha)", [a for _, a, _ in LAND])
    data.add_series("Quy hoạch (ha)", [b for _, _, b in LAND])
    chart = slide.shapes.add_chart(
        XL_CHART_TYPE.COLUMN_CLUSTERED, Cm(1.5), Cm(4), Cm(30.8), Cm(13.4), data
    ).chart
    chart.has_legend, chart.legend.position, chart.legend.include_in_layout = (
        True,
        XL_LEGEND_POSITION.BOTTOM,
        False,
    )
    chart.font.size, chart.font.name = Pt(14), FONT
    for series, colour in zip(chart.plots[0].series, (RGBColor(0xA9, 0xB4, 0xC0), BLUE), strict=True):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = colour


def section_slide(deck, number: int) -> None:
    slide = new_slide(deck, "Mặt cắt ngang điển hình qua sông Lạc", number)
    parts = [
        ("Nhà ở\n≤ 15 tầng", 3.6, 7.0, RGBColor(0xF2, 0xC4, 0x5A)),
        ("Nhà ở\n≤ 5 tầng", 3.2, 3.6, RGBColor(0xF7, 0xE2, 0x7A)),
        ("Đường\n30 m", 2.6, 0.7, RGBColor(0xB8, 0xBF, 0xC6)),
        ("Công viên\n≥ 50 m", 4.0, 1.1, RGBColor(0x7C, 0xC4, 0x6B)),
        ("Lòng sông, hành lang\nthoát lũ ≥ 220 m", 7.4, 1.8, RGBColor(0x9C, 0xCB, 0xEA)),
        ("Công viên\n≥ 50 m", 4.0, 1.1, RGBColor(0x7C, 0xC4, 0x6B)),
        ("Đường\n30 m", 2.6, 0.7, RGBColor(0xB8, 0xBF, 0xC6)),
        ("Nhà ở\n≤ 5 tầng", 3.2, 3.6, RGBColor(0xF7, 0xE2, 0x7A)),
    ]
    x = 1.6
    for words, width, height, colour in parts:
        below = "sông" in words
        box(slide, MSO_SHAPE.RECTANGLE, x, 12 if below else 12 - height, width - 0.08, height, colour)
        frame = slide.shapes.add_textbox(Cm(x - 0.2), Cm(14.2), Cm(width + 0.3), Cm(2)).text_frame
        write(frame, words.split("\n"), 14, align=PP_ALIGN.CENTER, space=0)
        x += width
    box(slide, MSO_SHAPE.RECTANGLE, 1.6, 12, 13.4, 0.12, GREY)
    box(slide, MSO_SHAPE.RECTANGLE, 22.4, 12, 9.8, 0.12, GREY)


def steps_slide(deck, number: int) -> None:
    slide = new_slide(deck, "Lộ trình thực hiện", number)
    for order, (when, what) in enumerate(STEPS):
        x = 1.5 + order * 6.2
        arrow = box(slide, MSO_SHAPE.CHEVRON, x, 6.4, 6.4, 2.6, BLUE if order % 2 == 0 else RED)
        arrow.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        write(arrow.text_frame, [when], 18, WHITE, True, PP_ALIGN.CENTER, 0)
        write(
            slide.shapes.add_textbox(Cm(x), Cm(9.6), Cm(5.8), Cm(4)).text_frame,
            [what],
            19,
            align=PP_ALIGN.CENTER,
        )


def closing(deck, number: int) -> None:
    slide = new_slide(deck, "Trân trọng cảm ơn!", number)
    bullets(
        slide,
        [
            "Bản vẽ khổ A3 kèm theo: Bản đồ quy hoạch tổng mặt bằng sử dụng đất và giao thông (QH-05).",
            "Đầu mối giải trình: Giám đốc Sở Xây dựng.",
        ],
    )
