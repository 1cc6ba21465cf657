"""Workbooks as programs other than Excel write them: part by part, from Python lists."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZipFile

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from tests.workbook import Line

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = ("http://purl.oclc.org/ooxml/spreadsheetml/main", "http://purl.oclc.org/ooxml/officeDocument/relationships")
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
# Styles: 0 general, 1 a day, 2 a percent, 3 a number with a word behind it.
_STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/>'
    '<numFmt numFmtId="165" formatCode="#,##0&quot; hộ&quot;"/></numFmts><fonts count="1"><font/></fonts>'
    '<fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="9"/><xf numFmtId="165"/></cellXfs>'
    "</styleSheet>"
)


@dataclass(frozen=True)
class Writer:
    """What is unusual about an .xlsx. prefix: of every element ("x:"); dimension: what the sheet says of its size;
    style: (row, column, cell) -> number of the style; more: sheets as (name, state, lines)."""

    prefix: str = ""
    has_addresses: bool = True
    is_strict: bool = False
    is_shared: bool = False
    is_1904: bool = False
    has_iso_days: bool = False
    target: str = "worksheets/sheet1.xml"
    dimension: str = ""
    style: Callable[[int, int, object], int] = field(default=lambda row, column, cell: 0)
    more: Sequence[tuple[str, str, Sequence[Line]]] = ()
    has_chart_sheet: bool = False


def package(lines: Sequence[Line], how: Writer = Writer()) -> bytes:
    """A workbook of the sheet "Sheet1" with these lines, written so."""
    main, links = STRICT if how.is_strict else (MAIN, LINKS)
    texts: dict[str, int] = {}
    parts = {"xl/worksheets/sheet1.xml": _sheet(lines, how, main, texts)}
    sheets = [("Sheet1", "visible", "worksheet", how.target)]
    if how.has_chart_sheet:
        sheets.insert(0, ("Chart1", "visible", "chartsheet", "chartsheets/sheet1.xml"))
        parts["xl/chartsheets/sheet1.xml"] = f'<chartsheet xmlns="{main}"/>'
    for number, (name, state, more) in enumerate(how.more, 2):
        parts[f"xl/worksheets/sheet{number}.xml"] = _sheet(more, how, main, texts)
        sheets.append((name, state, "worksheet", f"worksheets/sheet{number}.xml"))
    relations = [(f"r{i}", f"{links}/{kind}", target) for i, (_, _, kind, target) in enumerate(sheets)]
    relations.append(("styles", f"{links}/styles", "styles.xml"))
    if texts:
        relations.append(("texts", f"{links}/sharedStrings", "sharedStrings.xml"))
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{main}">{"".join(map(_runs, texts))}</sst>'
    tags = "".join(
        f'<sheet name="{name}" sheetId="{i + 1}" state="{state}" r:id="r{i}"/>'
        for i, (name, state, _, _) in enumerate(sheets)
    )
    settings = '<workbookPr date1904="1"/>' if how.is_1904 else ""
    return _zip(
        {
            "[Content_Types].xml": _content_types([kind for _, _, kind, _ in sheets], bool(texts)),
            "_rels/.rels": _relations([("r0", f"{links}/officeDocument", "xl/workbook.xml")]),
            "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{links}">{settings}'
            f"<sheets>{tags}</sheets></workbook>",
            "xl/_rels/workbook.xml.rels": _relations(relations),
            "xl/styles.xml": _STYLES,
        }
        | parts
    )


def _content_types(kinds: Sequence[str], has_texts: bool) -> str:
    office = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    paths = {"xl/workbook.xml": "sheet.main", "xl/styles.xml": "styles"}
    paths |= {"xl/sharedStrings.xml": "sharedStrings"} if has_texts else {}
    paths |= {f"xl/worksheets/sheet{number}.xml": "worksheet" for number in range(1, kinds.count("worksheet") + 1)}
    paths |= {"xl/chartsheets/sheet1.xml": "chartsheet"} if "chartsheet" in kinds else {}
    parts = (f'<Override PartName="/{path}" ContentType="{office}.{kind}+xml"/>' for path, kind in paths.items())
    rels = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    space = "http://schemas.openxmlformats.org/package/2006/content-types"
    return (
        f'<Types xmlns="{space}">{rels}<Default Extension="xml" ContentType="application/xml"/>{"".join(parts)}</Types>'
    )


def _relations(links: Sequence[tuple[str, str, str]]) -> str:
    made = "".join(f'<Relationship Id="{name}" Type="{kind}" Target="{target}"/>' for name, kind, target in links)
    return f'<Relationships xmlns="{_PACKAGE}">{made}</Relationships>'


def _runs(text: str) -> str:
    """A shared text in two runs, with the reading that Japanese versions of Excel add."""
    first, rest = escape(text[:2]), escape(text[2:])
    return (
        f'<si><r><rPr><b/></rPr><t xml:space="preserve">{first}</t></r><r><t xml:space="preserve">{rest}</t></r>'
        '<rPh sb="0" eb="1"><t>カナ</t></rPh></si>'
    )


def _sheet(lines: Sequence[Line], how: Writer, main: str, texts: dict[str, int]) -> str:
    p = how.prefix
    space = f'xmlns:{p[:-1]}="{main}"' if p else f'xmlns="{main}"'
    rows = []
    for r, line in enumerate(lines, 1):
        cells = []
        for c, cell in enumerate(line, 1):
            if cell is None and how.has_addresses:
                continue
            address = f' r="{get_column_letter(c)}{r}"' if how.has_addresses else ""
            cells.append(_cell(cell, address, how, how.style(r, c, cell), texts))
        rows.append(f"<{p}row>{''.join(cells)}</{p}row>" if not how.has_addresses else _row(p, r, cells))
    return f"<{p}worksheet {space}>{how.dimension}<{p}sheetData>{''.join(rows)}</{p}sheetData></{p}worksheet>"


def _row(prefix: str, number: int, cells: Sequence[str]) -> str:
    return f'<{prefix}row r="{number}">{"".join(cells)}</{prefix}row>'


def _cell(cell: object, address: str, how: Writer, style: int, texts: dict[str, int]) -> str:
    p = how.prefix
    if cell is None:
        return f"<{p}c{address}/>"
    if isinstance(cell, str) and cell.startswith("#"):
        return f'<{p}c{address} t="e"><{p}v>{cell}</{p}v></{p}c>'
    if isinstance(cell, str) and how.is_shared:
        return f'<{p}c{address} t="s"><{p}v>{texts.setdefault(cell, len(texts))}</{p}v></{p}c>'
    if isinstance(cell, str):
        return f'<{p}c{address} t="inlineStr"><{p}is><{p}t>{escape(cell)}</{p}t></{p}is></{p}c>'
    if isinstance(cell, date) and how.has_iso_days:
        return f'<{p}c{address} t="d" s="1"><{p}v>{cell.isoformat()}</{p}v></{p}c>'
    if isinstance(cell, date):
        number = (cell - (date(1904, 1, 1) if how.is_1904 else date(1899, 12, 30))).days
        return f'<{p}c{address} s="1"><{p}v>{number}</{p}v></{p}c>'
    return f'<{p}c{address} s="{style}"><{p}v>{cell}</{p}v></{p}c>'


def _zip(parts: Mapping[str, str]) -> bytes:
    file = io.BytesIO()
    with ZipFile(file, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return file.getvalue()


def in_fonts(lines: Sequence[Line], font: Callable[[int, int], str]) -> bytes:
    """A workbook whose cells are in the fonts that row and column (from 1) say."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for r, line in enumerate(lines, 1):
        for c, cell in enumerate(line, 1):
            if cell is not None:
                sheet.cell(r, c, cell).font = Font(name=font(r, c))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


