"""What calamine leaves out of an .xlsx: error values, formulas without a result, percent formats.

calamine gives '' for the first two, so a fault would read as a blank. The sheet's XML is searched for their
marks as bytes; only where it has them are the cells looked at, one by one.
"""

from __future__ import annotations

import html
import io
import posixpath
import re
import zipfile
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree
from openpyxl.formula.translate import Translator
from openpyxl.utils.cell import coordinate_to_tuple, get_column_letter, range_boundaries

from loaders.contract import CellError, Formula, Percent
from loaders.formats import limits
from loaders.formats.grid import MOST_CELLS, Merge, Row
from loaders.formats.legacy import way_of_font

# Some .NET writers put a prefix on every element: <x:c r="A1">.
_CELL = rb"<(?:\w+:)?c(?=[\s>])"
# None of these may look for an end across other tags: in a comment of a thousand beginnings each would search it all.
_INSIDE = rb"((?:[^<]|<(?!/?(?:\w+:)?c[\s>]))*)"
_ERROR = re.compile(_CELL + rb"""([^<>]*\st=["']e["'][^<>]*)>""" + _INSIDE + rb"</(?:\w+:)?c>")
_FORMULA = re.compile(
    _CELL + rb"([^<>]*)(?<!/)>\s*<(?:\w+:)?f\b([^<>]*?)(?:/>|>([^<]*)</(?:\w+:)?f>)" + _INSIDE + rb"</(?:\w+:)?c>"
)
_VALUE = re.compile(rb"<(?:\w+:)?v(?:/>|[^<>]*>([^<]*)</(?:\w+:)?v>)")
_ADDRESS = re.compile(rb"""\sr=["']([A-Z]+)(\d+)["']""")
_HAS_ADDRESS = re.compile(_CELL + rb"""[^<>]*\sr=["']""")
_STYLED = re.compile(_CELL + rb"([^<>]*[^<>/])>")
_STYLE = re.compile(rb"""\ss=["'](\d+)["']""")
_ROW_OR_CELL = re.compile(rb"<(?:\w+:)?(row|c)(?=[\s/>])([^<>]*)")
_DIMENSION = re.compile(rb"""<(?:\w+:)?dimension\s[^<>]*ref=["'](?:[A-Z]+\d+:)?([A-Z]+\d+)["']""")
_SAID_SIZE = re.compile(rb"""(<(?:\w+:)?dimension\s[^<>]*ref=["'])[^"'<>]*""")
_MERGE = re.compile(rb"""<(?:\w+:)?mergeCell\s[^<>]*ref=["']([^"'<>]+)["']""")
_COMBINING = (b"\xcc", b"\xcd", b"&#")  # lead bytes of U+0300…U+036F in UTF-8; or such a mark as a reference


@dataclass
class Marks:
    """Of one sheet: (row, column) -> what stands there instead of calamine's value; fonts: cells in a font of the time
    before Unicode, and how such text is written (`legacy.way_of_font`)."""

    cells: dict[tuple[int, int], CellError | Formula | str] = field(default_factory=dict)
    percents: list[tuple[int, int]] = field(default_factory=list)
    has_loose_marks: bool = False
    fonts: dict[tuple[int, int], str] = field(default_factory=dict)

    def apply(self, rows: list[Row]) -> None:
        """Writes the marks into the rows, which must be calamine's or openpyxl's of the same sheet."""
        for (row, column), mark in self.cells.items():
            while len(rows) <= row:
                rows.append([])
            rows[row].extend([None] * (column + 1 - len(rows[row])))
            rows[row][column] = mark
        for row, column in self.percents:
            if row < len(rows) and column < len(rows[row]):
                cell = rows[row][column]
                if isinstance(cell, int | float) and not isinstance(cell, bool):
                    rows[row][column] = Percent(cell)


