"""The A3 drawing: land use and roads of the riverside quarter, drawn as vectors along an invented river."""

import math
import random
from dataclasses import dataclass
from itertools import pairwise

from reportlab.lib import colors
from reportlab.lib.pagesizes import A3, landscape
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from source.budget import dots
from source.fonts import register_fonts

PAGE = landscape(A3)
SCALE_M = 10.0  # one millimetre on paper is ten metres: 1/10.000

# code: name, fill, share of the lots away from the river
USES = {
    "OM": ("Đất ở mới (nhóm nhà ở)", "#F7E27A"),
    "OHT": ("Đất ở hiện trạng cải tạo", "#F2C45A"),
    "CCDT": ("Đất công cộng đô thị", "#E8604C"),
    "TH": ("Đất trường học", "#F29BB8"),
    "YT": ("Đất y tế", "#D14B8F"),
    "TMDV": ("Đất thương mại, dịch vụ", "#E0392B"),
    "HH": ("Đất hỗn hợp", "#C77BD1"),
    "CX": ("Đất cây xanh, công viên", "#7CC46B"),
    "TDTT": ("Đất thể dục, thể thao", "#A8D66A"),
    "DT": ("Đất di tích, tôn giáo", "#B98A5A"),
    "HTKT": ("Đất hạ tầng kỹ thuật, bãi đỗ xe", "#9AA4AE"),
    "MN": ("Mặt nước sông, hồ", "#9CCBEA"),
}


@dataclass
class Lot:
    use: str
    number: int
    outline: list[tuple[float, float]]

    @property
    def hectares(self) -> float:
        doubled = sum(
            x1 * y2 - x2 * y1
            for (x1, y1), (x2, y2) in zip(self.outline, self.outline[1:] + self.outline[:1], strict=True)
        )
        return abs(doubled) / 2 * (SCALE_M / mm) ** 2 / 10_000

    @property
    def middle(self) -> tuple[float, float]:
        return (
            sum(x for x, _ in self.outline) / len(self.outline),
            sum(y for _, y in self.outline) / len(self.outline),
        )


def river(u: float) -> tuple[float, float, float]:
    """A point of the river's middle line and its direction, u in 0..1 from west to east."""

    def at(t):
        return (28 + 286 * t, 139 + 23 * math.sin(2.4 * math.pi * t + 0.5) + 11 * math.sin(5.3 * t))

    (x, y), (x2, y2) = at(u), at(u + 1e-4)
    return x * mm, y * mm, math.atan2(y2 - y, x2 - x)


def beside(u: float, v: float) -> tuple[float, float]:
    """A point v millimetres to the left (north) of the river's middle line."""
    x, y, angle = river(u)
    # Far from the river the streets straighten, or they would cross on the inner side of a bend.
    angle *= max(0.0, 1 - abs(v) / 95)
    return x - v * mm * math.sin(angle), y + v * mm * math.cos(angle)


def quarter(u1: float, u2: float, v1: float, v2: float) -> list[tuple[float, float]]:
    steps = [u1 + (u2 - u1) * k / 10 for k in range(11)]
    return [beside(u, v1) for u in steps] + [beside(u, v2) for u in reversed(steps)]


NORTH = [(15, 25), (28, 45), (48, 66), (69, 87)]
SOUTH = [(-25, -15), (-45, -28), (-66, -48), (-87, -69)]
STREETS = [0.03, 0.115, 0.20, 0.285, 0.375, 0.465, 0.555, 0.645, 0.735, 0.825, 0.91, 0.985]


def lots() -> list[Lot]:
    chance = random.Random(412)
    counts: dict[str, int] = {}
    found = []
    for bank in (NORTH, SOUTH):
        for order, (v1, v2) in enumerate(bank):
            for west, east in pairwise(STREETS):
                gap = 0.006
                parts = 1 if order == 0 else chance.choice([1, 2, 2])
                width = (east - west - 2 * gap) / parts
                for part in range(parts):
                    start = west + gap + part * width + (0.0025 if part else 0)
                    use = choose(order, chance)
                    counts[use] = counts.get(use, 0) + 1
                    found.append(
                        Lot(use, counts[use], quarter(start, west + gap + (part + 1) * width, v1, v2))
                    )
    return found


