"""The services screen over numbers that can be counted here, and its parts alone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

import metrics
from loaders import open_warehouse
from metrics import METRICS, Query
from pages.parts import records
from tests.pages.conftest import Screen
from tests.pages.test_screens import assert_sound, card, texts

_visits: list[AppTest] = []


@pytest.fixture
def whole(request: pytest.FixtureRequest) -> AppTest:
    """The page of the whole province, opened once: the tests only read it."""
    if not _visits:
        _visits.append(request.getfixturevalue("screen")("services", request.getfixturevalue("office")))
    return _visits[0]


def table(test: AppTest, column: str) -> pd.DataFrame:
    return next(one.value for one in test.dataframe if column in one.value.columns)


# --- the page -------------------------------------------------------------------------------------------------


CARDS = {
    "Thủ tục hành chính": ("4", "2 toàn trình"),
    "Hồ sơ tiếp nhận trong kỳ": ("210", "130"),  # 100 + 100 + 10; 80 in April
    "Tỷ lệ hồ sơ trực tuyến": ("64,3\u00a0%", "thiếu 15,7 điểm"),  # 135 of 210; both levels aim at 80
    "Tỷ lệ đúng hạn": ("96,1\u00a0%", "thiếu 1,9 điểm"),  # 148 of 154, aim 98
    "Quá hạn đang giải quyết": ("3", "2"),  # 1 in April
}


def test_cards(whole: AppTest) -> None:
    assert {metric.label: (metric.value, metric.delta) for metric in whole.metric} == CARDS


def test_what_stands_beside_the_cards(whole: AppTest) -> None:
    assert_sound(whole)
    shown = texts(whole)
    # The form counts what 766 leaves out: 148 of 154 against D1 and D3 of D1, D2, D3: a count, not a percentage.
    assert "Đúng hạn: Biểu II.06a 96,1\u00a0% = 148/154, Quyết định 766 2/3 hồ sơ" in shown
    assert "Trực tuyến: mọi hồ sơ 64,3\u00a0%, thủ tục có trực tuyến 2/3 hồ sơ" in shown
    assert "Tệp chi tiết chỉ có 3 hồ sơ, bằng 1,4\u00a0% Biểu II.06a" in shown
    buttons = " ".join(button.label for button in whole.button)
    assert "05/2024 · cùng kỳ +320,0\u00a0%" in buttons  # 210, and 50 in 05/2023
    assert "Nguồn: Biểu II.06a · đến 31/05/2024 · 3/27 đơn vị" in buttons.replace("\\", "")


def test_card_opens_the_rows_of_the_form(screen: Screen, office: Path) -> None:
    test = screen("services", office, rows="card_dossiers_received")
    assert_sound(test)
    rows = table(test, "place")
    # One row of the form each, of Sở Tư pháp, Na Hang and Sở Nội vụ.
    assert sorted(rows["received_online"]) == [5, 40, 90]


def test_procedure_of_two_levels_counts_in_both_and_it_is_said(whole: AppTest) -> None:
    assert "các cấp cộng lại là 5, danh mục có 4" in texts(whole)
    parts = table(whole, "part")
    assert parts[["level", "part", "value", "total"]].to_numpy().tolist() == [
        ["province", "Toàn trình", 2, 3],
        ["province", "Một phần", 1, 3],
        ["district", "Toàn trình", 1, 1],
        ["commune", "Chỉ cung cấp thông tin", 1, 1],
    ]


def test_levels_against_their_target_and_who_has_no_form(whole: AppTest) -> None:
    # Departments 45 of 110, the district 90 of 100, aim 80; no commune has sent the form.
    said = "Cấp tỉnh 40,9\u00a0% thiếu 39,1 điểm · cấp huyện 90,0\u00a0% đạt · cấp xã chưa có Biểu II.06a"
    assert said in texts(whole)


def test_agencies_worst_first_and_few_dossiers_last(whole: AppTest) -> None:
    frame = table(whole, "gap")
    shown = frame[["name", "received", "online", "online_share", "gap", "on_time_share"]].to_numpy().tolist()
    assert shown == [
        ["Sở Tư pháp", 100, 40, 40.0, 40.0, 98.0],  # 49 of 50
        ["Na Hang", 100, 90, 90.0, -10.0, 95.0],
        ["Sở Nội vụ ◦", 10, 5, 50.0, 30.0, 100.0],
    ]
    # Sở Tư pháp's form of May says nothing about pending dossiers: that is not 0.
    assert frame["overdue"].isna().tolist() == [True, False, False]
    assert frame["overdue"].tolist()[1:] == [3.0, 0.0]


def test_missing_senders_are_named_before_the_figures(whole: AppTest) -> None:
    # calendar.csv expects 27 forms of May; 3 are in. Clock: 6/6, due 5/6.
    assert "Tình hình giải quyết hồ sơ (Biểu II.06a): 24 đơn vị, trễ 1 ngày" in texts(whole)
    nodes = list(whole.main)
    strip = next(place for place, node in enumerate(nodes) if "quá hạn chưa gửi" in str(getattr(node, "value", "")))
    assert strip < min(nodes.index(metric) for metric in whole.metric)


def test_agency_shows_its_fields_and_months(screen: Screen, office: Path) -> None:
    test = screen("services", office, unit="so-tu-phap")
    assert_sound(test)
    assert card(test, "Hồ sơ tiếp nhận trong kỳ") == ("100", "20")
    assert table(test, "gap")[["name", "received"]].to_numpy().tolist() == [["Hộ tịch", 100]]
    months = next(one.value for one in test.dataframe if {"month_end", "on_time_share"} <= {*one.value.columns})
    assert months["received"].head(2).tolist() == [100, 80]
    assert months["overdue"].tolist()[1] == 1
    assert "Theo lĩnh vực" in texts(test)
    assert "Theo tháng, Sở Tư pháp" in texts(test)
    # How many of all units have sent says nothing about one of them.
    assert "/27 đơn vị" not in texts(test)


def test_field_narrows_the_page_and_one_button_widens_it_again(screen: Screen, office: Path) -> None:
    test = screen("services", office, unit="so-tu-phap", field="Hộ tịch")
    assert_sound(test)
    assert card(test, "Thủ tục hành chính")[0] == "1"  # 1.001
    assert card(test, "Hồ sơ tiếp nhận trong kỳ")[0] == "100"
    assert table(test, "gap")["name"].tolist() == ["Hộ tịch"]
    # A dossier of the detail export has no field, and so neither have the figures about it.
    assert "Quyết định 766 không ghi lĩnh vực" in texts(test)
    assert "dossiers_on_time_share_766" not in test.selectbox(key="metric").options
    test = test.button(key="to_province").click().run()
    assert card(test, "Hồ sơ tiếp nhận trong kỳ")[0] == "210"
    assert {"unit", "field"} & {*test.query_params} == set()


def test_field_of_the_whole_province_shows_its_agencies(screen: Screen, office: Path) -> None:
    test = screen("services", office, field="Đất đai")
    assert card(test, "Hồ sơ tiếp nhận trong kỳ")[0] == "100"
    assert table(test, "gap")["name"].tolist() == ["Na Hang"]
    test = screen("services", office, by="field")
    assert_sound(test)
    assert table(test, "gap")["name"].tolist() == ["Hộ tịch", "Đất đai", "Tôn giáo ◦"]


def test_level_narrows_the_page(screen: Screen, office: Path) -> None:
    test = screen("services", office, level="district")
    assert_sound(test)
    assert card(test, "Tỷ lệ hồ sơ trực tuyến") == ("90,0\u00a0%", "đạt")
    assert card(test, "Thủ tục hành chính")[0] == "1"
    assert table(test, "gap")["name"].tolist() == ["Na Hang"]
    # Sở Tư pháp has no dossier there, but a procedure that districts carry out.
    assert [str(one) for one in test.selectbox(key="unit").options] == ["Mọi cơ quan", "Na Hang", "Sở Tư pháp"]
    # The other levels stay in the bars, to be clicked.
    assert set(table(test, "part")["level"]) == {"province", "district", "commune"}


def test_filters_that_match_nothing_are_named_and_taken_away(screen: Screen, office: Path) -> None:
    test = screen("services", office, level="commune")
    assert_sound(test)
    assert "Đang lọc: cấp xã." in texts(test)
    test = next(button for button in test.button if button.label == "Bỏ bộ lọc").click().run()
    assert card(test, "Hồ sơ tiếp nhận trong kỳ")[0] == "210"
    assert "level" not in test.query_params


def test_month_before(screen: Screen, office: Path) -> None:
    test = screen("services", office)
    test = test.selectbox(key="month").set_value("2024-04").run()
    assert_sound(test)
    assert card(test, "Hồ sơ tiếp nhận trong kỳ")[0] == "80"
    assert test.query_params["month"] == "2024-04"
    # No dossier was closed in April, and the first detail export is of May.
    assert "Quyết định 766 chưa có số liệu" in texts(test)


def test_unused_full_service_is_named_and_the_year_is_longer_than_the_month(
    whole: AppTest, screen: Screen, office: Path
) -> None:
    test = screen("services", office, since="month", procedure="all")
    assert "1 thủ tục toàn trình chưa có hồ sơ" in texts(test)
    assert "Trên 2 toàn trình, theo tệp chi tiết từ 01/05/2024 đến 31/05/2024" in texts(test)
    named = table(test, "procedure_code")[["procedure_code", "procedure_name", "agency"]]
    assert named.to_numpy().tolist() == [["1.002", "Cấp phiếu lý lịch", "Sở Tư pháp"]]
    assert table(test, "full")[["name", "count", "full", "share"]].to_numpy().tolist() == [["Sở Tư pháp", 1, 2, 50.0]]
    # D4 of April used it.
    assert "Mọi thủ tục toàn trình đều có hồ sơ trực tuyến" in texts(whole)
    assert "Xét từ 01/01/2024 đến 31/05/2024." in texts(whole)


def test_procedure_in_the_address_shows_its_row_and_its_cell(screen: Screen, sample_home: Path) -> None:
    with duckdb.connect(str(sample_home / "warehouse" / current(sample_home)), read_only=True) as con:
        code, name, sheet, row = con.execute(
            "select procedure_code, procedure_name, sheet, row_number from fact.procedures order by all limit 1"
        ).fetchone()  # type: ignore[misc]
    test = screen("services", sample_home, procedure=code)
    assert_sound(test)
    assert f"**{name}**" in texts(test)
    place = next(one.value for one in test.markdown if "Trong tệp gốc" in one.value)
    assert sheet in place
    assert place.rstrip().endswith(str(row))
    assert any(name in one.value.to_numpy().ravel().tolist() for one in test.dataframe if "B" in str(one.value.columns))


def current(home: Path) -> str:
    return (home / "warehouse" / "CURRENT").read_text(encoding="utf-8").strip()


def test_figure_of_choice_over_time(screen: Screen, office: Path) -> None:
    test = screen("services", office)
    test = test.selectbox(key="metric").set_value("dossiers_received").run()
    assert "Hồ sơ tiếp nhận trong kỳ, toàn tỉnh" in texts(test)
    assert "Từ 80 (04/2024) đến 210 (05/2024): tăng 130 hồ sơ." in texts(test)


def test_list_of_unused_services_agrees_with_the_metric(sample_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IOC_DATA", str(sample_home))
    with open_warehouse() as con:
        query = Query(start=date(2024, 5, 1), end=date(2024, 5, 31), where={"service_level": "full"})
        [used] = metrics.figures(con, METRICS["procedures_used_share"], (), query)
        unused = records.unused_procedures(con, date(2024, 5, 1), date(2024, 5, 31))
    assert used.out_of is not None and used.count is not None
    assert len(unused) == used.out_of - used.count > 0
