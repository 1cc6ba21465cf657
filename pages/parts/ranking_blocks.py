"""The rankings screen's boards, heat map and lists, each with its sentence, source line, downloads and drill-down."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import pandas as pd
import streamlit as st

from metrics import Query
from pages.parts import ask, blocks, boards, charts_rankings, filters, sentences, words
from pages.parts.boards import BOARDS, OWN
from pages.parts.cards import Behind
from pages.parts.style import DARK, places, two_decimals, vn
from pages.parts.tables import Field
from pages.parts.words import say

SEEN = 8  # rows of a board before it scrolls
WIDTHS = (294, 307, 369)  # of the three boards: their columns in pixels, so that all of them are seen at 1280
CITY = ", TP Tuyên Quang"  # behind its wards' names, the longest of all: ", TP" says as much
LAST = "last"  # in the URL: the last units of a long board, instead of one district's


# --- the chosen unit ---------------------------------------------------------------------------------------------


def chosen_unit(frames: Mapping[str, pd.DataFrame]) -> str | None:
    """The unit that the URL names; a link to it opens the heat map of its board and district too."""
    unit = st.query_params.get("unit")
    home = boards.home_of(unit, dict(frames))
    if unit and home and not {"board", "district"} & {*st.session_state, *st.query_params}:
        _choose(home, frames[home].set_index("unit")["district"], unit)
    return unit


def _choose(board: str, districts: pd.Series, unit: str) -> None:
    """Before the next run: that unit, its board, and its district where the board is shown by districts."""
    st.query_params["unit"] = unit
    filters.pick("board", board)
    if board == "commune":
        filters.pick("district", districts[unit])


def _way_back(label: str) -> None:
    st.button(label, icon=":material/close:", type="tertiary", key="release_unit", on_click=_release)


def _release() -> None:
    st.query_params.pop("unit", None)


# --- boards ------------------------------------------------------------------------------------------------------


def board(
    frame: pd.DataFrame,
    where: Mapping[str, str],
    *,
    since: int | None = None,
    marked: str | None = None,
    at_most: int = SEEN,
    drill: Callable[[pd.Series], None] | None = None,
) -> None:
    """One board: place, unit, score, points to the unit above; a board of ranks alone has no score columns.

    frame: as ask.board. since: the year that places are compared with. marked: the unit whose row stands out.
    """
    fields = {"rank": Field(say("Hạng"), vn, 50)}
    filed = dict(fields)
    if since:
        compared = say("Thay đổi hạng so với năm {year}", year=since)
        fields["change"] = Field("▲▼", places, 50, compared)  # type: ignore[arg-type]
        filed["change"] = Field(say("So {year}", year=since))
    has_scores = bool(frame["score"].notna().any())
    fields["unit_name"] = filed["unit_name"] = Field(say("Đơn vị"), width=None if has_scores else 300)
    if has_scores:
        below = say("Số điểm kém đơn vị xếp ngay trên")
        fields["score"] = filed["score"] = Field(say("Điểm"), two_decimals, 54)
        fields["gap"], filed["gap"] = Field(say("Kém"), two_decimals, 50, below), Field(below)
    said = [say("Nguồn: {source}", source=words.source("unit_scores"))]
    if not has_scores:
        said.append(say("chỉ có thứ hạng"))
    if frame["is_sample"].any():
        said.append(say("minh họa"))
    named = words.named("board", where["board"])
    shown = boards.marked_first(frame, marked, at_most)
    blocks.listing(
        shown.assign(unit_name=[one.replace(CITY, ", TP") for one in shown["unit_name"]]),
        fields,
        name=f"xep-hang-{slug(where['index'])}-{where['board']}-{where['year']}",
        title=say("{index} năm {year}: {board}", index=where["index"], year=where["year"], board=named),
        source=" · ".join(said),
        at_most=at_most,
        behind=Behind("score_total" if has_scores else "score_rank", Query(where=where)),
        mark=lambda row: row["unit"] == marked,
        drill=drill,
        filed=filed,
    )


def slug(index: str) -> str:
    return "cds" if index == OWN else index.lower().replace(" ", "-")


def own_boards(frames: Mapping[str, pd.DataFrame], year: str, earlier: Mapping[str, int], unit: str | None) -> None:
    """The province's three boards side by side. frames: board → as ask.board; earlier: board → the year before."""
    for column, (name, frame) in zip(st.columns(WIDTHS, gap="xsmall"), frames.items(), strict=True):
        with column:
            blocks.section(words.named("board", name), sentences.board(frame) if len(frame) else "")
            if frame.empty:
                blocks.nothing_from("unit_scores", say("bảng này của năm {year}", year=year))
                continue
            with st.container(gap="xxsmall"):
                board(
                    frame,
                    {"index": OWN, "year": year, "board": name},
                    since=earlier.get(name) if frame["change"].notna().any() else None,
                    marked=unit,
                    drill=partial(_pick_row, name, frame.set_index("unit")["district"]),
                )
                if found := boards.closest(frame):
                    st.markdown(f":small[:blue[:material/lightbulb:] {blocks.plain(found)}]")
                for remark in boards.remarks(frame):
                    st.caption(blocks.plain(remark))


