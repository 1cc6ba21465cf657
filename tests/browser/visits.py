"""Which pages there are, how a test opens one, and what it looks for there."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.chromium import watched_page

# Address → title on the page. The first test fails when a page of pages/ is missing here.
PAGES = {
    "": "Tổng quan",
    "phu-song": "Phủ sóng BTS",
    "dich-vu-cong": "Dịch vụ công",
    "de-an-06": "Đề án 06",
    "xep-hang": "Xếp hạng",
    "don-vi": "Đơn vị",
    "nap-tep": "Nạp tệp",
    "chat-luong": "Chất lượng số liệu",
    "dinh-nghia": "Định nghĩa",
}
BROKEN = '[data-testid="stException"], .stException, [data-testid="stAppViewBlockContainer"] :text("Traceback")'
# Streamlit's own: its navigation puts <li> outside <ul>, its uploader names a section that has the role of none.
# Sections are h3 below the page's h1, as the theme sizes them.
NOT_OURS = {"list", "listitem", "heading-order", "presentation-role-conflict"}
# The point that st.metric draws under the mouse; its line has a text.
NOT_OUR_MARK = ".metric_chart_"

# Charts, tables and maps are drawn after the script has ended. Resolves once a stretch of time has changed nothing in
# the page; a picture that moves for ever would end the wait too.
QUIET = """quiet => new Promise(resolve => {
    const end = () => { watch.disconnect(); resolve() };
    let soon = setTimeout(end, quiet);
    setTimeout(end, 10 * quiet);
    const watch = new MutationObserver(() => { clearTimeout(soon); soon = setTimeout(end, quiet) });
    watch.observe(document.body, {subtree: true, childList: true, attributes: true, characterData: true});
})"""

# Texts whose box hides a part of them, and texts drawn over one another. Tables and charts cut on purpose or draw
# themselves; what is hidden for readers of screens has no size.
CUT = """() => {
    const texts = [];
    const walk = document.createTreeWalker(document.querySelector('[data-testid="stMain"]'), NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
        const node = walk.currentNode, box = node.parentElement;
        if (!node.data.trim() || !box.checkVisibility({opacityProperty: true, visibilityProperty: true})) continue;
        if (box.closest('style, canvas, svg, [data-testid=stDataFrame], [data-testid=stIconMaterial]')) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        const at = range.getBoundingClientRect();
        if (at.width > 2 && at.height > 2) texts.push({node, box, at, said: node.data.trim().slice(0, 60)});
    }
    const found = [];
    for (const {box, at, said} of texts) {
        for (let outer = box; outer && outer.dataset.testid !== 'stMain'; outer = outer.parentElement) {
            const how = getComputedStyle(outer), edge = outer.getBoundingClientRect();
            if (outer.clientWidth < 3 || how.display === 'inline') continue;
            const hides = side => how['overflow' + side] !== 'visible';
            const scrolls = side => ['auto', 'scroll'].includes(how['overflow' + side]);
            if (hides('X') && !scrolls('X') && at.right > edge.right + 2) { found.push(`cut: ${said}`); break; }
            if (hides('Y') && !scrolls('Y') && at.bottom > edge.bottom + 4) { found.push(`cut below: ${said}`); break; }
        }
    }
    for (let i = 0; i < texts.length; i++) for (let j = i + 1; j < texts.length; j++) {
        const a = texts[i].at, b = texts[j].at;
        const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (wide > 4 && high > 6 && !texts[i].box.closest('p, h1, h2, h3, button')?.contains(texts[j].box))
            found.push(`one over the other: ${texts[i].said} | ${texts[j].said}`);
    }
    return found;
}"""


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


def show_drawn(page: Page, address: str, title: str) -> None:
    """The same, and waits until everything is drawn."""
    show(page, address, title)
    page.evaluate(QUIET, 400)


def inaccessible(page: Page) -> list[str]:
    """What breaks a rule of axe-core: the rule, the element, what to do."""
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [
        f"{rule['id']}: {node['target']} {node.get('failureSummary')}"
        for rule in found
        if rule["id"] not in NOT_OURS
        for node in [node for node in rule["nodes"] if NOT_OUR_MARK not in str(node["target"])][:3]
    ]


def misplaced(page: Page) -> list[str]:
    """Texts that are cut or cover each other, and a page wider than the window, once the page has come to rest."""
    found: list[str] = []
    for _ in range(5):
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        found = [f"the page is {wide} px wider than the window"] if wide > 0 else []
        found += page.evaluate(CUT)
        if not found:
            break
        page.wait_for_timeout(500)
    return found


def settled(page: Page) -> None:
    """Waits until the page's script has ended and stays so: a run that begins meanwhile would draw all anew."""
    idle = 0
    while idle < 4:
        expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning", timeout=30_000)
        page.wait_for_timeout(250)
        is_idle = page.get_by_test_id("stApp").get_attribute("data-test-script-state") == "notRunning"
        idle = idle + 1 if is_idle else 0
