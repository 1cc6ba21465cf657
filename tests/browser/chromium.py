"""The browser that the tests open: find one, install one, watch what it asks for.

`python -m tests.browser.chromium` says which browser the tests use, after installing one where the machine has none.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, WebError, sync_playwright

NAMES = ("chromium", "google-chrome", "google-chrome-stable", "chrome", "chromium-browser")
LOOPBACK = ("localhost", "127.0.0.1", "::1")
NO_BROWSER = (
    "no Chromium or Chrome on this machine, and none could be installed. Install one (Debian: apt-get install "
    "chromium; elsewhere: python -m playwright install chromium), or name it in the variable CHROMIUM"
)
NO_DRIVER = (
    "Playwright's driver does not start (see: python -m playwright --version); on Debian: apt-get install libatomic1"
)

FLAGS = (
    # The maps are WebGL, and a test machine has no graphics card: draw in software.
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--ignore-gpu-blocklist",
    # Only the maps: drawn in the same way, the rest of a page takes several times as long.
    "--disable-gpu-compositing",
    # Letters of the same shape on every machine, whatever its settings for fonts: pictures are compared.
    "--font-render-hinting=none",
    # What a browser asks for on its own account would hide what our pages ask for.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
    # Any other host is out of reach, as on the centre's closed network, so a page is seen as it is there.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
)


# --- find and install -------------------------------------------------------------------------------------


def find() -> Path | None:
    """A Chromium or Chrome that starts: the one named in CHROMIUM, the system's, or Playwright's own."""
    named = os.environ.get("CHROMIUM")
    candidates = [named] if named else [path for name in NAMES if (path := shutil.which(name))]
    for candidate in candidates:
        if not is_snap(Path(candidate)) and starts(Path(candidate)):
            return Path(candidate)
    return None if named else playwrights_own()


def starts(path: Path) -> bool:
    """Some packages put a script in the browser's place that only says what to install."""
    try:
        asked = subprocess.run(
            [path, "--version"], capture_output=True, timeout=60, stdin=subprocess.DEVNULL, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return asked.returncode == 0


def is_snap(path: Path) -> bool:
    """Ubuntu's Chromium, also behind its script in /usr/bin: it starts, but may not read a profile in /tmp."""
    resolved = path.resolve()
    if "snap" in resolved.parts or resolved.name == "snap":
        return True
    return resolved.is_file() and resolved.stat().st_size < 20_000 and b"/snap/bin/" in resolved.read_bytes()


def playwrights_own() -> Path | None:
    if not driver_starts():
        return None
    with sync_playwright() as playwright:
        path = Path(playwright.chromium.executable_path)
    return path if path.is_file() else None


def driver_starts() -> bool:
    """Playwright talks to the browser through a program of its own, which needs a library that a bare machine lacks."""
    command = [sys.executable, "-m", "playwright", "--version"]
    return subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, check=False).returncode == 0


def what_is_missing() -> str:
    """What the machine needs before a browser test can run; empty where it has everything."""
    if not driver_starts():
        return NO_DRIVER
    return "" if find() else NO_BROWSER


def install() -> None:
    """Tries the system's packages, then Playwright's download. Whether it worked, what_is_missing() tells."""
    may_install = hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get")
    if may_install:
        quiet = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
        # fonts-liberation: the maps' labels are in the system's font, and a bare machine has none.
        packages = ["chromium", "fonts-liberation", "libatomic1"]
        for command in (
            ["apt-get", "update", "-qq"],
            ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages],
        ):
            subprocess.run(command, env=quiet, stdin=subprocess.DEVNULL, stdout=sys.stderr, check=False)
        if not what_is_missing():
            return
    command = [sys.executable, "-m", "playwright", "install", *(["--with-deps"] if may_install else []), "chromium"]
    subprocess.run(command, stdin=subprocess.DEVNULL, stdout=sys.stderr, check=False)


# --- watch ------------------------------------------------------------------------------------------------


@dataclass
class Seen:
    """What the pages of one browser context did that they should not."""

    other_hosts: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


_seen: WeakKeyDictionary[BrowserContext, Seen] = WeakKeyDictionary()
# Pages that no test looks at now. A page opened anew would read and compile all of the dashboard's scripts again, which
# takes longer than most of what a test then does there.
_free: WeakKeyDictionary[Browser, list[Page]] = WeakKeyDictionary()


def is_other_host(url: str) -> bool:
    """Whether a request for it leaves this machine; data: and blob: stay inside the page."""
    parts = urlsplit(url)
    return parts.scheme in {"http", "https", "ws", "wss", "ftp"} and parts.hostname not in LOOPBACK


def is_harmless(text: str, url: str) -> bool:
    """Streamlit looks for its own server below a page's path first, and finds it one level up."""
    below_a_page = re.fullmatch(r"/.+/_stcore/(health|host-config)", urlsplit(url).path)
    return below_a_page is not None and "404" in text


@contextmanager
def watched_page(browser: Browser, width: int = 1440, height: int = 900) -> Iterator[Page]:
    """A page of that size as a new visitor has it; assert_clean() tells what it asked for and what went wrong."""
    free = _free.setdefault(browser, [])
    page = free.pop() if free else _new_page(browser)
    page.set_viewport_size({"width": width, "height": height})
    try:
        yield page
        _forget(page)
        free.append(page)
    except BaseException:
        page.context.close()
        raise


def _new_page(browser: Browser) -> Page:
    context = browser.new_context(locale="vi-VN")
    _seen[context] = Seen()

    def on_url(url: str) -> None:
        if is_other_host(url):
            _seen[context].other_hosts.append(url)

    def on_request(request: Request) -> None:
        on_url(request.url)

    def on_console(message: ConsoleMessage) -> None:
        at = message.location["url"]
        if message.type == "error" and not is_harmless(message.text, at):
            _seen[context].errors.append(f"console: {message.text} ({at})")

    def on_web_error(error: WebError) -> None:
        _seen[context].errors.append(f"page: {error.error}")

    def on_page(page: Page) -> None:
        page.on("websocket", lambda socket: on_url(socket.url))

    context.on("request", on_request)
    context.on("console", on_console)
    context.on("weberror", on_web_error)
    context.on("page", on_page)
    return context.new_page()


def _forget(page: Page) -> None:
    """Takes from the page what its visitor left: other windows, what is stored, where the mouse was, what was seen."""
    for other in page.context.pages:
        if other != page:
            other.close()
    if page.url.startswith("http"):
        page.evaluate("localStorage.clear(); sessionStorage.clear()")
    page.context.clear_cookies()
    page.emulate_media(color_scheme="null")
    page.mouse.move(0, 0)
    page.goto("about:blank")
    _seen[page.context] = Seen()


def assert_clean(page: Page) -> None:
    """Fails where the page, or one that it opened, asked another host or logged an error."""
    page.evaluate("0")  # events come in order: after this answer, all earlier ones have been handed over
    seen = _seen[page.context]
    assert not seen.other_hosts, f"asked other hosts: {seen.other_hosts}"
    assert not seen.errors, f"errors in the page: {seen.errors}"


def main() -> int:
    missing = what_is_missing()
    if missing and "CHROMIUM" not in os.environ:
        print("No browser here for the tests yet: installing one …", file=sys.stderr)
        install()
        missing = what_is_missing()
    if missing:
        print(f"WARNING: {missing}.", file=sys.stderr)
        return 1
    print(f"browser for the tests: {find()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
