"""Layouts of station lists: groups, several tables, sheets by operator, headings in every dress."""

from __future__ import annotations

from datetime import date

from tests.corpus.case import Case
from tests.workbook import Page, csv_file, web_page, xlsx

MAY = date(2024, 5, 31)
NH, LB = "huyen-na-hang", "huyen-lam-binh"
SINH_LONG, DA_VI, BINH_AN = f"xa-sinh-long.{NH}", f"xa-da-vi.{NH}", f"xa-binh-an.{LB}"


def case(name: str, file: str, pages: list[Page], rows: list[dict[str, object]], **more: object) -> Case:
    return Case(name, "layout", file, lambda: xlsx(*pages), "bts_stations", rows, **more)  # type: ignore[arg-type]


def station(code: str, commune: str, operator: str = "Viettel", **more: object) -> dict[str, object]:
    district = commune.partition(".")[2]
    return {"station_code": code, "operator": operator, "commune_id": commune, "district_id": district, **more}


NATIONAL = [
    ["TẬP ĐOÀN CÔNG NGHIỆP - VIỄN THÔNG QUÂN ĐỘI", None, None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
    ["VIETTEL TUYÊN QUANG", None, None, None, "Độc lập - Tự do - Hạnh phúc"],
    ["Số: 152/BC-VTTQ", None, None, None, "Tuyên Quang, ngày 03 tháng 6 năm 2024"],
    [],
    ["DANH SÁCH TRẠM BTS TRÊN ĐỊA BÀN TỈNH TUYÊN QUANG"],
    ["(Số liệu tính đến ngày 31/5/2024)"],
    ["STT", "Mã trạm", "Tên trạm", "Toạ độ", None, "Công nghệ", None, None, None, "Chiều cao cột (m)", "Ghi chú"],
    [None, None, None, "Kinh độ", "Vĩ độ", "2G", "3G", "4G", "5G"],
    [f"({n})" for n in range(1, 12)],
    [None, "TỔNG SỐ: 4 trạm"],
    ["A", "HUYỆN NA HANG"],
    ["I", "Xã Sinh Long"],
    [1, "TQG0001", "Na Hang 1", 105.3942, 22.3501, "x", "x", "x", None, 42],
    [2, "TQG0002", "Na Hang 2", 105.40, 22.36, "x", None, "x", None, 36],
    ["II", "Xã Đà Vị"],
    [1, "TQG0003", "Đà Vị", 105.42, 22.43, "x", None, "x", "x", 30],
    ["B", "HUYỆN LÂM BÌNH"],
    ["I", "Xã Bình An"],
    [1, "TQG0010", "Bình An", 105.25, 22.40, None, None, "x", None, 30, "Trạm mới"],
    [None, "Ghi chú: trạm dùng chung tính cho đơn vị chủ quản"],
    [],
    [None, "Người lập biểu", None, None, None, "GIÁM ĐỐC"],
    [None, "(Ký, ghi rõ họ tên)", None, None, None, "(Đã ký)"],
    [None, "Trần Thị B", None, None, None, "Nguyễn Văn A"],
]
MERGED = ["A7:A8", "B7:B8", "C7:C8", "D7:E7", "F7:I7", "J7:J8", "K7:K8"]
FLAT = ["STT", "Mã BTS", "Xã, phường", "Huyện, TP", "Tọa độ X", "Tọa độ Y", "2G", "3G", "4G"]
BY_OPERATOR = [
    None,
    None,
    "TT",
    "ID trạm",
    "Xã/P/TT",
    "Quận (huyện)",
    "Long.",
    "Lat.",
    None,
    "Loại trạm",
    "Vùng phủ (km)",
]


def _of_operator(code: str, commune: str) -> list[object]:
    return [None, None, 1, code, commune, "Na Hang", "105,42", "22,43", None, "Loại 1", 3]


CASES = [
    case(
        "national header, merged headings, column numbers, districts over communes, total on top, signature",
        "bao cao.xlsx",
        [Page(NATIONAL, merges=MERGED)],
        [
            station("TQG0001", SINH_LONG, reported_on=MAY, has_3g=True, has_5g=False, mast_height_m=42.0),
            station("TQG0002", SINH_LONG, has_3g=False, longitude=105.40, latitude=22.36),
            station("TQG0003", DA_VI, has_5g=True),
            station("TQG0010", BINH_AN, has_2g=False, has_4g=True, station_name="Bình An"),
        ],
    ),
    case(
        "one sheet for each operator by its abbreviation, moved to the right, unknown columns, a hidden draft",
        "Tong hop tram.xlsx",
        [
            Page(
                [
                    [],
                    [None, None, "Danh sách trạm BTS tháng 5 năm 2024"],
                    [],
                    BY_OPERATOR,
                    _of_operator("V1", "Sinh Long"),
                ],
                name="VTL",
            ),
            Page(
                [[None, None, "Danh sách trạm BTS tháng 5 năm 2024"], BY_OPERATOR, _of_operator("N1", "Đà Vị")],
                name="VNP",
            ),
            Page([["Danh sách trạm BTS tháng 5 năm 2024"], BY_OPERATOR, _of_operator("M1", "Đà Vị")], name="MBF"),
            Page([BY_OPERATOR, _of_operator("M9", "Sinh Long")], name="Nháp", is_hidden=True),
            Page([], name="Sheet5"),
        ],
        [
            station("V1", SINH_LONG, station_class="1", reported_on=MAY, longitude=105.42),
            station("N1", DA_VI, "VNPT"),
            station("M1", DA_VI, "MobiFone"),
        ],
        warned=frozenset({("unknown_heading", "K4"), ("unknown_heading", "K2")}),
    ),
    case(
        "a table for each operator below each other, each with its own title and sum",
        "bts.xlsx",
        [
            Page(
                [
                    ["BÁO CÁO TRẠM BTS QUÝ II NĂM 2024"],
                    ["1. Viettel Tuyên Quang"],
                    FLAT,
                    [1, "A1", "Sinh Long", "Na Hang", 22.43, 105.42, "x", "x", "x"],
                    [2, "A2", "Đà Vị", "Na Hang", 22.40, 105.35, "x", None, "x"],
                    ["Cộng", None, None, None, None, None, 2, 1, 2],
                    [],
                    ["2. VNPT Tuyên Quang"],
                    FLAT,
                    [1, "B1", "Sinh Long", "Na Hang", 22.43, 105.42, "x", "x", "x"],
                    ["Cộng", None, None, None, None, None, 1, 1, 1],
                ]
            )
        ],
        [
            station("A1", SINH_LONG, reported_on=date(2024, 6, 30), longitude=105.42, latitude=22.43, has_3g=True),
            station("A2", DA_VI, has_3g=False),
            station("B1", SINH_LONG, "VNPT"),
        ],
    ),
    case(
        "operators as group rows, as above in three spellings",
        "tram_5_2024.xlsx",
        [
            Page(
                [
                    ["DANH SÁCH TRẠM THU PHÁT SÓNG THÔNG TIN DI ĐỘNG"],
                    ["STT", "Số hiệu trạm BTS", "Huyện", "Xã", "Kinh độ", "Vĩ độ", "Loại CN", "Ngày phát sóng"],
                    ["I", "VIETTEL"],
                    [1, "VT1", "Na Hang", "Sinh Long", 105.42, 22.43, "2G/3G/4G", "01/02/2020"],
                    [2, "VT2", "nt", "Đà Vị", 105.35, 22.40, "4G", "15/3/2021"],
                    [3, "VT3", "-nt-", "như trên", 105.36, 22.41, "4G", '"'],
                    ["II", "VNPT"],
                    [1, "VN1", "Lâm Bình", "Bình An", 105.2, 22.4, "2G,4G", "1/1/2019"],
                ]
            )
        ],
        [
            station("VT1", SINH_LONG, reported_on=MAY, has_2g=True, has_5g=False, on_air_on=date(2020, 2, 1)),
            station("VT2", DA_VI, has_2g=False),
            station("VT3", DA_VI, on_air_on=date(2021, 3, 15)),
            station("VN1", BINH_AN, "VNPT", has_3g=False, has_4g=True),
        ],
    ),
    case(
        "districts with their counts above the communes' column, a total under the same column",
        "x.xlsx",
        [
            Page(
                [
                    ["DANH SÁCH TRẠM BTS CỦA VNPT ĐẾN HẾT THÁNG 5/2024"],
                    ["TT", "Địa bàn", "Mã trạm", "Kinh độ", "Vĩ độ"],
                    ["I", "Huyện Na Hang", 2],
                    [1, "Xã Sinh Long", "V1", 105.42, 22.43],
                    [2, "Xã Đà Vị", "V2", 105.35, 22.40],
                    ["II", "Huyện Lâm Bình", 1],
                    [1, "Xã Bình An", "V3", 105.25, 22.40],
                    [None, "Tổng cộng", 3],
                ]
            )
        ],
        [
            station("V1", SINH_LONG, "VNPT", reported_on=MAY),
            station("V2", DA_VI, "VNPT"),
            station("V3", BINH_AN, "VNPT"),
        ],
    ),
    case(
        "no accents, headings again on page two, page numbers, lines prepared but empty",
        "x.xlsx",
        [
            Page(
                [
                    ["VNPT TUYEN QUANG"],
                    ["BAO CAO TRAM BTS - THANG 05/2024"],
                    [],
                    ["STT", "MA TRAM", "TEN TRAM", "NHA MANG", "XA", "HUYEN", "KINH DO", "VI DO", "TINH TRANG"],
                    [],
                    [1, "V1", "Sinh Long", "VNPT", "Sinh Long", "Na Hang", 105.42, 22.43, "Hoạt động"],
                    ["Trang 1/2"],
                    ["STT", "MA TRAM", "TEN TRAM", "NHA MANG", "XA", "HUYEN", "KINH DO", "VI DO", "TINH TRANG"],
                    [2, "V3", "Bình An", "VNPT", "Bình An", "Lâm Bình", 105.25, 22.40, "Tạm dừng"],
                    [3],
                    [4],
                    ["Trang 2/2"],
                ]
            )
        ],
        [station("V1", SINH_LONG, "VNPT", status="active"), station("V3", BINH_AN, "VNPT", status="stopped")],
    ),
    case(
        "an export with English headings, dated by its name",
        "Viettel_sites_20240531.xlsx",
        [
            Page(
                [
                    ["No.", "Site ID", "Site Name", "Province", "District", "Commune", "Longitude", "Latitude", "4G"],
                    [1, "TQ01", "A", "Tuyen Quang", "Na Hang", "Sinh Long", 105.42, 22.43, 1],
                ]
            )
        ],
        [station("TQ01", SINH_LONG, reported_on=MAY, station_name="A", has_4g=True)],
    ),
    case(
        "two tables side by side",
        "x.xlsx",
        [
            Page(
                [
                    ["VNPT: trạm BTS đến 31/5/2024"],
                    [*["STT", "Mã trạm", "Xã", "Huyện"], None, *["STT", "Mã trạm", "Xã", "Huyện"]],
                    [1, "V1", "Sinh Long", "Na Hang", None, 3, "V3", "Bình An", "Lâm Bình"],
                    [2, "V2", "Đà Vị", "Na Hang"],
                ]
            )
        ],
        [station("V1", SINH_LONG, "VNPT"), station("V2", DA_VI, "VNPT"), station("V3", BINH_AN, "VNPT")],
    ),
    case(
        "one sheet for each district by its short name",
        "VNPT tram BTS 05-2024.xlsx",
        [
            Page(
                [
                    ["Huyện Na Hang"],
                    ["STT", "Mã nhà trạm BTS", "Xã, phường, thị trấn", "Vĩ độ (N)", "Kinh độ (E)"],
                    [1, "V1", "Sinh Long", 22.43, 105.42],
                ],
                name="H. Na Hang",
            ),
            Page(
                [
                    ["STT", "Mã nhà trạm BTS", "Xã, phường, thị trấn", "Vĩ độ (N)", "Kinh độ (E)"],
                    [1, "V2", "Tân An", 22.1, 105.2],
                ],
                name="H. Chiêm Hóa",
            ),
        ],
        [
            station("V1", SINH_LONG, "VNPT", latitude=22.43, reported_on=MAY),
            station("V2", "xa-tan-an.huyen-chiem-hoa", "VNPT"),
        ],
    ),
    case(
        "the district's bare name with counts of marks above its rows, running totals below",
        "x.xlsx",
        [
            Page(
                [
                    ["Trạm BTS Viettel, số liệu đến ngày 31/5/2024"],
                    ["STT", "Tên trạm", "Mã trạm", "Xã", "Huyện", "2G", "3G"],
                    [None, "Na Hang", None, None, None, 2, 1],
                    [1, "T1", "V1", "Sinh Long", "Na Hang", "x", "x"],
                    [None, "T2", "V2", "Đà Vị", "Na Hang", "x", None],
                    [None, "Tổng (I+II)", None, None, None, 3, 1],
                    [None, "Lũy kế từ đầu năm", None, None, None, 3, 1],
                ]
            )
        ],
        [station("V1", SINH_LONG, has_3g=True), station("V2", DA_VI, has_3g=False, station_name="T2")],
    ),
    Case(
        "the portal's HTML: district merged down, numbered groups in one cell, line numbers with gaps",
        "layout",
        "tram MobiFone.xls",
        lambda: web_page(
            [
                ["MOBIFONE TỈNH TUYÊN QUANG, tháng 5/2024"],
                ["TT", "Mã trạm", "Huyện", "Xã", "Thời gian phát sóng"],
                [1, 2, 3, 5, 6],
                [1, "M1", "Na Hang", "Sinh Long", "01/01/2020"],
                [3, "M2", None, "Đà Vị", "02/01/2020"],
                ["Tổng cộng: 2 trạm"],
            ],
            {(3, 2): (2, 1)},
        ),
        "bts_stations",
        [station("M1", SINH_LONG, "MobiFone", on_air_on=date(2020, 1, 1)), station("M2", DA_VI, "MobiFone")],
    ),
    Case(
        "CSV with the communes as numbered group rows in one cell",
        "layout",
        "tram.csv",
        lambda: csv_file(
            [
                ["Viettel Tuyên Quang - trạm BTS đến 31/5/2024"],
                ["STT", "Mã trạm", "Kinh độ", "Vĩ độ"],
                ["I. Xã Sinh Long (2 trạm)"],
                ["1", "V1", "105,42", "22,43"],
                ["2", "V2", "105,41", "22,42"],
                ["II. Xã Đà Vị (1 trạm)"],
                ["1", "V3", "105,35", "22,40"],
                ["Cộng Viettel", "3"],
            ]
        ),
        "bts_stations",
        [station("V1", SINH_LONG), station("V2", SINH_LONG), station("V3", DA_VI, latitude=22.40)],
    ),
]
