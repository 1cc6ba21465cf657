"""Full services without an online dossier: what is said of them, their tables, and one procedure's own row. [st]"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import pandas as pd
import streamlit as st

from metrics import Figure, Query
from pages.parts import ask, blocks, charts_services, dossiers, filters, trace, words
from pages.parts.blocks import Field
from pages.parts.service_question import FILTERS, Asked, nothing
from pages.parts.style import day, pct, vn
from pages.parts.tables import hold
from pages.parts.words import say

ROWS, ROWS_OF_ONE = 7, 8
OPENED, ALL = "procedure", "all"  # in the URL: the procedure whose row is shown, or the whole list
LINE = "procedure_line"  # the one whose row is shown under the list
FILE = "toan-trinh-chua-co-ho-so"
EVERY = 10_000  # rows: more than any province's list of procedures has


def within(frame: pd.DataFrame, level: str | None, unit: str | None, field: str | None) -> pd.DataFrame:
    """The procedures of that level, that agency and that field. frame: level (a list), unit, field."""
    at_level = pd.Series([level is None or level in levels for levels in frame["level"]], frame.index, dtype=bool)
    of_unit, of_field = frame["unit"].eq(unit) | (unit is None), frame["field"].eq(field) | (field is None)
    return frame[at_level & of_unit & of_field]


def by_agency(frame: pd.DataFrame, full: Mapping[str, float], said: Callable[[str], str]) -> pd.DataFrame:
    """One row per agency, the most first: unit, name, count, full, share (percent), is_sample.

    frame: one row per procedure; full: agency → how many full services it has.
    """
    groups = frame.fillna({"unit": ""}).groupby("unit", as_index=False)
    found = groups.agg(count=("procedure_code", "size"), is_sample=("is_sample", "any"))
    found["name"] = [said(unit) if unit else say("không ghi cơ quan") for unit in found["unit"]]
    found["full"] = found["unit"].map(dict(full)).astype("float64")
    found["share"] = 100 * found["count"] / found["full"]
    return found.sort_values(["count", "name"], ascending=[False, True], ignore_index=True)


def sentence(used: Figure) -> str:
    """Out of how many full services, and in which days. used: procedures_used_share of the full services."""
    return say(
        "Trên {all} toàn trình, theo tệp chi tiết từ {start} đến {end}",
        all=vn(used.out_of),
        start=day(used.period_start),
        end=day(used.period_end),
    )


# --- on screen ----------------------------------------------------------------------------------------------------


def block(asked: Asked, month: Asked) -> None:
    """How many by agency, a click on which picks it; of one agency each procedure. month: the month of the form."""
    since = {"year": say("Từ 1/1"), "month": say("Trong kỳ")}
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", wrap=False):
        heading = st.container()
        chosen = filters.switch("since", say("Từ ngày"), list(since), since.__getitem__, bare=True)
    end = month.period.end
    start = end.replace(month=1, day=1) if end and chosen == "year" else month.period.start
    whole = replace(asked, period=replace(month.period, start=start))
    query = whole.query()
    span = replace(query, where=query.where | {"service_level": "full"})
    used = whole.figure("procedures_used_share", span)
    if used.value is None or not used.period_start or not used.period_end:
        nothing("dossiers", say("thủ tục toàn trình chưa có hồ sơ trực tuyến"), asked.said)
        return
    # A group without a dossier knows no report of its own.
    used = replace(used, as_of=ask.figure("dossiers_input_digitised_share", whole.query(*FILTERS)).as_of)
    unused = ask.unused_procedures(used.period_start, used.period_end, query.as_of)
    unused = within(unused, asked.level, asked.agency, asked.field)
    title = say("{count} thủ tục toàn trình chưa có hồ sơ", count=vn(len(unused)))
    heading.subheader(title if len(unused) else say("Thủ tục toàn trình chưa có hồ sơ"), anchor=False)
    st.caption(sentence(used))
    _shown(asked, unused, used)


def _shown(asked: Asked, frame: pd.DataFrame, used: Figure) -> None:
    if frame.empty:
        blocks.empty(
            say("Mọi thủ tục toàn trình đều có hồ sơ trực tuyến"),
            say("Xét từ {start} đến {end}.", start=day(used.period_start), end=day(used.period_end)),
        )
        return
    listed = frame.assign(
        agency=[ask.unit(unit) for unit in frame["unit"]],
        at=[", ".join(words.named("level", one) for one in levels) for levels in frame["level"]],
        is_sample=frame["is_sample"] | used.is_sample,
    )
    fields = {
        "procedure_code": Field(say("Mã thủ tục"), None, 125),
        "procedure_name": Field(say("Tên thủ tục"), None, 520),
        "agency": Field(say("Cơ quan"), None, 130),
        "field": Field(say("Lĩnh vực"), None, 190),
        "at": Field(say("Cấp"), None, 170),
    }
    if asked.agency:
        blocks.table(listed, fields, at_most=ROWS_OF_ONE, key="table_unused", drill=_open_row)
    else:
        columns = {
            "name": Field(say("Cơ quan"), None, 146),
            "count": Field(say("Chưa có hồ sơ"), vn, 112),
            "full": Field(say("Toàn trình"), vn, 96),
            "share": Field(say("Tỷ lệ"), lambda share: pct(share, 0), 84),
        }
        known = ask.by("procedures_full", ("unit",), asked.query())
        full = dict(zip(known["unit"], known["value"], strict=True))
        blocks.table(by_agency(frame, full, ask.unit), columns, at_most=ROWS, key="table_unused_units", drill=_to_unit)
    source = dossiers.source_line("procedures_used_share", used)
    title = say("{count} thủ tục toàn trình chưa có hồ sơ", count=vn(len(frame)))
    # Which of them are in use is in no row: the list of all is what can be opened, and each procedure by a click.
    with blocks.footer(source, "unused", asked.behind("procedures_full")):
        if asked.agency:
            with st.popover(say("Tải"), icon=":material/download:", type="tertiary", width="content"):
                blocks.downloads(listed, fields, FILE, title, source)
        else:
            st.button(say("Tất cả"), key="unused_all", type="tertiary", on_click=_open, args=(ALL,))
    if st.query_params.get(OPENED) == ALL and trace.OPENED not in st.query_params:
        _dialog(title, _listed)(listed, fields, title, source, asked.query())


def _to_unit(row: pd.Series) -> None:
    if row["unit"]:
        filters.pick("unit", str(row["unit"]))


# --- all of them, or one, with its row in the list --------------------------------------------------------------


def _open(what: str) -> None:
    st.query_params[OPENED] = what
    hold()
    st.query_params.pop(trace.OPENED, None)  # only one dialog can be open
    st.session_state.pop(LINE, None)


def open_procedure(code: str) -> None:
    """In a callback: at the next run, the procedure's own row in the list."""
    _open(code)


