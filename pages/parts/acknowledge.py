"""Saying of a warning that its value is right: which remarks, why, and it is asked about no longer. [st]"""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

import loaders
from pages.parts import intake_desk, remarks
from pages.parts.style import is_missing, vn
from pages.parts.words import say

WIDE = 440  # pixels
WHOLE, SINGLE = "whole", "single"
REASON = "acknowledge_reason"  # and under `kept_…` what was typed: a field that isn't drawn in one run is emptied


def popover(found: pd.DataFrame) -> None:
    """Choose warnings of one kind and sender, say why they are right. found: remarks as shown, none acknowledged."""
    warnings = found[found["level"].eq("warning")]
    if warnings.empty:
        return
    with (
        st.popover(say("Xác nhận cảnh báo"), icon=":material/task_alt:", width="content"),
        st.container(width=WIDE),
    ):
        chosen = _chosen(warnings)
        st.session_state.setdefault(REASON, st.session_state.get(f"kept_{REASON}", ""))
        reason = st.text_area(
            say("Lý do"),
            key=REASON,
            placeholder=say("Ví dụ: đã gọi đơn vị ngày 12/06, giá trị này đúng"),
            height=90,
            help=say("Lý do và ngày được ghi vào nhật ký; cảnh báo rời danh sách cần xác nhận, số liệu không đổi."),
        )
        st.session_state[f"kept_{REASON}"] = reason
        if told := intake_desk.said():
            st.error(told, icon=":material/error:")
        st.button(
            say("Xác nhận {count} điểm", count=vn(len(chosen))),
            type="primary",
            key="acknowledge",
            disabled=chosen.empty,
            on_click=partial(_acknowledge, told_to_loaders(chosen)),
        )


def _chosen(warnings: pd.DataFrame) -> pd.DataFrame:
    """The remarks meant: all of a group, or some of it."""
    groups = remarks.groups(warnings).set_index("key")
    key = _pick("acknowledge_group", say("Cảnh báo"), {key: _group(row) for key, row in groups.iterrows()})
    of_group = remarks.of_group(warnings, key)
    if len(of_group) == 1:
        st.caption(f"{of_group.iloc[0]['place']}: {of_group.iloc[0]['message']}".replace("$", r"\$"))
        return of_group
    texts = {WHOLE: say("Cả {count} điểm", count=vn(len(of_group))), SINGLE: say("Chọn từng điểm")}
    how = st.segmented_control(
        say("Những điểm nào"),
        list(texts),
        format_func=texts.__getitem__,
        default=WHOLE,
        required=True,
        key="acknowledge_how",
        label_visibility="collapsed",
    )
    if how == WHOLE:
        return of_group
    lines = {
        index: f"{row.place} · {row.value or row.message}"
        for index, row in zip(of_group.index, of_group.itertuples(), strict=True)
    }
    picked = st.multiselect(
        say("Ô"), list(lines), format_func=lines.__getitem__, key=f"acknowledge_{key}", placeholder=say("Chọn ô")
    )
    return of_group.loc[picked]


def _pick(key: str, label: str, texts: dict[str, str]) -> str:
    """One of those; the first where the one chosen before is gone."""
    if st.session_state.get(key) not in texts:
        st.session_state[key] = next(iter(texts))
    return str(st.selectbox(label, list(texts), format_func=lambda one: texts.get(one, one), key=key))


def _group(row: Any) -> str:
    said = say("{count} điểm", count=vn(row["count"]))
    return f"{row['sender']} · {remarks.kind_name(row['kind'])} · {said} · {row['message']}"


def told_to_loaders(found: pd.DataFrame) -> list[dict[str, Any]]:
    """The remarks as the loaders know them: sha256, source, rule, sheet, cell, row_number; None where there is none."""
    return [
        {
            "sha256": row.sha256,
            "source": row.source,
            "rule": row.rule,
            "sheet": None if is_missing(row.sheet) else row.sheet,
            "cell": None if is_missing(row.cell) else row.cell,
            "row_number": None if is_missing(row.row_number) else int(row.row_number),
        }
        for row in found.itertuples()
    ]


def _acknowledge(told: list[dict[str, Any]]) -> None:
    """The reason stays where it was typed until it is kept."""
    reason = st.session_state.get(REASON, "")
    if intake_desk.safely(lambda: loaders.acknowledge(told, reason)) is None:
        return
    st.session_state[REASON] = st.session_state[f"kept_{REASON}"] = ""
    st.toast(say("Đã xác nhận {count} điểm", count=vn(len(told))), icon=":material/task_alt:")
