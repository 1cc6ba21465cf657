"""What is said of reports over time: rows month by month, columns that changed, how each file stands. Frames, no
screen."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import pandas as pd

from pages.parts import words
from pages.parts.filters import plain
from pages.parts.style import NO_VALUE, day, is_missing, month, pct, vn
from pages.parts.words import later, say

MONTHS = 12
NAMED = 3
# What of a heading changes by itself from report to report.
DATED = re.compile(
    r"\b(?:thang|quy|nam|ngay|ky)\s+(?:\d+|[ivx]+)(?:\s*[/.-]\s*\d+)*\b|\b\d{1,4}(?:\s*[/.-]\s*\d{1,4})+\b|\b20\d\d\b"
)

# --- rows kept and refused -----------------------------------------------------------------------------------------


def months(found: pd.DataFrame, last: date) -> pd.DataFrame:
    """One row per month of the twelve up to that day's: month_end, rows_kept, rows_refused, refused_share (percent),
    files; null where no report is about it. found: as records_files.months."""
    ends = pd.date_range(end=pd.Timestamp(last) + pd.offsets.MonthEnd(0), periods=MONTHS, freq="ME")
    known = found.assign(month_end=pd.to_datetime(found["month_end"])).set_index("month_end")
    frame = known.reindex(ends).rename_axis("month_end").reset_index()
    numbers = ["rows_kept", "rows_refused", "files"]
    frame[numbers] = frame[numbers].astype("float64")
    read = frame["rows_kept"] + frame["rows_refused"]
    return frame.assign(
        refused_share=(100 * frame["rows_refused"] / read).where(read > 0),
        is_sample=frame["is_sample"].eq(True),
    )


def months_said(frame: pd.DataFrame) -> str:
    """How many rows were refused in all, and in which month the greatest share. frame: as months."""
    known = frame[frame["files"].notna()]
    if known.empty:
        return say("Không báo cáo nào trong {months} tháng", months=vn(len(frame)))
    kept, refused = known["rows_kept"].sum(), known["rows_refused"].sum()
    said = say("{kept} dòng được nhận trong {months} tháng", kept=vn(kept), months=vn(len(frame)))
    if not refused:
        said += "; " + say("không dòng nào bị từ chối")
    else:
        worst = known.loc[known["refused_share"].idxmax()]
        said += "; " + say(
            "{refused} dòng bị từ chối ({share}), tỷ lệ cao nhất kỳ {month}: {worst}",
            refused=vn(refused),
            share=share(100 * refused / (kept + refused)),
            month=month(worst["month_end"]),
            worst=share(worst["refused_share"]),
        )
    blank = len(frame) - len(known)
    return said + ("; " + say("{count} tháng không có tệp", count=vn(blank)) if blank else "")


def share(percent: float) -> str:
    """A small share is not nothing: 0,02 %, 0,004 %."""
    decimals = 1 if percent >= 1 or not percent else 2 if percent >= 0.01 else 3
    return pct(percent, decimals)


# --- columns that changed ------------------------------------------------------------------------------------------

CHANGES = {
    "lost": later("Mất cột"),
    "renamed": later("Đổi tên"),
    "new": later("Cột mới"),
}
Headings = Mapping[str | None, Mapping[str, str]]  # field (None: of no field) → heading made plain → as written


def same(heading: str) -> str:
    """What two spellings of one heading have in common: no accents, case, signs or dates."""
    return " ".join(re.findall(r"\w+", DATED.sub(" ", plain(heading))))


def changed(columns: pd.DataFrame) -> pd.DataFrame:
    """One row per column that a report has and the one before it had not, or the other way round: what (of CHANGES),
    said, source, title, sender, before, after, file_name, earlier_name, dated, is_sample. The newest first.

    columns: as records_files.columns. A change in a file of many units is told once.
    """
    headings: dict[int, dict[bool, dict[str | None, dict[str, str]]]] = {}
    facts: dict[int, Any] = {}
    for row in columns.itertuples():
        sides = headings.setdefault(row.batch_id, {True: defaultdict(dict), False: defaultdict(dict)})
        field = None if is_missing(row.field) else row.field
        sides[bool(row.is_new)][field].setdefault(same(row.heading), row.heading)
        facts.setdefault(row.batch_id, row)
    told: dict[tuple[str, ...], dict[str, Any]] = {}
    senders: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for batch_id, sides in headings.items():
        row = facts[batch_id]
        for what, before, after in _differences(sides[False], sides[True]):
            key = (row.source, row.sha256, row.earlier_sha256, what, before, after)
            told.setdefault(key, _told(row, what, before, after))
            senders[key].add(NO_VALUE if is_missing(row.sender) else row.sender)
    rows = [told[key] | {"sender": _senders(senders[key], told[key]["source"])} for key in told]
    names = ["what", "said", "source", "title", "sender", "before", "after", "file_name", "earlier_name", "dated"]
    frame = pd.DataFrame(rows, columns=[*names, "is_sample"])
    order = frame["what"].map(list(CHANGES).index)
    frame = frame.assign(order=order).sort_values(["dated", "order", "sender"], ascending=[False, True, True])
    return frame.drop(columns="order").reset_index(drop=True)


def _differences(before: Headings, after: Headings) -> Iterable[tuple[str, str, str]]:
    """(what, heading before, heading now) field by field; blank where there is none."""
    strange = before.get(None, {})
    for field in dict.fromkeys([*before, *after]):
        old, new = before.get(field, {}), after.get(field, {})
        gone = [text for plain_, text in old.items() if plain_ not in new]
        # What no field knew before and one knows now was there: only the reading has changed.
        come = [text for plain_, text in new.items() if plain_ not in old and (field is None or plain_ not in strange)]
        if field is None:
            known = {plain_ for other in before.values() for plain_ in other}
            yield from (("new", "", text) for text in come if same(text) not in known)
        elif gone and come:
            yield "renamed", ", ".join(gone), ", ".join(come)
        else:
            yield from (("lost", text, "") for text in gone)
            yield from (("new", "", text) for text in come)


def _told(row: Any, what: str, before: str, after: str) -> dict[str, Any]:
    return {
        "what": what,
        "said": say(CHANGES[what]),
        "source": row.source,
        "title": words.source(row.source),
        "before": before or NO_VALUE,
        "after": after or NO_VALUE,
        "file_name": row.file_name,
        "earlier_name": row.earlier_name,
        "dated": row.dated,
        "is_sample": bool(row.is_sample),
    }


def _senders(names: set[str], source: str) -> str:
    known = sorted(names - {NO_VALUE})
    if not known:
        return words.sender(source)
    return ", ".join(known) if len(known) <= NAMED else say("{count} đơn vị", count=vn(len(known)))


def changed_said(frame: pd.DataFrame) -> str:
    """How many columns changed, by kind. frame: as changed."""
    sizes = frame["what"].value_counts()
    texts = {
        "lost": later("{count} cột bị mất"),
        "renamed": later("{count} cột đổi tên"),
        "new": later("{count} cột mới"),
    }
    return ", ".join(say(text, count=vn(sizes[what])) for what, text in texts.items() if sizes.get(what))


# --- every file ever loaded ------------------------------------------------------------------------------------------

STATES = {
    "used": later("● đang dùng"),
    "partly": later("◐ đang dùng một phần; phần khác đã thay bằng {files}"),
    "replaced": later("○ đã thay bằng {files}"),
    "withdrawn": later("✕ đã rút"),
    "unused": later("○ minh họa, không tính vì đã có số liệu thật"),
}


def files(found: pd.DataFrame) -> pd.DataFrame:
    """The files with state (of STATES), said, who, period. found: as records_files.files."""
    states = [file_state(row) for row in found.itertuples()]
    return found.assign(
        state=states,
        said=[
            say(STATES[state], files=_names(row.successors))
            for state, row in zip(states, found.itertuples(), strict=True)
        ],
        who=[_who(row) for row in found.itertuples()],
        period=[_period(row) for row in found.itertuples()],
    )


def file_state(file: Any) -> str:
    """Which of STATES a file is in. file: a row of records_files.files."""
    if file.stands:
        return "partly" if len(file.successors) else "used"
    if file.is_unused:
        return "unused"
    return "replaced" if len(file.successors) else "withdrawn"


def _names(successors: Iterable[str]) -> str:
    names = list(successors)
    return ", ".join(names[:NAMED]) + (" …" if len(names) > NAMED else "")


def _who(file: Any) -> str:
    if not is_missing(file.sender):
        return str(file.sender)
    return say("{count} đơn vị", count=vn(file.senders)) if file.senders else words.sender(file.source)


def _period(file: Any) -> str:
    starts = file.period_start
    if is_missing(starts) or (starts.year, starts.month) == (file.dated.year, file.dated.month):
        return day(file.dated)
    return f"{day(starts)}–{day(file.dated)}"
