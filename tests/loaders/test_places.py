"""Names as agencies write them, and the unit that each must mean."""

from __future__ import annotations

import csv
import unicodedata
import warnings
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from loaders.contract import BadCell
from loaders.places import ALL_KINDS, Places, key, plain, read_rows

REFERENCE = Path(__file__).parents[2] / "data" / "reference"
MAY_2024 = date(2024, 5, 31)
COMMUNE = ("commune",)
PROVINCE = ("province",)
LOCAL = ("district", "commune")
OFFICE = ("department", "agency", "district")


@pytest.fixture(scope="module")
def places() -> Places:
    return Places.load(REFERENCE)


NAMES = [
    # the kind written short or out
    ("Xã Tràng Đà", COMMUNE, "xa-trang-da.thanh-pho-tuyen-quang"),
    ("X. Tràng Đà", COMMUNE, "xa-trang-da.thanh-pho-tuyen-quang"),
    ("XÃ TRÀNG ĐÀ", COMMUNE, "xa-trang-da.thanh-pho-tuyen-quang"),
    ("Xa Trang Da", COMMUNE, "xa-trang-da.thanh-pho-tuyen-quang"),
    ("UBND xã Tràng Đà", COMMUNE, "xa-trang-da.thanh-pho-tuyen-quang"),
    ("Ủy ban nhân dân xã Tràng Đà", COMMUNE, "xa-trang-da.thanh-pho-tuyen-quang"),
    ("P.Phan Thiết", COMMUNE, "phuong-phan-thiet.thanh-pho-tuyen-quang"),
    ("TT. Na Hang", COMMUNE, "thi-tran-na-hang.huyen-na-hang"),
    ("T.T Vĩnh Lộc", COMMUNE, "thi-tran-vinh-loc.huyen-chiem-hoa"),
    # tone, invisible signs, other spellings
    ("Ỷ la", COMMUNE, "phuong-y-la.thanh-pho-tuyen-quang"),
    ("Xã Hoà Phú", COMMUNE, "xa-hoa-phu.huyen-chiem-hoa"),
    (unicodedata.normalize("NFD", "Xã Lưỡng Vượng"), COMMUNE, "xa-luong-vuong.thanh-pho-tuyen-quang"),
    ("\u00a0Xã\u200b  Đà\u00a0Vị ", COMMUNE, "xa-da-vi.huyen-na-hang"),
    ("xã Ðà Vị", COMMUNE, "xa-da-vi.huyen-na-hang"),  # Icelandic Ð typed for Đ
    ("Khâu Tinh", COMMUNE, "xa-khau-tinh.huyen-na-hang"),
    ("Xã Khau Tinh", COMMUNE, "xa-khau-tinh.huyen-na-hang"),
    ("Quý Quân", COMMUNE, "xa-qui-quan.huyen-yen-son"),
    ("Qúi Quân", COMMUNE, None),
    ("Thị trấn Nà Hang", COMMUNE, "thi-tran-na-hang.huyen-na-hang"),
    ("xã Lăng Can", COMMUNE, "thi-tran-lang-can.huyen-lam-binh"),
    # the district behind the commune
    ("xã Tràng Đà (TP Tuyên Quang)", COMMUNE, "xa-trang-da.thanh-pho-tuyen-quang"),
    ("Xã Bình An, Lâm Bình", COMMUNE, "xa-binh-an.huyen-lam-binh"),
    ("Xã Thượng Giáp - huyện Na Hang", COMMUNE, "xa-thuong-giap.huyen-na-hang"),
    ("Tân Thanh, Sơn Dương", COMMUNE, "xa-tan-thanh.huyen-son-duong"),
    ("x. Tan Thanh, h. Ham Yen", COMMUNE, "xa-tan-thanh.huyen-ham-yen"),
    ("TT Sơn Dương, H.Sơn Dương", COMMUNE, "thi-tran-son-duong.huyen-son-duong"),
    ("Xã An Khang, thành phố Tuyên Quang, tỉnh Tuyên Quang", COMMUNE, "xa-an-khang.thanh-pho-tuyen-quang"),
    ("Xã Bình An, Na Hang", COMMUNE, None),
    ("Huyện Lâm Bình, xã Bình An", COMMUNE, "xa-binh-an.huyen-lam-binh"),
    ("Huyện Na Hang, xã Bình An", COMMUNE, None),
    # the kind behind, a number before, a town's kind in other letters
    ("Năng Khả (xã)", COMMUNE, "xa-nang-kha.huyen-na-hang"),
    ("12. Năng Khả", COMMUNE, "xa-nang-kha.huyen-na-hang"),
    ("TTr. Na Hang", COMMUNE, "thi-tran-na-hang.huyen-na-hang"),
    ("T.trấn Na Hang", COMMUNE, "thi-tran-na-hang.huyen-na-hang"),
    # a name that two kinds share
    ("Na Hang", LOCAL, "huyen-na-hang"),
    ("Na Hang", ("commune", "district"), "huyen-na-hang"),
    ("Na Hang", COMMUNE, "thi-tran-na-hang.huyen-na-hang"),
    ("TT Yên Sơn", LOCAL, "thi-tran-yen-son.huyen-yen-son"),
    ("Tuyên Quang", ("province", "district"), "tinh-tuyen-quang"),
    ("Tuyên Quang", ("district", "province"), "thanh-pho-tuyen-quang"),
    # districts
    ("H. Yên Sơn", LOCAL, "huyen-yen-son"),
    ("UBND huyện Yên Sơn", LOCAL, "huyen-yen-son"),
    ("UBND H.Yên Sơn", LOCAL, "huyen-yen-son"),
    ("Huyện Nà Hang", LOCAL, "huyen-na-hang"),
    ("Chiêm Hoá", LOCAL, "huyen-chiem-hoa"),
    ("TP Tuyên Quang", LOCAL, "thanh-pho-tuyen-quang"),
    ("T.P. Tuyên Quang", LOCAL, "thanh-pho-tuyen-quang"),
    ("UBND thành phố", LOCAL, "thanh-pho-tuyen-quang"),
    ("Thành phố", LOCAL, "thanh-pho-tuyen-quang"),
    ("TP.TQ", LOCAL, "thanh-pho-tuyen-quang"),
    ("Thành phố TQ", LOCAL, "thanh-pho-tuyen-quang"),
    ("Na Hang (huyện)", LOCAL, "huyen-na-hang"),
    # departments and agencies
    ("Sở KH&ĐT", OFFICE, "so-ke-hoach-va-dau-tu"),
    ("SKHĐT", OFFICE, "so-ke-hoach-va-dau-tu"),
    ("Kế hoạch - Đầu tư", OFFICE, "so-ke-hoach-va-dau-tu"),
    ("Sở KHCN", OFFICE, "so-khoa-hoc-va-cong-nghe"),
    ("NN và PTNT", OFFICE, "so-nong-nghiep-va-phat-trien-nong-thon"),
    ("Sở Tài nguyên & Môi trường", OFFICE, "so-tai-nguyen-va-moi-truong"),
    ("TT&TT", OFFICE, "so-thong-tin-va-truyen-thong"),
    ("Sở LĐ-TB&XH", OFFICE, "so-lao-dong-thuong-binh-va-xa-hoi"),
    ("Sở Lao động, Thương binh và Xã hội", OFFICE, "so-lao-dong-thuong-binh-va-xa-hoi"),
    ("Sở Lao động – Thương binh và Xã hội", OFFICE, "so-lao-dong-thuong-binh-va-xa-hoi"),
    ("VH,TT&DL", OFFICE, "so-van-hoa-the-thao-va-du-lich"),
    ("Sở Văn hoá, Thể thao và Du lịch", OFFICE, "so-van-hoa-the-thao-va-du-lich"),
    ("so tu phap", OFFICE, "so-tu-phap"),
    ("Sở TP", OFFICE, "so-tu-phap"),
    ("Sở YT", OFFICE, "so-y-te"),
    ("Sở DT", OFFICE, None),
    ("Sở Tư pháp tỉnh Tuyên Quang", OFFICE, "so-tu-phap"),
    ("Sở Tư pháp tỉnh Hà Giang", OFFICE, None),
    ("VP UBND", OFFICE, "van-phong-ubnd-tinh"),
    ("Văn phòng Uỷ ban nhân dân tỉnh", OFFICE, "van-phong-ubnd-tinh"),
    ("BQL các KCN", OFFICE, "ban-quan-ly-cac-khu-cong-nghiep-tinh"),
    ("Công an", OFFICE, "cong-an-tinh"),
    ("Công an tỉnh Tuyên Quang", OFFICE, "cong-an-tinh"),
    ("Công an huyện Na Hang", OFFICE, None),
    ("BHXH tỉnh", OFFICE, "bao-hiem-xa-hoi-tinh"),
    ("UBND tỉnh", PROVINCE, "tinh-tuyen-quang"),
    # operators
    ("VIETTEL", ("operator",), "viettel"),
    ("VinaPhone", ("operator",), "vnpt"),
    ("Mobifone", ("operator",), "mobifone"),
    ("Viettel TQ", ("operator",), "viettel"),
    ("Viettel Na Hang", ("operator",), "viettel"),
    ("Na Hang", ("operator",), None),
    # provinces, as PCI, PAPI, DTI and the Ministry of Finance write them
    ("TT-Huế", PROVINCE, "tinh-thua-thien-hue"),
    ("TT- Huế", PROVINCE, "tinh-thua-thien-hue"),
    ("TT.Huế", PROVINCE, "tinh-thua-thien-hue"),
    ("TT-Hue", PROVINCE, "tinh-thua-thien-hue"),
    ("Thừa Thiên - Huế", PROVINCE, "tinh-thua-thien-hue"),
    ("BRVT", PROVINCE, "tinh-ba-ria-vung-tau"),
    ("Ba Ria - Vung Tau", PROVINCE, "tinh-ba-ria-vung-tau"),
    ("Tp.HCM", PROVINCE, "thanh-pho-ho-chi-minh"),
    ("HCMC", PROVINCE, "thanh-pho-ho-chi-minh"),
    ("TP. Ho Chi Minh", PROVINCE, "thanh-pho-ho-chi-minh"),
    ("TP. Đà Nẵng", PROVINCE, "thanh-pho-da-nang"),
    ("BẮC CẠN", PROVINCE, "tinh-bac-kan"),
    ("ĐẮC NÔNG", PROVINCE, "tinh-dak-nong"),
    ("Đăk Lăk", PROVINCE, "tinh-dak-lak"),
    ("Thai Binh", PROVINCE, "tinh-thai-binh"),
    ("Highest", PROVINCE, None),
]


