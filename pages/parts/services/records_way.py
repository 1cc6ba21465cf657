"""What became of each procedure's dossiers. A frame for the services screen's view of the way.

The detail export is added up at every publish (fact.procedure_sums): of ten million dossiers some thousand sums are
read.
"""

from __future__ import annotations

from datetime import date

import duckdb
import pandas as pd

from pages.parts.records import _ask


def procedure_ways(
    con: duckdb.DuckDBPyConnection,
    start: date,
    end: date,
    level: str | None = None,
    unit: str | None = None,
    as_of: date | None = None,
) -> pd.DataFrame:
    """One row per procedure of the list in force, with the dossiers received in the months from start to end.

    procedure_code, procedure_name, field, unit (its agency), level (a list), service_level, is_online, has_fee,
    has_online_payment, is_essential (null: the list does not say); dossiers, online, resolved, resolved_late (0 where
    there are none), with_fee, paid_online, result_digitised (null: no report says so); batch_id, sheet, row_number,
    reported_on (of the dossiers; null without any), is_sample. level, unit: only dossiers handled there; of a unit the
    procedures that are its own or had a dossier there.
    """
    return _ask(
        con,
        """
        with handled as (
            select procedure_code, sum(dossiers) as dossiers, sum(dossiers) filter (where channel = 'online') as online,
                   sum(resolved) as resolved, sum(resolved_late) as resolved_late, sum(with_fee) as with_fee,
                   sum(paid_online) as paid_online, sum(result_digitised) as result_digitised,
                   max(reported_on) as reported_on, bool_or(is_sample) as is_sample
            from fact.procedure_sums
            where received_on between $1 and $2 and coalesce(level = $3, $3 is null) and coalesce(unit = $4, $4 is null)
            group by procedure_code
        )
        select p.procedure_code, p.procedure_name, p.field, p.unit, p.level, p.service_level, p.is_online, p.has_fee,
               p.has_online_payment, p.is_essential,
               coalesce(h.dossiers, 0)::bigint as dossiers, coalesce(h.online, 0)::bigint as online,
               coalesce(h.resolved, 0)::bigint as resolved, coalesce(h.resolved_late, 0)::bigint as resolved_late,
               h.with_fee::bigint as with_fee, h.paid_online::bigint as paid_online,
               h.result_digitised::bigint as result_digitised, p.batch_id, p.sheet, p.row_number, h.reported_on,
               p.is_sample or coalesce(h.is_sample, false) as is_sample
        from fact.procedures p
        left join handled h on h.procedure_code = p.procedure_code
        where coalesce(list_contains(p.level, $3), $3 is null)
              and ($4 is null or p.unit = $4 or h.dossiers > 0)
        order by p.procedure_code
        """,
        [start, end, level, unit],
        as_of=as_of,
    )
