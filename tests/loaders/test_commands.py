"""The command line as other people's scripts use it: one JSON document, exit statuses, what people read."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from loaders import commands
from loaders.commands import main
from tests.workbook import ROOT, Page, xlsx, zipped

HEADS = ["Mã trạm", "Xã", "Huyện", "Kinh độ", "Vĩ độ"]
ROWS = [
    ["VIETTEL: DANH SÁCH TRẠM đến ngày 31/5/2024"],
    HEADS,
    ["A", "Năng Khả", "Na Hang", "105,4", "22,3"],
    ["B", "Năng Khả", "Na Hang", "105,4", "12,5"],
]
ENTRY = [
    "file",
    "sha256",
    "source",
    "outcome",
    "reported_on",
    "period_start",
    "period_end",
    "rows_read",
    "rows_loaded",
    "rows_refused",
    "issues",
    "error_workbook",
]
ISSUE = ["level", "rule", "sheet", "cell", "row", "column", "value", "message", "fix"]


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("IOC_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


def saved(folder: Path, name: str = "bts_viettel.xlsx", rows: list[list[object]] | None = None) -> Path:
    folder.mkdir(exist_ok=True, parents=True)
    path = folder / name
    path.write_bytes(xlsx(rows or ROWS))
    return path


def said(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """The one document on standard output."""
    document: dict[str, Any] = json.loads(capsys.readouterr().out)
    return document


def run(*words: str, data: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "loaders", *words, "--data", str(data)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_check_json_is_the_contract_s_document(tmp_path: Path) -> None:
    """Through a shell: JSON alone on standard output, the status for rows refused, nothing published."""
    path = saved(tmp_path)
    done = run("check", str(path), "--json", data=tmp_path / "data")
    assert done.returncode == 1, done.stderr
    document = json.loads(done.stdout)
    assert list(document) == ["published", "files"]
    assert document["published"] is None
    (entry,) = document["files"]
    assert list(entry) == ENTRY
    assert len(entry["sha256"]) == 64
    issues = entry.pop("issues")
    entry.pop("sha256")
    assert entry == {
        "file": "bts_viettel.xlsx",
        "source": "bts_stations",
        "outcome": "partly_loaded",
        "reported_on": "2024-05-31",
        "period_start": None,
        "period_end": None,
        "rows_read": 2,
        "rows_loaded": 1,
        "rows_refused": 1,
        "error_workbook": entry["error_workbook"],
    }
    (issue,) = issues
    assert list(issue) == ISSUE
    assert {key: issue[key] for key in ISSUE[:7]} == {
        "level": "error",
        "rule": "coordinate_outside_province",
        "sheet": "Sheet1",
        "cell": "E4",
        "row": 4,
        "column": "Vĩ độ",
        "value": "12,5",
    }
    assert not list((tmp_path / "data").glob("warehouse/2*"))


def test_load_publishes_and_says_what_check_said(
    tmp_path: Path, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = saved(tmp_path)
    assert main(["check", str(path), "--json"]) == 1
    before = said(capsys)
    assert main(["load", str(path), "--json", "--received-at", "2024-06-05T08:15"]) == 1
    after = said(capsys)
    assert before["published"] is None
    assert after["published"] == (data / "warehouse" / "CURRENT").read_text().strip()
    # The workbook that goes back is written by `load` alone.
    without = [{key: value for key, value in d["files"][0].items() if key != "error_workbook"} for d in (before, after)]
    assert without[0] == without[1]


def test_the_same_file_again_is_unchanged(tmp_path: Path, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = saved(tmp_path, rows=ROWS[:3])
    assert main(["load", str(path), "--json"]) == 0
    first = said(capsys)
    for command in ("check", "load"):
        assert main([command, str(path), "--json"]) == 0
        again = said(capsys)
        assert again["published"] is None
        assert again["files"][0]["outcome"] == "unchanged"
        assert again["files"][0]["reported_on"] == "2024-05-31"
        assert again["files"][0]["rows_loaded"] == first["files"][0]["rows_loaded"] == 1


def test_one_entry_for_each_file_and_source(tmp_path: Path, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Sheets, months and operators of one file add up; the dates are the newest; a member is named with its zip."""
    pages = [
        Page([[f"Đến ngày {day}"], ["Mã trạm", "Nhà mạng", "Xã", "Huyện"], [code, name, "Năng Khả", "Na Hang"]], sheet)
        for day, code, name, sheet in (("30/4/2024", "A", "Viettel", "T4"), ("31/5/2024", "B", "VNPT", "T5"))
    ]
    path = tmp_path / "t5.zip"
    path.write_bytes(zipped({"bts.xlsx": xlsx(*pages)}))
    assert main(["check", str(path), "--json"]) == 0
    (entry,) = said(capsys)["files"]
    assert (entry["file"], entry["source"]) == ("t5.zip/bts.xlsx", "bts_stations")
    assert (entry["reported_on"], entry["rows_read"], entry["rows_loaded"]) == ("2024-05-31", 2, 2)


