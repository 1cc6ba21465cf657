"""The coverage screen over stations and villages that can be counted by hand."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from metrics import METRICS
from pages.parts import charts_coverage, coverage, map_classes
from pages.parts.style import LIGHT
from tests.pages import warehouses
from tests.pages.conftest import Screen
from tests.pages.test_screens import assert_sound, card, frame, texts

STATION = ("station_code", "operator", "commune_id", "district_id", "longitude", "latitude", "has_2g", "has_3g",
           "has_4g", "status")  # fmt: skip
VILLAGE = ("village_name", "commune_id", "district_id", "population", "has_2g", "has_3g", "has_4g", "signal",
           "planned_on", "cause", "has_grid_power", "longitude", "latitude")  # fmt: skip
DA_VI = ("xa-da-vi.huyen-na-hang", "huyen-na-hang")
YEN_HOA = ("xa-yen-hoa.huyen-na-hang", "huyen-na-hang")
THO_BINH = ("xa-tho-binh.huyen-lam-binh", "huyen-lam-binh")
BATCHES = (
    ("bts_stations", "operator=VNPT; reported_on=2024-04-30", "vnpt", "2024-04-30", "2024-05-04 08:00", 1, 0,
     STATION, [("N1", "VNPT", *THO_BINH, 105.2, 22.38, True, True, True, "active")]),
    ("bts_stations", "operator=Viettel; reported_on=2024-05-31", "viettel", "2024-05-31", "2024-06-03 08:00", 3, 0,
     STATION, [("V1", "Viettel", *DA_VI, 105.5, 22.4, True, True, True, "active"),
               ("V2", "Viettel", *YEN_HOA, 105.48, 22.5, True, True, False, "active"),
               ("V3", "Viettel", *YEN_HOA, 105.47, 22.5, True, True, True, "stopped")]),
    ("village_coverage", "district_id=huyen-na-hang; reported_on=2024-05-31", "huyen-na-hang", "2024-05-31",
     "2024-06-04 08:00", 3, 0, VILLAGE,
     [("Bản 1", *DA_VI, 100, True, True, True, "good", None, None, True, None, None),
      ("Bản 2", *YEN_HOA, 200, True, False, False, "weak", "2024-03-31", "Cách trạm 3,7 km", True, None, None),
      ("Bản 3", *YEN_HOA, 300, True, False, False, "weak", None, "cách trạm 5 km.", False, 105.49, 22.51)]),
    ("village_coverage", "district_id=huyen-lam-binh; reported_on=2024-05-31", "huyen-lam-binh", "2024-05-31",
     "2024-06-06 08:00", 2, 0, VILLAGE,
     [("Bản 4", *THO_BINH, 400, False, False, False, "none", "2024-12-31", None, None, None, None),
      ("Bản 5", *THO_BINH, 50, True, True, True, "good", None, None, True, None, None)]),
)  # fmt: skip


@pytest.fixture
def valley(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three active stations, five villages, three of them without broadband; VNPT is a month behind."""
    monkeypatch.setattr(warehouses, "BATCHES", BATCHES)
    monkeypatch.setattr(warehouses, "ISSUES", ())
    return warehouses.hand_made(tmp_path)


def drawn(test: AppTest) -> dict[str, list[dict]]:
    """The rows of the map's layers, by layer."""
    [chart] = test.get("deck_gl_json_chart")
    deck = json.loads(chart.proto.json)
    assert "http:" not in chart.proto.json
    assert "https:" not in chart.proto.json
    return {layer["id"]: layer["data"] for layer in deck["layers"]}


def legend(test: AppTest) -> str:
    return "".join(one.proto.body for one in test.get("html"))


ALL = {
    "Trạm đang hoạt động": "3 trạm",  # V1, V2 and N1 of the month before
    "Thôn có sóng di động": "80,0\u00a0%",  # all but Bản 4
    "Thôn có băng rộng": "40,0\u00a0%",  # Bản 1 and 5 of five
}
WITH_4G = "66,7\u00a0% có 4G"  # V1, N1 of three; said over the bars of operators


