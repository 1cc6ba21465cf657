"""Ranking decisions of the province for 2022 and 2023: three boards each, as annexes with criteria.

Published (2023, announced 23/5/2024): the first three and the last of each board. Everything between, every
criterion and the whole of 2022 is invented, in an order that agrees with the published places.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import datetime

from loaders.samples.book import Book, Row, Sheet, signature, title_block
from loaders.samples.offices import OFFICES
from loaders.samples.world import MONTHS, Month, World, comma

BASE = ("Nhận thức số", "Thể chế số", "Hạ tầng số", "Nhân lực số", "An toàn thông tin mạng")
CRITERIA = {
    "department": (*BASE, "Hoạt động chuyển đổi số"),
    "district": (*BASE, "Chính quyền số", "Kinh tế số", "Xã hội số"),
    "commune": BASE,
}
WEIGHTS = {"department": (3, 4, 3, 4, 4, 9), "district": (4, 5, 4, 5, 5, 9, 6, 5), "commune": (4, 4, 3, 5, 3)}
# Board -> [(unit, points in hundredths)]: the first three, then the last.
PUBLISHED_2023 = {
    "department": (
        ("Sở Tư pháp", 40764),
        ("Sở Tài chính", 37934),
        ("Sở Kế hoạch và Đầu tư", 37709),
        ("Sở Tài nguyên và Môi trường", 26436),
    ),
    "district": (("Tuyên Quang", 51365), ("Yên Sơn", 50817), ("Sơn Dương", 50779), ("Na Hang", 43421)),
    "commune": (("Xã Tràng Đà", 30431), ("Phường Hưng Thành", 29251), ("Xã Bình An", 27948), ("Xã Thượng Giáp", 10044)),
}
BEST_2022 = {
    "department": ("Sở Thông tin và Truyền thông", 33101, 23115),
    "district": ("Yên Sơn", 46210, 38875),
    "commune": ("Phường Hưng Thành", 26140, 9120),
}
# A digit typed twice: the official list of another province prints 331,01 as this.
OUTLIER = "3331,01"
NOT_RANKED = (
    ("Thanh tra tỉnh", "Không xếp hạng: do tính chất đặc thù"),
    ("Công an tỉnh", "Không xếp hạng: cơ quan ngành dọc"),
    ("Bộ CHQS tỉnh", "Không xếp hạng: do tính chất đặc thù"),
)
DECIDED = {2022: Month(2023, 4), 2023: Month(2024, 4)}  # received in the month after
HEAD_OF_UNIT = {"department": "Sở, ban, ngành", "district": "UBND huyện, thành phố", "commune": "Xã, phường, thị trấn"}
BOARD_WORDS = {"department": "SỞ, BAN, NGÀNH", "district": "HUYỆN, THÀNH PHỐ", "commune": "XÃ, PHƯỜNG, THỊ TRẤN"}


def score_books(world: World, month: Month) -> list[Book]:
    if month == DECIDED[2022].next():
        return [_separate(world, board) for board in CRITERIA]
    return [_together(world)] if month == MONTHS[-1] else []


def make_board(world: World, year: int, board: str) -> list[tuple[str, str, int]]:
    """(unit, its district or "", points in hundredths), best first; a tie in the middle of the larger boards."""
    dice = world.dice("scores", year, board)
    units = _units(world, board)
    if year == 2023:
        fixed = PUBLISHED_2023[board]
        top = [(_find(units, name), points) for name, points in fixed[:3]]
        bottom = (_find(units, fixed[3][0]), fixed[3][1])
    else:
        name, best, worst = BEST_2022[board]
        top = [(_find(units, name), best)]
        last = PUBLISHED_2023[board][3][0]
        bottom = (_find(units, last), worst)
    taken = [unit for unit, _ in (*top, bottom)]
    rest = [unit for unit in units if unit not in taken]
    dice.shuffle(rest)
    if year != 2023:
        # Offices don't change places at random from year to year: each stays within a sixth of its board.
        later = {(unit, district): place for place, (unit, district, _) in enumerate(make_board(world, 2023, board))}
        rest.sort(key=lambda unit: later[unit] + dice.uniform(-1, 1) * len(units) / 6)
    points = sorted(_between(dice, top[-1][1], bottom[1], len(rest)), reverse=True)
    if len(points) > 6:
        points[5] = points[4]
    rows = [*top, *zip(rest, points, strict=True), bottom]
    return [(unit, district, score) for (unit, district), score in rows]


def _units(world: World, board: str) -> list[tuple[str, str]]:
    if board == "department":
        unranked = {name for name, _ in NOT_RANKED}
        return [(office.name, "") for office in OFFICES if office.name not in unranked]
    if board == "district":
        return [(district.short_name, "") for district in world.districts]
    return [(commune.name, world.district_of(commune).short_name) for commune in world.communes]


def _find(units: Sequence[tuple[str, str]], name: str) -> tuple[str, str]:
    return next(unit for unit in units if unit[0] == name)


def _between(dice: random.Random, top: int, bottom: int, count: int) -> list[int]:
    """Different scores strictly between two."""
    return dice.sample(range(bottom + 1, top), count)


def split(dice: random.Random, points: int, weights: Sequence[int]) -> list[int]:
    """Criteria that add up to the total, to the hundredth."""
    shares = [weight * dice.uniform(0.8, 1.2) for weight in weights]
    parts = [int(points * share / sum(shares)) for share in shares]
    parts[0] += points - sum(parts)
    return parts


def _separate(world: World, board: str) -> Book:
    """2022: a file per board, one heading row."""
    received_at = world.received_at("scores", board, DECIDED[2022])
    sheet = Sheet("Phu luc")
    file = {"department": "so nganh", "district": "huyen TP", "commune": "xa phuong"}[board]
    book = Book(f"{DECIDED[2022].next()}/PL QD xep hang CDS 2022 - {file}.xlsx", "unit_scores", received_at, [sheet])
    _fill(world, book, sheet, 2022, board, received_at)
    return book


def _together(world: World) -> Book:
    """2023: one file, a sheet per board, criteria under two group headings for the districts."""
    received_at = datetime(2024, 5, 24, 9, 40)
    sheets = [Sheet(title) for title in ("PL1. So nganh", "PL2. Huyen, TP", "PL3. Xa, phuong, TT")]
    book = Book(f"{MONTHS[-1]}/Phu luc QD cong bo xep hang CDS nam 2023.xlsx", "unit_scores", received_at, sheets)
    for sheet, board in zip(sheets, CRITERIA, strict=True):
        _fill(world, book, sheet, 2023, board, received_at)
    return book


def _fill(world: World, book: Book, sheet: Sheet, year: int, board: str, received_at: datetime) -> None:
    criteria = CRITERIA[board]
    width = len(criteria) + 5 + (board == "commune")
    basis = (
        "(Kèm theo Quyết định ngày 23/5/2024 của UBND tỉnh)" if year == 2023 else "(Kèm theo Quyết định của UBND tỉnh)"
    )
    title = (f"KẾT QUẢ XẾP HẠNG MỨC ĐỘ CHUYỂN ĐỔI SỐ CÁC {BOARD_WORDS[board]} NĂM {year}", basis)
    title_block(sheet, received_at, width, ("ỦY BAN NHÂN DÂN", "TỈNH TUYÊN QUANG"), title)
    within = ("Huyện, thành phố",) if board == "commune" else ()
    heads = ("STT", HEAD_OF_UNIT[board], *within)
    tail = ("Tổng điểm", "Xếp hạng", "Ghi chú")
    if board == "district" and year == 2023:
        sheet.heading(
            (*heads, "Nhóm chỉ số nền tảng chung", *["<"] * 4, "Nhóm chỉ số hoạt động", *["<"] * 2, *tail),
            (*["^"] * len(heads), *criteria, *["^"] * 3),
        )
    else:
        sheet.heading((*heads, *criteria, *tail))
    rows = make_board(world, year, board)
    scores = [points for _, _, points in rows]
    dice = world.dice("scores", year, board, "criteria")
    for number, (unit, district, points) in enumerate(rows, 1):
        parts = [comma(part / 100, 2) for part in split(dice, points, WEIGHTS[board])]
        rank = scores.index(points) + 1
        facts: Row = [number, _as_written(unit, board, number), *([district] if within else []), *parts]
        row = sheet.add(*facts, comma(points / 100, 2), rank, None)
        if year == 2022 and board == "department" and number == 1:
            book.plant("outlier", sheet, row, len(heads) + len(criteria) + 1, OUTLIER)
    if board == "department":
        for number, (unit, reason) in enumerate(NOT_RANKED, len(rows) + 1):
            sheet.add(number, unit, *[None] * len(criteria), None, None, reason)
    signature(sheet, received_at.date(), width, "TM. ỦY BAN NHÂN DÂN")


def _as_written(unit: str, board: str, number: int) -> str:
    """Short forms and abbreviations between full names, as such annexes mix them."""
    if board == "district":
        return "UBND thành phố Tuyên Quang" if unit == "Tuyên Quang" else f"UBND huyện {unit}"
    if board == "commune" and number % 4 == 2:
        return unit.replace("Phường ", "P. ").replace("Thị trấn ", "TT ")
    if board == "department" and number % 3 == 2:
        return next(office.short for office in OFFICES if office.name == unit)
    return unit
