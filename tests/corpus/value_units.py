"""Names of units: short kinds, other tones, marks of their own, other districts, other years, operators."""

from __future__ import annotations

import unicodedata

from tests.corpus.case import Case
from tests.workbook import Line, csv_file, web_page, xlsx

VILLAGES = ["UBND tỉnh Tuyên Quang: phủ sóng thôn, bản đến ngày 31/5/2024"]


def stations(*places: tuple[object, ...], heads: tuple[str, ...] = ("Xã", "Huyện")) -> list[Line]:
    """Stations of Viettel, rows from 3 on: commune in B, district in C."""
    rows = [[f"TQG{at:04}", *place] for at, place in enumerate(places, 1)]
    return [["Trạm BTS Viettel, số liệu đến 31/5/2024"], ["Mã trạm", *heads], *rows]


def in_communes(*units: str) -> list[dict[str, str]]:
    return [{"commune_id": unit} for unit in units]


def procedures(*agencies: object) -> list[Line]:
    """Procedures, rows from 3 on: the agency in C."""
    rows = [[f"2.{at:06}", f"Thủ tục {at}", agency, "Toàn trình"] for at, agency in enumerate(agencies, 1)]
    return [
        ["Danh mục TTHC công bố đến 31/5/2024"],
        ["Mã TTHC", "Tên thủ tục", "Cơ quan thực hiện", "Mức độ"],
        *rows,
    ]


NANG_KHA, BINH_AN = "xa-nang-kha.huyen-na-hang", "xa-binh-an.huyen-lam-binh"
TOWN, MINH_XUAN = "thi-tran-na-hang.huyen-na-hang", "phuong-minh-xuan.thanh-pho-tuyen-quang"

OPERATORS = (
    *("VIETTEL", "Viettel Tuyên Quang", "Viettel TQ", "Viettel Na Hang", "VTL"),
    *("VNPT", "Vinaphone", "VNPT-VinaPhone", "Vina Phone", "VNPT TQ"),
    *("Mobifone", "MBF", "MobiFone tỉnh Tuyên Quang", "Vietnam mobile", "VNM", "S-Fone"),
)

