"""The view "coming": due within a week by day and unit, and dossiers at risk by their unit's past. [st]"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import partial

import pandas as pd
import streamlit as st

from pages.parts import ask, blocks, filters
from pages.parts.blocks import Field
from pages.parts.cards import Card
from pages.parts.service_question import Asked, nothing
from pages.parts.services import charts_coming, coming, on_time, single_dossiers, workload_blocks
from pages.parts.services.coming import LEFT
from pages.parts.services.heat_blocks import pick_unit
from pages.parts.services.on_time import OVERDUE, narrowed
from pages.parts.services.records_coming import LONGEST
from pages.parts.services.records_time import Those
from pages.parts.style import day, pct, vn
from pages.parts.words import say

CLOSED = "dossiers_on_time_share_766"  # whose rows are the export's
LEAST = ("2", "5", "10", "20", "50")  # percent: from which chance on a dossier is listed
UNASKED = "5"
ROWS = 9


@dataclass(frozen=True)
class Ahead:
    """What the view draws: the question, the day it is judged at, open dossiers with their chances, by unit."""

    asked: Asked
    judged: date
    least: float
    coming: pd.DataFrame
    by_unit: pd.DataFrame
    days: pd.DataFrame
    source: str


def show(asked: Asked, newest: date) -> None:
    """The whole view below the filter row. newest: the day of the newest figure."""
    if asked.knows(CLOSED):
        _open(asked)
    else:
        nothing("dossiers", say("hồ sơ sắp đến hạn: tệp chi tiết không ghi lĩnh vực"), asked.said)
    workload_blocks.show(asked, newest)
    single_dossiers.dialogs()


def _open(asked: Asked) -> None:
    as_of = asked.period.as_of
    opened = ask.open_dossiers(as_of)
    if opened.empty:
        nothing("dossiers", say("hồ sơ đang giải quyết"), asked.said)
        return
    judged = opened["judged_on"].iloc[0].date()
    start, end = coming.full_months(judged)
    chances = coming.chances(ask.date_keeping(start, end, as_of), LONGEST)
    of_level = narrowed(opened, asked.level, None)
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom"):
        heading = st.container(width="stretch")
        least = filters.step("risk", say("Khả năng trễ từ"), LEAST, UNASKED, lambda one: pct(float(one), 0), width=230)
    running = coming.ahead(of_level, chances)
    by_unit = coming.by_unit(of_level, running, float(least))
    days = coming.days_ahead(judged, ask.days_off(judged, pd.Timestamp(judged) + pd.Timedelta(days=LEFT[-1])))
    source = _source(judged, bool(of_level["is_sample"].any()))
    found = Ahead(asked, judged, float(least), running, by_unit, days, source)
    own = _own(found)
    with heading:
        blocks.section(
            say("Việc đến hạn từ {first} đến {last}", first=f"{judged:%d/%m}", last=f"{days['day'].iloc[-1]:%d/%m}"),
            say("Hồ sơ đang chạy (đã tiếp nhận, đang xử lý); hồ sơ chờ bổ sung, tạm dừng không bị tính ngày"),
        )
    if own.by_unit.empty:
        nothing("dossiers", say("hồ sơ đang giải quyết"), asked.said)
        return
    blocks.numbers(_cards(own))
    left, right = st.columns([5, 9], gap="medium")
    with left, st.container(gap="xxsmall"):
        _days(own)
    with right, st.container(gap="xxsmall"):
        _units(found)
    _risky(own, coming.rule(start, end))


def _source(judged: date, is_sample: bool) -> str:
    said = [say("Nguồn: {sources}", sources=say("tệp chi tiết")), say("đến {day}", day=day(judged))]
    return " · ".join([*said, *([say("minh họa")] if is_sample else [])])


def _own(found: Ahead) -> Ahead:
    """The same of the chosen unit, if any."""
    unit = found.asked.agency
    if not unit:
        return found
    return replace(
        found,
        coming=found.coming[found.coming["unit"].eq(unit)],
        by_unit=found.by_unit[found.by_unit["unit"].eq(unit)],
    )


# --- numbers ------------------------------------------------------------------------------------------------------


def _cards(own: Ahead) -> list[Card]:
    """Due within the week, overdue, at risk, expected to miss."""
    frame = own.by_unit
    week, paused = int(frame["week"].sum()), int(frame["paused_week"].sum())
    overdue, running = int(frame["overdue"].sum()), int(frame["open"].sum())
    risky, unjudged = int(frame["risky"].sum()), int(frame["unjudged"].sum())
    until = say("đến {day}", day=day(own.judged))
    common = {"is_sample": bool(frame["is_sample"].any())}
    return [
        Card(
            say("Đến hạn trong 7 ngày"), vn(week), say("trên {all} đang chạy", all=vn(running)), "info",
            under=say("{count} hồ sơ đang chờ cũng có hạn trong tuần", count=vn(paused)) if paused else until, **common,
        ),
        Card(
            say("Đã quá hạn, còn mở"), vn(overdue), say("quá hạn") if overdue else say("không có"),
            "late" if overdue else "ok", under=until, **common,
        ),
        Card(
            say("Có nguy cơ trễ"), vn(risky), say("khả năng từ {least}", least=pct(own.least, 0)),
            "warn" if risky else "none", under=until, **common,
        ),
        Card(
            say("Ước sẽ trễ"), coming.expected_said(frame["expected"].sum()),
            say("{count} hồ sơ quá ít để ước", count=vn(unjudged)) if unjudged else say("ước được tất cả"), "none",
            under=say("nếu đơn vị giữ tốc độ cũ"), **common,
        ),
    ]  # fmt: skip


# --- the week -----------------------------------------------------------------------------------------------------


def _days(own: Ahead) -> None:
    counts = own.coming.groupby("left")["dossiers"].sum()
    frame = own.days.assign(
        dossiers=[int(counts.get(left, 0)) for left in own.days["left"]],
        is_sample=bool(own.coming["is_sample"].any()),
    )
    whom = own.asked.said or say("toàn tỉnh")
    if not frame["dossiers"].sum():
        open_ = say("{count} hồ sơ đang chạy có hạn muộn hơn.", count=vn(own.coming["dossiers"].sum()))
        blocks.section(say("Đến hạn từng ngày, {whom}", whom=whom))
        blocks.empty(say("Không hồ sơ nào đến hạn trong những ngày này"), open_)
        return
    said = say(
        "{count} hồ sơ trong {days} ngày làm việc.", count=vn(_on_work(frame)), days=vn(frame["off"].eq("").sum())
    )
    off = coming.days_off_sentence(own.days, counts)
    blocks.chart(
        say("Đến hạn từng ngày, {whom}", whom=whom),
        charts_coming.days(frame, blocks.colours()),
        frame,
        {
            "name": Field(say("Ngày")),
            "off": Field(say("Ngày nghỉ"), lambda why: str(why) or "–"),
            "dossiers": Field(say("Hồ sơ đến hạn"), vn),
        },
        sentence=off or said,
        source=own.source,
        name="den-han-tung-ngay",
    )


def _on_work(frame: pd.DataFrame) -> int:
    return int(frame[frame["off"].eq("")]["dossiers"].sum())


def _units(found: Ahead) -> None:
    """Each unit's days, with what is overdue beside them; a click narrows to the unit."""
    frame = found.by_unit.assign(
        name=on_time.named(found.by_unit["unit"], ask.units()),
        risk=coming.risk(found.by_unit),
    )
    help_ = say("Hồ sơ có khả năng trễ từ {least}; “quá ít”: chưa đủ tiền lệ để ước", least=pct(found.least, 0))
    named = {f"d{row.left}": row for row in found.days.rename(columns={"name": "name_"}).itertuples()}
    fields = {
        "name": Field(say("Đơn vị"), width=136),
        "overdue": Field(say("Quá hạn"), vn, 62, css=_late),
        "week": Field(say("7 ngày"), vn, 56),
        **{column: Field(_head(row.name_, row.off), _few, 50, row.off or row.name_) for column, row in named.items()},
        "risk": Field(say("Nguy cơ"), coming.risk_said, 66, help_),
    }
    filed = fields | {
        "risky": Field(say("Khả năng trễ từ {least}", least=pct(found.least, 0)), vn),
        "open": Field(say("Đang chạy, chưa quá hạn"), vn),
        "expected": Field(say("Ước sẽ trễ"), lambda one: vn(float(str(one)), 1)),
        "unjudged": Field(say("Quá ít để ước"), vn),
    }
    filed.pop("risk")
    chosen = found.asked.agency
    title = say("Theo đơn vị")
    blocks.section(
        title, say("Nhiều hồ sơ đến hạn nhất đứng trước; * là ngày nghỉ. Bấm vào một dòng để chỉ xem đơn vị đó.")
    )
    blocks.listing(
        frame,
        fields,
        name=f"den-han-theo-don-vi-{filters.plain(chosen or '')}",
        title=title,
        source=found.source,
        at_most=ROWS,
        drill=partial(pick_unit, chosen),
        mark=(lambda row: row["unit"] == chosen) if chosen else None,
        filed=filed,
    )


