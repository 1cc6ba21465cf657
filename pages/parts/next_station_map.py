"""New stations on the province's map, offline: numbered pins, their reach, the villages reached and those that are not.

Pure: frames → a pydeck.Deck, and its legend in words.
"""

from __future__ import annotations

import base64
import html
from collections.abc import Mapping
from typing import Any

import pandas as pd
import pydeck as pdk

from pages.parts import maps
from pages.parts.maps import DISTRICT_LINE, Land
from pages.parts.next_stations import Plan, in_km, place
from pages.parts.style import LIGHT, Palette, vn
from pages.parts.words import say

PIN = (26, 34)  # pixels of a pin, wide and high; its tip stands on the place
PIN_DEGREES = 0.05  # from the tip to its head, on the map of the whole province


def deck(
    land: Land,
    found: Plan,
    stations: pd.DataFrame,
    districts: Mapping[str, str],
    names: Mapping[str, str],
    reach: float,
    colours: Palette = LIGHT,
    focus: str | None = None,
) -> pdk.Deck:
    """stations: the present ones, longitude, latitude, said, line. districts, names: of districts and communes, by
    unit. focus: the district that fills the map. A click gives the layer's id (communes, stations, villages, sites) and
    the row with its unit or its line: the place in the frame."""
    marks = villages(found.villages)
    tops = found.sites.assign(latitude=found.sites["latitude"] + PIN_DEGREES)
    layers = [
        _ground(land, names, colours),
        maps.lines("districts", [*land.districts.values(), land.outline], DISTRICT_LINE[colours], 1.3),
        maps.dots("stations", stations, colours.none, None, (1.2, 3.5), 200),
        _rings(found.sites, reach, colours),
        maps.labels(land, districts, pd.concat([marks, found.sites, tops])[["longitude", "latitude"]], colours),
        maps.dots("villages", marks[~marks["is_reached"]], "#FFFFFF", colours.late, (5, 8), 500),
        maps.dots("villages_reached", marks[marks["is_reached"]], colours.ok, "#FFFFFF", (5, 8), 500),
        _pins(found.sites, colours),
    ]
    return maps.sheet(layers, land.districts.get(focus or "", land.outline), colours)


def villages(frame: pd.DataFrame) -> pd.DataFrame:
    """One mark per spot: longitude, latitude, said, line (the place in `frame` of the spot's first village), is_reached
    (every village there is). frame: as Plan.villages."""
    own = frame["place"].eq("own")
    placed = frame.assign(
        longitude=frame["longitude"].where(own, frame["point_longitude"]).astype("float64"),
        latitude=frame["latitude"].where(own, frame["point_latitude"]).astype("float64"),
        line=range(len(frame)),
        is_reached=frame["order"].notna(),
        said=[f"{one.village_name}, {one.commune_name} ({_people(one.population)})" for one in frame.itertuples()],
    )
    spots = placed.dropna(subset=["longitude", "latitude"]).groupby(["longitude", "latitude"], as_index=False)
    marks = spots.agg(said=("said", "\n".join), line=("line", "first"), is_reached=("is_reached", "all"))
    head = marks["is_reached"].map({True: say("Có trạm mới trong tầm:"), False: say("Chưa có trạm mới trong tầm:")})
    return marks.assign(said=head + "\n" + marks["said"])


def legend(reach: float, colours: Palette) -> str:
    """HTML in one line: what each mark is."""
    ring = "display:inline-block;vertical-align:-.05em;width:.85em;height:.85em;border-radius:50%"
    marks = [
        (f'<span style="color:{colours.shares[0]};font-weight:700">❶</span>', say("trạm mới, theo thứ tự chọn")),
        (
            f'<span style="{ring};border:1.5px solid {colours.shares[0]}"></span>',
            say("tầm {reach}", reach=in_km(reach)),
        ),
        (f'<span style="{ring};background:{colours.ok}"></span>', say("thôn tới được")),
        (f'<span style="{ring};border:2px solid {colours.late};background:#fff"></span>', say("thôn chưa tới")),
        (f'<span style="color:{colours.none}">●</span>', say("trạm hiện có")),
    ]
    row = "".join(f'<span style="white-space:nowrap">{mark} {html.escape(said)}</span>' for mark, said in marks)
    look = f"display:flex;flex-wrap:wrap;gap:0 .9rem;font-size:.87rem;color:{colours.ink_2}"
    return f'<div style="{look}">{row}</div>'


def _ground(land: Land, names: Mapping[str, str], colours: Palette) -> pdk.Layer:
    rows = [
        {"polygon": rings, "said": names.get(unit, unit), "unit": unit}
        for unit, shape in land.communes.items()
        for rings in maps.faces(shape)
    ]
    return pdk.Layer(
        "PolygonLayer", rows, id="communes", get_polygon="polygon", get_fill_color=maps.rgb(colours.gap),
        get_line_color=maps.rgb(colours.ground), get_line_width=0.6, line_width_units="'pixels'", pickable=True,
    )  # fmt: skip


def _rings(sites: pd.DataFrame, reach: float, colours: Palette) -> pdk.Layer:
    rows = [{"position": [one.longitude, one.latitude]} for one in sites.itertuples()]
    shade = maps.rgb(colours.shares[0])
    return pdk.Layer(
        "ScatterplotLayer", rows, id="reach", get_position="position", get_radius=reach, get_fill_color=[*shade, 26],
        stroked=True, get_line_color=[*shade, 190], get_line_width=1.2, line_width_units="'pixels'",
    )  # fmt: skip


def _pins(sites: pd.DataFrame, colours: Palette) -> pdk.Layer:
    rows: list[dict[str, Any]] = [
        {
            "position": [one.longitude, one.latitude],
            "icon": _pin(int(one.order), colours),
            "said": f"{one.order} · {place(one.site, one.commune_name, one.stands)}\n"
            + say("thêm {count} thôn, {people} người", count=vn(one.villages), people=vn(one.people)),
            "line": line,
        }
        for line, one in enumerate(sites.itertuples())
    ]
    # Drawn from the last to the first: where pins overlap, the better site lies on top.
    return pdk.Layer(
        "IconLayer", rows[::-1], id="sites", get_icon="icon", get_position="position", get_size=PIN[1],
        size_units="'pixels'", pickable=True,
    )  # fmt: skip


def _pin(number: int, colours: Palette) -> dict[str, Any]:
    """A picture, as the names of districts are: nothing is fetched for it."""
    width, height = 2 * PIN[0], 2 * PIN[1]  # twice its size on screen, so that it stays sharp
    drop = "M26 66 C20 52 3 44 3 26 A23 23 0 1 1 49 26 C49 44 32 52 26 66 Z"
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">'
        f'<path d="{drop}" fill="{colours.shares[0]}" stroke="{colours.ground}" stroke-width="3"/>'
        f'<text x="26" y="35" text-anchor="middle" font-family="Segoe UI, Noto Sans, Arial, sans-serif" '
        f'font-size="26" font-weight="700" fill="{colours.on_shares[0]}">{number}</text></svg>'
    )
    url = "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()
    return {"url": url, "width": width, "height": height, "anchorY": height}


def _people(population: float | None) -> str:
    return f"{vn(population)} {say('người')}"
