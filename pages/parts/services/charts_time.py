"""Charts of the view "on time": units by months, late and overdue dossiers by age. Pure: no screen, no query."""

from __future__ import annotations

import json
from collections.abc import Mapping

import altair as alt
import pandas as pd

from pages.parts.charts_rankings import BANDS
from pages.parts.services import unit_months
from pages.parts.services.on_time import AGE_NAMES, AGES, DELAYS
from pages.parts.services.unit_months import FEW, KNOWN, MISSING, NOTHING
from pages.parts.style import LIGHT, Palette, month, pct, vn
from pages.parts.words import say

CELL = "unit_month"  # the selection that a click on the heat map makes; its datum names the unit
AGE = "delay_age"  # of the chart of ages: kind and age
ROW, HEAD, LEGEND = 24, 34, 34  # pixels of a unit's row, of the months' names, of the legend
NAME = 190  # pixels of a unit's name
BELOW = (2.0, 10.0)  # points below the target where a darker band begins
WHOLE = "whole"  # the column of all months together
HEIGHT = 250


def band(value: float, goal: float) -> int:
    """0 where the target is reached, else 1 … 3 by how far below it the value is; as rounded on screen."""
    short = round(goal - round(value, 1), 1)
    return 0 if short <= 0 else 1 if short <= BELOW[0] else 2 if short <= BELOW[1] else 3


def band_names(goal: float) -> tuple[str, ...]:
    """What the bands are, the best first."""
    near, far = (pct(goal - one, 0) for one in BELOW)
    aim = pct(goal, 0)
    return (
        say("đạt từ {goal}", goal=aim),
        say("từ {low} đến dưới {goal}", low=near, goal=aim),
        say("từ {low} đến dưới {high}", low=far, high=near),
        say("dưới {low}", low=far),
    )


def heat(
    frame: pd.DataFrame,
    names: Mapping[str, str],
    goal: float,
    colours: Palette = LIGHT,
    marked: str | None = None,
    with_interval: bool = False,
) -> alt.LayerChart:
    """Units down, the worst first, months across, all months together at the right; a click picks the unit.

    frame: as unit_months.heat; names: unit → as written; marked: the unit whose row is framed. Of few dossiers the
    count stands in a cell without colour, an export that was not sent leaves it dashed.
    """
    data = _cells(frame, names, goal, colours, with_interval)
    x, y = _axes(frame, data, names, colours)
    picked = alt.selection_point(name=CELL, fields=["unit"], on="click", toggle=False, empty=False)
    tooltip = [
        alt.Tooltip("name:N", title=say("Đơn vị")),
        alt.Tooltip("when:N", title=say("Tháng")),
        alt.Tooltip("full:N", title=say("Đúng hạn")),
    ]
    base = alt.Chart(data)
    rects = (
        base.transform_filter(f"datum.state === '{KNOWN}'")
        .mark_rect(cursor="pointer")
        .encode(x=x, y=y, color=_band_colour(goal, colours), tooltip=tooltip)
        .add_params(picked)
    )
    plain = (
        base.transform_filter(f"datum.state === '{FEW}' || datum.state === '{NOTHING}'")
        .mark_rect(fill=colours.ground, stroke=colours.line, cursor="pointer")
        .encode(x=x, y=y, tooltip=tooltip)
    )
    gone = (
        base.transform_filter(f"datum.state === '{MISSING}'")
        .mark_rect(fill=colours.gap, stroke=colours.none, strokeDash=[2, 2], cursor="pointer")
        .encode(x=x, y=y, tooltip=tooltip)
    )
    texts = base.mark_text(fontSize=12.5).encode(x=x, y=y, text="said:N", color=alt.Color("on:N", scale=None))
    frame_ = base.transform_filter(f"datum.unit === {json.dumps(marked)}").mark_rect(
        fillOpacity=0, stroke=colours.series[2], strokeWidth=2
    )
    layers = [rects, plain, gone, texts, *([frame_.encode(x=x, y=y)] if marked else [])]
    height = HEAD + ROW * data["turn"].nunique() + LEGEND
    return alt.layer(*layers).resolve_scale(color="independent").properties(height=height)


