"""The samples hold what docs/sample-data.md promises: published totals, planted faults, nothing personal.

Everything is read back from the files with openpyxl or csv; the expected figures are the published ones.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import Counter
from datetime import date
from functools import lru_cache
from math import hypot
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from loaders.places import Places
from loaders.samples import make_books, planted_faults, write_samples
from loaders.samples.dossiers import dossier_books, make_desks
from loaders.samples.procedures import make_procedures
from loaders.samples.stations import make_stations
from loaders.samples.world import MONTHS, NEWEST, Month, read_world, spread

REFERENCE = Path(__file__).parents[2] / "data" / "reference"
READ_BACK = (Month(2023, 5), Month(2023, 10), Month(2023, 12), Month(2024, 3), Month(2024, 4), NEWEST)
Rows = list[list[Any]]


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("samples")
    write_samples(out, months=READ_BACK)
    return out


@lru_cache(maxsize=64)
def opened(path: Path) -> Workbook:
    """The workbook; several tests read the same one, and none writes it."""
    return load_workbook(path)


def rows(path: Path, sheet: str | None = None) -> Rows:
    """All rows of a sheet (the first one), or of a CSV."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            return [list(row) for row in csv.reader(file, delimiter=";")]
    workbook = opened(path)
    target = workbook[sheet] if sheet else workbook.worksheets[0]
    return [list(row) for row in target.iter_rows(values_only=True)]


def one(samples: Path, pattern: str) -> Path:
    found = sorted(samples.glob(pattern))
    assert len(found) == 1, f"{pattern}: {found}"
    return found[0]


def numbered(table: Rows) -> Rows:
    """Rows with a running number and a text behind it: data, not headings, groups, sums or column numbers."""
    data = [row for row in table if row and re.fullmatch(r"\d+(\.0)?", str(row[0]))]
    return [row for row in data if isinstance(row[1], str) or isinstance(row[2], str)]


def column(table: Rows, *headings: str) -> int:
    """Where one of these headings stands."""
    for row in table[:14]:
        for index, cell in enumerate(row):
            if isinstance(cell, str) and unicodedata.normalize("NFC", " ".join(cell.split())) in headings:
                return index
    raise AssertionError(headings)


# --- stations ----------------------------------------------------------------------------------------------------


def test_1283_active_stations_stand_in_the_newest_files_of_three_operators(samples: Path) -> None:
    active = {
        "viettel_BTS_T5.2024.xlsx": ("Trạng thái", "Đang hoạt động"),
        "VNPT-TQ danh sach tram 31.05.2024.xlsx": ("Tình trạng hoạt động", "Đang phát sóng"),
        "BTS MobiFone Tuyen Quang thang 5-2024.xlsx": ("Tình trạng", "Hoạt động"),
    }
    counts = {}
    for name, (heading, word) in active.items():
        table = rows(samples / "2024-05" / name)
        status = column(table, heading)
        counts[name] = sum(1 for row in numbered(table) if row[status] == word)
    assert sum(counts.values()) == 1283
    assert all(count > 200 for count in counts.values())


def test_stations_stand_in_all_138_communes(samples: Path) -> None:
    world = read_world(2024, 1)
    table = rows(one(samples, "2024-05/viettel_BTS*"))
    communes = {(row[4].replace("TP ", ""), row[3]) for row in numbered(table)}
    table = rows(one(samples, "2024-05/BTS MobiFone*"))
    communes |= {
        (re.sub(r"^(Huyện|Thành phố) ", "", row[1]), re.sub(r"^(Xã|Phường|Thị trấn) ", "", row[2]))
        for row in numbered(table)
    }
    district = ""
    for row in rows(one(samples, "2024-05/VNPT*")):
        if isinstance(row[1], str) and row[1].startswith(("Huyện", "Thành")):
            district = re.sub(r"^(Huyện|Thành phố) ", "", " ".join(row[1].split()))
        elif row[1] == "VinaPhone":
            communes.add((district, re.sub(r"^(xã|phường|thị trấn) ", "", " ".join(row[4].split()))))
    # The invented commune of the planted fault is not one of them.
    communes = {pair for pair in communes if pair[1] != "Tân Hoà Phú"}
    expected = {(world.district_of(c).short_name, c.short_name) for c in world.communes}
    assert communes - expected == set()
    assert len(communes) == 138


def test_stations_grow_from_1190() -> None:
    stations = make_stations(read_world(2024, 1))
    active = [sum(1 for s in stations if s.listed_from <= m.last and s.status(m.last) == "active") for m in MONTHS]
    assert (active[0], active[-1]) == (1190, 1283)
    assert active == sorted(active)


