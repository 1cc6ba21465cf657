"""The cells of a form on paper: official lettering, boxes, texts that stay texts."""

from __future__ import annotations

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.worksheet import Worksheet

from pages.parts.exports import FORMULA_SIGNS

FONT = "Times New Roman"  # of official papers: Nghị định 30/2020/NĐ-CP, phụ lục I
_LINE = Side(style="thin")
_BOX = Border(_LINE, _LINE, _LINE, _LINE)


def put(
    sheet: Worksheet,
    row: int,
    column: int,
    value: object,
    across: tuple[int, int] | None = None,
    *,
    bold: bool = False,
    italic: bool = False,
    size: int = 11,
    align: str = "center",
    box: bool = False,
    wrap: bool = False,
) -> Cell:
    """One cell, merged over the columns `across`. A text stays a text: openpyxl takes "=…" for a formula."""
    cell: Cell = sheet.cell(row, column, value)  # type: ignore[arg-type, assignment]
    if isinstance(value, str) and value.startswith(FORMULA_SIGNS):
        cell.data_type, cell.quotePrefix = "s", True
    cell.font = Font(name=FONT, size=size, bold=bold, italic=italic)
    cell.alignment = Alignment(horizontal=align, vertical="center", wrap_text=wrap or None)
    if box:
        cell.border = _BOX
    if across:
        sheet.merge_cells(start_row=row, end_row=row, start_column=across[0], end_column=across[1])
    return cell
