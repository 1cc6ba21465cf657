"""The chart of the index of Decision 766: a frame → an Altair chart. Pure: no screen, no query."""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt
import pandas as pd

from pages.parts.services.index_766 import scored
from pages.parts.style import LIGHT, Palette, is_missing, vn
from pages.parts.words import say

ROW, HEAD = 46, 40  # pixels of a group; of the legend
BAR = 22
WIDE = 4.2  # points from which on a part of a bar has room for words
LONG = 15  # from which on for a sentence
ROOM = 1.24  # of the longest bar: the words behind it


def segments(groups: pd.DataFrame) -> pd.DataFrame:
    """One row per group and part of its bar: group, name, kind (reached | missing | unknown), start, end, size, said;
    parts of no size are left out. groups: as index_766.groups."""
    rows = []
    for one in groups.itertuples():
        got = 0.0 if is_missing(one.points) else float(one.points)
        ends = {"reached": got, "missing": float(one.computed), "unknown": float(one.most)}
        start = 0.0
        for kind, end in ends.items():
            if end - start > 1e-9:
                rows.append((one.group, one.name, kind, start, end, end - start, _inside(kind, end - start)))
            start = max(start, end)
    return pd.DataFrame(rows, columns=["group", "name", "kind", "start", "end", "size", "said"])


def _inside(kind: str, size: float) -> str:
    if size < WIDE:
        return ""
    if kind == "unknown":
        return say("{count} điểm chưa có số liệu", count=scored(size)) if size > LONG else scored(size)
    return vn(size, 2)


def by_group(groups: pd.DataFrame, chosen: str | None, colours: Palette = LIGHT) -> alt.LayerChart:
    """A bar per group as long as its maximum: reached, missing, without data (dashed); at its end the points of those
    that can be computed. A click gives the group in the selection that `picking` names."""
    named = {"reached": say("Đạt"), "missing": say("Còn thiếu"), "unknown": say("Chưa có số liệu")}
    inks = {"reached": colours.on_shares[0], "missing": colours.ink, "unknown": colours.ink_2}
    data = segments(groups)
    data = data.assign(kind_said=data["kind"].map(named), ink=data["kind"].map(inks))
    ends = groups.assign(
        said=[
            say("chưa tính được") if is_missing(one.points) else f"{vn(one.points, 2)}/{scored(one.computed)}"
            for one in groups.itertuples()
        ]
    )
    y = alt.Y(
        "name:N",
        sort=list(groups["name"]),
        title=None,
        axis=alt.Axis(labelColor=colours.ink, labelLimit=170, grid=False),
        scale=alt.Scale(paddingInner=0.35),
    )
    across = alt.Scale(domain=[0, float(groups["most"].max()) * ROOM], nice=False)
    base = alt.Chart(data)
    bars = _bars(base.encode(y=y, x=alt.X("start:Q", scale=across, axis=None), x2="end:Q"), named, chosen, colours)
    inside = (
        base.transform_calculate(middle="(datum.start + datum.end) / 2")
        .mark_text(fontWeight=600, cursor="pointer")
        .encode(
            y=y,
            x=alt.X("middle:Q", scale=across, axis=None),
            text="said:N",
            color=alt.Color("ink:N", scale=None, legend=None),
        )
    )
    behind = (
        alt.Chart(ends)
        .mark_text(align="left", dx=7, fontWeight=600)
        .encode(y=y, x=alt.X("most:Q", scale=across, axis=None), text="said:N", color=alt.value(colours.ink))
    )
    return alt.layer(bars, inside, behind).properties(height=ROW * len(groups) + HEAD)


def _bars(base: alt.Chart, named: Mapping[str, str], chosen: str | None, colours: Palette) -> alt.Chart:
    """The bars' parts in their colours. named: kind of part → its word; chosen: the group that is not paled."""
    fills = {"reached": colours.shares[0], "missing": colours.warn, "unknown": colours.gap}
    is_unknown = "datum.kind === 'unknown'"
    opacity = (
        alt.value(1) if chosen is None else alt.condition(f"datum.group === '{chosen}'", alt.value(1), alt.value(0.35))
    )
    drawn = base.mark_bar(size=BAR, cursor="pointer").encode(
        color=alt.Color(
            "kind_said:N",
            scale=alt.Scale(domain=list(named.values()), range=[fills[kind] for kind in named]),
            legend=alt.Legend(orient="top", title=None, labelColor=colours.ink_2, symbolType="square"),
        ),
        stroke=alt.condition(is_unknown, alt.value(colours.none), alt.value(None)),
        strokeDash=alt.condition(is_unknown, alt.value([3, 3]), alt.value([0])),
        opacity=opacity,
        tooltip=[
            alt.Tooltip("name:N", title=say("Nhóm")),
            alt.Tooltip("kind_said:N", title=say("Phần")),
            alt.Tooltip("size:Q", title=say("Điểm"), format=",.2f"),
        ],
    )
    return drawn.add_params(alt.selection_point(name=picking(chosen), fields=["group"]))


def picking(chosen: str | None) -> str:
    """The name of the selection by which a group is clicked; another one after each choice, so that it starts empty."""
    return f"group_{chosen or 'all'}"
