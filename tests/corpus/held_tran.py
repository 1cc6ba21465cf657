"""Files of operators in wording of their own: what a heading does not say is said by the cells, by a word with a mark
under it, by the address or by what stands beside a label."""

from __future__ import annotations

from datetime import date

from tests.corpus import held_tran_lists, held_tran_villages
from tests.corpus.case import Case
from tests.workbook import Page, csv_file, xlsx

SD, HY = "huyen-son-duong", "huyen-ham-yen"
DOT = {"longitude": 105.4019, "latitude": 21.6953}
SHARED = ("Viettel, MobiFone", "Đang tạm dừng hoạt động")


def marks(two: bool | None, three: bool | None, four: bool | None) -> dict[str, bool | None]:
    return {"has_2g": two, "has_3g": three, "has_4g": four}


STATIONS = [
    Case(
        "who shares the mast by name, states put together, an operator under its company's name merged down",
        "layout",
        "Tong hop BTS.xlsx",
        lambda: xlsx(
            Page(
                [
                    ["BIỂU TỔNG HỢP TRẠM BTS CÁC DOANH NGHIỆP VIỄN THÔNG THÁNG 5/2024"],
                    ["STT", "Nhà mạng", "Mã trạm", "Xã", "Kinh độ", "Vĩ độ", "Dùng chung", "Hiện trạng"],
                    [1, "Viettel Tuyên Quang", "VT-01", "Thị trấn Sơn Dương", 105.4019, 21.6953, "VNPT", "Hoạt động"],
                    [2, None, "VT-02", "Tân Trào", 105.4019, 21.6953, None, "Tạm ngừng phát sóng"],
                    [3, "Công ty CP Viễn thông Di động Vietnamobile", "VM-01", "Tân Trào", 105.4019, 21.6953, *SHARED],
                    [4, "Công ty Điện lực", "DL-01", "Tân Trào", 105.4019, 21.6953, "không", "Hoạt động"],
                    [5, "VNPT", "VN-01", "Tân Trào", 105.4019, 21.6953, "không dùng với Viettel", "Hoạt động"],
                    ["Tổng số trạm: 05"],
                ],
                merges=("B3:B4",),
            )
        ),
        "bts_stations",
        [
            {"station_code": "VT-01", "operator": "Viettel", "is_shared": True, "status": "active", **DOT},
            {"station_code": "VT-02", "operator": "Viettel", "is_shared": False, "status": "stopped", **DOT},
            {"station_code": "VM-01", "operator": "Vietnamobile", "is_shared": True, "status": "stopped", **DOT},
            {"station_code": "VN-01", "operator": "VNPT", "is_shared": False, "status": "active", **DOT},
        ],
        refused=frozenset({"B6"}),
    ),
    Case(
        "the commune only inside the address, in every habit of writing",
        "layout",
        "mobifone_20.5.xlsx",
        lambda: xlsx(
            [
                ["Phụ lục 01: Danh sách trạm MobiFone (cập nhật ngày 20/5/2024)"],
                ["STT", "Mã trạm", "Địa chỉ trạm (thôn/xóm, xã/phường, huyện/TP)", "Longitude", "Latitude"],
                [1, "M1", "Thôn Phúc Long, xã Tân Thành, huyện Hàm Yên", 105.0674, 22.0914],
                [2, "M2", "Xóm Cả - x. Tân Thanh - h. Sơn Dương, tỉnh Tuyên Quang", 105.4047, 21.6074],
                [3, "M3", "Tổ dân phố Đăng Châu, TT. Sơn Dương, Sơn Dương", 105.401, 21.694],
                [4, "M4", "Đồi Ngang, xã Phú Lâm, huyện Sơn Dương", 105.401, 21.694],
                [5, "M5", "Thôn Tân Lập xã Tân Trào huyện Sơn Dương", 105.4434, 21.7727],
            ]
        ),
        "bts_stations",
        [
            {"commune_id": f"xa-tan-thanh.{HY}", "district_id": HY, "reported_on": date(2024, 5, 20)},
            {"commune_id": f"xa-tan-thanh.{SD}", "district_id": SD},
            {"commune_id": f"thi-tran-son-duong.{SD}", "address": "Tổ dân phố Đăng Châu, TT. Sơn Dương, Sơn Dương"},
            {"commune_id": f"xa-tan-trao.{SD}"},
        ],
        refused=frozenset({"C6"}),
    ),
    Case(
        "a site's export: layers of generations, a column of dashes, the month in the file's name",
        "layout",
        "BTS_MobiFone_T4.2024.csv",
        lambda: csv_file(
            [
                ["Site", "Tên site", "Xã, huyện", "Toạ độ (Lat, Long)", "Layer 2G", "Phủ 3G", "Sóng di động 4G"],
                ["TQCH001", "Tân Mỹ", "Tân Mỹ, Chiêm Hóa", "22.2503, 105.2151", "Y", "-", "Y"],
                ["TQCH002", "Tri Phú", "xã Tri Phú - huyện Chiêm Hoá", "22.0393, 105.3717", "Y", "-", "N"],
                ["TQCH003", "Tri Phú 2", "xã Trí Phủ - huyện Chiêm Hoá", "22.0393, 105.3717", "Y", "-", "N"],
            ]
        ),
        "bts_stations",
        [
            {"station_code": "TQCH001", "station_name": "Tân Mỹ", "reported_on": date(2024, 4, 30)}
            | {"commune_id": "xa-tan-my.huyen-chiem-hoa", "longitude": 105.2151, **marks(True, False, True)},
            {"station_code": "TQCH002", "latitude": 22.0393, **marks(True, False, False)},
        ],
        refused=frozenset({4}),
    ),
]

