"""What the heading of a column of figures says: of when, of whom and of what the figures are, and of which kind."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from loaders.shapes.headings import REMARK, Heading, plain_key
from loaders.shapes.lines import is_total
from loaders.values.spans import months_of

LONGEST_MEASURE = 20
Role = Literal["value", "target", "cumulative", "other"]
IsUnit = Callable[[str], bool]

_YEAR = r"(?:(?:cua )?(?:nam )?((?:19|20)\d\d))"
_DAY = re.compile(r"\b(?:ngay )?(\d{1,2}) (?:thang )?(\d{1,2}) (?:nam )?((?:19|20)\d\d)\b")
_ISO = re.compile(r"\b((?:19|20)\d\d) (\d\d) (\d\d)(?: 00 00 00)?$")
_MONTHS = re.compile(
    rf"\b(?:quy ?(?P<quarter>iv|i{{1,3}}|[1-4])|q(?P<short>[1-4])|(?:thang|th|t) ?(?P<month>\d{{1,2}})"
    rf"|(?P<many>\d{{1,2}}) thang(?P<late> cuoi)?(?: dau)?(?: nam(?! \d))?)\b(?: {_YEAR})?"
)
_MONTH_YEAR = re.compile(r"\b(\d{1,2}) ((?:19|20)\d\d)\b")
_WHOLE_YEAR = re.compile(rf"\b(?:ca nam(?: {_YEAR})?|{_YEAR})(?!\d)")
_FILLERS = re.compile(r"\b(?:tinh den|den het|den|het|trong|nam|ky|cua|uoc tinh den)$|^(?:tinh den|den|trong)\b")
_TARGET = re.compile(
    r"(?:ke hoach|muc tieu|chi tieu(?: ke hoach)?(?: duoc)? giao|chi tieu(?: ke hoach)?|kh)"
    r"(?: duoc)?(?: giao| phai dat)?"
)
_OVER_NAMES = ("chi tieu", "cac chi tieu", "ten chi tieu", "chi so", "cac chi so", "noi dung chi tieu")
# "Cùng kỳ 2023" names a year, and is there to be compared with.
_BEFORE = re.compile(r"\b(?:cung ky|nam truoc|thang truoc|quy truoc|ky truoc)\b")
_VALUE = re.compile(
    r"(?:(?:da |ket qua )?thuc hien|ket qua(?: dat duoc| thuc hien)?|gia tri|so lieu|dat duoc|so luong|thuc te|th)"
)
_CUMULATIVE = re.compile(r"(?:luy ke|cong don)\b.*|.*\bluy ke")
_OTHER = re.compile(
    r"so (?:voi|sanh)\b.*|so cung ky.*|t[yi] le(?: hoan thanh| dat(?: duoc)?| thuc hien)?(?: so voi\b.*| ke hoach| kh)?"
    r"|%.*|dat(?: .*)?|tang(?: giam)?(?: %)?|giam|uoc\b.*|danh gia|ghi chu|hoan thanh|xep hang|thu hang|stt|tt"
    r"|.*\b(?:cung ky|nam truoc|thang truoc|ky truoc)\b.*"
)


@dataclass(frozen=True)
class Figure:
    """What the heading of one column says of the figures below it.

    months: (first, last) of a stretch within a year; year and day as far as they are named. unit, indicator: the words,
    "" where the heading names none; measure: the remark behind an indicator.
    """

    column: int
    role: Role
    months: tuple[int, int] | None = None
    year: int | None = None
    day: date | None = None
    unit: str = ""
    indicator: str = ""
    measure: str = ""

    @property
    def is_dated(self) -> bool:
        """Whether it says when."""
        return bool(self.months or self.year or self.day)

    def stretch(self, year: int | None) -> tuple[date, date] | None:
        """First and last day, in that year where the heading names none; None where it names no time or no year."""
        if self.day:
            return self.day, self.day
        year = self.year or year
        if year is None or not self.is_dated:
            return None
        return months_of(year, *(self.months or (1, 12)))


def figure_of(heading: Heading, is_unit: IsUnit, has_names: bool) -> Figure | None:
    """What a heading says; None where it says nothing that is known."""
    role: Role | None = None
    months, year, day, unit, indicator, measure = None, None, None, "", "", ""
    for depth, level in enumerate(heading.levels):
        bare = REMARK.sub(" ", level).strip() or level
        if not has_names and depth < len(heading.levels) - 1 and plain_key(bare) in _OVER_NAMES:
            continue
        if _BEFORE.search(plain_key(bare)):
            return Figure(heading.index, "other")
        if is_total(bare) and not _CUMULATIVE.fullmatch(plain_key(bare)):
            return Figure(heading.index, "other")
        words, level_months, level_year, level_day = _time(plain_key(level if bare == level else bare))
        months, year, day = level_months or months, level_year or year, level_day or day
        number = re.fullmatch(r"\d{1,2}", words)
        if number and any("thang" in plain_key(text).split() for text in heading.levels):
            months, words = (int(words), int(words)), ""
        if found := _role(words):
            role = found if role in (None, "value") else role
        elif words and is_unit(bare):
            unit = bare
        elif words and not has_names and words not in ("thang", "quy"):
            indicator = " ".join(bare.split())
            remark = REMARK.search(level)
            measure = remark[0].strip("()[] ") if remark and len(remark[0]) <= LONGEST_MEASURE else measure
        elif words and level is heading.levels[-1] and not (months or year or day):
            return None
    if role is None and not (months or year or day or unit or indicator):
        return None
    return Figure(heading.index, role or "value", months, year, day, unit, indicator, measure)


def _role(words: str) -> Role | None:
    if _CUMULATIVE.fullmatch(words):
        return "cumulative"
    if _TARGET.fullmatch(words):
        return "target"
    if _VALUE.fullmatch(words):
        return "value"
    return "other" if words and _OTHER.fullmatch(words) else None


def _time(words: str) -> tuple[str, tuple[int, int] | None, int | None, date | None]:
    """(the other words, months, year, day) of a heading's accent-free words."""
    months: tuple[int, int] | None = None
    year, day = None, None
    if (found := _ISO.search(words)) or (found := _DAY.search(words)):
        parts = [int(part) for part in found.groups()]
        numbers = parts if parts[0] > 31 else parts[::-1]
        is_month = found.re is _ISO and numbers[2] == 1
        year = numbers[0]
        stretch = months_of(year, numbers[1], numbers[1])
        if is_month or stretch is None:
            months = (numbers[1], numbers[1])
        elif numbers[2] <= stretch[1].day:
            day = date(*numbers)
    elif found := _MONTHS.search(words):
        months, year = _months(found), int(found[6]) if found[6] else None
    elif found := _MONTH_YEAR.search(words):
        months, year = (int(found[1]), int(found[1])), int(found[2])
    elif found := _WHOLE_YEAR.search(words):
        named = found[1] or found[2]
        year = int(named) if named else None
        months = None if named else (1, 12)
    if found:
        words = f"{words[: found.start()].strip()} {words[found.end() :].strip()}".strip()
    while words != (shorter := _FILLERS.sub("", words).strip()):
        words = shorter
    return words, months, year, day


def _months(found: re.Match[str]) -> tuple[int, int]:
    if word := found["quarter"] or found["short"]:
        number = {"i": 1, "ii": 2, "iii": 3, "iv": 4}.get(word) or int(word)
        return number * 3 - 2, number * 3
    if found["month"]:
        return int(found["month"]), int(found["month"])
    count = int(found["many"])
    return (13 - count, 12) if found["late"] else (1, count)
