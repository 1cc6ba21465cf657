"""The statutory forms: what stands in the one that is asked for, and the file that is signed. [st]"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from metrics import Query
from pages.parts import ask, blocks, filters, trace, words
from pages.parts.cards import Behind
from pages.parts.service_question import Asked
from pages.parts.services import counts_form, form_question, sources_dialog, statutory_forms
from pages.parts.services.counts_form import FIELD, UNIT, Period
from pages.parts.services.form_question import Whose
from pages.parts.services.records_sources import NUMBERS
from pages.parts.services.sources_dialog import Opened
from pages.parts.services.statutory_forms import BY_LEVEL, PROCEDURES, Filled
from pages.parts.style import day, month, vn
from pages.parts.tables import Drill, Field
from pages.parts.words import later, say

# Columns 3 to 13 of form II.06a on screen, and how wide.
HEADINGS = (
    *((later("3 Tiếp nhận"), 81), (later("4 Trực tuyến"), 83), (later("5 Trực tiếp"), 78)),
    *((later("6 Kỳ trước"), 76), (later("7 Giải quyết"), 82), (later("8 Trước hạn"), 83)),
    *((later("9 Đúng hạn"), 79), (later("10 Quá hạn"), 82), (later("11 Đang xử lý"), 94)),
    *((later("12 Trong hạn"), 89), (later("13 Quá hạn"), 82)),
)
ROWS, LABEL = 14, 190
SUMS = "background-color: rgba(20, 82, 143, 0.05); font-weight: 650"
LIST = "form_procedures"  # the source line that opens the list of procedures


def show(asked: Asked) -> None:
    """The pickers, what would stand in the form, and the form. Of the units that the page is narrowed to."""
    months = [one for one in ask.form_months() if asked.period.end is None or one <= asked.period.end]
    about = say("Đúng bố cục của biểu, tổng là công thức, sẵn để ký; nạp lại tệp này thì ra cùng số liệu.")
    with st.container(gap="xsmall"):
        blocks.section(say("Biểu mẫu báo cáo"), about)
        if not months:
            blocks.nothing_from("dossier_counts")
            return
        row = st.container(horizontal=True, vertical_alignment="center")
        with row:
            form, period, whose = form_question.pickers(asked, months)
        if asked.field:
            st.caption(say("Biểu luôn gồm mọi lĩnh vực, không theo bộ lọc lĩnh vực."))
        if form == PROCEDURES:
            _procedures(whose, period, row)
        else:
            _counts(whose, period, row)


# --- form II.06a -------------------------------------------------------------------------------------------------


def _counts(whose: Whose, period: Period, beside: DeltaGenerator) -> None:
    """What would stand in the form. beside: where the button goes, beside the pickers."""
    offices = ask.offices()
    reports = form_question.within(ask.form_rows(period.start, period.end), whose)
    owed = pd.DataFrame({"unit": ask.expected_forms(period.start, period.end)}).merge(offices, on="unit", how="left")
    lacking = counts_form.gaps(reports, list(form_question.within(owed, whose)["unit"]), period)
    rows = counts_form.whole(counts_form.added_up(reports), lacking)
    _lacking(lacking, period)
    if rows.empty and whose.unit and not lacking:
        blocks.empty(
            say("{unit} không có Biểu II.06a", unit=ask.unit(whose.unit)),
            say("Đơn vị này không phải gửi biểu riêng trong kỳ, nên không có số để lập."),
        )
        return
    if rows.empty:
        blocks.empty(
            say("Chưa lập được biểu của kỳ này"),
            say("Cần đủ các tháng của kỳ; tháng chưa gửi không được tính là 0. Chọn kỳ khác hoặc chờ đơn vị gửi."),
        )
        return
    unequal = counts_form.unequal(rows)
    if len(unequal):
        chips = [("", f"{ask.unit(row.unit)}: {row.field}", "violet") for row in unequal.head(6).itertuples()]
        blocks.strip(
            "form_unequal", ":material/difference:", say("Không khớp (3) = (7) + (11), đơn vị cần xem lại"), chips
        )
    names = form_question.names(offices)
    by_name = {names.get(unit, unit): months for unit, months in lacking.items()}
    filled = Filled(form_question.office(whose, offices), period, bool(rows["is_sample"].any()), by_name)
    said = say(
        "Tình hình, kết quả giải quyết thủ tục hành chính. {period}: {rows} lĩnh vực của {units} đơn vị",
        period=period.said,
        rows=vn(len(rows)),
        units=vn(rows["unit"].nunique()),
    )
    with beside:
        _download(partial(statutory_forms.counts, rows, names, filled), "II.06a", whose, filled)
    st.markdown(f"**{blocks.plain(said)}**")
    _preview_counts(rows, period, filled.is_sample)


def _lacking(lacking: Mapping[str, Sequence[date]], period: Period) -> None:
    """Who is left out of the form, and for want of which months."""
    if not lacking:
        return
    chips = []
    for unit, months in lacking.items():
        is_all = len(months) == len(period.months)
        when = "" if is_all else f": {', '.join(month(one) for one in months)}"
        chips.append((":material/cloud_off:", f"{ask.unit(unit)}{when}", "gray"))
    more = [("", say("và {count} đơn vị nữa", count=vn(len(chips) - 8)), "gray")] if len(chips) > 8 else []
    title = say("Không có trong biểu vì thiếu tháng")
    blocks.strip("form_gaps", ":material/cloud_off:", title, [*chips[:8], *more], warns=True)


def _preview_counts(rows: pd.DataFrame, period: Period, is_sample: bool) -> None:
    """The form's rows as they will stand in it; a click opens the reports of a row, or takes its unit alone."""
    _preview(
        rows,
        NUMBERS,
        {name: Field(say(text), vn, width) for name, (text, width) in zip(NUMBERS, HEADINGS, strict=True)},
        partial(_open_row, period),
    )
    said = [say("Nguồn: Biểu II.06a của các đơn vị"), period.said, say("đơn vị tính: hồ sơ")]
    said += [say("cột 6 lấy đầu kỳ, cột 11 đến 13 lấy cuối kỳ, không cộng dồn")] if len(period.months) > 1 else []
    blocks.source_line(" · ".join([*said, *([say("số liệu minh họa")] if is_sample else [])]))


