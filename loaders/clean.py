"""One cell to one value: the kinds of column that sources are made of, and whole columns at once.

Every kind reads a blank as None, refuses an error value, and doubts a formula without a result.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from loaders.contract import BadCell, Convention, Doubt, Kind
from loaders.spelling import plain
from loaders.values.cell import fault, is_blank, shown, tidy, typed
from loaders.values.days import day
from loaders.values.numerals import count, measured, number, percent
from loaders.values.report_days import report_day

__all__ = [
    "column",
    "count",
    "day",
    "measured",
    "number",
    "one_of",
    "percent",
    "procedure_code",
    "raw",
    "report_day",
    "text",
    "unit",
    "units",
    "word",
    "yes_no",
    "yes_no_or",
]

# --- words -----------------------------------------------------------------------------------------------

_REMARK = re.compile(r"\([^()]*\)")
# "hoà" and "hòa" are one word: the tone stands on the first vowel here.
_LATE_TONE = re.compile(r"([ou])([aey])([\u0300\u0301\u0309\u0303\u0323])(?!\w)")


def word(text: str) -> str:
    """The form in which words are compared: case, blanks, remarks in parentheses, the tone's place and a final
    mark don't count; accents do."""
    bare = tidy(_REMARK.sub(" ", text)).strip(" .,;:").casefold()
    if bare.isascii():
        return " ".join(bare.split())
    loose = _LATE_TONE.sub(r"\1\3\2", unicodedata.normalize("NFD", bare))
    return unicodedata.normalize("NFC", " ".join(loose.split()))


def _unknown_word(cell: object, expected: str) -> Doubt:
    return Doubt(
        None, "unknown_word", f"từ không có trong danh mục: “{shown(cell)}”", f"Dùng một trong các từ: {expected}."
    )


# --- kinds -----------------------------------------------------------------------------------------------


def _text(cell: Any, convention: Convention) -> Any:
    """The words without surplus blanks; a number or a day typed into the column as the officer sees it."""
    # Most columns of codes and names differ in every row; this test is five times faster than the full reading.
    if type(cell) is str and cell.isprintable() and cell[:1].isalnum() and cell[-1] != " " and "  " not in cell:
        return cell
    if is_blank(cell):
        return None
    return fault(cell) or tidy(shown(cell))


def _procedure_code(cell: Any, convention: Convention) -> Any:
    """As text. All codes have six digits behind the first point: typed as a number, 1.000120 has lost its last."""
    if isinstance(cell, float) and 1 <= cell < 10 and not cell.is_integer() and round(cell, 6) == cell:
        code = f"{cell:.6f}"
        if not code.endswith("0"):
            return code
        return Doubt(
            code,
            "code_typed_as_number",
            f"mã gõ dạng số nên mất số 0 ở cuối: “{shown(cell)}”; hiểu là {code}",
            f"Định dạng cột là Văn bản (Text) rồi gõ lại đủ mã {code}.",
        )
    return _text(cell, convention)


def _raw(cell: Any, convention: Convention) -> Any:
    """The cell as it is, for a step that reads several cells at once."""
    return cell


# "×" and the Russian "х" look like an x; "ü", "þ" and U+F0FC are the ticks of the font Wingdings.
_YES = (
    *(
        "x",
        "×",
        "х",
        "xx",
        "+",
        "✓",
        "✔",
        "√",
        "☑",
        "☒",
        "●",
        "ü",
        "þ",
        "\uf0fc",
        "v",
        "1",
        "1.0",
        "1,0",
        "true",
        "yes",
    ),
    *("y", "có", "co", "đã", "da", "đã có", "có sóng", "đã có sóng", "phủ sóng", "đã phủ sóng", "có điện"),
    *("đã có điện", "có phí", "có thu phí", "có thu", "đã số hóa", "đã thanh toán", "đã nộp", "rồi", "có rồi"),
    *("dùng chung", "có dùng chung"),
)
_NO = (
    *("0", "0.0", "0,0", "false", "no", "n", "☐", "không", "khong", "không có", "khong co", "chưa", "chua", "chưa có"),
    *("chua co", "không có sóng", "chưa có sóng", "chưa phủ sóng", "không có điện", "chưa có điện", "không phí"),
    *("không có phí", "không thu phí", "không thu", "miễn phí", "chưa số hóa", "không số hóa", "chưa thanh toán"),
    *("dùng riêng", "riêng", "không dùng chung", "chưa dùng chung"),
    *("chưa nộp", "miễn lệ phí", "miễn phí, lệ phí", "không lệ phí", "không thu lệ phí", "không thu phí, lệ phí"),
)
_TRUE, _FALSE = (frozenset(word(mark) for mark in marks) for marks in (_YES, _NO))