CASES = [
    Case(
        "kinds written short, out, behind, with numbers before",
        "value",
        "viettel.xlsx",
        lambda: xlsx(
            stations(
                ("X. Năng Khả", "H. Na Hang"),
                ("UBND xã Năng Khả", "UBND huyện Na Hang"),
                ("Năng Khả (xã)", "Na Hang (huyện)"),
                ("3. Năng Khả", "Nà Hang"),
                ("TT. Na Hang", "NA HANG"),
                ("T.trấn Na Hang", "Huyện Na Hang"),
                ("Na Hang", "Na Hang"),
                ("P.Minh Xuân", "TP.TQ"),
                ("Phường Minh Xuân", "TPTQ"),
                ("minh xuân", "Thành phố TQ"),
                ("Ph. Minh Xuân", "T.P Tuyên Quang"),
            )
        ),
        "bts_stations",
        in_communes(*[NANG_KHA] * 4, *[TOWN] * 3, *[MINH_XUAN] * 4),
    ),
    Case(
        "tones, combining marks, invisible signs, capitals, an Icelandic letter, no accents at all",
        "value",
        "viettel.xlsx",
        lambda: xlsx(
            stations(
                ("Xã Hoà Phú", "Chiêm Hoá"),
                ("HÒA PHÚ", "CHIÊM HÓA"),
                (unicodedata.normalize("NFD", "Xã Hòa Phú"), unicodedata.normalize("NFD", "Chiêm Hóa")),
                ("Xã\u00a0Hòa \u200bPhú ", " Chiêm  Hóa"),
                ("hoa phu", "chiem hoa"),
                ("xã Ðà Vị", "Na Hang"),
                ("Ỷ la", "Tuyên Quang"),
            )
        ),
        "bts_stations",
        in_communes(*["xa-hoa-phu.huyen-chiem-hoa"] * 5, "xa-da-vi.huyen-na-hang", "phuong-y-la.thanh-pho-tuyen-quang"),
    ),
    Case(
        "Tân Thành and Tân Thanh, with their district and without, with accents and without",
        "value",
        "viettel.csv",
        lambda: csv_file(
            stations(
                ("Tân Thành", "Hàm Yên"),
                ("Tân Thanh", "Sơn Dương"),
                ("Tan Thanh", "Ham Yen"),
                ("Tan Thanh", "Son Duong"),
                ("Tân Thành", ""),
                ("Tân Thanh", "H. Sơn Dương"),
                ("Tân Thành", "Sơn Dương"),
            )
        ),
        "bts_stations",
        in_communes(*["xa-tan-thanh.huyen-ham-yen", "xa-tan-thanh.huyen-son-duong"] * 3),
        frozenset({9}),
    ),
    Case(
        "the district in the commune's own cell, before it and behind it",
        "value",
        "viettel.xlsx",
        lambda: xlsx(
            stations(
                ("Xã Bình An, huyện Lâm Bình, tỉnh Tuyên Quang",),
                ("Bình An - Lâm Bình",),
                ("Huyện Lâm Bình, xã Bình An",),
                ("Bình An (H. Lâm Bình)",),
                ("Bình An/Lâm Bình",),
                ("Bình An, Na Hang",),
                ("Tân Thành",),
                ("Tân Thanh",),
                ("Tan Thanh",),
                heads=("Xã/phường",),
            )
        ),
        "bts_stations",
        [
            *[{"commune_id": BINH_AN, "district_id": "huyen-lam-binh"}] * 5,
            {"commune_id": "xa-tan-thanh.huyen-ham-yen", "district_id": "huyen-ham-yen"},
            {"commune_id": "xa-tan-thanh.huyen-son-duong", "district_id": "huyen-son-duong"},
        ],
        frozenset({"B8", "B11"}),
    ),
    Case(
        "what is not listed: a typing error, another district, another year, a wrong kind",
        "value",
        "viettel.xlsx",
        lambda: xlsx(
            stations(
                ("Năng Khà", "Na Hang"),
                ("Kim Phú", "Yên Sơn"),
                ("Hồng Sơn", "Sơn Dương"),
                ("Xã Nà Hang", "Na Hang"),
                ("Phường Tràng Đà", "TP Tuyên Quang"),
                ("Năng Khả", "Nà Hàng"),
                ("02200", "Na Hang"),
                ("chuyển đổi squốc gia", "Na Hang"),
                ("Năng Khả", "Na Hang"),
            )
        ),
        "bts_stations",
        in_communes(NANG_KHA),
        frozenset({"B3", "B4", "B5", "B6", "B7", "C8", "B9", "B10"}),
    ),
    Case(
        "operators under their marks, branches and abbreviations",
        "value",
        "bts_toan_tinh_31.5.2024.xls",
        lambda: web_page(
            [["Mã trạm", "Doanh nghiệp", "Xã"], *([f"T{at}", name, "Năng Khả"] for at, name in enumerate(OPERATORS))]
        ),
        "bts_stations",
        [
            *[{"operator": "Viettel"}] * 5,
            *[{"operator": "VNPT"}] * 5,
            *[{"operator": "MobiFone"}] * 3,
            *[{"operator": "Vietnamobile"}] * 2,
        ],
        frozenset({"B17"}),
    ),
    Case(
        "departments and agencies as they are abbreviated",
        "value",
        "tthc.xlsx",
        lambda: xlsx(
            procedures(
                "Sở TT&TT",
                "STTTT",
                "Sở TTTT",
                "Sở KH&ĐT",
                "VP UBND tỉnh",
                "CA tỉnh",
                "BHXH tỉnh",
                "Sở LĐ-TB&XH",
                "Sở VH,TT&DL",
                "SỞ  TƯ PHÁP",
                "Sở YT",
                "Sở Y tế tỉnh Tuyên Quang",
                "BQL các KCN",
                "Sở Số hóa",
                "Công an huyện",
            )
        ),
        "procedures",
        [
            {"agency_id": unit}
            for unit in (
                *["so-thong-tin-va-truyen-thong"] * 3,
                "so-ke-hoach-va-dau-tu",
                "van-phong-ubnd-tinh",
                "cong-an-tinh",
                "bao-hiem-xa-hoi-tinh",
                "so-lao-dong-thuong-binh-va-xa-hoi",
                "so-van-hoa-the-thao-va-du-lich",
                "so-tu-phap",
                *["so-y-te"] * 2,
                "ban-quan-ly-cac-khu-cong-nghiep-tinh",
            )
        ],
        frozenset({"C16", "C17"}),
    ),
    Case(
        "one village twice in other letters, another with other figures, a third as it was",
        "value",
        "phu_song.xlsx",
        lambda: xlsx(
            [
                VILLAGES,
                ["Huyện", "Xã", "Thôn, bản", "Số hộ"],
                ["Na Hang", "Năng Khả", "Nà Chang", 80],
                ["Na Hang", "Xã Năng Khả", "Nà  Chang ", 80],
                ["Na Hang", "Năng Khả", "Nà Chang", 81],
                ["Na Hang", "Năng Khả", "Nà Reo", 40],
                ["Na Hang", "Năng Khả", "Nà Reo", 40],
                ["Na Hang", "Năng Khả", "Nà Reo", 40],
                ["Lâm Bình", "Bình An", "Nà Chang", 80],
                ["Lâm Bình", "Bình An", "NÀ CHANG", 90],
                ["Lâm Bình", "Bình An", "Bản Hoà", 12],
                ["Lâm Bình", "Bình An", "bản hòa", 12],
            ]
        ),
        "village_coverage",
        [
            {"village_name": "Nà Chang", "households": 80, "commune_id": NANG_KHA},
            {"village_name": "Nà Reo", "households": 40},
            {"village_name": "Nà Chang", "commune_id": BINH_AN, "households": 80},
            {"village_name": "Bản Hoà"},
        ],
        frozenset({"C5", "C10"}),
        frozenset(("repeated_row", cell) for cell in ("C4", "C7", "C8", "C12")),
    ),
]
