"""Whose a table's figures are: names to unit_ids, the district before its communes, and who sent the table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from loaders import mentions, settings
from loaders.clean import column as clean_column
from loaders.contract import BadCell, Column, Doubt
from loaders.report import brief
from loaders.rows import Rows
from loaders.spelling import plain
from loaders.values import task_lists, told

LONGEST_MEASURE = 20
# Units that a row names beside the one that it is of.
OTHER_UNITS = re.compile(r"\b(phoi hop|lien quan|ho tro|cap tren|cap 1|nhan|gui|giam sat|theo doi|huyen|quan ly)\b")
OF_PROVINCE = re.compile(r"\b(dia ban|toan|cua) tinh\b")
UNIT_WORD = re.compile(
    r"(so|ubnd|uy ban|huyen|thanh pho|tp|h|tinh|tt|ban|van phong|thanh tra|cong an|bao hiem|cuc|xa|x|phuong|p"
    r"|thi tran)\b"
)


def name_units(rows: Rows, sheet_title: Sequence[str]) -> None:
    """Names to unit_ids, the district first so that communes are read inside it; then who sent the table."""
    source = rows.source
    _measures_named_as_units(rows)
    task_lists.part_leads(rows)
    named = [column for column in source.columns if column.kind.places and column.field in rows.values]
    for column in sorted(named, key=lambda c: "commune" in c.kind.places):
        if column.kind.name == "units":
            _resolve_lists(rows, column)
        else:
            _resolve(rows, column)
    if "commune_id" in rows.values and any(column.field == "district_id" for column in source.columns):
        _district_of_commune(rows)
    _sender(rows, sheet_title)
    _title_district(rows, sheet_title)


def _measures_named_as_units(rows: Rows) -> None:
    """A column "Đơn vị" of which no cell names a unit is the unit of measure (đơn vị tính)."""
    fields = {column.field for column in rows.source.columns}
    if not {"unit_id", "measured_in"} <= fields or "unit_id" not in rows.columns or "measured_in" in rows.columns:
        return
    kinds = rows.source.column("unit_id").kind.places
    names = {str(name) for name in rows.get("unit_id") if name}
    if any(len(name) > LONGEST_MEASURE or UNIT_WORD.match(plain(name)) for name in names):
        return
    if any(rows.file.places.lookup(name, kinds) for name in names):
        return
    rows.columns["measured_in"] = rows.columns.pop("unit_id")
    rows.table.columns["measured_in"] = rows.table.columns.pop("unit_id")
    rows.values["measured_in"], rows.raw["measured_in"] = rows.values.pop("unit_id"), rows.raw.pop("unit_id")


def places_of_title(rows: Rows, sheet_title: Sequence[str]) -> None:
    """A unit for which there is neither a column nor a group row is the one of the title or the sheet's name; a column
    that no row can do without refuses the file."""
    _units_for_fields(rows)
    for column in rows.source.columns:
        is_asked = column.words_above or (column.kind.places and (column.needed or column.one_for_all))
        if not is_asked or column.field in rows.values or not len(rows):
            continue
        if column.kind.places and _units_under_unknown(rows, column):
            continue
        named = _title_unit(rows, "commune") if "commune" in column.kind.places else None
        if named is None and column.one_for_all:
            named = _unit_of_list(rows, column, sheet_title)
        if named is None and "commune" in column.kind.places and _communes_of_addresses(rows, column):
            continue
        if named:
            rows.values[column.field] = [rows.file.places.full_name(named)] * len(rows)
        else:
            rows.say_table(
                "fatal",
                "missing_heading",
                f"thiếu cột “{column.headings[0]}”, và không dòng nhóm hay tiêu đề nào thay được cột này; "
                f"tiêu đề đọc được: {brief(', '.join(h.text for h in list(rows.table.headings.values())[:8]))}",
                f"thêm cột “{column.headings[0]}” theo mẫu (lệnh `python -m loaders template {rows.source.name}`)",
                column=column.headings[0],
            )


def _units_under_unknown(rows: Rows, column: Column) -> bool:
    """Takes the units from a column under a heading of the sender's own ("Sở, ngành giải quyết"); False where no column
    is filled with names of units."""
    table, places, kinds = rows.table, rows.file.places, column.kind.places
    for heading in table.unknown:
        cells, problems = clean_column(column.kind, [row[heading.index] for row in table.data])
        texts = {cell for cell in cells if cell}
        known = sum(bool(places.lookup(text, kinds, rows.on)) for text in texts)
        is_filled = sum(cell is not None for cell in cells) * 2 > len(cells) and not problems
        if is_filled and known * 3 >= len(texts) * 2 and not OTHER_UNITS.search(plain(heading.text)):
            rows.values[column.field], rows.raw[column.field] = cells, list(cells)
            rows.columns[column.field] = table.columns[column.field] = heading.index
            table.unknown = [other for other in table.unknown if other is not heading]
            return True
    return False


def _communes_of_addresses(rows: Rows, column: Column) -> bool:
    """Takes the communes from a column of addresses ("Địa chỉ (thôn, xã, huyện)"); False where most name none."""
    addresses = rows.get("address")
    places, on = rows.file.places, rows.on
    words = {text: told.commune_of_address(places, text, on) for text in dict.fromkeys(addresses) if text}
    found = sum(bool(places.lookup(text, column.kind.places, on)) for text in words.values())
    if not words or found * 2 < len(words):
        return False
    rows.values[column.field] = [words[text] if text else None for text in addresses]
    rows.raw[column.field], rows.columns[column.field] = rows.raw["address"], rows.columns["address"]
    return True


def _unit_of_list(rows: Rows, column: Column, sheet_title: Sequence[str]) -> str | None:
    """The unit whose the whole list is."""
    titles = [*rows.table.title, *(line for line in sheet_title if line not in rows.table.title)]
    kinds = [kind for kind in column.kind.places if kind != "province"]
    return mentions.sender(rows.file.places, kinds, rows.on, rows.table.sheet.name, titles, rows.file.file_name)


def _units_for_fields(rows: Rows) -> None:
    """A compilation of form II.06a keeps the form's heading "Lĩnh vực" over what are units: they are read as such."""
    texts = {text for text in rows.get("field") if text}
    if rows.source.sender != "unit_id" or not texts or "unit_id" in rows.columns or any(rows.get("unit_id")):
        return
    kinds = rows.source.column("unit_id").kind.places
    if all(UNIT_WORD.match(plain(text)) and rows.file.places.lookup(text, kinds) for text in texts):
        rows.values["unit_id"], rows.raw["unit_id"] = rows.values.pop("field"), rows.raw.pop("field")
        rows.columns["unit_id"] = rows.columns.pop("field")


