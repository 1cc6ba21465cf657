"""Every file of the corpus, read as its hand-written expectation says."""

from __future__ import annotations

import pytest

from tests.corpus.case import Case, differences
from tests.corpus.cases import CASES


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.kind}-{case.name}")
def test_a_file_is_read_exactly_right(case: Case) -> None:
    assert differences(case) == []


def test_no_two_cases_bear_one_name() -> None:
    names = [(case.kind, case.name) for case in CASES]
    assert len(names) == len(set(names))
