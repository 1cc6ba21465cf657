"""The form II.06a and the detail export side by side, and what the statutory forms are filled from. Frames.

The two sources are compared as they stand now, whatever month is looked at: a corrected report settles its month.
"""

from __future__ import annotations

from datetime import date

import duckdb
import pandas as pd

from pages.parts.records import _ask

AT_MOST = 500  # dossiers of one number that are listed
# What is counted → the column of the form and that of the export whose cells say it.
FORM_CELL = {
    "received": "received_total",
    "online": "received_online",
    "resolved": "resolved_total",
    "late": "resolved_late",
}
DETAIL_CELL = {"received": "received_on", "online": "channel", "resolved": "closed_on", "late": "closed_on"}
# The same rules as the loaders' own comparison: status 1 and 3 are not received, withdrawn (7) is resolved in time.
COUNTED = {
    "received": "is_received and received_on between $start and $end",
    "online": "is_received and channel = 'online' and received_on between $start and $end",
    "resolved": "status_code in (7, 9, 10) and closed_on between $start and $end",
    "late": "status_code in (9, 10) and closed_on > due_on and closed_on between $start and $end",
}
NUMBERS = (
    *("received_total", "received_online", "received_direct", "carried_over"),
    *("resolved_total", "resolved_early", "resolved_on_time", "resolved_late"),
    *("pending_total", "pending_in_time", "pending_overdue"),
)

TOLD_TWICE = """
with form as (
    select unit, any_value(level) as level, period_start as month_start,
           cast(sum(received) as double) as form_received,
           cast(sum(received_online) as double) as form_online,
           cast(sum(resolved) as double) as form_resolved,
           cast(sum(resolved_late) as double) as form_late, min(batch_id) as form_batch,
           min(sheet) as form_sheet, min(row_number) as first_row, max(row_number) as last_row,
           bool_or(is_sample) as is_sample
    from fact.dossier_counts
    where day(period_start) = 1 and period_end = last_day(period_start) and period_start between $1 and $2
    group by unit, period_start
),
events as (
    select unit, level, received_on as month_start, is_sample, reported_on, dossiers as received,
           case when channel = 'online' then dossiers else 0 end as online, 0 as resolved, 0 as late
    from fact.dossier_sums
    where is_received and received_on between date_trunc('month', $1) and $2
    union all
    select unit, level, closed_on, is_sample, reported_on, 0, 0, dossiers,
           case when status_code <> 7 and late_days is not null then dossiers else 0 end
    from fact.dossier_sums
    where status_code in (7, 9, 10) and closed_on between date_trunc('month', $1) and $2
),
detail as (
    select unit, any_value(level) as level, month_start, cast(sum(received) as double) as detail_received,
           cast(sum(online) as double) as detail_online, cast(sum(resolved) as double) as detail_resolved,
           cast(sum(late) as double) as detail_late,
           max(reported_on) as reported_on, bool_or(is_sample) as is_sample
    from events
    group by unit, month_start
),
exports as (
    select reported_on, string_agg(distinct file_name, ', ' order by file_name) as file_name
    from log.standing
    where source = 'dossiers'
    group by reported_on
),
asked as (
    select distinct unit, period_start as month_start from fact.expected where source = 'dossier_counts'
)
select unit, coalesce(f.level, d.level) as level, month_start, last_day(month_start) as month_end,
       form_received, form_online, form_resolved, form_late, detail_received, detail_online, detail_resolved,
       detail_late,
       coalesce(last_day(month_start) <= (select max(reported_on) from exports), false) as reached,
       a.unit is not null as is_expected, b.file_name as form_file, form_batch, form_sheet, first_row, last_row,
       e.file_name as detail_file, coalesce(f.is_sample, false) or coalesce(d.is_sample, false) as is_sample
from form f
full join detail d using (unit, month_start)
left join asked a using (unit, month_start)
left join log.batches b on b.batch_id = f.form_batch
left join exports e on e.reported_on = d.reported_on
where unit is not null
order by month_start, unit
"""


def told_twice(con: duckdb.DuckDBPyConnection, first: date, last: date) -> pd.DataFrame:
    """One row per unit and month, from that of `first` to that of `last`, of which either source tells: unit, level,
    month_start, month_end; form_received, form_online, form_resolved, form_late (null: the form is missing, or leaves
    the column blank); detail_received … (null: no dossier of that unit in the month); reached (the newest export ends
    not before the month), is_expected (whether the form is asked of the unit); form_file, form_batch, form_sheet,
    first_row, last_row; detail_file (the newest with a dossier of it; several of one day by commas), is_sample."""
    return _ask(con, TOLD_TWICE, [first, last])


