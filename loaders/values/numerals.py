"""Numbers as officers write them: number, count, percent. The column decides what a typed 1.234 means."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from math import isfinite
from typing import Any

from loaders.contract import BadCell, Convention, Doubt, Kind, Percent
from loaders.values.cell import fault, is_blank, shown, typed

# Blanks group thousands too: 1 283, with any kind of blank.
_BLANKS = re.compile(r"(?<=\d)[ \u00a0\u2007\u2009\u202f'’](?=\d{3}(?!\d))")
_SHAPE = re.compile(r"([+-]?)([0-9][0-9.,]*)")
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:([.,])\d{3})(?:\1\d{3})*")
# No province counts more; above, a number is a code that slipped a column, or a typing error.
_MOST = 10**9


def _has_sign(cell: str) -> bool:
    return cell.rstrip().endswith(("%", "％"))


def _unsigned(cell: str) -> str:
    """The text without the percent sign behind it."""
    return cell.rstrip()[:-1] if _has_sign(cell) else cell


def _numeral(cell: str) -> tuple[str, str] | None:
    """(sign, digits with their points and commas) of a text that may be a number, else None."""
    text = _BLANKS.sub("", typed(cell).replace("−", "-"))
    found = _SHAPE.fullmatch(text)
    return (found[1], found[2]) if found else None


def _decimal_mark(digits: str) -> str | None:
    """The decimal mark that the text itself proves, "" where it has none to show, None where it may be either.

    1.234 and 1,234 may be either; 1.234,5 and 12,5 and 0,735 prove a comma, 1.234.567 excludes the point.
    """
    points, commas = digits.count("."), digits.count(",")
    if not points and not commas:
        return ""
    if points and commas:
        return "," if digits.rfind(",") > digits.rfind(".") else "."
    mark, other = (".", ",") if points else (",", ".")
    if max(points, commas) > 1:
        return other
    return None if _GROUPED.fullmatch(digits) else mark


def _value(digits: str, decimal: str) -> float | None:
    """The number under that decimal mark, None where thousands are not in threes: 12.34.5."""
    whole, mark, rest = digits.partition(decimal)
    group = "." if decimal == "," else ","
    if (mark and not rest.isdigit()) or not whole:
        return None
    if group in whole:
        if not _GROUPED.fullmatch(whole) or decimal in whole:
            return None
        whole = whole.replace(group, "")
    return float(f"{whole}.{rest or 0}") if whole.isdigit() else None


def _numerals(cells: Iterable[object]) -> list[str]:
    texts = (_unsigned(cell) for cell in cells if type(cell) is str)
    return [found[1] for text in texts if (found := _numeral(text))]


def _typed(cells: Iterable[object]) -> list[float]:
    return [float(cell) for cell in cells if type(cell) in (int, float)]  # type: ignore[arg-type]


def number_convention(cells: Iterable[object]) -> Convention:
    """decimal: the mark that most texts of the column prove. Where none does, typed numbers of the column tell
    by their size whether 12.345 is one of them; failing that, the Vietnamese comma."""
    cells = list(cells)
    proven = [_decimal_mark(digits) for digits in _numerals(cells)]
    commas, points = proven.count(","), proven.count(".")
    if commas == points:
        return {"decimal": _by_size(cells) or ","}
    return {"decimal": "," if commas > points else "."}


def proven_mark(cells: Iterable[object]) -> str | None:
    """The decimal mark that texts of these cells prove, None where none does or they disagree."""
    marks = {_decimal_mark(digits) for digits in _numerals(cells)} & {",", "."}
    return marks.pop() if len(marks) == 1 else None


def like_its_neighbours(kind: Kind, cells: Iterable[object], mark: str | None) -> Kind:
    """The kind for a column of numbers that proves no mark itself, where other columns of its table prove one: a form
    is filled under one setting of Excel."""
    if kind.name != "number" or mark is None or any(map(_decimal_mark, _numerals(cells))):
        return kind
    return replace(kind, convention=lambda _: {"decimal": mark})


def _by_size(cells: list[object]) -> str | None:
    """The mark under which the texts that may be either are nearest in size to the typed numbers."""
    typed = sorted(abs(value) for value in _typed(cells) if value)
    either = [digits for digits in _numerals(cells) if _decimal_mark(digits) is None]
    if not typed or not either:
        return None
    middle = typed[len(typed) // 2]

    def distance(decimal: str) -> float:
        sizes = (_value(digits, decimal) or 1.0 for digits in either)
        return sum(max(size / middle, middle / size) for size in sizes)

    return min(",.", key=distance)


def _read_text(cell: str, convention: Convention) -> float | None:
    """The number of a text, None where it is none."""
    found = _numeral(cell)
    if not found:
        return None
    sign, digits = found
    decimal = _decimal_mark(digits) or convention.get("decimal", ",")
    value = _value(digits, decimal)
    return -value if value is not None and sign == "-" else value


def _number(cell: Any, convention: Convention) -> Any:
    """'1.234,5' (Vietnamese), '1234.5' (Excel) and '95,2%' to the number that the officer sees."""
    if is_blank(cell):
        return None
    doubt = fault(cell)
    if doubt:
        return doubt
    if isinstance(cell, Percent):
        return round(float(cell) * 100, 10)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return float(cell)
    value = _read_text(_unsigned(cell), convention) if isinstance(cell, str) else None
    if value is None:
        raise BadCell(
            "not_a_number",
            f"không phải số: “{shown(cell)}”",
            "Chỉ gõ con số, ví dụ 1.234,5; lời giải thích để ở cột Ghi chú.",
        )
    return value


def count_convention(cells: Iterable[object]) -> Convention:
    """thousands: whether typed decimals of the column are counts that Excel took for decimals.

    Excel under English settings reads the count 1.283 as 1,283, and leaves 512 alone. So a typed number with
    three decimals beside counts in the hundreds was a count; then 1.28 was 1.280.
    """
    cells = list(cells)
    typed = _typed(cells)
    odd = [value for value in typed if not value.is_integer()]
    whole = [value for value in typed if value.is_integer()]
    whole += [value for digits in _numerals(cells) if (value := _whole(digits)) is not None]
    is_proven = any(_has_three_decimals(value) for value in odd)
    beside = any(value >= 100 for value in whole) or (not whole and sum(map(_has_three_decimals, odd)) > 1)
    return {"thousands": is_proven and beside}


def _has_three_decimals(value: float) -> bool:
    return (
        1 <= value < 1000
        and abs(value * 1000 - round(value * 1000)) < 1e-6
        and abs(value * 100 - round(value * 100)) > 1e-6
    )


def _whole(digits: str) -> int | None:
    """A count's text: 1283, 1.283, 1,283 are all whole; 12,0 is too, 12,5 is not."""
    if digits.isdigit():
        return int(digits)
    if _GROUPED.fullmatch(digits):
        return int(re.sub(r"[.,]", "", digits))
    mark = _decimal_mark(digits)
    value = _value(digits, mark) if mark else None
    return int(value) if value is not None and value.is_integer() else None


