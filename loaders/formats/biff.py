"""What calamine leaves out of an .xls: error values and percent formats, from the workbook's own records.

Layout of the container: [MS-CFB]; of the records: [MS-XLS]. Nothing here reads values: calamine does.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from itertools import pairwise

from loaders.contract import CellError
from loaders.formats.legacy import way_of_font
from loaders.formats.sheet_xml import Marks, is_percent_format

_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
_BOF, _EOF, _SHEET, _FORMAT, _XF, _FONT = 0x0809, 0x000A, 0x0085, 0x041E, 0x00E0, 0x0031
_TEXTS = (0x00FD, 0x0204, 0x00D6, 0x0006)  # shared, of its own, of its own with runs, result of a formula
_FORMULA, _NUMBER, _RK, _MANY_RK, _BOOL_OR_ERROR = 0x0006, 0x0203, 0x027E, 0x00BD, 0x0205
# An error cell, or a formula (row, column, style, result) whose result is an error: 02 .. code .. .. .. FF FF.
_MAY_HAVE_ERROR = re.compile(rb"\x05\x02\x08\x00.{7}\x01|\x06\x00..{7}\x02.{5}\xff\xff", re.S)
_END_OF_CHAIN = 0xFFFFFFFA  # and above: no sector

Record = tuple[int, bytes]


def marks(data: bytes) -> list[Marks]:
    """Of every sheet of the workbook, in its order; nothing where the container is not as documented."""
    try:
        stream = _workbook(data)
        return _marks(stream) if stream else []
    except (struct.error, IndexError):
        return []


def is_sound(data: bytes) -> bool:
    """Whether the chains of the container end: in a ring of sectors calamine would read until memory is gone."""
    try:
        sector = 1 << _u16(data, 30)
        table = _table(data, sector)
    except (struct.error, IndexError, OverflowError):
        return False
    most = len(data) // sector + 2 if sector >= 64 else 0
    if len(table) > (most + 128) * sector // 4 or _u32(data, 44) > most or _u32(data, 72) > most:
        return False
    walked = bytearray(len(table))
    for start in range(len(table)):
        path, place = [], start
        while place < len(table) and not walked[place]:
            walked[place] = 1
            path.append(place)
            place = table[place]
        if place < len(table) and walked[place] == 1:
            return False  # a ring: it leads back into its own path
        for step in path:
            walked[step] = 2
    return True


# --- the container -----------------------------------------------------------------------------------------------


def _workbook(data: bytes) -> bytes:
    """The stream "Workbook" (Excel 97 and later) or "Book" (Excel 5)."""
    sector, mini = 1 << _u16(data, 30), 1 << _u16(data, 32)
    table = _table(data, sector)
    entries = _chain(data, _u32(data, 48), table, sector, 512)
    root, found = b"", b""
    for at in range(0, len(entries) - 127, 128):
        entry = entries[at : at + 128]
        name = entry[: max(_u16(entry, 64) - 2, 0)].decode("utf-16-le", "replace")
        root = root or (entry if entry[66] == 5 else b"")
        if name in ("Workbook", "Book"):
            found = entry
    if not found:
        return b""
    start, size = _u32(found, 116), _u32(found, 120)
    if size >= _u32(data, 56):
        return _chain(data, start, table, sector, 512)[:size]
    small = _chain(data, _u32(root, 116), table, sector, 512)
    small_table = _numbers(_chain(data, _u32(data, 60), table, sector, 512))
    return _chain(small, start, small_table, mini, 0)[:size]


def _table(data: bytes, sector: int) -> list[int]:
    """The allocation table: of each sector the next one."""
    places = list(struct.unpack_from("<109I", data, 76))
    more = _u32(data, 68)
    for _ in range(_u32(data, 72)):
        if more >= _END_OF_CHAIN:
            break
        block = _numbers(data[512 + more * sector : 512 + (more + 1) * sector])
        places += block[:-1]
        more = block[-1]
    used = (place for place in places if place < _END_OF_CHAIN)
    return [number for place in used for number in _numbers(data[512 + place * sector : 512 + (place + 1) * sector])]


def _chain(data: bytes, start: int, table: list[int], size: int, offset: int) -> bytes:
    parts, seen = [], 0
    while start < _END_OF_CHAIN and seen <= len(table):
        parts.append(data[offset + start * size : offset + (start + 1) * size])
        start, seen = table[start], seen + 1
    return b"".join(parts)


def _numbers(data: bytes) -> list[int]:
    return list(struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4]))


def _u16(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 2], "little")


def _u32(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 4], "little")


# --- the records -------------------------------------------------------------------------------------------------


def _records(stream: bytes, at: int) -> Iterator[Record]:
    """The records of one part, from its BOF to its EOF; charts inside a sheet are passed over."""
    depth = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        depth += (kind == _BOF) - (kind == _EOF)
        if depth == 0:
            return
        if depth == 1:
            yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length


def _marks(stream: bytes) -> list[Marks]:
    places, formats, styles = [], {9, 10}, []
    fonts: list[str | None] = []
    styled: list[int] = []
    for kind, body in _records(stream, 0):
        if kind == _SHEET:
            places.append(_u32(body, 0))
        elif kind == _FORMAT and is_percent_format(_format_text(body)):
            formats.add(_u16(body, 0))
        elif kind == _FONT:
            fonts += [way_of_font(_format_text(body[13:]).lstrip("\x00\x01"))]
            fonts += [None] if len(fonts) == 4 else []  # there is no font 4
        elif kind == _XF:
            styles.append(_u16(body, 2))
            styled.append(_u16(body, 0))
    percents = {number for number, shape in enumerate(styles) if shape in formats}
    ways = {number: way for number, font in enumerate(styled) if font < len(fonts) and (way := fonts[font])}
    found = []
    for place, end in pairwise([*places, len(stream)]):
        end = end if end > place else len(stream)
        is_worth_it = percents or ways or _MAY_HAVE_ERROR.search(stream, place, end)
        found.append(_sheet_marks(stream, place, percents, ways) if is_worth_it else Marks())
    return found


def _format_text(body: bytes) -> str:
    """The format's code; only its ASCII signs matter here, whichever of the two string layouts is used."""
    return body[2:].replace(b"\x00", b"").decode("latin-1")


def _sheet_marks(stream: bytes, place: int, percents: set[int], ways: dict[int, str]) -> Marks:
    marks = Marks()
    for kind, body in _records(stream, place):
        if kind == _MANY_RK:
            row, first = struct.unpack_from("<HH", body)
            styles = (_u16(body, at) for at in range(4, len(body) - 2, 6))
            marks.percents += [(row, first + i) for i, style in enumerate(styles) if style in percents]
            continue
        if ways and kind in _TEXTS and (way := ways.get(_u16(body, 4))):
            marks.fonts[_u16(body, 0), _u16(body, 2)] = way
        if kind not in (_FORMULA, _NUMBER, _RK, _BOOL_OR_ERROR):
            continue
        row, column, style = struct.unpack_from("<HHH", body)
        code = _error_code(kind, body)
        if code is not None:
            marks.cells[row, column] = CellError(_ERRORS.get(code, "#ERROR!"))
        elif style in percents:
            marks.percents.append((row, column))
    return marks


def _error_code(kind: int, body: bytes) -> int | None:
    if kind == _BOOL_OR_ERROR:
        return body[6] if body[7] else None
    if kind == _FORMULA and body[12:14] == b"\xff\xff" and body[6] == 2:
        return body[8]
    return None
