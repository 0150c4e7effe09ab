"""The city's invented budget for 2027: the figures, the tables of the report and the workbook of forms."""

import random

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break

from source.markup import Table
from source.places import COMMUNES, WARDS

# name, budget 2026, expected 2026, budget 2027 (tỷ đồng)
DOMESTIC = [
    ("Thu từ khu vực doanh nghiệp nhà nước do Trung ương quản lý", 2760, 2905, 3150),
    ("Thu từ khu vực doanh nghiệp nhà nước do địa phương quản lý", 1290, 1318, 1420),
    ("Thu từ khu vực doanh nghiệp có vốn đầu tư nước ngoài", 6540, 7062, 7860),
    ("Thu từ khu vực kinh tế ngoài quốc doanh", 7820, 8516, 9480),
    ("Thuế thu nhập cá nhân", 3080, 3402, 3640),
    ("Thuế bảo vệ môi trường", 1290, 1244, 1350),
    ("Lệ phí trước bạ", 1480, 1596, 1720),
    ("Thu phí, lệ phí", 700, 742, 780),
    ("Thuế sử dụng đất phi nông nghiệp", 175, 181, 190),
    ("Tiền cho thuê đất, thuê mặt nước", 1320, 1487, 1650),
    ("Thu tiền sử dụng đất", 5800, 6410, 7200),
    ("Thu từ hoạt động xổ số kiến thiết", 930, 985, 1050),
    ("Thu khác ngân sách", 720, 758, 860),
    ("Thu tiền cấp quyền khai thác khoáng sản", 60, 64, 70),
    ("Thu cổ tức, lợi nhuận được chia", 235, 270, 280),
]
CUSTOMS = [
    ("Thuế giá trị gia tăng thu từ hàng nhập khẩu", 6080, 6655, 7070),
    ("Thuế nhập khẩu", 1290, 1420, 1510),
    ("Thuế xuất khẩu", 160, 172, 180),
    ("Thuế tiêu thụ đặc biệt, bảo vệ môi trường hàng nhập khẩu và thu khác", 120, 133, 140),
]
CAPITAL = [
    ("Vốn xây dựng cơ bản tập trung", 4170, 4170, 4250),
    ("Chi từ nguồn thu tiền sử dụng đất", 5800, 5990, 7200),
    ("Chi từ nguồn xổ số kiến thiết", 930, 940, 1050),
    ("Chi từ nguồn bội chi ngân sách địa phương", 350, 330, 400),
]
CURRENT = [
    ("Chi giáo dục – đào tạo và dạy nghề", 6540, 6690, 7260),
    ("Chi khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số", 445, 452, 520),
    ("Chi y tế, dân số và gia đình", 1985, 2051, 2140),
    ("Chi văn hóa, thông tin", 352, 368, 385),
    ("Chi phát thanh, truyền hình", 90, 90, 92),
    ("Chi thể dục, thể thao", 196, 205, 210),
    ("Chi bảo vệ môi trường", 842, 861, 910),
    ("Chi các hoạt động kinh tế", 2236, 2304, 2480),
    ("Chi hoạt động của cơ quan quản lý nhà nước, đảng, đoàn thể", 2540, 2588, 2730),
    ("Chi bảo đảm xã hội", 945, 1041, 1060),
    ("Chi quốc phòng", 157, 158, 178),
    ("Chi an ninh", 84, 84, 96),
    ("Chi khác của ngân sách", 68, 63, 79),
]
OTHER = [
    ("Chi trả nợ lãi các khoản vay", 130, 128, 145),
    ("Chi bổ sung quỹ dự trữ tài chính", 2, 2, 2),
    ("Dự phòng ngân sách", 560, 560, 643),
    ("Chi tạo nguồn, điều chỉnh tiền lương", 338, 340, 350),
]


def total(*parts: list[tuple]) -> tuple[int, int, int]:
    return tuple(sum(line[column] for part in parts for line in part) for column in (1, 2, 3))


# What the prose of the reports says; the tables may not drift away from it.
assert total(DOMESTIC) == (34200, 36940, 40700) and total(DOMESTIC, CUSTOMS) == (41850, 45320, 49600)
assert total(CAPITAL) == (11250, 11430, 12900) and total(CURRENT) == (16480, 16955, 18140)
assert total(CAPITAL, CURRENT, OTHER) == (28760, 29415, 32180)


def dots(number: float, places: int = 0) -> str:
    """12345.6 as Vietnamese readers write it: 12.345,6."""
    return f"{number:,.{places}f}".translate(str.maketrans(",.", ".,"))


