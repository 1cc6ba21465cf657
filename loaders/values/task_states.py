"""How far the tasks of a list are: states given by marks, by words or by shares, whatever the column is called.

Agencies put states, shares and products under the same few headings ("Kết quả", "Tiến độ", "Đánh giá"): what the cells
hold decides. Each step takes a Rows and fills values; `derive` offers them to the source.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from loaders.clean import column as clean_column
from loaders.clean import percent, text, yes_no
from loaders.contract import Kind, Percent
from loaders.shapes.headings import Heading
from loaders.shapes.table import Table
from loaders.spelling import plain
from loaders.values.cell import is_blank

# Headings that are themselves a status, with a mark below: "Hoàn thành | Đang thực hiện | Chưa thực hiện".
STATUS_HEADING = re.compile(
    r"(?:da |co ban )?(?:hoan thanh|xong|thuc hien xong)(?: (?:dung|truoc|qua|tre) han)?|dung han|truoc han|tre han"
    r"|(?:dang |chua )(?:thuc hien|trien khai|xu ly|hoan thanh|xong|den han)(?: (?:trong|qua|dung|tre) han)?|trong han"
    r"|qua han(?: chua hoan thanh)?|cham(?: tien do| muon)?|dung tien do|thuong xuyen|tam dung|khong thuc hien"
)
# A status in a cell: one of those, or what agencies shorten it to.
STATUS = re.compile(
    rf"(?:{STATUS_HEADING.pattern}"
    r"|(?:da|dang|chua)(?: (?:thuc hien|trien khai|hoan thanh|xu ly|lam|xong|th|tk|ht))?|ht|tx|xong"
    r"|(?:chua |khong )?dat(?: yeu cau)?|(?:kip|vuot|bam sat) tien do|khong (?:hoan thanh|kha thi)|con han|chua bat dau"
    r"|(?:dang )?trinh duyet|xin (?:lui|gia han)(?: thoi han)?|khong con phu hop)(?: (?:theo )?(?:ke hoach|tien do))?"
)
AFTERWORD = re.compile(r"\s*(?:[,;:(–-]|\d+(?:[.,]\d+)?\s*%).*", re.DOTALL)
SHARE = re.compile(r"\d{1,3}(?:[.,]\d+)?")
NAMES_A_SHARE = re.compile(r"%|phan tram|\bt[yi] le\b|\btien do\b|\bmuc do\b|\bkhoi luong\b")
NAMES_A_PRODUCT = re.compile(r"\b(?:san pham|dau ra|du kien)\b")


def status_marks(rows: Any) -> None:
    """reported_status from marks under headings that are a status; two marks in a row are no status, with a warning."""
    if "reported_status" in rows.columns:
        return
    table = rows.table
    marked = [heading for heading in table.unknown if STATUS_HEADING.fullmatch(plain(_bare(heading.levels[-1])))]
    marks: dict[int, list[bool | None]] = {}
    for heading in marked:
        cells = [table.sheet.rows[number][heading.index] for number in table.rows]
        values, problems = clean_column(yes_no, cells)
        if not problems:
            marks[heading.index] = values
    if not marks:
        return
    table.unknown = [heading for heading in table.unknown if heading.index not in marks]
    names = {index: _status_of(table.headings[index]) for index in marks}
    statuses: list[str | None] = []
    at: list[int | None] = []
    for position in range(len(rows)):
        chosen = [index for index, values in marks.items() if values[position]]
        statuses.append(names[chosen[0]] if len(chosen) == 1 else None)
        at.append(chosen[-1] if chosen else None)
    rows.values["reported_status"], rows.spread["reported_status"] = statuses, at
    found = zip(table.rows, at, strict=True)
    rows.raw["reported_status"] = [
        None if index is None else table.sheet.rows[number][index] for number, index in found
    ]
    for position, index in enumerate(at):
        if index is not None and statuses[position] is None:
            rows.say(
                "warning",
                "unknown_word",
                position,
                "reported_status",
                "dòng này đánh dấu nhiều trạng thái cùng lúc",
                "chỉ đánh dấu x ở một trạng thái",
            )


def _status_of(heading: Heading) -> str:
    """ "Quá hạn" alone; below "Chưa hoàn thành" it is "Chưa hoàn thành quá hạn"."""
    *above, own = (" ".join(level.split()) for level in heading.levels)
    state = next((level for level in reversed(above) if STATUS_HEADING.fullmatch(plain(_bare(level)))), None)
    return f"{state} {own[0].lower()}{own[1:]}" if state else own


def _bare(text: str) -> str:
    return " ".join(re.sub(r"\([^()]*\)", " ", text).split()).strip(" .:")


def share_done(rows: Any) -> None:
    """percent_done from a column of states that holds shares: "60%", or 0.6 under a percent format.

    A column "Tiến độ" of nothing but shares is the share itself, and no status.
    """
    if "percent_done" in rows.columns or "reported_status" not in rows.columns:
        return
    cells = rows.raw["reported_status"]
    heading = rows.table.heading("reported_status")
    filled = [cell for cell in cells if not is_blank(cell)]
    shares = sum(_is_number(cell) or _is_share(cell) for cell in filled)
    is_share = shares * 2 > len(filled) if "%" in heading else _are_shares(filled, heading)
    chosen = [cell if is_share or _is_share(cell) else None for cell in cells]
    values, problems = clean_column(percent, chosen)
    if is_share:
        _move(rows, "reported_status", "percent_done")
        rows.values["reported_status"] = [None] * len(rows)
        rows.take("percent_done", values, problems)
    else:
        rows.values["percent_done"] = values


def told_by_cells(rows: Any) -> None:
    """reported_status and percent_done, where no heading gives them, from the column whose cells are such: "Đánh giá"
    over "Hoàn thành", "Kết quả" over "Đang thực hiện" and no product."""
    if not any(rows.get("reported_status")):
        named = rows.table.heading("product") if "product" in rows.columns else ""
        if named and not NAMES_A_PRODUCT.search(plain(named)) and _are_states(rows.raw["product"]):
            _move(rows, "product", "reported_status")
            rows.values["reported_status"] = rows.values.pop("product")
        else:
            _take_unknown(rows, "reported_status", text, lambda cells, _: _are_states(cells))
    if not any(share is not None for share in rows.get("percent_done")):
        _take_unknown(rows, "percent_done", percent, _are_shares)


def states_for_shares(table: Table) -> None:
    """A column "Mức độ hoàn thành" of words is no share but the state, where no other column is."""
    index = table.columns.get("percent_done")
    if index is None or "reported_status" in table.columns or "due_text" not in table.columns:
        return
    if _are_states([row[index] for row in table.data]):
        table.columns["reported_status"] = table.columns.pop("percent_done")


def due_days_are_there(rows: Any) -> None:
    """A column "Tiến độ" taken for due days, for want of another, that holds none refuses the file."""
    heading = rows.table.heading("due_text")
    if not plain(heading).startswith("tien do") or not any(rows.raw["due_text"]):
        return
    if not any(rows.get("due_on")) and not any(rows.get("is_recurring")):
        rows.say_table(
            "fatal",
            "missing_heading",
            f"thiếu cột “Thời hạn”: cột “{heading}” không ghi thời hạn nào",
            f"thêm cột “Thời hạn” theo mẫu (lệnh `python -m loaders template {rows.source.name}`)",
            column=heading,
        )


def _take_unknown(rows: Any, field: str, kind: Kind, fits: Callable[[Sequence[object], str], bool]) -> None:
    """Reads the field from the first column under an unknown heading whose cells are of its kind."""
    table = rows.table
    for heading in table.unknown:
        cells = [row[heading.index] for row in table.data]
        if fits([cell for cell in cells if not is_blank(cell)], heading.text):
            table.unknown = [other for other in table.unknown if other is not heading]
            rows.columns[field] = table.columns[field] = heading.index
            rows.raw[field] = cells
            rows.take(field, *clean_column(kind, cells))
            return


def _move(rows: Any, field: str, into: str) -> None:
    rows.columns[into] = rows.columns.pop(field)
    rows.table.columns[into] = rows.table.columns.pop(field)
    rows.raw[into] = rows.raw.pop(field)


def _are_states(cells: Sequence[object]) -> bool:
    """Whether most of what stands in these cells is a status: "Hoàn thành (còn 45 hồ sơ)" is one, "Quyết định" none."""
    said = [plain(cell) for cell in cells if isinstance(cell, str) and not is_blank(cell)]
    states = sum(bool(STATUS.fullmatch(AFTERWORD.sub("", text).strip(" ."))) for text in said)
    return states > 0 and states * 3 >= len(said) * 2


def _are_shares(cells: Sequence[object], heading: str) -> bool:
    """Whether all these cells are shares: with their sign, or numbers under a heading that says so."""
    says_so = bool(NAMES_A_SHARE.search(plain(heading)))
    return bool(cells) and all(_is_share(cell) or (says_so and _is_number(cell)) for cell in cells)


def _is_share(cell: object) -> bool:
    is_text = isinstance(cell, str) and cell.rstrip().endswith("%")
    return isinstance(cell, Percent) or (is_text and bool(SHARE.fullmatch(str(cell).strip(" %"))))


def _is_number(cell: object) -> bool:
    is_typed = isinstance(cell, int | float) and not isinstance(cell, bool)
    return is_typed or (isinstance(cell, str) and bool(SHARE.fullmatch(cell.strip())))
