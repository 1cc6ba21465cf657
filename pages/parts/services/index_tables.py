"""The tables of the index of Decision 766: its parts, the units, and what could not be computed. [st]"""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from pages.parts import ask, blocks, charts_services, filters, trace
from pages.parts.blocks import Field
from pages.parts.cards import Behind
from pages.parts.services import index_766
from pages.parts.services.index_766 import METRIC, METRIC_OF, SHORT, scored
from pages.parts.services.index_question import Index
from pages.parts.style import MARK, pct, vn
from pages.parts.tables import hold
from pages.parts.words import say

GROUP, OPENED = (
    "index_group",
    "index_part",
)  # in the URL: the group that is picked; the part whose rows are to be opened
ROWS = 12


def parts(index: Index) -> None:
    """The computed parts of the group that is picked; a click opens the dossiers under one."""
    title = say("Từng phần tính được")
    names = dict(zip(index.parts["group"], index.parts["group_name"], strict=True))
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom"):
        heading = st.container(width="content", gap=None)
        group = filters.only(GROUP, say("Nhóm"), list(names), names.__getitem__, say("Mọi nhóm"), width=260)
    with heading:
        blocks.section(
            title, say("Điểm = tối đa × tỷ lệ / mốc, không quá tối đa; bấm vào một hàng để xem hồ sơ được đếm")
        )
    known = index.parts[index.parts["points"].notna() & (index.parts["group"].eq(group) | (group is None))]
    if known.empty:
        st.caption(say("Nhóm này chưa có phần nào tính được; lý do ở bảng “Chưa tính được” dưới đây."))
        return
    rows = known.assign(
        now=[index_766.share(row) for _, row in known.iterrows()],
        is_sample=index.figure.is_sample,
    )
    fields = {
        "name": Field(say("Phần"), width=262),
        "now": Field(say("Nay"), width=150),
        "target": Field(say("Mốc"), lambda value: pct(value, 0), 65),
        "points": Field(say("Điểm"), lambda value: vn(value, 2), 65),
        "most": Field(say("Tối đa"), scored, 65),
        "missing": Field(say("Thiếu"), lambda value: vn(value, 2), 65),
        "origin": Field(say("Căn cứ của điểm và mốc"), width=455),
    }
    filed = {name: one for name, one in fields.items() if name != "now"} | {
        "rate": Field(say("Nay (%)")),
        "done": Field(say("Đã đạt")),
        "total": Field(say("Trên tổng")),
    }
    blocks.listing(
        rows,
        fields,
        name=f"tung-phan-{group}",
        title=title,
        source=index.source,
        behind=index.behind,
        drill=remember,
        filed=filed,
    )


def remember(row: pd.Series) -> None:
    """A click is handled before the page runs; the dialog belongs to the run."""
    st.session_state[OPENED] = (str(row["ratio"]), str(row["name"]))
    hold()


def opened(index: Index) -> None:
    """The rows under the part that was clicked, once."""
    ratio, name = st.session_state.pop(OPENED, ("", ""))
    if ratio in METRIC_OF:
        trace.open_rows(Behind(METRIC_OF[ratio], index.asked.query(), name))


def units(index: Index) -> None:
    """The levels, then the units, the furthest behind first; a click picks one, a second one lets it go."""
    asked = index.asked
    order = list(dict.fromkeys(index.parts["group"]))
    titles = dict(zip(index.parts["group"], index.parts["group_name"], strict=True))
    names = ask.units()
    found = {kind: ask.by(METRIC, (kind, "group"), replace(asked, agency=None).query()) for kind in ("level", "unit")}
    rows = index_766.table(
        found, index.counts, order, {"level": charts_services.level, "unit": lambda unit: names.get(unit, unit)}
    )
    rows = index_766.with_first(rows, asked.agency)
    title = say("Theo cấp và đơn vị")
    blocks.section(title, blocks.plain(index_766.summed_up(rows)))
    shown = {
        "name": Field(say("Cấp, đơn vị"), width=260),
        "points": Field(say("Điểm"), lambda value: vn(value, 2), 75),
        "computed": Field(say("Tính được"), scored, 85),
        "missing": Field(say("Thiếu"), lambda value: vn(value, 2), 70),
        **{
            group: Field(say(SHORT[group]) if group in SHORT else titles[group], None, 110, titles[group])
            for group in order
        },
    }
    filed = {name: one for name, one in shown.items() if name not in order}
    for group in order:
        filed[f"{group}_points"] = Field(say("{group}: đạt", group=titles[group]))
        filed[f"{group}_computed"] = Field(say("{group}: tính được", group=titles[group]))
    filed = {name: one for name, one in filed.items() if rows[name].notna().any()}
    blocks.listing(
        rows,
        shown,
        # Another name after each choice: a grid whose cell was clicked takes no second click on it.
        name=f"bo-chi-so-766-{asked.level}-{asked.agency}",
        title=title,
        source=index.source,
        at_most=ROWS,
        behind=Behind(METRIC, replace(asked, agency=None).query()),
        drill=lambda row: _pick(row, index),
        mark=lambda row: row["kind"] == "level" if not asked.agency else row["key"] == asked.agency,
        style=MARK,
        filed=filed,
    )


def _pick(row: pd.Series, index: Index) -> None:
    key = "level" if row["kind"] == "level" else "unit"
    chosen = index.asked.level if key == "level" else index.asked.agency
    filters.pick(key, None if row["key"] == chosen else str(row["key"]))


def uncomputed(index: Index) -> None:
    """The parts that no report carries, why, and what would have to be sent."""
    rows = index_766.uncomputed(index.parts)
    if rows.empty:
        return
    title = say("Chưa tính được")
    said = say(
        "{count} phần, {points} điểm: không ước tính, không cho 0 điểm",
        count=vn(len(rows)),
        points=scored(float(rows["most"].sum())),
    )
    blocks.section(title, said)
    fields = {
        "group_name": Field(say("Nhóm"), width=160),
        "name": Field(say("Phần"), width=270),
        "most": Field(say("Tối đa"), scored, 65),
        "why": Field(say("Vì sao"), width=160),
        "needs": Field(say("Cần gửi"), width=480),
    }
    filed = fields | {"origin": Field(say("Căn cứ của điểm"))}
    source = say("Nguồn: danh mục dùng chung của trung tâm (index_766.csv)")
    blocks.listing(rows, fields, name="chua-tinh-duoc", title=title, source=source, filed=filed)
