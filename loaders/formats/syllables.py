"""Whether a word can be Vietnamese: which sounds go together is fixed, so text in a wrong encoding shows itself."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

TONES = "\u0300\u0301\u0303\u0309\u0323"
_FIRST = "ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnpqrstvx]"
_OPEN = (
    "a ai ao au ay âu ây e eo ê êu i ia iu iêu o oa oai oao oay oe oeo oi ô ôi ơ ơi u ua uây uê ui uôi uơ uy uya "
    "uyu ư ưa ưi ưu ươi ươu y yêu uâ"
)
_NASAL = (
    "am an ang anh ăm ăn ăng âm ân âng em en eng êm ên ênh êng im in inh iêm iên iêng oam oan oang oanh oăm oăn "
    "oăng oen om on ong oong ôm ôn ông ơm ơn um un ung uân uâng uênh uôm uôn uông uyên uynh uyn ưm ưn ưng ươm ươn "
    "ương ym yn ynh yêm yên yêng"
)
_STOPPED = (
    "ac ach ap at ăc ăp ăt âc âp ât ec ep et êch êp êt êc ich ip it iêc iêp iêt oac oach oap oat oăc oăt oc oet "
    "op ooc ot ôc ôp ôt ơp ơt uât uc uêch uôc uôt up ut uych uyp uyt uyêt ưc ưp ưt ươc ươp ươt yt ych yêt"
)
_OPEN_SYLLABLE = re.compile(f"(?:{_FIRST})?(?:{'|'.join((_OPEN + ' ' + _NASAL).split())})")
_STOPPED_SYLLABLE = re.compile(f"(?:{_FIRST})?(?:{'|'.join(_STOPPED.split())})")


@lru_cache(maxsize=65536)
def is_syllable(word: str) -> bool:
    """Whether the word is one possible syllable, with at most one tone; before p, t, c, ch only two of the tones go."""
    letters = unicodedata.normalize("NFD", word.lower())
    tones = [letter for letter in letters if letter in TONES]
    if len(tones) > 1:
        return False
    bare = unicodedata.normalize("NFC", "".join(letter for letter in letters if letter not in TONES))
    if _OPEN_SYLLABLE.fullmatch(bare):
        return True
    return _STOPPED_SYLLABLE.fullmatch(bare) is not None and tones in (["\u0301"], ["\u0323"])