def _head(name: str, off: str) -> str:
    """T7 01*: weekday and day of a column, marked where nobody works."""
    return f"{name.partition('/')[0]}{'*' if off else ''}"


def _few(count: object) -> str:
    """A count, blank where there are none: a week of noughts hides what is due."""
    return vn(float(str(count))) if count else ""


def _late(count: object) -> str:
    return f"color: {blocks.colours().late}" if count else ""


# --- at risk ------------------------------------------------------------------------------------------------------


def _risky(own: Ahead, rule: str) -> None:
    """The single dossiers, the likeliest to be late first; a click opens the dossier's row in the export."""
    pairs = coming.risky_pairs(own.coming, own.least)
    title = say("Hồ sơ có nguy cơ trễ")
    sentence = coming.risk_sentence(own.by_unit, own.coming, own.least)
    with st.container(gap="xxsmall"):
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom"):
            with st.container(width="stretch"):
                blocks.section(title, blocks.plain(sentence))
            those = Those(OVERDUE, own.judged, own.judged, None, own.asked.agency, own.asked.level)
            st.button(
                say("Xem hồ sơ đã quá hạn"), type="tertiary", icon=":material/list:", key="overdue_list",
                on_click=single_dossiers.open_list, args=(those, own.asked.period.as_of, say("Hồ sơ còn mở, quá hạn")),
            )  # fmt: skip
        st.caption(blocks.plain(rule))
        if pairs.empty:
            blocks.empty(
                say("Không có hồ sơ nào có khả năng trễ từ {least}", least=pct(own.least, 0)),
                say("Hạ ngưỡng “Khả năng trễ từ” để xem những hồ sơ ít khả năng hơn."),
            )
            return
        dues = [one.date() for one in pairs["due_on"]]
        found = ask.at_risk(pairs["unit"].tolist(), dues, own.asked.period.as_of)
        _list(own, coming.listed(found, own.coming), title, rule)


