"""The worked examples: reports as tables, and what every metric must make of them, computed by hand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from metrics import Query
from tests.metrics.desk import Desk

YES, NO = True, False
MAY = {"period_start": "2024-05-01", "period_end": "2024-05-31"}
DEPARTMENTS_2023 = {"index": "CĐS tỉnh", "year": "2023", "board": "department"}


class Answer(NamedTuple):
    """What one figure must be. where: the part that is asked for."""

    count: float | None
    out_of: float | None
    value: float | None
    where: Mapping[str, str] = MappingProxyType({})


def day(month: int, number: int) -> date:
    return date(2024, month, number)


def coverage(desk: Desk) -> None:
    """Viettel's file has no 5G column. N1 stands 31 m from V1, N2 31 m from N1 and 62 m from V1: one place. V4 and N3
    are not active. Village B has a weak 2G signal, C none, D 3G, E 5G alone and no population stated."""
    station = "station_code commune_id status has_3g has_4g has_5g is_shared on_air_on longitude latitude"
    desk.report(
        "bts_stations", {"operator": "Viettel", "reported_on": "2024-05-31"}, station,
        ("V1", "xa-da-vi", "active", YES, YES, None, YES, day(5, 10), 105.0, 22.0),
        ("V2", "xa-da-vi", "active", YES, YES, None, NO, day(1, 1), 105.1, 22.0),
        ("V3", "xa-nang-kha", "active", YES, NO, None, NO, day(4, 30), 105.2, 22.0),
        ("V4", "xa-kim-quan", "stopped", YES, YES, None, NO, day(5, 20), 105.3, 22.0),
    )  # fmt: skip
    desk.report(
        "bts_stations", {"operator": "VNPT", "reported_on": "2024-05-31"}, station,
        ("N1", "xa-da-vi", "active", YES, YES, YES, YES, day(5, 31), 105.0003, 22.0),
        ("N2", "xa-da-vi", "active", NO, NO, NO, NO, day(3, 1), 105.0006, 22.0),
        ("N3", "xa-nang-kha", "outage", YES, YES, NO, NO, None, 105.4, 22.0),
    )  # fmt: skip
    village = "village_name commune_id population has_2g has_3g has_4g has_5g signal"
    desk.report(
        "village_coverage", {"district_id": "huyen-na-hang", "reported_on": "2024-05-31"}, village,
        ("A", "xa-da-vi", 500, YES, YES, YES, None, "good"),
        ("B", "xa-da-vi", 300, YES, NO, NO, None, "weak"),
        ("C", "xa-nang-kha", 200, NO, NO, NO, None, "none"),
    )  # fmt: skip
    desk.report(
        "village_coverage", {"district_id": "huyen-yen-son", "reported_on": "2024-05-31"}, village,
        ("D", "xa-kim-quan", 1000, YES, YES, NO, NO, "good"),
        ("E", "xa-kim-quan", None, NO, NO, NO, YES, "good"),
    )  # fmt: skip


def services(desk: Desk) -> None:
    """P3 is no online service. D1 is closed on its due day, D3 has none, D4 was withdrawn, D5 is open, D6 was not
    accepted, D7 came in April, D8 is only registered."""
    desk.weighs(
        ("on_time", "progress", 20, 100, "on_time"),
        ("online", "online", 12, 80, "online"),
        ("paid_online", "online", 6, 30, "paid_online"),
        ("procedures_paid_online", "online", 2, 80, "procedures_paid_online"),
        ("procedures_with_fee", "online", 2, 80, "procedures_with_fee"),
        ("input_digitised", "digitisation", 5.5, 100, "input_digitised"),
        ("result_digitised", "digitisation", 5.5, 100, "result_digitised"),
        ("service_satisfied", "satisfaction", 6, None, None),
    )
    desk.report(
        "procedures", {"reported_on": "2024-05-31"}, "procedure_code service_level at_province at_district at_commune",
        ("P1", "full", YES, YES, NO),
        ("P2", "partial", NO, YES, NO),
        ("P3", "information", NO, NO, YES),
        ("P4", "full", NO, NO, YES),
    )  # fmt: skip
    desk.report(
        "dossiers", {"reported_on": "2024-05-31"},
        "dossier_code procedure_code unit_id channel received_on due_on closed_on status_code has_fee paid_online"
        " input_digitised result_digitised",
        ("D1", "P1", "so-tu-phap", "online", day(5, 2), day(5, 10), day(5, 10), 10, YES, YES, YES, YES),
        ("D2", "P1", "so-tu-phap", "direct", day(5, 3), day(5, 10), day(5, 13), 9, YES, NO, NO, NO),
        ("D3", "P2", "huyen-na-hang", "online", day(5, 6), None, day(5, 20), 10, NO, NO, YES, YES),
        ("D4", "P3", "huyen-na-hang", "direct", day(5, 6), day(5, 9), day(5, 12), 7, NO, None, NO, None),
        ("D5", "P4", "xa-da-vi", "direct", day(5, 7), day(6, 1), None, 4, YES, NO, YES, None),
        ("D6", "P1", "so-tu-phap", "online", day(5, 8), None, None, 3, YES, YES, YES, None),
        ("D7", "P1", "so-tu-phap", "online", day(4, 28), day(5, 5), day(5, 6), 9, NO, NO, YES, YES),
        ("D8", "P4", "xa-da-vi", "online", day(5, 20), None, None, 1, NO, None, NO, None),
    )  # fmt: skip
    form = (
        "field received_total received_online received_direct carried_over resolved_total resolved_early"
        " resolved_on_time resolved_late pending_total pending_in_time pending_overdue"
    )
    desk.report(
        "dossier_counts",
        {"unit_id": "so-tu-phap"} | MAY,
        form,
        ("Hộ tịch", 120, 60, 40, 20, 100, 70, 20, 10, 20, 15, 5),
    )
    desk.report("dossier_counts", {"unit_id": "so-y-te"} | MAY, form, ("Dược", 30, 0, 25, 5, 20, 5, 15, 0, 10, 10, 0))


def tasks(desk: Desk) -> None:
    """Judged on 31/5: what is due that day is not overdue; 30/6 is 30 days off, 1/7 is 31. 3 says on time and was late,
    4 says in progress and is overdue, 7 says done and names no day."""
    desk.report(
        "tasks", {"plan": "de_an_06", "plan_year": 2024, "reported_on": "2024-05-31"},
        "task_no lead_unit_id due_on is_recurring completed_on reported_status",
        ("1", "so-tu-phap", day(5, 15), NO, day(5, 15), "Đã hoàn thành"),
        ("2", "so-tu-phap", None, NO, day(5, 1), "Hoàn thành đúng hạn"),
        ("3", "so-y-te", day(4, 30), NO, day(5, 10), "Hoàn thành đúng hạn"),
        ("4", "so-y-te", day(5, 30), NO, None, "Đang thực hiện"),
        ("5", "so-y-te", day(5, 31), NO, None, "Đúng tiến độ"),
        ("6", "so-tu-phap", day(6, 30), NO, None, None),
        ("7", "so-tu-phap", day(7, 1), NO, None, "HT"),
        ("8", "so-tu-phap", None, YES, None, "Thường xuyên"),
        ("9", "so-tu-phap", None, NO, None, "Chưa thực hiện"),
    )  # fmt: skip


def rankings(desk: Desk) -> None:
    """Two share the second place, so nobody is third. Sở Thông tin fell from 1 to 4. The provinces have ranks alone."""
    board = {"index_name": "CĐS tỉnh", "board": "department"}
    desk.report(
        "unit_scores", board | {"index_year": 2022}, "unit_id criterion score max_score",
        ("so-thong-tin-va-truyen-thong", "total", 350.0, 500.0),
        ("so-tu-phap", "total", 340.0, 500.0),
    )  # fmt: skip
    desk.report(
        "unit_scores", board | {"index_year": 2023}, "unit_id criterion score max_score",
        ("so-tu-phap", "total", 407.64, 500.0),
        ("so-tai-chinh", "total", 379.34, 500.0),
        ("so-y-te", "total", 379.34, 500.0),
        ("so-thong-tin-va-truyen-thong", "total", 300.0, 500.0),
    )  # fmt: skip
    desk.report(
        "unit_scores", {"index_name": "DTI", "index_year": 2022, "board": "province"},
        "unit_id criterion reported_rank",
        ("tinh-ha-giang", "total", 47),
        ("tinh-tuyen-quang", "total", 48),
    )  # fmt: skip


def data(desk: Desk) -> None:
    """Three operators owe May's list by 5/6, 17:00. Viettel's came on 3/6, VNPT's on 7/6, MobiFone's never. One of six
    rows was refused; one stated total differs."""
    for sender in ("viettel", "vnpt", "mobifone"):
        desk.expects("bts_stations", sender, valid_from=date(2024, 5, 1))
    station = "station_code commune_id status"
    viettel = desk.report(
        "bts_stations", {"operator": "Viettel", "reported_on": "2024-05-31"}, station,
        ("V1", "xa-da-vi", "active"), ("V2", "xa-da-vi", "active"), ("V3", "xa-da-vi", "active"),
        sender="viettel", received_at="2024-06-03 09:00:00+07", refused=1,
    )  # fmt: skip
    desk.report(
        "bts_stations", {"operator": "VNPT", "reported_on": "2024-05-31"}, station,
        ("N1", "xa-da-vi", "active"), ("N2", "xa-da-vi", "active"),
        sender="vnpt", received_at="2024-06-07 09:00:00+07",
    )  # fmt: skip
    desk.con.execute("insert into log.issues (batch_id, level, rule) values (?, 'warning', 'total_differs')", [viettel])


# reports, then metric -> what it must say about May 2024
EXAMPLES = {
    coverage: {
        "stations_active": Answer(5, None, 5),
        "stations_3g_share": Answer(4, 5, 80),
        "stations_4g_share": Answer(3, 5, 60),
        "stations_5g_share": Answer(1, 5, 20),
        "stations_shared_share": Answer(2, 5, 40),
        "sites_total": Answer(3, None, 3),
        "sites_shared_share": Answer(1, 3, 100 / 3),
        "stations_on_air": Answer(3, None, 3),
        "villages_total": Answer(5, None, 5),
        "villages_any_signal_share": Answer(4, 5, 80),
        "villages_broadband_share": Answer(3, 5, 60),
        "villages_4g_share": Answer(2, 5, 40),
        "white_zone_villages": Answer(1, None, 1),
        "weak_signal_villages": Answer(1, None, 1),
        "villages_without_broadband": Answer(2, None, 2),
        "people_without_signal": Answer(200, None, 200),
        "people_without_broadband": Answer(500, None, 500),
        "stations_per_10k_people": Answer(50000, 2000, 25),
    },
    services: {
        "procedures_total": Answer(4, None, 4),
        "procedures_full": Answer(2, None, 2),
        "procedures_partial": Answer(1, None, 1),
        "procedures_online_share": Answer(3, 4, 75),
        "procedures_full_share": Answer(2, 4, 50),
        "procedures_used_share": Answer(2, 3, 200 / 3),
        "dossiers_received": Answer(125, None, 125),
        "dossiers_resolved": Answer(120, None, 120),
        "dossiers_online_share": Answer(60, 125, 48),
        "dossiers_online_share_eligible": Answer(2, 4, 50),
        "dossiers_full_share": Answer(1, 3, 100 / 3),
        "dossiers_on_time_share": Answer(110, 120, 1100 / 12),
        "dossiers_on_time_share_766": Answer(3, 5, 60),
        "dossiers_pending": Answer(30, None, 30),
        "dossiers_overdue": Answer(5, None, 5),
        "dossiers_paid_online_share": Answer(1, 3, 100 / 3),
        "dossiers_input_digitised_share": Answer(3, 5, 60),
        "dossiers_result_digitised_share": Answer(3, 4, 75),
        # 20 × 3/5 + 12 × 50/80 + 6 (1 of 3 is above 30 %) + 2 × 50/80 + 5,5 × 3/5 + 5,5 × 3/4; the list says no fees
        "service_index_766": Answer(34.175, 51, 34.175),
    },
    tasks: {
        "tasks_total": Answer(9, None, 9),
        "tasks_done_on_time": Answer(2, None, 2),
        "tasks_done_late": Answer(1, None, 1),
        "tasks_overdue": Answer(1, None, 1),
        "tasks_due_soon": Answer(2, None, 2),
        "tasks_in_progress": Answer(1, None, 1),
        "tasks_recurring": Answer(1, None, 1),
        "tasks_no_date": Answer(1, None, 1),
        "tasks_done_share": Answer(3, 8, 37.5),
        "tasks_done_of_due_share": Answer(3, 4, 75),
        "tasks_contradicting": Answer(3, None, 3),
    },
    rankings: {
        "score_total": Answer(407.64, 500, 407.64, DEPARTMENTS_2023 | {"unit": "so-tu-phap"}),
        "score_rank": Answer(4, 4, 4, DEPARTMENTS_2023 | {"unit": "so-thong-tin-va-truyen-thong"}),
        "score_rank_change": Answer(-3, None, -3, DEPARTMENTS_2023 | {"unit": "so-thong-tin-va-truyen-thong"}),
        "score_gap_to_next": Answer(79.34, None, 79.34, DEPARTMENTS_2023 | {"unit": "so-thong-tin-va-truyen-thong"}),
        "province_rank": Answer(48, 2, 48),
    },
    data: {
        "sources_on_time_share": Answer(1, 3, 100 / 3),
        "sources_missing": Answer(1, None, 1),
        "rows_refused_share": Answer(1, 6, 100 / 6),
        "totals_mismatched": Answer(1, None, 1),
    },
}


def asked(answer: Answer) -> Query:
    """The question that the answer is about."""
    return Query(where=answer.where)
