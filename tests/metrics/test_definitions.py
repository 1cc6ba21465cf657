"""What the facts decide: statuses of tasks, ranks, places within 50 m, deadlines, targets."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from metrics import METRICS, BadQuestion, Query, breakdowns, by, figures, total
from tests.metrics.desk import Desk, moment

APRIL, JULY = date(2024, 4, 30), date(2024, 7, 31)
DAYS = ("2024-05-10", "2024-05-12", "2024-05-15")


# --- tasks: judged on 31/5/2024 ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("due_on", "completed_on", "reported", "contradicts"),
    [
        (APRIL, date(2024, 4, 30), "Đã hoàn thành", False),
        (APRIL, date(2024, 4, 30), "đã  hoàn thành.", False),
        (APRIL, date(2024, 4, 30), "HT", False),
        (APRIL, date(2024, 4, 30), "x", False),
        (APRIL, date(2024, 4, 30), "Hoàn thành 100%", False),
        (APRIL, date(2024, 4, 30), "Hoàn thành quá hạn", True),
        (APRIL, date(2024, 5, 2), "Hoàn thành chậm", False),
        (APRIL, date(2024, 5, 2), "Hoàn thành trước hạn", True),
        (APRIL, date(2024, 5, 2), "Đang triển khai", True),
        (APRIL, date(2024, 5, 2), "Chưa hoàn thành", True),
        (APRIL, None, "Đã hoàn thành", True),  # no day of completion: still open
        (APRIL, None, "Đang thực hiện", True),  # overdue by date
        (APRIL, None, "Đúng tiến độ", True),
        (APRIL, None, "Đang thực hiện, chậm tiến độ", False),
        (APRIL, None, "Quá hạn chưa hoàn thành", False),
        (APRIL, None, "Chưa hoàn thành", False),
        (APRIL, None, "Hoàn thành 80%", False),
        (APRIL, None, "Xin lùi thời hạn", False),  # neither done nor late: nothing to compare
        (APRIL, None, "Theo Công văn 12/UBND", False),
        (APRIL, None, None, False),
        (JULY, None, "Đang TH", False),
        (JULY, None, "Chưa đến hạn", False),
        (JULY, None, "Quá hạn", True),
        (JULY, None, "Thường xuyên", True),
        (JULY, date(2024, 6, 15), "Hoàn thành", True),  # a day that has not come yet
        (None, None, "Đang thực hiện", False),
    ],
)
def test_reported_text_is_compared_with_the_dates(
    desk: Desk, due_on: date | None, completed_on: date | None, reported: str | None, contradicts: bool
) -> None:
    desk.report("tasks", {"plan": "de_an_06", "plan_year": 2024, "reported_on": "2024-05-31"},
                "task_no lead_unit_id due_on completed_on reported_status",
                ("1", "so-y-te", due_on, completed_on, reported))  # fmt: skip
    (figure,) = total(desk.publish(), METRICS["tasks_contradicting"])
    assert figure.count == int(contradicts)


def test_seven_statuses_add_up_to_all_tasks(desk: Desk) -> None:
    days, done, again = (None, APRIL, date(2024, 6, 1), JULY), (None, date(2024, 5, 1)), (True, False, None)
    lines = [(str(number), "so-y-te", *three) for number, three in enumerate(product(days, done, again))]
    desk.report("tasks", {"plan": "other", "plan_year": 2024, "reported_on": "2024-05-31"},
                "task_no lead_unit_id due_on completed_on is_recurring", *lines)  # fmt: skip
    con = desk.publish()
    seven = ("done_on_time", "done_late", "overdue", "due_soon", "in_progress", "recurring", "no_date")
    counts = {name: total(con, METRICS[f"tasks_{name}"])[0].count for name in seven}
    # Of 24: a third recurs; of the 16 others half are done, half of a quarter of them late.
    assert counts == {
        "done_on_time": 6,
        "done_late": 2,
        "overdue": 2,
        "due_soon": 2,
        "in_progress": 2,
        "recurring": 8,
        "no_date": 2,
    }


@pytest.mark.parametrize(
    ("settings", "soon", "later"),
    [
        # Judged on 31/5: due that day, in 7, in 8, in 30 and in 31 days.
        ([], 4, 1),
        ([("due_soon_days", "7")], 2, 3),
        ([("due_soon_days", " 31 ")], 5, 0),
        ([("due_soon_days", "bảy")], 4, 1),
        ([("something_else", "7")], 4, 1),
    ],
)
def test_how_soon_is_soon_is_a_setting(desk: Desk, settings: list[tuple[str, str]], soon: int, later: int) -> None:
    due = (date(2024, 5, 31), date(2024, 6, 7), date(2024, 6, 8), date(2024, 6, 30), date(2024, 7, 1))
    lines = [(str(number), "so-y-te", day) for number, day in enumerate(due)]
    scope = {"plan": "other", "plan_year": 2024, "reported_on": "2024-05-31"}
    desk.report("tasks", scope, "task_no lead_unit_id due_on", *lines)
    for name, value in settings:
        desk.con.execute("insert into ref.settings (name, value) values (?, ?)", [name, value])
    con = desk.publish()
    counts = [total(con, METRICS[f"tasks_{status}"])[0].count for status in ("due_soon", "in_progress")]
    assert counts == [soon, later]


def test_tasks_are_told_plan_by_plan_and_year_by_year(desk: Desk) -> None:
    for plan, year, length in (("de_an_06", 2023, 3), ("de_an_06", 2024, 2), ("chuyen_doi_so", 2024, 4)):
        lines = [(str(number), "so-y-te") for number in range(length)]
        desk.report(
            "tasks", {"plan": plan, "plan_year": year, "reported_on": "2024-05-31"}, "task_no lead_unit_id", *lines
        )
    con = desk.publish()
    said = {figure.by["plan"]: figure.count for figure in total(con, METRICS["tasks_total"]) if figure.by}
    assert said == {"chuyen_doi_so:2024": 4, "de_an_06:2023": 3, "de_an_06:2024": 2}
    (one,) = total(con, METRICS["tasks_total"], Query(where={"plan": "de_an_06:2024"}))
    assert one.count == 2


# --- rankings -----------------------------------------------------------------------------------------------


def test_ties_share_a_place_and_a_unit_outside_the_ranking_takes_none(desk: Desk) -> None:
    desk.report("unit_scores", {"index_name": "CĐS tỉnh", "index_year": 2023, "board": "department"},
                "unit_id criterion score is_ranked",
                ("so-tu-phap", "total", 90.0, True), ("so-y-te", "total", 80.0, True),
                ("so-tai-chinh", "total", 80.0, None), ("so-thong-tin-va-truyen-thong", "total", 70.0, True),
                ("cong-an-tinh", "total", 85.0, False))  # fmt: skip
    frame = by(desk.publish(), METRICS["score_rank"], "unit")
    ranks = {
        unit: None if rank != rank else (rank, of)
        for unit, rank, of in zip(frame["unit"], frame["count"], frame["out_of"], strict=True)
    }
    assert ranks == {"so-tu-phap": (1, 4), "so-y-te": (2, 4), "so-tai-chinh": (2, 4),
                     "so-thong-tin-va-truyen-thong": (4, 4), "cong-an-tinh": None}  # fmt: skip


def test_single_line_of_a_board_keeps_its_reported_rank(desk: Desk) -> None:
    desk.report("unit_scores", {"index_name": "DTI", "index_year": 2023, "board": "province"},
                "unit_id criterion score reported_rank", ("tinh-tuyen-quang", "total", 0.6735, 38))  # fmt: skip
    (figure,) = total(desk.publish(), METRICS["province_rank"])
    assert (figure.value, figure.out_of, figure.by) == (38, None, {"index": "DTI", "year": 2023, "board": "province"})


def test_rank_change_skips_years_that_nobody_sent(desk: Desk) -> None:
    for year, rank in ((2021, 58), (2022, 48), (2024, 40)):
        desk.report("unit_scores", {"index_name": "DTI", "index_year": year, "board": "province"},
                    "unit_id criterion reported_rank", ("tinh-tuyen-quang", "total", rank))  # fmt: skip
    changes = {
        figure.by["year"]: figure.value for figure in total(desk.publish(), METRICS["score_rank_change"]) if figure.by
    }
    assert changes == {2021: None, 2022: 10, 2024: 8}


def test_criteria_are_left_out_unless_asked_for(desk: Desk) -> None:
    desk.report("unit_scores", {"index_name": "CĐS tỉnh", "index_year": 2023, "board": "department"},
                "unit_id criterion score", ("so-y-te", "total", 90.0), ("so-y-te", "Nhận thức số", 40.0),
                ("so-y-te", "Thể chế số", 50.0))  # fmt: skip
    con = desk.publish()
    assert [figure.value for figure in total(con, METRICS["score_total"])] == [90]
    named = {f.by["criterion"]: f.value for f in figures(con, METRICS["score_total"], ["criterion"]) if f.by}
    assert named == {"total": 90, "Nhận thức số": 40, "Thể chế số": 50}


# --- places -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("points", "sites", "shared"),
    [
        # at 22° north 0,001° are 111,2 m northwards and 103,1 m eastwards
        ([("Viettel", 105.0, 22.0), ("VNPT", 105.0, 22.00044)], 1, 1),  # 49 m
        ([("Viettel", 105.0, 22.0), ("VNPT", 105.0, 22.00046)], 2, 0),  # 51 m
        ([("Viettel", 105.0, 22.0), ("VNPT", 105.00048, 22.0)], 1, 1),  # 49,5 m
        ([("Viettel", 105.0, 22.0), ("VNPT", 105.0005, 22.0)], 2, 0),  # 51,6 m
        ([("Viettel", 105.0, 22.0), ("Viettel", 105.0, 22.0)], 1, 0),  # one operator twice shares with nobody
        (
            [
                ("Viettel", 105.0, 22.0),
                ("VNPT", 105.0, 22.0004),
                ("MobiFone", 105.0, 22.0008),
                ("Viettel", 105.0, 22.0012),
            ],
            1,
            1,
        ),
        ([("Viettel", None, None), ("VNPT", None, None)], 2, 0),
    ],
)
def test_stations_within_50_metres_are_one_place(
    desk: Desk, points: list[tuple[str, float | None, float | None]], sites: int, shared: int
) -> None:
    for number, (operator, longitude, latitude) in enumerate(points):
        desk.report("bts_stations", {"operator": operator, "reported_on": "2024-05-31", "title_district": str(number)},
                    "station_code commune_id status longitude latitude",
                    (f"s{number}", "xa-da-vi", "active", longitude, latitude))  # fmt: skip
    con = desk.publish()
    assert total(con, METRICS["sites_total"])[0].count == sites
    assert total(con, METRICS["sites_shared_share"])[0].count == shared


def test_station_counts_under_each_technology_that_it_has(desk: Desk) -> None:
    desk.report("bts_stations", {"operator": "VNPT", "reported_on": "2024-05-31"},
                "station_code commune_id status has_2g has_4g",
                ("a", "xa-da-vi", "active", True, True), ("b", "xa-da-vi", "active", False, True))  # fmt: skip
    con = desk.publish()
    frame = by(con, METRICS["stations_active"], ["technology", "district"])
    assert frame[["technology", "district", "count"]].to_numpy().tolist() == [
        ["2G", "huyen-na-hang", 1],
        ["4G", "huyen-na-hang", 2],
    ]
    assert total(con, METRICS["stations_active"], Query(where={"technology": ["2G", "4G"]}))[0].count == 2


# --- deadlines and senders -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("month", "received_at", "on_time"),
    [
        ("2024-05", "2024-06-05 17:00:00+07", True),
        ("2024-05", "2024-06-05 17:00:01+07", False),
        ("2024-04", "2024-05-06 16:00:00+07", True),  # the 5th is a Sunday
        ("2024-03", "2024-04-08 16:00:00+07", True),  # the 5th is made a holiday below, then comes a weekend
        ("2024-03", "2024-04-09 08:00:00+07", False),
    ],
)
def test_deadline_moves_to_the_next_working_day(desk: Desk, month: str, received_at: str, on_time: bool) -> None:
    desk.con.execute("insert into ref.holidays (day, kind) values ('2024-04-05', 'holiday')")
    desk.expects("village_coverage", "huyen-na-hang", valid_from=date(2024, 1, 1))
    last = {"2024-03": 31, "2024-04": 30, "2024-05": 31}[month]
    desk.report("village_coverage", {"district_id": "huyen-na-hang", "reported_on": f"{month}-{last}"},
                "village_name commune_id", ("A", "xa-da-vi"), sender="huyen-na-hang",
                received_at=received_at)  # fmt: skip
    (figure,) = total(desk.publish(), METRICS["sources_on_time_share"])
    assert (figure.count, figure.out_of) == (int(on_time), 1)


def test_report_that_is_not_due_yet_is_not_late(desk: Desk) -> None:
    for sender in ("huyen-na-hang", "huyen-yen-son"):
        desk.expects("village_coverage", sender, valid_from=date(2024, 5, 1))
    desk.report("village_coverage", {"district_id": "huyen-na-hang", "reported_on": "2024-05-31"},
                "village_name commune_id", ("A", "xa-da-vi"), sender="huyen-na-hang",
                received_at="2024-06-03 08:00:00+07")  # fmt: skip
    con = desk.publish()
    (before,) = total(con, METRICS["sources_on_time_share"])
    (after,) = total(con, METRICS["sources_on_time_share"], Query(known_at=moment("2024-06-06T00:00")))
    assert [(f.count, f.out_of) for f in (before, after)] == [(1, 1), (1, 2)]
    (villages,) = total(con, METRICS["villages_total"])
    assert (villages.reported, villages.expected) == (1, 2)


def test_lists_of_tasks_are_owed_by_the_office_of_their_plan(desk: Desk) -> None:
    for sender in ("cong-an-tinh", "so-thong-tin-va-truyen-thong"):
        desk.expects("tasks", sender, valid_from=date(2024, 5, 1))
    desk.report("tasks", {"plan": "chuyen_doi_so", "plan_year": 2024, "reported_on": "2024-05-31"},
                "task_no lead_unit_id", ("1", "so-y-te"))  # fmt: skip
    frame = by(desk.publish(), METRICS["sources_missing"], "unit")
    assert dict(zip(frame["unit"], frame["count"], strict=True)) == {
        "cong-an-tinh": 1,
        "so-thong-tin-va-truyen-thong": 0,
    }


@pytest.mark.parametrize(
    ("names", "where", "targets"),
    [
        ([], {}, [None]),  # departments and districts together have no target of their own
        (["level"], {}, [90, 80]),
        (["unit"], {}, [90, 80]),
        ([], {"unit": "so-y-te"}, [80]),
    ],
)
def test_target_of_the_level_is_found(
    desk: Desk, names: list[str], where: dict[str, str], targets: list[float | None]
) -> None:
    for scope, target in (("level=province", 80), ("level=district", 90)):
        line = ["dossiers_online_share", scope, target, date(2023, 1, 1)]
        desk.con.execute("insert into ref.targets (metric_id, scope, target, valid_from) values (?, ?, ?, ?)", line)
    for unit in ("huyen-na-hang", "so-y-te"):
        scope = {"unit_id": unit, "period_start": "2024-05-01", "period_end": "2024-05-31"}
        desk.report("dossier_counts", scope, "field received_online received_direct", ("Đất đai", 1, 1))
    found = figures(desk.publish(), METRICS["dossiers_online_share"], names, Query(where=where))
    assert [figure.target for figure in found] == targets


def test_target_of_a_plan_holds_in_each_of_its_years_from_its_first_day_on(desk: Desk) -> None:
    for target, since in ((90, date(2023, 1, 1)), (100, date(2024, 6, 1))):
        line = ["tasks_done_of_due_share", "plan=de_an_06", target, since]
        desk.con.execute("insert into ref.targets (metric_id, scope, target, valid_from) values (?, ?, ?, ?)", line)
    desk.report(
        "tasks",
        {"plan": "de_an_06", "plan_year": 2024, "reported_on": "2024-05-31"},
        "task_no lead_unit_id",
        ("1", "so-y-te"),
    )
    (figure,) = total(desk.publish(), METRICS["tasks_done_of_due_share"])
    assert figure.target == 90


# --- names ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("metric_id", "names", "where"),
    [
        ("stations_active", ["plan"], {}),
        ("stations_active", [], {"unit; drop table src.dossiers": "x"}),
        ("tasks_total", ["operator"], {}),
        ("dossiers_received", [], {"month": "5/2024"}),
    ],
)
def test_name_that_is_not_the_metrics_is_refused_in_words(
    desk: Desk, metric_id: str, names: list[str], where: dict[str, str]
) -> None:
    with pytest.raises(BadQuestion, match=r"dùng được: .*unit|tháng phải viết"):
        figures(desk.publish(), METRICS[metric_id], names, Query(where=where))


def test_value_in_a_question_is_only_ever_a_value(desk: Desk) -> None:
    con = desk.publish()
    (figure,) = total(con, METRICS["stations_active"], Query(where={"operator": "x') or true --"}))
    assert figure.count is None


@pytest.mark.parametrize("metric_id", METRICS)
def test_every_metric_can_be_divided_by_every_name_it_offers(desk: Desk, metric_id: str) -> None:
    con = desk.publish()
    for name in breakdowns(con, METRICS[metric_id]):
        assert list(by(con, METRICS[metric_id], name).columns)[-4:] == ["count", "out_of", "value", "is_sample"]
