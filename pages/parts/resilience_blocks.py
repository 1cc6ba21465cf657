"""The coverage screen's villages with few stations near them, and the stations that they hang on. [st]"""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import streamlit as st

from pages.parts import ask, blocks, doubt_words, filters, nearness, resilience, source_pair
from pages.parts.blocks import Field
from pages.parts.cards import Card
from pages.parts.coverage_blocks import STATIONS, VILLAGES, Asked
from pages.parts.coverage_doubt_blocks import named, source
from pages.parts.doubt_words import km
from pages.parts.resilience import KINDS, NONE, ONE, ONE_OPERATOR, SEVERAL, TOP
from pages.parts.style import day, is_missing, pct, vn
from pages.parts.words import say

STATION = "station"  # in the URL: whose villages are listed
MOST_FOUND = 200


def show(asked: Asked, places: pd.DataFrame, newest: date) -> None:
    """The whole view: the counts, the villages of one kind, the ten most critical stations, one station's villages."""
    stations, villages = ask.stations(asked.month.as_of), ask.villages(asked.month.as_of)
    for name, rows in ((STATIONS, stations), (VILLAGES, villages)):
        if rows.empty:
            blocks.nothing_from(name)
            return
    metres = ask.distances()["surroundings_metres"]
    active = resilience.active(stations, asked.technology)
    masts = resilience.standing(active)
    if masts.empty:
        title = say("Không có trạm đang hoạt động nào có tọa độ")
        blocks.empty(title, say("Chọn lại công nghệ hoặc kỳ; tọa độ do nhà mạng gửi trong danh sách trạm."))
        return
    around = resilience.surroundings(nearness.placed(villages), masts, metres)
    # Who depends on a station is asked of all: a village of another operator's would seem to have none.
    everyone = resilience.narrowed(around, asked.district, asked.commune, None)
    around = resilience.narrowed(everyone, None, None, asked.operator)
    counts = resilience.counts(everyone)

    blocks.section(
        say("Dự phòng: quanh mỗi thôn, trong vòng {km}", km=km(metres)),
        blocks.plain(resilience.sentence(counts, everyone, metres)),
    )
    blocks.numbers([_card(one, metres, newest, bool(everyone["is_sample"].any()), counts) for one in KINDS])
    st.caption(blocks.plain(resilience.limits(everyone, len(active) - len(masts), asked.operator, asked.technology)))
    names = _communes(places, asked.district)
    left, right = st.columns([1, 1], gap="medium")
    with left:
        _villages(around, masts, names, newest)
    with right, st.container(gap="xsmall"):
        _stations(resilience.critical(everyone, masts), masts, asked, metres, newest)
        _one(everyone, masts, names, metres, newest)
    source_pair.show()


def _communes(places: pd.DataFrame, district: str | None) -> dict[str, str]:
    """The communes' names without their kind, for narrow columns; with the district where more than one is listed."""
    short = dict(places[["unit", "short_name"]].to_numpy())
    home = dict(places[places["kind"].eq("commune")][["unit", "district"]].to_numpy())
    if district:
        return {unit: short[unit] for unit in home}
    return {unit: short[unit] if is_missing(at) else f"{short[unit]}, {short.get(at, at)}" for unit, at in home.items()}


def _card(kind: str, metres: float, newest: date, is_sample: bool, counts: pd.DataFrame) -> Card:
    row = counts.set_index("kind").loc[kind]
    many, people, total = int(row["villages"]), row["people"], counts["villages"].sum()
    good = kind == SEVERAL
    who = (
        say("không có") if not many else say("chưa có số dân") if is_missing(people) else say("{n} người", n=vn(people))
    )
    helps = {
        ONE: say("Trong vòng {km} chỉ có một trạm đang hoạt động.", km=km(metres)),
        ONE_OPERATOR: say("Trong vòng {km} có từ hai trạm trở lên, đều của một nhà mạng.", km=km(metres)),
        NONE: say("Trong vòng {km} không có trạm đang hoạt động nào.", km=km(metres)),
        SEVERAL: say("Trong vòng {km} có trạm của từ hai nhà mạng.", km=km(metres)),
    }
    return Card(
        say(KINDS[kind]),
        say("{count} thôn", count=vn(many)),
        who,
        "warn" if many and not good else "ok",
        pct(100 * many / total) if many else "",
        say("Đến {day}", day=day(newest)),
        is_sample=is_sample,
        help=helps[kind],
    )


