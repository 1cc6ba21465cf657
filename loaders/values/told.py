"""What a table tells otherwise than by a heading: a list of technologies by its cells, a commune by the address."""

from __future__ import annotations

import re
from datetime import date

from loaders.places import Places
from loaders.shapes.table import Table
from loaders.spelling import plain
from loaders.values.cell import is_blank
from loaders.values.generations import generations

# "2G", "2G, 3G/4G", "4G+5G": nothing but generations.
LIST = re.compile(r"(?i)\s*[2-5]\s*g(?:[\s,;/|+&.-]+[2-5]\s*g)*[\s.]*")
# "Đề xuất nâng cấp: 5G" is no technology that a station has.
TO_COME = re.compile(r"\b(?:de xuat|ke hoach|du kien|nang cap|bo sung|quy hoach|muc tieu|nhu cau|de nghi|chua)\b")
GENERATIONS = ("technologies", "has_2g", "has_3g", "has_4g", "has_5g")
PART = re.compile(r"\s*[,;\n]\s*|\s+[-–—]\s+")
COMMUNE_WORD = re.compile(r"(?i)(?<!\w)(?:xã|phường|thị trấn|x\.|p\.|tt\.?)\s*(?=[^\W\d_])")
TOWN = re.compile(r"(?i)(?:thị trấn|t\.?t)\b")


def technology_list(table: Table) -> None:
    """The only column of a table without technologies whose cells are all "2G, 3G" or "không có" is that list, whatever
    the sender calls it; of two such columns one is of something else."""
    if not any(column.field == "technologies" for column in table.source.columns):
        return
    if any(name in table.columns for name in GENERATIONS):
        return
    # "Phát sóng" may head days as well as what is on air: its cells say.
    days = [table.columns[c.field] for c in table.source.columns if c.kind.name == "day" and c.field in table.columns]
    known = [*table.unknown, *(table.headings[index] for index in days if index in table.headings)]
    said = [heading for heading in known if not TO_COME.search(plain(heading.text))]
    lists = [heading for heading in said if _is_list({row[heading.index] for row in table.data})]
    if len(lists) == 1:
        index = lists[0].index
        table.columns = {name: at for name, at in table.columns.items() if at != index} | {"technologies": index}
        table.unknown = [heading for heading in table.unknown if heading.index != index]


def signal_words(table: Table) -> None:
    """A column "Sóng" taken for technologies whose cells say "Yếu" or "Tốt" is the signal."""
    index = table.columns.get("technologies")
    kinds = [column.kind for column in table.source.columns if column.field == "signal"]
    if index is None or not kinds or "signal" in table.columns:
        return
    texts = {cell for row in table.data if isinstance(cell := row[index], str) and not is_blank(cell)}
    if any(generations(t) is None for t in texts) and all(isinstance(kinds[0].one(t, {}), str) for t in texts):
        table.columns["signal"] = table.columns.pop("technologies")


def _is_list(cells: set[object]) -> bool:
    said = [cell for cell in cells if not is_blank(cell)]
    texts = [cell for cell in said if isinstance(cell, str)]
    is_known = all(LIST.fullmatch(text) or generations(text) == frozenset() for text in texts)
    return is_known and len(texts) == len(said) and any(map(LIST.fullmatch, texts))


def commune_of_address(places: Places, address: str, on: date) -> str:
    """The commune's name with its district out of "Thôn 3, xã Tân Trào, huyện Sơn Dương"; what stands where it should,
    if it is none."""
    parts = PART.split(address.strip(" .,;"))
    ends = [", ".join(parts[start:]) for start in range(len(parts))]
    worded = [address[found.start() :] for found in COMMUNE_WORD.finditer(address)]
    for text in [*worded, *ends]:
        # "…, Sơn Dương" is the district; its town of the same name says that it is one.
        is_district = places.lookup(text, ("district",), on) and not TOWN.match(text)
        if not is_district and len(places.lookup(text, ("commune",), on)) == 1:
            return text
    return worded[-1] if worded else ", ".join(parts[-2:])