def _count(cell: Any, convention: Convention) -> Any:
    """'1.283', '1,283', '1 283' and 1283 to 1283. A typed 1.283 beside counts in the hundreds too, with a Doubt."""
    if is_blank(cell):
        return None
    doubt = fault(cell)
    if doubt:
        return doubt
    if isinstance(cell, str):
        found = _numeral(cell)
        value = _whole(found[1]) if found else None
        if value is not None and found and found[0] == "-":
            value = -value
    elif isinstance(cell, int | float) and not isinstance(cell, bool | Percent):
        if not isfinite(cell):
            raise _not_a_count(cell)
        # 12.000000000000002 is what a formula leaves of 12.
        if abs(cell - round(cell)) > 1e-9 * max(1.0, abs(cell)):
            return _misread_count(float(cell), convention)
        value = round(cell)
    else:
        value = None
    if value is None:
        raise _not_a_count(cell)
    if value > _MOST:
        raise BadCell("not_a_count", f"số đếm lớn bất thường: “{shown(cell)}”", "Kiểm tra lại con số đã gõ.")
    if value < 0:
        raise BadCell("negative_count", f"số đếm không thể âm: “{shown(cell)}”", "Gõ số từ 0 trở lên.")
    return value


def _not_a_count(cell: object) -> BadCell:
    return BadCell(
        "not_a_count",
        f"không phải số đếm (số nguyên): “{shown(cell)}”",
        "Chỉ gõ con số, ví dụ 1283; lời giải thích để ở cột Ghi chú.",
    )


