"""Obstacles and dossiers in officers' own words: sayings that no fixed list foresees, units above their rows."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.corpus.case import Case
from tests.packages import ods
from tests.workbook import Line, Page, csv_file, xlsx

YT, TP, NV, XD, TC = "so-y-te", "so-tu-phap", "so-noi-vu", "so-xay-dung", "so-tai-chinh"


def obstacle(number: str, by: str, kind: str | None, level: str, initiative: str, state: str) -> dict[str, Any]:
    """A row that must be kept."""
    row = {"obstacle_no": number, "raised_by_id": by, "kind": kind, "deciding_level": level}
    return row | {"initiative": initiative, "state": state}


def dossier(code: str, unit: str, received: date, status: int, **more: Any) -> dict[str, Any]:
    """A row that must be kept."""
    return {"dossier_code": code, "unit_id": unit, "received_on": received, "status_code": status} | more


def agency(name: str, *rows: Line) -> Page:
    """One agency's obstacles on its own sheet."""
    heads = ["TT", "Vướng mắc", "Nhóm", "Cấp thẩm quyền", "Chủ động", "Trạng thái"]
    return Page([["KHÓ KHĂN, VƯỚNG MẮC QUÝ I/2024"], heads, *rows], name)


OBSTACLES = [
    Case(
        "initiative, level and state in whole sentences",
        "list",
        "vuongmac.csv",
        lambda: csv_file(
            [
                ["Tổng hợp vướng mắc đến 15/04/2024"],
                [
                    "STT",
                    "Nội dung",
                    "Cơ quan, đơn vị nêu",
                    "Lĩnh vực",
                    "Thẩm quyền",
                    "Phương thức giải quyết",
                    "Trạng thái",
                ],
                [
                    "1",
                    "Chưa có mức chi",
                    "Sở Tài chính",
                    "Cơ chế, chính sách",
                    "Bộ Tài chính",
                    "Chủ động báo cáo, đề xuất khi vượt thẩm quyền",
                    "Đã báo cáo cấp có thẩm quyền",
                ],
                [
                    "2",
                    "Phối hợp chưa chặt",
                    "Sở Nội vụ",
                    "Khác",
                    "UBND tỉnh",
                    "Chủ động phối hợp với các cơ quan liên quan",
                    "Đang rà soát",
                ],
                [
                    "3",
                    "Dữ liệu trùng",
                    "Sở Y tế",
                    "Dữ liệu bệnh án",
                    "Sở Y tế",
                    "Chủ động giải quyết theo thẩm quyền",
                    "Đã giải quyết dứt điểm",
                ],
                ["4", "Chưa rõ", "Sở Y tế", "Hợp đồng", "UBND huyện Na Hang", "Tự khắc phục", "Đã giải quyết một phần"],
            ],
            ",",
        ),
        "obstacles",
        [
            obstacle("1", TC, "law", "central", "escalate", "escalated"),
            obstacle("2", NV, "other", "province", "coordinate", "in_progress"),
            obstacle("3", YT, "data", "department", "solve", "solved"),
            obstacle("4", YT, None, "district", "solve", "") | {"state": None},
        ],
        warned=frozenset({("unknown_word", 6)}),
    ),
    Case(
        "who raised them only above the rows, numbers begin anew, merged group rows of LibreOffice",
        "list",
        "vm so.ods",
        lambda: ods(
            [
                ["TỔNG HỢP KHÓ KHĂN, VƯỚNG MẮC CỦA CÁC SỞ"],
                ["Tháng 4/2024"],
                ["STT", "Khó khăn, vướng mắc", "Lĩnh vực", "Thẩm quyền giải quyết", "Chủ động", "Trạng thái"],
                ["I", "Sở Nội vụ", ..., ..., ..., ...],
                [1, "Thiếu biên chế", "Nhân lực", "Tỉnh", "Báo cáo", "Đã báo cáo"],
                [2, "Hồ sơ giấy", "Dữ liệu", "Sở", "Giải quyết", "Đang giải quyết"],
                ["II", "Sở Xây dựng", ..., ..., ..., ...],
                [1, "Thiếu phần mềm", "Nền tảng", "Tỉnh", "Phối hợp", "Đang giải quyết"],
            ]
        ),
        "obstacles",
        [
            obstacle("I.1", NV, "staff", "province", "escalate", "escalated"),
            obstacle("I.2", NV, "data", "department", "solve", "in_progress"),
            obstacle("II.1", XD, "platforms", "province", "coordinate", "in_progress"),
        ],
    ),
    Case(
        "a sheet for each agency, each counting from 1",
        "list",
        "quy1.xlsx",
        lambda: xlsx(
            agency("Sở Y tế", ["1", "Dữ liệu bệnh án", "Dữ liệu", "Tỉnh", "Phối hợp", "Đang xử lý"]),
            agency("Sở Tư pháp", ["1", "Hộ tịch cũ mờ", "Dữ liệu", "Sở", "Giải quyết", "Đang xử lý"]),
        ),
        "obstacles",
        [
            obstacle("1", YT, "data", "province", "coordinate", "in_progress"),
            obstacle("1", TP, "data", "department", "solve", "in_progress"),
        ],
    ),
]

