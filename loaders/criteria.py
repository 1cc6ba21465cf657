"""The columns of a score table: which hold units, which hold a criterion's score or rank, which the final score."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from loaders.body import Table
from loaders.contract import Source
from loaders.headings import REMARK, Heading, plain_key
from loaders.lines import looks_numeric
from loaders.spelling import plain

TOTAL = "total"
TOTAL_NAME = re.compile(
    r"\b(pci|papi|dti|par index|sipas|pgi|pii|ict index)\b|tong diem|tong hop|^(overall|composite|final)\b"
)
UNWEIGHTED = re.compile(r"un ?-? ?weighted|(khong|chua)( \w+){0,3} trong so")
WEIGHTED = re.compile(r"weighted|trong so")
RANK_NAME = re.compile(
    r"^(xep hang|thu hang|hang|rank|ranking|xep thu|vi tri|thu tu xep hang)\b|\b(ranking|rank|xep hang|thu hang)$"
)
# A heading that says only that these are scores: its criterion is the heading above.
PLAIN_SCORE = {
    "diem",
    "diem so",
    "so diem",
    "score",
    "diem dat",
    "diem dat duoc",
    "diem danh gia",
    "gia tri",
    "value",
    "ket qua",
}
MOST_POINTS = re.compile(r"(?:toi da|max|thang diem)?\D{0,12}(\d+(?:[.,]\d+)?)\s*(?:diem|d|points?)?$")
ACCENTED = re.compile(r"[à-ỹđĐÀ-Ỹ]")
SYLLABLE = re.compile(
    r"(ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(ng|nh|ch|[cmnpt])?", re.IGNORECASE
)


@dataclass(frozen=True)
class Criterion:
    """A criterion's columns. column is None for a final score of which only the rank is given."""

    name: str
    parent: str | None
    column: int | None
    unit_column: int
    rank_column: int | None = None
    max_score: float | None = None


def is_total_heading(heading: Heading) -> bool:
    """Whether a heading that the contract doesn't know names the final score ("PCI 2009 có trọng số", "DTI")."""
    own = heading.levels[-1]
    alone = [level for level, shared in zip(heading.levels, heading.shared, strict=True) if not shared]
    above = heading.levels[-2:-1] if plain_key(own) in PLAIN_SCORE else ()
    texts = [plain_key(text) for text in (own, *alone, *above)]
    return any(TOTAL_NAME.search(text) and not RANK_NAME.search(text) for text in texts) and not RANK_NAME.search(
        texts[0]
    )


def find_criteria(table: Table, is_unit: Callable[[str], bool]) -> tuple[list[Criterion], int | None]:
    """Every criterion of a score table, the final score last, and the column where a block beside the table begins.

    is_unit: whether a text names a unit of the board.
    """
    rows = [table.sheet.rows[number] for number in table.rows]
    units = _unit_columns(table, rows, is_unit)
    beside_at = _block_beside(table, rows, units, is_unit)
    scores, ranks = (
        [index for index in found if beside_at is None or index < beside_at]
        for found in _score_and_rank_columns(table, rows, units)
    )
    total = _best_total(table, [index for index in scores if _is_total(table, index)])
    ranked = _ranks_of(table, scores, ranks)
    left = [index for index in ranks if index not in ranked.values()]
    criteria = [_criterion(table, index, units, ranked.get(index)) for index in scores if index != total]
    stated = table.columns.get("reported_rank")
    rank = ranked.get(total) if total is not None else None
    if rank is None:
        rank = max(left, key=lambda index: (_weightedness(table, index), index == stated, -index), default=None)
    beside = total if total is not None else rank if rank is not None else 0
    limit = _most_points(table.headings[total]) if total is not None else None
    return [*criteria, Criterion(TOTAL, None, total, _units_of(table, beside, units), rank, limit)], beside_at


# --- which columns are what ---------------------------------------------------------------------------------


def _unit_columns(table: Table, rows: list[list[Any]], is_unit: Callable[[str], bool]) -> list[int]:
    """The column of units, and in tables of pairs every further one that holds their names."""
    known = set(table.columns.values())
    found = [table.columns["unit_id"]]
    for index in range(len(table.sheet.rows[table.first])):
        names = [row[index] for row in rows if isinstance(row[index], str)][:40]
        is_named_alike = index in table.headings and table.headings[index].text == table.heading("unit_id")
        if index in known or len(names) * 2 < len(rows) or len(names) < (len(rows) if is_named_alike else 3):
            continue
        if sum(map(is_unit, names)) * 5 >= len(names) * 3:
            found.append(index)
    return sorted(found)


def _block_beside(table: Table, rows: list[list[Any]], units: list[int], is_unit: Callable[[str], bool]) -> int | None:
    """Where a small block repeats the heading of the units and a few of their names: to look up one province."""
    for index, heading in sorted(table.headings.items()):
        if index > units[0] and index not in units and heading.text == table.heading("unit_id"):
            names = [row[index] for row in rows if isinstance(row[index], str)]
            if names and all(map(is_unit, names)):
                return index
    return None


def _score_and_rank_columns(table: Table, rows: list[list[Any]], units: list[int]) -> tuple[list[int], list[int]]:
    stated = [table.columns[name] for name in ("total", "reported_rank") if name in table.columns]
    asked = sorted({heading.index for heading in table.unknown} | set(stated))
    scores, ranks = [], []
    for index in asked:
        own = plain_key(table.headings[index].levels[-1])
        if index in units or not _holds_numbers(rows, index, index in stated):
            continue
        if index == table.columns.get("reported_rank") or RANK_NAME.search(own):
            ranks.append(index)
        elif index in stated or index > units[0] or not _is_counting(rows, index):
            scores.append(index)
    return scores, ranks