class Package:
    """An .xlsx as the zip of XML that it is. Cheap to open; every part is read when asked."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        limits.check_parts(archive)
        self._archive = archive
        self._names = {name.lower().lstrip("/"): name for name in archive.namelist()}
        self.paths = self._sheet_paths()

    @cached_property
    def has_loose_marks(self) -> bool:
        shared = self._part("xl/sharedstrings.xml")
        return any(mark in shared for mark in _COMBINING)

    def _part(self, name: str) -> bytes:
        found = self._names.get(name.lower())
        return limits.unpacked(self._archive, found) if found else b""

    def _sheet_paths(self) -> dict[str, str]:
        """Name of each sheet -> its part."""
        book = next((name for name in self._names if name.endswith("workbook.xml")), "xl/workbook.xml")
        folder, file = posixpath.split(book)
        targets = {
            node.get("Id"): node.get("Target", "")
            for node in _nodes(self._part(f"{folder}/_rels/{file}.rels"), "Relationship")
        }
        paths = {}
        for node in _nodes(self._part(book), "sheet"):
            key = next((value for name, value in node.attrib.items() if str(name).endswith("}id")), None)
            target = targets.get(key, "")
            paths[node.get("name", "")] = posixpath.normpath(
                target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
            )
        return paths

    @cached_property
    def _percent_styles(self) -> list[bytes]:
        """The numbers of the cell styles that show a number as percent."""
        styles = self._part("xl/styles.xml")
        if b"%" not in styles and not re.search(rb"numFmtId=[\"'](9|10)[\"']", styles):
            return []
        formats = {"9", "10"}
        for node in _nodes(styles, "numFmt"):
            if is_percent_format(node.get("formatCode", "")):
                formats.add(node.get("numFmtId", ""))
        return [str(i).encode() for i, node in enumerate(_cell_styles(styles)) if node.get("numFmtId") in formats]

    @cached_property
    def _font_styles(self) -> dict[bytes, str]:
        """The numbers of the cell styles in a font of the time before Unicode; b"" for cells that name no style."""
        styles = self._part("xl/styles.xml")
        if not re.search(rb"""(?i)["'](?:\.vn|vni)""", styles):
            return {}
        fonts = next(iter(_nodes(styles, "fonts")), None)
        names = [] if fonts is None else [font.find("{*}name") for font in fonts if isinstance(font.tag, str)]
        ways = {str(i): way_of_font(name.get("val", "")) for i, name in enumerate(names) if name is not None}
        found = {str(i).encode(): ways.get(node.get("fontId", "0")) for i, node in enumerate(_cell_styles(styles))}
        found[b""] = found.get(b"0")
        return {number: way for number, way in found.items() if way}

    def sheet(self, name: str) -> bytes:
        """The XML of that sheet, b"" for one without a part."""
        return self._part(self.paths.get(name, ""))

    def marks(self, xml: bytes) -> Marks:
        """What calamine leaves out of the sheet with that XML."""
        marks = Marks(has_loose_marks=self.has_loose_marks or any(mark in xml for mark in _COMBINING))
        has_errors = b't="e"' in xml or b"t='e'" in xml
        has_formulas = b"</f>" in xml or b":f>" in xml or b"<f " in xml
        style = b"|".join(self._percent_styles)
        percents = rb"""([^<>]*\ss=["'](?:""" + style + rb""")["'][^<>]*)(?<!/)>"""
        percent = re.compile(_CELL + percents) if style else None
        has_percents = any(b's="' + number + b'"' in xml or b"s='" in xml for number in self._percent_styles)
        if not (has_errors or has_formulas or has_percents or self._font_styles):
            return marks
        if not _HAS_ADDRESS.search(xml):
            xml = _with_addresses(xml)
        if has_formulas:
            _note_formulas(xml, marks)
        if has_errors:
            for found in _ERROR.finditer(xml):
                value = _VALUE.search(found[2])
                marks.cells[_place(found[1])] = CellError(_text(value[1] if value else b"") or "#ERROR!")
        if has_percents and percent:
            marks.percents = [_place(found[1]) for found in percent.finditer(xml)]
        if self._font_styles:
            for found in _STYLED.finditer(xml):
                style_number = _STYLE.search(found[1])
                if way := self._font_styles.get(style_number[1] if style_number else b""):
                    marks.fonts[_place(found[1])] = way
        return marks

    def is_too_wide(self, name: str, xml: bytes) -> bool:
        """Whether the sheet says, or its cells show, that its rectangle is too large to be held, most often for one
        stray cell. BadFile where a cell lies outside of what a sheet can have."""
        rows, columns, cells = limits.extent(xml)
        if rows > limits.MOST_ROWS or columns > limits.MOST_COLUMNS:
            raise limits.too_large(name)
        found = _DIMENSION.search(xml[:4096])
        row, column = coordinate_to_tuple(found[1].decode()) if found else (0, 0)
        return bool(row * column > MOST_CELLS) or not limits.is_bearable(rows, columns, cells)

    def is_bearable(self, xml: bytes) -> bool:
        """Whether the cells that a sheet has, whatever it says of its size, can be held as a rectangle."""
        return limits.is_bearable(*limits.extent(xml))

    def without_dimension(self, name: str, xml: bytes) -> bytes:
        """The workbook, that sheet without what it says of its size."""
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as copy:
            for info in self._archive.infolist():
                is_sheet = info.filename == self._names.get(self.paths[name].lower())
                part = _SAID_SIZE.sub(rb"\1A1", xml, 1) if is_sheet else limits.member(self._archive, info)
                copy.writestr(info.filename, part)  # by its name: given the info, the module would write into it
        return file.getvalue()

    def merges(self, name: str) -> list[Merge]:
        """The merged areas of that sheet, for the sheets that calamine cannot read."""
        bounds = [range_boundaries(ref.decode()) for ref in _MERGE.findall(self._part(self.paths.get(name, "")))]
        return [(r1 - 1, c1 - 1, r2 - 1, c2 - 1) for c1, r1, c2, r2 in bounds if c1 and r1 and c2 and r2]

    def properties(self) -> dict[str, str]:
        """The core properties: title, subject, keywords, description, creator."""
        wanted = ("title", "subject", "keywords", "description", "creator")
        part = self._part("docprops/core.xml")
        found = {name: "".join(node.itertext()).strip() for name in wanted for node in _nodes(part, name)}
        return {name: value for name, value in found.items() if value}


