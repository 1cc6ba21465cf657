"""Number cards: what a figure says beside its value. No screen: slides use them too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Literal

import pandas as pd

from metrics import METRICS, Figure, Query
from pages.parts import words
from pages.parts.sentences import as_of, parts, sources_of
from pages.parts.sentences import value as said_value
from pages.parts.style import NO_VALUE, day, measured, month, pct, vn
from pages.parts.words import say

Mood = Literal["ok", "warn", "late", "info", "old", "confirm", "none"]


@dataclass(frozen=True)
class Behind:
    """What a figure on screen stands on: the question its rows answer. title: of those rows, if not the metric's."""

    metric_id: str
    query: Query = field(default_factory=Query)
    title: str = ""

    @property
    def name(self) -> str:
        """Tells it apart on a page and in an address: the metric and what it is narrowed to."""
        where = (f"{name}-{value}" for name, value in sorted(self.query.where.items()))
        return "~".join([self.metric_id, *where])


@dataclass(frozen=True)
class Card:
    """A number card. note: the coloured word under the value, with its mood; beside: what it is compared with.

    moved: 1 and -1 draw an arrow. under: the as-of line; where data are missing, who sends them. trend: the last
    periods' values, the newest last, None where nothing was sent.
    """

    label: str
    value: str
    note: str = ""
    mood: Mood = "none"
    beside: str = ""
    under: str = ""
    moved: int = 0
    is_sample: bool = False
    help: str = ""
    behind: Behind | None = None
    trend: tuple[float | None, ...] = ()


def card(
    now: Figure,
    earlier: Figure | None = None,
    stale_before: date | None = None,
    *,
    behind: Behind | None = None,
    trend: Sequence[float | None] = (),
    slim: bool = False,
) -> Card:
    """Value against its target, else against the period before. stale_before: the month that the page is about.

    slim: for five cards in a row, whose title alone says what is counted.
    """
    title = words.title(METRICS[now.id])
    if now.value is None:
        return missing(title, now)
    common: dict[str, Any] = {
        "label": title,
        "value": said_value(now),
        "under": as_of(now),
        "is_sample": now.is_sample,
        "help": parts(now),
        "behind": behind,
        "trend": tuple(trend),
    }
    if stale_before and now.as_of and now.as_of < stale_before:
        return Card(**common, note=say("số cũ"), mood="old", beside=say("kỳ {day}", day=day(now.as_of)))
    if now.target is not None:
        return Card(**common, **against_target(now, slim))
    if earlier is not None:
        return Card(**common, **against_earlier(now, earlier, slim))
    return Card(**common, note=say("chưa có kỳ trước để so"), mood="none")


def against_target(now: Figure, slim: bool = False) -> dict[str, Any]:
    assert now.value is not None and now.target is not None
    target = measured(now.target, now.measured_in).replace(",0", "")
    beside = say("đích {target}", target=target) if slim else say("mục tiêu {target}", target=target)
    # Rounded as shown: "thiếu 0,0 điểm" would say both things at once.
    short = round(now.target - now.value, 1) * (-1 if METRICS[now.id].better == "low" else 1)
    if short <= 0:
        return {"note": say("đạt"), "mood": "ok", "beside": beside}
    return {"note": say("thiếu {gap} điểm", gap=vn(short, 1)), "mood": "warn", "beside": beside}


def against_earlier(now: Figure, earlier: Figure, slim: bool = False) -> dict[str, Any]:
    assert now.value is not None and earlier.value is not None
    share = now.measured_in == "%"
    decimals = 1 if share or "/" in now.measured_in else 0
    change = round(now.value - earlier.value, decimals)
    then = month(earlier.period_end or earlier.as_of) if slim or earlier.period_end else day(earlier.as_of)
    beside = say("so với {day}", day=then)
    if not change:
        return {"note": say("không đổi"), "mood": "none", "beside": beside}
    better = METRICS[now.id].better
    good = better and (change > 0) == (better == "high")
    unit = say("điểm") if share else say(now.measured_in, count=vn(abs(change), decimals))
    mood = "ok" if good else "warn" if better else "info"
    return {
        "note": vn(abs(change), decimals) if slim and not share else f"{vn(abs(change), decimals)} {unit}",
        "mood": mood,
        "beside": beside,
        "moved": 1 if change > 0 else -1,
    }


def missing(title: str, now: Figure | None, metric_id: str = "") -> Card:
    """A card without a value: never 0, never None; it says who sends the data."""
    sources = sources_of(now.id if now else metric_id)
    who = "; ".join(dict.fromkeys(words.sender(name) for name in sources[:1]))
    return Card(title, NO_VALUE, say("chưa có số liệu"), "none", under=say("Đơn vị gửi: {who}", who=who))


def narrowed(query: Query, **where: str) -> Query:
    """The same question about a part."""
    return replace(query, where={**query.where, **where})


def tasks(
    plan: str, done: Sequence[Figure], overdue: Sequence[Figure], totals: Sequence[Figure], query: Query | None = None
) -> Card:
    """36/71 tasks of the plan's newest year, and how many are overdue. Each: one figure per plan and year.

    query: what gave them, for the way back.
    """
    newest = newest_plan(done, plan)
    if newest is None or not newest.by:
        return missing(say("{plan}: hoàn thành", plan=words.plan(plan)), None, "tasks_done_share")
    name = newest.by["plan"]
    behind = Behind("tasks_done_share", narrowed(query, plan=name)) if query else None
    return replace(_tasks(name, newest, of_plan(overdue, name), of_plan(totals, name)), behind=behind)


