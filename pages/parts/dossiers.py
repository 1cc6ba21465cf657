"""What is said about procedures and dossiers: cards, the agencies' table, rates of one name. No screen, no query."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import pandas as pd

from metrics import METRICS, Figure
from pages.parts import cards, words
from pages.parts.cards import Card
from pages.parts.sentences import sources_of
from pages.parts.style import MINUS, NO_VALUE, day, is_missing, month, pct, vn
from pages.parts.words import later, say

SMALL = 30  # dossiers: below it one of them moves the share by more than three points
SMALL_MARK = "◦"
SHORTEST = 3  # months of a small line
# As officers call them among themselves: a source line stands in half a screen, beside two buttons.
CALLED = {
    "dossier_counts": later("Biểu II.06a"),
    "dossiers": later("tệp chi tiết"),
    "procedures": later("danh mục TTHC"),
}
SHOWN = {"online": "dossiers_online_share", "on_time": "dossiers_on_time_share", "overdue": "dossiers_overdue"}


def shared_target(figure: Figure, levels: Sequence[Figure]) -> Figure:
    """The figure with the target that all its levels have, where it has none of its own."""
    goals = {one.target for one in levels}
    return replace(figure, target=goals.pop()) if figure.target is None and len(goals) == 1 else figure


def without_value(figure: Figure) -> Figure:
    """The figure of what its data cannot be narrowed to."""
    return replace(figure, value=None, count=None, out_of=None, reported=None, expected=None, target=None)


def source_line(metric_id: str, figure: Figure, is_sample: bool = False) -> str:
    """Nguồn: Biểu II.06a · đến 31/05/2024 · 27/27 đơn vị · minh họa"""
    names = ", ".join(say(CALLED[name]) for name in sources_of(metric_id))
    said = [say("Nguồn: {sources}", sources=names), say("đến {day}", day=day(figure.as_of))]
    if figure.expected:
        said.append(say("{reported}/{expected} đơn vị", reported=vn(figure.reported), expected=vn(figure.expected)))
    if is_sample or figure.is_sample:
        said.append(say("minh họa"))
    return " · ".join(said)


# --- cards ----------------------------------------------------------------------------------------------------


def procedures(total: Figure, full: Figure, partial: Figure) -> Card:
    """How many procedures, how many of them full and partial services."""
    card = cards.procedures(total, full)
    if total.value is None:
        return card
    help_ = say("{count} một phần", count=vn(partial.value))
    return replace(card, value=vn(total.value), beside=pct(100 * (full.value or 0) / total.value), help=help_)


def received(now: Figure, earlier: Figure | None, year_ago: Figure | None) -> Card:
    """Dossiers received against the month before and, below, the same month of the year before."""
    card = cards.card(now, earlier, slim=True)
    if now.value is None:
        return card
    # The title says of what: five cards in a row have no room for it twice.
    card = replace(card, value=vn(now.value))
    if year_ago is None or not year_ago.value:
        return card
    change = round(100 * (now.value - year_ago.value) / year_ago.value, 1)
    sign = "+" if change > 0 else MINUS if change else ""
    return replace(
        card,
        under=say("{month} · cùng kỳ {change}", month=month(now.period_end), change=f"{sign}{pct(abs(change))}"),
        help=say("Cùng kỳ {month}: {count} hồ sơ", month=month(year_ago.period_end), count=vn(year_ago.value)),
    )


def share(now: Figure, earlier: Figure | None = None, year_ago: Figure | None = None) -> Card:
    """A share of dossiers against its target, and below the same month of the year before; the month before on demand.
    Of a few dossiers the count itself, the percentage only beside it."""
    card = cards.card(now, slim=True)
    if now.value is None or now.out_of is None:
        return card
    then = [(say("Kỳ trước"), earlier), (say("Cùng kỳ"), year_ago)]
    told = [
        f"{which} {month(one.period_end)}: {_of(one, NO_VALUE)}" for which, one in then if one and one.value is not None
    ]
    card = replace(card, help="  \n".join([card.help, *told]))
    if year_ago is not None and year_ago.value is not None and (year_ago.out_of or 0) >= SMALL:
        under = say("{month} · cùng kỳ {change}", month=month(now.period_end), change=pct(year_ago.value))
        card = replace(card, under=under)
    if now.out_of >= SMALL:
        return card
    return replace(
        card,
        value=say("{count} hồ sơ", count=f"{vn(now.count)}/{vn(now.out_of)}"),
        note=say("dưới {few} hồ sơ", few=SMALL),
        mood="none",
        beside=pct(now.value),
    )


def overdue(now: Figure, earlier: Figure | None, year_ago: Figure | None = None) -> Card:
    """Overdue dossiers against the month before, and below the year before. How many have sent stands on the other
    cards of the form."""
    card = cards.card(now, earlier, slim=True)
    if now.value is None:
        return card
    said = {"label": say("Quá hạn đang giải quyết"), "value": vn(now.value), "help": words.title(METRICS[now.id])}
    under = say("Đến {day}", day=day(now.as_of))
    if year_ago is not None and year_ago.value is not None:
        said["help"] += "  \n" + say(
            "Cùng kỳ {month}: {count} hồ sơ", month=month(year_ago.as_of), count=vn(year_ago.value)
        )
        under = say("{month} · cùng kỳ {change}", month=month(now.as_of), change=vn(year_ago.value))
    return replace(card, under=under, **said)


def readings(on_time: Figure, by_766: Figure, online: Figure, eligible: Figure, unknown: str) -> str:
    """The two rates on time and the two shares online side by side, each with what it counts; unknown: why one of them
    has no value."""
    return say(
        "Đúng hạn: Biểu II.06a {form}, Quyết định 766 {other} · Trực tuyến: mọi hồ sơ {all}, thủ tục có trực tuyến "
        "{eligible}",
        form=_of(on_time, unknown),
        other=_of(by_766, unknown),
        all=pct(online.value),
        eligible=_of(eligible, unknown),
    )


def why_on_time_differs() -> str:
    """Why two rates of the same name differ."""
    return say(
        "**Đúng hạn.** Biểu II.06a xếp cả hồ sơ trả lại, xin rút và chờ bổ sung vào đúng hạn. Quyết định 766 chỉ xét "
        "hồ sơ đã kết thúc trong tệp chi tiết: xin rút tính đúng hạn, trả lại và chờ bổ sung đứng ngoài."
    )


def why_online_differs() -> str:
    """Two shares of online dossiers: of all, and of those that could have come online."""
    return say(
        "**Trực tuyến.** Biểu II.06a tính trên mọi hồ sơ tiếp nhận; tệp chi tiết cho phép chỉ xét hồ sơ của thủ tục có "
        "dịch vụ công trực tuyến."
    )


def _of(share: Figure, unknown: str) -> str:
    """98,5 % = 2.039/2.071; of a few dossiers the count alone."""
    if share.value is None:
        return unknown
    if (share.out_of or 0) < SMALL:
        return say("{count} hồ sơ", count=_count_of(share))
    return f"{pct(share.value)} = {_count_of(share)}"


def covers(detail: Figure, form: Figure) -> str:
    """How much of what the form counts the detail export lists, where it is not all of it; else empty.

    detail: any share of the dossiers received by the export; form: those received by the form.
    """
    if not detail.out_of or not form.value or round(detail.out_of / form.value, 3) >= 1:
        return ""
    return say(
        "Tệp chi tiết chỉ có {count} hồ sơ, bằng {share} Biểu II.06a",
        count=vn(detail.out_of),
        share=pct(100 * detail.out_of / form.value),
    )


def by_service_level(frame: pd.DataFrame, total: Figure) -> str:
    """What the bars count, and why they add up to more than the list. frame: level, service_level, value."""
    counted = frame["value"].sum()
    said = say("Thủ tục làm ở nhiều cấp được đếm ở mỗi cấp")
    if total.value is not None and counted > total.value:
        said += say(", nên các cấp cộng lại là {sum}, danh mục có {total}", sum=vn(counted), total=vn(total.value))
    return said + "."


def online_by_level(levels: Sequence[Figure], asked: Sequence[str]) -> str:
    """Each level's share against its target, the worst first; levels without a report are named."""
    known = [one for one in levels if one.value is not None and one.by]
    said = []
    for one in sorted(known, key=lambda figure: (figure.value or 0) - (figure.target or 0)):
        text = f"{words.named('level', (one.by or {})['level'])} {pct(one.value)}"
        if one.target is not None:
            short = round(one.target - (one.value or 0), 1)
            text += say(" thiếu {gap} điểm", gap=vn(short, 1)) if short > 0 else say(" đạt")
        said.append(text)
    absent = [words.named("level", name) for name in asked if name not in {(one.by or {})["level"] for one in known}]
    if absent:
        said.append(say("{levels} chưa có Biểu II.06a", levels=", ".join(absent)))
    text = " · ".join(said)
    return text[:1].upper() + text[1:]


