"""The marked workbook: faulty cells are coloured and explained, and nothing else of what was sent is changed."""

from __future__ import annotations

import io
import re
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.styles import Border, Font, PatternFill, Side
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table
from PIL import Image as Picture
from python_calamine import CalamineWorkbook

from loaders.contract import Level
from loaders.report import Issue
from loaders.workbooks import marking
from loaders.workbooks.looks import RED, YELLOW
from loaders.workbooks.marking import marked
from loaders.workbooks.notes import SIGN
from loaders.workbooks.parts import Odd
from loaders.workbooks.sheet_cells import SheetCells
from loaders.workbooks.summary import FIRST_LINE, Letter, Remark

LETTER = Letter("tram.xlsx", "Kết quả: 2 dòng được nạp, 1 dòng chưa được nạp.")
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def remark(
    row: int | None, column: int | None, level: Level = "error", sheet: str = "Trạm", message: str = "sai", **more: str
) -> Remark:
    issue = Issue(
        level,
        more.get("rule", "not_a_count"),
        sheet,
        None,
        row,
        more.get("heading", "Số hộ"),
        more.get("value", "x"),
        message,
        more.get("fix", "gõ lại"),
    )
    return Remark(issue, sheet, row, column)


def saved(book: Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def parts(data: bytes) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(members: Mapping[str, bytes]) -> bytes:
    file = io.BytesIO()
    with ZipFile(file, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def values(data: bytes, leave_out: Sequence[str] = ()) -> dict[str, list[list[object]]]:
    """All cells as python-calamine reads them."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {
        name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        for name in book.sheet_names
        if name not in leave_out
    }


def opened(data: bytes, remarks: Sequence[Remark], letter: Letter = LETTER) -> Workbook:
    return load_workbook(io.BytesIO(marked(data, remarks, letter)[0]))


def colours(book: Workbook, sheet: str = "Trạm") -> dict[str, str]:
    """Cell -> colour of the cells that have one of the two marks."""
    return {
        cell.coordinate: cell.fill.fgColor.rgb
        for row in book[sheet].iter_rows()
        for cell in row
        if cell.fill.fill_type and cell.fill.fgColor.rgb in (RED, YELLOW)
    }


def notes(book: Workbook, sheet: str = "Trạm") -> dict[str, str]:
    return {cell.coordinate: cell.comment.text for row in book[sheet].iter_rows() for cell in row if cell.comment}


def stations() -> Workbook:
    book = Workbook()
    sheet = book.active
    sheet.title = "Trạm"
    for row in (
        ["Mã", "Số hộ", "Ngày"],
        ["A", 5, date(2024, 5, 31)],
        ["B", "nhiều", date(2024, 5, 30)],
        ["C", 7, None],
    ):
        sheet.append(row)
    return book


# --- colours and notes -------------------------------------------------------------------------------------


def test_cells_are_coloured_by_the_worst_remark_and_explained():
    book = opened(
        saved(stations()),
        [
            remark(3, 2, "warning", message="số lạ"),
            remark(3, 2, "error", message="không phải số đếm", fix="gõ số nguyên"),
            remark(4, 2, "warning", message="khác thường", fix="kiểm tra lại"),
        ],
    )
    assert colours(book) == {"B3": RED, "B4": YELLOW}
    assert notes(book) == {
        "B3": f"{SIGN}\nXem lại: số lạ.\nCách sửa: gõ lại.\nSai: không phải số đếm.\nCách sửa: gõ số nguyên.",
        "B4": f"{SIGN}\nXem lại: khác thường.\nCách sửa: kiểm tra lại.",
    }


def test_the_same_thing_said_twice_of_a_cell_is_written_once():
    book = opened(saved(stations()), [remark(3, 2), remark(3, 2)])
    assert notes(book) == {"B3": f"{SIGN}\nSai: sai.\nCách sửa: gõ lại."}


def test_a_remark_on_a_row_colours_its_first_cell_that_holds_something():
    sent = stations()
    sent["Trạm"]["A3"] = None
    sent["Trạm"]["A3"].font = Font(bold=True)
    book = opened(saved(sent), [remark(3, None), remark(9, None)])
    assert colours(book) == {"B3": RED, "A9": RED}


def test_in_a_merged_area_the_first_cell_is_marked():
    sent = stations()
    sent["Trạm"].merge_cells("A3:A4")
    book = opened(saved(sent), [remark(4, 1)])
    assert colours(book) == {"A3": RED}
    assert [str(area) for area in book["Trạm"].merged_cells.ranges] == ["A3:A4"]


def test_the_rest_of_a_cell_s_format_stays():
    sent = stations()
    cell = sent["Trạm"]["C3"]
    cell.font, cell.number_format = Font(bold=True, italic=True, color="FF00AA00"), "dd-mm-yy"
    cell.border = Border(top=Side("thick"))
    sent["Trạm"]["A2"].fill = PatternFill("solid", fgColor="FF123456")
    book = opened(saved(sent), [remark(3, 3)])
    now = book["Trạm"]["C3"]
    assert (now.font.b, now.font.i, now.font.color.rgb, now.number_format) == (True, True, "FF00AA00", "dd-mm-yy")
    assert (now.border.top.style, now.fill.fgColor.rgb) == ("thick", RED)
    assert book["Trạm"]["A2"].fill.fgColor.rgb == "FF123456"


def test_white_letters_turn_black_on_the_pale_mark():
    sent = stations()
    heading = sent["Trạm"]["B1"]
    heading.font, heading.fill = Font(bold=True, color="FFFFFFFF"), PatternFill("solid", fgColor="FF003366")
    book = opened(saved(sent), [remark(1, 2, "warning")])
    assert book["Trạm"]["B1"].font.color.rgb == "FF000000"
    assert book["Trạm"]["B1"].font.b is True


def test_a_missing_cell_takes_the_format_of_its_row_or_column():
    sent = stations()
    sent["Trạm"].column_dimensions["E"].number_format = "0.00"
    sent["Trạm"].row_dimensions[4].font = Font(bold=True)
    book = opened(saved(sent), [remark(2, 5), remark(4, 4), remark(40, 5)])
    assert colours(book) == {"E2": RED, "D4": RED, "E40": RED}
    assert book["Trạm"]["E2"].number_format == book["Trạm"]["E40"].number_format == "0.00"
    assert book["Trạm"]["D4"].font.b is True


def test_too_many_notes_leave_colours_and_say_so(monkeypatch):
    monkeypatch.setattr(marking, "NOTES", 1)
    book = opened(saved(stations()), [remark(2, 2, "warning"), remark(3, 2), remark(4, 2)])
    assert colours(book) == {"B2": YELLOW, "B3": RED, "B4": RED}
    assert list(notes(book)) == ["B3"]
    assert any("2 ô chỉ được tô màu" in str(row[0].value) for row in book["Cần sửa"].iter_rows())


# --- what must not change ----------------------------------------------------------------------------------


def full_of_things() -> bytes:
    """A workbook with a chart, a picture, a table, names, a filter, hidden rows and sheets, protection, validation."""
    book = stations()
    sheet = book["Trạm"]
    sheet.column_dimensions["A"].width = 33
    sheet.row_dimensions[2].hidden = True
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = "A1:C4"
    sheet.print_title_rows = "1:1"
    sheet["D2"] = "=SUM(B2:B4)"
    choice = DataValidation(type="list", formula1='"2G,3G,4G"')
    choice.add("E2:E9")
    sheet.add_data_validation(choice)
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=4), titles_from_data=True)
    sheet.add_chart(chart, "G2")
    picture = io.BytesIO()
    Picture.new("RGB", (4, 4), "red").save(picture, "PNG")
    sheet.add_image(Image(picture), "G20")
    other = book.create_sheet("Bảng khác")
    other.append(["Tên", "Trị"])
    other.append(["x", 1])
    other.add_table(Table(displayName="Bang1", ref="A1:B2"))
    other.print_area = "A1:B2"
    other["A2"].comment = Comment("của người gửi", "Anh Ba")
    hidden = book.create_sheet("Ẩn")
    hidden.append(["bí mật", 9])
    hidden.sheet_state = "hidden"
    book.defined_names["so_ho"] = DefinedName("so_ho", attr_text="'Trạm'!$B$2:$B$4")
    book.active = 1
    sheet.sheet_view.tabSelected, other.sheet_view.tabSelected = False, True
    return saved(book)


def test_every_other_part_keeps_its_bytes():
    sent = full_of_things()
    before, after = parts(sent), parts(marked(sent, [remark(3, 2)], LETTER)[0])
    assert set(before) <= set(after)
    assert {name for name, content in before.items() if after[name] != content} == {
        "[Content_Types].xml",
        "xl/_rels/workbook.xml.rels",
        "xl/workbook.xml",
        "xl/styles.xml",
        "xl/worksheets/sheet1.xml",
        "xl/worksheets/_rels/sheet1.xml.rels",
        "xl/worksheets/sheet2.xml",  # only: no longer the sheet that opens
    }
    assert after["xl/worksheets/sheet2.xml"] == before["xl/worksheets/sheet2.xml"].replace(b' tabSelected="1"', b"")
    assert set(after) - set(before) == {
        "xl/comments1.xml",
        "xl/drawings/vmlDrawing1.vml",
        "xl/worksheets/sheet4.xml",
    }


def test_of_the_marked_sheet_only_the_cell_s_format_and_the_drawing_of_notes_differ():
    sent = full_of_things()
    before = parts(sent)["xl/worksheets/sheet1.xml"]
    after = parts(marked(sent, [remark(3, 2)], LETTER)[0])["xl/worksheets/sheet1.xml"]
    cell = re.search(rb'<c r="B3"[^>]*>', after)
    assert cell and b' s="' in cell[0]
    sent_cell = re.search(rb'<c r="B3"[^>]*>', before)
    assert sent_cell
    back = after.replace(cell[0], sent_cell[0])
    back = re.sub(rb"<legacyDrawing [^>]*/>", b"", back)
    assert back == before


def test_values_are_the_same_for_another_reader():
    sent = full_of_things()
    after, _ = marked(sent, [remark(3, 2), remark(2, 2, sheet="Bảng khác"), remark(7, 7)], LETTER)
    now = values(after, ["Cần sửa"])
    assert now.keys() == values(sent).keys()
    for name, cells in values(sent).items():
        # The cell put in for the remark below the table makes the sheet longer, and blank there.
        assert [row[: len(cells[0])] for row in now[name][: len(cells)]] == cells


def test_names_that_belong_to_a_sheet_follow_it():
    book = opened(full_of_things(), [remark(3, 2)])
    assert book.sheetnames == ["Cần sửa", "Trạm", "Bảng khác", "Ẩn"]
    assert book["Trạm"].print_title_rows == "$1:$1"
    assert book["Bảng khác"].print_area == "'Bảng khác'!$A$1:$B$2"
    assert book["Cần sửa"].print_title_rows is None
    assert not book["Cần sửa"].print_area
    assert book.defined_names["so_ho"].attr_text == "'Trạm'!$B$2:$B$4"


def test_the_summary_opens_alone():
    book = opened(full_of_things(), [remark(3, 2)])
    assert book.active.title == "Cần sửa"
    assert [sheet.title for sheet in book if sheet.sheet_view.tabSelected] == ["Cần sửa"]
    assert book["Ẩn"].sheet_state == "hidden"


def test_chart_picture_table_validation_and_hidden_rows_are_still_there():
    book = opened(full_of_things(), [remark(3, 2), remark(2, 2, sheet="Bảng khác")])
    sheet = book["Trạm"]
    assert (len(sheet._charts), len(sheet._images)) == (1, 1)
    assert sheet.row_dimensions[2].hidden and sheet.column_dimensions["A"].width == 33
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:C4")
    assert [str(choice.sqref) for choice in sheet.data_validations.dataValidation] == ["E2:E9"]
    assert sheet["D2"].value == "=SUM(B2:B4)"
    assert list(book["Bảng khác"].tables) == ["Bang1"]
    assert colours(book, "Bảng khác") == {"B2": RED}


def test_the_drawing_of_notes_stands_where_the_standard_wants_it():
    """After the drawing, before the tables; Excel refuses a sheet with these in another order."""
    sent = saved_with_table_and_chart()
    xml = parts(marked(sent, [remark(3, 2)], LETTER)[0])["xl/worksheets/sheet1.xml"].decode()
    order = re.findall(r"<(drawing|legacyDrawing|tableParts|pageMargins)\b", xml)
    assert order == ["pageMargins", "drawing", "legacyDrawing", "tableParts"]


def saved_with_table_and_chart() -> bytes:
    book = stations()
    chart = BarChart()
    chart.add_data(Reference(book["Trạm"], min_col=2, min_row=1, max_row=4))
    book["Trạm"].add_chart(chart, "G2")
    book["Trạm"].add_table(Table(displayName="Bang1", ref="A1:C4"))
    return saved(book)


# --- a sender's own notes ----------------------------------------------------------------------------------


def test_a_sender_s_note_stays_and_ours_is_put_under_it():
    sent = stations()
    sent["Trạm"]["B3"].comment = Comment("hỏi lại chị Hoa", "Anh Ba")
    sent["Trạm"]["A2"].comment = Comment("đã kiểm tra", "Anh Ba")
    data = saved(sent)
    book = opened(data, [remark(3, 2), remark(4, 2)])
    assert notes(book) == {
        "A2": "đã kiểm tra",
        "B3": f"hỏi lại chị Hoa\n\n{SIGN}\nSai: sai.\nCách sửa: gõ lại.",
        "B4": f"{SIGN}\nSai: sai.\nCách sửa: gõ lại.",
    }
    assert book["Trạm"]["A2"].comment.author == "Anh Ba"
    members = parts(marked(data, [remark(3, 2), remark(4, 2)], LETTER)[0])
    drawing = next(content for name, content in members.items() if "vml" in name)
    # The note that grew has room for its five lines and one more; the sender's other one is as it was.
    assert sorted(re.findall(rb"height:([\d.]+p[tx])", drawing)) == [b"66pt", b"79px", b"94pt"]
    assert drawing.count(b'ObjectType="Note"') == 3
    assert len(set(re.findall(rb'id="(_x0000_s\d+)"', drawing))) == 3


def test_marking_again_takes_the_old_marks_away():
    sent = stations()
    sent["Trạm"]["A2"].comment = Comment("của tôi", "Anh Ba")
    first, _ = marked(saved(sent), [remark(2, 1), remark(3, 2), remark(4, 2)], LETTER)
    data, _ = marked(first, [remark(4, 2, message="vẫn sai")], LETTER)
    book = load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["Cần sửa", "Trạm"]
    assert colours(book) == {"B4": RED}
    assert notes(book) == {"A2": "của tôi", "B4": f"{SIGN}\nSai: vẫn sai.\nCách sửa: gõ lại."}
    drawing = next(content for name, content in parts(data).items() if "vml" in name)
    assert drawing.count(b'ObjectType="Note"') == 2
    assert values(data, ["Cần sửa"]) == values(saved(sent))


def test_a_sender_s_own_sheet_of_that_name_is_not_touched():
    sent = stations()
    sent.create_sheet("Cần sửa").append(["việc của tôi"])
    book = opened(saved(sent), [remark(3, 2)])
    assert book.sheetnames == ["Cần sửa (2)", "Trạm", "Cần sửa"]
    assert book["Cần sửa"]["A1"].value == "việc của tôi"


# --- the summary -------------------------------------------------------------------------------------------


def summary_of(remarks: Sequence[Remark], letter: Letter = LETTER) -> list[list[object]]:
    return [list(row) for row in opened(saved(stations()), remarks, letter)["Cần sửa"].iter_rows(values_only=True)]


def test_the_summary_counts_the_kinds_and_lists_every_remark():
    found = summary_of(
        [
            remark(4, 2, "warning", rule="outlier", value="7", message="khác thường", fix="xem lại"),
            remark(3, 2, value="nhiều", message="không phải số đếm", fix="gõ số"),
            remark(None, None, "fatal", sheet="", rule="no_report_date", heading="", value="", message="không rõ ngày"),
        ]
    )
    assert found[0][0] == FIRST_LINE
    assert found[1][0] == "Tệp nhận được: tram.xlsx. Kết quả: 2 dòng được nạp, 1 dòng chưa được nạp."
    start = next(i for i, row in enumerate(found) if row[1] == "Số chỗ")
    assert [row[:3] for row in found[start + 1 : start + 4]] == [
        ["Từ chối tệp", "1", "Không rõ số liệu tính đến ngày nào"],
        ["Sai", "1", "Không phải số đếm"],
        ["Xem lại", "1", "Giá trị khác thường"],
    ]
    assert found[-3:] == [
        ["Từ chối tệp", None, "cả tệp", None, None, "Không rõ ngày", "Gõ lại"],
        ["Sai", "Trạm", "B3", "Số hộ", "nhiều", "Không phải số đếm", "Gõ số"],
        ["Xem lại", "Trạm", "B4", "Số hộ", "7", "Khác thường", "Xem lại"],
    ]


def test_the_address_leads_to_the_cell():
    sent = stations()
    sent["Trạm"].title = "Tháng 5 'mới'"
    book = opened(saved(sent), [remark(3, 2, sheet="Tháng 5 'mới'")])
    links = [cell.hyperlink.location for row in book["Cần sửa"].iter_rows() for cell in row if cell.hyperlink]
    assert links == ["'Tháng 5 ''mới'''!B3"]


def test_what_a_sender_typed_never_runs_as_a_formula():
    value = '=HYPERLINK("http://example.com","bấm")'
    book = opened(saved(stations()), [remark(3, 2, value=value, heading="=1+1", message=f"sai: “{value}”")])
    cells = [cell for row in book["Cần sửa"].iter_rows() for cell in row if cell.value is not None]
    assert "f" not in {cell.data_type for cell in cells}
    assert value in [cell.value for cell in cells]
    xml = parts(marked(saved(stations()), [remark(3, 2, value=value)], LETTER)[0])["xl/worksheets/sheet2.xml"]
    assert b"<f" not in xml


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=40), st.text(max_size=40))
def test_no_text_breaks_the_workbook(value, message):
    """Control signs, half surrogates, our own sign in a sender's cell: it opens, and nothing else of it moves."""
    data, _ = marked(saved(stations()), [remark(3, 2, value=value, message=message)], LETTER)
    book = load_workbook(io.BytesIO(data))
    assert list(notes(book)) == ["B3"]
    assert values(data, ["Cần sửa"]) == values(saved(stations()))


def test_a_sample_says_so_and_hidden_sheets_are_named():
    sent = stations()
    sent.create_sheet("Nháp").sheet_state = "hidden"
    letter = Letter("tram.xlsx", "Kết quả: tệp chưa được nạp.", is_sample=True)
    found = [row[0].value for row in opened(saved(sent), [remark(3, 2)], letter)["Cần sửa"].iter_rows()]
    assert found[1] == "Dữ liệu minh họa"
    assert "Trang “Nháp” đang ẩn: không đọc." in found


# --- workbooks of other writers ----------------------------------------------------------------------------


def test_a_macro_workbook_keeps_its_macros_and_its_ending():
    members = parts(saved(stations()))
    types = members["[Content_Types].xml"].replace(
        b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    )
    code = bytes(range(256)) * 8
    sent = zipped(members | {"[Content_Types].xml": types, "xl/vbaProject.bin": code})
    data, ending = marked(sent, [remark(3, 2)], LETTER)
    assert ending == ".xlsm"
    assert parts(data)["xl/vbaProject.bin"] == code
    assert colours(load_workbook(io.BytesIO(data), keep_vba=True)) == {"B3": RED}


def with_sheet(xml: str) -> bytes:
    """The workbook of `stations` with this XML as its sheet's part."""
    return zipped(parts(saved(stations())) | {"xl/worksheets/sheet1.xml": xml.encode()})


def text(value: str) -> str:
    return f't="inlineStr"><is><t>{value}</t></is></c>'


def test_rows_and_cells_without_addresses_are_counted():
    rows = f"<row><c {text('a')}<c {text('b')}</row><row/><row><c/><c s='0' {text('c')}<c {text('d')}</row>"
    sent = with_sheet(f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>')
    book = opened(sent, [remark(3, 2), remark(2, 3), remark(1, 2), remark(3, None, "warning")])
    assert colours(book) == {"B1": RED, "C2": RED, "B3": RED}
    assert [[cell.value for cell in row] for row in book["Trạm"]["A1:C3"]] == [
        ["a", "b", None],
        [None, None, None],
        [None, "c", "d"],
    ]


def test_a_prefix_on_every_element_is_kept():
    rows = f'<x:row r="1"><x:c r="A1" {text("a")}</x:row><x:row r="3"><x:c r="B3"><x:v>5</x:v></x:c></x:row>'
    rows = rows.replace("<is><t>", "<x:is><x:t>").replace("</t></is></c>", "</x:t></x:is></x:c>")
    sent = with_sheet(f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData>{rows}</x:sheetData></x:worksheet>')
    book = opened(sent, [remark(3, 2), remark(3, 1, "warning"), remark(2, 2)])
    assert colours(book) == {"B3": RED, "A3": YELLOW, "B2": RED}
    assert (book["Trạm"]["A1"].value, book["Trạm"]["B3"].value) == ("a", 5)
    assert set(notes(book)) == {"B3", "A3", "B2"}


def test_a_sheet_without_a_row_can_be_marked():
    sent = with_sheet(f'<worksheet xmlns="{MAIN}"><sheetData/></worksheet>')
    assert colours(opened(sent, [remark(2, 2)])) == {"B2": RED}


def test_a_sheet_says_its_new_size_when_a_cell_is_put_in():
    xml = parts(marked(saved(stations()), [remark(9, 5)], LETTER)[0])["xl/worksheets/sheet1.xml"]
    assert b'<dimension ref="A1:E9"' in xml


@pytest.mark.parametrize(
    "xml",
    [
        '<worksheet xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"><sheetData/></worksheet>',
        f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1" t="str"><v><![CDATA[<row r="2">]]></v></c></row>'
        "</sheetData></worksheet>",
        f'<worksheet xmlns="{MAIN}"><!-- <sheetData> --><sheetData/></worksheet>',
        f'<worksheet xmlns="{MAIN}"><sheetData><row r="2"/><row r="1"/></sheetData></worksheet>',
        f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="B1"/><c r="A1"/></row></sheetData></worksheet>',
        f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1"><v>1</v></c ></row></sheetData></worksheet>',
        f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1"><v>1</v></row></sheetData></worksheet>',
        f'<worksheet xmlns="{MAIN}"><sheetData><row r="1">',
        f'<worksheet xmlns="{MAIN}"></worksheet>',
    ],
    ids=[
        "strict",
        "cdata",
        "comment",
        "rows out of order",
        "cells out of order",
        "end tag",
        "open cell",
        "cut short",
        "none",
    ],
)
def test_a_layout_that_a_search_could_misread_is_not_touched(xml):
    with pytest.raises(Odd):
        marked(with_sheet(xml), [remark(1, 1)], LETTER)


MANY = 200_000
ENDLESS = {
    "cells": f'<sheetData><row r="1">{"<c " * MANY}</row></sheetData>',
    "open cells": f'<sheetData><row r="1">{"<c><v>" * MANY}</row></sheetData>',
    "rows": f"<sheetData>{'<row ' * MANY}</sheetData>",
    "open rows": f"<sheetData>{'<row>' * MANY}</sheetData>",
    "quotes": f"<sheetData/>{'<a b=' + chr(34)} {'<a ' * MANY}",
    "areas": f"<sheetData/><mergeCells>{'<mergeCell ' * MANY}</mergeCells>",
    "tall areas": "<sheetData/><mergeCells>" + "<mergeCell ref='A1:A9999'/>" * 3000 + "</mergeCells>",
    "columns": f"<cols>{'<col ' * MANY}</cols><sheetData/>",
    "a long word": f"<cols><col {'a' * MANY}/></cols><sheetData/>",
    "dimensions": f"{'<dimension ' * MANY}<sheetData/>",
}


@pytest.mark.parametrize("body", ENDLESS.values(), ids=ENDLESS)
def test_no_sheet_takes_forever(body):
    """Each of these would keep a search busy for hours that looks for an end from every beginning."""
    sent = with_sheet(f'<worksheet xmlns="{MAIN}">{body}</worksheet>')
    start = time.process_time()
    with suppress(Odd, KeyError, ValueError):
        marked(sent, [remark(1, 1), remark(2, 20)], LETTER)
    assert time.process_time() - start < 5


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", zipped({"a.txt": b"a"}), b"\xd0\xcf\x11\xe0" * 100])
def test_what_is_no_workbook_is_refused(data):
    with pytest.raises(Odd):
        marked(data, [remark(1, 1)], LETTER)


@pytest.mark.parametrize(
    ("tail", "expected"),
    [
        ("<pageMargins/>", "pageMargins legacyDrawing"),
        ("<drawing/><picture/>", "drawing legacyDrawing picture"),
        ("<drawing/><legacyDrawingHF/><tableParts><tablePart/></tableParts>", "legacyDrawing legacyDrawingHF"),
        ("<hyperlinks><hyperlink a='>'/></hyperlinks><oleObjects/>", "hyperlinks legacyDrawing oleObjects"),
        # an extension inside an element is not the sheet's own
        (
            "<conditionalFormatting><extLst/></conditionalFormatting><extLst/>",
            "conditionalFormatting legacyDrawing extLst",
        ),
        ("<m:AlternateContent xmlns:m='m'><m:Choice/></m:AlternateContent>", "legacyDrawing AlternateContent"),
    ],
)
def test_the_drawing_of_notes_comes_before_all_that_must_follow_it(tail, expected):
    sheet = SheetCells(f'<worksheet xmlns="{MAIN}"><sheetData/>{tail}</worksheet>'.encode())
    sheet.draw("rId7")
    names = [etree.QName(node).localname for node in etree.fromstring(sheet.xml())]
    assert expected in " ".join(names)


def test_a_button_on_the_sheet_stays_where_notes_are_drawn():
    button = (
        '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel">'
        '<v:shape id="_x0000_s2050"><x:ClientData ObjectType="Button"><x:Anchor>1, 2, 3, 4, 5, 6, 7, 8</x:Anchor>'
        "</x:ClientData></v:shape></xml>"
    )
    sent = stations()
    sent["Trạm"]["A1"].comment = Comment("x", "y")
    members = {
        name: (
            button.encode() if name.endswith(".vml") else re.sub(rb"<comment .*?</comment>", b"", content, flags=re.S)
        )
        for name, content in parts(saved(sent)).items()
    }
    data, _ = marked(zipped(members), [remark(3, 2)], LETTER)
    drawing = next(content.decode() for name, content in parts(data).items() if name.endswith(".vml"))
    assert button.removesuffix("</xml>") in drawing
    assert 'id="_x0000_s2051"' in drawing and 'id="_x0000_t202"' in drawing
    assert set(notes(load_workbook(io.BytesIO(data)))) == {"B3"}


# --- any sheet ---------------------------------------------------------------------------------------------

PLACES = st.tuples(st.integers(1, 9), st.integers(1, 9))


@settings(max_examples=60, deadline=None)
@given(cells=st.sets(PLACES, max_size=30), wanted=st.sets(PLACES, min_size=1, max_size=12), seed=st.randoms())
def test_exactly_the_named_cells_are_coloured_and_no_value_moves(cells, wanted, seed):
    """Whatever is written of a sheet: addresses where they may be left out, rows and cells with or without content."""
    rows = {row: sorted(column for r, column in cells if r == row) for row in sorted({row for row, _ in cells})}
    xml, last_row = "", 0
    for row, columns in rows.items():
        shown = f' r="{row}"' if row != last_row + 1 or seed.random() < 0.5 else ""
        shown += seed.choice(["", ' spans="1:9"', ' ht="20" customHeight="1"'])
        body, last = "", 0
        for column in columns:
            address = f' r="{chr(64 + column)}{row}"' if column != last + 1 or seed.random() < 0.5 else ""
            body += f"<c{address}><v>{row * 10 + column}</v></c>"
            last = column
        xml += f"<row{shown}>{body}</row>"
        last_row = row
    sent = with_sheet(f'<worksheet xmlns="{MAIN}"><sheetData>{xml}</sheetData></worksheet>')
    book = opened(sent, [remark(row, column) for row, column in wanted])
    assert colours(book) == {f"{chr(64 + column)}{row}": RED for row, column in wanted}
    found = {
        (cell.row, cell.column): cell.value
        for row in book["Trạm"].iter_rows()
        for cell in row
        if cell.value is not None
    }
    assert found == {(row, column): row * 10 + column for row, column in cells}
