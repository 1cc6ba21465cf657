"""The directions in which files may import each other, and what no file may hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.directions import DRAWN_WITHOUT_A_BROWSER, imports, offered, reach, violations

# Written so that the patterns don't find themselves.
REGISTRY_HOST = re.compile(r"--(?:extra-)?index-url\b|\bregistry\.[\w-]+\.\w+|https?://[^\s/]+/packages/", re.I)
MACHINE_PATH = re.compile(r"(?<![\w./])/(?:work|root|home|Users)/\w|\b[A-Z]:\\{1,2}Users\\", re.I)
TEXT = {".py", ".sql", ".md", ".toml", ".txt", ".in", ".po", ".csv", ".json", ".geojson", ".yml", ".yaml", ".cfg", ""}
NOT_OURS = {".git", ".venv", "__pycache__", ".pytest_cache", ".mypy_cache", ".ruff_cache", ".hypothesis"}
WRITTEN_BY_LOADERS = {"inbox", "archive", "journal", "outbox", "warehouse", "samples"}


# --- the files of this project ------------------------------------------------------------------------------


def product_files() -> list[Path]:
    folders = [path for folder in ("loaders", "pages") for path in (ROOT / folder).rglob("*.py")]
    return sorted(path for path in [ROOT / "app.py", ROOT / "metrics.py", *folders] if path.is_file())


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def text_files(root: Path) -> Iterator[Path]:
    for path in sorted(root.iterdir()):
        if path.is_dir():
            if path.name not in NOT_OURS and not (root.name == "data" and path.name in WRITTEN_BY_LOADERS):
                yield from text_files(path)
        elif path.suffix in TEXT:
            yield path


def forbidden_texts(text: str) -> list[str]:
    return [match.group() for pattern in (REGISTRY_HOST, MACHINE_PATH) for match in pattern.finditer(text)]


def longest(paths: list[Path], most: int = 3) -> list[tuple[int, str]]:
    lengths = [(len(text_of(path).splitlines()), path.name) for path in paths]
    return sorted(lengths, reverse=True)[:most]


def test_every_file_imports_in_the_allowed_direction() -> None:
    door = offered(text_of(ROOT / "loaders" / "__init__.py"))
    assert [said for path in product_files() for said in violations(named(path), text_of(path), door)] == []


def test_what_draws_without_a_browser_brings_no_streamlit_along() -> None:
    graph = {
        named(path).removesuffix(".py").removesuffix("/__init__").replace("/", "."): {
            target for i in imports(named(path), text_of(path)) for target in i.targets()
        }
        for path in product_files()
    }
    brought = {
        f"{part} brings {module}"
        for part in DRAWN_WITHOUT_A_BROWSER
        for module in reach(f"pages.parts.{part}", graph)
        if module.partition(".")[0] == "streamlit"
    }
    assert brought == set()


def test_no_file_names_a_registry_or_a_path_of_one_machine() -> None:
    found = []
    for path in text_files(ROOT):
        if path == Path(__file__):
            continue  # the examples below
        text = path.read_text(encoding="utf-8", errors="replace")
        found += [f"{named(path)}: {said}" for said in forbidden_texts(text)]
    assert found == []


def test_longest_files_are_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, lines in {"a.py": 2, "b.py": 9, "c.py": 4, "d.py": 5}.items():
        (tmp_path / name).write_text("x = 1\n" * lines)
    assert longest(list(tmp_path.iterdir())) == [(9, "b.py"), (5, "d.py"), (4, "c.py")]
    with capsys.disabled():
        print("\nlongest files:", ", ".join(f"{name} {lines}" for lines, name in longest(product_files())))


# --- the checks themselves: a file, and what is wrong with it -----------------------------------------------


@pytest.mark.parametrize(
    ("path", "source", "wrong"),
    [
        # sources: contract, clean, checks and Python's own
        ("loaders/sources/tasks.py", "from loaders.contract import Column", ""),
        ("loaders/sources/tasks.py", "from loaders import clean, checks", ""),
        ("loaders/sources/tasks.py", "from ..clean import day", ""),
        ("loaders/sources/tasks.py", "from __future__ import annotations\nimport re", ""),
        (
            "loaders/sources/tasks.py",
            "from loaders.contract import Column\nimport pandas",
            ":2: a source imports pandas",
        ),
        ("loaders/sources/tasks.py", "from loaders import places", "a source imports loaders.places"),
        ("loaders/sources/tasks.py", "from .. import warehouse", "a source imports loaders.warehouse"),
        ("loaders/sources/tasks.py", "from . import dossiers", "a source imports loaders.sources.dossiers"),
        # loaders: nothing of the screen, nothing of the metrics
        ("loaders/read.py", "import duckdb, python_calamine", ""),
        ("loaders/read.py", "import streamlit as st", "loaders import streamlit"),
        ("loaders/report.py", "def show():\n    import altair.vegalite", ":2: loaders import altair"),
        ("loaders/report.py", "from metrics import Metric", "loaders import metrics"),
        ("loaders/report.py", "from pages.parts import style", "loaders import pages"),
        ("loaders/report.py", "import importlib\nimportlib.import_module('pydeck')", "loaders import pydeck"),
        ("loaders/facts/build.py", "if True:\n    import metrics", ":2: loaders import metrics"),
        # metrics: loaders only inside main()
        ("metrics.py", "import duckdb\ndef main():\n    from loaders import warehouse", ""),
        ("metrics.py", "from loaders import SOURCES", "metrics import loaders outside main()"),
        ("metrics.py", "def total():\n    import loaders", "metrics import loaders outside main()"),
        ("metrics.py", "from pages import overview", "metrics import pages"),
        ("metrics.py", "import streamlit", "metrics import streamlit"),
        # parts: the six that the nightly briefing uses don't know streamlit; none knows a page
        ("pages/parts/blocks.py", "import streamlit as st\nfrom pages.parts import charts", ""),
        ("pages/parts/blocks.py", "from . import charts\nfrom loaders import status", ""),
        ("pages/parts/charts.py", "import altair", ""),
        ("pages/parts/charts.py", "import streamlit", "charts imports streamlit"),
        ("pages/parts/decks.py", "def build():\n    from streamlit import session_state", "decks imports streamlit"),
        ("pages/parts/ask.py", "from pages import overview", "a part imports pages.overview"),
        ("pages/parts/ask.py", "from .. import services", "a part imports pages.services"),
        ("pages/parts/ask.py", "from loaders.contract import Source", "imports loaders.contract.Source: only what"),
        ("pages/parts/ask.py", "from loaders import contract", "imports loaders.contract: only what"),
        # pages: an outline; no query, no other page
        ("pages/services.py", "import streamlit as st\nfrom metrics import total\nfrom pages.parts import blocks", ""),
        ("pages/services.py", "from pages.parts.filters import period", ""),
        ("pages/services.py", "from loaders import check, load", ""),
        ("pages/services.py", "import duckdb", "a page imports duckdb"),
        ("pages/services.py", "from pages import overview", "a page imports pages.overview"),
        ("pages/services.py", "import pages.overview", "a page imports pages.overview"),
        ("pages/services.py", "from .coverage import stations", "a page imports pages.coverage.stations"),
        ("pages/services.py", "import app", "imports app"),
        ("pages/services.py", "rows = f'select unit_id\\nfrom fact.dossiers where {x}'", "SQL in a page"),
        ("pages/services.py", "x = 1\ncon.execute(words.QUERY)", ":2: SQL in a page"),
        ("pages/services.py", '"""Select a unit from the list."""', ""),
        ("app.py", "import streamlit as st\nfrom pages.parts import style", ""),
        ("app.py", "from metrics import total", "app.py imports metrics"),
    ],
)
def test_direction(path: str, source: str, wrong: str) -> None:
    found = violations(path, source, door={"load", "check", "status", "SOURCES"})
    assert len(found) == (1 if wrong else 0), found
    assert wrong in "".join(found)


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("from loaders import settings\n__all__ = ['SOURCES', 'check']\ndef check(): ...", {"SOURCES", "check"}),
        ("def check(): ...", set()),
    ],
)
def test_offered(source: str, names: set[str]) -> None:
    assert offered(source) == names


@pytest.mark.parametrize(
    ("graph", "brought"),
    [
        ({"charts": {"style"}, "style": {"altair"}}, {"style", "altair"}),
        ({"charts": {"style"}, "style": {"ask"}, "ask": {"streamlit"}}, {"style", "ask", "streamlit"}),
        ({"charts": {"style"}, "style": {"charts"}}, {"charts", "style"}),
        ({}, set()),
    ],
)
def test_reach(graph: dict[str, set[str]], brought: set[str]) -> None:
    assert reach("charts", graph) == brought


@pytest.mark.parametrize(
    ("text", "forbidden"),
    [
        ("--index-url https://index.example/simple", ["--index-url"]),
        ("https://files.example.org/packages/a.whl", ["https://files.example.org/packages/"]),
        ("https://registry.example.org/vega", ["registry.example.org"]),
        ("see /home/an/so-lieu.xlsx", ["/home/a"]),
        (r"C:\Users\an\hoso.xlsx", ["C:\\Users\\"]),
        ("https://example.vn/home/tin-tuc", []),
        ("data/work/a.csv and ../root/b", []),
        ("apt-get install chromium; pip install -r requirements.txt", []),
    ],
)
def test_forbidden_text(text: str, forbidden: list[str]) -> None:
    assert forbidden_texts(text) == forbidden
