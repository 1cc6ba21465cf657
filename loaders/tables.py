"""A table of a source -> its Rows: cells cleaned, units and dates known, rules checked, every fault at its cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from loaders import checks, personal
from loaders.clean import column as clean_column
from loaders.contract import Formula
from loaders.naming import name_units, places_of_title
from loaders.report import as_written
from loaders.rows import FileFacts, Rows, letter
from loaders.scores import long_rows
from loaders.shapes import pivot_rows, pivots
from loaders.shapes.body import Table, Total
from loaders.shapes.filling import filled, plain_sum
from loaders.shapes.headings import about_people
from loaders.spelling import key
from loaders.values import numerals, scales, task_states, told, word_marks
from loaders.values.dating import date_rows

SAMPLE_LINE = re.compile(r"dữ liệu minh h(?:ọa|oạ)", re.IGNORECASE)


def read_table(table: Table, file: FileFacts, sheet_title: Sequence[str]) -> Rows:
    """Rows of one table. Fatal issues (no date, no sender) stand in its issues; the caller refuses the file."""
    table.title = [line for line in table.title if not SAMPLE_LINE.search(line)]
    if table.source.unfold == "scores":
        rows = long_rows.unfold(table, file)
        if "evidence" in table.columns and "evidence" in rows.values:
            rows.values["evidence"] = _without_personal(rows, "evidence", rows.values["evidence"])
    else:
        if table.source.sideways:
            pivots.name_by_commune(table)
        pivot = pivots.of(table, pivots.names_unit(file.places, table.source)) if table.source.sideways else None
        rows = pivot_rows.unfold(table, file, pivot) if pivot else _plain_rows(table, file)
        if "reported_on" not in rows.facts:
            date_rows(rows, sheet_title)
        places_of_title(rows, sheet_title)
        name_units(rows, sheet_title)
        for step in table.source.derive:
            step(rows)
    _say_unknown_headings(rows)
    _say_guesses(rows)
    _say_left_over(rows)
    _needed(rows)
    if rows.spread:  # what is wrong with a row of the sheet is wrong with each of its values
        rows.issues = list(dict.fromkeys(rows.issues))
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


def _plain_rows(table: Table, file: FileFacts) -> Rows:
    told.technology_list(table)
    told.signal_words(table)
    task_states.states_for_shares(table)
    marked = word_marks.take_headings(table)
    lines = table.sheet.line_numbers
    numbers = [lines[n] for n in table.rows] if lines else [n + 1 for n in table.rows]
    rows = Rows(table.source, table, file, numbers, groups=table.groups, columns=dict(table.columns))
    mark = _proven_mark(table)
    for column in table.source.columns:
        index = table.columns.get(column.field)
        if index is None and column.fill != "group" and not column.words_above:
            continue
        cells = filled(table, column, index, file.places.lookup)
        if all(cell is None for cell in cells) and index is None:
            continue
        if personal.is_free_text(table.source, column):
            cells = _without_personal(rows, column.field, cells)
        rows.raw[column.field] = cells
        times = scales.factor(table, column)
        kind = numerals.like_its_neighbours(column.kind, cells, mark)
        values, problems = scales.scaled(cells, times) if times > 1 else clean_column(kind, cells)
        rows.take(column.field, values, problems)
        if times > 1 and "scale" not in rows.facts:
            rows.facts["scale"] = times
            _say_scale(rows, column.field, checks.vn(times))
    word_marks.fill(rows, marked)
    _say_personal_elsewhere(rows)
    return rows


def _proven_mark(table: Table) -> str | None:
    """The decimal mark that the columns of numbers prove together, None where there is but one of them."""
    fields = [column.field for column in table.source.columns if column.kind.name == "number"]
    columns = [table.columns[field] for field in fields if field in table.columns]
    if len(columns) < 2:
        return None
    return numerals.proven_mark(table.sheet.rows[number][column] for number in table.rows for column in columns)


def _say_scale(rows: Rows, field: str, times: str) -> None:
    """The sender is told, once for each table, how a unit of measure such as "nghìn người" was read."""
    heading = rows.table.heading(field)
    rows.say_table(
        "warning",
        "scaled_count",
        f"biểu ghi đơn vị tính là {times}: số ở cột “{heading}” và các cột cùng đơn vị được nhân {times}",
        "nếu số trong cột đã là số đếm đầy đủ, sửa lại dòng đơn vị tính rồi gửi lại",
        f"{letter(rows.columns[field])}{rows.table.last + 1}" if rows.file.has_cells else None,
        column=heading,
    )


def _without_personal(rows: Rows, field: str, cells: Sequence[Any]) -> list[Any]:
    """The cells with people's numbers masked; the sender is told once for each column."""
    kept, found = personal.hidden(cells)
    if found:
        first = found[0]
        rows.say_table(
            "warning",
            "personal_data",
            f"cột “{rows.table.heading(field)}” có số điện thoại, số định danh cá nhân hoặc thư điện tử "
            f"ở {checks.vn(len(found))} ô; phần này được che khi lưu và khi hiện, phần chữ còn lại được giữ",
            "xóa số điện thoại, số căn cước, thư điện tử của người dân khỏi cột này trước khi gửi",
            rows.cell(first, field),
            rows.numbers[first],
            rows.table.heading(field),
            as_written(kept[first]),
        )
    return kept


