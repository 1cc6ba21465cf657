"""The view of operators side by side: one row each, technologies, months, sites, and the stations to look at. [st]"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from metrics import Figure
from pages.parts import (
    ask,
    blocks,
    charts_operators,
    coverage_blocks,
    filters,
    operator_absent_blocks,
    operators,
    remark_list,
    sentences,
    trace,
)
from pages.parts.blocks import Field
from pages.parts.cards import Behind
from pages.parts.coverage_blocks import STATIONS, Asked, places_of
from pages.parts.coverage_rows import inside
from pages.parts.operators import ACTIVE, BUILDING, KINDS, OLD, OUTAGE, STOPPED, UNPLACED
from pages.parts.style import day, is_missing, month, pct, vn
from pages.parts.words import say

KIND = "kind"  # in the URL: which stations are listed
TABLE, LIST = "nha-mang", "tram-can-xem"
MONTHS = 12


def show(asked: Asked, places: pd.DataFrame, newest: date) -> None:
    """The whole view below the filter row. newest: the day of the figures on the page, the last month shown."""
    whole = replace(asked, operator=None, technology=None)  # one beside the other: all of them, whatever is picked
    stations = inside(ask.stations(asked.month.as_of), asked)
    if stations.empty:
        blocks.nothing_from(STATIONS, say("so sánh nhà mạng"))
        return
    figures = {one: ask.figure(one, whole.of(one)) for one in operators.COLUMNS}
    found = {one: ask.by(one, ("operator",), whole.of(one)) for one in operators.COLUMNS}
    frame = operators.compared(stations, found)
    order = list(frame["operator"])
    now = figures["stations_active"]
    monthly = operators.months(_months(whole, asked.month.as_of or now.as_of or newest), order)
    rows = operators.with_months(operators.with_whole(frame, stations, figures), monthly)
    rows["name"] = [say("Tất cả") if is_missing(one) else one for one in rows["operator"]]
    _table(rows, frame, whole, places, now)
    left, middle, right = st.columns([4, 7, 4], gap="medium")
    with left:
        _shares(rows, frame, whole, now)
    with middle:
        _monthly(monthly, order, whole, now)
    with right:
        _sites(frame, whole, figures["sites_shared_share"])
    _list(stations, asked, now)
    operator_absent_blocks.show(stations, order, asked, places, now)
    remark_list.show_cell()


def _months(asked: Asked, last: date) -> dict[date, list[Figure]]:
    """Month's end → active stations by operator; one month more than is shown, to tell the first one's change."""
    first = (last.replace(day=1) + timedelta(days=31)).replace(day=1)
    found: dict[date, list[Figure]] = {}
    while len(found) <= MONTHS:
        end = first - timedelta(days=1)
        query = replace(asked.of("stations_active"), as_of=end, start=None, end=None)
        found[end] = ask.figures("stations_active", ("operator",), query)
        first = end.replace(day=1)
    return found


def _source(metric_id: str, now: Figure) -> str:
    return coverage_blocks.source(metric_id, now)


# --- one row per operator --------------------------------------------------------------------------------------


def _table(rows: pd.DataFrame, frame: pd.DataFrame, asked: Asked, places: pd.DataFrame, now: Figure) -> None:
    """All together, then each operator; a click leaves its stations in the list below."""
    communes = 1 if asked.commune else len(places_of(places, "commune", asked.district))
    lines = [value for line in rows["trend"] for value in line]
    help_ = say("Trạm đang hoạt động, tháng đầu là 100; mọi hàng cùng một thang")
    fields = {
        "name": Field(say("Nhà mạng"), width=100),
        "active": Field(say("Trạm"), vn, 62, say("Trạm đang hoạt động")),
        "change": Field(
            say("12 tháng"),
            operators.signed,
            72,
            say("Tăng, giảm so với 12 tháng trước, hoặc với tháng đầu tiên đã gửi"),
        ),
        "communes": Field(
            say("Xã có trạm"), lambda count: f"{vn(count)}/{vn(communes)}", 84, say("Xã có trạm đang hoạt động")
        ),
        "sites": Field(say("Vị trí"), vn, 64, say("Các trạm gần nhau là một vị trí; khoảng cách trong cài đặt")),
        "shared": Field(say("Dùng chung"), pct, 86, say("Tỷ lệ vị trí có từ hai nhà mạng")),
        OLD: Field(say("Chỉ 2G, 3G"), vn, 80, say("Trạm đang hoạt động không có 4G, 5G")),
        BUILDING: Field(say("Đang xây"), vn, 72, say("Trạm đang xây dựng")),
        STOPPED: Field(say("Đã dừng"), vn, 68),
        OUTAGE: Field(say("Mất liên lạc"), vn, 86),
        UNPLACED: Field(say("Thiếu tọa độ"), vn, 88, say("Trạm không vẽ được trên bản đồ; có trong danh sách dưới")),
    }
    shares = {column: Field(name, pct) for name, column in operators.SHARES.items()}
    line = {
        "trend": Field(say("Theo tháng"), None, 100, help_, (min(lines, default=99) - 1, max(lines, default=101) + 1))
    }
    title = say("Nhà mạng cạnh nhau")
    with st.container(gap="xxsmall"):
        blocks.section(title, blocks.plain(operators.sentence(frame, communes)))
        blocks.listing(
            rows, fields | line, name=TABLE, title=title, source=_source("stations_active", now),
            behind=Behind("stations_active", asked.of("stations_active")), drill=_pick_operator,
            mark=lambda row: is_missing(row["operator"]), filed=fields | shares,
        )  # fmt: skip


def _pick_operator(row: pd.Series) -> None:
    filters.pick("operator", None if is_missing(row["operator"]) else row["operator"])


# --- charts -----------------------------------------------------------------------------------------------------


def _shares(rows: pd.DataFrame, frame: pd.DataFrame, asked: Asked, now: Figure) -> None:
    listed = operators.shares(rows.assign(operator=rows["name"]))
    blocks.chart(
        say("Công nghệ trên trạm"),
        charts_operators.shares(listed, list(rows["name"]), blocks.colours()),
        listed,
        {
            "operator": Field(say("Nhà mạng")),
            "technology": Field(say("Công nghệ")),
            "share": Field(say("Tỷ lệ trạm"), pct),
            "stations": Field(say("Trên số trạm"), vn),
        },
        sentence=operators.shares_sentence(frame),
        source=_source("stations_4g_share", now),
        name=f"cong-nghe-theo-nha-mang{_turn('technology', 'operator')}",
        behind=Behind("stations_4g_share", asked.of("stations_4g_share")),
        drill=(charts_operators.CELL, partial(_pick_technology, set(frame["operator"]))),
    )


def _turn(*keys: str) -> str:
    """What is picked, as part of a chart's name: a cell that was clicked before can be clicked again."""
    return "".join(f"-{st.session_state.get(key)}" for key in keys if st.session_state.get(key))


