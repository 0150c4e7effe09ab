"""The long annex (PDF): every project of the investment plan, and a sheet for each of the forty key ones."""

import random

from reportlab.graphics.charts.barcharts import VerticalBarChart
from reportlab.graphics.shapes import Drawing, String
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Frame,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    TableStyle,
)
from reportlab.platypus import Table as Grid
from reportlab.platypus.tableofcontents import TableOfContents

from source.budget import dots
from source.investment import GROUPS, RESERVE, SECTORS, Project, projects, sector_table
from source.places import COMMUNES, WARDS
from source.printed import BOLD, CENTRE, LEFT, table_grid

PAGE = landscape(A4)
WIDTHS = [0.9, 5.1, 2.4, 3.5, 1.9, 2.6, 1.6, 1.5, 1.9, 1.5, 2.8, 1.0]
HEADS = [
    "TT",
    "Danh mục dự án",
    "Địa điểm xây dựng",
    "Năng lực thiết kế",
    "Thời gian KC–HT",
    "Quyết định đầu tư (số, ngày)",
    "Tổng mức đầu tư",
    "Lũy kế đến hết 2025",
    "Kế hoạch 2026–2030",
    "Trong đó: năm 2027",
    "Chủ đầu tư",
    "Ưu tiên",
]
CELL = {
    (side, bold): ParagraphStyle(
        f"cell{side}{bold}",
        fontName="Serif-Bold" if bold else "Serif",
        fontSize=9.5,
        leading=11.6,
        alignment=align,
    )
    for side, align in (("l", 0), ("c", 1), ("r", 2))
    for bold in (False, True)
}
SIDES = "cllcccrrrrlc"
PART = ParagraphStyle("part", BOLD, fontSize=15, leading=21, spaceAfter=6)
SECTOR = ParagraphStyle("sector", LEFT, fontName="Serif-Bold", fontSize=13, spaceBefore=4, spaceAfter=4)
GROUP = ParagraphStyle("group", LEFT, fontName="Serif-BoldItalic", fontSize=12, spaceBefore=6, spaceAfter=4)


class Annex(BaseDocTemplate):
    def __init__(self, path):
        super().__init__(
            path,
            pagesize=PAGE,
            title="Phụ lục danh mục dự án đầu tư công trung hạn giai đoạn 2026–2030",
            author="UBND thành phố Lạc Giang",
            invariant=1,
            lang="vi-VN",
        )
        frame = Frame(1.5 * cm, 1.5 * cm, PAGE[0] - 3 * cm, PAGE[1] - 3.3 * cm, 0, 0, 0, 0)
        self.addPageTemplates([PageTemplate("page", frame, onPage=self.write_edges)])

    def write_edges(self, canvas, _document):
        canvas.setFont("Serif-Italic", 9)
        canvas.drawString(
            1.5 * cm, PAGE[1] - 1.2 * cm, "Phụ lục kèm theo Tờ trình số 436/TTr-UBND ngày 20/11/2026"
        )
        canvas.drawRightString(PAGE[0] - 1.5 * cm, PAGE[1] - 1.2 * cm, "Đơn vị: triệu đồng")
        canvas.setFont("Serif", 10)
        canvas.drawCentredString(PAGE[0] / 2, 0.8 * cm, str(canvas.getPageNumber()))

    def afterFlowable(self, flowable):  # noqa: N802  (reportlab's name)
        level = {"part": 0, "sector": 1, "group": 2, "sheet": 1}.get(
            getattr(getattr(flowable, "style", None), "name", None)
        )
        if level is None:
            return
        words = flowable.getPlainText()
        key = f"h{self.seq.nextf('heading')}"
        self.canv.bookmarkPage(key)
        self.canv.addOutlineEntry(words, key, level, closed=True)
        if level < 2 and flowable.style.name != "sheet":
            self.notify("TOCEntry", (level, words, self.page, key))


def write_project_list(path) -> None:
    every = projects()
    story = [*front(every), *lists(every), *sheets([project for project in every if project.key])]
    Annex(path).multiBuild(story)


