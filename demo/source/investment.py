"""Invents the projects of the public investment plan 2026–2030; every figure adds up to the plan's totals."""

import random
from dataclasses import dataclass

from source.budget import dots, percent
from source.markup import Table
from source.places import COMMUNES, WARDS

STREETS = [
    "Nguyễn Trãi",
    "Lê Lợi",
    "Trần Hưng Đạo",
    "Quang Trung",
    "Hai Bà Trưng",
    "Ngô Quyền",
    "Lý Thường Kiệt",
    "Phan Bội Châu",
    "Võ Thị Sáu",
    "Bà Triệu",
    "Chu Văn An",
    "Lê Hồng Phong",
    "Nguyễn Du",
    "Hùng Vương",
    "Lạc Long Quân",
    "Âu Cơ",
    "Trần Nhân Tông",
    "Nguyễn Huệ",
    "Tô Hiệu",
    "Phan Đình Phùng",
    "Hoàng Hoa Thám",
    "Đinh Tiên Hoàng",
    "Lê Thánh Tông",
    "Bến Ngự",
    "Cảng Đông",
    "Văn Miếu",
    "Trường Chinh",
    "30 Tháng 4",
]
ROADS, HOUSES, WATERS = (
    "Ban QLDA các công trình giao thông",
    "Ban QLDA dân dụng và công nghiệp",
    "Ban QLDA nông nghiệp và môi trường",
)
LOCAL = "UBND {place}"

