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
def screen(monkeypatch: pytest.MonkeyPatch) -> Screen:
    """screen(page, data, **url) → the page as it stands after its first run; the page is named by its file."""
    st.cache_data.clear()
    st.cache_resource.clear()

    def show(page: str, data: Path, **url: str) -> AppTest:
        monkeypatch.setenv("IOC_DATA", str(data))
        test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
        if page != "overview":
            test.run()
            test.switch_page(f"pages/{page}.py")
        for name, value in url.items():
            test.query_params[name] = value
        return test.run()

    return show


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """The installation made by hand."""
    return warehouses.hand_made(tmp_path)


@pytest.fixture(scope="session")
def sample_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return warehouses.samples(tmp_path_factory)


@pytest.fixture(scope="session")
def real_home(tmp_path_factory: pytest.TempPathFactory, shared: Path) -> Path:
    return warehouses.real(tmp_path_factory.mktemp("real"), shared)
