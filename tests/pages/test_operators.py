"""Operators side by side: counted as by hand, months without a list left out, and the stations behind each number."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from metrics import METRICS, Figure
from pages.parts import charts_operators, operators
from pages.parts.style import LIGHT

MAY, APRIL, MARCH = date(2024, 5, 31), date(2024, 4, 30), date(2024, 3, 31)
# code, operator, commune, 2G 3G 4G 5G (x has, - has not, ? not said), status, whether it has coordinates
ROWS = (
    ("V1", "Viettel", "xa-a", "xxx-", "active", True),
    ("V2", "Viettel", "xa-b", "xx--", "active", True),  # only 2G, 3G
    ("V3", "Viettel", "xa-b", "x--x", "active", False),  # 5G: stays when 2G goes
    ("V4", "Viettel", "xa-c", "xx--", "stopped", False),  # not on air: not among them
    ("N1", "VNPT", "xa-a", "?x??", "active", True),  # its list doesn't speak of 4G
    ("N2", "VNPT", "xa-a", "?-x?", "outage", True),
    ("M1", "MobiFone", "xa-c", "----", "building", True),
)


def stations(rows: tuple[tuple[object, ...], ...] = ROWS) -> pd.DataFrame:
    """As records_coverage.stations."""
    frame = pd.DataFrame(rows, columns=["station_code", "operator", "unit", "with", "status", "is_placed"])
    said = {"x": True, "-": False, "?": None}
    for place, name in enumerate(("2g", "3g", "4g", "5g")):
        frame[f"has_{name}"] = pd.Series([said[one[place]] for one in frame["with"]], dtype="object")
    frame["technology"] = [", ".join(f"{n + 2}G" for n, one in enumerate(text) if one == "x") for text in frame["with"]]
    frame["longitude"] = frame["latitude"] = np.where(frame["is_placed"], 22.0, np.nan)
    return frame.assign(is_active=frame["status"].eq("active"), district="huyen", is_sample=False)


def answers(**by: dict[str, float]) -> dict[str, pd.DataFrame]:
    """As metrics.by for each of the metrics compared: column → operator → value; no row where none is given."""
    return {
        metric_id: pd.DataFrame(by.get(column, {}).items(), columns=["operator", "value"])
        for metric_id, column in operators.COLUMNS.items()
    }


FOUND = answers(
    active={"Viettel": 3, "VNPT": 1},
    with_3g={"Viettel": 66.7, "VNPT": 100},
    with_4g={"Viettel": 33.3},
    sites={"Viettel": 2, "VNPT": 1},
    shared={"Viettel": 50, "VNPT": 100},
)


def figure(metric_id: str, value: float | None, operator: str | None = None, as_of: date = MAY) -> Figure:
    by = {"operator": operator} if operator else None
    metric = METRICS[metric_id]
    return Figure(
        metric_id, metric.title, value, value, None, metric.measured_in, as_of, None, None, 3, 3, None, False, by
    )


# --- which stations ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "codes"),
    [
        ("old", ["V2"]),
        ("building", ["M1"]),
        ("stopped", ["V4"]),
        ("outage", ["N2"]),
        ("unplaced", ["V3", "V4"]),
        ("active", ["N1", "V1", "V2", "V3"]),
    ],
)
def test_stations_of_a_kind(kind: str, codes: list[str]) -> None:
    assert sorted(operators.listed(stations(), kind)["station_code"]) == codes


def test_a_list_is_narrowed_by_operator_and_technology() -> None:
    viettel = operators.narrowed(stations(), "Viettel")
    assert list(operators.listed(viettel, "active")["station_code"]) == ["V1", "V2", "V3"]
    assert list(operators.narrowed(stations(), "Viettel", "4G")["station_code"]) == ["V1"]
    assert operators.narrowed(stations(), "VNPT", "5G").empty, "not said is not had"
    assert operators.narrowed(stations(), None, "5G")["station_code"].tolist() == ["V3"]
    said = operators.listed_sentence(operators.listed(stations(), "unplaced"), "unplaced")
    assert said == "2 trạm · Viettel 2 · trạm không vẽ được trên bản đồ, không tìm được vị trí chung"


# --- one row per operator ---------------------------------------------------------------------------------------


def test_each_operator_s_row() -> None:
    frame = operators.compared(stations(), FOUND).set_index("operator")
    assert list(frame.index) == ["Viettel", "VNPT", "MobiFone"], "the most stations first"
    assert frame["active"].tolist() == [3, 1, 0]
    assert frame["communes"].tolist() == [2, 1, 0], "where a station is on air"
    assert frame[["old", "building", "stopped", "outage", "unplaced"]].to_numpy().tolist() == [
        [1, 0, 1, 0, 2], [0, 0, 0, 1, 0], [0, 1, 0, 0, 0],
    ]  # fmt: skip
    assert frame.loc["Viettel", "with_2g"] == 100
    assert np.isnan(frame.loc["VNPT", "with_2g"]), "its list doesn't speak of 2G: not 0 %"
    assert np.isnan(frame.loc["VNPT", "with_4g"]) and np.isnan(frame.loc["MobiFone", "sites"])


def test_all_together_count_a_shared_commune_once() -> None:
    values = {"stations_active": 4.0, "sites_total": 2.0, "sites_shared_share": 50.0}
    figures = {one: figure(one, values.get(one)) for one in operators.COLUMNS}
    frame = operators.compared(stations(), FOUND)
    whole = operators.with_whole(frame, stations(), figures).iloc[0]
    assert whole["operator"] is None and whole["communes"] == 2 and whole["sites"] == 2
    assert (whole["active"], whole["unplaced"], whole["old"]) == (4, 2, 1)
    assert operators.sentence(frame, 3) == "3 nhà mạng · ở ít xã nhất: MobiFone, 0/3 xã"
    assert operators.shares_sentence(frame) == "Có 4G thấp nhất: Viettel, 33,3\u00a0%"


def test_shares_are_one_row_per_operator_and_technology() -> None:
    found = operators.shares(operators.compared(stations(), FOUND))
    assert found["technology"].tolist()[:4] == ["2G", "3G", "4G", "5G"]
    viettel = found[found["operator"].eq("Viettel")]
    assert viettel["share"].fillna(-1).tolist() == [100, 66.7, 33.3, -1]


# --- by month -------------------------------------------------------------------------------------------------


def months() -> pd.DataFrame:
    """Viettel sent all three lists; VNPT's list of April stands in for May."""
    found = {
        MARCH: [figure("stations_active", 10, "Viettel", MARCH), figure("stations_active", 5, "VNPT", MARCH)],
        APRIL: [figure("stations_active", 13, "Viettel", APRIL), figure("stations_active", 4, "VNPT", APRIL)],
        MAY: [figure("stations_active", 15, "Viettel", MAY), figure("stations_active", 4, "VNPT", APRIL)],
    }
    return operators.months(found, ["Viettel", "VNPT"])


