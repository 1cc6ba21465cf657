"""All cases, family by family. A family's file offers CASES; a new file in this folder is one line here."""

from __future__ import annotations

from tests.corpus import (
    files,
    held_ha,
    held_ha_words,
    held_headings,
    held_ly,
    held_son,
    held_tam,
    held_tran,
    layouts,
    lists,
    scores,
    values,
)
from tests.corpus.case import Case

CASES: list[Case] = [
    *files.CASES,
    *held_ha.CASES,
    *held_ha_words.CASES,
    *held_headings.CASES,
    *held_ly.CASES,
    *layouts.CASES,
    *lists.CASES,
    *scores.CASES,
    *values.CASES,
    *held_tam.CASES,
    *held_tran.CASES,
    *held_son.CASES,
]
