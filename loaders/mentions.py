"""Units named somewhere in running words: a title, a sheet's name, a file's name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from loaders.places import Places
from loaders.spelling import plain

ALL_KINDS = ("operator", "commune", "department", "agency", "district", "province", "other")
WORD = re.compile(r"[\w&.]+(?:-[\w&]+)*|[,–-]")
LONGEST = 12
# "Phòng Văn hóa và Thông tin" is a district's; only a department written with its "Sở" is one behind such a word.
BELOW = re.compile(r"(?:phong|trung tam|chi cuc|truong)\b")
OFFICE = re.compile(
    r"(?:so|ban|cong (?:an|ty)|cuc|bo|van phong|vp|thanh tra|ubnd|uy ban|bao|kho bac|ngan hang|hoi|toa an|vien"
    r"|buu dien)\b"
)
# "Đơn vị nhận báo cáo: Văn phòng UBND tỉnh" is whom it goes to.
RECIPIENT = re.compile(r"\W*(?:(?:đơn vị|cơ quan|nơi) nhận|kính gửi|gửi)\b", re.IGNORECASE)
EXPLICIT = re.compile(r"^\s*(?:tên )?(?:đơn vị|cơ quan)(?: báo cáo| gửi)?\s*[:：]\s*(.+)$", re.IGNORECASE)


def named(places: Places, text: str, kinds: Sequence[str], on: date | None) -> str | None:
    """The unit that a short text names as a whole ("Sở Tư pháp", "Na Hang"), None where it is none or several."""
    hits = places.lookup(text, kinds, on)
    return hits[0] if len(hits) == 1 else None


def mentioned(places: Places, text: str, kinds: Sequence[str], on: date | None) -> list[str]:
    """Units of these kinds in the order in which a text names them, longest names first at each word.

    A name that a unit of another kind bears too ("Tuyên Quang") is read as the larger unit.
    """
    found: list[str] = []
    for line in re.split(r"[\n;:()/|]+", text):
        words = WORD.findall(line)
        position = 0
        is_below = False
        while position < len(words):
            is_below = is_below or BELOW.match(plain(" ".join(words[position : position + 2]))) is not None
            length, unit = _longest(places, words[position : position + LONGEST], kinds, on)
            if unit and is_below and not _is_office(places, unit, words[position : position + 2]):
                unit = None
            if unit and unit not in found:
                found.append(unit)
            position += length
    return found


def _longest(places: Places, words: list[str], kinds: Sequence[str], on: date | None) -> tuple[int, str | None]:
    for length in range(len(words), 0, -1):
        name = " ".join(words[:length]).replace(" ,", ",").strip(" ,.-–")
        if length == 1 and not _may_stand_alone(name):
            continue
        hits = places.lookup(name, ALL_KINDS, on)
        if not hits:
            continue
        if any(places.kind(unit) == "province" for unit in hits) and "province" not in kinds:
            return length, None
        fitting = [unit for unit in hits if places.kind(unit) in kinds]
        return length, fitting[0] if len(fitting) == 1 else None
    return 1, None


def _is_office(places: Places, unit: str, words: Sequence[str]) -> bool:
    """Whether the first words of a department's name say what it is: "Sở Tư pháp", not "Tư pháp"."""
    return places.kind(unit) not in ("department", "agency", "other") or bool(OFFICE.match(plain(" ".join(words))))


def _may_stand_alone(word: str) -> bool:
    """One word names a unit only if it is a brand or a written-out abbreviation (Viettel, STTTT, TN&MT)."""
    return len(word) >= 3 and (
        word.isupper() or plain(word) in ("viettel", "vnpt", "mobifone", "vinaphone", "vietnamobile")
    )


def sender(
    places: Places, kinds: Sequence[str], on: date | None, sheet_name: str, title: Sequence[str], file_name: str
) -> str | None:
    """Who a table is of: the sheet's name, else the title block, else the file's name; None where none says.

    "Đơn vị: …" decides a title; otherwise the most local unit named there: a commune's report names its district too.
    """
    if unit := named(places, sheet_name, kinds, on):
        return unit
    if units := mentioned(places, sheet_name, kinds, on):
        return units[0]
    title = [line for lines in title for line in lines.splitlines() if not RECIPIENT.match(line)]
    for line in title:
        if (match := EXPLICIT.match(line)) and (units := mentioned(places, match[1], kinds, on)):
            return units[0]
    units = [unit for line in title for unit in mentioned(places, line, kinds, on)]
    if not units:
        stem = re.sub(r"[_\-.]+|\d+", " ", file_name.rsplit("/", 1)[-1].rsplit(".", 1)[0])
        units = mentioned(places, stem, kinds, on) or mentioned(places, stem.upper(), kinds, on)
    order = ["commune", "operator", "department", "agency", "other", "district", "province"]
    return min(units, key=lambda unit: order.index(places.kind(unit)), default=None)
