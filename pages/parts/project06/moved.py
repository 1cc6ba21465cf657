"""What moved in a plan between two of its reports, and which due dates were put off over all of them. No screen, no
query.

A task of one report is that of the next where number and wording are the same; else where the wording is, within the
lead unit (it was renumbered); else where number and lead unit are (it was reworded). What shares neither wording nor
lead unit with the task of its number is another task: one is gone, one is new.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import Any

import numpy as np
import pandas as pd

from pages.parts.cards import Mood
from pages.parts.style import NO_VALUE, day, vn
from pages.parts.words import later, say

SAME = (("number", "wording", "unit"), ("number", "wording"), ("wording", "unit"), ("number", "unit"))
REWORDED = 3  # of SAME: only between one report and the next, because numbers are given again
PLACE = ["batch_id", "sheet", "row_number"]
STATE = [*PLACE, "number", "unit", "wording", "due_on", "is_recurring", "is_done", "is_sample"]


@dataclass(frozen=True)
class Kind:
    """One way in which a task moved: its word, how it is told in a sentence, what it means."""

    word: str
    told: str
    glyph: str
    mood: Mood
    meaning: str


NEW, REMOVED, DONE, REOPENED, POSTPONED, FORWARD, UNDATED, DATED, REWORDING, LEAD = (
    "new", "removed", "done", "reopened", "postponed", "forward", "undated", "dated", "reworded", "lead"
)  # fmt: skip
KINDS = {
    NEW: Kind(later("Mới"), later("{count} mới"), "+", "info", later("có ở báo cáo sau, không có ở báo cáo trước")),
    DONE: Kind(
        later("Hoàn thành"), later("{count} hoàn thành"), "✓", "ok", later("có ngày hoàn thành đến ngày báo cáo sau")
    ),
    POSTPONED: Kind(later("Lùi hạn"), later("{count} lùi hạn"), "→", "late", later("ngày đến hạn muộn hơn trước")),
    UNDATED: Kind(
        later("Bỏ hạn"), later("{count} bỏ hạn"), "◌", "warn", later("trước có ngày đến hạn, nay không còn ngày")
    ),
    REWORDING: Kind(
        later("Đổi nội dung"),
        later("{count} đổi nội dung"),
        "≠",
        "confirm",
        later("khác chữ; không kể khác dấu, chữ hoa, dấu câu"),
    ),
    REMOVED: Kind(
        later("Bỏ khỏi danh sách"),
        later("{count} bỏ khỏi danh sách"),
        "−",
        "warn",
        later("có ở báo cáo trước, không có ở báo cáo sau"),
    ),
    REOPENED: Kind(
        later("Mở lại"), later("{count} mở lại"), "↺", "late", later("trước đã hoàn thành, nay không còn hoàn thành")
    ),
    FORWARD: Kind(
        later("Rút ngắn hạn"), later("{count} rút ngắn hạn"), "←", "info", later("ngày đến hạn sớm hơn trước")
    ),
    DATED: Kind(later("Mới ghi hạn"), later("{count} mới ghi hạn"), "◔", "info", later("trước chưa có ngày đến hạn")),
    LEAD: Kind(
        later("Đổi chủ trì"), later("{count} đổi cơ quan chủ trì"), "⇄", "confirm", later("cơ quan chủ trì khác trước")
    ),
}

# --- which rows are the same task ----------------------------------------------------------------------------------


def identified(states: pd.DataFrame) -> pd.DataFrame:
    """The rows with task, a number that the rows of one task share over all reports; a task that was away and comes
    back with its wording keeps it. states: as records_moved.task_states."""
    rows = states.reset_index(drop=True)
    if rows.empty:
        return rows.assign(task=pd.Series(dtype=int))
    keys = [rows.groupby(list(names), sort=False, dropna=False).ngroup().to_numpy() for names in SAME]
    task = np.full(len(rows), -1)
    newest = np.empty(0, dtype=int)  # of each task the position of its newest row
    start = 0
    for _, here in rows.groupby("day", sort=True).indices.items():
        # Tasks of the report before stand first: of several with one wording they are the likelier.
        known = newest[np.argsort(newest < start, kind="stable")]
        free = here
        for turn, key in enumerate(keys):
            pool = known[known >= start] if turn == REWORDED else known
            old, new = _pairs(key[pool], key[free])
            task[free[new]] = task[pool[old]]
            known, free = known[~np.isin(known, pool[old])], np.delete(free, new)
        task[free] = np.arange(len(newest), len(newest) + len(free))
        newest = np.concatenate([newest, free])
        newest[task[here]] = here
        start = here.min()
    return rows.assign(task=task)


def _pairs(old: np.ndarray, new: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Positions of equal keys, the first with the first, the second with the second: a number may stand twice."""
    coded = [np.stack([keys, pd.Series(keys).groupby(keys).cumcount()], axis=1) @ [1_000_000, 1] for keys in (old, new)]
    found = pd.Index(coded[0]).get_indexer(coded[1])
    return found[found >= 0], np.flatnonzero(found >= 0)