# --- OpenDocument, and Excel's XML of 2003 --------------------------------------------------------------------------

_NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text", "style")
)


def ods(lines: Sequence[Line], font: str = "Arial", percent_columns: Sequence[int] = ()) -> bytes:
    """A document of the sheet "Sheet1", every cell in that font. Equal neighbours are written once, as LibreOffice
    does; `...` is covered by the merged cell to its left."""
    rows = "".join(f"<table:table-row>{_ods_cells(line, percent_columns)}</table:table-row>" for line in lines)
    content = (
        f'<office:document-content {_NAMES}><office:automatic-styles><style:style style:name="c" '
        f'style:family="table-cell"><style:text-properties style:font-name="{font}"/></style:style>'
        '</office:automatic-styles><office:body><office:spreadsheet><table:table table:name="Sheet1">'
        f'<table:table-column table:number-columns-repeated="1024" table:default-cell-style-name="c"/>{rows}'
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="1024"/>'
        "</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"
    )
    mime = "application/vnd.oasis.opendocument.spreadsheet"
    return _zip({"mimetype": mime, "content.xml": content, "META-INF/manifest.xml": "<manifest/>"})


def _ods_cells(line: Line, percent_columns: Sequence[int]) -> str:
    cells, at = [], 0
    while at < len(line):
        cell, times = line[at], 1
        if cell is ...:
            cells.append("<table:covered-table-cell/>")
            at += 1
            continue
        while at + times < len(line) and line[at + times] == cell and type(line[at + times]) is type(cell):
            times += 1
        across = next((i for i, other in enumerate(line[at + 1 :]) if other is not ...), len(line) - at - 1)
        extra = f' table:number-columns-repeated="{times}"' if times > 1 else ""
        extra += f' table:number-columns-spanned="{across + 1}"' if across else ""
        cells.append(f"<table:table-cell{extra}{_ods_value(cell, at in percent_columns)}</table:table-cell>")
        at += times
    return "".join(cells)


