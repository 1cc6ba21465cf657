"""Every page over nothing, over an installation whose numbers can be counted by hand, over samples and real files."""

from __future__ import annotations

import ast
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from metrics import METRICS
from tests.conftest import ROOT
from tests.pages import warehouses
from tests.pages.conftest import Screen

PAGES = sorted(path.stem for path in (ROOT / "pages").glob("*.py"))


def texts(test: AppTest) -> str:
    kinds = (test.title, test.subheader, test.caption, test.markdown, test.code)
    # Texts from files are escaped against Markdown.
    return "\n".join(str(element.value) for kind in kinds for element in kind).replace("\\", "")


def card(test: AppTest, label: str) -> tuple[str, str]:
    """(value, note) of the number card under that label."""
    found = [metric for metric in test.metric if metric.label == label]
    assert len(found) == 1, [metric.label for metric in test.metric]
    return found[0].value, found[0].delta


def assert_sound(test: AppTest) -> None:
    assert [error.value for error in test.exception] == []
    shown = texts(test)
    assert not {"None", "nan", "NaT", "Traceback"} & set(shown.replace(",", " ").split()), shown
    assert all(metric.value not in ("0", "None", "nan") for metric in test.metric if not metric.delta)


def test_every_page_is_in_the_navigation() -> None:
    tree = ast.parse((ROOT / "app.py").read_text(encoding="utf-8"))
    named = [node.args[0].value for node in ast.walk(tree) if isinstance(node, ast.Call) and _is_page(node)]
    assert sorted(named) == [f"pages/{name}.py" for name in PAGES]


def _is_page(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Attribute) and call.func.attr == "Page"


@pytest.mark.parametrize("page", PAGES)
def test_page_without_a_warehouse_says_how_to_load_one(screen: Screen, tmp_path: Path, page: str) -> None:
    test = screen(page, tmp_path)
    assert_sound(test)
    assert len(test.metric) == 0
    assert [code.value for code in test.code] == ["python -m loaders load"]


@pytest.mark.parametrize("page", PAGES)
def test_warehouse_of_another_version_asks_to_be_made_again(screen: Screen, desk: Path, page: str) -> None:
    with duckdb.connect(str(desk / "warehouse" / warehouses.NAME)) as con:
        con.execute("comment on table log.batches is 'an older one'; drop schema fact cascade")
    test = screen(page, desk)
    assert_sound(test)
    assert "python -m loaders rebuild" in [code.value for code in test.code]


@pytest.mark.parametrize("page", PAGES)
def test_page_over_the_samples(screen: Screen, sample_home: Path, page: str) -> None:
    test = screen(page, sample_home)
    assert_sound(test)
    assert page == "definitions" or "Dữ liệu minh họa" in texts(test)


@pytest.mark.shared
@pytest.mark.parametrize("page", PAGES)
def test_page_over_real_rankings_alone(screen: Screen, real_home: Path, page: str) -> None:
    test = screen(page, real_home)
    assert_sound(test)
    assert "minh họa" not in texts(test)


@pytest.mark.parametrize(
    ("label", "value", "note"),
    [
        # Viettel's two active ones of May and VNPT's one of April: VNPT has not sent May. In April 1 + 1.
        ("Trạm BTS đang hoạt động", "3 trạm", "1 trạm"),
        ("Tỷ lệ thôn có băng rộng di động", "75,0\u00a0%", "thiếu 25,0 điểm"),  # 3 of 4, aim 100
        ("Tỷ lệ hồ sơ trực tuyến", "40,0\u00a0%", "thiếu 40,0 điểm"),  # 40 of 40 + 60, aim 80 at every level
        ("Tỷ lệ đúng hạn", "98,0\u00a0%", "đạt"),  # 20 + 29 of 50, aim 98
        ("Đề án 06 năm 2024: hoàn thành", "1/2 nhiệm vụ", "1 quá hạn"),  # the recurring one is outside
        ("Kế hoạch CĐS: hoàn thành", "–", "chưa có số liệu"),
        ("Thủ tục hành chính", "–", "chưa có số liệu"),
        ("Xếp hạng DTI năm 2022", "2/3", "56 bậc"),  # 58 in 2021
    ],
)
def test_overview_card(screen: Screen, desk: Path, label: str, value: str, note: str) -> None:
    assert card(screen("overview", desk), label) == (value, note)


def test_overview_asked_for_april(screen: Screen, desk: Path) -> None:
    test = screen("overview", desk, month="2024-04")
    assert_sound(test)
    assert card(test, "Trạm BTS đang hoạt động")[0] == "2 trạm"
    assert card(test, "Tỷ lệ đúng hạn") == ("–", "chưa có số liệu")