# --- the villages of one kind -------------------------------------------------------------------------------------


def _villages(around: pd.DataFrame, stations: pd.DataFrame, communes: dict[str, str], newest: date) -> None:
    many = resilience.counts(around).set_index("kind")["villages"]
    kinds = sorted((ONE, ONE_OPERATOR, NONE), key=lambda one: not many[one])  # those with villages first
    title = say("Thôn ít dự phòng")
    with st.container(gap="xsmall"):
        blocks.section(title, say("Bấm vào một dòng để xem dòng gốc của thôn và của trạm gần nhất."))
        said = {one: f"{say(KINDS[one])} ({vn(many[one])})" for one in kinds}
        kind = filters.switch("around", say("Quanh thôn"), kinds, said.__getitem__, bare=True, wraps=True) or ONE
    rows = resilience.listed(around, stations, kind)
    if rows.empty:
        blocks.empty(
            say("{kind}: không có thôn nào", kind=say(KINDS[kind])),
            say("Trong lựa chọn này, thôn nào cũng có nhiều hơn thế trong khoảng cách đã đặt."),
        )
        return
    fields = _fields() | {
        "station_code_2": Field(say("Trạm gần nhất"), width=112),
        "operator_2": Field(say("Nhà mạng"), width=72),
        "away": Field(say("Cách"), doubt_words.apart, 58),
    }
    _list_villages(rows, fields, communes, f"du-phong-{kind}", f"{title}: {say(KINDS[kind])}", newest, 14)


def _fields() -> dict[str, Field]:
    return {
        "village_name": Field(say("Thôn"), width=112),
        "commune": Field(say("Xã"), width=128),
        "population": Field(say("Dân số"), vn, 58),
    }


def _list_villages(
    rows: pd.DataFrame,
    fields: dict[str, Field],
    communes: dict[str, str],
    name: str,
    title: str,
    newest: date,
    at_most: int,
) -> None:
    """Villages with their nearest station; a click opens both rows. rows: as resilience.listed."""
    names = rows["unit"].map(communes).fillna(rows["unit"])
    shown = rows.assign(commune=names, rows=source_pair.places(rows))
    place = {"place": Field(say("Tọa độ"), doubt_words.place), "rows": Field(say("Dòng gốc"))}
    blocks.listing(
        shown,
        fields,
        name=name,
        title=title,
        source=source([VILLAGES, STATIONS], newest, bool(rows["is_sample"].any())),
        at_most=at_most,
        drill=lambda row: source_pair.remember(title, _said(row), row, (say("Dòng của thôn"), say("Dòng của trạm"))),
        filed=fields | place,
    )


def _said(row: pd.Series) -> str:
    if is_missing(row["station_code_2"]):
        return say("{village}, {commune}: không có trạm nào.", village=row["village_name"], commune=row["commune"])
    return say(
        "{village}, {commune}: trạm gần nhất là {code} ({operator}), cách {away}. Tọa độ {place}.",
        village=row["village_name"],
        commune=row["commune"],
        code=row["station_code_2"],
        operator=row["operator_2"],
        away=doubt_words.apart(row["away"]),
        place=doubt_words.place(row["place"]),
    )


# --- stations --------------------------------------------------------------------------------------------------------


