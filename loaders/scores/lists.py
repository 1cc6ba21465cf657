"""Score tables whose rows are single scores: a unit's criteria one below the other, or index, year, value and rank."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from loaders import mentions, settings
from loaders.contract import BadCell, Doubt
from loaders.report import as_written
from loaders.rows import FileFacts, Rows, letter
from loaders.scores.numbers import is_dash, read_rank, read_scores
from loaders.scores.rows import FIELDS
from loaders.scores.scope import index_and_criterion, names_index, years_in
from loaders.scores.units import resolves
from loaders.scores.words import TOTAL, is_total_label, said
from loaders.shapes.body import Table, label
from loaders.shapes.headings import plain_key
from loaders.shapes.lines import is_total, looks_numeric, ordinal_rank

MEAN = re.compile(r"\b(mean|average|median|trung binh|binh quan|national|trung vi)\b|^(cao|thap) nhat|^(min|max)")
UNITS = ("commune", "department", "agency", "other", "district", "province")
_LETTERHEAD = re.compile(r"^(ubnd|uy ban nhan dan|tinh)\b")
_ADDRESSEE = re.compile(r"^(kinh gui|noi nhan|gui)\b")
_NUMBERED = re.compile(r"^\s*([IVXL]+|\d+(?:\.\d+)*|[A-Za-zĐđ])[.)]?\s+\S")
_NUMBERS = (("total", "score"), ("self_score", "self_score"), ("max_score", "max_score"))


@dataclass(frozen=True)
class Around:
    """What the words around a list say: index, year and board, None where they say nothing."""

    index: str | None
    year: int | None
    board: str
    kinds: tuple[str, ...]


def is_list(table: Table) -> bool:
    """Whether each row is one score: the criterion or the index stands in a column."""
    index = table.columns.get("index_name")
    if "criterion" in table.columns:
        return True
    if index is None:
        return "index_year" in table.columns and "unit_id" not in table.columns
    cells = [table.sheet.rows[number][index] for number in table.rows]
    return sum(looks_numeric(cell) for cell in cells) * 2 <= len(cells)


def names_indices(table: Table) -> bool:
    """Whether the column "Chỉ số" holds indices; it may head the criteria of one."""
    column = table.columns["index_name"]
    return any(names_index(as_written(table.sheet.rows[number][column])) for number in table.rows)


def one_unit(table: Table, file: FileFacts, on: date | None) -> str | None:
    """The unit that title, sheet or file name gives to a list without a column of units; an index is the province's.

    The letterhead names the province and the district above a commune: the most local unit is meant.
    """
    is_national = "criterion" not in table.columns
    kinds = ("province",) if is_national else UNITS
    titles = [line for line in (*table.title, *table.page_title) if not _ADDRESSEE.match(plain_key(line))]
    explicit = [found[1] for line in titles if (found := mentions.EXPLICIT.match(line))]
    file_name = re.sub(r"[_.-]+", " ", file.file_name)
    letterhead = [line for line in titles if _LETTERHEAD.match(plain_key(line))]

    def mentioned(texts: Sequence[str]) -> list[str]:
        return [unit for text in texts for unit in mentions.mentioned(file.places, text, kinds, on)]

    for texts in (explicit, [table.sheet.name], titles, [file_name]):
        if local := [unit for unit in mentioned(texts) if file.places.kind(unit) != "province"]:
            return min(local, key=lambda unit: UNITS.index(file.places.kind(unit)))
    own = [line for line in titles if line not in letterhead]
    named = [*mentioned([*own, file_name]), *mentioned(table.tail), *mentioned(letterhead)]
    return next(iter(named), None) or (settings.PROVINCE if is_national else None)


def units_in_groups(table: Table, file: FileFacts) -> dict[int, str]:
    """Row number -> the unit's name, where group rows name units of one kind ("I. Sở Y tế" above its criteria)."""
    found: dict[int, str] = {}
    for number, groups in zip(table.rows, table.groups, strict=True):
        if named := [text for text in groups if resolves(text, UNITS, file.places)]:
            found[number] = named[-1]
    return found if "criterion" in table.columns and len(set(found.values())) > 1 else {}


def read_list(rows: Rows, around: Around, unit: str | None, grouped: Mapping[int, str]) -> None:
    """Append the long rows. unit: whose they are, None where a column or the groups (row number -> name) say it."""
    for name in (*FIELDS, "index_name"):
        rows.values[name], rows.raw[name] = [], []
    for criterion, columns in [("", rows.table.columns), *_further_criteria(rows.table).items()]:
        reader = _Reader(rows, around, unit, grouped, criterion, columns)
        for at in range(len(reader.numbers)):
            reader.take(at)