@pytest.mark.parametrize(("name", "kinds", "unit_id"), NAMES)
def test_name_means_this_unit_at_the_end_of_may_2024(places, name, kinds, unit_id):
    if unit_id is None:
        with pytest.raises(BadCell) as complaint:
            places.find(name, kinds, MAY_2024)
        assert complaint.value.rule == "unknown_unit"
    else:
        assert places.find(name, kinds, MAY_2024) == unit_id


@pytest.mark.parametrize(
    ("name", "kinds", "on", "unit_id"),
    [
        ("xã Hồng Lạc", COMMUNE, "2024-08-31", "xa-hong-lac.huyen-son-duong"),
        ("xã Hồng Sơn", COMMUNE, "2024-09-01", "xa-hong-son.huyen-son-duong"),
        ("xã Hồng Sơn", COMMUNE, "2025-07-01", "xa-hong-son@2025"),
        ("Phường Minh Xuân", COMMUNE, "2025-06-30", "phuong-minh-xuan.thanh-pho-tuyen-quang"),
        ("Phường Minh Xuân", COMMUNE, "2025-07-01", "phuong-minh-xuan@2025"),
        ("Phường Minh Xuân, tỉnh Tuyên Quang", COMMUNE, "2025-07-01", "phuong-minh-xuan@2025"),
        ("Nà Hang", LOCAL, "2025-07-01", "xa-na-hang"),
        ("Kiến Thiết", COMMUNE, "2025-07-01", "xa-kien-thiet"),
        ("Sở KH&CN", OFFICE, "2025-06-30", "so-khoa-hoc-va-cong-nghe@2025"),
        ("Hà Giang", PROVINCE, "2025-06-30", "tinh-ha-giang"),
        ("Tuyên Quang", PROVINCE, "2025-12-31", "tinh-tuyen-quang@2025"),
        ("Huế", PROVINCE, "2025-12-31", "thanh-pho-hue"),
        # a table of 2008 is dated by the year's last day
        ("HÀ TÂY", PROVINCE, "2008-12-31", "tinh-ha-tay"),
        # no day: the newest
        ("Phường Minh Xuân", COMMUNE, None, "phuong-minh-xuan@2025"),
        ("Xã Tràng Đà", COMMUNE, None, "xa-trang-da.thanh-pho-tuyen-quang"),
    ],
)
def test_name_means_the_unit_of_its_day(places, name, kinds, on, unit_id):
    assert places.find(name, kinds, date.fromisoformat(on) if on else None) == unit_id


