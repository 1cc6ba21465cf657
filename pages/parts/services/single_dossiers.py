"""Single dossiers in a dialog: the first ones of a kind, each with its row in the export; or one row at once. [st]"""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from pages.parts import ask, blocks, trace
from pages.parts.blocks import Field
from pages.parts.services import on_time
from pages.parts.services.on_time import STATUS
from pages.parts.services.records_time import Those
from pages.parts.style import day, vn
from pages.parts.tables import hold
from pages.parts.words import say

LISTED, LINE, CELL = "dossiers_listed", "dossiers_line", "dossier_cell"  # what is open; the row that is shown
AT_MOST = 500


def open_list(those: Those, as_of: date | None, title: str) -> None:
    """In a callback: at the next run, the list of those dossiers."""
    st.session_state[LISTED] = (those, as_of, title)
    st.session_state.pop(LINE, None)
    st.query_params.pop(trace.OPENED, None)  # only one dialog can be open
    hold()


def open_row(row: pd.Series) -> None:
    """In a callback: at the next run, that dossier's row in its file."""
    st.session_state[CELL] = (int(row["batch_id"]), str(row["sheet"] or ""), int(row["row_number"]))
    st.query_params.pop(trace.OPENED, None)
    hold()


def dialogs() -> None:
    """What was asked for by a click, if anything; at the end of a view."""
    found = st.session_state.pop(CELL, None)
    if trace.OPENED in st.query_params:
        return
    if found:
        trace.open_cell(*found, None, say("Hồ sơ trong tệp gốc"))
    elif LISTED in st.session_state:
        those, as_of, title = st.session_state[LISTED]
        st.dialog(title, width="large", icon=":material/manage_search:", on_dismiss=_close)(_list)(those, as_of, title)


def _close() -> None:
    st.session_state.pop(LISTED, None)
    st.session_state.pop(LINE, None)


def _pick(row: pd.Series) -> None:
    st.session_state[LINE] = int(row["line"])


def _list(those: Those, as_of: date | None, title: str) -> None:
    frame = ask.single_dossiers(those, as_of)
    if frame.empty:
        st.caption(say("Không có hồ sơ nào như vậy."))
        return
    shown = frame.assign(
        line=range(len(frame)),
        unit_name=on_time.named(frame["unit"], ask.units()),
        status=[say(STATUS[code]) if code in STATUS else str(code) for code in frame["status_code"]],
    )
    fields = {
        "dossier_code": Field(say("Mã hồ sơ"), width=190),
        "procedure_code": Field(say("Mã thủ tục"), width=120),
        "procedure_name": Field(say("Tên thủ tục"), width=180),
        "unit_name": Field(say("Đơn vị"), width=130),
        "received_on": Field(say("Tiếp nhận"), day, 90),
        "due_on": Field(say("Hẹn trả"), day, 90),
        "closed_on": Field(say("Kết thúc"), day, 90),
        "days": Field(say("Ngày trễ"), vn, 70),
        "status": Field(say("Trạng thái"), width=150),
    }
    fields = {name: field for name, field in fields.items() if shown[name].notna().any()}
    many = (
        say("{count} hồ sơ đầu", count=vn(AT_MOST))
        if len(frame) >= AT_MOST
        else say("{count} hồ sơ", count=vn(len(frame)))
    )
    st.caption(say("{many}. Bấm vào một dòng để xem dòng trong tệp gốc.", many=many))
    blocks.table(shown, fields, at_most=8, key="table_single_dossiers", drill=_pick, stays=True)
    blocks.downloads(shown, fields, "ho-so", title, say("Nguồn: {sources}", sources=say("tệp chi tiết")))
    row = frame.iloc[min(st.session_state.get(LINE, 0), len(frame) - 1)]
    trace.cell(int(row["batch_id"]), str(row["sheet"] or ""), int(row["row_number"]), None)
