"""Columns of days: typed days, texts, serial numbers, other orders, other years."""

from __future__ import annotations

from datetime import date, datetime

from tests.corpus.case import Case
from tests.workbook import Line, csv_file, web_page, xlsx

DOSSIER = ["Mã hồ sơ", "Mã TTHC", "Đơn vị xử lý", "Hình thức nộp", "Ngày tiếp nhận", "Ngày hẹn trả", "Trạng thái"]
TITLE = ["Số liệu đến ngày 30/6/2024"]
STATION = ["Mã trạm", "Xã", "Huyện", "Ngày phát sóng"]


def dossiers(*days: tuple[object, object]) -> list[Line]:
    """Dossiers of one department, rows from 3 on: received in E, due in F."""
    rows = [
        [f"H{at}", "1.000656.H60", "Sở Tư pháp", "Trực tuyến", *pair, "Đang xử lý"] for at, pair in enumerate(days, 1)
    ]
    return [TITLE, DOSSIER, *rows]


def stations(*days: object) -> list[Line]:
    """Stations of Viettel, rows from 3 on: on air in D."""
    rows = [[f"TQG{at:04}", "Năng Khả", "Na Hang", day] for at, day in enumerate(days, 1)]
    return [["Viettel Tuyên Quang, tính đến 31/5/2024"], STATION, *rows]


def received(*days: date) -> list[dict[str, date]]:
    return [{"received_on": day} for day in days]


JUNE_5 = date(2024, 6, 5)

