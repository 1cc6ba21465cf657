"""The only cache: the current warehouse, and what metrics and records answered from it.

Everything is kept under the warehouse's name, so a newly published one is seen at the next rerun and nothing of the old
one is shown beside it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import duckdb
import pandas as pd
import streamlit as st

import loaders
import metrics
from loaders import Excerpt, open_warehouse, warehouse_name
from metrics import METRICS, Figure, Metric, Query
from pages.parts import records, records_coverage, records_files, records_quality
from pages.parts.project06 import records_indicators, records_moved
from pages.parts.services import records_coming, records_index, records_sources, records_time, records_way

TWELVE_MONTHS = 12
RECORDS = (
    records_coverage,
    records_files,
    records_quality,
    records_time,
    records_coming,
    records_index,
    records,
    records_sources,
    records_way,
    records_moved,
    records_indicators,
)


def warehouse() -> str | None:
    """The name of the warehouse in force; None where nothing was loaded yet."""
    return warehouse_name()


def is_current() -> bool:
    """Whether this version of the program made the warehouse in force; False where there is none."""
    name = warehouse()
    return name is not None and _is_current(name)


@st.cache_data(max_entries=3, show_spinner=False)
def _is_current(name: str) -> bool:
    return loaders.is_current(_connection(name).cursor())


@st.cache_resource(max_entries=3, show_spinner=False)
def _connection(name: str) -> duckdb.DuckDBPyConnection:
    """Read-only and shared by all sessions: every question takes a cursor of its own."""
    return metrics.keep(open_warehouse())


def connection() -> duckdb.DuckDBPyConnection:
    """A cursor of the current warehouse, for the one page that compares it with another. LookupError without one."""
    name = warehouse()
    if name is None:
        raise LookupError("no warehouse: a page asks blocks.is_ready() before it asks for figures")
    return _connection(name).cursor()


@st.cache_data(max_entries=2000, show_spinner=False)
def _answer(name: str, verb: str, metric_id: str, arguments: Mapping[str, Any]) -> Any:
    return getattr(metrics, verb)(_connection(name), METRICS[metric_id], **arguments)


@st.cache_data(max_entries=100, show_spinner=False)
def _record(name: str, what: str, arguments: Mapping[str, Any]) -> Any:
    module = next(one for one in RECORDS if hasattr(one, what))
    return getattr(module, what)(_connection(name), **arguments)


def _metric(verb: str, metric_id: str, **arguments: Any) -> Any:
    name = warehouse()
    if name is None:
        raise LookupError("no warehouse: a page asks blocks.is_ready() before it asks for figures")
    return _answer(name, verb, metric_id, arguments)


def _recorded(what: str, **arguments: Any) -> Any:
    name = warehouse()
    if name is None:
        raise LookupError("no warehouse: a page asks blocks.is_ready() before it asks for records")
    return _record(name, what, arguments)


# --- metrics --------------------------------------------------------------------------------------------


def figures(metric_id: str, names: Sequence[str] = (), query: Query | None = None) -> list[Figure]:
    """As metrics.figures: one per group; one with a null value where there are no data and nothing scopes it."""
    return list(_metric("figures", metric_id, names=tuple(names), query=query or Query()))


def figure(metric_id: str, query: Query | None = None) -> Figure:
    """The one figure of a metric that nothing scopes."""
    return figures(metric_id, (), query)[0]


def by(metric_id: str, names: Sequence[str], query: Query | None = None) -> pd.DataFrame:
    """As metrics.by: one row per group."""
    return pd.DataFrame(_metric("by", metric_id, names=tuple(names), query=query or Query()))


def over_time(
    metric_id: str,
    last: date,
    months: int = TWELVE_MONTHS,
    query: Query | None = None,
    names: Sequence[str] = (),
) -> pd.DataFrame:
    """As metrics.over_time, for the months up to the one of `last`."""
    ends = [last.replace(day=28)]
    while len(ends) < months:
        ends.append(ends[-1].replace(day=1) - timedelta(days=1))
    return pd.DataFrame(_metric("over_time", metric_id, months=tuple(ends), names=tuple(names), query=query or Query()))


def rows_behind(metric_id: str, query: Query | None = None, limit: int = 1000) -> pd.DataFrame:
    """As metrics.rows_behind: the rows under a figure, with the file and the cell they came from."""
    return pd.DataFrame(_metric("rows_behind", metric_id, query=query or Query(), limit=limit))


def earlier(now: Figure, query: Query | None = None, months: int = 1) -> Figure | None:
    """The same figure so many months before; None where no older report says it."""
    day = now.period_end or now.as_of
    if day is None:
        return None
    end = day
    for _ in range(months):
        end = end.replace(day=1) - timedelta(days=1)
    flow = METRICS[now.id].dated_by is not None
    asked = replace(query or Query(), as_of=end, start=end.replace(day=1) if flow else None, end=end if flow else None)
    found = [one for one in figures(now.id, (), asked) if one.by == now.by]
    older = found[0] if found else None
    if older is None or older.value is None or (older.as_of and now.as_of and older.as_of >= now.as_of):
        return None
    return older


def trend(now: Figure, query: Query | None = None) -> list[float | None]:
    """The figure's last twelve months, the newest last; None for a month that nobody has sent."""
    day = (query or Query()).as_of or now.period_end or now.as_of
    if day is None:
        return []
    values = over_time(now.id, day, query=Query(where=(query or Query()).where))["value"]
    return [None if pd.isna(value) else float(value) for value in values]


