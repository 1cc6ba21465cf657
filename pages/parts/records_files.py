"""What is owed, rows month by month, headings beside those of the report before, every file that was ever loaded.

Beside `records_quality`: the history of the reports. Frames for the screens.
"""

from __future__ import annotations

from datetime import date

import duckdb
import pandas as pd

from pages.parts.records import _ask
from pages.parts.records_quality import ANSWERS

# Of replaced batches too it is known who answers for them.
EVER = ANSWERS.replace("log.standing", "log.batches")
# A file that was read again, or came back after another was withdrawn, has several batches of one scope: the last one
# says how the file stands.
LAST = """
    last as (
        select b.*, coalesce(b.reported_on, b.period_end,
                             cast(b.received_at at time zone 'Asia/Ho_Chi_Minh' as date)) as dated
        from log.batches b
        qualify row_number() over (partition by sha256, source, scope order by batch_id desc) = 1
    )"""


def owed(con: duckdb.DuckDBPyConnection, as_of: date | None = None) -> pd.DataFrame:
    """One row per report that a sender is to be reminded of: late or missing in its source's newest period, or missing
    still of the twelve months before. unit, unit_name, full_name, kind (of unit), source, rhythm, period_start,
    period_end, due_at, received_at, is_received, is_newest, days_late (counted as in records.reports)."""
    return _ask(
        con,
        """
        with clock as (
            select (select max(received_at) from log.standing) as at, max(period_end) as last_end from fact.reports
        )
        select r.unit, coalesce(u.short_name, u.name, r.unit) as unit_name, coalesce(u.name, r.unit) as full_name,
               u.kind, r.source, r.rhythm, r.period_start, r.period_end, r.due_at, r.received_at, r.is_received,
               r.is_newest, date_diff('day', r.due_at, coalesce(r.received_at, c.at)) as days_late
        from fact.reports r
        cross join clock c
        left join ref.units u on u.unit_id = r.unit
        where not r.is_on_time
            and (r.is_newest or not r.is_received and r.period_end > c.last_end - interval 12 month)
            -- Before the first month for which any report came, nobody watched who had not sent.
            and (r.is_newest or r.period_end >= (
                select min(period_end) from fact.reports where is_received and rhythm <> 'yearly'))
        order by unit_name, r.is_received, r.due_at, r.source
        """,
        as_of=as_of,
    )


def months(
    con: duckdb.DuckDBPyConnection, as_of: date | None = None, sender: str | None = None, source: str | None = None
) -> pd.DataFrame:
    """One row per month that standing reports (of that sender, of that source) are about: month_end, rows_kept,
    rows_refused, files, is_sample."""
    return _ask(
        con,
        f"""
        with {ANSWERS}
        select cast(last_day(b.reported_on) as date) as month_end,
               cast(sum(b.rows_read - b.rows_refused) as bigint) as rows_kept,
               cast(sum(b.rows_refused) as bigint) as rows_refused, count(distinct a.sha256) as files,
               bool_or(b.is_sample) as is_sample
        from fact.batches b
        join answers a using (batch_id)
        where coalesce(a.unit = $1, $1::varchar is null) and coalesce(b.source = $2, $2::varchar is null)
        group by all
        order by month_end
        """,
        [sender, source],
        as_of=as_of,
    )


COLUMNS = f"""
    with {ANSWERS},
    reports as (
        select b.*, coalesce(b.reported_on, b.period_end,
                             cast(b.received_at at time zone 'Asia/Ho_Chi_Minh' as date)) as dated,
               trim(regexp_replace(b.scope, '(reported_on|period_start|period_end|index_year)=[^;]*(; )?', '', 'g'),
                    '; ') as series,
               b.batch_id in (select batch_id from log.standing) as stands
        from log.batches b
    ),
    -- A list that is sent whole is replaced by the next one: then the replaced ones are its history.
    followed as (
        select *, coalesce(sender, '') as whose
        from reports
        where stands or series = scope
        qualify row_number() over (
            partition by source, series, sender, is_sample, dated order by loaded_at desc, batch_id desc) = 1
    ),
    horizon as (
        select coalesce(cast(getvariable('as_of') as date), max(dated)) as last_day from reports where stands
    ),
    pairs as (
        select n.batch_id, n.source, n.sha256, n.file_name, n.dated, n.is_sample, o.batch_id as earlier_id,
               o.sha256 as earlier_sha256, o.file_name as earlier_name
        from followed n
        asof join followed o
            on n.source = o.source and n.series = o.series and n.whose = o.whose and n.is_sample = o.is_sample
            and n.dated > o.dated
        where n.stands
    ),
    kept as (
        select p.* from pairs p, horizon h
        where p.dated between h.last_day - interval 12 month and h.last_day and p.sha256 <> p.earlier_sha256
    ),
    -- Headings that no field has are remarked once for a file, with its first batch; whose they are says the sheet.
    unknown as (
        select distinct b.sha256, b.source, coalesce(i.sheet, '') as sheet, i.column_heading as heading
        from log.issues i
        join log.batches b using (batch_id)
        where i.rule = 'unknown_heading'
    ),
    headings as (
        select batch_id, field, heading from log.columns
        union
        select distinct c.batch_id, null, u.heading
        from log.columns c
        join log.batches b using (batch_id)
        join unknown u on u.sha256 = b.sha256 and u.source = b.source and u.sheet = coalesce(c.sheet, '')
    )
    select k.batch_id, k.source, a.unit, coalesce(u.short_name, u.name, a.unit) as sender, k.sha256, k.file_name,
           k.dated, k.earlier_sha256, k.earlier_name, h.batch_id = k.batch_id as is_new, h.field, h.heading,
           k.is_sample
    from kept k
    join headings h on h.batch_id in (k.batch_id, k.earlier_id)
    join answers a on a.batch_id = k.batch_id
    left join ref.units u on u.unit_id = a.unit
    where h.heading is not null
    order by k.dated desc, k.batch_id, h.field nulls last, h.heading
"""


