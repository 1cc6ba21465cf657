"""A table of anything, written in every kind of file and encoding, reads back as it was."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loaders.read import read
from tests.corpus.file_writers import delimited, page, table
from tests.old_text import tcvn3, twice, vni
from tests.old_xls import Old, xls
from tests.packages import Writer, in_fonts, ods, package, xml_2003
from tests.workbook import windows_1258, xlsx

# Words of names as they are in the province, alike under a careless reading: "Hòa" and "Hoà", "Thành" and "Thanh".
NAMES = """Hoà Hòa An Minh Thanh Tân Thành Hồng Sơn Dương Chiêm Hoá Năng Khả Đà Vị Phú Lâm Bình Yên Nguyên Lăng Can
Thượng Nông Sinh Long Kiến Thiết xã huyện thôn bản tổ dân phố số hộ trạm phủ sóng đường ủy ban quyền nghĩa kỹ mẫu ỷ"""
TEXTS = st.lists(st.sampled_from(NAMES.split()), min_size=1, max_size=4).map(" ".join)
NUMBERS = st.integers(0, 10**6).map(float) | st.integers(-(10**5), 10**5).map(lambda number: number / 8 + 1.5)
DAY = date(2024, 5, 31)
DAYS = st.dates(date(1990, 1, 1), date(2035, 12, 31))
Table = list[list[object]]
LINES = st.tuples(TEXTS, NUMBERS, DAYS, TEXTS).map(list)
# One title that tells in which way a sheet is written; short names alone may be either.
TABLES = st.lists(LINES, min_size=1, max_size=4).map(lambda lines: [["Huyện Tuyên Quang", 1.0, DAY, "Số hộ"], *lines])


def texts(rows: Table, change: Callable[[str], str]) -> Table:
    return [[change(cell) if isinstance(cell, str) else cell for cell in row] for row in rows]


def shown(rows: Table) -> Table:
    """As a text file has them: days as dd/mm/yyyy, numbers in Python's way."""
    return [[f"{cell:%d/%m/%Y}" if isinstance(cell, date) else str(cell) for cell in row] for row in rows]


TYPED: dict[str, Callable[[Table], bytes]] = {
    "xlsx": xlsx,
    "xlsx, shared texts": lambda rows: package(rows, Writer(is_shared=True)),
    "xlsx, prefixed, strict, no addresses": lambda rows: package(
        rows, Writer(prefix="x:", is_strict=True, has_addresses=False)
    ),
    "xlsx from 1904": lambda rows: package(rows, Writer(is_1904=True)),
    "xlsx in .VnTime": lambda rows: in_fonts(texts(rows, tcvn3), lambda row, column: ".VnTime"),
    "xlsx in VNI": lambda rows: xlsx(texts(rows, vni)),
    "xls": xls,
    "xls in VNI-Times": lambda rows: xls(texts(rows, vni), Old("VNI-Times")),
    "xls of Excel 5 in TCVN3": lambda rows: xls(texts(rows, tcvn3), Old(is_excel_5=True)),
    "ods": ods,
    "XML of Excel 2003": lambda rows: xml_2003(rows, encoding="utf-16"),
}
SHOWN: dict[str, Callable[[Table], bytes]] = {
    "csv": lambda rows: delimited(rows).encode("utf-8-sig"),
    "csv in TCVN3": lambda rows: delimited(texts(rows, tcvn3)).encode("cp1252"),
    "csv in VNI": lambda rows: delimited(texts(rows, vni), "\t").encode("cp1252"),
    "csv in windows-1258": lambda rows: windows_1258(delimited(rows, ",")),
    "csv in UTF-16": lambda rows: delimited(rows, "|").encode("utf-16-be"),
    "csv read wrongly twice": lambda rows: delimited(texts(rows, lambda text: twice(twice(text)))).encode(),
    "web page": lambda rows: page(table(rows)).encode(),
    "web page read as windows-1258": lambda rows: page(table(texts(rows, lambda text: twice(text, "cp1258")))).encode(),
}


@pytest.mark.parametrize("kind", TYPED)
@settings(max_examples=5, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), database=None)
@given(rows=TABLES)
def test_typed_cells_come_back(kind: str, rows: Table) -> None:
    assert read(TYPED[kind](rows), "a").sheets[0].rows == rows


@pytest.mark.parametrize("kind", SHOWN)
@settings(max_examples=5, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), database=None)
@given(rows=TABLES)
def test_texts_come_back(kind: str, rows: Table) -> None:
    assert read(SHOWN[kind](rows), "a").sheets[0].rows == shown(rows)
