"""White zones month by month: a frame → an Altair chart. Pure: no screen, no query."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import pandas as pd

from pages.parts import words
from pages.parts.style import LIGHT, Palette, month, vn
from pages.parts.white_zones import KINDS, TITLES
from pages.parts.words import say

HEIGHT = 214
BELOW = 40  # pixels of the height that the axis and the padding take
LINE = 17  # pixels that a name beside a line's end takes
FREE = 0.6  # of the months' width, kept free at the right for the names
HALF = 0.4  # of a month's step: half the width of the band over a month that nobody sent
TOP = 1.14  # of the largest number: room for the words over a gap


def by_kind(frame: pd.DataFrame, chosen: str, colours: Palette = LIGHT, height: int = HEIGHT) -> alt.LayerChart:
    """A line a kind by months, its name and newest number at the end; broken where a month has no data, over a grey
    band where the chosen kind has none. A click picks a kind, in the selection that `picking` names.

    frame: white_zones.trend. From zero, because villages are counted.
    """
    ends = sorted(set(frame["month_end"]))
    data = frame.assign(
        at=[float(ends.index(end)) for end in frame["month_end"]],
        month=[month(end) for end in frame["month_end"]],
        name=[say(TITLES[kind]) for kind in frame["kind"]],
        said=[vn(value) for value in frame["value"]],
        sent_said=[
            say("{sent}/{districts} huyện", sent=vn(row.sent), districts=vn(row.districts))
            for row in frame.itertuples()
        ],
        is_chosen=frame["kind"].eq(chosen),
    ).drop(columns="month_end")  # fmt: skip
    top = TOP * max([1.0, *data["value"].dropna()])
    scale = alt.Scale(domain=[0, top], nice=False)
    axis = alt.Axis(
        title=None, format="d", tickCount=4, tickMinStep=1, gridColor=colours.grid, labelColor=colours.ink_2
    )
    names = words.month_names()
    said = [names[end.month - 1] for end in ends]
    x, y = _months(said, colours), alt.Y("value:Q", scale=scale, axis=axis)
    tooltip = [
        alt.Tooltip("name:N", title=say("Loại")),
        alt.Tooltip("month:N", title=say("Tháng")),
        alt.Tooltip("said:N", title=say("Thôn")),
        alt.Tooltip("sent_said:N", title=say("Gửi trong tháng")),
    ]
    pick = alt.selection_point(name=picking(chosen), fields=["kind"])
    hue = alt.condition("datum.is_chosen", alt.value(colours.series[0]), alt.value(colours.none))
    thick = alt.condition("datum.is_chosen", alt.value(2.8), alt.value(1.6))
    base = alt.Chart(data)
    layers = [
        *_gaps(data[data["is_chosen"] & data["value"].isna()], said, colours),
        base.mark_line(invalid="break-paths-filter-domains", cursor="pointer").encode(
            x=x, y=y, detail="kind:N", color=hue, strokeWidth=thick, tooltip=tooltip[:1]
        ),
        base.transform_filter("isValid(datum.value)")
        .mark_point(filled=True, size=44, opacity=1, cursor="pointer")
        .encode(x=x, y=y, color=hue, tooltip=tooltip)
        .add_params(pick),
        *_names(data, chosen, (y, scale, axis), top * LINE / (height - BELOW), x, colours),
    ]
    return alt.layer(*layers).properties(height=height)


def picking(chosen: str) -> str:
    """The name of the selection by which a kind is clicked; another one after each choice, so that it starts empty."""
    return f"kind_{chosen}"


def _months(said: Sequence[str], colours: Palette, field: str = "at") -> alt.X:
    """Months at equal steps and room for names at the right: a band scale has none."""
    last = len(said) - 1
    texts = ", ".join(f"'{one}'" for one in said)
    return alt.X(
        f"{field}:Q",
        scale=alt.Scale(domain=[-HALF, last + HALF + FREE * (last + 2 * HALF)], nice=False),
        axis=alt.Axis(
            title=None,
            values=list(range(len(said))),
            labelExpr=f"[{texts}][datum.value]",
            labelColor=colours.ink_2,
            labelOverlap=False,
            labelFlush=False,
        ),
    )


def _gaps(missing: pd.DataFrame, said: Sequence[str], colours: Palette) -> list[alt.Chart]:
    """A grey band over months that nobody sent, and the word once over each of them. missing: at, month."""
    run = missing["at"].diff().ne(1).cumsum()
    bands = missing.groupby(run, as_index=False).agg(start=("at", "min"), end=("at", "max"), months=("month", "size"))
    bands = bands.assign(
        middle=(bands["start"] + bands["end"]) / 2, start=bands["start"] - HALF, end=bands["end"] + HALF
    )
    base = alt.Chart(bands)
    return [
        base.mark_rect(color=colours.gap, aria=False).encode(x=_months(said, colours, "start"), x2="end:Q"),
        base.mark_text(color=colours.ink_2, baseline="top", text=say("chưa gửi")).encode(
            x=_months(said, colours, "middle"), y=alt.value(4)
        ),
    ]


def _names(
    data: pd.DataFrame, chosen: str, y: tuple[alt.Y, alt.Scale, alt.Axis], a_line: float, x: alt.X, colours: Palette
) -> list[alt.Chart]:
    """Each kind's name and newest number behind the last month and its band, pushed up where two would be on one
    another."""
    last = data[data["value"].notna()].sort_values("at").groupby("kind").tail(1)
    last = last.sort_values("value", ignore_index=True)
    beside: list[float] = []
    for value in last["value"]:
        beside.append(max(float(value), beside[-1] + a_line if beside else 0.0))
    newest = data[data["at"].eq(data["at"].max()) & data["is_chosen"]]
    edge = data["at"].max() + (HALF if newest["value"].isna().any() else 0)
    last = last.assign(at=edge, beside=beside, text=last["name"] + " " + last["said"])
    place = alt.Y("beside:Q", scale=y[1], axis=y[2])
    return [
        alt.Chart(last[last["kind"].eq(kind)])
        .mark_text(
            align="left",
            dx=9,
            fontWeight=600 if kind == chosen else 400,
            color=colours.labels[0] if kind == chosen else colours.ink_2,
        )
        .encode(x=x, y=place, text="text:N")
        for kind in KINDS
    ]