def test_overview_says_what_is_missing_before_the_figures(screen: Screen, desk: Path) -> None:
    test = screen("overview", desk)
    # By hand from calendar.csv: of 3 operators Viettel has sent May; VNPT and MobiFone have not. Clock: 6/6, due 5/6.
    assert "Trạm BTS: MobiFone, VNPT, trễ 1 ngày" in texts(test)
    nodes = list(test.main)
    strip = next(place for place, node in enumerate(nodes) if "quá hạn chưa gửi" in str(getattr(node, "value", "")))
    assert strip < min(nodes.index(metric) for metric in test.metric)


def test_newly_published_warehouse_is_seen_at_the_next_rerun(screen: Screen, desk: Path, tmp_path: Path) -> None:
    test = screen("overview", desk)
    assert "minh họa" not in texts(test)
    newer = warehouses.hand_made(tmp_path / "newer", is_sample=True)
    name = "2024-06-07T01-00-00Z-0002"
    (newer / "warehouse" / warehouses.NAME).rename(desk / "warehouse" / name)
    (desk / "warehouse" / "CURRENT").write_text(name + "\n", encoding="utf-8")
    assert "Dữ liệu minh họa" in texts(test.run())


@pytest.mark.parametrize("is_sample", [True, False])
def test_invented_figures_carry_their_mark(screen: Screen, tmp_path: Path, is_sample: bool) -> None:
    test = screen("overview", warehouses.hand_made(tmp_path, is_sample=is_sample))
    marked = [one for one in test.button if one.key.startswith("trace_card") and ":violet[" in one.label]
    # Six of the eight cards have a value: procedures and the second plan have sent nothing.
    assert len(marked) == (6 if is_sample else 0)
    assert ("Dữ liệu minh họa" in texts(test)) is is_sample


def test_figure_without_data_names_its_sender(screen: Screen, desk: Path) -> None:
    test = screen("overview", desk, metric="villages_4g_share")
    assert_sound(test)
    test = screen("overview", desk, metric="stations_active", month="2023-07")
    assert "Đơn vị gửi: Doanh nghiệp viễn thông, qua Sở Thông tin và Truyền thông" in texts(test)


def frame(test: AppTest, column: str) -> pd.DataFrame:
    """The first table that has that column."""
    return next(table.value for table in test.dataframe if column in table.value.columns)


def test_every_metric_is_defined_on_screen(screen: Screen, desk: Path) -> None:
    test = screen("definitions", desk)
    labels = [expander.label for expander in test.expander]
    assert [metric_id for metric_id in METRICS if sum(f"`{metric_id}`" in label for label in labels) != 1] == []


@pytest.mark.parametrize(
    ("sought", "found", "not_found"),
    [
        ("ty le dung han", "dossiers_on_time_share", "stations_active"),
        ("TRẠM BTS", "stations_active", "dossiers_on_time_share"),
        ("province_rank", "province_rank", "score_rank"),
    ],
)
def test_search_without_accents(screen: Screen, desk: Path, sought: str, found: str, not_found: str) -> None:
    labels = " ".join(expander.label for expander in screen("definitions", desk, q=sought).expander)
    assert f"`{found}`" in labels
    assert f"`{not_found}`" not in labels


def test_definition_prints_what_runs_and_what_an_officer_wrote(screen: Screen, desk: Path) -> None:
    table = screen("definitions", desk, q="stations_4g_share").table[0].value
    said = dict(table.to_numpy().tolist())
    assert said["**Trên tổng**"] == f"`{METRICS['stations_4g_share'].out_of}`"
    assert said["**Đơn vị chịu trách nhiệm**"] == "Sở Thông tin và Truyền thông"
    assert said["**Mục tiêu**"].startswith("100,0\u00a0%, từ 01/01/2023")


def test_definition_leads_to_todays_value_and_its_rows(screen: Screen, desk: Path) -> None:
    test = screen("definitions", desk, q="stations_active")
    line = next(one for one in test.button if one.key == "trace_definition_stations_active")
    assert "**3 trạm** · Đến 31/05/2024" in line.label  # Viettel's two active ones and VNPT's one
    line.click().run()
    assert_sound(test)
    assert sorted(frame(test, "station_code")["station_code"]) == ["N1", "V1", "V2"]


def test_definition_of_a_rank_has_a_line_for_each_index_and_year(screen: Screen, desk: Path) -> None:
    test = screen("definitions", desk, q="province_rank")
    assert_sound(test)
    lines = [one.label for one in test.button if str(one.key).startswith("trace_definition_province_rank")]
    assert any("DTI, 2022, Tỉnh, thành phố" in line for line in lines)
