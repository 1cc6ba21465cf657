"""Lists that agencies keep: tasks of the plans, obstacles, values of indicators."""

from __future__ import annotations

from tests.corpus import list_indicators, list_obstacles, list_sideways, list_task_states, list_tasks
from tests.corpus.case import Case

CASES: list[Case] = [
    *list_tasks.CASES,
    *list_task_states.CASES,
    *list_obstacles.CASES,
    *list_indicators.CASES,
    *list_sideways.CASES,
]
