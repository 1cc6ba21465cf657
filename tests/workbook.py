"""Files as agencies send them, written from Python lists, and what the loaders make of them."""

from __future__ import annotations

import csv
import html
import io
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from openpyxl import Workbook

from loaders.places import Places
from loaders.reading import Reading, read_file
from loaders.report import Issue

ROOT = Path(__file__).parents[1]
RECEIVED_AT = datetime.fromisoformat("2024-06-05T08:15:00+07:00")

Line = Sequence[object]


@dataclass(frozen=True)
class Page:
    """One sheet: its rows from A1 on, None for an empty cell. merges: "A1:C1"; formats: cell -> number format."""

    rows: Sequence[Line]
    name: str = "Sheet1"
    merges: Sequence[str] = ()
    is_hidden: bool = False
    hidden_rows: Sequence[int] = ()
    formats: Mapping[str, str] = field(default_factory=dict)


def xlsx(*pages: Page | Sequence[Line]) -> bytes:
    """A workbook of these sheets; a bare list of rows is the sheet "Sheet1"."""
    book = Workbook()
    book.remove(book.active)
    for page in pages:
        page = page if isinstance(page, Page) else Page(page)
        sheet = book.create_sheet(page.name)
        for row in page.rows:
            sheet.append(list(row))
        for area in page.merges:
            sheet.merge_cells(area)
        for cell, number_format in page.formats.items():
            sheet[cell].number_format = number_format
        for number in page.hidden_rows:
            sheet.row_dimensions[number].hidden = True
        if page.is_hidden:
            sheet.sheet_state = "hidden"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def csv_file(rows: Iterable[Line], separator: str = ";", encoding: str = "utf-8-sig") -> bytes:
    """The rows as a Vietnamese Excel saves them: semicolons and a byte-order mark."""
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows([["" if c is None else c for c in row] for row in rows])
    return text.getvalue().encode(encoding)


def windows_1258(text: str) -> bytes:
    """As old Vietnamese Windows writes: a vowel with its hat or horn, then the tone as a mark of its own."""
    pieces = []
    for letter in unicodedata.normalize("NFC", text):
        parts = unicodedata.normalize("NFD", letter)
        tone = "".join(part for part in parts if part in "\u0300\u0301\u0303\u0309\u0323")
        base = unicodedata.normalize("NFC", "".join(part for part in parts if part not in tone))
        pieces.append(base + tone)
    return "".join(pieces).encode("cp1258")


def web_page(rows: Sequence[Line], spans: Mapping[tuple[int, int], tuple[int, int]] | None = None) -> bytes:
    """The portals' ".xls": an HTML table. spans: (row, column) -> (rows, columns) of a merged cell."""
    spans = spans or {}
    covered = {
        (r + down, c + right)
        for (r, c), (height, width) in spans.items()
        for down in range(height)
        for right in range(width)
        if (down, right) != (0, 0)
    }
    lines = []
    for r, row in enumerate(rows):
        cells = []
        for c, cell in enumerate(row):
            if (r, c) not in covered:
                height, width = spans.get((r, c), (1, 1))
                text = "" if cell is None else html.escape(str(cell))
                cells.append(f'<td rowspan="{height}" colspan="{width}">{text}</td>')
        lines.append(f"<tr>{''.join(cells)}</tr>")
    head = '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head></head><body><table>'
    return (head + "".join(lines) + "</table></body></html>").encode()


def zipped(members: Mapping[str, bytes]) -> bytes:
    """A zip of these files."""
    file = io.BytesIO()
    with ZipFile(file, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


# --- what the loaders make of it ------------------------------------------------------------------------------


@lru_cache
def places() -> Places:
    """The committed reference lists."""
    return Places.load(ROOT / "data" / "reference")


@dataclass(frozen=True)
class Answer:
    """One file and source after reading: the rows that are kept, field by field, and all that was said."""

    reading: Reading

    @property
    def source(self) -> str | None:
        """The source's name, None where the file was not recognised."""
        return self.reading.source.name if self.reading.source else None

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Kept rows in the order of the file, with the stored fields and the row's number as `row`; [] if refused."""
        if self.reading.is_fatal or self.reading.source is None:
            return []
        names = [name for name, _ in self.reading.source.stored()]
        return [
            {name: rows.get(name)[i] for name in names} | {"row": rows.numbers[i]}
            for rows in self.reading.rows
            for i in rows.kept()
        ]

    @property
    def issues(self) -> list[Issue]:
        """All of them, warnings too."""
        return self.reading.all_issues

    def column(self, name: str) -> list[Any]:
        """The kept values of one field."""
        return [row[name] for row in self.rows]

    @property
    def said(self) -> list[tuple[str, str, str | None]]:
        """(level, rule, cell) of every issue."""
        return [(issue.level, issue.rule, issue.cell) for issue in self.issues]

    @property
    def read(self) -> int:
        """How many rows of the sheets hold data."""
        return sum(len(set(rows.numbers)) for rows in self.reading.rows)


def answers(name: str, data: bytes) -> list[Answer]:
    """What a file of that name comes to, one answer for each source in it."""
    readings, _ = read_file(name, data, places(), RECEIVED_AT)
    return [Answer(reading) for reading in readings]


def answer(name: str, data: bytes) -> Answer:
    """The same for a file of one source."""
    found = answers(name, data)
    assert len(found) == 1, [(a.source, a.said) for a in found]
    return found[0]


def of(issues: Iterable[Issue], level: str) -> list[Issue]:
    """The issues of that level."""
    return [issue for issue in issues if issue.level == level]
