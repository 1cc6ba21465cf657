"""Overview: can the numbers be trusted, how do they stand against their targets, what is late."""

import streamlit as st

from metrics import METRICS
from pages.parts import ask, blocks, cards, charts, filters, senders, sentences, words
from pages.parts.blocks import Field
from pages.parts.style import day, measured, month, vn
from pages.parts.words import say

LEADING = ("stations_active", "villages_broadband_share", "dossiers_online_share", "dossiers_on_time_share")
OVER_TIME = (*LEADING, "villages_4g_share", "dossiers_received", "dossiers_overdue")
INDEX = "DTI"
CHART_HEIGHT = 225

head = blocks.header(say("Tổng quan"), say("Chuyển đổi số và Đề án 06 tỉnh Tuyên Quang"))
if not blocks.is_ready():
    st.stop()

# --- what is asked -----------------------------------------------------------------------------------------

latest = ask.sources()["reported_on"].max().date()
with head.controls:
    query = filters.month(latest)
sources, reports = ask.sources(query.as_of), ask.reports(query.as_of)
leading = [ask.figure(metric_id, query) for metric_id in LEADING]
done, overdue, tasks = (ask.figures(f"tasks_{what}", (), query) for what in ("done_share", "overdue", "total"))
procedures, full = ask.figure("procedures_total", query), ask.figure("procedures_full", query)
ranks = ask.by("province_rank", (), query)
ranks = ranks[ranks["index"] == INDEX]

dates = [figure.as_of for figure in leading if figure.as_of]
newest = max(dates, default=latest)
plans = [cards.newest_plan(done, plan) for plan in ("de_an_06", "chuyen_doi_so")]
samples = [figure.is_sample for figure in (*leading, *plans, procedures, full) if figure]
head.badges(day(newest), any(samples) or bool(ranks["is_sample"].any()))

# --- can it be trusted, then the figures -------------------------------------------------------------------

title, late = senders.missing(reports)
blocks.strip("missing", ":material/cloud_off:" if late else ":material/task_alt:", title, late, warns=bool(late))
stale = newest.replace(day=1) if dates else None
blocks.numbers([cards.card(figure, ask.earlier(figure, query), stale) for figure in leading])
blocks.numbers(
    [
        *(cards.tasks(plan, done, overdue, tasks) for plan in ("de_an_06", "chuyen_doi_so")),
        cards.procedures(procedures, full),
        cards.place(INDEX, ranks),
    ]
)

# --- one figure over time, and how fresh the sources are -----------------------------------------------------

left, right = st.columns([5, 3], gap="medium")
with left:
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="top"):
        heading = st.container(width="content")
        chosen = filters.choose(
            "metric", say("Chỉ số"), OVER_TIME, lambda name: words.title(METRICS[name]), width=270, bare=True
        )
    metric = METRICS[chosen or OVER_TIME[0]]
    now = ask.figure(metric.id, query)
    if now.value is None:
        blocks.nothing_from(sentences.sources_of(metric.id)[0], words.title(metric))
    else:
        frame = ask.over_time(metric.id, query.as_of or now.period_end or now.as_of)
        blocks.chart(
            say("{title} theo tháng", title=words.title(metric)),
            charts.over_time(frame, metric.measured_in, now.target, blocks.colours(), height=CHART_HEIGHT),
            frame,
            {
                "month_end": Field(say("Tháng"), month),
                "value": Field(
                    say("Giá trị ({unit})", unit=metric.measured_in), lambda value: measured(value, metric.measured_in)
                ),
                "count": Field(say("Số đếm"), vn),
                "out_of": Field(say("Trên tổng"), vn),
                "reported": Field(say("Đơn vị đã gửi"), vn),
                "expected": Field(say("Đơn vị phải gửi"), vn),
            },
            sentence=sentences.over_time(frame, metric.id),
            source=sentences.source_line(metric.id, now, bool(frame["is_sample"].any())),
            name=metric.id,
            heading=heading,
        )
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