def test_158_of_1125_sites_are_shared() -> None:
    stations = [s for s in make_stations(read_world(2024, 1)) if s.status(NEWEST.last) == "active"]
    sites: list[list[Any]] = []
    for station in sorted(stations, key=lambda s: s.longitude):
        near = (
            site
            for site in reversed(sites[-60:])
            if hypot((site[0].longitude - station.longitude) * 103_000, (site[0].latitude - station.latitude) * 111_000)
            <= 50
        )
        site = next(near, None)
        sites.append([station]) if site is None else site.append(station)
    assert len(sites) == 1125
    assert sum(1 for site in sites if len({s.operator for s in site}) > 1) == 158


def test_published_station_keeps_its_name_commune_and_point(samples: Path) -> None:
    row = next(row for row in rows(one(samples, "2024-05/viettel_BTS*")) if row[1] == "TQG0327-12")
    assert row[3:7] == ["Sinh Long", "Na Hang", "105,34808", "22,62924"]


def test_mobifone_writes_vn2000_metres_in_2024_and_pairs_in_2023(samples: Path) -> None:
    table = rows(one(samples, "2024-05/BTS MobiFone*"))
    northings, eastings = ([row[column(table, head)] for row in numbered(table)] for head in ("X (m)", "Y (m)"))
    # The province's box in metres of meridian 106°00′.
    assert min(northings) > 2_378_000 and max(northings) < 2_511_000
    assert min(eastings) > 380_000 and max(eastings) < 459_000
    table = rows(one(samples, "2023-12/BTS MobiFone*"))
    pairs = [row[column(table, "Tọa độ (kinh độ/vĩ độ)")] for row in numbered(table)]
    assert all(re.fullmatch(r"10[45],\d{5}/2[12],\d{5}", pair) for pair in pairs)


# --- villages ----------------------------------------------------------------------------------------------------

VILLAGE_FILES = (
    "Tuyen_Quang/TPTQ*",
    "Lam_Binh/Lam Binh*",
    "Na_Hang/NaHang*",
    "Chiem_Hoa/*_lan2*",
    "Ham_Yen/HamYen-*",
    "Yen_Son/Yen Son*",
    "Son_Duong/*.csv",
)


def technologies(table: Rows) -> list[set[str]]:
    """The technologies of each village, from mark columns or from one list."""
    if any("Loại sóng" in unicodedata.normalize("NFC", str(cell)) for row in table[:14] for cell in row):
        lists = column(table, "Loại sóng")
        return [set(str(row[lists] or "").split(", ")) - {""} for row in numbered(table)]
    marks = {name: column(table, name, f"Sóng {name}") for name in ("2G", "3G", "4G", "5G")}
    return [{name for name, at in marks.items() if row[at] not in (None, "", "0")} for row in numbered(table)]


def test_1733_villages_all_with_signal_38_without_broadband(samples: Path) -> None:
    villages = [found for name in VILLAGE_FILES for found in technologies(rows(one(samples, f"2024-05/{name}")))]
    assert len(villages) == 1733
    assert sum(1 for found in villages if not found) == 0
    assert sum(1 for found in villages if not found & {"3G", "4G", "5G"}) == 38


def test_districts_lay_their_lists_out_differently(samples: Path) -> None:
    na_hang = opened(one(samples, "2024-05/Na_Hang/NaHang*")).worksheets[0]
    assert sum(1 for merged in na_hang.merged_cells.ranges if merged.min_col == merged.max_col == 2) >= 12
    groups = [row[1] for row in rows(one(samples, "2024-05/Lam_Binh/Lam Binh*")) if row[0] in ("I", "II")]
    assert groups == ["Xã Phúc Yên", "Xã Xuân Lập"]
    sums = [row[1] for row in rows(one(samples, "2024-05/Chiem_Hoa/*_lan2*")) if str(row[1]).startswith("Cộng ")]
    assert len(sums) == 24
    ham_yen = rows(one(samples, "2024-05/Ham_Yen/HamYen-*"))
    title = next(cell for row in ham_yen[1:] for cell in row if cell and "BI" in cell)
    assert title == unicodedata.normalize("NFD", title) != unicodedata.normalize("NFC", title)
    yen_son = opened(one(samples, "2024-05/Yen_Son/Yen Son*"))
    assert [sheet.sheet_state for sheet in yen_son] == ["visible", "hidden"]
    assert any(dimension.hidden for dimension in yen_son.worksheets[0].row_dimensions.values())


