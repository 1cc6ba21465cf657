"""The list of white zones as the province's form: a workbook with letterhead, title, table and signatures. Pure."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from pages.parts import nearness
from pages.parts.form_cells import put
from pages.parts.style import day, is_missing, vn
from pages.parts.white_zones import NO_BROADBAND, NONE, OVERDUE, WEAK
from pages.parts.words import later, say

TITLES = {
    NONE: later("DANH SÁCH THÔN, BẢN CHƯA CÓ SÓNG DI ĐỘNG"),
    WEAK: later("DANH SÁCH THÔN, BẢN CÓ SÓNG DI ĐỘNG YẾU"),
    NO_BROADBAND: later("DANH SÁCH THÔN, BẢN CÓ SÓNG NHƯNG CHƯA CÓ BĂNG RỘNG DI ĐỘNG"),
}
# Heading, width in characters.
COLUMNS = (
    (later("STT"), 5),
    (later("Huyện"), 13),
    (later("Xã"), 14),
    (later("Thôn"), 18),
    (later("Số hộ"), 8),
    (later("Dân số"), 9),
    (later("Tình trạng"), 20),
    (later("Nguyên nhân"), 26),
    (later("Trạm gần nhất"), 19),
    (later("Khoảng cách (km)"), 11),
    (later("Điện lưới"), 8),
    (later("Kế hoạch"), 12),
    (later("Ghi chú"), 28),
)
WIDTH, HALF = len(COLUMNS), 6  # columns; those under the left half of letterhead and signatures
HOUSEHOLDS, PEOPLE, DISTANCE, PLAN = 5, 6, 10, 12


@dataclass(frozen=True)
class Form:
    """What stands around the table. province: its short name; as_of: the list's own day; notes: under the table."""

    kind: str
    province: str
    area: str
    as_of: date
    is_sample: bool
    notes: tuple[str, ...] = ()


