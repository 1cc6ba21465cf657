"""The view of next stations: how many and how far, where they would stand, and which villages they reach. [st]"""

from __future__ import annotations

from datetime import date
from functools import partial

import pandas as pd
import streamlit as st

from pages.parts import (
    ask,
    blocks,
    charts_next_stations,
    coverage_rows,
    filters,
    nearness,
    next_station_map_blocks,
    next_stations,
    remark_list,
    trace,
)
from pages.parts.blocks import Field
from pages.parts.cards import Behind
from pages.parts.coverage_blocks import NAMES, STATIONS, VILLAGES, WITHOUT, Asked
from pages.parts.next_stations import MOST, Plan, kilometres
from pages.parts.style import day, is_missing, pct, vn
from pages.parts.words import later, say

NEW, REACH, SITE = "new", "reach", "next_site"  # in the URL: how many, kilometres, the one whose villages are listed
NEW_UNASKED = "5"
REACHES = (500, 1000, 1500, 2000, 2500, 3000, 4000, 5000, 6000, 8000, 10_000)  # metres
SITES_LIST, VILLAGES_LIST = "tram-tiep-theo", "thon-va-tram-tiep-theo"
STANDS = {nearness.OWN: later("tọa độ thôn"), nearness.COMMUNE: later("trung tâm xã")}


def show(asked: Asked, places: pd.DataFrame, newest: date) -> None:
    """The whole view below the filter row. newest: the day of the figures on the page."""
    everywhere, name = ask.villages(asked.month.as_of), say("Trạm tiếp theo")
    villages = nearness.placed(coverage_rows.inside(everywhere, asked))
    wanted = villages[villages["has_broadband"].eq(False)]
    if villages.empty:
        blocks.nothing_from(VILLAGES, name)
    elif wanted.empty:
        blocks.empty(name, _none_wanted(villages))
    elif wanted["place"].eq(nearness.NOWHERE).all():
        about = say("{count} thôn chưa có băng rộng đều không có tọa độ, xã của thôn cũng vậy.", count=vn(len(wanted)))
        blocks.empty(name, about)
    else:
        left, right = st.columns([1, 2], gap="medium", vertical_alignment="center")
        with left, st.container(horizontal=True, gap="medium"):
            new, reach = _asked()
        right.caption(f":material/info: {' '.join([*next_stations.rough(wanted), next_stations.caveat()])}")
        stations = coverage_rows.present(asked)
        plan = next_stations.plan(villages, stations, reach, partial(_short, _short_names(places)))
        _found(plan, new, reach, stations, asked, places, newest)


def _asked() -> tuple[int, int]:
    """(new stations, reach in metres)."""
    new = filters.step(NEW, say("Số trạm mới"), [str(one) for one in range(1, MOST + 1)], NEW_UNASKED, width=160)
    own = ask.distances()["new_station_metres"]
    reaches = {f"{metres / 1000:g}": metres for metres in sorted({*REACHES, own})}
    reach = filters.step(
        REACH,
        say("Tầm của một trạm"),
        list(reaches),
        f"{own / 1000:g}",
        lambda one: next_stations.in_km(reaches[one]),
        width=160,
    )
    return int(new), reaches[reach]


def _none_wanted(villages: pd.DataFrame) -> str:
    if villages["has_broadband"].isna().all():
        return say("Danh sách thôn không ghi thôn nào có 3G, 4G, 5G, nên không biết thôn nào chưa có băng rộng.")
    return say("Không còn thôn nào chưa có băng rộng trong lựa chọn này.")


def _short_names(places: pd.DataFrame) -> dict[str, str]:
    return dict(places[["unit", "short_name"]].to_numpy())


def _short(names: dict[str, str], unit: str) -> str:
    return names.get(unit) or ask.unit(unit)


# --- what is found ------------------------------------------------------------------------------------------


