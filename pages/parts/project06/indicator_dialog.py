"""The reports behind one indicator, of one unit or of all: each with its file and the very cell, in a dialog. [st]"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from pages.parts import blocks, trace
from pages.parts.blocks import Field
from pages.parts.project06 import indicator_words
from pages.parts.style import day, is_missing, vn
from pages.parts.tables import hold
from pages.parts.words import say

ASKED, LINE = "indicator_asked", "indicator_line"  # (indicator, unit or None) that is open; the row that is shown


def open_rows(indicator: str, unit: str | None) -> None:
    """In a callback: at the next run, the reports of that indicator, of that unit or of all."""
    st.session_state[ASKED] = (indicator, unit)
    st.session_state.pop(LINE, None)
    st.query_params.pop(trace.OPENED, None)  # only one dialog can be open
    hold()


def opened(months: pd.DataFrame, known: pd.DataFrame, source: str) -> None:
    """What was asked for by a click, if anything; at the end of the view. months: as indicators.monthly()."""
    if ASKED not in st.session_state or trace.OPENED in st.query_params:
        return
    indicator, unit = st.session_state[ASKED]
    one = known[known["indicator"].eq(indicator)]
    rows = months[months["indicator"].eq(indicator)]
    rows = rows if unit is None else rows[rows["unit"].eq(unit)]
    if one.empty or rows.empty:
        _close()
        return
    row = one.iloc[0].to_dict()
    title = str(row["name"]) if unit is None else f"{row['name']}, {rows['unit_name'].iloc[-1]}"
    st.dialog(title, width="large", icon=":material/manage_search:", on_dismiss=_close)(_rows)(rows, row, source)


def _close() -> None:
    st.session_state.pop(ASKED, None)
    st.session_state.pop(LINE, None)


def _pick(row: pd.Series) -> None:
    st.session_state[LINE] = int(row["line"])


def _rows(rows: pd.DataFrame, known: Mapping[str, Any], source: str) -> None:
    """Newest first; below them the cell of the chosen one as its sender typed it."""
    frame = rows.sort_values(["turn", "unit_name"], ascending=[False, True], ignore_index=True)
    frame = frame.assign(
        line=range(len(frame)),
        place=[_place(row) for row in frame[["sheet", "cell", "row_number"]].to_dict("records")],
    )
    number = partial(indicator_words.number, known=known)
    unit = indicator_words.measure(known)
    fields = {
        "period_end": Field(say("Số liệu đến"), day, 100),
        "unit_name": Field(say("Đơn vị"), width=150),
        "value": Field(f"{say('Kết quả')} ({unit})" if unit else say("Kết quả"), number, 130),
        "target": Field(say("Mục tiêu"), number, 110),
        "file_name": Field(say("Tệp"), width=260),
        "place": Field(say("Trang và ô"), width=120),
    }
    st.caption(
        say("{count} số báo cáo. Bấm vào một dòng để xem ô trong tệp gốc.", count=vn(len(frame)))
        + " "
        + blocks.plain(source)
    )
    blocks.table(frame, fields, at_most=8, key="table_indicator_rows", drill=_pick, stays=True)
    blocks.downloads(frame, fields, "so-bao-cao-chi-tieu", str(known["name"]), source)
    row = frame.iloc[min(st.session_state.get(LINE, 0), len(frame) - 1)]
    cell = None if is_missing(row["cell"]) else str(row["cell"])
    trace.cell(int(row["batch_id"]), str(row["sheet"] or ""), int(row["row_number"]), cell)


def _place(row: Mapping[str, Any]) -> str:
    if not row["sheet"]:
        return say("dòng {number}", number=vn(row["row_number"]))
    return f"{row['sheet']}!{row['cell'] if not is_missing(row['cell']) else int(row['row_number'])}"
