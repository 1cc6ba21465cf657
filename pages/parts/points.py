"""What a leader should know besides the figures: what waits for a decision, what is overdue, what has changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from metrics import METRICS, Figure
from pages.parts import words
from pages.parts.style import day, measured, vn
from pages.parts.words import say

SHOWN = 3
SMALL = 30  # dossiers: below it one of them moves a share by more than three points


@dataclass(frozen=True)
class Point:
    """One line of a list: **lead** rest, and under it whose it is. link: the address of a page and what it shows."""

    icon: str
    colour: str
    lead: str
    rest: str = ""
    under: str = ""
    page: str = ""
    link: tuple[tuple[str, str], ...] = ()


def decisions(frame: pd.DataFrame, on: date) -> list[Point]:
    """Obstacles that the province or a ministry must decide, the earliest due first. frame: as records.decisions."""
    return [_decision(number, row, on) for number, row in enumerate(frame.head(SHOWN).itertuples(), 1)]


def _decision(number: int, row: object, on: date) -> Point:
    due, proposal = row.due_on, row.proposal  # type: ignore[attr-defined]
    if pd.isna(due):
        when = say("chưa có hạn")
    elif due.date() < on:
        when = say("quá hạn từ {day}", day=day(due))
    else:
        when = say("trước {day}", day=day(due))
    is_central = row.deciding_level == "central"  # type: ignore[attr-defined]
    text = say("{unit} nêu, chờ Trung ương · {when}") if is_central else say("{unit} nêu, chờ tỉnh · {when}")
    under = text.format(unit=row.raised_by, when=when)  # type: ignore[attr-defined]
    icon = f":material/looks_{('one', 'two', '3')[number - 1]}:"
    title = str(row.title)  # type: ignore[attr-defined]
    return Point(icon, "blue", title, f": {proposal}" if isinstance(proposal, str) and proposal else "", under)


def overdue(frame: pd.DataFrame, unit: Callable[[str], str]) -> list[Point]:
    """Overdue tasks, the longest overdue first. frame: rows behind tasks_overdue, with judged_on."""
    if frame.empty:
        return []
    days = (pd.to_datetime(frame["judged_on"]) - pd.to_datetime(frame["due_on"])).dt.days
    worst = frame.assign(days=days).sort_values(["days", "task_no"], ascending=[False, True]).head(SHOWN)
    return [
        Point(
            ":material/error:",
            "red",
            str(row.task_title),
            say(": chậm {days} ngày", days=vn(row.days)),
            f"{unit(str(row.lead_unit))} · {words.plan(str(row.plan))}",
            "pages/project06.py",
            (("plan", str(row.plan)), ("task", str(row.task_no))),
        )
        for row in worst.itertuples()
    ]


def moved(now: Figure, earlier: Figure | None) -> Point | None:
    """A province's figure that is not what it was the period before; None where it is the same or not known."""
    if earlier is None or now.value is None or earlier.value is None:
        return None
    metric = METRICS[now.id]
    decimals = 1 if metric.measured_in == "%" else 0
    change = round(now.value - earlier.value, decimals)
    if not change:
        return None
    unit = say("điểm") if metric.measured_in == "%" else say(metric.measured_in, count=vn(abs(change), decimals))
    rest = _turned(change, decimals, unit, measured(now.value, metric.measured_in))
    good = (change > 0) == (metric.better == "high") if metric.better else None
    return _point(change, good, words.title(metric), rest, _of(now))


def fallen(
    metric_id: str, now: Mapping[str, Figure], earlier: Mapping[str, Figure], unit: Callable[[str], str]
) -> Point | None:
    """The unit whose share fell most since the period before, of those with enough cases; None where none fell."""
    return _most(metric_id, now, earlier, unit, -1)


def risen(
    metric_id: str, now: Mapping[str, Figure], earlier: Mapping[str, Figure], unit: Callable[[str], str]
) -> Point | None:
    """The unit whose share rose most since the period before, of those with enough cases; None where none rose."""
    return _most(metric_id, now, earlier, unit, 1)


def _most(
    metric_id: str, now: Mapping[str, Figure], earlier: Mapping[str, Figure], unit: Callable[[str], str], sign: int
) -> Point | None:
    changes = {
        name: round(figure.value - earlier[name].value, 1)  # type: ignore[operator]
        for name, figure in now.items()
        if name in earlier and _is_firm(figure) and _is_firm(earlier[name])
    }
    far = {name: change for name, change in changes.items() if change * sign > 0}
    if not far:
        return None
    name = max(sorted(far), key=lambda one: far[one] * sign)
    metric, figure = METRICS[metric_id], now[name]
    rest = say(
        ": {title} {turn}",
        title=words.title(metric)[:1].lower() + words.title(metric)[1:],
        turn=_turned(far[name], 1, say("điểm"), measured(figure.value, metric.measured_in)).strip(),
    )
    good = (sign > 0) == (metric.better == "high")
    return _point(sign, good, unit(name), rest, _parts(figure))


def _is_firm(figure: Figure) -> bool:
    return figure.value is not None and (figure.out_of or 0) >= SMALL


def _turned(change: float, decimals: int, unit: str, now: str) -> str:
    text = say(" tăng {by} {unit}, đạt {now}") if change > 0 else say(" giảm {by} {unit}, còn {now}")
    return text.format(by=vn(abs(change), decimals), unit=unit, now=now)


def _point(change: float, good: bool | None, lead: str, rest: str, under: str) -> Point:
    icon = ":material/trending_up:" if change > 0 else ":material/trending_down:"
    return Point(icon, "gray" if good is None else "green" if good else "orange", lead, rest, under)


def _of(figure: Figure) -> str:
    if not figure.expected:
        return _parts(figure)
    return say("{reported}/{expected} đơn vị đã gửi", reported=vn(figure.reported), expected=vn(figure.expected))


def _parts(figure: Figure) -> str:
    if figure.out_of is None:
        return ""
    return say("{count} trên {out_of}", count=vn(figure.count), out_of=vn(figure.out_of))


def shown(points: Sequence[Point | None]) -> list[Point]:
    """Those that there are, at most as many as fit a card."""
    return [one for one in points if one is not None][:SHOWN]
