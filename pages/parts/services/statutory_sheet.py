"""A sheet in the layout of an official form: letterhead, merged headings, rows with formulas, signatures. Pure.

openpyxl writes a formula without its result; a reader that doesn't calculate would then see nothing. `saved` puts the
results in.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree
from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from pages.parts.form_cells import put

SAMPLE_KEYWORD = "ioc-sample"  # the property by which the loaders know an invented file
SHEET_XML = "xl/worksheets/sheet1.xml"
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LEFT_OUT = ("<", "^", "")  # a heading that is merged with its neighbour


@dataclass(frozen=True)
class Sum:
    """A cell that is a formula: what is written, and what it yields now."""

    formula: str
    value: int


Cell = str | int | Sum | None


@dataclass
class Paper:
    """The one sheet of a form, written from top to bottom. width: its columns; row: the next free one."""

    width: int
    sheet: Worksheet
    row: int = 1
    results: dict[str, int] = field(default_factory=dict)

    @property
    def half(self) -> int:
        """The last column under the left half of letterhead and signatures."""
        return self.width * 6 // 13

    def line(
        self, text: str, *, bold: bool = False, italic: bool = False, size: int = 12, align: str = "center"
    ) -> None:
        """One text over the whole width."""
        self._put(self.row, 1, text, (1, self.width), bold=bold, italic=italic, size=size, align=align)
        self.row += 1

    def sides(self, left: str, right: str, *, bold: tuple[bool, bool] = (False, False), italic: bool = False) -> None:
        """Two texts side by side, each over its half."""
        for text, first, last, is_bold in ((left, 1, self.half, bold[0]), (right, self.half + 1, self.width, bold[1])):
            self._put(self.row, first, text or None, (first, last), bold=is_bold, italic=italic, size=12)
        self.row += 1

    def note(self, text: str) -> None:
        """A remark over the whole width, as high as its words need: nothing measures a merged cell."""
        self._put(self.row, 1, text, (1, self.width), italic=True, align="left", wrap=True)
        self.sheet.row_dimensions[self.row].height = 16 * (1 + len(text) // 150)
        self.row += 1

    def headings(self, rows: Sequence[str], heights: Sequence[int]) -> None:
        """The merged headings, the column numbers below, and both again on every printed page."""
        top = self.row
        grid = [[label.strip() for label in row.split("|")] for row in rows]
        for offset, labels in enumerate(grid):
            for column, label in enumerate(labels, 1):
                text = None if label in LEFT_OUT else label
                self._put(top + offset, column, text, bold=True, box=True, wrap=True)
            self.sheet.row_dimensions[top + offset].height = heights[offset]
        for merge in _merges(grid):
            row, column, down, right = merge
            self.sheet.merge_cells(start_row=top + row, start_column=column, end_row=top + down, end_column=right)
        self.row += len(grid)
        for column in range(1, self.width + 1):
            self._put(self.row, column, column, box=True, italic=True, size=10)
        self.sheet.print_title_rows = f"{top}:{self.row}"
        self.row += 1

    def body(self, cells: Sequence[Cell], *, bold: bool = False) -> int:
        """One row of the table; its number."""
        for column, cell in enumerate(cells, 1):
            align = "left" if column == 2 else "center" if column == 1 else "right"
            self._put(self.row, column, cell, bold=bold, box=True, wrap=column == 2, align=align)
            if column > 2:
                self.sheet.cell(self.row, column).number_format = "#,##0"
        self.row += 1
        return self.row - 1

    def _put(
        self,
        row: int,
        column: int,
        value: Cell,
        across: tuple[int, int] | None = None,
        *,
        bold: bool = False,
        italic: bool = False,
        size: int = 11,
        align: str = "center",
        box: bool = False,
        wrap: bool = False,
    ) -> None:
        """One cell; a sum is a formula, whose result is remembered for saved()."""
        cell = put(
            *(self.sheet, row, column, None if isinstance(value, Sum) else value, across),
            bold=bold, italic=italic, size=size, align=align, box=box, wrap=wrap,
        )  # fmt: skip
        if isinstance(value, Sum):
            cell.value = value.formula
            self.results[cell.coordinate] = value.value


def paper(title: str, widths: Sequence[int]) -> Paper:
    """An empty sheet of A4 lying, as wide as the page."""
    sheet = Workbook().worksheets[0]
    sheet.title = title
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]
    sheet.print_options.horizontalCentered = True
    sheet.sheet_view.showGridLines = False
    sheet.oddFooter.center.text = "&P/&N"
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    return Paper(len(widths), sheet)


def saved(made: Paper, is_sample: bool) -> bytes:
    """The workbook, every formula with its result; one of invented figures says so in its properties."""
    book = made.sheet.parent
    assert isinstance(book, Workbook)
    book.properties.creator = "IOC"
    if is_sample:
        book.properties.keywords = SAMPLE_KEYWORD
    buffer = io.BytesIO()
    book.save(buffer)
    return _with_results(buffer.getvalue(), made.results)


def _with_results(workbook: bytes, results: Mapping[str, int]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            content = old.read(part)
            new.writestr(part.filename, _calculated(content, results) if part.filename == SHEET_XML else content)
    return buffer.getvalue()


def _calculated(xml: bytes, results: Mapping[str, int]) -> bytes:
    """The sheet's XML with the result of each formula beside it."""
    tree = etree.fromstring(xml)
    for formula in tree.iter(f"{MAIN}f"):
        cell = formula.getparent()
        value = cell.find(f"{MAIN}v")
        value = etree.SubElement(cell, f"{MAIN}v") if value is None else value
        value.text = str(results[cell.get("r")])
    return bytes(etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True))


def _merges(grid: Sequence[Sequence[str]]) -> list[tuple[int, int, int, int]]:
    """(row, column, last row, last column) of the labels that stand over several cells; rows from 0, columns from 1."""
    found = []
    for row, labels in enumerate(grid):
        for column, label in enumerate(labels, 1):
            if label in LEFT_OUT:
                continue
            right, down = column, row
            while right < len(labels) and labels[right] == "<":
                right += 1
            while down + 1 < len(grid) and grid[down + 1][column - 1] == "^":
                down += 1
            if (right, down) != (column, row):
                found.append((row, column, down, right))
    return found
