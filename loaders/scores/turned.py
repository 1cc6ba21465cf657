"""Score tables that stand on their side: a row per criterion, a column per unit (or per year of one unit)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from loaders.contract import BadCell, Doubt
from loaders.layout import Table
from loaders.report import as_written
from loaders.rows import FileFacts, Rows, letter
from loaders.scores.lists import MEAN, one_unit, parents
from loaders.scores.numbers import is_dash, read_rank, read_scores
from loaders.scores.rows import FIELDS, NOT_RANKED, WEIGHT_LABEL
from loaders.scores.scope import board_of, index_and_criterion, index_of, names_index, say_unknown, year_of
from loaders.scores.units import KINDS, resolves
from loaders.scores.words import TOTAL, Said, bare, is_total_label, ranked_name, role_of, said
from loaders.shapes.body import label
from loaders.shapes.headings import Heading, plain_key
from loaders.shapes.lines import is_total, looks_numeric
from loaders.spelling import plain

ALL_KINDS = tuple(kind for kinds in KINDS.values() for kind in kinds)


@dataclass(frozen=True)
class Turned:
    """A column of a unit. name: as the heading has it, "" where the column is a year of the table's only unit."""

    index: int
    name: str
    said: Said


@dataclass(frozen=True)
class _Line:
    """A row: its place, its criterion (`total` for the final score), the one above it, whether it holds ranks. index:
    the index that the row itself names, None where the table has one for all."""

    number: int
    criterion: str
    parent: str | None
    is_rank: bool = False
    index: str | None = None


def turned_columns(table: Table, file: FileFacts) -> list[Turned]:
    """The columns of units of a table without a column of units; [] where it is laid out otherwise."""
    if "unit_id" in table.columns or not {"criterion", "index_name"} & set(table.columns):
        return []
    found: list[Turned] = []
    fixed = {
        table.columns[name]
        for name in ("criterion", "index_name", "index_year", "evidence", "note")
        if name in table.columns
    }
    for index, heading in sorted(table.headings.items()):
        if index in fixed:
            continue
        at = next((n for n, text in enumerate(heading.levels) if resolves(_flat(text), ALL_KINDS, file.places)), None)
        rest = _without(heading, at) if at is not None else heading
        told = said(rest) if rest.levels else Said("score", "", None, None, ())
        found.append(Turned(index, _flat(heading.levels[at]) if at is not None else "", told))
    named = [column for column in found if column.name]
    if len({column.name for column in named}) >= 2:
        first = named[0].index
        strange = [
            replace(column, name=_flat(table.headings[column.index].levels[0]))
            for column in found
            if not column.name and column.index > first and column.said.name and _has_numbers(table, column.index)
        ]
        strange = [
            column for column in strange if not MEAN.search(plain_key(column.name)) and not is_total(column.name)
        ]
        return sorted([*named, *strange], key=lambda column: column.index)
    years = [column for column in found if column.said.year and not column.said.name and not column.name]
    return years if len({column.said.year for column in years}) >= 2 and not named else []


def _without(heading: Heading, at: int) -> Heading:
    """The heading without one of its levels: what is left says the role and the year."""
    kept = [n for n in range(len(heading.levels)) if n != at]
    return Heading(heading.index, tuple(heading.levels[n] for n in kept), tuple(heading.shared[n] for n in kept))


def _has_numbers(table: Table, index: int) -> bool:
    return any(looks_numeric(table.sheet.rows[number][index]) for number in table.rows)


def _flat(text: str) -> str:
    return " ".join(text.split())


def read_turned(table: Table, file: FileFacts, columns: Sequence[Turned]) -> Rows:
    """The long rows, criterion by criterion; index, year and board as of any score table."""
    rows = Rows(table.source, table, file, [], columns=dict(table.columns))
    names = list(dict.fromkeys(column.name for column in columns if column.name))
    year = year_of(table, file)
    newest = year or max((column.said.year or 0 for column in columns), default=0)
    unit = None if names else one_unit(table, file, date(newest, 12, 31) if newest else None)
    board = board_of(table, names, "", file) if names else file.places.kind(unit) if unit else "province"
    index = index_of(table, file, board)
    is_dated = all(column.said.year for column in columns)
    rows.facts |= {"index_name": index, "index_year": year, "board": board, "one_unit": unit}
    reader = _Reader(rows, columns, board, unit)
    if say_unknown(rows, index or ("column" if reader.names_indices else None), 0 if is_dated else year):
        reader.read(index, year)
    return rows


