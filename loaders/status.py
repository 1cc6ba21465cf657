"""Who sent what, who is late, who is missing: one row per source and sender, from the current warehouse."""

from __future__ import annotations

from typing import Any

import duckdb

from loaders.sources import SOURCES

STATES = {
    "on_time": "đã gửi đúng hạn",
    "late": "đã gửi, trễ hạn",
    "missing": "chưa gửi, quá hạn",
    "waiting": "chưa đến hạn",
    "not_expected": "không có hạn",
}
QUESTION = """
with sent as (
    select b.source, b.sender, max(coalesce(b.reported_on, b.period_end)) as last_reported_on,
        arg_max(b.received_at, coalesce(b.reported_on, b.period_end, cast(b.received_at as date))) as received_at,
        sum(b.rows_loaded) as rows_loaded, sum(b.rows_refused) as rows_refused, bool_or(b.is_sample) as is_sample
    from log.standing as b
    group by all
),
newest as (
    select source, unit as sender, period_end, due_at, is_received, is_on_time
    from fact.reports
    where is_newest
)
select source, sender, coalesce(u.name, sender) as sender_name, s.last_reported_on, s.received_at,
    n.period_end, n.due_at,
    case when n.source is null then 'not_expected'
         when n.is_received then if(n.is_on_time, 'on_time', 'late')
         when n.is_on_time is false then 'missing'
         else 'waiting' end as state,
    coalesce(s.rows_loaded, 0) as rows_loaded, coalesce(s.rows_refused, 0) as rows_refused,
    coalesce(s.is_sample, false) as is_sample
from sent as s
full join newest as n using (source, sender)
left join ref.units as u on u.unit_id = sender
order by source, state, sender_name
"""


def report_status(con: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """Rows of source, source_title, sender, sender_name, last_reported_on, received_at, period_end, due_at, state,
    state_title, rows_loaded, rows_refused, is_sample. Days and times are ISO texts, null where there is none;
    counts are of the batches that stand."""
    cursor = con.execute(QUESTION)
    names = [column[0] for column in cursor.description or ()]
    return [_row(dict(zip(names, values, strict=True))) for values in cursor.fetchall()]


def _row(row: dict[str, Any]) -> dict[str, Any]:
    for name in ("last_reported_on", "received_at", "period_end", "due_at"):
        row[name] = row[name].isoformat() if row[name] else None
    row["rows_loaded"], row["rows_refused"] = int(row["rows_loaded"]), int(row["rows_refused"])
    row["source_title"] = SOURCES[row["source"]].title if row["source"] in SOURCES else row["source"]
    row["state_title"] = STATES[row["state"]]
    row["sender_name"] = row["sender_name"] or "–"
    return row
