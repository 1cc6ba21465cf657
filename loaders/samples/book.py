"""A sample file before it is written: sheets of plain rows, merged cells, and the faults planted in it.

Everything stays plain values until `save`, so that tests and `planted_faults` need no file.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

Cell = str | int | float | date | None
Row = list[Cell]

SAMPLE_KEYWORD = "ioc-sample"
SAMPLE_LINE = "DỮ LIỆU MINH HỌA: tệp tự sinh, không phải số liệu thật; nhận lúc {:%d/%m/%Y %H:%M}"

BOLD = Font(bold=True)
CENTRED = Alignment(horizontal="center", vertical="center", wrap_text=True)


@dataclass(frozen=True)
class Planted:
    """A fault put into a sample on purpose. cell: its A1 address, empty in a CSV."""

    file_name: str
    source: str
    rule: str
    sheet: str
    cell: str
    value: str


@dataclass
class Sheet:
    """Rows from row 1 on; `body` holds further rows that are made only while the file is written."""

    title: str
    rows: list[Row] = field(default_factory=list)
    merges: list[str] = field(default_factory=list)
    bold: set[int] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    is_hidden: bool = False
    body: Iterable[Row] = ()

    def add(self, *cells: Cell) -> int:
        """The number of the row just added."""
        self.rows.append(list(cells))
        return len(self.rows)

    def merge(self, row: int, column: int, to_row: int, to_column: int) -> None:
        if (row, column) != (to_row, to_column):
            self.merges.append(f"{address(row, column)}:{address(to_row, to_column)}")

    def heading(self, *rows: str | Sequence[str]) -> None:
        """Heading rows, labels between "|" or as a list; "<" is merged with its left, "^" with the label above."""
        self._heading([[label.strip(" ") for label in row.split("|")] if isinstance(row, str) else row for row in rows])

    def _heading(self, rows: Sequence[Sequence[str]]) -> None:
        top = len(self.rows) + 1
        for offset, labels in enumerate(rows):
            self.add(*(None if label in ("<", "^", "") else label for label in labels))
            self.bold.add(top + offset)
        for offset, labels in enumerate(rows):
            for column, label in enumerate(labels, 1):
                if label in ("<", "^", ""):
                    continue
                right, down = column, offset
                while right < len(labels) and labels[right] == "<":
                    right += 1
                while down + 1 < len(rows) and rows[down + 1][column - 1] == "^":
                    down += 1
                if (right, down) != (column, offset):
                    self.merge(top + offset, column, top + down, right)


@dataclass
class Book:
    """One file of one sender. path: below the samples' folder; the ending decides the format."""

    path: str
    source: str
    received_at: datetime
    sheets: list[Sheet]
    faults: list[Planted] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.path.rsplit("/", 1)[-1]

    def plant(self, rule: str, sheet: Sheet, row: int, column: int, value: Cell) -> None:
        """Overwrite one cell with something wrong and remember where."""
        sheet.rows[row - 1][column - 1] = value
        self.note(rule, sheet, row, column, value)

    def note(self, rule: str, sheet: Sheet, row: int, column: int, value: Cell) -> None:
        """Remember a fault that stands in the sheet already, or will once its body is written."""
        cell = "" if self.path.endswith(".csv") else address(row, column)
        self.faults.append(Planted(self.name, self.source, rule, sheet.title, cell, str(value)))


def address(row: int, column: int) -> str:
    return f"{get_column_letter(column)}{row}"


def title_block(
    sheet: Sheet, received_at: datetime, width: int, agency: Sequence[str], title: Sequence[str], remark: str = ""
) -> None:
    """The lines above a table: sample line, agency and national header side by side, title, remark."""
    right = max(2, width // 2) + 1
    sheet.add(SAMPLE_LINE.format(received_at))
    sheet.merge(1, 1, 1, max(width, 2))
    motto = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
    for left, line in zip((*agency, "", "")[:2], motto, strict=True):
        row = sheet.add(left or None, *[None] * (right - 2), line)
        sheet.merge(row, 1, row, right - 1)
        if width > right:
            sheet.merge(row, right, row, width)
    sheet.add()
    for line in title:
        row = sheet.add(line)
        sheet.bold.add(row)
        sheet.merge(row, 1, row, max(width, 2))
    if remark:
        sheet.add(*[None] * (right - 1), remark)
    sheet.add()


def signature(sheet: Sheet, signed_on: date, width: int, signer: str, left: str = "NGƯỜI LẬP BIỂU") -> None:
    """Place and date, who signs as what; nobody's name."""
    gap: Row = [None] * max(1, width // 2 - 1)
    sheet.add()
    sheet.add(None, *gap, f"Tuyên Quang, ngày {signed_on.day} tháng {signed_on.month} năm {signed_on.year}")
    sheet.add(None, left, *gap[1:], signer)
    sheet.add(None, "(Đã ký)", *gap[1:], "(Đã ký)")


def save(book: Book, out: Path) -> Path:
    """Write the book below `out`; returns the file."""
    path = out / book.path
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".csv":
        _save_csv(book, path)
    else:
        _save_xlsx(book, path)
    return path


def _save_csv(book: Book, path: Path) -> None:
    # With a byte-order mark and semicolons: what Excel under a Vietnamese locale writes.
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        for sheet in book.sheets:
            for rows in (sheet.rows, sheet.body):
                writer.writerows([_csv_text(cell) for cell in row] for row in rows)


def _csv_text(cell: Cell) -> str | int | None:
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    return str(cell).replace(".", ",") if isinstance(cell, float) else cell


def _save_xlsx(book: Book, path: Path) -> None:
    workbook = Workbook(write_only=True)
    workbook.properties.keywords = SAMPLE_KEYWORD
    workbook.properties.creator = "IOC"
    workbook.properties.created = book.received_at
    for sheet in book.sheets:
        target = workbook.create_sheet(sheet.title)
        target.sheet_state = "hidden" if sheet.is_hidden else "visible"
        for merge in sheet.merges:
            target.merged_cells.add(merge)
        for row in sheet.hidden_rows:
            target.row_dimensions[row].hidden = True
        for number, cells in enumerate(sheet.rows, 1):
            if number in sheet.bold:
                target.append([_bold(target, cell) for cell in cells])
            else:
                target.append(cells)
        for cells in sheet.body:
            target.append(cells)
    workbook.save(path)


def _bold(sheet: object, value: Cell) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=value)
    cell.font = BOLD
    cell.alignment = CENTRED
    return cell
