"""Large texts: read when their turn comes, in the same order and with the same result as small ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders import BadFile, files, in_turn, load, open_warehouse
from loaders.files import Received, gather
from loaders.report import LoadReport
from tests.workbook import csv_file

HEADS = ["Mã hồ sơ", "Mã TTHC", "Đơn vị xử lý", "Hình thức nộp", "Ngày tiếp nhận", "Ngày hẹn trả", "Trạng thái"]


def export(day: str, status: str) -> bytes:
    """Forty dossiers as the system tells them on that day."""
    rows = [
        [f"H60-{number}", "1.000105.H60", "Sở Tư pháp", "Trực tuyến", "02/05/2024", "20/05/2024", status]
        for number in range(40)
    ]
    return csv_file([[f"DANH SÁCH HỒ SƠ (số liệu tính đến ngày {day})"], HEADS, *rows])


def loaded(folder: Path) -> LoadReport:
    """The newer report has the first name: only their own days can bring them into order."""
    inbox = folder / "in"
    inbox.mkdir(parents=True)
    (inbox / "a.csv").write_bytes(export("31/05/2024", "Đã trả kết quả"))
    (inbox / "b.csv").write_bytes(export("24/05/2024", "Đang xử lý"))
    return load([inbox], data=folder / "d")


def counted(folder: Path) -> list[tuple[object, ...]]:
    with open_warehouse(folder / "d") as con:
        return con.execute(
            "select reported_on, rows_loaded, is_open from log.batches join fact.dossiers using (batch_id, reported_on)"
            " group by all union all select reported_on, rows_loaded, null from log.batches order by all"
        ).fetchall()


def test_large_texts_come_to_the_same_as_small_ones(tmp_path, monkeypatch):
    small = loaded(tmp_path / "small")
    for module in (files, in_turn):
        monkeypatch.setattr(module, "LARGE", 2_000)
    monkeypatch.setattr(in_turn, "HEAD", 900)
    large = loaded(tmp_path / "large")
    assert [(one.outcome, one.rows_loaded) for one in large.files] == [("loaded", 40), ("loaded", 40)]
    assert [one.as_json() for one in large.files] == [one.as_json() for one in small.files]
    assert counted(tmp_path / "large") == counted(tmp_path / "small")
    with open_warehouse(tmp_path / "large" / "d") as con:
        order = con.execute("select file_name from log.batches order by batch_id").fetchall()
    assert order == [("b.csv",), ("a.csv",)]


def test_bytes_of_a_large_text_are_not_held(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "LARGE", 2_000)
    path = tmp_path / "a.csv"
    path.write_bytes(export("31/05/2024", "Đang xử lý"))
    [found] = gather([path])
    assert (found.content, found.data, found.size) == (b"", path.read_bytes(), path.stat().st_size)
    assert found.digest == Received("a.csv", path.read_bytes()).digest


def test_a_file_that_changes_while_it_is_loaded_is_not_kept_under_the_old_checksum(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "LARGE", 2_000)
    path = tmp_path / "a.csv"
    path.write_bytes(export("31/05/2024", "Đang xử lý"))
    digest = Received.digest
    monkeypatch.setattr(Received, "digest", property(lambda self: "0" * 64))
    with pytest.raises(BadFile, match="bị sửa trong lúc đang nạp"):
        load([path], data=tmp_path / "d")
    monkeypatch.setattr(Received, "digest", digest)
    assert not list((tmp_path / "d").glob("archive/*"))
