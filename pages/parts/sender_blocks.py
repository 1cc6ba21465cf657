"""The data-quality screen's blocks about senders: which one is shown, and who sent what in twelve periods. [st]"""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from metrics import Query
from pages.parts import ask, blocks, charts_senders, filters, reminder_blocks, senders
from pages.parts.blocks import Field
from pages.parts.cards import Behind
from pages.parts.style import day, vn
from pages.parts.words import later, say

SENDER = "sender"  # in the URL
ALL = "all"
VIEWS = {"trouble": later("Có vấn đề ({count})"), ALL: later("Tất cả ({count})")}
MOST_ROWS = 12
SCROLLED = 470  # pixels of the matrix of all senders

# --- one sender ----------------------------------------------------------------------------------------------


def sender(deliveries: pd.DataFrame) -> str | None:
    """The sender that the page is narrowed to; None: all of them."""
    names = dict(zip(deliveries["unit"], deliveries["unit_name"], strict=True))
    units = sorted(names, key=lambda unit: filters.plain(str(names[unit])))
    return filters.only(SENDER, say("Đơn vị"), units, names.__getitem__, say("Mọi đơn vị"), width=185)


def narrowed(unit: str | None, owed: pd.DataFrame) -> None:
    """Which sender is shown, the letter that reminds it, and the way back to all. owed: as records_files.owed."""
    if unit is None:
        return
    with st.container(border=True, horizontal=True, vertical_alignment="center", key="strip_calm_sender"):
        text = say("Chỉ số liệu của {unit}", unit=blocks.plain(ask.unit(unit)))
        st.markdown(f"**:material/filter_alt: {text}**", width="content")
        reminder_blocks.of_sender(owed, unit)
        st.button(
            say("Xem mọi đơn vị"),
            icon=":material/arrow_back:",
            type="tertiary",
            key="all_senders",
            on_click=partial(filters.pick, SENDER, None),
        )


# --- twelve periods --------------------------------------------------------------------------------------------


def matrix(deliveries: pd.DataFrame, unit: str | None, query: Query) -> None:
    """Senders by periods, those with trouble first; of one sender its sources. deliveries: as in records_quality."""
    title = say("Tình hình gửi theo kỳ")
    if deliveries.empty:
        blocks.section(title)
        blocks.empty(say("Chưa báo cáo nào đến kỳ gửi"), say("Lịch gửi ở data/reference/calendar.csv."))
        return
    cells = senders.cells(deliveries, "source" if unit else "unit")
    rows = senders.ranked(cells)
    trouble = rows[rows["is_trouble"]]
    heading = st.container()
    shown = _chosen(rows, trouble) if unit is None else rows
    last = cells["month"].max()
    months = list(pd.date_range(end=last, periods=senders.MONTHS, freq="ME"))
    is_long = len(shown) > MOST_ROWS
    months_known = cells["month"].nunique()
    sentence = senders.sentence_of_one(cells) if unit else senders.sentence(rows, len(shown), months_known)
    twin = senders.twin(cells, rows)
    what = say("Nguồn") if unit else say("Đơn vị")
    fields = {"name": Field(what, width=130)}
    fields |= {name: Field(name, width=150) for name in twin.columns if name not in ("name", "is_sample")}
    received = deliveries["received_at"].max()
    source = say("Nhật ký nạp đến {day}", day=day(received))
    if twin["is_sample"].any():
        source += " · " + say("số liệu minh họa")
    with st.container(height=SCROLLED if is_long else "content", border=False):
        blocks.chart(
            title,
            charts_senders.matrix(cells, shown, months, blocks.colours(), heading=what, is_long=is_long),
            twin,
            fields,
            sentence=sentence,
            source=source,
            name="ky-gui",
            heading=heading,
            behind=Behind("sources_on_time_share", query, say("Báo cáo gửi đúng hạn")),
            drill=None if unit else (charts_senders.CLICK, lambda datum: filters.pick(SENDER, datum["row"])),
        )


def _chosen(rows: pd.DataFrame, trouble: pd.DataFrame) -> pd.DataFrame:
    """Those with trouble, at most twelve, or all: a switch over the matrix."""
    if trouble.empty or len(trouble) == len(rows) <= MOST_ROWS:
        return rows
    sizes = {"trouble": vn(len(trouble)), ALL: vn(len(rows))}
    view = filters.switch(
        "rows", say("Đơn vị trong bảng"), list(VIEWS), lambda one: say(VIEWS[one], count=sizes[one]), bare=True
    )
    return rows if view == ALL else trouble.head(MOST_ROWS)
