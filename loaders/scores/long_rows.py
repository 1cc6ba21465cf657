"""Score tables, whose headings are data -> long rows, one per unit and criterion.

Four layouts occur: one row per unit (every criterion may be ranked on its own, each with its column of units); one row
per criterion and a column per unit; a list whose rows are single scores; one unit's own sheet of criteria.
"""

from __future__ import annotations

from datetime import date

from loaders.contract import Formula
from loaders.layout import Table
from loaders.report import as_written
from loaders.rows import FileFacts, Rows, letter
from loaders.scores.criteria import Found, find_criteria
from loaders.scores.lists import Around, is_list, names_indices, one_unit, read_list, units_in_groups
from loaders.scores.rows import Collector
from loaders.scores.scope import board_of, index_of, say_unknown, year_of, years_in
from loaders.scores.turned import read_turned, turned_columns
from loaders.scores.units import KINDS, Units, boards_by_group, resolves
from loaders.scores.words import are_pair, is_points, is_total_heading, said
from loaders.shapes.filling import plain_sum

BOARD_OF = {"agency": "department", "other": "department"}
REASONS = {
    "bound": ("khoảng tin cậy, sai số", "không cần sửa; chỉ điểm số được nạp"),
    "change": ("so sánh với kỳ trước", "không cần sửa; mức tăng giảm được tính từ điểm của từng năm"),
    "rank": ("thứ hạng khác, không phải hạng của bảng", "không cần sửa; hạng của bảng đã được nạp"),
    "share": ("tỷ lệ so với điểm tối đa", "không cần sửa; tỷ lệ được tính từ điểm và điểm tối đa"),
    "tier": ("nhóm xếp loại", "không cần sửa; nhóm được suy ra từ điểm"),
    "year": ("số của năm khác để so sánh", "muốn nạp năm khác thì gửi bảng của năm đó"),
}


def unfold(table: Table, file: FileFacts) -> Rows:
    """The long rows of a score table, with index, year and board; fatal issues where these are not to be found."""
    _compute_sums(table)
    if turned := turned_columns(table, file):
        return read_turned(table, file, turned)
    if is_list(table):
        _find_points(table)
        return _listed(table, file)
    if "unit_id" not in table.columns:
        _find_units(table)
    rows = Rows(table.source, table, file, [], columns=dict(table.columns))
    board = board_of(table, _names(table), table.heading("unit_id"), file)
    year = year_of(table, file)
    found = find_criteria(table, lambda name: resolves(name, KINDS[board], file.places), year)
    boards = boards_by_group(table, file.places)
    index = index_of(table, file, next(iter(boards.values()), board))
    rows.facts |= {"index_name": index, "index_year": year, "board": board, "block": found.block_title}
    is_dated = "index_year" in table.columns or all(criterion.year for criterion in found.criteria)
    if not say_unknown(rows, index, 0 if is_dated else year):
        return rows
    _say_left_out(rows, found)
    Collector(rows, Units(table, file.places, board, boards), year).collect(found.criteria)
    rows.values["index_name"] = [index] * len(rows)
    return rows


def _compute_sums(table: Table) -> None:
    """Plain sums of which the file keeps no result take the place of their formulas."""
    for number in (*table.rows, *(total.row for total in table.totals)):
        row = table.sheet.rows[number]
        for index, cell in enumerate(row):
            if isinstance(cell, Formula):
                row[index] = plain_sum(table, cell)


def _find_units(table: Table) -> None:
    """The first column of names of a table whose pairs of units and scores stand under one heading each."""
    first = next(heading for heading in table.unknown if are_pair(heading, table.unknown))
    table.columns["unit_id"] = first.index
    table.unknown.remove(first)


def _find_points(table: Table) -> None:
    """A list's scores may stand under words that only tell they are scores: "Hội đồng chấm"."""
    for heading in table.unknown:
        field = {"score": "total", "self": "self_score"}.get(said(heading).role, "")
        if is_points(heading):
            table.columns.setdefault(field, heading.index)
    final = next(filter(is_total_heading, table.unknown), None)
    if final and not {"criterion", "total"} & set(table.columns):
        table.columns["total"] = final.index
        table.unknown.remove(final)


def _names(table: Table) -> list[str]:
    cells = [table.sheet.rows[number][table.columns["unit_id"]] for number in table.rows]
    return [cell for cell in cells if isinstance(cell, str)][:80]


def _say_left_out(rows: Rows, found: Found) -> None:
    """What stands in the table and is not loaded: a block that repeats units, columns that are no scores."""
    table, has_cells = rows.table, rows.file.has_cells
    if found.beside_at is not None:
        rows.say_table(
            "warning",
            "table_repeated",
            "khối nhỏ bên cạnh bảng nhắc lại đơn vị đã có; được bỏ qua",
            "không cần sửa nếu đây là phần tra cứu",
            f"{letter(found.beside_at)}{table.first + 1}" if has_cells else None,
            table.first + 1,
            table.headings[found.beside_at].text,
        )
    for column, reason in sorted(found.left_out.items()):
        what, fix = REASONS[reason]
        heading = table.headings[column].text
        rows.say_table(
            "warning",
            "column_left_out",
            f"cột “{heading}” là {what}, không phải điểm của một tiêu chí; không được nạp",
            fix,
            f"{letter(column)}{table.last + 1}" if has_cells else None,
            table.last + 1,
            heading,
            heading,
        )


def _listed(table: Table, file: FileFacts) -> Rows:
    """A list of one unit's scores, or of several units'; its index and year stand in columns or in the title."""
    rows = Rows(table.source, table, file, [], columns=dict(table.columns))
    year = year_of(table, file)
    unit, years = None, [year]
    grouped = units_in_groups(table, file) if "unit_id" not in table.columns else {}
    if "unit_id" in table.columns or grouped:
        names = list(dict.fromkeys(grouped.values())) if grouped else _names(table)
        board = board_of(table, names, table.heading("unit_id"), file)
        kinds = KINDS[board]
    else:
        if "index_year" in table.columns:
            texts = (as_written(table.sheet.rows[n][table.columns["index_year"]]) for n in table.rows)
            years = [found for text in texts for found in years_in(text)[:1]]
        newest = max(filter(None, years), default=None)
        unit = one_unit(table, file, date(newest, 12, 31) if newest else None)
        kind = file.places.kind(unit) if unit else "department"
        board, kinds = BOARD_OF.get(kind, kind), (kind,)
    around = Around(index_of(table, file, board), year, board, kinds)
    is_indexed = "index_name" in table.columns and names_indices(table)
    if unit is None and "unit_id" not in table.columns and not grouped:
        rows.say_table(
            "fatal",
            "unknown_sender",
            "không rõ bảng điểm này là của đơn vị nào (cột, tên trang tính, tiêu đề và tên tệp đều không ghi)",
            "ghi tên đơn vị trong tiêu đề, ví dụ “Đơn vị: Sở Y tế”",
        )
    elif say_unknown(rows, "column" if is_indexed else around.index, 0 if "index_year" in table.columns else year):
        read_list(rows, around, unit, grouped)
    rows.facts |= {"board": board, "one_unit": unit}
    return rows
