"""Data quality: who has sent and who has not, what was kept and refused, what goes back to whom and why."""

from dataclasses import replace

import streamlit as st

from pages.parts import (
    ask,
    blocks,
    cards,
    filters,
    history_blocks,
    quality_blocks,
    remark_list,
    remarks,
    reminder_blocks,
    sender_blocks,
    senders,
)
from pages.parts.blocks import Field
from pages.parts.cards import Behind
from pages.parts.style import day, vn
from pages.parts.words import say

head = blocks.header(say("Chất lượng số liệu"), say("Ai đã gửi, ai còn thiếu, dòng nào bị từ chối, cần sửa ở ô nào"))
refused_files = remarks.refused(ask.refused_files())
if not blocks.is_ready():
    quality_blocks.refused(refused_files)
    st.stop()

# --- what is asked -----------------------------------------------------------------------------------------

newest = ask.sources()["reported_on"].max().date()
with head.controls:
    query = filters.month(newest)
    deliveries = ask.deliveries(query.as_of)
    sender = sender_blocks.sender(deliveries)
sources, reports, owed = ask.sources(query.as_of, sender), ask.reports(query.as_of), ask.owed(query.as_of)
told, against = remarks.told(ask.issues()), ask.rows_behind("tasks_contradicting", query)
odd = remarks.odd(ask.odd_scores(), against, ask.unit)
if query.as_of:
    told = told[told["reported_on"].dt.date.le(query.as_of)]
if sender:
    query = replace(query, where={"unit": sender})
    reports, deliveries, told, odd = (frame[frame["unit"] == sender] for frame in (reports, deliveries, told, odd))
issues, acknowledged = told[remarks.is_open(told)], told[~remarks.is_open(told)]
head.badges(day(min(newest, query.as_of or newest)), bool(sources["is_sample"].any()))

# --- can it be trusted ---------------------------------------------------------------------------------------

sender_blocks.narrowed(sender, owed)
if len(reports):
    title, late = senders.missing(reports)
    blocks.strip("missing", ":material/cloud_off:" if late else ":material/task_alt:", title, late, warns=bool(late))
sent, kept, thrown, doubted = cards.quality(reports, sources, issues, ask.figure("rows_refused_share", query))
blocks.numbers(
    [
        replace(sent, behind=Behind("sources_missing", query)),
        kept,
        replace(thrown, behind=Behind("rows_refused_share", query)),
        doubted,
    ]
)

# --- the reports over time, their columns, every file --------------------------------------------------------------

view = history_blocks.view()
if view == history_blocks.TIME:
    history_blocks.over_time(sources, query.as_of, min(newest, query.as_of or newest), sender)
elif view == history_blocks.COLUMNS:
    history_blocks.columns_changed(query.as_of, sender)
elif view == history_blocks.FILES:
    history_blocks.every_file(sources, sender)
reminder_blocks.show_letter(owed)
if view != history_blocks.NOW:
    remark_list.show_cell()
    st.stop()

# --- what was refused whole, who sends what, what goes back, what is odd ---------------------------------------

if sender is None:
    quality_blocks.refused(refused_files)
left, right = st.columns([4, 6], gap="medium")
with left:
    sender_blocks.matrix(deliveries, sender, query)
with right:
    kind = quality_blocks.wrong(remarks.wrong(issues))
    quality_blocks.odd(odd)

# --- every remark, every source ----------------------------------------------------------------------------------

if not told.empty:
    remark_list.every(issues[issues["kind"] == kind] if kind else issues, issues, acknowledged)

left, right = st.columns([4, 3], gap="medium")
with left:
    blocks.section(
        say("Theo nguồn"), say("Báo cáo mới nhất của từng loại số liệu; kỳ mới nhất có bao nhiêu đơn vị đã gửi")
    )
    blocks.table(
        senders.by_source(sources, reports),
        {
            "title": Field(say("Nguồn"), width=190),
            "reported_on": Field(say("Đến ngày"), day, 90),
            "senders": Field(say("Đã gửi"), width=65),
            "state": Field(say("Tình trạng"), width=145),
            "rows_read": Field(say("Dòng đọc"), vn, 80),
            "rows_refused": Field(say("Từ chối"), vn, 70),
        },
    )
with right:
    reminder_blocks.late(reports, owed)
remark_list.show_cell()
