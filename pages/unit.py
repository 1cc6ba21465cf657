"""One unit: what the centre knows of its services, its place among its peers, its months; and the ways on."""

import streamlit as st

from pages.parts import ask, blocks, dossiers, filters, service_blocks, service_question, unused_services
from pages.parts.service_question import Asked
from pages.parts.style import day
from pages.parts.units import peers, unit_blocks
from pages.parts.words import say

head = blocks.header(say("Đơn vị"), say("Mọi điều trung tâm biết về một đơn vị, trên một trang"))
if not blocks.is_ready():
    st.stop()

# --- what is asked -----------------------------------------------------------------------------------------

sources = ask.sources()
latest = sources["reported_on"].max().date()
with head.controls:
    period = filters.month(latest, sources["first_on"].min().date())
    there = service_question.agencies(Asked(period))
    unit = filters.only("unit", say("Đơn vị"), there, ask.unit, say("Mọi đơn vị"), width=260)
received, month, end = service_question.in_month(Asked(period, agency=unit), latest)
head.badges(day(received.as_of or end), service_question.is_sample(received, month))
if not unit:
    unit_blocks.everyone(month, ask.unit)
    st.stop()

# --- the unit: is it in, how does it stand --------------------------------------------------------------------

st.header(blocks.plain(ask.unit(unit)), anchor=False)
unit_blocks.reports(unit, month)
figures = {one: month.figure(one) for one in peers.SERVICES}
unit_blocks.cards(month, figures)
unit_blocks.ways_on(unit, st.query_params.get("month"))

left, right = st.columns(2, gap="medium")
with left, st.container(gap="xsmall"):
    unit_blocks.among_peers(month, figures, service_question.level_of(month))
with right, st.container(gap="xsmall"):
    unit_blocks.over_time(month, figures, end)

# --- what it works on -------------------------------------------------------------------------------------------

if received.value is not None:  # a commune has dossiers in the export, and no form of its own
    source = dossiers.source_line("dossiers_received", received)
    left, right = st.columns([10, 7], gap="medium")
    with left, st.container(gap="xsmall"):
        service_blocks.groups(month, end, [], source)
    with right, st.container(gap="xsmall"):
        service_blocks.months(month, end, source)
    unused_services.block(Asked(period, agency=unit), month)
unused_services.opened(period)
