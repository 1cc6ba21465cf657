"""The overview: what waits for a decision, what is overdue, how fresh the topics are, over rows counted by hand."""

from __future__ import annotations

from pathlib import Path

from streamlit.testing.v1 import AppTest

from tests.pages import warehouses
from tests.pages.conftest import Screen
from tests.pages.test_screens import assert_sound, texts

OBSTACLES = ("obstacle_no", "title", "proposal", "raised_by_id", "deciding_level", "raised_on", "due_on", "state",
             "reported_on")  # fmt: skip
REGISTERS = (
    # The register of April is no longer the newest: what it alone has is not asked about any more.
    ("obstacles", "sender=so-noi-vu; reported_on=2024-04-30", "so-noi-vu", "2024-04-30", "2024-05-04 08:00", 1, 0,
     OBSTACLES,
     [("A0", "Của tháng Tư", "–", "so-noi-vu", "province", "2024-04-01", "2024-05-01", "new", "2024-04-30")]),
    ("obstacles", "sender=so-noi-vu; reported_on=2024-05-31", "so-noi-vu", "2024-05-31", "2024-06-04 08:00", 4, 0,
     OBSTACLES,
     [("A1", "Thiếu vốn", "Cấp vốn", "huyen-na-hang", "province", "2024-05-01", "2024-06-20", "new", "2024-05-31"),
      ("A2", "Thiếu thông tư", "Ban hành", "so-y-te", "central", "2024-05-01", "2024-06-10", "escalated", "2024-05-31"),
      ("A3", "Đã tháo gỡ", "–", "so-y-te", "province", "2024-05-01", "2024-06-01", "solved", "2024-05-31"),
      ("A4", "Xã tự xử lý", "–", "so-y-te", "commune", "2024-05-01", "2024-06-01", "new", "2024-05-31")]),
)  # fmt: skip


def overview(screen: Screen, home: Path, **url: str) -> AppTest:
    test = screen("overview", warehouses.installed(home, (*warehouses.BATCHES, *REGISTERS), ()), **url)
    assert_sound(test)
    return test


def test_decisions_are_those_of_the_newest_register_that_the_province_cannot_leave_to_others(
    screen: Screen, tmp_path: Path
) -> None:
    said = texts(overview(screen, tmp_path))
    assert "Cần quyết định (2)" in said
    assert said.index("Thiếu thông tư") < said.index("Thiếu vốn")  # due on 10 June, then on 20 June
    assert "Sở Y tế nêu, chờ Trung ương · trước 10/06/2024" in said
    assert not any(gone in said for gone in ("Của tháng Tư", "Đã tháo gỡ", "Xã tự xử lý"))


def test_decisions_as_known_in_april(screen: Screen, tmp_path: Path) -> None:
    said = texts(overview(screen, tmp_path, month="2024-04"))
    assert "Cần quyết định (1)" in said
    assert "Của tháng Tư" in said


def test_overdue_task_opens_its_own_page(screen: Screen, tmp_path: Path) -> None:
    test = overview(screen, tmp_path)
    assert "Quá hạn (1)" in texts(test)
    # Due on 15 May, judged on 31 May.
    line = next(one for one in test.button if one.key.startswith("point_0"))
    assert line.label.replace("\\", "") == ":red[:material/error:] **Quá hạn**: chậm 16 ngày"


def test_topics_say_how_old_their_oldest_source_is(screen: Screen, tmp_path: Path) -> None:
    said = texts(overview(screen, tmp_path))
    # Two of three operators have not sent May: stations are of 31 May all the same, and something is missing.
    assert "Phủ sóng 31/05/2024, còn thiếu" in said
    assert "Xếp hạng 31/12/2023" in said


def test_cards_lines_open_the_rows_behind(screen: Screen, tmp_path: Path) -> None:
    test = overview(screen, tmp_path)
    next(one for one in test.button if one.key == "trace_card_stations_active").click().run()
    assert_sound(test)
    # Viettel's V1 and V2 of May (V3 is stopped) and VNPT's N1 of April.
    rows = next(one.value for one in test.dataframe if "station_code" in one.value)
    assert sorted(rows["station_code"]) == ["N1", "V1", "V2"]
    assert test.query_params["rows"] == "card_stations_active"
