"""The data-quality page's other views: rows over time, columns that changed, every file and its withdrawal. [st]"""

from __future__ import annotations

from datetime import date
from functools import partial

import pandas as pd
import streamlit as st

import loaders
from loaders import SOURCES
from pages.parts import ask, blocks, charts_reports, filters, intake_desk, remark_list, remarks, report_history, words
from pages.parts.blocks import Field
from pages.parts.style import day, moment, month, vn
from pages.parts.words import later, say

NOW, TIME, COLUMNS, FILES = "now", "time", "columns", "files"
VIEWS = {
    NOW: later("Kỳ này"),
    TIME: later("Theo thời gian"),
    COLUMNS: later("Thay đổi cột"),
    FILES: later("Lịch sử tệp"),
}
ALL = "all"
FILE = "file"  # in the URL: the start of the checksum of the file that is opened
SHORT = 12  # letters of a checksum that tell files apart
WITHDRAWN = "withdrawn"  # what was taken back last, and the warehouse without it


def view() -> str:
    """Which side of the reports is shown."""
    return str(filters.switch("view", say("Xem"), list(VIEWS), lambda one: say(VIEWS[one]), bare=True))


# --- rows over time --------------------------------------------------------------------------------------------------


def over_time(sources: pd.DataFrame, as_of: date | None, last: date, sender: str | None) -> None:
    """Rows kept and refused in twelve months, of one source or all. sources: those that have reports."""
    heading, picker = st.columns([5, 2], gap="medium", vertical_alignment="bottom")
    with picker, st.container(horizontal=True, horizontal_alignment="right"):
        options = [ALL, *sources["source"]]
        chosen = filters.choose("of", say("Nguồn"), options, _source, width=320, bare=True)
    frame = report_history.months(ask.rows_by_month(as_of, sender, None if chosen == ALL else chosen), last)
    fields = {
        "month_end": Field(say("Tháng"), month, 90),
        "files": Field(say("Số tệp"), vn, 80),
        "rows_kept": Field(say("Dòng được nhận"), vn, 130),
        "rows_refused": Field(say("Dòng bị từ chối"), vn, 130),
        "refused_share": Field(say("Tỷ lệ bị từ chối"), report_history.share, 130),
    }
    line = say("Nhật ký nạp số liệu · các tệp đang dùng, theo kỳ báo cáo; không kể tệp bị từ chối nguyên tệp")
    if frame["is_sample"].any():
        line += " · " + say("số liệu minh họa")
    blocks.chart(
        say("Dòng được nhận và bị từ chối theo tháng"),
        charts_reports.rows(frame, blocks.colours()),
        frame,
        fields,
        sentence=report_history.months_said(frame),
        source=line,
        name="dong-theo-thang",
        heading=heading,
    )


def _source(code: str) -> str:
    return say("Mọi nguồn") if code == ALL else words.source(code)


# --- columns ---------------------------------------------------------------------------------------------------------


def columns_changed(as_of: date | None, sender: str | None) -> None:
    """Columns that are new, renamed or gone since the report before, in twelve months."""
    found = ask.columns(as_of)
    if sender:
        found = found[found["unit"].eq(sender)]
    frame = report_history.changed(found)
    about = say("So từng báo cáo với báo cáo liền trước của cùng đơn vị, cùng nguồn, trong 12 tháng; ")
    blocks.section(say("Thay đổi cột"), about + (report_history.changed_said(frame) or say("không có thay đổi")))
    if frame.empty:
        blocks.empty(
            say("Không cột nào thay đổi"),
            say("Mọi báo cáo dùng đúng các cột của báo cáo liền trước; khác dấu, khác chữ hoa, khác ngày không tính."),
        )
        return
    line = say("{count} thay đổi · nhật ký nạp số liệu", count=vn(len(frame)))
    if frame["is_sample"].any():
        line += " · " + say("số liệu minh họa")
    fields = {
        "sender": Field(say("Đơn vị"), width=105),
        "title": Field(say("Nguồn"), width=125),
        "said": Field(say("Thay đổi"), width=80),
        "before": Field(say("Trước"), width=185),
        "after": Field(say("Nay"), width=185),
        "file_name": Field(say("Tệp"), width=185),
        "earlier_name": Field(say("Tệp trước"), width=155),
        "dated": Field(say("Kỳ"), day, 90),
    }
    blocks.listing(frame, fields, name="thay-doi-cot", title=say("Thay đổi cột"), source=line, at_most=15)


# --- files -----------------------------------------------------------------------------------------------------------


