"""The data-quality screen's own blocks: files refused whole, what goes back, what is odd. [st]"""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from pages.parts import blocks, filters, remark_list, remarks
from pages.parts.blocks import Field
from pages.parts.style import NO_VALUE, moment, vn
from pages.parts.words import say

ALL = "all"
GROUP, MORE = "group", "groups"  # in the URL
MOST_GROUPS, MOST_FILES = 3, 5
LISTED = 300  # pixels of a longer list of files
# Lines of a table's row: Streamlit sets them as far apart as those of an article, and a button's on one line, centred.
CSS = """<style>
.st-key-groups p { line-height: 1.35; white-space: normal; }
.st-key-groups button, .st-key-groups button * { text-align: left; justify-content: flex-start; }
</style>"""
WIDTHS = [1.15, 0.5, 1.85, 1.05, 3.45]  # of the columns of what goes back


# --- files refused whole ---------------------------------------------------------------------------------------


def refused(files: pd.DataFrame) -> None:
    """The files of which nothing was taken, with the reason and what to do; nothing where there are none."""
    if files.empty:
        return
    blocks.section(
        say("Tệp bị từ chối nguyên tệp ({count})", count=vn(len(files))),
        say("Không dòng nào được nạp; tệp rời danh sách khi đơn vị gửi lại đúng"),
    )
    plain = blocks.plain
    said = [
        {
            say("Tệp"): f"**{plain(row.file_name)}**",
            say("Nhận lúc"): moment(row.received_at),
            say("Loại số liệu"): plain(row.title),
            say("Vì sao"): plain(_sentence(row.message)),
            say("Cách sửa"): plain(_sentence(row.fix)),
        }
        for row in files.itertuples()
    ]
    with st.container(height=LISTED if len(said) > MOST_FILES else "content", border=False):
        st.table(pd.DataFrame(said), border="horizontal", hide_index=True)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


# --- what goes back --------------------------------------------------------------------------------------------


def wrong(found: pd.DataFrame) -> str | None:
    """Kinds of error with their counts, then one line per sender and rule, or the remarks of one line. Returns the
    kind chosen, None: all. found: as remarks.wrong."""
    blocks.section(
        say("Lỗi cần trả lại đơn vị"),
        remarks.sentence(found) + ("" if found.empty else say(". Bấm vào đơn vị để xem từng ô")),
    )
    if found.empty:
        blocks.empty(
            say("Không có điểm nào cần sửa"),
            say("Mọi dòng của các báo cáo đang dùng đều được nhận, không có cảnh báo."),
        )
        return None
    sizes = remarks.counts(found)
    chosen = filters.switch("kind", say("Loại lỗi"), [ALL, *sizes], partial(_kind, sizes), bare=True, wraps=True)
    kind = None if chosen == ALL else chosen
    within = found[found["kind"] == kind] if kind else found
    one = remarks.of_group(within, st.query_params.get(GROUP, ""))
    if one.empty:
        _groups(remarks.groups(within))
    else:
        _group(one)
    return kind


def _kind(sizes: dict[str, int], code: str) -> str:
    name = say("Tất cả") if code == ALL else remarks.kind_name(code)
    return f"{name} {vn(sum(sizes.values()) if code == ALL else sizes[code])}"


def _groups(groups: pd.DataFrame) -> None:
    headings = (say("Đơn vị"), say("Số ô"), say("Tệp và ô"), say("Nhận được"), say("Lý do và cách sửa"))
    st.html(CSS)
    with st.container(gap="xxsmall"):
        for column, heading in zip(st.columns(WIDTHS, gap="small"), headings, strict=True):
            column.caption(heading)
        line = f'<div style="border-top:1px solid {blocks.colours().line}"></div>'
        is_whole = MORE in st.query_params or len(groups) <= MOST_GROUPS + 1
        shown = groups if is_whole else groups.head(MOST_GROUPS)
        with st.container(gap="xxsmall", key="groups"):
            for number, row in enumerate(shown.itertuples()):
                st.html(line)
                _group_line(number, row)
        if len(groups) > MOST_GROUPS + 1:
            st.button(
                say("Thu gọn") if is_whole else say("Xem cả {count} nhóm", count=vn(len(groups))),
                icon=":material/expand_less:" if is_whole else ":material/expand_more:",
                type="tertiary",
                key="more_groups",
                on_click=partial(_show_all, not is_whole),
            )


