"""Build, publish and open the warehouse: the only file that writes DuckDB.

DuckDB allows one writing process or many readers of a file. So a load builds a new dated file beside the
current one and then replaces the one-line pointer CURRENT: a viewer never sees half a load, a load never
waits for a viewer, a load killed at any moment changes nothing.
"""

from __future__ import annotations

import csv
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from loaders import facts, journal
from loaders.contract import BadFile, Source
from loaders.report import Issue
from loaders.settings import TIME_ZONE, Home
from loaders.sources import SOURCES

KEPT = 10
ARROW = {
    "VARCHAR": pa.string(),
    "BIGINT": pa.int64(),
    "DOUBLE": pa.float64(),
    "BOOLEAN": pa.bool_(),
    "DATE": pa.date32(),
    "VARCHAR[]": pa.list_(pa.string()),
}
TABLES = """
create schema if not exists src; create schema if not exists ref;
create schema if not exists fact; create schema if not exists log;
create table log.batches (batch_id bigint primary key, source varchar, scope varchar, sender varchar, file_name varchar,
    sha256 varchar, reported_on date, period_start date, period_end date, received_at timestamptz,
    loaded_at timestamptz, replaced_at timestamptz, rows_read bigint, rows_loaded bigint, rows_refused bigint,
    is_sample boolean);
create table log.columns (batch_id bigint, sheet varchar, field varchar, heading varchar, column_letter varchar);
create table log.issues (batch_id bigint, level varchar, rule varchar, sheet varchar, cell varchar, row_number bigint,
    column_heading varchar, value varchar, message varchar, acknowledged_at timestamptz, reason varchar, fix varchar);
create table log.files (sha256 varchar, source varchar, file_name varchar, decided_by varchar, loaded_at timestamptz);
create view log.standing as
    select * from log.batches
    where loaded_at <= coalesce(getvariable('known_at')::timestamptz, 'infinity'::timestamptz)
      and coalesce(replaced_at > coalesce(getvariable('known_at')::timestamptz, 'infinity'::timestamptz), true);
"""


@dataclass
class Batch:
    """One file, source and scope, ready to be written. columns: field -> values, aligned with sheets and numbers."""

    source: Source
    scope: dict[str, Any]
    sender: str | None
    file_name: str
    sha256: str
    reported_on: date | None
    period_start: date | None
    period_end: date | None
    received_at: datetime
    loaded_at: datetime
    rows_read: int
    rows_refused: int
    is_sample: bool
    decided_by: str
    sheets: list[str] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    columns: dict[str, list[Any]] = field(default_factory=dict)
    headings: list[tuple[str, str, str, str]] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)

    @property
    def scope_text(self) -> str:
        """`operator=Viettel; reported_on=2024-05-31`: what a later batch of the same scope replaces."""
        return "; ".join(f"{name}={value}" for name, value in self.scope.items() if value is not None)


def create(con: duckdb.DuckDBPyConnection) -> None:
    """All empty tables of `src` and `log`, and the view of the standing batches."""
    con.execute(TABLES)
    for source in SOURCES.values():
        fields = ", ".join(f'"{name}" {sql_type}' for name, sql_type in source.stored())
        con.execute(f"create table src.{source.name} (batch_id bigint, sheet varchar, row_number bigint, {fields})")


