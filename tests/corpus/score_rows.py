"""How the cases of score tables write down what they expect: one line for each criterion of a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

Row = Mapping[str, Any]


def expect(
    scope: tuple[str, int, str],
    criterion: str,
    units: Sequence[str],
    scores: Sequence[float | None],
    cells: str = "",
    ranks: Sequence[int | None] = (),
    **same: Any,
) -> list[Row]:
    """The long rows of one criterion. scope: (index, year, board). cells: "C5 C6 C7"; "" in CSV.

    ranks: () where none are stated. same: fields that all these rows share; a field left out is null.
    """
    addresses: Sequence[str | None] = cells.split() or [None] * len(units)
    stated = ranks or [None] * len(units)
    nothing = dict.fromkeys(("parent_criterion", "max_score", "weight", "self_score", "evidence"))
    is_ranked = True if criterion == "total" else None
    return [
        {"index_name": scope[0], "index_year": scope[1], "board": scope[2], "criterion": criterion}
        | nothing
        | {"unit_id": unit, "score": score, "cell": cell, "reported_rank": rank, "is_ranked": is_ranked}
        | same
        for unit, score, cell, rank in zip(units, scores, addresses, stated, strict=True)
    ]
