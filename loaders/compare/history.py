"""A report against what stands already: the same sender's report before it, and the other source of the same figures.

All that is found is a warning; rows are kept. What is compared, a source declares (`History`); how far values may lie
apart, an officer sets (`thresholds`). A correction is held against the report before its day, never against the one
that it replaces; samples are held against samples alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow as pa

from loaders.checks import vn
from loaders.compare import cross, cross_stations, history_sql
from loaders.compare.findings import at_cell, at_table, day, many, name_of
from loaders.compare.thresholds import Thresholds
from loaders.contract import History, Jump, Source
from loaders.report import Issue
from loaders.store.batches import ARROW, Batch

if TYPE_CHECKING:
    from loaders.reading import Reading


# rows, four digests, then two numbers of each stock: see history_sql.summary.
Told = Sequence[Any]


@dataclass(frozen=True)
class Before:
    """The report before: its file and its last day."""

    file_name: str
    dated: date

    def __str__(self) -> str:
        return f"báo cáo {day(self.dated)} (tệp “{self.file_name}”)"


@dataclass(frozen=True)
class Comparison:
    """What one file and source is compared with. before: index of a batch -> the report before it."""

    con: duckdb.DuckDBPyConnection
    reading: Reading
    made: Sequence[Batch]
    limits: Thresholds
    before: dict[int, Before]

    @property
    def source(self) -> Source:
        """The source of all the batches."""
        return self.made[0].source


def compare(
    con: duckdb.DuckDBPyConnection | None, reading: Reading, made: Sequence[Batch], limits: Thresholds
) -> list[Issue]:
    """What an officer should look at before the batches are added to the warehouse; [] where there is none yet."""
    if con is None or not made:
        return []
    return [
        *_with_before(con, reading, made, limits),
        *cross.compare(con, reading, made, limits),
        *cross_stations.compare(con, reading, made),
    ]


def _with_before(
    con: duckdb.DuckDBPyConnection, reading: Reading, made: Sequence[Batch], limits: Thresholds
) -> Iterator[Issue]:
    history = made[0].source.history
    before = _before(con, made, history) if history else {}
    if history is None or not before:
        return
    seen = Comparison(con, reading, made, limits, before)
    con.register("history_new", _rows(made, sorted(before)))
    con.execute(history_sql.rows(seen.source, history))
    con.unregister("history_new")
    told = {(place, is_new): told for place, is_new, *told in con.execute(history_sql.summary(history)).fetchall()}
    both = [(place, told[place, True], told[place, False]) for place in before if (place, False) in told]
    yield from _fallen(seen, history, both)
    if history.copied:
        yield from _copied(seen, history.copied, [place for place, new, old in both if new[:2] == old[:2]])
    if history.row and any(new[2] != old[2] for _, new, old in both):
        yield from _vanished(seen, history)
    for jump in history.jumps if any(new[3] != old[3] for _, new, old in both) else ():
        yield from _leaps(seen, jump)
    if history.carries and any(new[4] != old[4] for _, new, old in both):
        yield from _carried(seen, *history.carries)


# --- which report stood before --------------------------------------------------------------------------------


def _before(con: duckdb.DuckDBPyConnection, made: Sequence[Batch], history: History) -> dict[int, Before]:
    """The newest report of an earlier day of each batch that has one; registers `history_pairs`."""
    dated = [batch.period_end or batch.reported_on or batch.received_at.date() for batch in made]
    asked = {
        "source": made[0].source.name,
        "is_sample": made[0].is_sample,
        "senders": [batch.sender for batch in made if batch.sender],
    }
    part_name = history.parts[0] if history.parts else ""
    earlier: dict[tuple[Any, str], list[tuple[Any, ...]]] = {}
    for batch_id, sender, scope, file_name, ended, started in con.execute(
        history_sql.reports(made[0].source), asked
    ).fetchall():
        series, part = _series(scope, part_name)
        earlier.setdefault((sender, series), []).append((batch_id, part, file_name, ended, started))
    found: dict[int, Before] = {}
    pairs: list[tuple[int, int, str | None]] = []
    for place, batch in enumerate(made):
        series, own_part = _series(batch.scope_text, part_name)
        for batch_id, part, file_name, ended, started in reversed(earlier.get((batch.sender, series), [])):
            # A part may follow the whole list; a month is compared with a month, not with the quarter before it.
            alike = not (started and batch.period_start) or _days(started, ended) == _days(
                batch.period_start, dated[place]
            )
            if ended < dated[place] and part in (None, own_part) and alike:
                found[place] = Before(file_name, ended)
                pairs.append((place, batch_id, own_part if part is None else None))
                break
    types = {"place": pa.int64(), "batch_id": pa.int64(), "part": pa.string()}
    con.register(
        "history_pairs",
        pa.table({name: pa.array([pair[at] for pair in pairs], types[name]) for at, name in enumerate(types)}),
    )
    return found


def _series(scope: str, part_name: str) -> tuple[str, str | None]:
    """(whose report of what, the part that it is of or None for the whole) of a scope as it stands in log.batches."""
    said = dict(entry.split("=", 1) for entry in scope.split("; ") if "=" in entry)
    part = said.pop(part_name, None)
    return "; ".join(f"{name}={value}" for name, value in said.items() if name not in history_sql.DATES), part


def _days(first: date, last: date) -> int:
    """Length of a period: in months where it is one to a year, so that February is as long as March."""
    return round((last - first).days / 30.4)


def _rows(made: Sequence[Batch], places: Sequence[int]) -> pa.Table:
    """The new rows of these batches: place, nth (index in the batch), then the stored fields."""
    columns: dict[str, pa.Array] = {
        "place": pa.array([place for place in places for _ in made[place].numbers], pa.int64()),
        "nth": pa.array([nth for place in places for nth in range(len(made[place].numbers))], pa.int64()),
    }
    for name, sql_type in made[0].source.stored():
        values = [value for place in places for value in made[place].columns[name]]
        columns[name] = pa.array(values, ARROW[sql_type])
    return pa.table(columns)


# --- the comparisons ------------------------------------------------------------------------------------------


def _fallen(seen: Comparison, history: History, both: Sequence[tuple[int, Told, Told]]) -> Iterator[Issue]:
    """Numbers that fell though they only grow: one warning for each report."""
    for place, new, old in both:
        batch = seen.made[place]
        fallen = []
        for stock, (is_now, gone), (was, had_gone) in zip(
            history.grows, _by_two(new[5:]), _by_two(old[5:]), strict=True
        ):
            # A row refused, or said to be stopped, explains a smaller number.
            explained = batch.rows_refused + max(0, gone - had_gone)
            if is_now is not None and was is not None and is_now + explained < was:
                fallen.append(f"{stock.says} từ {vn(was)} còn {vn(is_now)}")
        if fallen:
            yield at_table(
                seen.reading,
                batch,
                "fewer_than_before",
                f"số chỉ tăng dần mà giảm so với {seen.before[place]}: {'; '.join(fallen)}",
                "kiểm tra tệp có thiếu dòng hoặc thiếu dấu không; nếu giảm thật thì không cần sửa, số mới được dùng",
            )


def _copied(seen: Comparison, least: int, copied: Sequence[int]) -> Iterator[Issue]:
    """A file that says in all its rows what the one before said."""
    rows = sum(len(seen.made[place].numbers) for place in copied)
    if len(copied) == len(seen.made) and rows >= least:
        yield at_table(
            seen.reading,
            seen.made[copied[0]],
            "same_as_before",
            f"cả {vn(rows)} dòng giống hệt {seen.before[copied[0]]}: có thể là số liệu kỳ trước được chép sang",
            "kiểm tra đã cập nhật số liệu của kỳ này chưa; nếu đúng là không có gì thay đổi thì không cần sửa",
        )


def _vanished(seen: Comparison, history: History) -> Iterator[Issue]:
    """Rows of the report before that this one lacks: one warning for each report, with the first few names."""
    refused = [
        str(name)
        for rows in seen.reading.rows
        for position, name in enumerate(rows.get(history.named))
        if position in rows.refused and name
    ]
    for place, count, names, communes in seen.con.execute(
        history_sql.vanished(history), {"refused": refused}
    ).fetchall():
        shown = ", ".join(f"“{name}”" for name in names) + (" …" if count > len(names) else "")
        whole = ", ".join(name_of(seen.reading, unit) for unit in sorted(communes)[: history_sql.NAMED])
        whole = f"; không còn dòng nào của {len(communes)} xã, phường: {whole}" if communes else ""
        yield at_table(
            seen.reading,
            seen.made[place],
            "rows_vanished",
            f"thiếu {vn(count)} {history.row} đã có trong {seen.before[place]}: {shown}{whole}",
            f"nếu {history.row} vẫn còn thì bổ sung dòng rồi gửi lại; nếu đã bỏ hoặc sáp nhập thì không cần sửa",
        )


def _leaps(seen: Comparison, jump: Jump) -> Iterator[Issue]:
    """Values out of proportion to the same row's last one; where most leap, the unit or the method has changed."""
    query = history_sql.leaps(jump)
    limits = {name: value for name, value in asdict(seen.limits).items() if f"${name}" in query}
    leaping = seen.con.execute(query, limits).fetchall()
    compared, total = leaping[0][5:] if leaping else (0, 0)
    if total >= 5 and total * 2 > compared:
        yield at_table(
            seen.reading,
            seen.made[leaping[0][0]],
            "changed_throughout",
            f"{jump.says} của {vn(total)} trong {vn(compared)} dòng khác hẳn {seen.before[leaping[0][0]]}",
            "kiểm tra đơn vị tính, thứ tự cột và kỳ báo cáo; nếu cách tính đã đổi thì không cần sửa",
        )
        return
    for place, nth, now, was, metres, _, _ in leaping:
        said = _moved(metres) if jump.how == "moved" else f"{jump.says} từ {_shown(was)} thành {_shown(now)}"
        yield at_cell(
            seen.reading,
            seen.made[place],
            nth,
            jump.field,
            "jump",
            f"{said} so với {seen.before[place]}",
            "kiểm tra có gõ thừa, thiếu chữ số hoặc nhầm dòng không; giá trị mới vẫn được dùng",
        )
    yield from many(
        seen.reading,
        seen.made[leaping[0][0]] if leaping else seen.made[0],
        "jump",
        f"{jump.says} thay đổi bất thường",
        total,
        len(leaping),
    )


