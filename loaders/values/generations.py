"""Which mobile generations a cell such as "2G/3G, 4G LTE" names: 2, 3, 4, 5."""

from __future__ import annotations

import re

from loaders.spelling import plain
from loaders.values.cell import typed

# What operators write for a generation besides "4G": the standard's name, or that name with its band (U2100, L1800).
_STANDARDS = {
    2: re.compile(r"\bgsm|\bedge\b|\bgprs\b|\bg(?:900|1800)\b"),
    3: re.compile(r"\bumts|\bw?cdma|\bhspa|\bu(?:900|2100)\b"),
    4: re.compile(r"\blte|\bl(?:700|900|1800|2100|2600)\b"),
    5: re.compile(r"\bnr\b|\bnr\d"),
}
_GENERATION = re.compile(r"([2-5])\s*g(?!\d|\s*hz)")
# "2, 3, 4" and "2/3/4G": digits alone, each between separators.
_DIGITS = re.compile(r"[2-5](?:\s*g)?(?:\s*[,;/+&.-]\s*[2-5](?:\s*g)?)+|[2-5]")
_NONE = re.compile(r"khong(?: co)?(?: song)?|chua(?: co)?(?: song)?|0|no|none")


def generations(text: str) -> frozenset[int] | None:
    """The generations named, empty for "không", None where the text names none that is known."""
    words = plain(typed(text))
    if _NONE.fullmatch(words):
        return frozenset()
    if _DIGITS.fullmatch(words):
        return frozenset(int(digit) for digit in re.findall(r"[2-5]", words))
    named = {int(digit) for digit in _GENERATION.findall(words)}
    named |= {number for number, pattern in _STANDARDS.items() if pattern.search(words)}
    return frozenset(named) or None
