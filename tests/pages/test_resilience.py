"""Stations around villages: placed by hand on a plane, then against every pair looked at, then a hundred thousand."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from pages.parts import nearness, resilience
from pages.parts.resilience import NONE, ONE, ONE_OPERATOR, SEVERAL
from tests.pages import warehouses
from tests.pages.test_coverage_doubts import STATION_BATCHES, VILLAGE_BATCH, view
from tests.pages.test_screens import assert_sound, texts


def villages(*rows: tuple[str, float, float, float | None]) -> pd.DataFrame:
    """(name, metres east, metres north, people), as nearness.placed leaves them."""
    frame = pd.DataFrame(rows, columns=["village_name", "x", "y", "population"])
    place = np.where(frame["x"].isna(), nearness.NOWHERE, nearness.OWN)
    return frame.assign(unit="xa-a", district="huyen-a", place=place)


def stations(*rows: tuple[str, str, float, float]) -> pd.DataFrame:
    """(code, operator, metres east, metres north), as resilience.standing leaves them."""
    frame = pd.DataFrame(rows, columns=["station_code", "operator", "x", "y"])
    return frame.assign(station_name=None, unit="xa-a", batch_id=1, sheet="T5", row_number=range(2, len(frame) + 2))


# A and B have one station alone, C two of one operator, D two operators, E is far from all, F's place is not known.
VILLAGES = villages(
    ("A", 0, 0, 100), ("B", 0, 900, 50), ("C", 20_000, 0, 300), ("D", 40_000, 0, 400), ("E", 60_000, 0, 70),
    ("F", np.nan, np.nan, 9),
)  # fmt: skip
STATIONS = stations(
    ("V1", "Viettel", 0, 1_000), ("V2", "Viettel", 20_000, 500), ("V3", "Viettel", 20_000, -5_000),
    ("V4", "Viettel", 40_000, 100), ("N1", "VNPT", 40_000, 100),
)  # fmt: skip


def test_each_village_by_what_stands_around_it() -> None:
    found = resilience.surroundings(VILLAGES, STATIONS, 5_000)
    assert found["around"].tolist()[:5] == [ONE, ONE, ONE_OPERATOR, SEVERAL, NONE]
    assert pd.isna(found["around"][5]), "where it lies is not known: that is not without a station"
    assert found["operator"].fillna("").tolist() == ["Viettel", "Viettel", "Viettel", "", "", ""]
    assert found["away"].tolist()[:4] == [1_000, 100, 500, 100]  # V3 at 5.000 m exactly counts for C
    assert found.loc[4, "away"] == pytest.approx(np.hypot(20_000, 100))
    assert resilience.counts(found).to_numpy().tolist() == [
        [NONE, 1, 70], [ONE, 2, 150], [ONE_OPERATOR, 1, 300], [SEVERAL, 1, 400],
    ]  # fmt: skip


def test_without_stations_no_village_has_one() -> None:
    found = resilience.surroundings(VILLAGES, STATIONS.iloc[:0], 5_000)
    assert found["around"].tolist()[:5] == [NONE] * 5
    assert resilience.critical(found, STATIONS.iloc[:0]).empty
    assert resilience.listed(found, STATIONS.iloc[:0], NONE)["station_code_2"].isna().all()


def test_the_stations_that_villages_have_alone_the_most_people_first() -> None:
    far = villages(("G", 80_000, 0, 500), ("H", 100_000, 0, None))
    masts = stations(*STATIONS[["station_code", "operator", "x", "y"]].itertuples(index=False, name=None),
                     ("M1", "MobiFone", 80_000, 0), ("M2", "MobiFone", 100_000, 0))  # fmt: skip
    around = resilience.surroundings(pd.concat([VILLAGES, far], ignore_index=True), masts, 5_000)
    found = resilience.critical(around, masts)
    assert found[["station_code", "villages"]].to_numpy().tolist() == [["M1", 1], ["V1", 2], ["M2", 1]]
    assert found["people"].tolist()[:2] == [500, 150]
    assert np.isnan(found["people"][2]), "nobody said how many live there: that is not 0"
    everyone = resilience.with_dependants(masts, found)
    assert dict(zip(everyone["station_code"], everyone["villages"], strict=True)) == {
        "V1": 2, "V2": 0, "V3": 0, "V4": 0, "N1": 0, "M1": 1, "M2": 1,
    }  # fmt: skip


def test_a_village_is_listed_with_its_station() -> None:
    around = resilience.surroundings(VILLAGES, STATIONS, 5_000)
    found = resilience.listed(around, STATIONS, ONE)
    assert found[["village_name", "station_code_2", "row_number_2"]].to_numpy().tolist() == [
        ["A", "V1", 2],
        ["B", "V1", 2],
    ]
    assert resilience.listed(around, STATIONS, NONE)["station_code_2"].tolist() in (["V4"], ["N1"])


def test_an_operator_keeps_those_that_depend_on_it() -> None:
    around = resilience.surroundings(VILLAGES, STATIONS, 5_000)
    kept = resilience.narrowed(around, "huyen-a", None, "VNPT")
    assert kept["village_name"].tolist() == ["D", "E", "F"]
    assert resilience.narrowed(around, "huyen-b", None, None).empty


def test_stopped_stations_and_those_without_a_place_are_not_around() -> None:
    listed = pd.DataFrame({
        "station_code": ["a", "b", "c"], "operator": "VNPT", "is_active": [True, False, True],
        "has_4g": [True, True, None], "longitude": [105.2, 105.2, None], "latitude": [22.1, 22.1, None],
    })  # fmt: skip
    assert resilience.standing(resilience.active(listed))["station_code"].tolist() == ["a"]
    assert resilience.active(listed)["station_code"].tolist() == ["a", "c"]
    assert resilience.active(listed, "4G")["station_code"].tolist() == ["a"]


def test_a_station_is_found_by_its_name_in_the_address_and_by_words() -> None:
    found = STATIONS.assign(station_name=["Đà Vị", None, None, None, None])
    assert resilience.at_key(found, resilience.key(found.iloc[4])) == 4
    assert resilience.at_key(found, "Viettel/N1") is None
    assert resilience.sought(found, pd.Series("Xã Yên Hoa", index=found.index), "da vi viettel yen")[
        "station_code"
    ].tolist() == ["V1"]


@pytest.mark.parametrize("seed", range(5))
def test_the_short_way_says_the_same_as_every_pair(seed: int) -> None:
    random = np.random.default_rng(seed)
    there = villages(*[(str(n), *random.uniform(0, 30_000, 2), 10) for n in range(200)])
    spots = np.repeat(random.uniform(0, 30_000, (25, 2)), 2, axis=0)[: 25 + 5 * seed]  # some stand on one spot
    masts = stations(*[(f"S{n}", str(random.choice(["A", "B"])), *spot) for n, spot in enumerate(spots)])
    apart = np.hypot(*(there[["x", "y"]].to_numpy()[:, None] - masts[["x", "y"]].to_numpy()[None]).transpose(2, 0, 1))
    expected = []
    for row in apart <= 5_000:
        near = masts["operator"][row]
        expected.append(
            NONE if not len(near) else ONE if len(near) == 1 else ONE_OPERATOR if near.nunique() == 1 else SEVERAL
        )
    assert resilience.surroundings(there, masts, 5_000)["around"].tolist() == expected


def test_a_hundred_thousand_stations_are_no_strain() -> None:
    random = np.random.default_rng(7)
    there = villages(*[(str(n), *spot, 10) for n, spot in enumerate(random.uniform(0, 76_000, (1733, 2)))])
    spots = random.uniform(0, 76_000, (100_000, 2))
    masts = stations(*[(f"S{n}", "ABC"[n % 3], *spot) for n, spot in enumerate(spots)])
    start = time.process_time()
    found = resilience.surroundings(there, masts, 5_000)
    resilience.critical(found, masts)
    taken = time.process_time() - start
    assert taken < 2, taken
    assert found["around"].eq(SEVERAL).all()


def test_without_own_places_the_sentence_says_from_where_it_was_measured() -> None:
    found = resilience.surroundings(VILLAGES, STATIONS, 5_000)
    said = resilience.sentence(resilience.counts(found), found, 5_000)
    assert said == "4 trên 5 thôn (80,0\u00a0%), 520 người, không có trạm của từ hai nhà mạng trong vòng 5 km."
    central = found[found["village_name"].eq("D")].assign(place=nearness.COMMUNE)
    said = resilience.sentence(resilience.counts(central), central, 5_000)
    assert said.startswith("Tính từ điểm trung tâm xã, vì chưa thôn nào có tọa độ: ")
    assert said.endswith("Mọi thôn (1) có trạm của từ hai nhà mạng trong vòng 5 km.")
    assert "1 thôn không có tọa độ, không xét" in resilience.limits(found, 0, None, None)
    assert "3 trạm không có tọa độ, không xét" in resilience.limits(found, 3, None, None)


def test_the_view_counts_lists_and_shows_one_station(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    # Bản Gần has V-1 and N1 on one spot 1,1 km south; Bản Xa has none within 5 km.
    data = warehouses.installed(tmp_path, (STATION_BATCHES[0], VILLAGE_BATCH), ())
    test = view(monkeypatch, data, view="critical", around="one", station="Viettel/V-1")
    assert_sound(test)
    cards = {metric.label: (metric.value, metric.delta) for metric in test.metric}
    assert cards["Chỉ có một trạm"] == ("1 thôn", "100 người")
    assert cards["Không có trạm nào"] == ("1 thôn", "200 người")
    assert cards["Từ hai nhà mạng"] == ("0 thôn", "không có")
    villages_, top, own = (one.value for one in test.dataframe[:3])
    assert villages_[["village_name", "station_code_2"]].to_numpy().tolist() == [["Bản Gần", "V-1"]]
    assert top[["station_code", "villages", "people"]].to_numpy().tolist() == [["V-1", 1, 100]]
    assert own["village_name"].tolist() == ["Bản Gần"]
    assert "1 thôn trong vòng 5 km; 1 thôn không có trạm nào khác trong khoảng đó" in texts(test)
    both = warehouses.installed(tmp_path / "both", (*STATION_BATCHES, VILLAGE_BATCH), ())
    test = view(monkeypatch, both, view="critical", station="VNPT/N1")
    assert_sound(test)
    assert {metric.label: metric.value for metric in test.metric}["Từ hai nhà mạng"] == "1 thôn"
    assert "1 thôn trong vòng 5 km; 0 thôn không có trạm nào khác" in texts(test)
    test = view(monkeypatch, both, view="critical", find="da vi vnpt", station="VNPT/no such")
    assert_sound(test)
    assert "Trạm này không có trong danh sách" in texts(test)
    assert test.dataframe[-1].value["station_code"].tolist() == ["N1"]
