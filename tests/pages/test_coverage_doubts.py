"""Doubts between declaration and distance, over points placed by hand: each with the two rows that it stands on."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import shapely
from streamlit.testing.v1 import AppTest

from pages.parts import coverage_doubts as doubts
from pages.parts import doubt_words
from tests.conftest import ROOT
from tests.pages import warehouses
from tests.pages.conftest import only_answers_over
from tests.pages.test_screens import assert_sound, texts


def villages(*rows: tuple[str, str, float, float, bool | None, str]) -> pd.DataFrame:
    """(name, commune, metres east, metres north, has 4G, place), as nearness.placed leaves them."""
    frame = pd.DataFrame(rows, columns=["village_name", "unit", "x", "y", "has_4g", "place"])
    return frame.assign(
        district="huyen-a", population=100, batch_id=9, sheet="Thôn", row_number=range(5, 5 + len(rows))
    )


def stations(*rows: tuple[str, str, str, float | None, float | None], **more: object) -> pd.DataFrame:
    """(code, operator, commune, metres east, metres north), as located leaves them: all active, with 4G."""
    frame = pd.DataFrame(rows, columns=["station_code", "operator", "unit", "x", "y"])
    frame = frame.astype({"x": "float64", "y": "float64"})
    frame = frame.assign(district="huyen-a", is_active=True, has_4g=True, is_shared=None, batch_id=1, sheet="T5")
    return frame.assign(row_number=range(2, 2 + len(rows)), **more)


# --- far from 4G ----------------------------------------------------------------------------------------------

MASTS = stations(("V1", "Viettel", "xa-a", 0, 0), ("V2", "Viettel", "xa-a", 9_000, 0), ("V3", "Viettel", "xa-a", 0, 1))
MASTS = MASTS.assign(has_4g=[True, False, None])  # V2 says it has none, of V3 nothing is said
REACH = pd.Series({"xa-a": 2_000.0})


def test_a_village_s_4g_is_doubted_by_the_distance_to_the_nearest_station_that_has_it() -> None:
    there = villages(
        ("near", "xa-a", 5_000, 0, True, "own"), ("far", "xa-a", 5_001, 0, True, "own"),
        ("2G alone", "xa-a", 9_000, 0, False, "own"), ("unknown", "xa-a", 9_000, 0, None, "own"),
    )  # fmt: skip
    found = doubts.far_from_4g(there, MASTS, 5_000, REACH)
    assert found[["village_name", "away", "is_doubtful"]].to_numpy().tolist() == [
        ["far", 5_001, True],
        ["near", 5_000, False],
    ]
    assert found.loc[0, ["row_number", "station_code_2", "row_number_2"]].tolist() == [6, "V1", 2], "both source rows"


def test_a_village_at_its_commune_s_point_is_doubted_only_where_it_would_be_far_wherever_it_lies() -> None:
    there = villages(
        ("perhaps near", "xa-a", 7_000, 0, True, "commune"), ("far", "xa-a", 7_001, 0, True, "commune"),
        ("no shape", "xa-b", 90_000, 0, True, "commune"), ("nowhere", "xa-a", np.nan, np.nan, True, "none"),
    )  # fmt: skip
    found = doubts.far_from_4g(there, MASTS, 5_000, REACH).set_index("village_name")["is_doubtful"]
    assert found.to_dict() == {"perhaps near": False, "far": True, "no shape": False, "nowhere": False}


def test_without_a_placed_4g_station_nothing_is_doubted() -> None:
    there = villages(("a", "xa-a", 0, 0, True, "own"))
    found = doubts.far_from_4g(there, MASTS[MASTS["station_code"].ne("V1")], 5_000, REACH)
    assert found["away"].isna().all()
    assert not found["is_doubtful"].any()
    assert np.isnan(found.loc[0, "row_number_2"])


PLACES = pd.DataFrame(
    {"unit": ["xa-a", "xa-b", "xa-c"], "longitude": [105.2, 105.4, None], "latitude": [22.1, 22.1, None]}
)
SHAPES = {"xa-a": shapely.box(105.1, 22.0, 105.3, 22.2), "xa-b": shapely.box(105.3, 22.0, 105.5, 22.2)}


def test_a_commune_reaches_as_far_as_its_farthest_corner() -> None:
    found = doubts.reach(PLACES, SHAPES)
    # Half of 0,2 degrees each way at 22 degrees north: about 10,3 km east and 11,1 km north.
    assert found["xa-a"] == pytest.approx(np.hypot(10_310, 11_075), rel=0.005)
    assert list(found.index) == ["xa-a", "xa-b"]


# --- silent communes ------------------------------------------------------------------------------------------


def test_a_commune_with_stations_and_no_signal_anywhere() -> None:
    masts = stations(("N1", "VNPT", "xa-a", 0, 0), ("V1", "Viettel", "xa-a", 0, 0), ("V2", "Viettel", "xa-b", 0, 0),
                     ("V3", "Viettel", "xa-c", 0, 0), ("V4", "Viettel", "xa-d", 0, 0))  # fmt: skip
    masts.loc[3, "is_active"] = False
    names = [("a1", "xa-a", False), ("a2", "xa-a", False), ("b1", "xa-b", False), ("b2", "xa-b", True),
             ("c1", "xa-c", False), ("d1", "xa-d", None), ("e1", "xa-e", False)]  # fmt: skip
    there = villages(*[(name, unit, 0, 0, False, "own") for name, unit, _ in names])
    there = there.assign(has_any_signal=[one[2] for one in names], population=[10, 30, 1, 1, 1, 1, 1])
    found = doubts.silent_communes(there, masts)
    # b has a village with signal, c's station is stopped, of d nothing is said, e has no station.
    columns = ["unit", "villages", "people", "stations", "operators", "village_name", "station_code_2"]
    assert found[columns].to_numpy().tolist() == [["xa-a", 2, 40, 2, 2, "a2", "N1"]]
    assert doubts.silent_communes(there.iloc[:0], masts).empty


# --- outside the commune --------------------------------------------------------------------------------------


def at(longitude: float | None, latitude: float | None, unit: str) -> dict[str, object]:
    return {
        "station_code": f"{longitude}",
        "operator": "VNPT",
        "unit": unit,
        "longitude": longitude,
        "latitude": latitude,
    }


SPREAD = doubts.located(pd.DataFrame([
    at(105.29, 22.1, "xa-a"),  # inside
    at(105.31, 22.1, "xa-a"),  # a little east of it, in b
    at(105.2, 22.3, "xa-a"),  # 0,1 degrees north of it, in none
    at(105.2, 22.1, "xa-c"),  # names a commune without a shape and without a point
    at(None, 22.1, "xa-a"),
]).assign(row_number=range(2, 7)))  # fmt: skip


def test_a_station_outside_the_boundary_of_the_commune_it_names() -> None:
    found = doubts.outside_shape(SPREAD, SHAPES)
    assert found["row_number"].tolist() == [4, 3], "inside, without a place, without a shape: not listed"
    assert found["away"].tolist() == [pytest.approx(11_075, rel=0.01), pytest.approx(1_031, rel=0.01)]
    assert found["lies_in"].fillna("").tolist() == ["", "xa-b"]


def test_without_boundaries_by_the_distance_to_the_commune_s_point() -> None:
    found = doubts.outside_point(SPREAD, PLACES, 15_000)
    assert found[["row_number", "away"]].to_numpy().tolist() == [[4, pytest.approx(22_150, rel=0.01)]]
    found = doubts.outside_point(SPREAD, PLACES, 11_000)
    assert found[["row_number", "away"]].to_numpy().tolist()[1:] == [[3, pytest.approx(11_340, rel=0.01)]]


# --- one code twice -------------------------------------------------------------------------------------------


def test_two_stations_with_one_code() -> None:
    found = doubts.same_codes(stations(
        ("Khau-Tinh_TQG", "VNPT", "xa-a", 0, 0), ("khau tinh_TQG", "VNPT", "xa-a", 300, 400),
        ("TQ01", "MobiFone", "xa-a", 0, 0), ("tq-01", "Viettel", "xa-b", None, None),
        ("Z1", "VNPT", "xa-a", 0, 0), ("Z-1", "VNPT", "xa-b", 0, 0), ("z1", "Viettel", "xa-b", 0, 0),
        ("ALONE", "VNPT", "xa-a", 0, 0),
    ))  # fmt: skip
    told = found[["station_code", "station_code_2", "why"]].to_numpy().tolist()
    assert told == [
        ["khau tinh_TQG", "Khau-Tinh_TQG", "spellings"],
        ["tq-01", "TQ01", "operators"],
        ["Z1", "Z-1", "communes"],
        ["z1", "Z-1", "operators"],
    ]
    assert found["row_number_2"].tolist() == [2, 4, 7, 7]
    assert found["away"][0] == 500
    assert np.isnan(found["away"][1])
    assert doubts.same_codes(stations(("A", "VNPT", "xa-a", 0, 0))).empty


# --- sharing --------------------------------------------------------------------------------------------------


def shared_out() -> pd.DataFrame:
    """Site 1: Viettel says shared, VNPT and MobiFone not. Site 2: VNPT alone, says shared. Site 3: Viettel alone, says
    not. Site 4: without coordinates, says shared. Site 5: two of Viettel, the one says shared, of the other nothing."""
    masts = stations(
        ("V1", "Viettel", "xa-a", 0, 0), ("N1", "VNPT", "xa-a", 30, 0), ("M1", "MobiFone", "xa-a", 0, 40),
        ("N2", "VNPT", "xa-a", 1_000, 0), ("V3", "Viettel", "xa-a", 5_000, 0), ("V4", "Viettel", "xa-a", None, None),
        ("V5", "Viettel", "xa-a", 9_000, 0), ("V6", "Viettel", "xa-a", 9_000, 0), ("V7", "Viettel", "xa-a", 0, 0),
        is_shared=[True, False, False, True, False, True, True, None, False],
    )  # fmt: skip
    masts.loc[8, "is_active"] = False
    sites = masts[["batch_id", "sheet", "row_number"]].assign(
        site_id=[1, 1, 1, 2, 3, 4, 5, 5, 1], operators_here=[3, 3, 3, 1, 1, 1, 1, 1, 3]
    )
    return doubts.sharing(masts, sites[:8])


def test_shared_in_fact_and_declared_not() -> None:
    shared = shared_out()
    found = doubts.unsaid(shared[shared["doubt"].eq("unsaid")], shared)
    assert found[["station_code", "station_code_2", "away"]].to_numpy().tolist() == [["N1", "M1", 50], ["M1", "V1", 40]]


def test_declared_shared_and_nobody_else_there() -> None:
    shared = shared_out()
    told = shared[shared["doubt"].eq("alone")]
    found = doubts.alone(told, shared)
    listed = found[["station_code", "station_code_2", "away"]].to_numpy().tolist()
    assert listed == [["V5", "N2", 8_000], ["N2", "V1", 1_000]], "V4 has no place: not judged"
    only = doubts.alone(told[told["operator"].eq("Viettel")], shared[shared["operator"].eq("Viettel")])
    assert only[["station_code", "row_number_2"]].isna().to_numpy().tolist() == [[False, True]]


def test_the_comparison_counts_sites() -> None:
    # Declared: sites 1, 2, 4, 5; said anything: those and 3. Agreed: 3 and 4, of which nothing can be doubted.
    assert doubts.declared_sites(shared_out()) == (4, 5, 2)


def test_the_published_share_is_read_from_the_reference_list(tmp_path: Path) -> None:
    found = doubts.published(ROOT / "data" / "reference", "sites_shared_share")
    assert found is not None
    assert found[:2] == (14.03, "2024-12-31")
    assert doubts.published(ROOT / "data" / "reference", "no_such_fact") is None
    assert doubts.published(tmp_path, "sites_shared_share") is None


# --- all ------------------------------------------------------------------------------------------------------


def test_a_doubt_belongs_to_both_of_its_stations_places_and_operators() -> None:
    found = doubts.same_codes(stations(("A", "MobiFone", "xa-a", 0, 0), ("a", "VNPT", "xa-b", 0, 0)))
    for asked in ((None, "xa-a", None), (None, "xa-b", None), ("huyen-a", None, "VNPT"), (None, None, "MobiFone")):
        assert len(doubts.narrowed(found, *asked)) == 1
    assert doubts.narrowed(found, "huyen-b", None, None).empty


def test_no_stations_no_doubts() -> None:
    none = stations().astype({"station_code": str})
    assert doubts.same_codes(none).empty
    assert doubts.outside_shape(none, SHAPES).empty
    assert doubts.outside_point(none, PLACES, 15_000).empty
    sites = none[["batch_id", "sheet", "row_number"]].assign(site_id=[], operators_here=[])
    shared = doubts.sharing(none, sites)
    assert doubts.unsaid(shared, shared).empty
    assert doubts.alone(shared, shared).empty
    assert doubts.declared_sites(shared) == (0, 0, 0)


def test_a_hundred_thousand_stations_are_no_strain() -> None:
    random = np.random.default_rng(8)
    many = 100_000
    masts = pd.DataFrame({
        "station_code": [f"TQ-{n % 99_000}" for n in range(many)],
        "operator": np.array(["A", "B", "C"])[np.arange(many) % 3],
        "unit": np.array(["xa-a", "xa-b"])[np.arange(many) % 2], "district": "huyen-a",
        "is_active": True, "has_4g": True,
        "is_shared": np.arange(many) % 5 == 0, "longitude": random.uniform(105.1, 105.5, many),
        "latitude": random.uniform(22, 22.2, many), "batch_id": 1, "sheet": "T5", "row_number": range(many),
    })  # fmt: skip
    there = villages(
        *[(str(n), "xa-a", *spot, True, "own") for n, spot in enumerate(random.uniform(0, 76_000, (1733, 2)))]
    )
    there = there.assign(has_any_signal=True)
    sites = masts[["batch_id", "sheet", "row_number"]].assign(
        site_id=np.arange(many) // 2, operators_here=np.where(np.arange(many) // 2 % 2, 2, 1)
    )
    start = time.process_time()
    masts = doubts.located(masts)
    doubts.far_from_4g(there, masts, 5_000, doubts.reach(PLACES, SHAPES))
    doubts.silent_communes(there, masts)
    assert len(doubts.outside_shape(masts, SHAPES)) > 1_000
    assert len(doubts.same_codes(masts)) == 1_000
    shared = doubts.sharing(masts, sites)
    for kind, tell in (("unsaid", doubts.unsaid), ("alone", doubts.alone)):
        assert len(tell(shared[shared["doubt"].eq(kind)].head(1_000), shared)) == 1_000
    taken = time.process_time() - start
    assert taken < 4, taken


# --- the view -------------------------------------------------------------------------------------------------

STATION = ("station_code", "operator", "commune_id", "district_id", "longitude", "latitude", "has_4g", "is_shared",
           "status")  # fmt: skip
VILLAGE = ("village_name", "commune_id", "district_id", "population", "has_4g", "signal", "longitude", "latitude")
DA_VI, YEN_HOA = ("xa-da-vi.huyen-na-hang", "huyen-na-hang"), ("xa-yen-hoa.huyen-na-hang", "huyen-na-hang")
STATION_BATCHES = (
    ("bts_stations", "operator=Viettel; reported_on=2024-05-31", "viettel", "2024-05-31", "2024-06-03 08:00", 3, 0,
     STATION, [("V-1", "Viettel", *DA_VI, 105.5, 22.4, True, False, "active"),
               ("V 1", "Viettel", *YEN_HOA, 105.48, 22.5, True, True, "active"),
               ("V3", "Viettel", *YEN_HOA, 105.2, 22.5, False, None, "active")]),
    ("bts_stations", "operator=VNPT; reported_on=2024-05-31", "vnpt", "2024-05-31", "2024-06-04 08:00", 1, 0,
     STATION, [("N1", "VNPT", *DA_VI, 105.5, 22.4, True, None, "active")]),
)  # fmt: skip
VILLAGE_BATCH = (
    "village_coverage", "district_id=huyen-na-hang; reported_on=2024-05-31", "huyen-na-hang", "2024-05-31",
    "2024-06-04 08:00", 2, 0, VILLAGE,
    [("Bản Gần", *DA_VI, 100, True, "good", 105.5, 22.41), ("Bản Xa", *DA_VI, 200, True, "good", 105.4, 22.4)],
)  # fmt: skip


def _view() -> None:
    from datetime import date

    import streamlit as st

    from metrics import Query
    from pages.parts import ask, coverage_blocks, coverage_doubt_blocks, resilience_blocks

    day = date(2024, 5, 31)
    views = {"doubts": coverage_doubt_blocks, "critical": resilience_blocks}
    asked = coverage_blocks.Asked(Query(), "villages_broadband_share", operator=st.query_params.get("operator"))
    views[st.query_params["view"]].show(asked, ask.places(day), day)


def view(monkeypatch: pytest.MonkeyPatch, data: Path, **url: str) -> AppTest:
    """The view alone, over that installation."""
    only_answers_over(data)
    monkeypatch.setenv("IOC_DATA", str(data))
    test = AppTest.from_function(_view, default_timeout=60)
    for name, value in url.items():
        test.query_params[name] = value
    return test.run()


@pytest.mark.parametrize(
    ("kind", "rows", "said"),
    [
        ("far", [["Bản Xa", "N1"]], "gần nhất cách hơn 5 km"),  # 0,1 degrees east: 10,3 km
        ("outside", [["V3"]], "Chưa có tệp địa giới nên so với điểm trung tâm xã"),
        ("codes", [["V-1", "V 1"]], "bỏ qua chữ hoa, dấu cách và gạch nối"),
        ("unsaid", [["V-1", "N1"]], "2 trạm không khai có dùng chung hay không"),
        ("alone", [["V 1", "N1"]], "không có trạm của nhà mạng khác"),
    ],
)
def test_each_kind_lists_its_doubts_and_says_its_rule(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, kind: str, rows: list[list[str]], said: str
) -> None:
    data = warehouses.installed(tmp_path, (*STATION_BATCHES, VILLAGE_BATCH), ())
    test = view(monkeypatch, data, view="doubts", doubt=kind)
    assert_sound(test)
    shown = test.dataframe[0].value
    columns = [name for name in ("village_name", "station_code", "station_code_2") if name in shown]
    assert shown[columns].to_numpy().tolist() == rows
    assert said in texts(test)
    if kind == "unsaid":
        cards = {metric.label: metric.value for metric in test.metric}
        assert cards["Vị trí có từ hai nhà mạng"] == "33,3\u00a0%", "one of three sites"
        assert cards["Vị trí có trạm khai dùng chung"] == "50,0\u00a0%", "of two sites that say"
        assert cards["Trạm khai dùng chung"] == "25,0\u00a0%", "of all four that are active"
        assert cards["Tỉnh đã công bố"] == "14,03\u00a0%"


def test_an_operator_without_doubts_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    data = warehouses.installed(tmp_path, (*STATION_BATCHES, VILLAGE_BATCH), ())
    test = view(monkeypatch, data, view="doubts", doubt="codes", operator="VNPT")
    assert_sound(test)
    assert "Hai trạm một mã: không có điểm nào" in texts(test)


@pytest.mark.parametrize("name", ["doubts", "critical"])
@pytest.mark.parametrize("batches", [(VILLAGE_BATCH,), STATION_BATCHES])
def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, batches: tuple) -> None:
    test = view(monkeypatch, warehouses.installed(tmp_path, batches, ()), view=name, doubt="far")
    assert_sound(test)
    assert "Chưa có số liệu" in texts(test)


@pytest.mark.parametrize(("metres", "said"), [(4, "4 m"), (999.6, "1,0 km"), (8000, "8,0 km"), (None, "–")])
def test_near_things_are_told_in_metres(metres: float | None, said: str) -> None:
    assert doubt_words.apart(metres) == said
