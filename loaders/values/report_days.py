"""The day that a column "Ngày báo cáo" or "Kỳ báo cáo" gives: a day, or the last one of the month that it names."""

from __future__ import annotations

from datetime import date
from typing import Any

from loaders.contract import BadCell, Convention, Kind
from loaders.values import when
from loaders.values.days import day

ANY_YEAR = 2000


def _report_day(cell: Any, convention: Convention) -> Any:
    """As a day; "Tháng 5/2024" is 31/5/2024. A month without its year says nothing: title or file name tell it."""
    try:
        return day.one(cell, convention)
    except BadCell as bad:
        if bad.rule != "not_a_day" or not isinstance(cell, str):
            raise
        span: tuple[date, date] | None = when.period(cell)
        if span is None and not when.months_in(cell, ANY_YEAR):
            raise
        return span[1] if span else None


report_day = Kind("day", "DATE", _report_day, day.convention)
