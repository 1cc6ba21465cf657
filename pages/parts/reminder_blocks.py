"""Who is late, and the letter that reminds them: opened with one click, copied, or all of them in one file. [st]"""

from __future__ import annotations

import pandas as pd
import streamlit as st

from pages.parts import blocks, reminders, senders, words
from pages.parts.blocks import Field
from pages.parts.style import day, vn
from pages.parts.words import say

OPENED = "reminded"  # the unit whose letter is shown
LINES = 330  # pixels of a letter


def late(reports: pd.DataFrame, owed: pd.DataFrame) -> None:
    """The reports of the newest periods that are late or missing; a click on one opens its sender's letter.

    reports: as records.reports; owed: as records_files.owed.
    """
    overdue = reports[reports["is_on_time"].eq(False)].assign(
        title=lambda frame: [words.source(name) for name in frame["source"]],
        state=lambda frame: [senders.state(row) for row in frame.itertuples()],
    )
    about = say("Kỳ mới nhất của từng nguồn; số ngày tính đến lần nhận tệp gần nhất")
    blocks.section(
        say("Gửi trễ và chưa gửi"), about if overdue.empty else about + say(". Bấm vào một dòng để lấy văn bản nhắc")
    )
    if overdue.empty:
        blocks.empty(say("Không có đơn vị nào gửi trễ"), say("Mọi báo cáo đến hạn đã được nhận đúng hạn."))
        return
    blocks.table(
        overdue,
        {
            "unit_name": Field(say("Đơn vị"), width=105),
            "title": Field(say("Nguồn"), width=125),
            "due_at": Field(say("Hạn"), day, 88),
            "state": Field(say("Tình trạng"), width=150),
        },
        at_most=9,
        key="table_late",
        drill=lambda row: remember(str(row["unit"])),
    )
    units = list(dict.fromkeys(overdue["unit"]))
    _all_letters(owed[owed["unit"].isin(units)])


def _all_letters(owed: pd.DataFrame) -> None:
    letters = reminders.letters(owed)
    if letters:
        st.download_button(
            say("Tải văn bản nhắc ({count} đơn vị)", count=vn(len(letters))),
            reminders.together(list(letters.values())),
            file_name="van-ban-nhac.txt",
            mime="text/plain",
            icon=":material/mail:",
            key="download_reminders",
            on_click="ignore",
        )


def of_sender(owed: pd.DataFrame, unit: str) -> None:
    """The button that opens the chosen sender's letter; nothing where nothing is owed."""
    count = int(owed["unit"].eq(unit).sum())
    if count:
        st.button(
            say("Văn bản nhắc ({count} báo cáo)", count=vn(count)),
            icon=":material/mail:",
            type="tertiary",
            key="remind",
            on_click=remember,
            args=(unit,),
        )


def remember(unit: str) -> None:
    """A click is handled before the page runs; the dialog belongs to the run."""
    st.session_state[OPENED] = unit


def show_letter(owed: pd.DataFrame) -> None:
    """The letter that was asked for; once. owed: of all senders."""
    unit = st.session_state.pop(OPENED, None)
    rows = owed[owed["unit"].eq(unit)]
    if not rows.empty:
        title = say("Văn bản nhắc: {unit}", unit=rows.iloc[0]["unit_name"])
        st.dialog(title, width="large", icon=":material/mail:")(_letter)(rows)


def _letter(rows: pd.DataFrame) -> None:
    text = reminders.letter(rows)
    st.caption(say("Mọi báo cáo còn nợ hoặc gửi trễ của đơn vị. Chép bằng nút ở góc phải, điền chỗ “…” trước khi gửi."))
    st.code(text, language=None, wrap_lines=True, height=LINES if text.count("\n") > 14 else "content")
    st.download_button(
        say("Tải .{ending}", ending="txt"),
        reminders.together([text]),
        file_name=f"nhac_{rows.iloc[0]['unit']}.txt",
        mime="text/plain",
        icon=":material/download:",
        key="download_reminder",
        on_click="ignore",
    )
