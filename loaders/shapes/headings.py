"""Heading cells -> fields of a contract.

A column's heading is a path: the texts above it, from the widest group down to its own. What counts is
the words: case, line breaks, punctuation, the place of a tone mark and parenthesised remarks don't.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from loaders import personal
from loaders.clean import OneOf
from loaders.contract import Column, Source
from loaders.shapes.heading_words import loose
from loaders.spelling import key, plain

REMARK = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
NOT_A_WORD = re.compile(r"[^\w%]+")
LEVELS = re.compile(r"\s+[-–—>]\s+|\s*:\s+")
MOST_HEADINGS = 300
NUMBER_SIGNS = ("#", "№", "Nº", "N°")
Reading = Callable[[str], str]


@lru_cache(maxsize=50_000)
def heading_key(text: str) -> str:
    """The words of a heading: "Trễ  hạn\\n(hồ sơ)" -> "trễ hạn". A heading all in parentheses keeps its words."""
    return _words(REMARK.sub(" ", text)) or _words(text)


@lru_cache(maxsize=50_000)
def _words(text: str) -> str:
    if text.strip() in NUMBER_SIGNS:
        return "stt"
    return NOT_A_WORD.sub(" ", key(text).replace("_", " ")).strip()


@lru_cache(maxsize=50_000)
def plain_key(text: str) -> str:
    """The same without accents, for files typed without them and for system exports ("ma_tram")."""
    return NOT_A_WORD.sub(" ", plain(heading_key(text)).replace("_", " ")).strip()


@lru_cache(maxsize=50_000)
def loose_key(text: str) -> str:
    """The same with one word for what agencies call by many: "Tên xã/P/TT" -> "xa"."""
    return loose(plain_key(text))


# From the strictest to the loosest: a heading that one of them knows is not asked for again.
READINGS = (heading_key, plain_key, loose_key)


@dataclass(frozen=True)
class Heading:
    """One column's heading. levels: its texts from the top; shared: whether that text spans several columns."""

    index: int
    levels: tuple[str, ...]
    shared: tuple[bool, ...]

    @property
    def text(self) -> str:
        """As shown to people: the levels joined by " > "."""
        return " > ".join(" ".join(level.split()) for level in self.levels)


def told_apart(headings: list[Heading]) -> list[Heading]:
    """The headings, with the total before it above each one that comes twice: a table without merged cells has "Tổng đã
    giải quyết | Quá hạn | Tổng đang giải quyết | Quá hạn"."""
    seen = Counter(heading.levels for heading in headings)
    if max(seen.values(), default=0) < 2:
        return headings
    result, total = [], ""
    totals: dict[tuple[str, ...], list[str]] = {}
    for heading in headings:
        if len(heading.levels) == 1 and heading_key(heading.levels[0]).startswith("tổng "):
            total = heading.levels[0]
        totals.setdefault(heading.levels, []).append(total)
    for heading in headings:
        above = totals[heading.levels]
        if seen[heading.levels] > 1 and all(above) and len(set(above)) == len(above):
            heading = replace(heading, levels=(above.pop(0), *heading.levels), shared=(True, *heading.shared))
        result.append(heading)
    return result


@dataclass(frozen=True)
class Wanted:
    """One way in which a contract names a field: ("tiếp nhận", "trực tuyến"), the last may be a beginning."""

    field: str
    parts: tuple[str, ...]
    is_prefix: bool
    order: int


@dataclass(frozen=True)
class Wishes:
    """All that a contract names, found by the last part: whole texts, and beginnings for those with a star."""

    whole: dict[str, tuple[Wanted, ...]]
    beginnings: dict[str, tuple[Wanted, ...]]

    def like(self, text: str) -> Iterator[Wanted]:
        """What this text may be called by."""
        yield from self.whole.get(text, ())
        for want in self.beginnings.get(text.partition(" ")[0], ()):
            if text.startswith(want.parts[-1] + " "):
                yield want