def _pick_technology(known: set[str], cell: dict[str, Any]) -> None:
    """The list below: that operator's stations on air with that technology; of the first row, everybody's."""
    filters.pick("operator", cell["operator"] if cell["operator"] in known else None)
    filters.pick("technology", cell["technology"])
    filters.pick(KIND, ACTIVE)


def _monthly(monthly: pd.DataFrame, order: list[str], asked: Asked, now: Figure) -> None:
    sentence = operators.months_sentence(monthly)
    monthly = operators.shown(monthly)
    listed = monthly.assign(month=[month(end) for end in monthly["month_end"]])
    blocks.chart(
        say("Tăng, giảm trạm theo tháng"),
        charts_operators.months(monthly, order, blocks.colours()),
        listed,
        {
            "operator": Field(say("Nhà mạng")),
            "month": Field(say("Tháng")),
            "value": Field(say("Trạm"), vn),
            "change": Field(say("So tháng trước"), operators.signed),
        },
        sentence=f"{sentence} · {say('∅ là tháng chưa gửi')}",
        source=_source("stations_active", now),
        name=f"tram-theo-thang{_turn('month')}",
        behind=Behind("stations_active", asked.of("stations_active")),
        drill=(charts_operators.CELL, _pick_month),
    )


def _pick_month(cell: dict[str, Any]) -> None:
    """The page as of that month; the newest one is what it shows unasked."""
    filters.pick("month", cell["month"])


