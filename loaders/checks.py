"""What must hold between the cells of a row, the rows of a table, and a table and its stated totals.

A check looks at a Rows and yields Findings; the Rule that carries it says how loud it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median
from typing import Any

from loaders.contract import Finding

TOLERANCE = 0.005


def vn(value: float) -> str:
    """A number as people here write it: 1.283 and 407,64."""
    if float(value).is_integer():
        return f"{int(value):,}".replace(",", ".")
    whole, _, part = f"{value:,.4f}".rstrip("0").partition(".")
    return whole.replace(",", ".") + "," + part


@dataclass(frozen=True)
class Identity:
    """total = the sum of the parts, where all of them are there. `says`: as the form prints it ("3 = 4 + 5 + 6")."""

    total: str
    parts: tuple[str, ...]
    says: str

    def __call__(self, rows: Any) -> Iterator[Finding]:
        """The rows in which it does not hold."""
        columns = [rows.get(name) for name in self.parts]
        for position, stated in enumerate(rows.get(self.total)):
            values = [column[position] for column in columns]
            if stated is None or any(value is None for value in values) or stated == sum(values):
                continue
            sums = " + ".join(vn(value) for value in values)
            message = f"cột {self.says} không đúng: ghi {vn(stated)}, nhưng {sums} = {vn(sum(values))}"
            yield Finding(
                position,
                self.total,
                message,
                "kiểm tra lại các cột của dòng này; dòng vẫn được dùng và đánh dấu cần xác nhận",
            )


def identity(total: str, *parts: str, says: str) -> Identity:
    """A rule's finder: see Identity."""
    return Identity(total, parts, says)


def score_outliers(rows: Any) -> Iterator[Finding]:
    """Scores far above the board's own: over the maximum, or over five times the median of the criterion."""
    by_criterion: dict[tuple[Any, ...], list[int]] = {}
    scores, most = rows.get("score"), rows.get("max_score")
    # Totals of several indices and boards in one list are of different sizes.
    criteria = list(zip(*(rows.get(name) for name in ("index_name", "board", "criterion")), strict=True))
    for position in rows.kept():
        if scores[position] is not None:
            by_criterion.setdefault(criteria[position], []).append(position)
    for positions in by_criterion.values():
        middle = median(scores[position] for position in positions)
        for position in positions:
            score, limit = scores[position], most[position]
            if limit is not None and score > limit + TOLERANCE:
                yield Finding(
                    position,
                    "score",
                    f"điểm {vn(score)} lớn hơn điểm tối đa {vn(limit)}",
                    "kiểm tra điểm hoặc điểm tối đa",
                )
            elif len(positions) >= 5 and middle > 0 and score > 5 * middle:
                message = f"điểm {vn(score)} cao bất thường: điểm giữa của bảng là {vn(middle)}"
                yield Finding(
                    position,
                    "score",
                    message,
                    "kiểm tra có gõ thừa chữ số không; điểm vẫn được giữ và đánh dấu cần xác nhận",
                )


def rank_differs(rows: Any) -> Iterator[Finding]:
    """Stated ranks against competition ranks (1, 2, 2, 4) by the stated totals, board by board.

    A list of some units out of a longer ranking (38 of 63) is held against the order of its own ranks.
    """
    scores, ranks, criteria = rows.get("score"), rows.get("reported_rank"), rows.get("criterion")
    boards: dict[tuple[Any, ...], list[int]] = {}
    ranked: set[tuple[Any, ...]] = set()
    # Refused rows count here: the publisher ranked those units too, each of them once.
    for i in (position for position in range(len(rows)) if position not in rows.repeated):
        if criteria[i] == "total" and scores[i] is not None and ranks[i] is not None:
            board = tuple(rows.get(name)[i] for name in ("index_name", "index_year", "board"))
            unit = rows.get("unit_id")[i]
            if unit and (*board, unit) in ranked:
                continue
            ranked.add((*board, unit))
            boards.setdefault(board, []).append(i)
    for positions in [part for board in boards.values() for part in _ranked_apart(rows, board)]:
        totals = sorted((scores[i] for i in positions), reverse=True)
        stated = sorted(ranks[i] for i in positions)
        is_excerpt = stated[-1] > len(positions)
        for position in positions if len(positions) > 1 else []:
            computed = totals.index(scores[position]) + 1
            given = stated.index(ranks[position]) + 1 if is_excerpt else ranks[position]
            if abs(computed - given) > _ties(totals, scores[position]):
                among = " trong các đơn vị của bảng" if is_excerpt else ""
                message = f"ghi hạng {ranks[position]}, theo điểm là hạng {computed}{among}"
                yield Finding(position, "reported_rank", message, "kiểm tra điểm và thứ hạng; cả hai vẫn được giữ")


def _ranked_apart(rows: Any, positions: list[int]) -> list[list[int]]:
    """The positions of one board, group by group where ranks begin anew in each ("Nhóm I: các phường")."""
    cells = rows.facts.get("unit_cells", [])
    groups = dict(zip(rows.table.rows, rows.table.groups, strict=True))
    parts: dict[Any, list[int]] = {}
    for position in positions if len(cells) == len(rows) else []:
        parts.setdefault(tuple(groups.get(cells[position][1], ())), []).append(position)
    ranks = [[rows.get("reported_rank")[position] for position in part] for part in parts.values()]
    is_apart = len(parts) > 1 and all(min(part) == 1 and max(part) <= len(part) for part in ranks)
    return list(parts.values()) if is_apart else [positions]


def _ties(totals: list[float], score: float) -> int:
    """How far a rank may lie from ours for units of equal score: publishers break ties by their own rules."""
    return totals.count(score) - 1
