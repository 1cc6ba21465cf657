"""Registers of obstacles: who raised what, who may decide, which initiative, and how far it is."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.corpus.case import Case
from tests.corpus.list_tasks import MAY, day, sheet
from tests.workbook import csv_file, web_page

HEAD = [
    *("STT", "Nội dung khó khăn, vướng mắc", "Đơn vị nêu", "Lĩnh vực", "Cấp thẩm quyền", "3 chủ động", "Thời hạn"),
    *("Trạng thái", "Kiến nghị"),
]
TITLE = [["SỞ THÔNG TIN VÀ TRUYỀN THÔNG"], ["TỔNG HỢP KHÓ KHĂN, VƯỚNG MẮC THÁNG 5/2024"]]


def found(
    number: str,
    unit: str | None,
    kind: str | None,
    level: str | None,
    initiative: str | None,
    state: str | None,
    **more: Any,
) -> dict[str, Any]:
    """A row that must be kept."""
    named = {"obstacle_no": number, "raised_by_id": unit, "kind": kind, "deciding_level": level}
    return named | {"initiative": initiative, "state": state} | more


CASES = [
    Case(
        "words of the fixed lists, one that is in none, deadlines in words",
        "list",
        "vuong mac.xlsx",
        sheet(
            *TITLE,
            HEAD,
            [
                1,
                "Thiếu kinh phí",
                "UBND huyện Na Hang",
                "Kinh phí",
                "UBND tỉnh",
                "Chủ động báo cáo",
                "Trước 30/6/2024",
                "Đang xử lý",
            ],
            [2, "Thiếu cán bộ", "nt", "Chuyện lạ", "Cấp huyện", "Tự giải quyết", "Quý III/2024", "Đã giải quyết xong"],
            [3, "Chưa có quy định", "Sở lạ", "Pháp lý", "TW", "Xin ý kiến", "31/02/2024", "Mới"],
            [4, "Dữ liệu giấy", "H. Yên Sơn", "DỮ LIỆU", "Sở, ban, ngành", "Phối hợp", "31/12", "Đã báo cáo cấp trên"],
            [None, "Tổng cộng: 4 vướng mắc"],
            [None, None, None, None, None, "Tuyên Quang, ngày 03 tháng 6 năm 2024"],
        ),
        "obstacles",
        rows=[
            found("1", "huyen-na-hang", "funding", "province", "escalate", "in_progress", due_on=day("30/6/2024")),
            found("2", "huyen-na-hang", None, "district", "solve", "solved", due_on=day("30/9/2024"), reported_on=MAY),
            found("4", "huyen-yen-son", "data", "department", "coordinate", "escalated", due_on=day("31/12/2024")),
        ],
        refused=frozenset({"C6", "G6"}),
        warned=frozenset({("unknown_word", "D5"), ("unknown_due", "G7")}),
    ),
    Case(
        "codes, typed days, a group row, a commune of the title's district, a row entered twice",
        "list",
        "UBND huyen Lam Binh.xlsx",
        sheet(
            ["UBND HUYỆN LÂM BÌNH"],
            ["BÁO CÁO VƯỚNG MẮC THỰC HIỆN ĐỀ ÁN 06 (tính đến ngày 20/5/2024)"],
            [
                *("Mã", "Vướng mắc", "Đơn vị", "Phân loại", "Thẩm quyền giải quyết", "Hướng xử lý", "Ngày phát sinh"),
                *("Hạn", "Tình trạng xử lý", "Đề án", "Nhiệm vụ số"),
            ],
            [
                "VM1",
                "Chưa rõ mức chi",
                "Xã Thượng Lâm",
                "pháp lý",
                "Chính phủ",
                "Báo cáo",
                date(2024, 4, 18),
                45500,
                "Chờ ý kiến",
                "ĐA 06",
                "1.1",
            ],
            [
                "VM2",
                "Máy chậm",
                "Xã Khuôn Hà",
                "Hạ tầng",
                "tỉnh",
                "Phối hợp",
                date(2024, 4, 5),
                None,
                "Mới",
                "Kế hoạch CĐS",
                2,
            ],
            [
                "VM1",
                "Chưa rõ mức chi",
                "Xã Thượng Lâm",
                "pháp lý",
                "Chính phủ",
                "Báo cáo",
                date(2024, 4, 18),
                45500,
                "Chờ ý kiến",
                "ĐA 06",
                "1.1",
            ],
            ["VM2", "Khác", "Xã Khuôn Hà", "Hạ tầng", "tỉnh", "Phối hợp", date(2024, 4, 5), None, "Mới", None, None],
        ),
        "obstacles",
        rows=[
            found(
                *("VM1", "xa-thuong-lam.huyen-lam-binh", "law", "central", "escalate", "escalated"),
                raised_on=day("18/4/2024"),
                due_on=day("27/7/2024"),
                plan="de_an_06",
                task_no="1.1",
            ),
            found(
                *("VM2", "xa-khuon-ha.huyen-lam-binh", "platforms", "province", "coordinate", "new"),
                due_on=None,
                plan="chuyen_doi_so",
                task_no="2",
                reported_on=day("20/5/2024"),
            ),
        ],
        refused=frozenset({"A7"}),
        warned=frozenset({("repeated_row", "A6")}),
    ),
    Case(
        "a plain CSV dated by its name",
        "list",
        "vuong mac T5-2024.csv",
        lambda: csv_file(
            [
                HEAD,
                [
                    "1",
                    "A",
                    "Công an tỉnh",
                    "Tổ công nghệ số cộng đồng",
                    "Xã",
                    "Chủ động báo cáo khi vượt thẩm quyền",
                    "",
                    "Đã báo cáo cấp trên",
                    "",
                ],
                [
                    "2",
                    "B",
                    "Sở Nội vụ",
                    "Nhân lực",
                    "Tỉnh",
                    "Chủ động phối hợp",
                    "31/12/2024",
                    "Đang phối hợp",
                    "Xin biên chế",
                ],
                ["3", "C", "", "Người dân", "Bộ, ngành", "chủ động giải quyết", "", "Hoàn thành", ""],
                ["4", "", "Sở Y tế", "Khác", "Sở", "Báo cáo", "", "Mới", ""],
            ]
        ),
        "obstacles",
        rows=[
            found("1", "cong-an-tinh", "community_teams", "commune", "escalate", "escalated", reported_on=MAY),
            found("2", "so-noi-vu", "staff", "province", "coordinate", "in_progress", proposal="Xin biên chế"),
            found("3", None, "citizens", "central", "solve", "solved"),
        ],
        refused=frozenset({5}),
    ),
    Case(
        "a portal's page with a column that nobody asked for",
        "list",
        "vuong mac.xls",
        lambda: web_page(
            [
                ["UBND THÀNH PHỐ TUYÊN QUANG", None, None],
                ["Khó khăn, vướng mắc đến ngày 31/5/2024", None, None],
                [
                    "TT",
                    "Khó khăn",
                    "Cơ quan",
                    "Nhóm",
                    "Nguyên nhân",
                    "Thẩm quyền",
                    "Ba chủ động",
                    "Kết quả xử lý",
                    "Điện thoại",
                ],
                [
                    "1",
                    "Thiếu máy",
                    "UBND TP Tuyên Quang",
                    "Hạ tầng số",
                    "Cũ",
                    "HĐND tỉnh",
                    "Tháo gỡ",
                    "Đang tháo gỡ",
                    None,
                ],
                [
                    "2",
                    "Nền tảng chậm",
                    "P. Minh Xuân",
                    "Nền tảng Trung ương",
                    None,
                    "Bộ, ngành Trung ương",
                    "báo cáo",
                    "…",
                    None,
                ],
            ]
        ),
        "obstacles",
        rows=[
            found("1", "thanh-pho-tuyen-quang", "platforms", "province", "solve", "in_progress", reported_on=MAY),
            found("2", "phuong-minh-xuan.thanh-pho-tuyen-quang", "platforms", "central", "escalate", None),
        ],
        quiet=False,
    ),
]
