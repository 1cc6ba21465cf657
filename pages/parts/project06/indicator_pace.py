"""How fast a value moves and when it reaches its target at that pace. Numbers in, numbers out; no screen."""

from __future__ import annotations

import math
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

MOST, LEAST = 6, 2  # reports that make a pace
BACK = 12  # months: an older report says nothing about today's pace
TOO_FAR = 120  # months: past them a month would be more precise than the pace is
FURTHEST = 1200  # months: what is further is said to be so far

REACHED, IN_YEAR, LATER, NEVER = "reached", "in_year", "later", "never"
TOO_FEW, NO_TARGET, PER_PERIOD, BY_UNIT = "too_few", "no_target", "per_period", "by_unit"
SOME = 1e-9
Point = tuple[date, float]


@dataclass(frozen=True)
class Pace:
    """What a value gains a month: over all its reports, and from one to the next at least and at most."""

    per_month: float
    slowest: float
    fastest: float
    reports: int
    since: date


@dataclass(frozen=True)
class Forecast:
    """state: one of the eight above. month: its last day. earliest, latest: at the fastest and the slowest step; latest
    is null where the slowest doesn't get there. needed: a month, to be there at the end of the year."""

    state: str
    month: date | None = None
    earliest: date | None = None
    latest: date | None = None
    needed: float | None = None


def place(day: date) -> float:
    """The day on a scale whose unit is a month: a month's end is a whole number."""
    return day.year * 12 + day.month - 1 + day.day / monthrange(day.year, day.month)[1]


def month_at(place_: float) -> date:
    """The last day of the month in which a place on that scale falls."""
    number = math.ceil(place_ - SOME) - 1
    year, month = divmod(number, 12)
    return date(year, month + 1, monthrange(year, month + 1)[1])


def used(points: Sequence[Point]) -> list[Point]:
    """The reports that make the pace: the last six, none older than a year before the newest. points: oldest first."""
    if not points:
        return []
    newest = place(points[-1][0])
    return [one for one in points if place(one[0]) >= newest - BACK - SOME][-MOST:]


def pace(points: Sequence[Point]) -> Pace | None:
    """The pace of the last reports; None where there are fewer than two. points: one a month, oldest first."""
    found = used(points)
    if len(found) < LEAST:
        return None
    places = [place(day) for day, _ in found]
    steps = [
        (after - before) / (later - sooner)
        for (_, before), (_, after), sooner, later in zip(found, found[1:], places, places[1:], strict=False)
    ]
    whole = (found[-1][1] - found[0][1]) / (places[-1] - places[0])
    return Pace(whole, min(steps), max(steps), len(found), found[0][0])


def forecast(points: Sequence[Point], target: float | None, is_low: bool = False) -> Forecast:
    """When the target is reached, if it goes on like that. is_low: what is to fall to its target."""
    if target is None or not points:
        return Forecast(NO_TARGET)
    day, value = points[-1]
    sign = -1.0 if is_low else 1.0
    gap = sign * (target - value)
    if gap <= SOME:
        return Forecast(REACHED)
    year_end = date(day.year, 12, 31)
    left = place(year_end) - place(day)
    needed = sign * gap / left if left > SOME else None
    found = pace(points)
    if found is None:
        return Forecast(TOO_FEW, needed=needed)
    months = _months(gap, sign * found.per_month)
    if months is None:
        return Forecast(NEVER, needed=needed)
    steps = sorted(sign * one for one in (found.slowest, found.fastest))
    slow, fast = _months(gap, steps[0]), _months(gap, steps[1])
    here = place(day)
    month = month_at(here + months)
    return Forecast(
        IN_YEAR if month <= year_end else LATER,
        month,
        month_at(here + fast) if fast is not None else None,
        month_at(here + slow) if slow is not None and slow <= TOO_FAR else None,
        needed,
    )


def _months(gap: float, per_month: float) -> float | None:
    return min(gap / per_month, FURTHEST) if per_month > SOME else None


def is_far(one: Forecast, day: date) -> bool:
    """Whether the month is so far away that it isn't named."""
    return one.month is not None and place(one.month) - place(day) > TOO_FAR
