"""What stands around each village: no station, one alone, one operator alone; who has no other. Frames in, frames out.

All of it is about distance. A second station within the distance may be unheard behind a rock, and a farther one heard:
nothing here proves that a village would, or would not, lose its signal.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pages.parts import nearness
from pages.parts.doubt_words import km
from pages.parts.sought import matches
from pages.parts.style import pct, vn
from pages.parts.words import later, say

NONE, ONE, ONE_OPERATOR, SEVERAL = "none", "one", "one_operator", "several"
KINDS = {
    NONE: later("Không có trạm nào"),
    ONE: later("Chỉ có một trạm"),
    ONE_OPERATOR: later("Nhiều trạm, một nhà mạng"),
    SEVERAL: later("Từ hai nhà mạng"),
}
TOP = 10


def active(stations: pd.DataFrame, technology: str | None = None) -> pd.DataFrame:
    """The active stations (with that technology). stations: as records_coverage.stations."""
    chosen = stations[stations["is_active"].eq(True)]
    return chosen[chosen[f"has_{technology.lower()}"].eq(True)] if technology else chosen


def standing(active: pd.DataFrame) -> pd.DataFrame:
    """Those that a place is known of, with x, y in metres, numbered from 0."""
    points = nearness.metres(active["longitude"], active["latitude"])
    found = active.assign(x=points[:, 0], y=points[:, 1])
    return found[found["x"].notna()].reset_index(drop=True)


def surroundings(villages: pd.DataFrame, stations: pd.DataFrame, metres: float) -> pd.DataFrame:
    """The villages with around (none | one | one_operator | several; null where the village's place is not known),
    operator (null but where it is the only one around), station (number of the nearest one; -1: there is none) and away
    (metres to it). villages: as nearness.placed; stations: as standing.

    "one" has one station around it, "one_operator" two or more of one operator: no village is in both.
    """
    points, others = villages[["x", "y"]].to_numpy("float64"), stations[["x", "y"]].to_numpy("float64")
    station, away = nearness.nearest(points, others)
    has_one = away <= metres
    has_two = _has_two(points, others, metres, np.where(has_one, station, -1))
    operators = _operators(points, others, stations["operator"], metres)
    kinds = [(~has_one, NONE), (~has_two, ONE), (operators == 1, ONE_OPERATOR)]
    around = np.select([where for where, _ in kinds], [kind for _, kind in kinds], SEVERAL).astype(object)
    around[np.isnan(points).any(axis=1)] = None
    nearest_of = stations["operator"].reindex(station).to_numpy(object)
    sole = np.where(np.isin(around.astype(str), (ONE, ONE_OPERATOR)), nearest_of, None)
    return villages.assign(around=around, operator=sole, station=station, away=away)


def _has_two(
    points: nearness.Points, others: nearness.Points, metres: float, first: nearness.Indices
) -> NDArray[np.bool_]:
    """Whether a second one is within the distance. first: the nearest one's number; -1 where none is near.

    All pairs of a hundred thousand stations would be millions. So the nearest among those that are nobody's nearest
    answers for almost all; the few that are left have only nearest ones around them, and those are counted.
    """
    has_one = first >= 0
    rest = np.setdiff1d(np.arange(len(others)), first[has_one])
    found: NDArray[np.bool_] = has_one & (nearness.nearest(points, others[rest])[1] <= metres)
    unsure = np.flatnonzero(has_one & ~found)
    asked, _ = nearness.within(points[unsure], others, metres)
    found[unsure] = np.bincount(asked, minlength=len(unsure)) > 1
    return found


def _operators(
    points: nearness.Points, others: nearness.Points, operators: pd.Series, metres: float
) -> NDArray[np.int64]:
    """How many operators stand within the distance of each point."""
    count = np.zeros(len(points), dtype=np.int64)
    for rows in operators.groupby(operators).indices.values():
        count += nearness.nearest(points, others[rows])[1] <= metres
    return count


def counts(around: pd.DataFrame) -> pd.DataFrame:
    """One row per kind, in their order: kind, villages, people (null: not said). around: as surroundings."""
    groups = around.groupby("around")["population"]
    found = pd.DataFrame({"villages": groups.size(), "people": groups.sum(min_count=1)}).reindex(list(KINDS))
    found["villages"] = found["villages"].fillna(0).astype("int64")
    return found.rename_axis("kind").reset_index()


def narrowed(around: pd.DataFrame, district: str | None, commune: str | None, operator: str | None) -> pd.DataFrame:
    """The villages of the place chosen; of an operator those that have it alone, and those that have none or several.

    Stations are never narrowed by place: the next one may stand behind the border."""
    kept = around["unit"].eq(commune) if commune else around["district"].eq(district) if district else True
    if operator:
        kept &= around["operator"].isna() | around["operator"].eq(operator)
    return around if kept is True else around[kept]


def listed(around: pd.DataFrame, stations: pd.DataFrame, kind: str) -> pd.DataFrame:
    """The villages of that kind, the most people first, with the nearest station's columns as …_2, null where there is
    none. around: as surroundings; stations: as standing."""
    rows = around[around["around"].eq(kind)]
    beside = stations[["station_code", "operator", "unit", "batch_id", "sheet", "row_number"]].add_suffix("_2")
    beside = beside.reindex(rows["station"]).set_axis(rows.index)
    found = pd.concat([rows, beside], axis=1)
    order = ["population", "unit", "village_name"]
    return found.sort_values(order, ascending=[False, True, True], na_position="last", ignore_index=True)


def critical(around: pd.DataFrame, stations: pd.DataFrame) -> pd.DataFrame:
    """The stations that some village has alone around it, the most people first: the station's columns, with station
    (its number), villages, people (null: not said)."""
    groups = around[around["around"].eq(ONE)].groupby("station")["population"]
    found = pd.DataFrame({"villages": groups.size(), "people": groups.sum(min_count=1)})
    found = stations.loc[found.index].join(found).rename_axis("station").reset_index()
    order = ["people", "villages", "station_code"]
    return found.sort_values(order, ascending=[False, False, True], na_position="last", ignore_index=True)


def with_dependants(stations: pd.DataFrame, critical: pd.DataFrame) -> pd.DataFrame:
    """Any stations with station (their number), villages and people that have no other; 0 where nobody depends."""
    known = critical.set_index("station")
    villages = known["villages"].reindex(stations.index, fill_value=0)
    people = known["people"].reindex(stations.index).where(villages.gt(0), 0)
    return stations.assign(station=stations.index, villages=villages, people=people)


def key(station: pd.Series) -> str:
    """What a station is called in an address: two operators may use one code."""
    return f"{station['operator']}/{station['station_code']}"


def at_key(stations: pd.DataFrame, wanted: str) -> int | None:
    """The number of the station of that name; None where the list has it no more."""
    operator, _, code = wanted.partition("/")
    found = stations.index[stations["operator"].eq(operator) & stations["station_code"].eq(code)]
    return int(found[0]) if len(found) else None


def sought(stations: pd.DataFrame, communes: pd.Series, words: str) -> pd.DataFrame:
    """The stations whose code, name, operator or commune has every one of the words, accents aside. communes: their
    names."""
    columns = (stations["station_code"], stations["station_name"], stations["operator"], communes)
    texts = pd.concat(columns, axis=1).fillna("").agg(" ".join, axis=1) if len(stations) else []
    return stations[[matches(words, text) for text in texts]]


# --- words -------------------------------------------------------------------------------------------------


def sentence(found: pd.DataFrame, around: pd.DataFrame, metres: float) -> str:
    """What most matters of the counts, and from where it was measured if no village's own place is known. found: as
    counts."""
    is_central = len(around) and not around["place"].eq(nearness.OWN).any()
    said = say("Tính từ điểm trung tâm xã, vì chưa thôn nào có tọa độ:") + " " if is_central else ""
    return said + _most(found, metres)


def _most(found: pd.DataFrame, metres: float) -> str:
    by_kind = found.set_index("kind")
    total = by_kind["villages"].sum()
    thin = by_kind.loc[[NONE, ONE, ONE_OPERATOR]]
    many, people = thin["villages"].sum(), thin["people"].sum(min_count=1)
    if not many:
        return say("Mọi thôn ({all}) có trạm của từ hai nhà mạng trong vòng {km}.", all=vn(total), km=km(metres))
    said = say("{many} trên {all} thôn ({share})", many=vn(many), all=vn(total), share=pct(100 * many / total))
    who = "" if pd.isna(people) else say(", {n} người,", n=vn(people))
    return said + who + say(" không có trạm của từ hai nhà mạng trong vòng {km}.", km=km(metres))


def limits(around: pd.DataFrame, unplaced: int, operator: str | None, technology: str | None) -> str:
    """What the distances can't say, who is left out and what the filters mean here. unplaced: active stations without a
    place; around: as narrowed."""
    places = around["place"]
    said = [say("Khoảng cách, không phải vùng phủ; trạm của tỉnh bên không có trong số liệu")]
    if technology:
        said.append(say("chỉ xét trạm có {technology}", technology=technology))
    if operator:
        said.append(say("hai danh sách dưới chỉ nêu thôn, trạm của {operator}", operator=operator))
    if places.eq(nearness.COMMUNE).any():
        said.append(say("{count} thôn lấy tọa độ trung tâm xã", count=vn(places.eq(nearness.COMMUNE).sum())))
    if places.eq(nearness.NOWHERE).any():
        said.append(say("{count} thôn không có tọa độ, không xét", count=vn(places.eq(nearness.NOWHERE).sum())))
    if unplaced:
        said.append(say("{count} trạm không có tọa độ, không xét", count=vn(unplaced)))
    return " · ".join(said)
