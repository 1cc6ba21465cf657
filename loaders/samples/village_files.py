"""The districts' monthly village lists: seven offices, seven layouts."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from loaders.samples.book import SAMPLE_LINE, Book, Cell, Row, Sheet, signature, title_block
from loaders.samples.villages import Village
from loaders.samples.world import MISSING, MONTHS, NEWEST, Month, Unit, World, plain

GOOD, WEAK, NONE = ("Tốt", "Có sóng"), ("Yếu", "Chập chờn", "Sóng yếu"), ("Không có", "Lõm sóng")
SIGNAL = {"good": GOOD, "weak": WEAK, "none": NONE}
TITLE = "BIỂU TỔNG HỢP HIỆN TRẠNG PHỦ SÓNG DI ĐỘNG TẠI CÁC THÔN, BẢN, TỔ DÂN PHỐ"
TECHNOLOGIES = ("2G", "3G", "4G", "5G")


def village_books(world: World, villages: list[Village], month: Month) -> list[Book]:
    """One file per district; Chiêm Hóa's newest twice, because the first one was wrong."""
    books: list[Book] = []
    for district in world.districts:
        if ("village", district.short_name, str(month)) in MISSING:
            continue
        own = [v for v in villages if v.commune.parent_id == district.unit_id]
        received_at = world.received_at("village", district.short_name, month)
        make = LAYOUTS[district.short_name]
        books.append(make(district, own, month, received_at))
        if district.short_name == "Chiêm Hóa" and month == NEWEST:
            again = replace(books[-1], path=books[-1].path.replace(".xlsx", "_lan2.xlsx"), sheets=[], faults=[])
            again.received_at = received_at + timedelta(days=3, hours=1)
            again.sheets = make(district, own, month, again.received_at).sheets
            books.append(again)
            _spoil_first_version(books[-2])
    return books


def _book(district: Unit, month: Month, received_at: datetime, name: str, sheets: list[Sheet]) -> Book:
    folder = plain(district.short_name).replace(" ", "_")
    return Book(f"{month}/{folder}/{name}", "village_coverage", received_at, sheets)


def _start(title: str, district: Unit, month: Month, received_at: datetime, width: int) -> Sheet:
    sheet = Sheet(title)
    agency = (f"UBND {district.name.upper()}", "PHÒNG VĂN HÓA VÀ THÔNG TIN")
    when = f"(Số liệu tính đến ngày {month.last.day}/{month.last.month}/{month.last.year})"
    title_block(sheet, received_at, width, agency, (TITLE, when))
    return sheet


def _marks(village: Village, month: Month, mark: str = "x", blank: Cell = None) -> Row:
    has = village.technologies(month.last)
    return [mark if name in has else blank for name in TECHNOLOGIES]


def _state(village: Village, month: Month, number: int) -> Row:
    """Signal, power, cause, plan: the last four columns everywhere."""
    words = SIGNAL[village.signal(month.last)]
    remark = village.needs_remark(month.last)
    return [
        words[number % 2 if words is WEAK else 0],
        "x" if village.has_power else None,
        village.cause if remark else None,
        village.planned if remark else None,
    ]


def _city(district: Unit, villages: list[Village], month: Month, received_at: datetime) -> Book:
    """Flat; the total stands above the rows."""
    sheet = _start("Phụ lục", district, month, received_at, 13)
    sheet.heading(
        "STT | Xã/phường | Thôn, bản, tổ dân phố | Số hộ | Dân số | Công nghệ | < | < | < | Chất lượng sóng | "
        "Điện lưới | Nguyên nhân | Dự kiến phủ sóng",
        "^ | ^ | ^ | ^ | ^ | 2G | 3G | 4G | 5G | ^ | ^ | ^ | ^",
    )
    sheet.add(None, "Tổng cộng", None, sum(v.households for v in villages), sum(v.population for v in villages))
    for number, village in enumerate(villages, 1):
        facts: Row = [number, village.commune.name, village.name, village.households, village.population]
        sheet.add(*facts, *_marks(village, month), *_state(village, month, number))
    signature(sheet, received_at.date(), 13, "TM. ỦY BAN NHÂN DÂN")
    return _book(district, month, received_at, f"TPTQ_phu song thon, to_T{month.number:02d}-{month.year}.xlsx", [sheet])


