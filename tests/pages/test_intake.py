"""The intake screen: files wait, are tried, put right and published; what a person decides there holds."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from loaders import desk, load, open_warehouse, trial, warehouse_name
from pages.parts import intake
from tests.pages.conftest import Screen
from tests.pages.test_screens import assert_sound, texts
from tests.workbook import csv_file, xlsx

HEADINGS = ["Mã trạm", "Xã", "Huyện", "Kinh độ", "Vĩ độ", "Ghi riêng"]
GOOD = ["A", "Năng Khả", "Na Hang", 105.39, 22.35, "x"]


def stations(*rows: list[object], operator: str = "Viettel", day: str = "31/5/2024") -> bytes:
    return xlsx([[f"Trạm {operator} đến ngày {day}"], HEADINGS, *rows])


FAULTY = stations(
    GOOD, ["B", "Nẫng Khá", "Na Hang", 105.39, 22.35, ""], ["C", "Năng Khả", "Na Hang", 105.39, 12.35, ""]
)
ODD = xlsx([["VNPT, đến 31/5/2024"], ["Ký hiệu vị trí", "Nơi đặt", "Trực thuộc"], ["V1", "Năng Khả", "Na Hang"]])


def codes(data: Path) -> list[str]:
    con = open_warehouse(data)
    found = con.execute("select station_code from src.bts_stations join log.standing using (batch_id) order by all")
    kept = [code for (code,) in found.fetchall()]
    con.close()
    return kept


def said(test: AppTest) -> str:
    return texts(test)


# --- frames ------------------------------------------------------------------------------------------------------


def test_a_trial_as_frames(tmp_path: Path) -> None:
    paths = [desk.put("a.xlsx", FAULTY, tmp_path), desk.put("b.xlsx", b"\x89PNG\r\n\x1a\n" + b"0" * 99, tmp_path)]
    with trial(paths, data=tmp_path) as done:
        frame = intake.files(done.report.files)
        issues = done.report.files[0].issues
    assert list(frame["file"]) == ["b.xlsx", "a.xlsx"], "the worst first"
    assert list(frame["outcome"]) == ["refused", "partly_loaded"]
    assert frame.iloc[1][["rows_read", "rows_loaded", "rows_refused", "dated"]].tolist() == [3, 1, 2, "31/05/2024"]
    assert intake.sentence(frame) == "2 tệp · 1 dòng sẽ nạp · 2 dòng bị từ chối · 1 tệp bị từ chối cả tệp"
    groups = intake.grouped(issues)
    errors = groups[groups["level"] == "error"]
    assert sorted(zip(errors["rule"], errors["cells"], strict=True)) == [
        ("coordinate_outside_province", "E5"),
        ("unknown_unit", "B4"),
    ]
    assert all(text.endswith(".") and not text.endswith("..") for text in [*groups["message"], *groups["fix"]])
    (sheet,) = desk.inspect(paths[0], "a.xlsx", issues, tmp_path)
    cells, marks = intake.grid(sheet, issues)
    assert list(cells.columns)[:2] == ["A · Mã trạm", "B · Xã"]
    assert list(cells.index) == ["1", "2", "3", "4", "5"]
    red = [(row, column) for row in marks.index for column in marks if intake.FAULT in marks.loc[row, column]]
    assert red == [("4", "B · Xã"), ("5", "E · Vĩ độ")]
    assert "1 cột không dùng" in intake.recognised(sheet) and "tiêu đề ở dòng 2" in intake.recognised(sheet)


def test_a_line_of_a_text_file_is_marked_in_its_column(tmp_path: Path) -> None:
    rows = [["Trạm Viettel đến ngày 31/5/2024"], HEADINGS, GOOD, ["B", "Năng Khả", "Na Hang", 105.39, "12,35", ""]]
    path = desk.put("a.csv", csv_file(rows), tmp_path)
    with trial([path], data=tmp_path) as done:
        issues = done.report.files[0].issues
    (sheet,) = desk.inspect(path, "a.csv", issues, tmp_path)
    _, marks = intake.grid(sheet, issues)
    assert [column for column in marks if intake.FAULT in marks.loc["4", column]] == ["E · Vĩ độ"]


def test_the_figures_that_would_move(tmp_path: Path) -> None:
    load([desk.put("a.xlsx", stations(GOOD), tmp_path)], data=tmp_path)
    con = open_warehouse(tmp_path)
    before = intake.figures(con, {"bts_stations"})
    con.close()
    more = stations(GOOD, ["B", *GOOD[1:]], ["C", *GOOD[1:]])
    with trial([desk.put("b.xlsx", more, tmp_path)], data=tmp_path) as done:
        after = intake.figures(done.con, {"bts_stations"})
    moved = intake.effect(before, after).set_index("metric_id")
    assert moved.loc["stations_active", ["before", "after", "change"]].tolist() == ["1 trạm", "3 trạm", "+2"]
    assert intake.effect(before, before).empty


# --- the screen --------------------------------------------------------------------------------------------------


def test_with_nothing_there_it_says_what_to_do(screen: Screen, tmp_path: Path) -> None:
    test = screen("intake", tmp_path / "d")
    assert_sound(test)
    assert "Không có tệp nào đang chờ" in said(test)
    assert len(test.get("file_uploader")) == 1


def test_files_are_dropped_looked_at_and_published(screen: Screen, desk_home: Path) -> None:
    test = screen("intake", desk_home)
    test.file_uploader[0].upload("Viettel.xlsx", FAULTY, "application/vnd.ms-excel").run()
    assert_sound(test)
    assert (desk_home / "inbox" / "Viettel.xlsx").read_bytes() == FAULTY
    assert warehouse_name(desk_home) is None, "nothing is published before somebody says so"
    assert "1 dòng sẽ nạp" in said(test) and "Nẫng Khá" in said(test) and "Toạ độ nằm ngoài" in said(test)
    test.button("publish").click().run()
    assert_sound(test)
    assert codes(desk_home) == ["A"]
    assert "Đã công bố bản số liệu mới" in said(test)
    assert [button.label for button in test.get("download_button")][:1] == ["Tệp gửi trả: Viettel__loi.xlsx"]
    # The name waits on, now in a published file: one click reads that file again.
    unit = "xa-nang-kha.huyen-na-hang"
    test.button(f"alias_0_{unit}").click().run()
    assert_sound(test)
    assert codes(desk_home) == ["A", "B"]
    assert "Nẫng Khá" not in said(test)
    test.button("undo").click().run()
    assert codes(desk_home) == ["A"]


def test_headings_are_read_by_hand_once(screen: Screen, desk_home: Path) -> None:
    desk.put("vnpt.xlsx", ODD, desk_home)
    test = screen("intake", desk_home)
    assert_sound(test)
    assert "Chưa nhận ra bảng nào" in said(test)
    assert test.button("publish").label == "Ghi nhận và trả lại đơn vị"
    test.button("form_save_vnpt.xlsx_Sheet1").click().run()
    assert any("chưa chọn cột" in error.value.lower() for error in test.error), "what is missing is said"
    place = "vnpt.xlsx_Sheet1_bts_stations_2_2"
    labels = [test.selectbox(f"form_{letter}_{place}").label for letter in "ABC"]
    assert labels == ["A · Ký hiệu vị trí", "B · Nơi đặt", "C · Trực thuộc"]
    for letter, meaning in {"A": "station_code", "B": "commune_id", "C": "district_id"}.items():
        test.selectbox(f"form_{letter}_{place}").set_value(meaning)
    test.button("form_save_vnpt.xlsx_Sheet1").click().run()
    assert_sound(test)
    assert "1 dòng sẽ nạp" in said(test)
    test.button("publish").click().run()
    assert codes(desk_home) == ["V1"]


def test_a_waiting_file_is_renamed_or_dropped(screen: Screen, desk_home: Path) -> None:
    undated = xlsx([["Trạm Viettel"], HEADINGS, GOOD])
    desk.put("tram.xlsx", undated, desk_home)
    test = screen("intake", desk_home)
    assert "Từ chối" in said(test)
    test.text_input("rename_tram.xlsx").set_value("tram 31-5-2024")
    test.button("rename").click().run()
    assert_sound(test)
    assert [path.name for path in (desk_home / "inbox").iterdir()] == ["tram 31-5-2024.xlsx"]
    assert "1 dòng sẽ nạp" in said(test)
    test.button("remove").click().run()
    assert_sound(test)
    assert list((desk_home / "inbox").iterdir()) == []
    assert "Không có tệp nào đang chờ" in said(test)


@pytest.fixture
def desk_home(tmp_path: Path) -> Path:
    """An installation in which nothing was loaded yet."""
    return tmp_path / "home"
