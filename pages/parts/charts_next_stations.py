"""People reached by the number of new stations: a frame → an Altair chart. Pure: no screen, no query."""

from __future__ import annotations

import altair as alt
import pandas as pd

from pages.parts.style import LIGHT, NO_BREAK, Palette, pct, vn
from pages.parts.words import say

HEIGHT = 190
NARROW = 4  # stations from the right end: a word there stands to the left of its point


def reached(frame: pd.DataFrame, new: int, colours: Palette = LIGHT, height: int = HEIGHT) -> alt.LayerChart:
    """Stairs from none to all that were reckoned; those asked for are dark. frame: as next_stations.curve, with shares.

    A click gives the number of stations in the selection `point`.
    """
    data = frame.assign(
        share=frame["share"].astype("float64"),
        is_in=frame["stations"] <= new,
        said=[f"{pct(one.share)} · {vn(one.people)} {say('người')}" for one in frame.itertuples()],
    )
    last = int(data["stations"].max())
    x = alt.X(
        "stations:Q",
        scale=alt.Scale(domain=[0, last], nice=False),
        axis=alt.Axis(title=say("số trạm mới"), values=list(range(last + 1)), format="d", labelColor=colours.ink_2),
    )
    y = alt.Y(
        "share:Q",
        scale=alt.Scale(domain=[0, min(108.0, float(data["share"].max()) * 1.25)], nice=False),
        axis=alt.Axis(
            title=None,
            tickCount=4,
            labelExpr=f"format(datum.value, ',~f') + '{NO_BREAK}%'",
            gridColor=colours.grid,
            labelColor=colours.ink_2,
        ),
    )
    tooltip = [
        alt.Tooltip("stations:Q", title=say("Số trạm mới")),
        alt.Tooltip("said:N", title=say("Người tới được")),
        alt.Tooltip("villages:Q", title=say("Thôn tới được")),
    ]
    chosen = data[data["stations"].eq(min(new, last))]
    is_right = last - int(chosen["stations"].iloc[0]) < NARROW
    hue = alt.condition("datum.is_in", alt.value(colours.shares[0]), alt.value(colours.shares[1]))
    base, asked = alt.Chart(data), alt.Chart(data[data["is_in"]])
    return alt.layer(
        base.mark_line(color=colours.shares[1], strokeWidth=2).encode(x=x, y=y),
        asked.mark_area(color=colours.shares[0], opacity=0.12).encode(x=x, y=y),
        asked.mark_line(color=colours.shares[0], strokeWidth=2.5).encode(x=x, y=y),
        base.mark_point(filled=True, size=70, opacity=1, cursor="pointer")
        .encode(x=x, y=y, color=hue, tooltip=tooltip)
        .add_params(alt.selection_point(name="point", fields=["stations"], nearest=False)),
        alt.Chart(chosen)
        .mark_text(align="right" if is_right else "left", dx=-10 if is_right else 8, dy=-12 if is_right else 14)
        .encode(x=x, y=y, text="said:N", color=alt.value(colours.labels[0])),
    ).properties(height=height)
