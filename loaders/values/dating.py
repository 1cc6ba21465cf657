"""When a table's figures are of: the report's day or period, from title, column, signature or file name."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from loaders.rows import Rows
from loaders.values import when
from loaders.values.cell import is_blank, shown

YEARS_BACK = 3
MONTHS = re.compile(r"(?i)\W*(?:(?:kỳ|số liệu|báo cáo)\s*:?\s*)?(?:tháng|quý|t(?=\d)|\d{1,2} tháng|năm)\b|\W*t\d")


def date_rows(rows: Rows, sheet_title: Sequence[str]) -> None:
    # Lines are read together: "BÁO CÁO NĂM 2024" says less than "tính đến ngày 31/5/2024" below it.
    titles = ["\n".join(rows.table.title), rows.table.sheet.name, "\n".join(sheet_title)]
    if rows.source.dated == "period":
        _period(rows, titles)
    elif rows.source.dated == "day":
        _report_day(rows, titles, sheet_title)
    elif rows.source.name == "procedures":
        day = _first(when.report_day, titles) or when.file_day(rows.file.file_name)
        rows.facts["reported_on"] = day
        rows.values["reported_on"] = [own or day for own in rows.get("reported_on")]
        if day is None:
            rows.facts["names_on"] = _day_of_names(rows)


def _day_of_names(rows: Rows) -> date:
    """The day whose units an undated list names: of the last years the one on which most of its names are known.

    Departments merged in 2025 tell an older list from a newer one; where nothing tells, the older units are meant.
    """
    received = rows.file.received_at.date()
    days = [date(received.year - back, 1, 1) for back in range(YEARS_BACK, 0, -1)] + [received]
    named = [
        (str(name), column.kind.places)
        for column in rows.source.columns
        if column.kind.name == "unit"
        for name in set(rows.get(column.field))
        if name
    ]
    return max(days, key=lambda day: sum(bool(rows.file.places.lookup(name, kinds, day)) for name, kinds in named))


def _first(read: Callable[[str], Any], texts: Sequence[str]) -> Any:
    return next((found for text in texts if text and (found := read(text))), None)


def _report_day(rows: Rows, titles: Sequence[str], sheet_title: Sequence[str]) -> None:
    """Title, then column, then signature, then file name; without any the file is refused."""
    _months_and_years(rows)
    has_year_of_its_own = "plan_year" in rows.source.key
    # "Tháng 4" on the sheet's tab says more than "năm 2024" in its title.
    day = (
        _first(lambda text: when.report_day(text, takes_years=False), titles)
        or _month_of_the_tab(rows, titles)
        or (None if has_year_of_its_own else _first(when.report_day, titles))
        or _month_of_the_sheet(rows, titles)
    )
    own = rows.get("reported_on") if "reported_on" in rows.columns else []
    if day is None and (ends := _column_of_periods(rows, titles)):
        rows.facts["reported_on"] = max(ends)
        return
    if day is None and any(own):
        rows.facts["reported_on"] = max(found for found in own if found)
        for position, found in enumerate(own):
            if found is None and position not in rows.refused:
                rows.say(
                    "error",
                    "missing_value",
                    position,
                    "reported_on",
                    "thiếu ngày báo cáo",
                    "ghi ngày số liệu vào ô này",
                )
        return
    # The letterhead's "Tuyên Quang, ngày …" is the day of signing as well, where nobody signed below.
    signed = _first(when.signature_day, [*rows.table.tail, *rows.table.title, *sheet_title])
    day = day or signed or when.file_day(rows.file.file_name)
    if day is None:
        rows.say_table(
            "fatal",
            "no_report_date",
            "không thấy số liệu tính đến ngày nào trong tiêu đề, cột ngày, phần ký và tên tệp",
            "ghi trong tiêu đề, ví dụ “Số liệu tính đến ngày 31/05/2024”",
        )
    rows.facts["reported_on"] = day
    rows.values["reported_on"] = [day] * len(rows)


def _months_and_years(rows: Rows) -> None:
    """A database's export keeps month and year in two columns; together they are the period."""
    if "month" not in rows.columns or "period_end" in rows.columns:
        return
    pairs = zip(rows.get("month"), rows.get("year") or [None] * len(rows), strict=True)
    periods = [_month_and_year(month, year) for month, year in pairs]
    rows.values["period_end"], rows.raw["period_end"] = periods, list(periods)
    rows.columns["period_end"] = rows.columns["month"]


def _month_and_year(month: object, year: object) -> object:
    """ "Tháng 4/2024" of 4 and 2024; a month that is a period already as it stands."""
    words, years = (shown(cell).strip() if not is_blank(cell) else "" for cell in (month, year))
    if not words or not re.fullmatch(r"(?i)(?:tháng |t)?\d{1,2}", words):
        return month
    number = re.sub(r"\D", "", words)
    return f"Tháng {number}/{years}" if years else f"Tháng {number}"


def _month_of_the_tab(rows: Rows, titles: Sequence[str]) -> date | None:
    """The last day of a sheet "Tháng 3" whose title names the year."""
    year = _first(when.year, titles)
    stretch = when.months_in(rows.table.sheet.name, year) if year else None
    return stretch[1] if stretch else None


