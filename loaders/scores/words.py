"""What headings and labels of a score table say: a score, a rank, a maximum, the final score, a criterion, a year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from loaders.shapes.headings import REMARK, Heading, plain_key
from loaders.spelling import plain

Role = Literal["score", "rank", "self", "max", "weight", "bound", "change", "share", "tier"]

TOTAL = "total"
TOTAL_NAME = re.compile(
    r"\b(pci|ddci|papi|dti|par index|sipas|pgi|pii|ict index|cchc)\b|tong diem|tong hop|^diem tong\b"
    r"|^(overall|composite|final)\b"
)
TOTAL_LABEL = re.compile(
    r"^(tong( cong| so)?( diem)?|cong( diem)?|diem (nhom|tong nhom)|diem tong( cong| hop)?|diem tong ket"
    r"|diem trung binh( chung)?|chi so tong hop|chi so( hai long)? chung|((ket qua|diem|tong) )?chung"
    r"|(grand )?total( score)?|total"
    r"|(overall|composite).*|final score"
    r"|(tong )?(diem |chi so |gia tri )*(pci|ddci|papi|dti|par index|sipas|ict index|pgi|pii|cchc)"
    r"( co trong so| chung| tong hop)?)$"
)
UNWEIGHTED = re.compile(r"un ?-? ?weighted|(khong|chua)( \w+){0,3} trong so")
WEIGHTED = re.compile(r"weighted|trong so")
RANK_NAME = re.compile(
    r"^(xep hang|thu hang|hang(?! muc)|rank|ranking|xep thu|vi tri|vi thu|thu tu xep hang)\b"
    r"|\b(ranking|rank|xep hang|thu hang)$"
)
_BOUND = (
    r"\b(khoang )?tin cay\b|^can (duoi|tren)|^(ci|lower|upper)\b|confidence|do lech chuan|sai so|^std\b"
    r"|standard (error|dev)|gioi han (duoi|tren)|\b(lower|upper) bound$"
)
_CHANGE = (
    r"^(tang|giam)( (hang|bac|diem|thu|so voi)\b.*)?$|tang giam|^(so voi|so sanh|thay doi|chenh lech|bien dong)\b"
    r"|^change\b"
)
_SELF = (
    r"^((so )?diem )?(do )?((cac )?(don vi|co quan|dia phuong|tinh|huyen|xa|so|ubnd( \w+)?) )?"
    r"tu (danh gia|cham|xac dinh)\b|^self\b"
    r"|^diem (cua )?(don vi|dia phuong|tinh) (cham|danh gia)\b"
)
_MAX = r"^(so |muc )?diem (toi da|chuan)\b|^(toi da|muc diem|thang diem)\b|^diem chuan$|^max(imum)?( score| points?)?$"
_SHARE = r"^(ty|ti) le( phan tram| dat( duoc)?| diem| %| so diem)*( so voi (diem )?toi da)?$|^%( dat.*)?$"
_SCORE = (
    r"^(so |tong )?(diem|score|points?)( so| dat| dat duoc| danh gia| noi dung| thanh phan| chinh thuc| cuoi cung"
    r"| cong nhan| chot| duyet)*$|^(gia tri|value|ket qua|ket qua danh gia|danh gia|chi so|index)$"
    r"|^((so )?diem |ket qua )?(cua )?((hoi dong|to|co quan|doan|so \w+|tinh|bo \w+|bo|huyen|ubnd( \w+)?|cap tren) )?"
    r"(cham( diem)?|tham dinh|phuc tra|danh gia lai|duoc duyet|phe duyet)( (cua|boi|theo) .*)?$"
    r"|^(assessed|verified|official) score|^diem (hoi dong|sau (tham dinh|phuc tra)|cua hoi dong)\b"
)
_TIER = r"^(nhom|muc|hang)? ?(tu phan vi|xep loai|phan loai|phan nhom|quartile|tier|mau)\b|^nhom$|\b(quartile|tier)$"
# In this order: the first that fits is meant.
ROLES: tuple[tuple[Role, re.Pattern[str]], ...] = (
    ("bound", re.compile(_BOUND)),
    ("change", re.compile(_CHANGE)),
    ("self", re.compile(_SELF)),
    ("max", re.compile(_MAX)),
    ("weight", re.compile(r"^(trong so|he so|ty trong|weights?)\b")),
    ("share", re.compile(_SHARE)),
    ("tier", re.compile(_TIER)),
    ("rank", RANK_NAME),
    ("score", re.compile(_SCORE)),
)
# What stands beside scores and is no criterion.
LEFT_OUT: frozenset[Role] = frozenset(("bound", "change", "share", "tier"))
YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_YEAR_WORDS = re.compile(r"\b(nam )?(?:19|20)\d\d\b")
_POINTS = re.compile(
    r"(?:diem )?(?:toi da|max|thang(?: diem)?)?\D{0,12}?(?:\d+ ?(?:-|den|to) ?)?(\d+(?:[.,]\d+)?)\s*(?:diem|d|points?)?"
)
_WEIGHT = re.compile(r"(?:trong so|he so|ty trong|weight)\D{0,5}(\d+(?:[.,]\d+)?)\s*%?$")
ACCENTED = re.compile(r"[à-ỹđĐÀ-Ỹ]")
SYLLABLE = re.compile(
    r"(ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(ng|nh|ch|[cmnpt])?", re.IGNORECASE
)
# Criteria of the indices that provinces are ranked by: two of them and a column of provinces are a score table.
KNOWN_CRITERIA = re.compile(
    r"(?:\d+ )?(?:diem |chi so |chi so thanh phan |tru cot |dimension )*(?:\d+ )?"
    r"(?:tham gia cua nguoi dan|cong khai minh bach|trach nhiem giai trinh|kiem soat tham nhung|thu tuc hanh chinh cong"
    r"|cung ung dich vu cong|quan tri (?:moi truong|dien tu)|gia nhap thi truong|tiep can dat dai|tinh minh bach"
    r"|chi phi (?:thoi gian|khong chinh thuc)|(?:chinh quyen|kinh te|xa hoi|nhan thuc|the che|ha tang|nhan luc) so\b"
    r"|cai cach (?:the che|thu tuc|to chuc|tai chinh)"
    r"|participation at local|control of corruption|entry costs|land access).{0,40}"
)


@dataclass(frozen=True)
class Said:
    """What a column's heading says. name and parent: the criterion and the group above it, "" where the heading names
    none (it is the table's own score, rank …). year: the only year in it. group: what it shares with its neighbours."""

    role: Role
    name: str
    parent: str | None
    year: int | None
    group: tuple[str, ...]
    max_score: float | None = None
    weight: float | None = None


def said(heading: Heading) -> Said:
    """A heading taken apart: the levels that only say what the number is, or of which year, fall away from its name."""
    levels = [(vietnamese(text), shared) for text, shared in zip(heading.levels, heading.shared, strict=True)]
    years = {int(year) for text, _ in levels for year in YEAR.findall(text)}
    while len(levels) > 1 and is_foreign(levels[-1][0]) and not levels[-2][1] and ACCENTED.search(levels[-2][0]):
        levels.pop()
    role: Role | None = None
    while levels:
        own = bare(levels[-1][0])
        found = role_of(own) if own else None
        if found == "rank" and ranked_name(own):
            role = role or found
            break
        if own and (found is None or (role not in (None, "score") and found not in ("score", role))):
            break
        role = found if role in (None, "score") and found else role
        levels.pop()
    limit, weight = _stated(heading.levels[max(len(levels) - 1, 0) :])
    shared = [index for index, is_shared in enumerate(heading.shared[:-1]) if is_shared]
    group = tuple(map(_flat, heading.levels[: shared[-1] + 1])) if shared else ()
    name = _flat(levels[-1][0]) if levels else ""
    parents = [_flat(text) for text, is_shared in levels[:-1] if is_shared and bare(text)]
    parent = parents[-1] if parents and parents[-1] != name else None
    return Said(role or "score", name, parent, years.pop() if len(years) == 1 else None, group, limit, weight)


def bare(text: str) -> str:
    """The words without accents, remarks and a year."""
    words = plain_key(REMARK.sub(" ", text)) if REMARK.sub("", text).strip() else ""
    return " ".join(_YEAR_WORDS.sub(" ", words).split())


def role_of(words: str) -> Role | None:
    """What these words alone say of a number; None where they name a criterion."""
    return next((role for role, pattern in ROLES if pattern.search(words)), None)


def ranked_name(words: str) -> str:
    """What a rank's heading ranks: "xep hang chinh quyen so" -> "chinh quyen so"."""
    rest = re.sub(r"\b(thu tu )?(xep hang|thu hang|xep thu|vi tri|vi thu|hang|ranking|rank)\b", " ", words)
    return " ".join(re.sub(r"\b(chung|theo|ve|cua|toan quoc|ca nuoc|toan tinh|nam|overall)\b", " ", rest).split())


def _flat(text: str) -> str:
    return " ".join(text.split())


def _stated(texts: Sequence[str]) -> tuple[float | None, float | None]:
    """(maximum, weight) stated in parentheses, on a line or on a level of their own: "Nhận thức số (100 điểm)"."""
    limit = weight = None
    for text in texts:
        for piece in [*REMARK.findall(text), *text.splitlines()]:
            words = plain(piece.strip("()[] "))
            if found := _WEIGHT.fullmatch(words):
                weight = float(found[1].replace(",", "."))
            elif YEAR.search(words):
                continue
            elif re.search(r"diem|toi da|max|point|thang|\d ?d$", words) and (found := _POINTS.fullmatch(words)):
                limit = float(found[1].replace(",", "."))
    return limit, weight


def is_total_heading(heading: Heading) -> bool:
    """Whether a heading that the contract doesn't know names the final score ("PCI 2009 có trọng số", "DTI")."""
    found = said(heading)
    if found.role != "score":
        return False
    own = heading.levels[-1]
    alone = [level for level, shared in zip(heading.levels, heading.shared, strict=True) if not shared]
    texts = [plain_key(text) for text in (own, *alone, *([found.name] if found.name else []))]
    return any(TOTAL_NAME.search(text) and not RANK_NAME.search(text) for text in texts) and not RANK_NAME.search(
        texts[0]
    )


def is_total_label(text: str) -> bool:
    """Whether the label of a criterion's row stands for the final score: "Tổng điểm (I+II)", "Chỉ số tổng hợp"."""
    words = bare(re.sub(r"[=:].*", "", text))
    return bool(TOTAL_LABEL.match(words))


def are_pair(heading: Heading, others: Sequence[Heading]) -> bool:
    """Whether the next column has the same heading, merged over both, of a known criterion or the final score."""
    twin = Heading(heading.index + 1, heading.levels, heading.shared)
    if not heading.shared[-1] or twin not in others or len([h for h in others if h.levels == heading.levels]) > 2:
        return False
    return is_total_heading(heading) or bool(KNOWN_CRITERIA.fullmatch(plain_key(heading.levels[-1])))


def is_points(heading: Heading) -> bool:
    """Whether a heading says only that these are scores: "Hội đồng chấm", "Điểm thẩm định của tỉnh"."""
    found = said(heading)
    return found.role in ("score", "self") and not found.name and not YEAR.search(heading.text)


def are_scores(columns: Sequence[str], unknown: Sequence[Heading]) -> bool:
    """Whether headings are a score table's: units beside scores or ranks, criteria beside scores, or units by criteria.

    columns: the fields that the contract found. Weaker signs count where several agree: years, the criteria of known
    indices, units as headings.
    """
    found = set(columns)
    points = {"total", "self_score"} & found or any(is_points(heading) for heading in unknown)
    years = {heading.text for heading in unknown if YEAR.search(heading.text) and not said(heading).name}
    if {"criterion", "index_name"} & found:
        are_columns = _name_units(unknown) or len(years) >= 2
        if are_columns and "unit_id" not in found:
            return True
        if points and ({"unit_id", "index_year"} & found or years):
            return True
        # "Nội dung | Kết quả" heads many a report: one unit's own sheet has maxima, its own scores or ranks too.
        stated = len({"total", "self_score", "max_score", "reported_rank"} & found) + sum(map(is_points, unknown))
        if points and stated > 1:
            return True
    if {"index_year", "reported_rank"} <= found and ("total" in found or any(map(is_total_heading, unknown))):
        return True
    if not ("unit_id" in found or {"index_name", "index_year"} <= found):
        # Every criterion ranked on its own, units and scores under one heading: no column is headed by "Tỉnh".
        return len({heading.text for heading in unknown if are_pair(heading, unknown)}) > 1
    if {"total", "reported_rank"} & found or any(is_total_heading(heading) for heading in unknown):
        return True
    known = {level for heading in unknown for level in heading.levels if KNOWN_CRITERIA.fullmatch(plain_key(level))}
    return len(known) >= 2 or len(years) >= 2


_UNIT = re.compile(
    r"^(so|ban|huyen|h|tp|thanh pho|xa|x|phuong|p|thi tran|tt|tinh|van phong|vp|thanh tra|cong an|ubnd|bql|cuc)\b"
)
_INITIALS = re.compile(r"[A-ZĐ][A-ZĐ&-]{1,7}")  # "STC" beside "Sở Nội vụ"
_SHORT_NAME = re.compile(r"[^\W\d_]+(?: [^\W\d_]+){0,4}")


def _name_units(unknown: Sequence[Heading]) -> bool:
    """Whether headings look like names of units: at least two, most of them short and capitalised word by word."""
    levels = [heading.levels for heading in unknown]
    texts = list(dict.fromkeys(text for path in levels for text in path))
    names = [text for text in texts if _UNIT.match(plain_key(text)) or _is_name(text)]
    names += [text for text in texts if names and text not in names and _INITIALS.fullmatch(text)]
    return len(names) >= 2 and len(names) * 3 >= len(texts)


def _is_name(text: str) -> bool:
    words = _flat(text)
    return bool(_SHORT_NAME.fullmatch(words)) and len(words.split()) >= 2 and words.istitle()


# --- two languages ------------------------------------------------------------------------------------------


def vietnamese(text: str) -> str:
    """The Vietnamese part of a text that says the same in two languages, on two lines, beside or in parentheses."""
    parts = re.split(r"\n+|\s[/|–-]\s|(?=\()", text)
    if len(parts) < 2 or not any(ACCENTED.search(part) for part in parts):
        return text
    if not any(is_foreign(part) for part in parts):
        return text
    return " ".join(part.strip() for part in parts if not is_foreign(part))


def is_foreign(text: str) -> bool:
    """Whether a text without accents has a word that no Vietnamese syllable is like ("Entry costs", not "Thu chi")."""
    if ACCENTED.search(text):
        return False
    words = re.findall(r"[A-Za-z]{2,}", text)
    return any(not SYLLABLE.fullmatch(word) for word in words if not word.isupper())
