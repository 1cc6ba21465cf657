"""What is said about procedures and dossiers: cards, the agencies' table, rates of one name. No screen, no query."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import pandas as pd

from metrics import Figure
from pages.parts import cards, words
from pages.parts.cards import Card
from pages.parts.style import NO_VALUE, day, is_missing, month, pct, vn
from pages.parts.words import say

SMALL = 30  # dossiers: below it one of them moves the share by more than three points
SMALL_MARK = "◦"
SHOWN = {"online": "dossiers_online_share", "on_time": "dossiers_on_time_share", "overdue": "dossiers_overdue"}


def shared_target(figure: Figure, levels: Sequence[Figure]) -> Figure:
    """The figure with the target that all its levels have, where it has none of its own."""
    goals = {one.target for one in levels}
    return replace(figure, target=goals.pop()) if figure.target is None and len(goals) == 1 else figure


# --- cards ----------------------------------------------------------------------------------------------------


def procedures(total: Figure, full: Figure, partial: Figure) -> Card:
    """How many procedures, how many of them full and partial services."""
    card = cards.procedures(total, full)
    if total.value is None:
        return card
    return replace(card, beside=say("{count} một phần", count=vn(partial.value)))


def received(now: Figure, earlier: Figure | None, year_ago: Figure | None) -> Card:
    """Dossiers received against the month before and, below, the same month of the year before."""
    card = cards.card(now, earlier)
    if now.value is None:
        return card
    return replace(card, under=f"{card.under} · {same_period(now, year_ago)}")


def same_period(now: Figure, year_ago: Figure | None) -> str:
    """cùng kỳ 05/2023: 53.227 (tăng 0,2 %)"""
    if year_ago is None or not year_ago.value or now.value is None:
        return say("chưa có cùng kỳ năm trước")
    change = round(100 * (now.value - year_ago.value) / year_ago.value, 1)
    turn = say("không đổi")
    if change:
        turn = f"{say('tăng') if change > 0 else say('giảm')} {pct(abs(change))}"
    return say(
        "cùng kỳ {month}: {count} ({turn})", month=month(year_ago.period_end), count=vn(year_ago.value), turn=turn
    )


def share(now: Figure) -> Card:
    """A share of dossiers against its target; of a few dossiers the count itself, the percentage only beside it."""
    card = cards.card(now)
    if now.value is None or now.out_of is None or now.out_of >= SMALL:
        return card
    return replace(
        card,
        value=say("{count} hồ sơ", count=f"{vn(now.count)}/{vn(now.out_of)}"),
        note=say("dưới {few} hồ sơ", few=SMALL),
        mood="none",
        beside=pct(now.value),
    )


def on_time(now: Figure, by_766: Figure) -> Card:
    """On time by form II.06a against the target, and below by Decision 766."""
    card = share(now)
    if now.value is None:
        return card
    other = pct(by_766.value) if by_766.value is not None else say("chưa có số liệu")
    if by_766.value is not None and (by_766.out_of or 0) < SMALL:
        other = _count_of(by_766)
    return replace(card, under=f"{card.under} · {say('theo QĐ 766: {share}', share=other)}")


def rates(form: Figure, by_766: Figure) -> str:
    """Why two rates of the same name differ: one sentence, with what each counts out of."""
    return say(
        "Đúng hạn: Biểu II.06a xếp cả hồ sơ trả lại, xin rút và chờ bổ sung vào đúng hạn ({form}); Quyết định 766 chỉ "
        "xét hồ sơ đã kết thúc trong tệp chi tiết, xin rút tính đúng hạn, trả lại và chờ bổ sung đứng ngoài ({other}).",
        form=_of(form),
        other=_of(by_766),
    )


def online_bases(form: Figure, eligible: Figure) -> str:
    """Two shares of online dossiers: of all, and of those that could have come online."""
    return say(
        "Trực tuyến: tính trên mọi hồ sơ tiếp nhận ({form}); chỉ xét thủ tục có dịch vụ trực tuyến, theo tệp chi tiết: "
        "{other}.",
        form=_of(form),
        other=_of(eligible),
    )


def _of(share: Figure) -> str:
    if share.value is None:
        return say("kỳ này chưa có số liệu")
    return f"{pct(share.value)} = {vn(share.count)}/{vn(share.out_of)}"


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


def table(figures: Mapping[str, Sequence[Figure]], name: str, said: Callable[[str], str]) -> pd.DataFrame:
    """One row per group (`name`: unit or field), the furthest below its target first, few dossiers last.

    figures: "online", "on_time", "overdue" → one figure per group. Columns: key, name, received, online, online_share,
    gap (points below the target), resolved, in_time, on_time_share, overdue, is_sample, is_small, and
    in_time_of as text.
    """
    found = {what: {(one.by or {})[name]: one for one in some} for what, some in figures.items()}
    keys = sorted({key for some in found.values() for key in some})
    rows = [_row(key, said(key), *(found[what].get(key) for what in SHOWN)) for key in keys]
    columns = [
        *("key", "name", "received", "online", "online_share", "gap", "resolved", "in_time", "on_time_share"),
        *("overdue", "is_sample", "in_time_of", "is_small"),
    ]
    frame = pd.DataFrame(rows, columns=columns)
    numbers = columns[2:10]
    frame[numbers] = frame[numbers].astype("float64")
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
        *(any(one.is_sample for one in there), _count_of(on_time), is_small),
    ]


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


# --- full services without an online dossier --------------------------------------------------------------------


def within(frame: pd.DataFrame, level: str | None, unit: str | None) -> pd.DataFrame:
    """The procedures of that level and that agency. frame: level (a list), unit."""
    there = [level is None or level in levels for levels in frame["level"]]
    return frame[pd.Series(there, index=frame.index, dtype=bool) & (frame["unit"].eq(unit) | (unit is None))]


def unused_by_agency(frame: pd.DataFrame, said: Callable[[str], str]) -> pd.DataFrame:
    """One row per agency, the most first: unit, name, count, example, is_sample. frame: one row per procedure."""
    groups = frame.fillna({"unit": ""}).groupby("unit", as_index=False)
    found = groups.agg(
        count=("procedure_code", "size"), example=("procedure_name", "first"), is_sample=("is_sample", "any")
    )
    found["name"] = [said(unit) if unit else say("không ghi cơ quan") for unit in found["unit"]]
    return found.sort_values(["count", "name"], ascending=[False, True], ignore_index=True)


def detail_covers(detail: Figure, form: Figure) -> str:
    """How much of what the form counts the detail export lists: a procedure may be in use outside it."""
    if not detail.out_of or not form.value:
        return ""
    return say(
        "tệp chi tiết có {count} hồ sơ tiếp nhận, bằng {share} số của Biểu II.06a",
        count=vn(detail.out_of),
        share=pct(100 * detail.out_of / form.value),
    )


def unused(used: Figure, since: str) -> str:
    """How many of the full services, and in which days. used: procedures_used_share of the full services."""
    assert used.out_of is not None and used.count is not None
    return say(
        "{since}: {count} trên {all} thủ tục toàn trình không có hồ sơ trực tuyến nào trong tệp chi tiết, "
        "từ {start} đến {end}.",
        since=since,
        count=vn(used.out_of - used.count),
        all=vn(used.out_of),
        start=day(used.period_start),
        end=day(used.period_end),
    )
