"""A table on a sheet: where its headings stand, what each column is, and which rows below hold what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

from loaders.contract import Source
from loaders.formats.grid import Row, Sheet
from loaders.shapes.headings import Heading
from loaders.shapes.lines import is_example, ordinal_rank

HEADINGS_COMPARED = 4
ROWS_SAMPLED = 400
# A column of these fields is the running number itself.
NUMBERS_ROWS = ("task_no", "obstacle_no")


@dataclass
class Total:
    """A stated sum: its row, its label, and the data rows (positions in Table.rows) that it stands for.

    at: how many data rows stand above it.
    """

    row: int
    label: str
    covers: range
    at: int = 0


@dataclass
class Table:
    """One table of one source on one sheet. Row numbers are zero-based indices into the sheet's rows.

    title: the texts above the table; page_title: those above the sheet's first table, which hold for all of them.
    bounds: the positions in rows at which a block of rows begins or ends: at group rows and stated sums.
    opened: row, column and text of every group row. left_over: where headings below begin that no source knows.
    is_chosen: whether a person said what the columns are; guessed: fields whose columns were guessed (`guesses`).
    """

    sheet: Sheet
    source: Source
    first: int
    last: int
    headings: dict[int, Heading]
    columns: dict[str, int]
    unknown: list[Heading]
    rows: list[int] = field(default_factory=list)
    groups: list[tuple[str, ...]] = field(default_factory=list)
    totals: list[Total] = field(default_factory=list)
    bounds: list[int] = field(default_factory=list)
    opened: list[tuple[int, int, str]] = field(default_factory=list)
    title: list[str] = field(default_factory=list)
    tail: list[str] = field(default_factory=list)
    page_title: list[str] = field(default_factory=list)
    end: int = 0
    left_over: int | None = None
    is_chosen: bool = False
    guessed: dict[str, int] = field(default_factory=dict)

    @cached_property
    def heading_words(self) -> dict[int, frozenset[str]]:
        """Column index -> its heading's texts as they would look in a row below: asked for every row, so made once."""
        leftmost = sorted(self.headings)[:HEADINGS_COMPARED]
        return {
            index: frozenset(level.strip().casefold() for level in self.headings[index].levels)
            for index in dict.fromkeys([*leftmost, *list(self.columns.values())[:HEADINGS_COMPARED]])
        }

    @cached_property
    def headings_again(self) -> dict[int, frozenset[str]]:
        """Column index -> the cells below that say its heading again; without the columns that have none. Each distinct
        text is compared once: it is asked for every row."""
        below = self.sheet.rows[self.last + 1 :]
        found = {}
        for index, words in self.heading_words.items():
            texts = {cell for row in below if isinstance(cell := row[index], str)}
            found[index] = frozenset(text for text in texts if text.strip().casefold() in words)
        return {index: texts for index, texts in found.items() if texts}

    @cached_property
    def data(self) -> list[Row]:
        """The data rows themselves; to be asked once all are known."""
        rows = self.sheet.rows
        return [rows[number] for number in self.rows]

    @cached_property
    def needed(self) -> list[int]:
        """The columns without which a row is no data."""
        if self.source.unfold == "scores":
            named = (self.columns.get(name) for name in ("unit_id", "criterion", "index_name"))
            return [next((index for index in named if index is not None), 0)]
        return [self.columns[c.field] for c in self.source.columns if c.needed and c.field in self.columns]

    @cached_property
    def key_units(self) -> list[int]:
        """The columns of units that tell the rows apart: "Toàn tỉnh" there is a sum, whatever stands before it."""
        columns = [c for c in self.source.columns if c.kind.name == "unit" and c.field in self.source.key]
        return [self.columns[column.field] for column in columns if column.field in self.columns]

    @cached_property
    def counted(self) -> list[int]:
        """The columns of counts: what a stated sum adds up."""
        return [
            self.columns[c.field] for c in self.source.columns if c.kind.name == "count" and c.field in self.columns
        ]

    @cached_property
    def values(self) -> frozenset[int]:
        """The columns of fields that are no running numbers."""
        return frozenset(index for name, index in self.columns.items() if name not in NUMBERS_ROWS)

    @cached_property
    def usual_rank(self) -> int | None:
        """How high the running numbers of most full rows stand (see ordinal_rank); None where rows have none."""
        rows = islice(self.sheet.rows, self.last + 1, self.last + 1 + ROWS_SAMPLED)
        full = (row for row in rows if sum(row[index] is not None for index in self.headings) > 2)
        ranks = Counter(rank for row in full if (rank := self.rank(row)) is not None)
        # Letters and Roman numbers above plain ones head groups, however few rows a group has.
        plain_ranks = {rank: count for rank, count in ranks.items() if rank > 1} or ranks
        return max(plain_ranks, key=lambda rank: (plain_ranks[rank], rank), default=None)

    @cached_property
    def merged_down(self) -> frozenset[int]:
        """Rows whose key cell is a part of the merged cell above."""
        areas = (
            m for m in self.sheet.merges if self.last < m[0] < m[2] and self.needed and m[1] <= self.needed[0] <= m[3]
        )
        return frozenset(number for top, _, bottom, _ in areas for number in range(top + 1, bottom + 1))

    @cached_property
    def examples(self) -> frozenset[int]:
        """The rows below the headings that are a template's example."""
        column, rows = min(self.headings), self.sheet.rows
        return frozenset(number for number in range(self.last + 1, len(rows)) if is_example(rows[number][column]))

    def rank(self, row: Sequence[object]) -> int | None:
        """How high a row's running number stands; None where its first cell is none, or is a value."""
        first = next((index for index, cell in enumerate(row) if cell is not None), None)
        return None if first is None or first in self.values else ordinal_rank(row[first])

    def heading(self, name: str) -> str:
        """The heading of a field as the sender wrote it, "" where the file has none."""
        index = self.columns.get(name)
        return self.headings[index].text if index is not None else ""


def is_again(table: Table, row: Sequence[object]) -> bool:
    """A row that repeats the table's own headings (a page break, a second block below): two of them at least."""
    again = table.headings_again
    return len(again) >= 2 and sum(row[index] in texts for index, texts in again.items()) >= 2


def label(row: Sequence[object]) -> str:
    """The first words of a row: its text without a running number."""
    at = label_at(row)
    return "" if at is None else " ".join(str(row[at]).split())


def label_at(row: Sequence[object]) -> int | None:
    """The column in which the first words of a row stand, None where it has none."""
    return next((at for at, cell in enumerate(row) if isinstance(cell, str) and ordinal_rank(cell) is None), None)