# --- two reports ---------------------------------------------------------------------------------------------------


def between(rows: pd.DataFrame, earlier: pd.Timestamp, later_: pd.Timestamp) -> pd.DataFrame:
    """One row per task and way in which it moved, in the order of KINDS: kind, task, days (by which the due date was
    moved; null unless it was), is_renumbered, was_known (a new one that an older report had), the state of the later
    report and under the same names with _1 that of the earlier (null where it was not listed).

    rows: as identified.
    """
    sides = [rows[rows["day"].eq(one)].set_index("task")[STATE] for one in (earlier, later_)]
    both = sides[0].merge(sides[1], how="outer", left_index=True, right_index=True, suffixes=("_1", ""))
    was, now = both["batch_id_1"].notna(), both["batch_id"].notna()
    stays = was & now
    done_1, done = both["is_done_1"].eq(True), both["is_done"].eq(True)
    dated_1, dated = both["due_on_1"].notna(), both["due_on"].notna()
    days = (both["due_on"] - both["due_on_1"]).dt.days
    moved = {
        NEW: ~was,
        DONE: stays & ~done_1 & done,
        POSTPONED: days > 0,
        UNDATED: stays & dated_1 & ~dated,
        REWORDING: stays & both["wording_1"].ne(both["wording"]),
        REMOVED: ~now,
        REOPENED: stays & done_1 & ~done,
        FORWARD: days < 0,
        DATED: stays & ~dated_1 & dated,
        LEAD: stays & both["unit_1"].ne(both["unit"]) & (both["unit_1"].notna() | both["unit"].notna()),
    }
    first = rows.groupby("task")["day"].min()
    both = both.assign(
        days=days.where(days.ne(0)).astype("float64"),
        is_renumbered=stays & both["number_1"].ne(both["number"]),
        was_known=~was & (first.reindex(both.index) < earlier),
        is_sample=both["is_sample"].eq(True) | both["is_sample_1"].eq(True),
    ).reset_index()
    found = [both[moved[kind].to_numpy()].assign(kind=kind) for kind in KINDS]
    order = {POSTPONED: ("days", False), FORWARD: ("days", True)}
    sorted_ = [
        one.sort_values(order[kind][0], ascending=order[kind][1], kind="stable") if kind in order else one
        for kind, one in zip(KINDS, found, strict=True)
    ]
    return pd.concat(sorted_, ignore_index=True)


def renumbered(rows: pd.DataFrame, earlier: pd.Timestamp, later_: pd.Timestamp) -> int:
    """How many tasks of both reports have another number in the second. rows: as identified."""
    numbers = [rows[rows["day"].eq(one)].set_index("task")["number"] for one in (earlier, later_)]
    joined = pd.concat(numbers, axis=1, join="inner", keys=("was", "now"))
    return int(joined["was"].ne(joined["now"]).sum())


def sentence(found: pd.DataFrame, sizes: tuple[int, int], other_numbers: int) -> str:
    """What moved, in one line. found: as between; sizes: how many tasks each report had."""
    head = say("{a} nhiệm vụ ở báo cáo trước, {b} ở báo cáo sau", a=vn(sizes[0]), b=vn(sizes[1]))
    counts = found["kind"].value_counts()
    told = []
    for code, kind in KINDS.items():
        if count := int(counts.get(code, 0)):
            text = say(kind.told, count=vn(count))
            if code == POSTPONED:
                text += " " + say("(cộng {days} ngày)", days=vn(found.loc[found["kind"].eq(code), "days"].sum()))
            told.append(text)
    said = f"{head}: {', '.join(told) or say('không có gì thay đổi')}"
    if other_numbers:
        said += "; " + say("{count} đổi số thứ tự, nhận ra theo nội dung trong cùng cơ quan", count=vn(other_numbers))
    return said


