"""What the services screen is made of, without a screen: words, tables and charts over frames made here."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from metrics import Figure
from pages.parts import charts_services, dossiers, filters, service_blocks, unused_services


def figure(value: float | None, target: float | None = None, **by: str) -> Figure:
    nothing = (None, None, None, None, None)
    return Figure("dossiers_online_share", "", value, None, None, "%", *nothing, target, False, by or None)


@pytest.mark.parametrize(
    ("own", "of_levels", "target"),
    [
        (None, (80.0, 80.0), 80.0),
        (None, (90.0, 70.0), None),  # no one target can be said of both
        (None, (80.0, None), None),
        (98.0, (80.0, 80.0), 98.0),
        (None, (), None),
    ],
)
def test_shared_target(own: float | None, of_levels: tuple[float | None, ...], target: float | None) -> None:
    levels = [figure(50.0, goal, level=str(place)) for place, goal in enumerate(of_levels)]
    assert dossiers.shared_target(figure(50.0, own), levels).target == target


@pytest.mark.parametrize(
    ("count", "out_of", "value", "note"),
    [
        (5, 10, "5/10 hồ sơ", "dưới 30 hồ sơ"),
        (29, 29, "29/29 hồ sơ", "dưới 30 hồ sơ"),
        (15, 30, "50,0\u00a0%", "thiếu 30,0 điểm"),
    ],
)
def test_share_of_few_dossiers_shows_its_count(count: int, out_of: int, value: str, note: str) -> None:
    shown = dossiers.share(replace(figure(100 * count / out_of, 80.0), count=count, out_of=out_of))
    assert (shown.value, shown.note) == (value, note)


def test_a_share_says_the_same_month_of_the_year_before_and_the_month_before() -> None:
    def of(count: int, out_of: int, month: int, year: int = 2024) -> Figure:
        known = replace(figure(100 * count / out_of, 80.0), count=count, out_of=out_of)
        return replace(known, period_end=date(year, month, 28))

    shown = dossiers.share(of(60, 100, 5), of(50, 100, 4), of(30, 100, 5, 2023))
    assert shown.under.replace("\u00a0", " ") == "05/2024 · cùng kỳ 30,0 %"
    told = shown.help.replace("\u00a0", " ")
    assert "Kỳ trước 04/2024: 50,0 % = 50/100" in told
    assert "Cùng kỳ 05/2023: 30,0 % = 30/100" in told
    # Two of three in the year before are a count and no percentage.
    few = dossiers.share(of(60, 100, 5), None, of(2, 3, 5, 2023))
    assert "cùng kỳ" not in few.under
    assert "Cùng kỳ 05/2023: 2/3 hồ sơ" in few.help


def test_unused_services_by_agency_the_most_first() -> None:
    frame = pd.DataFrame(
        [("so-y-te", "1", False), ("so-tu-phap", "2", False), ("so-tu-phap", "3", True)],
        columns=["unit", "procedure_code", "is_sample"],
    )
    frame = pd.concat([frame, frame.assign(unit=None).head(1)])
    found = unused_services.by_agency(frame, {"so-tu-phap": 8, "so-y-te": 1}, str.upper)
    assert found[["name", "count", "share", "is_sample"]].fillna(-1).to_numpy().tolist() == [
        ["SO-TU-PHAP", 2, 25.0, True],
        ["SO-Y-TE", 1, 100.0, False],
        ["không ghi cơ quan", 1, -1, False],
    ]


@pytest.mark.parametrize(
    ("level", "unit", "field", "codes"),
    [
        (None, None, None, ["1", "2", "3"]),
        ("district", None, None, ["1", "3"]),
        (None, "so-y-te", None, ["2", "3"]),
        ("district", "so-y-te", None, ["3"]),
        (None, None, "Dược", ["2"]),
    ],
)
def test_procedures_of_what_is_asked(level: str | None, unit: str | None, field: str | None, codes: list[str]) -> None:
    frame = pd.DataFrame(
        [
            ("1", ["province", "district"], "so-tu-phap", "Hộ tịch"),
            ("2", ["province"], "so-y-te", "Dược"),
            ("3", ["district", "commune"], "so-y-te", None),
        ],
        columns=["procedure_code", "level", "unit", "field"],
    )
    assert unused_services.within(frame, level, unit, field)["procedure_code"].tolist() == codes


@pytest.mark.parametrize(
    ("group", "chosen", "clicked", "picked"),
    [
        ("unit", None, "so-tu-phap", "so-tu-phap"),
        ("field", None, "Hộ tịch", "Hộ tịch"),
        ("field", "Hộ tịch", "Đất đai", "Đất đai"),
        ("field", "Hộ tịch", "Hộ tịch", None),  # a second click goes back to all
        ("level", None, "district", "district"),
        ("level", "district", "district", None),
    ],
)
def test_click_picks_and_a_second_one_lets_go(
    group: str, chosen: str | None, clicked: str, picked: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    picks: list[tuple[str, str | None]] = []
    monkeypatch.setattr(filters, "pick", lambda key, value: picks.append((key, value)))
    if group == "level":
        service_blocks._pick_level(chosen, {"level": clicked})
        service_blocks._pick_level(chosen, {"value": 80.0})  # the target's rule
    else:
        service_blocks._pick_group(group, chosen, pd.Series({"key": clicked}))
    assert picks == [(group, picked)]


@pytest.mark.parametrize(
    ("detail", "form", "said"),
    [
        (3, 210, "Tệp chi tiết chỉ có 3 hồ sơ, bằng 1,4\u00a0% Biểu II.06a"),
        (210, 210, ""),
        (230, 210, ""),
        (None, 210, ""),
        (3, None, ""),
    ],
)
def test_export_that_lists_less_than_the_form_is_named(detail: int | None, form: float | None, said: str) -> None:
    assert dossiers.covers(replace(figure(1.0), out_of=detail), figure(form)) == said


def shares(unit: str, *values: float | None) -> list[tuple[str, str, float | None]]:
    return [(f"2024-0{month}-{day}", unit, value) for (month, day), value in zip(ENDS, values, strict=True)]


ENDS = ((1, 31), (2, 29), (3, 31))


def test_small_line_of_a_group_that_lacks_a_month_is_not_drawn() -> None:
    rows = [*shares("a", 50.4, 60.0, 70.6), *shares("b", 50.0, None, 70.0)]
    frame = pd.DataFrame(rows, columns=["month_end", "unit", "value"])
    frame["month_end"] = pd.to_datetime(frame["month_end"])
    assert dossiers.trends(frame, "unit") == {"a": [50.0, 60.0, 71.0]}
    assert dossiers.trends(frame[frame["month_end"] < "2024-03-01"], "unit") == {}  # two months are no line
    assert dossiers.trends(frame.head(0), "unit") == {}


def test_chosen_level_stands_out_and_can_be_clicked_again() -> None:
    frame = pd.DataFrame(
        {"level": ["province", "district"], "service_level": ["full"] * 2, "value": [5, 9], "is_sample": [True] * 2}
    )
    for chosen in (None, "district"):
        spec = charts_services.by_service_level(frame, chosen=chosen).to_dict()
        opacity = spec["layer"][0]["encoding"]["opacity"]
        expected = {"test": "datum.level === 'district'", "value": 1}
        assert opacity.get("condition") == (expected if chosen else None)
        # Another name after each choice: the selection of the old one would still hold the level.
        assert [param["name"] for param in spec["params"]] == [charts_services.picking(chosen)]


@pytest.mark.parametrize(
    ("value", "said"),
    [(41.4, "! thiếu 41,4"), (0.0, "✓ đạt"), (-3.0, "✓ đạt"), (None, "–"), (float("nan"), "–")],
)
def test_gap(value: float | None, said: str) -> None:
    assert dossiers.gap(value) == said


def lines(*rows: tuple[str, str, float | None]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["month_end", "level", "value"]).assign(
        month_end=lambda frame: pd.to_datetime(frame["month_end"])
    )


def test_month_that_a_level_did_not_send_breaks_its_line() -> None:
    frame = lines(
        ("2024-03-31", "province", 60.0),
        ("2024-03-31", "district", 50.0),
        ("2024-04-30", "province", 61.0),
        ("2024-05-31", "province", 62.0),
        ("2024-05-31", "district", 52.0),
    )
    spec = charts_services.by_level(frame, {"province": 80.0, "district": 80.0}).to_dict()
    rows = next(rows for rows in spec["datasets"].values() if len(rows) == 6)
    assert [row["value"] for row in rows if row["level"] == "district"] == [50.0, None, 52.0]
    assert [layer["mark"]["invalid"] for layer in spec["layer"] if layer["mark"]["type"] == "line"] == [
        "break-paths-filter-domains"
    ]


@pytest.mark.parametrize(
    ("targets", "said"),
    [
        ({"province": 80.0, "district": 80.0}, ["mục tiêu 80\u00a0%"]),
        ({"province": 90.0, "district": 85.0}, ["mục tiêu cấp huyện 85\u00a0%", "mục tiêu cấp tỉnh 90\u00a0%"]),
        ({}, []),
    ],
)
def test_one_rule_for_each_target(targets: dict[str, float], said: list[str]) -> None:
    frame = lines(("2024-05-31", "province", 60.0), ("2024-05-31", "district", 50.0))
    spec = charts_services.by_level(frame, targets).to_dict()
    found = [row["said"] for rows in spec["datasets"].values() for row in rows if "mục tiêu" in row["said"]]
    assert found == said


def test_names_at_the_ends_of_close_lines_do_not_lie_on_one_another() -> None:
    frame = lines(*[("2024-05-31", level, value) for level, value in (("province", 60.0), ("district", 60.1))])
    spec = charts_services.by_level(frame, {}, height=200).to_dict()
    beside = sorted(row["beside"] for rows in spec["datasets"].values() for row in rows if "beside" in row)
    low, high = spec["layer"][0]["encoding"]["y"]["scale"]["domain"]
    assert (beside[1] - beside[0]) * 200 / (high - low) >= 17


def test_part_of_a_bar_without_room_carries_no_text() -> None:
    frame = pd.DataFrame(
        {"level": ["commune"] * 2, "service_level": ["partial", "full"], "value": [5, 95], "is_sample": [True] * 2}
    )
    assert charts_services.service_levels(frame)[["part", "said"]].to_numpy().tolist() == [
        ["Toàn trình", "95 · 95\u00a0%"],
        ["Một phần", "5 · 5\u00a0%"],
    ]
    texts_of = [
        layer for layer in charts_services.by_service_level(frame).to_dict()["layer"] if "text" in layer["mark"]["type"]
    ]
    assert all("datum.share >= 0.09" in layer["transform"][0]["filter"] for layer in texts_of)
