"""Files to grids: what stands in a cell reaches the grid as it is, faults included."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, timedelta
from pathlib import Path

import openpyxl
import pytest

from loaders.contract import BadFile, CellError, Formula, Percent
from loaders.read import Book, read

SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{}</worksheet>'
# Cell styles of STYLES: 0 general, 1 0%, 2 0.0%, 3 dd/mm/yyyy, 4 a % that is only text.
STYLES = """<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
<numFmts count="3"><numFmt numFmtId="164" formatCode="0.0%"/><numFmt numFmtId="165" formatCode="dd/mm/yyyy"/>
<numFmt numFmtId="166" formatCode="0&quot;%&quot;"/></numFmts>
<fonts count="1"><font/></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills>
<borders count="1"><border/></borders>
<cellStyleXfs count="1"><xf numFmtId="9"/></cellStyleXfs>
<cellXfs count="5"><xf numFmtId="0"/>
<xf numFmtId="9"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/></cellXfs>
</styleSheet>"""


def xlsx(data: str, *, dimension: str = "", after: str = "", state: str = "visible", core: str = "") -> bytes:
    """A workbook of the sheets "Bảng" and "Phụ" (empty, of that state), with this sheetData, as Excel writes it."""
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{kind}.styles+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet2.xml" ContentType="{kind}.worksheet+xml"/></Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{rel}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
        f'xmlns:r="{rel}">'
        f'<sheets><sheet name="Bảng" sheetId="1" r:id="r1"/><sheet name="Phụ" sheetId="2" state="{state}" r:id="r2"/>'
        "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{rel}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{rel}/worksheet" Target="/xl/worksheets/sheet2.xml"/>'
        f'<Relationship Id="r3" Type="{rel}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": STYLES,
        "xl/worksheets/sheet1.xml": SHEET.format(f"{dimension}<sheetData>{data}</sheetData>{after}"),
        "xl/worksheets/sheet2.xml": SHEET.format('<sheetData><row r="1"><c r="A1"><v>7</v></c></row></sheetData>'),
    }
    if core:
        parts["docProps/core.xml"] = core
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return file.getvalue()


def grid(data: bytes, name: str = "a.xlsx") -> list[list[object]]:
    return read(data, name).sheets[0].rows


def refusal(data: bytes) -> BadFile:
    with pytest.raises(BadFile) as caught:
        read(data, "tep.xlsx")
    return caught.value


# --- xlsx --------------------------------------------------------------------------------------------------------


def test_cells_keep_their_type_and_address() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["B3"], sheet["C3"], sheet["D3"] = "  chữ ", 1283, 12.5
    sheet["E3"], sheet["F3"] = date(2024, 5, 31), datetime(2024, 5, 31, 8, 30)
    sheet["G3"], sheet["H3"], sheet["I3"] = True, timedelta(days=1, hours=2), "   "
    sheet["J9"].number_format = "0%"  # a formatted blank is no cell
    file = io.BytesIO()
    book.save(file)
    rows = grid(file.getvalue())
    assert rows[:2] == [[None] * 9] * 2
    assert rows[2] == [
        None, "  chữ ", 1283.0, 12.5, date(2024, 5, 31), datetime(2024, 5, 31, 8, 30), True,
        timedelta(days=1, hours=2), "   ",
    ]  # fmt: skip
    assert len(rows) == 3


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ('<c r="B2" t="e"><v>#REF!</v></c>', CellError("#REF!")),
        ('<c r="B2" t="e"><f>A1/0</f><v>#DIV/0!</v></c>', CellError("#DIV/0!")),
        ("<c r='B2' t='e'><v>#N/A</v></c>", CellError("#N/A")),
        ('<c r="B2"><f>A1+C5</f></c>', Formula("=A1+C5")),
        ('<c r="B2"><f>A1+C5</f><v></v></c>', Formula("=A1+C5")),
        ('<c r="B2"><f>A1+C5</f><v/></c>', Formula("=A1+C5")),
        ('<c r="B2" t="str"><f>SUM(A1:A9)</f><v></v></c>', Formula("=SUM(A1:A9)")),
        ('<c r="B2"><f>IF(A1&lt;5,1,2)</f></c>', Formula("=IF(A1<5,1,2)")),
        ('<c r="B2"><f>A1+C5</f><v>12</v></c>', 12.0),
        ('<c r="B2" t="str"><f>"a"&amp;"b"</f><v>ab</v></c>', "ab"),
        ('<c r="B2" s="1"><v>0.952</v></c>', Percent(0.952)),
        ('<c r="B2" s="2"><f>C1/C2</f><v>0.5</v></c>', Percent(0.5)),
        ('<c r="B2" s="4"><v>95</v></c>', 95.0),
        ('<c r="B2" s="3"><v>45443</v></c>', date(2024, 5, 31)),
        ('<c r="B2" s="1" t="inlineStr"><is><t>95%</t></is></c>', "95%"),
        ('<c r="B2" t="inlineStr"><is><t>Hoa\u0300 Bi\u0300nh</t></is></c>', "Hoà Bình"),
        ('<c r="B2" t="inlineStr"><is><t>Sè l\u00adîng</t></is></c>', "Số lượng"),
    ],
)
def test_what_calamine_leaves_out_is_in_the_grid(cell: str, expected: object) -> None:
    row = f'<row r="2">{cell}<c r="C2" t="inlineStr"><is><t>cuối</t></is></c></row>'
    found = grid(xlsx(row))[1]
    assert found[0] is None
    assert (type(found[1]), found[1], found[2]) == (type(expected), expected, "cuối")


def test_a_fault_beyond_the_last_value_still_has_its_cell() -> None:
    rows = grid(xlsx('<row r="1"><c r="A1"><v>1</v></c></row><row r="4"><c r="C4" t="e"><v>#REF!</v></c></row>'))
    assert (len(rows), rows[3]) == (4, [None, None, CellError("#REF!")])


def test_shared_formulas_are_written_out() -> None:
    rows = grid(
        xlsx(
            '<row r="1"><c r="A1"><v>1</v></c><c r="C1"><f t="shared" ref="C1:C2" si="0">SUM(A1:B1)</f></c></row>'
            '<row r="2"><c r="A2"><v>1</v></c><c r="C2"><f t="shared" si="0"/></c></row>'
        )
    )
    assert [row[2] for row in rows] == ["=SUM(A1:B1)", "=SUM(A2:B2)"]


def test_cells_without_addresses_are_counted() -> None:
    rows = grid(xlsx('<row><c><v>1</v></c><c t="e"><v>#N/A</v></c></row><row><c/><c s="1"><v>0.5</v></c></row>'))
    assert rows == [[1.0, CellError("#N/A")], [None, Percent(0.5)]]
    assert isinstance(rows[0][1], CellError) and isinstance(rows[1][1], Percent)


def test_hidden_sheets_have_no_rows_and_merges_are_zero_based() -> None:
    data = xlsx(
        '<row r="2"><c r="A2"><v>1</v></c></row>',
        after='<mergeCells><mergeCell ref="A2:C3"/></mergeCells>',
        state="hidden",
    )
    first, second = read(data, "a.xlsx").sheets
    assert (first.name, first.merges, first.is_visible) == ("Bảng", ((1, 0, 2, 2),), True)
    assert (second.name, second.rows, second.is_visible) == ("Phụ", [], False)


def test_a_sheet_that_says_a_size_which_is_none_is_read() -> None:
    data = xlsx(
        '<row r="1"><c r="A1" s="3"><v>45443</v></c><c r="B1"><v>5</v></c>'
        '<c r="C1" t="e"><v>#REF!</v></c><c r="XFD1" s="1"/></row>',
        dimension='<dimension ref="1:1"/>',
        after='<mergeCells><mergeCell ref="A1:B1"/></mergeCells>',
    )
    sheet = read(data, "a.xlsx").sheets[0]
    assert sheet.rows == [[date(2024, 5, 31), 5.0, CellError("#REF!")]]
    assert isinstance(sheet.rows[0][1], float) and isinstance(sheet.rows[0][2], CellError)
    assert sheet.merges == ((0, 0, 0, 1),)


def test_a_stray_cell_far_away_is_refused_not_unrolled() -> None:
    data = xlsx(
        '<row r="1"><c r="A1"><v>5</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        dimension='<dimension ref="A1:XFD1048576"/>',
    )
    assert refusal(data).rule == "too_large"


def test_core_properties_are_read() -> None:
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Mẫu</dc:title><cp:keywords>sample</cp:keywords>'
        "<dc:creator></dc:creator></cp:coreProperties>"
    )
    assert read(xlsx("", core=core), "a.xlsx").properties == {"title": "Mẫu", "keywords": "sample"}


# --- what is no table ------------------------------------------------------------------------------------------------


def ole(*streams: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 500 + b"".join(name.encode("utf-16-le") for name in streams)


def zipped(**parts: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/"), text)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "rule", "said"),
    [
        (b"", "empty_file", "rỗng"),
        (b"  \r\n ", "empty_file", "rỗng"),
        (b"%PDF-1.7\n...", "not_a_table", "PDF"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not_a_table", "ảnh"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "not_a_table", "ảnh"),
        (zipped(word__document="<w/>"), "not_a_table", "Word"),
        (zipped(README="chào"), "not_a_table", "ZIP"),
        (ole("WordDocument"), "not_a_table", "Word"),
        (ole("EncryptedPackage"), "password_protected", "mật khẩu"),
        (ole("Workbook"), "broken_file", "hỏng"),
        (b"PK\x03\x04\x14\x00 cut off", "broken_file", "hỏng"),
        (b'{"a": 1}', "not_a_table", "JSON"),
        ("Kính gửi Sở TT&TT.\nĐây là thư.\n".encode(), "not_a_table", "văn bản"),
        (b"<html><body><p>x</p></body></html>", "not_a_table", "trang web"),
        (bytes(range(256)) * 20, "unknown_format", "định dạng"),
    ],
)
def test_a_file_that_is_no_table_is_refused_by_what_it_is(data: bytes, rule: str, said: str) -> None:
    found = refusal(data)
    assert found.rule == rule
    assert said in str(found)
    assert found.fix


# --- real files ------------------------------------------------------------------------------------------------------


def real(shared: Path, name: str) -> Book:
    path = shared / "real" / name
    return read(path.read_bytes(), path.name)


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "sheet", "cell", "expected"),
    [
        ("provincial_indices/PAPI_2011-2016.xlsx", "2011_PAPI", (2, 2), "Hà Nội"),
        ("provincial_indices/PAPI_2011-2016.xlsx", "2016_PAPI", (65, 1), "Highest"),
        ("provincial_indices/PCI_2009.xls", "Tong Hop", (5, 2), "Đà Nẵng"),
        ("provincial_indices/PCI_2009.xls", "Tong Hop", (5, 1), 1.0),
        ("provincial_indices/PCI_2014.xlsx", "Summary_VN", (1, 1), "Đồng Tháp"),
        ("provincial_indices/PCI_2014.xlsx", "Summary_VN", (0, 3), None),
        ("budgets/Plan_2012.xls", "M08", (12, 5), "4=5+6"),
    ],
)
def test_real_cells_are_where_they_are(
    shared: Path, name: str, sheet: str, cell: tuple[int, int], expected: object
) -> None:
    found = next(item for item in real(shared, name).sheets if item.name == sheet)
    assert found.rows[cell[0]][cell[1]] == expected


@pytest.mark.shared
def test_the_sheet_that_claims_every_column_is_cut_to_its_table(shared: Path) -> None:
    book = real(shared, "provincial_indices/PCI_2014.xlsx")
    sizes = {sheet.name: (len(sheet.rows), len(sheet.rows[0])) for sheet in book.sheets if sheet.rows}
    assert sizes["Summary_VN"] == (68, 25)
    assert [sheet.name for sheet in book.sheets if not sheet.is_visible] == ["Summary"]


@pytest.mark.shared
def test_every_real_file_is_read(shared: Path) -> None:
    files = sorted(path for path in (shared / "real").rglob("*") if path.suffix in (".xls", ".xlsx", ".csv"))
    assert len(files) >= 10
    for path in files:
        book = read(path.read_bytes(), path.name)
        assert any(sheet.rows for sheet in book.sheets), path.name
        assert all(len({*map(len, sheet.rows)}) <= 1 for sheet in book.sheets), path.name
