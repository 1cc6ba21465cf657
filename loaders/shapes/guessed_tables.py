"""The last pass over a sheet: tables that lack a heading or two in words of the contract, fields without a column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from loaders.contract import Source
from loaders.formats.grid import Row, Sheet
from loaders.layout import find_tables, heading_blocks, recognised
from loaders.shapes import pivots
from loaders.shapes.forms import Form, signature
from loaders.shapes.guesses import all_add_up, guess
from loaders.shapes.headings import Heading, match
from loaders.shapes.table import Table

if TYPE_CHECKING:
    from loaders.places import Places

MOST_NEEDED = 2  # fields that must be there and may be guessed, unless the form's sums prove more
LEAST_KNOWN = 3  # fields that must be known without guessing, else it may be any list
CLEARLY_MORE = 2  # times the fields of a table that another source has taken the sheet for
LEAST_INSTEAD = 4
LEAST_OF_SCORES = 2  # beside the units; the criteria are data
ROWS_LOOKED_AT = 200


def complete(tables: Sequence[Table], places: Places) -> None:
    """Guesses what the columns hold that no source asked for, where a field is still without one."""
    for table in tables:
        if table.is_chosen or not table.unknown or table.source.unfold or table.guessed:
            continue
        if table.source.sideways and pivots.of(table, pivots.names_unit(places, table.source)):
            continue  # its headings are data
        found = guess(table.source, table.columns, table.unknown, table.data, places)
        _take(table, found)


def _take(table: Table, found: dict[str, int]) -> None:
    table.columns |= found
    table.guessed = found
    table.unknown = [heading for heading in table.unknown if heading.index not in found.values()]


def find(sheet: Sheet, sources: Sequence[Source], places: Places, instead_of: Sequence[Table]) -> list[Table]:
    """The tables of a sheet of which all but a heading or two that must be there are known; [] where there is none.

    instead_of: what the sheet was taken for; only a source of which far more headings are known comes before it.
    """
    if any(table.is_chosen or not table.unknown for table in instead_of):
        return []
    least = max((len(table.columns) for table in instead_of), default=0) * CLEARLY_MORE
    best: tuple[int, Source, Form, dict[str, int], set[str]] | None = None
    for first, last, headings in heading_blocks(sheet, sources):
        for source in sources:
            columns, unknown = match(headings, source)
            known = LEAST_OF_SCORES if source.unfold else LEAST_KNOWN
            if len(columns) < max(known, least, LEAST_INSTEAD if least else 0) or (best and len(columns) <= best[0]):
                continue
            if form := _form(sheet, source, headings, columns, unknown, (first, last), places):
                best = len(columns), source, *form
    return _tables(sheet, *best[1:]) if best else []


def _form(
    sheet: Sheet,
    source: Source,
    headings: list[Heading],
    columns: dict[str, int],
    unknown: list[Heading],
    rows: tuple[int, int],
    places: Places,
) -> tuple[Form, dict[str, int], set[str]] | None:
    """How the block reads as a table of that source, what is guessed and which headings are left; None: it is none."""
    missing = set(_needed(source)) - set(columns)
    needs_more = not source.unfold and not any(name not in missing for name in _needed(source))
    if source.unfold:
        missing = {"unit_id"} - set(columns)
    least = LEAST_OF_SCORES if source.unfold else LEAST_KNOWN + needs_more
    if not missing or len(columns) < least or recognised(source, columns, unknown):
        return None
    rows_below = list(_below(sheet, rows[1]))
    found = guess(source, columns, unknown, rows_below, places)
    left = [heading for heading in unknown if heading.index not in found.values()]
    # Where headings that nobody asks for are more than the others, it is another agency's list of its own.
    if not recognised(source, columns | found, left) or (len(left) > len(columns) + len(found) and not source.unfold):
        return None
    if len(missing) > MOST_NEEDED and not all_add_up(source, columns | found, rows_below):
        return None
    taken = {heading.index: place for place, heading in enumerate(headings)}
    fields = {name: taken[index] for name, index in (columns | found).items()}
    form = Form(source.name, signature(headings), fields, rows[1] - rows[0] + 1)
    return form, found, {heading.text for heading in left}


def _needed(source: Source) -> list[str]:
    return [column.field for column in source.columns if not column.optional]


def _below(sheet: Sheet, last: int) -> Iterator[Row]:
    """The rows under the headings that look like data: more than a third of their cells are filled."""
    rows = islice(sheet.rows, last + 1, last + 1 + ROWS_LOOKED_AT)
    return (row for row in rows if sum(cell is not None for cell in row) * 3 > len(row))


def _tables(sheet: Sheet, source: Source, form: Form, found: dict[str, int], left: set[str]) -> list[Table]:
    tables = find_tables(sheet, [source], [form])
    for table in tables:
        if table.is_chosen:
            table.is_chosen, table.guessed = False, {name: table.columns[name] for name in found}
            table.unknown = [heading for heading in table.unknown if heading.text in left]
    return tables if any(table.guessed for table in tables) else []
