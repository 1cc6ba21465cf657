"""A file to a book of sheets, the engine picked by the bytes: names lie, and portals call a web page .xls."""

from __future__ import annotations

import gc
import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Literal

from loaders.contract import BadFile
from loaders.formats import delimited, legacy, limits, markup, spreadsheet, xml_2003
from loaders.formats.grid import Book, BookKind, Merge, Row, Sheet

__all__ = ["Book", "BookKind", "Merge", "Row", "Sheet", "read"]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SEND_A_TABLE = "Gửi bảng dữ liệu dạng Excel (.xlsx, .xls), .ods hoặc CSV."
_DECLARATION = re.compile(r"<\?xml[^>]*\?>")
# First bytes -> what an officer calls it.
_NOT_TABLES = {
    b"%PDF": "tệp PDF",
    b"\x89PNG": "ảnh PNG",
    b"\xff\xd8\xff": "ảnh JPEG",
    b"GIF8": "ảnh GIF",
    b"BM": "ảnh BMP",
    b"II*\x00": "ảnh TIFF",
    b"MM\x00*": "ảnh TIFF",
    b"{\\rtf": "văn bản RTF",
    b"7z\xbc\xaf": "tệp nén 7z",
    b"Rar!": "tệp nén RAR",
    b"\x1f\x8b": "tệp nén gzip",
    b"MZ": "chương trình",
    b"SQLite": "cơ sở dữ liệu SQLite",
    b"PAR1": "tệp Parquet",
}
# A name inside a zip -> what the zip is.
_ZIPS = (
    ("word/", "văn bản Word"),
    ("ppt/", "bản trình chiếu PowerPoint"),
    ("visio/", "bản vẽ Visio"),
    ("META-INF/container.xml", "sách điện tử"),
)
_ODF = {"text": "văn bản ODT", "presentation": "bản trình chiếu ODP", "graphics": "bản vẽ ODG"}


def read(data: bytes, file_name: str) -> Book:
    """The book that the bytes hold. Raises BadFile: empty_file, not_a_table, broken_file, password_protected,
    unknown_format, too_large, unsafe_file."""
    with _without_collector():
        try:
            book = _read(data, file_name)
            sheets, ways = legacy.decoded(book.sheets)
            return replace(book, sheets=sheets, ways=tuple(ways)) if ways else book
        except BaseException as trouble:
            # calamine giving up raises a PanicException, which is no Exception and would end the whole load.
            if type(trouble).__name__ == "PanicException":
                raise spreadsheet.broken() from None
            raise


@contextmanager
def _without_collector() -> Iterator[None]:
    """Grids hold no cycles, yet the collector walks them again and again while they grow: half the time of a CSV."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _read(data: bytes, file_name: str) -> Book:
    if not data.strip():
        raise BadFile("empty_file", "tệp rỗng, không có byte nào", "Xuất lại tệp từ phần mềm rồi gửi lại.")
    if data.startswith(b"PK"):
        kind = _zip_kind(data)
        sheets, properties = spreadsheet.sheets(data, kind)
        return Book(file_name, kind, sheets, properties)
    if data.startswith(_OLE):
        _refuse_other_ole(data)
        sheets, properties = spreadsheet.sheets(data, "xls")
        return Book(file_name, "xls", sheets, properties)
    for start, seen in _NOT_TABLES.items():
        if data.startswith(start) and (len(start) > 2 or b"\x00" in data[:512]):
            raise _not_a_table(seen)
    return _from_text(data, file_name)


def _not_a_table(seen: str) -> BadFile:
    return BadFile("not_a_table", f"đây là {seen}, không phải bảng dữ liệu", _SEND_A_TABLE)


def _unknown(seen: str) -> BadFile:
    return BadFile("unknown_format", f"chưa đọc được {seen}", "Mở tệp bằng Excel, lưu lại thành .xlsx rồi gửi lại.")


def _zip_kind(data: bytes) -> Literal["xlsx", "ods"]:
    """xlsx or ods; raises BadFile for every other zip."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            mime = _beginning(archive, "mimetype", 200).decode("ascii", "replace")
            manifest = _beginning(archive, "META-INF/manifest.xml", 1_000_000) if mime else b""
    except limits.ZIP_FAULTS:
        raise spreadsheet.broken() from None
    if "opendocument" in mime:
        seen = next((seen for word, seen in _ODF.items() if f".{word}" in mime), None)
        if seen:
            raise _not_a_table(seen)
        if b"encryption-data" in manifest:
            raise spreadsheet.locked()
        return "ods"
    if any(name.lower().endswith("workbook.bin") for name in names):
        raise _unknown("sổ Excel nhị phân (.xlsb)")
    if any(name.lower().endswith("workbook.xml") for name in names):
        return "xlsx"
    seen = next((seen for start, seen in _ZIPS if any(name.startswith(start) for name in names)), "tệp nén ZIP")
    raise _not_a_table(seen)


def _beginning(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    """The first bytes of a member, b"" where there is none of that name."""
    if name not in archive.namelist():
        return b""
    with archive.open(name) as member:
        return member.read(most)


def _refuse_other_ole(data: bytes) -> None:
    """The old container holds Word and PowerPoint files too, and every encrypted .xlsx."""

    def has(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if has("EncryptedPackage"):
        raise spreadsheet.locked()
    if has("Workbook") or has("Book"):
        return
    if has("WordDocument"):
        raise _not_a_table("văn bản Word")
    if has("PowerPoint Document"):
        raise _not_a_table("bản trình chiếu PowerPoint")
    raise spreadsheet.broken()


def _from_text(data: bytes, file_name: str) -> Book:
    """HTML or CSV, whatever the name says."""
    text = delimited.decoded(data)
    if text is None:
        raise BadFile("unknown_format", "không nhận ra định dạng của tệp", _SEND_A_TABLE)
    head = text[:4096].lstrip().lower()
    if head.startswith("<"):
        return _from_markup(text, head, file_name)
    if head.startswith("mime-version:"):
        raise _unknown("trang web lưu một tệp (.mht)")
    if head.startswith(("{", "[")):
        raise _not_a_table("tệp JSON")
    sheet = delimited.sheet(text)
    if sheet is None:
        raise _not_a_table("văn bản thường, không có dấu phân cách cột")
    return Book(file_name, "csv", [sheet])


def _from_markup(text: str, head: str, file_name: str) -> Book:
    if xml_2003.NAMESPACE in head and "<html" not in head:
        # The declaration names the encoding of the bytes; the text has none any more.
        sheets = xml_2003.sheets(_DECLARATION.sub("", text.lstrip(), count=1).encode())
        return Book(file_name, "xls", sheets)
    if "<table" not in text.lower():
        raise _not_a_table("trang web hoặc tệp XML không có bảng")
    sheets, properties = markup.sheets(text)
    if not sheets:
        raise BadFile("empty_file", "trang web không có bảng nào có dữ liệu", "Xuất lại tệp từ phần mềm rồi gửi lại.")
    return Book(file_name, "html", sheets, properties)
