"""The numbers of a score table: scores whose decimal marks are mixed, and ranks as publishers write them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import log
from statistics import median
from typing import Any

from loaders.clean import column as clean_column
from loaders.clean import number as number_kind
from loaders.contract import BadCell, CellError, Doubt
from loaders.report import as_written
from loaders.spelling import plain
from loaders.values.cell import is_blank

# 385,641 and 385.641: a score with three decimals or hundreds of thousands.
_EITHER = re.compile(r"([1-9]\d{0,2})[.,](\d{3})")
_RANK = re.compile(r"\D{0,12}?(\d{1,4})(?:[.,]0)?\s*(?:=|\*|st|nd|rd|th)?(?:\s*/\s*\d+)?")
_SHARED = re.compile(r"\D{0,12}?(\d{1,4})\s*(?:-|–|,|;|va|và|đến)\s*\d{1,4}(?:\s*/\s*\d+)?")
_WORDS = {"nhat": 1, "nhi": 2, "ba": 3, "tu": 4}


def read_scores(cells: Sequence[object]) -> tuple[list[float | None], dict[int, BadCell | Doubt]]:
    """The values of a column of scores, and what is wrong, by index.

    A numeral such as 81,125 is what lies nearer to the other scores; where all are such, they have three decimals:
    no board counts in hundreds of thousands.
    """
    values, problems = clean_column(number_kind, cells)
    either = {
        at: found
        for at, cell in enumerate(cells)
        if isinstance(cell, str) and values[at] is not None and (found := _EITHER.fullmatch(cell.strip()))
    }
    if not either:
        return values, problems
    sure = [value for at, value in enumerate(values) if at not in either and value]
    middle = median(sure) if sure else None
    for at, found in either.items():
        small = float(f"{found[1]}.{found[2]}")
        large = float(found[1] + found[2])
        values[at] = small if middle is None or _ratio(small, middle) <= _ratio(large, middle) else large
    return values, problems


def _ratio(value: float, middle: float) -> float:
    return abs(log(value / middle)) if middle > 0 else value


def read_rank(cell: Any) -> tuple[int | None, BadCell | Doubt | None]:
    """A stated rank: 15, 15.0, "15", "15=", "Hạng 15", "15/63"; the first of a shared "5-6", with a doubt.

    Words such as "không xếp hạng" give none.
    """
    if cell is None or isinstance(cell, bool):
        return None, None
    text = " ".join(str(cell).split())
    if isinstance(cell, CellError):
        return None, BadCell("cell_error", f"ô đang báo lỗi {cell}", "Sửa công thức rồi gửi lại.")
    if isinstance(cell, int | float):
        if float(cell).is_integer() and cell > 0:
            return int(cell), None
    elif found := _RANK.fullmatch(text):
        return int(found[1]), None
    elif found := _SHARED.fullmatch(text):
        message = f"“{text}” là hạng đồng thứ; hiểu là hạng {found[1]}"
        return int(found[1]), Doubt(int(found[1]), "shared_rank", message, f"ghi một con số, ví dụ {found[1]}")
    elif not re.search(r"\d", text):
        return _in_words(text), None
    return None, BadCell(
        "not_a_rank",
        f"không phải thứ hạng: “{as_written(cell)}”",
        "ghi thứ hạng bằng số nguyên, ví dụ 15",
        level="warning",
    )


def _in_words(text: str) -> int | None:
    """ "Nhất", "Giải Nhì", "Hạng nhất"."""
    words = plain(text).split()
    return _WORDS.get(words[-1]) if words and len(words) <= 2 else None


def is_dash(cell: object) -> bool:
    """A dash or dots: the sender says that there is nothing, where an empty cell says nothing."""
    return isinstance(cell, str) and bool(cell.strip()) and is_blank(cell)
