"""Words of fixed lists and marks: levels, channels, states, signals, generations, yes and no."""

from __future__ import annotations

from datetime import date

from tests.corpus.case import Case
from tests.workbook import Line, csv_file, windows_1258, xlsx

BTS = ["VNPT VinaPhone Tuyên Quang - trạm BTS đến 31/5/2024"]


def stations(heads: list[str], *cells: tuple[object, ...]) -> list[Line]:
    """Stations in the ward Minh Xuân, rows from 3 on, with these columns from C on."""
    rows = [[f"V{at}_TQG", "P. Minh Xuân", *row] for at, row in enumerate(cells, 1)]
    return [BTS, ["Mã trạm", "Phường, xã", *heads], *rows]


def generations(*rows: str | None) -> list[dict[str, bool | None]]:
    """ "24": 2G and 4G, no 3G and 5G; None where nothing is known."""
    return [{f"has_{at}g": None if row is None else str(at) in row for at in (2, 3, 4, 5)} for row in rows]


def procedures(*levels: object) -> list[Line]:
    """Procedures of one department, rows from 3 on: the level in D."""
    rows = [[f"1.{at:06}.H60", f"Thủ tục {at}", "Hộ tịch", level] for at, level in enumerate(levels, 1)]
    return [["DANH MỤC TTHC (cập nhật đến ngày 31/5/2024)"], ["Mã TTHC", "Tên TTHC", "Lĩnh vực", "Mức độ DVC"], *rows]


def levels(*codes: str | None) -> list[dict[str, str | None]]:
    return [{"service_level": code} for code in codes]


HOSO = ["Mã hồ sơ", "Mã TTHC", "Đơn vị", "Ngày tiếp nhận", "Hình thức nộp", "Trạng thái", "Số hóa hồ sơ"]


def dossiers(*cells: tuple[object, object, object]) -> list[Line]:
    """Dossiers, rows from 3 on: channel in E, state in F, digitised in G."""
    rows = [[f"HS-{at}", "1.1", "UBND huyện Hàm Yên", "3/5/2024", *row] for at, row in enumerate(cells, 1)]
    return [["Kết xuất đến ngày 31/5/2024"], HOSO, *rows]


WAYS = [("online", 1), ("direct", 2), ("postal", 4), ("online", 5), ("direct", 9), ("postal", 10), ("online", 7)]