def _carried(seen: Comparison, field: str, before: str) -> Iterator[Issue]:
    """What is carried over must be what the period that ended the day before left over."""
    found = seen.con.execute(history_sql.carried(field, before)).fetchall()
    for place, nth, now, was in found[: history_sql.LISTED]:
        yield at_cell(
            seen.reading,
            seen.made[place],
            nth,
            field,
            "carried_over_differs",
            f"từ kỳ trước chuyển sang ghi {vn(now)}, nhưng {seen.before[place]} còn {vn(was)} hồ sơ đang giải quyết",
            "đối chiếu cột “Từ kỳ trước” với cột “Đang giải quyết” của kỳ trước; sửa báo cáo sai rồi gửi lại",
        )
    listed = min(len(found), history_sql.LISTED)
    said = "số chuyển từ kỳ trước không khớp"
    yield from many(seen.reading, seen.made[0], "carried_over_differs", said, len(found), listed)


def _by_two(values: Sequence[Any]) -> list[tuple[Any, Any]]:
    return list(zip(values[::2], values[1::2], strict=True))


LEVELS = {"full": "toàn trình", "partial": "một phần", "information": "cung cấp thông tin"}


def _shown(value: Any) -> str:
    return LEVELS.get(value, value) if isinstance(value, str) else vn(value)


def _moved(metres: float) -> str:
    return f"vị trí trạm cách {vn(round(metres / 1000, 1))} km"
