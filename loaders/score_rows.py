"""The cells of a score table -> long rows: one for each unit and criterion, every fault at its own cell."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from loaders.body import label
from loaders.clean import column as clean_column
from loaders.clean import number as number_kind
from loaders.contract import BadCell, Doubt
from loaders.criteria import RANK_NAME, TOTAL, Criterion
from loaders.headings import heading_key
from loaders.lines import is_total, looks_numeric
from loaders.report import as_written
from loaders.rows import Rows, letter
from loaders.spelling import plain

MAX_LABEL = re.compile(r"^(diem toi da|thang diem|diem chuan|max(imum)? score|diem cao nhat theo quy dinh)")
WEIGHT_LABEL = re.compile(r"^(trong so|he so|ty trong|weights?)\b")
NOT_RANKED = re.compile(r"khong (xep hang|tham gia|danh gia|xep loai)|kxh|chua xep hang")
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
)


class Collector:
    """Walks the cells of a score table and appends long rows to a Rows."""

    def __init__(self, rows: Rows, kinds: tuple[str, ...], on: date) -> None:
        self.rows, self.kinds, self.on = rows, kinds, on
        self.table = rows.table
        self.units: dict[tuple[Any, Any, Any], str | BadCell] = {}
        self.said: set[tuple[int, int]] = set()
        self.limits: dict[int | None, float] = {}
        self.weights: dict[int | None, float] = {}
        self.groups = dict(zip(self.table.rows, self.table.groups, strict=True))
        for name in FIELDS:
            rows.values[name] = []
            rows.raw[name] = []

    def collect(self, criteria: list[Criterion]) -> None:
        """Append every unit's scores, and a `total` row for each unit that has one, a rank, or is said to have none."""
        self.limits = {c.column: c.max_score for c in criteria if c.max_score is not None}
        numbers = [
            number
            for number in self.table.rows
            if not self._states(number, criteria, MAX_LABEL, self.limits)
            and not self._states(number, criteria, WEIGHT_LABEL, self.weights)
        ]
        for criterion in criteria:
            self._column(criterion, numbers)

    def _states(
        self, number: int, criteria: list[Criterion], words: re.Pattern[str], into: dict[int | None, float]
    ) -> bool:
        """A row "Điểm tối đa" or "Trọng số" speaks of the criteria and is no unit."""
        row = self.table.sheet.rows[number]
        if not words.match(plain(label(row)).strip()):
            return False
        for criterion in criteria:
            if criterion.column is not None:
                values, _ = clean_column(number_kind, [row[criterion.column]])
                if values[0] is not None:
                    into[criterion.column] = values[0]
        return True

    def _column(self, criterion: Criterion, numbers: list[int]) -> None:
        sheet, column = self.table.sheet, criterion.column
        is_final = criterion.name == TOTAL
        cells = [sheet.rows[n][column] if column is not None else None for n in numbers]
        unranked = [is_final and self._not_ranked(n) for n in numbers]
        texts = [None if skip and not looks_numeric(cell) else cell for cell, skip in zip(cells, unranked, strict=True)]
        scores, problems = clean_column(number_kind, texts)
        for at, number in enumerate(numbers):
            row = sheet.rows[number]
            rank, rank_problem = (
                read_rank(row[criterion.rank_column]) if criterion.rank_column is not None else (None, None)
            )
            wanted = scores[at] is not None or at in problems or (is_final and (rank is not None or unranked[at]))
            name = row[criterion.unit_column]
            if not wanted or name is None or (isinstance(name, str) and is_no_unit(name)):
                continue
            at_column = column if column is not None and cells[at] is not None else criterion.rank_column
            position = self._append(number, criterion, name, at_column, scores[at], rank)
            self.rows.values["is_ranked"][position] = (not unranked[at]) if is_final else None
            found = self._unit(number, criterion, name)
            if isinstance(found, BadCell):
                self._problem(position, number, found, criterion.unit_column, "unit_id")
            else:
                self.rows.values["unit_id"][position] = found
            if at in problems:
                self._problem(position, number, problems[at], at_column, "score")
            if rank_problem:
                self._problem(position, number, rank_problem, criterion.rank_column, "reported_rank")

    def _append(
        self, number: int, criterion: Criterion, name: Any, column: int | None, score: float | None, rank: int | None
    ) -> int:
        """A new long row; its position."""
        rows, table = self.rows, self.table
        shown = table.sheet.line_numbers[number] if table.sheet.line_numbers else number + 1
        is_final = criterion.name == TOTAL
        values = {
            "criterion": criterion.name,
            "parent_criterion": criterion.parent,
            "weight": self.weights.get(criterion.column),
            "max_score": self.limits.get(criterion.column),
            "score": score,
            "self_score": self._number(number, "self_score") if is_final else None,
            "evidence": self._text(number, "evidence") if is_final else None,
            "reported_rank": rank,
            "cell": f"{letter(column)}{shown}" if column is not None and rows.file.has_cells else None,
        }
        raw = {
            "unit_id": name,
            "reported_rank": table.sheet.rows[number][criterion.rank_column]
            if criterion.rank_column is not None
            else None,
        }
        cell = table.sheet.rows[number][column] if column is not None else None
        rows.numbers.append(shown)
        for field in FIELDS:
            rows.values[field].append(values.get(field))
            rows.raw[field].append(raw.get(field, cell))
        rows.facts.setdefault("unit_cells", []).append((criterion.unit_column, number))
        return len(rows) - 1

    # --- units ---

    def _unit(self, number: int, criterion: Criterion, name: Any) -> str | BadCell:
        column = self.table.columns.get("within")
        within_text = self.table.sheet.rows[number][column] if column is not None else None
        wanted = (name, within_text, self.groups.get(number))
        if wanted not in self.units:
            self.units[wanted] = self._find(name, within_text, number)
        return self.units[wanted]

    def _find(self, name: Any, within_text: Any, number: int) -> str | BadCell:
        places = self.rows.file.places
        try:
            within = (
                places.find(str(within_text), ("district",), self.on) if within_text else self._group_district(number)
            )
            return places.find(str(name), self.kinds, self.on, within)
        except BadCell as bad:
            return bad

    def _group_district(self, number: int) -> str | None:
        if "commune" not in self.kinds:
            return None
        for text in reversed(self.groups.get(number, ())):
            try:
                return self.rows.file.places.find(text, ("district",), self.on)
            except BadCell:
                continue
        return None

    # --- what is wrong ---

    def _problem(self, position: int, number: int, problem: BadCell | Doubt, column: int | None, field: str) -> None:
        """Say it at the cell; a unit's name that many criteria share is complained of once."""
        rows = self.rows
        level = "warning" if isinstance(problem, Doubt) else problem.level
        if level != "warning":
            rows.refused.add(position)
        if column is None or (number, column) in self.said:
            return
        self.said.add((number, column))
        address = f"{letter(column)}{rows.numbers[position]}" if rows.file.has_cells else None
        heading = self.table.headings.get(column)
        message = problem.message if isinstance(problem, Doubt) else str(problem)
        value = as_written(self.table.sheet.rows[number][column])
        rows.say_table(
            level,
            problem.rule,
            message,
            problem.fix,
            address,
            rows.numbers[position],
            heading.text if heading else self.table.heading(field),
            value,
        )

    def _not_ranked(self, number: int) -> bool:
        """Said in the row itself, or in the group above it."""
        texts = [cell for cell in self.table.sheet.rows[number] if isinstance(cell, str)]
        return any(NOT_RANKED.search(plain(text)) for text in (*texts, *self.groups.get(number, ())))

    def _number(self, number: int, field: str) -> float | None:
        column = self.table.columns.get(field)
        if column is None:
            return None
        values, _ = clean_column(number_kind, [self.table.sheet.rows[number][column]])
        value: float | None = values[0]
        return value

    def _text(self, number: int, field: str) -> str | None:
        column = self.table.columns.get(field)
        cell = self.table.sheet.rows[number][column] if column is not None else None
        return as_written(cell) or None


def is_no_unit(text: str) -> bool:
    """A mean, an extreme, a heading repeated ("Thứ tự", "Ranking")."""
    words = heading_key(text)
    return is_total(text) or bool(RANK_NAME.match(plain(words))) or plain(words) in ("thu tu", "stt", "no")


def read_rank(cell: object) -> tuple[int | None, BadCell | None]:
    """A stated rank: 15, 15.0, "15", "15=", "Hạng 15"; words such as "không xếp hạng" give none."""
    if cell is None or isinstance(cell, bool):
        return None, None
    if isinstance(cell, int | float):
        if float(cell).is_integer() and cell > 0:
            return int(cell), None
    elif found := re.fullmatch(r"\D{0,12}?(\d{1,4})(?:\.0)?\s*=?(?:\s*/\s*\d+)?", str(cell).strip()):
        return int(found[1]), None
    elif not re.search(r"\d", str(cell)):
        return None, None
    return None, BadCell(
        "not_a_rank",
        f"không phải thứ hạng: “{as_written(cell)}”",
        "ghi thứ hạng bằng số nguyên, ví dụ 15",
        level="warning",
    )