def write_reference(con: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Replace the `ref` tables by the officers' lists, column for column; texts stay texts, dates become dates."""
    for path in sorted(folder.glob("*.csv")):
        names, rows = reference_rows(path)
        values = {name: [row[name] or None for row in rows] for name in names}
        con.register("incoming", pa.table({name: pa.array(column, pa.string()) for name, column in values.items()}))
        select = ", ".join(f'cast("{name}" as {_reference_type(name)}) as "{name}"' for name in names)
        con.execute(f"create or replace table ref.{path.stem} as select {select} from incoming")
        con.unregister("incoming")


def _reference_type(name: str) -> str:
    if name in ("valid_from", "valid_to", "since", "as_of", "day") or name.endswith("_on"):
        return "date"
    if name in ("longitude", "latitude", "target", "share", "amount"):
        return "double"
    return "bigint" if name in ("due_day", "due_hour", "due_after_days", "year", "due_month") else "varchar"


def reference_rows(path: Path) -> tuple[list[str], list[dict[str, str]]]:
    """(column names, rows) of a reference list; lines that begin with # say where it comes from."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(line for line in file if not line.startswith("#"))
        rows = list(reader)
        return list(reader.fieldnames or ()), rows


# --- writing batches ---------------------------------------------------------------------------------


def add(con: duckdb.DuckDBPyConnection, batches: Sequence[Batch]) -> None:
    """Write batches in order; each replaces the standing batch of its scope and of narrower ones."""
    highest = con.execute("select coalesce(max(batch_id), 0) from log.batches").fetchone()
    next_id = int(highest[0]) + 1 if highest else 1
    for batch_id, batch in enumerate(batches, next_id):
        replaced_at = _replace_older(con, batch)
        con.execute(
            "insert into log.batches values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [batch_id, batch.source.name, batch.scope_text, batch.sender, batch.file_name, batch.sha256, batch.reported_on,
             batch.period_start, batch.period_end, batch.received_at, batch.loaded_at, replaced_at, batch.rows_read,
             len(batch.numbers), batch.rows_refused, batch.is_sample],
        )
        _write_rows(con, batch_id, batch)
        _insert(con, "log.columns", batch_id, batch.headings, ("sheet", "field", "heading", "column_letter"))
        _write_issues(con, batch_id, batch.issues)
        con.execute("insert into log.files values (?, ?, ?, ?, ?)",
                    [batch.sha256, batch.source.name, batch.file_name, batch.decided_by, batch.loaded_at])


def _replace_older(con: duckdb.DuckDBPyConnection, batch: Batch) -> datetime | None:
    """Close what this batch replaces. Returns replaced_at for the batch itself: set where real data stand already."""
    name, scope = batch.source.name, batch.scope_text
    family = "; ".join(f"{k}={v}" for k, v in batch.scope.items() if k in ("index_name", "board")) if batch.source.unfold else ""
    same_family = " and ".join(f"contains(scope, '{part}')" for part in _quoted(family.split("; "))) if family else "true"
    if batch.is_sample:
        found = con.execute(
            f"select count(*) from log.batches where source = ? and not is_sample and replaced_at is null and {same_family}", [name]
        ).fetchone()
        if found and found[0]:
            return batch.loaded_at
    else:
        con.execute(
            f"update log.batches set replaced_at = ? where source = ? and is_sample and replaced_at is null and {same_family}",
            [batch.loaded_at, name],
        )
    if not batch.source.newest_row_wins:
        con.execute(
            "update log.batches set replaced_at = ? where source = ? and replaced_at is null and (scope = ? or starts_with(scope, ?) or ? = '')",
            [batch.loaded_at, name, scope, scope + "; ", scope],
        )
    return None


def _quoted(parts: Sequence[str]) -> list[str]:
    return [part.replace("'", "''") for part in parts]


def _write_rows(con: duckdb.DuckDBPyConnection, batch_id: int, batch: Batch) -> None:
    arrays: dict[str, pa.Array] = {
        "batch_id": pa.array([batch_id] * len(batch.numbers), pa.int64()),
        "sheet": pa.array(batch.sheets, pa.string()),
        "row_number": pa.array(batch.numbers, pa.int64()),
    }
    for name, sql_type in batch.source.stored():
        values = batch.columns.get(name)
        arrays[name] = pa.array(values, ARROW[sql_type]) if values is not None else pa.nulls(len(batch.numbers), ARROW[sql_type])
    con.register("incoming", pa.table(arrays))
    con.execute(f"insert into src.{batch.source.name} select * from incoming")
    con.unregister("incoming")


def _insert(con: duckdb.DuckDBPyConnection, table: str, batch_id: int, rows: Sequence[tuple[str, ...]], names: Sequence[str]) -> None:
    """Texts into a log table in one step: row by row costs a transaction each."""
    if rows:
        columns = {name: pa.array([row[at] for row in rows], pa.string()) for at, name in enumerate(names)}
        con.register("incoming", pa.table(columns))
        con.execute(f"insert into {table} select {batch_id}, * from incoming")
        con.unregister("incoming")


def _write_issues(con: duckdb.DuckDBPyConnection, batch_id: int, issues: Sequence[Issue]) -> None:
    if not issues:
        return
    names = ("level", "rule", "sheet", "cell", "row", "column", "value", "message", "fix")
    table = pa.table(
        {name: pa.array([getattr(issue, name) for issue in issues], pa.int64() if name == "row" else pa.string()) for name in names}
    )
    con.register("incoming", table)
    con.execute(f"insert into log.issues select {batch_id}, * exclude (fix), null, null, fix from incoming")
    con.unregister("incoming")


# --- publishing ------------------------------------------------------------------------------------------


@contextmanager
def writing(home: Home) -> Iterator[None]:
    """Hold the writer's place, so that two loads never build at once. Ends with the process, however it ends."""
    home.warehouse.mkdir(parents=True, exist_ok=True)
    try:
        lock = duckdb.connect(str(home.warehouse / ".writer"))
    except duckdb.IOException:
        raise BadFile("busy", "một lần nạp khác đang chạy trên cùng thư mục dữ liệu", "chờ lần nạp đó xong rồi chạy lại") from None
    try:
        recover(home)
        yield
    finally:
        lock.close()


def recover(home: Home) -> None:
    """Finish a publication that ended between the journal and the pointer; remove half-built files."""
    for half in home.warehouse.glob("*.building*"):
        with suppress(OSError):
            half.unlink()
    name = journal.standing_name(home.journal)
    if name and name != current_name(home) and (home.warehouse / name).exists():
        _point(home, name)


def current_name(home: Home) -> str | None:
    """The name of the warehouse in force, None where nothing was published."""
    pointer = home.warehouse / "CURRENT"
    return pointer.read_text(encoding="utf-8").strip() or None if pointer.exists() else None


@contextmanager
def building(home: Home, *, empty: bool = False) -> Iterator[tuple[duckdb.DuckDBPyConnection, Path]]:
    """A writable copy of the current warehouse, or an empty one; gone if it is not published."""
    current = current_name(home)
    path = home.warehouse / f"{os.getpid()}.building"
    with suppress(FileNotFoundError):
        path.unlink()
    is_new = empty or current is None or not (home.warehouse / current).exists()
    if not is_new and current:
        shutil.copyfile(home.warehouse / current, path)
    con = _local(duckdb.connect(str(path)))
    try:
        if is_new:
            create(con)
        yield con, path
    finally:
        con.close()
        for left in home.warehouse.glob(f"{path.name}*"):
            left.unlink()


def publish(home: Home, con: duckdb.DuckDBPyConnection, path: Path, entry: dict[str, Any], at: datetime) -> str:
    """Close a built warehouse, put it under its dated name, journal it, point CURRENT at it. Returns the name."""
    write_reference(con, home.reference)
    facts.create(con)
    con.execute("checkpoint")
    con.close()
    name = _next_name(home, at)
    _sync(path)
    os.replace(path, home.warehouse / name)
    journal.append(home.journal, entry | {"name": name, "base": current_name(home), "at": at.isoformat()})
    _point(home, name)
    _prune(home)
    return name


def _next_name(home: Home, at: datetime) -> str:
    """`2024-06-01T08-15-02Z-0007`: the moment and a running number that never returns."""
    numbers = [int(entry["name"].rsplit("-", 1)[1]) for entry in journal.entries(home.journal, "load", "rebuild")]
    return f"{at.astimezone(UTC):%Y-%m-%dT%H-%M-%SZ}-{max(numbers, default=0) + 1:04d}"


def _point(home: Home, name: str) -> None:
    new = home.warehouse / "CURRENT.building"
    new.write_text(name + "\n", encoding="utf-8")
    _sync(new)
    os.replace(new, home.warehouse / "CURRENT")


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _prune(home: Home) -> None:
    """Remove all but the last ten warehouses; one that somebody reads stays until the next load."""
    published = sorted(p for p in home.warehouse.glob("2*Z-*") if p.suffix == "" and p.name != current_name(home))
    for path in published[: -(KEPT - 1)]:
        try:
            duckdb.connect(str(path)).close()
            path.unlink()
        except (duckdb.Error, OSError):
            continue


def undo(home: Home, at: datetime) -> str:
    """Point back at the warehouse published before the current one. Returns its name; BadFile where there is none."""
    with writing(home):
        base = {entry["name"]: entry.get("base") for entry in journal.entries(home.journal, "load", "rebuild")}
        previous = base.get(current_name(home) or "")
        if not previous or not (home.warehouse / previous).exists():
            raise BadFile("nothing_to_undo", "không còn bản số liệu nào trước bản hiện tại để quay lại",
                          "nếu cần, chạy `python -m loaders rebuild` để dựng lại từ kho lưu")
        journal.append(home.journal, {"kind": "undo", "from": current_name(home), "to": previous, "at": at.isoformat()})
        _point(home, previous)
        return previous


def connect(home: Home) -> duckdb.DuckDBPyConnection:
    """The current warehouse, read-only; BadFile where nothing was loaded yet."""
    name = current_name(home)
    if name is None or not (home.warehouse / name).exists():
        raise BadFile("no_warehouse", "chưa có số liệu nào được nạp", "chạy `python -m loaders load` với tệp của các đơn vị")
    return _local(duckdb.connect(str(home.warehouse / name), read_only=True))


def _local(con: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """The connection, reading and printing times as the province does."""
    con.execute(f"set TimeZone = '{TIME_ZONE}'")
    return con
