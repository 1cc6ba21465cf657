"""What is said about tasks: the seven statuses, and the frames and sentences of their screen. No screen, no query.

rows: the tasks as metrics.rows_behind gives them, one row per task of one plan, with days (below).
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pandas as pd

from metrics import Figure
from pages.parts.cards import Card, Mood
from pages.parts.style import NO_VALUE, day, is_missing, pct, vn
from pages.parts.words import later, named, say

OVERDUE, SOON = "overdue", "due_soon"
NAMED = 3  # disagreements that the strip spells out; the table has all of them


@dataclass(frozen=True)
class Status:
    """One derived status: the metric that counts it, its word and glyph, and the rule in a few words."""

    metric_id: str
    word: str
    glyph: str
    mood: Mood
    rule: str


# What needs work first: the order of the counters, of the bars' parts and of every list.
STATUSES = {
    OVERDUE: Status("tasks_overdue", later("Quá hạn"), "!", "late", later("đã qua hạn")),
    SOON: Status("tasks_due_soon", later("Sắp đến hạn"), "◔", "old", later("còn ≤ 30 ngày")),
    "in_progress": Status("tasks_in_progress", later("Trong hạn"), "▶", "info", later("còn > 30 ngày")),
    "no_date": Status("tasks_no_date", later("Chưa có hạn"), "◌", "none", later("không ghi hạn")),
    "recurring": Status("tasks_recurring", later("Thường xuyên"), "↻", "none", later("ngoài mẫu số")),
    "done_late": Status("tasks_done_late", later("Hoàn thành quá hạn"), "✓", "none", later("xong > hạn")),
    "done_on_time": Status("tasks_done_on_time", later("Hoàn thành đúng hạn"), "✓", "ok", later("xong ≤ hạn")),
}


def status(code: Any) -> str:
    """`! Quá hạn`: glyph and word, never a colour alone."""
    known = STATUSES.get(str(code))
    return f"{known.glyph} {say(known.word)}" if known else str(code)


# --- plans -----------------------------------------------------------------------------------------------


def plans(totals: Sequence[Figure]) -> dict[str, str]:
    """plan → `Đề án 06 năm 2024 (71)`, an earlier year of the same plan `năm 2023 (73)`; Đề án 06 and newest first."""
    order = ("de_an_06", "chuyen_doi_so")
    split = [(*one.by["plan"].split(":"), vn(one.value)) for one in totals if one.by]
    split.sort(key=lambda item: (order.index(item[0]) if item[0] in order else len(order), item[0], -int(item[1])))
    said: dict[str, str] = {}
    for name, year, count in split:
        if any(code.startswith(f"{name}:") for code in said):
            text = say("năm {year} ({count})", year=year, count=count)
        elif name == "chuyen_doi_so":
            text = say("CĐS {year} ({count})", year=year, count=count)
        else:
            text = say("{plan} năm {year} ({count})", plan=named("plan", name), year=year, count=count)
        said[f"{name}:{year}"] = text
    return said


def two_lists(totals: Sequence[Figure], plan: str) -> str:
    """That the totals of one plan's years belong to different lists; empty where the plan has a single list."""
    name = plan.partition(":")[0]
    years = {
        code.partition(":")[2]: vn(one.value) for one in totals if (code := (one.by or {})["plan"]) and name in code
    }
    if len(years) < 2:
        return ""
    lists = ", ".join(
        say("năm {year}: {count}", year=year, count=count) for year, count in sorted(years.items(), reverse=True)
    )
    return say("{lists} nhiệm vụ, hai danh sách khác nhau", lists=lists[:1].upper() + lists[1:])


# --- counters ----------------------------------------------------------------------------------------------


def counters(figures: dict[str, Figure], total: Figure) -> list[Card]:
    """One card per status, what needs work first: count, share of all tasks of the list, the rule."""
    out_of = total.value or 0
    return [
        Card(
            say(known.word),
            vn(figures[code].value),
            f"{known.glyph} {pct(100 * (figures[code].value or 0) / out_of if out_of else None)}",
            known.mood if figures[code].value else "none",
            under="  \n" + say(known.rule),  # a line of its own, under the mark of invented figures
            is_sample=figures[code].is_sample,
        )
        for code, known in STATUSES.items()
    ]


def sum_of(figures: dict[str, Figure], total: Figure) -> str:
    """`71 nhiệm vụ = 4 quá hạn + 9 sắp đến hạn + …`: the seven statuses add up to the list."""
    parts = " + ".join(f"{vn(figures[code].value)} {say(known.word).lower()}" for code, known in STATUSES.items())
    return say("{total} nhiệm vụ = {parts}", total=vn(total.value), parts=parts)


