"""A workbook with its faulty cells coloured and explained, and a summary in front; all else stays as it was sent."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

from lxml import etree
from python_calamine import CalamineWorkbook

from loaders.workbooks.looks import RED, YELLOW, Looks
from loaders.workbooks.notes import SIGN, note
from loaders.workbooks.parts import LINKS, Odd, Parts, main
from loaders.workbooks.sheet_cells import SheetCells
from loaders.workbooks.summary import FIRST_LINE, LEVEL_WORDS, NAME, Letter, Place, Remark, free_name, summary

NOTES = 3_000  # more shapes make Excel slow to open the file
LONGEST_NOTE = 2_000
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_MACROS = "macroEnabled"
_SELECTED = re.compile(rb"""\stabSelected=["'](?:1|true)["']""")
_BEFORE_DATA = re.compile(rb"<(?:\w+:)?sheetData(?=[\s/>])")


@dataclass
class _Page:
    """One of the sender's worksheets. spots: cell (row, column) -> the remarks that are made there."""

    name: str
    path: str
    is_visible: bool
    spots: dict[tuple[int, int], list[int]] = field(default_factory=dict)


def marked(data: bytes, remarks: Sequence[Remark], letter: Letter) -> tuple[bytes, str]:
    """The marked workbook and the ending of its name. Raises Odd where the bytes are no workbook of a usual layout."""
    parts = Parts(data)
    work = _Marking(parts, remarks)
    old = _old_summary(data, work.pages)
    places, left_out = work.mark([page for page in work.pages if page is not old], is_back=old is not None)
    hidden = tuple(page.name for page in work.pages if not page.is_visible)
    letter = replace(letter, hidden=letter.hidden + hidden)
    _put_in_front(parts, work.pages, old, summary(letter, remarks, places, work.looks.look, left_out))
    ending = ".xlsm" if _MACROS in parts.content_type(parts.workbook) else ".xlsx"
    return parts.packed(), ending


class _Marking:
    def __init__(self, parts: Parts, remarks: Sequence[Remark]) -> None:
        self.parts, self.remarks = parts, remarks
        styles = parts.linked(parts.workbook, "styles")
        if styles is None:
            raise Odd("no styles")
        self.looks = Looks(parts.edited(styles))
        self.pages = _pages(parts)

    def mark(self, pages: Sequence[_Page], is_back: bool) -> tuple[dict[int, Place], int]:
        """Colour and note the cells; where each remark is, and how many cells are without a note.

        is_back: the workbook was marked before: its old marks go first, on sheets without a fault too.
        """
        by_name: dict[str, list[int]] = {}
        for index, remark in enumerate(self.remarks):
            if remark.row is not None:
                by_name.setdefault(remark.sheet, []).append(index)
        stale = self.looks.left_behind() if is_back else set()
        places: dict[int, Place] = {}
        notes = left_out = 0
        for page in pages:
            wanted = by_name.get(page.name, [])
            if not page.is_visible or not (wanted or is_back):
                continue
            sheet = SheetCells(self.parts.read(page.path))
            self._find(sheet, page, wanted)
            places |= {index: (page.name, *spot) for spot, here in page.spots.items() for index in here}
            colours = {spot: self._colour(here) for spot, here in page.spots.items()}
            sheet.restyled(dict.fromkeys(sheet.cells_with(stale), "") | colours, self.looks.marked)
            first = [spot for colour in (RED, YELLOW) for spot in page.spots if colours[spot] == colour]
            noted = {spot: page.spots[spot] for spot in first[: max(NOTES - notes, 0)]}
            notes, left_out = notes + len(noted), left_out + len(page.spots) - len(noted)
            note(self.parts, page.path, sheet, {spot: self._said(here) for spot, here in noted.items()})
            self.parts.write(page.path, sheet.xml())
        return places, left_out

    def _find(self, sheet: SheetCells, page: _Page, wanted: Sequence[int]) -> None:
        for index in wanted:
            row, column = self.remarks[index].row or 1, self.remarks[index].column
            spot = sheet.anchor(row, column or sheet.first_filled(row))
            page.spots.setdefault(spot, []).append(index)

    def _colour(self, here: Sequence[int]) -> str:
        return YELLOW if all(self.remarks[index].issue.level == "warning" for index in here) else RED

    def _said(self, here: Sequence[int]) -> str:
        """The note of a cell: what is wrong and how to mend it, each thing once."""
        said = dict.fromkeys(
            f"{LEVEL_WORDS[issue.level]}: {_end(issue.message)}\nCách sửa: {_end(issue.fix)}"
            for issue in (self.remarks[index].issue for index in here)
        )
        return "\n".join(said).replace(SIGN, "")[:LONGEST_NOTE]


def _end(text: str) -> str:
    """With one full stop, and without what XML forbids: the text quotes the sender's cell."""
    return re.sub("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]", "", text).strip().rstrip(".") + "."


# --- the workbook ----------------------------------------------------------------------------------------


def _pages(parts: Parts) -> list[_Page]:
    """The worksheets in their order; chart sheets and macro sheets have no cells to mark."""
    targets = parts.links(parts.workbook)
    found = []
    for node in parts.tree(parts.workbook).iter(main("sheet")):
        kind, path = targets.get(node.get(f"{{{LINKS}}}id", ""), ("", ""))
        if kind == "worksheet":
            found.append(_Page(node.get("name", ""), path, node.get("state", "visible") == "visible"))
    if not found:
        raise Odd("no worksheets")
    return found


def _old_summary(data: bytes, pages: Sequence[_Page]) -> _Page | None:
    """The summary of a workbook that was marked before."""
    for page in pages:
        if page.name.startswith(NAME):
            with suppress(Exception):  # a sheet that can't be read is not ours
                first = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name(page.name).to_python(nrows=1)
                if first and first[0][0] == FIRST_LINE:
                    return page
    return None


def _put_in_front(parts: Parts, pages: Sequence[_Page], old: _Page | None, xml: bytes) -> None:
    """The summary as the first sheet and the one that opens; an old one is replaced where it stands."""
    _unselect(parts)
    book = parts.edited(parts.workbook)
    sheets = book.find(main("sheets"))
    at = 0
    if old is not None:
        parts.unlink(old.path)
        parts.write(old.path, xml)
        at = [node.get("name") for node in sheets.iter(main("sheet"))].index(old.name)
    else:
        path = parts.new_path("xl/worksheets/sheet{}.xml")
        parts.write(path, xml)
        parts.set_type(path, _SHEET_TYPE)
        number = 1 + max(int(node.get("sheetId", "0")) for node in sheets.iter(main("sheet")))
        name = free_name([node.get("name", "") for node in sheets.iter(main("sheet"))])
        values = {"name": name, "sheetId": str(number), f"{{{LINKS}}}id": parts.link(parts.workbook, "worksheet", path)}
        sheets.insert(0, etree.Element(main("sheet"), values))
        for defined in book.iter(main("definedName")):
            # A name that belongs to one sheet says to which by the sheet's place.
            if (place := defined.get("localSheetId")) is not None:
                defined.set("localSheetId", str(int(place) + 1))
    for view in book.iter(main("workbookView")):
        view.set("activeTab", str(at))
        view.set("firstSheet", "0")


def _unselect(parts: Parts) -> None:
    """Two selected sheets are a group: what is typed into one would be typed into both."""
    for kind, path in parts.links(parts.workbook).values():
        if kind not in ("worksheet", "chartsheet") or path not in parts:
            continue
        xml = parts.read(path)
        data = _BEFORE_DATA.search(xml)
        head = xml[: data.start()] if data else xml
        if _SELECTED.search(head):
            parts.write(path, _SELECTED.sub(b"", head) + xml[len(head) :])
