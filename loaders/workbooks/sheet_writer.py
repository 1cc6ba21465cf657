"""The XML of a sheet written from Python values. A text is an inline string: nothing of it can run as a formula."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from xml.sax.saxutils import escape

from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel

from loaders.contract import CellError, Formula, Percent
from loaders.workbooks.parts import LINKS, MAIN

LONGEST_TEXT = 32_767  # Excel mends, and so changes, a workbook with a longer one
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Sums are what a sender's table needs; any other formula (a link to another file, a command) stays a text.
_SUM = re.compile(r"=SUM\([A-Z]{1,3}\d{1,7}(:[A-Z]{1,3}\d{1,7})?(,[A-Z]{1,3}\d{1,7}(:[A-Z]{1,3}\d{1,7})?)*\)", re.I)
_ERRORS = frozenset(("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"))
_EARLIEST = date(1900, 3, 1)  # before that Excel's calendar is a day off


@dataclass(frozen=True)
class Formats:
    """Numbers of the cell formats that values of these types need."""

    text: int = 0
    day: int = 0
    moment: int = 0
    clock: int = 0
    duration: int = 0
    percent: int = 0
    formula_like: int = 0


def clean(text: str) -> str:
    """The text without what XML forbids, with plain line breaks, no longer than a cell may be."""
    return _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))[:LONGEST_TEXT]


def cell(address: str, value: object, formats: Formats) -> str:
    """One cell; "" for None."""
    if type(value) is str:  # most cells
        return _typed(address, value, formats)
    if value is None:
        return ""
    if isinstance(value, CellError) and value in _ERRORS:
        return f'<c r="{address}" t="e"><v>{escape(value)}</v></c>'
    if isinstance(value, Formula) and _SUM.fullmatch(value):
        return f'<c r="{address}"><f>{escape(value[1:])}</f></c>'
    if isinstance(value, bool):
        return f'<c r="{address}" t="b"><v>{value:d}</v></c>'
    if isinstance(value, int | float) and math.isfinite(value):
        style = f' s="{formats.percent}"' if isinstance(value, Percent) else ""
        return f'<c r="{address}"{style}><v>{float(value):.17g}</v></c>'
    moment = _serial(value, formats)
    if moment is not None:
        return f'<c r="{address}" s="{moment[1]}"><v>{moment[0]!r}</v></c>'
    return _typed(address, str(value), formats)


def _typed(address: str, value: str, formats: Formats) -> str:
    text = clean(value)
    return text_cell(address, text, formats.formula_like if text.startswith("=") else formats.text)


def text_cell(address: str, text: str, style: int) -> str:
    """A cell with a text that is clean already."""
    shown = f' s="{style}"' if style else ""
    if not text:
        return f'<c r="{address}"{shown}/>'
    return f'<c r="{address}"{shown} t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'


def _serial(value: object, formats: Formats) -> tuple[float, int] | None:
    """A date or time as Excel counts it, and its format; None for what is neither or lies before Excel's days."""
    if isinstance(value, datetime):
        value = value.replace(tzinfo=None)
        return (to_excel(value), formats.moment) if value.date() >= _EARLIEST else None
    if isinstance(value, date):
        return (to_excel(value), formats.day) if value >= _EARLIEST else None
    if isinstance(value, time):
        return to_excel(value.replace(tzinfo=None)), formats.clock
    if isinstance(value, timedelta):
        return to_excel(value), formats.duration
    return None


def rows(values: Sequence[Sequence[object]], formats: Formats) -> str:
    """The rows of a sheet from A1 on; blank rows are left out."""
    letters = [get_column_letter(index + 1) for index in range(max(map(len, values), default=0))]
    written = []
    for number, row in enumerate(values, 1):
        cells = "".join(
            cell(f"{name}{number}", value, formats)
            for name, value in zip(letters, row, strict=False)
            if value is not None
        )
        if cells:
            written.append(f'<row r="{number}">{cells}</row>')
    return "".join(written)


def worksheet(
    data: str,
    widths: Sequence[float] = (),
    merges: Iterable[str] = (),
    links: Mapping[str, str] | None = None,
    is_shown: bool = False,
    is_landscape: bool = False,
) -> bytes:
    """The whole part. data: its rows; links: cell -> place in this workbook; is_shown: selected when opened."""
    merged = "".join(f'<mergeCell ref="{area}"/>' for area in merges)
    linked = "".join(
        f'<hyperlink ref="{address}" location="{escape(place, {chr(34): "&quot;"})}"/>'
        for address, place in (links or {}).items()
    )
    columns = "".join(
        f'<col min="{index}" max="{index}" width="{width:g}" customWidth="1"/>' for index, width in enumerate(widths, 1)
    )
    pieces = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n',
        f'<worksheet xmlns="{MAIN}" xmlns:r="{LINKS}">',
        '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>' if is_landscape else "",
        f'<sheetViews><sheetView{" tabSelected=" + chr(34) + "1" + chr(34) if is_shown else ""} workbookViewId="0"/>',
        "</sheetViews>",
        f"<cols>{columns}</cols>" if columns else "",
        f"<sheetData>{data}</sheetData>",
        f"<mergeCells>{merged}</mergeCells>" if merged else "",
        f"<hyperlinks>{linked}</hyperlinks>" if linked else "",
        '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>'
        if is_landscape
        else "",
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>' if is_landscape else "",
        "</worksheet>",
    )
    return "".join(pieces).encode()
