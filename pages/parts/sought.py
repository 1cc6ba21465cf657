"""Words that are looked for: accents and case aside, in any order. No screen."""

from __future__ import annotations

import unicodedata


def plain(text: str) -> str:
    """Without accents, in lower case: "Tỷ lệ đúng hạn" and "ty le dung han" are looked for alike."""
    split = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(letter for letter in split if not unicodedata.combining(letter))


def matches(sought: str, *texts: str) -> bool:
    """Whether every word sought is in one of the texts, accents aside."""
    there = plain(" ".join(texts))
    return all(word in there for word in plain(sought).split())
