"""Stretches of time in running words: days, months, quarters, years, and references to documents taken out first."""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from loaders.values.days import FIRST_YEAR, LAST_YEAR, full_year

# --- patterns; on casefolded text, with and without accents, since file names have none ------------------------

NGAY, THANG, NAM, QUY, DEN = "ng[àa]y", "th[áa]ng", "n[ăa]m", r"(?:qu[ýíyi]|q)\.?", "(?:đ[ếe]n|den|t[ớo]i)"
YEAR = r"(?<!\d)((?:19|20)\d\d)(?!\d)"
_TO_YEAR = rf"(?:\s|[/.,\-_(]|c[ủu]a|{NAM})*{YEAR}"
_AND = rf"\s*(?:,|;|và|va|\+|-|–|{DEN})\s*"
_QUARTER = r"(?:iv|i{1,3}|0?[1-4])(?!\w)"
_MONTH = r"(?:0?[1-9]|1[0-2])(?!\d)"
# A code, then letters in capitals: 04/QĐ-BCĐ, 01/2020/TT-VPCP, …/KH-UBND. With the day that follows.
_ANY_DAY = (
    rf"(?:(?i:{NGAY})\s*)?(?:[\d.…_\s]{{1,9}}[/.-][\d.…_\s]{{1,9}}[/.-]\s*\d{{4}}"
    rf"|[\d.…_\s]{{0,9}}(?i:{THANG})[\d.…_\s]{{0,9}}(?i:{NAM})\s*[\d.…_]{{1,6}})"
)
_DOCUMENT = re.compile(
    r"(?:\b(?i:số)\s*:?[\d.…_\s]*|[\d.…_]+\s*)/\s*(?:\d{4}\s*/\s*)?[A-ZĐ][A-ZĐa-zđ]*(?:\s?[-–&]\s?[A-ZĐ][A-ZĐa-zđ&]*)*"
    rf"(?![\w/])(?:\s*,?\s*(?:(?i:của)\s[^\n;()]{{0,60}}?\s)?{_ANY_DAY})?"
)
_DOCUMENT_WORD = re.compile(
    r"(?i:quyết định|kế hoạch|công văn|thông tư|nghị định|nghị quyết|văn bản|chỉ thị|tờ trình|thông báo|hướng dẫn|luật)"
    rf"(?:\s+(?i:số)\s*\S*)?(?:\s+(?i:của)\s[^\n;()]{{0,60}}?)?\s*,?\s+(?i:{NGAY})\s*{_ANY_DAY}"
)
_COLON = re.compile(rf"(?i)((?<!\w)(?:{THANG}|{QUY}|{NAM})\s*):(?=\s*[\divx])")  # "Tháng: 5", as forms have it
PROJECT = re.compile(r"(?i)(?:đề\s*án|de[\s_]*an|\bđa|\bda)[\s_-]*0?6(?!\d)(?:\s*/\s*CP)?")
_FULL = re.compile(r"(?<!\d)(\d{1,2})\s*([/.-])\s*(\d{1,2})\s*\2\s*(\d{4}|\d{2})(?!\d|[/.]\d)")
_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)([/.-])(\d{1,2})\2(\d{1,2})(?!\d)")
_WORDS = re.compile(rf"(?<!\d)(\d{{1,2}})\s*{THANG}\s*(\d{{1,2}})\s*,?\s*{NAM}\s*(\d{{4}})(?!\d)")
_QUARTERS = re.compile(rf"(?<!\w){QUY}\s*({_QUARTER}(?:{_AND}(?:{QUY}\s*)?{_QUARTER})*){_TO_YEAR}")
_MONTHS = re.compile(rf"(?<!\w)(?:{THANG}|t)\s*({_MONTH}(?:{_AND}(?:{THANG}\s*)?{_MONTH})*){_TO_YEAR}")
_MANY_MONTHS = re.compile(rf"(?<!\d)(\d{{1,2}})\s*{THANG}\s*(đ[ầa]u|dau|cu[ốo]i)?{_TO_YEAR}")
_HALF = re.compile(rf"n[ửu]a\s*(đ[ầa]u|dau|cu[ốo]i){_TO_YEAR}")
_BARE_MONTH = re.compile(r"(?<![\d/.-])(0?[1-9]|1[0-2])\s*[/.-]\s*((?:19|20)\d\d)(?![\d/])")
# "13/2024" names no month, and not the year either.
_BARE_YEARS = re.compile(rf"(?<!\d[/.-])(?:{YEAR}\s*(?:-|–|,|và|{DEN})\s*)?(?:{NAM}\s*)?{YEAR}")
_UNDATED = re.compile(
    rf"(?<!\w)(?:{QUY}\s*{_QUARTER}|(?:{THANG}|t)\s*{_MONTH}|\d{{1,2}}\s*{THANG}\s*(?:đ[ầa]u|dau|cu[ốo]i))"
)


