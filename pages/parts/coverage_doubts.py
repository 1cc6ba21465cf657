"""What is declared against what is plausible by distance: each doubt with the two rows it stands on. Frames in and out.

A doubt is "cần kiểm tra" and never a fault: in karst country a near mast may be unheard, and a far one heard.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from pages.parts import nearness
from pages.parts.words import later

FAR, SILENT, OUTSIDE, CODES, UNSAID, ALONE = "far", "silent", "outside", "codes", "unsaid", "alone"
KINDS = {
    FAR: later("Khai 4G, trạm 4G ở xa"),
    SILENT: later("Xã có trạm, mọi thôn không sóng"),
    OUTSIDE: later("Trạm ngoài xã đã khai"),
    CODES: later("Hai trạm một mã"),
    UNSAID: later("Chung vị trí, khai không chung"),
    ALONE: later("Khai chung, đứng riêng"),
}
OPERATORS, COMMUNES, SPELLINGS = "operators", "communes", "spellings"
ROW = ("batch_id", "sheet", "row_number")  # what leads back to a file
ASKED = ("station_code", "operator", "unit", "district", "is_active", "has_4g", "is_shared", "is_sample", *ROW)
SECOND = ("station_code", "operator", "unit", "district", "x", "y", *ROW)


def located(stations: pd.DataFrame) -> pd.DataFrame:
    """What doubts ask of stations, with x, y in metres (NaN: not known), numbered from 0. stations: as
    records_coverage.stations."""
    points = nearness.metres(stations["longitude"], stations["latitude"])
    # A hundred thousand rows are copied often: without what nobody asks for that takes half as long.
    asked = [name for name in ASKED if name in stations]
    return stations[asked].assign(x=points[:, 0], y=points[:, 1]).reset_index(drop=True)


# --- a village that is declared with 4G, and the nearest station with 4G --------------------------------------


def far_from_4g(villages: pd.DataFrame, stations: pd.DataFrame, far: float, reach: pd.Series) -> pd.DataFrame:
    """One row per village declared with 4G, the farthest first: with away (metres to the nearest active station with
    4G), that station's columns as …_2, and is_doubtful.

    villages: as nearness.placed; stations: as located; reach: as reach(). A village that stands at its commune's point
    lies anywhere in the commune, so it is doubtful only where it would be too far wherever it lies: farther than `far`
    and the commune's reach together. Where no station with 4G has a place, nothing is said: away is null throughout.
    """
    claims = villages[villages["has_4g"].eq(True)].reset_index(drop=True)
    masts = stations[stations["is_active"].eq(True) & stations["has_4g"].eq(True)].reset_index(drop=True)
    found, away = nearness.nearest(_points(claims), _points(masts))
    at_commune = claims["place"].eq(nearness.COMMUNE)
    slack = claims["unit"].map(reach).astype("float64").fillna(np.inf).where(at_commune, 0.0)
    claims = _beside(claims, masts, found).assign(away=away, is_doubtful=away > far + slack)
    return claims.sort_values(["away", "population"], ascending=False, na_position="last", ignore_index=True)


def reach(places: pd.DataFrame, shapes: Mapping[str, BaseGeometry]) -> pd.Series:
    """Metres from each commune's point to the farthest corner of its shape, by unit: no village of it lies farther
    away. places: records.places; shapes: by unit, in degrees."""
    communes = places[places["unit"].isin(list(shapes))].dropna(subset=["longitude", "latitude"])
    corners, of = shapely.get_coordinates([shapes[unit] for unit in communes["unit"]], return_index=True)
    centres = nearness.metres(communes["longitude"], communes["latitude"])
    away = _apart(_metres(corners), centres[of])
    return pd.Series(away, dtype="float64").groupby(of).max().set_axis(communes["unit"].to_numpy()[np.unique(of)])


# --- a commune with stations, and no village with signal --------------------------------------------------------


def silent_communes(villages: pd.DataFrame, stations: pd.DataFrame) -> pd.DataFrame:
    """One row per commune with active stations all of whose listed villages have no signal, the most people first: its
    largest village's columns, with villages, people, stations, operators, and its first station's columns as …_2. A
    village whose list does not say counts as not silent."""
    active = stations[stations["is_active"].eq(True)]
    by_commune = villages.assign(silent=villages["has_any_signal"].eq(False)).groupby("unit")
    silent = by_commune["silent"].all()
    units = sorted(set(silent.index[silent]) & set(active["unit"]))
    active = active[active["unit"].isin(units)]
    largest = villages.sort_values(["population", "village_name"], ascending=[False, True]).drop_duplicates("unit")
    first = active.sort_values(["operator", "station_code"]).drop_duplicates("unit").reset_index(drop=True)
    there = pd.Series(first.index, index=first["unit"])
    rows = largest.set_index("unit", drop=False).loc[units].reset_index(drop=True)
    masts = active.groupby("unit")["operator"]
    rows = _beside(rows, first, rows["unit"].map(there).to_numpy("int64")).assign(
        villages=by_commune.size().reindex(units).to_numpy(),
        people=by_commune["population"].sum(min_count=1).reindex(units).to_numpy(),
        stations=masts.size().reindex(units).to_numpy(),
        operators=masts.nunique().reindex(units).to_numpy(),
    )
    return rows.sort_values(["people", "unit"], ascending=[False, True], na_position="last", ignore_index=True)


# --- a station outside the commune it names -----------------------------------------------------------------------


def outside_point(stations: pd.DataFrame, places: pd.DataFrame, far: float) -> pd.DataFrame:
    """Where no boundaries are known. One row per station farther than that from the point of the commune it names, the
    farthest first: with away (metres to it) and lies_in (null: not known)."""
    known = stations[stations["x"].notna()].reset_index(drop=True)
    points = places.set_index("unit")[["longitude", "latitude"]]
    centres = nearness.metres(known["unit"].map(points["longitude"]), known["unit"].map(points["latitude"]))
    away = _apart(_points(known), centres)
    found = known[away > far].assign(away=away[away > far], lies_in=None)
    return found.sort_values("away", ascending=False, ignore_index=True)


def outside_shape(stations: pd.DataFrame, shapes: Mapping[str, BaseGeometry]) -> pd.DataFrame:
    """The same by boundaries: one row per station outside the shape of the commune it names, with away (metres to that
    shape) and lies_in (the commune whose shape holds it; null: none). shapes: by unit, in degrees."""
    known = stations[stations["x"].notna() & stations["unit"].isin(list(shapes))].reset_index(drop=True)
    units = list(shapes)
    areas = shapely.transform(np.array([shapes[unit] for unit in units], dtype=object), _metres)
    shapely.prepare(areas)
    spots = shapely.points(_points(known))
    named = pd.Index(units).get_indexer(known["unit"])
    out = np.flatnonzero(~shapely.intersects(areas[named], spots))
    lies_in = np.full(len(known), None, dtype=object)
    asked, hits = shapely.STRtree(areas).query(spots[out], predicate="intersects")
    lies_in[out[asked]] = np.array(units, dtype=object)[hits]
    away = shapely.distance(areas[named[out]], spots[out])
    found = known.iloc[out].assign(away=away, lies_in=lies_in[out])
    return found.sort_values("away", ascending=False, ignore_index=True)


# --- two stations with one code --------------------------------------------------------------------------------


def same_codes(stations: pd.DataFrame) -> pd.DataFrame:
    """One row per station whose code, without case, spaces and hyphens, another one has before it: that first one's
    columns as …_2, away (metres between them; null: a place is not known), and why (operators: two operators use it;
    communes: one operator in two communes; spellings: one operator, one commune). stations: as located.

    The last are most likely one station listed twice: operators write "Khau-Tinh" and "KhauTinh" in one letter."""
    bare = stations["station_code"].fillna("").str.casefold().str.replace(r"[\s\-‐‑–]", "", regex=True)
    twice = stations[bare.duplicated(keep=False) & bare.ne("")].assign(bare=bare)
    twice = twice.sort_values(["bare", "operator", "station_code", "unit"], ignore_index=True)
    first = twice.groupby("bare").ngroup().map(pd.Series(np.flatnonzero(~twice["bare"].duplicated())))
    rows = _beside(twice, twice, first.to_numpy("int64"))[twice["bare"].duplicated()].reset_index(drop=True)
    where = [rows["operator"].ne(rows["operator_2"]), rows["unit"].ne(rows["unit_2"])]
    away = _apart(_points(rows), rows[["x_2", "y_2"]].to_numpy("float64"))
    return rows.assign(away=away, why=np.select(where, [OPERATORS, COMMUNES], SPELLINGS))


# --- sites shared in fact and by declaration -------------------------------------------------------------------


def sharing(stations: pd.DataFrame, sites: pd.DataFrame) -> pd.DataFrame:
    """One row per active station: with site_id, operators_here, and doubt (unsaid: two operators at its site, declared
    not shared; alone: declared shared, no other operator at its site; null: none, or nothing declared).

    stations: as located; sites: as records_coverage.sites. Without coordinates nothing is doubted."""
    active = stations[stations["is_active"].eq(True)].reset_index(drop=True)
    # By the rows alone: merged whole, all other columns of a hundred thousand stations were copied once more.
    at = active[list(ROW)].merge(sites[[*ROW, "site_id", "operators_here"]], on=list(ROW), how="left")
    placed, many = active["x"].notna().to_numpy(), at["operators_here"].ge(2).to_numpy()
    said = active["is_shared"].astype("boolean")
    unsaid = placed & many & said.eq(False).fillna(False).to_numpy("bool")
    alone = placed & ~many & said.fillna(False).to_numpy("bool")
    doubt = pd.Categorical.from_codes(np.select([unsaid, alone], [0, 1], -1), [UNSAID, ALONE])
    return active.assign(site_id=at["site_id"], operators_here=at["operators_here"], doubt=doubt)


def unsaid(rows: pd.DataFrame, shared: pd.DataFrame) -> pd.DataFrame:
    """Stations declared not shared at a site of two operators, with another operator's station there as …_2 and away
    (metres between them). rows: of `shared`, those to be told; shared: as sharing."""
    here = shared[shared["site_id"].isin(rows["site_id"]) & shared["x"].notna()]
    here = here.sort_values(["site_id", "operator", "station_code"], ignore_index=True)
    # In the order of operators the first and the last of a site are of two: one of them is not the station's own.
    ends = (
        here.assign(number=here.index)
        .groupby("site_id")
        .agg(operator=("operator", "first"), first=("number", "min"), last=("number", "max"))
    )
    at = ends.reindex(rows["site_id"])
    own = at["operator"].to_numpy(object) == rows["operator"].to_numpy(object)
    found = _beside(rows.reset_index(drop=True), here, np.where(own, at["last"], at["first"]).astype("int64"))
    return found.assign(away=_apart(_points(found), found[["x_2", "y_2"]].to_numpy("float64")))


def alone(rows: pd.DataFrame, shared: pd.DataFrame) -> pd.DataFrame:
    """Stations declared shared where no other operator stands, with the nearest one of another operator as …_2 and away
    (null: there is none), the farthest first. rows: of `shared`, those to be told; shared: as sharing."""
    rows = rows.reset_index(drop=True)
    placed = shared[shared["x"].notna()].reset_index(drop=True)
    found, away = np.full(len(rows), -1), np.full(len(rows), np.nan)
    for operator, mine in rows.groupby("operator").indices.items():
        others = np.flatnonzero(placed["operator"].ne(operator))
        nearest, metres = nearness.nearest(_points(rows)[mine], _points(placed)[others])
        found[mine] = np.append(others, -1)[nearest]
        away[mine] = metres
    found_rows = _beside(rows, placed, found).assign(away=away)
    return found_rows.sort_values("away", ascending=False, na_position="first", ignore_index=True)


def declared_sites(shared: pd.DataFrame) -> tuple[int, int, int]:
    """(sites with a station declared shared, sites where any station says, sites where facts and all that is declared
    agree). The comparison's grain is the site, as in the figure that the province publishes. shared: as sharing."""
    said = shared[shared["is_shared"].notna() & shared["site_id"].notna()]
    sites = said.assign(is_shared=said["is_shared"].astype(bool), agrees=said["doubt"].isna()).groupby("site_id")
    found = sites.agg(declared=("is_shared", "any"), agrees=("agrees", "all"))
    return int(found["declared"].sum()), len(found), int(found["agrees"].sum())


