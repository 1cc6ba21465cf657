"""The XML of one sheet, in which single cells get another format; every byte beside them stays as it came.

A sheet of 54,000 rows is never made into a tree: its rows are found by a search over the bytes, and only those
with a cell to mark are taken apart.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from openpyxl.utils.cell import column_index_from_string, get_column_letter, range_boundaries

from loaders.workbooks.parts import Odd

# A tag's attributes; a ">" may stand inside the quotation marks, a "<" nowhere. No search here goes beyond the next
# "<" for an end that is not there: in a sheet of a thousand beginnings each would read all that follows.
_ATTRIBUTES = rb"""((?:[^<>"']|"[^"<]*"|'[^'<]*')*)"""
_ROOT = re.compile(rb"<((?:\w+:)?)worksheet(?=[\s>])" + _ATTRIBUTES + rb">")
_TAG = re.compile(rb"<(/?)((?:[\w.-]+:)?)([\w.-]+)" + _ATTRIBUTES + rb">")
_NUMBER = re.compile(rb"""\sr=["'](\d+)["']""")
_ADDRESS = re.compile(rb"""\sr=["']([A-Za-z]+)\d+["']""")
_STYLE = re.compile(rb"""\ss=["'](\d+)["']""")
_ROW_STYLE = re.compile(rb"""\scustomFormat=["'](?:1|true)["']""")
_VALUE = re.compile(rb"""\b(\w+)=["']([^"']*)["']""")
_SPANS = re.compile(rb"""\sspans=["'][^"']*["']""")
_CONTENT = re.compile(rb"<(?:\w+:)?(?:v|is|f)(?=[\s>])")
_LONGEST_AREA, _MOST_TALL = 1_000, 1_000
_COLUMN = re.compile(rb"<(?:\w+:)?col(?=\s)" + _ATTRIBUTES + rb">")
_DIMENSION = re.compile(rb"""(<(?:\w+:)?dimension\s[^<>]*ref=["'])([A-Z]+\d+)(?::([A-Z]+\d+))?(["'])""")
_MERGE = re.compile(rb"""<(?:\w+:)?mergeCell\s[^<>]*ref=["']([^"'<>]+)["']""")
_LAST, _LAST_COLUMN = 1_048_576, 16_384
_POINTS_A_LETTER, _USUAL_WIDTH = 5.25, b"9"
# What comes after <legacyDrawing> in a sheet; form controls stand in an <AlternateContent>.
_BEHIND_DRAWING = frozenset(
    (b"legacyDrawingHF", b"drawingHF", b"picture", b"oleObjects", b"controls", b"webPublishItems", b"tableParts")
) | {b"extLst", b"AlternateContent"}


_Area = tuple[int, int, int, int]


@dataclass
class _Cell:
    column: int
    start: int
    end: int
    attributes: bytes
    has_content: bool


class SheetCells:
    """One worksheet part; rows and columns count from 1. Raises Odd for XML in which a search over bytes may err."""

    def __init__(self, xml: bytes) -> None:
        root = _ROOT.search(xml)
        if root is None or b"purl.oclc.org" in root[2] or b"<![CDATA[" in xml or b"<!--" in xml:
            raise Odd("a sheet in another encoding, of the strict standard, or with comments in its XML")
        self._prefix = root[1]
        data = re.compile(rb"<" + root[1] + rb"sheetData\s*(/?)>").search(xml, root.end())
        if data is None:
            raise Odd("a sheet without data")
        self._head = xml[: data.start()]
        if data[1]:
            self._data, self._tail = b"", xml[data.end() :]
        else:
            end = xml.rfind(b"</" + root[1] + b"sheetData")
            if end < 0:
                raise Odd("a sheet cut short")
            self._data, self._tail = xml[data.end() : end], xml[xml.index(b">", end) + 1 :]
        self._cell = re.compile(rb"<%bc(?=[\s/>])([^<>]*)>" % root[1])
        self._close = b"</%bc>" % root[1]
        if any(self._close[:-1] + blank in self._data for blank in (b" ", b"\n", b"\r", b"\t")):
            raise Odd("blanks in end tags")
        self._restyled = self._data
        self._find_rows()

    def _find_rows(self) -> None:
        """Of each row its number and where its tag begins and ends."""
        self._numbers: list[int] = []
        self._tags: list[tuple[int, int]] = []
        number = 0
        for tag in re.finditer(rb"<%brow(?=[\s/>])([^<>]*)>" % self._prefix, self._data):
            given = _NUMBER.search(tag[1])
            found = int(given[1]) if given else number + 1
            if found <= number:
                raise Odd("rows out of order")
            number = found
            self._numbers.append(number)
            self._tags.append(tag.span())

    def anchor(self, row: int, column: int) -> tuple[int, int]:
        """The cell that shows what stands at this place: of a merged area the first."""
        by_row, tall = self._merges
        for left, top, right, bottom in (*by_row.get(row, ()), *tall):
            if left <= column <= right and top <= row <= bottom:
                return top, left
        return row, column

    @cached_property
    def _merges(self) -> tuple[dict[int, list[_Area]], list[_Area]]:
        """The merged areas by each of their rows, and the few that are too tall for that."""
        by_row: dict[int, list[_Area]] = {}
        tall = []
        for c1, r1, c2, r2 in (range_boundaries(ref.decode()) for ref in _MERGE.findall(self._tail)):
            # "4:4" is a whole row, "B:C" are whole columns.
            area = (c1 or 1, r1 or 1, c2 or _LAST, r2 or _LAST)
            if area[3] - area[1] > _LONGEST_AREA:
                tall.append(area)
                continue
            for row in range(area[1], area[3] + 1):
                by_row.setdefault(row, []).append(area)
        if len(tall) > _MOST_TALL:
            raise Odd("merged areas that must overlap")
        return by_row, tall

    def across(self, column: int, points: float) -> int:
        """The column that lies about so far to the right of this one."""
        while points > 0 and column < _LAST_COLUMN:
            own = (one for one in self._columns if int(one[b"min"]) <= column <= int(one[b"max"]))
            points -= _POINTS_A_LETTER * float(next(own, {}).get(b"width", _USUAL_WIDTH))
            column += 1
        return column

    @cached_property
    def _columns(self) -> list[dict[bytes, bytes]]:
        return [dict(_VALUE.findall(one[1])) for one in _COLUMN.finditer(self._head)]

    def first_filled(self, row: int) -> int:
        """The column of a row's first cell that holds something; 1 where none does."""
        place = self._place(row)
        if place is None:
            return 1
        return next((cell.column for cell in self._cells(self._body(place)) if cell.has_content), 1)

    def cells_with(self, styles: Collection[int]) -> list[tuple[int, int]]:
        """(row, column) of the cells with one of these formats."""
        if not styles:
            return []
        wanted = re.compile(rb"""\ss=["'](?:%b)["']""" % b"|".join(str(style).encode() for style in styles))
        starts = [start for start, _ in self._tags]
        places = sorted({bisect_right(starts, found.start()) - 1 for found in wanted.finditer(self._data)} - {-1})
        return [
            (self._numbers[place], cell.column)
            for place in places
            for cell in self._cells(self._body(place))
            if wanted.search(cell.attributes)
        ]

    def restyled(self, cells: Mapping[tuple[int, int], str], style: Callable[[int, str], int]) -> None:
        """Give each cell the format that `style` makes of its own and of its colour; a missing cell is put in.

        Asked twice, only the second answer counts.
        """
        by_row: dict[int, dict[int, str]] = {}
        for (row, column), colour in cells.items():
            by_row.setdefault(row, {})[column] = colour
        pieces, done = [], 0
        for row in sorted(by_row):
            place = self._place(row)
            if place is None:
                start = end = self._start_of(bisect_left(self._numbers, row))
                new = self._row(b' r="%d"' % row, b"", row, by_row[row], style)
            else:
                (start, tag_end), (body, end) = self._tags[place], self._body_span(place)
                tag = self._data[start + len(self._prefix) + 4 : tag_end - 1].rstrip(b"/")
                new = self._row(tag, self._data[body[0] : body[1]], row, by_row[row], style)
            pieces += [self._data[done:start], new]
            done = end
        self._restyled = b"".join([*pieces, self._data[done:]])
        self._widen(cells)

    def draw(self, link: str) -> None:
        """Name the drawing of the notes, at the one place among the sheet's elements where it may stand."""
        element = b'<%blegacyDrawing xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" ' % (
            self._prefix
        )
        at = self._behind()
        self._tail = self._tail[:at] + element + b'r:id="%b"/>' % link.encode() + self._tail[at:]

    def _behind(self) -> int:
        depth = 0
        for tag in _TAG.finditer(self._tail):
            if tag[1]:
                depth -= 1
                if depth < 0:
                    return tag.start()  # </worksheet>
                continue
            if depth == 0 and tag[3] in _BEHIND_DRAWING:
                return tag.start()
            depth += not tag[4].endswith(b"/")
        raise Odd("a sheet cut short")

    def xml(self) -> bytes:
        """The part as it is now."""
        name = self._prefix + b"sheetData>"
        return b"".join((self._head, b"<", name, self._restyled, b"</", name, self._tail))

    # --- rows and cells -----------------------------------------------------------------------------------

    def _place(self, row: int) -> int | None:
        place = bisect_left(self._numbers, row)
        return place if place < len(self._numbers) and self._numbers[place] == row else None

    def _start_of(self, place: int) -> int:
        return self._tags[place][0] if place < len(self._tags) else len(self._data)

    def _body_span(self, place: int) -> tuple[tuple[int, int], int]:
        """(start, end) of what stands in a row, and where the row ends."""
        end = self._tags[place][1]
        if self._data[end - 2 : end - 1] == b"/":
            return (end, end), end
        close = b"</%brow" % self._prefix
        found = self._data.find(close, end, self._start_of(place + 1))
        if found < 0:
            raise Odd("a row without an end")
        return (end, found), self._data.index(b">", found) + 1

    def _body(self, place: int) -> bytes:
        start, end = self._body_span(place)[0]
        return self._data[start:end]

    def _cells(self, body: bytes) -> Iterator[_Cell]:
        column, end = 0, 0
        while found := self._cell.search(body, end):
            attributes, end = found[1], found.end()
            is_closed = attributes.endswith(b"/")
            if not is_closed:
                close = body.find(self._close, end)
                if close < 0:
                    raise Odd("a cell without an end")
                end = close + len(self._close)
            has_content = not is_closed and bool(_CONTENT.search(body, found.end(), end))
            address = _ADDRESS.search(attributes)
            given = column_index_from_string(address[1].decode().upper()) if address else column + 1
            if given <= column:
                raise Odd("cells out of order")
            column = given
            yield _Cell(column, found.start(), end, attributes.rstrip(b"/"), has_content)

    def _row(
        self, tag: bytes, body: bytes, row: int, columns: Mapping[int, str], style: Callable[[int, str], int]
    ) -> bytes:
        """A whole row with its marked cells. tag: the attributes of its tag."""
        present = {cell.column: cell for cell in self._cells(body)}
        pieces, done = [], 0
        for column in sorted(columns):
            cell = present.get(column)
            if cell is None:
                at = next((other.start for other in present.values() if other.column > column), len(body))
                number = style(self._style_of_blank(tag, column), columns[column])
                address = f"{get_column_letter(column)}{row}".encode()
                pieces += [body[done:at], b'<%bc r="%b" s="%d"/>' % (self._prefix, address, number)]
                tag = _SPANS.sub(b"", tag)  # only a hint, and it would be wrong now
                done = at
                continue
            old = _STYLE.search(cell.attributes)
            number = style(int(old[1]) if old else 0, columns[column])
            attributes = _STYLE.sub(b"", cell.attributes) + b' s="%d"' % number
            opened = cell.start + len(self._prefix) + 2
            pieces += [body[done:opened], attributes]
            done = opened + len(cell.attributes)
        start, end = b"<%brow%b>" % (self._prefix, tag), b"</%brow>" % self._prefix
        return b"".join((start, *pieces, body[done:], end))

    def _style_of_blank(self, tag: bytes, column: int) -> int:
        """The format of a cell that is not in the file: its row's, else its column's."""
        found = _STYLE.search(tag)
        if found and _ROW_STYLE.search(tag):
            return int(found[1])
        for one in self._columns:
            if int(one[b"min"]) <= column <= int(one[b"max"]):
                return int(one.get(b"style", b"0"))
        return 0

    def _widen(self, cells: Collection[tuple[int, int]]) -> None:
        """The rectangle that the sheet says it fills must hold the cells put in: some readers believe it."""
        found = _DIMENSION.search(self._head)
        if not found or not cells:
            return
        left, top, right, bottom = range_boundaries((found[2] + b":" + (found[3] or found[2])).decode())
        rows, columns = [row for row, _ in cells], [column for _, column in cells]
        first = f"{get_column_letter(min(left, *columns))}{min(top, *rows)}"
        last = f"{get_column_letter(max(right, *columns))}{max(bottom, *rows)}"
        area = f"{first}:{last}" if first != last else first
        self._head = self._head[: found.end(1)] + area.encode() + self._head[found.start(4) :]
