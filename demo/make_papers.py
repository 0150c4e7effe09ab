"""Makes the papers of the demo meeting anew: `python demo/make_papers.py` (needs requirements/dev.txt).

The papers lie ready in demo/papers/; this program shows where they come from. All names and figures are
invented. Made again with the same libraries they are the same to the byte.
"""

import io
import json
import random
import re
import sys
import zipfile
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from source import budget, investment  # noqa: E402
from source.decree30 import write_docx  # noqa: E402
from source.markup import Table, read_text  # noqa: E402
from source.places import COMMUNES, WARDS  # noqa: E402
from source.plan_drawing import write_plan  # noqa: E402
from source.printed import write_pdf  # noqa: E402
from source.project_list import write_project_list  # noqa: E402
from source.scan import write_scan  # noqa: E402
from source.slides import write_slides  # noqa: E402

PAPERS = HERE / "papers"
MEETING = json.loads((HERE / "meeting.json").read_text(encoding="utf-8"))
# When every office file says that it was written: zip entries and properties carry a time.
WRITTEN = (2026, 11, 27, 8, 0, 0)
DATES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")

LETTERS = {
    "01-chuong-trinh-ky-hop": "01-chuong-trinh",
    "02-danh-sach-dai-bieu": "02-danh-sach",
    "03-bao-cao-kinh-te-xa-hoi-2026": "03-kinh-te-xa-hoi",
    "04-bao-cao-tham-tra-kinh-te-xa-hoi": "04-tham-tra",
    "05-bao-cao-du-toan-ngan-sach-2027": "05-du-toan",
    "07-du-thao-nghi-quyet-du-toan": "07-nghi-quyet-du-toan",
    "07-du-thao-nghi-quyet-du-toan-lan-2": "07-nghi-quyet-du-toan-lan-2",
    "08-to-trinh-dau-tu-cong-2026-2030": "08-to-trinh-dau-tu-cong",
    "10-du-thao-nghi-quyet-dau-tu-cong": "10-nghi-quyet-dau-tu-cong",
    "15-to-trinh-nhan-su": "15-to-trinh-nhan-su",
    "16-kich-ban-dieu-hanh": "16-kich-ban",
}


def make_papers(folder: Path = PAPERS) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    tables = computed_tables()
    for name, text in LETTERS.items():
        write_docx(read_text(f"{text}.txt", tables), folder / f"{name}.docx")
    budget.write_workbook(folder / "06-phu-luc-bieu-du-toan-2027.xlsx")
    write_slides(folder / "11-trinh-chieu-quy-hoach-ven-song.pptx")
    for path in sorted(folder.glob("*.???x")):
        settle_times(path)
    write_project_list(str(folder / "09-phu-luc-danh-muc-du-an.pdf"))
    write_plan(str(folder / "12-ban-ve-quy-hoach-a3.pdf"))
    write_pdf(
        read_text("13-giam-sat.txt", tables), str(folder / "13-bao-cao-giam-sat-truong-lop.pdf"), cover=True
    )
    write_scan(read_text("14-thong-bao-mat-tran.txt"), folder / "14-thong-bao-mat-tran.pdf")


def computed_tables() -> dict[str, Table]:
    return {
        "revenue": budget.revenue(),
        "spending": budget.spending(),
        "local": budget.local_table(),
        "sectors": investment.sector_table(),
        "agenda": agenda_table(),
        "delegates": delegates_table(),
        "guests": guests_table(),
        "schools": schools_table(),
    }


