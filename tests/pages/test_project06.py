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
from pages.parts import charts_due, charts_tasks, task_series, tasks
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

    def replace(con: duckdb.DuckDBPyConnection) -> None:
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

    return warehouses.altered(warehouses.hand_made(home), repr(batches), replace)


@pytest.fixture
def rows(lists: Path) -> pd.DataFrame:
    """The nine tasks, what needs work first; a unit is called by its id."""
    with duckdb.connect(str(lists / "warehouse" / warehouses.NAME), read_only=True) as con:
        found = metrics.rows_behind(con, METRICS["tasks_total"], Query(where={"plan": "de_an_06:2024"}))
    return tasks.ordered(found, lambda unit_id: unit_id)


# --- on screen -----------------------------------------------------------------------------------------------


def test_counters_say_glyph_count_and_share_and_add_up(screen: Screen, lists: Path) -> None:
    test = screen("project06", lists)
    assert_sound(test)
    assert [(metric.label, metric.value, metric.delta) for metric in test.metric] == [
        ("Quá hạn", "2", "! 22,2\u00a0%"),
        ("Sắp đến hạn", "2", "◔ 22,2\u00a0%"),
        ("Trong hạn", "1", "▶ 11,1\u00a0%"),
        ("Chưa có hạn", "1", "◌ 11,1\u00a0%"),
        ("Thường xuyên", "1", "↻ 11,1\u00a0%"),
        ("Xong quá hạn", "1", "✓ 11,1\u00a0%"),
        ("Xong đúng hạn", "1", "✓ 11,1\u00a0%"),
    ]
    # All nine of the list; each card opens the rows that it counts.
    assert sum(int(metric.value) for metric in test.metric) == 9
    assert "≤ 30 ngày" in test.button(key="trace_card_tasks_due_soon~plan-de_an_06:2024").label
    assert "Dữ liệu minh họa" not in texts(test)


def test_plans_are_counted_from_the_lists(screen: Screen, lists: Path) -> None:
    test = screen("project06", lists)
    assert plan_texts(test) == ["Đề án 06 năm 2024 (9)", "năm 2023 (2)", "CĐS 2024 (1)"]
    assert "9 (năm 2024), 2 (năm 2023): hai danh sách" in texts(test)


def plan_texts(test: AppTest) -> list[str]:
    return list(next(one for one in test.get("button_group") if one.key == "plan").options)


def test_late_sender_and_disagreement_stand_before_the_counters(screen: Screen, lists: Path) -> None:
    test = screen("project06", lists)
    shown = texts(test)
    assert "1/2 báo cáo quá hạn chưa gửi:" in shown
    assert "Sở TT&TT, trễ 1 ngày" in shown
    # Two: "Đúng tiến độ" though due in March, "Đã hoàn thành" without a day of completion.
    assert "2 báo cáo không khớp với ngày:" in shown
    assert "1 ghi “Đúng tiến độ”, đã quá hạn" in shown
    assert "1 ghi “Đã hoàn thành”, đã quá hạn" in shown
    nodes = list(test.main)
    strips = [place for place, node in enumerate(nodes) if "không khớp với ngày:" in str(getattr(node, "value", ""))]
    assert strips[0] < min(nodes.index(metric) for metric in test.metric)


def test_overdue_list_begins_with_the_longest(screen: Screen, lists: Path) -> None:
    test = screen("project06", lists)
    assert titles(test, "qua-han") == ["Làm sạch đất đai", "Số hóa sổ hộ tịch"]
    shown = texts(test)
    assert "Lâu nhất 61 ngày; 1 nhiệm vụ không ghi vướng mắc" in shown
    # Its due date as the list writes it, how long overdue, what was reported and why.
    assert ":small[Quý I/2024]  \n:small[:red[! quá 61 ngày]]" in shown
    assert ":small[Đúng tiến độ]  \n:small[:gray[Thiếu dữ liệu]]" in shown
    assert ":small[30/4/2024]  \n:small[:red[! quá 31 ngày]]" in shown


def titles(test: AppTest, name: str) -> list[str]:
    """The titles in the list of that name; each is a button that opens its task."""
    labels = [one.label for one in test.button if str(one.key).startswith(f"open_{name}_")]
    return [one.removeprefix(":small[").partition("\u00a0")[0] for one in labels]


