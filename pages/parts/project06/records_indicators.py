"""What the reports say about indicators, value by value, and the officers' list of utility groups."""

from __future__ import annotations

from datetime import date

import duckdb
import pandas as pd

from pages.parts.records import _ask

MONTHS_BACK = 24  # a pace and a year of lines need no more
GROUP_COLUMNS = ("group_no", "code", "wording", "nature", "origin")


def indicator_values(con: duckdb.DuckDBPyConnection, as_of: date | None = None) -> pd.DataFrame:
    """One row per indicator, unit and period of the last 24 months up to that day, the oldest first.

    indicator, indicator_name, unit, unit_name, kind (of the unit), period_end, value, target (null: none said),
    measured_in, doubt (the loaders' warning on that cell; null: none), batch_id, sheet, row_number, cell, file_name,
    received_at, is_sample. A blank value is no row: blank is not zero.
    """
    return _ask(
        con,
        """
        with standing as (
            select s.*, b.file_name, b.received_at, b.is_sample
            from src.indicator_values s
            join log.standing b on b.batch_id = s.batch_id
            where s.value is not null and s.indicator is not null and s.unit_id is not null
                  and s.period_end <= coalesce(cast(getvariable('as_of') as date), date 'infinity')
        ),
        doubts as (
            select batch_id, coalesce(sheet, '') as sheet, row_number, string_agg(distinct message, '; ') as doubt
            from log.issues
            where level = 'warning' and acknowledged_at is null and row_number is not null
            group by all
        )
        select v.indicator, v.indicator_name, v.unit_id as unit, coalesce(u.short_name, u.name, v.unit_id) as unit_name,
               coalesce(u.kind, 'other') as kind, v.period_end, v.value, v.target, v.measured_in, d.doubt,
               v.batch_id, v.sheet, v.row_number, v.cell, v.file_name, v.received_at, v.is_sample
        from standing v
        left join ref.units u on u.unit_id = v.unit_id
        left join doubts d
            on d.batch_id = v.batch_id and d.sheet = coalesce(v.sheet, '') and d.row_number = v.row_number
        where v.period_end > (select max(period_end) from standing) - to_months(cast(? as integer))
        order by v.indicator, v.unit_id, v.period_end, v.batch_id
        """,
        [MONTHS_BACK],
        as_of=as_of,
    )


def indicator_groups(con: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """The officers' list, in its order: group_no (1 … 5), code, wording (phrases joined by " + "), nature
    (stock, flow or share), origin. Empty where the installation's folder of lists is older than that list."""
    known = _ask(
        con,
        "select 1 from information_schema.tables where table_schema = 'ref' and table_name = 'indicator_groups'",
    )
    if known.empty:
        return pd.DataFrame(columns=list(GROUP_COLUMNS))
    return _ask(con, "select group_no, code, wording, nature, origin from ref.indicator_groups")
