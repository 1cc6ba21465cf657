"""`python -m metrics`: the JSON that other people's scripts read, the table for people, exit status 3 for wrong use."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import metrics
from tests.metrics.desk import Desk


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A data folder whose warehouse holds one operator's list and one unit's form of May 2024."""
    (tmp_path / "warehouse").mkdir()
    desk = Desk(tmp_path / "warehouse" / "2024-06-01T00-00-00Z-0001")
    desk.expects("dossier_counts", "so-y-te")
    desk.expects("dossier_counts", "so-tu-phap")
    desk.con.execute("insert into ref.targets (metric_id, target) values ('dossiers_on_time_share', 98)")
    desk.report("dossier_counts", {"unit_id": "so-y-te", "period_start": "2024-05-01", "period_end": "2024-05-31"},
                "field resolved_total resolved_early resolved_on_time", ("Dược", 1283, 1200, 50), sender="so-y-te",
                is_sample=True)  # fmt: skip
    desk.publish().close()
    (tmp_path / "warehouse" / "CURRENT").write_text("2024-06-01T00-00-00Z-0001\n")
    return tmp_path


def said(capsys: pytest.CaptureFixture[str], *words: str) -> object:
    assert metrics.main([*words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_json_has_exactly_the_fields_of_the_contract(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "dossiers_on_time_share", "--by", "unit", "--data", str(home)) == [
        {
            "id": "dossiers_on_time_share",
            "title": "Tỷ lệ đúng hạn",
            "value": pytest.approx(125000 / 1283),
            "count": 1250,
            "out_of": 1283,
            "measured_in": "%",
            "as_of": "2024-05-31",
            "period_start": "2024-05-01",
            "period_end": "2024-05-31",
            "reported": 1,
            "expected": 2,
            "target": 98,
            "is_sample": True,
            "by": {"unit": "so-y-te"},
        }
    ]


def test_json_says_null_where_there_are_no_data(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (figure,) = said(capsys, "dossiers_received", "--from", "2024-01-01", "--to", "2024-01-31", "--data", str(home))  # type: ignore[misc]
    assert (figure["value"], figure["as_of"], figure["by"], figure["period_end"]) == (None, None, None, "2024-01-31")


def test_several_values_of_one_name_are_either_or(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    where = ("--where", "unit=so-y-te", "--where", "unit=so-tu-phap", "--where", "field=Dược")
    (figure,) = said(capsys, "dossiers_resolved", *where, "--data", str(home))  # type: ignore[misc]
    assert figure["count"] == 1283


def test_without_a_name_all_figures_are_told(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = said(capsys, "--data", str(home))
    scoped = {one.id for one in metrics.METRICS.values() if one.scoped_by}
    assert {figure["id"] for figure in told} == set(metrics.METRICS) - scoped  # type: ignore[attr-defined]


def test_table_for_people_is_written_the_vietnamese_way(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    assert metrics.main(["dossiers_on_time_share", "--data", str(home)]) == 0
    table = capsys.readouterr().out
    for text in ("97,4\u00a0%", "1.250", "1.283", "31/05/2024", "1/2", "số liệu minh họa"):
        assert text in table


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["dossiers_on_tim_share"], "không có chỉ số “dossiers_on_tim_share”; gần nhất: dossiers_on_time_share"),
        (["dossiers_received", "--by", "operator"], "không chia hay lọc được dossiers_received theo “operator”"),
        (["dossiers_received", "--as-of", "31/5/2024"], "“31/5/2024” không viết dạng 2024-05-31"),
        (["dossiers_received", "--where", "unit"], "“unit” không viết dạng TÊN=GIÁ TRỊ"),
        (["--nothing"], "Dùng sai"),
    ],
)
def test_wrong_use_ends_with_3_and_a_sentence(
    home: Path, capsys: pytest.CaptureFixture[str], words: list[str], message: str
) -> None:
    try:
        status = metrics.main([*words, "--data", str(home)])
    except SystemExit as end:
        status = int(end.code or 0)
    out, err = capsys.readouterr()
    assert (status, out) == (3, "")
    assert message in err


def test_before_anything_was_loaded_a_sentence_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert metrics.main(["stations_active", "--data", str(tmp_path)]) == 3
    assert "chưa có số liệu" in capsys.readouterr().err
