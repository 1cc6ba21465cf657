"""Score tables whose rows are single scores: a unit's criteria one below the other, or index, year, value and rank."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from loaders import mentions, settings
from loaders.body import Table, label
from loaders.clean import column as clean_column
from loaders.clean import number as number_kind
from loaders.contract import BadCell
from loaders.criteria import TOTAL
from loaders.lines import is_total
from loaders.report import as_written
from loaders.rows import FileFacts, Rows, letter
from loaders.score_rows import FIELDS, read_rank
from loaders.spelling import plain

SUMMARY = re.compile(r"\b(mean|average|median|trung binh|binh quan|national)\b")
UNITS = ("commune", "department", "agency", "district", "province")
BOARD_OF = {"agency": "department", "other": "department"}


@dataclass(frozen=True)
class Said:
    """What the words around a list say: index, year and board, None where they say nothing."""

    index: str | None
    year: int | None
    board: str
    kinds: tuple[str, ...]


def is_list(table: Table) -> bool:
    """Whether each row is one score: the criterion or the index stands in a column."""
    return "criterion" in table.columns or {"index_name", "index_year"} <= set(table.columns)


def one_unit(table: Table, file: FileFacts, on: date | None) -> str | None:
    """The unit that title, sheet or file name gives to a list without a column of units; an index is the province's."""
    texts = [*table.title, table.sheet.name, *table.page_title, re.sub(r"[_.-]+", " ", file.file_name)]
    kinds = ("province",) if "criterion" not in table.columns else UNITS
    named = (mentions.mentioned(file.places, text, kinds, on) for text in texts)
    found = next((units[0] for units in named if units), None)
    return found or (None if "criterion" in table.columns else settings.PROVINCE)


def read_list(rows: Rows, said: Said, unit: str | None, index_of: Any, years_of: Any) -> None:
    """Append the long rows. index_of: words -> (index, criterion) or None; years_of: words -> years."""
    table = rows.table
    for name in FIELDS:
        rows.values[name], rows.raw[name] = [], []
    numbers = sorted([*table.rows, *(_sums(table) if "criterion" in table.columns else [])])
    groups = dict(zip(table.rows, table.groups, strict=True))
    cells = {name: [table.sheet.rows[n][c] for n in numbers] for name, c in table.columns.items()}
    kept: dict[str, list[Any]] = {"index_name": [], "index_year": []}
    cleaned = {
        name: clean_column(number_kind, cells.get(name, [None] * len(numbers)))
        for name in ("total", "self_score", "max_score")
    }
    for at, number in enumerate(numbers):
        words = as_written(cells["index_name"][at]) if "index_name" in cells else ""
        if SUMMARY.search(plain(words)):
            continue
        index, criterion = index_of(words) if words else (said.index, TOTAL)
        if "criterion" in cells:
            criterion = _criterion(table, number, cells["criterion"][at])
        written = as_written(cells["index_year"][at]) if "index_year" in cells else ""
        year = next(iter(years_of(written)), None) if written else said.year
        rank, _ = read_rank(cells["reported_rank"][at]) if "reported_rank" in cells else (None, None)
        score = cleaned["total"][0][at]
        column = table.columns.get("total" if score is not None else "reported_rank")
        shown = table.sheet.line_numbers[number] if table.sheet.line_numbers else number + 1
        rows.numbers.append(shown)
        position = len(rows) - 1
        values = {
            "criterion": criterion,
            "parent_criterion": next(reversed(groups.get(number, ())), None),
            "score": score,
            "max_score": cleaned["max_score"][0][at],
            "self_score": cleaned["self_score"][0][at],
            "evidence": as_written(cells["evidence"][at]) or None if "evidence" in cells else None,
            "reported_rank": rank,
            "is_ranked": (rank is not None or score is not None) if criterion == TOTAL else None,
            "cell": f"{letter(column)}{shown}" if column is not None and rows.file.has_cells else None,
            "unit_id": unit,
        }
        raw = {name: cells[name][at] for name in cells} | {"score": cells["total"][at] if "total" in cells else None}
        for field in FIELDS:
            rows.values[field].append(values.get(field))
            rows.raw[field].append(raw.get(field))
        kept["index_name"].append(index)
        kept["index_year"].append(year)
        if index is None:
            rows.say(
                "error", "unknown_index", position, "index_name", "thiếu tên bộ chỉ số", "ghi tên bộ chỉ số, ví dụ PCI"
            )
        if year is None:
            text = f"không phải năm: “{written}”"
            rows.say("error", "unknown_year", position, "index_year", text, "ghi năm bằng bốn chữ số")
        if unit is None:
            _find_unit(rows, position, cells["unit_id"][at], said, date(year, 12, 31) if year else None)
        rows.raw.setdefault("total", []).append(raw["score"])
        for name, (_, problems) in cleaned.items():
            if isinstance(problem := problems.get(at), BadCell):
                rows.say(problem.level, problem.rule, position, name, str(problem), problem.fix)
    rows.values |= kept | {"board": [said.board] * len(rows)}


def _sums(table: Table) -> list[int]:
    """In a list of criteria a stated sum is a score too: a group's is a main criterion's, the last is the final one."""
    return [total.row for total in table.totals]


def _criterion(table: Table, number: int, cell: object) -> str:
    """A row without a criterion states the final score, as does a sum; a group's sum is of the group's criterion."""
    is_sum = any(total.row == number for total in table.totals)
    words = label(table.sheet.rows[number]) if is_sum else " ".join(as_written(cell).split())
    return TOTAL if not words or is_total(words) else words


def _find_unit(rows: Rows, position: int, name: object, said: Said, on: date | None) -> None:
    if name is None:
        rows.say("error", "missing_value", position, "unit_id", "thiếu tên đơn vị", "điền ô này rồi gửi lại")
        return
    try:
        rows.values["unit_id"][position] = rows.file.places.find(str(name), said.kinds, on)
    except BadCell as bad:
        rows.say(bad.level, bad.rule, position, "unit_id", str(bad), bad.fix)