def percent(part: float, whole: float) -> str:
    return dots(100 * part / whole, 1)


def compared(number: str, name: str, line: tuple[int, int, int]) -> list[str]:
    before, expected, after = line
    return [
        number,
        name,
        dots(before),
        dots(expected),
        percent(expected, before),
        dots(after),
        percent(after, before),
        percent(after, expected),
        dots(after - expected),
    ]


HEAD = [
    "TT",
    "Nội dung",
    "Dự toán 2026",
    "Ước TH 2026",
    "ƯTH/DT (%)",
    "Dự toán 2027",
    "DT27/ DT26 (%)",
    "DT27/ ƯTH26 (%)",
    "Tăng, giảm",
]


def comparison(groups: list[tuple[str, str, list[tuple]]], whole: str) -> Table:
    table = Table(HEAD, [], ["c", "l"] + ["r"] * 7, [0.55, 4.6, 1.15, 1.15, 1, 1.15, 1, 1, 1.05])
    table.rows.append(compared("", whole, total(*(lines for _, _, lines in groups))))
    table.bold_rows.add(0)
    for roman, name, lines in groups:
        table.bold_rows.add(len(table.rows))
        table.rows.append(compared(roman, name, total(lines)))
        table.rows += [compared(str(number), line[0], line[1:]) for number, line in enumerate(lines, 1)]
    return table


def revenue() -> Table:
    groups = [("I", "Thu nội địa", DOMESTIC), ("II", "Thu từ hoạt động xuất khẩu, nhập khẩu", CUSTOMS)]
    return comparison(groups, "TỔNG THU NSNN TRÊN ĐỊA BÀN")


def spending() -> Table:
    groups = [
        ("I", "Chi đầu tư phát triển", CAPITAL),
        ("II", "Chi thường xuyên", CURRENT),
        ("III", "Chi khác", OTHER),
    ]
    return comparison(groups, "TỔNG CHI NGÂN SÁCH ĐỊA PHƯƠNG")


def local_budgets() -> list[tuple[str, int, int, int, int, int]]:
    """Per ward and commune, in million đồng: revenue collected, kept, spending, supplement, of it for pay."""
    chance = random.Random(2027)
    found = []
    for name in WARDS + COMMUNES:
        urban = name in WARDS
        collected = chance.randrange(38_000, 196_000, 10) if urban else chance.randrange(9_000, 46_000, 10)
        kept = round(collected * chance.uniform(0.42, 0.64), -1)
        spent = chance.randrange(96_000, 168_000, 10) if urban else chance.randrange(72_000, 118_000, 10)
        found.append((name, collected, int(kept), spent, spent - int(kept), round((spent - kept) * 0.087)))
    return found


def local_table() -> Table:
    table = Table(
        [
            "TT",
            "Phường, xã",
            "Thu NSNN trên địa bàn",
            "Thu NS được hưởng",
            "Tổng chi cân đối",
            "Bổ sung từ ngân sách thành phố",
            "Trong đó: cải cách tiền lương",
        ],
        [],
        ["c", "l"] + ["r"] * 5,
        [0.5, 2.6] + [1.6] * 5,
    )
    lines = local_budgets()
    sums = [sum(line[column] for line in lines) for column in range(1, 6)]
    table.rows.append(["", "Tổng số", *map(dots, sums)])
    table.bold_rows.add(0)
    table.rows += [[str(number), line[0], *map(dots, line[1:])] for number, line in enumerate(lines, 1)]
    return table


# The workbook


def write_workbook(path) -> None:
    book = Workbook()
    book.remove(book.active)
    add_comparison(book, "Biểu 01", "CÂN ĐỐI NGUỒN THU, CHI DỰ TOÁN NGÂN SÁCH ĐỊA PHƯƠNG NĂM 2027", balance())
    groups = [("I", "Thu nội địa", DOMESTIC), ("II", "Thu từ hoạt động xuất khẩu, nhập khẩu", CUSTOMS)]
    add_comparison(book, "Biểu 02", "DỰ TOÁN THU NGÂN SÁCH NHÀ NƯỚC TRÊN ĐỊA BÀN NĂM 2027", groups)
    groups = [
        ("I", "Chi đầu tư phát triển", CAPITAL),
        ("II", "Chi thường xuyên", CURRENT),
        ("III", "Chi khác", OTHER),
    ]
    add_comparison(book, "Biểu 03", "DỰ TOÁN CHI NGÂN SÁCH ĐỊA PHƯƠNG NĂM 2027 THEO LĨNH VỰC", groups)
    add_local(book)
    book.save(path)


