"""Rows of the coverage screen's views, narrowed to what its filters ask for. Asks, draws nothing."""

from __future__ import annotations

import pandas as pd

from pages.parts import ask
from pages.parts.coverage_blocks import Asked


def inside(frame: pd.DataFrame, asked: Asked) -> pd.DataFrame:
    """Those of the commune or district asked for, else all. frame: has unit and district."""
    if asked.commune:
        return frame[frame["unit"].eq(asked.commune)]
    return frame[frame["district"].eq(asked.district)] if asked.district else frame


def present(asked: Asked) -> pd.DataFrame:
    """Active stations of the whole province, of the operator and technology asked for: one may stand over a border."""
    found = ask.stations(asked.month.as_of)
    found = found[found["is_active"].eq(True)]
    found = found[found["operator"].eq(asked.operator)] if asked.operator else found
    if asked.technology:
        found = found[found[f"has_{asked.technology.lower()}"].eq(True)]
    return found.reset_index(drop=True)
