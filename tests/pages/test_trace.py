"""From a figure back to its rows, their file and the cell."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from loaders import Excerpt
from metrics import METRICS, Query
from pages.parts import ask, trace, trace_columns
from pages.parts.cards import Behind
from tests.pages.conftest import Screen
from tests.pages.test_screens import assert_sound, texts


def test_name_tells_two_questions_about_a_metric_apart() -> None:
    one = Behind("tasks_total", Query(where={"plan": "de_an_06:2024", "lead_unit": "so-y-te"}))
    assert one.name == "tasks_total~lead_unit-so-y-te~plan-de_an_06:2024"
    assert Behind("tasks_total").name == "tasks_total"


def test_excerpt_marks_the_row_and_the_cell() -> None:
    found = Excerpt("BTS", ["A", "B"], [9, 10], [["1", "Viettel"], ["2", "VNPT"]])
    frame, marks = trace.grid(found, {"B": "Nhà mạng"}, 10, "B")
    assert list(frame.columns) == ["A", "B · Nhà mạng"]
    assert list(frame.index) == ["9", "10"]
    assert marks.loc["9"].tolist() == ["", ""]
    assert marks.loc["10", "A"] != marks.loc["10", "B · Nhà mạng"] != ""


def test_excerpt_of_a_wide_sheet_begins_shortly_before_the_cell() -> None:
    letters = list("ABCDEFGHIJ")
    frame, marks = trace.grid(Excerpt("BTS", letters, [9], [letters]), {}, 9, "I")
    assert list(frame.columns) == ["A", "B", "C", "G", "H", "I", "J"]
    assert marks.loc["9", "I"] != marks.loc["9", "J"]


def test_rows_say_where_they_stand_and_whether_they_are_counted(screen: Screen, desk: Path) -> None:
    screen("overview", desk)  # the desk's warehouse is the one asked
    frame = pd.DataFrame(
        {
            "village_name": ["Bản 1", "Bản 2"],
            "unit": ["xa-da-vi.huyen-na-hang"] * 2,
            "counted": [True, False],
            "sheet": ["BTS", ""],
            "cell": ["F17", None],
            "row_number": [17, 4],
            "file_name": ["a.xlsx", "b.csv"],
        }
    )
    shown = trace.readable(frame)
    assert shown["said"].tolist() == ["✓", ""]
    assert shown["place"].tolist() == ["BTS!F17", "dòng 4"]
    assert shown["unit"].tolist()[0].startswith("Xã Đà Vị")
    fields = trace_columns.of(frame, METRICS["villages_broadband_share"])
    assert list(fields) == ["said", "village_name", "unit", "file_name", "place"]
    assert fields["village_name"].heading == "Thôn, bản, tổ dân phố"


def test_link_opens_the_rows_of_a_figure(screen: Screen, desk: Path) -> None:
    test = screen("overview", desk, rows="card_dossiers_on_time_share")
    assert_sound(test)
    # 20 early and 29 on time of 50, in the one file that Sở Tư pháp sent; its bytes were never archived here.
    assert "98,0\u00a0%** · 49 trên 50" in texts(test)
    assert "kho lưu không còn tệp gốc dossier_counts_5.xlsx" in texts(test)
    rows = next(one.value for one in test.dataframe if "file_name" in one.value)
    assert rows["file_name"].tolist() == ["dossier_counts_5.xlsx"]


def test_every_metric_leads_to_rows_that_say_something(screen: Screen, sample_home: Path) -> None:
    screen("definitions", sample_home)
    bare = {"said", "file_name", "place"}
    for metric in METRICS.values():
        frame = ask.rows_behind(metric.id, Query(), 20)
        if frame.empty:
            assert {figure.value for figure in ask.figures(metric.id)} <= {0, None}, metric.id
            continue
        shown, fields = trace.readable(frame), trace_columns.of(frame, metric)
        assert set(fields) - bare, f"{metric.id}: nothing but where the rows stand"
        # What is counted over whole reports names a file and no row.
        assert metric.fact in ("reports", "batches", "index_766") or (shown["place"] != "").all(), metric.id
