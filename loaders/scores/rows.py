"""The cells of a score table -> long rows: one for each unit and criterion, every fault at its own cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from loaders.contract import BadCell, Doubt
from loaders.report import as_written
from loaders.rows import Rows, letter
from loaders.scores.criteria import Criterion
from loaders.scores.numbers import is_dash, read_rank, read_scores
from loaders.scores.units import Units, is_no_unit
from loaders.scores.words import TOTAL, YEAR
from loaders.shapes.body import label
from loaders.shapes.headings import plain_key
from loaders.shapes.lines import looks_numeric
from loaders.spelling import plain

MAX_LABEL = re.compile(r"^((so )?diem (toi da|chuan)|toi da|thang diem|max(imum)? score|diem cao nhat theo quy dinh)\b")
WEIGHT_LABEL = re.compile(r"^(trong so|he so|ty trong|weights?)\b")
NOT_RANKED = re.compile(
    r"khong (xep|xh|tham gia|danh gia|cham|thuoc doi tuong|thuoc dien)|\bkxh\b|\bkxl\b|chua (xep|danh gia)|mien xep"
    r"|not ranked|unranked|not applicable"
)
FIELDS = (
    "unit_id",
    "criterion",
    "parent_criterion",
    "weight",
    "max_score",
    "score",
    "self_score",
    "evidence",
    "reported_rank",
    "is_ranked",
    "cell",
    "index_year",
    "board",
)
Problem = BadCell | Doubt


def _says_unranked(cell: object) -> bool:
    """ "Không đánh giá", written or merged over the scores of a unit."""
    return isinstance(cell, str) and not looks_numeric(cell) and bool(NOT_RANKED.search(plain(cell)))


class Collector:
    """Walks the cells of a score table and appends long rows to a Rows. year: the table's own."""

    def __init__(self, rows: Rows, units: Units, year: int | None) -> None:
        self.rows, self.units, self.year = rows, units, year
        self.table = rows.table
        self.said: set[tuple[int, int]] = set()
        self.limits: dict[int | None, float] = {}
        self.weights: dict[int | None, float] = {}
        for name in FIELDS:
            rows.values[name] = []
            rows.raw[name] = []

    def collect(self, criteria: list[Criterion]) -> None:
        """Append every unit's scores, and a `total` row for each unit that has one, a rank, or is said to have none."""
        stated = [
            number
            for number in self.table.rows
            if self._states(number, criteria, MAX_LABEL, self.limits)
            or self._states(number, criteria, WEIGHT_LABEL, self.weights)
        ]
        numbers = [number for number in self.table.rows if number not in stated]
        for criterion in criteria:
            self._criterion(criterion, numbers)

    def _states(
        self, number: int, criteria: list[Criterion], words: re.Pattern[str], into: dict[int | None, float]
    ) -> bool:
        """A row "Điểm tối đa" or "Trọng số" speaks of the criteria and is no unit."""
        row = self.table.sheet.rows[number]
        if not words.match(plain_key(label(row))):
            return False
        for column in {criterion.column for criterion in criteria if criterion.column is not None}:
            others = [self.table.sheet.rows[n][column] for n in self.table.rows if n != number]
            value = read_scores([row[column], *others])[0][0]
            if value is not None:
                into[column] = value
        return True

    def _criterion(self, criterion: Criterion, numbers: list[int]) -> None:
        is_final = criterion.name == TOTAL
        cells = self._cells(criterion.column, numbers)
        ranks = [read_rank(cell) for cell in self._cells(criterion.rank_column, numbers)]
        unranked = [
            is_final and rank is None and self._not_ranked(number, criterion, cell)
            for number, cell, (rank, _) in zip(numbers, cells, ranks, strict=True)
        ]
        texts = [
            None if (skip and not looks_numeric(cell)) or _says_unranked(cell) else cell
            for cell, skip in zip(cells, unranked, strict=True)
        ]
        scores, problems = read_scores(texts)
        own, own_problems = read_scores(self._cells(criterion.self_column, numbers))
        most, most_problems = read_scores(self._cells(criterion.max_column, numbers))
        for at, number in enumerate(numbers):
            name = self.table.sheet.rows[number][criterion.unit_column]
            rank, rank_problem = ranks[at]
            is_said = scores[at] is not None or at in problems or own[at] is not None or at in own_problems
            is_said = is_said or (rank is not None and criterion.column is None)
            if not (is_said or (is_final and (rank is not None or unranked[at]))):
                continue
            if isinstance(name, str) and is_no_unit(name) and not self._is_unit(number, name):
                continue
            if name is None and not self._is_numbered(number, criterion):
                continue
            column = criterion.column if cells[at] is not None else criterion.rank_column
            column = criterion.self_column if column is None else column
            values = {
                "score": scores[at],
                "self_score": own[at],
                "max_score": most[at],
                "reported_rank": rank,
                "is_ranked": (not unranked[at]) if is_final else None,
            }
            position = self._append(number, criterion, name, column, values)
            self._say(position, number, criterion.column, "score", problems.get(at))
            self._say(position, number, criterion.rank_column, "reported_rank", rank_problem)
            self._say(position, number, criterion.self_column, "self_score", own_problems.get(at))
            self._say(position, number, criterion.max_column, "max_score", most_problems.get(at))

    def _cells(self, column: int | None, numbers: Sequence[int]) -> list[Any]:
        rows = self.table.sheet.rows
        return [rows[number][column] if column is not None else None for number in numbers]

    def _append(self, number: int, criterion: Criterion, name: Any, column: int | None, values: dict[str, Any]) -> int:
        """A new long row; its position."""
        rows, row = self.rows, self.table.sheet.rows[number]
        shown = self.table.sheet.line_numbers[number] if self.table.sheet.line_numbers else number + 1
        year = criterion.year or self._year(row)
        if values["max_score"] is None:
            values["max_score"] = self.limits.get(criterion.column, criterion.max_score)
        rows.numbers.append(shown)
        position = len(rows) - 1
        values |= {
            "criterion": criterion.name,
            "parent_criterion": criterion.parent,
            "weight": self.weights.get(criterion.column, criterion.weight),
            "evidence": self._evidence(row) if criterion.name == TOTAL else None,
            "cell": f"{letter(column)}{shown}" if column is not None and rows.file.has_cells else None,
            "index_year": year,
            "board": self.units.board_of(number),
        }
        raw = {"unit_id": name, "reported_rank": row[criterion.rank_column] if criterion.rank_column else None}
        cell = row[column] if column is not None else None
        for field in FIELDS:
            rows.values[field].append(values.get(field))
            rows.raw[field].append(raw.get(field, cell))
        rows.facts.setdefault("unit_cells", []).append((criterion.unit_column, number))
        if year is None:
            at = self.table.columns.get("index_year")
            text = f"không phải năm: “{as_written(row[at]) if at is not None else ''}”"
            self._say(position, number, at, "index_year", BadCell("unknown_year", text, "ghi năm bằng bốn chữ số"))
        found: str | BadCell = BadCell("missing_value", "thiếu tên đơn vị", "điền ô này rồi gửi lại")
        if name is not None:
            found = self.units.unit(number, name, date(year or self.year or 1, 12, 31))
        if isinstance(found, BadCell):
            self._say(position, number, criterion.unit_column, "unit_id", found)
        else:
            rows.values["unit_id"][position] = found
        return position

    def _year(self, row: Sequence[Any]) -> int | None:
        column = self.table.columns.get("index_year")
        if column is None:
            return self.year
        if row[column] is None:
            return self.year
        found = YEAR.findall(as_written(row[column]))
        return int(found[0]) if found else None

    def _is_numbered(self, number: int, criterion: Criterion) -> bool:
        """Whether a row without a name is some unit's all the same: it bears a running number or a rank. A row of
        means or maxima that nobody labelled bears neither."""
        row = self.table.sheet.rows[number]
        is_left = any(cell is not None for cell in row[: criterion.unit_column])
        if is_left and self.table.rank(row) is not None and self.table.columns["unit_id"] == criterion.unit_column:
            return True
        return criterion.rank_column is not None and read_rank(row[criterion.rank_column])[0] is not None

    def _is_unit(self, number: int, name: str) -> bool:
        """ "Đông Nam" may be a region and a commune."""
        return not isinstance(self.units.unit(number, name, date(self.year or 1, 12, 31)), BadCell)

    # --- what is wrong ---

    def _say(self, position: int, number: int, column: int | None, field: str, problem: Problem | None) -> None:
        """Say it at the cell; a unit's name that many criteria share is complained of once."""
        if problem is None:
            return
        rows = self.rows
        level = "warning" if isinstance(problem, Doubt) else problem.level
        if level != "warning":
            rows.refused.add(position)
        if column is None or (number, column) in self.said:
            return
        self.said.add((number, column))
        heading = self.table.headings.get(column)
        rows.say_table(
            level,
            problem.rule,
            problem.message if isinstance(problem, Doubt) else str(problem),
            problem.fix,
            f"{letter(column)}{rows.numbers[position]}" if rows.file.has_cells else None,
            rows.numbers[position],
            heading.text if heading else self.table.heading(field),
            as_written(self.table.sheet.rows[number][column]),
        )

    def _not_ranked(self, number: int, criterion: Criterion, cell: object) -> bool:
        """Said in the row itself or in the group above it; or by dashes in the place of rank and score."""
        row = self.table.sheet.rows[number]
        texts = [text for text in row if isinstance(text, str)]
        if any(NOT_RANKED.search(plain(text)) for text in (*texts, *self.units.groups.get(number, ()))):
            return True
        if criterion.rank_column is None:
            return is_dash(cell)
        return is_dash(row[criterion.rank_column]) or (is_dash(cell) and row[criterion.rank_column] is None)

    def _evidence(self, row: Sequence[Any]) -> str | None:
        column = self.table.columns.get("evidence")
        return as_written(row[column]) or None if column is not None else None
