"""A pivoted table of indicators -> its Rows: one for each row of the sheet and column of values that is filled."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from loaders.clean import column as clean_column
from loaders.contract import Formula
from loaders.layout import Table
from loaders.rows import FileFacts, Rows
from loaders.shapes.figures import Figure
from loaders.shapes.filling import filled, plain_sum
from loaders.shapes.pivots import Pivot
from loaders.values import when
from loaders.values.cell import is_blank
from loaders.values.numerals import like_its_neighbours, proven_mark

Spot = tuple[int, int]  # position in table.rows, position in pivot.values


def unfold(table: Table, file: FileFacts, pivot: Pivot) -> Rows:
    """Rows in the order of the sheet. A blank under a month or a unit says nothing yet and gives no row."""
    numbers = table.sheet.line_numbers or range(1, len(table.sheet.rows) + 1)
    spots = _spots(table, pivot)
    table.unknown, table.columns = list(pivot.unknown), dict(pivot.naming)
    rows = Rows(
        table.source,
        table,
        file,
        [numbers[table.rows[at]] for at, _ in spots],
        groups=[table.groups[at] for at, _ in spots],
        columns=dict(pivot.naming),
    )
    _take_names(rows, pivot, spots)
    _take_figures(rows, pivot, spots)
    _take_periods(rows, pivot, spots)
    return rows


def _spots(table: Table, pivot: Pivot) -> list[Spot]:
    sheet = table.sheet.rows
    shared = _shared_targets(pivot)
    wanted = []
    for at, number in enumerate(table.rows):
        for which, (value, targets) in enumerate(pivot.values):
            own = [t.column for t in targets if t.column not in shared]
            if any(not is_blank(sheet[number][column]) for column in (value.column, *own)):
                wanted.append((at, which))
    return wanted


def _shared_targets(pivot: Pivot) -> set[int]:
    """Targets that stand for several columns: such a target alone makes no row."""
    columns = [target.column for _, targets in pivot.values for target in targets]
    return {column for column in columns if columns.count(column) > 1}


def _take_names(rows: Rows, pivot: Pivot, spots: Sequence[Spot]) -> None:
    """What a row of the sheet says for all its values, then what the headings say for all rows."""
    table = rows.table
    for column in table.source.columns:
        index = pivot.naming.get(column.field)
        if column.kind.name == "number" or (index is None and column.fill != "group"):
            continue
        cells = filled(table, column, index, rows.file.places.lookup)
        if index is None and all(cell is None for cell in cells):
            continue
        raw = [cells[at] for at, _ in spots]
        rows.raw[column.field] = raw
        values, problems = clean_column(column.kind, raw)
        rows.take(column.field, values, problems)
    figures = [pivot.values[which][0] for _, which in spots]
    _fill(rows, "unit_id", figures, [figure.unit for figure in figures])
    _fill(rows, "indicator_name", figures, [figure.indicator for figure in figures])
    _fill(rows, "measured_in", figures, [figure.measure for figure in figures])


def _fill(rows: Rows, field: str, figures: Sequence[Figure], words: Sequence[str]) -> None:
    if field not in rows.columns and any(words):
        rows.values[field] = [word or None for word in words]
        rows.raw[field] = list(rows.values[field])
        rows.spread[field] = [figure.column for figure in figures]


def _take_figures(rows: Rows, pivot: Pivot, spots: Sequence[Spot]) -> None:
    values = [pivot.values[which][0].column for _, which in spots]
    columns = {figure.column for value, targets in pivot.values for figure in (value, *targets)}
    mark = proven_mark(rows.table.sheet.rows[number][column] for number in rows.table.rows for column in columns)
    _take(rows, "value", values, spots, mark)
    targets = [_target(rows.table, at, pivot.values[which][1]) for at, which in spots]
    if any(targets):
        _take(rows, "target", targets, spots, mark)


def _target(table: Table, at: int, targets: Sequence[Figure]) -> int | None:
    """The first of the targets that is filled in this row."""
    row = table.sheet.rows[table.rows[at]]
    return next((t.column for t in targets if not is_blank(row[t.column])), None)


def _take(rows: Rows, field: str, columns: Sequence[int | None], spots: Sequence[Spot], mark: str | None) -> None:
    """One convention holds for all the columns of a field: they are one column, laid out sideways."""
    table = rows.table
    cells: list[Any] = []
    for (at, _), column in zip(spots, columns, strict=True):
        cell = table.sheet.rows[table.rows[at]][column] if column is not None else None
        cells.append(plain_sum(table, cell) if isinstance(cell, Formula) else cell)
    rows.raw[field], rows.spread[field] = cells, list(columns)
    values, problems = clean_column(like_its_neighbours(table.source.column(field).kind, cells, mark), cells)
    rows.take(field, values, problems)


def _take_periods(rows: Rows, pivot: Pivot, spots: Sequence[Spot]) -> None:
    """The last day of each value's period. A year's figures "so far" end on the day that the title names."""
    if not any(value.is_dated for value, _ in pivot.values):
        return
    table = rows.table
    titles = ["\n".join(table.title), table.sheet.name, "\n".join(table.page_title), rows.file.file_name]
    named = next((day for text in titles[:3] if (day := when.report_day(text))), None)
    year = named.year if named else next((found for text in titles if (found := when.year(text))), None)
    ends = [_end(value, year, named) for value, _ in pivot.values]
    rows.raw["period_end"] = rows.values["period_end"] = [ends[which] or named for _, which in spots]
    if all(rows.values["period_end"]):
        rows.facts["reported_on"] = max(rows.values["period_end"], default=None)


def _end(figure: Figure, year: int | None, named: date | None) -> date | None:
    stretch = figure.stretch(year)
    if stretch is None:
        return None
    is_year = stretch[1].month - stretch[0].month == 11
    return named if is_year and named and stretch[0] <= named <= stretch[1] else stretch[1]
