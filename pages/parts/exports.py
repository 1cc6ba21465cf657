"""A table on screen as a file: .xlsx or .csv, with its title, its source line, and its mark where it is invented."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

import pandas as pd

from pages.parts.words import say


def said_above(title: str, source: str, is_sample: bool) -> list[str]:
    """The lines above the headings: the mark first, because it must not be overlooked."""
    mark = [say("DỮ LIỆU MINH HỌA: số liệu tự sinh, không phải số liệu thật")] if is_sample else []
    return [*mark, title, source]


def workbook(frame: pd.DataFrame, headings: Mapping[str, str], above: list[str]) -> bytes:
    """One sheet: the lines above, a blank row, the headings, the rows with numbers as numbers and dates as dates."""
    buffer = io.BytesIO()
    with pd.ExcelWriter(buffer, engine="openpyxl") as writer:
        table = _named(frame, headings)
        table.to_excel(writer, index=False, startrow=len(above) + 1, sheet_name=say("Bảng số liệu"))
        sheet = next(iter(writer.sheets.values()))
        for number, line in enumerate(above, 1):
            sheet.cell(number, 1, line)
        for column in sheet.iter_cols(min_row=len(above) + 2, max_row=len(above) + 2):
            sheet.column_dimensions[column[0].column_letter].width = max(12, min(48, len(str(column[0].value)) + 4))
    return buffer.getvalue()


def text(frame: pd.DataFrame, headings: Mapping[str, str], above: list[str]) -> bytes:
    """The same as CSV. The mark of UTF-8 at its beginning makes Excel read the accents."""
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows([line] for line in above)
    _named(frame, headings).to_csv(buffer, index=False, lineterminator="\n")
    return buffer.getvalue().encode("utf-8-sig")


def _named(frame: pd.DataFrame, headings: Mapping[str, str]) -> pd.DataFrame:
    out = frame[list(headings)].rename(columns=dict(headings))
    for column in out.select_dtypes("datetimetz"):
        out[column] = out[column].dt.tz_localize(None)  # Excel knows no time zones
    return out
