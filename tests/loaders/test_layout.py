"""Where a table stands on its sheet: three budget plans of the Ministry of Finance, and what surrounds tables."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from loaders.clean import number, unit
from loaders.contract import Column, Source
from loaders.layout import find_tables
from loaders.read import read
from tests.workbook import Page, places, xlsx

BUDGETS = Source(
    name="budgets",
    title="Dự toán ngân sách các tỉnh",
    agency="Bộ Tài chính",
    rhythm="yearly",
    key=("province_id",),
    replaces=(),
    columns=(
        Column("province_id", ("Tỉnh, thành phố", "Tên tỉnh, thành phố"), unit("province"), needed=True),
        Column(
            "total_revenue",
            ("Tổng thu NSNN trên địa bàn từng tỉnh, thành phố", "Tổng thu NSNN trên địa bàn"),
            number,
        ),
        Column(
            "kept_share",
            ("Tỷ lệ (%) phân chia nguồn thu giữa NSTW và NSĐP", "Tỷ lệ * "),
            number,
            optional=True,
        ),
        Column("transfer", ("Bổ sung từ NSTW cho NSĐP > Bổ sung cân đối", "Bổ sung cân đối"), number, optional=True),
    ),
    ignored=("STT", "Số TT"),
)


@pytest.mark.shared
@pytest.mark.parametrize("year", [2006, 2008, 2012])
def test_a_budget_plan_of_the_ministry_of_finance(shared: Path, year: int) -> None:
    """Title blocks, headings over three to five rows, column numbers, regional sums: only provinces are rows."""
    path = shared / f"real/budgets/Plan_{year}.xls"
    book = read(path.read_bytes(), path.name)
    found = [table for sheet in book.sheets for table in find_tables(sheet, [BUDGETS])]
    assert len(found) == 1
    table = found[0]
    assert table.sheet.name == ("M08" if year == 2012 else "Sheet1")
    got = {}
    for index in table.rows:
        cells = table.sheet.rows[index]
        name = str(cells[table.columns["province_id"]])
        got[places().find(name, ("province",), date(year, 12, 31))] = cells[table.columns["total_revenue"]]
    with (shared / "real/expected/budgets_expected.csv").open(encoding="utf-8-sig") as file:
        rows = [row for row in csv.DictReader(file) if row["year"] == str(year)]
    expected = {places().find(row["prov"], ("province",), date(year, 12, 31)): float(row["total.rev"]) for row in rows}
    assert got == expected


LIST = Source(
    name="list",
    title="Danh sách",
    agency="",
    rhythm="monthly",
    key=("name",),
    replaces=(),
    columns=(
        Column("name", ("Tên",), unit("commune"), needed=True),
        Column("amount", ("Số lượng", "Nhóm > Số lượng"), number),
        Column("rest", ("Nhóm > Còn lại",), number, optional=True),
    ),
    ignored=("STT",),
)
HEADS = ["STT", "Tên", "Số lượng"]


def read_list(rows: list[list[object]], **how: object) -> list[tuple[object, object, tuple[str, ...]]]:
    """(name, amount, groups) of every data row of every table on the sheet."""
    sheet = read(xlsx(Page(rows, **how)), "a.xlsx").sheets[0]
    return [
        (sheet.rows[n][t.columns["name"]], sheet.rows[n][t.columns["amount"]], group)
        for t in find_tables(sheet, [LIST])
        for n, group in zip(t.rows, t.groups, strict=True)
    ]


# What stands below the headings, and the (name, amount, groups) that it holds.
BODIES: dict[str, tuple[list[list[object]], list[tuple[object, ...]]]] = {
    "plain": ([[1, "A", 5], [2, "B", 6]], [("A", 5, ()), ("B", 6, ())]),
    "column numbers": ([[1, 2, 3], [1, "A", 5]], [("A", 5, ())]),
    "column numbers in parentheses": ([["(1)", "(2)", "(3)=(1)+(2)"], [1, "A", 5]], [("A", 5, ())]),
    "column letters": ([["A", "B", 1], [1, "A", 5]], [("A", 5, ())]),
    "group rows": (
        [["I", "Nhóm một"], [1, "A", 5], ["II", "Nhóm hai"], [1, "B", 6]],
        [("A", 5, ("Nhóm một",)), ("B", 6, ("Nhóm hai",))],
    ),
    "groups in groups": (
        [["A", "Lớn"], ["I", "Nhỏ"], [1, "A", 5], ["II", "Nhỏ hai"], [1, "B", 6], ["B", "Lớn hai"], [1, "C", 7]],
        [("A", 5, ("Lớn", "Nhỏ")), ("B", 6, ("Lớn", "Nhỏ hai")), ("C", 7, ("Lớn hai",))],
    ),
    "group rows with their sums": (
        [["I", "Nhóm một", 11], [1, "A", 5], [2, "B", 6], ["II", "Nhóm hai", 7], [1, "C", 7]],
        [("A", 5, ("Nhóm một",)), ("B", 6, ("Nhóm một",)), ("C", 7, ("Nhóm hai",))],
    ),
    "a group row without a number": ([[None, "Nhóm một"], [1, "A", 5]], [("A", 5, ("Nhóm một",))]),
    "total below": ([[1, "A", 5], [None, "Tổng cộng", 5]], [("A", 5, ())]),
    "total above": ([[None, "TỔNG SỐ", 5], [1, "A", 5]], [("A", 5, ())]),
    "total in the number column": ([[1, "A", 5], ["Tổng cộng", None, 5]], [("A", 5, ())]),
    "mean and extremes": (
        [[1, "A", 5], [2, "B", 7], [None, "Trung bình", 6], [None, "Cao nhất", 7], [None, "Highest", 7]],
        [("A", 5, ()), ("B", 7, ())],
    ),
    "a note, then nothing more": (
        [[1, "A", 5], ["Ghi chú: số liệu tạm tính, đến ngày 31/5"], []],
        [("A", 5, ())],
    ),
    "signature block": (
        [
            [1, "A", 5],
            [None, None, "Na Hang, ngày 5 tháng 6 năm 2024"],
            [None, "Người lập", "CHỦ TỊCH"],
            [None, "Bùi Văn A"],
        ],
        [("A", 5, ())],
    ),
    "a signature left to be filled in": (
        [[1, "A", 5], [None, None, "Na Hang, ngày … tháng … năm 2024"], ["Người lập biểu", None, "TM. UBND"]],
        [("A", 5, ())],
    ),
    "headings again after a page break": ([[1, "A", 5], HEADS, [2, "B", 6]], [("A", 5, ()), ("B", 6, ())]),
    "blank rows inside": ([[1, "A", 5], [], [], [2, "B", 6]], [("A", 5, ()), ("B", 6, ())]),
    "a row with nothing but its name": (
        [[1, "A", 5], [2, "B", None], [3, "C", 7]],
        [("A", 5, ()), ("B", None, ()), ("C", 7, ())],
    ),
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_rows_below_the_headings(body: tuple[list[list[object]], list[tuple[object, ...]]]) -> None:
    rows, expected = body
    title = [["UBND HUYỆN", None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"], ["DANH SÁCH"], []]
    assert read_list([*title, HEADS, *rows]) == expected


HEADINGS: dict[str, tuple[list[list[object]], list[str]]] = {
    "merged over two rows": (
        [["STT", "Tên", "Nhóm", None], [None, None, "Số lượng", "Còn lại"]],
        ["A1:A2", "B1:B2", "C1:D1"],
    ),
    "not merged": ([["STT", "Tên", "Nhóm", None], [None, None, "Số lượng", "Còn lại"]], []),
    "broken over rows": ([["SỐ", None, "SỐ", "CÒN"], ["TT", "TÊN", "LƯỢNG", "LẠI"]], []),
    "in capitals and line breaks": ([["STT", "TÊN", "SỐ\nLƯỢNG", "x"]], []),
    "with remarks": ([["STT", "Tên (đầy đủ)", "Số lượng (cái)", "x"]], []),
    "without accents": ([["stt", "ten", "so_luong", "x"]], []),
    "two languages in one cell": ([["STT\nNo", "Tên\nName", "Số lượng\nAmount", "x"]], []),
    "a second language below": ([["STT", "Tên", "Số lượng", "x"], ["No", "Name", "Amount", "y"]], []),
}


@pytest.mark.parametrize("heading", HEADINGS.values(), ids=HEADINGS)
def test_headings_in_every_dress(heading: tuple[list[list[object]], list[str]]) -> None:
    rows, merges = heading
    body = [[1, "A", 5, 1], [2, "B", 6, 2], [3, "C", 7, 3]]
    assert read_list([*rows, *body], merges=merges) == [("A", 5, ()), ("B", 6, ()), ("C", 7, ())]


def test_two_tables_below_each_other_and_their_titles() -> None:
    rows = [["Phần một"], HEADS, [1, "A", 5], [], ["Phần hai"], HEADS, [1, "B", 6]]
    sheet = read(xlsx(rows), "a.xlsx").sheets[0]
    found = find_tables(sheet, [LIST])
    assert [(table.title, table.rows) for table in found] == [(["Phần một"], [2]), (["Phần hai"], [6])]


def test_totals_know_what_they_cover() -> None:
    rows = [
        HEADS,
        ["I", "Nhóm một", 11],
        [1, "A", 5],
        [2, "B", 6],
        [None, "Cộng nhóm một", 11],
        ["II", "Nhóm hai", 7],
        [3, "C", 7],
        [None, "Tổng cộng", 18],
    ]
    sheet = read(xlsx(rows), "a.xlsx").sheets[0]
    (table,) = find_tables(sheet, [LIST])
    assert [(total.label, list(total.covers)) for total in table.totals] == [
        ("Nhóm một", [0, 1]),
        ("Cộng nhóm một", [0, 1]),
        ("Nhóm hai", [2]),
        ("Tổng cộng", [0, 1, 2]),
    ]


def test_no_table_where_no_contract_fits() -> None:
    sheet = read(xlsx([["Biên bản họp"], ["Thành phần", "Họ tên"], ["Chủ trì", "Bà A"]]), "a.xlsx").sheets[0]
    assert find_tables(sheet, [LIST, BUDGETS]) == []
