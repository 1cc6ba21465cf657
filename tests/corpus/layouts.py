"""Where tables stand on their sheets and what stands around them: stations, villages, dossiers, procedures."""

from __future__ import annotations

from tests.corpus import layout_forms, layout_lists, layout_stations, layout_villages
from tests.corpus.case import Case

CASES: list[Case] = [*layout_stations.CASES, *layout_villages.CASES, *layout_forms.CASES, *layout_lists.CASES]