def _pick_row(name: str, districts: pd.Series, row: pd.Series) -> None:
    _choose(name, districts, str(row["unit"]))


# --- rank within each criterion ------------------------------------------------------------------------------------


def criteria(frames: Mapping[str, pd.DataFrame], year: str, unit: str | None) -> None:
    """The heat map of one board, and beside it what the chosen unit has in each criterion."""
    with st.container(horizontal=True, vertical_alignment="bottom", wrap=False):
        heading = st.container(width="stretch")
        controls = st.container(horizontal=True, width="content", vertical_alignment="bottom", wrap=False)
    with controls:
        present = [name for name in BOARDS if len(frames[name])]
        name = filters.switch("board", say("Bảng"), present, partial(words.named, "board"), bare=True)
        if name is None:
            return
        district = _district(frames[name]) if name == "commune" else None
        is_chosen = unit in set(frames[name]["unit"])
        if not is_chosen and boards.home_of(unit, dict(frames)):
            _way_back(say("Bỏ chọn {unit}", unit=ask.unit(unit)))
    if name != "commune":
        st.query_params.pop("district", None)
    frame = frames[name]
    where = {"index": OWN, "year": year, "board": name}
    standing = boards.standings(ask.criteria(**where))
    names = list(dict.fromkeys(standing["criterion"]))
    if not names:
        with heading:
            blocks.section(say("Thứ hạng trong từng chỉ số"), words.named("board", name))
        blocks.empty(
            say("Bảng này chỉ có tổng điểm"),
            say(
                "Tệp đã nạp không có cột điểm từng chỉ số. Gửi phụ lục có các cột đó để xem thứ hạng trong từng chỉ số."
            ),
        )
        if is_chosen:
            _way_back(say("Bỏ chọn {unit}", unit=ask.unit(unit)))
        return
    left, right = st.columns([3, 2], gap="medium") if is_chosen else (st.container(), None)
    with left:
        _heat(frame, standing, names, where, unit, district, heading)
    if right and unit:
        with right:
            of_unit(frame, standing, names, where, unit)


def _district(frame: pd.DataFrame) -> str | None:
    """Which communes: those of one district, the worst district first, or the last ones of the whole board."""
    ranks = frame.groupby("district")["rank"].median().sort_values(ascending=False)
    said = {str(one): ask.unit(str(one)) for one in ranks.index}
    said[LAST] = say("{count} đơn vị cuối bảng", count=boards.AT_MOST)
    chosen = filters.choose("district", say("Huyện"), list(said), said.__getitem__, width=180, bare=True)
    return None if chosen == LAST else chosen


