"""Tables of indicators of which the headings are data: months, quarters, units or the indicators themselves across.

A column of figures is known by what the levels of its heading say: a period ("Tháng 5", "Quý II/2024"), a unit
("Huyện Na Hang"), an indicator ("Thẻ căn cước (thẻ)"), and what kind of figure stands below ("Kế hoạch", "Thực
hiện"). Sums across, ratios and figures of other years beside them are no values of their own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from loaders.contract import Source
from loaders.formats.grid import Sheet
from loaders.layout import heading_block
from loaders.shapes.body import Table, read_rows
from loaders.shapes.figures import Figure, IsUnit, figure_of
from loaders.shapes.headings import Heading, match, plain_key, vocabulary
from loaders.shapes.lines import is_total, looks_numeric
from loaders.spelling import plain
from loaders.values.cell import is_blank

if TYPE_CHECKING:
    from loaders.places import Places

ROWS_SEARCHED = 40
MOST_LEVELS = 4
ROWS_SAMPLED = 60
LONGEST_NAME = 80
NAMING = (
    "indicator_code",
    "indicator_name",
    "district_beside",
    "unit_id",
    "month",
    "year",
    "period_end",
    "measured_in",
)
TELLING = ("unit_id", "month", "period_end")  # what a row says where the headings are the indicators

PROGRAMME = re.compile(r"\bde an 0?6\b|\bda ?0?6\b|chuyen doi so|dinh danh|tien ich")
COUNTS = re.compile(r"(tong )?so (?!hoa\b)|t[yi] le |luot |doanh thu ")
DISTRICT = re.compile(r"(ten |ubnd |thuoc )*(huyen|thanh pho|tp|dia ban|don vi cap huyen)\b")
COMMUNE = re.compile(r"(ten |ubnd |thuoc )*(xa|phuong|thi tran|don vi cap xa)\b")
SCORED = re.compile(r"\bdiem\b|xep hang|xep loai|thu hang|chi so|tieu chi")


@dataclass(frozen=True)
class Pivot:
    """The columns of a table that unfold into rows: each with the columns of its targets, the nearest first."""

    values: tuple[tuple[Figure, tuple[Figure, ...]], ...]
    naming: dict[str, int]
    unknown: tuple[Heading, ...]


def names_unit(places: Places, source: Source) -> IsUnit:
    """Whether a heading's text is the name of a unit that the source's rows may be of."""
    kinds = source.column("unit_id").kind.places
    return lambda text: len(text) <= LONGEST_NAME and bool(places.lookup(text, kinds))


# --- finding ---------------------------------------------------------------------------------------------


def find(sheet: Sheet, source: Source, is_unit: IsUnit) -> list[Table]:
    """The first table of the sheet whose headings are data; [] where there is none."""
    words = vocabulary(source)
    for first in range(min(len(sheet.rows), ROWS_SEARCHED)):
        texts = [cell for cell in sheet.rows[first] if isinstance(cell, str) and len(cell) <= LONGEST_NAME]
        if len(texts) < 2 or not any(plain_key(text) in words for text in texts):
            continue
        title = [cell for row in sheet.rows[:first] for cell in row if isinstance(cell, str)]
        for last in range(first, min(first + MOST_LEVELS, len(sheet.rows))):
            headings = heading_block(sheet, first, last)
            columns, unknown = match(headings, source)
            known = {heading.index: heading for heading in headings}
            table = Table(sheet, source, first, last, known, columns, unknown, title=title, page_title=title)
            if _is_whole(table) and (of(table, is_unit) or _is_by_unit(table)):
                read_rows(table)
                return [table]
    return []


def _is_whole(table: Table) -> bool:
    """Whether the heading block ends where it should: no merged cell reaches below it, and figures follow."""
    if any(table.first <= merge[0] <= table.last < merge[2] for merge in table.sheet.merges):
        return False
    following = (row for row in table.sheet.rows[table.last + 1 :] if any(cell is not None for cell in row))
    return any(looks_numeric(cell) for row in islice(following, 2) for cell in row[1:])


def may_be_indicators(table: Table) -> bool:
    """Whether a table taken for scores is titled as one of indicators, and says nothing of points or ranks."""
    words = plain(" ".join([*table.title, table.sheet.name, *(heading.text for heading in table.headings.values())]))
    return table.source.unfold == "scores" and "chi tieu" in words and not SCORED.search(words)


def name_by_commune(table: Table) -> None:
    """Of a column of districts and one of communes beside it the communes are the units of the rows."""
    heading = table.headings.get(table.columns.get("unit_id", -1))
    if heading is None or not DISTRICT.match(plain_key(heading.levels[-1])):
        return
    for other in table.unknown:
        if COMMUNE.match(plain_key(other.levels[-1])):
            table.columns |= {"district_beside": heading.index, "unit_id": other.index}
            table.unknown.remove(other)
            return


def of(table: Table, is_unit: IsUnit) -> Pivot | None:
    """How a table of indicators unfolds; None where each row is one value as it stands."""
    source, columns = table.source, table.columns
    if "unit_id" in columns and "indicator_name" in columns and _is_all_numbers(table, columns["indicator_name"]):
        # "Cấp thẻ căn cước > Chỉ tiêu": what is to be reached, not what the indicator is called.
        table.unknown.append(table.headings[columns.pop("indicator_name")])
    naming = {name: columns[name] for name in NAMING if name in columns}
    has_names = "indicator_name" in naming or "indicator_code" in naming
    if not has_names and not (set(TELLING) & set(naming) and _speaks_of_indicators(table)):
        return None
    taken = {index for name, index in columns.items() if name in source_fields(source)}
    figures = []
    for heading in table.headings.values():
        if heading.index in naming.values() or not (heading in table.unknown or heading.index in taken):
            continue
        unit_words = is_unit if "unit_id" not in naming else _never
        figure = figure_of(heading, unit_words, has_names)
        if figure and (figure.role == "other" or _is_numeric(table, heading.index)):
            figures.append(figure)
    return _pivot(table, naming, figures)


def _is_by_unit(table: Table) -> bool:
    """Whether each row is one unit's value of an indicator that a group row or the title names."""
    fields = set(table.columns)
    return {"unit_id", "value"} <= fields and bool({"target", "measured_in"} & fields) and _speaks_of_indicators(table)


