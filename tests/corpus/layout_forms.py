"""Layouts of form II.06a: levels as group rows, units over fields, months on sheets and in rows, compilations."""

from __future__ import annotations

from datetime import date

from tests.corpus.case import Case
from tests.workbook import Page, csv_file, web_page, xlsx

COUNTS = ("received_total", "received_online", "received_direct", "carried_over", "resolved_total", "resolved_early")
COUNTS += ("resolved_on_time", "resolved_late", "pending_total", "pending_in_time", "pending_overdue")
SMALL = [20, 10, 8, 2, 18, 10, 8, 0, 2, 2, 0]
LARGE = [50, 30, 18, 2, 40, 20, 18, 2, 10, 9, 1]
BOTH = [70, 40, 26, 4, 58, 30, 26, 2, 12, 11, 1]  # SMALL + LARGE
TWICE = [40, 20, 16, 4, 36, 20, 16, 0, 4, 4, 0]  # SMALL + SMALL
GROUPS = ["Tiếp nhận", *[None] * 3, "Đã giải quyết", *[None] * 3, "Đang giải quyết", None, None]
LEAVES = ["Tổng", "Trực tuyến", "Trực tiếp", "Kỳ trước", "Tổng", "Trước hạn", "Đúng hạn", "Trễ hạn"]
LEAVES += ["Tổng", "Trong hạn", "Quá hạn"]


def case(name: str, file: str, pages: list[Page], rows: list[dict[str, object]], **more: object) -> Case:
    return Case(name, "layout", file, lambda: xlsx(*pages), "dossier_counts", rows, **more)  # type: ignore[arg-type]


def form(unit: str, field: str | None, counts: list[int], start: date, end: date) -> dict[str, object]:
    return {
        "unit_id": unit,
        "field": field,
        "period_start": start,
        "period_end": end,
        **dict(zip(COUNTS, counts, strict=True)),
    }


APRIL, MAY = (date(2024, 4, 1), date(2024, 4, 30)), (date(2024, 5, 1), date(2024, 5, 31))
NATIONAL = [
    [
        *("Biểu số II.06a/VPCP/KSTT", None, "TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT TTHC TẠI CƠ QUAN, ĐƠN VỊ"),
        *[None] * 8,
        "- Đơn vị báo cáo: UBND huyện Na Hang",
    ],
    [
        *("(Ban hành theo Thông tư số 01/2020/TT-VPCP ngày 21/10/2020)", None, "Kỳ báo cáo: Quý II/2024"),
        *[None] * 8,
        "- Đơn vị nhận báo cáo: UBND tỉnh Tuyên Quang",
    ],
    [None, None, "(Từ ngày 15/3/2024 đến ngày 14/6/2024)"],
    [*[None] * 11, "Đơn vị tính: Số hồ sơ TTHC"],
    [
        *("STT", "Lĩnh vực, công việc giải quyết theo cấp", "Số lượng hồ sơ tiếp nhận", *[None] * 3),
        *("Số lượng hồ sơ đã giải quyết", *[None] * 3, "Số lượng hồ sơ đang giải quyết", None, None),
    ],
    [
        *(None, None, "Tổng số", "Trong kỳ", None, "Từ kỳ trước", "Tổng số", "Trước hạn", "Đúng hạn", "Quá hạn"),
        *("Tổng số", "Trong hạn", "Quá hạn"),
    ],
    [None, None, None, "Trực tuyến", "Trực tiếp, dịch vụ bưu chính"],
    [
        *("(1)", "(2)", "(3)=(4)+(5)+(6)", "(4)", "(5)", "(6)", "(7)=(8)+(9)+(10)", "(8)", "(9)", "(10)"),
        *("(11)=(12)+(13)", "(12)", "(13)"),
    ],
    ["I", "Lĩnh vực thuộc thẩm quyền cấp huyện"],
    [1, "Tư pháp", *SMALL],
    [2, "Đất đai", *LARGE],
    ["II", "Cấp xã"],
    [1, "Hộ tịch", *SMALL],
    [None, "Tổng cộng", *[a + b for a, b in zip(BOTH, SMALL, strict=True)]],
    [],
    [None, "NGƯỜI LẬP BIỂU", *[None] * 8, "KT. CHỦ TỊCH"],
    [*[None] * 10, "PHÓ CHỦ TỊCH"],
]
MERGED = ["A5:A7", "B5:B7", "C5:F5", "G5:J5", "K5:M5", "C6:C7", "D6:E6", *(f"{c}6:{c}7" for c in "FGHIJKLM")]


