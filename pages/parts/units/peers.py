"""A unit among its peers: its value, its place, the median of those that can be compared. Pure."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from metrics import METRICS, Figure
from pages.parts import words
from pages.parts.dossiers import SMALL
from pages.parts.style import NO_VALUE, measured, vn
from pages.parts.words import say

# What a unit's services are judged by, in the order of the page.
SERVICES = (
    *("dossiers_received", "dossiers_online_share", "dossiers_on_time_share", "dossiers_overdue"),
    *("dossiers_on_time_share_766", "dossiers_online_share_eligible", "dossiers_paid_online_share"),
    *("dossiers_input_digitised_share", "dossiers_result_digitised_share"),
)
COLUMNS = ("id", "title", "value", "count", "out_of", "target", "place", "among", "median", "is_small", "is_sample")


@dataclass(frozen=True)
class Place:
    """Where one value stands: place 1 is the best, ties share it; among: how many can be compared."""

    place: int
    among: int
    median: float


def place(metric_id: str, figures: Sequence[Figure], unit: str) -> Place | None:
    """None where the metric says of nothing that it is better, or where the unit has no value that can be compared.

    figures: one per unit. Shares of fewer than thirty dossiers are not compared: two of three is no rank.
    """
    better = METRICS[metric_id].better
    values = {(one.by or {}).get("unit"): one.value for one in figures if _is_comparable(one)}
    known = {name: float(value) for name, value in values.items() if name and value is not None}
    if not better or unit not in known:
        return None
    own = round(known[unit], 1)
    ahead = [one for one in known.values() if (round(one, 1) > own if better == "high" else round(one, 1) < own)]
    return Place(len(ahead) + 1, len(known), statistics.median(known.values()))


def _is_comparable(figure: Figure) -> bool:
    return figure.value is not None and (figure.measured_in != "%" or (figure.out_of or 0) >= SMALL)


def table(own: Mapping[str, Figure], peers: Mapping[str, Sequence[Figure]], unit: str) -> pd.DataFrame:
    """One row per metric that the unit has a value of, in order: COLUMNS. place, among, median: null where it cannot be
    compared. own: metric → its figure; peers: metric → one figure per unit of the same level, itself among them."""
    rows = []
    for metric_id in own:
        figure = own[metric_id]
        if figure.value is None:
            continue
        found = place(metric_id, peers.get(metric_id, ()), unit)
        rows.append(
            (
                metric_id,
                words.title(METRICS[metric_id]),
                figure.value,
                figure.count,
                figure.out_of,
                figure.target,
                found and found.place,
                found and found.among,
                found and found.median,
                figure.measured_in == "%" and (figure.out_of or 0) < SMALL,
                figure.is_sample,
            )
        )
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    numbers = ["value", "count", "out_of", "target", "place", "among", "median"]
    return frame.astype(dict.fromkeys(numbers, "float64")).astype({"is_small": bool, "is_sample": bool})


def shown(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows as they are read: own, goal, middle, standing beside table()'s columns."""
    units = {one: METRICS[one].measured_in for one in frame["id"]}
    return frame.assign(
        own=[_own(row, units[row.id]) for row in frame.itertuples()],
        goal=[NO_VALUE if pd.isna(row.target) else measured(row.target, units[row.id]) for row in frame.itertuples()],
        middle=[NO_VALUE if pd.isna(row.median) else measured(row.median, units[row.id]) for row in frame.itertuples()],
        standing=[_standing(row) for row in frame.itertuples()],
    )


def _own(row: object, unit: str) -> str:
    if unit == "%" and row.is_small:  # type: ignore[attr-defined]
        return say("{count} hồ sơ", count=f"{vn(row.count)}/{vn(row.out_of)}")  # type: ignore[attr-defined]
    return measured(row.value, unit)  # type: ignore[attr-defined]


def _standing(row: object) -> str:
    """3/20; of few dossiers why there is no place."""
    if not pd.isna(row.place):  # type: ignore[attr-defined]
        return f"{vn(row.place)}/{vn(row.among)}"  # type: ignore[attr-defined]
    if row.is_small:  # type: ignore[attr-defined]
        return say("dưới {few} hồ sơ", few=SMALL)
    return NO_VALUE


def sentence(frame: pd.DataFrame, peers: str) -> str:
    """In which half it stands most often. frame: as table(); peers: what the others are called."""
    placed = frame[frame["place"].notna()]
    if placed.empty:
        return say("Chưa chỉ số nào so được với {peers}.", peers=peers)
    upper = int((placed["place"] <= placed["among"] / 2).sum())
    return say(
        "So với {peers}: {upper}/{all} chỉ số ở nửa trên. Vị trí 1 là tốt nhất; dưới {few} hồ sơ thì không xếp.",
        peers=peers,
        upper=vn(upper),
        all=vn(len(placed)),
        few=SMALL,
    )
