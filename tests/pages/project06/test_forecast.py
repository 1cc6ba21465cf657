"""When a plan is finished at its own pace: what was finished between reports, what is needed, the range, the view."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from pages.parts.project06 import charts_forecast, forecast, moved
from pages.parts.style import DARK, LIGHT
from tests.pages.conftest import only_answers_over
from tests.pages.test_project06 import with_lists
from tests.pages.test_screens import assert_sound, frame, texts

END = date(2024, 12, 31)
CA, TP = "cong-an-tinh", "so-tu-phap"


def plan(*done: str, unit: str = "A", recurring: str = "") -> pd.DataFrame:
    """Reports of the last days of January, February …; each text has a letter per task: x is done, . is open."""
    rows = [
        {
            "day": pd.Timestamp(2024, 1 + turn, 1) + pd.offsets.MonthEnd(0),
            "batch_id": turn,
            "sheet": "NV",
            "row_number": line,
            "number": f"{unit}{line}",
            "unit": unit,
            "wording": f"{unit}{line}",
            "is_recurring": str(line) in recurring,
            "is_done": letter == "x",
            "is_sample": False,
        }
        for turn, report in enumerate(done)
        for line, letter in enumerate(report)
        if letter != " "
    ]
    return pd.DataFrame(rows)


def whole(*done: str, recurring: str = "", end: date = END) -> pd.Series:
    return forecast.finishing(moved.identified(plan(*done, recurring=recurring)), end).iloc[0]


@pytest.mark.parametrize(
    ("reports", "finished"),
    [
        (("....", "x...", "xxx."), [1, 2]),
        # A reopened task takes one off; one that leaves the list done takes nothing; one that comes done adds nothing.
        (("xx..", "x...", "x..x"), [-1, 1]),
        (("x...", " ..."), [0]),
        ((" ...", "x..."), [0]),
    ],
)
def test_finished_between_reports_is_counted_task_by_task(reports: tuple[str, ...], finished: list[int]) -> None:
    assert list(forecast.paces(moved.identified(plan(*reports)))["finished"]) == finished


def test_needed_and_reached_pace_are_by_month_and_leave_recurring_tasks_out() -> None:
    found = whole("......", "x.....", "xx....", recurring="5")
    assert (found["total"], found["done"], found["open"]) == (5, 2, 3)
    # 31/1 to 31/3 are 60 days, 31/3 to 31/12 are 275; a month is 30,4375 days.
    assert found["pace"] == pytest.approx(2 / (60 / 30.4375))
    assert found["needed"] == pytest.approx(3 / (275 / 30.4375))


@pytest.mark.parametrize(
    ("reports", "basis", "said"),
    [
        (("....",), "few", "quá ít báo cáo (cần ít nhất hai)"),
        # One in 29 days: three more take 87.
        (("....", "x..."), "one", "khoảng 26/05/2024; mới có hai báo cáo nên chưa có khoảng"),
        (("....", "....", "...."), "still", "chưa thấy ngày xong: không tiến thêm"),
        (("xx..", "x...", "...."), "still", "chưa thấy ngày xong: không tiến thêm"),
        (("....", "xx..", "xxxx"), "done", "đã xong"),
    ],
)
def test_forecast_says_what_it_rests_on(reports: tuple[str, ...], basis: str, said: str) -> None:
    found = whole(*reports)
    assert (found["basis"], forecast.finishing_said(found)) == (basis, said)


def test_even_pace_has_a_narrow_range_and_an_uneven_one_a_wide_one() -> None:
    even = whole("." * 40, *("x" * (4 * turn) + "." * (40 - 4 * turn) for turn in range(1, 5)))
    uneven = whole("." * 40, "." * 40, "." * 40, "." * 40, "x" * 16 + "." * 24)
    assert (even["open"], uneven["open"]) == (24, 24)
    # Four in each of the months of 29, 31, 30 and 31 days: six or seven months for the 24 that are open.
    for name in ("earliest", "finishes", "latest"):
        assert date(2024, 11, 25) <= even[name].date() <= date(2025, 1, 5)
    # All sixteen in one of four months: two such months are needed.
    assert uneven["earliest"] < uneven["finishes"] < uneven["latest"]
    assert (uneven["latest"] - uneven["earliest"]).days > 180
    assert uneven["earliest"] > pd.Timestamp(2024, 5, 31)
    # The same reports give the same range.
    assert uneven["latest"] == whole("." * 40, "." * 40, "." * 40, "." * 40, "x" * 16 + "." * 24)["latest"]


def test_after_its_end_a_plan_needs_no_pace_but_says_so() -> None:
    found = whole("..", "x.", end=date(2023, 12, 31))
    assert pd.isna(found["needed"])
    assert forecast.sentence(found, date(2023, 12, 31)).startswith(
        "Còn 1/2 nhiệm vụ; đã hoàn thành 1,0 nhiệm vụ mỗi tháng, đã quá 31/12/2023. Theo nhịp này: "
    )


def test_parts_stand_by_how_far_they_are_behind() -> None:
    rows = pd.concat(
        [plan("....", "xx..", unit="fast"), plan("....", "....", unit="still"), plan("x", "x", unit="all")]
    )
    found = forecast.finishing(moved.identified(rows), END, "unit")
    assert found[["group", "open", "basis"]].to_numpy().tolist() == [
        ["still", 4, "still"],
        ["fast", 2, "one"],
        ["all", 0, "done"],
    ]


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_chart_draws_ranges_and_says_where_no_end_is_in_sight(colours) -> None:
    rows = pd.concat([plan("....", "x...", "xx..", unit="A"), plan("....", "....", "....", unit="B")])
    found = forecast.finishing(moved.identified(rows), END, "unit")
    found = found.assign(name=found["group"], said=[forecast.finishing_said(one) for one in found.itertuples()])
    spec = charts_forecast.ends(found, date(2024, 3, 31), END, colours).to_dict()
    drawn = next(rows for rows in spec["datasets"].values() if "said" in rows[0] and "name" in rows[0])
    assert [(one["name"], bool(one["middle"])) for one in drawn] == [("B", False), ("A", True)]
    assert drawn[0]["said"] == "chưa thấy ngày xong: không tiến thêm"


# --- the view ------------------------------------------------------------------------------------------------------


def task(number: str, unit: str, done: str | None) -> tuple:
    return number, f"Việc {number}", unit, "Năm 2024", "2024-12-31", False, done, None, None, None


LISTS = tuple(
    (
        101 + turn,
        "de_an_06",
        2024,
        CA,
        day,
        f"{day} 08:00",
        [task("1", CA, "2024-04-15" if turn else None), task("2", CA, None), task("3", TP, None)],
    )
    for turn, day in enumerate(("2024-03-31", "2024-04-30", "2024-05-31"))
)


def view(monkeypatch: pytest.MonkeyPatch, home: Path, code: str | None, **url: str) -> AppTest:
    def script(code: str | None) -> None:
        from pages.parts.project06 import forecast_blocks

        forecast_blocks.show(None, code)

    monkeypatch.setenv("IOC_DATA", str(home))
    only_answers_over(home)
    test = AppTest.from_function(script, kwargs={"code": code}, default_timeout=60)
    for name, value in url.items():
        test.query_params[name] = value
    return test.run()


def test_view_says_pace_need_and_end_by_lead_unit(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    test = view(monkeypatch, with_lists(tmp_path, LISTS), "de_an_06:2024")
    assert_sound(test)
    assert "Còn 2/3 nhiệm vụ; đã hoàn thành 0,5 nhiệm vụ mỗi tháng, cần 0,3 mỗi tháng để xong đến 31/12/2024" in texts(
        test
    )
    told = frame(test, "needed")
    assert told[["name", "total", "done", "open"]].to_numpy().tolist() == [
        ["Sở Tư pháp", 1, 0, 1],
        ["Công an tỉnh", 2, 1, 1],
    ]
    groups = view(monkeypatch, tmp_path, "de_an_06:2024", part="task_group")
    assert_sound(groups)
    assert list(frame(groups, "needed")["name"]) == ["không ghi trong danh sách"]


@pytest.mark.parametrize("code", [None, "de_an_06:2031"])
def test_without_reports_the_view_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, code: str | None) -> None:
    test = view(monkeypatch, with_lists(tmp_path, LISTS), code)
    assert_sound(test)
    assert "Chưa có số liệu" in texts(test)