def test_lead_unit_narrows_the_page(screen: Screen, lists: Path) -> None:
    test = screen("project06", lists, lead_unit=TP)
    assert_sound(test)
    assert card(test, "Quá hạn")[0] == "1"
    assert card(test, "Xong đúng hạn")[0] == "0"
    assert titles(test, "qua-han") == ["Số hóa sổ hộ tịch"]
    # The chart by lead unit still shows all three, so that the unit is seen among the others.
    assert "2/3 cơ quan có nhiệm vụ quá hạn" in texts(test)
    back = test.button(key="task_all_units").click().run()
    assert titles(back, "qua-han") == ["Làm sạch đất đai", "Số hóa sổ hộ tịch"]
    assert "lead_unit" not in back.query_params


def test_counter_shows_its_tasks_and_leads_back(screen: Screen, lists: Path) -> None:
    test = screen("project06", lists)
    chosen = test.button(key="open_list_due_soon").click().run()
    assert_sound(chosen)
    assert chosen.query_params["status"] == "due_soon"
    assert "Sắp đến hạn (2)" in texts(chosen)
    assert titles(chosen, "due_soon") == ["Chi trả an sinh", "Học bạ số"]
    assert ":small[Quý II/2024] · :small[:orange[◔ còn 30 ngày]]" in texts(chosen)
    # The list stands before the charts, in place of the two lists of what is urgent.
    assert titles(chosen, "qua-han") == []
    back = chosen.button(key="task_all").click().run()
    assert titles(back, "qua-han") == ["Làm sạch đất đai", "Số hóa sổ hộ tịch"]
    assert "status" not in back.query_params


def test_link_to_a_status_and_a_unit_shows_those_tasks(screen: Screen, lists: Path) -> None:
    test = screen("project06", lists, status="against", lead_unit=TNMT)
    assert titles(test, "against") == ["Làm sạch đất đai"]
    none = screen("project06", lists, status="no_date", lead_unit=TNMT)
    assert_sound(none)
    assert "Không có nhiệm vụ nào như vậy" in texts(none)
    assert "Đang lọc: Chưa có hạn · Sở TN&MT" in texts(none)


def test_earlier_month_is_judged_on_its_own_day(screen: Screen, lists: Path) -> None:
    test = screen("project06", lists).selectbox(key="month").select("2024-04").run()
    assert plan_texts(test)[0] == "Đề án 06 năm 2024 (3)"
    # On 30/4: the task of March 30 days overdue; the one due that very day and the one of 15/5 still to come.
    assert [card(test, label)[0] for label in ("Quá hạn", "Sắp đến hạn")] == ["1", "2"]
    assert "! quá 30 ngày" in texts(test)


def test_officers_setting_decides_what_is_due_soon(screen: Screen, lists: Path) -> None:
    with duckdb.connect(str(lists / "warehouse" / warehouses.NAME)) as con:
        con.execute("update ref.settings set value = '10' where name = 'due_soon_days'")
    test = screen("project06", lists)
    # The task of 10/6 has ten days left, the one of 30/6 thirty.
    assert [card(test, label)[0] for label in ("Sắp đến hạn", "Trong hạn")] == ["1", "2"]
    assert "Đến hạn trong 10 ngày tới (1)" in texts(test)
    assert "≤ 10 ngày" in test.button(key="trace_card_tasks_due_soon~plan-de_an_06:2024").label


def test_plan_in_good_order_has_a_calm_strip_and_says_that_nothing_is_late(screen: Screen, lists: Path) -> None:
    test = screen("project06", lists, plan="de_an_06:2023")
    assert_sound(test)
    assert card(test, "Xong đúng hạn") == ("2", "✓ 100,0\u00a0%")
    assert "Báo cáo và thời hạn khớp nhau ở mọi nhiệm vụ" in texts(test)
    assert "Không có nhiệm vụ nào quá hạn" in texts(test)
    assert "Không có nhiệm vụ nào đến hạn trong 30 ngày tới" in texts(test)