def form_rows(
    con: duckdb.DuckDBPyConnection, start: date, end: date, unit: str | None = None, field: str | None = None
) -> pd.DataFrame:
    """One row per unit, field and period of form II.06a that lies between the two days, each day told once: unit,
    level, field, period_start, period_end, the form's numbers (columns 3 to 13, null: blank), file_name, batch_id,
    sheet, row_number, is_sample."""
    numbers = ", ".join(f"s.{name}" for name in NUMBERS)
    return _ask(
        con,
        f"""
        select c.unit, c.level, c.field, c.period_start, c.period_end, {numbers}, b.file_name, c.batch_id, c.sheet,
               c.row_number, c.is_sample
        from fact.dossier_counts c
        join src.dossier_counts s
            on s.batch_id = c.batch_id and s.sheet is not distinct from c.sheet and s.row_number = c.row_number
        join log.batches b on b.batch_id = c.batch_id
        where c.period_start >= $1 and c.period_end <= $2
              and c.unit = coalesce($3, c.unit) and c.field is not distinct from coalesce($4, c.field)
        order by c.unit, c.period_start, c.batch_id, c.sheet, c.row_number
        """,
        [start, end, unit, field],
    )


def form_months(con: duckdb.DuckDBPyConnection) -> list[date]:
    """The first days of the months of which any unit sent form II.06a, the newest first."""
    frame = _ask(
        con,
        "select distinct date_trunc('month', period_end)::date as month from fact.dossier_counts order by month desc",
    )
    return [pd.Timestamp(month).date() for month in frame["month"]]


def procedures_by_level(con: duckdb.DuckDBPyConnection, as_of: date | None = None) -> pd.DataFrame:
    """One row per agency and field of the list in force: unit (null: not said), level, field, procedures, at_province,
    at_district, at_commune (one procedure may be done at several), reported_on, is_sample; batch_id, sheet, row_number
    (of the first of them)."""
    return _ask(
        con,
        """
        select p.unit, any_value(u.level) as level, coalesce(p.field, '') as field, count(*) as procedures,
               count(*) filter (where list_contains(p.level, 'province')) as at_province,
               count(*) filter (where list_contains(p.level, 'district')) as at_district,
               count(*) filter (where list_contains(p.level, 'commune')) as at_commune,
               max(p.reported_on) as reported_on, bool_or(p.is_sample) as is_sample, min(p.batch_id) as batch_id,
               arg_min(p.sheet, p.row_number) as sheet, min(p.row_number) as row_number
        from fact.procedures p
        left join fact.units u on u.unit = p.unit
        group by p.unit, coalesce(p.field, '')
        order by p.unit, field
        """,
        as_of=as_of,
    )


def offices(con: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """One row per unit: unit, name (whole, as on an official paper), level, district (its whole name, of a commune
    alone)."""
    return _ask(
        con,
        """
        select u.unit_id as unit, u.name, f.level, case when u.kind = 'commune' then p.name end as district
        from ref.units u
        left join fact.units f on f.unit = u.unit_id
        left join ref.units p on p.unit_id = u.parent_id
        order by u.unit_id
        """,
    )


def expected_forms(con: duckdb.DuckDBPyConnection, start: date, end: date) -> list[str]:
    """The units of which form II.06a is asked for a month between the two days."""
    frame = _ask(
        con,
        "select distinct unit from fact.expected where source = 'dossier_counts' and period_start >= $1 "
        "and period_end <= $2 order by unit",
        [start, end],
    )
    return list(frame["unit"])


def dossiers_counted(
    con: duckdb.DuckDBPyConnection, number: str, unit: str, start: date, end: date, limit: int = AT_MOST
) -> pd.DataFrame:
    """The dossiers that the export's number counts, at most so many, of each file some: dossier_code, channel,
    received_on, due_on, closed_on, status_code, file_name, batch_id, sheet, row_number, cell (that says it), in_file
    (how many of them this file tells), is_sample."""
    asked = COUNTED[number].replace("$start", "$1").replace("$end", "$2")
    return _ask(
        con,
        f"""
        select d.dossier_code, d.channel, d.received_on, d.due_on, d.closed_on, d.status_code, b.file_name, d.batch_id,
               d.sheet, d.row_number, c.column_letter || d.row_number as cell,
               count(*) over (partition by d.batch_id) as in_file, d.is_sample
        from fact.dossiers d
        join log.batches b on b.batch_id = d.batch_id
        left join log.columns c
            on c.batch_id = d.batch_id and c.sheet is not distinct from d.sheet and c.field = $4
        where {asked} and d.unit = $3
        order by row_number() over (partition by d.batch_id order by d.sheet, d.row_number), d.batch_id desc
        limit $5
        """,
        [start, end, unit, DETAIL_CELL[number], limit],
    )


def form_cells(con: duckdb.DuckDBPyConnection, batch_id: int, sheet: str) -> dict[str, str]:
    """Field → column letter, of that sheet of a form; empty for a file without letters."""
    frame = _ask(
        con,
        "select field, column_letter from log.columns where batch_id = ? and sheet = ? and column_letter is not null",
        [batch_id, sheet],
    )
    return dict(zip(frame["field"], frame["column_letter"], strict=True))