def _names_on(rows: Rows) -> date:
    """The day as of which the table's names of units are read."""
    day = rows.facts.get("names_on")
    return day if isinstance(day, date) else rows.on


def _resolve(rows: Rows, column: Column) -> None:
    places, kinds, on = rows.file.places, column.kind.places, _names_on(rows)
    named = ("district_id", "district_hint", "district_beside")
    district = next((name for name in named if name in rows.values), "")
    within = rows.values.get(district) if "commune" in kinds and column.field != district else None
    within = within or ([_title_unit(rows, "district")] * len(rows) if kinds == ("commune",) else [None] * len(rows))
    known: dict[tuple[Any, Any], str | BadCell | Doubt] = {}
    values: list[str | None] = []
    for position, pair in enumerate(zip(rows.values[column.field], within, strict=True)):
        if pair[0] is None:
            values.append(None)
            continue
        if pair not in known:
            try:
                known[pair] = places.find(str(pair[0]), kinds, on, pair[1])
            except BadCell as bad:
                several = (
                    task_lists.first_of_several(places, str(pair[0]), kinds, on) if column.first_of_several else None
                )
                known[pair] = several or bad
        found = known[pair]
        if isinstance(found, Doubt):
            rows.say("warning", found.rule, position, column.field, found.message, found.fix)
            found = str(found.value)
        if isinstance(found, BadCell):
            values.append(None)
            if position not in rows.refused:
                rows.say(found.level, found.rule, position, column.field, str(found), found.fix)
        else:
            values.append(found)
    rows.values[column.field] = values


def _resolve_lists(rows: Rows, column: Column) -> None:
    """Supporting units: what is not known is a warning, the rest of the list stays."""
    known: dict[Any, Any] = {None: (None, [])}
    values = []
    for position, text in enumerate(rows.values[column.field]):
        if text not in known:
            known[text] = rows.file.places.find_all(text, column.kind.places, _names_on(rows))
        found, unknown = known[text]
        values.append(found)
        for part in unknown:
            rows.say(
                "warning",
                "unknown_unit",
                position,
                column.field,
                f"không rõ đơn vị phối hợp: “{part}”",
                "ghi tên đầy đủ của đơn vị, hoặc thêm tên gọi này vào danh mục tên gọi",
            )
    rows.values[column.field] = values


def _district_of_commune(rows: Rows) -> None:
    places = rows.file.places
    districts = rows.get("district_id")
    rows.values["district_id"] = [
        own or (places.parent(commune) if commune else None)
        for own, commune in zip(districts, rows.get("commune_id"), strict=True)
    ]


def _title_unit(rows: Rows, kind: str) -> str | None:
    cache = rows.facts.setdefault("title_units", {})
    if kind not in cache:
        texts = " \n ".join([rows.table.sheet.name, *rows.table.title])
        found = mentions.mentioned(rows.file.places, texts, (kind,), rows.on)
        cache[kind] = found[0] if len(found) == 1 else None
    unit: str | None = cache[kind]
    return unit


def _title_district(rows: Rows, sheet_title: Sequence[str]) -> None:
    """A station list of one district replaces that district's part only."""
    if "title_district" in rows.source.replaces:
        named = _title_unit(rows, "district")
        districts = {unit for unit in rows.get("district_id") if unit}
        rows.facts["title_district"] = named if named and districts <= {named} else None


def _sender(rows: Rows, sheet_title: Sequence[str]) -> None:
    """Fill the sender's field where the table has no column for it; fatal where the source needs one."""
    source, field = rows.source, rows.source.sender
    own = rows.get(field) if field else []
    if field and any(own):
        rows.facts["sender"] = next(unit for unit in own if unit)
        if field == "operator":
            rows.facts["senders"] = dict.fromkeys(unit for unit in own if unit)
        return
    kinds = source.sender_kinds or ("department", "agency", "other")
    titles = [*rows.table.title, *(line for line in sheet_title if line not in rows.table.title)]
    unit = mentions.sender(rows.file.places, kinds, rows.on, rows.table.sheet.name, titles, rows.file.file_name)
    if unit is None and "province" in kinds and any(OF_PROVINCE.search(plain(line)) for line in titles):
        unit = settings.PROVINCE
    rows.facts["sender"] = unit
    if not field:
        return
    if unit is None and any(column.field == field for column in source.columns):
        rows.say_table(
            "fatal",
            "unknown_sender",
            "không rõ tệp này là của đơn vị nào (cột, tên trang tính, tiêu đề và tên tệp đều không ghi)",
            "ghi tên đơn vị trong tiêu đề, ví dụ “Đơn vị: UBND huyện Na Hang”",
        )
    if field in rows.values or any(column.field == field for column in source.columns):
        rows.values[field] = [unit] * len(rows)
