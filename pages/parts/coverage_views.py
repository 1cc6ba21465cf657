"""The coverage screen's views: how it stands, and five questions that a desk works through. [st]"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pandas as pd

from pages.parts import (
    coverage_doubt_blocks,
    filters,
    next_station_blocks,
    operator_blocks,
    resilience_blocks,
    white_zone_blocks,
)
from pages.parts.coverage_blocks import Asked
from pages.parts.words import later, say

NOW = "now"
TITLES = {
    NOW: later("Hiện trạng"),
    "white": later("Vùng trắng"),
    "doubts": later("Cần kiểm tra"),
    "critical": later("Dự phòng"),
    "next": later("Trạm tiếp theo"),
    "operators": later("Nhà mạng"),
}
SHOWS: dict[str, Callable[[Asked, pd.DataFrame, date], None]] = {
    "white": white_zone_blocks.show,
    "doubts": coverage_doubt_blocks.show,
    "critical": resilience_blocks.show,
    "next": next_station_blocks.show,
    "operators": operator_blocks.show,
}


def chosen() -> str:
    """The view that the address or the switch asks for."""
    return filters.switch("view", say("Xem"), list(TITLES), lambda one: say(TITLES[one]), bare=True, wraps=True) or NOW
