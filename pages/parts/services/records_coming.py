"""Open dossiers by the days they have left, how their units kept such dates before, and those most likely to miss one.

Open ones are counted in the groups that are added up at every publish. Only `date_keeping` and `at_risk` read single
dossiers: the first once for a warehouse, as counts; the second a list that is cut off.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import duckdb
import pandas as pd

from pages.parts.records import _ask
from pages.parts.services.records_time import JUDGED

LONGEST = 60  # days left that are told apart: beyond it a date is no concern yet


def open_dossiers(con: duckdb.DuckDBPyConnection, as_of: date | None = None) -> pd.DataFrame:
    """One row per unit and due day of open dossiers: unit, level, judged_on, due_on (null: none), is_overdue, is_paused
    (status 5, 6, 8: the clock stands), dossiers, is_sample. The overdue ones of a unit are one row without a due day.
    """
    return _ask(
        con,
        f"""
        with judged as ({JUDGED})
        select unit, level, judged_on, case when not is_overdue then due_on end as due_on, is_overdue,
               status_code not in (2, 4) as is_paused, cast(sum(dossiers) as bigint) as dossiers,
               bool_or(is_sample) as is_sample
        from fact.dossier_sums
        cross join judged
        where is_open
        group by all
        order by all
        """,
        as_of=as_of,
    )


def date_keeping(con: duckdb.DuckDBPyConnection, start: date, end: date, as_of: date | None = None) -> pd.DataFrame:
    """One row per unit and number of days (0 … LONGEST, where that and more are one): unit, days, of_term (dossiers due
    from start to end whose whole term was that many days), late_of_term (of those: closed late or still open), closed
    (closed that many days before they were due).

    Dossiers that were withdrawn or wait for somebody else are left out: their end says nothing of the unit's speed.
    """
    return _ask(
        con,
        f"""
        with past as (
            select unit, least(due_on - received_on, {LONGEST}) as term, least(due_on - closed_on, {LONGEST}) as ahead,
                   coalesce(closed_on > due_on, true) as is_late
            from fact.dossiers
            where due_on between $1 and $2 and received_on <= due_on
                  and ((status_code in (9, 10) and closed_on is not null) or is_overdue)
        ),
        told as (
            select unit, term as days, count(*) as of_term, count(*) filter (where is_late) as late_of_term,
                   0 as closed
            from past
            group by all
            union all
            select unit, ahead as days, 0 as of_term, 0 as late_of_term, count(*) as closed
            from past
            where not is_late
            group by all
        )
        select unit, days, cast(sum(of_term) as bigint) as of_term, cast(sum(late_of_term) as bigint) as late_of_term,
               cast(sum(closed) as bigint) as closed
        from told
        group by all
        order by all
        """,
        [start, end],
        as_of=as_of,
    )


def at_risk(
    con: duckdb.DuckDBPyConnection,
    units: Sequence[str],
    dues: Sequence[date],
    as_of: date | None = None,
    limit: int = 500,
) -> pd.DataFrame:
    """The running dossiers of the pairs of unit and due day, in the order of the pairs: dossier_code, procedure_code,
    procedure_name (null: not on the list), unit, received_on, due_on, batch_id, sheet, row_number, is_sample. At most
    `limit` rows."""
    return _ask(
        con,
        f"""
        with asked as (
            select unnest($1::varchar[]) as unit, unnest($2::date[]) as due_on, unnest(range($3)) as turn
        ),
        chosen as (
            select d.dossier_code, d.procedure_code, d.unit, d.received_on, d.due_on, d.batch_id, d.sheet,
                   d.row_number, d.is_sample, a.turn
            from fact.dossiers d
            join asked a on a.unit = d.unit and a.due_on = d.due_on
            where d.status_code in (2, 4)
            order by a.turn, d.received_on, d.dossier_code
            limit {int(limit)}
        )
        select c.* exclude (turn), p.procedure_name
        from chosen c
        left join (
            select procedure_code, any_value(procedure_name) as procedure_name from fact.procedures group by all
        ) p using (procedure_code)
        order by c.turn, c.received_on, c.dossier_code
        """,
        [list(units), list(dues), len(units)],
        as_of=as_of,
    )


def days_off(con: duckdb.DuckDBPyConnection, start: date, end: date) -> pd.DataFrame:
    """One row per day of the list of holidays from start to end: day, name, kind (working_saturday: a day of work)."""
    return _ask(con, "select day, name, kind from ref.holidays where day between ? and ? order by day", [start, end])
