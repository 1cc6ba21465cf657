"""A plain .xlsx of a book that came in another format: the same cells at the same addresses, with their types."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import quoteattr

from openpyxl.utils import get_column_letter

from loaders.formats.grid import Book, Merge, Sheet
from loaders.report import as_written
from loaders.workbooks.parts import LINKS, MAIN
from loaders.workbooks.sheet_writer import Formats, rows, worksheet

_FORMATS = Formats(day=1, moment=2, clock=3, duration=4, percent=5, formula_like=6)
_OFFICE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_NOT_IN_A_NAME = re.compile(r"[\x00-\x1f\[\]:*?/\\]")
_LONGEST_NAME = 31
_ROWS_MEASURED, _NARROWEST, _WIDEST = 200, 8, 45
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_OFFICE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_OFFICE}.styles+xml"/>{{}}</Types>'
)
_RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
# The second fill is always the grey pattern, whatever a file says of it.
_STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts count="3"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/>'
    '<numFmt numFmtId="165" formatCode="dd/mm/yyyy\\ hh:mm"/><numFmt numFmtId="166" formatCode="[h]:mm:ss"/></numFmts>'
    '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill '
    'patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border>'
    "<left/><right/><top/><bottom/><diagonal/></border></borders>"
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>{}'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


def plain_copy(book: Book) -> tuple[bytes, dict[int, str]]:
    """The workbook, and of each sheet that was read its place in the book -> its name in the copy."""
    names = _names(book.sheets)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, index in enumerate(names, 1):
            sheet = book.sheets[index]
            xml = worksheet(rows(sheet.rows, _FORMATS), _widths(sheet), map(_area, sheet.merges))
            archive.writestr(f"xl/worksheets/sheet{number}.xml", xml)
        for path, text in _other_parts(list(names.values())).items():
            archive.writestr(path, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + text)
    return file.getvalue(), names


def _other_parts(names: Sequence[str]) -> dict[str, str]:
    numbers = range(1, len(names) + 1)
    types = "".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="{_OFFICE}.worksheet+xml"/>'
        for number in numbers
    )
    sheets = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{number}" r:id="rId{number}"/>' for number, name in enumerate(names, 1)
    )
    links = "".join(_link(f"rId{number}", "worksheet", f"worksheets/sheet{number}.xml") for number in numbers)
    formats = [(0, ""), (164, ""), (165, ""), (20, ""), (166, ""), (10, ""), (0, ' quotePrefix="1"')]
    xfs = "".join(
        f'<xf numFmtId="{number}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"{more}/>'
        for number, more in formats
    )
    return {
        "[Content_Types].xml": _TYPES.format(types),
        "_rels/.rels": _RELATIONS.format(_link("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": (
            f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><bookViews><workbookView/></bookViews>'
            f"<sheets>{sheets}</sheets></workbook>"
        ),
        "xl/_rels/workbook.xml.rels": _RELATIONS.format(links + _link("rId0", "styles", "styles.xml")),
        "xl/styles.xml": _STYLES.format(f'<cellXfs count="{len(formats)}">{xfs}</cellXfs>'),
    }


def _link(name: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{name}" Type="{LINKS}/{kind}" Target="{target}"/>'


def _names(sheets: Sequence[Sheet]) -> dict[int, str]:
    """Names that Excel takes: 31 signs, some of them not, no two alike. A sheet without a name gets Excel's own."""
    names: dict[int, str] = {}
    taken: set[str] = set()
    for index, sheet in enumerate(sheets):
        if not sheet.is_visible:
            continue
        wanted = _NOT_IN_A_NAME.sub(" ", sheet.name).strip(" '")[:_LONGEST_NAME] or f"Sheet{index + 1}"
        name, number = wanted, 1
        while name.casefold() in taken:
            number += 1
            name = f"{wanted[: _LONGEST_NAME - len(str(number)) - 3]} ({number})"
        taken.add(name.casefold())
        names[index] = name
    return names or {0: "Sheet1"}


def _area(merge: Merge) -> str:
    top, left, bottom, right = merge
    return f"{get_column_letter(left + 1)}{top + 1}:{get_column_letter(right + 1)}{bottom + 1}"


def _widths(sheet: Sheet) -> list[float]:
    """Wide enough for what most cells hold; a title over the table widens nothing."""
    sample = [row for row in sheet.rows[:_ROWS_MEASURED] if sum(cell is not None for cell in row) > 1]
    columns = zip(*sample, strict=True) if sample else []
    return [
        min(max(max((len(as_written(cell)) for cell in column), default=0) + 2, _NARROWEST), _WIDEST)
        for column in columns
    ]
