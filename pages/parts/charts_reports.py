"""Rows kept and refused month by month → Altair. Pure: no screen, no query."""

from __future__ import annotations

import altair as alt
import pandas as pd

from pages.parts import report_history, words
from pages.parts.style import LIGHT, Palette, month, vn
from pages.parts.words import say

HEIGHT = 260
BAR = 0.6  # of a month's room
AIR = 1.2  # room above the highest column for its label


def rows(frame: pd.DataFrame, colours: Palette = LIGHT, height: int = HEIGHT) -> alt.LayerChart:
    """A column per month: rows kept, the refused on top, their number and share above; a grey band where there is no
    file. frame: as report_history.months."""
    data = pd.DataFrame(
        {
            "month": [month(end) for end in frame["month_end"]],
            "kept": frame["rows_kept"],
            "top": frame["rows_kept"] + frame["rows_refused"],
            "kept_said": [vn(value) for value in frame["rows_kept"]],
            "refused_said": [vn(value) for value in frame["rows_refused"]],
            "share_said": [report_history.share(one) if one == one else "" for one in frame["refused_share"]],
            "files_said": [vn(value) for value in frame["files"]],
            "label": [_label(row) for row in frame.itertuples()],
            "refused": frame["rows_refused"],
        }
    )
    number, begins = "slice(datum.value, 0, 2)", "slice(datum.value, 0, 2) == '01' || datum.index == 0"
    label = f"{words.month_names()}[toNumber({number}) - 1] + ({begins} ? '/' + slice(datum.value, 3) : '')"
    x = alt.X(
        "month:O",
        scale=alt.Scale(domain=list(data["month"])),
        axis=alt.Axis(title=None, labelExpr=label, labelOverlap=False, labelFlush=False, labelColor=colours.ink_2),
    )
    highest = data["top"].max()
    scale = alt.Scale(domain=[0, float(highest) * AIR if highest > 0 else 1.0], nice=False)
    axis = alt.Axis(
        title=None, format=",d", tickCount=4, tickMinStep=1, gridColor=colours.grid, labelColor=colours.ink_2
    )
    tooltip = [
        alt.Tooltip("month:O", title=say("Tháng")),
        alt.Tooltip("kept_said:N", title=say("Dòng được nhận")),
        alt.Tooltip("refused_said:N", title=say("Dòng bị từ chối")),
        alt.Tooltip("share_said:N", title=say("Tỷ lệ bị từ chối")),
        alt.Tooltip("files_said:N", title=say("Số tệp")),
    ]
    base = alt.Chart(data)
    known, blank = base.transform_filter("isValid(datum.top)"), base.transform_filter("!isValid(datum.top)")
    ordinate = alt.Y("kept:Q", scale=scale, axis=axis)
    above = alt.Y("top:Q", scale=scale, axis=axis)
    return alt.layer(
        blank.mark_rect(color=colours.gap, aria=False).encode(x=x),
        blank.mark_text(color=colours.ink_2, baseline="top", text=say("không có tệp")).encode(x=x, y=alt.value(6)),
        known.mark_bar(color=colours.shares[1], width={"band": BAR}).encode(x=x, y=ordinate, tooltip=tooltip),
        known.mark_bar(color=colours.late, width={"band": BAR})
        .transform_filter("datum.refused > 0")
        .encode(x=x, y=above, y2="kept:Q", tooltip=tooltip),
        known.mark_text(color=colours.ink_2, dy=-9).encode(x=x, y=above, text="kept_said:N"),
        known.transform_filter("datum.refused > 0")
        .mark_text(color=colours.late, dy=-25, fontWeight=600)
        .encode(x=x, y=above, text="label:N"),
    ).properties(height=height)


def _label(row: object) -> str:
    """`✖ 5 · 0,02 %`; blank where nothing was refused."""
    refused, percent = row.rows_refused, row.refused_share  # type: ignore[attr-defined]
    return f"✖ {vn(refused)} · {report_history.share(percent)}" if refused > 0 else ""
