"""Which reports speak: late senders, earlier days, corrections, lists of a part, periods inside periods."""

from __future__ import annotations

from datetime import date

import duckdb
import pytest

from metrics import METRICS, Figure, Query, by, figures, over_time, rows_behind, total
from tests.metrics.desk import Desk, moment

YES, NO = True, False
FORM = "field received_online received_direct resolved_total resolved_early resolved_on_time pending_total"


def one(con: duckdb.DuckDBPyConnection, metric_id: str, query: Query | None = None) -> Figure:
    (figure,) = total(con, METRICS[metric_id], query)
    return figure


def stations(
    desk: Desk, operator: str, reported_on: str, *codes: str, district: str | None = None, **times: str
) -> int:
    """An operator's list of active stations: "a:xa-da-vi" is station a in Đà Vị."""
    scope = {"operator": operator, "reported_on": reported_on, "title_district": district}
    lines = [(*code.split(":"), "active") for code in codes]
    return desk.report("bts_stations", scope, "station_code commune_id status", *lines, **times)  # type: ignore[arg-type]


# --- stocks: the last report not after the day asked for --------------------------------------------------


def test_late_sender_is_carried_forward(desk: Desk) -> None:
    stations(desk, "Viettel", "2024-04-30", "v1:xa-da-vi", "v2:xa-da-vi")
    stations(desk, "VNPT", "2024-04-30", "n1:xa-da-vi")
    stations(desk, "VNPT", "2024-05-31", "n1:xa-da-vi", "n2:xa-da-vi", "n3:xa-da-vi")
    figure = one(desk.publish(), "stations_active")
    assert (figure.count, figure.as_of) == (5, date(2024, 5, 31))


@pytest.mark.parametrize(
    ("as_of", "count", "dated"),
    [
        (date(2024, 4, 29), None, None),
        (date(2024, 4, 30), 1, date(2024, 4, 30)),
        (date(2024, 5, 30), 1, date(2024, 4, 30)),
        (date(2024, 5, 31), 2, date(2024, 5, 31)),
        (date(2030, 1, 1), 2, date(2024, 5, 31)),
    ],
)
def test_as_of_takes_the_last_report_and_says_its_date(
    desk: Desk, as_of: date, count: int | None, dated: date | None
) -> None:
    stations(desk, "Viettel", "2024-04-30", "v1:xa-da-vi")
    stations(desk, "Viettel", "2024-05-31", "v1:xa-da-vi", "v2:xa-da-vi")
    figure = one(desk.publish(), "stations_active", Query(as_of=as_of))
    assert (figure.count, figure.as_of) == (count, dated)


def test_known_at_shows_what_stood_before_a_correction(desk: Desk) -> None:
    first = stations(desk, "Viettel", "2024-05-31", "v1:xa-da-vi", loaded_at="2024-06-03 09:00:00+07")
    stations(desk, "Viettel", "2024-05-31", "v1:xa-da-vi", "v2:xa-da-vi", loaded_at="2024-06-10 09:00:00+07")
    desk.replaced(first, "2024-06-10 09:00:00+07")
    con = desk.publish()
    known = [
        one(con, "stations_active", Query(known_at=moment(at))).count for at in ("2024-06-02T00:00", "2024-06-09T00:00")
    ]
    assert (known, one(con, "stations_active").count) == ([None, 1], 2)


@pytest.mark.parametrize(
    ("whole", "part", "count"),
    [
        ("2024-05-31", "2024-04-30", 3),  # the whole list is newer: it says all
        ("2024-04-30", "2024-05-31", 2),  # Na Hang told anew has one station; the whole list's Yên Sơn stays
    ],
)
def test_list_of_one_district_speaks_for_it_until_the_next_whole_list(
    desk: Desk, whole: str, part: str, count: int
) -> None:
    stations(desk, "Viettel", whole, "v1:xa-da-vi", "v2:xa-nang-kha", "v3:xa-kim-quan")
    stations(desk, "Viettel", part, "v1:xa-da-vi", district="huyen-na-hang")
    assert one(desk.publish(), "stations_active").count == count


