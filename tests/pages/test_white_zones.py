"""White zones: three kinds, their order, their distances, their months and the province's form, all counted by hand."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from streamlit.testing.v1 import AppTest

from pages.parts import charts_white, white_zone_cards, white_zone_form, white_zones
from pages.parts.white_zones import KINDS, NO_BROADBAND, NONE, WEAK, Tally
from tests.pages import warehouses
from tests.pages.conftest import only_answers_over
from tests.pages.test_screens import assert_sound, card, frame, texts

MAY = date(2024, 5, 31)
PLACES = pd.DataFrame(
    {
        "unit": ["x-yen", "x-tho", "h-na", "h-lam"],
        "name": ["Xã Yên Hoa", "Xã Thổ Bình", "Huyện Na Hang", "Huyện Lâm Bình"],
        "short_name": ["Yên Hoa", "Thổ Bình", "Na Hang", "Lâm Bình"],
    }
)


def villages(*rows: dict[str, object]) -> pd.DataFrame:
    """Rows as records_coverage.villages; what is not said is ordinary."""
    ordinary = {
        "village_name": "Bản", "unit": "x-yen", "district": "h-na", "signal": "good", "has_any_signal": True,
        "has_broadband": True, "households": 20, "population": 100, "has_grid_power": True, "cause": None,
        "planned_on": None, "longitude": None, "latitude": None, "point_longitude": 105.5, "point_latitude": 22.4,
        "reported_on": pd.Timestamp("2024-05-31"), "is_sample": False,
    }  # fmt: skip
    return pd.DataFrame([ordinary | row for row in rows], columns=list(ordinary))


def stations(*rows: tuple[str, str, float | None, float | None, bool, bool]) -> pd.DataFrame:
    columns = ["station_code", "operator", "longitude", "latitude", "has_4g", "is_active"]
    return pd.DataFrame(list(rows), columns=columns)


def named(frame: pd.DataFrame) -> list[str]:
    return frame["village_name"].tolist()


# --- the three kinds -----------------------------------------------------------------------------------------


def test_three_kinds_are_three_questions() -> None:
    rows = villages(
        {"village_name": "tốt"},
        {"village_name": "lõm", "signal": "none", "has_any_signal": False, "has_broadband": False},
        {"village_name": "yếu có 4G", "signal": "weak"},
        {"village_name": "yếu chỉ 2G", "signal": "weak", "has_broadband": False},
        {"village_name": "tốt chỉ 2G", "has_broadband": False},
        # The list's word for the signal was unknown: the technologies say that there is 2G.
        {"village_name": "không rõ, 2G", "signal": None, "has_broadband": False},
        {"village_name": "không rõ, không có gì", "signal": None, "has_any_signal": False, "has_broadband": False},
        {"village_name": "không nói", "signal": None, "has_any_signal": None, "has_broadband": None},
    )
    assert named(white_zones.of_kind(rows, NONE)) == ["lõm"]
    assert named(white_zones.of_kind(rows, WEAK)) == ["yếu có 4G", "yếu chỉ 2G"]
    assert named(white_zones.of_kind(rows, NO_BROADBAND)) == ["yếu chỉ 2G", "tốt chỉ 2G", "không rõ, 2G"]
    assert "1 thôn vừa sóng yếu vừa chưa có băng rộng" in white_zones.kinds_sentence(rows)
    assert "vừa" not in white_zones.kinds_sentence(rows.head(3))


def test_what_no_list_says_is_not_a_zero() -> None:
    silent = villages({"signal": None, "has_broadband": None})
    assert [white_zones.tally(silent, kind).villages for kind in KINDS] == [None, None, None]
    without_technologies = villages({"signal": "weak", "has_broadband": None})
    assert [white_zones.tally(without_technologies, kind).villages for kind in KINDS] == [0, 1, None]
    assert white_zones.tally(villages().astype({"population": "float64"}), WEAK) == Tally(None, None)


@pytest.mark.parametrize(
    ("people", "counted", "said"),
    [
        ([100, 1200], Tally(2, 1300), "Sóng yếu · 2 thôn, 1.300 người"),
        ([100, None], Tally(2, 100, unsaid=1), "Sóng yếu · 2 thôn, 100 người"),
        ([None, None], Tally(2, None, unsaid=2), "Sóng yếu · 2 thôn, chưa có số dân"),
    ],
)
def test_kind_says_its_villages_and_people(people: list[int | None], counted: Tally, said: str) -> None:
    found = white_zones.tally(villages(*[{"signal": "weak", "population": one} for one in people]), WEAK)
    assert found == counted
    assert white_zones.label(WEAK, found) == said


def test_gravest_kind_with_villages_is_shown_unasked() -> None:
    tallies = {NONE: Tally(0, 0), WEAK: Tally(3, 10), NO_BROADBAND: Tally(5, 10)}
    assert white_zones.unasked(tallies) == WEAK
    assert white_zones.unasked(dict.fromkeys(KINDS, Tally(0, 0))) == NO_BROADBAND
    assert white_zones.label(NONE, tallies[NONE]) == "Chưa có sóng · 0 thôn"
    assert white_zones.label(NONE, Tally(None, None)) == "Chưa có sóng · chưa có số liệu"


def test_area_is_the_commune_else_the_district() -> None:
    rows = villages({"village_name": "a"}, {"village_name": "b", "unit": "x-tho", "district": "h-lam"})
    assert named(white_zones.inside(rows, None, None)) == ["a", "b"]
    assert named(white_zones.inside(rows, "h-lam", None)) == ["b"]
    assert named(white_zones.inside(rows, "h-na", "x-yen")) == ["a"]


# --- distances ------------------------------------------------------------------------------------------------


def test_nearest_station_and_nearest_4g_by_hand() -> None:
    # At 22,4° N a hundredth of a degree of latitude is 1.107 m, one of longitude 1.029 m.
    rows = villages(
        {"village_name": "có tọa độ", "longitude": 105.5, "latitude": 22.41},
        {"village_name": "ở điểm xã"},
        {"village_name": "không biết", "point_longitude": None, "point_latitude": None},
    )
    found = white_zones.with_nearest(
        rows,
        stations(
            ("TAT", "Viettel", 105.5, 22.4, True, False),  # switched off: nobody's nearest
            ("V2G", "Viettel", 105.51, 22.4, False, True),
            ("N4G", "VNPT", 105.5, 22.45, True, True),
            ("KHONG", "MobiFone", None, None, True, True),
        ),
    )
    assert found["place"].tolist() == ["own", "commune", "none"]
    assert found["station"].tolist()[:2] == ["V2G", "V2G"]
    assert found["station_operator"].tolist()[:2] == ["Viettel", "Viettel"]
    assert found["km"].tolist()[:2] == pytest.approx([(1.107**2 + 1.029**2) ** 0.5, 1.029], abs=0.002)
    assert found["station_4g"].tolist()[:2] == ["N4G", "N4G"]
    assert found["km_4g"].tolist()[:2] == pytest.approx([4 * 1.107, 5 * 1.107], abs=0.005)
    assert found[["station", "km", "station_4g", "km_4g"]].iloc[2].isna().all()
    assert white_zones.distance_sentence(found, "", 1) == (
        "khoảng cách đường chim bay đến trạm gần nhất trong tỉnh; 1 thôn lấy tọa độ trung tâm xã; "
        "1 thôn không có tọa độ nên để trống; 1 trạm không có tọa độ, không xét"
    )
    assert "đến trạm Viettel gần nhất" in white_zones.distance_sentence(found, "Viettel", 0)


def test_no_station_no_distance() -> None:
    found = white_zones.with_nearest(villages({}), stations())
    assert found[["station", "km"]].isna().all(axis=None)
    only = stations(("KHONG", "MobiFone", None, None, True, True), ("TAT", "VNPT", None, None, True, False))
    assert white_zones.with_nearest(villages({}), only)["km_4g"].isna().all()
    assert white_zones.unplaced(only) == 1  # the one switched off is no station to look for


# --- the order ------------------------------------------------------------------------------------------------


def in_order(*rows: dict[str, object]) -> pd.DataFrame:
    near = stations(("V", "Viettel", 105.5, 22.4, True, True))
    return white_zones.ranked(white_zones.with_nearest(villages(*rows), near), PLACES, MAY)


def test_overdue_then_without_a_day_then_people_then_distance() -> None:
    far, near = ({"longitude": 105.5, "latitude": latitude} for latitude in (22.5, 22.41))
    found = in_order(
        {"village_name": "còn hạn, đông nhất", "population": 900, "planned_on": "2024-05-31"},  # due today: not overdue
        {"village_name": "chưa có hạn, gần", "population": 300} | near,
        {"village_name": "chưa có hạn, xa", "population": 300} | far,
        {"village_name": "chưa có hạn, không rõ dân", "population": None},
        {"village_name": "quá hạn lâu, ít dân", "population": 100, "planned_on": "2023-12-31"},
        {"village_name": "quá hạn, đông dân", "population": 200, "planned_on": "2024-05-30"},
    )
    assert found[["turn", "village_name", "why", "plan"]].to_numpy().tolist() == [
        [1, "quá hạn, đông dân", "! quá hạn 1 ngày, dân số 1/2", "! 30/05/2024"],
        [2, "quá hạn lâu, ít dân", "! quá hạn 152 ngày, dân số 2/2", "! 31/12/2023"],
        [3, "chưa có hạn, xa", "chưa có hạn, dân số 1/3, xa trạm 1/2", "◌ chưa có hạn"],
        [4, "chưa có hạn, gần", "chưa có hạn, dân số 1/3, xa trạm 2/2", "◌ chưa có hạn"],
        [5, "chưa có hạn, không rõ dân", "chưa có hạn, chưa rõ số dân", "◌ chưa có hạn"],
        [6, "còn hạn, đông nhất", "trong hạn, dân số 1/1", "▶ 31/05/2024"],
    ]
    for word in ("quá hạn", "chưa có ngày", "đông dân", "xa trạm"):
        assert word in white_zones.rule()


def test_equal_villages_stand_by_name_and_an_unknown_distance_is_said() -> None:
    nowhere = {"point_longitude": None, "point_latitude": None}
    found = in_order({"village_name": "B"} | nowhere, {"village_name": "A", "unit": "x-tho", "district": "h-lam"})
    assert found[["village_name", "where", "why"]].to_numpy().tolist() == [
        ["A", "Thổ Bình, Lâm Bình", "chưa có hạn, dân số 1/2, xa trạm 1/2"],
        ["B", "Yên Hoa, Na Hang", "chưa có hạn, dân số 1/2, chưa rõ khoảng cách"],
    ]


def test_commune_without_a_district_stands_alone() -> None:
    found = in_order({"district": None, "has_grid_power": False})
    assert found[["where", "power"]].to_numpy().tolist() == [["Yên Hoa", "chưa"]]


def test_nothing_is_in_order() -> None:
    assert in_order().empty


# --- since January ---------------------------------------------------------------------------------------------


def test_months_of_the_year() -> None:
    assert white_zones.months(date(2024, 3, 5)) == [date(2024, 1, 31), date(2024, 2, 29), date(2024, 3, 31)]
    assert white_zones.months(date(2023, 12, 31))[-1] == date(2023, 12, 31)


def reported(day: str, *signals: str, district: str = "h-na") -> list[dict[str, object]]:
    return [{"signal": one, "reported_on": pd.Timestamp(day), "district": district} for one in signals]


JANUARY = villages(*reported("2024-01-31", "weak", "weak", "none"))
# February was not sent: the newest list by then is January's. March: one district is late, its January list stays.
MARCH = villages(*reported("2024-03-31", "weak", "good", "good"), *reported("2024-01-31", "weak", district="h-lam"))
TREND = white_zones.trend({date(2024, 1, 31): JANUARY, date(2024, 2, 29): JANUARY, date(2024, 3, 31): MARCH})


def test_month_that_nobody_sent_is_a_gap() -> None:
    weak = white_zones.of_trend(TREND, WEAK)
    assert [None if pd.isna(one) else one for one in weak["value"]] == [2, None, 2]
    assert [None if pd.isna(one) else one for one in white_zones.of_trend(TREND, NONE)["value"]] == [1, None, 0]
    assert weak[["sent", "districts"]].to_numpy().tolist() == [[1, 1], [0, 1], [1, 2]]
    assert white_zones.change(TREND, NONE) == (-1, date(2024, 1, 31))
    assert white_zones.trend_sentence(TREND, NONE) == (
        "Thôn chưa có sóng: 1 thôn (01/2024) → 0 (03/2024); 1 tháng chưa gửi; 1 tháng còn thiếu danh sách của huyện"
    )
    assert "2 thôn (01/2024), đến 03/2024 không đổi" in white_zones.trend_sentence(TREND, WEAK)


def test_newest_month_not_sent_makes_the_number_an_old_one() -> None:
    late = TREND[TREND["month_end"].lt(date(2024, 3, 31))]
    assert white_zones.change(late, WEAK) is None
    said = white_zone_cards.moved(late, WEAK, date(2024, 1, 31))
    assert (said["note"], said["beside"]) == ("số cũ", "kỳ 31/01/2024")
    assert white_zone_cards.moved(TREND, NONE, MAY)["moved"] == -1
    first = TREND[TREND["month_end"].eq(date(2024, 1, 31))]
    assert white_zone_cards.moved(first, WEAK, MAY) == {"note": "chưa có kỳ trước để so"}
    empty = white_zones.trend({date(2024, 1, 31): villages()})
    assert white_zones.trend_sentence(empty, WEAK) == "Thôn sóng yếu: chưa tháng nào có số liệu"


def test_line_breaks_over_the_gap_and_names_stand_apart() -> None:
    drawn = charts_white.by_kind(TREND, NONE).to_dict()
    bands, words, lines, _, *names = drawn["layer"]
    assert lines["mark"]["invalid"] == "break-paths-filter-domains"
    data = drawn["datasets"]
    bands_of = [(row["start"], row["end"], row["months"]) for row in data[bands["data"]["name"]]]
    assert bands_of == [(0.6, 1.4, 1)]  # the second of three months
    assert words["mark"]["text"] == "chưa gửi"
    assert drawn["params"][0]["name"] == "kind_none"
    beside = {row["text"]: row["beside"] for one in names for row in data[one["data"]["name"]]}
    # No list of these months names a technology that is missing: nobody is without broadband.
    assert set(beside) == {"Chưa có sóng 0", "Sóng yếu 2", "Có sóng, chưa có băng rộng 0"}
    apart = sorted(beside.values())
    assert apart[1] - apart[0] > 0.2  # two lines end at 0


def test_months_without_a_list_are_one_band_and_names_stand_behind_them() -> None:
    ends = white_zones.months(date(2024, 5, 31))
    frame = white_zones.trend(dict.fromkeys(ends, JANUARY))
    drawn = charts_white.by_kind(frame, WEAK).to_dict()
    bands, *_, name = drawn["layer"]
    assert [(row["start"], row["end"], row["months"]) for row in drawn["datasets"][bands["data"]["name"]]] == [
        (0.6, 4.4, 4)
    ]
    assert [row["at"] for row in drawn["datasets"][name["data"]["name"]]] == [4.4]


# --- the province's form ---------------------------------------------------------------------------------------


def form(kind: str, *, is_sample: bool = False) -> white_zone_form.Form:
    return white_zone_form.Form(kind, "Tuyên Quang", "Huyện Na Hang", MAY, is_sample, ("Ghi chú của bảng.",))


def written(found: pd.DataFrame, around: white_zone_form.Form) -> Worksheet:
    sheet = load_workbook(io.BytesIO(white_zone_form.workbook(found, around))).active
    assert isinstance(sheet, Worksheet)
    return sheet


def rows_of(sheet: Worksheet) -> list[list[object]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_form_cell_by_cell() -> None:
    found = in_order(
        {"village_name": "=1+1", "signal": "weak", "has_broadband": False, "population": 1500, "households": 300,
         "planned_on": "2024-03-31", "cause": "Núi đá che khuất", "has_grid_power": False},
        {"village_name": "Bản 2", "unit": "x-tho", "district": "h-lam", "has_broadband": False, "population": None,
         "households": None, "point_longitude": None, "point_latitude": None, "has_grid_power": None},
    )  # fmt: skip
    sheet = written(found, form(NO_BROADBAND))
    blank = [None] * 13
    assert rows_of(sheet) == [
        ["ỦY BAN NHÂN DÂN TỈNH TUYÊN QUANG", *[None] * 5, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", *[None] * 6],
        ["SỞ THÔNG TIN VÀ TRUYỀN THÔNG", *[None] * 5, "Độc lập - Tự do - Hạnh phúc", *[None] * 6],
        blank,
        ["DANH SÁCH THÔN, BẢN CÓ SÓNG NHƯNG CHƯA CÓ BĂNG RỘNG DI ĐỘNG", *[None] * 12],
        ["Huyện Na Hang", *[None] * 12],
        ["(Số liệu đến ngày 31/05/2024)", *[None] * 12],
        blank,
        ["STT", "Huyện", "Xã", "Thôn", "Số hộ", "Dân số", "Tình trạng", "Nguyên nhân", "Trạm gần nhất",
         "Khoảng cách (km)", "Điện lưới", "Kế hoạch", "Ghi chú"],
        [1, "Na Hang", "Yên Hoa", "=1+1", 300, 1500, "Sóng yếu, chưa có băng rộng", "Núi đá che khuất", "V (Viettel)",
         0, "chưa", pd.Timestamp("2024-03-31").to_pydatetime(),
         "Quá hạn 61 ngày; trạm 4G gần nhất: V (Viettel), 0,0 km; khoảng cách tính từ trung tâm xã"],
        [2, "Lâm Bình", "Thổ Bình", "Bản 2", None, None, "Có sóng, chưa có băng rộng", None, None, None, "–",
         "chưa có", "Không có tọa độ nên không tính được khoảng cách"],
        ["Tổng cộng: 2 thôn", None, None, None, 300, 1500, *[None] * 7],
        ["Ghi chú của bảng.", *[None] * 12],
        blank,
        [*[None] * 6, "Tuyên Quang, ngày …… tháng …… năm ……", *[None] * 6],
        ["NGƯỜI LẬP BIỂU", *[None] * 5, "THỦ TRƯỞNG ĐƠN VỊ", *[None] * 6],
        ["(Ký, họ tên)", *[None] * 5, "(Ký, họ tên, đóng dấu)", *[None] * 6],
    ]  # fmt: skip
    # A village called like a formula is a text that Excel doesn't run.
    assert (sheet["D9"].data_type, sheet["D9"].quotePrefix) == ("s", True)
    assert (sheet["L9"].number_format, sheet["J9"].number_format) == ("dd/mm/yyyy", "#,##0.0")
    assert {str(one) for one in sheet.merged_cells.ranges} >= {"A1:F1", "G1:M1", "A4:M4", "A11:D11"}
    assert (sheet.page_setup.orientation, sheet.print_title_rows) == ("landscape", "$8:$8")


@pytest.mark.parametrize(
    ("kind", "row", "title", "status"),
    [
        (NONE, {"signal": "none"}, "DANH SÁCH THÔN, BẢN CHƯA CÓ SÓNG DI ĐỘNG", "Chưa có sóng"),
        (WEAK, {"signal": "weak"}, "DANH SÁCH THÔN, BẢN CÓ SÓNG DI ĐỘNG YẾU", "Sóng yếu"),
    ],
)
def test_form_of_invented_figures_says_so_first(kind: str, row: dict[str, object], title: str, status: str) -> None:
    sheet = written(in_order(row), form(kind, is_sample=True))
    assert sheet["A1"].value == "DỮ LIỆU MINH HỌA: số liệu tự sinh, không phải số liệu thật"
    assert (sheet["A5"].value, sheet["G10"].value) == (title, status)
    assert "4G" not in str(sheet["M10"].value)


# --- the view ---------------------------------------------------------------------------------------------------

STATION = ("station_code", "operator", "commune_id", "district_id", "longitude", "latitude", "has_2g", "has_3g",
           "has_4g", "status")  # fmt: skip
VILLAGE = ("village_name", "commune_id", "district_id", "households", "population", "has_2g", "has_3g", "has_4g",
           "signal", "planned_on", "cause", "has_grid_power", "longitude", "latitude")  # fmt: skip
YEN_HOA = ("xa-yen-hoa.huyen-na-hang", "huyen-na-hang")
THO_BINH = ("xa-tho-binh.huyen-lam-binh", "huyen-lam-binh")
BATCHES = (
    ("bts_stations", "operator=Viettel; reported_on=2024-05-31", "viettel", "2024-05-31", "2024-06-03 08:00", 2, 0,
     STATION, [("V1", "Viettel", *YEN_HOA, 105.49, 22.5, True, True, False, "active"),
               ("V2", "Viettel", *YEN_HOA, 105.49, 22.52, True, True, True, "active")]),
    ("village_coverage", "district_id=huyen-na-hang; reported_on=2024-03-31", "huyen-na-hang", "2024-03-31",
     "2024-04-04 08:00", 1, 0, VILLAGE,
     [("Bản 2", *YEN_HOA, 40, 200, True, False, False, "weak", "2024-03-31", "Cách trạm 3,7 km", True, None, None)]),
    ("village_coverage", "district_id=huyen-na-hang; reported_on=2024-05-31", "huyen-na-hang", "2024-05-31",
     "2024-06-04 08:00", 3, 0, VILLAGE,
     [("Bản 1", *YEN_HOA, 20, 100, True, True, True, "good", None, None, True, None, None),
      ("Bản 2", *YEN_HOA, 40, 200, True, False, False, "weak", "2024-03-31", "Cách trạm 3,7 km", True, None, None),
      ("Bản 3", *YEN_HOA, 60, 300, True, False, False, "good", None, None, False, 105.49, 22.51)]),
    ("village_coverage", "district_id=huyen-lam-binh; reported_on=2024-05-31", "huyen-lam-binh", "2024-05-31",
     "2024-06-06 08:00", 1, 0, VILLAGE,
     [("Bản 4", *THO_BINH, 80, 400, False, False, False, "none", "2024-12-31", None, None, None, None)]),
)  # fmt: skip


def view() -> None:
    """The coverage screen with nothing but the white zones."""
    from datetime import date

    from pages.parts import ask, coverage_blocks, filters, white_zone_blocks

    newest = date(2024, 5, 31)
    month = filters.month(newest)
    places = ask.places(month.as_of or newest)
    white_zone_blocks.show(coverage_blocks.asked(month, places), places, month.as_of or newest)


def shown(monkeypatch: pytest.MonkeyPatch, home: Path, **url: str) -> AppTest:
    only_answers_over(home)
    monkeypatch.setenv("IOC_DATA", str(home))
    test = AppTest.from_function(view, default_timeout=60)
    for name, value in url.items():
        test.query_params[name] = value
    test.run()
    assert_sound(test)
    return test


def source_lines(test: AppTest) -> str:
    """The lines under charts and lists: buttons that open the rows."""
    return "\n".join(button.label for button in test.button)


@pytest.fixture
def valley(tmp_path: Path) -> Path:
    """Four villages: one without signal, one weak and 2G only, one good and 2G only; a list in March and in May."""
    return warehouses.installed(tmp_path, BATCHES, ())


def test_gravest_kind_stands_first(monkeypatch: pytest.MonkeyPatch, valley: Path) -> None:
    test = shown(monkeypatch, valley)
    [switch] = test.segmented_control
    assert switch.options == [
        "Chưa có sóng · 1 thôn, 400 người",
        "Sóng yếu · 1 thôn, 200 người",
        "Có sóng, chưa có băng rộng · 2 thôn, 500 người",
    ]
    assert switch.value == NONE
    assert "kind" not in test.query_params
    assert "1 thôn vừa sóng yếu vừa chưa có băng rộng nên có tên ở cả hai loại." in texts(test)
    assert frame(test, "why")["village_name"].tolist() == ["Bản 4"]
    assert card(test, "Thôn chưa có sóng")[0] == "1 thôn"


def test_villages_without_broadband_in_order(monkeypatch: pytest.MonkeyPatch, valley: Path) -> None:
    test = shown(monkeypatch, valley, kind=NO_BROADBAND)
    table = frame(test, "why")
    # Bản 3 lies a hundredth of a degree from either station; Bản 2 stands at its commune's point.
    assert table[["turn", "village_name", "where", "why", "plan"]].to_numpy().tolist() == [
        [1, "Bản 2", "Yên Hoa, Na Hang", "! quá hạn 61 ngày, dân số 1/1", "! 31/03/2024"],
        [2, "Bản 3", "Yên Hoa, Na Hang", "chưa có hạn, dân số 1/1", "◌ chưa có hạn"],
    ]
    assert table["km_4g"].iloc[1] == pytest.approx(1.107, abs=0.002)
    assert card(test, "Thôn có sóng, chưa có băng rộng") == ("2 thôn", "1 thôn")  # one more than in March
    assert card(test, "Người dân ở các thôn này") == ("500 người", "100 hộ")
    assert card(test, "Kế hoạch quá hạn") == ("1 thôn", "lâu nhất 61 ngày")
    assert card(test, "Chưa có ngày phủ sóng") == ("1 thôn", "50,0\u00a0% số thôn")
    assert white_zones.rule() in texts(test)
    said = "khoảng cách đường chim bay đến trạm gần nhất trong tỉnh; 1 thôn lấy tọa độ trung tâm xã"
    assert said in source_lines(test)
    said = "1 thôn (03/2024) → 2 (05/2024); 3 tháng chưa gửi; 1 tháng còn thiếu danh sách của huyện"
    assert said in texts(test)


def test_choice_of_kind_is_in_the_address(monkeypatch: pytest.MonkeyPatch, valley: Path) -> None:
    test = shown(monkeypatch, valley)
    test.segmented_control(key="kind").set_value(WEAK).run()
    assert test.query_params["kind"] == WEAK
    assert frame(test, "why")["village_name"].tolist() == ["Bản 2"]
    test.segmented_control(key="kind").set_value(NONE).run()
    assert "kind" not in test.query_params


def test_filters_narrow_villages_by_place_and_stations_by_operator(
    monkeypatch: pytest.MonkeyPatch, valley: Path
) -> None:
    test = shown(monkeypatch, valley, kind=NO_BROADBAND, district="huyen-na-hang", technology="4G")
    assert test.segmented_control(key="kind").options[0] == "Chưa có sóng · 0 thôn"
    table = frame(test, "why").set_index("village_name")
    assert set(table.index) == {"Bản 2", "Bản 3"}
    assert table["km"].tolist() == table["km_4g"].tolist()  # only V2 is looked for
    assert "đến trạm có 4G gần nhất" in source_lines(test)
    # Of a kind that the district has none of, the list says so.
    test.segmented_control(key="kind").set_value(NONE).run()
    assert_sound(test)
    assert "Huyện Na Hang: danh sách mới nhất không có thôn nào thuộc loại này." in texts(test)


def test_click_on_a_village_opens_its_row(monkeypatch: pytest.MonkeyPatch, valley: Path) -> None:
    test = shown(monkeypatch, valley, kind=NO_BROADBAND)
    listed = next(table for table in test.dataframe if "why" in table.value.columns)
    states = test._tree.get_widget_states()
    clicked = {"selection": {"rows": [], "columns": [], "cells": [[1, "why"]]}}
    states.widgets.add(id=listed.proto.id, string_value=json.dumps(clicked))
    test = test._run(states)
    assert test.query_params["rows"] == "vung-trang-no-broadband_villages_without_broadband"
    [dialog] = test.get("dialog")
    rows = next(table.value for table in dialog.dataframe if "place" in table.value.columns)
    assert "Bản 3" in rows.iloc[test.session_state["rows_line"]].to_string()


def test_month_before_any_list_says_who_sends_it(monkeypatch: pytest.MonkeyPatch, valley: Path) -> None:
    test = shown(monkeypatch, valley, month="2024-02")
    assert "Chưa có số liệu: danh sách thôn, Toàn tỉnh" in texts(test)
    assert not test.metric


def test_published_numbers(monkeypatch: pytest.MonkeyPatch, sample_home: Path) -> None:
    # 1.733 − 1.695 villages without broadband by the province's plan; none without signal.
    test = shown(monkeypatch, sample_home, kind=NO_BROADBAND)
    options = test.segmented_control(key="kind").options
    assert options[0] == "Chưa có sóng · 0 thôn"
    assert options[2].startswith("Có sóng, chưa có băng rộng · 38 thôn, ")
    assert len(frame(test, "why")) == 38
    assert "minh họa · khoảng cách đường chim bay" in source_lines(test)
