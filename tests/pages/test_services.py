"""The services screen over numbers that can be counted here, and its parts alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

import metrics
from loaders import facts, open_warehouse
from metrics import METRICS, Figure, Query
from pages.parts import charts_services, dossiers, records
from tests.pages import warehouses
from tests.pages.conftest import Screen
from tests.pages.test_screens import assert_sound, card, texts

FORM = (
    *("unit_id", "field", "period_start", "period_end", "received_online", "received_direct", "resolved_total"),
    *("resolved_early", "resolved_on_time", "resolved_late", "pending_total", "pending_in_time", "pending_overdue"),
)
LISTED = ("procedure_code", "procedure_name", "field", "agency_id", "at_province", "at_district", "at_commune",
          "service_level")  # fmt: skip
DETAIL = ("dossier_code", "procedure_code", "unit_id", "channel", "received_on", "due_on", "closed_on", "status_code")
MAY, APRIL, LAST_YEAR = ("2024-05-01", "2024-05-31"), ("2024-04-01", "2024-04-30"), ("2023-05-01", "2023-05-31")
# Beside Sở Tư pháp's form of May in warehouses.BATCHES: 40 online, 60 direct, 49 of 50 on time, pending not said.
REPORTS = (
    ("dossier_counts", "huyen-na-hang", "2024-05-31", FORM,
     [("huyen-na-hang", "Đất đai", *MAY, 90, 10, 100, 50, 45, 5, 20, 17, 3)]),
    ("dossier_counts", "so-noi-vu", "2024-05-31", FORM,
     [("so-noi-vu", "Tôn giáo", *MAY, 5, 5, 4, 2, 2, 0, 1, 1, 0)]),
    ("dossier_counts", "so-tu-phap", "2024-04-30", FORM,
     [("so-tu-phap", "Hộ tịch", *APRIL, 30, 50, 60, 30, 30, 0, 5, 4, 1)]),
    ("dossier_counts", "so-tu-phap", "2023-05-31", FORM,
     [("so-tu-phap", "Hộ tịch", *LAST_YEAR, 20, 30, 40, 20, 20, 0, 5, 5, 0)]),
    ("procedures", "van-phong-ubnd-tinh", "2024-05-01", LISTED,
     [("1.001", "Cấp bản sao", "Hộ tịch", "so-tu-phap", True, True, False, "full"),
      ("1.002", "Cấp phiếu lý lịch", "Tư pháp", "so-tu-phap", True, False, False, "full"),
      ("1.003", "Đăng ký tổ chức", "Luật sư", "so-tu-phap", True, False, False, "partial"),
      ("1.004", "Hòa giải", "Tư pháp", "so-tu-phap", False, False, True, "information")]),
    # In May: one on time, one late, one withdrawn (on time), one not accepted (in no figure); in April one that waits.
    ("dossiers", "trung-tam-phuc-vu-hanh-chinh-cong", "2024-05-31", DETAIL,
     [("D1", "1.001", "so-tu-phap", "online", "2024-05-02", "2024-05-10", "2024-05-09", 10),
      ("D2", "1.001", "so-tu-phap", "direct", "2024-05-03", "2024-05-10", "2024-05-12", 10),
      ("D3", "1.003", "so-tu-phap", "online", "2024-05-06", "2024-05-20", "2024-05-08", 7),
      ("D4", "1.002", "so-tu-phap", "online", "2024-04-15", "2024-05-20", None, 5),
      ("D5", "1.002", "so-tu-phap", "online", "2024-05-07", None, None, 3)]),
)  # fmt: skip


@pytest.fixture
def office(desk: Path) -> Path:
    """The hand-made installation, with the reports above."""
    con = duckdb.connect(str(desk / "warehouse" / warehouses.NAME))
    con.execute("set TimeZone = 'Asia/Ho_Chi_Minh'")
    for number, (source, sender, day, columns, rows) in enumerate(REPORTS, 101):
        received = "2024-06-05 08:00:00+07" if day == "2024-05-31" else f"{day} 08:00:00+07"
        con.execute(
            "insert into log.batches values (?, ?, ?, ?, ?, ?, ?, null, ?, ?, ?, null, ?, ?, 0, false)",
            [number, source, f"{sender}; {day}", sender, f"{source}_{number}.xlsx", f"sha{number}", day,
             day if source == "dossier_counts" else None, received, received, len(rows), len(rows)],
        )  # fmt: skip
        has_day = () if source == "dossier_counts" else ("reported_on",)
        names = ", ".join(("batch_id", "sheet", "row_number", *columns, *has_day))
        for line, row in enumerate(rows, 2):
            values = [number, "Sheet1", line, *row, *([day] if has_day else [])]
            con.execute(f"insert into src.{source} ({names}) values ({', '.join('?' * len(values))})", values)
    facts.create(con)
    con.close()
    return desk


def table(test: AppTest, column: str) -> pd.DataFrame:
    return next(one.value for one in test.dataframe if column in one.value.columns)


# --- the page -------------------------------------------------------------------------------------------------


CARDS = {
    "Thủ tục hành chính": ("4 thủ tục", "2 toàn trình"),
    "Hồ sơ tiếp nhận trong kỳ": ("210 hồ sơ", "130 hồ sơ"),  # 100 + 100 + 10; 80 in April
    "Tỷ lệ hồ sơ trực tuyến": ("64,3\u00a0%", "thiếu 15,7 điểm"),  # 135 of 210; both levels aim at 80
    "Tỷ lệ đúng hạn": ("96,1\u00a0%", "thiếu 1,9 điểm"),  # 148 of 154, aim 98
    "Hồ sơ quá hạn đang giải quyết": ("3 hồ sơ", "2 hồ sơ"),  # 1 in April
}


def test_cards(screen: Screen, office: Path) -> None:
    test = screen("services", office)
    assert {metric.label: (metric.value, metric.delta) for metric in test.metric} == CARDS


def test_what_stands_beside_the_cards(screen: Screen, office: Path) -> None:
    test = screen("services", office)
    assert_sound(test)
    shown = texts(test)
    assert "cùng kỳ 05/2023: 50 (tăng 320,0\u00a0%)" in shown
    assert "theo QĐ 766: 2/3" in shown  # of three dossiers the count, not the percentage
    # The form counts what 766 leaves out: 148 of 154 against D1 and D3 of D1, D2, D3.
    assert "(96,1\u00a0% = 148/154); Quyết định 766" in shown
    assert "trả lại và chờ bổ sung đứng ngoài (66,7\u00a0% = 2/3)" in shown
    assert "theo tệp chi tiết: 66,7\u00a0% = 2/3." in shown
    assert "tệp chi tiết có 3 hồ sơ tiếp nhận, bằng 1,4\u00a0% số của Biểu II.06a" in shown


def test_procedure_of_two_levels_counts_in_both_and_it_is_said(screen: Screen, office: Path) -> None:
    test = screen("services", office)
    assert "các cấp cộng lại là 5, danh mục có 4" in texts(test)
    parts = table(test, "part")
    assert parts[["level", "part", "value", "total"]].to_numpy().tolist() == [
        ["province", "Toàn trình", 2, 3],
        ["province", "Một phần", 1, 3],
        ["district", "Toàn trình", 1, 1],
        ["commune", "Chỉ cung cấp thông tin", 1, 1],
    ]


def test_levels_against_their_target_and_who_has_no_form(screen: Screen, office: Path) -> None:
    # Departments 45 of 110, the district 90 of 100, aim 80; no commune has sent the form.
    said = "Cấp tỉnh 40,9\u00a0% thiếu 39,1 điểm · cấp huyện 90,0\u00a0% đạt · cấp xã chưa có Biểu II.06a"
    assert said in texts(screen("services", office))


def test_agencies_worst_first_and_few_dossiers_last(screen: Screen, office: Path) -> None:
    frame = table(screen("services", office), "gap")
    shown = frame[["name", "received", "online", "online_share", "gap", "in_time_of"]].to_numpy().tolist()
    assert shown == [
        ["Sở Tư pháp", 100, 40, 40.0, 40.0, "49/50"],
        ["Na Hang", 100, 90, 90.0, -10.0, "95/100"],
        ["Sở Nội vụ ◦", 10, 5, 50.0, 30.0, "4/4"],
    ]
    # Sở Tư pháp's form of May says nothing about pending dossiers: that is not 0.
    assert frame["overdue"].isna().tolist() == [True, False, False]
    assert frame["overdue"].tolist()[1:] == [3.0, 0.0]


def test_missing_senders_are_named_before_the_figures(screen: Screen, office: Path) -> None:
    test = screen("services", office)
    # calendar.csv expects 27 forms of May; 3 are in. Clock: 6/6, due 5/6.
    assert "Tình hình giải quyết hồ sơ (Biểu II.06a): 24 đơn vị, trễ 1 ngày" in texts(test)
    nodes = list(test.main)
    strip = next(place for place, node in enumerate(nodes) if "quá hạn chưa gửi" in str(getattr(node, "value", "")))
    assert strip < min(nodes.index(metric) for metric in test.metric)


def test_agency_shows_its_fields_and_months(screen: Screen, office: Path) -> None:
    test = screen("services", office, unit="so-tu-phap")
    assert_sound(test)
    assert card(test, "Hồ sơ tiếp nhận trong kỳ") == ("100 hồ sơ", "20 hồ sơ")
    assert table(test, "gap")[["name", "received"]].to_numpy().tolist() == [["Hộ tịch", 100]]
    months = next(one.value for one in test.dataframe if {"month_end", "on_time_share"} <= {*one.value.columns})
    assert months["received"].head(2).tolist() == [100, 80]
    assert months["overdue"].tolist()[1] == 1
    assert "Sở Tư pháp theo lĩnh vực" in texts(test)
    # How many of all units have sent says nothing about one of them.
    assert "/27 đơn vị" not in texts(test)


def test_level_narrows_the_page(screen: Screen, office: Path) -> None:
    test = screen("services", office, level="district")
    assert_sound(test)
    assert card(test, "Tỷ lệ hồ sơ trực tuyến") == ("90,0\u00a0%", "đạt")
    assert card(test, "Thủ tục hành chính")[0] == "1 thủ tục"
    assert table(test, "gap")["name"].tolist() == ["Na Hang"]
    assert [str(one) for one in test.selectbox(key="unit").options] == ["Mọi cơ quan", "Na Hang"]


def test_filters_that_match_nothing_are_named_and_taken_away(screen: Screen, office: Path) -> None:
    test = screen("services", office, level="commune")
    assert_sound(test)
    assert "Đang lọc: cấp xã." in texts(test)
    test = next(button for button in test.button if button.label == "Bỏ bộ lọc").click().run()
    assert card(test, "Hồ sơ tiếp nhận trong kỳ")[0] == "210 hồ sơ"
    assert "level" not in test.query_params


def test_month_before(screen: Screen, office: Path) -> None:
    test = screen("services", office)
    test = test.selectbox(key="month").set_value("2024-04").run()
    assert_sound(test)
    assert card(test, "Hồ sơ tiếp nhận trong kỳ")[0] == "80 hồ sơ"
    assert test.query_params["month"] == "2024-04"
    # No dossier was closed in April, and the first detail export is of May.
    assert "theo QĐ 766: chưa có số liệu" in texts(test)


def test_unused_full_service_is_named_and_the_year_is_longer_than_the_month(screen: Screen, office: Path) -> None:
    test = screen("services", office)
    assert "1 trên 2 thủ tục toàn trình không có hồ sơ trực tuyến nào" in texts(test)
    named = table(test, "procedure_code")[["procedure_code", "procedure_name"]]
    assert named.to_numpy().tolist() == [["1.002", "Cấp phiếu lý lịch"]]
    assert table(test, "agency")["agency"].tolist() == ["Sở Tư pháp"]
    # D4 of April used it.
    test = screen("services", office, since="year")
    assert_sound(test)
    assert "Mọi thủ tục toàn trình đều có hồ sơ trực tuyến" in texts(test)
    assert "Xét từ 01/01/2024 đến 31/05/2024." in texts(test)


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


# --- its parts --------------------------------------------------------------------------------------------------


def figure(value: float | None, target: float | None = None, **by: str) -> Figure:
    nothing = (None, None, None, None, None)
    return Figure("dossiers_online_share", "", value, None, None, "%", *nothing, target, False, by or None)


@pytest.mark.parametrize(
    ("own", "of_levels", "target"),
    [
        (None, (80.0, 80.0), 80.0),
        (None, (90.0, 70.0), None),  # no one target can be said of both
        (None, (80.0, None), None),
        (98.0, (80.0, 80.0), 98.0),
        (None, (), None),
    ],
)
def test_shared_target(own: float | None, of_levels: tuple[float | None, ...], target: float | None) -> None:
    levels = [figure(50.0, goal, level=str(place)) for place, goal in enumerate(of_levels)]
    assert dossiers.shared_target(figure(50.0, own), levels).target == target


@pytest.mark.parametrize(
    ("count", "out_of", "value", "note"),
    [
        (5, 10, "5/10 hồ sơ", "dưới 30 hồ sơ"),
        (29, 29, "29/29 hồ sơ", "dưới 30 hồ sơ"),
        (15, 30, "50,0\u00a0%", "thiếu 30,0 điểm"),
    ],
)
def test_share_of_few_dossiers_shows_its_count(count: int, out_of: int, value: str, note: str) -> None:
    shown = dossiers.share(replace(figure(100 * count / out_of, 80.0), count=count, out_of=out_of))
    assert (shown.value, shown.note) == (value, note)


def test_unused_services_by_agency_the_most_first() -> None:
    frame = pd.DataFrame(
        [("so-y-te", "1", "A", False), ("so-tu-phap", "2", "B", False), ("so-tu-phap", "3", "C", True)],
        columns=["unit", "procedure_code", "procedure_name", "is_sample"],
    )
    found = dossiers.unused_by_agency(pd.concat([frame, frame.assign(unit=None).head(1)]), str.upper)
    assert found[["name", "count", "example", "is_sample"]].to_numpy().tolist() == [
        ["SO-TU-PHAP", 2, "B", True],
        ["SO-Y-TE", 1, "A", False],
        ["không ghi cơ quan", 1, "A", False],
    ]


@pytest.mark.parametrize(
    ("value", "said"),
    [(41.4, "! thiếu 41,4"), (0.0, "✓ đạt"), (-3.0, "✓ đạt"), (None, "–"), (float("nan"), "–")],
)
def test_gap(value: float | None, said: str) -> None:
    assert dossiers.gap(value) == said


def lines(*rows: tuple[str, str, float | None]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["month_end", "level", "value"]).assign(
        month_end=lambda frame: pd.to_datetime(frame["month_end"])
    )


def test_month_that_a_level_did_not_send_breaks_its_line() -> None:
    frame = lines(
        ("2024-03-31", "province", 60.0),
        ("2024-03-31", "district", 50.0),
        ("2024-04-30", "province", 61.0),
        ("2024-05-31", "province", 62.0),
        ("2024-05-31", "district", 52.0),
    )
    spec = charts_services.by_level(frame, {"province": 80.0, "district": 80.0}).to_dict()
    rows = next(rows for rows in spec["datasets"].values() if len(rows) == 6)
    assert [row["value"] for row in rows if row["level"] == "district"] == [50.0, None, 52.0]
    assert [layer["mark"]["invalid"] for layer in spec["layer"] if layer["mark"]["type"] == "line"] == [
        "break-paths-filter-domains"
    ]


@pytest.mark.parametrize(
    ("targets", "said"),
    [
        ({"province": 80.0, "district": 80.0}, ["mục tiêu 80\u00a0%"]),
        ({"province": 90.0, "district": 85.0}, ["mục tiêu cấp huyện 85\u00a0%", "mục tiêu cấp tỉnh 90\u00a0%"]),
        ({}, []),
    ],
)
def test_one_rule_for_each_target(targets: dict[str, float], said: list[str]) -> None:
    frame = lines(("2024-05-31", "province", 60.0), ("2024-05-31", "district", 50.0))
    spec = charts_services.by_level(frame, targets).to_dict()
    found = [row["said"] for rows in spec["datasets"].values() for row in rows if "mục tiêu" in row["said"]]
    assert found == said


def test_names_at_the_ends_of_close_lines_do_not_lie_on_one_another() -> None:
    frame = lines(*[("2024-05-31", level, value) for level, value in (("province", 60.0), ("district", 60.1))])
    spec = charts_services.by_level(frame, {}, height=200).to_dict()
    beside = sorted(row["beside"] for rows in spec["datasets"].values() for row in rows if "beside" in row)
    low, high = spec["layer"][0]["encoding"]["y"]["scale"]["domain"]
    assert (beside[1] - beside[0]) * 200 / (high - low) >= 17


def test_part_of_a_bar_without_room_carries_no_text() -> None:
    frame = pd.DataFrame(
        {"level": ["commune"] * 2, "service_level": ["partial", "full"], "value": [5, 95], "is_sample": [True] * 2}
    )
    assert charts_services.service_levels(frame)[["part", "said"]].to_numpy().tolist() == [
        ["Toàn trình", "95 · 95\u00a0%"],
        ["Một phần", "5 · 5\u00a0%"],
    ]
    texts_of = [
        layer for layer in charts_services.by_service_level(frame).to_dict()["layer"] if "text" in layer["mark"]["type"]
    ]
    assert all("datum.share >= 0.09" in layer["transform"][0]["filter"] for layer in texts_of)
