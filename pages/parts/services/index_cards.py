"""The index of Decision 766 in four numbers: points, what could be computed, the band, the quickest gain. [st]"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from pages.parts import ask, blocks
from pages.parts.cards import Card
from pages.parts.services import index_766
from pages.parts.services.index_766 import METRIC, scored
from pages.parts.services.index_question import Index
from pages.parts.style import month, vn
from pages.parts.words import say


def show(index: Index) -> None:
    blocks.numbers([_points(index), _known(index), _whole(index), _quickest(index)])


def _points(index: Index) -> Card:
    figure = index.figure
    missing = (figure.out_of or 0) - (figure.value or 0)
    return Card(
        say("Điểm tính được"),
        f"{vn(figure.value, 2)}/{scored(figure.out_of)}",
        say("thiếu {points}", points=vn(missing, 2)) if missing > index_766.EPSILON else say("đạt mọi mốc"),
        "warn" if missing > index_766.EPSILON else "ok",
        _change(index),
        say("Kỳ {month}, {whom}", month=month(figure.period_end), whom=index.whom),
        is_sample=figure.is_sample,
        behind=index.behind,
    )


def _known(index: Index) -> Card:
    unknown = index.whole - (index.figure.out_of or 0)
    return Card(
        say("Phần tính được"),
        say("{known}/{whole} điểm", known=scored(index.figure.out_of), whole=scored(index.whole)),
        say("{count} điểm chưa có số liệu", count=scored(unknown)) if unknown else say("đủ các phần"),
        "old" if unknown else "ok",
        under=say("Không ước tính phần thiếu"),
    )


def _whole(index: Index) -> Card:
    low, high = index_766.span(index.figure, index.parts)
    verdict, is_certain = index_766.verdict((low, high), ask.index_bands())
    return Card(
        say("Điểm cả bộ chỉ số"),
        vn(low, 2) if low == high else say("{low} đến {high}", low=vn(low, 1), high=vn(high, 1)),
        verdict,
        "info" if is_certain else "none",
        under=say("Phần thiếu không đổi loại nữa") if is_certain else say("Phần thiếu còn đổi được loại"),
        help=_bands(),
    )


def _bands() -> str:
    said = [
        say("{band} từ {least} điểm", band=one.name, least=vn(one.least))
        for one in ask.index_bands()[["name", "least"]].itertuples(index=False, name="Band")
    ]
    rule = say(
        "Phần chưa có số liệu có thể được 0 điểm hoặc tối đa: chỉ gọi tên loại khi hai đầu cùng một loại. {bands} (giá "
        "trị làm việc).",
        bands="; ".join(said),
    )
    return rule if said else ""


def _quickest(index: Index) -> Card:
    gains = index_766.gains(index.parts)
    title = say("Tăng nhanh nhất")
    if gains.empty:
        return Card(title, vn(0), say("đạt mọi mốc"), "ok")
    first = gains.iloc[0]
    return Card(
        title,
        say("+{points} điểm", points=vn(first["missing"], 2)),
        say("thêm {count}", count=index_766.counted(str(first["ratio"]), first["needed"])),
        "info",
        under=str(first["name"]),
    )


def _change(index: Index) -> str:
    """Against the month before, in words; empty where its parts with data were others: those points don't compare."""
    start = index.figure.period_start
    assert start is not None
    last = start - timedelta(days=1)
    # Both months as known now: what came in late for the month before counts.
    query = replace(index.asked.query(), start=last.replace(day=1), end=last)
    before = ask.figure(METRIC, query)
    if before.value is None or abs((before.out_of or 0) - (index.figure.out_of or 0)) > index_766.EPSILON:
        return ""
    change = round((index.figure.value or 0) - before.value, 2)
    if not change:
        return say("như {month}", month=month(last))
    turn = say("tăng {points} so với {month}") if change > 0 else say("giảm {points} so với {month}")
    return turn.format(points=vn(abs(change), 2), month=month(last))