def _misread_count(cell: float, convention: Convention) -> Doubt:
    thousands = round(cell * 1000)
    if not convention.get("thousands") or not 1 <= cell < 1000 or abs(cell * 1000 - thousands) > 1e-6:
        raise _not_a_count(cell)
    return Doubt(
        thousands,
        "count_typed_as_decimal",
        f"ô ghi số thập phân {shown(cell)} trong cột số đếm; hiểu là {thousands}",
        f"Gõ {thousands}, không có dấu chấm hay dấu phẩy.",
    )


def percent_convention(cells: Iterable[object]) -> Convention:
    """As for number; fraction: whether the plain numbers are parts of one (0.952), not of a hundred (95,2).
    mixed: whether there are both, so that what is below one may be either."""
    cells = list(cells)
    convention = number_convention(cells)
    texts = [cell for cell in cells if type(cell) is str and not _has_sign(cell)]
    plain = _typed(cells) + [value for cell in texts if (value := _read_text(cell, convention)) is not None]
    is_fraction = all(value <= 1 for value in plain) and any(0 < value < 1 for value in plain)
    is_mixed = any(0 < value < 1 for value in plain) and any(value > 10 for value in plain)
    return {**convention, "fraction": is_fraction, "mixed": is_mixed}


def _percent(cell: Any, convention: Convention) -> Any:
    """'95,2%', 95.2, 0.952 under a percent format, and 0.952 in a column of fractions, all to 95.2."""
    value = _number(cell, convention)
    if not isinstance(value, float):
        return value
    is_plain = not isinstance(cell, Percent) and not (isinstance(cell, str) and _has_sign(cell))
    if is_plain and convention.get("fraction"):
        value = round(value * 100, 10)
    if not 0 <= value <= 100:
        raise BadCell(
            "not_a_percent", f"tỷ lệ phải từ 0 đến 100 %: “{shown(cell)}”", "Gõ tỷ lệ phần trăm, ví dụ 95,2%."
        )
    if is_plain and convention.get("mixed") and 0 < value < 1:
        shares = f"{value:g} %".replace(".", ","), f"{round(value * 100, 10):g}%".replace(".", ",")
        message = f"“{shown(cell)}” được hiểu là {shares[0]}, trong khi cột có tỷ lệ trên 10 %"
        return Doubt(value, "percent_below_one", message, f"Nếu ý là {shares[1]} thì gõ {shares[1]}.")
    return value


def measured(unit: str) -> Kind:
    """A number that may have its unit of measure behind it: "42 m" in a column of metres. unit: a pattern."""
    behind = re.compile(rf"(?<=[\d\s])\s*(?:{unit})\s*\.?\s*$", re.IGNORECASE)

    def bare(cell: object) -> object:
        return behind.sub("", cell) if type(cell) is str else cell  # an error value is a text of its own kind

    def one(cell: Any, convention: Convention) -> Any:
        try:
            return _number(bare(cell), convention)
        except BadCell as bad:
            raise BadCell(bad.rule, str(bad).replace(shown(bare(cell)), shown(cell)), bad.fix, bad.level) from None

    return Kind("number", "DOUBLE", one, lambda cells: number_convention(map(bare, cells)))


number = Kind("number", "DOUBLE", _number, number_convention)
count = Kind("count", "BIGINT", _count, count_convention)
percent = Kind("percent", "DOUBLE", _percent, percent_convention)