# sector, tỷ đồng, ordinary projects, owner, key projects, patterns of (name, size)
SECTORS = [
    (
        "Giao thông",
        24900,
        186,
        ROADS,
        [
            "Đường vành đai Tây, đoạn Tân Thịnh – Phú Sơn",
            "Cầu Văn Miếu và đường dẫn hai đầu cầu",
            "Cầu Bến Ngự qua sông Lạc",
            "Đường trục Đông Giang – Cảng Lạc Giang",
            "Đường vành đai phía Nam, giai đoạn 1",
            "Nâng cấp, mở rộng tuyến Hùng Vương – Quốc lộ",
            "Tuyến xe buýt nhanh số 1 Cửa Bắc – Đông Giang",
            "Nút giao khác mức Trần Hưng Đạo – Lê Lợi",
            "Đường ven sông Lạc bờ Nam, đoạn Bến Ngự – Phúc Lâm",
            "Hầm chui nút giao Quang Trung – Nguyễn Trãi",
            "Đường liên xã Vĩnh Hà – Tam Giang – Lạc Thủy",
            "Bến xe khách trung tâm phía Bắc",
        ],
        [
            (
                "Nâng cấp, mở rộng đường {street}, đoạn từ {cross} đến {cross2}",
                "L = {a},{b} km; Bnền = {w} m; mặt BTN",
            ),
            (
                "Xây dựng đường nối {street} với khu dân cư {bare}",
                "L = {a},{b} km; Bnền = {w} m; hệ thống thoát nước, chiếu sáng",
            ),
            (
                "Cải tạo, chỉnh trang vỉa hè, hạ ngầm cáp tuyến {street}",
                "L = {a},{b} km; lát đá tự nhiên; 04 ống kỹ thuật",
            ),
            (
                "Cải tạo nút giao {street} – {cross}",
                "Đảo dẫn hướng, đèn tín hiệu thông minh; S = {c}.{d}00 m²",
            ),
            ("Xây dựng cầu dân sinh {bare}", "L = {c}{b} m; B = 7 m; BTCT dự ứng lực"),
            ("Sửa chữa mặt đường, an toàn giao thông tuyến {street}", "L = {a},{b} km; cào bóc tái chế"),
            ("Xây dựng bãi đỗ xe công cộng {bare}", "S = {c}.{d}00 m²; 0{b} tầng"),
        ],
    ),
    (
        "Cấp nước, thoát nước, xử lý nước thải",
        8400,
        78,
        WATERS,
        [
            "Nhà máy xử lý nước thải Bắc sông Lạc, công suất 45.000 m³/ngày đêm",
            "Trạm bơm và hồ điều hòa chống ngập Tân Thịnh",
            "Hệ thống thoát nước lưu vực Đông Giang – Bến Ngự",
            "Nhà máy nước mặt Tam Giang, giai đoạn 2",
            "Cải tạo kênh Văn Miếu kết hợp cống hộp",
        ],
        [
            ("Cải tạo hệ thống thoát nước đường {street}", "Cống BTCT D800–D1500; L = {a},{b} km"),
            (
                "Xóa điểm ngập úng khu vực {street} – {cross}",
                "Cống hộp 1,6 × 1,6 m; L = {c}{d}0 m; 0{b} cửa thu",
            ),
            ("Nạo vét, kè kênh thoát nước {bare}", "L = {a},{b} km; kè tấm lát BTCT"),
            ("Mở rộng mạng lưới cấp nước sạch {bare}", "Ống HDPE D110–D315; L = {w},{b} km"),
            ("Xây dựng tuyến thu gom nước thải {bare}", "Cống bao D400–D1000; L = {a},{b} km; 0{b} trạm bơm"),
        ],
    ),
    (
        "Giáo dục và đào tạo",
        7900,
        184,
        HOUSES,
        [
            "Trường THPT chuyên Lạc Giang, cơ sở mới",
            "Trường THPT Tân Thịnh",
            "Cụm trường học khu đô thị Hòa Lạc",
            "Trường Cao đẳng nghề Lạc Giang, giai đoạn 2",
        ],
        [
            ("Xây dựng Trường Tiểu học {bare}", "{rooms} phòng học; khối hành chính; nhà đa năng"),
            ("Xây dựng Trường THCS {bare}", "{rooms} phòng học; 0{b} phòng bộ môn; sân thể thao"),
            ("Xây dựng Trường Mầm non {bare}", "{small} nhóm lớp; bếp ăn; sân chơi"),
            ("Mở rộng, cải tạo Trường Tiểu học {street}", "Thêm {small} phòng học; cải tạo nhà vệ sinh"),
            ("Xây dựng nhà đa năng Trường THCS {street}", "S sàn = {c}{d}0 m²"),
            ("Cải tạo, nâng cấp Trường THPT {street}", "{rooms} phòng học; PCCC; thiết bị"),
            ("Mở rộng Trường Mầm non {street}", "Thêm {small} nhóm lớp; bếp một chiều"),
        ],
    ),
    (
        "Y tế, dân số",
        4300,
        66,
        HOUSES,
        [
            "Bệnh viện Sản – Nhi cơ sở 2",
            "Nâng cấp Bệnh viện Đa khoa Lạc Giang, khối điều trị kỹ thuật cao",
            "Bệnh viện Phục hồi chức năng và Lão khoa",
        ],
        [
            ("Xây dựng mới Trạm Y tế {lower}", "02 tầng; S sàn = {c}{d}0 m²; 0{b} giường lưu"),
            ("Cải tạo, nâng cấp Trạm Y tế {lower}", "Sửa chữa khối nhà chính; thiết bị thiết yếu"),
            (
                "Mua sắm thiết bị y tế cho Trung tâm Y tế khu vực {bare}",
                "Siêu âm, X-quang số hóa, xét nghiệm",
            ),
        ],
    ),
    (
        "Nông nghiệp, thủy lợi, đê kè",
        3850,
        74,
        WATERS,
        [
            "Kè và công viên bờ Nam sông Lạc",
            "Hồ chứa nước Ba Trại",
            "Củng cố đê hữu sông Lạc, K12+400 – K26+100",
        ],
        [
            ("Kiên cố hóa kênh mương {lower}", "L = {w},{b} km; kênh BTCT B60 × 80"),
            ("Nâng cấp trạm bơm tưới {lower}", "0{b} máy × 1.200 m³/h; phục vụ {c}{d}0 ha"),
            ("Xử lý sạt lở bờ sông đoạn qua {lower}", "L = {a},{b} km; kè mái đá lát khan"),
            ("Đường giao thông nội đồng {lower}", "L = {a},{b} km; B = 4 m; BTXM"),
        ],
    ),
    (
        "Khu công nghiệp, thương mại, du lịch",
        2700,
        26,
        HOUSES,
        [
            "Hạ tầng Khu công nghiệp Đông Giang giai đoạn 2",
            "Hạ tầng Khu công nghiệp công nghệ cao Phú Sơn",
            "Trung tâm hội chợ, triển lãm ven sông",
        ],
        [
            ("Xây dựng, cải tạo chợ {bare}", "{c}{d}0 điểm kinh doanh; PCCC; bãi xe"),
            ("Hạ tầng điểm du lịch cộng đồng {bare}", "Bến thuyền, nhà đón tiếp, đường dạo {a},{b} km"),
            ("Hạ tầng cụm công nghiệp {bare}", "S = {w} ha; đường, điện, nước"),
        ],
    ),
    (
        "Văn hóa, thể thao",
        2350,
        54,
        HOUSES,
        ["Nhà hát Nghệ thuật Lạc Giang", "Khu liên hợp thể thao Phúc Lâm"],
        [
            ("Nhà văn hóa – khu thể thao {lower}", "{c}{d}0 chỗ; sân thể thao; thiết bị"),
            ("Tu bổ, tôn tạo di tích đình {bare}", "Đại đình, tả hữu mạc, sân vườn"),
            ("Xây dựng thư viện, không gian đọc {lower}", "S = {c}{d}0 m²; 02 tầng"),
        ],
    ),
    (
        "Công nghệ thông tin, chuyển đổi số",
        2050,
        34,
        "Sở Khoa học và Công nghệ",
        ["Trung tâm dữ liệu và điều hành thông minh", "Cơ sở dữ liệu đất đai, quy hoạch dùng chung"],
        [
            (
                "Nâng cấp trung tâm phục vụ hành chính công {lower}",
                "Thiết bị số hóa; quầy tự phục vụ; camera",
            ),
            ("Hệ thống camera an ninh, giao thông {lower}", "{c}{d} điểm camera; đường truyền"),
            ("Phòng họp không giấy và thiết bị đầu cuối {lower}", "{c}{d} máy tính bảng; mạng nội bộ"),
        ],
    ),
    (
        "Quốc phòng, an ninh, phòng cháy chữa cháy",
        1900,
        36,
        HOUSES,
        ["Trụ sở và phương tiện Phòng Cảnh sát PCCC khu vực Đông Giang", "Thao trường tổng hợp Phú Sơn"],
        [
            ("Trụ sở Công an {lower}", "03 tầng; S sàn = 1.{d}{b}0 m²"),
            ("Trụ sở Ban Chỉ huy quân sự {lower}", "02 tầng; S sàn = {c}{d}0 m²"),
            ("Trụ nước chữa cháy, bể nước {lower}", "{c}{b} trụ; 0{b} bể 120 m³"),
        ],
    ),
    (
        "Môi trường, cây xanh, công viên",
        1800,
        44,
        WATERS,
        ["Cải tạo hồ Bàu Trảng và công viên quanh hồ", "Nhà máy đốt rác phát điện – hạ tầng ngoài hàng rào"],
        [
            ("Công viên, vườn hoa {bare}", "S = {a},{b} ha; cây xanh, chiếu sáng, đường dạo"),
            ("Cải tạo hồ {bare}", "Nạo vét {w}.000 m³; kè; đường dạo {a},{b} km"),
            ("Điểm tập kết, trung chuyển rác {lower}", "S = {c}{d}0 m²; ép kín; xử lý mùi"),
        ],
    ),
    (
        "Quản lý nhà nước, trụ sở",
        1500,
        46,
        HOUSES,
        ["Trụ sở làm việc liên cơ quan khu B", "Trung tâm lưu trữ lịch sử Thành phố"],
        [
            ("Trụ sở Đảng ủy, HĐND, UBND {lower}", "04 tầng; S sàn = 3.{d}{b}0 m²"),
            ("Cải tạo, sửa chữa trụ sở UBND {lower}", "Cải tạo khối nhà 03 tầng; PCCC"),
            ("Cải tạo trụ sở dôi dư làm {kind} {lower}", "S sàn = 1.{d}{b}0 m²"),
        ],
    ),
]
RESERVE = 6850
KEY_SHARE = 0.60
assert sum(sector[1] for sector in SECTORS) + RESERVE == 68500
assert sum(len(sector[4]) for sector in SECTORS) == 40