def _group_line(number: int, row: Any) -> None:
    plain = blocks.plain
    unit, count, place, value, why = st.columns(WIDTHS, gap="small", vertical_alignment="center")
    unit.button(
        f":small[{plain(row.sender)} :material/chevron_right:]",
        type="tertiary",
        key=f"group_{number}",
        help=say("Xem từng ô"),
        on_click=partial(_open_group, row.key),
    )
    count.markdown(f":small[{vn(row.count)}]")
    place.markdown(f":small[{plain(row.file_name)}]  \n:small[:gray[{plain(row.place)}]]")
    value.markdown(f":small[{plain(row.value or NO_VALUE)}]")
    reason, remedy = (plain(_sentence(text).rstrip(".")) for text in (row.message, row.fix))
    why.markdown(f":small[{reason}.] :small[:gray[{remedy}.]]")


def _show_all(is_whole: bool) -> None:
    if is_whole:
        st.query_params[MORE] = ALL
    else:
        st.query_params.pop(MORE, None)


def _open_group(key: str) -> None:
    st.query_params[GROUP] = key


def _close_group() -> None:
    st.query_params.pop(GROUP, None)


def _group(found: pd.DataFrame) -> None:
    """The remarks of one sender and rule; a click on one shows its cell in the file."""
    first = found.iloc[0]
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            say("Mọi đơn vị và lỗi"),
            icon=":material/arrow_back:",
            type="tertiary",
            key="all_groups",
            on_click=_close_group,
        )
        st.markdown(f"**{blocks.plain(first['sender'])} · {remarks.kind_name(first['kind'])}**", width="content")
    st.caption(blocks.plain(_sentence(first["fix"])))
    fields = {
        "place": Field(say("Trang và ô"), width=120),
        "value": Field(say("Giá trị nhận được"), width=130),
        "message": Field(say("Vì sao"), width=290),
        "file_name": Field(say("Tệp"), width=150),
    }
    blocks.listing(
        found,
        fields,
        name="loi-cua-don-vi",
        title=say("Lỗi cần sửa: {sender}", sender=first["sender"]),
        source=remarks.line(found, found),
        at_most=9,
        drill=remark_list.remember,
        filed=remark_list.columns(),
    )


# --- what is odd -------------------------------------------------------------------------------------------------


def odd(frame: pd.DataFrame) -> None:
    """Values that are used until their sender answers. frame: as remarks.odd."""
    blocks.section(
        say("Khác thường, cần xác nhận"), say("Giá trị vẫn được dùng và đánh dấu cho đến khi đơn vị trả lời")
    )
    if frame.empty:
        st.caption(say("Không có giá trị nào khác thường."))
        return
    fields = {
        "sender": Field(say("Đơn vị"), width=95),
        "about": Field(say("Chỉ tiêu"), width=170),
        "value": Field(say("Nhận được"), width=110),
        "against": Field(say("Đối chiếu"), width=125),
        "sign": Field(say("Dấu hiệu"), width=185),
    }
    line = say("{count} giá trị · nhật ký nạp số liệu", count=vn(len(frame)))
    if frame["is_sample"].any():
        line += " · " + say("số liệu minh họa")
    blocks.listing(
        frame,
        fields,
        name="khac-thuong",
        title=say("Khác thường, cần xác nhận"),
        source=line,
        at_most=5,
        drill=remark_list.remember,
    )
