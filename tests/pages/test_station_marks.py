"""Stations as marks: each one while they are few, groups of a commune's neighbours where they are many."""

from __future__ import annotations

import pandas as pd

from pages.parts import station_marks


def stations(*rows: tuple[str, str, str, float | None, float | None]) -> pd.DataFrame:
    """As records_coverage.stations. rows: station_code, operator, unit, longitude, latitude."""
    frame = pd.DataFrame(rows, columns=["station_code", "operator", "unit", "longitude", "latitude"])
    return frame.astype({"longitude": "float64", "latitude": "float64"}).assign(technology="2G, 4G")


FOUR = stations(
    # At 22° north a thousandth of a degree is a hundred metres: V1, N1 stand in one square, V2 kilometres away.
    ("V1", "Viettel", "xa-a", 105.2001, 22.0001),
    ("N1", "VNPT", "xa-a", 105.2003, 22.0003),
    ("?1", "Viettel", "xa-a", None, None),
    ("V2", "Viettel", "xa-a", 105.3, 22.1),
    ("N2", "VNPT", "xa-b", 105.2002, 22.0002),
)


def test_few_stations_are_a_mark_each() -> None:
    found = station_marks.marks(FOUR, str.upper)
    assert found[["line", "unit", "many"]].to_numpy().tolist() == [
        [0, "xa-a", 1], [1, "xa-a", 1], [3, "xa-a", 1], [4, "xa-b", 1],
    ]  # fmt: skip
    assert found["said"].iloc[0] == "Viettel · V1\n2G, 4G · XA-A\nBấm để xem dòng trong tệp gốc"
    assert station_marks.drawn(FOUR, found) == ["1 trạm không có tọa độ, không vẽ."]


def test_many_stations_are_grouped_within_their_commune() -> None:
    found = station_marks.marks(FOUR, str.upper, most=3)
    assert found[["line", "unit", "many"]].to_numpy().tolist() == [[0, "xa-a", 2], [3, "xa-a", 1], [4, "xa-b", 1]]
    assert found["said"].iloc[0].startswith("2 trạm · XA-A\nVNPT 1, Viettel 1\n")
    assert found[["longitude", "latitude"]].iloc[0].round(6).tolist() == [105.2002, 22.0002]
    assert found["radius"].tolist() == [311, 220, 220]  # twice the ground: 220 · √2
    said = station_marks.drawn(FOUR, found)
    assert said[1] == "4 trạm: mỗi chấm gộp các trạm gần nhau của một xã; chọn huyện để thấy từng trạm."


def test_there_is_a_mark_per_commune_however_many_communes_there_are() -> None:
    found = station_marks.marks(FOUR, str, most=1)
    assert found[["unit", "many"]].to_numpy().tolist() == [["xa-a", 3], ["xa-b", 1]]


def test_ten_thousand_stations_lose_none() -> None:
    many = 10_000
    spread = stations(
        *((f"T{n}", "Viettel", f"xa-{n % 138}", 104.85 + n % 97 / 130, 21.5 + n % 89 / 75) for n in range(many))
    )
    found = station_marks.marks(spread, str)
    assert len(found) <= station_marks.MOST
    assert found["many"].sum() == many


def test_no_station_has_no_mark() -> None:
    assert station_marks.marks(FOUR.head(0), str).empty
    assert station_marks.marks(FOUR.iloc[[2]], str).empty
