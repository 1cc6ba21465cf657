"""What pages are made of: header, strips, number cards, charts and tables with their source line, empty states."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from loaders import SOURCES
from metrics import Figure, Query
from pages.parts import ask, exports, sentences, trace, words
from pages.parts.cards import Behind, Card
from pages.parts.style import DARK, LIGHT, MARK, Palette, is_missing
from pages.parts.tables import Drill, Field, downloads, table
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
PANEL = 520  # pixels: the table beside a chart, which opens above it
REBUILD_COMMAND = "python -m loaders rebuild"
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


def strip(
    key: str,
    icon: str,
    title: str,
    chips: Sequence[tuple[str, str, str]],
    warns: bool = False,
    more: tuple[str, str] | None = None,
) -> None:
    """One line over the width of the page. chips: (icon, text, colour); more: (page, its name), a link at the right."""
    with st.container(
        border=True, horizontal=True, vertical_alignment="center", key=f"strip_{'warn' if warns else 'calm'}_{key}"
    ):
        st.markdown(f"**{icon} {title}**", width="content")
        for chip_icon, text, colour in chips:
            st.badge(plain(text), icon=chip_icon or None, color=colour)  # type: ignore[arg-type]
        if more:
            st.space("stretch")
            st.page_link(more[0], label=more[1], icon=":material/arrow_forward:", icon_position="right")


# --- numbers -------------------------------------------------------------------------------------------


def numbers(row: Sequence[Card]) -> None:
    """Number cards side by side, equally high."""
    gap = "small" if len(row) < 5 else "xsmall"
    for column, card in zip(st.columns(len(row), gap=gap), row, strict=True):
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
        chart_data=_unbroken(card.trend) or None,
    )
    mark = f":violet[{SAMPLE_ICON}] " if card.is_sample else ""
    if card.behind:
        trace.opener(f"{mark}{card.under}", "card", card.behind)
    else:
        st.caption(f"{mark}{card.under}")


def _unbroken(trend: Sequence[float | None]) -> list[float]:
    """The values since the last gap: a small line has no room to show that a month is missing, and must not join it."""
    values: list[float] = []
    for value in trend:
        values = [] if value is None or is_missing(value) else [*values, float(value)]
    return values if len(values) > 1 else []


def today(figure: Figure) -> None:
    """A figure in one line that opens the rows behind it: 1.283 trạm · Đến 31/05/2024 · 3/3 đơn vị."""
    if figure.value is None:
        return
    parts = (
        words.plan(text) if name == "plan" else words.scope(f"{name}={text}")
        for name, text in (figure.by or {}).items()
    )
    scope = ", ".join(parts)
    behind = Behind(figure.id, Query(where={name: str(text) for name, text in (figure.by or {}).items()}))
    said = [f"**{sentences.value(figure)}**", *([plain(scope)] if scope else []), sentences.as_of(figure)]
    trace.opener(" · ".join(said), "definition", behind)


# --- charts and tables -----------------------------------------------------------------------------------


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
    behind: Behind | None = None,
    drill: tuple[str, Callable[[dict[str, Any]], None]] | None = None,
) -> None:
    """A chart that says what it counts and what it shows, with where it comes from, its table and its downloads.

    heading: where title and sentence go, if a picker stands beside them. behind: what the source line opens.
    drill: a point selection of the drawing, and what is done with the datum that was clicked.
    """
    with heading or st.container():
        section(title, plain(sentence))
    key = f"chart_{name}"
    clicked: dict[str, Any] = {}
    if drill:
        clicked = {"on_select": partial(_clicked, key, *drill), "selection_mode": drill[0]}
    st.altair_chart(drawing, width="stretch", theme="streamlit", alt=f"{title}. {sentence}", key=key, **clicked)
    with (
        footer(source, name, behind),
        st.popover(say("Bảng số liệu"), icon=":material/table_rows:", type="tertiary", width="content"),
    ):
        lines = [sentence, *exports.said_above("", source, "is_sample" in frame and bool(frame["is_sample"].any()))]
        filled = {one: field for one, field in fields.items() if frame[one].notna().any()}
        with st.container(width=PANEL):
            downloads(frame, filled, name, title, source, partial(exports.picture, drawing, title, lines, colours()))
            table(frame, filled, at_most=12)


def _clicked(key: str, selection: str, drill: Callable[[dict[str, Any]], None]) -> None:
    picked = st.session_state[key]["selection"][selection]
    if picked:
        drill(picked[0])


def footer(source: str, place: str, behind: Behind | None = None) -> DeltaGenerator:
    """The line under a chart or a table: where it comes from, and at its right what is put into it."""
    line = st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", wrap=False)
    with line:
        source_line(source, place, behind)
    return line


def source_line(text: str, place: str = "", behind: Behind | None = None) -> None:
    """Where figures come from; with `behind`, a button that opens the rows, the file and the cell."""
    trace.source_line(plain(text), place, behind)


def listing(
    frame: pd.DataFrame,
    fields: Mapping[str, Field],
    *,
    name: str,
    title: str,
    source: str,
    at_most: int = 0,
    behind: Behind | None = None,
    drill: Drill | None = None,
    mark: Callable[[pd.Series], bool] | None = None,
    style: str = MARK,
    filed: Mapping[str, Field] | None = None,
) -> None:
    """A table with its source line and its downloads. filed: the columns of the file, where they differ."""
    table(frame, fields, at_most=at_most, mark=mark, style=style, key=f"table_{name}", drill=drill)
    with (
        footer(source, name, behind),
        st.popover(say("Tải"), icon=":material/download:", type="tertiary", width="content"),
    ):
        downloads(frame, filed or fields, name, title, source)


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


def outdated() -> None:
    """There is a warehouse, but another version of the program made it."""
    empty(
        say("Kho số liệu do phiên bản khác của chương trình dựng"),
        say("Dựng lại từ kho lưu bằng lệnh dưới đây: cùng số liệu, cùng thời điểm nạp; không phải gửi lại tệp nào."),
        REBUILD_COMMAND,
    )


def is_ready() -> bool:
    """Whether there is a warehouse that this version can read; where not, says so and what to do."""
    if ask.is_current():
        return True
    if ask.warehouse() is not None:
        outdated()
        return False
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
