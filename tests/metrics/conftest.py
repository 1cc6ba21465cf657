"""What the tests of the metrics share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.metrics.desk import Desk


@pytest.fixture
def desk() -> Iterator[Desk]:
    """A desk with an empty warehouse, to put reports on."""
    made = Desk()
    yield made
    made.con.close()
