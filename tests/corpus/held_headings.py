"""Headings in words of the senders' own, told by their words and by the cells below; each guess is warned of once."""

from __future__ import annotations

from datetime import date

from tests.corpus.case import Case
from tests.workbook import csv_file, xlsx

SD = "huyen-son-duong"


def guessed(*cells: str | None) -> set[tuple[str, str | int | None]]:
    return {("heading_guessed", cell) for cell in cells}


OPERATORS = [
    Case(
        "the station's code, the mast, the first day and the state in an operator's own words, people left alone",
        "layout",
        "tram.xlsx",
        lambda: xlsx(
            [
                ["VIETTEL TUYÊN QUANG - DANH SÁCH TRẠM đến 31/5/2024"],
                [
                    "STT",
                    "Định danh BTS",
                    "Xã",
                    "Huyện",
                    "Kinh độ",
                    "Vĩ độ",
                    "Cao (m)",
                    "Ngày bắt đầu phát",
                    "Nhân viên vận hành",
                ],
                [1, "TQ01", "Tân Trào", "Sơn Dương", 105.4019, 21.6953, 42, date(2019, 4, 3), "Lê Văn A"],
                [2, "TQ02", "Minh Thanh", "Sơn Dương", 105.4019, 21.6953, 36, date(2021, 6, 12), "Trần Văn B"],
                [3, "TQ03", "Bình Yên", "Sơn Dương", 105.4019, 21.6953, 45, date(2022, 1, 30), "Lê Văn A"],
            ]
        ),
        "bts_stations",
        [
            {"station_code": "TQ01", "mast_height_m": 42.0, "on_air_on": date(2019, 4, 3), "operator": "Viettel"},
            {"station_code": "TQ02", "mast_height_m": 36.0, "on_air_on": date(2021, 6, 12)},
            {"station_code": "TQ03", "mast_height_m": 45.0, "on_air_on": date(2022, 1, 30)},
        ],
        warned=frozenset(guessed("B2", "G2", "H2") | {("unknown_heading", "I2")}),
    ),
    Case(
        "what the cells alone say: districts under a heading like none, a plan of new layers that is no technology",
        "layout",
        "mobifone.xlsx",
        lambda: xlsx(
            [
                ["MOBIFONE - DANH SÁCH TRẠM BTS, số liệu tính đến ngày 30/4/2024"],
                ["Mã trạm", "Xã", "Trực thuộc", "Long", "Lat", "2G", "Kế hoạch nâng cấp"],
                ["M1", "Tân Trào", "Sơn Dương", 105.4019, 21.6953, "x", "5G"],
                ["M2", "Năng Khả", "Na Hang", 105.3901, 22.3452, None, None],
                ["M3", "Minh Thanh", "Sơn Dương", 105.4019, 21.6953, "x", "5G"],
            ]
        ),
        "bts_stations",
        [
            {"station_code": "M1", "district_id": SD, "has_2g": True, "has_5g": None},
            {"station_code": "M2", "district_id": "huyen-na-hang", "has_2g": False, "has_5g": None},
            {"station_code": "M3", "district_id": SD, "has_2g": True, "has_5g": None},
        ],
        warned=frozenset(guessed("C2") | {("unknown_heading", "G2")}),
    ),
]
VILLAGES = Case(
    "households, people and the signal in a district's own words; roads and loudspeakers are none of them",
    "layout",
    "song.csv",
    lambda: csv_file(
        [
            ["UBND HUYỆN SƠN DƯƠNG - TÌNH HÌNH PHỦ SÓNG đến 31/5/2024"],
            ["Thôn", "Xã", "Quy mô hộ", "Quy mô khẩu", "Khả năng thu sóng", "Đường bê tông", "Đài truyền thanh"],
            ["Tân Lập", "Tân Trào", "120", "512", "Tốt", "có", "Tốt"],
            ["Lê", "Minh Thanh", "88", "360", "Sóng yếu", "không", "Hỏng"],
            ["Cả", "Tân Trào", "143", "602", "Không có sóng", "có", "Tốt"],
        ]
    ),
    "village_coverage",
    [
        {"village_name": "Tân Lập", "households": 120, "population": 512, "signal": "good"},
        {"village_name": "Lê", "households": 88, "population": 360, "signal": "weak"},
        {"village_name": "Cả", "households": 143, "population": 602, "signal": "none"},
    ],
    warned=frozenset(guessed(None) | {("unknown_heading", None)}),
)
COUNTS = Case(
    "a form of which two counts are in words of nobody's: its sums say which they are",
    "layout",
    "bieu 06a.xlsx",
    lambda: xlsx(
        [
            ["SỞ TƯ PHÁP - TÌNH HÌNH GIẢI QUYẾT HỒ SƠ THÁNG 5/2024"],
            [
                "Lĩnh vực",
                "Tổng tiếp nhận",
                "Trực tuyến",
                "Trực tiếp",
                "Hồ sơ cũ",
                "Tổng đã giải quyết",
                "Vượt tiến độ",
                "Đúng hạn",
                "Trễ hạn",
                "Tổng đang giải quyết",
                "Trong hạn",
                "Quá hạn",
            ],
            ["Hộ tịch", 47, 30, 12, 5, 37, 20, 15, 2, 10, 8, 2],
            ["Chứng thực", 36, 11, 22, 3, 25, 15, 9, 1, 11, 10, 1],
            ["Công chứng", 60, 45, 8, 7, 50, 30, 20, 0, 10, 9, 1],
        ]
    ),
    "dossier_counts",
    [
        {"field": "Hộ tịch", "carried_over": 5, "resolved_early": 20, "resolved_on_time": 15},
        {"field": "Chứng thực", "carried_over": 3, "resolved_early": 15, "resolved_on_time": 9},
        {"field": "Công chứng", "carried_over": 7, "resolved_early": 30, "resolved_on_time": 20},
    ],
    warned=frozenset(guessed("E2", "G2")),
)
PROCEDURES = Case(
    "procedures by their called names, a level under a word that stands in no list",
    "layout",
    "tthc.xlsx",
    lambda: xlsx(
        [
            ["DANH MỤC THỦ TỤC HÀNH CHÍNH, cập nhật ngày 31/5/2024"],
            ["Mã TTHC", "Tên gọi thủ tục", "Lĩnh vực", "Đơn vị", "Toàn trình hay một phần", "Số ngày giải quyết"],
            ["1.012753.H60", "Đăng ký khai sinh", "Hộ tịch", "Sở Tư pháp", "Toàn trình", 5],
            ["2.000635.H60", "Cấp bản sao trích lục", "Hộ tịch", "Sở Tư pháp", "Một phần", 7],
            ["1.004894.H60", "Cấp giấy phép xây dựng", "Xây dựng", "Sở Xây dựng", "Cung cấp thông tin", 10],
        ]
    ),
    "procedures",
    [
        {"procedure_name": "Đăng ký khai sinh", "service_level": "full", "agency_id": "so-tu-phap"},
        {"procedure_name": "Cấp bản sao trích lục", "service_level": "partial"},
        {"procedure_name": "Cấp giấy phép xây dựng", "service_level": "information"},
    ],
    warned=frozenset(guessed("B2", "E2")),
)
DOSSIERS = Case(
    "a day received and a day closed the other way round in their words, the applicant's birthday beside them",
    "layout",
    "ho so.xlsx",
    lambda: xlsx(
        [
            ["DANH SÁCH HỒ SƠ ĐẾN NGÀY 31/5/2024"],
            ["Mã hồ sơ", "Mã TTHC", "Đơn vị", "Kênh", "Nhận ngày", "Hoàn thành ngày", "Trạng thái", "Sinh ngày"],
            ["A1", "1.012753.H60", "Sở Tư pháp", "Trực tuyến", date(2024, 5, 2), date(2024, 5, 8), "Đã trả kết quả"],
            ["A2", "1.012753.H60", "Sở Y tế", "Trực tiếp", date(2024, 5, 3), None, "Đang xử lý"],
            ["A3", "2.000635.H60", "Sở Y tế", "Trực tiếp", date(2024, 5, 6), date(2024, 5, 9), "Đã trả kết quả"],
        ]
    ),
    "dossiers",
    [
        {"dossier_code": "A1", "received_on": date(2024, 5, 2), "closed_on": date(2024, 5, 8), "due_on": None},
        {"dossier_code": "A2", "received_on": date(2024, 5, 3), "closed_on": None, "due_on": None},
        {"dossier_code": "A3", "received_on": date(2024, 5, 6), "closed_on": date(2024, 5, 9), "due_on": None},
    ],
    warned=frozenset(guessed("E2", "F2") | {("unknown_heading", "H2")}),
)
TASKS = Case(
    "when a task must be done, in words of the sender's own; money and urgency stay unread",
    "list",
    "da06.xlsx",
    lambda: xlsx(
        [
            ["NHIỆM VỤ ĐỀ ÁN 06 NĂM 2024, số liệu đến ngày 31/5/2024"],
            ["STT", "Nhiệm vụ", "Cơ quan chủ trì", "Ngày đến hạn", "Kinh phí (triệu đồng)", "Mức độ ưu tiên"],
            [1, "Số hóa sổ hộ tịch", "Sở Tư pháp", date(2024, 6, 30), 250, "Cao"],
            [2, "Kết nối dữ liệu dân cư", "Công an tỉnh", date(2024, 12, 31), 80, "Thấp"],
            [3, "Chi trả qua tài khoản", "Sở Y tế", "Quý III/2024", 20, "Cao"],
        ]
    ),
    "tasks",
    [
        {"task_title": "Số hóa sổ hộ tịch", "due_on": date(2024, 6, 30)},
        {"task_title": "Kết nối dữ liệu dân cư", "due_on": date(2024, 12, 31)},
        {"task_title": "Chi trả qua tài khoản", "due_on": date(2024, 9, 30)},
    ],
    warned=frozenset(guessed("D2") | {("unknown_heading", "E2"), ("unknown_heading", "F2")}),
)
SCORES = Case(
    "a board whose units stand under words of their own",
    "score",
    "xep hang.xlsx",
    lambda: xlsx(
        [
            ["KẾT QUẢ XẾP HẠNG CHUYỂN ĐỔI SỐ CẤP HUYỆN NĂM 2023"],
            ["Huyện, TP thuộc tỉnh", "Tổng điểm", "Xếp hạng"],
            ["Huyện Na Hang", 690.5, 2],
            ["Huyện Sơn Dương", 830.25, 1],
            ["Huyện Hàm Yên", 610.5, 3],
        ]
    ),
    "unit_scores",
    [
        {"unit_id": "huyen-na-hang", "criterion": "total", "score": 690.5, "reported_rank": 2},
        {"unit_id": SD, "criterion": "total", "score": 830.25, "reported_rank": 1},
        {"unit_id": "huyen-ham-yen", "criterion": "total", "score": 610.5, "reported_rank": 3},
    ],
    warned=frozenset(guessed("A2")),
)

CASES = [*OPERATORS, VILLAGES, COUNTS, PROCEDURES, DOSSIERS, TASKS, SCORES]
