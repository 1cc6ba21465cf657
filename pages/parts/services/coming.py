"""What is coming: open dossiers by the days they have left, how likely each is to miss its date, the year's season.

No screen, no query. frames as records_coming gives them.

The chance of a dossier with L days left: of the dossiers of its unit that were due in the last three full months and
were still open L days before they were due, the share that missed the date (closed late, or still open). Dossiers that
never come to an end count as missed, so a unit does not look fast because its slow ones are not closed yet.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np
import pandas as pd

from pages.parts.dossiers import SMALL
from pages.parts.services.on_time import rate
from pages.parts.style import MINUS, NO_BREAK, NO_VALUE, is_missing, month, pct, vn
from pages.parts.words import later, say

WEEK = 7  # days ahead; the day of the report itself stands before them
LEFT = tuple(range(WEEK + 1))
LOOK_BACK = 3  # full months that a unit's past is judged by
# With the day in the text: T2 alone is February, of the months.
WEEKDAYS = (
    *(later("T2 {day}"), later("T3 {day}"), later("T4 {day}"), later("T5 {day}")),
    *(later("T6 {day}"), later("T7 {day}"), later("CN {day}")),
)
SATURDAY, WORKS = 5, "working_saturday"
YEAR = 12
UNKNOWN = -1  # dossiers at risk of a unit that has too few to judge by: below any count, where a table is sorted
LIMIT = 500  # single dossiers that are listed


# --- days ---------------------------------------------------------------------------------------------------------


def full_months(judged: date) -> tuple[date, date]:
    """First and last day of the last full months up to that day."""
    end = judged if (judged + timedelta(days=1)).day == 1 else judged.replace(day=1) - timedelta(days=1)
    start = end.replace(day=1)
    for _ in range(LOOK_BACK - 1):
        start = (start - timedelta(days=1)).replace(day=1)
    return start, end


def days_ahead(judged: date, listed: pd.DataFrame) -> pd.DataFrame:
    """One row per day from that one on: left (0 … WEEK), day, name (T7 01/06), off (why it is no day of work; empty: it
    is one). listed: as records_coming.days_off."""
    off = {pd.Timestamp(row.day).date(): row for row in listed.itertuples()}
    rows = []
    for left in LEFT:
        one = judged + timedelta(days=left)
        entry = off.get(one)
        why = say("cuối tuần") if one.weekday() >= SATURDAY else ""
        if entry is not None:
            why = "" if entry.kind == WORKS else str(entry.name)
        rows.append((left, one, say(WEEKDAYS[one.weekday()], day=f"{one:%d/%m}"), why))
    return pd.DataFrame(rows, columns=["left", "day", "name", "off"])


def days_off_sentence(days: pd.DataFrame, counts: pd.Series) -> str:
    """How many dossiers are due on a day off, and the day of work after it. counts: dossiers by left."""
    off = days[days["off"].ne("")]
    due = [(row, int(counts.get(row.left, 0))) for row in off.itertuples()]
    due = [(row, count) for row, count in due if count]
    if not due:
        return ""
    listed = ", ".join(f"{row.name} ({row.off}): {vn(count)}" for row, count in due)
    last = due[-1][0].left
    after = days[days["off"].eq("") & (days["left"] > last)]["name"]
    said = say("{count} hồ sơ hẹn trả vào ngày nghỉ, {days}", count=vn(sum(one for _, one in due)), days=listed)
    if len(after):
        said += say("; ngày làm việc kế tiếp là {day}", day=after.iloc[0])
    return said + say("; quá hạn vẫn tính theo ngày hẹn ghi trong tệp.")


# --- chances --------------------------------------------------------------------------------------------------------


def chances(keeping: pd.DataFrame, longest: int) -> pd.DataFrame:
    """One row per unit and days left (0 … longest - 1): unit, left, still_open, missed, chance (percent; null where
    fewer than SMALL were still open). keeping: as records_coming.date_keeping."""
    units, days = sorted(keeping["unit"].unique()), range(longest + 1)
    whole = pd.MultiIndex.from_product([units, days], names=["unit", "left"])
    by_day = keeping.set_index(["unit", "days"])[["of_term", "late_of_term", "closed"]].astype("int64")
    counts = by_day.reindex(whole, fill_value=0).to_numpy().reshape(len(units), len(days), 3)
    of_term, missed, closed = np.moveaxis(counts[:, ::-1].cumsum(axis=1)[:, ::-1], 2, 0)  # that many days or more
    closed_before = np.hstack([closed[:, 1:], np.zeros((len(units), 1), dtype="int64")])
    found = pd.DataFrame({"still_open": (of_term - closed_before).ravel(), "missed": missed.ravel()}, index=whole)
    found = found.reset_index()
    found = found[found["left"] < longest].reset_index(drop=True)
    found["chance"] = (100 * found["missed"] / found["still_open"]).where(found["still_open"] >= SMALL)
    return found


def ahead(opened: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    """One row per unit and due day of dossiers that run and are not overdue: unit, level, due_on, left, dossiers,
    is_sample, still_open, missed, chance (null: not to be judged). opened: as records_coming.open_dossiers."""
    running = opened[~opened["is_paused"] & ~opened["is_overdue"] & opened["due_on"].notna()].copy()
    running["left"] = (running["due_on"] - running["judged_on"]).dt.days.astype("int64")
    kept = found.astype({"left": "int64", "still_open": "float64", "missed": "float64", "chance": "float64"})
    return running.merge(kept, on=["unit", "left"], how="left").drop(columns=["judged_on", "is_overdue", "is_paused"])


def by_unit(opened: pd.DataFrame, coming: pd.DataFrame, least: float) -> pd.DataFrame:
    """One row per unit with open dossiers, the most due within the week first: unit, overdue, d0 … d7, week (their
    sum), paused_week (of those whose clock stands), open (all that run and are not overdue), risky (with a chance of
    `least` percent or more), expected (to miss, by the chances), unjudged (too few), is_sample. coming: as ahead."""
    units = pd.Index(sorted(opened["unit"].unique()), name="unit")

    def summed(rows: pd.DataFrame, column: str = "dossiers") -> pd.Series:
        return rows.groupby("unit")[column].sum().reindex(units, fill_value=0)

    judged = coming[coming["chance"].notna()]
    paused = opened[opened["is_paused"] & opened["due_on"].notna()]
    paused = paused[(paused["due_on"] - paused["judged_on"]).dt.days.between(0, WEEK)]
    frame = pd.DataFrame({"overdue": summed(opened[opened["is_overdue"]])}, index=units)
    for left in LEFT:
        frame[f"d{left}"] = summed(coming[coming["left"].eq(left)])
    frame["week"] = frame[[f"d{left}" for left in LEFT]].sum(axis=1)
    frame["paused_week"] = summed(paused)
    frame["open"] = summed(coming)
    frame["risky"] = summed(judged[judged["chance"] >= least])
    frame["expected"] = summed(judged.assign(missed=judged["dossiers"] * judged["chance"] / 100), "missed")
    frame["unjudged"] = summed(coming[coming["chance"].isna()])
    frame["is_sample"] = opened.groupby("unit")["is_sample"].any()
    frame = frame[(frame["overdue"] > 0) | (frame["open"] > 0)]
    return frame.reset_index().sort_values(
        ["week", "overdue", "unit"], ascending=[False, False, True], ignore_index=True
    )


def risky_pairs(coming: pd.DataFrame, least: float) -> pd.DataFrame:
    """The unit and due day of the dossiers at risk, the likeliest and then the soonest first, no more of them than it
    takes for LIMIT dossiers. coming: as ahead."""
    found = coming[coming["chance"].notna() & (coming["chance"] >= least)]
    found = found.sort_values(["chance", "left", "unit"], ascending=[False, True, True], ignore_index=True)
    before = found["dossiers"].cumsum() - found["dossiers"]
    return found[before < LIMIT]


def listed(dossiers: pd.DataFrame, coming: pd.DataFrame) -> pd.DataFrame:
    """The single dossiers with left, still_open, missed, chance. dossiers: as records_coming.at_risk."""
    chance = coming[["unit", "due_on", "left", "still_open", "missed", "chance"]].drop_duplicates(["unit", "due_on"])
    return dossiers.merge(chance, on=["unit", "due_on"], how="left")


def chance_said(missed: float, still_open: float) -> str:
    """10,4 % (5/48): the share with its counts."""
    return f"{rate(missed, still_open)} ({vn(missed)}/{vn(still_open)})"


def expected_said(value: object) -> str:
    """≈ 3; of less than a half <1; – where nothing can be judged."""
    if is_missing(value):
        return NO_VALUE
    number = float(str(value))
    return "0" if not number else "<\u202f1" if number < 0.5 else f"≈{NO_BREAK}{vn(number)}"


def risk(frame: pd.DataFrame) -> pd.Series:
    """How many of each unit's dossiers are at risk; UNKNOWN where none of them can be judged. frame: as by_unit."""
    return frame["risky"].mask((frame["open"] > 0) & frame["unjudged"].eq(frame["open"]), UNKNOWN)


