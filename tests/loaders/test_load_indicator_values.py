"""Indicators against targets: names as group rows, units as columns of one district each, percent as typed."""

from __future__ import annotations

from datetime import date

import pytest

from tests.workbook import Page, answer, of, xlsx

ROWS = [
    ["CÔNG AN TỈNH TUYÊN QUANG", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
    ["KẾT QUẢ THỰC HIỆN CHỈ TIÊU ĐỀ ÁN 06"],
    ["(Số liệu tính đến hết ngày 31 tháng 5 năm 2024)"],
    ["STT", "Chỉ tiêu", "Đơn vị", "Đơn vị tính", "Kế hoạch giao", "Kết quả thực hiện", "Tỷ lệ hoàn thành"],
    [1, "Thẻ CCCD gắn chip", "Toàn tỉnh", "thẻ", "650.000", "612.345", "94,2%"],
    [2, "Tài khoản định danh điện tử mức 2", "Huyện Na Hang", "tài khoản", 30000, 28512, None],
    [3, None, "Huyện Lâm Bình", "tài khoản", 20000, 15000, None],
    [4, "Tỷ lệ hồ sơ trực tuyến", "Sở Tư pháp", "%", "80", "95,2", None],
    [None, None, None, None, "Tuyên Quang, ngày 04 tháng 6 năm 2024"],
]


def test_the_list() -> None:
    rows = [list(row) for row in ROWS]
    rows[4][2], rows[6][1] = "Tỉnh Tuyên Quang", "nt"
    found = answer("chi tieu.xlsx", xlsx(rows))
    assert found.source == "indicator_values"
    assert [i.message for i in of(found.issues, "error") + of(found.issues, "fatal")] == []
    assert found.column("indicator") == [
        "the_cccd_gan_chip",
        "tai_khoan_dinh_danh_dien_tu_muc_2",
        "tai_khoan_dinh_danh_dien_tu_muc_2",
        "ty_le_ho_so_truc_tuyen",
    ]
    assert found.column("unit_id") == ["tinh-tuyen-quang", "huyen-na-hang", "huyen-lam-binh", "so-tu-phap"]
    assert set(found.column("period_end")) == {date(2024, 5, 31)}
    assert found.column("value") == pytest.approx([612345, 28512, 15000, 95.2])
    assert found.column("target") == pytest.approx([650000, 30000, 20000, 80])
    assert found.column("measured_in") == ["thẻ", "tài khoản", "tài khoản", "%"]
    assert found.column("cell") == ["F5", "F6", "F7", "F8"]


def test_indicators_as_group_rows_and_periods_in_a_column() -> None:
    rows = [
        ["Báo cáo chỉ tiêu chuyển đổi số năm 2024"],
        ["Mã chỉ tiêu", "Tên chỉ tiêu", "Huyện, thành phố", "Kỳ báo cáo", "Kết quả", "Mục tiêu"],
        ["KTS01", "Hộ có cáp quang", "Na Hang", "Tháng 4/2024", "54,83", 60],
        ["KTS01", "Hộ có cáp quang", "Na Hang", "31/5/2024", 55.1, 60],
        ["KTS01", "Hộ có cáp quang", "TP Tuyên Quang", date(2024, 5, 31), 81, 60],
    ]
    found = answer("kts.xlsx", xlsx(Page(rows)))
    assert [i.message for i in of(found.issues, "error") + of(found.issues, "fatal")] == []
    assert found.column("indicator") == ["KTS01"] * 3
    assert found.column("period_end") == [date(2024, 4, 30), date(2024, 5, 31), date(2024, 5, 31)]
    assert found.column("unit_id") == ["huyen-na-hang", "huyen-na-hang", "thanh-pho-tuyen-quang"]
    assert found.column("value") == pytest.approx([54.83, 55.1, 81])


def test_one_unit_s_own_report_is_of_that_unit() -> None:
    rows = [
        ["UBND HUYỆN YÊN SƠN: chỉ tiêu chuyển đổi số tháng 5/2024"],
        ["TT", "Nội dung chỉ tiêu", "ĐVT", "Mục tiêu", "Kết quả đạt được"],
        [1, "Tổ công nghệ số cộng đồng", "tổ", 300, 298],
    ]
    found = answer("yen son.xlsx", xlsx(rows))
    assert [(row["unit_id"], row["value"], row["period_end"]) for row in found.rows] == [
        ("huyen-yen-son", 298, date(2024, 5, 31))
    ]
