"""Charts of the view "two sources": the months in one row, units by months. Pure: no screen, no query."""

from __future__ import annotations

import json
from collections.abc import Mapping

import altair as alt
import pandas as pd

from pages.parts.services import two_sources
from pages.parts.services.two_sources import AGREES, DETAIL_ONLY, DIFFERS, FORM_ONLY, OPEN, WHOLE
from pages.parts.style import DARK, LIGHT, Palette, month, pct, vn
from pages.parts.words import say

MONTH, CELL = "sources_month", "sources_cell"  # the selections that clicks make; their data name month (and unit)
STRIP, ROW, HEAD, NAME = 58, 24, 34, 170  # pixels: of the row of months; of a unit's row, of the heads, of a name
# As in the theme: what two sources tell differently is to be confirmed, and that is violet.
TO_CONFIRM = {False: ("#ECE9F6", "#4A3C85"), True: ("#2A2450", "#C9BFF2")}
GLYPHS = {DIFFERS: "≠", AGREES: "✓", FORM_ONLY: "∅", DETAIL_ONLY: "∅", OPEN: ""}


def strip(months: pd.DataFrame, chosen: pd.Timestamp, colours: Palette = LIGHT) -> alt.LayerChart:
    """Twelve boxes, the newest at the right: how many units agree; a click chooses the month. months: as
    two_sources.months; chosen: the first day of the month that is shown, framed."""
    data = pd.DataFrame(
        {
            "month_start": [f"{start:%Y-%m-%d}" for start in months["month_start"]],
            "head": [month(end) for end in months["month_end"]],
            "said": [_said(row) for _, row in months.iterrows()],
            "kind": [_kind(row) for _, row in months.iterrows()],
            "is_chosen": months["month_start"].eq(chosen),
        }
    )
    pale, dark = TO_CONFIRM[colours is DARK]
    kinds = ["agrees", "differs", "open"]
    x = alt.X("month_start:O", axis=None, scale=alt.Scale(paddingInner=0.05, paddingOuter=0.01))
    picked = alt.selection_point(name=MONTH, fields=["month_start"], on="click", toggle=False, empty=False)
    base = alt.Chart(data).encode(x=x, tooltip=[alt.Tooltip("head:N", title=say("Tháng")), _tip("said")])
    boxes = base.mark_rect(cornerRadius=4, cursor="pointer").encode(
        color=alt.Color(
            "kind:N", legend=None, scale=alt.Scale(domain=kinds, range=[colours.shares[2], pale, colours.gap])
        ),
        stroke=alt.condition("datum.is_chosen", alt.value(colours.series[0]), alt.value(None)),
        strokeWidth=alt.value(2),
    )
    texts = alt.Scale(domain=kinds, range=[colours.ink, dark, colours.ink_2])
    heads = base.mark_text(dy=-10, fontSize=13, cursor="pointer").encode(text="head:N", color=alt.value(colours.ink_2))
    said = base.mark_text(dy=10, fontSize=13, fontWeight=600, cursor="pointer").encode(
        text="said:N", color=alt.Color("kind:N", legend=None, scale=texts)
    )
    layers = alt.layer(boxes.add_params(picked), heads, said).resolve_scale(color="independent")
    return layers.properties(height=STRIP, padding={"left": 0, "right": 0, "top": 2, "bottom": 2})


def _said(row: pd.Series) -> str:
    """≠ 5 of 26; ✓ 26; what a month waits for."""
    if row["why"] == WHOLE:
        return say("khớp {agrees}/{both}", agrees=vn(row["agrees"]), both=vn(row["both"]))
    if row["why"] == two_sources.PARTIAL:
        return say("tệp có {share}", share=pct(row["share"], 0))
    return two_sources.state(row)


def _kind(row: pd.Series) -> str:
    return "open" if row["why"] != WHOLE else "differs" if row["differs"] else "agrees"