def balance() -> list[tuple[str, str, list[tuple]]]:
    sources = [
        ("Thu ngân sách địa phương được hưởng theo phân cấp", 27180, 27850, 30480),
        ("Thu bổ sung từ ngân sách trung ương", 1230, 1235, 1300),
        ("Bội chi ngân sách địa phương (vay)", 350, 330, 400),
    ]
    uses = [("Chi đầu tư phát triển", *total(CAPITAL)), ("Chi thường xuyên", *total(CURRENT)), *OTHER]
    assert total(sources) == total(uses)
    return [
        ("A", "Nguồn thu và bù đắp bội chi ngân sách địa phương", sources),
        ("B", "Chi ngân sách địa phương", uses),
    ]


THIN = Border(*[Side(style="thin")] * 4)


def open_sheet(book, name: str, title: str, widths: list[float]):
    sheet = book.create_sheet(name)
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    last = get_column_letter(len(widths))
    for row, (words, look) in enumerate(
        [
            (f"{name} – Kèm theo Báo cáo số 430/BC-UBND", Font(name="Times New Roman", size=11, bold=True)),
            (title, Font(name="Times New Roman", size=14, bold=True)),
            (
                "(Trình Kỳ họp thứ 12 Hội đồng nhân dân thành phố Lạc Giang khóa X)",
                Font(name="Times New Roman", size=12, italic=True),
            ),
        ],
        1,
    ):
        sheet.merge_cells(f"A{row}:{last}{row}")
        sheet.cell(row, 1, words).font = look
        sheet.cell(row, 1).alignment = Alignment(horizontal="right" if row == 1 else "center", wrap_text=True)
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "5:5"
    sheet.freeze_panes = "C6"
    sheet.oddFooter.center.text = "&P/&N"
    return sheet


def put_row(sheet, row: int, values: list, bold: bool = False, formats: dict[int, str] | None = None) -> None:
    sheet.row_dimensions[row].height = 36 if row == 5 else 20
    for column, value in enumerate(values, 1):
        cell = sheet.cell(row, column, value)
        cell.font, cell.border = Font(name="Times New Roman", size=12, bold=bold), THIN
        side = "center" if row == 5 or column == 1 else "left" if column == 2 else "right"
        cell.alignment = Alignment(horizontal=side, vertical="center", wrap_text=True)
        cell.number_format = (formats or {}).get(column, "[$-42A]#,##0")


def add_comparison(book, name: str, title: str, groups) -> None:
    """Values, no formulas: whoever opens the file without counting again (a preview) still sees the sums."""
    sheet = open_sheet(book, name, title, [6, 58, 13, 13, 12, 13, 12, 13, 12])
    sheet.cell(4, 9, "Đơn vị: tỷ đồng").font = Font(name="Times New Roman", size=11, italic=True)
    put_row(sheet, 5, HEAD, bold=True)
    row = 6
    for roman, group, lines in groups:
        write_compared(sheet, row, roman, (group, *total(lines)), bold=True)
        for number, line in enumerate(lines, 1):
            write_compared(sheet, row + number, str(number), line, bold=False)
        row += 1 + len(lines)


def write_compared(sheet, row: int, number: str, line: tuple, *, bold: bool) -> None:
    name, before, expected, after = line
    cells = [number, name, before, expected, expected / before, after, after / before, after / expected]
    put_row(sheet, row, [*cells, after - expected], bold, dict.fromkeys((5, 7, 8), "[$-42A]0.0%"))


def add_local(book) -> None:
    title = "DỰ TOÁN THU, CHI VÀ SỐ BỔ SUNG CHO NGÂN SÁCH PHƯỜNG, XÃ NĂM 2027"
    sheet = open_sheet(book, "Biểu 04", title, [6, 30, 18, 18, 18, 18, 18])
    sheet.cell(4, 7, "Đơn vị: triệu đồng").font = Font(name="Times New Roman", size=11, italic=True)
    put_row(sheet, 5, local_table().head, bold=True)
    lines = local_budgets()
    sums = [sum(line[column] for line in lines) for column in range(1, 6)]
    put_row(sheet, 6, ["", "Tổng số", *sums], bold=True)
    for number, line in enumerate(lines, 1):
        put_row(sheet, 6 + number, [number, *line])
    for row in (23, 40):  # the pages are broken by hand: not every converter of previews breaks a long sheet
        sheet.row_breaks.append(Break(id=row))