def test_a_month_without_a_list_is_missing_and_never_unchanged() -> None:
    frame = operators.shown(months())
    assert frame[["operator", "month_end"]].to_numpy().tolist() == [
        ["Viettel", APRIL], ["VNPT", APRIL], ["Viettel", MAY], ["VNPT", MAY],
    ]  # fmt: skip
    assert frame["value"].tolist()[:3] == [13, 4, 15] and frame["change"].tolist()[:3] == [3, -1, 2]
    assert frame.loc[3, ["value", "change"]].isna().all(), "an older list is no list of May"
    assert operators.months_sentence(months()) == "Tăng nhiều nhất: Viettel, +5 trạm · 1 báo cáo tháng chưa gửi"


def test_a_small_line_begins_after_the_last_gap() -> None:
    frame = pd.DataFrame({"operator": [None, "Viettel", "VNPT"]})
    found = operators.with_months(frame, months())
    assert found["trend"].tolist() == [[], [100, 130, 150], []]
    assert found["change"].fillna(-99).tolist() == [2, 5, -1], "all together: 15 in March, 17 in April"


def test_no_month_at_all_is_said() -> None:
    empty = operators.months({MAY: [], APRIL: []}, ["Viettel"])
    assert operators.months_sentence(empty) == "Không nhà mạng nào tăng số trạm · 1 báo cáo tháng chưa gửi"
    assert (operators.signed(12), operators.signed(-3), operators.signed(0), operators.signed(None)) == (
        "+12", "\u22123", "0", "–",
    )  # fmt: skip


