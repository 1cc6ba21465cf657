"""The view of the way of a procedure: seven steps in one picture, and the list behind each. [st]"""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from pages.parts import ask, blocks, dossiers, filters, unused_services, words
from pages.parts.blocks import Field
from pages.parts.cards import Behind
from pages.parts.service_question import FILTERS, Asked, nothing
from pages.parts.services import charts_way, way
from pages.parts.style import MARK, day, month, vn
from pages.parts.words import later, say

ROWS = 10
STEP, UNASKED = "step", "used"  # in the URL: the step whose list is shown
ALL, ESSENTIAL = "all", "essential"
GROUPS = {ALL: later("Mọi thủ tục"), ESSENTIAL: later("Dịch vụ thiết yếu Đề án 06")}
METRIC_OF = {  # whose rows the picture's and the list's source lines open
    way.PROCEDURES: "procedures_total",
    way.DOSSIERS: "dossiers_online_share_eligible",
}


def show(asked: Asked, newest: date) -> None:
    """The whole view below the filter row. newest: the last day of the reports."""
    period = asked.period
    start, end = period.start or newest.replace(day=1), period.end or newest
    rows = ask.procedure_ways(start, end, asked.level, asked.agency, period.as_of)
    if asked.field:
        rows = rows[rows["field"].eq(asked.field)]
    if rows.empty:
        nothing("procedures", say("danh mục thủ tục"), asked.said)
        return
    group = filters.switch("of", say("Xem"), list(GROUPS), lambda one: say(GROUPS[one]), bare=True) or ALL
    found = way.counted(rows)
    if group == ESSENTIAL:
        essential = way.essential(found)
        if essential is None or essential.empty:
            _no_essential(essential is not None)
            return
        _essential(asked, essential, _picture(asked, essential, start))
    else:
        chosen = _picture(asked, found, start)
        _list(asked, found, chosen, start)
    unused_services.opened(period)


def _picture(asked: Asked, frame: pd.DataFrame, start: date) -> str:
    """The seven steps; the one that is chosen, whose list stands below."""
    steps = way.steps(frame)
    chosen = st.query_params.get(STEP, UNASKED)
    chosen = chosen if chosen in way.BY_ID else UNASKED
    whom = asked.said or say("toàn tỉnh")
    blocks.chart(
        say("Từ danh mục đến kết quả số, {whom}, {month}", whom=whom, month=month(start)),
        charts_way.by_step(steps, blocks.colours(), chosen),
        steps.assign(is_sample=bool(frame["is_sample"].any())),
        {
            "title": Field(say("Bước")),
            "count": Field(say("Đạt"), vn),
            "out_of": Field(say("Trên tổng"), vn),
            "share": Field(say("Tỷ lệ (%)"), way.share_text),
            "left": Field(say("Dừng lại"), vn),
        },
        sentence=way.sentence(steps)
        + " "
        + say("Hồ sơ là hồ sơ nhận trong kỳ theo tệp chi tiết, thủ tục có dịch vụ trực tuyến ở bước nộp."),
        source=_source(asked, frame),
        name="chang-duong",
        behind=_behind(asked),
        drill=(charts_way.picking(chosen), _pick),
    )
    return chosen


def _pick(datum: dict[str, object]) -> None:
    if datum.get("id") in way.BY_ID:
        st.query_params[STEP] = str(datum["id"])


def _behind(asked: Asked) -> Behind:
    """The rows of the list; of a unit that owns no procedure, a commune, its dossiers."""
    query = asked.query()
    owns = ask.figure(METRIC_OF[way.PROCEDURES], query).value is not None
    return Behind(METRIC_OF[way.PROCEDURES if owns else way.DOSSIERS], query)


def _source(asked: Asked, frame: pd.DataFrame) -> str:
    """Both sources, each with its day, and whether any of it is invented."""
    # One list for the whole province: whoever is asked about, its day is the same.
    lists = ask.figure("procedures_total", asked.query(*FILTERS))
    said = say(
        "Nguồn: {lists} đến {first} · {dossiers} đến {second}",
        lists=say(dossiers.CALLED["procedures"]),
        first=day(lists.as_of),
        dossiers=say(dossiers.CALLED["dossiers"]),
        second=day(frame["reported_on"].max()),
    )
    return f"{said} · {say('minh họa')}" if frame["is_sample"].any() else said