class _Reader:
    def __init__(self, rows: Rows, columns: Sequence[Turned], board: str, unit: str | None) -> None:
        self.rows, self.columns, self.board, self.unit = rows, columns, board, unit
        table = self.table = rows.table
        self.column = table.columns.get("criterion", table.columns.get("index_name", 0))
        self.numbers = sorted([*table.rows, *(total.row for total in table.totals)])
        self.labels = {
            n: _flat(as_written(self._cell(n, self.column)) or label(table.sheet.rows[n])) for n in self.numbers
        }
        indices = {index_and_criterion(text)[0] for text in self.labels.values() if names_index(text)}
        # A comparison of PCI has a row "PCI" too; only several indices are what the rows are.
        self.names_indices = len(indices) > 1 and sum(map(names_index, self.labels.values())) * 2 > len(self.labels)
        self.said: set[tuple[int, int]] = set()
        for field in (*FIELDS, "index_name"):
            rows.values[field], rows.raw[field] = [], []

    def _cell(self, number: int, column: int | None) -> Any:
        return self.table.sheet.rows[number][column] if column is not None else None

    def read(self, index: str | None, year: int | None) -> None:
        """Append the rows: of each criterion every unit's score, with the rank from its own row or column."""
        lines = self._lines()
        scores = [line for line in lines if not line.is_rank]
        ranks = {line.criterion: line for line in lines if line.is_rank}
        if TOTAL in ranks and not any(line.criterion == TOTAL for line in scores):
            scores.append(replace(ranks[TOTAL], is_rank=False))
        stated = self._stated()
        cleaned = {
            column.index: read_scores([self._cell(line.number, column.index) for line in scores])
            for column in self.columns
            if column.said.role != "rank"
        }
        for at, line in enumerate(scores):
            for column in self.columns:
                if column.said.role == "score":
                    self._take(
                        line, ranks.get(line.criterion), column, (index, column.said.year or year), cleaned, at, stated
                    )

    def _lines(self) -> list[_Line]:
        above = parents(self.table, self.numbers, self.column)
        lines: list[_Line] = []
        last = TOTAL
        rank_rows = [n for n in self.numbers if self._ranked(n) is not None]
        for number in self.numbers:
            words = self.labels[number]
            ranked = self._ranked(number)
            if self.names_indices and names_index(words):
                index, criterion = index_and_criterion(words)
                lines.append(_Line(number, criterion, None, index=index))
            elif ranked is not None:
                known = {bare(line.criterion): line.criterion for line in lines}
                named = known.get(ranked) or (last if len(rank_rows) > 1 and not ranked else TOTAL)
                lines.append(_Line(number, named, None, is_rank=True))
            elif is_total_label(words) or (is_total(words) and not MEAN.search(plain_key(words))):
                lines.append(_Line(number, TOTAL, None))
                last = TOTAL
            elif not (is_total(words) or WEIGHT_LABEL.match(plain_key(words)) or not words):
                lines.append(_Line(number, words, above.get(number)))
                last = words
        return lines

    def _ranked(self, number: int) -> str | None:
        """What a row of ranks ranks, "" where it doesn't say; None where the row holds no ranks."""
        words = bare(self.labels[number])
        return ranked_name(words) if words and role_of(words) == "rank" else None

    def _stated(self) -> dict[str, dict[int, float]]:
        """max_score and weight of each row, where columns state them."""
        found: dict[str, dict[int, float]] = {"max_score": {}, "weight": {}}
        for index, heading in self.table.headings.items():
            role = {"max": "max_score", "weight": "weight"}.get(said(heading).role)
            if role and index not in {column.index for column in self.columns}:
                values, _ = read_scores([self._cell(number, index) for number in self.numbers])
                found[role] |= {n: v for n, v in zip(self.numbers, values, strict=True) if v is not None}
        return found

    def _take(
        self,
        line: _Line,
        rank_line: _Line | None,
        column: Turned,
        scope: tuple[str | None, int | None],
        cleaned: dict[int, tuple[list[float | None], dict[int, BadCell | Doubt]]],
        at: int,
        stated: dict[str, dict[int, float]],
    ) -> None:
        """The row of one criterion and unit, unless its cells say nothing."""
        is_final = line.criterion == TOTAL
        is_rank_only = rank_line is not None and rank_line.number == line.number
        beside = {
            c.said.role: c.index for c in self.columns if c.name == column.name and c.said.year == column.said.year
        }
        rank_at = (rank_line.number, column.index) if rank_line else (line.number, beside.get("rank"))
        rank, rank_problem = read_rank(self._cell(*rank_at)) if rank_at[1] is not None else (None, None)
        score, problem = (
            (None, None) if is_rank_only else (cleaned[column.index][0][at], cleaned[column.index][1].get(at))
        )
        own_at = beside.get("self")
        own = cleaned[own_at][0][at] if own_at is not None else None
        texts = [self._cell(line.number, column.index), self._cell(*rank_at)]
        is_unranked = (
            is_final
            and rank is None
            and any(
                (is_dash(text) and score is None) or (isinstance(text, str) and NOT_RANKED.search(plain(text)))
                for text in texts
            )
        )
        problem = None if is_unranked else problem
        if score is None and own is None and problem is None and (rank is None or not is_final) and not is_unranked:
            return
        place = rank_at if is_rank_only else (line.number, column.index)
        values = {
            "criterion": line.criterion,
            "parent_criterion": line.parent,
            "score": score,
            "self_score": own,
            "reported_rank": rank,
            "is_ranked": not is_unranked if is_final else None,
            "index_name": line.index or scope[0],
            "index_year": scope[1],
            "max_score": stated["max_score"].get(line.number),
            "weight": stated["weight"].get(line.number),
        }
        self._append(place[0], place[1] if place[1] is not None else column.index, values)
        self._say(place[0], column.index, problem)
        self._say(rank_at[0], rank_at[1], rank_problem)
        self._find(column, scope[1])

    def _append(self, number: int, column: int, values: dict[str, Any]) -> None:
        rows, lines = self.rows, self.table.sheet.line_numbers
        shown = lines[number] if lines else number + 1
        values |= {"board": self.board, "cell": f"{letter(column)}{shown}" if rows.file.has_cells else None}
        rows.numbers.append(shown)
        rows.facts.setdefault("unit_cells", []).append((column, number))
        for field in (*FIELDS, "index_name"):
            rows.values[field].append(values.get(field))
            rows.raw[field].append(self._cell(number, column))

    def _find(self, column: Turned, year: int | None) -> None:
        """The unit of the column; a name that is unknown is said at the heading, once."""
        position = len(self.rows) - 1
        if not column.name:
            self.rows.values["unit_id"][position] = self.unit
            return
        try:
            found = self.rows.file.places.find(column.name, KINDS[self.board], date(year or 1, 12, 31))
            self.rows.values["unit_id"][position] = found
        except BadCell as bad:
            self.rows.refused.add(position)
            self._say(self._heading_row(column), column.index, bad)

    def _heading_row(self, column: Turned) -> int:
        rows = range(self.table.first, self.table.last + 1)
        return next(
            (n for n in rows if _flat(as_written(self._cell(n, column.index))) == column.name), self.table.first
        )

    def _say(self, number: int, column: int | None, problem: BadCell | Doubt | None) -> None:
        if problem is None or column is None:
            return
        level = "warning" if isinstance(problem, Doubt) else problem.level
        if level != "warning":
            self.rows.refused.add(len(self.rows) - 1)
        if (number, column) in self.said:
            return
        self.said.add((number, column))
        lines = self.table.sheet.line_numbers
        shown = lines[number] if lines else number + 1
        self.rows.say_table(
            level,
            problem.rule,
            problem.message if isinstance(problem, Doubt) else str(problem),
            problem.fix,
            f"{letter(column)}{shown}" if self.rows.file.has_cells else None,
            shown,
            self.table.headings[column].text if column in self.table.headings else "",
            as_written(self._cell(number, column)),
        )