def _stations(critical: pd.DataFrame, stations: pd.DataFrame, asked: Asked, metres: float, newest: date) -> None:
    """The ten that most people have alone around them, or those that are looked for; a click lists its villages."""
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        heading = st.container(width="content")
        with st.container(width=260):
            sought = filters.search("find", say("Tìm trạm"), say("Tìm trạm: mã, tên, nhà mạng, xã"))
    if sought:
        title = say("Trạm tìm thấy")
        rows = resilience.with_dependants(stations, critical)
        rows = resilience.narrowed(rows, asked.district, asked.commune, asked.operator)
        rows = resilience.sought(rows, named(rows["unit"]), sought).sort_values(
            ["villages", "people"], ascending=False, ignore_index=True
        )
    else:
        title = say("Mười trạm trọng yếu nhất")
        rows = critical if asked.operator is None else critical[critical["operator"].eq(asked.operator)]
    with heading:
        st.subheader(title, anchor=False)
    if rows.empty:
        st.caption(
            say("Không trạm nào khớp với “{words}”.", words=blocks.plain(sought))
            if sought
            else say("Không thôn nào chỉ có một trạm trong vòng {km}.", km=km(metres))
        )
        return
    about = say("Thôn, dân không có trạm nào khác trong vòng {km}; bấm để xem các thôn đó", km=km(metres))
    st.caption(about + ("" if len(rows) <= TOP or sought else " · " + say("trên {count} trạm", count=vn(len(rows)))))
    rows = rows.head(MOST_FOUND if sought else TOP)
    fields = {
        "station_code": Field(say("Mã trạm"), width=130),
        "operator": Field(say("Nhà mạng"), width=75),
        "commune": Field(say("Xã"), width=165),
        "villages": Field(say("Thôn"), vn, 55),
        "people": Field(say("Người"), vn, 70),
    }
    chosen = st.query_params.get(STATION)
    blocks.listing(
        rows.assign(commune=named(rows["unit"])),
        fields,
        name="tram-trong-yeu" if not sought else "tram-tim-thay",
        title=title,
        source=source([STATIONS, VILLAGES], newest, bool(rows["is_sample"].any())),
        at_most=TOP,
        drill=_choose,
        mark=lambda row: resilience.key(row) == chosen,
    )


def _choose(station: pd.Series | None = None) -> None:
    if station is None:
        st.query_params.pop(STATION, None)
    else:
        st.query_params[STATION] = resilience.key(station)


def _one(around: pd.DataFrame, stations: pd.DataFrame, communes: dict[str, str], metres: float, newest: date) -> None:
    """The station chosen: how many villages lie around it, and those that have no other."""
    wanted = st.query_params.get(STATION)
    if not wanted:
        return
    number = resilience.at_key(stations, wanted)
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.subheader(say("Trạm {station}", station=blocks.plain(wanted)), anchor=False, width="content")
        st.button(say("Bỏ chọn"), icon=":material/close:", key="no_station", type="tertiary", on_click=_choose)
    if number is None:
        st.caption(say("Trạm này không có trong danh sách trạm đang hoạt động có tọa độ của lựa chọn này."))
        return
    here = nearness.within(around[["x", "y"]].to_numpy(), stations.loc[[number], ["x", "y"]].to_numpy(), metres)[0]
    rows = resilience.listed(around[around["station"].eq(number)], stations, ONE)
    st.caption(
        say(
            "{all} thôn trong vòng {km}; {count} thôn không có trạm nào khác trong khoảng đó",
            all=vn(len(np.unique(here))), km=km(metres), count=vn(len(rows)),
        )
    )  # fmt: skip
    if len(rows):
        fields = _fields() | {"away": Field(say("Cách trạm"), doubt_words.apart, 80)}
        title = say("Thôn chỉ có trạm {station}", station=wanted)
        _list_villages(rows, fields, communes, "thon-cua-tram", title, newest, 8)
        return
    role = say("Dòng của trạm")
    opened = (role, wanted, stations.loc[number], (role, ""))
    icon, label = ":material/manage_search:", say("Xem dòng gốc")
    st.button(label, icon=icon, key="station_row", type="tertiary", on_click=source_pair.remember, args=opened)
