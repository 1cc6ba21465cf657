"""What is said about an indicator: value, pace, month of reaching it, doubts, and the whole view in one line. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd

from pages.parts.project06 import indicator_pace, indicators
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
from pages.parts.style import NO_BREAK, NO_VALUE, day, is_missing, month, pct, vn
from pages.parts.words import later, say

Known = Mapping[str, Any]
CONFIRM = "≠"
SILENT = "∅"
NAMED = 3  # units in a sentence
MOODS = {REACHED: "ok", IN_YEAR: "info", LATER: "warn", NEVER: "warn"}
SHORT = {
    "1": later("Dịch vụ công"),
    "2": later("Kinh tế - xã hội"),
    "3": later("Công dân số"),
    "4": later("Dữ liệu dân cư"),
    "5": later("Chỉ đạo, điều hành"),
    "0": later("Khác"),
}
KINDS = {
    "district": later("huyện, thành phố"),
    "commune": later("xã, phường"),
    "department": later("sở"),
    "agency": later("cơ quan"),
    "operator": later("nhà mạng"),
    "other": later("đơn vị"),
}


def number(value: object, known: Known) -> str:
    """97,8 % of a share; of a count 49.496, of anything else with its decimals."""
    if is_missing(value):
        return NO_VALUE
    amount = float(value)  # type: ignore[arg-type]
    return pct(amount) if known["nature"] == indicators.SHARE else vn(amount, 0 if amount.is_integer() else 1)


def measure(known: Known) -> str:
    """The unit of measure behind a number; empty for a share, whose sign says it."""
    return "" if known["nature"] == indicators.SHARE else str(known["measured_in"] or "").lower()


def pace(value: object, known: Known) -> str:
    """+2.480/tháng; of a share +1,2 điểm/tháng."""
    if is_missing(value):
        return NO_VALUE
    amount = float(value)  # type: ignore[arg-type]
    is_share = known["nature"] == indicators.SHARE
    decimals = 1 if is_share or abs(amount) < 10 else 0
    text = vn(amount, decimals)
    said = f"+{text}" if amount > 0 and text.strip("0,") else text
    return say("{pace} điểm/tháng", pace=said) if is_share else say("{pace}/tháng", pace=said)


def reaching(row: Known) -> str:
    """When the target is reached at this pace, in a few words. row: of summary() or by_unit()."""
    state = row["state"]
    if is_missing(state):
        return say("chưa gửi")
    if state in (IN_YEAR, LATER):
        found = Forecast(str(state), row["month"])
        if indicator_pace.is_far(found, row["period_end"]):
            return say("hơn 10 năm nữa")
        return month(row["month"])
    return say(
        {
            REACHED: later("đã đạt"),
            NEVER: later("không đạt nếu giữ nhịp này"),
            TOO_FEW: later("chưa đủ kỳ để ước"),
            NO_TARGET: later("chưa có mục tiêu"),
            PER_PERIOD: later("số của từng kỳ, không ước"),
            BY_UNIT: later("tỷ lệ: xem từng đơn vị"),
        }[str(state)]
    )


def span(row: Known) -> str:
    """From the fastest to the slowest step between two reports: 07/2024–11/2024; empty where one month says it all."""
    if row["state"] not in (IN_YEAR, LATER) or is_missing(row["earliest"]):
        return ""
    if indicator_pace.is_far(Forecast(str(row["state"]), row["month"]), row["period_end"]):
        return ""
    first = month(row["earliest"])
    if is_missing(row["latest"]):
        return say("sớm nhất {month}", month=first)
    last = month(row["latest"])
    return "" if first == last else f"{first}–{last}"


def against(row: Known) -> str:
    """`đạt`, `thiếu 3.869` or, of a share, `thiếu 10,2 điểm`; empty without a target."""
    if is_missing(row["value"]) or is_missing(row["target"]):
        return ""
    if row["state"] == REACHED:
        return say("đạt")
    gap = abs(float(row["target"]) - float(row["value"]))
    if row["nature"] == indicators.SHARE:
        return (
            say("thiếu {points} điểm", points=vn(gap, 1))
            if not row["is_low"]
            else say("cao hơn {points} điểm", points=vn(gap, 1))
        )
    text = vn(gap, 0 if gap.is_integer() else 1)
    return say("thiếu {count}", count=text) if not row["is_low"] else say("cao hơn {count}", count=text)


def doubts(row: Known) -> str:
    """Why an indicator's value is to be confirmed; empty where nothing speaks against it. row: of summary()."""
    found = []
    if row["fell"]:
        found.append(say("{count} đơn vị có số giảm", count=vn(row["fell"])))
    if not is_missing(row["differs"]):
        found.append(say("cộng các đơn vị là {total}", total=number(row["differs"], row)))
    if row["doubts"]:
        found.append(say("{count} ô có cảnh báo khi nạp", count=vn(row["doubts"])))
    return "; ".join(found)


def unit_doubt(row: Known, known: Known) -> str:
    """The same of one unit's newest value, and whether it is an old one. row: of by_unit()."""
    if is_missing(row["state"]):
        return f"{SILENT} {say('chưa gửi')}"
    found = [fall(row["fell"], known)] if isinstance(row["fell"], dict) else []
    if not is_missing(row["doubt"]):
        found.append(str(row["doubt"]))
    confirm = [f"{CONFIRM} {say('cần xác nhận')}: {'; '.join(found)}"] if found else []
    old = [say("số cũ, kỳ {month}", month=month(row["period_end"]))] if row["is_old"] else []
    return "; ".join([*confirm, *old])


