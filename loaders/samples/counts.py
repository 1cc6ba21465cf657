"""Form II.06a/VPCP/KSTT: one workbook a month for the departments (a sheet each), one file a month per district.

All numbers are thrown by dice; the form's identities hold, and what is pending at a month's end is carried over.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from loaders.samples.book import Book, Row, Sheet, signature, title_block
from loaders.samples.offices import DISTRICT_FIELDS, OFFICES
from loaders.samples.world import MISSING, MONTHS, NEWEST, Month, World, plain

HEAD = (
    "TT | Lĩnh vực, công việc giải quyết theo cấp | Số hồ sơ tiếp nhận | < | < | < | "
    "Số hồ sơ đã giải quyết | < | < | < | Số hồ sơ đang giải quyết | < | <",
    "^ | ^ | Tổng số | Trong đó | < | < | Tổng số | Trước hạn | "
    "Đúng hạn (Bao gồm cả hồ sơ chờ bổ sung, trả lại, xin rút) | Quá hạn | Tổng số | Trong hạn | Quá hạn",
    "^ | ^ | ^ | Trực tuyến | Trực tiếp, dịch vụ bưu chính | Từ kỳ trước | ^ | ^ | ^ | ^ | ^ | ^ | ^",
)
COLUMN_NUMBERS = (
    "(1)",
    "(2)",
    "(3)=(4)+(5)+(6)",
    "(4)",
    "(5)",
    "(6)",
    "(7)=(8)+(9)+(10)",
    "(8)",
    "(9)",
    "(10)",
    "(11)=(12)+(13)",
    "(12)",
    "(13)",
)
SIZE = 165  # dossiers a month of a field of weight 1 at a department; districts see five times that
EXTRA = 7  # what the broken identity is wrong by


@dataclass(frozen=True)
class Counts:
    """Columns 4, 5, 6, 8, 9, 10, 12 and 13 of one row of the form; the sums follow."""

    online: int
    direct: int
    carried_over: int
    early: int
    on_time: int
    late: int
    pending_in_time: int
    pending_overdue: int

    def cells(self) -> Row:
        received = self.online + self.direct + self.carried_over
        resolved = self.early + self.on_time + self.late
        pending = self.pending_in_time + self.pending_overdue
        return [
            received,
            self.online,
            self.direct,
            self.carried_over,
            resolved,
            self.early,
            self.on_time,
            self.late,
            pending,
            self.pending_in_time,
            self.pending_overdue,
        ]


def count_books(world: World, month: Month) -> list[Book]:
    return [_departments(world, month), *_districts(world, month)]


def history(dice: random.Random, size: float, until: Month) -> Counts:
    """The row of that month, its predecessors' pending ones carried over from January 2023 on."""
    start_online, late_share = dice.uniform(0.3, 0.6), dice.uniform(0.002, 0.028)
    gain = dice.uniform(0.008, 0.024)
    pending = round(size * dice.uniform(0.05, 0.12))
    for index, month in enumerate(MONTHS):
        # Tết: few dossiers in January 2023 and February 2024.
        season = 0.7 if month in (Month(2023, 1), Month(2024, 2)) else 1.0
        received = max(1, round(size * season * dice.uniform(0.85, 1.15)))
        online = round(received * min(0.97, start_online + gain * index + dice.uniform(-0.03, 0.03)))
        whole = received + pending
        left = round(whole * dice.uniform(0.04, 0.1))
        resolved = whole - left
        late = round(resolved * late_share * dice.uniform(0.5, 1.6))
        early = round((resolved - late) * dice.uniform(0.55, 0.8))
        overdue = round(left * dice.uniform(0.0, 0.09))
        counts = Counts(
            online, received - online, pending, early, resolved - late - early, late, left - overdue, overdue
        )
        if month == until:
            return counts
        pending = left
    raise ValueError(until)


def _form(unit: str, office: str, month: Month, received_at: datetime, title: str) -> Sheet:
    sheet = Sheet(title)
    lines = (
        "TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH TẠI CƠ QUAN, ĐƠN VỊ",
        f"Kỳ báo cáo: Tháng {month.text}",
        f"(Từ ngày {month.first:%d/%m/%Y} đến ngày {month.last:%d/%m/%Y})",
    )
    title_block(sheet, received_at, 13, (office, unit.upper()), lines, "Biểu số II.06a/VPCP/KSTT")
    sheet.rows[-1] = [f"Đơn vị báo cáo: {unit}"]
    sheet.add(*[None] * 9, "Đơn vị tính: Số hồ sơ TTHC")
    sheet.heading(*HEAD)
    sheet.add(*COLUMN_NUMBERS)
    return sheet


