"""White zones: villages without signal, with weak signal, with signal but no broadband. Frames in, words out.

Three questions, three lists. A village may stand in the second and in the third (weak signal, and that of 2G only):
each list is right on its own, and their numbers are never added up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd

from pages.parts import nearness
from pages.parts.style import NO_VALUE, day, is_missing, month, vn
from pages.parts.words import later, say

NONE, WEAK, NO_BROADBAND = "none", "weak", "no_broadband"
KINDS = (NONE, WEAK, NO_BROADBAND)
TITLES = {
    NONE: later("Chưa có sóng"),
    WEAK: later("Sóng yếu"),
    NO_BROADBAND: later("Có sóng, chưa có băng rộng"),
}
NAMES = {
    NONE: later("Thôn chưa có sóng"),
    WEAK: later("Thôn sóng yếu"),
    NO_BROADBAND: later("Thôn có sóng, chưa có băng rộng"),
}
# Whose rows hold a kind's villages.
METRIC_OF = {NONE: "white_zone_villages", WEAK: "weak_signal_villages", NO_BROADBAND: "villages_without_broadband"}
OVERDUE, NO_PLAN, IN_TIME = range(3)  # in order of priority
GLYPHS = {OVERDUE: "!", NO_PLAN: "◌", IN_TIME: "▶"}
GROUPS = {OVERDUE: later("quá hạn"), NO_PLAN: later("chưa có hạn"), IN_TIME: later("trong hạn")}


@dataclass(frozen=True)
class Tally:
    """How many villages of a kind and how many people; null where no list says. unsaid: villages without a number."""

    villages: int | None
    people: int | None
    unsaid: int = 0


# --- the three kinds -----------------------------------------------------------------------------------------


def inside(villages: pd.DataFrame, district: str | None, commune: str | None) -> pd.DataFrame:
    """Those of the commune, else of the district, else all. villages: as records_coverage.villages."""
    if commune:
        return villages[villages["unit"].eq(commune)]
    return villages[villages["district"].eq(district)] if district else villages


def of_kind(villages: pd.DataFrame, kind: str) -> pd.DataFrame:
    """The villages of one kind. A word about the signal decides; only where there is none, the technologies do."""
    signal = villages["signal"]
    if kind != NO_BROADBAND:
        return villages[signal.eq(kind)]
    is_heard = signal.isin(["good", "weak"]) | (signal.isna() & villages["has_any_signal"].eq(True))
    return villages[is_heard & villages["has_broadband"].eq(False)]


def tally(villages: pd.DataFrame, kind: str) -> Tally:
    """villages: all of the area asked for, because a list that says nothing about the kind is not a zero."""
    if not villages["has_broadband" if kind == NO_BROADBAND else "signal"].notna().any():
        return Tally(None, None)
    found = of_kind(villages, kind)
    people = pd.to_numeric(found["population"])
    unsaid = int(people.isna().sum())
    return Tally(len(found), None if len(found) and unsaid == len(found) else int(people.sum()), unsaid)


def label(kind: str, counted: Tally) -> str:
    """Sóng yếu · 77 thôn, 30.708 người: the kind on its switch."""
    title = say(TITLES[kind])
    if counted.villages is None:
        return f"{title} · {say('chưa có số liệu')}"
    said = f"{title} · {say('{count} thôn', count=vn(counted.villages))}"
    if not counted.villages:
        return said
    return f"{said}, {say('chưa có số dân') if counted.people is None else say('{n} người', n=vn(counted.people))}"


def unasked(tallies: Mapping[str, Tally]) -> str:
    """The kind shown where none is asked for: the gravest that has villages."""
    return next((kind for kind in KINDS if tallies[kind].villages), NO_BROADBAND)


def kinds_sentence(villages: pd.DataFrame) -> str:
    """What the kinds are, and how many villages stand in two of them."""
    said = say("Ba loại xét riêng, không cộng với nhau; băng rộng là 3G, 4G hoặc 5G")
    both = int(of_kind(villages, NO_BROADBAND)["signal"].eq(WEAK).sum())
    if not both:
        return f"{said}."
    return f"{said}. " + say(
        "{count} thôn vừa sóng yếu vừa chưa có băng rộng nên có tên ở cả hai loại.", count=vn(both)
    )


# --- the nearest station -------------------------------------------------------------------------------------


def with_nearest(villages: pd.DataFrame, stations: pd.DataFrame) -> pd.DataFrame:
    """With place (own | commune | none: what the distance is measured from), station, station_operator, km of the
    nearest active station, and the same with _4g of the nearest that has 4G; null where there is none or no place.
    stations: as records_coverage.stations, those that are asked for."""
    found = nearness.placed(villages)
    active = stations[stations["is_active"].eq(True)]
    for end, near in (("", active), ("_4g", active[active["has_4g"].eq(True)])):
        others = nearness.metres(near["longitude"].astype("float64"), near["latitude"].astype("float64"))
        which, away = nearness.nearest(found[["x", "y"]].to_numpy("float64"), others)
        names = near[["station_code", "operator"]].to_numpy(dtype=object)
        found[f"station{end}"] = [names[one][0] if one >= 0 else None for one in which]
        found[f"station_operator{end}"] = [names[one][1] if one >= 0 else None for one in which]
        found[f"km{end}"] = away / 1000
    return found


def unplaced(stations: pd.DataFrame) -> int:
    """Active stations whose place is not known: none of them can be the nearest."""
    is_placed = stations["longitude"].notna() & stations["latitude"].notna()
    return int((stations["is_active"].eq(True) & ~is_placed).sum())


def distance_sentence(villages: pd.DataFrame, whose: str, without: int) -> str:
    """What the distances are and what they are measured from. villages: as with_nearest; whose: what else is asked of
    the station, in words; without: stations without a place."""
    said = say("khoảng cách đường chim bay đến trạm {whose} gần nhất trong tỉnh", whose=whose).replace("  ", " ")
    at_commune, nowhere = (int(villages["place"].eq(one).sum()) for one in (nearness.COMMUNE, nearness.NOWHERE))
    if at_commune:
        said += "; " + say("{count} thôn lấy tọa độ trung tâm xã", count=vn(at_commune))
    if nowhere:
        said += "; " + say("{count} thôn không có tọa độ nên để trống", count=vn(nowhere))
    if without:
        said += "; " + say("{count} trạm không có tọa độ, không xét", count=vn(without))
    return said


# --- the order -----------------------------------------------------------------------------------------------


def rule() -> str:
    """The rule of the order, in one sentence."""
    return say(
        "Thứ tự ưu tiên: kế hoạch quá hạn trước, rồi thôn chưa có ngày phủ sóng, rồi thôn còn trong hạn; trong mỗi "
        "nhóm thôn đông dân hơn trước, bằng nhau thì thôn xa trạm hơn trước."
    )


def ranked(villages: pd.DataFrame, places: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """In order of priority, with turn (1, 2, …), group, days (overdue; negative: left), why, plan (glyph and day),
    power, commune_name, district_name, where. villages: of one kind, as with_nearest; places: records.places.

    A plan that is overdue is a promise broken: somebody answers for it today. A village without a day has no promise
    yet, which is the next thing to decide; one in time needs no decision. Within a group people count, because a
    station serves people, not villages. How long a plan is overdue stands beside it and does not decide: the delay is
    the operator's, the need is the village's. Last the distance: who is farther can't walk to a neighbour's signal.
    """
    short = dict(places[["unit", "short_name"]].to_numpy())
    due, today = pd.to_datetime(villages["planned_on"]), pd.Timestamp(as_of)
    named = villages.assign(
        commune_name=[_named(short, unit) for unit in villages["unit"]],
        district_name=[_named(short, unit) for unit in villages["district"]],
        power=[_power(one) for one in villages["has_grid_power"]],
        group=np.select([due.isna(), due < today], [NO_PLAN, OVERDUE], IN_TIME),
        days=(today - due).dt.days,
        population=pd.to_numeric(villages["population"]).astype("float64"),
    )
    order = {"group": True, "population": False, "km": False}
    order |= dict.fromkeys(("district_name", "commune_name", "village_name"), True)
    found = named.sort_values(list(order), ascending=list(order.values()), na_position="last", ignore_index=True)
    where = [
        one.commune_name if one.district_name == NO_VALUE else f"{one.commune_name}, {one.district_name}"
        for one in found[["commune_name", "district_name"]].itertuples()
    ]
    plan = [_plan(one.group, one.planned_on) for one in found[["group", "planned_on"]].itertuples()]
    return found.assign(turn=range(1, len(found) + 1), where=where, plan=plan, why=_reasons(found))


def _reasons(found: pd.DataFrame) -> list[str]:
    """Why each stands where it stands: its group, its place among the group's people; where people are equal, its place
    by distance. found: in order, with group, population, km."""
    groups, equals = found.groupby("group"), found.groupby(["group", "population"], dropna=False)
    numbers = pd.DataFrame(
        {
            "group": found["group"],
            "days": found["days"],
            "by_people": groups["population"].rank(method="min", ascending=False),
            "all": groups["group"].transform("size"),
            "by_distance": equals["km"].rank(method="min", ascending=False),
            "equal": equals["group"].transform("size"),
        }
    )
    return [_reason(row) for row in numbers.itertuples()]


def _reason(row: Any) -> str:
    late = row.group == OVERDUE
    group = say("! quá hạn {days} ngày", days=vn(row.days)) if late else say(GROUPS[row.group])
    if is_missing(row.by_people):
        said = say("{group}, chưa rõ số dân", group=group)
    else:
        said = say("{group}, dân số {place}/{all}", group=group, place=vn(row.by_people), all=vn(row.all))
    if row.equal == 1:
        return said
    if is_missing(row.by_distance):
        return said + say(", chưa rõ khoảng cách")
    return said + say(", xa trạm {place}/{all}", place=vn(row.by_distance), all=vn(row.equal))


def _plan(group: int, planned_on: object) -> str:
    """! 31/03/2024: the glyph of the state, and the day."""
    return f"{GLYPHS[group]} {say(GROUPS[group]) if group == NO_PLAN else day(pd.Timestamp(str(planned_on)))}"


def _power(has_grid_power: object) -> str:
    return NO_VALUE if is_missing(has_grid_power) else say("có") if has_grid_power else say("chưa")


def _named(short: Mapping[str, str], unit: object) -> str:
    return NO_VALUE if is_missing(unit) else short.get(str(unit), str(unit))


# --- since January -------------------------------------------------------------------------------------------


def months(last: date) -> list[date]:
    """The ends of the months from January to that of `last`."""
    begins = [date(last.year + number // 12, number % 12 + 1, 1) for number in range(1, last.month + 1)]
    return [one - timedelta(days=1) for one in begins]


def trend(lists: Mapping[date, pd.DataFrame]) -> pd.DataFrame:
    """One row per month and kind: month_end, kind, value, sent (districts that sent in that month), districts (in the
    lists), is_sample. value is null in a month that nobody sent: what the lists before it say is not that month's.

    lists: month's end → the newest lists by then, of the area asked for.
    """
    rows = []
    for end, villages in lists.items():
        reported = pd.to_datetime(villages["reported_on"])
        is_own = reported.dt.year.eq(end.year) & reported.dt.month.eq(end.month)
        common = {
            "month_end": end,
            "sent": villages[is_own]["district"].nunique(),
            "districts": villages["district"].nunique(),
            "is_sample": bool(villages["is_sample"].eq(True).any()),
        }
        for kind in KINDS:
            counted = tally(villages, kind).villages if is_own.any() else None
            rows.append({"kind": kind, "value": counted} | common)
    columns = ["month_end", "kind", "value", "sent", "districts", "is_sample"]
    return pd.DataFrame(rows, columns=columns).astype({"value": "float64"})


def of_trend(frame: pd.DataFrame, kind: str) -> pd.DataFrame:
    return frame[frame["kind"].eq(kind)].sort_values("month_end", ignore_index=True)


def change(frame: pd.DataFrame, kind: str) -> tuple[int, date] | None:
    """(more or fewer villages than in the last month before that has data, that month's end); null where the newest
    month has none or none is before it. frame: as trend."""
    line = of_trend(frame, kind)
    if line.empty or is_missing(line["value"].iloc[-1]):
        return None
    before = line.iloc[:-1].dropna(subset=["value"])
    if before.empty:
        return None
    return int(line["value"].iloc[-1] - before["value"].iloc[-1]), before["month_end"].iloc[-1]


def trend_sentence(frame: pd.DataFrame, kind: str) -> str:
    """From the first month with data to the last, and the months without. frame: as trend."""
    line = of_trend(frame, kind)
    known = line.dropna(subset=["value"])
    title = say(NAMES[kind])
    if known.empty:
        return say("{title}: chưa tháng nào có số liệu", title=title)
    first, last = known.iloc[0], known.iloc[-1]
    said = say("{title}: {a} thôn ({m1})", title=title, a=vn(first["value"]), m1=month(first["month_end"]))
    if len(known) > 1:
        then = month(last["month_end"])
        same = last["value"] == first["value"]
        said += say(", đến {m2} không đổi", m2=then) if same else say(" → {b} ({m2})", b=vn(last["value"]), m2=then)
    gaps = len(line) - len(known)
    said += say("; {count} tháng chưa gửi", count=vn(gaps)) if gaps else ""
    fewer = int((known["districts"] < line["districts"].max()).sum())
    return said + (say("; {count} tháng còn thiếu danh sách của huyện", count=vn(fewer)) if fewer else "")
