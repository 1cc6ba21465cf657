"""What is near what: points in metres, the nearest of them, all within a distance. Frames in, arrays out.

A distance is never coverage: in karst country a mast behind a rock is near and unheard. It is said as what it is, "the
distance to the nearest station".
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from pyproj import Transformer

Points = NDArray[np.float64]  # n × 2: east and north, metres; NaN where no place is known
Indices = NDArray[np.int64]

OWN, COMMUNE, NOWHERE = "own", "commune", "none"


@lru_cache
def _to_metres() -> Transformer:
    # The province's own plane: VN-2000, TM-3, meridian 106°00′. Off by a ten-thousandth at most within it.
    return Transformer.from_crs("EPSG:4326", "EPSG:9211", always_xy=True)


def metres(longitude: pd.Series, latitude: pd.Series) -> Points:
    """Degrees of WGS 84 as metres east and north; NaN where either is not known."""
    east, north = _to_metres().transform(longitude.to_numpy("float64"), latitude.to_numpy("float64"), errcheck=False)
    found = np.column_stack([east, north])
    found[~np.isfinite(found).all(axis=1)] = np.nan
    return found


def placed(villages: pd.DataFrame) -> pd.DataFrame:
    """With x, y (metres) and place: "own" where the list says where the village lies, "commune" where its commune's
    point stands in, "none" where neither is known. villages: as records_coverage.villages."""
    own = villages["longitude"].notna() & villages["latitude"].notna()
    points = metres(
        villages["longitude"].where(own, villages["point_longitude"]),
        villages["latitude"].where(own, villages["point_latitude"]),
    )
    known = np.isfinite(points).all(axis=1)
    place = np.where(own & known, OWN, np.where(known, COMMUNE, NOWHERE))
    return villages.assign(x=points[:, 0], y=points[:, 1], place=place)


def nearest(points: Points, others: Points) -> tuple[Indices, NDArray[np.float64]]:
    """For each point the position of the nearest other, and the metres to it; -1 and NaN where there is none."""
    found = np.full(len(points), -1, dtype=np.int64)
    away = np.full(len(points), np.nan)
    here, there = _known(points), _known(others)
    if len(here) and len(there):
        tree = shapely.STRtree(shapely.points(others[there]))
        asked, hits, distance = _query(tree, shapely.points(points[here]))
        found[here[asked]], away[here[asked]] = there[hits], distance
    return found, away


def _query(tree: shapely.STRtree, asked: NDArray[np.object_]) -> tuple[Indices, Indices, NDArray[np.float64]]:
    pairs, distance = tree.query_nearest(asked, all_matches=False, return_distance=True)
    return pairs[0], pairs[1], distance


def within(points: Points, others: Points, distance: float) -> tuple[Indices, Indices]:
    """All pairs (position of a point, position of another) that are not farther apart than that many metres."""
    here, there = _known(points), _known(others)
    if not len(here) or not len(there):
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    tree = shapely.STRtree(shapely.points(others[there]))
    asked, hits = tree.query(shapely.points(points[here]), predicate="dwithin", distance=distance)
    return here[asked], there[hits]


def _known(points: Points) -> Indices:
    return np.flatnonzero(np.isfinite(points).all(axis=1))
