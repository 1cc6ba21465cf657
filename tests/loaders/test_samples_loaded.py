"""All seventeen months of samples through the engine: only the planted faults, and the published totals."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

import metrics
from loaders import load, open_warehouse
from loaders.report import LoadReport
from loaders.samples import planted_faults, write_samples

VIETNAM = timezone(timedelta(hours=7))
# A supporting "unit" that is none ("Các cơ quan, đơn vị liên quan") warns in every task list: as untidy as real ones.
EXPECTED_NOISE = ("tasks", "unknown_unit")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("all-samples")


@pytest.fixture(scope="module")
def report(home: Path) -> LoadReport:
    write_samples(home / "samples")
    return load([home / "samples"], data=home)


def test_the_engine_names_exactly_the_planted_faults(report):
    said = {
        (entry.file, issue.rule, issue.sheet, issue.cell or "")
        for entry in report.files
        for issue in entry.issues
        if (entry.source, issue.rule) != EXPECTED_NOISE
    }
    assert said == {(Path(f.file_name).name, f.rule, f.sheet, f.cell) for f in planted_faults()}


def test_every_sample_file_is_recognised_and_none_refused_whole(report):
    assert {entry.outcome for entry in report.files} == {"loaded", "partly_loaded"}
    assert {entry.source for entry in report.files} == {
        "bts_stations", "village_coverage", "procedures", "dossier_counts", "dossiers", "tasks", "unit_scores",
        "indicator_values", "obstacles",
    }  # fmt: skip


# Published: 1.283 stations, 1.733 villages, all with some signal, 38 without broadband, 1.826 procedures.
@pytest.mark.parametrize(
    ("metric", "count", "out_of"),
    [
        ("stations_active", 1283, None),
        ("villages_total", 1733, None),
        ("villages_any_signal_share", 1733, 1733),
        ("villages_broadband_share", 1695, 1733),
        ("villages_without_broadband", 38, None),
        ("procedures_total", 1826, None),
    ],
)
def test_the_newest_figures_are_the_published_ones(report, home, metric, count, out_of):
    con = open_warehouse(home)
    (figure,) = metrics.total(con, metrics.METRICS[metric])
    assert (figure.count, figure.out_of, figure.as_of, figure.is_sample) == (count, out_of, date(2024, 5, 31), True)


def test_the_three_task_lists_have_the_published_lengths(report, home):
    figures = metrics.total(open_warehouse(home), metrics.METRICS["tasks_total"])
    assert {figure.by["plan"]: figure.count for figure in figures} == {
        "de_an_06:2023": 73,
        "de_an_06:2024": 71,
        "chuyen_doi_so:2024": 81,
    }


# Published places of 23/5/2024: first three and last of each board, by score.
@pytest.mark.parametrize(
    ("board", "unit", "score", "rank"),
    [
        ("department", "so-tu-phap", 407.64, 1),
        ("department", "so-tai-chinh", 379.34, 2),
        ("department", "so-ke-hoach-va-dau-tu", 377.09, 3),
        ("department", "so-tai-nguyen-va-moi-truong", 264.36, 19),
        ("district", "thanh-pho-tuyen-quang", 513.65, 1),
        ("district", "huyen-na-hang", 434.21, 7),
        ("commune", "xa-trang-da.thanh-pho-tuyen-quang", 304.31, 1),
        ("commune", "xa-binh-an.huyen-lam-binh", 279.48, 3),
        ("commune", "xa-thuong-giap.huyen-na-hang", 100.44, 138),
    ],
)
def test_the_published_scores_stand_at_their_places(report, home, board, unit, score, rank):
    con = open_warehouse(home)
    query = metrics.Query(where={"index": "CĐS tỉnh", "year": "2023", "board": board, "unit": unit})
    (found,) = metrics.figures(con, metrics.METRICS["score_total"], ("unit",), query)
    (place,) = metrics.figures(con, metrics.METRICS["score_rank"], ("unit",), query)
    assert (found.count, place.count) == (score, rank)


def test_what_was_known_in_the_past_can_be_asked_for(report, home):
    con = open_warehouse(home)
    then = metrics.Query(known_at=datetime(2024, 5, 14, 8, tzinfo=VIETNAM))
    (figure,) = metrics.total(con, metrics.METRICS["stations_active"], then)
    assert figure.as_of == date(2024, 4, 30)
    assert figure.count < 1283
    before_all = metrics.Query(known_at=datetime(2023, 1, 1, tzinfo=UTC))
    assert [found.count for found in metrics.total(con, metrics.METRICS["stations_active"], before_all)] in ([], [None])
