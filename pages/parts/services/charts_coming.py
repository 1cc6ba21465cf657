"""Charts of the view "coming": what is due day by day, and a year's workload beside the one before. Pure."""

from __future__ import annotations

import altair as alt
import pandas as pd

from pages.parts.style import LIGHT, Palette, is_missing, month, vn
from pages.parts.words import say

HEIGHT, FREE = 250, 2.6  # pixels; months' widths kept free at the right for the lines' names


def days(frame: pd.DataFrame, colours: Palette = LIGHT) -> alt.LayerChart:
    """A column a day; of a day off pale, with the reason under its name. frame: left, name, off, dossiers."""
    data = frame.assign(
        said=[vn(one) for one in frame["dossiers"]],
        head=[_head(name, off) for name, off in zip(frame["name"], frame["off"], strict=True)],
        is_off=frame["off"].ne(""),
        why=[one or say("ngày làm việc") for one in frame["off"]],
    )
    x = alt.X(
        "head:N",
        sort=list(data["head"]),
        scale=alt.Scale(paddingInner=0.3, paddingOuter=0.2),
        axis=alt.Axis(
            title=None, labelExpr="split(datum.value, '|')", labelColor=colours.ink, labelOverlap=False, labelLimit=110
        ),
    )
    y = alt.Y("dossiers:Q", scale=alt.Scale(domainMin=0), axis=None)
    hue = alt.condition("datum.is_off", alt.value(colours.shares[1]), alt.value(colours.series[0]))
    tooltip = [
        alt.Tooltip("name:N", title=say("Ngày")),
        alt.Tooltip("said:N", title=say("Hồ sơ đến hạn")),
        alt.Tooltip("why:N", title=say("Loại ngày")),
    ]
    base = alt.Chart(data)
    bars = base.mark_bar().encode(x=x, y=y, color=hue, tooltip=tooltip)
    texts = base.mark_text(dy=-8, fontWeight=600, color=colours.ink).encode(x=x, y=y, text="said:N")
    return alt.layer(bars, texts).properties(height=HEIGHT)


def _head(name: str, off: str) -> str:
    """T7|01/06|nghỉ: a day in lines."""
    return f"{name.replace(' ', '|')}|{say('nghỉ') if off else ' '}"


def workload(frame: pd.DataFrame, colours: Palette = LIGHT) -> alt.LayerChart:
    """The last twelve months as a line, the same months of the year before as a pale one, both broken where nobody
    sent. frame: as coming.workload."""
    places = range(len(frame))
    now, before = say("12 tháng qua"), say("năm trước đó")
    data = pd.concat(
        [
            pd.DataFrame({"at": places, "value": frame["value"], "line": now, "month": _months(frame, 0)}),
            pd.DataFrame({"at": places, "value": frame["before"], "line": before, "month": _months(frame, 1)}),
        ],
        ignore_index=True,
    )
    data["said"] = [vn(one) for one in data["value"]]
    known = data["value"].dropna()
    low, high = known.min(), known.max()
    air = max((high - low) * 0.2, high * 0.05, 1)
    last = len(frame) - 1
    x = alt.X(
        "at:Q",
        scale=alt.Scale(domain=[-0.2, last + FREE], nice=False),
        axis=alt.Axis(
            title=None,
            values=[one for one in places if (last - one) % 2 == 1 or one == last],
            labelExpr=f"{[month(end) for end in frame['month_end']]}[datum.value]",
            labelColor=colours.ink_2,
            labelOverlap=False,
        ),
    )
    y = alt.Y(
        "value:Q",
        scale=alt.Scale(domain=[max(0, low - air), high + air], nice=False),
        axis=alt.Axis(title=None, tickCount=4, gridColor=colours.grid, labelColor=colours.ink_2, format=",d"),
    )
    hue = alt.Color(
        "line:N", scale=alt.Scale(domain=[now, before], range=[colours.series[0], colours.shares[1]]), legend=None
    )
    tooltip = [alt.Tooltip("month:N", title=say("Tháng")), alt.Tooltip("said:N", title=say("Hồ sơ tiếp nhận"))]
    base = alt.Chart(data)
    lines = base.mark_line(strokeWidth=2.5, invalid="break-paths-filter-domains").encode(x=x, y=y, color=hue)
    dots = base.mark_point(filled=True, size=45, opacity=1).encode(x=x, y=y, color=hue, tooltip=tooltip)
    ends = data[data["value"].notna()].groupby("line", sort=False).tail(1)
    ends = ends.assign(text=ends["line"] + ": " + ends["said"])
    names = [
        alt.Chart(ends[ends["line"].eq(line)])
        .mark_text(align="left", dx=9, dy=dy, fontWeight=600, color=ink)
        .encode(x=x, y=y, text="text:N")
        for line, ink, dy in zip((now, before), (colours.labels[0], colours.ink_2), _apart(ends), strict=True)
    ]
    return alt.layer(lines, dots, *names).properties(height=HEIGHT)


def _months(frame: pd.DataFrame, years: int) -> list[str]:
    return [month(end.replace(day=1, year=end.year - years)) for end in frame["month_end"]]


def _apart(ends: pd.DataFrame) -> tuple[int, int]:
    """Pixels that two names at the same place are moved apart: the higher one up."""
    values = ends["value"].tolist()
    if len(values) < 2 or any(is_missing(one) for one in values):
        return 0, 0
    return (-8, 8) if values[0] >= values[1] else (8, -8)
