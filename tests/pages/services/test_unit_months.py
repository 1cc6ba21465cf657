"""A rate by unit and month: known, of few, nothing resolved, not sent; the order; the map; all counted by hand."""

from __future__ import annotations

import json
from datetime import date

import pandas as pd
import pytest

from pages.parts.services import charts_time, heat_blocks, unit_months
from pages.parts.services.unit_months import FEW, KNOWN, MISSING, NOTHING

ENDS = [date(2024, 3, 31), date(2024, 4, 30), date(2024, 5, 31)]


def by_month(*rows: tuple[str, str, int | None, int]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["unit", "month", "count", "out_of"]).assign(is_sample=False)


ROWS = by_month(
    ("good", "2024-03", 100, 100),
    ("good", "2024-05", 99, 100),
    ("bad", "2024-03", 50, 100),
    ("bad", "2024-04", 0, 0),
    ("bad", "2024-05", 100, 100),
    ("few", "2024-05", 1, 3),
)


@pytest.mark.parametrize(
    ("sent", "states"),
    [
        # Each unit sends its own form: no row is a form that is missing.
        (None, {"good": [KNOWN, MISSING, KNOWN], "few": [MISSING, MISSING, FEW]}),
        # One export speaks for all: in a month that it covers no row is no dossier.
        (ENDS[1:], {"good": [KNOWN, NOTHING, KNOWN], "few": [MISSING, NOTHING, FEW]}),
    ],
)
def test_missing_month_is_not_nought(sent: list[date] | None, states: dict[str, list[str]]) -> None:
    found = unit_months.heat(ROWS, ENDS, sent)
    cells = found[found["month_end"].notna()]
    assert {unit: cells[cells["unit"].eq(unit)]["state"].tolist() for unit in states} == states
    assert cells[cells["unit"].eq("bad")]["state"].tolist() == [KNOWN, NOTHING, KNOWN]
    assert cells[cells["state"].isin([MISSING, NOTHING])]["value"].isna().all()


def test_worst_first_few_last_and_no_mean_of_months() -> None:
    found = unit_months.heat(ROWS, ENDS, None)
    whole = found[found["month_end"].isna()]
    assert whole["unit"].tolist() == ["bad", "good", "few"]
    assert whole["value"].round(1).tolist() == [75.0, 99.5, 33.3]  # 150 of 200, 199 of 200, 1 of 3
    said = unit_months.heat_sentence(found, 98.0, "bad")
    assert said == (
        "1/2 đơn vị dưới mục tiêu 98\u00a0%; kém nhất: bad 75,0\u00a0%; 1 đơn vị dưới 30 hồ sơ cả kỳ, xếp sau; "
        "3 ô chưa gửi số liệu."
    )


def test_what_stands_in_a_cell() -> None:
    cells = [row for row in unit_months.heat(ROWS, ENDS, ENDS[1:]).itertuples() if row.month_end is not None]
    said = {
        (row.unit, f"{row.month_end:%m}"): (unit_months.cell(row), unit_months.cell_in_full(row, True)) for row in cells
    }
    assert said["bad", "03"] == (
        "50,0",
        "50,0\u00a0% · 50 trên 100 hồ sơ · khoảng tin cậy 40,4–59,6\u00a0%",
    )
    assert said["few", "05"][0] == "◦\u00a01/3"
    assert "dưới 30 hồ sơ" in said["few", "05"][1]
    assert said["few", "04"] == ("·", "không có hồ sơ kết thúc")
    assert said["few", "03"] == ("–", "chưa gửi số liệu")


@pytest.mark.parametrize(
    ("value", "place"), [(98.0, 0), (97.96, 0), (97.9, 1), (96.0, 1), (95.9, 2), (88.0, 2), (87.9, 3)]
)
def test_band_by_points_below_the_target(value: float, place: int) -> None:
    assert charts_time.band(value, 98.0) == place


def test_heat_map_has_a_cell_for_each_unit_and_month() -> None:
    frame = unit_months.heat(ROWS, ENDS, None)
    spec = charts_time.heat(frame, {one: one.upper() for one in ("good", "bad", "few")}, 98.0, marked="bad").to_dict()
    rows = next(iter(spec["datasets"].values()))
    assert len(rows) == 12  # three units, three months and all together
    assert {row["name"] for row in rows} == {"GOOD", "BAD", "FEW"}
    assert spec["params"][0]["name"] == charts_time.CELL
    assert json.dumps(spec).count("strokeDash") == 1  # only what was not sent


def test_click_on_a_unit_picks_it_and_lets_it_go(monkeypatch: pytest.MonkeyPatch) -> None:
    picks: list[tuple[str, str | None]] = []
    monkeypatch.setattr(heat_blocks.filters, "pick", lambda key, value: picks.append((key, value)))
    heat_blocks.pick_unit(None, {"unit": "a"})
    heat_blocks.pick_unit("a", {"unit": "a"})
    heat_blocks.pick_unit("a", {"slot": "x"})  # no cell
    assert picks == [("unit", "a"), ("unit", None)]
