"""The views of the screen of Project 06: how it stands, the forecast, what moved between reports, indicators. [st]"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from pages.parts import filters
from pages.parts.project06 import forecast_blocks, indicator_blocks, moved_blocks
from pages.parts.words import later, say

NOW = "now"
TITLES = {
    NOW: later("Hiện trạng"),
    "forecast": later("Dự báo"),
    "moved": later("Thay đổi giữa hai kỳ"),
    "indicators": later("Các chỉ tiêu"),
}
SHOWS: dict[str, Callable[[date | None, str | None], None]] = {
    "forecast": forecast_blocks.show,
    "moved": moved_blocks.show,
    "indicators": indicator_blocks.show,
}


def chosen() -> str:
    """The view that the address or the switch asks for."""
    return filters.switch("view", say("Xem"), list(TITLES), lambda one: say(TITLES[one]), bare=True, wraps=True) or NOW
