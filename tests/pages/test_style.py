"""How numbers, dates and changes are written, and that nobody finds what the search should not."""

from __future__ import annotations

import tomllib
from datetime import date, datetime
from pathlib import Path

import pandas as pd
import pytest

from pages.parts import charts, filters, sentences, style, words
from pages.parts.style import day, measured, moment, pct, places, vn
from tests.conftest import ROOT


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (1283, 0, "1.283"),
        (1234567.891, 2, "1.234.567,89"),
        (407.64, 2, "407,64"),
        (0.125, 2, "0,13"),  # half away from zero, as on paper
        (-12, 0, "\u221212"),
        (-0.001, 1, "0,0"),  # no minus before a zero
        (0, 0, "0"),
        (None, 0, "–"),
        (float("nan"), 1, "–"),
        (pd.NA, 0, "–"),
    ],
)
def test_vn(value: float | None, decimals: int, text: str) -> None:
    assert vn(value, decimals) == text


@pytest.mark.parametrize(
    ("said", "text"),
    [
        (pct(97.8072), "97,8\u00a0%"),
        (pct(None), "–"),
        (measured(100.0, "%"), "100,0\u00a0%"),
        (measured(407.64, "điểm"), "407,64"),
        (measured(7.43, "trạm/10.000 dân"), "7,4"),
        (measured(1283, "trạm"), "1.283"),
        (day(date(2024, 5, 31)), "31/05/2024"),
        (day(pd.NaT), "–"),
        (moment(datetime(2024, 5, 31, 17, 0)), "31/05/2024, 17:00"),
        (places(2), "▲ 2"),
        (places(-1), "▼ 1"),
        (places(0), "– 0"),
        (places(None), ""),
    ],
)
def test_written(said: str, text: str) -> None:
    assert said == text


@pytest.mark.parametrize(
    ("sought", "text", "is_found"),
    [
        ("", "Tỷ lệ đúng hạn", True),
        ("dung han", "Tỷ lệ đúng hạn", True),
        ("ĐÚNG", "Tỷ lệ đúng hạn", True),
        ("đung  tỷ", "Tỷ lệ đúng hạn", True),
        ("quá hạn", "Tỷ lệ đúng hạn", False),
    ],
)
def test_matches(sought: str, text: str, is_found: bool) -> None:
    assert filters.matches(sought, text) is is_found


def months(*values: float | None) -> pd.DataFrame:
    ends = [date(2024, 1, 31), date(2024, 2, 29), date(2024, 3, 31), date(2024, 4, 30)][: len(values)]
    return pd.DataFrame({"month_end": ends, "value": pd.Series(values, dtype="float64")})


@pytest.mark.parametrize(
    ("frame", "said"),
    [
        (months(60, 62, 64, 70), "Từ 60,0\u00a0% (01/2024) đến 70,0\u00a0% (04/2024): tăng 10,0 điểm."),
        (months(60, None, None, 57), "Từ 60,0\u00a0% (01/2024) đến 57,0\u00a0% (04/2024): giảm 3,0 điểm; 2 tháng giữa chừng chưa có số liệu."),  # noqa: E501
        (months(None, 60, None, None), "Chỉ tháng 02/2024 có số liệu: 60,0\u00a0%."),
        (months(None, None), "Chưa tháng nào có số liệu."),
    ],
)  # fmt: skip
def test_sentence_over_time(frame: pd.DataFrame, said: str) -> None:
    assert sentences.over_time(frame, "dossiers_online_share") == said


def test_month_without_data_stays_a_gap() -> None:
    spec = charts.over_time(months(60, None, 64), "%", target=80.0).to_dict()
    rows = next(rows for rows in spec["datasets"].values() if len(rows) == 3)
    assert [row["value"] for row in rows] == [60, None, 64]
    lines = [layer for layer in spec["layer"] if layer["mark"]["type"] == "line"]
    assert [line["mark"]["invalid"] for line in lines] == ["break-paths-filter-domains"]
    assert spec["config"]["locale"]["number"]["decimal"] == ","


def test_first_place_is_at_the_top_and_missing_years_are_gaps() -> None:
    frame = pd.DataFrame({"index": ["DTI", "DTI"], "year": [2020, 2022], "value": [58, 48]})
    spec = charts.places(frame).to_dict()
    rows = max(spec["datasets"].values(), key=len)
    assert [(row["year"], row["value"]) for row in rows] == [("2020", 58), ("2021", None), ("2022", 48)]
    assert all(layer["encoding"]["y"]["scale"]["reverse"] for layer in spec["layer"])


def test_theme_has_the_colours_of_the_settings() -> None:
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
    assert settings["light"]["primaryColor"] == style.LIGHT.series[0]
    assert settings["light"]["textColor"] == style.LIGHT.ink
    assert settings["dark"]["primaryColor"] == style.DARK.series[0]
    assert settings["dark"]["textColor"] == style.DARK.ink


def test_catalogue_translates_and_what_it_lacks_stays_vietnamese(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "en.po").write_text('msgid "Hạng {rank}"\nmsgstr "Rank {rank}"\n', encoding="utf-8")
    monkeypatch.setattr(words, "FOLDER", tmp_path)
    words._catalogue.cache_clear()
    try:
        words.use("en")
        assert words.say("Hạng {rank}", rank=3) == "Rank 3"
        assert words.say("Tổng quan") == "Tổng quan"
        words.use("fr")
        assert words.say("Hạng {rank}", rank=3) == "Hạng 3"
    finally:
        words.use(words.VIETNAMESE)
        words._catalogue.cache_clear()
