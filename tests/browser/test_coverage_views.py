"""The coverage screen's views in a real browser: the map is clicked, a white zone opened, the next stations asked for.

What is expected is what the samples are made to match: 612 + 438 + 233 = 1.283 stations, 14,03 % of 1.125 sites shared,
1.733 villages, all with a signal, 38 of them without broadband.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, TimeoutError, expect

from tests.browser.test_drills import FIRST_ROW, choose, grid_with
from tests.browser.visits import settled, show

pytestmark = pytest.mark.browser

SPOTS = ((0.5, 0.5), (0.46, 0.62), (0.55, 0.4), (0.52, 0.8))  # of the map's column: inside the province


def view(page: Page, name: str, address: str) -> None:
    page.get_by_role("radio", name=name, exact=True).click()
    expect(page).to_have_url(re.compile(f"view={address}"), timeout=30_000)
    settled(page)


def click_map(page: Page) -> None:
    """A click on a commune. The map is drawn after the page has come to rest: again, until it has taken one."""
    settled(page)
    for across, down in SPOTS * 3:
        box = page.get_by_test_id("stDeckGlJsonChart").bounding_box()
        assert box is not None, "no map"
        page.mouse.click(box["x"] + across * box["width"], box["y"] + down * box["height"])
        try:
            page.wait_for_url(re.compile("commune="), timeout=3_000, wait_until="commit")
        except TimeoutError:
            continue
        return
    expect(page).to_have_url(re.compile("commune="))


def open_row(page: Page, heading: str) -> None:
    """A click on the first row of the grid with that column opens a dialog."""
    dialog = page.get_by_role("dialog")
    for _ in range(4):
        settled(page)
        grid = grid_with(page, heading)
        grid.scroll_into_view_if_needed()
        box = grid.bounding_box()
        assert box is not None, f"no grid with a column {heading}"
        page.mouse.click(box["x"] + FIRST_ROW["x"], box["y"] + FIRST_ROW["y"])
        try:
            dialog.wait_for(timeout=6_000)
        except TimeoutError:
            continue
        return
    expect(dialog).to_be_visible()


def test_a_commune_clicked_on_the_map_shows_its_stations_and_villages(page: Page, samples: str) -> None:
    show(page, f"{samples}/phu-song", "Phủ sóng BTS")
    expect(page.get_by_text("38 thôn chưa có băng rộng", exact=False).first).to_be_visible()
    click_map(page)
    settled(page)
    if page.get_by_role("dialog").count():  # a station or a village stood there: its row opens too
        page.keyboard.press("Escape")
    expect(page).to_have_url(re.compile("district=huyen|district=thanh-pho|district=tp"))
    villages = page.get_by_role("heading", name=re.compile(": các thôn$"))
    expect(villages).to_be_visible(timeout=30_000)
    commune = villages.inner_text().removesuffix(": các thôn")
    expect(page.get_by_role("heading", name=f"{commune}: các trạm")).to_be_visible()
    # The card and the list count the same stations.
    card = page.get_by_test_id("stMetricValue").first.inner_text()
    expect(page.get_by_text(f"{card} đang hoạt động · Nguồn: trạm BTS")).to_be_visible()


def test_a_white_zone_opens_its_row_and_the_address_keeps_the_view(page: Page, samples: str) -> None:
    show(page, f"{samples}/phu-song", "Phủ sóng BTS")
    view(page, "Vùng trắng", "white")
    page.get_by_role("radio", name=re.compile("Có sóng, chưa có băng rộng · 38 thôn")).click()
    expect(page).to_have_url(re.compile("kind=no_broadband"), timeout=30_000)
    expect(page.get_by_test_id("stMetricValue").first).to_have_text("38 thôn", timeout=30_000)
    open_row(page, "Vì sao ở vị trí này")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("38 thôn").first).to_be_visible(timeout=30_000)
    expect(dialog.get_by_text(re.compile("Trong tệp gốc"))).to_be_visible(timeout=30_000)
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(page).not_to_have_url(re.compile("rows="))
    page.get_by_test_id("stSidebarNav").get_by_role("link", name="Xếp hạng").click()
    expect(page.get_by_role("heading", name="Xếp hạng", level=1)).to_be_visible(timeout=30_000)
    page.go_back()
    expect(page).to_have_url(re.compile("view=white.*kind=no_broadband|kind=no_broadband.*view=white"))
    expect(page.get_by_role("heading", name=re.compile("Thôn có sóng, chưa có băng rộng: danh sách"))).to_be_visible(
        timeout=30_000
    )


def test_next_stations_follow_their_number_and_reach(page: Page, samples: str) -> None:
    show(page, f"{samples}/phu-song?view=next", "Phủ sóng BTS")
    said = page.get_by_text(re.compile(r"^\d+ trạm mới, tầm"))
    expect(said).to_contain_text("5 trạm mới, tầm 3\u00a0km", timeout=30_000)
    sliders = page.get_by_role("slider")
    sliders.nth(0).press("ArrowRight")
    expect(page).to_have_url(re.compile("new=6"), timeout=30_000)
    expect(said).to_contain_text("6 trạm mới", timeout=30_000)
    reached = said.inner_text()
    sliders.nth(1).press("ArrowRight")
    expect(page).to_have_url(re.compile("reach=4"), timeout=30_000)
    expect(said).to_contain_text("6 trạm mới, tầm 4\u00a0km", timeout=30_000)
    # The longer reach of as many stations leaves no more people out.
    rest = [int(re.findall(r"([\d.]+) người", one)[-1].replace(".", "")) for one in (said.inner_text(), reached)]
    assert rest[0] <= rest[1], rest
    choose(page, "Huyện, thành phố", "Sơn Dương")
    # None of the district's villages is without broadband: the samples give it none of the 38.
    expect(page.get_by_text("Không còn thôn nào chưa có băng rộng")).to_be_visible(timeout=30_000)


def test_doubts_resilience_and_operators(page: Page, samples: str) -> None:
    show(page, f"{samples}/phu-song?view=operators", "Phủ sóng BTS")
    settled(page)
    rows = grid_with(page, "Thiếu tọa độ").locator("tbody tr")
    found = [row.locator("td").all_text_contents() for row in rows.all()]
    # The table that readers of screens get has no dots in its numbers.
    told = {"Tất cả": "1283", "Viettel": "612", "VNPT": "438", "MobiFone": "233"}
    assert {cells[0]: cells[1] for cells in found} == told
    expect(page.get_by_text("158/1.125 vị trí (14,0\u00a0%)")).to_be_visible()
    expect(page.get_by_role("heading", name="Xã chưa có trạm của nhà mạng")).to_be_visible()
    view(page, "Dự phòng", "critical")
    around = [one.inner_text() for one in page.get_by_test_id("stMetricValue").all()]
    assert sum(int(one.removesuffix(" thôn").replace(".", "")) for one in around) == 1733
    view(page, "Cần kiểm tra", "doubts")
    # Two stations that write one code in two ways; by their places nothing is odd.
    expect(page.get_by_role("radio", name=re.compile(r"Hai trạm một mã \(2\)"))).to_be_checked()
    open_row(page, "Trạm kia")
    expect(page.get_by_role("dialog").get_by_text(re.compile("Trong tệp gốc"))).to_have_count(2, timeout=30_000)