def _month(name: str) -> Page:
    return Page(
        [
            ["Tình hình giải quyết TTHC năm 2024"],
            ["TT", "Cơ quan, đơn vị", "Lĩnh vực", *GROUPS],
            [None, None, None, *LEAVES],
            [1, "Sở Tư pháp", "Hộ tịch", *SMALL],
            [2, None, "Luật sư", *LARGE],
            ["Tổng", None, None, *BOTH],
        ],
        name=name,
        merges=["B4:B5"],
    )


HTML = [
    ["Biểu số II.06a/VPCP/KSTT", None, "Sở Tư pháp"],
    [None, None, "Từ ngày 01/05/2024 đến ngày 31/05/2024"],
    ["STT", "Lĩnh vực, công việc", "Số hồ sơ nhận giải quyết", *[None] * 3, "Kết quả giải quyết", *[None] * 6],
    [None, None, "Tổng số", "Trong đó", None, None, "Số hồ sơ đã giải quyết", *[None] * 3, "Số hồ sơ đang giải quyết"],
    [
        *(None, None, None, "Số mới tiếp nhận trực tuyến", "Số mới tiếp nhận trực tiếp/ dịch vụ bưu chính"),
        *("Số kỳ trước chuyển qua", "Tổng số", "Trước hạn", "Đúng hạn", "Quá hạn", "Tổng số", "Chưa đến hạn"),
        "Quá hạn",
    ],
    list(range(1, 14)),
    [1, "Hộ tịch", *SMALL],
    [None, "Tổng số", *SMALL],
]
HTML = [[*row, *[None] * (13 - len(row))] for row in HTML]
SPANS = {(2, 0): (3, 1), (2, 1): (3, 1), (2, 2): (1, 4), (2, 6): (1, 7)}
SPANS |= {(3, 2): (2, 1), (3, 3): (1, 3), (3, 6): (1, 4), (3, 10): (1, 3)}

