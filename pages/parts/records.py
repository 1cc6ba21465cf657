"""What the warehouse remembers about the reports themselves: who sent, what was refused, where. Frames for the screens.

`log` and `ref` are the contract's own tables; every number about the province comes from metrics instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import duckdb
import pandas as pd

from metrics import LOCAL

SEVERITIES = ("fatal", "error", "warning")  # the worst first


def reports(con: duckdb.DuckDBPyConnection, as_of: date | None = None) -> pd.DataFrame:
    """One row per source and sender expected in its newest period at that day.

    source, unit, unit_name, period_end, due_at, received_at, is_received, is_on_time (null: neither in nor due yet),
    days_late (counted to the last arrival of anything; null: not late).
    """
    return _ask(
        con,
        """
        with clock as (select max(received_at) as at from log.standing)
        select r.source, r.unit, coalesce(u.short_name, u.name, r.unit) as unit_name, r.period_end, r.due_at,
               r.received_at, r.is_received, r.is_on_time,
               case when not r.is_on_time
                    then date_diff('day', r.due_at, coalesce(r.received_at, clock.at)) end as days_late
        from fact.reports r
        cross join clock
        left join ref.units u on u.unit_id = r.unit
        where r.is_newest
        order by r.is_received, r.is_on_time, r.source, r.due_at, unit_name
        """,
        as_of=as_of,
    )


def unused_procedures(
    con: duckdb.DuckDBPyConnection, start: date, end: date, as_of: date | None = None
) -> pd.DataFrame:
    """One row per full service that got no online dossier from start to end (both counted), by the detail export: unit,
    procedure_code, procedure_name, field, level (a list), is_sample."""
    return _ask(
        con,
        """
        select p.unit, p.procedure_code, p.procedure_name, p.field, p.level, p.is_sample
        from fact.procedures p
        where p.service_level = 'full' and not exists (
            from fact.dossiers d
            where d.procedure_code = p.procedure_code and d.channel = 'online' and d.is_received
                  and d.received_on between ? and ?
        )
        order by p.unit, p.procedure_code
        """,
        [start, end],
        as_of=as_of,
    )


def task_reports(con: duckdb.DuckDBPyConnection, plan: str, task_no: str, as_of: date | None = None) -> pd.DataFrame:
    """One row per standing list that has that task of the plan ("de_an_06:2024"), the newest first: reported_on,
    lead_unit, task_title, due_text, due_on, reported_status, percent_done, completed_on, obstacle, proposal, file_name,
    batch_id, sheet, row_number, cell (of the reported status; null where there is no such column), is_sample."""
    return _ask(
        con,
        """
        select b.reported_on, s.lead_unit_id as lead_unit, s.task_title, s.due_text, s.due_on, s.reported_status,
               s.percent_done, s.completed_on, s.obstacle, s.proposal, b.file_name, s.batch_id, s.sheet, s.row_number,
               c.column_letter || s.row_number as cell, b.is_sample
        from src.tasks s
        join log.standing b on b.batch_id = s.batch_id
        left join log.columns c on c.batch_id = s.batch_id and c.sheet = s.sheet and c.field = 'reported_status'
        where s.plan || ':' || s.plan_year = ? and s.task_no = ?
              and b.reported_on <= coalesce(cast(getvariable('as_of') as date), date 'infinity')
        order by b.reported_on desc, b.batch_id desc, s.row_number
        """,
        [plan, task_no],
        as_of=as_of,
    )


def due_soon_days(con: duckdb.DuckDBPyConnection) -> int:
    """How many days before its due date an open task is due soon, as officers set it."""
    return int(_ask(con, "select due_soon_days from fact.settings")["due_soon_days"].iloc[0])


def decisions(con: duckdb.DuckDBPyConnection, as_of: date | None = None) -> pd.DataFrame:
    """One row per obstacle that waits for the province or a ministry, the earliest due day first: obstacle_no, title,
    proposal, raised_by (its short name), deciding_level, raised_on, due_on, plan, batch_id, sheet, row_number,
    file_name, reported_on, is_sample. Of each sender the newest register up to that day; what is solved is left out."""
    return _ask(
        con,
        """
        with registers as (
            select * from log.standing
            where source = 'obstacles' and reported_on <= coalesce(cast(getvariable('as_of') as date), date 'infinity')
            qualify reported_on = max(reported_on) over (partition by sender)
        )
        select o.obstacle_no, o.title, o.proposal, coalesce(u.short_name, u.name, o.raised_by_id) as raised_by,
               o.deciding_level, o.raised_on, o.due_on, o.plan, o.batch_id, o.sheet, o.row_number, r.file_name,
               r.reported_on, r.is_sample
        from src.obstacles o
        join registers r using (batch_id)
        left join ref.units u on u.unit_id = o.raised_by_id
        where o.state is distinct from 'solved' and o.deciding_level in ('province', 'central')
        order by o.due_on nulls last, o.raised_on nulls last, o.obstacle_no
        """,
        as_of=as_of,
    )


def units(con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """unit_id → name on screen; a commune with its district, because the same name returns in several."""
    frame = _ask(
        con,
        """
        select u.unit_id, case when u.kind = 'commune' and p.kind = 'district'
                               then regexp_replace(regexp_replace(u.name, '^Phường ', 'P. '), '^Thị trấn ', 'TT. ')
                                    || ', ' || coalesce(p.short_name, p.name)
                               else coalesce(u.short_name, u.name) end as name
        from ref.units u
        left join ref.units p on p.unit_id = u.parent_id
        """,
    )
    return dict(zip(frame["unit_id"], frame["name"], strict=True))


def places(con: duckdb.DuckDBPyConnection, on: date) -> pd.DataFrame:
    """One row per district and commune that exists on that day: unit, name (whole), short_name, kind, district (null
    for a commune since 1/7/2025), longitude, latitude (to draw by, not to measure by)."""
    return _ask(
        con,
        """
        select u.unit_id as unit, u.name, coalesce(u.short_name, u.name) as short_name, u.kind,
               f.district, u.longitude, u.latitude
        from ref.units u
        join fact.units f on f.unit = u.unit_id
        where u.kind in ('district', 'commune')
              and coalesce(u.valid_from <= $1, true) and coalesce($1 < u.valid_to, true)
        order by u.unit_id
        """,
        [on],
    )


def criteria(con: duckdb.DuckDBPyConnection, index: str, year: str, board: str) -> list[str]:
    """The criteria of a board's totals, in the order of the file: by column, then by row."""
    frame = _ask(
        con,
        """
        select criterion, min((length(letters), letters, row_number)) as place
        from (
            select criterion, row_number, regexp_extract(coalesce(cell, ''), '^[A-Z]*') as letters
            from fact.scores
            where "index" = ? and year = ? and board = ? and criterion <> 'total'
        )
        group by criterion
        order by place, criterion
        """,
        [index, int(year), board],
    )
    return list(frame["criterion"])