def board(index: str, year: str, board: str) -> pd.DataFrame:
    """One board, best first, units without a rank last: unit, unit_name, district, rank, score, change, gap, is_sample;
    and of the file is_ranked, reported_rank, cell, doubt (the loader's remark on that cell; null: none)."""
    query = Query(where={"index": index, "year": year, "board": board})
    frame = by("score_rank", ("unit",), query)[["unit", "value", "is_sample"]].rename(columns={"value": "rank"})
    for name, metric_id in (("score", "score_total"), ("change", "score_rank_change"), ("gap", "score_gap_to_next")):
        column = by(metric_id, ("unit",), query)[["unit", "value"]].rename(columns={"value": name})
        frame = frame.merge(column, on="unit", how="left")
    filed = rows_behind("score_rank", query)[
        ["unit", "district", "is_ranked", "reported_rank", "cell", "file_name", "sheet"]
    ]
    frame = frame.merge(filed.drop_duplicates("unit"), on="unit", how="left").merge(_doubts(), how="left")
    numbers = ["rank", "score", "change", "gap", "reported_rank"]
    frame[numbers] = frame[numbers].astype("float64")
    frame["unit_name"] = [unit(one) for one in frame["unit"]]
    frame = frame.drop(columns=["file_name", "sheet"])
    return frame.sort_values(["rank", "unit_name"], na_position="last", ignore_index=True)


def _doubts() -> pd.DataFrame:
    """file_name, sheet, cell, doubt: the remarks on single cells of standing score tables."""
    found = issues()
    open_ = found["source"].eq("unit_scores") & found["level"].eq("warning") & found["acknowledged_at"].isna()
    found = found[open_ & found["cell"].notna()]
    place = ["file_name", "sheet", "cell"]
    return found.rename(columns={"message": "doubt"})[[*place, "doubt"]].drop_duplicates(place)


def criteria(index: str, year: str, board: str) -> pd.DataFrame:
    """One row per unit and criterion of a board, criteria in the file's order: unit, criterion, rank, score, is_sample.

    rank: within the criterion, ties shared, null where the unit has none. Empty for a board of totals alone.
    """
    query = Query(where={"index": index, "year": year, "board": board})
    order = list(_recorded("criteria", index=index, year=year, board=board))
    columns = ["unit", "criterion", "value"]
    ranks = by("score_rank", ("unit", "criterion"), query)[[*columns, "is_sample"]].rename(columns={"value": "rank"})
    scores = by("score_total", ("unit", "criterion"), query)[columns].rename(columns={"value": "score"})
    frame = ranks.merge(scores, on=["unit", "criterion"], how="left")
    frame = frame[frame["criterion"].isin(order)]
    frame[["rank", "score"]] = frame[["rank", "score"]].astype("float64")
    return frame.sort_values("criterion", key=lambda names: names.map(order.index), kind="stable", ignore_index=True)


