"""The coverage screen's own blocks: its filter row, cards, operators, places, causes and villages. [st]"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from metrics import METRICS, Figure, Query
from pages.parts import ask, blocks, cards, charts_coverage, coverage, filters, sentences, trace, words
from pages.parts.blocks import Field
from pages.parts.cards import Behind, Card
from pages.parts.charts_coverage import TECHNOLOGIES
from pages.parts.style import day, is_missing, measured, pct, vn
from pages.parts.words import later, say

STATIONS, VILLAGES = "bts_stations", "village_coverage"
NAMES = {STATIONS: later("trạm BTS"), VILLAGES: later("danh sách thôn")}
WITHOUT, BROADBAND = "villages_without_broadband", "villages_broadband_share"
KPIS = {
    "stations_active": later("Trạm đang hoạt động"),
    "villages_any_signal_share": later("Thôn có sóng di động"),
    "villages_broadband_share": later("Thôn có băng rộng"),
}
FIGURES = (*KPIS, "stations_4g_share", "people_without_broadband", WITHOUT)
# Where rows are opened from: the listings' names.
WITHOUT_LIST = "thon-chua-co-bang-rong"
NO_MONTHS = pd.DataFrame({"month_end": [], "value": [], "district": [], "unit": []})
MOST_ROWS = 10_000  # of villages in a list: the province has 1.733


# --- what is asked -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Asked:
    """What the filters ask for. district: also that of the commune chosen; since: the month that the map compares
    with."""

    month: Query
    figure: str
    district: str | None = None
    commune: str | None = None
    operator: str | None = None
    technology: str | None = None
    since: date | None = None

    def of(self, metric_id: str) -> Query:
        """The filters that the metric understands: villages know no operator, and a share of 4G among stations with 4G
        says nothing."""
        where = {"unit": self.commune} if self.commune else {"district": self.district} if self.district else {}
        if metric_id.startswith("stations_") and METRICS[metric_id].fact == "stations":
            where |= {"operator": self.operator} if self.operator else {}
            if self.technology and METRICS[metric_id].out_of is None:
                where["technology"] = self.technology
        return replace(self.month, where=where)

    def around(self, metric_id: str) -> Query:
        """The same for the whole district of the commune chosen."""
        return replace(self, commune=None).of(metric_id)

    def everywhere(self, metric_id: str) -> Query:
        """The same for the whole province."""
        return replace(self, commune=None, district=None).of(metric_id)

    def then(self, metric_id: str) -> Query:
        """The same as everywhere, at the end of the month that the map compares with."""
        return replace(self.everywhere(metric_id), as_of=self.since, start=None, end=None)

    def within(self, commune: str) -> Asked:
        return replace(self, commune=commune)

    @property
    def stations(self) -> str:
        """The filters that only stations know, as part of a name."""
        return "".join(f"-{one}" for one in (self.operator, self.technology) if one)


def asked(month: Query, places: pd.DataFrame, newest: date | None = None, *, has_map: bool = True) -> Asked:
    """The filter row; choices are in the URL. newest: the day of the figures, which earlier months are compared with;
    has_map: whether there is a map to choose the figure of."""
    short = dict(places[["unit", "short_name"]].to_numpy())
    home = dict(places[["unit", "district"]].to_numpy())
    operators = sorted(ask.by("stations_active", ("operator",), month)["operator"])
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        figure = since = None
        if has_map:
            label = say("Tô màu bản đồ theo")
            figure = filters.choose("figure", label, coverage.FIGURES, _painted, width=300, bare=True)
            last = month.as_of or newest
            since = filters.earlier_month("since", say("So với tháng"), last) if last else None
        districts = sorted(places_of(places, "district")["unit"], key=lambda unit: short[unit])
        district = filters.only(
            "district", say("Huyện, thành phố"), districts, lambda unit: short[unit], say("Toàn tỉnh"), width=150
        )
        communes = places_of(places, "commune", district)["unit"]
        said = {one: short[one] if district else _placed(short, one, home[one]) for one in communes}
        commune = filters.only(
            "commune", say("Xã"), sorted(said, key=lambda unit: said[unit]), said.__getitem__, say("Mọi xã"), width=190
        )
        operator = filters.only("operator", say("Nhà mạng"), operators, str, say("Mọi nhà mạng"), width=150)
        technology = filters.only("technology", say("Công nghệ"), TECHNOLOGIES, str, say("Mọi công nghệ"), width=155)
        if district or commune:
            st.button(say("Toàn tỉnh"), icon=":material/undo:", key="whole", type="tertiary", on_click=go_to)
    if operator or technology:
        st.caption(say("Nhà mạng, công nghệ chỉ lọc số liệu trạm; thôn và dân số không theo nhà mạng."))
    if commune:
        district = None if is_missing(home[commune]) else home[commune]
    return Asked(month, figure or coverage.FIGURES[0], district, commune, operator, technology, since)


def places_of(places: pd.DataFrame, kind: str, district: str | None = None) -> pd.DataFrame:
    """Those of a kind, all or one district's. places: records.places."""
    found = places[places["kind"].eq(kind)]
    return found[found["district"].eq(district)] if district else found


