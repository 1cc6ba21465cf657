"""The stations of three operators: 1.283 of them active at the end of May 2024 on 1.125 sites, 158 sites shared.

Totals are the published ones; places, dates, masts and technologies are thrown by dice. The names in REAL
stand in the provincial council's answers to voters (hdndtuyenquang.gov.vn).
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta

from loaders.samples.world import MONTHS, NEWEST, Month, Unit, World, plain, spread

VIETTEL, VNPT, MOBIFONE = "Viettel", "VNPT", "MobiFone"
# (operators on the site, how many such sites): 612 Viettel + 438 VNPT + 233 MobiFone = 1.283 stations
# on 967 + 158 sites; 158 / 1.125 = 14,04 %, near the 14,03 % that the province published for sharing.
SITES = (
    ((VIETTEL,), 484),
    ((VNPT,), 318),
    ((MOBIFONE,), 165),
    ((VIETTEL, VNPT), 90),
    ((VIETTEL, MOBIFONE), 38),
    ((VNPT, MOBIFONE), 30),
)
NEW_STATIONS = 93  # went on air from February 2023 to May 2024; 1.190 stood before
NOT_ACTIVE = (("building", 14), ("stopped", 6), ("outage", 2))
BOX = (104.852, 21.500, 105.595, 22.688)  # a little inside the province's sanity box

# (code or name, operator, commune, district, on air since or None for "before 2023")
REAL: tuple[tuple[str, str, str, str, date | None], ...] = (
    ("TQG0327-12", VIETTEL, "Sinh Long", "Na Hang", None),
    ("TQG0324-11", VIETTEL, "Thượng Nông", "Na Hang", None),
    ("TQG0424-11", VIETTEL, "Thượng Nông", "Na Hang", date(2023, 6, 21)),
    ("TQG0424-12", VIETTEL, "Thượng Nông", "Na Hang", date(2023, 6, 27)),
    ("Sinh-Long_TQG", VNPT, "Sinh Long", "Na Hang", None),
    ("EXP-TRUNG-PHIN-SINH-LONG-NHG_TQG", VNPT, "Sinh Long", "Na Hang", None),
    ("EXP-PHIENG-TEN-SINHLONG-NHG_TQG", VNPT, "Sinh Long", "Na Hang", None),
    ("EXP-BanLa-Sinh-Long_TQG", VNPT, "Sinh Long", "Na Hang", None),
    ("Khau-Tinh_TQG", VNPT, "Khau Tinh", "Na Hang", None),
    ("KhauTinhII_TQG", VNPT, "Khau Tinh", "Na Hang", None),
    ("Yen-HoaII_TQG", VNPT, "Yên Hoa", "Na Hang", None),
    ("Thuong-Nong_TQG", VNPT, "Thượng Nông", "Na Hang", None),
    ("ThuongNongIII_TQG", VNPT, "Thượng Nông", "Na Hang", None),
    ("Thuong-NongII_TQG", VNPT, "Thượng Nông", "Na Hang", None),
    ("ThuongGiap_TQG", VNPT, "Thượng Giáp", "Na Hang", None),
    ("Phuc-Yen_TQG", VNPT, "Phúc Yên", "Lâm Bình", None),
    ("Phuc-YenII_TQG", VNPT, "Phúc Yên", "Lâm Bình", None),
    ("Luc-HanhII_TQG", VNPT, "Lực Hành", "Yên Sơn", None),
    ("Quy-Quan_TQG", VNPT, "Quí Quân", "Yên Sơn", None),
)
REAL_POINT = {"TQG0327-12": (105.34808, 22.62924)}


@dataclass
class Station:
    """fate: what it is at the end of May 2024; until `on_air_on` a new one is listed as being built."""

    operator: str
    commune: Unit
    longitude: float
    latitude: float
    is_shared: bool
    code: str = ""
    on_air_on: date | None = None
    fate: str = "active"
    listed_from: date = date(2000, 1, 1)
    since_4g: date = date(2017, 1, 1)
    since_5g: date | None = None
    has_2g: bool = True
    has_3g: bool = True
    mast_height_m: float = 42.0
    station_class: int = 1
    is_real: bool = False

    def status(self, on: date) -> str:
        if self.fate == "active" and self.on_air_on is not None and self.on_air_on > on:
            return "building"
        return self.fate

    def technologies(self, on: date) -> list[str]:
        has = (self.has_2g, self.has_3g, self.since_4g <= on, self.since_5g is not None and self.since_5g <= on)
        return [name for name, there in zip(("2G", "3G", "4G", "5G"), has, strict=True) if there]


def make_stations(world: World) -> list[Station]:
    """All stations ever listed, ordered by commune."""
    stations = _place(world)
    _add_not_active(world, stations)
    _name_real(world, stations)
    _number(stations)
    _describe(world, stations)
    order = {commune.unit_id: index for index, commune in enumerate(world.communes)}
    return sorted(stations, key=lambda s: (order[s.commune.unit_id], s.code))


def listed(stations: list[Station], operator: str, month: Month) -> list[Station]:
    """What the operator's file of that month holds."""
    return [s for s in stations if s.operator == operator and s.listed_from <= month.last]


def _place(world: World) -> list[Station]:
    dice = world.dice("stations", "places")
    kinds = [operators for operators, count in SITES for _ in range(count)]
    dice.shuffle(kinds)
    weights = [dice.uniform(0.6, 1.4) * (1.5 if c.kind_word != "Xã" else 1.0) for c in world.communes]
    counts = spread(len(kinds), weights, least=4)
    taken: dict[tuple[int, int], list[tuple[float, float]]] = {}
    stations: list[Station] = []
    for commune, count in zip(world.communes, counts, strict=True):
        for _ in range(count):
            operators = kinds.pop()
            longitude, latitude = _free_point(world, dice, commune, taken)
            for number, operator in enumerate(operators):
                # A second operator stands within some 20 m of the first: one site.
                shift = (dice.uniform(-0.00013, 0.00013), dice.uniform(-0.00013, 0.00013)) if number else (0.0, 0.0)
                point = (round(longitude + shift[0], 5), round(latitude + shift[1], 5))
                stations.append(Station(operator, commune, *point, is_shared=len(operators) > 1))
    return stations


