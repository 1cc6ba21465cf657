"""The intake page's blocks: the uploader, the waiting files, one file sheet by sheet, what would change. [st]"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

import loaders
from loaders import BadFile, desk
from pages.parts import blocks, filters, intake, intake_desk, intake_form, remarks
from pages.parts.blocks import Field
from pages.parts.intake_desk import Tried
from pages.parts.style import vn
from pages.parts.words import say

FILE, SHEET = "file", "sheet"  # in the URL
SIGNS = 10  # of a checksum, enough to name a file
GRID = 430  # pixels
# Streamlit writes its uploader in English; its texts are hidden and ours stand in their place.
CSS = """<style>
[data-testid="stFileUploaderDropzone"] {{ min-height: 64px; align-items: center; }}
[data-testid="stFileUploaderDropzone"] > span button p {{ font-size: 0; }}
[data-testid="stFileUploaderDropzone"] > span button p::after {{ content: "{choose}"; font-size: 0.875rem; }}
[data-testid="stFileUploaderDropzoneInstructions"] * {{ font-size: 0; }}
[data-testid="stFileUploaderDropzoneInstructions"]::after {{ content: "{drop}"; font-size: 0.875rem; }}
.st-key-remarks p {{ line-height: 1.35; }}
</style>"""


# --- files in ----------------------------------------------------------------------------------------------------


def upload() -> None:
    """Where files are dropped."""
    drop = say("hoặc thả tệp của đơn vị vào đây: Excel, CSV, HTML, ODS, hoặc zip nhiều tệp")
    st.html(CSS.format(choose=say("Chọn tệp"), drop=drop))
    st.file_uploader(
        say("Tệp của đơn vị"),
        type=list(desk.ENDINGS),
        accept_multiple_files=True,
        label_visibility="collapsed",
        key=intake_desk.uploads_key(),
        on_change=intake_desk.receive,
    )
    if told := intake_desk.said():
        st.error(told, icon=":material/error:")


def nothing_waits() -> None:
    """No file waits: what to do."""
    blocks.empty(
        say("Không có tệp nào đang chờ"),
        say(
            "Thả tệp vào ô trên, hoặc chép vào thư mục inbox của kho dữ liệu: mọi tệp ở đó hiện ra tại đây. Nạp nhiều "
            "tệp không cần xem trước thì dùng lệnh dưới đây."
        ),
        blocks.LOAD_COMMAND,
    )


def published() -> None:
    """What the last click published, with the files that go back, and the way back."""
    done = st.session_state.get(intake_desk.LAST)
    if done is None:
        return
    frame = intake.files(done.files)
    with st.container(border=True, key="strip_calm_published"):
        with st.container(horizontal=True, vertical_alignment="center"):
            icon, title = (
                (":material/task_alt:", say("Đã công bố bản số liệu mới"))
                if done.published
                else (":material/assignment_return:", say("Không có gì được công bố"))
            )
            st.markdown(f"**{icon} {title}**", width="content")
            st.caption(intake.sentence(frame, is_done=True), width="content")
            st.space("stretch")
            if done.published:
                st.page_link("pages/overview.py", label=say("Xem tổng quan"), icon=":material/dashboard:")
                st.button(say("Quay lại bản trước"), icon=":material/undo:", key="undo", on_click=_undo)
            st.button(say("Đóng"), icon=":material/close:", type="tertiary", key="close", on_click=_close)
        _returned(done.files)


def _returned(reports: list[Any]) -> None:
    """The workbooks that go back to their senders."""
    with st.container(horizontal=True):
        for name in dict.fromkeys(report.error_workbook for report in reports if report.error_workbook):
            path = desk.outbox_file(name)
            if path is not None:
                st.download_button(
                    say("Tệp gửi trả: {name}", name=path.name),
                    path.read_bytes(),
                    file_name=path.name,
                    icon=":material/assignment_return:",
                    key=f"returned_{path.name}",
                    on_click="ignore",
                )


def _undo() -> None:
    if intake_desk.safely(loaders.undo):
        st.session_state.pop(intake_desk.LAST, None)


def _close() -> None:
    st.session_state.pop(intake_desk.LAST, None)


# --- what waits --------------------------------------------------------------------------------------------------


def waiting(tried: Tried) -> str:
    """The waiting files, worst first, and the button that publishes them. Returns the checksum of the file opened."""
    frame = intake.files(tried.reports)
    loadable = frame[frame["outcome"].isin(["loaded", "partly_loaded"])]
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom"):
        blocks.section(say("Tệp đang chờ"), intake.sentence(frame))
        with st.container(horizontal=True, width="content"):
            paths = list(dict.fromkeys(tried.paths.values()))
            if loadable.empty:
                label, icon = say("Ghi nhận và trả lại đơn vị"), ":material/assignment_return:"
            else:
                label, icon = say("Công bố {count} tệp", count=vn(loadable["sha256"].nunique())), ":material/publish:"
            if st.button(label, icon=icon, type="primary", key="publish"):
                intake_desk.publish(paths)
    known = list(dict.fromkeys(frame["sha256"]))
    opened = next((one for one in known if one.startswith(filters.asked(FILE, known[0]))), known[0])
    blocks.table(
        frame,
        {
            "said": Field(say("Kết quả"), width=120),
            "file": Field(say("Tệp"), width=290),
            "title": Field(say("Loại số liệu"), width=210),
            "dated": Field(say("Số liệu đến"), width=95),
            "rows_read": Field(say("Dòng đọc"), vn, 80),
            "rows_loaded": Field(say("Sẽ nạp"), vn, 75),
            "rows_refused": Field(say("Từ chối"), vn, 75),
            "warnings": Field(say("Cảnh báo"), vn, 80),
        },
        at_most=6,
        key="waiting",
        drill=_open,
        mark=lambda row: row["sha256"] == opened,
        style=blocks.MARK,
    )
    return opened


def _open(row: pd.Series) -> None:
    st.session_state[FILE] = st.query_params[FILE] = row["sha256"][:SIGNS]
    st.session_state.pop(SHEET, None)
    st.query_params.pop(SHEET, None)


# --- one file ----------------------------------------------------------------------------------------------------


def one_file(tried: Tried, sha256: str) -> None:
    """A file sheet by sheet: what was recognised, its cells with the faulty ones marked, its remarks."""
    path, reports = tried.paths[sha256], tried.of(sha256)
    name = reports[0].file
    issues = [issue for report in reports for issue in report.issues]
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom"):
        blocks.section(blocks.plain(name), say("Từng trang: đã nhận ra gì, ô nào sai. Ô đỏ bị từ chối, ô vàng cần xem"))
        _actions(path, name, reports)
    try:
        sheets = desk.inspect(path, name, issues)
    except BadFile as bad:
        st.error(f"{bad.message[:1].upper()}{bad.message[1:]}. {bad.fix[:1].upper()}{bad.fix[1:]}.")
        return
    left, right = st.columns([6, 4], gap="medium")
    with left:
        sheet = _sheet(sheets)
        if sheet is not None:
            _cells(sheet, issues)
    with right:
        _remarks(issues)
    if sheet is not None and sheet.is_visible and sheet.texts:
        intake_form.by_hand(path, name, sheet)


def _actions(path: Path, name: str, reports: list[Any]) -> None:
    """For the file alone: the workbook to send back, another name, out of the inbox."""
    with st.container(horizontal=True, width="content"):
        if any(issue.level != "warning" for report in reports for issue in report.issues):
            st.download_button(
                say("Tệp đánh dấu lỗi"),
                partial(_marked, path, name, reports),
                file_name=f"{Path(name).stem}__loi.xlsx",
                icon=":material/assignment_return:",
                help=say("Bản của chính tệp này, ô sai tô màu và ghi cách sửa, để gửi lại đơn vị"),
                key="marked",
                on_click="ignore",
            )
        with st.popover(say("Đổi tên"), icon=":material/edit:"):
            st.caption(say("Tên tệp là nơi cuối cùng có thể ghi ngày số liệu và đơn vị gửi, ví dụ: Viettel 31-05-2024"))
            new = st.text_input(say("Tên mới"), value=path.stem, key=f"rename_{name}")
            if st.button(say("Đổi tên"), key="rename") and new != path.stem:
                if intake_desk.safely(lambda: desk.rename(path, new)):
                    st.query_params.pop(FILE, None)
                    st.session_state.pop(FILE, None)
                st.rerun()
        with st.popover(say("Bỏ tệp"), icon=":material/delete:"):
            st.caption(say("Tệp rời hàng chờ và bị xóa khỏi thư mục inbox; số liệu đã công bố không đổi."))
            if st.button(say("Bỏ tệp này"), key="remove"):
                intake_desk.safely(lambda: desk.remove(path))
                st.rerun()


def _marked(path: Path, name: str, reports: list[Any]) -> bytes:
    return desk.marked_workbook(path, name, reports)


def _sheet(sheets: list[Any]) -> Any:
    """The sheet that is looked at: the first with a table or a remark, or the one chosen."""
    if not sheets:
        return None
    by_name = {sheet.name: sheet for sheet in sheets}
    best = sorted(by_name, key=lambda name: (not by_name[name].tables, not by_name[name].is_visible))
    if len(best) == 1:
        chosen = best[0]
    else:
        chosen = filters.switch(SHEET, say("Trang"), best, lambda name: name or say("Bảng"), bare=True, wraps=True)
    return by_name.get(chosen or best[0])


def _cells(sheet: Any, issues: list[Any]) -> None:
    st.markdown(f":material/table_view: {blocks.plain(intake.recognised(sheet))}")
    if not sheet.texts:
        return
    frame, marks = intake.grid(sheet, issues)
    st.dataframe(frame.style.apply(lambda _: marks, axis=None), height=min(GRID, 36 + 28 * len(frame)), row_height=28)
    if sheet.left_out:
        st.caption(
            say(
                "Hiện {count} dòng đáng xem: đầu trang, tiêu đề, các dòng có lỗi; {more} dòng khác không có gì cần nói",
                count=vn(len(frame)),
                more=vn(sheet.left_out),
            )
        )


def _remarks(issues: list[Any]) -> None:
    frame = intake.grouped(issues)
    if frame.empty:
        blocks.empty(say("Không có lỗi"), say("Mọi dòng được nhận, không có cảnh báo."))
        return
    with st.container(height=GRID if len(frame) > 4 else "content", border=False, key="remarks", gap="small"):
        for row in frame.itertuples():
            place = f" · {blocks.plain(row.cells)}" if row.cells else ""
            many = f" · {vn(row.count)}×" if row.count > 1 else ""
            st.markdown(f"**{remarks.severity(row.level)}**{many}{place}  \n{blocks.plain(row.message)}")
            st.caption(f":material/build: {blocks.plain(row.fix)}")


# --- what would change ---------------------------------------------------------------------------------------------


def effect(tried: Tried) -> None:
    """The figures as they are and as they would be."""
    blocks.section(
        say("Công bố sẽ làm thay đổi"), say("Chỉ tiêu chính, bản đang dùng so với bản sau khi nạp cả hàng chờ")
    )
    if tried.effect.empty:
        st.caption(say("Không chỉ tiêu nào thay đổi."))
        return
    blocks.table(
        tried.effect,
        {
            "title": Field(say("Chỉ tiêu"), width=235),
            "before": Field(say("Đang công bố"), width=120),
            "after": Field(say("Sau khi nạp"), width=120),
            "change": Field(say("Thay đổi"), width=105),
        },
        at_most=10,
    )
