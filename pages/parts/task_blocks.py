"""The blocks of the screen of tasks: counters that filter, the strip about disagreements, charts and lists. [st]"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from metrics import Query
from pages.parts import blocks, charts_due, charts_tasks, filters, senders, task_series, task_tables, tasks, trace
from pages.parts.cards import Behind, Card
from pages.parts.style import day, vn
from pages.parts.words import say

FITTING, LIST_HEIGHT = 10, 345  # rows of a list, half as many where they have two lines; past them it scrolls
SOON_LEAST = 4


def strips(reports: pd.DataFrame, count: int, against: pd.DataFrame, years: str) -> None:
    """Who has not sent; then what the reports say against the dates. Where all have sent, one strip says both.

    reports: of the task lists, as records.reports. count, against: of tasks.AGAINST. years: as tasks.two_lists.
    """
    said, late = senders.missing(reports)
    if reports["is_received"].all():
        said = say("đủ {count} báo cáo", count=vn(len(reports)))
    if late:
        blocks.strip("missing", ":material/cloud_off:", said, late, warns=True)
    title, chips = tasks.disagreement(count, against)
    more = [("", years, "gray")] if years else []
    if not late:
        more.insert(0, (":material/task_alt:", said, "blue"))
    if not count:
        blocks.strip("against", ":material/task_alt:", title, more)
        return
    with st.container(border=True, horizontal=True, vertical_alignment="center", key="strip_warn_against"):
        st.markdown(f"**:material/difference: {title}**", width="content")
        for icon, text, colour in [*chips, *more]:
            st.badge(blocks.plain(text), icon=icon or None, color=colour)
        st.space("stretch")
        said = say("Xem các nhiệm vụ: {status}", status=tasks.list_title(tasks.AGAINST))
        _filter(tasks.AGAINST, say("Xem"), said, tasks.AGAINST)


def counters(row: Mapping[str, Card], picked: str | None) -> None:
    """A card per status; its line opens the rows counted, its button shows those tasks alone or all of them again."""
    for column, (code, card) in zip(st.columns(len(row)), row.items(), strict=True):
        with column, st.container(border=True, height="stretch", gap="xxsmall"):
            st.metric(
                card.label,
                card.value,
                delta=card.note,
                delta_color=blocks.MOODS[card.mood],  # type: ignore[arg-type]
                delta_arrow="off",
            )
            with st.container(horizontal=True, vertical_alignment="center", wrap=False, gap="xxsmall"):
                mark = f":violet[{blocks.SAMPLE_ICON}] " if card.is_sample else ""
                if card.behind:
                    trace.opener(f"{mark}{card.under}", "card", card.behind)
                st.space("stretch")
                if code == picked:
                    _filter(code, say("Bỏ"), say("Bỏ lọc, xem mọi trạng thái"), None)
                else:
                    _filter(code, say("Xem"), say("Xem các nhiệm vụ: {status}", status=card.label), code)


def _filter(name: str, label: str, help_: str, status: str | None) -> None:
    """A button that shows one status; with None, all of them."""
    st.button(
        f":small[:blue[{label}]]",
        key=f"open_list_{name}",
        type="tertiary",
        help=help_,
        on_click=partial(filters.pick, "status", status),
    )


def progress(rows: pd.DataFrame, units: pd.DataFrame, source: str, query: Query) -> None:
    """Done against due over the plan's year. units: those of the chart beside it, which must end at the same height."""
    steps = task_series.burn_up(rows, int(rows["year"].iloc[0]))
    blocks.chart(
        say("Hoàn thành lũy kế so với đến hạn"),
        charts_tasks.burn_up(steps, blocks.colours(), charts_tasks.height_of(units)),
        steps,
        task_tables.fields("on", "due", "done"),
        sentence=task_series.burn_up_sentence(steps, rows),
        source=source,
        name="tien-do",
        behind=Behind("tasks_total", query),
    )


