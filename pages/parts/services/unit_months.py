"""A rate on time by unit and month: what is known, what is of few dossiers, what was not sent. Frames in and out.

No screen, no query.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from pages.parts.dossiers import SMALL, SMALL_MARK
from pages.parts.services import on_time
from pages.parts.style import NO_BREAK, NO_VALUE, is_missing, pct, vn
from pages.parts.words import say

KNOWN, FEW, NOTHING, MISSING = "known", "few", "nothing", "missing"


def heat(by_month: pd.DataFrame, ends: Sequence[date], sent: Sequence[date] | None) -> pd.DataFrame:
    """One row per unit and month of `ends`, and one (month_end null) of all months together: unit, month_end, count,
    out_of, value, state, is_sample, turn (of the unit, the worst first, units of few dossiers behind them).

    by_month: unit, month ("2024-05"), count, out_of, is_sample. sent: months in which one export speaks for all units;
    None where each unit sends its own form. state: known | few | nothing (sent, nothing resolved) | missing (not sent).
    """
    units = sorted(by_month["unit"].unique())
    at = {(row.unit, row.month): row for row in by_month.itertuples()}
    rows: list[list[object]] = []
    for unit in units:
        months = [(end, at.get((unit, f"{end:%Y-%m}"))) for end in ends]
        is_sample = any(bool(one.is_sample) for _, one in months if one is not None)
        for end, one in months:
            count, out_of = (None, None) if one is None else (one.count, one.out_of)
            is_told = one is not None or (sent is not None and end in sent)
            rows.append([unit, end, count, out_of, _state(out_of, is_told), is_sample])
        known = [one for _, one in months if one is not None and not is_missing(one.out_of)]
        sums = (sum(one.count for one in known), sum(one.out_of for one in known))
        rows.append([unit, None, *sums, _state(sums[1], True), is_sample])
    frame = pd.DataFrame(rows, columns=["unit", "month_end", "count", "out_of", "state", "is_sample"])
    frame[["count", "out_of"]] = frame[["count", "out_of"]].astype("float64")
    frame["value"] = (100 * frame["count"] / frame["out_of"]).where(frame["out_of"] > 0)
    whole = frame[frame["month_end"].isna()].assign(few=lambda one: ~one["state"].eq(KNOWN))
    order = whole.sort_values(["few", "value", "out_of", "unit"], ascending=[True, True, False, True])["unit"]
    frame["turn"] = frame["unit"].map({unit: turn for turn, unit in enumerate(order)})
    return frame.sort_values(["turn"], kind="stable", ignore_index=True)


def _state(out_of: float | None, is_told: bool) -> str:
    if not is_told:
        return MISSING
    if out_of is None or is_missing(out_of) or not out_of:
        return NOTHING
    return KNOWN if out_of >= SMALL else FEW


def cell(row: object) -> str:
    """What stands in a cell: 97,8; of few ◦ 2/3; · without dossiers; – not sent. row: of heat."""
    state = row.state  # type: ignore[attr-defined]
    if state == MISSING:
        return NO_VALUE
    if state == NOTHING:
        return "·"
    if state == FEW:
        return f"{SMALL_MARK}{NO_BREAK}{on_time.rate(row.count, row.out_of)}"  # type: ignore[attr-defined]
    return vn(row.value, 1)  # type: ignore[attr-defined]


def cell_in_full(row: object, with_interval: bool = False) -> str:
    """The same for a tooltip, with its counts."""
    state, count, out_of = row.state, row.count, row.out_of  # type: ignore[attr-defined]
    if state == MISSING:
        return say("chưa gửi số liệu")
    if state == NOTHING:
        return say("không có hồ sơ kết thúc")
    said = say("{count} trên {out_of} hồ sơ", count=vn(count), out_of=vn(out_of))
    said = f"{pct(100 * count / out_of)} · {said}"
    if state == FEW:
        said += " · " + say("dưới {few} hồ sơ", few=SMALL)
    return said + (
        " · " + say("khoảng tin cậy {range}", range=on_time.interval(count, out_of)) if with_interval else ""
    )


def heat_sentence(frame: pd.DataFrame, goal: float, worst: str) -> str:
    """How many are below the target, who is worst, how many months are missing. worst: the name of the first
    unit."""
    whole = frame[frame["month_end"].isna()]
    known = whole[whole["state"].eq(KNOWN)]
    parts = []
    if len(known):
        below = int((known["value"].round(1) < goal).sum())
        parts.append(
            say("{count}/{all} đơn vị dưới mục tiêu {goal}", count=vn(below), all=vn(len(known)), goal=pct(goal, 0))
        )
        parts.append(say("kém nhất: {unit} {value}", unit=worst, value=pct(known["value"].min())))
    if few := int(len(whole) - len(known)):
        parts.append(say("{count} đơn vị dưới {few} hồ sơ cả kỳ, xếp sau", count=vn(few), few=SMALL))
    cells = frame[frame["month_end"].notna()]
    if gone := int(cells["state"].eq(MISSING).sum()):
        parts.append(say("{count} ô chưa gửi số liệu", count=vn(gone)))
    text = "; ".join(parts)
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def months(last: date, count: int = 12) -> list[date]:
    """The ends of so many months, the last one that of `last`."""
    return [
        one.date() for one in pd.date_range(end=pd.Timestamp(last) + pd.offsets.MonthEnd(0), periods=count, freq="ME")
    ]