def test_task_opens_with_its_duty_its_obstacle_and_its_reports(screen: Screen, lists: Path) -> None:
    test = screen("project06", lists)
    test = test.button(key="open_qua-han_2").click().run()
    assert_sound(test)
    assert test.query_params["task"] == "2"
    told = frame(test, "reported_on")
    shown = (
        told[["reported_status", "percent_done", "obstacle", "file_name", "place"]]
        .astype(object)
        .fillna("")
        .to_numpy()
        .tolist()
    )
    assert shown == [
        ["Đúng tiến độ", 80, "Thiếu dữ liệu", "NV_de_an_06_2024-05-31.xlsx", "NV DA06, dòng 12"],
        ["Đang triển khai", 40, "", "NV_de_an_06_2024-04-30.xlsx", "NV DA06, dòng 12"],
    ]
    said = texts(test)
    for part in (
        "**Cơ quan chủ trì:** Sở TN&MT",
        "**Thời hạn:** Quý I/2024, tức 31/03/2024",
        "**Vướng mắc:** Thiếu dữ liệu",
        "**quá 61 ngày**",
        "Qua các kỳ báo cáo (2)",
        # What stands in the file was never archived here.
        "kho lưu không còn tệp gốc NV_de_an_06_2024-05-31.xlsx",
    ):
        assert part in said, part


def test_link_to_a_task_that_is_not_listed_shows_the_page(screen: Screen, lists: Path) -> None:
    test = screen("project06", lists, task="99")
    assert_sound(test)
    assert "task" not in test.query_params
    assert len(test.metric) == 7


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
    steps = task_series.burn_up(rows, 2024).set_index("on")
    assert len(steps) == 12
    assert steps.loc[on, "due"] == due
    assert steps.loc[on, "done"] == done or (done is None and pd.isna(steps.loc[on, "done"]))


def test_burn_up_inside_a_month_has_a_step_on_the_as_of_day(rows: pd.DataFrame) -> None:
    steps = task_series.burn_up(rows.assign(judged_on=date(2024, 6, 12)), 2024)
    assert steps[steps["is_as_of"]]["on"].tolist() == [date(2024, 6, 12)]
    assert steps[steps["is_as_of"]]["due"].tolist() == [5]
    assert steps[steps["on"] > date(2024, 6, 12)]["done"].isna().all()


def test_burn_up_says_what_it_leaves_out(rows: pd.DataFrame) -> None:
    said = task_series.burn_up_sentence(task_series.burn_up(rows, 2024), rows)
    assert said == "Đến 31/05/2024: hoàn thành 2, đến hạn 4 (kém 2). Không tính 1 thường xuyên, 1 không có hạn"


def test_lead_units_with_most_overdue_stand_first(rows: pd.DataFrame) -> None:
    units = task_series.by_unit(counts_of(rows), str)
    assert units[["lead_unit", "overdue", "due_soon", "total"]].to_numpy().tolist() == [
        [TP, 1, 1, 2],
        [TNMT, 1, 0, 1],
        [CA, 0, 1, 6],
    ]
    assert task_series.by_unit_sentence(units, 12, 9) == "2/3 cơ quan có nhiệm vụ quá hạn"
    assert task_series.by_unit_sentence(units, 2, 10) == (
        "2/3 cơ quan có nhiệm vụ quá hạn; biểu đồ: 2 cơ quan đầu; 1 nhiệm vụ không rõ cơ quan chủ trì"
    )


