"""Files that leave the screen: what stands above the headings, and that numbers stay numbers."""

from __future__ import annotations

import csv
import io
from datetime import date
from importlib.resources import files

import pandas as pd
import pytest
from openpyxl import load_workbook
from PIL import Image, ImageColor, ImageFont

from pages.parts import charts, exports
from pages.parts.style import DARK, LIGHT, Palette

FRAME = pd.DataFrame(
    {"unit": ["Na Hang", "Lâm Bình"], "value": [97.5, None], "day": pd.to_datetime(["2024-05-31"] * 2)}
)
HEADINGS = {"unit": "Đơn vị", "value": "Tỷ lệ (%)", "day": "Ngày"}
ABOVE = ["DỮ LIỆU MINH HỌA: số liệu tự sinh, không phải số liệu thật", "Băng rộng", "Nguồn: UBND huyện"]


def test_invented_figures_say_so_in_the_first_line_and_real_ones_do_not():
    assert exports.said_above("Băng rộng", "Nguồn: UBND huyện", True) == ABOVE
    assert exports.said_above("Băng rộng", "Nguồn: UBND huyện", False) == ["Băng rộng", "Nguồn: UBND huyện"]


def test_workbook_has_the_lines_above_then_headings_and_typed_cells():
    sheet = load_workbook(io.BytesIO(exports.workbook(FRAME, HEADINGS, ABOVE))).active
    assert [sheet.cell(row, 1).value for row in (1, 2, 3, 4)] == [*ABOVE, None]
    assert [cell.value for cell in sheet[5]] == ["Đơn vị", "Tỷ lệ (%)", "Ngày"]
    assert (sheet["B6"].value, sheet["B7"].value) == (97.5, None)
    assert sheet["C6"].value.isoformat() == "2024-05-31T00:00:00"
    assert sheet["C6"].number_format == "dd/mm/yyyy"


def test_csv_is_what_excel_in_vietnamese_opens_by_a_double_click():
    content = exports.text(FRAME, HEADINGS, ["Bảng 1; 2"])
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig").splitlines()[:3] == [
        '"Bảng 1; 2"',
        "Đơn vị;Tỷ lệ (%);Ngày",
        "Na Hang;97,5;31/05/2024",
    ]


def test_count_with_a_gap_stays_a_count():
    frame = pd.DataFrame({"month": [date(2024, 4, 30), date(2024, 5, 31)], "value": [1283.0, None]})
    content = exports.text(frame, {"month": "Tháng", "value": "Trạm"}, []).decode("utf-8-sig")
    assert content.splitlines() == ["Tháng;Trạm", "30/04/2024;1283", "31/05/2024;"]


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_picture_is_drawn_without_a_browser(colours: Palette) -> None:
    frame = pd.DataFrame({"month_end": pd.date_range("2024-03-31", periods=3, freq="ME"), "value": [1.0, 2.0, 4.0]})
    drawing = charts.over_time(frame, "trạm", colours=colours)
    data = exports.picture(drawing, "Số trạm", ["Tăng 3 trạm.", "Nguồn: Trạm BTS"], colours)
    picture = Image.open(io.BytesIO(data)).convert("RGB")
    # 900 points and the axis's words at its left, twice as many pixels; a ground of the mode's own colour.
    assert 1800 < picture.width < 2100
    assert picture.getpixel((2, 2)) == ImageColor.getrgb(colours.ground)
    assert len(picture.getcolors(maxcolors=1 << 20)) > 50  # letters and lines, not an empty sheet


def test_pictures_letters_are_the_products_own() -> None:
    # A machine without fonts still has the product's: it knows every letter of Vietnamese.
    names = {path.name for path in (files("font_source_sans_pro") / "files").iterdir()}
    assert {"SourceSansPro-Regular.ttf", "SourceSansPro-Semibold.ttf", "SourceSansPro-Bold.ttf"} <= names
    font = ImageFont.truetype(str(files("font_source_sans_pro") / "files" / "SourceSansPro-Regular.ttf"), 40)
    missing = bytes(font.getmask("\uffff"))
    assert all(bytes(font.getmask(letter)) != missing for letter in "ăâđêôơưếặỹộứịửĐ")


RUN_BY_EXCEL = ['=HYPERLINK("http://x")', "+84 912", "-1+1", "@SUM(A1)", "\t=1", "\r=1"]


def test_texts_that_a_spreadsheet_would_run_stay_texts():
    frame = pd.DataFrame({"unit": RUN_BY_EXCEL, "value": [-97.5, 1.0, 2.0, 3.0, 4.0, 5.0]})
    headings = {"unit": "=Đơn vị", "value": "Tỷ lệ"}
    sheet = load_workbook(io.BytesIO(exports.workbook(frame, headings, ["=cmd", "Nguồn"]))).active
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)} == {"s"}
    assert sheet["A1"].quotePrefix
    assert (sheet["A4"].value, sheet["B5"].value, sheet["B5"].data_type) == ("=Đơn vị", -97.5, "n")
    content = exports.text(frame, headings, ["=cmd", "Nguồn"]).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(content, newline=""), delimiter=";"))
    assert rows[:3] == [["'=cmd"], ["Nguồn"], ["'=Đơn vị", "Tỷ lệ"]]
    # A lone carriage return would end the line of the file: it becomes the line break that it stands for.
    assert [row[0] for row in rows[3:]] == [f"'{text}".replace("\r", "\n") for text in RUN_BY_EXCEL]
    assert rows[3][1] == "-97,5"


def test_signs_and_numbers_written_as_text_get_no_apostrophe():
    frame = pd.DataFrame({"text": ["-", "-5,3", "+3", "-12,5 %", "Na Hang"]})
    content = exports.text(frame, {"text": "T"}, ["Nguồn"]).decode("utf-8-sig")
    assert content.splitlines()[2:] == ["-", "-5,3", "+3", "-12,5 %", "Na Hang"]
