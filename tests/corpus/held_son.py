"""Scores as offices send them beyond their annexes: one unit's own sheet, years, indices, criteria and units aside."""

from __future__ import annotations

from tests.corpus import held_son_indicators, held_son_words
from tests.corpus.case import Case
from tests.corpus.list_tasks import sheet
from tests.corpus.score_rows import expect
from tests.packages import ods
from tests.workbook import csv_file

TUYEN_QUANG = "tinh-tuyen-quang"
NA_HANG, LAM_BINH = "huyen-na-hang", "huyen-lam-binh"
DEPARTMENTS_22, DEPARTMENTS_23 = ("CĐS tỉnh", 2022, "department"), ("CĐS tỉnh", 2023, "department")
COMMUNES_22, COMMUNES_23 = ("CĐS tỉnh", 2022, "commune"), ("CĐS tỉnh", 2023, "commune")
PAPI, PCI, DTI = ("PAPI", 2022, "province"), ("PCI", 2018, "province"), ("DTI", 2022, "province")
PAR, HALF = ("PAR Index", 2023, "department"), {"parent_criterion": "Nền tảng chung"}
OF_SON_DUONG = [f"{name}.huyen-son-duong" for name in ("thi-tran-son-duong", "xa-hop-hoa", "xa-tan-thanh")]
TWO = [TUYEN_QUANG, "tinh-bac-giang", "thanh-pho-ha-noi"]
OFFICE, OFFICE_SHORT = "so-khoa-hoc-va-cong-nghe", "Sở Khoa học và CN"
PARKS = "ban-quan-ly-cac-khu-cong-nghiep-tinh"
PAIRS = [
    ("tinh-dong-thap", "tinh-tuyen-quang", "tinh-ha-nam"),
    ("tinh-tuyen-quang", "tinh-ha-nam", "tinh-dong-thap"),
]

