"""Words that stand where a column of their own is expected: above rows, under marks, under an unknown heading."""

from __future__ import annotations

from datetime import date

from tests.corpus.case import Case
from tests.workbook import Page, csv_file, xlsx

CAT, YT, TP, NV, XD = "cong-an-tinh", "so-y-te", "so-tu-phap", "so-noi-vu", "so-xay-dung"
TT = "so-thong-tin-va-truyen-thong"
CHIEM_HOA = "huyen-chiem-hoa"
DISTRICTS = [
    *("thanh-pho-tuyen-quang", "huyen-lam-binh", "huyen-na-hang", CHIEM_HOA, "huyen-ham-yen"),
    *("huyen-yen-son", "huyen-son-duong"),
]

TASKS = [
    Case(
        "marks under two groups of states, a sum of them below",
        "list",
        "vp.xlsx",
        lambda: xlsx(
            Page(
                [
                    ["BIỂU THEO DÕI NHIỆM VỤ ĐỀ ÁN 06 NĂM 2024"],
                    ["Tháng 5/2024"],
                    [
                        "TT",
                        "Tên nhiệm vụ",
                        "Số, ký hiệu văn bản giao",
                        "Đơn vị chủ trì",
                        "Thời hạn",
                        "Đã hoàn thành",
                        None,
                        "Chưa hoàn thành",
                        None,
                    ],
                    [None, None, None, None, None, "Đúng hạn", "Quá hạn", "Trong hạn", "Quá hạn"],
                    [1, "Kế hoạch", "01/KH", "Công an tỉnh", "31/1/2024", "x", None, None, None],
                    [2, "Cấp CCCD", "02/KH", "Công an tỉnh", "30/4/2024", None, "x", None, None],
                    [3, "Làm sạch dữ liệu", "02/KH", "Sở Y tế", "31/3/2024", None, None, None, "x"],
                    ["Tổng cộng", None, None, None, None, 1, 1, 0, 1],
                ],
                merges=("F3:G3", "H3:I3", "A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:E4"),
            )
        ),
        "tasks",
        [
            {"lead_unit_id": CAT, "basis": "01/KH", "reported_status": "Đã hoàn thành đúng hạn"},
            {"lead_unit_id": CAT, "basis": "02/KH", "reported_status": "Đã hoàn thành quá hạn"},
            {"lead_unit_id": YT, "basis": "02/KH", "reported_status": "Chưa hoàn thành quá hạn"},
        ],
    ),
    Case(
        "a degree of completion in words, the number of all tasks on top with their mean",
        "list",
        "md.xlsx",
        lambda: xlsx(
            [
                ["KẾ HOẠCH CHUYỂN ĐỔI SỐ NĂM 2024"],
                ["Tính đến 31/5/2024"],
                [
                    "STT",
                    "Nội dung hoạt động",
                    "Đơn vị phụ trách",
                    "Hạn thực hiện",
                    "Mức độ hoàn thành",
                    "Kết quả dự kiến",
                ],
                [None, "TỔNG SỐ: 2 nhiệm vụ", None, None, None, None],
                [1, "Thư điện tử", "Sở TT&TT", "30/6/2024", "Đang thực hiện", "Hộp thư"],
                [2, "Trục LGSP", "Sở TT&TT", "31/3/2024", "Hoàn thành", None],
            ]
        ),
        "tasks",
        [
            {"lead_unit_id": TT, "reported_status": "Đang thực hiện", "percent_done": None, "product": "Hộp thư"},
            {"lead_unit_id": TT, "reported_status": "Hoàn thành", "due_on": date(2024, 3, 31)},
        ],
    ),
    Case(
        "typed without accents, all districts supporting; a standing office with its agency in parentheses",
        "list",
        "TD.csv",
        lambda: csv_file(
            [
                ["TIEN DO THUC HIEN DE AN 06 NAM 2024 - THANG 5/2024"],
                ["STT", "Noi dung nhiem vu", "Co quan chu tri", "Co quan phoi hop", "Thoi han"],
                ["1", "Lam sach du lieu", "Cong an tinh", "UBND cac huyen, thanh pho", "Thuong xuyen"],
                ["2", "Pho cap VNeID", "Thuong truc To cong tac (Cong an tinh)", "", "Quy II/2024"],
            ],
            ",",
        ),
        "tasks",
        [
            {"lead_unit_id": CAT, "supporting_unit_ids": DISTRICTS, "is_recurring": True},
            {"lead_unit_id": CAT, "due_on": date(2024, 6, 30)},
        ],
        warned=frozenset({("unknown_unit", 4)}),
    ),
]

