"""Online services: procedures by level, dossiers online and on time, agencies worst first, services nobody uses."""

from dataclasses import replace

import streamlit as st

from pages.parts import (
    ask,
    blocks,
    charts_services,
    dossiers,
    filters,
    senders,
    service_blocks,
    service_question,
    unused_services,
)
from pages.parts.charts_services import LEVELS
from pages.parts.service_question import Asked
from pages.parts.services import views
from pages.parts.style import NO_VALUE, day
from pages.parts.words import say

FORM, DETAIL = "dossier_counts", "dossiers"

head = blocks.header(say("Dịch vụ công trực tuyến"), say("Thủ tục, hồ sơ trực tuyến và tiến độ giải quyết"))
if not blocks.is_ready():
    st.stop()

# --- what is asked -----------------------------------------------------------------------------------------

sources = ask.sources()
latest = sources["reported_on"].max().date()
with head.controls:
    period = filters.month(latest, sources["first_on"].min().date())
    level = filters.only("level", say("Cấp"), LEVELS, charts_services.level, say("Toàn tỉnh"), width=115)
    asked = Asked(period, level)
    there = service_question.agencies(asked)
    agency = filters.only("unit", say("Cơ quan"), there, ask.unit, say("Mọi cơ quan"), width=180)
asked = replace(asked, agency=agency)
asked = replace(asked, field=service_question.narrowed(asked))
query = asked.query()
view = views.chosen()
received, month, end = service_question.in_month(asked, latest)
if view != views.NOW:
    head.badges(day(received.as_of or end), service_question.is_sample(received, month))
    views.SHOWS[view](month, end)
    st.stop()

on_time, overdue, online = (asked.figure(f"dossiers_{what}") for what in ("on_time_share", "overdue", "online_share"))
online = dossiers.shared_target(online, ask.figures("dossiers_online_share", ("level",), query))
total, full, partial = (asked.figure(f"procedures_{what}") for what in ("total", "full", "partial"))
by_766, eligible = (month.figure(f"dossiers_{what}") for what in ("on_time_share_766", "online_share_eligible"))
detail = month.figure("dossiers_input_digitised_share")
figures = (total, received, online, on_time, overdue, by_766, eligible)
newest = max((one.as_of for one in figures if one.as_of), default=None)
head.badges(day(newest) if newest else "", any(one.is_sample for one in figures))

# --- can it be trusted, then the figures -------------------------------------------------------------------

reports = ask.reports(period.as_of)
of_form = reports["source"].eq(FORM) & (reports["unit"].eq(agency) | (agency is None))
reports = reports[of_form | reports["source"].eq(DETAIL)]
if len(reports):
    title, chips = senders.missing(reports)
    late = bool(chips)
    if covers := dossiers.covers(detail, received):
        chips = [*chips, (":material/difference:", covers, "violet")]
    blocks.strip("missing", ":material/cloud_off:" if late else ":material/task_alt:", title, chips, warns=late)
blocks.numbers(
    [
        replace(card, behind=asked.behind(metric_id)) if card.value != NO_VALUE else card
        for metric_id, card in (
            ("procedures_total", dossiers.procedures(total, full, partial)),
            ("dossiers_received", dossiers.received(received, *(ask.earlier(received, query, n) for n in (1, 12)))),
            ("dossiers_online_share", dossiers.share(online, *(ask.earlier(online, query, n) for n in (1, 12)))),
            ("dossiers_on_time_share", dossiers.share(on_time, *(ask.earlier(on_time, query, n) for n in (1, 12)))),
            ("dossiers_overdue", dossiers.overdue(overdue, *(ask.earlier(overdue, query, n) for n in (1, 12)))),
        )
    ]
)
body = st.container(gap="xsmall")
if received.value is not None:
    with body:
        service_blocks.readings(month, on_time, by_766, online, eligible)

# --- by level ------------------------------------------------------------------------------------------------

left, right = body.columns(2, gap="medium")
with left, st.container(gap="xxsmall"):
    service_blocks.procedures(asked, ask.by("procedures_total", ("level", "service_level"), asked.query("level")))
with right, st.container(gap="xxsmall"):
    service_blocks.online(asked, end)

# --- agencies, or the fields of one; full services that nobody uses --------------------------------------------

source = dossiers.source_line("dossiers_received", received)
missing = reports[reports["source"].eq(FORM) & ~reports["is_received"].astype(bool)]
left, right = body.columns([10, 7], gap="medium")
with left, st.container(gap="xsmall"):
    service_blocks.groups(asked, end, [] if level else list(missing["unit_name"]), source)
with right, st.container(gap="xsmall"):
    if agency:
        service_blocks.months(asked, end, source)
    else:
        unused_services.block(asked, month)
if agency:
    unused_services.block(asked, month)

# --- twelve months ---------------------------------------------------------------------------------------------

left, right = (st.container(), None) if agency else st.columns([10, 7], gap="medium")
with left, st.container(gap="xsmall"):
    service_blocks.over_time(asked, end)
if right:
    with right:
        service_blocks.months(asked, end, source)
unused_services.opened(period)