def risk_said(count: object) -> str:
    """3; quá ít: none can be judged; blank: none is at risk. count: of risk."""
    number = float(str(count))
    return say("quá ít") if number == UNKNOWN else vn(number) if number else ""


def risk_sentence(frame: pd.DataFrame, coming: pd.DataFrame, least: float) -> str:
    """How many are at risk, how many are expected to miss, how many cannot be judged. frame: as by_unit."""
    judged = int(coming[coming["chance"].notna()]["dossiers"].sum())
    return (
        say(
            "{risky} hồ sơ có khả năng trễ từ {least}; trong {judged} hồ sơ ước được, khoảng {expected} sẽ trễ nếu đơn "
            "vị giữ tốc độ cũ; {few} hồ sơ quá ít tiền lệ để ước",
            risky=vn(frame["risky"].sum()),
            least=pct(least, 0),
            judged=vn(judged),
            expected=vn(frame["expected"].sum()),
            few=vn(frame["unjudged"].sum()),
        )
        + "."
    )


def rule(start: date, end: date) -> str:
    """What the chance is, for the screen."""
    return say(
        "Khả năng trễ của hồ sơ còn L ngày: trong các hồ sơ cùng đơn vị có ngày hẹn từ {start} đến {end} mà khi còn L "
        "ngày vẫn chưa xong, bao nhiêu hồ sơ đã lỡ hẹn (trả trễ hoặc đến nay còn mở). Cần ít nhất {few} hồ sơ như vậy, "
        "nếu không là “quá ít để ước”.",
        start=f"{start:%d/%m/%Y}",
        end=f"{end:%d/%m/%Y}",
        few=SMALL,
    )


