"""The view of the indicators of Project 06: value against target, pace, month of reaching it, unit by unit. [st]"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from pages.parts import ask, blocks, filters, senders, words
from pages.parts.blocks import Field
from pages.parts.project06 import (
    charts_indicators,
    indicator_dialog,
    indicator_unit_blocks,
    indicator_words,
    indicators,
)
from pages.parts.style import day, is_missing
from pages.parts.words import say

SOURCE = "indicator_values"
A_ROW, CARDS = 4, 8  # small lines side by side, and how many in all; the table has them all
ROWS = 12
GROUP = "group06"  # in the URL


@dataclass(frozen=True)
class View:
    """What the view is about. months: as indicators.monthly(); known: as sorted_out(); frame: as summary()."""

    months: pd.DataFrame
    known: pd.DataFrame
    frame: pd.DataFrame
    as_of: date | None

    @property
    def source(self) -> str:
        """Where the figures come from, to which day, and whether any of them is invented."""
        said = say(
            "Nguồn: {source}, đến {day}",
            source=words.source(SOURCE),
            day=day(indicator_words.due_day(self.frame)),
        )
        return f"{said} · {say('minh họa')}" if self.frame["is_sample"].any() else said


def show(as_of: date | None, plan: str | None) -> None:
    """The whole view below the header. plan: the plan chosen on the page, of which indicators say nothing."""
    values = ask.indicator_values(as_of)
    if values.empty:
        blocks.nothing_from(SOURCE)
        return
    months = indicators.monthly(values)
    known = indicators.sorted_out(values, ask.indicator_groups())
    places = ask.places(max(months["period_end"]))
    there = {kind: set(places[places["kind"].eq(kind)]["unit"]) for kind in ("district", "commune")}
    view = View(months, known, indicators.summary(months, known, there), as_of)
    _strips(view)
    frame = _chosen_group(view, plan)
    _lines(view, frame)
    _table(view, frame)
    indicator_unit_blocks.show(months, frame, view.source)
    indicator_dialog.opened(months, known, view.source)


def _strips(view: View) -> None:
    """Who has not sent, where anybody hasn't; then how many indicators are where."""
    reports = ask.reports(view.as_of)
    reports = reports[reports["source"].eq(SOURCE)]
    said, late = senders.missing(reports)
    if late:
        blocks.strip("indicators_missing", ":material/cloud_off:", said, late, warns=True)
    title = say(
        "{count} chỉ tiêu, đến {day}:",
        count=len(view.frame),
        day=day(indicator_words.due_day(view.frame)),
    )
    blocks.strip("indicators", ":material/flag:", title, indicator_words.chips(view.frame))


def _chosen_group(view: View, plan: str | None) -> pd.DataFrame:
    """The utility groups and how far each is filled; the indicators of the chosen one."""
    about = indicator_words.groups_sentence(view.known)
    if plan and not plan.startswith("de_an_06"):
        about += " " + say("Tệp chỉ tiêu không ghi kế hoạch: mọi kế hoạch xem cùng các chỉ tiêu này.")
    many = view.known["group"].value_counts()
    there = [code for code in indicators.GROUPS if code in many]
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom"):
        with st.container(width="content", gap="xxsmall"):
            blocks.section(say("Đạt mục tiêu khi nào"), blocks.plain(about))
        group = filters.only(
            GROUP,
            say("Nhóm tiện ích"),
            there,
            lambda code: f"{indicator_words.group(code)} ({many[code]})",
            say("Mọi nhóm tiện ích"),
            width=330,
        )
    return view.frame if group is None else view.frame[view.frame["group"].eq(group)].reset_index(drop=True)


# --- small lines ------------------------------------------------------------------------------------------------


def _lines(view: View, frame: pd.DataFrame) -> None:
    """One small chart per indicator, worst first, four in a row."""
    rows = frame.head(CARDS).to_dict("records")
    for start in range(0, len(rows), A_ROW):
        for column, row in zip(st.columns(A_ROW, gap="small"), rows[start : start + A_ROW], strict=False):
            with column, st.container(border=True, height="stretch", gap="xxsmall"):
                _line(view, row)
    said = say(
        "Đường liền là số báo cáo, nét đứt ngang là mục tiêu, nét chấm là nếu giữ nhịp của các kỳ gần đây; trục không "
        "bắt đầu từ 0."
    )
    if len(frame) > CARDS:
        said += " " + say("Hình: {count} chỉ tiêu cần chú ý nhất; bảng dưới có đủ.", count=CARDS)
    st.caption(said)


def _line(view: View, row: dict[str, Any]) -> None:
    unit = indicator_words.measure(row)
    value = f"{indicator_words.number(row['value'], row)} {unit}".strip()
    st.markdown(f"**{blocks.plain(row['name'])}**")
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        st.markdown(f"**{blocks.plain(value)}**", width="content")
        if told := indicator_words.against(row):
            colour = "green" if row["state"] == indicators.REACHED else "orange"
            st.badge(told, color=colour)
    colour = blocks.MOODS[indicator_words.MOODS.get(str(row["state"]), "none")]
    st.markdown(f":small[:{colour}[{blocks.plain(_outlook(row))}]]")
    _picture(view, row, f"{row['name']}: {value}, {_outlook(row)}")
    mark = f":violet[{blocks.SAMPLE_ICON}] " if row["is_sample"] else ""
    under = " · ".join(one for one in (indicator_words.to_day(row), indicator_words.coverage(row)) if one)
    st.button(
        f":small[:gray[{mark}{blocks.plain(under)}]]",
        key=f"trace_indicator_{row['indicator']}",
        type="tertiary",
        help=say("Xem từng số báo cáo, tệp và ô"),
        wrap=True,
        on_click=partial(_open, row),
    )
    if told := indicator_words.doubts(row):
        said = say("cần xác nhận: {why}", why=told)
        st.markdown(f":small[:violet[:material/difference: {blocks.plain(said)}]]")


