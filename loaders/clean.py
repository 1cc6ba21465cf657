"""One cell to one value: the kinds of column that sources are made of, and whole columns at once.

Every kind reads a blank as None, refuses an error value, and doubts a formula without a result.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from loaders.cell import fault, is_blank, shown, tidy
from loaders.contract import BadCell, Convention, Doubt, Kind
from loaders.days import day
from loaders.numerals import count, number, percent

__all__ = ["column", "count", "day", "number", "one_of", "percent", "raw", "text", "unit", "units", "word", "yes_no"]

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


def _raw(cell: Any, convention: Convention) -> Any:
    """The cell as it is, for a step that reads several cells at once."""
    return cell


_TRUE = frozenset(word(mark) for mark in ("x", "✓", "✔", "√", "☑", "v", "có", "1", "đã", "true", "yes"))
_FALSE = frozenset(word(mark) for mark in ("không", "0", "false", "no"))


def _mark(cell: object) -> bool | None:
    mark = word(shown(cell))
    return True if mark in _TRUE else False if mark in _FALSE else None


def _marks_convention(cells: Iterable[object]) -> Convention:
    """has_marks: whether the column has any mark that says yes; only then does a blank say no."""
    return {"has_marks": any(_mark(cell) for cell in cells if not is_blank(cell))}


def _yes_no(cell: Any, convention: Convention) -> Any:
    """Marks and words for yes and no; a blank or a dash is no where the column has marks at all, else unknown."""
    if is_blank(cell):
        return False if convention.get("has_marks") else None
    doubt = fault(cell)
    if doubt:
        return doubt
    mark = _mark(cell)
    return _unknown_word(cell, "x, có, không; để trống là không") if mark is None else mark


@dataclass(frozen=True)
class OneOf(Kind):
    """A kind for a fixed list of words. firsts: for each code the word that its list names first."""

    firsts: tuple[str, ...] = ()


def one_of(name: str, mapping: Mapping[str, str]) -> OneOf:
    """A kind for a column with a fixed list of words. mapping: word -> code; the codes are words too.

    A word outside the list is null, with a warning.
    """
    codes = {word(code): code for code in mapping.values()} | {word(key): code for key, code in mapping.items()}
    firsts: dict[str, str] = {}
    for key, code in mapping.items():
        firsts.setdefault(code, key)
    expected = ", ".join(firsts.values())

    def one(cell: Any, convention: Convention) -> Any:
        if is_blank(cell):
            return None
        return fault(cell) or codes.get(word(shown(cell))) or _unknown_word(cell, expected)

    return OneOf(name, "VARCHAR", one, firsts=tuple(firsts.values()))


text = Kind("text", "VARCHAR", _text)
raw = Kind("raw", "VARCHAR", _raw)
yes_no = Kind("yes_no", "BOOLEAN", _yes_no, _marks_convention)


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