CASES = [
    Case(
        "one day in every form",
        "value",
        "hoso.xlsx",
        lambda: xlsx(
            dossiers(
                (JUNE_5, "14/06/2024"),
                (datetime(2024, 6, 5, 8, 5), "14-6-24"),
                ("05/06/2024 14:05", 45457),
                ("5.6.2024", "45457"),
                ("2024-06-05", "ngày 14 tháng 6 năm 2024"),
                ("08:05 05/06/2024", "14/06/2024."),
                ("'05/06/2024", "Thứ sáu, 14/06/2024"),
                ("05-Jun-24", "14-Thg6-24"),
                ("05062024", "20240614"),
                ("０５/０６/２０２４", "14/06/2024\u200b"),
            )
        ),
        "dossiers",
        [{"received_on": JUNE_5, "due_on": date(2024, 6, 14)}] * 10,
    ),
    Case(
        "days that no calendar or no reader knows refuse their row",
        "value",
        "hoso.xlsx",
        lambda: xlsx(
            dossiers(
                ("31/02/2024", None),
                ("05/06/2204", None),
                ("05/06/1924", None),
                (date(1900, 1, 5), None),
                ("06/2024", None),
                ("O5/06/2024", None),
                ("05/06/20224", None),
                ("đầu tháng 6", None),
                (2024, None),
                ("05/06/2024", "29/02/2023"),
                (None, "14/06/2024"),
                ("05/06/2024", None),
            )
        ),
        "dossiers",
        [{"dossier_code": "H12", "received_on": JUNE_5, "due_on": None}],
        frozenset({"E3", "E4", "E5", "E6", "E7", "E8", "E9", "E10", "E11", "F12", "E13"}),
    ),
    Case(
        "month first throughout, as one cell proves",
        "value",
        "hoso_30.06.2024.csv",
        lambda: csv_file(
            [DOSSIER]
            + [
                [f"H{at}", "1.000656.H60", "Sở Tư pháp", "1", day, due, "4"]
                for at, (day, due) in enumerate(
                    [("04/03/2024", "05/06/2024"), ("04/13/2024", "15/06/2024"), ("05/31/2024", "")]
                )
            ],
            ",",
        ),
        "dossiers",
        [
            {"received_on": date(2024, 4, 3), "due_on": date(2024, 6, 5), "channel": "direct"},
            {"received_on": date(2024, 4, 13), "due_on": date(2024, 6, 15)},
            {"received_on": date(2024, 5, 31), "due_on": None, "status_code": 4},
        ],
    ),
    Case(
        "both orders in one column: the one that no calendar has is refused",
        "value",
        "hoso.xlsx",
        lambda: xlsx(dossiers(("31/05/2024", None), ("05/31/2024", None), ("03/04/2024", None))),
        "dossiers",
        received(date(2024, 5, 31), date(2024, 4, 3)),
        frozenset({"E4"}),
    ),
    Case(
        "an American Excel turned the days up to the twelfth round and left the others as text",
        "value",
        "hoso.xlsx",
        lambda: xlsx(
            dossiers(
                (date(2024, 3, 4), None),
                ("13/04/2024", None),
                (date(2024, 5, 4), None),
                ("25/04/2024", None),
                (datetime(2024, 12, 4), None),
                ("30/04/2024", None),
                (date(2024, 5, 5), None),
            )
        ),
        "dossiers",
        received(
            date(2024, 4, 3),
            date(2024, 4, 13),
            date(2024, 4, 5),
            date(2024, 4, 25),
            date(2024, 4, 12),
            date(2024, 4, 30),
            date(2024, 5, 5),
        ),
        warned=frozenset(("day_and_month_swapped", cell) for cell in ("E3", "E5", "E7")),
    ),
    Case(
        "two cells prove nothing: the typed day stands, with a warning",
        "value",
        "hoso.xlsx",
        lambda: xlsx(dossiers((date(2024, 3, 4), None), ("13/04/2024", None))),
        "dossiers",
        received(date(2024, 3, 4), date(2024, 4, 13)),
        warned=frozenset({("day_and_month_swapped", "E3")}),
    ),
    Case(
        "typed days after the twelfth beside texts are what they are",
        "value",
        "hoso.xlsx",
        lambda: xlsx(dossiers((date(2024, 3, 14), None), ("13/04/2024", None), (date(2024, 3, 4), date(2024, 4, 1)))),
        "dossiers",
        received(date(2024, 3, 14), date(2024, 4, 13), date(2024, 3, 4)),
    ),
    Case(
        "a result before the receipt stays, with a warning; the portal's times stand before the day",
        "value",
        "hoso.xls",
        lambda: web_page(
            [
                TITLE,
                [*DOSSIER, "Ngày trả kết quả"],
                ["H1", "1.1", "Sở Y tế", "BCCI", "14:05 05/06/2024", "-", "Đã trả kết quả", "16h30 03/06/2024"],
                ["H2", "1.1", "Sở Y tế", "BCCI", "05/06/2024 2:05:33 CH", "…", "10", "05/06/2024 16:00"],
            ]
        ),
        "dossiers",
        [
            {"received_on": JUNE_5, "due_on": None, "closed_on": date(2024, 6, 3), "status_code": 10},
            {"received_on": JUNE_5, "closed_on": JUNE_5, "channel": "postal"},
        ],
        warned=frozenset({("closed_before_received", "H3")}),
    ),
    Case(
        "when stations went on air: serials, old years, months alone",
        "value",
        "bts.xlsx",
        lambda: xlsx(
            stations(43831, "43831", "1/1/20", "15/8/1998", date(2009, 11, 2), "8/2015", 2015, "20/13/2015", "-")
        ),
        "bts_stations",
        [{"on_air_on": day} for day in (*[date(2020, 1, 1)] * 3, date(1998, 8, 15), date(2009, 11, 2), None)],
        frozenset({"D8", "D9", "D10"}),
    ),
    Case(
        "a year that is still to come was mistyped; what is being built may go on air then",
        "value",
        "bts.xlsx",
        lambda: xlsx(
            [
                ["MobiFone: trạm BTS đến 31/5/2024"],
                [*STATION, "Tình trạng"],
                ["M1", "Năng Khả", "Na Hang", "05/06/2042", "Đang hoạt động"],
                ["M2", "Năng Khả", "Na Hang", "05/06/2024", "Đang hoạt động"],
                ["M3", "Năng Khả", "Na Hang", "05/12/2024", "Đang xây dựng"],
            ]
        ),
        "bts_stations",
        [{"on_air_on": day} for day in (date(2042, 6, 5), JUNE_5, date(2024, 12, 5))],
        warned=frozenset({("day_to_come", "D3")}),
    ),
    Case(
        "planned days of villages: a day, a quarter, a month, a year, words",
        "value",
        "phu_song.xlsx",
        lambda: xlsx(
            [
                ["UBND huyện Lâm Bình: phủ sóng đến 31/5/2024"],
                ["Xã", "Thôn", "4G", "Dự kiến phủ sóng"],
                ["Bình An", "Nà Coóc", "", "30/9/2024"],
                ["Bình An", "Tát Ten", "", "Quý III/2024"],
                ["Bình An", "Chẩu Quân", "", "Tháng 11/2024"],
                ["Bình An", "Phiêng Luông", "x", "2025"],
                ["Bình An", "Tống Pu", "", "chờ vốn"],
            ]
        ),
        "village_coverage",
        [
            {"planned_on": day}
            for day in (date(2024, 9, 30), date(2024, 9, 30), date(2024, 11, 30), date(2025, 12, 31), None)
        ],
        warned=frozenset({("unknown_due", "D7")}),
    ),
]
