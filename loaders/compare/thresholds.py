"""How far a report may lie from what stands already before an officer is asked to look: read from settings.csv.

A line that is missing, or holds no whole number, leaves the default. Figures are whole numbers in the unit named.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path

from loaders.places import read_rows


@dataclass(frozen=True)
class Thresholds:
    """The limits of the comparisons with earlier reports and with other sources."""

    # A month of a field seldom doubles; a digit typed too much or a column shifted makes ten times as many.
    jump_times: int = 5
    # Below this a field may well go from 3 dossiers to 20.
    jump_least: int = 50
    # Villages grow by births and moves, not by half; merged villages do, and should be confirmed.
    people_change_percent: int = 50
    people_least: int = 20
    # Of the full marks: the province's own boards moved by less than a fifth between two years.
    score_change_percent: int = 30
    # A mast does not move; a survey mends a point by some hundred metres.
    moved_metres: int = 1000
    # The form counts at midnight of the last day, the export when it is made: a few dossiers lie between.
    cross_percent: int = 1
    cross_least: int = 5
    # An export with fewer dossiers than this share of the form's is one of a week or of one counter: no contradiction.
    cross_whole_percent: int = 50


def thresholds(reference: Path) -> Thresholds:
    """The officers' limits, of the folder with settings.csv; the defaults where there is no such file."""
    path = reference / "settings.csv"
    known = {field.name for field in fields(Thresholds)}
    stated = {row["name"]: (row.get("value") or "").strip() for row in read_rows(path)} if path.exists() else {}
    return Thresholds(**{name: int(value) for name, value in stated.items() if name in known and value.isdecimal()})
