"""The map of next stations as a picture for a report, drawn by Altair. No screen, no network."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import altair as alt
import pandas as pd
import shapely
from shapely import affinity

from pages.parts import map_picture
from pages.parts.maps import Land
from pages.parts.next_station_map import villages
from pages.parts.next_stations import Plan, in_km
from pages.parts.style import LIGHT, Palette
from pages.parts.words import say

DEGREE = 111_195  # metres of a degree of latitude


def drawing(
    land: Land,
    found: Plan,
    stations: pd.DataFrame,
    districts: Mapping[str, str],
    reach: float,
    colours: Palette = LIGHT,
    focus: str | None = None,
) -> alt.LayerChart:
    """Frames as for next_station_map.deck. With a district in focus only its part is drawn."""
    shapes = {focus: land.districts[focus]} if focus in land.districts else {**land.districts, "": land.outline}
    seen = shapely.union_all([*shapes.values()])
    marks = villages(found.villages)
    layers = [
        _ground(land, seen, colours),
        map_picture.outlines([*shapes.values()], colours),
        _rings(found.sites, reach, colours),
        _marks(_within(stations, seen), marks, reach, colours),
        *map_picture.lettering(land, shapes, districts, marks, colours),
        *_pins(found.sites, colours),
    ]
    return map_picture.sheet(layers, seen, colours)


def _within(points: pd.DataFrame, seen: shapely.Geometry) -> pd.DataFrame:
    return points[shapely.contains_xy(seen, points["longitude"].to_numpy(), points["latitude"].to_numpy())]


def _ground(land: Land, seen: shapely.Geometry, colours: Palette) -> alt.Chart:
    inside = [shape for shape in land.communes.values() if seen.contains(shape.representative_point())]
    features = [one for shape in inside for one in map_picture.features_of(shape, "")]
    return alt.Chart(alt.Data(values=features)).mark_geoshape(fill=colours.gap, stroke=colours.ground, strokeWidth=0.6)


def _rings(sites: pd.DataFrame, reach: float, colours: Palette) -> alt.Chart:
    """The reach of each new station, in metres on the ground: so it is drawn as a shape and not as a mark."""
    features = []
    for one in sites.itertuples():
        circle = shapely.Point(0, 0).buffer(reach / DEGREE, quad_segs=24)
        wider = 1 / math.cos(math.radians(one.latitude))
        place = affinity.translate(affinity.scale(circle, wider, 1), one.longitude, one.latitude)
        features += map_picture.features_of(place, "")
    shade = colours.shares[0]
    look: dict[str, Any] = {"fill": shade, "fillOpacity": 0.1, "stroke": shade, "strokeOpacity": 0.75}
    return alt.Chart(alt.Data(values=features)).mark_geoshape(**look)


def _marks(stations: pd.DataFrame, marks: pd.DataFrame, reach: float, colours: Palette) -> alt.Chart:
    names = [
        say("trạm hiện có"),
        say("thôn chưa tới"),
        say("thôn tới được"),
        f"{say('trạm mới, theo thứ tự chọn')}, {say('tầm {reach}', reach=in_km(reach))}",
    ]
    of_villages = marks["is_reached"].map({False: names[1], True: names[2]})
    frame = pd.concat([stations.assign(mark=names[0]), marks.assign(mark=of_villages)], ignore_index=True)
    frame = frame[["longitude", "latitude", "mark"]].dropna()
    legend = map_picture.legend_of(colours)

    def by(channel: Any, values: list[Any], shown: Any = legend) -> Any:
        return channel("mark:N", scale=alt.Scale(domain=names, range=values), sort=names, legend=shown)

    site = colours.shares[0]
    return (
        alt.Chart(frame)
        .mark_point(shape="circle", opacity=1)
        .encode(
            longitude="longitude:Q",
            latitude="latitude:Q",
            fill=by(alt.Fill, [colours.none, "#FFFFFF", colours.ok, site]),
            stroke=by(alt.Stroke, [colours.none, colours.late, colours.ok, site]),
            size=by(alt.Size, [4, 90, 90, 320]),
            strokeWidth=by(alt.StrokeWidth, [1, 2.4, 2.4, 2.4], None),
        )
    )


def _pins(sites: pd.DataFrame, colours: Palette) -> list[alt.Chart]:
    """Numbered discs, over the villages that they stand at. The first one on top, as on the screen."""
    frame = sites[["longitude", "latitude"]].assign(number=sites["order"].astype(int).astype(str)).iloc[::-1]
    base = alt.Chart(frame).encode(longitude="longitude:Q", latitude="latitude:Q")
    disc: dict[str, Any] = {"shape": "circle", "filled": True, "size": 440, "opacity": 1}
    return [
        base.mark_point(**disc, color=colours.shares[0], stroke=colours.ground, strokeWidth=1.5),
        base.mark_text(fontSize=14, fontWeight="bold", color=colours.on_shares[0]).encode(text="number:N"),
    ]
