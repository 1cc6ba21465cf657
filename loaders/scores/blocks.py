"""Score tables under and beside each other that rank one criterion each: what stands above a block is its criterion."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from loaders.rows import Rows
from loaders.scores.scope import INDICES, words_of
from loaders.scores.words import TOTAL, is_total_label
from loaders.shapes.headings import plain_key
from loaders.spelling import plain

_LEAD = re.compile(
    r"^(?:(?:bảng|biểu|phụ lục)(?: số)?\s*[\dIVX]*\s*[.:–-]?\s*)?"
    r"(?:bảng )?(?:kết quả )?(?:điểm(?: và)? )?(?:xếp hạng )?",
    re.IGNORECASE,
)
_YEAR_AT_END = re.compile(r"\s*(?:cấp tỉnh|các tỉnh)?[,\s]*(?:năm )?\(?20\d\d\)?\s*$", re.IGNORECASE)
# A sheet's own name tells the criterion where nothing stands above the table.
_EMPTY_NAME = re.compile(r"^(sheet|trang|bang|bieu|phu luc|pl)?[ _.-]*\d*$|^(vn|en|tv|ta|vie|eng|summary|tong hop)\b")


def named(rows: Rows) -> bool:
    """Whether the table is a block of one criterion, known by its title."""
    return bool(rows.facts.get("is_block"))


def name_blocks(tables: Sequence[Rows]) -> None:
    """Of tables that give nothing but one plain score for the same units, each gets its own criterion.

    Only where the scores differ and the words above them too: the same scores twice are a table given twice.
    """
    plain_ones = [rows for rows in tables if rows.facts.get("block") is not None and _is_plain(rows)]
    for first in plain_ones:
        alike = [rows for rows in plain_ones if _scope(rows) == _scope(first) and _differ(rows, first)]
        title = next((text for title in (_block, _sheet_name) if (text := _own(title, first, alike))), "")
        if title:
            first.facts["is_block"] = True
            first.facts["criterion"] = TOTAL if _is_final(title) else _criterion(title)
    for rows in plain_ones:
        if named(rows) and rows.facts["criterion"] != TOTAL:
            rows.values["criterion"] = [rows.facts["criterion"]] * len(rows)
            rows.values["is_ranked"] = [None] * len(rows)


def _own(title: Callable[[Rows], str], first: Rows, alike: Sequence[Rows]) -> str:
    """The title of a table if each of the others has another one, else ""."""
    own, others = title(first), [title(rows) for rows in alike]
    return own if others and all(others) and own not in others else ""


def _is_plain(rows: Rows) -> bool:
    return set(rows.get("criterion")) == {TOTAL} and bool(rows.facts.get("block") or _sheet_name(rows))


def _scope(rows: Rows) -> tuple[Any, ...]:
    return tuple(rows.facts.get(name) for name in ("index_name", "index_year", "board"))


def _differ(rows: Rows, other: Rows) -> bool:
    """Whether both give scores of the same units, and not the same scores."""
    mine, theirs = (dict(zip(r.get("unit_id"), r.get("score"), strict=True)) for r in (rows, other))
    both = set(mine) & set(theirs) - {None}
    return bool(both) and any(mine[unit] != theirs[unit] for unit in both)


def _block(rows: Rows) -> str:
    return str(rows.facts.get("block") or "")


def _sheet_name(rows: Rows) -> str:
    name = " ".join(rows.table.sheet.name.split())
    return "" if _EMPTY_NAME.search(plain(name)) else name


def _criterion(title: str) -> str:
    """The criterion of a title: "Bảng 2. Xếp hạng chính quyền số năm 2022" -> "chính quyền số"."""
    words = _LEAD.sub("", _YEAR_AT_END.sub("", title)).strip(" -–:.,")
    return words or title


def _is_final(title: str) -> bool:
    """ "4. Chỉ số tổng hợp", "PAR Index 2022", "Chung": the block of the final score."""
    words = plain_key(_criterion(title))
    for pattern, _ in INDICES:
        words = pattern.sub(" ", words_of(words))
    rest = re.sub(r"^[\divx]+\b|\b(chi so|cac|cap|tinh|thanh pho|nam|chung|\d+)\b", " ", words).strip()
    return not rest or is_total_label(words) or "tong hop" in words
