"""Publishing: what a load changes, what stays, and what survives a process that ends in the middle."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path

import duckdb
import pytest
from openpyxl import Workbook

from loaders import BadFile, check, load, open_warehouse, rebuild, undo, warehouse_name
from loaders.settings import local

PROJECT = Path(__file__).parents[2]
HEADINGS = ["STT", "Mã trạm", "Xã, phường, thị trấn", "Huyện", "Kinh độ", "Vĩ độ", "2G", "3G", "4G"]
SAMPLE = "DỮ LIỆU MINH HỌA: tệp tự sinh, không phải số liệu thật; nhận lúc {}"


def stations(
    path: Path, codes: list[str], *, operator: str = "Viettel", day: str = "31/05/2024", sample: str = ""
) -> Path:
    """A small station list of one operator, all in Tràng Đà."""
    book = Workbook()
    sheet = book.active
    if sample:
        sheet.append([SAMPLE.format(sample)])
    sheet.append([f"DANH SÁCH TRẠM BTS CỦA {operator.upper()}"])
    sheet.append([f"Số liệu tính đến ngày {day}"])
    sheet.append(HEADINGS)
    for number, code in enumerate(codes, 1):
        sheet.append([number, code, "Xã Tràng Đà", "TP Tuyên Quang", 105.21, 21.85, "x", "x", "x"])
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path


def standing(data: Path, known_at: str | None = None) -> list[str]:
    """Codes of the stations that count, as known at a moment (default: now)."""
    con = open_warehouse(data)
    if known_at:
        con.execute("set variable known_at = ?::timestamptz", [known_at])
    rows = con.execute(
        "select station_code from src.bts_stations join log.standing using (batch_id) order by all"
    ).fetchall()
    con.close()
    return [code for (code,) in rows]


def test_a_load_publishes_a_dated_file_that_current_names(tmp_path):
    report = load([stations(tmp_path / "a.xlsx", ["T1", "T2"])], data=tmp_path / "d")
    named = (tmp_path / "d" / "warehouse" / "CURRENT").read_text().strip()
    assert report.published == named == warehouse_name(tmp_path / "d")
    assert named.endswith("Z-0001")
    con = duckdb.connect(str(tmp_path / "d" / "warehouse" / named), read_only=True)
    assert con.execute("select count(*) from src.bts_stations").fetchone() == (2,)
    assert report.exit_status == 0


def test_the_same_bytes_again_change_nothing(tmp_path):
    path = stations(tmp_path / "a.xlsx", ["T1"])
    first = load([path], data=tmp_path / "d")
    again = load([path], data=tmp_path / "d")
    assert [entry.outcome for entry in again.files] == ["unchanged"]
    assert again.published is None
    assert warehouse_name(tmp_path / "d") == first.published
    assert (again.files[0].rows_read, again.files[0].rows_loaded, again.exit_status) == (1, 1, 0)


def test_a_correction_replaces_its_scope_alone_and_history_stays(tmp_path):
    data = tmp_path / "d"
    load(
        [stations(tmp_path / "v.xlsx", ["T1", "T2"]), stations(tmp_path / "n.xlsx", ["N1"], operator="VNPT")], data=data
    )
    before = datetime.now().astimezone().isoformat()
    time.sleep(0.01)
    load([stations(tmp_path / "v2.xlsx", ["T1", "T3"])], data=data)
    assert standing(data) == ["N1", "T1", "T3"]
    assert standing(data, before) == ["N1", "T1", "T2"]
    con = open_warehouse(data)
    assert con.execute("select scope, replaced_at is null from log.batches order by batch_id").fetchall() == [
        ("operator=Viettel; reported_on=2024-05-31", False),
        ("operator=VNPT; reported_on=2024-05-31", True),
        ("operator=Viettel; reported_on=2024-05-31", True),
    ]


def test_a_folder_with_a_file_and_its_correction_may_be_loaded_again(tmp_path):
    data = tmp_path / "d"
    stations(tmp_path / "in" / "1_first.xlsx", ["T1"])
    stations(tmp_path / "in" / "2_corrected.xlsx", ["T1", "T2"])
    load([tmp_path / "in"], data=data)
    again = load([tmp_path / "in"], data=data)
    assert [entry.outcome for entry in again.files] == ["unchanged", "unchanged"]
    assert standing(data) == ["T1", "T2"]


def test_a_first_version_sent_again_alone_stands_again(tmp_path):
    data = tmp_path / "d"
    first = stations(tmp_path / "first.xlsx", ["T1"])
    load([first], data=data)
    load([stations(tmp_path / "corrected.xlsx", ["T1", "T2"])], data=data)
    assert [entry.outcome for entry in load([first], data=data).files] == ["loaded"]
    assert standing(data) == ["T1"]


def test_the_same_bytes_under_two_names_are_loaded_once(tmp_path):
    data = tmp_path / "d"
    first = stations(tmp_path / "in" / "a.xlsx", ["T1"])
    (tmp_path / "in" / "b.xlsx").write_bytes(first.read_bytes())
    report = load([tmp_path / "in"], data=data)
    assert [(entry.file, entry.outcome) for entry in report.files] == [("b.xlsx", "unchanged"), ("a.xlsx", "loaded")]


def test_a_past_sample_loaded_after_its_correction_was_replaced_before_it_came(tmp_path):
    data = tmp_path / "d"
    load([stations(tmp_path / "second.xlsx", ["T1", "T2"], sample="07/06/2024 09:00")], data=data)
    load([stations(tmp_path / "first.xlsx", ["T1"], sample="05/06/2024 08:15")], data=data)
    assert standing(data) == ["T1", "T2"]
    assert standing(data, "2024-06-06T00:00:00+07:00") == ["T1"]


def test_a_report_of_another_day_stands_beside_the_first(tmp_path):
    data = tmp_path / "d"
    load([stations(tmp_path / "april.xlsx", ["T1"], day="30/04/2024")], data=data)
    load([stations(tmp_path / "may.xlsx", ["T1", "T2"])], data=data)
    assert standing(data) == ["T1", "T1", "T2"]


def test_a_file_refused_whole_changes_nothing(tmp_path):
    data = tmp_path / "d"
    load([stations(tmp_path / "a.xlsx", ["T1"])], data=data)
    name = warehouse_name(data)
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(b"not a workbook at all")
    report = load([bad], data=data)
    assert (report.exit_status, report.published, warehouse_name(data)) == (2, None, name)
    assert standing(data) == ["T1"]


def test_check_publishes_nothing_and_says_what_load_would(tmp_path):
    path = stations(tmp_path / "a.xlsx", ["T1"])
    report = check([path], data=tmp_path / "d")
    assert [entry.outcome for entry in report.files] == ["loaded"]
    assert report.published is None
    assert not (tmp_path / "d" / "warehouse" / "CURRENT").exists()
    assert not (tmp_path / "d" / "archive").exists()


def test_undo_points_back_and_a_later_load_builds_on_that(tmp_path):
    data = tmp_path / "d"
    load([stations(tmp_path / "a.xlsx", ["T1"])], data=data)
    first = warehouse_name(data)
    load([stations(tmp_path / "b.xlsx", ["T2"])], data=data)
    assert undo(data) == first
    assert standing(data) == ["T1"]
    load([stations(tmp_path / "n.xlsx", ["N1"], operator="VNPT")], data=data)
    assert standing(data) == ["N1", "T1"]


def test_undo_without_an_earlier_warehouse_is_said_in_words(tmp_path):
    load([stations(tmp_path / "a.xlsx", ["T1"])], data=tmp_path / "d")
    with pytest.raises(BadFile, match="không còn bản số liệu nào"):
        undo(tmp_path / "d")


def test_rebuild_from_archive_and_journal_gives_the_same_answers(tmp_path):
    data = tmp_path / "d"
    load([stations(tmp_path / "a.xlsx", ["T1", "T2"])], data=data)
    between = datetime.now().astimezone().isoformat()
    time.sleep(0.01)
    load([stations(tmp_path / "b.xlsx", ["T1", "T3"])], data=data)
    load([stations(tmp_path / "c.xlsx", ["X1"], operator="MobiFone")], data=data)
    undo(data)
    question = """
        select source, scope, sha256, received_at::varchar, loaded_at::varchar, replaced_at::varchar, rows_loaded
        from log.batches order by all
    """
    before = open_warehouse(data).execute(question).fetchall()
    for path in (data / "warehouse").iterdir():
        path.unlink()
    rebuild(data=data)
    assert open_warehouse(data).execute(question).fetchall() == before
    assert standing(data) == ["T1", "T3"]
    assert standing(data, between) == ["T1", "T2"]


def test_a_setting_holds_from_the_next_publishing_on(tmp_path):
    data, said = tmp_path / "d", []
    shutil.copytree(PROJECT / "data" / "reference", data / "reference")
    settings = data / "reference" / "settings.csv"
    settings.unlink()  # as in a folder of officers' lists that is older than this list
    load([stations(tmp_path / "a.xlsx", ["T1"])], data=data)
    for lines in (None, "name,value,note\ndue_soon_days,7,\n"):
        if lines:
            settings.write_text(lines, encoding="utf-8")
            rebuild(data=data)
        with open_warehouse(data) as con:
            said.append(con.execute("select due_soon_days from fact.settings").fetchone())
    assert said == [(30,), (7,)]


def test_sample_batches_carry_the_pasts_own_times(tmp_path):
    data = tmp_path / "d"
    first = stations(tmp_path / "b_first.xlsx", ["T1"], sample="05/06/2024 08:15")
    second = stations(tmp_path / "a_second.xlsx", ["T1", "T2"], sample="07/06/2024 09:00")
    load([first, second], data=data)
    assert standing(data) == ["T1", "T2"]
    assert standing(data, "2024-06-06T00:00:00+07:00") == ["T1"]
    assert standing(data, "2024-06-01T00:00:00+07:00") == []
    assert open_warehouse(data).execute("select bool_and(is_sample) from log.batches").fetchone() == (True,)


def test_the_first_real_batch_retires_the_samples_of_its_source_and_says_so(tmp_path):
    data = tmp_path / "d"
    load([stations(tmp_path / "s.xlsx", ["S1"], operator="VNPT", sample="05/06/2024 08:15")], data=data)
    report = load([stations(tmp_path / "real.xlsx", ["T1"])], data=data)
    assert standing(data) == ["T1"]
    assert "sample_retired" in {issue.rule for issue in report.files[0].issues}
    load([stations(tmp_path / "s2.xlsx", ["S2"], operator="VNPT", sample="06/06/2024 08:15")], data=data)
    assert standing(data) == ["T1"]


def test_received_at_decides_when_a_report_came(tmp_path):
    moment = datetime(2024, 6, 4, 16, 0)
    load([stations(tmp_path / "a.xlsx", ["T1"])], data=tmp_path / "d", received_at=moment)
    stored = open_warehouse(tmp_path / "d").execute("select received_at from log.batches").fetchone()
    assert stored == (local(moment),)


def test_a_reader_neither_blocks_nor_is_changed_by_a_load(tmp_path):
    data = tmp_path / "d"
    load([stations(tmp_path / "a.xlsx", ["T1"])], data=data)
    reader = open_warehouse(data)
    load([stations(tmp_path / "b.xlsx", ["T1", "T2"])], data=data)
    assert reader.execute("select count(*) from src.bts_stations").fetchone() == (1,)
    assert standing(data) == ["T1", "T2"]


def test_ten_warehouses_stay(tmp_path):
    data = tmp_path / "d"
    for number in range(13):
        load([stations(tmp_path / f"{number}.xlsx", [f"T{number}"])], data=data)
    kept = sorted(path.name for path in (data / "warehouse").glob("2*"))
    assert len(kept) == 10
    assert kept[-1] == warehouse_name(data)


def test_two_loads_at_once_are_refused_in_words(tmp_path):
    data = tmp_path / "d"
    load([stations(tmp_path / "a.xlsx", ["T1"])], data=data)
    hold = "import duckdb, sys, time; c = duckdb.connect(sys.argv[1]); print('held', flush=True); time.sleep(60)"
    lock = str(data / "warehouse" / ".writer")
    holder = subprocess.Popen([sys.executable, "-c", hold, lock], stdout=subprocess.PIPE)
    try:
        assert holder.stdout is not None
        holder.stdout.readline()
        with pytest.raises(BadFile, match="một lần nạp khác đang chạy"):
            load([stations(tmp_path / "b.xlsx", ["T2"])], data=data)
    finally:
        holder.kill()
        holder.wait()
    load([stations(tmp_path / "b.xlsx", ["T2"])], data=data)
    assert standing(data) == ["T2"]


# --- a process that ends in the middle ------------------------------------------------------------------

# Kill the process at the moment when it is about to call one of these: each step of a publication.
STEPS = [
    "shutil.copyfile",
    "loaders.loading.add",
    "loaders.facts.create",
    "loaders.warehouse._sync",
    "loaders.store.journal.append",
    "loaders.warehouse._point",
    "loaders.warehouse._prune",
]
KILLED_AT = """
import importlib, os, signal, sys
from pathlib import Path
from loaders import loading
module, name = sys.argv[3].rsplit(".", 1)
parts = module.split(".")
holder = importlib.import_module(".".join(parts[:2])) if parts[0] == "loaders" else importlib.import_module(parts[0])
for part in parts[2:]:
    holder = getattr(holder, part)
