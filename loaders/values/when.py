"""What words say about time: the day a report stands for, its period, the day of signing.

Days inside references to documents ("Quyết định số 04/QĐ-BCĐ ngày 06/6/2024") are never any of these.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from itertools import pairwise

from loaders.values.spans import (
    DEN,
    NAM,
    NGAY,
    PROJECT,
    YEAR,
    Span,
    days_in,
    made,
    months_of,
    spans,
    without_documents,
)

_CLOCK = r"\d{1,2}\s*(?:h|:|giờ)\s*(?:\d{1,2})?(?::\d{1,2})?(?:\s*phút)?"
_UNTIL = re.compile(
    rf"(?:{DEN}|h[ếe]t|t[ạa]i|th[ờo]i đi[ểe]m)(?:\s|[:,]|h[ếe]t|th[ờo]i đi[ểe]m|l[úu]c|cu[ốo]i|{_CLOCK}|{NGAY})*$"
)
_SINCE = re.compile(rf"(?:t[ừu]|k[ểe] t[ừu])(?:\s|{_CLOCK}|{NGAY})*$")
_UNTIL_DAY_MONTH = re.compile(rf"{DEN}(?:\s|h[ếe]t|{NGAY})*(\d{{1,2}})[/.-](\d{{1,2}})(?![\d/.-])")
# "Ngày xuất báo cáo: 06/05/2024 08:15": when the program printed the list, not what it is of.
_PRINTED = re.compile(
    rf"(?:(?:{NGAY}|th[ờo]i (?:gian|đi[ểe]m))(?:\s+gi[ờo])?\s+(?:k[ếe]t\s+|tr[íi]ch\s+)?(?:xu[ấa]t|in|t[ạa]o|l[ậa]p)"
    rf"|(?<!\w)(?:xu[ấa]t|in)\s+(?:l[úu]c|{NGAY}))(?!\w)[^\d\n]{{0,30}}(?:{_CLOCK}[^\d\n]{{0,12}})?$"
)
_BETWEEN = re.compile(rf"(?:\s*(?:{DEN}|-|–|→))+(?:\s|[,:]|h[ếe]t|{_CLOCK}|{NGAY})*")
_FROM_SHORT = re.compile(rf"(?:t[ừu]|:|\()\s*(?:{NGAY}\s*)?(\d{{1,2}})(?:\s*[/.-]\s*(\d{{1,2}}))?{_BETWEEN.pattern}$")
_FROM_NEW_YEAR = re.compile(rf"đ[ầa]u\s*{NAM}(?:\s*\d{{4}})?{_BETWEEN.pattern}$")
_SIGNED = re.compile(rf"{NGAY}\s*$")
_PLACE_AND_DAY = re.compile(rf"(?im)(?:^|[\t|])\s*([^\W\d][^\n,;:()\t|]{{1,40}}),\s*(?={NGAY}\s*[\d.…])")
_REPORT_WORD = re.compile(r"(?i)số liệu|báo cáo|đến|danh sách|biểu|tình hình|kết quả|thống kê|tháng|quý|tổng hợp")
_PLAN_WORD = re.compile(
    r"kế hoạch|nhiệm vụ|đề án|chương trình|chỉ tiêu|dự toán|chuyển đổi số|giai đoạn|\bkh\b|\bcđs\b|\bcds\b"
)


def _without_signature(text: str) -> str:
    """The text without "Tuyên Quang, ngày 05 tháng 6 năm 2024": the day of signing is no as-of day."""
    for found in reversed(list(_PLACE_AND_DAY.finditer(text))):
        if not _REPORT_WORD.search(found[1]):
            end = text.find("\n", found.end())
            text = text[: found.start()] + (text[end:] if end >= 0 else "")
    return text


# --- reports -----------------------------------------------------------------------------------------------------


def report_day(text: str, takes_years: bool = True) -> date | None:
    """The last day for which a title, a sheet's or a file's name gives the figures, None where it says nothing.

    "tính đến ngày 31/5/2024" before a mere day, before a month or quarter, before a year; a plan's year
    ("Kế hoạch chuyển đổi số năm 2024") and the day of signing are none. Lines may be given together.
    takes_years: False for lists whose title names the year of a plan and nothing else by it.
    """
    text = PROJECT.sub(lambda found: "đề án".ljust(len(found[0])), unicodedata.normalize("NFC", text))
    text = _without_signature(without_documents(text)).casefold()
    single_days = [(begin, single) for begin, _, single in days_in(text) if single]
    until = [single for begin, single in single_days if _UNTIL.search(text, 0, begin)]
    plain = [single for begin, single in single_days if not _SINCE.search(text, 0, begin)]
    told = [
        single
        for begin, single in single_days
        if not _SINCE.search(text, 0, begin) and not _PRINTED.search(text, 0, begin)
    ]
    short = [found for found in (_short_day(text, match) for match in _UNTIL_DAY_MONTH.finditer(text)) if found]
    for found in (until, short, told):
        if found:
            return max(found)
    named = spans(text)
    for found in ([span.last for span in named if span.kind == "months"], plain):
        if found:
            return max(found)
    return max((span.last for span in named if takes_years and _is_report_year(text, span)), default=None)


def _short_day(text: str, found: re.Match[str]) -> date | None:
    """31/5 of the only year that the text names."""
    years = set(re.findall(YEAR, text))
    return made(int(years.pop()), int(found[2]), int(found[1])) if len(years) == 1 else None


def _is_report_year(text: str, span: Span) -> bool:
    line = text[text.rfind("\n", 0, span.at) + 1 : span.at]
    return span.kind == "year" and span.first.year == span.last.year and not _PLAN_WORD.search(line)


def period(text: str) -> tuple[date, date] | None:
    """First and last day of the reporting period: "(Từ ngày 01/05/2024 đến ngày 31/05/2024)", a month, a quarter,
    "5 tháng đầu năm 2024", a year."""
    text = _without_signature(without_documents(text))
    lower = text.casefold()
    found = sorted((begin, end, single) for begin, end, single in days_in(lower) if single)
    for (_, end, first), (begin, _, last) in pairwise(found):
        if first <= last and _BETWEEN.fullmatch(lower, end, begin):
            return first, last
    for begin, _, last in found:
        short = _FROM_SHORT.search(lower, 0, begin)
        first_day = made(last.year, int(short[2] or last.month), int(short[1])) if short else None
        if _FROM_NEW_YEAR.search(lower, 0, begin):
            first_day = date(last.year, 1, 1)
        if first_day and first_day <= last:
            return first_day, last
    named = spans(text)
    for kind in ("months", "year"):
        for span in named:
            if span.kind == kind and (kind == "months" or span.first.year == span.last.year):
                return span.first, span.last
    return None


def months_in(text: str, year: int) -> tuple[date, date] | None:
    """First and last day of the month or quarter of that year which a short text names without it: "Tháng 3", "T3"."""
    text = re.sub(rf"(?<!\d){year}(?!\d)", " ", _without_signature(without_documents(text)).casefold())
    named = [] if re.search(YEAR, text) else [span for span in spans(f"{text} {year}") if span.kind == "months"]
    return (named[0].first, named[0].last) if len(named) == 1 else None


def signature_day(text: str) -> date | None:
    """The day in "Tuyên Quang, ngày 05 tháng 6 năm 2024", None where it is left to be filled in."""
    text = without_documents(text).casefold()
    signed = [
        single
        for begin, _, single in days_in(text)
        if single
        and _SIGNED.search(text, 0, begin)
        and not _UNTIL.search(text, 0, begin)
        and not _SINCE.search(text, 0, begin)
    ]
    return signed[-1] if signed else None


def year(text: str) -> int | None:
    """The year of a score table: "năm 2023", "PCI 2013", "2011_PAPI"; None where the text names none or several."""
    text = _without_signature(without_documents(text)).casefold()
    for begin, end, _ in list(days_in(text)):
        text = text[:begin] + " " * (end - begin) + text[end:]
    for pattern in (rf"{NAM}\s*{YEAR}(?!\s*[-–]\s*\d)", YEAR):
        years = set(re.findall(pattern, text))
        if len(years) == 1:
            return int(years.pop())
    return None


# --- file names --------------------------------------------------------------------------------------------------

_STAMP = re.compile(r"(?<!\d)(\d{8})(?!\d)")
_SHORT_STAMP = re.compile(r"(?<!\d)(\d{6})(?!\d)")
_SPACED_DAY = re.compile(r"(?<!\d)(\d{1,2}) (\d{1,2}) ((?:19|20)\d\d)(?!\d)")
_SPACED_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d) (\d{1,2}) (\d{1,2})(?!\d)")
_YEAR_MONTH = re.compile(r"(?<!\d)((?:19|20)\d\d)[ .-]?(0[1-9]|1[0-2])(?!\d)")
_MONTH_YEAR = re.compile(r"(?<![\d.])(0?[1-9]|1[0-2])[ .-]((?:19|20)\d\d)(?!\d)")
# Of "bieu_06_2024" and "kh_264_2024" the number is no month; "ho so 31.05.2024" has no such number.
_FORM_NUMBER = re.compile(
    r"(?<!\w)(?:bi[ểe]u|m[ẫa]u|ph[ụu] l[ụu]c|qđ|qd|kh|s[ốo])[ .-]*"
    r"(?!\d{1,2}[ .-]\d{1,2}[ .-]\d{4}|\d{4}[ .-]\d)\d{1,4}(?=[ .-])"
)


def file_day(name: str) -> date | None:
    """The last day that a file's name gives: a day, a month or a quarter; a year alone says too little."""
    text = unicodedata.normalize("NFC", name)
    text = re.sub(r"\.\w{2,5}$", "", re.split(r"[/\\]", text)[-1])
    text = PROJECT.sub(" ", text).replace("_", " ").casefold()
    text = " ".join(re.sub(r"(?<=[^\W\d])(?=\d)", " ", text).split())
    text = _FORM_NUMBER.sub(" ", text)
    found = [single for _, _, single in days_in(text) if single]
    found += [
        single for match in _SPACED_DAY.finditer(text) if (single := made(int(match[3]), int(match[2]), int(match[1])))
    ]
    found += [
        single for match in _SPACED_ISO.finditer(text) if (single := made(int(match[1]), int(match[2]), int(match[3])))
    ]
    found += [single for match in _STAMP.finditer(text) if (single := _stamped(match[1]))]
    if found:
        return found[0]
    months = [span.last for span in spans(text) if span.kind == "months"]
    for pattern, order in ((_YEAR_MONTH, (1, 2)), (_MONTH_YEAR, (2, 1))):
        for match in pattern.finditer(text):
            stretch = months_of(int(match[order[0]]), int(match[order[1]]), int(match[order[1]]))
            months += [stretch[1]] if stretch else []
    if months:
        return months[0]
    short = (made(2000 + int(m[1][4:]), int(m[1][2:4]), int(m[1][:2])) for m in _SHORT_STAMP.finditer(text))
    return next(filter(None, short), None)


def _stamped(digits: str) -> date | None:
    """20240531 or 31052024."""
    return made(int(digits[:4]), int(digits[4:6]), int(digits[6:])) or made(
        int(digits[4:]), int(digits[2:4]), int(digits[:2])
    )
