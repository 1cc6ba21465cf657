"""The screen of tasks, over lists made by hand: nine tasks of Đề án 06 in May 2024, three in April, two of 2023."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

import metrics
from metrics import METRICS, Query
from pages.parts import charts_tasks, tasks
from pages.parts.style import DARK, LIGHT
from tests.pages import warehouses
from tests.pages.conftest import Screen
from tests.pages.test_screens import assert_sound, card, frame, texts

COLUMNS = ("task_no", "task_title", "lead_unit_id", "due_text", "due_on", "is_recurring", "completed_on",
           "reported_status", "percent_done", "obstacle")  # fmt: skip
CA, TP, TNMT = "cong-an-tinh", "so-tu-phap", "so-tai-nguyen-va-moi-truong"
MAY = [  # as of 31/5/2024: the status that each should have stands behind it
    ("1", "Cấp tài khoản", CA, "15/5/2024", "2024-05-15", False, "2024-05-10", "Đã hoàn thành", 100, None),  # on time
    ("2", "Làm sạch đất đai", TNMT, "Quý I/2024", "2024-03-31", False, None, "Đúng tiến độ", 80, "Thiếu dữ liệu"),
    ("3", "Số hóa sổ hộ tịch", TP, "30/4/2024", "2024-04-30", False, None, "Đã hoàn thành", 100, None),  # overdue
    ("4", "Chi trả an sinh", TP, "10/6/2024", "2024-06-10", False, None, "Đang triển khai", 60, None),  # soon
    ("5", "Học bạ số", CA, "Quý II/2024", "2024-06-30", False, None, "Đúng tiến độ", 50, None),  # soon: 30 days left
    ("6", "Kho dữ liệu", CA, "Quý III/2024", "2024-09-30", False, None, "Đúng tiến độ", 20, None),  # in progress
    ("7", "Bố trí kinh phí", CA, None, None, False, None, None, None, None),  # no date
    ("8", "Giao ban", CA, "Thường xuyên", None, True, None, "Thường xuyên", None, None),  # recurring
    ("9", "Kiện toàn tổ", CA, "29/2/2024", "2024-02-29", False, "2024-03-15", "Hoàn thành quá hạn", 100, None),  # late
]
APRIL = [
    ("1", "Cấp tài khoản", CA, "15/5/2024", "2024-05-15", False, None, "Đang triển khai", 70, None),
    ("2", "Làm sạch đất đai", TNMT, "Quý I/2024", "2024-03-31", False, None, "Đang triển khai", 40, None),
    ("3", "Số hóa sổ hộ tịch", TP, "30/4/2024", "2024-04-30", False, None, "Đang triển khai", 90, None),
]
OF_2023 = [
    ("1", "Kế hoạch", CA, "31/3/2023", "2023-03-31", False, "2023-03-20", "Đã hoàn thành", 100, None),
    ("2", "Tập huấn", CA, "30/6/2023", "2023-06-30", False, "2023-06-30", "Đã hoàn thành", 100, None),
]
DIGITAL = [("1", "Mạng truyền số liệu", "so-thong-tin-va-truyen-thong", "Năm 2024", "2024-12-31", False, None, None,
            None, None)]  # fmt: skip
# batch: plan, year, sender, day, received; the digital plan's May has not come: due on 5/6, the clock says 6/6.
LISTS = (
    (101, "de_an_06", 2023, CA, "2023-12-31", "2024-01-04 08:00", OF_2023),
    (102, "de_an_06", 2024, CA, "2024-04-30", "2024-05-04 08:00", APRIL),
    (103, "de_an_06", 2024, CA, "2024-05-31", "2024-06-04 08:00", MAY),
    (104, "chuyen_doi_so", 2024, "so-thong-tin-va-truyen-thong", "2024-04-30", "2024-05-04 08:00", DIGITAL),
)


@pytest.fixture
def lists(tmp_path: Path) -> Path:
    return with_lists(tmp_path, LISTS)


def with_lists(home: Path, batches: tuple) -> Path:
    """The installation made by hand, its one list of tasks replaced by these."""
    warehouses.hand_made(home)
    with duckdb.connect(str(home / "warehouse" / warehouses.NAME)) as con:
        con.execute("delete from src.tasks; delete from log.issues where batch_id = 6")
        con.execute("delete from log.batches where source = 'tasks'")
        for batch_id, plan, year, sender, day, received, rows in batches:
            con.execute(
                "insert into log.batches values (?, 'tasks', ?, ?, ?, ?, ?, null, null, ?, ?, null, ?, ?, 0, false)",
                [batch_id, f"plan={plan}; plan_year={year}; reported_on={day}", sender, f"NV_{plan}_{day}.xlsx",
                 f"sha{batch_id}", day, *[f"{received}:00+07"] * 2, len(rows), len(rows)],
            )  # fmt: skip
            names = ", ".join(("batch_id", "sheet", "row_number", "plan", "plan_year", "reported_on", *COLUMNS))
            for line, row in enumerate(rows, 11):
                values = [batch_id, "NV DA06", line, plan, year, day, *row]
                con.execute(f"insert into src.tasks ({names}) values ({', '.join('?' * len(values))})", values)
    return home


@pytest.fixture
def rows(lists: Path) -> pd.DataFrame:
    """The nine tasks, what needs work first; a unit is called by its id."""
    with duckdb.connect(str(lists / "warehouse" / warehouses.NAME), read_only=True) as con:
        found = metrics.rows_behind(con, METRICS["tasks_total"], Query(where={"plan": "de_an_06:2024"}))
    return tasks.ordered(found, lambda unit_id: unit_id)


# --- on screen -----------------------------------------------------------------------------------------------


def test_counters_say_glyph_count_and_share(screen: Screen, lists: Path) -> None:
    counters = [(metric.label, metric.value, metric.delta) for metric in screen("project06", lists).metric]
    assert counters == [
        ("Quá hạn", "2", "! 22,2\u00a0%"),
        ("Sắp đến hạn", "2", "◔ 22,2\u00a0%"),
        ("Trong hạn", "1", "▶ 11,1\u00a0%"),
        ("Chưa có hạn", "1", "◌ 11,1\u00a0%"),
        ("Thường xuyên", "1", "↻ 11,1\u00a0%"),
        ("Hoàn thành quá hạn", "1", "✓ 11,1\u00a0%"),
        ("Hoàn thành đúng hạn", "1", "✓ 11,1\u00a0%"),
    ]


def test_counters_add_up_to_the_list_on_screen(screen: Screen, lists: Path) -> None:
    test = screen("project06", lists)
    assert_sound(test)
    assert "9 nhiệm vụ = 2 quá hạn + 2 sắp đến hạn + 1 trong hạn + 1 chưa có hạn" in texts(test)
    assert sum(int(metric.value) for metric in test.metric) == 9
    assert "Dữ liệu minh họa" not in texts(test)


def test_plans_are_counted_from_the_lists(screen: Screen, lists: Path) -> None:
    test = screen("project06", lists)
    assert plan_texts(test) == ["Đề án 06 năm 2024 (9)", "năm 2023 (2)", "CĐS 2024 (1)"]
    assert "Năm 2024: 9, năm 2023: 2 nhiệm vụ, hai danh sách khác nhau" in texts(test)


def plan_texts(test: AppTest) -> list[str]:
    return list(test.get("button_group")[0].options)


def test_late_sender_and_disagreement_stand_before_the_counters(screen: Screen, lists: Path) -> None:
    test = screen("project06", lists)
    shown = texts(test)
    assert "1/2 báo cáo quá hạn chưa gửi:" in shown
    assert "Sở TT&TT, trễ 1 ngày" in shown
    # Two: "Đúng tiến độ" though due in March, "Đã hoàn thành" without a day of completion.
    assert "2 nhiệm vụ báo cáo không khớp với ngày:" in shown
    assert "1 ghi “Đúng tiến độ”, đã quá hạn" in shown
    assert "1 ghi “Đã hoàn thành”, đã quá hạn" in shown
    nodes = list(test.main)
    strips = [place for place, node in enumerate(nodes) if "không khớp với ngày:" in str(getattr(node, "value", ""))]
    assert strips[0] < min(nodes.index(metric) for metric in test.metric)


def test_overdue_table_begins_with_the_longest(screen: Screen, lists: Path) -> None:
    table = frame(screen("project06", lists), "days")
    assert table.drop(columns="file_name").fillna("").to_numpy().tolist() == [
        ["Làm sạch đất đai", "Sở TN&MT", "Quý I/2024", 61, "Đúng tiến độ", "Thiếu dữ liệu", "NV DA06, dòng 12"],
        ["Số hóa sổ hộ tịch", "Sở Tư pháp", "30/4/2024", 31, "Đã hoàn thành", "", "NV DA06, dòng 13"],
    ]
    assert table["file_name"].unique().tolist() == ["NV_de_an_06_2024-05-31.xlsx"]


def test_lead_unit_narrows_the_page(screen: Screen, lists: Path) -> None:
    test = screen("project06", lists, lead_unit=TP)
    assert_sound(test)
    assert card(test, "Quá hạn")[0] == "1"
    assert card(test, "Hoàn thành đúng hạn")[0] == "0"
    assert "2 nhiệm vụ = 1 quá hạn + 1 sắp đến hạn" in texts(test)
    assert frame(test, "days")["task_title"].tolist() == ["Số hóa sổ hộ tịch"]
    # The chart by lead unit still shows all three, so that the unit is seen among the others.
    assert "2/3 cơ quan có nhiệm vụ quá hạn" in texts(test)


def test_earlier_month_is_judged_on_its_own_day(screen: Screen, lists: Path) -> None:
    test = screen("project06", lists).selectbox(key="month").select("2024-04").run()
    assert plan_texts(test)[0] == "Đề án 06 năm 2024 (3)"
    # On 30/4: the task of March 30 days overdue; the one due that very day and the one of 15/5 still to come.
    assert "3 nhiệm vụ = 1 quá hạn + 2 sắp đến hạn" in texts(test)
    assert frame(test, "days")["days"].tolist() == [30]


def test_plan_in_good_order_has_a_calm_strip_and_says_that_nothing_is_late(screen: Screen, lists: Path) -> None:
    test = screen("project06", lists, plan="de_an_06:2023")
    assert_sound(test)
    assert card(test, "Hoàn thành đúng hạn") == ("2", "✓ 100,0\u00a0%")
    assert "Báo cáo và thời hạn khớp nhau ở mọi nhiệm vụ" in texts(test)
    assert "Không có nhiệm vụ nào quá hạn" in texts(test)
    assert "Không có nhiệm vụ nào đến hạn trong 30 ngày tới" in texts(test)


def test_task_is_followed_through_its_reports(screen: Screen, lists: Path) -> None:
    told = frame(screen("project06", lists, task="2"), "percent_done")
    shown = told[["reported_status", "percent_done", "obstacle", "file_name", "place"]].fillna("").to_numpy().tolist()
    assert shown == [
        ["Đúng tiến độ", 80, "Thiếu dữ liệu", "NV_de_an_06_2024-05-31.xlsx", "NV DA06, dòng 12"],
        ["Đang triển khai", 40, "", "NV_de_an_06_2024-04-30.xlsx", "NV DA06, dòng 12"],
    ]


def test_without_a_list_the_page_names_who_sends_it(screen: Screen, tmp_path: Path) -> None:
    test = screen("project06", with_lists(tmp_path, ()))
    assert_sound(test)
    assert "Cơ quan chủ trì: Công an tỉnh, Sở Thông tin và Truyền thông" in texts(test)
    assert len(test.metric) == 0


# --- frames and sentences --------------------------------------------------------------------------------------


def test_rows_begin_with_what_needs_work(rows: pd.DataFrame) -> None:
    assert rows["task_no"].tolist() == ["2", "3", "4", "5", "6", "7", "8", "9", "1"]
    assert rows["days"].tolist()[:5] == [61, 31, -10, -30, -122]
    assert rows["said"].tolist()[0] == "! Quá hạn"


@pytest.mark.parametrize(
    ("on", "due", "done"),
    [
        # By hand from the seven tasks with a due date; task 9 was done in March, task 1 in May.
        (date(2024, 1, 31), 0, 0),
        (date(2024, 2, 29), 1, 0),
        (date(2024, 3, 31), 2, 1),
        (date(2024, 4, 30), 3, 1),
        (date(2024, 5, 31), 4, 2),
        (date(2024, 6, 30), 6, None),
        (date(2024, 12, 31), 7, None),
    ],
)
def test_burn_up(rows: pd.DataFrame, on: date, due: int, done: int | None) -> None:
    steps = tasks.burn_up(rows, 2024).set_index("on")
    assert len(steps) == 12
    assert steps.loc[on, "due"] == due
    assert steps.loc[on, "done"] == done or (done is None and pd.isna(steps.loc[on, "done"]))


def test_burn_up_inside_a_month_has_a_step_on_the_as_of_day(rows: pd.DataFrame) -> None:
    steps = tasks.burn_up(rows.assign(judged_on=date(2024, 6, 12)), 2024)
    assert steps[steps["is_as_of"]]["on"].tolist() == [date(2024, 6, 12)]
    assert steps[steps["is_as_of"]]["due"].tolist() == [5]
    assert steps[steps["on"] > date(2024, 6, 12)]["done"].isna().all()


def test_burn_up_says_what_it_leaves_out(rows: pd.DataFrame) -> None:
    said = tasks.burn_up_sentence(tasks.burn_up(rows, 2024), rows)
    assert said == "Đến 31/05/2024: hoàn thành 2, đến hạn 4 (kém 2). Không tính 1 thường xuyên, 1 không có hạn"


def test_lead_units_with_most_overdue_stand_first(rows: pd.DataFrame) -> None:
    units = tasks.by_unit(counts_of(rows), str)
    assert units[["lead_unit", "overdue", "due_soon", "total"]].to_numpy().tolist() == [
        [TP, 1, 1, 2],
        [TNMT, 1, 0, 1],
        [CA, 0, 1, 6],
    ]
    assert tasks.by_unit_sentence(units, 12, 9) == "2/3 cơ quan có nhiệm vụ quá hạn"
    assert tasks.by_unit_sentence(units, 2, 10) == (
        "2/3 cơ quan có nhiệm vụ quá hạn; biểu đồ: 2 cơ quan đầu, còn lại trong bảng; "
        "1 nhiệm vụ không rõ cơ quan chủ trì"
    )


def counts_of(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.groupby(["lead_unit", "status"], as_index=False).agg(value=("task_no", "size")).assign(is_sample=False)


def test_countdown_is_by_week_and_keeps_the_empty_ones(rows: pd.DataFrame) -> None:
    soon = tasks.countdown(rows)
    assert soon[["task_no", "left"]].to_numpy().tolist() == [["4", 10], ["5", 30]]
    by_week = tasks.weeks(soon, date(2024, 5, 31))
    # 31/5/2024 is a Friday; the window ends on Sunday 30/6.
    assert [f"{week:%d/%m}" for week in by_week["week"]] == ["27/05", "03/06", "10/06", "17/06", "24/06"]
    assert by_week["count"].tolist() == [0, 0, 1, 0, 1]
    assert tasks.weeks_sentence(by_week) == "tuần 10/06–16/06: 1 · tuần 24/06–30/06: 1"


@pytest.mark.parametrize(
    ("kinds", "chips"),
    [
        ([], []),
        ([("Đã hoàn thành", "overdue")] * 2, ["2 ghi “Đã hoàn thành”, đã quá hạn"]),
        # Most frequent first; past three kinds the rest is counted together.
        (
            [("a", "overdue"), ("b", "done_late"), ("c", "recurring"), ("d", "overdue"), ("d", "overdue")],
            [
                "2 ghi “d”, đã quá hạn",
                "1 ghi “a”, đã quá hạn",
                "1 ghi “b”, đã hoàn thành",
                "và 1 nhiệm vụ khác",
            ],
        ),
    ],
)
def test_disagreement_names_what_is_written(kinds: list[tuple[str, str]], chips: list[str]) -> None:
    against = pd.DataFrame(kinds, columns=["reported_status", "status"])
    assert [text for _, text, _ in tasks.disagreement(len(kinds), against)[1]] == chips


# --- charts -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_charts_hold_what_the_frames_say(rows: pd.DataFrame, colours: object) -> None:
    steps, soon = tasks.burn_up(rows, 2024), tasks.countdown(rows)
    drawn = str(charts_tasks.burn_up(steps, colours).to_dict())
    assert "Hoàn thành 2" in drawn
    assert "Đến hạn 4" in drawn
    assert "7 đến hạn hết 12/2024" in drawn
    drawn = str(
        charts_tasks.countdown(soon, tasks.weeks(soon, date(2024, 5, 31)), date(2024, 5, 31), colours).to_dict()
    )
    assert "10/06 (10 ngày)" in drawn
    assert "30/06 (30 ngày)" in drawn
    drawn = charts_tasks.by_unit(tasks.by_unit(counts_of(rows), str), None, colours).to_dict()
    parts = next(iter(drawn["datasets"].values()))
    assert [(part["unit"], part["status"], part["word"]) for part in parts][:3] == [
        (TP, "! Quá hạn", "! 1"),
        (TP, "◔ Sắp đến hạn", "◔ 1"),
        (TNMT, "! Quá hạn", "! 1"),
    ]


def test_chart_by_unit_stops_at_twelve_but_keeps_the_chosen_one() -> None:
    units = tasks.by_unit(
        pd.DataFrame(
            [(f"u{number:02d}", "overdue", 20 - number, False) for number in range(15)],
            columns=["lead_unit", "status", "value", "is_sample"],
        ),
        str,
    )
    assert drawn_units(units, None) == [f"u{number:02d}" for number in range(12)]
    assert drawn_units(units, "u14") == [*(f"u{number:02d}" for number in range(11)), "u14"]


def drawn_units(units: pd.DataFrame, chosen: str | None) -> list[str]:
    drawn = charts_tasks.by_unit(units, chosen).to_dict()
    return [part["unit"] for part in next(iter(drawn["datasets"].values()))]
