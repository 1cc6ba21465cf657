"""Coordinate cells to points in WGS 84: degrees in every spelling, or metres of the province's VN-2000 zone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from statistics import median

from pyproj import Transformer

from loaders.contract import BadCell
from loaders.values.cell import fault, is_blank, shown, typed

Box = tuple[float, float, float, float]  # west, south, east, north
Point = tuple[float, float]  # longitude, latitude

# VN-2000 / TM-3 106-00, the zone of Tuyên Quang. Surveyors call the northing X; others mean the easting by it.
_ZONE = "EPSG:9211"
_MOST_DEGREES = 180.0

# What may stand beside the numbers; any other word makes the cell no coordinate. B and Đ are north and east here.
_LABELS = re.compile(
    r"kinh độ|vĩ độ|t[oọ][aạ] độ|longitude|latitude|long|lon|lat|point|kđ|vđ|đông|bắc|vn-?2000|[()\[\]{}=]"
    r"|(?<!\d):|:(?!\d)|\b[xymenbđ]\b|[enbđ](?=\s*\d)|(?<=[\d°'\"′″”’])\s*[menbđ]\b",
    re.I,
)
_PART = r"(\d{1,2}(?:[.,]\d+)?)"
# Signs of minutes and seconds may be left out, but what stands before another degree sign is a second angle.
_LAST = r"(?![\d.,]|\s*°)"
_DEGREES = rf"([-+]?\d{{1,3}}(?:[.,]\d+)?)\s*°\s*(?:{_PART}{_LAST}\s*'?\s*(?:{_PART}{_LAST}\s*(?:\"|'')?)?)?"
# 105o20'53'', 105d20m53s and "105 độ 20 phút 53 giây" before they are read as 105°20'53".
_SIGNS = (
    (re.compile(r"[º˚⁰]|(?<=\d)\*(?=\s*\d)|(?<=\d)\s*(?:o|d|độ|đ(?=\s*\d+\s*p))(?!\w)|(?<=\d)[odđ](?=\d)", re.I), "°"),
    (re.compile(r"[′’´`‘]|(?<=\d)\s*(?:phút|m|p)\s*(?=\d{1,2}\s*(?:[.,]\d+\s*)?(?:s|g))", re.I), "'"),
    (re.compile(r"[″”“]|(?<=\d)\s*giây|(?<=\d)\s*[sg](?=[nebđ]?\b)", re.I), '"'),
    (re.compile(r"\s*phút\s*", re.I), "'"),
)
_DMS = re.compile(_DEGREES)
_BLANK_DMS = r"(\d{1,3})[\s:-]\s*(\d{1,2})[\s:-]\s*(\d{1,2}(?:[.,]\d+)?)"
_DMS_BY_BLANKS = (
    re.compile(_BLANK_DMS),
    re.compile(r"(\d{2,3})\.(\d{2})\.(\d{2}(?:,\d+)?)"),
    re.compile(r"(\d{2,3})\s+(\d{1,2}(?:[.,]\d+)?)()"),  # 22 08.5: degrees and minutes
)
_TWO_BY_BLANKS = re.compile(rf"{_BLANK_DMS}\s*[\s,;/|-]\s*{_BLANK_DMS}")
_MAP_LINK = re.compile(
    r"(?:@|[?&](?:q|ll|query|center|destination)=|/place/|/dir/|loc:)(-?\d+\.\d+)(?:,|%2c)\s*\+?(-?\d+\.\d+)", re.I
)
_PLAIN = re.compile(r"[-+]?\d+(?:[.,]\d+)?")
_GROUPED = re.compile(r"\d{1,3}(?:([., \u00a0\u202f'])\d{3})(?:\1\d{3})*(?:[.,]\d+)?")
_SEPARATORS = tuple(
    re.compile(mark) for mark in (r"[/;|\n_&]|\bvà\b", r",\s+", r"\s+-\s+|\s*–\s*", r"(?<=\d),(?=\d+\.)", r"\s+")
)
# Typed where a station has no point yet; a nought in either column is what a database exports for that.
_NOT_YET = re.compile(
    r"(?:(?:chưa|đang)(?: có| xác định| cập nhật| đo| khảo sát| bổ sung| rõ)*|không(?: có| xác định| rõ)*)"
    r"(?: (?:số liệu|toạ độ|tọa độ))?|n/?a|null|none|0+(?:[.,]0+)?\s*[/;,]\s*0+(?:[.,]0+)?",
    re.I,
)


class BadPoint(BadCell):
    """What is wrong with a row's point, and in which of its two cells. is_second: the latitude's."""

    def __init__(self, bad: BadCell, is_second: bool) -> None:
        super().__init__(bad.rule, str(bad), bad.fix, bad.level)
        self.is_second = is_second


def points(
    longitude_cells: Sequence[object], latitude_cells: Sequence[object] | None, box: Box
) -> list[Point | BadPoint | None]:
    """(longitude, latitude) of each row, None where both cells are blank, or what is wrong with the row.

    BadCell rules: not_a_coordinate, coordinate_outside_province, cell_error; as warnings missing_coordinate
    (one of the two is blank) and formula_without_value. Whether two columns are swapped is decided by the size of
    all their numbers; two numbers in one cell are told apart by their own.
    """
    known: dict[object, tuple[float, ...] | BadCell] = {}
    seconds: Sequence[object] = [None] * len(longitude_cells) if latitude_cells is None else latitude_cells
    rows = [_pair(_read(a, known), _read(b, known), a, b) for a, b in zip(longitude_cells, seconds, strict=True)]
    turned = _turn(rows)
    found = [_point(row) for row in rows]
    _from_metres(found)
    west, south, east, north = box
    for i, point in enumerate(found):
        if isinstance(point, tuple) and not (west <= point[0] <= east and south <= point[1] <= north):
            is_latitude = west <= point[0] <= east
            bad = _outside(longitude_cells[i], seconds[i], box)
            if west <= point[1] <= east and south <= point[0] <= north:
                bad.fix = "Hai số của dòng này đổi chỗ cho nhau so với cả cột: ghi lại kinh độ và vĩ độ đúng cột."
            found[i] = BadPoint(bad, is_latitude != (i in turned))
    return found


# --- one cell ----------------------------------------------------------------------------------------------------


def numbers(cell: object) -> tuple[float, ...]:
    """The one or two numbers that a cell gives as a coordinate; none where it is blank or no coordinate."""
    found = _read(cell, {})
    return () if isinstance(found, BadCell) else found


def _read(cell: object, known: dict[object, tuple[float, ...] | BadCell]) -> tuple[float, ...] | BadCell:
    """The numbers of a cell: none, one or two."""
    if type(cell) is float or type(cell) is int:
        return (float(cell),) if cell else ()
    if cell is None:
        return ()
    key = type(cell), cell
    if key not in known:
        try:
            known[key] = _numbers(cell)
        except BadCell as problem:
            known[key] = problem
    return known[key]


def _numbers(cell: object) -> tuple[float, ...]:
    if is_blank(cell):
        return ()
    doubt = fault(cell)
    if doubt:
        raise BadCell(doubt.rule, doubt.message, doubt.fix, "warning")
    if isinstance(cell, str):
        if _NOT_YET.fullmatch(typed(cell)):
            return ()
        found = _in_text(cell)
        if found:
            return found if any(found) else ()
    elif isinstance(cell, float) and not isinstance(cell, bool):
        return (float(cell),)
    raise BadCell(
        "not_a_coordinate",
        f"không phải toạ độ: “{shown(cell)}”",
        "Gõ kinh độ, vĩ độ dạng thập phân, ví dụ 105,21400 và 21,82330.",
    )


def _in_text(text: str) -> tuple[float, ...] | None:
    link = _MAP_LINK.search(text)
    if link:
        return float(link[1]), float(link[2])
    text = typed(text)
    single = _number(text)
    if single is not None:
        return (single,)
    for pattern, sign in _SIGNS:
        text = pattern.sub(sign, text)
    bare = " ".join(_LABELS.sub(" ", text.replace("\n", " ; ")).split()).strip(" ,;/")
    if re.fullmatch(r"\d+(?:[.,]\d+)?°", bare):
        bare = bare[:-1]
    degrees = list(_DMS.finditer(bare))
    if degrees:
        rest = _DMS.sub("", bare).strip(" ,;/-|")
        values = [_sexagesimal(*found.groups()) for found in degrees]
        return (
            tuple(v for v in values if v is not None) if not rest and len(values) < 3 and None not in values else None
        )
    two = _TWO_BY_BLANKS.fullmatch(bare)
    if two:
        first, second = _sexagesimal(*two.groups()[:3]), _sexagesimal(*two.groups()[3:])
        return None if first is None or second is None else (first, second)
    for pattern in _DMS_BY_BLANKS:
        spaced = pattern.fullmatch(bare)
        if spaced:
            value = _sexagesimal(*spaced.groups())
            return None if value is None else (value,)
    single = _number(bare)
    return (single,) if single is not None else _two(bare)


def _two(bare: str) -> tuple[float, ...] | None:
    for separator in _SEPARATORS:
        parts = [part.strip(" ,;") for part in separator.split(bare)]
        if len(parts) == 2:
            values = [value for part in parts if (value := _number(part)) is not None]
            if len(values) == 2:
                return values[0], values[1]
    commas = bare.split(",")  # 105,34808,22,62924
    if len(commas) == 4:
        return _two(",".join(commas[:2]) + ";" + ",".join(commas[2:]))
    return None


def _number(text: str) -> float | None:
    """105,34808 and 105.34808; 418.547,5 and 2 414 309,6: above 180 the marks may part thousands."""
    if _PLAIN.fullmatch(text):
        value = float(text.replace(",", "."))
        if abs(value) <= _MOST_DEGREES or not _GROUPED.fullmatch(text):
            return value
    found = _GROUPED.fullmatch(text)
    if not found:
        return None
    whole, mark, rest = text, "", ""
    last = max(text.rfind("."), text.rfind(","))
    if last >= 0 and text[last] != found[1]:
        whole, mark, rest = text[:last], ".", text[last + 1 :]
    return float(re.sub(r"\D", "", whole) + mark + rest)


def _sexagesimal(degrees: str, minutes: str | None, seconds: str | None) -> float | None:
    if (minutes and not degrees.lstrip("+-").isdigit()) or (seconds and minutes and not minutes.isdigit()):
        return None
    parts = [float((part or "0").replace(",", ".")) for part in (degrees, minutes, seconds)]
    return parts[0] + parts[1] / 60 + parts[2] / 3600 if parts[1] < 60 and parts[2] < 60 else None


# --- rows --------------------------------------------------------------------------------------------------------

_Row = list[float] | BadPoint


def _pair(first: tuple[float, ...] | BadCell, second: tuple[float, ...] | BadCell, a: object, b: object) -> _Row:
    """[longitude or easting, latitude or northing, 1 if from one cell], [] for a blank; the order is not sure yet."""
    for found, is_second in ((first, False), (second, True)):
        if isinstance(found, BadCell):
            return BadPoint(found, is_second)
        if len(found) == 2:
            return (
                [*(found if found[0] > found[1] else found[::-1]), 1]
                if max(found) <= _MOST_DEGREES
                else [*sorted(found), 1]
            )
    assert not isinstance(first, BadCell) and not isinstance(second, BadCell)
    if not first and not second:
        return []
    if first and second:
        return [first[0], second[0], 0]
    bad = BadCell(
        "missing_coordinate",
        f"chỉ có một trong hai toạ độ: “{shown(a if first else b)}”",
        "Bổ sung đủ kinh độ và vĩ độ.",
        "warning",
    )
    return BadPoint(bad, bool(first))


def _point(row: _Row) -> Point | BadPoint | None:
    if isinstance(row, BadPoint):
        return row
    return (row[0], row[1]) if row else None


def _turn(rows: list[_Row]) -> set[int]:
    """Swaps the columns where the numbers of the first are by their size those of the second; the rows turned.

    In degrees the longitude is the larger (105 against 22), in metres the northing (2 400 000 against 420 000). Where
    as many rows stand the one way as the other, the headings are believed.
    """
    of_columns = [(i, row) for i, row in enumerate(rows) if isinstance(row, list) and row and not row[2]]
    turned: set[int] = set()
    for in_metres in (False, True):
        chosen = [(i, row) for i, row in of_columns if (min(row[:2]) > _MOST_DEGREES) == in_metres]
        # A degree that lost its decimal mark says nothing about its column.
        telling = [row for _, row in chosen if in_metres or max(row[:2]) <= _MOST_DEGREES]
        if not telling:
            continue
        first, second = median(row[0] for row in telling), median(row[1] for row in telling)
        if first != second and (first > second) == in_metres:
            for i, row in chosen:
                row[0], row[1] = row[1], row[0]
                turned.add(i)
    return turned


def _from_metres(found: list[Point | BadPoint | None]) -> None:
    places = [i for i, point in enumerate(found) if isinstance(point, tuple) and min(point) > _MOST_DEGREES]
    if not places:
        return
    metres = [point for i in places if isinstance(point := found[i], tuple)]
    longitudes, latitudes = _to_degrees().transform([east for east, _ in metres], [north for _, north in metres])
    for i, longitude, latitude in zip(places, longitudes, latitudes, strict=True):
        found[i] = longitude, latitude


@lru_cache(maxsize=1)
def _to_degrees() -> Transformer:
    return Transformer.from_crs(_ZONE, "EPSG:4326", always_xy=True)


def _outside(longitude_cell: object, latitude_cell: object, box: Box) -> BadCell:
    seen = " và ".join(f"“{shown(cell)}”" for cell in (longitude_cell, latitude_cell) if not is_blank(cell))
    west, south, east, north = (f"{edge:.2f}".replace(".", ",") for edge in box)
    return BadCell(
        "coordinate_outside_province",
        f"toạ độ nằm ngoài địa bàn tỉnh: {seen}",
        f"Kinh độ từ {west} đến {east}, vĩ độ từ {south} đến {north}; kiểm tra chữ số và xem có đổi chỗ hai số không.",
    )
