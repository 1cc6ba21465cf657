"""Where new stations would bring broadband to the most people: greedy maximal coverage. Frames in, frames, words out.

Reach is a distance on the map: nothing here knows of mountains, power, roads and land.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pages.parts import nearness
from pages.parts.nearness import COMMUNE, NOWHERE, OWN, Indices
from pages.parts.style import NO_BREAK, is_missing, pct, vn
from pages.parts.words import say

MOST = 20
STATION = ("station_code", "operator", "longitude", "latitude", "batch_id", "sheet", "row_number")


@dataclass(frozen=True)
class Plan:
    """What new stations bring, in the order in which they are chosen.

    sites: order (1 …), site (in words), unit, district, commune_name, district_name, stands (own | commune), villages,
    people (reached by it first), villages_total, people_total (by it and all before), share (people_total in % of all
    without broadband; null where no population is known), longitude, latitude, is_sample; of the nearest present
    station away (metres), station_code, operator, and with station_ before them its place, batch_id, sheet and
    row_number, null where no station has coordinates.

    villages: those without broadband, as nearness.placed: also order (of the first station that reaches it; null:
    none), away (metres to it), commune_name, district_name; by order, then the most people first.
    """

    sites: pd.DataFrame
    villages: pd.DataFrame

    @property
    def people(self) -> float:
        """All people of the villages without broadband."""
        return float(self.villages["population"].sum())

    def first(self, new: int) -> Plan:
        """The same with so many new stations: the first ones of more are the ones chosen for fewer."""
        later = self.villages["order"].gt(new)
        villages = self.villages.assign(
            order=self.villages["order"].mask(later), away=self.villages["away"].mask(later)
        )
        return Plan(self.sites.head(new), _in_order(villages))


def plan(
    villages: pd.DataFrame, stations: pd.DataFrame, reach: float, named: Callable[[str], str], most: int = MOST
) -> Plan:
    """Up to that many new stations, each at a village's place. villages: as nearness.placed, all of the area: each may
    become a site; stations: as records_coverage.stations, the present ones to compare with; reach: metres."""
    wanted = villages[villages["has_broadband"].eq(False)].reset_index(drop=True)
    spots = sites(villages, named)
    people = wanted["population"].astype("float64").fillna(0).to_numpy()
    at, reached = nearness.within(_points(spots), _points(wanted), reach)
    chosen = greedy(at, reached, people, most)
    found = _sites(spots, chosen, people)
    total = people.sum()
    found["share"] = 100 * found["people_total"] / total if total else np.nan
    return Plan(_beside(found, stations), _in_order(_reached(wanted, spots, chosen, named)))


def greedy(site: Indices, village: Indices, people: NDArray[np.float64], most: int) -> list[tuple[int, Indices]]:
    """The sites in the order of choice, each with the villages that it is the first to reach.

    site, village: the pairs within reach. At each step the most people not yet reached, then the most villages, then
    the site of the lowest number; it ends where no site reaches another village. Never below 1 − 1/e of the best
    choice of as many sites (Nemhauser, Wolsey, Fisher 1978).
    """
    chosen: list[tuple[int, Indices]] = []
    while len(village) and len(chosen) < most:
        count, gain = np.bincount(site), np.bincount(site, weights=people[village])
        best = np.flatnonzero(gain == gain.max())
        one = int(best[np.argmax(count[best])])
        won = np.unique(village[site == one])
        chosen.append((one, won))
        waits = ~np.isin(village, won)
        site, village = site[waits], village[waits]
    return chosen


def sites(villages: pd.DataFrame, named: Callable[[str], str]) -> pd.DataFrame:
    """One row per spot where villages stand, by name: site, unit, district, commune_name, district_name, stands, x, y,
    longitude, latitude, is_sample. villages: as nearness.placed."""
    known = villages[villages["place"].ne(NOWHERE)]
    own = known["place"].eq(OWN)
    spots = known.assign(
        longitude=known["longitude"].where(own, known["point_longitude"]).astype("float64"),
        latitude=known["latitude"].where(own, known["point_latitude"]).astype("float64"),
        site=known["village_name"].where(own, say("Trung tâm xã")),
        stands=known["place"],
    )
    spots = _named(spots, named).sort_values(["stands", "site", "commune_name"], ascending=[False, True, True])
    spots = spots.drop_duplicates(["x", "y"]).sort_values(["site", "commune_name", "district_name"], ignore_index=True)
    names = ["site", "unit", "district", "commune_name", "district_name", "stands", "x", "y", "longitude", "latitude"]
    return spots[[*names, "is_sample"]]


def _sites(spots: pd.DataFrame, chosen: list[tuple[int, Indices]], people: NDArray[np.float64]) -> pd.DataFrame:
    found = spots.iloc[[one for one, _ in chosen]].reset_index(drop=True)
    found["order"] = range(1, len(found) + 1)
    found["villages"] = np.array([len(won) for _, won in chosen], dtype="int64")
    found["people"] = np.array([people[won].sum() for _, won in chosen], dtype="float64")
    return found.assign(villages_total=found["villages"].cumsum(), people_total=found["people"].cumsum())


def _reached(
    wanted: pd.DataFrame, spots: pd.DataFrame, chosen: list[tuple[int, Indices]], named: Callable[[str], str]
) -> pd.DataFrame:
    order, away = np.full(len(wanted), np.nan), np.full(len(wanted), np.nan)
    points, there = _points(wanted), _points(spots)
    for number, (one, won) in enumerate(chosen, 1):
        order[won], away[won] = number, np.hypot(*(points[won] - there[one]).T)
    return _named(wanted.assign(order=order, away=away), named)


def _beside(found: pd.DataFrame, stations: pd.DataFrame) -> pd.DataFrame:
    """With the nearest present station of each site."""
    others = nearness.metres(stations["longitude"], stations["latitude"])
    nearest, away = nearness.nearest(_points(found), others)
    known = stations[list(STATION)].reset_index(drop=True).reindex(nearest)  # -1 is no row: null
    known = known.rename(columns={name: f"station_{name}" for name in STATION[2:]}).set_index(found.index)
    return found.assign(away=away).join(known)


def _named(frame: pd.DataFrame, named: Callable[[str], str]) -> pd.DataFrame:
    names = {one: named(one) for name in ("unit", "district") for one in frame[name].dropna().unique()}
    return frame.assign(commune_name=frame["unit"].map(names), district_name=frame["district"].map(names))


def _in_order(villages: pd.DataFrame) -> pd.DataFrame:
    order = ["order", "population", "village_name"]
    return villages.sort_values(order, ascending=[True, False, True], na_position="last", ignore_index=True)


def _points(frame: pd.DataFrame) -> nearness.Points:
    return frame[["x", "y"]].to_numpy("float64")


# --- what is said ------------------------------------------------------------------------------------------


def curve(found: Plan) -> pd.DataFrame:
    """One row per number of new stations, from none: stations, people, share, villages, is_sample."""
    none = {"stations": 0, "people": 0.0, "share": 0.0 if found.people else np.nan, "villages": 0}
    names = {"order": "stations", "people_total": "people", "share": "share", "villages_total": "villages"}
    steps = found.sites[list(names)].rename(columns=names)
    frame = pd.concat([pd.DataFrame([none]), steps], ignore_index=True)
    return frame.assign(is_sample=bool(found.villages["is_sample"].any()))


def kilometres(metres: object) -> str:
    """2950 → 3,0 km; nothing known → –."""
    return vn(None) if is_missing(metres) else f"{vn(float(str(metres)) / 1000, 1)}{NO_BREAK}km"


def in_km(reach: float) -> str:
    """A set distance as short as can be: 3000 → 3 km, 2500 → 2,5 km."""
    return kilometres(reach).replace(",0", "")


def sentence(found: Plan, reach: str) -> str:
    """What so many stations bring, and what stays. reach: in words."""
    left = found.villages[found.villages["order"].isna()]
    new, last = len(found.sites), found.sites.iloc[-1]
    if not found.people:
        return say(
            "{new} trạm mới, tầm {reach}: {count} trên {all} thôn; danh sách chưa có số dân",
            new=vn(new), reach=reach, count=vn(last["villages_total"]), all=vn(len(found.villages)),
        )  # fmt: skip
    return say(
        "{new} trạm mới, tầm {reach}: {people} người ({share}) ở {count} thôn · còn {left} thôn, {rest} người",
        new=vn(new), reach=reach, people=vn(last["people_total"]), share=pct(last["share"]),
        count=vn(last["villages_total"]), left=vn(len(left)), rest=vn(left["population"].sum()),
    )  # fmt: skip


def place(site: str, commune: str, stands: str) -> str:
    """A site in words. stands: by what it is known, own | commune."""
    return f"{site}, {commune}" if stands == OWN else f"{site} {commune}"


def rough(wanted: pd.DataFrame) -> list[str]:
    """A warning where most villages without broadband have no place of their own. wanted: as nearness.placed."""
    at_commune = int(wanted["place"].eq(COMMUNE).sum())
    if 2 * at_commune <= len(wanted):
        return []
    return [
        say(
            "{count}/{all} thôn chưa có tọa độ riêng nên đứng ở trung tâm xã: vị trí chỉ đúng đến mức xã.",
            count=vn(at_commune), all=vn(len(wanted)),
        )
    ]  # fmt: skip


def caveat() -> str:
    """What the reckoning doesn't know."""
    return say(
        "Tầm là khoảng cách trên bản đồ, không phải vùng phủ sóng: núi che, điện, đường, đất và truyền dẫn chưa được "
        "xét. Chọn lần lượt vị trí tới được nhiều người nhất; tổng không thấp hơn 63 % của cách chọn tốt nhất."
    )


def limits(villages: pd.DataFrame) -> list[str]:
    """Of villages without broadband, what their list leaves open. villages: as nearness.placed, without broadband."""
    place = villages["place"]
    at_commune, nowhere, unknown = place.eq(COMMUNE).sum(), place.eq(NOWHERE).sum(), villages["population"].isna().sum()
    said = [
        say("{count} thôn lấy tọa độ trung tâm xã", count=vn(at_commune)) if at_commune else "",
        say("{count} thôn không có tọa độ nào, không xét được", count=vn(nowhere)) if nowhere else "",
        say("{count} thôn chưa có số dân, tính là 0 người", count=vn(unknown)) if unknown else "",
    ]
    return [one for one in said if one]
