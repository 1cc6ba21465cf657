"""An officer's way through intake in a real browser: a file dropped, put right, published, seen on the overview."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Server
from tests.browser.visits import inaccessible, misplaced, settled, show, visited
from tests.workbook import xlsx

pytestmark = pytest.mark.browser

HEADINGS = ["Mã trạm", "Xã", "Huyện", "Kinh độ", "Vĩ độ"]


@pytest.fixture
def fresh(server: Server, browser: Browser, tmp_path: Path) -> str:
    return visited(server(tmp_path / "home"), browser)


def test_a_file_is_dropped_seen_put_right_and_published(page: Page, fresh: str, tmp_path: Path) -> None:
    rows = [["A", "Năng Khả", "Na Hang", 105.39, 22.35], ["B", "Nẫng Khá", "Na Hang", 105.39, 22.35]]
    file = tmp_path / "tram.xlsx"
    file.write_bytes(xlsx([["Trạm Viettel"], HEADINGS, *rows]))
    show(page, f"{fresh}/nap-tep", "Nạp tệp")
    page.locator('input[type="file"]').set_input_files(file)
    expect(page.get_by_text("Từ chối tệp")).to_be_visible(timeout=30_000)
    settled(page)
    page.get_by_role("button", name="Đổi tên").click()
    page.get_by_label("Tên mới").fill("tram 31-5-2024")
    page.get_by_role("button", name="Đổi tên", exact=True).last.click()
    expect(page.get_by_text("1 dòng sẽ nạp")).to_be_visible(timeout=30_000)
    settled(page)
    assert inaccessible(page) == []
    assert misplaced(page) == []
    page.get_by_role("button", name="Xã Năng Khả (Huyện Na Hang)").click()
    expect(page.get_by_text("2 dòng sẽ nạp")).to_be_visible(timeout=30_000)
    settled(page)
    page.get_by_role("button", name="Công bố 1 tệp").click()
    expect(page.get_by_text("Đã công bố bản số liệu mới")).to_be_visible(timeout=30_000)
    expect(page.get_by_text("Không có tệp nào đang chờ")).to_be_visible()
    page.get_by_role("link", name="Xem tổng quan").click()
    expect(page.get_by_role("heading", name="Tổng quan", level=1)).to_be_visible(timeout=30_000)
    expect(page.get_by_test_id("stMetricValue").filter(has_text=re.compile("^2"))).not_to_have_count(0)