def choose(order: int, chance: random.Random) -> str:
    if order == 0:
        return chance.choices(["CX", "TDTT", "TMDV", "DT"], (70, 10, 12, 8))[0]
    uses = ["OM", "OHT", "CCDT", "TH", "YT", "TMDV", "HH", "CX", "TDTT", "DT", "HTKT"]
    weights = (34, 16, 6, 8, 2, 8 if order == 1 else 3, 9 if order == 1 else 4, 8, 3, 2, 4)
    return chance.choices(uses, weights)[0]


def write_plan(path) -> None:
    register_fonts()
    canvas = Canvas(path, pagesize=PAGE, invariant=1, lang="vi-VN")
    canvas.setTitle("Bản đồ quy hoạch sử dụng đất và giao thông – Phân khu đô thị ven sông Lạc")
    canvas.setAuthor("Viện Quy hoạch xây dựng thành phố Lạc Giang")
    every = lots()
    draw_map(canvas, every)
    draw_frame(canvas)
    draw_title_block(canvas)
    draw_legend(canvas)
    draw_balance(canvas, every)
    draw_north(canvas, 308, 30)
    draw_scale(canvas, 24, 22)
    canvas.showPage()
    canvas.save()


def shape(canvas, points, fill=None, stroke=None, width=0.4) -> None:
    path = canvas.beginPath()
    path.moveTo(*points[0])
    for point in points[1:]:
        path.lineTo(*point)
    if fill:
        canvas.setFillColor(colors.HexColor(fill))
        path.close()
    if stroke:
        canvas.setStrokeColor(colors.HexColor(stroke))
        canvas.setLineWidth(width)
    canvas.drawPath(path, fill=bool(fill), stroke=bool(stroke))


def draw_map(canvas, every: list[Lot]) -> None:
    canvas.saveState()
    window = canvas.beginPath()
    window.rect(15 * mm, 15 * mm, 305 * mm, 252 * mm)
    canvas.clipPath(window, stroke=0)
    canvas.setFillColor(colors.HexColor("#F4F1E8"))
    canvas.rect(15 * mm, 15 * mm, 305 * mm, 252 * mm, stroke=0, fill=1)
    draw_surroundings(canvas)
    shape(canvas, quarter_long(-92, 92), "#FFFFFF")
    shape(canvas, quarter_long(-14, 14), "#D8E6C4")
    shape(canvas, quarter_long(-11, 11), USES["MN"][1], "#5B9BC4", 0.8)
    for lot in every:
        shape(canvas, lot.outline, USES[lot.use][1], "#5A5A5A", 0.35)
    for lot in every:
        draw_texture(canvas, lot)
    draw_roads(canvas)
    draw_bridges(canvas)
    for lot in every:
        x, y = lot.middle
        canvas.setFillColor(colors.black)
        canvas.setFont("Sans-Bold", 5.2)
        canvas.drawCentredString(x, y + 0.6, f"{lot.use}-{lot.number:02}")
        canvas.setFont("Sans", 4.4)
        canvas.drawCentredString(x, y - 4.6, f"{dots(lot.hectares, 2)} ha")
    sides = range(-90, 91, 6)
    border = [beside(u / 120, 90) for u in range(2, 121)] + [beside(1.0, -v) for v in sides]
    border += [beside(u / 120, -90) for u in range(120, 1, -1)] + [beside(2 / 120, v) for v in sides]
    canvas.setDash([7, 2.5, 1.5, 2.5])
    shape(canvas, [*border, border[0]], None, "#C00000", 1.6)
    canvas.setDash()
    write_along(canvas, 0.34, -1.6, "SÔNG  LẠC", "Serif-BoldItalic", 15, "#2B6A9B")
    canvas.restoreState()


