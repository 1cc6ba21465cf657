"""Every remark as a list: those that wait, those that were answered, those on one file; and their cells. [st]"""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from pages.parts import acknowledge, blocks, filters, remarks, trace, words
from pages.parts.blocks import Field
from pages.parts.records import SEVERITIES
from pages.parts.style import day, vn
from pages.parts.tables import hold
from pages.parts.words import say

ALL = "all"
OPEN, DONE = "open", "done"
OPENED = "remark"  # the remark whose cell is shown

# --- every remark -------------------------------------------------------------------------------------------------


def every(found: pd.DataFrame, everything: pd.DataFrame, done: pd.DataFrame) -> None:
    """All remarks in a sortable grid, the worst first. found: those of the sender and kind chosen that wait; done:
    those that somebody has acknowledged."""
    blocks.section(
        say("Mọi điểm được ghi lại"),
        say(
            "Mỗi dòng chỉ đúng ô trong tệp đã gửi; bấm vào một dòng để xem ô đó. Dòng bị từ chối không cộng vào số nào"
        ),
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        present = [ALL, *dict.fromkeys([*found["source"], *done["source"]])]
        source = filters.choose("source", say("Nguồn"), present, partial(_said, words.source), width=320)
        sizes = {OPEN: found, DONE: done}
        which = OPEN
        if len(done):
            texts = {
                OPEN: say("Chưa xử lý ({count})", count=vn(len(found))),
                DONE: say("Đã xác nhận ({count})", count=vn(len(done))),
            }
            which = filters.switch("acknowledged", say("Trạng thái"), list(texts), texts.__getitem__) or OPEN
        chosen = sizes[which]
        levels = [ALL, *(level for level in SEVERITIES if level in set(chosen["level"]))]
        name = partial(words.named, "severity")
        level = ALL if which == DONE else filters.switch("severity", say("Mức"), levels, partial(_said, name))
        shown = chosen[chosen["source"].eq(source) | (source == ALL)]
        shown = shown[shown["level"].eq(level) | (level == ALL)]
        if which == OPEN:
            acknowledge.popover(shown)
    if shown.empty:
        blocks.empty(say("Không có điểm nào khớp bộ lọc"), say("Chọn “Tất cả” ở nguồn, mức hoặc loại lỗi để xem lại."))
        return
    if which == DONE:
        _acknowledged(shown, done)
        return
    blocks.listing(
        shown,
        columns(),
        name="diem-can-sua",
        title=say("Điểm cần sửa"),
        source=remarks.line(shown, everything),
        at_most=13,
        drill=remember,
    )


def _acknowledged(shown: pd.DataFrame, done: pd.DataFrame) -> None:
    """What was said to be right, by whom it was sent, why and when."""
    fields = {
        "sender": Field(say("Đơn vị gửi"), width=115),
        "file_name": Field(say("Tệp"), width=175),
        "place": Field(say("Trang và ô"), width=115),
        "value": Field(say("Giá trị nhận được"), width=130),
        "message": Field(say("Vì sao"), width=230),
        "reason": Field(say("Lý do xác nhận"), width=260),
        "acknowledged_at": Field(say("Xác nhận ngày"), day, 105),
    }
    blocks.listing(
        shown,
        fields,
        name="da-xac-nhan",
        title=say("Cảnh báo đã xác nhận"),
        source=remarks.line(shown, done),
        at_most=13,
        drill=remember,
    )


def of_file(found: pd.DataFrame, file_name: str) -> None:
    """The remarks on one file. found: as remarks.told."""
    left_out = ("sender", "file_name", "reported_on")
    blocks.listing(
        found,
        {name: field for name, field in columns().items() if name not in left_out},
        name="diem-cua-tep",
        title=say("Điểm được ghi lại: {file}", file=file_name),
        source=remarks.line(found, found),
        at_most=7,
        drill=remember,
    )


def _said(name: object, code: str) -> str:
    return say("Tất cả") if code == ALL else name(code)  # type: ignore[operator]


def columns() -> dict[str, Field]:
    """A remark as it goes back to its sender."""
    return {
        "level": Field(say("Mức"), remarks.severity, 110),
        "sender": Field(say("Đơn vị gửi"), width=115),
        "file_name": Field(say("Tệp"), width=175),
        "place": Field(say("Trang và ô"), width=115),
        "column_heading": Field(say("Cột"), width=115),
        "value": Field(say("Giá trị nhận được"), width=115),
        "message": Field(say("Vì sao"), width=250),
        "fix": Field(say("Cách sửa"), width=250),
        "reported_on": Field(say("Kỳ"), day, 95),
    }


# --- the cell ----------------------------------------------------------------------------------------------------


def remember(row: pd.Series) -> None:
    """A click is handled before the page runs; the dialog belongs to the run."""
    cell = row["cell"] if isinstance(row["cell"], str) and row["cell"] else None
    line = 1 if pd.isna(row["row_number"]) else int(row["row_number"])
    hold()
    st.session_state[OPENED] = (int(row["batch_id"]), row["sheet"] or "", line, cell)


def show_cell() -> None:
    """The remark that was clicked, in its sheet; once."""
    opened = st.session_state.pop(OPENED, None)
    if opened:
        trace.open_cell(*opened, say("Ô trong tệp gốc"))