def source_line(total: Figure) -> str:
    """The source line of this screen: eight stand side by side in half a page, so it is a short one."""
    said = [say("Danh sách nhiệm vụ"), say("đến {day}", day=day(total.as_of))]
    if total.expected:
        said.append(say("{a}/{b} đơn vị gửi", a=vn(total.reported), b=vn(total.expected)))
    return " · ".join([*said, *([say("minh họa")] if total.is_sample else [])])


# --- rows ------------------------------------------------------------------------------------------------


def ordered(rows: pd.DataFrame, unit: Callable[[str], str]) -> pd.DataFrame:
    """The rows, what needs work first, with unit_name, days (late over 0, left below 0, null without a due date), said
    (status in glyph and word) and place (`NV DA06, dòng 13`)."""
    rows = rows.copy()
    rows["unit_name"] = [unit(one) if isinstance(one, str) else NO_VALUE for one in rows["lead_unit"]]
    rows["days"] = [
        None if is_missing(due) or is_missing(judged) else (judged - due).days
        for due, judged in zip(rows["due_on"], rows["judged_on"], strict=True)
    ]
    rows["days"] = rows["days"].astype("float64")
    rows["said"] = [status(code) for code in rows["status"]]
    rows["place"] = [place(one) for one in rows.itertuples()]
    turn = {code: number for number, code in enumerate(STATUSES)}
    rows["turn"] = [turn.get(code, len(turn)) for code in rows["status"]]
    return rows.sort_values(["turn", "days", "row_number"], ascending=[True, False, True], ignore_index=True)


def place(row: Any) -> str:
    """`NV DA06, dòng 13`: where in the file the task stands."""
    line = say("dòng {row}", row=int(row.row_number)) if not is_missing(row.row_number) else NO_VALUE
    return f"{row.sheet}, {line}" if isinstance(row.sheet, str) and row.sheet else line


def overdue(rows: pd.DataFrame) -> pd.DataFrame:
    """The overdue ones, the longest overdue first."""
    return rows[rows["status"].eq(OVERDUE)].reset_index(drop=True)


def overdue_sentence(late: pd.DataFrame) -> str:
    """How long the longest one is overdue and whether reports say why; empty where nothing is. late: as overdue."""
    if late.empty:
        return ""
    unexplained = int(late["obstacle"].map(is_missing).astype(bool).sum())
    said = say("Lâu nhất {days} ngày", days=vn(late["days"].max()))
    return said + (say("; {count} nhiệm vụ không ghi vướng mắc", count=vn(unexplained)) if unexplained else "")


def contradicting(rows: pd.DataFrame) -> pd.DataFrame:
    """Those whose reported text and derived status disagree, as ordered."""
    return rows[rows["contradicts"].astype(bool)].reset_index(drop=True)


def disagreement(count: int, against: pd.DataFrame) -> tuple[str, list[tuple[str, str, str]]]:
    """(headline, chips): what the reports say against what the dates say. against: as contradicting."""
    if not count:
        return say("Báo cáo và thời hạn khớp nhau ở mọi nhiệm vụ"), []
    title = say("{count} nhiệm vụ báo cáo không khớp với ngày:", count=vn(count))
    kinds = against.assign(
        text=against["reported_status"].fillna(say("không ghi trạng thái")).str.strip(" .;,")
    ).groupby(["text", "status"], sort=False)
    chips = [(len(found), text, code) for (text, code), found in kinds]
    chips.sort(key=lambda chip: -chip[0])
    icon, words = ":material/difference:", later("{count} ghi “{written}”, {fact}")
    said = [
        (icon, say(words, count=vn(size), written=text, fact=_by_the_dates(code)), "violet")
        for size, text, code in chips[:NAMED]
    ]
    rest = sum(size for size, _, _ in chips[NAMED:])
    return title, [*said, *([("", say("và {count} nhiệm vụ khác", count=vn(rest)), "gray")] if rest else [])]


def _by_the_dates(code: str) -> str:
    if code == OVERDUE:
        return say("đã quá hạn")
    if code in ("done_late", "done_on_time"):
        return say("đã hoàn thành")
    return say("theo ngày: {status}", status=say(STATUSES[code].word).lower())


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
        said += say("; biểu đồ: {shown} cơ quan đầu, còn lại trong bảng", shown=vn(shown))
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


def weeks(soon: pd.DataFrame, as_of: date, days: int = 30) -> pd.DataFrame:
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