CASES = [
    case(
        "the national layout: merged headings, column numbers, levels as group rows, total below",
        "bieu06a.xlsx",
        [Page(NATIONAL, merges=MERGED)],
        [
            form("huyen-na-hang", field, counts, date(2024, 3, 15), date(2024, 6, 14))
            for field, counts in (("Tư pháp", SMALL), ("Đất đai", LARGE), ("Hộ tịch", SMALL))
        ],
    ),
    case(
        "the province's compilation: units as rows, tiers with sums, total on top, letters over the words",
        "x.xlsx",
        [
            Page(
                [
                    ["TỔNG HỢP KẾT QUẢ GIẢI QUYẾT TTHC"],
                    ["05 tháng đầu năm 2024"],
                    ["STT", "Đơn vị", *GROUPS],
                    [None, None, *LEAVES],
                    ["A", "B", *range(1, 12)],
                    [None, "Toàn tỉnh", *[a + b for a, b in zip(TWICE, LARGE, strict=True)]],
                    ["I", "CẤP TỈNH", *TWICE],
                    [1, "Sở Tư pháp", *SMALL],
                    [2, "Sở Y tế", *SMALL],
                    ["II", "CẤP HUYỆN", *LARGE],
                    [1, "UBND huyện Na Hang", *LARGE],
                ]
            )
        ],
        [
            form(unit, None, counts, date(2024, 1, 1), date(2024, 5, 31))
            for unit, counts in (("so-tu-phap", SMALL), ("so-y-te", SMALL), ("huyen-na-hang", LARGE))
        ],
    ),
    case(
        "fields under their units, whose rows state the sums",
        "x.xlsx",
        [
            Page(
                [
                    ["KẾT QUẢ GIẢI QUYẾT HỒ SƠ THÁNG 5/2024"],
                    ["STT", "Đơn vị/Lĩnh vực", *GROUPS],
                    [None, None, *LEAVES],
                    ["I", "Sở Tư pháp", *BOTH],
                    [1, "Hộ tịch", *SMALL],
                    [2, "Luật sư", *LARGE],
                    ["II", "Sở Y tế", *LARGE],
                    [1, "Khám bệnh, chữa bệnh", *LARGE],
                    ["Tổng cộng", None, *[a + b for a, b in zip(BOTH, LARGE, strict=True)]],
                ]
            )
        ],
        [
            form("so-tu-phap", "Hộ tịch", SMALL, *MAY),
            form("so-tu-phap", "Luật sư", LARGE, *MAY),
            form("so-y-te", "Khám bệnh, chữa bệnh", LARGE, *MAY),
        ],
    ),
    case(
        "one sheet for each month, the year in the title, units merged down",
        "hoso2024.xlsx",
        [_month("T4"), _month("Tháng 5")],
        [
            form("so-tu-phap", field, counts, *span)
            for span in (APRIL, MAY)
            for field, counts in (("Hộ tịch", SMALL), ("Luật sư", LARGE))
        ],
    ),
    case(
        "flat headings with units of measure, a share that nobody asked for",
        "x.xlsx",
        [
            Page(
                [
                    ["SỞ TƯ PHÁP"],
                    ["Báo cáo tháng 5 năm 2024"],
                    [
                        *("STT", "Lĩnh vực TTHC", "Tổng số tiếp nhận (hồ sơ)", "Tiếp nhận qua mạng"),
                        *(
                            "Tiếp nhận trực tiếp và BCCI",
                            "Số hồ sơ kỳ trước chuyển sang",
                            "Tổng số hồ sơ đã giải quyết",
                        ),
                        *("Số HS giải quyết trước hạn", "Số HS giải quyết đúng hạn", "Số HS giải quyết quá hạn"),
                        *("Tổng số hồ sơ đang giải quyết", "Chưa đến hạn", "Đã quá hạn", "Tỷ lệ đúng hạn (%)"),
                    ],
                    [1, "Hộ tịch", *LARGE, 95],
                ]
            )
        ],
        [form("so-tu-phap", "Hộ tịch", LARGE, *MAY)],
    ),
    case(
        "months as group rows under a year's title",
        "x.xlsx",
        [
            Page(
                [
                    ["SỞ TƯ PHÁP"],
                    ["NĂM 2024"],
                    ["TT", "Lĩnh vực", *GROUPS],
                    [None, None, *LEAVES],
                    ["I", "Tháng 4"],
                    [1, "Hộ tịch", *SMALL],
                    ["II", "Tháng 5"],
                    [1, "Hộ tịch", *LARGE],
                ]
            )
        ],
        [form("so-tu-phap", "Hộ tịch", SMALL, *APRIL), form("so-tu-phap", "Hộ tịch", LARGE, *MAY)],
    ),
    case(
        "months below each other with two heading rows each",
        "x.xlsx",
        [
            Page(
                [
                    ["SỞ TƯ PHÁP"],
                    ["Tháng 4/2024"],
                    ["TT", "Lĩnh vực", *GROUPS],
                    [None, None, *LEAVES],
                    [1, "Hộ tịch", *SMALL],
                    [],
                    ["Tháng 5/2024"],
                    ["TT", "Lĩnh vực", *GROUPS],
                    [None, None, *LEAVES],
                    [1, "Hộ tịch", *LARGE],
                ]
            )
        ],
        [form("so-tu-phap", "Hộ tịch", SMALL, *APRIL), form("so-tu-phap", "Hộ tịch", LARGE, *MAY)],
    ),
    case(
        "a column of months and one of units named once for their block",
        "tong hop 2024.xlsx",
        [
            Page(
                [
                    ["TT", "Đơn vị", "Lĩnh vực", "Tháng", *GROUPS],
                    [None, None, None, None, *LEAVES],
                    [1, "Sở Tư pháp", "Hộ tịch", "4/2024", *SMALL],
                    [None, None, "Luật sư", "4/2024", *LARGE],
                    [2, "Sở Y tế", "Dược", "5/2024", *SMALL],
                    [None, None, "Y tế", "5/2024", *LARGE],
                ]
            )
        ],
        [
            form("so-tu-phap", "Hộ tịch", SMALL, *APRIL),
            form("so-tu-phap", "Luật sư", LARGE, *APRIL),
            form("so-y-te", "Dược", SMALL, *MAY),
            form("so-y-te", "Y tế", LARGE, *MAY),
        ],
    ),
    case(
        "the form's heading over units instead of fields",
        "x.xlsx",
        [
            Page(
                [
                    ["UBND TỈNH TUYÊN QUANG"],
                    ["Tháng 5/2024"],
                    ["STT", "Lĩnh vực, công việc giải quyết theo cấp", *GROUPS],
                    [None, None, *LEAVES],
                    ["I", "Cấp tỉnh"],
                    [1, "Sở Tư pháp", *SMALL],
                    ["II", "Cấp huyện"],
                    [1, "UBND huyện Na Hang", *LARGE],
                ]
            )
        ],
        [form("so-tu-phap", None, SMALL, *MAY), form("huyen-na-hang", None, LARGE, *MAY)],
    ),
    case(
        "fields named like departments in a district's form, a row without its running number",
        "x.xlsx",
        [
            Page(
                [
                    ["UBND HUYỆN NA HANG"],
                    ["Tháng 5/2024"],
                    ["STT", "Lĩnh vực", *GROUPS],
                    [None, None, *LEAVES],
                    ["I", "Tư pháp", *BOTH],
                    [1, "Hộ tịch", *SMALL],
                    [None, "Chứng thực", *LARGE],
                    ["II", "Y tế", *SMALL],
                    [1, "Dược", *SMALL],
                ]
            )
        ],
        [
            form("huyen-na-hang", field, counts, *MAY)
            for field, counts in (("Hộ tịch", SMALL), ("Chứng thực", LARGE), ("Dược", SMALL))
        ],
    ),
    case(
        "units 1, 2 over fields 1.1, 1.2, with their sums",
        "x.xlsx",
        [
            Page(
                [
                    ["Tháng 5/2024"],
                    ["STT", "Lĩnh vực", *GROUPS],
                    [None, None, *LEAVES],
                    [None, "Tổng số", *[2 * n for n in BOTH]],
                    *[["1", "Sở Tư pháp", *BOTH], ["1.1", "Hộ tịch", *SMALL], ["1.2", "Luật sư", *LARGE]],
                    *[["2", "Sở Y tế", *BOTH], ["2.1", "Dược", *SMALL], ["2.2", "Y tế", *LARGE]],
                ]
            )
        ],
        [
            form(unit, field, counts, *MAY)
            for unit, field, counts in (
                *(("so-tu-phap", "Hộ tịch", SMALL), ("so-tu-phap", "Luật sư", LARGE)),
                *(("so-y-te", "Dược", SMALL), ("so-y-te", "Y tế", LARGE)),
            )
        ],
    ),
    case(
        "tiers without a number state their sums, the unit only in the file's name",
        "06a_huyen_Na_Hang.xlsx",
        [
            Page(
                [
                    ["Từ ngày 01/05/2024 đến ngày 31/05/2024"],
                    ["STT", "Lĩnh vực, công việc giải quyết theo cấp", *GROUPS],
                    [None, None, *LEAVES],
                    list(range(1, 14)),
                    [None, "TTHC cấp huyện", *BOTH],
                    [1, "Đất đai", *SMALL],
                    [2, "Tư pháp", *LARGE],
                    [None, "TTHC cấp xã", *TWICE],
                    [1, "Hộ tịch", *SMALL],
                    [2, "Chứng thực", *SMALL],
                    [None, "TỔNG", *[a + b for a, b in zip(BOTH, TWICE, strict=True)]],
                    [None, None, "Na Hang, ngày 05 tháng 6 năm 2024"],
                    ["NGƯỜI LẬP", None, None, "KT. CHỦ TỊCH"],
                ]
            )
        ],
        [
            form("huyen-na-hang", field, counts, *MAY)
            for field, counts in (("Đất đai", SMALL), ("Tư pháp", LARGE), ("Hộ tịch", SMALL), ("Chứng thực", SMALL))
        ],
    ),
    Case(
        "the older form as HTML with four levels of headings",
        "layout",
        "x.xls",
        lambda: web_page(HTML, SPANS),
        "dossier_counts",
        [form("so-tu-phap", "Hộ tịch", SMALL, *MAY)],
    ),
    Case(
        "a file in thousands of dossiers says so",
        "layout",
        "x.csv",
        lambda: csv_file(
            [
                ["SỞ TƯ PHÁP"],
                ["Tháng 4/2024"],
                ["Đơn vị tính: nghìn hồ sơ"],
                ["TT", "Lĩnh vực", *GROUPS],
                [None, None, *LEAVES],
                ["1", "Hộ tịch", "20,5", "10", "8,5", "2", "18", "10", "8", "0", "2,5", "2,5", "0"],
            ]
        ),
        "dossier_counts",
        [form("so-tu-phap", "Hộ tịch", [20500, 10000, 8500, 2000, 18000, 10000, 8000, 0, 2500, 2500, 0], *APRIL)],
        warned=frozenset({("scaled_count", None)}),
    ),
]
