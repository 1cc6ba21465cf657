"""Whether the cells of a column are what a field holds: how much they say for it, or that they can't be its."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from loaders import clean, personal
from loaders.clean import OneOf
from loaders.contract import CellError, Column, Percent, Source
from loaders.shapes.lines import looks_numeric
from loaders.spelling import plain
from loaders.values import coordinates
from loaders.values.cell import is_blank
from loaders.values.generations import generations

if TYPE_CHECKING:
    from loaders.places import Places

NEARLY_ALL = 0.9
MOST_UNITS = 0.8  # of the names in a column: agencies misspell some
ROWS_SAMPLED = 200
SURE = 0.8  # from here on the cells alone may say what a column is
CODE = re.compile(r"(?=.*\d)[\w./-]{2,40}")
PROCEDURE = re.compile(r"\d\.\d{6}(?:\.[\w.]+)?")
TIME = re.compile(r"\b(?:quy|thang|nam|ngay|thuong xuyen|hang)\b|\d{1,2}[/.-]\d{1,4}|^(?:19|20)\d\d$")
# Degrees of the province and a little around it, and metres of its zone.
EAST = ((104.3, 106.2), (300_000.0, 620_000.0))
NORTH = ((21.0, 23.3), (2_340_000.0, 2_560_000.0))
OF_REPORT = ("reported_on", "period_start", "period_end", "period_cell", "month", "year")


def cells_of(rows: Sequence[Sequence[object]], index: int) -> list[object]:
    """What is written in a column, as far as it is looked at."""
    return [
        row[index] for row in rows[:ROWS_SAMPLED] if not is_blank(row[index]) and not isinstance(row[index], CellError)
    ]


def evidence(column: Column, source: Source, cells: Sequence[object], places: Places | None) -> float | None:
    """How much the cells say for the field, from 0 to 1; None where they are not of its kind or there are none."""
    if not cells:
        return None
    is_one = len({str(cell) for cell in cells}) == 1
    if column.field in OF_REPORT and (not is_one or len(cells) < 2):
        return None  # a report has one day; what differs from row to row is something else
    if column.kind.places:
        return _units(column, source, cells, places) if places else None
    if isinstance(column.kind, OneOf):
        return _fixed_words(column.kind, cells)
    readers = {"day": _days, "yes_no": _marks, "count": _numbers, "number": _numbers, "percent": _percents}
    if column.kind.name in readers:
        # Days that are all one day are the report's, or of no event of the row.
        is_of_report = column.kind.name == "day" and is_one and len(cells) > 3 and column.field not in OF_REPORT
        return None if is_of_report else readers[column.kind.name](column, cells)
    if column.kind.name == "raw":
        return _points(column, cells) if column.field.endswith("tude_cell") else _times(cells)
    return _texts(column, source, cells)


def _share(found: Sequence[bool]) -> float:
    return sum(found) / len(found) if found else 0.0


def _is_number(cell: object) -> bool:
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def _clean_share(column: Column, cells: Sequence[object]) -> float:
    values, problems = clean.column(column.kind, cells)
    return _share([value is not None and at not in problems for at, value in enumerate(values)])


def _days(column: Column, cells: Sequence[object]) -> float | None:
    if any(map(_is_number, cells)) or _clean_share(column, cells) < NEARLY_ALL:
        return None
    return 0.5


def _numbers(column: Column, cells: Sequence[object]) -> float | None:
    if any(isinstance(cell, Percent) for cell in cells) or _clean_share(column, cells) < NEARLY_ALL:
        return None
    return 0.35


def _percents(column: Column, cells: Sequence[object]) -> float | None:
    if _clean_share(column, cells) < NEARLY_ALL:
        return None
    signed = _share([isinstance(cell, Percent) or (isinstance(cell, str) and "%" in cell) for cell in cells])
    return 0.8 if signed > 0.5 else 0.25


def _marks(column: Column, cells: Sequence[object]) -> float | None:
    if _clean_share(column, cells) < NEARLY_ALL:
        return None
    return 0.2 if all(looks_numeric(cell) for cell in cells) else 0.5


def _fixed_words(kind: OneOf, cells: Sequence[object]) -> float | None:
    codes = [kind.one(cell, {}) for cell in cells if isinstance(cell, str)]
    if len(codes) * 2 < len(cells) or _share([isinstance(code, str) for code in codes]) < NEARLY_ALL:
        return None
    texts = {cell for cell in cells if isinstance(cell, str)}
    if any(said := [generations(text) for text in texts]) and None not in said:
        return None  # "2G, 4G" says what is there, not how good it is
    is_mark = all(isinstance(clean.yes_no.one(text, {}), bool) for text in texts)
    if is_mark or all(looks_numeric(text) for text in texts):
        return 0.2  # "1", "có": words of many lists
    return 0.9 if len(set(codes)) > 1 and any(" " in text.strip() for text in texts) else 0.6


def _units(column: Column, source: Source, cells: Sequence[object], places: Places) -> float | None:
    texts = {cell for cell in cells if isinstance(cell, str)}
    if not texts or len([cell for cell in cells if isinstance(cell, str)]) < len(cells) * NEARLY_ALL:
        return None
    kinds = column.kind.places
    if column.kind.name == "units":
        parts = {part.strip() for text in texts for part in re.split(r"[;,\n]", text) if part.strip()}
        return 0.6 if _share([bool(places.lookup(part, kinds)) for part in parts]) >= 0.5 else None
    if _share([bool(places.lookup(text, kinds)) for text in texts]) < MOST_UNITS:
        return None
    has_districts = any(other.kind.places == ("district",) for other in source.columns)
    are_districts = _share([bool(places.lookup(text, ("district",))) for text in texts]) >= MOST_UNITS
    if kinds == ("commune",) and has_districts and are_districts:
        return None  # "Sơn Dương" is a district and its town
    return 0.85 if len(kinds) == 1 else 0.6


def _points(column: Column, cells: Sequence[object]) -> float | None:
    found = [coordinates.numbers(cell) for cell in cells]
    if _share([len(numbers) == 2 for numbers in found]) >= NEARLY_ALL:
        both = [any(_within(n, EAST) for n in pair) and any(_within(n, NORTH) for n in pair) for pair in found]
        return 0.95 if column.field.startswith("long") and _share(both) >= NEARLY_ALL else None
    ranges = EAST if column.field.startswith("long") else NORTH
    is_there = [len(numbers) == 1 and _within(numbers[0], ranges) for numbers in found]
    # Whole numbers such as 105 and 22 are counts of anything.
    is_exact = any(not float(numbers[0]).is_integer() for numbers in found if numbers)
    return 0.95 if _share(is_there) >= NEARLY_ALL and is_exact else None


def _within(number: float, ranges: Sequence[tuple[float, float]]) -> bool:
    return any(low <= number <= high for low, high in ranges)


def _times(cells: Sequence[object]) -> float | None:
    found = [isinstance(cell, date) or (isinstance(cell, str) and bool(TIME.search(plain(cell)))) for cell in cells]
    return 0.4 if _share(found) >= NEARLY_ALL else None


def _texts(column: Column, source: Source, cells: Sequence[object]) -> float | None:
    texts = [" ".join(cell.split()) for cell in cells if isinstance(cell, str)]
    differ = len({str(cell) for cell in cells}) / len(cells)
    procedures = _share([bool(PROCEDURE.fullmatch(text)) for text in texts])
    if column.kind is clean.procedure_code:
        return 0.95 if procedures >= NEARLY_ALL and len(texts) == len(cells) else None
    if column.field == "technologies":
        said = [generations(text) for text in texts]
        is_list = len(texts) == len(cells) and all(found is not None for found in said) and any(said)
        return 0.95 if is_list else None
    if personal.is_code(source, column.field):
        codes = [_is_number(cell) or (isinstance(cell, str) and bool(CODE.fullmatch(cell.strip()))) for cell in cells]
        is_plain = all(map(_is_number, cells)) and not column.field.endswith("_no")
        told_apart = differ >= NEARLY_ALL or column.field not in source.key
        is_code = not is_plain and _share(codes) >= NEARLY_ALL and told_apart and procedures < 0.5
        return 0.5 if is_code else None
    odd = [not isinstance(cell, str) or looks_numeric(cell) or len(cell.strip()) < 2 for cell in cells]
    if _share(odd) > 1 - NEARLY_ALL or procedures > 0.5:
        return None
    if column.needed and column.field != "field" and differ < 0.5:
        return None
    return 0.15
