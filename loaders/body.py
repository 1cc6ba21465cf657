"""A table on a sheet, and what the rows below its headings are: data, groups, stated sums, notes, the signature."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

from loaders.contract import Source
from loaders.headings import Heading, plain_key
from loaders.lines import is_column_numbers, is_example, is_note, is_signature, is_total, looks_numeric, ordinal_rank
from loaders.read import Sheet
from loaders.spelling import plain

LONGEST_HEADING = 200
HEADINGS_COMPARED = 4
ROWS_SAMPLED = 400
# A column of these fields is the running number itself.
NUMBERS_ROWS = ("task_no", "obstacle_no")
NAMES_A_PLACE = re.compile(r"(ubnd )?(xa|phuong|thi tran|huyen|thanh pho|x\.|p\.|tt\.?|h\.|tp\.?)\s")


@dataclass
class Total:
    """A stated sum: its row, its label, and the data rows (positions in Table.rows) that it stands for."""

    row: int
    label: str
    covers: range


@dataclass
class Table:
    """One table of one source on one sheet. Row numbers are zero-based indices into the sheet's rows.

    title: the texts above the table; page_title: those above the sheet's first table, which hold for all of them.
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
    title: list[str] = field(default_factory=list)
    tail: list[str] = field(default_factory=list)
    page_title: list[str] = field(default_factory=list)
    end: int = 0

    @cached_property
    def heading_words(self) -> dict[int, frozenset[str]]:
        """Column index -> its heading's texts as they would look in a row below: asked for every row, so made once."""
        return {
            index: frozenset(level.strip().casefold() for level in self.headings[index].levels)
            for index in list(self.columns.values())[:HEADINGS_COMPARED]
        }

    @cached_property
    def needed(self) -> list[int]:
        """The columns without which a row is no data."""
        if self.source.unfold == "scores":
            named = (self.columns.get(name) for name in ("unit_id", "criterion", "index_name"))
            return [next((index for index in named if index is not None), 0)]
        return [self.columns[c.field] for c in self.source.columns if c.needed and c.field in self.columns]

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


def read_rows(table: Table) -> None:
    """Sort the rows below the headings into data, groups, totals and the tail; sets table.end."""
    reader = _Reader(table)
    rows, needed = table.sheet.rows, table.needed
    is_plain = len(needed) > 1
    number = table.last + 1
    while number < len(rows):
        if number in table.examples:
            number += 1
            continue
        row = rows[number]
        is_first = number <= table.last + 2
        # Long lists are mostly rows like this one, so they are known by one look.
        if is_plain and not is_first and all(row[index] is not None for index in needed) and not is_again(table, row):
            reader.add(number)
            number += 1
            continue
        kind = _kind_of_row(table, number)
        if kind == "heading":
            if not reader.is_page_break(number):
                break
            number += table.last - table.first
            reader.skipped = number
        elif kind == "signature":
            table.tail = _texts(table.sheet, number)
            number += 1
            break
        else:
            reader.take(kind, number)
        number += 1
    reader.close(number)


class _Reader:
    """Keeps the groups that are open and the sums that wait for their rows."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.groups: list[tuple[int, str]] = []
        self.group: tuple[str, ...] = ()
        self.sums: list[tuple[int, Total]] = []
        self.since: dict[int, int] = {}
        self.after_data = table.last + 1
        self.skipped = table.last

    def add(self, number: int) -> None:
        """A data row."""
        self.table.rows.append(number)
        self.table.groups.append(self.group)
        self.after_data = number + 1

    def take(self, kind: str, number: int) -> None:
        """A row of any other kind, or of data."""
        row, count = self.table.sheet.rows[number], len(self.table.rows)
        if kind == "data":
            self.add(number)
        elif kind == "numbers":
            self.after_data = number + 1
        elif kind == "total":
            rank = 0 if _is_grand(label(row)) else 1
            self.table.totals.append(Total(number, label(row), range(self.since.get(rank, 0), count)))
            self.since[1] = count
            self.after_data = number + 1
        elif kind == "group":
            self._open(row, number)
        elif kind == "note":
            self.table.tail.append(label(row))

    def _open(self, row: Sequence[object], number: int) -> None:
        """Put a group row on the stack: A above I above 1; without a number it replaces the last of its kind."""
        text, count = label(row), len(self.table.rows)
        rank = self.table.rank(row)
        rank = 9 if rank is None else rank
        while self.groups and self.groups[-1][0] >= rank:
            self.groups.pop()
        self.groups.append((rank, text))
        self.group = tuple(text for _, text in self.groups)
        self._close_sums(rank)
        self.since[1] = count
        if any(looks_numeric(cell) for cell in _beside(self.table, row)):
            self.sums.append((rank, Total(number, text, range(count, count))))
            self.table.totals.append(self.sums[-1][1])

    def _close_sums(self, rank: int) -> None:
        """A group's own sum stands for the rows up to the next group of its height."""
        while self.sums and self.sums[-1][0] >= rank:
            total = self.sums.pop()[1]
            total.covers = range(total.covers.start, len(self.table.rows))

    def is_page_break(self, number: int) -> bool:
        """The headings again with nothing said between: the same list goes on. Of scores it is a block of its own."""
        between = self.table.sheet.rows[max(self.after_data, self.skipped + 1) : number]
        is_silent = all(cell is None for row in between for cell in row)
        return is_silent and self.table.source.unfold != "scores" and bool(self.table.rows)

    def close(self, number: int) -> None:
        """The end of the table: what stands between its last row and the next headings is the next one's title."""
        self._close_sums(-1)
        rows = self.table.sheet.rows
        has_next = number < len(rows) and is_again(self.table, rows[number])
        self.table.end = max(self.after_data, self.table.last + 1) if has_next else number


