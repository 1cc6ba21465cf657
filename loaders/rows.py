"""The data rows of one table, column by column, on their way from cells to values.

Cleaners, derive steps and rules all work on a Rows: `values` are filled field by field, what is wrong is
said with `say`, which names the sender's own cell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from loaders.contract import BadCell, Doubt, Level, Source
from loaders.layout import Table
from loaders.personal import is_code, masked
from loaders.report import Issue, as_written, brief

if TYPE_CHECKING:
    from loaders.places import Places


def letter(index: int) -> str:
    """Column letters of a zero-based index: 0 -> A, 26 -> AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


@dataclass
class FileFacts:
    """What is known of a file besides its cells, and what tables of one file share."""

    file_name: str
    kind: str
    received_at: datetime
    places: Places
    box: tuple[float, float, float, float]
    is_sample: bool = False

    @property
    def has_cells(self) -> bool:
        """Whether A1 addresses mean something to the sender: not in CSV."""
        return self.kind != "csv"


@dataclass
class Rows:
    """One table's data rows. All lists in raw, values and groups are as long as numbers.

    numbers: row numbers as the sender sees them (CSV: line numbers). facts: file and table facts that hold
    for every row (reported_on, plan, sender …), filled by the engine and the derive steps.
    repeated: rows taken once already; doubled: those and the rows refused because their key stood before.
    spread: field -> the column of each row's own cell, for fields whose columns are data (months across).
    """

    source: Source
    table: Table
    file: FileFacts
    numbers: list[int]
    raw: dict[str, list[Any]] = field(default_factory=dict)
    values: dict[str, list[Any]] = field(default_factory=dict)
    groups: list[tuple[str, ...]] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)
    columns: dict[str, int] = field(default_factory=dict)
    spread: dict[str, list[int | None]] = field(default_factory=dict)
    refused: set[int] = field(default_factory=set)
    repeated: set[int] = field(default_factory=set)
    doubled: set[int] = field(default_factory=set)
    issues: list[Issue] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.numbers)

    @property
    def on(self) -> date:
        """The day as of which names of units are read: what the file says, else when it came in."""
        for name in ("reported_on", "period_end"):
            day = self.facts.get(name)
            if isinstance(day, date):
                return day
        return self.file.received_at.date()

    def get(self, name: str) -> list[Any]:
        """The values of a field; all None where the file has no such column."""
        return self.values.get(name) or [None] * len(self)

    def kept(self) -> list[int]:
        """Positions of the rows that are neither refused nor repeats."""
        if not self.refused and not self.repeated:
            return list(range(len(self)))
        return [i for i in range(len(self)) if i not in self.refused and i not in self.repeated]

    def cell(self, position: int, name: str) -> str | None:
        """The A1 address of a row's field: its own cell, else the group row that gave it; None in CSV."""
        index = self.column_at(position, name)
        if not self.file.has_cells:
            return None
        return self._group_cell(position, name) if index is None else f"{letter(index)}{self.numbers[position]}"

    def _group_cell(self, position: int, name: str) -> str | None:
        """The nearest group row above of which the field's text is a part."""
        said = self.raw[name][position] if name in self.raw else None
        if not isinstance(said, str):
            return None
        above = (spot for spot in reversed(self.table.opened) if spot[0] + 1 < self.numbers[position])
        found = next((spot for spot in above if said.casefold() in spot[2].casefold()), None)
        return f"{letter(found[1])}{found[0] + 1}" if found else None

    def column_at(self, position: int, name: str) -> int | None:
        """The column in which a row's field stands, None where it has none."""
        return self.spread[name][position] if name in self.spread else self.columns.get(name)

    def _heading(self, position: int, name: str) -> str:
        index = self.column_at(position, name)
        return self.table.headings[index].text if index in self.table.headings else ""

    def say(self, level: Level, rule: str, position: int, name: str, message: str, fix: str) -> None:
        """Note what is wrong with a cell; an error refuses its row."""
        if level != "warning":
            self.refused.add(position)
        raw = self.raw.get(name)
        value = as_written(raw[position]) if raw else ""
        if not is_code(self.source, name):
            value, message = masked(value), masked(message)
        self.issues.append(
            Issue(
                level=level,
                rule=rule,
                sheet=self.table.sheet.name,
                cell=self.cell(position, name),
                row=self.numbers[position],
                column=brief(self._heading(position, name)),
                value=brief(value),
                message=brief(message),
                fix=fix,
            )
        )

    def take(self, name: str, values: Sequence[Any], problems: dict[int, BadCell | Doubt]) -> None:
        """Set a field's cleaned values and say each problem at its cell."""
        self.values[name] = list(values)
        for position, problem in problems.items():
            if isinstance(problem, Doubt):
                self.say("warning", problem.rule, position, name, problem.message, problem.fix)
            else:
                self.say(problem.level, problem.rule, position, name, str(problem), problem.fix)

    def say_table(
        self,
        level: Level,
        rule: str,
        message: str,
        fix: str,
        cell: str | None = None,
        row: int | None = None,
        column: str = "",
        value: str = "",
    ) -> None:
        """Note what is wrong with the table as a whole, or with a cell outside its data rows."""
        sheet = self.table.sheet.name
        value, message = brief(masked(value)), brief(masked(message))
        self.issues.append(Issue(level, rule, sheet, cell, row, brief(column), value, message, fix))
