"""National indices, one row per province or every criterion ranked on its own, as the publishers lay them out."""

from __future__ import annotations

from tests.corpus.case import Case
from tests.corpus.score_rows import expect
from tests.workbook import Page, xlsx

QUANG_NINH, HA_NOI, DA_NANG = "tinh-quang-ninh", "thanh-pho-ha-noi", "thanh-pho-da-nang"
TUYEN_QUANG, HA_GIANG = "tinh-tuyen-quang", "tinh-ha-giang"
PAR = ("PAR Index", 2022, "province")
PCI_2008 = ("PCI", 2008, "province")
PAPI_2020 = ("PAPI", 2020, "province")
DTI_2023 = ("DTI", 2023, "province")

CASES: list[Case] = [
    Case(
        name="64 provinces' old names, tiers in words, the unweighted score, footnotes",
        kind="score",
        file="Tong hop PCI 2008.xlsx",
        source="unit_scores",
        data=lambda: xlsx(
            [
                [
                    "Mã",
                    "Tỉnh",
                    "Chi phí gia nhập thị trường",
                    "PCI không trọng số",
                    "PCI có trọng số",
                    "Xếp hạng",
                    "Nhóm xếp hạng",
                ],
                [1, "Hà Tây", 7.4, 50.1, 51.74, 41, "Trung bình"],
                [2, "Thừa Thiên-Huế", 8.4, 60.1, 60.71, 10, "Tốt"],
                [3, "Dak Lak", 7.3, 50.2, 53.33, 33, "Khá"],
                [4, "Bac Kan", 7.2, 40.1, 39.78, 64, "Thấp"],
                [5, "Bà Rịa – Vũng Tàu*", 7.1, 59.3, 60.51, 11, "Tốt"],
                ["* Ghi chú: PCI có trọng số là chỉ số chính thức"],
                ["Nguồn: VCCI, 2008"],
            ]
        ),
        rows=[
            *expect(
                PCI_2008,
                "Chi phí gia nhập thị trường",
                ["tinh-ha-tay", "tinh-thua-thien-hue", "tinh-dak-lak", "tinh-bac-kan", "tinh-ba-ria-vung-tau"],
                [7.4, 8.4, 7.3, 7.2, 7.1],
                "C2 C3 C4 C5 C6",
            ),
            *expect(
                PCI_2008,
                "PCI không trọng số",
                ["tinh-ha-tay", "tinh-thua-thien-hue", "tinh-dak-lak", "tinh-bac-kan", "tinh-ba-ria-vung-tau"],
                [50.1, 60.1, 50.2, 40.1, 59.3],
                "D2 D3 D4 D5 D6",
            ),
            *expect(
                PCI_2008,
                "total",
                ["tinh-ha-tay", "tinh-thua-thien-hue", "tinh-dak-lak", "tinh-bac-kan", "tinh-ba-ria-vung-tau"],
                [51.74, 60.71, 53.33, 39.78, 60.51],
                "E2 E3 E4 E5 E6",
                [41, 10, 33, 64, 11],
            ),
        ],
    ),
    Case(
        name="English headings only, tier and region, median and mean below",
        kind="score",
        file="PCI_2010.xlsx",
        source="unit_scores",
        data=lambda: xlsx(
            [
                ["PROVINCIAL COMPETITIVENESS INDEX 2010"],
                ["PCI ID", "Province", "Entry Costs", "Land Access", "Weighted PCI", "Rank", "Tier", "Region"],
                [32, "Da Nang", 8.5, 6.5, 69.77, 1, "Excellent", "Central Coast"],
                [50, "Ho Chi Minh City", 7.5, 5.5, 59.67, 23, "High", "Southeast"],
                [71, "Tuyen Quang", 7, 5.2, 53.67, 48, "Mid-high", "Mountainous North"],
                [None, "Median", 7.2, 6, 58, None, None, None],
                [None, "National average", 7.3, 6.1, 57, None, None, None],
            ]
        ),
        rows=[
            *expect(
                ("PCI", 2010, "province"),
                "Entry Costs",
                [DA_NANG, "thanh-pho-ho-chi-minh", TUYEN_QUANG],
                [8.5, 7.5, 7.0],
                "C3 C4 C5",
            ),
            *expect(
                ("PCI", 2010, "province"),
                "Land Access",
                [DA_NANG, "thanh-pho-ho-chi-minh", TUYEN_QUANG],
                [6.5, 5.5, 5.2],
                "D3 D4 D5",
            ),
            *expect(
                ("PCI", 2010, "province"),
                "total",
                [DA_NANG, "thanh-pho-ho-chi-minh", TUYEN_QUANG],
                [69.77, 59.67, 53.67],
                "E3 E4 E5",
                [1, 23, 48],
            ),
        ],
    ),
    Case(
        name="bounds of confidence beside each score, a total out of 80",
        kind="score",
        file="papi.xlsx",
        source="unit_scores",
        data=lambda: xlsx(
            Page(
                [
                    ["CHỈ SỐ PAPI 2020"],
                    [
                        "Tỉnh/thành phố",
                        "1. Tham gia của người dân",
                        None,
                        None,
                        "Tổng điểm PAPI (thang 10-80)",
                        None,
                        None,
                    ],
                    [
                        None,
                        "Điểm",
                        "Khoảng tin cậy 95% - Thấp",
                        "Khoảng tin cậy 95% - Cao",
                        "Điểm",
                        "CI thấp",
                        "CI cao",
                    ],
                    ["Quảng Ninh", 5.5, 5.2, 5.8, 48.8, 47.1, 49.3],
                    ["Tuyên Quang", 5.1, 4.9, 5.3, 44.4, 43.1, 45.3],
                ],
                merges=["A2:A3", "B2:D2", "E2:G2"],
            )
        ),
        rows=[
            *expect(PAPI_2020, "1. Tham gia của người dân", [QUANG_NINH, TUYEN_QUANG], [5.5, 5.1], "B4 B5"),
            *expect(PAPI_2020, "total", [QUANG_NINH, TUYEN_QUANG], [48.8, 44.4], "E4 E5", max_score=80.0),
        ],
        warned=frozenset(("column_left_out", cell) for cell in ("C3", "D3", "F3", "G3")),
    ),
    Case(
        name="dimensions over their sub-dimensions, no total",
        kind="score",
        file="PAPI_2018.xlsx",
        source="unit_scores",
        data=lambda: xlsx(
            Page(
                [
                    ["TT", "Tên tỉnh", "1. Tham gia của người dân ở cấp cơ sở", None, "2. Công khai, minh bạch", None],
                    [None, None, "Điểm nội dung", "1.1. Tri thức công dân", "Điểm nội dung", "2.1. Tiếp cận thông tin"],
                    [1, "Hà Nội", 5.1, 1.1, 5.5, 0.8],
                    [2, "Tuyên Quang", 5.3, 1.2, 5.6, 0.9],
                ],
                merges=["A1:A2", "B1:B2", "C1:D1", "E1:F1"],
            )
        ),
        rows=[
            *expect(
                ("PAPI", 2018, "province"),
                "1. Tham gia của người dân ở cấp cơ sở",
                [HA_NOI, TUYEN_QUANG],
                [5.1, 5.3],
                "C3 C4",
            ),
            *expect(
                ("PAPI", 2018, "province"),
                "1.1. Tri thức công dân",
                [HA_NOI, TUYEN_QUANG],
                [1.1, 1.2],
                "D3 D4",
                parent_criterion="1. Tham gia của người dân ở cấp cơ sở",
            ),
            *expect(("PAPI", 2018, "province"), "2. Công khai, minh bạch", [HA_NOI, TUYEN_QUANG], [5.5, 5.6], "E3 E4"),
            *expect(
                ("PAPI", 2018, "province"),
                "2.1. Tiếp cận thông tin",
                [HA_NOI, TUYEN_QUANG],
                [0.8, 0.9],
                "F3 F4",
                parent_criterion="2. Công khai, minh bạch",
            ),
        ],
    ),
    Case(
        name="two languages in one heading cell and in the median's label",
        kind="score",
        file="PAPI_2019.xlsx",
        source="unit_scores",
        data=lambda: xlsx(
            [
                ["STT\nNo", "Tỉnh\nProvince", "Quản trị điện tử\nE-Governance", "Tổng điểm\nTotal"],
                [1, "Hà Nội", 3.1, 43.5],
                [2, "Tuyen Quang", 3.3, 46.7],
                [None, "Trung vị / Median", 3.2, 45],
            ]
        ),
        rows=[
            *expect(("PAPI", 2019, "province"), "Quản trị điện tử", [HA_NOI, TUYEN_QUANG], [3.1, 3.3], "C2 C3"),
            *expect(("PAPI", 2019, "province"), "total", [HA_NOI, TUYEN_QUANG], [43.5, 46.7], "D2 D3"),
        ],
    ),
    Case(
        name="the same scores on an English and a Vietnamese sheet",
        kind="score",
        file="PAPI 2020.xlsx",
        source="unit_scores",
        data=lambda: xlsx(
            Page([["Province", "Transparency", "PAPI 2020"], ["Ha Noi", 5.2, 43.1], ["Ha Giang", 5.7, 46.1]], "EN"),
            Page([["Tỉnh", "Công khai, minh bạch", "PAPI 2020"], ["Hà Nội", 5.2, 43.1], ["Hà Giang", 5.7, 46.1]], "VN"),
        ),
        rows=[
            *expect(PAPI_2020, "Công khai, minh bạch", [HA_NOI, HA_GIANG], [5.2, 5.7], "B2 B3"),
            *expect(PAPI_2020, "total", [HA_NOI, HA_GIANG], [43.1, 46.1], "C2 C3"),
        ],
        warned=frozenset({("table_repeated", "A1")}),
    ),
    Case(
        name="ranks named after their pillars, regions and their means between the provinces",
        kind="score",
        file="Xep hang DTI 2023.xlsx",
        source="unit_scores",
        data=lambda: xlsx(
            [
                ["STT", "Tỉnh", "DTI", "Xếp hạng DTI", "Chính quyền số", "Xếp hạng chính quyền số"],
                [None, "Vùng Đông Bắc", None, None, None, None],
                [1, "Tuyên Quang", "0,6735", 38, "0,7089", 42],
                [2, "Hà Giang", 0.6, 50, "0,65", 49],
                [None, "Trung bình vùng Đông Bắc", "0,6367", None, "0,6794", None],
                [None, "Đồng bằng sông Hồng", 0.7, None, 0.7, None],
                [3, "Hà Nội", 0.71, 6, 0.72, 8],
            ]
        ),
        rows=[
            *expect(
                DTI_2023,
                "Chính quyền số",
                [TUYEN_QUANG, HA_GIANG, HA_NOI],
                [0.7089, 0.65, 0.72],
                "E3 E4 E7",
                [42, 49, 8],
            ),
            *expect(DTI_2023, "total", [TUYEN_QUANG, HA_GIANG, HA_NOI], [0.6735, 0.6, 0.71], "C3 C4 C7", [38, 50, 6]),
        ],
    ),
    Case(
        name="parts of a criterion beside its own sum, satisfaction in percent",
        kind="score",
        file="sipas.xlsx",
        source="unit_scores",
        data=lambda: xlsx(
            Page(
                [
                    ["CHỈ SỐ HÀI LÒNG VỀ SỰ PHỤC VỤ HÀNH CHÍNH (SIPAS) NĂM 2023"],
                    ["TT", "Tỉnh", "Tiếp cận dịch vụ", None, None, "SIPAS 2023 (%)"],
                    [None, None, "Nơi ngồi chờ", "Trang thiết bị", "Tổng", None],
                    [1, "Quảng Ninh", "91%", "90%", "90,5%", "90,61%"],
                    [2, "Tuyên Quang", "81%", "85%", "83%", "83,2%"],
                ],
                merges=["A2:A3", "B2:B3", "C2:E2", "F2:F3"],
            )
        ),
        rows=[
            *expect(
                ("SIPAS", 2023, "province"),
                "Nơi ngồi chờ",
                [QUANG_NINH, TUYEN_QUANG],
                [91.0, 81.0],
                "C4 C5",
                parent_criterion="Tiếp cận dịch vụ",
            ),
            *expect(
                ("SIPAS", 2023, "province"),
                "Trang thiết bị",
                [QUANG_NINH, TUYEN_QUANG],
                [90.0, 85.0],
                "D4 D5",
                parent_criterion="Tiếp cận dịch vụ",
            ),
            *expect(("SIPAS", 2023, "province"), "Tiếp cận dịch vụ", [QUANG_NINH, TUYEN_QUANG], [90.5, 83.0], "E4 E5"),
            *expect(("SIPAS", 2023, "province"), "total", [QUANG_NINH, TUYEN_QUANG], [90.61, 83.2], "F4 F5"),
        ],
    ),
]
"""Indices of the provinces."""
