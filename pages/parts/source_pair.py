"""A row of a list that stands on two rows of two files: a click opens both, each in its file. [st]"""

from __future__ import annotations

import pandas as pd
import streamlit as st

from pages.parts import blocks, trace
from pages.parts.style import is_missing, vn
from pages.parts.tables import hold
from pages.parts.words import say

ROW = ("batch_id", "sheet", "row_number")
OPENED = "source_pair"


def remember(title: str, said: str, row: pd.Series, roles: tuple[str, str]) -> None:
    """In a callback: at the next run, open what the row stands on (batch_id, sheet, row_number; the second's …_2, null
    where there is none). said: what the two say together; roles: what each of them is called."""
    rows = []
    for role, end in zip(roles, ("", "_2"), strict=True):
        batch_id, sheet, number = (row.get(f"{name}{end}") for name in ROW)
        if not is_missing(number):
            rows.append((role, int(str(batch_id).removesuffix(".0")), str(sheet or ""), int(float(str(number)))))
    hold()
    st.session_state[OPENED] = (title, said, rows)


def show() -> None:
    """What was clicked; once."""
    opened = st.session_state.pop(OPENED, None)
    if opened:
        title, said, rows = opened
        st.dialog(title, width="large", icon=":material/manage_search:")(_rows)(said, rows)


def _rows(said: str, rows: list[tuple[str, int, str, int]]) -> None:
    st.markdown(blocks.plain(said))
    for place, (role, batch_id, sheet, number) in enumerate(rows):
        st.markdown(f"**{role}**")
        trace.cell(batch_id, sheet, number, None, key=f"trace_cell_{place}")


def places(frame: pd.DataFrame) -> list[str]:
    """Where each row's rows stand, as text for a downloaded file: T5!12 · Sheet1!40."""
    return [" · ".join(_place(row, end) for end in ("", "_2") if _has(row, end)) for _, row in frame.iterrows()]


def _has(row: pd.Series, end: str) -> bool:
    return not is_missing(row.get(f"row_number{end}"))


def _place(row: pd.Series, end: str) -> str:
    number = int(row[f"row_number{end}"])
    sheet = row[f"sheet{end}"]
    return f"{sheet}!{number}" if sheet else say("dòng {number}", number=vn(number))
