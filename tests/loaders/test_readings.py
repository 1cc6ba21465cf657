"""The readings that docs fix once for all, a row for each: what stands in the file, and what comes out."""

from __future__ import annotations

from datetime import date

import pytest

from tests.workbook import Answer, Page, answer, csv_file, of, web_page, xlsx

MAY = date(2024, 5, 31)


def stations(*rows: list[object], heads: list[object] | None = None, title: str = "Viettel, đến 31/5/2024") -> bytes:
    return xlsx([[title], ["Mã trạm", "Xã", "Huyện", *(heads or [])], *[list(row) for row in rows]])


def station(code: str, *more: object) -> list[object]:
    return [code, "Năng Khả", "Na Hang", *more]


# --- sheets and rows that are hidden -----------------------------------------------------------------------------

BODY = [["Viettel, đến 31/5/2024"], ["Mã trạm", "Xã", "Huyện"], station("A"), station("B")]


def test_hidden_rows_are_data_and_hidden_sheets_are_not() -> None:
    other = [BODY[0], BODY[1], station("C")]
    found = answer("a.xlsx", xlsx(Page(BODY, hidden_rows=[3]), Page(other, "Ẩn", is_hidden=True)))
    assert found.column("station_code") == ["A", "B"]
    assert found.issues == []


def test_visible_sheets_that_are_not_recognised_are_passed_over_with_one_warning_each() -> None:
    notes = [["Hướng dẫn"], ["Gửi trước ngày 5"]]
    found = answer("a.xlsx", xlsx(Page(notes, "HD"), Page(BODY), Page(notes, "Khác")))
    assert found.column("station_code") == ["A", "B"]
    assert [(i.level, i.rule, i.sheet) for i in found.issues] == [
        ("warning", "sheet_not_recognised", "HD"),
        ("warning", "sheet_not_recognised", "Khác"),
    ]
    alone = answer("a.xlsx", xlsx(Page(notes, "HD")))
    assert [i.level for i in alone.issues] == ["fatal"]


# --- the as-of date or period ------------------------------------------------------------------------------------

SIGNED = [[], [None, None, "Tuyên Quang, ngày 05 tháng 6 năm 2024"], [None, None, "GIÁM ĐỐC"]]


@pytest.mark.parametrize(
    ("title", "day_column", "tail", "name", "reported_on"),
    [
        ("tính đến ngày 31/5/2024", "30/4/2024", SIGNED, "a_2024-03-31.xlsx", MAY),
        ("Tháng 5/2024", None, SIGNED, "a.xlsx", MAY),
        ("Quý II/2024", None, SIGNED, "a.xlsx", date(2024, 6, 30)),
        ("Danh sách", "30/4/2024", SIGNED, "a_2024-03-31.xlsx", date(2024, 4, 30)),
        ("Danh sách", None, SIGNED, "a_2024-03-31.xlsx", date(2024, 6, 5)),
        ("Danh sách", None, [], "a_2024-03-31.xlsx", date(2024, 3, 31)),
        ("Danh sách", None, [], "hoso_2024-05-31.xlsx", MAY),
        ("BÁO CÁO NĂM 2024\ntính đến ngày 31/5/2024", None, SIGNED, "a.xlsx", MAY),
        ("Danh sách", None, [], "a.xlsx", None),
    ],
)
def test_the_day_is_in_title_column_signature_or_name(
    title: str, day_column: str | None, tail: list[list[object]], name: str, reported_on: date | None
) -> None:
    heads = ["Mã trạm", "Xã", "Huyện"] + (["Ngày báo cáo"] if day_column else [])
    rows = [[f"Viettel: {title}"], heads, station("A", *([day_column] if day_column else [])), *tail]
    found = answer(name, xlsx(rows))
    if reported_on is None:
        assert [(i.level, i.rule) for i in found.issues] == [("fatal", "no_report_date")]
    else:
        assert found.column("reported_on") == [reported_on]


