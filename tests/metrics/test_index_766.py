"""The index of Decision 766: points by hand from counts added up first; what no report says gives and takes nothing."""

from __future__ import annotations

from datetime import date

import pytest

from loaders.warehouse import reference_rows
from metrics import METRICS, Query, by, figures, over_time, rows_behind, total
from tests.conftest import ROOT
from tests.metrics.desk import Desk

INDEX = METRICS["service_index_766"]
MAY, APRIL = date(2024, 5, 31), date(2024, 4, 30)
IN_MAY, IN_APRIL = Query(start=date(2024, 5, 1), end=MAY), Query(start=date(2024, 4, 1), end=APRIL)
COLUMNS = (
    "dossier_code procedure_code unit_id channel received_on due_on closed_on status_code has_fee paid_online"
    " input_digitised result_digitised"
)
ON_TIME = ("on_time", "progress", 20, 100, "on_time")
PAID = ("paid_online", "online", 6, 30, "paid_online")
# The ratios that are figures of their own, too.
RATIOS = {
    "on_time": "dossiers_on_time_share_766",
    "online": "dossiers_online_share_eligible",
    "input_digitised": "dossiers_input_digitised_share",
    "result_digitised": "dossiers_result_digitised_share",
    "paid_online": "dossiers_paid_online_share",
}


def closed(code: str, unit: str, is_late: bool = False, month: int = 5) -> tuple[object, ...]:
    """A dossier that was received and closed in that month, without a fee."""
    due, done = date(2024, month, 10), date(2024, month, 12 if is_late else 10)
    return (code, "P1", unit, "direct", date(2024, month, 2), due, done, 10, False, None, None, None)


def with_fee(code: str, unit: str, is_paid: bool | None, procedure: str = "P1") -> tuple[object, ...]:
    """An open dossier of May with a fee."""
    return (code, procedure, unit, "online", date(2024, 5, 2), None, None, 4, True, is_paid, None, None)


def reported(desk: Desk, *lines: tuple[object, ...], day: str = "2024-05-31") -> None:
    desk.report("dossiers", {"reported_on": day}, COLUMNS, *lines)


def points(desk: Desk, names: tuple[str, ...] = (), query: Query = IN_MAY) -> dict[object, tuple[object, object]]:
    """The group (or None: all) → its points, of how many."""
    found = figures(desk.con, INDEX, names, query)
    return {tuple((one.by or {}).values()) or None: (one.value, one.out_of) for one in found}


def test_province_s_points_come_from_added_counts(desk: Desk) -> None:
    desk.weighs(ON_TIME, PAID)
    late = [closed(f"A{number}", "so-tu-phap", is_late=number == 1) for number in (1, 2)]
    kept = [closed(f"B{number}", "xa-da-vi", is_late=number == 1) for number in range(1, 11)]
    fees = [with_fee(f"C{number}", "so-tu-phap", True) for number in range(10)]
    unpaid = [with_fee(f"D{number}", "xa-da-vi", False) for number in range(10)]
    reported(desk, *late, *kept, *fees, *unpaid)
    desk.publish()
    # By unit 1/2 and 9/10 on time, 10/10 and 0/10 paid; together 10/12, and 10/20 is above the 30 % that give all.
    assert points(desk, ("unit",)) == {("so-tu-phap",): (16, 26), ("xa-da-vi",): (18, 26)}
    assert points(desk)[None] == (pytest.approx(20 * 10 / 12 + 6), 26)
    assert points(desk, ("level",)) == {("commune",): (18, 26), ("province",): (16, 26)}
    assert points(desk, ("district",)) == {("huyen-na-hang",): (18, 26)}
    assert points(desk, ("group",)) == {("online",): (6, 6), ("progress",): (pytest.approx(20 * 10 / 12), 20)}


@pytest.mark.parametrize(
    ("paid", "of", "given"),
    [(0, 10, 0), (1, 10, 2), (2, 10, 4), (3, 10, 6), (10, 10, 6), (1, 4, 5)],  # 30 % give all 6, 25 % five sixths
)
def test_points_are_in_proportion_up_to_the_target(desk: Desk, paid: int, of: int, given: float) -> None:
    desk.weighs(PAID)
    reported(desk, *(with_fee(f"D{number}", "so-tu-phap", number < paid) for number in range(of)))
    desk.publish()
    assert points(desk)[None] == (pytest.approx(given), 6)