def test_lam_binh_is_late_and_na_hang_missed_march(samples: Path) -> None:
    first = rows(one(samples, "2024-05/Lam_Binh/Lam Binh*"))[0][0]
    assert re.search(r"nhận lúc 14/06/2024 \d\d:\d\d$", first)
    assert not list(samples.glob("2024-03/Na_Hang/NaHang*"))
    assert list(samples.glob("2024-04/Na_Hang/NaHang*"))


# --- procedures, dossiers ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("month", "total"), [("2024-05", 1826), ("2023-10", 1941)])
def test_procedures_in_the_list_of(samples: Path, month: str, total: int) -> None:
    table = numbered(rows(one(samples, f"{month}/Danh muc TTHC*")))
    assert len(table) == len({row[1] for row in table}) == total
    assert all(re.fullmatch(r"1\.\d{6}\.H60", row[1]) for row in table)


def test_812_procedures_are_full_and_53_essential(samples: Path) -> None:
    table = rows(one(samples, "2024-05/Danh muc TTHC*"))
    level, essential = column(table, "Mức độ dịch vụ công"), column(table, "Dịch vụ công thiết yếu")
    levels = Counter(row[level] for row in numbered(table))
    assert levels["Toàn trình"] == 812
    assert set(levels) == {"Toàn trình", "Một phần", "Cung cấp thông tin"}
    assert sum(1 for row in numbered(table) if row[essential] == "x") == 53
    assert all("x" in row[5:8] for row in numbered(table))


def forms(samples: Path, month: str) -> list[tuple[str, str, int, list[int]]]:
    """(file, sheet, row, columns 3 to 13) of every data row of form II.06a."""
    found = []
    paths = [
        p for p in samples.glob(f"{month}/**/*.xlsx") if "II06a" in p.name or "II.06a" in p.name or "BC TTHC" in p.name
    ]
    for path in paths:
        for sheet in opened(path).worksheets:
            for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
                if re.fullmatch(r"\d+(\.0)?", str(row[0])):
                    found.append((path.name, sheet.title, number, list(row[2:13])))
    return found


def test_form_identities_hold_but_for_the_planted_row(samples: Path) -> None:
    broken = set()
    for name, sheet, number, c in forms(samples, "2024-05"):
        holds = (
            c[0] == c[1] + c[2] + c[3] and c[4] == c[5] + c[6] + c[7] and c[8] == c[9] + c[10] and c[0] == c[4] + c[8]
        )
        if not holds:
            broken.add((name, sheet, number))
    planted = {(f.file_name, f.sheet, int(f.cell[1:])) for f in planted_faults() if f.rule == "broken_identity"}
    assert broken == planted and len(planted) == 1


def test_what_is_pending_is_carried_over(samples: Path) -> None:
    april = [numbers[8] for name, sheet, _, numbers in forms(samples, "2024-04") if sheet == "Sở Tư pháp"]
    may = [numbers[3] for name, sheet, _, numbers in forms(samples, "2024-05") if sheet == "Sở Tư pháp"]
    assert len(may) == 6
    assert may == april


def test_dossiers_name_nobody(samples: Path) -> None:
    table = numbered(rows(one(samples, "2024-05/TTPVHCC_ho so*")))
    assert 2100 < len(table) < 3200
    for row in table:
        assert re.fullmatch(r"Công dân \d{6}", row[5]) and re.fullmatch(r"0000\d{8}", row[6]) and row[7] == "0000000000"


def test_a_dossier_is_reported_again_in_the_month_it_is_closed(samples: Path) -> None:
    april = {row[1]: row for row in numbered(rows(one(samples, "2024-04/TTPVHCC_ho so*")))}
    may = {row[1]: row for row in numbered(rows(one(samples, "2024-05/TTPVHCC_ho so*")))}
    again = april.keys() & may.keys()
    assert len(again) > 100
    closed = [code for code in again if may[code][11] != "31/02/2024"]
    assert all(april[code][11] is None and may[code][11].date() >= date(2024, 5, 1) for code in closed)


def test_large_exports_are_csv() -> None:
    large, small = read_world(2024, 40), read_world(2024, 1)
    desks = make_desks(large, make_procedures(large))
    assert dossier_books(large, desks, NEWEST)[0].path.endswith(".csv")
    assert dossier_books(small, desks, NEWEST)[0].path.endswith(".xlsx")


# --- tasks, scores -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pattern", "total"),
    [("2023-12/DA06_*", 73), ("2023-05/DA06_*", 73), ("2024-05/DA06_*", 71), ("2024-05/KH CDS*", 81)],
)
def test_tasks_in_the_list_of(samples: Path, pattern: str, total: int) -> None:
    assert [int(float(row[0])) for row in numbered(rows(one(samples, pattern)))] == list(range(1, total + 1))


