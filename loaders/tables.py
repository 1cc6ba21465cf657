"""A table of a source -> its Rows: cells cleaned, units and dates known, rules checked, every fault at its cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from loaders import checks, mentions, scores, when
from loaders.clean import column as clean_column
from loaders.clean import number as number_kind
from loaders.contract import BadCell, Column, Formula
from loaders.layout import Table
from loaders.spelling import key, plain
from loaders.report import as_written
from loaders.rows import FileFacts, Rows, letter

_AS_ABOVE = ("nt", "-nt-", "như trên", '"', "″", "''", "〃", "n.t", "nt.", "- nt -", "-như trên-", "-nt", "- nt-")
AS_ABOVE = frozenset(form for mark in _AS_ABOVE for form in (mark, mark.upper(), mark.capitalize(), f" {mark}", f"{mark} "))
SAMPLE_LINE = re.compile(r"dữ liệu minh h(?:ọa|oạ)", re.IGNORECASE)
SUM = re.compile(r"^=\s*SUM\(([^()]*)\)$", re.IGNORECASE)
REFERENCE = re.compile(r"^\$?([A-Z]{1,3})\$?(\d+)(?::\$?([A-Z]{1,3})\$?(\d+))?$")


def read_table(table: Table, file: FileFacts, sheet_title: Sequence[str]) -> Rows:
    """Rows of one table. Fatal issues (no date, no sender) stand in its issues; the caller refuses the file."""
    table.title = [line for line in table.title if not SAMPLE_LINE.search(line)]
    if table.source.unfold == "scores":
        rows = scores.unfold(table, file)
    else:
        rows = _plain_rows(table, file)
        _dates(rows, sheet_title)
        _units(rows, sheet_title)
        for step in table.source.derive:
            step(rows)
    _say_unknown_headings(rows)
    _needed(rows)
    return rows


def check_rules(rows: Rows) -> None:
    """The source's own rules and the stated totals; rows that a rule finds are refused or kept by its level."""
    for rule in rows.source.rules:
        for found in rule.find(rows):
            if found.row in rows.refused:
                continue
            if rows.source.unfold:
                _say_at_own_cell(rows, rule.level, rule.name, found)
            else:
                rows.say(rule.level, rule.name, found.row, found.field, found.message, found.fix)
    _check_totals(rows)


def _say_at_own_cell(rows: Rows, level: Any, rule: str, found: Any) -> None:
    """Long rows carry their cell with them."""
    address = rows.values["cell"][found.row]
    value = as_written(rows.raw["score"][found.row] if found.field == "score" else rows.values[found.field][found.row])
    heading = rows.values["criterion"][found.row]
    if level != "warning":
        rows.refused.add(found.row)
    rows.say_table(level, rule, found.message, found.fix, address, rows.numbers[found.row], heading, value)


# --- cells to values ---------------------------------------------------------------------------------


def _plain_rows(table: Table, file: FileFacts) -> Rows:
    lines = table.sheet.line_numbers
    numbers = [lines[n] for n in table.rows] if lines else [n + 1 for n in table.rows]
    rows = Rows(table.source, table, file, numbers, groups=table.groups, columns=dict(table.columns))
    for column in table.source.columns:
        index = table.columns.get(column.field)
        if index is None and column.fill != "group":
            continue
        cells = _cells(table, column, index)
        if all(cell is None for cell in cells) and index is None:
            continue
        rows.raw[column.field] = cells
        values, problems = clean_column(column.kind, cells)
        rows.take(column.field, values, problems)
    return rows


def _cells(table: Table, column: Column, index: int | None) -> list[Any]:
    """The cells of a column's data rows, with merged blocks, "nt", groups and plain sums filled in."""
    sheet = table.sheet
    if index is None:
        cells: list[Any] = [None] * len(table.rows)
    else:
        cells = [sheet.rows[number][index] for number in table.rows]
        types = set(map(type, cells))
        if Formula in types:
            cells = [_plain_sum(table, cell) if isinstance(cell, Formula) else cell for cell in cells]
        if column.fill:
            _fill_merged(table, index, cells)
        if str in types:
            _fill_as_above(cells)
        if column.fill and column.kind.name == "unit":
            _fill_block(cells)
    if column.fill == "group" and any(cell is None for cell in cells):
        _fill_from_groups(table, column, cells)
    return cells


def _fill_merged(table: Table, index: int, cells: list[Any]) -> None:
    """A value merged down a block holds for all its rows."""
    places = {number: position for position, number in enumerate(table.rows)} if table.sheet.merges else {}
    for top, left, bottom, right in table.sheet.merges:
        if left <= index <= right and bottom > top > table.last:
            for number in range(top, bottom + 1):
                if number in places:
                    cells[places[number]] = table.sheet.rows[top][left]


