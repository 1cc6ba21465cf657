"""Tasks that come due → Altair chart: the countdown to each due date. Pure; layers repeat scale and axis."""

from __future__ import annotations

from datetime import date, timedelta
from textwrap import wrap

import altair as alt
import pandas as pd

from pages.parts.charts_tasks import at
from pages.parts.style import LIGHT, NO_BREAK, Palette, vn
from pages.parts.words import say

LINE, WRAPPED, TITLES = 16, 34, 225  # of the titles beside a countdown: pixels of a line, its letters, their width
TASK = "task"  # what a click picks: its field code


def countdown(
    soon: pd.DataFrame, by_week: pd.DataFrame, as_of: date, days: int, colours: Palette = LIGHT, at_most: int = 5
) -> alt.LayerChart:
    """A line per task from the as-of day to its due date, the closest first; a click anywhere in a row picks its task.

    soon: as task_series.countdown. by_week: as task_series.weeks, for the ticks. days: how long the window is.
    at_most: rows that are drawn.
    """
    data = _due(soon.head(at_most).reset_index(drop=True), as_of)
    rows = list(data["row"])
    y = alt.Y("row:O", sort=rows, scale=alt.Scale(domain=rows), axis=None)
    # Room at the right for the words of a task that is due on the last day.
    last = as_of + timedelta(days=round(days * 2.5))
    x = alt.X(
        "due:T",
        scale=alt.Scale(
            domain=[at(pd.Timestamp(min(by_week["week"]))), at(pd.Timestamp(last))],
            range=[TITLES, alt.ExprRef("width")],
        ),
        axis=alt.Axis(
            title=None,
            grid=True,
            gridColor=colours.grid,
            values=[at(pd.Timestamp(one)) for one in by_week["week"][::2]],
            format="%d/%m",
            labelColor=colours.ink_2,
        ),
    )
    tooltip = [alt.Tooltip("name:N", title=say("Nhiệm vụ")), alt.Tooltip("word:N", title=say("Hạn"))]
    base = alt.Chart(data)
    picked = alt.selection_point(name=TASK, fields=["code"])
    layers = [
        base.mark_rule(color=colours.warn, strokeWidth=2.5, opacity=0.6).encode(y=y, x=x.copy(), x2="from:T"),
        base.mark_point(shape="diamond", filled=True, size=90, color=colours.warn, opacity=1).encode(y=y, x=x),
        base.mark_text(align="left", dx=9, color=colours.ink).encode(y=y, x=x, text="word:N"),
        # On top and unseen, so that the whole row can be clicked.
        base.mark_bar(opacity=0, cursor="pointer")
        .encode(y=y, x=alt.value(0), x2=alt.value("width"), tooltip=tooltip)
        .add_params(picked),
    ]
    # Text of several lines begins at its place: each number of lines is moved up by its own half.
    for lines, told in data.groupby("lines"):
        text = alt.Chart(told).mark_text(
            align="left", baseline="middle", lineBreak="\n", lineHeight=LINE, dy=-LINE * (lines - 1) / 2
        )
        layers.insert(0, text.encode(y=y, x=alt.value(0), text="title:N", color=alt.value(colours.ink)))
    return alt.layer(*layers).properties(height=(LINE * max(3, int(data["lines"].max())) + 6) * len(data) + 30)


def _due(shown: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """code, row, name, title (the name in lines), lines (how many), from, due, word."""
    names = shown["task_title"] + " · " + shown["unit_name"]
    # A unit's name stays in one line.
    units = [name.replace(" ", NO_BREAK) for name in shown["unit_name"]]
    wrapped = [wrap(f"{title} · {unit}", WRAPPED) for title, unit in zip(shown["task_title"], units, strict=True)]
    return pd.DataFrame(
        {
            "code": shown["code"],
            "row": range(len(shown)),
            "name": names,
            "title": ["\n".join(one) for one in wrapped],
            "lines": [len(one) for one in wrapped],
            "from": pd.Timestamp(as_of),
            "due": [pd.Timestamp(one) for one in shown["due_on"]],
            "word": [_left(one, left) for one, left in zip(shown["due_on"], shown["left"], strict=True)],
        }
    )


def _left(due: date, left: float) -> str:
    when = say("hôm nay") if not left else say("{days} ngày", days=vn(left))
    return f"{due:%d/%m} ({when})"
