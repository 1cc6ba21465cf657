"""National indices in blocks: each criterion ranked on its own, halves side by side, years as columns, ranks alone."""

from __future__ import annotations

from tests.corpus.case import Case
from tests.corpus.score_rows import expect
from tests.workbook import Page, csv_file, xlsx

QUANG_NINH, HA_NOI, DA_NANG = "tinh-quang-ninh", "thanh-pho-ha-noi", "thanh-pho-da-nang"
HAI_PHONG, TUYEN_QUANG, HA_GIANG, LAO_CAI = "thanh-pho-hai-phong", "tinh-tuyen-quang", "tinh-ha-giang", "tinh-lao-cai"
PAR = ("PAR Index", 2022, "province")
PCI_2015 = ("PCI", 2015, "province")
DTI_2022 = ("DTI", 2022, "province")
DTI_2023 = ("DTI", 2023, "province")

CASES: list[Case] = [
    Case(
        name="each criterion ranked in a block of its own, beside and under each other",
        kind="score",
        file="PAR INDEX 2022.xlsx",
        source="unit_scores",
        data=lambda: xlsx(
            [
                ["KẾT QUẢ CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2022 CỦA CÁC TỈNH"],
                ["1. Cải cách thể chế", None, None, None, "2. Cải cách thủ tục hành chính"],
                ["Xếp hạng", "Tỉnh", "Điểm", None, "Xếp hạng", "Tỉnh", "Điểm"],
                [1, "Quảng Ninh", 9.5, None, 1, "Hải Phòng", 14.2],
                [2, "Hải Phòng", 9.1, None, 2, "Quảng Ninh", 13.9],
                [],
                ["3. Cải cách tổ chức bộ máy", None, None, None, "4. Chỉ số tổng hợp"],
                ["Xếp hạng", "Tỉnh", "Điểm", None, "Xếp hạng", "Tỉnh", "Điểm"],
                [1, "Hải Phòng", 10.5, None, 1, "Quảng Ninh", 90.1],
                [2, "Quảng Ninh", 10.1, None, 2, "Hải Phòng", 89.9],
            ]
        ),
        rows=[
            *expect(PAR, "1. Cải cách thể chế", [QUANG_NINH, HAI_PHONG], [9.5, 9.1], "C4 C5", [1, 2]),
            *expect(PAR, "2. Cải cách thủ tục hành chính", [HAI_PHONG, QUANG_NINH], [14.2, 13.9], "G4 G5", [1, 2]),
            *expect(PAR, "3. Cải cách tổ chức bộ máy", [HAI_PHONG, QUANG_NINH], [10.5, 10.1], "C9 C10", [1, 2]),
            *expect(PAR, "total", [QUANG_NINH, HAI_PHONG], [90.1, 89.9], "G9 G10", [1, 2]),
        ],
    ),
    Case(
        name="each criterion on a sheet of its own",
        kind="score",
        file="PCI_2015.xlsx",
        source="unit_scores",
        data=lambda: xlsx(
            Page([["Tỉnh", "Điểm", "Xếp hạng"], ["Đà Nẵng", 8.5, 1], ["Lào Cai", 8.1, 2]], "Gia nhập thị trường"),
            Page([["Tỉnh", "Điểm", "Xếp hạng"], ["Lào Cai", 7.5, 1], ["Đà Nẵng", 7.1, 2]], "Tiếp cận đất đai"),
            Page([["Tỉnh", "Điểm", "Xếp hạng"], ["Đà Nẵng", 68.34, 1], ["Lào Cai", 62.32, 5]], "PCI tổng hợp"),
        ),
        rows=[
            *expect(PCI_2015, "Gia nhập thị trường", [DA_NANG, LAO_CAI], [8.5, 8.1], "B2 B3", [1, 2]),
            *expect(PCI_2015, "Tiếp cận đất đai", [LAO_CAI, DA_NANG], [7.5, 7.1], "B2 B3", [1, 2]),
            *expect(PCI_2015, "total", [DA_NANG, LAO_CAI], [68.34, 62.32], "B2 B3", [1, 5]),
        ],
    ),
    Case(
        name="one ranking broken into two halves side by side",
        kind="score",
        file="DTI_2022.xlsx",
        source="unit_scores",
        data=lambda: xlsx(
            [
                ["Hạng", "Tỉnh, thành phố", "Điểm", None, "Hạng", "Tỉnh, thành phố", "Điểm"],
                [1, "Đà Nẵng", 0.8, None, 4, "Hà Nội", 0.6],
                [2, "TP. HCM", 0.7, None, 5, "Tuyên Quang", 0.5],
                [3, "Quảng Ninh", 0.65],
            ]
        ),
        rows=[
            *expect(
                DTI_2022,
                "total",
                [DA_NANG, "thanh-pho-ho-chi-minh", QUANG_NINH],
                [0.8, 0.7, 0.65],
                "C2 C3 C4",
                [1, 2, 3],
            ),
            *expect(DTI_2022, "total", [HA_NOI, TUYEN_QUANG], [0.6, 0.5], "G2 G3", [4, 5]),
        ],
    ),
    Case(
        name="years as groups of columns, score and rank of each",
        kind="score",
        file="papi.xlsx",
        source="unit_scores",
        data=lambda: xlsx(
            Page(
                [
                    ["CHỈ SỐ PAPI MỘT SỐ TỈNH GIAI ĐOẠN 2022-2023"],
                    ["TT", "Tỉnh", 2022, None, 2023, None],
                    [None, None, "Điểm", "Hạng", "Điểm", "Hạng"],
                    [1, "Tuyên Quang", "43,9", 20, "42,07", 35],
                    [2, "Hà Giang", "41,2", 45, "40", 55],
                ],
                merges=["C2:D2", "E2:F2"],
            )
        ),
        rows=[
            *expect(("PAPI", 2022, "province"), "total", [TUYEN_QUANG, HA_GIANG], [43.9, 41.2], "C4 C5", [20, 45]),
            *expect(("PAPI", 2023, "province"), "total", [TUYEN_QUANG, HA_GIANG], [42.07, 40.0], "E4 E5", [35, 55]),
        ],
    ),
    Case(
        name="ranks alone under years as numbers",
        kind="score",
        file="dti.xlsx",
        source="unit_scores",
        data=lambda: xlsx(
            [
                ["THỨ HẠNG DTI CẤP TỈNH QUA CÁC NĂM"],
                ["TT", "Tỉnh, thành phố", 2022, 2023],
                [1, "Tuyên Quang", 48, 38],
                [2, "Đà Nẵng", 1, 1],
            ]
        ),
        rows=[
            *expect(DTI_2022, "total", [TUYEN_QUANG, DA_NANG], [None, None], "C3 C4", [48, 1]),
            *expect(DTI_2023, "total", [TUYEN_QUANG, DA_NANG], [None, None], "D3 D4", [38, 1]),
        ],
    ),
    Case(
        name="only ranks, the year in the file's name",
        kind="score",
        file="DTI_2022.csv",
        source="unit_scores",
        data=lambda: csv_file([["Hạng", "Địa phương"], [1, "Đà Nẵng"], [2, "TP HCM"], [3, "BRVT"]]),
        rows=expect(
            DTI_2022,
            "total",
            [DA_NANG, "thanh-pho-ho-chi-minh", "tinh-ba-ria-vung-tau"],
            [None, None, None],
            "",
            [1, 2, 3],
        ),
    ),
]
"""Indices of the provinces."""
