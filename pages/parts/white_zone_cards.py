"""Number cards of the white zones: people, plans overdue, villages without a plan. No screen."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from pages.parts import white_zones
from pages.parts.cards import Card
from pages.parts.style import NO_VALUE, day, is_missing, month, pct, vn
from pages.parts.white_zones import Tally
from pages.parts.words import say


def moved(months: pd.DataFrame, kind: str, reported_on: date) -> dict[str, Any]:
    """The note of the card of villages: against the last month before that has data; that the list is an old one.
    months: white_zones.trend; reported_on: of the newest list."""
    if is_missing(white_zones.of_trend(months, kind)["value"].iloc[-1]):
        return {"note": say("số cũ"), "mood": "old", "beside": say("kỳ {day}", day=day(reported_on))}
    change = white_zones.change(months, kind)
    if change is None:
        return {"note": say("chưa có kỳ trước để so")}
    more, then = change
    beside = say("so với {day}", day=month(then))
    if not more:
        return {"note": say("không đổi"), "beside": beside}
    note = say("{count} thôn", count=vn(abs(more)))
    return {"note": note, "mood": "warn" if more > 0 else "ok", "moved": 1 if more > 0 else -1, "beside": beside}


def people(found: pd.DataFrame, counted: Tally, listed: pd.DataFrame) -> Card:
    label, all_ = say("Người dân ở các thôn này"), pd.to_numeric(listed["population"]).sum(min_count=1)
    if counted.people is None:
        return Card(label, NO_VALUE, say("chưa có số dân"), under=say("Danh sách không ghi dân số"))
    households = pd.to_numeric(found["households"]).sum(min_count=1)
    share = None if is_missing(all_) or not all_ else 100 * counted.people / float(all_)
    under = (
        say("{count} thôn chưa rõ số dân", count=vn(counted.unsaid)) if counted.unsaid else say("Theo danh sách thôn")
    )
    return Card(
        label,
        say("{n} người", n=vn(counted.people)),
        say("không có thôn")
        if found.empty
        else NO_VALUE
        if is_missing(households)
        else say("{count} hộ", count=vn(households)),
        beside="" if found.empty else say("{share} số dân", share=pct(share)),
        under=under,
    )


def overdue(found: pd.DataFrame) -> Card:
    late = found[found["group"].eq(white_zones.OVERDUE)]
    label, value = say("Kế hoạch quá hạn"), say("{count} thôn", count=vn(len(late)))
    if late.empty:
        has_days = found["group"].eq(white_zones.IN_TIME).any()
        note = (
            say("không quá hạn") if has_days else say("chưa thôn nào có ngày") if len(found) else say("không có thôn")
        )
        return Card(label, value, note, "ok" if has_days else "none", under=say("Theo ngày dự kiến phủ sóng"))
    return Card(
        label,
        value,
        say("lâu nhất {days} ngày", days=vn(late["days"].max())),
        "late",
        under=say("Dân số: {people}", people=_people_of(late)),
    )


def unplanned(found: pd.DataFrame) -> Card:
    without = found[found["group"].eq(white_zones.NO_PLAN)]
    label, value = say("Chưa có ngày phủ sóng"), say("{count} thôn", count=vn(len(without)))
    if without.empty:
        note = say("đủ kế hoạch") if len(found) else say("không có thôn")
        return Card(label, value, note, "ok" if len(found) else "none", under=say("Theo ngày dự kiến phủ sóng"))
    share = say("{share} số thôn", share=pct(100 * len(without) / len(found)))
    return Card(label, value, share, "warn", under=say("Dân số: {people}", people=_people_of(without)))


def _people_of(villages: pd.DataFrame) -> str:
    people = villages["population"].sum(min_count=1)
    return say("chưa có số dân") if is_missing(people) else say("{n} người", n=vn(people))
