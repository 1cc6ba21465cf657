"""Which pages there are, and how a test opens one."""

from __future__ import annotations

from playwright.sync_api import Browser, Page, expect

from tests.browser.chromium import watched_page

# Address → title on the page. The first test fails when a page of pages/ is missing here.
PAGES = {
    "": "Tổng quan",
    "phu-song": "Phủ sóng BTS",
    "dich-vu-cong": "Dịch vụ công",
    "de-an-06": "Đề án 06",
    "xep-hang": "Xếp hạng",
    "chat-luong": "Chất lượng số liệu",
    "dinh-nghia": "Định nghĩa",
}
BROKEN = '[data-testid="stException"], .stException, [data-testid="stAppViewBlockContainer"] :text("Traceback")'


def visited(address: str, browser: Browser) -> str:
    """The address of a server that has had its first visitor, for whom it loads the page twice."""
    with watched_page(browser) as page:
        page.goto(address)
        expect(page.get_by_role("heading", name="Tổng quan", level=1)).to_be_visible(timeout=30_000)
    return address


def show(page: Page, address: str, title: str) -> None:
    """Opens a page and waits until its script has ended."""
    page.goto(address)
    expect(page.get_by_role("heading", name=title, level=1)).to_be_visible(timeout=30_000)
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning", timeout=30_000)
    expect(page.locator(BROKEN)).to_have_count(0)