def criteria_by_year(index: str, province: str) -> pd.DataFrame:
    """One row per year and criterion of one province: year (text), criterion, rank, ranked, score, is_sample."""
    query = Query(where={"index": index, "board": "province", "unit": province})
    keys = ["year", "criterion"]
    ranks = by("score_rank", ("criterion",), query)[[*keys, "value", "out_of", "is_sample"]]
    scores = by("score_total", ("criterion",), query)[[*keys, "value"]].rename(columns={"value": "score"})
    frame = ranks.rename(columns={"value": "rank", "out_of": "ranked"}).merge(scores, on=keys, how="left")
    frame = frame[frame["criterion"].ne("total")].astype({"rank": "float64", "ranked": "float64", "score": "float64"})
    return frame.assign(year=frame["year"].astype(str)).reset_index(drop=True)


def boards() -> pd.DataFrame:
    """The boards that there are: index, year, board, units, is_sample. A national one may have the province alone."""
    frame = by("score_rank", ("unit",))
    groups = frame.groupby(["index", "year", "board"], as_index=False)
    return groups.agg(units=("unit", "size"), is_sample=("is_sample", "any"))


def breakdowns(metric: Metric) -> list[str]:
    """The names by which the metric can be broken down; empty without a warehouse of this version."""
    return list(_metric("breakdowns", metric.id)) if is_current() else []


# --- records ----------------------------------------------------------------------------------------------


def reports(as_of: date | None = None) -> pd.DataFrame:
    """As records.reports: who was expected to send, who did, who is late."""
    return pd.DataFrame(_recorded("reports", as_of=as_of))


def deliveries(as_of: date | None = None) -> pd.DataFrame:
    """As records_quality.deliveries: every report expected in the last twelve months, in or not."""
    return pd.DataFrame(_recorded("deliveries", as_of=as_of))


def sources(as_of: date | None = None, sender: str | None = None) -> pd.DataFrame:
    """As records_quality.sources: the newest report of every source (of that sender), and rows kept and refused."""
    return pd.DataFrame(_recorded("sources", as_of=as_of, sender=sender))


def issues() -> pd.DataFrame:
    """As records_quality.issues: every remark on a standing report, the worst first."""
    return pd.DataFrame(_recorded("issues"))


def owed(as_of: date | None = None) -> pd.DataFrame:
    """As records_files.owed: every report that its sender is to be reminded of."""
    return pd.DataFrame(_recorded("owed", as_of=as_of))


def rows_by_month(as_of: date | None, sender: str | None, source: str | None) -> pd.DataFrame:
    """As records_files.months: rows kept and refused, by the month that the reports are about."""
    return pd.DataFrame(_recorded("months", as_of=as_of, sender=sender, source=source))


def columns(as_of: date | None = None) -> pd.DataFrame:
    """As records_files.columns: headings of reports, and of the ones before them."""
    return pd.DataFrame(_recorded("columns", as_of=as_of))


def files(source: str, sender: str | None = None) -> pd.DataFrame:
    """As records_files.files: every file of a source that was ever loaded, the newest first."""
    return pd.DataFrame(_recorded("files", source=source, sender=sender))


def file_issues(sha256: str, source: str) -> pd.DataFrame:
    """As records_files.file_issues: the remarks on one file, in force or not."""
    return pd.DataFrame(_recorded("file_issues", sha256=sha256, source=source))


def returning(sha256: str, source: str) -> pd.DataFrame:
    """As records_files.returning: the files that would count again if that one were withdrawn."""
    return pd.DataFrame(_recorded("returning", sha256=sha256, source=source))


def odd_scores() -> pd.DataFrame:
    """As records_quality.odd_scores: scores and places kept with a doubt, and what they are compared with."""
    return pd.DataFrame(_recorded("odd_scores"))


def refused_files() -> list[dict[str, Any]]:
    """As loaders.refused_files. Read anew each time: a file refused whole publishes nothing."""
    return loaders.refused_files()


