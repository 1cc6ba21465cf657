"""Names of units as agencies write them -> unit_id, as of a day. It suggests, it never guesses.

The lists in `data/reference/` are matched exactly, after the habits of writing in `spelling.py`: a district behind
a commune is understood, a name without accents counts only where it can mean one unit.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rapidfuzz import fuzz, process

from loaders.contract import BadCell
from loaders.spelling import COLLECTIVES, VAGUE, key, name_key, plain, readings, spellings
from loaders.values.short_names import shortened

__all__ = ["ALL_KINDS", "Places", "Unit", "key", "plain", "read_rows"]

Kinds = tuple[str, ...]
Span = tuple[date, date]  # first and last day, both inside
Question = tuple[str, Kinds, date | None, str | None]  # name, kinds, on, within
Complaint = tuple[str, str, str]  # rule, message, fix
ALL_KINDS: Kinds = ("province", "department", "agency", "district", "commune", "operator", "other")

BREAK = re.compile(r"[;\n\r•]+")
BULLET = re.compile(r"^\s*(?:\d+[.)]|[-+*–]|và\s)\s*")
# Inside "Sở Văn hóa, Thể thao và Du lịch" these are part of the name: the longest known name is taken first.
JOINT = re.compile(
    r"(\s*[,/+:]\s*|\s+và\s+|\s*&\s*|\s+[-–—]\s+|\s*,?\s+(?:và )?(?:phối hợp (?:với|cùng)|cùng với|cùng|với)\s+)",
    re.IGNORECASE,
)
COUNTED = re.compile(r"\s*\(\s*\d+ [^()]*\)\s*$")  # "Thượng Lâm (12 thôn)"
REMARK = re.compile(r"\([^()]*\)")
PLACE = re.compile(r"\(\s*(?:huyen|h|thanh pho|tp|tinh)\b")
LONGEST_ADDRESS = 14  # words; a longer text is a list or a sentence, not a commune with its district
# "Công ty CP Viễn thông Di động Vietnamobile": the brand is the operator, the rest says what kind of firm it is.
COMPANY = re.compile(
    "(?:(?:nhà mạng|mạng|doanh nghiệp|chi nhánh|trung tâm|tổng công ty|công ty|cty|ct|tập đoàn|viễn thông|vnpt) )"
)
ALIKE = 60  # of 100: below this a name is no help to the officer


@dataclass(frozen=True)
class Unit:
    """A row of units.csv. valid_to is the first day on which the unit is no more; None is open."""

    unit_id: str
    name: str
    short_name: str
    kind: str
    parent_id: str
    valid_from: date | None
    valid_to: date | None

    def held(self, span: Span | None) -> bool:
        """Whether it existed on some day of the span; always where no day is given."""
        if span is None:
            return True
        started = self.valid_from is None or self.valid_from <= span[1]
        return started and (self.valid_to is None or self.valid_to > span[0])


def read_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a reference CSV, its '#' lines (source, date) left out."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


class Places:
    """Finds units by name. The rows are those of units.csv, unit_aliases.csv and unit_successors.csv."""

    def __init__(
        self,
        units: Iterable[Mapping[str, str]],
        aliases: Iterable[Mapping[str, str]] = (),
        successors: Iterable[Mapping[str, str]] = (),
    ) -> None:
        self._units: dict[str, Unit] = {}
        self._index: dict[str, list[tuple[str, str]]] = {}  # key -> (unit_id, the only district it counts in or "")
        self._plain_index: dict[str, list[tuple[str, str]]] = {}
        self._successors: dict[str, list[str]] = {}
        self._lookups: dict[Question, list[str]] = {}
        self._answers: dict[Question, str | Complaint] = {}
        for row in units:
            texts = (row["unit_id"], row["name"], row["short_name"], row["kind"], row["parent_id"] or "")
            unit = Unit(*texts, _day(row["valid_from"]), _day(row["valid_to"]))
            self._units[unit.unit_id] = unit
            for name in (unit.name, unit.short_name):
                self._learn(name, unit, "")
        for row in aliases:
            # An alias of a unit that is no longer listed names nothing; the others still hold.
            if known := self._units.get(row["unit_id"]):
                self._learn(row["alias"], known, row["within"] or "")
        for row in successors:
            self._successors.setdefault(row["unit_id"], []).append(row["successor_id"])

    @classmethod
    def load(cls, reference_dir: Path, more_aliases: Sequence[tuple[str, str, str | None]] = ()) -> Places:
        """From a folder of reference lists; more_aliases are (alias, unit_id, within), as people decided on screen."""
        decided = [{"alias": alias, "unit_id": unit, "within": within or ""} for alias, unit, within in more_aliases]
        units, aliases, successors = (
            read_rows(reference_dir / f"{name}.csv") for name in ("units", "unit_aliases", "unit_successors")
        )
        return cls(units, [*aliases, *decided], successors)

    def _learn(self, name: str, unit: Unit, within: str) -> None:
        for spelling in spellings(name, unit.kind):
            for index, entry in ((self._index, spelling), (self._plain_index, plain(spelling))):
                known = index.setdefault(entry, [])
                if (unit.unit_id, within) not in known:
                    known.append((unit.unit_id, within))

    # --- what is known of a unit ---

    def name(self, unit_id: str) -> str:
        """As displayed: 'Xã Tràng Đà'."""
        return self._units[unit_id].name

    def full_name(self, unit_id: str) -> str:
        """With the district it lies in: 'Xã Tân Thành (Huyện Hàm Yên)'."""
        above = self._units.get(self.parent(unit_id))
        return self.name(unit_id) + (f" ({above.name})" if above and above.kind == "district" else "")

    def knows(self, unit_id: str) -> bool:
        """Whether the lists have that unit."""
        return unit_id in self._units

    def kind(self, unit_id: str) -> str:
        """One of ALL_KINDS."""
        return self._units[unit_id].kind

    def parent(self, unit_id: str) -> str:
        """The unit_id above, "" where there is none."""
        return self._units[unit_id].parent_id

    def units(self, kinds: Sequence[str], on: date | None = None) -> list[str]:
        """All units of those kinds that exist on that day (ever, without one), in the list's order."""
        span = (on, on) if on else None
        return [unit.unit_id for unit in self._units.values() if unit.kind in kinds and unit.held(span)]

    # --- one name ---

    def find(self, name: str, kinds: Sequence[str], on: date | None = None, within: str | None = None) -> str:
        """The one unit of that name, of those kinds, on that day, inside that district.

        Of several kinds the caller's first wins, but a bare name that a district and a commune share is the
        district's. Without a day the newest unit of that name is meant. Raises BadCell, rule `unknown_unit` or
        `ambiguous_unit`, with up to three names to choose from.
        """
        question = (name, tuple(kinds), on, within or None)
        if question not in self._answers:
            hits = self._chosen(*question)
            self._answers[question] = hits[0] if len(hits) == 1 else self._complaint(hits, *question)
        answer = self._answers[question]
        if isinstance(answer, tuple):
            raise BadCell(*answer)
        return answer

    def nearest(self, name: str, kinds: Sequence[str], on: date | None = None, within: str | None = None) -> list[str]:
        """Up to three units whose names look like this one, the likest first: to be shown, never to be taken."""
        span = (on, on) if on else None
        units = [
            self._units[unit] for unit in self.units(kinds, on) if self._fits(unit, "", tuple(kinds), span, within)
        ]
        names = {(unit.unit_id, form): plain(form) for unit in units for form in (unit.name, unit.short_name)}
        asked = {plain(reading) for form in spellings(name, "commune") for reading, _ in readings(form)}
        scores: dict[str, float] = {}
        for form in asked:
            for _, score, (unit, _) in process.extract(form, names, scorer=fuzz.ratio, limit=9, score_cutoff=ALIKE):
                scores[unit] = max(score, scores.get(unit, 0))
        return sorted(scores, key=lambda unit: -scores[unit])[:3]

    def lookup(self, name: str, kinds: Sequence[str], on: date | None = None, within: str | None = None) -> list[str]:
        """All units that the name may mean, over all the kinds; [] where it is unknown. Never raises.

        A district leaves out its seat of the same name; without a day only the newest unit of each kind counts.
        """
        question = (name, tuple(kinds), on, within or None)
        if question not in self._lookups:
            hits = self._called(name_key(COUNTED.sub("", name)), question[1], (on, on) if on else None, question[3])
            if not hits and on and "province" in kinds:
                # A yearly table of provinces is dated by its last day but speaks of the whole year (Hà Tây in 2008).
                year = (date(on.year, 1, 1), date(on.year, 12, 31))
                hits = self._called(name_key(name), ("province",), year, question[3])
            if any(self.kind(unit) == "district" for unit in hits):
                hits = [unit for unit in hits if self.kind(unit) != "commune"]
            self._lookups[question] = hits if on else self._newest(hits)
        return list(self._lookups[question])

    def _newest(self, hits: Sequence[str]) -> list[str]:
        started: dict[str, date] = {}
        for unit in hits:
            started[self.kind(unit)] = max(
                self._units[unit].valid_from or date.min, started.get(self.kind(unit), date.min)
            )
        return [unit for unit in hits if (self._units[unit].valid_to or date.max) > started[self.kind(unit)]]

    def _chosen(self, name: str, kinds: Kinds, on: date | None, within: str | None) -> list[str]:
        """Of what the name may mean, the units of the kind that the caller named first."""
        hits = self.lookup(name, kinds, on, within) or self._loosely(name, kinds, on, within)
        first = min((kinds.index(self.kind(unit)) for unit in hits), default=0)
        return [unit for unit in hits if kinds.index(self.kind(unit)) == first]

    def _loosely(self, name: str, kinds: Kinds, on: date | None, within: str | None) -> list[str]:
        """Without a remark behind the name that is no place ("Bình Thuận (đồng hạng)"); offices in shortened words."""
        remarks = REMARK.findall(name)
        if remarks and not any(PLACE.match(plain(text)) or self.lookup(text[1:-1], ALL_KINDS) for text in remarks):
            name = REMARK.sub(" ", name)
            if hits := self.lookup(name, kinds, on, within):
                return hits
        offices = self.units([kind for kind in kinds if kind in ("department", "agency")], on) if not within else []
        hits = shortened(name_key(name), {unit: self.name(unit) for unit in offices})
        return hits if on else self._newest(hits)

    def _called(self, text: str, kinds: Kinds, span: Span | None, within: str | None) -> list[str]:
        return (
            self._listed(text, kinds, span, within)
            or self._addressed(text, kinds, span, within)
            or (self._branded(text, span) if kinds == ("operator",) else [])
        )

    def _branded(self, text: str, span: Span | None) -> list[str]:
        """The operator whose brand a company's name contains; [] where it contains none or two."""
        if not COMPANY.match(text):
            return []
        words = [word for word in text.split() if len(word) >= 4]
        found = {unit for word in words for unit in self._listed(word, ("operator",), span, None)}
        return list(found) if len(found) == 1 else []

    def _listed(self, text: str, kinds: Kinds, span: Span | None, within: str | None) -> list[str]:
        """By the index; by the one without accents only if the text has none."""
        has_accents = text.replace(" và ", " va ") != plain(text)  # name_key writes "&" as "và"
        for index in (self._index,) if has_accents else (self._index, self._plain_index):
            for reading, only in readings(text):
                known = index.get(plain(reading) if index is self._plain_index else reading, ())
                allowed = tuple(kind for kind in kinds if only in ("", kind))
                hits = [unit for unit, place in known if self._fits(unit, place, allowed, span, within)]
                if hits:
                    return list(dict.fromkeys(hits))
        return []

    def _addressed(self, text: str, kinds: Kinds, span: Span | None, within: str | None) -> list[str]:
        """By the place it ends with: 'xã bình an huyện lâm bình', 'sở tư pháp tỉnh tuyên quang'."""
        words = text.split()
        if len(words) > LONGEST_ADDRESS:
            return []
        for cut in range(len(words) - 1, 0, -1):
            # "Công an tỉnh, UBND tỉnh" is two units: an office is no address.
            if words[cut] in ("ubnd", "ủy", "uy"):
                return []
            for place in self._listed(" ".join(words[cut:]), ("district", "province"), span, None):
                hits = self._called(" ".join(words[:cut]), kinds, span, place)
                if kinds == ("operator",):  # "Viettel Na Hang" is Viettel
                    hits = self._listed(" ".join(words[:cut]), kinds, span, None)
                    return hits if hits else []
                hits = [unit for unit in hits if not within or self._inside(unit, within)]
                if hits:
                    return hits
        return self._addressed_backwards(words, kinds, span, within) if "commune" in kinds else []

    def _addressed_backwards(
        self, words: Sequence[str], kinds: Kinds, span: Span | None, within: str | None
    ) -> list[str]:
        """By the district it begins with: 'huyện na hang xã năng khả'."""
        for cut in range(1, len(words)):
            for place in self._listed(" ".join(words[:cut]), ("district",), span, None):
                hits = self._listed(" ".join(words[cut:]), ("commune",), span, place)
                hits = [unit for unit in hits if not within or self._inside(unit, within)]
                if hits:
                    return hits
        return []

    def _fits(self, unit_id: str, place: str, kinds: Kinds, span: Span | None, within: str | None) -> bool:
        unit = self._units[unit_id]
        if unit.kind not in kinds or not unit.held(span):
            return False
        return place == within if place else not within or self._inside(unit_id, within)

    def _inside(self, unit_id: str, within: str) -> bool:
        """Whether a unit lies in another; the province before and after its merger is one place for that."""
        while unit_id := self.parent(unit_id):
            if unit_id == within or unit_id.partition("@")[0] == within.partition("@")[0]:
                return True
        return False

    # --- what to tell the officer ---

    def _complaint(
        self, hits: Sequence[str], name: str, kinds: Kinds, on: date | None, within: str | None
    ) -> Complaint:
        place = f" trong {self.name(within)}" if within in self._units else ""
        if hits:
            message = f"“{name}”{place} có thể là {self._list(hits[:3])}"
            return "ambiguous_unit", message, "viết tên đầy đủ có dấu, kèm huyện hoặc thành phố, ví dụ: xã …, huyện …"
        if on and (others := self._called(name_key(name), kinds, None, within)):
            return "unknown_unit", *self._out_of_date(name, [self._units[unit] for unit in others], on)
        message = f"không có đơn vị tên “{name}”{place}"
        if place and (elsewhere := self.lookup(name, kinds, on)):
            message += f"; tên này là của {self._list(elsewhere[:3])}"
        if alike := self.nearest(name, kinds, on, within) or self.nearest(name, kinds, on):
            message += f"; tên gần nhất: {self._list(alike)}"
        return "unknown_unit", message, "sửa theo tên trong danh mục, hoặc khai báo đây là tên gọi khác của đơn vị nào"

    def _out_of_date(self, name: str, others: Sequence[Unit], on: date) -> tuple[str, str]:
        """Of the units that bore the name before, the last; else the first that will."""
        ended = [(unit.valid_to, unit.unit_id) for unit in others if unit.valid_to and unit.valid_to <= on]
        if ended:
            last, unit_id = max(ended)
            message = f"“{name}” không còn từ ngày {last:%d/%m/%Y}"
            if after := self._successors.get(unit_id):
                message += f", nay là {self._list(after)}"
        else:
            first = min(unit.valid_from for unit in others if unit.valid_from)
            message = f"“{name}” chỉ có từ ngày {first:%d/%m/%Y}"
        return message, f"ghi tên đơn vị có vào ngày {on:%d/%m/%Y}, hoặc sửa lại ngày của số liệu"

    def _list(self, unit_ids: Iterable[str]) -> str:
        """'Xã Tân Thành (Huyện Hàm Yên), Xã Tân Thanh (Huyện Sơn Dương)'."""
        return ", ".join(map(self.full_name, unit_ids))

    # --- many names in one cell ---

    def find_all(
        self, text: str, kinds: Sequence[str] = ALL_KINDS, on: date | None = None
    ) -> tuple[list[str], list[str]]:
        """(units in the order named, parts that name no known unit); "các sở, ban, ngành" gives all departments."""
        found: list[str] = []
        unknown: list[str] = []
        for line in BREAK.split(text):
            parts = JOINT.split(BULLET.sub("", line))
            start = 0
            while start < len(parts):
                for end in range(len(parts), start, -2):
                    part = "".join(parts[start:end]).strip()
                    units = self._meant(part, tuple(kinds), on)
                    if units or VAGUE.fullmatch(name_key(part)):
                        break
                found += units
                if name_key(part) and not units:
                    unknown.append(part)
                start = end + 1
        return list(dict.fromkeys(found)), unknown

    def _meant(self, text: str, kinds: Kinds, on: date | None) -> list[str]:
        """The units that one part means; none where it is unknown or leaves a choice."""
        for wording in dict.fromkeys((text, REMARK.sub(" ", text))):
            for phrase, members in COLLECTIVES:
                if phrase.fullmatch(name_key(wording)):
                    return self.units([kind for kind in members if kind in kinds], on)
            hits = self._chosen(wording, kinds, on, None)
            if len(hits) == 1:
                return hits
        return []