def _open_row(row: pd.Series) -> None:
    _open(str(row["procedure_code"]))


def _close() -> None:
    st.query_params.pop(OPENED, None)


def _dialog(title: str, show: Callable[..., None]) -> Callable[..., None]:
    return st.dialog(title, width="large", icon=":material/manage_search:", on_dismiss=_close)(show)


def opened(query: Query) -> None:
    """The procedure named in the address: its row in the list, with the file and the cell. query: of which day."""
    code = st.query_params.get(OPENED)
    if code and code != ALL and trace.OPENED not in st.query_params:
        _dialog(say("Thủ tục {code}", code=code), _procedure)(code, query)


def _listed(frame: pd.DataFrame, fields: Mapping[str, Field], title: str, source: str, query: Query) -> None:
    blocks.table(frame, fields, at_most=ROWS, key="table_unused_all", drill=_pick_line)
    blocks.downloads(frame, fields, FILE, title, source)
    codes = frame["procedure_code"].tolist()
    picked = st.session_state.get(LINE)
    _procedure(picked if picked in codes else codes[0], query)


def _pick_line(row: pd.Series) -> None:
    st.session_state[LINE] = row["procedure_code"]


def _procedure(code: str, query: Query) -> None:
    rows = ask.rows_behind("procedures_total", Query(as_of=query.as_of), EVERY)
    found = rows[rows["procedure_code"].eq(code)] if len(rows) else rows
    if found.empty:
        st.caption(say("Danh mục của kỳ này không có thủ tục {code}.", code=blocks.plain(code)))
        return
    row = found.iloc[0]
    levels = [charts_services.level(level) for level in row["level"]]
    said = [row["field"], ask.unit(row["unit"]), *levels, words.named("service_level", str(row["service_level"]))]
    st.markdown(f"**{blocks.plain(row['procedure_name'])}**")
    st.caption(blocks.plain(" · ".join(one for one in said if isinstance(one, str) and one)))
    trace.cell(int(row["batch_id"]), str(row["sheet"] or ""), int(row["row_number"]), row["cell"])
