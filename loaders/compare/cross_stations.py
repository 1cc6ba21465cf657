"""The number of stations that an agency states, held against the operators' own lists of the same month.

A stated total is an indicator ("Tổng số trạm BTS") of the province or of one operator. It may mean all stations of the
list or those on air: it differs only where it is neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import duckdb

from loaders.checks import vn
from loaders.compare.findings import at_table, day, name_of
from loaders.report import Issue
from loaders.settings import PROVINCE
from loaders.spelling import plain
from loaders.store.batches import Batch

if TYPE_CHECKING:
    from loaders.reading import Reading

MEANS_STATIONS = re.compile(
    r"(tong )?so( luong)? tram( thu phat song| phat song)?( thong tin)?( di dong)?( bts)?( dang hoat dong)?"
)
COUNTED = """
select b.sender, b.reported_on, count(*), count(*) filter (where s.status = 'active')
from src.bts_stations as s
join log.batches as b using (batch_id)
where b.replaced_at is null and b.is_sample = $is_sample
group by all
order by b.reported_on
"""
STATED = """
select s.indicator_name, s.unit_id, s.period_end, s.value
from src.indicator_values as s
join log.batches as b using (batch_id)
where b.replaced_at is null and b.is_sample = $is_sample and s.value is not null
"""


@dataclass(frozen=True)
class Stated:
    """A number of stations that somebody stated, of an operator or of the province, for a month."""

    unit: str
    month_end: date
    number: float


Counts = dict[tuple[str, date], tuple[int, int]]  # operator and month's end -> stations of the list, those on air


def compare(con: duckdb.DuckDBPyConnection, reading: Reading, made: Sequence[Batch]) -> Iterator[Issue]:
    """One warning for each stated total that the lists of that month contradict, whichever file comes last. The
    province's total is compared once all operators that ever sent have sent that month."""
    name, is_sample = made[0].source.name, made[0].is_sample
    if name not in ("bts_stations", "indicator_values"):
        return
    stated = _stated(con, made, is_sample)
    if not stated:
        return
    counts = _counts(con, made, is_sample)
    new = {_month_end(batch.reported_on) for batch in made if batch.reported_on} if name == "bts_stations" else None
    for one in stated:
        if new is not None and one.month_end not in new:
            continue
        found = _of(one, counts)
        if found and one.number not in found:
            said = vn(found[0]) if found[0] == found[1] else f"{vn(found[0])}, trong đó {vn(found[1])} đang hoạt động"
            yield at_table(
                reading,
                made[0],
                "sources_differ",
                f"số trạm của {name_of(reading, one.unit)} đến {day(one.month_end)}: chỉ tiêu ghi {vn(one.number)}, "
                f"danh sách trạm có {said}",
                "đối chiếu hai báo cáo; sửa báo cáo sai rồi gửi lại. Cả hai số vẫn được giữ",
            )


def _stated(con: duckdb.DuckDBPyConnection, made: Sequence[Batch], is_sample: bool) -> list[Stated]:
    if made[0].source.name == "indicator_values":
        names = ("indicator_name", "unit_id", "period_end", "value")
        rows = [row for batch in made for row in zip(*(batch.columns[name] for name in names), strict=True)]
    else:
        rows = con.execute(STATED, {"is_sample": is_sample}).fetchall()
    meant: dict[str, bool] = {
        name: bool(MEANS_STATIONS.fullmatch(plain(name or ""))) for name in {row[0] for row in rows}
    }
    return [
        Stated(unit, _month_end(end), float(value))
        for name, unit, end, value in rows
        if meant[name] and value is not None and end is not None
    ]


def _counts(con: duckdb.DuckDBPyConnection, made: Sequence[Batch], is_sample: bool) -> Counts:
    # Of several lists of one month the newest stays.
    counts: Counts = {
        (sender, _month_end(on)): (total, active)
        for sender, on, total, active in con.execute(COUNTED, {"is_sample": is_sample}).fetchall()
    }
    if made[0].source.name == "bts_stations":
        for batch in made:
            if batch.sender and batch.reported_on:
                status = batch.columns["status"]
                counts[batch.sender, _month_end(batch.reported_on)] = (len(status), status.count("active"))
    return counts


def _of(one: Stated, counts: Counts) -> tuple[int, int] | None:
    """The stations of the lists that the statement is about; None where they are not all in."""
    if one.unit != PROVINCE:
        return counts.get((one.unit, one.month_end))
    senders = {sender for sender, _ in counts}
    found = [counts.get((sender, one.month_end)) for sender in senders]
    known = [pair for pair in found if pair is not None]
    return (sum(a for a, _ in known), sum(b for _, b in known)) if known and len(known) == len(found) else None


def _month_end(on: date) -> date:
    later = date(on.year + on.month // 12, on.month % 12 + 1, 1)
    return date.fromordinal(later.toordinal() - 1)
