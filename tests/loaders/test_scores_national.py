"""The real files of national indices: every score, every rank, status 0."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from loaders import check
from tests.loaders.score_answers import province, ranks, scores, tables
from tests.workbook import answer

REAL = "real/provincial_indices"
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
