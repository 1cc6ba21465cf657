"""When a plan is finished at its own pace, as a whole and by lead unit or group: needed pace, forecast, range. [st]"""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from metrics import Query
from pages.parts import ask, blocks, filters, trace, words
from pages.parts.blocks import Field
from pages.parts.cards import Behind
from pages.parts.project06 import charts_forecast, forecast, moved, moved_texts
from pages.parts.style import day, is_missing, vn
from pages.parts.tables import hold
from pages.parts.words import later, say

# How the tasks are parted: the column of the states → (its text in the lists, the breakdown, what it is called).
PARTS = {
    "unit": ("lead_unit", "lead_unit", later("Cơ quan chủ trì")),
    "task_group": ("task_group", "group", later("Nhóm nhiệm vụ")),
}
OPENED = "forecast_rows"  # in the session: the part whose tasks are to be opened
ROWS = 12


def show(as_of: date | None, plan: str | None) -> None:
    """The whole view below the header: of the reports up to that day."""
    if plan is None:
        blocks.nothing_from("tasks")
        return
    rows = moved.identified(ask.task_states(plan, as_of))
    if rows.empty:
        blocks.nothing_from("tasks", words.plan(plan))
        return
    newest = rows["day"].max()
    end = date(int(plan.partition(":")[2] or newest.year), 12, 31)
    whole = forecast.finishing(rows, end)
    if whole.empty:
        blocks.empty(say("Kế hoạch chỉ có nhiệm vụ thường xuyên"), say("Nhiệm vụ thường xuyên không có ngày xong."))
        return
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom"):
        heading = st.container(width="content")
        part = filters.switch("part", say("Theo"), list(PARTS), lambda one: say(PARTS[one][2]), bare=True) or "unit"
    parted = _named(forecast.finishing(rows, end, part), rows, part)
    reports = rows["day"].nunique()
    source = say("Danh sách nhiệm vụ {plan}, {count} báo cáo đến {day}; không tính nhiệm vụ thường xuyên",
                 plan=words.plan(plan), count=vn(reports), day=day(newest))  # fmt: skip
    source += f" · {say('minh họa')}" if rows["is_sample"].any() else ""
    where = {"plan": plan}
    blocks.chart(
        say("Dự báo ngày hoàn thành {plan}", plan=words.plan(plan)),
        charts_forecast.ends(pd.concat([_whole(whole), parted]), newest.date(), end, blocks.colours()),
        parted,
        _fields(part),
        sentence=forecast.sentence(whole.iloc[0], end),
        source=source,
        name="du-bao",
        heading=heading,
        behind=Behind("tasks_total", Query(as_of=newest.date(), where=where)),
    )
    about = say(
        "Nhịp: số nhiệm vụ hoàn thành mỗi tháng giữa các báo cáo của chính đơn vị. "
        "Khoảng: 8 trong 10 lần rút lại ngẫu nhiên các tháng đó"
    )
    blocks.section(say("Nhịp cần có và dự báo"), about)
    blocks.listing(
        parted, _fields(part), name="nhip-can-co", title=say("Nhịp cần có và dự báo"), source=source, at_most=ROWS,
        behind=Behind("tasks_total", Query(as_of=newest.date(), where=where)), drill=_open,
    )  # fmt: skip
    if name := st.session_state.pop(OPENED, None):
        query = Query(as_of=newest.date(), where=where | {PARTS[part][1]: name})
        trace.open_rows(Behind("tasks_total", query))


def _named(parted: pd.DataFrame, rows: pd.DataFrame, part: str) -> pd.DataFrame:
    """With code and name of each part, read from one row of the newest list that has it, and the forecast in words."""
    column = PARTS[part][0]
    one_each = rows[rows["day"].eq(rows["day"].max())].drop_duplicates(part)
    lines = ask.task_lines(moved_texts.places(one_each))
    code_of = dict(zip(one_each[part], lines[column], strict=True))
    codes = [code_of.get(one) for one in parted["group"]]
    unknown = say("không ghi trong danh sách")
    names = [unknown if is_missing(one) else ask.unit(str(one)) if part == "unit" else str(one) for one in codes]
    said = [forecast.finishing_said(one) for one in parted.itertuples()]
    return parted.assign(code=codes, name=names, said=said)


def _whole(whole: pd.DataFrame) -> pd.DataFrame:
    """The plan as one row of the chart, above its parts."""
    return whole.assign(name=say("Cả kế hoạch"), said=forecast.finishing_said(whole.iloc[0]))


def _fields(part: str) -> dict[str, Field]:
    def one_decimal(value: object) -> str:
        return vn(float(str(value)), 1)

    return {
        "name": Field(say(PARTS[part][2]), width=210 if part == "unit" else 395),
        "total": Field(say("Nhiệm vụ"), vn, 75, say("Không tính nhiệm vụ thường xuyên")),
        "done": Field(say("Đã xong"), vn, 70),
        "open": Field(say("Còn"), vn, 60),
        "pace": Field(say("Nhịp mỗi tháng"), one_decimal, 110, say("Nhiệm vụ hoàn thành mỗi tháng giữa các báo cáo")),
        "needed": Field(say("Cần mỗi tháng"), one_decimal, 105, say("Để xong đến ngày cuối năm của kế hoạch")),
        "said": Field(say("Dự báo xong theo nhịp đã đạt"), width=390 if part == "unit" else 345),
    }


def _open(row: pd.Series) -> None:
    if not is_missing(row["code"]):
        st.session_state[OPENED] = str(row["code"])
        hold()
