"""What every file becomes before anything is understood: a book of sheets, each a rectangle of cells."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from loaders.formats.limits import MOST_CELLS, check_rectangle

__all__ = ["MOST_CELLS", "Book", "BookKind", "Merge", "Row", "Sheet", "composed", "rectangle"]

BookKind = Literal["xlsx", "xls", "ods", "csv", "html"]
Row = list[object]
Merge = tuple[int, int, int, int]


@dataclass(frozen=True)
class Sheet:
    """One sheet as the sender sees it: rows[0] is sheet row 1, rows[r][0] is column A; blank cells are None.

    rows: rectangular; leading blank rows and columns are kept so that addresses are right, trailing ones are cut.
        A merged area has its value in its first cell. A hidden sheet has no rows: it is never loaded.
    merges: (first_row, first_col, last_row, last_col), zero-based, inclusive.
    line_numbers: of a CSV, the line on which each record begins; else None.
    lead: of a web page, the lines that stand over the table and are no rows of it.
    fonts: of a workbook with cells in the old Vietnamese fonts, (row, column) -> the font's way of writing (`legacy`).
    """

    name: str
    rows: list[Row]
    merges: tuple[Merge, ...] = ()
    is_visible: bool = True
    line_numbers: list[int] | None = None
    lead: tuple[str, ...] = ()
    fonts: Mapping[tuple[int, int], str] = field(default_factory=dict)

    @property
    def with_lead(self) -> Sheet:
        """The sheet with its lead as rows of their own, as a spreadsheet shows a web page."""
        if not self.lead:
            return self
        down, width = len(self.lead), len(self.rows[0]) if self.rows else 1
        rows: list[Row] = [[line, *[None] * (width - 1)] for line in self.lead]
        merges = tuple((top + down, left, bottom + down, right) for top, left, bottom, right in self.merges)
        return replace(self, rows=rows + self.rows, merges=merges, lead=())


@dataclass(frozen=True)
class Book:
    """One file. properties: title, subject, keywords, description, creator, as far as the file has them;
    of HTML also `text`, what stands outside the tables. ways: the encodings of old that its texts were found to be in
    (`legacy`)."""

    file_name: str
    kind: BookKind
    sheets: list[Sheet]
    properties: dict[str, str] = field(default_factory=dict)
    ways: tuple[str, ...] = ()


def rectangle(rows: list[Row], name: str = "") -> list[Row]:
    """The rows without trailing blank rows and columns, all of one width. Shares the rows it need not change.

    BadFile where that width would make far more cells than there are.
    """
    last = len(rows)
    while last and not any(cell is not None for cell in rows[last - 1]):
        last -= 1
    rows = rows[:last]
    width = max(map(len, rows), default=0)
    while width and all(len(row) < width or row[width - 1] is None for row in rows):
        width -= 1
    # Blanks of ours cost little, so a stray cell is borne as long as all of it can be held.
    check_rectangle(len(rows), width, len(rows) * width, name)
    return [row if len(row) == width else (row + [None] * (width - len(row)))[:width] for row in rows]


def composed(rows: list[Row]) -> list[Row]:
    """The rows with every text in NFC: macOS and windows-1258 write ế as e + two marks. Nothing else changes."""

    odd = {cell for row in rows for cell in row if isinstance(cell, str) and not cell.isascii()}
    if all(unicodedata.is_normalized("NFC", text) for text in odd):
        return rows

    def nfc(cell: object) -> object:
        if isinstance(cell, str) and not cell.isascii():
            return type(cell)(unicodedata.normalize("NFC", cell))
        return cell

    return [[nfc(cell) for cell in row] for row in rows]
