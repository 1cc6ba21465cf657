"""axe-core over every page, light and dark: contrast, names of controls, charts with text."""

from __future__ import annotations

from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.browser.chromium import watched_page
from tests.browser.visits import PAGES, show

pytestmark = pytest.mark.browser

# Streamlit's own: its navigation puts <li> outside <ul>. Sections are h3 below the page's h1, as the theme sizes them.
NOT_OURS = {"list", "listitem", "heading-order"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("path", "title"), PAGES.items())
def test_page_breaks_no_rule_of_accessibility(
    browser: Browser,
    samples: str,
    path: str,
    title: str,
    scheme: Literal["light", "dark"],
) -> None:
    with watched_page(browser) as page:
        page.emulate_media(color_scheme=scheme)
        show(page, f"{samples}/{path}", title)
        page.wait_for_timeout(1500)  # charts paint after the script has ended
        found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
        broken = {
            rule["id"]: [(node["target"], node.get("failureSummary")) for node in rule["nodes"][:3]]
            for rule in found
            if rule["id"] not in NOT_OURS
        }
        assert not broken, broken
