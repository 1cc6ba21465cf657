"""Tables side by side on one sheet: the same headings again to the right, each block with its own rows."""

from __future__ import annotations

from dataclasses import replace

from loaders.formats.grid import Sheet
from loaders.shapes.body import Table
from loaders.shapes.headings import MOST_HEADINGS, heading_key


def second_block(table: Table) -> int | None:
    """The column in which the table's own headings begin again, None where they do not."""
    if table.source.unfold or not table.needed or len(table.headings) > MOST_HEADINGS:
        return None
    last = max(table.columns.values())
    names = {index: heading_key(heading.levels[-1]) for index, heading in table.headings.items()}
    own = {names[index] for index in table.columns.values()}
    again = {h.index: names[h.index] for h in table.unknown if h.index > last and names[h.index] in own}
    if len(again) < 2 or not {names[index] for index in table.needed} <= set(again.values()):
        return None
    # "Chỉ tiêu | Kết quả" under every group of headings is one table; a second one begins with the first heading again.
    is_grouped = any(any(table.headings[index].shared[:-1]) for index in table.needed)
    if is_grouped and names[min(names)] not in [names[index] for index in names if index > last]:
        return None
    start = min(again)
    left = {names[index] for index in table.headings if index <= last}
    while start - 1 > last and names.get(start - 1) in left:
        start -= 1
    return start


def halves(sheet: Sheet, start: int) -> tuple[Sheet, Sheet]:
    """The sheet without its cells from that column on, and without those before: the addresses stay."""
    left = [[*row[:start], *[None] * (len(row) - start)] for row in sheet.rows]
    right = [[*[None] * start, *row[start:]] for row in sheet.rows]
    return (
        replace(sheet, rows=left, merges=tuple(m for m in sheet.merges if m[1] < start)),
        replace(sheet, rows=right, merges=tuple(m for m in sheet.merges if m[1] >= start)),
    )
