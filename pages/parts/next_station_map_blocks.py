"""The map of next stations: drawn, explained, clicked, and taken along as a file. [st]"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

import pandas as pd
import streamlit as st

from loaders import reference_folder
from pages.parts import (
    ask,
    blocks,
    exports,
    maps,
    next_station_map,
    next_station_picture,
    next_stations,
    remark_list,
    station_marks,
)
from pages.parts.blocks import Field
from pages.parts.coverage_blocks import Asked, go_to
from pages.parts.next_stations import Plan, in_km
from pages.parts.style import is_missing, vn
from pages.parts.tables import downloads
from pages.parts.words import say

TURN = "next_map_turn"
Click = Callable[[pd.Series], None]


def map_of(
    plan: Plan,
    stations: pd.DataFrame,
    reach: int,
    asked: Asked,
    places: pd.DataFrame,
    newest: date,
    *,
    source: str,
    site: Click,
    village: Click,
) -> None:
    """Title, legend, map, what kind of shapes these are, its file. stations: the present ones; site, village: what a
    click on one of them does, told its row of the plan."""
    land, colours = maps.land(places, reference_folder(), newest), blocks.colours()
    short = dict(places[["unit", "short_name"]].to_numpy())
    districts = dict(places[places["kind"].eq("district")][["unit", "short_name"]].to_numpy())
    marks = station_marks.marks(stations, lambda unit: short.get(unit) or ask.unit(unit))
    title, sentence = say("Vị trí trên bản đồ"), next_stations.sentence(plan, in_km(reach))
    blocks.section(title, say("Số trên bản đồ là thứ tự chọn, như bảng bên cạnh"))
    st.html(next_station_map.legend(reach, colours))
    key = f"next_map_{st.session_state.get(TURN, 0)}"
    clicks = {"sites": (plan.sites, site)}
    clicks |= dict.fromkeys(("villages", "villages_reached"), (plan.villages, village))
    clicks["stations"] = (stations.assign(cell=None), remark_list.remember)
    st.pydeck_chart(
        next_station_map.deck(land, plan, marks, districts, short, reach, colours, asked.district),
        height=maps.HEIGHT,
        key=key,
        alt=f"{title}. {sentence}",
        on_select=partial(_clicked, key, clicks, dict(places[["unit", "district"]].to_numpy())),
        selection_mode="single-object",
    )
    said = [
        land.note,
        say("Vòng tròn là khoảng cách, không phải vùng phủ sóng."),
        *station_marks.drawn(stations, marks),
    ]
    st.caption(blocks.plain(" ".join(said)))

    def picture() -> bytes:
        drawing = next_station_picture.drawing(land, plan, marks, districts, reach, colours, asked.district)
        above = exports.said_above("", source, bool(plan.villages["is_sample"].any()))
        return exports.picture(drawing, title, [sentence, *above, *said], colours)

    fields = {
        "order": Field(say("Số"), vn),
        "site": Field(say("Vị trí")),
        "longitude": Field(say("Kinh độ")),
        "latitude": Field(say("Vĩ độ")),
    }
    with st.popover(say("Tải"), icon=":material/download:", type="tertiary", width="content"):
        downloads(plan.sites, fields, f"ban-do-tram-tiep-theo-{len(plan.sites)}-{reach}", title, source, picture)


def _clicked(key: str, clicks: dict[str, tuple[pd.DataFrame, Click]], home: dict[str, str | None]) -> None:
    """A pin, a village, a station: what they do. A commune, a group of stations: the page narrows."""
    for layer, [first, *_] in st.session_state[key]["selection"]["objects"].items():
        if layer == "communes" or first.get("many", 1) > 1:
            go_to(None if is_missing(home.get(first["unit"])) else home[first["unit"]], first["unit"])
        elif layer in clicks:
            rows, click = clicks[layer]
            click(rows.iloc[int(first["line"])])
    st.session_state[TURN] = st.session_state.get(TURN, 0) + 1
