"""Lists of procedures and forms II.06a in wording of their own: group rows, amounts for marks."""

from __future__ import annotations

from datetime import date

from tests.corpus.case import Case
from tests.workbook import Page, xlsx

NH = "huyen-na-hang"


PROCEDURES = [
    Case(
        "departments and fields as group rows that say what they are, levels and fees under short headings",
        "layout",
        "PL QD 358.xlsx",
        lambda: xlsx(
            [
                ["DANH MỤC TTHC CUNG CẤP DỊCH VỤ CÔNG TRỰC TUYẾN (kèm theo Quyết định số 358/QĐ-UBND ngày 12/4/2024)"],
                ["STT", "Mã số TTHC", "Tên thủ tục hành chính", "DVCTT", "TTHC có phí, lệ phí"],
                ["A", "SỞ TƯ PHÁP"],
                ["I", "Lĩnh vực Hộ tịch"],
                [1, "1.001193.H60", "Đăng ký khai sinh", "Toàn trình", None],
                [2, "1.000894.H60", "Đăng ký kết hôn", "Một phần", "x"],
                ["II", "LĨNH VỰC: chứng thực"],
                [3, None, "Chứng thực chữ ký", "Một phần", "x"],
                [4, "2.000815.H60", "Chứng thực bản sao từ bản chính", "Mức độ 5", "x"],
                ["B", "SỞ GIAO THÔNG VẬN TẢI"],
                ["I", "Lĩnh vực Đường bộ"],
                [5, "1.002809.H60", "Đổi Giấy phép lái xe", "Toàn trình", "x"],
                [None, "Tổng số: 05 TTHC"],
            ]
        ),
        "procedures",
        [
            {"procedure_code": "1.001193.H60", "field": "Hộ tịch", "agency_id": "so-tu-phap", "has_fee": False},
            {"procedure_code": "1.000894.H60", "field": "Hộ tịch", "service_level": "partial", "has_fee": True},
            {"procedure_code": "2.000815.H60", "field": "Chứng thực", "service_level": None},
            {"procedure_code": "1.002809.H60", "field": "Đường bộ", "agency_id": "so-giao-thong-van-tai"},
        ],
        refused=frozenset({"B8"}),
        warned=frozenset({("unknown_word", "D9")}),
    ),
    Case(
        "the department in charge under a heading of its own, the level as “Cung cấp mức độ”",
        "layout",
        "thietyeu.xlsx",
        lambda: xlsx(
            [
                ["VĂN PHÒNG UBND TỈNH"],
                ["TT", "Tên TTHC", "Mã TTHC", "Sở, ngành chủ trì", "DVC thiết yếu (Đề án 06)", "Cung cấp mức độ"],
                [1, "Đăng ký khai sinh", "1.001193.H60", "STP", "x", "Toàn trình"],
                [2, "Cấp giấy phép xây dựng", "1.009974.H60", "SXD", None, "Một phần"],
                [3, "Cấp giấy phép khác", "1.009975.H60", "Sở Địa chính", None, "Một phần"],
            ]
        ),
        "procedures",
        [
            {"procedure_code": "1.001193.H60", "agency_id": "so-tu-phap", "is_essential": True}
            | {"service_level": "full"},
            {"procedure_code": "1.009974.H60", "agency_id": "so-xay-dung", "is_essential": False},
        ],
        refused=frozenset({"D5"}),
    ),
    Case(
        "tiers of government over fields as group rows, a code broken over two lines",
        "layout",
        "QD512.xlsx",
        lambda: xlsx(
            [
                ["DANH MỤC TTHC THUỘC PHẠM VI QUẢN LÝ CỦA NGÀNH TƯ PHÁP TỈNH TUYÊN QUANG"],
                ["STT", "Mã TTHC", "Tên TTHC", "Mức độ", "Cơ quan thực hiện"],
                ["A", "THỦ TỤC HÀNH CHÍNH CẤP TỈNH"],
                ["I", "Lĩnh vực Lý lịch tư pháp"],
                [1, "2.000488.H60", "Cấp Phiếu lý lịch tư pháp", "Toàn trình", "Sở Tư pháp"],
                ["B", "THỦ TỤC HÀNH CHÍNH CẤP XÃ"],
                ["I", "Lĩnh vực Hộ tịch"],
                [2, " 1.001193.H60\n", "Đăng ký khai sinh", "Toàn  trình", "UBND cấp xã"],
                [3, "#N/A", "Đăng ký giám hộ", "Toàn trình", "UBND cấp xã"],
            ]
        ),
        "procedures",
        [
            {"procedure_code": "2.000488.H60", "field": "Lý lịch tư pháp", "agency_id": "so-tu-phap"},
            {"procedure_code": "1.001193.H60", "field": "Hộ tịch", "agency_id": None, "service_level": "full"},
        ],
        refused=frozenset({"B9"}),
        warned=frozenset({("unknown_unit", "E8"), ("unknown_unit", "E9")}),
    ),
]

