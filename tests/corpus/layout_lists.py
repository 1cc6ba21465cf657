"""Layouts of the list of procedures and of the dossiers' detail export."""

from __future__ import annotations

from datetime import date

from tests.corpus.case import Case
from tests.workbook import Page, csv_file, xlsx


def case(name: str, source: str, page: Page, rows: list[dict[str, object]], **more: object) -> Case:
    return Case(name, "layout", "x.xlsx", lambda: xlsx(page), source, rows, **more)  # type: ignore[arg-type]


def dossier(code: str, unit: str, channel: str, status: int, **more: object) -> dict[str, object]:
    return {"dossier_code": code, "unit_id": unit, "channel": channel, "status_code": status, **more}


FIRST, SECOND = "H60.01-240527-0001", "H60.01-240527-0002"
CASES = [
    case(
        "agencies over fields as group rows, the level and the tiers as marks",
        "procedures",
        Page(
            [
                ["DANH MỤC THỦ TỤC HÀNH CHÍNH CUNG CẤP DVCTT"],
                ["(Kèm theo Quyết định số 512/QĐ-UBND ngày 20/5/2024 của Chủ tịch UBND tỉnh)"],
                [
                    *("STT", "Mã số TTHC", "Tên thủ tục hành chính", "Mức độ DVCTT", None, "Cấp thực hiện", None, None),
                    *("Phí/Lệ phí", "Thanh toán trực tuyến"),
                ],
                [None, None, None, "Toàn trình", "Một phần", "Tỉnh", "Huyện", "Xã"],
                ["A", "SỞ TƯ PHÁP"],
                ["I", "Lĩnh vực hộ tịch"],
                [1, "1.001193.H60", "Đăng ký khai sinh", "x", None, None, "x", "x"],
                [2, "1.000894.H60", "Đăng ký kết hôn", None, "x", None, None, "x", "x", "x"],
                ["II", "Lĩnh vực luật sư"],
                [1, "1.002010.H60", "Đăng ký hoạt động", "x", None, "x", None, None, "x", "x"],
            ]
        ),
        [
            {
                **{"procedure_code": "1.001193.H60", "agency_id": "so-tu-phap", "field": "Hộ tịch"},
                **{"service_level": "full", "at_commune": True, "at_province": False, "has_fee": False},
            },
            {"procedure_code": "1.000894.H60", "service_level": "partial", "at_district": False, "has_fee": True},
            {"procedure_code": "1.002010.H60", "field": "Luật sư", "agency_id": "so-tu-phap"},
        ],
    ),
    case(
        "tiers in words, several agencies in one cell, a tier in the place of an agency",
        "procedures",
        Page(
            [
                ["DANH MỤC TTHC, cập nhật đến ngày 15/5/2024"],
                [
                    *("STT", "Mã thủ tục", "Tên TTHC", "Lĩnh vực", "Cơ quan thực hiện", "Cấp thực hiện"),
                    *("Mức độ cung cấp dịch vụ công", "Có thu phí, lệ phí", "Thuộc 25 DVC thiết yếu"),
                ],
                [1, "1.1.H60", "Khai sinh", "Hộ tịch", "UBND cấp xã", "Cấp xã", "Toàn trình", "Không", "x"],
                [2, "1.2.H60", "Kết hôn", "nt", "Sở Tư pháp; UBND cấp huyện", "Tỉnh, huyện", "Một phần", "Có"],
                [3, "1.3.H60", "Luật sư", "Luật sư", "Sở Tư pháp, Sở Nội vụ", "Tỉnh", "DVC cung cấp thông tin", "Có"],
            ]
        ),
        [
            {
                "procedure_code": "1.1.H60",
                "agency_id": None,
                "at_commune": True,
                "has_fee": False,
                "is_essential": True,
            },
            {"procedure_code": "1.2.H60", "field": "Hộ tịch", "agency_id": "so-tu-phap", "at_district": True},
            {"procedure_code": "1.3.H60", "agency_id": "so-tu-phap", "service_level": "information"},
        ],
        warned=frozenset({("unknown_unit", "E3"), ("several_units", "E5")}),
    ),
    case(
        "days and digitisation under groups, units as group rows",
        "dossiers",
        Page(
            [
                ["TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG TỈNH"],
                ["CHI TIẾT HỒ SƠ ĐẾN NGÀY 02/6/2024"],
                [
                    *("TT", "Mã HS", "Mã TTHC", "Kênh tiếp nhận", "Thời gian", None, None, "Tình trạng xử lý"),
                    *("Số hoá", None),
                ],
                [None, None, None, None, "Tiếp nhận", "Hẹn trả", "Trả kết quả", None, "Thành phần HS", "Kết quả"],
                ["I", "Sở Tư pháp"],
                [
                    1,
                    FIRST,
                    "1.1.H60",
                    "Trực tuyến",
                    "27/05/2024",
                    "30/05/2024",
                    "29/05/2024",
                    "Đã trả kết quả",
                    "x",
                    "x",
                ],
                ["II", "UBND huyện Na Hang"],
                [1, SECOND, "1.1.H60", "BCCI", "27/05/2024", "30/05/2024", None, "Đang giải quyết", "x"],
            ]
        ),
        [
            dossier(FIRST, "so-tu-phap", "online", 10, closed_on=date(2024, 5, 29), result_digitised=True),
            dossier(SECOND, "huyen-na-hang", "postal", 4, due_on=date(2024, 5, 30), result_digitised=False),
        ],
    ),
    Case(
        "a system's export without accents, dated by its name",
        "layout",
        "hoso_20240602.csv",
        lambda: csv_file(
            [
                ["ma_ho_so", "ma_tthc", "don_vi", "hinh_thuc_nop", "ngay_tiep_nhan", "ngay_hen_tra", "trang_thai"],
                [FIRST, "1.1.H60", "Sở Tư pháp", "Trực tuyến", "27/05/2024 08:15", "30/05/2024 17:00", "4"],
            ],
            ",",
        ),
        "dossiers",
        [dossier(FIRST, "so-tu-phap", "online", 4, reported_on=date(2024, 6, 2), received_on=date(2024, 5, 27))],
    ),
]