def whole(test: AppTest) -> list[float]:
    """The first row of the table of places: villages and people without broadband, share with, stations, with 4G."""
    return frame(test, "with_4g").loc[0, ["villages", "people", "broadband", "stations", "with_4g"]].round(1).tolist()


@pytest.mark.parametrize(
    ("url", "changed", "with_4g", "first"),
    [
        ({}, {}, WITH_4G, [3, 900, 40, 3, 66.7]),  # 200 + 300 + 400 people
        # Villages know no operator: only the stations' figures change.
        ({"operator": "VNPT"}, {"Trạm đang hoạt động": "1 trạm"}, "100,0\u00a0% có 4G", [3, 900, 40, 1, 100]),
        # Of the stations with 4G all have 4G: that share is not narrowed.
        ({"technology": "4G"}, {"Trạm đang hoạt động": "2 trạm"}, WITH_4G, [3, 900, 40, 2, 66.7]),
        (
            {"district": "huyen-lam-binh"},
            {
                "Trạm đang hoạt động": "1 trạm",
                "Thôn có sóng di động": "50,0\u00a0%",
                "Thôn có băng rộng": "50,0\u00a0%",
            },
            "100,0\u00a0% có 4G",
            [1, 400, 50, 1, 100],
        ),
        ({"operator": "không có nhà mạng này"}, {}, WITH_4G, [3, 900, 40, 3, 66.7]),  # an old link is no error
    ],
)
def test_figures(
    screen: Screen, valley: Path, url: dict[str, str], changed: dict[str, str], with_4g: str, first: list[float]
) -> None:
    test = screen("coverage", valley, **url)
    assert_sound(test)
    assert {label: card(test, label)[0] for label in ALL} == ALL | changed
    assert with_4g in texts(test)
    assert whole(test) == first


def test_any_signal_and_broadband_are_never_mixed(screen: Screen, valley: Path) -> None:
    test = screen("coverage", valley)
    assert card(test, "Thôn có băng rộng")[1] == "thiếu 60,0 điểm"  # aim 100
    help_of = {metric.label: metric.help for metric in test.metric}
    assert help_of["Thôn có sóng di động"] == "Tỷ lệ thôn có sóng di động: 4 trên 5"
    assert help_of["Thôn có băng rộng"] == "Tỷ lệ thôn có băng rộng di động: 2 trên 5"


def test_late_senders_stand_above_the_figures(screen: Screen, valley: Path) -> None:
    test = screen("coverage", valley)
    shown = texts(test)
    # calendar.csv: three operators and seven districts by 5/6 17:00; the clock is the last arrival, 6/6 8:00.
    assert "7/10 báo cáo quá hạn chưa gửi" in shown
    assert "Trạm BTS: MobiFone, VNPT, trễ 1 ngày" in shown
    assert "5 đơn vị, trễ 1 ngày" in shown
    assert "II.06a" not in shown


def test_districts_worst_first(screen: Screen, valley: Path) -> None:
    test = screen("coverage", valley)
    table = frame(test, "with_4g")
    numbers = table[["name", "villages", "people", "stations"]].to_numpy().tolist()
    assert numbers == [["Toàn tỉnh", 3, 900, 3], ["Na Hang", 2, 500, 2], ["Lâm Bình", 1, 400, 1]]
    assert table["broadband"].round(1).tolist() == [40.0, 33.3, 50.0]
    assert table["with_4g"].round(1).tolist() == [66.7, 50.0, 100.0]
    # One list of villages so far: its month alone has a point.
    assert [[round(value, 1) for value in line] for line in table["trend"]] == [[40.0], [33.3], [50.0]]
    assert "3 thôn chưa có băng rộng, 900 người · nhiều nhất: Na Hang, 2 thôn" in texts(test)


