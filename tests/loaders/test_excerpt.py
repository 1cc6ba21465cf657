"""The rows around a cell, from the archived bytes: what its sender sees, not what was made of it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from loaders import BadFile, excerpt
from tests.workbook import Page, xlsx

SHEET = Page(
    [
        ["Biểu 1", None, None],
        ["STT", "Đơn vị", "Ngày trả"],
        [1, "Sở Y tế", datetime(2024, 7, 12)],
        [2, "12.345", 12.345],
        [3, None, "quý II"],
    ],
    "Trang 1",
)


def archived(home: Path, data: bytes) -> str:
    (home / "archive").mkdir(parents=True)
    (home / "archive" / "abc").write_bytes(data)
    return "abc"


def test_rows_are_shown_as_typed(tmp_path: Path) -> None:
    digest = archived(tmp_path, xlsx(SHEET))
    found = excerpt(digest, "a.xlsx", "Trang 1", 4, data=tmp_path)
    assert found.letters == ["A", "B", "C"]
    assert found.row_numbers == [1, 2, 3, 4, 5]
    # The text 12.345 and the number 12.345 stay apart: one has a point, the other a decimal comma.
    assert found.texts[3] == ["2", "12.345", "12,345"]
    assert found.texts[2] == ["1", "Sở Y tế", "12/07/2024"]
    assert found.texts[4] == ["3", "", "quý II"]


def test_four_rows_each_side_of_a_long_sheet(tmp_path: Path) -> None:
    digest = archived(tmp_path, xlsx([["STT"], *([number] for number in range(1, 40))]))
    found = excerpt(digest, "a.xlsx", "Sheet1", 20, data=tmp_path)
    assert found.row_numbers == list(range(16, 25))
    assert found.texts[4] == ["19"]


def test_csv_counts_lines_as_an_editor_does(tmp_path: Path) -> None:
    digest = archived(tmp_path, 'ten;ghi chu\nA;"hai\ndòng"\nB;x\n'.encode())
    found = excerpt(digest, "a.csv", "", 4, data=tmp_path)
    assert dict(zip(found.row_numbers, found.texts, strict=True))[4] == ["B", "x"]
    with pytest.raises(BadFile, match="dòng 3"):
        excerpt(digest, "a.csv", "", 3, data=tmp_path)  # the second line of a cell is no row


@pytest.mark.parametrize(
    ("digest", "sheet", "row", "said"),
    [
        ("không", "Trang 1", 4, "kho lưu không còn tệp gốc a.xlsx"),
        ("abc", "Trang 2", 4, "không có trang Trang 2"),
        ("abc", "Trang 1", 99, "không có dòng 99"),
    ],
)
def test_what_is_gone_is_said(tmp_path: Path, digest: str, sheet: str, row: int, said: str) -> None:
    archived(tmp_path, xlsx(SHEET))
    with pytest.raises(BadFile) as caught:
        excerpt(digest, "a.xlsx", sheet, row, data=tmp_path)
    assert said in caught.value.message
