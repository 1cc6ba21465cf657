"""The coverage screen's own blocks: its filter row, its map, its lists. [st]"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd
import streamlit as st

from loaders import reference_folder
from metrics import METRICS, Figure, Query
from pages.parts import ask, blocks, cards, coverage, filters, map_classes, maps, sentences, words
from pages.parts.blocks import Field
from pages.parts.cards import Card
from pages.parts.charts_coverage import TECHNOLOGIES
from pages.parts.style import measured, pct, vn
from pages.parts.words import later, say

ALL = "all"
STATIONS, VILLAGES = "bts_stations", "village_coverage"
KPIS = {
    "stations_active": later("Trạm đang hoạt động"),
    "villages_any_signal_share": later("Thôn có sóng di động"),
    "villages_broadband_share": later("Thôn có băng rộng di động"),
    "stations_4g_share": later("Trạm có 4G"),
    "people_without_broadband": later("Dân chưa có băng rộng"),
}
MOST_ROWS = 10_000  # of stations on the map: the province has 1.300


@dataclass(frozen=True)
class Asked:
    """What the filters ask for. land: month and district; by_operator: and the operator; stations: and the technology.

    Villages know no operator, and a share of 4G among stations with 4G says nothing.
    """

    land: Query
    by_operator: Query
    stations: Query
    district: str | None
    figure: str

    def of(self, metric_id: str) -> Query:
        """The filters that the metric understands."""
        if metric_id == "stations_active":
            return self.stations
        return self.by_operator if metric_id == "stations_4g_share" else self.land


def asked(month: Query, places: pd.DataFrame) -> Asked:
    """The filter row; choices are in the URL."""
    names = dict(places[places["kind"] == "district"].sort_values("short_name")[["unit", "short_name"]].to_numpy())
    operators = sorted(ask.by("stations_active", ("operator",), month)["operator"])
    with st.container(horizontal=True, vertical_alignment="bottom"):
        figure = filters.choose("figure", say("Tô màu bản đồ theo"), coverage.FIGURES, _title, width=290)
        district = _only("district", say("Huyện, thành phố"), names, say("Toàn tỉnh"))
        operator = _only("operator", say("Nhà mạng"), {one: one for one in operators}, say("Mọi nhà mạng"))
        technology = _only("technology", say("Công nghệ"), {one: one for one in TECHNOLOGIES}, say("Mọi công nghệ"))
        if operator or technology:
            st.caption(say("Nhà mạng, công nghệ chỉ lọc số liệu trạm; thôn và dân số không theo nhà mạng."))
    land = {"district": district} if district else {}
    of_operator = land | ({"operator": operator} if operator else {})
    of_all = of_operator | ({"technology": technology} if technology else {})
    return Asked(
        replace(month, where=land),
        replace(month, where=of_operator),
        replace(month, where=of_all),
        district,
        figure or coverage.FIGURES[0],
    )


def _title(metric_id: str) -> str:
    return words.title(METRICS[metric_id])


def _only(key: str, label: str, options: Mapping[str, str], everything: str) -> str | None:
    """One of those, None for all of them."""
    said = {ALL: everything, **options}
    chosen = filters.choose(key, label, list(said), said.__getitem__, width=165)
    return None if chosen in (None, ALL) else chosen


def card(metric_id: str, asked: Asked, now: Figure, stale_before: date | None) -> Card:
    """As cards.card, under a name that fits five cards in a row; the whole title is in the help."""
    found = cards.card(now, ask.earlier(now, asked.of(metric_id)), stale_before)
    title = words.title(METRICS[metric_id])
    said = f"{title}: {found.help}" if found.help else title
    return replace(found, label=say(KPIS[metric_id]), help=said)


# --- the map -----------------------------------------------------------------------------------------------


def map_of(asked: Asked, places: pd.DataFrame, now: Figure, stations: pd.DataFrame, villages: pd.DataFrame) -> None:
    """Title, sentence, map, legend, what kind of shapes these are, source, table twin. now: the figure's whole."""
    metric, colours = METRICS[asked.figure], blocks.colours()
    day = now.as_of
    assert day is not None
    land = maps.land(places, reference_folder(), day)
    # All communes are painted and the chosen district stands out: alone it would not say where it lies.
    narrowed = asked.of(metric.id)
    query = replace(narrowed, where={name: one for name, one in narrowed.where.items() if name != "district"})
    communes = places[places["kind"] == "commune"]
    values = coverage.map_values(communes, ask.by(asked.figure, ("unit",), query), asked.district, ask.unit)
    title = say("{figure} theo xã", figure=words.title(metric))
    sentence = coverage.map_sentence(
        values, words.title(metric), metric.better, lambda value: map_classes.valued(value, metric)
    )
    blocks.section(title, blocks.plain(sentence))
    names = dict(places[places["kind"] == "district"][["unit", "short_name"]].to_numpy())
    deck = maps.deck(
        land,
        values,
        metric,
        coverage.station_marks(stations, ask.unit),
        coverage.village_marks(villages),
        names,
        colours,
        asked.district,
    )
    st.pydeck_chart(deck, height=maps.HEIGHT, key="map", alt=f"{title}. {sentence}")
    st.html(map_classes.legend(metric, colours))
    st.caption(blocks.plain(land.note) + " " + say("Điểm trạm không thể hiện vùng phủ."))
    fields = {
        "name": Field(say("Xã, phường, thị trấn"), width=190),
        "value": Field(say("Giá trị"), lambda value: measured(value, metric.measured_in)),
    }
    source = sentences.source_line(metric.id, now, bool(values["is_sample"].any()))
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        blocks.source_line(source)
        with st.popover(say("Bảng số liệu"), icon=":material/table_rows:", type="tertiary"):
            table = coverage.map_table(values, metric.better)
            blocks.table(table, fields, at_most=14)
            blocks.downloads(table, fields, f"ban-do-{metric.id}", title, source)


