"""The view of white zones: which kind, how many, is it getting better, and which village comes first. [st]"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial

import pandas as pd
import streamlit as st

from metrics import HOME_PROVINCE, Figure
from pages.parts import (
    ask,
    blocks,
    charts_white,
    filters,
    sentences,
    trace,
    white_zone_cards,
    white_zone_form,
    white_zones,
    words,
)
from pages.parts.blocks import Field
from pages.parts.cards import Behind, Card
from pages.parts.coverage_blocks import VILLAGES, Asked, source
from pages.parts.nearness import COMMUNE, NOWHERE, OWN
from pages.parts.style import month, vn
from pages.parts.white_zones import GLYPHS, KINDS, METRIC_OF, NAMES, NO_BROADBAND, OVERDUE, TITLES, Tally
from pages.parts.words import later, say

LIST = "vung-trang"
PLACES = {OWN: later("tọa độ thôn"), COMMUNE: later("trung tâm xã"), NOWHERE: later("không có tọa độ")}


def show(asked: Asked, places: pd.DataFrame, newest: date) -> None:
    """The whole view below the filter row. places: records.places; newest: the day that plans are judged at."""
    lists = _lists(asked, newest)
    listed = lists[max(lists)]
    if listed.empty:
        blocks.nothing_from(VILLAGES, say("danh sách thôn, {place}", place=_area(asked, places)))
        return
    tallies = {kind: white_zones.tally(listed, kind) for kind in KINDS}
    kind = _kind(tallies, listed)
    now = ask.figure(METRIC_OF[kind], asked.of(METRIC_OF[kind]))
    stations = _stations(asked)
    near = white_zones.with_nearest(white_zones.of_kind(listed, kind), stations)
    found = white_zones.ranked(near, places, newest)
    months = white_zones.trend(lists)

    left, right = st.columns([5, 4], gap="medium")
    with left, st.container(gap="small"):
        _cards(found, kind, tallies[kind], months, now, asked, listed)
    with right:
        _trend(months, kind, now, asked)
    title = say("{kind}: danh sách theo thứ tự ưu tiên", kind=say(NAMES[kind]))
    if len(found):
        _list(found, kind, stations, now, asked, title, _area(asked, places))
    elif tallies[kind].villages is not None:
        said = say("{place}: danh sách mới nhất không có thôn nào thuộc loại này.", place=_area(asked, places))
        blocks.section(title, blocks.plain(said))


def _area(asked: Asked, places: pd.DataFrame) -> str:
    """What the view is narrowed to, in words: Xã Yên Hoa, Na Hang; Huyện Na Hang; Toàn tỉnh."""
    if asked.commune:
        return ask.unit(asked.commune)
    found = places.loc[places["unit"].eq(asked.district), "name"]
    return str(found.iloc[0]) if len(found) else say("Toàn tỉnh")


def _lists(asked: Asked, newest: date) -> dict[date, pd.DataFrame]:
    """Month's end → the newest lists by then, of the area; the last one as the page is asked."""
    ends = white_zones.months(asked.month.as_of or newest)
    days = [*ends[:-1], asked.month.as_of]
    return {
        end: white_zones.inside(ask.villages(as_of), asked.district, asked.commune)
        for end, as_of in zip(ends, days, strict=True)
    }


def _kind(tallies: Mapping[str, Tally], listed: pd.DataFrame) -> str:
    """The switch of the three kinds, and what they are; the choice is in the URL."""
    with st.container(gap="xxsmall"):
        kind = filters.switch(
            "kind",
            say("Loại vùng trắng"),
            KINDS,
            lambda one: white_zones.label(one, tallies[one]),
            bare=True,
            wraps=True,
            unasked=white_zones.unasked(tallies),
        )
        st.caption(white_zones.kinds_sentence(listed))
    return kind or NO_BROADBAND


