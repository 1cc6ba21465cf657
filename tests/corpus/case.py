"""What one file of the corpus is, and whether the loaders read it exactly right."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tests.workbook import answers

Refused = str | int


@dataclass(frozen=True)
class Case:
    """One file and its only right reading. Expectations come from the file's own cells, never from the program.

    name: says what is odd about it. kind: the family it is counted in ("layout", "file", "value", "score", "hostile").
    rows: the rows that must be kept, in the order of the file, all of them; of each the fields that matter.
    refused: A1 addresses of the cells that must refuse their row or the file (in CSV: line numbers); no other may.
        A file refused whole without a cell names its rule here.
    warned: (rule, cell or line) of warnings that must be among those said; None where the whole table is meant.
    quiet: whether nothing else than `warned` may be warned of.
    """

    name: str
    kind: str
    file: str
    data: Callable[[], bytes]
    source: str | None
    rows: Sequence[Mapping[str, Any]] = ()
    refused: frozenset[Refused] = frozenset()
    warned: frozenset[tuple[str, Refused | None]] = frozenset()
    quiet: bool = True


def differences(case: Case) -> list[str]:
    """What the loaders make of the file and should not; [] where it is exactly right. One line for each difference."""
    found = answers(case.file, case.data())
    chosen = [answer for answer in found if answer.source == case.source]
    if len(chosen) != 1:
        told = [(answer.source, answer.said, [issue.message for issue in answer.issues][:3]) for answer in found]
        return [f"sources {told}, not one {case.source}"]
    answer = chosen[0]
    said = [f"{len(answer.rows)} rows kept, not {len(case.rows)}"] if len(answer.rows) != len(case.rows) else []
    for number, (got, wanted) in enumerate(zip(answer.rows, case.rows, strict=False), 1):
        wrong = {name: got.get(name) for name, value in wanted.items() if not _same(got.get(name), value)}
        said += [f"row {number}: {name} is {value!r}, not {wanted[name]!r}" for name, value in wrong.items()]
    refused = {_place(issue) or issue.rule for issue in answer.issues if issue.level != "warning"}
    if refused != set(case.refused):
        said.append(f"refused {sorted(map(str, refused))}, not {sorted(map(str, case.refused))}")
    warned = {(issue.rule, _place(issue)) for issue in answer.issues if issue.level == "warning"}
    if missing := set(case.warned) - warned:
        said.append(f"not warned: {sorted(map(str, missing))}; warned: {sorted(map(str, warned))}")
    if case.quiet and (more := warned - set(case.warned)):
        said.append(f"warned of more: {sorted(map(str, more))}")
    return said


def _place(issue: Any) -> Refused | None:
    """Where an issue stands in the sender's file: its cell, else its row."""
    place: Refused | None = issue.cell or issue.row
    return place


def _same(got: Any, wanted: Any) -> bool:
    """Equal, and of one type: 1 is not True; numbers to nine digits."""
    if isinstance(wanted, float) and isinstance(got, float):
        return abs(got - wanted) <= 1e-9 * max(1.0, abs(wanted))
    return type(got) is type(wanted) and bool(got == wanted)
