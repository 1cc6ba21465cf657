"""Form II.06a against the detail export: what agrees, what differs, who sent one alone; over rows counted by hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from loaders import facts, open_warehouse
from loaders.compare.thresholds import Thresholds
from pages.parts.services import charts_sources, records_sources, two_sources
from pages.parts.services.two_sources import (
    AGREES,
    DETAIL_ONLY,
    DIFFERS,
    EARLY,
    FORM_ONLY,
    MEASURES,
    ONE_SIDED,
    OPEN,
    PARTIAL,
    WHOLE,
    Limits,
)
from tests.pages import warehouses
from tests.pages.conftest import Screen
from tests.pages.test_screens import assert_sound, texts

LIMITS = Limits(percent=10, least=5, whole_percent=50)
MARCH = date(2024, 3, 1)


def told(*rows: tuple, reached: bool = True) -> pd.DataFrame:
    """unit, the form's four numbers or None, the export's four or None, whether the form is asked for."""
    listed = []
    for unit, form, detail, is_expected in rows:
        listed.append(
            {
                "unit": unit,
                "level": "province",
                "month_start": pd.Timestamp(MARCH),
                "month_end": pd.Timestamp(2024, 3, 31),
                **{f"form_{what}": (form or [None] * 4)[place] for place, what in enumerate(MEASURES)},
                **{f"detail_{what}": (detail or [None] * 4)[place] for place, what in enumerate(MEASURES)},
                "reached": reached,
                "is_expected": is_expected,
                "form_file": "bieu.xlsx" if form else None,
                "detail_file": "chi-tiet.xlsx" if detail else None,
                "is_sample": False,
            }
        )
    numbers = {f"{side}_{what}": "float64" for side in ("form", "detail") for what in MEASURES}
    return pd.DataFrame(listed).astype(numbers)


@pytest.mark.parametrize(
    ("form", "detail", "differs"),
    [
        (100, 105, False),  # five apart: not more than five
        (100, 106, False),  # six apart, but no more than 10 % of 106
        (50, 56, True),  # six apart, 10,7 % of 56
        (56, 50, True),  # as far the other way
        (60, 54, False),  # six apart, exactly 10 % of 60
        (0, 6, True),
        (3, 0, False),
        (None, 90, False),  # a blank says nothing
    ],
)
def test_numbers_differ_past_both_limits(form: float | None, detail: float, differs: bool) -> None:
    assert LIMITS.apart(pd.Series([form], dtype="float64"), pd.Series([float(detail)])).tolist() == [differs]


def test_units_agree_differ_or_are_told_of_by_one_source() -> None:
    rows = two_sources.compared(
        told(
            ("a", [100, 60, 90, 1], [102, 60, 91, 1], True),
            ("b", [100, 60, 90, 1], [80, 60, 90, 9], True),
            ("c", [40, 10, 30, 0], None, True),
            ("d", None, [7, 1, 7, 0], True),
            ("e", None, [8, 1, 8, 0], False),
            ("f", [None, None, None, None], [9, 1, 9, 0], True),
        ),
        LIMITS,
    )
    assert dict(zip(rows["unit"], rows["state"], strict=True)) == {
        "a": AGREES,
        "b": DIFFERS,
        "c": FORM_ONLY,
        "d": DETAIL_ONLY,
        "e": DETAIL_ONLY,
        "f": OPEN,
    }
    found = two_sources.differences(rows, LIMITS)
    assert found[["unit", "what", "form", "detail", "apart", "percent"]].round(1).to_numpy().tolist() == [
        ["b", "received", 100.0, 80.0, -20.0, 20.0],
        ["b", "late", 1.0, 9.0, 8.0, 88.9],
    ]
    month = two_sources.months(rows).iloc[0]
    # Of both tell a and b: 182 of 200 dossiers. Of those that one source tells of, d owes a form and e does not.
    assert (month["why"], month["agrees"], month["differs"], month["both"]) == (WHOLE, 1, 1, 2)
    assert (month["form_only"], month["missing"], round(month["share"], 1)) == (1, 1, 91.0)
    assert two_sources.summary(month, len(found)) == "Tháng 03/2024: 1/2 đơn vị khớp; 1 đơn vị lệch ở 2 số."
    assert two_sources.difference(found.iloc[1], "Sở B") == (
        "Sở B, tháng 03/2024, giải quyết quá hạn: 1 theo Biểu II.06a, 9 theo tệp chi tiết; tệp chi tiết nhiều hơn "
        "8 hồ sơ (88,9\u00a0%)."
    )


@pytest.mark.parametrize(
    ("rows", "reached", "why", "said"),
    [
        ([("a", [100, 0, 90, 0], [50, 0, 45, 0], True)], True, WHOLE, "0/1 đơn vị khớp; 1 đơn vị lệch ở 3 số."),
        (
            [("a", [100, 0, 90, 0], [49, 0, 45, 0], True)],
            True,
            PARTIAL,
            "Không so được tháng 03/2024: tệp chi tiết chỉ có 49,0\u00a0% số hồ sơ tiếp nhận của Biểu II.06a.",
        ),
        (
            [("a", [100, 0, 90, 0], [100, 0, 90, 0], True)],
            False,
            EARLY,
            "Chưa so được tháng 03/2024: tệp chi tiết chưa tới ngày cuối tháng.",
        ),
        (
            [("a", [100, 0, 90, 0], None, True), ("b", None, [5, 0, 5, 0], False)],
            True,
            ONE_SIDED,
            "Chưa so được tháng 03/2024: không đơn vị nào có số ở cả hai nguồn.",
        ),
    ],
    ids=[WHOLE, PARTIAL, EARLY, ONE_SIDED],
)
def test_month_is_compared_where_the_export_is_whole(rows: list, reached: bool, why: str, said: str) -> None:
    compared = two_sources.compared(told(*rows, reached=reached), LIMITS)
    month = two_sources.months(compared).iloc[0]
    assert month["why"] == why
    numbers = two_sources.differences(compared, LIMITS)
    assert len(numbers) == (2 if why == WHOLE else 0)
    assert two_sources.summary(month, 3).endswith(said)


def test_a_unit_of_one_source_is_not_said_to_have_a_share() -> None:
    told_by = [("a", [100, 0, 90, 0], [49, 0, 45, 0], True), ("b", None, [5, 0, 5, 0], False)]
    compared = two_sources.compared(told(*told_by, reached=True), LIMITS)
    month = two_sources.months(compared[compared["unit"].eq("b")]).iloc[0]
    assert two_sources.summary(month, 0).endswith("không đơn vị nào có số ở cả hai nguồn.")


def test_matrix_lists_units_that_differ_or_owe_a_form() -> None:
    rows = two_sources.compared(
        told(
            ("agrees", [100, 60, 90, 1], [102, 60, 91, 1], True),
            ("twice", [100, 60, 90, 1], [80, 60, 90, 9], True),
            ("owes", None, [7, 1, 7, 0], True),
            ("not asked", None, [8, 1, 8, 0], False),
        ),
        LIMITS,
    )
    cells = two_sources.by_month(rows, LIMITS)
    assert cells[["unit", "state", "numbers"]].to_numpy().tolist() == [["twice", DIFFERS, 2], ["owes", DETAIL_ONLY, 0]]


def test_charts_write_what_was_found_into_their_cells() -> None:
    rows = two_sources.compared(
        told(
            ("agrees", [100, 60, 90, 1], [102, 60, 91, 1], True),
            ("twice", [100, 60, 90, 1], [80, 60, 90, 9], True),
            ("owes", None, [7, 1, 7, 0], True),
        ),
        LIMITS,
    )
    months = two_sources.months(rows)
    strip = charts_sources.strip(months, pd.Timestamp(MARCH)).to_dict()
    (box,) = next(iter(strip["datasets"].values()))
    assert (box["head"], box["said"], box["kind"], box["is_chosen"]) == ("03/2024", "khớp 1/2", "differs", True)
    cells = two_sources.by_month(rows, LIMITS)
    matrix = charts_sources.matrix(cells, {"twice": "Sở A", "owes": "Sở B"}).to_dict()
    drawn = next(iter(matrix["datasets"].values()))
    assert [(one["name"], one["text"], one["said"]) for one in drawn] == [
        ("Sở A", "≠ 2", "2 số lệch"),
        ("Sở B", "∅", "chỉ có tệp chi tiết"),
    ]


def test_place_of_rows() -> None:
    assert two_sources.place("STP", 15, 19) == "STP, dòng 15–19"
    assert two_sources.place("", 40, 40) == "dòng 40"
    assert two_sources.place(None, None, None) == "–"


# --- against a warehouse of few rows ---------------------------------------------------------------------------

FORM = (
    *("unit_id", "field", "period_start", "period_end", "received_online", "received_direct", "resolved_total"),
    "resolved_late",
)
DETAIL = ("dossier_code", "unit_id", "channel", "received_on", "due_on", "closed_on", "status_code")
MAY, QUARTER = ("2024-05-01", "2024-05-31"), ("2024-01-01", "2024-03-31")
# so-tu-phap's form of May stands in warehouses.BATCHES: 40 online, 60 direct, 50 resolved, 1 late.
REPORTS = (
    # A quarter is no month: it says nothing of March.
    ("dossier_counts", "so-noi-vu", "2024-03-31", FORM, [("so-noi-vu", "Tôn giáo", *QUARTER, 5, 5, 4, 0)]),
    ("dossiers", "trung-tam-phuc-vu-hanh-chinh-cong-tinh", "2024-05-31", DETAIL,
     [("D1", "so-tu-phap", "online", "2024-05-02", "2024-05-10", "2024-05-09", 10),  # resolved, in time
      ("D2", "so-tu-phap", "direct", "2024-05-03", "2024-05-10", "2024-05-12", 9),  # resolved, late
      ("D3", "so-tu-phap", "online", "2024-05-06", "2024-05-07", "2024-05-08", 7),  # withdrawn: resolved, not late
      ("D4", "so-tu-phap", "online", "2024-05-07", None, None, 3),  # not accepted: not received
      ("D5", "so-tu-phap", "online", "2024-04-30", "2024-05-20", "2024-05-20", 10),  # received in April
      ("D6", "huyen-na-hang", "direct", "2024-05-07", None, None, 4),
      ("D7", "so-tu-phap", "online", "2024-05-08", "2024-05-10", None, 4)]),
    # What the newest report says counts: D7 is closed now, late.
    ("dossiers", "trung-tam-phuc-vu-hanh-chinh-cong-tinh", "2024-06-02", DETAIL,
     [("D7", "so-tu-phap", "online", "2024-05-08", "2024-05-10", "2024-05-31", 10)]),
)  # fmt: skip


@pytest.fixture
def office(desk: Path) -> Path:
    """The hand-made installation, with the reports above."""
    con = duckdb.connect(str(desk / "warehouse" / warehouses.NAME))
    con.execute("set TimeZone = 'Asia/Ho_Chi_Minh'")
    for number, (source, sender, day, columns, rows) in enumerate(REPORTS, 101):
        is_form = source == "dossier_counts"
        con.execute(
            "insert into log.batches values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, null, ?, ?, 0, false)",
            [number, source, f"{sender}; {day}", sender, f"{source}_{number}.xlsx", f"sha{number}", day,
             QUARTER[0] if is_form else None, day if is_form else None, *["2024-06-05 08:00:00+07"] * 2, len(rows),
             len(rows)],
        )  # fmt: skip
        names = ", ".join(("batch_id", "sheet", "row_number", *columns, *(() if is_form else ("reported_on",))))
        for line, row in enumerate(rows, 2):
            values = [number, "Sheet1", line, *row, *([] if is_form else [day])]
            con.execute(f"insert into src.{source} ({names}) values ({', '.join('?' * len(values))})", values)
    facts.create(con)
    con.close()
    return desk


def test_sources_are_told_by_the_rules_of_the_form(office: Path) -> None:
    found = records_sources.told_twice(open_warehouse(office), date(2024, 1, 1), date(2024, 5, 31))
    april = found[found["month_start"].eq(pd.Timestamp(2024, 4, 1))]
    assert april[["unit", "detail_received"]].to_numpy().tolist() == [["so-tu-phap", 1.0]]
    found = found[found["month_start"].eq(pd.Timestamp(2024, 5, 1))].set_index("unit")
    assert set(found.index) == {"so-tu-phap", "huyen-na-hang"}
    mine = found.loc["so-tu-phap"]
    assert [mine[f"form_{what}"] for what in MEASURES] == [100, 40, 50, 1]
    # Received D1, D2, D3, D7; online without D2; resolved D1, D2, D3, D5, D7; late D2, D7.
    assert [mine[f"detail_{what}"] for what in MEASURES] == [4, 3, 5, 2]
    assert (mine["form_file"], mine["form_sheet"], mine["first_row"]) == ("dossier_counts_5.xlsx", "Sheet1", 2)
    assert mine["detail_file"] == "dossiers_103.xlsx"
    assert mine["reached"] and mine["is_expected"]
    other = found.loc["huyen-na-hang"]
    assert pd.isna(other["form_received"]) and other["detail_received"] == 1 and other["is_expected"]


def test_listed_dossiers_are_those_that_were_counted(office: Path) -> None:
    con, days = open_warehouse(office), (date(2024, 5, 1), date(2024, 5, 31))
    told = records_sources.told_twice(con, *days).set_index("unit").loc["so-tu-phap"]
    for what in MEASURES:
        listed = records_sources.dossiers_counted(con, what, "so-tu-phap", *days)
        assert len(listed) == told[f"detail_{what}"]
    late = records_sources.dossiers_counted(con, "late", "so-tu-phap", *days)
    assert dict(zip(late["dossier_code"], late["file_name"], strict=True)) == {
        "D2": "dossiers_102.xlsx",
        "D7": "dossiers_103.xlsx",
    }
    assert len(records_sources.dossiers_counted(con, "resolved", "so-tu-phap", *days, limit=2)) == 2


def test_limits_are_those_of_the_loaders() -> None:
    known = Thresholds()
    said = two_sources.limits_said(Limits(known.cross_percent, known.cross_least, known.cross_whole_percent))
    assert "quá 5 hồ sơ và quá 1\u00a0% số lớn hơn" in said
    assert "ít nhất 50\u00a0%" in said


def test_view_names_both_numbers_and_who_lacks_a_source(screen: Screen, office: Path) -> None:
    page = screen("services", office, view="sources")
    assert_sound(page)
    # Four dossiers of a hundred are no whole export: nothing is called a difference.
    assert "Không so được tháng 05/2024: tệp chi tiết chỉ có 4,0" in texts(page)
    alone = screen("services", office, view="sources", pairs="alone")
    assert_sound(alone)
    assert any("thiếu Biểu II.06a phải gửi" in str(frame.value.to_numpy()) for frame in alone.dataframe)
