"""Stations as marks on a map: each one, or where there are too many to move smoothly, groups. Frames in, frames out."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from pages.parts import nearness
from pages.parts.style import vn
from pages.parts.words import say

MOST = 2_000  # marks: each is drawn anew in every frame that the map is moved, and the province has 1.283 stations
SIDE = 500  # metres of a group's square, at least: two pixels of the whole province
RADIUS = 220  # metres of one station's mark; a group's has as much ground as all of its stations'


def marks(stations: pd.DataFrame, commune: Callable[[str], str], most: int = MOST) -> pd.DataFrame:
    """longitude, latitude, said, line (the place in `stations`, of a group its first one's), unit, many (stations),
    radius (metres). At most so many marks, or one per commune where there are more communes: past that, the stations
    of one commune in one square are one mark, at the middle of them all.

    stations: as records_coverage.stations, of whatever is asked for; those without a place have no mark.
    """
    known = stations.assign(line=range(len(stations))).dropna(subset=["longitude", "latitude"])
    names = {
        unit: commune(unit) for unit in known["unit"].unique()
    }  # asked once each: there are ten times more stations
    if len(known) > most:
        return _groups(known.reset_index(drop=True), names, most)
    last = say("Bấm để xem dòng trong tệp gốc")
    said = [
        f"{one.operator} · {one.station_code}\n{one.technology} · {names[one.unit]}\n{last}"
        for one in known[["operator", "station_code", "technology", "unit"]].itertuples()
    ]
    return known[["longitude", "latitude", "line", "unit"]].assign(said=said, many=1, radius=RADIUS)


def _groups(known: pd.DataFrame, names: dict[str, str], most: int) -> pd.DataFrame:
    number = _squares(known, max(most, len(names)))
    groups = known.groupby(number)
    frame = groups.agg(
        longitude=("longitude", "mean"), latitude=("latitude", "mean"), line=("line", "first"), unit=("unit", "first")
    )
    many = groups.size()
    of = known.groupby([number, known["operator"]]).size().rename("stations").reset_index(level=1)
    each = (of["operator"] + " " + of["stations"].map(vn)).groupby(level=0).agg(", ".join)
    last = say("Bấm để xem xã; chọn huyện để thấy từng trạm")
    said = [
        f"{say('{count} trạm', count=vn(count))} · {names[unit]}\n{operators}\n{last}"
        for count, unit, operators in zip(many, frame["unit"], each, strict=True)
    ]
    return frame.assign(said=said, many=many, radius=np.round(RADIUS * np.sqrt(many))).reset_index(drop=True)


def _squares(known: pd.DataFrame, most: int) -> nearness.Indices:
    """Each station's group: its commune's in a square of a side that leaves at most so many groups."""
    points, side = nearness.metres(known["longitude"], known["latitude"]), SIDE
    unit = known["unit"].factorize()[0]
    while True:
        east, north = np.floor(points / side).astype("int64").T
        number, found = pd.MultiIndex.from_arrays([unit, east, north]).factorize()
        if len(found) <= most or side > 1_000_000:
            return number
        side *= 2


def drawn(stations: pd.DataFrame, found: pd.DataFrame) -> list[str]:
    """What a map of these marks has to say about itself: groups, and stations that have no place. found: as marks."""
    unplaced = int(stations[["longitude", "latitude"]].isna().any(axis=1).sum())
    said = [say("{count} trạm không có tọa độ, không vẽ.", count=vn(unplaced))] if unplaced else []
    if found["many"].gt(1).any():
        all_ = vn(found["many"].sum())
        said.append(
            say("{count} trạm: mỗi chấm gộp các trạm gần nhau của một xã; chọn huyện để thấy từng trạm.", count=all_)
        )
    return said
