"""Tables of tasks: how each column is headed and written, and a table with its source line and its downloads."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from pages.parts import blocks, tasks
from pages.parts.blocks import Field
from pages.parts.style import day, vn
from pages.parts.words import say


def fields(*names: str) -> dict[str, Field]:
    """Those columns of a frame of tasks, of lead units or of days, in that order."""
    known = {
        "task_no": Field(say("STT"), width=45),
        "task_title": Field(say("Nhiệm vụ"), width=205),
        "unit_name": Field(say("Chủ trì"), width=90),
        "said": Field(say("Theo ngày"), width=160),
        "due_text": Field(say("Hạn"), width=88, help=say("Như ghi trong danh sách của đơn vị")),
        "due_on": Field(say("Ngày đến hạn"), day, 105),
        "completed_on": Field(say("Ngày hoàn thành"), day, 115),
        "days": Field(say("Số ngày"), vn, 62, say("Số ngày quá hạn")),
        "left": Field(say("Còn (ngày)"), vn, 80),
        "week": Field(say("Tuần từ"), day, 95),
        "reported_status": Field(say("Báo cáo ghi"), width=100),
        "percent_done": Field(say("Tiến độ (%)"), vn, 85),
        "obstacle": Field(say("Vướng mắc"), width=85),
        "reported_on": Field(say("Báo cáo ngày"), day, 100),
        "file_name": Field(say("Tệp"), width=170),
        "place": Field(say("Trang, dòng"), width=118),
        "on": Field(say("Đến ngày"), day),
        "due": Field(say("Đến hạn"), vn),
        "done": Field(say("Hoàn thành"), vn),
        "total": Field(say("Cộng"), vn, 60),
    }
    known |= {code: Field(say(one.word), vn, 85) for code, one in tasks.STATUSES.items()}
    return {name: known[name] for name in names}


def listing(frame: pd.DataFrame, names: Sequence[str], name: str, title: str, source: str, at_most: int = 12) -> None:
    """A table of tasks with its source line and its downloads. name: what a downloaded file is called."""
    chosen = fields(*names)
    blocks.table(frame, chosen, at_most=at_most)
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        blocks.source_line(source)
        with st.popover(say("Tải"), icon=":material/download:", type="tertiary"):
            blocks.downloads(frame, chosen, name, title, source)
