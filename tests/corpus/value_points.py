"""Coordinates: every spelling, both orders, degrees and metres, and what is no point of the province."""

from __future__ import annotations

from tests.corpus.case import Case
from tests.workbook import Line, csv_file, web_page, xlsx

TITLE = ["DANH SÁCH TRẠM BTS VIETTEL TUYÊN QUANG (tính đến ngày 31/5/2024)"]


def stations(heads: list[str], *cells: tuple[object, ...]) -> list[Line]:
    """Stations in Năng Khả, rows from 3 on, with these columns from D on."""
    rows = [[f"TQG{at:04}-12", "Năng Khả", "Na Hang", *row] for at, row in enumerate(cells, 1)]
    return [TITLE, ["Mã trạm", "Xã", "Huyện", *heads], *rows]


def points(*pairs: tuple[float | None, float | None]) -> list[dict[str, float | None]]:
    return [{"longitude": longitude, "latitude": latitude} for longitude, latitude in pairs]


TWO = ["Kinh độ", "Vĩ độ"]
# 105°12'30" and 22°08'30", in degrees.
EAST, NORTH = 105 + 12 / 60 + 30 / 3600, 22 + 8 / 60 + 30 / 3600

CASES = [
    Case(
        "decimal points, decimal commas, typed numbers and labels in one column",
        "value",
        "bts.xlsx",
        lambda: xlsx(
            stations(
                TWO,
                (105.34808, 22.62924),
                ("105.34808", "22.62924"),
                ("105,34808", "22,62924"),
                ("E105.34808", "N22.62924"),
                ("105,34808°", "22,62924 độ"),
                ("'105.34808", "+22.62924"),
                ("１０５,34808", "22.62924\u200b"),
                ("KĐ: 105,34808", "VĐ: 22,62924"),
                (105.3, 22.6),
            )
        ),
        "bts_stations",
        points(*[(105.34808, 22.62924)] * 8, (105.3, 22.6)),
    ),
    Case(
        "degrees, minutes and seconds in any punctuation",
        "value",
        "bts.xlsx",
        lambda: xlsx(
            stations(
                TWO,
                ("105°12'30\"E", "22°08'30\"N"),
                ("105 12 30", "22 08 30"),
                ("105d12m30s", "22d08m30s"),
                ("105º12’30”", "22º08’30”"),
                ("E105°12.5'", "N22°08.5'"),
                ("105-12-30", "22-08-30"),
                ("105o12'30''", "22o8'30''"),
                ("105:12:30", "22:08:30"),
                ("105.12.30", "22.08.30"),
                ("105 độ 12 phút 30 giây", "22 độ 8 phút 30 giây"),
                ("105°12′30″ Đông", "22°08′30″ Bắc"),
                ("105*12'30\"", "22⁰08'30\""),
                ("105 12.5", "22 08.5"),
            )
        ),
        "bts_stations",
        points(*[(EAST, NORTH)] * 13),
    ),
    Case(
        "both numbers in one cell, in either order",
        "value",
        "viettel_2024-05-31.csv",
        lambda: csv_file(
            stations(
                ["Toạ độ"],
                ("105,34808/22,62924",),
                ("22.62924, 105.34808",),
                ("22,62924; 105,34808",),
                ("(105.34808 22.62924)",),
                ("Lat 22.62924 Long 105.34808",),
                ("22,62924 - 105,34808",),
                ("https://www.google.com/maps?q=22.62924,105.34808",),
                ("22.62924N,105.34808E",),
                ("",),
            )
        ),
        "bts_stations",
        points(*[(105.34808, 22.62924)] * 8, (None, None)),
        warned=frozenset({("missing_coordinates", 11)}),
    ),
    Case(
        "two angles in one cell of a web page",
        "value",
        "bts.xls",
        lambda: web_page(
            stations(
                ["Tọa độ"],
                ("22°08'30\"N 105°12'30\"E",),
                ("105°12'30\"; 22°08'30\"",),
                ("N 22°08.5' E 105°12.5'",),
                ("22 08 30, 105 12 30",),
                ("22-08-30/105-12-30",),
                ("22o08'30\", 105o12'30\"",),
            )
        ),
        "bts_stations",
        points(*[(EAST, NORTH)] * 6),
    ),
    Case(
        "columns under each other's headings, and one row the right way round in them",
        "value",
        "bts.xlsx",
        lambda: xlsx(
            stations(TWO, (22.1, 105.1), ("22,2", "105,2"), ("22°30'", "105°30'"), (105.3, 22.3), (21.9, "104,0"))
        ),
        "bts_stations",
        points((105.1, 22.1), (105.2, 22.2), (105.5, 22.5)),
        # Under swapped columns the longitude of row 7 stands under "Vĩ độ"; of row 6 both numbers are wrong.
        frozenset({"E6", "E7"}),
    ),
    Case(
        "one swapped row in sound columns",
        "value",
        "bts.xlsx",
        lambda: xlsx(stations(TWO, (105.1, 22.1), (22.3, 105.3), (105.2, 22.2))),
        "bts_stations",
        points((105.1, 22.1), (105.2, 22.2)),
        frozenset({"D4"}),
    ),
    Case(
        "outside the province: the cell of the two that is wrong",
        "value",
        "bts.xlsx",
        lambda: xlsx(
            stations(
                TWO,
                ("105°12'30\"", "12°08'30\""),
                ("108,3", "22,1"),
                ("105,3", "12,5"),
                (1052083, 22.1),
                (105.3, "22..14"),
                ("Đỉnh đồi", 22.1),
                ("105,3", "22°75'00\""),
                (105.21, 22.14),
            )
        ),
        "bts_stations",
        points((105.21, 22.14)),
        frozenset({"E3", "D4", "E5", "D6", "E7", "D8", "E9"}),
    ),
    Case(
        "no point yet: blanks, noughts, words, and one half of a point",
        "value",
        "bts.xlsx",
        lambda: xlsx(
            stations(
                TWO,
                (None, None),
                (0, 0),
                ("chưa có", "chưa có"),
                ("N/A", "-"),
                (105.3, None),
                (105.3, "chưa cập nhật"),
                (0, "22,1"),
                (105.21, 22.14),
            )
        ),
        "bts_stations",
        points(*[(None, None)] * 7, (105.21, 22.14)),
        warned=frozenset(("missing_coordinates", f"D{row}") for row in (3, 4, 5, 6))
        | {("missing_coordinate", cell) for cell in ("E7", "E8", "D9")},
    ),
    Case(
        "VN-2000 with the northing as X, thousands parted",
        "value",
        "bts.xlsx",
        lambda: xlsx(
            stations(
                ["X (m)", "Y (m)"],
                ("2.503.484,2", "432.793,4"),
                (2503484.2, 432793.4),
                ("2 503 484,2", "432 793,4"),
                ("2,503,484.2", "432,793.4"),
                ("2'503'484.2", "432'793.4"),
                ("2503484,2 m", "432793,4m"),
            )
        ),
        "bts_stations",
        # 22,62924 N 105,34808 E: the two known transformations differ by 0,8 m, which is the seventh digit here.
        [{"station_code": f"TQG000{at}-12"} for at in range(1, 7)],
    ),
    Case(
        "metres under the other convention, degrees in between, one row of another zone",
        "value",
        "bts.xlsx",
        lambda: xlsx(stations(["Tọa độ X", "Tọa độ Y"], (432793.4, 2503484.2), (22.6, 105.3), (542793.4, 2503484.2))),
        "bts_stations",
        [{"station_code": "TQG0001-12"}, {"longitude": 105.3, "latitude": 22.6}],
        frozenset({"D5"}),
    ),
]
