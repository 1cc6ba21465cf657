"""Station lists: one operator's monthly list with all its trimmings, and the ways in which others lay theirs out."""

from __future__ import annotations

from datetime import date

import pytest

from tests.workbook import Page, answer, csv_file, of, web_page, xlsx

HEAD = [
    ["TỔNG CÔNG TY VIỄN THÔNG", None, None, None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
    ["VIETTEL TUYÊN QUANG", None, None, None, None, "Độc lập - Tự do - Hạnh phúc"],
    [],
    ["DANH SÁCH TRẠM BTS TRÊN ĐỊA BÀN TỈNH TUYÊN QUANG"],
    ["(Số liệu tính đến ngày 31/5/2024)"],
    [],
]
TABLE = [
    [
        "STT",
        "Mã trạm",
        "Tên trạm",
        "Xã, phường,\nthị trấn",
        "Huyện, TP",
        "Tọa độ",
        None,
        "Công nghệ",
        None,
        None,
        None,
        "Loại trạm",
        "Chiều cao cột (m)",
        "Dùng chung",
        "Ngày phát sóng",
        "Trạng thái",
        "Ghi chú",
    ],
    [None, None, None, None, None, "Kinh độ", "Vĩ độ", "2G", "3G", "4G", "5G", None, None, None, None, None, None],
    list(range(1, 18)),
    ["I", "Huyện Na Hang"],
    [
        1,
        "TQG0327-12",
        "Khâu Tinh",
        "Khau Tinh",
        None,
        "105,34808",
        "22,62924",
        "x",
        "x",
        "x",
        None,
        "Loại 1",
        "42,5",
        "x",
        "15/3/2019",
        "Đang hoạt động",
        None,
    ],
    [
        2,
        "TQG0324-11",
        "TT Na Hang",
        "TT Na Hang",
        "Na Hang",
        "105°23'30\"",
        "22°21'00\"",
        "x",
        None,
        "x",
        None,
        1,
        30,
        None,
        date(2020, 1, 7),
        "Mất điện",
        None,
    ],
    [None, "Cộng huyện Na Hang", None, None, None, None, None, 2, 1, 2, 0],
    ["II", "Thành phố Tuyên Quang"],
    [
        3,
        "TQG0001",
        "P. Phan Thiết",
        "P.Phan Thiết",
        None,
        "105,206",
        "21,821",
        "x",
        "x",
        "x",
        "x",
        "BTS loại 2",
        21,
        None,
        "2024-05-02",
        "đang xây dựng",
        "mới",
    ],
    [None, "Tổng cộng", None, None, None, None, None, 3, 2, 3, 1],
    [],
    [None, None, None, None, None, None, None, None, None, None, None, "Tuyên Quang, ngày 05 tháng 6 năm 2024"],
    [None, "Người lập biểu", None, None, None, None, None, None, None, None, None, "GIÁM ĐỐC"],
]
MERGES = ["F7:G7", "H7:K7", *(f"{c}7:{c}8" for c in "ABCDELMNOPQ")]


def test_one_operator_s_list_with_all_its_trimmings() -> None:
    """Title block, two heading rows, column numbers, group rows, totals and the signature are no stations."""
    found = answer("DS tram.xlsx", xlsx(Page(HEAD + TABLE, merges=MERGES)))
    assert found.source == "bts_stations"
    assert of(found.issues, "error") + of(found.issues, "fatal") == []
    assert found.column("station_code") == ["TQG0327-12", "TQG0324-11", "TQG0001"]
    assert found.column("row") == [11, 12, 15]
    assert set(found.column("reported_on")) == {date(2024, 5, 31)}
    assert set(found.column("operator")) == {"Viettel"}
    assert found.column("commune_id") == [
        "xa-khau-tinh.huyen-na-hang",
        "thi-tran-na-hang.huyen-na-hang",
        "phuong-phan-thiet.thanh-pho-tuyen-quang",
    ]
    assert found.column("district_id") == ["huyen-na-hang", "huyen-na-hang", "thanh-pho-tuyen-quang"]
    assert found.column("has_3g") == [True, False, True]
    assert found.column("has_5g") == [False, False, True]
    assert found.column("station_class") == ["1", "1", "2"]
    assert found.column("mast_height_m") == [42.5, 30, 21]
    assert found.column("is_shared") == [True, False, False]
    assert found.column("on_air_on") == [date(2019, 3, 15), date(2020, 1, 7), date(2024, 5, 2)]
    assert found.column("status") == ["active", "outage", "building"]
    assert found.column("longitude") == pytest.approx([105.34808, 105.391667, 105.206], abs=1e-5)
    assert found.column("latitude") == pytest.approx([22.62924, 22.35, 21.821], abs=1e-5)


PLACES = {
    "lon/lat in one cell": (["Toạ độ"], [["105,34808/22,62924"], ["105.206, 21.821"]]),
    "two columns": (["Kinh độ", "Vĩ độ"], [["105,34808", "22,62924"], ["105,206", "21,821"]]),
    "swapped columns": (["Kinh độ", "Vĩ độ"], [[22.62924, 105.34808], [21.821, 105.206]]),
    "degrees, minutes, seconds": (
        ["Kinh độ", "Vĩ độ"],
        [["105°20'53.1\"", "22°37'45.3\""], ["105°12'21.6\"", "21°49'15.6\""]],
    ),
}


@pytest.mark.parametrize("layout", PLACES.values(), ids=PLACES)
def test_coordinates_come_in_many_layouts(layout: tuple[list[str], list[list[object]]]) -> None:
    headings, cells = layout
    rows = [
        ["Danh sách trạm VNPT đến ngày 31/05/2024"],
        ["Mã trạm", "Xã", "Huyện", *headings],
        ["Khau-Tinh_TQG", "xã Khau Tinh", "huyện Na Hang", *cells[0]],
        ["PT_TQG", "Phan Thiết", "TP Tuyên Quang", *cells[1]],
    ]
    found = answer("vnpt.xlsx", xlsx(rows))
    assert found.column("operator") == ["VNPT", "VNPT"]
    assert found.column("longitude") == pytest.approx([105.34808, 105.206], abs=2e-5)
    assert found.column("latitude") == pytest.approx([22.62924, 21.821], abs=2e-5)


def test_metres_of_vn_2000_under_either_axis_convention() -> None:
    """Domain facts: TP Tuyên Quang is E 418 547,5 N 2 414 309,6; TQG0327-12 is E 432 793,4 N 2 503 484,2."""
    for headings in (["X (m)", "Y (m)"], ["Y (m)", "X (m)"]):
        rows = [
            ["Số liệu đến 31/05/2024"],
            ["Mã trạm", "Nhà mạng", "Xã", "Huyện", *headings],
            ["A", "Mobifone", "Tân Quang", "TP Tuyên Quang", 2414309.6, 418547.5],
            ["B", "MobiFone", "Khau Tinh", "Na Hang", 2503484.2, 432793.4],
        ]
        found = answer("tram.xlsx", xlsx(rows))
        assert set(found.column("operator")) == {"MobiFone"}
        assert found.column("longitude") == pytest.approx([105.2140, 105.34808], abs=2e-4)
        assert found.column("latitude") == pytest.approx([21.8233, 22.62924], abs=2e-4)


def test_four_operators_in_one_file_by_column_merged_down_and_as_above() -> None:
    rows = [
        ["TỔNG HỢP TRẠM BTS, số liệu đến ngày 31/5/2024"],
        ["TT", "Doanh nghiệp", "Mã trạm", "Xã/phường/thị trấn", "Huyện/thành phố", "Công nghệ"],
        [1, "Viettel", "V1", "Năng Khả", "Na Hang", "2G,3G,4G"],
        [2, None, "V2", "Năng Khả", "Na Hang", "4G"],
        [3, "VinaPhone", "N1", "Năng Khả", "Na Hang", "3G/4G/5G"],
        [4, "nt", "N2", "Năng Khả", "Na Hang", None],
        [5, "VIETNAMOBILE", "H1", "Năng Khả", "Na Hang", "2G"],
    ]
    found = answer("tong hop.xlsx", xlsx(Page(rows, merges=["B3:B4"])))
    assert found.column("operator") == ["Viettel", "Viettel", "VNPT", "VNPT", "Vietnamobile"]
    assert found.column("has_2g") == [True, False, False, None, True]
    assert found.column("has_5g") == [False, False, True, None, False]
    assert set(found.column("status")) == {"active"}


def test_operator_and_day_from_sheet_or_file_name() -> None:
    rows = [["Mã trạm", "Xã", "Huyện"], ["A1", "Năng Khả", "Na Hang"]]
    by_sheet = answer("tram_2024-05-31.xlsx", xlsx(Page(rows, "MobiFone")))
    assert by_sheet.rows[0]["operator"] == "MobiFone"
    assert by_sheet.rows[0]["reported_on"] == date(2024, 5, 31)
    by_name = answer("bts_viettel_20240531.csv", csv_file(rows))
    assert (by_name.rows[0]["operator"], by_name.rows[0]["row"]) == ("Viettel", 2)


def test_html_saved_as_xls() -> None:
    rows = [
        ["VIETTEL: DANH SÁCH TRẠM BTS ĐẾN NGÀY 31/05/2024", None, None, None],
        ["STT", "Mã trạm", "Địa bàn", None],
        [None, None, "Xã", "Huyện"],
        ["1", "TQG01", "Xã Năng Khả", "Huyện Na Hang"],
    ]
    spans = {(0, 0): (1, 4), (1, 0): (2, 1), (1, 1): (2, 1), (1, 2): (1, 2)}
    found = answer("tram.xls", web_page(rows, spans))
    assert found.column("station_code") == ["TQG01"]
    assert found.rows[0]["row"] == 4