def _found(
    plan: Plan, new: int, reach: int, stations: pd.DataFrame, asked: Asked, places: pd.DataFrame, newest: date
) -> None:
    chosen = plan.first(new)
    left, right = st.columns([1, 2], gap="medium")
    with left, st.container(gap="xxsmall"):
        next_station_map_blocks.map_of(
            chosen, stations, reach, asked, places, newest,
            source=_source(chosen), site=_pick_site, village=partial(_open_village, asked),
        )  # fmt: skip
    with right, st.container(gap="small"):
        _sites(chosen, new, reach, asked)
        _curve(plan, new, reach, asked)
    _villages(chosen, asked)
    remark_list.show_cell()


def _source(plan: Plan) -> str:
    """Where the villages come from, and what their lists leave open."""
    last, sample = plan.villages["reported_on"].max(), bool(plan.villages["is_sample"].any())
    said = [say("Nguồn: {sources}", sources=", ".join(say(NAMES[one]) for one in (VILLAGES, STATIONS)))]
    said += [say("Đến {day}", day=day(last)), *next_stations.limits(plan.villages)]
    return " · ".join([*said, say("minh họa")] if sample else said)


def _sites(plan: Plan, new: int, reach: int, asked: Asked) -> None:
    """The sites in their order; a click leaves its villages in the list below."""
    title = say("Vị trí trạm tiếp theo, theo số người tới được")
    sites = plan.sites.assign(
        place=[next_stations.place(one.site, one.commune_name, one.stands) for one in plan.sites.itertuples()],
        stands=[say(STANDS[one]) for one in plan.sites["stands"]],
        nearest=[
            vn(None) if is_missing(one.station_code) else f"{one.station_code} ({one.operator})"
            for one in plan.sites.itertuples()
        ],
    )
    fields = {
        "order": Field(say("Số"), vn, 36),
        "place": Field(say("Vị trí"), width=156),
        "district_name": Field(say("Huyện"), width=78),
        "people": Field(say("Người"), vn, 58, say("Người ở các thôn chưa có trạm mới nào trước đó tới được")),
        "people_total": Field(say("Cộng dồn"), vn, 68, say("Người tới được của trạm này và các trạm trước")),
        "share": Field(say("Tỷ lệ"), pct, 56, say("Trên tất cả người ở thôn chưa có băng rộng của lựa chọn này")),
        "villages": Field(say("Thôn"), vn, 46, say("Thôn chưa có trạm mới nào trước đó tới được")),
        "away": Field(say("Cách trạm"), kilometres, 70, say("Khoảng cách đến trạm gần nhất hiện có")),
        "nearest": Field(say("Trạm gần nhất"), width=164),
    }
    filed = fields | {
        "villages_total": Field(say("Thôn cộng dồn"), vn),
        "commune_name": Field(say("Xã")),
        "stands": Field(say("Vị trí theo"), help=say("Tọa độ của thôn, hoặc trung tâm xã khi thôn chưa có tọa độ")),
        "longitude": Field(say("Kinh độ")),
        "latitude": Field(say("Vĩ độ")),
    }
    said = next_stations.sentence(plan, next_stations.in_km(reach))
    if len(sites) < new:
        said += " · " + say("không vị trí nào khác tới thêm được thôn nào")
    with st.container(gap="xxsmall"):
        blocks.section(title, blocks.plain(said))
        blocks.listing(
            sites, fields, name=f"{SITES_LIST}-{new}-{reach}", title=f"{title}. {said}", source=_source(plan),
            at_most=8, behind=Behind(WITHOUT, asked.of(WITHOUT)), drill=_pick_site, filed=filed,
        )  # fmt: skip


def _pick_site(row: pd.Series) -> None:
    filters.pick(SITE, str(row["order"]))


