"""Charts of the coverage screen: a frame → an Altair chart. Pure: no screen, no query."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import pandas as pd

from pages.parts.style import LIGHT, Palette, vn
from pages.parts.words import say

TECHNOLOGIES = ("2G", "3G", "4G", "5G")
BAR = 0.72  # of a panel's width: the rest is for the number behind the longest bar
ROW, HEADS = 26, 32  # pixels; the height given to a chart includes its padding and what stands above the bars
CAUSE = 46  # pixels of a cause: a line of words over a bar
LETTER = 6  # pixels of a letter of the numbers beside a cause, which gives way to them


def operators(
    totals: pd.DataFrame, parts: pd.DataFrame, technologies: Sequence[str] = TECHNOLOGIES, colours: Palette = LIGHT
) -> alt.LayerChart:
    """One row per operator, the most stations first; panels of one scale side by side: all, then each technology.

    totals: operator, value; parts: operator, technology, value. One hue: an operator's own red would read as late. A
    click gives operator and panel in the selection `bar`.
    """
    order = list(totals.sort_values(["value", "operator"], ascending=[False, True])["operator"])
    found = {(str(one.operator), str(one.technology)): one.value for one in parts.itertuples()}
    whole = dict(zip(totals["operator"], totals["value"], strict=True))
    panels = [say("Tổng số trạm"), *technologies]
    largest = max([1, *whole.values()])
    rows = []
    for place, panel in enumerate(panels):
        for name in order:
            value = found.get((name, panel), 0) if place else whole[name]
            stop = place + BAR * float(value) / largest
            rows.append(
                {
                    "operator": name,
                    "panel": panel,
                    "start": place,
                    "end": stop,
                    "said": vn(value),
                    "is_total": not place,
                }
            )
    data = pd.DataFrame(rows)
    scale = alt.Scale(domain=[0, len(panels)], nice=False)
    x, end = alt.X("start:Q", scale=scale, axis=None), alt.X("end:Q", scale=scale, axis=None)
    y = alt.Y(
        "operator:N",
        sort=order,
        axis=alt.Axis(title=None, labelColor=colours.ink, labelLimit=110, labelOverlap=False),
        scale=alt.Scale(paddingInner=0.35),
    )
    hue = alt.condition("datum.is_total", alt.value(colours.shares[0]), alt.value(colours.shares[1]))
    tooltip = [
        alt.Tooltip("operator:N", title=say("Nhà mạng")),
        alt.Tooltip("panel:N", title=say("Công nghệ")),
        alt.Tooltip("said:N", title=say("Số trạm")),
    ]
    heads = pd.DataFrame({"start": range(len(panels)), "panel": panels})
    base = alt.Chart(data)
    return alt.layer(
        base.mark_bar(cornerRadiusEnd=2, cursor="pointer")
        .encode(x=x, x2="end:Q", y=y, color=hue, tooltip=tooltip)
        .add_params(alt.selection_point(name="bar", fields=["operator", "panel"])),
        base.mark_text(align="left", dx=5, color=colours.ink).encode(x=end, y=y, text="said:N"),
        alt.Chart(heads)
        .mark_text(align="left", baseline="bottom", color=colours.ink_2, fontWeight=600)
        .encode(x=x, y=alt.value(-6), text="panel:N"),
    ).properties(height=ROW * len(order) + HEADS)


def causes(
    frame: pd.DataFrame, colours: Palette = LIGHT, at_most: int = 6, chosen: str | None = None
) -> alt.LayerChart:
    """Bars of villages by cause, the most first, each under its words and numbers. frame: cause, villages, people.

    chosen: the cause whose bar keeps its strength. A click gives its cause in the selection `bar`.
    """
    shown = frame.head(at_most)
    order = list(shown["cause"])
    data = shown.assign(
        is_chosen=[chosen is None or one == chosen for one in order],
        said=[
            say("{villages} thôn", villages=vn(one.villages))
            + (say(" · {people} người", people=vn(one.people)) if pd.notna(one.people) else "")
            for one in shown.itertuples()
        ],
    )
    most = float(data["villages"].max())
    x = alt.X("villages:Q", scale=alt.Scale(domain=[0, most], nice=False), axis=None)
    y = alt.Y("cause:N", sort=order, axis=None, scale=alt.Scale(paddingInner=0.62, paddingOuter=0.5))
    tooltip = [alt.Tooltip("cause:N", title=say("Nguyên nhân")), alt.Tooltip("said:N", title=say("Thôn"))]
    hue = alt.condition("datum.is_chosen", alt.value(colours.shares[0]), alt.value(colours.shares[1]))
    bar = alt.selection_point(name="bar", fields=["cause"])
    base = alt.Chart(data)
    words = {"dy": -CAUSE * 0.34, "baseline": "middle"}
    room = alt.ExprRef(f"width - {LETTER * max(map(len, data['said']), default=0)}")
    return alt.layer(
        base.mark_bar(cornerRadiusEnd=2, cursor="pointer").encode(x=x, y=y, color=hue, tooltip=tooltip).add_params(bar),
        base.mark_text(**words, align="left", color=colours.ink, limit=room).encode(
            x=alt.value(0), y=y, text="cause:N"
        ),
        base.mark_text(**words, align="right", color=colours.ink_2).encode(x=alt.value("width"), y=y, text="said:N"),
    ).properties(height=CAUSE * len(order) + 16)
