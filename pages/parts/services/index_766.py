"""The index of Decision 766: points by group and part, what is missing, where it is gained fastest. No screen.

Points are the metric's (service_index_766); here stand the counts behind them, what they lack, and the words.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

import pandas as pd

from metrics import Figure
from pages.parts.dossiers import SMALL, SMALL_MARK
from pages.parts.style import is_missing, pct, vn
from pages.parts.words import later, say

METRIC = "service_index_766"
WHOLE = 100  # points of the whole index
EPSILON = 1e-9
# As a column is headed; a group that an officer adds is headed by its name.
SHORT = {
    "transparency": later("Công khai"),
    "progress": later("Tiến độ"),
    "digitisation": later("Số hóa"),
    "online": later("Trực tuyến"),
    "satisfaction": later("Hài lòng"),
}
# The figure whose rows a ratio is counted from; a ratio of procedures is counted from their dossiers with a fee.
METRIC_OF = {
    "on_time": "dossiers_on_time_share_766",
    "online": "dossiers_online_share_eligible",
    "input_digitised": "dossiers_input_digitised_share",
    "result_digitised": "dossiers_result_digitised_share",
    "paid_online": "dossiers_paid_online_share",
    "procedures_with_fee": "dossiers_paid_online_share",
    "procedures_paid_online": "dossiers_paid_online_share",
}
MOST_POINTS, FEWEST_DOSSIERS = "points", "dossiers"  # what the gains are sorted by


# --- parts and groups -------------------------------------------------------------------------------------------


def parts(rules: pd.DataFrame, counts: pd.DataFrame, points: Mapping[str, float | None]) -> pd.DataFrame:
    """One row per part of the index, in the officers' order: the columns of rules, and done, total, rate (%), points
    (null: not computed), missing (points below the most), needed (dossiers or procedures up to the target), is_small.

    rules, counts: as records_index gives them, counts of those asked about alone; points: the part's name → the
    metric's count.
    """
    sums = counts.groupby("part")[["done", "total"]].sum(min_count=1)
    frame = rules.merge(sums, left_on="part", right_index=True, how="left")
    known = frame["done"].notna() & frame["total"].gt(0)
    frame["rate"] = (100 * frame["done"] / frame["total"]).where(known)
    frame["points"] = frame["name"].map(points).astype("float64").where(known)
    frame["missing"] = frame["most"] - frame["points"]
    frame["needed"] = [_needed(row.done, row.total, row.target) for row in frame.itertuples()]
    frame["is_small"] = known & frame["total"].lt(SMALL)
    return frame.reset_index(drop=True)


def _needed(done: float, total: float, target: float) -> float:
    """How many more of the same total reach the target; not below zero, null where nothing is known."""
    if is_missing(done) or is_missing(total) or is_missing(target):
        return float("nan")
    return float(max(0, math.ceil(target / 100 * total - done - EPSILON)))


def groups(found: pd.DataFrame) -> pd.DataFrame:
    """One row per group: group, name, most, computed (the most that its parts with data can give), points (null where
    no part has data), missing, unknown (points without data). found: as parts()."""
    known = found["points"].notna()
    frame = found.assign(computed=found["most"].where(known, 0))
    frame = frame.groupby("group", sort=False).agg(
        name=("group_name", "first"),
        most=("most", "sum"),
        computed=("computed", "sum"),
        points=("points", lambda some: some.sum(min_count=1)),
    )
    frame = frame.assign(missing=frame["computed"] - frame["points"], unknown=frame["most"] - frame["computed"])
    return frame.reset_index()


def now(row: pd.Series) -> str:
    """22,4 %; of a few the count alone: 2/9."""
    return f"{vn(row['done'])}/{vn(row['total'])}" if row["is_small"] else pct(row["rate"])


def share(row: pd.Series) -> str:
    """98,5 % = 2.039/2.071; of a few the count alone: 2/9."""
    return now(row) if row["is_small"] else f"{now(row)} = {vn(row['done'])}/{vn(row['total'])}"


def counted(ratio: str, number: float) -> str:
    """41 hồ sơ; 7 thủ tục, where a ratio counts procedures."""
    said = vn(number)
    if ratio.startswith("procedures"):
        return say("{count} thủ tục", count=said)
    return say("{count} hồ sơ", count=said)


# --- what is computed, and what follows from it -------------------------------------------------------------------


def computed(figure: Figure, found: pd.DataFrame) -> str:
    """Đã tính được 53 trong 100 điểm; 47 điểm chưa có số liệu."""
    whole, known = float(found["most"].sum()), figure.out_of or 0
    said = say("đã tính được {known} trong {whole} điểm", known=scored(known), whole=scored(whole))
    if whole - known > EPSILON:
        said += say("; {count} điểm chưa có số liệu", count=scored(whole - known))
    return said[:1].upper() + said[1:]


def scored(value: float | None) -> str:
    """53; 49,70; whole maxima without their zeros."""
    if value is None or is_missing(value):
        return vn(None)
    return vn(value) if float(value).is_integer() else vn(value, 2 if round(value, 1) != round(value, 4) else 1)


def span(figure: Figure, found: pd.DataFrame) -> tuple[float, float]:
    """The lowest and the highest that the whole index can be: parts without data give nothing, or everything."""
    low = figure.value or 0
    return low, low + float(found["most"].sum()) - (figure.out_of or 0)


def band(score: float, bands: pd.DataFrame) -> str:
    """The name of the highest band whose least points are reached; empty where no band is known."""
    reached = bands[bands["least"] <= score + EPSILON]
    return "" if reached.empty else str(reached.sort_values("least").iloc[-1]["name"])


def verdict(between: tuple[float, float], bands: pd.DataFrame) -> tuple[str, bool]:
    """(what can be said of the band, whether it is certain). It is named only where the parts without data can't change
    it any more."""
    low, high = (band(one, bands) for one in between)
    if not low:
        return say("chưa có bảng xếp loại"), False
    if low == high:
        return say("xếp loại {band}", band=low), True
    return say("chưa xếp loại được: từ {low} đến {high}", low=low, high=high), False


# --- where points are gained ----------------------------------------------------------------------------------------


def gains(found: pd.DataFrame, by: str = MOST_POINTS) -> pd.DataFrame:
    """The parts below their target, the most points first, of equal ones the fewest dossiers (by: or the other way
    round): the columns of parts(), and sentence. found: as parts()."""
    short = found[found["missing"] > EPSILON]
    order = [("missing", False), ("needed", True)]
    if by == FEWEST_DOSSIERS:
        order.reverse()
    short = short.sort_values([name for name, _ in order], ascending=[up for _, up in order], kind="stable")
    return short.assign(sentence=[gain(row) for _, row in short.iterrows()]).reset_index(drop=True)


def gain(row: pd.Series) -> str:
    """+1,80 điểm nếu thanh toán trực tuyến đạt 30 % (nay 22,4 %, cần thêm 41 hồ sơ)"""
    return say(
        "+{points} điểm nếu {name} đạt {target} (nay {now}, cần thêm {needed})",
        points=vn(row["missing"], 2),
        name=row["name"][:1].lower() + row["name"][1:],
        target=pct(row["target"], 0 if float(row["target"]).is_integer() else 1),
        now=now(row),
        needed=counted(str(row["ratio"]), row["needed"]),
    )


def furthest(counts: pd.DataFrame, part: str, names: Mapping[str, str]) -> str:
    """The unit that lacks the most up to the target of the part, and how many: Yên Sơn (12)."""
    rows = counts[counts["part"].eq(part)]
    lacking = {row.unit: _needed(row.done, row.total, row.target) for row in rows.itertuples()}
    known = {unit: number for unit, number in lacking.items() if number > 0}
    if not known:
        return ""
    most = max(known.values())
    first = min(names.get(unit, unit) for unit, number in known.items() if number == most)
    return f"{first} ({vn(most)})"


# --- what could not be computed --------------------------------------------------------------------------------------


def uncomputed(found: pd.DataFrame) -> pd.DataFrame:
    """The parts without points: the columns of parts(), and why. found: as parts()."""
    gone = found[found["points"].isna()]
    return gone.assign(why=[_why(row) for row in gone.itertuples()]).reset_index(drop=True)


def _why(row: object) -> str:
    if is_missing(row.ratio):  # type: ignore[attr-defined]
        return say("Chưa nguồn nào gửi")
    if is_missing(row.total):  # type: ignore[attr-defined]
        return say("Trong kỳ không có hồ sơ")
    return say("Tệp không ghi cột này")


# --- one row per unit -------------------------------------------------------------------------------------------------


def table(
    found: Mapping[str, pd.DataFrame],
    counts: pd.DataFrame,
    order: Sequence[str],
    named: Mapping[str, Callable[[str], str]],
) -> pd.DataFrame:
    """One row per level, then one per unit, the smallest part of its computable points first, those of few dossiers
    last: key, kind (level | unit), name, points, computed, missing, the groups (`19,69/20`; null without data), and
    each of them as two numbers (group_points, group_computed), is_small, is_sample.

    found: kind → as metrics.by of that kind and the group; order: the groups; named: kind → what a key is called.
    """
    kinds = [_rows(kind, frame, counts, order, named[kind]) for kind, frame in found.items() if len(frame)]
    columns = ["key", "kind", "name", "points", "computed", "missing", *order, "is_small", "is_sample"]
    return pd.concat(kinds, ignore_index=True) if kinds else pd.DataFrame(columns=columns)


def _rows(
    kind: str, frame: pd.DataFrame, counts: pd.DataFrame, order: Sequence[str], named: Callable[[str], str]
) -> pd.DataFrame:
    wide = frame.pivot(index=kind, columns="group", values=["count", "out_of"]).astype("float64")
    most = counts.groupby(kind)["total"].max()
    rows = pd.DataFrame({"key": wide.index, "kind": kind})
    rows["is_small"] = kind == "unit" and rows["key"].map(most).lt(SMALL)
    rows["name"] = [
        f"{named(key)} {SMALL_MARK}" if is_small else named(key)
        for key, is_small in zip(rows["key"], rows["is_small"], strict=True)
    ]
    rows["points"] = wide["count"].sum(axis=1, min_count=1).to_numpy()
    rows["computed"] = wide["out_of"].sum(axis=1, min_count=1).to_numpy()
    rows["missing"] = rows["computed"] - rows["points"]
    for group in order:
        has = group in wide["count"]
        rows[f"{group}_points"] = wide["count"][group].to_numpy() if has else float("nan")
        rows[f"{group}_computed"] = wide["out_of"][group].to_numpy() if has else float("nan")
        pairs = zip(rows[f"{group}_points"], rows[f"{group}_computed"], strict=True)
        rows[group] = [None if is_missing(got) else f"{vn(got, 2)}/{scored(of)}" for got, of in pairs]
    rows["is_sample"] = rows["key"].map(frame.groupby(kind)["is_sample"].any())
    if kind == "level":
        places = ["province", "district", "commune"]
        return rows.sort_values("key", key=lambda keys: keys.map(places.index), ignore_index=True)
    ranked = rows.assign(share=rows["points"] / rows["computed"])
    ranked = ranked.sort_values(["is_small", "share", "name"], kind="stable")
    return rows.loc[ranked.index].reset_index(drop=True)


def with_first(rows: pd.DataFrame, key: str | None) -> pd.DataFrame:
    """The same rows, that unit's right below the levels: a long list is cut off. rows: as table()."""
    place = rows["kind"].eq("unit").astype(int) + (rows["kind"].eq("unit") & rows["key"].ne(key)).astype(int)
    return rows.loc[place.sort_values(kind="stable").index].reset_index(drop=True)


def summed_up(rows: pd.DataFrame) -> str:
    """How many units there are, who is furthest behind, and what the mark means. rows: as table()."""
    units = rows[rows["kind"].eq("unit")]
    said = say("{count} đơn vị, thấp nhất trước", count=vn(len(units)))
    large = units[~units["is_small"].astype(bool)]
    if len(large) > 1:
        last = large.iloc[0]
        said += say(
            "; xa mức tối đa tính được nhất: {name}, thiếu {missing} điểm",
            name=last["name"],
            missing=vn(last["missing"], 2),
        )
    if units["is_small"].any():
        said += say("; {mark} dưới {few} hồ sơ, xếp cuối", mark=SMALL_MARK, few=SMALL)
    return said + "."
