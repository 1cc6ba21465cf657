"""Every metric gives the number that its definition gives by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from metrics import METRICS, total
from tests.metrics.desk import Desk
from tests.metrics.worked import EXAMPLES, Answer, asked

CASES = [(reports, metric_id, answer) for reports, answers in EXAMPLES.items() for metric_id, answer in answers.items()]


def test_every_metric_has_a_worked_example() -> None:
    assert sorted(metric_id for _, metric_id, _ in CASES) == sorted(METRICS)


@pytest.mark.parametrize(("reports", "metric_id", "answer"), CASES, ids=[case[1] for case in CASES])
def test_metric_gives_what_its_definition_gives_by_hand(
    desk: Desk, reports: Callable[[Desk], None], metric_id: str, answer: Answer
) -> None:
    reports(desk)
    (figure,) = total(desk.publish(), METRICS[metric_id], asked(answer))
    assert (figure.count, figure.out_of) == pytest.approx((answer.count, answer.out_of))
    assert figure.value == pytest.approx(answer.value)


@pytest.mark.parametrize("metric_id", METRICS)
def test_no_report_is_not_zero(desk: Desk, metric_id: str) -> None:
    assert [
        f.value for f in total(desk.publish(), METRICS[metric_id]) if f.count is not None or f.value is not None
    ] == []