def matrix(cells: pd.DataFrame, names: Mapping[str, str], colours: Palette = LIGHT) -> alt.LayerChart:
    """Units down, months across: ≠ and how many numbers differ, ∅ where one source is missing, ✓ where both agree.
    A click chooses the month. cells: as two_sources.by_month; names: unit → as written."""
    ends = sorted(cells["month_start"].unique())
    slots = [f"{pd.Timestamp(one):%Y-%m-%d}" for one in ends]
    units = list(dict.fromkeys(cells["unit"]))
    data = cells.assign(
        month_start=[f"{one:%Y-%m-%d}" for one in cells["month_start"]],
        turn=[units.index(unit) for unit in cells["unit"]],
        name=[names[unit] for unit in cells["unit"]],
        head=[month(end) for end in cells["month_end"]],
        text=[_glyph(row.state, row.numbers) for row in cells.itertuples()],
        said=[verdict(row.state, row.numbers) for row in cells.itertuples()],
    ).drop(columns="month_end")
    pale, dark = TO_CONFIRM[colours is DARK]
    heads = {slot: month(pd.Timestamp(one)) for slot, one in zip(slots, ends, strict=True)}
    x = alt.X(
        "month_start:O",
        scale=alt.Scale(domain=slots, paddingInner=0.04),
        axis=alt.Axis(title=None, orient="top", labelExpr=_looked_up(heads), labelColor=colours.ink_2),
    )
    y = alt.Y(
        "turn:O",
        scale=alt.Scale(paddingInner=0.08),
        axis=alt.Axis(
            title=None,
            labelExpr=_looked_up({str(turn): names[unit] for turn, unit in enumerate(units)}),
            labelColor=colours.ink,
            labelLimit=NAME,
            labelOverlap=False,
            labelFlush=False,
            labelBaseline="middle",
        ),
    )
    tooltip = [alt.Tooltip("name:N", title=say("Cơ quan")), alt.Tooltip("head:N", title=say("Tháng")), _tip("said")]
    picked = alt.selection_point(name=CELL, fields=["month_start", "unit"], on="click", toggle=False, empty=False)
    states = [DIFFERS, AGREES, FORM_ONLY, DETAIL_ONLY, OPEN]
    base = alt.Chart(data).encode(x=x, y=y, tooltip=tooltip)
    fills = [pale, colours.ground, colours.gap, colours.gap, colours.ground]
    boxes = base.mark_rect(cursor="pointer", stroke=colours.grid).encode(
        color=alt.Color("state:N", legend=None, scale=alt.Scale(domain=states, range=fills))
    )
    inks = [dark, *[colours.ink_2] * 4]
    texts = base.mark_text(fontSize=13, cursor="pointer").encode(
        text="text:N", color=alt.Color("state:N", legend=None, scale=alt.Scale(domain=states, range=inks))
    )
    both = alt.layer(boxes.add_params(picked), texts).resolve_scale(color="independent")
    return both.properties(height=ROW * len(units) + HEAD)


def _glyph(state: str, numbers: int) -> str:
    return f"{GLYPHS[state]} {vn(numbers)}" if state == DIFFERS else GLYPHS[state]


def verdict(state: str, numbers: int) -> str:
    """A unit's month in words."""
    if state == DIFFERS:
        return say("{count} số lệch", count=vn(numbers))
    if state == AGREES:
        return say("khớp")
    if state == FORM_ONLY:
        return say("chỉ có Biểu II.06a")
    return say("chỉ có tệp chi tiết") if state == DETAIL_ONLY else say("chưa so")


def _tip(name: str) -> alt.Tooltip:
    return alt.Tooltip(f"{name}:N", title=say("Kết quả"))


def _looked_up(texts: Mapping[str, str]) -> str:
    """A Vega expression that writes a label's text in its place."""
    return f"{json.dumps(texts, ensure_ascii=False)}[datum.value]"
