"""What the view of the index of Decision 766 is asked: its figure, its parts, the counts behind them. [st]"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from metrics import Figure
from pages.parts import ask, dossiers
from pages.parts.cards import Behind
from pages.parts.service_question import Asked
from pages.parts.services import index_766
from pages.parts.services.index_766 import METRIC
from pages.parts.style import month
from pages.parts.words import say


@dataclass(frozen=True)
class Index:
    """The question, its figure, the parts, the counts of all units and of those asked about."""

    asked: Asked
    figure: Figure
    parts: pd.DataFrame
    counts: pd.DataFrame
    own: pd.DataFrame

    @property
    def source(self) -> str:
        return f"{dossiers.source_line(METRIC, self.figure)} · {say('kỳ {month}', month=month(self.figure.period_end))}"

    @property
    def behind(self) -> Behind:
        return Behind(METRIC, self.asked.query())

    @property
    def whom(self) -> str:
        return self.asked.said or say("toàn tỉnh")

    @cached_property
    def whole(self) -> float:
        """The points of all parts, with data or without."""
        return float(self.parts["most"].sum())


def of(asked: Asked) -> Index | None:
    """The answers; None where nothing can be computed."""
    figure = asked.figure(METRIC)
    if figure.value is None or figure.period_start is None or figure.period_end is None:
        return None
    asked = replace(asked, period=replace(asked.period, start=figure.period_start, end=figure.period_end))
    counts = ask.index_counts(figure.period_start, figure.period_end, asked.period.as_of)
    own = counts[_matches(counts, asked)]
    points = ask.by(METRIC, ("criterion",), asked.query()).set_index("criterion")["count"].to_dict()
    return Index(asked, figure, index_766.parts(ask.index_rules(figure.period_end), own, points), counts, own)


def _matches(counts: pd.DataFrame, asked: Asked) -> pd.Series:
    """Whether a row is of the level and the agency asked for."""
    there = pd.Series(True, index=counts.index)
    for column, value in (("level", asked.level), ("unit", asked.agency)):
        there &= counts[column].eq(value) if value else True
    return there
