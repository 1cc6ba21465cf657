"""Frames of tasks → Altair charts: burn-up, status by lead unit. Pure; layers repeat scale and axis."""

from __future__ import annotations

import altair as alt
import pandas as pd

from pages.parts import tasks, words
from pages.parts.style import DARK, LIGHT, Palette, day, vn
from pages.parts.words import say

HEIGHT = 270
NEAR_AXIS = 0.1  # of the axis: below it, a word under its dot would stand among the months
NARROW = 75  # days: what a word beside the as-of rule needs
ROW = 22  # pixels: below 20 Vega-Lite leaves out names
UNITS = 6
EDGE = 1.08  # of the longest bar: right of it too there is a place to click on
UNIT = "unit"  # what a click picks: fields lead_unit and code (of the status)
ON_DARK = "#0B1A2B"  # text on the bright marks of the dark mode, whose ink is nearly white


# --- burn-up -----------------------------------------------------------------------------------------------


def burn_up(frame: pd.DataFrame, colours: Palette = LIGHT, height: int = HEIGHT) -> alt.LayerChart:
    """Tasks done up to the as-of day, against the dashed line of due dates. frame: as task_series.burn_up."""
    data = frame.assign(on=[pd.Timestamp(one) for one in frame["on"]], said=[day(one) for one in frame["on"]])
    now, last = data[data["is_as_of"]].iloc[0], data.iloc[-1]
    top = max(float(data["due"].max()), float(data["done"].max()), 1.0) * 1.15
    ends = [one for one in data["on"] if (one + pd.Timedelta(days=1)).day == 1]
    begins = "month(datum.value) == 0 && datum.index > 0"
    label = f"{words.month_names()}[month(datum.value)] + ({begins} ? '/' + year(datum.value) : '')"
    # Room for the words where the as-of day is the last one.
    is_late = (last["on"] - now["on"]).days < NARROW
    end = last["on"] + pd.Timedelta(days=NARROW if is_late else 0)
    x = alt.X(
        "on:T",
        scale=alt.Scale(domain=[at(data["on"].min()), at(end)]),
        axis=alt.Axis(
            title=None, values=[at(one) for one in ends], labelExpr=label, labelColor=colours.ink_2, labelFlush=False
        ),
    )
    axis = alt.Axis(title=None, tickCount=5, tickMinStep=1, gridColor=colours.grid, labelColor=colours.ink_2)
    scale = alt.Scale(domain=[0, top], nice=False)
    due, done = alt.Y("due:Q", scale=scale, axis=axis), alt.Y("done:Q", scale=scale, axis=axis)
    tooltip = [
        alt.Tooltip("said:N", title=say("Đến ngày")),
        alt.Tooltip("done:Q", title=say("Hoàn thành")),
        alt.Tooltip("due:Q", title=say("Đến hạn")),
    ]
    known = alt.Chart(data[data["done"].notna()])
    base, here = alt.Chart(data), alt.Chart(data[data["is_as_of"]])
    begins = (now["on"] - data["on"].min()).days < NARROW / 2
    layers = [
        known.mark_area(color=colours.series[0], opacity=0.16).encode(x=x, y=done),
        base.mark_line(color=colours.none, strokeDash=[5, 4], strokeWidth=2).encode(x=x, y=due),
        known.mark_line(color=colours.series[0], strokeWidth=2.5).encode(x=x, y=done),
        here.mark_rule(color=colours.ink_2, strokeWidth=1).encode(x=x),
        here.mark_point(color=colours.series[0], filled=True, size=70, opacity=1).encode(x=x, y=done),
        base.mark_point(opacity=0, size=220).encode(x=x, y=due, tooltip=tooltip),
        here.mark_text(align="left" if begins else "right", dx=6 if begins else -6, color=colours.ink_2).encode(
            x=x, y=alt.value(6), text="said:N"
        ),
    ]
    hues = {"due": colours.ink_2, "done": colours.labels[0]}
    layers += [
        alt.Chart(word)
        .mark_text(align=align, dx=dx, dy=dy, fontWeight=600, color=hues[line])
        .encode(x=x, y=due if line == "due" else done, text="word:N")
        for line, word, dx, dy, align in _now(now, top, begins)
    ]
    if not is_late:
        whole = say("{count} đến hạn hết {month}", count=vn(last["due"]), month=f"{last['on']:%m/%Y}")
        layers.append(
            alt.Chart(_word(last, "due", whole))
            .mark_text(align="right", dy=-10, color=colours.ink_2)
            .encode(x=x, y=due, text="word:N")
        )
    return alt.layer(*layers).properties(height=height)


