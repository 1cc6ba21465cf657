"""The view of what moved between two reports of a plan: a sentence, counters that choose a list, both sides of each
task, and the due dates put off most often. [st]"""

from __future__ import annotations

from datetime import date
from functools import partial

import pandas as pd
import streamlit as st

from metrics import Query
from pages.parts import ask, blocks, filters, words
from pages.parts.blocks import Field
from pages.parts.cards import Behind
from pages.parts.project06 import moved, moved_dialog, moved_lists, moved_texts
from pages.parts.style import day, pct, vn
from pages.parts.words import say

KIND = "moved"  # in the URL: the way of moving whose list is shown
LISTED = 1000  # of a list that is longer: it takes the time of a second to put into words
ROWS, MOST = 10, 200  # rows of the table of due dates put off: in sight, and in all


def show(as_of: date | None, plan: str | None) -> None:
    """The whole view below the header: of the reports up to that day."""
    if plan is None:
        blocks.nothing_from("tasks")
        return
    rows = moved.identified(ask.task_states(plan, as_of))
    days = moved.days_of(rows)
    if len(days) < 2:
        _too_few(plan, days)
        return
    pickers = st.container(horizontal=True, vertical_alignment="bottom")
    with pickers:
        earlier, later = _reports(days)
    ends = pd.Timestamp(earlier), pd.Timestamp(later)
    found, put_off = moved.between(rows, *ends), moved.postponements(rows, ends[1])
    frame = moved_texts.told(found, ask.task_lines(moved_texts.places(found)), put_off, ask.units())
    with pickers:
        leads = moved_texts.by_unit(frame)
        unit = filters.only(
            "moved_unit", say("Cơ quan chủ trì"), list(leads), leads.__getitem__, say("Mọi cơ quan chủ trì"), width=230
        )
    listed = rows["day"]
    if unit is not None:
        key = moved_texts.unit_key(frame, unit)
        frame, put_off, listed = (
            frame[_leads(frame, unit)],
            put_off[put_off["unit"].eq(key)],
            listed[rows["unit"].eq(key)],
        )
    sizes = int(listed.eq(ends[0]).sum()), int(listed.eq(ends[1]).sum())
    shown = put_off.head(MOST)
    shown = moved_texts.with_texts(shown, ask.task_lines(moved_texts.places(shown)), ask.units())
    source = _source(plan, earlier, later, bool(rows["is_sample"].any()))
    behind = Behind("tasks_total", Query(as_of=later, where={"plan": plan} | ({"lead_unit": unit} if unit else {})))
    numbers = moved.renumbered(rows, *ends) if unit is None else 0
    blocks.section(
        say("Thay đổi từ báo cáo {a} đến báo cáo {b}", a=day(earlier), b=day(later)),
        blocks.plain(moved.sentence(frame, sizes, numbers)),
    )
    kind = st.query_params.get(KIND, "")
    kind = kind if kind in moved.KINDS else ""
    _counters(frame, sizes, kind)
    _list(frame, kind, (earlier, later), source, behind)
    _most(shown, moved.postponements_sentence(put_off, sizes[1]), later, source, behind)
    moved_dialog.opened(rows, frame, shown)


def _reports(days: list[date]) -> tuple[date, date]:
    """The earlier and the later report: unasked the newest two."""
    names = {f"{one:%Y-%m-%d}": one for one in days}

    # What is chosen as the later one decides what can be earlier, and stands at its right.
    codes = list(names)
    wanted = filters.asked("later", codes[0])
    wanted = wanted if wanted in codes[:-1] else codes[0]
    older = codes[codes.index(wanted) + 1 :]
    earlier = filters.choose(
        "earlier",
        say("Báo cáo trước"),
        older,
        lambda one: say("Từ báo cáo {day}", day=day(names[one])),
        width=205,
        bare=True,
    )
    later = filters.choose(
        "later",
        say("Báo cáo sau"),
        codes[:-1],
        lambda one: say("đến báo cáo {day}", day=day(names[one])),
        width=205,
        bare=True,
    )
    return names[str(earlier)], names[str(later)]


def _leads(frame: pd.DataFrame, unit: str) -> pd.Series:
    """Which of them the unit leads, or led before. frame: as moved_texts.told."""
    return frame["lead_unit"].eq(unit) | frame["lead_unit_1"].eq(unit)


def _source(plan: str, earlier: date, later: date, is_sample: bool) -> str:
    said = say("Danh sách nhiệm vụ {plan} · báo cáo {a} và {b}", plan=words.plan(plan), a=day(earlier), b=day(later))
    return f"{said} · {say('minh họa')}" if is_sample else said


# --- counters ------------------------------------------------------------------------------------------------------


def _counters(frame: pd.DataFrame, sizes: tuple[int, int], picked: str) -> None:
    """A card per way of moving, five in a row; its button shows that list alone, or all again."""
    codes = list(moved.KINDS)
    for half in (codes[:5], codes[5:]):
        for column, code in zip(st.columns(5, gap="small"), half, strict=True):
            with column, st.container(border=True, height="stretch", gap="xxsmall"):
                _counter(frame[frame["kind"].eq(code)], code, sizes, code == picked)


