"""The door of the loaders: what pages, the command line and tests may call."""

from __future__ import annotations

from pathlib import Path

import duckdb

from loaders import settings, warehouse
from loaders.contract import BadFile
from loaders.loading import check, load, rebuild
from loaders.sources import SOURCES

__all__ = [
    "SOURCES",
    "BadFile",
    "check",
    "load",
    "open_warehouse",
    "rebuild",
    "reference_folder",
    "undo",
    "warehouse_name",
]


def open_warehouse(data: Path | None = None) -> duckdb.DuckDBPyConnection:
    """The current warehouse, read-only. BadFile where nothing was loaded yet."""
    return warehouse.connect(settings.home(data))


def warehouse_name(data: Path | None = None) -> str | None:
    """The name of the warehouse in force: changes with each publication. None where nothing was loaded."""
    return warehouse.current_name(settings.home(data))


def reference_folder(data: Path | None = None) -> Path:
    """Where an officer keeps the reference lists, the province's outline and its own boundaries."""
    return settings.home(data).reference


def undo(data: Path | None = None) -> str:
    """Point back at the warehouse published before; its name. BadFile where there is none."""
    return warehouse.undo(settings.home(data), settings.now())
