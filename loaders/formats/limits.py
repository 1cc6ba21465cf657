"""What a file may ask of this machine before it is refused: bytes unpacked, cells, columns, entities.

The parsers below (calamine, libxml2) take what a file says of itself at its word, and one that runs out of memory takes
the whole process with it. So sizes are looked at first, here, and a file that asks for too much is refused in words.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Sequence

from loaders.contract import BadFile

# A stray cell in XFD1048576 would make a rectangle of 17 thousand million cells. The largest export that agencies send
# in one sheet (half a million rows, 40 columns) stays below this.
MOST_CELLS = 30_000_000
MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384  # of Excel's own sheets
# From here on a rectangle must hold something: one cell in twenty at least.
SPARSE_FROM, SPARSE = 5_000_000, 20
# Sheets of real exports pack to a tenth, the most monotonous to a thirtieth; a bomb to a thousandth.
MOST_UNPACKED, SUSPECT_FROM, MOST_RATIO = 2_000_000_000, 100_000_000, 60
MOST_IN_ARCHIVE, MOST_MEMBERS = 500_000_000, 1_000

# What a damaged or forged member makes the zip module raise.
ZIP_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError)
_ENTITY = tuple("<!ENTITY".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))
_PROLOG = 65_536
_ADDRESS = re.compile(rb"""\sr=["']([A-Z]*)(\d+)["']""")
# Columns from AO on, or rows from a million on: rare in exports, so most sheets are known by one look.
_FAR = re.compile(rb"""r=["'](?:(?:[A-Z]{3}|[B-Z][A-Z]|A[O-Z])[A-Z]*\d|[A-Z]*\d{7,})""")
_NEAR = 40
_ROW_NUMBER = re.compile(rb"""\sr=["'](\d+)["']""")


def too_large(name: str = "") -> BadFile:
    """A rectangle that can't be held, most often for one cell far outside the table."""
    where = f"trang “{name}”" if name else "tệp"
    return BadFile(
        "too_large",
        f"{where} có ô nằm quá xa bảng: cả vùng gần như trống hoặc hơn {MOST_CELLS // 1_000_000} triệu ô",
        "Xoá các dòng, cột trống ở cuối trang (chọn hết rồi Xoá) và lưu lại.",
    )


def check_rectangle(rows: int, columns: int, filled: int, name: str = "") -> None:
    """BadFile where a table of that size can't be held or is mostly air. filled: the cells that hold something."""
    if columns > MOST_COLUMNS or not is_bearable(rows, columns, filled):
        raise too_large(name)


def is_bearable(rows: int, columns: int, filled: int) -> bool:
    """Whether all cells between the filled ones may be made too."""
    size = rows * columns
    return size <= MOST_CELLS and (size <= SPARSE_FROM or size <= filled * SPARSE)


# --- packed files ------------------------------------------------------------------------------------------------


def check_unpacked(members: Sequence[zipfile.ZipInfo], most: int = MOST_UNPACKED) -> None:
    """BadFile for a zip, or a workbook, that says it unpacks to more than any export does."""
    size, packed = sum(info.file_size for info in members), sum(info.compress_size for info in members)
    if size > most or (size > SUSPECT_FROM and size > packed * MOST_RATIO):
        raise BadFile(
            "too_large",
            f"tệp nén bất thường: {_vn(max(packed // 1024, 1))} KB mở ra thành {_vn(size // 1_000_000)} MB",
            "Gửi tệp gốc, không nén, hoặc lưu lại bằng Excel rồi gửi lại.",
        )


def _vn(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def member(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """A member's bytes, no more of them than are written down; where that is a lie the checksum shows it, before a
    parser that believes the stream alone unpacks all of it. `ZipFile.read` would unpack it all first."""
    with archive.open(info) as part:
        return part.read(info.file_size)


def unpacked(archive: zipfile.ZipFile, name: str) -> bytes:
    """The bytes of a workbook's XML part. BadFile where it declares entities."""
    xml = member(archive, archive.getinfo(name))
    check_entities(xml[:_PROLOG])
    return xml


def check_parts(archive: zipfile.ZipFile) -> None:
    """BadFile for a workbook that would grow without end: by its size, or by entities in one of its parts."""
    check_unpacked(archive.infolist())
    for info in archive.infolist():
        if info.filename.lower().endswith((".xml", ".rels", ".vml")):
            with archive.open(info) as part:
                check_entities(part.read(_PROLOG))


def check_entities(head: bytes) -> None:
    """BadFile where a document declares entities of its own: no spreadsheet does, a few lines of them unfold to
    gigabytes, and others read files of this machine. They stand before the first element."""
    if any(sign in head for sign in _ENTITY):
        raise BadFile(
            "unsafe_file",
            "tệp có khai báo thực thể XML, thứ mà bảng tính thật không có; không mở để bảo đảm an toàn",
            "Mở tệp bằng Excel, lưu thành tệp mới rồi gửi lại.",
        )


# --- the sheet of a workbook ---------------------------------------------------------------------------------


def extent(xml: bytes) -> tuple[int, int, int]:
    """(rows, columns, cells) that a sheet's XML reaches to; a sheet within the first 40 columns counts as 40 wide."""
    cells = xml.count(b"<c ") + xml.count(b":c ")
    if _FAR.search(xml) is None:
        last = max(xml.rfind(b"<row "), xml.rfind(b":row "))
        found = _ROW_NUMBER.search(xml, last, last + 400) if last >= 0 else None
        return (int(found[1]) if found else xml.count(b"<row")), _NEAR, cells
    rows, columns = 0, 0
    letters: set[bytes] = set()
    for match in _ADDRESS.finditer(xml):
        rows = max(rows, int(match[2][:12]))
        letters.add(match[1])
    for name in letters:
        columns = max(columns, _column(name[:8]))
    return rows, columns, cells


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
