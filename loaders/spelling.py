"""How two spellings of one name become equal: keys, the habits of writing, and phrases that mean many units.

Officers write "P. Phan Thiết", "UBND H.Yên Sơn", "Hoà An", "TN&MT". These rules are general; single names
belong into `data/reference/unit_aliases.csv`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

# --- keys ----------------------------------------------------------------------------------------------------------

INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
DASH = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
TONES = "\u0300\u0301\u0303\u0309\u0323"


def _tone_places() -> tuple[Mapping[str, str], Mapping[str, str]]:
    """("oà" -> "òa", …) for syllables that end there, and ("úy" -> "uý", …) for those that begin with q."""
    moved, after_q = {}, {}
    for pair in ("oa", "oe", "uy"):
        for tone in TONES:
            late, early = (unicodedata.normalize("NFC", text) for text in (pair + tone, pair[0] + tone + pair[1]))
            moved[late] = early
            if pair == "uy":
                after_q[early] = late
    return moved, after_q


MOVED, AFTER_Q = _tone_places()
OPEN_SYLLABLE = re.compile(f"(?<!q)(?:{'|'.join(MOVED)})(?![^\\W_])")
Q_SYLLABLE = re.compile(f"(?<=q)(?:{'|'.join(AFTER_Q)})(?![^\\W_])")


@lru_cache(maxsize=65536)
def key(text: str) -> str:
    """For comparing, accents and punctuation kept: 'TT.  Hoà\u00a0An' and 'tt. hòa an' are equal, 'Hoa An' is not."""
    text = unicodedata.normalize("NFC", INVISIBLE.sub("", text)).casefold().replace("ð", "đ")
    text = " ".join(DASH.sub("-", text).split())
    text = OPEN_SYLLABLE.sub(lambda found: MOVED[found.group()], text)
    return Q_SYLLABLE.sub(lambda found: AFTER_Q[found.group()], text)


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """The key without accents: 'Tân Thành' and 'Tân Thanh' are equal here, so it decides only where it is unique."""
    letters = unicodedata.normalize("NFD", key(text)).replace("đ", "d")
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


@lru_cache(maxsize=65536)
def name_key(text: str) -> str:
    """The words of a name, accents kept: 'TT-Huế', 'TT.Huế' and 'TT- Huế' are equal, so are 'KH&ĐT' and 'KH và ĐT'."""
    return " ".join(re.sub(r"[\W_]+", " ", key(text).replace("&", " và ")).split())


# --- readings: the habits of writing ---------------------------------------------------------------------------

OFFICE = re.compile("ủy ban nhân dân|uy ban nhan dan")
BRANCH = re.compile(r"\bcn(?= tỉnh| tinh|$)")  # a bank's; elsewhere "CN" is công nghệ, công nghiệp
# "Bộ phận một cửa xã Bình An" is the commune's.
COUNTER = "(?:bộ phận (?:một cửa|tiếp nhận và trả kết quả|tn và tkq|tn và trả kq|tn tkq) )?(?:của )?"
OF_UNIT = re.compile(f"^(?:thuộc |các |cac )?{COUNTER}(?:ubnd )?(?:các |cac )?")
SHORT_KIND = re.compile("^(t t|t p|tp|ttr|t trấn|t tran|tt|tx|ph|p|x|h|t) (?=.)")
LONG_KIND = {"t t": "thị trấn", "tt": "thị trấn", "t p": "thành phố", "tp": "thành phố", "tx": "thị xã"} | {
    **dict.fromkeys(("ttr", "t trấn", "t tran"), "thị trấn"),
    "p": "phường",
    "ph": "phường",
    "x": "xã",
    "h": "huyện",
    "t": "tỉnh",
}
KIND_WORD = re.compile("^(?:tỉnh|thành phố|huyện|thị xã|phường|xã|thị trấn) (?=.)")
DEPARTMENT_WORD = re.compile("^(?:sở|so|s) (?=.)")
SHORT_DEPARTMENT = re.compile("^(?:sở|so) (?=[a-zđ]{2,3}$)")
# "3. Năng Khả", "Năng Khả (xã)", "Viettel TQ".
NUMBER_BEFORE = re.compile(r"^\d{1,3} (?=\D)")
KIND_BEHIND = re.compile("^(.+) (xã|phường|thị trấn|huyện|thành phố|xa|phuong|thi tran|huyen|thanh pho)$")
OF_PROVINCE = re.compile(r"\btq$")


@lru_cache(maxsize=65536)
def readings(name: str) -> tuple[tuple[str, str], ...]:
    """(key, kind that it may name or "" for any), the most literal first."""
    whole = OFFICE.sub("ubnd", name)
    bare = OF_UNIT.sub("", whole)
    spelt = SHORT_KIND.sub(lambda found: LONG_KIND[found.group(1)] + " ", bare)
    readings = [(name, ""), (whole, ""), (bare, ""), (spelt, "")]
    if BRANCH.search(bare):
        readings.append((BRANCH.sub("chi nhánh", bare), ""))
    if NUMBER_BEFORE.match(spelt) or KIND_BEHIND.match(spelt) or OF_PROVINCE.search(spelt):
        plainly = OF_PROVINCE.sub("tuyên quang", KIND_BEHIND.sub(r"\2 \1", NUMBER_BEFORE.sub("", spelt)))
        readings += [(plainly, ""), (SHORT_KIND.sub(lambda found: LONG_KIND[found.group(1)] + " ", plainly), "")]
    if SHORT_DEPARTMENT.match(bare):
        readings.append((SHORT_DEPARTMENT.sub("s", bare), "department"))
    if DEPARTMENT_WORD.match(bare):
        readings.append((DEPARTMENT_WORD.sub("", bare), "department"))
    return tuple(dict.fromkeys(reading for reading in readings if reading[0]))


def spellings(name: str, kind: str) -> set[str]:
    """Keys under which a unit of that kind is known by this name."""
    whole = name_key(name)
    if kind in ("province", "district", "commune"):
        return {whole, KIND_WORD.sub("", whole)}
    if kind != "department":
        return {whole}
    bare = DEPARTMENT_WORD.sub("", whole)
    # "Sở Tài nguyên Môi trường", "KH-ĐT": officers drop the "và".
    return {spelling for text in (whole, bare) for spelling in (text, text.replace(" và ", " "))}


# --- collectives -----------------------------------------------------------------------------------------------

EVERYWHERE = "(?: (?:thuộc |của |cấp |trong |trên địa bàn )?tỉnh| trên địa bàn)?"
COLLECTIVES = tuple(
    # As written, and as typed without accents.
    (re.compile(f"{everyone}|{plain(everyone)}"), kinds)
    for pattern, kinds in (
        (r"(?:các )?sở (?:ban )?ngành(?: đoàn thể)?|các sở|các cơ quan chuyên môn thuộc ubnd", ("department",)),
        (r"(?:ubnd )?(?:các |\d+ )?huyện (?:thị xã )?(?:và )?thành phố|(?:ubnd )?(?:các|cấp) huyện", ("district",)),
        (r"(?:ubnd )?(?:các |\d+ )?xã phường(?: (?:và )?thị trấn)?|(?:ubnd )?(?:các|cấp) xã", ("commune",)),
        (r"(?:ubnd )?(?:các )?địa phương", ("district", "commune")),
        (r"(?:các )?(?:doanh nghiệp (?:bưu chính )?viễn thông|nhà mạng(?: viễn thông)?)", ("operator",)),
    )
    for everyone in [f"(?:tất cả |toàn thể )?(?:{pattern}){EVERYWHERE}"]
)
# "các sở, ngành có liên quan" are some, not all: nobody is named, and the officer is told so.
VAGUE = re.compile("các (?:(?:sở|ban|ngành|đơn vị|cơ quan|tổ chức|đoàn thể|địa phương|các|và) )+(?:có )?liên quan")
