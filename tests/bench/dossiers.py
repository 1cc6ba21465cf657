"""How fast a million dossiers answer: every metric of the detail export, by unit, over all 17 months."""

from __future__ import annotations

import statistics
import tempfile
import time
from datetime import date
from pathlib import Path

import duckdb

from loaders import facts, warehouse
from loaders.settings import PROJECT
from metrics import METRICS, Metric, Query, by
from tests.bench.result import Result

LIMIT = 100.0
TIMES = 5
WHOLE = Query(start=date(2023, 1, 1), end=date(2024, 5, 31))
FACTS = ("dossiers", "dossier_services", "procedure_use")

# Two weekly reports: a first one of all dossiers, and one that tells every fifth of them anew. The dice are hashes of
# the running number, so that every run gets the same dossiers.
DOSSIERS = """
insert into log.batches by name
    select 1 + n as batch_id, 'dossiers' as source, 'reported_on=' || day as scope, 'dossiers.csv' as file_name,
        day as reported_on, day + interval 1 day as received_at, day + interval 1 day as loaded_at, false as is_sample
    from (values (0, date '2024-05-24'), (1, date '2024-05-31')) t(n, day);
insert into log.batches by name
    select 3 as batch_id, 'procedures' as source, '' as scope, 'procedures.xlsx' as file_name,
        date '2024-01-31' as reported_on, timestamptz '2024-02-01' as received_at,
        timestamptz '2024-02-01' as loaded_at, false as is_sample;
insert into src.procedures by name
    select 3 as batch_id, 'Sheet1' as sheet, n as row_number,
        '1.' || lpad(n::varchar, 6, '0') || '.H60' as procedure_code,
        ['full', 'partial', 'information'][1 + n % 3] as service_level,
        ['so-tu-phap', 'so-y-te', 'so-noi-vu'][1 + n % 3] as agency_id
    from range(1826) t(n);
create temp table units as
    select unit_id, row_number() over (order by unit_id) - 1 as place
    from ref.units where kind in ('department', 'district', 'commune');
create temp table handled as
    select n, hash(n) as dice, date '2023-01-01' + cast(hash(n) % 516 as integer) as received_on,
        (select count(*) from units) as units
    from range($count) t(n);
insert into src.dossiers by name
    select 1 as batch_id, 'Sheet1' as sheet, n as row_number, 'H60-' || n as dossier_code,
        '1.' || lpad((dice // 7 % 1826)::varchar, 6, '0') || '.H60' as procedure_code, u.unit_id,
        ['online', 'online', 'direct', 'postal'][1 + cast(dice // 11 % 4 as integer)] as channel, received_on,
        received_on + 10 as due_on,
        if(dice // 13 % 12 = 0, null, received_on + cast(dice // 17 % 14 as integer)) as closed_on,
        if(dice // 13 % 12 = 0, 4, if(dice // 19 % 40 = 0, 7, 10)) as status_code, dice // 23 % 2 = 0 as has_fee,
        dice // 29 % 3 = 0 as paid_online, dice // 31 % 4 <> 0 as input_digitised,
        dice // 37 % 5 <> 0 as result_digitised, date '2024-05-24' as reported_on
    from handled h join units u on u.place = h.dice // 41 % h.units;
insert into src.dossiers
    select * replace (
        2 as batch_id, date '2024-05-31' as reported_on, 10 as status_code,
        coalesce(closed_on, received_on) as closed_on
    )
    from src.dossiers where row_number % 5 = 0;
"""


def results(folder: Path) -> list[Result]:
    """The publish of the facts, then each metric by unit, median of five. folder: where the warehouse may be built."""
    con = duckdb.connect(str(folder / "dossiers.duckdb"))
    try:
        build(con)
        started = time.perf_counter()
        facts.create(con)
        found = [Result("1.000.000 hồ sơ: dựng các bảng dùng chung", time.perf_counter() - started, "s")]
        asked = [metric for metric in METRICS.values() if metric.fact in FACTS]
        return found + [
            Result(f"1.000.000 hồ sơ: {metric.id} theo đơn vị", _median(con, metric), "ms", LIMIT) for metric in asked
        ]
    finally:
        con.close()


def build(con: duckdb.DuckDBPyConnection, count: int = 1_000_000) -> None:
    """An empty warehouse filled with that many dossiers and 1.826 procedures; the facts are not made yet."""
    warehouse.create(con)
    warehouse.write_reference(con, PROJECT / "data" / "reference")
    for statement in DOSSIERS.split(";"):
        con.execute(statement, {"count": count} if "$count" in statement else None)


def _median(con: duckdb.DuckDBPyConnection, metric: Metric) -> float:
    taken = []
    for _ in range(TIMES):
        started = time.perf_counter()
        frame = by(con, metric, "unit", WHOLE)
        taken.append((time.perf_counter() - started) * 1000)
        assert not frame.empty, f"{metric.id} found no dossiers to count"
    return statistics.median(taken)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        for result in results(Path(place)):
            print(f"{result.name:60} {result.shown:>10} {result.limit_shown:>10}")