def test_task_list_of_one_unit_speaks_for_that_unit(desk: Desk) -> None:
    plan = {"plan": "de_an_06", "plan_year": 2024}
    columns = "task_no lead_unit_id due_on completed_on"
    whole = [("1", "so-y-te", date(2024, 4, 1), None), ("2", "so-tu-phap", date(2024, 4, 1), None)]
    desk.report("tasks", plan | {"reported_on": "2024-04-30"}, columns, *whole)
    own = ("1", "so-y-te", date(2024, 4, 1), date(2024, 3, 30))
    desk.report("tasks", plan | {"reported_on": "2024-05-31", "list_unit_id": "so-y-te"}, columns, own)
    frame = by(desk.publish(), METRICS["tasks_done_on_time"], "lead_unit")
    assert dict(zip(frame["lead_unit"], frame["count"], strict=True)) == {"so-tu-phap": 0, "so-y-te": 1}


def test_task_list_is_judged_on_its_own_day_unless_another_is_asked_for(desk: Desk) -> None:
    desk.report("tasks", {"plan": "other", "plan_year": 2024, "reported_on": "2024-05-31"},
                "task_no lead_unit_id due_on", ("1", "so-y-te", date(2024, 6, 15)))  # fmt: skip
    con = desk.publish()
    overdue = [
        one(con, "tasks_overdue", Query(as_of=as_of)).count for as_of in (None, date(2024, 6, 15), date(2024, 6, 16))
    ]
    assert overdue == [0, 0, 1]


@pytest.mark.parametrize(
    ("lists", "as_of", "count", "dated"),
    [
        ({"2024-03-31": 1, "2024-05-31": 2}, None, 2, date(2024, 5, 31)),
        ({"2024-03-31": 1, "2024-05-31": 2}, date(2024, 4, 30), 1, date(2024, 3, 31)),
        ({"2024-05-31": 2, "2024-03-31": 1}, None, 2, date(2024, 5, 31)),  # an old list sent late stays old
        ({"2024-05-31": 2, None: 3}, None, 3, date(2024, 8, 1)),  # no date: the day it came in
        ({"2024-05-31": 2, None: 3}, date(2024, 6, 30), 2, date(2024, 5, 31)),
        ({None: 3}, date(2024, 6, 30), 3, date(2024, 8, 1)),  # the only list there is
    ],
)
def test_newest_list_of_procedures_counts(
    desk: Desk, lists: dict[str | None, int], as_of: date | None, count: int, dated: date
) -> None:
    for reported_on, length in lists.items():
        lines = [(f"P{number}", "full") for number in range(length)]
        batch = desk.report("procedures", {"reported_on": reported_on}, "procedure_code service_level", *lines,
                            received_at="2024-08-01 08:00:00+07")  # fmt: skip
        for earlier in range(1, batch):
            desk.replaced(earlier, "2024-08-01 08:00:00+07")
    figure = one(desk.publish(), "procedures_total", Query(as_of=as_of))
    assert (figure.count, figure.as_of) == (count, dated)


def test_procedure_of_two_levels_counts_in_each_and_once_in_all(desk: Desk) -> None:
    desk.report("procedures", {"reported_on": "2024-05-31"},
                "procedure_code service_level at_province at_district at_commune",
                ("P1", "full", YES, YES, None), ("P2", "partial", NO, NO, YES))  # fmt: skip
    con = desk.publish()
    frame = by(con, METRICS["procedures_total"], "level")
    assert dict(zip(frame["level"], frame["count"], strict=True)) == {"commune": 1, "district": 1, "province": 1}
    assert one(con, "procedures_total").count == 2
    assert one(con, "procedures_total", Query(where={"level": ["province", "district"]})).count == 1


# --- flows ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sent", "start", "end", "count"),
    [
        # months (count 10 each) and longer forms (count 100): what is told in months is not told again
        (["04", "05", "06", "Q2"], "2024-04-01", "2024-06-30", 30),
        (["Q2"], "2024-04-01", "2024-06-30", 100),
        (["Q2"], "2024-05-01", "2024-05-31", None),  # a quarter says nothing about its May
        (["Q2", "H1"], "2024-01-01", "2024-06-30", 100),
        (["05", "H1"], "2024-01-01", "2024-06-30", 10),
        (["04", "05"], "2024-05-01", "2024-05-31", 10),
        (["04", "05"], "2024-03-01", "2024-03-31", None),
    ],
)
def test_quarter_counts_only_where_its_months_are_missing(
    desk: Desk, sent: list[str], start: str, end: str, count: int | None
) -> None:
    ends = {"04": "30", "05": "31", "06": "30"}
    spans = {month: (f"2024-{month}-01", f"2024-{month}-{last}", 10) for month, last in ends.items()}
    spans |= {"Q2": ("2024-04-01", "2024-06-30", 100), "H1": ("2024-01-01", "2024-06-30", 100)}
    for name in sent:
        first, last, received = spans[name]
        scope = {"unit_id": "so-y-te", "period_start": first, "period_end": last}
        desk.report("dossier_counts", scope, FORM, ("Dược", received, 0, 0, 0, 0, 0))
    query = Query(start=date.fromisoformat(start), end=date.fromisoformat(end))
    assert one(desk.publish(), "dossiers_received", query).count == count