@dataclass
class Project:
    name: str
    place: str
    size: str
    begins: int
    ends: int
    decision: str
    cost: int  # triệu đồng, like every amount below
    before: int
    plan: int
    next_year: int
    owner: str
    rank: int
    sector: str
    group: str

    @property
    def key(self) -> bool:
        return self.group == GROUPS[0]


GROUPS = (
    "Dự án trọng điểm",
    "Dự án chuyển tiếp từ giai đoạn 2021–2025",
    "Dự án khởi công mới giai đoạn 2026–2030",
    "Dự án chuẩn bị đầu tư cho giai đoạn sau",
)


def projects() -> list[Project]:
    chance = random.Random(20262030)
    taken: set[str] = set()
    return [project for sector in SECTORS for project in of_sector(sector, chance, taken)]


def of_sector(sector, chance: random.Random, taken: set[str]) -> list[Project]:
    title, billions, ordinary, owner, keys, patterns = sector
    millions = billions * 1000
    for_keys = round(millions * KEY_SHARE)
    found = []
    for name, plan in zip(keys, split(for_keys, len(keys), chance, 0.7, 2.0), strict=True):
        place = next((w for w in WARDS + COMMUNES if bare(w) in name), chance.choice(WARDS))
        found.append(make(name, place, key_size(name, chance), plan, owner, title, GROUPS[0], chance))
    for plan in split(millions - for_keys, ordinary, chance, 0.35, 2.4):
        name, size, place = invent(patterns, chance, taken)
        local = plan < 12_000 and chance.random() < 0.8
        who = LOCAL.format(place=place[0].lower() + place[1:]) if local else owner
        group = chance.choices(GROUPS[1:], (30, 58, 12))[0]
        found.append(make(name, place, size, plan, who, title, group, chance))
    return sorted(found, key=lambda project: (GROUPS.index(project.group), -project.plan))


