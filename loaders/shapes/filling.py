"""The cells of one column as the sender meant them: merged blocks, "as above", groups, plain sums filled in."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from loaders.contract import Column, Formula
from loaders.layout import Table
from loaders.spelling import plain

_AS_ABOVE = ("nt", "-nt-", "như trên", '"', "″", "''", "〃", "n.t", "nt.", "- nt -", "-như trên-", "-nt", "- nt-")
AS_ABOVE = frozenset(
    form for mark in _AS_ABOVE for form in (mark, mark.upper(), mark.capitalize(), f" {mark}", f"{mark} ")
)
# One text merged over several rows is said of each; one number merged over them is their sum.
WORDS = ("text", "raw", "day")
SUM = re.compile(r"^=\s*SUM\(([^()]*)\)$", re.IGNORECASE)
REFERENCE = re.compile(r"^\$?([A-Z]{1,3})\$?(\d+)(?::\$?([A-Z]{1,3})\$?(\d+))?$")


Knows = Callable[[str, tuple[str, ...]], Sequence[str]]
REMARK = re.compile(r"\s*(?:\([^()]*\)|[:;–].*|\s-\s.*)\s*$")
DEPARTMENT = re.compile(r"(?:[Ss]ở|SỞ|[Ss]o|SO|S\.)\s|[A-ZĐ&-]+$")
FIELD = re.compile(r"(?i)lĩnh vực\s*:?\s+([^\W\d_])(.*)", re.DOTALL)
ANY_UNIT = ("department", "agency", "district", "commune", "operator", "province")


def filled(table: Table, column: Column, index: int | None, knows: Knows) -> list[Any]:
    """The cells of a column's data rows, with merged blocks, "nt", groups and plain sums filled in.

    knows: the units of those kinds that a text may name, see Places.lookup.
    """
    if index is None:
        cells: list[Any] = [None] * len(table.rows)
    else:
        cells = [row[index] for row in table.data]
        types = set(map(type, cells))
        if Formula in types:
            cells = [plain_sum(table, cell) if isinstance(cell, Formula) else cell for cell in cells]
        if column.fill or (column.kind.name in WORDS and not column.needed and column.field not in table.source.key):
            _fill_merged(table, index, cells)
        if str in types:
            _fill_as_above(cells)
        # So is an indicator above its units; a name of which each row needs its own is not left blank for that.
        if column.fill and (column.kind.name == "unit" or column.needed):
            _fill_block(cells)
    if index is None and column.words_above:
        return [_word_above(column, group) for group in table.groups]
    if column.fill == "group" and any(cell is None for cell in cells):
        _fill_from_groups(table, column, cells, knows)
    return cells


def _fill_merged(table: Table, index: int, cells: list[Any]) -> None:
    """A value merged down a block holds for all its rows."""
    areas = [m for m in table.sheet.merges if m[1] <= index <= m[3] and m[2] > m[0] > table.last]
    places = {number: position for position, number in enumerate(table.rows)} if areas else {}
    for top, left, bottom, _ in areas:
        for number in range(top, bottom + 1):
            if number in places:
                cells[places[number]] = table.sheet.rows[top][left]


def _fill_as_above(cells: list[Any]) -> None:
    if AS_ABOVE.isdisjoint(cells):
        return
    for position, cell in enumerate(cells):
        if isinstance(cell, str) and cell in AS_ABOVE:
            cells[position] = cells[position - 1] if position else None


def _fill_block(cells: list[Any]) -> None:
    """A unit named once above its rows, without merged cells: seen by a column that is mostly blank below its names."""
    blanks = sum(cell is None for cell in cells)
    if not cells or cells[0] is None or blanks * 10 < len(cells) * 3:
        return
    last = None
    for position, cell in enumerate(cells):
        last = cell if cell is not None else last
        cells[position] = last


def _fill_from_groups(table: Table, column: Column, cells: list[Any], knows: Knows) -> None:
    """Group rows give their text: of a unit the innermost that names one of its kinds, of words the innermost that
    names no unit.

    Where group rows of that depth name units, one that names none is a unit misspelt and is given as it stands.
    """
    kinds = column.kind.places
    said = {text: _said(text, kinds, knows) for text in dict.fromkeys(text for group in table.groups for text in group)}
    depths = {depth for group in table.groups for depth, text in enumerate(group) if said[text]} if kinds else set()
    for position, (cell, group) in enumerate(zip(cells, table.groups, strict=True)):
        if cell is None and group:
            fitting = [found for text in group if (found := said[text])]
            if not fitting and kinds:
                open_to_all = column.needed and not column.one_for_all and not depths
                fitting = [
                    text
                    for depth, text in enumerate(group)
                    if (depth in depths or open_to_all) and _names_kind(text, kinds)
                ]
            cells[position] = _without_heading(column, fitting[-1]) if fitting else None


def _word_above(column: Column, group: Sequence[str]) -> str | None:
    """The innermost text above a row that is a word of the column's list."""
    return next((text for text in reversed(group) if isinstance(column.kind.one(text, {}), str)), None)


