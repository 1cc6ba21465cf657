"""Fields made from other fields, for the sources that ask for it in their `derive`.

Each step takes a Rows and fills values; what it can't read it says at the cell that it came from.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from loaders import mentions, when
from loaders.clean import column as clean_column
from loaders.clean import day as day_kind
from loaders.contract import BadCell
from loaders.coordinates import points
from loaders.spelling import plain

GENERATIONS = ("has_2g", "has_3g", "has_4g", "has_5g")
# What dates a report, not a plan: 31/5/2024, tháng 5/2024, quý II năm 2024, 5-2024.
DAY_OR_MONTH = re.compile(
    r"\d{1,2} ?[/. -] ?\d{1,2} ?[/. -] ?20\d\d|ngay [\d.… ]{0,4} ?thang [\d.… ]{0,4} ?nam [\d.…]{1,5}"
    r"|(?:thang|quy|\bt|\bq) ?(?:\d{1,2}|i{1,3}|iv) ?(?:[/. -]|nam)* ?20\d\d|\b(?:0?[1-9]|1[0-2]) ?[/-] ?20\d\d"
    r"|\d{1,2} thang (?:dau |cuoi )?(?:nam )?20\d\d|20\d\d ?[-/ ] ?\d{1,2} ?[-/ ] ?\d{1,2}\b"
)
PLANS = (
    (re.compile(r"de an( so)? 0?6\b|\bda ?0?6\b|da06|project06"), "de_an_06"),
    (re.compile(r"chuyen doi so|\bcds\b|khcds"), "chuyen_doi_so"),
)


def technologies(rows: Any) -> None:
    """Fill the four yes/no columns from a list such as "2G, 3G/4G"; what the list leaves out is false."""
    if "technologies" not in rows.columns:
        return
    lists = rows.get("technologies")
    for name in GENERATIONS:
        if name not in rows.columns:
            sign = name[4]
            rows.values[name] = [
                None if text is None else bool(re.search(rf"{sign}\s*g", text.casefold())) for text in lists
            ]


def point(rows: Any) -> None:
    """longitude, latitude from one or two columns; a point outside the province refuses the row, a blank warns."""
    _fill_points(rows)
    names = [name for name in ("longitude_cell", "latitude_cell") if name in rows.columns]
    if not names:
        return
    for position, longitude in enumerate(rows.values["longitude"]):
        if (
            longitude is None
            and position not in rows.refused
            and all(rows.raw[name][position] is None for name in names)
        ):
            message = "thiếu toạ độ; trạm vẫn được tính nhưng không hiện trên bản đồ"
            rows.say("warning", "missing_coordinates", position, names[0], message, "bổ sung kinh độ và vĩ độ của trạm")


def optional_point(rows: Any) -> None:
    """The same for villages, where coordinates are a bonus: a blank says nothing."""
    _fill_points(rows)


def _fill_points(rows: Any) -> None:
    found = points(
        rows.get("longitude_cell"),
        rows.get("latitude_cell") if "latitude_cell" in rows.columns else None,
        rows.file.box,
    )
    rows.values["longitude"] = [None if item is None or isinstance(item, BadCell) else item[0] for item in found]
    rows.values["latitude"] = [None if item is None or isinstance(item, BadCell) else item[1] for item in found]
    for position, item in enumerate(found):
        if isinstance(item, BadCell):
            name = "longitude_cell" if "longitude_cell" in rows.columns else "latitude_cell"
            if item.rule == "coordinate_outside_province" and "latitude_cell" in rows.columns:
                name = _cell_out_of_range(rows, position)
            rows.say(item.level, item.rule, position, name, str(item), item.fix)


def _cell_out_of_range(rows: Any, position: int) -> str:
    """Which of the two cells is to blame: the latitude if the longitude alone would be plausible."""
    west, _, east, _ = rows.file.box
    try:
        longitude = float(str(rows.raw["longitude_cell"][position]).replace(",", "."))
    except (ValueError, KeyError):
        return "longitude_cell"
    return "latitude_cell" if west <= longitude <= east else "longitude_cell"


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
    _days_from_words(rows, "due_text", "due_on", "is_recurring")
    rows.values["due_text"] = [_as_text(cell) for cell in raw]


def _days_from_words(rows: Any, field: str, into: str, recurring: str = "") -> None:
    raw = rows.get(field)
    days: list[date | None] = [None] * len(rows)
    known: dict[Any, Any] = {}
    for position, cell in enumerate(raw):
        if cell is None:
            continue
        if cell not in known:
            try:
                known[cell] = when.due(cell)
            except BadCell as bad:
                known[cell] = bad
        found = known[cell]
        if isinstance(found, BadCell):
            rows.say(found.level, found.rule, position, field, str(found), found.fix)
            continue
        days[position] = found[0]
        if recurring:
            rows.values[recurring][position] = found[1]
    rows.values[into] = days


def _as_text(cell: object) -> str | None:
    if cell is None:
        return None
    return cell.strftime("%d/%m/%Y") if isinstance(cell, date) else " ".join(str(cell).split())


def missing_total(total: str, *parts: str) -> Callable[[Any], None]:
    """A blank total of a row whose parts are all there is their sum: older forms leave the column out."""

    def fill(rows: Any) -> None:
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


def plan(rows: Any) -> None:
    """plan and plan_year of a task list: its own title or sheet name, else the file's name; fatal where none says."""
    table = rows.table
    texts = [" ".join(table.title), table.sheet.name, " ".join(table.page_title), rows.file.file_name]
    texts = [text.replace("_", " ") for text in texts]
    found = next((code for text in texts for pattern, code in PLANS if pattern.search(plain(text))), None)
    years = [text_years[1] for text in (table.sheet.name, *texts) if (text_years := _plan_years(text))[1]]
    year = years[0] if years else next((loose for text in texts if (loose := _plan_years(text)[0])), None)
    if found is None and any("ke hoach" in plain(text) for text in texts):
        found = "other"
    if found is None or year is None:
        what = "kế hoạch" if found is None else "năm của kế hoạch"
        rows.say_table(
            "fatal",
            "unknown_plan",
            f"không thấy {what} nào trong tiêu đề, tên trang tính và tên tệp",
            "ghi rõ trong tiêu đề, ví dụ “Đề án 06 năm 2024” hoặc “Kế hoạch chuyển đổi số năm 2024”",
        )
    rows.facts["plan"], rows.facts["plan_year"] = found, year
    rows.values["plan"] = [found] * len(rows)
    rows.values["plan_year"] = [year] * len(rows)


