"""Operators side by side: how many stations, with what, where, on how many sites. Frames in, frames and words out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

import numpy as np
import pandas as pd

from metrics import Figure
from pages.parts import words
from pages.parts.style import is_missing, month, pct, vn
from pages.parts.words import later, say

# What stations are listed for, in the order of the switch.
OLD, BUILDING, STOPPED, OUTAGE, UNPLACED, ACTIVE = "old", "building", "stopped", "outage", "unplaced", "active"
KINDS = {
    OLD: later("Chỉ có 2G, 3G"),
    BUILDING: later("Đang xây dựng"),
    STOPPED: later("Đã dừng"),
    OUTAGE: later("Mất liên lạc"),
    UNPLACED: later("Chưa có tọa độ"),
    ACTIVE: later("Đang hoạt động"),
}
SHARES = {"2G": "with_2g", "3G": "with_3g", "4G": "with_4g", "5G": "with_5g"}
# What metrics.by answers, by the column that it becomes.
COLUMNS = {
    "stations_active": "active",
    "stations_3g_share": "with_3g",
    "stations_4g_share": "with_4g",
    "stations_5g_share": "with_5g",
    "sites_total": "sites",
    "sites_shared_share": "shared",
}


def marks(stations: pd.DataFrame) -> pd.DataFrame:
    """Of which kinds each station is: a column of true and false per kind. stations: as records_coverage.stations.

    Only 2G, 3G: on air, one of the two said, 4G said not to be there and 5G not said to be. A list that doesn't speak
    of 4G says nothing about it.
    """
    active = stations["is_active"].eq(True)
    is_old = stations["has_2g"].eq(True) | stations["has_3g"].eq(True)
    is_old &= stations["has_4g"].eq(False) & stations["has_5g"].ne(True)
    found = {kind: stations["status"].eq(kind) for kind in (BUILDING, STOPPED, OUTAGE)}
    unplaced = stations["longitude"].isna() | stations["latitude"].isna()
    return pd.DataFrame({OLD: active & is_old, **found, UNPLACED: unplaced, ACTIVE: active})


def narrowed(stations: pd.DataFrame, operator: str | None = None, technology: str | None = None) -> pd.DataFrame:
    """Those of an operator that have a technology; all where neither is named."""
    found = stations[stations["operator"].eq(operator)] if operator else stations
    return found[found[f"has_{technology.lower()}"].eq(True)] if technology else found


def listed(stations: pd.DataFrame, kind: str) -> pd.DataFrame:
    """Stations of a kind, by operator, district, commune and code."""
    found = stations[marks(stations)[kind]]
    return found.sort_values(["operator", "district", "unit", "station_code"], ignore_index=True)


def absent(
    stations: pd.DataFrame, villages: pd.DataFrame, communes: Sequence[str], order: Sequence[str]
) -> pd.DataFrame:
    """One row per operator and commune without an active station of its own, the most people first: operator, unit,
    present (stations of others there), others (who they are; empty: nobody), villages, people (null: no list),
    is_sample. communes: all of the area; order: the operators; frames: as records_coverage, of the area."""
    active = stations[stations["is_active"].eq(True)]
    counts = active.groupby(["unit", "operator"]).size().unstack(fill_value=0).reindex(communes, fill_value=0)
    counts = counts.reindex(columns=order, fill_value=0)
    of = villages.groupby("unit")
    there = [", ".join(one for one, many in zip(order, row, strict=True) if many) for row in counts.to_numpy()]
    names = dict(zip(counts.index, there, strict=True))
    frame = counts.melt(var_name="operator", value_name="own", ignore_index=False).rename_axis("unit").reset_index()
    found = frame[frame["own"].eq(0)].assign(
        present=lambda rows: rows["unit"].map(counts.sum(axis=1)),
        others=lambda rows: rows["unit"].map(names),
        villages=lambda rows: rows["unit"].map(of.size()).astype("float64"),
        people=lambda rows: rows["unit"].map(of["population"].sum(min_count=1)).astype("float64"),
        is_sample=bool(stations["is_sample"].any()),
    )
    order_ = ["people", "operator", "unit"]
    return found.drop(columns=["own"]).sort_values(
        order_, ascending=[False, True, True], na_position="last", ignore_index=True
    )


# --- one row per operator -------------------------------------------------------------------------------------


def compared(stations: pd.DataFrame, found: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """One row per operator, the most active stations first: operator, active, with_2g … with_5g (%; null: not said),
    communes (with an active station), sites, shared (% of them), one column per other kind, is_sample.

    stations: as records_coverage.stations, of the area; found: metric id → metrics.by(…, "operator"), of COLUMNS.
    """
    flags = marks(stations).drop(columns=[ACTIVE])
    groups = flags.groupby(stations["operator"])
    frame = groups.sum().astype("int64")
    active = stations[stations["is_active"].eq(True)]
    frame["communes"] = active.groupby("operator")["unit"].nunique()
    frame["with_2g"] = share_2g(active)
    for metric_id, column in COLUMNS.items():
        frame[column] = found[metric_id].set_index("operator")["value"].astype("float64")
    frame["is_sample"] = stations.groupby("operator")["is_sample"].any()
    frame[["communes", "active"]] = frame[["communes", "active"]].fillna(0)
    return frame.reset_index().sort_values(["active", "operator"], ascending=[False, True], ignore_index=True)


def share_2g(active: pd.DataFrame) -> pd.Series:
    """By operator, % of active stations with 2G; null where its list doesn't speak of 2G."""
    groups = active.assign(said=active["has_2g"].notna(), has=active["has_2g"].eq(True)).groupby("operator")
    return (100 * groups["has"].sum() / groups.size()).where(groups["said"].any()).astype("float64")


