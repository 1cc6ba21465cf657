"""What is said about a file: issues, and the report that `load --json` and `check --json` print."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import date, datetime, time
from typing import Any

from loaders.contract import Level, Percent


@dataclass(frozen=True)
class Issue:
    """One thing that is wrong, at its place in the sender's own file.

    cell: A1 address, None in CSV (then row is the line number) and where the whole table or file is meant.
    value: as the sender wrote it. message and fix: Vietnamese.
    """

    level: Level
    rule: str
    sheet: str
    cell: str | None
    row: int | None
    column: str
    value: str
    message: str
    fix: str


@dataclass
class FileReport:
    """What became of one file and source. Counts are rows of the sheets; dates the newest in the file."""

    file: str
    sha256: str
    source: str | None = None
    outcome: str = "refused"
    reported_on: date | None = None
    period_start: date | None = None
    period_end: date | None = None
    rows_read: int = 0
    rows_loaded: int = 0
    rows_refused: int = 0
    issues: list[Issue] = field(default_factory=list)
    error_workbook: str | None = None

    def as_json(self) -> dict[str, Any]:
        """The entry of `files` in the contract's JSON: dates as ISO text."""
        entry = asdict(self)
        for name in ("reported_on", "period_start", "period_end"):
            entry[name] = entry[name].isoformat() if entry[name] else None
        return entry


@dataclass
class LoadReport:
    """What a load or a check did. published: the new warehouse's name, None where nothing was published."""

    published: str | None = None
    files: list[FileReport] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """The whole document of the contract."""
        return {"published": self.published, "files": [entry.as_json() for entry in self.files]}

    @property
    def exit_status(self) -> int:
        """0 all rows kept · 1 some rows refused · 2 a file refused · 3 nothing to load."""
        if not self.files:
            return 3
        if any(entry.outcome == "refused" for entry in self.files):
            return 2
        return 1 if any(entry.rows_refused for entry in self.files) else 0


LONGEST_SHOWN = 400


def brief(text: str) -> str:
    """A text short enough for a line of a report: a cell may hold 32.767 signs, and is known by its first."""
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…"


def as_written(cell: object) -> str:
    """A cell as its sender saw it, as far as the file tells: 12,5 for 12.5, 31/05/2024 for a date."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, datetime):
        return cell.strftime("%d/%m/%Y") if cell.time() == time() else cell.strftime("%d/%m/%Y %H:%M")
    if isinstance(cell, date):
        return cell.strftime("%d/%m/%Y")
    if isinstance(cell, Percent):
        return f"{float(cell) * 100:.10g}%".replace(".", ",")
    if isinstance(cell, float):
        return f"{cell:.15g}".replace(".", ",")
    return str(cell)