def fall(one: Mapping[str, Any], known: Known) -> str:
    """A number that fell though it only grows: `05/2024 giảm còn 19.000 từ 20.000`. one: fell, of by_unit()."""
    return say(
        "{month} giảm còn {value} từ {before}",
        month=month(one["period_end"]),
        value=number(one["value"], known),
        before=number(one["before"], known),
    )


def coverage(row: Known) -> str:
    """`7/7 huyện, thành phố`, of the newest month; empty where the province alone tells it."""
    if not row["parts"] or not row["expected"]:
        return ""
    return f"{vn(row['reported'])}/{vn(row['expected'])} {say(KINDS[str(row['parts'])])}"


def to_day(row: Known) -> str:
    """`đến 31/05/2024`, and where units of a newer month are missing, that it is not the newest."""
    said = say("đến {day}", day=day(row["period_end"]))
    is_old = not is_missing(row["period_end"]) and row["period_end"] < row["newest_on"]
    return f"{said}, {say('số cũ: kỳ sau chưa đủ đơn vị')}" if is_old else said


# --- the view in one line -------------------------------------------------------------------------------------


def chips(frame: pd.DataFrame) -> list[tuple[str, str, str]]:
    """How many indicators are where, worst first. frame: as summary()."""
    counted = frame["state"].value_counts()
    newest = due_day(frame)
    year = newest.year if newest else ""
    doubtful = sum(bool(doubts(row)) for row in frame.to_dict("records"))
    said = [
        (NEVER, say("không đạt nếu giữ nhịp này"), ":material/trending_flat:", "orange"),
        (LATER, say("đạt sau năm {year}", year=year), ":material/schedule:", "orange"),
        (IN_YEAR, say("đạt trong năm {year}", year=year), ":material/trending_up:", "blue"),
        (REACHED, say("đã đạt"), ":material/check_circle:", "green"),
        (TOO_FEW, say("chưa đủ kỳ để ước"), "", "gray"),
        (NO_TARGET, say("chưa có mục tiêu"), "", "gray"),
        (BY_UNIT, say("chỉ có theo đơn vị"), "", "gray"),
        (PER_PERIOD, say("số của từng kỳ"), "", "gray"),
    ]
    found = [
        (icon, f"{vn(int(counted[state]))} {what}", colour) for state, what, icon, colour in said if state in counted
    ]
    if doubtful:
        found.append((":material/difference:", say("{count} cần xác nhận", count=vn(doubtful)), "violet"))
    return found


def groups_sentence(frame: pd.DataFrame) -> str:
    """The five utility groups with how many indicators each has; which have none. frame: as sorted_out()."""
    many = frame["group"].value_counts()
    told = [one for one in indicators.GROUPS if one != indicators.OTHER and one in many]
    none = [one for one in indicators.GROUPS if one != indicators.OTHER and one not in many]
    said = say("{count}/5 nhóm tiện ích có chỉ tiêu", count=vn(len(told)))
    if none:
        names = "; ".join(f"{one}. {say(indicators.GROUPS[one])}" for one in none)
        said += ". " + say("Chưa có chỉ tiêu: {names}", names=names)
    return said + "."


def group(code: str, is_short: bool = False) -> str:
    """`3. Công dân số`; Khác has no number."""
    name = say((SHORT if is_short else indicators.GROUPS)[code])
    return name if code == indicators.OTHER else f"{code}. {name}"


def units_sentence(frame: pd.DataFrame, known: Known) -> str:
    """Who is furthest from the target, and who has not reported. frame: as by_unit()."""
    told = frame[~frame["is_silent"]]
    silent = list(frame[frame["is_silent"]]["unit_name"])
    said = []
    open_ = told[told["state"].ne(REACHED) & told["target"].notna()] if len(told) else told
    if len(open_):
        worst = open_.iloc[0].to_dict()
        said.append(
            say(
                "Xa mục tiêu nhất: {unit}, {value} trên {target}{measure}",
                unit=worst["unit_name"],
                value=number(worst["value"], known),
                target=number(worst["target"], known),
                measure=f"{NO_BREAK}{measure(known)}" if measure(known) else "",
            )
        )
    elif len(told) and told["target"].notna().all():
        said.append(say("Mọi đơn vị đã gửi đều đạt mục tiêu"))
    if silent:
        said.append(say("chưa gửi: {units}", units=", ".join(silent)))
    fallen = [row for row in told.to_dict("records") if isinstance(row["fell"], dict)]
    if fallen:
        units = "; ".join(f"{row['unit_name']} ({fall(row['fell'], known)})" for row in fallen[:NAMED])
        more = say(" và {count} đơn vị khác", count=len(fallen) - NAMED) if len(fallen) > NAMED else ""
        said.append(say("cần xác nhận: {units}", units=units + more))
    return "; ".join(said) + "." if said else ""


def due_day(frame: pd.DataFrame) -> date | None:
    """The day to which the newest reports are. frame: as summary()."""
    days = [one for one in frame["newest_on"] if not is_missing(one)]
    return max(days) if days else None


def pace_help() -> str:
    """What a pace is made of."""
    return say("Trung bình mỗi tháng của tối đa 6 kỳ báo cáo gần nhất, ít nhất 2 kỳ")


def is_blank(column: pd.Series) -> bool:
    """Whether a column of a table says nothing at all."""
    return all(is_missing(one) or one == "" for one in column)
