"""What was found wrong in the files: kinds of remark, one line per sender and rule, what is odd. No screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import pandas as pd

from pages.parts import words
from pages.parts.records import SEVERITIES
from pages.parts.style import NO_VALUE, day, is_missing, vn
from pages.parts.words import later, say

# What an officer calls it → the rules of the loaders; the rest, and rules of later days, are "other".
KINDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "identity": (later("Sai đẳng thức"), ("broken_identity", "total_differs")),
    "unit": (later("Tên đơn vị"), ("unknown_unit", "ambiguous_unit", "unknown_sender", "several_units")),
    "place": (
        later("Tọa độ"),
        ("coordinate_outside_province", "not_a_coordinate", "missing_coordinate", "missing_coordinates"),
    ),
    "day": (
        later("Ngày"),
        (
            *("impossible_day", "not_a_day", "month_first", "closed_before_received", "unknown_due"),
            *("unknown_year", "no_report_date", "no_period", "day_and_month_swapped", "day_to_come"),
        ),
    ),
    "number": (
        later("Con số"),
        (
            *("not_a_count", "negative_count", "not_a_number", "not_a_percent", "not_a_rank", "cell_error"),
            *("formula_without_value", "count_typed_as_decimal", "number_lost_its_zero"),
            *("percent_below_one", "code_typed_as_number", "shared_rank", "scaled_count"),
        ),
    ),
    "blank": (later("Ô trống"), ("missing_value", "no_rows", "no_good_rows", "empty_file")),
    "twice": (later("Trùng lặp"), ("duplicate_key", "repeated_row", "table_repeated")),
    "word": (later("Từ lạ"), ("unknown_word", "unknown_plan", "unknown_index", "unknown_source")),
    "form": (
        later("Trang, cột lạ"),
        (
            "sheet_not_recognised",
            "unknown_heading",
            "missing_heading",
            "not_recognised",
            "not_a_table",
            "column_left_out",
        ),
    ),
    "file": (
        later("Tệp hỏng"),
        (
            *("broken_file", "unknown_format", "too_large", "unsafe_file", "not_readable", "password_protected"),
            "old_encoding",
        ),
    ),
    "person": (later("Dữ liệu cá nhân"), ("personal_data",)),
    "before": (
        later("So với báo cáo trước, nguồn khác"),
        (
            *("fewer_than_before", "jump", "changed_throughout", "carried_over_differs", "rows_vanished"),
            *("same_as_before", "sources_differ"),
        ),
    ),
    "odd": (later("Khác thường"), ("outlier", "rank_differs")),
    "other": (later("Khác"), ()),
}
KIND_OF = {rule: kind for kind, (_, rules) in KINDS.items() for rule in rules}
# Kept and used: they are asked about, not sent back.
ODD = "odd"
PLAIN_NOTES = ("sample_retired",)  # said to the centre itself, nothing that a sender could mend
GROUP = ["unit", "source", "rule"]


def kind(rule: str) -> str:
    """To which of KINDS a rule belongs."""
    return KIND_OF.get(rule, "other")


def kind_name(code: str) -> str:
    """The kind in words."""
    return say(KINDS[code][0])


def place(issue: Any) -> str:
    """`06a!C14`; the line where the file has no cells (CSV); the sheet alone where a whole table is meant."""
    sheet = issue.sheet if isinstance(issue.sheet, str) else ""
    if isinstance(issue.cell, str) and issue.cell:
        return f"{sheet}!{issue.cell}" if sheet else issue.cell
    if not is_missing(issue.row_number):
        return say("dòng {row}", row=int(issue.row_number))
    return sheet or NO_VALUE


def severity(level: Any) -> str:
    """The glyph and the word of a remark's level."""
    glyph = dict(zip(SEVERITIES, ("✖", "!", "≠"), strict=True)).get(str(level), "")
    return f"{glyph} {words.named('severity', str(level))}".strip()


