"""What moved between two reports of a plan: which rows are one task, what is said of it, and the view over it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from loaders import open_warehouse
from pages.parts.project06 import moved, moved_texts, records_moved
from tests.pages import warehouses
from tests.pages.conftest import only_answers_over
from tests.pages.test_project06 import with_lists
from tests.pages.test_screens import assert_sound, card, frame, texts

CA, TP, TNMT = "cong-an-tinh", "so-tu-phap", "so-tai-nguyen-va-moi-truong"
PLAN = "de_an_06:2024"
MARCH, APRIL, MAY = date(2024, 3, 31), date(2024, 4, 30), date(2024, 5, 31)
# number, wording, unit, due, done: in these letters the wording is the task that a reader would see in it.
Row = tuple[str, str, str, str | None, bool]


def states(*reports: list[Row]) -> pd.DataFrame:
    """As records_moved.task_states, of reports of the last days of March, April, May …"""
    rows = [
        {
            "day": pd.Timestamp(2024, 3 + turn, 1) + pd.offsets.MonthEnd(0),
            "batch_id": turn,
            "sheet": "NV",
            "row_number": line,
            "number": number,
            "unit": unit,
            "wording": wording,
            "due_on": pd.Timestamp(due) if due else pd.NaT,
            "is_recurring": False,
            "is_done": done,
            "is_sample": False,
        }
        for turn, report in enumerate(reports)
        for line, (number, wording, unit, due, done) in enumerate(report, 11)
    ]
    return pd.DataFrame(rows).astype({"due_on": "datetime64[ms]"})


def row(number: str, wording: str, unit: str = "A", due: str | None = None, done: bool = False) -> Row:
    return number, wording, unit, due, done


def tasks_of(*reports: list[Row]) -> list[list[int]]:
    """The task that each row of each report is."""
    found = moved.identified(states(*reports))
    return [list(rows["task"]) for _, rows in found.groupby("day")]


# --- which rows are the same task ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        ([row("1", "a"), row("2", "b")], [row("1", "a"), row("2", "b")], [0, 1]),
        # One put in at the top: every number is another task's, the wordings are the old ones.
        ([row("1", "a"), row("2", "b")], [row("1", "new"), row("2", "a"), row("3", "b")], [2, 0, 1]),
        ([row("1", "a")], [row("1", "reworded")], [0]),
        ([row("1", "a")], [row("1", "a", "B")], [0]),
        # Neither wording nor lead unit: the number was given to another task.
        ([row("1", "a")], [row("1", "other", "B")], [1]),
        # The same words of another unit are its own task, as in lists of which every unit has one.
        ([row("1", "a"), row("2", "b")], [row("1", "b"), row("7", "a", "B")], [1, 2]),
        # Units that each begin with number 1.
        ([row("1", "a", "A"), row("1", "b", "B")], [row("1", "b2", "B"), row("1", "a2", "A")], [1, 0]),
        # A number twice in one list: the first is the first, the second the second.
        ([row("1", "a"), row("1", "a")], [row("1", "a"), row("1", "a"), row("1", "a")], [0, 1, 2]),
        ([row("1", "a")], [], []),
    ],
)
def test_rows_of_one_task_are_found_by_number_else_by_wording_within_the_unit(
    before: list[Row], after: list[Row], same: list[int]
) -> None:
    found = tasks_of(before, after) if after else [*tasks_of(before), []]
    assert found[1] == same


def test_task_that_was_away_returns_with_its_wording_but_not_by_its_number_alone() -> None:
    with_a, without = [row("1", "a"), row("2", "b")], [row("2", "b")]
    assert tasks_of(with_a, without, with_a)[2] == [0, 1]
    assert tasks_of(with_a, without, [row("1", "c"), row("2", "b")])[2] == [2, 1]


# --- two reports ---------------------------------------------------------------------------------------------------

BEFORE = [
    row("1", "stays", due="2024-06-30"),
    row("2", "put off", due="2024-04-30"),
    row("3", "brought forward", due="2024-12-31"),
    row("4", "done since", due="2024-06-30"),
    row("5", "reopened", due="2024-03-31", done=True),
    row("6", "loses its date", due="2024-06-30"),
    row("7", "gets a date"),
    row("8", "old words", due="2024-06-30"),
    row("9", "changes hands", due="2024-06-30"),
    row("10", "dropped", due="2024-06-30"),
]
AFTER = [
    row("1", "stays", due="2024-06-30"),
    row("2", "put off", due="2024-07-30"),
    row("3", "brought forward", due="2024-12-01"),
    row("4", "done since", due="2024-06-30", done=True),
    row("5", "reopened", due="2024-03-31"),
    row("6", "loses its date"),
    row("7", "gets a date", due="2024-06-30"),
    row("8", "new words", due="2024-06-30"),
    row("9", "changes hands", "B", due="2024-06-30"),
    row("11", "added", "C", done=True),
]


def test_every_way_of_moving_is_told_once() -> None:
    rows = moved.identified(states(BEFORE, AFTER))
    found = moved.between(rows, pd.Timestamp(MARCH), pd.Timestamp(APRIL))
    line = found["row_number"].fillna(found["row_number_1"]).astype(int) - 10
    assert dict(zip(found["kind"], line, strict=True)) == {
        "new": 10,  # done when it came: new, not done since
        "done": 4,
        "postponed": 2,
        "undated": 6,
        "reworded": 8,
        "removed": 10,
        "reopened": 5,
        "forward": 3,
        "dated": 7,
        "lead": 9,
    }
    assert found.set_index("kind")["days"].dropna().to_dict() == {"postponed": 91, "forward": -30}
    assert moved.sentence(found, (10, 10), 0) == (
        "10 nhiệm vụ ở báo cáo trước, 10 ở báo cáo sau: 1 mới, 1 hoàn thành, 1 lùi hạn (cộng 91 ngày), 1 bỏ hạn, "
        "1 đổi nội dung, 1 bỏ khỏi danh sách, 1 mở lại, 1 rút ngắn hạn, 1 mới ghi hạn, 1 đổi cơ quan chủ trì"
    )


def test_same_lists_have_not_moved() -> None:
    rows = moved.identified(states(BEFORE, BEFORE))
    found = moved.between(rows, pd.Timestamp(MARCH), pd.Timestamp(APRIL))
    assert found.empty
    assert moved.sentence(found, (10, 10), 0).endswith("không có gì thay đổi")


def test_renumbered_task_has_not_moved_and_is_counted_apart() -> None:
    rows = moved.identified(states([row("1", "a"), row("2", "b")], [row("1", "b"), row("2", "a"), row("3", "c", "C")]))
    found = moved.between(rows, pd.Timestamp(MARCH), pd.Timestamp(APRIL))
    assert list(found["kind"]) == ["new"]
    numbers = moved.renumbered(rows, pd.Timestamp(MARCH), pd.Timestamp(APRIL))
    assert numbers == 2
    assert moved.sentence(found, (2, 3), numbers).endswith(
        "1 mới; 2 đổi số thứ tự, nhận ra theo nội dung trong cùng cơ quan"
    )


def test_reports_far_apart_are_compared_over_those_between() -> None:
    # Renumbered in April, reworded in May: neither number nor wording of March, and still that task.
    rows = moved.identified(
        states([row("1", "a", due="2024-06-30")], [row("5", "a")], [row("5", "b", due="2024-08-30")])
    )
    found = moved.between(rows, pd.Timestamp(MARCH), pd.Timestamp(MAY))
    assert list(found["kind"]) == ["postponed", "reworded"]
    assert found["is_renumbered"].all()


def test_new_task_that_an_older_report_had_is_known() -> None:
    a, b = row("1", "a"), row("2", "b")
    rows = moved.identified(states([a, b], [b], [a, b]))
    found = moved.between(rows, pd.Timestamp(APRIL), pd.Timestamp(MAY))
    assert (list(found["kind"]), list(found["was_known"])) == (["new"], [True])


# --- due dates over all reports ------------------------------------------------------------------------------------


def test_postponements_are_counted_over_all_reports_and_days_added_up() -> None:
    often = [row("1", "often", due=due) for due in ("2024-04-30", "2024-05-30", None, "2024-06-30")]
    once = [row("2", "once", due=due) for due in ("2024-04-30", "2024-12-31", "2024-12-01", "2024-12-01")]
    never = [row("3", "never", due=due) for due in ("2024-06-30", "2024-05-30", "2024-05-30", "2024-05-30")]
    rows = moved.identified(states(*(list(one) for one in zip(often, once, never, strict=True))))
    june = pd.Timestamp(2024, 6, 30)
    found = moved.postponements(rows, june)
    # 30/4 → 30/5 is 30 days; one report leaves the date out; 30/5 → 30/6 is 31. 30/4 → 31/12 is 245.
    assert found[["task", "times", "days", "brought"]].to_numpy().tolist() == [[0, 2, 61, 0], [1, 1, 245, 30]]
    assert list(found["first_due"].dt.date) == [APRIL, APRIL]
    assert list(found["last_on"].dt.date) == [date(2024, 6, 30), APRIL]
    assert moved.postponements_sentence(found, 3) == (
        "2/3 nhiệm vụ từng lùi hạn, tất cả 3 lần, cộng 306 ngày; nhiều nhất 2 lần, 61 ngày"
    )
    assert moved.postponements(rows, pd.Timestamp(APRIL))["days"].tolist() == [245, 30]
    assert moved.postponements(rows, pd.Timestamp(MARCH)).empty
    assert moved.postponements_sentence(found.head(0), 3) == "Không nhiệm vụ nào lùi hạn"
    told = moved.history(rows, 0)
    assert [moved.shifted(one) for one in told["moved"]] == ["lùi 31 ngày", "–", "lùi 30 ngày", "–"]


def test_words_that_the_other_side_lacks_are_told_apart() -> None:
    assert moved.differing("Nộp hồ sơ trực tuyến", "Nộp hồ sơ trực tuyến, toàn trình") == (
        [("Nộp hồ sơ trực tuyến", False)],
        [("Nộp hồ sơ trực tuyến,", False), ("toàn trình", True)],
    )


# --- records -------------------------------------------------------------------------------------------------------

# number, title, unit, due as written, due day, recurring, completed, reported, percent, obstacle
IN_MARCH = [
    ("1", "Cấp tài khoản", CA, "30/4/2024", "2024-04-30", False, None, "Đang triển khai", 20, None),
    ("2", "Làm sạch đất đai", TNMT, "Quý I/2024", "2024-03-31", False, "2024-03-20", "Đã hoàn thành", 100, None),
    ("3", "Số hóa sổ hộ tịch", TP, "30/6/2024", "2024-06-30", False, None, "Đúng tiến độ", 10, None),
]
IN_APRIL = [
    ("1", "Giao ban", CA, "Thường xuyên", None, True, None, None, None, None),
    ("2", "Cấp tài khoản", CA, "Tháng 5/2024", "2024-05-31", False, None, "Đang triển khai", 30, None),
    ("3", "Làm sạch đất đai", TNMT, "Quý I/2024", "2024-03-31", False, None, "Đang triển khai", 90, None),
    ("4", "Số hóa sổ hộ tịch", TP, "30/6/2024", "2024-06-30", False, None, "Đúng tiến độ", 30, None),
]
IN_MAY = [
    ("1", "Giao ban", CA, "Thường xuyên", None, True, None, None, None, None),
    ("2", "Cấp tài  khoản.", CA, "Quý III/2024", "2024-09-30", False, None, "Đúng tiến độ", 40, "Thiếu máy"),
    ("4", "Số hóa sổ hộ tịch của xã", TP, "30/6/2024", "2024-06-30", False, "2024-06-02", "Đã hoàn thành", 100, None),
]
LISTS = (
    (102, "de_an_06", 2024, CA, "2024-03-31", "2024-04-04 08:00", IN_MARCH),
    (103, "de_an_06", 2024, CA, "2024-04-30", "2024-05-04 08:00", IN_APRIL),
    (104, "de_an_06", 2024, CA, "2024-05-31", "2024-06-04 08:00", IN_MAY),
    (105, "chuyen_doi_so", 2024, CA, "2024-04-30", "2024-05-04 08:00", IN_MARCH),
)


@pytest.fixture
def lists(tmp_path: Path) -> Path:
    return with_lists(tmp_path, LISTS)


def kinds(home: Path, earlier: date, later: date, as_of: date | None = None) -> list[tuple[str, str]]:
    """(way of moving, title) of what moved, of the later report or else the earlier."""
    with open_warehouse(home) as con:
        rows = moved.identified(records_moved.task_states(con, PLAN, as_of))
        found = moved.between(rows, pd.Timestamp(earlier), pd.Timestamp(later))
        lines = records_moved.task_lines(con, moved_texts.places(found))
    told = moved_texts.told(found, lines, moved.postponements(rows, pd.Timestamp(later)), {})
    return list(zip(told["kind"], told["any_task_title"], strict=True))


def test_reports_of_a_plan_are_compared_row_by_row(lists: Path) -> None:
    # A task put in at the top of April's list moved every number.
    assert kinds(lists, MARCH, APRIL) == [
        ("reopened", "Làm sạch đất đai"),
        ("postponed", "Cấp tài khoản"),
        ("new", "Giao ban"),
    ]
    # Completed on 2/6, after May's report: not yet done. A second space and a full stop are no other wording.
    assert kinds(lists, APRIL, MAY) == [
        ("postponed", "Cấp tài  khoản."),
        ("removed", "Làm sạch đất đai"),
        ("reworded", "Số hóa sổ hộ tịch của xã"),
    ]


def test_reports_after_the_chosen_day_are_left_out(lists: Path) -> None:
    with open_warehouse(lists) as con:
        known = moved.days_of(records_moved.task_states(con, PLAN, APRIL))
        other = moved.days_of(records_moved.task_states(con, "chuyen_doi_so:2024"))
        none = moved.days_of(records_moved.task_states(con, "de_an_06:2031"))
    assert (known, other, none) == ([APRIL, MARCH], [APRIL], [])


def test_list_of_one_unit_stands_beside_the_others_until_its_next_one(tmp_path: Path) -> None:
    """March: the whole plan. April: Công an tỉnh alone tells its own tasks anew; the rest of March still speaks."""
    home = with_lists(tmp_path, (LISTS[0], (*LISTS[1][:6], [IN_APRIL[1]])))

    def make_part(con: duckdb.DuckDBPyConnection) -> None:
        con.execute("update log.batches set scope = scope || '; list_unit_id=cong-an-tinh' where batch_id = 103")

    warehouses.altered(home, "part", make_part)
    with open_warehouse(home) as con:
        found = records_moved.task_states(con, PLAN)
    assert found.groupby("day")["batch_id"].agg(list).tolist() == [[102, 102, 102], [102, 102, 103]]
    # Nothing is gone: only the one task moved.
    assert kinds(home, MARCH, APRIL) == [("postponed", "Cấp tài khoản")]


# --- the view ------------------------------------------------------------------------------------------------------


def view(monkeypatch: pytest.MonkeyPatch, home: Path, plan: str | None = PLAN, **url: str) -> AppTest:
    def script(plan: str | None) -> None:
        from pages.parts.project06 import moved_blocks

        moved_blocks.show(None, plan)

    monkeypatch.setenv("IOC_DATA", str(home))
    only_answers_over(home)
    test = AppTest.from_function(script, kwargs={"plan": plan}, default_timeout=60)
    for name, value in url.items():
        test.query_params[name] = value
    return test.run()


def test_unasked_the_newest_two_reports_are_compared(monkeypatch: pytest.MonkeyPatch, lists: Path) -> None:
    test = view(monkeypatch, lists)
    assert_sound(test)
    said = texts(test)
    assert "Thay đổi từ báo cáo 30/04/2024 đến báo cáo 31/05/2024" in said
    assert "4 nhiệm vụ ở báo cáo trước, 3 ở báo cáo sau: 1 lùi hạn (cộng 122 ngày), 1 đổi nội dung" in said
    assert card(test, "Lùi hạn") == ("1", "→ cộng 122 ngày")
    assert card(test, "Bỏ khỏi danh sách") == ("1", "− 25,0\u00a0%")
    assert card(test, "Mở lại") == ("0", "↺ 0,0\u00a0%")
    assert "31/05/2024 (Tháng 5/2024)" in said
    assert "lùi 122 ngày; qua mọi báo cáo 2 lần, 153 ngày" in said
    assert "Số hóa sổ hộ tịch **của xã**" in said


def test_any_two_reports_can_be_chosen(monkeypatch: pytest.MonkeyPatch, lists: Path) -> None:
    test = view(monkeypatch, lists, earlier="2024-03-31")
    assert_sound(test)
    assert "Thay đổi từ báo cáo 31/03/2024 đến báo cáo 31/05/2024" in texts(test)
    assert "lùi 153 ngày; qua mọi báo cáo 2 lần, 153 ngày; số 1 → 2, nhận ra theo nội dung" in texts(test)
    earlier = test.selectbox(key="later").select("2024-04-30").run()
    assert "Thay đổi từ báo cáo 31/03/2024 đến báo cáo 30/04/2024" in texts(earlier)
    assert card(earlier, "Mở lại")[0] == "1"
    assert "3 đổi số thứ tự" in texts(earlier)


def test_counter_shows_its_list_and_leads_back(monkeypatch: pytest.MonkeyPatch, lists: Path) -> None:
    test = view(monkeypatch, lists)
    chosen = test.button(key="open_moved_removed").click().run()
    assert chosen.query_params["moved"] == "removed"
    assert "Bỏ khỏi danh sách (1)" in texts(chosen)
    listed = [button.label for button in chosen.button if str(button.key).startswith("open_moved_removed_")]
    assert listed == [":small[3. Làm sạch đất đai\u00a0:material/chevron_right:]"]
    back = chosen.button(key="open_moved_removed").click().run()
    assert "Mọi thay đổi (3)" in texts(back)


def test_lead_unit_narrows_the_view(monkeypatch: pytest.MonkeyPatch, lists: Path) -> None:
    test = view(monkeypatch, lists, moved_unit=TP)
    assert_sound(test)
    assert "1 nhiệm vụ ở báo cáo trước, 1 ở báo cáo sau: 1 đổi nội dung" in texts(test)
    assert "Không nhiệm vụ nào lùi hạn" in texts(test)


def test_task_opens_with_both_rows_and_every_report(monkeypatch: pytest.MonkeyPatch, lists: Path) -> None:
    test = view(monkeypatch, lists)
    key = next(button.key for button in test.button if "tat-ca_postponed" in str(button.key))
    opened = test.button(key=key).click().run()
    assert_sound(opened)
    said = texts(opened)
    assert "**Báo cáo trước:** 31/05/2024 (Tháng 5/2024)" in said
    assert "**Báo cáo sau:** 30/09/2024 (Quý III/2024)" in said
    # What stands in the files was never archived here.
    for name in ("NV_de_an_06_2024-04-30.xlsx", "NV_de_an_06_2024-05-31.xlsx"):
        assert f"kho lưu không còn tệp gốc {name}" in said
    assert "**Qua các kỳ báo cáo (3): lùi hạn 2 lần, cộng 153 ngày**" in said
    told = frame(opened, "shifted")
    assert told[["due", "shifted", "task_no"]].to_numpy().tolist() == [
        ["30/09/2024", "lùi 122 ngày", "2"],
        ["31/05/2024", "lùi 31 ngày", "2"],
        ["30/04/2024", "–", "1"],
    ]


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        ("chuyen_doi_so:2024", "Chưa có hai báo cáo để so sánh"),
        ("de_an_06:2031", "Chưa có số liệu"),
        (None, "Chưa có số liệu"),
    ],
)
def test_without_two_reports_the_view_says_so(
    monkeypatch: pytest.MonkeyPatch, lists: Path, plan: str | None, said: str
) -> None:
    test = view(monkeypatch, lists, plan)
    assert_sound(test)
    assert said in texts(test)
    assert len(test.metric) == 0
