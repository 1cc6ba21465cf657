"""A screen over an installation, without a browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.conftest import ROOT
from tests.pages import warehouses

Screen = Callable[..., AppTest]


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch, nowhere: Path) -> Screen:
    """screen(page, data, **url) → the page as it stands after its first run; the page is named by its file."""
    st.cache_data.clear()
    st.cache_resource.clear()

    def show(page: str, data: Path, **url: str) -> AppTest:
        test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
        if page != "overview":
            # A page can be switched to after a first run; over an installation without data that costs next to nothing.
            monkeypatch.setenv("IOC_DATA", str(nowhere))
            test.run()
            test.switch_page(f"pages/{page}.py")
        monkeypatch.setenv("IOC_DATA", str(data))
        for name, value in url.items():
            test.query_params[name] = value
        return test.run()

    return show


@pytest.fixture(scope="session")
def nowhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation that nothing was loaded into yet."""
    return tmp_path_factory.mktemp("nowhere")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """The installation made by hand."""
    return warehouses.hand_made(tmp_path)


@pytest.fixture(scope="session")
def sample_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return warehouses.samples(tmp_path_factory)


@pytest.fixture(scope="session")
def real_home(tmp_path_factory: pytest.TempPathFactory, shared: Path) -> Path:
    return warehouses.real(tmp_path_factory, shared)
