"""What all samples share: the months, the units of the province, seeded dice, receiving times."""

from __future__ import annotations

import csv
import random
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from pathlib import Path

UNITS_FILE = Path(__file__).parents[2] / "data" / "reference" / "units.csv"

# Reports that came after the calendar's day, and one that never came: what completeness is shown with.
LATE = {
    ("village", "Lâm Bình", "2024-05"): 14,
    ("village", "Na Hang", "2023-08"): 12,
    ("stations", "MobiFone", "2023-11"): 16,
    ("counts", "Sơn Dương", "2024-02"): 13,
    ("tasks", "chuyen_doi_so", "2024-02"): 12,
}
MISSING = {("village", "Na Hang", "2024-03"), ("counts", "Lâm Bình", "2023-10")}


@dataclass(frozen=True, order=True)
class Month:
    year: int
    number: int

    @property
    def first(self) -> date:
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        return self.next().first - timedelta(days=1)

    def next(self) -> Month:
        return Month(self.year + self.number // 12, self.number % 12 + 1)

    def back(self, months: int) -> Month:
        count = self.year * 12 + self.number - 1 - months
        return Month(count // 12, count % 12 + 1)

    def __str__(self) -> str:
        return f"{self.year}-{self.number:02d}"

    @property
    def text(self) -> str:
        """As it stands in titles: 5/2024."""
        return f"{self.number}/{self.year}"


MONTHS = tuple(Month(2023 + index // 12, index % 12 + 1) for index in range(17))
NEWEST = MONTHS[-1]


KIND_WORDS = ("Thành phố", "Huyện", "Thị trấn", "Phường", "Xã")


@dataclass(frozen=True)
class Unit:
    unit_id: str
    name: str
    parent_id: str
    longitude: float | None
    latitude: float | None

    @cached_property
    def kind_word(self) -> str:
        """Xã, Phường or Thị trấn; Huyện or Thành phố."""
        return next(word for word in KIND_WORDS if self.name.startswith(word))

    @cached_property
    def short_name(self) -> str:
        """Without the kind: "Na Hang" of both the district and its town."""
        return self.name.removeprefix(self.kind_word).strip()


@dataclass(frozen=True)
class World:
    """The province at the end of May 2024 and the seed all dice start from."""

    seed: int
    scale: int
    districts: tuple[Unit, ...]
    communes: tuple[Unit, ...]

    def dice(self, *about: object) -> random.Random:
        """A generator of its own for every topic, so that one sample does not move when another changes."""
        return random.Random("/".join(str(part) for part in (self.seed, *about)))

    @cached_property
    def _district_by_id(self) -> dict[str, Unit]:
        return {district.unit_id: district for district in self.districts}

    @cached_property
    def _communes_by_district(self) -> dict[str, list[Unit]]:
        return {d.unit_id: [c for c in self.communes if c.parent_id == d.unit_id] for d in self.districts}

    def district_of(self, commune: Unit) -> Unit:
        return self._district_by_id[commune.parent_id]

    def communes_of(self, district: Unit) -> list[Unit]:
        return self._communes_by_district[district.unit_id]

    def commune(self, short_name: str, district: str) -> Unit:
        """KeyError where the reference list has no such commune."""
        for unit in self.communes:
            if unit.short_name == short_name and self.district_of(unit).short_name == district:
                return unit
        raise KeyError(f"{short_name}, {district}")

    def point(self, unit: Unit) -> tuple[float, float]:
        """(longitude, latitude); the middle of the district where the list has no point."""
        if unit.longitude is not None and unit.latitude is not None:
            return unit.longitude, unit.latitude
        near = [c for c in self.communes_of(self.district_of(unit)) if c.longitude is not None]
        return (sum(c.longitude or 0 for c in near) / len(near), sum(c.latitude or 0 for c in near) / len(near))

    def received_at(self, topic: str, sender: str, month: Month) -> datetime:
        """The first days of the next month in office hours; later where LATE says so."""
        dice = self.dice("received", topic, sender, month)
        day = LATE.get((topic, sender, str(month))) or dice.randint(1, 4)
        first = month.next().first
        return datetime(first.year, first.month, day, dice.randint(7, 16), dice.choice((5, 15, 20, 40, 55)))


def read_world(seed: int, scale: int, units_file: Path = UNITS_FILE) -> World:
    """The units valid on 31/05/2024, in the order of their official codes."""
    on = NEWEST.last.isoformat()
    with units_file.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
    # valid_to is the first day on which the unit is no more.
    valid = [r for r in rows if (r["valid_from"] or "0") <= on < (r["valid_to"] or "9")]
    by_kind: dict[str, list[Unit]] = {"district": [], "commune": []}
    for row in sorted(valid, key=lambda r: (r["gso_code"], r["unit_id"])):
        if row["kind"] in by_kind:
            by_kind[row["kind"]].append(_unit(row))
    districts = tuple(d for d in by_kind["district"] if any(c.parent_id == d.unit_id for c in by_kind["commune"]))
    ids = {district.unit_id for district in districts}
    return World(seed, scale, districts, tuple(c for c in by_kind["commune"] if c.parent_id in ids))


def _unit(row: dict[str, str]) -> Unit:
    return Unit(
        row["unit_id"],
        row["name"],
        row["parent_id"],
        float(row["longitude"]) if row["longitude"] else None,
        float(row["latitude"]) if row["latitude"] else None,
    )


def spread(total: int, weights: Sequence[float], least: int = 0) -> list[int]:
    """Whole numbers that add up to `total`, near the weights, none below `least` (largest remainder)."""
    free = total - least * len(weights)
    whole = sum(weights)
    exact = [free * weight / whole for weight in weights]
    parts = [int(part) for part in exact]
    rest = sorted(range(len(parts)), key=lambda i: (parts[i] - exact[i], i))
    for index in rest[: free - sum(parts)]:
        parts[index] += 1
    return [part + least for part in parts]


def plain(text: str) -> str:
    """Without accents: "Đà Vị" to "Da Vi"."""
    marked = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in marked if not unicodedata.combining(letter))


def comma(value: float, digits: int) -> str:
    """With a decimal comma: 105,34808."""
    return f"{value:.{digits}f}".replace(".", ",")
