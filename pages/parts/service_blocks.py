"""The services screen's charts and tables, each with its sentence, source line, table and downloads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

import pandas as pd
import streamlit as st

from metrics import METRICS, Figure
from pages.parts import ask, blocks, charts_services, dossiers, filters, monthly, sentences, trace, words
from pages.parts.blocks import Field
from pages.parts.cards import Behind
from pages.parts.service_question import Asked, nothing
from pages.parts.style import MARK, month, pct, vn
from pages.parts.words import say

OVER_TIME = (
    *("dossiers_on_time_share", "dossiers_online_share", "dossiers_received", "dossiers_resolved", "dossiers_overdue"),
    *("dossiers_pending", "dossiers_on_time_share_766", "dossiers_online_share_eligible", "procedures_used_share"),
    *("dossiers_paid_online_share", "dossiers_input_digitised_share", "dossiers_result_digitised_share"),
)
TREND_HEIGHT = 258
ROWS = 7


def _pick_level(chosen: str | None, datum: Mapping[str, object]) -> None:
    level = datum.get("level")  # the target's rule is of no level
    if level:
        filters.pick("level", None if level == chosen else str(level))


def readings(month: Asked, on_time: Figure, by_766: Figure, online: Figure, eligible: Figure) -> None:
    """Two official rates of each name in words, why they differ, and the rows of those that no card shows.

    month: what is asked, in the month of the form.
    """
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", wrap=False):
        unknown = say("chưa có số liệu") if month.knows(by_766.id) else say("không ghi lĩnh vực")
        st.caption(blocks.plain(dossiers.readings(on_time, by_766, online, eligible, unknown)))
        with st.popover(say("Vì sao khác"), icon=":material/help:", type="tertiary", width="content"):
            for why, figure in (
                (dossiers.why_on_time_differs(), by_766),
                (dossiers.why_online_differs(), eligible),
            ):
                st.markdown(why)
                if figure.value is not None:
                    said = f"{words.title(METRICS[figure.id])}: {sentences.parts(figure)}"
                    trace.source_line(blocks.plain(said), "why", month.behind(figure.id))


def procedures(asked: Asked, frame: pd.DataFrame) -> None:
    """Procedures by level and service level; a click picks the level. frame: level, service_level, value, is_sample,
    of all levels."""
    if frame.empty:
        nothing("procedures", say("thủ tục theo cấp và mức dịch vụ"), asked.said)
        return
    total = asked.figure("procedures_total", asked.query("level"))
    blocks.chart(
        say("{count} thủ tục theo cấp và mức dịch vụ", count=vn(total.value)),
        charts_services.by_service_level(frame, blocks.colours(), asked.level),
        charts_services.service_levels(frame),
        {
            "level": Field(say("Cấp"), charts_services.level),
            "part": Field(say("Mức dịch vụ")),
            "value": Field(say("Số thủ tục"), vn),
            "total": Field(say("Thủ tục của cấp"), vn),
            "share": Field(say("Tỷ lệ trong cấp"), lambda share: pct(100 * share)),
        },
        sentence=dossiers.by_service_level(frame, total),
        source=dossiers.source_line("procedures_total", total),
        name="thu-tuc-theo-cap",
        behind=Behind("procedures_total", asked.query("level")),
        drill=(charts_services.picking(asked.level), partial(_pick_level, asked.level)),
    )


def online(asked: Asked, last: date) -> None:
    """Online share by level over the months up to `last`; a click picks the level."""
    frame = asked.over_time("dossiers_online_share", last, ("level",), without=("level",))
    if frame.empty:
        nothing("dossier_counts", say("hồ sơ trực tuyến theo cấp"), asked.said)
        return
    now = asked.figure("dossiers_online_share", asked.query("level"))
    by_level = ask.figures("dossiers_online_share", ("level",), asked.query("level"))
    targets = {one.by["level"]: one.target for one in by_level if one.by and one.target is not None}
    # Of one agency or field most levels have nothing: that is no gap.
    expected = [] if asked.agency or asked.field else charts_services.LEVELS
    blocks.chart(
        say("Tỷ lệ hồ sơ trực tuyến theo cấp"),
        charts_services.by_level(frame, targets, blocks.colours(), chosen=asked.level),
        frame,
        {
            "month_end": Field(say("Tháng"), month),
            "level": Field(say("Cấp"), charts_services.level),
            "value": Field(say("Trực tuyến (%)"), pct),
            "count": Field(say("Hồ sơ trực tuyến"), vn),
            "out_of": Field(say("Hồ sơ tiếp nhận"), vn),
        },
        sentence=dossiers.online_by_level(by_level, expected),
        source=dossiers.source_line("dossiers_online_share", now),
        name="truc-tuyen-theo-cap",
        behind=Behind("dossiers_online_share", asked.query("level")),
        drill=(charts_services.picking(asked.level), partial(_pick_level, asked.level)),
    )


def groups(asked: Asked, last: date, absent: Sequence[str], source: str) -> None:
    """Agencies or fields, as is picked; of one agency its fields. absent: who has not sent this period."""
    group = "field"
    if not asked.agency:
        titles = {"unit": say("Theo cơ quan"), "field": say("Theo lĩnh vực")}
        group = filters.switch("by", say("Xem theo"), list(titles), titles.__getitem__, bare=True) or "unit"
    _by_group(asked, group, last, absent, source)


def _by_group(asked: Asked, group: str, last: date, absent: Sequence[str], source: str) -> None:
    """The groups (unit, field), the furthest below its target first; a click picks one, a second one lets it go."""
    chosen = asked.field if group == "field" else asked.agency
    said = str if group == "field" else ask.unit
    query = asked.query(group)
    trends = {}
    if group == "unit":
        trends = dossiers.trends(asked.over_time("dossiers_online_share", last, (group,), without=(group,)), group)
    found = {what: ask.figures(one, (group,), query) for what, one in dossiers.SHOWN.items()}
    frame = dossiers.table(found, group, said, trends)
    if frame.empty:
        nothing("dossier_counts", say("hồ sơ theo cơ quan"), asked.said)
        return
    name, title = ("theo-linh-vuc", say("Theo lĩnh vực")) if group == "field" else ("theo-co-quan", say("Theo cơ quan"))
    if asked.agency:
        blocks.section(title, blocks.plain(dossiers.agencies(frame, absent)))
    else:
        st.caption(blocks.plain(dossiers.agencies(frame, absent)))
    # Names of fields are long: they take the room of the small lines.
    names = Field(say("Cơ quan"), None, 128) if group == "unit" else Field(say("Lĩnh vực"), None, 203)
    shown = {
        "name": names,
        "received": Field(say("Tiếp nhận"), vn, 76),
        "online": Field(say("Trực tuyến"), vn, 80),
        "online_share": Field(say("Tỷ lệ"), pct, 62),
        "gap": Field(say("So mục tiêu"), dossiers.gap, 94),
        "trend": Field("", None, 75),
        "on_time_share": Field(say("Đúng hạn"), pct, 72),
        "overdue": Field(say("Quá hạn"), vn, 66),
    }
    blocks.table(
        frame,
        _with_lines(frame, shown),
        at_most=ROWS,
        mark=(lambda row: row["key"] == chosen) if chosen else None,
        style=MARK,
        # After each choice a new grid: in the old one the same cell can't be clicked again.
        key=f"table_by_{group}_{filters.plain(chosen or '')}",
        drill=partial(_pick_group, group, chosen),
    )
    # In a file the counts are numbers of their own: Excel takes 5/10 for the fifth of October.
    filed = {
        **{name: shown[name] for name in ("name", "received")},
        "online": Field(say("Trực tuyến")),
        "online_share": Field(say("Trực tuyến (%)")),
        "gap": Field(say("Thiếu so mục tiêu (điểm)")),
        "resolved": Field(say("Đã giải quyết")),
        "in_time": Field(say("Đúng hạn")),
        "on_time_share": Field(say("Đúng hạn (%)")),
        "overdue": shown["overdue"],
    }
    _below(frame, filed, name, title, source, Behind("dossiers_online_share", query))


def _with_lines(frame: pd.DataFrame, fields: Mapping[str, Field]) -> dict[str, Field]:
    """The same columns, that of the small lines on one scale for all rows; without it where no row has a line."""
    lines = [line for line in frame["trend"] if isinstance(line, list)]
    if not lines:
        return {name: field for name, field in fields.items() if name != "trend"}
    values = [value for line in lines for value in line]
    months = Field(
        say("{count} tháng", count=vn(len(lines[0]))),
        width=fields["trend"].width,
        help=say("Tỷ lệ hồ sơ trực tuyến từng tháng, mọi dòng cùng một thang; thiếu một tháng thì không vẽ."),
        limits=(min(values), max(values)),
    )
    return {**fields, "trend": months}


def _pick_group(group: str, chosen: str | None, row: pd.Series) -> None:
    filters.pick(group, None if row["key"] == chosen else str(row["key"]))


def over_time(asked: Asked, last: date) -> None:
    """A chosen figure over the twelve months up to `last`."""
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="top"):
        heading = st.container(width="content")
        known = [name for name in OVER_TIME if asked.knows(name)]
        chosen = filters.choose(
            "metric", say("Chỉ số"), known, lambda name: words.title(METRICS[name]), width=300, bare=True
        )
    metric = METRICS[chosen or OVER_TIME[0]]
    now, frame = asked.figure(metric.id), asked.over_time(metric.id, last)
    if not len(frame) or frame["value"].isna().all():
        nothing(sentences.sources_of(metric.id)[0], words.title(metric), asked.said)
        return
    monthly.over_time(
        now,
        frame,
        say("{title}, {whom}", title=words.title(metric), whom=asked.said or say("toàn tỉnh")),
        dossiers.source_line(metric.id, now, bool(frame["is_sample"].any())),
        asked.behind(metric.id),
        height=TREND_HEIGHT,
        heading=heading,
    )


def months(asked: Asked, last: date, source: str) -> None:
    """The main figures month by month, the newest first."""
    frame = dossiers.months({what: asked.over_time(one, last) for what, one in dossiers.SHOWN.items()})
    if frame["received"].isna().all():
        return
    title = say("Theo tháng, {whom}", whom=asked.said or say("toàn tỉnh"))
    blocks.section(title, say("Theo Biểu II.06a; tháng chưa gửi để “–”, quá hạn tính đến cuối tháng"))
    fields = {
        "month_end": Field(say("Tháng"), month, 75),
        "received": Field(say("Tiếp nhận"), vn, 85),
        "online_share": Field(say("Trực tuyến"), pct, 90),
        "on_time_share": Field(say("Đúng hạn"), pct, 85),
        "overdue": Field(say("Quá hạn"), vn, 75),
    }
    blocks.table(frame, fields, at_most=ROWS)
    _below(frame, fields, "theo-thang", title, source, asked.behind("dossiers_received"))


def _below(
    frame: pd.DataFrame, fields: Mapping[str, Field], name: str, title: str, source: str, behind: Behind
) -> None:
    with (
        blocks.footer(source, name, behind),
        st.popover(say("Tải"), icon=":material/download:", type="tertiary", width="content"),
    ):
        blocks.downloads(frame, fields, name, title, source)