def _further_criteria(table: Table) -> dict[str, dict[str, int]]:
    """Of a list of years, criteria beside the final score: each with the columns that take the places of its own."""
    if {"criterion", "index_name"} & set(table.columns):
        return {}
    naming = {name: index for name, index in table.columns.items() if name in ("unit_id", "index_year")}
    found: dict[str, dict[str, int]] = {}
    for heading in table.unknown:
        told = said(heading)
        cells = [cell for number in table.rows if (cell := table.sheet.rows[number][heading.index]) is not None]
        is_score = told.role == "score" and sum(map(looks_numeric, cells)) * 2 >= len(cells) > 0
        field = "reported_rank" if told.role == "rank" else "total" if is_score else ""
        if told.name and field:
            found.setdefault(told.name, dict(naming)).setdefault(field, heading.index)
    return {name: columns for name, columns in found.items() if len(columns) > len(naming)}


class _Reader:
    """Walks a list from top to bottom; merged cells of units, years and indices hold for the rows below."""

    def __init__(
        self,
        rows: Rows,
        around: Around,
        unit: str | None,
        grouped: Mapping[int, str],
        criterion: str,
        columns: Mapping[str, int],
    ) -> None:
        self.rows, self.around, self.unit, self.criterion, self.columns = rows, around, unit, criterion, columns
        table = self.table = rows.table
        # In a list of criteria a stated sum is a score too: a group's is a main criterion's, the last is the final one.
        sums = [total.row for total in table.totals] if "unit_id" not in table.columns or _has_criteria(table) else []
        self.numbers = sorted([*table.rows, *sums])
        self.sums = set(sums)
        self.cells = {name: [table.sheet.rows[n][c] for n in self.numbers] for name, c in columns.items()}
        # "I. Sở Y tế | 120 | 93" above its criteria states the unit's final score.
        self.finals = {total.row: total.label for total in table.totals if total.label in grouped.values()}
        if grouped:
            self.cells["unit_id"] = [self.finals.get(number) or grouped.get(number) for number in self.numbers]
        # "Chỉ số" may head the indices or the criteria of one: its cells tell.
        self.is_indexed = "index_name" in self.cells and (names_indices(table) or around.index is None)
        if "index_name" in self.cells and not self.is_indexed:
            self.cells.setdefault("criterion", self.cells["index_name"])
        self.cleaned = {
            field: read_scores(self.cells.get(name, [None] * len(self.numbers))) for name, field in _NUMBERS
        }
        self.parents = parents(table, self.numbers, table.columns.get("criterion", table.columns.get("index_name", 0)))
        self.parents = {number: text for number, text in self.parents.items() if text not in grouped.values()}
        self.above: dict[str, Any] = {}

    def take(self, at: int) -> None:
        """Append the row, unless it is a mean or says nothing."""
        number = self.numbers[at]
        criterion = self._criterion(at)
        words = as_written(self._filled("index_name", at)) if self.is_indexed else ""
        if MEAN.search(plain_key(words)) or (number in self.sums and MEAN.search(plain_key(criterion or ""))):
            return
        index, of_index = index_and_criterion(words) if words else (self.around.index, TOTAL)
        criterion = criterion or of_index
        written = as_written(self._filled("index_year", at)) if "index_year" in self.cells else ""
        year = next(iter(years_in(written)), None) if written else self.around.year
        rank_cell = self._cell("reported_rank", at)
        rank, rank_problem = read_rank(rank_cell)
        values = {field: cleaned[0][at] for field, cleaned in self.cleaned.items()}
        bad = [field for field, cleaned in self.cleaned.items() if at in cleaned[1]]
        is_unranked = criterion == TOTAL and rank is None and is_dash(rank_cell) and values["score"] is None
        if (
            all(value is None for value in (values["score"], values["self_score"], rank))
            and not bad
            and not is_unranked
        ):
            return
        self._append(at, criterion, year, values | {"reported_rank": rank, "index_name": index})
        position = len(self.rows) - 1
        if index is None:
            self._say(at, "index_name", BadCell("unknown_index", "thiếu tên bộ chỉ số", "ghi tên bộ chỉ số, ví dụ PCI"))
        if year is None:
            message = f"không phải năm: “{written}”"
            self._say(at, "index_year", BadCell("unknown_year", message, "ghi năm bằng bốn chữ số"))
        if self.unit is None:
            self._find_unit(at, position, date(year, 12, 31) if year else None)
        for name, field in _NUMBERS:
            if problem := self.cleaned[field][1].get(at):
                self._say(at, name, problem)
        if rank_problem:
            self._say(at, "reported_rank", rank_problem)

    def _append(self, at: int, criterion: str, year: int | None, values: dict[str, Any]) -> None:
        rows, number = self.rows, self.numbers[at]
        shown = self.table.sheet.line_numbers[number] if self.table.sheet.line_numbers else number + 1
        has_value = values["score"] is not None or values["reported_rank"] is not None
        stands = next(
            (
                name
                for name, field in (*_NUMBERS[:1], ("reported_rank", "reported_rank"), *_NUMBERS[1:2])
                if values[field] is not None
            ),
            "reported_rank",
        )
        column = self.columns.get(stands)
        values |= {
            "criterion": criterion,
            "parent_criterion": self.parents.get(number) if criterion != TOTAL else None,
            "evidence": as_written(self._cell("evidence", at)) or None,
            "is_ranked": (has_value or values["self_score"] is not None) if criterion == TOTAL else None,
            "cell": f"{letter(column)}{shown}" if column is not None and rows.file.has_cells else None,
            "unit_id": self.unit,
            "index_year": year,
            "board": self.around.board,
        }
        raw = {"score": self._cell("total", at), "unit_id": self._filled("unit_id", at)}
        rows.numbers.append(shown)
        named = (self.table.columns.get(name) for name in ("unit_id", "criterion", "index_name"))
        rows.facts.setdefault("unit_cells", []).append((next((c for c in named if c is not None), 0), number))
        for field in (*FIELDS, "index_name"):
            rows.values[field].append(values.get(field))
            rows.raw[field].append(raw.get(field, self._cell(field, at)))

    def _cell(self, name: str, at: int) -> Any:
        return self.cells[name][at] if name in self.cells else None

    def _filled(self, name: str, at: int) -> Any:
        """The cell, or the last one above it: units and years are merged over their rows. A sum's label is no unit."""
        cell = self._cell(name, at)
        if cell is not None and not (name == "unit_id" and isinstance(cell, str) and is_total(cell)):
            self.above[name] = cell
        return self.above.get(name)

    def _criterion(self, at: int) -> str | None:
        """The criterion of a row; the final score where the row states the sum; None where no column names any."""
        if "criterion" not in self.cells:
            return self.criterion or None
        number = self.numbers[at]
        if number in self.finals:
            return TOTAL
        words = label(self.table.sheet.rows[number]) if number in self.sums else as_written(self._cell("criterion", at))
        words = " ".join(words.split())
        if number in self.sums and MEAN.search(plain_key(words)):
            return words
        return TOTAL if not words or is_total(words) or is_total_label(words) else words

    def _find_unit(self, at: int, position: int, on: date | None) -> None:
        name = self._filled("unit_id", at)
        if name is None:
            self._say(at, "unit_id", BadCell("missing_value", "thiếu tên đơn vị", "điền ô này rồi gửi lại"))
            return
        try:
            self.rows.values["unit_id"][position] = self.rows.file.places.find(str(name), self.around.kinds, on)
        except BadCell as bad:
            self._say(at, "unit_id", bad)

    def _say(self, at: int, name: str, problem: BadCell | Doubt) -> None:
        """At the row's own cell; an error refuses it."""
        level = "warning" if isinstance(problem, Doubt) else problem.level
        position = len(self.rows) - 1
        if level != "warning":
            self.rows.refused.add(position)
        shown = self.rows.numbers[position]
        self.rows.say_table(
            level,
            problem.rule,
            problem.message if isinstance(problem, Doubt) else str(problem),
            problem.fix,
            f"{letter(self.columns[name])}{shown}" if name in self.columns and self.rows.file.has_cells else None,
            shown,
            self.table.headings[self.columns[name]].text if name in self.columns else "",
            as_written(self._cell(name, at)),
        )


