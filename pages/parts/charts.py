"""A frame → an Altair chart. Pure: no screen, no query. Layers repeat scale and axis, else Vega-Lite blanks them."""

from __future__ import annotations

import altair as alt
import pandas as pd

from pages.parts import words
from pages.parts.style import LIGHT, NO_BREAK, Palette, measured, month, vn
from pages.parts.words import say

HEIGHT = 300


def over_time(
    frame: pd.DataFrame,
    measured_in: str,
    target: float | None = None,
    colours: Palette = LIGHT,
    height: int = HEIGHT,
) -> alt.LayerChart:
    """A line by months, broken over a grey band where a month has no data. frame: month_end, value; one row a month."""
    data = pd.DataFrame(
        {
            "month": [month(day) for day in frame["month_end"]],
            "value": frame["value"].astype(float),
            "said": [measured(value, measured_in) for value in frame["value"]],
        }
    )
    percent = measured_in == "%"
    low, high = _span(data["value"], target, percent)
    # T6/2023 T7 … T12 T1/2024: the year where it begins, so that every month finds its place.
    number, begins = "slice(datum.value, 0, 2)", "slice(datum.value, 0, 2) == '01' || datum.index == 0"
    label = f"{words.month_names()}[toNumber({number}) - 1] + ({begins} ? '/' + slice(datum.value, 3) : '')"
    x = alt.X(
        "month:O",
        # Named one by one: the layers' own data would put the months without data first.
        scale=alt.Scale(domain=list(data["month"])),
        axis=alt.Axis(title=None, labelExpr=label, labelOverlap=False, labelFlush=False, labelColor=colours.ink_2),
    )
    format_ = "format(datum.value, ',~f')" + (f" + '{NO_BREAK}%'" if percent else "")
    y = alt.Y(
        "value:Q",
        scale=alt.Scale(domain=[low, high], nice=False),
        axis=alt.Axis(title=None, labelExpr=format_, tickCount=5, gridColor=colours.grid, labelColor=colours.ink_2),
    )
    tooltip = [alt.Tooltip("month:O", title=say("Tháng")), alt.Tooltip("said:N", title=say("Giá trị"))]
    base = alt.Chart(data)
    layers = [
        base.transform_filter("!isValid(datum.value)")
        .mark_rect(color=colours.gap, height={"band": 1}, aria=False)
        .encode(x=x),
        base.transform_filter("!isValid(datum.value)")
        .mark_text(color=colours.ink_2, baseline="top", text=say("chưa gửi"))
        .encode(x=x, y=alt.value(6)),
        base.mark_line(color=colours.series[0], strokeWidth=2.5, invalid="break-paths-filter-domains").encode(x=x, y=y),
        base.mark_point(color=colours.series[0], filled=True, size=48, opacity=1).encode(x=x, y=y, tooltip=tooltip),
    ]
    known = data[data["value"].notna()]
    ends = known.iloc[[0, -1]].drop_duplicates() if len(known) else known
    layers.append(
        alt.Chart(ends).mark_text(color=colours.labels[0], dy=-12, fontWeight=600).encode(x=x, y=y, text="said:N")
    )
    if target is not None:
        said = measured(target, measured_in).replace(",0", "")
        layers += _target(target, said, _clear_of(data, target), x, y, colours)
    return alt.layer(*layers).properties(height=height)


def _span(values: pd.Series, target: float | None, percent: bool) -> tuple[float, float]:
    """The value axis: what is there and a little air. Lines need no zero; a share never leaves 0…100."""
    known = [*values.dropna(), *([target] if target is not None else [])]
    if not known:
        return 0.0, 1.0
    low, high = min(known), max(known)
    air = max((high - low) * 0.25, 1.0 if percent else abs(high) * 0.01, 0.5)
    return (max(0.0, low - air), min(101.0, high + air) if percent else high + air)


def _clear_of(data: pd.DataFrame, target: float) -> str:
    """The month where the line leaves most room for the target's word; the ends carry values of their own."""
    between = data.iloc[1:-1] if len(data) > 2 else data
    return str(between["month"].loc[(between["value"] - target).abs().fillna(float("inf")).idxmax()])


def _target(target: float, said: str, month_: str, x: alt.X, y: alt.Y, colours: Palette) -> list[alt.Chart]:
    data = pd.DataFrame({"value": [target], "month": [month_], "said": [say("mục tiêu {target}", target=said)]})
    rule = alt.Chart(data).mark_rule(color=colours.none, strokeDash=[5, 4], strokeWidth=1.5).encode(y=y)
    word = alt.Chart(data).mark_text(color=colours.ink_2, dy=-8).encode(x=x, y=y, text="said:N")
    return [rule, word]


def places(frame: pd.DataFrame, colours: Palette = LIGHT, last_place: int = 63, height: int = HEIGHT) -> alt.LayerChart:
    """The province's place by year, one line an index, 1 at the top. frame: index, year, value.

    Every year between the first and the last stands on the axis; a year without a result breaks the line.
    """
    years = range(int(frame["year"].min()), int(frame["year"].max()) + 1)
    names = list(dict.fromkeys(frame.sort_values(["year"], ascending=False)["index"]))[: len(colours.series)]
    known = {(row.index_, int(row.year)): row.value for row in frame.rename(columns={"index": "index_"}).itertuples()}
    data = pd.DataFrame(
        [
            {"index": name, "year": str(year), "value": known.get((name, year)), "said": vn(known.get((name, year)))}
            for name in names
            for year in years
        ]
    )
    data["value"] = data["value"].astype(float)
    # Under the dot where the line leaves it upwards, else above: a number on its own line can't be read.
    data["under"] = data["value"] > data.groupby("index", sort=False)["value"].shift(-1)
    x = alt.X("year:O", axis=alt.Axis(title=None, labelColor=colours.ink_2))
    y = alt.Y(
        "value:Q",
        scale=alt.Scale(domain=[-3, last_place + 5], reverse=True, nice=False),
        axis=alt.Axis(
            title=None, values=[1, 10, 20, 30, 40, 50, last_place], gridColor=colours.grid, labelColor=colours.ink_2
        ),
    )
    hue = alt.Color("index:N", scale=alt.Scale(domain=names, range=list(colours.series)), legend=None)
    text = alt.Color("index:N", scale=alt.Scale(domain=names, range=list(colours.labels)), legend=None)
    tooltip = [
        alt.Tooltip("index:N", title=say("Bộ chỉ số")),
        alt.Tooltip("year:O", title=say("Năm")),
        alt.Tooltip("said:N", title=say("Hạng")),
    ]
    base = alt.Chart(data)
    lines = base.mark_line(strokeWidth=2.5, invalid="break-paths-filter-domains").encode(x=x, y=y, color=hue)
    dots = base.mark_point(filled=True, size=60, opacity=1).encode(x=x, y=y, color=hue, tooltip=tooltip)
    valid = base.transform_filter("isValid(datum.value)")
    ranks = [
        valid.transform_filter(side).mark_text(dy=dy, fontWeight=600).encode(x=x, y=y, color=text, text="said:N")
        for side, dy in (("!datum.under", -13), ("datum.under", 14))
    ]
    last = data[data["value"].notna()].sort_values("year").groupby("index", sort=False).tail(1)
    name = alt.Chart(last).mark_text(align="left", dx=9, fontWeight=600).encode(x=x, y=y, color=text, text="index:N")
    return alt.layer(lines, dots, *ranks, name).resolve_scale(color="independent").properties(height=height)
