"""Coverage: who has not sent, stations and villages against their targets, where broadband is missing and why."""

import streamlit as st

from pages.parts import (
    ask,
    blocks,
    commune_blocks,
    coverage,
    coverage_blocks,
    coverage_map,
    coverage_views,
    filters,
    senders,
)
from pages.parts.coverage_blocks import FIGURES, KPIS, MOST_ROWS, STATIONS, VILLAGES, WITHOUT
from pages.parts.style import day
from pages.parts.words import say

head = blocks.header(say("Phủ sóng BTS"), say("Trạm, nhà mạng, công nghệ và thôn chưa có băng rộng di động"))
if not blocks.is_ready():
    st.stop()

# --- what is asked -----------------------------------------------------------------------------------------

sources = ask.sources()
own = sources[sources["source"].isin([STATIONS, VILLAGES])]
own = own if len(own) else sources
latest = own["reported_on"].max().date()
with head.controls:
    month = filters.month(latest, own["first_on"].min().date())
places = ask.places(month.as_of or latest)
view = coverage_views.chosen()
asked = coverage_blocks.asked(month, places, latest, has_map=view == coverage_views.NOW)
if view != coverage_views.NOW:
    until = min(latest, month.as_of or latest)
    head.badges(day(until), bool(own["is_sample"].any()))
    coverage_views.SHOWS[view](asked, places, month.as_of or latest)
    st.stop()
figures = {one: ask.figure(one, asked.of(one)) for one in dict.fromkeys((*FIGURES, *coverage.FIGURES))}
newest = max((figure.as_of for figure in figures.values() if figure.as_of), default=None)
head.badges(day(newest) if newest else "", any(figure.is_sample for figure in figures.values()))

# --- can it be trusted, then the figures -------------------------------------------------------------------

reports = ask.reports(month.as_of)
title, late = senders.missing(reports[reports["source"].isin([STATIONS, VILLAGES])])
blocks.strip("missing", ":material/cloud_off:" if late else ":material/task_alt:", title, late, warns=bool(late))

# --- where: the map; beside it figures, operators, districts -------------------------------------------------

left, right = st.columns([1, 2], gap="medium")
with left, st.container(gap="xxsmall"):
    painted = figures[asked.figure]
    if painted.value is None and painted.as_of is None:
        blocks.nothing_from(STATIONS if asked.figure.startswith("stations") else VILLAGES)
    else:
        coverage_map.map_of(asked, places, painted, newest or latest)
with right, st.container(gap="xsmall"):
    stale = newest.replace(day=1) if newest else None
    blocks.numbers([coverage_blocks.card(one, asked, figures, stale) for one in KPIS])
    coverage_blocks.operators(asked, figures)
    if asked.commune:
        commune_blocks.villages(asked, figures)
    else:
        coverage_blocks.places_list(asked, figures)

# --- what needs a decision: villages without broadband, and why ----------------------------------------------

rows = ask.rows_behind(WITHOUT, asked.of(WITHOUT), MOST_ROWS)
villages = coverage.villages(rows, places, newest or latest)
left, right = st.columns([1, 2], gap="medium")
with left:
    if asked.commune:
        with st.container(gap="xsmall"):
            commune_blocks.stations(asked, figures)
with right, st.container(gap="xsmall"):
    now, name = figures[WITHOUT], say("Thôn chưa có băng rộng di động")
    if now.value is None:
        blocks.nothing_from(VILLAGES, name)
    elif villages.empty:
        blocks.section(name, say("Không còn thôn nào trong danh sách của lựa chọn này."))
    else:
        title, chosen = say("Thôn chưa có băng rộng, kế hoạch quá hạn trước"), None
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            heading = st.container(width="content")
            why = list(coverage.causes(villages)["cause"])
            if not asked.commune:
                chosen = filters.only("cause", say("Nguyên nhân"), why, str, say("Mọi nguyên nhân"), width=260)
        listed = villages[villages["cause"].map(coverage.cause).eq(chosen)] if chosen else villages
        with heading:
            st.subheader(title, anchor=False)
        st.caption(coverage.villages_sentence(listed, newest or latest))
        coverage_blocks.villages_list(listed, asked, now, title)
        if not asked.commune:
            with left, st.container(gap="xsmall"):
                coverage_blocks.causes(villages, asked, now, chosen)