def _has_criteria(table: Table) -> bool:
    return "criterion" in table.columns or "index_name" in table.columns


def parents(table: Table, numbers: list[int], column: int) -> dict[int, str]:
    """Row number -> the criterion above it, by running numbers: A above I above 1 above 1.1. column: of criteria."""
    groups = dict(zip(table.rows, table.groups, strict=True))
    found: dict[int, str] = {}
    stack: list[tuple[int, str]] = []
    for number in range(table.last + 1, max(numbers, default=table.last) + 1):
        row = table.sheet.rows[number]
        words = as_written(row[column]) or label(row)
        rank = _height(row, column)
        if rank is None:
            above = [text for _, text in stack[-1:]] if stack and stack[-1][1] in groups.get(number, ()) else []
            above = above or list(groups.get(number, ()))[-1:]
        else:
            while stack and stack[-1][0] >= rank:
                stack.pop()
            above = [text for _, text in stack[-1:]]
            if not (is_total(words) or is_total_label(words)):
                stack.append((rank, " ".join(words.split())))
        if above and number in numbers and above[0] != words:
            found[number] = above[0]
    return found


def _height(row: Any, column: int) -> int | None:
    """How high a row's running number stands; it may begin the criterion's own words ("1.1. Kế hoạch")."""
    first = next((index for index, cell in enumerate(row) if cell is not None), None)
    if first is not None and first < column and (rank := ordinal_rank(row[first])) is not None:
        return rank
    numbered = _NUMBERED.match(row[column]) if isinstance(row[column], str) else None
    return ordinal_rank(numbered[1]) if numbered else None
