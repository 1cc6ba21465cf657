"""A word of a fixed list given by a mark under it: "Tình trạng sóng {Tốt | Yếu | Không có}", an x in one of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from loaders.clean import OneOf, yes_no
from loaders.clean import column as clean_column
from loaders.contract import Column
from loaders.shapes.table import Table

Words = Mapping[int, str]  # column index -> the code of the word above it


def take_headings(table: Table) -> dict[str, Words]:
    """For each field that is given so the columns of its words; they are the table's no longer."""
    found: dict[str, Words] = {}
    for column in table.source.columns:
        if isinstance(column.kind, OneOf) and (words := _words(table, column)):
            found[column.field] = words
            if table.columns.get(column.field) in words:
                del table.columns[column.field]
            table.unknown = [heading for heading in table.unknown if heading.index not in words]
    return found


def _words(table: Table, column: Column) -> Words | None:
    """None where the field has a column of its own, or where the columns hold anything but marks."""
    own = table.columns.get(column.field)
    headings = [*([table.headings[own]] if own is not None else []), *table.unknown]
    codes = {heading.index: column.kind.one(heading.levels[-1], {}) for heading in headings}
    words = {index: code for index, code in codes.items() if isinstance(code, str)}
    if len(set(words.values())) < 2 or (own is not None and own not in words):
        return None
    marks = [clean_column(yes_no, [row[index] for row in table.data]) for index in words]
    is_marked = not any(problems for _, problems in marks) and any(any(values) for values, _ in marks)
    return words if is_marked else None


def fill(rows: Any, fields: Mapping[str, Words]) -> None:
    """The word that each row marks; two marks are none, with a warning at the last."""
    for name, words in fields.items():
        cells = {index: [row[index] for row in rows.table.data] for index in words}
        marks = {index: clean_column(yes_no, column)[0] for index, column in cells.items()}
        chosen = [[index for index in words if marks[index][position]] for position in range(len(rows))]
        rows.columns[name] = next(iter(words))
        rows.spread[name] = [found[-1] if found else None for found in chosen]
        rows.raw[name] = [cells[found[-1]][position] if found else None for position, found in enumerate(chosen)]
        rows.values[name] = [words[found[0]] if len(found) == 1 else None for found in chosen]
        for position, found in enumerate(chosen):
            if len(found) > 1:
                said = "dòng này đánh dấu nhiều ô cùng lúc"
                rows.say("warning", "unknown_word", position, name, said, "chỉ đánh dấu x ở một ô")
