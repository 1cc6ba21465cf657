"""The watch itself: a page that asks another host, or breaks, does not pass as clean."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import chromium
from tests.browser.chromium import assert_clean, is_harmless, is_other_host, is_snap, starts, watched_page
from tests.browser.conftest import Server
from tests.browser.outbound import Outbound, refused

pytestmark = pytest.mark.browser

TINY_APP = """
import os
import streamlit as st

def first():
    st.title("Trung tâm điều hành")
    st.text(os.environ["IOC_DATA"])

def second():
    st.title("Dịch vụ công")

st.navigation([st.Page(first, default=True), st.Page(second, url_path="dich-vu-cong")]).run()
"""


@pytest.fixture(scope="session")
def tiny(server: Server, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """Address and data folder of a dashboard of two pages."""
    folder = tmp_path_factory.mktemp("tiny")
    app = folder / "tiny.py"
    app.write_text(TINY_APP, encoding="utf-8")
    return server(folder, app=app), folder


def test_server_shows_the_app_over_the_given_data(page: Page, tiny: tuple[str, Path]) -> None:
    address, folder = tiny
    page.goto(address)
    expect(page.get_by_role("heading", name="Trung tâm điều hành")).to_be_visible()
    expect(page.get_by_text(str(folder))).to_be_visible()


def test_same_folder_gets_the_same_server(server: Server, tiny: tuple[str, Path]) -> None:
    address, folder = tiny
    assert server(folder, app=folder / "tiny.py") == address


def test_a_page_below_the_root_is_clean_in_spite_of_streamlits_two_404s(page: Page, tiny: tuple[str, Path]) -> None:
    page.goto(f"{tiny[0]}/dich-vu-cong")
    expect(page.get_by_role("heading", name="Dịch vụ công")).to_be_visible()
    assert_clean(page)


def test_server_that_cannot_start_says_why(server: Server, tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match=r"did not start(?s:.)+absent\.py"):
        server(tmp_path, app=tmp_path / "absent.py")


@pytest.mark.parametrize(
    ("script", "complaint"),
    [
        ("fetch('https://tiles.example.invalid/8/203/112.png').catch(() => 0)", "asked other hosts.*tiles.example"),
        ("new Image().src = 'http://fonts.example.invalid/icon.svg'", "asked other hosts.*fonts.example"),
        ("new WebSocket('wss://live.example.invalid/feed')", "asked other hosts.*live.example"),
        ("window.open('http://popup.example.invalid/')", "asked other hosts.*popup.example"),
        ("console.error('không vẽ được bản đồ')", "console: không vẽ được bản đồ"),
        ("setTimeout(() => { throw new Error('hỏng biểu đồ') })", "page: .*hỏng biểu đồ"),
        ("fetch('/media/khong-co.png')", "console: .*404"),
    ],
)
def test_watch_catches(browser: Browser, tiny: tuple[str, Path], script: str, complaint: str) -> None:
    with watched_page(browser) as page:
        page.goto(tiny[0])
        expect(page.get_by_role("heading", name="Trung tâm điều hành")).to_be_visible()
        page.evaluate(f"() => {{ {script} }}")
        page.wait_for_timeout(500)
        with pytest.raises(AssertionError, match=complaint):
            assert_clean(page)


def test_server_for_the_whole_network_asks_nobody_for_its_address(
    server: Server, tiny: tuple[str, Path], outbound: Outbound
) -> None:
    folder = tiny[1]
    address = server(folder, app=folder / "tiny.py", options=("--server.address", "0.0.0.0"))
    with urlopen(address, timeout=5) as answer:
        assert answer.status == 200
    assert outbound.asked == []


def test_call_outside_is_remembered_and_refused() -> None:
    with refused() as outbound:
        ask = [sys.executable, "-c", "import requests; print(requests.get('http://api.example.invalid/x').status_code)"]
        answer = subprocess.run(ask, env={**os.environ, **outbound.environment}, capture_output=True, check=True)
    assert (answer.stdout.strip(), outbound.asked) == (b"502", ["GET http://api.example.invalid/x"])


def test_browser_draws_maps(page: Page) -> None:
    page.goto("about:blank")
    assert page.evaluate("document.createElement('canvas').getContext('webgl2') !== null")


@pytest.mark.parametrize(
    ("url", "other"),
    [
        ("http://localhost:8501/", False),
        ("ws://127.0.0.1:8501/_stcore/stream", False),
        ("http://[::1]:8501/", False),
        ("data:application/json,{}", False),
        ("blob:http://localhost:8501/4a1", False),
        ("https://basemaps.cartocdn.com/gl/style.json", True),
        ("http://localhost.example.com/", True),
        ("wss://example.com/", True),
    ],
)
def test_other_host(url: str, other: bool) -> None:
    assert is_other_host(url) is other


@pytest.mark.parametrize(
    ("text", "path", "harmless"),
    [
        ("status of 404 (Not Found)", "/dich-vu-cong/_stcore/health", True),
        ("status of 404 (Not Found)", "/dich-vu-cong/_stcore/host-config", True),
        ("status of 500 (Internal Server Error)", "/dich-vu-cong/_stcore/health", False),
        ("status of 404 (Not Found)", "/_stcore/health", False),
        ("status of 404 (Not Found)", "/media/outline.geojson", False),
    ],
)
def test_harmless(text: str, path: str, harmless: bool) -> None:
    assert is_harmless(text, f"http://localhost:8501{path}") is harmless


@pytest.mark.skipif(sys.platform == "win32", reason="the scripts are for a Unix shell")
@pytest.mark.parametrize(
    ("script", "usable"),
    [
        ("#!/bin/sh\necho 'Chromium 156.0'\n", True),
        ("#!/bin/sh\necho 'install the snap first' >&2\nexit 1\n", False),
        ('#!/bin/sh\nexec /snap/bin/chromium "$@"\n', False),
    ],
)
def test_a_script_in_the_browsers_place_is_passed_over(tmp_path: Path, script: str, usable: bool) -> None:
    path = tmp_path / "chromium"
    path.write_text(script)
    path.chmod(0o755)
    assert (not is_snap(path) and starts(path)) is usable


def test_browser_named_in_the_environment_is_the_only_one_tried(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHROMIUM", str(tmp_path / "absent"))
    assert chromium.find() is None
