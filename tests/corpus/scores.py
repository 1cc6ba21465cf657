"""Score tables: the province's own boards, national indices, lists and tables that stand on their side."""

from __future__ import annotations

from tests.corpus import score_blocks, score_boards, score_indices, score_lists, score_turned, score_values
from tests.corpus.case import Case

CASES: list[Case] = [
    *score_boards.CASES,
    *score_values.CASES,
    *score_indices.CASES,
    *score_blocks.CASES,
    *score_lists.CASES,
    *score_turned.CASES,
]
"""Cases of this family."""