def _fill_as_above(cells: list[Any]) -> None:
    if AS_ABOVE.isdisjoint(cells):
        return
    for position, cell in enumerate(cells):
        if isinstance(cell, str) and cell in AS_ABOVE:
            cells[position] = cells[position - 1] if position else None


def _fill_block(cells: list[Any]) -> None:
    """A unit named once above its rows, without merged cells: seen by a column that is mostly blank below its names."""
    blanks = sum(cell is None for cell in cells)
    if not cells or cells[0] is None or blanks * 10 < len(cells) * 3:
        return
    last = None
    for position, cell in enumerate(cells):
        last = cell if cell is not None else last
        cells[position] = last


def _fill_from_groups(table: Table, column: Column, cells: list[Any]) -> None:
    """Group rows give their text: for a unit the innermost that looks like one of its kinds, else the innermost."""
    is_unit = column.kind.name == "unit"
    for position, (cell, group) in enumerate(zip(cells, table.groups, strict=True)):
        if cell is None and group:
            fitting = [text for text in group if not is_unit or _names_kind(text, column.kind.places)]
            cells[position] = fitting[-1] if fitting else None


def _names_kind(text: str, kinds: Sequence[str]) -> bool:
    words = plain(text)
    commune = bool(re.match(r"(xa|phuong|thi tran|x\.|p\.|tt\.?)\s", words))
    district = bool(re.match(r"(ubnd )?(huyen|thanh pho|h\.|tp\.?)\s", words))
    if commune or district:
        return ("commune" in kinds and commune) or ("district" in kinds and district)
    return not re.match(r"(linh vuc|nhom|muc|phan)\b", words)


def _plain_sum(table: Table, formula: Formula) -> object:
    """The value of =SUM(B5:B9) or =B5+C5 where all cells named hold numbers; else the formula as it is."""
    body = SUM.match(formula)
    terms = body[1].split(",") if body else formula.lstrip("=").split("+")
    total = 0.0
    for term in terms:
        found = REFERENCE.match(term.strip().upper())
        if not found:
            return formula
        for cell in _referenced(table, found):
            if isinstance(cell, Formula):
                cell = _plain_sum(table, cell)
            if cell is None and body:
                continue
            if isinstance(cell, bool) or not isinstance(cell, int | float):
                return formula
            total += cell
    return total


def _referenced(table: Table, found: re.Match[str]) -> list[object]:
    left, right = scores.column_of(found[1]), scores.column_of(found[3] or found[1])
    top, bottom = int(found[2]) - 1, int(found[4] or found[2]) - 1
    rows = table.sheet.rows
    return [rows[r][c] if r < len(rows) and c < len(rows[r]) else None for r in range(top, bottom + 1) for c in range(left, right + 1)]


# --- dates ------------------------------------------------------------------------------------------------


def _dates(rows: Rows, sheet_title: Sequence[str]) -> None:
    titles = [*rows.table.title, rows.table.sheet.name, *sheet_title]
    if rows.source.dated == "period":
        _period(rows, titles)
    elif rows.source.dated == "day":
        _report_day(rows, titles)
    elif rows.source.name == "procedures":
        day = _first(when.report_day, titles) or when.file_day(rows.file.file_name)
        rows.facts["reported_on"] = day
        rows.values["reported_on"] = [own or day for own in rows.get("reported_on")]


def _first(read: Callable[[str], Any], texts: Sequence[str]) -> Any:
    return next((found for text in texts if text and (found := read(text))), None)


def _report_day(rows: Rows, titles: Sequence[str]) -> None:
    """Title, then column, then signature, then file name; without any the file is refused."""
    day = _first(when.report_day, titles)
    own = rows.get("reported_on") if "reported_on" in rows.columns else []
    if day is None and any(own):
        rows.facts["reported_on"] = max(found for found in own if found)
        for position, found in enumerate(own):
            if found is None and position not in rows.refused:
                rows.say("error", "missing_value", position, "reported_on", "thiếu ngày báo cáo", "ghi ngày số liệu vào ô này")
        return
    day = day or _first(when.signature_day, rows.table.tail) or when.file_day(rows.file.file_name)
    if day is None:
        rows.say_table("fatal", "no_report_date", "không thấy số liệu tính đến ngày nào trong tiêu đề, cột ngày, phần ký và tên tệp",
                       "ghi trong tiêu đề, ví dụ “Số liệu tính đến ngày 31/05/2024”")
    rows.facts["reported_on"] = day
    rows.values["reported_on"] = [day] * len(rows)


