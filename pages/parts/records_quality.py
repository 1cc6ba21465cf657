"""Who delivered what in twelve periods, what was refused, what is doubted, and whose it is. Frames for the screens.

Beside `records`: what one page asks about the reports themselves.
"""

from __future__ import annotations

from datetime import date

import duckdb
import pandas as pd

from pages.parts.records import _ask

# One row per standing batch: who answers for it, and which period it fills. As in fact.reports: where one sender alone
# is expected, a report that names nobody is his; task lists are told apart by their plan.
ANSWERS = """
    answers as (
        select b.batch_id, b.source, b.sha256, b.rows_refused, coalesce(min(e.unit), b.sender) as unit,
               min(e.period_end) as period_end
        from log.standing b
        left join (select *, count(*) over (partition by source, period_end) as senders from fact.expected) e
            on e.source = b.source
            and coalesce(b.period_end, b.reported_on) between e.period_start and e.period_end
            and case when e.senders = 1 then true
                     when e.source = 'tasks' then starts_with(b.scope, 'plan=de_an_06;') = (e.unit = 'cong-an-tinh')
                     else b.sender = e.unit end
        group by b.batch_id, b.source, b.sha256, b.rows_refused, b.sender
    )"""


def deliveries(con: duckdb.DuckDBPyConnection, as_of: date | None = None) -> pd.DataFrame:
    """One row per report expected in the twelve months up to that day's newest period, in or not: source, unit,
    unit_name, rhythm, period_start, period_end, due_at, received_at, is_received, is_on_time (null: not due yet),
    days_late, rows_refused (of what stands now).

    Begins with the first month for which any report came: before it nobody watched who had not sent. Of yearly reports
    those are in that were due since.
    """
    return _ask(
        con,
        f"""
        with {ANSWERS},
        refused as (select source, unit, period_end, sum(rows_refused) as rows_refused from answers group by all),
        watched as (
            select max(received_at) as clock, last_day(max(period_end) - interval 11 month) as first_end,
                   coalesce(min(period_end) filter (where is_received and rhythm <> 'yearly'),
                            max(period_end) filter (where rhythm <> 'yearly')) as first_watched
            from fact.reports
        )
        select r.source, r.unit, coalesce(u.short_name, u.name, r.unit) as unit_name, r.rhythm, r.period_start,
               r.period_end, r.due_at, r.received_at, r.is_received, r.is_on_time,
               case when not r.is_on_time
                    then date_diff('day', r.due_at, coalesce(r.received_at, w.clock)) end as days_late,
               coalesce(b.rows_refused, 0) as rows_refused, r.is_sample
        from fact.reports r
        join watched w
            on r.period_end >= w.first_end
            and (r.period_end >= w.first_watched
                 or r.rhythm = 'yearly' and r.due_at >= date_trunc('month', w.first_watched))
        left join refused b using (source, unit, period_end)
        left join ref.units u on u.unit_id = r.unit
        order by r.period_end, unit_name, r.source
        """,
        as_of=as_of,
    )


def sources(con: duckdb.DuckDBPyConnection, as_of: date | None = None, sender: str | None = None) -> pd.DataFrame:
    """One row per source that has standing reports (of that sender): source, reported_on (newest), first_on (oldest),
    received_at (the last), rows_read, rows_loaded, rows_refused, files, is_sample."""
    return _ask(
        con,
        f"""
        with {ANSWERS}
        select b.source, max(b.reported_on) as reported_on, min(b.reported_on) as first_on,
               max(b.received_at) as received_at,
               sum(b.rows_read) as rows_read, sum(b.rows_loaded) as rows_loaded, sum(b.rows_refused) as rows_refused,
               count(distinct b.file_name) as files, bool_or(b.is_sample) as is_sample
        from fact.batches b
        join answers a using (batch_id)
        where coalesce(a.unit = $1, $1::varchar is null)
        group by b.source
        order by b.source
        """,
        [sender],
        as_of=as_of,
    )