def _free_point(
    world: World, dice: random.Random, commune: Unit, taken: dict[tuple[int, int], list[tuple[float, float]]]
) -> tuple[float, float]:
    """A place near the commune's point, 200 m or more from every other site, so that sites stay countable."""
    middle = world.point(commune)
    reach = 0.004 if commune.kind_word == "Phường" else 0.009
    west, south, east, north = BOX
    while True:
        reach *= 1.02
        longitude = min(max(dice.gauss(middle[0], reach), west), east)
        latitude = min(max(dice.gauss(middle[1], reach), south), north)
        cell = (int(longitude / 0.002), int(latitude / 0.002))
        near = [p for dx in (-1, 0, 1) for dy in (-1, 0, 1) for p in taken.get((cell[0] + dx, cell[1] + dy), ())]
        if all(abs(p[0] - longitude) + abs(p[1] - latitude) > 0.002 for p in near):
            taken.setdefault(cell, []).append((longitude, latitude))
            return round(longitude, 5), round(latitude, 5)


def _add_not_active(world: World, stations: list[Station]) -> None:
    dice = world.dice("stations", "not active")
    for fate, count in NOT_ACTIVE:
        for index in range(count):
            commune = dice.choice(world.communes)
            longitude, latitude = world.point(commune)
            point = (round(longitude + dice.uniform(0.001, 0.01), 5), round(latitude - dice.uniform(0.001, 0.01), 5))
            station = Station((VIETTEL, VNPT, MOBIFONE)[index % 3], commune, *point, is_shared=False, fate=fate)
            if fate == "building":
                station.listed_from = dice.choice(MONTHS[-5:]).first
            else:
                station.on_air_on = date(dice.randint(2009, 2016), dice.randint(1, 12), dice.randint(1, 28))
            stations.append(station)


def _name_real(world: World, stations: list[Station]) -> None:
    """Give the published names to stations of that operator in that commune, moving one there where too few are."""
    for index, (code, operator, commune_name, district, on_air_on) in enumerate(REAL):
        commune = world.commune(commune_name, district)
        free = [s for s in stations if s.operator == operator and not s.code and not s.is_shared and s.fate == "active"]
        here = [s for s in free if s.commune is commune]
        station = here[0] if here else next(s for s in free if s.commune.parent_id != commune.parent_id)
        if not here:
            # East of the commune's other sites, each name on its own place.
            longitude, latitude = world.point(commune)
            station.longitude = round(min(longitude + 0.031 + 0.0011 * index, BOX[2] - 0.0011 * index), 5)
            station.latitude = round(latitude - 0.0017 * index, 5)
        station.commune, station.code, station.on_air_on, station.is_real = commune, code, on_air_on, True
        station.longitude, station.latitude = REAL_POINT.get(code, (station.longitude, station.latitude))


def _number(stations: list[Station]) -> None:
    """Codes as the operators write them; VNPT numbers the stations of a name with Roman numerals."""
    used = {s.code for s in stations}
    seen: dict[str, int] = {}
    roman = ("", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")
    for index, station in enumerate(stations):
        name = plain(station.commune.short_name)
        while not station.code:
            seen[station.operator + name] = number = seen.get(station.operator + name, -1) + 1
            if station.operator == VIETTEL:
                code = f"TQG{1000 + index:04d}-{11 + number % 3}"
            elif station.operator == VNPT:
                # The same name with and without hyphens: as in the province's own letters.
                code = f"{name.replace(' ', '' if number % 4 == 2 else '-')}{roman[number]}_TQG"
            else:
                code = f"TQ{''.join(word[0] for word in name.split())}{index:04d}"
            if code not in used:
                station.code = code
                used.add(code)


def _describe(world: World, stations: list[Station]) -> None:
    dice = world.dice("stations", "descriptions")
    ordinary = [s for s in stations if s.fate == "active" and not s.is_real and not s.is_shared]
    dated = sum(1 for s in stations if s.is_real and s.on_air_on is not None)
    days = (NEWEST.last - MONTHS[1].first).days
    for station in dice.sample(ordinary, NEW_STATIONS - dated):
        station.on_air_on = MONTHS[1].first + timedelta(days=dice.randint(0, days))
    for station in stations:
        new = station.on_air_on is not None and station.on_air_on >= MONTHS[1].first
        if new and station.on_air_on is not None:
            station.listed_from = station.on_air_on - timedelta(days=dice.choice((40, 75, 110)))
        elif station.fate == "active":
            station.on_air_on = date(dice.randint(2008, 2022), dice.randint(1, 12), dice.randint(1, 28))
        rural = station.commune.kind_word == "Xã"
        station.has_2g = not new and dice.random() < 0.88
        station.has_3g = not station.has_2g or dice.random() < 0.9
        upgrade = MONTHS[1].first + timedelta(days=dice.randint(0, 900))
        station.since_4g = upgrade if not new and dice.random() < 0.14 else date(2018, 1, 1)
        if not rural and dice.random() < 0.08:
            station.since_5g = date(2024, dice.randint(1, 4), 15)
        station.station_class = 1 if rural or dice.random() < 0.5 else 2
        station.mast_height_m = dice.choice((36.0, 42.0, 45.0, 48.0)) if station.station_class == 1 else 18.5