def _mark(cell: object) -> bool | None:
    mark = word(typed(shown(cell)))
    return True if mark in _TRUE else False if mark in _FALSE else None


def _marks_convention(cells: Iterable[object]) -> Convention:
    """has_marks: whether the column has any mark that says yes; only then does a blank say no."""
    return {"has_marks": any(_mark(cell) for cell in cells if not is_blank(cell))}


def _yes_no(cell: Any, convention: Convention) -> Any:
    """Marks and words for yes and no; a blank is no where the column has marks at all, else unknown. A dash is typed
    where a mark could be: it is no even where no row of the column has a mark."""
    if is_blank(cell):
        return False if convention.get("has_marks") or _is_dash(cell) else None
    doubt = fault(cell)
    if doubt:
        return doubt
    mark = _mark(cell)
    return _unknown_word(cell, "x, có, không; để trống là không") if mark is None else mark


def _is_dash(cell: object) -> bool:
    return isinstance(cell, str) and bool(cell.strip("…. \u00a0\u200b\ufeff"))


# "Không dùng chung với VNPT" names an operator and is a no.
_DENIED = re.compile(r"(?:khong|chua)\b")


@dataclass(frozen=True)
class OneOf(Kind):
    """A kind for a fixed list of words. firsts: for each code the word that its list names first."""

    firsts: tuple[str, ...] = ()


# "10 - Đã trả kết quả", "Mức 4/toàn trình", "sóng yếu, chập chờn": one thing said in several words.
_ALSO = re.compile(r"\s+[-–—]\s+|\s*[/;,+:|]\s*|(?<=^\d)[.)]\s*|(?<=^\d\d)[.)]\s*")
_NUMBER_CODE = re.compile(r"0*(\d+)(?:[.,]0)?")


def one_of(name: str, mapping: Mapping[str, str], like: Mapping[str, str] | None = None) -> OneOf:
    """A kind for a column with a fixed list of words. mapping: word -> code; the codes are words too. like: code -> a
    pattern of plain words, for sayings that no list foresees ("Chủ động báo cáo UBND tỉnh"): asked last, and only
    where no other code's pattern is met.

    Words without any accent count where only one code can be meant; several words in one cell where all mean the
    same. A word outside the list is null, with a warning.
    """
    codes = {word(code): code for code in mapping.values()} | {word(key): code for key, code in mapping.items()}
    bare = _without_accents(codes)
    firsts: dict[str, str] = {}
    for key, code in mapping.items():
        firsts.setdefault(code, key)
    expected = ", ".join(firsts.values())

    patterns = {code: re.compile(pattern) for code, pattern in (like or {}).items()}

    def known(said: str) -> str | None:
        if number := _NUMBER_CODE.fullmatch(said):
            said = number[1]
        return codes.get(said) or bare.get(said)

    def sounds_like(said: str) -> str | None:
        met = [code for code, pattern in patterns.items() if pattern.search(plain(said))]
        return met[0] if len(met) == 1 else None

    def one(cell: Any, convention: Convention) -> Any:
        if is_blank(cell):
            return None
        if doubt := fault(cell):
            return doubt
        said = word(typed(shown(cell)))
        if whole := known(said):
            return whole
        parts = [known(part) or sounds_like(part) for text in _ALSO.split(said) if (part := word(text))]
        meant = set(parts) if not patterns else set(parts) - {None}
        # Of a sentence what comes first is the word: "Đang xử lý, dự kiến xong trong quý II".
        return (parts[0] if len(meant) == 1 else None) or _unknown_word(cell, expected)

    return OneOf(name, "VARCHAR", one, firsts=tuple(firsts.values()))