def unused_procedures(start: date, end: date, as_of: date | None = None) -> pd.DataFrame:
    """As records.unused_procedures: full services without an online dossier in that period."""
    return pd.DataFrame(_recorded("unused_procedures", start=start, end=end, as_of=as_of))


def closings(start: date, end: date, as_of: date | None = None) -> pd.DataFrame:
    """As records_time.closings: dossiers by unit, and by what the rates on time do with them."""
    return pd.DataFrame(_recorded("closings", start=start, end=end, as_of=as_of))


def months_with_export(as_of: date | None = None) -> list[date]:
    """As records_time.months_with_export."""
    return list(_recorded("months_with_export", as_of=as_of))


def single_dossiers(those: records_time.Those, as_of: date | None = None) -> pd.DataFrame:
    """As records_time.single_dossiers: the first 500 of a kind."""
    return pd.DataFrame(_recorded("single_dossiers", those=those, as_of=as_of))


def open_dossiers(as_of: date | None = None) -> pd.DataFrame:
    """As records_coming.open_dossiers: by unit and due day."""
    return pd.DataFrame(_recorded("open_dossiers", as_of=as_of))


def date_keeping(start: date, end: date, as_of: date | None = None) -> pd.DataFrame:
    """As records_coming.date_keeping: how units kept the dates that fell in those days."""
    return pd.DataFrame(_recorded("date_keeping", start=start, end=end, as_of=as_of))


def at_risk(units: Sequence[str], dues: Sequence[date], as_of: date | None = None) -> pd.DataFrame:
    """As records_coming.at_risk: the first 500 running dossiers of those units and due days."""
    return pd.DataFrame(_recorded("at_risk", units=tuple(units), dues=tuple(dues), as_of=as_of))


def days_off(start: date, end: date) -> pd.DataFrame:
    """As records_coming.days_off."""
    return pd.DataFrame(_recorded("days_off", start=start, end=end))


def procedure_ways(
    start: date, end: date, level: str | None = None, unit: str | None = None, as_of: date | None = None
) -> pd.DataFrame:
    """As records_way.procedure_ways: each procedure with what became of its dossiers of those months."""
    return pd.DataFrame(_recorded("procedure_ways", start=start, end=end, level=level, unit=unit, as_of=as_of))


def stations(as_of: date | None = None) -> pd.DataFrame:
    """As records_coverage.stations."""
    return pd.DataFrame(_recorded("stations", as_of=as_of))


def villages(as_of: date | None = None) -> pd.DataFrame:
    """As records_coverage.villages."""
    return pd.DataFrame(_recorded("villages", as_of=as_of))


def sites(as_of: date | None = None) -> pd.DataFrame:
    """As records_coverage.sites."""
    return pd.DataFrame(_recorded("sites", as_of=as_of))


def distances() -> dict[str, int]:
    """As records_coverage.distances: metres by the name of the setting."""
    return dict(_recorded("distances"))


def decisions(as_of: date | None = None) -> pd.DataFrame:
    """As records.decisions: obstacles that wait for the province or a ministry."""
    return pd.DataFrame(_recorded("decisions", as_of=as_of))


def places(on: date) -> pd.DataFrame:
    """As records.places: the districts and communes of that day."""
    return pd.DataFrame(_recorded("places", on=on))


def due_soon_days() -> int:
    """As records.due_soon_days: how many days ahead a task is due soon."""
    return int(_recorded("due_soon_days"))


def task_reports(plan: str, task_no: str, as_of: date | None = None) -> pd.DataFrame:
    """As records.task_reports: what each list said about one task, the newest first."""
    return pd.DataFrame(_recorded("task_reports", plan=plan, task_no=task_no, as_of=as_of))


def task_states(plan: str, as_of: date | None = None) -> pd.DataFrame:
    """As records_moved.task_states: where every task of a plan stood in each of its reports."""
    return pd.DataFrame(_recorded("task_states", plan=plan, as_of=as_of))


def task_lines(places: pd.DataFrame) -> pd.DataFrame:
    """As records_moved.task_lines: those rows of task lists as they were read."""
    return pd.DataFrame(_recorded("task_lines", places=places))