def counts_of(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.groupby(["lead_unit", "status"], as_index=False).agg(value=("task_no", "size")).assign(is_sample=False)


def test_countdown_is_by_week_and_keeps_the_empty_ones(rows: pd.DataFrame) -> None:
    soon = task_series.countdown(rows)
    assert soon[["task_no", "left"]].to_numpy().tolist() == [["4", 10], ["5", 30]]
    by_week = task_series.weeks(soon, date(2024, 5, 31), 30)
    # 31/5/2024 is a Friday; the window ends on Sunday 30/6.
    assert [f"{week:%d/%m}" for week in by_week["week"]] == ["27/05", "03/06", "10/06", "17/06", "24/06"]
    assert by_week["count"].tolist() == [0, 0, 1, 0, 1]
    assert task_series.weeks_sentence(by_week) == "tuần 10/06–16/06: 1 · tuần 24/06–30/06: 1"


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
    steps, soon = task_series.burn_up(rows, 2024), task_series.countdown(rows)
    drawn = str(charts_tasks.burn_up(steps, colours).to_dict())
    assert "Hoàn thành 2" in drawn
    assert "Đến hạn 4" in drawn
    assert "7 đến hạn hết 12/2024" in drawn
    weeks = task_series.weeks(soon, date(2024, 5, 31), 30)
    drawn = str(charts_due.countdown(soon, weeks, date(2024, 5, 31), 30, colours).to_dict())
    assert "10/06 (10 ngày)" in drawn
    assert "30/06 (30 ngày)" in drawn
    drawn = charts_tasks.by_unit(task_series.by_unit(counts_of(rows), str), None, colours).to_dict()
    parts = next(iter(drawn["datasets"].values()))
    assert [(part["unit"], part["status"], part["word"]) for part in parts][:3] == [
        (TP, "! Quá hạn", "! 1"),
        (TP, "◔ Sắp đến hạn", "◔ 1"),
        (TNMT, "! Quá hạn", "! 1"),
    ]


def test_a_click_on_a_bar_tells_unit_and_status(rows: pd.DataFrame) -> None:
    drawn = charts_tasks.by_unit(task_series.by_unit(counts_of(rows), str)).to_dict()
    (picked,) = drawn["params"]
    assert (picked["name"], picked["select"]["fields"]) == ("unit", ["lead_unit", "code"])
    places = next(data for data in drawn["datasets"].values() if any(part["code"] == "" for part in data))
    # Sở Tư pháp's two parts, and what is right of them; the longest bar has six tasks.
    assert [(part["code"], part["from"] < part["to"]) for part in places if part["lead_unit"] == TP] == [
        ("overdue", True),
        ("due_soon", True),
        ("", True),
    ]
    assert max(part["to"] for part in places) > 6


def test_countdown_wraps_long_titles_and_stops_at_the_rows_asked_for(rows: pd.DataFrame) -> None:
    soon = task_series.countdown(rows)
    soon["task_title"] = "Tích hợp 28 dịch vụ công theo Quyết định số 422/QĐ-TTg lên Cổng Dịch vụ công quốc gia"
    weeks = task_series.weeks(soon, date(2024, 5, 31), 30)
    drawn = charts_due.countdown(soon, weeks, date(2024, 5, 31), 30, at_most=1).to_dict()
    (told,) = next(data for data in drawn["datasets"].values() if "title" in data[0])
    assert told["code"] == "4"
    assert told["title"].replace("\n", " ") == f"{soon['task_title'].iloc[0]} · {soon['unit_name'].iloc[0]}"
    assert max(len(line) for line in told["title"].split("\n")) <= 34


def test_tasks_that_share_a_number_are_told_apart_by_their_unit(rows: pd.DataFrame) -> None:
    twice = rows.assign(task_no=["1" if no == "3" else no for no in rows["task_no"]])
    codes = tasks.ordered(twice, lambda unit_id: unit_id).set_index("task_title")["code"]
    assert codes[["Cấp tài khoản", "Số hóa sổ hộ tịch", "Học bạ số"]].tolist() == [f"1@{CA}", f"1@{TP}", "5"]


@pytest.mark.parametrize(
    ("reports", "said"),
    [
        # reported day, due date as written, reported status; the newest first.
        ([], "Chưa có báo cáo nào về nhiệm vụ này"),
        ([("2024-05-31", "Quý I/2024", "Đúng tiến độ")], ""),
        (
            [("2024-05-31", "Quý I/2024", "Đúng tiến độ"), ("2024-04-30", "Quý I/2024", "Đúng tiến độ.")],
            "2 kỳ liền báo cáo “Đúng tiến độ”",
        ),
        (
            [("2024-05-31", "30/6/2024", "x"), ("2024-04-30", "30/6/2024", "y"), ("2024-03-31", "Quý I/2024", "y")],
            "Hạn đổi từ Quý I/2024 thành 30/6/2024 (30/04/2024)",
        ),
    ],
)
def test_history_says_what_was_moved_and_what_never_changes(reports: list[tuple[str, str, str]], said: str) -> None:
    told = pd.DataFrame(reports, columns=["reported_on", "due_text", "reported_status"])
    told["reported_on"] = pd.to_datetime(told["reported_on"])
    assert tasks.history_sentence(told) == said


def test_chart_by_unit_stops_at_six_but_keeps_the_chosen_one() -> None:
    units = task_series.by_unit(
        pd.DataFrame(
            [(f"u{number:02d}", "overdue", 20 - number, False) for number in range(15)],
            columns=["lead_unit", "status", "value", "is_sample"],
        ),
        str,
    )
    assert drawn_units(units, None) == [f"u{number:02d}" for number in range(6)]
    assert drawn_units(units, "u14") == [*(f"u{number:02d}" for number in range(5)), "u14"]


def drawn_units(units: pd.DataFrame, chosen: str | None) -> list[str]:
    drawn = charts_tasks.by_unit(units, chosen).to_dict()
    parts = max(drawn["datasets"].values(), key=len)
    return [part["unit"] for part in parts if part["code"]]
