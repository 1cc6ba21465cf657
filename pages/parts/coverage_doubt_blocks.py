"""The coverage screen's doubts: what is declared against what is plausible by distance, each with its rows. [st]"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd
import streamlit as st

from loaders import reference_folder
from pages.parts import ask, blocks, cards, coverage_doubts, doubt_words, filters, maps, nearness, source_pair
from pages.parts.blocks import Field
from pages.parts.cards import Behind, Card
from pages.parts.coverage_blocks import NAMES, STATIONS, VILLAGES, Asked
from pages.parts.coverage_doubts import ALONE, CODES, FAR, KINDS, OUTSIDE, SILENT, UNSAID
from pages.parts.maps import Land
from pages.parts.style import NO_VALUE, day, pct, vn
from pages.parts.words import say

OF_VILLAGES = (FAR, SILENT)
SHARED = (UNSAID, ALONE)
AT_MOST = 12  # rows in sight
MOST = 1000  # rows listed: more are a fault of a whole file, and no list for a person


def show(asked: Asked, places: pd.DataFrame, newest: date) -> None:
    """The whole view: how many doubts of each kind, those of one kind, and for sharing what facts and figures say."""
    stations, villages = ask.stations(asked.month.as_of), ask.villages(asked.month.as_of)
    if stations.empty:
        blocks.nothing_from(STATIONS)
        return
    masts, there = coverage_doubts.located(stations), nearness.placed(_here(villages, asked))
    land, far = maps.land(places, reference_folder(), newest), ask.distances()
    reach = coverage_doubts.reach(places, land.communes)
    claims = coverage_doubts.far_from_4g(there, masts, far["far_4g_metres"], reach)
    shared = coverage_doubts.sharing(masts, ask.sites(asked.month.as_of))
    found = {
        FAR: claims[claims["is_doubtful"]],
        SILENT: coverage_doubts.silent_communes(there, masts),
        OUTSIDE: _narrowed(_outside(masts, places, land, far["far_commune_metres"]), asked),
        CODES: _narrowed(coverage_doubts.same_codes(masts), asked),
    } | {kind: _narrowed(shared[shared["doubt"].eq(kind)], asked) for kind in SHARED}

    kind = _head(found)
    if kind in SHARED:
        _compared(asked, shared)
    st.caption(blocks.plain(doubt_words.rule(kind, claims, stations, land, far)))
    if villages.empty and kind in OF_VILLAGES:
        blocks.nothing_from(VILLAGES)
    elif found[kind].empty:
        title = say("{kind}: không có điểm nào", kind=say(KINDS[kind]))
        blocks.empty(title, say("Trong lựa chọn này không thấy điều gì cần kiểm tra theo cách so trên."))
    else:
        rows = found[kind].head(MOST).reset_index(drop=True)
        if kind in SHARED:
            rows = (coverage_doubts.unsaid if kind == UNSAID else coverage_doubts.alone)(rows, shared)
        _list(kind, rows, newest, len(found[kind]))
    source_pair.show()


def _head(found: dict[str, pd.DataFrame]) -> str:
    """What the view is about, and the switch of kinds."""
    title = say("Cần kiểm tra: khai báo và khoảng cách không khớp")
    with st.container(gap="xsmall"):
        said = say("Khoảng cách không phải vùng phủ: mỗi dòng là điều cần hỏi lại đơn vị gửi, chưa phải là sai.")
        blocks.section(title, f"{said} {say('Bấm vào một dòng để xem các dòng gốc.')}")
        kinds = sorted(KINDS, key=lambda one: found[one].empty)  # those with doubts first, else in their order
        names = {one: f"{say(KINDS[one])} ({vn(len(found[one]))})" for one in kinds}
        return filters.switch("doubt", say("Loại"), kinds, names.__getitem__, bare=True, wraps=True) or kinds[0]


# --- what is compared ------------------------------------------------------------------------------------------


def _here(rows: pd.DataFrame, asked: Asked) -> pd.DataFrame:
    if asked.commune:
        return rows[rows["unit"].eq(asked.commune)]
    return rows[rows["district"].eq(asked.district)] if asked.district else rows


def _outside(stations: pd.DataFrame, places: pd.DataFrame, land: Land, far: float) -> pd.DataFrame:
    if land.is_own:
        return coverage_doubts.outside_shape(stations, land.communes)
    return coverage_doubts.outside_point(stations, places, far)


def _narrowed(rows: pd.DataFrame, asked: Asked) -> pd.DataFrame:
    return coverage_doubts.narrowed(rows, asked.district, asked.commune, asked.operator)


# --- the list ----------------------------------------------------------------------------------------------------


def _list(kind: str, rows: pd.DataFrame, newest: date, total: int) -> None:
    """One kind's doubts; a click on a row opens both of its rows in their files."""
    title = say(KINDS[kind])
    units = [name for name in ("unit", "unit_2", "lies_in") if name in rows]
    shown = rows.assign(**{name: named(rows[name]) for name in units})
    if "why" in shown:
        shown["why"] = [say(doubt_words.WHY[one]) for one in shown["why"]]
    shown["said"] = [doubt_words.sentence(kind, row) for row in shown.to_dict("records")]
    shown["rows"] = source_pair.places(shown)
    sources = [VILLAGES, STATIONS] if kind in OF_VILLAGES else [STATIONS]
    fields = {name: field for name, field in _fields(kind).items() if shown[name].notna().any()}
    roles = doubt_words.roles(kind)
    if len(rows) < total:
        st.caption(say("{count} dòng đầu trong {all} dòng", count=vn(len(rows)), all=vn(total)))
    blocks.listing(
        shown,
        fields,
        name=f"can-kiem-tra-{kind}",
        title=title,
        source=source(sources, newest, bool(rows["is_sample"].any())),
        at_most=AT_MOST,
        drill=lambda row: source_pair.remember(title, str(row["said"]), row, roles),
        filed=fields | {"said": Field(say("Cần kiểm tra")), "rows": Field(say("Dòng gốc"))},
    )