def test_rows_read_counts_rows_of_the_sheet_not_what_they_unfold_to(
    tmp_path: Path, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [["Xếp hạng chuyển đổi số năm 2023"], ["Đơn vị", "Nhận thức số", "Thể chế số", "Tổng điểm", "Hạng"]]
    rows += [["Sở Y tế", 90, 80, 170, 1], ["Sở Không Có", 80, 80, 160, 2], ["Sở Nội vụ", 70, 80, 150, 3]]
    path = saved(tmp_path, "cds.xlsx", rows)
    assert main(["check", str(path), "--json"]) == 1
    (entry,) = said(capsys)["files"]
    assert (entry["rows_read"], entry["rows_loaded"], entry["rows_refused"]) == (3, 2, 1)
    assert [(issue["cell"], issue["value"]) for issue in entry["issues"]] == [("A4", "Sở Không Có")]


def test_rows_repeated_with_the_same_values_are_not_refused(
    tmp_path: Path, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = saved(tmp_path, rows=[*ROWS[:3], ROWS[2]])
    assert main(["check", str(path), "--json"]) == 0
    (entry,) = said(capsys)["files"]
    assert (entry["outcome"], entry["rows_read"], entry["rows_refused"]) == ("loaded", 2, 0)


def test_period_of_a_form_in_the_report(tmp_path: Path, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    heads = [
        "Lĩnh vực",
        "Tổng số tiếp nhận",
        "Trực tuyến",
        "Trực tiếp",
        "Kỳ trước",
        "Tổng số đã giải quyết",
        "Trước hạn",
    ]
    heads += ["Đúng hạn", "Giải quyết quá hạn", "Tổng số đang giải quyết", "Trong hạn", "Đang giải quyết quá hạn"]
    path = saved(tmp_path, "f.xlsx", [["Sở Y tế"], ["Tháng 5/2024"], heads, ["Dược", 3, 1, 1, 1, 2, 1, 1, 0, 1, 1, 0]])
    assert main(["check", str(path), "--json"]) == 0
    (entry,) = said(capsys)["files"]
    assert (entry["reported_on"], entry["period_start"], entry["period_end"]) == (None, "2024-05-01", "2024-05-31")


@pytest.mark.parametrize(
    "words",
    [
        ["load", "khong_co.xlsx"],
        ["check"],
        ["load"],
        ["nap"],
        ["load", "--received-at", "hôm qua"],
        ["template", "khong_co"],
        [],
    ],
)
def test_wrong_use_is_said_in_words_with_status_3(
    words: list[str], data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 3
    printed = capsys.readouterr()
    assert printed.err
    assert "Traceback" not in printed.err + printed.out


def test_a_person_sees_file_sheet_cell_value_and_remedy(
    tmp_path: Path, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(saved(tmp_path))]) == 1
    text = capsys.readouterr().out
    for part in ("bts_viettel.xlsx", "Sheet1", "E4", "Vĩ độ", "12,5"):
        assert part in text
    assert "Traceback" not in text


def test_of_many_files_only_those_that_need_a_look_are_listed(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(commands, "LISTED", 1)
    folder = tmp_path / "in"
    folder.mkdir()
    for number in (1, 2):
        heading = ["Mã hồ sơ", "Mã TTHC", "Đơn vị xử lý", "Hình thức nộp", "Ngày tiếp nhận", "Trạng thái"]
        bad = [["B", "1.1", "Sở Tư pháp", "Trực tuyến", "31/02/2024", "Đang xử lý"]] if number == 2 else []
        rows = [["A", "1.1", "Sở Tư pháp", "Trực tuyến", f"0{number}/05/2024", "Đang xử lý"], *bad]
        lines = [["Số liệu tính đến ngày 31/05/2024"], heading, *rows]
        (folder / f"{number}.csv").write_text("\n".join(";".join(line) for line in lines), encoding="utf-8")
    assert main(["load", str(folder), "--data", str(tmp_path / "d")]) == 1
    said = capsys.readouterr().out
    assert "2.csv" in said
    assert "1.csv" not in said
    assert "2 tệp: 1 đã nạp, 1 nạp một phần; 2 dòng được nạp, 1 dòng bị từ chối" in said