def _stations(asked: Asked) -> pd.DataFrame:
    """The stations that are looked for: of the operator and with the technology asked for, wherever they stand."""
    found = ask.stations(asked.month.as_of)
    if asked.operator:
        found = found[found["operator"].eq(asked.operator)]
    if asked.technology:
        found = found[found[f"has_{asked.technology.lower()}"].eq(True)]
    return found


# --- numbers ---------------------------------------------------------------------------------------------------


def _cards(
    found: pd.DataFrame,
    kind: str,
    counted: Tally,
    months: pd.DataFrame,
    now: Figure,
    asked: Asked,
    listed: pd.DataFrame,
) -> None:
    """Villages and people; plans overdue and villages without one. Two rows: a card has room for its words."""
    if counted.villages is None:
        blocks.empty(
            say("Danh sách thôn không nói gì về loại này"),
            say("Đơn vị gửi: {who}. Cột cần có: tình trạng sóng hoặc công nghệ.", who=words.sender(VILLAGES)),
        )
        return
    query = asked.of(METRIC_OF[kind])
    villages = Card(
        say(NAMES[kind]),
        say("{count} thôn", count=vn(counted.villages)),
        **white_zone_cards.moved(months, kind, listed["reported_on"].max()),
        under=sentences.as_of(now),
        is_sample=bool(listed["is_sample"].eq(True).any()),
        help=say("{count} trên {out_of}", count=vn(counted.villages), out_of=vn(len(listed))),
        behind=Behind(METRIC_OF[kind], query),
    )
    blocks.numbers([villages, white_zone_cards.people(found, counted, listed)])
    blocks.numbers([white_zone_cards.overdue(found), white_zone_cards.unplanned(found)])


# --- since January ---------------------------------------------------------------------------------------------


def _trend(months: pd.DataFrame, kind: str, now: Figure, asked: Asked) -> None:
    """All three kinds, the chosen one in front; a click on another one's points chooses it."""
    table = months.assign(name=[say(TITLES[one]) for one in months["kind"]])
    with st.container(gap="xxsmall"):
        blocks.chart(
            say("Số thôn từng loại từ đầu năm {year}", year=months["month_end"].max().year),
            charts_white.by_kind(months, kind, blocks.colours()),
            table,
            {
                "month_end": Field(say("Tháng"), _month),
                "name": Field(say("Loại"), width=190),
                "value": Field(say("Thôn"), vn),
                "sent": Field(say("Huyện gửi trong tháng"), vn),
                "districts": Field(say("Huyện có danh sách"), vn),
            },
            sentence=white_zones.trend_sentence(months, kind),
            source=source(METRIC_OF[kind], now),
            name=f"vung-trang-theo-thang-{kind}",
            behind=Behind(METRIC_OF[kind], asked.of(METRIC_OF[kind])),
            drill=(charts_white.picking(kind), lambda point: filters.pick("kind", point["kind"])),
        )


def _month(end: object) -> str:
    return month(pd.Timestamp(str(end)))


# --- the list --------------------------------------------------------------------------------------------------


def _list(
    found: pd.DataFrame, kind: str, stations: pd.DataFrame, now: Figure, asked: Asked, title: str, area: str
) -> None:
    """The villages in order of priority; a click on a row opens its row in the sender's file."""
    whose = " ".join(
        [
            *([asked.operator] if asked.operator else []),
            *([say("có {g}", g=asked.technology)] if asked.technology else []),
        ]
    )
    distance = white_zones.distance_sentence(found, whose, white_zones.unplaced(stations))
    with st.container(gap="xxsmall"):
        # The rule between button and grid: a grid's own buttons come up over what is right above it.
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            st.subheader(title, anchor=False, width="content")
            _form(found, kind, distance, area)
        st.caption(white_zones.rule())
        behind = Behind(METRIC_OF[kind], asked.of(METRIC_OF[kind]))
        name = f"{LIST}-{kind.replace('_', '-')}"
        fields = _fields(kind)
        blocks.listing(
            found.assign(measured_from=[say(PLACES[one]) for one in found["place"]]),
            fields,
            name=name,
            title=f"{title}. {white_zones.rule()}",
            source=f"{source(METRIC_OF[kind], now)} · {distance}",
            at_most=12,
            behind=behind,
            drill=partial(trace.show, name, behind),
            filed=fields | _filed(kind),
        )