def front(every: list[Project]) -> list:
    toc = TableOfContents(dotsMinLevel=0)
    toc.levelStyles = [
        ParagraphStyle("toc0", LEFT, fontName="Serif-Bold", fontSize=11.5, leading=16, spaceBefore=3),
        ParagraphStyle("toc1", LEFT, fontSize=11, leading=14.5, leftIndent=0.8 * cm),
    ]
    big = ParagraphStyle("big", BOLD, fontSize=20, leading=29)
    assert sum(project.plan for project in every) == (68500 - RESERVE) * 1000
    return [
        Paragraph("ỦY BAN NHÂN DÂN THÀNH PHỐ LẠC GIANG", BOLD),
        Spacer(1, 4.2 * cm),
        Paragraph("PHỤ LỤC", big),
        Paragraph("DANH MỤC DỰ ÁN<br/>ĐẦU TƯ CÔNG TRUNG HẠN GIAI ĐOẠN 2026–2030", big),
        Spacer(1, 0.5 * cm),
        Paragraph("(Kèm theo Tờ trình số 436/TTr-UBND ngày 20 tháng 11 năm 2026)", CENTRE),
        Spacer(1, 5 * cm),
        Paragraph("Lạc Giang, tháng 11 năm 2026", CENTRE),
        PageBreak(),
        Paragraph("MỤC LỤC", BOLD),
        toc,
        PageBreak(),
        Paragraph("PHẦN I. TỔNG HỢP", PART),
        Paragraph("1. Tổng hợp theo ngành, lĩnh vực", SECTOR),
        table_grid(sector_table(), 22 * cm),
        PageBreak(),
        Paragraph("2. Tổng hợp theo địa bàn phường, xã", SECTOR),
        by_place(every),
        PageBreak(),
    ]


def by_place(every: list[Project]) -> Grid:
    rows = [
        [
            "TT",
            "Phường, xã",
            "Số dự án",
            "Trong đó: trọng điểm",
            "Khởi công mới",
            "Tổng mức đầu tư",
            "Kế hoạch 2026–2030",
            "Năm 2027",
        ]
    ]
    for number, place in enumerate(WARDS + COMMUNES, 1):
        here = [project for project in every if project.place == place]
        sums = [sum(getattr(project, what) for project in here) for what in ("cost", "plan", "next_year")]
        new = sum(project.group == GROUPS[2] for project in here)
        rows.append([number, place, len(here), sum(project.key for project in here), new, *map(dots, sums)])
    grid = Grid(rows, [w * cm for w in (1.2, 6, 2.5, 3.6, 3, 3.6, 3.8, 3)], repeatRows=1)
    grid.setStyle(
        TableStyle(
            [
                *LINES,
                ("FONT", (0, 0), (-1, 0), "Serif-Bold", 10),
                ("FONT", (0, 1), (-1, -1), "Serif", 10),
                ("ALIGN", (2, 1), (-1, -1), "RIGHT"),
                ("ALIGN", (0, 0), (-1, 0), "CENTER"),
            ]
        )
    )
    return grid


LINES = [
    ("GRID", (0, 0), (-1, -1), 0.4, colors.black),
    ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
    ("LEFTPADDING", (0, 0), (-1, -1), 2.5),
    ("RIGHTPADDING", (0, 0), (-1, -1), 2.5),
    ("TOPPADDING", (0, 0), (-1, -1), 2.2),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 3.2),
    ("BACKGROUND", (0, 0), (-1, 0), colors.Color(0.89, 0.92, 0.96)),
]


def lists(every: list[Project]) -> list:
    story = [Paragraph("PHẦN II. DANH MỤC DỰ ÁN THEO NGÀNH, LĨNH VỰC", PART)]
    number = 0
    for order, (name, billions, *_rest) in enumerate(SECTORS, 1):
        mine = [project for project in every if project.sector == name]
        if order > 1:
            story.append(PageBreak())
        words = f"{order}. {name}: {len(mine)} dự án, {dots(billions * 1000)} triệu đồng"
        story.append(Paragraph(words, SECTOR))
        for letter, group in zip("ABCD", GROUPS, strict=True):
            chosen = [project for project in mine if project.group == group]
            if not chosen:
                continue
            story.append(CondPageBreak(4.5 * cm))
            story.append(Paragraph(f"{letter}. {group} ({len(chosen)} dự án)", GROUP))
            # Many small grids: reportlab splits one long grid again from its start on every page.
            for start in range(0, len(chosen), 40):
                story.append(project_grid(chosen[start : start + 40], number + start, headed=start == 0))
            number += len(chosen)
    return [*story, PageBreak()]


def project_grid(chosen: list[Project], number: int, *, headed: bool) -> Grid:
    rows = [[Paragraph(words, CELL["c", True]) for words in HEADS]]
    for offset, project in enumerate(chosen, 1):
        words = [
            str(number + offset),
            project.name,
            project.place,
            project.size,
            f"{project.begins}–{project.ends}",
            project.decision,
            dots(project.cost),
            dots(project.before) if project.before else "–",
            dots(project.plan),
            dots(project.next_year) if project.next_year else "–",
            project.owner,
            str(project.rank),
        ]
        rows.append([Paragraph(text, CELL[side, False]) for side, text in zip(SIDES, words, strict=True)])
    grid = Grid(rows, [width * cm for width in WIDTHS], repeatRows=1)
    grid.setStyle(TableStyle(LINES))
    grid.spaceBefore = 0 if headed else 4
    return grid