def _grouped(district: Unit, villages: list[Village], month: Month, received_at: datetime) -> Book:
    """No commune column: the commune's name stands in a row of its own."""
    sheet = _start("Bieu 01", district, month, received_at, 12)
    sheet.heading(
        "TT | Tên thôn, bản, tổ dân phố | Số hộ | Số khẩu | 2G | 3G | 4G | 5G | Tình trạng sóng | "
        "Có điện lưới | Nguyên nhân | Thời gian dự kiến",
    )
    sheet.add(*range(1, 13))
    commune = None
    roman = iter(("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"))
    for number, village in enumerate(villages, 1):
        if village.commune is not commune:
            commune = village.commune
            sheet.add(next(roman), commune.name)
        facts: Row = [number, village.name, village.households, village.population]
        sheet.add(*facts, *_marks(village, month, "X"), *_state(village, month, number))
    signature(sheet, received_at.date(), 12, "KT. CHỦ TỊCH")
    return _book(district, month, received_at, f"Lam Binh - bao cao song DD {month.number}.{month.year}.xlsx", [sheet])


def _merged(district: Unit, villages: list[Village], month: Month, received_at: datetime) -> Book:
    """The commune's cell is merged down its block."""
    sheet = _start("Na Hang", district, month, received_at, 13)
    sheet.heading(
        "STT | Xã, phường, thị trấn | Thôn, bản | Số hộ dân | Nhân khẩu | Phủ sóng | < | < | < | "
        "Hiện trạng sóng | Điện lưới quốc gia | Lý do | Kế hoạch phủ sóng",
        "^ | ^ | ^ | ^ | ^ | Sóng 2G | Sóng 3G | Sóng 4G | Sóng 5G | ^ | ^ | ^ | ^",
    )
    top, commune = 0, None
    for number, village in enumerate(villages, 1):
        is_first = village.commune is not commune
        if is_first and top:
            sheet.merge(top, 2, len(sheet.rows), 2)
        facts: Row = [float(number), village.commune.name if is_first else None, village.name]
        row = sheet.add(
            *facts, village.households, village.population, *_marks(village, month), *_state(village, month, number)
        )
        if is_first:
            top, commune = row, village.commune
    sheet.merge(top, 2, len(sheet.rows), 2)
    signature(sheet, received_at.date(), 13, "KT. CHỦ TỊCH PHÓ CHỦ TỊCH")
    return _book(district, month, received_at, f"NaHang_thon ban_{month.last:%d%m%Y}.xlsx", [sheet])


def _totalled(district: Unit, villages: list[Village], month: Month, received_at: datetime) -> Book:
    """A stated sum after every commune and one for the district."""
    sheet = _start("T" + month.text.replace("/", "."), district, month, received_at, 13)
    sheet.heading(
        "TT | Thôn/bản/tổ dân phố | Tên xã | Tổng số hộ | Số nhân khẩu | 2G | 3G | 4G | 5G | Mức sóng | "
        "Có điện | Nguyên nhân | Dự kiến",
    )
    block: list[Village] = []
    for number, village in enumerate(villages, 1):
        # Typed with the tone mark where the old school puts it.
        commune = village.commune.name.replace("Hòa", "Hoà")
        facts: Row = [number, village.name, commune, village.households, village.population]
        sheet.add(*facts, *_marks(village, month, "v"), *_state(village, month, number))
        block.append(village)
        if number == len(villages) or villages[number].commune is not village.commune:
            _sum_row(sheet, f"Cộng {village.commune.name.replace('Xã', 'xã')}", block)
            block = []
    _sum_row(sheet, "Tổng cộng", villages)
    signature(sheet, received_at.date(), 13, "CHỦ TỊCH")
    return _book(district, month, received_at, f"Chiem Hoa_BC phu song thang {month.number}.{month.year}.xlsx", [sheet])


def _sum_row(sheet: Sheet, label: str, villages: list[Village]) -> None:
    row = sheet.add(None, label, None, sum(v.households for v in villages), sum(v.population for v in villages))
    sheet.bold.add(row)


def _spoil_first_version(book: Book) -> None:
    """A sum that does not fit and a village typed twice: why the district sent the file again."""
    sheet = book.sheets[0]
    sums = [number for number, row in enumerate(sheet.rows, 1) if len(row) > 1 and str(row[1]).startswith("Cộng ")]
    wrong, below = sums[2], sums[3]
    book.plant("total_differs", sheet, wrong, 5, _plus(sheet.rows[wrong - 1][4], 100))
    # The last village of the next block once more; its block's sum and the district's have counted it.
    again = list(sheet.rows[below - 2])
    again[3] = _plus(again[3], 4)
    grand = next(number for number, row in enumerate(sheet.rows, 1) if len(row) > 1 and row[1] == "Tổng cộng")
    for number in (below, grand):
        for column in (3, 4):
            sheet.rows[number - 1][column] = _plus(sheet.rows[number - 1][column], int(str(again[column])))
    sheet.rows.insert(below - 1, again)
    sheet.bold = {row + (row >= below) for row in sheet.bold}
    book.note("duplicate_key", sheet, below, 2, again[1])


