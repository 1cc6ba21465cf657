"""What every list of a plan said, day by day, and the rows themselves. Frames for the view of what moved.

Most of a plan's rows are only compared: of them the texts stay in the warehouse, and numbers that are equal where the
texts are (hashes) come out. The few that a screen shows are asked for by their place.
"""

from __future__ import annotations

from datetime import date

import duckdb
import pandas as pd

from pages.parts.records import _ask

# From the CTE lists (batch_id, reported_on, loaded_at, part, is_sample): speaking, the lists that spoke on each report
# day, and retold, the parts that have a list of their own then. As fact.newest, of every day at once.
SPEAKING = """
        turns as (
            select d.day, l.*,
                   row_number() over (partition by d.day order by l.reported_on, l.loaded_at, l.batch_id) as turn
            from (select distinct reported_on as day from lists) d
            join lists l on l.reported_on <= d.day
        ),
        latest as (
            select *, turn = max(turn) over (partition by day, part) as is_latest,
                   coalesce(max(turn) filter (where part is null) over (partition by day), 0) as whole_turn
            from turns
        ),
        speaking as (
            select * from latest where is_latest and turn >= whole_turn
        ),
        retold as (
            select day, list(part) as parts from speaking where part is not null group by day
        )
"""


def task_states(con: duckdb.DuckDBPyConnection, plan: str, as_of: date | None = None) -> pd.DataFrame:
    """One row per report day of the plan ("de_an_06:2024") and task that stood in its lists that day, oldest first.

    day; batch_id, sheet, row_number; number, unit, task_group, wording: equal where the texts are, wording without
    accents, case and signs; due_on (null: none), is_recurring, is_done (on that day), is_sample. Where
    units send lists of their own, the newest list of each counts until its next one, and in place of the unit's part of
    an older whole list.
    """
    return _ask(
        con,
        f"""
        with rows as (
            select batch_id, sheet, row_number, task_no, task_title, task_group, lead_unit_id, due_on, completed_on,
                   is_recurring
            from src.tasks
            where plan = split_part($1, ':', 1) and plan_year = try_cast(split_part($1, ':', 2) as bigint)
        ),
        lists as (
            select b.batch_id, b.reported_on, b.loaded_at, b.is_sample,
                   nullif(regexp_extract(b.scope, 'list_unit_id=([^;]*)', 1), '') as part
            from log.standing b
            where b.source = 'tasks' and b.batch_id in (select distinct batch_id from rows)
                  and b.reported_on <= coalesce(cast(getvariable('as_of') as date), date 'infinity')
        ),
        {SPEAKING},
        wordings as (
            -- A plan of years has few titles and many rows. 52 bits of a hash: all of them fit a float, which a column
            -- of numbers becomes where one is missing.
            select task_title, hash(trim(regexp_replace(
                       replace(strip_accents(lower(nfc_normalize(task_title))), 'đ', 'd'), '[^a-z0-9]+', ' ', 'g'
                   ))) >> 12 as wording
            from (select distinct task_title from rows)
        )
        select s.day, r.batch_id, r.sheet, r.row_number, hash(trim(r.task_no)) >> 12 as number,
               hash(r.lead_unit_id) >> 12 as unit, hash(r.task_group) >> 12 as task_group, w.wording,
               r.due_on, coalesce(r.is_recurring, false) as is_recurring,
               not coalesce(r.is_recurring, false) and coalesce(r.completed_on <= s.day, false) as is_done, s.is_sample
        from speaking s
        join rows r on r.batch_id = s.batch_id
        join wordings w on w.task_title is not distinct from r.task_title
        left join retold t on t.day = s.day
        where s.part is not null or not coalesce(list_contains(t.parts, r.lead_unit_id), false)
        order by s.day, r.batch_id, r.sheet, r.row_number
        """,
        [plan],
        as_of=as_of,
    )


def task_lines(con: duckdb.DuckDBPyConnection, places: pd.DataFrame) -> pd.DataFrame:
    """The rows of task lists at those places (batch_id, sheet, row_number) as they were read, in that order: the place,
    task_no, task_title, task_group, lead_unit, due_text, due_on, completed_on, reported_status, obstacle, file_name,
    reported_on, is_sample."""
    return _ask(
        con,
        """
        with wanted as (
            select unnest($1::bigint[]) as batch_id, unnest($2::varchar[]) as sheet, unnest($3::bigint[]) as row_number,
                   generate_subscripts($1::bigint[], 1) as turn
        )
        select s.batch_id, s.sheet, s.row_number, s.task_no, s.task_title, s.task_group, s.lead_unit_id as lead_unit,
               s.due_text, s.due_on, s.completed_on, s.reported_status, s.obstacle, b.file_name, b.reported_on,
               b.is_sample
        from wanted w
        join src.tasks s
            on s.batch_id = w.batch_id and s.row_number = w.row_number and s.sheet is not distinct from w.sheet
        join log.batches b on b.batch_id = s.batch_id
        order by w.turn
        """,
        [places[name].tolist() for name in ("batch_id", "sheet", "row_number")],
    )
