"""What a load would do, as frames and sentences: the waiting files, one file's remarks and cells, the figures it moves.

No screen: reports, sheets and figures in, frames out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import duckdb
import pandas as pd

import metrics
from metrics import METRICS, Figure
from pages.parts import remarks, sentences, words
from pages.parts.style import NO_VALUE, day, measured, vn
from pages.parts.words import later, say

OUTCOMES = {
    "loaded": later("✔ Nạp đủ"),
    "partly_loaded": later("! Nạp một phần"),
    "refused": later("✖ Từ chối"),
    "unchanged": later("= Không đổi"),
}
FAULT, DOUBT, HEAD = "rgba(200, 48, 48, 0.30)", "rgba(224, 161, 0, 0.30)", "rgba(64, 120, 200, 0.14)"
CELLS_NAMED = 6
ORDER = ("fatal", "error", "warning")

# --- files -------------------------------------------------------------------------------------------------------


def files(reports: Sequence[Any]) -> pd.DataFrame:
    """One row per file and source, the worst first: file, sha256, source, title, outcome, said, dated, rows_read,
    rows_loaded, rows_refused, warnings. reports: of loaders.trial or loaders.load."""
    rows = [
        {
            "file": one.file,
            "sha256": one.sha256,
            "source": one.source,
            "title": words.source(one.source) if one.source else NO_VALUE,
            "outcome": one.outcome,
            "said": say(OUTCOMES[one.outcome]),
            "dated": day(one.period_end or one.reported_on),
            "rows_read": one.rows_read,
            "rows_loaded": one.rows_loaded,
            "rows_refused": one.rows_refused,
            "warnings": sum(issue.level == "warning" for issue in one.issues),
        }
        for one in reports
    ]
    columns = ["file", "sha256", "source", "title", "outcome", "said", "dated"]
    columns += ["rows_read", "rows_loaded", "rows_refused", "warnings"]
    frame = pd.DataFrame(rows, columns=columns)
    worst = frame["outcome"].map({"refused": 0, "partly_loaded": 1, "loaded": 2, "unchanged": 3})
    return frame.assign(worst=worst).sort_values(["worst", "file"], kind="stable", ignore_index=True)


def sentence(frame: pd.DataFrame, is_done: bool = False) -> str:
    """What publishing would do, or did. frame: as files."""
    many = frame["sha256"].nunique()
    loaded, refused = int(frame["rows_loaded"].sum()), int(frame["rows_refused"].sum())
    taken = say("{count} dòng đã nạp", count=vn(loaded)) if is_done else say("{count} dòng sẽ nạp", count=vn(loaded))
    said = [say("{count} tệp", count=vn(many)), taken]
    if refused:
        said.append(say("{count} dòng bị từ chối", count=vn(refused)))
    whole = int(frame.groupby("sha256")["outcome"].agg(lambda outcomes: set(outcomes) == {"refused"}).sum())
    if whole:
        said.append(say("{count} tệp bị từ chối cả tệp", count=vn(whole)))
    return " · ".join(said)


# --- remarks of one file -------------------------------------------------------------------------------------------


def grouped(issues: Sequence[Any]) -> pd.DataFrame:
    """One row per level, rule and column, the worst first: level, said, count, cells, message, fix, value, sheet, row.

    message, value and the place are those of the first cell."""
    groups: dict[tuple[Any, ...], list[Any]] = {}
    for issue in issues:
        groups.setdefault((ORDER.index(issue.level), issue.rule, issue.sheet, issue.column), []).append(issue)
    rows = []
    for (_, rule, _, _), found in sorted(groups.items(), key=lambda item: (item[0][0], -len(item[1]))):
        first = found[0]
        rows.append(
            {
                "level": first.level,
                "rule": rule,
                "said": remarks.severity(first.level),
                "count": len(found),
                "cells": _cells(found),
                "message": _sentence(first.message),
                "fix": _sentence(first.fix),
                "value": first.value,
                "sheet": first.sheet,
                "row": first.row,
            }
        )
    return pd.DataFrame(
        rows, columns=["level", "rule", "said", "count", "cells", "message", "fix", "value", "sheet", "row"]
    )


def _sentence(text: str) -> str:
    text = text.rstrip(". ")
    return text[:1].upper() + text[1:] + "."


def _cells(found: Sequence[Any]) -> str:
    named = [issue.cell or (say("dòng {number}", number=vn(issue.row)) if issue.row else "") for issue in found]
    named = [name for name in dict.fromkeys(named) if name]
    more = len(named) - CELLS_NAMED
    return ", ".join(named[:CELLS_NAMED]) + (f" … (+{vn(more)})" if more > 0 else "")


# --- the cells of one sheet ----------------------------------------------------------------------------------------


def grid(sheet: Any, issues: Iterable[Any]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """(the rows worth a look, with sheet row numbers and `E · Kinh độ` columns; CSS per cell). sheet: a SheetSeen."""
    headings = {column: text for table in sheet.tables[:1] for column, text in table.headings.items()}
    names = {one: f"{one} · {_short(headings.get(one, ''))}" if one in headings else one for one in sheet.letters}
    index = [vn(number) for number in sheet.row_numbers]
    # Readers of screens want a heading over the numbers of the rows too.
    frame = pd.DataFrame(sheet.texts, columns=list(names.values()), index=pd.Index(index, name=say("Dòng")))
    marks = pd.DataFrame("", index=frame.index, columns=frame.columns)
    for table in sheet.tables:
        rows = [vn(number) for number in sheet.row_numbers if table.first <= number <= table.last]
        marks.loc[rows, :] = f"background-color: {HEAD}; font-weight: 600"
        for one in table.unknown:
            if one in names:
                marks.loc[rows, names[one]] = "color: gray; font-style: italic"
    for issue in sorted(issues, key=lambda one: -ORDER.index(one.level)):
        if issue.sheet == sheet.name:
            _mark(marks, issue, names, headings)
    return frame, marks


def _mark(marks: pd.DataFrame, issue: Any, names: Mapping[str, str], headings: Mapping[str, str]) -> None:
    row = vn(issue.row) if issue.row else vn(int("".join(filter(str.isdigit, issue.cell)))) if issue.cell else None
    if row not in marks.index:
        return
    letter = (issue.cell or "").rstrip("0123456789")
    letter = letter or next((one for one, text in headings.items() if text == issue.column), "")
    colour = DOUBT if issue.level == "warning" else FAULT
    if letter in names:
        marks.loc[row, names[letter]] = f"background-color: {colour}; font-weight: 700"
    elif issue.level != "warning":
        marks.loc[row, :] = f"background-color: {colour}"


def _short(text: str) -> str:
    return text if len(text) < 40 else text[:38] + "…"


def recognised(sheet: Any) -> str:
    """What was understood of a sheet, in one sentence."""
    if not sheet.is_visible:
        return say("Trang ẩn: không nạp.")
    if not sheet.tables:
        return say("Chưa nhận ra bảng nào trong trang này.") if sheet.texts else say("Trang trống.")
    said = []
    for table in sheet.tables[:3]:
        rows = vn(table.first) if table.first == table.last else f"{vn(table.first)}–{vn(table.last)}"
        said.append(
            say(
                "{what}: tiêu đề ở dòng {rows}, {count} dòng số liệu, nhận ra {known} cột",
                what=words.source(table.source),
                rows=rows,
                count=vn(table.rows),
                known=vn(len(table.columns)),
            )
        )
        if table.unknown:
            said[-1] += say(", {count} cột không dùng", count=vn(len(table.unknown)))
    more = len(sheet.tables) - 3
    return "; ".join(said) + (say("; và {count} bảng nữa", count=vn(more)) if more > 0 else "") + "."


# --- what would change ---------------------------------------------------------------------------------------------


def figures(con: duckdb.DuckDBPyConnection, sources: Iterable[str]) -> dict[tuple[str, str], Figure]:
    """The main figures that stand on those sources, by metric and scope."""
    wanted = set(sources)
    found = {}
    for metric in METRICS.values():
        if wanted & set(sentences.sources_of(metric.id)):
            for figure in metrics.figures(con, metric):
                found[metric.id, str(sorted((figure.by or {}).items()))] = figure
    return found


def effect(before: Mapping[tuple[str, str], Figure], after: Mapping[tuple[str, str], Figure]) -> pd.DataFrame:
    """The figures that differ, in the metrics' order: metric_id, title, before, after, change, dated, is_sample."""
    rows = []
    for key in {**before, **after}:
        old, new = before.get(key), after.get(key)
        if new is None or (old is not None and _same(old, new)):
            continue
        metric = METRICS[key[0]]
        scope = ", ".join(str(words.plan(text) if name == "plan" else text) for name, text in (new.by or {}).items())
        rows.append(
            {
                "metric_id": metric.id,
                "title": words.title(metric) + (f" ({scope})" if scope else ""),
                "before": sentences.value(old) if old and old.value is not None else NO_VALUE,
                "after": sentences.value(new),
                "change": _change(old, new),
                "dated": day(new.period_end or new.as_of),
                "is_sample": new.is_sample,
            }
        )
    order = {name: place for place, name in enumerate(METRICS)}
    rows.sort(key=lambda row: order[str(row["metric_id"])])
    return pd.DataFrame(rows, columns=["metric_id", "title", "before", "after", "change", "dated", "is_sample"])


def _same(old: Figure, new: Figure) -> bool:
    return (old.value, old.count, old.out_of, old.as_of) == (new.value, new.count, new.out_of, new.as_of)


def _change(old: Figure | None, new: Figure) -> str:
    if old is None or old.value is None or new.value is None:
        return say("mới") if new.value is not None else NO_VALUE
    if old.as_of != new.as_of and old.value == new.value:
        return say("kỳ mới, không đổi")
    difference = new.value - old.value
    sign = "+" if difference > 0 else "−" if difference < 0 else "±"
    if new.measured_in == "%":
        return f"{sign}{say('{points} điểm %', points=vn(abs(difference), 1))}"
    return f"{sign}{measured(abs(difference), new.measured_in)}"
