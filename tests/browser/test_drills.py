"""On every page: a filter, a click that drills, the way back, a download. Clicks hit a grid's picture by its pixels."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, TimeoutError, expect

from tests.browser.visits import settled, show

pytestmark = pytest.mark.browser

FIRST_ROW = {"x": 70, "y": 52}  # under a heading of 35 pixels, in the middle of a row of 30
SECOND_ROW = {"x": 70, "y": 82}


def grid_with(page: Page, heading: str) -> Locator:
    """The grid that has a column of that heading; what a grid draws also stands in a table that is not shown."""
    named = page.locator("th", has_text=re.compile(f"^{heading}$"))
    return page.get_by_test_id("stDataFrame").filter(has=named).first


def drill(page: Page, heading: str, position: dict[str, int], address: str) -> None:
    """A click on the grid with that column; again, if a chart above it was drawn meanwhile and moved it away."""
    for _ in range(5):
        settled(page)
        grid = grid_with(page, heading)
        grid.scroll_into_view_if_needed()
        box = grid.bounding_box()
        assert box is not None, f"no grid with a column {heading}"
        page.mouse.click(box["x"] + position["x"], box["y"] + position["y"])
        try:
            page.wait_for_url(re.compile(address), timeout=8_000, wait_until="commit")
        except TimeoutError:
            continue
        return
    expect(page).to_have_url(re.compile(address))


def choose(page: Page, label: str, option: str) -> None:
    """Another choice in a picker: its list opens on a click, and takes letters."""
    picker = page.get_by_role("combobox", name=label).first
    picker.click()
    picker.fill(option)
    page.get_by_role("option", name=option).first.click()


def downloaded(page: Page, opener: str) -> list[str]:
    """The lines of the .csv behind the first button of that name."""
    settled(page)
    page.get_by_role("button", name=opener).first.click()
    settled(page)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Tải .csv").first.click()
    page.keyboard.press("Escape")
    return Path(waiting.value.path()).read_text(encoding="utf-8-sig").splitlines()


def test_services(page: Page, samples: str) -> None:
    show(page, f"{samples}/dich-vu-cong", "Dịch vụ công")
    choose(page, "Cấp", "Cấp huyện")
    expect(page).to_have_url(re.compile("level=district"), timeout=30_000)
    drill(page, "Cơ quan", FIRST_ROW, "unit=")
    page.get_by_role("button", name="Toàn tỉnh").click()
    expect(page).not_to_have_url(re.compile("unit="), timeout=30_000)
    assert "DỮ LIỆU MINH HỌA" in downloaded(page, "Bảng số liệu")[0]


def test_coverage(page: Page, samples: str) -> None:
    show(page, f"{samples}/phu-song", "Phủ sóng BTS")
    choose(page, "Nhà mạng", "VNPT")
    expect(page).to_have_url(re.compile("operator=VNPT"), timeout=30_000)
    drill(page, "Huyện, thành phố", SECOND_ROW, "district=")  # the first one is the whole province
    assert "DỮ LIỆU MINH HỌA" in downloaded(page, "Bảng số liệu")[0]
    page.get_by_role("button", name="Toàn tỉnh").first.click()
    expect(page).not_to_have_url(re.compile("district="), timeout=30_000)


def test_project06(page: Page, samples: str) -> None:
    show(page, f"{samples}/de-an-06", "Đề án 06")
    page.get_by_role("radio", name=re.compile("CĐS")).click()
    expect(page).to_have_url(re.compile("plan=chuyen_doi_so"), timeout=30_000)
    page.get_by_role("button", name=re.compile("^Xem các nhiệm vụ|^Xem$")).first.click()
    expect(page).to_have_url(re.compile("status="), timeout=30_000)
    page.get_by_role("button", name="Về mọi trạng thái").click()
    expect(page).not_to_have_url(re.compile("status="), timeout=30_000)
    assert "DỮ LIỆU MINH HỌA" in downloaded(page, "Bảng số liệu")[0]


def test_rankings(page: Page, samples: str) -> None:
    show(page, f"{samples}/xep-hang", "Xếp hạng")
    drill(page, "Hạng", FIRST_ROW, "unit=so-tu-phap")  # the published first place of 2023
    page.get_by_role("button", name="Bỏ chọn").click()
    expect(page).not_to_have_url(re.compile("unit="), timeout=30_000)
    page.get_by_role("radio", name="Huyện, thành phố").click()
    expect(page).to_have_url(re.compile("board=district"), timeout=30_000)
    assert "DỮ LIỆU MINH HỌA" in downloaded(page, "Tải")[0]


def test_data_quality(page: Page, samples: str) -> None:
    show(page, f"{samples}/chat-luong", "Chất lượng số liệu")
    choose(page, "Đơn vị", "Viettel")
    expect(page).to_have_url(re.compile("sender=viettel"), timeout=30_000)
    page.get_by_role("button", name="Xem mọi đơn vị").click()
    expect(page).not_to_have_url(re.compile("sender="), timeout=30_000)
    page.get_by_role("button", name="VNPT").first.click()
    expect(page).to_have_url(re.compile("group="), timeout=30_000)
    assert "DỮ LIỆU MINH HỌA" in downloaded(page, "Bảng số liệu")[0]


def test_definitions(page: Page, samples: str) -> None:
    show(page, f"{samples}/dinh-nghia", "Định nghĩa")
    page.get_by_placeholder("Tìm không cần dấu").fill("stations_active")
    expect(page.get_by_text("1 trên 57 chỉ số")).to_be_visible(timeout=30_000)
    page.get_by_role("button", name=re.compile("1.283 trạm")).click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text(re.compile("Trong tệp gốc"))).to_be_visible(timeout=30_000)
    with page.expect_download() as waiting:
        dialog.get_by_role("button", name="Tải .xlsx").click()
    assert waiting.value.suggested_filename == "minh-hoa_dong-goc-stations_active.xlsx"
