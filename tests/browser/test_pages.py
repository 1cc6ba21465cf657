"""Every page in a real browser: nothing asked of other hosts, nothing broken, cut or hard to read."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.chromium import assert_clean, watched_page
from tests.browser.conftest import Server
from tests.browser.visits import BROKEN, PAGES, inaccessible, misplaced, settled, show, show_drawn
from tests.conftest import ROOT

pytestmark = pytest.mark.browser


def test_list_of_pages_is_whole() -> None:
    source = (ROOT / "app.py").read_text(encoding="utf-8")
    addresses = set(re.findall(r'url_path="([^"]+)"', source))
    assert addresses == set(PAGES) - {""}
    assert len(list((ROOT / "pages").glob("*.py"))) == len(PAGES)


@pytest.mark.parametrize(("path", "title"), PAGES.items())
def test_page_without_data_is_sound(page: Page, empty: str, path: str, title: str) -> None:
    show(page, f"{empty}/{path}", title)
    expect(page.get_by_text("python -m loaders load")).to_be_visible()


@pytest.mark.parametrize(("path", "title"), PAGES.items())
def test_page_with_samples_is_sound_and_accessible(page: Page, samples: str, path: str, title: str) -> None:
    broken: list[str] = []
    schemes: tuple[Literal["light", "dark"], ...] = ("light", "dark")
    for scheme in schemes:
        page.emulate_media(color_scheme=scheme)
        show_drawn(page, f"{samples}/{path}", title)
        if path != "dinh-nghia":
            expect(page.get_by_text("Dữ liệu minh họa")).to_be_visible()
        broken += [f"{scheme}: {said}" for said in (*inaccessible(page), *misplaced(page))]
    assert not broken, "\n".join(broken)


@pytest.mark.parametrize(("path", "title"), PAGES.items())
def test_five_years_fit_a_small_dark_screen(browser: Browser, sixty_months: str, path: str, title: str) -> None:
    with watched_page(browser, 1280, 720) as page:
        page.emulate_media(color_scheme="dark")
        show_drawn(page, f"{sixty_months}/{path}", title)
        found = misplaced(page)
        assert not found, "\n".join(found)
        assert_clean(page)


def test_navigation_opens_every_page(page: Page, samples: str) -> None:
    show(page, samples, "Tổng quan")
    for title in [*PAGES.values()][::-1]:
        page.get_by_test_id("stSidebarNav").get_by_role("link", name=title).click()
        expect(page.get_by_role("heading", name=title, level=1)).to_be_visible()
    expect(page.locator(BROKEN)).to_have_count(0)


def test_overview_shows_the_provinces_published_stations(page: Page, samples: str) -> None:
    # 1.283: the figure of May 2024 that the samples are made to match.
    show(page, samples, "Tổng quan")
    expect(page.get_by_test_id("stMetricValue").first).to_have_text("1.283 trạm")
    expect(page.locator("canvas, svg.marks").first).to_be_visible()


def test_choice_is_in_the_address_and_an_address_is_a_choice(page: Page, samples: str) -> None:
    show(page, f"{samples}/?metric=villages_broadband_share", "Tổng quan")
    expect(page.get_by_role("heading", name="Tỷ lệ thôn có băng rộng di động theo tháng")).to_be_visible()
    show(page, f"{samples}/dinh-nghia", "Định nghĩa")
    page.get_by_role("radio", name="Nhiệm vụ").click()
    expect(page).to_have_url(re.compile("topic=tasks"))


def test_table_and_downloads_stand_beside_the_chart(page: Page, samples: str) -> None:
    show(page, samples, "Tổng quan")
    settled(page)
    page.get_by_text("Bảng số liệu").click()
    settled(page)
    with page.expect_download() as waiting:
        page.get_by_text("Tải .csv").click()
    text = Path(waiting.value.path()).read_text(encoding="utf-8-sig")
    mark, title, source, headings = text.splitlines()[:4]
    assert "DỮ LIỆU MINH HỌA" in mark
    assert title == "Trạm BTS đang hoạt động theo tháng"
    assert "số liệu đến 31/05/2024" in source
    assert headings.startswith("Tháng;Giá trị (trạm)")
    assert "31/05/2024;1283" in text
    assert waiting.value.suggested_filename.startswith("minh-hoa_")


@pytest.mark.shared
def test_rankings_show_the_provinces_real_places(page: Page, real: str) -> None:
    # dti.gov.vn 2022: 48th; doingoai.tuyenquang.gov.vn 2023: 38th; PAPI 2020: 12th.
    show(page, f"{real}/xep-hang", "Xếp hạng")
    expect(page.get_by_text("DTI 2023: hạng 38 (lên 10 bậc so với 2022)")).to_be_visible()
    expect(page.get_by_text("Tuyên Quang: hạng 48/63")).to_be_visible()
    expect(page.get_by_text("Dữ liệu minh họa")).to_have_count(0)


def test_link_opens_right_on_a_server_without_a_visitor(browser: Browser, server: Server, tmp_path: Path) -> None:
    with watched_page(browser) as page:
        page.goto(f"{server(tmp_path)}/chat-luong")
        expect(page.get_by_role("heading", name="Chất lượng số liệu", level=1)).to_be_visible(timeout=30_000)
        expect(page.get_by_role("dialog")).to_have_count(0)


def test_widest_screen_has_no_sideways_scroll(browser: Browser, samples: str) -> None:
    with watched_page(browser, 1920, 1080) as page:
        for path in ("", "xep-hang"):
            show(page, f"{samples}/{path}", PAGES[path])
            assert misplaced(page) == []
        assert_clean(page)