def workbook(villages: pd.DataFrame, form: Form) -> bytes:
    """One sheet, A4 lying. villages: as white_zones.ranked, of one kind."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = say("Danh sách")
    _page(sheet)
    top = _letterhead(sheet, form)
    _heading(sheet, top)
    for number, row in enumerate(villages.itertuples(), 1):
        _body(sheet, top + number, _cells(row, form.kind))
    below = _total(sheet, top + len(villages) + 1, villages)
    for note in form.notes:
        put(sheet, below, 1, note, (1, WIDTH), italic=True, align="left", wrap=True)
        sheet.row_dimensions[below].height = 30  # two lines: nothing measures a merged cell
        below += 1
    _signatures(sheet, below + 1, form)
    sheet.print_title_rows = f"{top}:{top}"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


# --- one village -----------------------------------------------------------------------------------------------


def _cells(row: Any, kind: str) -> list[object]:
    """The cells of one village, in the order of COLUMNS."""
    return [
        int(row.turn),
        row.district_name,
        row.commune_name,
        row.village_name,
        _count(row.households),
        _count(row.population),
        status(row, kind),
        None if is_missing(row.cause) else row.cause,
        None if is_missing(row.station) else f"{row.station} ({row.station_operator})",
        None if is_missing(row.km) else round(float(row.km), 1),
        row.power,
        say("chưa có") if is_missing(row.planned_on) else pd.Timestamp(row.planned_on).date(),
        remark(row, kind),
    ]


def status(row: Any, kind: str) -> str:
    """What the village has, in words: of a weak signal also whether it carries broadband."""
    if kind == NONE:
        return say("Chưa có sóng")
    lacks = not is_missing(row.has_broadband) and not row.has_broadband
    if row.signal == WEAK:
        return say("Sóng yếu, chưa có băng rộng") if lacks else say("Sóng yếu")
    return say("Có sóng, chưa có băng rộng")


def remark(row: Any, kind: str) -> str:
    """How long the plan is overdue, the nearest 4G where that is missing, and from where the distance is measured."""
    said = [say("Quá hạn {days} ngày", days=vn(row.days))] if row.group == OVERDUE else []
    if kind == NO_BROADBAND and not is_missing(row.km_4g):
        said.append(
            say(
                "trạm 4G gần nhất: {station} ({operator}), {km} km",
                station=row.station_4g,
                operator=row.station_operator_4g,
                km=vn(row.km_4g, 1),
            )
        )
    if row.place == nearness.COMMUNE:
        said.append(say("khoảng cách tính từ trung tâm xã"))
    if row.place == nearness.NOWHERE:
        said.append(say("không có tọa độ nên không tính được khoảng cách"))
    text = "; ".join(said)
    return text[:1].upper() + text[1:]


def _count(value: object) -> int | None:
    return None if is_missing(value) else int(value)  # type: ignore[call-overload,no-any-return]


# --- the sheet --------------------------------------------------------------------------------------------------


def _page(sheet: Worksheet) -> None:
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]
    sheet.print_options.horizontalCentered = True
    sheet.sheet_view.showGridLines = False
    sheet.oddFooter.center.text = "&P/&N"
    for number, (_, width) in enumerate(COLUMNS, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width


def _letterhead(sheet: Worksheet, form: Form) -> int:
    """The mark of invented figures, agency and national motto side by side, title; returns the headings' row."""
    row = 1
    if form.is_sample:
        mark = say("DỮ LIỆU MINH HỌA: số liệu tự sinh, không phải số liệu thật")
        put(sheet, row, 1, mark, (1, WIDTH), bold=True)
        row += 1
    left, right = (1, HALF), (HALF + 1, WIDTH)
    put(sheet, row, 1, say("ỦY BAN NHÂN DÂN TỈNH {province}", province=form.province.upper()), left)
    put(sheet, row, HALF + 1, say("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), right, bold=True)
    put(sheet, row + 1, 1, say("SỞ THÔNG TIN VÀ TRUYỀN THÔNG"), left, bold=True)
    put(sheet, row + 1, HALF + 1, say("Độc lập - Tự do - Hạnh phúc"), right, bold=True)
    row += 3
    put(sheet, row, 1, say(TITLES[form.kind]), (1, WIDTH), bold=True, size=14)
    put(sheet, row + 1, 1, form.area, (1, WIDTH), bold=True)
    said = say("(Số liệu đến ngày {day})", day=day(form.as_of))
    put(sheet, row + 2, 1, said, (1, WIDTH), italic=True)
    return row + 4


def _heading(sheet: Worksheet, row: int) -> None:
    for number, (heading, _) in enumerate(COLUMNS, 1):
        put(sheet, row, number, say(heading), bold=True, box=True, wrap=True)
    sheet.row_dimensions[row].height = 32


def _body(sheet: Worksheet, row: int, cells: list[object]) -> None:
    for number, value in enumerate(cells, 1):
        aligned = "left" if isinstance(value, str) else "center" if isinstance(value, date) or number == 1 else "right"
        put(sheet, row, number, value, box=True, wrap=True, align=aligned)
    sheet.cell(row, DISTANCE).number_format = "#,##0.0"
    sheet.cell(row, PLAN).number_format = "dd/mm/yyyy"
    for number in (HOUSEHOLDS, PEOPLE):
        sheet.cell(row, number).number_format = "#,##0"


def _total(sheet: Worksheet, row: int, villages: pd.DataFrame) -> int:
    """Villages, households and people together; returns the row behind. What nobody said is no part of a sum."""
    put(sheet, row, 1, say("Tổng cộng: {count} thôn", count=vn(len(villages))), (1, 4), bold=True, box=True)
    for number in range(5, WIDTH + 1):
        put(sheet, row, number, None, box=True)
    for number, name in ((HOUSEHOLDS, "households"), (PEOPLE, "population")):
        total = pd.to_numeric(villages[name]).sum(min_count=1)
        put(sheet, row, number, _count(total), bold=True, box=True, align="right")
        sheet.cell(row, number).number_format = "#,##0"
    return row + 1


def _signatures(sheet: Worksheet, row: int, form: Form) -> None:
    """Place and day to be filled in, who signs as what; nobody's name."""
    left, right = (1, HALF), (HALF + 1, WIDTH)
    put(sheet, row, HALF + 1, say("{place}, ngày …… tháng …… năm ……", place=form.province), right, italic=True)
    put(sheet, row + 1, 1, say("NGƯỜI LẬP BIỂU"), left, bold=True)
    put(sheet, row + 1, HALF + 1, say("THỦ TRƯỞNG ĐƠN VỊ"), right, bold=True)
    put(sheet, row + 2, 1, say("(Ký, họ tên)"), left, italic=True)
    put(sheet, row + 2, HALF + 1, say("(Ký, họ tên, đóng dấu)"), right, italic=True)
