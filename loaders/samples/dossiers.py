"""The one-stop system's detail export, a file a month: dossiers received in the month or closed in it.

Everything is thrown by dice. Applicants' columns are there because real exports have them; they say nothing.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from loaders.samples.book import Book, Cell, Row, Sheet, title_block
from loaders.samples.offices import OFFICES
from loaders.samples.procedures import TOTAL, Procedure
from loaders.samples.world import MONTHS, NEWEST, Month, World

A_MONTH = 2100  # received at scale 1
LARGEST_WORKBOOK = 50_000  # rows; above that the system exports CSV
LONGEST = 3  # months between receipt and closing, at most
HEADINGS: tuple[Cell, ...] = (
    "STT",
    "Mã hồ sơ",
    "Mã TTHC",
    "Đơn vị xử lý",
    "Huyện, thành phố",
    "Tên người nộp",
    "Số CCCD",
    "Số điện thoại",
    "Hình thức nộp",
    "Ngày tiếp nhận",
    "Ngày hẹn trả",
    "Ngày trả kết quả",
    "Trạng thái hồ sơ",
    "Có phí",
    "Thanh toán trực tuyến",
    "Số hóa TPHS",
    "Số hóa kết quả",
)
STATUS = {
    1: "Mới đăng ký",
    2: "Được tiếp nhận",
    3: "Không được tiếp nhận",
    4: "Đang xử lý",
    5: "Yêu cầu bổ sung giấy tờ",
    6: "Yêu cầu thực hiện nghĩa vụ tài chính",
    7: "Công dân yêu cầu rút hồ sơ",
    8: "Dừng xử lý",
    9: "Đã xử lý xong",
    10: "Đã trả kết quả",
}
IMPOSSIBLE, UNKNOWN = 11, 23  # places, from 0, of the two rows with a planted fault
IMPOSSIBLE_DAY, UNKNOWN_UNIT = "31/02/2024", "Sở Chuyển đổi số"


@dataclass(slots=True)
class Dossier:
    """end: its status once closed_on is reached; while_open: before, or for ever where closed_on is None."""

    number: int
    procedure: Procedure
    unit: str
    district: str | None
    channel: str
    received_on: date
    due_on: date | None
    closed_on: date | None
    end: int
    while_open: int
    paid_online: bool
    input_digitised: bool
    result_digitised: bool

    def is_closed(self, on: date) -> bool:
        return self.closed_on is not None and self.closed_on <= on


@dataclass(frozen=True)
class Desks:
    """Who receives: (unit, district or None, the procedures done there), with weights for the dice."""

    places: list[tuple[str, str | None, list[Procedure]]]
    weights: list[float]


def make_desks(world: World, procedures: list[Procedure]) -> Desks:
    now = procedures[:TOTAL]
    places: list[tuple[str, str | None, list[Procedure]]] = []
    weights: list[float] = []
    for office in OFFICES:
        own = [p for p in now if p.office is office and p.levels[0]]
        places.append((office.name, None, _popular(own)))
        weights.append(office.weight * 1.6)
    at_district, at_commune = ([p for p in now if p.levels[level]] for level in (1, 2))
    for district in world.districts:
        word = "thành phố" if district.kind_word == "Thành phố" else "huyện"
        places.append((f"UBND {word} {district.short_name}", None, _popular(at_district)))
        weights.append(4.0)
        for commune in world.communes_of(district):
            name = f"UBND {commune.kind_word.lower()} {commune.short_name}"
            places.append((name, district.name, _popular(at_commune)))
            weights.append(0.18)
    return Desks(places, weights)


def _popular(procedures: list[Procedure]) -> list[Procedure]:
    """Online ones twice: people come for them more often."""
    return [p for p in procedures for _ in range(2 if p.service_level != "information" else 1)]


def dossier_books(world: World, desks: Desks, month: Month) -> list[Book]:
    received_at = world.received_at("dossiers", "TTPVHCC", month)
    rows = _rows(world, desks, month)
    sheet = Sheet("Danh sach ho so")
    title = (
        "DANH SÁCH HỒ SƠ THỦ TỤC HÀNH CHÍNH TIẾP NHẬN VÀ GIẢI QUYẾT",
        f"(Kết xuất từ Hệ thống thông tin giải quyết TTHC, số liệu tính đến ngày {month.last:%d/%m/%Y})",
    )
    title_block(
        sheet, received_at, len(HEADINGS), ("UBND TỈNH TUYÊN QUANG", "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG"), title
    )
    sheet.heading([str(heading) for heading in HEADINGS])
    first = len(sheet.rows) + 1
    # A month's file holds what came in and about a seventh more that was closed.
    ending = "csv" if A_MONTH * world.scale * 1.2 > LARGEST_WORKBOOK else "xlsx"
    book = Book(
        f"{month}/TTPVHCC_ho so chi tiet_{month.year}{month.number:02d}.{ending}", "dossiers", received_at, [sheet]
    )
    sheet.body = _faulty(rows) if month == NEWEST else rows
    if month == NEWEST:
        book.note("impossible_day", sheet, first + IMPOSSIBLE, HEADINGS.index("Ngày trả kết quả") + 1, IMPOSSIBLE_DAY)
        book.note("unknown_unit", sheet, first + UNKNOWN, HEADINGS.index("Đơn vị xử lý") + 1, UNKNOWN_UNIT)
    return [book]


def _faulty(rows: Iterator[Row]) -> Iterator[Row]:
    for place, row in enumerate(rows):
        if place == IMPOSSIBLE:
            row[HEADINGS.index("Ngày trả kết quả")] = IMPOSSIBLE_DAY
        elif place == UNKNOWN:
            row[HEADINGS.index("Đơn vị xử lý")] = UNKNOWN_UNIT
        yield row


def _rows(world: World, desks: Desks, month: Month) -> Iterator[Row]:
    number = 0
    for back in range(LONGEST, -1, -1):
        origin = month.back(back)
        if origin < MONTHS[0]:
            continue
        for dossier in received_in(world, desks, origin):
            changed = dossier.closed_on is not None and month.first <= dossier.closed_on <= month.last
            if back == 0 or changed:
                number += 1
                yield _row(dossier, number, month)


def _row(dossier: Dossier, number: int, month: Month) -> Row:
    closed = dossier.is_closed(month.last)
    status = dossier.end if closed else dossier.while_open
    # In 2023 the system wrote dates as text and statuses as codes; since 2024 typed dates beside text.
    new = month.year > 2023
    due = dossier.due_on
    closed_on = dossier.closed_on if closed else None
    fee = dossier.procedure.has_fee
    return [
        number,
        f"000.{dossier.number % 90 + 10}.17.H60-{dossier.received_on:%y%m%d}-{dossier.number:06d}",
        dossier.procedure.code,
        dossier.unit,
        dossier.district,
        f"Công dân {dossier.number % 1_000_000:06d}",
        f"0000{dossier.number % 100_000_000:08d}",
        "0000000000",
        dossier.channel,
        dossier.received_on if new else f"{dossier.received_on:%d/%m/%Y}",
        f"{due:%d/%m/%Y}" if due else None,
        closed_on if new or closed_on is None else f"{closed_on:%d/%m/%Y}",
        STATUS[status] if new else status,
        "x" if fee else None,
        "x" if fee and dossier.paid_online else None,
        "x" if dossier.input_digitised else None,
        "x" if closed and dossier.end >= 9 and dossier.result_digitised else None,
    ]


def received_in(world: World, desks: Desks, month: Month) -> Iterator[Dossier]:
    """The dossiers received in a month, by day; the same ones whichever month's file asks."""
    dice = world.dice("dossiers", month)
    age = MONTHS.index(month)
    days = month.last.day
    total = A_MONTH * world.scale
    places = dice.choices(desks.places, desks.weights, k=total)
    for index, (unit, district, procedures) in enumerate(places):
        received_on = month.first + timedelta(days=index * days // total)
        yield _dossier(dice, (age + 1) * 10_000_000 + index, unit, district, dice.choice(procedures), received_on, age)


def _dossier(
    dice: random.Random, number: int, unit: str, district: str | None, procedure: Procedure, received_on: date, age: int
) -> Dossier:
    allowed = dice.choice((1, 2, 3, 3, 5, 5, 7, 10, 10, 15, 20, 30))
    luck = dice.random()
    if luck < 0.022:
        took = allowed + dice.randint(1, 12)  # late
    elif luck < 0.3:
        took = allowed
    else:
        took = int(allowed * dice.uniform(0.1, 0.95))
    end = 10 if luck > 0.17 else 9 if luck > 0.03 else dice.choice((7, 3, 9, 9))
    is_open = dice.random() < 0.012
    # Half-way through its steps when the month ends; a few never get further.
    while_open = dice.choices((4, 2, 5, 6, 8, 1), (70, 14, 7, 4, 3, 2))[0]
    likely_online = min(0.95, (0.5 if procedure.service_level == "partial" else 0.62) + 0.016 * age)
    if procedure.service_level == "information":
        likely_online = 0.0
    draw = dice.random()
    channel = "Trực tuyến" if draw < likely_online else "Trực tiếp" if draw < 0.97 else "Bưu chính công ích"
    return Dossier(
        number,
        procedure,
        unit,
        district,
        channel,
        received_on,
        None if dice.random() < 0.015 else received_on + timedelta(days=allowed),
        None if is_open else received_on + timedelta(days=took),
        end,
        while_open,
        procedure.has_online_payment and dice.random() < 0.25 + 0.02 * age,
        dice.random() < 0.45 + 0.022 * age,
        dice.random() < 0.4 + 0.025 * age,
    )
