"""Workbooks (.xlsx, .xlsm, .xls, .ods) to sheets: calamine reads, openpyxl where calamine cannot."""

from __future__ import annotations

import io
import warnings
import zipfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from datetime import datetime, time
from typing import Any, Literal

import openpyxl
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
    XmlError,
    ZipError,
)

from loaders.contract import BadFile, CellError
from loaders.formats import biff, limits, ods_xml
from loaders.formats.grid import MOST_CELLS, Merge, Row, Sheet, composed, rectangle
from loaders.formats.sheet_xml import Marks, Package

# openpyxl warns of every style and extension that it passes over; cells are all that is asked of it.
warnings.filterwarnings("ignore", category=UserWarning, module="openpyxl")

_CALAMINE_FAILS = (CalamineError, XmlError, ZipError)


def sheets(data: bytes, kind: Literal["xlsx", "xls", "ods"]) -> tuple[list[Sheet], dict[str, str]]:
    """The sheets and the document's properties. Raises BadFile (password_protected, broken_file, too_large)."""
    if kind == "xls":
        return _xls(data), {}
    with closing(_archive(data)) as archive:
        try:
            if kind == "ods":
                limits.check_parts(archive)
                return _ods(data)
            package = Package(archive)
            return _xlsx(data, package), package.properties()
        except limits.ZIP_FAULTS:
            raise broken() from None


def locked() -> BadFile:
    """The file asks for a password."""
    return BadFile(
        "password_protected",
        "tệp được đặt mật khẩu nên không đọc được",
        "Bỏ mật khẩu (Tệp > Thông tin > Bảo vệ) rồi gửi lại.",
    )


def broken() -> BadFile:
    """The bytes begin like a workbook but cannot be read as one."""
    return BadFile(
        "broken_file",
        "tệp bị hỏng hoặc gửi chưa trọn, không mở được",
        "Mở tệp bằng Excel, lưu lại thành .xlsx (Lưu thành > Sổ làm việc Excel) rồi gửi lại.",
    )


def _archive(data: bytes) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, EOFError, OSError):
        raise broken() from None


def _worksheets(book: CalamineWorkbook) -> list[SheetMetadata]:
    """Chart sheets have no cells."""
    return [meta for meta in book.sheets_metadata if meta.typ is SheetTypeEnum.WorkSheet]


def _plain(rows: list[list[Any]]) -> list[Row]:
    """Blank cells as None: calamine gives ''."""
    return [[None if cell == "" else cell for cell in row] if "" in row else row for row in rows]


def _merges(sheet: CalamineSheet) -> tuple[Merge, ...]:
    return tuple((*first, *last) for first, last in sheet.merged_cell_ranges or ())


def _xls(data: bytes) -> list[Sheet]:
    if not biff.is_sound(data):
        raise broken()
    book = _calamine(data)
    marks = biff.marks(data)
    is_aligned = len(marks) == len(book.sheets_metadata)
    names = [meta.name for meta in book.sheets_metadata]
    return [_sheet(book, meta, marks[names.index(meta.name)] if is_aligned else Marks()) for meta in _worksheets(book)]


def _ods(data: bytes) -> tuple[list[Sheet], dict[str, str]]:
    marks, properties = ods_xml.read_marks(data)
    book = _calamine(data)
    empty = ods_xml.SheetMarks()
    found = []
    for meta in _worksheets(book):
        own = marks.get(meta.name, empty)
        found.append(_sheet(book, meta, own.marks, tuple(own.merges)))
    return found, properties


def _calamine(data: bytes) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(data))
    except PasswordError:
        raise locked() from None
    except _CALAMINE_FAILS:
        raise broken() from None