# --- agencies, or the fields of one -----------------------------------------------------------------------------


def table(
    figures: Mapping[str, Sequence[Figure]],
    name: str,
    said: Callable[[str], str],
    trends: Mapping[str, list[float]] | None = None,
) -> pd.DataFrame:
    """One row per group (`name`: unit or field), the furthest below its target first, few dossiers last.

    figures: "online", "on_time", "overdue" → one figure per group. Columns: key, name, received, online, online_share,
    gap (points below the target), resolved, in_time, on_time_share, overdue, is_sample, is_small, and trend (None of
    few dossiers: two of five and three of four look like a leap).
    """
    found = {what: {(one.by or {})[name]: one for one in some} for what, some in figures.items()}
    keys = sorted({key for some in found.values() for key in some})
    rows = [_row(key, said(key), *(found[what].get(key) for what in SHOWN)) for key in keys]
    columns = [
        *("key", "name", "received", "online", "online_share", "gap", "resolved", "in_time", "on_time_share"),
        *("overdue", "is_sample", "is_small"),
    ]
    frame = pd.DataFrame(rows, columns=columns)
    numbers = columns[2:10]
    frame[numbers] = frame[numbers].astype("float64")
    trends = trends or {}
    frame["trend"] = [None if one.is_small else trends.get(one.key) for one in frame.itertuples()]
    # Two of five dossiers are not the province's worst agency.
    order = frame.assign(is_missing=frame["online_share"].isna(), below=frame["gap"].fillna(-frame["online_share"]))
    order = order.sort_values(["is_missing", "is_small", "below", "name"], ascending=[True, True, False, True])
    return frame.loc[order.index].reset_index(drop=True)