@pytest.mark.parametrize(
    ("name", "kinds", "within", "unit_id"),
    [
        ("Tan Thanh", COMMUNE, "huyen-ham-yen", "xa-tan-thanh.huyen-ham-yen"),
        ("Tan Thanh", COMMUNE, "huyen-son-duong", "xa-tan-thanh.huyen-son-duong"),
        ("Yên Sơn", LOCAL, "huyen-yen-son", "thi-tran-yen-son.huyen-yen-son"),
        ("Bình An, Lâm Bình", COMMUNE, "huyen-lam-binh", "xa-binh-an.huyen-lam-binh"),
    ],
)
def test_district_decides_between_communes(places, name, kinds, within, unit_id):
    assert places.find(name, kinds, MAY_2024, within) == unit_id


@pytest.mark.parametrize(
    ("name", "on", "within", "rule", "says"),
    [
        (
            "Tan Thanh",
            MAY_2024,
            None,
            "ambiguous_unit",
            ["Xã Tân Thành (Huyện Hàm Yên)", "Xã Tân Thanh (Huyện Sơn Dương)"],
        ),
        # with accents it is Sơn Dương's, and never the look-alike of Hàm Yên
        ("Tân Thanh", MAY_2024, "huyen-ham-yen", "unknown_unit", ["Huyện Hàm Yên", "Xã Tân Thành (Huyện Hàm Yên)"]),
        ("Kim Phú", MAY_2024, "huyen-yen-son", "unknown_unit", ["Xã Kim Phú (Thành phố Tuyên Quang)"]),
        ("Bình An, Lâm Bình", MAY_2024, "huyen-na-hang", "unknown_unit", ["Bình An, Lâm Bình", "Huyện Na Hang"]),
        ("Xã Tràng Đa", MAY_2024, None, "unknown_unit", ["“Xã Tràng Đa”", "Xã Tràng Đà (Thành phố Tuyên Quang)"]),
        ("Phường Tràng Đà", MAY_2024, None, "unknown_unit", ["gần nhất: Xã Tràng Đà (Thành phố Tuyên Quang)"]),
        ("Hồng Lạc", date(2024, 9, 1), None, "unknown_unit", ["không còn từ ngày 01/09/2024", "Xã Hồng Sơn"]),
        ("Hồng Sơn", MAY_2024, None, "unknown_unit", ["chỉ có từ ngày 01/09/2024"]),
        ("", MAY_2024, None, "unknown_unit", ["“”"]),
    ],
)
def test_complaint_names_what_to_choose_from(places, name, on, within, rule, says):
    with pytest.raises(BadCell) as complaint:
        places.find(name, COMMUNE, on, within)
    assert complaint.value.rule == rule
    assert complaint.value.fix
    assert [part for part in says if part not in complaint.value.message] == []