def _period(rows: Rows, titles: Sequence[str]) -> None:
    found = _first(when.period, titles)
    starts, ends = rows.get("period_start"), rows.get("period_end")
    if found is None and any(starts) and any(ends):
        rows.facts["period_start"], rows.facts["period_end"] = min(filter(None, starts)), max(filter(None, ends))
        return
    if found is None and (day := when.file_day(rows.file.file_name)):
        found = day.replace(day=1), day
    if found is None:
        rows.say_table("fatal", "no_period", "không thấy kỳ báo cáo (tháng, quý hoặc từ ngày … đến ngày …)",
                       "ghi trong tiêu đề, ví dụ “(Từ ngày 01/05/2024 đến ngày 31/05/2024)”")
        found = (None, None)
    rows.facts["period_start"], rows.facts["period_end"] = found
    rows.values["period_start"], rows.values["period_end"] = [found[0]] * len(rows), [found[1]] * len(rows)


# --- units --------------------------------------------------------------------------------------------------


def _units(rows: Rows, sheet_title: Sequence[str]) -> None:
    """Names to unit_ids, the district first so that communes are read inside it; then who sent the table."""
    source = rows.source
    named = [column for column in source.columns if column.kind.places and column.field in rows.values]
    for column in sorted(named, key=lambda c: "commune" in c.kind.places):
        if column.kind.name == "units":
            _resolve_lists(rows, column)
        else:
            _resolve(rows, column)
    if "commune_id" in rows.values and any(column.field == "district_id" for column in source.columns):
        _district_of_commune(rows)
    _sender(rows, sheet_title)
    _title_district(rows, sheet_title)


def _resolve(rows: Rows, column: Column) -> None:
    places, kinds, on = rows.file.places, column.kind.places, rows.on
    district = "district_id" if "district_id" in rows.values else "district_hint"
    within = rows.values.get(district) if "commune" in kinds and column.field != district else None
    within = within or ([_title_unit(rows, "district")] * len(rows) if kinds == ("commune",) else [None] * len(rows))
    known: dict[tuple[Any, Any], str | BadCell] = {}
    values: list[str | None] = []
    for position, pair in enumerate(zip(rows.values[column.field], within, strict=True)):
        if pair[0] is None:
            values.append(None)
            continue
        if pair not in known:
            try:
                known[pair] = places.find(str(pair[0]), kinds, on, pair[1])
            except BadCell as bad:
                known[pair] = bad
        found = known[pair]
        if isinstance(found, BadCell):
            values.append(None)
            if position not in rows.refused:
                rows.say(found.level, found.rule, position, column.field, str(found), found.fix)
        else:
            values.append(found)
    rows.values[column.field] = values


def _resolve_lists(rows: Rows, column: Column) -> None:
    """Supporting units: what is not known is a warning, the rest of the list stays."""
    known: dict[Any, Any] = {None: (None, [])}
    values = []
    for position, text in enumerate(rows.values[column.field]):
        if text not in known:
            known[text] = rows.file.places.find_all(text, column.kind.places, rows.on)
        found, unknown = known[text]
        values.append(found)
        for part in unknown:
            rows.say("warning", "unknown_unit", position, column.field, f"không rõ đơn vị phối hợp: “{part}”",
                     "ghi tên đầy đủ của đơn vị, hoặc thêm tên gọi này vào danh mục tên gọi")
    rows.values[column.field] = values


def _district_of_commune(rows: Rows) -> None:
    places = rows.file.places
    districts = rows.get("district_id")
    rows.values["district_id"] = [
        own or (places.parent(commune) if commune else None) for own, commune in zip(districts, rows.get("commune_id"), strict=True)
    ]


def _title_unit(rows: Rows, kind: str) -> str | None:
    cache = rows.facts.setdefault("title_units", {})
    if kind not in cache:
        texts = " \n ".join([rows.table.sheet.name, *rows.table.title])
        found = mentions.mentioned(rows.file.places, texts, (kind,), rows.on)
        cache[kind] = found[0] if len(found) == 1 else None
    unit: str | None = cache[kind]
    return unit


def _title_district(rows: Rows, sheet_title: Sequence[str]) -> None:
    """A station list of one district replaces that district's part only."""
    if "title_district" in rows.source.replaces:
        named = _title_unit(rows, "district")
        districts = {unit for unit in rows.get("district_id") if unit}
        rows.facts["title_district"] = named if named and districts <= {named} else None


