"""The province's own boards, lists of criteria, one unit's own sheet."""

from __future__ import annotations

import pytest

from tests.loaders.score_answers import ranks, scores, tables, totals
from tests.workbook import Page, answer, of, xlsx

TITLE = [
    ["ỦY BAN NHÂN DÂN", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
    ["TỈNH TUYÊN QUANG", None, None, "Độc lập - Tự do - Hạnh phúc"],
    ["KẾT QUẢ ĐÁNH GIÁ, XẾP HẠNG CHUYỂN ĐỔI SỐ CÁC SỞ, BAN, NGÀNH NĂM 2023"],
    ["(Kèm theo Quyết định số 512/QĐ-UBND ngày 23/5/2024 của UBND tỉnh)"],
]
DEPARTMENTS = [
    *TITLE,
    [
        "STT",
        "Tên đơn vị",
        "Kết quả đánh giá theo chỉ số chính",
        None,
        None,
        "Tổng điểm",
        "Điểm tự đánh giá",
        "Xếp hạng",
        "Ghi chú",
    ],
    [None, None, "Nhận thức số", "Thể chế số", "Hoạt động chuyển đổi số", None, None, None, None],
    [None, "Điểm tối đa", 100, 100, 300, 500, None, None, None],
    [1, "Sở Tư pháp", "90,5", "85", "232,14", "407,64", "420", 1, None],
    [2, "Sở Tài chính", "80", "80", "219,34", "379,34", "400,5", 2, None],
    [3, "Sở KH&ĐT", "80", "79", "220,34", "379,34", "390", 2, None],
    [4, "Sở Tài nguyên và Môi trường", "60", "60", "144,36", "264,36", "300", "4", None],
    [5, "Công an tỉnh", None, None, None, None, None, "Không xếp hạng", "Do tính chất đặc thù"],
    [None, "Trung bình", "77,6", "76", "204", "357,67", None, None, None],
    [None, None, None, None, None, None, "Tuyên Quang, ngày 23 tháng 5 năm 2024"],
    [None, None, None, None, None, None, "TM. ỦY BAN NHÂN DÂN"],
]
MERGES = ["C5:E5", *(f"{c}5:{c}6" for c in "ABFGHI")]


def test_departments_with_ties_maxima_and_one_that_is_not_ranked() -> None:
    found = answer("xep hang.xlsx", xlsx(Page(DEPARTMENTS, merges=MERGES)))
    assert [i.message for i in found.issues] == []
    assert tables(found) == {("CĐS tỉnh", 2023, "department"): 5}
    assert totals(found) == {
        "so-tu-phap": 407.64,
        "so-tai-chinh": 379.34,
        "so-ke-hoach-va-dau-tu": 379.34,
        "so-tai-nguyen-va-moi-truong": 264.36,
        "cong-an-tinh": None,
    }
    assert list(ranks(found).values()) == [1, 2, 2, 4, None]
    total = {row["unit_id"]: row for row in found.rows if row["criterion"] == "total"}
    assert {unit: row["is_ranked"] for unit, row in total.items()} == {unit: unit != "cong-an-tinh" for unit in total}
    assert total["so-tu-phap"]["max_score"] == 500
    assert total["so-tu-phap"]["self_score"] == 420
    assert total["so-tu-phap"]["cell"] == "F8"
    criteria = [row for row in found.rows if row["unit_id"] == "so-tu-phap" and row["criterion"] != "total"]
    assert [(r["criterion"], r["score"], r["max_score"], r["cell"]) for r in criteria] == [
        ("Nhận thức số", 90.5, 100, "C8"),
        ("Thể chế số", 85, 100, "D8"),
        ("Hoạt động chuyển đổi số", 232.14, 300, "E8"),
    ]
    assert [row["criterion"] for row in found.rows if row["unit_id"] == "cong-an-tinh"] == ["total"]
    assert found.read == 5


def test_three_boards_on_three_sheets() -> None:
    pages = [
        Page(
            [
                ["XẾP HẠNG CHUYỂN ĐỔI SỐ NĂM 2023"],
                ["STT", "Sở, ban, ngành", "Tổng điểm", "Hạng"],
                [1, "Sở Tư pháp", 407.64, 1],
                [2, "Ban Dân tộc", 300.5, 2],
            ],
            "Sở ngành",
        ),
        Page(
            [
                ["XẾP HẠNG CHUYỂN ĐỔI SỐ NĂM 2023"],
                ["STT", "Huyện, thành phố", "Tổng điểm", "Hạng"],
                [1, "TP Tuyên Quang", 513.65, 1],
                [2, "Na Hang", 434.21, 2],
            ],
            "Huyện, TP",
        ),
        Page(
            [
                ["XẾP HẠNG CHUYỂN ĐỔI SỐ NĂM 2023"],
                ["STT", "Xã, phường, thị trấn", "Huyện, thành phố", "Tổng điểm", "Hạng"],
                [1, "Xã Tràng Đà", "TP Tuyên Quang", 304.31, 1],
                [2, "P. Hưng Thành", "Thành phố Tuyên Quang", 292.51, 2],
                [3, "Tân Thành", "Hàm Yên", 150, 3],
                [4, "Tân Thanh", "Sơn Dương", 140, 4],
            ],
            "Xã",
        ),
    ]
    found = answer("CDS.xlsx", xlsx(*pages))
    assert [i.message for i in found.issues] == []
    assert tables(found) == {
        ("CĐS tỉnh", 2023, "department"): 2,
        ("CĐS tỉnh", 2023, "district"): 2,
        ("CĐS tỉnh", 2023, "commune"): 4,
    }
    assert totals(found) == {
        "so-tu-phap": 407.64,
        "ban-dan-toc": 300.5,
        "thanh-pho-tuyen-quang": 513.65,
        "huyen-na-hang": 434.21,
        "xa-trang-da.thanh-pho-tuyen-quang": 304.31,
        "phuong-hung-thanh.thanh-pho-tuyen-quang": 292.51,
        "xa-tan-thanh.huyen-ham-yen": 150,
        "xa-tan-thanh.huyen-son-duong": 140,
    }


def test_three_boards_below_each_other_on_one_sheet() -> None:
    rows = [
        ["KẾT QUẢ XẾP HẠNG MỨC ĐỘ CHUYỂN ĐỔI SỐ NĂM 2023"],
        ["I. CÁC SỞ, BAN, NGÀNH"],
        ["TT", "Đơn vị", "Điểm", "Xếp hạng"],
        [1, "Sở Tư pháp", "407,64", 1],
        [2, "Sở Tài chính", "379,34", 2],
        [],
        ["II. CÁC HUYỆN, THÀNH PHỐ"],
        ["TT", "Đơn vị", "Điểm", "Xếp hạng"],
        [1, "Thành phố Tuyên Quang", "513,65", 1],
        [2, "Huyện Yên Sơn", "508,17", 2],
        [],
        ["III. CÁC XÃ, PHƯỜNG, THỊ TRẤN"],
        ["TT", "Đơn vị", "Điểm", "Xếp hạng"],
        [1, "xã Tràng Đà (TP Tuyên Quang)", "304,31", 1],
        [2, "xã Bình An (Lâm Bình)", "279,48", 2],
    ]
    found = answer("ket qua.xlsx", xlsx(rows))
    assert [i.message for i in of(found.issues, "error") + of(found.issues, "fatal")] == []
    assert tables(found) == {
        ("CĐS tỉnh", 2023, "department"): 2,
        ("CĐS tỉnh", 2023, "district"): 2,
        ("CĐS tỉnh", 2023, "commune"): 2,
    }
    assert totals(found)["xa-binh-an.huyen-lam-binh"] == 279.48


def test_communes_under_their_districts() -> None:
    rows = [
        ["XẾP HẠNG CHUYỂN ĐỔI SỐ CẤP XÃ NĂM 2023"],
        ["TT", "Đơn vị", "Tổng điểm", "Xếp hạng"],
        ["I", "Huyện Hàm Yên"],
        [1, "Xã Tân Thành", 150, 2],
        [2, "Thị trấn Tân Yên", 160, 1],
        ["II", "Huyện Sơn Dương"],
        [1, "Xã Tân Thanh", 140, 3],
        [2, "TT Sơn Dương", 130, 4],
    ]
    found = answer("cap xa.xlsx", xlsx(rows))
    assert [i.message for i in of(found.issues, "error") + of(found.issues, "fatal")] == []
    assert tables(found) == {("CĐS tỉnh", 2023, "commune"): 4}
    assert totals(found) == {
        "xa-tan-thanh.huyen-ham-yen": 150,
        "thi-tran-tan-yen.huyen-ham-yen": 160,
        "xa-tan-thanh.huyen-son-duong": 140,
        "thi-tran-son-duong.huyen-son-duong": 130,
    }


def test_a_typing_slip_far_above_the_board_warns() -> None:
    """Ninh Bình's own site printed 3331,01 for 331,01."""
    rows = [["Xếp hạng chuyển đổi số năm 2022"], ["Đơn vị", "Tổng điểm"]]
    names = ["Sở Tư pháp", "Sở Y tế", "Sở Nội vụ", "Sở Xây dựng", "Sở TT&TT"]
    rows += [[name, score] for name, score in zip(names, ["335,9", "320,5", "318,2", "300", "3331,01"], strict=True)]
    found = answer("a.xlsx", xlsx(rows))
    assert [(i.level, i.rule, i.cell, i.value) for i in found.issues] == [("warning", "outlier", "B7", "3331,01")]
    assert totals(found)["so-thong-tin-va-truyen-thong"] == 3331.01
    assert ranks(found)["so-thong-tin-va-truyen-thong"] is None
    assert {row["is_ranked"] for row in found.rows} == {True}


@pytest.mark.parametrize(
    ("rows", "name", "rule"),
    [
        ([["Đơn vị", "Tổng điểm"], ["Sở Y tế", 5]], "2023.xlsx", "unknown_index"),
        ([["Xếp hạng chuyển đổi số"], ["Đơn vị", "Tổng điểm"], ["Sở Y tế", 5]], "a.xlsx", "unknown_year"),
    ],
    ids=["no index", "no year"],
)
def test_a_table_of_an_unknown_index_or_year_is_refused(rows: list[list[object]], name: str, rule: str) -> None:
    assert [(i.level, i.rule) for i in answer(name, xlsx(rows)).issues] == [("fatal", rule)]


def test_maxima_in_headings_and_a_row_of_weights() -> None:
    rows = [
        ["Xếp hạng chuyển đổi số các huyện năm 2023"],
        ["TT", "Huyện, thành phố", "Nhận thức số (100 điểm)", "Thể chế số\n(tối đa 80)", "Tổng điểm", "Hạng"],
        [None, "Trọng số", 0.6, 0.4, 1, None],
        [1, "Na Hang", 90, 70, 160, 1],
        [2, "Yên Sơn", 80, 70, 150, 2],
    ]
    found = answer("a.xlsx", xlsx(rows))
    assert tables(found) == {("CĐS tỉnh", 2023, "district"): 2}
    got = {(row["unit_id"], row["max_score"], row["weight"]) for row in found.rows if row["score"] == 90}
    assert got == {("huyen-na-hang", 100, 0.6)}
    assert {row["max_score"] for row in found.rows if row["score"] == 70} == {80}


def test_one_unit_s_own_table_of_criteria() -> None:
    rows = [
        ["SỞ Y TẾ"],
        ["BẢNG TỰ ĐÁNH GIÁ MỨC ĐỘ CHUYỂN ĐỔI SỐ NĂM 2023"],
        ["STT", "Tiêu chí", "Điểm tối đa", "Điểm tự đánh giá", "Điểm đánh giá", "Tài liệu kiểm chứng"],
        ["I", "Nhận thức số", 100, 90, 85, None],
        [1, "Lãnh đạo chỉ đạo", 60, 60, 55, "KH 12"],
        [2, "Tập huấn", 40, 30, 30, "CV 5"],
        [None, "Tổng cộng", 100, 90, 85, None],
    ]
    found = answer("a.xlsx", xlsx(rows))
    assert tables(found) == {("CĐS tỉnh", 2023, "department"): 1}
    fields = ("unit_id", "criterion", "parent_criterion", "max_score", "score", "self_score", "evidence", "cell")
    assert [tuple(row[name] for name in fields) for row in found.rows] == [
        ("so-y-te", "Nhận thức số", None, 100, 85, 90, None, "E4"),
        ("so-y-te", "Lãnh đạo chỉ đạo", "Nhận thức số", 60, 55, 60, "KH 12", "E5"),
        ("so-y-te", "Tập huấn", "Nhận thức số", 40, 30, 30, "CV 5", "E6"),
        ("so-y-te", "total", None, 100, 85, 90, None, "E7"),
    ]


def test_a_list_of_units_and_criteria() -> None:
    rows = [
        ["CHUYỂN ĐỔI SỐ NĂM 2023"],
        ["Đơn vị", "Tiêu chí", "Điểm tối đa", "Điểm"],
        ["Sở Y tế", "Nhận thức số", 100, "85,5"],
        ["Sở Y tế", "Thể chế số", 100, 80],
        ["Sở Không Có", "Nhận thức số", 100, 70],
    ]
    found = answer("a.xlsx", xlsx(rows))
    assert scores(found) == {("so-y-te", "Nhận thức số"): 85.5, ("so-y-te", "Thể chế số"): 80}
    assert [(i.level, i.rule, i.cell, i.value) for i in found.issues] == [
        ("error", "unknown_unit", "A5", "Sở Không Có")
    ]


def test_a_list_of_indices_years_and_units() -> None:
    rows = [
        ["Chỉ số", "Năm", "Tỉnh", "Điểm", "Xếp hạng"],
        ["PCI", 2022, "Tuyên Quang", 63.5, 43],
        ["PAPI", 2023, "Tuyên Quang", 42, 20],
    ]
    found = answer("a.xlsx", xlsx(rows))
    assert tables(found) == {("PCI", 2022, "province"): 1, ("PAPI", 2023, "province"): 1}
    assert [(row["unit_id"], row["score"], row["reported_rank"]) for row in found.rows] == [
        ("tinh-tuyen-quang", 63.5, 43),
        ("tinh-tuyen-quang", 42, 20),
    ]
