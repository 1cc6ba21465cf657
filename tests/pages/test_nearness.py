"""Distances between points: against ones worked out by hand, against every pair looked at, and fast enough."""

from __future__ import annotations

import time

import numpy as np
import pandas as pd
import pytest

from pages.parts import nearness


def plane(*points: tuple[float, float]) -> nearness.Points:
    return np.array(points, dtype="float64").reshape(-1, 2)


def test_degrees_become_the_province_s_own_metres() -> None:
    # The province's committee building and a station of a published list, with their VN-2000 coordinates.
    found = nearness.metres(pd.Series([105.2140, 105.34808, None]), pd.Series([21.8233, 22.62924, 22.0]))
    assert found[0] == pytest.approx([418_547.5, 2_414_309.6], abs=2)
    assert found[1] == pytest.approx([432_793.4, 2_503_484.2], abs=2)
    assert np.isnan(found[2]).all()


def test_a_village_without_a_point_stands_at_its_commune_s() -> None:
    villages = pd.DataFrame(
        {
            "longitude": [105.3, None, None],
            "latitude": [22.3, 22.0, None],
            "point_longitude": [105.2, 105.2, None],
            "point_latitude": [22.2, 22.2, None],
        }
    )
    found = nearness.placed(villages)
    assert list(found["place"]) == ["own", "commune", "none"]
    assert found["x"].notna().tolist() == [True, True, False]
    at_commune = nearness.metres(pd.Series([105.2]), pd.Series([22.2]))[0]
    assert found.loc[1, ["x", "y"]].tolist() == at_commune.tolist()


def test_the_nearest_is_named_with_its_distance() -> None:
    points = plane((0, 0), (100, 0), (np.nan, np.nan))
    others = plane((3, 4), (np.nan, np.nan), (100, 10))
    found, away = nearness.nearest(points, others)
    assert found.tolist() == [0, 2, -1]
    assert away[:2].tolist() == [5.0, 10.0] and np.isnan(away[2])
    assert nearness.nearest(points, plane())[0].tolist() == [-1, -1, -1]


def test_pairs_within_a_distance_are_those_found_one_by_one() -> None:
    random = np.random.default_rng(5)
    points, others = random.uniform(0, 10_000, (60, 2)), random.uniform(0, 10_000, (80, 2))
    apart = np.hypot(*(points[:, None, :] - others[None, :, :]).transpose(2, 0, 1))
    expected = {(int(i), int(j)) for i, j in zip(*np.nonzero(apart <= 1500), strict=True)}
    found = nearness.within(points, others, 1500)
    assert set(zip(found[0].tolist(), found[1].tolist(), strict=True)) == expected
    assert nearness.within(plane((0, 0)), plane((1500, 0)), 1500)[1].tolist() == [0], "the edge counts"
    assert len(nearness.within(plane(), others, 1500)[0]) == 0


def test_a_hundred_thousand_stations_are_no_strain() -> None:
    random = np.random.default_rng(6)
    villages, stations = random.uniform(0, 100_000, (1733, 2)), random.uniform(0, 100_000, (100_000, 2))
    start = time.process_time()  # whatever else the machine does
    nearness.nearest(villages, stations)
    assert time.process_time() - start < 2