def _say_personal_elsewhere(rows: Rows) -> None:
    """People's numbers in a column that is not read ("Ghi chú" of dossiers) are sent around all the same: the sender is
    told. A column of nothing else is one made for them, under a name of its own."""
    table = rows.table
    people = about_people(table.headings.values(), table.columns)
    for index in sorted(table.headings.keys() - set(table.columns.values()) - people):
        texts = [cell if isinstance(cell := row[index], str) else None for row in table.data]
        said = [text for text in texts if text]
        kept, found = personal.hidden(texts) if personal.may_be_in(said) else ([], [])
        if not found or len(found) * 2 > len(said) > 1:
            continue
        first, heading = found[0], table.headings[index].text
        rows.say_table(
            "warning",
            "personal_data",
            f"cột “{heading}” không được nạp nhưng có số điện thoại, số định danh cá nhân hoặc thư điện tử "
            f"ở {checks.vn(len(found))} ô",
            "xóa số điện thoại, số căn cước, thư điện tử của người dân khỏi cột này trước khi gửi",
            f"{letter(index)}{rows.numbers[first]}" if rows.file.has_cells else None,
            rows.numbers[first],
            heading,
            as_written(kept[first]),
        )


# --- what must be there -----------------------------------------------------------------------------------


def _say_unknown_headings(rows: Rows) -> None:
    """A heading that no one asked for is a signal: a new column, or a known one under a new name."""
    if rows.source.unfold:
        return
    for heading in rows.table.unknown:
        address = f"{letter(heading.index)}{rows.table.last + 1}" if rows.file.has_cells else None
        rows.say_table(
            "warning",
            "unknown_heading",
            f"cột “{heading.text}” không có trong mẫu; số liệu của cột này không được nạp",
            "bỏ cột này, hoặc đổi về tên cột trong mẫu",
            address,
            None,
            heading.text,
            heading.text,
        )


def _say_guesses(rows: Rows) -> None:
    """The sender is told what was guessed, save where a later step found by the cells that it is something else."""
    table = rows.table
    for name, index in sorted(table.guessed.items() & table.columns.items()):
        heading, known = table.headings[index].text, table.source.column(name).headings[0].rstrip(" *")
        rows.say_table(
            "warning",
            "heading_guessed",
            f"cột “{heading}” không có trong mẫu; hiểu là “{known}” theo chữ và các giá trị trong cột",
            f"đổi tên cột thành “{known}”; nếu hiểu chưa đúng, đổi về tên cột khác trong mẫu hoặc bỏ cột này",
            f"{letter(index)}{table.last + 1}" if rows.file.has_cells else None,
            column=heading,
            value=heading,
        )


