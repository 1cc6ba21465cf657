"""Score tables with a row per criterion: one unit's own sheet, long lists."""

from __future__ import annotations

from tests.corpus.case import Case
from tests.corpus.score_rows import expect
from tests.workbook import Page, csv_file, xlsx

DEPARTMENTS = ("CĐS tỉnh", 2023, "department")
DISTRICTS = ("CĐS tỉnh", 2023, "district")
COMMUNES = ("CĐS tỉnh", 2023, "commune")
JUSTICE, HOME, HEALTH = "so-tu-phap", "so-noi-vu", "so-y-te"
NA_HANG = "huyen-na-hang"
TUYEN_QUANG = "tinh-tuyen-quang"
TRANG_DA = "xa-trang-da.thanh-pho-tuyen-quang"

CASES: list[Case] = [
    Case(
        name="one department's own sheet under its letterhead, signed",
        kind="score",
        file="Bang tu cham diem.xlsx",
        source="unit_scores",
        data=lambda: xlsx(
            [
                ["UBND TỈNH TUYÊN QUANG", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
                ["SỞ NỘI VỤ", None, None, "Độc lập - Tự do - Hạnh phúc"],
                ["BẢNG TỰ ĐÁNH GIÁ, CHẤM ĐIỂM CHUYỂN ĐỔI SỐ NĂM 2023"],
                ["STT", "Nội dung tiêu chí", "Điểm tối đa", "Điểm tự chấm", "Điểm thẩm định", "Tài liệu kiểm chứng"],
                ["I", "NHẬN THỨC SỐ", 20, 18, 17, None],
                ["1.1", "Ban chỉ đạo", 20, 18, 17, "QĐ 15/QĐ-SNV"],
                ["II", "THỂ CHẾ SỐ", None, None, None, None],
                ["2.1", "Kế hoạch năm", 30, "25,5", "24,5", None],
                [None, "TỔNG ĐIỂM (I+II)", 50, "43,5", "41,5", None],
                [None, None, None, "Tuyên Quang, ngày 5 tháng 1 năm 2024"],
                [None, None, None, "GIÁM ĐỐC"],
            ]
        ),
        rows=[
            *expect(DEPARTMENTS, "NHẬN THỨC SỐ", [HOME], [17.0], "E5", max_score=20.0, self_score=18.0),
            *expect(
                DEPARTMENTS,
                "Ban chỉ đạo",
                [HOME],
                [17.0],
                "E6",
                max_score=20.0,
                self_score=18.0,
                parent_criterion="NHẬN THỨC SỐ",
                evidence="QĐ 15/QĐ-SNV",
            ),
            *expect(
                DEPARTMENTS,
                "Kế hoạch năm",
                [HOME],
                [24.5],
                "E8",
                max_score=30.0,
                self_score=25.5,
                parent_criterion="THỂ CHẾ SỐ",
            ),
            *expect(DEPARTMENTS, "total", [HOME], [41.5], "E9", max_score=50.0, self_score=43.5),
        ],
    ),
    Case(
        name="a commune's own scores before any assessment, three heights of numbers",
        kind="score",
        file="Xa Trang Da - tu cham DTI 2023.xlsx",
        source="unit_scores",
        data=lambda: xlsx(
            [
                ["PHIẾU TỰ CHẤM ĐIỂM"],
                ["TT", "Chỉ số/Tiêu chí", "Điểm tối đa", "Điểm tự chấm"],
                ["A", "Chỉ số nền tảng", 60, 50],
                [1, "Nhận thức số", 30, 25],
                ["1.1", "Họp ban chỉ đạo", 30, 25],
                [2, "Thể chế số", 30, "hai lăm"],
                ["", "Tổng cộng (A)", 60, 50],
            ]
        ),
        rows=[
            *expect(COMMUNES, "Chỉ số nền tảng", [TRANG_DA], [None], "D3", max_score=60.0, self_score=50.0),
            *expect(
                COMMUNES,
                "Nhận thức số",
                [TRANG_DA],
                [None],
                "D4",
                max_score=30.0,
                self_score=25.0,
                parent_criterion="Chỉ số nền tảng",
            ),
            *expect(
                COMMUNES,
                "Họp ban chỉ đạo",
                [TRANG_DA],
                [None],
                "D5",
                max_score=30.0,
                self_score=25.0,
                parent_criterion="Nhận thức số",
            ),
            *expect(COMMUNES, "total", [TRANG_DA], [None], "D7", max_score=60.0, self_score=50.0),
        ],
        refused=frozenset({"D6"}),
    ),
    Case(
        name="a list of units and criteria, the unit merged down, totals inside",
        kind="score",
        file="g.xlsx",
        source="unit_scores",
        data=lambda: xlsx(
            Page(
                [
                    ["ĐIỂM CHUYỂN ĐỔI SỐ CÁC SỞ NĂM 2023"],
                    ["STT", "Sở, ban, ngành", "Chỉ số", "Điểm tối đa", "Điểm đạt", "Minh chứng"],
                    [1, "Sở Y tế", "Nhận thức số", 100, "85,5", "KH 5"],
                    [2, None, "Tổng cộng", 180, 156, None],
                    [3, "Sở Tư pháp", "Nhận thức số", 100, "88,5", None],
                    [4, None, "Tổng cộng", 180, 161, None],
                ],
                merges=["B3:B4", "B5:B6"],
            )
        ),
        rows=[
            *expect(DEPARTMENTS, "Nhận thức số", [HEALTH], [85.5], "E3", max_score=100.0, evidence="KH 5"),
            *expect(DEPARTMENTS, "total", [HEALTH], [156.0], "E4", max_score=180.0),
            *expect(DEPARTMENTS, "Nhận thức số", [JUSTICE], [88.5], "E5", max_score=100.0),
            *expect(DEPARTMENTS, "total", [JUSTICE], [161.0], "E6", max_score=180.0),
        ],
    ),
    Case(
        name="units as group rows above their criteria",
        kind="score",
        file="x.xlsx",
        source="unit_scores",
        data=lambda: xlsx(
            [
                ["KẾT QUẢ CHẤM ĐIỂM CHUYỂN ĐỔI SỐ CÁC SỞ NĂM 2023"],
                ["STT", "Tiêu chí", "Điểm tối đa", "Điểm thẩm định"],
                ["I", "Sở Y tế", None, None],
                [1, "Nhận thức số", 100, "85,5"],
                [2, "Thể chế số", 80, "70,5"],
                ["II", "Sở Tư pháp", None, None],
                [1, "Nhận thức số", 100, 88],
                [2, "Thể chế số", 80, "71,5"],
            ]
        ),
        rows=[
            *expect(DEPARTMENTS, "Nhận thức số", [HEALTH], [85.5], "D4", max_score=100.0),
            *expect(DEPARTMENTS, "Thể chế số", [HEALTH], [70.5], "D5", max_score=80.0),
            *expect(DEPARTMENTS, "Nhận thức số", [JUSTICE], [88.0], "D7", max_score=100.0),
            *expect(DEPARTMENTS, "Thể chế số", [JUSTICE], [71.5], "D8", max_score=80.0),
        ],
    ),
    Case(
        name="a list in a text file: years, a repeat, an unknown unit, a year in words",
        kind="score",
        file="diem CDS.csv",
        source="unit_scores",
        data=lambda: csv_file(
            [
                ["Đơn vị", "Tiêu chí", "Năm", "Điểm tối đa", "Điểm"],
                ["Na Hang", "Nhận thức số", "2022", "100", "85,5"],
                ["Na Hang", "Nhận thức số", "2023", "100", "88"],
                ["Na Hang", "Tổng", "2023", "500", "434,21"],
                ["Huyện X", "Tổng", "2023", "500", "1"],
                ["Na Hang", "Nhận thức số", "2023", "100", "88"],
                ["Na Hang", "Nhận thức số", "hai ngàn", "100", "88"],
            ]
        ),
        rows=[
            *expect(("CĐS tỉnh", 2022, "district"), "Nhận thức số", [NA_HANG], [85.5], max_score=100.0),
            *expect(DISTRICTS, "Nhận thức số", [NA_HANG], [88.0], max_score=100.0),
            *expect(DISTRICTS, "total", [NA_HANG], [434.21], max_score=500.0),
        ],
        refused=frozenset({5, 7}),
        warned=frozenset({("repeated_row", 6)}),
    ),
    Case(
        name="one index of the province, a row for each year",
        kind="score",
        file="x.xlsx",
        source="unit_scores",
        data=lambda: xlsx(
            [
                ["BẢNG TỔNG HỢP KẾT QUẢ PAR INDEX TỈNH TUYÊN QUANG NĂM 2022-2023"],
                ["Năm", "Điểm", "Xếp hạng"],
                [2022, "84,1", 45],
                [2023, "86,5", 38],
            ]
        ),
        rows=[
            *expect(("PAR Index", 2022, "province"), "total", [TUYEN_QUANG], [84.1], "B3", [45]),
            *expect(("PAR Index", 2023, "province"), "total", [TUYEN_QUANG], [86.5], "B4", [38]),
        ],
    ),
]
"""Lists of criteria."""
