"""Cells to values: what a typed thing means is decided by its whole column."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import pytest

from loaders.clean import column, count, day, number, one_of, percent, raw, text, unit, units, yes_no
from loaders.contract import BadCell, CellError, Doubt, Formula, Kind, Percent

LEVEL = one_of(
    "service_level", {"toàn trình": "full", "mức 4": "full", "4": "full", "một phần": "partial", "hoà": "mixed"}
)

BAD = "refused"  # stands in the tables for a cell that is not of its type


def cleaned(kind: Kind, cells: list[object]) -> list[Any]:
    """The values, BAD where the cell was refused."""
    values, problems = column(kind, cells)
    for index in problems:
        if isinstance(problems[index], BadCell):
            assert values[index] is None
            values[index] = BAD
    return values


def problem(kind: Kind, cells: list[object], index: int = 0) -> BadCell | Doubt:
    return column(kind, cells)[1][index]


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (["1.283", "1 283", "1,283", "1\u00a0283", "1283", " 1283 "], [1283] * 6),
        (["1.283.456", "12,0", "0", "007"], [1283456, 12, 0, 7]),
        ([1283.0, 5, None, "-", "–", "…", "...", "  "], [1283, 5] + [None] * 6),
        (["12,5", "12.5", "0,283", "1.28", "Khoảng 40", "12 (trong đó 3 đang xây)", "40 trạm"], [BAD] * 7),
        (["-5", -5.0, True, Percent(1.0), date(2024, 5, 1), CellError("#REF!")], [BAD] * 6),
        # Excel took counts with a thousands point for decimals: 1.283 and 1.280 beside 512.
        ([512.0, 1.283, 1.28, 301.0], [512, 1283, 1280, 301]),
        (["512", 1.283], [512, 1283]),
        ([1.283, 2.451, 3.12], [1283, 2451, 3120]),
        (["1’283", "'1283", "１２８３", "12\u200b", "+5", 11.999999999999998], [1283, 1283, 1283, 12, 5, 12]),
        (["1E+05", "O", "1O", "l2", ">5", "5-6", "(5)", 1e20, float("inf"), 8_190_001_234.0], [BAD] * 10),
        # … but small counts prove nothing, and no three decimals no thousands.
        ([3.0, 7.0, 1.283], [3, 7, BAD]),
        ([512.0, 12.5], [512, BAD]),
        ([512.0, 1.283, 1.2835], [512, 1283, BAD]),
    ],
)
def test_counts(cells: list[object], values: list[object]) -> None:
    assert cleaned(count, cells) == values


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (["1.234,5", "12,5", "407,64", "-5,2", "1234.5", "95,2%"], [1234.5, 12.5, 407.64, -5.2, 1234.5, 95.2]),
        # One text may be read in two ways: the others of its column decide.
        (["12.345", "12,5"], [12345.0, 12.5]),
        (["12.345", "843.24", "842.65"], [12.345, 843.24, 842.65]),
        (["1,234", "0.5"], [1234.0, 0.5]),
        (["1.234.567", "1,250"], [1234567.0, 1.25]),
        # Without such a text the typed numbers of the column tell by their size; else the Vietnamese reading.
        (["12.345", 13.2, 11.0], [12.345, 13.2, 11.0]),
        (["12.345", 11000.0], [12345.0, 11000.0]),
        (["12.345"], [12345.0]),
        ([12.345, 1283.0, 7], [12.345, 1283.0, 7.0]),
        ([Percent(0.952), "-", None], [95.2, None, None]),
        (["12.34.567", "1.2.3", "abc", "(5)", "45 m", True, date(2024, 5, 1), time(8)], [BAD] * 8),
    ],
)
def test_numbers(cells: list[object], values: list[object]) -> None:
    assert cleaned(number, cells) == values


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (["95,2%", 95.2, Percent(0.952), "95.2", "100 %"], [95.2, 95.2, 95.2, 95.2, 100.0]),
        ([0.952, 1.0, 0.5, "100%", Percent(0.25)], [95.2, 100.0, 50.0, 100.0, 25.0]),
        (["0,952", "1"], [95.2, 100.0]),
        ([1.0, 0.0], [1.0, 0.0]),  # no fraction among them: one percent
        ([0.5, 60.0], [0.5, 60.0]),
        (["101", "-1", "Đang làm"], [BAD] * 3),
    ],
)
def test_percents(cells: list[object], values: list[object]) -> None:
    assert cleaned(percent, cells) == values


MAY_31, JUNE_5 = date(2024, 5, 31), date(2024, 6, 5)


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        ([MAY_31, datetime(2024, 5, 31, 23, 59), 45443.0, 45443, 45443.75, "45443"], [MAY_31] * 6),
        (["5/6/2024", "05/06/2024", "5/6/24", "5-6-2024", "5.6.2024", "05 / 06 / 2024", "2024-06-05"], [JUNE_5] * 7),
        (["ngày 5 tháng 6 năm 2024", "5 tháng 6 năm 2024", "Ngày 05/6/2024", "20240605"], [JUNE_5] * 4),
        (["05/06/2024 14:05", "05/06/2024 14:05:33", "14:05 05/06/2024", "2024-06-05T08:30:00"], [JUNE_5] * 4),
        (["05/06/2024 2:05:00 CH", "05/06/2024 14h05", "2024-06-05 08:30:00.000", "20240605083000"], [JUNE_5] * 4),
        (["31/02/2024", "32/05/2024", "30/13/2024", "29/02/2023", "00/05/2024"], [BAD] * 5),
        (["31/12/1989", date(1900, 1, 1), "01/01/2101", 5.0, 99999.0, "2024", "tháng 5", True, time(8)], [BAD] * 9),
        (["1/1/95", None, "-"], [date(1995, 1, 1), None, None]),
        # Month first only where the whole column proves it.
        (["05/31/2024", "06/05/2024"], [MAY_31, JUNE_5]),
        (["05/31/2024", "31/05/2024"], [BAD, MAY_31]),
        # Excel of the other country turned the days up to the twelfth round and left the others as text.
        (
            [date(2024, 3, 4), "13/04/2024", date(2024, 12, 4), "30/04/2024", date(2024, 5, 5), "15/04/2024"],
            [date(2024, 4, d) for d in (3, 13, 12, 30)] + [date(2024, 5, 5), date(2024, 4, 15)],
        ),
        (
            [date(2024, 3, 4), "04/13/2024", date(2024, 2, 4), 45356.0],
            [date(2024, 4, 3), date(2024, 4, 13), date(2024, 4, 2), date(2024, 5, 3)],
        ),
        # A typed day above the twelfth, or a text that is not: nothing was turned.
        ([date(2024, 3, 14), "13/04/2024", date(2024, 3, 4)], [date(2024, 3, 14), date(2024, 4, 13), date(2024, 3, 4)]),
        ([date(2024, 3, 4), "13/04/2024", "05/04/2024"], [date(2024, 3, 4), date(2024, 4, 13), date(2024, 4, 5)]),
        (["05/06/2024.", "'05/06/2024", "Thứ tư, 05/06/2024", "05-Jun-24", "05/Th6/2024", "05062024"], [JUNE_5] * 6),
        (["05/06/2024", "11/12/2024"], [JUNE_5, date(2024, 12, 11)]),
    ],
)
def test_days(cells: list[object], values: list[object]) -> None:
    assert cleaned(day, cells) == values


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (["x", "X", "✓", "v", "có", "Có", "1", "đã", 1.0, True], [True] * 10),
        (["x", "không", "0", 0.0, False, None, "-", "  "], [True] + [False] * 7),
        ([None, "-", "không", "…"], [None, False, False, None]),  # a dash is typed: it says no without any mark too
        (["có lẽ", "3G", 2.0], [None] * 3),
        (["đã", "chưa", "chưa có", "Có sóng"], [True, False, False, True]),
        (["×", "х", "+", "ü", "☑", "'x", "x\u200b"], [True] * 7),  # the ticks of other keyboards and of Wingdings
    ],
)
def test_marks(cells: list[object], values: list[object]) -> None:
    assert cleaned(yes_no, cells) == values


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (
            ["Toàn trình", "TOÀN  TRÌNH", "toàn trình (mức 4)", "Toa\u0300n tri\u0300nh", "full", "toàn trình."],
            ["full"] * 6,
        ),
        ([4.0, 4, "4", "Mức 4"], ["full"] * 4),
        (["hòa", "hoà"], ["mixed"] * 2),
        # Without any accent a word counts where only one code can be meant; with some, they must be right.
        (["toan trinh", "toàn trinh", "-", None], ["full", None, None, None]),
        # One thing said in several words, and two things in one cell.
        (["4 - Toàn trình", "mức 4/toàn trình", "4. toàn trình", "04", "4.0"], ["full"] * 5),
        (["toàn trình, một phần", "4 - một phần", "toàn trình; xong"], [None] * 3),
    ],
)
def test_words_of_a_list(cells: list[object], values: list[object]) -> None:
    assert cleaned(LEVEL, cells) == values


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("  Trạm\u00a0 A ", "Trạm A"),
        ("dòng 1 \n  dòng 2", "dòng 1\ndòng 2"),
        ("Sè l\u00adîng", "Sè l\u00adîng"),
        ("\u200bTQG01", "TQG01"),
        (70.0, "70"),
        (1.1, "1.1"),
        (Percent(0.5), "50%"),
        (MAY_31, "31/05/2024"),
        ("…", None),
        (".", "."),
    ],
)
def test_text_is_tidied_and_typed_cells_are_as_the_officer_sees_them(cell: object, value: object) -> None:
    assert cleaned(text, [cell]) == [value]


@pytest.mark.parametrize(
    ("kind", "cells", "rule"),
    [
        (count, ["x"], "not_a_count"),
        (count, ["-5"], "negative_count"),
        (count, [1.283, 512.0], "count_typed_as_decimal"),
        (number, ["x"], "not_a_number"),
        (percent, ["101"], "not_a_percent"),
        (day, ["31/02/2024"], "impossible_day"),
        (day, [45355, "13/04/2024"], "day_and_month_swapped"),
        (day, ["x"], "not_a_day"),
        (yes_no, ["có lẽ"], "unknown_word"),
        (count, [10**12], "not_a_count"),
        (percent, [0.5, 60.0], "percent_below_one"),
        (LEVEL, ["mức 9"], "unknown_word"),
    ],
)
def test_a_problem_names_its_rule_and_shows_the_cell(kind: Kind, cells: list[object], rule: str) -> None:
    found = problem(kind, cells)
    message = found.message if isinstance(found, Doubt) else str(found)
    assert found.rule == rule
    assert str(cells[0]) in message
    assert found.fix


@pytest.mark.parametrize(
    "kind", [count, number, percent, day, yes_no, LEVEL, text, unit("commune"), units("department")]
)
def test_error_values_are_refused_and_formulas_doubted_by_every_kind(kind: Kind) -> None:
    cells: list[object] = [CellError("#REF!"), Formula("=A1*B1")]
    values, problems = column(kind, cells)
    assert values == [None, None]
    assert isinstance(problems[0], BadCell) and problems[0].rule == "cell_error" and "#REF!" in str(problems[0])
    assert isinstance(problems[1], Doubt) and problems[1].rule == "formula_without_value"


def test_raw_cells_stay_as_they_are() -> None:
    cells: list[object] = [CellError("#REF!"), 1.0, True, "-", None]
    assert column(raw, cells) == (cells, {})


def test_equal_cells_of_different_types_are_told_apart() -> None:
    assert cleaned(text, [1.0, True, Percent(1.0), "1", 1]) == ["1", "TRUE", "100%", "1", "1"]
    assert cleaned(text, ["#REF!", CellError("#REF!")]) == ["#REF!", BAD]


def test_problems_are_told_for_every_row_that_has_them() -> None:
    values, problems = column(count, ["1", "x", "2", "x"])
    assert values == [1, None, 2, None]
    assert sorted(problems) == [1, 3]


def test_units_keep_the_kinds_they_may_name() -> None:
    assert unit("commune").places == ("commune",)
    assert (units("department", "agency").places, units().sql_type) == (("department", "agency"), "VARCHAR[]")
