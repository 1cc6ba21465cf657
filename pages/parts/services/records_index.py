"""The index of Decision 766: how many of how many behind each of its points, and the officers' weights. Frames."""

from __future__ import annotations

from datetime import date

import duckdb
import pandas as pd

from pages.parts.records import _ask


def index_counts(con: duckdb.DuckDBPyConnection, start: date, end: date, as_of: date | None = None) -> pd.DataFrame:
    """One row per unit and scored part that has data from start to end (whole months): unit, district, level, group,
    part, ratio, done (null: no report says it), total, target (%), most (points), reported_on, is_sample."""
    return _ask(
        con,
        """
        select unit, district, level, "group", part, ratio, sum(done)::double as done,
               sum(total)::double as total, arg_max(target, period_end) as target,
               arg_max(max_points, period_end) as most, max(reported_on) as reported_on, bool_or(is_sample) as is_sample
        from fact.index_766
        where period_start >= ? and period_end <= ?
        group by unit, district, level, "group", part, ratio
        order by unit, part
        """,
        [start, end],
        as_of=as_of,
    )


def index_rules(con: duckdb.DuckDBPyConnection, on: date) -> pd.DataFrame:
    """One row per part of the index in force that day, in the officers' order: part, group, group_name, name, most
    (points), target (%; null: not computed), ratio (null: no source carries it), origin (of the points), needs (which
    report would have to be sent; null: none)."""
    return _ask(
        con,
        """
        select part, "group", group_name_vi as group_name, name_vi as name, try_cast(max_points as double) as most,
               target, ratio, origin, needs
        from ref.index_766
        where coalesce(valid_from, date '-infinity') <= ? and coalesce(valid_to, date 'infinity') > ?
        order by rowid
        """,
        [on, on],
    )


def index_bands(con: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """name, least (points from which on it is given), the highest first."""
    return _ask(
        con,
        """
        select name_vi as name, try_cast(least as double) as least
        from ref.index_766_bands
        where try_cast(least as double) is not null
        order by least desc
        """,
    )
