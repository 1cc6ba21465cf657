"""What pages are made of: header, strips, number cards, charts and tables with their source line, empty states."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import altair as alt
import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from loaders import SOURCES
from pages.parts import ask, exports, words
from pages.parts.cards import Card
from pages.parts.style import DARK, LIGHT, MARK, NO_VALUE, Palette, is_missing, places, two_decimals, vn
from pages.parts.words import say

SAMPLE_ICON = ":material/science:"
# Mood of a card → (colour of the note, arrow allowed). Red is only for what is overdue or refused.
MOODS = {
    "ok": "green",
    "warn": "orange",
    "late": "red",
    "info": "blue",
    "old": "yellow",
    "confirm": "violet",
    "none": "gray",
}
ROW, HEAD = 30, 35  # pixels of a table's row and heading
LOAD_COMMAND = "python -m loaders load"


def colours() -> Palette:
    """The palette of the mode that the browser shows."""
    return DARK if st.context.theme.type == "dark" else LIGHT


def plain(text: object) -> str:
    """A text from a file, safe inside Markdown: a file may be called *a_b*[1].xlsx."""
    return re.sub(r"([\\`*_{}\[\]<>#|$~:])", r"\\\1", str(text))


# --- head of a page ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Header:
    """The head of a page: its pickers and badges are filled once its questions are answered."""

    controls: DeltaGenerator
    right: DeltaGenerator

    def badges(self, as_of: str = "", is_sample: bool = False) -> None:
        """To which day the figures are, and whether any of them is invented."""
        with self.right:
            if as_of:
                st.badge(say("Số liệu đến {day}", day=as_of), icon=":material/event_available:", color="blue")
            if is_sample:
                st.badge(say("Dữ liệu minh họa"), icon=SAMPLE_ICON, color="violet")


def header(title: str, about: str) -> Header:
    """Title and what the page is about on the left; pickers and badges on the right."""
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom", key="header"):
        with st.container(width="content", gap=None):
            st.title(title, anchor=False, width="content")
            st.caption(about, width="content")
        right = st.container(
            horizontal=True, horizontal_alignment="right", vertical_alignment="bottom", width="content"
        )
        with right:
            controls = st.container(horizontal=True, width="content", vertical_alignment="bottom")
            badges = st.container(horizontal=True, width="content", vertical_alignment="bottom")
    return Header(controls, badges)


def section(title: str, about: str = "") -> None:
    """A heading inside a page, and one line about what stands under it."""
    with st.container(gap=None):
        st.subheader(title, anchor=False)
        if about:
            st.caption(about)


def strip(key: str, icon: str, title: str, chips: Sequence[tuple[str, str, str]], warns: bool = False) -> None:
    """One line over the width of the page. chips: (icon, text, colour)."""
    with st.container(
        border=True, horizontal=True, vertical_alignment="center", key=f"strip_{'warn' if warns else 'calm'}_{key}"
    ):
        st.markdown(f"**{icon} {title}**", width="content")
        for chip_icon, text, colour in chips:
            st.badge(plain(text), icon=chip_icon or None, color=colour)  # type: ignore[arg-type]


# --- numbers -------------------------------------------------------------------------------------------


def numbers(row: Sequence[Card]) -> None:
    """Number cards side by side, equally high."""
    for column, card in zip(st.columns(len(row)), row, strict=True):
        with column, st.container(border=True, height="stretch", gap="xxsmall"):
            number(card)


def number(card: Card) -> None:
    """One number: value, what it is compared with, its own date, and its own mark where it is invented."""
    arrow = "off" if not card.moved else "up" if card.moved > 0 else "down"
    st.metric(
        card.label,
        card.value,
        delta=card.note or None,
        delta_color=MOODS[card.mood],  # type: ignore[arg-type]
        delta_arrow=arrow,  # type: ignore[arg-type]
        delta_description=card.beside or None,
        help=card.help or None,
    )
    mark = f":violet-badge[{SAMPLE_ICON} {say('minh họa')}] " if card.is_sample else ""
    st.caption(f"{mark}{card.under}")


# --- charts and tables -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Field:
    """One column of a table: its heading, how a value is written, how wide it is."""

    heading: str
    said: Callable[[object], str] | None = None
    width: str | int | None = None
    help: str | None = None


def chart(
    title: str,
    drawing: alt.Chart | alt.LayerChart,
    frame: pd.DataFrame,
    fields: Mapping[str, Field],
    *,
    sentence: str,
    source: str,
    name: str,
    heading: DeltaGenerator | None = None,
) -> None:
    """A chart that says what it counts and what it shows, with where it comes from, its table and its downloads.

    heading: where title and sentence go, if a picker stands beside them.
    """
    with heading or st.container():
        section(title, plain(sentence))
    st.altair_chart(drawing, width="stretch", theme="streamlit", alt=f"{title}. {sentence}")
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        source_line(source)
        with st.popover(say("Bảng số liệu"), icon=":material/table_rows:", type="tertiary"):
            table(frame, fields, at_most=14)
            downloads(frame, fields, name, title, source)


def source_line(text: str) -> None:
    st.caption(f":material/database: {plain(text)}", width="content")


def table(
    frame: pd.DataFrame,
    fields: Mapping[str, Field],
    *,
    at_most: int = 0,
    mark: Callable[[pd.Series], bool] | None = None,
    style: str = "",
) -> None:
    """A sortable grid in Vietnamese formats; past `at_most` rows it scrolls. mark: rows that stand out, in `style`."""
    shown = frame[list(fields)].reset_index(drop=True)
    styler = shown.style.format(
        {name: _said(field.said) for name, field in fields.items() if field.said}, na_rep=NO_VALUE
    )
    if mark is not None:
        marked = [mark(row) for _, row in frame.reset_index(drop=True).iterrows()]
        styler = styler.apply(lambda column: [style if is_marked else "" for is_marked in marked], axis=0)
    height = ROW * at_most + HEAD if at_most and len(frame) > at_most else "content"
    config = {name: st.column_config.Column(f.heading, width=f.width, help=f.help) for name, f in fields.items()}
    st.dataframe(styler, column_config=config, hide_index=True, height=height, row_height=ROW, placeholder=NO_VALUE)


def _said(said: Callable[[object], str]) -> Callable[[object], str]:
    return lambda value: NO_VALUE if is_missing(value) else said(value)


def downloads(frame: pd.DataFrame, fields: Mapping[str, Field], name: str, title: str, source: str) -> None:
    """The same table as .xlsx and .csv: the headings on screen, its source, its mark if any row is invented."""
    is_sample = "is_sample" in frame and bool(frame["is_sample"].any())
    headings = {field: fields[field].heading for field in fields}
    above = exports.said_above(title, source, is_sample)
    with st.container(horizontal=True):
        for ending, make in (("xlsx", exports.workbook), ("csv", exports.text)):
            st.download_button(
                say("Tải .{ending}", ending=ending),
                partial(make, frame, headings, above),
                file_name=f"{'minh-hoa_' if is_sample else ''}{name}.{ending}",
                key=f"download_{name}_{ending}",
                icon=":material/download:",
                on_click="ignore",
            )


def board(frame: pd.DataFrame, name: str, *, since: int | None = None, marked: str = "", at_most: int = 8) -> None:
    """One board: place, unit, score, points to the unit above; a board of ranks alone has no score columns.

    frame: as ask.board. since: the year that places are compared with. marked: the unit whose row stands out.
    """
    fields = {"rank": Field(say("Hạng"), vn, 50)}
    if since:
        fields["change"] = Field(say("So {year}", year=since), places, 60)  # type: ignore[arg-type]
    has_scores = frame["score"].notna().any()
    fields["unit_name"] = Field(say("Đơn vị"), width=None if has_scores else 300)
    if has_scores:
        fields["score"] = Field(say("Điểm"), two_decimals, 58)
        fields["gap"] = Field(say("Kém trên"), two_decimals, 66, say("Số điểm kém đơn vị xếp ngay trên"))
    table(frame, fields, at_most=at_most, mark=(lambda row: row["unit"] == marked) if marked else None, style=MARK)
    said = [say("Nguồn: {source}", source=words.source("unit_scores"))]
    if "score" not in fields:
        said.append(say("chỉ có thứ hạng"))
    if frame["is_sample"].any():
        said.append(say("số liệu minh họa"))
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        source_line(" · ".join(said))
        with st.popover(say("Tải"), icon=":material/download:", type="tertiary"):
            downloads(frame, fields, f"xep-hang-{name}", say("Bảng xếp hạng {name}", name=name), " · ".join(said))


# --- nothing to show --------------------------------------------------------------------------------------


def empty(title: str, about: str, command: str = "") -> None:
    """A box in place of what is missing: what, who sends it, and what to do."""
    with st.container(border=True, horizontal_alignment="center", gap="small"):
        st.markdown(f"**:material/inbox: {plain(title)}**", width="content")
        st.caption(plain(about), width="content", text_alignment="center")
        if command:
            st.code(command, language=None, width="content")


def nothing_from(source: str, what: str = "") -> None:
    """The empty state of a source that has sent nothing."""
    empty(
        say("Chưa có số liệu: {what}", what=what or words.source(source)),
        say("Đơn vị gửi: {who}. Đặt tệp vào thư mục inbox rồi nạp bằng lệnh dưới đây.", who=words.sender(source)),
        LOAD_COMMAND,
    )


def is_ready() -> bool:
    """Whether there is a warehouse; where there is none, says so, what is awaited from whom, and how to load it."""
    if ask.warehouse() is not None:
        return True
    empty(
        say("Chưa có số liệu nào được nạp"),
        say("Đặt tệp của các đơn vị vào thư mục inbox rồi nạp bằng lệnh dưới đây. Trang tự cập nhật sau khi nạp."),
        LOAD_COMMAND,
    )
    awaited = pd.DataFrame(
        [{"source": words.source(name), "sender": words.sender(name)} for name in SOURCES],
        columns=["source", "sender"],
    )
    section(say("Số liệu đang chờ"))
    table(awaited, {"source": Field(say("Loại số liệu")), "sender": Field(say("Đơn vị gửi"))})
    return False
