"""Tasks as lists: rows whose titles wrap and open the task, and grids of all their columns. [st]"""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from pages.parts import blocks, tasks
from pages.parts.blocks import Field
from pages.parts.cards import Behind
from pages.parts.style import NO_BREAK, NO_VALUE, day, is_missing, vn
from pages.parts.tables import downloads, hold
from pages.parts.words import say

TASK = "task"  # in the URL: the task that stands open
NARROW, WIDE = (43, 18, 20, 19), (42, 13, 25, 20)  # the columns of half a page and of a whole one
COLOURS = {tasks.OVERDUE: "red", tasks.SOON: "orange"}
GRID = "table_danh-sach"  # the grid of the whole list, in the session
AT_MOST = 60  # rows that a list draws; the whole list is a grid
WHOLE = ("task_no", "task_title", "unit_name", "said", "due_text", "due_on", "completed_on", "reported_status",
         "percent_done", "obstacle", "file_name", "place")  # fmt: skip


def fields(*names: str) -> dict[str, Field]:
    """Those columns of a frame of tasks, of lead units or of days, in that order."""
    known = {
        "task_no": Field(say("STT"), width=45),
        "task_title": Field(say("Nhiệm vụ"), width=430),
        "unit_name": Field(say("Chủ trì"), width=105),
        "said": Field(say("Theo ngày"), width=160),
        "due_text": Field(say("Hạn"), width=105, help=say("Như ghi trong danh sách của đơn vị")),
        "due_on": Field(say("Ngày đến hạn"), day, 105),
        "completed_on": Field(say("Ngày hoàn thành"), day, 120),
        "days": Field(say("Số ngày"), vn, 62, say("Số ngày quá hạn")),
        "left": Field(say("Còn (ngày)"), vn, 80),
        "week": Field(say("Tuần từ"), day, 95),
        "reported_status": Field(say("Báo cáo ghi"), width=150),
        "percent_done": Field(say("Tiến độ (%)"), vn, 85),
        "obstacle": Field(say("Vướng mắc"), width=150),
        "reported_on": Field(say("Báo cáo ngày"), day, 100),
        "file_name": Field(say("Tệp"), width=190),
        "place": Field(say("Trang, dòng"), width=118),
        "on": Field(say("Đến ngày"), day),
        "due": Field(say("Đến hạn"), vn),
        "done": Field(say("Hoàn thành"), vn),
        "total": Field(say("Cộng"), vn, 60),
    }
    known |= {code: Field(say(one.word), vn, 85) for code, one in tasks.STATUSES.items()}
    return {name: known[name] for name in names}


def open_task(code: str) -> None:
    """Open a task for the next run; closing it takes it out of the URL again."""
    st.query_params[TASK] = code
    hold()


def forget_click() -> None:
    """In a callback: no cell of the grid is chosen any more, so that the same one can be clicked again."""
    if GRID in st.session_state:
        st.session_state[GRID] = {"selection": {"rows": [], "columns": [], "cells": []}}


def grid(frame: pd.DataFrame, title: str, source: str, behind: Behind) -> None:
    """All columns of a list of tasks; a click on a row opens its task."""
    blocks.listing(
        frame,
        fields(*WHOLE),
        name=GRID.removeprefix("table_"),
        title=title,
        source=source,
        at_most=14,
        behind=behind,
        drill=_open_row,
    )


def _open_row(row: pd.Series) -> None:
    open_task(str(row["code"]))


def rows(
    frame: pd.DataFrame, name: str, title: str, source: str, behind: Behind, *, height: int = 0, is_wide: bool = False
) -> None:
    """A list whose titles wrap and open their task; with its source line and all its columns as files.

    frame: as tasks.ordered. height: past it the list scrolls. is_wide: over the whole page.
    """
    with st.container(border=True, gap="xxsmall", height=height or "content", key=f"list_{name}"):
        columns = WIDE if is_wide else NARROW
        headings = (say("Nhiệm vụ"), say("Chủ trì"), say("Hạn"), say("Báo cáo ghi"))
        for column, heading in zip(st.columns(columns, gap="small"), headings, strict=True):
            column.markdown(f":gray[:small[{heading}]]")
        for row in frame.head(AT_MOST).itertuples():
            _row(row, name, columns)
    if len(frame) > AT_MOST:
        st.caption(say("{count} nhiệm vụ nữa ở “Cả danh sách”", count=vn(len(frame) - AT_MOST)))
    with (
        blocks.footer(source, name, behind),
        st.popover(say("Tải"), icon=":material/download:", type="tertiary", width="content"),
    ):
        downloads(frame, fields(*WHOLE), name, title, source)


def _row(row: Any, name: str, columns: tuple[int, ...]) -> None:
    status, code = str(row.status), str(row.code)
    when = f":{COLOURS.get(status, 'gray')}[{tasks.STATUSES[status].glyph} {tasks.when(row)}]"
    between = " · " if columns == WIDE else "  \n"
    cells = (
        [_plain(row.unit_name)],
        [_plain(row.due_text), when],
        [_plain(row.reported_status), *([] if is_missing(row.obstacle) else [f":gray[{_plain(row.obstacle)}]"])],
    )
    first, *others = st.columns(columns, gap="small")
    label = f":small[{_plain(row.task_title)}{NO_BREAK}:material/chevron_right:]"
    first.button(label, key=f"open_{name}_{code}", type="tertiary", wrap=True, on_click=partial(open_task, code))
    for column, texts in zip(others, cells, strict=True):
        column.markdown(between.join(f":small[{text}]" for text in texts))


def _plain(text: object) -> str:
    return NO_VALUE if is_missing(text) else blocks.plain(" ".join(str(text).split()))
