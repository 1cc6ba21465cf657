"""What a row below the headings is: data, a group's heading, a stated sum, column numbers, a note, the signature."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.shapes.lines import (
    heads_columns,
    is_column_numbers,
    is_note,
    is_signature,
    is_total,
    looks_numeric,
    ordinal_rank,
)
from loaders.shapes.table import Table, is_again, label
from loaders.spelling import plain

NAMES_A_PLACE = re.compile(r"(ubnd )?(xa|phuong|thi tran|huyen|thanh pho|x\.|p\.|tt\.?|h\.|tp\.?)\s")
COUNT_OF = re.compile(r"\d[\d.]*\s+[^\W\d]+$")  # "5 thôn", "12 trạm"
# "Bộ CHQS tỉnh (không xếp hạng)" alone in its row is a unit; "Các đơn vị không xếp hạng" stands above some.
UNRANKED = re.compile(r"(?!nhom|khoi|cac|muc|phan)\w.*\([^()]*\bkhong (xep|danh gia|tham gia)[^()]*\)$")
LEAST_SUM = 10  # a row without numbers beside it states a sum only where that is too large to be chance
MOST_ADDED = 400
NAMES = ("indicator_name", "task_title", "title", "procedure_name")  # each row is a thing of its own
LONGEST_SUM = 2  # words: "Tổng cộng", "Trung bình"


def kind_of_row(table: Table, number: int) -> str:
    row = table.sheet.rows[number]
    filled = [index for index, cell in enumerate(row) if cell is not None]
    is_wordless = not any(isinstance(row[index], str) for index in filled)
    if not filled or (is_wordless and number in table.merged_down):
        return "blank"
    if is_again(table, row) or (not table.source.unfold and heads_columns(row)):
        return "heading"
    text = label(row)
    inside = [index for index in filled if index in table.headings]
    if is_total(text) and not _is_named(table, row, text) and _may_be_sum(table, row):
        return "total"
    if any(isinstance(row[index], str) and is_total(row[index]) for index in table.key_units):
        return "total"
    if len(filled) == 1 and _number_at(table, row) == filled[0]:
        return "blank"  # a line prepared for a row that never came
    if _is_numbers(table, number, row):
        return "numbers"
    texts = [str(row[index]) for index in filled if isinstance(row[index], str)]
    signs = sum(map(is_signature, texts)) if len(filled) <= 5 and not _has_numbers(row, filled) else 0
    if signs and (len(filled) <= 3 or signs > 1):
        return "signature"
    if len(filled) <= 2 and is_note(text):
        return "note"
    if not inside:
        return "note"
    if _is_group(table, row, inside):
        return "group"
    if _states_sum(table, number, row):
        return "group" if _adds_up(table, number, below=True) else "total"
    return "data"


def is_plain_start(cell: object, is_numbered: bool) -> bool:
    """Whether a row's first cell is one of a row of data: a plain running number where numbers stand, else no sum."""
    if is_numbered:
        return cell is not None and (not isinstance(cell, str) or cell.isdecimal())
    return not isinstance(cell, str) or cell[:1] not in ("T", "C", "L", "t", "c", "l") or not is_total(cell)


def _is_named(table: Table, row: Sequence[object], text: str) -> bool:
    """Whether the words are the row's own name where rows are unlike things: the indicator "Tổng số trạm BTS" is no sum
    of the indicators above it."""
    cells = [row[table.columns[name]] for name in NAMES if name in table.columns]
    # "Tổng số: 73 nhiệm vụ" lacks what every task has.
    if any(row[index] is None for index in table.needed):
        return False
    return len(text.split()) > LONGEST_SUM and any(
        isinstance(cell, str) and cell.split() == text.split() for cell in cells
    )


def _may_be_sum(table: Table, row: Sequence[object]) -> bool:
    """A sum's label stands where its row lacks what a row of data must have, before all values, or beside numbers."""
    if len(table.needed) <= 1 or any(row[index] is None for index in table.needed):
        return True
    filled = [index for index, cell in enumerate(row) if cell is not None]
    words = [row[index] for index in filled if not looks_numeric(row[index]) and not COUNT_OF.match(str(row[index]))]
    return filled[0] not in table.values or len(words) == 1


