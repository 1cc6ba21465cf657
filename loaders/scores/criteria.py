"""The columns of a score table: which hold units, which hold a criterion's score or rank, which the final score."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from loaders.scores.groups import Criterion, Found, Group, ScoreColumn, title_over
from loaders.scores.words import ACCENTED, LEFT_OUT, TOTAL, Said, is_total_heading, said
from loaders.shapes.body import Table
from loaders.shapes.lines import looks_numeric
from loaders.values.cell import is_blank

__all__ = ["ACCENTED", "TOTAL", "Criterion", "Found", "find_criteria", "is_total_heading"]

IsUnit = Callable[[str], bool]
# The fields of the contract whose columns are read here; a second column of the same kind is unknown to it.
OWN_FIELDS = ("total", "reported_rank", "self_score", "max_score", "index_name")


def find_criteria(table: Table, is_unit: IsUnit, main_year: int | None) -> Found:
    """Every criterion of a score table, of each year and block the final score last.

    is_unit: whether a text names a unit of the board. main_year: what title, sheet or file say.
    """
    # Two titles side by side above the next blocks are no row of these.
    rows = [row for number in table.rows if any(map(looks_numeric, row := table.sheet.rows[number]))]
    rows = rows or [table.sheet.rows[number] for number in table.rows]
    units = _unit_columns(table, rows, is_unit)
    found = Found(beside_at=_block_beside(table, rows, units, is_unit))
    columns = _columns(table, rows, units, found)
    columns, years = _by_year(columns, main_year, found)
    halves = _halves(table, rows, units)
    for year in years:
        of_year = [column for column in columns if year is None or column.said.year == year]
        for block in [[unit] for unit in units] if halves else [units]:
            chosen = [column for column in of_year if column.units in block]
            criteria = Group(table, chosen, year).criteria(found)
            found.criteria += criteria
    if {c.name for c in found.criteria} == {TOTAL} and not halves:
        total = found.criteria[0]
        if total.column is not None and not said(table.headings[total.column]).name:
            found.block_title = title_over(table, 0, len(table.sheet.rows[table.first]))
    return found


# --- which columns are what ---------------------------------------------------------------------------------


def _unit_columns(table: Table, rows: list[list[Any]], is_unit: IsUnit) -> list[int]:
    """The column of units, and in tables of pairs or halves every further one that holds their names."""
    known = set(table.columns.values())
    first = table.columns["unit_id"]
    listed = {row[first] for row in rows}
    found = [first]
    for index in range(len(table.sheet.rows[table.first])):
        names = [row[index] for row in rows if isinstance(row[index], str)]
        is_alike = index in table.headings and table.headings[index].text == table.heading("unit_id")
        if index in known or not names:
            continue
        if is_alike and not listed & set(names) and all(map(is_unit, names)):
            found.append(index)
            continue
        names = names[:40]
        if len(names) * 2 < len(rows) or len(names) < (len(rows) if is_alike else 3):
            continue
        if sum(map(is_unit, names)) * 5 >= len(names) * 3:
            found.append(index)
    return sorted(found)


def _halves(table: Table, rows: list[list[Any]], units: list[int]) -> bool:
    """Whether the columns of units hold different ones: one list, broken to stand side by side."""
    names = [{row[index] for row in rows} - {None} for index in units]
    return len(units) > 1 and not set.intersection(*names) and sum(map(len, names)) == len(set.union(*names))


def _block_beside(table: Table, rows: list[list[Any]], units: list[int], is_unit: IsUnit) -> int | None:
    """Where a small block repeats the heading of the units and a few of their names: to look up one province."""
    for index, heading in sorted(table.headings.items()):
        if index > units[0] and index not in units and heading.text == table.heading("unit_id"):
            names = [row[index] for row in rows if isinstance(row[index], str)]
            if names and all(map(is_unit, names)):
                return index
    return None


def _columns(table: Table, rows: list[list[Any]], units: list[int], found: Found) -> list[ScoreColumn]:
    """The columns of scores, ranks, maxima; what is neither a score nor a rank is noted in `found`."""
    stated = [table.columns[name] for name in OWN_FIELDS if name in table.columns]
    asked = sorted({heading.index for heading in table.unknown} | set(stated))
    kept: list[tuple[int, Said]] = []
    for index in asked:
        if index in units or (found.beside_at is not None and index >= found.beside_at):
            continue
        told = said(table.headings[index])
        is_rank = index == table.columns.get("reported_rank")
        if not _holds_numbers(rows, index, index in (table.columns.get("total"), table.columns.get("reported_rank"))):
            continue
        if told.role in LEFT_OUT:
            found.left_out[index] = told.role
        elif index in stated or index > units[0] or told.role != "score" or not _is_counting(rows, index):
            kept.append((index, replace(told, role="rank") if is_rank else told))
    ranks = [index for index, told in kept if told.role == "rank"]
    leads = len(units) > 1 and len(ranks) == len(units) and ranks[0] < units[0]
    return [ScoreColumn(index, told, _units_of(units, index, leads and told.role == "rank")) for index, told in kept]


def _holds_numbers(rows: list[list[Any]], index: int, is_stated: bool) -> bool:
    """Whether a column is one of numbers; a dash says nothing, a word among them is a fault to be named."""
    filled = [row[index] for row in rows if not is_blank(row[index])]
    numeric = sum(looks_numeric(cell) for cell in filled)
    return is_stated or (numeric > 0 and numeric * 2 >= len(filled))


def _is_counting(rows: list[list[Any]], index: int) -> bool:
    """Running numbers or codes left of the units: whole numbers that only grow."""
    cells = [row[index] for row in rows if row[index] is not None]
    numbers = [float(cell) for cell in cells if isinstance(cell, int | float) and float(cell).is_integer()]
    return len(numbers) == len(cells) and all(a < b for a, b in pairwise(numbers))


def _units_of(units: list[int], index: int, is_before: bool) -> int:
    """The nearest column of units to the left, or to the right of a rank that stands before its unit."""
    if is_before:
        return min((unit for unit in units if unit > index), default=units[-1])
    return max((unit for unit in units if unit < index), default=units[0])


def _by_year(
    columns: list[ScoreColumn], main_year: int | None, found: Found
) -> tuple[list[ScoreColumn], Sequence[int | None]]:
    """The columns that count, and the years that they are of: [None] where the table is of one year.

    Beside columns without a year, those of other years are there to compare: an older board stands as it was published.
    """
    dated = {column.said.year for column in columns if column.said.role in ("score", "rank", "self")}
    years = sorted(year for year in dated if year)
    if len(years) < 2:
        return columns, [None]
    if None not in dated:
        return columns, years
    main = main_year if main_year in years else years[-1]
    others = [column for column in columns if column.said.year not in (None, main)]
    found.left_out |= {column.index: "year" for column in others}
    return [column for column in columns if column not in others], [None]
