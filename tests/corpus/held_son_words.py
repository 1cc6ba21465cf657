"""Scores and indicators whose headings and labels are in words of their own: sums, means, results, units, pairs."""

from __future__ import annotations

from tests.corpus.case import Case
from tests.corpus.list_indicators import found
from tests.corpus.list_tasks import sheet
from tests.corpus.score_rows import expect
from tests.old_xls import xls
from tests.workbook import csv_file

NA_HANG, LAM_BINH, CITY = "huyen-na-hang", "huyen-lam-binh", "thanh-pho-tuyen-quang"
DISTRICTS, DEPARTMENTS = ("CĐS tỉnh", 2021, "district"), ("CĐS tỉnh", 2020, "department")
COMMUNES, PCI = ("CĐS tỉnh", 2022, "commune"), ("PCI", 2019, "province")
ONLINE, IN_TIME = "so_ho_so_truc_tuyen", "ty_le_dung_han"

CASES: list[Case] = [
    Case(
        "sums as formulas of which the file keeps no result",
        "score",
        "huyen 2021.xlsx",
        sheet(
            ["BẢNG ĐIỂM CHỈ SỐ CHUYỂN ĐỔI SỐ CẤP HUYỆN NĂM 2021"],
            ["STT", "Huyện/Thành phố", "TC1", "TC2", "Tổng điểm", "Hạng"],
            [1, "Na Hang", 60, 40.5, "=SUM(C3:D3)", 1],
            [2, "Lâm Bình", 50, 40, "=C4+D4", 2],
            [None],
            ["TC1: Chính quyền số; TC2: Kinh tế số"],
        ),
        "unit_scores",
        rows=[
            *expect(DISTRICTS, "TC1", [NA_HANG, LAM_BINH], [60.0, 50.0], "C3 C4"),
            *expect(DISTRICTS, "TC2", [NA_HANG, LAM_BINH], [40.5, 40.0], "D3 D4"),
            *expect(DISTRICTS, "total", [NA_HANG, LAM_BINH], [100.5, 90.0], "E3 E4", [1, 2]),
        ],
    ),
    Case(
        "departments without the word for them under one heading of it, a mean above, a column left empty",
        "score",
        "xh so 2020.xlsx",
        sheet(
            [None, None, "XẾP HẠNG MỨC ĐỘ CHUYỂN ĐỔI SỐ CÁC SỞ NĂM 2020"],
            [None, None, "TT", "Sở", "Tổng\nđiểm", None, "Xếp\nhạng"],
            [None, None, None, "Điểm bình quân", 71.5],
            [None, None, 1, "Tư pháp", "85,641", None, 1],
            [None, None, 2, "Lao động, Thương binh và Xã hội", "61,125", None, 2],
        ),
        "unit_scores",
        rows=expect(
            DEPARTMENTS, "total", ["so-tu-phap", "so-lao-dong-thuong-binh-va-xa-hoi"], [85.641, 61.125], "E4 E5", [1, 2]
        ),
    ),
    Case(
        "a commune's own sheet: the district's scores beside its own, digits apart",
        "score",
        "kim binh.xls",
        lambda: xls(
            [
                ["UBND HUYỆN CHIÊM HÓA"],
                ["UBND XÃ KIM BÌNH"],
                ["KẾT QUẢ TỰ ĐÁNH GIÁ CHUYỂN ĐỔI SỐ NĂM 2022"],
                ["STT", "Nội dung đánh giá", "Điểm tối đa", "Xã tự chấm", "Huyện thẩm định"],
                ["1", "Nhận thức số", 30, 25, 24],
                ["2", "Hạ tầng số", 30, 20, "1 8"],
                ["", "Tổng điểm", 60, 45, 42],
            ]
        ),
        "unit_scores",
        rows=[
            *expect(
                COMMUNES,
                "Nhận thức số",
                ["xa-kim-binh.huyen-chiem-hoa"],
                [24.0],
                "E5",
                max_score=30.0,
                self_score=25.0,
            ),
            *expect(COMMUNES, "total", ["xa-kim-binh.huyen-chiem-hoa"], [42.0], "E7", max_score=60.0, self_score=45.0),
        ],
        refused=frozenset({"E6"}),
        quiet=False,
    ),
    Case(
        "a row of the whole country with a remark on what it is",
        "score",
        "63 tinh.xlsx",
        sheet(
            ["PCI 2019 - 63 tỉnh, thành phố"],
            ["Tỉnh/TP", "Tính minh bạch", None, "PCI tổng hợp", None],
            [None, "Điểm số", "Thứ hạng", "Điểm số", "Thứ hạng"],
            ["Cà Mau", 6.4, 33, 64.1, 45],
            ["Cả nước (trung vị)", 6.4, None, 65.13, None],
            merges=["A2:A3", "B2:C2", "D2:E2"],
        ),
        "unit_scores",
        rows=[
            *expect(PCI, "Tính minh bạch", ["tinh-ca-mau"], [6.4], "B4", [33]),
            *expect(PCI, "total", ["tinh-ca-mau"], [64.1], "D4", [45]),
        ],
    ),
    Case(
        "what was asked and what was reached in one word each, a time of day in the title, means or sums below",
        "list",
        "tk.xlsx",
        sheet(
            ["CÔNG AN TỈNH TUYÊN QUANG"],
            ["THỐNG KÊ CHỈ TIÊU CẤP CCCD, ĐỊNH DANH ĐIỆN TỬ"],
            ["(Số liệu tính đến 17h00 ngày 31-05-2024)"],
            ["TT", "Công an huyện, thành phố", "Chỉ tiêu", "Giao", "Đạt"],
            [1, "Thành phố", "Thu nhận căn cước", 100, 98],
            [2, "Huyện Na Hang", "Thu nhận căn cước", 80, "-"],
            [None, "Trung bình/Tổng", None, 180, 98],
        ),
        "indicator_values",
        rows=[
            found("thu_nhan_can_cuoc", CITY, "31/5/2024", 98.0, "E5", target=100.0),
            found("thu_nhan_can_cuoc", NA_HANG, "31/5/2024", None, "E6", target=80.0),
        ],
    ),
    Case(
        "an indicator named once above its units, months across",
        "list",
        "thang.csv",
        lambda: csv_file(
            [
                ["Chỉ tiêu", "Đơn vị", "T1/2024", "T2/2024"],
                ["Số hồ sơ trực tuyến", "Na Hang", "100", "1.200"],
                ["", "Lâm Bình", "90", "x"],
                ["Tỷ lệ đúng hạn (%)", "Na Hang", "98,5", "99"],
                ["", "Lâm Bình", "", "96"],
            ]
        ),
        "indicator_values",
        rows=[
            found(ONLINE, NA_HANG, "31/1/2024", 100.0),
            found(ONLINE, NA_HANG, "29/2/2024", 1200.0),
            found(ONLINE, LAM_BINH, "31/1/2024", 90.0),
            found(IN_TIME, NA_HANG, "31/1/2024", 98.5, measured_in="%"),
            found(IN_TIME, NA_HANG, "29/2/2024", 99.0),
            found(IN_TIME, LAM_BINH, "29/2/2024", 96.0),
        ],
        refused=frozenset({3}),
        quiet=False,
    ),
]
