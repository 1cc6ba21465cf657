"""What words say about time: the day a report stands for, its period, the day of signing, a task's due day.

Days inside references to documents ("Quyết định số 04/QĐ-BCĐ ngày 06/6/2024") are never any of these.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from itertools import pairwise

from loaders.cell import fault, is_blank, shown
from loaders.contract import BadCell, Convention
from loaders.days import day
from loaders.spans import (
    DEN,
    NAM,
    NGAY,
    PROJECT,
    QUY,
    THANG,
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
_BETWEEN = re.compile(rf"\s*(?:{DEN}|-|–|→)(?:\s|[,:]|h[ếe]t|{_CLOCK}|{NGAY})*")
_FROM_SHORT = re.compile(rf"(?:t[ừu]|:|\()\s*(?:{NGAY}\s*)?(\d{{1,2}})(?:\s*[/.-]\s*(\d{{1,2}}))?{_BETWEEN.pattern}$")
_FROM_NEW_YEAR = re.compile(rf"đ[ầa]u\s*{NAM}(?:\s*\d{{4}})?{_BETWEEN.pattern}$")
_SIGNED = re.compile(rf"{NGAY}\s*$")
_PLACE_AND_DAY = re.compile(rf"(?im)(?:^|[\t|])\s*([^\W\d][^\n,;:()\t|]{{1,40}}),\s*(?={NGAY}\s*[\d.…])")
_REPORT_WORD = re.compile(r"(?i)số liệu|báo cáo|đến|danh sách|biểu|tình hình|kết quả|thống kê|tháng|quý|tổng hợp")
_PLAN_WORD = re.compile(r"kế hoạch|nhiệm vụ|đề án|chương trình|chỉ tiêu|dự toán|chuyển đổi số|giai đoạn")


def _without_signature(text: str) -> str:
    """The text without "Tuyên Quang, ngày 05 tháng 6 năm 2024": the day of signing is no as-of day."""
    for found in reversed(list(_PLACE_AND_DAY.finditer(text))):
        if not _REPORT_WORD.search(found[1]):
            end = text.find("\n", found.end())
            text = text[: found.start()] + (text[end:] if end >= 0 else "")
    return text


# --- reports -----------------------------------------------------------------------------------------------------


def report_day(text: str) -> date | None:
    """The last day for which a title, a sheet's or a file's name gives the figures, None where it says nothing.

    "tính đến ngày 31/5/2024" before a mere day, before a month or quarter, before a year; a plan's year
    ("Kế hoạch chuyển đổi số năm 2024") and the day of signing are none. Lines may be given together.
    """
    text = _without_signature(without_documents(text)).casefold()
    single_days = [(begin, single) for begin, _, single in days_in(text) if single]
    until = [single for begin, single in single_days if _UNTIL.search(text, 0, begin)]
    plain = [single for begin, single in single_days if not _SINCE.search(text, 0, begin)]
    short = [found for found in (_short_day(text, match) for match in _UNTIL_DAY_MONTH.finditer(text)) if found]
    for found in (until, short, plain):
        if found:
            return max(found)
    named = spans(text)
    months = [span.last for span in named if span.kind == "months"]
    if months:
        return max(months)
    return max((span.last for span in named if _is_report_year(text, span)), default=None)


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


# --- due days ----------------------------------------------------------------------------------------------------

_RECURRING = re.compile(
    r"th[ưu][ờo]ng xuy[êe]n|(?<!\w)tx(?!\w)|h[ằàa]ng (?:ng[àa]y|tu[ầa]n|th[áa]ng|qu[ýíyi]|n[ăa]m)|định k[ỳì]|liên tục"
)
_ON_DEMAND = re.compile(r"theo (?:yêu cầu|chỉ đạo)|khi (?:có|được) (?:yêu cầu|chỉ đạo|phát sinh)|khi phát sinh")
_UNDATED_LEFT = re.compile(rf"(?<!\w)(?:{QUY}|{THANG}|t)\s*[\divx]|\d\s*{THANG}|\d\s*/\s*\d")
_NO_CONVENTION: Convention = {}


def due(cell: object) -> tuple[date | None, bool]:
    """(last day, whether it recurs) of a task's due text. Raises BadCell: impossible_day; as warning unknown_due,
    formula_without_value.

    "Trước 30/6/2024" is 30/6; "2023-2024" is 31/12/2024; "Thường xuyên" has no day and recurs; "Theo yêu cầu"
    and a blank have no day and don't.
    """
    if is_blank(cell):
        return None, False
    doubt = fault(cell)
    if doubt:
        raise BadCell(doubt.rule, doubt.message, doubt.fix, "warning")
    text = " ".join(shown(cell).split())
    lower = unicodedata.normalize("NFC", text).casefold()
    if _RECURRING.search(lower):
        return None, True
    if _ON_DEMAND.search(lower):
        return None, False
    if not isinstance(cell, str) and not re.fullmatch(YEAR, text):
        return day.one(cell, _NO_CONVENTION), False
    text = without_documents(text)
    for begin, end, single in days_in(text.casefold()):
        if single is None:
            day.one(text[begin:end], _NO_CONVENTION)
    named = spans(text)
    for kind in ("day", "months", "year"):
        last = [span.last for span in named if span.kind == kind]
        if last and not (kind == "year" and _UNDATED_LEFT.search(lower)):
            return max(last), False
    raise BadCell(
        "unknown_due",
        f"không rõ thời hạn: “{shown(cell)}”",
        "Gõ ngày dạng 30/06/2024, hoặc Quý II/2024, Tháng 5/2024, Năm 2024, Thường xuyên.",
        "warning",
    )