def _tasks(plan: str, done: Figure, overdue: Figure | None, total: Figure | None) -> Card:
    late = int(overdue.value or 0) if overdue else 0
    listed = int((total.value if total else 0) or 0)
    counted = say(
        "Kế hoạch có {all} nhiệm vụ; {count} nhiệm vụ thường xuyên không có hạn nên ở ngoài mẫu số.",
        all=vn(listed),
        count=vn(listed - int(done.out_of or 0)),
    )
    return Card(
        say("{plan}: hoàn thành", plan=words.plan(plan)),
        say("{done}/{all} nhiệm vụ", done=vn(done.count), all=vn(done.out_of)),
        say("{count} quá hạn", count=vn(late)) if late else say("không quá hạn"),
        "late" if late else "ok",
        pct(done.value),
        as_of(done),
        is_sample=done.is_sample,
        help=counted,
    )


def procedures(total: Figure, full: Figure, behind: Behind | None = None) -> Card:
    """How many procedures there are, and how many of them are wholly online."""
    if total.value is None:
        return missing(words.title(METRICS[total.id]), total)
    share = 100 * full.value / total.value if full.value is not None and total.value else None
    return Card(
        words.title(METRICS[total.id]),
        say("{count} thủ tục", count=vn(total.value)),
        say("{count} toàn trình", count=vn(full.value)),
        "info",
        say("{share} số thủ tục", share=pct(share)),
        as_of(total),
        is_sample=total.is_sample or full.is_sample,
        behind=behind,
    )


def place(index: str, ranks: pd.DataFrame, query: Query | None = None) -> Card:
    """The province's newest place in an index. ranks: year, value, out_of, is_sample; may be empty."""
    title = say("Xếp hạng {index} của tỉnh", index=index)
    if ranks.empty:
        return missing(title, None, "province_rank")
    ranks = ranks.sort_values("year")
    last = ranks.iloc[-1]
    value = say("Hạng {rank}", rank=vn(last["value"]))
    if last["out_of"] == last["out_of"] and last["out_of"]:
        value = f"{vn(last['value'])}/{vn(last['out_of'])}"
    title = say("Xếp hạng {index} năm {year}", index=index, year=int(last["year"]))
    year = str(int(last["year"]))
    common: dict[str, Any] = {
        "under": say("Kết quả năm {year}", year=year),
        "is_sample": bool(last["is_sample"]),
        "behind": Behind("province_rank", narrowed(query, index=index, year=year)) if query else None,
    }
    if len(ranks) < 2:
        return Card(title, value, say("chưa có kỳ trước để so"), "none", **common)
    before = ranks.iloc[-2]
    up = int(before["value"] - last["value"])
    note = say("{count} bậc", count=vn(abs(up))) if up else say("không đổi")
    mood: Mood = "ok" if up > 0 else "warn" if up else "none"
    beside = say("so với {year}", year=int(before["year"]))
    return Card(title, value, note, mood, beside, moved=(up > 0) - (up < 0), **common)


def newest_plan(figures: Sequence[Figure], plan: str) -> Figure | None:
    """The figure of the plan's newest year; None where there is no list of that plan."""
    years = [one for one in figures if one.by and one.by["plan"].startswith(f"{plan}:")]
    return max(years, key=lambda one: (one.by or {})["plan"], default=None)


def of_plan(figures: Sequence[Figure], plan: str) -> Figure | None:
    """The figure of that plan and year."""
    return next((one for one in figures if one.by and one.by["plan"] == plan), None)


def quality(reports: pd.DataFrame, sources: pd.DataFrame, issues: pd.DataFrame, refused: Figure) -> list[Card]:
    """Reports in, rows kept, rows refused, remarks to confirm. reports, sources, issues: as records gives them."""
    arrived, expected = int(reports["is_received"].sum()), len(reports)
    overdue = int((reports["is_on_time"].eq(False) & ~reports["is_received"].astype(bool)).sum())
    read, thrown = int(sources["rows_read"].sum()), int(sources["rows_refused"].sum())
    files = int(sources["files"].sum())
    is_sample = bool(sources["is_sample"].any())
    warnings = issues[issues["level"].eq("warning")]
    standing = say("Mọi tệp đang dùng")
    return [
        Card(
            say("Báo cáo đã gửi"),
            f"{vn(arrived)}/{vn(expected)}",
            say("{count} quá hạn", count=vn(overdue)) if overdue else say("đủ"),
            "warn" if overdue else "ok",
            say("chưa gửi") if overdue else "",
            say("Kỳ mới nhất mỗi nguồn"),
            is_sample=is_sample,
        ),
        Card(
            say("Dòng được nhận"),
            vn(read - thrown),
            pct(100 * (read - thrown) / read if read else None, 2),
            "info",
            say("trên {count} dòng", count=vn(read)),
            say("{count} tệp đang dùng", count=vn(files)),
            is_sample=is_sample,
        ),
        Card(
            say("Dòng bị từ chối"),
            vn(thrown),
            say("{count} dòng", count=vn(refused.count)) if refused.count else say("không có"),
            "late" if refused.count else "ok",
            say("trong kỳ {month}", month=month(refused.period_end)),
            say("Không cộng vào số liệu nào"),
            is_sample=is_sample,
        ),
        Card(
            say("Ô cần xác nhận"),
            vn(len(warnings)),
            say("vẫn dùng") if len(warnings) else say("không có"),
            "confirm" if len(warnings) else "ok",
            say("trong {count} tệp", count=vn(warnings["file_name"].nunique())) if len(warnings) else "",
            standing,
            is_sample=is_sample,
        ),
    ]
