"""Taking one file back: its batches count no longer, and what they had replaced counts again.

Batches are never changed but for the moment at which they were replaced: what counts again is a copy, from now on, so
`--known-at` still tells the past as it was.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import duckdb

from loaders.contract import BadFile
from loaders.sources import SOURCES

STANDING = """
select count(*), bool_or(is_sample) from log.batches where sha256 = $sha256 and source = $source and replaced_at is null
"""
# Of each scope that the file holds, what stood before: replaced when the file (or the copy of it) came in, and not
# told anew by another file since.
BEFORE = """
create or replace temp table before as
with taken as (
    select * from log.batches where sha256 = $sha256 and source = $source and replaced_at is null
),
came as (
    select t.scope, b.loaded_at
    from taken as t
    join log.batches as b on b.sha256 = $sha256 and b.source = $source and b.scope = t.scope
)
select p.batch_id, row_number() over (order by p.batch_id) as turn
from log.batches as p
where
    p.source = $source and p.sha256 <> $sha256 and not p.is_sample
    and exists (
        select 1
        from came
        where p.replaced_at = came.loaded_at
            and (p.scope = came.scope or starts_with(p.scope, came.scope || '; ') or came.scope = '')
    )
    and not exists (
        select 1
        from log.batches as s
        where s.source = p.source and s.scope = p.scope and s.replaced_at is null and s.sha256 <> $sha256
    )
"""
# The demonstration figures return with the last real file of their source.
SAMPLES = """
create or replace temp table before as
select p.batch_id, row_number() over (order by p.batch_id) as turn
from log.batches as p
where
    p.source = $source and p.is_sample
    and p.replaced_at in (select loaded_at from log.batches where sha256 = $sha256 and source = $source)
    and not exists (
        select 1 from log.batches as r where r.source = $source and not r.is_sample and r.replaced_at is null
    )
"""
CLOSE = """
update log.batches set replaced_at = $at where sha256 = $sha256 and source = $source and replaced_at is null
"""


def withdraw(con: duckdb.DuckDBPyConnection, sha256: str, source: str, at: datetime) -> None:
    """Close the file's batches of one source and copy what stood before. BadFile where none of them counts now."""
    which = {"sha256": sha256, "source": source}
    found = con.execute(STANDING, which).fetchone()
    if source not in SOURCES or not found or not found[0]:
        raise BadFile("not_standing", "tệp này không còn được tính, không có gì để rút", "tải lại trang")
    con.execute(BEFORE, which)
    con.execute(CLOSE, {**which, "at": at})
    # A moment later: what the copy replaces must not be taken for what the withdrawn file had replaced.
    _copy(con, source, at + timedelta(microseconds=1))
    if not found[1]:
        con.execute(SAMPLES, which)
        _copy(con, source, at + timedelta(microseconds=1))


def _copy(con: duckdb.DuckDBPyConnection, source: str, at: datetime) -> None:
    """The batches of the table `before` again, with their rows, headings and remarks, as loaded at that moment."""
    con.execute(
        "create or replace temp table copies as select batch_id as old, turn + (select max(batch_id) from log.batches) "
        "as new from before"
    )
    con.execute(
        "insert into log.batches select b.* replace (c.new as batch_id, cast($at as timestamptz) as loaded_at, "
        "null as replaced_at) from log.batches as b join copies as c on c.old = b.batch_id",
        {"at": at},
    )
    for table in (f"src.{source}", "log.columns", "log.issues"):
        con.execute(
            f"insert into {table} select t.* replace (c.new as batch_id) from {table} as t "
            "join copies as c on c.old = t.batch_id"
        )
    con.execute("drop table before; drop table copies")
