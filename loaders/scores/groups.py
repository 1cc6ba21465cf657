"""Columns of a score table that belong together: a criterion's score, rank, own score and maximum; the final score."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from loaders.scores.words import (
    TOTAL,
    TOTAL_NAME,
    UNWEIGHTED,
    WEIGHTED,
    Role,
    Said,
    bare,
    is_total_heading,
    is_total_label,
    ranked_name,
)
from loaders.shapes.body import Table
from loaders.shapes.headings import plain_key

MOST_UNITS = 140  # communes before 2025, the longest board


@dataclass(frozen=True)
class Criterion:
    """A criterion's columns. column is None where only a rank or the unit's own score is given.

    year: of a table that has several; None where the table's own holds. max_score, weight: as the heading states them.
    """

    name: str
    parent: str | None
    column: int | None
    unit_column: int
    rank_column: int | None = None
    self_column: int | None = None
    max_column: int | None = None
    max_score: float | None = None
    weight: float | None = None
    year: int | None = None


@dataclass
class Found:
    """What the columns are. beside_at: where a small block that repeats units begins; left_out: columns that are no
    scores, with the reason ("bound", "change", "share", "year"); block_title: what stands over a table of plain scores.
    """

    criteria: list[Criterion] = field(default_factory=list)
    beside_at: int | None = None
    left_out: dict[int, str] = field(default_factory=dict)
    block_title: str = ""


@dataclass(frozen=True)
class ScoreColumn:
    """A column of numbers: its place, what its heading says, the column of its units."""

    index: int
    said: Said
    units: int

    @property
    def names(self) -> tuple[str, str | None, int]:
        return self.said.name, self.said.parent, self.units


def title_over(table: Table, first: int, end: int) -> str:
    """The words right above a block of columns, "" where the row above is blank there."""
    for number in range(table.first - 1, max(table.first - 3, -1), -1):
        cells = [cell for cell in table.sheet.rows[number][first:end] if isinstance(cell, str) and cell.strip()]
        if cells:
            return " ".join(cells[0].split())
    return ""


class Group:
    """The columns of one year (and of one block) as criteria."""

    def __init__(self, table: Table, columns: list[ScoreColumn], year: int | None) -> None:
        self.table, self.year = table, year
        self.of: dict[Role, list[ScoreColumn]] = {}
        for column in columns:
            self.of.setdefault(column.said.role, []).append(column)
        self.scores = self._named(self.of.get("score", []))
        self.are_ranks = self._is_ranked_by_title()

    def criteria(self, found: Found) -> list[Criterion]:
        """Every criterion, the final score last; it is there even where only a rank or nothing is given."""
        final = self._best_total([column for column in self.scores if self._is_total(column)])
        if final is None and len(self.scores) == 1 and self.of.get("rank"):
            final = self.scores[0]
        ranks, left = self._owners("rank", final)
        selves, own = self._owners("self", final)
        limits, limit = self._owners("max", final)
        parts: dict[int, Criterion] = {}
        for column in self.scores:
            if column is not final:
                parts[column.index] = self._criterion(column, ranks, selves, limits)
        for column in own if len(own) > 1 else []:
            parts[column.index] = self._criterion(column, {}, {}, {})
        rank_at = ranks.get(final.index) if final else None
        if rank_at is None:
            stated = self.table.columns.get("reported_rank")
            rank = max(
                left,
                key=lambda c: (self._weightedness(c.index), not _ranks_other(c), c.index == stated, -c.index),
                default=None,
            )
            others = [column for column in left if column is not rank]
            if not self.scores:  # a table of ranks alone: each names its criterion
                named = [column for column in others if column.said.name]
                parts |= {
                    c.index: replace(self._criterion(c, {}, {}, {}), column=None, rank_column=c.index) for c in named
                }
                others = [column for column in others if column not in named]
            found.left_out |= {column.index: "rank" for column in others}
            rank_at = rank.index if rank else None
        units = final.units if final else left[0].units if left else self.table.columns["unit_id"]
        total = Criterion(TOTAL, None, final.index if final else None, units, rank_at, year=self.year)
        mine = selves.get(final.index) if final else None
        alone = own[0].index if len(own) == 1 else None
        most = limits.get(final.index) if final else None
        total = replace(
            total,
            self_column=mine if mine is not None else alone,
            max_column=most if most is not None else limit[0].index if len(limit) == 1 else None,
            max_score=final.said.max_score if final else None,
            weight=final.said.weight if final else None,
        )
        criteria = [*self._told_apart([criterion for _, criterion in sorted(parts.items())]), total]
        if not self.are_ranks:
            return criteria
        return [replace(c, column=None, rank_column=c.rank_column if c.column is None else c.column) for c in criteria]

    def _criterion(
        self, column: ScoreColumn, ranks: dict[int, int], selves: dict[int, int], limits: dict[int, int]
    ) -> Criterion:
        told, index = column.said, column.index
        name, parent = told.name, told.parent
        if not name:
            name, parent = " ".join(self.table.headings[index].levels[-1].split()), None
        elif parent and is_total_label(name):
            name, parent = parent, None
        is_own = told.role == "self"
        return Criterion(
            name,
            parent,
            None if is_own else index,
            column.units,
            ranks.get(index),
            index if is_own else selves.get(index),
            limits.get(index),
            told.max_score,
            told.weight,
            self.year,
        )

    def _told_apart(self, criteria: list[Criterion]) -> list[Criterion]:
        """Criteria of one name bear their whole path: under several groups, or as parts beside the group's own sum."""
        alike: dict[tuple[str, int], list[Criterion]] = {}
        for criterion in criteria:
            alike.setdefault((criterion.name, criterion.unit_column), []).append(criterion)
        renamed: list[Criterion] = []
        for criterion in criteria:
            same = alike[criterion.name, criterion.unit_column]
            heading = self.table.headings.get(criterion.column if criterion.column is not None else -1)
            if len(same) == 1 or heading is None:
                renamed.append(criterion)
            elif criterion.parent:
                renamed.append(replace(criterion, name=f"{criterion.parent} > {criterion.name}"))
            elif criterion is max(same, key=self._is_sum):
                renamed.append(criterion)
            else:
                renamed.append(replace(criterion, name=heading.text, parent=criterion.name))
        return renamed

    def _is_sum(self, criterion: Criterion) -> bool:
        return criterion.column is not None and is_total_label(self.table.headings[criterion.column].levels[-1])

    def _named(self, scores: list[ScoreColumn]) -> list[ScoreColumn]:
        """Blocks side by side that all say "Điểm": each has its name above it."""
        plain = [column for column in scores if not column.said.name]
        if len({column.units for column in plain}) < 2:
            return scores
        named, start = [], 0
        for column in scores:
            title = "" if column.said.name else title_over(self.table, start, column.index + 1)
            if title:
                column = replace(column, said=replace(column.said, name=title))
            named.append(column)
            start = column.index + 1
        return named

    def _is_ranked_by_title(self) -> bool:
        """Whether these numbers are ranks: only the title says so, and they are small whole numbers."""
        words = plain_key(" ".join([*self.table.title, self.table.sheet.name]))
        says = "thu hang" in words or (self.year is not None and ("hang" in words or "rank" in words))
        if not says or "diem" in words.split() or (self.year is not None and self.of.get("rank")):
            return False
        cells = [self.table.sheet.rows[number][column.index] for column in self.scores for number in self.table.rows]
        numbers = [cell for cell in cells if isinstance(cell, int | float)]
        return bool(numbers) and all(float(number).is_integer() and 0 < number <= MOST_UNITS for number in numbers)

    # --- the final score ---

    def _is_total(self, column: ScoreColumn) -> bool:
        name, heading = column.said.name, self.table.headings[column.index]
        if not name:
            return True
        known = {plain_key(text.rstrip("* ")) for text in self.table.source.column("total").headings}
        stated = column.index == self.table.columns.get("total") and plain_key(name) in known
        return is_total_label(name) or bool(TOTAL_NAME.search(plain_key(name))) or is_total_heading(heading) or stated

    def _best_total(self, totals: Sequence[ScoreColumn]) -> ScoreColumn | None:
        """The weighted final score where both are given; else one outside any group, one that says it is the sum,
        the contract's own."""

        def merit(column: ScoreColumn) -> tuple[int, bool, bool, bool, int]:
            index, told = column.index, column.said
            is_sum = is_total_label(self.table.headings[index].levels[-1])
            own = index == self.table.columns.get("total")
            return self._weightedness(index), not told.parent, bool(told.name) or is_sum, own, -index

        return max(totals, key=merit, default=None)

    def _weightedness(self, index: int) -> int:
        """0 for "PCI không trọng số", 2 for "PCI có trọng số", 1 where the heading doesn't say."""
        # Parentheses and all: "PCI 2006 (Unweighted)".
        text = " ".join(_words(self.table.headings[index].text))
        return 0 if UNWEIGHTED.search(text) else 2 if WEIGHTED.search(text) and not _states_a_weight(text) else 1

    # --- whose a rank, an own score, a maximum is ---

    def _owners(self, role: Role, final: ScoreColumn | None) -> tuple[dict[int, int], list[ScoreColumn]]:
        """Score column -> its column of that role; and those that are nobody's."""
        owners: dict[int, int] = {}
        left: list[ScoreColumn] = []
        for column in self.of.get(role, []):
            owner = self._owner(column, owners, final)
            if owner is not None:
                owners[owner] = column.index
            else:
                left.append(column)
        if role == "rank":
            owners |= self._in_groups(left, owners)
            left = [column for column in left if column.index not in owners.values()]
        alone = [column for column in left if self._weightedness(column.index) == 1 and not _names_total(column)]
        if len(alone) > 1:
            places = {column.index for column in self.scores} - set(owners)
            beside = {column.index - 1: column.index for column in alone if column.index - 1 in places}
            owners |= beside
            left = [column for column in left if column.index not in beside.values()]
        return owners, left

    def _owner(self, column: ScoreColumn, taken: Iterable[int], final: ScoreColumn | None) -> int | None:
        """The score of the same name, or that a rank names; in the same block."""
        free = [score for score in self.scores if score.index not in taken]
        same = [score for score in free if score.names == column.names and (column.said.name or score is final)]
        if column.said.role == "rank" and column.said.name and not same:
            ranked = ranked_name(bare(column.said.name))
            same = [score for score in free if ranked and score.said.name and bare(score.said.name) == ranked]
        if not same and not column.said.name:
            same = [score for score in free if score.units == column.units and len({s.units for s in self.scores}) > 1]
            same = same if len({s.units for s in self.of.get(column.said.role, [])}) > 1 else []
        if not column.said.name and len(same) > 1:
            return None
        return min((score.index for score in same), key=lambda index: abs(index - column.index), default=None)

    def _in_groups(self, ranks: list[ScoreColumn], taken: Iterable[int]) -> dict[int, int]:
        """Ranks and scores under one heading, as many of each: in their order."""
        pairs: dict[int, int] = {}
        for group in {column.said.group for column in ranks} - {()}:
            inside = [c.index for c in self.scores if c.said.group == group and c.index not in taken]
            its_ranks = [column.index for column in ranks if column.said.group == group]
            if len(inside) == len(its_ranks):
                pairs |= dict(zip(inside, its_ranks, strict=True))
        return pairs


def _ranks_other(column: ScoreColumn) -> bool:
    """ "Xếp hạng trong huyện": a rank, not the board's."""
    ranked = ranked_name(bare(column.said.name))
    return bool(ranked) and not TOTAL_NAME.search(ranked)


def _words(text: str) -> list[str]:
    return plain_key(text.replace("(", " ").replace(")", " ")).split()


def _states_a_weight(text: str) -> bool:
    """ "(trọng số 0,4)" tells how much a criterion counts, not that a total is weighted."""
    words = text.split()
    return any(first == "so" and second.isdigit() for first, second in pairwise(words)) and "co" not in words


def _names_total(column: ScoreColumn) -> bool:
    """ "Xếp hạng DTI", "Xếp hạng chung": it says itself that it ranks the final score."""
    ranked = ranked_name(bare(column.said.name))
    return bool(column.said.name) and (not ranked or bool(TOTAL_NAME.search(ranked)))
