"""Files that leave the screen: what stands above the headings, and that numbers stay numbers."""

from __future__ import annotations

import io

import pandas as pd
from openpyxl import load_workbook

from pages.parts import exports

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


def test_csv_keeps_a_comma_inside_its_cell_and_reads_as_utf8_in_excel():
    content = exports.text(FRAME, HEADINGS, ["Bảng 1, 2"])
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig").splitlines()[:3] == [
        '"Bảng 1, 2"',
        "Đơn vị,Tỷ lệ (%),Ngày",
        "Na Hang,97.5,2024-05-31",
    ]
