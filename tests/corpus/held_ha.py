"""Files of old programs and of portals: fonts of old, no merged cells, a mistake in a group row, a sum beneath."""

from __future__ import annotations

from datetime import date

from tests.corpus.case import Case
from tests.old_text import tcvn3, twice, vni
from tests.old_xls import Old, xls
from tests.workbook import Line, Page, csv_file, web_page, xlsx

NH, LB, SD = "huyen-na-hang", "huyen-lam-binh", "huyen-son-duong"
FORM: list[Line] = [
    [
        "TT",
        "Lĩnh vực, công việc giải quyết theo cấp",
        "Số lượng hồ sơ tiếp nhận",
        *([None] * 3),
        "Số lượng hồ sơ đã giải quyết",
        *([None] * 3),
        "Số lượng hồ sơ đang giải quyết",
        None,
        None,
    ],
    [None, None, "Tổng số", "Trong đó", None, None, "Tổng số", "Trong đó", None, None, "Tổng số", "Trong đó", None],
    [
        None,
        None,
        None,
        "Trực tuyến",
        "Trực tiếp, dịch vụ bưu chính",
        "Từ kỳ trước",
        None,
        "Trước hạn",
        "Đúng hạn",
        "Quá hạn",
        None,
        "Trong hạn",
        "Quá hạn",
    ],
]
COUNTS = ("received_total", "received_online", "received_direct", "carried_over", "resolved_total", "resolved_early")
COUNTS += ("resolved_on_time", "resolved_late", "pending_total", "pending_in_time", "pending_overdue")
BIRTHS, COPIES = [14, 4, 10, 0, 14, 10, 4, 0, 0, 0, 0], [33, 0, 33, 0, 30, 30, 0, 0, 3, 2, 1]


def in_font(lines: list[Line], font: str) -> bytes:
    """An .xls of that time: no merged cells, every text in the font's letters."""
    write = vni if font.startswith("VNI") else tcvn3
    return xls([[write(cell) if isinstance(cell, str) else cell for cell in line] for line in lines], Old(font=font))


def counted(unit: str, field: str, counts: list[int | None], **more: object) -> dict[str, object]:
    return {"unit_id": unit, "field": field, **dict(zip(COUNTS, counts, strict=True)), **more}


OLD_FONT = frozenset({("old_encoding", None)})

