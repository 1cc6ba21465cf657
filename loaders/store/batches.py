"""Batches: one file, source and scope each, and how they get into the tables. How they are published says `warehouse`.

All batches stay; which one counts at a moment is said by loaded_at and replaced_at.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import duckdb
import pyarrow as pa

from loaders.contract import Source
from loaders.report import Issue

ARROW = {
    "VARCHAR": pa.string(),
    "BIGINT": pa.int64(),
    "DOUBLE": pa.float64(),
    "BOOLEAN": pa.bool_(),
    "DATE": pa.date32(),
    "VARCHAR[]": pa.list_(pa.string()),
}


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
        """What a later batch of the same scope replaces, as one text."""
        return scope_text(self.scope)


def scope_text(scope: Mapping[str, Any]) -> str:
    """`operator=Viettel; reported_on=2024-05-31`: a scope as it stands in log.batches."""
    return "; ".join(f"{name}={value}" for name, value in scope.items() if value is not None)


def add(con: duckdb.DuckDBPyConnection, batches: Sequence[Batch]) -> None:
    """Write batches in order; each replaces the standing batch of its scope and of narrower ones."""
    highest = con.execute("select coalesce(max(batch_id), 0) from log.batches").fetchone()
    next_id = int(highest[0]) + 1 if highest else 1
    for batch_id, batch in enumerate(batches, next_id):
        replaced_at = _replace_older(con, batch)
        con.execute(
            "insert into log.batches values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                batch_id,
                batch.source.name,
                batch.scope_text,
                batch.sender,
                batch.file_name,
                batch.sha256,
                batch.reported_on,
                batch.period_start,
                batch.period_end,
                batch.received_at,
                batch.loaded_at,
                replaced_at,
                batch.rows_read,
                len(batch.numbers),
                batch.rows_refused,
                batch.is_sample,
            ],
        )
        _write_rows(con, batch_id, batch)
        _insert(con, "log.columns", batch_id, batch.headings, ("sheet", "field", "heading", "column_letter"))
        _write_issues(con, batch_id, batch.issues)
        con.execute(
            "insert into log.files values (?, ?, ?, ?, ?)",
            [batch.sha256, batch.source.name, batch.file_name, batch.decided_by, batch.loaded_at],
        )


def _replace_older(con: duckdb.DuckDBPyConnection, batch: Batch) -> datetime | None:
    """Close what this batch replaces. Returns its own replaced_at, set where it never counts or no longer counts."""
    name, scope = batch.source.name, batch.scope_text
    # Samples give way to real files by source; score tables, where one source carries many indices, by index and board.
    family = [f"{key}={batch.scope[key]}" for key in ("index_name", "board") if key in batch.scope]
    kin = "source = ? and replaced_at is null and list_has_all(string_split(scope, '; '), ?::varchar[])"
    if not batch.is_sample:
        con.execute(
            f"update log.batches set replaced_at = ? where is_sample and {kin}", [batch.loaded_at, name, family]
        )
    elif _first(con, f"select count(*) from log.batches where not is_sample and {kin}", [name, family]):
        return batch.loaded_at
    if batch.source.newest_row_wins:
        return None
    standing = "source = ? and replaced_at is null"
    same = "(scope = ? or starts_with(scope, ?) or ? = '')"
    # A past report that is loaded after its correction was replaced before it came.
    later: datetime | None = _first(
        con,
        f"select min(loaded_at) from log.batches where {standing} and scope = ? and loaded_at > ?",
        [name, scope, batch.loaded_at],
    )
    if later is None:
        con.execute(
            f"update log.batches set replaced_at = ? where {standing} and {same}",
            [batch.loaded_at, name, scope, scope + "; ", scope],
        )
    return later


def _first(con: duckdb.DuckDBPyConnection, sql: str, values: Sequence[Any]) -> Any:
    row = con.execute(sql, values).fetchone()
    return row[0] if row else None


def _write_rows(con: duckdb.DuckDBPyConnection, batch_id: int, batch: Batch) -> None:
    arrays: dict[str, pa.Array] = {
        "batch_id": pa.array([batch_id] * len(batch.numbers), pa.int64()),
        "sheet": pa.array(batch.sheets, pa.string()),
        "row_number": pa.array(batch.numbers, pa.int64()),
    }
    for name, sql_type in batch.source.stored():
        values = batch.columns.get(name)
        arrays[name] = (
            pa.array(values, ARROW[sql_type]) if values is not None else pa.nulls(len(batch.numbers), ARROW[sql_type])
        )
    con.register("incoming", pa.table(arrays))
    con.execute(f"insert into src.{batch.source.name} select * from incoming")
    con.unregister("incoming")


def _insert(
    con: duckdb.DuckDBPyConnection, table: str, batch_id: int, rows: Sequence[tuple[str, ...]], names: Sequence[str]
) -> None:
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
        {
            name: pa.array([getattr(issue, name) for issue in issues], pa.int64() if name == "row" else pa.string())
            for name in names
        }
    )
    con.register("incoming", table)
    con.execute(f"insert into log.issues select {batch_id}, * exclude (fix), null, null, fix from incoming")
    con.unregister("incoming")
