"""Names of offices of which the sender shortened some words: "Sở Khoa học và CN", "Ban QL các KCN tỉnh".

Every word of the full name must be there, whole or by its first letter, and the first one whole: so "Sở TT" means
nothing, and where two offices fit neither is meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from loaders.spelling import name_key

LONGEST_SHORT = 5  # letters: "ptnt", "tbxh"
MOST_WORDS = 14
_LOOSE = ("và", "tỉnh")  # officers drop these


def shortened(text: str, names: Mapping[str, str]) -> list[str]:
    """The units whose full name the text shortens. text: a name_key; names: unit_id -> name as displayed."""
    words = _words(text.split())
    if not 2 <= len(words) <= MOST_WORDS or not any(1 < len(word) <= LONGEST_SHORT for word in words[1:]):
        return []
    return [unit for unit, name in names.items() if _fits(words, _words(name_key(name).split()))]


def _words(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in _LOOSE)


def _fits(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether the short words give the full ones, in their order, and something beside the kind of office is whole or
    stands for two words at least."""
    if not short or not full or short[0] != full[0]:
        return False
    return len(short) < len(full) and _rest_fits(short[1:], full[1:])


def _rest_fits(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    if not short or not full:
        return not short and not full
    if short[0] == full[0] and _rest_fits(short[1:], full[1:]):
        return True
    count = len(short[0])
    initials = "".join(word[0] for word in full[:count])
    return 2 <= count <= LONGEST_SHORT and short[0] == initials and _rest_fits(short[1:], full[count:])
