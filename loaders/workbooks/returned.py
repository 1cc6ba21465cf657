"""What goes back to an agency: the workbook that it sent, its faulty cells coloured and explained, in the outbox.

Written by `load` alone, for files with at least one row refused or refused whole; warnings are then marked too.
Sent back, mended and loaded, it takes the place of the faulty report.
"""

from __future__ import annotations

import hashlib
import io
import re
import traceback
import zipfile
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace

import openpyxl
from openpyxl.utils.cell import coordinate_to_tuple
from python_calamine import CalamineWorkbook

from loaders.files import Received
from loaders.formats.grid import Book, Sheet
from loaders.read import read
from loaders.report import FileReport, Issue, as_written
from loaders.settings import Home, now
from loaders.workbooks.copies import plain_copy
from loaders.workbooks.marking import marked
from loaders.workbooks.summary import Letter, Remark, without_summary

# Nothing of such a file could be read, so there is nothing to mark.
UNREADABLE = frozenset(
    (
        *("broken_file", "empty_file", "not_a_table", "not_readable", "password_protected", "too_large"),
        *("unknown_format", "unsafe_file", "excerpt_returned"),
    )
)
ENDING = "__loi"
_AGAIN = re.compile(rf"{ENDING}(?:_\d+)?(?: ?\(\d+\))?$")
_NOT_IN_A_NAME = re.compile(r'[\x00-\x1f\x7f<>:"|?*]')
_LONGEST_NAME = 180  # bytes; most file systems take 255
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_LARGEST_REWRITTEN = 60_000_000  # bytes of XML; openpyxl holds some fifteen times as much
_HEADING_ROWS = 60
_LONGEST_COPY = 100_000  # rows; whoever gets more than that back looks for the marked ones


def send_back(
    home: Home, received: Sequence[Received], reports: Sequence[FileReport], samples: Collection[str]
) -> None:
    """Write the workbooks of one load and name them in the reports. samples: checksums of synthetic files.

    Two files of one name in one load get two workbooks; of a later load the same name is written over. A workbook
    that cannot be made or written is missing, with the details in the log: the load itself has succeeded.
    """
    taken: set[str] = set()
    for one in received:
        digest = one.digest
        entries = [entry for entry in reports if entry.sha256 == digest and entry.file == one.name]
        if not _is_wanted(entries):
            continue
        try:
            name = _write(home, one.name, *workbook(one, entries, digest in samples), taken)
        except BaseException as trouble:
            # calamine giving up raises a PanicException, which is no Exception and would end the load.
            if not isinstance(trouble, Exception) and type(trouble).__name__ != "PanicException":
                raise
            _log(home, one.name)
            continue
        for entry in entries:
            if entry.issues:
                entry.error_workbook = f"{home.outbox.name}/{name}"


def _is_wanted(entries: Sequence[FileReport]) -> bool:
    issues = [issue for entry in entries for issue in entry.issues]
    has_fault = any(issue.level != "warning" for issue in issues)
    return has_fault and not any(issue.level == "fatal" and issue.rule in UNREADABLE for issue in issues)


def workbook(received: Received, entries: Sequence[FileReport], is_sample: bool) -> tuple[bytes, str]:
    """The marked workbook and the ending of its name. BadFile where the file holds no table at all."""
    issues = [issue for entry in entries for issue in entry.issues]
    is_refused = all(entry.outcome == "refused" for entry in entries)
    letter = Letter(
        received.name, "Kết quả: tệp chưa được nạp." if is_refused else _counts(entries), is_sample, is_refused
    )
    own = [Remark(issue, issue.sheet, *_place(issue)) for issue in issues]
    for base in _bases(received.data):
        # Whatever is odd about the package: a copy that keeps less is better than none.
        with suppress(Exception):
            return marked(base, own, letter)
    book = without_summary(read(received.data, received.name.rsplit("/", 1)[-1]))
    if sum(len(sheet.rows) for sheet in book.sheets) > _LONGEST_COPY:
        book = _excerpt(book, issues)
        letter = replace(letter, is_excerpt=True)
    data, names = plain_copy(replace(book, sheets=[sheet.with_lead for sheet in book.sheets]))
    hidden = tuple(sheet.name for sheet in book.sheets if not sheet.is_visible)
    return marked(data, [_in_copy(issue, book, names) for issue in issues], replace(letter, hidden=hidden))


def _excerpt(book: Book, issues: Sequence[Issue]) -> Book:
    """The same book with its heading rows and the rows of the issues alone, each at its place."""
    sheets = []
    for sheet in book.sheets:
        rows_said = [issue.row for issue in issues if issue.sheet == sheet.name and issue.row]
        lines = sheet.line_numbers
        wanted = {(bisect_right(lines, row) if lines else row) - 1 for row in rows_said} | set(range(_HEADING_ROWS))
        rows = [row if at in wanted else [] for at, row in enumerate(sheet.rows[:_LAST_ROW])]
        sheets.append(replace(sheet, rows=rows))
    return replace(book, sheets=sheets)


