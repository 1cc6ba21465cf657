"""Texts and pages of the corpus, written from the lines of a table."""

from __future__ import annotations

import csv
import html
import io
from collections.abc import Sequence
from typing import Literal

from tests.workbook import Line


def delimited(
    lines: Sequence[Line], delimiter: str = ";", quoting: Literal[0, 1] = csv.QUOTE_MINIMAL, end: str = "\r\n"
) -> str:
    """The lines as one text; days as dd/mm/yyyy."""
    file = io.StringIO()
    rows = [[f"{cell:%d/%m/%Y}" if hasattr(cell, "year") else cell for cell in line] for line in lines]
    csv.writer(file, delimiter=delimiter, quoting=quoting, lineterminator=end).writerows(rows)
    return file.getvalue()


def table(lines: Sequence[Line], inside: str = "{}", attributes: str = "") -> str:
    """An HTML table, each cell's text put into `inside`; days as dd/mm/yyyy."""
    rows = []
    for line in lines:
        texts = (f"{cell:%d/%m/%Y}" if hasattr(cell, "year") else str("" if cell is None else cell) for cell in line)
        rows.append("<tr>" + "".join(f"<td>{inside.format(html.escape(text))}</td>" for text in texts) + "</tr>")
    return f"<table{attributes}>{''.join(rows)}</table>"


def page(body: str, head: str = "") -> str:
    """The page that a portal's export button writes around it."""
    return f'<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head>{head}</head><body>{body}</body></html>'
