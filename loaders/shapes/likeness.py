"""How like a heading's words are to all the wordings that a contract knows of a field: 0 for nothing, 1 for equal.

Words weigh by their rarity over the source's fields: "ngày" stands in many, "phát sóng" in one. What a contract leaves
out and what is about people are meanings too, so that a heading may be liker to them than to any field.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import log, sqrt

from loaders import personal
from loaders.contract import Source
from loaders.shapes.heading_words import same
from loaders.shapes.headings import Heading, plain_key

# Words of one meaning over any column, brought to one; on words without accents, in this order.
_MEANING = tuple(
    (re.compile(rf"\b(?:{pattern})\b"), word)
    for pattern, word in (
        ("tg", "thoi gian"),
        ("kq", "ket qua"),
        ("cq|dv", "co quan"),
        ("sp", "san pham"),
        ("ht", "hoan thanh"),
        ("phai xong|phai hoan thanh|han chot|hen tra|phai tra|den han|thoi han|deadline|due|hen|han", "han"),
        ("so hieu|ky hieu|dinh danh|nhan dang|ma so|code|id|so hoso", "ma"),
        ("co quan|don vi|to chuc|so ban nganh|so nganh|ubnd|noi|agency|unit|department", "donvi"),
        ("trang thai|tinh trang|hien trang|tinh hinh|thuc trang|status|state", "trangthai"),
        ("thoi gian|thoi diem|moc|ngay|date|luc", "ngay"),
        ("khai truong|tich hop|dua vao|chinh thuc|len", " "),
        ("giai quyet|xu ly|thu ly|thuc hien|trien khai", "lam"),
        ("hoan thanh|hoan tat|ket thuc|xong", "xong"),
        ("bao cao|so lieu|chot|cap nhat|ket xuat|thong ke|report", "baocao"),
        ("tiep nhan|nhan|nop|gui|vao so|received", "nhan"),
        ("kho khan|vuong mac|ton tai|han che|bat cap|diem nghen|tro ngai|van de", "vuongmac"),
        ("de xuat|kien nghi|de nghi|huong thao go", "kiennghi"),
        ("nguyen nhan|ly do|vi sao", "lydo"),
        ("hinh thuc|phuong thuc|cach thuc|kenh|cach|nguon", "hinhthuc"),
        ("muc do|cap do|muc|level", "mucdo"),
        ("loai hinh|phan loai|nhom|loai|hang|class|type", "loai"),
        ("ket qua|dau ra|san pham|result", "ketqua"),
        ("ty le|ti le|phan tram", "%"),
        ("dan so|nguoi dan|nguoi|population", "nguoi"),
        ("nha mang|doanh nghiep|vien thong|dn|dnvt|nha cung cap|nha khai thac|operator|carrier|provider", "nhamang"),
        ("quan ly|khai thac|so huu|chu quan|van hanh|phu trach", "quanly"),
        ("dia chi|dia diem|vi tri|dia danh|address|noi dat|noi lap dat", "diachi"),
        ("lap dat|dat", "dat"),
        ("latitude|lat|vi tuyen", "vi do"),
        ("longitude|long|lng|lon|kinh tuyen", "kinh do"),
        ("coordinates|xy", "toa do"),
        ("height|cao do", "chieu cao"),
        ("cong nghe|the he mang|the he|technology|technologies|rat", "congnghe"),
        ("phat song|hoat dong|su dung|hoa mang|on air|onair", "phatsong"),
        ("chia se|dung chung|su dung chung|shared", "dungchung"),
        ("csht|co so ha tang|ha tang", "hatang"),
        ("chat luong|tin hieu|signal", "chatluong"),
        ("phi|le phi|nghia vu tai chinh", "phi"),
        ("thanh toan|tttt", "thanhtoan"),
        ("truc tuyen|dien tu|online|khong dung tien mat", "tructuyen"),
        ("tham quyen|quyet dinh", "thamquyen"),
        ("chu tri|dau moi|duoc giao", "chutri"),
        ("phoi hop|lien quan|cung tham gia|tham gia|ho tro", "phoihop"),
        ("nhiem vu|cong viec|hoat dong", "nhiemvu"),
        ("chi tieu|chi so|indicator", "chitieu"),
        ("ke hoach|muc tieu|du kien|lo trinh|target|plan", "kehoach"),
        ("name|ten goi", "ten"),
        ("village|commune|ward|phuong", "xa"),
        ("district|thanh pho", "huyen"),
        ("tong so|tong cong|tong|cong|total|ts", "tong"),
        ("ky truoc|thang truoc|quy truoc|ton dau|ton|dau ky", "kytruoc"),
        ("da tra ket qua|da lam|da xong", "dalam"),
        ("dang lam|chua lam|con lai", "danglam"),
        ("can cu|van ban giao|van ban|co so phap ly", "cancu"),
    )
)
_SIGN = re.compile(r"[^\w% ]+")
_FILLER = re.compile(r"\b(?:cac|cua|theo|ve|va|duoc|cho|tai|o|la|cu the|hien nay|den nay|co|khong|neu)\b")
LEFT_OUT, PERSONAL = "-", "people"
UNKNOWN = 0.45  # how much a word that no wording has weighs, against one that a single field has
ALONE = 0.9  # the heading's own words without those of its groups, where groups are there


@dataclass(frozen=True)
class Meaning:
    """One thing that a heading may mean. field: LEFT_OUT or PERSONAL for what no field is; wordings: words of each."""

    field: str
    wordings: tuple[frozenset[str], ...]
    words: frozenset[str]


@dataclass(frozen=True)
class Meanings:
    """All that headings of a source may mean, and in how many meanings each word stands."""

    all: tuple[Meaning, ...]
    spread: Counter[str]

    def weight(self, word: str) -> float:
        """The rarer the heavier; pairs of words weigh half, their words are counted too. A pair that no wording has
        says nothing."""
        known = self.spread[word]
        if " " in word:
            return log(1 + len(self.all) / known) / 2 if known else 0.0
        return log(1 + len(self.all) / known) if known else UNKNOWN * log(1 + len(self.all))


@lru_cache(maxsize=20_000)
def words_of(text: str) -> frozenset[str]:
    """The words of a heading in their plainest meaning, and the pairs in which they stand."""
    plainest = _SIGN.sub(" ", same(plain_key(text)))
    for pattern, word in _MEANING:
        plainest = pattern.sub(word, plainest)
    parts = _FILLER.sub(" ", plainest).split() or plain_key(text).split()
    pairs = [f"{one} {other}" for one, other in pairwise(parts)]
    return frozenset([*parts, *pairs])


@lru_cache(maxsize=32)
def meanings(source: Source) -> Meanings:
    """What headings of this source may mean."""
    found = []
    for column in source.columns:
        names = [name.rstrip("* ").replace(" > ", " ") for name in column.headings]
        found.append(_meaning(column.field, [*names, column.field.removesuffix("_id").removesuffix("_cell")]))
    of_no_field = []
    for name, headings in ((LEFT_OUT, source.ignored), (PERSONAL, personal.HEADINGS)):
        of_no_field += [_meaning(name, [heading.rstrip("* ")]) for heading in headings]
    # Each heading that is left out is a meaning of its own, yet together they are as one where words are weighed.
    spread = Counter(word for meaning in found for word in meaning.words)
    spread.update({word for meaning in of_no_field for word in meaning.words})
    found += of_no_field
    return Meanings(tuple(found), spread)


def _meaning(name: str, wordings: Sequence[str]) -> Meaning:
    words = tuple(dict.fromkeys(words_of(wording) for wording in wordings))
    return Meaning(name, words, frozenset().union(*words))


def likeness(heading: Heading, source: Source) -> dict[str, float]:
    """Field -> how like the heading is to it; LEFT_OUT, PERSONAL -> to the likest of what no field is."""
    known = meanings(source)
    own = words_of(heading.levels[-1])
    texts = [(own, ALONE if len(heading.levels) > 1 else 1.0)]
    if len(heading.levels) > 1:
        texts.append((words_of(" ".join(heading.levels)), 1.0))
    result: dict[str, float] = {}
    for meaning in known.all:
        best = max(share * _like(words, meaning, known) for words, share in texts)
        result[meaning.field] = max(best, result.get(meaning.field, 0.0))
    return result


def _like(words: frozenset[str], meaning: Meaning, known: Meanings) -> float:
    """Half by the likest wording as a whole, half by how many of the words only this meaning has."""
    shared = words & meaning.words
    if not shared:
        return 0.0
    weight = known.weight
    of_heading = sum(map(weight, words))
    whole = max(
        2 * sum(map(weight, words & wording)) / (of_heading + sum(map(weight, wording))) for wording in meaning.wordings
    )
    own = sum(weight(word) / sqrt(known.spread[word]) for word in shared) / of_heading
    return 0.6 * whole + 0.4 * own
