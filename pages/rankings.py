"""Rankings: the province among the 63, one index's board, and the province's own boards side by side, never mixed."""

import streamlit as st

from metrics import HOME_PROVINCE
from pages.parts import ask, blocks, charts, filters, sentences, words
from pages.parts.blocks import Field
from pages.parts.style import day, vn
from pages.parts.words import say

OWN = "CĐS tỉnh"
NATIONAL = ("DTI", "PCI", "PAPI", "PAR Index")
BOARDS = ("department", "district", "commune")
CHART_HEIGHT = 255

head = blocks.header(
    say("Xếp hạng"),
    say("Vị trí của tỉnh trong cả nước; bảng xếp hạng của tỉnh. Điểm của các bảng khác nhau không so với nhau"),
)
if not blocks.is_ready():
    st.stop()

ranks = ask.by("province_rank", ())
boards = ask.boards()
known = [figure.as_of for figure in ask.figures("score_total") if figure.as_of]
head.badges(day(max(known, default=None)) if known else "", bool(ranks["is_sample"].any() or boards["is_sample"].any()))

# --- the province among the 63 -----------------------------------------------------------------------------

left, right = st.columns([5, 3], gap="medium")
national = ranks[ranks["index"].isin(NATIONAL)]
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
        )
provinces = boards[boards["board"] == "province"]
with right:
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="top"):
        heading = st.container(width="content")
        chosen = filters.index_year(provinces)
    if chosen is None:
        blocks.nothing_from("unit_scores", say("bảng xếp hạng các tỉnh, thành phố"))
    else:
        index, year = chosen
        board = ask.board(index, year, "province")
        with heading:
            blocks.section(say("Bảng {index} {year}", index=index, year=year), sentences.place_of(board, HOME_PROVINCE))
        blocks.board(board, f"{index}-{year}", marked=HOME_PROVINCE)

# --- the province's own boards -------------------------------------------------------------------------------

own = boards[boards["index"] == OWN]
with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom"):
    with st.container(width="content"):
        blocks.section(
            say("Xếp hạng chuyển đổi số trong tỉnh"),
            say("Ba bảng có thang điểm khác nhau: chỉ so trong một bảng. ▲ lên hạng, ▼ xuống hạng so với năm trước"),
        )
    years = [str(one) for one in sorted(own["year"].unique(), reverse=True)]
    own_year = filters.switch("own_year", say("Năm"), years, bare=True)
if own_year is None:
    blocks.nothing_from("unit_scores", say("bảng xếp hạng chuyển đổi số của sở, huyện, xã"))
    st.stop()
for column, name in zip(st.columns([18, 18, 23]), BOARDS, strict=True):
    with column:
        board = ask.board(OWN, own_year, name)
        blocks.section(words.named("board", name), sentences.board(board))
        if board.empty:
            blocks.nothing_from("unit_scores", say("bảng này của năm {year}", year=own_year))
        else:
            since = int(own_year) - 1 if board["change"].notna().any() else None
            blocks.board(board, f"cds-{name}-{own_year}", since=since, at_most=7)
