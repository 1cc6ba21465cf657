"""Every number the centre shows: what is counted, out of what, and a few verbs that ask for it.

A metric is an aggregate over one fact (loaders/facts/<fact>.sql). Its meaning, legal basis and owner stand in
data/reference/indicators.csv. A stock is what the last reports say; a flow counts what is dated in a period.
"""

from __future__ import annotations

import calendar
import difflib
import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from functools import partial
from typing import Any
from weakref import WeakKeyDictionary
from zoneinfo import ZoneInfo

import duckdb
import pandas as pd

# What --by and --where may name, where the fact has a column of that name; a flow's month comes from its date.
BREAKDOWNS = ("unit", "district", "level", "month", "operator", "technology", "field", "service_level", "channel",
              "plan", "lead_unit", "group", "status", "index", "year", "board", "criterion", "source")  # fmt: skip
Con = duckdb.DuckDBPyConnection
LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")
HOME_PROVINCE = "tinh-tuyen-quang"


@dataclass(frozen=True)
class Metric:
    """One figure's definition. count, out_of: SQL aggregates over the fact; the value is the count, but 100 × count /
    out_of where it is measured in percent, and count / out_of where it is `per` something.

    dated_by: the day that puts a row into a period (flows; None for stocks). begins: the first day of a row that is
    itself a whole period and must lie inside the one asked for. keeps_undated: rows without a day are in every period.
    only: the rows of the fact that it is about. unless_asked: holds for names that the question does not mention.
    scoped_by: the names inside which alone it makes sense. cell_of: the source's field that decides about a row.
    sums: the fact that has the same rows added up by month, for whole months.
    """

    id: str
    title: str
    title_en: str
    count: str
    fact: str
    out_of: str | None = None
    measured_in: str = "%"
    better: str = "high"
    dated_by: str | None = None
    begins: str | None = None
    keeps_undated: bool = False
    only: str = "true"
    unless_asked: Mapping[str, str] = field(default_factory=dict)
    scoped_by: tuple[str, ...] = ()
    per: bool = False
    cell_of: str = ""
    sums: str = ""

    def value(self, count: float | None, out_of: float | None) -> float | None:
        """The figure from its parts; None where there is nothing to divide by."""
        if count is None or not (self.per or self.measured_in == "%"):
            return count
        return (1 if self.per else 100) * count / out_of if out_of else None


