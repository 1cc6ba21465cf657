"""The view "two sources": form II.06a against the detail export by unit and month, and the statutory forms. [st]"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import partial

import pandas as pd
import streamlit as st

from loaders import reference_folder, thresholds
from pages.parts import ask, blocks, filters
from pages.parts.service_question import Asked, nothing
from pages.parts.services import charts_sources, forms_blocks, sources_dialog, sources_lists, two_sources
from pages.parts.services.two_sources import DETAIL_ONLY, FORM_ONLY, WHOLE, Limits
from pages.parts.style import month, vn
from pages.parts.tables import Field
from pages.parts.words import later, say

APART, PAIRS, ALONE, MATRIX = "apart", "pairs", "alone", "matrix"  # in the URL: which list
LISTS = {
    APART: later("Lệch"),
    PAIRS: later("Cả hai số"),
    ALONE: later("Chỉ một nguồn"),
    MATRIX: later("Theo đơn vị và tháng"),
}
MONTHS, MOST_UNITS = 12, 30


def show(asked: Asked, newest: date) -> None:
    """The whole view below the filter row. newest: the last day of the month asked about."""
    chosen = (asked.period.end or newest).replace(day=1)
    limits, latest = _limits(), max(newest, ask.sources()["reported_on"].max().date())
    rows = two_sources.compared(ask.told_twice(*_span(chosen, latest)), limits)
    rows = rows[rows["level"].eq(asked.level) | (asked.level is None)]
    rows = rows[rows["unit"].eq(asked.agency) | (asked.agency is None)]
    with st.container(gap="xsmall"):
        _compared(asked, rows, chosen, latest, limits)
    forms_blocks.show(asked)
    sources_dialog.show()


def _limits() -> Limits:
    known = thresholds(reference_folder())
    return Limits(known.cross_percent, known.cross_least, known.cross_whole_percent)


def _span(chosen: date, latest: date) -> tuple[date, date]:
    """The first and the last day of twelve months that hold the chosen one; up to the latest where that one does."""
    last = latest if (latest.year - chosen.year) * 12 + latest.month - chosen.month < MONTHS else chosen
    index = last.year * 12 + last.month - MONTHS
    end = (last.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return date(index // 12, index % 12 + 1, 1), end


# --- one month -------------------------------------------------------------------------------------------------


def _compared(asked: Asked, rows: pd.DataFrame, chosen: date, latest: date, limits: Limits) -> None:
    """What the month's two sources say, under the row of months."""
    blocks.section(
        say("Hai nguồn, một sự thật: Biểu II.06a và tệp chi tiết hồ sơ"), blocks.plain(two_sources.limits_said(limits))
    )
    if rows.empty:
        nothing("dossier_counts", say("Biểu II.06a và tệp chi tiết hồ sơ"), asked.said)
        return
    months = two_sources.months(rows)
    _months(months, chosen, latest)
    here = rows[rows["month_start"].eq(pd.Timestamp(chosen))]
    if here.empty:
        title = say("Tháng {month}: chưa nguồn nào có số liệu", month=month(chosen))
        blocks.empty(title, say("Chọn một tháng khác ở hàng trên."))
        return
    of_month = months[months["month_start"].eq(pd.Timestamp(chosen))].iloc[0]
    listed = two_sources.differences(here, limits)
    st.markdown(f"**{blocks.plain(two_sources.summary(of_month, len(listed)))}**")
    if asked.field:
        st.caption(say("Tệp chi tiết không ghi lĩnh vực: phần này so mọi lĩnh vực của đơn vị."))
    alone, pairs = here[here["state"].isin([FORM_ONLY, DETAIL_ONLY])], two_sources.pairs(here)
    cells = two_sources.by_month(rows, limits)
    kind = _list_kind(of_month, {APART: len(listed), PAIRS: len(pairs), ALONE: len(alone), MATRIX: None})
    source = _source(here, chosen)
    if kind == PAIRS:
        sources_lists.pairs(pairs, source, chosen)
    elif kind == ALONE:
        sources_lists.alone(alone, source, chosen)
    elif kind == MATRIX:
        _matrix(cells, latest)
    else:
        sources_lists.apart(listed, of_month, source, chosen)


