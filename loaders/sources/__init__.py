"""The growing folder: one file per export. SOURCES holds them all, found by their files' names."""

from importlib import import_module
from pathlib import Path

from loaders.contract import Source

SOURCES: dict[str, Source] = {
    path.stem: import_module(f"{__name__}.{path.stem}").SOURCE
    for path in sorted(Path(__file__).parent.glob("*.py"))
    if not path.stem.startswith("_")
}
