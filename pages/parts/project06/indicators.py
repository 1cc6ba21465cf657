"""Indicators of Project 06: the province's value month by month, each against its target, and unit by unit. Pure.

values: as records_indicators.indicator_values. groups: as records_indicators.indicator_groups.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from unicodedata import normalize

import pandas as pd

from pages.parts.project06 import indicator_pace
from pages.parts.project06.indicator_pace import (
    BY_UNIT,
    IN_YEAR,
    LATER,
    NEVER,
    NO_TARGET,
    PER_PERIOD,
    REACHED,
    TOO_FEW,
    Forecast,
)
from pages.parts.sought import plain
from pages.parts.style import is_missing
from pages.parts.words import later

GROUPS = {
    "1": later("Giải quyết thủ tục hành chính, dịch vụ công trực tuyến"),
    "2": later("Phát triển kinh tế - xã hội"),
    "3": later("Công dân số"),
    "4": later("Kết nối, làm giàu dữ liệu dân cư"),
    "5": later("Chỉ đạo, điều hành"),
    "0": later("Khác"),
}
OTHER = "0"
# A stock only grows; a year's stock begins anew each year; a flow is what came in its period alone.
STOCK, OF_YEAR, FLOW, SHARE = "stock", "year", "flow", "share"
WHOLE = "province"  # the kind of unit whose rows speak for all
PARTS = ("district", "commune", "department", "agency", "operator", "other")  # the first that an indicator has
LIVELY = 6  # months: a unit that was silent for longer isn't waited for
# Worst first.
STATES = (NEVER, LATER, TOO_FEW, IN_YEAR, NO_TARGET, BY_UNIT, PER_PERIOD, REACHED)
OF_A_PERIOD = re.compile(r"\b(trong|phat sinh) (thang|ky|quy|tuan)\b")
OF_A_YEAR = re.compile(r"\b(trong|tu dau|luy ke) nam\b")
# With their accents: "chưa" is in "chưa cấp", not in "khám chữa bệnh".
TO_FALL = re.compile(r"\b(quá hạn|trễ hạn|chậm tiến độ|tồn đọng|còn tồn|chưa)\b")
SOURCE_CELL = ["batch_id", "sheet", "row_number", "cell", "file_name"]


# --- what an indicator is -------------------------------------------------------------------------------------


def sorted_out(values: pd.DataFrame, groups: pd.DataFrame) -> pd.DataFrame:
    """One row per indicator: indicator, name, measured_in, group, nature, is_low (what is to fall), parts (the kind of
    unit that it is told by; empty where only the province tells it)."""
    newest = values.sort_values("period_end", kind="stable").groupby("indicator", sort=False).tail(1)
    kinds = values.groupby("indicator")["kind"].agg(set)
    rows = []
    for row in newest.itertuples():
        name = str(row.indicator if is_missing(row.indicator_name) else row.indicator_name)
        unit = "" if is_missing(row.measured_in) else str(row.measured_in)
        group, listed = group_of(str(row.indicator), name, groups)
        text = plain(f"{name} {unit}")
        nature = _nature(text, listed)
        parts = next((kind for kind in PARTS if kind in kinds[row.indicator]), "")
        rows.append(
            (row.indicator, name, unit, group, nature, bool(TO_FALL.search(normalize("NFC", name.lower()))), parts)
        )
    return pd.DataFrame(rows, columns=["indicator", "name", "measured_in", "group", "nature", "is_low", "parts"])


def _nature(text: str, listed: str) -> str:
    """What kind of number it is: by its own words, else by the officers' list. text: name and measure, plain."""
    if "%" in text or re.search(r"\bty le\b", text):
        return SHARE
    if OF_A_PERIOD.search(text):
        return FLOW
    return OF_YEAR if OF_A_YEAR.search(text) else listed or STOCK


def group_of(indicator: str, name: str, groups: pd.DataFrame) -> tuple[str, str]:
    """(number of the utility group, nature) by the officers' list: its code, else the first wording whose phrases all
    stand in the name; ("0", "") where none fits."""
    text = f" {' '.join(re.findall(r'[a-z0-9]+', plain(name)))} "
    for row in groups.itertuples():
        phrases = [" ".join(re.findall(r"[a-z0-9]+", plain(one))) for one in str(row.wording or "").split("+")]
        is_coded = not is_missing(row.code) and str(row.code) == indicator
        if is_coded or (any(phrases) and not is_missing(row.wording) and all(f" {one} " in text for one in phrases)):
            number = str(row.group_no)
            return (number if number in GROUPS else OTHER), "" if is_missing(row.nature) else str(row.nature)
    return OTHER, ""


# --- month by month -------------------------------------------------------------------------------------------


def monthly(values: pd.DataFrame) -> pd.DataFrame:
    """The last report of each month, per indicator and unit, with turn (the month's number) and before (the value of
    the month reported before; null: none); oldest first."""
    days = pd.to_datetime(values["period_end"])
    frame = values.assign(period_end=days.dt.date, turn=days.dt.year * 12 + days.dt.month - 1)
    frame = frame.sort_values(["indicator", "unit", "period_end", "batch_id"], kind="stable")
    frame = frame.drop_duplicates(["indicator", "unit", "turn"], keep="last", ignore_index=True)
    same = frame.groupby(["indicator", "unit"], sort=False)
    return frame.assign(before=same["value"].shift(1), before_on=same["period_end"].shift(1))


