"""What is said about the reports: who has sent, who is late, what was refused and where. Frames as in records."""

from __future__ import annotations

from typing import Any

import pandas as pd

from pages.parts import words
from pages.parts.records import SEVERITIES
from pages.parts.style import NO_VALUE, day, vn
from pages.parts.words import say

NAMED = 3
LATE = ":material/schedule:"
Chip = tuple[str, str, str]


def missing(reports: pd.DataFrame) -> tuple[str, list[Chip]]:
    """(headline, one chip per source of which something is overdue). reports: as records.reports."""
    total = len(reports)
    absent = reports[~reports["is_received"].astype(bool)]
    overdue = absent[absent["is_on_time"].eq(False)]
    if absent.empty:
        return say("Đã nhận đủ {count} báo cáo của kỳ mới nhất", count=vn(total)), []
    if overdue.empty:
        return say("{count}/{all} báo cáo chưa đến hạn gửi", count=vn(len(absent)), all=vn(total)), []
    title = say("{count}/{all} báo cáo quá hạn chưa gửi:", count=vn(len(overdue)), all=vn(total))
    return title, [_missing_chip(str(name), rows) for name, rows in overdue.groupby("source", sort=False)]


def _missing_chip(source: str, rows: pd.DataFrame) -> Chip:
    """`Trạm BTS: Viettel, VNPT, trễ 3 ngày`; past two months the due day says more than a count of days."""
    who = say("{count} đơn vị", count=vn(len(rows))) if len(rows) > NAMED else ", ".join(rows["unit_name"])
    days = int(rows["days_late"].max())
    when = say("trễ {days} ngày", days=vn(days)) if days <= 60 else say("hạn {day}", day=day(rows["due_at"].min()))
    return LATE, f"{words.source(source)}: {who}, {when}", "orange"


def by_source(sources: pd.DataFrame, reports: pd.DataFrame) -> pd.DataFrame:
    """One row per source that sent or should have, with title, senders ("3/4") and state beside what records knows."""
    expected = reports.groupby("source").agg(
        expected=("is_received", "size"),
        arrived=("is_received", "sum"),
        late=("is_on_time", lambda on_time: int(on_time.eq(False).sum())),
    )
    frame = sources.set_index("source").join(expected, how="outer").reset_index()
    frame["title"] = [words.source(name) for name in frame["source"]]
    frame["senders"] = [
        NO_VALUE if pd.isna(row.expected) else f"{vn(row.arrived)}/{vn(row.expected)}" for row in frame.itertuples()
    ]
    frame["state"] = [_source_state(row) for row in frame.itertuples()]
    return frame


def _source_state(row: Any) -> str:
    if pd.isna(row.expected):
        return say("gửi khi có thay đổi")
    absent = int(row.expected - row.arrived)
    late = int(row.late)
    if not late:
        return say("✓ đủ, đúng hạn") if not absent else say("{count} chưa đến hạn", count=vn(absent))
    return say("▲ {count} trễ hoặc chưa gửi", count=vn(late))


def state(report: Any) -> str:
    """In words and a glyph whether a late report came at last, and how many days after its time."""
    text = say("▲ đã gửi, trễ {days} ngày") if report.is_received else say("✚ chưa gửi, trễ {days} ngày")
    return text.format(days=vn(report.days_late))


def severity(level: Any) -> str:
    """The glyph and the word of a remark's level."""
    glyph = dict(zip(SEVERITIES, ("✖", "!", "≠"), strict=True)).get(str(level), "")
    return f"{glyph} {words.named('severity', str(level))}".strip()


def place(issue: Any) -> str:
    """`06a!C14`; the line where the file has no cells (CSV); the sheet alone where a whole table is meant."""
    sheet = issue.sheet if isinstance(issue.sheet, str) else ""
    if isinstance(issue.cell, str) and issue.cell:
        return f"{sheet}!{issue.cell}" if sheet else issue.cell
    if not pd.isna(issue.row_number):
        return say("dòng {row}", row=int(issue.row_number))
    return sheet or NO_VALUE


def issues_line(shown: pd.DataFrame, issues: pd.DataFrame) -> str:
    """How many remarks stand in the table, how many there are, in how many files."""
    return say(
        "{shown} trên {all} điểm, trong {files} tệp · nhật ký nạp số liệu",
        shown=vn(len(shown)),
        all=vn(len(issues)),
        files=vn(shown["file_name"].nunique()),
    )
