"""Odd scores and ranks on the province's own boards: words, slips, errors, units that are not ranked."""

from __future__ import annotations

from tests.corpus.case import Case
from tests.corpus.score_rows import expect
from tests.workbook import csv_file, xlsx

DEPARTMENTS = ("CĐS tỉnh", 2022, "department")
DEPARTMENTS_23 = ("CĐS tỉnh", 2023, "department")
DISTRICTS = ("CĐS tỉnh", 2023, "district")
COMMUNES = ("CĐS tỉnh", 2023, "commune")
JUSTICE, HOME, HEALTH, TTTT = "so-tu-phap", "so-noi-vu", "so-y-te", "so-thong-tin-va-truyen-thong"
YEN_SON, NA_HANG = "huyen-yen-son", "huyen-na-hang"
TRANG_DA, BINH_AN = "xa-trang-da.thanh-pho-tuyen-quang", "xa-binh-an.huyen-lam-binh"

CASES: list[Case] = [
    Case(
        name="ranks in words, shared ranks, units not ranked by words and by dashes",
        kind="score",
        file="e.xlsx",
        source="unit_scores",
        data=lambda: xlsx(
            [
                ["XẾP HẠNG CHUYỂN ĐỔI SỐ CÁC XÃ NĂM 2023"],
                ["TT", "Tên xã", "Thuộc huyện", "Điểm số", "Thứ hạng"],
                [1, "Tràng Đà", "TP Tuyên Quang", "304,31", "Hạng 1"],
                [2, "Bình An", "Lâm Bình", "279,48", "Thứ 2"],
                [3, "Tân Thành", "Hàm Yên", "200", "3-4"],
                [4, "Tân Thanh", "Sơn Dương", "200", "3-4"],
                [5, "Thượng Giáp", "Na Hang", "-", "Không xếp hạng"],
                [6, "Khau Tinh", "Na Hang", None, "-"],
            ]
        ),
        rows=[
            *expect(COMMUNES, "total", [TRANG_DA, BINH_AN], [304.31, 279.48], "D3 D4", [1, 2]),
            *expect(
                COMMUNES,
                "total",
                ["xa-tan-thanh.huyen-ham-yen", "xa-tan-thanh.huyen-son-duong"],
                [200.0, 200.0],
                "D5 D6",
                [3, 3],
            ),
            *expect(COMMUNES, "total", ["xa-thuong-giap.huyen-na-hang"], [None], "D7", is_ranked=False),
            *expect(COMMUNES, "total", ["xa-khau-tinh.huyen-na-hang"], [None], "E8", is_ranked=False),
        ],
        warned=frozenset({("shared_rank", "E5"), ("shared_rank", "E6")}),
    ),
    Case(
        name="last year's rank and the change beside this year's, a share of the maximum",
        kind="score",
        file="x.xlsx",
        source="unit_scores",
        data=lambda: xlsx(
            [
                ["KẾT QUẢ XẾP HẠNG CHUYỂN ĐỔI SỐ CẤP HUYỆN NĂM 2023"],
                [
                    "STT",
                    "Huyện, thành phố",
                    "Tổng điểm",
                    "Tỷ lệ %",
                    "Xếp hạng năm 2023",
                    "Xếp hạng năm 2022",
                    "Tăng/giảm",
                ],
                [1, "Yên Sơn", "508,17", "72,6", 1, 2, 1],
                [2, "Na Hang", "434,21", "62,0", 2, 1, -1],
            ]
        ),
        rows=expect(DISTRICTS, "total", [YEN_SON, NA_HANG], [508.17, 434.21], "C3 C4", [1, 2]),
        warned=frozenset(("column_left_out", cell) for cell in ("D2", "F2", "G2")),
    ),
    Case(
        name="commas and points in one column, a typing slip far above the board",
        kind="score",
        file="b.xlsx",
        source="unit_scores",
        data=lambda: xlsx(
            [
                ["XẾP HẠNG CHUYỂN ĐỔI SỐ CÁC SỞ NĂM 2022"],
                ["Đơn vị", "Tổng điểm"],
                ["Sở Tư pháp", "335,9"],
                ["Sở Y tế", "320.5"],
                ["Sở Nội vụ", "318,2"],
                ["Sở Tài chính", "310,385"],
                ["Sở Xây dựng", 300],
                ["Sở TT&TT", "3331,01"],
            ]
        ),
        rows=expect(
            DEPARTMENTS,
            "total",
            [JUSTICE, HEALTH, HOME, "so-tai-chinh", "so-xay-dung", TTTT],
            [335.9, 320.5, 318.2, 310.385, 300.0, 3331.01],
            "B3 B4 B5 B6 B7 B8",
        ),
        warned=frozenset({("outlier", "B8")}),
    ),
    Case(
        name="an unknown unit, a word for a number, an error in a rank",
        kind="score",
        file="x.xlsx",
        source="unit_scores",
        data=lambda: xlsx(
            [
                ["Xếp hạng chuyển đổi số các sở năm 2023"],
                ["STT", "Đơn vị", "Nhận thức số", "Tổng điểm", "Hạng"],
                [1, "Sở Tư pháp", 50, 90, 1],
                [2, "Sở Vũ trụ", 40, 80, 2],
                [3, "Sở Y tế", "ba mươi", 60, 3],
                [4, "Sở Nội vụ", 20, 50, "#N/A"],
            ]
        ),
        rows=[
            *expect(DEPARTMENTS_23, "Nhận thức số", [JUSTICE, HOME], [50.0, 20.0], "C3 C6"),
            *expect(DEPARTMENTS_23, "total", [JUSTICE, HEALTH], [90.0, 60.0], "D3 D5", [1, 3]),
        ],
        refused=frozenset({"B4", "C5", "E6"}),
    ),
    Case(
        name="no accents, year and index only in the file's name",
        kind="score",
        file="xep hang CDS2022 so nganh.csv",
        source="unit_scores",
        data=lambda: csv_file(
            [
                ["TT", "Ten don vi", "Tong diem", "Xep hang"],
                ["1", "So Tu phap", "407.64", "1"],
                ["2", "So Y te", "379.3", "2"],
            ],
            ",",
        ),
        rows=expect(DEPARTMENTS, "total", [JUSTICE, HEALTH], [407.64, 379.3], "", [1, 2]),
    ),
    Case(
        name="a group of those that are not ranked, one of them with a score",
        kind="score",
        file="x.xlsx",
        source="unit_scores",
        data=lambda: xlsx(
            [
                ["XẾP HẠNG CHUYỂN ĐỔI SỐ CÁC SỞ NĂM 2023"],
                ["TT", "Cơ quan", "Tổng điểm", "Xếp hạng"],
                [1, "Sở Tư pháp", 90, 1],
                [2, "Sở Y tế", 85, 2],
                ["II. Các đơn vị không xếp hạng"],
                [3, "Thanh tra tỉnh", None, None],
                [4, "Cục Thuế tỉnh", 70, None],
            ]
        ),
        rows=[
            *expect(DEPARTMENTS_23, "total", [JUSTICE, HEALTH], [90.0, 85.0], "C3 C4", [1, 2]),
            *expect(DEPARTMENTS_23, "total", ["thanh-tra-tinh"], [None], is_ranked=False, cell="D6"),
            *expect(DEPARTMENTS_23, "total", ["cuc-thue-tinh"], [70.0], "C7", is_ranked=False),
        ],
    ),
    Case(
        name="a dash for a criterion, a numbered row without its unit",
        kind="score",
        file="x.xlsx",
        source="unit_scores",
        data=lambda: xlsx(
            [
                ["XẾP HẠNG CHUYỂN ĐỔI SỐ CÁC SỞ NĂM 2023"],
                ["STT", "Đơn vị", "Nhận thức số", "Thể chế số", "Tổng điểm", "Hạng"],
                [1, "Sở Y tế", 40, 40, 80, 1],
                [2, None, 30, 30, 60, 2],
                [3, "Sở Tư pháp", 50, "-", 50, 3],
                [None, None, 40, 35, 63.3, None],
            ]
        ),
        rows=[
            *expect(DEPARTMENTS_23, "Nhận thức số", [HEALTH, JUSTICE], [40.0, 50.0], "C3 C5"),
            *expect(DEPARTMENTS_23, "Thể chế số", [HEALTH], [40.0], "D3"),
            *expect(DEPARTMENTS_23, "total", [HEALTH, JUSTICE], [80.0, 50.0], "E3 E5", [1, 3]),
        ],
        refused=frozenset({"B4"}),
    ),
    Case(
        name="a unit twice with different scores, ranks that the scores do not bear out",
        kind="score",
        file="x.xlsx",
        source="unit_scores",
        data=lambda: xlsx(
            [
                ["Xếp hạng chuyển đổi số các sở năm 2023"],
                ["STT", "Đơn vị", "Điểm", "Hạng"],
                [1, "Sở Tư pháp", 70, 1],
                [2, "Sở Y tế", 80, 2],
                [3, "Sở Nội vụ", 60, 3],
                [4, "Sở Nội vụ", 50, 4],
            ]
        ),
        rows=expect(DEPARTMENTS_23, "total", [JUSTICE, HEALTH, HOME], [70.0, 80.0, 60.0], "C3 C4 C5", [1, 2, 3]),
        refused=frozenset({"B6"}),
        warned=frozenset({("rank_differs", "C3"), ("rank_differs", "C4")}),
    ),
]
"""Boards with odd values."""
