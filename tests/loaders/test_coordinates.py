"""Coordinate cells to points: every spelling that operators use, and nothing that is no point."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.contract import BadCell, CellError, Formula
from loaders.read import read
from loaders.values.coordinates import BadPoint, points

# The province before 2025, a little widened (domain.md 2.6): west, south, east, north.
BOX = (104.8, 21.45, 105.65, 22.75)
TQG0327_12 = (105.34808, 22.62924)  # printed as 105,34808/22,62924 in an answer of the provincial council
CITY = (105.2140, 21.8233)


def point(longitude: object, latitude: object = None) -> tuple[float, float] | BadCell | None:
    return points([longitude], [latitude], BOX)[0]


@pytest.mark.parametrize(
    ("longitude", "latitude"),
    [
        (105.34808, 22.62924),
        ("105.34808", "22.62924"),
        ("105,34808", "22,62924"),
        ("105,34808°", "22,62924 °"),
        ("E105.34808", "22.62924N"),
        ("'105.34808", "+22.62924"),
        ("１０５,34808", "22.62924\u200b"),
        ("KĐ: 105,34808", "22,62924 độ"),
        ("105°20'53.1\"", "22°37'45.3\""),
        ("105d20m53.1s", "22đ37p45.3s"),
        ("105⁰20'53.1\"", "22*37`45.3``"),
        ("105-20-53.1", "22:37:45.3"),
        ("105°20.885'", "22 37.755"),
        ("105.20.53,1", "22.37.45,3"),
        ("105°20′53,1″E", "22°37′45,3″N"),
        ("105° 20' 53.1'' Đ", "22° 37' 45.3'' B"),
        ("105o20'53.1''", "22o37'45.3''"),
        ("105 độ 20 phút 53,1 giây", "22 độ 37 phút 45,3 giây"),
        ("105 20 53.1", "22 37 45.3"),
        ("105,34808/22,62924", None),
        (None, "105,34808/22,62924"),
        ("22.62924, 105.34808", ""),
        ("22.62924,105.34808", "-"),
        ("22,62924; 105,34808", None),
        ("105,34808 - 22,62924", None),
        ("105.34808 22.62924", None),
        ("105,34808,22,62924", None),
        ("105,34808\n22,62924", None),
        ("Kinh độ: 105,34808; Vĩ độ: 22,62924", None),
        ("22°37'45.3\"N 105°20'53.1\"E", None),
        ("N 22°37.755' E 105°20.885'", None),
        ("22 37 45.3, 105 20 53.1", None),
        ("POINT(105.34808 22.62924)", None),
        ("22.62924 và 105.34808", None),
        ("https://www.google.com/maps?q=22.62924,105.34808", None),
        # VN-2000, meridian 106°00': E 432 793,4 N 2 503 484,2 (domain.md 2.6)
        (432793.4, 2503484.2),
        ("432793,4", "2503484,2"),
        ("432 793,4", "2 503 484,2"),
        ("432.793,4", "2.503.484,2"),
        ("X=2503484,2; Y=432793,4", None),
        ("432'793,4", "2’503’484,2"),
    ],
)
def test_every_spelling_is_the_same_station(longitude: object, latitude: object) -> None:
    # A hundredth of a second is 0.3 m, a decimetre of VN-2000 0.1 m; the transformations differ by 0.8 m.
    assert point(longitude, latitude) == pytest.approx(TQG0327_12, abs=2e-5)


@pytest.mark.parametrize(("x", "y"), [(418547.5, 2414309.6), (2414309.6, 418547.5)])
def test_vn2000_is_read_under_either_axis_convention(x: float, y: float) -> None:
    assert point(x, y) == pytest.approx(CITY, abs=2e-5)


def test_swapped_columns_are_turned_as_a_whole() -> None:
    longitudes: list[object] = [22.1, "22,2", 21.9, "12,5"]
    latitudes: list[object] = [105.1, "105,2", 105.3, "105,4"]
    found = points(longitudes, latitudes, BOX)
    assert found[:3] == [(105.1, 22.1), (105.2, 22.2), (105.3, 21.9)]
    assert isinstance(found[3], BadCell)


def test_one_swapped_row_is_no_swapped_column() -> None:
    found = points([105.1, 105.2, 22.3], [22.1, 22.2, 105.3], BOX)
    assert found[:2] == [(105.1, 22.1), (105.2, 22.2)]
    assert isinstance(found[2], BadCell) and found[2].rule == "coordinate_outside_province"


def test_degrees_and_metres_may_stand_in_one_column() -> None:
    found = points([105.1, 2414309.6, None], [22.1, 418547.5, None], BOX)
    assert found[0] == (105.1, 22.1)
    assert found[1] == pytest.approx(CITY, abs=2e-5)
    assert found[2] is None


@pytest.mark.parametrize(
    ("longitude", "latitude", "rule", "level"),
    [
        (105.3, "12,5", "coordinate_outside_province", "error"),
        (105.3, 0, "missing_coordinate", "warning"),
        ("chưa có", "22,5", "missing_coordinate", "warning"),
        ("105.2° 22.1", None, "not_a_coordinate", "error"),
        (10534808.0, 2262924.0, "coordinate_outside_province", "error"),
        ("Đỉnh núi 22", 22.1, "not_a_coordinate", "error"),
        ("105°75'00\"", "22°10'00\"", "not_a_coordinate", "error"),
        ("1 2 3 4", None, "not_a_coordinate", "error"),
        (True, 22.1, "not_a_coordinate", "error"),
        (CellError("#REF!"), 22.1, "cell_error", "error"),
        (Formula("=A1"), 22.1, "formula_without_value", "warning"),
        (105.3, None, "missing_coordinate", "warning"),
        (None, "22,5", "missing_coordinate", "warning"),
    ],
)
def test_what_is_no_point_says_why(longitude: object, latitude: object, rule: str, level: str) -> None:
    found = point(longitude, latitude)
    assert isinstance(found, BadCell)
    assert (found.rule, found.level) == (rule, level)
    assert found.fix


@pytest.mark.parametrize(
    ("longitude", "latitude", "is_second"),
    [
        ("105°12'30\"", "12°08'30\"", True),
        ("108,3", 22.1, False),
        (105.3, "22..1", True),
        ("22..1", 105.3, False),
        (105.3, None, True),
        (None, 22.1, False),
        (105.2, 221417.0, True),
        (1052083.0, 22.1, False),
        (542793.4, 2503484.2, False),  # the easting of another zone
    ],
)
def test_of_two_cells_the_one_to_mend_is_named(longitude: object, latitude: object, is_second: bool) -> None:
    found = point(longitude, latitude)
    assert isinstance(found, BadPoint) and found.is_second == is_second


def test_under_swapped_headings_the_cell_is_named_where_it_stands() -> None:
    found = points([22.1, 22.2, "12,5"], [105.1, 105.2, 105.3], BOX)[2]
    assert isinstance(found, BadPoint) and not found.is_second


def test_as_many_rows_one_way_as_the_other_leave_the_headings_right() -> None:
    found = points([105.2, 22.1], [22.1, 105.2], BOX)
    assert found[0] == (105.2, 22.1)
    assert isinstance(found[1], BadPoint) and "đổi chỗ" in found[1].fix


@pytest.mark.parametrize("blank", [None, "", "  ", "-", "…", 0, 0.0, "0", "0/0", "chưa có", "Chưa cập nhật", "N/A"])
def test_a_blank_is_no_point_and_no_fault(blank: object) -> None:
    assert point(blank, None) is None
    assert points([blank], None, BOX) == [None]


def test_no_rows_no_points() -> None:
    assert points([], None, BOX) == []


@pytest.mark.shared
def test_real_stations_lie_in_the_province(shared: Path) -> None:
    path = shared / "real" / "tq_stations_public.csv"
    rows = read(path.read_bytes(), path.name).sheets[0].rows
    heading = [str(cell).lower() for cell in rows[0]]
    places = [next((i for i, name in enumerate(heading) if name.startswith(start)), -1) for start in ("lon", "lat")]
    assert min(places) >= 0, heading
    found = points([row[places[0]] for row in rows[1:]], [row[places[1]] for row in rows[1:]], BOX)
    assert any(isinstance(item, tuple) for item in found)
    assert not any(isinstance(item, BadCell) for item in found)
