"""Values of indicators: down the rows as the form has them, and with months, quarters, units or indicators across."""

from __future__ import annotations

from typing import Any

from tests.corpus.case import Case
from tests.corpus.list_tasks import day, sheet
from tests.workbook import csv_file

NA_HANG, LAM_BINH, CITY = "huyen-na-hang", "huyen-lam-binh", "thanh-pho-tuyen-quang"
CARD, ACCOUNT, ONLINE = "the_cccd_gan_chip", "tai_khoan_muc_2", "ty_le_ho_so_truc_tuyen"


def found(
    indicator: str, unit: str, last: str, value: float | None, cell: str | None = "", **more: Any
) -> dict[str, Any]:
    """A value that must be kept. last: the last day of its period; cell: "" where the case is about something else."""
    named = {"indicator": indicator, "unit_id": unit, "period_end": day(last), "value": value}
    return named | ({} if cell == "" else {"cell": cell}) | more


CASES = [
    Case(
        "one row for each indicator and unit, blanks, noughts and words in a number",
        "list",
        "chi tieu.xlsx",
        sheet(
            ["CÔNG AN TỈNH TUYÊN QUANG"],
            ["KẾT QUẢ THỰC HIỆN CHỈ TIÊU ĐỀ ÁN 06"],
            ["(Số liệu tính đến hết ngày 31 tháng 5 năm 2024)"],
            ["STT", "Chỉ tiêu", "Địa bàn", "ĐVT", "Chỉ tiêu giao", "Kết quả thực hiện", "Tỷ lệ %"],
            [1, "Thẻ CCCD gắn chip", "Huyện Na Hang", "thẻ", "35.000", "31.283", "89,4%"],
            [2, "nt", "Lâm Bình", "nt", 30000, None, None],
            [3, "nt", "TP. Tuyên Quang", "nt", 90000, 0, 0],
            [4, "nt", "Yên Sơn", "nt", 90000, "khoảng 40.000", None],
            [5, "nt", "Huyện Sơn Dươg", "nt", 90000, 80000, None],
            [None, "Tổng cộng", None, None, 335000, 111283, None],
            [None, None, None, None, None, "Tuyên Quang, ngày 04 tháng 6 năm 2024"],
        ),
        "indicator_values",
        rows=[
            found(CARD, NA_HANG, "31/5/2024", 31283.0, "F5", target=35000.0, measured_in="thẻ"),
            found(CARD, LAM_BINH, "31/5/2024", None, "F6", target=30000.0, measured_in="thẻ"),
            found(CARD, CITY, "31/5/2024", 0.0, "F7", target=90000.0, measured_in="thẻ"),
        ],
        refused=frozenset({"F8", "C9"}),
    ),
    Case(
        "months across with the year in the title, months not yet there",
        "list",
        "theo thang.xlsx",
        sheet(
            ["UBND HUYỆN NA HANG"],
            ["CHỈ TIÊU CHUYỂN ĐỔI SỐ NĂM 2024"],
            ["STT", "Chỉ tiêu", "Đơn vị tính", "Kế hoạch", *(f"Tháng {month}" for month in range(1, 7))],
            ["I", "Chính quyền số"],
            [1, "Thẻ CCCD gắn chip", "thẻ", 1000, 100, "1.283", 300, None, None, None],
            [2, "Tỷ lệ hồ sơ trực tuyến", "%", 80, 50, "60,5", "x", "-", 0, None],
            [None, "Ghi chú: tháng 6 chưa có số liệu"],
        ),
        "indicator_values",
        rows=[
            found(CARD, NA_HANG, "31/1/2024", 100.0, "E5", target=1000.0, measured_in="thẻ"),
            found(CARD, NA_HANG, "29/2/2024", 1283.0, "F5", target=1000.0),
            found(CARD, NA_HANG, "31/3/2024", 300.0, "G5", target=1000.0),
            found(ONLINE, NA_HANG, "31/1/2024", 50.0, "E6", target=80.0, measured_in="%"),
            found(ONLINE, NA_HANG, "29/2/2024", 60.5, "F6", target=80.0),
            found(ONLINE, NA_HANG, "31/5/2024", 0.0, "I6", target=80.0),
        ],
        refused=frozenset({"G6"}),
    ),
    Case(
        "months with their year in a CSV, no targets",
        "list",
        "chi tieu so tu phap.csv",
        lambda: csv_file(
            [
                ["Sở Tư pháp"],
                ["Chỉ tiêu", "ĐVT", "T1/2024", "T2/2024", "T12/2023"],
                ["Thẻ CCCD gắn chip", "thẻ", "1.283", "", "1.100"],
                ["Tỷ lệ hồ sơ trực tuyến", "%", "80,5", "81", "#N/A"],
            ]
        ),
        "indicator_values",
        rows=[
            found(CARD, "so-tu-phap", "31/1/2024", 1283.0, None, target=None),
            found(CARD, "so-tu-phap", "31/12/2023", 1100.0, None),
            found(ONLINE, "so-tu-phap", "31/1/2024", 80.5, None),
            found(ONLINE, "so-tu-phap", "29/2/2024", 81.0, None),
        ],
        refused=frozenset({4}),
    ),
    Case(
        "quarters under one heading, a plan for the year, a running total",
        "list",
        "quy.xlsx",
        sheet(
            ["CÔNG AN TỈNH: CHỈ TIÊU ĐỀ ÁN 06"],
            ["TT", "Chỉ tiêu", "Đơn vị", "Năm 2024", None, None, None, None],
            [None, None, None, "Kế hoạch", "Quý I", "Quý II", "Quý III", "Lũy kế"],
            [1, "Thẻ CCCD gắn chip", "Huyện Na Hang", 1000, 100, 200, None, 300],
            [2, None, "Huyện Lâm Bình", 1200, 150, 250, None, 400],
            [3, "Tài khoản mức 2", "Huyện Na Hang", 900, None, 10, None, 10],
            merges=("A2:A3", "B2:B3", "C2:C3", "D2:H2", "B4:B5"),
        ),
        "indicator_values",
        rows=[
            found(CARD, NA_HANG, "31/3/2024", 100.0, "E4", target=1000.0),
            found(CARD, NA_HANG, "30/6/2024", 200.0, "F4", target=1000.0),
            found(CARD, LAM_BINH, "31/3/2024", 150.0, "E5", target=1200.0),
            found(CARD, LAM_BINH, "30/6/2024", 250.0, "F5", target=1200.0),
            found(ACCOUNT, NA_HANG, "30/6/2024", 10.0, "F6", target=900.0),
        ],
        warned=frozenset({("unknown_heading", "H3")}),
    ),
    Case(
        "plan and result for each quarter",
        "list",
        "ke hoach.xlsx",
        sheet(
            ["CHỈ TIÊU CỦA SỞ Y TẾ NĂM 2024"],
            ["STT", "Chỉ tiêu", "Quý I", None, "Quý II", None],
            [None, None, "KH", "TH", "KH", "TH"],
            [1, "Tỷ lệ hồ sơ trực tuyến", 70, 71, 80, 79],
            [2, "Tài khoản mức 2", 700, 710, 800, None],
            merges=("A2:A3", "B2:B3", "C2:D2", "E2:F2"),
        ),
        "indicator_values",
        rows=[
            found(ONLINE, "so-y-te", "31/3/2024", 71.0, "D4", target=70.0),
            found(ONLINE, "so-y-te", "30/6/2024", 79.0, "F4", target=80.0),
            found(ACCOUNT, "so-y-te", "31/3/2024", 710.0, "D5", target=700.0),
            found(ACCOUNT, "so-y-te", "30/6/2024", None, "F5", target=800.0),
        ],
    ),
]
