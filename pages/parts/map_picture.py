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

from metrics import Metric
from pages.parts import map_labels
from pages.parts.map_classes import BREAKS, STATION, class_of, limits, ramp_of
from pages.parts.maps import DISTRICT_LINE, Land
from pages.parts.style import LIGHT, Palette
from pages.parts.words import say

HEIGHT = 760
PROJECTION = {"type": "mercator"}


def drawing(
    land: Land,
    values: pd.DataFrame,
    metric: Metric,
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
        _communes(land, inside, metric, colours),
        _outlines([*shapes.values()], colours),
        _marks(stations, villages, colours),
        *_names(land, shapes, districts, villages, colours),
    ]
    west, south, east, north = seen.bounds
    # A degree of longitude is shorter than one of latitude: the picture is as wide as what it shows.
    width = round(HEIGHT * (east - west) * math.cos(math.radians((south + north) / 2)) / (north - south))
    return alt.layer(*layers).project(**PROJECTION).properties(width=width, height=HEIGHT)


def _communes(land: Land, values: pd.DataFrame, metric: Metric, colours: Palette) -> alt.Chart:
    said = [*limits(metric), say("chưa có số liệu")]
    fills = [*ramp_of(metric.better, colours), colours.none]
    features = []
    for one in values.itertuples():
        place = class_of(one.value, BREAKS[metric.id])
        features += _features(land.communes.get(str(one.unit)), said[-1 if place is None else place])
    scale = alt.Scale(domain=said, range=fills)
    legend = _legend(colours, symbolType="square", symbolSize=220)
    border = "#FFFFFF" if colours == LIGHT else colours.ground
    return (
        alt.Chart(alt.Data(values=features))
        .mark_geoshape(stroke=border, strokeWidth=0.6)
        .encode(fill=alt.Fill("properties.said:N", scale=scale, legend=legend, sort=said))
    )


def _outlines(shapes: list[BaseGeometry], colours: Palette) -> alt.Chart:
    features = [feature for shape in shapes for feature in _features(shape, "")]
    return alt.Chart(alt.Data(values=features)).mark_geoshape(
        filled=False, stroke=DISTRICT_LINE[colours], strokeWidth=1.3
    )


def _marks(stations: pd.DataFrame, villages: pd.DataFrame, colours: Palette) -> alt.Chart:
    names = [say("trạm"), say("thôn chưa có băng rộng")]
    points = pd.concat(
        [
            frame.dropna(subset=["longitude", "latitude"])[["longitude", "latitude"]].assign(mark=name)
            for frame, name in zip((stations, villages), names, strict=True)
        ],
        ignore_index=True,
    )
    points[["longitude", "latitude"]] = points[["longitude", "latitude"]].astype("float64")
    legend = _legend(colours)
    strokes = alt.Scale(domain=names, range=[STATION[colours], colours.late])
    return (
        alt.Chart(points)
        .mark_point(shape="circle", fill="#FFFFFF", opacity=1)
        .encode(
            longitude="longitude:Q",
            latitude="latitude:Q",
            stroke=alt.Stroke("mark:N", scale=strokes, sort=names, legend=legend),
            size=alt.Size("mark:N", scale=alt.Scale(domain=names, range=[3, 90]), sort=names, legend=legend),
            strokeWidth=alt.StrokeWidth("mark:N", scale=alt.Scale(domain=names, range=[2.2, 2.4]), legend=None),
        )
    )


def _legend(colours: Palette, **more: Any) -> alt.Legend:
    return alt.Legend(orient="right", title=None, labelFontSize=14, labelColor=colours.ink, labelLimit=260, **more)


def _names(
    land: Land, shapes: Mapping[str, BaseGeometry], names: Mapping[str, str], villages: pd.DataFrame, colours: Palette
) -> list[alt.Chart]:
    """Twice: a halo below the letters, which a chart's text has no setting for."""
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


def _features(shape: BaseGeometry | None, said: str) -> list[dict[str, Any]]:
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