def _list_kind(of_month: pd.Series, counts: Mapping[str, int | None]) -> str:
    """The switch of lists, each with how many it has."""
    usual = APART if of_month["why"] == WHOLE else PAIRS if counts[PAIRS] or not counts[ALONE] else ALONE
    said = {one: say(LISTS[one]) + ("" if many is None else f" ({vn(many)})") for one, many in counts.items()}
    return filters.switch("pairs", say("Xem"), list(said), said.__getitem__, bare=True, unasked=usual) or usual


def _source(rows: pd.DataFrame, chosen: date | None) -> str:
    """Where the lists come from; chosen: the month, if they are of one."""
    said = [
        say("Nguồn: Biểu II.06a, tệp chi tiết hồ sơ"),
        *([say("tháng {month}", month=month(chosen))] if chosen else []),
        say("đơn vị tính: hồ sơ"),
    ]
    return " · ".join([*said, *([say("số liệu minh họa")] if rows["is_sample"].any() else [])])


# --- the months ------------------------------------------------------------------------------------------------


def _months(months: pd.DataFrame, chosen: date, latest: date) -> None:
    """Twelve months in a row, a click on which chooses it. latest: the day of the newest report of any source."""
    st.altair_chart(
        charts_sources.strip(months, pd.Timestamp(chosen), blocks.colours()),
        width="stretch",
        theme="streamlit",
        # After each choice a new chart: the old one would still hold the choice.
        key=f"chart_sources_months_{chosen:%Y%m}",
        on_select=partial(_pick_month, f"chart_sources_months_{chosen:%Y%m}", charts_sources.MONTH, latest),
        selection_mode=charts_sources.MONTH,
        alt=say("Số đơn vị khớp từng tháng; bấm vào một tháng để xem"),
    )


def _pick_month(key: str, selection: str, latest: date) -> None:
    """The page's own picker of months is set: it calls the month of the newest report so."""
    picked = st.session_state[key]["selection"][selection]
    if picked:
        chosen = str(picked[0]["month_start"])[:7]
        filters.pick("month", "newest" if chosen == f"{latest:%Y-%m}" else chosen)
        if "unit" in picked[0]:
            filters.pick("pairs", APART)


def _matrix(cells: pd.DataFrame, latest: date) -> None:
    """Which units differ in which months."""
    if cells.empty:
        said = say("Trong 12 tháng chưa có tháng nào so được mà có đơn vị lệch hoặc thiếu một nguồn.")
        blocks.empty(say("Không có đơn vị nào cần nêu"), said)
        return
    units = list(dict.fromkeys(cells["unit"]))
    shown = cells[cells["unit"].isin(units[:MOST_UNITS])]
    names = {unit: ask.unit(unit) for unit in units}
    said = say("≠ số lượng số lệch · ∅ chỉ có một nguồn · ✓ khớp · ô trống: chưa so. Bấm vào ô để xem tháng đó.")
    if len(units) > MOST_UNITS:
        said += " " + say("{count} đơn vị lệch nhiều nhất trong {all}.", count=vn(MOST_UNITS), all=vn(len(units)))
    st.caption(said)
    key = "chart_sources_matrix"
    st.altair_chart(
        charts_sources.matrix(shown, names, blocks.colours()),
        width="stretch",
        theme="streamlit",
        key=key,
        on_select=partial(_pick_month, key, charts_sources.CELL, latest),
        selection_mode=charts_sources.CELL,
        alt=said,
    )
    filed = cells.assign(
        name=[names[unit] for unit in cells["unit"]],
        said=[charts_sources.verdict(row.state, row.numbers) for row in cells.itertuples()],
    )
    fields = {
        "name": Field(say("Cơ quan")),
        "month_end": Field(say("Tháng")),
        "said": Field(say("Kết quả")),
        "numbers": Field(say("Số lệch")),
    }
    title = say("Biểu II.06a và tệp chi tiết theo đơn vị và tháng")
    source = _source(cells, None)
    with (
        blocks.footer(source, "sources_matrix"),
        st.popover(say("Tải"), icon=":material/download:", type="tertiary", width="content"),
    ):
        blocks.downloads(filed, fields, "hai-nguon-theo-thang", title, source)
