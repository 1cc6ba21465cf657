"""What a score table came to, in the forms that tests compare: scores, totals and ranks by unit."""

from __future__ import annotations

from collections import Counter
from datetime import date

from tests.workbook import Answer, places


def scores(found: Answer) -> dict[tuple[str, str], float | None]:
    """(unit_id, criterion) -> score."""
    return {(row["unit_id"], row["criterion"]): row["score"] for row in found.rows}


def totals(found: Answer) -> dict[str, float | None]:
    return {unit: score for (unit, criterion), score in scores(found).items() if criterion == "total"}


def ranks(found: Answer) -> dict[str, int | None]:
    return {row["unit_id"]: row["reported_rank"] for row in found.rows if row["criterion"] == "total"}


def tables(found: Answer) -> Counter[tuple[str, int, str]]:
    """(index, year, board) -> units."""
    units = {(row["index_name"], row["index_year"], row["board"], row["unit_id"]) for row in found.rows}
    return Counter(unit[:3] for unit in units)


def province(name: str, year: int) -> str:
    return places().find(name, ("province",), date(year, 12, 31))
