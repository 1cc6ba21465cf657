"""Files whose words are their senders' own: headings without merged cells, codes, groups and marks called otherwise."""

from __future__ import annotations

from datetime import date

from tests.corpus.case import Case
from tests.corpus.held_ha import BIRTHS, COPIES, COUNTS, FORM, OLD_FONT, in_font
from tests.packages import xml_2003
from tests.workbook import Page, csv_file, web_page, windows_1258, xlsx

HY, CH = "huyen-ham-yen", "huyen-chiem-hoa"
SUM = [a + b for a, b in zip(BIRTHS, COPIES, strict=True)]

CASES = [
    Case(
        "“Quá hạn” twice in one row of headings: the total before it says of what",
        "layout",
        "quy.csv",
        lambda: csv_file(
            [
                [
                    "Quý",
                    "Đơn vị",
                    "Lĩnh vực",
                    "Tổng tiếp nhận",
                    "Trực tuyến",
                    "Trực tiếp",
                    "Kỳ trước chuyển sang",
                    "Tổng đã giải quyết",
                    "Trước hạn",
                    "Đúng hạn",
                    "Quá hạn",
                    "Tổng đang giải quyết",
                    "Trong hạn",
                    "Quá hạn",
                ],
                ["Quý I/2024", "STP", "Chứng thực", *COPIES],
            ]
        ),
        "dossier_counts",
        [{"unit_id": "so-tu-phap", "period_end": date(2024, 3, 31), **dict(zip(COUNTS, COPIES, strict=True))}],
    ),
    Case(
        "departments in the column of running numbers above their fields, in a font of old, one unknown",
        "layout",
        "sn_t3.xls",
        lambda: in_font(
            [
                ["Kết quả giải quyết TTHC các sở, ngành tháng 3/2024"],
                *FORM,
                ["Sở Tài chính", None, *SUM],
                [1, "Công sản", *BIRTHS],
                [2, "Giá", *COPIES],
                ["Thanh tra tỉnh", None, *BIRTHS],
                [1, "Khiếu nại", *BIRTHS],
                ["Sở Kế toán", None, *COPIES],
                [1, "Khiếu nại", *COPIES],
            ],
            ".VnTime",
        ),
        "dossier_counts",
        [
            {"unit_id": "so-tai-chinh", "field": "Công sản"},
            {"unit_id": "so-tai-chinh", "field": "Giá"},
            {"unit_id": "thanh-tra-tinh", "field": "Khiếu nại", "received_total": BIRTHS[0]},
        ],
        refused=frozenset({"A10"}),
        warned=OLD_FONT,
    ),
    Case(
        "a period written “- Đến ngày:”, another day in the file's name",
        "value",
        "BaoCaoTongHop_20240502.xls",
        lambda: web_page(
            [
                ["Đơn vị: Sở Nội vụ - Từ ngày: 01/04/2024 - Đến ngày: 30/04/2024", *[None] * 12],
                *FORM,
                ["1", "Công chức", *COPIES],
            ],
            {(1, 0): (3, 1), (1, 1): (3, 1), (1, 2): (1, 4), (1, 6): (1, 4), (1, 10): (1, 3), (2, 3): (1, 3)}
            | {(2, 2): (2, 1), (2, 6): (2, 1), (2, 7): (1, 3), (2, 10): (2, 1), (2, 11): (1, 2)},
        ),
        "dossier_counts",
        [{"unit_id": "so-noi-vu", "period_start": date(2024, 4, 1), "period_end": date(2024, 4, 30)}],
    ),
    Case(
        "communes numbered 1 with their sums above villages numbered 1.1, power and signal called otherwise",
        "layout",
        "CH.xlsx",
        lambda: xlsx(
            Page(
                [
                    ["THỰC TRẠNG HẠ TẦNG VIỄN THÔNG TẠI CÁC THÔN HUYỆN CHIÊM HOÁ TÍNH ĐẾN 30/6/2024"],
                    ["Stt", "Xã, thị trấn/Thôn, TDP", "Dân cư", None, "Tình trạng chất lượng", "Hiện trạng", None],
                    [None, None, "Hộ", "Người", None, "Lưới điện QG", "Khó khăn, nguyên nhân"],
                    ["1", "Xã Tân An", 200, "1.005"],
                    ["1.1", "Thôn Tân Hoa", 120, "605", "Tốt", "x", None],
                    ["1.2", "Thôn An Phú", 80, 400, "Yếu", None, "Xa trạm"],
                    ["2", "Xã Xuân Quang", 80, 302],
                    ["2.1", "Thôn Ngoan A", 80, 302, "Tốt", "x", None],
                ],
                merges=["A2:A3", "B2:B3", "C2:D2", "E2:E3", "F2:G2"],
            )
        ),
        "village_coverage",
        [
            {"village_name": "Thôn Tân Hoa", "commune_id": f"xa-tan-an.{CH}", "signal": "good", "has_grid_power": True},
            {"village_name": "Thôn An Phú", "signal": "weak", "has_grid_power": False, "cause": "Xa trạm"},
            {"village_name": "Thôn Ngoan A", "commune_id": f"xa-xuan-quang.{CH}", "population": 302},
        ],
    ),
    Case(
        "technologies under “Phát sóng”, a point in one cell, windows-1258 with tabs",
        "file",
        "tram HY 31.05.2024.csv",
        lambda: windows_1258(
            "Trạm\tXã\tHuyện\tTọa độ (vĩ độ; kinh độ)\tPhát sóng\tMạng\r\n"
            "TQ-1\tĐức Ninh\tHàm Yên\t21,922383; 105,118586\t2G 3G 4G\tViettel\r\n"
            "TQ-2\tHùng Đức\tHàm Yên\t21,905364; 105,067432\t4G\tViettel\r\n"
        ),
        "bts_stations",
        [
            {"station_code": "TQ-1", "commune_id": f"xa-duc-ninh.{HY}", "longitude": 105.118586, "has_2g": True},
            {"station_code": "TQ-2", "latitude": 21.905364, "has_2g": False, "has_4g": True, "on_air_on": None},
        ],
    ),
    Case(
        "“Thông tin trạm” over “Mã” and “Tên”, groups without merged cells, shared or of one's own",
        "layout",
        "MBF.xlsx",
        lambda: xlsx(
            [
                ["MOBIFONE TỈNH TUYÊN QUANG: DANH SÁCH TRẠM ĐẾN 31/5/2024"],
                [
                    "STT",
                    "Thông tin trạm",
                    None,
                    "Vị trí hành chính",
                    None,
                    "Tình trạng sử dụng chung",
                    "Cột (loại)",
                    "Độ cao cột (m)",
                ],
                [None, "Mã", "Tên", "Xã", "Huyện"],
                [1, "MB-1", "Tân Mỹ", "Tân Mỹ", "Chiêm Hóa", "Dùng chung", "II", "30"],
                [2, "MB-2", "Hùng Mỹ", "Hùng Mỹ", "Chiêm Hóa", "Dùng riêng", "II", "khoảng 30"],
                [3, "MB-3", "Nhân Lý", "Nhân Lí", "Chiêm Hóa", "Dùng riêng", "II", "24,5"],
            ]
        ),
        "bts_stations",
        [
            {"station_code": "MB-1", "station_name": "Tân Mỹ", "is_shared": True, "mast_height_m": 30.0},
            {"station_code": "MB-3", "commune_id": f"xa-nhan-ly.{CH}", "is_shared": False, "mast_height_m": 24.5},
        ],
        refused=frozenset({"H5"}),
        quiet=False,
    ),
    Case(
        "levels as marks under “DVC TT toàn trình”, units as above, in Excel's XML of 2003",
        "file",
        "dm.xls",
        lambda: xml_2003(
            [
                [
                    "STT",
                    "Mã TTHC",
                    "Tên TTHC",
                    "Lĩnh vực",
                    "Cơ quan, đơn vị chủ trì",
                    "DVC TT toàn trình",
                    "DVC TT một phần",
                    "Thanh toán phí, lệ phí trực tuyến",
                ],
                [1, "1.010029.H60", "Thông báo lập địa điểm", "Doanh nghiệp", "Sở KH&ĐT", "x", None, "Có"],
                [2, "2.001610.H60", "Đăng ký thành lập", "nt", "nt", None, "x", "Không"],
                [3, "#REF!", "Chấm dứt hộ kinh doanh", "Hộ kinh doanh", "nt", "x", None, "Có"],
            ]
        ),
        "procedures",
        [
            {"procedure_code": "1.010029.H60", "service_level": "full", "has_online_payment": True},
            {"agency_id": "so-ke-hoach-va-dau-tu", "field": "Doanh nghiệp", "service_level": "partial"},
        ],
        refused=frozenset({"B4"}),
    ),
    Case(
        "procedures called services, the first row of data in the words of the headings",
        "layout",
        "25 DVC.xlsx",
        lambda: xlsx(
            Page(
                [
                    ["DANH MỤC DỊCH VỤ CÔNG THIẾT YẾU (Cập nhật tháng 5/2024)"],
                    [
                        "STT",
                        "Tên dịch vụ công thiết yếu",
                        "Mã TTHC",
                        "Cơ quan chủ trì",
                        "Thực hiện tại cấp",
                        None,
                        None,
                        "Hình thức DVCTT",
                        "Thuộc 25 DVC thiết yếu",
                    ],
                    [None, None, None, None, "Tỉnh", "Huyện", "Xã"],
                    [1, "Đăng ký thường trú", "1.004222", "Công an tỉnh", None, "x", "x", "Toàn trình", "x"],
                    [2, "Gia hạn thẻ BHYT", "1.002759", "BHXH tỉnh", "x", None, None, "Một phần", None],
                ],
                merges=["E2:G2", *(f"{column}2:{column}3" for column in "ABCDHI")],
            )
        ),
        "procedures",
        [
            {"procedure_name": "Đăng ký thường trú", "at_province": False, "at_commune": True, "service_level": "full"},
            {"agency_id": "bao-hiem-xa-hoi-tinh", "at_province": True, "at_district": False, "is_essential": False},
        ],
    ),
]