OBSTACLES = [
    Case(
        "the kind of obstacle in the group rows, number signs, levels as sentences",
        "list",
        "kkvm.xlsx",
        lambda: xlsx(
            [
                ["TỔNG HỢP KHÓ KHĂN, VƯỚNG MẮC"],
                ["Tháng 5/2024"],
                ["#", "Nội dung", "Đơn vị nêu", "Cơ quan có thẩm quyền giải quyết", "3 chủ động", "Trạng thái"],
                ["I", "Về thể chế, chính sách"],
                [1, "Định mức", "Sở TT&TT", "Thuộc thẩm quyền của Bộ Nội vụ", "Báo cáo", "Đã xử lý ngày 20/4/2024"],
                ["II", "Về kinh phí"],
                [2, "Cấp chậm", "Sở Nội vụ", "UBND tỉnh", "Báo cáo", "Đang xử lý, dự kiến xong trong quý II"],
            ]
        ),
        "obstacles",
        [
            {"raised_by_id": TT, "kind": "law", "deciding_level": "central", "state": "solved"},
            {"raised_by_id": NV, "kind": "funding", "deciding_level": "province", "state": "in_progress"},
        ],
    ),
    Case(
        "the deciding level by a mark under its word",
        "list",
        "chiemhoa.xlsx",
        lambda: xlsx(
            Page(
                [
                    ["UBND HUYỆN CHIÊM HÓA"],
                    ["KHÓ KHĂN, VƯỚNG MẮC TRONG CHUYỂN ĐỔI SỐ, THÁNG 5/2024"],
                    [
                        "TT",
                        "Khó khăn, vướng mắc",
                        "Đơn vị nêu",
                        "Nhóm",
                        "Cấp giải quyết",
                        None,
                        None,
                        "Hình thức xử lý",
                        "Kết quả",
                    ],
                    [None, None, None, None, "Xã", "Huyện", "Trung ương", None, None],
                    [1, "Thiếu máy tính", "UBND xã Trung Hà", "Kinh phí", None, "x", None, "Giải quyết", "Mới"],
                    [2, "Phần mềm chậm", "UBND xã Tân Mỹ", "Nền tảng", None, None, "x", "Báo cáo", "Đã báo cáo"],
                ],
                merges=("E3:G3", "A3:A4", "B3:B4", "C3:C4", "D3:D4", "H3:H4", "I3:I4"),
            )
        ),
        "obstacles",
        [
            {"raised_by_id": f"xa-trung-ha.{CHIEM_HOA}", "deciding_level": "district", "state": "new"},
            {"raised_by_id": f"xa-tan-my.{CHIEM_HOA}", "deciding_level": "central", "initiative": "escalate"},
        ],
    ),
]

DOSSIERS = [
    Case(
        "states only above the rows, fields' names of the program below the headings",
        "list",
        "xd.xlsx",
        lambda: xlsx(
            [
                ["BÁO CÁO CHI TIẾT HỒ SƠ đến ngày 17/05/2024"],
                ["Mã hồ sơ", "Mã TTHC", "Đơn vị xử lý", "Hình thức nộp", "Ngày tiếp nhận", "Ngày hẹn trả"],
                ["dossier_code", "procedure_code", "agency", "channel", "received_date", "due_date"],
                ["A. ĐÃ TRẢ KẾT QUẢ"],
                ["XD1", "1.7.H60", "Sở Xây dựng", "Trực tuyến", "02/05/2024", "15/05/2024"],
                ["B. ĐANG XỬ LÝ"],
                ["XD2", "1.7.H60", "Sở Xây dựng", "Trực tiếp", "10/05/2024", "24/05/2024"],
            ]
        ),
        "dossiers",
        [
            {"dossier_code": "XD1", "unit_id": XD, "status_code": 10, "due_on": date(2024, 5, 15)},
            {"dossier_code": "XD2", "unit_id": XD, "status_code": 4, "received_on": date(2024, 5, 10)},
        ],
    ),
    Case(
        "who works on it under a heading of the sender's, another office in the letterhead",
        "list",
        "bangke.xlsx",
        lambda: xlsx(
            [
                ["VĂN PHÒNG UBND TỈNH TUYÊN QUANG"],
                ["Tuần 22: từ 27/05/2024 đến 02/06/2024"],
                ["Số hồ sơ", "Mã TTHC", "Sở, ngành giải quyết", "Cách thức nộp", "Thời điểm tiếp nhận", "Trạng thái"],
                ["G1", "1.0.H60", "Sở Tư pháp", "Trực tuyến toàn trình", "27/05/2024 8:05", "Đã trả kết quả"],
                ["G2", "1.0.H60", "Sở Y tế", "Trực tiếp tại Trung tâm", "27/05/2024 9:05", "Tạm dừng xử lý"],
            ]
        ),
        "dossiers",
        [
            {"unit_id": TP, "channel": "online", "status_code": 10, "reported_on": date(2024, 6, 2)},
            {"unit_id": YT, "channel": "direct", "status_code": 8},
        ],
    ),
]

CASES = [*TASKS, *OBSTACLES, *DOSSIERS]
