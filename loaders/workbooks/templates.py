"""A blank workbook for an agency, made from the same contract that reads it back.

Its first row below the headings is an example. The reader knows it by its mark (`lines.EXAMPLE`) and passes over it,
so a template that comes back with the example still in it is neither wrong nor counted. What each column takes stands
in the notes of the heading cells; the lists behind the drop-downs are on a sheet that no one sees and nothing loads.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from pathlib import Path

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from loaders import derive, settings
from loaders.contract import BadFile, Source
from loaders.places import Places
from loaders.shapes.lines import EXAMPLE
from loaders.sources import SOURCES
from loaders.workbooks.template_cells import Asked, asked, running_number

PERIOD_LINE = {
    "day": "Số liệu tính đến ngày …/…/20…",
    "period": "(Từ ngày …/…/20… đến ngày …/…/20…)",
    "": "Cập nhật đến ngày …/…/20…",
}
LEGEND = "Tiêu đề nền đậm: cột phải có. Rê chuột vào tiêu đề để xem cách ghi. Không đổi tên cột."
# The title lines say these; and one way to say a thing is enough in a form (technologies are mark columns, a table of
# scores has one row per unit).
_SAID_ABOVE = frozenset(("reported_on", "period_start", "period_end", "index_name", "index_year"))
# The other ways in which agencies write what the template asks for in columns of its own.
_OTHER_WAYS = {
    "month",
    "year",
    "district_beside",
    "technologies",
    "period_cell",
    "tier_words",
    "full_mark",
    "partial_mark",
    "information_mark",
}
LEFT_OUT = _SAID_ABOVE | _OTHER_WAYS | {"criterion", "max_score", "evidence"}
FIRST = 5  # the row of the headings
LAST = 100_000  # the lists and checks reach down to this row
LISTS = "Danh mục"

_LINE = Side(style="thin", color="8C8C8C")
_NEEDED, _OTHER = PatternFill("solid", fgColor="BDD3EA"), PatternFill("solid", fgColor="EEF3F9")
_EXAMPLE = PatternFill("solid", fgColor="F2F2F2")


def write_template(name: str, out: Path | None = None, data: Path | None = None, on: date | None = None) -> Path:
    """Write the template of a source; returns its path. BadFile for a source that doesn't exist.

    on: the day whose units the drop-down lists offer, default today.
    """
    source = SOURCES.get(name)
    if source is None:
        raise BadFile("unknown_source", f"không có nguồn “{name}”", f"chọn một trong: {', '.join(SOURCES)}")
    path = out or Path(f"mau_{name}.xlsx")
    places, on = Places.load(settings.home(data).reference), on or settings.now().date()
    columns = [asked(c, places, on) for c in source.columns if c.headings and c.field not in LEFT_OUT]
    # Wide forms are filled from the left: the number, what tells rows apart, the rest in the contract's order.
    columns = columns if columns[0].path == ("STT",) else [running_number(), *columns]
    book = Workbook()
    sheet = book.active
    sheet.title = "Mẫu"
    for row, line in enumerate(_title(source), 1):
        sheet.cell(row, 1, line).font = Font(bold=row == 2, size=13 if row == 2 else 11)
    sheet.cell(FIRST - 1, 1, LEGEND).font = Font(italic=True, color="595959")
    depth = max(len(column.path) for column in columns)
    _headings(sheet, columns, depth)
    _example(sheet, columns, FIRST + depth)
    _checks(book, sheet, columns, FIRST + depth)
    _print_setup(sheet, depth)
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path


def _title(source: Source) -> tuple[str, str, str]:
    """Who sends it, what it is, of when. A task list and a table of scores must name their plan or index and year:
    their title is left to that line, for "Đề án 06" in a title of ours would decide for every list."""
    if derive.plan in source.derive:
        return "Kế hoạch: …, năm 20…", "DANH SÁCH NHIỆM VỤ", PERIOD_LINE[source.dated]
    if source.unfold == "scores":
        return "Đơn vị ban hành: …", source.title.upper(), "Tên bảng xếp hạng: …, năm 20…"
    return "Đơn vị: …", source.title.upper(), PERIOD_LINE[source.dated]


# --- headings ------------------------------------------------------------------------------------------------


def _headings(sheet: Worksheet, columns: Sequence[Asked], depth: int) -> None:
    """The headings in their levels, merged as the forms have them, each with its note."""
    edge = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
    for index, column in enumerate(columns, 1):
        for level in range(depth):
            cell = sheet.cell(FIRST + level, index, column.path[level] if level < len(column.path) else None)
            cell.font, cell.border, cell.fill = Font(bold=True), edge, _NEEDED if column.is_needed else _OTHER
            cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
        leaf = sheet.cell(FIRST + len(column.path) - 1, index)
        leaf.comment = Comment(column.note, "Mẫu", width=320, height=30 + 18 * (len(column.note) // 42 + 2))
        if len(column.path) < depth:
            sheet.merge_cells(start_row=leaf.row, end_row=FIRST + depth - 1, start_column=index, end_column=index)
        dimension = sheet.column_dimensions[get_column_letter(index)]
        dimension.width = max(12, min(30, len(column.path[-1]) + 4))
        # On the whole column: a row that the agency adds below has the format too.
        dimension.number_format = column.number_format
    sheet.row_dimensions[FIRST + depth - 1].height = 32
    _merge_groups(sheet, [column.path for column in columns])


def _merge_groups(sheet: Worksheet, paths: Sequence[tuple[str, ...]]) -> None:
    """One cell for each group over its columns: "Tiếp nhận" above "Tổng số", "Trực tuyến" …"""
    end = 0
    for _, run in groupby(paths, key=lambda path: path[0] if len(path) > 1 else None):
        members = list(run)
        start, end = end + 1, end + len(members)
        if len(members[0]) > 1 and len(members) > 1:
            sheet.merge_cells(start_row=FIRST, end_row=FIRST, start_column=start, end_column=end)


def _example(sheet: Worksheet, columns: Sequence[Asked], row: int) -> None:
    for index, column in enumerate(columns, 1):
        cell = sheet.cell(row, index, EXAMPLE if index == 1 else column.example)
        cell.number_format = column.number_format
        cell.font, cell.fill = Font(italic=True, color="9C0006" if index == 1 else "595959"), _EXAMPLE
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.row_dimensions[row].height = 62


# --- lists and checks --------------------------------------------------------------------------------------------


def _checks(book: Workbook, sheet: Worksheet, columns: Sequence[Asked], first: int) -> None:
    """Drop-down lists, and checks of days and numbers, with the message that a wrong entry meets."""
    lists: dict[tuple[str, ...], str] = {}
    for index, column in enumerate(columns, 1):
        check = column.check
        if check is None:
            continue
        first_value, second_value = check.between
        if check.choices:
            first_value = lists.get(check.choices) or _write_list(book, check.choices, len(lists) + 1)
            lists[check.choices] = first_value
        found = DataValidation(
            type=check.kind,
            operator="between" if second_value else None,
            formula1=first_value,
            formula2=second_value or None,
            allow_blank=True,
            showErrorMessage=True,
            errorStyle="stop" if check.is_strict else "warning",
            errorTitle="Giá trị chưa đúng mẫu",
            error=check.message,
        )
        letter = get_column_letter(index)
        found.add(f"{letter}{first}:{letter}{LAST}")
        sheet.add_data_validation(found)


def _write_list(book: Workbook, choices: tuple[str, ...], column: int) -> str:
    """The choices on the hidden sheet; the reference to them. Written out in the check itself they may hold 255
    characters and no comma, and "Cơ chế, chính sách" has one."""
    if LISTS not in book.sheetnames:
        book.create_sheet(LISTS).sheet_state = "veryHidden"
    for row, choice in enumerate(choices, 1):
        book[LISTS].cell(row, column, choice)
    letter = get_column_letter(column)
    return f"'{LISTS}'!${letter}$1:${letter}${len(choices)}"


def _print_setup(sheet: Worksheet, depth: int) -> None:
    """A4 on its side, one page wide, the headings on every page; on screen they stay in sight."""
    sheet.freeze_panes = f"A{FIRST + depth}"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{FIRST}:{FIRST + depth - 1}"
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.oddFooter.center.text = "Trang &P/&N"
