"""Online services: procedures by level, dossiers online and on time, agencies worst first, services nobody uses."""

from dataclasses import replace

import streamlit as st

from metrics import Figure, Query
from pages.parts import (
    ask,
    blocks,
    cards,
    charts_services,
    dossiers,
    filters,
    senders,
    sentences,
    service_blocks,
    words,
)
from pages.parts.charts_services import LEVELS
from pages.parts.style import day
from pages.parts.words import say

FORM, DETAIL = "dossier_counts", "dossiers"

head = blocks.header(say("Dịch vụ công trực tuyến"), say("Thủ tục, hồ sơ trực tuyến và tiến độ giải quyết"))
if not blocks.is_ready():
    st.stop()

# --- what is asked -----------------------------------------------------------------------------------------

latest = ask.sources()["reported_on"].max().date()
with head.controls:
    period = filters.month(latest)
    level = filters.only("level", say("Cấp"), LEVELS, charts_services.level, say("Toàn tỉnh"), width=115)
    there = ask.by("dossiers_overdue", ("unit",), replace(period, where={"level": level} if level else {}))["unit"]
    agency = filters.only("unit", say("Cơ quan"), sorted(there, key=ask.unit), ask.unit, say("Mọi cơ quan"), width=180)
query = replace(period, where={name: one for name, one in (("level", level), ("unit", agency)) if one})
filters_said = ", ".join(one for one in (level and words.named("level", level), agency and ask.unit(agency)) if one)


def asked(metric_id: str, within: Query = query) -> Figure:
    """The figure of what the filters choose; how many have sent is known of the whole province only."""
    now = ask.figure(metric_id, within)
    return replace(now, reported=None, expected=None) if filters_said else now


on_time, received, overdue, online = (
    asked(f"dossiers_{what}") for what in ("on_time_share", "received", "overdue", "online_share")
)
by_level = ask.figures("dossiers_online_share", ("level",), query)
online = dossiers.shared_target(online, by_level)
total, full, partial = (asked(f"procedures_{what}") for what in ("total", "full", "partial"))
# The detail export is weekly: it is asked about the same month as the form.
month = replace(query, start=received.period_start or query.start, end=received.period_end or query.end)
by_766, eligible = (asked(f"dossiers_{what}", month) for what in ("on_time_share_766", "online_share_eligible"))
figures = (total, received, online, on_time, overdue, by_766, eligible)
newest = max((one.as_of for one in figures if one.as_of), default=None)
head.badges(day(newest) if newest else "", any(one.is_sample for one in figures))

# --- can it be trusted, then the figures -------------------------------------------------------------------

reports = ask.reports(period.as_of)
of_form = reports["source"].eq(FORM) & (reports["unit"].eq(agency) | (agency is None))
reports = reports[of_form | reports["source"].eq(DETAIL)]
if len(reports):
    title, late = senders.missing(reports)
    blocks.strip("missing", ":material/cloud_off:" if late else ":material/task_alt:", title, late, warns=bool(late))
blocks.numbers(
    [
        dossiers.procedures(total, full, partial),
        dossiers.received(received, ask.earlier(received, query), ask.earlier(received, query, months=12)),
        dossiers.share(online),
        dossiers.on_time(on_time, by_766),
        cards.card(overdue, ask.earlier(overdue, query)),
    ]
)
if received.value is not None:
    st.caption(blocks.plain(f"{dossiers.rates(on_time, by_766)} {dossiers.online_bases(online, eligible)}"))

# --- by level ------------------------------------------------------------------------------------------------

end, where = received.period_end or query.end or latest, Query(where=query.where)
left, right = st.columns(2, gap="medium")
with left:
    service_blocks.procedures(ask.by("procedures_total", ("level", "service_level"), query), total, filters_said)
with right:
    lines = ask.over_time("dossiers_online_share", end, query=where, names=("level",))
    service_blocks.online(lines, online, by_level, [level] if level else [] if agency else LEVELS, filters_said)

# --- agencies, or the fields of one; full services that nobody uses --------------------------------------------

source = sentences.source_line("dossiers_received", received)
left, right = st.columns([8, 5], gap="medium")
with left:
    group, said = ("field", str) if agency else ("unit", ask.unit)
    rows = dossiers.table(
        {what: ask.figures(one, (group,), query) for what, one in dossiers.SHOWN.items()}, group, said
    )
    missing = reports[reports["source"].eq(FORM) & ~reports["is_received"].astype(bool)]
    absent = [] if level else list(missing["unit_name"])
    if rows.empty:
        service_blocks.nothing(FORM, say("hồ sơ theo cơ quan"), filters_said)
    elif agency:
        title = say("{unit} theo lĩnh vực", unit=ask.unit(agency))
        service_blocks.agencies(rows, title, say("Lĩnh vực"), dossiers.agencies(rows, absent), source)
    else:
        service_blocks.agencies(rows, say("Theo cơ quan"), say("Cơ quan"), dossiers.agencies(rows, absent), source)
with right:
    days = {"month": say("Trong kỳ"), "year": say("Từ đầu năm")}
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="top"):
        heading = st.container(width="content")
        since = filters.choose("since", say("Từ ngày"), list(days), days.__getitem__, width=130, bare=True)
    day_one = month.end.replace(month=1, day=1) if month.end and since == "year" else month.start
    span = replace(month, start=day_one, where=query.where | {"service_level": "full"})
    used = asked("procedures_used_share", span)
    if used.value is None or not used.period_start or not used.period_end:
        service_blocks.nothing(DETAIL, say("thủ tục toàn trình chưa có hồ sơ trực tuyến"), filters_said)
    else:
        unused = ask.unused_procedures(used.period_start, used.period_end, query.as_of)
        # A group without a dossier knows no report of its own.
        used = replace(used, as_of=ask.figure("dossiers_input_digitised_share", replace(span, where={})).as_of)
        detail = asked("dossiers_input_digitised_share", replace(span, where=query.where))
        covers = dossiers.detail_covers(detail, received) if since != "year" else ""
        service_blocks.unused(dossiers.within(unused, level, agency), used, days[since or "month"], covers, heading)

# --- twelve months ---------------------------------------------------------------------------------------------

whom = ask.unit(agency) if agency else charts_services.level(level).lower() if level else say("toàn tỉnh")
left, right = st.columns([5, 3], gap="medium")
with left:
    service_blocks.over_time(lambda one: (asked(one), ask.over_time(one, end, query=where)), whom, filters_said)
with right:
    frames = {what: ask.over_time(one, end, query=where) for what, one in dossiers.SHOWN.items()}
    service_blocks.months(frames, say("Theo tháng, {whom}", whom=whom), source)