def _preview(rows: pd.DataFrame, numbers: Sequence[str], columns: Mapping[str, Field], drill: Drill) -> None:
    names = {unit: ask.unit(unit) for unit in rows["unit"].dropna().unique()}
    shown = counts_form.as_listed(rows, numbers, names, say("Tổng cộng"))
    shown["label"] = shown["label"].replace("", say("không ghi"))
    fields = {"turn": Field(say("TT"), width=44), "label": Field(say("Đơn vị, lĩnh vực"), width=LABEL)}
    blocks.table(
        shown,
        fields | dict(columns),
        at_most=ROWS,
        mark=lambda row: row["kind"] != FIELD,
        key="table_form",
        style=SUMS,
        drill=drill,
    )


def _open_row(period: Period, row: pd.Series) -> None:
    if row["kind"] == UNIT:
        filters.pick("form_unit", str(row["unit"]))
    elif row["kind"] == FIELD:
        unit, field = str(row["unit"]), str(row["field"])
        title = f"{ask.unit(unit)}: {field}" if field else ask.unit(unit)
        said = say("{period}: các dòng của biểu đã gửi được cộng vào dòng này.", period=period.said)
        sources_dialog.remember(Opened(title, said, unit, period.start, period.end, field or None))


# --- form II.07b -------------------------------------------------------------------------------------------------


def _procedures(whose: Whose, period: Period, beside: DeltaGenerator) -> None:
    """The same of form II.07b."""
    rows = form_question.within(ask.procedures_by_level(period.end), whose)
    if rows.empty:
        blocks.nothing_from("procedures")
        return
    offices = ask.offices()
    filled = Filled(form_question.office(whose, offices), period, bool(rows["is_sample"].any()), {})
    said = say(
        "Số lượng thủ tục hành chính. Danh mục đến {day}: {count} thủ tục, {rows} lĩnh vực của {units} cơ quan",
        day=day(rows["reported_on"].max()),
        count=vn(rows["procedures"].sum()),
        rows=vn(len(rows)),
        units=vn(rows["unit"].nunique()),
    )
    with beside:
        _download(
            partial(statutory_forms.procedures, rows, form_question.names(offices), filled), "II.07b", whose, filled
        )
    st.markdown(f"**{blocks.plain(said)}**")
    columns = {
        "total": Field(say("3 Tổng số TTHC"), vn, 130),
        "at_province": Field(say("4 Cấp tỉnh"), vn, 130),
        "at_district": Field(say("5 Cấp huyện"), vn, 130),
        "at_commune": Field(say("6 Cấp xã"), vn, 130),
    }
    behind = Behind("procedures_total", Query(as_of=period.end, where={"unit": whose.unit} if whose.unit else {}))
    listed = rows.assign(total=rows[list(BY_LEVEL)].sum(axis=1))
    _preview(listed, ("total", *BY_LEVEL), columns, partial(_open_procedures, behind))
    more = say("Thủ tục làm ở nhiều cấp được tính ở từng cấp; cột 7 đến 14 chưa có nguồn nên để trống.")
    sample = f" · {say('số liệu minh họa')}" if filled.is_sample else ""
    source = say("Nguồn: {sources}", sources=words.source("procedures"))
    blocks.source_line(f"{source} · {say('đơn vị tính: thủ tục')}{sample}. {more}", LIST, behind)


def _open_procedures(behind: Behind, row: pd.Series) -> None:
    if row["kind"] == UNIT and isinstance(row["unit"], str):
        filters.pick("form_unit", row["unit"])
    elif row["kind"] == FIELD:
        trace.show(LIST, behind, row)


def _download(make: partial[bytes], form: str, whose: Whose, filled: Filled) -> None:
    """The button that makes the form."""
    st.download_button(
        say("Tải biểu {form} (.xlsx)", form=form),
        make,
        file_name=f"{'minh-hoa_' if filled.is_sample else ''}bieu-{form}_{whose.file}_{filled.period.file}.xlsx",
        key=f"statutory_{form}",
        icon=":material/description:",
        on_click="ignore",
        width="content",
    )
