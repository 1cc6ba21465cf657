"""Columns under headings that no earlier reading understood: what each may be, by its words and its cells together.

A guess needs both: the heading must be like a field's wordings, and nearly all cells must be of the field's kind.
Where two fields are near for a column, or two columns for a field, nothing is guessed: a null is mended by the sender,
a wrong figure is believed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from loaders import clean
from loaders.checks import Identity
from loaders.contract import Column, Source
from loaders.personal import hidden, may_be_in
from loaders.shapes.cell_kinds import SURE, cells_of, evidence
from loaders.shapes.headings import Heading, about_people, plain_key
from loaders.shapes.likeness import LEFT_OUT, PERSONAL, likeness

if TYPE_CHECKING:
    from loaders.places import Places

MOST_UNKNOWN = 40  # more headings of one's own than this are data themselves
OF_CELLS = 0.4  # what the best cells are worth against words that are equal
NEEDED = 0.62
LEAST_WORDS = 0.3
MARGIN = 0.12
ELSEWHERE = 0.8  # a field that has its column already is less likely meant again
CANNOT = 0.7  # likewise one whose cells these are not
LIKE_ANOTHER = 0.5  # words so like to another meaning forbid to go by the cells alone
IN_ORDER = 0.15
HOLDS = 0.9
# Words over people's data in any wording, and remarks: never a field's.
PEOPLE = re.compile(
    r"\b(ho (va )?ten|ho ten|cccd|cmnd|cmt|can cuoc|ngay sinh|nam sinh|que quan|email|zalo|sdt|so dt"
    r"|so dien thoai|can bo|chuyen vien|nhan vien|lanh dao|giam doc|dong chi|chu ho|chu nha|truong (thon|ban|xom|phong)"
    r"|nguoi (?!dan\b)\w+)\b|^(dien thoai|dt)\b|\b(ghi chu|ghi nhan khac|luu y|chu thich|y kien khac)\b"
    r"|^(stt|tt|so tt)$"
)
# What is left where nothing else is said, the running number, and the period, which a title says.
NEVER = ("note", "task_no", "period_start", "period_end", "period_cell", "month", "year")
# Fields that are read from their cells alone in a later step; their columns are no other field's.
TOLD_BY_CELLS = ("technologies", "reported_status", "percent_done")


@dataclass(frozen=True)
class Pair:
    """One column that may be one field."""

    index: int
    field: str
    words: float
    cells: float

    @property
    def merit(self) -> float:
        """Words and cells together."""
        return self.words + OF_CELLS * self.cells


def guess(
    source: Source,
    columns: Mapping[str, int],
    unknown: Sequence[Heading],
    rows: Sequence[Sequence[object]],
    places: Places | None,
) -> dict[str, int]:
    """Field -> column index, for fields that are still without a column. rows: the data below the headings."""
    missing = [column for column in source.columns if column.field not in columns and _may_be_guessed(source, column)]
    if not missing or not unknown or len(unknown) > MOST_UNKNOWN:
        return {}
    people = about_people(unknown, {})
    free = [h for h in unknown if h.index not in people and not _is_personal(h) and not _names_operator(h, places)]
    cells = {heading.index: cells_of(rows, heading.index) for heading in free}
    said = [h for h in free if cells[h.index] and not _hides_people(cells[h.index])]
    likes = {h.index: likeness(h, source) for h in said if not _is_value(h, source, cells[h.index])}
    proof = {
        (at, column.field): told
        for column in source.columns
        for at in likes
        if (told := evidence(column, source, cells[at], places)) is not None
    }
    found: dict[str, int] = {}
    while True:
        known = dict(columns) | found
        pairs = _pairs(source, missing, known, likes, proof, rows)
        clear = (pair for pair in pairs if _is_clear(pair, pairs, _rival(source, pair, pairs, likes, proof, known)))
        best = max(clear, key=_merit, default=None)
        if best is None:
            return {name: index for name, index in found.items() if not _is_told_later(source, source.column(name))}
        found[best.field] = best.index


def _merit(pair: Pair) -> float:
    return pair.merit


def _may_be_guessed(source: Source, column: Column) -> bool:
    # Of a score table every heading may be a criterion, only the units are no number.
    return column.field == "unit_id" if source.unfold else column.field not in NEVER


def _is_told_later(source: Source, column: Column) -> bool:
    """Whether the column is found by its cells when the rows are read; so are the units that no row can do without."""
    is_of_units = bool(column.kind.places) and (column.needed or column.one_for_all) and not source.unfold
    return column.field in TOLD_BY_CELLS or is_of_units


def _is_personal(heading: Heading) -> bool:
    return any(PEOPLE.search(plain_key(level)) for level in heading.levels)


def _names_operator(heading: Heading, places: Places | None) -> bool:
    """ "Viettel | VNPT | MobiFone" over words: each operator's own, and no field's."""
    return places is not None and any(places.lookup(level, ("operator",)) for level in heading.levels)


def _is_value(heading: Heading, source: Source, cells: Sequence[object]) -> bool:
    """ "Trực tuyến | Trực tiếp" over marks: the heading is what the rows say."""
    if not all(isinstance(clean.yes_no.one(cell, {}), bool) for cell in cells):
        return False
    kinds = [column.kind for column in source.columns if isinstance(column.kind, clean.OneOf)]
    return any(isinstance(kind.one(heading.levels[-1], {}), str) for kind in kinds)


def _hides_people(cells: Sequence[object]) -> bool:
    texts = [cell for cell in cells if isinstance(cell, str)]
    return may_be_in(texts) and bool(hidden(texts)[1])


def _pairs(
    source: Source,
    missing: Sequence[Column],
    known: Mapping[str, int],
    likes: Mapping[int, Mapping[str, float]],
    proof: Mapping[tuple[int, str], float],
    rows: Sequence[Sequence[object]],
) -> list[Pair]:
    """All that is still possible."""
    used = set(known.values())
    free = [column for column in missing if column.field not in known and not _is_said_otherwise(column.field, known)]
    result = []
    for column in free:
        for index in likes:
            told = proof.get((index, column.field))
            if index in used or told is None:
                continue
            if column.kind.name == "count":
                adds_up = _adds_up(source, column, {**known, column.field: index}, rows)
                if adds_up is False:
                    continue
                told = max(told, SURE if adds_up else 0.0) + _in_order(source, column, known, index)
            result.append(Pair(index, column.field, likes[index][column.field], told))
    return result


def _is_said_otherwise(name: str, known: Mapping[str, int]) -> bool:
    """A list of technologies and columns for each are two ways to say one thing."""
    if name == "technologies":
        return any(re.fullmatch(r"has_\dg", other) for other in known)
    return bool(re.fullmatch(r"has_\dg", name)) and "technologies" in known


def _rival(
    source: Source,
    pair: Pair,
    pairs: Sequence[Pair],
    likes: Mapping[int, Mapping[str, float]],
    proof: Mapping[tuple[int, str], float],
    known: Mapping[str, int],
) -> float:
    """How like the heading is to anything that is no choice any more: a field with a column, what no field is."""
    choices = {other.field for other in pairs if other.index == pair.index}
    is_text = source.column(pair.field).kind.name in ("text", "unit", "units", "raw")
    likest = 0.0
    for name, like in likes[pair.index].items():
        # Of a score table only the units are asked for; they may be called what else a district is called.
        is_asked = not source.unfold or name in known or name in (PERSONAL, LEFT_OUT)
        if name in choices or not is_asked or (name == PERSONAL and not is_text):
            continue
        fits = (pair.index, name) in proof or name in (PERSONAL, LEFT_OUT)
        likest = max(likest, like * (ELSEWHERE if name in known else 1.0) * (1.0 if fits else CANNOT))
    return likest


def _is_clear(pair: Pair, pairs: Sequence[Pair], rival: float) -> bool:
    """Whether the field is the best for the column and the column for the field, both by a margin."""
    beside = [p for p in pairs if p is not pair and (p.index == pair.index or p.field == pair.field)]
    by_both = pair.words >= LEAST_WORDS and pair.merit >= NEEDED and pair.words >= rival + MARGIN
    if by_both and all(pair.merit >= other.merit + MARGIN for other in beside):
        return True
    alone = not any(p.cells >= SURE for p in beside) and not any(p.words > pair.words + MARGIN for p in beside)
    return pair.cells >= SURE and alone and max(rival, *(p.words for p in beside), 0.0) < LIKE_ANOTHER


def _adds_up(
    source: Source, column: Column, columns: Mapping[str, int], rows: Sequence[Sequence[object]]
) -> bool | None:
    """Whether the form's sums hold with this column; None where none can be tried, or noughts prove nothing."""
    results = []
    for rule in source.rules:
        sums = rule.find
        if not isinstance(sums, Identity) or column.field not in (sums.total, *sums.parts):
            continue
        if any(name not in columns for name in (sums.total, *sums.parts)):
            continue
        taken = [_counts(source.column(name), rows, columns[name]) for name in (sums.total, *sums.parts)]
        lines = [line for line in zip(*taken, strict=True) if None not in line]
        own = (sums.total, *sums.parts).index(column.field)
        if any(line[own] for line in lines):
            results.append(sum(line[0] == sum(line[1:]) for line in lines) >= HOLDS * len(lines))
    return all(results) if results else None


def all_add_up(source: Source, columns: Mapping[str, int], rows: Sequence[Sequence[object]]) -> bool:
    """Whether the source has sums and all of them hold: no list but the form's own does that."""
    sums = [rule.find for rule in source.rules if isinstance(rule.find, Identity)]
    return bool(sums) and all(_adds_up(source, source.column(one.total), columns, rows) for one in sums)


def _counts(column: Column, rows: Sequence[Sequence[object]], index: int) -> list[int | None]:
    return clean.column(column.kind, [row[index] for row in rows])[0]


def _in_order(source: Source, column: Column, known: Mapping[str, int], index: int) -> float:
    """Something for a count that stands where the form has it: behind the count before it, before the next."""
    counts = [other.field for other in source.columns if other.kind.name == "count"]
    at = counts.index(column.field)
    before = next((known[name] for name in reversed(counts[:at]) if name in known), None)
    behind = next((known[name] for name in counts[at + 1 :] if name in known), None)
    if before is None and behind is None:
        return 0.0
    return IN_ORDER if (before is None or before < index) and (behind is None or index < behind) else 0.0
