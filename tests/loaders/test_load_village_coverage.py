"""Village lists of one district: group rows for communes, marks, signal words, what the columns leave unsaid."""

from __future__ import annotations

from datetime import date

from tests.workbook import Page, answer, of, xlsx

ROWS = [
    ["ỦY BAN NHÂN DÂN", None, None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
    ["HUYỆN NA HANG", None, None, None, "Độc lập - Tự do - Hạnh phúc"],
    ["BIỂU TỔNG HỢP TÌNH HÌNH PHỦ SÓNG THÔNG TIN DI ĐỘNG"],
    ["(Kèm theo Báo cáo số 215/BC-UBND ngày 03/6/2024 của UBND huyện Na Hang)"],
    ["Tháng 5/2024"],
    [
        "STT",
        "Thôn, bản, TDP",
        "Số hộ",
        "Số khẩu",
        "Công nghệ phủ sóng",
        None,
        None,
        "Tình trạng sóng",
        "Điện lưới",
        "Nguyên nhân",
        "Dự kiến phủ sóng",
    ],
    [None, None, None, None, "Sóng 2G", "Sóng 3G", "Sóng 4G", None, None, None, None],
    ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)", "(9)", "(10)", "(11)"],
    ["I", "Xã Khâu Tinh", 123, 601],
    [1, "Khau Tinh", 51, 250, "x", "x", "x", "Tốt", "x", None, None],
    [2, "Tát Kẻ", "72", "351", "x", None, None, "chập chờn", "x", "núi đá che khuất", "Quý IV/2024"],
    ["II", "Xã Sinh Long", "1.105", "1.283"],
    [1, "Phiêng Ten", "1.105", "1.283", None, None, None, "Lõm sóng", None, "chưa có điện AC", date(2025, 6, 30)],
    [None, "Tổng cộng", "1.228", "1.884", None, None, None, None, None, None, None],
    ["Ghi chú: số hộ theo điều tra năm 2023"],
    [None, None, None, None, None, None, None, "Na Hang, ngày 03 tháng 6 năm 2024"],
    [None, None, None, None, None, None, None, "TM. ỦY BAN NHÂN DÂN"],
]
MERGES = ["E6:G6", *(f"{c}6:{c}7" for c in "ABCDHIJK"), "A3:K3"]


def test_one_district_s_list() -> None:
    found = answer("phu song.xlsx", xlsx(Page(ROWS, merges=MERGES)))
    assert found.source == "village_coverage"
    assert [(i.level, i.rule, i.message) for i in found.issues] == []
    assert found.column("village_name") == ["Khau Tinh", "Tát Kẻ", "Phiêng Ten"]
    assert found.column("commune_id") == ["xa-khau-tinh.huyen-na-hang"] * 2 + ["xa-sinh-long.huyen-na-hang"]
    assert set(found.column("district_id")) == {"huyen-na-hang"}
    assert set(found.column("reported_on")) == {date(2024, 5, 31)}
    assert found.column("households") == [51, 72, 1105]
    assert found.column("population") == [250, 351, 1283]
    assert found.column("has_2g") == [True, True, False]
    assert found.column("has_4g") == [True, False, False]
    assert found.column("has_5g") == [None, None, None]
    assert found.column("signal") == ["good", "weak", "none"]
    assert found.column("has_grid_power") == [True, True, False]
    assert found.column("planned_on") == [None, date(2024, 12, 31), date(2025, 6, 30)]
    assert found.column("cause") == [None, "núi đá che khuất", "chưa có điện AC"]


def test_without_a_signal_column_no_technology_is_no_signal() -> None:
    rows = [
        ["UBND huyện Lâm Bình, số liệu đến 31/5/2024"],
        ["Xã", "Thôn", "2G", "3G", "4G"],
        ["Bình An", "Tát Ten", "x", None, "x"],
        ["Bình An", "Nà Coóc", None, None, None],
    ]
    found = answer("lam binh.xlsx", xlsx(rows))
    assert found.column("signal") == ["good", "none"]
    assert found.column("commune_id") == ["xa-binh-an.huyen-lam-binh"] * 2
    assert found.column("has_grid_power") == [None, None]


def test_one_sheet_for_each_commune_or_month() -> None:
    """Two monthly sheets are two reports: the same village is no repeat."""
    heads = ["Tên thôn", "Xã", "Huyện", "Số hộ", "4G"]
    may = Page([["Phủ sóng đến 31/5/2024"], heads, ["Nà Mu", "Đà Vị", "Na Hang", 40, None]], "Tháng 5")
    june = Page([["Phủ sóng đến 30/6/2024"], heads, ["Nà Mu", "Đà Vị", "Na Hang", 40, "x"]], "Tháng 6")
    found = answer("na hang.xlsx", xlsx(may, june))
    assert [(r["reported_on"], r["has_4g"]) for r in found.rows] == [
        (date(2024, 5, 31), None),
        (date(2024, 6, 30), True),
    ]
    assert of(found.issues, "error") == []


def test_one_sheet_for_each_commune_without_a_column() -> None:
    heads = ["TT", "Thôn", "Số hộ", "4G"]
    pages = [
        Page([["UBND huyện Na Hang"], heads, [1, "Bản A", 30, "x"], [2, "Bản B", None, None]], "Xã Đà Vị"),
        Page([["UBND huyện Na Hang"], heads, [1, "Bản A", 25, "x"]], "Xã Năng Khả"),
    ]
    found = answer("phu song thang 5-2024.xlsx", xlsx(*pages))
    assert [(row["village_name"], row["commune_id"], row["has_4g"]) for row in found.rows] == [
        ("Bản A", "xa-da-vi.huyen-na-hang", True),
        ("Bản B", "xa-da-vi.huyen-na-hang", False),
        ("Bản A", "xa-nang-kha.huyen-na-hang", True),
    ]


def test_without_any_commune_the_file_is_refused() -> None:
    rows = [["UBND huyện Na Hang, đến 31/5/2024"], ["TT", "Thôn", "Số hộ"], [1, "Bản A", 30]]
    assert [(i.level, i.rule) for i in answer("a.xlsx", xlsx(rows)).issues] == [("fatal", "missing_heading")]


def test_communes_as_rows_with_their_sums_but_no_number() -> None:
    rows = [
        ["UBND huyện Na Hang, đến 31/5/2024"],
        ["TT", "Thôn", "Số hộ"],
        [None, "Xã Đà Vị", 55],
        [1, "Bản A", 30],
        [2, "Bản B", 25],
        [None, "Thị trấn Na Hang", 9],
        [1, "Tổ 1", 10],
    ]
    found = answer("a.xlsx", xlsx(rows))
    assert found.column("village_name") == ["Bản A", "Bản B", "Tổ 1"]
    assert found.column("commune_id") == ["xa-da-vi.huyen-na-hang"] * 2 + ["thi-tran-na-hang.huyen-na-hang"]
    assert [(i.rule, i.cell, i.value) for i in found.issues] == [("total_differs", "C6", "9")]