def _list(asked: Asked, frame: pd.DataFrame, step_id: str, start: date) -> None:
    """What stays behind at the chosen step."""
    step = way.BY_ID[step_id]
    found = way.behind(frame, step_id)
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom"):
        title = say("{title}: {count}", title=say(step.listed), count=vn(len(found)))
        if step_id == "listed":
            title = say("Danh mục: {count} thủ tục", count=vn(len(found)))
        with st.container(width="content", gap="xxsmall"):
            blocks.section(title, say("Bấm vào một bước của hình để xem danh sách của bước đó"))
        agencies = sorted(found["unit"].dropna().unique(), key=ask.unit)
        agency = filters.only("agency", say("Cơ quan"), agencies, ask.unit, say("Mọi cơ quan"), width=220)
    if agency:
        found = found[found["unit"].eq(agency)]
    if found.empty:
        blocks.empty(say("Không thủ tục nào dừng lại ở bước này"), say("Bước: {step}.", step=say(step.title)))
        return
    fields = _fields(step) if step.grain == way.DOSSIERS else _plain_fields()
    listed = _named(found)
    blocks.listing(
        listed,
        fields,
        name=f"chang-duong-{step_id}",
        title=title,
        source=_source(asked, frame),
        at_most=ROWS,
        drill=_open,
    )


def _named(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(
        agency=[ask.unit(unit) if isinstance(unit, str) else say("không ghi cơ quan") for unit in frame["unit"]],
        at=[", ".join(words.named("level", one) for one in levels) for levels in frame["level"]],
        served=[words.named("service_level", one) if isinstance(one, str) else "" for one in frame["service_level"]],
    )


def _plain_fields() -> dict[str, Field]:
    return {
        "procedure_code": Field(say("Mã thủ tục"), None, 110),
        "procedure_name": Field(say("Tên thủ tục"), None, 320),
        "agency": Field(say("Cơ quan"), None, 125),
        "field": Field(say("Lĩnh vực"), None, 155),
        "at": Field(say("Cấp"), None, 205),
        "served": Field(say("Mức dịch vụ"), None, 115),
        "dossiers": Field(say("Hồ sơ trong kỳ"), vn, 110),
    }


def _fields(step: way.Step) -> dict[str, Field]:
    return {
        "procedure_code": Field(say("Mã thủ tục"), None, 110),
        "procedure_name": Field(say("Tên thủ tục"), None, 400),
        "agency": Field(say("Cơ quan"), None, 140),
        "served": Field(say("Mức dịch vụ"), None, 115),
        "left": Field(say("Dừng lại"), vn, 90),
        "count": Field(say(step.title), vn, 160),
        "out_of": Field(say("Trên tổng hồ sơ"), vn, 120),
    }


def _open(row: pd.Series) -> None:
    unused_services.open_procedure(str(row["procedure_code"]))


# --- the essential services of Project 06 -------------------------------------------------------------------------


def _no_essential(is_said: bool) -> None:
    if is_said:
        blocks.empty(
            say("Không thủ tục nào của lựa chọn này được đánh dấu thiết yếu"),
            say("Bỏ bộ lọc để xem toàn tỉnh."),
        )
        return
    blocks.empty(
        say("Danh mục thủ tục chưa có cột dịch vụ thiết yếu"),
        say("Văn phòng UBND tỉnh bổ sung cột “Dịch vụ công thiết yếu (Đề án 06)” trong danh mục rồi gửi lại."),
    )


def _essential(asked: Asked, frame: pd.DataFrame, step_id: str) -> None:
    """Every essential service with its own way; those at which something stays behind at the chosen step first."""
    listed = _named(way.essential_listed(frame, step_id))
    title = say("{count} dịch vụ công thiết yếu", count=vn(len(listed)))
    marked = say("Tô đậm: dừng lại ở bước “{step}”.", step=say(way.BY_ID[step_id].title))
    blocks.section(title, f"{way.essential_sentence(frame)} {marked if listed['is_behind'].any() else ''}")
    fields = {
        "procedure_code": Field(say("Mã thủ tục"), None, 110),
        "procedure_name": Field(say("Tên thủ tục"), None, 315),
        "agency": Field(say("Cơ quan"), None, 120),
        "served": Field(say("Mức dịch vụ"), None, 105),
        "dossiers": Field(say("Hồ sơ"), vn, 60),
        "online": Field(say("Trực tuyến"), vn, 80),
        "resolved": Field(say("Giải quyết"), vn, 80, say("Đã giải quyết trong kỳ")),
        "resolved_late": Field(say("Quá hạn"), vn, 72),
        "paid_online": Field(say("Thanh toán"), vn, 90, say("Thanh toán trực tuyến")),
        "result_digitised": Field(say("Số hóa kết quả"), vn, 104),
    }
    blocks.listing(
        listed,
        fields,
        name="dich-vu-thiet-yeu",
        title=title,
        source=_source(asked, frame),
        at_most=ROWS,
        drill=_open,
        mark=lambda row: bool(row["is_behind"]),
        style=MARK,
    )