def _sites(frame: pd.DataFrame, asked: Asked, now: Figure) -> None:
    title, sentence = say("Vị trí dùng chung"), operators.sites_sentence(now)
    if frame["sites"].isna().all():
        blocks.section(title, sentence)
        return
    blocks.chart(
        title,
        charts_operators.sites(frame, blocks.colours()),
        frame,
        {
            "operator": Field(say("Nhà mạng")),
            "sites": Field(say("Vị trí"), vn),
            "shared": Field(say("Tỷ lệ dùng chung"), pct),
        },
        sentence=sentence,
        source=_source("sites_shared_share", now),
        name=f"vi-tri-theo-nha-mang{_turn('operator')}",
        behind=Behind("sites_shared_share", asked.of("sites_shared_share")),
        drill=(charts_operators.CELL, lambda bar: filters.pick("operator", bar["operator"])),
    )
    checked = ask.prose().get("sites_shared_share", {}).get("checked")
    if checked and not (asked.district or asked.commune):  # it speaks of the whole province
        st.caption(blocks.plain(checked))


# --- the stations to look at --------------------------------------------------------------------------------------


def _list(stations: pd.DataFrame, asked: Asked, now: Figure) -> None:
    """Stations of the kind chosen, of the operator and technology asked for; a click on a row opens it in its file."""
    title = say("Trạm cần xem")
    narrowed = operators.narrowed(stations, asked.operator, asked.technology)
    counts = operators.marks(narrowed).sum()
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        heading = st.container(width="content", gap=None)
        kind = filters.switch(
            KIND, title, list(KINDS), lambda one: f"{say(KINDS[one])} ({vn(counts[one])})", bare=True, wraps=True
        )
    chosen = operators.listed(narrowed, kind or OLD)
    picked = [one for one in (asked.operator, asked.technology) if one]
    with heading:
        blocks.section(
            f"{title}: {' · '.join(picked)}" if picked else title, operators.listed_sentence(chosen, kind or OLD)
        )
    if chosen.empty:
        return
    rows = operators.readable(chosen.head(trace.AT_MOST), ask.unit).assign(cell=None)
    fields = {
        "station_code": Field(say("Mã trạm"), width=170),
        "station_name": Field(say("Tên trạm"), width=190),
        "operator": Field(say("Nhà mạng"), width=90),
        "commune_name": Field(say("Xã"), width=200),
        "district_name": Field(say("Huyện"), width=150),
        "technologies": Field(say("Công nghệ"), width=110),
        "state": Field(say("Trạng thái"), width=120),
        "on_air_on": Field(say("Phát sóng"), lambda one: day(pd.Timestamp(str(one))), 100),
    }
    filed = fields | {"longitude": Field(say("Kinh độ")), "latitude": Field(say("Vĩ độ"))}
    blocks.listing(
        # Another name for every choice: a grid whose rows were exchanged under it takes no click.
        rows, fields, name="-".join([LIST, kind or OLD, *picked]), title=f"{title}: {say(KINDS[kind or OLD])}",
        source=_list_source(now, rows), at_most=9, drill=remark_list.remember, filed=filed,
    )  # fmt: skip


def _list_source(now: Figure, rows: pd.DataFrame) -> str:
    said = [sentences.source_line("stations_active", now, bool(rows["is_sample"].any()))]
    said += [say("{count} dòng đầu", count=vn(len(rows)))] if len(rows) == trace.AT_MOST else []
    return " · ".join([*said, say("bấm vào một hàng để xem dòng trong tệp gốc")])