@lru_cache(maxsize=64)
def _wanted(columns: tuple[Column, ...], ignored: tuple[str, ...], make: Reading) -> tuple[Wanted, ...]:
    result = []
    named = [(column.field, column.headings) for column in columns] + [("", ignored)]
    for field, headings in named:
        for order, heading in enumerate(headings):
            parts = tuple(make(part) for part in heading.rstrip("* ").split(" > "))
            result.append(Wanted(field, parts, heading.endswith("*"), order))
    return tuple(result)


@lru_cache(maxsize=64)
def _wishes(columns: tuple[Column, ...], ignored: tuple[str, ...], make: Reading) -> Wishes:
    whole: dict[str, list[Wanted]] = {}
    beginnings: dict[str, list[Wanted]] = {}
    wanted = _wanted(columns, ignored, make)
    for want in wanted:
        whole.setdefault(want.parts[-1], []).append(want)
    for want in wanted:
        if want.is_prefix:
            beginnings.setdefault(want.parts[-1].partition(" ")[0], []).append(want)
    return Wishes(*({text: tuple(wants) for text, wants in found.items()} for found in (whole, beginnings)))


@lru_cache(maxsize=64)
def vocabulary(source: Source) -> frozenset[str]:
    """Accent-free words by which a heading row of this source may be known (leaves and groups alike)."""
    words = [*_wanted(source.columns, source.ignored, plain_key), *_wanted(source.columns, source.ignored, loose_key)]
    return frozenset(part for wanted in words for part in wanted.parts)


def match(headings: list[Heading], source: Source) -> tuple[dict[str, int], list[Heading]]:
    """Field -> column index, and the headings that the contract neither wants nor ignores.

    The more specific reading wins: a named group over none, the column's own text over a line of it or a
    level above, the contract's order of headings. One column gives one field.
    """
    fields: dict[str, int] = {}
    taken: set[int] = set()
    known: set[int] = set()
    # Of a score table the headings are data: a criterion must not be taken for a field that sounds like it.
    for make in READINGS[:2] if source.unfold else READINGS:
        # Loosened, words about people ("Họ tên") would be words for something else.
        people = () if make is loose_key else personal.HEADINGS
        wishes = _wishes(source.columns, source.ignored + people, make)
        found = []
        # Nobody has hundreds of headings in words of his own.
        for heading in headings[:MOST_HEADINGS] if make is loose_key else headings:
            # A second column under one and the same heading is left over, not the next field that sounds like it.
            if heading.index not in taken and (make is not loose_key or heading.index not in known):
                for quality, want in _readings(heading, wishes, make):
                    known.add(heading.index)
                    # What is left out on purpose comes last: the running number may be a list's only key.
                    merit = (want.is_prefix, -len(want.parts), quality, not want.field, want.order)
                    found.append((merit, heading.index, want.field))
        for _, index, name in sorted(found):
            if index in taken or (name and name in fields):
                continue
            taken.add(index)
            if name:
                fields[name] = index
    _by_words_below(headings, source, fields, taken)
    _by_their_likes(headings, source, fields, taken, known)
    _give_to_needed(headings, source, fields)
    # "#" over the running numbers: a heading without any word names nothing that could be missed.
    return fields, [h for h in headings if h.index not in taken and any(map(heading_key, h.levels))]


def _by_words_below(headings: list[Heading], source: Source, fields: dict[str, int], taken: set[int]) -> None:
    """A field of fixed words stands under its heading as one column for each word, to be marked: "Cấp giải quyết {Xã |
    Huyện | Tỉnh}". It takes the first of them; `word_marks` reads the others with it."""
    for column in source.columns:
        if column.field in fields or not isinstance(column.kind, OneOf):
            continue
        wishes = _wishes((column,), (), plain_key)
        words = [
            heading
            for heading in headings
            if any(any(wishes.like(plain_key(level))) for level in heading.levels[:-1])
            and isinstance(column.kind.one(heading.levels[-1], {}), str)
        ]
        free = [heading.index for heading in words if heading.index not in taken]
        if len(words) > 1 and free:
            fields[column.field] = free[0]
            taken.add(free[0])


