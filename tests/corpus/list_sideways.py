"""Values of indicators with units, indicators or several kinds of figures across, and reports of several periods."""

from __future__ import annotations

from datetime import date

from tests.corpus.case import Case
from tests.corpus.list_indicators import ACCOUNT, CARD, CITY, LAM_BINH, NA_HANG, ONLINE, found
from tests.corpus.list_tasks import sheet
from tests.workbook import Page, web_page, xlsx

CASES = [
    Case(
        "districts across, the province's sum beside them",
        "list",
        "theo huyen.xlsx",
        sheet(
            ["CHỈ TIÊU ĐỀ ÁN 06 tính đến 31/5/2024"],
            ["STT", "Chỉ tiêu", "Đơn vị tính", "Na Hang", "Huyện Lâm Bình", "TP Tuyên Quang", "Toàn tỉnh"],
            [1, "Thẻ CCCD gắn chip", "thẻ", 1000, 100, 300, 1400],
            [2, "Tài khoản mức 2", "tài khoản", 1000, None, "abc", 1150],
            [None, "Tổng", None, 2000, 100, 300, 2550],
        ),
        "indicator_values",
        rows=[
            found(CARD, NA_HANG, "31/5/2024", 1000.0, "D3", measured_in="thẻ"),
            found(CARD, LAM_BINH, "31/5/2024", 100.0, "E3"),
            found(CARD, CITY, "31/5/2024", 300.0, "F3"),
            found(ACCOUNT, NA_HANG, "31/5/2024", 1000.0, "D4", measured_in="tài khoản"),
        ],
        refused=frozenset({"F4"}),
    ),
    Case(
        "districts across, each with its plan and result",
        "list",
        "theo huyen.xls",
        lambda: web_page(
            [
                ["CHỈ TIÊU ĐỀ ÁN 06 THÁNG 5/2024", None, None, None, None, None],
                ["TT", "Chỉ tiêu", "UBND huyện Na Hang", None, "UBND huyện Lâm Bình", None],
                [None, None, "Kế hoạch", "Thực hiện", "Kế hoạch", "Thực hiện"],
                ["1", "Thẻ CCCD gắn chip", "1.000", "512", "2.000", "1.283"],
                ["2", "Tài khoản mức 2", "110", "55", "210", ""],
            ],
            {(1, 0): (2, 1), (1, 1): (2, 1), (1, 2): (1, 2), (1, 4): (1, 2)},
        ),
        "indicator_values",
        rows=[
            found(CARD, NA_HANG, "31/5/2024", 512.0, "D4", target=1000.0),
            found(CARD, LAM_BINH, "31/5/2024", 1283.0, "F4", target=2000.0),
            found(ACCOUNT, NA_HANG, "31/5/2024", 55.0, "D5", target=110.0),
            found(ACCOUNT, LAM_BINH, "31/5/2024", None, "F5", target=210.0),
        ],
    ),
    Case(
        "indicators across with their units of measure, units down",
        "list",
        "don vi.xlsx",
        sheet(
            ["KẾT QUẢ CHỈ TIÊU ĐỀ ÁN 06 THÁNG 5/2024"],
            ["STT", "Đơn vị", "Thẻ CCCD gắn chip (thẻ)", "Tài khoản mức 2 (tài khoản)", "Tỷ lệ hồ sơ trực tuyến (%)"],
            [1, "Huyện Na Hang", 1000, 900, "80,5"],
            [2, "Huyện Lâm Bình", 1100, None, 81],
            [3, "Huyện lạ", 1, 1, 1],
            [None, "Tổng cộng", 2101, 901, None],
        ),
        "indicator_values",
        rows=[
            found(CARD, NA_HANG, "31/5/2024", 1000.0, "C3", measured_in="thẻ", indicator_name="Thẻ CCCD gắn chip"),
            found(ACCOUNT, NA_HANG, "31/5/2024", 900.0, "D3", measured_in="tài khoản"),
            found(ONLINE, NA_HANG, "31/5/2024", 80.5, "E3", measured_in="%"),
            found(CARD, LAM_BINH, "31/5/2024", 1100.0, "C4"),
            found(ONLINE, LAM_BINH, "31/5/2024", 81.0, "E4"),
        ],
        refused=frozenset({"B5"}),
    ),
    Case(
        "indicators across, each with plan and result, units down",
        "list",
        "don vi.xlsx",
        sheet(
            ["CHỈ TIÊU ĐỀ ÁN 06 tháng 5/2024"],
            ["STT", "Huyện, thành phố", "Thẻ CCCD gắn chip", None, None, "Tài khoản mức 2", None, None],
            [None, None, "Chỉ tiêu giao", "Kết quả", "Tỷ lệ", "Chỉ tiêu giao", "Kết quả", "Tỷ lệ"],
            [1, "Na Hang", 1000, 900, 0.9, 500, 450, 0.9],
            [2, "Lâm Bình", 1100, 950, 0.86, 600, None, None],
            merges=("A2:A3", "B2:B3", "C2:E2", "F2:H2"),
            formats={"E4": "0%", "H4": "0%", "E5": "0%"},
        ),
        "indicator_values",
        rows=[
            found(CARD, NA_HANG, "31/5/2024", 900.0, "D4", target=1000.0),
            found(ACCOUNT, NA_HANG, "31/5/2024", 450.0, "G4", target=500.0),
            found(CARD, LAM_BINH, "31/5/2024", 950.0, "D5", target=1100.0),
            found(ACCOUNT, LAM_BINH, "31/5/2024", None, "G5", target=600.0),
        ],
        quiet=False,
    ),
    Case(
        "months over indicators, units down",
        "list",
        "thang.xlsx",
        sheet(
            ["CÔNG AN TỈNH"],
            ["BÁO CÁO CHỈ TIÊU ĐỀ ÁN 06 NĂM 2024"],
            ["STT", "Đơn vị", "Tháng 4", None, "Tháng 5", None],
            [None, None, "Thẻ CCCD gắn chip", "Tài khoản mức 2", "Thẻ CCCD gắn chip", "Tài khoản mức 2"],
            [1, "Na Hang", 100, 50, 200, 80],
            [2, "Lâm Bình", 110, 55, 210, None],
            merges=("A3:A4", "B3:B4", "C3:D3", "E3:F3"),
        ),
        "indicator_values",
        rows=[
            found(CARD, NA_HANG, "30/4/2024", 100.0, "C5"),
            found(ACCOUNT, NA_HANG, "30/4/2024", 50.0, "D5"),
            found(CARD, NA_HANG, "31/5/2024", 200.0, "E5"),
            found(ACCOUNT, NA_HANG, "31/5/2024", 80.0, "F5"),
            found(CARD, LAM_BINH, "30/4/2024", 110.0, "C6"),
            found(ACCOUNT, LAM_BINH, "30/4/2024", 55.0, "D6"),
            found(CARD, LAM_BINH, "31/5/2024", 210.0, "E6"),
        ],
    ),
    Case(
        "the month, the running total, the plan and last year beside each other",
        "list",
        "thang 5.xlsx",
        sheet(
            ["SỞ THÔNG TIN VÀ TRUYỀN THÔNG"],
            ["CHỈ TIÊU CHUYỂN ĐỔI SỐ THÁNG 5/2024"],
            ["TT", "Chỉ tiêu", "ĐVT", "Kế hoạch năm", "Thực hiện tháng 5", "Lũy kế 5 tháng", "So cùng kỳ (%)"],
            [1, "Văn bản ký số", "văn bản", "2.000", 300, "1.500", 105],
            [2, "Tỷ lệ hồ sơ trực tuyến", "%", 80, "60,5", 55, 110],
        ),
        "indicator_values",
        rows=[
            found("van_ban_ky_so", "so-thong-tin-va-truyen-thong", "31/5/2024", 300.0, "E4", target=2000.0),
            found(ONLINE, "so-thong-tin-va-truyen-thong", "31/5/2024", 60.5, "E5", target=80.0),
        ],
        warned=frozenset({("unknown_heading", "F3"), ("unknown_heading", "G3")}),
    ),
    Case(
        "last year's result, this year's plan and what has been done so far",
        "list",
        "2024.xlsx",
        sheet(
            ["SỞ NỘI VỤ - CHỈ TIÊU CHUYỂN ĐỔI SỐ"],
            [
                "TT",
                "Chỉ tiêu",
                "ĐVT",
                "Thực hiện năm 2023",
                "Kế hoạch năm 2024",
                "Thực hiện 5 tháng năm 2024",
                "Ghi chú",
            ],
            [1, "Văn bản ký số", "văn bản", 900, 1000, 500, "đạt"],
        ),
        "indicator_values",
        rows=[
            found("van_ban_ky_so", "so-noi-vu", "31/12/2023", 900.0, "D3", target=None),
            found("van_ban_ky_so", "so-noi-vu", "31/5/2024", 500.0, "F3", target=1000.0),
        ],
    ),
    Case(
        "“Đơn vị” over units of measure, the measure behind a name",
        "list",
        "so y te.xlsx",
        lambda: xlsx(
            Page(
                [
                    ["CHỈ TIÊU CHUYỂN ĐỔI SỐ tháng 5/2024 - SỞ Y TẾ"],
                    ["STT", "Chỉ tiêu", "Đơn vị", "Mục tiêu năm 2024", "Kết quả tháng 5/2024"],
                    [1, "Tỷ lệ hồ sơ trực tuyến", "%", 80, "79,5%"],
                    [2, "Văn bản ký số", "văn bản", "1.500", "1.283"],
                ],
                "Biểu 1",
            ),
            Page(
                [
                    ["SỞ Y TẾ: chỉ tiêu khác tháng 5/2024"],
                    ["STT", "Tên chỉ tiêu", "Kế hoạch", "Thực hiện"],
                    [1, "Bệnh án điện tử (bệnh án)", 10, 20],
                ],
                "Biểu 2",
            ),
        ),
        "indicator_values",
        rows=[
            found(ONLINE, "so-y-te", "31/5/2024", 79.5, "E3", target=80.0, measured_in="%"),
            found("van_ban_ky_so", "so-y-te", "31/5/2024", 1283.0, "E4", target=1500.0, measured_in="văn bản"),
            found("benh_an_dien_tu", "so-y-te", "31/5/2024", 20.0, "D3", target=10.0, measured_in="bệnh án"),
        ],
    ),
    Case(
        "months as typed days, merged units, an unknown unit",
        "list",
        "thang.xlsx",
        sheet(
            ["Chỉ tiêu Đề án 06"],
            ["Huyện, thành phố", "Chỉ tiêu", date(2024, 4, 1), date(2024, 5, 1)],
            ["Na Hang", "Thẻ CCCD gắn chip", 1, 2],
            [None, "Tài khoản mức 2", 4, None],
            ["Huyện lạ", "Thẻ CCCD gắn chip", 1, 2],
            merges=("A3:A4",),
        ),
        "indicator_values",
        rows=[
            found(CARD, NA_HANG, "30/4/2024", 1.0, "C3"),
            found(CARD, NA_HANG, "31/5/2024", 2.0, "D3"),
            found(ACCOUNT, NA_HANG, "30/4/2024", 4.0, "C4"),
        ],
        refused=frozenset({"A5"}),
    ),
    Case(
        "a column of periods, one of them no period, two of them the same day",
        "list",
        "ky.xlsx",
        sheet(
            ["CHỈ TIÊU ĐỀ ÁN 06"],
            ["TT", "Chỉ tiêu", "Địa bàn", "Kỳ báo cáo", "Giá trị", "ĐVT"],
            [1, "Thẻ CCCD gắn chip", "Na Hang", "Quý I/2024", 10, "thẻ"],
            [2, "Thẻ CCCD gắn chip", "Na Hang", "6 tháng đầu năm 2024", "1.283", "thẻ"],
            [3, "Thẻ CCCD gắn chip", "Na Hang", "kỳ trước", 10, "thẻ"],
            [4, "Thẻ CCCD gắn chip", "Na Hang", "30/6/2024", 99, "thẻ"],
        ),
        "indicator_values",
        rows=[
            found(CARD, NA_HANG, "31/3/2024", 10.0, "E3"),
            found(CARD, NA_HANG, "30/6/2024", 1283.0, "E4"),
        ],
        refused=frozenset({"D5", "C6"}),
    ),
    Case(
        "a sheet for each district and a workbook's months, names of indicators as group rows",
        "list",
        "chi tieu DA06 nam 2024.xlsx",
        lambda: xlsx(
            *(
                Page(
                    [
                        ["CHỈ TIÊU ĐỀ ÁN 06 NĂM 2024"],
                        ["TT", "Chỉ tiêu", "Địa bàn", "Kết quả", "Mục tiêu"],
                        ["I", "Thẻ CCCD gắn chip"],
                        [1, None, "Na Hang", 10 * month, 50],
                        ["II", "Tài khoản mức 2"],
                        [1, None, "Lâm Bình", None, 40],
                    ],
                    f"Tháng {month}",
                )
                for month in (4, 5)
            )
        ),
        "indicator_values",
        rows=[
            found(CARD, NA_HANG, "30/4/2024", 40.0, "D4", target=50.0),
            found(ACCOUNT, LAM_BINH, "30/4/2024", None, "D6", target=40.0),
            found(CARD, NA_HANG, "31/5/2024", 50.0, "D4", target=50.0),
            found(ACCOUNT, LAM_BINH, "31/5/2024", None, "D6", target=40.0),
        ],
    ),
]
