"""Files refused whole: they are listed with their reason until the same report is sent right."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from loaders import check, load, rebuild, refused_files, undo
from loaders.settings import home

HEADINGS = ["STT", "Mã trạm", "Xã, phường, thị trấn", "Huyện", "Kinh độ", "Vĩ độ", "2G", "3G", "4G"]
DAY = "Số liệu tính đến ngày 31/05/2024"
NOWHERE = "Xã Không Đâu"
APRIL = "Số liệu tính đến ngày 30/04/2024"


def stations(path: Path, *, commune: str = "Xã Tràng Đà", day: str = DAY, operator: str = "Viettel") -> Path:
    """A list of one station; of a commune that nobody knows every row, and with it the file, is refused."""
    book = Workbook()
    sheet = book.active
    sheet.append([f"DANH SÁCH TRẠM BTS CỦA {operator.upper()}"])
    sheet.append([day])
    sheet.append(HEADINGS)
    sheet.append([1, "T1", commune, "TP Tuyên Quang", 105.21, 21.85, "x", "x", "x"])
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path


def broken(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"PK\x03\x04 cut short on the way: " + path.name.encode())
    return path


def listed(data: Path) -> list[tuple[str, str | None, str]]:
    """(file, source, what refused it) of the files on the list."""
    return [(one["file"], one["source"], one["issues"][0]["rule"]) for one in refused_files(data)]


def test_without_any_load_nothing_is_listed(tmp_path):
    assert refused_files(tmp_path) == []


def test_refused_file_is_listed_with_what_to_do_though_nothing_is_published(tmp_path):
    report = load([stations(tmp_path / "no_day.xlsx", day="")], data=tmp_path / "d")
    assert report.published is None
    (one,) = refused_files(tmp_path / "d")
    assert (one["file"], one["source"], one["is_sample"]) == ("no_day.xlsx", "bts_stations", False)
    why = one["issues"][0]
    assert why["message"] == "không thấy số liệu tính đến ngày nào trong tiêu đề, cột ngày, phần ký và tên tệp"
    assert why["fix"] == "ghi trong tiêu đề, ví dụ “Số liệu tính đến ngày 31/05/2024”"


def test_file_without_a_good_row_names_the_cells_after_the_reason(tmp_path):
    load([stations(tmp_path / "a.xlsx", commune=NOWHERE)], data=tmp_path / "d")
    (one,) = refused_files(tmp_path / "d")
    assert [(issue["rule"], issue["cell"]) for issue in one["issues"]] == [
        ("no_good_rows", None),
        ("unknown_unit", "C4"),
    ]


def test_check_remembers_nothing(tmp_path):
    check([broken(tmp_path / "a.xlsx")], data=tmp_path / "d")
    assert refused_files(tmp_path / "d") == []


@pytest.mark.parametrize(
    ("refused", "sent", "left"),
    [
        # the same report under another name
        ({"commune": NOWHERE}, {"file": "corrected.xlsx"}, []),
        # another operator's report and another day's leave it where it is, even under the same name
        ({"commune": NOWHERE}, {"operator": "VNPT"}, [("a.xlsx", "bts_stations", "no_good_rows")]),
        ({"commune": NOWHERE}, {"day": APRIL}, [("a.xlsx", "bts_stations", "no_good_rows")]),
        # of which day it was can't be read: its name is all there is to know it by
        ({"day": ""}, {}, []),
        ({"day": ""}, {"file": "corrected.xlsx"}, [("a.xlsx", "bts_stations", "no_report_date")]),
    ],
)
def test_report_sent_right_leaves_the_list(tmp_path, refused, sent, left):
    data = tmp_path / "d"
    load([stations(tmp_path / "a.xlsx", **refused)], data=data)
    assert len(refused_files(data)) == 1
    load([stations(tmp_path / sent.get("file", "a.xlsx"), **{k: v for k, v in sent.items() if k != "file"})], data=data)
    assert listed(data) == left


def test_unreadable_file_leaves_the_list_when_its_name_is_sent_right(tmp_path):
    data = tmp_path / "d"
    load([broken(tmp_path / "a.xlsx"), broken(tmp_path / "b.xlsx")], data=data)
    load([stations(tmp_path / "a.xlsx")], data=data)
    assert listed(data) == [("b.xlsx", None, "broken_file")]


def test_report_refused_again_after_it_was_right_is_listed_again(tmp_path):
    data = tmp_path / "d"
    wrong = stations(tmp_path / "wrong.xlsx", commune=NOWHERE)
    load([wrong], data=data)
    load([stations(tmp_path / "right.xlsx")], data=data)
    assert listed(data) == []
    load([wrong], data=data)
    assert listed(data) == [("wrong.xlsx", "bts_stations", "no_good_rows")]


def test_file_left_in_the_folder_is_written_down_once(tmp_path):
    data = tmp_path / "d"
    broken(tmp_path / "in" / "a.xlsx")
    for _ in range(3):
        load([tmp_path / "in"], data=data)
    lines = (home(data).journal / "journal.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 1
    assert len(refused_files(data)) == 1


def test_of_one_files_versions_the_last_is_listed(tmp_path):
    data = tmp_path / "d"
    load([stations(tmp_path / "a.xlsx", day="")], data=data)
    load([stations(tmp_path / "a.xlsx", commune=NOWHERE)], data=data)
    assert listed(data) == [("a.xlsx", "bts_stations", "no_good_rows")]


def test_rebuild_and_undo_change_nothing_in_the_list(tmp_path):
    data = tmp_path / "d"
    load([stations(tmp_path / "a.xlsx"), broken(tmp_path / "bad.xlsx")], data=data)
    load([stations(tmp_path / "n.xlsx", operator="VNPT")], data=data)
    before = refused_files(data)
    assert listed(data) == [("bad.xlsx", None, "broken_file")]
    undo(data)
    assert refused_files(data) == before
    rebuild(data=data)
    assert refused_files(data) == before


def test_workbook_that_went_back_leaves_the_list_when_it_comes_mended(tmp_path):
    # No day: its scope can't be read, and what comes back is called after the workbook that went out.
    load([stations(tmp_path / "no_day.xlsx", day="")], data=tmp_path / "d")
    load([stations(tmp_path / "in" / "other__loi.xlsx")], data=tmp_path / "d")
    assert [file for file, _, _ in listed(tmp_path / "d")] == ["no_day.xlsx"]
    load([stations(tmp_path / "in" / "no_day__loi.xlsx", operator="VNPT")], data=tmp_path / "d")
    assert listed(tmp_path / "d") == []