def test_district_chosen_lists_its_communes(screen: Screen, valley: Path) -> None:
    test = screen("coverage", valley).selectbox(key="district").select("huyen-na-hang").run()
    table = frame(test, "with_4g")
    assert table[["name", "villages"]].to_numpy().tolist() == [
        ["Na Hang", 2],
        ["Xã Yên Hoa, Na Hang", 2],
        ["Xã Đà Vị, Na Hang", 0],
    ]
    assert frame(test, "plan")["village_name"].tolist() == ["Bản 2", "Bản 3"]
    assert test.query_params["district"] == "huyen-na-hang"  # the choice can be sent on as a link
    # The way back.
    test.button(key="whole").click().run()
    assert whole(test) == [3, 900, 40, 3, 66.7]
    assert "district" not in test.query_params


def test_commune_chosen_lists_all_its_villages_and_stations(screen: Screen, valley: Path) -> None:
    test = screen("coverage", valley, commune="xa-yen-hoa.huyen-na-hang")
    assert_sound(test)
    assert {label: card(test, label)[0] for label in ALL} == {
        "Trạm đang hoạt động": "1 trạm",  # V2; V3 is stopped
        "Thôn có sóng di động": "100,0\u00a0%",
        "Thôn có băng rộng": "0,0\u00a0%",
    }
    villages = frame(test, "state")[["village_name", "state", "technology", "file_name"]]
    assert villages.to_numpy().tolist() == [
        ["Bản 3", "! chưa có", "2G", "village_coverage_3.xlsx"],
        ["Bản 2", "! chưa có", "2G", "village_coverage_3.xlsx"],
    ]
    stations = frame(test, "station_code")[["station_code", "operator", "technology"]]
    assert stations.to_numpy().tolist() == [["V2", "Viettel", "2G, 3G"]]
    layers = drawn(test)
    [line] = layers["chosen"]  # outlined, and the marks of its district stay
    assert len(line["path"]) > 3
    assert len(layers["stations"]) == 2
    # Another district leaves the commune behind.
    test.selectbox(key="district").select("huyen-lam-binh").run()
    assert card(test, "Trạm đang hoạt động")[0] == "1 trạm"
    assert "commune" not in test.query_params


def test_nothing_matches_the_filters(screen: Screen, valley: Path) -> None:
    test = screen("coverage", valley, commune="xa-yen-hoa.huyen-na-hang", operator="VNPT")
    assert_sound(test)
    assert "Không có trạm nào trong lựa chọn này" in texts(test)
    assert "Không có trạm đang hoạt động nào trong lựa chọn này." in texts(test)


def test_villages_overdue_plans_first(screen: Screen, valley: Path) -> None:
    test = screen("coverage", valley)
    table = frame(test, "plan")
    assert table[["village_name", "commune_name", "plan", "population"]].to_numpy().tolist() == [
        ["Bản 2", "Yên Hoa", "! quá hạn 61 ngày", 200],  # 31/3 to 31/5
        ["Bản 3", "Yên Hoa", "◌ chưa có hạn", 300],
        ["Bản 4", "Thổ Bình", "▶ trong hạn", 400],
    ]
    said = "3 thôn, 900 người · 1 kế hoạch quá hạn · 1 thôn chưa có ngày phủ sóng · 1 thôn chưa có điện lưới"
    assert said in texts(test)
    assert "Nhiều nhất: Cách trạm … km, 2 thôn (66,7\u00a0%)" in texts(test)
    # One cause leaves its villages.
    test.selectbox(key="cause").select("Cách trạm … km").run()
    assert frame(test, "plan")["village_name"].tolist() == ["Bản 2", "Bản 3"]
    assert "2 thôn, 500 người" in texts(test)


