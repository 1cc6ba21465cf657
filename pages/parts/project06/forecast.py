"""How fast a plan and each lead unit finish their tasks, how fast they would have to, and when they end at their own
pace, with a range. No screen, no query.

The range is drawn from what the unit itself did between its reports: those months are drawn again and again, each as
likely as the others, until nothing is open; eight of ten such futures end inside it. Recurring tasks never end and are
left out.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from pages.parts.style import NO_VALUE, day, vn
from pages.parts.words import say

MONTH = 30.4375  # days
FUTURES, LONGEST = 1000, 120  # futures drawn; a future that needs more months than this has no end
LOW, MIDDLE, HIGH = 10, 50, 90
DONE, FEW, STILL, ONE, RANGE = "done", "few", "still", "one", "range"  # what a forecast rests on
SEED = 6  # the same reports give the same range


def paces(rows: pd.DataFrame, by: str | None = None) -> pd.DataFrame:
    """One row per report but the first, and group: group, day, months (since the report before), finished (tasks that
    were listed and not done before; a reopened one takes one off). rows: as moved.identified; by: a column of them."""
    counted = rows[~rows["is_recurring"].astype(bool)]
    before = counted.groupby("task")["is_done"].shift()
    gained = (counted["is_done"].astype(int) - before.eq(True).astype(int)).where(before.notna(), 0)
    group = counted[by] if by else pd.Series(0, index=counted.index)
    table = counted.assign(group=group, gained=gained).pivot_table(
        index="day", columns="group", values="gained", aggfunc="sum", fill_value=0
    )
    days = pd.DatetimeIndex(sorted(rows["day"].unique()))
    told = table.reindex(days, fill_value=0).iloc[1:].rename_axis(index="day", columns="group").stack()
    months = pd.Series(days, index=days).diff().dt.days / MONTH
    told = told.rename("finished").reset_index()
    return told.assign(months=told["day"].map(months))


def finishing(rows: pd.DataFrame, end: date, by: str | None = None) -> pd.DataFrame:
    """One row per group, the furthest behind first: group, total (without recurring), done, open, needed (a month from
    the newest report to `end`; null after it), pace (a month so far; null below two reports), basis (of DONE, FEW,
    STILL, ONE, RANGE), finishes, earliest, latest (null where no end is in sight), is_sample.

    rows: as moved.identified; end: the last day of the plan; by: a column of the rows; None is the plan as a whole.
    """
    newest = rows["day"].max()
    now = rows[rows["day"].eq(newest) & ~rows["is_recurring"].astype(bool)]
    group = now[by] if by else pd.Series(0, index=now.index)
    frame = now.groupby(group).agg(total=("is_done", "size"), done=("is_done", "sum"), is_sample=("is_sample", "any"))
    frame = frame.rename_axis("group").reset_index()
    history = dict(list(paces(rows, by).groupby("group"))) if rows["day"].nunique() > 1 else {}
    frame["open"] = frame["total"] - frame["done"]
    left = (pd.Timestamp(end) - newest).days / MONTH
    frame["needed"] = (frame["open"] / left if left > 0 else frame["open"] * np.nan).astype("float64")
    told = [_end(history.get(one.group), int(one.open), newest) for one in frame.itertuples()]
    frame = pd.concat([frame, pd.DataFrame(told)], axis=1)
    behind = (frame["needed"].fillna(np.inf) - frame["pace"].fillna(0)).where(frame["open"] > 0, -np.inf)
    return frame.assign(behind=behind).sort_values(
        ["behind", "open"], ascending=False, kind="stable", ignore_index=True
    )


def _end(history: pd.DataFrame | None, open_: int, newest: pd.Timestamp) -> dict[str, Any]:
    """When so many tasks are finished at the pace of that history (rows of paces of one group)."""
    said: dict[str, Any] = {"pace": np.nan, "basis": FEW, "finishes": pd.NaT, "earliest": pd.NaT, "latest": pd.NaT}
    if history is not None:
        said["pace"] = history["finished"].sum() / history["months"].sum()
    if not open_:
        return said | {"basis": DONE}
    if history is None:
        return said
    if said["pace"] <= 0:
        return said | {"basis": STILL}
    if len(history) == 1:
        return said | {"basis": ONE, "finishes": _after(newest, open_ / said["pace"])}
    monthly = (history["finished"] / history["months"]).to_numpy()
    months = _futures(monthly, open_)
    ends = [_after(newest, one) for one in np.percentile(months, (LOW, MIDDLE, HIGH), method="higher")]
    return said | {"basis": RANGE, "earliest": ends[0], "finishes": ends[1], "latest": ends[2]}


def _futures(monthly: np.ndarray, open_: int) -> np.ndarray:
    """In how many months nothing is open any more, one number per future; infinite where it takes too long."""
    drawn = np.random.default_rng(SEED).choice(monthly, size=(FUTURES, LONGEST)).cumsum(axis=1)
    # A month that reopens more than it finishes takes off: what counts is when the sum first gets there.
    there = drawn >= open_
    return np.where(there.any(axis=1), there.argmax(axis=1) + 1.0, np.inf)


def _after(newest: pd.Timestamp, months: float) -> pd.Timestamp:
    return newest + pd.Timedelta(days=round(months * MONTH)) if np.isfinite(months) else pd.NaT


def finishing_said(row: Any) -> str:
    """`khoảng 15/10/2024 (từ 30/08/2024 đến 30/12/2024)`, or why there is no date. row: of finishing."""
    if row.basis == DONE:
        return say("đã xong")
    if row.basis == FEW:
        return say("quá ít báo cáo (cần ít nhất hai)")
    if row.basis == STILL:
        return say("chưa thấy ngày xong: không tiến thêm")
    if row.basis == ONE:
        return say("khoảng {day}; mới có hai báo cáo nên chưa có khoảng", day=day(row.finishes))
    low, middle, high = (day(one) for one in (row.earliest, row.finishes, row.latest))
    if high == NO_VALUE:
        return say("không sớm hơn {low}; không thấy ngày muộn nhất", low=low)
    return say("khoảng {middle} (từ {low} đến {high})", middle=middle, low=low, high=high)


def sentence(whole: pd.Series, end: date) -> str:
    """Open tasks, the pace so far, the pace that is needed, and the end. whole: the one row of finishing by nothing."""
    said = say("Còn {open}/{total} nhiệm vụ", open=vn(whole["open"]), total=vn(whole["total"]))
    if pd.notna(whole["pace"]):
        said += say("; đã hoàn thành {pace} nhiệm vụ mỗi tháng", pace=vn(whole["pace"], 1))
    if whole["open"] and pd.notna(whole["needed"]):
        said += say(", cần {needed} mỗi tháng để xong đến {day}", needed=vn(whole["needed"], 1), day=day(end))
    elif whole["open"]:
        said += say(", đã quá {day}", day=day(end))
    return said + say(". Theo nhịp này: {end}", end=finishing_said(whole))
