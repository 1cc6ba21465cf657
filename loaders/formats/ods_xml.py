"""What calamine leaves out of an .ods: error values, formulas without a result, percents, merged areas, properties."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field

from lxml import etree

from loaders.contract import CellError, Formula
from loaders.formats import limits
from loaders.formats.grid import MOST_CELLS, Merge
from loaders.formats.legacy import way_of_font
from loaders.formats.sheet_xml import Marks

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_PROPERTIES = {"title": "title", "subject": "subject", "keyword": "keywords", "description": "description"} | {
    "initial-creator": "creator"
}
_FAULTS = ("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "Err:")


@dataclass
class SheetMarks:
    """Of one sheet."""

    marks: Marks = field(default_factory=Marks)
    merges: list[Merge] = field(default_factory=list)


def read_marks(data: bytes) -> tuple[dict[str, SheetMarks], dict[str, str]]:
    """Sheet name -> its marks, and the document's properties; nothing where the XML is not as documented.

    BadFile where repeated cells make a sheet larger than can be held: calamine writes out every one of them.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            content = limits.unpacked(archive, "content.xml")
            meta = archive.read("meta.xml") if "meta.xml" in archive.namelist() else b""
        return _sheets(content), _properties(meta)
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError):
        return {}, {}


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)


def _properties(xml: bytes) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in etree.fromstring(xml, _parser()).iter() if xml else ():
        name = _PROPERTIES.get(etree.QName(node).localname) if isinstance(node.tag, str) else None
        if name and node.text and node.text.strip():
            found.setdefault(name, node.text.strip())
    return found


def _sheets(xml: bytes) -> dict[str, SheetMarks]:
    signs = (b"percentage", b"table:formula", b"#", b"-spanned=", b"Err:", b"-repeated=", b".Vn", b"VNI", b"line-break")
    if not any(sign in xml for sign in signs):
        return {}
    root = etree.fromstring(xml, _parser())
    ways = _ways(root)
    return {table.get(f"{_TABLE}name", ""): _sheet(table, ways) for table in root.iter(f"{_TABLE}table")}


def _ways(root: etree._Element) -> dict[str, str]:
    """Cell style -> how text in its font is written, for the fonts of the time before Unicode."""
    found = {}
    for style in root.iter("{*}style"):
        names = [value for node in style for name, value in node.attrib.items() if "font-name" in str(name)]
        names += [value for node in style for name, value in node.attrib.items() if "font-family" in str(name)]
        way = next((way for name in names if (way := way_of_font(name.strip("'\"")))), None)
        if way:
            found[next(value for name, value in style.attrib.items() if str(name).endswith("}name"))] = way
    return found


def _column_styles(table: etree._Element) -> list[str]:
    """The style that the cells of a column have unless they name their own, for the columns in use."""
    styles: list[str] = []
    for column in table.iter(f"{_TABLE}table-column"):
        times = min(int(column.get(f"{_TABLE}number-columns-repeated", "1")), limits.MOST_COLUMNS - len(styles))
        styles += [column.get(f"{_TABLE}default-cell-style-name", "")] * times
    return styles


def _sheet(table: etree._Element, ways: dict[str, str]) -> SheetMarks:
    found, row = SheetMarks(), 0
    last_row, last_column, cells = 0, 0, 0
    by_column = _column_styles(table) if ways else []
    for line in table.iter(f"{_TABLE}table-row"):
        column = 0
        rows = int(line.get(f"{_TABLE}number-rows-repeated", "1"))
        for cell in line:
            if cell.tag not in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
                continue
            columns = int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
            cells += 1
            if cell.get(f"{_OFFICE}value-type") or cell.get(f"{_TABLE}formula") or len(cell):
                last_row, last_column = row + rows, max(last_column, column + columns)
            limits.check_rectangle(last_row, last_column, cells, table.get(f"{_TABLE}name", ""))
            if len(cell.attrib) and rows * columns <= MOST_CELLS:
                _note(found, cell, row, column, rows, columns)
            if len(cell) and next(cell.iter(f"{_TEXT}line-break"), None) is not None:
                found.marks.cells[row, column] = _lines(cell)
            if ways and len(cell):
                ours = by_column[column] if column < len(by_column) else ""
                if way := ways.get(cell.get(f"{_TABLE}style-name", ours)):
                    found.marks.fonts[row, column] = way
            column += columns
        row += rows
    return found


def _note(found: SheetMarks, cell: etree._Element, row: int, column: int, rows: int, columns: int) -> None:
    """A repeated cell is as many cells: "#N/A" three times in a line is written once."""
    down = int(cell.get(f"{_TABLE}number-rows-spanned", "1"))
    across = int(cell.get(f"{_TABLE}number-columns-spanned", "1"))
    if down > 1 or across > 1:
        found.merges.append((row, column, row + down - 1, column + across - 1))
    kind = cell.get(f"{_OFFICE}value-type")
    formula = cell.get(f"{_TABLE}formula", "")
    text = "".join(cell.itertext()).strip()
    mark: CellError | Formula | None = None
    if text.startswith(_FAULTS) and (formula or _is_error(cell)):
        mark = CellError(text)
    elif formula and not text and kind is None:
        mark = Formula(
            "=" + formula.split(":=", 1)[-1].lstrip("=").replace("[.", "").replace("]", "").replace(":.", ":")
        )
    if mark is None and kind != "percentage":
        return
    for place in ((row + r, column + c) for r in range(rows) for c in range(columns)):
        if mark is not None:
            found.marks.cells[place] = mark
        else:
            found.marks.percents.append(place)


def _lines(cell: etree._Element) -> str:
    """The text of a cell with breaks inside a paragraph: calamine joins what stands before and after."""
    paragraphs = []
    for paragraph in cell.iterchildren(f"{_TEXT}p"):
        pieces = [paragraph.text or ""]
        for node in paragraph.iterdescendants():
            pieces += ["\n" if node.tag == f"{_TEXT}line-break" else "", node.text or "", node.tail or ""]
        paragraphs.append("".join(pieces))
    return "\n".join(paragraphs)


def _is_error(cell: etree._Element) -> bool:
    return any(str(name).endswith("}value-type") and value == "error" for name, value in cell.attrib.items())
