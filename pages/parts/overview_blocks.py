"""The overview's own blocks: three lists of points side by side, how fresh the data are, one figure over time. [st]"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd
import streamlit as st

from metrics import METRICS, Figure, Query
from pages.parts import ask, blocks, filters, monthly, points, sentences, words
from pages.parts.cards import Behind
from pages.parts.points import Point
from pages.parts.style import day
from pages.parts.words import say

CHART_HEIGHT = 225


def listed(title: str, icon: str, found: Sequence[Point], nothing: str) -> None:
    """A card with one line a point, the most urgent first; a line about something that has a page opens it."""
    with st.container(border=True, height="stretch", gap="small"):
        st.markdown(f"#### {icon} {title}")
        if not found:
            st.caption(nothing)
        for number, point in enumerate(found):
            text = f":{point.colour}[{point.icon}] **{blocks.plain(point.lead)}**{blocks.plain(point.rest)}"
            with st.container(gap=None):
                if not point.page:
                    st.markdown(text)
                elif st.button(text, key=f"point_{number}_{point.page}", type="tertiary", wrap=True):
                    st.switch_page(point.page, query_params=dict(point.link))
                if point.under:
                    st.caption(blocks.plain(point.under))


def changes(leading: Sequence[Figure], before: Mapping[str, Figure | None], query: Query) -> list[Point]:
    """What moved since the month before: the unit that fell most first, then who rose most, then the whole province."""
    on_time, online = (
        _moved_units(metric_id, query) for metric_id in ("dossiers_on_time_share", "dossiers_online_share")
    )
    return points.shown(
        [
            points.fallen("dossiers_on_time_share", *on_time, ask.unit),
            points.risen("dossiers_online_share", *online, ask.unit),
            *(points.moved(figure, before[figure.id]) for figure in leading),
        ]
    )


def _moved_units(metric_id: str, query: Query) -> tuple[dict[str, Figure], dict[str, Figure]]:
    """Unit → its figure, in the newest month and in the one before."""
    whole = ask.figure(metric_id, query)
    older = ask.earlier(whole, query)
    if older is None:
        return {}, {}
    months = [
        replace(query, as_of=one.period_end, start=one.period_start, end=one.period_end) for one in (whole, older)
    ]
    now, before = (
        {str((one.by or {})["unit"]): one for one in ask.figures(metric_id, ("unit",), month)} for month in months
    )
    return now, before


def freshness(sources: pd.DataFrame, reports: pd.DataFrame) -> None:
    """One line: of each topic the oldest of its sources' newest days, and who is late. Frames as in records."""
    late = set(reports[reports["is_on_time"].eq(False) & ~reports["is_received"].astype(bool)]["source"])
    chips = []
    for topic, rows in _by_topic(sources):
        is_late = bool(late & set(rows["source"]))
        icon, colour = (":material/schedule:", "orange") if is_late else (":material/check_circle:", "green")
        said = say("{topic} {day}", topic=words.named("topic", topic), day=day(rows["reported_on"].min()))
        chips.append((icon, said + (say(", còn thiếu") if is_late else ""), colour))
    blocks.strip("fresh", ":material/update:", say("Số liệu mới nhất"), chips)


def _by_topic(sources: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    topics = sources["source"].map(lambda name: words.TOPIC_OF_SOURCE.get(name, "data"))
    order = {name: place for place, name in enumerate(words.NAMES["topic"])}
    return sorted(((str(name), rows) for name, rows in sources.groupby(topics)), key=lambda one: order[one[0]])


def over_time(metric_ids: Sequence[str], query: Query) -> None:
    """A chosen figure over twelve months."""
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="top"):
        heading = st.container(width="content")
        chosen = filters.choose(
            "metric", say("Chỉ số"), metric_ids, lambda name: words.title(METRICS[name]), width=270, bare=True
        )
    metric = METRICS[chosen or metric_ids[0]]
    now = ask.figure(metric.id, query)
    if now.value is None:
        blocks.nothing_from(sentences.sources_of(metric.id)[0], words.title(metric))
        return
    frame = ask.over_time(metric.id, query.as_of or now.period_end or now.as_of)  # type: ignore[arg-type]
    monthly.over_time(
        now,
        frame,
        say("{title} theo tháng", title=words.title(metric)),
        sentences.source_line(metric.id, now, bool(frame["is_sample"].any())),
        Behind(metric.id, query),
        height=CHART_HEIGHT,
        heading=heading,
    )