def quarter_long(v1: float, v2: float) -> list[tuple[float, float]]:
    low, high = (-0.08, 1.1) if max(abs(v1), abs(v2)) < 20 else (0.012, 1.0)
    steps = [low + (high - low) * k / 120 for k in range(121)]
    return [beside(u, v1) for u in steps] + [beside(u, v2) for u in reversed(steps)]


def draw_surroundings(canvas) -> None:
    chance = random.Random(7)
    canvas.setStrokeColor(colors.HexColor("#DDD6C4"))
    canvas.setLineWidth(0.5)
    for level in range(26):
        path = canvas.beginPath()
        y = 8 + level * 11 + chance.uniform(-2, 2)
        path.moveTo(10 * mm, y * mm)
        for x in range(20, 330, 10):
            path.lineTo(x * mm, (y + 4 * math.sin(x / 31 + level) + 2 * math.sin(x / 11 + level * 2)) * mm)
        canvas.drawPath(path)


def draw_texture(canvas, lot: Lot) -> None:
    if lot.use not in ("CX", "TDTT"):
        return
    chance = random.Random(lot.number * 31 + len(lot.use))
    x, y = lot.middle
    canvas.setFillColor(colors.HexColor("#4F9A45"))
    for _ in range(14):
        ring = chance.choice(lot.outline)
        t = chance.uniform(0.35, 0.86)
        canvas.circle(
            x + (ring[0] - x) * t, y + (ring[1] - y) * t, chance.uniform(0.9, 1.5), stroke=0, fill=1
        )


def draw_roads(canvas) -> None:
    for v, width in ((26.5, 5.0), (46.5, 4.0), (67.5, 4.0), (-26.5, 5.0), (-46.5, 4.0), (-67.5, 4.0)):
        line = [beside(0.012 + 0.988 * k / 100, v) for k in range(101)]
        shape(canvas, line, None, "#FFFFFF", width)
        canvas.setDash([4, 3])
        shape(canvas, line, None, "#8A8A8A", 0.4)
        canvas.setDash()
    for v, name in (
        (26.5, "Đường ven sông bờ Bắc (B = 30 m)"),
        (-26.5, "Đường ven sông bờ Nam (B = 30 m)"),
        (67.5, "Đường Hùng Vương kéo dài (B = 36 m)"),
        (-67.5, "Đường Lê Lợi kéo dài (B = 36 m)"),
    ):
        for u in (0.155, 0.69):
            write_along(canvas, u, v - 0.5, name, "Sans-Italic", 5, "#333333")


def draw_bridges(canvas) -> None:
    for u, name in ((0.20, "Cầu Bến Ngự"), (0.555, "Cầu Văn Miếu"), (0.825, "Cầu Hòa Lạc 2")):
        line = [beside(u, v) for v in range(-90, 91, 3)]
        shape(canvas, line, None, "#FFFFFF", 7)
        shape(canvas, line, None, "#B0483A", 0.9)
        deck = [beside(u, v) for v in range(-14, 15, 2)]
        shape(canvas, deck, None, "#6B6B6B", 8)
        shape(canvas, deck, None, "#FFFFFF", 6.2)
        shape(canvas, deck, None, "#B0483A", 0.9)
        x, y = beside(u + 0.013, 4)
        canvas.setFont("Sans-Bold", 6.5)
        canvas.setFillColor(colors.HexColor("#8A2A1E"))
        canvas.drawString(x, y, name)


def write_along(canvas, u: float, v: float, words: str, font: str, size: float, colour: str) -> None:
    canvas.setFillColor(colors.HexColor(colour))
    for letter in words:
        x, y = beside(u, v)
        x2, y2 = beside(u + 0.002, v)
        canvas.saveState()
        canvas.translate(x, y)
        canvas.rotate(math.degrees(math.atan2(y2 - y, x2 - x)))
        canvas.setFont(font, size)
        canvas.drawString(0, 0, letter)
        width = canvas.stringWidth(letter, font, size)
        canvas.restoreState()
        u += 0.002 * (width * (1.5 if size > 10 else 1.0)) / math.hypot(x2 - x, y2 - y)


