"""Heading texts to fields: what counts in a heading, and which field wins where several could be meant."""

from __future__ import annotations

import pytest

from loaders.clean import text, unit
from loaders.contract import Column, Source
from loaders.shapes.headings import Heading, heading_key, loose_key, match, plain_key


def source(*columns: Column, ignored: tuple[str, ...] = ()) -> Source:
    return Source("s", "S", "A", "monthly", ("a",), columns, (), ignored=ignored)


def column(name: str, *headings: str, optional: bool = True) -> Column:
    return Column(name, headings, text, optional=optional)


def heading(index: int, *levels: str, shared: int = 0) -> Heading:
    """shared: how many of the upper levels span several columns."""
    return Heading(index, levels, tuple(at < shared for at in range(len(levels))))


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Trễ  hạn\n(hồ sơ)", "trễ hạn"),
        ("NGÀY TIẾP NHẬN", "ngày tiếp nhận"),
        ("Xã, phường, thị trấn", "xã phường thị trấn"),
        ("Xã/phường/thị trấn", "xã phường thị trấn"),
        ("Toạ độ", "tọa độ"),
        ("ma_tram", "ma tram"),
        ("(2G)", "2g"),
        ("% hoàn thành", "% hoàn thành"),
        ("Số khẩu [người]", "số khẩu"),
    ],
)
def test_what_counts_are_the_words(written: str, key: str) -> None:
    assert heading_key(written) == key


@pytest.mark.parametrize(
    ("written", "also"),
    [
        ("Tên xã/P/TT", "Xã, phường, thị trấn"),
        ("Quận (huyện)", "Huyện"),
        ("Thôn/bản/TDP", "Tên thôn, bản, tổ dân phố"),
        ("Số HS trễ hạn", "Hồ sơ quá hạn"),
        ("Mã BTS", "Mã nhà trạm"),
        ("Thời gian tiếp nhận", "Ngày tiếp nhận"),
        ("Độ cao anten (m)", "Chiều cao cột"),
        ("Tiếp nhận qua mạng", "Tiếp nhận trực tuyến"),
    ],
)
def test_many_words_for_one_heading(written: str, also: str) -> None:
    assert loose_key(written) == loose_key(also)


@pytest.mark.parametrize(("one", "other"), [("Tên bản", "Địa bàn"), ("Mã hồ sơ", "Mã TTHC")])
def test_what_tells_fields_apart_stays(one: str, other: str) -> None:
    assert loose_key(one) != loose_key(other)


def test_without_accents_for_system_exports() -> None:
    assert plain_key("Mã trạm") == plain_key("MA_TRAM") == "ma tram"


FIELDS = source(
    column("received", "Tiếp nhận > Tổng số", "Tổng số tiếp nhận"),
    column("resolved", "Đã giải quyết > Tổng số", "Đã giải quyết"),
    column("late", "Đã giải quyết > Quá hạn", "Trễ hạn"),
    column("overdue", "Đang giải quyết > Quá hạn", "Quá hạn"),
    column("rank", "Thứ hạng", "Thứ hạng *"),
    ignored=("STT", "Ghi chú"),
)


@pytest.mark.parametrize(
    ("headings", "fields"),
    [
        ([heading(0, "Tổng số tiếp nhận"), heading(1, "Quá hạn")], {"received": 0, "overdue": 1}),
        (
            [heading(0, "Tiếp nhận", "Tổng số", shared=1), heading(1, "Đã giải quyết", "Tổng số", shared=1)],
            {"received": 0, "resolved": 1},
        ),
        (
            [heading(0, "Đã giải quyết", "Quá hạn", shared=1), heading(1, "Đang giải quyết", "Quá hạn", shared=1)],
            {"late": 0, "overdue": 1},
        ),
        (
            # The group may say more, and may stand two levels above.
            [heading(0, "Kết quả", "Số hồ sơ đã giải quyết", "Trong đó", "Quá hạn", shared=3)],
            {"late": 0},
        ),
        ([heading(0, "Thứ hạng\nPCI 2009")], {"rank": 0}),
        ([heading(0, "Thứ hạng năm 2022"), heading(1, "Thứ hạng")], {"rank": 1}),
        ([heading(0, "Trễ hạn\nLate")], {"late": 0}),
        ([heading(0, "Trễ hạn", "Late")], {"late": 0}),
        ([heading(0, "tre han"), heading(1, "qua_han")], {"late": 0, "overdue": 1}),
        ([heading(0, "Quá hạn"), heading(1, "Quá hạn")], {"overdue": 0}),
        ([heading(0, "Quá hạn nhiều")], {}),
        # One cell for both levels; words of another agency for the same.
        ([heading(0, "Đã giải quyết - Quá hạn"), heading(1, "Quá hạn")], {"late": 0, "overdue": 1}),
        ([heading(0, "Số HS tiếp nhận", "Tổng số lượng", shared=1)], {"received": 0}),
    ],
)
def test_the_more_specific_reading_wins(headings: list[Heading], fields: dict[str, int]) -> None:
    assert match(headings, FIELDS)[0] == fields


def test_what_is_left_over_is_unknown_and_what_is_ignored_is_not() -> None:
    headings = [heading(0, "STT"), heading(1, "Quá hạn"), heading(2, "Ghi chú"), heading(3, "Cột mới")]
    assert [unknown.text for unknown in match(headings, FIELDS)[1]] == ["Cột mới"]


def test_accents_tell_headings_apart_before_they_are_dropped() -> None:
    both = source(column("may", "Máy"), column("cloud", "Mây"))
    assert match([heading(0, "Mây"), heading(1, "Máy")], both)[0] == {"may": 1, "cloud": 0}


def test_a_running_number_may_be_the_only_key() -> None:
    register = source(column("code", "Mã", "STT", optional=False), ignored=("STT",))
    assert match([heading(0, "STT")], register) == ({"code": 0}, [])
    assert match([heading(0, "STT"), heading(1, "Mã")], register) == ({"code": 1}, [])


def test_a_heading_that_two_fields_know_goes_to_the_one_that_must_be_there() -> None:
    board = source(
        Column("unit_id", ("Đơn vị", "Xã", "Huyện"), unit("district"), needed=True),
        Column("within", ("Huyện",), unit("district"), optional=True),
    )
    assert match([heading(0, "Huyện")], board)[0] == {"unit_id": 0}
    assert match([heading(0, "Xã"), heading(1, "Huyện")], board)[0] == {"unit_id": 0, "within": 1}


def test_the_text_shown_to_people_joins_the_levels() -> None:
    assert heading(0, "Đã giải\nquyết", "Quá hạn").text == "Đã giải quyết > Quá hạn"