FEES = Case(
    "fees as amounts, typed and in words",
    "layout",
    "phi.xlsx",
    lambda: xlsx(
        [
            ["DANH MỤC TTHC CỦA SỞ TƯ PHÁP"],
            ["STT", "Mã TTHC", "Tên TTHC", "Cơ quan thực hiện", "Mức độ", "Phí, lệ phí (đồng)"],
            *(
                [number, f"1.00100{number}.H60", f"Thủ tục {number}", "Sở Tư pháp", "Toàn trình (mức 4)", fee]
                for number, fee in enumerate(
                    ("8.000đ/bản", "Không", 200000, "150.000 đồng", 0, "Miễn lệ phí", "Theo quy định"), 1
                )
            ),
        ]
    ),
    "procedures",
    [{"has_fee": fee, "service_level": "full"} for fee in (True, False, True, True, False, False, None)],
    warned=frozenset({("unknown_word", "F9")}),
)
SENDER = Case(
    "who reports and who receives in one cell, a quarter from the 15th, another form beside",
    "layout",
    "BC quy 2.xlsx",
    lambda: xlsx(
        Page(
            [
                [
                    "Biểu số II.06a/VPCP/KSTT",
                    None,
                    "TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT TTHC",
                    "Đơn vị báo cáo: UBND huyện Na Hang\nĐơn vị nhận báo cáo: Văn phòng UBND tỉnh Tuyên Quang",
                ],
                ["Kỳ báo cáo: Quý II/2024 (Từ ngày 15/3/2024 đến ngày 14/6/2024)"],
                [
                    "STT",
                    "Lĩnh vực",
                    "Tiếp nhận",
                    None,
                    None,
                    None,
                    "Đã giải quyết",
                    None,
                    None,
                    None,
                    "Đang giải quyết",
                ],
                [
                    None,
                    None,
                    "Tổng số",
                    "Trực tuyến",
                    "Trực tiếp",
                    "Kỳ trước chuyển sang",
                    "Tổng số",
                    "Trước hạn",
                    "Đúng hạn",
                    "Quá hạn",
                    "Tổng số",
                    "Trong hạn",
                    "Quá hạn",
                ],
                [1, "Đất đai", 193, 120, 40, 33, 145, 80, 60, 5, 48, 44, 4],
                [2, "Hộ tịch", 3, 3, 0, 0, "3 (1 trả lại)", 0, 3, 0, 0, 0, 0],
            ],
            name="6a",
            merges=("A3:A4", "B3:B4", "C3:F3", "G3:J3", "K3:M3"),
        ),
        Page([["Biểu số II.06b/VPCP/KSTT"], ["STT", "Lĩnh vực", "Nguyên nhân"], [1, "Đất đai", "Thiếu"]], name="6b"),
    ),
    "dossier_counts",
    [
        {"unit_id": NH, "period_start": date(2024, 3, 15), "period_end": date(2024, 6, 14), "received_total": 193}
        | {"field": "Đất đai", "carried_over": 33, "resolved_late": 5, "pending_in_time": 44}
    ],
    refused=frozenset({"G6"}),
    warned=frozenset({("sheet_not_recognised", None)}),
)

CASES = [*PROCEDURES, FEES, SENDER]