def test_map_marks(screen: Screen, valley: Path) -> None:
    layers = drawn(screen("coverage", valley))
    assert len({row["said"] for row in layers["communes"]}) == 138
    assert len(layers["stations"]) == 3
    marks = {tuple(row["position"]): row["said"] for row in layers["villages_no_broadband"]}
    assert len(marks) == 3
    assert "sơ đồ" not in marks[(105.49, 22.51)]
    assert "Bản 3, Yên Hoa (300 người)" in marks[(105.49, 22.51)]
    # Bản 2 has no point of its own: it stands at its commune's, by units.csv, and says so.
    assert "Vẽ ở điểm trung tâm xã" in marks[(105.484433, 22.502964)]
    assert "Vẽ ở điểm trung tâm xã" not in marks[(105.49, 22.51)]


def test_each_kind_of_villages_has_marks_of_its_own(screen: Screen, valley: Path) -> None:
    test = screen("coverage", valley)
    layers = drawn(test)
    heads = {
        layer: sorted(row["said"].split("\n")[0] for row in layers[f"villages_{layer}"]) for layer in ("weak", "none")
    }
    assert heads == {"weak": ["Sóng yếu:"] * 2, "none": ["Chưa có sóng:"]}  # Bản 2 and 3; Bản 4
    assert [one in legend(test) for one in ("thôn sóng yếu", "thôn chưa có sóng")] == [True, True]
    test = click(test, "villages_weak", "Bản 3")
    assert_sound(test)
    assert test.query_params["commune"] == "xa-yen-hoa.huyen-na-hang"
    assert "rows" not in test.query_params  # no listing of the page has it: its cell opens by itself


def test_map_shows_the_change_since_a_month(screen: Screen, valley: Path) -> None:
    test = screen("coverage", valley, figure="stations_4g_share", since="2024-04")
    assert_sound(test)
    said = {row["said"] for row in drawn(test)["communes"]}
    assert "Xã Thổ Bình, Lâm Bình\n0,0 điểm" in said  # N1, then and now
    assert "Xã Đà Vị, Na Hang\nchưa có số liệu" in said  # a station now, none then
    assert "Tỷ lệ trạm có 4G theo xã, thay đổi so với 04/2024" in texts(test)
    assert "Cam là kém đi, xanh là tốt lên" in legend(test)
    assert "0 xã tốt lên, 0 xã kém đi" in texts(test)


@pytest.mark.parametrize(
    ("metric_id", "now", "then", "said", "sentence"),
    [
        (
            "villages_broadband_share",
            (90.0, 80.0, 70.0, None),
            (80.0, 80.0, 75.5, 60.0),
            ["+10,0 điểm", "0,0 điểm", "−5,5 điểm", "chưa có số liệu"],
            "1 xã tốt lên, 1 xã kém đi · kém đi nhiều nhất: C, −5,5 điểm · 1 xã chưa có số liệu",
        ),
        # Fewer people without broadband is better.
        (
            "people_without_broadband",
            (0.0, 300.0, 10.0, 5.0),
            (400.0, 50.0, 10.0, 9.0),
            ["−400 người", "+250 người", "0 người", "−4 người"],
            "2 xã tốt lên, 1 xã kém đi · kém đi nhiều nhất: B, +250 người",
        ),
    ],
)
def test_change_of_a_commune(metric_id: str, now: tuple, then: tuple, said: list[str], sentence: str) -> None:
    values = pd.DataFrame({"unit": [*"abcd"], "name": [*"ABCD"], "value": now, "is_in": True, "is_sample": False})
    before = pd.DataFrame({"unit": [*"abcd"], "value": then, "is_sample": [True, False, False, False]})
    found, scale = coverage.map_changes(values, before), map_classes.change(METRICS[metric_id])
    assert [scale.said(value) for value in found["value"]] == said
    assert coverage.map_sentence(found, scale) == sentence
    assert found["is_sample"].tolist() == [True, False, False, False]


