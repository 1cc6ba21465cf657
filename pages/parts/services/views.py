"""The services screen's views: how it stands, and five questions that a desk works through. [st]"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from pages.parts import filters
from pages.parts.service_question import Asked
from pages.parts.services import coming_blocks, index_blocks, sources_blocks, time_blocks, way_blocks
from pages.parts.words import later, say

NOW = "now"
TITLES = {
    NOW: later("Hiện trạng"),
    "way": later("Chặng đường"),
    "time": later("Đúng hạn"),
    "coming": later("Sắp đến hạn"),
    "index": later("Bộ chỉ số 766"),
    "sources": later("Đối chiếu và biểu mẫu"),
}
SHOWS: dict[str, Callable[[Asked, date], None]] = {
    "way": way_blocks.show,
    "time": time_blocks.show,
    "coming": coming_blocks.show,
    "index": index_blocks.show,
    "sources": sources_blocks.show,
}


def chosen() -> str:
    """The view that the address or the switch asks for."""
    return filters.switch("view", say("Xem"), list(TITLES), lambda one: say(TITLES[one]), bare=True, wraps=True) or NOW