def _sheet(book: CalamineWorkbook, meta: SheetMetadata, marks: Marks, merges: tuple[Merge, ...] = ()) -> Sheet:
    if meta.visible is not SheetVisibleEnum.Visible:
        return Sheet(meta.name, [], is_visible=False)
    try:
        sheet = book.get_sheet_by_name(meta.name)
    except _CALAMINE_FAILS:
        raise broken() from None
    rows = _plain(sheet.to_python(skip_empty_area=False))
    marks.apply(rows)
    return Sheet(meta.name, rectangle(composed(rows), meta.name), merges or _merges(sheet), fonts=marks.fonts)


def _xlsx(data: bytes, package: Package) -> list[Sheet]:
    try:
        # calamine takes in all texts as it opens the file: they are looked at before.
        _ = package.has_loose_marks
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        visible = {meta.name: meta.visible is SheetVisibleEnum.Visible for meta in _worksheets(book)}
    except PasswordError:
        raise locked() from None
    except _CALAMINE_FAILS:
        book, visible = None, _visible_by_openpyxl(data)
    found = []
    # calamine works without Python's lock, so the search for marks costs no time of its own.
    with ThreadPoolExecutor(1) as pool:
        for name, is_visible in visible.items():
            if not is_visible:
                found.append(Sheet(name, [], is_visible=False))
                continue
            xml = package.sheet(name)
            waiting = pool.submit(package.marks, xml)
            rows, merges = _cells(data, book, package, name, xml)
            marks = waiting.result()
            if marks.cells or marks.percents:
                marks.apply(rows)
            if marks.has_loose_marks:
                rows = composed(rows)
            found.append(Sheet(name, rectangle(rows, name), merges, fonts=marks.fonts))
    return found


def _cells(
    data: bytes, book: CalamineWorkbook | None, package: Package, name: str, xml: bytes
) -> tuple[list[Row], tuple[Merge, ...]]:
    """One sheet's cells and merged areas, by openpyxl where calamine fails or would need too much room."""
    if book is not None and not package.is_too_wide(name, xml):
        with suppress(*_CALAMINE_FAILS):
            return _by_calamine(book, name)
    if book is not None and package.is_bearable(xml):
        # What a sheet says of its size may be wrong, or be no size at all; calamine needs none.
        with suppress(*_CALAMINE_FAILS):
            bare = io.BytesIO(package.without_dimension(name, xml))
            return _by_calamine(CalamineWorkbook.from_filelike(bare), name)
    rows = _by_openpyxl(data, name)
    if len(rows) * max(map(len, rows), default=0) > MOST_CELLS:
        raise limits.too_large(name)
    return rows, tuple(package.merges(name))


def _by_calamine(book: CalamineWorkbook, name: str) -> tuple[list[Row], tuple[Merge, ...]]:
    sheet = book.get_sheet_by_name(name)
    return _plain(sheet.to_python(skip_empty_area=False)), _merges(sheet)


def _open(data: bytes) -> openpyxl.Workbook:
    try:
        return openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except Exception:  # openpyxl raises whatever the broken part makes it raise
        raise broken() from None


def _visible_by_openpyxl(data: bytes) -> dict[str, bool]:
    with closing(_open(data)) as book:
        return {sheet.title: sheet.sheet_state == "visible" for sheet in book.worksheets}


def _by_openpyxl(data: bytes, name: str) -> list[Row]:
    """The cells as calamine would give them: numbers as float, a date without time of day as date."""
    with closing(_open(data)) as book:
        sheet = book[name]
        sheet.reset_dimensions()  # a sheet that claims 16384 columns is read as far as it has cells
        rows: list[Row] = []
        try:
            for cells in sheet.iter_rows():
                row = [_as_calamine(cell) for cell in cells]
                while row and row[-1] is None:
                    row.pop()
                rows.append(row)
        except Exception:  # as above: any part of a broken sheet
            raise broken() from None
    return rows


def _as_calamine(cell: Any) -> object:
    value: object = cell.value
    if value is None or value == "":
        return None
    if cell.data_type == "e":
        return CellError(value)
    if type(value) is int:
        return float(value)
    if isinstance(value, datetime) and value.time() == time.min:
        return value.date()
    return value