# --- lists -------------------------------------------------------------------------------------------------


def places_list(frame: pd.DataFrame, heading: str, source: str) -> None:
    """Districts, or one district's communes, the worst first. frame: coverage.by_place."""
    fields = {
        "name": Field(heading, width=130),
        "villages": Field(say("Thôn chưa có"), vn, 95, say("Thôn chưa có băng rộng di động (3G, 4G, 5G)")),
        "broadband": Field(say("Băng rộng"), pct, 80, say("Tỷ lệ thôn có băng rộng di động")),
        "people": Field(say("Dân chưa có"), vn, 85, say("Dân số của các thôn chưa có băng rộng")),
        "stations": Field(say("Trạm"), vn, 55, say("Trạm đang hoạt động")),
        "with_4g": Field(say("Có 4G"), pct, 70, say("Tỷ lệ trạm đang hoạt động có 4G")),
    }
    _list(frame, fields, source, "phu-song-theo-dia-ban", heading, 8)


def villages_list(frame: pd.DataFrame, source: str, title: str) -> None:
    """Villages without broadband with plan, cause and the cell that says so. frame: coverage.villages."""
    fields = {
        "village_name": Field(say("Thôn"), width=130),
        "commune_name": Field(say("Xã"), width=90),
        "district_name": Field(say("Huyện"), width=85),
        "population": Field(say("Dân số"), vn, 60),
        "households": Field(say("Số hộ"), vn, 55),
        "plan": Field(say("Kế hoạch"), width=115),
        "planned_on": Field(say("Dự kiến"), coverage.planned, 85),
        "cause": Field(say("Nguyên nhân"), width=240),
        "power": Field(say("Điện lưới"), width=70),
        "file_name": Field(say("Tệp"), width=140),
        "cell": Field(say("Ô"), width=45),
    }
    _list(frame, fields, source, "thon-chua-co-bang-rong", title, 10)


def _list(frame: pd.DataFrame, fields: Mapping[str, Field], source: str, name: str, title: str, at_most: int) -> None:
    blocks.table(frame, fields, at_most=at_most)
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        blocks.source_line(source)
        with st.popover(say("Tải"), icon=":material/download:", type="tertiary"):
            blocks.downloads(frame, fields, name, title, source)
