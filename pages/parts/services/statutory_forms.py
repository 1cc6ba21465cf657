"""Forms II.06a and II.07b/VPCP/KSTT as .xlsx bytes, ready to be signed: figures in frames, the layout in a list. Pure.

The words of a form are law, in statutory_forms.toml: an English screen still yields the Vietnamese form, which the
loaders read back as the same numbers.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Any

import pandas as pd
from openpyxl.utils import get_column_letter

from pages.parts.services import counts_form, statutory_sheet
from pages.parts.services.counts_form import HALF, MONTH, PARTS, QUARTER, Period, roman
from pages.parts.services.records_sources import NUMBERS
from pages.parts.services.statutory_sheet import Cell, Paper, Sum
from pages.parts.style import day, is_missing, month, vn

COUNTS, PROCEDURES = "counts", "procedures"
FIRST = 3  # the first column of numbers
MOST_NUMBERED = 89  # the highest numeral that readers take for one: a C alone is a letter
BY_LEVEL = ("at_province", "at_district", "at_commune")  # columns 4 to 6 of form II.07b


@dataclass(frozen=True)
class Office:
    """Whose form it is. name: in whole; level: null for several units together; province: its short name."""

    name: str
    level: str | None
    province: str


@dataclass(frozen=True)
class Filled:
    """What stands around the table. lacking: unit's name → the months that it has not sent, all of them: none."""

    office: Office
    period: Period
    is_sample: bool
    lacking: Mapping[str, Sequence[date]]


@cache
def texts(form: str) -> dict[str, Any]:
    """The words and the layout of a form, with those that both have."""
    found = tomllib.loads((Path(__file__).parent / "statutory_forms.toml").read_text(encoding="utf-8"))
    return {**found["common"], **found[form]}


def counts(rows: pd.DataFrame, names: Mapping[str, str], filled: Filled) -> bytes:
    """Form II.06a. rows: counts_form.added_up, of units that sent every month; names: unit → its whole name."""
    words = texts(COUNTS)
    sheet = _head(words, filled)
    listed = rows.assign(field=rows["field"].where(rows["field"].ne(""), words["no_field"]))
    _table(sheet, words, listed, names, _counts_cells)
    for text in _counts_notes(words, rows, names, filled):
        sheet.note(words["note"].format(text=text))
    _signatures(sheet, words, filled.office)
    return statutory_sheet.saved(sheet, filled.is_sample)


def procedures(rows: pd.DataFrame, names: Mapping[str, str], filled: Filled) -> bytes:
    """Form II.07b, columns 1 to 6. rows: records_sources.procedures_by_level, one row at least."""
    words = texts(PROCEDURES)
    sheet = _head(words, filled)
    listed = rows.assign(
        unit=rows["unit"].fillna(""), field=rows["field"].where(rows["field"].ne(""), words["no_field"])
    )
    _table(sheet, words, listed, {**names, "": words["no_unit"]}, _procedure_cells)
    total, by_level = int(rows["procedures"].sum()), int(rows[list(BY_LEVEL)].to_numpy().sum())
    notes = [words["as_of"].format(day=day(rows["reported_on"].max())), words["no_source"]]
    if total != by_level:
        notes.insert(1, words["at_several"].format(procedures=vn(total), sum=vn(by_level)))
    for text in notes:
        sheet.note(words["note"].format(text=text))
    _signatures(sheet, words, filled.office)
    return statutory_sheet.saved(sheet, filled.is_sample)


def together(level: str | None, province: str) -> Office:
    """Whose form it is where several units are in one: those of a level, or all."""
    words = texts(COUNTS)
    name = words["of_level"][level] if level else words["whole_province"]
    return Office(name.format(province=province), None, province)


def said(period: Period) -> str:
    """The period as the form says it: Quý I/2024; Năm 2024 (số liệu đến 31/05/2024)."""
    words = texts(COUNTS)
    year, number = period.start.year, period.number
    if period.kind == MONTH:
        return str(words["month"].format(number=period.start.month, year=year))
    if period.kind == QUARTER:
        text = words["quarter"].format(number=roman(number), year=year)
    elif period.kind == HALF:
        text = words["half"].format(number=words["halves"][number - 1], year=year)
    else:
        text = words["year"].format(year=year)
    return str(text if period.end == period.last else words["until"].format(period=text, end=day(period.end)))


# --- around the table ------------------------------------------------------------------------------------------


def _head(words: Mapping[str, Any], filled: Filled) -> Paper:
    """A sheet with everything above the rows."""
    sheet = statutory_sheet.paper(words["sheet"], words["widths"])
    office = filled.office
    if filled.is_sample:
        sheet.line(words["sample"], bold=True)
    own = (
        office.name.upper() if office.level == "province" else words["district_office"].format(unit=office.name.upper())
    )
    above = words["province_office"].format(province=office.province.upper()) if office.level else ""
    for left, right in zip((above, own) if above else (own, ""), words["motto"], strict=True):
        sheet.sides(left, right, bold=(left == own, True))
    sheet.sides(words["number"], words["measured_in"], italic=True)
    sheet.row += 1
    sheet.line(words["title"], bold=True, size=14)
    sheet.line(words["period"].format(period=said(filled.period)), bold=True)
    between = words["between"].format(start=day(filled.period.start), end=day(filled.period.end))
    sheet.line(between, italic=True)
    sheet.line(words["sender"].format(unit=office.name), align="left")
    sheet.headings(words["headings"], words["heights"])
    return sheet


