"""What one line of a sheet is by its words alone."""

from __future__ import annotations

import pytest

from loaders.shapes.lines import is_column_numbers, is_note, is_signature, is_total, looks_numeric, ordinal_rank


@pytest.mark.parametrize(
    ("label", "is_sum"),
    [
        ("Tổng cộng", True),
        ("TỔNG SỐ", True),
        ("Tổng cộng:", True),
        ("TỔNG SỐ TOTAL", True),
        ("Tổng Số -\xa0Total", True),
        ("Tổng số: 3 hồ sơ", True),
        ("Cộng", True),
        ("Cộng huyện Na Hang", True),
        ("Cộng H. Na Hang", True),
        ("Tổng huyện Yên Sơn", True),
        ("Toàn tỉnh", True),
        ("Cả nước", True),
        ("Trung bình", True),
        ("Trung bình toàn tỉnh", True),
        ("Cao nhất", True),
        ("Điểm cao nhất", True),
        ("Highest", True),
        ("Median", True),
        ("Tong cong", True),
        ("Cộng Na Hang", True),
        ("Cộng Viettel", True),
        ("Tổng VNPT", True),
        ("Lũy kế từ đầu năm", True),
        ("Cộng chuyển trang sau", True),
        ("Tỷ lệ (%)", True),
        ("Cộng đồng", False),
        ("Tổng Ngoảng", False),
        ("Công chứng", False),
        ("Công an tỉnh", False),
        ("Công Thương", False),
        ("Cộng Hòa", False),
        ("Tổng cục Thuế", False),
        ("Tổ dân phố 5", False),
        ("Trung Sơn", False),
        ("Thôn Toàn Thắng", False),
        ("Sở Tư pháp", False),
        ("", False),
    ],
)
def test_totals(label: str, is_sum: bool) -> None:
    assert is_total(label) is is_sum


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("Tuyên Quang, ngày 05 tháng 6 năm 2024", True),
        ("Tuyên Quang, ngày … tháng … năm 2024", True),
        ("Tuyên Quang, ngày    tháng    năm 20…", True),
        ("NGƯỜI LẬP BIỂU", True),
        ("KT. GIÁM ĐỐC", True),
        ("TM. ỦY BAN NHÂN DÂN", True),
        ("Nơi nhận:", True),
        ("(Ký, ghi rõ họ tên)", True),
        ("Giám sát thi công", False),
        ("Người dân chưa quen", False),
        ("Kế toán viên tổng hợp số liệu", True),
        ("Xã Tràng Đà", False),
    ],
)
def test_signatures(text: str, signs: bool) -> None:
    assert is_signature(text) is signs


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("Ghi chú: …", True),
        ("Nguồn: Sở TT&TT", True),
        ("(*) số liệu tạm tính", True),
        ("(1) Bao gồm …", True),
        ("Nguồn điện", True),
        ("Thôn 1", False),
        ("Trang 1/2", True),
        ("Đơn vị tính: hộ", True),
        ("Trang Đà", False),
    ],
)
def test_notes(text: str, notes: bool) -> None:
    assert is_note(text) is notes


@pytest.mark.parametrize(
    ("cell", "rank"),
    [
        ("A", 0),
        ("Đ.", 0),
        ("I", 1),
        ("IV.", 1),
        ("1", 2),
        (1, 2),
        (1.0, 2),
        ("12)", 2),
        ("1.1", 3),
        (1.1, 3),
        ("1.2.3", 4),
        ("a)", 8),
        ("-", 8),
        ("Sở Y tế", None),
        ("x1", None),
        (True, None),
        (None, None),
        (-1, None),
    ],
)
def test_running_numbers(cell: object, rank: int | None) -> None:
    assert ordinal_rank(cell) == rank


@pytest.mark.parametrize(
    ("row", "is_numbers"),
    [
        ([1, 2, 3], True),
        ([1.0, 2.0, 3.0, None], True),
        (["(1)", "(2)", "(3)=(4)+(5)+(6)", "(4)"], True),
        (["A", "B", 1, 2], True),
        (["A", "B", 1], True),
        (["A", "B", 1, 2, 3, "4=5+6", 5, "6=7+8", 7, 8, "11=4+9+10"], True),
        (["1", "2", "3 = 4 + 5", "4"], True),
        ([1, "Hộ tịch", 3], False),
        ([1, 2], False),
        ([5, 6, 7], False),
        ([1, 40, 3], False),
        ([1, 0, 0, 0], False),
        (["x", "x", "x"], False),
        ([True, True, True], False),
    ],
)
def test_column_numbers(row: list[object], is_numbers: bool) -> None:
    assert is_column_numbers(row) is is_numbers


@pytest.mark.parametrize(
    ("cell", "numeric"),
    [
        (5, True),
        ("1.283", True),
        ("12,5", True),
        ("95,2%", True),
        ("-3", True),
        ("1 283", True),
        ("x", False),
        ("Thôn 1", False),
        (True, False),
        (None, False),
    ],
)
def test_numbers(cell: object, numeric: bool) -> None:
    assert looks_numeric(cell) is numeric
