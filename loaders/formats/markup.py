"""HTML saved as .xls: the portals' export button writes a web page and calls it a workbook."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from lxml import etree, html

from loaders.formats import limits
from loaders.formats.grid import Merge, Row, Sheet, rectangle

_BLANKS = re.compile(r"[ \t\r\n\f]+")
_INLINE = frozenset(("a", "abbr", "b", "big", "em", "font", "i", "o:p", "small", "span", "strong", "sub", "sup", "u"))
_SKIPPED = frozenset(("head", "script", "style", "table"))
_SIGNED = re.compile(r"(?i)ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}")
_MOST_LINES = 40  # of a page above its table


def sheets(text: str) -> tuple[list[Sheet], dict[str, str]]:
    """One sheet per table, in the page's order, and the page's title and its text outside the tables.

    A table inside another table's cell is a sheet of its own. Cells are str or None; a merged area has its
    value in its first cell, so addresses count rows and columns with merged cells expanded. What stands over a table
    (headings, paragraphs, a table that only holds the letterhead) is its lead; the place and day of the signature
    under the last table become a row of it.
    """
    parser = html.HTMLParser(encoding="utf-8", remove_comments=False, huge_tree=True)
    try:
        page = html.document_fromstring(text.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return [], {}
    names = [node.text or "" for node in page.iter() if str(node.tag).lower() == "x:name"]
    tables = [table for table in page.iter("table") if next(table.iterdescendants("tr"), None) is not None]
    found = {table: _sheet(table, names[i] if len(names) == len(tables) else "") for i, table in enumerate(tables)}
    outside = "\n".join(filter(None, (_BLANKS.sub(" ", part).strip() for part in _outside(page))))
    properties = {"title": (page.findtext(".//title") or "").strip(), "text": outside}
    return _with_leads(page, found), {name: value for name, value in properties.items() if value}


def _outside(page: html.HtmlElement) -> list[str]:
    wanted = page.xpath("//body//text()[not(ancestor::table) and not(ancestor::script) and not(ancestor::style)]")
    return [str(part) for part in wanted] if isinstance(wanted, list) else []


def _with_leads(page: html.HtmlElement, found: Mapping[html.HtmlElement, Sheet]) -> list[Sheet]:
    """The sheets that hold rows, each with the lines above it; letterheads only where there is nothing else."""
    letterheads = {table for table, sheet in found.items() if _is_letterhead(sheet)}
    if len(letterheads) == len(found):
        letterheads = set()
    made: list[Sheet] = []
    lines: list[str] = []
    for piece in _pieces(page, found):
        if isinstance(piece, str):
            lines.append(piece)
        elif piece in letterheads:
            lines += [str(cell) for row in found[piece].rows for cell in row if cell is not None]
        elif found[piece].rows:
            made.append(replace(found[piece], lead=tuple(lines[-_MOST_LINES:])))
            lines = []
    signed = [line for line in lines if _SIGNED.search(line)]
    if made and signed:
        width = len(made[-1].rows[0])
        made[-1].rows.append([None] * (width - 1) + [signed[-1]])
    return made


def _is_letterhead(sheet: Sheet) -> bool:
    """A few rows of a few texts, no number: agency, motto and title, or names under the table."""
    cells = [cell for row in sheet.rows for cell in row if cell is not None]
    is_small = len(sheet.rows) <= 12 and all(sum(cell is not None for cell in row) <= 3 for row in sheet.rows)
    return is_small and not any(re.fullmatch(r"[\d\s.,%()/-]+", str(cell)) for cell in cells)


def _pieces(node: html.HtmlElement, found: Mapping[html.HtmlElement, Sheet]) -> Iterator[str | html.HtmlElement]:
    """The page in its order: lines of text outside the tables, and the tables, one within another after it."""
    words: list[str] = []

    def line() -> Iterator[str]:
        text = _BLANKS.sub(" ", "".join(words)).strip()
        words.clear()
        if text:
            yield text

    walk = etree.iterwalk(node, events=("start", "end", "comment"))
    for event, element in walk:
        is_inline = element.tag in _INLINE or event == "comment"
        if not is_inline:
            yield from line()
        if event != "start":
            words.append(element.tail or "")
        elif element.tag in _SKIPPED:
            walk.skip_subtree()
            captions = element.iterdescendants("caption")
            yield from filter(None, (_BLANKS.sub(" ", "".join(caption.itertext())).strip() for caption in captions))
            yield from (table for table in element.iter("table") if table in found)
        else:
            words.append(element.text or "")
    yield from line()


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