def draw_frame(canvas) -> None:
    canvas.setStrokeColor(colors.black)
    for inset, width in ((8, 0.6), (10, 1.8)):
        canvas.setLineWidth(width)
        canvas.rect(inset * mm, inset * mm, PAGE[0] - 2 * inset * mm, PAGE[1] - 2 * inset * mm)
    canvas.setLineWidth(0.8)
    canvas.rect(15 * mm, 15 * mm, 305 * mm, 252 * mm)
    canvas.rect(324 * mm, 15 * mm, 81 * mm, 267 * mm)
    canvas.setFillColor(colors.black)
    canvas.setFont("Sans-Bold", 17)
    canvas.drawCentredString(
        167 * mm, 277 * mm, "ĐỒ ÁN ĐIỀU CHỈNH QUY HOẠCH PHÂN KHU ĐÔ THỊ VEN SÔNG LẠC – TỶ LỆ 1/10.000"
    )
    canvas.setFont("Sans-Bold", 12)
    canvas.drawCentredString(167 * mm, 270 * mm, "BẢN ĐỒ QUY HOẠCH TỔNG MẶT BẰNG SỬ DỤNG ĐẤT VÀ GIAO THÔNG")


def draw_title_block(canvas) -> None:
    lines = [
        ("CƠ QUAN PHÊ DUYỆT", "UBND THÀNH PHỐ LẠC GIANG", 15),
        ("CƠ QUAN THẨM ĐỊNH", "SỞ XÂY DỰNG THÀNH PHỐ LẠC GIANG", 15),
        ("CƠ QUAN TỔ CHỨC LẬP QUY HOẠCH", "BAN QUẢN LÝ PHÁT TRIỂN ĐÔ THỊ", 15),
        ("ĐƠN VỊ TƯ VẤN", "VIỆN QUY HOẠCH XÂY DỰNG LẠC GIANG", 15),
    ]
    y = 15.0
    canvas.setStrokeColor(colors.black)
    canvas.setFillColor(colors.black)
    canvas.setLineWidth(0.5)
    canvas.setFont("Sans", 6.5)
    for name, who in (
        ("Chủ nhiệm đồ án", "KTS. Lã Xuân Tùng"),
        ("Chủ trì bộ môn", "KTS. Ông Thị Mai Hiên"),
        ("Thiết kế", "KS. Cù Đức Long"),
        ("Quản lý kỹ thuật", "ThS. Thân Văn Hiệp"),
    ):
        canvas.rect(324 * mm, y * mm, 81 * mm, 6 * mm)
        canvas.line(350 * mm, y * mm, 350 * mm, (y + 6) * mm)
        canvas.drawString(326 * mm, (y + 2) * mm, name)
        canvas.drawString(352 * mm, (y + 2) * mm, who)
        y += 6
    canvas.setFont("Sans-Bold", 9)
    canvas.drawString(326 * mm, (y + 3) * mm, "BẢN VẼ: QH-05")
    canvas.drawString(364 * mm, (y + 3) * mm, "KHỔ GIẤY: A3")
    canvas.line(324 * mm, (y + 9) * mm, 405 * mm, (y + 9) * mm)
    y += 9
    for name, who, height in reversed(lines):
        canvas.rect(324 * mm, y * mm, 81 * mm, height * mm)
        canvas.setFont("Sans", 6.5)
        canvas.drawString(326 * mm, (y + height - 4) * mm, name)
        canvas.setFont("Sans-Bold", 8.5)
        canvas.drawCentredString(364.5 * mm, (y + 4) * mm, who)
        y += height