def _now(now: pd.Series, top: float, begins: bool) -> list[tuple[str, pd.DataFrame, int, int, str]]:
    """(line, its word, dx, dy, align) on the as-of day. Both lines only rise: left above the upper one and right below
    the lower one there is always room, but for the chart's own edges."""
    upper, lower = ("due", "done") if now["done"] < now["due"] else ("done", "due")
    under = -10 if float(now[lower]) / top < NEAR_AXIS else 15
    # Both on the same side and above their lines: the upper word makes room for the lower one.
    over = -26 if begins and under < 0 else -10
    said = {
        "due": say("Đến hạn {count}", count=vn(now["due"])),
        "done": say("Hoàn thành {count}", count=vn(now["done"])),
    }
    return [
        (upper, _word(now, upper, said[upper]), 8 if begins else -8, over, "left" if begins else "right"),
        (lower, _word(now, lower, said[lower]), 8, under, "left"),
    ]


def _word(row: pd.Series, column: str, said: str) -> pd.DataFrame:
    return pd.DataFrame({"on": [row["on"]], column: [row[column]], "word": [said]})


def at(when: pd.Timestamp) -> alt.DateTime:
    return alt.DateTime(year=when.year, month=when.month, date=when.day)


# --- by lead unit --------------------------------------------------------------------------------------------


def by_unit(units: pd.DataFrame, chosen: str | None = None, colours: Palette = LIGHT) -> alt.LayerChart:
    """One bar per lead unit, split by status, the worst first; the other units fade where one is chosen. A click on a
    part picks unit and status, one right of the bar the unit alone (status "").

    units: as task_series.by_unit. At most UNITS bars, the chosen unit always among them.
    """
    shown = units.head(UNITS)
    if chosen and chosen not in set(shown["lead_unit"]):
        shown = pd.concat([units.head(UNITS - 1), units[units["lead_unit"] == chosen]])
    names = list(shown["unit_name"])
    present = [code for code in tasks.STATUSES if units[code].sum()]
    most = float(shown["total"].max())
    parts = pd.DataFrame(
        [
            _part(row, code, int(shown.loc[number, present[: present.index(code)]].sum()), most, chosen)
            for number, row in shown.iterrows()
            for code in present
            if row[code]
        ]
    )
    whole = say("Cả cơ quan")
    rest = [_rest(row, whole, most * EDGE) for _, row in shown.iterrows()]
    y = alt.Y("unit:N", sort=names, axis=alt.Axis(title=None, labelColor=colours.ink, labelLimit=190))
    scale = alt.Scale(domain=[0, most * EDGE], nice=False)
    x = alt.X("from:Q", scale=scale, axis=None)
    said = [_named(code) for code in present]
    hue = _hues(present, whole, colours)
    on = alt.Color(
        "status:N", scale=alt.Scale(domain=said, range=[_on(code, colours) for code in present]), legend=None
    )
    faded = alt.Opacity("is_faded:N", scale=alt.Scale(domain=[False, True], range=[1, 0.3]), legend=None)
    tooltip = [
        alt.Tooltip("unit:N", title=say("Cơ quan chủ trì")),
        alt.Tooltip("status:N", title=say("Trạng thái")),
        alt.Tooltip("count:Q", title=say("Nhiệm vụ")),
    ]
    picked = alt.selection_point(name=UNIT, fields=["lead_unit", "code"])
    bars = (
        alt.Chart(pd.concat([parts, pd.DataFrame(rest)], ignore_index=True))
        .mark_bar(stroke=None, height={"band": 0.82}, cursor="pointer")
        .encode(y=y, x=x, x2="to:Q", color=hue, opacity=faded, tooltip=tooltip)
        .add_params(picked)
    )
    numbers = (
        alt.Chart(parts)
        .mark_text(fontWeight=600, fontSize=12)
        .encode(
            y=y,
            x=alt.X("middle:Q", scale=scale, axis=None),
            color=alt.condition("datum.is_faded", alt.value(colours.ink_2), on),
            text="word:N",
        )
    )
    return alt.layer(bars, numbers).resolve_scale(color="independent").properties(height=height_of(units))


