"""What one file says twice: score tables in two languages, keys that return, rows entered again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from loaders.report import Issue
from loaders.rows import Rows
from loaders.scores.blocks import name_blocks, named
from loaders.scores.criteria import ACCENTED, is_total_heading
from loaders.shapes.table import NUMBERS_ROWS
from loaders.spelling import key as spelling_key
from loaders.spelling import plain

if TYPE_CHECKING:
    from loaders.reading import Reading


def once_each(reading: Reading) -> None:
    """A score table given twice (two languages, a leftover block) is taken once, the Vietnamese one."""
    if not reading.source or reading.source.unfold != "scores":
        return
    name_blocks(reading.rows)
    kept: list[Rows] = []
    order = sorted(reading.rows, key=_merit, reverse=True)
    for rows in order:
        facts = (rows.facts.get("index_name"), rows.facts.get("index_year"), rows.facts.get("board"))
        twin = next((other for other in kept if _facts(other) == facts and _say_the_same(rows, other)), None)
        if twin is None or None in facts:
            kept.append(rows)
            continue
        line = rows.table.first + 1
        reading.issues.append(
            Issue(
                "warning",
                "table_repeated",
                rows.table.sheet.name,
                f"A{line}" if rows.file.has_cells else None,
                line,
                "",
                "",
                f"khối bảng này nhắc lại đơn vị đã có ở trang “{twin.table.sheet.name}”; được bỏ qua",
                "không cần sửa nếu đây là phần tra cứu hoặc bản dịch",
            )
        )
    reading.rows = [rows for rows in reading.rows if rows in kept]


def _say_the_same(rows: Rows, other: Rows) -> bool:
    """Whether two tables score the same units; of two in one language, by a criterion that both have."""
    is_own = named(rows) or _is_vietnamese(rows) == _is_vietnamese(other)
    parts = ["unit_id", "index_year", "board", *(["criterion"] if is_own else [])]
    mine, theirs = (set(zip(*(table.get(name) for name in parts), strict=True)) for table in (rows, other))
    return any(key[0] is not None for key in mine & theirs)


def _is_vietnamese(rows: Rows) -> bool:
    return any(ACCENTED.search(heading.text) for heading in rows.table.headings.values())


def _facts(rows: Rows) -> tuple[Any, Any, Any]:
    return rows.facts.get("index_name"), rows.facts.get("index_year"), rows.facts.get("board")


def _merit(rows: Rows) -> tuple[bool, bool, bool, int]:
    """Vietnamese before English, a table with the final score before one without, a summary before its details."""
    headings = rows.table.headings.values()
    is_summary = bool(re.search(r"tong hop|summary", plain(rows.table.sheet.name)))
    return (
        _is_vietnamese(rows),
        any(is_total_heading(heading) for heading in headings),
        is_summary,
        len(rows),
    )


def refuse_repeats(reading: Reading) -> None:
    """The same key twice in one file: the first is kept; a row with the same values is taken once."""
    source = reading.source
    if source is None:
        return
    key = [*source.key] + (["reported_on"] if source.dated == "day" and "reported_on" in dict(source.stored()) else [])
    fields = [name for name, _ in source.stored() if name not in ("cell",)]
    is_numbered = any(name in NUMBERS_ROWS for name in source.key)
    seen: dict[tuple[Any, ...], tuple[Rows, int]] = {}
    for rows in reading.rows:
        keys = list(zip(*(_folded(rows, name) for name in key), strict=True))
        if not seen and len(set(keys)) == len(keys):
            if len(reading.rows) > 1:
                seen = {found: (rows, at) for at, found in enumerate(keys) if at not in rows.refused}
            continue
        for position, found in enumerate(keys):
            if position in rows.refused:
                continue
            if found not in seen:
                seen[found] = (rows, position)
                continue
            first, at = seen[found]
            if is_numbered and _list_of(rows) != _list_of(first) and not _is_same(rows, position, first, at, fields):
                # A sheet for each unit, each counting from 1: tasks of their own.
                own = (*found, _list_of(rows))
                if own not in seen:
                    seen[own] = (rows, position)
                    continue
                first, at = seen[own]
            _say_repeat(rows, position, first, at, fields)


def _list_of(rows: Rows) -> tuple[Any, ...]:
    """Whose list a table is, as far as it replaces that unit's list only."""
    return tuple(rows.facts.get(name) for name in rows.source.replaces if name not in rows.values)


def _is_same(rows: Rows, position: int, first: Rows, at: int, fields: Sequence[str]) -> bool:
    """Whether two rows say the same; the key's own fields are the same but for their spelling."""
    others = [name for name in fields if rows.source.unfold or name not in rows.source.key]
    return all(rows.get(name)[position] == first.get(name)[at] for name in others)


def _folded(rows: Rows, name: str) -> list[Any]:
    """The values of a field of the key; codes and names that differ by capitals, blanks or a tone's place are one."""
    values = rows.get(name)
    if rows.source.unfold or not any(
        column.field == name and column.kind.name == "text" for column in rows.source.columns
    ):
        return values
    folded = {value: _short(value) for value in set(values)}
    return [folded[value] for value in values]


def _short(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    short = value.casefold() if value.isascii() else spelling_key(value)
    return "".join(short.split()) if " " in short or "\n" in short else short


def _say_repeat(rows: Rows, position: int, first: Rows, at: int, fields: Sequence[str]) -> None:
    where = f"dòng {first.numbers[at]}" + (f" trang “{first.table.sheet.name}”" if first is not rows else "")
    field_name = (
        "unit_id" if rows.source.unfold else next((n for n in rows.source.key if n in rows.columns), rows.source.key[0])
    )
    if rows.source.unfold and "unit_cells" in rows.facts:
        column, _ = rows.facts["unit_cells"][position]
        rows.columns["unit_id"] = column
    rows.doubled.add(position)
    if _is_same(rows, position, first, at, fields):
        rows.repeated.add(position)
        rows.say(
            "warning",
            "repeated_row",
            position,
            field_name,
            f"dòng này lặp lại nguyên {where}; chỉ tính một lần",
            "bỏ dòng lặp",
        )
    else:
        rows.say(
            "error",
            "duplicate_key",
            position,
            field_name,
            f"trùng mã với {where} nhưng số liệu khác; dòng đầu được giữ",
            "giữ lại một dòng đúng",
        )
