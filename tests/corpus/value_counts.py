"""Counts, numbers and shares in every form in which they are typed."""

from __future__ import annotations

from tests.corpus.case import Case
from tests.workbook import Line, Page, csv_file, web_page, xlsx

NA_HANG = ["UBND HUYỆN NA HANG"], ["Hiện trạng phủ sóng di động, số liệu đến ngày 31/5/2024"]
VILLAGE = ["STT", "Xã", "Thôn, bản, tổ dân phố", "Số hộ", "Số khẩu"]


def villages(*numbers: tuple[object, object]) -> list[Line]:
    """A list of the district Na Hang, rows from 4 on: households in D, people in E."""
    rows = [[at, "Năng Khả", f"Nà Chang {at}", *pair] for at, pair in enumerate(numbers, 1)]
    return [*NA_HANG, VILLAGE, *rows]


def counted(*pairs: tuple[int | None, int | None]) -> list[dict[str, int | None]]:
    return [{"households": households, "population": people} for households, people in pairs]


FORM = ["Lĩnh vực", "Tổng số tiếp nhận", "Trực tuyến", "Trực tiếp", "Kỳ trước", "Tổng số đã giải quyết", "Trước hạn"]
FORM += ["Đúng hạn", "Giải quyết quá hạn", "Tổng số đang giải quyết", "Trong hạn", "Đang giải quyết quá hạn"]
TASK = ["STT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn", "Tỷ lệ hoàn thành (%)"]
STATION = ["Mã trạm", "Nhà mạng", "Xã", "Chiều cao cột (m)"]


def tasks(*shares: object) -> list[Line]:
    """A task list of Đề án 06, rows from 3 on: how much is done in E."""
    rows = [[at, f"Việc số {at}", "Sở Tư pháp", "Quý III/2024", share] for at, share in enumerate(shares, 1)]
    return [["NHIỆM VỤ ĐỀ ÁN 06 NĂM 2024 (tính đến ngày 31/5/2024)"], TASK, *rows]


