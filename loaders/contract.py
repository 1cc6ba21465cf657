"""What an export must look like: sources, columns, kinds of value, and the words for what is wrong.

A source is a page of facts in `loaders/sources/`. It imports this file, `clean` and `checks`, nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

Level = Literal["fatal", "error", "warning"]

# --- what a grid's cell can hold besides text, numbers, dates and None ------------------------------


class CellError(str):
    """An error value of the spreadsheet, as it shows there: `#REF!`, `#N/A`. Never a blank."""


class Formula(str):
    """A formula of which the file holds no result, as written: `=SUM(C5:C9)`."""


class Percent(float):
    """A number under a percent format: 0.952 that the officer sees as 95,2 %."""


# --- what is wrong -------------------------------------------------------------------------------------


class BadCell(Exception):
    """A cell that is not of its type. `message` says what is wrong, `fix` what to do, both in Vietnamese."""

    def __init__(self, rule: str, message: str, fix: str, level: Level = "error") -> None:
        super().__init__(message)
        self.rule, self.message, self.fix, self.level = rule, message, fix, level


class BadFile(Exception):
    """A file that cannot be understood at all: shown to the officer as it is, without a traceback."""

    def __init__(self, rule: str, message: str, fix: str) -> None:
        super().__init__(message)
        self.rule, self.message, self.fix = rule, message, fix


@dataclass(frozen=True)
class Doubt:
    """A value that is kept, with a warning: what a cleaner returns where the cell is odd but readable."""

    value: Any
    rule: str
    message: str
    fix: str


# --- kinds of value ------------------------------------------------------------------------------------

Convention = Mapping[str, Any]


def no_convention(cells: Iterable[object]) -> Convention:
    """For kinds whose cells can be read one by one."""
    return {}


@dataclass(frozen=True)
class Kind:
    """How the cells of one column become values.

    one: a cell and the column's convention -> the value, None for a blank, or a Doubt; raises BadCell.
    convention: all cells of the column -> what they agree on ("1.234 is a count here"), decided once.
    sql_type: of the column in `src`.
    places: kinds of unit that the cell may name; empty where the cell names no unit.
    """

    name: str
    sql_type: str
    one: Callable[[Any, Convention], Any]
    convention: Callable[[Iterable[object]], Convention] = no_convention
    places: tuple[str, ...] = ()


# --- columns and sources -----------------------------------------------------------------------------

Fill = Literal["", "group", "above"]


def names(*lines: str) -> tuple[str, ...]:
    """The headings of a Column written in lines, " | " between two: "Mã trạm | Mã BTS"."""
    return tuple(name for line in lines for name in line.split(" | "))


@dataclass(frozen=True)
class Column:
    """One field of a source.

    headings: the texts under which it is known, best first. "Tiếp nhận > Trực tuyến" asks for the levels
        above; "*" at the end ("Thứ hạng *") lets more words follow. Case, accents' places, line breaks and
        parenthesised remarks don't count.
    optional: the heading may be missing from the file; the column is then null.
    needed: a blank cell refuses the row.
    fill: "group" takes the value from a group row above where the column is missing or blank; "above" from
        the cell above (merged cells, "nt").
    stored: False for a column that only helps to make others (a technology list, a unit's district).
    first_of_several: a cell that names several units means the first of them, with a warning.
    like: a pattern that the accent-free words of a heading must show, for wordings that no list foresees: asked last,
        and only of headings that no field knows.
    one_for_all: where the column is missing, sheet, title or file name say whose the whole list is.
    words_above: where the column is missing, group rows say it with a word of its list: "I. Về kinh phí".
    """

    field: str
    headings: tuple[str, ...]
    kind: Kind
    optional: bool = False
    needed: bool = False
    fill: Fill = ""
    stored: bool = True
    first_of_several: bool = False
    one_for_all: bool = False
    words_above: bool = False
    like: str = ""


@dataclass(frozen=True)
class Rule:
    """What must hold between the cells of a row, the rows of a table, or a table and its stated totals.

    find: a Rows (see rows.py) -> the findings; `level` decides whether the rows named are kept.
    """

    name: str
    find: Callable[[Any], Iterable[Finding]]
    level: Level = "warning"


@dataclass(frozen=True)
class Finding:
    """One breach of a Rule: row is the index in the Rows, field the column whose cell is named."""

    row: int
    field: str
    message: str
    fix: str


@dataclass(frozen=True)
class Stock:
    """A number of rows that only grows from report to report.

    says: its name before officers. where: SQL over a row of the `src` table, "true" for all. field: what both reports
    must have filled for the number to mean something; "" where any report has it.
    """

    says: str
    where: str = "true"
    field: str = ""


@dataclass(frozen=True)
class Jump:
    """A field that may not leap from one report to the next. how: which limit holds, see history_sql.BREACHES."""

    field: str
    says: str
    how: Literal["times", "times_in_year", "people", "score", "moved", "lower"]


@dataclass(frozen=True)
class History:
    """What of a report is held against the sender's report before it. All that is found is a warning.

    key: the fields that tell the rows of one report apart; texts match without accents and signs.
    row: what a row is called where rows may not vanish ("trạm"), named by the field `named`; "" where they may.
    alive: SQL: the rows that may not vanish. A row that is no longer alive is an explanation for a smaller stock.
    may_vanish: percent of the rows before that may vanish without a word, where lists are revised all the time.
    parts: (name in the scope, field): a file of one part is held against that part of an earlier whole list.
    copied: from so many rows on, a report equal to the one before in all values is said; 0: never, where months
        without any change are usual.
    carries: (field, field of the period before) that must be equal.
    """

    key: tuple[str, ...]
    row: str = ""
    named: str = ""
    alive: str = "true"
    may_vanish: int = 0
    grows: tuple[Stock, ...] = ()
    jumps: tuple[Jump, ...] = ()
    parts: tuple[str, str] | None = None
    copied: int = 0
    carries: tuple[str, str] | None = None


@dataclass(frozen=True)
class Source:
    """One export of one kind of agency.

    key: the fields that tell two rows apart. replaces: the fields that make one batch's scope.
    dated: what the file must say about time: "day" (reported_on), "period" (period_start, period_end), "" (nothing).
    sender: the field that says whose report it is, if a file may say it outside the table.
    ignored: headings known and left out on purpose (running numbers, personal data).
    extra: stored fields that no heading carries, with their SQL types.
    derive: a Rows -> None: fills fields that are made from others; may raise findings of its own.
    unfold: "scores" for tables whose headings are themselves data (criteria); see scores.py.
    sideways: whether months, units or the things counted may stand across instead of down; see pivots.py.
    newest_row_wins: batches don't replace each other; of each key the row of the newest report counts.
    order: the stored fields in the contract's order.
    history: what is held against the sender's report before; None where nothing is.
    """

    name: str
    title: str
    agency: str
    rhythm: Literal["monthly", "weekly", "yearly", "on change"]
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    replaces: tuple[str, ...]
    dated: Literal["day", "period", ""] = "day"
    sender: str = ""
    sender_kinds: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    extra: tuple[tuple[str, str], ...] = ()
    derive: tuple[Callable[[Any], None], ...] = ()
    rules: tuple[Rule, ...] = ()
    unfold: Literal["", "scores"] = ""
    sideways: bool = False
    newest_row_wins: bool = False
    order: tuple[str, ...] = ()
    history: History | None = None

    def column(self, name: str) -> Column:
        """The column of that field; KeyError where the source has none."""
        for column in self.columns:
            if column.field == name:
                return column
        raise KeyError(name)

    def stored(self) -> Sequence[tuple[str, str]]:
        """(field, SQL type) of the `src` table after batch_id, sheet, row_number, in the contract's order."""
        types = {column.field: column.kind.sql_type for column in self.columns if column.stored} | dict(self.extra)
        return [(name, types[name]) for name in (self.order or tuple(types))]