def test_flow_counts_the_month_of_the_newest_report_unless_told_otherwise(desk: Desk) -> None:
    for month, received in (("04", 7), ("05", 9)):
        scope = {"unit_id": "so-y-te", "period_start": f"2024-{month}-01", "period_end": f"2024-{month}-30"}
        desk.report("dossier_counts", scope, FORM, ("Dược", received, 0, 0, 0, 0, received))
    con = desk.publish()
    figure = one(con, "dossiers_received")
    assert (figure.count, figure.period_start, figure.period_end) == (9, date(2024, 5, 1), date(2024, 5, 31))
    assert one(con, "dossiers_received", Query(as_of=date(2024, 5, 15))).count == 7
    assert one(con, "dossiers_received", Query(where={"month": "2024-04"})).count == 7
    assert one(con, "dossiers_pending").count == 9


def test_units_at_50_and_100_percent_make_two_thirds_not_75(desk: Desk) -> None:
    may = {"period_start": "2024-05-01", "period_end": "2024-05-31"}
    desk.report("dossier_counts", {"unit_id": "so-y-te"} | may, FORM, ("Dược", 2, 0, 2, 0, 1, 0))
    desk.report("dossier_counts", {"unit_id": "so-tu-phap"} | may, FORM, ("Hộ tịch", 1, 0, 1, 1, 0, 0))
    con = desk.publish()
    frame = by(con, METRICS["dossiers_on_time_share"], "unit")
    assert dict(zip(frame["unit"], frame["value"], strict=True)) == {"so-tu-phap": 100, "so-y-te": 50}
    assert one(con, "dossiers_on_time_share").value == pytest.approx(200 / 3)


def dossier(desk: Desk, reported_on: str, code: str, status: int, closed_on: date | None, **times: str) -> None:
    line = (code, "P1", "so-y-te", "online", date(2024, 5, 2), date(2024, 5, 10), closed_on, status)
    desk.report("dossiers", {"reported_on": reported_on},
                "dossier_code procedure_code unit_id channel received_on due_on closed_on status_code", line, **times)  # type: ignore[arg-type]  # fmt: skip


@pytest.mark.parametrize(
    ("query", "share"),
    [
        (Query(), (1, 2)),  # A closed on the 10th, B late on the 20th
        (Query(as_of=date(2024, 5, 17)), (1, 1)),  # B is still open: open is not late
        (Query(as_of=date(2024, 5, 31)), (1, 2)),
        (Query(known_at=moment("2024-05-19T00:00")), (1, 1)),
        (Query(as_of=date(2024, 5, 10)), (0, 0)),  # reports reach into May, nothing is closed yet
    ],
)
def test_newest_report_of_a_dossier_wins_and_absence_removes_nothing(
    desk: Desk, query: Query, share: tuple[int, int]
) -> None:
    dossier(desk, "2024-05-10", "A", 4, None)
    dossier(desk, "2024-05-10", "B", 4, None)
    dossier(desk, "2024-05-17", "A", 10, date(2024, 5, 10))
    dossier(desk, "2024-05-31", "B", 9, date(2024, 5, 20))
    figure = one(desk.publish(), "dossiers_on_time_share_766", query)
    assert (figure.count, figure.out_of) == share


def test_event_that_did_not_happen_is_zero_only_where_reports_reach(desk: Desk) -> None:
    stations(desk, "Viettel", "2024-05-31", "v1:xa-da-vi")
    con = desk.publish()
    months = [date(2024, 5, 1), date(2024, 6, 1)]
    frame = over_time(con, METRICS["stations_on_air"], months)
    assert [None if count != count else count for count in frame["count"]] == [0, None]


