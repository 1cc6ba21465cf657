"""The many words that agencies have for one heading, brought to one: the loosest reading, asked for last.

"Tên xã/P/TT" and "Xã, phường, thị trấn", "Số HS trễ hạn" and "Hồ sơ quá hạn" become equal. Both sides, contract and
file, are brought there, so a rule only has to lose what tells no two fields of one source apart.
"""

from __future__ import annotations

import re
from functools import lru_cache

_COMMUNE = "xa|phuong|thi tran|x|ph|p|t t|tt"
_DISTRICT = "huyen|quan|thi xa|thanh pho|tp|tx|h|t p"
_VILLAGE = "thon|ban|xom|to dan pho|tdp|to dp|to|khu pho|tieu khu|khu dan cu|lang|ap|buon"


def _several(names: str) -> str:
    return rf"(?:{names})(?: (?:va |hoac )?(?:{names}))+"


# On words without accents; in this order.
_SAME = tuple(
    (re.compile(rf"\b(?:{pattern})\b"), word)
    for pattern, word in (
        (_several(_VILLAGE), "thon"),
        (_several(_COMMUNE), "xa"),
        (_several(_DISTRICT), "huyen"),
        ("ho so|hs", "hoso"),
        ("sl", "so luong"),
        ("thu tuc hanh chinh|thu tuc hc|thu tuc", "tthc"),
        ("dich vu cong truc tuyen|dich vu cong|dvctt|dvc truc tuyen|dvc tt", "dvc"),
        ("qua mang|online|qua moi truong mang|tren moi truong mang", "truc tuyen"),
        ("dich vu buu chinh cong ich|buu chinh cong ich|dich vu buu chinh|dich vu bcci|dv bcci|bcci", "buu chinh"),
        ("tre han|cham han|cham tre|cham muon|qua thoi han|bi qua han|da qua han", "qua han"),
        ("chua den han|con han|con trong han|chua qua han|trong thoi han", "trong han"),
        ("som han|truoc thoi han|som truoc han|som hon han", "truoc han"),
        ("dung thoi han", "dung han"),
        ("thoi gian|thoi diem|ngay gio|ngay thang nam|ngay thang", "ngay"),
        ("so hoa", "sohoa"),
        ("luoi qg", "luoi quoc gia"),
        ("tram thu phat song(?: thong tin)?|tram bts|nha tram|vi tri tram|bts|cell site|site", "tram"),
        ("vn ?2000|wgs ?84|gps|thap phan|decimal", " "),
        ("do cao", "chieu cao"),
        ("(?:(?:cot|than|thap|tru) )?(?:anten|ang ten)|than cot|thap cot|thap", "cot"),
        ("nhan khau|khau", "nguoi"),
        ("ho gia dinh|ho dan", "ho"),
    )
)
_ALONE = {"cham": "qua han", "tre": "qua han", "muon": "qua han", "som": "truoc han", "quan": "huyen"}
# What may stand in a heading or not.
_FILLER = re.compile(
    r"\b(?:ten|so luong|so|luong|cac|cua|theo|ve|va|thong tin|hien (?:tai|nay)|thuc te|di dong|duoc|trong do|cu the"
    r"|den nay|den thoi diem (?:bao cao|hien tai)"
    r"|cap|thuoc|hang muc)\b"
)
# "Phủ 2G", "Layer 4G", "Đã có sóng 3G (x)": one generation and nothing that says how many or since when.
_GENERATION = re.compile(
    r"(?:(?:co|da|phat|phu|song|vung|mang|lop|layer|cell|cn|cong nghe|tin hieu|thiet bi|dich vu|tram|di dong"
    r"|dien thoai) )+([2-5]g)|([2-5]g) (?:song|phat song|phu song|layer|cell)"
)
# "Số thôn" counts what "Thôn" names.
_COUNT_OF_PLACES = re.compile(rf"(?:tong )?so (?:luong )?(?:cac )?(?:xa|huyen|{_VILLAGE})\b")
_DOSSIER = re.compile(r"\bhoso\b")


def same(words: str) -> str:
    """The words of a heading (without accents), those of one meaning brought to one; none is left out."""
    words = " ".join(words.split())
    for pattern, word in _SAME:
        words = pattern.sub(word, words)
    return " ".join(words.split())


@lru_cache(maxsize=50_000)
def loose(words: str) -> str:
    """The words of a heading (without accents) in the plainest form; a heading of nothing but fillers keeps them."""
    words = same(words)
    words = _ALONE.get(words, words)
    if _COUNT_OF_PLACES.match(words):
        return words
    if generation := _GENERATION.fullmatch(words):
        return generation[1] or generation[2]
    for shorter in (_FILLER.sub(" ", _DOSSIER.sub(" ", words)), _FILLER.sub(" ", words)):
        if kept := " ".join(shorter.split()):
            return kept
    return words
