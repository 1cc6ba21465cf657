"""The heat map of the view "on time": a rate by unit and month, a page of units at a time. [st]"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from metrics import Figure
from pages.parts import ask, blocks, dossiers, filters
from pages.parts.blocks import Field
from pages.parts.service_question import Asked, nothing
from pages.parts.services import charts_time, on_time, unit_months
from pages.parts.services.unit_months import FEW
from pages.parts.style import vn
from pages.parts.words import later, say

FORM, BY_766 = "dossiers_on_time_share", "dossiers_on_time_share_766"
RATES = {FORM: later("Biểu II.06a"), BY_766: later("Quyết định 766")}
A_PAGE = 20  # units that are drawn at once
GOAL = 100.0  # where an officer has set no target


def show(asked: Asked, last: date, form: Figure, with_interval: bool) -> None:
    """The chosen rate by unit and month, a page of units at a time; a click narrows to the unit. last: the end of the
    last month; form: the rate of the form, whose target holds for both."""
    ends = unit_months.months(last)
    query = replace(asked.query("unit"), start=ends[0].replace(day=1), end=ends[-1])
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom"):
        heading = st.container(width="stretch")
        known = [one for one in RATES if asked.knows(one)]
        rate = filters.switch(
            "rate", say("Tỷ lệ"), known, lambda one: say(RATES[one]), bare=True, unasked=_unasked(known, form)
        )
        rate = rate or FORM
        sent = ask.months_with_export(asked.period.as_of) if rate == BY_766 else None
        frame = unit_months.heat(ask.by(rate, ("unit", "month"), query), ends, sent)
        first = _page(frame, asked.agency)
    if frame.empty:
        nothing("dossier_counts" if rate == FORM else "dossiers", say("đúng hạn theo đơn vị và tháng"), asked.said)
        return
    with st.container(gap="xxsmall"):
        _map(asked, rate, frame, first, heading, form.target or GOAL, with_interval)


def _map(
    asked: Asked, rate: str, frame: pd.DataFrame, first: int, heading: DeltaGenerator, goal: float, with_interval: bool
) -> None:
    """The units from the turn `first` on; the table has all of them. frame: as unit_months.heat."""
    now = asked.figure(rate, asked.query("unit"))
    names = _names(frame)
    chosen = asked.agency if asked.agency in names else None
    drawn = frame[frame["turn"].between(first, first + A_PAGE - 1)]
    wide = _wide(frame, names, with_interval)
    shown = [name for name in wide.columns if name not in ("unit", "is_sample")]
    source = dossiers.source_line(rate, now, bool(frame["is_sample"].any()))
    blocks.chart(
        say("Đúng hạn theo {rate}, từng đơn vị và tháng", rate=say(RATES[rate])),
        charts_time.heat(drawn, names, goal, blocks.colours(), chosen, with_interval),
        wide,
        {name: Field(_heading(name), vn if name in ("count", "out_of") else None) for name in shown},
        sentence=unit_months.heat_sentence(frame, goal, names[str(frame["unit"].iloc[0])]),
        source=f"{source} · {_key()}",
        name=f"dung-han-theo-thang-{filters.plain(chosen or '')}{rate}",
        heading=heading,
        behind=asked.behind(rate),
        drill=(charts_time.CELL, partial(pick_unit, asked.agency)),
    )


def _unasked(known: list[str], form: Figure) -> str:
    """The rate that is shown unasked: the form's, where it says anything of what is asked."""
    return BY_766 if form.value is None and BY_766 in known else FORM


def _key() -> str:
    return say("◦ dưới {few} hồ sơ: số đếm · “·” không có hồ sơ · “–” chưa gửi", few=dossiers.SMALL)


def _page(frame: pd.DataFrame, chosen: str | None) -> int:
    """The turn of the first unit that is drawn: of the page that is picked, unasked the one with the chosen unit."""
    count = frame["unit"].nunique()
    if count <= A_PAGE:
        return 0
    firsts = [str(first) for first in range(0, count, A_PAGE)]
    turns = frame.loc[frame["unit"].eq(chosen), "turn"]
    if len(turns) and st.session_state.get("page_of") != chosen:
        filters.pick("from", str(int(turns.iloc[0]) // A_PAGE * A_PAGE))
    st.session_state["page_of"] = chosen
    texts = {one: f"{int(one) + 1}–{min(int(one) + A_PAGE, count)} / {count}" for one in firsts}
    return int(filters.choose("from", say("Đơn vị thứ"), firsts, texts.__getitem__, width=140, bare=True) or 0)


def _names(frame: pd.DataFrame) -> dict[str, str]:
    """Unit → its name, marked where it has few dossiers in all months together."""
    whole = frame[frame["month_end"].isna()]
    few = set(whole[whole["state"].eq(FEW)]["unit"])
    names = on_time.named(whole["unit"], ask.units())
    return {
        unit: f"{name} {dossiers.SMALL_MARK}" if unit in few else name
        for unit, name in zip(whole["unit"], names, strict=True)
    }


def _wide(frame: pd.DataFrame, names: dict[str, str], with_interval: bool) -> pd.DataFrame:
    """One row per unit, a column per month, as in its cells."""
    rows: list[dict[str, Any]] = []
    for unit, cells in frame.groupby("unit", sort=False):
        row: dict[str, Any] = {"unit": unit, "name": names[str(unit)]}
        for one in cells.itertuples():
            is_whole = pd.isna(one.month_end)
            row["whole" if is_whole else f"{one.month_end:%m/%Y}"] = unit_months.cell(one)
            if is_whole:
                row |= {"count": one.count, "out_of": one.out_of, "is_sample": one.is_sample}
                if with_interval:
                    row["interval"] = on_time.interval(one.count, one.out_of)
        rows.append(row)
    order = ["name", "whole", "count", "out_of", *(["interval"] if with_interval else [])]
    months = [name for name in rows[0] if name[0].isdigit()]
    return pd.DataFrame(rows)[["unit", *order, *months, "is_sample"]]


def _heading(name: str) -> str:
    named = {
        "name": say("Đơn vị"), "whole": say("12 tháng (%)"), "count": say("Đúng hạn"), "out_of": say("Đã kết thúc"),
        "interval": say("Khoảng tin cậy 95 %"),
    }  # fmt: skip
    return named.get(name, name)


def pick_unit(chosen: str | None, datum: Mapping[str, Any] | pd.Series) -> None:
    """The unit that was clicked narrows the page; a second click lets it go."""
    unit = datum.get("unit")
    if unit:
        filters.pick("unit", None if unit == chosen else str(unit))
