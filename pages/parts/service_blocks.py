"""The services screen's charts and tables, each with its sentence, source line, table and downloads."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from metrics import METRICS, Figure
from pages.parts import ask, blocks, charts, charts_services, dossiers, filters, sentences, words
from pages.parts.blocks import Field
from pages.parts.style import day, measured, month, pct, vn
from pages.parts.words import say

OVER_TIME = (
    *("dossiers_on_time_share", "dossiers_online_share", "dossiers_received", "dossiers_resolved", "dossiers_overdue"),
    *("dossiers_pending", "dossiers_on_time_share_766", "dossiers_online_share_eligible", "procedures_used_share"),
    *("dossiers_paid_online_share", "dossiers_input_digitised_share", "dossiers_result_digitised_share"),
)
FILTERS = ("level", "unit")
TREND_HEIGHT = 235


def nothing(source: str, what: str, filters_said: str) -> None:
    """What is missing: because of the filters, which one button takes away, or because the source has sent nothing."""
    if not filters_said:
        blocks.nothing_from(source, what)
        return
    blocks.empty(
        say("Không có số liệu khớp bộ lọc: {what}", what=what),
        say("Đang lọc: {filters}. Bỏ bộ lọc để xem toàn tỉnh.", filters=filters_said),
    )
    st.button(say("Bỏ bộ lọc"), icon=":material/filter_alt_off:", key=f"unfilter_{what}", on_click=_unfilter)


def _unfilter() -> None:
    for name in FILTERS:
        st.session_state[name] = filters.EVERYTHING


def procedures(frame: pd.DataFrame, total: Figure, filters_said: str) -> None:
    """Procedures by level and service level. frame: level, service_level, value, is_sample."""
    if frame.empty:
        nothing("procedures", say("thủ tục theo cấp và mức dịch vụ"), filters_said)
        return
    blocks.chart(
        say("{count} thủ tục theo cấp và mức dịch vụ", count=vn(total.value)),
        charts_services.by_service_level(frame, blocks.colours()),
        charts_services.service_levels(frame),
        {
            "level": Field(say("Cấp"), charts_services.level),
            "part": Field(say("Mức dịch vụ")),
            "value": Field(say("Số thủ tục"), vn),
            "total": Field(say("Thủ tục của cấp"), vn),
            "share": Field(say("Tỷ lệ trong cấp"), lambda share: pct(100 * share)),
        },
        sentence=dossiers.by_service_level(frame, total),
        source=sentences.source_line("procedures_total", total),
        name="thu-tuc-theo-cap",
    )


def online(
    frame: pd.DataFrame, now: Figure, by_level: Sequence[Figure], asked: Sequence[str], filters_said: str
) -> None:
    """Online share by level over time. frame: as metrics.over_time by level; asked: the levels that should be there."""
    if frame.empty:
        nothing("dossier_counts", say("hồ sơ trực tuyến theo cấp"), filters_said)
        return
    targets = {one.by["level"]: one.target for one in by_level if one.by and one.target is not None}
    blocks.chart(
        say("Tỷ lệ hồ sơ trực tuyến theo cấp"),
        charts_services.by_level(frame, targets, blocks.colours()),
        frame,
        {
            "month_end": Field(say("Tháng"), month),
            "level": Field(say("Cấp"), charts_services.level),
            "value": Field(say("Trực tuyến (%)"), pct),
            "count": Field(say("Hồ sơ trực tuyến"), vn),
            "out_of": Field(say("Hồ sơ tiếp nhận"), vn),
        },
        sentence=dossiers.online_by_level(by_level, asked),
        source=sentences.source_line("dossiers_online_share", now),
        name="truc-tuyen-theo-cap",
    )


def agencies(frame: pd.DataFrame, title: str, heading: str, sentence: str, source: str) -> None:
    """Agencies, or one agency's fields, the furthest below its target first. frame: as dossiers.table."""
    blocks.section(title, sentence)
    shown = {
        "name": Field(heading, None, 128),
        "received": Field(say("Tiếp nhận"), vn, 74),
        "online": Field(say("Trực tuyến"), vn, 78),
        "online_share": Field(say("Tỷ lệ"), pct, 62),
        "gap": Field(say("So mục tiêu"), dossiers.gap, 92),
        "on_time_share": Field(say("Đúng hạn"), pct, 72),
        "in_time_of": Field(say("trên đã trả"), None, 100),
        "overdue": Field(say("Quá hạn"), vn, 68),
    }
    blocks.table(frame, shown, at_most=11)
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
    _below(frame, filed, "theo-co-quan", title, source)


