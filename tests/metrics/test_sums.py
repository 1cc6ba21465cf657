"""Whole months are answered from sums, other days from single dossiers: the same figures."""

from __future__ import annotations

from datetime import date

import pytest

import metrics
from metrics import METRICS, Figure, Query, figures, keep
from tests.metrics.desk import Desk

COLUMNS = "dossier_code unit_id procedure_code channel received_on due_on closed_on status_code has_fee paid_online"
# Received on 2 and 20 May and on 30 April; a is on time, b late, c open and past due on the day of the report.
DOSSIERS = (
    ("a", "so-tu-phap", "1.1", "online", "2024-05-02", "2024-05-10", "2024-05-10", 10, True, True),
    ("b", "so-tu-phap", "1.1", "direct", "2024-05-20", "2024-05-22", "2024-05-25", 10, True, False),
    ("c", "so-y-te", "1.2", "online", "2024-04-30", "2024-05-05", None, 4, None, None),
)
MAY = Query(start=date(2024, 5, 1), end=date(2024, 5, 31))


@pytest.fixture
def desk() -> Desk:
    made = Desk()
    made.report("dossiers", {"reported_on": "2024-05-31"}, COLUMNS, *DOSSIERS)
    return made


def answer(found: list[Figure]) -> list[tuple[object, ...]]:
    return [(one.count, one.out_of) for one in found]


@pytest.mark.parametrize(
    ("metric", "of_may", "until_the_24th"),
    [
        ("dossiers_paid_online_share", (1, 2), (1, 2)),
        ("dossiers_on_time_share_766", (1, 2), (1, 1)),  # b was closed on the 25th
    ],
)
def test_a_month_and_a_part_of_it(desk, metric, of_may, until_the_24th):
    con = desk.publish()
    part = Query(start=date(2024, 5, 1), end=date(2024, 5, 24))
    assert answer(figures(con, METRICS[metric], (), MAY)) == [of_may]
    assert answer(figures(con, METRICS[metric], (), part)) == [until_the_24th]


def test_the_sums_are_what_a_month_is_answered_from(desk):
    con = desk.publish()
    con.execute("update fact.dossier_months set dossiers = 10 * dossiers")
    assert answer(figures(con, METRICS["dossiers_paid_online_share"], (), MAY)) == [(10, 20)]
    days = Query(start=date(2024, 5, 1), end=date(2024, 5, 30))
    assert answer(figures(con, METRICS["dossiers_paid_online_share"], (), days)) == [(1, 2)]


def test_groups_are_told_apart_by_what_screens_divide_by(desk):
    con = desk.publish()
    found = con.execute(
        "select unit, cast(received_on as varchar), late_days, dossiers, is_overdue from fact.dossier_sums order by all"
    ).fetchall()
    assert found == [
        ("so-tu-phap", "2024-05-01", "1-3", 1, False),
        ("so-tu-phap", "2024-05-01", None, 1, False),
        ("so-y-te", "2024-04-01", None, 1, True),
    ]


def test_an_earlier_state_is_counted_anew(desk):
    desk.report("dossiers", {"reported_on": "2024-06-07"}, COLUMNS, (*DOSSIERS[2][:6], "2024-06-03", 10, None, None))
    con = desk.publish()
    june = Query(start=date(2024, 6, 1), end=date(2024, 6, 30))
    assert answer(figures(con, METRICS["dossiers_on_time_share_766"], (), june)) == [(0, 1)]
    earlier = Query(as_of=date(2024, 5, 31), start=date(2024, 6, 1), end=date(2024, 6, 30))
    assert [one.value for one in figures(con, METRICS["dossiers_on_time_share_766"], (), earlier)] == [None]


def test_a_quarter_is_told_by_its_months_from_the_day_they_are_there(desk):
    for end, online, direct in (("2024-03-31", 30, 60), ("2024-01-31", 5, 5)):
        scope = {"unit_id": "so-tu-phap", "period_start": "2024-01-01", "period_end": end}
        desk.report("dossier_counts", scope, "field received_online received_direct", ("Hộ tịch", online, direct))
    con = desk.publish()
    year = Query(start=date(2024, 1, 1), end=date(2024, 12, 31))
    assert answer(figures(con, METRICS["dossiers_online_share"], (), year)) == [(5, 10)]
    told = con.execute("select period_end, told_by from fact.dossier_forms order by period_end").fetchall()
    assert told == [(date(2024, 1, 31), None), (date(2024, 3, 31), date(2024, 1, 31))]


def test_a_kept_warehouse_is_asked_once_what_never_changes(desk, monkeypatch):
    con = keep(desk.publish())
    asked: list[str] = []
    ask = metrics._Asker.all

    def counted(self: metrics._Asker, sql: str, values: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
        asked.append(sql)
        return ask(self, sql, values)

    monkeypatch.setattr(metrics._Asker, "all", counted)
    first = figures(con, METRICS["dossiers_paid_online_share"], (), MAY)
    before = len(asked)
    assert figures(con, METRICS["dossiers_paid_online_share"], (), MAY) == first
    assert (before > 1, len(asked) - before) == (True, 1)