def columns(con: duckdb.DuckDBPyConnection, as_of: date | None = None) -> pd.DataFrame:
    """The headings of every standing report of the last twelve months that has an earlier one of the same sender and
    series (its scope without the date), and of that earlier one; one row per heading.

    batch_id, source, unit, sender, sha256, file_name, dated, earlier_sha256, earlier_name, is_new (the report's own
    heading; else the earlier one's), field (null: no field of the form), heading, is_sample.
    """
    return _ask(con, COLUMNS, as_of=as_of)


def files(con: duckdb.DuckDBPyConnection, source: str, sender: str | None = None) -> pd.DataFrame:
    """One row per file of a source that was ever loaded (of that sender), the newest first: sha256, source, file_name,
    received_at, senders (how many), sender (the name of the one; null: several or none), period_start, dated,
    rows_read, rows_kept, rows_refused, stands (how many of its reports count), reports, successors (files that replaced
    reports of it), is_unused (invented figures that came after real ones), batch_id (one of it), is_sample."""
    return _ask(
        con,
        f"""
        with {EVER},
        {LAST},
        followed as (
            select l.batch_id, min(s.file_name) as successor
            from last l
            join log.batches s
                on s.source = l.source and s.sha256 <> l.sha256 and s.loaded_at = l.replaced_at
                and (s.scope = '' or l.scope = s.scope or starts_with(l.scope, s.scope || '; ')
                     or l.is_sample and not s.is_sample)
            group by l.batch_id
        )
        select l.sha256, l.source, arg_max(l.file_name, l.batch_id) as file_name, min(l.received_at) as received_at,
               count(distinct a.unit) as senders,
               case when count(distinct a.unit) = 1 then min(coalesce(u.short_name, u.name, a.unit)) end as sender,
               min(l.period_start) as period_start, max(l.dated) as dated,
               cast(sum(l.rows_read) as bigint) as rows_read,
               cast(sum(l.rows_read - l.rows_refused) as bigint) as rows_kept,
               cast(sum(l.rows_refused) as bigint) as rows_refused,
               count(*) filter (where l.replaced_at is null) as stands, count(*) as reports,
               coalesce(list_sort(list(distinct f.successor) filter (where f.successor is not null)), []) as successors,
               bool_and(l.is_sample and coalesce(l.replaced_at = l.loaded_at, false)) as is_unused,
               min(l.batch_id) as batch_id, bool_or(l.is_sample) as is_sample
        from last l
        join answers a using (batch_id)
        left join followed f using (batch_id)
        left join ref.units u on u.unit_id = a.unit
        where l.source = $1 and coalesce(a.unit = $2, $2::varchar is null)
        group by l.sha256, l.source
        order by received_at desc, dated desc, file_name
        """,
        [source, sender],
    )


def file_issues(con: duckdb.DuckDBPyConnection, sha256: str, source: str) -> pd.DataFrame:
    """The remarks on one file, in force or not, the worst first: as records_quality.issues, unit and sender null."""
    return _ask(
        con,
        f"""
        with {LAST}
        select i.level, i.rule, l.source, cast(null as varchar) as unit, cast(null as varchar) as sender, l.file_name,
               l.dated as reported_on, i.sheet, i.cell, i.row_number, i.column_heading, i.value, i.message, i.fix,
               l.is_sample, l.batch_id, l.sha256, i.acknowledged_at, i.reason
        from log.issues i
        join last l using (batch_id)
        where l.sha256 = $1 and l.source = $2
        order by list_position(['fatal', 'error', 'warning'], i.level), i.sheet, i.row_number, i.cell
        """,
        [sha256, source],
    )


def returning(con: duckdb.DuckDBPyConnection, sha256: str, source: str) -> pd.DataFrame:
    """The files whose reports would count again if this one were withdrawn: file_name, is_sample.

    As the loaders do it: what was replaced when the file came in and was not told anew since; invented figures return
    with the last real file of their source.
    """
    return _ask(
        con,
        """
        with came as (
            select b.scope, b.loaded_at, b.is_sample
            from log.batches b
            where b.sha256 = $1 and b.source = $2
                and b.scope in (
                    select scope from log.batches where sha256 = $1 and source = $2 and replaced_at is null)
        ),
        others as (
            select * from log.batches where source = $2 and sha256 <> $1 and replaced_at is null
        ),
        before as (
            select p.file_name, p.is_sample
            from log.batches p
            where p.source = $2 and p.sha256 <> $1 and not p.is_sample
                and exists (
                    from came c
                    where p.replaced_at = c.loaded_at
                        and (p.scope = c.scope or starts_with(p.scope, c.scope || '; ') or c.scope = ''))
                and p.scope not in (select scope from others)
        ),
        samples as (
            select p.file_name, p.is_sample
            from log.batches p
            where p.source = $2 and p.is_sample
                and p.replaced_at in (select loaded_at from log.batches where sha256 = $1 and source = $2)
                and not exists (from came where is_sample)
                and not exists (from others where not is_sample)
                and not exists (from before)
        )
        select distinct file_name, is_sample
        from (from before union all from samples)
        order by file_name
        """,
        [sha256, source],
    )