CASES: list[Case] = [
    *held_son_indicators.CASES,
    *held_son_words.CASES,
    Case(
        "headings in two languages with the year in one, regions, dashes for a unit without figures",
        "score",
        "papi22.xlsx",
        sheet(
            ["Chỉ số PAPI 2022"],
            ["Tỉnh/Thành phố", "Công khai, minh bạch", "Kiểm soát tham nhũng", "Chỉ số PAPI tổng hợp"],
            ["Province", "Transparency", "Control of Corruption", "PAPI 2022 Composite"],
            ["Trung du và miền núi phía Bắc"],
            ["Tuyên Quang", 5.3, 7.0, 42.1],
            ["Bắc Giang", "-", "-", "-"],
            ["Đồng bằng sông Hồng"],
            ["Hà Nội", 5.2, 6.8, 43.9],
            ["Cao nhất", 6, 8, 47],
        ),
        "unit_scores",
        rows=[
            *expect(PAPI, "Công khai, minh bạch", TWO[::2], [5.3, 5.2], "B5 B8"),
            *expect(PAPI, "Kiểm soát tham nhũng", TWO[::2], [7.0, 6.8], "C5 C8"),
            *expect(PAPI, "total", TWO[:1], [42.1], "D5"),
            *expect(PAPI, "total", TWO[1:2], [None], "D6", is_ranked=False),
            *expect(PAPI, "total", TWO[2:], [43.9], "D8"),
        ],
    ),
    Case(
        "one unit's own sheet: scores under the words of who gave them, numbered groups, the sum below",
        "score",
        "cham diem.xlsx",
        sheet(
            ["BẢNG CHẤM ĐIỂM CHỈ SỐ CHUYỂN ĐỔI SỐ CẤP HUYỆN NĂM 2023"],
            ["Huyện Na Hang"],
            ["TT", "Chỉ số/Chỉ số thành phần", "Điểm chuẩn", "Huyện tự chấm", "Hội đồng thẩm định"],
            ["I", "Nền tảng chung", 50, 45, 40],
            ["1", "Nhận thức số", 30, 28, "25,5"],
            ["2", "Thể chế số", 20, 17, "chưa chấm"],
            [None, "TỔNG ĐIỂM (I)", 50, 45, 40],
        ),
        "unit_scores",
        rows=[
            *expect(
                ("CĐS tỉnh", 2023, "district"),
                "Nền tảng chung",
                [NA_HANG],
                [40.0],
                "E4",
                max_score=50.0,
                self_score=45.0,
            ),
            *expect(
                ("CĐS tỉnh", 2023, "district"),
                "Nhận thức số",
                [NA_HANG],
                [25.5],
                "E5",
                max_score=30.0,
                self_score=28.0,
                **HALF,
            ),
            *expect(("CĐS tỉnh", 2023, "district"), "total", [NA_HANG], [40.0], "E7", max_score=50.0, self_score=45.0),
        ],
        refused=frozenset({"E6"}),
    ),
    Case(
        "ranks alone, a remark behind a name",
        "score",
        "Xep hang DTI cap tinh nam 2022.csv",
        lambda: csv_file([["Hạng", "Tỉnh/thành phố"], ["48", "Tuyên Quang"], ["49", "Bình Thuận (đồng hạng)"]], "\t"),
        "unit_scores",
        rows=expect(DTI, "total", [TUYEN_QUANG, "tinh-binh-thuan"], [None, None], "", [48, 49]),
    ),
    Case(
        "years down the rows of one province's table, the final score under the index's name",
        "score",
        "dti.xlsx",
        sheet(
            ["KẾT QUẢ CHỈ SỐ DTI CỦA TỈNH TUYÊN QUANG QUA CÁC NĂM"],
            ["Năm", "Giá trị DTI", "Thứ hạng", "Kinh tế số"],
            [2022, "0,5512", 48, "0,50"],
            [2023, "0,6735", 38, "0,6197"],
        ),
        "unit_scores",
        rows=[
            *expect(("DTI", 2022, "province"), "total", [TUYEN_QUANG], [0.5512], "B3", [48]),
            *expect(("DTI", 2023, "province"), "total", [TUYEN_QUANG], [0.6735], "B4", [38]),
            *expect(("DTI", 2022, "province"), "Kinh tế số", [TUYEN_QUANG], [0.5], "D3"),
            *expect(("DTI", 2023, "province"), "Kinh tế số", [TUYEN_QUANG], [0.6197], "D4"),
        ],
    ),
    Case(
        "a list of indices by their full names, unit and year in the title",
        "score",
        "cac chi so.xlsx",
        sheet(
            ["KẾT QUẢ CÁC CHỈ SỐ CẤP TỈNH NĂM 2023 CỦA TỈNH TUYÊN QUANG"],
            ["TT", "Tên chỉ số", "Điểm số", "Thứ hạng toàn quốc"],
            [1, "Chỉ số năng lực cạnh tranh cấp tỉnh (PCI)", "65,42", 40],
            [2, "Chỉ số hài lòng của người dân (SIPAS)", "82,9", 25],
            [3, "Chỉ số chuyển đổi số (DTI)", "0,6735", 38],
        ),
        "unit_scores",
        rows=[
            *expect(("PCI", 2023, "province"), "total", [TUYEN_QUANG], [65.42], "C3", [40]),
            *expect(("SIPAS", 2023, "province"), "total", [TUYEN_QUANG], [82.9], "C4", [25]),
            *expect(("DTI", 2023, "province"), "total", [TUYEN_QUANG], [0.6735], "C5", [38]),
        ],
        quiet=False,
    ),
    Case(
        "offices in shortened words, one that is alone in its row and not ranked",
        "score",
        "TB.xlsx",
        sheet(
            ["KẾT QUẢ XẾP HẠNG CHUYỂN ĐỔI SỐ CÁC SỞ, BAN, NGÀNH NĂM 2022"],
            ["Xếp hạng", "Cơ quan", "Điểm thẩm định"],
            [1, OFFICE_SHORT, "350,5"],
            [2, "Ban QL các KCN", 349],
            [3, "Sở TT", 300],
            [None, "Bộ Chỉ huy quân sự tỉnh (không xếp hạng)"],
        ),
        "unit_scores",
        rows=[
            *expect(DEPARTMENTS_22, "total", [OFFICE, PARKS], [350.5, 349.0], "C3 C4", [1, 2]),
            *expect(DEPARTMENTS_22, "total", ["bo-chi-huy-quan-su-tinh"], [None], "A6", is_ranked=False),
        ],
        refused=frozenset({"B5"}),
        quiet=False,
    ),
    Case(
        "communes of the district that the title names; one of that name lies elsewhere",
        "score",
        "son duong.csv",
        lambda: csv_file(
            [
                ["XẾP HẠNG CHUYỂN ĐỔI SỐ CÁC XÃ, THỊ TRẤN TRÊN ĐỊA BÀN HUYỆN SƠN DƯƠNG NĂM 2023"],
                ["STT", "Tên xã, thị trấn", "Tổng điểm", "Xếp thứ"],
                ["1", "Thị trấn Sơn Dương", "180,5", "1"],
                ["2", "Hợp Hoà", "158,25", "2"],
                ["3", "Tan Thanh", "144", "3"],
                ["4", "Hồng Thái", "138", "4"],
            ]
        ),
        "unit_scores",
        rows=expect(COMMUNES_23, "total", OF_SON_DUONG, [180.5, 158.25, 144.0], "", [1, 2, 3]),
        refused=frozenset({6}),
    ),
    Case(
        "departments across by their initials under a heading of fields",
        "score",
        "par so.xlsx",
        sheet(
            ["ĐIỂM CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2023 CỦA CÁC SỞ (dự thảo)"],
            ["TT", "Lĩnh vực", "Điểm tối đa", "Sở Nội vụ", "STC", "BDT"],
            [1, "Cải cách thể chế", 10, 9.5, 9, 8],
            [None, "Tổng cộng", 10, 9.5, 9, 8],
        ),
        "unit_scores",
        rows=[
            *expect(
                PAR,
                "Cải cách thể chế",
                ["so-noi-vu", "so-tai-chinh", "ban-dan-toc"],
                [9.5, 9.0, 8.0],
                "D3 E3 F3",
                max_score=10.0,
            ),
            *expect(
                PAR,
                "total",
                ["so-noi-vu", "so-tai-chinh", "ban-dan-toc"],
                [9.5, 9.0, 8.0],
                "D4 E4 F4",
                max_score=10.0,
            ),
        ],
    ),
    Case(
        "pairs of province and score, each under one heading merged over both",
        "score",
        "PCI2018.xlsx",
        sheet(
            ["Phụ lục: Bảng xếp hạng PCI 2018"],
            ["Thứ tự", "Gia nhập\nthị trường", None, "PCI 2018", None],
            [1, "Đồng Tháp", 8.9, "Tuyên Quang", 70.2],
            [2, "Tuyên Quang", 7.4, "Hà Nam", 62.9],
            [3, "Hà Nam", 7.1, "Đồng Tháp", 61.2],
            merges=["B2:C2", "D2:E2"],
        ),
        "unit_scores",
        rows=[
            *expect(PCI, "Gia nhập thị trường", PAIRS[0], [8.9, 7.4, 7.1], "C3 C4 C5"),
            *expect(PCI, "total", PAIRS[1], [70.2, 62.9, 61.2], "E3 E4 E5"),
        ],
    ),
    Case(
        "score and rank under every pillar, all together under one word",
        "score",
        "tru cot.xlsx",
        sheet(
            ["XẾP HẠNG CHUYỂN ĐỔI SỐ HUYỆN, THÀNH PHỐ NĂM 2023 THEO TRỤ CỘT"],
            ["TT", "Huyện, TP", "Kinh tế số", None, "Chung", None],
            [None, None, "Điểm", "Hạng", "Điểm", "Hạng"],
            [1, "Huyện Na Hang", 120, 1, 400, 2],
            [2, "Huyện Lâm Bình", 119, 2, 401, 1],
            merges=["A2:A3", "B2:B3", "C2:D2", "E2:F2"],
        ),
        "unit_scores",
        rows=[
            *expect(("CĐS tỉnh", 2023, "district"), "Kinh tế số", [NA_HANG, LAM_BINH], [120.0, 119.0], "C4 C5", [1, 2]),
            *expect(("CĐS tỉnh", 2023, "district"), "total", [NA_HANG, LAM_BINH], [400.0, 401.0], "E4 E5", [2, 1]),
        ],
    ),
    Case(
        "ranks that begin anew in each group",
        "score",
        "nhom xa.ods",
        lambda: ods(
            [
                ["KẾT QUẢ XẾP HẠNG CHUYỂN ĐỔI SỐ CẤP XÃ NĂM 2022"],
                ["STT", "Xã, phường, thị trấn", "Tổng điểm", "Xếp hạng"],
                [None, "Nhóm I: Các phường, thị trấn", None, None],
                [1, "Phường Tân Quang", 200.5, 1],
                [2, "Thị trấn Vĩnh Lộc (Chiêm Hóa)", 190, 2],
                [None, "Nhóm II: Các xã", None, None],
                [1, "Xã Kim Bình, huyện Chiêm Hóa", 180.25, 1],
                [2, "Xã Tân Long, huyện Yên Sơn", 195, 2],
            ]
        ),
        "unit_scores",
        rows=expect(
            COMMUNES_22,
            "total",
            [
                "phuong-tan-quang.thanh-pho-tuyen-quang",
                "thi-tran-vinh-loc.huyen-chiem-hoa",
                "xa-kim-binh.huyen-chiem-hoa",
                "xa-tan-long.huyen-yen-son",
            ],
            [200.5, 190.0, 180.25, 195.0],
            "C4 C5 C7 C8",
            [1, 2, 1, 2],
        ),
        warned=frozenset({("rank_differs", "C7"), ("rank_differs", "C8")}),
    ),
]