def fallen(months: pd.DataFrame, known: Mapping[str, Any]) -> pd.Series:
    """Whether a row says less than the one before, though it counts what only grows. known: a row of sorted_out."""
    if known["nature"] not in (STOCK, OF_YEAR) or known["is_low"]:
        return pd.Series(False, index=months.index)
    is_less = months["before"].notna() & (months["value"] < months["before"])
    if known["nature"] == OF_YEAR:
        is_less &= pd.to_datetime(months["before_on"]).dt.year.eq(pd.to_datetime(months["period_end"]).dt.year)
    return is_less


def series(months: pd.DataFrame, known: Mapping[str, Any]) -> pd.DataFrame:
    """One row per month from the indicator's first to its newest report: turn, period_end, value, target, reported,
    expected (units), is_sum. value is null in a month that nobody told whole: blank is not zero, and a sum without one
    unit isn't the province's. target is null where a unit has none. months: as monthly(), of one indicator."""
    last, first = int(months["turn"].max()), int(months["turn"].min())
    columns = ("turn", "unit", "kind", "period_end", "value", "target")
    rows = list(zip(*(months[name].tolist() for name in columns), strict=True))
    whole = {row[0]: row[3:] for row in rows if row[2] == WHOLE}
    parts = [row for row in rows if row[2] == known["parts"]]
    lively = {row[1] for row in parts if row[0] > last - LIVELY}
    # Where the province tells it itself, a sum of units would mix two sources; one agency's share is the province's.
    is_told = bool(whole) and max(whole) > last - LIVELY
    can_add = known["nature"] != SHARE or (len(lively) == 1 and known["parts"] not in ("district", "commune"))
    sums: dict[int, list[Any]] = {turn: [] for turn in range(first, last + 1)}
    for row in parts:
        if row[1] in lively:
            sums[row[0]].append(row[3:])
    rows = []
    for turn, some in sums.items():
        end, value, target = whole.get(turn, (None, None, None))
        if not is_told and some and can_add and len(some) == len(lively):
            end, value = max(one[0] for one in some), sum(one[1] for one in some)
            target = None if any(is_missing(one[2]) for one in some) else sum(one[2] for one in some)
        end = end or indicator_pace.month_at(turn + 1.0)
        rows.append((turn, end, value, target, len(some), len(lively), not is_told))
    found = pd.DataFrame(rows, columns=["turn", "period_end", "value", "target", "reported", "expected", "is_sum"])
    return found.astype({"value": "float64", "target": "float64"})


def points(frame: pd.DataFrame) -> list[indicator_pace.Point]:
    """(day, value) of the months that have one. frame: as series(), or as monthly() of one unit."""
    told = zip(frame["period_end"], frame["value"], strict=True)
    return [(day, float(value)) for day, value in told if not is_missing(value)]


# --- one row per indicator ------------------------------------------------------------------------------------


def summary(months: pd.DataFrame, known: pd.DataFrame, there: Mapping[str, set[str]]) -> pd.DataFrame:
    """One row per indicator, worst first: the columns of sorted_out; period_end, value, target, progress (percent: the
    value itself of a share, else of the target), pace, slowest, fastest, reports, since, state, month, earliest,
    latest, needed; reported (units of the newest month), expected (units in all), newest_on (of any unit), fell (units
    whose number fell lately), differs (the units' sum, where the province's own row says otherwise), doubts (of the
    loaders), is_sample. value is null where only units tell a share. months: as monthly(). there: the districts and
    communes that exist, by kind; of other kinds those count that report."""
    slim = months.drop(columns=["sheet", "row_number", "cell", "file_name", "indicator_name", "unit_name"])
    by_indicator = dict(list(slim.groupby("indicator", sort=False)))
    rows = [_one(by_indicator[one["indicator"]], one, there) for one in known.to_dict("records")]
    if not rows:
        return pd.DataFrame(columns=[*known.columns, "state"])
    return pd.DataFrame(sorted(rows, key=_worst_first))


def _worst_first(row: Mapping[str, Any]) -> tuple[int, int, float, str]:
    month, done = row["month"], row["progress"]
    return STATES.index(row["state"]), -month.toordinal() if month else 0, 1e9 if done is None else done, row["name"]


