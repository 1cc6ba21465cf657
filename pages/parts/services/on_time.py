"""On time, honestly: what two official rates count, how sure a share of few is, who makes the delay. Frames in and out.

No screen, no query. frame of closings: as records_time.closings.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

import pandas as pd

from pages.parts.dossiers import SMALL
from pages.parts.style import NO_VALUE, is_missing, pct, vn
from pages.parts.words import later, say

Z95 = 1.959964  # of the normal distribution, two-sided 95 %
VITAL = 80.0  # percent of the delay that few units make
ON_TIME, LATE, WITHDRAWN, REFUSED = "on_time", "late", "withdrawn", "refused"
PAPERS, PAUSED, OVERDUE, RUNNING = "papers", "paused", "overdue", "running"
AGES = ("1-3", "4-7", "8-30", "31+")
AGE_NAMES = {
    "1-3": later("1–3 ngày"),
    "4-7": later("4–7 ngày"),
    "8-30": later("8–30 ngày"),
    "31+": later("trên 30 ngày"),
}
DELAYS = {LATE: later("Đã trả, trễ hạn"), OVERDUE: later("Còn mở, quá hạn")}
STATUS = {
    1: later("Mới đăng ký"),
    2: later("Được tiếp nhận"),
    3: later("Không được tiếp nhận"),
    4: later("Đang xử lý"),
    5: later("Yêu cầu bổ sung giấy tờ"),
    6: later("Yêu cầu nghĩa vụ tài chính"),
    7: later("Công dân xin rút"),
    8: later("Dừng xử lý"),
    9: later("Đã xử lý xong"),
    10: later("Đã trả kết quả"),
}
IN, LATE_IN, OUT = later("✓ đúng hạn"), later("! trễ hạn"), later("ngoài tỷ lệ")
# kind → (what it is, form II.06a, Quyết định 766). The form's own heading puts papers awaited under column 9; what
# stands still for another reason is pending in time (column 12); what is overdue is in no rate until it is resolved.
TREATMENTS = {
    ON_TIME: (later("Đã giải quyết, không sau ngày hẹn"), IN, IN),
    LATE: (later("Đã giải quyết, sau ngày hẹn"), LATE_IN, LATE_IN),
    WITHDRAWN: (later("Công dân xin rút"), later("✓ đúng hạn (cột 9)"), IN),
    REFUSED: (later("Trả lại, không tiếp nhận"), later("✓ đúng hạn (cột 9)"), OUT),
    PAPERS: (later("Chờ bổ sung giấy tờ"), later("✓ đúng hạn (cột 9)"), OUT),
    PAUSED: (later("Chờ nghĩa vụ tài chính, dừng xử lý"), later("ngoài tỷ lệ (cột 12)"), OUT),
    OVERDUE: (later("Còn mở, đã quá ngày hẹn"), later("ngoài tỷ lệ (cột 13)"), OUT),
    RUNNING: (later("Còn mở, chưa đến ngày hẹn"), later("ngoài tỷ lệ (cột 12)"), OUT),
}
OPEN = (PAPERS, PAUSED, OVERDUE, RUNNING)


# --- how sure a share is --------------------------------------------------------------------------------------


def wilson(count: float | None, out_of: float | None) -> tuple[float, float] | None:
    """The 95 % interval of a share after Wilson, in percent; None where there is nothing to divide by."""
    if count is None or not out_of or is_missing(count) or is_missing(out_of):
        return None
    share, spread = count / out_of, Z95**2 / out_of
    middle = (share + spread / 2) / (1 + spread)
    half = Z95 / (1 + spread) * sqrt(share * (1 - share) / out_of + spread / (4 * out_of))
    return max(0.0, 100 * (middle - half)), min(100.0, 100 * (middle + half))


def interval(count: float | None, out_of: float | None) -> str:
    """95 %: 20,8–93,9 %; – where there is nothing to divide by."""
    found = wilson(count, out_of)
    return f"{vn(found[0], 1)}–{pct(found[1])}" if found else NO_VALUE


def rate(count: float | None, out_of: float | None) -> str:
    """97,8 %; of few the count itself: 2/3; – where there is nothing to divide by."""
    if count is None or not out_of or is_missing(count) or is_missing(out_of):
        return NO_VALUE
    return pct(100 * count / out_of) if out_of >= SMALL else f"{vn(count)}/{vn(out_of)}"


# --- what the two rates count ----------------------------------------------------------------------------------


def named(units: pd.Series, names: Mapping[str, str]) -> pd.Series:
    """Their names on screen; the unit itself where the list of units does not have it."""
    return units.map(lambda unit: names.get(unit, unit))


def narrowed(closings: pd.DataFrame, level: str | None, unit: str | None) -> pd.DataFrame:
    """Those of the level and of the unit, if any."""
    of_level = closings["level"].eq(level) | (level is None)
    return closings[of_level & (closings["unit"].eq(unit) | (unit is None))]


def treatments(closings: pd.DataFrame) -> pd.DataFrame:
    """One row per kind of dossier, in the order of TREATMENTS: kind, what, dossiers (0: there are none), form, by_766
    (in words), is_sample."""
    counts = closings.groupby("kind")["dossiers"].sum()
    return pd.DataFrame(
        [
            (kind, say(what), int(counts.get(kind, 0)), say(form), say(by_766), bool(closings["is_sample"].any()))
            for kind, (what, form, by_766) in TREATMENTS.items()
        ],
        columns=["kind", "what", "dossiers", "form", "by_766", "is_sample"],
    )


def treatments_sentence(frame: pd.DataFrame) -> str:
    """What the difference of the rates is made of. frame: as treatments."""
    counts = frame.set_index("kind")["dossiers"]
    only_form = counts[REFUSED] + counts[PAPERS]
    said = say("Không có hồ sơ trả lại, chờ bổ sung: hai tỷ lệ không khác nhau ở cách tính")
    if only_form:
        said = say(
            "Hai tỷ lệ khác nhau ở {count} hồ sơ trả lại, chờ bổ sung mà Biểu II.06a xếp vào đúng hạn",
            count=vn(only_form),
        )
    if counts[OVERDUE]:
        overdue = vn(counts[OVERDUE])
        said += say("; {count} hồ sơ còn mở đã quá ngày hẹn chưa nằm trong tỷ lệ nào", count=overdue)
    return f"{said}."


# --- late and overdue by age ------------------------------------------------------------------------------------


def ages(closings: pd.DataFrame) -> pd.DataFrame:
    """One row per kind of delay and age, all of them: kind, age, kind_name, age_name, dossiers, is_sample."""
    delayed = closings[closings["kind"].isin(list(DELAYS))]
    counts = delayed.groupby(["kind", "age"])["dossiers"].sum()
    return pd.DataFrame(
        [
            (kind, age, say(DELAYS[kind]), say(AGE_NAMES[age]), int(counts.get((kind, age), 0)))
            for kind in DELAYS
            for age in AGES
        ],
        columns=["kind", "age", "kind_name", "age_name", "dossiers"],
    ).assign(is_sample=bool(closings["is_sample"].any()))


def ages_sentence(frame: pd.DataFrame) -> str:
    """How many of each, and how much of what is overdue is old. frame: as ages."""
    sums = frame.groupby("kind")["dossiers"].sum()
    old = int(frame[frame["kind"].eq(OVERDUE) & frame["age"].eq(AGES[-1])]["dossiers"].sum())
    said = say(
        "{late} đã trả nhưng trễ trong kỳ, {overdue} còn mở đã quá hạn", late=vn(sums[LATE]), overdue=vn(sums[OVERDUE])
    )
    if sums[OVERDUE]:
        said += say("; {count} trong số còn mở quá trên 30 ngày", count=vn(old))
    return f"{said}."


# --- who makes the delay ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Vital:
    """How many units make VITAL percent of the delay, of how many that had dossiers; of how many late or overdue."""

    units: int
    of_units: int
    dossiers: int


def pareto(closings: pd.DataFrame) -> pd.DataFrame:
    """One row per unit with late or overdue dossiers, the most first: unit, turn, late, overdue, both, share (of all,
    percent), cumulative (percent), is_vital (needed to reach VITAL), one column per age (both kinds), is_sample."""
    delayed = closings[closings["kind"].isin(list(DELAYS))]
    columns = ["unit", "turn", LATE, OVERDUE, "both", "share", "cumulative", "is_vital", *AGES, "is_sample"]
    if delayed.empty:
        return pd.DataFrame(columns=columns)
    kinds = delayed.pivot_table(index="unit", columns="kind", values="dossiers", aggfunc="sum", fill_value=0)
    old = delayed.pivot_table(index="unit", columns="age", values="dossiers", aggfunc="sum", fill_value=0)
    frame = kinds.reindex(columns=list(DELAYS), fill_value=0).join(old.reindex(columns=list(AGES), fill_value=0))
    frame["both"] = frame[LATE] + frame[OVERDUE]
    frame["is_sample"] = delayed.groupby("unit")["is_sample"].any()
    frame = frame.reset_index().sort_values(
        ["both", OVERDUE, "unit"], ascending=[False, False, True], ignore_index=True
    )
    whole = frame["both"].sum()
    frame["share"] = 100 * frame["both"] / whole
    frame["cumulative"] = 100 * frame["both"].cumsum() / whole
    frame["is_vital"] = (frame["cumulative"] - frame["share"]) < VITAL - 1e-9
    frame["turn"] = range(1, len(frame) + 1)
    return frame[columns]


def vital(frame: pd.DataFrame, closings: pd.DataFrame) -> Vital:
    """frame: as pareto, of those closings."""
    return Vital(int(frame["is_vital"].sum()), closings["unit"].nunique(), int(frame["both"].sum()))


def vital_sentence(found: Vital) -> str:
    """7 trong 161 đơn vị chiếm 80 % hồ sơ trễ và quá hạn."""
    if not found.dossiers:
        return say("Không có hồ sơ trả trễ trong kỳ, không có hồ sơ còn mở quá hạn.")
    return say(
        "{count} trong {all} đơn vị có hồ sơ chiếm {share} của {dossiers} hồ sơ trễ và quá hạn.",
        count=vn(found.units),
        all=vn(found.of_units),
        share=pct(VITAL, 0),
        dossiers=vn(found.dossiers),
    )