def split(whole: int, parts: int, chance: random.Random, low: float, high: float) -> list[int]:
    weights = [chance.uniform(low, high) for _ in range(parts)]
    shares = [round(whole * weight / sum(weights), -1 if parts > 30 else -2) for weight in weights]
    shares[0] += whole - sum(shares)
    return [int(share) for share in shares]


def bare(place: str) -> str:
    return place.split(" ", 1)[1]


def invent(patterns, chance: random.Random, taken: set[str]) -> tuple[str, str, str]:
    while True:
        pattern, size = chance.choice(patterns)
        place = chance.choice(WARDS + COMMUNES)
        street, cross, cross2 = chance.sample(STREETS, 3)
        words = {
            "street": street,
            "cross": cross,
            "cross2": cross2,
            "bare": bare(place),
            "lower": place[0].lower() + place[1:],
            "kind": chance.choice(["nhà văn hóa", "trường mầm non", "trạm y tế", "thư viện"]),
            "a": chance.randint(1, 6),
            "b": chance.randint(2, 8),
            "c": chance.randint(1, 9),
            "d": chance.randint(1, 9),
            "w": chance.choice([12, 15, 18, 20, 24, 30, 36]),
            "rooms": chance.choice([24, 28, 30, 32, 36, 40]),
            "small": chance.choice([10, 12, 14, 15, 16, 18]),
        }
        name = pattern.format(**words)
        if name not in taken:
            taken.add(name)
            return name, size.format(**words), place


