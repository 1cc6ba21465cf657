"""The way to a unit's page, from wherever a unit is chosen. [st]"""

from __future__ import annotations

import streamlit as st

from pages.parts import ask, blocks
from pages.parts.words import say

PAGE, KEY = "pages/unit.py", "unit"


def to_page(unit: str | None) -> None:
    """The way to that unit's page, from wherever a unit is chosen."""
    if unit:
        st.page_link(
            PAGE,
            label=say("Trang của {unit}", unit=blocks.plain(ask.unit(unit))),
            icon=":material/apartment:",
            width="content",
            query_params={KEY: unit},
        )
