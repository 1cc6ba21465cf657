"""One cell to one day, in every way that Vietnamese exports write it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from loaders.contract import BadCell, Convention, Doubt, Kind
from loaders.values.cell import fault, is_blank, shown, typed

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
_DAY_FIRST_STAMP = re.compile(r"(\d\d)(\d\d)((?:19|20)\d\d)")
_SERIAL = re.compile(r"\d{5}(?:[.,]\d+)?")
# 05-Jun-24 and 05-Thg6-24, as Excel prints them in English and in Vietnamese.
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMED = re.compile(
    rf"(\d{{1,2}})[\s/.-]*(?:th(?:á?ng|g)?\s?(\d{{1,2}})|({'|'.join(_MONTHS)})[a-z]{{0,6}})[\s/.,-]*(\d{{4}}|\d{{2}})"
    rf"(?:[\s,]+{_CLOCK})?",
    re.I,
)
# What may stand around a day and says nothing more.
_WEEKDAY = re.compile(r"^(?:thứ\s*(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật|cn|t[2-7])\s*[,:]?\s+(?=\D*\d)", re.I)


def day_convention(cells: Iterable[object]) -> Convention:
    """month_first: True only where a text has a middle part above 12 and none has a first part above 12.

    swapped: how sure it is that Excel read days as months: 0 not at all, 1 perhaps, 2 surely. An Excel of the other
    country turns the text 03/04/2024 into the day 4 March and leaves 13/04/2024 as text; so where every text has a
    part above 12 and no typed day is above 12, the typed ones are the other way round. Few cells may be so by chance.
    """
    cells = list(cells)
    texts = [cell for cell in cells if isinstance(cell, str)]
    found = [match for text in texts if (match := _DAY.fullmatch(text) or _DAY.fullmatch(_cleared(text)))]
    firsts, middles = [int(match[1]) for match in found], [int(match[3]) for match in found]
    month_first = _is_month_first(list(zip(firsts, middles, strict=True)))
    stayed = [max(pair) > 12 for pair in zip(firsts, middles, strict=True)]
    turned = [day.day <= 12 for cell in cells if type(cell) is not str and (day := _typed_day(cell))]
    swapped = 0
    if stayed and turned and all(stayed) and all(turned):
        by_chance = 0.6 ** len(stayed) * 0.4 ** len(turned)
        swapped = 2 if by_chance < 0.05 else 1
    return {"month_first": month_first, "swapped": swapped}


def _is_month_first(pairs: list[tuple[int, int]]) -> bool:
    """Whether (first part, middle part) of the days are month and day. A single 05/23 among days that day by day lie in
    fewer months than month by month is a mistyped cell: one report's days lie close together."""
    sure = [pair for pair in pairs if 31 >= pair[1] > 12]
    if not sure or any(first > 12 for first, _ in pairs):
        return False
    either = [pair for pair in pairs if max(pair) <= 12]
    if len(sure) > 1 or len(either) < 2:
        return True
    return len({middle for _, middle in either}) >= len({first for first, _ in either})


def _cleared(cell: str) -> str:
    """The text without what may stand around a day: weekdays, a full stop, signs that nobody sees."""
    text = " ".join(typed(cell).split()).strip(" .,;")
    return text if text[:1].isdigit() else _WEEKDAY.sub("", text)


def _typed_day(cell: object) -> date | None:
    """The day that the sheet holds as such, or as Excel's serial number."""
    if isinstance(cell, date):
        return cell
    if isinstance(cell, int | float) and not isinstance(cell, bool) and _SERIALS.start <= cell < _SERIALS.stop:
        return _EXCEL_ZERO + timedelta(days=int(cell))
    return None


def full_year(digits: str) -> int:
    """24 is 2024, 95 is 1995."""
    year = int(digits)
    if len(digits) > 2:
        return year
    return year + (1900 if year >= FIRST_YEAR % 100 else 2000)


def _day(cell: Any, convention: Convention) -> Any:
    """Typed dates, '5/6/2024', '5-6-24', '5.6.2024', '2024-06-05', 'ngày 5 tháng 6 năm 2024', each with a time
    behind, and Excel's serials."""
    # Nearly every cell of a column of texts is such a day: no other look at it is needed.
    if type(cell) is str and (plain := _DAY.fullmatch(cell)):
        return _by_order(plain, cell, bool(convention.get("month_first")))
    if is_blank(cell):
        return None
    doubt = fault(cell)
    if doubt:
        return doubt
    found = _typed_day(cell)
    if found:
        found = found.date() if isinstance(found, datetime) else found
        return _turned(_in_range(found, cell), cell, convention)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        cell = shown(cell)
    if isinstance(cell, str):
        return _in_text(_cleared(cell), cell, bool(convention.get("month_first")))
    raise _not_a_day(cell)


def _turned(found: date, cell: object, convention: Convention) -> Any:
    """The typed day, read the other way round where the column says that Excel turned it; always with a Doubt."""
    if not convention.get("swapped") or found.day == found.month:
        return found
    other = date(found.year, found.day, found.month)
    is_sure = convention["swapped"] == 2
    read = other if is_sure else found
    return Doubt(
        read,
        "day_and_month_swapped",
        f"ô “{shown(cell)}” là ngày thật giữa các ngày gõ dạng chữ; có thể Excel đã đổi ngày với tháng, "
        f"hiểu là {read:%d/%m/%Y}",
        f"Gõ lại cả cột cùng một kiểu ngày/tháng/năm; ô này là {found:%d/%m/%Y} hay {other:%d/%m/%Y}.",
    )


def _in_text(text: str, cell: object, month_first: bool) -> date:
    found = _DAY.fullmatch(text)
    if found:
        return _by_order(found, cell, month_first)
    found = _ISO.fullmatch(text)
    if found:
        return _made(int(found[1]), int(found[3]), int(found[4]), cell)
    found = _WORDS.fullmatch(text)
    if found:
        return _made(int(found[3]), int(found[2]), int(found[1]), cell)
    found = _NAMED.fullmatch(text)
    if found:
        month = int(found[2]) if found[2] else _MONTHS.index(found[3].lower()) + 1
        return _made(full_year(found[4]), month, int(found[1]), cell)
    # No eight digits are a day in both orders: a month would have to be 19 or 20.
    found = _DAY_FIRST_STAMP.fullmatch(text)
    if found and 1 <= int(found[2]) <= 12:
        return _made(int(found[3]), int(found[2]), int(found[1]), cell)
    found = _STAMP.fullmatch(text)
    if found:
        return _made(int(found[1]), int(found[2]), int(found[3]), cell)
    if _SERIAL.fullmatch(text) and int(text[:5]) in _SERIALS:
        return _in_range(_EXCEL_ZERO + timedelta(days=int(text[:5])), cell)
    raise _not_a_day(cell)


def _by_order(found: re.Match[str], cell: object, month_first: bool) -> date:
    first, second = int(found[1]), int(found[3])
    day, month = (second, first) if month_first else (first, second)
    return _made(full_year(found[4]), month, day, cell)


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
