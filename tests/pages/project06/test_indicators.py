"""Indicators of Project 06: pace, month of reaching the target, sums that may not be made, doubts; the view over it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from loaders import open_warehouse
from loaders.places import read_rows
from pages.parts.project06 import (
    charts_indicators,
    indicator_dialog,
    indicator_pace,
    indicator_words,
    indicators,
    records_indicators,
)
from pages.parts.project06.indicator_pace import IN_YEAR, LATER, NEVER, NO_TARGET, REACHED, TOO_FEW
from tests.conftest import ROOT
from tests.pages import warehouses
from tests.pages.conftest import only_answers_over
from tests.pages.test_screens import assert_sound, texts

MARCH, APRIL, MAY = date(2024, 3, 31), date(2024, 4, 30), date(2024, 5, 31)
COLUMNS = ("indicator", "indicator_name", "unit_id", "period_end", "value", "target", "measured_in", "cell")
NA_HANG, YEN_SON, PROVINCE = "huyen-na-hang", "huyen-yen-son", "tinh-tuyen-quang"
VNEID = ("vneid", "Tài khoản VNeID mức độ 2 đã kích hoạt")
ROWS = {
    "2024-03-31": [
        (*VNEID, NA_HANG, "2024-03-31", 100, 200, "tài khoản", "F9"),
        (*VNEID, YEN_SON, "2024-03-31", 300, 400, "tài khoản", "F10"),
        ("ansinh", "Chi trả an sinh xã hội không dùng tiền mặt", PROVINCE, "2024-03-31", 50, 100, "người", "F11"),
    ],
    "2024-04-30": [
        (*VNEID, NA_HANG, "2024-04-30", 120, 200, "tài khoản", "F9"),
        (*VNEID, YEN_SON, "2024-04-30", 330, 400, "tài khoản", "F10"),
        ("ansinh", "Chi trả an sinh xã hội không dùng tiền mặt", PROVINCE, "2024-04-30", 50, 100, "người", "F11"),
    ],
    "2024-05-31": [
        (*VNEID, NA_HANG, "2024-05-31", 140, 200, "tài khoản", "F9"),
        (*VNEID, YEN_SON, "2024-05-31", 320, 400, "tài khoản", "F10"),
        ("ansinh", "Chi trả an sinh xã hội không dùng tiền mặt", PROVINCE, "2024-05-31", 40, 100, "người", "F11"),
        ("cccd", "Thẻ CCCD gắn chip đã cấp", NA_HANG, "2024-05-31", 90, 100, "thẻ", "F12"),
        ("cccd", "Thẻ CCCD gắn chip đã cấp", YEN_SON, "2024-05-31", None, 100, "thẻ", "F13"),
        ("phi", "Tỷ lệ hồ sơ thanh toán trực tuyến", NA_HANG, "2024-05-31", 60, 90, "%", "F14"),
        ("phi", "Tỷ lệ hồ sơ thanh toán trực tuyến", YEN_SON, "2024-05-31", 70, 90, "%", "F15"),
        ("suckhoe", "Sổ sức khỏe điện tử đã tạo", PROVINCE, "2024-05-31", 120, 100, "sổ", "F16"),
        ("tram", "Tổng số trạm BTS", PROVINCE, "2024-05-31", 1283, None, "trạm", "F17"),
    ],
}
BATCHES = tuple(
    ("indicator_values", f"indicators; period_end={day}", "cong-an-tinh", day, f"{day} 16:00", len(rows), 0, COLUMNS,
     rows)
    for day, rows in ROWS.items()
)  # fmt: skip
ISSUES = ((3, "warning", "jump", "Sheet1", "F9", 2, "Kết quả", "140", "tăng gấp hơn 5 lần kỳ trước", "kiểm tra lại"),)
DISTRICTS = {"district": {NA_HANG, YEN_SON, "huyen-ham-yen"}}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return warehouses.installed(tmp_path, BATCHES, ISSUES)


@pytest.fixture
def values(home: Path) -> pd.DataFrame:
    with open_warehouse(home) as con:
        return records_indicators.indicator_values(con)


@pytest.fixture
def groups(home: Path) -> pd.DataFrame:
    with open_warehouse(home) as con:
        return records_indicators.indicator_groups(con)


@pytest.fixture
def found(values: pd.DataFrame, groups: pd.DataFrame) -> pd.DataFrame:
    return indicators.summary(indicators.monthly(values), indicators.sorted_out(values, groups), DISTRICTS)


def row(frame: pd.DataFrame, name: str) -> dict:
    return frame[frame["indicator"].eq(name)].iloc[0].to_dict()


# --- pace and forecast ----------------------------------------------------------------------------------------


def points(*values: float | None, last: date = MAY) -> list[tuple[date, float]]:
    """One report a month up to `last`; None is a month without one."""
    turn = last.year * 12 + last.month - len(values)
    days = [indicator_pace.month_at(turn + number + 1.0) for number in range(len(values))]
    return [(day, float(value)) for day, value in zip(days, values, strict=True) if value is not None]


@pytest.mark.parametrize(
    ("place", "day"), [(2024 * 12 + 5.0, MAY), (2024 * 12 + 5.01, date(2024, 6, 30)), (2025 * 12.0, date(2024, 12, 31))]
)
def test_end_of_a_month_is_a_whole_number(place, day):
    assert indicator_pace.month_at(place) == day
    assert indicator_pace.place(day) >= place - 0.01


@pytest.mark.parametrize(
    ("told", "pace"),
    [
        (points(10), None),
        (points(10, 30), (20, 20, 20, 2)),
        (points(10, None, 50), (20, 20, 20, 2)),  # two months between two reports
        (points(0, 100, 10, 20, 40, 50, 55, 60), (10, 5, 20, 6)),  # the last six
        ([(date(2022, 5, 31), 0.0), *points(90, 100)], (10, 10, 10, 2)),  # too old to say anything about today
    ],
)
def test_pace_is_of_the_last_six_reports(told, pace):
    found = indicator_pace.pace(told)
    assert (found and (found.per_month, found.slowest, found.fastest, found.reports)) == pace


@pytest.mark.parametrize(
    ("told", "target", "state", "month"),
    [
        (points(80, 90), 100, IN_YEAR, date(2024, 6, 30)),
        (points(80, 90), 90, REACHED, None),
        (points(80, 90), None, NO_TARGET, None),
        (points(90), 100, TOO_FEW, None),
        (points(90, 90), 100, NEVER, None),
        (points(95, 90), 100, NEVER, None),
        (points(80, 90), 161, LATER, date(2025, 1, 31)),  # 7.1 months after the end of May
        (points(80, 90), 160, IN_YEAR, date(2024, 12, 31)),
        (points(80, 80.0001), 100, LATER, date(2124, 5, 31)),  # further than it is named
        ([], 100, NO_TARGET, None),
    ],
)
def test_month_of_reaching_at_this_pace(told, target, state, month):
    found = indicator_pace.forecast(told, target)
    assert (found.state, found.month) == (state, month)


def test_what_is_to_fall_reaches_its_target_by_falling():
    falling = indicator_pace.forecast(points(9, 8, 6), 3, is_low=True)
    assert (falling.state, falling.month, falling.earliest, falling.latest) == (
        IN_YEAR, date(2024, 7, 31), date(2024, 7, 31), date(2024, 8, 31))  # fmt: skip
    assert indicator_pace.forecast(points(5, 6), 3, is_low=True).state == NEVER
    assert indicator_pace.forecast(points(5, 2), 3, is_low=True).state == REACHED


def test_pace_needed_is_the_rest_over_the_months_left():
    assert indicator_pace.forecast(points(10, 30), 100).needed == pytest.approx(10)  # 70 in seven months
    december = indicator_pace.forecast(points(10, 30, last=date(2024, 12, 31)), 100)
    assert december.needed is None


# --- what an indicator is ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "group"),
    [
        ("Thẻ CCCD gắn chip đã cấp", "3"),
        ("Tài khoản VNeID mức độ 2 đã kích hoạt", "3"),
        ("Hồ sơ cư trú nộp trực tuyến", "1"),
        ("Cơ sở lưu trú đã cài đặt phần mềm ASM", "2"),
        ("Chi trả an sinh xã hội không dùng tiền mặt", "2"),
        ("Số sổ hộ tịch đã số hóa", "4"),
        ("Mã số thuế cá nhân đã làm sạch", "4"),
        ("Văn bản ký số", "5"),
        ("Tổng số trạm BTS", "0"),
        ("Số lượt khám chữa bệnh bằng CCCD", "2"),
    ],
)
def test_group_by_wording(groups, name, group):
    assert indicators.group_of("x", name, groups)[0] == group


def test_code_goes_before_wording():
    listed = pd.DataFrame(
        [("3", None, "vneid", None), ("4", "CT07", None, "flow")], columns=["group_no", "code", "wording", "nature"]
    )
    assert indicators.group_of("CT07", "Một tên khác", listed) == ("4", "flow")
    assert indicators.group_of("vn", "Tài khoản VNEID", listed) == ("3", "")
    assert indicators.group_of("x", "Không có gì", listed) == ("0", "")


def test_every_row_of_the_list_names_a_group_and_says_how_it_is_known():
    rows = read_rows(ROOT / "data" / "reference" / "indicator_groups.csv")
    assert {one["group_no"] for one in rows} == {"1", "2", "3", "4", "5"}
    assert all((one["wording"] or one["code"]) and one["origin"] for one in rows)
    assert {one["nature"] for one in rows} <= {
        "",
        *(indicators.STOCK, indicators.OF_YEAR, indicators.FLOW, indicators.SHARE),
    }


@pytest.mark.parametrize(
    ("name", "measure", "nature", "is_low"),
    [
        ("Thẻ CCCD gắn chip đã cấp", "thẻ", indicators.STOCK, False),
        ("Tỷ lệ hồ sơ quá hạn", "%", indicators.SHARE, True),
        ("Lượt khám chữa bệnh trong tháng", "lượt", indicators.FLOW, False),
        ("Hồ sơ tiếp nhận trong năm", "hồ sơ", indicators.OF_YEAR, False),
        ("Hộ chưa có tài khoản", None, indicators.STOCK, True),
    ],
)
def test_nature_by_its_own_words(groups, name, measure, nature, is_low):
    values = pd.DataFrame(
        [("a", name, "district", MAY, measure)],
        columns=["indicator", "indicator_name", "kind", "period_end", "measured_in"],
    )
    known = indicators.sorted_out(values, groups).iloc[0]
    assert (known["nature"], known["is_low"], known["parts"]) == (nature, is_low, "district")


# --- month by month ------------------------------------------------------------------------------------------------


def test_blank_value_is_no_row_and_older_days_see_less(home, values):
    assert list(values[values["indicator"].eq("cccd")]["unit"]) == [NA_HANG]
    with open_warehouse(home) as con:
        april = records_indicators.indicator_values(con, date(2024, 4, 30))
    assert april["period_end"].max().date() == APRIL
    assert set(april["indicator"]) == {"vneid", "ansinh"}


def test_list_of_groups_may_be_younger_than_the_installation(home):
    with duckdb.connect(str(home / "warehouse" / warehouses.NAME)) as con:
        con.execute("drop table ref.indicator_groups")
        assert records_indicators.indicator_groups(con).empty


def test_province_is_the_sum_of_its_units_and_its_forecast(found):
    vneid = row(found, "vneid")
    # 400, 450, 460 of 600: 30 a month, 140 to go; the fastest step was 50, the slowest 10.
    assert (vneid["value"], vneid["target"], vneid["pace"]) == (460, 600, 30)
    assert (vneid["state"], vneid["month"], vneid["earliest"], vneid["latest"]) == (
        IN_YEAR, date(2024, 10, 31), date(2024, 8, 31), date(2025, 7, 31))  # fmt: skip
    assert (vneid["reported"], vneid["expected"], vneid["fell"], vneid["doubts"]) == (2, 3, 1, 1)
    assert vneid["needed"] == pytest.approx(20)


def test_worst_comes_first(found):
    assert list(found["indicator"]) == ["ansinh", "cccd", "vneid", "tram", "phi", "suckhoe"]
    assert [indicator_words.reaching(one) for one in found.to_dict("records")] == [
        "không đạt nếu giữ nhịp này",
        "chưa đủ kỳ để ước",
        "10/2024",
        "chưa có mục tiêu",
        "tỷ lệ: xem từng đơn vị",
        "đã đạt",
    ]


def test_shares_of_units_are_not_averaged(found):
    assert pd.isna(row(found, "phi")["value"])
    assert pd.isna(row(found, "phi")["target"])


def test_month_in_which_a_unit_is_missing_has_no_sum(values, groups):
    gone = values[~(values["unit"].eq(YEN_SON) & values["period_end"].eq(pd.Timestamp(APRIL)))]
    months = indicators.monthly(gone)
    known = row(indicators.sorted_out(gone, groups), "vneid")
    line = indicators.series(months[months["indicator"].eq("vneid")], known)
    assert [None if pd.isna(one) else one for one in line["value"]] == [400, None, 460]
    assert list(line["reported"]) == [2, 1, 2]


def test_newest_month_without_a_unit_leaves_the_older_sum(values, groups):
    gone = values[~(values["unit"].eq(YEN_SON) & values["period_end"].eq(pd.Timestamp(MAY)))]
    months = indicators.monthly(gone)
    vneid = row(indicators.summary(months, indicators.sorted_out(gone, groups), DISTRICTS), "vneid")
    assert (vneid["value"], vneid["period_end"], vneid["reported"]) == (450, APRIL, 1)
    assert "số cũ" in indicator_words.to_day(vneid)


def test_own_row_of_the_province_that_says_otherwise_is_to_be_confirmed(values, groups):
    own = values[values["indicator"].eq("vneid") & values["unit"].eq(NA_HANG)].assign(
        unit=PROVINCE, kind="province", value=500.0, target=600.0
    )
    both = pd.concat([values, own], ignore_index=True)
    months = indicators.monthly(both)
    vneid = row(indicators.summary(months, indicators.sorted_out(both, groups), DISTRICTS), "vneid")
    assert (vneid["value"], vneid["differs"]) == (500, 460)
    assert "cộng các đơn vị là 460" in indicator_words.doubts(vneid)


def test_what_may_fall_is_no_doubt():
    frame = pd.DataFrame({"before": [10.0], "value": [9.0], "before_on": [date(2023, 12, 31)], "period_end": [MAY]})
    for nature, is_low, is_doubt in (
        (indicators.STOCK, False, True),
        (indicators.STOCK, True, False),
        (indicators.SHARE, False, False),
        (indicators.FLOW, False, False),
        (indicators.OF_YEAR, False, False),  # begins anew in January
    ):
        assert indicators.fallen(frame, {"nature": nature, "is_low": is_low}).iloc[0] == is_doubt


# --- by unit ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def units(values: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    months = indicators.monthly(values)
    expected = {NA_HANG: "Na Hang", YEN_SON: "Yên Sơn", "huyen-ham-yen": "Hàm Yên"}
    return indicators.by_unit(months[months["indicator"].eq("vneid")], row(found, "vneid"), expected)


def test_furthest_first_and_who_is_silent_last(units):
    assert list(units["unit_name"]) == ["Na Hang", "Yên Sơn", "Hàm Yên"]
    assert [indicator_words.reaching(one) for one in units.to_dict("records")] == ["08/2024", "01/2025", "chưa gửi"]


def test_falling_stock_and_silence_are_said(units, found):
    known = row(found, "vneid")
    notes = [indicator_words.unit_doubt(one, known) for one in units.to_dict("records")]
    assert notes == [
        "≠ cần xác nhận: tăng gấp hơn 5 lần kỳ trước",
        "≠ cần xác nhận: 05/2024 giảm còn 320 từ 330",
        "∅ chưa gửi",
    ]
    assert indicator_words.units_sentence(units, known) == (
        "Xa mục tiêu nhất: Na Hang, 140 trên 200\u00a0tài khoản; chưa gửi: Hàm Yên; "
        "cần xác nhận: Yên Sơn (05/2024 giảm còn 320 từ 330)."
    )


def test_each_row_knows_its_cell(units):
    assert units.loc[0, ["sheet", "row_number", "cell", "file_name"]].tolist() == [
        "Sheet1", 2, "F9", "indicator_values_3.xlsx"]  # fmt: skip


# --- pictures ---------------------------------------------------------------------------------------------------------


def test_line_goes_on_to_the_month_of_reaching(values, found):
    months = indicators.monthly(values)
    vneid = row(found, "vneid")
    data = charts_indicators.drawn(indicators.series(months[months["indicator"].eq("vneid")], vneid), vneid)
    coming = data[data["kind"].eq(charts_indicators.COMING) & data["value"].notna()]
    assert (coming["month"].iloc[0], coming["value"].iloc[0]) == ("05/2024", 460)
    assert (coming["month"].iloc[-1], coming["value"].iloc[-1]) == ("10/2024", 600)
    assert data["month"].iloc[-1] == "12/2024"


@pytest.mark.parametrize("name", ["ansinh", "cccd", "vneid", "tram", "phi", "suckhoe"])
def test_every_kind_of_indicator_can_be_drawn(values, found, name):
    months = indicators.monthly(values)
    own, known = months[months["indicator"].eq(name)], row(found, name)
    assert charts_indicators.small_line(indicators.series(own, known), known).to_dict()["layer"]
    assert charts_indicators.small_units(own, known).to_dict()["layer"]
    assert charts_indicators.by_unit(indicators.by_unit(own, known, {NA_HANG: "Na Hang"}), known).to_dict()["layer"]


# --- the view ---------------------------------------------------------------------------------------------------------

SCRIPT = """
from pages.parts.project06 import indicator_blocks
indicator_blocks.show(None, {plan!r})
"""


def view(monkeypatch: pytest.MonkeyPatch, home: Path, plan: str = "de_an_06:2024", **url: str) -> AppTest:
    monkeypatch.setenv("IOC_DATA", str(home))
    only_answers_over(home)
    test = AppTest.from_string(SCRIPT.format(plan=plan), default_timeout=60)
    for name, value in url.items():
        test.query_params[name] = value
    return test.run()


def test_view_says_when_each_is_reached(monkeypatch, home):
    test = view(monkeypatch, home)
    assert_sound(test)
    shown = texts(test)
    assert "6 chỉ tiêu, đến 31/05/2024" in shown
    assert "+30/tháng; đạt mục tiêu 10/2024 (08/2024–07/2025)" in shown
    assert "chưa đủ kỳ để ước" in shown
    assert "3/5 nhóm tiện ích có chỉ tiêu. Chưa có chỉ tiêu: 4. Kết nối, làm giàu dữ liệu dân cư; 5." in shown
    assert "minh họa" not in shown


def test_group_and_indicator_stand_in_the_address(monkeypatch, home):
    test = view(monkeypatch, home, group06="3", indicator="vneid")
    assert_sound(test)
    assert "Tất cả chỉ tiêu (3)" in texts(test)
    assert "Tài khoản VNeID mức độ 2 đã kích hoạt, theo đơn vị (tài khoản)" in texts(test)
    assert "chưa gửi: " in texts(test)


def test_a_click_opens_the_reports_of_an_indicator(monkeypatch, home):
    test = view(monkeypatch, home)
    test.button(key="trace_indicator_vneid").click().run()
    assert test.session_state[indicator_dialog.ASKED] == ("vneid", None)
    assert_sound(test)
    assert "6 số báo cáo. Bấm vào một dòng" in texts(test)


def test_another_plan_is_told_that_indicators_name_none(monkeypatch, home):
    assert "Tệp chỉ tiêu không ghi kế hoạch" in texts(view(monkeypatch, home, "chuyen_doi_so:2024"))


def test_without_reports_the_view_says_who_sends_them(monkeypatch, tmp_path):
    test = view(monkeypatch, warehouses.hand_made(tmp_path))
    assert_sound(test)
    assert "Chưa có số liệu: Chỉ tiêu Đề án 06" in texts(test)
