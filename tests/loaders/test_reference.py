"""What must hold in the lists that officers edit."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from datetime import date
from pathlib import Path

import duckdb
import pytest

from loaders.compare.thresholds import Thresholds
from loaders.places import ALL_KINDS, Places, read_rows

REFERENCE = Path(__file__).parents[2] / "data" / "reference"
LISTS = (
    *("units", "unit_aliases", "unit_successors", "calendar", "targets", "indicators", "holidays", "published"),
    *("settings", "index_766", "index_766_bands", "indicator_groups"),
)
SOURCES = {
    "bts_stations", "village_coverage", "procedures", "dossier_counts", "dossiers",
    "tasks", "unit_scores", "indicator_values", "obstacles",
}  # fmt: skip
METRICS = [
    "stations_active", "stations_3g_share", "stations_4g_share", "stations_5g_share", "stations_shared_share",
    "sites_total", "sites_shared_share", "stations_on_air", "villages_total", "villages_any_signal_share",
    "villages_broadband_share", "villages_4g_share", "white_zone_villages", "weak_signal_villages",
    "villages_without_broadband", "people_without_signal", "people_without_broadband", "stations_per_10k_people",
    "procedures_total", "procedures_full", "procedures_partial", "procedures_online_share", "procedures_full_share",
    "procedures_used_share", "dossiers_received", "dossiers_resolved", "dossiers_online_share",
    "dossiers_online_share_eligible", "dossiers_full_share", "dossiers_on_time_share", "dossiers_on_time_share_766",
    "dossiers_pending", "dossiers_overdue", "dossiers_paid_online_share", "dossiers_input_digitised_share",
    "dossiers_result_digitised_share", "service_index_766", "tasks_total", "tasks_done_on_time", "tasks_done_late",
    "tasks_overdue", "tasks_due_soon", "tasks_in_progress", "tasks_recurring", "tasks_no_date", "tasks_done_share",
    "tasks_done_of_due_share", "tasks_contradicting", "score_total", "score_rank", "score_rank_change",
    "score_gap_to_next", "province_rank", "sources_on_time_share", "sources_missing", "rows_refused_share",
    "totals_mismatched",
]  # fmt: skip


def rows(name: str) -> list[dict[str, str]]:
    return read_rows(REFERENCE / f"{name}.csv")


@pytest.fixture(scope="module")
def units() -> dict[str, dict[str, str]]:
    return {row["unit_id"]: row for row in rows("units")}


@pytest.mark.parametrize("name", LISTS)
def test_list_says_its_source_and_date(name):
    text = (REFERENCE / f"{name}.csv").read_bytes().decode("utf-8")
    first = text.partition("\n")[0]
    assert first.startswith("# source: ") and "; as of 20" in first
    assert "\r" not in text
    assert rows(name), f"{name}.csv is empty"
    assert all(None not in row and None not in row.values() for row in rows(name)), (
        "a row is longer or shorter than the heading"
    )


def test_unit_ids_are_unique(units):
    assert [unit for unit, times in Counter(row["unit_id"] for row in rows("units")).items() if times > 1] == []


@pytest.mark.parametrize(
    "unit_id",
    [
        "so-tu-phap", "cong-an-tinh", "huyen-na-hang", "thanh-pho-tuyen-quang", "xa-trang-da.thanh-pho-tuyen-quang",
        "xa-hong-son.huyen-son-duong", "phuong-minh-xuan@2025", "tinh-ha-giang", "viettel", "tinh-tuyen-quang",
    ],
)  # fmt: skip
def test_unit_ids_that_others_rely_on(units, unit_id):
    assert unit_id in units


def test_units_are_complete(units):
    assert {row["kind"] for row in units.values()} <= set(ALL_KINDS)
    assert [unit for unit, row in units.items() if not row["name"] or not row["short_name"]] == []
    assert [unit for unit, row in units.items() if row["parent_id"] and row["parent_id"] not in units] == []
    assert [
        unit
        for unit, row in units.items()
        if row["valid_from"] and row["valid_to"] and row["valid_from"] >= row["valid_to"]
    ] == []


@pytest.mark.parametrize(
    ("on", "communes", "districts", "provinces"),
    [
        ("2024-05-31", 138, 7, 63),
        ("2024-08-31", 138, 7, 63),
        ("2024-09-01", 137, 7, 63),
        ("2025-06-30", 137, 7, 63),
        ("2025-07-01", 124, 0, 34),
    ],
)
def test_number_of_units_by_day(on, communes, districts, provinces):
    places, day = Places.load(REFERENCE), date.fromisoformat(on)
    counts = [len(places.units((kind,), day)) for kind in ("commune", "district", "province")]
    assert counts == [communes, districts, provinces]


def test_communes_of_the_districts_in_2024(units):
    of = Counter(row["parent_id"] for row in units.values() if row["kind"] == "commune" and row["valid_from"] < "2024")
    assert of == {
        "thanh-pho-tuyen-quang": 15, "huyen-lam-binh": 10, "huyen-na-hang": 12, "huyen-chiem-hoa": 24,
        "huyen-ham-yen": 18, "huyen-yen-son": 28, "huyen-son-duong": 31,
    }  # fmt: skip


def test_official_codes_keep_their_zeros(units):
    lengths = {"province": 2, "district": 3, "commune": 5}
    wrong = [
        unit for unit, row in units.items() if row["kind"] in lengths and len(row["gso_code"]) != lengths[row["kind"]]
    ]
    assert wrong == []
    assert units["xa-trang-da.thanh-pho-tuyen-quang"]["gso_code"] == "02209"
    assert units["huyen-na-hang"]["gso_code"] == "072"


def test_names_of_one_day_are_unique_within_their_place(units):
    for day in ("2024-05-31", "2025-07-01"):
        valid = [row for row in units.values() if (row["valid_from"] or "0") <= day < (row["valid_to"] or "9")]
        names = Counter((row["kind"], row["parent_id"], row["name"]) for row in valid)
        assert [name for name, times in names.items() if times > 1] == []


def test_every_commune_and_district_has_a_point_in_the_province(units):
    outside = []
    for unit, row in units.items():
        if row["kind"] in ("commune", "district"):
            longitude, latitude = float(row["longitude"]), float(row["latitude"])
            # the province's box before the merger; after it Hà Giang reaches further north and west
            west, north = (104.3, 23.4) if row["valid_from"] == "2025-07-01" else (104.849, 22.691)
            if not (west <= longitude <= 105.65 and 21.497 <= latitude <= north):
                outside.append(unit)
    assert outside == []


def test_units_that_ended_in_a_merger_have_a_successor(units):
    followed = {row["unit_id"] for row in rows("unit_successors")}
    ended = {unit for unit, row in units.items() if row["kind"] in ("commune", "province") and row["valid_to"]}
    assert ended - followed == set()


def test_successors_exist_and_begin_when_the_others_end(units):
    for row in rows("unit_successors"):
        old, new = units[row["unit_id"]], units[row["successor_id"]]
        assert old["valid_to"] <= row["since"], row
        assert (new["valid_from"] or "0") <= row["since"] < (new["valid_to"] or "9"), row
        assert row["share"] in ("", "1"), row


@pytest.mark.parametrize(
    ("unit_id", "successors"),
    [
        ("xa-van-son.huyen-son-duong", {"xa-hong-son.huyen-son-duong": "1"}),
        ("xa-hong-son.huyen-son-duong", {"xa-hong-son@2025": "1"}),
        ("xa-thai-binh.huyen-yen-son", {"phuong-nong-tien@2025": "", "xa-thai-binh@2025": ""}),
        ("xa-kim-phu.thanh-pho-tuyen-quang", {"phuong-minh-xuan@2025": "", "phuong-my-lam@2025": ""}),
        ("xa-kien-thiet.huyen-yen-son", {"xa-kien-thiet": "1"}),
        ("tinh-ha-giang", {"tinh-tuyen-quang@2025": "1"}),
    ],
)
def test_what_became_of(unit_id, successors):
    assert {
        row["successor_id"]: row["share"] for row in rows("unit_successors") if row["unit_id"] == unit_id
    } == successors


def test_aliases_name_known_units(units):
    listed = rows("unit_aliases")
    assert [
        row for row in listed if row["unit_id"] not in units or (row["within"] and row["within"] not in units)
    ] == []
    assert [
        pair for pair, times in Counter((row["alias"], row["unit_id"]) for row in listed).items() if times > 1
    ] == []


def test_alias_is_never_ambiguous_on_any_day(units):
    """An alias that two units of one kind share at the same time would refuse every row that uses it."""
    places = Places.load(REFERENCE)
    for row in rows("unit_aliases"):
        unit = units[row["unit_id"]]
        day = date.fromisoformat(max(unit["valid_from"], "2024-05-31"))
        if not unit["valid_to"] or unit["valid_to"] > day.isoformat():
            assert places.find(row["alias"], (unit["kind"],), day, row["within"] or None) == row["unit_id"], row[
                "alias"
            ]


def test_calendar_senders_exist_while_they_send(units):
    for row in rows("calendar"):
        sender = units[row["sender_id"]]
        assert row["source"] in SOURCES, row
        assert (sender["valid_from"] or "0") <= row["valid_from"], row
        assert (row["valid_to"] or "9") <= (sender["valid_to"] or "9"), row


def test_calendar_states_a_due_time_for_its_rhythm():
    needed = {
        "monthly": ("due_day", "due_hour"),
        "weekly": ("due_day", "due_hour"),
        "yearly": ("due_month_day", "due_hour"),
        "on change": (),
    }
    for row in rows("calendar"):
        stated = {name for name in ("due_day", "due_month_day", "due_hour") if row[name]}
        assert stated == set(needed[row["rhythm"]]), row


@pytest.mark.parametrize(
    ("source", "day", "senders"),
    [
        ("bts_stations", "2024-05-31", 3),
        ("bts_stations", "2025-01-31", 4),
        ("village_coverage", "2024-05-31", 7),
        ("dossier_counts", "2024-05-31", 27),
        ("tasks", "2024-05-31", 2),
        ("unit_scores", "2023-12-31", 1),
        ("dossiers", "2024-05-31", 1),
    ],
)
def test_number_of_senders_due(source, day, senders):
    due = [
        row
        for row in rows("calendar")
        if row["source"] == source and row["valid_from"] <= day < (row["valid_to"] or "9")
    ]
    assert len(due) == senders


def test_every_metric_has_its_words():
    listed = rows("indicators")
    assert [row["id"] for row in listed] == METRICS
    assert [(row["id"], name) for row in listed for name, text in row.items() if not text.strip()] == []


def test_targets_are_percentages_of_known_metrics():
    for row in rows("targets"):
        assert row["metric_id"] in METRICS
        assert 0 < float(row["target"]) <= 100
        assert row["scope"] == "" or row["scope"].partition("=")[0] in ("level", "plan")
        date.fromisoformat(row["valid_from"])


def test_settings_are_known_and_whole_numbers():
    stated = {row["name"]: int(row["value"]) for row in rows("settings")}
    # The SQL facts have defaults of their own, for a folder without the line.
    with duckdb.connect() as con:
        con.execute("create schema ref; create schema fact; create table ref.settings (name varchar, value varchar)")
        con.execute((REFERENCE.parents[1] / "loaders" / "facts" / "settings.sql").read_text(encoding="utf-8"))
        names = [name for name, *_ in con.execute("describe fact.settings").fetchall()]
        defaults = dict(zip(names, con.execute("select * from fact.settings").fetchone(), strict=True))
    assert defaults["due_soon_days"] == 30 and defaults["site_metres"] == 50
    assert stated == asdict(Thresholds()) | defaults


def test_published_figures_are_numbers_with_a_source():
    listed = {row["fact_id"]: row for row in rows("published")}
    assert len(listed) == len(rows("published"))
    assert [row for row in listed.values() if not row["source"] or not row["unit_of_measure"]] == []
    values = {name: float(row["value"]) for name, row in listed.items()}
    assert (values["stations_active"], values["procedures_total"], values["villages_total"]) == (1283, 1826, 1733)
    assert (
        values["tasks_total_de_an_06_a"],
        values["tasks_total_de_an_06_b"],
        values["tasks_total_chuyen_doi_so"],
    ) == (73, 71, 81)
    assert (values["villages_broadband_share"], values["sites_shared_share"], values["dti_rank_2023"]) == (
        97.8,
        14.03,
        38,
    )


def test_holidays_of_three_years():
    listed = rows("holidays")
    assert [row["day"] for row in listed] == sorted({row["day"] for row in listed})
    # article 112 of the Labour Code: 11 days a year
    assert Counter(row["day"][:4] for row in listed if row["kind"] == "holiday") == {"2023": 11, "2024": 11, "2025": 11}
    for row in listed:
        weekday = date.fromisoformat(row["day"]).weekday()
        assert (weekday == 5) if row["kind"] == "working_saturday" else (weekday < 5 or row["kind"] == "holiday"), row