def test_a_part_without_data_is_neither_nought_nor_counted(desk: Desk) -> None:
    desk.weighs(ON_TIME, PAID, ("service_satisfied", "satisfaction", 6, None, None))
    reported(desk, closed("A", "so-tu-phap"), with_fee("B", "xa-da-vi", None))
    desk.publish()
    assert points(desk)[None] == (20, 20), "nobody says whether B was paid; no report is about satisfaction"
    assert points(desk, ("unit",)) == {("so-tu-phap",): (20, 20), ("xa-da-vi",): (None, None)}
    assert points(desk, ("group",)) == {("online",): (None, None), ("progress",): (20, 20)}


def test_a_unit_that_leaves_a_column_blank_counts_as_in_the_share(desk: Desk) -> None:
    desk.weighs(PAID)
    reported(
        desk, with_fee("A", "so-tu-phap", True), *(with_fee(f"B{number}", "xa-da-vi", None) for number in range(4))
    )
    desk.publish()
    (share,) = total(desk.con, METRICS["dossiers_paid_online_share"], IN_MAY)
    assert (share.count, share.out_of) == (1, 5)
    assert points(desk)[None] == (pytest.approx(6 * 20 / 30), 6)


@pytest.mark.parametrize(
    ("listed", "fees", "due", "paid"),
    [
        (True, (True, False), (1, 1), (1, 1)),  # two dossiers, one paid: the procedure is paid online
        (True, (False,), (1, 1), (0, 1)),
        (True, (None,), (1, 1), None),  # nobody says
        (False, (True,), None, (1, 1)),  # by the list free of charge
        (None, (True,), None, (1, 1)),
    ],
)
def test_procedures_count_once_per_unit(
    desk: Desk,
    listed: bool | None,
    fees: tuple[bool | None, ...],
    due: tuple[int, int] | None,
    paid: tuple[int, int] | None,
) -> None:
    desk.weighs(
        ("procedures_with_fee", "online", 2, 80, "procedures_with_fee"),
        ("procedures_paid_online", "online", 2, 80, "procedures_paid_online"),
    )
    desk.report("procedures", {"reported_on": "2024-05-31"}, "procedure_code has_fee", ("P1", listed))
    reported(desk, *(with_fee(f"A{place}", "so-tu-phap", is_paid) for place, is_paid in enumerate(fees)))
    desk.publish()
    sql = "select part, done, total from fact.index_766 where done is not null"
    found = {name: (done, out_of) for name, done, out_of in desk.con.execute(sql).fetchall()}
    expected = {"procedures_with_fee": due, "procedures_paid_online": paid}
    assert found == {name: counts for name, counts in expected.items() if counts}


def test_procedure_whose_dossiers_cost_nothing_is_due_and_not_paid(desk: Desk) -> None:
    desk.weighs(("procedures_with_fee", "online", 2, 80, "procedures_with_fee"))
    desk.report("procedures", {"reported_on": "2024-05-31"}, "procedure_code has_fee", ("P1", True), ("P2", True))
    reported(desk, with_fee("A", "so-tu-phap", True, "P2"), closed("B", "so-tu-phap"))
    desk.publish()
    assert points(desk)[None] == (pytest.approx(2 * 50 / 80), 2)


def test_weights_hold_from_their_day_to_the_day_they_end(desk: Desk) -> None:
    desk.weighs(ON_TIME, valid_to=date(2024, 5, 1))
    desk.weighs(("on_time", "progress", 10, 50, "on_time"), valid_from=date(2024, 5, 1))
    months = [closed("A", "so-tu-phap", month=4), closed("B", "so-tu-phap", True, 4)]
    reported(desk, *months, closed("C", "so-tu-phap"), closed("D", "so-tu-phap", True))
    desk.publish()
    assert points(desk, query=IN_APRIL)[None] == (10, 20)
    assert points(desk)[None] == (10, 10), "half of them are all that 50 % ask for"
    both = Query(start=date(2024, 4, 1), end=MAY)
    assert points(desk, query=both)[None] == (10, 10), "over both months the newest weights"
    frame = over_time(desk.con, INDEX, [MAY, APRIL, date(2024, 3, 31)])
    assert frame["value"].tolist()[1:] == [10, 10] and frame["value"].isna().tolist() == [True, False, False]


