"""The view of the index of Decision 766: points, gains and gaps as counted by hand, and what a click narrows."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from metrics import METRICS, Figure
from pages.parts.services import charts_index, index_766, records_index
from pages.parts.style import DARK, LIGHT
from tests.pages import warehouses

MAY = (date(2024, 5, 1), date(2024, 5, 31))
# part, group, its name, most, target, ratio, what it needs
RULES = (
    ("published", "transparency", "Công khai", 18.0, None, None, "Sổ công khai"),
    ("on_time", "progress", "Đúng hạn", 20.0, 100.0, "on_time", None),
    ("online", "online", "Trực tuyến", 12.0, 80.0, "online", None),
    ("paid_online", "online", "Thanh toán trực tuyến", 6.0, 30.0, "paid_online", None),
    ("procedures_paid_online", "online", "Thủ tục có thanh toán", 2.0, 80.0, "procedures_paid_online", None),
    ("input_digitised", "digitisation", "Số hóa khi tiếp nhận", 22.0, 100.0, "input_digitised", None),
)
# unit, level, part, done, total
COUNTS = (
    ("so-a", "province", "on_time", 180, 200),
    ("xa-b", "commune", "on_time", 8, 10),
    ("so-a", "province", "online", 90, 100),
    ("so-a", "province", "paid_online", 40, 180),
    ("xa-b", "commune", "paid_online", 4, 20),
    ("xa-b", "commune", "procedures_paid_online", 2, 9),
    ("xa-b", "commune", "input_digitised", None, 10),
)
# 20 × 188/210, 12 (90 % are above 80), 6 × 22/30, 2 × (2/9)/0,8
POINTS = {
    "Đúng hạn": 20 * 188 / 210,
    "Trực tuyến": 12.0,
    "Thanh toán trực tuyến": 4.4,
    "Thủ tục có thanh toán": 5 / 9,
}
ONLINE = "hồ sơ nộp trực tuyến của thủ tục có trực tuyến đạt 80\u00a0%"
BANDS = pd.DataFrame({"name": ["Tốt", "Khá", "Yếu"], "least": [80.0, 70.0, 0.0]})


def rules() -> pd.DataFrame:
    """As records_index.index_rules."""
    names = ["part", "group", "name", "most", "target", "ratio", "needs"]
    return pd.DataFrame(RULES, columns=names).assign(group_name=lambda frame: frame["group"].str.upper(), origin="QĐ")


def counts() -> pd.DataFrame:
    """As records_index.index_counts."""
    frame = pd.DataFrame(COUNTS, columns=["unit", "level", "part", "done", "total"])
    frame = frame.astype({"done": "float64", "total": "float64"})
    return frame.merge(rules()[["part", "group", "ratio", "target", "most"]], on="part").assign(is_sample=False)


def parts() -> pd.DataFrame:
    return index_766.parts(rules(), counts(), POINTS)


def figure(value: float | None, out_of: float | None) -> Figure:
    title = METRICS["service_index_766"].title
    return Figure("service_index_766", title, value, value, out_of, "điểm", MAY[1], *MAY, None, None, None, False, None)


# --- parts and groups -------------------------------------------------------------------------------------------


def test_parts_are_counted_over_all_units() -> None:
    frame = parts().set_index("part")
    assert frame.index.tolist() == [one[0] for one in RULES], "in the officers' order"
    assert frame.loc["on_time", ["done", "total", "needed"]].tolist() == [188, 210, 22]
    assert frame.loc["paid_online", ["done", "total", "needed"]].tolist() == [44, 200, 16]  # 30 % of 200 are 60
    assert frame.loc["procedures_paid_online", "needed"] == 6  # 80 % of 9 are 7,2: eight
    assert frame.loc["online", ["needed", "missing"]].tolist() == [0, 0]
    assert frame["is_small"].tolist() == [False, False, False, False, True, False]
    assert frame[["rate", "points"]].isna().all(axis=1).tolist() == [True, False, False, False, False, True]


def test_groups_keep_what_is_unknown_apart_from_what_is_missing() -> None:
    frame = index_766.groups(parts()).set_index("group")
    assert frame.loc["online", ["most", "computed", "unknown"]].tolist() == [20, 20, 0]
    assert frame.loc["online", "points"] == pytest.approx(12 + 4.4 + 5 / 9)
    assert frame.loc["digitisation", ["most", "computed", "unknown"]].tolist() == [22, 0, 22]
    assert np.isnan(frame.loc["digitisation", "points"]) and np.isnan(frame.loc["transparency", "points"])
    assert index_766.computed(figure(34.86, 40), parts()) == "Đã tính được 40 trong 80 điểm; 40 điểm chưa có số liệu"


@pytest.mark.parametrize(
    ("value", "said"), [(53, "53"), (5.5, "5,5"), (49.7, "49,7"), (34.175, "34,18"), (None, "–"), (float("nan"), "–")]
)
def test_points_in_words(value: float | None, said: str) -> None:
    assert index_766.scored(value) == said


def test_few_are_told_as_a_count() -> None:
    frame = parts().set_index("part")
    assert index_766.share(frame.loc["procedures_paid_online"]) == "2/9"
    assert index_766.share(frame.loc["paid_online"]) == "22,0\u00a0% = 44/200"


@pytest.mark.parametrize(
    ("points", "known", "verdict"),
    [
        (50.0, 80, ("xếp loại Yếu", True)),  # at most 50
        (65.0, 75, ("chưa xếp loại được: từ Yếu đến Khá", False)),
        (79.9, 79.9, ("chưa xếp loại được: từ Khá đến Tốt", False)),  # 80,0 is Tốt
        (80.0, 80, ("xếp loại Tốt", True)),
        (30.0, 40, ("chưa xếp loại được: từ Yếu đến Khá", False)),
    ],
)
def test_band_is_named_only_where_nothing_can_change_it(points: float, known: float, verdict: tuple[str, bool]) -> None:
    between = index_766.span(figure(points, known), parts())
    assert between == pytest.approx((points, points + 80 - known))
    assert index_766.verdict(between, BANDS) == verdict


def test_no_bands_no_verdict() -> None:
    assert index_766.verdict((1, 2), BANDS.iloc[:0]) == ("chưa có bảng xếp loại", False)


# --- where points are gained ----------------------------------------------------------------------------------------


def test_gains_name_the_points_and_what_they_take() -> None:
    frame = index_766.gains(parts())
    assert frame["sentence"].tolist() == [
        "+2,10 điểm nếu đúng hạn đạt 100\u00a0% (nay 89,5\u00a0%, cần thêm 22 hồ sơ)",
        "+1,60 điểm nếu thanh toán trực tuyến đạt 30\u00a0% (nay 22,0\u00a0%, cần thêm 16 hồ sơ)",
        "+1,44 điểm nếu thủ tục có thanh toán đạt 80\u00a0% (nay 2/9, cần thêm 6 thủ tục)",
    ]
    fewest = index_766.gains(parts(), index_766.FEWEST_DOSSIERS)
    assert fewest["part"].tolist() == ["procedures_paid_online", "paid_online", "on_time"]


def test_equal_points_go_to_the_fewer_dossiers() -> None:
    frame = parts().assign(missing=[np.nan, 1.0, 0.0, 1.0, 1.0, np.nan])
    assert index_766.gains(frame)["needed"].tolist() == [6, 16, 22]


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("on_time", "SO-A (20)"),
        ("paid_online", "SO-A (14)"),  # 54 − 40; 6 − 4 in the other
        ("online", ""),
        ("input_digitised", ""),  # nobody says
    ],
)
def test_unit_that_lacks_the_most(part: str, said: str) -> None:
    assert index_766.furthest(counts(), part, {"so-a": "SO-A"}) == said


def test_what_could_not_be_computed_says_why() -> None:
    frame = index_766.parts(rules(), counts()[lambda some: some["part"].ne("online")], POINTS | {"Trực tuyến": None})
    found = index_766.uncomputed(frame)
    assert dict(zip(found["part"], found["why"], strict=True)) == {
        "published": "Chưa nguồn nào gửi",
        "online": "Trong kỳ không có hồ sơ",
        "input_digitised": "Tệp không ghi cột này",
    }


# --- one row per unit -------------------------------------------------------------------------------------------------


def by(kind: str, *rows: tuple[str, str, float | None, float | None]) -> pd.DataFrame:
    """As metrics.by of that kind and the group."""
    return pd.DataFrame(rows, columns=[kind, "group", "count", "out_of"]).assign(is_sample=False)


def rows() -> pd.DataFrame:
    found = {
        "level": by("level", ("commune", "progress", 16, 20), ("province", "progress", 18, 20)),
        "unit": by(
            "unit",
            ("so-a", "progress", 18, 20),
            ("so-a", "online", 16, 18),
            ("so-c", "progress", 19, 20),
            ("so-c", "online", 1, 12),
            ("xa-b", "progress", 0, 20),
            ("xa-b", "digitisation", None, None),
        ),
    }
    several = pd.concat([counts(), counts().assign(unit="so-c")])
    order = ["transparency", "progress", "online", "digitisation"]
    return index_766.table(found, several, order, {"level": str.upper, "unit": str.upper})


def test_levels_then_units_the_furthest_behind_first_few_dossiers_last() -> None:
    frame = rows()
    assert frame["name"].tolist() == ["PROVINCE", "COMMUNE", "SO-C", "SO-A", "XA-B ◦"]
    assert frame.set_index("key").loc["so-a", ["points", "computed", "missing"]].tolist() == [34, 38, 4]
    assert frame.set_index("key").loc["so-c", ["progress", "online"]].tolist() == ["19,00/20", "1,00/12"]
    blank = frame.set_index("key").loc["xa-b"]
    assert (blank["points"], blank["computed"]) == (0, 20), "nought is reached; digitisation is not known"
    assert blank[["transparency", "digitisation", "online"]].isna().all()
    said = index_766.summed_up(frame)
    assert said == (
        "3 đơn vị, thấp nhất trước; xa mức tối đa tính được nhất: SO-C, thiếu 12,00 điểm; ◦ dưới 30 hồ sơ, xếp cuối."
    )


def test_chosen_unit_stands_below_the_levels() -> None:
    keys = index_766.with_first(rows(), "xa-b")["key"].tolist()
    assert keys == ["province", "commune", "xa-b", "so-c", "so-a"]
    assert index_766.with_first(rows(), None)["key"].tolist() == rows()["key"].tolist()


def test_table_of_nothing_is_empty() -> None:
    empty = by("unit")
    assert index_766.table({"unit": empty}, counts(), ["progress"], {"unit": str}).empty


# --- the chart --------------------------------------------------------------------------------------------------------


def test_bars_are_as_long_as_their_maximum() -> None:
    frame = charts_index.segments(index_766.groups(parts()))
    longest = frame.groupby("group", sort=False)["end"].max().to_dict()
    assert longest == {"transparency": 18, "progress": 20, "online": 20, "digitisation": 22}
    assert frame[frame["group"].eq("digitisation")]["kind"].tolist() == ["unknown"]
    assert frame[frame["group"].eq("progress")]["kind"].tolist() == ["reached", "missing"]
    assert frame[frame["kind"].eq("unknown")]["said"].tolist()[0] == "18 điểm chưa có số liệu"


@pytest.mark.parametrize("colours", [LIGHT, DARK])
@pytest.mark.parametrize("chosen", [None, "online"])
def test_chart_is_drawn(colours: object, chosen: str | None) -> None:
    drawn = charts_index.by_group(index_766.groups(parts()), chosen, colours).to_dict()  # type: ignore[arg-type]
    assert charts_index.picking(chosen) in [one["name"] for one in drawn["params"]]


# --- the view over a small installation ----------------------------------------------------------------------------

DOSSIERS = (
    *("dossier_code", "procedure_code", "unit_id", "channel", "received_on", "due_on", "closed_on", "status_code"),
    *("has_fee", "paid_online", "input_digitised", "result_digitised"),
)
FORM = (*warehouses.COUNTS, "resolved_late")[:-1]
OF_MAY = ("2024-05-02", "2024-05-10")
BATCHES = (
    ("procedures", "reported_on=2024-05-31", None, "2024-05-31", "2024-06-03 08:00", 1, 0,
     ("procedure_code", "service_level", "has_fee"), [("P1", "full", True)]),
    ("dossiers", "reported_on=2024-05-31", None, "2024-05-31", "2024-06-03 08:00", 60, 0, DOSSIERS,
     [(f"A{number}", "P1", "so-tu-phap", "online" if number < 20 else "direct", *OF_MAY,
       "2024-05-10" if number < 32 else "2024-05-11", 10, True, number < 10, True, number < 20)
      for number in range(40)]
     + [(f"B{number}", "P1", "xa-da-vi.huyen-na-hang", "direct", *OF_MAY, "2024-05-10", 10, False, False, False, False)
        for number in range(20)]),
    ("dossier_counts", "unit_id=so-tu-phap; period_start=2024-05-01; period_end=2024-05-31", "so-tu-phap",
     "2024-05-31", "2024-06-06 08:00", 1, 0, FORM,
     [("so-tu-phap", "Hộ tịch", "2024-05-01", "2024-05-31", 20, 20, 40, 0, 32, 8)]),
)  # fmt: skip


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return warehouses.installed(tmp_path, BATCHES, ())


def _script() -> None:
    """What AppTest runs: the view below the filter row, narrowed by the address."""
    from datetime import date

    import streamlit as st

    from metrics import Query
    from pages.parts import filters
    from pages.parts.service_question import Asked
    from pages.parts.services import index_blocks

    period = Query(start=date(2024, 5, 1), end=date(2024, 5, 31))
    level, unit = filters.asked("level", ""), filters.asked("unit", "")
    known = (None if one in ("", filters.EVERYTHING) else one for one in (level, unit))
    index_blocks.show(Asked(period, *known, field=st.query_params.get("field")), date(2024, 5, 31))


@pytest.fixture
def view(home: Path, monkeypatch: pytest.MonkeyPatch) -> object:
    """view(**url) → the view as it stands after its first run."""
    import streamlit as st

    st.cache_data.clear()
    st.cache_resource.clear()
    monkeypatch.setenv("IOC_DATA", str(home))

    def shown(**url: str) -> AppTest:
        test = AppTest.from_function(_script, default_timeout=60)
        for name, value in url.items():
            test.query_params[name] = value
        return test.run()

    return shown


def cards(test: AppTest) -> dict[str, str]:
    return {one.label: one.value for one in test.metric}


def grid(test: AppTest, column: str) -> pd.DataFrame:
    """The table that has that column."""
    return next(frame for frame in (pd.DataFrame(one.value) for one in test.dataframe) if column in frame)


def test_counts_are_read_by_unit_and_part(home: Path) -> None:
    with duckdb.connect(str(home / "warehouse" / warehouses.NAME), read_only=True) as con:
        frame = records_index.index_counts(con, *MAY).set_index(["unit", "part"])
        listed = records_index.index_rules(con, MAY[1])
        before = records_index.index_rules(con, date(2022, 7, 31))
        bands = records_index.index_bands(con)
    assert frame.loc[("so-tu-phap", "on_time"), ["done", "total", "most"]].tolist() == [32, 40, 20]
    assert frame.loc[("so-tu-phap", "paid_online"), ["done", "total", "target"]].tolist() == [10, 40, 30]
    assert frame.loc[("xa-da-vi.huyen-na-hang", "procedures_with_fee"), ["done", "total"]].tolist() == [0, 1]
    assert listed["most"].sum() == 100 and before.empty, "in operation since 1/8/2022"
    assert bands["name"].tolist()[0] == "Xuất sắc"


def test_view_of_the_province(view: object) -> None:
    test = view()  # type: ignore[operator]
    assert not test.exception
    # 20 × 52/60; 12 × (20/60)/0,8; 6 × (10/40)/0,3; 2 × (1/2)/0,8 and 2 × (1/1); 5,5 × 40/60; 5,5 × 20/60
    points = 20 * 52 / 60 + 5 + 5 + 1.25 + 2 + 5.5 * 40 / 60 + 5.5 * 20 / 60
    assert points == pytest.approx(36.0833, abs=1e-4)
    assert cards(test) == {
        "Điểm tính được": "36,08/53",
        "Phần tính được": "53/100 điểm",
        "Điểm cả bộ chỉ số": "36,1 đến 83,1",
        "Tăng nhanh nhất": "+7,00 điểm",
    }
    said = [one.value for one in test.caption]
    assert "Đã tính được 53 trong 100 điểm; 47 điểm chưa có số liệu" in said
    assert "8 phần, 47 điểm: không ước tính, không cho 0 điểm" in said
    assert (
        grid(test, "sentence")["sentence"].tolist()[0]
        == f"+7,00 điểm nếu {ONLINE} (nay 33,3\u00a0%, cần thêm 28 hồ sơ)"
    )


def test_view_of_one_unit(view: object) -> None:
    test = view(unit="so-tu-phap")  # type: ignore[operator]
    assert not test.exception
    # 20 × 32/40; 12 × (20/40)/0,8; 6 × (10/40)/0,3; 2; 2; 5,5; 5,5 × 20/40
    assert cards(test)["Điểm tính được"] == "40,75/53"
    assert "where" not in grid(test, "sentence"), "of one unit it is that unit"
    assert grid(test, "sentence")["sentence"].tolist() == [
        f"+4,50 điểm nếu {ONLINE} (nay 50,0\u00a0%, cần thêm 12 hồ sơ)",
        "+4,00 điểm nếu hồ sơ xử lý đúng hạn đạt 100\u00a0% (nay 80,0\u00a0%, cần thêm 8 hồ sơ)",
        "+2,75 điểm nếu cấp kết quả điện tử đạt 100\u00a0% (nay 50,0\u00a0%, cần thêm 20 hồ sơ)",
        "+1,00 điểm nếu hồ sơ có phí đã thanh toán trực tuyến đạt 30\u00a0% (nay 25,0\u00a0%, cần thêm 2 hồ sơ)",
    ]


def test_view_sorted_by_the_fewest_dossiers(view: object) -> None:
    test = view(unit="so-tu-phap", index_order="dossiers")  # type: ignore[operator]
    assert not test.exception
    assert [text[:5] for text in grid(test, "sentence")["sentence"]] == ["+1,00", "+4,00", "+4,50", "+2,75"]


def test_view_of_one_group_without_data(view: object) -> None:
    test = view(index_group="satisfaction")  # type: ignore[operator]
    assert not test.exception
    assert any("Nhóm này chưa có phần nào tính được" in one.value for one in test.caption)


def test_unit_whose_dossiers_are_few_is_marked(view: object) -> None:
    test = view()  # type: ignore[operator]
    units = grid(test, "progress")
    assert [name.endswith("◦") for name in units["name"]] == [False, False, False, True]
    assert units["missing"].tolist()[2] == pytest.approx(53 - 40.75)


def test_a_field_has_no_points(view: object) -> None:
    test = view(field="Hộ tịch")  # type: ignore[operator]
    assert not test.exception and not test.metric
    assert any("không ghi lĩnh vực" in one.value for one in test.caption)


@pytest.mark.parametrize("url", [{}, {"level": "province"}, {"unit": "so-tu-phap"}])
def test_page_shows_the_view(screen: object, home: Path, url: dict[str, str]) -> None:
    test = screen("services", home, view="index", **url)  # type: ignore[operator]
    assert not test.exception
    assert cards(test)["Điểm tính được"] == ("40,75/53" if url else "36,08/53")
    title = "Theo cấp và đơn vị"
    assert title in [one.value for one in test.subheader]


def test_page_without_a_detail_export_says_who_sends_it(screen: object, desk: Path) -> None:
    test = screen("services", desk, view="index")  # type: ignore[operator]
    assert not test.exception and not test.metric
    assert any("Chưa có số liệu" in one.value for one in test.markdown)


def test_month_before_without_dossiers_is_no_nought(screen: object, home: Path) -> None:
    test = screen("services", home, view="index", month="2024-04")  # type: ignore[operator]
    assert not test.exception and not test.metric
