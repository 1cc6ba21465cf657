"""Form II.06a of a month, a quarter, a half-year or a year, added up from what the units sent. Frames in, frames out.

What came in and what was resolved adds up. What was carried over is that of the first month, what is pending that of
the last one: neither is ever a sum.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from pages.parts.services.records_sources import NUMBERS
from pages.parts.style import day, is_missing, month
from pages.parts.words import say

MONTH, QUARTER, HALF, YEAR = "month", "quarter", "half", "year"
FILED = {MONTH: "thang", QUARTER: "quy", HALF: "6-thang", YEAR: "nam"}
LASTS = {MONTH: 1, QUARTER: 3, HALF: 6, YEAR: 12}  # months
# Each total and the columns that it is the sum of.
PARTS = {
    "received_total": ("received_online", "received_direct", "carried_over"),
    "resolved_total": ("resolved_early", "resolved_on_time", "resolved_late"),
    "pending_total": ("pending_in_time", "pending_overdue"),
}
FLOWS = (
    *("received_online", "received_direct", "resolved_total", "resolved_early", "resolved_on_time", "resolved_late"),
)
CLOSING = ("pending_total", "pending_in_time", "pending_overdue")
LEVELS = ("province", "district", "commune")
UNIT, FIELD, TOTAL = "unit", "field", "total"  # kinds of rows


@dataclass(frozen=True)
class Period:
    """A stretch that a form is about. last: its end in the calendar; end: the last day that there are reports of."""

    kind: str
    start: date
    end: date
    last: date

    @property
    def name(self) -> str:
        """month-2024-05: in the address."""
        return f"{self.kind}-{self.start:%Y-%m}"

    @property
    def file(self) -> str:
        """thang-05-2024, quy-2-2024, 6-thang-dau-2024: in the file's name."""
        number = {
            MONTH: f"-{self.start:%m}",
            QUARTER: f"-{self.number}",
            HALF: "-dau" if self.number == 1 else "-cuoi",
            YEAR: "",
        }
        return f"{FILED[self.kind]}{number[self.kind]}-{self.start.year}"

    @property
    def number(self) -> int:
        """Which one of the year it is, from 1."""
        return (self.start.month - 1) // LASTS[self.kind] + 1

    @property
    def months(self) -> list[date]:
        """The first days of its months."""
        return [date(self.start.year, number, 1) for number in range(self.start.month, self.end.month + 1)]

    @property
    def said(self) -> str:
        """On screen: Quý II/2024, đến 31/05/2024."""
        year, number = self.start.year, self.number
        if self.kind == MONTH:
            return say("Tháng {month}", month=month(self.start))
        if self.kind == QUARTER:
            said = say("Quý {number}/{year}", number=roman(number), year=year)
        elif self.kind == HALF:
            said = (
                say("6 tháng đầu năm {year}", year=year) if number == 1 else say("6 tháng cuối năm {year}", year=year)
            )
        else:
            said = say("Năm {year}", year=year)
        return said if self.end == self.last else say("{period}, đến {day}", period=said, day=day(self.end))