def _month_of_the_sheet(rows: Rows, titles: Sequence[str]) -> date | None:
    """The last day of a sheet "Tháng 3", or of a title or file that names a month, where the year stands elsewhere."""
    file_name = re.sub(r"[_.]+", " ", rows.file.file_name.rsplit("/", 1)[-1])
    year = _first(when.year, [*titles, file_name])
    texts = [rows.table.sheet.name, titles[0], file_name] if year else []
    return next((stretch[1] for text in texts if (stretch := when.months_in(text, year))), None)


def _own_periods(rows: Rows, titles: Sequence[str], found: tuple[date, date] | None) -> bool:
    """Each row's own month or quarter where a column or the group rows name it, inside what the title says."""
    whole_year = found is None or found[1].month - found[0].month == 11
    year = found[1].year if found else _first(when.year, [*titles, rows.file.file_name.replace("_", " ")])
    cells = rows.get("period_cell") if "period_cell" in rows.columns else []
    if not any(cells) and whole_year:
        cells = [next((text for text in reversed(group) if MONTHS.match(text)), None) for group in rows.groups]
    if not any(cells):
        return False
    told = {cell: _period_of(cell, year) for cell in dict.fromkeys(cells)}
    bad = _no_periods(rows, cells, told) if "period_cell" in rows.columns else set()
    spans = [None if cell in bad else told[cell] or found for cell in cells]
    named = [span for span in spans if span]
    if not named or any(span is None and cell not in bad for span, cell in zip(spans, cells, strict=True)):
        return False
    rows.values["period_start"] = [span and span[0] for span in spans]
    rows.values["period_end"] = [span and span[1] for span in spans]
    rows.facts["period_start"], rows.facts["period_end"] = min(named)[0], max(last for _, last in named)
    return True


def _no_periods(rows: Rows, cells: Sequence[object], told: dict[object, tuple[date, date] | None]) -> set[object]:
    """The cells among periods that name none ("13/2024"); their rows are refused."""
    bad = {cell for cell, span in told.items() if span is None and not is_blank(cell)} if any(told.values()) else set()
    for position, cell in enumerate(cells):
        if cell in bad:
            rows.say(
                "error",
                "not_a_day",
                position,
                "period_cell",
                f"không rõ kỳ báo cáo: “{shown(cell)}”",
                "Ghi Tháng 5/2024, Quý II/2024 hoặc từ ngày 01/05/2024 đến ngày 31/05/2024.",
            )
    return bad


def _period_of(cell: object, year: int | None) -> tuple[date, date] | None:
    """The month or quarter of "Tháng 5", "T5/2024", 5 or 1/5/2024."""
    if isinstance(cell, date):
        return when.period(f"tháng {cell.month}/{cell.year}")
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        cell = f"tháng {cell:g}"
    if not isinstance(cell, str):
        return None
    text = f"tháng {cell}" if cell.strip().isdecimal() else cell
    return when.period(text) or (when.months_in(text, year) if year else None)


def _column_of_periods(rows: Rows, titles: Sequence[str]) -> list[date]:
    """The days that a column of periods names: "Tháng 4/2024", 31/5/2024; "Tháng 4" in the year that the title names.
    A cell that names none is said later."""
    if "period_end" not in rows.columns:
        return []
    cells = rows.get("period_end")
    year = _first(when.year, [*titles, rows.file.file_name.replace("_", " ")])
    ends = [_end_of(cell) or _end_in(cell, year) for cell in cells] if None not in cells else []
    return [end for end in ends if end]


def _end_in(cell: object, year: int | None) -> date | None:
    stretch = when.months_in(cell, year) if isinstance(cell, str) and year else None
    return stretch[1] if stretch else None


def _end_of(cell: object) -> date | None:
    if isinstance(cell, date):
        return cell.date() if isinstance(cell, datetime) else cell
    return when.report_day(cell) if isinstance(cell, str) else None


def _period(rows: Rows, titles: Sequence[str]) -> None:
    found = _first(when.period, titles)
    if found is None or found[1].month - found[0].month == 11:
        year = found[1].year if found else _first(when.year, [*titles, rows.file.file_name.replace("_", " ")])
        found = (when.months_in(rows.table.sheet.name, year) if year else None) or found
    starts, ends = rows.get("period_start"), rows.get("period_end")
    if _own_periods(rows, titles, found):
        return
    if found is None and any(starts) and any(ends):
        rows.facts["period_start"], rows.facts["period_end"] = min(filter(None, starts)), max(filter(None, ends))
        return
    day = _first(when.signature_day, rows.table.tail) if found is None else None
    if found is None and day is None:
        name = rows.file.file_name
        found, day = when.period(re.sub(r"[_]+", " ", name.rsplit("/", 1)[-1])), when.file_day(name)
    if found is None and day:
        found = day.replace(day=1), day
    if found is None:
        rows.say_table(
            "fatal",
            "no_period",
            "không thấy kỳ báo cáo (tháng, quý hoặc từ ngày … đến ngày …)",
            "ghi trong tiêu đề, ví dụ “(Từ ngày 01/05/2024 đến ngày 31/05/2024)”",
        )
        found = (None, None)
    rows.facts["period_start"], rows.facts["period_end"] = found
    rows.values["period_start"], rows.values["period_end"] = [found[0]] * len(rows), [found[1]] * len(rows)
