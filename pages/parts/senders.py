"""What is said about the reports: who has sent, who is late, what was refused and where. Frames as in records."""

from __future__ import annotations

from typing import Any

import pandas as pd

from pages.parts import words
from pages.parts.style import NO_VALUE, day, is_missing, vn
from pages.parts.words import later, say

NAMED = 3
LATE = ":material/schedule:"
Chip = tuple[str, str, str]


def missing(reports: pd.DataFrame) -> tuple[str, list[Chip]]:
    """(headline, one chip per source of which something is overdue). reports: as records.reports."""
    total = len(reports)
    absent = reports[~reports["is_received"].astype(bool)]
    overdue = absent[absent["is_on_time"].eq(False)]
    if not total:
        return say("Chưa báo cáo nào đến kỳ gửi"), []
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
    days = vn(report.days_late)
    return (
        say("▲ đã gửi, trễ {days} ngày", days=days)
        if report.is_received
        else say("✚ chưa gửi, trễ {days} ngày", days=days)
    )


# --- twelve periods -------------------------------------------------------------------------------------------

# The worst first: of a sender's several reports of a month the worst is shown.
STATES = {
    "missing": ("✚", later("Chưa gửi")),
    "refused": ("■", later("Có dòng bị từ chối")),
    "late": ("▲", later("Gửi trễ")),
    "waiting": ("○", later("Chưa đến hạn")),
    "on_time": ("●", later("Đúng hạn")),
}
TROUBLE = ("missing", "refused", "late")
MONTHS = 12
TOLD = 5  # reports of one sender and month that a tooltip spells out


def delivered(report: Any) -> str:
    """Which of STATES one expected report is in. report: a row of records_quality.deliveries."""
    if not report.is_received:
        return "waiting" if is_missing(report.is_on_time) else "missing"
    if report.rows_refused:
        return "refused"
    return "on_time" if report.is_on_time else "late"


def cells(deliveries: pd.DataFrame, by: str = "unit") -> pd.DataFrame:
    """One row per sender (or source) and month in which something was expected: row (its id), name, month (its last
    day), state, said (one line per report), is_sample. deliveries: as records_quality.deliveries."""
    told = deliveries.assign(
        state=[delivered(row) for row in deliveries.itertuples()],
        said=[_told(row) for row in deliveries.itertuples()],
        month=deliveries["period_end"].dt.to_period("M").dt.end_time.dt.normalize(),
        # What stands in brackets behind a source's name has no room beside twelve months.
        name=deliveries["unit_name"]
        if by == "unit"
        else [words.source(one).partition(" (")[0] for one in deliveries["source"]],
    )
    found = [_cell(rows, str(key[0]), key[1]) for key, rows in told.groupby([by, "month"], sort=False)]
    return pd.DataFrame(found, columns=["row", "name", "month", "state", "said", "is_sample"])


def _cell(rows: pd.DataFrame, row: str, month: Any) -> dict[str, Any]:
    worst = rows.assign(order=rows["state"].map(list(STATES).index)).sort_values("order", kind="stable")
    lines = [*worst["said"]]
    if len(lines) > TOLD:
        lines = [*lines[: TOLD - 1], say("và {count} báo cáo khác", count=vn(len(lines) - TOLD + 1))]
    return {
        "row": row,
        "name": worst.iloc[0]["name"],
        "month": month,
        "state": worst.iloc[0]["state"],
        "said": ";\n".join(lines),
        "is_sample": bool(rows["is_sample"].any()),
    }


def _told(report: Any) -> str:
    """`Trạm BTS: ▲ nhận 07/06/2024, trễ 2 ngày, 1 dòng bị từ chối`."""
    title = words.source(report.source)
    if not report.is_received:
        state, due = delivered(report), day(report.due_at)
        when = say("chưa gửi, hạn {day}", day=due) if state == "missing" else say("chưa đến hạn {day}", day=due)
        return f"{title}: {STATES[state][0]} {when}"
    said = [say("nhận {day}", day=day(report.received_at))]
    if not report.is_on_time:
        said.append(say("trễ {days} ngày", days=vn(report.days_late)))
    if report.rows_refused:
        said.append(say("{count} dòng bị từ chối", count=vn(report.rows_refused)))
    return f"{title}: {STATES[delivered(report)][0]} {', '.join(said)}"


def ranked(cells: pd.DataFrame) -> pd.DataFrame:
    """One row per row of the matrix: row, name, missing, late, refused, waiting (months), is_trouble; the most missing
    first, then the most late."""
    counted = cells.assign(**{state: cells["state"].eq(state) for state in STATES})
    frame = counted.groupby(["row", "name"], as_index=False)[list(STATES)].sum()
    frame["is_trouble"] = frame[list(TROUBLE)].sum(axis=1) > 0
    order = ["missing", "late", "refused", "name"]
    return frame.sort_values(order, ascending=[False, False, False, True], ignore_index=True)


def twin(cells: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """The matrix as a table: name, then one column per month (05/2024) with glyph and word; rows as ranked."""
    said = cells.assign(said=[" ".join((STATES[one][0], say(STATES[one][1]))) for one in cells["state"]])
    wide = said.pivot(index="row", columns="month", values="said")
    wide.columns = [f"{month:%m/%Y}" for month in wide.columns]
    frame = rows[["row", "name"]].join(wide, on="row").drop(columns="row")
    return frame.assign(is_sample=bool(cells["is_sample"].any()))


def sentence(rows: pd.DataFrame, shown: int, months: int) -> str:
    """How many senders have not sent, or sent late, or had rows refused. rows: as ranked."""
    trouble = rows[rows["is_trouble"]]
    if trouble.empty:
        said = say("Không đơn vị nào thiếu, trễ hay có dòng bị từ chối trong {months} kỳ", months=vn(months))
        waiting = int((rows["waiting"] > 0).sum())
        return said + (say("; {count} đơn vị chưa đến hạn", count=vn(waiting)) if waiting else "")
    said = say(
        "{count}/{all} đơn vị từng thiếu, trễ hoặc có dòng bị từ chối trong {months} kỳ",
        count=vn(len(trouble)),
        all=vn(len(rows)),
        months=vn(months),
    )
    return said + (say("; hiện {count} đơn vị nặng nhất", count=vn(shown)) if shown < len(trouble) else "")


def sentence_of_one(cells: pd.DataFrame) -> str:
    """The months of one sender: missing, late, with rows refused. cells: as cells, by source."""
    sizes = cells["state"].value_counts()
    said = [
        say(text, count=vn(sizes[state]))
        for state, text in (
            ("missing", later("{count} báo cáo chưa gửi")),
            ("late", later("{count} báo cáo gửi trễ")),
            ("refused", later("{count} báo cáo có dòng bị từ chối")),
        )
        if sizes.get(state)
    ]
    months = say("Trong {months} kỳ", months=vn(cells["month"].nunique()))
    return f"{months}: {', '.join(said) or say('gửi đủ, đúng hạn')}"