def go_to(district: str | None = None, commune: str | None = None) -> None:
    """In a callback: narrow the page to a district or a commune; to neither, widen it to the province."""
    filters.pick("district", district)
    filters.pick("commune", commune)


def _painted(metric_id: str) -> str:
    return say("Bản đồ: {figure}", figure=words.title(METRICS[metric_id]))


def _placed(short: Mapping[str, str], commune: str, district: object) -> str:
    return short[commune] if is_missing(district) else f"{short[commune]}, {short[str(district)]}"


# --- figures -----------------------------------------------------------------------------------------------


def card(metric_id: str, asked: Asked, figures: Mapping[str, Figure], stale_before: date | None) -> Card:
    """As cards.card, under a name that fits a narrow card; the whole title is in the help."""
    now, query = figures[metric_id], asked.of(metric_id)
    found = cards.card(now, ask.earlier(now, query), stale_before, behind=Behind(metric_id, query))
    title = words.title(METRICS[metric_id])
    said = f"{title}: {found.help}" if found.help else title
    if now.target is not None and found.mood != "old":
        found = replace(found, beside=say("đích {target}", target=measured(now.target, "%").replace(",0", "")))
    return replace(found, label=say(KPIS[metric_id]), help=said)


def operators(asked: Asked, figures: Mapping[str, Figure]) -> None:
    """Stations by operator and technology; a click on a bar narrows the page to it."""
    totals = ask.by("stations_active", ("operator",), asked.of("stations_active"))
    parts = ask.by("stations_active", ("operator", "technology"), asked.of("stations_active"))
    if totals.empty:
        blocks.empty(
            say("Không có trạm nào trong lựa chọn này"),
            say("Chọn lại địa bàn, nhà mạng hoặc công nghệ. Đơn vị gửi: {who}.", who=words.sender(STATIONS)),
        )
        return
    of_all = totals.assign(technology=say("Tổng số trạm"))
    with st.container(gap="xxsmall"):
        blocks.chart(
            say("Nhà mạng và công nghệ"),
            charts_coverage.operators(totals, parts, colours=blocks.colours()),
            pd.concat([of_all, parts], ignore_index=True),
            {
                "operator": Field(say("Nhà mạng")),
                "technology": Field(say("Công nghệ")),
                "value": Field(say("Trạm"), vn),
            },
            sentence=coverage.operators_sentence(figures["stations_4g_share"]),
            source=source("stations_active", figures["stations_active"]),
            # Another name for every choice: a bar that was clicked before can be clicked again.
            name=f"tram-theo-nha-mang{asked.stations}",
            behind=Behind("stations_active", asked.of("stations_active")),
            drill=("bar", _narrow_stations),
        )


def _narrow_stations(bar: dict[str, Any]) -> None:
    filters.pick("operator", bar["operator"])
    filters.pick("technology", bar["panel"] if bar["panel"] in TECHNOLOGIES else None)


def source(metric_id: str, now: Figure) -> str:
    """As sentences.source_line, short enough to leave room for a button in a narrow column."""
    names = [say(NAMES[name]) for name in sentences.sources_of(metric_id)]
    said = [say("Nguồn: {sources}", sources=", ".join(names)), sentences.as_of(now)]
    return " · ".join([*said, say("minh họa")] if now.is_sample else said)


# --- places ------------------------------------------------------------------------------------------------


