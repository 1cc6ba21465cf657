"""The ways through the screens as a person takes them: back to the cell, to a file, another language, a dark screen."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.browser.visits import settled, show

pytestmark = pytest.mark.browser

DARK_GROUND = "rgb(11, 26, 43)"  # the design's #0B1A2B


def wait_for_ground(page: Page, colour: str) -> None:
    page.wait_for_function(
        "colour => getComputedStyle(document.querySelector('[data-testid=stApp]') || document.body).backgroundColor"
        " === colour",
        arg=colour,
    )


def test_figure_opens_its_rows_and_the_cell_in_the_file(page: Page, samples: str) -> None:
    show(page, samples, "Tổng quan")
    settled(page)
    page.get_by_role("button", name="Đến 31").first.click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("Trạm BTS đang hoạt động").first).to_be_visible(timeout=30_000)
    expect(dialog.get_by_text("1.283 trạm")).to_be_visible(timeout=30_000)
    # The file itself is read for that: a moment, on a busy machine several.
    expect(dialog.get_by_text(re.compile("Trong tệp gốc"))).to_be_visible(timeout=30_000)
    expect(page).to_have_url(re.compile(r"rows=card_stations_active"))
    link = page.url
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(page).not_to_have_url(re.compile("rows="))
    page.goto(link)
    expect(page.get_by_role("dialog").get_by_text(re.compile("Trong tệp gốc"))).to_be_visible(timeout=30_000)


def test_chart_is_downloaded_as_a_picture(page: Page, samples: str) -> None:
    show(page, samples, "Tổng quan")
    settled(page)
    page.get_by_text("Bảng số liệu").click()
    settled(page)
    with page.expect_download() as waiting:
        page.get_by_text("Tải .png").click()
    assert waiting.value.suggested_filename == "minh-hoa_stations_active.png"
    with Image.open(Path(waiting.value.path())) as picture:
        assert picture.width > 1800


def test_dark_and_english_last_from_page_to_page_and_in_a_link(page: Page, samples: str) -> None:
    show(page, samples, "Tổng quan")
    page.get_by_role("radio", name="Tối").click()
    expect(page).to_have_url(re.compile("theme=dark"), timeout=30_000)
    expect(page.get_by_role("heading", name="Tổng quan", level=1)).to_be_visible(timeout=30_000)
    wait_for_ground(page, DARK_GROUND)
    page.get_by_role("radio", name="English").click()
    expect(page.get_by_role("heading", name="Overview", level=1)).to_be_visible(timeout=30_000)
    page.get_by_test_id("stSidebarNav").get_by_role("link", name="Rankings").click()
    expect(page.get_by_role("heading", name="Rankings", level=1)).to_be_visible(timeout=30_000)
    expect(page).to_have_url(re.compile("lang=en"))
    wait_for_ground(page, DARK_GROUND)
    page.goto(page.url)
    expect(page.get_by_role("heading", name="Rankings", level=1)).to_be_visible(timeout=30_000)
    wait_for_ground(page, DARK_GROUND)


def test_numbers_are_vietnamese_whatever_the_browser_speaks(browser: Browser, samples: str) -> None:
    context = browser.new_context(locale="en-US", viewport={"width": 1440, "height": 900})
    page = context.new_page()
    show(page, f"{samples}/?lang=en", "Overview")
    expect(page.get_by_test_id("stMetricValue").first).to_have_text("1.283 stations")
    # The axis and the values at the line's ends are letters of the chart's drawing.
    letters = page.locator("[data-testid=stVegaLiteChart] svg").last
    expect(letters).to_contain_text("1.283", timeout=30_000)
    expect(letters).not_to_contain_text("1,283")
    context.close()


def test_nothing_is_downloaded_without_its_mark_and_source(page: Page, samples: str) -> None:
    show(page, samples, "Tổng quan")
    page.get_by_test_id("stDataFrame").last.hover()
    expect(page.get_by_role("button", name="Search").first).to_be_attached()
    for name in ("Download as", "Copy Vega", "Show data"):
        assert not any(one.is_visible() for one in page.get_by_role("button", name=name).all()), name


def test_month_is_kept_on_the_next_page(page: Page, samples: str) -> None:
    show(page, f"{samples}/?month=2024-04", "Tổng quan")
    page.get_by_test_id("stSidebarNav").get_by_role("link", name="Dịch vụ công").click()
    expect(page.get_by_role("heading", name="Dịch vụ công", level=1)).to_be_visible(timeout=30_000)
    expect(page).to_have_url(re.compile("month=2024-04"))


def test_keyboard_alone_opens_a_figure(page: Page, samples: str) -> None:
    show(page, samples, "Tổng quan")
    settled(page)
    for _ in range(60):
        page.keyboard.press("Tab")
        if "Đến 31/05/2024" in str(page.evaluate("document.querySelector('button:focus')?.innerText || ''")):
            break
    expect(page.locator("button:focus")).to_contain_text("Đến 31/05/2024")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible(timeout=30_000)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