def _heat(
    frame: pd.DataFrame,
    standing: pd.DataFrame,
    names: list[str],
    where: dict[str, str],
    unit: str | None,
    district: str | None,
    heading: st.delta_generator.DeltaGenerator,
) -> None:
    shown = boards.side_by_side(frame, district, unit)
    if district:  # the district is said by the picker
        shown = shown.assign(unit_name=[name.rsplit(", ", 1)[0] for name in shown["unit_name"]])
    size = int(frame["rank"].notna().sum())
    colours = blocks.colours()
    is_chosen = unit in set(frame["unit"])
    room = charts_rankings.NARROW if is_chosen else charts_rankings.WIDE
    listed = standing.assign(unit_name=standing["unit"].map(ask.unit))
    blocks.chart(
        say("Thứ hạng trong từng chỉ số"),
        charts_rankings.heat(standing, shown, names, size, colours, unit, room),
        listed.sort_values(["rank", "criterion"], ascending=[False, True]),
        {
            "unit_name": Field(say("Đơn vị")),
            "criterion": Field(say("Chỉ số")),
            "rank": Field(say("Hạng"), vn),
            "ranked": Field(say("Trên số đơn vị"), vn),
            "score": Field(say("Điểm"), two_decimals),
            "best": Field(say("Tốt nhất bảng"), two_decimals),
            "median": Field(say("Trung vị bảng"), two_decimals),
        },
        sentence=boards.concentrated(standing, shown, size, colours == DARK),
        source=source(standing),
        # With the unit: a drawing that keeps its own selection hears no second click on the unit that was released.
        name="-".join(["hang-tung-chi-so", where["board"], where["year"], *([unit] if is_chosen and unit else [])]),
        heading=heading,
        behind=Behind("score_total", Query(where=where | {"criterion": names})),
        drill=(
            charts_rankings.PICKED,
            lambda datum: _choose(where["board"], frame.set_index("unit")["district"], str(datum["unit"])),
        ),
    )


def of_unit(frame: pd.DataFrame, standing: pd.DataFrame, names: list[str], where: Mapping[str, str], unit: str) -> None:
    """One unit's criteria, the worst first, and the way back to all units. frame: as ask.board."""
    own = boards.of_unit(standing, unit, names)
    size = int(frame["rank"].notna().sum())
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="top", wrap=False):
        with st.container(width="stretch"):
            said = f"{sentences.place(frame, unit)} · {boards.weakest(own)}"
            blocks.section(ask.unit(unit), blocks.plain(said[:1].upper() + said[1:]))
        _way_back(say("Bỏ chọn"))
    components(own, size, where, unit)


def components(own: pd.DataFrame, size: int, where: Mapping[str, str], unit: str, at_most: int = 10) -> None:
    fields = {
        "criterion": Field(say("Chỉ số"), width=None),
        "rank": Field(say("Hạng"), vn, 50),
        "score": Field(say("Điểm"), two_decimals, 58),
        "median": Field(say("Trung vị"), two_decimals, 60, say("Điểm giữa của các đơn vị được xếp hạng")),
        "best": Field(say("Tốt nhất"), two_decimals, 58),
    }
    blocks.listing(
        own,
        fields,
        name=f"chi-so-{unit}-{where['year']}",
        title=say("{unit}: từng chỉ số năm {year}", unit=ask.unit(unit), year=where["year"]),
        source=source(own),
        at_most=at_most,
        # With the total, which is the figure that the rows make up.
        behind=Behind(
            "score_total",
            Query(where={**where, "unit": unit, "criterion": ["total", *own["criterion"]]}),
            say("{unit}: từng chỉ số", unit=ask.unit(unit)),
        ),
        mark=lambda row: pd.notna(row["rank"]) and boards.band(row["rank"], size) == boards.BANDS - 1,
        style="font-weight: 650",
    )


def source(frame: pd.DataFrame) -> str:
    said = say("Nguồn: {source}", source=words.source("unit_scores"))
    return said + (" · " + say("minh họa") if frame["is_sample"].eq(True).any() else "")