def with_whole(frame: pd.DataFrame, stations: pd.DataFrame, figures: Mapping[str, Figure]) -> pd.DataFrame:
    """With all operators together as the first row, operator null: a commune or a site of two counts once.

    frame: as compared; figures: metric id → the whole's, of COLUMNS.
    """
    active = stations[stations["is_active"].eq(True)]
    first = {column: figures[metric_id].value for metric_id, column in COLUMNS.items()}
    first |= {kind: frame[kind].sum() for kind in KINDS if kind != ACTIVE}
    first |= {"operator": None, "communes": active["unit"].nunique(), "is_sample": bool(frame["is_sample"].any())}
    first["with_2g"] = share_2g(active.assign(operator="")).get("", np.nan)
    whole = pd.DataFrame([first]).astype(dict.fromkeys((*COLUMNS.values(), "with_2g"), "float64"))
    return pd.concat([whole, frame], ignore_index=True)


def shares(frame: pd.DataFrame) -> pd.DataFrame:
    """One row per operator and technology: operator, technology, share (%; null: not said), stations, is_sample."""
    rows = [
        {"operator": one["operator"], "technology": name, "share": one[column], "stations": one["active"]}
        | {"is_sample": one["is_sample"]}
        for one in frame.to_dict("records")
        for name, column in SHARES.items()
    ]
    return pd.DataFrame(rows, columns=["operator", "technology", "share", "stations", "is_sample"])


# --- by month -------------------------------------------------------------------------------------------------


def months(found: Mapping[date, Sequence[Figure]], operators: Sequence[str]) -> pd.DataFrame:
    """One row per operator and month: operator, month_end, value, change, is_sample.

    found: month's end → the active stations of each operator on that day; the first only tells the second's change.
    value is null where the operator sent no list that is of that month: an older one, which stands in elsewhere, would
    look as if nothing had changed. change is null unless both months were sent.
    """
    rows = []
    for end in sorted(found):
        known = {(one.by or {}).get("operator"): one for one in found[end]}
        for operator in operators:
            one = known.get(operator)
            own = one is not None and one.as_of is not None and one.as_of >= end.replace(day=1)
            rows.append(
                {
                    "operator": operator,
                    "month_end": end,
                    "value": one.value if own and one else np.nan,
                    "is_sample": bool(one and one.is_sample),
                }
            )
    frame = pd.DataFrame(rows, columns=["operator", "month_end", "value", "is_sample"]).astype({"value": "float64"})
    frame["change"] = frame.groupby("operator")["value"].diff()
    return frame


def shown(monthly: pd.DataFrame) -> pd.DataFrame:
    """Without the first month, whose change nobody knows. monthly: as months."""
    return monthly[monthly["month_end"].ne(monthly["month_end"].min())].reset_index(drop=True)


def with_months(frame: pd.DataFrame, monthly: pd.DataFrame) -> pd.DataFrame:
    """With trend (since the last month that was not sent, its first one 100) and change (from the first month sent to
    the last).

    frame: as with_whole; monthly: as months. A month that one operator did not send is missing of the whole.
    """
    lines: dict[str | None, list[float]] = {}
    changes: dict[str | None, float] = {}
    by_operator = monthly.pivot(index="month_end", columns="operator", values="value").sort_index()
    every = {None: by_operator.sum(axis=1, skipna=False)} | {name: by_operator[name] for name in by_operator}
    for operator, values in every.items():
        sent, gap = values.dropna(), values.isna().to_numpy().nonzero()[0]
        unbroken = values.iloc[gap[-1] + 1 if len(gap) else 0 :]
        lines[operator] = [100 * float(one) / unbroken.iloc[0] for one in unbroken] if unbroken.gt(0).all() else []
        changes[operator] = sent.iloc[-1] - sent.iloc[0] if len(sent) > 1 else np.nan
    keys = [None if is_missing(one) else one for one in frame["operator"]]
    return frame.assign(trend=[lines.get(one, []) for one in keys], change=[changes.get(one, np.nan) for one in keys])


