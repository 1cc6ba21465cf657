"""One indicator by its units: bars furthest from the target first, beside the table that opens their cells. [st]"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from pages.parts import ask, blocks, filters
from pages.parts.blocks import Field
from pages.parts.project06 import charts_indicators, indicator_dialog, indicator_words, indicators
from pages.parts.style import day, is_missing, pct
from pages.parts.words import say

UNIT_ROWS = 12
INDICATOR = "indicator"  # in the URL


def show(months: pd.DataFrame, frame: pd.DataFrame, source: str) -> None:
    """The chosen indicator. months: as indicators.monthly(); frame: as summary(); source: the line under figures."""
    names = dict(zip(frame["indicator"], frame["name"], strict=True))
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom"):
        heading = st.container(width="content", gap=None)
        chosen = filters.choose(INDICATOR, say("Tên chỉ tiêu"), list(names), names.__getitem__, width=380, bare=True)
    if chosen is None:
        return
    known = frame[frame["indicator"].eq(chosen)].iloc[0].to_dict()
    own = months[months["indicator"].eq(chosen)]
    units = indicators.by_unit(own, known, _expected(known, own))
    title = say("{name}, theo đơn vị ({measure})", name=known["name"], measure=indicator_words.measure(known) or "%")
    left, right = st.columns([12, 13], gap="medium")
    with left:
        _bars(source, units, known, title, heading)
    with right:
        _unit_table(source, units, known, title)


def _expected(known: Mapping[str, Any], own: pd.DataFrame) -> dict[str, str]:
    """The units that could report it: every district or commune of that day; of others, those that ever did."""
    if known["parts"] in ("district", "commune"):
        places = ask.places(max(own["period_end"]))
        there = places[places["kind"].eq(known["parts"])]["unit"]
    else:
        there = own[own["kind"].eq(known["parts"])]["unit"] if known["parts"] else own["unit"]
    names = ask.units()
    return {str(one): names.get(str(one), str(one)) for one in dict.fromkeys(there)}


def _bars(source: str, units: pd.DataFrame, known: Mapping[str, Any], title: str, heading: Any) -> None:
    sentence = indicator_words.units_sentence(units, known)
    if len(units) > charts_indicators.BARS:
        sentence += " " + say("Hình: {count} đơn vị xa mục tiêu nhất.", count=charts_indicators.BARS)
    blocks.chart(
        title,
        charts_indicators.by_unit(units, known, blocks.colours()),
        units,
        {
            "unit_name": Field(say("Đơn vị")),
            "value": Field(say("Kết quả"), partial(indicator_words.number, known=known)),
            "target": Field(say("Mục tiêu"), partial(indicator_words.number, known=known)),
            "progress": Field(say("% mục tiêu"), pct),
            "period_end": Field(say("Số liệu đến"), day),
        },
        sentence=sentence,
        source=source,
        name="chi-tieu-theo-don-vi",
        heading=heading,
    )


def _unit_table(source: str, units: pd.DataFrame, known: Mapping[str, Any], title: str) -> None:
    """The same with pace, month of reaching it and doubts; a click opens the unit's reports."""
    records = units.to_dict("records")
    rows = units.assign(
        pace_said=[indicator_words.pace(row["pace"], known) for row in records],
        reaching=[indicator_words.reaching(row) for row in records],
        note=[indicator_words.unit_doubt(row, known) for row in records],
    )
    number = partial(indicator_words.number, known=known)
    fields = {
        "unit_name": Field(say("Đơn vị"), width=100),
        "value": Field(say("Kết quả"), number, 72),
        "target": Field(say("Mục tiêu"), number, 68),
        "pace_said": Field(say("Nhịp hiện nay"), None, 88, indicator_words.pace_help()),
        "reaching": Field(say("Đạt mục tiêu vào"), None, 162),
        "note": Field(say("Ghi chú"), None, 93),
    }
    blocks.listing(
        rows,
        {
            name: field
            for name, field in fields.items()
            if name == "unit_name" or not indicator_words.is_blank(rows[name])
        },
        name="chi-tieu-don-vi",
        title=title,
        source=source,
        at_most=UNIT_ROWS,
        drill=partial(_open_unit, str(known["indicator"])),
        filed=fields | {"progress": Field(say("% mục tiêu"), pct), "period_end": Field(say("Số liệu đến"), day)},
    )


def _open_unit(indicator: str, row: pd.Series) -> None:
    if not is_missing(row["batch_id"]):
        indicator_dialog.open_rows(indicator, str(row["unit"]))
