"""What the centre knows of one unit: its figures beside its peers, month by month, and the ways on. [st]"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from metrics import METRICS, Figure
from pages.parts import ask, blocks, dossiers, filters, monthly, senders, trace, words
from pages.parts.blocks import Field
from pages.parts.cards import Behind, card
from pages.parts.service_question import Asked, nothing
from pages.parts.style import MARK, pct, vn
from pages.parts.tables import hold
from pages.parts.units import peers
from pages.parts.units.link import KEY
from pages.parts.words import later, say

ROWS, TREND_HEIGHT = 20, 240
TREND = "trend"  # in the URL; the services page keeps its own choice of a figure
GROUPS = {
    "province": later("các sở, ngành"),
    "district": later("các huyện, thành phố"),
    "commune": later("các xã, phường"),
}
FIRST = ("dossiers_received", "dossiers_online_share", "dossiers_on_time_share", "dossiers_overdue")
SERVICES = "pages/services.py"
VIEWS = {
    "time": later("Đúng hạn"),
    "coming": later("Sắp đến hạn"),
    "index": later("Bộ chỉ số 766"),
    "sources": later("Đối chiếu và biểu mẫu"),
}


def everyone(asked: Asked, name: Callable[[str], str]) -> None:
    """All units with services, the furthest below their target first; a click opens one."""
    query = asked.query()
    found = {what: ask.figures(one, ("unit",), query) for what, one in dossiers.SHOWN.items()}
    frame = dossiers.table(found, "unit", name)
    if frame.empty:
        nothing("dossier_counts", say("hồ sơ theo cơ quan"), asked.said)
        return
    title = say("Chọn một đơn vị ({count})", count=vn(len(frame)))
    blocks.section(title, say("Bấm vào một dòng để mở trang của đơn vị; xa mục tiêu trực tuyến nhất đứng đầu"))
    fields = {
        "name": Field(say("Đơn vị"), None, 260),
        "received": Field(say("Tiếp nhận"), vn, 110),
        "online_share": Field(say("Trực tuyến"), pct, 110),
        "gap": Field(say("So mục tiêu"), dossiers.gap, 120),
        "on_time_share": Field(say("Đúng hạn"), pct, 110),
        "overdue": Field(say("Quá hạn"), vn, 100),
    }
    received = asked.figure("dossiers_received")
    blocks.listing(
        frame,
        fields,
        name="don-vi",
        title=title,
        source=dossiers.source_line("dossiers_received", received),
        at_most=ROWS,
        behind=Behind("dossiers_received", query),
        drill=lambda row: filters.pick(KEY, str(row["key"])),
    )


def reports(unit: str, asked: Asked) -> None:
    """Whether the unit's own reports are in."""
    own = ask.reports(asked.period.as_of)
    own = own[own["unit"].eq(unit)]
    if own.empty:
        return
    title, chips = senders.missing(own)
    blocks.strip("unit", ":material/cloud_off:" if chips else ":material/task_alt:", title, chips, warns=bool(chips))


def cards(asked: Asked, figures: Mapping[str, Figure]) -> None:
    """Received, online, on time, overdue: against the target, else against the month before. Of a unit that sends no
    form of its own, a commune, what the export says of it."""
    shown = []
    told = [one for one, figure in figures.items() if figure.value is not None]
    for metric_id in FIRST if set(FIRST) & set(told) else (*told, *FIRST)[: len(FIRST)]:
        now = figures[metric_id]
        made = dossiers.share(now) if now.measured_in == "%" else card(now, ask.earlier(now, asked.query()), slim=True)
        shown.append(replace(made, behind=asked.behind(metric_id)) if now.value is not None else made)
    blocks.numbers(shown)


def among_peers(asked: Asked, figures: Mapping[str, Figure], level: str | None) -> None:
    """Each figure with the unit's place among those of its level; a click opens the rows."""
    query = replace(asked.period, where={"level": level} if level else {})
    unit = str(asked.agency)
    others = {one: ask.figures(one, ("unit",), query) for one in figures}
    frame = peers.table(figures, others, unit)
    if frame.empty:
        nothing("dossier_counts", say("chỉ số của đơn vị"), asked.said)
        return
    called = say(GROUPS[level]) if level in GROUPS else say("mọi đơn vị")
    title = say("Vị trí trong {peers}", peers=called)
    blocks.section(title, blocks.plain(peers.sentence(frame, called)))
    fields = {
        "title": Field(say("Chỉ số"), None, 268),
        "own": Field(say("Đơn vị"), None, 70),
        "goal": Field(say("Mục tiêu"), None, 66),
        "middle": Field(say("Trung vị"), None, 64),
        "standing": Field(say("Thứ hạng"), None, 88),
    }
    blocks.listing(
        peers.shown(frame),
        fields,
        name="vi-tri",
        title=f"{title}, {ask.unit(unit)}",
        source=_source(figures, list(frame["id"])),
        drill=partial(_open_rows, asked),
        mark=lambda row: row["goal"] != "–" and row["value"] < row["target"],
        style=MARK,
    )
    _opened(asked)


def _source(figures: Mapping[str, Figure], listed: Sequence[str]) -> str:
    """The sources of the first of the listed figures: the form, or for want of it the export."""
    return dossiers.source_line(listed[0], figures[listed[0]])


def _open_rows(asked: Asked, row: pd.Series) -> None:
    st.session_state["unit_rows"] = str(row["id"])
    hold()


def _opened(asked: Asked) -> None:
    metric_id = st.session_state.pop("unit_rows", None)
    if metric_id:
        trace.open_rows(asked.behind(metric_id))


def over_time(asked: Asked, figures: Mapping[str, Figure], last: pd.Timestamp) -> None:
    """A chosen figure of the unit over the twelve months up to `last`."""
    known = [one for one, figure in figures.items() if figure.value is not None]
    if not known:
        return
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="top"):
        heading = st.container(width="content")
        chosen = filters.choose(
            TREND, say("Chỉ số"), known, lambda one: words.title(METRICS[one]), width=280, bare=True
        )
    metric = METRICS[chosen or known[0]]
    frame = asked.over_time(metric.id, last)
    monthly.over_time(
        figures[metric.id],
        frame,
        say("{title}, {whom}", title=words.title(metric), whom=asked.said),
        dossiers.source_line(metric.id, figures[metric.id], bool(frame["is_sample"].any())),
        asked.behind(metric.id),
        height=TREND_HEIGHT,
        heading=heading,
    )


def ways_on(unit: str, month: str | None) -> None:
    """Buttons to the services' views, narrowed to this unit."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(say("Xem tiếp của đơn vị này:"), width="content")
        for view, title in VIEWS.items():
            params = {"view": view, "unit": unit} | ({"month": month} if month else {})
            if st.button(say(title), key=f"way_{view}", type="tertiary", icon=":material/arrow_forward:"):
                st.switch_page(SERVICES, query_params=params)