def by_unit(units: pd.DataFrame, unit: str | None, listed: int, source: str, query: Query) -> None:
    """The statuses of each lead unit; a click on a bar shows that unit, on a part of it those tasks. listed: all tasks
    of the plan. query: of the whole plan."""
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", wrap=False):
        heading = st.container(width="content")
        if unit:
            st.button(
                say("Mọi cơ quan"),
                key="task_all_units",
                icon=":material/arrow_back:",
                on_click=partial(filters.pick, "lead_unit", None),
            )
    blocks.chart(
        say("Trạng thái theo cơ quan chủ trì"),
        charts_tasks.by_unit(units, unit, blocks.colours()),
        units,
        task_tables.fields("unit_name", *tasks.STATUSES, "total"),
        sentence=task_series.by_unit_sentence(units, charts_tasks.UNITS, listed),
        source=source,
        # Another chart after each click: a second click on the same part would be none.
        name=f"theo-co-quan{f'-{unit}' if unit else ''}",
        heading=heading,
        behind=Behind("tasks_total", query),
        drill=(charts_tasks.UNIT, _pick_unit),
    )


def _pick_unit(datum: dict[str, Any]) -> None:
    filters.pick("lead_unit", datum["lead_unit"])
    filters.pick("status", datum["code"] or None)


def urgent(rows: pd.DataFrame, as_of: date, days: int, source: str, query: Query) -> None:
    """What is overdue, beside what comes due within so many days, equally high. rows: as tasks.ordered."""
    late = tasks.listed(rows, tasks.OVERDUE)
    left, right = st.columns([3, 2], gap="medium")
    with left:
        _overdue(late, as_of, source, query)
    with right:
        # A row of the one is as high as a row of the other.
        _countdown(rows, as_of, days, source, query, min(max(len(late), SOON_LEAST), FITTING // 2 + 1))


def _overdue(rows: pd.DataFrame, as_of: date, source: str, query: Query) -> None:
    title = say("{title} ({count})", title=tasks.list_title(tasks.OVERDUE), count=vn(len(rows)))
    blocks.section(title, tasks.overdue_sentence(rows))
    if rows.empty:
        blocks.empty(say("Không có nhiệm vụ nào quá hạn"), say("Tính đến {day}.", day=day(as_of)))
        return
    height = LIST_HEIGHT if len(rows) > FITTING // 2 else 0
    task_tables.rows(rows, "qua-han", title, source, Behind("tasks_overdue", query), height=height)


def _countdown(rows: pd.DataFrame, as_of: date, days: int, source: str, query: Query, at_most: int) -> None:
    soon = task_series.countdown(rows)
    title = say("Đến hạn trong {days} ngày tới ({count})", days=vn(days), count=vn(len(soon)))
    if soon.empty:
        blocks.section(title)
        nothing = say("Không có nhiệm vụ nào đến hạn trong {days} ngày tới", days=vn(days))
        blocks.empty(nothing, say("Tính từ {day}.", day=day(as_of)))
        return
    by_week = task_series.weeks(soon, as_of, days)
    said = [task_series.weeks_sentence(by_week)]
    if len(soon) > at_most:
        said.append(say("biểu đồ: {count} việc gần hạn nhất", count=vn(at_most)))
    blocks.chart(
        title,
        charts_due.countdown(soon, by_week, as_of, days, blocks.colours(), at_most),
        soon,
        task_tables.fields("week", "due_on", "left", "task_title", "unit_name", "reported_status", "place"),
        sentence="; ".join(said),
        source=source,
        # As above: another chart while a task is open, so that the same row can be clicked again.
        name=f"sap-den-han{'-mo' if task_tables.TASK in st.query_params else ''}",
        behind=Behind("tasks_due_soon", query),
        drill=(charts_due.TASK, _pick_task),
    )


def _pick_task(datum: dict[str, Any]) -> None:
    task_tables.open_task(str(datum["code"]))


def chosen(rows: pd.DataFrame, status: str, unit_name: str, source: str, query: Query) -> None:
    """The tasks of one status, with the way back to all of them. rows: as tasks.listed. unit_name: "" is all units."""
    title = say("{title} ({count})", title=tasks.list_title(status), count=vn(len(rows)))
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        with st.container(width="content"):
            blocks.section(title, tasks.list_sentence(rows, status))
        st.button(
            say("Về mọi trạng thái"),
            key="task_all",
            icon=":material/arrow_back:",
            on_click=partial(filters.pick, "status", None),
        )
    if rows.empty:
        blocks.empty(
            say("Không có nhiệm vụ nào như vậy"),
            say("Đang lọc: {filters}", filters=" · ".join(one for one in (tasks.list_title(status), unit_name) if one)),
        )
        return
    metric_id = "tasks_contradicting" if status == tasks.AGAINST else tasks.STATUSES[status].metric_id
    height = LIST_HEIGHT if len(rows) > FITTING else 0
    task_tables.rows(rows, status, title, source, Behind(metric_id, query), height=height, is_wide=True)