def _total(sheet: Sheet, first: int) -> int:
    """Add "Tổng cộng" over the numeric rows from `first` on."""
    rows = [row for row in sheet.rows[first - 1 :] if len(row) == 13]
    sums: Row = [sum(int(str(row[column])) for row in rows) for column in range(2, 13)]
    total = sheet.add(None, "Tổng cộng", *sums)
    sheet.bold.add(total)
    return total


def _departments(world: World, month: Month) -> Book:
    received_at = world.received_at("counts", "TTPVHCC", month)
    book = Book(
        f"{month}/TTPVHCC_Bieu II.06a so nganh_T{month.number}.{month.year}.xlsx", "dossier_counts", received_at, []
    )
    for office in OFFICES:
        sheet = _form(office.name, "ỦY BAN NHÂN DÂN TỈNH TUYÊN QUANG", month, received_at, office.short)
        first = len(sheet.rows) + 1
        for number, field in enumerate(office.fields, 1):
            dice = world.dice("counts", office.name, field)
            size = SIZE * office.weight * dice.uniform(0.4, 1.6)
            sheet.add(float(number), field, *history(dice, size, month).cells())
        total = _total(sheet, first)
        if month == NEWEST and office.short == "Sở Nội vụ":
            book.plant("total_differs", sheet, total, 4, int(str(sheet.rows[total - 1][3])) + 10)
        signature(sheet, received_at.date(), 13, "KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC", "Người báo cáo")
        book.sheets.append(sheet)
    return book


def _districts(world: World, month: Month) -> list[Book]:
    books = []
    for index, district in enumerate(world.districts):
        if ("counts", district.short_name, str(month)) in MISSING:
            continue
        received_at = world.received_at("counts", district.short_name, month)
        sheet = _form(
            f"UBND {district.name.lower().replace(district.short_name.lower(), district.short_name)}",
            f"UBND {district.name.upper()}",
            month,
            received_at,
            "II.06a",
        )
        path = f"{month}/{plain(district.short_name).replace(' ', '_')}/" + NAMES[index % len(NAMES)](
            plain(district.short_name), month
        )
        book = Book(path, "dossier_counts", received_at, [sheet])
        first = len(sheet.rows) + 1
        number = 0
        for roman, (group, fields) in zip(("I", "II"), DISTRICT_FIELDS.items(), strict=True):
            sheet.add(roman, group)
            for field, weight in fields:
                number += 1
                dice = world.dice("counts", district.name, field)
                size = SIZE * 5 * weight * dice.uniform(0.5, 1.1)
                row = sheet.add(number, field, *history(dice, size, month).cells())
                if month == NEWEST and district.short_name == "Hàm Yên" and field == "Hộ tịch":
                    _break_identity(book, sheet, row)
        _total(sheet, first)
        signature(sheet, received_at.date(), 13, "TM. ỦY BAN NHÂN DÂN", "Người lập biểu")
        books.append(book)
    return books


def _break_identity(book: Book, sheet: Sheet, row: int) -> None:
    """Columns 3 and 4 grow together: 3=4+5+6 still holds, 3=7+11 no more."""
    online, received = (int(str(sheet.rows[row - 1][column])) + EXTRA for column in (3, 2))
    sheet.rows[row - 1][3] = online
    book.plant("broken_identity", sheet, row, 3, received)


def _name_a(district: str, month: Month) -> str:
    return f"II.06a {district} thang {month.number:02d} nam {month.year}.xlsx"


def _name_b(district: str, month: Month) -> str:
    return f"{district.replace(' ', '')}_BieuII06a_{month.year}{month.number:02d}.xlsx"


def _name_c(district: str, month: Month) -> str:
    return f"BC TTHC {district} {month.last:%d.%m.%Y} (chinh thuc).xlsx"


NAMES: tuple[Callable[[str, Month], str], ...] = (_name_a, _name_b, _name_c)
