"""Intake: files in, what was recognised, what is wrong, what would change; then published, or not."""

import streamlit as st

from pages.parts import ask, blocks, intake_blocks, intake_desk, intake_names
from pages.parts.words import say

head = blocks.header(
    say("Nạp tệp"), say("Thả tệp, xem đã nhận ra gì, ô nào sai, số nào thay đổi; rồi mới công bố hoặc trả lại")
)
if ask.warehouse() is not None and not ask.is_current():
    blocks.outdated()
    st.stop()
if ask.is_current():
    head.badges(is_sample=bool(ask.sources()["is_sample"].any()))

intake_blocks.upload()
intake_blocks.published()
tried = intake_desk.tried()
if not tried.reports:
    intake_blocks.nothing_waits()
    intake_names.queue(intake_names.found([]))
    st.stop()

opened = intake_blocks.waiting(tried)
intake_blocks.one_file(tried, opened)
names = intake_names.found(tried.names)
left, right = st.columns([4, 5], gap="medium") if names else (None, st.container())
if left:
    with left:
        intake_names.queue(names)
with right:
    intake_blocks.effect(tried)