def told(issues: pd.DataFrame) -> pd.DataFrame:
    """The remarks with kind, place and a sender on each: where the file doesn't say whose it is, who sends its kind."""
    frame = issues[~issues["rule"].isin(PLAIN_NOTES)].reset_index(drop=True)
    return frame.assign(
        kind=[kind(rule) for rule in frame["rule"]],
        place=[place(row) for row in frame.itertuples()],
        sender=[
            words.sender(source) if is_missing(name) else name
            for name, source in zip(frame["sender"], frame["source"], strict=True)
        ],
        unit=[
            f"source:{source}" if is_missing(unit) else unit
            for unit, source in zip(frame["unit"], frame["source"], strict=True)
        ],
    )


def is_open(issues: pd.DataFrame) -> pd.Series:
    """Of each remark whether it still waits: nobody has said that its value is right."""
    return issues["acknowledged_at"].isna()


def wrong(remarks: pd.DataFrame) -> pd.DataFrame:
    """Those that go back to their sender. remarks: as told."""
    return remarks[remarks["kind"] != ODD]


def counts(remarks: pd.DataFrame) -> dict[str, int]:
    """Kind → how many, the worst first: kinds that had rows refused, then the many."""
    worst = remarks["level"].map(SEVERITIES.index)
    found = remarks.assign(worst=worst).groupby("kind").agg(worst=("worst", "min"), count=("kind", "size"))
    ordered = found.reset_index().sort_values(["worst", "count", "kind"], ascending=[True, False, True])
    return {str(row["kind"]): int(row["count"]) for _, row in ordered.iterrows()}


def groups(remarks: pd.DataFrame) -> pd.DataFrame:
    """One row per sender, source and rule: key, unit, sender, level, count, files, and of the first of them file_name,
    place, value, message, fix. Refused rows first, then the most."""
    if remarks.empty:
        return pd.DataFrame(columns=["key", "unit", "sender", "level", "count", "files", "value", "message", "fix"])
    worst = remarks["level"].map(SEVERITIES.index)
    keyed = remarks.assign(worst=worst, key=remarks[GROUP].agg("|".join, axis=1))
    first = keyed.sort_values("worst", kind="stable").drop_duplicates("key")
    size = keyed.groupby("key").agg(count=("key", "size"), files=("file_name", "nunique"))
    return first.join(size, on="key").sort_values(["worst", "count"], ascending=[True, False], ignore_index=True)


def of_group(remarks: pd.DataFrame, key: str) -> pd.DataFrame:
    """The remarks of one line of groups."""
    return remarks[remarks[GROUP].agg("|".join, axis=1).eq(key)] if len(remarks) else remarks


def line(shown: pd.DataFrame, remarks: pd.DataFrame) -> str:
    """How many remarks stand in the table, how many there are, in how many files."""
    said = say(
        "{shown} trên {all} điểm, trong {files} tệp · nhật ký nạp số liệu",
        shown=vn(len(shown)),
        all=vn(len(remarks)),
        files=vn(shown["file_name"].nunique()),
    )
    return said + (" · " + say("số liệu minh họa") if len(shown) and shown["is_sample"].any() else "")


def sentence(remarks: pd.DataFrame) -> str:
    """How many of them cost a row, of how many senders. remarks: as wrong."""
    thrown = remarks[remarks["level"] != "warning"]
    if remarks.empty:
        return say("Mọi dòng của các báo cáo đang dùng đều được nhận, không có cảnh báo")
    kept = len(remarks) - len(thrown)
    if thrown.empty:
        return say("Không dòng nào bị từ chối; {count} điểm chỉ cần sửa ở kỳ sau", count=vn(kept))
    said = say(
        "{count} ô làm dòng bị từ chối, của {senders} đơn vị",
        count=vn(len(thrown)),
        senders=vn(thrown["unit"].nunique()),
    )
    return said + (say("; {count} điểm khác vẫn dùng được", count=vn(kept)) if kept else "")


# --- files refused whole ---------------------------------------------------------------------------------


