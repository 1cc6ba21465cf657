"""The two sources that count the same dossiers, held against each other: form II.06a and the detail export.

By unit and month, where the form stands and the export reaches to the month's end: received, resolved, late.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow as pa

from loaders.checks import vn
from loaders.compare.findings import at_table, many, name_of
from loaders.compare.history_sql import LISTED
from loaders.compare.thresholds import Thresholds
from loaders.report import Issue
from loaders.store.batches import ARROW, Batch

if TYPE_CHECKING:
    from loaders.reading import Reading

FORM = (
    "unit_id",
    "period_start",
    "period_end",
    "received_online",
    "received_direct",
    "resolved_total",
    "resolved_late",
)
DETAIL = ("reported_on", "dossier_code", "unit_id", "received_on", "due_on", "closed_on", "status_code")
STANDING = (
    "select {columns} from src.{source} s join log.batches b on b.batch_id = s.batch_id "
    "where b.source = '{source}' and b.replaced_at is null and b.is_sample = $is_sample"
)
# Months only: quarters count again what their months counted.
MONTHS = """
    select
        unit_id, period_start, period_end, sum(coalesce(received_online, 0) + coalesce(received_direct, 0)) as received,
        sum(resolved_total) as resolved, sum(resolved_late) as late, bool_or(is_asked) as is_asked
    from ({forms})
    where day(period_start) = 1 and period_end = last_day(period_start)
    group by unit_id, period_start, period_end
"""
# Grain: unit and month. Status 1 and 3 are no received dossiers; withdrawn ones (7) are resolved in time, as the form
# counts them. A dossier is what its newest report says. Whether the export is whole, all units of the month decide.
TOLD = """
    with form as ({months}),
    span as (select min(period_start) as first, max(period_end) as last from form),
    reports as ({details}),
    newest as (
        select r.*
        from reports r, span
        where r.received_on between span.first and span.last or r.closed_on between span.first and span.last
        qualify row_number() over (partition by r.dossier_code order by r.reported_on desc, r.is_new desc) = 1
    ),
    detail as (
        select
            f.unit_id, f.period_start,
            count(*) filter (where d.received_on >= f.period_start and d.received_on <= f.period_end
                and d.status_code not in (1, 3)) as received,
            count(*) filter (where d.closed_on >= f.period_start and d.closed_on <= f.period_end
                and d.status_code in (7, 9, 10)) as resolved,
            count(*) filter (where d.closed_on >= f.period_start and d.closed_on <= f.period_end
                and d.status_code in (9, 10) and d.closed_on > d.due_on) as late
        from form f
        join newest d on d.unit_id = f.unit_id
        group by f.unit_id, f.period_start
    )
    select unit_id, period_start, form_received, received, form_resolved, resolved, form_late, late
    from (
        select
            f.unit_id, f.period_start, f.received as form_received, d.received, f.resolved as form_resolved, d.resolved,
            f.late as form_late, d.late, f.is_asked,
            sum(d.received) over (partition by f.period_start) as all_received,
            sum(f.received) over (partition by f.period_start) as all_form_received
        from form f
        join detail d using (unit_id, period_start)
        where f.period_end <= (select max(reported_on) from reports)
    )
    where is_asked and all_received * 100 >= $whole * all_form_received
    order by period_start, unit_id
