"""Definitions: what every figure counts, out of what, on which basis. Generated from metrics and the officers' list."""

import streamlit as st

from metrics import METRICS
from pages.parts import ask, blocks, filters, sentences, words
from pages.parts.words import say

ALL = "all"

head = blocks.header(
    say("Định nghĩa"),
    say("Mỗi con số trên các trang: đếm gì, trên tổng nào, căn cứ nào. Sinh từ chính định nghĩa đang chạy"),
)
prose = ask.prose()
topics = [ALL, *dict.fromkeys(words.topic(metric) for metric in METRICS.values())]
with st.container(horizontal=True, vertical_alignment="bottom"):
    with st.container(width=420):
        sought = filters.search("q", say("Tìm chỉ số"), say("Tìm không cần dấu: ty le dung han, tram, DTI …"))
    topic = filters.switch(
        "topic",
        say("Chủ đề"),
        topics,
        lambda name: say("Tất cả") if name == ALL else words.named("topic", name),
        bare=True,
    )

found = [
    metric
    for metric in METRICS.values()
    if topic in (ALL, words.topic(metric))
    and filters.matches(
        sought, metric.id, metric.title, metric.title_en, prose.get(metric.id, {}).get("meaning_vi", "")
    )
]
st.caption(say("{count} trên {all} chỉ số", count=len(found), all=len(METRICS)))
if not found:
    blocks.empty(
        say("Không có chỉ số nào khớp “{sought}”", sought=sought), say("Thử ít từ hơn, hoặc chọn chủ đề “Tất cả”.")
    )
if not prose and ask.warehouse():
    blocks.outdated()
elif not prose:
    blocks.empty(
        say("Phần diễn giải của cán bộ chưa có"),
        say("Ý nghĩa, căn cứ và giới hạn nằm trong kho số liệu; hiện ra sau lần nạp đầu tiên."),
        blocks.LOAD_COMMAND,
    )
targets = ask.targets()
for name in topics[1:]:
    metrics = [metric for metric in found if words.topic(metric) == name]
    if metrics:
        blocks.section(words.named("topic", name))
    with st.container(gap="xsmall"):
        for metric in metrics:
            title = f"**{words.title(metric)}**  ·  `{metric.id}`"
            with st.expander(title, expanded=len(found) == 1, key=f"metric_{metric.id}", on_change="rerun") as box:
                if box.open or len(found) == 1:
                    answers = sentences.definition(metric, prose.get(metric.id, {}), targets, ask.breakdowns(metric))
                    st.table(answers, border="horizontal", hide_index=True, hide_header=True)
                    for figure in ask.figures(metric.id)[-4:] if prose else ():
                        blocks.today(figure)