class Span(NamedTuple):
    """A stretch of time that a text names. at: where it begins in the text. kind: day, months or year."""

    at: int
    first: date
    last: date
    kind: str


# --- reading -----------------------------------------------------------------------------------------------------


def without_documents(text: str) -> str:
    """The text in NFC, references to documents blanked out."""
    text = unicodedata.normalize("NFC", text)
    for pattern in (_DOCUMENT_WORD, _DOCUMENT, PROJECT):
        text = pattern.sub(lambda found: " " * len(found[0]), text)
    return _COLON.sub(r"\1 ", text)


def made(year: int, month: int, number: int) -> date | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, number)
    except ValueError:
        return None


def days_in(text: str) -> Iterator[tuple[int, int, date | None]]:
    """(begin, end, day) of every day in the casefolded text; None for one that no calendar has."""
    for found in _FULL.finditer(text):
        yield found.start(), found.end(), made(full_year(found[4]), int(found[3]), int(found[1]))
    for found in _ISO.finditer(text):
        yield found.start(), found.end(), made(int(found[1]), int(found[3]), int(found[4]))
    for found in _WORDS.finditer(text):
        yield found.start(), found.end(), made(int(found[3]), int(found[2]), int(found[1]))


def months_of(year: int, first: int, last: int) -> tuple[date, date] | None:
    if not (1 <= first <= last <= 12 and FIRST_YEAR <= year <= LAST_YEAR):
        return None
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])


def _quarter(word: str) -> int:
    return {"i": 1, "ii": 2, "iii": 3, "iv": 4}.get(word) or int(word)


def stretches(text: str) -> Iterator[tuple[int, int, tuple[date, date] | None]]:
    """(begin, end, months) of "quý II/2024", "tháng 5, 6/2024", "9 tháng năm 2024", "nửa đầu năm 2024"."""
    for found in _QUARTERS.finditer(text):
        quarters = [_quarter(word) for word in re.findall(_QUARTER, found[1])]
        yield found.start(), found.end(), months_of(int(found[2]), quarters[0] * 3 - 2, quarters[-1] * 3)
    for found in _MANY_MONTHS.finditer(text):
        count, is_last = int(found[1]), (found[2] or "").startswith("cu")
        first, last = (13 - count, 12) if is_last else (1, count)
        yield found.start(), found.end(), months_of(int(found[3]), first, last)
    for found in _MONTHS.finditer(text):
        months = [int(number) for number in re.findall(r"\d+", found[1])]
        yield found.start(), found.end(), months_of(int(found[2]), months[0], months[-1])
    for found in _HALF.finditer(text):
        first, last = (7, 12) if found[1].startswith("cu") else (1, 6)
        yield found.start(), found.end(), months_of(int(found[2]), first, last)
    for found in _BARE_MONTH.finditer(text):
        yield found.start(), found.end(), months_of(int(found[2]), int(found[1]), int(found[1]))


def spans(text: str) -> list[Span]:
    """The stretches of time named in a text without document references, in its order; a part of a longer
    stretch ("năm 2024" in "quý II năm 2024") is none of its own."""
    text, found = text.casefold(), []
    for begin, end, single in list(days_in(text)):
        text = text[:begin] + " " * (end - begin) + text[end:]
        if single:
            found.append(Span(begin, single, single, "day"))
    for begin, end, months in list(stretches(text)):
        if months and text[begin:end].strip():
            found.append(Span(begin, *months, "months"))
            text = text[:begin] + " " * (end - begin) + text[end:]
    years = [(years.start(), int(years[1] or years[2]), int(years[2])) for years in _BARE_YEARS.finditer(text)]
    undated = _undated(text, {last for _, _, last in years}) if not any(span.kind == "months" for span in found) else []
    if undated:
        found += undated
    else:
        found += [Span(at, date(a, 1, 1), date(b, 12, 31), "year") for at, a, b in years if a <= b]
    return sorted(found)


def _undated(text: str, years: set[int]) -> list[Span]:
    """Months of "báo cáo tháng 5 … (năm 2024)": the only year of the text is theirs."""
    if len(years) != 1:
        return []
    year = next(iter(years))
    read = ((word.start(), next(stretches(f"{word[0]} {year}"), None)) for word in _UNDATED.finditer(text))
    return [Span(at, *stretch[2], "months") for at, stretch in read if stretch and stretch[2]]
