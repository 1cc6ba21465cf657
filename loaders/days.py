"""One cell to one day, in every way that Vietnamese exports write it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from loaders.cell import fault, is_blank, shown
from loaders.contract import BadCell, Convention, Kind

FIRST_YEAR, LAST_YEAR = 1990, 2100
_EXCEL_ZERO = date(1899, 12, 30)
_SERIALS = range(30_000, 60_001)  # 1982 to 2064: anything else is a plain number

# What may stand behind a day (or before it, as the portals print it): 14:05, 14h05, 2:05:33 CH, T08:30:00Z.
_CLOCK = (
    r"\d{1,2}\s*(?::|h|giờ)\s*(?:\d{1,2}(?::\d{1,2}(?:[.,]\d+)?)?)?(?:\s*phút)?"
    r"(?:\s*(?:sa|ch|am|pm))?(?:z|[+-]\d\d:?\d\d)?"
)
_DAY = re.compile(
    rf"(?:{_CLOCK}[\s,]+)?(?:ngày\s*)?(\d{{1,2}})\s*([/.-])\s*(\d{{1,2}})\s*\2\s*(\d{{4}}|\d{{2}})(?:[\s,]+{_CLOCK})?",
    re.I,
)
_ISO = re.compile(rf"(\d{{4}})\s*([/.-])\s*(\d{{1,2}})\s*\2\s*(\d{{1,2}})(?:[\st,]+{_CLOCK})?", re.I)
_WORDS = re.compile(
    rf"(?:{_CLOCK}[\s,]+)?(?:ngày\s*)?(\d{{1,2}})\s*tháng\s*(\d{{1,2}})\s*,?\s*năm\s*(\d{{4}})(?:[\s,]+{_CLOCK})?", re.I
)
_STAMP = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:\d{6})?")
_SERIAL = re.compile(r"\d{5}(?:[.,]\d+)?")


def day_convention(cells: Iterable[object]) -> Convention:
    """month_first: True only where a text has a middle part above 12 and none has a first part above 12."""
    found = [match for cell in cells if isinstance(cell, str) and (match := _DAY.fullmatch(cell.strip()))]
    firsts, middles = [int(match[1]) for match in found], [int(match[3]) for match in found]
    return {"month_first": any(31 >= part > 12 for part in middles) and not any(part > 12 for part in firsts)}


def full_year(digits: str) -> int:
    """24 is 2024, 95 is 1995."""
    year = int(digits)
    if len(digits) > 2:
        return year
    return year + (1900 if year >= FIRST_YEAR % 100 else 2000)


def _day(cell: Any, convention: Convention) -> Any:
    """Typed dates, '5/6/2024', '5-6-24', '5.6.2024', '2024-06-05', 'ngày 5 tháng 6 năm 2024', each with a time
    behind, and Excel's serials."""
    if is_blank(cell):
        return None
    doubt = fault(cell)
    if doubt:
        return doubt
    if isinstance(cell, datetime):
        return _in_range(cell.date(), cell)
    if isinstance(cell, date):
        return _in_range(cell, cell)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        if int(cell) in _SERIALS:
            return _in_range(_EXCEL_ZERO + timedelta(days=int(cell)), cell)
        cell = shown(cell)
    if isinstance(cell, str):
        return _in_text(" ".join(cell.split()), cell, bool(convention.get("month_first")))
    raise _not_a_day(cell)


def _in_text(text: str, cell: object, month_first: bool) -> date:
    found = _DAY.fullmatch(text)
    if found:
        first, second = int(found[1]), int(found[3])
        day, month = (second, first) if month_first else (first, second)
        return _made(full_year(found[4]), month, day, cell)
    found = _ISO.fullmatch(text)
    if found:
        return _made(int(found[1]), int(found[3]), int(found[4]), cell)
    found = _WORDS.fullmatch(text)
    if found:
        return _made(int(found[3]), int(found[2]), int(found[1]), cell)
    found = _STAMP.fullmatch(text)
    if found:
        return _made(int(found[1]), int(found[2]), int(found[3]), cell)
    if _SERIAL.fullmatch(text) and int(text[:5]) in _SERIALS:
        return _in_range(_EXCEL_ZERO + timedelta(days=int(text[:5])), cell)
    raise _not_a_day(cell)


def _made(year: int, month: int, day: int, cell: object) -> date:
    try:
        return _in_range(date(year, month, day), cell)
    except ValueError:
        raise BadCell(
            "impossible_day",
            f"không có ngày này trong lịch, không phải ngày dạng ngày/tháng/năm: “{shown(cell)}”",
            "Gõ lại ngày đúng dạng ngày/tháng/năm, ví dụ 29/02/2024.",
        ) from None


def _in_range(day: date, cell: object) -> date:
    if FIRST_YEAR <= day.year <= LAST_YEAR:
        return day
    raise BadCell(
        "impossible_day",
        f"năm {day.year} nằm ngoài khoảng {FIRST_YEAR}–{LAST_YEAR}: “{shown(cell)}”",
        "Kiểm tra lại năm, gõ đủ bốn chữ số, ví dụ 31/05/2024.",
    )


def _not_a_day(cell: object) -> BadCell:
    return BadCell(
        "not_a_day",
        f"không phải ngày dạng ngày/tháng/năm: “{shown(cell)}”",
        "Gõ ngày dạng ngày/tháng/năm, ví dụ 31/05/2024.",
    )


day = Kind("day", "DATE", _day, day_convention)
