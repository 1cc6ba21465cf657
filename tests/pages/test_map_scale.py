"""The bar of kilometres under a map."""

from __future__ import annotations

import math

import pandas as pd
import pytest
import shapely

from pages.parts import map_scale
from pages.parts.nearness import metres


@pytest.mark.parametrize(
    ("seen", "kilometres"),
    [
        # 0,75° of longitude at 22,1° north are 77 km; 30 % of that is 23, below it the longest round length is 20.
        (shapely.box(104.85, 21.5, 105.6, 22.7), 20),
        (shapely.box(105.3, 22.2, 105.5, 22.5), 5),  # 20,6 km wide
        (shapely.box(105.30, 22.20, 105.31, 22.21), 1),  # the shortest there is
    ],
)
def test_the_bar_is_the_longest_round_length_that_fits(seen, kilometres):
    assert map_scale.bar(seen).kilometres == kilometres


def test_the_bar_is_as_long_as_it_says():
    found = map_scale.bar(shapely.box(104.85, 21.5, 105.6, 22.7))
    (_, left, right, _) = found.line
    ends = metres(
        pd.Series([left[0], right[0]]), pd.Series([22.1, 22.1])
    )  # at the middle latitude, for which it was made
    assert math.dist(*ends) == pytest.approx(20_000, rel=0.01)
    assert found.said == "20 km · ↑ Bắc"


def test_an_empty_map_has_no_bar():
    assert map_scale.bar(shapely.Polygon()) is None
    assert map_scale.layers(shapely.Polygon()) == []