def _axes(frame: pd.DataFrame, data: pd.DataFrame, names: Mapping[str, str], colours: Palette) -> tuple[alt.X, alt.Y]:
    """Months across with the whole at the right, units down; data: the cells of frame."""
    ends = sorted(one for one in frame["month_end"].dropna().unique())
    slots = [f"{pd.Timestamp(end):%Y-%m}" for end in ends]
    turns = list(dict.fromkeys(data["turn"]))
    written = {turn: names[unit] for turn, unit in zip(data["turn"], data["unit"], strict=True)}
    heads = {one: month(end) for one, end in zip(slots, ends, strict=True)} | {
        WHOLE: say("{count} tháng", count=len(slots))
    }
    x = alt.X(
        "slot:O",
        scale=alt.Scale(domain=[*slots, " ", WHOLE], paddingInner=0.04),
        axis=alt.Axis(
            title=None, orient="top", labelExpr=_looked_up(heads), labelColor=colours.ink_2, labelOverlap=False
        ),
    )
    y = alt.Y(
        "turn:O",
        scale=alt.Scale(domain=turns, paddingInner=0.08),
        axis=alt.Axis(
            title=None,
            labelExpr=_looked_up(written),
            labelColor=colours.ink,
            labelLimit=NAME,
            labelOverlap=False,
            labelFlush=False,
            labelBaseline="middle",
            minExtent=NAME,
        ),
    )
    return x, y


def _cells(
    frame: pd.DataFrame, names: Mapping[str, str], goal: float, colours: Palette, with_interval: bool
) -> pd.DataFrame:
    """One row per cell, with what it says and in which ink."""
    bands, fills = band_names(goal), BANDS[colours]
    rows = []
    for row in frame.itertuples():
        place = band(row.value, goal) if row.state == KNOWN else None
        is_whole = pd.isna(row.month_end)
        rows.append(
            {
                "unit": row.unit,
                "name": names[row.unit],
                "turn": row.turn,
                "slot": WHOLE if is_whole else f"{row.month_end:%Y-%m}",
                "when": say("cả {count} tháng", count=12) if is_whole else month(row.month_end),
                "state": row.state,
                "band": None if place is None else bands[place],
                "on": colours.ink_2 if place is None else fills[place][1],
                "said": unit_months.cell(row),
                "full": unit_months.cell_in_full(row, with_interval),
            }
        )
    return pd.DataFrame(rows)


def _looked_up(said: Mapping[object, str]) -> str:
    """A Vega expression that writes each value of an axis as it is said; what is not said is left blank."""
    table = json.dumps({str(value): text for value, text in said.items()}, ensure_ascii=False)
    return f"{table}['' + datum.value] || ''"


def _band_colour(goal: float, colours: Palette) -> alt.Color:
    return alt.Color(
        "band:N",
        scale=alt.Scale(domain=list(band_names(goal)), range=[fill for fill, _ in BANDS[colours]]),
        legend=alt.Legend(
            orient="bottom",
            title=None,
            symbolType="square",
            symbolSize=170,
            symbolStrokeColor=colours.none,
            symbolStrokeWidth=1,
            labelColor=colours.ink_2,
            labelLimit=300,
            columns=4,
            offset=8,
        ),
    )


def ages(frame: pd.DataFrame, colours: Palette = LIGHT) -> alt.LayerChart:
    """Two bars an age, what was returned late beside what is still open and overdue; a click picks kind and age.

    frame: as on_time.ages.
    """
    data = frame.assign(said=[vn(one) for one in frame["dossiers"]])
    names = [say(one) for one in DELAYS.values()]
    x = alt.X(
        "age_name:N",
        sort=[say(AGE_NAMES[age]) for age in AGES],
        scale=alt.Scale(paddingInner=0.25, paddingOuter=0.15),
        axis=alt.Axis(title=None, labelColor=colours.ink, labelOverlap=False),
    )
    offset = alt.XOffset("kind_name:N", sort=names)
    y = alt.Y("dossiers:Q", scale=alt.Scale(domainMin=0, nice=True), axis=None)
    hue = alt.Color(
        "kind_name:N",
        scale=alt.Scale(domain=names, range=[colours.shares[1], colours.late]),
        legend=alt.Legend(orient="top", title=None, labelColor=colours.ink_2, symbolType="square"),
    )
    tooltip = [
        alt.Tooltip("kind_name:N", title=say("Loại")),
        alt.Tooltip("age_name:N", title=say("Số ngày")),
        alt.Tooltip("said:N", title=say("Hồ sơ")),
    ]
    picked = alt.selection_point(name=AGE, fields=["kind", "age"], on="click", toggle=False, empty=False)
    base = alt.Chart(data)
    bars = (
        base.mark_bar(cursor="pointer").encode(x=x, xOffset=offset, y=y, color=hue, tooltip=tooltip).add_params(picked)
    )
    texts = base.mark_text(dy=-8, fontWeight=600, color=colours.ink).encode(x=x, xOffset=offset, y=y, text="said:N")
    return alt.layer(bars, texts).properties(height=HEIGHT)