@dataclass(frozen=True)
class Query:
    """What is asked: the state of which day, as known when, from which day to which (both counted), which part."""

    as_of: date | None = None
    known_at: datetime | None = None
    start: date | None = None
    end: date | None = None
    where: Mapping[str, str | Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Figure:
    """One answer, with what it takes to judge it. reported, expected: senders in, senders due for that day."""

    id: str
    title: str
    value: float | None
    count: float | None
    out_of: float | None
    measured_in: str
    as_of: date | None
    period_start: date | None
    period_end: date | None
    reported: int | None
    expected: int | None
    target: float | None
    is_sample: bool
    by: dict[str, Any] | None


class BadQuestion(Exception):
    """A question that has no answer: shown to the asker as it is, in Vietnamese, without a traceback."""


def rows(condition: str) -> str:
    """The number of rows for which that holds."""
    return f"count(*) filter (where {condition})"


def known(column: str, condition: str = "", counted: Callable[[str], str] = rows) -> str:
    """The same (of the rows where the column is true), null where no row says anything there: no heading is not 0."""
    return f"case when count({column}) > 0 then {counted(condition or column)} end"


def dossiers(condition: str = "true") -> str:
    """The number of dossiers for which that holds, one a row or many."""
    return f"coalesce(sum(dossiers) filter (where {condition}), 0)"


def people(condition: str) -> str:
    """The population of the villages for which that holds."""
    return f"case when count(population) > 0 then coalesce(sum(population) filter (where {condition}), 0) end"


def only_one(column: str) -> str:
    """That column of one unit and one criterion; null over several, whose points and places don't add up."""
    return f"case when count(distinct unit) = 1 and count(distinct criterion) = 1 then max({column}) end"


# fmt: off
# One or two lines a metric, side by side: this is the table that people look things up in.
SOURCES_OF = {  # the sources under a fact of another name, the one that dates it first; none: all of them
    "stations": ("bts_stations",), "sites": ("bts_stations",), "station_density": ("bts_stations", "village_coverage"),
    "villages": ("village_coverage",), "procedure_use": ("dossiers", "procedures"), "scores": ("unit_scores",),
    "dossier_backlog": ("dossier_counts",), "dossier_services": ("dossiers", "procedures"), "reports": (),
    "batches": (), "index_766": ("dossiers", "procedures")}
PART_766 = "(part, period_end, done, total, target, max_points)"  # points are not additive, their parts are
station = partial(Metric, fact="stations", measured_in="trạm")
station_share = partial(Metric, fact="stations", out_of=rows("is_active"))
site = partial(Metric, fact="sites", cell_of="station_code")
village = partial(Metric, fact="villages", measured_in="thôn", better="low", cell_of="signal")
village_share = partial(Metric, fact="villages", out_of="count(*)")
procedure = partial(Metric, fact="procedures", measured_in="thủ tục", better="", cell_of="service_level")
procedure_share = partial(Metric, fact="procedures", out_of="count(*)", cell_of="service_level")
form = partial(Metric, fact="dossier_counts", dated_by="period_end", begins="period_start")
backlog = partial(Metric, fact="dossier_backlog", measured_in="hồ sơ")
received = partial(Metric, fact="dossiers", out_of=dossiers(), dated_by="received_on", sums="dossier_sums")
closed = partial(Metric, fact="dossiers", out_of=dossiers(), dated_by="closed_on", sums="dossier_sums")
service = partial(Metric, fact="dossier_services", count=dossiers("channel = 'online'"), out_of=dossiers(),
                  dated_by="received_on", cell_of="channel", sums="dossier_service_sums")
task = partial(Metric, fact="tasks", scoped_by=("plan",), measured_in="nhiệm vụ", better="", cell_of="due_text")
task_share = partial(Metric, fact="tasks", scoped_by=("plan",), count=rows("is_done"), cell_of="completed_on")
score = partial(Metric, fact="scores", scoped_by=("index", "year", "board"), unless_asked={"criterion": "total"})
sent = partial(Metric, fact="batches", better="low", dated_by="reported_on", begins="reported_on")

METRICS: dict[str, Metric] = {metric.id: metric for metric in (
    # Coverage
    station("stations_active", "Trạm BTS đang hoạt động", "Active stations", rows("is_active"), cell_of="status"),
    station_share("stations_3g_share", "Tỷ lệ trạm có 3G", "Stations with 3G", known("has_3g", "is_active and has_3g"),
                  cell_of="has_3g"),
    station_share("stations_4g_share", "Tỷ lệ trạm có 4G", "Stations with 4G", known("has_4g", "is_active and has_4g"),
                  cell_of="has_4g"),
    station_share("stations_5g_share", "Tỷ lệ trạm có 5G", "Stations with 5G", known("has_5g", "is_active and has_5g"),
                  cell_of="has_5g"),
    station_share("stations_shared_share", "Tỷ lệ trạm dùng chung hạ tầng", "Stations on shared infrastructure",
                  known("is_shared", "is_active and is_shared"), cell_of="is_shared"),
    site("sites_total", "Vị trí đặt trạm", "Station sites", "count(distinct site_id)", measured_in="vị trí"),
    site("sites_shared_share", "Tỷ lệ vị trí có từ hai nhà mạng", "Sites with two operators or more",
         "count(distinct site_id) filter (where operators_here >= 2)", out_of="count(distinct site_id)"),
    station("stations_on_air", "Trạm phát sóng mới trong kỳ", "Stations put on air", "count(*)", dated_by="on_air_on",
            cell_of="on_air_on"),
    village("villages_total", "Thôn, bản, tổ dân phố", "Villages", "count(*)", better="", cell_of="village_name"),
    village_share("villages_any_signal_share", "Tỷ lệ thôn có sóng di động", "Villages with any mobile signal",
                  known("has_any_signal"), cell_of="signal"),
    village_share("villages_broadband_share", "Tỷ lệ thôn có băng rộng di động", "Villages with mobile broadband",
                  known("has_broadband"), cell_of="has_3g"),
    village_share("villages_4g_share", "Tỷ lệ thôn có 4G", "Villages with 4G", known("has_4g"), cell_of="has_4g"),
    village("white_zone_villages", "Thôn lõm sóng", "Villages without signal", known("status", "is_white_zone")),
    village("weak_signal_villages", "Thôn sóng yếu", "Villages with weak signal", known("status", "is_weak")),
    village("villages_without_broadband", "Thôn chưa có băng rộng di động", "Villages without mobile broadband",
            known("has_broadband", "not has_broadband"), cell_of="has_3g"),
    village("people_without_signal", "Người dân ở thôn lõm sóng", "People without signal", people("is_white_zone"),
            measured_in="người", cell_of="population"),
    village("people_without_broadband", "Người dân ở thôn chưa có băng rộng", "People without mobile broadband",
            people("not has_broadband"), measured_in="người", cell_of="population"),
    Metric("stations_per_10k_people", "Trạm trên 10.000 dân", "Stations per 10.000 people",
           "10000 * " + rows("thing = 'station'"), "station_density", "sum(population)", "trạm/10.000 dân", per=True),
    # Online services
    procedure("procedures_total", "Thủ tục hành chính", "Administrative procedures", "count(*)"),
    procedure("procedures_full", "Dịch vụ công toàn trình", "Full services", rows("service_level = 'full'")),
    procedure("procedures_partial", "Dịch vụ công một phần", "Partial services", rows("service_level = 'partial'")),
    procedure_share("procedures_online_share", "Tỷ lệ thủ tục cung cấp trực tuyến", "Procedures offered online",
                    rows("is_online")),
    procedure_share("procedures_full_share", "Tỷ lệ thủ tục toàn trình", "Procedures offered fully online",
                    rows("service_level = 'full'")),
    Metric("procedures_used_share", "Tỷ lệ dịch vụ công trực tuyến có phát sinh hồ sơ", "Online services in use",
           "count(distinct procedure_code) filter (where used_on is not null)", "procedure_use",
           "count(distinct procedure_code)", dated_by="used_on", keeps_undated=True, cell_of="procedure_code"),
    form("dossiers_received", "Hồ sơ tiếp nhận trong kỳ", "Dossiers received", "sum(received)", measured_in="hồ sơ",
         better="", cell_of="received_total"),
    form("dossiers_resolved", "Hồ sơ đã giải quyết trong kỳ", "Dossiers resolved", "sum(resolved)", measured_in="hồ sơ",
         better="", cell_of="resolved_total"),
    form("dossiers_online_share", "Tỷ lệ hồ sơ trực tuyến", "Dossiers received online", "sum(received_online)",
         out_of="sum(received)", cell_of="received_online"),
    service("dossiers_online_share_eligible", "Tỷ lệ hồ sơ trực tuyến của thủ tục có trực tuyến",
            "Online dossiers of procedures offered online", only="is_received and is_online"),
    service("dossiers_full_share", "Tỷ lệ hồ sơ trực tuyến của thủ tục toàn trình",
            "Online dossiers of fully online procedures", only="is_received and service_level = 'full'"),
    form("dossiers_on_time_share", "Tỷ lệ đúng hạn", "Dossiers resolved on time", "sum(resolved_in_time)",
         out_of="sum(resolved)", cell_of="resolved_late"),
    closed("dossiers_on_time_share_766", "Tỷ lệ đúng hạn theo Quyết định 766", "On time by Decision 766",
           dossiers("on_time_766"), only="status_code in (7, 9, 10)", cell_of="closed_on"),
    backlog("dossiers_pending", "Hồ sơ đang giải quyết", "Dossiers pending", "sum(pending)", better="",
            cell_of="pending_total"),
    backlog("dossiers_overdue", "Hồ sơ quá hạn đang giải quyết", "Dossiers overdue", "sum(pending_overdue)",
            better="low", cell_of="pending_overdue"),
    received("dossiers_paid_online_share", "Tỷ lệ thanh toán trực tuyến", "Fees paid online",
             known("paid_online", counted=dossiers), only="is_received and has_fee", cell_of="paid_online"),
    received("dossiers_input_digitised_share", "Tỷ lệ số hóa hồ sơ khi tiếp nhận", "Dossiers digitised on receipt",
             known("input_digitised", counted=dossiers), only="is_received", cell_of="input_digitised"),
    closed("dossiers_result_digitised_share", "Tỷ lệ số hóa kết quả giải quyết", "Results digitised",
           known("result_digitised", counted=dossiers), only="is_resolved", cell_of="result_digitised"),
    Metric("service_index_766", "Điểm Bộ chỉ số 766", "Points by Decision 766", f"fact.points_766{PART_766}",
           "index_766", f"fact.most_766{PART_766}", "điểm", dated_by="period_end", begins="period_start"),
    # Tasks
    task("tasks_total", "Nhiệm vụ", "Tasks", "count(*)", cell_of="task_title"),
    task("tasks_done_on_time", "Hoàn thành đúng hạn", "Done on time", rows("status = 'done_on_time'")),
    task("tasks_done_late", "Hoàn thành quá hạn", "Done late", rows("status = 'done_late'"), better="low"),
    task("tasks_overdue", "Quá hạn chưa hoàn thành", "Overdue", rows("status = 'overdue'"), better="low"),
    task("tasks_due_soon", "Sắp đến hạn", "Due soon", rows("status = 'due_soon'")),
    task("tasks_in_progress", "Đang thực hiện trong hạn", "In progress", rows("status = 'in_progress'")),
    task("tasks_recurring", "Nhiệm vụ thường xuyên", "Recurring", rows("status = 'recurring'")),
    task("tasks_no_date", "Chưa có thời hạn", "Without a due date", rows("status = 'no_date'"), better="low"),
    task_share("tasks_done_share", "Tỷ lệ nhiệm vụ hoàn thành", "Tasks done", out_of=rows("status <> 'recurring'")),
    task_share("tasks_done_of_due_share", "Tỷ lệ hoàn thành nhiệm vụ đến hạn", "Tasks done of those due",
               out_of=rows("is_done or status = 'overdue'")),
    task("tasks_contradicting", "Báo cáo mâu thuẫn với thời hạn", "Reported and derived status disagree",
         rows("contradicts"), better="low", cell_of="reported_status"),
    # Rankings
    score("score_total", "Tổng điểm", "Total score", only_one("score"), out_of=only_one("max_score"),
          measured_in="điểm"),
    score("score_rank", "Thứ hạng", "Rank", only_one("rank"), out_of=only_one("ranked"), measured_in="hạng",
          better="low"),
    score("score_rank_change", "Thay đổi thứ hạng", "Change in rank", only_one("rank_change"), measured_in="bậc"),
    score("score_gap_to_next", "Khoảng cách đến đơn vị xếp trên", "Points to the unit above", only_one("gap_to_next"),
          measured_in="điểm", better="low"),
    score("province_rank", "Thứ hạng của tỉnh", "Rank of the province", "max(rank)", out_of="max(ranked)",
          only=f"board = 'province' and unit = '{HOME_PROVINCE}'", measured_in="hạng", better="low"),
    # Data
    Metric("sources_on_time_share", "Tỷ lệ báo cáo gửi đúng hạn", "Reports received on time", rows("is_on_time"),
           "reports", rows("is_on_time is not null"), dated_by="period_end", begins="period_end"),
    Metric("sources_missing", "Báo cáo chưa gửi", "Reports missing", rows("is_newest and not is_received"), "reports",
           measured_in="báo cáo", better="low"),
    sent("rows_refused_share", "Tỷ lệ dòng bị từ chối", "Rows refused", "sum(rows_refused)", out_of="sum(rows_read)"),
    sent("totals_mismatched", "Tổng ghi trong báo cáo không khớp", "Stated totals that differ",
         "sum(totals_mismatched)", measured_in="dòng tổng"),
)}
# fmt: on


def total(con: Con, metric: Metric, query: Query | None = None) -> list[Figure]:
    """The figure as a whole: one, or one per scope where it makes sense only inside a plan, or a board and year."""
    return figures(con, metric, (), query)


def figures(con: Con, metric: Metric, names: Sequence[str] = (), query: Query | None = None) -> list[Figure]:
    """One figure per group that has rows; without names and scope always one, null where there are no data. A stock by
    month is what the reports at each month's end say. BadQuestion: a name that is none of the metric's."""
    with closing(con.cursor()) as cursor:
        return _Asker(con, cursor, metric, query or Query()).figures(names)


def by(con: Con, metric: Metric, names: str | Sequence[str], query: Query | None = None) -> pd.DataFrame:
    """The same as a frame: the scope's and the given names, count, out_of, value, is_sample; one row per group."""
    names = _texts(names)
    columns = [*_keys(metric, names), "count", "out_of", "value", "is_sample"]
    found = [asdict(figure) | (figure.by or {}) for figure in figures(con, metric, names, query)]
    return pd.DataFrame([[one[name] for name in columns] for one in found], columns=pd.Index(columns))


def over_time(
    con: Con, metric: Metric, months: Sequence[date], names: Sequence[str] = (), query: Query | None = None
) -> pd.DataFrame:
    """month_end, the names, count, out_of, value, reported, expected, is_sample. A stock as the reports at each month's
    end say it (a late sender by its last one), a flow within each month; null where there are no data."""
    columns = ["month_end", *_keys(metric, names), "count", "out_of", "value", "reported", "expected", "is_sample"]
    with closing(con.cursor()) as cursor:
        asker = _Asker(con, cursor, metric, query or Query())
        told = asker.over_months(sorted({_month_end(month) for month in months}), names)
        found = [{"month_end": end} | asdict(figure) | (figure.by or {}) for end, some in told for figure in some]
    return pd.DataFrame([[one[name] for name in columns] for one in found], columns=pd.Index(columns))


def rows_behind(con: Con, metric: Metric, query: Query | None = None, limit: int = 1000) -> pd.DataFrame:
    """The fact's rows under the figure, with file_name, sheet, row_number, batch_id and, if known, the cell. counted:
    whether count has the row; a share's other rows are in out_of alone. What needs work comes first."""
    with closing(con.cursor()) as cursor:
        asker = _Asker(con, cursor, metric, query or Query())
        if "month" in asker.query.where and not metric.dated_by:
            asker.state_of(asker.months()[-1])
        condition, values = asker.condition((), asker.period())
        own = [name for name in ("cell", "file_name") if name in asker.columns]
        sql = f"""
            with chosen as (
                select *, coalesce({_filter(metric.count)}, false) as counted from fact.{metric.fact}
                where {condition} and coalesce({_filter(metric.out_of or metric.count)}, false)
            ), letters as (
                select batch_id, sheet, min(column_letter) as letter from log.columns where field = ? group by all
            )
            select r.* {f"exclude ({', '.join(own)})" if own else ""}, b.file_name,
                {"r.cell" if "cell" in own else "l.letter || r.row_number"} as cell
            from chosen r left join log.batches b using (batch_id) left join letters l using (batch_id, sheet)
            order by counted {"desc" if metric.better == "low" else "asc"}, r.batch_id, r.sheet, r.row_number limit ?
            """
        found = asker.all(sql, [*values, metric.cell_of, limit])
        return pd.DataFrame(found, columns=pd.Index([column[0] for column in cursor.description]))


def breakdowns(con: Con, metric: Metric) -> list[str]:
    """The names by which the metric can be divided or narrowed: what its fact carries, and the month."""
    with closing(con.cursor()) as cursor:
        return _Asker(con, cursor, metric, Query()).breakdowns


def _keys(metric: Metric, names: Sequence[str]) -> list[str]:
    return list(dict.fromkeys([*metric.scoped_by, *names]))


def _texts(value: str | Sequence[str]) -> list[str]:
    return [value] if isinstance(value, str) else [str(one) for one in value]


def _in(column: str, values: Sequence[str]) -> str:
    return f"cast({column} as varchar) in ({', '.join('?' * len(values)) or 'null'})"


def _month_end(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _are_months(start: date, end: date) -> bool:
    return start.day == 1 and end == _month_end(end)


def _filter(aggregate: str) -> str:
    """The condition of a counting aggregate; true where it has none, as in a sum over all rows."""
    found = re.search(r"filter \(where (.+?)\)(?:, 0\))?(?: end)?$", aggregate)
    return f"({found[1]})" if found else "true"


KEPT: WeakKeyDictionary[Con, dict[Any, list[tuple[Any, ...]]]] = WeakKeyDictionary()


def keep(con: Con) -> Con:
    """From now on remember of that warehouse what every question needs: for one that nobody writes any more."""
    KEPT.setdefault(con, {})
    return con


class _Asker:
    """One question on one cursor: variables belong to a cursor, so two questions never see each other's. SQL is put
    together from the declarations above alone; what the asker wrote are parameters."""

    def __init__(self, con: Con, cursor: Con, metric: Metric, query: Query) -> None:
        self.cursor, self.metric, self.query, self.kept = cursor, metric, query, KEPT.get(con)
        self.as_of: date | None = None
        self.state_of(query.as_of)
        self.columns = {str(row[0]): str(row[1]) for row in self.once(f"describe fact.{metric.fact}")}
        self.lists = {name for name, kind in self.columns.items() if kind.endswith("[]")}
        self.breakdowns = [name for name in BREAKDOWNS if name in self.columns or name == "month"]
        under = SOURCES_OF.get(metric.fact, (metric.fact,))
        of_first, of_all = (_in("source", under[:1]), _in("source", under)) if under else ("true", "true")
        [(self.newest,)] = self.once(f"select max(reported_on) from fact.batches where {of_first}", under[:1])
        sent = "select source, period_end, count(*) filter (where is_received), count(*) from fact.reports"
        self.arrivals = self.once(f"{sent} where {of_all} group by all order by period_end", under)
        targets = "select scope, target, valid_from from ref.targets where metric_id = ? order by valid_from desc"
        self.targets = self.once(targets, [metric.id])

    def all(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        return self.cursor.execute(sql, list(values)).fetchall()

    def once(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """The same, asked once where the warehouse is kept: the answer depends on nothing but the asked state."""
        if self.kept is None:
            return self.all(sql, values)
        key = (sql, *values, self.as_of, self.query.known_at)
        if key not in self.kept:
            self.kept[key] = self.all(sql, values)
        return self.kept[key]

    def state_of(self, as_of: date | None) -> None:
        """Let the facts speak as of that day."""
        known_at = self.query.known_at and self.query.known_at.replace(tzinfo=self.query.known_at.tzinfo or LOCAL)
        standing = "log.batches where source = 'dossiers' and replaced_at is null"
        [(last,)] = self.once(f"select max(reported_on) from {standing}")
        is_newest = as_of is not None and (last is None or last <= as_of)
        self.as_of = as_of
        for name, value in {"as_of": as_of, "known_at": known_at, "as_of_is_newest": is_newest}.items():
            self.cursor.execute(f"set variable {name} = ?", [value])

    def figures(self, names: Sequence[str]) -> list[Figure]:
        if self.metric.dated_by or "month" not in (*names, *self.query.where):
            period = self.period()
            return self._figures(names, period, period[1] if period else self.query.as_of or self.newest)
        months = self.months()[0 if "month" in names else -1 :]
        return [figure for month in months for figure in self.at_month(month, names)]

    def over_months(self, ends: Sequence[date], names: Sequence[str]) -> list[tuple[date, list[Figure]]]:
        """(month's end, its figures): a flow's months are asked for at once, a stock's one after another."""
        metric, keys = self.metric, _keys(self.metric, names)
        if not metric.dated_by or metric.keeps_undated or "month" in (*names, *self.query.where) or not ends:
            return [(end, self.at_month(end, names)) for end in ends]
        months: dict[str, list[Any]] = {}
        for group, *rest in self._groups([*names, "month"], (ends[0].replace(day=1), ends[-1]), None):
            months.setdefault(group["month"], []).append(({key: group[key] for key in keys}, *rest))
        told = []
        for end in ends:
            span = (end.replace(day=1), end)
            groups = months.get(f"{end:%Y-%m}") or ([] if keys else self._nothing(span))
            told.append((end, self._made(groups, span, end)))
        return told

    def at_month(self, end: date, names: Sequence[str]) -> list[Figure]:
        """A flow within that month, a stock as of its end."""
        if self.metric.dated_by:
            return self._figures(names, (end.replace(day=1), end), end)
        self.state_of(min(end, self.query.as_of or end))
        return self._figures(names, None, end)

    def _figures(self, names: Sequence[str], period: tuple[date, date] | None, day: date | None) -> list[Figure]:
        return self._made(self._groups(names, period, day), period, day)

    def _made(self, groups: Sequence[Any], period: tuple[date, date] | None, day: date | None) -> list[Figure]:
        metric, span = self.metric, period or (None, None)
        last = {source: counts for source, end, *counts in self.arrivals if day and end <= day}
        reported, expected = [sum(one) for one in zip(*last.values(), strict=True)] or (None, None)
        return [
            Figure(metric.id, metric.title, metric.value(count, out_of), count, out_of, metric.measured_in, as_of,
                   span[0], span[1], reported, expected, self._target(key, level, day), is_sample, key or None)
            for key, level, count, out_of, is_sample, as_of in groups
        ]  # fmt: skip

    def _groups(self, names: Sequence[str], period: tuple[date, date] | None, day: date | None) -> list[Any]:
        """(names, level, count, out_of, is_sample, as_of) of the groups that have rows. No row is 0 where events are
        counted and reports reach into the period, elsewhere no data."""
        metric, keys = self.metric, _keys(self.metric, names)
        condition, values = self.condition(keys, period)
        asked = [key for key in keys if key != "month" or metric.dated_by]
        lists = ", ".join(f'unnest("{key}") as "{key}"' for key in asked if key in self.lists)
        fact = metric.sums if metric.sums and period and _are_months(*period) else metric.fact
        level = "if(min(level) = max(level), min(level), null)" if self.columns.get("level") == "VARCHAR" else "null"
        sql = f"""
            select {"".join(f"{self._column(key)} as k_{key}, " for key in asked)}
            {level}, {metric.count}, {metric.out_of or "null"}, coalesce(bool_or(is_sample), false), max(reported_on)
            from (select * {f"replace ({lists})" if lists else ""} from fact.{fact}) where {condition}
            group by all having count(*) > 0 {"".join(f"and k_{key} is not null " for key in asked)} order by all
            """
        found = self.all(sql, values) if self._is_reached(period) else []
        if not found and not keys:
            return self._nothing(period)
        month = {"month": f"{day:%Y-%m}"} if day else {}
        named = [(month | dict(zip(asked, row, strict=False)), row[len(asked) :]) for row in found]
        return [({key: group[key] for key in keys}, *rest) for group, rest in named]

    def _is_reached(self, period: tuple[date, date] | None) -> bool:
        """Whether reports say anything of events in the period; of what is no event a row itself does."""
        is_events = self.metric.dated_by is not None and self.metric.begins is None
        return not is_events or (period is not None and self.newest is not None and self.newest >= period[0])

    def _nothing(self, period: tuple[date, date] | None) -> list[Any]:
        if self.metric.dated_by is None or self.metric.begins is not None or not self._is_reached(period):
            return [({}, None, None, None, False, None)]
        return [({}, None, 0, 0 if self.metric.out_of else None, False, self.newest)]

    def condition(self, names: Sequence[str], period: tuple[date, date] | None) -> tuple[str, list[Any]]:
        """(SQL condition, its parameters) of the rows asked for."""
        metric, where, allowed = self.metric, self.query.where, ", ".join(self.breakdowns)
        for name in (*names, *where):
            if name not in self.breakdowns:
                raise BadQuestion(f"không chia hay lọc được {metric.id} theo “{name}”; dùng được: {allowed}")
        asked = {name: value for name, value in metric.unless_asked.items() if name not in names} | dict(where)
        conditions, values = [f"({metric.only})"], list[Any]()
        for name, value in asked.items():
            if name != "month" or metric.dated_by:
                column, texts = self._column(name), _texts(value)
                is_whole = name in self.lists and name not in names
                conditions.append(f"list_has_any({column}, ?)" if is_whole else _in(column, texts))
                values += [texts] if is_whole else texts
        if metric.dated_by:
            inside = f"{metric.begins or metric.dated_by} >= ? and {metric.dated_by} <= ?"
            conditions.append(f"({inside} or {metric.dated_by} is null)" if metric.keeps_undated else inside)
            values += period or (None, None)
        if metric.begins and "month" in names:
            conditions.append(f"date_trunc('month', {metric.begins}) = date_trunc('month', {metric.dated_by})")
        return " and ".join(conditions), values

    def _column(self, name: str) -> str:
        return f"strftime({self.metric.dated_by}, '%Y-%m')" if name == "month" else f'"{name}"'

    def period(self) -> tuple[date, date] | None:
        """First and last day that a flow counts; None for a stock, and where no report says which month is newest."""
        start, end, newest = self.query.start, self.query.end, self.newest
        if "month" in self.query.where and not (start or end):
            start, end = self.months()[0].replace(day=1), self.months()[-1]
        anchor = end or (max(start, newest or start) if start else newest)
        return (start or anchor.replace(day=1), end or _month_end(anchor)) if anchor and self.metric.dated_by else None

    def months(self) -> list[date]:
        """The ends of the months named, else of those between start and end, else of the newest report's."""
        for text in (named := _texts(self.query.where.get("month", ()))):
            if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", text):
                raise BadQuestion(f"tháng phải viết dạng 2024-05, không phải “{text}”")
        last = self.query.end or self.query.as_of or self.newest
        if named or last is None:
            return sorted(_month_end(date.fromisoformat(f"{text}-01")) for text in named)
        first = self.query.start or last
        numbers = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
        return [_month_end(date(number // 12, number % 12 + 1, 1)) for number in numbers]

    def _target(self, by: Mapping[str, Any], level: str | None, day: date | None) -> float | None:
        """The newest target in force whose scope ("level=commune", "plan=de_an_06") fits; else that of all."""
        asked = [(name, text) for name, value in self.query.where.items() for text in _texts(value)]
        asked += [("level", str(level)), *((name, str(value)) for name, value in by.items())]
        fitting = {f"{name}={text}" for name, text in asked} | {f"{name}={text.split(':')[0]}" for name, text in asked}
        in_force = [(scope, goal) for scope, goal, since in self.targets if (since or date.min) <= (day or date.max)]
        scoped = [goal for scope, goal in in_force if scope in fitting]
        return next(iter([*scoped, *(goal for scope, goal in in_force if not scope)]), None)


def main(words: Sequence[str] | None = None) -> int:
    """`python -m metrics`: 0 answered; 3 wrong use, unknown name, or nothing loaded yet."""
    from loaders import BadFile, open_warehouse, terminal

    asked = terminal.question(words, BREAKDOWNS)
    query, names = Query(asked.as_of, asked.known_at, asked.start, asked.end, asked.where), {*asked.by, *asked.where}
    try:
        for one in (one for one in asked.id if one not in METRICS):
            near = difflib.get_close_matches(one, METRICS, 3, 0)
            raise BadQuestion(f"không có chỉ số “{one}”; gần nhất: {', '.join(near)}")
        with closing(open_warehouse(asked.data)) as con:
            # Without an id: all figures that can be divided so.
            able = [one for one in METRICS.values() if not names or names <= {*breakdowns(con, one)}]
            chosen = [METRICS[one] for one in asked.id] or able or METRICS.values()
            answers = [asdict(figure) for metric in chosen for figure in figures(con, metric, asked.by, query)]
    except (BadFile, BadQuestion) as problem:
        terminal.say(f"Không trả lời được: {problem}. {getattr(problem, 'fix', '')}".rstrip())
        return 3
    (terminal.print_json if asked.json else terminal.show)(answers)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
