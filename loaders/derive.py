"""Fields made from other fields, for the sources that ask for it in their `derive`.

Each step takes a Rows and fills values; what it can't read it says at the cell that it came from.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from loaders.clean import column as clean_column
from loaders.clean import day as day_kind
from loaders.contract import BadCell
from loaders.spelling import plain
from loaders.values import by_operator, due_days, indicators, procedure_levels, task_lists, task_states, when
from loaders.values.cell import is_blank, shown
from loaders.values.coordinates import BadPoint, points
from loaders.values.days import LAST_YEAR
from loaders.values.generations import generations

# Steps for lists of procedures.
level_from_marks = procedure_levels.level_from_marks
or_tier = procedure_levels.or_tier
tiers_from_words = procedure_levels.tiers_from_words
# A step for lists of villages.
coverage_of_operators = by_operator.coverage_of_operators
# Steps for tables of indicators.
name_in_title, measure, indicator_code = indicators.name_in_title, indicators.measure, indicators.indicator_code
# A step for lists of obstacles.
obstacle_number = task_lists.obstacle_number
# Steps for lists of tasks.
plan, task_number, list_unit = task_lists.plan, task_lists.task_number, task_lists.list_unit
status_marks, share_done = task_states.status_marks, task_states.share_done
told_by_cells = task_states.told_by_cells
DAY_OR_MONTH = task_lists.DAY_OR_MONTH

NO_MONTH = re.compile(r"(?<![\d/.-])(?:1[3-9]|[2-9]\d|00?)\s*[/.-]\s*(?:19|20)\d\d\b")  # "13/2024" is not the year 2024
GENERATIONS = ("has_2g", "has_3g", "has_4g", "has_5g")


def technologies(rows: Any) -> None:
    """Fill the four yes/no columns from a list such as "2G, 3G/4G"; what the list leaves out is false."""
    if "technologies" not in rows.columns:
        return
    named = {text: generations(text) for text in set(rows.get("technologies")) - {None}}
    lists = [named.get(text) for text in rows.get("technologies")]
    for name in GENERATIONS:
        if name not in rows.columns:
            rows.values[name] = [None if found is None else int(name[4]) in found for found in lists]
    for position, text in enumerate(rows.get("technologies")):
        if text is not None and lists[position] is None:
            message = f"không rõ công nghệ nào: “{text}”"
            rows.say("warning", "unknown_word", position, "technologies", message, "Ghi dạng 2G, 3G, 4G, 5G.")


def point(rows: Any) -> None:
    """longitude, latitude from one or two columns; a point outside the province refuses the row, a blank warns."""
    found = _fill_points(rows)
    names = [name for name in ("longitude_cell", "latitude_cell") if name in rows.columns]
    for position, item in enumerate(found if names else ()):
        if item is None and position not in rows.refused:
            message = "thiếu toạ độ; trạm vẫn được tính nhưng không hiện trên bản đồ"
            rows.say("warning", "missing_coordinates", position, names[0], message, "bổ sung kinh độ và vĩ độ của trạm")


def optional_point(rows: Any) -> None:
    """The same for villages, where coordinates are a bonus: a blank says nothing."""
    _fill_points(rows)


def _fill_points(rows: Any) -> list[Any]:
    """Sets longitude and latitude and says what is wrong at its cell; what was found, row by row."""
    found = points(
        rows.get("longitude_cell"),
        rows.get("latitude_cell") if "latitude_cell" in rows.columns else None,
        rows.file.box,
    )
    rows.values["longitude"] = [None if item is None or isinstance(item, BadPoint) else item[0] for item in found]
    rows.values["latitude"] = [None if item is None or isinstance(item, BadPoint) else item[1] for item in found]
    for position, item in enumerate(found):
        if isinstance(item, BadPoint):
            is_second = "latitude_cell" in rows.columns and item.is_second
            name = "latitude_cell" if is_second or "longitude_cell" not in rows.columns else "longitude_cell"
            rows.say(item.level, item.rule, position, name, str(item), item.fix)
    return found


def active_by_default(rows: Any) -> None:
    """A file without a status column lists the stations that work."""
    if "status" not in rows.columns:
        rows.values["status"] = ["active"] * len(rows)


def operator_name(rows: Any) -> None:
    """The operator's canonical text in the table ("Viettel"); its unit_id stays the sender."""
    places = rows.file.places
    rows.values["operator"] = [places.name(unit) if unit else None for unit in rows.get("operator")]


def signal_from_technologies(rows: Any) -> None:
    """Without a signal column: none where no technology reaches the village, else good."""
    if "signal" in rows.columns:
        return
    marks = [rows.get(name) for name in GENERATIONS]
    rows.values["signal"] = [
        None if all(mark is None for mark in row) else ("good" if any(row) else "none")
        for row in zip(*marks, strict=True)
    ]


def planned_day(rows: Any) -> None:
    """planned_on as a day: a date, or the last day of "Quý III/2024"; words without a date stay null with a warning."""
    _days_from_words(rows, "planned_on", "planned_on")