DOSSIERS = [
    Case(
        "printed the day after the week it is of, how it was paid, a state in more words",
        "list",
        "bc.xlsx",
        lambda: xlsx(
            [
                ["THỐNG KÊ CHI TIẾT HỒ SƠ"],
                ["Thời gian: 01/05/2024 - 05/05/2024"],
                ["Ngày xuất báo cáo: 06/05/2024 08:15:20"],
                [
                    "Mã số hồ sơ",
                    "Mã TTHC",
                    "Đơn vị",
                    "Hình thức nộp",
                    "Ngày tiếp nhận",
                    "Tình trạng",
                    "TTHC có phí",
                    "Hình thức thanh toán",
                ],
                [
                    "H-1",
                    "1.1.H60",
                    "Sở Y tế",
                    "Nộp qua Cổng DVC",
                    "02/05/2024 07:31",
                    "Đã trả kết quả qua BCCI",
                    "x",
                    "Trực tuyến",
                ],
                ["H-2", "1.1.H60", "Sở Y tế", "Tại bưu điện", "03/05/2024 07:31", "Đang thẩm định", "x", "Tiền mặt"],
                ["H-3", "1.1.H60", "Sở Y tế", "Fax", "29/02/2023 11:00", "Đang xử lý", None, None],
            ]
        ),
        "dossiers",
        [
            dossier("H-1", YT, date(2024, 5, 2), 10, channel="online", has_fee=True, paid_online=True)
            | {"reported_on": date(2024, 5, 5)},
            dossier("H-2", YT, date(2024, 5, 3), 4, channel="postal", has_fee=True, paid_online=False),
        ],
        refused=frozenset({"E7"}),
        warned=frozenset({("unknown_word", "D7")}),
    ),
    Case(
        "an identity number in a remark that is not even read",
        "value",
        "qua han.xlsx",
        lambda: xlsx(
            [
                ["DANH SÁCH HỒ SƠ QUÁ HẠN đến ngày 24/05/2024"],
                ["Mã hồ sơ", "Mã TTHC", "Đơn vị", "Kênh", "Ngày nhận", "Tình trạng", "Ghi chú", "Lĩnh vực"],
                [
                    "Q-1",
                    "2.1.H60",
                    "Sở Tư pháp",
                    "Trực tuyến",
                    "01/04/2024",
                    "Đang xử lý",
                    "CCCD 008190001234",
                    "Hộ tịch",
                ],
                ["Q-2", "2.1.H60", "Sở Tư pháp", "Trực tiếp", "02/04/2024", "Đang xử lý", "Chờ xác minh", "Hộ tịch"],
            ]
        ),
        "dossiers",
        [dossier("Q-1", TP, date(2024, 4, 1), 4), dossier("Q-2", TP, date(2024, 4, 2), 4)],
        warned=frozenset({("personal_data", "G3")}),
    ),
]

CASES = [*OBSTACLES, *DOSSIERS]
