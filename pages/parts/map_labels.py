"""Names of districts on a map: where each covers no mark, and the picture that it is drawn as. No screen."""

from __future__ import annotations

import base64
import html
import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from pages.parts.style import LIGHT, Palette

ROOM = 0.03  # degrees above and below a name: about 15 pixels of the whole province


def spots(
    districts: Mapping[str, BaseGeometry],
    communes: Iterable[BaseGeometry],
    names: Mapping[str, str],
    villages: pd.DataFrame,
) -> list[tuple[str, shapely.Point]]:
    """(name, its middle). districts, names: by unit; villages: longitude and latitude of the marks to keep clear of."""
    known = villages.dropna(subset=["longitude", "latitude"])
    marks = list(zip(known["longitude"], known["latitude"], strict=True))
    middles = [one.representative_point() for one in communes if not one.is_empty]
    return [
        (names[unit], _clear_spot(shape, middles, marks))
        for unit, shape in districts.items()
        if names.get(unit) and not shape.is_empty
    ]


def _clear_spot(
    shape: BaseGeometry, middles: Sequence[shapely.Point], marks: Sequence[tuple[float, float]]
) -> shapely.Point:
    """The spot nearest the middle with room around it, else the roomiest."""
    inside = [shape.representative_point(), *(one for one in middles if shape.contains(one))]
    inside.sort(key=shape.centroid.distance)

    def room(spot: shapely.Point) -> float:
        # A name is three times as wide as high.
        return min((math.hypot((spot.x - x) / 3, spot.y - y) for x, y in marks), default=math.inf)

    return next((spot for spot in inside if room(spot) >= ROOM), max(inside, key=room))


def icon(text: str, colours: Palette) -> dict[str, Any]:
    """A picture, because the map's own lettering puts Vietnamese accents in the wrong place."""
    width, height = 22 * len(text) + 24, 44  # twice its size on screen, so that it stays sharp
    halo = "#FFFFFF" if colours == LIGHT else "#0B1A2B"
    letters = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"><text x="50%" y="31" '
        f'text-anchor="middle" font-family="Segoe UI, Noto Sans, Arial, sans-serif" font-size="29" '
        f'font-weight="700" fill="{colours.ink}" stroke="{halo}" stroke-width="7" stroke-linejoin="round" '
        f'paint-order="stroke">{html.escape(text)}</text></svg>'
    )
    url = "data:image/svg+xml;base64," + base64.b64encode(letters.encode()).decode()
    return {"url": url, "width": width, "height": height, "anchorY": height // 2}
