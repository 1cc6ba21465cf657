"""Charts of operators side by side: a frame → an Altair chart. Pure: no screen, no query.

An operator's own red would read as late: one hue for all of them.
"""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import pandas as pd

from pages.parts import operators, words
from pages.parts.map_classes import RAMPS, class_of, ink_on
from pages.parts.style import LIGHT, Palette, is_missing, pct, vn
from pages.parts.words import say

ROW, HEAD = 34, 34  # pixels of a row of cells; of what stands above and below them
SHARES = (20, 50, 80, 95)  # % at which classes 2 to 5 begin: nearly all have it, or nearly none, is what matters
CELL = "cell"  # what a click on a cell picks
ROOM = 1.9  # of the longest bar: the words behind it


def shares(frame: pd.DataFrame, order: Sequence[str], colours: Palette = LIGHT) -> alt.LayerChart:
    """Operators down, technologies across, the share in each cell. frame: as operators.shares; order: the operators.

    A click gives operator and technology in the selection `cell`."""
    places = [class_of(one, SHARES) for one in frame["share"]]
    fills = [colours.gap if one is None else RAMPS[colours][one] for one in places]
    data = frame.assign(
        fill=fills,
        on=[colours.ink_2 if one is None else ink_on(fill) for one, fill in zip(places, fills, strict=True)],
        said=[pct(one) for one in frame["share"]],
        whole=[say("{share} của {all} trạm", share=pct(row.share), all=vn(row.stations)) for row in frame.itertuples()],
    )
    tooltip = [
        alt.Tooltip("operator:N", title=say("Nhà mạng")),
        alt.Tooltip("technology:N", title=say("Công nghệ")),
        alt.Tooltip("whole:N", title=say("Tỷ lệ trạm")),
    ]
    x = alt.X("technology:O", axis=_axis(colours.ink_2), scale=alt.Scale(domain=list(operators.SHARES)))
    return _cells(data, x, order, tooltip, ["operator", "technology"], colours)


def months(frame: pd.DataFrame, order: Sequence[str], colours: Palette = LIGHT) -> alt.LayerChart:
    """Operators down, months across, the change in each cell; grey where no list was sent. frame: as operators.months.

    A click gives operator and month (2024-05) in the selection `cell`."""
    most = max(1.0, float(frame["change"].abs().max()) if frame["change"].notna().any() else 1.0)
    fills = [_change_fill(row.value, row.change, most, colours) for row in frame.itertuples()]
    data = frame.assign(
        month=[f"{end:%Y-%m}" for end in frame["month_end"]],
        fill=fills,
        on=[
            colours.ink_2 if is_missing(row.value) else ink_on(f)
            for row, f in zip(frame.itertuples(), fills, strict=True)
        ],
        said=["∅" if is_missing(row.value) else operators.signed(row.change) for row in frame.itertuples()],
        whole=[operators.said_month(row.month_end, row.value, row.change) for row in frame.itertuples()],
    )
    tooltip = [alt.Tooltip("operator:N", title=say("Nhà mạng")), alt.Tooltip("whole:N", title=say("Tháng"))]
    number = "toNumber(slice(datum.value, 5))"
    label = f"{words.month_names()}[{number} - 1] + ({number} == 1 ? '/' + slice(datum.value, 2, 4) : '')"
    ends = sorted(set(data["month"]))
    x = alt.X("month:O", axis=_axis(colours.ink_2, labelExpr=label), scale=alt.Scale(domain=ends))
    return _cells(data.drop(columns=["month_end"]), x, order, tooltip, ["operator", "month"], colours)


def _change_fill(value: float, change: float, most: float, colours: Palette) -> str:
    """Grey without a list; deeper blue the more stations came, yellow where some went: the sign says it too."""
    if is_missing(value):
        return colours.gap
    if is_missing(change) or not change:
        return RAMPS[colours][0]
    return colours.warn if change < 0 else RAMPS[colours][1 + min(3, int(3.99 * change / most))]


def _axis(ink: str, **more: str) -> alt.Axis:
    return alt.Axis(title=None, orient="top", labelColor=ink, labelOverlap=False, **more)


def _cells(
    data: pd.DataFrame,
    x: alt.X,
    order: Sequence[str],
    tooltip: list[alt.Tooltip],
    picked: list[str],
    colours: Palette,
) -> alt.LayerChart:
    axis = alt.Axis(title=None, labelLimit=110, labelOverlap=False, labelColor=colours.ink)
    y = alt.Y("operator:N", sort=list(order), axis=axis)
    base = alt.Chart(data)
    return alt.layer(
        base.mark_rect(cursor="pointer", width={"band": 0.95}, height={"band": 0.9})
        .encode(x=x, y=y, color=alt.Color("fill:N", scale=None), tooltip=tooltip)
        .add_params(alt.selection_point(name=CELL, fields=picked)),
        base.mark_text(fontWeight=600).encode(x=x, y=y, text="said:N", color=alt.Color("on:N", scale=None)),
    ).properties(height=ROW * len(order) + HEAD)


def sites(frame: pd.DataFrame, colours: Palette = LIGHT) -> alt.LayerChart:
    """One bar of sites per operator, those shared with another first. frame: operator, sites, shared (%).

    A click gives the operator in the selection `cell`."""
    known = frame[frame["sites"].notna()]
    order = list(known["operator"])
    most = float(known["sites"].max())
    common = (known["sites"] * known["shared"].fillna(0) / 100).round()
    data = known.assign(
        common=common,
        said=[vn(one) for one in common],
        whole=[
            say("{count} vị trí · {share}", count=vn(one.sites), share=pct(one.shared)) for one in known.itertuples()
        ],
    )
    scale = alt.Scale(domain=[0, most * ROOM], nice=False)
    y = alt.Y(
        "operator:N",
        sort=order,
        axis=alt.Axis(title=None, labelLimit=110, labelColor=colours.ink),
        scale=alt.Scale(paddingInner=0.35),
    )
    whole, part = alt.X("sites:Q", scale=scale, axis=None), alt.X("common:Q", scale=scale, axis=None)
    tooltip = [
        alt.Tooltip("operator:N", title=say("Nhà mạng")),
        alt.Tooltip("whole:N", title=say("Vị trí")),
        alt.Tooltip("said:N", title=say("Cùng nhà mạng khác")),
    ]
    base = alt.Chart(data)
    return alt.layer(
        base.mark_bar(cursor="pointer", color=colours.shares[1])
        .encode(x=whole, y=y, tooltip=tooltip)
        .add_params(alt.selection_point(name=CELL, fields=["operator"])),
        base.mark_bar(cursor="pointer", color=colours.shares[0]).encode(x=part, y=y, tooltip=tooltip),
        base.mark_text(align="left", color=colours.ink, dx=6).encode(x=whole, y=y, text="whole:N"),
    ).properties(height=ROW * len(order) + 16)