def _without_accents(codes: Mapping[str, str]) -> dict[str, str]:
    """Word without accents -> code, for words that no two codes share."""
    meant: dict[str, set[str]] = {}
    for said, code in codes.items():
        meant.setdefault(plain(said), set()).add(code)
    return {said: found.pop() for said, found in meant.items() if len(found) == 1}


text = Kind("text", "VARCHAR", _text)
procedure_code = Kind("text", "VARCHAR", _procedure_code)
raw = Kind("raw", "VARCHAR", _raw)
yes_no = Kind("yes_no", "BOOLEAN", _yes_no, _marks_convention)


def yes_no_or(*named: str, denied: Sequence[str] = ()) -> Kind:
    """Marks and words for yes and no, and what says yes by itself: "VNPT" under "Dùng chung", "8.000đ" under "Phí".

    named: patterns of plain words. denied: words that say no by themselves: "Tiền mặt" under "Hình thức thanh toán".
    """
    names = re.compile(rf"(?<!\w)(?:{'|'.join(named)})(?!\w)")

    def says(cell: object) -> bool | None:
        mark = _mark(cell)
        if mark is None and denied and isinstance(cell, str) and plain(cell).strip(" .") in denied:
            return False
        is_named = mark is None and isinstance(cell, str | int | float) and names.search(plain(shown(cell)))
        return not _DENIED.match(plain(shown(cell))) if is_named else mark

    def one(cell: Any, convention: Convention) -> Any:
        said = says(cell) if type(cell) in (str, int, float) else None
        return _yes_no(cell, convention) if said is None else said

    def marks(cells: Iterable[object]) -> Convention:
        return {"has_marks": any(says(cell) for cell in cells if not is_blank(cell))}

    return Kind("yes_no", "BOOLEAN", one, marks)


def unit(*places: str) -> Kind:
    """The name of one unit of those kinds, still as words: places.py finds the unit."""
    return Kind("unit", "VARCHAR", _text, places=places)


def units(*places: str) -> Kind:
    """Names of several units in one cell, still as words: places.py takes them apart."""
    return Kind("units", "VARCHAR[]", _text, places=places)


# --- columns ---------------------------------------------------------------------------------------------

_ALONE: frozenset[type] = frozenset((str, type(None)))


def _keys(cells: Sequence[object]) -> Sequence[Hashable]:
    """What tells two cells apart: the cells themselves, or with their types where 1 == True == Percent(1)."""
    types = set(map(type, cells))
    if len(types - _ALONE) == 0 or len(types - {type(None)}) == 1:
        return cells
    return list(zip(map(type, cells), cells, strict=True))


def column(kind: Kind, cells: Sequence[object]) -> tuple[list[Any], dict[int, BadCell | Doubt]]:
    """The values of a column, aligned with the cells, and what is wrong, by index.

    Each distinct cell is cleaned once: real columns repeat. The value is None where the cell is bad.
    """
    keys = _keys(cells)
    distinct = dict(zip(keys, cells, strict=True))
    convention = kind.convention(distinct.values())
    values: dict[Hashable, Any] = {}
    problems: dict[Hashable, BadCell | Doubt] = {}
    for key, cell in distinct.items():
        try:
            value = kind.one(cell, convention)
        except BadCell as problem:
            values[key], problems[key] = None, problem
            continue
        if isinstance(value, Doubt):
            problems[key], value = value, value.value
        values[key] = value
    found = {i: problems[key] for i, key in enumerate(keys) if key in problems} if problems else {}
    return list(map(values.__getitem__, keys)), found
