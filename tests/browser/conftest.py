"""A browser, a dashboard to look at, and a page that is watched: the same for every browser test."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.chromium import FLAGS, assert_clean, find, watched_page, what_is_missing
from tests.browser.five_years import five_years
from tests.browser.outbound import Outbound, refused
from tests.browser.visits import visited
from tests.conftest import ROOT, made_once
from tests.pages import warehouses

STARTS_WITHIN_SECONDS = 60

Server = Callable[..., str]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A machine without a browser fails these tests: skipped, they would look as if they had passed."""
    if missing := what_is_missing():
        pytest.fail(missing, pytrace=False)
    path = find()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, headless=True, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """1440×900, as an analyst's screen. At the end of every test the page must have been clean."""
    with watched_page(browser) as page:
        yield page
        assert_clean(page)


@pytest.fixture(scope="session")
def outbound() -> Iterator[Outbound]:
    """What the servers under test asked of other hosts: it must be nothing, browser or no browser."""
    with refused() as outbound:
        yield outbound
        assert not outbound.asked, f"a server asked other hosts: {outbound.asked}"


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory, outbound: Outbound) -> Iterator[Server]:
    """server(data_dir) -> address of a dashboard over that folder; the same folder gets the same server."""
    addresses: dict[tuple[Path, Path, tuple[str, ...]], str] = {}
    processes: list[subprocess.Popen[bytes]] = []

    def start(data_dir: Path, app: Path = ROOT / "app.py", options: tuple[str, ...] = ()) -> str:
        key = (data_dir, app, options)
        if key not in addresses:
            log = tmp_path_factory.mktemp("server") / "log.txt"
            process, address = start_streamlit(app, options, {**outbound.environment, "IOC_DATA": str(data_dir)}, log)
            processes.append(process)
            await_health(process, address, log)
            addresses[key] = address
        return addresses[key]

    yield start
    for process in processes:
        process.terminate()
    for process in processes:
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def start_streamlit(
    app: Path, options: tuple[str, ...], environment: dict[str, str], log: Path
) -> tuple[subprocess.Popen[bytes], str]:
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(app)]
    command += ["--server.port", str(port), "--server.headless", "true"]
    command += ["--server.fileWatcherType", "none"]  # a file saved meanwhile must not rerun the page under test
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*command, *options],
            cwd=ROOT,  # where .streamlit/config.toml is
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    return process, f"http://localhost:{port}"


def await_health(process: subprocess.Popen[bytes], address: str, log: Path) -> None:
    """Returns once the server answers; a server that ended or hangs fails with its own words."""
    ask = build_opener(ProxyHandler({})).open
    give_up_at = time.monotonic() + STARTS_WITHIN_SECONDS
    while time.monotonic() < give_up_at and process.poll() is None:
        try:
            with ask(f"{address}/_stcore/health", timeout=5):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    if process.poll() is None:
        process.kill()
    raise RuntimeError(f"the dashboard did not start:\n{log.read_text(encoding='utf-8', errors='replace')}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


# --- what the dashboards are over ------------------------------------------------------------------------


@pytest.fixture(scope="session")
def empty(server: Server, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> str:
    return visited(server(tmp_path_factory.mktemp("empty")), browser)


@pytest.fixture(scope="session")
def samples(server: Server, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> str:
    return visited(server(warehouses.samples(tmp_path_factory)), browser)


@pytest.fixture(scope="session")
def sixty_months(server: Server, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> str:
    return visited(server(made_once(tmp_path_factory, "five-years", five_years)), browser)


@pytest.fixture(scope="session")
def real(server: Server, browser: Browser, tmp_path_factory: pytest.TempPathFactory, shared: Path) -> str:
    return visited(server(warehouses.real(tmp_path_factory, shared)), browser)
