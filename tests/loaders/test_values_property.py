"""Whatever the spelling: a unit's name means that unit or none, and a point comes back where it was."""

from __future__ import annotations

import math
import unicodedata
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Transformer

from loaders.contract import BadCell
from loaders.settings import BOX
from loaders.spelling import plain
from loaders.values.coordinates import points
from tests.workbook import places

FEW = settings(max_examples=120, deadline=None, derandomize=True, database=None)

# --- names of units ----------------------------------------------------------------------------------------------

DAYS = (date(2024, 5, 31), date(2024, 9, 30), date(2025, 7, 1))
LOCAL = ("district", "commune")
UNITS = [(unit, day) for day in DAYS for unit in places().units(LOCAL, day)]
SHORT = {
    "Xã": ("X.", "x", "UBND xã", "UBND X."),
    "Phường": ("P.", "p", "Ph.", "UBND phường"),
    "Thị trấn": ("TT.", "tt", "T.T", "TTr.", "UBND thị trấn"),
    "Huyện": ("H.", "h", "UBND huyện", "UBND H."),
    "Thành phố": ("TP.", "tp", "T.P", "UBND thành phố"),
}
# The two places of a tone in an open syllable: both are in use.
TONES = [
    pair
    for late, early in (("oà", "òa"), ("oá", "óa"), ("oả", "ỏa"), ("oè", "òe"), ("uỷ", "ủy"), ("uý", "úy"))
    for pair in ((late, early), (early, late))
]
BLANKS = st.sampled_from((" ", "  ", "\u00a0", " \u200b", "\n"))
CASES = st.sampled_from((str.upper, str.lower, str.title, str.capitalize, str))
FORMS = st.sampled_from(("NFC", "NFD"))


def replaced(name: str, tone: tuple[str, str]) -> str:
    """The name with its last open syllable's tone on the other vowel."""
    words = name.split()
    return " ".join(
        word.replace(*tone) if word.endswith(tone[0]) and not word.startswith("q") else word for word in words
    )


@st.composite
def spellings(draw: st.DrawFn) -> tuple[str, str, date, str]:
    """(spelling, unit_id, day, the unit's district or "") of a committed unit."""
    unit, day = draw(st.sampled_from(UNITS))
    name = places().name(unit)
    for tone in TONES:
        if draw(st.booleans()):
            name = replaced(name, tone)
    kind = next(kind for kind in SHORT if name.startswith(kind))
    bare = name.removeprefix(kind).strip()
    before = draw(st.sampled_from((kind, "", *SHORT[kind])))
    spelt = f"{before} {bare}".strip() if draw(st.booleans()) or not before.endswith(".") else before + bare
    spelt = draw(BLANKS).join(draw(CASES)(spelt).split(" "))
    return (
        unicodedata.normalize(draw(FORMS), spelt) + draw(st.sampled_from(("", " ", ".", "\u200b"))),
        unit,
        day,
        before,
    )


@FEW
@given(spellings(), st.booleans())
def test_a_name_means_its_own_unit_or_none(spelling: tuple[str, str, date, str], is_inside: bool) -> None:
    name, unit, day, _ = spelling
    kind, above = places().kind(unit), places().parent(unit)
    within = above if is_inside and kind == "commune" and places().kind(above) == "district" else None
    # With the kind asked for there is no choice but where two units share the name as written.
    assert places().find(name, (kind,), day, within) == unit


@FEW
@given(spellings())
def test_without_accents_a_name_means_its_own_unit_or_is_refused(spelling: tuple[str, str, date, str]) -> None:
    name, unit, day, _ = spelling
    letters = unicodedata.normalize("NFD", name.replace("đ", "d").replace("Đ", "D"))
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    try:
        found = places().find(bare, (places().kind(unit),), day)
    except BadCell as bad:
        assert bad.rule == "ambiguous_unit"
    else:
        assert found == unit


@FEW
@given(spellings(), st.integers(0, 40), st.sampled_from("aeghikmnoptuy"))
def test_a_wrong_letter_means_its_own_unit_or_is_refused_unless_it_makes_another_name(
    spelling: tuple[str, str, date, str], at: int, letter: str
) -> None:
    name, unit, day, _ = spelling
    at %= len(name)
    wrong = name[:at] + letter + name[at + 1 :]
    try:
        found = places().find(wrong, (places().kind(unit),), day)
    except BadCell as bad:
        assert bad.rule in ("unknown_unit", "ambiguous_unit")
        return
    # Another unit only where the wrong letter wrote that unit's own name: Tân An, Tân Hà.
    said = plain(places().name(found)).split(
        " ", 2 if places().name(found).startswith(("Thị trấn", "Thành phố")) else 1
    )
    assert found == unit or said[-1] in " ".join(plain(wrong).split())