def _counter(of_kind: pd.DataFrame, code: str, sizes: tuple[int, int], is_picked: bool) -> None:
    kind, count = moved.KINDS[code], len(of_kind)
    out_of = sizes[1] if code == moved.NEW else sizes[0]
    note = pct(100 * count / out_of if out_of else None)
    if code in (moved.POSTPONED, moved.FORWARD) and count:
        note = say("cộng {days} ngày", days=vn(of_kind["days"].abs().sum()))
    st.metric(
        say(kind.word),
        vn(count),
        delta=f"{kind.glyph} {note}",
        delta_color=blocks.MOODS[kind.mood if count else "none"],  # type: ignore[arg-type]
        delta_arrow="off",
        help=say(kind.meaning).capitalize(),
    )
    with st.container(horizontal=True, vertical_alignment="center", wrap=False, gap="xxsmall"):
        st.caption(say("trên {count} nhiệm vụ", count=vn(out_of)), width="content")
        st.space("stretch")
        if count or is_picked:
            st.button(
                f":small[:blue[{say('Bỏ') if is_picked else say('Xem')}]]",
                key=f"open_moved_{code}",
                type="tertiary",
                help=say("Bỏ lọc, xem mọi thay đổi") if is_picked else say("Chỉ xem: {kind}", kind=say(kind.word)),
                on_click=partial(_pick, "" if is_picked else code),
            )


def _pick(code: str) -> None:
    if code:
        st.query_params[KIND] = code
    else:
        st.query_params.pop(KIND, None)


def _list(frame: pd.DataFrame, kind: str, pair: tuple[date, date], source: str, behind: Behind) -> None:
    shown = frame[frame["kind"].eq(kind)] if kind else frame
    what = say(moved.KINDS[kind].word) if kind else say("Mọi thay đổi")
    title = say("{title} ({count})", title=what, count=vn(len(shown)))
    about = say(moved.KINDS[kind].meaning).capitalize() if kind else say("Bấm vào một nhiệm vụ để xem cả hai tệp gốc")
    if len(shown) > LISTED:
        about += say(
            "; dưới đây và trong tệp: {count} dòng đầu, chọn loại hoặc cơ quan để có các dòng khác", count=vn(LISTED)
        )
    blocks.section(title, about)
    if shown.empty:
        blocks.empty(
            say("Không có thay đổi nào như vậy") if kind else say("Hai báo cáo giống nhau"),
            say("So báo cáo {b} với báo cáo {a}.", a=day(pair[0]), b=day(pair[1])),
        )
        return
    shown = moved_texts.worded(shown.head(LISTED), ask.units())
    moved_lists.both_sides(shown, kind or "tat-ca", title, pair, source, behind)


# --- due dates put off most often ----------------------------------------------------------------------------------


def _most(put_off: pd.DataFrame, said: str, later: date, source: str, behind: Behind) -> None:
    """put_off: as moved_texts.with_texts, the first of them; said: what is said of all."""
    title = say("Lùi hạn nhiều lần nhất, qua mọi báo cáo đến {day}", day=day(later))
    if len(put_off) == MOST:
        said += say("; bảng: {count} nhiệm vụ đầu", count=vn(MOST))
    blocks.section(title, said)
    if put_off.empty:
        blocks.empty(
            say("Chưa nhiệm vụ nào lùi hạn"),
            say("Ngày đến hạn của mọi nhiệm vụ không muộn hơn ở báo cáo đầu tiên ghi hạn."),
        )
        return
    fields = {
        "task_no": Field(say("STT"), width=45),
        "task_title": Field(say("Nhiệm vụ"), width=325),
        "unit_name": Field(say("Chủ trì"), width=105),
        "times": Field(say("Số lần lùi"), vn, 78, say("Số báo cáo ghi hạn muộn hơn báo cáo trước đó")),
        "days": Field(say("Cộng (ngày)"), vn, 88, say("Tổng số ngày của mọi lần lùi; chưa trừ lần rút ngắn")),
        "brought": Field(say("Rút ngắn"), vn, 76, say("Tổng số ngày của mọi lần rút ngắn hạn")),
        "first_due": Field(say("Hạn đầu tiên"), day, 98),
        "due_on": Field(say("Hạn nay"), day, 92),
        "last_on": Field(say("Lùi gần nhất"), day, 98, say("Ngày của báo cáo lùi hạn gần nhất")),
        "state": Field(say("Theo ngày"), width=82),
    }
    blocks.listing(
        put_off,
        fields,
        name="lui-han-nhieu-nhat",
        title=title,
        source=source,
        at_most=ROWS,
        behind=behind,
        drill=moved_dialog.drill_to(""),
        filed=fields | {"reports": Field(say("Số báo cáo")), "file_name": Field(say("Tệp"))},
    )


def _too_few(plan: str, days: list[date]) -> None:
    """A plan with one report or none has nothing to be compared with."""
    if not days:
        blocks.nothing_from("tasks", words.plan(plan))
        return
    blocks.empty(
        say("Chưa có hai báo cáo để so sánh"),
        say("{plan} mới có một báo cáo, ngày {day}. Chọn kỳ muộn hơn, hoặc đợi báo cáo tiếp theo.",
            plan=words.plan(plan), day=day(days[0])),
    )  # fmt: skip
