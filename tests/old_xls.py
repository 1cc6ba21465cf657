"""A workbook in Excel's old binary format, written from Python lists: fonts, texts, numbers, days, percents, errors.

Container: [MS-CFB], one stream; records: [MS-XLS] for Excel 97, and those of Excel 5 where `is_excel_5`.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tests.workbook import Line

_SECTOR = 512
_FREE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_ERRORS = {"#NULL!": 0, "#DIV/0!": 7, "#VALUE!": 15, "#REF!": 23, "#NAME?": 29, "#NUM!": 36, "#N/A": 42}
_DAYS = date(1899, 12, 30)


@dataclass(frozen=True)
class Old:
    """How a workbook is written. font: of all cells; code_page: of Excel 5's texts."""

    font: str = "Arial"
    is_excel_5: bool = False
    code_page: int = 1252
    is_hidden: bool = False


def xls(rows: Sequence[Line], old: Old = Old()) -> bytes:
    """The sheet "Sheet1" with these rows; a text such as "#REF!" is an error, a float between 0 and 1 a percent."""
    stream = _stream(rows, old)
    return _container("Book" if old.is_excel_5 else "Workbook", stream)


def _record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _text(text: str, old: Old, length: str) -> bytes:
    """A text with its length in front; Excel 5 has one byte a letter, in its code page."""
    if old.is_excel_5:
        data = text.encode(f"cp{old.code_page}")
        return struct.pack(length, len(data)) + data
    return struct.pack(length, len(text)) + b"\x01" + text.encode("utf-16-le")


def _stream(rows: Sequence[Line], old: Old) -> bytes:
    version = struct.pack("<HHHH", 0x0500 if old.is_excel_5 else 0x0600, 0, 0x0DBB, 0x07CC)
    extra = b"" if old.is_excel_5 else bytes(8)
    bof = [struct.pack("<HH", *struct.unpack("<HH", version[:2] + struct.pack("<H", part))) for part in (5, 16)]
    heads = [_record(0x0809, head + version[4:] + extra) for head in bof]
    font = _record(0x0031, struct.pack("<HHHHHBBBB", 200, 0, 0x7FFF, 400, 0, 0, 0, 0, 0)[:14] + _font_name(old))
    size = 16 if old.is_excel_5 else 20
    styles = b"".join(
        _record(0x00E0, struct.pack("<HHH", 0, number, 0xFFF5 if i < 15 else 1).ljust(size, b"\x00"))
        for i, number in enumerate([0] * 16 + [14, 10])
    )
    code_page = _record(0x0042, struct.pack("<H", old.code_page if old.is_excel_5 else 1200))
    before = heads[0] + code_page + font * 4 + styles
    name = _text("Sheet1", old, "<B")
    at = len(before) + 4 + 6 + len(name) + 4
    sheet = _record(0x0085, struct.pack("<IH", at, old.is_hidden) + name)
    cells = b"".join(_cell(r, c, value, old) for r, row in enumerate(rows) for c, value in enumerate(row))
    width = max(map(len, rows), default=0)
    reach = (0, len(rows), 0, width, 0)
    dimension = _record(0x0200, struct.pack("<HHHHH" if old.is_excel_5 else "<IIHHH", *reach))
    return before + sheet + _record(0x000A) + heads[1] + dimension + cells + _record(0x000A)


def _font_name(old: Old) -> bytes:
    if old.is_excel_5:
        return bytes([len(old.font)]) + old.font.encode()
    return bytes([len(old.font), 0]) + old.font.encode()


def _cell(row: int, column: int, value: object, old: Old) -> bytes:
    if value is None:
        return b""
    if isinstance(value, date):
        return _record(0x0203, struct.pack("<HHHd", row, column, 16, (value - _DAYS).days))
    if isinstance(value, int | float):
        style = 17 if isinstance(value, float) and 0 < value < 1 else 15
        return _record(0x0203, struct.pack("<HHHd", row, column, style, value))
    text = str(value)
    if text in _ERRORS:
        return _record(0x0205, struct.pack("<HHHBB", row, column, 15, _ERRORS[text], 1))
    return _record(0x0204, struct.pack("<HHH", row, column, 15) + _text(text, old, "<H"))


def _container(name: str, stream: bytes) -> bytes:
    stream = stream.ljust(max(4096, -(-len(stream) // _SECTOR) * _SECTOR), b"\x00")
    count = len(stream) // _SECTOR
    # Sector 0 is the allocation table, 1 the directory, the rest the stream.
    table = [_TABLE, _END, *range(3, 2 + count), _END]
    assert len(table) <= _SECTOR // 4, "a workbook for tests only"
    table += [_FREE] * (_SECTOR // 4 - len(table))
    entries = _entry("Root Entry", 5, 1, _END, 0) + _entry(name, 2, _FREE, 2, len(stream)) + bytes(256)
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    head += struct.pack("<IIIIIIIII", 1, 1, 0, 4096, _END, 0, _END, 0, 0) + struct.pack("<I", _FREE) * 108
    return head + struct.pack(f"<{len(table)}I", *table) + entries + stream


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le") + b"\x00\x00"
    head = text.ljust(64, b"\x00") + struct.pack("<HBBIII", len(text), kind, 1, _FREE, _FREE, child)
    return head + bytes(36) + struct.pack("<II", start, size) + bytes(4)
