"""One task in a dialog: how it stands, what its list says of it, and every report about it down to the cell. [st]"""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from pages.parts import ask, blocks, task_tables, tasks, trace
from pages.parts.style import NO_VALUE, day, is_missing, vn
from pages.parts.tables import downloads, table
from pages.parts.task_tables import TASK
from pages.parts.words import say

LINE = "task_line"  # the report whose row is shown
BADGES = {"late": "red", "old": "orange", "info": "blue", "none": "gray", "ok": "green"}


def opened(rows: pd.DataFrame, plan: str, as_of: Any, source: str) -> None:
    """The task that the URL names, if it is one of these. rows: as tasks.ordered, all of the plan."""
    code = st.query_params.get(TASK)
    # One dialog at a time: the rows behind a figure come first.
    if not code or trace.OPENED in st.query_params:
        return
    found = rows[rows["code"].eq(code)]
    if found.empty:
        del st.query_params[TASK]
        return
    row = found.iloc[0]
    title = f"{row['task_no']}. {row['task_title']}"
    st.dialog(title, width="large", icon=":material/checklist:", on_dismiss=_close)(_task)(row, plan, as_of, source)


def _close() -> None:
    st.query_params.pop(TASK, None)
    st.session_state.pop(LINE, None)
    task_tables.forget_click()


def _task(row: pd.Series, plan: str, as_of: Any, source: str) -> None:
    known = tasks.STATUSES[row["status"]]
    with st.container(horizontal=True, vertical_alignment="center"):
        st.badge(f"{known.glyph} {say(known.word)}", color=BADGES[known.mood])  # type: ignore[arg-type]
        if (when := tasks.when(row)) != NO_VALUE:
            st.markdown(f"**{when}**", width="content")
        if row["contradicts"]:
            st.badge(say("Báo cáo không khớp với ngày"), icon=":material/difference:", color="violet")
        if row["is_sample"]:
            st.badge(say("Dữ liệu minh họa"), icon=blocks.SAMPLE_ICON, color="violet")
    left, right = st.columns(2, gap="medium")
    for column, facts in ((left, _duty(row)), (right, _state(row))):
        column.markdown("  \n".join(f"**{name}:** {blocks.plain(text)}" for name, text in facts))
    told = ask.task_reports(plan, str(row["task_no"]), as_of)
    if "@" in row["code"]:
        told = told[told["lead_unit"].eq(row["lead_unit"])].reset_index(drop=True)
    _reports(told, row, source)


def _duty(row: pd.Series) -> list[tuple[str, str]]:
    """What was ordered: by when, of whom, on which document."""
    helpers = row["supporting_unit_ids"]
    names = [ask.unit(one) for one in helpers] if not is_missing(helpers) else []
    due = _text(row["due_text"])
    if not is_missing(row["due_on"]):
        due = say("{written}, tức {day}", written=due, day=day(row["due_on"])) if due != day(row["due_on"]) else due
    said = [(say("Cơ quan chủ trì"), row["unit_name"]), (say("Thời hạn"), due)]
    if names:
        shown = ", ".join(names[:6])
        more = say(" và {count} đơn vị khác", count=vn(len(names) - 6)) if len(names) > 6 else ""
        said.insert(1, (say("Phối hợp"), shown + more))
    return [*said, (say("Văn bản"), _text(row["basis"])), (say("Sản phẩm"), _text(row["product"]))]


def _state(row: pd.Series) -> list[tuple[str, str]]:
    """What was reported last."""
    done = "" if is_missing(row["percent_done"]) else f" ({vn(row['percent_done'])}\u00a0%)"
    said = [
        (say("Báo cáo ghi"), _text(row["reported_status"]) + done),
        (say("Ngày hoàn thành"), day(row["completed_on"])),
        (say("Vướng mắc"), _text(row["obstacle"])),
        (say("Đề xuất"), _text(row["proposal"])),
    ]
    return said if is_missing(row["note"]) else [*said, (say("Ghi chú"), _text(row["note"]))]


def _text(value: object) -> str:
    return NO_VALUE if is_missing(value) or not str(value).strip() else " ".join(str(value).split())


def _reports(told: pd.DataFrame, row: pd.Series, source: str) -> None:
    """Its line in every list, the newest first; the chosen one as it stands in the file."""
    told["place"] = [tasks.place(one) for one in told.itertuples()]
    told["line"] = range(len(told))
    title = say("Qua các kỳ báo cáo ({count})", count=vn(len(told)))
    said = tasks.history_sentence(told)
    st.markdown(f"**{title}**{': ' if said else ''}{blocks.plain(said)}")
    names = ("reported_on", "reported_status", "percent_done", "completed_on", "due_text", "obstacle")
    fields = task_tables.fields(*names, "file_name", "place")
    table(told, fields, at_most=6, key="task_reports", drill=_pick)
    downloads(told, fields, f"nhiem-vu-{row['task_no']}", str(row["task_title"]), source)
    if told.empty:
        return
    one = told.iloc[min(st.session_state.get(LINE, 0), len(told) - 1)]
    cell = one["cell"] if isinstance(one["cell"], str) else None
    trace.cell(int(one["batch_id"]), str(one["sheet"] or ""), int(one["row_number"]), cell)


def _pick(row: pd.Series) -> None:
    st.session_state[LINE] = int(row["line"])
