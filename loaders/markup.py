"""HTML saved as .xls: the portals' export button writes a web page and calls it a workbook."""

from __future__ import annotations

import re

from lxml import etree, html

from loaders import limits
from loaders.grid import Merge, Row, Sheet, rectangle

_BLANKS = re.compile(r"[ \t\r\n\f]+")


def sheets(text: str) -> tuple[list[Sheet], dict[str, str]]:
    """One sheet per table, in the page's order, and the page's title and its text outside the tables.

    A table inside another table's cell is a sheet of its own. Cells are str or None; a merged area has its
    value in its first cell, so addresses count rows and columns with merged cells expanded.
    """
    parser = html.HTMLParser(encoding="utf-8", remove_comments=False, huge_tree=True)
    try:
        page = html.document_fromstring(text.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return [], {}
    names = [node.text or "" for node in page.iter() if str(node.tag).lower() == "x:name"]
    tables = [table for table in page.iter("table") if next(table.iterdescendants("tr"), None) is not None]
    found = [_sheet(table, names[i] if len(names) == len(tables) else "") for i, table in enumerate(tables)]
    outside = "\n".join(filter(None, (_BLANKS.sub(" ", part).strip() for part in _outside(page))))
    properties = {"title": (page.findtext(".//title") or "").strip(), "text": outside}
    return [sheet for sheet in found if sheet.rows], {name: value for name, value in properties.items() if value}


def _outside(page: html.HtmlElement) -> list[str]:
    wanted = page.xpath("//body//text()[not(ancestor::table) and not(ancestor::script) and not(ancestor::style)]")
    return [str(part) for part in wanted] if isinstance(wanted, list) else []


def _sheet(table: html.HtmlElement, name: str) -> Sheet:
    rows: list[Row] = []
    merges: list[Merge] = []
    covered: dict[int, int] = {}  # column -> the row up to which a rowspan from above covers it
    made, written = 0, 0
    own = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
    for r, element in enumerate(own):
        row: Row = []
        for cell in element:
            if cell.tag not in ("td", "th"):
                continue
            while covered.get(len(row), 0) > r:
                row.append(None)
            c, down, across = len(row), _span(cell, "rowspan"), _span(cell, "colspan")
            down = min(down, len(own) - r)
            written += 1
            limits.check_rectangle(1, c + across, c + across, name)
            row.append(_text(cell))
            row.extend([None] * (across - 1))
            if down > 1 or across > 1:
                merges.append((r, c, r + down - 1, c + across - 1))
            if down > 1:
                covered |= dict.fromkeys(range(c, c + across), r + down)
        made += len(row)
        if not limits.is_bearable(1, made, written):
            raise limits.too_large(name)
        rows.append(row)
    return Sheet(name, rectangle(rows, name), tuple(merges))


def _span(cell: html.HtmlElement, attribute: str) -> int:
    found = re.match(r"\s*(\d+)", cell.get(attribute, ""))
    return min(max(int(found[1]), 1), 16384) if found else 1


def _text(cell: html.HtmlElement) -> str | None:
    """What the browser shows: runs of blanks as one, <br> and paragraphs as line breaks."""
    parts: list[str] = []

    def gather(node: html.HtmlElement) -> None:
        if node.tag == "table" or not isinstance(node.tag, str):
            return
        if node.tag in ("br", "p", "div", "li") and parts:
            parts.append("\n")
        parts.append(_BLANKS.sub(" ", node.text or ""))
        for child in node:
            gather(child)
            parts.append(_BLANKS.sub(" ", child.tail or ""))

    gather(cell)
    lines = (line.strip(" ") for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line) or None
