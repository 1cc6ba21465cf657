"""The way back: some rows of a received file around one row, as the sender sees them, without what is about people."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from loaders.contract import BadFile
from loaders.formats.grid import Sheet
from loaders.layout import Table, find_tables
from loaders.personal import HIDDEN, is_code, masked
from loaders.read import read
from loaders.report import as_written
from loaders.settings import Home
from loaders.shapes.headings import about_people
from loaders.sources import SOURCES
from loaders.store.decisions import known_forms


@dataclass(frozen=True)
class Excerpt:
    """Rows of one sheet. texts: one list per row, "" where the cell is blank; row_numbers: as Excel (or, in a CSV, a
    text editor) numbers them; letters: of the columns, "A" first. Names, identity numbers, telephones and addresses of
    people are masked: the archive has them, a screen does not."""

    sheet: str
    letters: list[str]
    row_numbers: list[int]
    texts: list[list[str]]


def excerpt(home: Home, sha256: str, file_name: str, sheet: str, row_number: int, around: int = 4) -> Excerpt:
    """The row and its neighbours from the archived bytes.

    BadFile where the archive no longer has the file, or the file no such sheet or row.
    """
    path = home.archive / sha256
    if not path.is_file():
        raise BadFile(
            "not_archived", f"kho lưu không còn tệp gốc {file_name}", "chép lại thư mục archive từ bản sao lưu"
        )
    book = read(path.read_bytes(), file_name)
    found = next((one for one in book.sheets if one.name == sheet), None)
    if found is None:
        raise BadFile("no_sheet", f"tệp {file_name} không có trang {sheet}", "mở tệp gốc để đối chiếu")
    place = _index(found, row_number)
    if place is None:
        raise BadFile("no_row", f"trang {sheet} của tệp {file_name} không có dòng {row_number}", "mở tệp gốc")
    first, last = max(0, place - around), min(len(found.rows), place + around + 1)
    width = len(found.rows[0]) if found.rows else 0
    return Excerpt(
        sheet,
        [get_column_letter(number + 1) for number in range(width)],
        [shown_number(found, index) for index in range(first, last)],
        shown_texts(found, range(first, last), find_tables(found, list(SOURCES.values()), known_forms(home))),
    )


def shown_texts(sheet: Sheet, indices: Iterable[int], tables: Sequence[Table]) -> list[list[str]]:
    """Those rows as texts, what is about people masked. tables: those found on the sheet."""
    people = {table.first: about_people(table.headings.values(), table.columns) for table in tables}
    texts = []
    for index in indices:
        table = next((one for one in reversed(tables) if one.last < index), None)
        hidden = people[table.first] if table else frozenset()
        codes = {at for name, at in table.columns.items() if is_code(table.source, name)} if table else set()
        row = [as_written(cell) for cell in sheet.rows[index]]
        texts.append(
            [HIDDEN if at in hidden and text else text if at in codes else masked(text) for at, text in enumerate(row)]
        )
    return texts


def _index(sheet: Sheet, row_number: int) -> int | None:
    if sheet.line_numbers is None:
        return row_number - 1 if 1 <= row_number <= len(sheet.rows) else None
    place = bisect_right(sheet.line_numbers, row_number) - 1
    return place if place >= 0 and sheet.line_numbers[place] == row_number else None


def shown_number(sheet: Sheet, index: int) -> int:
    """The number under which the sender knows a row: its line in a text file."""
    return sheet.line_numbers[index] if sheet.line_numbers else index + 1