def test_four_tasks_of_project06_contradict_their_due_date(samples: Path) -> None:
    table = rows(one(samples, "2024-05/DA06_*"))
    overdue = {"Quý I/2024", "31/3/2024", "Tháng 3/2024", "Trước 31/3/2024"}
    odd = {int(row[0]): row[7] for row in numbered(table) if row[5] in overdue and row[9] is None}
    assert odd == {9: "Đúng tiến độ", 24: "Đã hoàn thành", 38: "Đúng tiến độ", 52: "Đã hoàn thành"}


def test_due_dates_come_in_many_words(samples: Path) -> None:
    due = {str(row[5]) for p in ("DA06_*", "KH CDS*") for row in numbered(rows(one(samples, f"2024-05/{p}")))}
    for words in ("Quý II/2024", "6 tháng đầu năm 2024", "Năm 2024", "2023-2024", "Thường xuyên", "Theo yêu cầu"):
        assert words in due
    assert any(text.startswith("Tháng ") for text in due) and any(text.startswith("Trước ") for text in due)


PUBLISHED_2023 = (
    ("PL1. So nganh", 1, "Sở Tư pháp", "407,64"),
    ("PL1. So nganh", 2, "Sở Tài chính", "379,34"),
    ("PL1. So nganh", 3, "Sở Kế hoạch và Đầu tư", "377,09"),
    ("PL1. So nganh", 19, "Sở Tài nguyên và Môi trường", "264,36"),
    ("PL2. Huyen, TP", 1, "UBND thành phố Tuyên Quang", "513,65"),
    ("PL2. Huyen, TP", 2, "UBND huyện Yên Sơn", "508,17"),
    ("PL2. Huyen, TP", 3, "UBND huyện Sơn Dương", "507,79"),
    ("PL2. Huyen, TP", 7, "UBND huyện Na Hang", "434,21"),
    ("PL3. Xa, phuong, TT", 1, "Xã Tràng Đà", "304,31"),
    ("PL3. Xa, phuong, TT", 2, "P. Hưng Thành", "292,51"),
    ("PL3. Xa, phuong, TT", 3, "Xã Bình An", "279,48"),
    ("PL3. Xa, phuong, TT", 138, "Xã Thượng Giáp", "100,44"),
)


@pytest.mark.parametrize(("sheet", "place", "unit", "points"), PUBLISHED_2023)
def test_published_scores_of_2023_stand_at_their_places(
    samples: Path, sheet: str, place: int, unit: str, points: str
) -> None:
    table = rows(one(samples, "2024-05/Phu luc QD*"), sheet)
    total, rank = column(table, "Tổng điểm"), column(table, "Xếp hạng")
    row = numbered(table)[place - 1]
    assert (row[1], row[total], row[rank]) == (unit, points, place)


def test_criteria_add_up_and_ranks_follow_the_totals(samples: Path) -> None:
    for sheet, criteria, units in (("PL1. So nganh", 6, 19), ("PL2. Huyen, TP", 8, 7), ("PL3. Xa, phuong, TT", 5, 138)):
        table = rows(one(samples, "2024-05/Phu luc QD*"), sheet)
        at = column(table, "Tổng điểm")
        ranked = [row for row in numbered(table) if row[at] is not None]
        cents = [[int(cell.replace(",", "")) for cell in row[at - criteria : at + 1]] for row in ranked]
        assert len(ranked) == units
        assert all(sum(parts[:-1]) == parts[-1] for parts in cents)
        totals = [parts[-1] for parts in cents]
        assert totals == sorted(totals, reverse=True)
        assert [row[at + 1] for row in ranked] == [totals.index(total) + 1 for total in totals]


def test_units_not_ranked_say_why(samples: Path) -> None:
    table = rows(one(samples, "2024-05/Phu luc QD*"), "PL1. So nganh")
    left_out = {row[1]: row[-1] for row in numbered(table) if row[column(table, "Tổng điểm")] is None}
    assert set(left_out) == {"Thanh tra tỉnh", "Công an tỉnh", "Bộ CHQS tỉnh"}
    assert all(reason.startswith("Không xếp hạng") for reason in left_out.values())


# --- all of them ---------------------------------------------------------------------------------------------------