CASES = [
    Case(
        "lists of generations, with bands, standards and nothing but digits",
        "value",
        "vnpt.xlsx",
        lambda: xlsx(
            stations(
                ["Công nghệ"],
                ("2G/3G/4G",),
                ("2G, 4G",),
                ("3G+4G",),
                ("4G LTE",),
                ("2G;3G;5G NSA",),
                ("GSM/UMTS/LTE",),
                ("2-3-4",),
                ("2G (900), 4G (1800)",),
                ("U2100, L1800",),
                ("không",),
                (None,),
                ("vệ tinh",),
            )
        ),
        "bts_stations",
        generations("234", "24", "34", "4", "235", "234", "234", "24", "34", "", None, None),
        warned=frozenset({("unknown_word", "C14")}),
    ),
    Case(
        "marks: ticks of every kind, words, remarks, dashes, a word that says nothing",
        "value",
        "vnpt.xlsx",
        lambda: xlsx(
            stations(
                ["2G", "3G", "4G", "Dùng chung"],
                ("x", "X", "✓", "Có (viba)"),
                ("√", "v", 1, "TRUE"),
                ("đã", "Yes", "ü", True),
                ("×", "+", "☑", "Không"),
                ("-", "0", None, "No"),
                ("x", "không", "…", "xem bản vẽ"),
                ("chưa", "chưa có", 0, False),
            )
        ),
        "bts_stations",
        [
            {"has_2g": two, "has_3g": three, "has_4g": four, "is_shared": shared}
            for two, three, four, shared in (
                *[(True, True, True, True)] * 3,
                (True, True, True, False),
                (False, False, False, False),
                (True, False, False, None),
                (False, False, False, False),
            )
        ],
        warned=frozenset({("unknown_word", "F8")}),
    ),
    Case(
        "states of stations in many words, one without accents, one unknown; classes in Roman",
        "value",
        "vnpt.xlsx",
        lambda: xlsx(
            stations(
                ["Trạng thái", "Loại trạm"],
                ("Đang hoạt động", "Loại I"),
                ("ON-AIR", 2),
                ("Dang hoat dong", "BTS loại 1"),
                ("Đang XD", "II"),
                ("Tạm ngừng hoạt động", "Trạm loại 2"),
                ("Mất điện lưới (từ 20/5)", "A1"),
                ("Đang bảo trì", None),
                (None, "loại 2."),
            )
        ),
        "bts_stations",
        [
            {"status": status, "station_class": kind}
            for status, kind in (
                ("active", "1"),
                ("active", "2"),
                ("active", "1"),
                ("building", "2"),
                ("stopped", "2"),
                ("outage", None),
                (None, None),
                (None, "2"),
            )
        ],
        warned=frozenset({("unknown_word", "D8"), ("unknown_word", "C9")}),
    ),
    Case(
        "levels of service, old and new, with both in one cell and with a contradiction",
        "value",
        "danh_muc_tthc.xlsx",
        lambda: xlsx(
            procedures(
                "Toàn trình",
                "DVC trực tuyến một phần",
                "Mức độ 4",
                3,
                "Cung cấp thông tin",
                "Mức 4 - toàn trình",
                "TOÀN TRÌNH (mức độ 4)",
                "Dịch vụ công trực tuyến mức độ 3",
                "Mot phan",
                "Mức độ 3, 4",
                None,
            )
        ),
        "procedures",
        levels(
            *("full", "partial", "full", "partial", "information", "full", "full", "partial", "partial", None, None)
        ),
        warned=frozenset({("unknown_word", "D12")}),
    ),
    Case(
        "channels and states of dossiers by words",
        "value",
        "hoso.xlsx",
        lambda: xlsx(
            dossiers(
                ("Trực tuyến", "Mới đăng ký", "x"),
                ("Trực tiếp tại Bộ phận Một cửa", "Đã tiếp nhận", "x"),
                ("Dịch vụ bưu chính công ích", "Đang thụ lý", None),
                ("Qua mạng", "Yêu cầu bổ sung hồ sơ", "đã"),
                ("tại quầy", "Đã xử lý xong", "chưa"),
                ("BCCI", "Đã trả kết quả", "không"),
                ("Nộp trực tuyến", "Công dân xin rút hồ sơ", "-"),
                ("Fax", "Thất lạc", "x"),
            )
        ),
        "dossiers",
        [
            {"channel": channel, "status_code": code, "input_digitised": digitised}
            for (channel, code), digitised in zip(
                [*WAYS, (None, None)], (True, True, False, True, False, False, False, True), strict=True
            )
        ],
        warned=frozenset({("unknown_word", "E10"), ("unknown_word", "F10")}),
    ),
    Case(
        "the same by codes, typed, as text, with the word behind",
        "value",
        "hoso.csv",
        lambda: csv_file(
            dossiers(
                ("2", "1", "1"),
                ("1", "02", "1.0"),
                ("3 - BCCI", "4. Đang xử lý", "0"),
                ("2.0", "5 - Yêu cầu bổ sung giấy tờ", ""),
                ("1", "9", "true"),
                ("3", "10 - Đã trả kết quả", "FALSE"),
                ("2", "7", "1"),
                ("2", "10 - Đang xử lý", "1"),
            )
        ),
        "dossiers",
        [
            *({"channel": channel, "status_code": code} for channel, code in WAYS),
            {"channel": "online", "status_code": None},
        ],
        warned=frozenset({("unknown_word", 10)}),
    ),
    Case(
        "codes of procedures typed as numbers, with the noughts that Excel drops; fees in words",
        "value",
        "tthc.xlsx",
        lambda: xlsx(
            [
                ["Danh mục TTHC"],
                ["Mã TTHC", "Tên TTHC", "Mức độ", "Phí, lệ phí", "TTTT"],
                [1.012753, "A", "DVCTT toàn trình", "Có thu phí", "x"],
                [1.00012, "B", "DVC một phần", "Không thu phí", None],
                ["1.000121.000.00.00.H60", "C", "Còn lại", "Miễn phí", "-"],
                ["2.000635.H60", "D", "4", "theo quy định", "Có"],
            ]
        ),
        "procedures",
        [
            {"procedure_code": "1.012753", "has_fee": True, "has_online_payment": True, "service_level": "full"},
            {"procedure_code": "1.000120", "has_fee": False, "has_online_payment": False, "service_level": "partial"},
            {"procedure_code": "1.000121.000.00.00.H60", "has_fee": False, "service_level": "information"},
            {"procedure_code": "2.000635.H60", "has_fee": None, "has_online_payment": True, "service_level": "full"},
        ],
        warned=frozenset({("code_typed_as_number", "A4"), ("unknown_word", "D6")}),
    ),
    Case(
        "signals: the province's own words, from an old Windows",
        "value",
        "phu_song.csv",
        lambda: windows_1258(
            "Huyện Sơn Dương - hiện trạng đến 31/5/2024\r\n"
            "Xã;Thôn;Chất lượng sóng;Điện lưới\r\n"
            "Hợp Hòa;Đồng Báo;Tốt;Có\r\n"
            "Hợp Hòa;Tân Hòa;Sóng yếu, chập chờn;Đã có\r\n"
            "Hợp Hòa;Cây Quân;Lõm sóng/trắng sóng;Chưa có\r\n"
            "Hợp Hòa;Đồng Phai;có sóng 4G/5G;x\r\n"
            "Hợp Hòa;Thanh Bình;Không ổn định;\r\n"
            "Hợp Hòa;Đồng Giang;trung bình;không\r\n"
        ),
        "village_coverage",
        [
            {"signal": signal, "has_grid_power": power, "reported_on": date(2024, 5, 31)}
            for signal, power in (
                ("good", True),
                ("weak", True),
                ("none", False),
                ("good", True),
                ("weak", False),
                (None, False),
            )
        ],
        warned=frozenset({("unknown_word", 8)}),
    ),
]