def source_fields(source: Source) -> tuple[str, ...]:
    """The fields of a source whose columns hold figures."""
    return tuple(column.field for column in source.columns if column.kind.name == "number")


def _never(text: str) -> bool:
    return False


def _speaks_of_indicators(table: Table) -> bool:
    """By the title; else a programme of which nothing but indicators is reported by unit, over headings that count."""
    heads = [level for heading in table.headings.values() for level in heading.levels]
    words = plain(" ".join([*table.title, table.sheet.name]))
    if "chi tieu" in words or "chi so" in words or any("chi tieu" in plain_key(level) for level in heads):
        return True
    counting = [heading for heading in table.unknown if any(COUNTS.match(plain_key(text)) for text in heading.levels)]
    return bool(PROGRAMME.search(words)) and len(counting) >= 2


def _is_numeric(table: Table, column: int) -> bool:
    """Whether numbers stand below a heading, and hardly anything else."""
    cells = [row[column] for row in islice(table.sheet.rows, table.last + 1, table.last + 1 + ROWS_SAMPLED)]
    filled = [cell for cell in cells if not is_blank(cell)]
    return sum(map(looks_numeric, filled)) * 2 >= len(filled)


def _is_all_numbers(table: Table, column: int) -> bool:
    """Whether nearly everything below a heading is a number: a note or a signature may follow."""
    cells = [row[column] for row in islice(table.sheet.rows, table.last + 1, table.last + 1 + ROWS_SAMPLED)]
    filled = [cell for cell in cells if not is_blank(cell)]
    return bool(filled) and sum(map(looks_numeric, filled)) * 10 >= len(filled) * 8


def _pivot(table: Table, naming: dict[str, int], figures: Sequence[Figure]) -> Pivot | None:
    values = [figure for figure in figures if figure.role == "value"]
    ends = {_place(figure) for figure in values}
    # A running total is the value where nothing else is given for its place.
    values += [f for f in figures if f.role == "cumulative" and not any(_covers(f, value) for value in values)]
    is_spread = any(f.is_dated or f.unit or f.indicator for f in values)
    if not is_spread or len(ends) != len([f for f in figures if f.role == "value"]):
        return None
    targets = [figure for figure in figures if figure.role == "target"]
    used = {f.column for f in (*values, *targets)}
    passed_over = {f.column for f in figures if f.role == "other"} - used
    known = {table.columns[name] for name in source_fields(table.source) if name in table.columns}
    left = [h for h in table.headings.values() if h in table.unknown or h.index in known]
    unknown = [h for h in left if h.index not in used and not _is_sum_or_ratio(h, passed_over)]
    return Pivot(tuple((value, _targets_of(value, targets, values)) for value in values), naming, tuple(unknown))


def _place(figure: Figure) -> tuple[object, ...]:
    return figure.months, figure.year, figure.day, figure.unit, figure.indicator


def _covers(total: Figure, value: Figure) -> bool:
    """Whether a running total stands beside this value, for the same unit and indicator."""
    return (total.unit, total.indicator) == (value.unit, value.indicator)


def _targets_of(value: Figure, targets: Sequence[Figure], values: Sequence[Figure]) -> tuple[Figure, ...]:
    """Those of the same unit and indicator: of the same time, else of the year around it, else undated."""
    fitting = [t for t in targets if t.unit in ("", value.unit) and t.indicator in ("", value.indicator)]
    exact = [t for t in fitting if t.is_dated and _place(t)[:3] == _place(value)[:3]]
    wide = [t for t in fitting if not t.months and t.year and value.year in (None, t.year)]
    is_alone = len(values) == 1 or not any(t.year and any(v.year == t.year for v in values) for t in fitting)
    loose = [t for t in fitting if not t.is_dated or (t.year and not t.months and is_alone)]
    return tuple(dict.fromkeys((*exact, *wide, *loose)))


def _is_sum_or_ratio(heading: Heading, passed_over: set[int]) -> bool:
    return heading.index in passed_over and any(is_total(level) for level in heading.levels)