def _picture(view: View, row: dict[str, Any], said: str) -> None:
    own = view.months[view.months["indicator"].eq(row["indicator"])]
    line = indicators.series(own, row)
    if line["value"].notna().any():
        drawing = charts_indicators.small_line(line, row, blocks.colours())
    else:
        drawing = charts_indicators.small_units(own, row, blocks.colours())
    st.altair_chart(drawing, width="stretch", theme="streamlit", alt=said, key=f"indicator_line_{row['indicator']}")


def _outlook(row: Mapping[str, Any]) -> str:
    """`+2.480/tháng; đạt mục tiêu 10/2024 (07/2024–11/2024)`."""
    pace, reaching = indicator_words.pace(row["pace"], row), indicator_words.reaching(row)
    span = indicator_words.span(row)
    if not is_missing(row["month"]) and reaching[0].isdigit():
        reaching = say("đạt mục tiêu {month}", month=reaching)
    said = [pace] if not is_missing(row["pace"]) else []
    return "; ".join([*said, f"{reaching} ({span})" if span else reaching])


# --- the table ----------------------------------------------------------------------------------------------------


def _said(row: dict[str, Any]) -> dict[str, str]:
    """The texts of a row whose numbers are of different measures."""
    span = indicator_words.span(row)
    return {
        "group_said": indicator_words.group(str(row["group"]), is_short=True),
        "value_said": f"{indicator_words.number(row['value'], row)} {indicator_words.measure(row)}".strip(),
        "target_said": indicator_words.number(row["target"], row),
        "against": indicator_words.against(row),
        "pace_said": indicator_words.pace(row["pace"], row),
        "needed_said": indicator_words.pace(row["needed"], row),
        "measure": indicator_words.measure(row) or "%",
        "reaching": f"{indicator_words.reaching(row)} ({span})" if span else indicator_words.reaching(row),
        "coverage": indicator_words.coverage(row),
        "sent": indicator_words.coverage(row).partition(" ")[0],
        "doubt_said": f"{indicator_words.CONFIRM} {told}" if (told := indicator_words.doubts(row)) else "",
    }


def _table(view: View, frame: pd.DataFrame) -> None:
    """Every indicator with all that is known of it; a click opens its reports, down to the cell."""
    title = say("Tất cả chỉ tiêu ({count})", count=len(frame))
    blocks.section(title, say("Bấm vào một hàng để xem từng số báo cáo và ô trong tệp gốc"))
    rows = pd.DataFrame([{**row, **_said(row)} for row in frame.to_dict("records")])
    year = max(frame["newest_on"]).year
    fields = {
        "name": Field(say("Tên chỉ tiêu"), width=215),
        "group_said": Field(say("Nhóm tiện ích"), width=122),
        "value_said": Field(say("Kết quả"), width=118),
        "target_said": Field(say("Mục tiêu"), width=66),
        "pace_said": Field(say("Nhịp hiện nay"), width=102, help=indicator_words.pace_help()),
        "needed_said": Field(
            say("Nhịp cần {year}", year=year), width=102, help=say("Để đạt mục tiêu vào cuối năm của kỳ báo cáo")
        ),
        "reaching": Field(say("Đạt mục tiêu vào"), width=168, help=_span_help()),
        "period_end": Field(say("Số liệu đến"), day, 82),
        "sent": Field(say("Đã gửi"), width=55, help=say("Đơn vị có số của kỳ mới nhất, trên các đơn vị phải có")),
        "doubt_said": Field(say("Cần xác nhận"), width=110, help=_doubt_help()),
    }
    blocks.listing(
        rows,
        {name: field for name, field in fields.items() if not indicator_words.is_blank(rows[name])},
        name="chi-tieu",
        title=title,
        source=view.source,
        at_most=ROWS,
        drill=_open,
        filed=fields | {"against": Field(say("So mục tiêu")), "coverage": Field(say("Đơn vị đã gửi"))} | _numbers(),
    )


def _span_help() -> str:
    return say("Từ bước nhanh nhất đến bước chậm nhất giữa hai kỳ báo cáo")


def _doubt_help() -> str:
    return say(
        "Số lũy kế mà giảm trong 6 tháng gần nhất, dòng toàn tỉnh khác tổng các đơn vị, hoặc ô có cảnh báo khi nạp"
    )


def _numbers() -> dict[str, Field]:
    """The bare numbers, for the file: a spreadsheet reckons with them."""
    return {
        "measure": Field(say("Đơn vị tính")),
        "value": Field(say("Kết quả (số)")),
        "target": Field(say("Mục tiêu (số)")),
        "pace": Field(say("Nhịp mỗi tháng (số)")),
        "month": Field(say("Tháng đạt (ngày cuối tháng)")),
    }


def _open(row: Mapping[str, Any]) -> None:
    filters.pick(indicator_unit_blocks.INDICATOR, str(row["indicator"]))
    indicator_dialog.open_rows(str(row["indicator"]), None)