def issues(con: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """One row per remark on a standing report, the worst first: level, rule, source, unit (who answers for it; null
    where the sheet is of several), sender (its name), file_name, reported_on, sheet, cell, row_number, column_heading,
    value, message, fix, is_sample, batch_id, sha256; acknowledged_at and reason (null: nobody has looked at it)."""
    return _ask(
        con,
        f"""
        with {ANSWERS},
        -- The remarks of a file of many units are kept with its first batch: whose sheet it is says log.columns.
        sheets as (
            select a.sha256, a.source, c.sheet, min(a.batch_id) as batch_id,
                   case when count(distinct a.unit) = 1 then min(a.unit) end as unit
            from answers a
            join log.columns c using (batch_id)
            group by all
        ),
        files as (
            select sha256, source, case when count(distinct unit) = 1 then min(unit) end as unit
            from answers
            group by all
        ),
        owned as (
            select i.*, b.source, b.sha256, b.file_name, b.reported_on, b.period_end, b.is_sample,
                   coalesce(s.batch_id, i.batch_id) as own_batch_id,
                   case when s.sheet is null then f.unit else s.unit end as unit
            from log.issues i
            join log.standing b on b.batch_id = i.batch_id
            left join sheets s on s.sha256 = b.sha256 and s.source = b.source and s.sheet = i.sheet
            left join files f on f.sha256 = b.sha256 and f.source = b.source
        )
        select i.level, i.rule, i.source, i.unit, coalesce(u.short_name, u.name, i.unit) as sender, i.file_name,
               coalesce(i.reported_on, i.period_end) as reported_on, i.sheet, i.cell, i.row_number, i.column_heading,
               i.value, i.message, i.fix, i.is_sample, i.own_batch_id as batch_id, i.sha256,
               i.acknowledged_at, i.reason
        from owned i
        left join ref.units u on u.unit_id = i.unit
        order by list_position(['fatal', 'error', 'warning'], i.level), i.reported_on desc nulls last, i.source,
                 i.file_name, i.sheet, i.row_number, i.cell
        """,
    )


def odd_scores(con: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """One row per score or place that was kept with a doubt which nobody has answered: rule, unit, index_name, year,
    board, criterion, score, reported_rank, rank (by the scores of the board), usual (median of the others), lowest,
    highest (of the others), earlier (the unit's score of the year before), value (as written), file_name, reported_on,
    sheet, cell, row_number, batch_id, is_sample."""
    return _ask(
        con,
        """
        with scores as (
            select s.*, b.sha256, b.is_sample, b.file_name, coalesce(b.reported_on, b.period_end) as dated,
                   rank() over (partition by index_name, index_year, board, criterion order by score desc) as by_score
            from src.unit_scores s
            join log.standing b using (batch_id)
        )
        select i.rule, s.unit_id as unit, s.index_name, s.index_year as year, s.board, s.criterion, s.score,
               s.reported_rank, s.by_score as rank, i.value, s.file_name, s.dated as reported_on, s.sheet, s.cell,
               s.row_number, s.batch_id, s.is_sample, any_value(before.score) as earlier,
               median(o.score) as usual, min(o.score) as lowest, max(o.score) as highest
        from log.issues i
        join log.standing b on b.batch_id = i.batch_id
        join scores s on s.sha256 = b.sha256 and s.sheet = i.sheet and s.cell = i.cell
        left join scores o
            on o.unit_id <> s.unit_id and (o.index_name, o.index_year, o.board, o.criterion)
                                          = (s.index_name, s.index_year, s.board, s.criterion)
        left join scores before
            on before.unit_id = s.unit_id and (before.index_name, before.index_year, before.board, before.criterion)
                                              = (s.index_name, s.index_year - 1, s.board, s.criterion)
        where i.rule in ('outlier', 'rank_differs') and i.acknowledged_at is null
        group by all
        order by s.index_year desc, s.index_name, unit
        """,
    )
