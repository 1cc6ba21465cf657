"""The charts that several pages share: what stands where."""

from __future__ import annotations

from typing import Any

import pandas as pd

from pages.parts import charts


def monthly(values: list[float | None]) -> pd.DataFrame:
    ends = pd.date_range("2023-11-30", periods=len(values), freq="ME")
    return pd.DataFrame({"month_end": ends, "value": pd.Series(values, dtype=float)})


def layers(frame: pd.DataFrame, target: float | None = None) -> list[dict[str, Any]]:
    return list(charts.over_time(frame, "%", target).to_dict()["layer"])


def test_month_without_data_keeps_its_place() -> None:
    for layer in layers(monthly([70, None, 72])):
        assert layer["encoding"]["x"]["scale"]["domain"] == ["11/2023", "12/2023", "01/2024"]


def test_targets_word_stands_clear_of_the_line() -> None:
    # The line touches 80 in the second month and is farthest from it in the third; the ends carry their values.
    spec = charts.over_time(monthly([90, 80, 60, 75, 95]), "%", 80).to_dict()
    word = next(one for one in spec["datasets"].values() if one[0].get("said") == "mục tiêu 80\u00a0%")
    assert word[0]["month"] == "01/2024"