def _by_their_likes(
    headings: list[Heading], source: Source, fields: dict[str, int], taken: set[int], known: set[int]
) -> None:
    """Fields still missing take the first heading that is like theirs; one about people is never taken."""
    left = [heading for heading in headings[:MOST_HEADINGS] if heading.index not in taken | known]
    wanted = [column for column in source.columns if column.like and column.field not in fields]
    if not left or not wanted:
        return
    people = about_people(left, {})
    for column in wanted:
        pattern = re.compile(column.like)
        for heading in left:
            if heading.index in taken | people or not pattern.search(plain_key(heading.levels[-1])):
                continue
            fields[column.field] = heading.index
            taken.add(heading.index)
            break


def about_people(headings: Iterable[Heading], fields: Mapping[str, int]) -> frozenset[int]:
    """The columns whose headings announce personal data, as far as no field of the contract is read from them."""
    read = set(fields.values())
    wishes = [(_wishes((), personal.HEADINGS, make), make) for make in READINGS[:2]]
    return frozenset(
        heading.index
        for heading in headings
        if heading.index not in read and any(any(_readings(heading, *wanted)) for wanted in wishes)
    )


def _give_to_needed(headings: list[Heading], source: Source, fields: dict[str, int]) -> None:
    """A heading that two fields know goes to the one that must be there: "Huyện, thành phố" over a board of districts
    names its units, not where they lie."""
    by_index = {heading.index: heading for heading in headings}
    for column in source.columns:
        if column.optional or column.field in fields:
            continue
        wishes = _wishes((column,), (), plain_key)
        for name, index in list(fields.items()):
            words = plain_key(by_index[index].levels[-1])
            is_like = any(_readings(by_index[index], wishes, plain_key)) or (
                column.like and re.search(column.like, words)
            )
            if source.column(name).optional and is_like:
                fields[column.field] = fields.pop(name)
                break


def _readings(heading: Heading, wishes: Wishes, make: Reading) -> Iterator[tuple[int, Wanted]]:
    """What a heading may be called by, with how well: 0 by its own text, 1 by a line of it (two languages in one
    cell), with its remark or with the level above ("Thời gian > Tiếp nhận"), 2 by a level above that is this
    column's alone."""
    levels = [make(level) for level in heading.levels]
    own, above = levels[-1], levels[:-1]
    for quality, text in dict.fromkeys([(0, own), *((1, text) for text in _other_texts(heading, make))]):
        for want in wishes.like(text):
            if _contains_in_order(above, want.parts[:-1]):
                yield quality, want
    # "Đã giải quyết - Quá hạn" in one cell: levels that were never cells of their own.
    *groups, leaf = LEVELS.split(heading.levels[-1])
    if groups:
        written = [*above, *map(make, groups)]
        for want in wishes.like(make(leaf)):
            if len(want.parts) > 1 and _contains_in_order(written, want.parts[:-1]):
                yield 1, want
    for level, shared in zip(above, heading.shared, strict=False):
        if not shared:
            yield from ((2, want) for want in wishes.like(level) if len(want.parts) == 1)


def _other_texts(heading: Heading, make: Reading) -> Iterator[str]:
    text = heading.levels[-1]
    lines = text.splitlines()
    yield from (make(line) for line in lines if len(lines) > 1 and line.strip())
    if make is loose_key:
        if "(" in text:
            yield make(_words(text))
        for upper in heading.levels[:-1]:
            yield make(f"{upper} {text}")
            yield make(f"{text} {upper}")  # "Thông tin trạm > Mã"


def _contains_in_order(levels: list[str], parts: tuple[str, ...]) -> bool:
    """Each part's words stand in some level, top down: "đã giải quyết" in "số hồ sơ đã giải quyết"."""
    position = 0
    for part in parts:
        while position < len(levels) and f" {part} " not in f" {levels[position]} ":
            position += 1
        if position == len(levels):
            return False
        position += 1
    return True