# --- what is said ------------------------------------------------------------------------------------------


def signed(change: object) -> str:
    """+12, −3, 0; not known → –."""
    if is_missing(change):
        return vn(None)
    number = float(str(change))
    return f"+{vn(number)}" if number > 0 else vn(number)


def absent_sentence(found: pd.DataFrame) -> str:
    """How many communes each operator is absent from, and how many have no station at all. found: as absent."""
    if found.empty:
        return say("Nhà mạng nào cũng có trạm đang hoạt động ở mọi xã của lựa chọn này.")
    said = [f"{operator} {vn(count)}" for operator, count in found["operator"].value_counts().items()]
    nobody = found[found["present"].eq(0)]["unit"].nunique()
    said = [say("Số xã: {list}", list=", ".join(said))]
    return " · ".join([*said, say("{count} xã không có trạm nào", count=vn(nobody))] if nobody else said)


def sentence(frame: pd.DataFrame, communes: int) -> str:
    """How many operators, and which is in the fewest communes. frame: as compared; communes: of the area."""
    fewest = frame.sort_values(["communes", "operator"]).iloc[0]
    return say(
        "{count} nhà mạng · ở ít xã nhất: {operator}, {n}/{all} xã",
        count=vn(len(frame)), operator=fewest["operator"], n=vn(fewest["communes"]), all=vn(communes),
    )  # fmt: skip


def shares_sentence(frame: pd.DataFrame) -> str:
    """Who has the least 4G. frame: as compared."""
    known = frame[frame["with_4g"].notna()].sort_values(["with_4g", "operator"])
    if known.empty:
        return say("Danh sách trạm không ghi công nghệ 4G.")
    least = known.iloc[0]
    return say("Có 4G thấp nhất: {operator}, {share}", operator=least["operator"], share=pct(least["with_4g"]))


def months_sentence(monthly: pd.DataFrame) -> str:
    """Who grew most over the months, and how many reports are missing. monthly: as months."""
    sent = monthly.dropna(subset=["value"]).sort_values("month_end").groupby("operator")["value"]
    grown = (sent.last() - sent.first()).sort_values(ascending=False, kind="stable")
    gaps = int(shown(monthly)["value"].isna().sum())
    said = [say("Không nhà mạng nào tăng số trạm")]
    if len(grown) and grown.iloc[0] > 0:
        said = [say("Tăng nhiều nhất: {operator}, {n} trạm", operator=grown.index[0], n=signed(grown.iloc[0]))]
    return " · ".join([*said, say("{count} báo cáo tháng chưa gửi", count=vn(gaps))] if gaps else said)


def sites_sentence(whole: Figure) -> str:
    """The share of sites with two operators or more, which counts sites. whole: of sites_shared_share."""
    if whole.value is None:
        return say("Chưa có tọa độ nên chưa tìm được vị trí chung.")
    return say(
        "{count}/{all} vị trí ({share}) có từ hai nhà mạng; đếm vị trí, không đếm trạm",
        count=vn(whole.count), all=vn(whole.out_of), share=pct(whole.value),
    )  # fmt: skip


def listed_sentence(frame: pd.DataFrame, kind: str) -> str:
    """How many of each operator. frame: as listed."""
    if frame.empty:
        return say("Không có trạm nào trong lựa chọn này.")
    counts = frame["operator"].value_counts()
    said = ", ".join(f"{operator} {vn(count)}" for operator, count in counts.items())
    about = {
        OLD: say("trạm đang hoạt động không có 4G, 5G: còn lại khi tắt sóng 2G, 3G"),
        UNPLACED: say("trạm không vẽ được trên bản đồ, không tìm được vị trí chung"),
    }.get(kind, "")
    return " · ".join([one for one in (say("{count} trạm", count=vn(len(frame))), said, about) if one])


def readable(frame: pd.DataFrame, named: Callable[[str], str]) -> pd.DataFrame:
    """With commune_name, district_name, technologies and state in words. frame: as listed."""
    names = {one: named(one) for name in ("unit", "district") for one in frame[name].dropna().unique()}
    return frame.assign(
        commune_name=frame["unit"].map(names),
        district_name=frame["district"].map(names),
        technologies=frame["technology"],
        state=[words.named("value", str(one)) for one in frame["status"]],
    )


def said_month(end: date, value: float, change: float) -> str:
    """One cell of the months in words, for who points at it."""
    if is_missing(value):
        return say("{month}: chưa gửi danh sách", month=month(end))
    return say(
        "{month}: {count} trạm, {change} so với tháng trước", month=month(end), count=vn(value), change=signed(change)
    )