def test_complaint_offers_three_names_at_most(places):
    assert len(places.nearest("Xã Tân", COMMUNE, MAY_2024)) == 3
    assert places.nearest("qqqq wwww", COMMUNE, MAY_2024) == []


FORMS = {
    "Phường": ("Phường {}", "P. {}", "P.{}", "PHƯỜNG {}", "UBND phường {}", "{}"),
    "Xã": ("Xã {}", "X. {}", "X.{}", "XÃ {}", "UBND xã {}", "{}"),
    "Thị trấn": ("Thị trấn {}", "TT. {}", "TT {}", "T.T {}", "UBND thị trấn {}", "{}"),
}


@pytest.mark.parametrize("on", [MAY_2024, date(2024, 9, 1), date(2025, 7, 1)])
def test_every_commune_is_found_in_all_its_forms(places, on):
    communes = places.units(COMMUNE, on)
    missed = []
    for unit_id in communes:
        kind = next(word for word in FORMS if places.name(unit_id).startswith(word))
        short = places.name(unit_id).removeprefix(kind).strip()
        above = places.name(places.parent(unit_id))
        forms = [form.format(short) for form in FORMS[kind]]
        forms += [f"{kind} {short}, {above}", f"{short} ({above})", unicodedata.normalize("NFD", f"{kind} {short}")]
        missed += [form for form in forms if places.find(form, COMMUNE, on) != unit_id]
    assert missed == []
    assert len(communes) == {2024: 138 if on == MAY_2024 else 137, 2025: 124}[on.year]


