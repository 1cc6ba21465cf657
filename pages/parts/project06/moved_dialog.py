"""One task that moved: both reports in their files, the cell that changed, and every report that had it. [st]"""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from pages.parts import ask, blocks, trace
from pages.parts.blocks import Field
from pages.parts.project06 import moved, moved_texts
from pages.parts.style import NO_VALUE, day, is_missing, vn
from pages.parts.tables import hold, table
from pages.parts.words import say

CHOSEN, LINE = "moved_task", "moved_line"  # in the session: (task, way of moving) to open; the report whose row shows


def choose(task: int, kind: str = "") -> None:
    """In a callback: open that task at the next run. kind: how it moved; "" for its due dates over all reports."""
    st.session_state[CHOSEN] = (int(task), kind)
    st.session_state.pop(LINE, None)
    hold()


def opened(rows: pd.DataFrame, frame: pd.DataFrame, postponed: pd.DataFrame) -> None:
    """What was clicked; once. rows: as moved.identified; frame: as moved_texts.told; postponed: with its texts."""
    task, kind = st.session_state.pop(CHOSEN, (None, ""))
    if task is None:
        return
    of_task = frame[frame["task"].eq(task)]
    chosen = of_task[of_task["kind"].eq(kind)]
    put_off = postponed[postponed["task"].eq(task)]
    if chosen.empty and put_off.empty:
        return
    row = None if chosen.empty else chosen.iloc[0]
    number, text = (
        (put_off.iloc[0]["task_no"], put_off.iloc[0]["task_title"])
        if row is None
        else (row["any_task_no"], row["any_task_title"])
    )
    title = f"{moved_texts.plain(number)}. {moved_texts.plain(text)}"
    row = None if row is None else moved_texts.worded(chosen.head(1), ask.units()).iloc[0]
    show = st.dialog(title, width="large", icon=":material/compare_arrows:")(_task)
    show(of_task, row, moved.history(rows, task))


def _task(of_task: pd.DataFrame, row: pd.Series | None, history: pd.DataFrame) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        for one in of_task.itertuples():
            kind = moved.KINDS[one.kind]
            st.badge(one.said, color=blocks.MOODS[kind.mood])  # type: ignore[arg-type]
        if history["is_sample"].any():
            st.badge(say("Dữ liệu minh họa"), icon=blocks.SAMPLE_ICON, color="violet")
    if row is not None:
        _sides(row)
    _history(history, is_first=row is None)


def _sides(row: pd.Series) -> None:
    """The row in the earlier report's file, then in the later one's, each with what it says."""
    field = moved_texts.FIELDS.get(row["kind"], moved_texts.DUE)
    for end, called, text in (
        ("_1", say("Báo cáo trước"), row["before"]),
        ("", say("Báo cáo sau"), row["after"]),
    ):
        if is_missing(row[f"batch_id{end}"]):
            st.markdown(f"**{called}:** {say('không có trong danh sách')}")
            continue
        st.markdown(f"**{called}:** {blocks.plain(text)}")
        _excerpt(row, field, end)


def _excerpt(row: pd.Series, field: str, end: str = "", key: str = "moved_cell") -> None:
    batch_id, number = int(row[f"batch_id{end}"]), int(row[f"row_number{end}"])
    sheet = "" if is_missing(row[f"sheet{end}"]) else str(row[f"sheet{end}"])
    letter = ask.form_cells(batch_id, sheet).get(field)
    trace.cell(batch_id, sheet, number, f"{letter}{number}" if letter else None, key=f"{key}{end}")


def _history(history: pd.DataFrame, *, is_first: bool) -> None:
    """Its due date and state in every report; the chosen one's row in its file."""
    lines = ask.task_lines(moved_texts.places(history))
    texts = moved_texts.with_texts(history, lines, ask.units())
    shown = texts.assign(
        line=range(len(texts)),
        shifted=[moved.shifted(one) for one in texts["moved"]],
        due=[moved.due_said(one) for _, one in texts.iterrows()],
    )
    put_off = shown["moved"] > 0
    said = say("Qua các kỳ báo cáo ({count})", count=vn(len(shown)))
    if put_off.any():
        days = vn(shown.loc[put_off, "moved"].sum())
        said += ": " + say("lùi hạn {times} lần, cộng {days} ngày", times=vn(put_off.sum()), days=days)
    st.markdown(f"**{said}**")
    fields = {
        "day": Field(say("Báo cáo ngày"), day, 100),
        "task_no": Field(say("STT"), width=50),
        "due": Field(say("Ngày đến hạn"), width=110),
        "shifted": Field(say("So với kỳ trước"), width=120),
        "due_text": Field(say("Hạn"), width=125, help=say("Như ghi trong danh sách của đơn vị")),
        "state": Field(say("Theo ngày"), width=90),
        "reported_status": Field(say("Báo cáo ghi"), width=140),
        "file_name": Field(say("Tệp"), width=200),
    }
    table(
        shown, fields, at_most=6, key="moved_history", drill=_pick, stays=True,
        mark=lambda row: row["shifted"] != NO_VALUE,
        style="background-color: rgba(224, 161, 0, 0.18)",
    )  # fmt: skip
    if LINE not in st.session_state and not is_first:
        st.caption(say("Bấm vào một kỳ để xem dòng của kỳ đó trong tệp gốc."))
        return
    # Unasked the report that put the due date off last.
    first = int(put_off.to_numpy().argmax())
    _excerpt(shown.iloc[min(st.session_state.get(LINE, first), len(shown) - 1)], moved_texts.DUE, key="moved_report")


def _pick(row: pd.Series) -> None:
    st.session_state[LINE] = int(row["line"])


def drill_to(kind: str | None = None) -> partial[None]:
    """What a click on a grid's row does: opens its task, as it moved or (with "") over all reports."""
    return partial(_drill, kind)


def _drill(kind: str | None, row: pd.Series) -> None:
    choose(int(row["task"]), str(row["kind"]) if kind is None else kind)