"""
SAYS = ("tiếp nhận", "đã giải quyết", "quá hạn")


def compare(
    con: duckdb.DuckDBPyConnection, reading: Reading, made: Sequence[Batch], limits: Thresholds
) -> Iterator[Issue]:
    """One warning for each unit and month of which the two sources tell different numbers; at most LISTED and one."""
    source, is_sample = made[0].source.name, made[0].is_sample
    if source not in ("dossiers", "dossier_counts") or not _may_differ(con, made, limits):
        return
    query = _by_form(con, made) if source == "dossier_counts" else _by_export(con, made)
    values = {"is_sample": is_sample, "whole": limits.cross_whole_percent}
    differing = [
        (unit, month, said)
        for unit, month, *told in con.execute(query, values).fetchall()
        if (said := _said(told, limits))
    ]
    con.unregister("cross_new")
    for unit, month, said in differing[:LISTED]:
        batch = next((batch for batch in made if batch.sender == unit and batch.period_start == month), made[0])
        yield at_table(
            reading,
            batch,
            "sources_differ",
            f"{name_of(reading, unit)}, tháng {month.month}/{month.year}: {said}",
            "đối chiếu hai báo cáo; sửa báo cáo sai rồi gửi lại. Cả hai số vẫn được giữ",
        )
    text = "biểu II.06a và tệp chi tiết hồ sơ nói khác nhau"
    yield from many(reading, made[0], "sources_differ", text, len(differing), min(len(differing), LISTED))


def _may_differ(con: duckdb.DuckDBPyConnection, made: Sequence[Batch], limits: Thresholds) -> bool:
    """Whether the other source stands for the same days; of the export, with dossiers enough to be whole."""
    stands = "from log.batches where source = ? and replaced_at is null and is_sample = ?"
    if made[0].source.name == "dossiers":
        return con.execute(f"select 1 {stands} limit 1", ["dossier_counts", made[0].is_sample]).fetchone() is not None
    first = min((batch.period_start for batch in made if batch.period_start), default=None)
    last = max((batch.period_end for batch in made if batch.period_end), default=None)
    told = con.execute(
        f"select count(*) from src.dossiers where received_on between ? and ? "
        f"and batch_id in (select batch_id {stands}) and ? <= (select max(reported_on) {stands})",
        [first, last, *(values := ["dossiers", made[0].is_sample]), first, *values],
    ).fetchone()
    received = min(
        sum(value or 0 for name in ("received_online", "received_direct") for value in batch.columns[name])
        for batch in made
    )
    return bool(told and told[0] and told[0] * 100 >= limits.cross_whole_percent * received)


def _by_form(con: duckdb.DuckDBPyConnection, made: Sequence[Batch]) -> str:
    """The new forms against the dossiers that stand; the other units' forms of those months say how whole these are."""
    con.register("cross_new", _table(made, FORM))
    others = STANDING.format(columns=_columns(FORM) + ", false as is_asked", source="dossier_counts") + (
        " and s.period_start in (select period_start from cross_new)"
        " and (s.unit_id, s.period_start) not in (select (unit_id, period_start) from cross_new)"
    )
    forms = f"select *, true as is_asked from cross_new union all {others}"
    details = STANDING.format(columns=_columns(DETAIL) + ", false as is_new", source="dossiers")
    return TOLD.format(months=MONTHS.format(forms=forms), details=details)


def _by_export(con: duckdb.DuckDBPyConnection, made: Sequence[Batch]) -> str:
    """The forms that stand, of months in which dossiers of the new export came in, against all dossiers."""
    con.register("cross_new", _table(made, DETAIL))
    forms = STANDING.format(columns=_columns(FORM) + ", true as is_asked", source="dossier_counts") + (
        " and (s.unit_id, s.period_start) in (select (unit_id, date_trunc('month', received_on)) from cross_new)"
    )
    details = STANDING.format(columns=_columns(DETAIL) + ", false as is_new", source="dossiers")
    details += " union all select *, true as is_new from cross_new"
    return TOLD.format(months=MONTHS.format(forms=forms), details=details)


def _columns(names: Sequence[str]) -> str:
    return ", ".join(f"s.{name}" for name in names)


def _table(made: Sequence[Batch], names: Sequence[str]) -> pa.Table:
    types = dict(made[0].source.stored())
    return pa.table(
        {
            name: pa.array([value for batch in made for value in batch.columns[name]], ARROW[types[name]])
            for name in names
        }
    )


def _said(told: Sequence[Any], limits: Thresholds) -> str:
    """What differs, "" where nothing does. told: received, resolved and late of the form and of the export in turn."""
    parts = []
    for says, form, detail in zip(SAYS, told[::2], told[1::2], strict=True):
        if form is None:
            continue
        apart = abs(form - detail)
        if apart > limits.cross_least and apart * 100 > limits.cross_percent * max(form, detail):
            parts.append(f"{says} {vn(form)} theo biểu II.06a, {vn(detail)} theo tệp chi tiết hồ sơ")
    return "; ".join(parts)