def _signatures(sheet: Paper, words: Mapping[str, Any], office: Office) -> None:
    """Place and day to be filled in, who signs as what; nobody's name."""
    sheet.row += 1
    sheet.sides("", words["signed"].format(place=office.province), italic=True)
    (left, left_how), (right, right_how) = words["signers"]
    sheet.sides(left, right, bold=(True, True))
    sheet.sides(left_how, right_how, italic=True)


# --- the table -------------------------------------------------------------------------------------------------


def _table(
    sheet: Paper,
    words: Mapping[str, Any],
    rows: pd.DataFrame,
    names: Mapping[str, str],
    cells: Callable[[Mapping[str, Any], int], list[Cell]],
) -> None:
    """A row per field; of several units each under a row of its own that adds them up; the total of all."""
    several = rows["unit"].nunique() > 1
    sums = []
    for number, (unit, of_unit) in enumerate(rows.groupby("unit", sort=False), 1):
        if several:
            wide = [cells(row, 0) for row in of_unit.to_dict("records")]
            adding = _adding(wide, partial(_below, sheet.row, len(of_unit)))
            turn = roman(number) if number <= MOST_NUMBERED else None
            sums.append((sheet.body([turn, names[str(unit)], *adding], bold=True), adding))
        for turn, row in enumerate(of_unit.to_dict("records"), 1):
            sheet.body([turn, row["field"], *cells(row, sheet.row)])
    if several:
        lines = [line for line, _ in sums]
        total = _adding([adding for _, adding in sums], lambda letter: "=" + "+".join(f"{letter}{n}" for n in lines))
    else:
        wide = [cells(row, 0) for row in rows.to_dict("records")]
        total = _adding(wide, partial(_below, sheet.row - len(rows) - 1, len(rows)))
    sheet.body([None, words["total"], *total], bold=True)


def _below(row: int, many: int, letter: str) -> str:
    """The sum of so many rows below that one."""
    return f"=SUM({letter}{row + 1}:{letter}{row + many})"


def _adding(rows: Sequence[Sequence[Cell]], formula: Callable[[str], str]) -> list[Cell]:
    """The cells that add up columns of cells; a column that nothing stands in stays blank."""
    found: list[Cell] = []
    for place, column in enumerate(zip(*rows, strict=True)):
        known = [cell.value if isinstance(cell, Sum) else int(cell) for cell in column if isinstance(cell, Sum | int)]
        found.append(Sum(formula(get_column_letter(FIRST + place)), sum(known)) if known else None)
    return found


def _counts_cells(row: Mapping[str, Any], line: int) -> list[Cell]:
    """Columns 3 to 13; a total is a formula where its parts say the same."""
    found: list[Cell] = []
    for name in NUMBERS:
        value = None if is_missing(row[name]) else int(row[name])
        if name in PARTS and counts_form.is_sum(row, name):
            left = FIRST + NUMBERS.index(name) + 1
            first, last = (get_column_letter(column) for column in (left, left + len(PARTS[name]) - 1))
            parts = sum(int(row[part]) for part in PARTS[name] if not is_missing(row[part]))
            found.append(Sum(f"=SUM({first}{line}:{last}{line})", parts))
        else:
            found.append(value)
    return found


def _procedure_cells(row: Mapping[str, Any], line: int) -> list[Cell]:
    """Columns 3 to 14; no source says the last eight."""
    levels = [int(row[name]) for name in BY_LEVEL]
    return [Sum(f"=SUM(D{line}:F{line})", sum(levels)), *levels, *[None] * 8]


def _counts_notes(words: Mapping[str, Any], rows: pd.DataFrame, names: Mapping[str, str], filled: Filled) -> list[str]:
    """Who is not in it, and which numbers the units should look at again."""
    notes = []
    if filled.lacking:
        lacking = [
            unit
            if len(months) == len(filled.period.months)
            else words["of_months"].format(unit=unit, months=", ".join(month(one) for one in months))
            for unit, months in filled.lacking.items()
        ]
        notes.append(words["missing"].format(units="; ".join(lacking)))
    records = rows.to_dict("records")
    stated = [row for row in records if any(counts_form.differs(row, total) for total in PARTS)]
    several = rows["unit"].nunique() > 1
    for key, found in (("unequal", counts_form.unequal(rows).to_dict("records")), ("stated", stated)):
        if found:
            places = [f"{row['field']} ({names[row['unit']]})" if several else str(row["field"]) for row in found]
            notes.append(words[key].format(rows="; ".join(places)))
    return notes