def refused(files: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """One row per file: file_name, received_at, title (of its source), message, fix, is_sample. files: as
    loaders.refused_files."""
    rows = [
        {
            "file_name": one["file"],
            "received_at": datetime.fromisoformat(one["received_at"]),
            "title": words.source(one["source"]) if one["source"] else say("không nhận ra"),
            "message": _reasons(one),
            # Where no row is right, what to do is said of its cells.
            "fix": one["issues"][min(1, len(one["issues"]) - 1)]["fix"],
            "is_sample": one["is_sample"],
        }
        for one in files
    ]
    return pd.DataFrame(rows, columns=["file_name", "received_at", "title", "message", "fix", "is_sample"])


def _reasons(one: Mapping[str, Any]) -> str:
    """What refused the file; where it was its rows, the first of their cells."""
    first, *rest = one["issues"]
    if not rest:
        return str(first["message"])
    spot = place(pd.Series({"row_number": None} | {**rest[0], "row_number": rest[0]["row"]}))
    said = say("{why}; {spot}: {what}", why=first["message"], spot=spot, what=rest[0]["message"])
    more = len(rest) - 1 + int(one["more_issues"])
    return said + (say(" và {count} điểm nữa", count=vn(more)) if more else "")


# --- kept, but odd ---------------------------------------------------------------------------------------


def odd(scores: pd.DataFrame, tasks: pd.DataFrame, unit_name: Any) -> pd.DataFrame:
    """One row per value that is used and should be confirmed: unit, sender, about, value, against, sign, batch_id,
    sheet, cell, row_number, is_sample. scores: as records_quality.odd_scores. tasks: rows of tasks_contradicting."""
    rows = [_odd_score(row) for row in scores.itertuples()] + [_odd_task(row) for row in tasks.itertuples()]
    names = ("unit", "about", "value", "against", "sign", "batch_id", "sheet", "cell", "row_number", "is_sample")
    frame = pd.DataFrame(rows, columns=list(names))
    return frame.assign(sender=[unit_name(unit) for unit in frame["unit"]])


def _odd_score(row: Any) -> dict[str, Any]:
    what = say("Điểm") if row.criterion == "total" else say("Điểm “{criterion}”", criterion=row.criterion)
    about = say("{what}, {index} {year}", what=what, index=row.index_name, year=row.year)
    origin = {name: getattr(row, name) for name in ("unit", "batch_id", "sheet", "cell", "row_number", "is_sample")}
    if row.rule == "rank_differs":
        against = say("hạng {rank} theo điểm", rank=vn(row.rank))
        sign = say("Hạng ghi và điểm không khớp")
        return origin | {"about": about, "value": vn(row.reported_rank), "against": against, "sign": sign}
    against = say("{usual} (giữa bảng)", usual=vn(row.usual, 2))
    if not is_missing(row.earlier):
        against = say("{earlier} (năm trước)", earlier=vn(row.earlier, 2))
    return origin | {"about": about, "value": vn(row.score, 2), "against": against, "sign": _sign(row)}


def _sign(row: Any) -> str:
    """With one digit less the score would stand among the others: it was typed once too often."""
    written = f"{row.score:.2f}"
    shorter = {float(written[:at] + written[at + 1 :]) for at, sign in enumerate(written) if sign != "."}
    within = [one for one in shorter if row.lowest <= one <= 1.1 * row.highest]
    if within:
        meant = min(within, key=lambda one: abs(one - row.usual))
        return say("Nghi thừa chữ số: {meant}?", meant=vn(meant, 2))
    return say("Gấp {times} lần điểm giữa của bảng", times=vn(row.score / row.usual, 1))


def _odd_task(row: Any) -> dict[str, Any]:
    written = row.reported_status if isinstance(row.reported_status, str) else say("không ghi trạng thái")
    if row.status == "overdue":
        against, sign = say("hạn {day}", day=day(row.due_on)), say("Báo cáo không ghi quá hạn")
    else:
        against, sign = say("theo ngày hoàn thành"), say("Báo cáo khác với ngày")
    return {
        "unit": row.lead_unit,
        "about": say("NV {number} · {plan}", number=row.task_no, plan=words.plan(row.plan)),
        "value": written,
        "against": against,
        "sign": sign,
        "batch_id": row.batch_id,
        "sheet": row.sheet,
        "cell": row.cell if isinstance(row.cell, str) else None,
        "row_number": row.row_number,
        "is_sample": row.is_sample,
    }
