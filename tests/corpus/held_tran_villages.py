"""Files of districts in wording of their own: coverage by operator, a signal by marks, months on tabs."""

from __future__ import annotations

from datetime import date

from tests.corpus.case import Case
from tests.workbook import Line, Page, xlsx

LB = "huyen-lam-binh"

BY_OPERATOR = [["UBND HUYỆN LÂM BÌNH"], ["Phủ sóng di động đến thôn, bản; số liệu đến 31/5/2024"]]
NA_BO, NA_DONG, BAN_PHU, KHUOI = "Nà Bó", "Nà Đông", "Bản Phủ", "Khuổi Trang"


def village(name: str, commune: str = f"xa-thuong-lam.{LB}", **more: object) -> dict[str, object]:
    return {"village_name": name, "commune_id": commune, "district_id": commune.partition(".")[2], **more}


def marks(two: bool | None, three: bool | None, four: bool | None) -> dict[str, bool | None]:
    return {"has_2g": two, "has_3g": three, "has_4g": four}


def villages(name: str, lines: list[Line], rows: list[dict[str, object]], *merges: str, **more: object) -> Case:
    page = Page([*BY_OPERATOR, *lines], merges=merges)
    return Case(name, "layout", "LB.xlsx", lambda: xlsx(page), "village_coverage", rows, **more)  # type: ignore[arg-type]


