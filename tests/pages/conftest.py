"""A screen over an installation, without a browser."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.conftest import ROOT
from tests.pages import offices, warehouses

Screen = Callable[..., AppTest]


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch, nowhere: Path, tmp_path: Path) -> Iterator[Screen]:
    """screen(page, data, **url) → the page as it stands after its first run; the page is named by its file.

    tmp_path: so that what a test makes there is still there at its end.
    """
    shown: list[Path] = []

    def show(page: str, data: Path, **url: str) -> AppTest:
        test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
        if page != "overview":
            # A page can be switched to after a first run; over an installation without data that costs next to nothing.
            monkeypatch.setenv("IOC_DATA", str(nowhere))
            test.run()
            test.switch_page(f"pages/{page}.py")
        monkeypatch.setenv("IOC_DATA", str(data))
        only_answers_over(data)
        shown.append(data)
        for name, value in url.items():
            test.query_params[name] = value
        return test.run()

    yield show
    # What one test published, and what the next one will, may have the same name: that of the second.
    for data in shown[-1:]:
        only_answers_over(data)


# Of the installation that the caches hold answers over: a digest of its files.
_asked: list[str] = []


def only_answers_over(home: Path) -> None:
    """Empties the caches, unless the installation asked before had the very same files.

    They go by the warehouse's name, which the installations made by hand share; to ask each of them the same questions
    for every test would take most of the tests' time.
    """
    digest = hashlib.sha256()
    for path in sorted(path for path in home.rglob("*") if path.is_file()):
        digest.update(str(path.relative_to(home)).encode() + path.read_bytes())
    if _asked != [digest.hexdigest()]:
        st.cache_data.clear()
        st.cache_resource.clear()
        _asked[:] = [digest.hexdigest()]


@pytest.fixture(scope="session")
def nowhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation that nothing was loaded into yet."""
    return tmp_path_factory.mktemp("nowhere")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """The installation made by hand."""
    return warehouses.hand_made(tmp_path)


@pytest.fixture
def office(desk: Path) -> Path:
    """The installation made by hand, with reports about services."""
    return offices.with_reports(desk)


@pytest.fixture(scope="session")
def sample_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return warehouses.samples(tmp_path_factory)


@pytest.fixture(scope="session")
def real_home(tmp_path_factory: pytest.TempPathFactory, shared: Path) -> Path:
    return warehouses.real(tmp_path_factory, shared)