CASES = [
    Case(
        "three rows of headings without merged cells, in a font of old",
        "file",
        "tanquang.xls",
        lambda: in_font(
            [
                ["UBND phường Tân Quang - TP Tuyên Quang"],
                ["Số liệu tháng 3 năm 2024"],
                *FORM,
                ["I", "Lĩnh vực thuộc thẩm quyền cấp xã"],
                [1, "Hộ tịch", *BIRTHS],
                [2, "Chứng thực", *COPIES],
                ["Cộng", None, *[a + b for a, b in zip(BIRTHS, COPIES, strict=True)]],
            ],
            ".VnArial",
        ),
        "dossier_counts",
        [
            counted("phuong-tan-quang.thanh-pho-tuyen-quang", "Hộ tịch", [*BIRTHS], period_end=date(2024, 3, 31)),
            counted("phuong-tan-quang.thanh-pho-tuyen-quang", "Chứng thực", [*COPIES]),
        ],
        warned=OLD_FONT,
    ),
    Case(
        "a dash in a sum is blank, a month 13 refuses its row only",
        "value",
        "so_lieu.csv",
        lambda: csv_file(
            [
                [
                    "Đơn vị",
                    "Tháng",
                    "Lĩnh vực",
                    "Tổng tiếp nhận",
                    "Tiếp nhận trực tuyến",
                    "Tiếp nhận trực tiếp/BCCI",
                    "Kỳ trước chuyển qua",
                    "Tổng đã giải quyết",
                    "Giải quyết trước hạn",
                    "Giải quyết đúng hạn",
                    "Giải quyết quá hạn",
                    "Tổng đang giải quyết",
                    "Đang giải quyết trong hạn",
                    "Đang giải quyết quá hạn",
                ],
                ["UBND huyện Na Hang", "05/2024", "Hộ tịch", *BIRTHS],
                ["UBND huyện Na Hang", "13/2024", "Đất đai", *BIRTHS],
                ["UBND huyện Na Hang", "04/2024", "Hộ tịch", *COPIES[:4], "-", *COPIES[5:]],
            ]
        ),
        "dossier_counts",
        [
            counted(NH, "Hộ tịch", [*BIRTHS], period_start=date(2024, 5, 1), period_end=date(2024, 5, 31)),
            counted(NH, "Hộ tịch", [*COPIES[:4], None, *COPIES[5:]], period_end=date(2024, 4, 30)),
        ],
        refused=frozenset({3}),
    ),
    Case(
        "communes over fields under “Xã/Lĩnh vực” and “Kết quả giải quyết”, one commune misspelt",
        "layout",
        "SD_capxa.xlsx",
        lambda: xlsx(
            Page(
                [
                    ["UBND HUYỆN SƠN DƯƠNG"],
                    ["TỔNG HỢP KẾT QUẢ GIẢI QUYẾT TTHC CẤP XÃ QUÝ II NĂM 2024"],
                    [
                        "TT",
                        "Xã/Lĩnh vực",
                        "Số hồ sơ tiếp nhận",
                        *([None] * 3),
                        "Kết quả giải quyết",
                        *([None] * 3),
                        "Đang giải quyết",
                        None,
                        None,
                    ],
                    [
                        None,
                        None,
                        "Tổng",
                        "Trực tuyến",
                        "Trực tiếp + BCCI",
                        "Kỳ trước",
                        "Tổng",
                        "Trước hạn",
                        "Đúng hạn",
                        "Trễ hạn",
                        "Tổng",
                        "Trong hạn",
                        "Quá hạn",
                    ],
                    ["I", "Xã Hợp Hòa", *[a + b for a, b in zip(BIRTHS, COPIES, strict=True)]],
                    [1, "Hộ tịch", *BIRTHS],
                    [2, "Chứng thực", *COPIES],
                    ["II", "Xã Hợp Tác", *BIRTHS],
                    [1, "Hộ tịch", *BIRTHS],
                ],
                merges=["A3:A4", "B3:B4", "C3:F3", "G3:J3", "K3:M3"],
            )
        ),
        "dossier_counts",
        [
            counted(f"xa-hop-hoa.{SD}", "Hộ tịch", [*BIRTHS], period_end=date(2024, 6, 30)),
            counted(f"xa-hop-hoa.{SD}", "Chứng thực", [*COPIES]),
        ],
        refused=frozenset({"B8"}),
    ),
    Case(
        "addresses for communes, degrees with minutes, heights with their metre, stations by their mark",
        "value",
        "BTS_T4.xls",
        lambda: web_page(
            [
                ["SỞ THÔNG TIN VÀ TRUYỀN THÔNG", *[None] * 7],
                ["VỊ TRÍ TRẠM BTS CÁC DOANH NGHIỆP, đến ngày 30 tháng 4 năm 2024", *[None] * 7],
                [
                    "STT",
                    "Doanh nghiệp",
                    "Mã nhận diện trạm",
                    "Địa chỉ (thôn, xã, huyện)",
                    "Tọa độ địa lý",
                    None,
                    "Chiều cao cột anten",
                    "Trạng thái",
                ],
                [None, None, None, None, "Kinh độ (E)", "Vĩ độ (N)", None, None],
                ["1", "Viettel", "V1", "Thôn 1, xã Đà Vị, huyện Na Hang", "105°30'00\"", "22°27'00\"", "42m", "On"],
                ["2", "Beeline", "B1", "Thôn 2, xã Đà Vị, huyện Na Hang", "105°30'00\"", "22°27'00\"", "42m", "On"],
                ["3", "VNPT", "N1", "Thôn 3, xã Đà Vị, huyện Na Hang", "105°30'36\"", "22°27'36\"", "36,5 m", "Off"],
                ["4", "VNPT", "N2", "Thôn 4, xã Đà Vị, huyện Na Hang", "105°30'36\"", "22°27'66\"", "cao", "Off"],
            ],
            {(2, c): (2, 1) for c in (0, 1, 2, 3, 6, 7)} | {(2, 4): (1, 2)},
        ),
        "bts_stations",
        [
            {"operator": "Viettel", "station_code": "V1", "commune_id": f"xa-da-vi.{NH}", "mast_height_m": 42.0}
            | {"longitude": 105.5, "latitude": 22.45, "status": "active", "reported_on": date(2024, 4, 30)},
            {"operator": "VNPT", "station_code": "N1", "commune_id": f"xa-da-vi.{NH}", "mast_height_m": 36.5}
            | {"longitude": 105.51, "latitude": 22.46, "status": "stopped"},
        ],
        refused=frozenset({"B6", "F8", "G8"}),
    ),
    Case(
        "a portal's page whose UTF-8 was read as Latin letters, units once down a block",
        "file",
        "vitri_bts.xls",
        lambda: twice(
            web_page(
                [
                    ["DANH SÁCH TRẠM BTS (ĐẾN NGÀY 15/5/2024)", *[None] * 5],
                    ["TT", "Huyện/thành phố", "Xã/phường/thị trấn", "Doanh nghiệp", "Mã nhận diện trạm", "Thế hệ mạng"],
                    ["1", "Huyện Lâm Bình", "Thị trấn Lăng Can", "Mobifone", "M-01", "3G/4G/5G"],
                    ["2", None, "Xã Năng Khả", "MobiFone", "M-02", "3G/4G"],
                    ["", "Cộng huyện Lâm Bình", None, "2 trạm", None, None],
                ],
                {(2, 1): (2, 1), (0, 0): (1, 6), (4, 1): (1, 2)},
            ).decode()
        ).encode(),
        "bts_stations",
        [{"station_code": "M-01", "commune_id": f"thi-tran-lang-can.{LB}", "has_2g": False, "has_5g": True}],
        refused=frozenset({"C4"}),
        warned=OLD_FONT,
    ),
    Case(
        "rows without merged cells or column of communes, in a font of old, marks and figures in the first row of data",
        "file",
        "sonduong.xls",
        lambda: in_font(
            [
                ["ỦY BAN NHÂN DÂN HUYỆN SƠN DƯƠNG"],
                ["Thôn, tổ dân phố đã có sóng di động (số liệu đến 30/6/2024)"],
                ["TT", "Đơn vị", "Quy mô", None, "Phủ sóng di động", None, None, "Thời gian dự kiến có sóng"],
                [None, None, "Số hộ", "Số khẩu", "Mạng 2G", "Mạng 3G", "Mạng 4G"],
                ["A", "B", 1, 2, 3, 4, 5, 6],
                ["I", "Xã Tân Trào", 180, 750],
                [1, "Thôn Tân Lập", 180, 750, "x", "x", "x"],
                ["II", "Xã Tân Phú", 90, 380],
                [1, "Thôn Trung Long", 90, 380, "x", "x", None, "Quý I/2025"],
                ["III", "Xã Đông Thọ", 170, "1.655"],
                [1, "Thôn Khuôn Đào", 70, "1.275", None, None, None, "Tháng 12/2024"],
                [2, "Thôn Tân An", 100, "38O", "x", "x", "x"],
            ],
            "VNI-Times",
        ),
        "village_coverage",
        [
            {"village_name": "Thôn Tân Lập", "commune_id": f"xa-tan-trao.{SD}", "population": 750, "signal": "good"},
            {"village_name": "Thôn Khuôn Đào", "commune_id": f"xa-dong-tho.{SD}", "population": 1275, "signal": "none"}
            | {"planned_on": date(2024, 12, 31), "reported_on": date(2024, 6, 30)},
        ],
        refused=frozenset({"B8", "D12"}),
        warned=OLD_FONT,
    ),
    Case(
        "a sum by commune beneath the list, headings in two languages",
        "layout",
        "TPTQ.xlsx",
        lambda: xlsx(
            [
                ["UBND THÀNH PHỐ TUYÊN QUANG"],
                ["DANH SÁCH TỔ DÂN PHỐ - ngày 20/5/2024"],
                ["STT\nNo.", "Phường/xã\nWard", "Tổ dân phố, thôn\nVillage", "Số hộ\nHouseholds", "4G"],
                [1, "Minh Xuân", "TDP 1", 210, "x"],
                [2, "Tân Hà", "TDP 2", 220, None],
                ["Tổng", None, None, 430],
                [],
                ["Tổng hợp theo phường"],
                ["STT", "Phường/xã", "Số tổ", "Số hộ"],
                [1, "Minh Xuân", 1, 210],
                [2, "Tân Hà", 1, 220],
            ]
        ),
        "village_coverage",
        [{"village_name": "TDP 1", "households": 210, "has_4g": True}, {"village_name": "TDP 2", "has_4g": False}],
        warned=frozenset({("table_repeated", "A9")}),
    ),
    Case(
        "levels of an older law as marks, online payment shortened",
        "value",
        "muc34.xls",
        lambda: web_page(
            [
                ["STT", "Tên thủ tục", "Mã thủ tục", "Đơn vị thực hiện", "Mức độ", None, "TT trực tuyến"],
                [None, None, None, None, "Mức độ 3", "Mức độ 4", None],
                ["1", "Cấp giấy phép lái xe", "1.002809.H60", "Sở GTVT", "", "x", "x"],
                ["2", "Đổi giấy phép lái xe", "1.002801.H60", "Sở Giao thông - Vận tải", "x", "", ""],
                ["3", "Cấp biển hiệu xe ô tô", "", "Sở GTVT", "x", "", ""],
            ],
            {(0, c): (2, 1) for c in (0, 1, 2, 3, 6)} | {(0, 4): (1, 2)},
        ),
        "procedures",
        [
            {"procedure_code": "1.002809.H60", "service_level": "full", "has_online_payment": True},
            {"procedure_code": "1.002801.H60", "service_level": "partial", "has_online_payment": False},
        ],
        refused=frozenset({"C5"}),
    ),
]