def _holds_numbers(rows: list[list[Any]], index: int, is_stated: bool) -> bool:
    filled = [row[index] for row in rows if row[index] is not None]
    return is_stated or sum(looks_numeric(cell) for cell in filled) * 2 > len(filled)


def _is_counting(rows: list[list[Any]], index: int) -> bool:
    """Running numbers or codes left of the units: whole numbers that only grow."""
    cells = [row[index] for row in rows if row[index] is not None]
    numbers = [float(cell) for cell in cells if isinstance(cell, int | float) and float(cell).is_integer()]
    return len(numbers) == len(cells) and all(a < b for a, b in pairwise(numbers))


def _is_total(table: Table, index: int) -> bool:
    heading = table.headings[index]
    if is_total_heading(heading):
        return True
    name, _ = _name(heading)
    return index == table.columns.get("total") and (
        name == _flat(heading.levels[-1]) or plain_key(name) in _total_names(table.source)
    )


def _total_names(source: Source) -> set[str]:
    return {plain_key(heading.rstrip("* ")) for heading in source.column("total").headings}


def _best_total(table: Table, totals: Sequence[int]) -> int | None:
    """The weighted final score where both are given; else one that names the index; else the contract's own."""

    def merit(index: int) -> tuple[int, int, int]:
        return _weightedness(table, index), index == table.columns.get("total"), -index

    return max(totals, key=merit, default=None)


def _weightedness(table: Table, index: int) -> int:
    """0 for "PCI không trọng số", 2 for "PCI có trọng số", 1 where the heading doesn't say."""
    # Parentheses and all: "PCI 2006 (Unweighted)".
    text = " ".join(re.findall(r"[a-z]+", plain(table.headings[index].text)))
    return 0 if UNWEIGHTED.search(text) else 2 if WEIGHTED.search(text) else 1


def _ranks_of(table: Table, scores: list[int], ranks: list[int]) -> dict[int, int]:
    """Score column -> its rank column: under one heading, or each rank right beside its score."""
    pairs: dict[int, int] = {}
    for group in {_group(table.headings[index]) for index in ranks} - {None}:
        inside = [index for index in scores if _group(table.headings[index]) == group]
        its_ranks = [index for index in ranks if _group(table.headings[index]) == group]
        if len(inside) == len(its_ranks):
            pairs |= dict(zip(inside, its_ranks, strict=True))
    # "Weighted rank" says itself which score it ranks.
    alone = [index for index in ranks if index not in pairs.values() and _weightedness(table, index) == 1]
    if len(alone) > 1:
        pairs |= {index - 1: index for index in alone if index - 1 in scores}
    return pairs


def _group(heading: Heading) -> str | None:
    """The nearest text above that spans several columns."""
    shared = [level for level, is_shared in zip(heading.levels[:-1], heading.shared, strict=False) if is_shared]
    return shared[-1] if shared else None


def _units_of(table: Table, index: int, unit_columns: list[int]) -> int:
    """The nearest column of units to the left: in tables of pairs each criterion has its own."""
    return max((column for column in unit_columns if column < index), default=table.columns["unit_id"])


# --- what they are called -----------------------------------------------------------------------------------


def _criterion(table: Table, index: int, units: list[int], rank: int | None) -> Criterion:
    heading = table.headings[index]
    name, parent = _name(heading)
    return Criterion(name, parent, index, _units_of(table, index, units), rank, _most_points(heading))


def _name(heading: Heading) -> tuple[str, str | None]:
    """A criterion's name and the group above it; of headings in two languages the Vietnamese text."""
    levels = [(vietnamese(text), shared) for text, shared in zip(heading.levels, heading.shared, strict=True)]
    while len(levels) > 1 and is_foreign(levels[-1][0]) and not levels[-2][1] and ACCENTED.search(levels[-2][0]):
        levels.pop()
    if len(levels) > 1 and plain_key(levels[-1][0]) in PLAIN_SCORE:
        levels.pop()
    name = _flat(levels[-1][0])
    parents = [_flat(text) for text, shared in levels[:-1] if shared]
    return name, parents[-1] if parents and parents[-1] != name else None


def _flat(text: str) -> str:
    return " ".join(text.split())


def vietnamese(text: str) -> str:
    """The Vietnamese part of a text that says the same in two languages, on two lines, beside or in parentheses."""
    parts = re.split(r"\n+|\s[/|–-]\s|(?=\()", text)
    if len(parts) < 2 or not any(ACCENTED.search(part) for part in parts):
        return text
    if not any(is_foreign(part) for part in parts):
        return text
    return " ".join(part.strip() for part in parts if not is_foreign(part))


def is_foreign(text: str) -> bool:
    """Whether a text without accents has a word that no Vietnamese syllable is like ("Entry costs", not "Thu chi")."""
    if ACCENTED.search(text):
        return False
    words = re.findall(r"[A-Za-z]{2,}", text)
    return any(not SYLLABLE.fullmatch(word) for word in words if not word.isupper())


def _most_points(heading: Heading) -> float | None:
    """The maximum that a heading states in parentheses: "Nhận thức số (100 điểm)"."""
    for remark in REMARK.findall(heading.levels[-1]):
        words = plain(remark.strip("()[]"))
        found = MOST_POINTS.fullmatch(words)
        if found and re.search(r"diem|toi da|max|point", words):
            return float(found[1].replace(",", "."))
    return None