def _list(own: Ahead, frame: pd.DataFrame, title: str, rule: str) -> None:
    shown = frame.assign(
        name=on_time.named(frame["unit"], ask.units()),
        said=[coming.chance_said(row.missed, row.still_open) for row in frame.itertuples()],
    )
    fields = {
        "dossier_code": Field(say("Mã hồ sơ"), width=205),
        "procedure_code": Field(say("Mã thủ tục"), width=115),
        "procedure_name": Field(say("Thủ tục"), width=270),
        "name": Field(say("Đơn vị"), width=160),
        "received_on": Field(say("Tiếp nhận"), day, 92),
        "due_on": Field(say("Hẹn trả"), day, 92),
        "left": Field(say("Còn, ngày"), vn, 80),
        "said": Field(say("Khả năng trễ"), width=130, help=say("Hồ sơ lỡ hẹn trên hồ sơ còn mở cùng lúc, của đơn vị")),
    }
    filed = fields | {
        "chance": Field(say("Khả năng trễ (%)")),
        "missed": Field(say("Đã lỡ hẹn")),
        "still_open": Field(say("Còn mở cùng lúc")),
        "sheet": Field(say("Trang")),
        "row_number": Field(say("Dòng")),
    }
    filed.pop("said")
    source = own.source
    if len(frame) >= coming.LIMIT:
        source += " · " + say("{count} hồ sơ đầu", count=vn(coming.LIMIT))
    blocks.listing(
        shown, fields, name="ho-so-nguy-co", title=f"{title}. {rule}", source=source, at_most=10,
        drill=single_dossiers.open_row, filed=filed,
    )  # fmt: skip
