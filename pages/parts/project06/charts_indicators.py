"""Charts of indicators: a small line against its target with the pace drawn on, and bars of units. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import altair as alt
import pandas as pd

from pages.parts.project06 import indicator_pace, indicator_words, indicators
from pages.parts.project06.indicator_pace import IN_YEAR, LATER, NEVER, REACHED
from pages.parts.style import LIGHT, Palette, is_missing, month, pct
from pages.parts.words import say

HEIGHT = 148
MONTHS, AHEAD = 13, 6  # drawn before the newest report, and at least after it
BAR, BARS = 30, 12  # pixels a bar; how many fit
TOLD, COMING = "told", "coming"


def drawn(line: pd.DataFrame, row: Mapping[str, Any]) -> pd.DataFrame:
    """One row per month of the picture: turn, month, value, target, kind (told: a report's; coming: at this
    pace), said.

    line: as indicators.series(); row: of indicators.summary(). What is coming begins at the newest report, so that the
    two lines meet, and ends where the target is reached or the picture ends.
    """
    told = line[line["value"].notna()]
    last = line.tail(MONTHS)
    rows = [
        (int(one.turn), month(one.period_end), one.value, one.target, TOLD, indicator_words.number(one.value, row))
        for one in last.itertuples()
    ]
    end = int(line["turn"].max())
    to = max(end + AHEAD, end // 12 * 12 + 11)
    reached = row["month"]
    there = to if is_missing(reached) else min(to, reached.year * 12 + reached.month - 1)
    is_drawn = not told.empty and row["state"] in (IN_YEAR, LATER, NEVER) and not is_missing(row["pace"])
    start, value = (int(told["turn"].iloc[-1]), float(told["value"].iloc[-1])) if is_drawn else (to, 0.0)
    for turn in range(start, to + 1):
        at = value + float(row["pace"]) * (turn - start) if is_drawn and turn <= there else None
        if at is not None and row["state"] != NEVER:
            at = max(at, row["target"]) if row["is_low"] else min(at, row["target"])
        said = indicator_words.number(at, row) if at is not None else ""
        day = indicator_pace.month_at(turn + 1.0)
        rows.append((turn, month(day), at, row["target"] if turn > end else None, COMING, said))
    found = pd.DataFrame(rows, columns=["turn", "month", "value", "target", "kind", "said"])
    return found.astype({"value": "float64", "target": "float64"})


def small_line(line: pd.DataFrame, row: Mapping[str, Any], colours: Palette = LIGHT) -> alt.LayerChart:
    """Value by months against its target (dashed), dotted on at this pace; a month not told whole breaks the line."""
    data = drawn(line, row)
    turns = sorted(set(data["turn"]))
    names = dict(zip(data["turn"], data["month"], strict=True))
    newest = int(line["turn"].max())
    labelled = sorted({turns[0], newest, turns[-1]})
    x = alt.X(
        "month:O",
        scale=alt.Scale(domain=[names[one] for one in turns], type="point", padding=0.3),
        axis=alt.Axis(
            title=None,
            values=[names[one] for one in labelled],
            labelOverlap=False,
            labelColor=colours.ink_2,
            labelFontSize=12,
            labelBound=False,
        ),
    )
    known = [float(one) for one in [*data["value"].dropna(), *data["target"].dropna()]]
    low, high = (min(known), max(known)) if known else (0.0, 1.0)
    air = max((high - low) * 0.22, abs(high) * 0.004, 0.1)
    y = alt.Y("value:Q", scale=alt.Scale(domain=[low - air, high + air], nice=False), axis=None)
    goal = alt.Y("target:Q", scale=alt.Scale(domain=[low - air, high + air], nice=False), axis=None)
    tooltip = [
        alt.Tooltip("month:O", title=say("Tháng")),
        alt.Tooltip("said:N", title=say("Giá trị")),
    ]
    base = alt.Chart(data)
    told, coming = (base.transform_filter(f"datum.kind === '{kind}'") for kind in (TOLD, COMING))
    layers = [
        base.transform_filter("isValid(datum.target)")
        .mark_line(color=colours.none, strokeDash=[5, 4], strokeWidth=1.5, interpolate="step-after")
        .encode(x=x, y=goal),
        told.transform_filter("!isValid(datum.value)")
        .mark_rect(color=colours.gap, height={"band": 1}, width=8, aria=False)
        .encode(x=x),
        coming.mark_line(color=colours.series[0], strokeDash=[2, 3], strokeWidth=1.8, opacity=0.75).encode(x=x, y=y),
        told.mark_line(color=colours.series[0], strokeWidth=2.5, invalid="break-paths-filter-domains").encode(x=x, y=y),
        told.mark_point(color=colours.series[0], filled=True, size=34, opacity=1).encode(x=x, y=y, tooltip=tooltip),
        *_labels(data, newest, row, x, y, colours),
    ]
    return alt.layer(*layers).properties(height=HEIGHT, padding={"left": 26, "right": 26, "top": 6, "bottom": 2})


def _labels(
    data: pd.DataFrame, newest: int, row: Mapping[str, Any], x: alt.X, y: alt.Y, colours: Palette
) -> list[alt.Chart]:
    """The target's word at the left, and the month of reaching it where it is in the picture."""
    is_below = bool(row["is_low"]) or row["state"] == REACHED
    layers = []
    with_target = data[data["target"].notna()].sort_values("turn").head(1)
    if len(with_target):
        word = say("mục tiêu {target}", target=indicator_words.number(with_target["target"].iloc[0], row))
        at = with_target.assign(value=with_target["target"], said=word)
        layers.append(
            alt.Chart(at)
            .mark_text(color=colours.ink_2, dy=12 if is_below else -8, align="left", dx=-4)
            .encode(x=x, y=y, text="said:N")
        )
    if row["state"] in (IN_YEAR, LATER):
        there = data[data["kind"].eq(COMING) & data["month"].eq(month(row["month"])) & data["turn"].gt(newest)]
        layers.append(
            alt.Chart(there.assign(said=month(row["month"])))
            .mark_point(color=colours.series[0], size=60, strokeWidth=2, fill=colours.ground, opacity=1)
            .encode(x=x, y=y, tooltip=[alt.Tooltip("said:N", title=say("Đạt mục tiêu vào"))])
        )
    return layers