def _curve(plan: Plan, new: int, reach: int, asked: Asked) -> None:
    """People reached by the number of stations; a click on a point asks for that number."""
    frame, title = next_stations.curve(plan), say("Người tới được theo số trạm mới")
    if frame["share"].isna().all():
        blocks.section(title, say("Danh sách thôn chưa có số dân."))
        return
    last = frame.iloc[-1]
    blocks.chart(
        title,
        charts_next_stations.reached(frame, new, blocks.colours()),
        frame,
        {
            "stations": Field(say("Số trạm mới"), vn),
            "people": Field(say("Người"), vn),
            "share": Field(say("Tỷ lệ"), pct),
            "villages": Field(say("Thôn"), vn),
        },
        sentence=say(
            "{count} trạm tới được {share} trong {all} người chưa có băng rộng",
            count=vn(last["stations"]), share=pct(last["share"]), all=vn(plan.people),
        ),
        source=_source(plan),
        name=f"nguoi-toi-duoc-{new}-{reach}",
        behind=Behind(WITHOUT, asked.of(WITHOUT)),
        drill=("point", lambda point: filters.pick(NEW, str(max(1, int(point["stations"]))))),
    )  # fmt: skip


# --- villages -------------------------------------------------------------------------------------------------


def _villages_name() -> str:
    """Another one for every choice: a grid whose rows were exchanged under it takes no click."""
    return f"{VILLAGES_LIST}-{filters.asked(SITE, filters.EVERYTHING)}"


def _open_village(asked: Asked, row: pd.Series) -> None:
    trace.show(_villages_name(), Behind(WITHOUT, asked.of(WITHOUT)), row)


def _villages(plan: Plan, asked: Asked) -> None:
    """Which site reaches which village, and those that none does; a click on a row opens its cell."""
    title, sites = say("Thôn chưa có băng rộng và trạm mới tới được"), plan.sites
    names = {
        str(one.order): f"{one.order} · {next_stations.place(one.site, one.commune_name, one.stands)}"
        for one in sites.itertuples()
    }
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        heading = st.container(width="content", gap=None)
        chosen = filters.only(
            SITE, title, list(names), names.__getitem__, say("Mọi trạm mới và thôn còn lại"), width=290
        )
    listed = plan.villages[plan.villages["order"].eq(int(chosen))] if chosen else plan.villages
    with heading:
        said = say(
            "{count} thôn, {people} người", count=vn(len(listed)), people=vn(listed["population"].sum(min_count=1))
        )
        blocks.section(title, said)
    if chosen:
        _nearest(sites.iloc[int(chosen) - 1])
    frame = listed.assign(
        # At its commune's point a village may lie anywhere around it.
        apart=[
            kilometres(one.away) if one.place == nearness.OWN or is_missing(one.away) else f"≈ {kilometres(one.away)}"
            for one in listed.itertuples()
        ],
        stands=[say(STANDS[one]) if one in STANDS else vn(None) for one in listed["place"]],
    )
    fields = {
        "order": Field(say("Trạm mới"), vn, 74, say("Trạm mới đầu tiên tới được; – là chưa trạm nào tới")),
        "village_name": Field(say("Thôn"), width=150),
        "commune_name": Field(say("Xã"), width=120),
        "district_name": Field(say("Huyện"), width=110),
        "population": Field(say("Dân số"), vn, 70),
        "apart": Field(say("Cách vị trí"), None, 84, say("≈ khi thôn đứng ở trung tâm xã")),
        "stands": Field(say("Vị trí thôn theo"), width=120),
        "cause": Field(say("Nguyên nhân"), width=320),
    }
    blocks.listing(
        frame, fields, name=_villages_name(), title=title, source=_source(plan), at_most=9,
        behind=Behind(WITHOUT, asked.of(WITHOUT)), drill=partial(_open_village, asked),
    )  # fmt: skip


def _nearest(site: pd.Series) -> None:
    """The nearest present station of one site; a click opens its row."""
    if is_missing(site["station_code"]):
        return
    said = say(
        "Trạm gần nhất hiện có: {code} ({operator}), cách {away}",
        code=site["station_code"], operator=site["operator"], away=kilometres(site["away"]),
    )  # fmt: skip
    row = pd.Series({name: site[f"station_{name}"] for name in ("batch_id", "sheet", "row_number")} | {"cell": None})
    st.button(
        f":small[:material/cell_tower: {blocks.plain(said)}]",
        key="trace_next_nearest", type="tertiary", on_click=partial(remark_list.remember, row),
    )  # fmt: skip
