"""What holds for every fact: its grain is said, its rows lead back to a file, and the newest state costs no sorting."""

from __future__ import annotations

from datetime import date

import pytest

from loaders import facts
from metrics import BREAKDOWNS, METRICS, breakdowns
from tests.metrics.desk import Desk


@pytest.mark.parametrize("name", facts.FACTS)
def test_first_line_says_the_grain(name: str) -> None:
    assert (facts.FOLDER / f"{name}.sql").read_text(encoding="utf-8").startswith("-- Grain: one row per ")


@pytest.mark.parametrize("name", sorted({metric.fact for metric in METRICS.values()}))
def test_rows_lead_back_to_their_file(desk: Desk, name: str) -> None:
    columns = {row[0] for row in desk.publish().execute(f"describe fact.{name}").fetchall()}
    assert {"batch_id", "sheet", "row_number", "is_sample", "reported_on"} <= columns


def test_facts_can_be_made_again_over_older_ones(desk: Desk) -> None:
    desk.publish()
    desk.con.execute("drop table fact.units cascade; create view fact.units as select 1 as gone")
    desk.publish()
    assert "gone" not in {row[0] for row in desk.con.execute("describe fact.units").fetchall()}


def test_every_name_of_the_contract_divides_some_metric(desk: Desk) -> None:
    con = desk.publish()
    assert {name for metric in METRICS.values() for name in breakdowns(con, metric)} == set(BREAKDOWNS)


@pytest.mark.parametrize(("as_of", "reads"), [(None, "dossiers_newest"), (date(2024, 5, 1), "src.dossiers")])
def test_branch_that_is_not_asked_for_is_not_read(desk: Desk, as_of: date | None, reads: str) -> None:
    cursor = desk.publish().cursor()
    cursor.execute("set variable as_of = ?", [as_of])
    plan = cursor.execute("explain select count(*) from fact.dossiers where closed_on is not null").fetchall()[0][1]
    assert {table for table in ("dossiers_newest", "src.dossiers") if table in plan} == {reads}
