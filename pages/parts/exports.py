"""A table or a chart on screen as a file: with its title, its source line, and its mark where it is invented."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files

import altair as alt
import pandas as pd
import vl_convert

from pages.parts.style import Palette
from pages.parts.words import say

# What makes a spreadsheet take a cell of a .csv for a formula (OWASP, CSV injection).
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n")
HARMLESS = re.compile(r"[-+]|[-+]?\d[\d.,]*\s?%?")


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
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.value.startswith(FORMULA_SIGNS):
                    # A text from an agency's file stays a text: openpyxl takes "=…" for a formula, Excel would run it.
                    cell.data_type, cell.quotePrefix = "s", True
        for row in sheet.iter_rows(min_row=len(above) + 3):
            for cell in row:
                if cell.is_date:
                    cell.number_format = "dd/mm/yyyy"
                elif isinstance(cell.value, float) and not cell.value.is_integer():
                    cell.number_format = "#,##0.0#"  # Excel writes its own signs for comma and point
    return buffer.getvalue()


def text(frame: pd.DataFrame, headings: Mapping[str, str], above: list[str]) -> bytes:
    """The same as CSV, as Excel in Vietnamese expects it: semicolons, decimal commas, 31/05/2024.

    The mark of UTF-8 at its beginning makes Excel read the accents.
    """
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=";", lineterminator="\n").writerows([_inert(line)] for line in above)
    table = _named(frame, headings)
    for column in table.columns[[not pd.api.types.is_numeric_dtype(kind) for kind in table.dtypes]]:
        table[column] = table[column].map(_inert)
    table.columns = [_inert(heading) for heading in table.columns]
    table.to_csv(buffer, sep=";", decimal=",", date_format="%d/%m/%Y", index=False, lineterminator="\n")
    return buffer.getvalue().encode("utf-8-sig")


def _inert(cell: object) -> object:
    """A text that Excel would run as a formula behind an apostrophe, which it shows as a text; numbers and days as
    they are, "-" and "−5,3" too."""
    if not isinstance(cell, str):
        return cell
    cell = cell.replace("\r\n", "\n").replace("\r", "\n")  # a lone one would end the line, unquoted
    return f"'{cell}" if cell.startswith(FORMULA_SIGNS) and not HARMLESS.fullmatch(cell) else cell


WIDTH = 900  # of a picture, in points; twice as many pixels
# The screen's own typeface, installed with the product: what vl-convert and a bare machine have lacks ế and ộ.
FONT = "Source Sans Pro"


@cache
def _register_font() -> None:
    """Once a process: before any picture is drawn."""
    vl_convert.register_font_directory(str(files("font_source_sans_pro") / "files"))


def picture(drawing: alt.TopLevelMixin, title: str, lines: list[str], colours: Palette) -> bytes:
    """The chart as .png without a browser, under its title and the lines that go with it.

    colours: the ones it was drawn in, because a chart for a dark screen has light letters.
    """
    _register_font()
    spec = drawing.to_dict()
    spec |= {"width": spec["width"] if isinstance(spec.get("width"), int) else WIDTH, "background": colours.ground}
    look = {"anchor": "start", "frame": "group", "fontSize": 18, "offset": 14, "color": colours.ink}
    below = {"subtitleFontSize": 13, "subtitlePadding": 6, "subtitleColor": colours.ink_2}
    spec["title"] = look | below | {"text": title, "subtitle": [line for line in lines if line]}
    spec.pop("padding", None)  # a chart's own, made for the screen, beats the picture's
    config = spec.setdefault("config", {})
    config |= {"font": FONT, "padding": {"left": 20, "right": 20, "top": 18, "bottom": 18}}
    return bytes(vl_convert.vegalite_to_png(spec, scale=2))


def _named(frame: pd.DataFrame, headings: Mapping[str, str]) -> pd.DataFrame:
    out = frame[list(headings)].rename(columns=dict(headings))
    for column in out.select_dtypes("datetimetz"):
        out[column] = out[column].dt.tz_localize(None)  # Excel knows no time zones
    for column in out.columns[[pd.api.types.is_object_dtype(kind) for kind in out.dtypes]]:
        if out[column].map(lambda value: isinstance(value, date) or pd.isna(value)).all():
            out[column] = pd.to_datetime(out[column])
    for column in out.select_dtypes("float"):
        if (out[column].dropna() % 1 == 0).all():
            out[column] = out[column].astype("Int64")  # a count that a gap made a float: 1283, not 1283,0
    return out
