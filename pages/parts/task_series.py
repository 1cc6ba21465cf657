"""Tasks over the year, by lead unit and by due week: the frames of their charts, and each in words. No screen.

rows: as tasks.ordered.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

import pandas as pd

from pages.parts.style import day, is_missing, vn
from pages.parts.tasks import OVERDUE, SOON, STATUSES
from pages.parts.words import say

# --- burn-up -----------------------------------------------------------------------------------------------


def burn_up(rows: pd.DataFrame, year: int) -> pd.DataFrame:
    """on, due, done, is_as_of: tasks with a due date that were due, and done, by the end of each month of the plan's
    year and on the as-of day. done is null after it. Later months are there as far as the as-of day reaches."""
    dated = rows[~rows["due_on"].map(is_missing).astype(bool) & rows["status"].ne("recurring")]
    as_of = max(rows["judged_on"])
    first = min(date(year, 1, 1), as_of.replace(day=1))
    days = {as_of}
    end = _month_end(first)
    while end <= max(date(year, 12, 31), _month_end(as_of)):
        days.add(end)
        end = _month_end(end + timedelta(days=1))
    due, done = list(dated["due_on"]), [one for one in dated["completed_on"] if not is_missing(one)]
    return pd.DataFrame(
        {
            "on": day_,
            "due": sum(one <= day_ for one in due),
            "done": float(sum(one <= day_ for one in done)) if day_ <= as_of else None,
            "is_as_of": day_ == as_of,
        }
        for day_ in sorted(days)
    ).assign(is_sample=bool(rows["is_sample"].any()), done=lambda frame: frame["done"].astype("float64"))


def _month_end(day_: date) -> date:
    return day_.replace(day=monthrange(day_.year, day_.month)[1])


def burn_up_sentence(frame: pd.DataFrame, rows: pd.DataFrame) -> str:
    """Done against due on the as-of day, and which tasks neither line counts."""
    now = frame[frame["is_as_of"]].iloc[0]
    due, done = int(now["due"]), int(now["done"])
    said = say("Đến {day}: hoàn thành {done}, đến hạn {due}", day=day(now["on"]), done=vn(done), due=vn(due))
    if done != due:
        gap = say("kém {count}", count=vn(due - done)) if done < due else say("vượt {count}", count=vn(done - due))
        said += f" ({gap})"
    out = [
        (int(rows["status"].eq("recurring").sum()), say("thường xuyên")),
        (
            int((rows["due_on"].map(is_missing).astype(bool) & rows["status"].ne("recurring")).sum()),
            say("không có hạn"),
        ),
    ]
    left_out = ", ".join(f"{vn(count)} {what}" for count, what in out if count)
    return said + (". " + say("Không tính {what}", what=left_out) if left_out else "")


# --- by lead unit --------------------------------------------------------------------------------------------


def by_unit(counts: pd.DataFrame, unit: Callable[[str], str]) -> pd.DataFrame:
    """One row per lead unit, most overdue first, then most due soon: lead_unit, unit_name, the statuses, total,
    is_sample. counts: lead_unit, status, value, is_sample."""
    wide = counts.pivot_table(index="lead_unit", columns="status", values="value", aggfunc="sum", fill_value=0)
    wide = wide.reindex(columns=list(STATUSES), fill_value=0).astype(int)
    wide["total"] = wide.sum(axis=1)
    wide["is_sample"] = counts.groupby("lead_unit")["is_sample"].any()
    wide = wide.reset_index()
    wide["unit_name"] = [unit(one) for one in wide["lead_unit"]]
    return wide.sort_values(
        [OVERDUE, SOON, "total", "unit_name"], ascending=[False, False, False, True], ignore_index=True
    )


def by_unit_sentence(units: pd.DataFrame, shown: int, listed: int) -> str:
    """How many units have something overdue, and how many the chart leaves to the table. listed: the plan's tasks, also
    those whose lead unit nobody could tell."""
    late = int(units[OVERDUE].gt(0).sum())
    said = say("{late}/{all} cơ quan có nhiệm vụ quá hạn", late=vn(late), all=vn(len(units)))
    if len(units) > shown:
        said += say("; biểu đồ: {shown} cơ quan đầu", shown=vn(shown))
    if (nobodys := listed - int(units["total"].sum())) > 0:
        said += say("; {count} nhiệm vụ không rõ cơ quan chủ trì", count=vn(nobodys))
    return said


# --- countdown ---------------------------------------------------------------------------------------------


def countdown(rows: pd.DataFrame) -> pd.DataFrame:
    """The tasks due soon, the closest first: task_title, unit_name, due_on, left (days), week (its Monday)."""
    soon = rows[rows["status"].eq(SOON)].copy()
    soon["left"] = -soon["days"]
    soon["week"] = [one - timedelta(days=one.weekday()) for one in soon["due_on"]]
    return soon.sort_values(["left", "row_number"], ignore_index=True)


def weeks(soon: pd.DataFrame, as_of: date, days: int) -> pd.DataFrame:
    """One row per week from the as-of day to the end of the window, also the empty ones: week (its Monday), count."""
    monday, last = as_of - timedelta(days=as_of.weekday()), as_of + timedelta(days=days)
    mondays = [monday + timedelta(days=7 * number) for number in range((last - monday).days // 7 + 1)]
    return pd.DataFrame({"week": mondays, "count": [int(soon["week"].eq(one).sum()) for one in mondays]})


def weeks_sentence(by_week: pd.DataFrame) -> str:
    """`03/06–09/06: 2 · 24/06–30/06: 7`: the weeks in which something comes due."""
    due = by_week[by_week["count"] > 0]
    return " · ".join(
        say(
            "tuần {a}–{b}: {count}",
            a=f"{row.week:%d/%m}",
            b=f"{row.week + timedelta(days=6):%d/%m}",
            count=vn(row.count_),
        )
        for row in due.rename(columns={"count": "count_"}).itertuples()
    )