FORM = ["Lĩnh vực", "Tổng số tiếp nhận", "Trực tuyến", "Trực tiếp", "Kỳ trước", "Tổng số đã giải quyết", "Trước hạn"]
FORM += ["Đúng hạn", "Giải quyết quá hạn", "Tổng số đang giải quyết", "Trong hạn", "Đang giải quyết quá hạn"]
NUMBERS = [3, 1, 1, 1, 2, 1, 1, 0, 1, 1, 0]


@pytest.mark.parametrize(
    ("title", "name", "period"),
    [
        ("Tháng 5/2024", "a.xlsx", (date(2024, 5, 1), MAY)),
        ("Quý II/2024", "a.xlsx", (date(2024, 4, 1), date(2024, 6, 30))),
        ("6 tháng đầu năm 2024", "a.xlsx", (date(2024, 1, 1), date(2024, 6, 30))),
        ("(Từ ngày 01/05/2024 đến ngày 31/05/2024)", "a_2023.xlsx", (date(2024, 5, 1), MAY)),
        ("Tình hình giải quyết", "Thang 5-2024.xlsx", (date(2024, 5, 1), MAY)),
        ("Tình hình giải quyết", "Quy 2 nam 2024.xlsx", (date(2024, 4, 1), date(2024, 6, 30))),
    ],
)
def test_the_period_of_the_form(title: str, name: str, period: tuple[date, date]) -> None:
    found = answer(name, xlsx([["Sở Y tế"], [title], FORM, ["Dược", *NUMBERS]]))
    assert [(row["period_start"], row["period_end"]) for row in found.rows] == [period]


# --- who sent it -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "sheet", "title", "name", "unit"),
    [
        ("Sở Y tế", "Sở Nội vụ", "Sở Tài chính", "so_tu_phap.xlsx", "so-y-te"),
        (None, "Sở Nội vụ", "Sở Tài chính", "so_tu_phap.xlsx", "so-noi-vu"),
        (None, "Sheet1", "Đơn vị báo cáo: Sở Tài chính", "so_tu_phap.xlsx", "so-tai-chinh"),
        (None, "Sheet1", "Sở Tài chính", "so_tu_phap.xlsx", "so-tai-chinh"),
        (None, "Sheet1", "Biểu tổng hợp", "so_tu_phap.xlsx", "so-tu-phap"),
        (None, "Sheet1", "Biểu tổng hợp", "a.xlsx", None),
    ],
)
def test_who_sent_it(column: str | None, sheet: str, title: str, name: str, unit: str | None) -> None:
    heads, row = ([*FORM], ["Dược", *NUMBERS])
    if column:
        heads, row = ["Đơn vị", *heads], [column, *row]
    found = answer(name, xlsx(Page([[title], ["Tháng 5/2024"], heads, row], sheet)))
    if unit is None:
        assert [(i.level, i.rule) for i in found.issues] == [("fatal", "unknown_sender")]
    else:
        assert found.column("unit_id") == [unit]


# --- due texts ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "due_on", "is_recurring"),
    [
        ("Trước 30/6/2024", date(2024, 6, 30), False),
        ("6 tháng đầu năm 2024", date(2024, 6, 30), False),
        ("Năm 2024", date(2024, 12, 31), False),
        ("2023-2024", date(2024, 12, 31), False),
        (2024, date(2024, 12, 31), False),
        ("Quý II/2024", date(2024, 6, 30), False),
        ("Tháng 5/2024", MAY, False),
        (date(2024, 6, 15), date(2024, 6, 15), False),
        ("Thường xuyên", None, True),
        ("Hằng tháng", None, True),
        ("Hàng tháng", None, True),
        ("Hằng quý", None, True),
        ("Theo yêu cầu", None, False),
        (None, None, False),
    ],
)
def test_due_texts(text: object, due_on: date | None, is_recurring: bool) -> None:
    rows = [
        ["ĐỀ ÁN 06 NĂM 2024 đến 31/5/2024"],
        ["STT", "Nhiệm vụ", "Chủ trì", "Thời hạn"],
        [1, "Việc", "Sở Y tế", text],
    ]
    found = answer("a.xlsx", xlsx(rows))
    assert [(row["due_on"], row["is_recurring"]) for row in found.rows] == [(due_on, is_recurring)]
    assert found.issues == []


