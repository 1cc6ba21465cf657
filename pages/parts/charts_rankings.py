"""Charts of the rankings screen: a frame → an Altair chart. Pure: no screen, no query."""

from __future__ import annotations

import json
from collections.abc import Sequence
from math import ceil
from typing import Any

import altair as alt
import pandas as pd

from pages.parts.boards import AT_MOST, band, place, ranges
from pages.parts.style import DARK, LIGHT, NO_VALUE, Palette, two_decimals, vn
from pages.parts.words import say

PICKED = "unit_of_cell"  # the selection that a click makes; its datum names the unit
ROW, GAP = 28, 2  # pixels of a criterion's row, and of the air under a cell
LEGEND = 46  # the height given to a chart includes its legend, here in one line
FEW = 12  # units with ranks of three digits beside a panel
LETTER = 6.4  # mean width of a letter, to know how much room slanted names take
SLANT = 322  # degrees: reads upwards to the right
RISE, RUN = 0.62, 0.79  # of a slanted name's length: its height and its width
WIDE, NARROW = 860, 430  # pixels left for the cells beside the criteria's names, and with a panel at the right
# Four bands, best to worst, and the text on each (5.2:1 and more). The last one draws the eye in both modes.
BANDS = {
    LIGHT: (("#EEF4FA", LIGHT.ink), ("#BDD3E9", LIGHT.ink), ("#6A9BCB", LIGHT.ink), ("#14427A", LIGHT.ground)),
    DARK: (("#16293F", DARK.ink), ("#1F4A75", DARK.ink), ("#4A90D0", DARK.ground), ("#B5D8F8", DARK.ground)),
}


