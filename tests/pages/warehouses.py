"""Installations for the screens: a small one made by hand, whose every number can be counted here, and the samples'."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path

import duckdb
import pytest

from loaders import facts, load, warehouse
from loaders.samples import write_samples
from loaders.samples.world import MONTHS
from tests.conftest import ROOT, made_once

NAME = "2024-06-06T01-00-00Z-0001"
STATIONS = ("station_code", "operator", "commune_id", "district_id", "has_3g", "has_4g", "status")
VILLAGES = ("village_name", "commune_id", "district_id", "has_3g", "has_4g", "signal")
COUNTS = (
    *("unit_id", "field", "period_start", "period_end", "received_online", "received_direct"),
    *("resolved_total", "resolved_early", "resolved_on_time", "resolved_late"),
)
TASKS = ("plan", "plan_year", "task_no", "task_title", "lead_unit_id", "due_on", "is_recurring", "completed_on")
SCORES = ("index_name", "index_year", "board", "unit_id", "criterion", "score", "reported_rank", "is_ranked")
DA_VI = ("xa-da-vi.huyen-na-hang", "huyen-na-hang")

# batch: source, scope, sender, newest day, received, rows read, refused; then the columns and the rows.
BATCHES = (
    ("bts_stations", "operator=Viettel; reported_on=2024-04-30", "viettel", "2024-04-30", "2024-05-03 08:00", 1, 0,
     STATIONS, [("V1", "Viettel", *DA_VI, True, True, "active")]),
    ("bts_stations", "operator=VNPT; reported_on=2024-04-30", "vnpt", "2024-04-30", "2024-05-04 08:00", 1, 0,
     STATIONS, [("N1", "VNPT", *DA_VI, True, False, "active")]),
    # Four read, one refused: the cell that does it is in ISSUES.
    ("bts_stations", "operator=Viettel; reported_on=2024-05-31", "viettel", "2024-05-31", "2024-06-03 08:00", 4, 1,
     STATIONS, [("V1", "Viettel", *DA_VI, True, True, "active"), ("V2", "Viettel", *DA_VI, True, True, "active"),
                ("V3", "Viettel", *DA_VI, True, True, "stopped")]),
    ("village_coverage", "district_id=huyen-na-hang; reported_on=2024-05-31", "huyen-na-hang", "2024-05-31",
     "2024-06-04 08:00", 4, 0, VILLAGES,
     [(f"Bản {number}", *DA_VI, number < 4, False, "good") for number in (1, 2, 3, 4)]),
    ("dossier_counts", "unit_id=so-tu-phap; period_start=2024-05-01; period_end=2024-05-31", "so-tu-phap",
     "2024-05-31", "2024-06-06 08:00", 1, 0, COUNTS,
     [("so-tu-phap", "Hộ tịch", "2024-05-01", "2024-05-31", 40, 60, 50, 20, 29, 1)]),
    ("tasks", "plan=de_an_06; plan_year=2024; reported_on=2024-05-31", "cong-an-tinh", "2024-05-31", "2024-06-04 09:00",
     3, 0, TASKS,
     [("de_an_06", 2024, "1", "Đã xong", "cong-an-tinh", "2024-05-15", False, "2024-05-10"),
      ("de_an_06", 2024, "2", "Quá hạn", "cong-an-tinh", "2024-05-15", False, None),
      ("de_an_06", 2024, "3", "Thường xuyên", "cong-an-tinh", None, True, None)]),
    ("unit_scores", "index_name=DTI; index_year=2021; board=province; unit_id=tinh-tuyen-quang", None, "2021-12-31",
     "2024-05-01 08:00", 1, 0, SCORES, [("DTI", 2021, "province", "tinh-tuyen-quang", "total", None, 58, True)]),
    ("unit_scores", "index_name=DTI; index_year=2022; board=province", None, "2022-12-31", "2024-05-01 08:00", 3, 0,
     SCORES, [("DTI", 2022, "province", "tinh-ha-giang", "total", 0.62, None, True),
      ("DTI", 2022, "province", "tinh-tuyen-quang", "total", 0.51, None, True),
      ("DTI", 2022, "province", "tinh-cao-bang", "total", 0.4, None, True)]),
    ("unit_scores", "index_name=CĐS tỉnh; index_year=2023; board=district", None, "2023-12-31", "2024-05-24 08:00",
     2, 0, SCORES, [("CĐS tỉnh", 2023, "district", "huyen-na-hang", "total", 434.21, None, True),
              ("CĐS tỉnh", 2023, "district", "huyen-yen-son", "total", 508.17, None, True)]),
)  # fmt: skip
ISSUES = (
    # batch, level, rule, sheet, cell, row, heading, value, message, fix
    (
        3,
        "error",
        "coordinate_outside_province",
        "BTS",
        "F17",
        17,
        "Vĩ độ",
        "12,5",
        "tọa độ nằm ngoài tỉnh",
        "sửa vĩ độ",
    ),
    (
        6,
        "warning",
        "unknown_unit",
        "NV DA06",
        "E13",
        13,
        "Phối hợp",
        "Sở X",
        "không rõ đơn vị phối hợp",
        "ghi tên đầy đủ",
    ),
)


# The bytes of every installation made so far, by its rows: a copy costs a hundredth of a new one.
_files: dict[str, bytes] = {}


def hand_made(home: Path, *, is_sample: bool = False) -> Path:
    """An installation with the batches above and the project's own reference lists."""
    return installed(home, BATCHES, ISSUES, is_sample=is_sample)


