"""Files made to hurt end in a sentence, in seconds and within a gigabyte; their names and texts hurt no one either."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from loaders import check, load
from loaders.commands import main
from loaders.files import LONGEST_NAME, gather, safe_name
from loaders.terminal import visible
from tests.loaders.hostile import FILES, ROWS, spoilt_member
from tests.workbook import ROOT, csv_file, xlsx, zipped

# Name of the file in hostile.py -> the rule that refuses it and a word of the message; "" where it is read, with the
# one good row of every such file. A file of a kind that only might be refused stands with what it is worth.
EXPECTED: dict[str, tuple[str, str]] = {
    "xlsx with a password": ("password_protected", "mật khẩu"),
    "ods with a password": ("password_protected", "mật khẩu"),
    "zip with a password": ("empty_file", "mật khẩu"),
    "xlsx cut short": ("broken_file", "hỏng"),
    "zip cut short": ("broken_file", "hỏng"),
    "zip damaged": ("empty_file", "hỏng"),
    "picture called xlsx": ("not_a_table", "ảnh"),
    "xls whose sectors run in a ring": ("broken_file", "hỏng"),
    "stray cell, said": ("too_large", "quá xa"),
    "stray cell, hushed up": ("too_large", "quá xa"),
    "stray cell, unsaid": ("too_large", "quá xa"),
    "stray cell beside a long list": ("too_large", "quá xa"),
    "stray cell at the end of the first column": ("", ""),
    "row beyond the last": ("too_large", "quá xa"),
    "column beyond the last": ("too_large", "quá xa"),
    "ods cell repeated": ("too_large", "quá xa"),
    "ods percent repeated": ("too_large", "quá xa"),
    "ods blanks between": ("too_large", "quá xa"),
    "html one cell over many": ("too_large", "quá xa"),
    "html one cell down and over": ("too_large", "quá xa"),
    "html a wide row over a long list": ("too_large", "quá xa"),
    "html nested tables": ("empty_file", "không có bảng"),
    "html nested boxes": ("broken_file", "hỏng"),
    "csv one line of many cells": ("too_large", "quá xa"),
    "csv one long line over a long list": ("too_large", "quá xa"),
    "xlsx heading row to the last column": ("no_good_rows", "không dòng nào"),
    "many merged areas": ("", ""),
    "sheet of blanks": ("too_large", "bất thường"),
    "sheet of blanks that says it is small": ("broken_file", "hỏng"),
    "zip bomb": ("too_large", "bất thường"),
    "zip bomb that says it is small": ("empty_file", "hỏng"),
    "zip in zip in zip": ("not_a_table", "ZIP"),
    "zip of thousands": ("too_large", "hơn 1000 tệp"),
    "entities in the sheet": ("unsafe_file", "thực thể"),
    "entities in the texts": ("unsafe_file", "thực thể"),
    "entities in a sheet's name": ("unsafe_file", "thực thể"),
    "entities in ods": ("unsafe_file", "thực thể"),
    "entities in an ods attribute": ("unsafe_file", "thực thể"),
    "entities in a web page": ("missing_heading", "thiếu cột"),
    "a file of this machine in the sheet": ("unsafe_file", "thực thể"),
    "formulas that never end": ("", ""),
    "tags that never end": ("", ""),
    "errors that never end": ("", ""),
    "long cells": ("", ""),
    "long cells in csv": ("too_large", "dài hơn"),
    "long title": ("", ""),
    "blanks in a heading": ("", ""),
    "web page of many bad cells": ("", ""),
}
SECONDS, MEGABYTES = 10, 1024


@pytest.fixture(scope="module")
def found() -> dict[str, dict[str, Any]]:
    """What became of each file, each in a process of its own (see hostile.py)."""
    command = [sys.executable, "-m", "tests.loaders.hostile"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600, check=True)
    answers = [json.loads(line) for line in ran.stdout.splitlines()]
    return {answer["name"]: answer for answer in answers}


def test_every_file_has_its_answer_written_down() -> None:
    assert set(EXPECTED) == set(FILES)


@pytest.mark.parametrize("name", FILES)
def test_it_is_refused_or_read_in_words_in_time_and_in_memory(name: str, found: dict[str, dict[str, Any]]) -> None:
    answer, (rule, word) = found[name], EXPECTED[name]
    assert "fell" not in answer, answer
    fatal = [(said, message, fix) for level, said, message, fix in answer["said"] if level == "fatal"]
    assert [said for said, _, _ in fatal] == [rule] * bool(rule)
    assert all(word in message and fix for _, message, fix in fatal)
    assert (answer["kept"] > 0) == (rule == "")
    # Remarks stay short however long the cell is.
    assert answer["longest"] <= 2 * 400
    assert answer["seconds"] < SECONDS
    assert answer["megabytes"] < MEGABYTES


# --- names -------------------------------------------------------------------------------------------------------

NAMES = {
    "../../x.xlsx": "x.xlsx",
    "/etc/x.xlsx": "etc/x.xlsx",
    "..\\..\\x.xlsx": "x.xlsx",
    "D:\\gui\\x.xlsx": "D_/gui/x.xlsx",
    "a/./b//x.xlsx": "a/b/x.xlsx",
    "x\x00.xlsx": "x.xlsx",
    "x\x1b[31m\n.xlsx": "x[31m.xlsx",
    "bao_cao\u202exslx.exe": "bao_caoxslx.exe",
    "x\u200b.xlsx": "x.xlsx",
    "CON.xlsx": "_CON.xlsx",
    "a/nul": "a/_nul",
    "com1.xlsx": "_com1.xlsx",
    "Concung.xlsx": "Concung.xlsx",
    'a<b>:"|?*.xlsx': "a_b______.xlsx",
    "..": "tep",
    "": "tep",
    "Báo cáo tháng 5.xlsx": "Báo cáo tháng 5.xlsx",
    "hồ sơ (2) – bản sửa.xlsx": "hồ sơ (2) – bản sửa.xlsx",
}


@pytest.mark.parametrize("name", NAMES)
def test_a_name_leads_nowhere_and_hides_nothing(name: str) -> None:
    assert safe_name(name) == NAMES[name]
    assert safe_name(safe_name(name)) == NAMES[name]


def test_a_long_name_keeps_its_ending() -> None:
    name = safe_name("x" * 5000 + ".xlsx")
    assert (len(name), name[-6:]) == (LONGEST_NAME, "x.xlsx")


def test_members_with_hostile_names_are_read_under_harmless_ones(tmp_path: Path) -> None:
    data = csv_file(ROWS)
    names = ["../../a.csv", "/tmp/b.csv", "c\u202evsc.csv", "d" * 300 + ".csv", "CON.csv", "e\x1b[2J.csv"]
    path = tmp_path / "x.zip"
    path.write_bytes(zipped({name: data + str(at).encode() for at, name in enumerate(names)}))
    assert {received.name for received in gather([path])} == {
        *("x.zip/a.csv", "x.zip/tmp/b.csv", "x.zip/cvsc.csv", f"x.zip/{'d' * 116}.csv", "x.zip/_CON.csv"),
        "x.zip/e[2J.csv",
    }


def test_nothing_is_written_outside_of_the_data_folder(tmp_path: Path) -> None:
    bad = [*ROWS, ["B", "Năng Khả", "Na Hang", "105,4", "12,5"]]
    (tmp_path / "in").mkdir()
    path = tmp_path / "in" / "x.zip"
    path.write_bytes(zipped({"../../../evil.xlsx": xlsx(bad), "/abs/evil.csv": csv_file([*bad, ["C"]])}))
    report = load([path], data=tmp_path / "in" / "data")
    assert [entry.file for entry in report.files] == ["x.zip/evil.xlsx", "x.zip/abs/evil.csv"]
    assert {entry.outcome for entry in report.files} == {"partly_loaded"}
    assert [p.name for p in tmp_path.iterdir()] == ["in"]
    assert sorted(p.name for p in (tmp_path / "in").iterdir()) == ["data", "x.zip"]
    journal = (tmp_path / "in" / "data" / "journal" / "journal.jsonl").read_text(encoding="utf-8")
    assert ".." not in json.loads(journal.splitlines()[0])["files"][0]["file"]


# --- what a terminal shows -------------------------------------------------------------------------------------


def test_control_signs_are_shown_not_obeyed() -> None:
    assert visible("a\x1b[2Jb\x07\u202ec\x9b31m\nd\te") == "a�[2Jb��c�31m\nd\te"


def test_a_hostile_name_and_cell_leave_the_terminal_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IOC_DATA", str(tmp_path / "data"))
    # The member's name is markup to the library that prints the table, and colours to the terminal.
    path = tmp_path / "x\x1b[31m\u202e.zip"
    rows = [*ROWS, ["B", "Xã \u202e\x1b[2Jlạ", "Na Hang", "105,4", "22,3"]]
    path.write_bytes(zipped({"[bold]x[/nothing].csv": csv_file(rows)}))
    assert main(["check", str(path)]) == 1
    said = "".join(capsys.readouterr())
    assert not set(said) & {"\x1b", "\u202e"}
    assert "[bold]x" in said
    assert "lạ" in said


def test_a_path_that_is_not_there_is_named_without_its_signs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(tmp_path / "x\x1b[31m.xlsx"), "--data", str(tmp_path)]) == 3
    assert "\x1b" not in "".join(capsys.readouterr())


def test_a_member_that_is_damaged_leaves_the_others(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(spoilt_member("a.csv", csv_file(ROWS) * 50))
    (tmp_path / "b.csv").write_bytes(csv_file(ROWS))
    report = check([path, tmp_path / "b.csv"], data=tmp_path / "d")
    assert [entry.outcome for entry in report.files] == ["refused", "loaded"]