# --- what refuses a row, what only warns -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("heads", "cells", "cell", "value"),
    [
        ([], ["A", "Xã Không Có", "Na Hang"], "B3", "Xã Không Có"),
        ([], [None, "Năng Khả", "Na Hang"], "A3", ""),
        ([], ["A", None, "Na Hang"], "B3", ""),
        (["Ngày phát sóng"], ["A", "Năng Khả", "Na Hang", "31/02/2024"], "D3", "31/02/2024"),
        (["Chiều cao cột"], ["A", "Năng Khả", "Na Hang", "cao lắm"], "D3", "cao lắm"),
        (["Chiều cao cột"], ["A", "Năng Khả", "Na Hang", "Khoảng 40"], "D3", "Khoảng 40"),
        (
            ["Chiều cao cột"],
            ["A", "Năng Khả", "Na Hang", "12 (trong đó 3 m chân đế)"],
            "D3",
            "12 (trong đó 3 m chân đế)",
        ),
        (["Kinh độ", "Vĩ độ"], ["A", "Năng Khả", "Na Hang", "105,34", "12,5"], "E3", "12,5"),
        (["Kinh độ", "Vĩ độ"], ["A", "Năng Khả", "Na Hang", "108,34", "22,5"], "D3", "108,34"),
    ],
)
def test_what_refuses_a_row(heads: list[object], cells: list[object], cell: str, value: str) -> None:
    found = answer("a.xlsx", stations(cells, station("B", *["" for _ in heads]), heads=heads))
    assert found.column("station_code") == ["B"]
    assert [(i.level, i.cell, i.row, i.value) for i in of(found.issues, "error")] == [("error", cell, 3, value)]


def test_an_error_value_of_the_sheet_refuses_its_row() -> None:
    found = answer("a.xlsx", stations(station("A", "#REF!"), station("B", 30), heads=["Chiều cao cột"]))
    assert found.column("station_code") == ["B"]
    assert [(i.rule, i.cell, i.value) for i in found.issues] == [("cell_error", "D3", "#REF!")]


def test_what_only_warns() -> None:
    rows = [
        ["ĐỀ ÁN 06 NĂM 2024 đến 31/5/2024"],
        ["STT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời hạn"],
        [1, "Việc", "Sở Y tế", "Sở Nội vụ; Viện Hải dương học", "Năm 2024"],
    ]
    found = answer("a.xlsx", xlsx(rows))
    assert found.column("supporting_unit_ids") == [["so-noi-vu"]]
    assert [(i.level, i.rule, i.cell) for i in found.issues] == [("warning", "unknown_unit", "D3")]
    blank = answer(
        "a.xlsx", stations(station("A", None, None), station("B", "105,4", "22,3"), heads=["Kinh độ", "Vĩ độ"])
    )
    assert blank.column("longitude") == [None, 105.4]
    assert [(i.level, i.row) for i in blank.issues] == [("warning", 3)]


# --- the same key twice ------------------------------------------------------------------------------------------


def test_the_first_of_two_rows_with_one_key_is_kept() -> None:
    found = answer("a.xlsx", stations(station("A", 30), station("A", 31), station("A", 30), heads=["Chiều cao cột"]))
    assert [(row["station_code"], row["mast_height_m"]) for row in found.rows] == [("A", 30)]
    assert [(i.level, i.rule, i.cell) for i in found.issues] == [
        ("error", "duplicate_key", "A4"),
        ("warning", "repeated_row", "A5"),
    ]


def test_one_task_in_three_monthly_sheets_is_three_rows() -> None:
    pages = [
        Page(
            [
                [f"ĐỀ ÁN 06 NĂM 2024, tháng {month}/2024"],
                ["TT", "Nhiệm vụ", "Chủ trì", "Thời hạn"],
                [1, "A", "Sở Y tế", ""],
            ],
            f"T{month}",
        )
        for month in (3, 4, 5)
    ]
    found = answer("a.xlsx", xlsx(*pages))
    assert found.column("reported_on") == [date(2024, 3, 31), date(2024, 4, 30), MAY]
    assert found.issues == []


# --- marks, numbers, words ---------------------------------------------------------------------------------------


