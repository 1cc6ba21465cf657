"""On time, honestly: two rates, intervals, ages, who makes the delay; every expectation counted by hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from loaders import facts
from pages.parts.services import on_time, records_time
from pages.parts.services.records_time import Those
from tests.metrics.desk import Desk
from tests.pages import warehouses
from tests.pages.conftest import Screen
from tests.pages.test_screens import assert_sound, card, texts

MAY = (date(2024, 5, 1), date(2024, 5, 31))
COLUMNS = "dossier_code procedure_code unit_id channel received_on due_on closed_on status_code"
DOSSIERS = (
    # code, unit, received, due, closed, status
    ("A01", "so-tu-phap", "2024-05-02", "2024-05-10", "2024-05-09", 10),
    ("A02", "so-tu-phap", "2024-05-02", "2024-05-10", "2024-05-12", 10),  # two days late
    ("A03", "so-tu-phap", "2024-04-20", "2024-05-01", "2024-05-20", 9),  # nineteen
    ("A04", "so-tu-phap", "2024-05-02", "2024-05-20", "2024-05-08", 7),
    ("A05", "so-tu-phap", "2024-05-02", None, "2024-05-07", 3),
    ("A06", "so-tu-phap", "2024-05-02", "2024-05-20", None, 5),  # waits: not overdue
    ("A07", "so-tu-phap", "2024-05-02", "2024-06-20", None, 8),
    ("A08", "so-tu-phap", "2024-05-02", "2024-05-28", None, 4),  # three days overdue
    ("A09", "so-tu-phap", "2024-04-01", "2024-04-20", None, 2),  # forty-one
    ("A10", "so-tu-phap", "2024-05-02", "2024-06-05", None, 2),
    ("A11", "so-tu-phap", "2024-05-02", None, None, 4),  # no date: never overdue
    ("A12", "so-tu-phap", "2024-04-02", "2024-04-10", "2024-04-30", 10),  # of April
    ("A13", "so-tu-phap", "2024-05-02", None, None, 1),  # only registered: in nothing
    ("B01", "huyen-na-hang", "2024-05-02", "2024-05-20", "2024-05-20", 10),
    ("B02", "huyen-na-hang", "2024-05-02", "2024-05-24", None, 4),  # seven
    ("B03", "huyen-na-hang", "2024-05-02", "2024-05-23", None, 4),  # eight
)
KINDS = {
    "on_time": 2, "late": 2, "withdrawn": 1, "refused": 1, "papers": 1, "paused": 1, "overdue": 4, "running": 2
}  # fmt: skip


def lines(dossiers: Sequence[tuple] = DOSSIERS) -> list[tuple]:
    return [(code, "1.001", unit, "online", *rest) for code, unit, *rest in dossiers]


@pytest.fixture(scope="module")
def con() -> duckdb.DuckDBPyConnection:
    desk = Desk()
    desk.report("dossiers", {"reported_on": "2024-04-30"}, COLUMNS, *lines([DOSSIERS[8]]))
    desk.report("dossiers", {"reported_on": "2024-05-31"}, COLUMNS, *lines())
    return desk.publish()


# --- records ------------------------------------------------------------------------------------------------------


def test_each_dossier_is_of_one_kind(con: duckdb.DuckDBPyConnection) -> None:
    found = records_time.closings(con, *MAY)
    assert found.groupby("kind")["dossiers"].sum().to_dict() == KINDS
    delayed = found[found["age"].notna()]
    assert {(row.unit, row.kind, row.age): row.dossiers for row in delayed.itertuples()} == {
        ("so-tu-phap", "late", "1-3"): 1,
        ("so-tu-phap", "late", "8-30"): 1,
        ("so-tu-phap", "overdue", "1-3"): 1,
        ("so-tu-phap", "overdue", "31+"): 1,
        ("huyen-na-hang", "overdue", "4-7"): 1,
        ("huyen-na-hang", "overdue", "8-30"): 1,
    }
    assert set(found["level"]) == {"province", "district"}


def test_earlier_day_judges_what_was_open_then(con: duckdb.DuckDBPyConnection) -> None:
    found = records_time.closings(con, date(2024, 4, 1), date(2024, 4, 30), date(2024, 4, 30))
    assert found[["kind", "age", "dossiers"]].to_numpy().tolist() == [["overdue", "8-30", 1]]  # ten days by then


def test_months_with_an_export(con: duckdb.DuckDBPyConnection) -> None:
    assert records_time.months_with_export(con) == [date(2024, 4, 30), date(2024, 5, 31)]


@pytest.mark.parametrize(
    ("those", "codes"),
    [
        (Those("overdue", *MAY), ["A09", "B03", "B02", "A08"]),  # the longest overdue first
        (Those("overdue", *MAY, age="4-7"), ["B02"]),
        (Those("overdue", *MAY, age="31+"), ["A09"]),
        (Those("overdue", *MAY, unit="huyen-na-hang"), ["B03", "B02"]),
        (Those("overdue", *MAY, level="province"), ["A09", "A08"]),
        (Those("late", *MAY), ["A03", "A02"]),
        (Those("on_time", *MAY), ["A01", "B01"]),
        (Those("withdrawn", *MAY), ["A04"]),
        (Those("refused", *MAY), ["A05"]),
        (Those("papers", *MAY), ["A06"]),
        (Those("paused", *MAY), ["A07"]),
        (Those("running", *MAY), ["A10", "A11"]),
        (Those("late", date(2024, 4, 1), date(2024, 4, 30)), ["A12"]),
    ],
)
def test_dossiers_behind_a_count(con: duckdb.DuckDBPyConnection, those: Those, codes: list[str]) -> None:
    found = records_time.single_dossiers(con, those)
    assert found["dossier_code"].tolist() == codes
    assert found[["batch_id", "sheet", "row_number"]].notna().all().all()
    assert records_time.single_dossiers(con, those, limit=1)["dossier_code"].tolist() == codes[:1]


# --- intervals ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("count", "out_of", "low", "high"),
    [
        # Worked out by hand: 2 of 3, share 0,6667, z² = 3,8415: middle 0,5731, half 0,3654.
        (2, 3, 20.8, 93.9),
        (0, 10, 0.0, 27.8),
        (10, 10, 72.2, 100.0),
        (980, 1000, 96.9, 98.7),
    ],
)
def test_wilson(count: int, out_of: int, low: float, high: float) -> None:
    found = on_time.wilson(count, out_of)
    assert found is not None
    assert [round(one, 1) for one in found] == [low, high]


def test_nothing_to_divide_by_has_no_interval() -> None:
    assert on_time.wilson(0, 0) is None
    assert on_time.wilson(None, 5) is None
    assert on_time.interval(0, 0) == "–"
    assert on_time.interval(2, 3) == "20,8–93,9\u00a0%"


@pytest.mark.parametrize(
    ("count", "out_of", "said"),
    [(2, 3, "2/3"), (29, 29, "29/29"), (15, 30, "50,0\u00a0%"), (0, 0, "–"), (None, None, "–")],
)
def test_rate_of_few_is_its_count(count: int | None, out_of: int | None, said: str) -> None:
    assert on_time.rate(count, out_of) == said


# --- what the rates count, ages, who makes the delay --------------------------------------------------------------


def closings(*rows: tuple[str, str, str, str | None, int]) -> pd.DataFrame:
    """Rows as records_time.closings."""
    frame = pd.DataFrame(rows, columns=["unit", "level", "kind", "age", "dossiers"])
    return frame.assign(district=None, is_sample=False)


def test_treatments_say_both_rates_and_how_many(con: duckdb.DuckDBPyConnection) -> None:
    found = on_time.treatments(records_time.closings(con, *MAY))
    assert dict(zip(found["kind"], found["dossiers"], strict=True)) == KINDS
    said = found.set_index("kind")
    # Form II.06a has papers awaited, returned and withdrawn dossiers in column 9; Quyết định 766 only the withdrawn.
    assert said.loc[["withdrawn", "refused", "papers"], "form"].tolist() == ["✓ đúng hạn (cột 9)"] * 3
    assert said.loc[["withdrawn", "refused", "papers"], "by_766"].tolist() == ["✓ đúng hạn", *["ngoài tỷ lệ"] * 2]
    assert on_time.treatments_sentence(found) == (
        "Hai tỷ lệ khác nhau ở 2 hồ sơ trả lại, chờ bổ sung mà Biểu II.06a xếp vào đúng hạn; 4 hồ sơ còn mở đã quá "
        "ngày hẹn chưa nằm trong tỷ lệ nào."
    )


def test_without_returned_dossiers_the_rates_count_alike() -> None:
    found = on_time.treatments(closings(("a", "commune", "on_time", None, 4)))
    assert on_time.treatments_sentence(found) == (
        "Không có hồ sơ trả lại, chờ bổ sung: hai tỷ lệ không khác nhau ở cách tính."
    )


def test_ages_show_noughts_and_tell_late_from_overdue() -> None:
    found = on_time.ages(closings(("a", "province", "late", "1-3", 5), ("b", "province", "overdue", "31+", 7)))
    assert found["dossiers"].tolist() == [5, 0, 0, 0, 0, 0, 0, 7]
    assert on_time.ages_sentence(found) == (
        "5 đã trả nhưng trễ trong kỳ, 7 còn mở đã quá hạn; 7 trong số còn mở quá trên 30 ngày."
    )


def test_units_that_make_eighty_percent_of_the_delay() -> None:
    frame = closings(
        ("a", "province", "overdue", "31+", 60),
        ("a", "province", "late", "1-3", 10),
        ("b", "province", "overdue", "4-7", 15),
        ("c", "district", "overdue", "1-3", 8),
        ("d", "district", "late", "1-3", 7),
        ("e", "district", "on_time", None, 900),
    )
    found = on_time.pareto(frame)
    assert found[["unit", "both", "cumulative", "is_vital"]].to_numpy().tolist() == [
        ["a", 70, 70.0, True],
        ["b", 15, 85.0, True],  # crosses 80
        ["c", 8, 93.0, False],
        ["d", 7, 100.0, False],
    ]
    assert found.loc[0, ["late", "overdue", "1-3", "31+"]].tolist() == [10, 60, 10, 60]
    said = on_time.vital_sentence(on_time.vital(found, frame))
    assert said == "2 trong 5 đơn vị có hồ sơ chiếm 80\u00a0% của 100 hồ sơ trễ và quá hạn."


def test_exactly_eighty_percent_needs_no_further_unit() -> None:
    frame = closings(("a", "province", "late", "1-3", 8), ("b", "province", "late", "1-3", 2))
    assert on_time.pareto(frame)["is_vital"].tolist() == [True, False]


def test_no_delay_is_said_calmly() -> None:
    frame = closings(("a", "province", "on_time", None, 8))
    found = on_time.pareto(frame)
    assert found.empty
    assert on_time.vital_sentence(on_time.vital(found, frame)).startswith("Không có hồ sơ trả trễ")


# --- the view -------------------------------------------------------------------------------------------------------


@pytest.fixture
def office(desk: Path) -> Path:
    """The hand-made installation (a form: 49 of 50 on time) with the dossiers above."""
    con = duckdb.connect(str(desk / "warehouse" / warehouses.NAME))
    con.execute("set TimeZone = 'Asia/Ho_Chi_Minh'")
    at = "2024-06-05 08:00:00+07"
    con.execute(
        "insert into log.batches values (101, 'dossiers', 'all', 'trung-tam-phuc-vu-hanh-chinh-cong-tinh', 'd.xlsx', "
        "'sha101', '2024-05-31', null, null, ?, ?, null, 16, 16, 0, false)",
        [at, at],
    )
    names = ", ".join(("batch_id", "sheet", "row_number", *COLUMNS.split(), "reported_on"))
    for line, row in enumerate(lines(), 2):
        values = [101, "Sheet1", line, *row, "2024-05-31"]
        con.execute(f"insert into src.dossiers ({names}) values ({', '.join('?' * len(values))})", values)
    facts.create(con)
    con.close()
    return desk


def grid(test: AppTest, column: str) -> pd.DataFrame:
    return next(one.value for one in test.dataframe if column in one.value.columns)


def test_view_of_the_province(screen: Screen, office: Path) -> None:
    test = screen("services", office, view="time")
    assert_sound(test)
    assert card(test, "Biểu II.06a")[0] == "98,0\u00a0%"  # 49 of 50
    assert card(test, "Quyết định 766")[0] == "3/5 hồ sơ"  # A01, A04, B01 of those, A02 and A03
    shown = texts(test)
    assert "2 đã trả nhưng trễ trong kỳ, 4 còn mở đã quá hạn; 1 trong số còn mở quá trên 30 ngày." in shown
    assert "2 trong 2 đơn vị có hồ sơ chiếm 80\u00a0% của 6 hồ sơ trễ và quá hạn." in shown
    assert grid(test, "by_766")["dossiers"].tolist() == list(KINDS.values())
    assert grid(test, "cumulative")["both"].tolist() == [4, 2]
    assert "Khoảng tin cậy 95" not in shown


def test_interval_on_demand(screen: Screen, office: Path) -> None:
    test = screen("services", office, view="time")
    next(one for one in test.toggle if one.key == "interval").set_value(True).run()
    assert_sound(test)
    # 3 of 5: middle 0,5566, half 0,3258.
    assert "Quyết định 766 23,1–88,2\u00a0%" in texts(test)


def test_view_of_a_unit(screen: Screen, office: Path) -> None:
    test = screen("services", office, view="time", unit="huyen-na-hang", level="district")
    assert_sound(test)
    assert card(test, "Quyết định 766")[0] == "1/1 hồ sơ"
    assert "0 đã trả nhưng trễ trong kỳ, 2 còn mở đã quá hạn" in texts(test)


def test_commune_without_a_form_can_be_picked(screen: Screen, sample_home: Path) -> None:
    test = screen("services", sample_home, view="time", unit="xa-phu-luu.huyen-ham-yen")
    assert_sound(test)
    assert "Xã Phù Lưu" in texts(test)
    assert card(test, "Biểu II.06a")[0] == "–"


def test_view_without_dossiers_and_forms(screen: Screen, real_home: Path) -> None:
    assert_sound(screen("services", real_home, view="time"))
