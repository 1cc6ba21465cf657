"""Spreadsheets in one XML file (Excel 2003, and the report tools that write it) to sheets."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from lxml import etree

from loaders.contract import CellError, Formula, Percent
from loaders.formats import limits
from loaders.formats.grid import Merge, Row, Sheet, composed, rectangle
from loaders.formats.legacy import way_of_font
from loaders.formats.sheet_xml import is_percent_format

NAMESPACE = "urn:schemas-microsoft-com:office:spreadsheet"
_SS = f"{{{NAMESPACE}}}"
_FIRST_DAY = datetime(1899, 12, 30)


def sheets(data: bytes) -> list[Sheet]:
    """The sheets of the document, typed as its cells say. BadFile for one that asks for too much; a document that is
    broken in the middle is read up to there."""
    limits.check_entities(data[:65_536])
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, recover=True)
    root = etree.fromstring(data, parser)
    if root is None:
        return []
    styles = {style.get(f"{_SS}ID", ""): style for style in root.iter(f"{_SS}Style")}
    percents = {name for name, style in styles.items() if _is_percent(style)}
    fonts = {name: way for name, style in styles.items() if (way := _way(style))}
    return [_sheet(sheet, percents, fonts) for sheet in root.iter(f"{_SS}Worksheet")]


def _is_percent(style: etree._Element) -> bool:
    found = style.find(f"{_SS}NumberFormat")
    code = "" if found is None else found.get(f"{_SS}Format", "")
    return code == "Percent" or is_percent_format(code)


def _way(style: etree._Element) -> str | None:
    found = style.find(f"{_SS}Font")
    return None if found is None else way_of_font(found.get(f"{_SS}FontName", ""))


def _sheet(element: etree._Element, percents: set[str], fonts: dict[str, str]) -> Sheet:
    name = element.get(f"{_SS}Name", "")
    if any(node.text and node.text.strip() != "SheetVisible" for node in element.iter("{*}Visible")):
        return Sheet(name, [], is_visible=False)
    rows: list[Row] = []
    merges: list[Merge] = []
    ways: dict[tuple[int, int], str] = {}
    made = written = 0
    for line in element.iter(f"{_SS}Row"):
        at = int(line.get(f"{_SS}Index", len(rows) + 1))
        limits.check_rectangle(at, 1, at, name)
        rows.extend([] for _ in range(at - len(rows)))
        row, r = rows[at - 1], at - 1
        for cell in line.iterchildren(f"{_SS}Cell"):
            c = int(cell.get(f"{_SS}Index", len(row) + 1)) - 1
            across, down = int(cell.get(f"{_SS}MergeAcross", 0)), int(cell.get(f"{_SS}MergeDown", 0))
            limits.check_rectangle(1, c + across + 1, c + across + 1, name)
            row.extend([None] * (c - len(row)))
            style = cell.get(f"{_SS}StyleID", line.get(f"{_SS}StyleID", ""))
            row.append(_value(cell, style in percents))
            row.extend([None] * across)
            written += 1
            if across or down:
                merges.append((r, c, r + down, c + across))
            if style in fonts:
                ways[r, c] = fonts[style]
        made += len(row)
        if not limits.is_bearable(1, made, written):
            raise limits.too_large(name)
        rows.extend([] for _ in range(int(line.get(f"{_SS}Span", 0))))
    return Sheet(name, rectangle(composed(rows), name), tuple(merges), fonts=ways)


def _value(cell: etree._Element, is_percent: bool) -> object:
    data = next((child for child in cell if etree.QName(child).localname == "Data"), None)
    text = "" if data is None else "".join(data.itertext())
    if not text:
        formula = cell.get(f"{_SS}Formula")
        return Formula(formula) if formula else None
    assert data is not None
    kind = data.get(f"{_SS}Type", "String")
    if kind == "Error":
        return CellError(text)
    if kind == "Boolean":
        return text.strip() == "1"
    try:
        if kind == "Number":
            return Percent(float(text)) if is_percent else float(text)
        if kind == "DateTime":
            return _moment(text)
    except ValueError:
        pass
    return text


def _moment(text: str) -> object:
    """A day, a day with its time, or a time alone, which stands on Excel's first day."""
    moment = datetime.fromisoformat(text.strip().removesuffix("Z"))
    if moment.date() == _FIRST_DAY.date() or moment.date() == date(1899, 12, 31):
        return moment.time() if moment.time() != time.min else timedelta()
    return moment.date() if moment.time() == time.min else moment
