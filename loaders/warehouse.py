"""Build, publish and open the warehouse: with `batches`, the only files that write DuckDB.

DuckDB allows one writing process or many readers of a file. So a load builds a new dated file beside the
current one and then replaces the one-line pointer CURRENT: a viewer never sees half a load, a load never
waits for a viewer, a load killed at any moment changes nothing.
"""

from __future__ import annotations

import csv
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from loaders import facts
from loaders.contract import BadFile
from loaders.settings import TIME_ZONE, Home
from loaders.sources import SOURCES
from loaders.store import journal

KEPT = 10
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


def create(con: duckdb.DuckDBPyConnection) -> None:
    """All empty tables of `src` and `log`, and the view of the standing batches."""
    con.execute(TABLES)
    for source in SOURCES.values():
        fields = ", ".join(f'"{name}" {sql_type}' for name, sql_type in source.stored())
        con.execute(f"create table src.{source.name} (batch_id bigint, sheet varchar, row_number bigint, {fields})")


def write_reference(con: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Replace the `ref` tables by the officers' lists, column for column; texts stay texts, dates become dates."""
    # A folder of an older installation has no settings.csv: then the defaults of fact.settings hold.
    con.execute("create or replace table ref.settings (name varchar, value varchar, note varchar)")
    for path in sorted(folder.glob("*.csv")):
        names, rows = reference_rows(path)
        values = {name: [row[name] or None for row in rows] for name in names}
        con.register("incoming", pa.table({name: pa.array(column, pa.string()) for name, column in values.items()}))
        select = ", ".join(f'try_cast("{name}" as {_reference_type(name)}) as "{name}"' for name in names)
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


# --- publishing ------------------------------------------------------------------------------------------


@contextmanager
def writing(home: Home) -> Iterator[None]:
    """Hold the writer's place, so that two loads never build at once. Ends with the process, however it ends."""
    home.warehouse.mkdir(parents=True, exist_ok=True)
    try:
        lock = duckdb.connect(str(home.warehouse / ".writer"))
    except duckdb.IOException:
        raise BadFile(
            "busy", "một lần nạp khác đang chạy trên cùng thư mục dữ liệu", "chờ lần nạp đó xong rồi chạy lại"
        ) from None
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


@contextmanager
def trying(home: Home) -> Iterator[duckdb.DuckDBPyConnection]:
    """A writable copy of the current warehouse, or an empty one, that nobody else sees and that is never published:
    to look at what a load would change. Holds no lock; gone at the end."""
    current = current_name(home)
    with tempfile.TemporaryDirectory(prefix="ioc-trial-") as folder:
        path = Path(folder) / "trial"
        is_new = current is None or not (home.warehouse / current).exists()
        if not is_new and current:
            shutil.copyfile(home.warehouse / current, path)
        con = _local(duckdb.connect(str(path)))
        try:
            if is_new:
                create(con)
            yield con
        finally:
            con.close()


def finish(home: Home, con: duckdb.DuckDBPyConnection) -> None:
    """The officers' lists and the facts over what was written: what every warehouse needs before it is asked."""
    write_reference(con, home.reference)
    facts.create(con)


def publish(home: Home, con: duckdb.DuckDBPyConnection, path: Path, entry: dict[str, Any], at: datetime) -> str:
    """Close a built warehouse, put it under its dated name, journal it, point CURRENT at it. Returns the name."""
    finish(home, con)
    con.execute("checkpoint")
    con.close()
    name = _next_name(home, at)
    _sync(path)
    path.replace(home.warehouse / name)
    journal.append(home.journal, entry | {"name": name, "base": current_name(home), "at": at.isoformat()})
    _point(home, name)
    _prune(home)
    return name


def _next_name(home: Home, at: datetime) -> str:
    """`2024-06-01T08-15-02Z-0007`: the moment and a running number that never returns."""
    numbers = [int(entry["name"].rsplit("-", 1)[1]) for entry in journal.entries(home.journal, *journal.PUBLISHED)]
    return f"{at.astimezone(UTC):%Y-%m-%dT%H-%M-%SZ}-{max(numbers, default=0) + 1:04d}"


def _point(home: Home, name: str) -> None:
    new = home.warehouse / "CURRENT.building"
    new.write_text(name + "\n", encoding="utf-8")
    _sync(new)
    new.replace(home.warehouse / "CURRENT")


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
        base = {entry["name"]: entry.get("base") for entry in journal.entries(home.journal, *journal.PUBLISHED)}
        previous = base.get(current_name(home) or "")
        if not previous or not (home.warehouse / previous).exists():
            raise BadFile(
                "nothing_to_undo",
                "không còn bản số liệu nào trước bản hiện tại để quay lại",
                "nếu cần, chạy `python -m loaders rebuild` để dựng lại từ kho lưu",
            )
        journal.append(home.journal, {"kind": "undo", "from": current_name(home), "to": previous, "at": at.isoformat()})
        _point(home, previous)
        return str(previous)


def connect(home: Home) -> duckdb.DuckDBPyConnection:
    """The current warehouse, read-only; BadFile where nothing was loaded yet."""
    name = current_name(home)
    if name is None or not (home.warehouse / name).exists():
        raise BadFile(
            "no_warehouse", "chưa có số liệu nào được nạp", "chạy `python -m loaders load` với tệp của các đơn vị"
        )
    return _local(duckdb.connect(str(home.warehouse / name), read_only=True))


def _local(con: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """The connection, reading and printing times as the province does."""
    con.execute(f"set TimeZone = '{TIME_ZONE}'")
    return con