def key_size(name: str, chance: random.Random) -> str:
    length = f"{chance.randint(2, 14)},{chance.randint(1, 9)} km"
    if "Cầu" in name:
        return f"L cầu = {chance.randint(420, 980)} m; B = 24,5 m; đường dẫn {length}"
    if name.startswith(("Đường", "Nâng cấp, mở", "Tuyến", "Hầm", "Nút", "Kè", "Củng cố", "Cải tạo kênh")):
        return f"L = {length}; Bnền = {chance.choice([30, 36, 44, 50])} m"
    if "Bệnh viện" in name:
        beds = chance.choice([300, 350, 500])
        return f"{beds} giường; S sàn = {chance.randint(21, 48)}.{chance.randint(1, 9)}00 m²"
    if name.startswith(("Hạ tầng", "Khu", "Hồ", "Trạm bơm")):
        return f"S = {chance.randint(38, 196)} ha; hạ tầng kỹ thuật đồng bộ"
    land = f"{chance.randint(2, 9)},{chance.randint(1, 9)} ha"
    return f"S đất = {land}; S sàn = {chance.randint(8, 36)}.{chance.randint(1, 9)}00 m²"


def make(name, place, size, plan, owner, sector, group, chance: random.Random) -> Project:
    carried = group == GROUPS[1]
    preparing = group == GROUPS[3]
    begins = chance.randint(2023, 2025) if carried else chance.randint(2026, 2028) if not preparing else 2030
    ends = chance.randint(2026, 2028) if carried else min(2031, begins + chance.randint(2, 4))
    before = round(plan * chance.uniform(0.3, 1.4), -1) if carried else 0
    cost = round((plan + before) * chance.uniform(1.02, 1.18 if not preparing else 4), -2)
    now = 0 if begins > 2027 else round(plan / (ends - max(begins, 2026) + 1), -1)
    decision = "Đang trình phê duyệt chủ trương"
    if begins <= 2027:
        year = chance.randint(2022, 2024) if carried else 2026
        day, month = chance.randint(1, 28), chance.randint(1, 12 if year < 2026 else 10)
        decision = f"{chance.randint(112, 3980)}/QĐ-UBND ngày {day:02}/{month:02}/{year}"
    rank = 1 if group in GROUPS[:2] else chance.choices((1, 2, 3), (3, 5, 2))[0]
    return Project(
        name,
        place,
        size,
        begins,
        ends,
        decision,
        int(cost),
        int(before),
        plan,
        int(min(now, plan)),
        owner,
        rank,
        sector,
        group,
    )


def sector_table() -> Table:
    """How the 68.500 tỷ đồng are shared among the sectors (in the submission and in the resolution)."""
    counted = {sector[0]: sector[2] + len(sector[4]) for sector in SECTORS}
    table = Table(
        ["TT", "Ngành, lĩnh vực", "Số dự án", "Kế hoạch 2026–2030 (tỷ đồng)", "Tỷ trọng (%)"],
        [],
        ["c", "l", "r", "r", "r"],
        [0.5, 4.4, 1, 1.6, 1.1],
    )
    for number, (name, billions, *_rest) in enumerate(SECTORS, 1):
        table.rows.append([str(number), name, dots(counted[name]), dots(billions), percent(billions, 68500)])
    table.rows.append(
        [str(len(SECTORS) + 1), "Dự phòng chung (10%)", "", dots(RESERVE), percent(RESERVE, 68500)]
    )
    table.rows.append(["", "Tổng số", dots(sum(counted.values())), dots(68500), "100,0"])
    table.bold_rows.add(len(table.rows) - 1)
    return table