def column_of(heading: str, cells: list[object], field: str) -> tuple[list[object], Answer]:
    """The values of one column of a village list, None for a refused row."""
    rows: list[list[object]] = [["Huyện Na Hang, đến 31/5/2024"], ["Xã", "Thôn", heading]]
    rows += [["Năng Khả", f"Thôn {at}", cell] for at, cell in enumerate(cells)]
    found = answer("a.xlsx", xlsx(rows))
    kept = {row["village_name"]: row[field] for row in found.rows}
    return [kept.get(f"Thôn {at}", "refused") for at in range(len(cells))], found


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (["x", "X", "✓", "v", "có", "1", "đã", 1], [True] * 8),
        (["x", "không", "0", 0], [True, False, False, False]),
        (["x", None, "-", "…"], [True, False, False, False]),
        ([None, None], [None, None]),
        (["x", "có lẽ"], [True, None]),
    ],
)
def test_marks(cells: list[object], values: list[object]) -> None:
    assert column_of("4G", cells, "has_4g")[0] == values


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (["1.283", "512"], [1283, 512]),
        (["1,283", 512], [1283, 512]),
        (["1 283", "1\u00a0283"], [1283, 1283]),
        ([1.283, 512, 640], [1283, 512, 640]),
        (["-", "…", None, 5], [None, None, None, 5]),
        ([-3, "-4", 5], ["refused", "refused", 5]),
        (["Khoảng 40", 5], ["refused", 5]),
        (["12 (trong đó 3 hộ nghèo)", 5], ["refused", 5]),
        (["51 hộ", 5], ["refused", 5]),
    ],
)
def test_counts(cells: list[object], values: list[object]) -> None:
    assert column_of("Số hộ", cells, "households")[0] == values


def test_a_count_typed_as_decimal_is_said() -> None:
    _, found = column_of("Số hộ", [1.283, 512, 640], "households")
    assert [(i.level, i.cell, i.value) for i in found.issues] == [("warning", "C3", "1,283")]


def test_as_above_repeats_the_cell_above() -> None:
    values, found = column_of("Nguyên nhân", ["Núi đá", "nt", "-nt-", "như trên"], "cause")
    assert values == ["Núi đá"] * 4
    assert found.issues == []


def test_a_word_outside_the_list_leaves_the_value_null() -> None:
    values, found = column_of("Tình trạng sóng", ["tốt", "lúc được lúc mất"], "signal")
    assert values == ["good", None]
    assert [(i.level, i.cell, i.value) for i in found.issues] == [("warning", "C4", "lúc được lúc mất")]


def test_a_technology_that_a_list_leaves_out_is_false() -> None:
    found = answer("a.xlsx", stations(station("A", "2G,4G"), station("B", None), heads=["Công nghệ"]))
    assert [(row["has_2g"], row["has_3g"], row["has_4g"]) for row in found.rows] == [(True, False, True), (None,) * 3]


def test_a_plain_sum_without_a_stored_result_is_computed() -> None:
    rows = [["Huyện Na Hang, đến 31/5/2024"], ["Xã", "Thôn", "Số hộ", "Số khẩu"]]
    rows += [["Năng Khả", "A", 5, "=C3+C4"], ["Năng Khả", "B", 7, "=SUM(C3:C4)"], ["Năng Khả", "C", 7, "=C3*2"]]
    found = answer("a.xlsx", xlsx(rows))
    assert found.column("population") == [12, 12, None]
    assert [(i.level, i.rule, i.cell) for i in found.issues] == [("warning", "formula_without_value", "D5")]


# --- totals ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "label",
    [
        "Tổng cộng",
        "TỔNG SỐ",
        "Cộng",
        "Cộng huyện Na Hang",
        "Toàn tỉnh",
        "Toàn huyện",
        "Trung bình",
        "Cao nhất",
        "Highest",
    ],
)
def test_summary_rows_are_never_data(label: str) -> None:
    rows = [
        ["Huyện Na Hang, đến 31/5/2024"],
        ["STT", "Thôn", "Xã", "Số hộ"],
        [1, "A", "Năng Khả", 5],
        [None, label, None, 5],
    ]
    found = answer("a.xlsx", xlsx(rows))
    assert found.column("village_name") == ["A"]
    assert found.read == 1
    assert of(found.issues, "error") == []