def agenda_table() -> Table:
    """The agenda with the hour of each item, a pause at mid-morning and at noon."""
    table = Table(["Thời gian", "Nội dung", "Người trình bày, điều hành"], [], ["c", "l", "l"], [1.1, 4.6, 3])
    minute = 8 * 60
    items = MEETING["agenda"]
    for item in items:
        parts = [other for other in items if other["ref"].startswith(item["ref"] + ".")]
        if minute >= 12 * 60 - 20 and minute < 13 * 60:
            minute = 13 * 60 + 30
        hour = f"{minute // 60:02}:{minute % 60:02}"
        top = "." not in item["ref"]
        if top:
            table.bold_rows.add(len(table.rows))
        table.rows.append([hour, f"{item['ref']}. {item['title']}", item.get("presenter", "")])
        if not parts:
            minute += item["minutes"]
    return table


def delegates_table() -> Table:
    table = Table(
        ["TT", "Họ và tên", "Năm sinh", "Giới tính", "Chức vụ, nơi công tác", "Ghế"],
        [],
        ["c", "l", "c", "c", "l", "c"],
        [0.75, 3, 1, 0.9, 4.2, 0.8],
    )
    seated = [person for person in MEETING["people"] if person["role"] in ("chair", "member")]
    number = 0
    for group in sorted({person["group"] for person in seated}):
        table.bold_rows.add(len(table.rows))
        table.rows.append(["", group, "", "", "", ""])
        for person in seated:
            if person["group"] == group:
                number += 1
                row = [
                    str(number),
                    person["name"],
                    str(person["born"]),
                    person["sex"],
                    person["title"],
                    person["label"],
                ]
                table.rows.append(row)
    return table


def guests_table() -> Table:
    table = Table(["TT", "Họ và tên", "Chức vụ", "Ghế"], [], ["c", "l", "l", "c"], [0.6, 3, 5, 0.8])
    guests = [person for person in MEETING["people"] if person["role"] == "guest"]
    for number, person in enumerate(guests, 1):
        table.rows.append([str(number), person["name"], person["title"], person["label"]])
    return table


def schools_table() -> Table:
    chance = random.Random(48)
    table = Table(
        ["TT", "Trường", "Phường, xã", "Số lớp", "Học sinh", "Phòng học", "Ghi nhận của Đoàn giám sát"],
        [],
        ["c", "l", "l", "r", "r", "r", "l"],
        [0.55, 2.9, 2.3, 0.8, 1, 1, 3],
    )
    notes = [
        "Đạt yêu cầu",
        "Thiếu phòng học",
        "Nhà vệ sinh xuống cấp",
        "Sĩ số vượt quy định",
        "Thiếu phòng bộ môn",
        "Đang cải tạo, đúng tiến độ",
        "Chậm giải phóng mặt bằng",
    ]
    for number in range(1, 49):
        place = chance.choice(WARDS + COMMUNES)
        kind = chance.choice(["MN", "TH", "TH", "THCS", "THPT"])
        classes = chance.randint(14, 42)
        pupils = classes * chance.randint(31, 47)
        school = f"{kind} {place.split(' ', 1)[1]} {chance.choice(['1', '2', 'A', 'B'])}"
        row = [
            number,
            school,
            place,
            classes,
            budget.dots(pupils),
            classes - chance.randint(0, 4),
            chance.choice(notes),
        ]
        table.rows.append([str(cell) for cell in row])
    return table


def settle_times(path: Path) -> None:
    """Gives every part of an office file the same fixed time, or no two runs would be alike."""
    path.write_bytes(settled(path.read_bytes()))


def settled(archive: bytes) -> bytes:
    stamp = "{}-{:02}-{:02}T{:02}:{:02}:{:02}Z".format(*WRITTEN).encode()
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            part = old.read(entry)
            if entry.filename.endswith(".xlsx"):  # the figures inside a chart are a workbook of their own
                part = settled(part)
            part = DATES.sub(rb"\g<1>" + stamp, part) if entry.filename == "docProps/core.xml" else part
            new.writestr(zipfile.ZipInfo(entry.filename, WRITTEN), part, zipfile.ZIP_DEFLATED, 9)
    return out.getvalue()


if __name__ == "__main__":
    make_papers(Path(sys.argv[1]) if len(sys.argv) > 1 else PAPERS)
