"""The province among the 63: one national index's board, its sub-indices of the province, and their ranks by years."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from metrics import HOME_PROVINCE, Query
from pages.parts import ask, blocks, boards, charts_rankings, filters, ranking_blocks, sentences
from pages.parts.cards import Behind
from pages.parts.style import two_decimals, vn
from pages.parts.tables import Field
from pages.parts.words import say


def board(found: pd.DataFrame) -> tuple[str, str] | None:
    """One national index and year with its pickers, which it returns; the home province's row first.

    found: as ask.boards.
    """
    with st.container(horizontal=True, vertical_alignment="center", wrap=False):
        heading = st.container(width="stretch")
        with st.container(horizontal=True, width="content", gap="small", wrap=False):
            chosen = filters.index_year(found)
    if chosen is None:
        blocks.nothing_from("unit_scores", say("bảng xếp hạng các tỉnh, thành phố"))
        return None
    where = {"index": chosen[0], "year": chosen[1], "board": "province"}
    frame = ask.board(**where)
    with heading:
        blocks.section(say("Bảng {index} {year}", index=chosen[0], year=chosen[1]))
    st.caption(blocks.plain(sentences.place_of(frame, HOME_PROVINCE)))
    ranking_blocks.board(frame, where, marked=HOME_PROVINCE)
    return chosen


def components(index: str, year: str) -> None:
    """The home province's sub-indices, the worst first, and their ranks over the years; nothing where only the total
    is known."""
    where = {"index": index, "year": year, "board": "province"}
    standing = boards.standings(ask.criteria(**where))
    names = list(dict.fromkeys(standing["criterion"]))
    if not names:
        return
    own = boards.of_unit(standing, HOME_PROVINCE, names)
    left, right = st.columns([3, 2], gap="medium")
    with left:
        home = ask.unit(HOME_PROVINCE)
        title = say("{index} {year}: chỉ số thành phần của {unit}", index=index, year=year, unit=home)
        said = boards.weakest(own)
        blocks.section(title, blocks.plain(said[:1].upper() + said[1:]))
        ranking_blocks.components(own, int(own["ranked"].max()), where, HOME_PROVINCE, at_most=len(names))
    with right:
        _over_years(ask.criteria_by_year(index, HOME_PROVINCE), list(own["criterion"]), where)


def _over_years(history: pd.DataFrame, names: list[str], where: Mapping[str, str]) -> None:
    """Rank within each sub-index by years. history: as ask.criteria_by_year."""
    years = pd.DataFrame({"unit": sorted(history["year"].unique())}).assign(unit_name=lambda frame: frame["unit"])
    kept = history[history["criterion"].isin(names)].assign(best=None, median=None)
    blocks.chart(
        say("Thứ hạng thành phần qua các năm"),
        charts_rankings.heat(
            kept.assign(unit=kept["year"]),
            years,
            names,
            int(history["ranked"].max()),
            blocks.colours(),
            where["year"],
            charts_rankings.NARROW,
            say("Năm"),
        ),
        kept.sort_values(["year", "rank"], ascending=False),
        {
            "year": Field(say("Năm")),
            "criterion": Field(say("Chỉ số")),
            "rank": Field(say("Hạng"), vn),
            "ranked": Field(say("Trên số tỉnh"), vn),
            "score": Field(say("Điểm"), two_decimals),
        },
        sentence=say("– là năm không có kết quả, hoặc chỉ số ấy mang tên khác"),
        source=ranking_blocks.source(kept),
        name=f"thanh-phan-{ranking_blocks.slug(where['index'])}",
        behind=Behind(
            "score_total",
            Query(where={"index": where["index"], "board": "province", "unit": HOME_PROVINCE}),
            say("{unit}: {index} qua các năm", unit=ask.unit(HOME_PROVINCE), index=where["index"]),
        ),
        drill=(charts_rankings.PICKED, lambda datum: filters.pick("year", str(datum["unit"]))),
    )