def due_day(rows: Any) -> None:
    """due_text as written, due_on its last day, is_recurring for "thường xuyên" and its like."""
    raw = rows.get("due_text")
    rows.values["is_recurring"] = [False] * len(rows)
    _days_from_words(rows, "due_text", "due_on", "is_recurring", rows.facts.get("plan_year"))
    task_states.due_days_are_there(rows)
    rows.values["due_text"] = [
        _as_text(day if day and isinstance(cell, int | float) and cell > LAST_YEAR else cell)
        for cell, day in zip(raw, rows.get("due_on"), strict=True)
    ]


def due_of_obstacle(rows: Any) -> None:
    """due_on of an obstacle in all the words of a task's: "Trước 30/6/2024", "Quý III/2024"."""
    reported_on = rows.facts.get("reported_on")
    _days_from_words(rows, "due_on", "due_on", year=reported_on.year if reported_on else None)


def _days_from_words(rows: Any, field: str, into: str, recurring: str = "", year: int | None = None) -> None:
    """year: the one that words without a year ("Quý II", "31/12") mean; the officer is told of it."""
    raw = rows.get(field)
    days: list[date | None] = [None] * len(rows)
    known: dict[Any, Any] = {}
    month_first = bool(day_kind.convention(raw).get("month_first"))
    for position, cell in enumerate(raw):
        if cell is None:
            continue
        if cell not in known:
            try:
                known[cell] = due_days.due(cell, month_first)
            except BadCell as bad:
                known[cell] = bad
        found = known[cell]
        if isinstance(found, BadCell):
            meant = due_days.due_in(cell, year) if year and found.rule == "unknown_due" else None
            message = f"không ghi năm; hiểu là {meant:%d/%m/%Y}: “{cell}”" if meant else str(found)
            rows.say(found.level, found.rule, position, field, message, found.fix)
            days[position] = meant
            continue
        days[position] = found[0]
        if recurring:
            rows.values[recurring][position] = found[1]
    rows.values[into] = days


def _as_text(cell: object) -> str | None:
    return None if is_blank(cell) else " ".join(shown(cell).split())


def missing_total(total: str, *parts: str) -> Callable[[Any], None]:
    """A total that no row states is the sum of its parts where all are there: older forms leave the column empty."""

    def fill(rows: Any) -> None:
        if any(cell is not None for cell in rows.raw.get(total, ())):
            return
        columns = [rows.get(name) for name in parts]
        values = rows.get(total)
        rows.values[total] = [
            sum(row) if stated is None and all(part is not None for part in row) else stated
            for stated, row in zip(values, zip(*columns, strict=True), strict=True)
        ]

    return fill


def status_number(rows: Any) -> None:
    """status_code as the national vocabulary's number."""
    rows.values["status_code"] = [int(code) if code else None for code in rows.get("status_code")]


def closed_only_when_done(rows: Any) -> None:
    """A closing date before the receiving date can't be: the row stays, a warning names the cell."""
    received, closed = rows.get("received_on"), rows.get("closed_on")
    for position, (start, end) in enumerate(zip(received, closed, strict=True)):
        if start is not None and end is not None and end < start:
            rows.say(
                "warning",
                "closed_before_received",
                position,
                "closed_on",
                f"trả kết quả {end:%d/%m/%Y} trước ngày tiếp nhận {start:%d/%m/%Y}",
                "kiểm tra lại hai ngày của hồ sơ",
            )


def happened(*fields: str) -> Callable[[Any], None]:
    """What is said to have happened more than a month after the report's day has a wrong year: kept, with a warning.

    A few days later are common: the list was printed after the day it stands for.
    """

    def check(rows: Any) -> None:
        states = rows.get("status")
        for name in fields:
            pairs = zip(rows.get(name), rows.get("reported_on"), strict=True)
            for position, (day, reported) in enumerate(pairs):
                if day is None or reported is None or (day - reported).days <= 31 or states[position] == "building":
                    continue
                message = f"ngày {day:%d/%m/%Y} ở sau ngày số liệu {reported:%d/%m/%Y}"
                rows.say("warning", "day_to_come", position, name, message, "kiểm tra lại năm và tháng của ngày này")

    return check


def period_end_day(rows: Any) -> None:
    """period_end of each row: its own column, else what the file says. Words that name no period refuse the row."""
    raw, known = rows.get("period_end"), rows.facts.get("reported_on")
    values: list[date | None] = []
    cleaned, _ = clean_column(day_kind, raw)
    for position, (cell, day) in enumerate(zip(raw, cleaned, strict=True)):
        found = day
        if found is None and isinstance(cell, str):
            period = when.period(cell) or (when.months_in(cell, known.year) if known else None)
            found = period[1] if period and not NO_MONTH.search(cell) else None
        if found is None and not is_blank(cell):
            rows.say(
                "error",
                "not_a_day",
                position,
                "period_end",
                f"không rõ kỳ báo cáo: “{shown(cell)}”",
                "Ghi Tháng 5/2024, Quý II/2024 hoặc ngày dạng 31/05/2024.",
            )
        values.append(found or (known if is_blank(cell) else None))
    rows.values["period_end"] = values


def value_cell(rows: Any) -> None:
    """The address of each value: long tables keep it with the row."""
    rows.values["cell"] = [rows.cell(position, "value") for position in range(len(rows))]


def plan_code(rows: Any) -> None:
    """An obstacle's plan as a code where the words name one we know; else as written."""
    rows.values["plan"] = [
        next((code for pattern, code in task_lists.PLANS if text and pattern.search(plain(text))), text)
        for text in rows.get("plan")
    ]
