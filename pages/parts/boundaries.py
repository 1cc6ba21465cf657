"""A GeoJSON of the province's own commune boundaries → shapes by unit, or the reason why it can't be used."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import shapely
from pyproj import Transformer
from shapely.geometry.base import BaseGeometry

from pages.parts.words import say

VN_2000 = "EPSG:9211"  # TM-3, meridian 106°00′: the province's own; the other one is degrees
VIETNAM = shapely.box(102, 8, 110, 24)
KINDS = re.compile(r"^(phường|xã|thị trấn|p\.|x\.|tt\.)\s*")
TONES = "\u0300\u0301\u0303\u0309\u0323"


@dataclass(frozen=True)
class Boundaries:
    """One file read. shapes: by unit; empty where `refused` says in Vietnamese why."""

    name: str
    shapes: dict[str, BaseGeometry]
    refused: str = ""


def read(path: Path, communes: pd.DataFrame) -> Boundaries:
    """communes: unit, name, longitude, latitude; those of one day. All of them must be in the file, by name."""
    try:
        document = json.loads(path.read_text(encoding="utf-8-sig"))
        found = [
            (feature.get("properties") or {}, shapely.from_geojson(json.dumps(feature["geometry"])))
            for feature in document["features"]
            if feature.get("geometry")
        ]
    except (OSError, ValueError, KeyError, TypeError, AttributeError, shapely.errors.GEOSException):
        return Boundaries(path.name, {}, say("tệp không phải GeoJSON (FeatureCollection có tọa độ)"))
    features = [
        (properties, shapely.make_valid(_in_degrees(shape))) for properties, shape in found if not shape.is_empty
    ]
    if not features or not all(VIETNAM.contains(shape.envelope) for _, shape in features):
        said = say("tọa độ phải là WGS 84 (độ) hoặc VN-2000 kinh tuyến 106°00′ (mét)")
        return Boundaries(path.name, {}, said)
    return _joined(path.name, features, communes)


def _in_degrees(shape: BaseGeometry) -> BaseGeometry:
    """By the size of the numbers: degrees are below 360. Surveyors' files give northing before easting."""
    west, _, east, _ = shape.bounds
    if abs(east) <= 360:
        return shape
    swapped = west > 1_000_000  # a northing here is 2,3 to 2,6 million metres, an easting below a million
    transformer = Transformer.from_crs(VN_2000, "EPSG:4326", always_xy=True)

    def to_degrees(points: Any) -> Any:
        first, second = points[:, 0], points[:, 1]
        longitude, latitude = transformer.transform(*((second, first) if swapped else (first, second)))
        return np.column_stack([longitude, latitude])

    return shapely.transform(shapely.force_2d(shape), to_degrees)


def _joined(name: str, features: list[tuple[dict[str, Any], BaseGeometry]], communes: pd.DataFrame) -> Boundaries:
    """By name alone: the same codes were given to other communes in 2025."""
    best: dict[str, BaseGeometry] = {}
    keys = dict.fromkeys(key for properties, _ in features for key in properties)
    for key in keys:
        for spelled in (plain, short):
            there = [(spelled(properties.get(key)), shape) for properties, shape in features]
            joined = _by_name(there, communes, [spelled(one) for one in communes["name"]])
            best = joined if len(joined) > len(best) else best
    missing = [str(one.name) for one in communes.itertuples() if one.unit not in best]
    if not missing:
        return Boundaries(name, best)
    some = ", ".join(missing[:3]) + (" …" if len(missing) > 3 else "")
    said = say(
        "tệp có {features} vùng, khớp tên {matched}/{all} xã của ngày này; thiếu {some}",
        features=len(features), matched=len(best), all=len(communes), some=some,
    )  # fmt: skip
    return Boundaries(name, {}, said)


def _by_name(
    features: list[tuple[str, BaseGeometry]], communes: pd.DataFrame, names: list[str]
) -> dict[str, BaseGeometry]:
    """Two communes of one name (in two districts) are told apart by where their points lie."""
    times_here, times_there = Counter(names), Counter(name for name, _ in features)
    shapes: dict[str, BaseGeometry] = {}
    for name, one in zip(names, communes.itertuples(), strict=True):
        candidates = [shape for there, shape in features if there == name]
        if times_here[name] > 1 or times_there[name] > 1:
            point = shapely.Point(one.longitude, one.latitude)
            candidates = [shape for shape in candidates if shape.contains(point)]
        if len(candidates) == 1:
            shapes[str(one.unit)] = candidates[0]
    return shapes


def plain(name: object) -> str:
    """One spelling of a name: "Xã Thanh Thuỷ" and "XÃ THANH THỦY" differ in case and in where the tone mark stands."""
    words = re.split(r"[\s\-–]+", unicodedata.normalize("NFD", str(name or "").casefold()).strip())
    return " ".join(unicodedata.normalize("NFC", _tone_last(word)) for word in words)


def _tone_last(word: str) -> str:
    return "".join(c for c in word if c not in TONES) + "".join(c for c in word if c in TONES)


def short(name: object) -> str:
    """The same without the kind of unit: files often say "Trung Hà" alone."""
    text = unicodedata.normalize("NFC", str(name or "").casefold()).strip()
    return plain(KINDS.sub("", text))