@pytest.mark.parametrize(
    ("metric_id", "value", "colour"),
    [
        ("villages_broadband_share", -5.1, "#B65A12"),  # much worse
        ("villages_broadband_share", -0.1, "#F1C79B"),
        ("villages_broadband_share", 0.0, "#EEF1F4"),
        ("villages_broadband_share", 5.0, "#2E6FAE"),  # much better
        ("people_without_broadband", 250.0, "#B65A12"),  # more people without: much worse
        ("people_without_broadband", -1.0, "#A9CBE8"),
    ],
)
def test_colour_of_a_change(metric_id: str, value: float, colour: str) -> None:
    scale = map_classes.change(METRICS[metric_id])
    assert scale.fills(LIGHT)[map_classes.class_of(value, scale.breaks)] == colour


def click(test: AppTest, layer: str, said: str) -> AppTest:
    """As the browser says it: the first of the layer's rows whose words have that text was clicked."""
    [chart] = test.get("deck_gl_json_chart")
    clicked = next(row for row in drawn(test)[layer] if said in row["said"])
    states = test._tree.get_widget_states()
    selection = {"selection": {"objects": {layer: [clicked]}, "indices": {layer: [0]}}}
    states.widgets.add(id=chart.proto.id, string_value=json.dumps(selection))
    return test._run(states)


@pytest.mark.parametrize(
    ("layer", "said", "commune", "opened", "title", "line"),
    [
        ("communes", "Xã Thổ Bình, Lâm Bình", "xa-tho-binh.huyen-lam-binh", None, "", 0),
        ("stations", "V2", "xa-yen-hoa.huyen-na-hang", "tram-cua-xa_stations_active", "Trạm BTS đang hoạt động", 0),
        # Of its commune's two villages without broadband Bản 3 is the second one in the file.
        (
            "villages_no_broadband",
            "Bản 3",
            "xa-yen-hoa.huyen-na-hang",
            "thon-chua-co-bang-rong_villages_without_broadband",
            "Thôn chưa có băng rộng di động",
            1,
        ),
    ],
)
def test_click_on_the_map(
    screen: Screen, valley: Path, layer: str, said: str, commune: str, opened: str | None, title: str, line: int
) -> None:
    test = click(screen("coverage", valley), layer, said)
    assert_sound(test)
    assert test.query_params["commune"] == commune
    assert test.query_params["district"] == commune.split(".")[1]
    if opened is None:
        assert "rows" not in test.query_params
        return
    # The rows behind the mark are open, at its own row.
    assert test.query_params["rows"] == f"{opened}~unit-{commune}"
    [dialog] = [block for block in test.get("dialog") if block.proto.dialog.title == title]
    rows = next(table.value for table in dialog.dataframe if "place" in table.value.columns)
    assert test.session_state["rows_line"] == line
    assert said in rows.iloc[line].to_string()


@pytest.mark.parametrize(
    ("figure", "said"),
    [
        ("villages_broadband_share", "Xã Yên Hoa, Na Hang\n0,0\u00a0%"),
        ("people_without_broadband", "Xã Yên Hoa, Na Hang\n500 người"),
        ("stations_4g_share", "Xã Đà Vị, Na Hang\n100,0\u00a0%"),
        ("stations_per_10k_people", "Xã Đà Vị, Na Hang\n100,0 trạm/10.000 dân"),  # one station, 100 people
    ],
)
def test_map_is_painted_by_the_figure_chosen(screen: Screen, valley: Path, figure: str, said: str) -> None:
    test = screen("coverage", valley, figure=figure)
    assert_sound(test)
    assert said in {row["said"] for row in drawn(test)["communes"]}
    assert "sơ đồ xấp xỉ, không phải địa giới" in texts(test)