def places_list(asked: Asked, figures: Mapping[str, Figure]) -> None:
    """The whole, then districts or one district's communes, the worst first; a click narrows the page to the row."""
    name = "unit" if asked.district else "district"
    found = {one: ask.by(one, (name,), asked.of(one)) for one in coverage.COLUMNS}
    frame = coverage.by_place(found, name, ask.unit)
    if frame.empty:
        blocks.nothing_from(VILLAGES, say("bảng theo địa bàn"))
        return
    sentence = coverage.places_sentence(frame)
    frame = coverage.with_whole(frame, figures, ask.unit(asked.district) if asked.district else say("Toàn tỉnh"))
    last = figures[BROADBAND].as_of
    months = ask.over_time(BROADBAND, last, query=asked.of(BROADBAND), names=(name,)) if last else None
    whole = ask.over_time(BROADBAND, last, query=asked.of(BROADBAND)).assign(**{name: None}) if last else None
    frame = coverage.with_trend(frame, pd.concat([whole, months]) if last else NO_MONTHS, name)
    fields = {
        "name": Field(say("Xã, phường, thị trấn") if asked.district else say("Huyện, thành phố"), width=150),
        "villages": Field(say("Thôn chưa có"), vn, 92, say("Thôn chưa có băng rộng di động (3G, 4G, 5G)")),
        "people": Field(say("Dân chưa có"), vn, 88, say("Dân số của các thôn chưa có băng rộng")),
        "broadband": Field(say("Băng rộng"), pct, 78, say("Tỷ lệ thôn có băng rộng di động")),
        "stations": Field(say("Trạm"), vn, 58, say("Trạm đang hoạt động")),
        "with_4g": Field(say("Có 4G"), pct, 70, say("Tỷ lệ trạm đang hoạt động có 4G")),
    }
    help_ = say("Tỷ lệ thôn có băng rộng di động, 12 tháng; mọi hàng cùng một thang")
    line = {"trend": Field(say("12 tháng"), None, 110, help_, coverage.limits(frame))}
    title = say("Theo địa bàn")
    with st.container(gap="xxsmall"):
        blocks.section(title, blocks.plain(sentence))
        blocks.listing(
            frame,
            fields | line,
            name=f"theo-dia-ban-{asked.district or 'tinh'}",
            title=title,
            source=source("stations_per_10k_people", figures["stations_per_10k_people"]),
            at_most=8,
            behind=Behind(WITHOUT, asked.of(WITHOUT)),
            drill=partial(_narrow_place, asked.district),
            mark=lambda row: is_missing(row["place"]),
            filed=fields,
        )


def _narrow_place(district: str | None, row: pd.Series) -> None:
    if is_missing(row["place"]):
        return
    go_to(*((district, row["place"]) if district else (row["place"],)))


# --- villages without broadband, and why -------------------------------------------------------------------


def causes(villages: pd.DataFrame, asked: Asked, now: Figure, chosen: str | None) -> None:
    """Bars of causes; a click on one leaves its villages in the list beside it. villages: coverage.villages."""
    why = coverage.causes(villages)
    place = list(why["cause"]).index(chosen) + 1 if chosen in set(why["cause"]) else 0
    blocks.chart(
        say("Nguyên nhân chưa có băng rộng"),
        charts_coverage.causes(why, blocks.colours(), chosen=chosen),
        why,
        {
            "cause": Field(say("Nguyên nhân"), width=330),
            "villages": Field(say("Thôn"), vn),
            "people": Field(say("Dân số"), vn),
        },
        sentence=coverage.causes_sentence(why),
        source=say("Danh sách thôn đến {day} ({a}/{b})", day=day(now.as_of), a=vn(now.reported), b=vn(now.expected)),
        name=f"nguyen-nhan{f'-{place}' if place else ''}",
        behind=Behind(WITHOUT, asked.of(WITHOUT)),
        drill=("bar", lambda bar: filters.pick("cause", None if bar["cause"] == chosen else bar["cause"])),
    )


def villages_list(villages: pd.DataFrame, asked: Asked, now: Figure, title: str) -> None:
    """Villages without broadband with plan and cause; a click on a row opens the cell that says so."""
    fields = {
        "village_name": Field(say("Thôn"), width=125),
        "commune_name": Field(say("Xã"), width=90),
        "district_name": Field(say("Huyện"), width=85),
        "population": Field(say("Dân số"), vn, 60),
        "plan": Field(say("Kế hoạch"), width=108),
        "cause": Field(say("Nguyên nhân"), width=274),
    }
    filed = {
        "planned_on": Field(say("Dự kiến"), coverage.planned),
        "households": Field(say("Số hộ"), vn),
        "power": Field(say("Điện lưới")),
        "file_name": Field(say("Tệp")),
        "cell": Field(say("Ô")),
    }
    behind = Behind(WITHOUT, asked.of(WITHOUT))
    blocks.listing(
        villages,
        fields,
        name=WITHOUT_LIST,
        title=title,
        source=source(WITHOUT, now),
        at_most=9,
        behind=behind,
        drill=partial(trace.show, WITHOUT_LIST, behind),
        filed=fields | filed,
    )
