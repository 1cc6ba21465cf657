"""The 1.733 villages: all with some signal in May 2024, 38 of them without 3G, 4G or 5G (97,8 % with broadband).

1.733 and 97,8 % are published; which villages, their people and their dates are thrown by dice.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date

from loaders.samples.world import MONTHS, Unit, World, spread

VILLAGES = 1733
WITHOUT_BROADBAND = 38
GAINED_BROADBAND = 33  # from February 2023 to May 2024, so 71 lacked it in January 2023
WITHOUT_SIGNAL_2023 = 6  # of those 33: no signal at all before
ONLY_3G = 61
WEAK_WITH_BROADBAND = 52

# Villages named in the provincial council's answers to voters (hdndtuyenquang.gov.vn).
REAL_NAMES = {
    ("Sinh Long", "Na Hang"): ("Khuổi Phìn", "Trung Phìn", "Phiêng Ten", "Bản Lá"),
    ("Khau Tinh", "Na Hang"): ("Bản Lãm",),
    ("Thượng Nông", "Na Hang"): ("Bản Khẻ", "Bản Giòng", "Thôm Luông"),
}
FIRST = ("Nà", "Khuổi", "Bản", "Phiêng", "Pác", "Lũng", "Cốc", "Nặm", "Khau", "Tát", "Đồng", "Tân", "Trung", "An")
SECOND = (
    "Tông",
    "Mỏ",
    "Cào",
    "Lình",
    "Pết",
    "Chang",
    "Va",
    "Nghè",
    "Thẳm",
    "Đao",
    "Củng",
    "Đứa",
    "Bó",
    "Xỏm",
    "Lạ",
    "Kẹm",
    "Mạ",
    "Luông",
    "Sơn",
    "Tiến",
    "Hợp",
    "Phúc",
    "Thành",
    "Lập",
)
CAUSES = (
    "Núi đá che khuất",
    "Cách trạm gần nhất 3,7 km, núi cao che khuất",
    "Chưa có điện lưới quốc gia",
    "Doanh nghiệp chưa bố trí được vốn",
    "Chờ chương trình viễn thông công ích",
    "Dân cư thưa, đường vào khó khăn",
)
PLANNED = ("Quý IV/2024", "Tháng 9/2024", "31/12/2024", "Quý III/2024", "Năm 2025", None)
NEVER = date(2100, 1, 1)
ALWAYS = date(2015, 1, 1)


@dataclass
class Village:
    """broadband_from: first day with 3G or better; had_nothing: no signal at all before that day."""

    name: str
    commune: Unit
    households: int
    population: int
    broadband_from: date = ALWAYS
    had_nothing: bool = False
    has_4g: bool = True
    has_5g_from: date = NEVER
    is_weak: bool = False
    has_power: bool = True
    cause: str | None = None
    planned: str | None = None

    def technologies(self, on: date) -> list[str]:
        if self.broadband_from > on:
            return [] if self.had_nothing else ["2G"]
        return ["2G", "3G", *(["4G"] if self.has_4g else []), *(["5G"] if self.has_5g_from <= on else [])]

    def signal(self, on: date) -> str:
        """good, weak or none."""
        if not self.technologies(on):
            return "none"
        return "weak" if self.is_weak else "good"

    def needs_remark(self, on: date) -> bool:
        return self.broadband_from > on or self.is_weak


def make_villages(world: World) -> list[Village]:
    """All villages, ordered by commune."""
    dice = world.dice("villages")
    weights = [dice.uniform(0.7, 1.4) for _ in world.communes]
    villages: list[Village] = []
    for commune, count in zip(world.communes, spread(VILLAGES, weights, least=6), strict=True):
        district = world.district_of(commune)
        for name in _names(dice, commune, district, count):
            households = dice.randint(110, 290) if commune.kind_word != "Xã" else dice.randint(52, 148)
            villages.append(Village(name, commune, households, round(households * dice.uniform(3.7, 4.4))))
    _cover(world, villages)
    return villages


def _names(dice: random.Random, commune: Unit, district: Unit, count: int) -> list[str]:
    """Numbered blocks in towns; in communes numbers or Tày-sounding names, the published ones first."""
    if commune.kind_word != "Xã":
        return [f"Tổ dân phố {number}" for number in range(1, count + 1)]
    real = REAL_NAMES.get((commune.short_name, district.short_name), ())
    names = [name if name.startswith("Bản ") else f"Thôn {name}" for name in real]
    if not real and dice.random() < 0.3:
        return [f"Thôn {number}" for number in range(1, count + 1)]
    pool = [f"{first} {second}" for first in FIRST for second in SECOND]
    for name in dice.sample(pool, count):
        full = name if name.startswith("Bản ") else f"Thôn {name}"
        if full not in names and len(names) < count:
            names.append(full)
    return names


def _cover(world: World, villages: list[Village]) -> None:
    dice = world.dice("villages", "coverage")
    hills = [v for v in villages if v.commune.kind_word == "Xã" and world.point(v.commune)[1] > 21.85]
    # Upland districts first: two draws out of three fall on the three northern ones.
    north = [v for v in hills if world.district_of(v.commune).short_name in ("Na Hang", "Lâm Bình", "Chiêm Hóa")]
    chosen = dice.sample(north, 50)
    rest = [v for v in hills if not any(v is other for other in chosen)]
    chosen += dice.sample(rest, WITHOUT_BROADBAND + GAINED_BROADBAND - 50)
    dice.shuffle(chosen)
    for index, village in enumerate(chosen):
        village.broadband_from = NEVER
        if index >= WITHOUT_BROADBAND:
            month = MONTHS[1 + (index - WITHOUT_BROADBAND) * 16 // GAINED_BROADBAND]
            village.broadband_from = date(month.year, month.number, dice.randint(3, 27))
            village.had_nothing = index < WITHOUT_BROADBAND + WITHOUT_SIGNAL_2023 * 2 and index % 2 == 0
        village.is_weak = index < WITHOUT_BROADBAND and index % 3 != 0
        village.has_power = index % 5 != 0
    others = [v for v in villages if v.broadband_from == ALWAYS and v.commune.kind_word == "Xã"]
    for village in dice.sample(others, ONLY_3G):
        village.has_4g = False
    for village in dice.sample(others, WEAK_WITH_BROADBAND):
        village.is_weak = True
    for village in villages:
        if village.commune.kind_word == "Phường" and dice.random() < 0.12:
            village.has_5g_from = date(2024, dice.randint(1, 4), 20)
        if village.broadband_from != ALWAYS or village.is_weak:
            village.cause = dice.choice(CAUSES) if village.has_power else "Chưa có điện lưới quốc gia"
            village.planned = dice.choice(PLANNED)
