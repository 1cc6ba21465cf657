"""Rankings: the province's three boards and each criterion's ranks, then the province among the 63; never mixed."""

import streamlit as st

from metrics import Query
from pages.parts import ask, blocks, charts, filters, ranking_blocks, ranking_national, senders, sentences
from pages.parts.boards import BOARDS, NATIONAL, OWN
from pages.parts.cards import Behind
from pages.parts.style import day, vn
from pages.parts.tables import Field
from pages.parts.words import say

CHART_HEIGHT = 268

head = blocks.header(
    say("Xếp hạng"),
    say("Ba bảng có thang điểm khác nhau, không so điểm giữa các bảng · ▲ lên, ▼ xuống so với lần trước"),
)
if not blocks.is_ready():
    st.stop()

# --- what is asked -----------------------------------------------------------------------------------------

found = ask.boards()
own = found[found["index"].eq(OWN) & found["board"].isin(BOARDS)]
ranks = ask.by("province_rank", ())
national = ranks[ranks["index"].isin(NATIONAL)]
known = [figure.as_of for figure in ask.figures("score_total") if figure.as_of]
with head.controls:
    years = [str(one) for one in sorted(own["year"].unique(), reverse=True)]
    year = filters.switch("own_year", say("Năm"), years, bare=True)
head.badges(day(max(known)) if known else "", bool(national["is_sample"].any() or own["is_sample"].any()))

# --- can it be trusted ---------------------------------------------------------------------------------------

reports = ask.reports()
title, late = senders.missing(reports[reports["source"].eq("unit_scores")])
if late:
    blocks.strip("missing", ":material/cloud_off:", title, late, warns=True)

# --- the province's own boards, and where in them the weak spots are --------------------------------------------

if year is None:
    blocks.nothing_from("unit_scores", say("bảng xếp hạng chuyển đổi số của sở, huyện, xã"))
else:
    frames = {name: ask.board(OWN, year, name) for name in BOARDS}
    before = own[own["year"].lt(int(year))].groupby("board")["year"].max().to_dict()
    unit = ranking_blocks.chosen_unit(frames)
    ranking_blocks.own_boards(frames, year, before, unit)
    ranking_blocks.criteria(frames, year, unit)

# --- the province among the 63 -----------------------------------------------------------------------------------

left, right = st.columns([3, 2], gap="medium")
with left:
    if national.empty:
        blocks.nothing_from("unit_scores", say("vị trí của tỉnh trong DTI, PCI, PAPI, PAR Index"))
    else:
        blocks.chart(
            say("Thứ hạng của Tuyên Quang trong 63 tỉnh, thành phố"),
            charts.places(national, blocks.colours(), height=CHART_HEIGHT),
            national.sort_values(["index", "year"], ascending=[True, False]),
            {
                "index": Field(say("Bộ chỉ số")),
                "year": Field(say("Năm"), str),
                "value": Field(say("Hạng"), vn),
                "out_of": Field(say("Trên số tỉnh"), vn),
            },
            sentence=sentences.places(national),
            source=sentences.source_line("province_rank", is_sample=bool(national["is_sample"].any()))
            + say(" · 1 là tốt nhất; năm không có kết quả để trống, không nối"),
            name="thu-hang-cua-tinh",
            behind=Behind("province_rank", Query(where={"index": NATIONAL})),
        )
provinces = found[found["board"].eq("province") & found["units"].gt(1)]
with right:
    chosen = ranking_national.board(provinces)
if chosen:
    ranking_national.components(*chosen)