def excerpt(batch_id: int, sheet: str, row_number: int) -> tuple[str, dict[str, str], Excerpt]:
    """(file name, column letter → heading, rows of the received file around that one). BadFile where it is gone."""
    digest, file_name = _recorded("origin", batch_id=batch_id)
    return (
        file_name,
        dict(_recorded("headings", batch_id=batch_id, sheet=sheet)),
        _excerpt(digest, file_name, sheet, row_number),
    )


@st.cache_data(max_entries=200, show_spinner=False)
def _excerpt(sha256: str, file_name: str, sheet: str, row_number: int) -> Excerpt:
    return loaders.excerpt(sha256, file_name, sheet, row_number)


def unit(unit_id: str | None) -> str:
    """The unit's name on screen; the id itself where the list of units doesn't have it."""
    return str(_recorded("units").get(unit_id, unit_id or "")) if warehouse() else unit_id or ""


def index_counts(start: date, end: date, as_of: date | None = None) -> pd.DataFrame:
    """As records_index.index_counts: of every unit and part of the index of Decision 766, how many of how many."""
    return pd.DataFrame(_recorded("index_counts", start=start, end=end, as_of=as_of))


def index_rules(on: date) -> pd.DataFrame:
    """As records_index.index_rules: the parts of that index, their points and targets, as in force that day."""
    return pd.DataFrame(_recorded("index_rules", on=on))


def index_bands() -> pd.DataFrame:
    """As records_index.index_bands: from how many points on which band is given."""
    return pd.DataFrame(_recorded("index_bands"))


def told_twice(first: date, last: date) -> pd.DataFrame:
    """As records_sources.told_twice: form II.06a and the detail export by unit and month."""
    return pd.DataFrame(_recorded("told_twice", first=first, last=last))


def form_rows(start: date, end: date, unit: str | None = None, field: str | None = None) -> pd.DataFrame:
    """As records_sources.form_rows: the rows of form II.06a between two days."""
    return pd.DataFrame(_recorded("form_rows", start=start, end=end, unit=unit, field=field))


def form_months() -> list[date]:
    """As records_sources.form_months: the months with form II.06a, the newest first."""
    return list(_recorded("form_months"))


def procedures_by_level(as_of: date | None = None) -> pd.DataFrame:
    """As records_sources.procedures_by_level: procedures by agency and field."""
    return pd.DataFrame(_recorded("procedures_by_level", as_of=as_of))


def offices() -> pd.DataFrame:
    """As records_sources.offices: every unit's whole name and level."""
    return pd.DataFrame(_recorded("offices"))


def expected_forms(start: date, end: date) -> list[str]:
    """As records_sources.expected_forms: the units that are asked for form II.06a."""
    return list(_recorded("expected_forms", start=start, end=end))


def dossiers_counted(number: str, unit: str, start: date, end: date) -> pd.DataFrame:
    """As records_sources.dossiers_counted: the dossiers that one number of the export counts."""
    return pd.DataFrame(_recorded("dossiers_counted", number=number, unit=unit, start=start, end=end))


def form_cells(batch_id: int, sheet: str) -> dict[str, str]:
    """As records_sources.form_cells: field → column letter, of a form's sheet."""
    return dict(_recorded("form_cells", batch_id=batch_id, sheet=sheet))


def units() -> dict[str, str]:
    """Every unit's name on screen by its id: for tables of many, where one question each would take longer."""
    return dict(_recorded("units"))


def prose() -> dict[str, dict[str, str]]:
    """As records.prose: what an officer wrote about each metric; empty without a warehouse of this version."""
    return dict(_recorded("prose")) if is_current() else {}


def targets() -> pd.DataFrame:
    """As records.targets; empty without a warehouse of this version."""
    return pd.DataFrame(_recorded("targets")) if is_current() else pd.DataFrame()


def indicator_values(as_of: date | None = None) -> pd.DataFrame:
    """As records_indicators.indicator_values: what the reports of the last 24 months say about indicators."""
    return pd.DataFrame(_recorded("indicator_values", as_of=as_of))


def indicator_groups() -> pd.DataFrame:
    """As records_indicators.indicator_groups: the officers' list of utility groups."""
    return pd.DataFrame(_recorded("indicator_groups"))
