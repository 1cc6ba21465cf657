"""What is coming: days left, how units kept dates before, the dossiers at risk, the season; counted by hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from loaders import facts
from pages.parts.services import charts_coming, coming, records_coming, unit_months
from tests.metrics.desk import Desk
from tests.pages import warehouses
from tests.pages.conftest import Screen
from tests.pages.test_screens import assert_sound, card, texts

JUDGED = date(2024, 5, 31)
SPRING = (date(2024, 3, 1), JUDGED)
COLUMNS = "dossier_code procedure_code unit_id channel received_on due_on closed_on status_code"
DOSSIERS = (
    # code, unit, received, due, closed, status
    ("P1", "so-tu-phap", "2024-05-01", "2024-05-11", "2024-05-08", 10),  # term 10, three days early
    ("P2", "so-tu-phap", "2024-05-01", "2024-05-11", "2024-05-11", 9),  # on the day
    ("P3", "so-tu-phap", "2024-05-01", "2024-05-06", "2024-05-09", 10),  # term 5, late
    ("P4", "so-tu-phap", "2024-05-01", "2024-05-21", None, 4),  # term 20, still open: missed too
    ("P5", "so-tu-phap", "2024-05-01", "2024-05-11", "2024-05-08", 7),  # withdrawn: says nothing
    ("P6", "so-tu-phap", "2024-05-01", "2024-05-11", None, 5),  # waits for the applicant: says nothing
    ("P7", "so-tu-phap", "2024-01-01", "2024-02-20", "2024-02-19", 10),  # due before the three months
    ("N0", "so-tu-phap", "2024-05-20", "2024-05-31", None, 2),  # due on the day itself
    ("N2", "so-tu-phap", "2024-05-20", "2024-06-02", None, 4),
    ("N7", "huyen-na-hang", "2024-05-20", "2024-06-07", None, 4),
    ("N8", "huyen-na-hang", "2024-05-20", "2024-06-08", None, 4),  # after the week
    ("NX", "huyen-na-hang", "2024-05-20", None, None, 4),  # no date
    ("NP", "huyen-na-hang", "2024-05-20", "2024-06-03", None, 8),  # its clock stands
)


def lines(dossiers: Sequence[tuple] = DOSSIERS) -> list[tuple]:
    return [(code, "1.001", unit, "online", *rest) for code, unit, *rest in dossiers]


@pytest.fixture(scope="module")
def con() -> duckdb.DuckDBPyConnection:
    desk = Desk()
    desk.report("dossiers", {"reported_on": "2024-05-31"}, COLUMNS, *lines())
    desk.con.execute("insert into ref.holidays (day, name, kind) values ('2024-06-03', 'Ngày lễ', 'holiday')")
    return desk.publish()


# --- records ------------------------------------------------------------------------------------------------------


def test_open_dossiers_by_due_day(con: duckdb.DuckDBPyConnection) -> None:
    found = records_coming.open_dossiers(con)
    rows = {
        (row.unit, "" if pd.isna(row.due_on) else f"{row.due_on:%d/%m}", row.is_overdue, row.is_paused): row.dossiers
        for row in found.itertuples()
    }
    assert rows == {
        ("so-tu-phap", "", True, False): 1,
        ("so-tu-phap", "11/05", False, True): 1,  # past its date, but its clock stands
        ("so-tu-phap", "31/05", False, False): 1,
        ("so-tu-phap", "02/06", False, False): 1,
        ("huyen-na-hang", "07/06", False, False): 1,
        ("huyen-na-hang", "08/06", False, False): 1,
        ("huyen-na-hang", "", False, False): 1,
        ("huyen-na-hang", "03/06", False, True): 1,
    }
    assert {one.date() for one in found["judged_on"]} == {JUDGED}


def test_how_dates_were_kept(con: duckdb.DuckDBPyConnection) -> None:
    found = records_coming.date_keeping(con, *SPRING)
    assert found[["unit", "days", "of_term", "late_of_term", "closed"]].to_numpy().tolist() == [
        ["so-tu-phap", 0, 0, 0, 1],  # P2
        ["so-tu-phap", 3, 0, 0, 1],  # P1
        ["so-tu-phap", 5, 1, 1, 0],  # P3
        ["so-tu-phap", 10, 2, 0, 0],  # P1, P2
        ["so-tu-phap", 20, 1, 1, 0],  # P4
    ]


def test_dossiers_of_pairs_in_their_order(con: duckdb.DuckDBPyConnection) -> None:
    pairs = (["huyen-na-hang", "so-tu-phap"], [date(2024, 6, 7), date(2024, 6, 2)])
    assert records_coming.at_risk(con, *pairs)["dossier_code"].tolist() == ["N7", "N2"]
    assert records_coming.at_risk(con, *pairs, limit=1)["dossier_code"].tolist() == ["N7"]
    assert records_coming.at_risk(con, ["huyen-na-hang"], [date(2024, 6, 3)]).empty  # NP waits


# --- days ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("judged", "first", "last"),
    [
        (date(2024, 5, 31), date(2024, 3, 1), date(2024, 5, 31)),
        (date(2024, 5, 30), date(2024, 2, 1), date(2024, 4, 30)),
        (date(2024, 1, 15), date(2023, 10, 1), date(2023, 12, 31)),
    ],
)
def test_last_full_months(judged: date, first: date, last: date) -> None:
    assert coming.full_months(judged) == (first, last)


def off(*rows: tuple[str, str, str]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["day", "name", "kind"])
    return frame.assign(day=pd.to_datetime(frame["day"]))


def test_days_off_are_named_and_a_working_saturday_is_none() -> None:
    listed = off(("2024-05-01", "Quốc tế Lao động", "holiday"), ("2024-05-04", "Làm bù", "working_saturday"))
    days = coming.days_ahead(date(2024, 4, 30), listed)
    assert dict(zip(days["name"], days["off"], strict=True)) == {
        "T3 30/04": "", "T4 01/05": "Quốc tế Lao động", "T5 02/05": "", "T6 03/05": "", "T7 04/05": "",
        "CN 05/05": "cuối tuần", "T2 06/05": "", "T3 07/05": "",
    }  # fmt: skip
    assert coming.days_off_sentence(days, pd.Series({1: 4, 5: 2, 6: 9})) == (
        "6 hồ sơ hẹn trả vào ngày nghỉ, T4 01/05 (Quốc tế Lao động): 4, CN 05/05 (cuối tuần): 2; ngày làm việc kế tiếp "
        "là T2 06/05; quá hạn vẫn tính theo ngày hẹn ghi trong tệp."
    )
    assert coming.days_off_sentence(days, pd.Series({2: 4})) == ""


# --- chances ------------------------------------------------------------------------------------------------------


def test_chance_counts_those_still_open_with_as_many_days_left(con: duckdb.DuckDBPyConnection) -> None:
    keeping = records_coming.date_keeping(con, *SPRING)
    many = keeping.assign(**{name: keeping[name] * 10 for name in ("of_term", "late_of_term", "closed")})
    found = coming.chances(many, records_coming.LONGEST).set_index("left")
    # With no day left: all but the ten closed three days early; twenty of those thirty missed the date.
    assert found.loc[0, ["still_open", "missed"]].tolist() == [30, 20]
    assert found.loc[0, "chance"] == pytest.approx(200 / 3)
    assert found.loc[3, ["still_open", "missed", "chance"]].tolist() == [40, 20, 50.0]  # all four kinds
    # With six days left those of a term of five had not begun.
    assert found.loc[6, ["still_open", "missed"]].tolist() == [30, 10]
    assert found.loc[11, ["still_open", "missed"]].tolist() == [10, 10]
    assert pd.isna(found.loc[11, "chance"])  # too few
    assert found.loc[21, "still_open"] == 0
    assert found.index.tolist() == list(range(records_coming.LONGEST))


def test_nothing_past_means_nothing_judged() -> None:
    empty = coming.chances(pd.DataFrame(columns=["unit", "days", "of_term", "late_of_term", "closed"]), 60)
    assert empty.empty
    found = coming.ahead(opened(("a", 3, 5)), empty)
    assert found["dossiers"].tolist() == [5]
    assert found["chance"].isna().all()


def opened(*rows: tuple[str, int | None, int], **flags: bool) -> pd.DataFrame:
    """Rows as records_coming.open_dossiers: unit, days left, dossiers."""
    frame = pd.DataFrame(rows, columns=["unit", "left", "dossiers"])
    judged = pd.Timestamp(JUDGED)
    frame["due_on"] = [pd.NaT if left is None else judged + pd.Timedelta(days=left) for left in frame.pop("left")]
    ordinary = {"level": "province", "judged_on": judged, "is_overdue": False, "is_paused": False, "is_sample": False}
    return frame.assign(**ordinary | flags)


CHANCES = pd.DataFrame(
    [("a", 0, 40, 20, 50.0), ("a", 3, 50, 5, 10.0), ("a", 9, 30, 3, 10.0), ("b", 3, 12, 6, None)],
    columns=["unit", "left", "still_open", "missed", "chance"],
).astype({"chance": "float64"})


def test_by_unit_counts_days_risk_and_what_cannot_be_judged() -> None:
    rows = pd.concat(
        [
            opened(("a", 0, 2), ("a", 3, 4), ("a", 9, 10), ("b", 3, 7), ("b", 20, 1)),
            opened(("a", None, 3), is_overdue=True),
            opened(("b", 5, 6), ("b", -4, 9), is_paused=True),
            opened(("c", None, 8)),  # without a date
        ],
        ignore_index=True,
    )
    running = coming.ahead(rows, CHANCES)
    found = coming.by_unit(rows, running, 20.0).set_index("unit")
    assert found.index.tolist() == ["b", "a"]  # seven within the week, six
    a, b = found.loc["a"], found.loc["b"]
    assert (a["overdue"], a["d0"], a["d3"], a["week"], a["open"]) == (3, 2, 4, 6, 16)
    assert (a["risky"], a["expected"], a["unjudged"]) == (2, 2 * 0.5 + 4 * 0.1 + 10 * 0.1, 0)
    assert (b["week"], b["open"], b["paused_week"], b["risky"], b["unjudged"]) == (7, 8, 6, 0, 8)
    assert [coming.risk_said(one) for one in coming.risk(found)] == ["quá ít", "2"]
    assert coming.risk_said(0) == ""


def test_likeliest_first_and_no_more_than_is_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    running = coming.ahead(opened(("a", 0, 2), ("a", 3, 4), ("a", 9, 10), ("b", 3, 7)), CHANCES)
    found = coming.risky_pairs(running, 10.0)
    assert found[["unit", "left", "chance"]].to_numpy().tolist() == [["a", 0, 50.0], ["a", 3, 10.0], ["a", 9, 10.0]]
    monkeypatch.setattr(coming, "LIMIT", 6)
    assert coming.risky_pairs(running, 10.0)["left"].tolist() == [0, 3]  # two and four dossiers are six
    assert coming.risky_pairs(running, 60.0).empty


@pytest.mark.parametrize(("missed", "still_open", "said"), [(5, 48, "10,4\u00a0% (5/48)"), (2, 3, "2/3 (2/3)")])
def test_chance_stands_with_its_counts(missed: int, still_open: int, said: str) -> None:
    assert coming.chance_said(missed, still_open) == said


@pytest.mark.parametrize(("value", "said"), [(2.6, "≈\u00a03"), (0.2, "<\u202f1"), (0.0, "0"), (None, "–")])
def test_expected(value: float | None, said: str) -> None:
    assert coming.expected_said(value) == said


# --- workload -------------------------------------------------------------------------------------------------------


def test_workload_beside_the_year_before() -> None:
    ends = unit_months.months(JUDGED, 24)
    rows = [(f"{end:%Y-%m}", 100.0 + place) for place, end in enumerate(ends) if place >= 7]  # 17 months
    frame = coming.workload(pd.DataFrame(rows, columns=["month", "value"]).assign(is_sample=False), ends)
    assert len(frame) == 12
    assert frame["value"].tolist() == [float(one) for one in range(112, 124)]
    assert frame["before"].isna().tolist() == [True] * 7 + [False] * 5
    assert frame["before"].tolist()[7:] == [107.0, 108.0, 109.0, 110.0, 111.0]
    assert coming.workload_sentence(frame) == (
        "05/2024: 123 hồ sơ, +10,8\u00a0% so với cùng tháng năm trước; 7/12 tháng chưa có năm trước để so, chưa đủ để "
        "nói mùa vụ."
    )
    spec = charts_coming.workload(frame).to_dict()
    assert [layer["mark"]["type"] for layer in spec["layer"]] == ["line", "point", "text", "text"]


def test_few_dossiers_of_the_year_before_are_told_as_a_count() -> None:
    rows = pd.DataFrame([("2024-05", 5.0), ("2023-05", 2.0)], columns=["month", "value"]).assign(is_sample=False)
    frame = coming.workload(rows, unit_months.months(JUDGED, 24))
    assert coming.workload_sentence(frame).startswith("05/2024: 5 hồ sơ, cùng tháng năm trước 2; 11/12 tháng")


def test_missing_month_of_the_workload_stays_missing() -> None:
    ends = unit_months.months(JUDGED, 24)
    rows = pd.DataFrame([("2024-05", 50.0), ("2024-03", 40.0)], columns=["month", "value"]).assign(is_sample=True)
    frame = coming.workload(rows, ends)
    assert frame["value"].tolist()[-3:-1] == [40.0, pytest.approx(float("nan"), nan_ok=True)]
    assert frame["is_sample"].all()
    assert "12/12 tháng" in coming.workload_sentence(frame)
    charts_coming.workload(frame).to_dict()


# --- the view -------------------------------------------------------------------------------------------------------


@pytest.fixture
def office(desk: Path) -> Path:
    """The hand-made installation with the dossiers above, the past ones ten times."""
    con = duckdb.connect(str(desk / "warehouse" / warehouses.NAME))
    con.execute("set TimeZone = 'Asia/Ho_Chi_Minh'")
    at = "2024-06-05 08:00:00+07"
    con.execute(
        "insert into log.batches values (101, 'dossiers', 'all', 'trung-tam-phuc-vu-hanh-chinh-cong-tinh', 'd.xlsx', "
        "'sha101', '2024-05-31', null, null, ?, ?, null, 50, 50, 0, false)",
        [at, at],
    )
    names = ", ".join(("batch_id", "sheet", "row_number", *COLUMNS.split(), "reported_on"))
    past = [(f"{code}-{turn}", *rest) for code, *rest in lines() if code[0] == "P" for turn in range(10)]
    rows = [*past, *(row for row in lines() if row[0][0] == "N")]
    for line, row in enumerate(rows, 2):
        values = [101, "Sheet1", line, *row, "2024-05-31"]
        con.execute(f"insert into src.dossiers ({names}) values ({', '.join('?' * len(values))})", values)
    facts.create(con)
    con.close()
    return desk


def grid(test: AppTest, column: str) -> pd.DataFrame:
    return next(one.value for one in test.dataframe if column in one.value.columns)


def test_view_of_the_province(screen: Screen, office: Path) -> None:
    test = screen("services", office, view="coming")
    assert_sound(test)
    assert card(test, "Đến hạn trong 7 ngày") == ("3", "trên 4 đang chạy")  # N0, N2, N7 of those and N8
    assert card(test, "Đã quá hạn, còn mở")[0] == "10"  # P4 ten times
    assert card(test, "Có nguy cơ trễ") == ("2", "khả năng từ 5\u00a0%")  # N0 and N2: 20 of 30
    assert card(test, "Ước sẽ trễ") == ("≈\u00a01", "2 hồ sơ quá ít để ước")
    listed = grid(test, "dossier_code")
    assert listed["dossier_code"].tolist() == ["N0", "N2"]
    assert listed["said"].tolist() == ["66,7\u00a0% (20/30)"] * 2
    assert listed["left"].tolist() == [0, 2]
    shown = texts(test)
    assert "Cần ít nhất 30 hồ sơ như vậy" in shown
    assert "1 hồ sơ hẹn trả vào ngày nghỉ, CN 02/06 (cuối tuần): 1; ngày làm việc kế tiếp là T2 03/06" in shown


def test_threshold_and_unit_in_the_address(screen: Screen, office: Path) -> None:
    test = screen("services", office, view="coming", risk="50", unit="so-tu-phap")
    assert_sound(test)
    assert card(test, "Có nguy cơ trễ") == ("2", "khả năng từ 50\u00a0%")
    assert card(test, "Đến hạn trong 7 ngày") == ("2", "trên 2 đang chạy")
    # The other units stay in the table, so that one can be picked instead.
    assert len(grid(test, "overdue")) == 2


def test_view_without_dossiers(screen: Screen, real_home: Path) -> None:
    assert_sound(screen("services", real_home, view="coming"))


def test_view_over_samples(screen: Screen, sample_home: Path) -> None:
    test = screen("services", sample_home, view="coming")
    assert_sound(test)
    assert "chưa đủ để nói mùa vụ" in texts(test)
