"""Plain tables with strange cells: numbers, days, points, words, names of units, what is about a person."""

from __future__ import annotations

from tests.corpus import value_counts, value_days, value_people, value_points, value_units, value_words
from tests.corpus.case import Case

CASES: list[Case] = [
    *value_counts.CASES,
    *value_days.CASES,
    *value_points.CASES,
    *value_words.CASES,
    *value_units.CASES,
    *value_people.CASES,
]
