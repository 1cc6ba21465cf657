"""Dossiers of the detail export by what the two official rates do with them, and single ones of a kind.

Counts come from the groups that are added up at every publish (fact.dossier_sums), so that ten million dossiers are
not read again for every figure; only lists of single dossiers, cut off, read fact.dossiers.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import duckdb
import pandas as pd

from pages.parts.records import _ask

JUDGED = """
    select coalesce(cast(getvariable('as_of') as date), max(reported_on)) as judged_on
    from fact.batches
    where source = 'dossiers'
"""
AGES = {"1-3": (1, 3), "4-7": (4, 7), "8-30": (8, 30), "31+": (31, None)}  # days late or overdue


def _conditions(start: date, end: date, is_late: str, is_overdue: str) -> dict[str, str]:
    """Kind → SQL condition of its dossiers: what they are to the two rates. Those that are over count in the month of
    their closing. None fits two kinds. is_late: SQL, of a resolved dossier; is_overdue: of an open one."""
    # Written out: of ten million dossiers each condition alone is answered from few blocks of the table.
    closed = f"closed_on between date '{start:%Y-%m-%d}' and date '{end:%Y-%m-%d}'"
    return {
        "on_time": f"status_code in (9, 10) and {closed} and not {is_late}",
        "late": f"status_code in (9, 10) and {closed} and {is_late}",
        "withdrawn": f"status_code = 7 and {closed}",
        "refused": f"status_code = 3 and {closed}",
        "papers": "status_code = 5",
        "paused": "status_code in (6, 8)",
        "overdue": f"status_code in (2, 4) and {is_overdue}",
        "running": f"status_code in (2, 4) and not {is_overdue}",
    }


def closings(con: duckdb.DuckDBPyConnection, start: date, end: date, as_of: date | None = None) -> pd.DataFrame:
    """One row per unit, kind and age: unit, level, district, kind, age ("1-3" … "31+"; null: neither late nor overdue),
    dossiers, is_sample, reported_on.

    start, end: a whole month, of what was closed in it. kind: on_time, late (resolved) | withdrawn | refused | papers,
    paused (open, the clock stands) | overdue, running (open). Open ones are those of as_of, else of the newest report.
    """
    age = " ".join(
        f"when days >= {first}{'' if last is None else f' and days <= {last}'} then '{name}'"
        for name, (first, last) in AGES.items()
    )
    conditions = _conditions(start, end, "(late_days is not null)", "is_overdue")
    kind = " ".join(f"when {condition} then '{name}'" for name, condition in conditions.items())
    return _ask(
        con,
        f"""
        with judged as ({JUDGED}),
        named as (
            select unit, level, district, case {kind} end as kind, late_days,
                   judged_on - due_on as days, dossiers, is_sample, reported_on
            from fact.dossier_sums
            cross join judged
        )
        select unit, level, district, kind,
               case kind when 'late' then late_days when 'overdue' then case {age} end end as age,
               cast(sum(dossiers) as bigint) as dossiers, bool_or(is_sample) as is_sample,
               max(reported_on) as reported_on
        from named
        where kind is not null
        group by all
        order by all
        """,
        as_of=as_of,
    )


def months_with_export(con: duckdb.DuckDBPyConnection, as_of: date | None = None) -> list[date]:
    """The ends of the months in which a detail export reports."""
    frame = _ask(
        con,
        "select distinct last_day(reported_on) as month_end from fact.batches where source = 'dossiers' order by 1",
        as_of=as_of,
    )
    return [one.date() for one in pd.to_datetime(frame["month_end"])]


@dataclass(frozen=True)
class Those:
    """Which dossiers are listed: of a kind, closed in that month or open; of an age, a unit, a level, if any."""

    kind: str
    start: date
    end: date
    age: str | None = None
    unit: str | None = None
    level: str | None = None


def single_dossiers(
    con: duckdb.DuckDBPyConnection, those: Those, as_of: date | None = None, limit: int = 500
) -> pd.DataFrame:
    """The dossiers behind a row of closings, the latest first: dossier_code, procedure_code, procedure_name (null: not
    on the list), unit, received_on, due_on, closed_on, status_code, days (late or overdue; null: neither), batch_id,
    sheet, row_number, is_sample. At most `limit` rows. Applicants are nowhere: they are not stored."""
    judged = pd.Timestamp(_ask(con, JUDGED, as_of=as_of)["judged_on"].iloc[0])
    if pd.isna(judged):
        judged = pd.Timestamp(those.end)  # no export: nothing will be found
    # A day written out, not the fact's own mark: with that all open dossiers would be read in full width.
    day = f"date '{judged:%Y-%m-%d}'"
    condition = _conditions(those.start, those.end, "coalesce(closed_on > due_on, false)", "is_overdue")[those.kind]
    condition = condition.replace("not is_overdue", f"(due_on is null or due_on >= {day})")
    condition = condition.replace("is_overdue", f"due_on < {day}")
    first, last = AGES[those.age] if those.age else (None, None)
    days = {"late": "closed_on - due_on", "overdue": f"{day} - due_on"}.get(those.kind, "null")
    # By a column alone where one says the same: then the other columns are read of the first rows only.
    turn = {"late": "due_on - closed_on", "overdue": "due_on"}.get(those.kind, "received_on")
    return _ask(
        con,
        f"""
        with chosen as (
            select dossier_code, procedure_code, unit, received_on, due_on, closed_on, status_code, batch_id, sheet,
                   row_number, is_sample
            from fact.dossiers
            where {condition} and ($1 is null or unit = $1) and ($2 is null or level = $2)
                  and ($3 is null or {days} >= $3) and ($4 is null or {days} <= $4)
            order by {turn}, received_on, dossier_code
            limit {int(limit)}
        )
        select c.dossier_code, c.procedure_code, p.procedure_name, c.unit, c.received_on, c.due_on, c.closed_on,
               c.status_code, {days} as days, c.batch_id, c.sheet, c.row_number, c.is_sample
        from chosen c
        left join (
            select procedure_code, any_value(procedure_name) as procedure_name from fact.procedures group by all
        ) p using (procedure_code)
        order by {turn}, c.received_on, c.dossier_code
        """,
        [those.unit, those.level, first, last],
        as_of=as_of,
    )
