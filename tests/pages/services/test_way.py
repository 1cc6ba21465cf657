"""The way of a procedure: what is counted at each step, what stays behind, and the screen over it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from loaders import open_warehouse
from pages.parts.services import records_way, way
from tests.pages.conftest import Screen
from tests.pages.test_screens import assert_sound, texts

MAY = (date(2024, 5, 1), date(2024, 5, 31))


@pytest.fixture
def ways(office: Path) -> pd.DataFrame:
    with open_warehouse(office) as con:
        return way.counted(records_way.procedure_ways(con, *MAY))


def parts(frame: pd.DataFrame) -> dict[str, tuple[int, int]]:
    found = way.steps(frame)
    return {one.id: (one.count, one.out_of) for one in found.itertuples(index=False)}


def test_seven_steps_of_the_dossiers_received_in_may(ways):
    # Of four procedures three are online; D1 and D3 came online, D2 directly, D4 in April, D5 was not accepted.
    assert parts(ways) == {
        "listed": (4, 4),
        "online": (3, 4),
        "used": (2, 3),
        "sent": (2, 3),
        "in_time": (1, 2),
        "paid": (0, 0),
        "digitised": (0, 0),
    }


def test_what_no_report_says_has_no_share(ways):
    shares = way.steps(ways).set_index("id")["share"]
    assert shares["online"] == 75
    assert shares[["paid", "digitised"]].isna().all()


def test_of_one_unit_its_own_procedures_and_its_dossiers(office):
    with open_warehouse(office) as con:
        found = records_way.procedure_ways(con, *MAY, unit="so-tu-phap", level="commune")
        elsewhere = records_way.procedure_ways(con, *MAY, unit="huyen-na-hang")
    # Only 1.004 is done in communes, and no dossier of it came.
    assert found[["procedure_code", "dossiers"]].values.tolist() == [["1.004", 0]]
    assert elsewhere.empty


@pytest.mark.parametrize(
    ("step", "rows"),
    [
        ("listed", [("1.001", 0), ("1.003", 0), ("1.002", 0), ("1.004", 0)]),
        ("online", [("1.004", 1)]),
        ("used", [("1.002", 1)]),
        ("sent", [("1.001", 1)]),
        ("in_time", [("1.001", 1)]),
        ("paid", []),
    ],
)
def test_what_stays_behind_at_a_step(ways, step, rows):
    found = way.behind(ways, step)
    assert list(zip(found["procedure_code"], found["left"], strict=True)) == rows


def test_the_sentence_names_the_largest_loss_of_each_kind(ways):
    assert way.sentence(way.steps(ways)) == (
        "Dừng lại nhiều nhất: 1 thủ tục chưa có dịch vụ công trực tuyến; 1 hồ sơ nộp trực tiếp hoặc qua bưu chính."
    )


def test_few_dossiers_are_told_as_a_count(ways):
    rows = {row["id"]: way.said(row) for _, row in way.steps(ways).iterrows()}
    assert (rows["online"], rows["in_time"], rows["paid"]) == (
        "3/4 thủ tục, 75,0\u00a0%",
        "1/2 hồ sơ",
        "chưa có số liệu",
    )


def test_essential_services_are_those_that_the_list_marks(ways):
    assert way.essential(ways) is None
    marked = ways.assign(is_essential=[True, True, False, None])
    chosen = way.essential(marked)
    assert list(chosen["procedure_code"]) == ["1.001", "1.002"]
    assert "2 dịch vụ công thiết yếu" in way.essential_sentence(chosen)
    assert "2 toàn trình; 1 chưa có hồ sơ" in way.essential_sentence(chosen)


def test_essential_services_that_stop_at_the_chosen_step_come_first(ways):
    marked = ways.assign(is_essential=True)
    for step, codes in (("used", ["1.002"]), ("sent", ["1.001"]), ("listed", [])):
        listed = way.essential_listed(way.essential(marked), step)
        assert len(listed) == 4
        assert (
            list(listed[listed["is_behind"]]["procedure_code"]) == codes == list(listed["procedure_code"])[: len(codes)]
        )


def test_the_view_shows_the_steps_and_the_list_of_the_chosen_one(screen: Screen, office: Path):
    test = screen("services", office, view="way")
    assert_sound(test)
    assert "Từ danh mục đến kết quả số, toàn tỉnh, 05/2024" in texts(test)
    assert "Thủ tục có dịch vụ, chưa có hồ sơ trực tuyến: 1" in texts(test)
    late = screen("services", office, view="way", step="in_time")
    assert "Thủ tục có nhiều hồ sơ giải quyết quá hạn: 1" in texts(late)


def test_a_list_without_marks_says_who_has_to_set_them(screen: Screen, office: Path):
    test = screen("services", office, view="way", of="essential")
    assert_sound(test)
    assert "chưa có cột dịch vụ thiết yếu" in texts(test)