def _say_left_over(rows: Rows) -> None:
    """A small block below that sums the table up is no table of its own; the sender is told that it is not read."""
    row = rows.table.left_over
    if row is None:
        return
    cells = rows.table.sheet.rows[row]
    at = next(index for index, cell in enumerate(cells) if cell is not None)
    lines = rows.table.sheet.line_numbers
    rows.say_table(
        "warning",
        "table_repeated",
        "khối bảng bên dưới không đúng mẫu nào; được bỏ qua",
        "không cần sửa nếu khối này chỉ tổng hợp lại bảng trên",
        f"{letter(at)}{row + 1}" if rows.file.has_cells else None,
        lines[row] if lines else row + 1,
        value=as_written(cells[at]),
    )


def _needed(rows: Rows) -> None:
    """A blank key, or a blank in a column that each row needs, refuses the row."""
    key_fields = {name for name in rows.source.key if name in rows.columns}
    for column in rows.source.columns:
        if not (column.needed or column.field in key_fields) or column.field not in rows.values or rows.source.unfold:
            continue
        for position, value in enumerate(rows.values[column.field]):
            if value is None and position not in rows.refused:
                rows.say(
                    "error",
                    "missing_value",
                    position,
                    column.field,
                    f"thiếu {column.headings[0].rstrip(' *').lower()}",
                    "điền ô này rồi gửi lại",
                )


def _check_totals(rows: Rows) -> None:
    """Stated sums against the rows above them (all of them, refused ones too: the sender summed those)."""
    numbers = set(rows.numbers)
    counted = [
        column.field for column in rows.source.columns if column.kind.name == "count" and column.field in rows.columns
    ]
    for total in rows.table.totals:
        cells = rows.table.sheet.rows[total.row]
        for name in counted:
            index = rows.columns[name]
            stated, _ = clean_column(
                rows.source.column(name).kind,
                [plain_sum(rows.table, c) if isinstance(c := cells[index], Formula) else c],
            )
            if stated[0] is None:
                continue
            values = rows.values[name]
            if any(
                issue.level == "error" and issue.column == rows.table.heading(name) and issue.row in numbers
                for issue in rows.issues
            ):
                continue  # a cell that can't be read is part of the sender's sum and not of ours
            spans = _blocks(rows.table, total)
            sums = [sum(values[i] or 0 for i in span) for span in spans]
            if rows.doubled:  # a row entered twice may or may not be in the sender's sum
                sums += [sum(values[i] or 0 for i in span if i not in rows.doubled) for span in spans]
            if all(abs(found - stated[0]) > 0.5 for found in sums):
                best = sum(values[i] or 0 for i in (total.covers or range(len(values))))
                line = rows.table.sheet.line_numbers[total.row] if rows.table.sheet.line_numbers else total.row + 1
                address = f"{letter(index)}{line}" if rows.file.has_cells else None
                rows.say_table(
                    "warning",
                    "total_differs",
                    f"“{total.label}” ghi {checks.vn(stated[0])}, nhưng các dòng cộng lại là {checks.vn(best)}",
                    "kiểm tra lại dòng tổng hoặc các dòng chi tiết; số của các dòng được dùng",
                    address,
                    line,
                    rows.table.heading(name),
                    as_written(cells[index]),
                )


def _blocks(table: Table, total: Total) -> set[range]:
    """What a stated sum may be the sum of: its own rows, all rows, or the blocks that end above or begin below it."""
    above = {range(bound, total.at) for bound in table.bounds if bound < total.at}
    below = {range(total.at, bound) for bound in [*table.bounds, len(table.rows)] if bound > total.at}
    return {range(len(table.rows)), *above, *below, *([total.covers] if total.covers else [])}


def is_sample_line(text: str) -> bool:
    """Whether a title line says that the file is synthetic."""
    return bool(SAMPLE_LINE.search(key(text)))
