"""Whatever an officer writes in an accepted form reads back as itself, and junk never becomes a value unsaid."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders import clean
from loaders.contract import CellError, Kind, Percent
from loaders.values.cell import is_blank

few = settings(max_examples=20, deadline=None, derandomize=True, database=None)

days = st.dates(date(1990, 1, 1), date(2089, 12, 31))
counts = st.integers(0, 99_999_999)
# Up to four decimals, as scores and shares have them; kept as whole numbers so that no binary fraction creeps in.
parts = st.tuples(st.integers(0, 9_999_999), st.integers(0, 9999))
shares = st.integers(0, 10_000)


def read(kind: Kind, *cells: object) -> list[Any]:
    """The values of a column in which nothing is wrong or doubtful."""
    values, problems = clean.column(kind, cells)
    assert problems == {}
    return values


def grouped(value: int, mark: str) -> str:
    """1283 as 1.283 under the mark "."."""
    return f"{value:,}".replace(",", mark)


# --- days ------------------------------------------------------------------------------------------------

DAYS: dict[str, Callable[[date], object]] = {
    "31/05/2024": lambda d: f"{d:%d/%m/%Y}",
    "31/5/2024": lambda d: f"{d.day}/{d.month}/{d.year}",
    "31-05-2024": lambda d: f"{d:%d-%m-%Y}",
    "31.5.2024": lambda d: f"{d.day}.{d.month}.{d.year}",
    "31/5/24": lambda d: f"{d.day}/{d.month}/{d.year % 100:02d}",
    "2024-05-31": lambda d: d.isoformat(),
    "20240531": lambda d: f"{d:%Y%m%d}",
    "in words": lambda d: f"ngày {d.day:02d} tháng {d.month} năm {d.year}",
    "with a clock": lambda d: f"{d:%d/%m/%Y} 14:05",
    "typed": lambda d: d,
    "typed with a time": lambda d: datetime.combine(d, time(8, 30)),
}


@pytest.mark.parametrize("form", DAYS)
@few
@given(st.lists(days, min_size=1, max_size=6))
def test_a_day_reads_back_in_every_form(form: str, written: list[date]) -> None:
    assert read(clean.day, *map(DAYS[form], written)) == written


@few
@given(st.lists(days, min_size=1, max_size=6), days.filter(lambda d: d.day > 12))
def test_a_column_of_months_first_reads_back_where_one_day_proves_it(written: list[date], proof: date) -> None:
    column = [*written, proof]
    assert read(clean.day, *(f"{d:%m/%d/%Y}" for d in column)) == column


@few
@given(st.dates(date(1990, 1, 1), date(2060, 1, 1)))
def test_excel_s_number_of_a_day_reads_back(day: date) -> None:
    serial = (day - date(1899, 12, 30)).days
    assert read(clean.day, serial) == read(clean.day, float(serial)) == [day]


@few
@given(st.integers(1, 99), st.integers(1, 99), st.integers(1990, 2099))
def test_a_day_that_no_calendar_has_is_refused(number: int, month: int, year: int) -> None:
    values, problems = clean.column(clean.day, [f"{number}/{month}/{year}"])
    if month <= 12 and number <= 28:
        assert values == [date(year, month, number)]
    elif number > 31 or (month > 12 and not (number <= 12 and month <= 31)):
        assert (values, set(problems)) == ([None], {0})
    else:
        assert values[0] is None or values[0].year == year


# --- numbers ---------------------------------------------------------------------------------------------

COUNTS: dict[str, Callable[[int], object]] = {
    "1283": str,
    "1.283": lambda n: grouped(n, "."),
    "1,283": lambda n: grouped(n, ","),
    "1 283": lambda n: grouped(n, " "),
    "no-break blank": lambda n: grouped(n, "\u00a0"),
    "typed": lambda n: n,
    "typed as a decimal": float,
    "with blanks around": lambda n: f"  {n} ",
}


@pytest.mark.parametrize("form", COUNTS)
@few
@given(st.lists(counts, min_size=1, max_size=5))
def test_a_count_reads_back_in_every_form(form: str, written: list[int]) -> None:
    assert read(clean.count, *map(COUNTS[form], written)) == written


@pytest.mark.parametrize(("point", "comma"), [(",", "."), (".", ",")], ids=["Vietnamese", "English"])
@few
@given(st.lists(parts, min_size=1, max_size=5))
def test_a_number_reads_back_under_the_mark_that_its_column_proves(
    point: str, comma: str, written: list[tuple[int, int]]
) -> None:
    texts = [f"{grouped(whole, comma)}{point}{rest:04d}" for whole, rest in written]
    expected = [float(f"{whole}.{rest:04d}") for whole, rest in written]
    assert read(clean.number, f"0{point}5", *texts) == [0.5, *expected]


@few
@given(st.lists(st.floats(-1e9, 1e9, allow_nan=False), min_size=1, max_size=5))
def test_a_typed_number_is_itself(written: list[float]) -> None:
    assert read(clean.number, *written) == written


@few
@given(st.lists(shares, min_size=1, max_size=5))
def test_a_share_reads_back_in_every_form(written: list[int]) -> None:
    """In hundredths of a percent: 9520 is 95,2 %."""
    expected = pytest.approx([share / 100 for share in written])
    assert read(clean.percent, *(f"{share // 100},{share % 100:02d}%" for share in written)) == expected
    assert read(clean.percent, *(f"{share // 100}.{share % 100:02d} %" for share in written)) == expected
    assert read(clean.percent, *(Percent(share / 10_000) for share in written)) == expected
    # Plain numbers below one may be parts of one: such a column is doubted, or read as a whole.
    plain = [share / 100 for share in written if share >= 100]
    assert read(clean.percent, 50.0, *plain)[1:] == pytest.approx(plain)


@few
@given(st.floats(100.01, 1e6))
def test_more_than_all_is_no_share(value: float) -> None:
    values, problems = clean.column(clean.percent, [value, 50.0])
    assert (values, set(problems)) == ([None, 50.0], {0})


@few
@given(st.integers(-99_999_999, -1))
def test_a_count_below_nought_is_refused(value: int) -> None:
    for cell in (value, str(value), grouped(value, ".")):
        values, problems = clean.column(clean.count, [cell])
        assert (values, set(problems)) == ([None], {0})


# --- marks -----------------------------------------------------------------------------------------------

MARKS = {
    "x": True,
    "X": True,
    " x ": True,
    "✓": True,
    "v": True,
    "có": True,
    "Có": True,
    "1": True,
    "đã": True,
    1: True,
}
NO_MARKS = {"không": False, "Không": False, "0": False, 0: False, "-": False, None: False, "": False}


@few
@given(st.lists(st.sampled_from([*MARKS, *NO_MARKS]), max_size=8))
def test_marks_read_back_beside_a_mark(cells: list[object]) -> None:
    assert read(clean.yes_no, "x", *cells)[1:] == [(MARKS | NO_MARKS)[cell] for cell in cells]  # type: ignore[index]


# --- junk ------------------------------------------------------------------------------------------------

KINDS = {"day": clean.day, "number": clean.number, "count": clean.count, "percent": clean.percent}
wordy = st.text(st.characters(categories=("L", "P", "S", "Z")), min_size=1, max_size=20)
around = st.tuples(
    st.sampled_from(("khoảng ", "hơn ", "gần ", "trên ", "~ ", "(ước) ")),
    counts,
    st.sampled_from(("", " trạm", " (trong đó 3 mới)")),
)


@pytest.mark.parametrize("name", KINDS)
@few
@given(wordy)
def test_words_never_become_a_value(name: str, text: str) -> None:
    values, problems = clean.column(KINDS[name], [text])
    assert values == [None]
    assert problems or is_blank(text)


@pytest.mark.parametrize("name", KINDS)
@few
@given(around)
def test_a_number_with_words_around_it_is_not_taken_for_the_number(name: str, pieces: tuple[str, int, str]) -> None:
    values, problems = clean.column(KINDS[name], ["".join(map(str, pieces))])
    assert (values, set(problems)) == ([None], {0})


@pytest.mark.parametrize("name", KINDS)
@few
@given(st.text(max_size=16))
def test_no_text_falls_between_a_value_a_blank_and_a_complaint(name: str, text: str) -> None:
    values, problems = clean.column(KINDS[name], [text])
    assert values[0] is not None or problems or is_blank(text)
    if values[0] is not None:
        assert any(letter.isdigit() for letter in text)


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("error", ["#REF!", "#N/A", "#DIV/0!", "#VALUE!", "#NAME?"])
def test_an_error_of_the_sheet_is_never_a_value(name: str, error: str) -> None:
    values, problems = clean.column(KINDS[name], [CellError(error)])
    assert (values, [problem.rule for problem in problems.values()]) == ([None], ["cell_error"])  # type: ignore[union-attr]
