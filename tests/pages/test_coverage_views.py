"""The coverage screen's views, reached by their address, over a hand-made installation and over nothing to measure."""

from __future__ import annotations

from pathlib import Path

import pytest

from pages.parts import coverage_views
from tests.pages.conftest import Screen
from tests.pages.test_screens import assert_sound, texts

# A text that only this view shows, over the installation whose four villages lie in one commune.
SAID = {
    "white": "Ba loại xét riêng",
    "doubts": "Cần kiểm tra: khai báo và khoảng cách không khớp",
    "critical": "Không có trạm đang hoạt động nào có tọa độ",
    "next": "Thôn chưa có băng rộng",
    "operators": "Nhà mạng cạnh nhau",
}


def test_every_view_has_a_title_and_is_tried_here() -> None:
    assert set(coverage_views.TITLES) == {coverage_views.NOW, *coverage_views.SHOWS} == {coverage_views.NOW, *SAID}


@pytest.mark.parametrize("view", SAID)
def test_a_view_by_its_address(screen: Screen, desk: Path, view: str) -> None:
    test = screen("coverage", desk, view=view)
    assert_sound(test)
    assert SAID[view] in texts(test)
    assert [box.label for box in test.selectbox if box.label == "Tô màu bản đồ theo"] == [], "no map, no figure for it"


def test_an_unknown_view_is_the_first_one(screen: Screen, desk: Path) -> None:
    test = screen("coverage", desk, view="mặt trăng")
    assert_sound(test)
    assert [box.label for box in test.selectbox if box.label == "Tô màu bản đồ theo"] == ["Tô màu bản đồ theo"]
