"""The map as a picture for a report: the same classes, outlines and marks, drawn by Altair. No screen, no network."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import altair as alt
import pandas as pd
import shapely
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from pages.parts import map_labels, map_scale
from pages.parts.map_classes import MARKED, NO_BROADBAND, STATION, Scale, class_of, mark
from pages.parts.maps import DISTRICT_LINE, Land
from pages.parts.style import LIGHT, Palette
from pages.parts.words import say

HEIGHT = 760
PROJECTION = {"type": "mercator"}


def drawing(
    land: Land,
    values: pd.DataFrame,
    scale: Scale,
    stations: pd.DataFrame,
    villages: pd.DataFrame,
    districts: Mapping[str, str],
    colours: Palette = LIGHT,
    focus: str | None = None,
) -> alt.LayerChart:
    """Frames as for maps.deck. With a district in focus only its communes are drawn."""
    shapes = {focus: land.districts[focus]} if focus in land.districts else {**land.districts, "": land.outline}
    seen = shapely.union_all([*shapes.values()])
    inside = values[values["is_in"]] if focus in land.districts else values
    layers = [
        _communes(land, inside, scale, colours),
        outlines([*shapes.values()], colours),
        _marks(stations, villages, colours),
        *lettering(land, shapes, districts, villages, colours),
    ]
    return sheet(layers, seen, colours)


def sheet(layers: list[alt.Chart], seen: BaseGeometry, colours: Palette = LIGHT) -> alt.LayerChart:
    """The layers on one map, as wide as what it shows."""
    west, south, east, north = seen.bounds
    # A degree of longitude is shorter than one of latitude.
    width = round(HEIGHT * (east - west) * math.cos(math.radians((south + north) / 2)) / (north - south))
    return (
        alt.layer(*layers, *map_scale.charts(seen, colours))
        .project(**PROJECTION)
        .properties(width=width, height=HEIGHT)
    )


def _communes(land: Land, values: pd.DataFrame, scale: Scale, colours: Palette) -> alt.Chart:
    said = [*scale.limits, say("chưa có số liệu")]
    fills = [*scale.fills(colours), colours.none]
    features = []
    for one in values.itertuples():
        place = class_of(one.value, scale.breaks)
        features += features_of(land.communes.get(str(one.unit)), said[-1 if place is None else place])
    classes = alt.Scale(domain=said, range=fills)
    legend = legend_of(colours, symbolType="square", symbolSize=220)
    border = "#FFFFFF" if colours == LIGHT else colours.ground
    return (
        alt.Chart(alt.Data(values=features))
        .mark_geoshape(stroke=border, strokeWidth=0.6)
        .encode(fill=alt.Fill("properties.said:N", scale=classes, legend=legend, sort=said))
    )


def outlines(shapes: list[BaseGeometry], colours: Palette) -> alt.Chart:
    """Borders of the province and its districts."""
    features = [feature for shape in shapes for feature in features_of(shape, "")]
    return alt.Chart(alt.Data(values=features)).mark_geoshape(
        filled=False, stroke=DISTRICT_LINE[colours], strokeWidth=1.3
    )


def _marks(stations: pd.DataFrame, villages: pd.DataFrame, colours: Palette) -> alt.Chart:
    kinds = [one for one in MARKED if one == NO_BROADBAND or ("kind" in villages and villages["kind"].eq(one).any())]
    of = villages["kind"] if "kind" in villages else pd.Series(NO_BROADBAND, index=villages.index)
    names = {"": say("trạm")} | {kind: say(MARKED[kind]) for kind in kinds}
    points = pd.concat([stations.assign(kind=""), villages.assign(kind=of)], ignore_index=True)
    points = points.dropna(subset=["longitude", "latitude"])[["longitude", "latitude", "kind"]]
    points[["longitude", "latitude"]] = points[["longitude", "latitude"]].astype("float64")
    points = points.assign(mark=points["kind"].map(names)).drop(columns=["kind"])
    looks = [mark(kind, colours) for kind in kinds]
    legend, order = legend_of(colours), [*names.values()]

    def by(channel: Any, range_: list[Any], shown: Any = legend) -> Any:
        return channel("mark:N", scale=alt.Scale(domain=order, range=range_), sort=order, legend=shown)

    middles = [middle or "rgba(0, 0, 0, 0)" for middle, *_ in looks]
    edges = [middle if edge == "#FFFFFF" else edge for middle, edge, _ in looks]
    return (
        alt.Chart(points)
        .mark_point(shape="circle", opacity=1)
        .encode(
            longitude="longitude:Q",
            latitude="latitude:Q",
            fill=by(alt.Fill, ["#FFFFFF", *middles]),
            stroke=by(alt.Stroke, [STATION[colours], *edges]),
            size=by(alt.Size, [3, *(90 * (pixels[0] / 5) ** 2 for *_, pixels in looks)]),
            strokeWidth=by(alt.StrokeWidth, [2.2, *(2.4 for _ in looks)], None),
        )
    )


def legend_of(colours: Palette, **more: Any) -> alt.Legend:
    """At the right of the map, in letters that a report can print."""
    return alt.Legend(orient="right", title=None, labelFontSize=14, labelColor=colours.ink, labelLimit=260, **more)


def lettering(
    land: Land, shapes: Mapping[str, BaseGeometry], names: Mapping[str, str], villages: pd.DataFrame, colours: Palette
) -> list[alt.Chart]:
    """Names of districts, clear of the villages. Twice: a halo below the letters, for which a text has no setting."""
    spots = map_labels.spots(shapes, land.communes.values(), names, villages)
    frame = pd.DataFrame(
        [{"text": text, "longitude": spot.x, "latitude": spot.y} for text, spot in spots],
        columns=["text", "longitude", "latitude"],
    )
    base = alt.Chart(frame).encode(longitude="longitude:Q", latitude="latitude:Q", text="text:N")
    look: dict[str, Any] = {"fontSize": 16, "fontWeight": "bold"}
    return [
        base.mark_text(**look, color=colours.ground, stroke=colours.ground, strokeWidth=5),
        base.mark_text(**look, color=colours.ink),
    ]


def features_of(shape: BaseGeometry | None, said: str) -> list[dict[str, Any]]:
    """Polygons whose outer ring runs clockwise: the other way round, d3 fills the rest of the globe."""
    parts = [] if shape is None else [part for one in shapely.get_parts(shape) for part in shapely.get_parts(one)]
    return [
        {
            "type": "Feature",
            "properties": {"said": said},
            "geometry": mapping(shapely.orient_polygons(part, exterior_cw=True)),
        }
        for part in parts
        if part.geom_type == "Polygon"
    ]
