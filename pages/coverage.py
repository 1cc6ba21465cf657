"""Coverage: who has not sent, stations and villages against their targets, where broadband is missing and why."""

import pandas as pd
import streamlit as st

from pages.parts import ask, blocks, charts_coverage, coverage, coverage_blocks, filters, senders, sentences
from pages.parts.blocks import Field
from pages.parts.coverage_blocks import KPIS, MOST_ROWS, STATIONS, VILLAGES
from pages.parts.style import day, vn
from pages.parts.words import say

WITHOUT = "villages_without_broadband"

head = blocks.header(say("Phủ sóng BTS"), say("Trạm, nhà mạng, công nghệ và thôn chưa có băng rộng di động"))
if not blocks.is_ready():
    st.stop()

# --- what is asked -----------------------------------------------------------------------------------------

sources = ask.sources()
own = sources[sources["source"].isin([STATIONS, VILLAGES])]
latest = (own if len(own) else sources)["reported_on"].max().date()
with head.controls:
    month = filters.month(latest)
places = ask.places(month.as_of or latest)
asked = coverage_blocks.asked(month, places)
figures = {metric_id: ask.figure(metric_id, asked.of(metric_id)) for metric_id in (*KPIS, *coverage.FIGURES, WITHOUT)}
dates = [figure.as_of for figure in figures.values() if figure.as_of]
newest = max(dates, default=None)
head.badges(day(newest) if newest else "", any(figure.is_sample for figure in figures.values()))

# --- can it be trusted, then the figures -------------------------------------------------------------------

reports = ask.reports(month.as_of)
title, late = senders.missing(reports[reports["source"].isin([STATIONS, VILLAGES])])
blocks.strip("missing", ":material/cloud_off:" if late else ":material/task_alt:", title, late, warns=bool(late))
stale = newest.replace(day=1) if newest else None
blocks.numbers([coverage_blocks.card(one, asked, figures[one], stale) for one in KPIS])

rows = {one: ask.rows_behind(one, asked.of(one), MOST_ROWS) for one in ("stations_active", WITHOUT)}
villages = coverage.villages(rows[WITHOUT], places, newest or latest)

# --- where: map, operators, districts ----------------------------------------------------------------------

left, right = st.columns([9, 12], gap="medium")
with left:
    chosen = figures[asked.figure]
    if chosen.as_of is None:
        blocks.nothing_from(STATIONS if asked.figure.startswith("stations") else VILLAGES)
    else:
        coverage_blocks.map_of(asked, places, chosen, rows["stations_active"], villages)
with right:
    totals = ask.by("stations_active", ("operator",), asked.stations)
    parts = ask.by("stations_active", ("operator", "technology"), asked.stations)
    if totals.empty:
        blocks.nothing_from(STATIONS, say("trạm theo nhà mạng và công nghệ của lựa chọn này"))
    else:
        of_all = totals.assign(technology=say("Tổng số trạm"))
        blocks.chart(
            say("Nhà mạng và công nghệ"),
            charts_coverage.operators(totals, parts, colours=blocks.colours()),
            pd.concat([of_all, parts], ignore_index=True),
            {
                "operator": Field(say("Nhà mạng")),
                "technology": Field(say("Công nghệ")),
                "value": Field(say("Trạm"), vn),
            },
            sentence=say("Số trạm đang hoạt động; một trạm có thể phát nhiều công nghệ nên không cộng theo hàng"),
            source=sentences.source_line("stations_active", figures["stations_active"]),
            name="tram-theo-nha-mang",
        )
    name = "unit" if asked.district else "district"
    by_place = coverage.by_place({one: ask.by(one, (name,), asked.of(one)) for one in coverage.COLUMNS}, name, ask.unit)
    if by_place.empty:
        blocks.nothing_from(VILLAGES, say("bảng theo địa bàn"))
    else:
        heading = say("Xã, phường, thị trấn") if asked.district else say("Huyện, thành phố")
        blocks.section(say("Theo địa bàn"), blocks.plain(coverage.places_sentence(by_place)))
        both = "stations_per_10k_people"  # stands on the two sources, like the table
        line = sentences.source_line(both, figures[both], bool(by_place["is_sample"].any()))
        coverage_blocks.places_list(by_place, heading, line)
    if len(villages):
        why = coverage.causes(villages)
        blocks.chart(
            say("Nguyên nhân chưa có băng rộng"),
            charts_coverage.causes(why, blocks.colours()),
            why,
            {
                "cause": Field(say("Nguyên nhân"), width=330),
                "villages": Field(say("Thôn"), vn),
                "people": Field(say("Dân số"), vn),
            },
            sentence=coverage.causes_sentence(why),
            source=sentences.source_line(WITHOUT, figures[WITHOUT]),
            name="nguyen-nhan",
        )

# --- what needs a decision: villages without broadband -----------------------------------------------------

if figures[WITHOUT].value is None:
    blocks.nothing_from(VILLAGES, say("thôn chưa có băng rộng di động"))
elif villages.empty:
    blocks.section(say("Thôn chưa có băng rộng di động"), say("Không còn thôn nào trong danh sách của lựa chọn này."))
else:
    line = sentences.source_line(WITHOUT, figures[WITHOUT])
    title = say("Thôn chưa có băng rộng di động, kế hoạch quá hạn trước")
    blocks.section(title, coverage.villages_sentence(villages, newest or latest))
    coverage_blocks.villages_list(villages, line, title)