def every_file(sources: pd.DataFrame, sender: str | None) -> None:
    """Every file of one source that was ever loaded; one of them opened, with its remarks and its withdrawal.

    sources: those that have reports; they are offered first.
    """
    _withdrawn()
    heading, picker = st.columns([5, 2], gap="medium", vertical_alignment="bottom")
    with picker, st.container(horizontal=True, horizontal_alignment="right"):
        options = list(dict.fromkeys([*sources["source"], *SOURCES]))
        source = filters.choose("history", say("Nguồn"), options, words.source, width=320, bare=True)
    found = report_history.files(ask.files(str(source), sender))
    about = say("Mọi tệp từng nạp, cả tệp đã bị thay; mới nhất ở trên. Bấm vào một tệp để xem lỗi hoặc rút tệp")
    with heading:
        blocks.section(say("Lịch sử tệp"), about)
    if found.empty:
        who = words.sender(str(source))
        blocks.empty(say("Chưa có tệp nào của nguồn này"), say("Đơn vị gửi: {who}.", who=who))
        return
    shown = found.assign(sample=["◇" if one else "" for one in found["is_sample"]])
    opened = shown[shown["sha256"].str[:SHORT].eq(st.query_params.get(FILE, ""))]
    line = say("{count} tệp · nhật ký nạp số liệu", count=vn(len(found)))
    if found["is_sample"].any():
        line += " · " + say("◇ tệp minh họa")
    blocks.listing(
        shown,
        {
            "received_at": Field(say("Nhận lúc"), moment, 130),
            "file_name": Field(say("Tệp"), width=260),
            "sample": Field("◇", width=35, help=say("Tệp minh họa")),
            "who": Field(say("Đơn vị gửi"), width=130),
            "period": Field(say("Kỳ"), width=95),
            "rows_read": Field(say("Dòng đọc"), vn, 80),
            "rows_kept": Field(say("Nhận"), vn, 70),
            "rows_refused": Field(say("Từ chối"), vn, 70),
            "said": Field(say("Tình trạng"), width=270),
        },
        name="lich-su-tep",
        title=say("Lịch sử tệp: {source}", source=words.source(str(source))),
        source=line,
        at_most=10 if opened.empty else 6,
        drill=_open,
        mark=lambda row: not opened.empty and row["sha256"] == opened.iloc[0]["sha256"],
    )
    if not opened.empty:
        _file(opened.iloc[0])


def _open(row: pd.Series) -> None:
    st.query_params[FILE] = row["sha256"][:SHORT]


def _close() -> None:
    st.query_params.pop(FILE, None)


def _file(file: pd.Series) -> None:
    """One file: how it stands, taking it back, what was remarked on it."""
    with st.container(border=True, key="strip_calm_file"):
        with st.container(horizontal=True, vertical_alignment="center"):
            sample = f" · {say('tệp minh họa')}" if file["is_sample"] else ""
            st.markdown(f"**:material/description: {blocks.plain(file['file_name'])}**", width="content")
            st.caption(blocks.plain(f"{file['said']} · {file['who']} · {file['period']}{sample}"), width="content")
            st.space("stretch")
            if file["stands"]:
                _withdrawal(file)
            st.button(say("Đóng"), icon=":material/close:", type="tertiary", key="close_file", on_click=_close)
        if told := intake_desk.said():
            st.error(told, icon=":material/error:")
    found = remarks.told(ask.file_issues(file["sha256"], file["source"]))
    if found.empty:
        st.caption(say("Không có điểm nào được ghi lại cho tệp này."))
    else:
        remark_list.of_file(found, str(file["file_name"]))


def _withdrawal(file: pd.Series) -> None:
    with st.popover(say("Rút tệp này"), icon=":material/undo:", width="content"):
        st.markdown(consequence(file, ask.returning(file["sha256"], file["source"])))
        st.button(
            say("Rút tệp"),
            type="primary",
            key="withdraw",
            on_click=partial(_withdraw, file["sha256"], file["source"], str(file["file_name"])),
        )


def consequence(file: pd.Series, returning: pd.DataFrame) -> str:
    """What withdrawing does, in Markdown. returning: as records_files.returning."""
    said = say("{count} dòng của tệp này không còn được tính vào số nào.", count=vn(file["rows_kept"]))
    names = list(returning["file_name"])
    if names:
        shown = ", ".join(f"**{blocks.plain(name)}**" for name in names[: report_history.NAMED])
        more = (
            say(" và {count} tệp khác", count=vn(len(names) - report_history.NAMED))
            if names[report_history.NAMED :]
            else ""
        )
        said += " " + say("Được tính lại: {files}.", files=shown + more)
    else:
        said += " " + say("Không có tệp nào trước đó để tính lại: kỳ này sẽ thành chưa có số liệu.")
    return said + " " + say("Tệp vẫn còn trong kho lưu; có thể hoàn tác.")


def _withdraw(sha256: str, source: str, name: str) -> None:
    done = intake_desk.safely(lambda: loaders.withdraw(sha256, source))
    if done is not None:
        st.session_state[WITHDRAWN] = (name, done)


def _withdrawn() -> None:
    """What was taken back by the last click, and the way back while nothing else was published since."""
    name, warehouse = st.session_state.get(WITHDRAWN, ("", ""))
    if not name or warehouse != ask.warehouse():
        return
    with st.container(border=True, horizontal=True, vertical_alignment="center", key="strip_calm_withdrawn"):
        title = say("Đã rút tệp {name}", name=blocks.plain(name))
        st.markdown(f"**:material/task_alt: {title}**", width="content")
        st.caption(say("Mọi trang đã dùng bản số liệu mới."), width="content")
        st.space("stretch")
        st.button(say("Hoàn tác"), icon=":material/undo:", key="undo_withdrawal", on_click=_undo)


def _undo() -> None:
    if intake_desk.safely(loaders.undo):
        st.session_state.pop(WITHDRAWN, None)