# --- points ------------------------------------------------------------------------------------------------------

WEST, SOUTH, EAST, NORTH = BOX
TO_METRES = Transformer.from_crs("EPSG:4326", "EPSG:9211", always_xy=True)
LONGITUDES = st.floats(WEST + 0.001, EAST - 0.001)
LATITUDES = st.floats(SOUTH + 0.001, NORTH - 0.001)


def parts(degrees: float) -> tuple[int, int, float]:
    """Degrees, minutes and seconds to a hundredth (0,3 m)."""
    hundredths = round(degrees * 360_000)
    return hundredths // 360_000, hundredths // 6_000 % 60, hundredths % 6_000 / 100


def minutes(degrees: float) -> tuple[int, float]:
    """Degrees and minutes to a ten-thousandth (0,2 m)."""
    found = round(degrees * 600_000)
    return found // 600_000, found % 600_000 / 10_000


def comma(text: str) -> str:
    return text.replace(".", ",")


ANGLES = {
    "number": lambda d: round(d, 6),
    "point": lambda d: f"{d:.6f}",
    "comma": lambda d: comma(f"{d:.6f}"),
    "degree sign": lambda d: f"{d:.6f}°",
    "seconds": lambda d: "{}°{:02}'{:05.2f}\"".format(*parts(d)),
    "seconds with primes": lambda d: comma("{}° {:02}′ {:05.2f}″".format(*parts(d))),
    "seconds with two quotes": lambda d: "{}º{}’{}’’".format(*parts(d)),
    "seconds with letters": lambda d: "{}d{}m{}s".format(*parts(d)),
    "seconds by blanks": lambda d: "{} {:02} {:05.2f}".format(*parts(d)),
    "seconds by dashes": lambda d: "{}-{:02}-{:05.2f}".format(*parts(d)),
    "seconds by colons": lambda d: comma("{}:{:02}:{:05.2f}".format(*parts(d))),
    "seconds in words": lambda d: comma("{} độ {} phút {} giây".format(*parts(d))),
    "minutes": lambda d: "{}°{:.4f}'".format(*minutes(d)),
}
PAIRS = ("{0}/{1}", "{1}, {0}", "{0}; {1}", "{1}\n{0}", "({1} | {0})", "E{0} N{1}", "{1}N, {0}E")


def metres_apart(found: object, longitude: float, latitude: float) -> float:
    assert isinstance(found, tuple), str(found)
    east = (found[0] - longitude) * 111_320 * math.cos(math.radians(latitude))
    return math.hypot(east, (found[1] - latitude) * 111_000)


@FEW
@given(LONGITUDES, LATITUDES, st.sampled_from(sorted(ANGLES)), st.sampled_from(sorted(ANGLES)), st.booleans())
def test_a_point_in_two_columns_comes_back(
    longitude: float, latitude: float, one: str, other: str, is_swapped: bool
) -> None:
    cells: list[object] = [ANGLES[one](longitude), ANGLES[other](latitude)]
    first, second = reversed(cells) if is_swapped else cells
    assert metres_apart(points([first], [second], BOX)[0], longitude, latitude) < 2


@FEW
@given(LONGITUDES, LATITUDES, st.sampled_from(sorted(ANGLES)), st.sampled_from(PAIRS))
def test_a_point_in_one_cell_comes_back(longitude: float, latitude: float, form: str, pair: str) -> None:
    cell = pair.format(ANGLES[form](longitude), ANGLES[form](latitude))
    assert metres_apart(points([cell], None, BOX)[0], longitude, latitude) < 2, cell


METRES = ("{:.2f}", "{:,.2f}", "{:.1f} m")


@FEW
@given(LONGITUDES, LATITUDES, st.sampled_from(METRES), st.sampled_from(("", ".,", ".,'", " ,")), st.booleans())
def test_a_point_in_metres_comes_back(
    longitude: float, latitude: float, form: str, marks: str, is_northing_first: bool
) -> None:
    metres = TO_METRES.transform(longitude, latitude)
    east, north = (written(form.format(value), marks) for value in metres)
    first, second = (north, east) if is_northing_first else (east, north)
    assert metres_apart(points([first], [second], BOX)[0], longitude, latitude) < 2


def written(number: str, marks: str) -> str:
    """An English number with other marks: "" as it is, ".," Vietnamese, ".,'" with apostrophes, " ," with blanks."""
    if not marks:
        return number
    group = marks[-1] if marks == ".,'" else marks[0]
    return number.replace(",", "_").replace(".", ",").replace("_", group)
