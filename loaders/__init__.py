"""The door of the loaders: what pages, the command line and tests may call."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb

from loaders import desk, settings, warehouse
from loaders.changes import acknowledge, rebuild, withdraw
from loaders.compare.thresholds import Thresholds, thresholds
from loaders.contract import BadFile
from loaders.desk import excerpt as excerpts
from loaders.desk.excerpt import Excerpt
from loaders.facts import is_current
from loaders.loading import check, load, load_again, trial
from loaders.sources import SOURCES
from loaders.store import decisions, refused

__all__ = [
    "SOURCES",
    "BadFile",
    "Excerpt",
    "Thresholds",
    "acknowledge",
    "check",
    "desk",
    "excerpt",
    "is_current",
    "load",
    "load_again",
    "name_unit",
    "open_warehouse",
    "rebuild",
    "reference_folder",
    "refused_files",
    "thresholds",
    "trial",
    "undo",
    "warehouse_name",
    "withdraw",
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


def refused_files(data: Path | None = None) -> list[dict[str, Any]]:
    """Files refused whole whose report has not been sent right since, the newest first: file, source (null where it was
    not recognised), received_at (ISO), is_sample, issues (as in the report; the first says why), more_issues."""
    return refused.still_refused(settings.home(data))


def undo(data: Path | None = None) -> str:
    """Point back at the warehouse published before; its name. BadFile where there is none."""
    return warehouse.undo(settings.home(data), settings.now())


def name_unit(alias: str, unit_id: str, within: str | None = None, data: Path | None = None) -> None:
    """From now on that name means that unit; within: only inside that district. BadFile for an unknown unit."""
    decisions.name_unit(settings.home(data), alias, unit_id, within)


def excerpt(sha256: str, file_name: str, sheet: str, row_number: int, data: Path | None = None) -> Excerpt:
    """Some rows of a received file around that one. BadFile where they can't be shown."""
    return excerpts.excerpt(settings.home(data), sha256, file_name, sheet, row_number)
