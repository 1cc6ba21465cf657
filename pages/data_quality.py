"""Data quality: who has sent and who has not, what was kept and refused, what goes back to whom and why."""

import streamlit as st

from pages.parts import ask, blocks, cards, filters, senders, words
from pages.parts.blocks import Field
from pages.parts.records import SEVERITIES
from pages.parts.style import day, vn
from pages.parts.words import say

ALL = "all"

head = blocks.header(say("Chất lượng số liệu"), say("Ai đã gửi, ai còn thiếu, dòng nào bị từ chối, cần sửa ở ô nào"))
if not blocks.is_ready():
    st.stop()

sources = ask.sources()
newest = sources["reported_on"].max().date()
with head.controls:
    query = filters.month(newest)
reports, issues = ask.reports(query.as_of), ask.issues()
if query.as_of:
    sources = ask.sources(query.as_of)
    issues = issues[issues["reported_on"].dt.date.le(query.as_of)]
head.badges(day(min(newest, query.as_of or newest)), bool(sources["is_sample"].any()))

title, late = senders.missing(reports)
blocks.strip("missing", ":material/cloud_off:" if late else ":material/task_alt:", title, late, warns=bool(late))
blocks.numbers(cards.quality(reports, sources, issues, ask.figure("rows_refused_share", query)))

# --- by source and by sender ---------------------------------------------------------------------------------

left, right = st.columns([4, 3], gap="medium")
with left:
    blocks.section(
        say("Theo nguồn"), say("Báo cáo mới nhất của từng loại số liệu; kỳ mới nhất có bao nhiêu đơn vị đã gửi")
    )
    by_source = senders.by_source(sources, reports)
    blocks.table(
        by_source,
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
    blocks.section(
        say("Gửi trễ và chưa gửi"), say("Kỳ mới nhất của từng nguồn; số ngày tính đến lần nhận tệp gần nhất")
    )
    late_rows = reports[reports["is_on_time"].eq(False)].assign(
        title=lambda frame: [words.source(name) for name in frame["source"]],
        state=lambda frame: [senders.state(row) for row in frame.itertuples()],
    )
    if late_rows.empty:
        blocks.empty(say("Không có đơn vị nào gửi trễ"), say("Mọi báo cáo đến hạn đã được nhận đúng hạn."))
    else:
        blocks.table(
            late_rows,
            {
                "unit_name": Field(say("Đơn vị"), width=105),
                "title": Field(say("Nguồn"), width=125),
                "due_at": Field(say("Hạn"), day, 88),
                "state": Field(say("Tình trạng"), width=150),
            },
            at_most=9,
        )

# --- issue by issue --------------------------------------------------------------------------------------------

blocks.section(
    say("Điểm cần sửa"),
    say("Mỗi dòng chỉ đúng ô trong tệp đã gửi; nặng nhất trước. Dòng bị từ chối không cộng vào số liệu nào"),
)
with st.container(horizontal=True, vertical_alignment="bottom"):
    present = [ALL, *dict.fromkeys(issues["source"])]
    source = filters.choose(
        "source", say("Nguồn"), present, lambda name: say("Tất cả") if name == ALL else words.source(name), width=320
    )
    levels = [ALL, *(level for level in SEVERITIES if level in set(issues["level"]))]
    level = filters.switch(
        "severity", say("Mức"), levels, lambda name: say("Tất cả") if name == ALL else words.named("severity", name)
    )
shown = issues[issues["source"].eq(source) | (source == ALL)]
shown = shown[shown["level"].eq(level) | (level == ALL)]
if issues.empty:
    blocks.empty(
        say("Không có điểm nào cần sửa"), say("Mọi dòng của các báo cáo đang dùng đều được nhận, không có cảnh báo.")
    )
elif shown.empty:
    blocks.empty(say("Không có điểm nào khớp bộ lọc"), say("Chọn “Tất cả” ở nguồn hoặc mức để xem lại."))
else:
    fields = {
        "level": Field(say("Mức"), senders.severity, 110),
        "file_name": Field(say("Tệp"), width=175),
        "place": Field(say("Trang và ô"), width=115),
        "column_heading": Field(say("Cột"), width=115),
        "value": Field(say("Giá trị nhận được"), width=115),
        "message": Field(say("Vì sao"), width=250),
        "fix": Field(say("Cách sửa"), width=250),
        "sender": Field(say("Đơn vị gửi"), width=120),
        "reported_on": Field(say("Kỳ"), day, 95),
    }
    shown = shown.assign(place=[senders.place(row) for row in shown.itertuples()])
    blocks.table(shown, fields, at_most=13)
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        blocks.source_line(line := senders.issues_line(shown, issues))
        blocks.downloads(shown, fields, "diem-can-sua", say("Điểm cần sửa"), line)
