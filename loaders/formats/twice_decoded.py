"""Text that was UTF-8 and was read as a one-byte encoding on its way ("TuyÃªn Quang"): the letters that were typed.

What the bytes of one UTF-8 letter look like in windows-1252, windows-1258 or Latin-1 hardly ever stands side by side in
Vietnamese, so each such group is put right where it stands, whatever the rest of the cell is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

MOST_ROUNDS = 3  # read wrongly, saved, read wrongly again
# First bytes of the UTF-8 of Vietnamese letters, loose marks, punctuation and the byte-order mark.
_TWO, _THREE = (0xC2, 0xC3, 0xC4, 0xC5, 0xC6, 0xCC, 0xCD), (0xE1, 0xE2, 0xEF)
_ENCODINGS = ("cp1252", "cp1258", "latin-1")
# Đ is C4 90, and 90 is no letter of windows-1252: programs put a question mark there. No other letter is left so.
_LOST = {"Ä\ufffd": "Đ", "Ă\ufffd": "Đ"}
# "à" is C3 A0, a blank that does not break; programs make it a plain one or cut it off.
_LOST_BLANK = re.compile(r"[ÃĂ](?: (?=(?:nh|ng|[imnouyptc])(?![^\W\d_]))| ?(?= )| ?$)|(?<=[^\W\d_])[ÃĂ](?= )")
# "XÃ" in capitals before such a blank or a closing quotation mark is no wrong reading.
_WEAK = frozenset("\u00a0“”‘’")


@cache
def _byte_of() -> dict[str, int]:
    """What a byte from 80 on looks like -> the byte; one that an encoding lacks comes through as a control sign."""
    found = {chr(byte): byte for byte in range(0x80, 0x100)}
    for encoding in _ENCODINGS[:2]:
        for byte in range(0x80, 0x100):
            shown = bytes([byte]).decode(encoding, "replace")
            if shown != "\ufffd":
                found[shown] = byte
    return found


def _class_of(wanted: Iterable[int]) -> str:
    numbers = frozenset(wanted)
    return "[" + "".join(re.escape(sign) for sign, byte in _byte_of().items() if byte in numbers) + "]"


@cache
def _group() -> re.Pattern[str]:
    """The UTF-8 of one letter as a one-byte encoding shows it."""
    more = _class_of(range(0x80, 0xC0))
    return re.compile(f"{_class_of(_TWO)}{more}|{_class_of(_THREE)}{more}{{2}}|{'|'.join(_LOST)}")


@cache
def _letter(group: str) -> str | None:
    """The letter that was typed; None where the bytes are no UTF-8."""
    if group in _LOST:
        return _LOST[group]
    try:
        return bytes(map(_byte_of().__getitem__, group)).decode()
    except UnicodeDecodeError:
        return None


def may_be_wrong(text: str) -> bool:
    """A quick look at a lot of text: whether a letter in it can be a first byte read wrongly."""
    return any(lead in text for lead in "ÃĂÄÅÆÂÌáâï")


def is_proof(text: str) -> bool:
    """Whether some letter of the text was surely read wrongly."""
    return any(_is_sure(group) for group in _group().findall(text))


def _is_sure(group: str) -> bool:
    letter = _letter(group)
    if letter is None:
        return False
    return (letter.isalpha() or len(group) > 2 or group[0] in "Ì") and not (len(group) == 2 and group[1] in _WEAK)


def may_be_meant(text: str) -> bool:
    """Whether nothing in the text looks like letters read wrongly."""
    return _group().search(text) is None


def mended(text: str, is_sure: bool = False) -> str:
    """The text with what was read wrongly put right once, or the same object where nothing was.

    is_sure: the text around it was read wrongly; then "HÃ Giang" is mended too, which alone may be meant.
    """
    if not is_sure and not is_proof(text):
        return text
    typed = _group().sub(lambda match: _letter(match.group()) or match.group(), text)
    typed = _LOST_BLANK.sub("à", typed)
    return text if typed == text else unicodedata.normalize("NFC", typed.replace("\ufeff", ""))
