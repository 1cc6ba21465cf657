"""What is said about tasks: the seven statuses, and the frames and sentences of their screen. No screen, no query.

rows: the tasks as metrics.rows_behind gives them, one row per task of one plan, with days (below).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from metrics import Figure, Query
from pages.parts.cards import Behind, Card, Mood
from pages.parts.style import NO_VALUE, day, is_missing, pct, vn
from pages.parts.words import later, named, say

OVERDUE, SOON = "overdue", "due_soon"
AGAINST = "against"  # no status: the tasks whose reported text and derived status disagree
NAMED = 3  # disagreements that the strip spells out; the table has all of them


@dataclass(frozen=True)
class Status:
    """One derived status: the metric that counts it, its word and glyph, and the rule in a few words."""

    metric_id: str
    word: str
    glyph: str
    mood: Mood
    rule: str
    name: str = ""  # a shorter word, where there is one

    @property
    def short(self) -> str:
        """The word on a card and in a legend."""
        name = self.name or self.word
        return say(name)


# What needs work first: the order of the counters, of the bars' parts and of every list.
STATUSES = {
    OVERDUE: Status("tasks_overdue", later("Quá hạn"), "!", "late", later("qua hạn")),
    SOON: Status("tasks_due_soon", later("Sắp đến hạn"), "◔", "old", later("≤ {days} ngày")),
    "in_progress": Status("tasks_in_progress", later("Trong hạn"), "▶", "info", later("> {days} ngày")),
    "no_date": Status("tasks_no_date", later("Chưa có hạn"), "◌", "none", later("chưa ghi")),
    "recurring": Status("tasks_recurring", later("Thường xuyên"), "↻", "none", later("định kỳ")),
    "done_late": Status(
        "tasks_done_late", later("Hoàn thành quá hạn"), "✓", "none", later("sau hạn"), later("Xong quá hạn")
    ),
    "done_on_time": Status(
        "tasks_done_on_time", later("Hoàn thành đúng hạn"), "✓", "ok", later("kịp hạn"), later("Xong đúng hạn")
    ),
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
        say("{count} (năm {year})", year=year, count=count) for year, count in sorted(years.items(), reverse=True)
    )
    return say("{lists}: hai danh sách", lists=lists)


# --- counters ----------------------------------------------------------------------------------------------


def counters(figures: dict[str, Figure], total: Figure, query: Query, soon_days: int) -> dict[str, Card]:
    """One card per status, what needs work first: count, share of all tasks of the list, the rule."""
    out_of = total.value or 0
    return {
        code: Card(
            known.short,
            vn(figures[code].value),
            f"{known.glyph} {pct(100 * (figures[code].value or 0) / out_of if out_of else None)}",
            known.mood if figures[code].value else "none",
            under=say(known.rule, days=vn(soon_days)),
            is_sample=figures[code].is_sample,
            behind=Behind(known.metric_id, query),
        )
        for code, known in STATUSES.items()
    }


def source_line(total: Figure) -> str:
    """The source line of this screen: it stands in half a page, beside a button, so it is a short one."""
    said = [say("Danh sách"), say("đến {day}", day=day(total.as_of))]
    if total.expected:
        said.append(say("{a}/{b} đơn vị", a=vn(total.reported), b=vn(total.expected)))
    return " · ".join([*said, *([say("minh họa")] if total.is_sample else [])])


# --- rows ------------------------------------------------------------------------------------------------


def ordered(rows: pd.DataFrame, unit: Callable[[str], str]) -> pd.DataFrame:
    """The rows, what needs work first, with code (tells a task from the others of its plan), unit_name, days (late over
    0, left below 0, null without a due date), said (status in glyph and word) and place (`NV DA06, dòng 13`)."""
    rows = rows.copy()
    # Lists of single units may each begin with a number 1.
    twice = rows["task_no"].duplicated(keep=False)
    rows["code"] = [
        f"{row.task_no}@{row.lead_unit}" if again else str(row.task_no)
        for row, again in zip(rows.itertuples(), twice, strict=True)
    ]
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


def listed(rows: pd.DataFrame, status: str) -> pd.DataFrame:
    """Those of a status, or those of AGAINST; as ordered."""
    chosen = rows["contradicts"].astype(bool) if status == AGAINST else rows["status"].eq(status)
    return rows[chosen].reset_index(drop=True)


def list_title(status: str) -> str:
    """What a list of those tasks is called."""
    if status == AGAINST:
        return say("Báo cáo không khớp với ngày")
    return say("Quá hạn, chưa hoàn thành") if status == OVERDUE else say(STATUSES[status].word)


def list_sentence(rows: pd.DataFrame, status: str) -> str:
    """What the list shows, in one line. rows: as listed."""
    if status == OVERDUE:
        return overdue_sentence(rows)
    if status == AGAINST:
        return say("Trạng thái tính theo ngày đứng trước; lời báo cáo giữ nguyên bên cạnh")
    return ""


def when(row: Any) -> str:
    """`61 ngày`, `còn 10 ngày`, `xong 10/05/2024`: how a task stands to its due date. row: as ordered."""
    if row.status in ("done_late", "done_on_time"):
        return say("xong {day}", day=day(row.completed_on))
    if is_missing(row.days) or row.status not in (OVERDUE, SOON, "in_progress"):
        return NO_VALUE
    if row.status == OVERDUE:
        return say("quá {days} ngày", days=vn(row.days))
    return say("còn {days} ngày", days=vn(-row.days)) if row.days else say("hôm nay")


def overdue_sentence(late: pd.DataFrame) -> str:
    """How long the longest one is overdue and whether reports say why; empty where nothing is. late: as overdue."""
    if late.empty:
        return ""
    unexplained = int(late["obstacle"].map(is_missing).astype(bool).sum())
    said = say("Lâu nhất {days} ngày", days=vn(late["days"].max()))
    return said + (say("; {count} nhiệm vụ không ghi vướng mắc", count=vn(unexplained)) if unexplained else "")


def disagreement(count: int, against: pd.DataFrame) -> tuple[str, list[tuple[str, str, str]]]:
    """(headline, chips): what the reports say against what the dates say. against: as listed."""
    if not count:
        return say("Báo cáo và thời hạn khớp nhau ở mọi nhiệm vụ"), []
    title = say("{count} báo cáo không khớp với ngày:", count=vn(count))
    kinds = against.assign(
        text=against["reported_status"].fillna(say("không ghi trạng thái")).str.strip(" .;,")
    ).groupby(["text", "status"], sort=False)
    chips = [(len(found), text, code) for (text, code), found in kinds]
    chips.sort(key=lambda chip: -chip[0])
    words = later("{count} ghi “{written}”, {fact}")
    said = [
        ("", say(words, count=vn(size), written=text, fact=_by_the_dates(code)), "violet")
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


# --- one task ----------------------------------------------------------------------------------------------


def history_sentence(told: pd.DataFrame) -> str:
    """Whether its due date was moved, and for how long its reports have said the same. told: one row per report, the
    newest first: reported_on, due_text, reported_status."""
    if told.empty:
        return say("Chưa có báo cáo nào về nhiệm vụ này")
    said = []
    dues = [_said(one) for one in told["due_text"]]
    if moved := [number for number in range(len(dues) - 1) if dues[number] != dues[number + 1]]:
        newest = moved[0]
        since = day(told["reported_on"].iloc[newest])
        said.append(say("Hạn đổi từ {old} thành {new} ({day})", old=dues[newest + 1], new=dues[newest], day=since))
    states = [_said(one) for one in told["reported_status"]]
    same = next((number for number, one in enumerate(states) if one != states[0]), len(states))
    if same > 1:
        said.append(say("{count} kỳ liền báo cáo “{written}”", count=vn(same), written=states[0]))
    return "; ".join(said)


def _said(text: Any) -> str:
    return NO_VALUE if is_missing(text) else str(text).strip(" .;,")
