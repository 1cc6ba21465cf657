"""When each part of a plan is finished at its own pace: a range on the calendar, against the end of the plan."""

from __future__ import annotations

from datetime import date

import altair as alt
import pandas as pd

from pages.parts.style import Palette, day
from pages.parts.words import say

BAR, AROUND, AT_MOST = 26, 70, 14  # pixels of a row, and around them; rows drawn, the others are in the table
FAR = 36  # months after the plan's end that are drawn; a range that reaches further ends there in an arrow


def ends(frame: pd.DataFrame, newest: date, end: date, colours: Palette) -> alt.LayerChart:
    """A line from the earliest to the latest end, a dot where the middle one is; the plan's end as a dashed rule.

    frame: forecast.finishing with name and said, the furthest behind first.
    """
    drawn, edge = _drawn(frame, pd.Timestamp(newest), pd.Timestamp(end))
    scale = alt.Scale(domain=[f"{newest:%Y-%m-%d}", f"{edge:%Y-%m-%d}"])
    axis = alt.Axis(format="%m/%Y", labelOverlap=True, grid=True, gridColor=colours.grid)

    def at(field: str) -> alt.X:
        return alt.X(f"{field}:T", title=None, scale=scale, axis=axis)

    y = alt.Y("name:N", title=None, sort=list(drawn["name"]), axis=alt.Axis(labelLimit=330, labelOverlap=False))
    hue = alt.condition("datum.is_late", alt.value(colours.warn), alt.value(colours.run))
    base = alt.Chart(drawn)
    dated = base.transform_filter("isValid(datum.middle)")
    text = alt.Chart(pd.DataFrame({"end": [pd.Timestamp(end)], "said": [say("cuối kế hoạch {day}", day=day(end))]}))
    layers = (
        text.mark_rule(strokeDash=[5, 4], color=colours.ink_2).encode(x=at("end")),
        text.mark_text(align="left", dx=5, y=-9, color=colours.ink_2).encode(x=at("end"), text="said:N"),
        base.transform_filter("isValid(datum.high)")
        .mark_rule(strokeWidth=5, opacity=0.5)
        .encode(x=at("low"), x2="high:T", y=y, color=hue),
        dated.mark_circle(size=110, opacity=1).encode(x=at("middle"), y=y, color=hue),
        dated.mark_text(align="left", dx=9, dy=-9, color=colours.ink).encode(
            x=at("middle"), y=y, text=alt.Text("middle:T", format="%d/%m/%Y")
        ),
        base.transform_filter("datum.is_beyond")
        .mark_text(align="left", dx=-3, text="▶", color=colours.warn)
        .encode(x=at("high"), y=y),
        base.transform_filter("!isValid(datum.middle)")
        .mark_text(align="left", dx=6, color=colours.ink_2)
        .encode(x=at("start"), y=y, text="said:N"),
    )
    return alt.layer(*layers).properties(height=BAR * len(drawn) + AROUND, padding={"top": 24, "right": 12})


def _drawn(frame: pd.DataFrame, newest: pd.Timestamp, end: pd.Timestamp) -> tuple[pd.DataFrame, pd.Timestamp]:
    """(the rows that still have open tasks, with low, middle, high, start, is_late, is_beyond; the last day drawn)."""
    open_ = frame[frame["open"] > 0].head(AT_MOST)
    far = end + pd.DateOffset(months=FAR)
    has_range = open_["earliest"].notna()
    drawn = open_.assign(
        low=open_["earliest"].clip(upper=far),
        high=open_["latest"].fillna(far).where(has_range).clip(upper=far),
        middle=open_["finishes"].where(open_["finishes"] <= far),
        start=newest,
        is_beyond=has_range & ~(open_["latest"] <= far),
        is_late=open_["finishes"].isna() | (open_["finishes"] > end),
    )
    names = ["name", "said", "low", "high", "middle", "start", "is_late", "is_beyond"]
    shown = [end, *drawn["high"].dropna(), *drawn["middle"].dropna()]
    return drawn[names], max(shown) + pd.DateOffset(months=4)
