"""Forms that a person has read once: a sheet whose headings the contract does not know, and what each column is.

A form is known again by its heading texts in their order, so the choice holds for the same agency's next report. What
was chosen is in the journal, never in the committed lists.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from loaders import personal
from loaders.contract import BadFile, Source
from loaders.shapes.headings import Heading, about_people, heading_key


@dataclass(frozen=True)
class Form:
    """One kind of heading block. headings: the keys of its texts from left to right; rows: how many rows it takes;
    fields: field -> which of the headings (0 is the leftmost that has a text) carries it."""

    source: str
    headings: tuple[str, ...]
    fields: Mapping[str, int]
    rows: int = 1

    def fits(self, headings: Sequence[Heading]) -> bool:
        """Whether these are the same headings, wherever they stand."""
        return self.headings == signature(headings)

    def columns(self, headings: Sequence[Heading]) -> dict[str, int]:
        """Field -> column index on this sheet."""
        return {name: headings[place].index for name, place in self.fields.items()}


def signature(headings: Sequence[Heading]) -> tuple[str, ...]:
    """What a form is known by."""
    return tuple(heading_key(heading.text) for heading in headings)


def from_entry(entry: Mapping[str, Any]) -> Form:
    """A form as the journal keeps it."""
    return Form(entry["source"], tuple(entry["headings"]), dict(entry["fields"]), int(entry["rows"]))


def made(source: Source, headings: Sequence[Heading], chosen: Mapping[str, int], rows: int) -> Form:
    """The form that a person chose. chosen: field -> column index. BadFile, in words for the person, where a column
    that must be there was not chosen, one was chosen twice, or one is about people."""
    places = {heading.index: place for place, heading in enumerate(headings)}
    known = {column.field for column in source.columns}
    if stray := [name for name, index in chosen.items() if name not in known or index not in places]:
        raise BadFile("wrong_form", f"không có cột để gán cho “{stray[0]}”", "chọn lại cột trong bảng")
    missing = [c.headings[0] for c in source.columns if not c.optional and c.field not in chosen]
    if missing and source.unfold != "scores":
        names = ", ".join(f"“{name}”" for name in missing)
        raise BadFile("missing_heading", f"chưa chọn cột cho {names}", "chọn đủ các cột bắt buộc rồi ghi nhớ lại")
    if not chosen:
        raise BadFile("wrong_form", "chưa chọn cột nào", "chọn ý nghĩa của từng cột")
    if len(set(chosen.values())) < len(chosen):
        raise BadFile("wrong_form", "một cột được chọn cho hai ý nghĩa", "mỗi cột chỉ chọn một ý nghĩa")
    if people := about_people(headings, {}) & set(chosen.values()):
        text = next(heading.text for heading in headings if heading.index in people)
        raise BadFile("personal_data", f"cột “{personal.masked(text)}” là thông tin cá nhân", "không nạp cột này")
    fields = {name: places[index] for name, index in chosen.items()}
    return Form(source.name, signature(headings), fields, rows)