def over_time(query_at: Callable[[str], tuple[Figure, pd.DataFrame]], of_whom: str, filters_said: str) -> None:
    """A chosen figure over twelve months. query_at: metric id → the figure now, and as metrics.over_time."""
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="top"):
        heading = st.container(width="content")
        chosen = filters.choose(
            "metric", say("Chỉ số"), OVER_TIME, lambda name: words.title(METRICS[name]), width=300, bare=True
        )
    metric = METRICS[chosen or OVER_TIME[0]]
    now, frame = query_at(metric.id)
    if not len(frame) or frame["value"].isna().all():
        nothing(sentences.sources_of(metric.id)[0], words.title(metric), filters_said)
        return
    blocks.chart(
        say("{title}, {whom}", title=words.title(metric), whom=of_whom),
        charts.over_time(frame, metric.measured_in, now.target, blocks.colours(), height=TREND_HEIGHT),
        frame,
        {
            "month_end": Field(say("Tháng"), month),
            "value": Field(
                say("Giá trị ({unit})", unit=metric.measured_in),
                lambda value: measured(value, metric.measured_in),
            ),
            "count": Field(say("Số đếm"), vn),
            "out_of": Field(say("Trên tổng"), vn),
            "reported": Field(say("Đơn vị đã gửi"), vn),
            "expected": Field(say("Đơn vị phải gửi"), vn),
        },
        sentence=sentences.over_time(frame, metric.id),
        source=sentences.source_line(metric.id, now, bool(frame["is_sample"].any())),
        name=metric.id,
        heading=heading,
    )


def months(frames: Mapping[str, pd.DataFrame], title: str, source: str) -> None:
    """The main figures month by month, the newest first. frames: as dossiers.months."""
    frame = dossiers.months(frames)
    if frame["received"].isna().all():
        return
    blocks.section(title, say("Theo Biểu II.06a; tháng chưa gửi để “–”, quá hạn tính đến cuối tháng"))
    fields = {
        "month_end": Field(say("Tháng"), month, 75),
        "received": Field(say("Tiếp nhận"), vn, 85),
        "online_share": Field(say("Trực tuyến"), pct, 90),
        "on_time_share": Field(say("Đúng hạn"), pct, 85),
        "overdue": Field(say("Quá hạn"), vn, 75),
    }
    blocks.table(frame, fields, at_most=7)
    _below(frame, fields, "theo-thang", title, source)


def unused(frame: pd.DataFrame, used: Figure, since: str, covers: str, heading: DeltaGenerator) -> None:
    """Full services without an online dossier: how many by agency, then each by its name. frame: as
    records.unused_procedures, within what is asked."""
    title = say("{count} thủ tục toàn trình chưa có hồ sơ", count=vn(len(frame)))
    source = " · ".join(one for one in (sentences.source_line("procedures_used_share", used), covers) if one)
    with heading:
        blocks.section(title if len(frame) else say("Thủ tục toàn trình chưa có hồ sơ"))
    if frame.empty:
        blocks.empty(
            say("Mọi thủ tục toàn trình đều có hồ sơ trực tuyến"),
            say("Xét từ {start} đến {end}.", start=day(used.period_start), end=day(used.period_end)),
        )
        return
    st.caption(dossiers.unused(used, since))
    by_agency = dossiers.unused_by_agency(frame, ask.unit)
    if len(by_agency) > 1:
        columns = {
            "name": Field(say("Cơ quan"), None, 115),
            "count": Field(say("Số TTHC"), vn, 70),
            "example": Field(say("Ví dụ thủ tục"), None, 238),
        }
        blocks.table(by_agency, columns, at_most=8)
    else:
        columns = {"procedure_code": Field(say("Mã thủ tục"), None, 115), "procedure_name": Field(say("Tên thủ tục"))}
        blocks.table(frame, columns, at_most=8)
    listed = frame.assign(
        agency=[ask.unit(unit) for unit in frame["unit"]], is_sample=frame["is_sample"] | used.is_sample
    )
    fields = {
        "agency": Field(say("Cơ quan"), None, 150),
        "procedure_code": Field(say("Mã thủ tục"), None, 140),
        "procedure_name": Field(say("Tên thủ tục"), None, 520),
        "field": Field(say("Lĩnh vực"), None, 190),
    }
    blocks.source_line(source)
    with st.popover(
        say("Danh sách {count} thủ tục", count=vn(len(frame))), icon=":material/table_rows:", type="tertiary"
    ):
        blocks.table(listed, fields, at_most=14)
        blocks.downloads(listed, fields, "toan-trinh-chua-co-ho-so", title, source)


def _below(frame: pd.DataFrame, fields: Mapping[str, Field], name: str, title: str, source: str) -> None:
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        blocks.source_line(source)
        with st.popover(say("Tải"), icon=":material/download:", type="tertiary"):
            blocks.downloads(frame, fields, name, title, source)