def published(reference: Path, fact: str) -> tuple[float, str, str] | None:
    """(value, its day as in the file, where it was published) of published.csv; None where it has no such line."""
    try:
        lines = pd.read_csv(reference / "published.csv", comment="#", dtype=str).set_index("fact_id")
    except (OSError, ValueError, KeyError):
        return None
    if fact not in lines.index:
        return None
    line = lines.loc[fact].fillna("")
    return float(line["value"]), str(line["as_of"]), str(line["source"])


# --- parts of all of them ----------------------------------------------------------------------------------------


def narrowed(rows: pd.DataFrame, district: str | None, commune: str | None, operator: str | None) -> pd.DataFrame:
    """The doubts about stations of which one of the two is of that place, and one of that operator."""
    for name, wanted in (("district", None if commune else district), ("unit", commune), ("operator", operator)):
        if wanted:
            rows = rows[rows[name].eq(wanted) | (rows[f"{name}_2"].eq(wanted) if f"{name}_2" in rows else False)]
    return rows


def _points(frame: pd.DataFrame) -> nearness.Points:
    return frame[["x", "y"]].to_numpy("float64")


def _metres(degrees: nearness.Points) -> nearness.Points:
    return nearness.metres(pd.Series(degrees[:, 0]), pd.Series(degrees[:, 1]))


def _apart(points: nearness.Points, others: nearness.Points) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return np.hypot(points[:, 0] - others[:, 0], points[:, 1] - others[:, 1])


def _beside(rows: pd.DataFrame, others: pd.DataFrame, numbers: nearness.Indices) -> pd.DataFrame:
    """With the columns of the others of those numbers as …_2; null where the number is -1."""
    second = others[list(SECOND)].add_suffix("_2").reset_index(drop=True).reindex(numbers).set_axis(rows.index)
    return pd.concat([rows, second], axis=1)
