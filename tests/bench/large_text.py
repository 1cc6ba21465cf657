"""A long detail export as CSV: the whole load against a bare reader of the same file, at three lengths."""

from __future__ import annotations

import csv
import statistics
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path

from tests.bench.result import Result
from tests.conftest import ROOT

LENGTHS = (20_000, 100_000, 400_000)
HEADINGS = (
    *("STT", "Mã hồ sơ", "Mã TTHC", "Đơn vị xử lý", "Hình thức nộp", "Ngày tiếp nhận", "Ngày hẹn trả"),
    *("Ngày trả kết quả", "Trạng thái hồ sơ", "Có phí", "Thanh toán trực tuyến", "Số hóa TPHS", "Số hóa kết quả"),
)
UNITS = ("Sở Tư pháp", "Sở Y tế", "UBND huyện Na Hang", "UBND huyện Sơn Dương", "Sở Xây dựng", "UBND thành phố")
CHANNELS = ("Trực tuyến", "Trực tiếp", "Trực tuyến", "Bưu chính")
PEAK = """
import resource, sys, time
from pathlib import Path
from loaders import load
started = time.perf_counter()
report = load([Path(sys.argv[1])], data=Path(sys.argv[2]))
taken = time.perf_counter() - started
print(report.files[0].rows_loaded, taken, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def results(folder: Path) -> list[Result]:
    """Rows a second of the whole load and of csv.reader alone, and the memory at the most."""
    found = []
    for length in LENGTHS:
        path = write(folder / f"ho_so_{length}.csv", length)
        bare = statistics.median(_bare(path) for _ in range(3))
        data = folder / f"data_{length}"
        ran = subprocess.run(
            [sys.executable, "-c", PEAK, str(path), str(data)], capture_output=True, text=True, check=True, cwd=ROOT
        )
        loaded, taken, peak = (float(one) for one in ran.stdout.split()[-3:])
        assert loaded == length, f"{loaded:.0f} of {length} rows were loaded"
        said = f"CSV {length:,} hồ sơ".replace(",", ".")
        found += [
            Result(f"{said}: nạp và công bố", length / taken, "dòng/s"),
            Result(f"{said}: csv.reader đọc trần", length / bare, "dòng/s"),
            Result(f"{said}: bộ nhớ khi nạp", peak, "MiB", 4096.0),
        ]
    return found


def write(path: Path, length: int) -> Path:
    """That many dossiers received over five months."""
    first = date(2024, 1, 1)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        rows = csv.writer(file, delimiter=";")
        rows.writerow(["DANH SÁCH HỒ SƠ (số liệu tính đến ngày 31/05/2024)"])
        rows.writerow(HEADINGS)
        for number in range(length):
            received = first + timedelta(days=number % 140)
            due, closed = (f"{received + timedelta(days=days):%d/%m/%Y}" for days in (10, number % 12))
            rows.writerow(
                [
                    *(number + 1, f"H60-{number:08}", f"1.{number % 1826:06}.H60", UNITS[number % 6]),
                    *(CHANNELS[number % 4], f"{received:%d/%m/%Y}", due, closed, "Đã trả kết quả"),
                    *("x" if number % mark else "" for mark in (2, 3, 4, 5)),
                ]
            )
    return path


def _bare(path: Path) -> float:
    started = time.perf_counter()
    with path.open(encoding="utf-8-sig", newline="") as file:
        for _ in csv.reader(file, delimiter=";"):
            pass
    return time.perf_counter() - started
