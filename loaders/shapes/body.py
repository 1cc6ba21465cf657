"""The rows below a table's headings, sorted: data with their groups, stated sums, notes, the signature."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.read import Sheet
from loaders.shapes.headings import plain_key
from loaders.shapes.lines import heads_columns, is_page_footer, looks_numeric, ordinal_rank
from loaders.shapes.row_kinds import NAMES_A_PLACE, figures, is_plain_start, kind_of_row
from loaders.shapes.table import Table, Total, is_again, label, label_at
from loaders.spelling import plain

__all__ = ["Table", "Total", "label", "read_rows"]

NAMES_A_DISTRICT = re.compile(r"(ubnd )?(huyen|thanh pho|h\.|tp\.?)\s")
NUMBERED = re.compile(r"([IVXL]+|[A-ZĐ]|\d{1,3}(?:\.\d{1,2})*)[.)/:-]\s*(\D.*)")


def read_rows(table: Table) -> None:
    """Sort the rows below the headings into data, groups, totals and the tail; sets table.end."""
    reader = _Reader(table)
    rows, needed = table.sheet.rows, table.needed
    is_plain, edge = len(needed) > 1, min(table.headings)
    is_numbered = edge not in table.values
    number = table.last + 1
    while number < len(rows):
        if number in table.examples:
            number += 1
            continue
        row = rows[number]
        is_first = number <= table.last + 2
        # Long lists are mostly rows like this one, so they are known by one look.
        if (
            is_plain
            and not is_first
            and all(row[index] is not None for index in needed)
            and not is_again(table, row)
            and is_plain_start(row[edge], is_numbered)
        ):
            reader.add(number)
            number += 1
            continue
        kind = kind_of_row(table, number)
        if kind == "heading":
            if not is_again(table, row) or not reader.is_page_break(number):
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
        self.groups: list[tuple[float, str]] = []
        self.unnumbered: dict[str, float] = {}
        self.group: tuple[str, ...] = ()
        self.sums: list[tuple[float, Total]] = []
        self.since: dict[int, int] = {}
        self.after_data = table.last + 1
        self.skipped = table.last

    def add(self, number: int) -> None:
        """A data row."""
        if self.groups and self.groups[-1][0] >= 2:
            self._close_passed(number)
        self.table.rows.append(number)
        self.table.groups.append(self.group)
        self.after_data = number + 1

    def _close_passed(self, number: int) -> None:
        """Behind 1.1 and 1.2 a row 2 stands beside the group 1, not in it."""
        rows = self.table.sheet.rows
        rank, above = (self.table.rank(rows[at]) for at in (number, self.table.rows[-1] if self.table.rows else number))
        if rank is None or above is None or not rank < above:
            return
        while self.groups and self.groups[-1][0] >= rank:
            self.groups.pop()
        self.group = tuple(text for _, text in self.groups)

    def take(self, kind: str, number: int) -> None:
        """A row of any other kind, or of data."""
        row, count = self.table.sheet.rows[number], len(self.table.rows)
        if kind == "data":
            self.add(number)
        elif kind == "numbers":
            self.after_data = number + 1
        elif kind == "total":
            rank = 0 if _is_grand(label(row)) else 1
            self.table.totals.append(Total(number, label(row), range(self.since.get(rank, 0), count), count))
            self.since[1] = count
            self.table.bounds.append(count)
            self.after_data = number + 1
        elif kind == "group":
            self._open(row, number)
        elif kind == "note":
            self.table.tail.append(label(row))

    def _open(self, row: Sequence[object], number: int) -> None:
        """Put a group row on the stack: A above I above 1; without a number it replaces the last of its kind."""
        text, count = label(row), len(self.table.rows)
        ordinal = self.table.rank(row)
        if ordinal is None and (numbered := NUMBERED.match(text)):  # "I. Huyện Na Hang" in one cell
            ordinal, text = ordinal_rank(numbered[1]), numbered[2]
        rank = self._rank_of_unnumbered(text) if ordinal is None else ordinal
        while self.groups and self.groups[-1][0] >= rank:
            self.groups.pop()
        self.groups.append((rank, text))
        self.table.opened.append((number, label_at(row) or 0, text))
        self.group = tuple(text for _, text in self.groups)
        self._close_sums(rank)
        self.since[1] = count
        self.table.bounds.append(count)
        if any(looks_numeric(cell) for cell in figures(self.table, row)):
            self.sums.append((rank, Total(number, text, range(count, count), count)))
            self.table.totals.append(self.sums[-1][1])

    def _rank_of_unnumbered(self, text: str) -> float:
        """Districts, communes and other texts stand in each other in the order in which they first appear."""
        words = plain(text)
        kind = "district" if NAMES_A_DISTRICT.match(words) else "commune" if NAMES_A_PLACE.match(words) else ""
        if kind not in self.unnumbered:
            top = self.groups[-1][0] if self.groups else -2.0
            # Below a numbered group, above the next deeper number.
            self.unnumbered[kind] = top + 0.5 if top < 0 or not self.groups else top + 0.25
        return self.unnumbered[kind]

    def _close_sums(self, rank: float) -> None:
        """A group's own sum stands for the rows up to the next group of its height."""
        while self.sums and self.sums[-1][0] >= rank:
            total = self.sums.pop()[1]
            total.covers = range(total.covers.start, len(self.table.rows))

    def is_page_break(self, number: int) -> bool:
        """The headings again with nothing said between: the same list goes on. Of scores it is a block of its own."""
        between = self.table.sheet.rows[max(self.after_data, self.skipped + 1) : number]
        is_silent = all(is_page_footer(label(row)) or all(cell is None for cell in row) for row in between)
        return is_silent and self.table.source.unfold != "scores" and bool(self.table.rows)

    def close(self, number: int) -> None:
        """The end of the table: what stands between its last row and the next headings is the next one's title."""
        self._close_sums(-1)
        rows = self.table.sheet.rows
        has_next = number < len(rows) and (is_again(self.table, rows[number]) or heads_columns(rows[number]))
        self.table.end = max(self.after_data, self.table.last + 1) if has_next else number


def _is_grand(text: str) -> bool:
    words = plain_key(text)
    return not words.startswith(("cong ", "tong huyen", "tong xa", "tong cong huyen", "tong cong xa"))


def _texts(sheet: Sheet, first: int) -> list[str]:
    """The texts from a row on, cell by cell in reading order."""
    return [cell for row in sheet.rows[first:] for cell in row if isinstance(cell, str)]
