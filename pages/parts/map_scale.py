"""How far is far on a map: a bar of whole kilometres, and which way is north. It lies on the ground, so it grows."""

from __future__ import annotations

import math
from dataclasses import dataclass

import altair as alt
import pydeck as pdk
from shapely.geometry.base import BaseGeometry

from pages.parts import map_labels
from pages.parts.style import LIGHT, Palette
from pages.parts.words import say

KM_PER_DEGREE = 111.32  # of latitude; of longitude that times the cosine of the latitude
LENGTHS = (1, 2, 5, 10, 20, 50, 100)  # kilometres
SHARE = 0.3  # of the map's width: the bar is the longest round length below it
TICK = 0.012  # of the map's height: the ends of the bar


@dataclass(frozen=True)
class Bar:
    """kilometres: its length; line: (longitude, latitude) from left end to right end, with their ticks."""

    kilometres: int
    line: list[list[float]]
    middle: tuple[float, float]

    @property
    def said(self) -> str:
        """20 km · ↑ Bắc"""
        return say("{length} km · ↑ Bắc", length=self.kilometres)


def bar(seen: BaseGeometry) -> Bar | None:
    """The bar under the lower left corner of the shape that fills the map; None of an empty one."""
    if seen.is_empty:
        return None
    west, south, east, north = seen.bounds
    per_degree = KM_PER_DEGREE * math.cos(math.radians((south + north) / 2))
    room = SHARE * (east - west) * per_degree
    kilometres = max((one for one in LENGTHS if one <= room), default=LENGTHS[0])
    right, tick = west + kilometres / per_degree, TICK * (north - south)
    line = [[west, south + tick], [west, south], [right, south], [right, south + tick]]
    return Bar(kilometres, line, ((west + right) / 2, south + 2.6 * tick))


def layers(seen: BaseGeometry, colours: Palette = LIGHT) -> list[pdk.Layer]:
    """The bar and its words, for a deck."""
    found = bar(seen)
    if found is None:
        return []
    ink = [int(colours.ink[place : place + 2], 16) for place in (1, 3, 5)]
    words = [{"position": [*found.middle], "icon": map_labels.icon(found.said, colours)}]
    return [
        pdk.Layer(
            "PathLayer", [{"path": found.line}], id="scale_bar", get_path="path", get_color=ink, get_width=2,
            width_units="'pixels'",
        ),
        pdk.Layer(
            "IconLayer", words, id="scale_said", get_icon="icon", get_position="position", get_size=17,
            size_units="'pixels'",
        ),
    ]  # fmt: skip


def charts(seen: BaseGeometry, colours: Palette = LIGHT) -> list[alt.Chart]:
    """The same for a picture."""
    found = bar(seen)
    if found is None:
        return []
    line = {"type": "Feature", "geometry": {"type": "LineString", "coordinates": found.line}, "properties": {}}
    spot = [{"longitude": found.middle[0], "latitude": found.middle[1], "said": found.said}]
    words = alt.Chart(alt.Data(values=spot)).mark_text(fontSize=13, fontWeight=600, color=colours.ink, dy=-4)
    return [
        alt.Chart(alt.Data(values=[line])).mark_geoshape(filled=False, stroke=colours.ink, strokeWidth=2),
        words.encode(longitude="longitude:Q", latitude="latitude:Q", text="said:N"),
    ]