def test_stock_over_time_is_read_at_each_months_end(desk: Desk) -> None:
    desk.expects("bts_stations", "viettel", valid_from=date(2024, 3, 1))
    stations(desk, "Viettel", "2024-03-31", "v1:xa-da-vi", sender="viettel")
    stations(desk, "Viettel", "2024-05-31", "v1:xa-da-vi", "v2:xa-da-vi", sender="viettel")
    con = desk.publish()
    frame = over_time(con, METRICS["stations_active"], [date(2024, month, 1) for month in (3, 4, 5)])
    table = list(zip(frame["month_end"], frame["count"], frame["reported"], frame["expected"], strict=True))
    assert table == [(date(2024, 3, 31), 1, 1, 1), (date(2024, 4, 30), 1, 0, 1), (date(2024, 5, 31), 2, 1, 1)]
    query = Query(start=date(2024, 3, 1), end=date(2024, 5, 31))
    named = figures(con, METRICS["stations_active"], ["month"], query)
    assert [(f.by, f.count) for f in named] == [
        ({"month": "2024-03"}, 1),
        ({"month": "2024-04"}, 1),
        ({"month": "2024-05"}, 2),
    ]


# --- nulls --------------------------------------------------------------------------------------------------


def test_missing_heading_is_not_zero(desk: Desk) -> None:
    stations(desk, "Viettel", "2024-05-31", "v1:xa-da-vi")
    figure = one(desk.publish(), "stations_5g_share")
    assert (figure.count, figure.out_of, figure.value) == (None, 1, None)


def test_share_of_nothing_is_null(desk: Desk) -> None:
    desk.report("bts_stations", {"operator": "VNPT", "reported_on": "2024-05-31"},
                "station_code commune_id status has_4g", ("n1", "xa-da-vi", "stopped", YES))  # fmt: skip
    figure = one(desk.publish(), "stations_4g_share")
    assert (figure.count, figure.out_of, figure.value) == (0, 0, None)


def test_sample_under_a_figure_is_said(desk: Desk) -> None:
    scope = {"operator": "Viettel", "reported_on": "2024-05-31"}
    desk.report("bts_stations", scope, "station_code commune_id status", ("v1", "xa-da-vi", "active"), is_sample=True)
    stations(desk, "VNPT", "2024-05-31", "n1:xa-nang-kha")
    con = desk.publish()
    frame = by(con, METRICS["stations_active"], "operator")
    assert dict(zip(frame["operator"], frame["is_sample"], strict=True)) == {"VNPT": False, "Viettel": True}
    assert one(con, "stations_active").is_sample


# --- the way back -------------------------------------------------------------------------------------------


def test_number_opens_into_its_rows_files_and_cells(desk: Desk) -> None:
    batch = desk.report("tasks", {"plan": "other", "plan_year": 2024, "reported_on": "2024-05-31"},
                        "task_no lead_unit_id due_on", ("1", "so-y-te", date(2024, 5, 1)),
                        ("2", "so-y-te", date(2024, 7, 15)))  # fmt: skip
    desk.con.execute("insert into log.columns values (?, 'Sheet1', 'due_text', 'Thời hạn', 'F')", [batch])
    frame = rows_behind(desk.publish(), METRICS["tasks_overdue"])
    columns = ["task_no", "file_name", "sheet", "row_number", "cell", "counted"]
    assert frame[columns].to_numpy().tolist() == [["1", "tasks_1.xlsx", "Sheet1", 5, "F5", True]]


def test_share_opens_into_all_rows_and_says_which_count(desk: Desk) -> None:
    dossier(desk, "2024-05-31", "A", 10, date(2024, 5, 10))
    dossier(desk, "2024-05-31", "B", 10, date(2024, 5, 20))
    dossier(desk, "2024-05-31", "C", 4, None)
    frame = rows_behind(desk.publish(), METRICS["dossiers_on_time_share_766"])
    assert frame[["dossier_code", "counted"]].to_numpy().tolist() == [["B", False], ["A", True]]


@pytest.mark.parametrize("metric_id", METRICS)
def test_every_metric_opens_into_rows(desk: Desk, metric_id: str) -> None:
    assert {"batch_id", "sheet", "row_number", "file_name", "cell"} <= set(
        rows_behind(desk.publish(), METRICS[metric_id])
    )
