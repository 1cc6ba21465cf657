"""Overview: can the numbers be trusted, how do they stand against their targets, what is late, what to decide."""

from datetime import timedelta

import pandas as pd
import streamlit as st

from pages.parts import ask, blocks, cards, filters, overview_blocks, points, senders
from pages.parts.blocks import Field
from pages.parts.cards import Behind
from pages.parts.style import day, month
from pages.parts.words import say

LEADING = ("stations_active", "villages_broadband_share", "dossiers_online_share", "dossiers_on_time_share")
OVER_TIME = (*LEADING, "villages_4g_share", "dossiers_received", "dossiers_overdue")
PLANS = ("de_an_06", "chuyen_doi_so")
INDEX = "DTI"

head = blocks.header(say("Tổng quan"), say("Chuyển đổi số và Đề án 06 tỉnh Tuyên Quang"))
if not blocks.is_ready():
    st.stop()

# --- what is asked -----------------------------------------------------------------------------------------

known = ask.sources()
latest = known["reported_on"].max().date()
with head.controls:
    query = filters.month(latest, known["first_on"].min().date())
sources, reports = ask.sources(query.as_of), ask.reports(query.as_of)
leading = [ask.figure(metric_id, query) for metric_id in LEADING]
before = {figure.id: ask.earlier(figure, query) for figure in leading}
done, overdue, tasks = (ask.figures(f"tasks_{what}", (), query) for what in ("done_share", "overdue", "total"))
procedures, full = ask.figure("procedures_total", query), ask.figure("procedures_full", query)
ranks = ask.by("province_rank", (), query)
ranks = ranks[ranks["index"] == INDEX]

dates = [figure.as_of for figure in leading if figure.as_of]
newest = max(dates, default=query.as_of or latest)
plans = [cards.newest_plan(done, plan) for plan in PLANS]
samples = [figure.is_sample for figure in (*leading, *plans, procedures, full) if figure]
head.badges(day(newest) if dates else "", any(samples) or bool(ranks["is_sample"].any()))

# --- can it be trusted, then the figures -------------------------------------------------------------------

title, late = senders.missing(reports)
icon = ":material/cloud_off:" if late else ":material/task_alt:"
blocks.strip("missing", icon, title, late, warns=bool(late), more=("pages/data_quality.py", say("Chất lượng số liệu")))
stale = newest.replace(day=1) if dates else None
blocks.numbers(
    [
        cards.card(
            figure,
            before[figure.id],
            stale,
            behind=Behind(figure.id, query),
            trend=ask.trend(figure, query),
        )
        for figure in leading
    ]
)
blocks.numbers(
    [
        *(cards.tasks(plan, done, overdue, tasks, query) for plan in PLANS),
        cards.procedures(procedures, full, Behind(procedures.id, query)),
        cards.place(INDEX, ranks, query),
    ]
)

# --- what to decide, what is overdue, what has changed -------------------------------------------------------

asked = ask.decisions(query.as_of)
behind = [one.by["plan"] for one in plans if one and one.by]
rows = [ask.rows_behind("tasks_overdue", cards.narrowed(query, plan=plan)) for plan in behind]
rows = [one for one in rows if len(one)]
left, middle, right = st.columns(3)
with left:
    overview_blocks.listed(
        say("Cần quyết định ({count})", count=len(asked)),
        ":material/gavel:",
        points.decisions(asked, newest),
        say("Không có vướng mắc nào chờ tỉnh hoặc Trung ương quyết định."),
    )
with middle:
    frame = pd.concat(rows) if rows else pd.DataFrame()
    overview_blocks.listed(
        say("Quá hạn ({count})", count=len(frame)),
        ":material/error_outline:",
        points.overdue(frame, ask.unit),
        say("Không có nhiệm vụ nào quá hạn."),
    )
with right:
    earlier = newest.replace(day=1) - timedelta(days=1)
    overview_blocks.listed(
        say("Thay đổi so với {month}", month=month(earlier)),
        ":material/compare_arrows:",
        overview_blocks.changes(leading, before, query),
        say("Chưa có kỳ trước để so, hoặc không có gì thay đổi."),
    )
overview_blocks.freshness(sources, reports)

# --- one figure over time, and the sources one by one ----------------------------------------------------------

left, right = st.columns([5, 3], gap="medium")
with left:
    overview_blocks.over_time(OVER_TIME, query)
with right:
    blocks.section(say("Số liệu mới nhất theo nguồn"), say("Báo cáo gần nhất, và kỳ này đã có bao nhiêu đơn vị gửi"))
    blocks.table(
        senders.by_source(sources, reports),
        {
            "title": Field(say("Nguồn"), width=190),
            "reported_on": Field(say("Đến ngày"), day, 90),
            "senders": Field(say("Đã gửi"), width=65),
        },
        at_most=9,
    )