def test_every_file_says_that_it_is_a_sample(samples: Path) -> None:
    line = re.compile(r"DỮ LIỆU MINH HỌA: tệp tự sinh, không phải số liệu thật; nhận lúc \d\d/\d\d/20\d\d \d\d:\d\d")
    for path in (p for p in samples.glob("2024-05/**/*") if p.is_file()):
        if path.suffix == ".csv":
            assert line.fullmatch(rows(path)[0][0]), path.name
            continue
        workbook = load_workbook(path, read_only=True)
        assert workbook.properties.keywords == "ioc-sample", path.name
        for sheet in workbook.worksheets:
            assert line.fullmatch(next(sheet.iter_rows(max_row=1, values_only=True))[0]), path.name


def test_planted_faults_are_in_their_cells(samples: Path) -> None:
    faults = planted_faults()
    rules = {
        "unknown_unit",
        "impossible_day",
        "not_a_count",
        "duplicate_key",
        "coordinate_outside_province",
        "broken_identity",
        "total_differs",
        "outlier",
    }
    assert {fault.rule for fault in faults} == rules
    assert {f.value for f in faults if f.rule in ("outlier", "impossible_day")} == {"3331,01", "31/02/2024"}
    for fault in faults:
        path = one(samples, f"*/**/{fault.file_name}")
        assert str(opened(path)[fault.sheet][fault.cell].value) == unicodedata.normalize(
            "NFD" if fault.file_name.startswith("HamYen-") else "NFC", fault.value
        )


def test_second_version_of_chiem_hoa_came_later_and_lacks_the_faults(samples: Path) -> None:
    first, second = sorted(samples.glob("2024-05/Chiem_Hoa/Chiem Hoa*"), key=lambda p: "lan2" in p.name)
    stamps = [re.search(r"(\d\d)/(\d\d)/(\d{4}) \d\d:\d\d$", rows(path)[0][0]) for path in (first, second)]
    days = [date(int(s[3]), int(s[2]), int(s[1])) for s in stamps if s]
    assert days[0] < days[1]
    names = [Counter((row[1], row[2]) for row in numbered(rows(path))) for path in (first, second)]
    assert [max(count.values()) for count in names] == [2, 1]
    assert len(names[0]) == len(names[1])


def test_units_are_written_so_that_the_reference_lists_know_them(samples: Path) -> None:
    places = Places.load(REFERENCE)
    written: set[str] = set()
    for pattern, heads in (
        ("2024-05/DA06_*", ("Cơ quan chủ trì",)),
        ("2024-05/KH CDS*", ("Cơ quan chủ trì",)),
        ("2024-05/STTTT_*", ("Cơ quan nêu",)),
        ("2024-05/Danh muc TTHC*", ("Cơ quan thực hiện",)),
        ("2024-05/CAT_*", ("Địa bàn",)),
    ):
        table = rows(one(samples, pattern))
        at = column(table, *heads)
        data = [row for row in table[7:] if len([c for c in row if c is not None]) > 4]
        written |= {row[at] for row in data if isinstance(row[at], str)} - {*heads, "Cơ quan thực hiện"}
    kinds = ("department", "agency", "district", "operator")
    unknown = {name for name in written if not places.lookup(name, kinds, NEWEST.last)}
    assert len(written) > 30
    assert unknown == set()


def cells(seed: int, month: Month) -> list[Any]:
    books = make_books(read_world(seed, 1), [month])
    return [(b.path, s.title, [list(r) for r in s.rows], [list(r) for r in s.body]) for b in books for s in b.sheets]


def test_same_seed_same_cells_another_seed_others() -> None:
    first, again, other = cells(2024, NEWEST), cells(2024, NEWEST), cells(7, NEWEST)
    assert first == again
    assert [sheet[0] for sheet in first] == [sheet[0] for sheet in other]
    assert sum(1 for mine, theirs in zip(first, other, strict=True) if mine[2:] != theirs[2:]) > len(first) * 0.9


@pytest.mark.parametrize(
    ("total", "weights", "least", "parts"),
    [(10, [1, 1, 1], 0, [4, 3, 3]), (10, [3, 1], 2, [7, 3]), (5, [1, 1], 2, [3, 2]), (0, [2, 5], 0, [0, 0])],
)
def test_spread_keeps_the_total(total: int, weights: list[float], least: int, parts: list[int]) -> None:
    assert spread(total, weights, least) == parts


def test_the_page_about_the_samples_names_every_planted_fault() -> None:
    page = (REFERENCE.parents[1] / "docs" / "sample-data.md").read_text(encoding="utf-8")
    table = page.split("## Planted faults")[1]
    lines = [
        [cell.strip() for cell in line.strip("| ").split("|")] for line in table.splitlines() if line.startswith("| ")
    ]
    told = {(line[0], line[1], line[2], line[3], line[5]) for line in lines[1:]}
    assert told == {(f.file_name, f.sheet, f.cell, f.value, f.rule) for f in planted_faults()}