# --- workload -------------------------------------------------------------------------------------------------------


def workload(by_month: pd.DataFrame, ends: Sequence[date]) -> pd.DataFrame:
    """One row per month of the last twelve: month_end, value, before (the same month of the year before), is_sample;
    null where nobody sent. by_month: month ("2024-05"), value, is_sample; ends: 24 months."""
    known = by_month.set_index("month")
    values = known["value"].astype("float64").to_dict()
    rows = [(end, values.get(f"{end:%Y-%m}"), values.get(f"{end.year - 1}-{end:%m}")) for end in list(ends)[-YEAR:]]
    frame = pd.DataFrame(rows, columns=["month_end", "value", "before"])
    return frame.astype({"value": "float64", "before": "float64"}).assign(is_sample=bool(known["is_sample"].any()))


def workload_sentence(frame: pd.DataFrame) -> str:
    """The last month against the same one of the year before, of few dossiers the count; how many months have none to
    stand beside."""
    known = frame[frame["value"].notna()]
    if known.empty:
        return say("Chưa tháng nào có số liệu.")
    last = known.iloc[-1]
    said = say("{month}: {count} hồ sơ", month=month(last["month_end"]), count=vn(last["value"]))
    if 0 < last["before"] < SMALL:
        said += say(", cùng tháng năm trước {before}", before=vn(last["before"]))
    elif last["before"] > 0:
        change = round(100 * (last["value"] - last["before"]) / last["before"], 1)
        sign = "+" if change > 0 else MINUS if change else ""
        said += say(", {change} so với cùng tháng năm trước", change=f"{sign}{pct(abs(change))}")
    if bare := int(frame["before"].isna().sum()):
        said += say("; {count}/12 tháng chưa có năm trước để so, chưa đủ để nói mùa vụ", count=vn(bare))
    return f"{said}."
