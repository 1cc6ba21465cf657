"""The coverage screen's reckonings over whole frames: the province's own number of stations, and 100.000 of them.

Points are drawn at random over the province, the same every time; every fourth village has no broadband.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

import numpy as np
import pandas as pd

from pages.parts import nearness, next_stations, operators
from tests.bench.result import Result

STATIONS, MANY, VILLAGES, COMMUNES = 1_283, 100_000, 1_733, 138
BOX = ((104.85, 105.6), (21.5, 22.69))  # degrees: west and east, south and north
HAS = {"has_2g": 0.8, "has_3g": 0.9, "has_4g": 0.94, "has_5g": 0.02}  # of stations
REACH = 3_000
ROUNDS = 5
LIMIT, LIMIT_MANY = 1.0, 3.0


def results() -> list[Result]:
    """Each reckoning's median, and the sum of all of them against its limit."""
    return [*_results(STATIONS, "1.283", LIMIT), *_results(MANY, "100.000", LIMIT_MANY)]


def _results(many: int, said: str, limit: float) -> list[Result]:
    found, listed = stations(many), villages()
    placed, answers = nearness.placed(listed), _answers(found)

    def nearest() -> None:
        at = nearness.metres(found["longitude"], found["latitude"])
        nearness.nearest(placed[["x", "y"]].to_numpy("float64"), at)

    works: dict[str, Callable[[], object]] = {
        "trạm gần nhất của mỗi thôn": nearest,
        "20 trạm tiếp theo": lambda: next_stations.plan(nearness.placed(listed), found, REACH, str),
        "nhà mạng cạnh nhau": lambda: _operators(found, answers),
    }
    times = {name: _median(work) for name, work in works.items()}
    name = f"{said} trạm, 1.733 thôn"
    return [
        *(Result(f"{name}: {work}", seconds, "s") for work, seconds in times.items()),
        Result(f"{name}: cả ba", sum(times.values()), "s", limit),
    ]


def _operators(found: pd.DataFrame, answers: dict[str, pd.DataFrame]) -> None:
    operators.shares(operators.compared(found, answers))
    operators.marks(found).sum()
    operators.listed(found, operators.ACTIVE)


def _median(work: Callable[[], object]) -> float:
    work()
    return statistics.median(_seconds(work) for _ in range(ROUNDS))


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


# --- the frames -------------------------------------------------------------------------------------------------


def stations(many: int) -> pd.DataFrame:
    """As records_coverage.stations; one in a hundred has no coordinates, one in fifty is not on air."""
    random = np.random.default_rng(1283)
    has = {name: random.random(many) < share for name, share in HAS.items()}
    number = pd.Series(range(many))
    frame = pd.DataFrame(has).astype("object")
    longitude, latitude = (random.uniform(*side, many) for side in BOX)
    is_placed = random.random(many) >= 0.01
    return frame.assign(
        station_code="T" + number.astype(str),
        operator=random.choice(["Viettel", "VNPT", "MobiFone"], many, p=[0.5, 0.3, 0.2]),
        unit=[f"xa-{one}" for one in random.integers(COMMUNES, size=many)],
        district="huyen",
        status=random.choice(["active", "building", "stopped", "outage"], many, p=[0.98, 0.01, 0.005, 0.005]),
        is_active=lambda one: one["status"].eq("active"),
        longitude=np.where(is_placed, longitude, np.nan),
        latitude=np.where(is_placed, latitude, np.nan),
        batch_id=1,
        sheet="BTS",
        row_number=number,
        is_sample=True,
    )


def villages() -> pd.DataFrame:
    """As records_coverage.villages; half of them stand at their commune's point."""
    random = np.random.default_rng(1733)
    points = np.column_stack([random.uniform(*side, COMMUNES) for side in BOX])
    home = random.integers(COMMUNES, size=VILLAGES)
    longitude, latitude = (random.uniform(*side, VILLAGES) for side in BOX)
    is_placed = random.random(VILLAGES) < 0.5
    return pd.DataFrame(
        {
            "village_name": [f"Thôn {number}" for number in range(VILLAGES)],
            "unit": [f"xa-{one}" for one in home],
            "district": "huyen",
            "population": random.integers(150, 1300, VILLAGES),
            "has_broadband": pd.Series(random.random(VILLAGES) >= 0.25, dtype="object"),
            "longitude": np.where(is_placed, longitude, np.nan),
            "latitude": np.where(is_placed, latitude, np.nan),
            "point_longitude": points[home, 0],
            "point_latitude": points[home, 1],
            "is_sample": True,
        }
    )


def _answers(found: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """What metrics.by would answer: of the shape that the comparison takes, one row per operator."""
    counts = found["operator"].value_counts().rename_axis("operator").reset_index(name="value")
    return dict.fromkeys(operators.COLUMNS, counts)