def _sender(rows: Rows, sheet_title: Sequence[str]) -> None:
    """Fill the sender's field where the table has no column for it; fatal where the source needs one."""
    source, field = rows.source, rows.source.sender
    own = rows.get(field) if field else []
    if field and any(own):
        rows.facts["sender"] = next(unit for unit in own if unit)
        if field == "operator":
            rows.facts["senders"] = dict.fromkeys(unit for unit in own if unit)
        return
    kinds = source.sender_kinds or ("department", "agency", "other")
    titles = [*rows.table.title, *(line for line in sheet_title if line not in rows.table.title)]
    unit = mentions.sender(rows.file.places, kinds, rows.on, rows.table.sheet.name, titles, rows.file.file_name)
    rows.facts["sender"] = unit
    if not field:
        return
    if unit is None and any(column.field == field for column in source.columns) and source.name != "indicator_values":
        rows.say_table("fatal", "unknown_sender", "không rõ tệp này là của đơn vị nào (cột, tên trang tính, tiêu đề và tên tệp đều không ghi)",
                       "ghi tên đơn vị trong tiêu đề, ví dụ “Đơn vị: UBND huyện Na Hang”")
    if field in rows.values or any(column.field == field for column in source.columns):
        rows.values[field] = [unit] * len(rows)


# --- what must be there -----------------------------------------------------------------------------------


def _say_unknown_headings(rows: Rows) -> None:
    """A heading that no one asked for is a signal: a new column, or a known one under a new name."""
    if rows.source.unfold:
        return
    for heading in rows.table.unknown:
        address = f"{letter(heading.index)}{rows.table.last + 1}" if rows.file.has_cells else None
        rows.say_table("warning", "unknown_heading", f"cột “{heading.text}” không có trong mẫu; số liệu của cột này không được nạp",
                       "bỏ cột này, hoặc đổi về tên cột trong mẫu", address, None, heading.text, heading.text)


def _needed(rows: Rows) -> None:
    """A blank key, or a blank in a column that each row needs, refuses the row."""
    key_fields = {name for name in rows.source.key if name in rows.columns}
    for column in rows.source.columns:
        if not (column.needed or column.field in key_fields) or column.field not in rows.values or rows.source.unfold:
            continue
        for position, value in enumerate(rows.values[column.field]):
            if value is None and position not in rows.refused:
                rows.say("error", "missing_value", position, column.field, f"thiếu {column.headings[0].rstrip(' *').lower()}",
                         "điền ô này rồi gửi lại")


def _check_totals(rows: Rows) -> None:
    """Stated sums against the rows above them (all of them, refused ones too: the sender summed those)."""
    numbers = set(rows.numbers)
    counted = [column.field for column in rows.source.columns if column.kind.name == "count" and column.field in rows.columns]
    for total in rows.table.totals:
        cells = rows.table.sheet.rows[total.row]
        for name in counted:
            index = rows.columns[name]
            stated, _ = clean_column(number_kind, [_plain_sum(rows.table, c) if isinstance(c := cells[index], Formula) else c])
            if stated[0] is None:
                continue
            values = rows.values[name]
            if any(issue.level == "error" and issue.column == rows.table.heading(name) and issue.row in numbers for issue in rows.issues):
                continue  # a cell that can't be read is part of the sender's sum and not of ours
            spans = {total.covers, range(len(values))} if total.covers else {range(len(values))}
            sums = [sum(values[i] or 0 for i in span) for span in spans]
            if rows.doubled:  # a row entered twice may or may not be in the sender's sum
                sums += [sum(values[i] or 0 for i in span if i not in rows.doubled) for span in spans]
            if all(abs(found - stated[0]) > 0.5 for found in sums):
                best = sum(values[i] or 0 for i in (total.covers or range(len(values))))
                line = rows.table.sheet.line_numbers[total.row] if rows.table.sheet.line_numbers else total.row + 1
                address = f"{letter(index)}{line}" if rows.file.has_cells else None
                rows.say_table("warning", "total_differs", f"“{total.label}” ghi {checks.vn(stated[0])}, nhưng các dòng cộng lại là {checks.vn(best)}",
                               "kiểm tra lại dòng tổng hoặc các dòng chi tiết; số của các dòng được dùng", address, line,
                               rows.table.heading(name), as_written(cells[index]))


def is_sample_line(text: str) -> bool:
    """Whether a title line says that the file is synthetic."""
    return bool(SAMPLE_LINE.search(key(text)))


def report_day(rows: Rows) -> date | None:
    """The newest day that the table reports on."""
    days = [day for name in ("reported_on", "period_end") for day in rows.values.get(name, ()) if isinstance(day, date)]
    return max(days, default=None)
