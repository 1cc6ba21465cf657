"""What the statutory forms are asked: which one, of when and of whom, within what the page is narrowed to. [st]"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from metrics import HOME_PROVINCE
from pages.parts import ask, filters
from pages.parts.service_question import Asked
from pages.parts.services import counts_form, statutory_forms
from pages.parts.services.counts_form import HALF, LEVELS, MONTH, QUARTER, YEAR, Period
from pages.parts.services.statutory_forms import COUNTS, PROCEDURES, Office
from pages.parts.style import is_missing
from pages.parts.words import later, say

FORMS = {COUNTS: later("Biểu II.06a"), PROCEDURES: later("Biểu II.07b")}
KINDS = {MONTH: later("Tháng"), QUARTER: later("Quý"), HALF: later("6 tháng"), YEAR: later("Năm")}
OF_LEVEL = {
    "province": later("Các sở, ban, ngành"),
    "district": later("Các huyện, thành phố"),
    "commune": later("Các xã, phường, thị trấn"),
}
ALL, LEVEL = "all", "level:"


@dataclass(frozen=True)
class Whose:
    """The units that a form is of: one, those of a level, or all."""

    unit: str | None = None
    level: str | None = None

    @property
    def file(self) -> str:
        return self.unit or (f"cap-{self.level}" if self.level else "toan-tinh")


def pickers(asked: Asked, months: Sequence[date]) -> tuple[str, Period, Whose]:
    """Form, period and units, in the URL. months: those with form II.06a."""
    forms, kinds = list(FORMS), list(KINDS)
    form = filters.switch("form", say("Biểu"), forms, lambda one: say(FORMS[one]), bare=True) or COUNTS
    kind = filters.switch("form_kind", say("Kỳ báo cáo"), kinds, lambda one: say(KINDS[one]), bare=True) or MONTH
    period = _period(kind, months)
    return form, period, _whose(_units(form, period), asked)


def _period(kind: str, months: Sequence[date]) -> Period:
    found = {one.name: one for one in counts_form.periods(kind, months)}
    chosen = filters.choose(
        "form_period", say("Thời gian"), list(found), lambda one: found[one].said, width=215, bare=True
    )
    return found[chosen or next(iter(found))]


def _units(form: str, period: Period) -> pd.DataFrame:
    """unit, level: who would stand in the form of that period, or should."""
    if form == PROCEDURES:
        return ask.procedures_by_level(period.end)[["unit", "level"]].dropna(subset="unit").drop_duplicates("unit")
    sent = ask.form_rows(period.start, period.end)[["unit", "level"]]
    owed = pd.DataFrame({"unit": ask.expected_forms(period.start, period.end)})
    owed = owed.merge(ask.offices()[["unit", "level"]], on="unit", how="left")
    return pd.concat([sent, owed], ignore_index=True).drop_duplicates("unit", ignore_index=True)


def _whose(units: pd.DataFrame, asked: Asked) -> Whose:
    """All, a level or a unit, within what the page is narrowed to."""
    if asked.level:
        units = units[units["level"].eq(asked.level)]
    single = sorted(units["unit"], key=ask.unit)
    if asked.agency:
        options = [asked.agency]
    elif asked.level:
        options = [LEVEL + asked.level, *single]
    else:
        there = [level for level in LEVELS if units["level"].eq(level).any()]
        options = [ALL, *([LEVEL + level for level in there] if len(there) > 1 else []), *single]
    chosen = filters.choose("form_unit", say("Đơn vị"), options, _named, width=225, bare=True) or options[0]
    if chosen == ALL:
        return Whose()
    return Whose(level=chosen.removeprefix(LEVEL)) if chosen.startswith(LEVEL) else Whose(unit=chosen)


def _named(option: str) -> str:
    if option == ALL:
        return say("Toàn tỉnh, theo từng đơn vị")
    return say(OF_LEVEL[option.removeprefix(LEVEL)]) if option.startswith(LEVEL) else ask.unit(option)


def within(frame: pd.DataFrame, whose: Whose) -> pd.DataFrame:
    if whose.unit:
        return frame[frame["unit"].eq(whose.unit)]
    return frame[frame["level"].eq(whose.level)] if whose.level else frame


def office(whose: Whose, offices: pd.DataFrame) -> Office:
    province = ask.unit(HOME_PROVINCE)
    if not whose.unit:
        return statutory_forms.together(whose.level, province)
    found = offices[offices["unit"].eq(whose.unit)]
    level = None if found.empty or is_missing(found["level"].iloc[0]) else str(found["level"].iloc[0])
    return Office(names(offices).get(whose.unit, whose.unit), level, province)


def names(offices: pd.DataFrame) -> dict[str, str]:
    """Unit → its whole name; a commune with its district, because the same name returns in several."""
    pattern = statutory_forms.texts(COUNTS)["in_district"]
    return {
        row.unit: pattern.format(unit=row.name_, district=row.district) if isinstance(row.district, str) else row.name_
        for row in offices.rename(columns={"name": "name_"}).itertuples()
    }