def _plan_years(text: str) -> tuple[int | None, int | None]:
    """(any year of the text, the year that it gives to a plan): the day of a report is of the first kind only."""
    words = re.sub(r"[_.]+", " ", plain(text))
    undated = DAY_OR_MONTH.sub(" ", words)
    loose = re.search(r"(?<!\d)(20\d\d)(?!\d)", words)
    for pattern in (
        r"(?:de an|chuyen doi so|cds|ke hoach|nhiem vu)[^\d]{0,60}(?:0?6[^\d]{0,60})?nam *(20\d\d)",
        r"nam *(20\d\d)",
    ):
        if match := re.search(pattern, undated):
            return int(match[1]), int(match[1])
    bare = re.search(r"(?<!\d)(20\d\d)(?!\d)", undated)
    return (int(loose[1]) if loose else None), (int(bare[1]) if bare else None)


def task_number(rows: Any) -> None:
    """task_no as written; a list without numbers counts its rows."""
    written = rows.get("task_no")
    rows.values["task_no"] = [number or str(position + 1) for position, number in enumerate(written)]


def list_unit(rows: Any) -> None:
    """A list that is one unit's own (named in the title) replaces that unit's part only."""
    title = " ".join(rows.table.title)
    leads = {unit for unit in rows.get("lead_unit_id") if unit}
    named = mentions.mentioned(rows.file.places, title, ("department", "agency", "district"), rows.on) if title else []
    own = [unit for unit in named if leads == {unit}]
    rows.facts["list_unit_id"] = own[0] if own else None


def indicator_code(rows: Any) -> None:
    """indicator: the agency's code, or the name made into one ("Thẻ CCCD gắn chip" -> the_cccd_gan_chip)."""
    codes = rows.get("indicator_code")
    names = rows.get("indicator_name")
    rows.values["indicator"] = [
        code or (re.sub(r"[^a-z0-9]+", "_", plain(name)).strip("_") if name else None)
        for code, name in zip(codes, names, strict=True)
    ]


def period_end_day(rows: Any) -> None:
    """period_end of each row: its own column, else what the file says."""
    raw = rows.get("period_end")
    values: list[date | None] = []
    cleaned, _ = clean_column(day_kind, raw)
    for cell, day in zip(raw, cleaned, strict=True):
        found = day
        if found is None and isinstance(cell, str):
            period = when.period(cell)
            found = period[1] if period else None
        values.append(found or rows.facts.get("reported_on"))
    rows.values["period_end"] = values


def value_cell(rows: Any) -> None:
    """The address of each value: long tables keep it with the row."""
    rows.values["cell"] = [rows.cell(position, "value") for position in range(len(rows))]


def plan_code(rows: Any) -> None:
    """An obstacle's plan as a code where the words name one we know; else as written."""
    rows.values["plan"] = [
        next((code for pattern, code in PLANS if text and pattern.search(plain(text))), text)
        for text in rows.get("plan")
    ]
