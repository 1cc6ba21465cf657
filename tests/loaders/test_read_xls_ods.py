"""What calamine leaves out of .xls and .ods reaches the grid: a fault never reads as a blank."""

from __future__ import annotations

import io
import struct
import zipfile
from datetime import date
from pathlib import Path

import pytest

from loaders.contract import BadFile, CellError, Formula, Percent
from loaders.formats import biff
from loaders.read import read

NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text", "style", "meta")
)
CALC = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'


def ods(rows: str, manifest: str = "") -> bytes:
    """A document of the sheet "Bảng" with these rows and the hidden sheet "Phụ", as LibreOffice writes it."""
    hidden = '<style:style style:name="ta2" style:family="table">'
    hidden += '<style:table-properties table:display="false"/></style:style>'
    content = (
        f"<office:document-content {NAMES} {CALC}><office:automatic-styles>{hidden}</office:automatic-styles>"
        f'<office:body><office:spreadsheet><table:table table:name="Bảng">{rows}<table:table-row '
        'table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/>'
        "</table:table-row>"
        '</table:table><table:table table:name="Phụ" table:style-name="ta2"><table:table-row><table:table-cell '
        'office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row></table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    meta = (
        f'<office:document-meta {NAMES} xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta><dc:title>Mẫu</dc:title>'
        "</office:meta></office:document-meta>"
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("meta.xml", meta)
        archive.writestr("META-INF/manifest.xml", f"<manifest>{manifest}</manifest>")
    return file.getvalue()


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ('office:value-type="float" office:value="5"><text:p>5</text:p>', 5.0),
        ('office:value-type="date" office:date-value="2024-05-31"><text:p>31/05/24</text:p>', date(2024, 5, 31)),
        ('office:value-type="percentage" office:value="0.952"><text:p>95,2%</text:p>', Percent(0.952)),
        (
            'table:formula="of:=[.A1]/0" office:value-type="string" office:string-value="" calcext:value-type="error">'
            "<text:p>#DIV/0!</text:p>",
            CellError("#DIV/0!"),
        ),
        ('table:formula="of:=SUM([.A1:.A9])">', Formula("=SUM(A1:A9)")),
        ('office:value-type="string"><text:p>#1 của tỉnh</text:p>', "#1 của tỉnh"),
    ],
)
def test_ods_cells(cell: str, expected: object) -> None:
    row = (
        '<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row><table:table-row>'
        f'<table:table-cell table:number-columns-repeated="3"/><table:table-cell {cell}</table:table-cell>'
        "</table:table-row>"
    )
    rows = read(ods(row), "a.ods").sheets[0].rows
    assert len(rows) == 3
    assert (type(rows[2][3]), rows[2][3]) == (type(expected), expected)


def test_ods_repeated_cells_merges_hidden_sheets_and_properties() -> None:
    book = read(
        ods(
            '<table:table-row><table:table-cell table:number-columns-spanned="2" office:value-type="string">'
            "<text:p>Tên</text:p></table:table-cell><table:covered-table-cell/>"
            '<table:table-cell table:number-columns-repeated="2" office:value-type="percentage" office:value="0.5">'
            "<text:p>50%</text:p></table:table-cell></table:table-row>"
        ),
        "a.ods",
    )
    assert book.kind == "ods"
    assert book.sheets[0].rows == [["Tên", None, 0.5, 0.5]]
    assert [type(cell) for cell in book.sheets[0].rows[0][2:]] == [Percent, Percent]
    assert book.sheets[0].merges == ((0, 0, 0, 1),)
    assert (book.sheets[1].name, book.sheets[1].rows, book.sheets[1].is_visible) == ("Phụ", [], False)
    assert book.properties == {"title": "Mẫu"}


def test_an_encrypted_ods_asks_for_its_password() -> None:
    with pytest.raises(BadFile) as caught:
        read(ods("", manifest="<encryption-data/>"), "a.ods")
    assert caught.value.rule == "password_protected"


# --- xls: a real file, one of its number cells turned into an error ---------------------------------------------------

INDEX_2009 = "provincial_indices/PCI_2009.xls"


def with_error(data: bytes, row: int, column: int, code: int) -> bytes:
    """The first number cell at that place becomes an error cell: a shorter record, and an empty one that fills up."""
    head = struct.pack("<HHHH", 0x0203, 14, row, column)
    at = data.index(head)
    style = data[at + 8 : at + 10]
    error = struct.pack("<HHHH", 0x0205, 8, row, column) + style + bytes((code, 1))
    return data[:at] + error + struct.pack("<HHH", 0x0800, 2, 0) + data[at + 18 :]


@pytest.mark.shared
@pytest.mark.parametrize(("code", "shown"), [(23, "#REF!"), (7, "#DIV/0!"), (42, "#N/A")])
def test_an_error_in_an_xls_is_no_blank(shared: Path, code: int, shown: str) -> None:
    data = (shared / "real" / INDEX_2009).read_bytes()
    before = read(data, "a.xls").sheets[0].rows
    after = read(with_error(data, 5, 3, code), "a.xls").sheets[0].rows
    assert isinstance(before[5][3], float)
    assert isinstance(after[5][3], CellError) and after[5][3] == shown
    assert [row for i, row in enumerate(after) if i != 5] == [row for i, row in enumerate(before) if i != 5]


@pytest.mark.shared
def test_percent_formats_of_an_xls_are_kept(shared: Path) -> None:
    # Second sheet, "% DN phải chờ hơn một tháng": Excel shows 25.4% for Hà Nội; the column before is in days.
    rows = read((shared / "real" / INDEX_2009).read_bytes(), "a.xls").sheets[1].rows
    assert rows[2][1] == "Hà Nội"
    assert isinstance(rows[2][7], Percent) and rows[2][7] == pytest.approx(0.254, abs=5e-4)
    assert type(rows[2][6]) is float


def test_bytes_that_are_no_container_have_no_marks() -> None:
    assert biff.marks(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x01" * 600) == []