def periods(kind: str, months: Sequence[date]) -> list[Period]:
    """The stretches of that kind in which there are reports, the newest first. months: the first days of the months
    with reports."""
    newest = max(months, default=date.min)
    starts = {date(one.year, (one.month - 1) // LASTS[kind] * LASTS[kind] + 1, 1) for one in months}
    found = []
    for start in sorted(starts, reverse=True):
        last = _month_end(date(start.year, start.month + LASTS[kind] - 1, 1))
        found.append(Period(kind, start, min(last, _month_end(newest)), last))
    return found


def added_up(reports: pd.DataFrame) -> pd.DataFrame:
    """One row per unit and field: unit, level, field, the form's numbers (null: blank in every report), is_sample;
    units by level, fields as the newest report lists them. reports: records_sources.form_rows of one stretch."""
    if reports.empty:
        return reports[["unit", "level", "field", *NUMBERS, "is_sample"]]
    sent = reports.sort_values(["unit", "period_start", "batch_id", "row_number"], kind="stable")
    numbers = sent[list(NUMBERS)].astype("float64")
    sent = sent.assign(**{name: numbers[name] for name in NUMBERS}, field=sent["field"].fillna(""))
    groups = sent.groupby(["unit", "field"], sort=False)
    sums = groups[[*FLOWS, "received_total", "carried_over"]].sum(min_count=1)
    first, last = (groups.nth(place).set_index(["unit", "field"]) for place in (0, -1))
    # Each month's total holds what was carried into it: of a longer stretch only the first of these counts.
    again = sums["carried_over"].sub(first["carried_over"], fill_value=0)
    sums["received_total"] = sums["received_total"].sub(again, fill_value=0).where(sums["received_total"].notna())
    sums["carried_over"] = first["carried_over"]
    for name in CLOSING:
        sums[name] = last[name]
    sums = sums.assign(level=last["level"], is_sample=groups["is_sample"].any())
    sums = sums.assign(at=last["period_start"], line=last["row_number"], rank=last["level"].map(LEVELS.index))
    order = sums.reset_index().sort_values(["rank", "unit", "at", "line"], ascending=[True, True, False, True])
    return order[["unit", "level", "field", *NUMBERS, "is_sample"]].reset_index(drop=True)


def gaps(reports: pd.DataFrame, expected: Sequence[str], period: Period) -> dict[str, list[date]]:
    """Unit → the months of the stretch that none of its reports covers; only units that lack one. expected: the units
    that are asked for the form."""
    found = {}
    spans: Mapping[str, list[tuple[date, date]]] = {
        str(unit): list(zip(rows["period_start"].dt.date, rows["period_end"].dt.date, strict=True))
        for unit, rows in reports.groupby("unit")
    }
    for unit in sorted({*expected, *spans}):
        lacks = [
            one
            for one in period.months
            if not any(start <= one and _month_end(one) <= end for start, end in spans.get(unit, []))
        ]
        if lacks:
            found[unit] = lacks
    return found


def whole(rows: pd.DataFrame, lacking: Mapping[str, Sequence[date]]) -> pd.DataFrame:
    """The rows of units that lack no month: a sum of some months would pass for that of all."""
    return rows[~rows["unit"].isin(list(lacking))].reset_index(drop=True)


def unequal(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows in which column 3 is not 7 + 11. Where one of them is blank, nothing can be said."""
    known = rows[list(PARTS)].notna().all(axis=1)
    return rows[known & rows["received_total"].ne(rows["resolved_total"] + rows["pending_total"])]


def as_listed(rows: pd.DataFrame, numbers: Sequence[str], names: Mapping[str, str], total: str) -> pd.DataFrame:
    """The rows as they stand in a form: of several units each under a row with its sums, the sum of all below. kind
    (UNIT, FIELD, TOTAL), turn, label, and the columns of the rows. names: unit → as written; total: the last label."""
    several, found = rows["unit"].nunique(dropna=False) > 1, []
    for number, (unit, of_unit) in enumerate(rows.groupby("unit", sort=False, dropna=False), 1):
        sums = of_unit[list(numbers)].sum(min_count=1).to_dict()
        if several:
            found.append({"kind": UNIT, "turn": roman(number), "label": names.get(unit, ""), "unit": unit, **sums})
        fields = of_unit.to_dict("records")
        found += [{**row, "kind": FIELD, "turn": str(n), "label": row["field"]} for n, row in enumerate(fields, 1)]
    found.append({"kind": TOTAL, "turn": "", "label": total, **rows[list(numbers)].sum(min_count=1).to_dict()})
    return pd.DataFrame(found)


def is_sum(row: Mapping[str, object], total: str) -> bool:
    """Whether that total is what its parts add up to, a blank part being none; one that is not stated is, too."""
    parts = [float(str(row[name])) for name in PARTS[total] if not is_missing(row[name])]
    return bool(parts) and (is_missing(row[total]) or float(str(row[total])) == sum(parts))


def differs(row: Mapping[str, object], total: str) -> bool:
    """Whether that total is stated, its parts are too, and they do not add up to it."""
    has_parts = any(not is_missing(row[name]) for name in PARTS[total])
    return has_parts and not is_missing(row[total]) and not is_sum(row, total)


def roman(number: int) -> str:
    """IV, XXVII: how group rows and quarters are numbered."""
    said = ""
    for value, sign in (
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ):
        said += sign * (number // value)
        number %= value
    return said


def _month_end(first: date) -> date:
    return first.replace(day=monthrange(first.year, first.month)[1])
