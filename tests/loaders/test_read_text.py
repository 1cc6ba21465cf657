"""CSV and web pages to grids: encoding, delimiter and shape are found out from the bytes."""

from __future__ import annotations

import pytest

from loaders.formats import delimited
from loaders.read import read


def grid(data: bytes) -> list[list[object]]:
    return read(data, "a.csv").sheets[0].rows


# --- csv -------------------------------------------------------------------------------------------------------------

TABLE = [["Mã", "Tên xã", "Điểm"], ["01", "Hồng Thái", "1,5"], ["02", "Đà Vị", "12"]]


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_delimiter_and_encoding_are_found_out(delimiter: str, encoding: str) -> None:
    book = read("\r\n".join(map(delimiter.join, TABLE)).encode(encoding), "x.xls")
    assert book.kind == "csv"
    assert book.sheets[0].rows == TABLE
    assert book.sheets[0].line_numbers == [1, 2, 3]


def test_windows_1258_is_composed() -> None:
    # "Hồng Thái" as windows-1258 writes it: the tone is a byte behind its vowel.
    data = b"M\xe3;T\xean x\xe3\n01;H\xf4\xccng Tha\xeci\n02;\xd0a\xcc Vi\xf2\n"
    assert [row[1] for row in grid(data)[1:]] == ["Hồng Thái", "Đà Vị"]


def test_tcvn3_is_read_as_its_font_shows_it() -> None:
    # The soft hyphen is the letter ư.
    data = "Tªn x·;Sè l\u00adîng tr¹m BTS\nTuyªn Quang;12\nChiªm Hãa;9\n".encode("cp1252")
    assert grid(data) == [["Tên xã", "Số lượng trạm BTS"], ["Tuyên Quang", "12"], ["Chiêm Hóa", "9"]]
    assert read(data, "a.csv").ways == ("tcvn3",)


@pytest.mark.parametrize(
    ("text", "rows", "lines"),
    [
        # A quoted field with a line break and the delimiter in it: the next record begins on line 4.
        ('a;b\n"một; \nhai";2\nx;y\n', [["a", "b"], ["một; \nhai", "2"], ["x", "y"]], [1, 2, 4]),
        # Title lines above the table have fewer fields.
        ("BÁO CÁO, tháng 5\n\na,b,c\n1,2,3\n4,5,6\n",
         [["BÁO CÁO", " tháng 5", None], [None] * 3, ["a", "b", "c"], ["1", "2", "3"], ["4", "5", "6"]],
         [1, 2, 3, 4, 5]),
        # Decimal commas don't cut.
        ("a;b\n1,5;2,5\n3,5;4,25\n", [["a", "b"], ["1,5", "2,5"], ["3,5", "4,25"]], [1, 2, 3]),
        # Excel's hint is obeyed.
        ("sep=|\na|b;c\n1|2;3\n", [["sep=", None], ["a", "b;c"], ["1", "2;3"]], [1, 2, 3]),
        # Old Mac line ends; trailing delimiters are no columns.
        ("a,b,,\r1,2,,\r", [["a", "b"], ["1", "2"]], [1, 2]),
        # A quotation mark that nobody closed swallows nothing.
        ('a;b\n"x;1\n' + "y;2\n" * 600, [["a", "b"], ['"x', "1"]] + [["y", "2"]] * 600, list(range(1, 603))),
    ],
)  # fmt: skip
def test_records_and_their_lines(text: str, rows: list[list[object]], lines: list[int]) -> None:
    sheet = read(text.encode(), "a.csv").sheets[0]
    assert sheet.rows == rows
    assert sheet.line_numbers == lines


def test_bytes_that_are_no_text_are_not_decoded() -> None:
    assert delimited.decoded(b"\x00\x01\x02\x03" * 100) is None


# --- html saved as .xls ----------------------------------------------------------------------------------------------

PAGE = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><title>Biểu</title></head><body>
<p>Kỳ báo cáo: Tháng 5/2024</p><table>
<thead><tr><th rowspan="2">Lĩnh vực</th><th colspan="2">Tiếp nhận<br>trong kỳ</th></tr>
<tr><th>Tổng</th><th>Trực tuyến</th></tr></thead>
<tr><td>Đất&nbsp;đai </td><td>1.283</td><td></td></tr></table></body></html>"""


def test_html_is_a_sheet_with_merged_cells_expanded() -> None:
    book = read(PAGE.encode(), "baocao.xls")
    assert book.kind == "html"
    assert book.sheets[0].rows == [
        ["Lĩnh vực", "Tiếp nhận\ntrong kỳ", None],
        [None, "Tổng", "Trực tuyến"],
        ["Đất\u00a0đai", "1.283", None],
    ]
    assert book.sheets[0].merges == ((0, 0, 1, 0), (0, 1, 0, 2))
    assert book.properties == {"title": "Biểu", "text": "Kỳ báo cáo: Tháng 5/2024"}


def test_what_stands_over_a_table_is_its_lead_and_no_row() -> None:
    page = (
        "<table><tr><td>UBND HUYỆN NA HANG</td><td>Độc lập - Tự do - Hạnh phúc</td></tr></table>"
        "<h3>Biểu <b>phủ</b> sóng</h3><p>Tháng 5/2024</p><table><caption>Đơn vị: hộ</caption><tr><th>Thôn<th>Hộ"
        "<tr><td>Bản Lùng<td>51</table><p>Na Hang, ngày 5 tháng 6 năm 2024</p><p>Người lập</p>"
    )
    (sheet,) = read(page.encode(), "a.xls").sheets
    assert sheet.lead == (
        "UBND HUYỆN NA HANG",
        "Độc lập - Tự do - Hạnh phúc",
        "Biểu phủ sóng",
        "Tháng 5/2024",
        "Đơn vị: hộ",
    )
    assert sheet.rows == [["Thôn", "Hộ"], ["Bản Lùng", "51"], [None, "Na Hang, ngày 5 tháng 6 năm 2024"]]
    # In the workbook that goes back the lead is rows of its own, as Excel shows the page.
    assert sheet.with_lead.rows[4:7] == [["Đơn vị: hộ", None], ["Thôn", "Hộ"], ["Bản Lùng", "51"]]


@pytest.mark.parametrize(
    ("data", "rows"),
    [
        # Blanks behind the delimiters are there for the eye, a quotation mark counts behind them too.
        ('a, b, c\n1, "x, y", 3\n', [["a", "b", "c"], ["1", "x, y", "3"]]),
        ("| a | b  |\n|---|----|\n| 1 | 2  |\n", [[None, "a", "b"], [None] * 3, [None, "1", "2"]]),
        # Zeros at the end, marks in the middle, a letter cut in two.
        ("a;b\nx;\ufeffy\n\0\0\0", [["a", "b"], ["x", "y"]]),
    ],
)
def test_habits_of_programs(data: str, rows: list[list[object]]) -> None:
    assert grid(data.encode()) == rows


def test_utf_8_with_a_broken_letter_stays_utf_8() -> None:
    text = "Tên xã;Huyện\n" + "Yên Hoa;Nà Hang\nĐà Vị;Nà Hang\n" * 5 + "Sơn Phú;Nà"
    assert grid(text.encode()[:-1])[-1] == ["Sơn Phú", "N"]
    assert grid(text.encode().replace("Vị".encode(), b"V\xe1", 1))[2] == ["Đà V\ufffd", "Nà Hang"]
