"""Names of units that the lists do not know, waiting for a person: each once, with the units nearest in spelling."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from loaders.contract import Column
from loaders.report import Issue, as_written, brief
from loaders.rows import Rows

if TYPE_CHECKING:
    from loaders.reading import Reading

RULE = "unknown_unit"


@dataclass(frozen=True)
class UnknownName:
    """A name that no list has. kinds: of unit that it may mean; within: the district it stands in, None where none is
    said; nearest: at most three unit_ids, the likeliest first; count: cells; sheet, cell, row: the first of them."""

    name: str
    kinds: tuple[str, ...]
    within: str | None
    nearest: tuple[str, ...]
    file: str
    sheet: str
    cell: str | None
    row: int | None
    count: int = 1


def unknown_names(readings: Sequence[Reading]) -> list[UnknownName]:
    """Those of one file's readings, each once, in the order of the cells."""
    found: dict[tuple[str, str | None], UnknownName] = {}
    for reading in readings:
        for rows in reading.rows:
            for one in _names(rows):
                key = one.name, one.within
                found[key] = replace(found[key], count=found[key].count + 1) if key in found else one
    return list(found.values())


def _names(rows: Rows) -> Iterator[UnknownName]:
    positions = {number: position for position, number in enumerate(rows.numbers)}
    for issue in rows.issues:
        position = positions.get(issue.row or -1)
        column = _column(rows, issue, position) if issue.rule == RULE else None
        if column is None:
            continue
        within = _district(rows, column, position)
        for name in _texts(rows, column, issue, position):
            nearest = rows.file.places.nearest(name, column.kind.places, rows.on, within)
            nearest = nearest or rows.file.places.nearest(name, column.kind.places, rows.on)
            yield UnknownName(
                name,
                column.kind.places,
                within,
                tuple(nearest[:3]),
                rows.file.file_name,
                issue.sheet,
                issue.cell,
                issue.row,
            )


def _column(rows: Rows, issue: Issue, position: int | None) -> Column | None:
    """The column of the remark; of a score table, whose rows carry their cell, the one of the units; of a name that
    a group row gives the one that it fills."""
    units = [column for column in rows.source.columns if column.kind.places]
    named = [column for column in units if brief(rows.table.heading(column.field)) == issue.column != ""]
    if named:
        return named[0]
    if rows.source.unfold:
        return next((column for column in units if column.field == "unit_id"), None)
    given = {field: cells for field, cells in rows.raw.items() if field not in rows.columns and position is not None}
    return next(
        (
            column
            for column in units
            if column.field in given and brief(as_written(given[column.field][position or 0])) == issue.value
        ),
        None,
    )


def _texts(rows: Rows, column: Column, issue: Issue, position: int | None) -> list[str]:
    """The names in the cell: one, or of a list of units those that are not known."""
    cells = rows.raw.get(column.field)
    cell: Any = cells[position] if cells and position is not None and position < len(cells) else issue.value
    text = " ".join(as_written(cell).split())
    if column.kind.name == "units":
        return [
            name for name in rows.file.places.find_all(text, column.kind.places, rows.on)[1] if name in issue.message
        ]
    return [text] if text else []


def _district(rows: Rows, column: Column, position: int | None) -> str | None:
    """The district of the row, for a commune; None where the row says none."""
    if "commune" not in column.kind.places or position is None:
        return None
    for name in ("district_id", "district_hint"):
        values = rows.values.get(name)
        if values and column.field != name:
            found: str | None = values[position]
            return found if found and rows.file.places.knows(found) else None
    return None