CASES = [
    villages(
        "the signal as marks under its words, communes with a count behind the name",
        [
            ["STT", "Xã", "Thôn", "Số hộ", "Có sóng", "Sóng yếu", "Lõm sóng"],
            [1, "Thượng Lâm (3 thôn)", NA_BO, 51, "x", None, None],
            [2, "Thượng Lâm (3 thôn)", NA_DONG, 52, None, "x", None],
            [3, "Thượng Lâm (3 thôn)", BAN_PHU, "-", None, None, "x"],
        ],
        [village(NA_BO, signal="good"), village(NA_DONG, signal="weak"), village(BAN_PHU, signal="none")],
    ),
    villages(
        "a column “Sóng” that says how good it is, not which",
        [
            ["STT", "Xã", "Thôn", "Số hộ", "Sóng"],
            [1, "Thượng Lâm", NA_BO, 51, "Tốt"],
            [2, "Thượng Lâm", NA_DONG, 52, "Không có"],
            [3, "Thượng Lâm", BAN_PHU, 53, "Yếu"],
        ],
        [village(NA_BO, signal="good"), village(NA_DONG, signal="none"), village(BAN_PHU, signal="weak", has_2g=None)],
    ),
    Case(
        "the month on the tab, the year in a title that is the same on each sheet",
        "layout",
        "LamBinh.xlsx",
        lambda: xlsx(
            *[
                Page(
                    [
                        ["UBND huyện Lâm Bình: báo cáo phủ sóng thôn, bản năm 2024"],
                        ["TT", "Thôn", "Xã", "Số hộ", "4G"],
                        [1, NA_BO, "Thượng Lâm", 51, "x"],
                        [2, BAN_PHU, "Thượng Lâm", 74, four],
                    ],
                    name=tab,
                )
                for tab, four in (("Tháng 4", None), ("T5", "x"))
            ]
        ),
        "village_coverage",
        [
            village(NA_BO, reported_on=date(2024, 4, 30), has_4g=True),
            village(BAN_PHU, reported_on=date(2024, 4, 30), has_4g=False),
            village(NA_BO, reported_on=date(2024, 5, 31), has_4g=True),
            village(BAN_PHU, reported_on=date(2024, 5, 31), has_4g=True),
        ],
    ),
    villages(
        "operators over technologies: any of them is enough",
        [
            ["STT", "Xã", "Thôn", "Số hộ", "Viettel", None, None, "VNPT", None, None],
            [None, None, None, None, *["2G", "3G", "4G"] * 2],
            [1, "Thượng Lâm", NA_BO, 51, "x", "x", "x", None, None, None],
            [2, "Thượng Lâm", NA_DONG, 52, None, None, None, "x", None, "x"],
            [3, "Thượng Lâm", BAN_PHU, 53, None, None, None, None, None, None],
            [4, "Thượng Lâm", KHUOI, 54, None, None, None, None, None, "#REF!"],
        ],
        [
            village(NA_BO, households=51, signal="good", **marks(True, True, True)),
            village(NA_DONG, signal="good", **marks(True, False, True)),
            village(BAN_PHU, signal="none", **marks(False, False, False)),
        ],
        *("A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:G3", "H3:J3"),
        refused=frozenset({"J8"}),
    ),
    villages(
        "technologies over operators",
        [
            ["STT", "Xã", "Thôn", "2G", None, "4G", None],
            [None, None, None, *["Viettel", "VinaPhone"] * 2],
            [1, "Thượng Lâm", NA_BO, "x", None, None, None],
            [2, "Thượng Lâm", NA_DONG, None, "x", None, "x"],
            [3, "Thượng Lâm", BAN_PHU, None, None, None, None],
        ],
        [
            village(NA_BO, signal="good", **marks(True, None, False)),
            village(NA_DONG, signal="good", **marks(True, None, True)),
            village(BAN_PHU, signal="none", **marks(False, None, False)),
        ],
        *("A3:A4", "B3:B4", "C3:C4", "D3:E3", "F3:G3"),
    ),
    villages(
        "one column for each operator with words for its signal: the best counts",
        [
            ["STT", "Xã", "Thôn", "Sóng các nhà mạng", None, None, "Số thuê bao"],
            [None, None, None, "Viettel", "VNPT", "MobiFone"],
            [1, "Thượng Lâm", NA_BO, "Yếu", "Không", "Không", 45],
            [2, "Thượng Lâm", NA_DONG, "Không", "Tốt", "Yếu", 40],
            [3, "Thượng Lâm", BAN_PHU, "Không", None, "Không có sóng", 0],
        ],
        [village(NA_BO, signal="weak", has_4g=None), village(NA_DONG, signal="good"), village(BAN_PHU, signal="none")],
        *("A3:A4", "B3:B4", "C3:C4", "D3:F3", "G3:G4"),
        warned=frozenset({("unknown_heading", "G4")}),
    ),
    villages(
        "one column for each operator with its technologies",
        [
            ["STT", "Xã", "Thôn", "Viettel", "VinaPhone", "Khoảng cách đến trạm Viettel (km)"],
            [1, "Thượng Lâm", NA_BO, "2G", None, 1.5],
            [2, "Thượng Lâm", NA_DONG, None, "2G,3G,4G", 2],
            [3, "Thượng Lâm", BAN_PHU, "Không", None, 7],
        ],
        [
            village(NA_BO, signal="good", has_5g=False, **marks(True, False, False)),
            village(NA_DONG, signal="good", **marks(True, True, True)),
            village(BAN_PHU, signal="none", **marks(False, False, False)),
        ],
        warned=frozenset({("unknown_heading", "F3")}),
    ),
    villages(
        "a list of technologies under a heading of the sender's own, what is planned beside it, power as a question",
        [
            [
                "STT",
                "Tên thôn",
                "Xã, thị trấn",
                "Mạng đang dùng được",
                "Đề xuất bổ sung",
                "Đã có điện lưới QG (có/chưa)",
            ],
            [1, NA_BO, "Thượng Lâm", "2G, 3G", "4G", "Rồi"],
            [2, NA_DONG, "TT Lăng Can", "2G/3G/4G", None, "Đã có"],
            [3, BAN_PHU, "Thượng Lâm", "Không có", "2G,4G", "Chưa"],
            [4, KHUOI, "Thượng Lãm", "2G", None, "Chưa"],
        ],
        [
            village(NA_BO, has_5g=False, signal="good", has_grid_power=True, **marks(True, True, False)),
            village(NA_DONG, f"thi-tran-lang-can.{LB}", has_grid_power=True, **marks(True, True, True)),
            village(BAN_PHU, signal="none", has_grid_power=False, **marks(False, False, False)),
        ],
        refused=frozenset({"C7"}),
        warned=frozenset({("unknown_heading", "E3")}),
    ),
    villages(
        "districts over communes over villages in one column",
        [
            ["STT", "Đơn vị (huyện/xã/thôn)", "Số hộ", "Dân số", "2G", "4G"],
            ["A", "HUYỆN LÂM BÌNH"],
            ["I", "Xã Thượng Lâm"],
            [1, NA_BO, 51, 200, "x", None],
            ["II", "Xã Phúc Yên"],
            [1, BAN_PHU, 40, 170, "x", "x"],
            ["B", "HUYỆN NA HANG"],
            ["I", "Xã Sinh Long"],
            [1, "Phiêng Ten", 44, 211, None, "x"],
            [None, "TỔNG CỘNG", 135, 581],
        ],
        [
            village(NA_BO, has_4g=False, households=51),
            village(BAN_PHU, f"xa-phuc-yen.{LB}", has_2g=True),
            village("Phiêng Ten", "xa-sinh-long.huyen-na-hang", has_2g=False, population=211),
        ],
    ),
]
