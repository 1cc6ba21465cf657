"""Ranking decisions of the province's own boards, as their annexes look."""

from __future__ import annotations

from tests.corpus.case import Case
from tests.corpus.score_rows import expect
from tests.workbook import Page, web_page, xlsx

DEPARTMENTS = ("CĐS tỉnh", 2022, "department")
DEPARTMENTS_23 = ("CĐS tỉnh", 2023, "department")
DISTRICTS = ("CĐS tỉnh", 2023, "district")
COMMUNES = ("CĐS tỉnh", 2023, "commune")
JUSTICE, HOME, TTTT = "so-tu-phap", "so-noi-vu", "so-thong-tin-va-truyen-thong"
YEN_SON, NA_HANG = "huyen-yen-son", "huyen-na-hang"
TRANG_DA, BINH_AN = "xa-trang-da.thanh-pho-tuyen-quang", "xa-binh-an.huyen-lam-binh"

CASES: list[Case] = [
    Case(
        name="maxima in the headings, ranks of how many, decision of the year after",
        kind="score",
        file="Phu luc QD 812.xlsx",
        source="unit_scores",
        data=lambda: xlsx(
            [
                ["Phụ lục I"],
                ["KẾT QUẢ XẾP HẠNG MỨC ĐỘ CHUYỂN ĐỔI SỐ CÁC SỞ, BAN, NGÀNH TỈNH NĂM 2022"],
                ["(Kèm theo Quyết định số 812/QĐ-UBND ngày 14/6/2023 của Chủ tịch UBND tỉnh)"],
                [
                    "TT",
                    "Cơ quan, đơn vị",
                    "Nhận thức số\n(tối đa 10 điểm)",
                    "Hạ tầng số (25đ)",
                    "Tổng điểm",
                    "Xếp hạng",
                ],
                [1, "Sở Tư pháp", "9,5", "20", "29,5", "1/3"],
                [2, "Sở Nội vụ", "9", "19,5", "28,5", "2/3"],
                [3, "Sở TT&TT", 8.5, 19, 27.5, "3/3"],
                ["", "Trung bình", "9", "19,5", "28,5", ""],
            ]
        ),
        rows=[
            *expect(
                DEPARTMENTS,
                "Nhận thức số (tối đa 10 điểm)",
                [JUSTICE, HOME, TTTT],
                [9.5, 9.0, 8.5],
                "C5 C6 C7",
                max_score=10.0,
            ),
            *expect(
                DEPARTMENTS, "Hạ tầng số (25đ)", [JUSTICE, HOME, TTTT], [20.0, 19.5, 19.0], "D5 D6 D7", max_score=25.0
            ),
            *expect(DEPARTMENTS, "total", [JUSTICE, HOME, TTTT], [29.5, 28.5, 27.5], "E5 E6 E7", [1, 2, 3]),
        ],
    ),
    Case(
        name="own and assessed scores under three levels of headings",
        kind="score",
        file="b.xlsx",
        source="unit_scores",
        data=lambda: xlsx(
            Page(
                [
                    ["BẢNG TỔNG HỢP ĐIỂM CHUYỂN ĐỔI SỐ CẤP HUYỆN NĂM 2023"],
                    [
                        "STT",
                        "Tên huyện",
                        "Nhóm chỉ số nền tảng chung",
                        None,
                        "Nhóm chỉ số hoạt động",
                        None,
                        "Tổng",
                        "Hạng",
                    ],
                    [None, None, "Nhận thức số", None, "Chính quyền số", "Kinh tế số", None, None],
                    [None, None, "Tự chấm", "Thẩm định", None, None, None, None],
                    [1, "Huyện Yên Sơn", 80, "75,5", 150, 100, "325,5", 1],
                    [2, "Huyện Na Hang", 70, 65, 140, 90, 295, 2],
                ],
                merges=["A2:A4", "B2:B4", "C2:D2", "C3:D3", "E2:F2", "E3:E4", "F3:F4", "G2:G4", "H2:H4"],
            )
        ),
        rows=[
            expect(
                DISTRICTS,
                "Nhận thức số",
                [YEN_SON],
                [75.5],
                "D5",
                self_score=80.0,
                parent_criterion="Nhóm chỉ số nền tảng chung",
            )[0],
            expect(
                DISTRICTS,
                "Nhận thức số",
                [NA_HANG],
                [65.0],
                "D6",
                self_score=70.0,
                parent_criterion="Nhóm chỉ số nền tảng chung",
            )[0],
            *expect(
                DISTRICTS,
                "Chính quyền số",
                [YEN_SON, NA_HANG],
                [150.0, 140.0],
                "E5 E6",
                parent_criterion="Nhóm chỉ số hoạt động",
            ),
            *expect(
                DISTRICTS,
                "Kinh tế số",
                [YEN_SON, NA_HANG],
                [100.0, 90.0],
                "F5 F6",
                parent_criterion="Nhóm chỉ số hoạt động",
            ),
            *expect(DISTRICTS, "total", [YEN_SON, NA_HANG], [325.5, 295.0], "G5 G6", [1, 2]),
        ],
    ),
    Case(
        name="weights and maxima in rows of their own, thousands with points",
        kind="score",
        file="x.xlsx",
        source="unit_scores",
        data=lambda: xlsx(
            [
                ["XẾP HẠNG CĐS CẤP HUYỆN NĂM 2023"],
                ["TT", "Huyện/TP", "Chính quyền số", "Kinh tế số", "Tổng điểm", "Xếp hạng"],
                [None, "Trọng số", "0,7", "0,3", None, None],
                [None, "Điểm tối đa", "1.000", "500", "1.500", None],
                [1, "Yên Sơn", "850,5", "390,25", "1.240,75", 1],
                [2, "Na Hang", "700", "350,5", "1.050,5", 2],
            ]
        ),
        rows=[
            *expect(
                DISTRICTS, "Chính quyền số", [YEN_SON, NA_HANG], [850.5, 700.0], "C5 C6", weight=0.7, max_score=1000.0
            ),
            *expect(DISTRICTS, "Kinh tế số", [YEN_SON, NA_HANG], [390.25, 350.5], "D5 D6", weight=0.3, max_score=500.0),
            *expect(DISTRICTS, "total", [YEN_SON, NA_HANG], [1240.75, 1050.5], "E5 E6", [1, 2], max_score=1500.0),
        ],
    ),
    Case(
        name="three boards under one heading, parted by rows of letters",
        kind="score",
        file="ket qua.xlsx",
        source="unit_scores",
        data=lambda: xlsx(
            [
                ["KẾT QUẢ CHUYỂN ĐỔI SỐ NĂM 2023"],
                ["A. KHỐI SỞ, BAN, NGÀNH"],
                ["STT", "Tên đơn vị", "Điểm", "Xếp hạng"],
                [1, "Sở Tư pháp", "407,64", 1],
                [2, "Sở Tài chính", "379,34", 2],
                ["B. KHỐI HUYỆN, THÀNH PHỐ"],
                [1, "TP. Tuyên Quang", "513,65", 1],
                [2, "Yên Sơn", "508,17", 2],
                ["C. CẤP XÃ"],
                [1, "Xã Tràng Đà, TP Tuyên Quang", "304,31", 1],
                [2, "Xã Bình An, huyện Lâm Bình", "279,48", 2],
            ]
        ),
        rows=[
            *expect(DEPARTMENTS_23, "total", [JUSTICE, "so-tai-chinh"], [407.64, 379.34], "C4 C5", [1, 2]),
            *expect(DISTRICTS, "total", ["thanh-pho-tuyen-quang", YEN_SON], [513.65, 508.17], "C7 C8", [1, 2]),
            *expect(COMMUNES, "total", [TRANG_DA, BINH_AN], [304.31, 279.48], "C10 C11", [1, 2]),
        ],
    ),
    Case(
        name="a portal's page saved as a workbook, the highest score below",
        kind="score",
        file="Ket qua.xls",
        source="unit_scores",
        data=lambda: web_page(
            [
                ["BẢNG ĐIỂM CHUYỂN ĐỔI SỐ CÁC SỞ, BAN, NGÀNH NĂM 2022", "", "", "", "", ""],
                ["STT", "Đơn vị", "Chỉ số chính", "", "Tổng", "Hạng"],
                ["", "", "Nhận thức số", "Thể chế số", "", ""],
                ["1", "Sở Tư pháp", "10,5", "20,25", "30,75", "1"],
                ["2", "Thanh tra tỉnh", "9", "18", "27", "2"],
                ["", "Cao nhất", "10,5", "20,25", "30,75", ""],
            ],
            {(0, 0): (1, 6), (1, 0): (2, 1), (1, 1): (2, 1), (1, 2): (1, 2), (1, 4): (2, 1), (1, 5): (2, 1)},
        ),
        rows=[
            *expect(
                DEPARTMENTS,
                "Nhận thức số",
                [JUSTICE, "thanh-tra-tinh"],
                [10.5, 9.0],
                "C4 C5",
                parent_criterion="Chỉ số chính",
            ),
            *expect(
                DEPARTMENTS,
                "Thể chế số",
                [JUSTICE, "thanh-tra-tinh"],
                [20.25, 18.0],
                "D4 D5",
                parent_criterion="Chỉ số chính",
            ),
            *expect(DEPARTMENTS, "total", [JUSTICE, "thanh-tra-tinh"], [30.75, 27.0], "E4 E5", [1, 2]),
        ],
    ),
    Case(
        name="two years below each other, each under its own line",
        kind="score",
        file="x.xlsx",
        source="unit_scores",
        data=lambda: xlsx(
            [
                ["KẾT QUẢ CHUYỂN ĐỔI SỐ CẤP HUYỆN"],
                ["I. Năm 2022"],
                ["TT", "Huyện", "Điểm", "Hạng"],
                [1, "Yên Sơn", 400, 1],
                [2, "Na Hang", 350, 2],
                [],
                ["II. Năm 2023"],
                ["TT", "Huyện", "Điểm", "Hạng"],
                [1, "Na Hang", 450, 1],
                [2, "Yên Sơn", 420, 2],
            ]
        ),
        rows=[
            *expect(("CĐS tỉnh", 2022, "district"), "total", [YEN_SON, NA_HANG], [400.0, 350.0], "C4 C5", [1, 2]),
            *expect(DISTRICTS, "total", [NA_HANG, YEN_SON], [450.0, 420.0], "C9 C10", [1, 2]),
        ],
    ),
]
"""Boards of departments, districts and communes."""
