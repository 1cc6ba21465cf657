"""Who has sent in each of the last twelve periods → Altair: a matrix whose marks differ by shape. Pure."""

from __future__ import annotations

from textwrap import wrap

import altair as alt
import pandas as pd

from pages.parts import senders
from pages.parts.style import DARK, LIGHT, Palette
from pages.parts.words import month_names, say

ROW, TWO_LINES = 27, 38  # pixels of a row; where a name takes two lines
NAME = 18  # letters of a line of a name: beside longer ones twelve months have no room on a small screen
HEAD, LINE = 50, 26  # of the months above; of each line of the legend below
COLUMNS = 2  # of the legend
CLICK = "cell"
SHAPES = {"missing": "cross", "refused": "square", "late": "triangle-up", "waiting": "circle", "on_time": "circle"}


def matrix(
    cells: pd.DataFrame,
    rows: pd.DataFrame,
    months: list[pd.Timestamp],
    colours: Palette = LIGHT,
    *,
    heading: str = "",
    is_long: bool = False,
) -> alt.Chart:
    """One mark per sender and month; nothing where nothing was due. cells: as senders.cells; rows: those of
    senders.ranked that are shown, top first; months: the columns, a report or none. heading: what the rows are.
    is_long: the words stand above, as what is below a long matrix is out of sight."""
    shown = cells[cells["row"].isin(rows["row"])]
    names, ends = [_lines(name) for name in rows["name"]], [f"{month:%Y-%m}" for month in months]
    present = [code for code in reversed(senders.STATES) if code in set(shown["state"])]
    said = [say(senders.STATES[code][1]) for code in present]
    data = shown.assign(
        month=[f"{month:%Y-%m}" for month in shown["month"]],
        label=[_lines(name) for name in shown["name"]],
        period=[f"{month:%m/%Y}" for month in shown["month"]],
        state=[say(senders.STATES[code][1]) for code in shown["state"]],
    )
    hues = [_hue(code, colours) for code in present]
    legend = _legend(colours, is_long)
    filled = ["transparent" if code == "waiting" else hue for code, hue in zip(present, hues, strict=True)]
    tooltip = [
        alt.Tooltip("name:N", title=heading),
        alt.Tooltip("period:N", title=say("Kỳ")),
        alt.Tooltip("said:N", title=say("Báo cáo")),
    ]
    chart = alt.Chart(data).mark_point(size=120, strokeWidth=1.6, opacity=1, cursor="pointer")
    encoded = chart.encode(
        x=_months(ends, colours),
        y=_senders(names, colours),
        shape=alt.Shape(
            "state:N", scale=alt.Scale(domain=said, range=[SHAPES[code] for code in present]), legend=legend
        ),
        fill=alt.Fill("state:N", scale=alt.Scale(domain=said, range=filled), legend=legend),
        stroke=alt.Stroke("state:N", scale=alt.Scale(domain=said, range=hues), legend=legend),
        tooltip=tooltip,
    )
    picked = alt.selection_point(name=CLICK, fields=["row"], on="click", empty=False)
    lines = -(-len(present) // COLUMNS)
    # Streamlit's own padding leaves twenty pixels of nothing under the legend.
    return encoded.add_params(picked).properties(
        height=(TWO_LINES if any("|" in name for name in names) else ROW) * len(names) + HEAD + LINE * lines,
        padding={"left": 0, "right": 4, "top": 4, "bottom": 0},
    )


def _legend(colours: Palette, is_long: bool) -> alt.Legend:
    return alt.Legend(
        orient="top" if is_long else "bottom",
        columns=COLUMNS,
        labelColor=colours.ink_2,
        labelFontSize=13,
        symbolSize=90,
        symbolStrokeWidth=1.6,
        columnPadding=14,
        rowPadding=4,
        offset=6,
        labelLimit=200,
    )


def _months(ends: list[str], colours: Palette) -> alt.X:
    """The first month and every January say their year; a second line for some puts one above all of them."""
    month = f"{month_names()}[toNumber(slice(datum.value, 5)) - 1]"
    starts = "slice(datum.value, 5) == '01' || datum.index == 0"
    axis = alt.Axis(
        orient="top",
        title=None,
        labelExpr=f"[{starts} ? slice(datum.value, 0, 4) : '', {month}]",
        labelColor=colours.ink_2,
        labelFontSize=12.5,
        labelOverlap=False,
        labelPadding=22,
    )
    return alt.X("month:O", scale=alt.Scale(domain=ends), axis=axis)


def _senders(names: list[str], colours: Palette) -> alt.Y:
    lines = "split(datum.value, '|')"
    axis = alt.Axis(title=None, labelColor=colours.ink, labelFontSize=13, labelLimit=170, labelExpr=lines)
    return alt.Y("label:N", sort=names, scale=alt.Scale(domain=names), axis=axis)


def _lines(name: str) -> str:
    """At most two lines, a bar between them."""
    return "|".join(wrap(name, NAME, max_lines=2, placeholder="…"))


def _hue(code: str, colours: Palette) -> str:
    """On time is quiet, as there is nothing to do; a missing report is the darkest mark."""
    is_dark = colours is DARK
    return {
        "missing": colours.ink_2,
        "refused": colours.late,
        "late": colours.warn,
        "waiting": colours.none,
        "on_time": "#3F7F79" if is_dark else "#A9CFC9",
    }[code]