def origin(con: duckdb.DuckDBPyConnection, batch_id: int) -> tuple[str, str]:
    """(sha256, file name) of the file that a batch was read from."""
    frame = _ask(con, "select sha256, file_name from log.batches where batch_id = ?", [batch_id])
    return str(frame["sha256"].iloc[0]), str(frame["file_name"].iloc[0])


def headings(con: duckdb.DuckDBPyConnection, batch_id: int, sheet: str) -> dict[str, str]:
    """Column letter → heading, of the columns that were read from that sheet."""
    frame = _ask(
        con,
        "select column_letter, heading from log.columns where batch_id = ? and sheet = ? and column_letter is not null",
        [batch_id, sheet],
    )
    return dict(zip(frame["column_letter"], frame["heading"], strict=True))


def prose(con: duckdb.DuckDBPyConnection) -> dict[str, dict[str, str]]:
    """Metric id → what an officer wrote about it in data/reference/indicators.csv, by column; blank cells left out."""
    frame = _ask(con, "select * from ref.indicators")
    return {row["id"]: {k: v for k, v in row.items() if isinstance(v, str)} for row in frame.to_dict("records")}


def targets(con: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """metric_id, scope, target, valid_from, origin: as in data/reference/targets.csv."""
    return _ask(con, "select metric_id, scope, target, valid_from, origin from ref.targets order by metric_id, scope")


def _ask(
    con: duckdb.DuckDBPyConnection, sql: str, values: Sequence[object] = (), *, as_of: date | None = None
) -> pd.DataFrame:
    cursor = con.cursor()
    try:
        # Variables belong to a cursor: a question about a day leaves no trace in the next one.
        for name, value in (("as_of", as_of), ("known_at", None)):
            cursor.execute(f"set variable {name} = ?", [value])
        frame = cursor.execute(sql, list(values)).to_arrow_table().to_pandas(date_as_object=False)
    finally:
        cursor.close()
    for column in frame.select_dtypes("datetimetz"):
        frame[column] = frame[column].dt.tz_convert(LOCAL)  # the time zone of a cursor is the machine's
    return frame
