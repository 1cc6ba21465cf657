"""Warnings about rows that are in batches already: at their cell in the sender's file, or about the whole table."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from loaders.checks import vn
from loaders.personal import is_code, masked
from loaders.report import Issue, as_written, brief
from loaders.store.batches import Batch

if TYPE_CHECKING:
    from loaders.reading import Reading

# A point is made from one cell or two.
STANDS_IN = {"latitude": ("latitude_cell", "longitude_cell"), "longitude": ("longitude_cell", "latitude_cell")}


def day(on: date) -> str:
    """`ngày 31/5/2024`."""
    return f"ngày {on.day}/{on.month}/{on.year}"


def name_of(reading: Reading, unit_id: str) -> str:
    """The unit as displayed; its id where the lists no longer have it, though older reports do."""
    places = reading.rows[0].file.places
    return places.name(unit_id) if places.knows(unit_id) else unit_id


def at_cell(reading: Reading, batch: Batch, at: int, field: str, rule: str, message: str, fix: str) -> Issue:
    """A warning about a field of the batch's row at that index."""
    sheet, number = batch.sheets[at], batch.numbers[at]
    rows = next(rows for rows in reading.rows if rows.table.sheet.name == sheet and number in rows.numbers)
    position = rows.numbers.index(number)
    if batch.source.unfold:
        cell, column = batch.columns["cell"][at], str(batch.columns["criterion"][at])
        value = as_written(batch.columns[field][at])
    else:
        name = next((name for name in (field, *STANDS_IN.get(field, ())) if name in rows.columns), field)
        cell = rows.cell(position, name)
        column = rows.table.heading(name) if name in rows.columns else ""
        value = as_written(rows.raw[name][position]) if name in rows.raw else ""
    if not is_code(batch.source, field):
        value, message = masked(value), masked(message)
    return Issue("warning", rule, sheet, cell, number, brief(column), brief(value), brief(message), fix)


def at_table(reading: Reading, batch: Batch, rule: str, message: str, fix: str) -> Issue:
    """A warning about a batch as a whole, with the name of its sender: a file may hold several."""
    who = f"{name_of(reading, batch.sender)}: " if batch.sender else ""
    return Issue("warning", rule, batch.sheets[0], None, None, "", "", brief(masked(who + message)), fix)


def many(reading: Reading, batch: Batch, rule: str, said: str, total: int, listed: int) -> Iterator[Issue]:
    """One more warning where there are more cells than are named one by one."""
    if total > listed:
        text = f"{said}: còn {vn(total - listed)} chỗ nữa ngoài {vn(listed)} chỗ đã nêu"
        yield at_table(reading, batch, rule, text, "kiểm tra cả cột này với báo cáo trước")