def installed(home: Path, batches: Sequence[tuple], issues: Sequence[tuple], *, is_sample: bool = False) -> Path:
    """An installation with these batches and issues, in the form of the two above."""
    folder = home / "warehouse"
    folder.mkdir(parents=True)
    rows = repr((batches, issues, is_sample))
    if rows not in _files:
        _build(folder / NAME, batches, issues, is_sample)
        _files[rows] = (folder / NAME).read_bytes()
    (folder / NAME).write_bytes(_files[rows])
    (folder / "CURRENT").write_text(NAME + "\n", encoding="utf-8")
    return home


def altered(home: Path, name: str, alter: Callable[[duckdb.DuckDBPyConnection], None]) -> Path:
    """The installation after alter(con); in the very same bytes for every test that names the alteration so."""
    path = home / "warehouse" / NAME
    key = f"{sha256(path.read_bytes()).hexdigest()} {name}"
    if key not in _files:
        with duckdb.connect(str(path)) as con:
            con.execute("set TimeZone = 'Asia/Ho_Chi_Minh'")
            alter(con)
        _files[key] = path.read_bytes()
    path.write_bytes(_files[key])
    return home


def _build(path: Path, batches: Sequence[tuple], issues: Sequence[tuple], is_sample: bool) -> None:
    con = duckdb.connect(str(path))
    con.execute("set TimeZone = 'Asia/Ho_Chi_Minh'")
    warehouse.create(con)
    for number, batch in enumerate(batches, 1):
        _report(con, number, batch, is_sample)
    for batch_id, level, rule, sheet, cell, row, heading, value, message, fix in issues:
        con.execute(
            "insert into log.issues values (?, ?, ?, ?, ?, ?, ?, ?, ?, null, null, ?)",
            [batch_id, level, rule, sheet, cell, row, heading, value, message, fix],
        )
    warehouse.write_reference(con, ROOT / "data" / "reference")
    facts.create(con)
    con.close()


def _report(con: duckdb.DuckDBPyConnection, number: int, batch: tuple, is_sample: bool) -> None:
    source, scope, sender, day, received, read, refused, columns, rows = batch
    con.execute(
        "insert into log.batches values (?, ?, ?, ?, ?, ?, ?, null, null, ?, ?, null, ?, ?, ?, ?)",
        [number, source, scope, sender, f"{source}_{number}.xlsx", f"sha{number}", day, *[f"{received}:00+07"] * 2,
         read, len(rows), refused, is_sample],
    )  # fmt: skip
    if source == "dossier_counts":
        con.execute(
            "update log.batches set period_start = '2024-05-01', period_end = ? where batch_id = ?", [day, number]
        )
    has_day = ("reported_on",) if source in ("bts_stations", "village_coverage", "tasks") else ()
    names = ", ".join(("batch_id", "sheet", "row_number", *columns, *has_day))
    for line, row in enumerate(rows, 2):
        values = [number, "Sheet1", line, *row, *([day] if has_day else [])]
        con.execute(f"insert into src.{source} ({names}) values ({', '.join('?' * len(values))})", values)


def samples(factory: pytest.TempPathFactory) -> Path:
    """An installation with the generated exports of the last two months; made once for all tests of a run."""

    def make(home: Path) -> None:
        write_samples(home / "samples", months=MONTHS[-2:])
        load([home / "samples"], data=home)

    return made_once(factory, "samples", make)


def real(factory: pytest.TempPathFactory, shared: Path) -> Path:
    """An installation with the rankings that were really published, and nothing else; made once for all tests."""
    files = ("provincial_indices", "dti_2022_province_ranking.csv", "tuyenquang_index_history.csv")
    return made_once(factory, "real", lambda home: load([shared / "real" / name for name in files], data=home))
