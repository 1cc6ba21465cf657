"""Counts that a report gives in thousands: "Đơn vị tính: nghìn người", "Dân số (nghìn người)".

A scale over the table holds for the counts of what it names; without a name for all of them. The values are scaled
and the sender is told, since a unit of measure left over from another form would be a thousandfold error.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from loaders.clean import column as clean_column
from loaders.clean import number
from loaders.contract import BadCell, Column, Doubt
from loaders.shapes.body import Table
from loaders.spelling import plain

_SCALE = r"(nghin|ngan|trieu|1[.,]?000(?!\d)|1[.,]?000[.,]?000)"
_OF = re.compile(rf"\b{_SCALE}\s*([a-z ]*)")
_STATED = re.compile(r"(?:don vi(?: tinh)?|dvt)\s*[:：]\s*(.*)")
_REMARK = re.compile(r"\(([^()]*)\)|:\s*(.*)$|,\s*(nghin.*|ngan.*)$")
_FACTORS = {"nghin": 1_000, "ngan": 1_000, "trieu": 1_000_000}
_COUNTED = {"population": ("nguoi", "khau", "dan"), "households": ("ho",)}


def factor(table: Table, column: Column) -> int:
    """By how much the cells of a count column are to be multiplied; 1 where nothing is said."""
    if column.kind.name != "count" or column.field not in table.columns:
        return 1
    for level in table.headings[table.columns[column.field]].levels:
        for groups in _REMARK.findall(plain(level)):
            if found := _OF.search(" ".join(groups)):
                return _factor(found[1])
    for line in table.title:
        stated = _STATED.search(plain(line))
        found = _OF.search(stated[1]) if stated else None
        if found and _is_of(found[2].split(), table, column):
            return _factor(found[1])
    return 1


def scaled(cells: Sequence[Any], times: int) -> tuple[list[int | None], dict[int, BadCell | Doubt]]:
    """The counts in ones, and what is wrong with a cell, by index."""
    values, problems = clean_column(number, cells)
    return [None if value is None else round(value * times) for value in values], problems


def _factor(word: str) -> int:
    return _FACTORS.get(word) or int(re.sub(r"\D", "", word))


def _is_of(words: Sequence[str], table: Table, column: Column) -> bool:
    if not words:
        return True
    if column.field in _COUNTED:
        return any(word in _COUNTED[column.field] for word in words)
    return table.source.name == "dossier_counts" and ("so" in words or "hs" in words)
