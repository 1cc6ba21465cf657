"""Whose a row of scores is: its unit, the board that the unit stands on, and rows that are no unit's."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from loaders import mentions
from loaders.contract import BadCell
from loaders.layout import Table
from loaders.places import Places
from loaders.scores.words import RANK_NAME
from loaders.shapes.filling import filled
from loaders.shapes.headings import heading_key, plain_key
from loaders.shapes.lines import is_total

# In this order: a name that a district and its seat share is the district's.
BOARDS = (
    ("district", ("district",), re.compile(r"\b(huyen|thanh pho|quan|district)\b|cap huyen")),
    ("commune", ("commune",), re.compile(r"\b(cac )?(xa|phuong|thi tran|commune)\b|cap xa")),
    (
        "department",
        ("department", "agency", "other"),
        re.compile(r"\bso\b(?! chi)|ban nganh|cap so|so nganh|department"),
    ),
    ("province", ("province",), re.compile(r"\btinh\b|province|63 tinh|dia phuong")),
)
KINDS = {board: kinds for board, kinds, _ in BOARDS}
GROUP_OF_BOARD = re.compile(r"\b(khoi|cap|cac|nhom|doi voi|bang)\b|^(so|huyen|xa|ubnd)\b")
FOOTNOTE = re.compile(r"\s*(?:\(\d{1,2}\)|\[\d{1,2}\]|\*+|[¹²³⁴⁵†‡])+\s*$")
REGION = re.compile(
    r"^(tieu )?(vung|khu vuc|mien|cum|khoi|nhom) |^(trung du|dong bang|duyen hai|tay nguyen|(dong|tay) (bac|nam)( bo)?$"
    r"|bac trung bo|nam trung bo|mien nui|dbs|red river|mekong|northern|north |central|south)"
    r"|\bregion$|delta$|highlands$"
)


@dataclass
class Units:
    """Finds the units of a table's rows. boards: row number -> its board, where the table has several."""

    table: Table
    places: Places
    board: str
    boards: Mapping[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.groups = dict(zip(self.table.rows, self.table.groups, strict=True))
        self.within = dict(zip(self.table.rows, self._districts(), strict=True))
        self._known: dict[tuple[Any, ...], str | BadCell] = {}
        # A list of one district's communes names it in its title; a commune of that name elsewhere is not meant.
        texts = "\n".join([self.table.sheet.name, *self.table.title])
        named = mentions.mentioned(self.places, texts, ("district",), None) if self.board == "commune" else []
        self.district = named[0] if len(named) == 1 else None

    def _districts(self) -> list[Any]:
        """The cells of the column of districts: merged, or named once above the communes."""
        column = self.table.source.column("within")
        index = self.table.columns.get(column.field)
        if index is None:
            return [None] * len(self.table.rows)
        return filled(self.table, replace(column, fill="above"), index, self.places.lookup)

    def board_of(self, number: int) -> str:
        """department, district, commune or province."""
        return self.boards.get(number, self.board)

    def unit(self, number: int, name: Any, on: date) -> str | BadCell:
        """The unit_id of a name in that row; a commune inside the district of its row or group."""
        within = self.within.get(number)
        asked = (name, within, self.groups.get(number), on, self.board_of(number))
        if asked not in self._known:
            try:
                self._known[asked] = self._find(str(name), within, number, on)
            except BadCell as bad:
                self._known[asked] = bad
        return self._known[asked]

    def _find(self, name: str, within_text: Any, number: int, on: date) -> str:
        kinds = KINDS[self.board_of(number)]
        district = (
            self.places.find(str(within_text), ("district",), on)
            if within_text and "commune" in kinds
            else self._group_district(number, on)
        )
        try:
            return self.places.find(name, kinds, on, district)
        except BadCell:
            bare = FOOTNOTE.sub("", name)
            if bare == name:
                raise
            return self.places.find(bare, kinds, on, district)

    def _group_district(self, number: int, on: date) -> str | None:
        if self.board_of(number) != "commune":
            return None
        for text in reversed(self.groups.get(number, ())):
            try:
                return self.places.find(text, ("district",), on)
            except BadCell:
                continue
        return self.district


def resolves(name: str, kinds: Sequence[str], places: Places) -> bool:
    """Whether a text names a unit of these kinds, at any time; one that several bear is one too."""
    try:
        places.find(name, kinds, None)
    except BadCell as bad:
        return bad.rule == "ambiguous_unit"
    return True


def is_no_unit(text: str) -> bool:
    """A mean, an extreme, a region, a heading repeated ("Thứ tự", "Ranking")."""
    if "/" in text or "|" in text:
        return any(is_no_unit(part) for part in re.split(r"[/|]", text) if part.strip())
    words = plain_key(heading_key(text))
    is_head = bool(RANK_NAME.match(words)) or words in ("thu tu", "stt", "no", "tt")
    return is_total(text) or is_head or bool(REGION.search(words))


def likeliest_board(names: Sequence[str], heading: str, title: str, is_national: bool, places: Places) -> str:
    """The board whose kinds of unit the names are; the words of heading and title decide a tie."""
    best: tuple[float, str] = (-1.0, "province")
    for board, kinds, hint in BOARDS:
        hits = sum(resolves(name, kinds, places) for name in names) / max(len(names), 1)
        merit = hits + (0.15 if hint.search(heading) else 0.0) + (0.05 if hint.search(title) else 0.0)
        merit += 0.1 if is_national and board == "province" else 0.0
        if merit > best[0]:
            best = (merit, board)
    return best[1]


def boards_by_group(table: Table, places: Places) -> dict[int, str]:
    """Row number -> board, where group rows such as "B. KHỐI HUYỆN, THÀNH PHỐ" part several boards; {} elsewhere."""
    tops: dict[int, str] = {}
    current, top = "", ""
    for number, group in zip(table.rows, table.groups, strict=True):
        if group and group[0] != top:
            top = group[0]
            words = plain_key(top)
            if GROUP_OF_BOARD.search(words) and not resolves(top, ("district", "commune"), places):
                current = top
        tops[number] = current
    if len(set(tops.values())) < 2:
        return {}
    column = table.columns["unit_id"]
    boards: dict[str, str] = {}
    for text in set(tops.values()):
        names = [table.sheet.rows[number][column] for number, found in tops.items() if found == text]
        words = plain_key(text) if text else plain_key(" ".join(table.title[-3:]))
        boards[text] = likeliest_board([n for n in names if isinstance(n, str)][:80], "", words, False, places)
    return {number: boards[text] for number, text in tops.items()} if len(set(boards.values())) > 1 else {}