def small_units(months: pd.DataFrame, row: Mapping[str, Any], colours: Palette = LIGHT) -> alt.LayerChart:
    """A thin line for each unit, where only units tell the indicator: their shares can't be added up.

    months: as indicators.monthly(), of one indicator."""
    own = months[months["turn"] > months["turn"].max() - MONTHS].sort_values("turn")
    data = pd.DataFrame(
        {
            "unit": list(own["unit_name"]),
            "month": [month(day) for day in own["period_end"]],
            "value": own["value"].astype(float).tolist(),
            "said": [indicator_words.number(one, row) for one in own["value"]],
        }
    )
    names = list(dict.fromkeys(data["month"]))
    x = alt.X(
        "month:O",
        scale=alt.Scale(domain=names, type="point", padding=0.3),
        axis=alt.Axis(title=None, values=[names[0], names[-1]], labelColor=colours.ink_2, labelFontSize=12),
    )
    y = alt.Y("value:Q", scale=alt.Scale(zero=False, nice=True), axis=None)
    tooltip = [
        alt.Tooltip("unit:N", title=say("Đơn vị")),
        alt.Tooltip("month:O", title=say("Tháng")),
        alt.Tooltip("said:N", title=say("Giá trị")),
    ]
    base = alt.Chart(data)
    lines = base.mark_line(color=colours.run, strokeWidth=1.5).encode(x=x, y=y, detail="unit:N")
    dots = base.mark_point(color=colours.run, filled=True, size=30, opacity=1).encode(x=x, y=y, tooltip=tooltip)
    return alt.layer(lines, dots).properties(height=HEIGHT, padding={"left": 26, "right": 26, "top": 6, "bottom": 2})