def _hues(present: list[str], whole: str, colours: Palette) -> alt.Color:
    """Each status in its colour; what stands for the whole unit can be clicked and not seen."""
    said = [_named(code) for code in present]
    legend = alt.Legend(
        orient="top",
        columns=_columns(present),
        symbolType="square",
        labelColor=colours.ink_2,
        labelLimit=200,
        values=said,
        columnPadding=5,
        offset=6,
    )
    hues = [*(_fill(code, colours) for code in present), "transparent"]
    return alt.Color("status:N", scale=alt.Scale(domain=[*said, whole], range=hues), legend=legend)


def height_of(units: pd.DataFrame) -> int:
    """Pixels of the chart by lead unit: Streamlit takes the legend and the air around it out of the height."""
    present = [code for code in tasks.STATUSES if units[code].sum()]
    lines = -(-len(present) // _columns(present))
    return ROW * min(len(units), UNITS) + 22 * lines + 34


def _columns(present: list[str]) -> int:
    """Of the legend: its two longest entries leave no room for a third beside them."""
    return 2 if {"done_late", "done_on_time"} <= set(present) else 3


def _part(row: pd.Series, code: str, before: int, most: float, chosen: str | None) -> dict[str, object]:
    count, air = int(row[code]), most * 0.002
    glyph = f"{tasks.STATUSES[code].glyph} " if count / most >= 0.06 else ""
    return {
        "unit": row["unit_name"],
        "lead_unit": row["lead_unit"],
        "code": code,
        "status": _named(code),
        "count": count,
        "from": before + air,
        "to": before + count - air,
        "middle": before + count / 2,
        "word": f"{glyph}{vn(count)}",
        "is_faded": bool(chosen) and row["lead_unit"] != chosen,
    }


def _named(code: str) -> str:
    return f"{tasks.STATUSES[code].glyph} {tasks.STATUSES[code].short}"


def _rest(row: pd.Series, whole: str, edge: float) -> dict[str, object]:
    """What is right of a bar: nothing to see, but a place to click on."""
    total = int(row["total"])
    place = {"from": total, "to": edge, "middle": edge}
    words = {"unit": row["unit_name"], "lead_unit": row["lead_unit"], "code": "", "status": whole, "count": total}
    return words | place | {"word": "", "is_faded": False}


def _fill(code: str, colours: Palette) -> str:
    is_dark = colours is DARK
    return {
        "overdue": colours.late,
        "due_soon": colours.warn,
        "in_progress": colours.run,
        "no_date": colours.line,
        "recurring": colours.none,
        "done_late": "#5E8F88" if is_dark else "#6B8E89",
        "done_on_time": colours.ok,
    }[code]


def _on(code: str, colours: Palette) -> str:
    """White only on the dark marks of the light mode; a mark in the colour of a line carries the page's own ink."""
    if code == "no_date":
        return colours.ink
    if colours is DARK:
        return ON_DARK
    return "#FFFFFF" if code in ("overdue", "done_on_time") else colours.ink
