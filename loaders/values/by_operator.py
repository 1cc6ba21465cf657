"""Coverage given for each operator apart: a village has 4G where any operator brings it.

"Viettel {2G, 3G, 4G} | VNPT {2G, 3G, 4G}", the same the other way round, or one column for each operator with
marks or lists in it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from loaders.clean import column as clean_column
from loaders.clean import yes_no
from loaders.contract import Doubt
from loaders.report import as_written
from loaders.rows import letter
from loaders.shapes.headings import Heading, loose_key
from loaders.values.generations import generations

GENERATIONS = ("has_2g", "has_3g", "has_4g", "has_5g")
BEST = ("good", "weak", "none")
SIGNALS = {True: "good", False: "none"}
LISTED = re.compile(r"(?i)[2-5]\s*g")


def coverage_of_operators(rows: Any) -> None:
    """Joins the operators' columns into has_2g … has_5g; of one column an operator the best signal. Joined headings are
    no longer unknown."""
    mine = [heading for heading in rows.table.unknown if _names_operator(rows, heading)]
    if not mine:
        return
    for name in GENERATIONS:
        same = [heading for heading in mine if any(loose_key(level) == f"{name[4]}g" for level in heading.levels)]
        if same:
            _join(rows, name, same)
    lone = [heading for heading in mine if heading in rows.table.unknown]
    if not lone or any(name in rows.columns for name in (*GENERATIONS, "technologies")):
        return
    cells = [_cells(rows, heading) for heading in lone]
    if any(isinstance(cell, str) and LISTED.search(cell) for column in cells for cell in column):
        _join_lists(rows, lone, cells)
    elif "signal" not in rows.columns:
        _join_signals(rows, lone, cells)


def _names_operator(rows: Any, heading: Heading) -> bool:
    return any(rows.file.places.lookup(level, ("operator",)) for level in heading.levels)


def _cells(rows: Any, heading: Heading) -> list[Any]:
    return [row[heading.index] for row in rows.table.data]


def _join(rows: Any, name: str, same: Sequence[Heading]) -> None:
    """A field that is true where any of the columns is, its own among them."""
    if name not in rows.columns:
        rows.columns[name], rows.raw[name] = same[0].index, _cells(rows, same[0])
    marks = [rows.values[name]] if name in rows.values else []
    rows.values[name] = _any(marks + [_marks(rows, heading) for heading in same])
    _know(rows, same)


def _join_lists(rows: Any, lone: Sequence[Heading], cells: Sequence[Sequence[Any]]) -> None:
    """The generations of all operators together; a village that no list names has none."""
    named = [[generations(str(cell)) if cell is not None else None for cell in column] for column in cells]
    for name in GENERATIONS:
        rows.values[name] = [any(int(name[4]) in (found or ()) for found in row) for row in zip(*named, strict=True)]
    _know(rows, lone)


def _join_signals(rows: Any, lone: Sequence[Heading], cells: Sequence[Sequence[Any]]) -> None:
    """The best signal that any operator has; columns of anything else than marks and words for it stay unknown."""
    best: list[str | None] = [None] * len(rows)
    for column in cells:
        marks, no_marks = clean_column(yes_no, column)
        words, no_words = clean_column(rows.source.column("signal").kind, column)
        if any(position in no_words for position in no_marks):
            return
        for position, (mark, said) in enumerate(zip(marks, words, strict=True)):
            told = said if mark is None else SIGNALS[mark]
            best[position] = next((signal for signal in BEST if signal in (told, best[position])), None)
    if any(best):
        rows.values["signal"] = best
        rows.columns["signal"], rows.raw["signal"] = lone[0].index, cells[0]
        _know(rows, lone)


def _marks(rows: Any, heading: Heading) -> list[bool | None]:
    cells = _cells(rows, heading)
    values, problems = clean_column(yes_no, cells)
    for position, problem in problems.items():
        is_kept = isinstance(problem, Doubt)
        if not is_kept:
            rows.refused.add(position)
        number = rows.numbers[position]
        rows.say_table(
            "warning" if is_kept else "error",
            problem.rule,
            problem.message if isinstance(problem, Doubt) else str(problem),
            problem.fix,
            f"{letter(heading.index)}{number}" if rows.file.has_cells else None,
            number,
            heading.text,
            as_written(cells[position]),
        )
    return values


def _any(columns: Sequence[Sequence[bool | None]]) -> list[bool | None]:
    """Of each row: true where any says so, null where none says anything."""
    return [
        True if any(row) else None if all(value is None for value in row) else False
        for row in zip(*columns, strict=True)
    ]


def _know(rows: Any, headings: Sequence[Heading]) -> None:
    rows.table.unknown = [heading for heading in rows.table.unknown if heading not in headings]
