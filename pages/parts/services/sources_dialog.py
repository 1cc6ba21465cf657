"""One number of a form, or of both sources, opened: its rows in their files, the cell as its sender typed it. [st]"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

import pandas as pd
import streamlit as st

from pages.parts import ask, blocks, trace
from pages.parts.services import two_sources
from pages.parts.services.records_sources import AT_MOST, FORM_CELL
from pages.parts.style import NO_VALUE, vn
from pages.parts.tables import Field, hold, table
from pages.parts.words import named, say

OPENED = "sources_opened"
ROWS = 6
FORM_LINE, DETAIL_LINE = "sources_form_line", "sources_detail_line"


@dataclass(frozen=True)
class Opened:
    """What is looked at: the rows of a unit (of one field) between two days; what: which number, if the export's
    dossiers are shown too. said: the sentence above."""

    title: str
    said: str
    unit: str
    start: date
    end: date
    field: str | None = None
    what: str | None = None


def remember(opened: Opened) -> None:
    """In a callback: open it at the next run."""
    st.session_state[OPENED] = opened
    st.session_state[FORM_LINE] = st.session_state[DETAIL_LINE] = 0
    hold()


def show() -> None:
    """What was clicked; once."""
    opened = st.session_state.pop(OPENED, None)
    if opened:
        st.dialog(opened.title, width="large", icon=":material/manage_search:")(_opened)(opened)


def _opened(opened: Opened) -> None:
    st.markdown(blocks.plain(opened.said))
    rows = ask.form_rows(opened.start, opened.end, opened.unit, opened.field)
    if opened.what is None:
        _form(rows, None)
        return
    form, detail = st.tabs([say("Biểu II.06a"), say("Tệp chi tiết hồ sơ")])
    with form:
        _form(rows, opened.what)
    with detail:
        _detail(ask.dossiers_counted(opened.what, opened.unit, opened.start, opened.end))


def _form(rows: pd.DataFrame, what: str | None) -> None:
    """The form's rows; of one number alone, or of all three totals."""
    if rows.empty:
        st.caption(say("Không có dòng nào của Biểu II.06a trong kỳ này."))
        return
    numbers = {
        "received_total": Field(say("(3) Tổng tiếp nhận"), vn, 118),
        "received_online": Field(say("(4) Trực tuyến"), vn, 98),
        "received_direct": Field(say("(5) Trực tiếp, bưu chính"), vn, 142),
        "carried_over": Field(say("(6) Từ kỳ trước"), vn, 102),
        "resolved_total": Field(say("(7) Đã giải quyết"), vn, 115),
        "resolved_late": Field(say("(10) Quá hạn"), vn, 100),
        "pending_total": Field(say("(11) Đang giải quyết"), vn, 130),
    }
    shown_of = {
        "received": ("received_total", "received_online", "received_direct", "carried_over"),
        "online": ("received_online",),
        "resolved": ("resolved_total",),
        "late": ("resolved_late",),
    }
    names = shown_of.get(what or "", ("received_total", "resolved_total", "pending_total"))
    if what == "received":
        st.caption(say("Tiếp nhận trong kỳ là cột (4) cộng cột (5); cột (3) gồm cả hồ sơ từ kỳ trước."))
    fields = {
        "field": Field(say("Lĩnh vực"), width=190),
        "month": Field(say("Kỳ"), width=70),
        **{name: numbers[name] for name in names},
        "file_name": Field(say("Tệp"), width=270),
        "place": Field(say("Trang, dòng"), width=125),
    }
    column = FORM_CELL[what or "received"]
    listed = rows.assign(month=[f"{end:%m/%Y}" for end in rows["period_end"]], place=_places(rows))
    _rows(listed, fields, FORM_LINE, lambda row: _cell_of_form(row, column))


def _detail(rows: pd.DataFrame) -> None:
    """The export's dossiers, and of which files they are."""
    if rows.empty:
        st.caption(say("Tệp chi tiết không có hồ sơ nào được đếm ở số này."))
        return
    files = rows.drop_duplicates("batch_id")
    told = [f"{row.file_name} ({vn(row.in_file)})" for row in files.itertuples()]
    st.caption(blocks.plain(say("Tệp (số hồ sơ): {files}", files="; ".join(told))))
    if len(rows) == AT_MOST:
        st.caption(say("{count} hồ sơ đầu.", count=vn(AT_MOST)))
    fields = {
        "dossier_code": Field(say("Mã hồ sơ"), width=190),
        "said_channel": Field(say("Cách nộp"), width=95),
        "received_on": Field(say("Tiếp nhận"), _day, 95),
        "due_on": Field(say("Hẹn trả"), _day, 95),
        "closed_on": Field(say("Trả kết quả"), _day, 100),
        "file_name": Field(say("Tệp"), width=270),
        "place": Field(say("Trang, dòng"), width=130),
    }
    channels = [named("value", str(one)) if isinstance(one, str) else NO_VALUE for one in rows["channel"]]
    _rows(rows.assign(said_channel=channels, place=_places(rows)), fields, DETAIL_LINE, lambda row: row["cell"])


def _rows(rows: pd.DataFrame, fields: dict[str, Field], line: str, cell_of: Callable[[pd.Series], str | None]) -> None:
    """A list whose chosen row is shown in its file."""
    listed = rows.reset_index(drop=True).assign(line=range(len(rows)))
    table(listed, fields, at_most=ROWS, key=f"table_{line}", drill=partial(_pick, line), stays=True)
    row = listed.iloc[min(st.session_state.get(line, 0), len(listed) - 1)]
    trace.cell(int(row["batch_id"]), str(row["sheet"] or ""), int(row["row_number"]), cell_of(row), key=f"cell_{line}")


def _pick(line: str, row: pd.Series) -> None:
    st.session_state[line] = int(row["line"])


def _cell_of_form(row: pd.Series, column: str) -> str | None:
    letter = ask.form_cells(int(row["batch_id"]), str(row["sheet"] or "")).get(column)
    return f"{letter}{int(row['row_number'])}" if letter else None


def _places(rows: pd.DataFrame) -> list[str]:
    return [two_sources.place(row.sheet, row.row_number, row.row_number) for row in rows.itertuples()]


def _day(value: object) -> str:
    return f"{pd.Timestamp(str(value)):%d/%m/%Y}"
