"""Score tables that stand on their side: a row per criterion, units or years as columns."""

from __future__ import annotations

from tests.corpus.case import Case
from tests.corpus.score_rows import expect
from tests.workbook import Page, xlsx

DISTRICTS = ("CĐS tỉnh", 2023, "district")
YEN_SON, NA_HANG = "huyen-yen-son", "huyen-na-hang"
TUYEN_QUANG, HA_GIANG = "tinh-tuyen-quang", "tinh-ha-giang"

CASES: list[Case] = [
    Case(
        name="units as columns with own and assessed scores, ranks in the last row",
        kind="score",
        file="x.xlsx",
        source="unit_scores",
        data=lambda: xlsx(
            Page(
                [
                    ["TỔNG HỢP ĐIỂM CHUYỂN ĐỔI SỐ CÁC HUYỆN NĂM 2023"],
                    ["STT", "Tiêu chí", "Điểm tối đa", "Huyện Yên Sơn", None, "Huyện Na Hang", None],
                    [None, None, None, "Tự chấm", "Thẩm định", "Tự chấm", "Thẩm định"],
                    ["I", "Nhận thức số", 100, 90, "85,5", 90, 75],
                    ["1", "Hội nghị", 50, 45, "42,5", 45, 35],
                    [None, "Tổng cộng", 100, 90, "85,5", 90, 75],
                    [None, "Thứ hạng", None, None, 1, None, 2],
                ],
                merges=["A2:A3", "B2:B3", "C2:C3", "D2:E2", "F2:G2"],
            )
        ),
        rows=[
            *expect(
                DISTRICTS,
                "Nhận thức số",
                [YEN_SON, NA_HANG],
                [85.5, 75.0],
                "E4 G4",
                max_score=100.0,
                self_score=90.0,
            ),
            *expect(
                DISTRICTS,
                "Hội nghị",
                [YEN_SON, NA_HANG],
                [42.5, 35.0],
                "E5 G5",
                max_score=50.0,
                self_score=45.0,
                parent_criterion="Nhận thức số",
            ),
            *expect(
                DISTRICTS,
                "total",
                [YEN_SON, NA_HANG],
                [85.5, 75.0],
                "E6 G6",
                [1, 2],
                max_score=100.0,
                self_score=90.0,
            ),
        ],
    ),
    Case(
        name="provinces as columns beside the country's median",
        kind="score",
        file="so sanh.xlsx",
        source="unit_scores",
        data=lambda: xlsx(
            [
                ["SO SÁNH CHỈ SỐ PCI 2023"],
                ["Chỉ số thành phần", "Tuyên Quang", "Hà Giang", "Trung vị cả nước"],
                ["Gia nhập thị trường", 7.1, 6.9, 7.2],
                ["PCI", 64.1, 62.5, 66],
                ["Xếp hạng PCI", 43, 52, None],
            ]
        ),
        rows=[
            *expect(("PCI", 2023, "province"), "Gia nhập thị trường", [TUYEN_QUANG, HA_GIANG], [7.1, 6.9], "B3 C3"),
            *expect(("PCI", 2023, "province"), "total", [TUYEN_QUANG, HA_GIANG], [64.1, 62.5], "B4 C4", [43, 52]),
        ],
    ),
    Case(
        name="a unit that nobody knows among the columns",
        kind="score",
        file="x.xlsx",
        source="unit_scores",
        data=lambda: xlsx(
            [
                ["CHUYỂN ĐỔI SỐ CÁC HUYỆN NĂM 2023"],
                ["STT", "Tiêu chí", "Yên Sơn", "Na Hang", "Huyện Tam Đảo"],
                [1, "Nhận thức số", 90, 80, 70],
                ["", "Tổng điểm", 140, 125, 110],
            ]
        ),
        rows=[
            *expect(DISTRICTS, "Nhận thức số", [YEN_SON, NA_HANG], [90.0, 80.0], "C3 D3"),
            *expect(DISTRICTS, "total", [YEN_SON, NA_HANG], [140.0, 125.0], "C4 D4"),
        ],
        refused=frozenset({"E2"}),
    ),
    Case(
        name="the province's indices as rows, years with score and rank as columns",
        kind="score",
        file="TQ.xlsx",
        source="unit_scores",
        data=lambda: xlsx(
            Page(
                [
                    ["KẾT QUẢ CÁC CHỈ SỐ CỦA TỈNH TUYÊN QUANG GIAI ĐOẠN 2022-2023"],
                    ["TT", "Chỉ số", "Năm 2022", None, "Năm 2023", None],
                    [None, None, "Điểm", "Hạng", "Điểm", "Hạng"],
                    [1, "PCI", "63,5", 43, "66,1", 30],
                    [2, "PAR Index", "84,1", 45, "86,5", 38],
                ],
                merges=["C2:D2", "E2:F2"],
            )
        ),
        rows=[
            *expect(("PCI", 2022, "province"), "total", [TUYEN_QUANG], [63.5], "C4", [43]),
            *expect(("PCI", 2023, "province"), "total", [TUYEN_QUANG], [66.1], "E4", [30]),
            *expect(("PAR Index", 2022, "province"), "total", [TUYEN_QUANG], [84.1], "C5", [45]),
            *expect(("PAR Index", 2023, "province"), "total", [TUYEN_QUANG], [86.5], "E5", [38]),
        ],
    ),
    Case(
        name="criteria as rows, years of the one unit as columns",
        kind="score",
        file="PCI Tuyen Quang.xlsx",
        source="unit_scores",
        data=lambda: xlsx(
            [
                ["CHỈ SỐ PCI TỈNH TUYÊN QUANG QUA CÁC NĂM"],
                ["Chỉ số thành phần", 2022, 2023],
                ["Gia nhập thị trường", 7.2, 7.4],
                ["Điểm PCI", 63.5, "66,1"],
                ["Xếp hạng", 43, 30],
            ]
        ),
        rows=[
            *expect(("PCI", 2022, "province"), "Gia nhập thị trường", [TUYEN_QUANG], [7.2], "B3"),
            *expect(("PCI", 2023, "province"), "Gia nhập thị trường", [TUYEN_QUANG], [7.4], "C3"),
            *expect(("PCI", 2022, "province"), "total", [TUYEN_QUANG], [63.5], "B4", [43]),
            *expect(("PCI", 2023, "province"), "total", [TUYEN_QUANG], [66.1], "C4", [30]),
        ],
    ),
]
"""Tables that stand on their side."""