def sheets(keys: list[Project]) -> list:
    chance = random.Random(40)
    story = [Paragraph("PHẦN III. PHIẾU THÔNG TIN 40 DỰ ÁN TRỌNG ĐIỂM", PART)]
    title = ParagraphStyle("sheet", LEFT, fontName="Serif-Bold", fontSize=14, leading=19, spaceAfter=8)
    for number, project in enumerate(keys, 1):
        story += [Paragraph(f"Phiếu số {number:02}. {project.name}", title), sheet(project, chance)]
        if number < len(keys):
            story.append(PageBreak())
    return story


TROUBLES = [
    "Còn {n} hộ chưa bàn giao mặt bằng; đề nghị UBND phường, xã hoàn thành trước ngày 30/6/2027.",
    "Giá đất đắp, cát xây dựng tăng {n}% so với khi lập dự toán; đang rà soát, điều chỉnh tổng mức đầu tư.",
    "Phải di dời {n} vị trí hạ tầng điện, viễn thông; đã thống nhất phương án với đơn vị quản lý.",
    "Đang hoàn thiện báo cáo đánh giá tác động môi trường; dự kiến phê duyệt trong quý I năm 2027.",
    "Chưa có vướng mắc lớn; tiến độ bám sát kế hoạch.",
    "Đang thẩm định thiết kế; dự kiến lựa chọn nhà thầu trong quý II năm 2027.",
]


def sheet(project: Project, chance: random.Random) -> Grid:
    state = chance.choice(TROUBLES).format(n=chance.randint(11, 46))
    yearly = by_year(project, chance)
    group = "A" if project.cost > 1_600_000 else "B"
    central = round(project.plan * chance.choice([0, 0, 0.2, 0.3]), -2)
    facts = [
        ("Chủ đầu tư", project.owner),
        ("Địa điểm", f"{project.place}, thành phố Lạc Giang"),
        ("Nhóm dự án; lĩnh vực", f"Nhóm {group}; {project.sector}"),
        ("Quy mô đầu tư", project.size),
        ("Thời gian thực hiện", f"{project.begins}–{project.ends}"),
        ("Quyết định đầu tư", project.decision),
        ("Tổng mức đầu tư", f"{dots(project.cost)} triệu đồng"),
        ("Kế hoạch vốn 2026–2030", f"{dots(project.plan)} triệu đồng"),
        ("Trong đó: ngân sách trung ương", f"{dots(central)} triệu đồng" if central else "–"),
        ("Ngân sách thành phố", f"{dots(project.plan - central)} triệu đồng"),
        ("Phân kỳ vốn", "; ".join(f"{year}: {dots(amount)}" for year, amount in yearly if amount)),
        ("Tình hình, vướng mắc", state),
        ("Mức độ ưu tiên", "Nhóm 1 – bố trí đủ vốn theo tiến độ"),
    ]
    look = {
        bold: ParagraphStyle(f"f{bold}", CELL["l", bold], fontSize=12, leading=15.5) for bold in (True, False)
    }
    left = Grid(
        [[Paragraph(name, look[True]), Paragraph(value, look[False])] for name, value in facts],
        [5 * cm, 10 * cm],
    )
    left.setStyle(TableStyle([*LINES[:-1], ("BACKGROUND", (0, 0), (0, -1), colors.Color(0.95, 0.96, 0.98))]))
    whole = Grid([[left, chart(yearly)]], [15.4 * cm, 11 * cm])
    whole.setStyle(TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0)]))
    return whole


def by_year(project: Project, chance: random.Random) -> list[tuple[int, int]]:
    years = [
        year for year in range(2026, 2031) if project.begins <= year <= max(project.ends, project.begins)
    ]
    weights = [chance.uniform(0.6, 1.5) for _ in years]
    amounts = {
        y: int(round(project.plan * w / sum(weights), -2)) for y, w in zip(years, weights, strict=True)
    }
    amounts[years[-1]] += project.plan - sum(amounts.values())
    return [(year, amounts.get(year, 0)) for year in range(2026, 2031)]


def chart(yearly: list[tuple[int, int]]) -> Drawing:
    drawing = Drawing(10.6 * cm, 8.4 * cm)
    drawing.add(
        String(
            5.3 * cm,
            7.9 * cm,
            "Phân kỳ vốn (tỷ đồng)",
            fontName="Serif-Bold",
            fontSize=12,
            textAnchor="middle",
        )
    )
    bars = VerticalBarChart()
    bars.x, bars.y, bars.width, bars.height = 34, 26, 9.2 * cm, 6.2 * cm
    bars.data = [[round(amount / 1000) for _, amount in yearly]]
    bars.categoryAxis.categoryNames = [str(year) for year, _ in yearly]
    bars.categoryAxis.labels.fontName = bars.valueAxis.labels.fontName = bars.barLabels.fontName = "Serif"
    bars.barLabels.nudge, bars.barLabelFormat, bars.valueAxis.valueMin = 7, "%d", 0
    bars.bars[0].fillColor = colors.Color(0.16, 0.38, 0.62)
    bars.bars[0].strokeColor = None
    drawing.add(bars)
    return drawing
