"""The benchmark: `make bench` prints one table and writes bench.json. Ratios count; machines are noisy."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.bench import coverage, dossiers, fixtures, growth, large_file, large_text
from tests.bench.result import Result

ROUNDS = 5
AGENCY_ROWS = 500
PEAK = """
import resource, sys
from pathlib import Path
from loaders import load
load([Path(sys.argv[1])], data=Path(sys.argv[2]))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def main() -> int:
    """Run everything; 1 where a limit is broken."""
    with tempfile.TemporaryDirectory() as folder:
        results = [
            *_large_file(Path(folder)),
            *_agency_file(Path(folder)),
            *large_text.results(Path(folder)),
            *dossiers.results(Path(folder)),
            *growth.results(),
            *coverage.results(),
            *fixtures.results(),
        ]
    table = Table("Phép đo", "Trung vị", "Giới hạn", "Đạt", box=None, pad_edge=False)
    for result in results:
        table.add_row(result.name, result.shown, result.limit_shown, "✓" if result.is_within else "✗")
    Console(width=140).print(table)
    Path("bench.json").write_text(
        json.dumps([result.as_json() for result in results], ensure_ascii=False, indent=1), encoding="utf-8"
    )
    return 0 if all(result.is_within for result in results) else 1


def _large_file(folder: Path) -> list[Result]:
    """The whole load of a 54,000-row workbook and a bare read of it, in turn; pandas with openpyxl once."""
    import pandas as pd
    from python_calamine import CalamineWorkbook

    from loaders import check, load
    from loaders.files import Received
    from loaders.workbooks.returned import workbook

    path = large_file.write(folder / "large.xlsx")

    def bare() -> None:
        CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()

    def ours() -> None:
        report = load([path], data=folder / f"load-{time.perf_counter_ns()}")
        assert report.files[0].rows_refused == large_file.FAULTS, report.files[0]

    bare(), ours()
    pairs = [(_seconds(bare), _seconds(ours)) for _ in range(ROUNDS)]
    entries = check([path], data=folder / "checked").files
    received = Received(path.name, path.read_bytes())
    marking_time = statistics.median(_seconds(lambda: workbook(received, entries, False)) for _ in range(ROUNDS))
    by_pandas = _seconds(lambda: pd.read_excel(path, engine="openpyxl"))
    load_time = statistics.median(pair[1] for pair in pairs)
    peak = subprocess.run(
        [sys.executable, "-c", PEAK, str(path), str(folder / "peak")], capture_output=True, text=True, check=True
    )
    kibibytes = int(peak.stdout)
    return [
        Result("54.000 dòng xlsx: đọc trần bằng python-calamine", statistics.median(pair[0] for pair in pairs), "s"),
        Result("54.000 dòng xlsx: cả lần nạp", load_time, "s"),
        Result("54.000 dòng xlsx: nạp / đọc trần", statistics.median(b / a for a, b in pairs), "lần", 5.0),
        Result("54.000 dòng xlsx: pandas với openpyxl, chỉ đọc", by_pandas, "s"),
        Result("54.000 dòng xlsx: nạp / pandas với openpyxl", load_time / by_pandas, "lần", 1.0),
        Result("54.000 dòng xlsx: tệp trả lại, 300 ô đánh dấu", marking_time, "s", 3.0),
        Result("54.000 dòng xlsx: bộ nhớ cao nhất của tiến trình nạp", kibibytes / 1024, "MiB", 1024.0),
    ]


def _agency_file(folder: Path) -> list[Result]:
    """A file of the size that agencies send: checked, and marked to go back."""
    from loaders import check
    from loaders.files import Received
    from loaders.workbooks.returned import workbook

    path = large_file.write(folder / "agency.xlsx", AGENCY_ROWS)
    entries = check([path], data=folder / "agency").files
    assert entries[0].rows_refused == AGENCY_ROWS // (large_file.ROWS // large_file.FAULTS), entries[0]
    received = Received(path.name, path.read_bytes())
    checking = statistics.median(_seconds(lambda: check([path], data=folder / "agency")) for _ in range(ROUNDS))
    marking = statistics.median(_seconds(lambda: workbook(received, entries, False)) for _ in range(ROUNDS))
    return [
        Result("500 dòng xlsx: kiểm tra", checking, "s", 1.0),
        Result("500 dòng xlsx: tệp trả lại, ô đánh dấu", marking, "s", 1.0),
    ]


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
