"""Score tables: the real files of national indices, variants that other years may bring, the province's own boards."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from loaders import check
from tests.workbook import Answer, Page, answer, csv_file, of, places, xlsx

REAL = "real/provincial_indices"


def scores(found: Answer) -> dict[tuple[str, str], float | None]:
    """(unit_id, criterion) -> score."""
    return {(row["unit_id"], row["criterion"]): row["score"] for row in found.rows}


def totals(found: Answer) -> dict[str, float | None]:
    return {unit: score for (unit, criterion), score in scores(found).items() if criterion == "total"}


def ranks(found: Answer) -> dict[str, int | None]:
    return {row["unit_id"]: row["reported_rank"] for row in found.rows if row["criterion"] == "total"}


def tables(found: Answer) -> Counter[tuple[str, int, str]]:
    """(index, year, board) -> units."""
    units = {(row["index_name"], row["index_year"], row["board"], row["unit_id"]) for row in found.rows}
    return Counter(unit[:3] for unit in units)


def province(name: str, year: int) -> str:
    return places().find(name, ("province",), date(year, 12, 31))


# --- the real files ----------------------------------------------------------------------------------------------

# The cleaned file's columns and the headings of the published ones.
CRITERIA = {
    "pci_entry": ("Gia nhập thị trường",),
    "pci_land": ("Tiếp cận đất đai",),
    "pci_transparency": ("Tính minh bạch",),
    "pci_time": ("Chi phí thời gian",),
    "pci_informal": ("Chi phí không chính thức",),
    "pci_bias": ("Cạnh tranh bình đẳng",),
    "pci_proactive": ("Tính năng động",),
    "pci_support": ("Dịch vụ hỗ trợ DN", "Hỗ trợ doanh nghiệp"),
    "pci_labor": ("Đào tạo lao động",),
    "pci_legal": ("Thiết chế pháp lý",),
    "pci_weighted": ("total",),
}


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "year"), [("PCI_2009.xls", 2009), *((f"PCI_{y}.xlsx", y) for y in (2013, 2014, 2016))]
)
def test_every_pci_score_is_the_cleaned_one(shared: Path, name: str, year: int) -> None:
    found = answer(name, (shared / REAL / name).read_bytes())
    assert tables(found) == {("PCI", year, "province"): 63}
    assert {issue.level for issue in found.issues} == {"warning"}
    assert {issue.rule for issue in found.issues} <= {"sheet_not_recognised", "table_repeated"}
    with (shared / "real/expected/pci_expected.csv").open(encoding="utf-8-sig") as file:
        expected = [row for row in csv.DictReader(file) if row["year"] == str(year)]
    assert len(expected) == 63
    got = scores(found)
    for row in expected:
        unit = province(row["prov"], year)
        for column, headings in CRITERIA.items():
            if row[column]:
                value = next(got[unit, heading] for heading in headings if (unit, heading) in got)
                assert value == pytest.approx(float(row[column]), abs=1e-4), (row["prov"], column)
    assert sorted(ranks(found).values()) == list(range(1, 64))


@pytest.mark.shared
def test_papi_has_six_years_of_63_provinces(shared: Path) -> None:
    name = "PAPI_2011-2016.xlsx"
    found = answer(name, (shared / REAL / name).read_bytes())
    assert tables(found) == {("PAPI", year, "province"): 63 for year in range(2011, 2017)}
    assert found.issues == []
    assert found.read == 6 * 63
    by_year = {(row["index_year"], row["unit_id"], row["criterion"]): row["score"] for row in found.rows}
    # Read off the file: sheet 2011_PAPI, row 3, columns D and L.
    assert by_year[2011, "thanh-pho-ha-noi", "Tham gia của người dân ở cấp cơ sở"] == pytest.approx(5.762, abs=1e-3)
    assert by_year[2011, "tinh-tuyen-quang", "Trách nhiệm giải trình với người dân"] == pytest.approx(5.372, abs=1e-3)
    criteria = {row["criterion"] for row in found.rows}
    assert "total" in criteria
    assert not any(criterion.isascii() for criterion in criteria - {"total"})


@pytest.mark.shared
def test_the_real_files_together_leave_status_0(shared: Path, tmp_path: Path) -> None:
    real = shared / "real"
    lists = [real / "dti_2022_province_ranking.csv", real / "tuyenquang_index_history.csv"]
    report = check([shared / REAL, *lists], data=tmp_path)
    assert report.exit_status == 0
    assert {(entry.file, entry.outcome) for entry in report.files} == {
        (name, "loaded")
        for name in (
            "PAPI_2011-2016.xlsx",
            "PCI_2009.xls",
            "PCI_2013.xlsx",
            "PCI_2014.xlsx",
            "PCI_2016.xlsx",
            "dti_2022_province_ranking.csv",
            "tuyenquang_index_history.csv",
        )
    }


@pytest.mark.shared
def test_dti_order_of_2022(shared: Path) -> None:
    found = answer("dti_2022_province_ranking.csv", (shared / "real/dti_2022_province_ranking.csv").read_bytes())
    assert tables(found) == {("DTI", 2022, "province"): 63}
    with (shared / "real/dti_2022_province_ranking.csv").open(encoding="utf-8-sig") as file:
        order = {province(row["province"], 2022): int(row["rank_dti_2022"]) for row in csv.DictReader(file)}
    assert ranks(found) == order
    assert ranks(found)["tinh-tuyen-quang"] == 48
    assert {row["score"] for row in found.rows} == {None}
    assert {row["is_ranked"] for row in found.rows} == {True}
    assert found.issues == []


@pytest.mark.shared
def test_tuyen_quang_s_history(shared: Path) -> None:
    found = answer("tuyenquang_index_history.csv", (shared / "real/tuyenquang_index_history.csv").read_bytes())
    assert found.issues == []
    assert {row["unit_id"] for row in found.rows} == {"tinh-tuyen-quang"}
    dti = {
        (r["index_year"], r["criterion"]): (r["score"], r["reported_rank"])
        for r in found.rows
        if r["index_name"] == "DTI"
    }
    assert dti == {
        (2021, "total"): (None, 58),
        (2022, "total"): (None, 48),
        (2023, "total"): (0.6735, 38),
        (2023, "chính quyền số"): (0.7089, 42),
        (2023, "kinh tế số"): (0.6197, 24),
        (2023, "xã hội số"): (0.4443, 18),
    }
    papi = [(r["index_year"], r["score"], r["reported_rank"]) for r in found.rows if r["index_name"] == "PAPI"]
    assert papi == [(2020, 44.396, 12)]


# --- years that are not at hand: layouts that they may have ------------------------------------------------------

NAMES = ["Đà Nẵng", "Bình Dương", "Lào Cai", "Tuyên Quang", "Bà Rịa - Vũng Tàu", "TP. Hồ Chí Minh"]
UNITS = [
    "thanh-pho-da-nang",
    "tinh-binh-duong",
    "tinh-lao-cai",
    "tinh-tuyen-quang",
    "tinh-ba-ria-vung-tau",
    "thanh-pho-ho-chi-minh",
]
ENTRY = [8.5, 8.25, 7.75, 6.5, 7.0, 6.0]
LAND = [6.5, 7.5, 7.25, 5.25, 6.75, 4.5]
PCI = [75.25, 74.5, 66.5, 52.75, 65.5, 60.0]
UNWEIGHTED = [70.25, 71.5, 62.5, 50.75, 61.5, 58.0]
RANK = [1, 2, 3, 6, 4, 5]


def check_board(found: Answer, year: int, entry: str = "Gia nhập thị trường", land: str = "Tiếp cận đất đai") -> None:
    assert [i.message for i in of(found.issues, "error") + of(found.issues, "fatal")] == []
    assert tables(found) == {("PCI", year, "province"): len(UNITS)}
    expected = {
        **{(unit, entry): value for unit, value in zip(UNITS, ENTRY, strict=True)},
        **{(unit, land): value for unit, value in zip(UNITS, LAND, strict=True)},
        **{(unit, "total"): value for unit, value in zip(UNITS, PCI, strict=True)},
    }
    if (UNITS[0], "PCI không trọng số") in scores(found):  # given beside the weighted one: a criterion like the others
        expected |= {(unit, "PCI không trọng số"): value for unit, value in zip(UNITS, UNWEIGHTED, strict=True)}
    assert scores(found) == expected
    assert ranks(found) == dict(zip(UNITS, RANK, strict=True))


def wide(*columns: tuple[str, list[object]]) -> list[list[object]]:
    """Columns side by side, each under its heading."""
    return [[heading for heading, _ in columns], *map(list, zip(*(cells for _, cells in columns), strict=True))]


PROVINCE = ("Tỉnh/Thành phố", NAMES)
COLUMN = {
    "entry": ("Gia nhập thị trường", ENTRY),
    "land": ("Tiếp cận đất đai", LAND),
    "rank": ("Xếp hạng", RANK),
}
NUMBER = ("STT", [1, 2, 3, 4, 5, 6])

LAYOUTS: dict[str, tuple[str, list[Page]]] = {
    "rank last, total named by index and year": (
        "a.xlsx",
        [Page(wide(NUMBER, PROVINCE, COLUMN["entry"], COLUMN["land"], ("PCI 2007", PCI), COLUMN["rank"]), "Tong hop")],
    ),
    "rank first": (
        "PCI_2007.xlsx",
        [Page(wide(COLUMN["rank"], PROVINCE, ("Điểm số PCI", PCI), COLUMN["entry"], COLUMN["land"]), "Tổng hợp")],
    ),
    "title lines above": (
        "a.xls",
        [
            Page(
                [
                    ["PHÒNG THƯƠNG MẠI VÀ CÔNG NGHIỆP VIỆT NAM"],
                    ["CHỈ SỐ NĂNG LỰC CẠNH TRANH CẤP TỈNH (PCI) NĂM 2007"],
                    [],
                    *wide(NUMBER, PROVINCE, COLUMN["entry"], COLUMN["land"], ("Tổng điểm", PCI), COLUMN["rank"]),
                ]
            )
        ],
    ),
    "weighted and unweighted": (
        "PCI 2007.xlsx",
        [
            Page(
                wide(
                    PROVINCE,
                    COLUMN["entry"],
                    COLUMN["land"],
                    ("PCI không trọng số", UNWEIGHTED),
                    ("PCI có trọng số", PCI),
                    ("Thứ hạng", RANK),
                ),
                "Tong hop",
            )
        ],
    ),
    "names without accents": (
        "a.xlsx",
        [
            Page(
                wide(
                    ("ID", [1, 2, 3, 4, 5, 6]),
                    ("Tinh", ["Da Nang", "Binh Duong", "Lao Cai", "Tuyen Quang", "BRVT", "TP.HCM"]),
                    ("Gia nhập thị trường", ENTRY),
                    ("Tiếp cận đất đai", LAND),
                    ("PCI 2007", PCI),
                    ("Xep hang", RANK),
                )
            )
        ],
    ),
    "mean, median and extremes below": (
        "PCI2007.xlsx",
        [
            Page(
                [
                    *wide(NUMBER, PROVINCE, COLUMN["entry"], COLUMN["land"], ("PCI", PCI), COLUMN["rank"]),
                    [None, "Trung vị", 7.5, 6.5, 65.75],
                    [None, "Min", 6.0, 4.5, 52.75],
                    [None, "Max", 8.5, 7.5, 75.25],
                    [None, "Cả nước", 7.3, 6.2, 65.0],
                ],
                "Summary",
            )
        ],
    ),
    "commas as text": (
        "PCI 2007.csv",
        [
            Page(
                wide(
                    PROVINCE,
                    ("Gia nhập thị trường", ["8,50", "8,25", "7,75", "6,50", "7,00", "6,00"]),
                    ("Tiếp cận đất đai", ["6,50", "7,50", "7,25", "5,25", "6,75", "4,50"]),
                    ("Điểm PCI", ["75,25", "74,50", "66,50", "52,75", "65,50", "60,00"]),
                    ("Hạng", RANK),
                )
            )
        ],
    ),
    "headings in two rows, Vietnamese above English": (
        "PCI 2007.xlsx",
        [
            Page(
                [
                    ["STT", "Tỉnh", "Gia nhập thị trường", "Tiếp cận đất đai", "Điểm số PCI", "Xếp hạng"],
                    ["No", "Province", "Entry Costs", "Land Access", "PCI Score", "Rank"],
                    *wide(NUMBER, PROVINCE, COLUMN["entry"], COLUMN["land"], ("PCI", PCI), COLUMN["rank"])[1:],
                ]
            )
        ],
    ),
    "headings in two rows, English above Vietnamese": (
        "PCI 2007.xlsx",
        [
            Page(
                [
                    ["No", "Province", "Entry Costs", "Land Access", "PCI Score", "Rank"],
                    ["STT", "Tỉnh", "Gia nhập thị trường", "Tiếp cận đất đai", "Điểm số PCI", "Xếp hạng"],
                    *wide(NUMBER, PROVINCE, COLUMN["entry"], COLUMN["land"], ("PCI", PCI), COLUMN["rank"])[1:],
                ]
            )
        ],
    ),
    "the same table in two languages on two sheets": (
        "PCI_2007.xlsx",
        [
            Page(
                wide(
                    ("Province", NAMES),
                    ("Entry Costs", ENTRY),
                    ("Land Access", LAND),
                    ("PCI 2007", PCI),
                    ("Rank", RANK),
                ),
                "Summary",
            ),
            Page(wide(PROVINCE, COLUMN["entry"], COLUMN["land"], ("PCI 2007", PCI), COLUMN["rank"]), "Summary_VN"),
        ],
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_a_year_of_pci_in_another_layout(layout: tuple[str, list[Page]]) -> None:
    name, pages = layout
    data = csv_file(pages[0].rows) if name.endswith(".csv") else xlsx(*pages)
    check_board(answer(name, data), 2007)


def paired(*columns: tuple[str, list[float]], year: int) -> list[list[object]]:
    """Every criterion ranked on its own: pairs of (province, score), best first; the heading over the pair."""
    heads: list[object] = ["Thứ tự"]
    pairs = []
    for heading, values in columns:
        heads += ["Tỉnh" if len(heads) == 1 else None, heading]
        pairs.append(sorted(zip(values, NAMES, strict=True), reverse=True))
    rows: list[list[object]] = []
    for at in range(len(NAMES)):
        row: list[object] = [at + 1]
        for pair in pairs:
            row += [pair[at][1], pair[at][0]]
        rows.append([*row, at + 1])
    return [[*heads, "Xếp hạng"], *rows]


def test_every_criterion_ranked_on_its_own() -> None:
    rows = paired(COLUMN["entry"], COLUMN["land"], ("PCI 2011", PCI), year=2011)
    check_board(answer("PCI_2011.xlsx", xlsx(Page(rows, "Summary_VN"))), 2011)


def test_every_pair_with_its_own_heading_of_provinces() -> None:
    rows = paired(COLUMN["entry"], COLUMN["land"], ("PCI 2012", PCI), year=2012)
    rows[0] = ["Thứ tự", "Tỉnh", "Gia nhập thị trường", "Tỉnh", "Tiếp cận đất đai", "Tỉnh", "PCI 2012", "Xếp hạng"]
    check_board(answer("tong hop.xlsx", xlsx(Page(rows, "Tong hop"))), 2012)


def test_ha_tay_is_a_province_until_2008() -> None:
    rows = wide(
        ("Tỉnh", ["Hà Nội", "Hà Tây", "Hoà Bình"]), ("PCI 2006", [50.34, 40.73, 50.17]), ("Xếp hạng", [40, 62, 42])
    )
    found = answer("PCI_2006.xlsx", xlsx(rows))
    assert totals(found) == {"thanh-pho-ha-noi": 50.34, "tinh-ha-tay": 40.73, "tinh-hoa-binh": 50.17}
    later = answer("PCI_2010.xlsx", xlsx([["Tỉnh", "PCI 2010", "Xếp hạng"], *rows[1:]]))
    assert [(i.level, i.rule, i.cell) for i in of(later.issues, "error")] == [("error", "unknown_unit", "A3")]


def test_headings_of_another_year_lose_against_the_sheets_names() -> None:
    pages = [Page(wide(("tentinh_vie", NAMES), ("Tổng điểm PAPI 2015", PCI)), f"{y}_PAPI") for y in (2012, 2013)]
    found = answer("PAPI.xlsx", xlsx(*pages))
    assert tables(found) == {("PAPI", 2012, "province"): 6, ("PAPI", 2013, "province"): 6}


def test_par_index_and_dti_with_pillars_in_merged_headings() -> None:
    rows = [
        ["BẢNG XẾP HẠNG CHỈ SỐ CHUYỂN ĐỔI SỐ (DTI) CẤP TỈNH NĂM 2023"],
        ["TT", "Tỉnh, thành phố", "Trụ cột", None, None, "DTI", None],
        [None, None, "Chính quyền số", "Kinh tế số", "Xã hội số", "Giá trị", "Xếp hạng"],
        [1, "Đà Nẵng", "0,9012", "0,7543", "0,7001", "0,8002", 1],
        [2, "Tuyên Quang", "0,7089", "0,6197", "0,4443", "0,6735", 38],
    ]
    found = answer("dti.xlsx", xlsx(Page(rows, merges=["A2:A3", "B2:B3", "C2:E2", "F2:G2"])))
    assert tables(found) == {("DTI", 2023, "province"): 2}
    assert totals(found) == {"thanh-pho-da-nang": 0.8002, "tinh-tuyen-quang": 0.6735}
    assert ranks(found) == {"thanh-pho-da-nang": 1, "tinh-tuyen-quang": 38}
    pillar = next(row for row in found.rows if row["criterion"] == "Kinh tế số")
    assert (pillar["parent_criterion"], pillar["score"]) == ("Trụ cột", 0.7543)


# --- the province's own boards -----------------------------------------------------------------------------------

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


def test_score_and_rank_for_each_criterion() -> None:
    rows = [
        ["KẾT QUẢ CHỈ SỐ CẢI CÁCH HÀNH CHÍNH (PAR INDEX) CÁC TỈNH NĂM 2023"],
        ["TT", "Tên tỉnh", "Cải cách thể chế", None, "Cải cách thủ tục", None, "Chỉ số tổng hợp", None],
        [None, None, "Điểm", "Hạng", "Điểm", "Hạng", "Điểm", "Hạng"],
        [1, "Quảng Ninh", 90.5, 2, 95, 1, 92.18, 1],
        [2, "Tuyên Quang", 91, 1, 80, 2, 85.5, 2],
    ]
    found = answer("par.xlsx", xlsx(Page(rows, merges=["A2:A3", "B2:B3", "C2:D2", "E2:F2", "G2:H2"])))
    assert tables(found) == {("PAR Index", 2023, "province"): 2}
    got = {(r["unit_id"], r["criterion"]): (r["score"], r["reported_rank"]) for r in found.rows}
    assert got == {
        ("tinh-quang-ninh", "Cải cách thể chế"): (90.5, 2),
        ("tinh-tuyen-quang", "Cải cách thể chế"): (91, 1),
        ("tinh-quang-ninh", "Cải cách thủ tục"): (95, 1),
        ("tinh-tuyen-quang", "Cải cách thủ tục"): (80, 2),
        ("tinh-quang-ninh", "total"): (92.18, 1),
        ("tinh-tuyen-quang", "total"): (85.5, 2),
    }


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


def test_weighted_and_unweighted_scores_keep_their_own_ranks() -> None:
    rows = wide(
        ("Province", NAMES),
        ("PCI 2006 (Unweighted)", UNWEIGHTED),
        ("PCI 2006 (Weighted)", PCI),
        ("Unweighted rank", [2, 1, 3, 6, 4, 5]),
        ("Weighted rank", RANK),
    )
    found = answer("a.xlsx", xlsx(Page(rows, "Summary")))
    assert totals(found) == dict(zip(UNITS, PCI, strict=True))
    assert ranks(found) == dict(zip(UNITS, RANK, strict=True))


def test_pairs_with_a_rank_for_each() -> None:
    rows = [
        ["Tỉnh", "Gia nhập thị trường", "Hạng", "Tỉnh", "PCI 2012", "Hạng"],
        ["Đà Nẵng", 8, 1, "Lào Cai", 63, 1],
        ["Lào Cai", 7, 2, "Đà Nẵng", 61, 2],
        ["Tuyên Quang", 6, 3, "Tuyên Quang", 48, 3],
    ]
    found = answer("a.xlsx", xlsx(rows))
    assert totals(found) == {"tinh-lao-cai": 63, "thanh-pho-da-nang": 61, "tinh-tuyen-quang": 48}
    assert ranks(found) == {"tinh-lao-cai": 1, "thanh-pho-da-nang": 2, "tinh-tuyen-quang": 3}
    entry = {row["unit_id"]: row["reported_rank"] for row in found.rows if row["criterion"] == "Gia nhập thị trường"}
    assert entry == {"thanh-pho-da-nang": 1, "tinh-lao-cai": 2, "tinh-tuyen-quang": 3}


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