def draw_legend(canvas) -> None:
    x, y = 328, 276
    canvas.setFillColor(colors.black)
    canvas.setFont("Sans-Bold", 11)
    canvas.drawString(x * mm, y * mm, "KÝ HIỆU")
    y -= 7
    for code, (name, colour) in USES.items():
        canvas.setFillColor(colors.HexColor(colour))
        canvas.setStrokeColor(colors.HexColor("#5A5A5A"))
        canvas.rect(x * mm, y * mm, 9 * mm, 4.6 * mm, fill=1)
        canvas.setFillColor(colors.black)
        canvas.setFont("Sans", 8)
        canvas.drawString((x + 12) * mm, (y + 1.2) * mm, f"{code} – {name}")
        y -= 6.1
    canvas.setStrokeColor(colors.HexColor("#C00000"))
    canvas.setLineWidth(1.6)
    canvas.setDash([7, 2.5, 1.5, 2.5])
    canvas.line(x * mm, (y + 2) * mm, (x + 9) * mm, (y + 2) * mm)
    canvas.setDash()
    canvas.drawString((x + 12) * mm, (y + 1) * mm, "Ranh giới lập quy hoạch (412 ha)")
    y -= 6.6
    canvas.setStrokeColor(colors.HexColor("#B0483A"))
    canvas.line(x * mm, (y + 2) * mm, (x + 9) * mm, (y + 2) * mm)
    canvas.drawString((x + 12) * mm, (y + 1) * mm, "Trục giao thông chính, cầu qua sông")


def draw_balance(canvas, every: list[Lot]) -> None:
    area = {code: sum(lot.hectares for lot in every if lot.use == code) for code in USES}
    rest = 412 - sum(area.values())
    area["MN"] = rest * 0.47
    rows = [(code, USES[code][0], amount) for code, amount in area.items()]
    rows.append(("GT", "Đất giao thông", rest * 0.53))
    y = 180.0
    canvas.setFillColor(colors.black)
    canvas.setFont("Sans-Bold", 9)
    canvas.drawCentredString(364.5 * mm, y * mm, "BẢNG CÂN BẰNG SỬ DỤNG ĐẤT")
    y -= 6.5
    canvas.setStrokeColor(colors.black)
    canvas.setLineWidth(0.4)
    for order, (code, name, amount) in enumerate(
        [("Mã", "Loại đất", None), *rows, ("", "Tổng diện tích", 412.0)]
    ):
        strong = order in (0, len(rows) + 1)
        canvas.setFont("Sans-Bold" if strong else "Sans", 6.6)
        canvas.rect(326 * mm, y * mm, 77 * mm, 4.6 * mm)
        for column in (336, 380, 392):
            canvas.line(column * mm, y * mm, column * mm, (y + 4.6) * mm)
        canvas.drawString(327 * mm, (y + 1.3) * mm, code)
        canvas.drawString(337 * mm, (y + 1.3) * mm, name)
        canvas.drawRightString(391 * mm, (y + 1.3) * mm, "Ha" if amount is None else dots(amount, 2))
        canvas.drawRightString(402 * mm, (y + 1.3) * mm, "%" if amount is None else dots(amount / 4.12, 1))
        y -= 4.6


def draw_north(canvas, x: float, y: float) -> None:
    canvas.setFillColor(colors.white)
    canvas.setStrokeColor(colors.black)
    canvas.circle(x * mm, y * mm, 8 * mm, fill=1)
    canvas.setFillColor(colors.black)
    shape(canvas, [(x * mm, (y + 7) * mm), ((x + 3) * mm, (y - 5) * mm), (x * mm, (y - 2) * mm)], "#000000")
    shape(
        canvas,
        [(x * mm, (y + 7) * mm), ((x - 3) * mm, (y - 5) * mm), (x * mm, (y - 2) * mm)],
        "#FFFFFF",
        "#000000",
    )
    canvas.setFillColor(colors.black)
    canvas.setFont("Sans-Bold", 11)
    canvas.drawCentredString(x * mm, (y + 9.5) * mm, "B")


def draw_scale(canvas, x: float, y: float) -> None:
    canvas.setFillColor(colors.white)
    canvas.rect((x - 4) * mm, (y - 4) * mm, 92 * mm, 14 * mm, fill=1)
    for part in range(4):
        canvas.setFillColor(colors.black if part % 2 == 0 else colors.white)
        canvas.rect((x + part * 20) * mm, y * mm, 20 * mm, 2 * mm, fill=1)
    canvas.setFillColor(colors.black)
    canvas.setFont("Sans", 7)
    for part in range(5):
        canvas.drawCentredString((x + part * 20) * mm, (y + 4) * mm, f"{part * 200} m" if part else "0")