def heat(
    standing: pd.DataFrame,
    units: pd.DataFrame,
    criteria: Sequence[str],
    size: int,
    colours: Palette = LIGHT,
    marked: str | None = None,
    room: int = WIDE,
    across: str = "",
) -> alt.LayerChart:
    """Rank within each criterion: criteria at the left, units on top, past AT_MOST (FEW) of them in several lines.

    standing: as boards.standings; units: unit, unit_name, in order; size: ranked units of the whole board, of which
    the four bands are quarters; across: what the columns are, if not units. A criterion that a unit doesn't have is a
    blank cell with a dash.
    """
    is_narrow = room < WIDE
    # Three digits need more of a narrow line.
    lines = max(1, ceil(len(units) / (FEW if is_narrow and size > 99 else AT_MOST)))
    per_line = max(1, ceil(len(units) / lines))
    longest = max((len(name) for name in units["unit_name"]), default=0)
    is_flat = (longest + 2) * LETTER * per_line < room
    head = 24 if is_flat else int(14 + longest * LETTER * RISE)
    tall = head + ROW * len(criteria)
    columns = units[["unit", "unit_name"]].assign(
        slot=[f"{number % per_line:03d}" for number in range(len(units))],
        under=[number // per_line * tall + head for number in range(len(units))],
    )
    cells = _cells(standing, columns, criteria, size, colours)
    x = alt.X(
        "slot:O",
        scale=alt.Scale(type="band", domain=[f"{number:03d}" for number in range(per_line)], paddingInner=0.03),
        axis=None,
    )
    down = _rows(lines, tall, head, criteria, colours)
    y = alt.Y("top:Q", **down)
    picked = alt.selection_point(name=PICKED, fields=["unit"], on="click", toggle=False, empty=False)
    base = alt.Chart(cells)
    tooltip = _tooltip(across or say("Đơn vị"))
    known = base.transform_filter("isValid(datum.rank)")
    rects = known.mark_rect(cursor="pointer").encode(
        x=x, y=y, y2="bottom:Q", color=_band_colour(size, colours, is_narrow), tooltip=tooltip
    )
    blanks = (
        base.transform_filter("!isValid(datum.rank)")
        .mark_rect(fill=colours.ground, stroke=colours.line, strokeDash=[2, 2], aria=False)
        .encode(x=x, y=y, y2="bottom:Q", tooltip=tooltip[:2])
    )
    numbers = base.mark_text(fontWeight=600).encode(
        x=x, y=alt.Y("middle:Q", **down), text="said:N", color=alt.Color("on:N", scale=None)
    )
    layers = [
        rects.add_params(picked),
        blanks,
        numbers,
        *_names(columns, x, alt.Y("under:Q", **down), is_flat, colours, marked),
    ]
    layers += _frame(columns, x, y, len(criteria), colours, marked)
    height = lines * tall + LEGEND + (20 if is_narrow else 0)
    side = {"left": 4, "top": 8, "bottom": 4, "right": 4 if is_flat else _overhang(columns, per_line, room)}
    return alt.layer(*layers).resolve_scale(color="independent").properties(height=height, padding=side)


def _cells(
    standing: pd.DataFrame, columns: pd.DataFrame, criteria: Sequence[str], size: int, colours: Palette
) -> pd.DataFrame:
    """One row per unit shown and criterion, with where it stands and what it says."""
    known = standing.drop_duplicates(["unit", "criterion"]).set_index(["unit", "criterion"])
    whole = pd.MultiIndex.from_product([columns["unit"], list(criteria)], names=["unit", "criterion"])
    data = known[["rank", "score", "ranked", "best", "median"]].reindex(whole).reset_index()
    data = data.merge(columns, on="unit", how="left")
    order = {name: number for number, name in enumerate(criteria)}
    data["top"] = data["under"] + data["criterion"].map(order) * ROW
    data["bottom"] = data["top"] + ROW - GAP
    data["middle"] = data["top"] + (ROW - GAP) / 2
    named, on = _band_names(size), [text for _, text in BANDS[colours]]
    bands = [None if pd.isna(rank) else band(rank, size) for rank in data["rank"]]
    data["band"] = [None if one is None else named[one] for one in bands]
    data["on"] = [colours.ink_2 if one is None else on[one] for one in bands]
    data["said"] = [NO_VALUE if pd.isna(rank) else vn(rank) for rank in data["rank"]]
    data["place"] = ["" if pd.isna(row["rank"]) else place(row) for _, row in data.iterrows()]
    for name in ("score", "best", "median"):
        data[f"{name}_said"] = [two_decimals(value) for value in data[name]]
    return data.drop(columns=["score", "best", "median", "ranked"])


def _band_names(size: int) -> dict[int, str]:
    said = ranges(size)
    worst = max(said, default=0)
    return {
        one: say("{places}: cần tập trung", places=places) if one == worst and len(said) > 1 else places
        for one, places in said.items()
    }


def _band_colour(size: int, colours: Palette, is_narrow: bool) -> alt.Color:
    named = _band_names(size)
    return alt.Color(
        "band:N",
        scale=alt.Scale(domain=list(named.values()), range=[BANDS[colours][one][0] for one in named]),
        legend=alt.Legend(
            orient="bottom",
            title=None if is_narrow else say("Hạng"),
            titleOrient="left",
            titleColor=colours.ink_2,
            titleFontWeight=400,
            titleFontSize=13,
            symbolType="square",
            symbolSize=170,
            symbolStrokeColor=colours.none,
            symbolStrokeWidth=1,
            labelColor=colours.ink_2,
            labelLimit=300,
            columns=2 if is_narrow else len(named),
            offset=10,
        ),
    )


def _rows(lines: int, tall: int, head: int, criteria: Sequence[str], colours: Palette) -> dict[str, Any]:
    """Scale and axis of pixels from the top; the criteria's names stand beside their rows in every line."""
    said = {
        line * tall + head + number * ROW + (ROW - GAP) // 2: name
        for line in range(lines)
        for number, name in enumerate(criteria)
    }
    names = json.dumps({str(at): name for at, name in said.items()}, ensure_ascii=False)
    scale = alt.Scale(domain=[lines * tall, 0], nice=False, zero=False)
    axis = alt.Axis(
        title=None,
        values=list(said),
        labelExpr=f"{names}['' + datum.value]",
        labelColor=colours.ink,
        labelLimit=190,
        labelOverlap=False,
        grid=False,
    )
    return {"scale": scale, "axis": axis}


def _names(
    columns: pd.DataFrame, x: alt.X, y: alt.Y, is_flat: bool, colours: Palette, marked: str | None
) -> list[alt.Chart]:
    """Each unit's name above its column; the chosen one's stands out."""
    is_marked = columns["unit"].eq(marked)
    at = {"align": "center", "dy": -11} if is_flat else {"align": "left", "angle": SLANT, "dx": 7, "dy": -2}
    return [
        alt.Chart(rows).mark_text(color=colour, fontWeight=weight, **at).encode(x=x, y=y, text="unit_name:N")
        for rows, colour, weight in (
            (columns[~is_marked], colours.ink, 400),
            (columns[is_marked], colours.labels[0], 700),
        )
        if len(rows)
    ]


def _frame(
    columns: pd.DataFrame, x: alt.X, y: alt.Y, criteria: int, colours: Palette, marked: str | None
) -> list[alt.Chart]:
    """A frame around the chosen unit's column."""
    own = columns[columns["unit"].eq(marked)]
    if own.empty:
        return []
    own = own.assign(top=own["under"] - GAP, bottom=own["under"] + ROW * criteria)
    mark = alt.Chart(own).mark_rect(fillOpacity=0, stroke=colours.series[2], strokeWidth=2.5)
    return [mark.encode(x=x, y=y, y2="bottom:Q")]


def _overhang(columns: pd.DataFrame, per_line: int, room: int) -> int:
    """Pixels that the last slanted names reach beyond the cells."""
    step = room / per_line
    reach = [
        len(one.unit_name) * LETTER * RUN + 8 - (per_line - int(one.slot) - 0.5) * step for one in columns.itertuples()
    ]
    return int(min(150, max([4, *reach])))


def _tooltip(across: str) -> list[alt.Tooltip]:
    return [
        alt.Tooltip("unit_name:N", title=across),
        alt.Tooltip("criterion:N", title=say("Chỉ số")),
        alt.Tooltip("place:N", title=say("Thứ hạng")),
        alt.Tooltip("score_said:N", title=say("Điểm")),
        alt.Tooltip("best_said:N", title=say("Tốt nhất bảng")),
        alt.Tooltip("median_said:N", title=say("Trung vị bảng")),
    ]