def named(units: pd.Series) -> pd.Series:
    """The units' names, each asked for once; null where there is no unit."""
    return units.map({unit: ask.unit(unit) for unit in units.dropna().unique()})


def source(sources: list[str], newest: date, is_sample: bool) -> str:
    """Where a list comes from, short enough for a narrow column."""
    said = [say("Nguồn: {sources}", sources=", ".join(say(NAMES[one]) for one in sources))]
    return " · ".join([*said, say("Đến {day}", day=day(newest)), *([say("số liệu minh họa")] if is_sample else [])])


def _fields(kind: str) -> dict[str, Field]:
    away = {"away": Field(say("Khoảng cách"), doubt_words.apart, 88)}
    first = {
        "station_code": Field(say("Mã trạm"), width=134),
        "operator": Field(say("Nhà mạng"), width=78),
        "unit": Field(say("Xã đã khai"), width=168),
    }
    second = {
        "station_code_2": Field(say("Trạm kia"), width=134),
        "operator_2": Field(say("Nhà mạng"), width=78),
        "unit_2": Field(say("Xã đã khai"), width=168),
    }
    if kind == FAR:
        return {
            "village_name": Field(say("Thôn"), width=150),
            "unit": Field(say("Xã"), width=190),
            "population": Field(say("Dân số"), vn, 75),
            "away": Field(say("Đến trạm 4G gần nhất"), doubt_words.apart, 150),
            "station_code_2": Field(say("Trạm 4G gần nhất"), width=150),
            "operator_2": Field(say("Nhà mạng"), width=85),
            "unit_2": Field(say("Xã của trạm"), width=190),
            "place": Field(say("Tọa độ"), doubt_words.place, 105),
        }
    if kind == SILENT:
        return {
            "unit": Field(say("Xã"), width=240),
            "stations": Field(say("Trạm đang hoạt động"), vn, 150),
            "operators": Field(say("Nhà mạng"), vn, 90),
            "villages": Field(say("Thôn, đều không có sóng"), vn, 170),
            "people": Field(say("Dân số"), vn, 90),
        }
    if kind == OUTSIDE:
        away["away"] = Field(say("Cách xã đã khai"), doubt_words.apart, 130)
        return first | away | {"lies_in": Field(say("Nằm trong xã"), width=190)}
    if kind == ALONE:
        second["station_code_2"] = Field(say("Gần nhất của nhà mạng khác"), width=185)
    return first | away | second | ({"why": Field(say("Vì sao"), width=290)} if kind == CODES else {})


# --- sharing: by coordinates, by declaration, as published ----------------------------------------------------------


def _compared(asked: Asked, shared: pd.DataFrame) -> None:
    """How much is shared; each card says whether it counts sites or stations."""
    here = _here(shared, asked)
    declared, said, agrees = coverage_doubts.declared_sites(here)
    by_site = Card(
        say("Vị trí có trạm khai dùng chung"),
        pct(100 * declared / said) if said else NO_VALUE,
        say("{count}/{all} vị trí có khai", count=vn(declared), all=vn(said)),
        "info" if said else "none",
        under=say("{count} vị trí khai khớp với tọa độ", count=vn(agrees)),
        is_sample=bool(here["is_sample"].any()),
    )
    row = [
        _share(asked, "sites_shared_share", say("Vị trí có từ hai nhà mạng")),
        by_site,
        _share(asked, "stations_shared_share", say("Trạm khai dùng chung")),
    ]
    known = coverage_doubts.published(reference_folder(), "sites_shared_share")
    if known:
        value, on, where = known
        when = say("đến {day}", day=day(date.fromisoformat(on))) if on else ""
        row.append(Card(say("Tỉnh đã công bố"), pct(value, 2), say("tính theo vị trí"), "none", when, where))
    blocks.numbers(row)


def _share(asked: Asked, metric_id: str, label: str) -> Card:
    query = asked.of(metric_id)
    figure = ask.figure(metric_id, query)
    found = cards.card(figure, behind=Behind(metric_id, query))
    if figure.value is None:
        return found
    grain = say("vị trí") if metric_id.startswith("sites") else say("trạm")
    counts = f"{vn(figure.count)}/{vn(figure.out_of)} {grain}"
    return replace(found, label=label, note=counts, mood="info", beside="", moved=0)
