"""The one-stop system's detail export: one row a dossier, nothing of the applicant kept."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from tests.workbook import Page, answer, csv_file, of, windows_1258, xlsx

ROWS = [
    ["UBND TỈNH TUYÊN QUANG", None, None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
    ["TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG", None, None, None, "Độc lập - Tự do - Hạnh phúc"],
    ["DANH SÁCH HỒ SƠ TIẾP NHẬN (Từ ngày 27/05/2024 đến ngày 31/05/2024)"],
    [],
    [
        "STT",
        "Mã hồ sơ",
        "Mã TTHC",
        "Tên thủ tục",
        "Đơn vị xử lý",
        "Người nộp",
        "Số CCCD",
        "Hình thức nộp",
        "Ngày tiếp nhận",
        "Ngày hẹn trả",
        "Ngày trả kết quả",
        "Trạng thái",
        "Có phí",
        "Thanh toán trực tuyến",
        "Số hóa TPHS",
        "Số hóa kết quả",
    ],
    [
        1,
        "H60.01-240527-0001",
        "1.001193.H60",
        "Khai sinh",
        "Sở Tư pháp",
        "Trần Thị Bình",
        "008123456789",
        "Trực tuyến",
        "27/05/2024 08:14",
        "30/05/2024 17:00",
        datetime(2024, 5, 29, 10, 30),
        "Đã trả kết quả",
        "x",
        "x",
        "x",
        None,
    ],
    [
        2,
        "H60.01-240528-0002",
        "2.000528.H60",
        "Khai sinh",
        "UBND xã Tràng Đà, TP Tuyên Quang",
        "Lê Văn Cường",
        None,
        "Trực tiếp",
        "28/5/2024",
        "04/06/2024",
        None,
        "Đang xử lý",
        None,
        None,
        "x",
        None,
    ],
    [
        3,
        "H60.01-240528-0003",
        "1.012753.H60",
        "Đất đai",
        "UBND huyện Hàm Yên",
        "Hộ ông Dũng",
        None,
        "Qua bưu chính",
        45440,
        None,
        "2024-05-31",
        9,
        "x",
        None,
        None,
        "x",
    ],
    [None, "Tổng số: 3 hồ sơ"],
]


def test_one_week_s_export() -> None:
    found = answer("ho so.xlsx", xlsx(ROWS))
    assert found.source == "dossiers"
    assert [i.message for i in of(found.issues, "error") + of(found.issues, "fatal")] == []
    assert found.column("dossier_code") == ["H60.01-240527-0001", "H60.01-240528-0002", "H60.01-240528-0003"]
    assert set(found.column("reported_on")) == {date(2024, 5, 31)}
    assert found.column("procedure_code") == ["1.001193.H60", "2.000528.H60", "1.012753.H60"]
    assert found.column("unit_id") == ["so-tu-phap", "xa-trang-da.thanh-pho-tuyen-quang", "huyen-ham-yen"]
    assert found.column("channel") == ["online", "direct", "postal"]
    assert found.column("received_on") == [date(2024, 5, 27), date(2024, 5, 28), date(2024, 5, 28)]
    assert found.column("due_on") == [date(2024, 5, 30), date(2024, 6, 4), None]
    assert found.column("closed_on") == [date(2024, 5, 29), None, date(2024, 5, 31)]
    assert found.column("status_code") == [10, 4, 9]
    assert found.column("has_fee") == [True, False, True]
    assert found.column("paid_online") == [True, False, False]
    assert found.column("input_digitised") == [True, True, False]
    assert found.column("result_digitised") == [False, False, True]


def test_nothing_of_the_applicant_is_kept() -> None:
    """Neither in the rows nor in what is said about them."""
    found = answer("ho so.xlsx", xlsx(ROWS))
    kept = repr(found.rows) + repr(found.issues)
    for secret in ("Trần Thị Bình", "008123456789", "Hộ ông Dũng"):
        assert secret not in kept


@pytest.mark.parametrize(
    ("separator", "encoding"),
    [(";", "utf-8-sig"), (",", "utf-8"), ("\t", "utf-16"), (";", "cp1258")],
    ids=["Excel's semicolons", "commas", "tabs in UTF-16", "windows-1258"],
)
def test_csv_of_every_make(separator: str, encoding: str) -> None:
    rows = [
        ["Mã hồ sơ", "Mã TTHC", "Đơn vị", "Kênh", "Ngày nhận", "Hạn trả", "Ngày trả", "Mã trạng thái"],
        ["A-1", "1.0.H60", "Na Hang", 2, "02/05/2024", "10/05/2024", "09/05/2024", 10],
        ["A-2", "1.0.H60", "Na Hang", 1, "03/05/2024", "13/05/2024", None, 4],
    ]
    text = csv_file(rows, separator, "utf-8").decode()
    data = windows_1258(text) if encoding == "cp1258" else text.encode(encoding)
    found = answer("hoso_2024-05-31.csv", data)
    assert found.column("dossier_code") == ["A-1", "A-2"]
    assert found.column("channel") == ["online", "direct"]
    assert found.column("closed_on") == [date(2024, 5, 9), None]
    assert [row["row"] for row in found.rows] == [2, 3]
    assert all(issue.cell is None for issue in found.issues)


def test_a_closing_day_before_the_receiving_day_warns() -> None:
    rows = [
        ["Mã hồ sơ", "Mã TTHC", "Đơn vị", "Hình thức", "Ngày tiếp nhận", "Ngày trả", "Trạng thái"],
        ["A-1", "1.0.H60", "Sở Y tế", "Trực tuyến", "10/05/2024", "09/05/2024", "Đã trả kết quả"],
    ]
    found = answer("hoso 31.05.2024.xlsx", xlsx(Page(rows)))
    assert [(issue.level, issue.cell, issue.value) for issue in found.issues] == [("warning", "F2", "09/05/2024")]
    assert len(found.rows) == 1