def _plus(cell: Cell, more: int) -> int:
    return int(str(cell)) + more


def _decomposed(district: Unit, villages: list[Village], month: Month, received_at: datetime) -> Book:
    """Typed on a Mac: every accent is a character of its own; technologies as one list."""
    sheet = _start("Ham Yen", district, month, received_at, 10)
    sheet.heading(
        "STT | Xã/phường/thị trấn | Thôn, bản, TDP | Hộ | Khẩu | Loại sóng | Tình trạng | Điện | Nguyên nhân | "
        "Thời hạn",
    )
    first = len(sheet.rows) + 1
    for number, village in enumerate(villages, 1):
        technologies = ", ".join(village.technologies(month.last)) or None
        facts: Row = [number, village.commune.name, village.name, village.households, village.population, technologies]
        sheet.add(*facts, *_state(village, month, number))
    book = _book(district, month, received_at, f"HamYen-T{month.number}-{month.year}.xlsx", [sheet])
    signature(sheet, received_at.date(), 10, "KT. CHỦ TỊCH")
    if month == MONTHS[-2]:
        book.plant("not_a_count", sheet, first + 27, 4, "khoảng 90 hộ")
    # The sample line stays as it is: it is ours, not the sender's.
    for row in sheet.rows[1:]:
        row[:] = [unicodedata.normalize("NFD", cell) if isinstance(cell, str) else cell for cell in row]
    return book


def _filtered(district: Unit, villages: list[Village], month: Month, received_at: datetime) -> Book:
    """Rows hidden by a filter, which are data; and a hidden sheet left over from last month, which is not."""
    sheet = _start("Tong hop", district, month, received_at, 14)
    sheet.heading(
        "STT | Huyện | Xã/phường/thị trấn | Tên thôn/bản | Số hộ | Dân số | Công nghệ | < | < | < | "
        "Sóng di động | Điện lưới | Nguyên nhân | Dự kiến phủ sóng",
        "^ | ^ | ^ | ^ | ^ | ^ | 2G | 3G | 4G | 5G | ^ | ^ | ^ | ^",
        "(1) | (2) | (3) | (4) | (5) | (6) | (7) | (8) | (9) | (10) | (11) | (12) | (13) | (14)",
    )
    old = replace(sheet, title="T cu", rows=[list(row) for row in sheet.rows], is_hidden=True, merges=[], bold=set())
    for number, village in enumerate(villages, 1):
        facts: Row = [number, district.name, village.commune.name, f"{village.name} ", village.households]
        row = sheet.add(*facts, village.population, *_marks(village, month), *_state(village, month, number))
        if village.commune is villages[40].commune:
            sheet.hidden_rows.add(row)
        if number <= 12:
            old.rows.append(list(sheet.rows[-1]))
    signature(sheet, received_at.date(), 14, "TM. UBND HUYỆN")
    return _book(district, month, received_at, f"Yen Son thon ban T{month.text.replace('/', '.')}.xlsx", [sheet, old])


def _csv(district: Unit, villages: list[Village], month: Month, received_at: datetime) -> Book:
    """A plain list with semicolons from the district's own software."""
    sheet = Sheet("")
    sheet.add(SAMPLE_LINE.format(received_at))
    sheet.add(f"{TITLE} HUYỆN SƠN DƯƠNG")
    sheet.add(f"Tính đến ngày {month.last:%d/%m/%Y}")
    sheet.add(
        *("STT", "Huyện", "Xã", "Thôn", "Số hộ", "Số nhân khẩu", *TECHNOLOGIES),
        *("Tình trạng phủ sóng", "Điện lưới", "Nguyên nhân", "Dự kiến phủ sóng"),
    )
    for number, village in enumerate(villages, 1):
        facts: Row = [number, district.short_name, village.commune.short_name, village.name, village.households]
        sheet.add(*facts, village.population, *_marks(village, month, "1", "0"), *_state(village, month, number))
    return _book(district, month, received_at, f"son_duong_thon_{month.year}{month.number:02d}.csv", [sheet])


Layout = Callable[[Unit, list[Village], Month, datetime], Book]
LAYOUTS: dict[str, Layout] = {
    "Tuyên Quang": _city,
    "Lâm Bình": _grouped,
    "Na Hang": _merged,
    "Chiêm Hóa": _totalled,
    "Hàm Yên": _decomposed,
    "Yên Sơn": _filtered,
    "Sơn Dương": _csv,
}