def test_month_with_stations_alone(screen: Screen, valley: Path) -> None:
    test = screen("coverage", valley).selectbox(key="month").select("2024-04").run()
    assert_sound(test)
    assert card(test, "Trạm đang hoạt động")[0] == "1 trạm"
    assert card(test, "Thôn có băng rộng") == ("–", "chưa có số liệu")
    assert "Chưa có số liệu: Thôn chưa có băng rộng di động" in texts(test)
    assert len(test.get("deck_gl_json_chart")) == 0
    # The stations' own figure can still be drawn.
    test = test.selectbox(key="figure").select("stations_4g_share").run()
    assert len(drawn(test)["stations"]) == 1


def test_month_before_any_report(screen: Screen, valley: Path) -> None:
    test = screen("coverage", valley).selectbox(key="month").select("2023-08").run()
    assert_sound(test)
    assert {card(test, label)[0] for label in ALL} == {"–"}


def test_list_without_people_or_points(screen: Screen, desk: Path) -> None:
    test = screen("coverage", desk)  # one village of four without broadband, nothing else said about it
    assert_sound(test)
    assert "1 thôn, chưa có số dân" in texts(test)
    assert "1 thôn chưa có băng rộng · nhiều nhất:" in texts(test)
    assert "Nhiều nhất: Chưa nêu nguyên nhân, 1 thôn (100,0\u00a0%)" in texts(test)


def test_published_villages_without_broadband(screen: Screen, sample_home: Path) -> None:
    # 1.733 − 1.695: what the province's plan of February 2025 leaves.
    test = screen("coverage", sample_home)
    assert len(frame(test, "plan")) == 38
    assert card(test, "Trạm đang hoạt động")[0] == "1.283 trạm"
    assert card(test, "Thôn có băng rộng")[0] == "97,8\u00a0%"


# --- words and charts without a screen ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("planned_on", "said"),
    [
        (None, "◌ chưa có hạn"),
        (date(2024, 5, 30), "! quá hạn 1 ngày"),
        (date(2024, 5, 31), "◔ sắp đến hạn"),  # due on the very day is not overdue
        (date(2024, 6, 30), "◔ sắp đến hạn"),
        (date(2024, 7, 1), "▶ trong hạn"),
    ],
)
def test_state_of_a_plan(planned_on: date | None, said: str) -> None:
    assert coverage.plan(planned_on, date(2024, 5, 31)) == said


def test_causes_are_counted_without_their_numbers() -> None:
    rows = pd.DataFrame(
        {
            "village_name": list("abcd"),
            "cause": ["Cách trạm 3,7 km", " cách trạm 12 km. ", None, ""],
            "population": [10, None, None, None],
            "is_sample": [False, False, False, True],
        }
    )
    found = coverage.causes(rows)
    assert found["cause"].tolist() == ["Cách trạm … km", "Chưa nêu nguyên nhân"]
    assert found["villages"].tolist() == [2, 2]
    assert found["people"].tolist()[0] == 10
    assert pd.isna(found["people"].tolist()[1])
    assert found["is_sample"].tolist() == [False, True]


def test_bars_of_operators_share_one_scale_and_one_hue() -> None:
    totals = pd.DataFrame({"operator": ["B", "A"], "value": [50, 100]})
    parts = pd.DataFrame({"operator": ["A", "B"], "technology": ["4G", "4G"], "value": [80, 50]})
    bars, _, heads = charts_coverage.operators(totals, parts).layer
    data = bars.data
    width = {(row.operator, row.panel): round(row.end - row.start, 3) for row in data.itertuples()}
    assert width[("A", "Tổng số trạm")] == 0.72
    assert width[("B", "Tổng số trạm")] == 0.36
    assert width[("B", "4G")] == 0.36
    assert width[("A", "4G")] == 0.576
    assert data[data["panel"] == "5G"]["said"].tolist() == ["0", "0"]
    assert heads.data["panel"].tolist() == ["Tổng số trạm", "2G", "3G", "4G", "5G"]
    assert bars.to_dict()["encoding"]["y"]["sort"] == ["A", "B"]  # the most stations first
