"""National indices of years that are not at hand: layouts that they may have."""

from __future__ import annotations

import pytest

from tests.loaders.score_answers import ranks, scores, tables, totals
from tests.workbook import Answer, Page, answer, csv_file, of, xlsx

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
