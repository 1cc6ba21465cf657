"""The view "on time": two official rates and what they count, units by months, delay by age and by unit. [st]"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from metrics import Figure
from pages.parts import ask, blocks, cards, dossiers, filters
from pages.parts.blocks import Field
from pages.parts.cards import Card
from pages.parts.service_question import Asked, nothing
from pages.parts.services import charts_time, heat_blocks, on_time, single_dossiers, unit_months
from pages.parts.services.heat_blocks import BY_766, FORM, RATES, pick_unit
from pages.parts.services.on_time import AGE_NAMES, AGES, DELAYS, LATE, OVERDUE
from pages.parts.services.records_time import Those
from pages.parts.style import pct, vn
from pages.parts.words import say

ROWS = 9


@dataclass(frozen=True)
class View:
    """What the view is about: the question, its month, and whether intervals are shown."""

    asked: Asked
    start: date
    end: date
    with_interval: bool

    @property
    def as_of(self) -> date | None:
        return self.asked.period.as_of


def show(asked: Asked, newest: date) -> None:
    """The whole view below the filter row. newest: the day of the newest figure, where no month is asked for."""
    end = asked.period.end or newest
    start = asked.period.start or end.replace(day=1)
    form, by_766 = asked.figure(FORM), asked.figure(BY_766)
    closings = ask.closings(start, end, asked.period.as_of) if asked.knows(BY_766) else None
    own = None if closings is None else on_time.narrowed(closings, asked.level, asked.agency)
    if form.value is None and (own is None or own.empty):
        nothing("dossier_counts", say("hồ sơ đã giải quyết"), asked.said)
        return
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom"):
        blocks.section(
            say("Hai tỷ lệ đúng hạn chính thức"),
            say("Cùng tên, khác mẫu số: đọc kèm số hồ sơ mà mỗi tỷ lệ tính hoặc bỏ ra ngoài"),
        )
        with_interval = st.toggle(
            say("Khoảng tin cậy"),
            key="interval",
            bind="query-params",
            help=say("Khoảng Wilson 95 %: với chừng ấy hồ sơ, tỷ lệ thật có thể nằm ở đâu. Càng ít hồ sơ càng rộng."),
        )
    view = View(asked, start, end, with_interval)
    _rates(view, form, by_766, own)
    heat_blocks.show(asked, end, form, with_interval)
    if closings is not None:
        _delay(view, by_766, on_time.narrowed(closings, asked.level, None))
    single_dossiers.dialogs()


# --- two rates --------------------------------------------------------------------------------------------------


def _rates(view: View, form: Figure, by_766: Figure, own: pd.DataFrame | None) -> None:
    """Both as cards; beside them each kind of dossier, what either rate does with it, and how many there are.

    own: the closings of what is asked; None where they cannot be narrowed so."""
    left, right = st.columns([5, 9], gap="medium")
    with left, st.container(gap="small"):
        blocks.numbers([_card(view, form), _card(view, by_766)])
        if view.with_interval:
            st.caption(_intervals(form, by_766))
        if own is not None and len(own):
            st.caption(blocks.plain(on_time.treatments_sentence(on_time.treatments(own))))
        if form.value is not None and by_766.value is not None and (by_766.out_of or 0) < (form.out_of or 0):
            st.caption(
                say(
                    "Tệp chi tiết có {count} hồ sơ đã kết thúc, Biểu II.06a có {all}: hai tỷ lệ không cùng tập hồ sơ.",
                    count=vn(by_766.out_of),
                    all=vn(form.out_of),
                )
            )
    with right:
        _treatments(view, by_766, own)


def _card(view: View, now: Figure) -> Card:
    """The rate against its target, else against the month before; of few dossiers the count."""
    card = dossiers.share(now)
    if now.value is None:
        return replace(card, label=say(RATES[now.id]))
    if now.target is None and (now.out_of or 0) >= dossiers.SMALL and (before := _before(view, now)):
        card = cards.card(now, before, slim=True)
    return replace(card, label=say(RATES[now.id]), behind=view.asked.behind(now.id), under=_under(now))


def _under(now: Figure) -> str:
    return say("{count} trên {out_of} hồ sơ", count=vn(now.count), out_of=vn(now.out_of))


def _before(view: View, now: Figure) -> Figure | None:
    """The same rate a month earlier, as the newest reports say it: an older state would be sorted out anew."""
    end = unit_months.months(view.end, 2)[0]
    query = replace(view.asked.query(), start=end.replace(day=1), end=end)
    older = view.asked.figure(now.id, query)
    return older if older.value is not None else None


def _intervals(*figures: Figure) -> str:
    said = [
        f"{say(RATES[one.id])} {on_time.interval(one.count, one.out_of)}" for one in figures if one.value is not None
    ]
    return say("Khoảng tin cậy 95 %: {rates}", rates=" · ".join(said))


def _treatments(view: View, by_766: Figure, own: pd.DataFrame | None) -> None:
    if own is None:
        nothing("dossiers", say("từng loại hồ sơ: tệp chi tiết không ghi lĩnh vực"), view.asked.said)
        return
    asked = view.asked
    if own.empty:
        nothing("dossiers", say("từng loại hồ sơ"), asked.said)
        return
    frame = on_time.treatments(own)
    fields = {
        "what": Field(say("Hồ sơ"), width=250),
        "dossiers": Field(say("Số hồ sơ"), vn, 84),
        "form": Field(say("Biểu II.06a"), width=170),
        "by_766": Field(say("Quyết định 766"), width=130),
    }
    title = say("Hai tỷ lệ đúng hạn làm gì với từng loại hồ sơ")
    blocks.listing(
        frame,
        fields,
        name="hai-ty-le-dung-han",
        title=title,
        source=dossiers.source_line(BY_766, by_766, bool(frame["is_sample"].any())),
        behind=asked.behind(BY_766),
        drill=partial(_open_kind, view),
    )


def _open_kind(view: View, row: pd.Series) -> None:
    _open(view, str(row["kind"]), None, str(row["what"]))


def _open(view: View, kind: str, age: str | None, title: str) -> None:
    asked = view.asked
    those = Those(kind, view.start, view.end, age, asked.agency, asked.level)
    single_dossiers.open_list(those, view.as_of, title)


# --- delay by age and by unit ---------------------------------------------------------------------------------------


def _delay(view: View, by_766: Figure, closings: pd.DataFrame) -> None:
    """Late and overdue by age, of the chosen unit if any; beside it the units that make most of it. closings: of the
    level."""
    left, right = st.columns([5, 7], gap="medium")
    with left, st.container(gap="xxsmall"):
        _ages(view, by_766, on_time.narrowed(closings, None, view.asked.agency))
    with right, st.container(gap="xxsmall"):
        _pareto(view, by_766, closings)


def _ages(view: View, by_766: Figure, closings: pd.DataFrame) -> None:
    frame = on_time.ages(closings)
    if not frame["dossiers"].sum():
        blocks.empty(
            say("Không có hồ sơ trễ hoặc quá hạn"),
            say("{whom}, kỳ {month}.", whom=view.asked.said or say("Toàn tỉnh"), month=f"{view.end:%m/%Y}"),
        )
        return
    turn = st.session_state.get("turn_of_ages", 0)  # in a new chart the same bar can be clicked again
    blocks.chart(
        say("Trễ và quá hạn bao nhiêu ngày, {whom}", whom=view.asked.said or say("toàn tỉnh")),
        charts_time.ages(frame, blocks.colours()),
        frame,
        {
            "kind_name": Field(say("Loại")),
            "age_name": Field(say("Số ngày")),
            "dossiers": Field(say("Hồ sơ"), vn),
        },
        sentence=on_time.ages_sentence(frame),
        source=dossiers.source_line(BY_766, by_766, bool(frame["is_sample"].any())),
        name=f"tre-han-theo-tuoi-{turn}",
        behind=view.asked.behind(BY_766),
        drill=(charts_time.AGE, partial(_open_age, view)),
    )


def _open_age(view: View, datum: dict[str, Any]) -> None:
    kind, age = datum.get("kind"), datum.get("age")
    if kind in DELAYS and age in AGES:
        st.session_state["turn_of_ages"] = st.session_state.get("turn_of_ages", 0) + 1
        _open(view, kind, age, f"{say(DELAYS[kind])}, {say(AGE_NAMES[age])}")


def _pareto(view: View, by_766: Figure, closings: pd.DataFrame) -> None:
    frame = on_time.pareto(closings)
    found = on_time.vital(frame, closings)
    title = say("Đơn vị tạo ra phần lớn chậm trễ")
    blocks.section(title, blocks.plain(on_time.vital_sentence(found)))
    if frame.empty:
        return
    frame["name"] = on_time.named(frame["unit"], ask.units())
    fields = {
        "turn": Field(say("TT"), vn, 40),
        "name": Field(say("Đơn vị"), width=170),
        "both": Field(say("Trễ + quá hạn"), vn, 100),
        "cumulative": Field(say("Lũy kế"), partial(pct, decimals=0), 70, say("Phần của đơn vị này và các đơn vị trên")),
        LATE: Field(say("Trả trễ"), vn, 66, say("Đã trả trong kỳ, sau ngày hẹn")),
        OVERDUE: Field(say("Còn mở"), vn, 66, say("Chưa trả, đã quá ngày hẹn")),
        "31+": Field(say("> 30 ngày"), vn, 76, say("Trễ hoặc quá hạn trên 30 ngày")),
    }
    ages = {age: Field(say(AGE_NAMES[age]), vn) for age in AGES}
    chosen = view.asked.agency
    blocks.listing(
        frame,
        fields,
        name=f"don-vi-cham-{filters.plain(chosen or '')}",
        title=title,
        source=dossiers.source_line(BY_766, by_766, bool(frame["is_sample"].any())),
        at_most=ROWS,
        behind=view.asked.behind(BY_766),
        drill=partial(pick_unit, chosen),
        mark=(lambda row: row["unit"] == chosen) if chosen else None,
        filed=fields | ages,
    )
