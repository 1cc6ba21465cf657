"""Forms II.06a and II.07b: what stands in them, what a spreadsheet would run, and that the loaders read them back."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

import metrics
from loaders import load, open_warehouse
from metrics import METRICS, Query
from pages.parts.services import counts_form, records_sources, statutory_forms
from pages.parts.services.counts_form import HALF, MONTH, QUARTER, YEAR, Period
from pages.parts.services.records_sources import NUMBERS
from pages.parts.services.statutory_forms import Filled, Office
from tests.pages.conftest import Screen
from tests.pages.test_screens import assert_sound, texts

MAY = Period(MONTH, date(2024, 5, 1), date(2024, 5, 31), date(2024, 5, 31))
FIRST_QUARTER = Period(QUARTER, date(2024, 1, 1), date(2024, 3, 31), date(2024, 3, 31))
NAMES = {
    "so-tu-phap": "Sở Tư pháp",
    "huyen-ham-yen": "Huyện Hàm Yên",
    "xa-tan-thanh.huyen-ham-yen": "Xã Tân Thành, Huyện Hàm Yên",
    "xa-tan-thanh.huyen-son-duong": "Xã Tân Thanh, Huyện Sơn Dương",
}
STP = Office("Sở Tư pháp", "province", "Tuyên Quang")
PROVINCE = statutory_forms.together(None, "Tuyên Quang")
# Columns 3 to 13.
MARRIAGES = (452, 230, 178, 44, 416, 274, 132, 10, 36, 33, 3)
NOTARIES = (222, 128, 74, 20, 204, 118, 82, 4, 18, 16, 2)


def reports(*rows: tuple) -> pd.DataFrame:
    """unit, level, field, month of 2024, columns 3 to 13: as records_sources.form_rows."""
    listed = [
        {
            "unit": unit,
            "level": level,
            "field": field,
            "period_start": pd.Timestamp(2024, month, 1),
            "period_end": pd.Timestamp(2024, month, 1) + pd.offsets.MonthEnd(),
            **dict(zip(NUMBERS, numbers, strict=True)),
            "batch_id": 100 + month,
            "row_number": 10 + line,
            "is_sample": False,
        }
        for line, (unit, level, field, month, numbers) in enumerate(rows)
    ]
    return pd.DataFrame(listed).astype(dict.fromkeys(NUMBERS, "float64"))


def of_stp(*rows: tuple) -> pd.DataFrame:
    return reports(*[("so-tu-phap", "province", *row) for row in rows])


def sheet_of(data: bytes, results: bool = True) -> Worksheet:
    return load_workbook(io.BytesIO(data), data_only=results).worksheets[0]


def column(sheet: Worksheet, letter: str) -> list[object]:
    return [cell.value for cell in sheet[letter]]


def read_back(data: bytes, home: Path) -> pd.DataFrame:
    """What the loaders keep of the file: unit, field, period, columns 3 to 13."""
    path = home / "bieu.xlsx"
    path.write_bytes(data)
    found = load([path], data=home).files[0]
    assert (found.outcome, found.rows_refused, [issue.rule for issue in found.issues]) == ("loaded", 0, [])
    return records_sources.form_rows(open_warehouse(home), date(2020, 1, 1), date(2030, 1, 1))


# --- a longer period ---------------------------------------------------------------------------------------------


def test_flows_add_up_and_stocks_do_not() -> None:
    rows = counts_form.added_up(
        of_stp(
            ("Hộ tịch", 1, (110, 60, 40, 10, 90, 50, 30, 10, 20, 18, 2)),
            ("Hộ tịch", 2, (120, 70, 30, 20, 115, 60, 50, 5, 5, 5, 0)),
            ("Hộ tịch", 3, (55, 30, 20, 5, 40, 20, 19, 1, 15, 11, 4)),
        )
    )
    # Received: 60+70+30 online, 40+30+20 directly, and the 10 that January began with; pending as March ended.
    assert rows[list(NUMBERS)].to_numpy().tolist() == [[260, 160, 90, 10, 245, 130, 99, 16, 15, 11, 4]]
    assert counts_form.unequal(rows).empty


def test_blank_cells_are_no_zeros() -> None:
    blank = (None, 7, None, None, 6, None, None, None, None, None, None)
    rows = counts_form.added_up(of_stp(("Hộ tịch", 1, blank), ("Hộ tịch", 2, blank)))
    assert rows["received_online"].tolist() == [14]
    assert rows[["received_direct", "carried_over", "received_total", "pending_total"]].isna().all(axis=None)


def test_fields_stand_as_the_newest_report_lists_them() -> None:
    rows = counts_form.added_up(
        of_stp(("Cũ", 1, MARRIAGES), ("A", 1, MARRIAGES), ("B", 1, MARRIAGES), ("B", 2, MARRIAGES), ("A", 2, MARRIAGES))
    )
    assert rows["field"].tolist() == ["B", "A", "Cũ"]


def test_unit_that_lacks_a_month_is_left_out_and_named() -> None:
    sent = reports(
        ("so-tu-phap", "province", "Hộ tịch", 1, MARRIAGES),
        ("so-tu-phap", "province", "Hộ tịch", 3, MARRIAGES),
        *[("huyen-ham-yen", "district", "Đất đai", month, NOTARIES) for month in (1, 2, 3)],
    )
    lacking = counts_form.gaps(sent, ["so-tu-phap", "so-noi-vu"], FIRST_QUARTER)
    assert lacking == {"so-noi-vu": FIRST_QUARTER.months, "so-tu-phap": [date(2024, 2, 1)]}
    rows = counts_form.whole(counts_form.added_up(sent), lacking)
    assert rows["unit"].tolist() == ["huyen-ham-yen"]
    filled = Filled(
        PROVINCE, FIRST_QUARTER, False, {"Sở Nội vụ": FIRST_QUARTER.months, "Sở Tư pháp": [date(2024, 2, 1)]}
    )
    sheet = sheet_of(statutory_forms.counts(rows, NAMES, filled))
    assert "Ghi chú: chưa có số liệu của Sở Nội vụ; Sở Tư pháp (02/2024)" in column(sheet, "A")


def test_quarter_that_the_unit_itself_sent_lacks_no_month() -> None:
    sent = of_stp(("Hộ tịch", 1, MARRIAGES)).assign(period_end=pd.Timestamp(2024, 3, 31))
    assert counts_form.gaps(sent, ["so-tu-phap"], FIRST_QUARTER) == {}


@pytest.mark.parametrize(
    ("kind", "said", "form", "file", "days"),
    [
        (MONTH, "Tháng 05/2024", "Tháng 5/2024", "thang-05-2024", ("2024-05-01", "2024-05-31")),
        (
            QUARTER,
            "Quý II/2024, đến 31/05/2024",
            "Quý II/2024 (số liệu đến 31/05/2024)",
            "quy-2-2024",
            ("2024-04-01", "2024-05-31"),
        ),
        (
            HALF,
            "6 tháng đầu năm 2024, đến 31/05/2024",
            "6 tháng đầu năm 2024 (số liệu đến 31/05/2024)",
            "6-thang-dau-2024",
            ("2024-01-01", "2024-05-31"),
        ),
        (
            YEAR,
            "Năm 2024, đến 31/05/2024",
            "Năm 2024 (số liệu đến 31/05/2024)",
            "nam-2024",
            ("2024-01-01", "2024-05-31"),
        ),
    ],
)
def test_period_says_how_far_it_goes(kind: str, said: str, form: str, file: str, days: tuple[str, str]) -> None:
    months = [date(2023, 12, 1), *[date(2024, number, 1) for number in range(1, 6)]]
    newest = counts_form.periods(kind, months)[0]
    assert (newest.said, statutory_forms.said(newest), newest.file) == (said, form, file)
    assert (newest.start.isoformat(), newest.end.isoformat()) == days
    before = counts_form.periods(kind, months)[1]
    assert before.end == before.last


def test_rows_are_listed_under_their_unit_as_in_the_form() -> None:
    rows = counts_form.added_up(
        reports(
            ("so-tu-phap", "province", "Hộ tịch", 5, MARRIAGES),
            ("so-tu-phap", "province", "Công chứng", 5, NOTARIES),
            ("huyen-ham-yen", "district", "Đất đai", 5, NOTARIES),
        )
    )
    listed = counts_form.as_listed(rows, NUMBERS, NAMES, "Tổng cộng")
    assert listed[["turn", "label", "received_total"]].to_numpy().tolist() == [
        ["I", "Sở Tư pháp", 674],
        ["1", "Hộ tịch", 452],
        ["2", "Công chứng", 222],
        ["II", "Huyện Hàm Yên", 222],
        ["1", "Đất đai", 222],
        ["", "Tổng cộng", 896],
    ]
    alone = counts_form.as_listed(rows[rows["unit"].eq("huyen-ham-yen")], NUMBERS, NAMES, "Tổng cộng")
    assert alone["label"].tolist() == ["Đất đai", "Tổng cộng"]


# --- the sheet ---------------------------------------------------------------------------------------------------


def test_form_of_a_unit_has_formulas_with_their_results() -> None:
    rows = counts_form.added_up(of_stp(("Hộ tịch", 5, MARRIAGES), ("Công chứng", 5, NOTARIES)))
    data = statutory_forms.counts(rows, NAMES, Filled(STP, MAY, False, {}))
    written, shown = sheet_of(data, results=False), sheet_of(data)
    top = column(shown, "A").index("TT") + 1
    assert [cell.value for cell in shown[top + 3]] == list(range(1, 14))
    first, last = top + 4, top + 5
    assert [cell.value for cell in shown[first]] == [1, "Hộ tịch", *MARRIAGES]
    assert [cell.value for cell in shown[last]] == [2, "Công chứng", *NOTARIES]
    assert [cell.value for cell in shown[last + 1]][1:] == [
        "Tổng cộng",
        *[a + b for a, b in zip(MARRIAGES, NOTARIES, strict=True)],
    ]
    assert [written[f"{letter}{first}"].value for letter in "CGK"] == [
        f"=SUM(D{first}:F{first})",
        f"=SUM(H{first}:J{first})",
        f"=SUM(L{first}:M{first})",
    ]
    assert written[f"E{last + 1}"].value == f"=SUM(E{first}:E{last})"
    merged = {str(area) for area in shown.merged_cells.ranges}
    assert {f"A{top}:A{top + 2}", f"C{top}:F{top}", f"D{top + 1}:E{top + 1}", f"C{top + 1}:C{top + 2}"} <= merged


def test_form_has_letterhead_number_period_and_lines_to_sign() -> None:
    rows = counts_form.added_up(of_stp(("Hộ tịch", 5, MARRIAGES)))
    sheet = sheet_of(statutory_forms.counts(rows, NAMES, Filled(STP, MAY, False, {})))
    said = [cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
    assert said[:9] == [
        "ỦY BAN NHÂN DÂN TỈNH TUYÊN QUANG",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "SỞ TƯ PHÁP",
        "Độc lập - Tự do - Hạnh phúc",
        "Biểu số II.06a/VPCP/KSTT",
        "Đơn vị tính: Số hồ sơ TTHC",
        "TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH TẠI CƠ QUAN, ĐƠN VỊ",
        "Kỳ báo cáo: Tháng 5/2024",
        "(Từ ngày 01/05/2024 đến ngày 31/05/2024)",
    ]
    assert said[-5:] == [
        "Tuyên Quang, ngày …… tháng …… năm ……",
        "NGƯỜI LẬP BIỂU",
        "THỦ TRƯỞNG ĐƠN VỊ",
        "(Ký, họ tên)",
        "(Ký, họ tên, đóng dấu)",
    ]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)


def test_total_that_its_parts_deny_is_no_formula() -> None:
    wrong = (459, *MARRIAGES[1:])
    rows = counts_form.added_up(of_stp(("Hộ tịch", 5, wrong)))
    data = statutory_forms.counts(rows, NAMES, Filled(STP, MAY, False, {}))
    line = column(sheet_of(data), "B").index("Hộ tịch") + 1
    assert sheet_of(data, results=False)[f"C{line}"].value == 459
    notes = [text for text in column(sheet_of(data), "A") if str(text).startswith("Ghi chú")]
    assert notes == [
        "Ghi chú: số đã báo cáo không khớp (3)=(7)+(11): Hộ tịch",
        "Ghi chú: ghi theo tổng số đã báo cáo, vì khác tổng các cột thành phần: Hộ tịch",
    ]


@pytest.mark.parametrize("field", ['=HYPERLINK("http://x","y")', "+1+2", "@SUM(A1)", "-2+3"])
def test_text_that_a_spreadsheet_would_run_stays_a_text(field: str) -> None:
    rows = counts_form.added_up(of_stp((field, 5, MARRIAGES)))
    sheet = sheet_of(statutory_forms.counts(rows, NAMES, Filled(STP, MAY, False, {})), results=False)
    cell = next(cell for cell in sheet["B"] if cell.value == field)
    assert cell.data_type == "s"
    assert cell.quotePrefix


def test_invented_figures_say_so_in_the_sheet_and_to_the_loaders(tmp_path: Path) -> None:
    rows = counts_form.added_up(of_stp(("Hộ tịch", 5, MARRIAGES))).assign(is_sample=True)
    data = statutory_forms.counts(rows, NAMES, Filled(STP, MAY, True, {}))
    book = load_workbook(io.BytesIO(data))
    assert isinstance(book, Workbook)
    assert str(book.worksheets[0]["A1"].value).startswith("SỐ LIỆU MINH HỌA")
    assert "ioc-sample" in str(book.properties.keywords)
    assert read_back(data, tmp_path)["is_sample"].tolist() == [True]


# --- and back ----------------------------------------------------------------------------------------------------


def test_unit_and_month_come_back_as_they_went(tmp_path: Path) -> None:
    rows = counts_form.added_up(of_stp(("Hộ tịch", 5, MARRIAGES), ("Công chứng", 5, NOTARIES)))
    found = read_back(statutory_forms.counts(rows, NAMES, Filled(STP, MAY, False, {})), tmp_path)
    assert found[["unit", "field", *NUMBERS]].to_numpy().tolist() == [
        ["so-tu-phap", "Hộ tịch", *MARRIAGES],
        ["so-tu-phap", "Công chứng", *NOTARIES],
    ]
    assert set(found["period_start"]) == {pd.Timestamp(2024, 5, 1)}
    assert set(found["period_end"]) == {pd.Timestamp(2024, 5, 31)}


def test_quarter_of_a_district_comes_back_as_it_went(tmp_path: Path) -> None:
    rows = counts_form.added_up(
        reports(
            ("huyen-ham-yen", "district", "Đất đai", 1, (110, 60, 40, 10, 90, 50, 30, 10, 20, 18, 2)),
            ("huyen-ham-yen", "district", "Đất đai", 2, (120, 70, 30, 20, 115, 60, 50, 5, 5, 5, 0)),
            ("huyen-ham-yen", "district", "Đất đai", 3, (55, 30, 20, 5, 40, 20, 19, 1, 15, 11, 4)),
        )
    )
    office = Office("Huyện Hàm Yên", "district", "Tuyên Quang")
    found = read_back(statutory_forms.counts(rows, NAMES, Filled(office, FIRST_QUARTER, False, {})), tmp_path)
    assert found[["unit", "field", *NUMBERS]].to_numpy().tolist() == [
        ["huyen-ham-yen", "Đất đai", 260, 160, 90, 10, 245, 130, 99, 16, 15, 11, 4]
    ]
    assert found[["period_start", "period_end"]].to_numpy().tolist() == [
        [pd.Timestamp(2024, 1, 1), pd.Timestamp(2024, 3, 31)]
    ]


def test_units_of_one_form_come_back_each_with_its_rows(tmp_path: Path) -> None:
    """Communes of one name are told apart by their district."""
    rows = counts_form.added_up(
        reports(
            ("so-tu-phap", "province", "Hộ tịch", 5, MARRIAGES),
            ("so-tu-phap", "province", "Công chứng", 5, NOTARIES),
            ("huyen-ham-yen", "district", "Đất đai", 5, NOTARIES),
            ("xa-tan-thanh.huyen-ham-yen", "commune", "Hộ tịch", 5, (9, 4, 3, 2, 8, 5, 2, 1, 1, 1, 0)),
            ("xa-tan-thanh.huyen-son-duong", "commune", "Hộ tịch", 5, (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)),
        )
    )
    data = statutory_forms.counts(rows, NAMES, Filled(PROVINCE, MAY, False, {}))
    shown = sheet_of(data)
    assert [value for value in column(shown, "A") if value in ("I", "II", "III", "IV")] == ["I", "II", "III", "IV"]
    line = column(shown, "B").index("Sở Tư pháp") + 1
    assert shown[f"C{line}"].value == 452 + 222
    assert shown[f"C{column(shown, 'B').index('Tổng cộng') + 1}"].value == 452 + 222 + 222 + 9
    found = read_back(data, tmp_path).sort_values(["unit", "row_number"])
    assert found[["unit", "field", *NUMBERS]].to_numpy().tolist() == [
        ["huyen-ham-yen", "Đất đai", *NOTARIES],
        ["so-tu-phap", "Hộ tịch", *MARRIAGES],
        ["so-tu-phap", "Công chứng", *NOTARIES],
        ["xa-tan-thanh.huyen-ham-yen", "Hộ tịch", 9, 4, 3, 2, 8, 5, 2, 1, 1, 1, 0],
        ["xa-tan-thanh.huyen-son-duong", "Hộ tịch", *[0] * 11],
    ]


def test_province_of_the_samples_yields_the_same_figures_when_loaded_back(sample_home: Path, tmp_path: Path) -> None:
    con = open_warehouse(sample_home)
    period = counts_form.periods(QUARTER, records_sources.form_months(con))[0]
    sent = records_sources.form_rows(con, period.start, period.end)
    offices = records_sources.offices(con)
    names = dict(zip(offices["unit"], offices["name"], strict=True))
    assert counts_form.gaps(sent, records_sources.expected_forms(con, period.start, period.end), period) == {}
    data = statutory_forms.counts(counts_form.added_up(sent), names, Filled(PROVINCE, period, True, {}))
    (tmp_path / "bieu.xlsx").write_bytes(data)
    load([tmp_path / "bieu.xlsx"], data=tmp_path)
    back = open_warehouse(tmp_path)
    of_period = Query(start=period.start, end=period.end)
    for metric_id in ("dossiers_received", "dossiers_resolved", "dossiers_online_share", "dossiers_on_time_share"):
        told, again = (metrics.by(one, METRICS[metric_id], ("unit", "field"), of_period) for one in (con, back))
        assert len(told) == sent.groupby(["unit", "field"]).ngroups
        keys = ["unit", "field"]
        pd.testing.assert_frame_equal(
            told.sort_values(keys)[[*keys, "count", "value"]].reset_index(drop=True),
            again.sort_values(keys)[[*keys, "count", "value"]].reset_index(drop=True),
        )
    for metric_id in ("dossiers_pending", "dossiers_overdue"):
        told, again = (metrics.figures(one, METRICS[metric_id])[0].value for one in (con, back))
        assert told == again


# --- form II.07b -------------------------------------------------------------------------------------------------


def procedures(*rows: tuple) -> pd.DataFrame:
    """unit, field, procedures, at each level: as records_sources.procedures_by_level."""
    columns = ["unit", "field", "procedures", "at_province", "at_district", "at_commune"]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.assign(level="province", reported_on=pd.Timestamp(2024, 5, 31), is_sample=False)


def test_procedures_by_level_with_what_no_source_says_left_blank() -> None:
    rows = procedures(("so-tu-phap", "Hộ tịch", 10, 6, 5, 3), ("so-tu-phap", "Luật sư", 4, 4, 0, 0))
    sheet = sheet_of(statutory_forms.procedures(rows, NAMES, Filled(STP, MAY, False, {})))
    line = column(sheet, "B").index("Hộ tịch") + 1
    assert [cell.value for cell in sheet[line]] == [1, "Hộ tịch", 14, 6, 5, 3, *[None] * 8]
    assert [cell.value for cell in sheet[line + 2]] == [None, "Tổng cộng", 18, 10, 5, 3, *[None] * 8]
    notes = [str(text) for text in column(sheet, "A") if str(text).startswith("Ghi chú")]
    assert "danh mục có 14 thủ tục; thủ tục làm ở nhiều cấp được tính ở từng cấp, nên tổng các cấp là 18" in notes[1]
    assert "cột 7 đến 14 để trống" in notes[2]


def test_list_of_several_agencies_names_what_names_none() -> None:
    rows = procedures(("so-tu-phap", "Hộ tịch", 2, 2, 0, 0), (None, "", 3, 0, 3, 0))
    sheet = sheet_of(statutory_forms.procedures(rows, NAMES, Filled(PROVINCE, MAY, False, {})))
    line = column(sheet, "B").index("Sở Tư pháp") + 1
    assert [[cell.value for cell in sheet[number]][:6] for number in range(line, line + 5)] == [
        ["I", "Sở Tư pháp", 2, 2, 0, 0],
        [1, "Hộ tịch", 2, 2, 0, 0],
        ["II", "Không ghi cơ quan", 3, 0, 3, 0],
        [1, "Không ghi lĩnh vực", 3, 0, 3, 0],
        [None, "Tổng cộng", 5, 2, 3, 0],
    ]


def test_loaders_take_the_list_of_procedures_for_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "II.07b.xlsx"
    rows = procedures(("so-tu-phap", "Hộ tịch", 10, 6, 5, 3))
    path.write_bytes(statutory_forms.procedures(rows, NAMES, Filled(STP, MAY, False, {})))
    assert load([path], data=tmp_path).files[0].outcome == "refused"


# --- on screen ---------------------------------------------------------------------------------------------------


def test_form_is_previewed_and_offered(screen: Screen, desk: Path) -> None:
    page = screen("services", desk, view="sources", form_unit="so-tu-phap")
    assert_sound(page)
    assert "Tháng 05/2024: 1 lĩnh vực của 1 đơn vị" in texts(page)
    preview = next(frame.value for frame in page.dataframe if "received_total" in frame.value.columns)
    assert preview["received_online"].tolist() == [40, 40]  # the field, and the total below


def test_year_with_missing_months_is_not_added_up(screen: Screen, desk: Path) -> None:
    page = screen("services", desk, view="sources", form_kind="year", form_unit="so-tu-phap")
    assert_sound(page)
    assert "Chưa lập được biểu của kỳ này" in texts(page)