def test_only_tan_thanh_is_ambiguous_without_accents(places):
    rules = {}
    for unit_id in places.units(COMMUNE, MAY_2024):
        name = places.name(unit_id)
        bare = plain(name)
        try:
            assert places.find(bare, COMMUNE, MAY_2024) == unit_id
        except BadCell as complaint:
            rules[name] = complaint.rule
    assert rules == {"Xã Tân Thành": "ambiguous_unit", "Xã Tân Thanh": "ambiguous_unit"}


@pytest.mark.parametrize(
    ("text", "found", "unknown"),
    [
        ("Sở Tư pháp; Sở Y tế", ["so-tu-phap", "so-y-te"], []),
        (
            "Sở Văn hóa, Thể thao và Du lịch, Sở Lao động - Thương binh và Xã hội và Công an tỉnh",
            ["so-van-hoa-the-thao-va-du-lich", "so-lao-dong-thuong-binh-va-xa-hoi", "cong-an-tinh"],
            [],
        ),
        (
            "Sở TN&MT, TT&TT & KH&ĐT",
            ["so-tai-nguyen-va-moi-truong", "so-thong-tin-va-truyen-thong", "so-ke-hoach-va-dau-tu"],
            [],
        ),
        ("- Sở Y tế\n- Bảo hiểm xã hội", ["so-y-te", "bao-hiem-xa-hoi-tinh"], []),
        ("Các sở: Tư pháp, Tài chính", ["so-tu-phap", "so-tai-chinh"], []),
        (
            "UBND các huyện: Na Hang, Lâm Bình và TP Tuyên Quang",
            ["huyen-na-hang", "huyen-lam-binh", "thanh-pho-tuyen-quang"],
            [],
        ),
        ("Công an tỉnh (thường trực), UBND tỉnh", ["cong-an-tinh", "tinh-tuyen-quang"], []),
        ("VNPT, Viettel Tuyên Quang", ["vnpt", "viettel"], []),
        ("Sở Y tế, Sở Y Tế", ["so-y-te"], []),
        ("Công an tỉnh, Bộ Công an", ["cong-an-tinh"], ["Bộ Công an"]),
        ("Sở Tài chính và các sở, ngành có liên quan", ["so-tai-chinh"], ["các sở, ngành có liên quan"]),
        ("", [], []),
    ],
)
def test_cell_with_many_units(places, text, found, unknown):
    assert places.find_all(text, ALL_KINDS, MAY_2024) == (found, unknown)


@pytest.mark.parametrize(
    ("text", "on", "kinds"),
    [
        ("Các sở, ban, ngành", MAY_2024, {"department": 20}),
        ("các sở, ban, ngành tỉnh; UBND các huyện, thành phố", MAY_2024, {"department": 20, "district": 7}),
        ("Các sở, ban, ngành, UBND các huyện, thành phố", MAY_2024, {"department": 20, "district": 7}),
        ("UBND 7 huyện, thành phố", MAY_2024, {"district": 7}),
        ("UBND các xã, phường, thị trấn", MAY_2024, {"commune": 138}),
        ("UBND các xã, phường, thị trấn", date(2024, 9, 1), {"commune": 137}),
        ("UBND các xã, phường", date(2025, 7, 1), {"commune": 124}),
        ("UBND cấp huyện, cấp xã", MAY_2024, {"district": 7, "commune": 138}),
        ("Các doanh nghiệp viễn thông", MAY_2024, {"operator": 5}),
    ],
)
def test_phrase_means_all_of_a_kind(places, text, on, kinds):
    found, unknown = places.find_all(text, ALL_KINDS, on)
    assert unknown == []
    assert {kind: sum(places.kind(unit) == kind for unit in found) for kind in kinds} == kinds
    assert len(found) == sum(kinds.values())


def test_decided_alias_counts_in_its_district_only():
    decided = [("Thắng Quân", "thi-tran-yen-son.huyen-yen-son", "huyen-yen-son"), ("Sở Số hóa", "so-tu-phap", None)]
    places = Places.load(REFERENCE, decided)
    assert places.find("Thắng Quân", COMMUNE, MAY_2024, "huyen-yen-son") == "thi-tran-yen-son.huyen-yen-son"
    assert places.find("Sở Số hoá", OFFICE, MAY_2024) == "so-tu-phap"
    with pytest.raises(BadCell):
        places.find("Thắng Quân", COMMUNE, MAY_2024)