def _ods_value(cell: object, is_percent: bool) -> str:
    if cell is None:
        return ">"
    if isinstance(cell, str):
        paragraphs = "".join(f"<text:p>{escape(text)}</text:p>" for text in cell.split("\n"))
        return f' office:value-type="string">{paragraphs}'
    if isinstance(cell, date):
        return f' office:value-type="date" office:date-value="{cell.isoformat()}"><text:p>{cell:%d/%m/%y}</text:p>'
    kind = "percentage" if is_percent else "float"
    return f' office:value-type="{kind}" office:value="{cell}"><text:p>{cell}</text:p>'


def xml_2003(lines: Sequence[Line], font: str = "Arial", encoding: str = "utf-8", hidden: Sequence[Line] = ()) -> bytes:
    """The sheet "Sheet1" as one XML file; blanks are skipped by ss:Index. hidden: lines of a hidden sheet."""
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    options = "<x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions>"
    other = f'<Worksheet ss:Name="Ẩn"><Table>{_rows_2003(hidden)}</Table>{options}</Worksheet>' if hidden else ""
    return (
        f'<?xml version="1.0" encoding="{encoding}"?>\n<?mso-application progid="Excel.Sheet"?>\n'
        f'<Workbook xmlns="{space}" xmlns:ss="{space}" xmlns:x="urn:schemas-microsoft-com:office:excel"><Styles>'
        f'<Style ss:ID="s1"><Font ss:FontName={quoteattr(font)}/></Style></Styles>{other}<Worksheet ss:Name="Sheet1">'
        f"<Table>{_rows_2003(lines)}</Table></Worksheet></Workbook>"
    ).encode(encoding)


def _rows_2003(lines: Sequence[Line]) -> str:
    rows = []
    for line in lines:
        cells = []
        for c, cell in enumerate(line, 1):
            if cell is None:
                continue
            kind, text = "String", str(cell)
            if isinstance(cell, date):
                kind, text = "DateTime", f"{cell.isoformat()}T00:00:00.000"
            elif isinstance(cell, int | float):
                kind = "Number"
            elif text.startswith("#"):
                kind = "Error"
            cells.append(f'<Cell ss:Index="{c}" ss:StyleID="s1"><Data ss:Type="{kind}">{escape(text)}</Data></Cell>')
        rows.append(f"<Row>{''.join(cells)}</Row>")
    return "".join(rows)