def _row(key: str, name: str, online: Figure | None, on_time: Figure | None, overdue: Figure | None) -> list[object]:
    there = [one for one in (online, on_time, overdue) if one is not None]
    share = online.value if online else None
    target = online.target if online else None
    gap = None if share is None or target is None else round(target - share, 1)
    is_small = online is not None and (online.out_of or 0) < SMALL
    return [
        *(
            key,
            f"{name} {SMALL_MARK}" if is_small else name,
            online and online.out_of,
            online and online.count,
            share,
            gap,
        ),
        *(on_time and on_time.out_of, on_time and on_time.count, on_time and on_time.value, overdue and overdue.value),
        *(any(one.is_sample for one in there), is_small),
    ]


def trends(frame: pd.DataFrame, name: str) -> dict[str, list[float]]:
    """Group → its whole percents from the first month on, oldest first. A group that lacks a month is left out: a small
    line would join what stands on both sides of it. frame: as metrics.over_time by `name`, of a share."""
    known = frame[frame["value"].notna()]
    if known.empty:
        return {}
    known = known.assign(month_end=pd.to_datetime(known["month_end"]), value=known["value"].astype(float))
    ends = pd.date_range(known["month_end"].min(), known["month_end"].max(), freq="ME")
    wide = known.pivot(index=name, columns="month_end", values="value")
    wide = wide.reindex(columns=ends).dropna()
    # Whole, because the mouse over a line writes them with a decimal point, which here parts the thousands.
    return {} if len(ends) < SHORTEST else {str(key): row.round().tolist() for key, row in wide.iterrows()}


def _count_of(share: Figure | None) -> str:
    """712/1.842"""
    if share is None or share.count is None or share.out_of is None:
        return NO_VALUE
    return f"{vn(share.count)}/{vn(share.out_of)}"


def gap(value: float | None) -> str:
    """! thiếu 41,4 / ✓ đạt: points below the target."""
    if value is None or is_missing(value):
        return NO_VALUE
    return say("! thiếu {gap}", gap=vn(value, 1)) if value > 0 else say("✓ đạt")


def agencies(frame: pd.DataFrame, absent: Sequence[str]) -> str:
    """How many are below their target, and who has not sent this period. frame: as table()."""
    below = int((frame["gap"] > 0).sum())
    said = say("{count}/{all} dưới mục tiêu trực tuyến", count=vn(below), all=vn(len(frame)))
    if frame["is_small"].any():
        said += say("; {mark} dưới {few} hồ sơ: đọc số đếm, xếp cuối", mark=SMALL_MARK, few=SMALL)
    if absent:
        said += say("; chưa gửi kỳ này: {units}", units=", ".join(absent))
    return said + "."


def months(frames: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """One row a month, newest first: month_end, received, online_share, on_time_share, overdue, is_sample.

    frames: "online", "on_time", "overdue" → as metrics.over_time.
    """
    online, on_time, overdue = (frames[what].set_index("month_end") for what in SHOWN)
    frame = pd.DataFrame(
        {
            "received": online["out_of"],
            "online_share": online["value"],
            "on_time_share": on_time["value"],
            "overdue": overdue["value"],
        }
    ).astype("float64")
    frame["is_sample"] = online["is_sample"] | on_time["is_sample"] | overdue["is_sample"]
    return frame.sort_index(ascending=False).reset_index()
