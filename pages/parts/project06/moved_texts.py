"""The rows of what moved with the words of both sides: what the lists and the downloads of that view say. No screen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from pages.parts.project06 import moved
from pages.parts.project06.moved import PLACE
from pages.parts.style import NO_VALUE, day, is_missing, vn
from pages.parts.words import say

TEXTS = ["task_no", "task_title", "lead_unit", "due_text", "completed_on", "reported_status", "file_name"]
# What needs a look first; the counters stand in pairs instead.
ATTENTION = (
    *(moved.REOPENED, moved.POSTPONED, moved.UNDATED, moved.REMOVED, moved.REWORDING, moved.LEAD),
    *(moved.NEW, moved.FORWARD, moved.DATED, moved.DONE),
)
# The column that a way of moving shows in.
FIELDS = {
    moved.DONE: "completed_on",
    moved.REOPENED: "completed_on",
    moved.REWORDING: "task_title",
    moved.NEW: "task_title",
    moved.REMOVED: "task_title",
    moved.LEAD: "lead_unit_id",
}
DUE = "due_text"
Row = Mapping[str, Any]


def places(*frames: pd.DataFrame) -> pd.DataFrame:
    """Where the rows of those frames stand, both sides, each once: batch_id, sheet, row_number."""
    sides = [
        frame[[f"{name}{end}" for name in PLACE]].set_axis(PLACE, axis=1)
        for frame in frames
        for end in ("_1", "")
        if f"batch_id{end}" in frame
    ]
    found = pd.concat(sides).dropna(subset=["batch_id"]).drop_duplicates().astype({"batch_id": int, "row_number": int})
    # A list without sheets says so with null; what a question is kept under must not tell two kinds of null apart.
    return found.assign(sheet=found["sheet"].astype(object).where(found["sheet"].notna(), None)).reset_index(drop=True)


def told(found: pd.DataFrame, lines: pd.DataFrame, postponed: pd.DataFrame, units: Mapping[str, str]) -> pd.DataFrame:
    """The rows with TEXTS of both sides (the earlier's with _1; any_…: the later's, else the earlier's), unit_name of
    any_lead_unit, said, times and days_all (over all reports); what needs a look first.

    found: as moved.between; lines: as records_moved.task_lines; postponed: as moved.postponements.
    """
    frame = _with(_with(found, lines, ""), lines, "_1")
    for name in TEXTS:
        frame[f"any_{name}"] = frame[name].where(frame["batch_id"].notna(), frame[f"{name}_1"])
    totals = postponed[["task", "times", "days"]].rename(columns={"days": "days_all"})
    frame = frame.merge(totals, on="task", how="left")
    turn = frame["kind"].map(ATTENTION.index)
    frame = frame.assign(turn=turn).sort_values("turn", kind="stable", ignore_index=True)
    kinds = {code: f"{kind.glyph} {say(kind.word)}" for code, kind in moved.KINDS.items()}
    return frame.assign(
        said=frame["kind"].map(kinds),
        unit_name=frame["any_lead_unit"].map(lambda one: _unit(one, units)),
    )


def worded(frame: pd.DataFrame, units: Mapping[str, str]) -> pd.DataFrame:
    """The rows with before, after and note in words: of what is shown alone, it takes long. frame: as told."""
    rows = frame.astype(object).to_dict("records")
    sides = [_sides(row, units) for row in rows]
    return frame.assign(
        before=[before for before, _ in sides], after=[after for _, after in sides], note=[_note(row) for row in rows]
    )


def with_texts(postponed: pd.DataFrame, lines: pd.DataFrame, units: Mapping[str, str]) -> pd.DataFrame:
    """The postponed tasks with TEXTS, unit_name and state (done, or not) in words."""
    frame = _with(postponed, lines, "")
    return frame.assign(
        unit_name=[_unit(one, units) for one in frame["lead_unit"]],
        state=[say("✓ đã xong") if done else say("chưa xong") for done in frame["is_done"]],
    )


def _with(frame: pd.DataFrame, lines: pd.DataFrame, end: str) -> pd.DataFrame:
    keys = [f"{name}{end}" for name in PLACE]
    known = lines[[*PLACE, *TEXTS]].rename(columns={name: f"{name}{end}" for name in [*PLACE, *TEXTS]})
    # A side that was not listed has no place, and numbers that may be missing are floats.
    numbers = {f"{name}{end}": "float64" for name in ("batch_id", "row_number")}
    return frame.astype(numbers).merge(known.astype(numbers), on=keys, how="left")


def _unit(code: object, units: Mapping[str, str]) -> str:
    return units.get(code, code) if isinstance(code, str) else NO_VALUE


def _sides(row: Row, units: Mapping[str, str]) -> tuple[str, str]:
    """What the earlier and the later report say of what moved."""
    kind = row["kind"]
    if kind == moved.NEW:
        return NO_VALUE, _state(row, "")
    if kind == moved.REMOVED:
        return _state(row, "_1"), NO_VALUE
    if kind in (moved.DONE, moved.REOPENED):
        return _completion(row, "_1"), _completion(row, "")
    if kind == moved.REWORDING:
        return plain(row["task_title_1"]), plain(row["task_title"])
    if kind == moved.LEAD:
        return _unit(row["lead_unit_1"], units), _unit(row["lead_unit"], units)
    return _due(row, "_1"), _due(row, "")


def plain(text: object) -> str:
    """A text of a cell in one line; – where it is blank."""
    return NO_VALUE if is_missing(text) or not str(text).strip() else " ".join(str(text).split())


def _due(row: Row, end: str) -> str:
    """`30/06/2024 (Quý II/2024)`: the day, and what the list wrote where that is something else."""
    said, written = moved.due_said(row, end), plain(row[f"due_text{end}"])
    if said == NO_VALUE:
        return say("không có ngày đến hạn") if written == NO_VALUE else say("ghi “{written}”", written=written)
    return said if written in (said, NO_VALUE) else f"{said} ({written})"


def _completion(row: Row, end: str) -> str:
    if row[f"is_done{end}"] is True or row[f"is_done{end}"] == 1:
        return say("xong {day}", day=day(row[f"completed_on{end}"]))
    written = plain(row[f"reported_status{end}"])
    return say("chưa xong") if written == NO_VALUE else say("chưa xong; ghi “{written}”", written=written)


def _state(row: Row, end: str) -> str:
    if is_missing(row[f"due_on{end}"]):
        return f"{_due(row, end)}; {_completion(row, end)}"
    return say("hạn {due}; {state}", due=_due(row, end), state=_completion(row, end))


def _note(row: Row) -> str:
    """What else is to be known: by how much, how often before, another number, that it was there once."""
    said = []
    if row["kind"] in (moved.POSTPONED, moved.FORWARD):
        said.append(moved.shifted(row["days"]))
    if row["kind"] == moved.POSTPONED and row["times"] > 1:
        said.append(say("qua mọi báo cáo {times} lần, {days} ngày", times=vn(row["times"]), days=vn(row["days_all"])))
    if row["is_renumbered"]:
        said.append(say("số {a} → {b}, nhận ra theo nội dung", a=plain(row["task_no_1"]), b=plain(row["task_no"])))
    if row["was_known"]:
        said.append(say("từng có ở một báo cáo cũ hơn"))
    return "; ".join(said)


def by_unit(frame: pd.DataFrame) -> dict[str, str]:
    """unit → `Công an tỉnh (12)`: the tasks of it that moved, most first. frame: as told."""
    counts = frame.drop_duplicates(["any_lead_unit", "task"]).groupby(["any_lead_unit", "unit_name"]).size()
    ordered = sorted(counts.items(), key=lambda one: (-int(one[1]), one[0][1]))
    return {unit: f"{name} ({vn(count)})" for (unit, name), count in ordered}


def unit_key(frame: pd.DataFrame, unit: str) -> Any:
    """What stands for that unit in the column `unit` of the states. frame: as told; the unit leads or led one of it."""
    leads = frame[frame["lead_unit"].eq(unit)]["unit"]
    return leads.iloc[0] if len(leads) else frame[frame["lead_unit_1"].eq(unit)]["unit_1"].iloc[0]