CASES = [
    Case(
        "thousands by point, comma, blank, no-break blank, thin blank and both apostrophes",
        "value",
        "phu_song_na_hang.xlsx",
        lambda: xlsx(
            villages(
                ("1.283", "5,120"), ("1 283", "5\u00a0120"), ("1'283", "5’120"), (1283, "5\u202f120"), ("'64", " 310 ")
            )
        ),
        "village_coverage",
        counted((1283, 5120), (1283, 5120), (1283, 5120), (1283, 5120), (64, 310)),
    ),
    Case(
        "digits that look alike, invisible signs, a plus, a decimal nought, dashes for nothing",
        "value",
        "phu_song_na_hang.xlsx",
        lambda: xlsx(
            villages(
                ("１２８", "５１２"), ("12\u200b", "\u200e48"), ("+64", "256,0"), ("64.0", "…"), ("-", "–"), (0, "0")
            )
        ),
        "village_coverage",
        counted((128, 512), (12, 48), (64, 256), (64, None), (None, None), (0, 0)),
    ),
    Case(
        "what is no count refuses its row and no other",
        "value",
        "phu_song_na_hang.xlsx",
        lambda: xlsx(
            villages(
                ("khoảng 40", 160),
                (41, "12 (trong đó 3 hộ mới)"),
                ("5-6", 20),
                (">50", 200),
                ("(12)", 50),
                ("1O", 40),
                ("l2", 48),
                ("1E+03", 90),
                (12.5, 60),
                (-3, 12),
                ("bốn mươi", 161),
                (42, 168),
            )
        ),
        "village_coverage",
        counted((42, 168)),
        frozenset({"D4", "E5", "D6", "D7", "D8", "D9", "D10", "D11", "D12", "D13", "D14"}),
    ),
    Case(
        "counts in thousands that an English Excel took for decimals",
        "value",
        "phu_song_na_hang.xlsx",
        lambda: xlsx(villages((1.283, 512), (250, 1.051), (640, 988), (97, 402))),
        "village_coverage",
        counted((1283, 512), (250, 1051), (640, 988), (97, 402)),
        warned=frozenset({("count_typed_as_decimal", "D4")}),
        quiet=False,
    ),
    Case(
        "a typed 1,283 among small counts may be anything",
        "value",
        "phu_song_na_hang.xlsx",
        lambda: xlsx(villages((1.283, 40), (12, 41), (9, 38))),
        "village_coverage",
        counted((12, 41), (9, 38)),
        frozenset({"D4"}),
    ),
    Case(
        "a formula's dust behind the point is no decimal",
        "value",
        "phu_song_na_hang.xlsx",
        lambda: xlsx(villages((64.00000000000001, 255.99999999999997), (12, 48))),
        "village_coverage",
        counted((64, 256), (12, 48)),
    ),
    Case(
        "form II.06a as the portal's web page, counts with points",
        "value",
        "bieu_06a_so_tu_phap.xls",
        lambda: web_page(
            [
                ["Sở Tư pháp"],
                ["(Từ ngày 01/05/2024 đến ngày 31/05/2024)"],
                FORM,
                ["Hộ tịch", "1.283", "1.000", "183", "100", "1.200", "900", "290", "10", "83", "80", "3"],
                ["Chứng thực", "12", "", "-", "12", "12", "12", "0", "0", "0", "0", "0"],
            ]
        ),
        "dossier_counts",
        [
            {"unit_id": "so-tu-phap", "received_total": 1283, "received_online": 1000, "pending_overdue": 3},
            {"received_total": 12, "received_online": None, "received_direct": None, "resolved_late": 0},
        ],
    ),
    Case(
        "form II.06a as CSV with a refused count in the line of its record",
        "value",
        "so_y_te_thang_5_2024.csv",
        lambda: csv_file(
            [
                ["Sở Y tế"],
                ["Tháng 5/2024"],
                FORM,
                ["Dược", "3", "1", "1", "1", "2", "1", "1", "0", "1", "1", "0"],
                ["Khám chữa bệnh", "25 hồ sơ", "1", "1", "1", "2", "1", "1", "0", "1", "1", "0"],
                ["Dân số", "1 003", "1 001", "1", "1", "1.002", "1,001", "1", "0", "1", "1", "0"],
            ]
        ),
        "dossier_counts",
        [{"field": "Dược", "received_total": 3}, {"field": "Dân số", "received_total": 1003, "resolved_early": 1001}],
        frozenset({5}),
    ),
    Case(
        "an identity number slipped into a column of counts",
        "value",
        "phu_song_na_hang.xlsx",
        lambda: xlsx(villages((8090001234, 40), ("008090001234", 41), (12, 41))),
        "village_coverage",
        counted((12, 41)),
        frozenset({"D4", "D5"}),
    ),
    Case(
        "shares as fractions of one throughout",
        "value",
        "de_an_06.xlsx",
        lambda: xlsx(tasks(0.952, "0,5", 1, 0, "100%")),
        "tasks",
        [{"percent_done": share} for share in (95.2, 50.0, 100.0, 0.0, 100.0)],
    ),
    Case(
        "shares under a percent format beside typed hundreds and texts",
        "value",
        "de_an_06.xlsx",
        lambda: xlsx(
            Page(tasks(0.952, 95.2, "95,2%", "95.2 %", "９５％", None), formats={"E3": "0.0%"}),
        ),
        "tasks",
        [{"percent_done": share} for share in (95.2, 95.2, 95.2, 95.2, 95.0, None)],
    ),
    Case(
        "a fraction among hundreds is read as it stands, with a warning",
        "value",
        "de_an_06.xlsx",
        lambda: xlsx(tasks(80, 0.952, 100, "xong 50%", 120)),
        "tasks",
        [{"percent_done": share} for share in (80.0, 0.952, 100.0)],
        frozenset({"E6", "E7"}),
        frozenset({("percent_below_one", "E4")}),
    ),
    Case(
        "heights with either decimal mark, one with its unit and one with a remark",
        "value",
        "tram_31-5-2024.xlsx",
        lambda: xlsx(
            [
                STATION,
                ["A1", "Viettel", "Năng Khả", "45,5"],
                ["A2", "Viettel", "Năng Khả", 42],
                ["A3", "Viettel", "Năng Khả", "36.0"],
                ["A4", "Viettel", "Năng Khả", "~30"],
                ["A5", "Viettel", "Năng Khả", "21 (cả kim)"],
                ["A6", "Viettel", "Năng Khả", None],
            ]
        ),
        "bts_stations",
        [
            {"station_code": code, "mast_height_m": height}
            for code, height in (("A1", 45.5), ("A2", 42.0), ("A3", 36.0), ("A6", None))
        ],
        frozenset({"D5", "D6"}),
    ),
]