def _bases(data: bytes) -> Iterator[bytes]:
    """The sender's own package; else what openpyxl makes of it, which keeps most."""
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return
    yield data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        size = sum(info.file_size for info in archive.infolist())
        has_macros = any(name.lower().endswith("vbaproject.bin") for name in archive.namelist())
    if size < _LARGEST_REWRITTEN:
        with suppress(Exception):  # openpyxl raises whatever the odd part makes it raise
            book = openpyxl.load_workbook(io.BytesIO(data), keep_vba=has_macros)
            file = io.BytesIO()
            book.save(file)
            # What openpyxl doesn't understand (the strict standard) it leaves out without a word.
            if _shape(file.getvalue()) == _shape(data):
                yield file.getvalue()


def _shape(data: bytes) -> list[tuple[str, int, int]]:
    """The sheets' names and sizes, by another library than the one that wrote them."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    sheets = [(name, book.get_sheet_by_name(name)) for name in book.sheet_names]
    return [(name, sheet.total_height, sheet.total_width) for name, sheet in sheets]


def _counts(entries: Sequence[FileReport]) -> str:
    loaded, refused = (sum(getattr(entry, name) for entry in entries) for name in ("rows_loaded", "rows_refused"))
    return f"Kết quả: {_vn(loaded)} dòng được nạp, {_vn(refused)} dòng chưa được nạp."


def _vn(number: int) -> str:
    return f"{number:,}".replace(",", ".")


# --- where an issue is in the workbook that goes back ----------------------------------------------------


def _place(issue: Issue) -> tuple[int | None, int | None]:
    """(row, column) from 1; without a column where only the row is known."""
    row, column = coordinate_to_tuple(issue.cell) if issue.cell else (issue.row, None)
    is_inside = row is not None and 1 <= row <= _LAST_ROW and (column or 1) <= _LAST_COLUMN
    return (row, column) if is_inside else (None, None)


def _in_copy(issue: Issue, book: Book, names: dict[int, str]) -> Remark:
    """The remark in a plain copy: sheets may have other names there, lines of text have become rows."""
    row, column = _place(issue)
    alike = [index for index in names if index < len(book.sheets) and book.sheets[index].name == issue.sheet]
    if not alike:
        return Remark(issue, issue.sheet)
    # Tables of a web page often have no name: then the one is meant that has this value at this place.
    index = next((one for one in alike if _has_value(book.sheets[one], row, column, issue.value)), alike[0])
    sheet = book.sheets[index]
    if row is not None and sheet.line_numbers is not None:
        row = bisect_right(sheet.line_numbers, row)
        column = _column(sheet, row, issue)
    return Remark(issue, names[index], row + len(sheet.lead) if row else None, column)


def _has_value(sheet: Sheet, row: int | None, column: int | None, value: str) -> bool:
    if row is None or column is None or row > len(sheet.rows) or column > len(sheet.rows[row - 1]):
        return False
    return as_written(sheet.rows[row - 1][column - 1]) == value


def _column(sheet: Sheet, row: int, issue: Issue) -> int | None:
    """The column of a CSV's issue: under its heading, holding its value. None where that is not one column."""
    if not 1 <= row <= len(sheet.rows) or not issue.column:
        return None
    heading = issue.column.rpartition(" > ")[2]
    above = sheet.rows[: min(row, _HEADING_ROWS)]
    found = [
        index + 1
        for index in range(len(sheet.rows[row - 1]))
        if any(" ".join(as_written(line[index]).split()) == heading for line in above)
        and _has_value(sheet, row, index + 1, issue.value)
    ]
    return found[0] if len(found) == 1 else None


# --- the outbox ------------------------------------------------------------------------------------------


def stem(name: str) -> str:
    """The name of a received file without its ending, safe as a name here; a member's has its archive's in front.

    A workbook that comes back has the name of the first one: "bts__loi.xlsx" and "bts__loi (1).xlsx" make "bts".
    """
    folder, _, file = name.replace("\\", "/").rpartition("/")
    pieces = [re.sub(r"\.zip$", "", piece, flags=re.I) for piece in folder.split("/")] + [
        file.rpartition(".")[0] or file
    ]
    clean = [_NOT_IN_A_NAME.sub("_", _AGAIN.sub("", piece)).strip(". ") for piece in pieces]
    whole = "__".join(filter(None, clean)) or "tep"
    if len(whole.encode()) <= _LONGEST_NAME:
        return whole
    short = whole.encode()[: _LONGEST_NAME - 9].decode("utf-8", "ignore")
    return f"{short}_{hashlib.sha256(whole.encode()).hexdigest()[:8]}"


def _write(home: Home, received: str, data: bytes, ending: str, taken: set[str]) -> str:
    """Put the workbook into the outbox whole or not at all; returns its name."""
    home.outbox.mkdir(parents=True, exist_ok=True)
    for number in range(1, 100):
        name = f"{stem(received)}{ENDING}{f'_{number}' if number > 1 else ''}{ending}"
        if name.casefold() in taken:
            continue
        taken.add(name.casefold())
        half = home.outbox / f".{name}.part"
        half.write_bytes(data)
        try:
            half.replace(home.outbox / name)
        except PermissionError:
            half.unlink()  # open in Excel on Windows: the next name is free
            continue
        return name
    raise FileExistsError(received)


def _log(home: Home, name: str) -> None:
    with suppress(OSError):
        log = home.root / "log" / "loaders.log"
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8") as file:
            file.write(f"{now().isoformat()} {name}\n{traceback.format_exc()}\n")