def test_lookup_keeps_every_kind_but_a_districts_seat(places):
    assert set(places.lookup("Tuyên Quang", ALL_KINDS, MAY_2024)) == {"tinh-tuyen-quang", "thanh-pho-tuyen-quang"}
    assert places.lookup("Na Hang", ALL_KINDS, MAY_2024) == ["huyen-na-hang"]
    assert places.lookup("Atlantis", ALL_KINDS, MAY_2024) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [("Hoà  An", "hòa an"), ("THUỶ", "thủy"), ("Qúy", "quý"), ("Lao động – Thương binh", "lao động - thương binh")],
)
def test_key_forgets_case_spaces_dashes_and_the_tones_place(one, other):
    assert key(one) == key(other) == key(unicodedata.normalize("NFD", one))


def test_key_keeps_accents_and_plain_does_not():
    assert key("Tân Thành") != key("Tân Thanh")
    assert plain("Tân Thành") == plain("Tân Thanh") == "tan thanh"
    assert plain("ĐƠN VỊ:  (KT.)") == "don vi: (kt.)"


# --- the real files -----------------------------------------------------------------------------------------


def grid(path: Path, sheet: str) -> list[list[object]]:
    try:
        return CalamineWorkbook.from_path(path).get_sheet_by_name(sheet).to_python()
    except Exception:  # python-calamine fails on PCI_2014.xlsx; openpyxl reads it
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)
            book = openpyxl.load_workbook(path, data_only=True, read_only=True)
            return [list(row) for row in book[sheet].iter_rows(values_only=True)]


def numbered(rows: Iterable[list[object]], columns: Iterable[int], last: int = 99) -> Iterator[object]:
    """The cells of those columns in rows that begin with a running number."""
    for row in rows:
        if isinstance(row[0], int | float) and 0 < row[0] <= last:
            yield from (row[column] for column in columns)


EVERY_OTHER = tuple(range(1, 23, 2))
REAL = [
    ("budgets/Plan_2006.xls", "Sheet1", (1,), 2006, 64),
    ("budgets/Plan_2008.xls", "Sheet1", (1,), 2008, 64),
    ("budgets/Plan_2012.xls", "M08", (1,), 2012, 63),
    *(("provincial_indices/PAPI_2011-2016.xlsx", f"{year}_PAPI", (1, 2), year, 63) for year in range(2011, 2017)),
    ("provincial_indices/PCI_2009.xls", "Tong Hop", (2,), 2009, 63),
    ("provincial_indices/PCI_2009.xls", "Tiep can dat dai", (1,), 2009, 63),
    *((f"provincial_indices/PCI_{year}.xlsx", sheet, EVERY_OTHER, year, 63)
      for year in (2013, 2014, 2016) for sheet in ("Summary_VN", "Summary")),
    ("provincial_indices/PCI_2016.xlsx", "Tính minh bạch", (1,), 2016, 63),
]  # fmt: skip


@pytest.mark.shared
@pytest.mark.parametrize(("file", "sheet", "columns", "year", "provinces"), REAL)
def test_every_province_of_the_real_files_is_known(places, shared, file, sheet, columns, year, provinces):
    names = [cell for cell in numbered(grid(shared / "real" / file, sheet), columns) if isinstance(cell, str)]
    found = {places.find(name, PROVINCE, date(year, 12, 31)) for name in names}
    assert len(found) == provinces


@pytest.mark.shared
def test_every_name_of_the_real_lists_is_known(places, shared):
    with (shared / "real" / "dti_2022_province_ranking.csv").open(encoding="utf-8-sig") as file:
        ranked = {places.find(row["province"], PROVINCE, date(2022, 12, 31)) for row in csv.DictReader(file)}
    assert len(ranked) == 63
    with (shared / "real" / "tq_stations_public.csv").open(encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            district = places.find(row["old_district"], ("district",), MAY_2024)
            assert places.parent(places.find(row["old_commune"], COMMUNE, MAY_2024, district)) == district
            assert places.find(row["operator"], ("operator",), MAY_2024) in {"viettel", "vnpt"}


@pytest.mark.shared
def test_units_agree_with_the_official_lists(places, shared):
    by_code = {
        row["gso_code"]: row["unit_id"]
        for row in read_rows(REFERENCE / "units.csv")
        if row["kind"] == "commune" and "." in row["unit_id"] and row["valid_from"] < "2024"
    }
    with (shared / "domain" / "tq_units_2024_h1.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    assert {row["ma_xa"] for row in rows} == set(by_code)
    for row in rows:
        assert places.find(row["ten_xa"], COMMUNE, MAY_2024) == by_code[row["ma_xa"]]
        assert places.name(places.parent(by_code[row["ma_xa"]])) == row["ten_huyen"]