# --- charts -----------------------------------------------------------------------------------------------------


def drawn(chart: object) -> list[dict[str, object]]:
    return max(chart.to_dict()["datasets"].values(), key=len)  # type: ignore[attr-defined]


def test_a_cell_without_data_is_grey_and_says_so() -> None:
    cells = drawn(charts_operators.months(operators.shown(months()), ["Viettel", "VNPT"]))
    assert [cell["said"] for cell in cells] == ["+3", "\u22121", "+2", "∅"]
    assert [cell["fill"] for cell in cells][1::2] == [LIGHT.warn, LIGHT.gap]
    assert cells[3]["whole"] == "05/2024: chưa gửi danh sách"
    assert cells[0]["whole"] == "04/2024: 13 trạm, +3 so với tháng trước"


def test_a_technology_that_a_list_does_not_name_is_no_zero() -> None:
    shares = operators.shares(operators.compared(stations(), FOUND))
    cells = drawn(charts_operators.shares(shares, ["Viettel", "VNPT", "MobiFone"]))
    said = {(cell["operator"], cell["technology"]): cell["said"] for cell in cells}
    assert said["VNPT", "2G"] == "–" and said["VNPT", "3G"] == "100,0\u00a0%"


def test_bars_count_sites_and_leave_out_who_has_none() -> None:
    cells = drawn(charts_operators.sites(operators.compared(stations(), FOUND)))
    assert [(cell["operator"], cell["common"], cell["whole"]) for cell in cells] == [
        ("Viettel", 1, "2 vị trí · 50,0\u00a0%"),
        ("VNPT", 1, "1 vị trí · 100,0\u00a0%"),
    ]


# --- on screen --------------------------------------------------------------------------------------------------

VIEW = """
from datetime import date
from metrics import Query
from pages.parts import ask, operator_blocks
from pages.parts.coverage_blocks import Asked
day = date(2024, 5, 31)
operator_blocks.show(Asked(Query(), "villages_broadband_share"), ask.places(day), day)
"""


@pytest.fixture
def view(desk: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("IOC_DATA", str(desk))
    return AppTest.from_string(VIEW, default_timeout=30)


def test_stations_without_coordinates_are_counted_and_listed(view: AppTest) -> None:
    view.query_params["kind"] = "unplaced"
    found = view.run()
    assert not found.exception
    # Three of Viettel's list of May and VNPT's one of April: the hand-made lists have no coordinates at all.
    assert any(one.value.startswith("4 trạm · Viettel 3, VNPT 1") for one in found.caption)


def test_an_operator_that_sent_nothing_this_month_is_said(view: AppTest) -> None:
    said = [one.value for one in view.run().caption]
    assert any("báo cáo tháng chưa gửi" in one for one in said)


def test_communes_without_an_operator() -> None:
    rows = [("V1", "Viettel", "a", True), ("N1", "VNPT", "a", True), ("V2", "Viettel", "b", True),
            ("N2", "VNPT", "b", False)]  # fmt: skip
    masts = pd.DataFrame(rows, columns=["station_code", "operator", "unit", "is_active"]).assign(is_sample=False)
    people = pd.DataFrame({"unit": ["b", "b", "c"], "population": [100, 50, None]})
    found = operators.absent(masts, people, ["a", "b", "c"], ["Viettel", "VNPT"])
    told = found[["operator", "unit", "present", "others", "villages"]].to_numpy().tolist()
    # N2 is not on air; c has nobody, and no list says how many live there.
    assert told == [["VNPT", "b", 1, "Viettel", 2], ["VNPT", "c", 0, "", 1], ["Viettel", "c", 0, "", 1]]
    assert found["people"].tolist()[0] == 150 and found["people"].isna().tolist() == [False, True, True]
    assert operators.absent_sentence(found) == "Số xã: VNPT 2, Viettel 1 · 1 xã không có trạm nào"
    assert operators.absent(masts, people, ["a"], ["Viettel", "VNPT"]).empty
    assert operators.absent(masts.head(0), people, ["a"], []).empty
