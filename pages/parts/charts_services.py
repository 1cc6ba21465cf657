"""Charts of the services screen: a frame → an Altair chart. Pure: no screen, no query."""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt
import pandas as pd

from pages.parts import words
from pages.parts.style import LIGHT, NO_BREAK, Palette, month, pct, vn
from pages.parts.words import say

LEVELS = ("province", "district", "commune")
SERVICE_LEVELS = ("full", "partial", "information")
HEIGHT = 166
BELOW = 46  # pixels of the height that the axis and the padding take
BAR = 22  # pixels of a bar: one alone fills no more of the height than one of three
NARROW = 0.09  # of a bar: a part below it has no room for "61 · 7 %"
LINE = 18  # pixels that a name beside a line's end takes
FREE = 3.4  # months' widths kept free at the right for the names
FADED = 0.35  # opacity of the levels that are not the chosen one


def level(name: str) -> str:
    """Cấp tỉnh: a level as it begins a row."""
    said = words.named("level", name)
    return said[:1].upper() + said[1:]


# --- procedures by level and service level --------------------------------------------------------------------


def picking(chosen: str | None) -> str:
    """The name of the selection by which a level is clicked; another one after each choice, so that it starts empty."""
    return f"level_{chosen or 'all'}"


def _pick(chosen: str | None) -> tuple[alt.Parameter, alt.Condition | alt.OpacityValue]:
    """(what a click selects, the opacity of the chosen level and of the others)."""
    selection = alt.selection_point(name=picking(chosen), fields=["level"])
    if chosen is None:
        return selection, alt.OpacityValue(1)
    return selection, alt.condition(f"datum.level === '{chosen}'", alt.value(1), alt.value(FADED))


def _on(colour: str, faded: str, chosen: str | None) -> alt.ColorValue | alt.Condition:
    """The colour of a text inside a bar; `faded` on a bar that is not the chosen one, which is pale."""
    if chosen is None:
        return alt.ColorValue(colour)
    return alt.condition(f"datum.level === '{chosen}'", alt.value(colour), alt.value(faded))


def service_levels(frame: pd.DataFrame) -> pd.DataFrame:
    """The parts of each level's whole, in order. frame: level, service_level, value. Adds row, part, total, share,
    start, end (0…1), said."""
    order = {name: place for place, name in enumerate((*LEVELS, *SERVICE_LEVELS))}
    data = frame.assign(value=frame["value"].astype(float), place=frame["service_level"].map(order))
    data = data.sort_values(["level", "place"], key=lambda column: column.replace(order), ignore_index=True)
    data["total"] = data.groupby("level")["value"].transform("sum")
    data["share"] = data["value"] / data["total"]
    data["end"] = data.groupby("level")["share"].cumsum()
    data["start"] = data["end"] - data["share"]
    data["row"] = [f"{level(one.level)} ({vn(one.total)})" for one in data.itertuples()]
    data["part"] = [words.named("service_level", name) for name in data["service_level"]]
    data["said"] = [f"{vn(one.value)} · {pct(100 * one.share, 0)}" for one in data.itertuples()]
    return data


def by_service_level(frame: pd.DataFrame, colours: Palette = LIGHT, chosen: str | None = None) -> alt.LayerChart:
    """One whole bar a level, with count and share in each part; a click picks its level.

    frame: level, service_level, value. chosen: the level whose bar stands out.
    """
    data = service_levels(frame)
    data["middle"] = (data["start"] + data["end"]) / 2
    names = [words.named("service_level", name) for name in SERVICE_LEVELS]
    y = alt.Y(
        "row:N",
        sort=list(dict.fromkeys(data["row"])),
        scale=alt.Scale(paddingInner=0.38, paddingOuter=0.12),
        axis=alt.Axis(title=None, labelLimit=200, labelColor=colours.ink),
    )
    across = alt.Scale(domain=[0, 1], nice=False)
    base = alt.Chart(data)
    selection, opacity = _pick(chosen)
    bars = (
        base.mark_bar(size=BAR, cursor="pointer")
        .encode(
            y=y,
            opacity=opacity,
            x=alt.X("start:Q", scale=across, axis=None),
            x2="end:Q",
            color=alt.Color(
                "part:N",
                scale=alt.Scale(domain=names, range=list(colours.shares)),
                legend=alt.Legend(orient="top", title=None, labelColor=colours.ink_2, symbolType="square"),
            ),
            tooltip=[
                alt.Tooltip("row:N", title=say("Cấp")),
                alt.Tooltip("part:N", title=say("Mức dịch vụ")),
                alt.Tooltip("said:N", title=say("Số thủ tục")),
            ],
        )
        .add_params(selection)
    )
    texts = [
        base.transform_filter(f"datum.part == '{part}' && datum.share >= {NARROW}")
        .mark_text(fontWeight=600, cursor="pointer")
        .encode(
            y=y, x=alt.X("middle:Q", scale=across, axis=None), text="said:N", color=_on(colour, colours.ink, chosen)
        )
        for part, colour in zip(names, colours.on_shares, strict=True)
    ]
    return alt.layer(bars, *texts).properties(height=HEIGHT)


# --- a share by level over time -------------------------------------------------------------------------------


