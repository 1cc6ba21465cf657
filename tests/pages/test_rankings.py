"""The rankings screen over boards whose every rank can be counted here, and its parts alone."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from pages.parts import boards, charts_rankings, sentences
from pages.parts.style import DARK, LIGHT
from tests.pages import warehouses
from tests.pages.conftest import Screen
from tests.pages.test_screens import assert_sound, texts

N, A = "Nhận thức số", "An toàn thông tin"
TP, TC, YT, NV, TTR = "so-tu-phap", "so-tai-chinh", "so-y-te", "so-noi-vu", "thanh-tra-tinh"
COLUMNS = (*warehouses.SCORES, "cell")
# Two share the second place and nobody is third; within N two share the first place; Y tế has no score in A, which
# stands before N in the file; Thanh tra is not ranked. A year before there were two, the other way round.
OF_2023 = [
    *((unit, A, score, None, True, f"C{row}") for unit, score, row in ((TP, 50, 9), (TC, 40, 10), (NV, 40, 12))),
    *(
        (u, N, score, None, True, f"D{row}")
        for u, score, row in ((TP, 40, 9), (TC, 40, 10), (YT, 30, 11), (NV, 20, 12))
    ),
    (TP, "total", 90, 1, True, "E9"),
    (TC, "total", 80, 2, True, "E10"),
    (YT, "total", 80, 3, True, "E11"),  # the file says 3: by its own points it is the second
    (NV, "total", 60, 4, True, "E12"),
    (TTR, "total", None, None, False, "F13"),
]
OF_2022 = [(NV, "total", 75, 1, True, "E9"), (TP, "total", 70, 2, True, "E10")]


# In the form of warehouses.BATCHES and ISSUES; the last one's number is in the issue.
REPORTS = tuple(
    ("unit_scores", f"index_name=CĐS tỉnh; index_year={year}; board=department", None, f"{year}-12-31",
     "2024-05-24 08:00", len(lines), 0, COLUMNS, [("CĐS tỉnh", year, "department", *line) for line in lines])
    for year, lines in ((2022, OF_2022), (2023, OF_2023))
)  # fmt: skip
BATCHES = (*warehouses.BATCHES, *REPORTS)
ISSUES = (
    *warehouses.ISSUES,
    (len(BATCHES), "warning", "outlier", "Sheet1", "E12", 12, "Tổng điểm", "60", "điểm 60 thấp bất thường", "kiểm tra"),
)


@pytest.fixture
def ranked(tmp_path: Path) -> Path:
    """The hand-made installation with a board of departments of two years, and a remark on one of its cells."""
    return warehouses.installed(tmp_path, BATCHES, ISSUES)


def rows(test: AppTest, *names: str) -> list[list[object]]:
    """Those columns of the narrowest table that has them all; a dash for what is missing."""
    found = min((one.value for one in test.dataframe if set(names) <= {*one.value}), key=lambda one: len(one.columns))
    return found[list(names)].astype(object).where(found[list(names)].notna(), "–").to_numpy().tolist()


# --- the page -------------------------------------------------------------------------------------------------


def test_boards_of_the_province(screen: Screen, ranked: Path) -> None:
    test = screen("rankings", ranked)
    assert_sound(test)
    assert rows(test, "rank", "change", "unit_name", "score", "gap") == [
        [1, 1, "Sở Tư pháp", 90, "–"],
        [2, "–", "Sở Tài chính", 80, 10],
        [2, "–", "Sở Y tế", 80, 10],
        [4, -3, "Sở Nội vụ", 60, 20],
        ["–", "–", "Thanh tra tỉnh", "–", "–"],
    ]
    shown = texts(test)
    assert "4 đơn vị · cuối bảng: Sở Nội vụ 60,00" in shown
    assert "Sở Tài chính và Sở Y tế kém Sở Tư pháp 10,00 điểm, sát nhất bảng" in shown
    assert "Không xếp hạng, theo ghi chú của tệp: Thanh tra tỉnh (ô F13)" in shown
    assert "Hạng tính theo điểm khác tệp ở 1 đơn vị: Sở Y tế ghi hạng 3" in shown
    assert "≠ Cần xác nhận: Sở Nội vụ, điểm 60 thấp bất thường" in shown
    # The desk's own board of districts, by warehouses.BATCHES: 508,17 and 434,21.
    assert "2 đơn vị · cuối bảng: Na Hang 434,21" in shown
    assert "Na Hang kém Yên Sơn 73,96 điểm, sát nhất bảng" in shown
    assert "Chưa có số liệu: bảng này của năm 2023" in shown  # no board of communes
    assert "Bỏ chọn" not in [button.label for button in test.button]
    # Last in both: one of four in N; in A it shares the second place of three.
    assert "1 là tốt nhất trong 4 đơn vị; ô đậm là nơi cần tập trung · nhiều nhất ở Sở Nội vụ (1 chỉ số)" in shown


def test_link_to_a_unit_opens_its_criteria_worst_first(screen: Screen, ranked: Path) -> None:
    test = screen("rankings", ranked, unit=NV)
    assert_sound(test)
    assert rows(test, "criterion", "rank", "score", "median", "best") == [
        [N, 4, 20, 35, 40],  # 40, 40, 30, 20
        [A, 2, 40, 40, 50],  # 50, 40, 40
    ]
    said = f"Hạng 4/4, kém Sở Y tế 20,00 điểm · yếu nhất: {N}, hạng 4/4, kém trung vị 15,00 điểm"
    assert f"{said} · mạnh nhất: {A}, hạng 2/3" in texts(test)
    next(button for button in test.button if button.label == "Bỏ chọn").click()
    test.run()
    assert "unit" not in test.query_params
    assert "Bỏ chọn" not in [button.label for button in test.button]


def test_unit_without_a_criterion_has_a_dash_there_and_never_a_zero(screen: Screen, ranked: Path) -> None:
    test = screen("rankings", ranked, unit=YT)
    assert rows(test, "criterion", "rank", "score") == [[N, 3, 30], [A, "–", "–"]]
    test = screen("rankings", ranked, unit=TTR)
    assert_sound(test)
    assert "Không xếp hạng · Tệp không có điểm từng chỉ số của đơn vị này" in texts(test)


def test_link_to_a_district_shows_its_board_although_nobody_named_it(screen: Screen, ranked: Path) -> None:
    test = screen("rankings", ranked, unit="huyen-na-hang")
    assert_sound(test)
    assert test.query_params["board"] == "district"
    assert "Bảng này chỉ có tổng điểm" in texts(test)
    assert "Bỏ chọn Na Hang" in [button.label for button in test.button]


def test_year_before_has_its_own_board_and_nothing_to_compare_with(screen: Screen, ranked: Path) -> None:
    test = screen("rankings", ranked, own_year="2022")
    assert rows(test, "rank", "unit_name", "score") == [[1, "Sở Nội vụ", 75], [2, "Sở Tư pháp", 70]]
    assert not any("change" in table.value for table in test.dataframe)
    unknown = screen("rankings", ranked, own_year="1999", board="x", unit="y", index="z", year="0")
    assert_sound(unknown)
    assert "4 đơn vị · cuối bảng" in texts(unknown)


def test_board_of_the_provinces(screen: Screen, desk: Path) -> None:
    test = screen("rankings", desk)
    assert_sound(test)
    board = next(one.value for one in test.dataframe if "Hà Giang" in list(one.value.get("unit_name", ())))
    assert board[["rank", "unit_name"]].to_numpy().tolist() == [[1, "Hà Giang"], [2, "Tuyên Quang"], [3, "Cao Bằng"]]
    assert board["gap"].round(2).tolist()[1:] == [0.11, 0.11]
    assert "Tuyên Quang: hạng 2/3, kém Hà Giang 0,11 điểm" in texts(test)
    assert "DTI 2022: hạng 2 (lên 56 bậc so với 2021)" in texts(test)


def test_late_ranking_decision_is_said_before_the_boards(screen: Screen, desk: Path) -> None:
    con = duckdb.connect(str(desk / "warehouse" / warehouses.NAME))
    con.execute("delete from log.batches where source = 'unit_scores'")
    con.close()
    test = screen("rankings", desk)
    assert_sound(test)
    assert "Điểm và xếp hạng: Sở TT&TT" in texts(test)
    assert "Chưa có số liệu: bảng xếp hạng chuyển đổi số của sở, huyện, xã" in texts(test)


@pytest.mark.shared
@pytest.mark.parametrize(
    ("index", "year", "said"),
    # By the published files: DTI 2022 lists Tuyên Quang 48th, PCI 2013 63rd.
    [("DTI", "2022", "Tuyên Quang: hạng 48/63"), ("PCI", "2013", "Tuyên Quang: hạng 63/63")],
)
def test_real_files(screen: Screen, real_home: Path, index: str, year: str, said: str) -> None:
    test = screen("rankings", real_home, index=index, year=year)
    assert_sound(test)
    assert said in texts(test)
    assert "DTI 2023: hạng 38 (lên 10 bậc so với 2022)" in texts(test)
    # Only the PCI's file has sub-indices.
    assert ("PCI 2013: chỉ số thành phần của Tuyên Quang" in texts(test)) is (index == "PCI")


def test_communes_of_the_samples_by_district(screen: Screen, sample_home: Path) -> None:
    test = screen("rankings", sample_home, board="commune", district="huyen-na-hang")
    assert_sound(test)
    # The published last place of 2023 is Thượng Giáp, 100,44; Na Hang has 12 communes of the 138.
    assert "138 đơn vị · cuối bảng: Xã Thượng Giáp, Na Hang 100,44" in texts(test)
    assert "Không xếp hạng, theo ghi chú của tệp: Bộ CHQS tỉnh" in texts(test)
    assert "Sơn Dương kém Yên Sơn 0,38 điểm, sát nhất bảng" in texts(test)


# --- parts alone -----------------------------------------------------------------------------------------------


def criteria(*lines: tuple[str, str, float | None, float | None]) -> pd.DataFrame:
    found = pd.DataFrame(lines, columns=["unit", "criterion", "rank", "score"])
    return found.astype({"rank": "float64", "score": "float64"}).assign(is_sample=False)


def board(*lines: tuple[str, float | None, float | None, float | None]) -> pd.DataFrame:
    """unit (also its name), rank, score, gap."""
    found = pd.DataFrame(lines, columns=["unit", "rank", "score", "gap"])
    numbers = found[["rank", "score", "gap"]].astype("float64")
    return found.assign(**numbers, unit_name=found["unit"], district=None)


def test_standing_counts_only_the_ranked() -> None:
    found = boards.standings(criteria(("a", N, 1, 9), ("b", N, 1, 9), ("c", N, 3, 3), ("d", N, None, 1)))
    assert found[["ranked", "best", "median", "behind"]].to_numpy().tolist() == [
        [3, 9, 9, 0],
        [3, 9, 9, 0],
        [3, 9, 9, 6],
        [3, 9, 9, 8],
    ]
    assert boards.standings(criteria()).empty


@pytest.mark.parametrize(
    ("size", "said"),
    [
        (19, ["1–5", "6–10", "11–15", "16–19"]),
        (20, ["1–5", "6–10", "11–15", "16–20"]),
        (7, ["1–2", "3–4", "5–6", "7"]),
        (138, ["1–35", "36–69", "70–104", "105–138"]),
        (3, ["1", "2", "3"]),
        (0, []),
    ],
)
def test_bands_are_quarters_of_the_board(size: int, said: list[str]) -> None:
    assert list(boards.ranges(size).values()) == said


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (board(("a", 1, 9, None), ("b", 2, 7, 2), ("c", 3, 6.5, 0.5)), "c kém b 0,50 điểm, sát nhất bảng"),
        # b and c share the second place: d is behind both.
        (board(("a", 1, 9, None), ("b", 2, 7, 2), ("c", 2, 7, 2), ("d", 4, 6, 1)),
         "d kém b và c 1,00 điểm, sát nhất bảng"),
        (board(("a", 1, 9, None), ("b", 2, 8, 1), ("c", 3, 7, 1)),
         "b kém a 1,00 điểm, sát nhất bảng; 1 cặp khác cũng vậy"),
        (board(("a", 1, 0.7, None), ("b", 2, 0.6971, 0.0029)), "b kém a 0,0029 điểm, sát nhất bảng"),
        (board(("a", 1, 9, None)), ""),
        (board(("a", 1, None, None), ("b", 2, None, None)), ""),  # ranks alone
        (board(("a", 1, 9, None), ("b", 1, 9, None)), ""),
    ],
)  # fmt: skip
def test_closest_neighbours(found: pd.DataFrame, said: str) -> None:
    assert boards.closest(found) == said


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (board(("a", 1, 9, None), ("b", 2, 7, 2), ("c", None, None, None)), "2 đơn vị · cuối bảng: b 7,00"),
        (board(("a", 1, 9, None), ("b", 2, 7, 2), ("c", 2, 7, 2)), "3 đơn vị · cuối bảng: b và c 7,00"),
        (board(("a", 1, None, None), ("b", 2, None, None)), "2 đơn vị"),
        (board(("a", 1, 9, None)), "1 đơn vị"),
        (board(("a", None, None, None)), "Chưa có đơn vị nào được xếp hạng."),
    ],
)
def test_sentence_of_a_board(found: pd.DataFrame, said: str) -> None:
    assert sentences.board(found) == said


def test_units_side_by_side_are_one_district_or_the_last_of_the_board() -> None:
    lines = [(f"x{place}", float(place), 200.0 - place, 1.0) for place in range(1, 41)]
    long = board(*lines, ("chưa xếp", None, None, None)).assign(district=["d1", "d2"] * 20 + ["d1"])
    assert list(boards.side_by_side(long, None, None)["unit"]) == [f"x{place}" for place in range(21, 41)]
    assert list(boards.side_by_side(long, None, "x3")["unit"])[:2] == ["x3", "x21"]
    assert list(boards.side_by_side(long, "d2", None)["unit"]) == [f"x{place}" for place in range(2, 41, 2)]
    assert "chưa xếp" not in set(boards.side_by_side(long, "d1", None)["unit"])
    short = board(("a", 1, 9, None), ("b", 2, 7, 2), ("c", None, None, None))
    assert list(boards.side_by_side(short, None, None)["unit"]) == ["a", "b"]
    assert list(boards.side_by_side(short, None, "c")["unit"]) == ["a", "b", "c"]


def test_marked_row_below_the_fold_comes_first() -> None:
    found = board(*[(f"x{place}", float(place), 1.0, 1.0) for place in range(1, 6)])
    assert list(boards.marked_first(found, "x5", 3)["unit"]) == ["x5", "x1", "x2", "x3", "x4"]
    assert list(boards.marked_first(found, "x2", 3)["unit"]) == ["x1", "x2", "x3", "x4", "x5"]
    assert list(boards.marked_first(found, None, 3)["unit"]) == ["x1", "x2", "x3", "x4", "x5"]


def cells(spec: dict) -> dict[tuple[str, str], dict]:
    data = next(rows for rows in spec["datasets"].values() if rows and "said" in rows[0])
    return {(row["unit"], row["criterion"]): row for row in data}


def test_heat_map_has_a_blank_where_a_unit_lacks_the_criterion() -> None:
    standing = boards.standings(
        criteria(("a", N, 1, 9), ("a", A, 1, 5), ("b", N, 1, 9), ("c", N, 3, 2), ("c", A, 2, 4))
    )
    units = pd.DataFrame({"unit": ["a", "b", "c"], "unit_name": ["An", "Bình", "Chi"]})
    spec = charts_rankings.heat(standing, units, [A, N], 3, LIGHT, "c").to_dict()
    found = cells(spec)
    assert {key: row["said"] for key, row in found.items()} == {
        ("a", A): "1", ("b", A): "–", ("c", A): "2", ("a", N): "1", ("b", N): "1", ("c", N): "3",
    }  # fmt: skip
    assert found[("b", A)]["band"] is None
    assert found[("c", N)]["band"] == "3: cần tập trung"
    assert found[("c", N)]["place"] == "hạng 3/3"
    assert found[("a", A)]["top"] < found[("a", N)]["top"]  # the file's order
    [picked] = [one for one in spec["params"] if one["name"] == charts_rankings.PICKED]
    assert picked["select"]["fields"] == ["unit"]


def test_more_units_than_can_be_read_in_a_line_make_two() -> None:
    names = [f"x{number}" for number in range(31)]
    standing = boards.standings(criteria(*[(name, N, float(place), 1) for place, name in enumerate(names, 1)]))
    units = pd.DataFrame({"unit": names, "unit_name": names})
    found = cells(charts_rankings.heat(standing, units, [N], 31).to_dict())
    assert [found[(name, N)]["slot"] for name in ("x0", "x15", "x16", "x30")] == ["000", "015", "000", "014"]
    assert found[("x0", N)]["top"] == found[("x15", N)]["top"] < found[("x16", N)]["top"]


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_numbers_can_be_read_on_every_band(colours: object) -> None:
    assert min(contrast(fill, text) for fill, text in charts_rankings.BANDS[colours]) >= 4.5  # WCAG AA


def contrast(one: str, other: str) -> float:
    """WCAG 2.2's contrast ratio of two #RRGGBB."""
    lights = []
    for colour in (one, other):
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        lights.append(0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2])
    return (max(lights) + 0.05) / (min(lights) + 0.05)