def _one(months: pd.DataFrame, known: Mapping[str, Any], there: Mapping[str, set[str]]) -> dict[str, Any]:
    line = series(months, known)
    told = line[line["value"].notna()]
    newest = months[months["turn"].eq(months["turn"].max())]
    parts = newest[newest["kind"].eq(known["parts"])]
    everyone = set(months[months["kind"].eq(known["parts"])]["unit"])
    recent = months[months["turn"] > months["turn"].max() - LIVELY]
    row: dict[str, Any] = {
        **known,
        "newest_on": newest["period_end"].max(),
        "reported": int(line["reported"].iloc[-1]),
        "expected": len(everyone | set(there.get(str(known["parts"]), ()))),
        "fell": recent[fallen(recent, known)]["unit"].nunique(),
        "differs": _differing(newest, parts, known),
        "doubts": int(newest["doubt"].notna().sum()),
        "is_sample": bool(newest["is_sample"].any()),
    }
    if told.empty:
        return row | _measures([], None, known) | {"state": BY_UNIT, "period_end": row["newest_on"]}
    last = told.iloc[-1]
    return row | _measures(points(line), last["target"], known)


def _differing(newest: pd.DataFrame, parts: pd.DataFrame, known: Mapping[str, Any]) -> float | None:
    """The sum of the units, where the province's own row of that month says something else."""
    own = newest[newest["kind"].eq(WHOLE)]
    if own.empty or parts.empty or known["nature"] == SHARE:
        return None
    total = float(parts["value"].sum())
    return total if abs(total - float(own["value"].iloc[-1])) > 0.5 else None


def _measures(told: list[indicator_pace.Point], target: object, known: Mapping[str, Any]) -> dict[str, Any]:
    """Value, target, pace and forecast of one line of reports."""
    goal = None if is_missing(target) else float(target)  # type: ignore[arg-type]
    value = told[-1][1] if told else None
    is_flow = known["nature"] == FLOW
    if known["nature"] == OF_YEAR and told:
        told = [one for one in told if one[0].year == told[-1][0].year]
    pace = None if is_flow else indicator_pace.pace(told)
    found = indicator_pace.forecast(told, goal, known["is_low"])
    if is_flow and found.state not in (REACHED, NO_TARGET):
        found = Forecast(PER_PERIOD)
    return {
        "period_end": told[-1][0] if told else None,
        "value": value,
        "target": goal,
        "progress": progress(value, goal, known),
        "pace": pace.per_month if pace else None,
        "slowest": pace.slowest if pace else None,
        "fastest": pace.fastest if pace else None,
        "reports": pace.reports if pace else len(indicator_pace.used(told)),
        "since": pace.since if pace else None,
        "state": found.state,
        "month": found.month,
        "earliest": found.earliest,
        "latest": found.latest,
        "needed": found.needed,
    }


def progress(value: float | None, target: float | None, known: Mapping[str, Any]) -> float | None:
    """Percent to draw: a share's own value; of anything else, of its target. Null where it means nothing."""
    if value is None or known["nature"] == SHARE:
        return value
    return 100 * value / target if target and not known["is_low"] else None


# --- one row per unit -----------------------------------------------------------------------------------------


def by_unit(months: pd.DataFrame, known: Mapping[str, Any], expected: Mapping[str, str]) -> pd.DataFrame:
    """One row per unit of the indicator's kind, furthest from its target first, those without a report last: unit,
    unit_name, the measures of summary(), is_old (no report of the newest month), fell (its last report that says less
    than the one before: value, period_end, before, before_on; null: none), doubt, is_sample and where the newest value
    stands. expected: units of that kind, by id. months: of one indicator."""
    parts = months[months["kind"].eq(known["parts"])] if known["parts"] else months[months["kind"].eq(WHOLE)]
    newest_turn = months["turn"].max()
    rows = []
    for unit, own in parts.groupby("unit", sort=False):
        last = own.iloc[-1]
        rows.append(
            {
                "unit": unit,
                "unit_name": expected.get(str(unit), last["unit_name"]),
                **_measures(points(own), last["target"], known),
                "is_old": bool(last["turn"] < newest_turn),
                "fell": _last_fall(own[own["turn"] > newest_turn - LIVELY], known),
                **{name: last[name] for name in ("doubt", "is_sample", *SOURCE_CELL)},
            }
        )
    silent = set(expected) - set(parts["unit"])
    rows += [{"unit": unit, "unit_name": expected[unit], "state": None} for unit in silent]
    found = pd.DataFrame(rows)
    found["is_silent"] = found["state"].isna()
    distance = _distance(found, bool(known["is_low"]))
    return (
        found.assign(distance=distance)
        .sort_values(["is_silent", "distance", "unit_name"], ascending=[True, False, True], ignore_index=True)
        .drop(columns="distance")
    )


def _last_fall(own: pd.DataFrame, known: Mapping[str, Any]) -> dict[str, Any] | None:
    found = own[fallen(own, known)].tail(1)
    return None if found.empty else found[["value", "period_end", "before", "before_on"]].iloc[0].to_dict()


def _distance(frame: pd.DataFrame, is_low: bool) -> pd.Series:
    """How far from the target, in parts of it; without targets, by the value alone."""
    if "value" not in frame:
        return pd.Series(0.0, index=frame.index)
    value, target = frame["value"].astype("float64"), frame["target"].astype("float64")
    gap = (target - value) / target.where(target.ne(0))
    gap = gap.fillna(-1e6 - value.fillna(0))
    return -gap if is_low else gap