setattr(holder, name, lambda *a, **k: os.kill(os.getpid(), signal.SIGKILL))
loading.load([Path(sys.argv[2])], data=Path(sys.argv[1]))
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="máy này không có SIGKILL")
@pytest.mark.parametrize("step", STEPS)
def test_a_load_killed_at_any_step_loses_nothing(tmp_path, step):
    data = tmp_path / "d"
    load([stations(tmp_path / "a.xlsx", ["T1"])], data=data)
    corrected = stations(tmp_path / "b.xlsx", ["T1", "T2"])
    command = [sys.executable, "-c", KILLED_AT, str(data), str(corrected), step]
    killed = subprocess.run(command, cwd=PROJECT, capture_output=True, check=False)
    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()
    assert standing(data) in (["T1"], ["T1", "T2"])
    load([corrected], data=data)
    assert standing(data) == ["T1", "T2"]
    assert open_warehouse(data).execute("select count(*) from log.batches").fetchone() == (2,)
    rebuild(data=data)
    assert standing(data) == ["T1", "T2"]
    assert not list((data / "warehouse").glob("*.building*"))


def test_a_load_killed_at_random_moments_loses_nothing(tmp_path):
    data = tmp_path / "d"
    load([stations(tmp_path / "a.xlsx", ["T1"])], data=data)
    for number, wait in enumerate((0.3, 0.6, 0.8, 1.0)):
        path = stations(tmp_path / f"b{number}.xlsx", ["T1", f"T{number + 2}"])
        command = [sys.executable, "-m", "loaders", "load", str(path), "--data", str(data)]
        process = subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(wait)
        process.kill()
        process.wait()
        assert len(standing(data)) in (1, 2)
        load([path], data=data)
        assert standing(data) == ["T1", f"T{number + 2}"]


def test_a_journal_line_cut_short_is_passed_over(tmp_path):
    data = tmp_path / "d"
    load([stations(tmp_path / "a.xlsx", ["T1"])], data=data)
    with (data / "journal" / "journal.jsonl").open("a") as file:
        file.write('{"kind": "load", "name": "2024-')
    load([stations(tmp_path / "b.xlsx", ["T2"])], data=data)
    assert standing(data) == ["T2"]
    lines = (data / "journal" / "journal.jsonl").read_text().splitlines()
    assert [json.loads(line)["kind"] for line in (lines[0], lines[-1])] == ["load", "load"]
    rebuild(data=data)
    assert standing(data) == ["T2"]