def _states_sum(table: Table, number: int, row: Sequence[object]) -> bool:
    """A row that says by its numbers alone that it is the sum of the rows below or above it: a unit's name in bold.

    It has no running number where the others have one, or a higher one, and its counts are that sum in every column.
    """
    if len(table.counted) < 2 or table.source.unfold:
        return False
    rank, usual = table.rank(row), table.usual_rank
    if rank is not None and (usual is None or rank >= usual):
        return False
    texts = {cell for index, cell in enumerate(row) if index in table.headings and isinstance(cell, str)}
    if len([text for text in texts if not looks_numeric(text) and ordinal_rank(text) is None]) != 1:
        return False
    most = max((cell for cell in _counts(table, number) if cell is not None), default=0)
    if most < (LEAST_SUM if usual is None else 1):
        return False
    return _adds_up(table, number, below=True) or (usual is not None and _adds_up(table, number, below=False))


def _counts(table: Table, number: int) -> list[float | None]:
    """The counts of a row, None where a cell holds no number."""
    row = table.sheet.rows[number]
    cells = [row[index] for index in table.counted]
    return [cell if isinstance(cell, int | float) and not isinstance(cell, bool) else None for cell in cells]


def _adds_up(table: Table, number: int, below: bool) -> bool:
    """Whether a row's counts are the sums of some two or more rows next to it, in every column that it fills."""
    wanted = _counts(table, number)
    asked = [place for place, value in enumerate(wanted) if value is not None]
    if len(asked) < 2:
        return False
    step, stop = (1, len(table.sheet.rows)) if below else (-1, table.last)
    sums, added = [0.0] * len(wanted), 0
    for other in range(number + step, stop, step)[:MOST_ADDED]:
        if is_total(label(table.sheet.rows[other])):
            break
        cells = _counts(table, other)
        if any(cells):
            added += 1
            sums = [known + (cell or 0) for known, cell in zip(sums, cells, strict=True)]
        if added > 1 and all(abs(sums[place] - (wanted[place] or 0)) < 0.5 for place in asked):
            return True
        if any(sums[place] > (wanted[place] or 0) + 0.5 for place in asked):
            break
    return False


def _is_numbers(table: Table, number: int, row: Sequence[object]) -> bool:
    """Column numbers: under the headings before any data, or under headings that a page break repeats."""
    above = table.sheet.rows[max(0, number - 2) : number]
    return (not table.rows or any(is_again(table, cells) for cells in above)) and is_column_numbers(row)


def _is_group(table: Table, row: Sequence[object], inside: list[int]) -> bool:
    """One text that holds for the rows below: alone, or with a running number above theirs, or with their sums."""
    if table.source.unfold and UNRANKED.match(plain(label(row))):
        return False
    number = _number_at(table, row)
    places = [i for i in inside if i != number and isinstance(row[i], str) and not looks_numeric(row[i])]
    # A merged row that lost its merge shows its text in every cell.
    if len(places) > 1 and (len(places) < 3 or len({row[i] for i in places}) > 1 or not label(row)):
        return False
    if not places:
        return False
    rank, usual = table.rank(row), table.usual_rank
    beside = figures(table, row)
    if not beside:
        has_all = all(row[index] is not None for index in table.needed)
        if rank is None:
            return usual is not None or len(table.columns) > 2 or not has_all
        return not (has_all and rank == usual)
    if any(not looks_numeric(cell) for cell in beside):
        return False
    # Only a name and counts of rows: under the headings of codes such a row has nothing.
    lacks_all = bool(table.needed) and all(row[i] is None or looks_numeric(row[i]) for i in table.needed)
    names_a_place = _has_open_place(table) and bool(NAMES_A_PLACE.match(plain(label(row))))
    if rank is None:
        # "Sở Tài chính" in the column of running numbers, above rows that have numbers there.
        is_open = usual is not None and (names_a_place or (lacks_all and _has_open_place(table)))
        return is_open or (lacks_all and len(table.needed) > 1)
    return usual is not None and (rank < 2 <= usual or (names_a_place and rank < usual))


def _number_at(table: Table, row: Sequence[object]) -> int | None:
    """The column of a row's running number, None where it has none."""
    first = next((index for index, cell in enumerate(row) if cell is not None), None)
    return first if table.rank(row) is not None else None


def figures(table: Table, row: Sequence[object]) -> list[object]:
    """What a row holds under the headings besides its running number and its words."""
    number = _number_at(table, row)
    cells = [row[index] for index in table.headings if index != number and row[index] is not None]
    return [cell for cell in cells if not isinstance(cell, str) or looks_numeric(cell)]


def _has_open_place(table: Table) -> bool:
    """Whether a commune or district must come from group rows, for want of a column."""
    return any(c.fill == "group" and c.kind.places and c.field not in table.columns for c in table.source.columns)


def _has_numbers(row: Sequence[object], filled: list[int]) -> bool:
    return any(isinstance(row[index], int | float) for index in filled)
