"""The chart of the way of a procedure: seven bars, those of procedures above those of dossiers. Pure."""

from __future__ import annotations

import json

import altair as alt
import pandas as pd

from pages.parts.services import way
from pages.parts.style import LIGHT, Palette
from pages.parts.words import say

STEP = 38  # pixels a bar


def picking(chosen: str | None) -> str:
    """The name of the selection by which a step is clicked; another one after each choice, so that it starts empty."""
    return f"step_{chosen or 'none'}"


def by_step(frame: pd.DataFrame, colours: Palette = LIGHT, chosen: str | None = None) -> alt.LayerChart:
    """Each step as its share of the one it comes from; a click picks it, a frame marks it. frame: as way.steps()."""
    data = frame.assign(
        said=[way.said(row) for _, row in frame.iterrows()],
        share=frame["share"].fillna(0.0),
        kind=[say("Thủ tục") if grain == way.PROCEDURES else say("Hồ sơ nhận trong kỳ") for grain in frame["grain"]],
    )
    selection = alt.selection_point(name=picking(chosen), fields=["id"])
    y = alt.Y(
        "title:N",
        sort=list(data["title"]),
        scale=alt.Scale(paddingInner=0.42, paddingOuter=0.2),
        axis=alt.Axis(title=None, labelLimit=230, labelColor=colours.ink, labelFontSize=13),
    )
    across = alt.Scale(domain=[0, 100], nice=False)
    base = alt.Chart(data)
    ground = base.mark_bar(color=colours.shares[2], cursor="pointer").encode(
        y=y, x=alt.X("whole:Q", scale=across, axis=None), tooltip=alt.value(None)
    )
    ground = ground.transform_calculate(whole="100").add_params(selection)
    bars = base.mark_bar(cursor="pointer").encode(
        y=y,
        x=alt.X("share:Q", scale=across, axis=None),
        color=alt.Color(
            "kind:N",
            scale=alt.Scale(domain=[say("Thủ tục"), say("Hồ sơ nhận trong kỳ")], range=list(colours.shares[:2])),
            legend=alt.Legend(orient="top", title=None, labelColor=colours.ink_2, symbolType="square"),
        ),
        tooltip=[alt.Tooltip("title:N", title=say("Bước")), alt.Tooltip("said:N", title=say("Số lượng"))],
    )
    texts = base.mark_text(align="left", dx=8, fontWeight=600, color=colours.ink, cursor="pointer").encode(
        y=y, x=alt.X("end:Q", scale=across, axis=None), text="said:N"
    )
    texts = texts.transform_calculate(end="100")
    # Framed, not paled: in the dark a pale bar of procedures looks like one of dossiers.
    framed = base.transform_filter(f"datum.id === {json.dumps(chosen)}").transform_calculate(whole="100")
    framed = framed.mark_bar(fillOpacity=0, stroke=colours.series[2], strokeWidth=2, cursor="pointer").encode(
        y=y, x=alt.X("whole:Q", scale=across, axis=None)
    )
    return (
        alt.layer(ground, bars, texts, *([framed] if chosen else []))
        .resolve_scale(y="shared")
        .properties(height=STEP * len(data) + 40, padding={"left": 4, "right": 200, "top": 4, "bottom": 4})
    )