def _kind_of_row(table: Table, number: int) -> str:
    row = table.sheet.rows[number]
    filled = [index for index, cell in enumerate(row) if cell is not None]
    is_wordless = not any(isinstance(row[index], str) for index in filled)
    if not filled or (is_wordless and number in table.merged_down):
        return "blank"
    if is_again(table, row):
        return "heading"
    text = label(row)
    missing = [index for index in table.needed if row[index] is None]
    inside = [index for index in filled if index in table.headings]
    if is_total(text) and (missing or len(table.needed) <= 1):
        return "total"
    if _is_numbers(table, number, row):
        return "numbers"
    texts = [str(row[index]) for index in filled if isinstance(row[index], str)]
    if len(filled) <= 3 and any(is_signature(text) for text in texts) and not _has_numbers(row, filled):
        return "signature"
    if len(filled) <= 2 and is_note(text):
        return "note"
    if not inside:
        return "note"
    return "group" if _is_group(table, row, inside) else "data"


def _is_numbers(table: Table, number: int, row: Sequence[object]) -> bool:
    """Column numbers: under the headings before any data, or under headings that a page break repeats."""
    above = table.sheet.rows[max(0, number - 2) : number]
    return (not table.rows or any(is_again(table, cells) for cells in above)) and is_column_numbers(row)


def _is_group(table: Table, row: Sequence[object], inside: list[int]) -> bool:
    """One text that holds for the rows below: alone, or with a running number above theirs, or with their sums."""
    number = _number_at(table, row)
    texts = [i for i in inside if i != number and isinstance(row[i], str) and not looks_numeric(row[i])]
    if len(texts) != 1:
        return False
    rank, usual = table.rank(row), table.usual_rank
    beside = _beside(table, row)
    if not beside:
        has_all = all(row[index] is not None for index in table.needed)
        if rank is None:
            return usual is not None or len(table.columns) > 2 or not has_all
        return not (has_all and rank == usual)
    if usual is None or any(not looks_numeric(cell) for cell in beside):
        return False
    if rank is None:
        return _has_open_place(table) and bool(NAMES_A_PLACE.match(plain(label(row))))
    return rank < 2 <= usual


def _number_at(table: Table, row: Sequence[object]) -> int | None:
    """The column of a row's running number, None where it has none."""
    first = next((index for index, cell in enumerate(row) if cell is not None), None)
    return first if table.rank(row) is not None else None


def _beside(table: Table, row: Sequence[object]) -> list[object]:
    """What a row holds under the headings besides its running number and its words."""
    number = _number_at(table, row)
    cells = [row[index] for index in table.headings if index != number and row[index] is not None]
    return [cell for cell in cells if not isinstance(cell, str) or looks_numeric(cell)]


def _has_open_place(table: Table) -> bool:
    """Whether a commune or district must come from group rows, for want of a column."""
    return any(c.fill == "group" and c.kind.places and c.field not in table.columns for c in table.source.columns)


def is_again(table: Table, row: Sequence[object]) -> bool:
    """A row that repeats the table's own headings (a page break, a second block below)."""
    hits = 0
    for index, words in table.heading_words.items():
        cell = row[index]
        if isinstance(cell, str):
            hits += cell.strip().casefold() in words
            if hits >= 2:
                return True
            if not hits and len(cell) > LONGEST_HEADING:
                return False
    return False


def _has_numbers(row: Sequence[object], filled: list[int]) -> bool:
    return any(isinstance(row[index], int | float) for index in filled)


def label(row: Sequence[object]) -> str:
    """The first words of a row: its text without a running number."""
    for cell in row:
        if isinstance(cell, str) and ordinal_rank(cell) is None:
            return " ".join(cell.split())
    return ""


def _is_grand(text: str) -> bool:
    words = plain_key(text)
    return not words.startswith(("cong ", "tong huyen", "tong xa", "tong cong huyen", "tong cong xa"))


def _texts(sheet: Sheet, first: int) -> list[str]:
    """The texts from a row on, cell by cell in reading order."""
    return [cell for row in sheet.rows[first:] for cell in row if isinstance(cell, str)]