def _without_heading(column: Column, text: str) -> str:
    """A group row as the column "Lĩnh vực" would say it: "Hộ tịch" for "Lĩnh vực Hộ tịch"; "Nhóm nhiệm vụ 1" stays."""
    found = FIELD.match(text) if column.headings[0] == "Lĩnh vực" else None
    return found[1].upper() + found[2] if found else text


def _said(text: str, kinds: tuple[str, ...], knows: Knows) -> str | None:
    """The words of a group row that a column takes, without "(12 trạm)"; None where they are of another kind."""
    if not kinds:
        return None if knows(text, ANY_UNIT) else text
    for form in (text, REMARK.sub("", text)):
        found = knows(form, kinds) if form else ()
        # "Tư pháp" over rows is a field of law; only "Sở Tư pháp" or "STP" is the department.
        is_field = any(unit.startswith("so-") for unit in found) and not DEPARTMENT.match(form)
        if found and not is_field:
            return form
    return None


def _names_kind(text: str, kinds: Sequence[str]) -> bool:
    words = plain(text)
    commune = bool(re.match(r"(xa|phuong|thi tran|x\.|p\.|tt\.?)\s", words))
    district = bool(re.match(r"(ubnd )?(huyen|thanh pho|h\.|tp\.?)\s", words))
    if commune or district:
        return ("commune" in kinds and commune) or ("district" in kinds and district)
    return not re.match(r"(linh vuc|nhom|muc|phan|cap|khoi|thang|quy|nam)\b", words)


def plain_sum(table: Table, formula: Formula) -> object:
    """The value of =SUM(B5:B9) or =B5+C5 where all cells named hold numbers; else the formula as it is."""
    body = SUM.match(formula)
    terms = body[1].split(",") if body else formula.lstrip("=").split("+")
    total = 0.0
    for term in terms:
        found = REFERENCE.match(term.strip().upper())
        if not found:
            return formula
        for cell in _referenced(table, found):
            if isinstance(cell, Formula):
                cell = plain_sum(table, cell)
            if cell is None and body:
                continue
            if isinstance(cell, bool) or not isinstance(cell, int | float):
                return formula
            total += cell
    return total


def column_of(letters: str) -> int:
    """Zero-based index of column letters: A -> 0, AA -> 26."""
    index = 0
    for character in letters:
        index = index * 26 + ord(character) - 64
    return index - 1


def _referenced(table: Table, found: re.Match[str]) -> list[object]:
    left, right = column_of(found[1]), column_of(found[3] or found[1])
    top, bottom = int(found[2]) - 1, int(found[4] or found[2]) - 1
    rows = table.sheet.rows
    return [
        rows[r][c] if r < len(rows) and c < len(rows[r]) else None
        for r in range(top, bottom + 1)
        for c in range(left, right + 1)
    ]