def test_earlier_state_is_counted_from_what_was_known_then(desk: Desk) -> None:
    desk.weighs(ON_TIME)
    reported(desk, closed("A", "so-tu-phap", month=4), day="2024-04-30")
    reported(desk, closed("A", "so-tu-phap", True, month=4), closed("B", "so-tu-phap"))
    desk.publish()
    assert points(desk, query=IN_APRIL)[None] == (0, 20)
    then = Query(as_of=APRIL, start=IN_APRIL.start, end=APRIL)
    assert points(desk, query=then)[None] == (20, 20)


def test_half_a_month_has_no_points(desk: Desk) -> None:
    desk.weighs(ON_TIME)
    reported(desk, closed("A", "so-tu-phap"))
    desk.publish()
    assert points(desk, query=Query(start=date(2024, 5, 1), end=date(2024, 5, 15)))[None] == (None, None)


def test_counts_are_those_of_the_figures(desk: Desk) -> None:
    from tests.metrics.worked import services

    services(desk)
    con = desk.publish()
    for ratio, metric_id in RATIOS.items():
        shares = by(con, METRICS[metric_id], "unit", IN_MAY)
        sql = "select unit, done, total from fact.index_766 where ratio = ? and period_end = ? order by unit"
        found = {unit: (done, of) for unit, done, of in con.execute(sql, [ratio, MAY]).fetchall()}
        said = {row.unit: (row.count, row.out_of) for row in shares.itertuples(index=False, name="Share")}
        assert {unit: of for unit, (_, of) in found.items()} == {unit: of for unit, (_, of) in said.items()}, ratio
        assert sum(done or 0 for done, _ in found.values()) == sum(
            0 if count != count else count for count, _ in said.values()
        ), ratio


def test_rows_behind_name_the_export_they_are_counted_from(desk: Desk) -> None:
    desk.weighs(ON_TIME)
    reported(desk, closed("A", "so-tu-phap", month=4), day="2024-04-30")
    reported(desk, closed("B", "so-tu-phap"), closed("C", "xa-da-vi", True))
    desk.publish()
    frame = rows_behind(desk.con, INDEX, IN_MAY).sort_values("unit")
    assert frame[["unit", "criterion", "done", "total"]].to_numpy().tolist() == [
        ["so-tu-phap", "on_time", 1, 1],
        ["xa-da-vi", "on_time", 0, 1],
    ]
    assert frame["file_name"].tolist() == ["dossiers_2.xlsx", "dossiers_2.xlsx"]


def test_warehouse_without_weights_scores_nothing(desk: Desk) -> None:
    desk.con.execute("drop table ref.index_766")
    reported(desk, closed("A", "so-tu-phap"))
    desk.publish()
    assert points(desk)[None] == (None, None)


# --- the officers' lists --------------------------------------------------------------------------------------------


def test_the_project_s_weights_add_up_to_the_decision_s_groups() -> None:
    _, rows = reference_rows(ROOT / "data" / "reference" / "index_766.csv")
    groups: dict[str, float] = {}
    for row in rows:
        groups[row["group"]] = groups.get(row["group"], 0) + float(row["max_points"])
    assert groups == {"transparency": 18, "progress": 20, "digitisation": 22, "online": 22, "satisfaction": 18}
    payment = [row for row in rows if row["part"] in ("procedures_with_fee", "procedures_paid_online", "paid_online")]
    assert [(float(row["max_points"]), float(row["target"])) for row in payment] == [(2, 80), (2, 80), (6, 30)]


def test_each_part_says_what_it_rests_on_and_what_it_lacks() -> None:
    _, rows = reference_rows(ROOT / "data" / "reference" / "index_766.csv")
    counted = (ROOT / "loaders" / "facts" / "index_766_groups.sql").read_text(encoding="utf-8")
    assert len({row["part"] for row in rows}) == len({row["name_vi"] for row in rows}) == len(rows)
    for row in rows:
        assert row["origin"] and row["name_vi"] and row["group_name_vi"] and date.fromisoformat(row["valid_from"])
        is_computable = row["is_computable"] == "true"
        assert is_computable == bool(row["ratio"]) == bool(row["target"]) == (not row["needs"]), row["part"]
        assert not is_computable or f"'{row['ratio']}'" in counted


def test_bands_fall_to_nought() -> None:
    _, rows = reference_rows(ROOT / "data" / "reference" / "index_766_bands.csv")
    least = [float(row["least"]) for row in rows]
    assert least == sorted(least, reverse=True) == [90, 80, 70, 50, 0]
