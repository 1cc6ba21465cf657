"""The day by which a task is to be done, in an officer's words: "Trước 30/6/2024", "Quý II/2024", "Thường xuyên"."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from loaders.contract import BadCell, Convention
from loaders.values.cell import fault, is_blank, shown
from loaders.values.days import day
from loaders.values.spans import NAM, QUY, THANG, YEAR, days_in, made, spans, without_documents

_RECURRING = re.compile(
    r"th[ưu][ờo]ng xuy[êe]n|(?<!\w)tx(?!\w)|(?:h[ằàa]ng|mỗi|từng) (?:ng[àa]y|tu[ầa]n|th[áa]ng|qu[ýíyi]|n[ăa]m)"
    r"|định k[ỳì]|liên tục|(?:ngày|tuần|tháng|quý|năm)\s*/\s*(?:\d+\s*)?lần|\d+\s*lần\s*/\s*(?:\d+\s*)?\w+"
    r"|(?:tháng|ngày) cuối (?:của )?(?:tháng|quý|năm)$"
)
_ON_DEMAND = re.compile(
    r"theo (?:yêu cầu|chỉ đạo|nhu cầu|đề nghị)|khi (?:có|được) (?:yêu cầu|chỉ đạo|phát sinh|nhu cầu|đề nghị)"
    r"|khi phát sinh|đột xuất"
)
_UNDATED_LEFT = re.compile(
    rf"(?<!\w)(?:{QUY}|{THANG}|t)\s*(?:\d|[ivx]+(?!\w))|\d\s*{THANG}|\d\s*/\s*\d|{THANG}\s+(?!cuối|đầu)[^\W\d]"
)
_AFTER = re.compile(r"(?:từ )?sau (?:ngày )?\d")
_NUMBER_WORDS = {
    **{"một": 1, "giêng": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9},
    **{"mười một": 11, "mười hai": 12, "chạp": 12, "mười": 10},
}
_MONTH_IN_WORDS = re.compile(
    rf"(?<!\w)({THANG}|{QUY})\s+({'|'.join(sorted(_NUMBER_WORDS, key=len, reverse=True))})(?!\w)"
)
_DAY_AND_MONTH = re.compile(r"(?<![\d/.-])(\d{1,2})\s*[/.-]\s*(\d{1,2})(?![\d/.-])")
_OF_THE_YEAR = re.compile(rf"(?:cu[ốo]i|trong|h[ếe]t|cả) (?:{NAM})(?: nay)?[.\s]*$")
_NO_CONVENTION: Convention = {}
_MONTH_AND_DAY = re.compile(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?![\d/.-])")


def due(cell: object, month_first: bool = False) -> tuple[date | None, bool]:
    """(last day, whether it recurs) of a task's due text. Raises BadCell: impossible_day; as warning unknown_due,
    formula_without_value.

    "Trước 30/6/2024" is 30/6; "2023-2024" is 31/12/2024; "Thường xuyên" has no day and recurs; "Theo yêu cầu"
    and a blank have no day and don't. month_first: whether the column's days are written 06/30/2024.
    """
    if is_blank(cell):
        return None, False
    doubt = fault(cell)
    if doubt:
        raise BadCell(doubt.rule, doubt.message, doubt.fix, "warning")
    text = _in_figures(" ".join(shown(cell).split()))
    lower = text.casefold()
    if _RECURRING.search(lower):
        return None, True
    if _ON_DEMAND.search(lower):
        return None, False
    if _is_whole_day(cell, text):
        return day.one(cell, _NO_CONVENTION), False
    if month_first:
        text = _MONTH_AND_DAY.sub(r"\3\2\1\2\4", text)
    text = without_documents(text)
    for begin, end, single in days_in(text.casefold()):
        if single is None:
            day.one(text[begin:end], _NO_CONVENTION)
    named = spans(text)
    for kind in ("day", "months", "year"):
        last = [span.last for span in named if span.kind == kind]
        if last and not (kind == "year" and _UNDATED_LEFT.search(lower)) and not _AFTER.match(lower):
            return max(last), False
    raise BadCell(
        "unknown_due",
        f"không rõ thời hạn: “{shown(cell)}”",
        "Gõ ngày dạng 30/06/2024, hoặc Quý II/2024, Tháng 5/2024, Năm 2024, Thường xuyên.",
        "warning",
    )


def _in_figures(text: str) -> str:
    """The text in NFC, "tháng Sáu" as "tháng 6"."""
    text = unicodedata.normalize("NFC", text)
    found = _MONTH_IN_WORDS.search(text.casefold())
    if not found or len(text.casefold()) != len(text):
        return text
    return f"{text[: found.start(2)]}{_NUMBER_WORDS[found[2]]}{text[found.end(2) :]}"


def _is_whole_day(cell: object, text: str) -> bool:
    """Whether a cell is a day and nothing else: a typed date, Excel's serial number, 20240630."""
    if isinstance(cell, date):
        return True
    found = re.fullmatch(r"(\d{5}|(?:19|20)\d{6})(?:\.\d+)?", text)
    return bool(found) and (len(found[1]) == 8 or "30000" <= found[1] <= "60000") if found else False


def due_in(cell: object, year: int) -> date | None:
    """The last day that words without a year name in that year: "31/12", "trong tháng 6", "Quý IV", "Cuối năm"."""
    text = without_documents(_in_figures(" ".join(shown(cell).split()))).casefold()
    if re.search(YEAR, text) or _AFTER.match(text):
        return None
    if found := _DAY_AND_MONTH.findall(text):
        return max(filter(None, (made(year, int(month), int(number)) for number, month in found)), default=None)
    named = spans(f"{text} năm {year}")
    months = [span.last for span in named if span.kind == "months"]
    if not months and not _OF_THE_YEAR.search(text):
        return None
    return max(months or [span.last for span in named], default=None)