def _fields(kind: str) -> dict[str, Field]:
    """What stands on screen; of broadband also the nearest 4G, where there is less room for the cause."""
    four = kind == NO_BROADBAND
    near = say("Đến trạm đang hoạt động gần nhất, theo đường chim bay; không phải vùng phủ sóng")
    near_4g = say("Đến trạm có 4G gần nhất, theo đường chim bay; không phải vùng phủ sóng")
    fields = {
        "turn": Field(say("TT"), vn, 36),
        "village_name": Field(say("Thôn"), width=114),
        "where": Field(say("Xã, huyện"), width=142),
        "population": Field(say("Dân số"), vn, 58),
        "households": Field(say("Số hộ"), vn, 52),
        "why": Field(say("Vì sao ở vị trí này"), None, 160, white_zones.rule(), css=_late),
        "plan": Field(say("Dự kiến"), width=92, css=_late),
        "km": Field(say("Trạm, km"), _km, 70, near),
        "station_operator": Field(say("Nhà mạng"), width=74, help=say("Nhà mạng của trạm gần nhất")),
    }
    if four:
        fields |= {
            "km_4g": Field(say("4G, km"), _km, 60, near_4g),
            "station_operator_4g": Field(say("Nhà mạng"), width=74, help=say("Nhà mạng của trạm 4G gần nhất")),
        }
    power = {"power": Field(say("Điện"), width=50, help=say("Điện lưới"))}
    return fields | power | {"cause": Field(say("Nguyên nhân"), width=158 if four else 292)}


def _filed(kind: str) -> dict[str, Field]:
    """The file's columns that the screen has no room for, and fuller headings."""
    filed = {
        "turn": Field(say("STT")),
        "power": Field(say("Điện lưới")),
        "plan": Field(say("Kế hoạch")),
        "planned_on": Field(say("Dự kiến phủ sóng")),
        "km": Field(say("Khoảng cách đến trạm gần nhất (km)")),
        "station": Field(say("Trạm gần nhất")),
        "station_operator": Field(say("Nhà mạng của trạm gần nhất")),
        "measured_from": Field(say("Khoảng cách tính từ")),
        "reported_on": Field(say("Số liệu đến")),
        "sheet": Field(say("Trang")),
        "row_number": Field(say("Dòng")),
    }
    if kind != NO_BROADBAND:
        return filed
    return filed | {
        "km_4g": Field(say("Khoảng cách đến trạm 4G gần nhất (km)")),
        "station_4g": Field(say("Trạm 4G gần nhất")),
        "station_operator_4g": Field(say("Nhà mạng của trạm 4G gần nhất")),
    }


def _late(said: object) -> str:
    """What begins with the glyph of an overdue plan stands out in red."""
    return f"color: {blocks.colours().late}" if str(said).startswith(GLYPHS[OVERDUE]) else ""


def _km(value: object) -> str:
    return vn(float(str(value)), 1)


def _form(found: pd.DataFrame, kind: str, distance: str, area: str) -> None:
    """The same villages as the province's form."""
    is_sample = bool(found["is_sample"].eq(True).any())
    form = white_zone_form.Form(
        kind=kind,
        province=ask.unit(HOME_PROVINCE),
        area=area,
        as_of=pd.to_datetime(found["reported_on"]).max().date(),
        is_sample=is_sample,
        notes=(white_zones.rule(), f"{distance[:1].upper()}{distance[1:]}."),
    )
    st.download_button(
        say("Tải theo mẫu của tỉnh"),
        partial(white_zone_form.workbook, found, form),
        file_name=f"{'minh-hoa_' if is_sample else ''}danh-sach-{LIST}-{kind.replace('_', '-')}.xlsx",
        key=f"form_{kind}",
        icon=":material/description:",
        on_click="ignore",
        width="content",
    )