def _cell_styles(styles: bytes) -> list[etree._Element]:
    """The cells' styles in the order of their numbers."""
    found = next(iter(_nodes(styles, "cellXfs")), None)
    return [] if found is None else [node for node in found if isinstance(node.tag, str)]


def is_percent_format(code: str) -> bool:
    """Whether a number format multiplies by hundred: a % in quotation marks or behind a backslash doesn't."""
    return "%" in re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", code)


def _nodes(xml: bytes, name: str) -> list[etree._Element]:
    """All elements of that local name; none where the part is missing or broken: calamine judges the file."""
    if not xml:
        return []
    try:
        root = etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    except etree.XMLSyntaxError:
        return []
    return list(root.iter(f"{{*}}{name}"))


def _text(xml: bytes | None) -> str:
    return html.unescape((xml or b"").decode("utf-8", "replace")).strip()


def _place(attributes: bytes) -> tuple[int, int]:
    """(row, column), zero-based, of a cell's attributes."""
    found = _ADDRESS.search(attributes)
    assert found, "a cell without an address in a sheet whose cells have addresses"
    row, column = coordinate_to_tuple((found[1] + found[2]).decode())
    return row - 1, column - 1


def _note_formulas(xml: bytes, marks: Marks) -> None:
    """Formulas without a cached result. A shared formula is written out for each of its cells."""
    masters: dict[bytes, tuple[str, str]] = {}
    for attributes, kind, body, rest in _FORMULA.findall(xml):
        row, column = place = _place(attributes)
        shared = re.search(rb"""\bsi=["'](\d+)["']""", kind)
        formula = "=" + _text(body)
        if shared:
            address = f"{get_column_letter(column + 1)}{row + 1}"
            if body:
                masters[shared[1]] = formula, address
            elif shared[1] in masters:
                master, origin = masters[shared[1]]
                formula = Translator(master, origin).translate_formula(address)
        value = _VALUE.search(rest)
        # =IF(A1="";"";…) leaves an empty text behind: a result, and a blank. A sum never does.
        is_text = re.search(rb"""\st=["']str["']""", attributes) and not formula.upper().startswith("=SUM(")
        is_empty_text = value is not None and is_text
        if not (value and value[1]) and not is_empty_text:
            marks.cells[place] = Formula(formula)


def _with_addresses(xml: bytes) -> bytes:
    """The sheet with an address on every cell: writers may leave them out where no cell is skipped."""
    row, column = 0, 0

    def address(found: re.Match[bytes]) -> bytes:
        nonlocal row, column
        if found[1] == b"row":
            number = re.search(rb"""\sr=["'](\d+)["']""", found[2])
            row, column = int(number[1]) if number else row + 1, 0
            return found[0]
        column += 1
        tag = found[0][: len(found[0]) - len(found[2])]
        return tag + f' r="{get_column_letter(column)}{row}"'.encode() + found[2]

    return _ROW_OR_CELL.sub(address, xml)