LABELS = Case(
    "labels above the table, each with its value in the cell beside it: a typed day, who reports, who receives",
    "layout",
    "th.xlsx",
    lambda: xlsx(
        Page(
            [
                [None, "TỔNG HỢP TRẠM BTS"],
                ["Doanh nghiệp báo cáo:", "Viettel Tuyên Quang", None, "Đơn vị nhận báo cáo:", "Sở Công Thương"],
                ["Ngày báo cáo", date(2024, 5, 31)],
                ["STT", "Mã BTS", "Xã", "Huyện", "Long", "Lat"],
                [1, "W1", "Thị trấn Sơn Dương", "Sơn Dương", 105.4019, 21.6953],
            ],
            formats={"B3": "dd/mm/yyyy"},
        ),
        Page(
            [
                ["TỔNG HỢP TRẠM BTS", None, "Đơn vị:", "VNPT"],
                ["Tháng:", 4, None, "Năm:", 2024],
                ["STT", "Mã BTS", "Xã", "Huyện", "Long", "Lat"],
                [1, "W1", "Thị trấn Sơn Dương", "Sơn Dương", 105.4019, 21.6953],
                [2, "W2", "Thị trấn Sơn Đương", "Sơn Dương", 105.4019, 21.6953],
            ],
            name="Sheet2",
        ),
    ),
    "bts_stations",
    [
        {"operator": "Viettel", "reported_on": date(2024, 5, 31), **DOT},
        {"operator": "VNPT", "reported_on": date(2024, 4, 30), **DOT},
    ],
    refused=frozenset({"C5"}),
)
MARKED = Case(
    "class and state as marks under their words, points in two systems",
    "layout",
    "vnpt.xlsx",
    lambda: xlsx(
        Page(
            [
                ["VNPT Tuyên Quang - trạm BTS đến 31/5/2024"],
                ["Mã trạm", "Xã", "Huyện", "Loại trạm", None, "Trạng thái", None, None, "VN-2000", None, "WGS-84"],
                [
                    None,
                    None,
                    None,
                    "Loại 1",
                    "Loại 2",
                    "Hoạt động",
                    "Tạm dừng",
                    "Mất điện",
                    "X",
                    "Y",
                    "Kinh độ",
                    "Vĩ độ",
                ],
                ["W1", "Tân Trào", "Sơn Dương", "x", None, "x", None, None, 2407500.5, 441500.5, 105.4019, 21.6953],
                ["W2", "Tân Trào", "Sơn Dương", None, "x", None, "x", None, 2407500.5, 441500.5, 105.4019, 21.6953],
                ["W3", "Tân Trào", "Sơn Dương", "x", None, "x", None, "x", 2407500.5, 441500.5, 105.4019, 21.6953],
            ],
            merges=("A2:A3", "B2:B3", "C2:C3", "D2:E2", "F2:H2", "I2:J2", "K2:L2"),
        )
    ),
    "bts_stations",
    [
        {"station_code": "W1", "station_class": "1", "status": "active", **DOT},
        {"station_code": "W2", "station_class": "2", "status": "stopped", **DOT},
        {"station_code": "W3", "station_class": "1", "status": None, **DOT},
    ],
    warned=frozenset({("unknown_word", "H6"), ("unknown_heading", "I3"), ("unknown_heading", "J3")}),
)

CASES = [*STATIONS, MARKED, LABELS, *held_tran_villages.CASES, *held_tran_lists.CASES]
