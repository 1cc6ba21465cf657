"""The view of the index of Decision 766: points against their maxima, where they are gained, unit by unit. [st]"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from metrics import METRICS
from pages.parts import ask, blocks, filters, words
from pages.parts.blocks import Field
from pages.parts.service_question import Asked, nothing
from pages.parts.services import charts_index, index_766, index_cards, index_question, index_tables
from pages.parts.services.index_766 import FEWEST_DOSSIERS, METRIC, MOST_POINTS, scored
from pages.parts.services.index_question import Index
from pages.parts.services.index_tables import GROUP
from pages.parts.style import vn
from pages.parts.words import later, say

ORDER = "index_order"  # in the URL
ORDERS = {MOST_POINTS: later("Nhiều điểm nhất"), FEWEST_DOSSIERS: later("Ít hồ sơ nhất")}


def show(asked: Asked, newest: date) -> None:
    """The whole view below the filter row. newest: the day of the figures on the page."""
    index = None if asked.field else index_question.of(asked)
    if index is None:
        _nothing(asked)
        return
    group = filters.asked(GROUP, filters.EVERYTHING)
    index_cards.show(index)
    left, right = st.columns([7, 10], gap="medium")
    with left, st.container(gap="xxsmall"):
        _groups(index, None if group == filters.EVERYTHING else group)
    with right, st.container(gap="xsmall"):
        _gains(index)
    with st.container(gap="xsmall"):
        index_tables.parts(index)
    with st.container(gap="xsmall"):
        index_tables.units(index)
    with st.container(gap="xsmall"):
        index_tables.uncomputed(index)
    index_tables.opened(index)


def _nothing(asked: Asked) -> None:
    if asked.field:
        st.caption(say("Tệp chi tiết hồ sơ không ghi lĩnh vực, nên không tính được bộ chỉ số cho một lĩnh vực."))
    nothing("dossiers", words.title(METRICS[METRIC]), asked.said)


def _groups(index: Index, chosen: str | None) -> None:
    frame = index_766.groups(index.parts)
    blocks.chart(
        say("Điểm theo nhóm, {whom}", whom=index.whom),
        charts_index.by_group(frame, chosen, blocks.colours()),
        frame.assign(is_sample=index.figure.is_sample),
        {
            "name": Field(say("Nhóm")),
            "points": Field(say("Đạt"), lambda value: vn(value, 2)),
            "computed": Field(say("Tối đa tính được"), scored),
            "most": Field(say("Tối đa của nhóm"), scored),
            "unknown": Field(say("Chưa có số liệu"), scored),
        },
        sentence=index_766.computed(index.figure, index.parts),
        source=index.source,
        name="diem-theo-nhom",
        behind=index.behind,
        drill=(charts_index.picking(chosen), partial(_pick_group, chosen)),
    )


def _pick_group(chosen: str | None, datum: Mapping[str, Any]) -> None:
    group = datum.get("group")
    filters.pick(GROUP, None if group == chosen else str(group))


def _gains(index: Index) -> None:
    """The parts below their target, each with what it takes; a click opens the dossiers that are counted."""
    title = say("Tăng điểm nhanh nhất, {whom}", whom=index.whom)
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom"):
        heading = st.container(width="content", gap=None)
        order = filters.switch(ORDER, say("Sắp theo"), list(ORDERS), lambda one: say(ORDERS[one]), bare=True)
    frame = index_766.gains(index.parts, order or MOST_POINTS)
    with heading:
        blocks.section(title, say("Trên số hồ sơ đã có trong kỳ; bấm vào một hàng để xem hồ sơ"))
    if frame.empty:
        st.caption(say("Mọi phần tính được đã đạt mốc."))
        return
    names = ask.units()
    frame = frame.assign(
        where=[index_766.furthest(index.own, part, names) for part in frame["part"]],
        is_sample=index.figure.is_sample,
    )
    fields = {
        "sentence": Field(say("Nếu"), width=508),
        "where": Field(say("Thiếu nhiều nhất ở"), width=150),
    }
    filed = {
        "name": Field(say("Phần")),
        "missing": Field(say("Điểm tăng thêm")),
        "rate": Field(say("Nay (%)")),
        "done": Field(say("Đã đạt")),
        "total": Field(say("Trên tổng")),
        "target": Field(say("Mốc (%)")),
        "needed": Field(say("Cần thêm")),
        "where": fields["where"],
    }
    blocks.listing(
        frame,
        fields if not index.asked.agency else {"sentence": fields["sentence"]},
        name=f"tang-diem-{order}",
        title=title,
        source=index.source,
        at_most=index_tables.ROWS,
        drill=index_tables.remember,
        filed=filed,
    )
