"""A frame as a grid in Vietnamese formats that can be clicked, and as a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

import pandas as pd
import streamlit as st

from pages.parts import exports
from pages.parts.style import NO_VALUE, is_missing
from pages.parts.words import say

ROW, HEAD = 30, 35  # pixels of a table's row and heading
HELD, HOLDS = "held_cells", "holds_cell"  # grids whose cell stays chosen for now, by key; that a drill asks for it
Drill = Callable[[pd.Series], None]
NOTHING_CHOSEN = {"selection": {"rows": [], "columns": [], "cells": []}}


@dataclass(frozen=True)
class Field:
    """One column of a table: its heading, how a value is written, how wide it is.

    limits: the lowest and the highest value of a column of small lines, each cell a list of numbers. css: how a cell
    with that value looks, empty for an ordinary one.
    """

    heading: str
    said: Callable[[object], str] | None = None
    width: str | int | None = None
    help: str | None = None
    limits: tuple[float, float] | None = None
    css: Callable[[object], str] | None = None


def table(
    frame: pd.DataFrame,
    fields: Mapping[str, Field],
    *,
    at_most: int = 0,
    mark: Callable[[pd.Series], bool] | None = None,
    style: str = "",
    key: str | None = None,
    drill: Drill | None = None,
    stays: bool = False,
) -> None:
    """A sortable grid in Vietnamese formats; past `at_most` rows it scrolls. mark: rows that stand out, in `style`.

    drill: called before the next run with the row whose cell was clicked; needs a key. stays: the cell then stays
    chosen; else it is let go, so that it can be clicked again.
    """
    whole = frame.reset_index(drop=True)
    styler = whole[list(fields)].style.format(
        {name: _said(field.said) for name, field in fields.items() if field.said}, na_rep=NO_VALUE
    )
    if mark is not None:
        marked = [mark(row) for _, row in whole.iterrows()]
        styler = styler.apply(lambda column: [style if is_marked else "" for is_marked in marked], axis=0)
    for name, field in fields.items():
        if field.css:
            styler = styler.map(field.css, subset=[name])
    height = ROW * at_most + HEAD if at_most and len(frame) > at_most else "content"
    config = {name: _column(field) for name, field in fields.items()}
    clicked = (
        {"on_select": partial(_clicked, key, whole, drill, stays), "selection_mode": "single-cell"} if drill else {}
    )
    _let_go(key)
    st.dataframe(
        styler,
        column_config=config,
        hide_index=True,
        height=height,
        row_height=ROW,
        placeholder=NO_VALUE,
        key=key,
        **clicked,
    )  # type: ignore[call-overload]


def _column(field: Field) -> dict[str, object]:
    if field.limits is None:
        return dict(st.column_config.Column(field.heading, width=field.width, help=field.help))
    low, high = field.limits
    return dict(
        st.column_config.LineChartColumn(field.heading, width=field.width, help=field.help, y_min=low, y_max=high)
    )


def _clicked(key: str, frame: pd.DataFrame, drill: Drill, stays: bool) -> None:
    cells = st.session_state[key]["selection"]["cells"]
    if cells and cells[0][0] < len(frame):
        st.session_state.pop(HOLDS, None)
        drill(frame.iloc[cells[0][0]])
        if st.session_state.pop(HOLDS, False):
            # The run that shows the dialog and the one that takes it away.
            st.session_state.setdefault(HELD, {})[key] = 2
        elif not stays:
            st.session_state[key] = NOTHING_CHOSEN


def hold() -> None:
    """In a drill that opens a dialog: the cell stays chosen while it is open. A dialog that is closed gives the grid
    the keyboard back, and a grid without a chosen cell then chooses its first one, as if that had been clicked."""
    st.session_state[HOLDS] = True


def _let_go(key: str | None) -> None:
    """Before the grid: the cell that a dialog held is let go once that is closed."""
    held = st.session_state.get(HELD, {})
    if key in held:
        held[key] -= 1
        if held[key] < 0:
            del held[key]
            st.session_state[key] = NOTHING_CHOSEN


def _said(said: Callable[[object], str]) -> Callable[[object], str]:
    return lambda value: NO_VALUE if is_missing(value) else said(value)


def downloads(
    frame: pd.DataFrame,
    fields: Mapping[str, Field],
    name: str,
    title: str,
    source: str,
    picture: Callable[[], bytes] | None = None,
) -> None:
    """The same table as .xlsx and .csv: the headings on screen, its source, its mark if any row is invented.

    picture: makes the .png, where there is a chart.
    """
    is_sample = "is_sample" in frame and bool(frame["is_sample"].any())
    headings = {field: fields[field].heading for field in fields}
    above = exports.said_above(title, source, is_sample)
    files: dict[str, Callable[[], bytes]] = {
        "xlsx": partial(exports.workbook, frame, headings, above),
        "csv": partial(exports.text, frame, headings, above),
    }
    if picture:
        files["png"] = picture
    with st.container(horizontal=True):
        for ending, make in files.items():
            st.download_button(
                say("Tải .{ending}", ending=ending),
                make,
                file_name=f"{'minh-hoa_' if is_sample else ''}{name}.{ending}",
                key=f"download_{name}_{ending}",
                icon=":material/download:",
                on_click="ignore",
            )