def test_a_stated_sum_that_differs_warns_at_its_cell() -> None:
    rows = [["Huyện Na Hang, đến 31/5/2024"], ["Thôn", "Xã", "Số hộ"], ["A", "Năng Khả", 5], ["Tổng cộng", None, 6]]
    found = answer("a.xlsx", xlsx(rows))
    assert [(i.level, i.rule, i.cell, i.row, i.value) for i in found.issues] == [
        ("warning", "total_differs", "C4", 4, "6")
    ]
    assert found.column("households") == [5]


# --- addresses ---------------------------------------------------------------------------------------------------


def test_in_csv_a_row_is_its_first_line_and_there_are_no_cells() -> None:
    rows = [
        ["Viettel"],
        ["Mã trạm", "Xã", "Huyện", "Địa chỉ"],
        ["A", "Năng Khả", "Na Hang", "hai\ndòng"],
        ["B", "?", "Na Hang"],
    ]
    found = answer("viettel_2024-05-31.csv", csv_file(rows))
    assert found.column("row") == [3]
    assert [(i.level, i.cell, i.row) for i in of(found.issues, "error")] == [("error", None, 5)]


def test_in_html_rows_and_columns_count_with_merged_cells_expanded() -> None:
    rows = [
        ["Viettel, đến ngày 31/5/2024", None, None],
        ["Mã trạm", "Địa bàn", None],
        [None, "Xã", "Huyện"],
        ["A", "Xã Không Có", "Na Hang"],
        ["B", "Năng Khả", "Na Hang"],
    ]
    found = answer("a.xls", web_page(rows, {(0, 0): (1, 3), (1, 0): (2, 1), (1, 1): (1, 2)}))
    assert [(i.level, i.cell, i.row) for i in of(found.issues, "error")] == [("error", "B4", 4)]
    assert found.column("station_code") == ["B"]


# --- tables given twice ------------------------------------------------------------------------------------------

DTI = [["Tỉnh", "Tổng điểm", "Xếp hạng"], ["Đà Nẵng", 80, 1], ["Tuyên Quang", 60, 2]]


def test_a_second_small_block_that_repeats_a_unit_is_passed_over() -> None:
    rows = [["DTI năm 2023"], *DTI, [], DTI[0], ["Tuyên Quang", 60, 2]]
    found = answer("a.xlsx", xlsx(rows))
    assert [(i.level, i.rule) for i in found.issues] == [("warning", "table_repeated")]
    assert [(row["unit_id"], row["score"]) for row in found.rows] == [
        ("thanh-pho-da-nang", 80),
        ("tinh-tuyen-quang", 60),
    ]


def test_a_small_block_beside_the_table_is_passed_over() -> None:
    rows = [["DTI năm 2023"], [*DTI[0], None, *DTI[0]], [*DTI[1], None, "Tuyên Quang", 60, 2], DTI[2]]
    found = answer("a.xlsx", xlsx(rows))
    assert {(row["unit_id"], row["criterion"], row["score"]) for row in found.rows} == {
        ("thanh-pho-da-nang", "total", 80),
        ("tinh-tuyen-quang", "total", 60),
    }
    assert [(i.level, i.rule, i.cell) for i in found.issues] == [("warning", "table_repeated", "E2")]


def test_of_two_languages_the_vietnamese_one() -> None:
    english = Page([["Province", "Entry costs", "PCI 2013"], ["Da Nang", 8, 66], ["Tuyen Quang", 6, 49]], "Summary")
    vietnamese = Page([["Tỉnh", "Gia nhập thị trường", "PCI 2013"], ["Đà Nẵng", 8, 66], ["Tuyên Quang", 6, 49]], "VN")
    found = answer("a.xlsx", xlsx(english, vietnamese))
    assert {row["criterion"] for row in found.rows} == {"Gia nhập thị trường", "total"}
    assert [(i.level, i.rule, i.sheet) for i in found.issues] == [("warning", "table_repeated", "Summary")]
