"""Layouts of village lists: communes as group rows, sums under any name, one sheet for each district."""

from __future__ import annotations

from datetime import date

from tests.corpus.case import Case
from tests.workbook import Page, xlsx

MAY = date(2024, 5, 31)
NH, LB = "huyen-na-hang", "huyen-lam-binh"
SINH_LONG, DA_VI, BINH_AN = f"xa-sinh-long.{NH}", f"xa-da-vi.{NH}", f"xa-binh-an.{LB}"


def case(name: str, file: str, pages: list[Page], rows: list[dict[str, object]], **more: object) -> Case:
    return Case(name, "layout", file, lambda: xlsx(*pages), "village_coverage", rows, **more)  # type: ignore[arg-type]


def village(name: str, commune: str, households: int | None, people: int | None, **more: object) -> dict[str, object]:
    whole = {"village_name": name, "commune_id": commune, "district_id": commune.partition(".")[2]}
    return {**whole, "households": households, "population": people, **more}


CASES = [
    case(
        "communes with their sums over the villages, marks under a group, reasons as above",
        "x.xlsx",
        [
            Page(
                [
                    ["UBND HUYỆN NA HANG", None, None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
                    ["DANH SÁCH THÔN, BẢN CHƯA CÓ SÓNG DI ĐỘNG"],
                    ["(Tính đến 31/5/2024)"],
                    [
                        *("STT", "Tên xã/Tên thôn", "Số hộ (hộ)", "Dân số (người)", "Tình trạng sóng", "Sóng di động"),
                        *(None, None, "Điện lưới", "Nguyên nhân", "Dự kiến phủ sóng"),
                    ],
                    [None, None, None, None, None, "2G", "3G", "4G"],
                    ["I", "Xã Sinh Long", 150, 700],
                    [1, "Nặm Đường", 50, 250, "Không có sóng", *(None,) * 3, "x", "Địa hình chia cắt", "Quý IV/2024"],
                    [2, "Lũng Khiêng", 100, 450, "Yếu", "x", None, None, "x", "nt", "30/6/2025"],
                    ["II", "Xã Đà Vị", 80, 300],
                    [1, "Bản Lục", 80, 300, "Tốt", "x", "x", "x", "x"],
                    ["Tổng cộng", None, 230, 1000],
                ]
            )
        ],
        [
            village("Nặm Đường", SINH_LONG, 50, 250, signal="none", has_2g=False, planned_on=date(2024, 12, 31)),
            village("Lũng Khiêng", SINH_LONG, 100, 450, signal="weak", cause="Địa hình chia cắt", reported_on=MAY),
            village("Bản Lục", DA_VI, 80, 300, signal="good", has_3g=True, has_grid_power=True),
        ],
    ),
    case(
        "a sheet for each district, communes merged down, one sheet in thousands of people",
        "phu song 5-2024.xlsx",
        [
            Page(
                [
                    ["Thống kê"],
                    ["TT", "Xã, thị trấn", "Thôn/bản/TDP", "Số hộ", "Số khẩu", "Chất lượng sóng"],
                    [1, "Sinh Long", "Thôn A", 50, 250, "Tốt"],
                    [2, None, "Thôn B", 50, 250, "Yếu"],
                    [3, "Đà Vị", "Bản Lục", 80, 300, "Tốt"],
                    ["Cộng", None, None, 180, 800],
                ],
                name="Na Hang",
                merges=["B3:B4"],
            ),
            Page(
                [
                    ["Đơn vị tính: nghìn người"],
                    ["TT", "Xã, thị trấn", "Thôn/bản/TDP", "Số hộ", "Số khẩu", "Chất lượng sóng"],
                    [1, "Bình An", "Thôn A", 50, 0.25, "Tốt"],
                ],
                name="Lâm Bình",
            ),
        ],
        [
            village("Thôn A", SINH_LONG, 50, 250, reported_on=MAY),
            village("Thôn B", SINH_LONG, 50, 250),
            village("Bản Lục", DA_VI, 80, 300),
            village("Thôn A", BINH_AN, 50, 250),
        ],
        warned=frozenset({("scaled_count", "E2")}),
    ),
    case(
        "districts over communes with sums, headings in capitals with their remark, the province last",
        "x.xlsx",
        [
            Page(
                [
                    ["TỔNG HỢP HIỆN TRẠNG PHỦ SÓNG THÔN, BẢN, TỔ DÂN PHỐ"],
                    ["Tháng 05 năm 2024"],
                    ["STT", "ĐỊA BÀN (THÔN/BẢN/TỔ DÂN PHỐ)", "SỐ HỘ DÂN", "SỐ NHÂN KHẨU", "PHỦ SÓNG"],
                    [None, None, None, None, "3G", "4G"],
                    ["A", "HUYỆN NA HANG", 180, 800],
                    ["I", "XÃ SINH LONG", 100, 500],
                    [1, "Thôn A", 50, 250, "x", "x"],
                    [2, "Thôn B", 50, 250],
                    ["II", "THỊ TRẤN NA HANG", 80, 300],
                    [1, "Tổ dân phố 1", 80, 300, "x"],
                    ["B", "HUYỆN LÂM BÌNH", 80, 300],
                    ["I", "XÃ BÌNH AN", 80, 300],
                    [1, "Thôn A", 80, 300, "x", "x"],
                    [None, "TOÀN TỈNH", 260, 1100],
                ]
            )
        ],
        [
            village("Thôn A", SINH_LONG, 50, 250, has_3g=True, signal="good"),
            village("Thôn B", SINH_LONG, 50, 250, has_4g=False, signal="none"),
            village("Tổ dân phố 1", f"thi-tran-na-hang.{NH}", 80, 300, has_4g=False),
            village("Thôn A", BINH_AN, 80, 300),
        ],
    ),
    case(
        "one commune's own list, named in the title",
        "x.xlsx",
        [
            Page(
                [
                    ["UBND XÃ SINH LONG - HUYỆN NA HANG"],
                    ["Tình hình phủ sóng đến ngày 31/5/2024"],
                    ["STT", "Tên thôn, bản", "Tổng số hộ", "Tổng số nhân khẩu", "Tình trạng phủ sóng di động"],
                    [1, "Thôn A", 50, 250, "Có sóng"],
                    [2, "Thôn B", 50, 250, "Chưa có sóng"],
                    [None, "Cộng xã Sinh Long", 100, 500],
                ]
            )
        ],
        [
            village("Thôn A", SINH_LONG, 50, 250, signal="good"),
            village("Thôn B", SINH_LONG, 50, 250, signal="none"),
        ],
    ),
    case(
        "headings once, a commune's name over each block, a plain sum under each and the district's last",
        "x.xlsx",
        [
            Page(
                [
                    ["HUYỆN NA HANG: phủ sóng tháng 5/2024"],
                    ["STT", "Thôn", "Số hộ", "Dân số", "Sóng 4G"],
                    ["Xã Sinh Long"],
                    [1, "Thôn A", 50, 250, "x"],
                    [2, "Thôn B", 50, 250],
                    ["Cộng", None, 100, 500],
                    [],
                    ["Xã Đà Vị"],
                    [1, "Thôn A", 50, 250, "x"],
                    ["Cộng", None, 50, 250],
                    ["Tổng huyện", None, 150, 750],
                ]
            )
        ],
        [
            village("Thôn A", SINH_LONG, 50, 250, has_4g=True),
            village("Thôn B", SINH_LONG, 50, 250, has_4g=False),
            village("Thôn A", DA_VI, 50, 250),
        ],
    ),
    case(
        "communes' bare names without a number over their villages, a stated sum that is wrong",
        "x.xlsx",
        [
            Page(
                [
                    ["HUYỆN NA HANG - tháng 5/2024"],
                    ["STT", "Địa bàn", "Số hộ", "Số khẩu"],
                    [None, "Sinh Long", 70, 310],
                    [1, "Thôn A", 30, 150],
                    [2, "Thôn B", 40, 160],
                    [None, "Đà Vị", 35, 140],
                    [1, "Thôn A", 20, 80],
                    [2, "Thôn C", 15, 60],
                    [None, "Tổng cộng", 105, 451],
                ]
            )
        ],
        [
            village("Thôn A", SINH_LONG, 30, 150),
            village("Thôn B", SINH_LONG, 40, 160),
            village("Thôn A", DA_VI, 20, 80),
            village("Thôn C", DA_VI, 15, 60),
        ],
        warned=frozenset({("total_differs", "D9")}),
    ),
    case(
        "no running numbers, the commune once for its block, a total that counts villages in words",
        "x.xlsx",
        [
            Page(
                [
                    ["UBND HUYỆN NA HANG"],
                    ["Biểu tổng hợp hiện trạng sóng di động các thôn, bản tháng 5/2024"],
                    ["Xã", "Thôn", "Số hộ", "Nhân khẩu", "3G", "4G", "Ghi chú"],
                    ["Sinh Long", "Thôn A", 50, 250, "x", "x"],
                    [None, "Thôn B", 40, 200, "x"],
                    [None, "Thôn C", 30, 100],
                    ["Đà Vị", "Thôn A", 50, 250, "x", "x"],
                    [None, "Bản Lục", 20, 80, "-", "-"],
                    ["Tổng", "5 thôn", 190, 880],
                ]
            )
        ],
        [
            village("Thôn A", SINH_LONG, 50, 250, has_4g=True),
            village("Thôn B", SINH_LONG, 40, 200, has_4g=False),
            village("Thôn C", SINH_LONG, 30, 100, signal="none"),
            village("Thôn A", DA_VI, 50, 250),
            village("Bản Lục", DA_VI, 20, 80, has_3g=False),
        ],
    ),
    case(
        "headings in two languages, three heading rows without merges, units of measure in a row of their own",
        "x.xlsx",
        [
            Page(
                [
                    ["UBND HUYỆN NA HANG"],
                    ["Quý II năm 2024"],
                    ["STT\nNo.", "Thôn, bản\nVillage", "Xã\nCommune", "Quy mô", None, "Phủ sóng"],
                    [None, None, None, "Hộ", "Khẩu", "3G", "4G"],
                    [None, None, None, "(hộ)", "(người)"],
                    ["1", "2", "3", "4", "5", "6", "7"],
                    [1, "A", "Sinh Long", 5, 20, "x"],
                    [2, "B", "Sinh Long", 6, 25, "x", "x"],
                ],
                hidden_rows=[8],
            )
        ],
        [
            village("A", SINH_LONG, 5, 20, has_3g=True, has_4g=False, reported_on=date(2024, 6, 30)),
            village("B", SINH_LONG, 6, 25, has_4g=True),
        ],
    ),
]