# --- due dates over all reports ------------------------------------------------------------------------------------


def postponements(rows: pd.DataFrame, later_: pd.Timestamp) -> pd.DataFrame:
    """One row per task of that day's report whose due date was ever put off up to it, most often first: task, times,
    days (of all those times together), brought (days brought forward), first_due, due_on (null: none any more), last_on
    (the report that put it off last), reports (that had it), unit, is_done, and its place.

    A due date that one report leaves out is compared with the one before. rows: as identified.
    """
    known = rows[rows["day"].le(later_)]
    dated = known[known["due_on"].notna()]
    dated = dated.assign(moved=dated.groupby("task")["due_on"].diff().dt.days)
    put_off = dated[dated["moved"] > 0].groupby("task")
    frame = put_off.agg(times=("moved", "size"), days=("moved", "sum"), last_on=("day", "max"))
    frame["brought"] = dated[dated["moved"] < 0].groupby("task")["moved"].sum().abs().reindex(frame.index).fillna(0.0)
    frame["first_due"] = dated.groupby("task")["due_on"].first().reindex(frame.index)
    frame["reports"] = known.groupby("task").size().reindex(frame.index)
    standing = known[known["day"].eq(later_)].set_index("task")[[*PLACE, "unit", "due_on", "is_done", "is_sample"]]
    frame = frame.join(standing, how="inner").reset_index()
    return frame.sort_values(["times", "days", "task"], ascending=[False, False, True], ignore_index=True)


def postponements_sentence(frame: pd.DataFrame, listed: int) -> str:
    """How many were put off, how often at most, by how much in all. frame: as postponements."""
    if frame.empty:
        return say("Không nhiệm vụ nào lùi hạn")
    worst = frame.iloc[0]
    said = say(
        "{count}/{all} nhiệm vụ từng lùi hạn, tất cả {times} lần, cộng {days} ngày",
        count=vn(len(frame)),
        all=vn(listed),
        times=vn(frame["times"].sum()),
        days=vn(frame["days"].sum()),
    )
    return said + say("; nhiều nhất {times} lần, {days} ngày", times=vn(worst["times"]), days=vn(worst["days"]))


def history(rows: pd.DataFrame, task: int) -> pd.DataFrame:
    """The task in every report that had it, the newest first: day, its place, due_on, moved (days since the due date
    that was written before; null: none or none before). rows: as identified."""
    own = rows[rows["task"].eq(task)].sort_values("day")
    own = own.assign(moved=(own["due_on"] - own["due_on"].ffill().shift()).dt.days)
    return own.iloc[::-1].reset_index(drop=True)


def shifted(days: object) -> str:
    """`lùi 30 ngày`, `sớm 10 ngày`: by how much a due date was moved; – where it was not."""
    count = 0.0 if pd.isna(days) else float(str(days))
    if not count:
        return NO_VALUE
    return say("lùi {days} ngày", days=vn(count)) if count > 0 else say("sớm {days} ngày", days=vn(-count))


# --- wordings ------------------------------------------------------------------------------------------------------


def differing(before: str, after: str) -> tuple[list[tuple[str, bool]], list[tuple[str, bool]]]:
    """Both wordings in runs of words: (words, whether the other wording lacks them)."""
    old, new = before.split(), after.split()
    runs: tuple[list[tuple[str, bool]], list[tuple[str, bool]]] = ([], [])
    bare = [[word.strip('.,;:()“”"').casefold() for word in words] for words in (old, new)]
    for what, a, b, c, d in SequenceMatcher(None, *bare, autojunk=False).get_opcodes():
        for side, words in ((0, old[a:b]), (1, new[c:d])):
            if words:
                runs[side].append((" ".join(words), what != "equal"))
    return runs


def days_of(rows: pd.DataFrame) -> list[date]:
    """The report days, the newest first."""
    return [one.date() for one in sorted(rows["day"].unique(), reverse=True)]


def due_said(row: Mapping[str, Any], end: str = "") -> str:
    """`31/05/2024`, `Thường xuyên` or –: the due date that one side says."""
    if row[f"is_recurring{end}"] is True or row[f"is_recurring{end}"] == 1:
        return say("Thường xuyên")
    return day(row[f"due_on{end}"])