def by_level(
    frame: pd.DataFrame,
    targets: Mapping[str, float],
    colours: Palette = LIGHT,
    height: int = HEIGHT,
    chosen: str | None = None,
) -> alt.LayerChart:
    """A line a level by months with its name at the end, broken where a level has no data; targets dashed.

    frame: month_end, level, value (percent); targets: level → percent, one rule for those that share it. A click
    picks a level; chosen: the one that stands out.
    """
    ends = pd.date_range(frame["month_end"].min(), frame["month_end"].max(), freq="ME")
    present = [name for name in LEVELS if name in set(frame["level"])]
    hues = {name: place for place, name in enumerate(LEVELS)}
    data = _every_month(frame, present, ends)

    low, high = _span([*data["value"].dropna(), *targets.values()])
    scale = alt.Scale(domain=[low, high], nice=False)
    axis = alt.Axis(
        title=None,
        labelExpr=f"format(datum.value, ',~f') + '{NO_BREAK}%'",
        tickCount=5,
        gridColor=colours.grid,
        labelColor=colours.ink_2,
    )
    y = alt.Y("value:Q", scale=scale, axis=axis)
    x = _months(ends, colours)
    names = [level(name) for name in present]
    hue = alt.Color(
        "name:N", scale=alt.Scale(domain=names, range=[colours.series[hues[name]] for name in present]), legend=None
    )
    tooltip = [
        alt.Tooltip("name:N", title=say("Cấp")),
        alt.Tooltip("month:N", title=say("Tháng")),
        alt.Tooltip("said:N", title=say("Trực tuyến")),
    ]
    selection, opacity = _pick(chosen)
    base = alt.Chart(data)
    # In a layer without the selection only what has a tooltip feels the click.
    lines = base.mark_line(strokeWidth=2.5, invalid="break-paths-filter-domains", cursor="pointer").encode(
        x=x, y=y, color=hue, opacity=opacity, tooltip=tooltip[:1]
    )
    dots = base.mark_point(filled=True, size=40, cursor="pointer").encode(
        x=x, y=y, color=hue, tooltip=tooltip, opacity=opacity
    )
    last = data[data["value"].notna()].groupby("level", sort=False).tail(1)
    last = last.assign(
        text=last["name"] + " " + last["said"], beside=_apart(last["value"], (high - low) / (height - BELOW))
    )
    labels = [
        alt.Chart(last[last["level"] == name])
        .mark_text(align="left", dx=9, fontWeight=600, color=colours.labels[hues[name]], cursor="pointer")
        .encode(x=x, y=alt.Y("beside:Q", scale=scale, axis=axis), text="text:N", tooltip=tooltip[:1])
        for name in present
    ]
    return alt.layer(*_rules(targets, y, colours), lines, dots.add_params(selection), *labels).properties(height=height)


def _every_month(frame: pd.DataFrame, present: list[str], ends: pd.DatetimeIndex) -> pd.DataFrame:
    """One row per level and month, in order, null where a level has no data; at: the month's place on the axis."""
    known = frame.assign(month_end=pd.to_datetime(frame["month_end"])).set_index(["level", "month_end"])["value"]
    whole = pd.MultiIndex.from_product([present, ends], names=["level", "month_end"])
    data = known.astype(float).reindex(whole).reset_index()
    data["at"] = data["month_end"].map({end: float(place) for place, end in enumerate(ends)})
    data["month"] = [month(end) for end in data["month_end"]]
    data["name"] = [level(one) for one in data["level"]]
    data["said"] = [pct(value) for value in data["value"]]
    return data


def _months(ends: pd.DatetimeIndex, colours: Palette) -> alt.X:
    """Months at equal steps, every third one named, and room for names at the right: a band scale has none."""
    last = len(ends) - 1
    named = [place for place in range(last, -1, -1) if (last - place) % 3 == 0]
    texts = ", ".join(f"'{month(end)}'" for end in ends)
    return alt.X(
        "at:Q",
        scale=alt.Scale(domain=[-0.2, last + max(FREE * last / 11, 0.5)], nice=False),
        axis=alt.Axis(title=None, values=named, labelExpr=f"[{texts}][datum.value]", labelColor=colours.ink_2),
    )


def _span(known: list[float]) -> tuple[float, float]:
    low, high = min(known, default=0.0), max(known, default=100.0)
    air = max((high - low) * 0.18, 1.5)
    return max(0.0, low - air), min(101.0, high + air)


def _apart(values: pd.Series, a_pixel: float) -> pd.Series:
    """Where the names stand: at their line's end, pushed up where two would be on one another."""
    beside: dict[object, float] = {}
    free = float("-inf")
    for key, value in values.sort_values().items():
        beside[key] = max(float(value), free)
        free = beside[key] + LINE * a_pixel
    return values.index.to_series().map(beside)


def _rules(targets: Mapping[str, float], y: alt.Y, colours: Palette) -> list[alt.Chart]:
    """One dashed rule for each target, which says whose it is where the levels differ."""
    goals = sorted(set(targets.values()))
    data = pd.DataFrame(
        {"value": goals, "said": [_of_whom([n for n in targets if targets[n] == goal], goals, goal) for goal in goals]}
    )
    rule = alt.Chart(data).mark_rule(color=colours.none, strokeDash=[5, 4], strokeWidth=1.5).encode(y=y)
    text = (
        alt.Chart(data)
        .mark_text(color=colours.ink_2, align="left", dy=-8, dx=4)
        .encode(y=y, x=alt.value(0), text="said:N")
    )
    return [rule, text] if goals else []


def _of_whom(names: list[str], goals: list[float], goal: float) -> str:
    target = pct(goal).replace(",0", "")
    if len(goals) == 1:
        return say("mục tiêu {target}", target=target)
    whose = ", ".join(words.named("level", name) for name in names)
    return say("mục tiêu {whose} {target}", whose=whose, target=target)
