"""Tasks that moved as a list whose texts wrap: what the earlier report says beside what the later one says. [st]"""

from __future__ import annotations

from datetime import date
from functools import partial

import pandas as pd
import streamlit as st

from pages.parts import blocks
from pages.parts.blocks import Field
from pages.parts.cards import Behind
from pages.parts.project06 import moved, moved_dialog
from pages.parts.style import NO_BREAK, day, vn
from pages.parts.tables import downloads, table
from pages.parts.words import say

AT_MOST, FITTING, HEIGHT = 40, 8, 440  # rows drawn; past so many the list scrolls, so high
GRID = 12  # rows of the whole list in sight
COLUMNS = (36, 14, 25, 25)


def both_sides(
    frame: pd.DataFrame, name: str, title: str, pair: tuple[date, date], source: str, behind: Behind
) -> None:
    """The list with its source line and its files; a click on a task opens both rows. frame: as moved_texts.worded."""
    height = HEIGHT if len(frame) > FITTING else "content"
    with st.container(border=True, gap="xxsmall", height=height, key=f"list_moved_{name}"):
        headings = (
            say("Nhiệm vụ"), say("Thay đổi"),
            say("Báo cáo {day}", day=day(pair[0])), say("Báo cáo {day}", day=day(pair[1])),
        )  # fmt: skip
        for column, heading in zip(st.columns(COLUMNS, gap="small"), headings, strict=True):
            column.markdown(f":gray[:small[{heading}]]")
        for _, row in frame.head(AT_MOST).iterrows():
            _row(row, name)
    fields = _fields(pair)
    if len(frame) > AT_MOST:
        with st.expander(say("Cả danh sách ({count})", count=vn(len(frame)))):
            table(frame, fields, at_most=GRID, key=f"table_moved_{name}", drill=moved_dialog.drill_to())
    with (
        blocks.footer(source, f"moved_{name}", behind),
        st.popover(say("Tải"), icon=":material/download:", type="tertiary", width="content"),
    ):
        files = {"file_name_1": Field(say("Tệp trước")), "file_name": Field(say("Tệp sau"))}
        downloads(frame, fields | files, f"thay-doi-{name}", title, source)


def _fields(pair: tuple[date, date]) -> dict[str, Field]:
    return {
        "said": Field(say("Thay đổi"), width=140),
        "any_task_no": Field(say("STT"), width=50),
        "any_task_title": Field(say("Nhiệm vụ"), width=330),
        "unit_name": Field(say("Chủ trì"), width=110),
        "before": Field(say("Báo cáo {day}", day=day(pair[0])), width=190),
        "after": Field(say("Báo cáo {day}", day=day(pair[1])), width=190),
        "note": Field(say("Ghi chú"), width=230),
    }


def _row(row: pd.Series, name: str) -> None:
    kind, code = str(row["kind"]), int(row["task"])
    label = f"{blocks.plain(row['any_task_no'])}. {blocks.plain(' '.join(str(row['any_task_title']).split()))}"
    first, what, before, after = st.columns(COLUMNS, gap="small")
    first.button(
        f":small[{label}{NO_BREAK}:material/chevron_right:]",
        key=f"open_moved_{name}_{kind}_{code}",
        type="tertiary",
        wrap=True,
        on_click=partial(moved_dialog.choose, code, kind),
    )
    colour = blocks.MOODS[moved.KINDS[kind].mood]
    what.markdown(f":small[:{colour}[**{row['said']}**]]  \n:small[:gray[{blocks.plain(row['unit_name'])}]]")
    texts = [blocks.plain(row["before"]), blocks.plain(row["after"])]
    if kind == moved.REWORDING:
        texts = [_runs(runs) for runs in moved.differing(row["before"], row["after"])]
    note = f"  \n:small[:{colour}[{blocks.plain(row['note'])}]]" if row["note"] else ""
    before.markdown(f":small[{texts[0]}]")
    after.markdown(f":small[{texts[1]}]{note}")


def _runs(runs: list[tuple[str, bool]]) -> str:
    """A wording with the words that the other one lacks in bold."""
    return " ".join(f"**{blocks.plain(words)}**" if is_other else blocks.plain(words) for words, is_other in runs)