def by_unit(frame: pd.DataFrame, known: Mapping[str, Any], colours: Palette = LIGHT) -> alt.LayerChart:
    """One bar per unit, furthest from its target first, the target a tick; who has not reported stands below, said.

    frame: as indicators.by_unit(). Of a share the bar is the share; of a count, how much of the target is there.
    """
    some = frame.head(BARS)
    is_share = known["nature"] == indicators.SHARE
    data = pd.DataFrame(
        {
            "unit": list(some["unit"]),
            "name": list(some["unit_name"]),
            # A negative number is an error of its file; a bar to the left of the names would hide them.
            "progress": [float("nan") if is_missing(one) else max(0.0, float(one)) for one in some["progress"]],
            "goal": [float("nan") if is_missing(one) else float(one) if is_share else 100.0 for one in some["target"]],
            "is_old": [bool(one) if not is_missing(one) else False for one in some["is_old"]],
            "said": [_said(one, known) for one in some.to_dict("records")],
            "full": [_full(one, known) for one in some.to_dict("records")],
        }
    )
    most = max([100.0, *data["progress"].dropna(), *data["goal"].dropna()])
    across = alt.Scale(domain=[0, most * 1.02], nice=False)
    y = alt.Y(
        "unit:N",
        sort=list(data["unit"]),
        scale=alt.Scale(paddingInner=0.34, paddingOuter=0.15),
        axis=alt.Axis(
            title=None,
            labelExpr=_looked_up(dict(zip(data["unit"], data["name"], strict=True))),
            labelLimit=150,
            labelColor=colours.ink,
        ),
    )
    tooltip = [alt.Tooltip("name:N", title=say("Đơn vị")), alt.Tooltip("full:N", title=say("Kết quả"))]
    base = alt.Chart(data)
    bars = base.mark_bar().encode(
        y=y,
        x=alt.X("progress:Q", scale=across, axis=None),
        color=alt.condition("datum.is_old", alt.value(colours.shares[1]), alt.value(colours.series[0])),
        tooltip=tooltip,
    )
    ticks = base.mark_tick(color=colours.ink_2, thickness=2, size=BAR - 8).encode(
        y=y, x=alt.X("goal:Q", scale=across, axis=None), tooltip=tooltip
    )
    texts = (
        base.transform_calculate(edge=str(most * 1.02))
        .mark_text(align="left", dx=6, color=colours.ink)
        .encode(y=y, x=alt.X("edge:Q", scale=across, axis=None), text="said:N", tooltip=tooltip)
    )
    return alt.layer(bars, ticks, texts).properties(
        height=BAR * len(data) + 12, padding={"left": 4, "right": 8, "top": 4, "bottom": 4}
    )


def _looked_up(names: Mapping[str, str]) -> str:
    """A Vega expression that writes each unit by its name: two communes may share one."""
    return f"{json.dumps(dict(names), ensure_ascii=False)}['' + datum.value] || ''"


def _said(row: Mapping[str, Any], known: Mapping[str, Any]) -> str:
    """`92,7 % · đạt 10/2024`."""
    reaching = indicator_words.reaching(row)
    reaching = say("đạt {month}", month=reaching) if reaching[0].isdigit() else reaching
    if is_missing(row["state"]):
        return f"{indicator_words.SILENT} {reaching}"
    told = pct(row["progress"]) if not is_missing(row["progress"]) else indicator_words.number(row["value"], known)
    return f"{told} · {reaching}"


def _full(row: Mapping[str, Any], known: Mapping[str, Any]) -> str:
    if is_missing(row["state"]):
        return say("chưa gửi")
    value, target = (indicator_words.number(row[name], known) for name in ("value", "target"))
    return say(
        "{value} trên {target}, {day}",
        value=value,
        target=target,
        day=indicator_words.to_day({**row, "newest_on": row["period_end"]}),
    )
