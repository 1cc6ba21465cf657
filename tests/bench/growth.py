"""How time grows with the number of dossiers: 0,1, 1 and 10 million, a filter of the services screen on each.

The warehouse is filled by SQL: what is measured is the publish and the screen. How fast files are read, `large_text`
says. A filter is one whole rerun of the page's script in this process, without the browser's drawing.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb

from loaders import facts
from tests.bench import dossiers
from tests.bench.result import Result
from tests.conftest import ROOT

COUNTS = (100_000, 1_000_000, 10_000_000)
CLICK, PEAK = 300.0, 4096.0  # milliseconds a filter, MiB of memory
ROUNDS = 3
NAME = "2024-06-01T00-00-00Z-0001"
MEMORY = "2GB"  # of DuckDB while it builds; the rest is spilled to the disk

# Form II.06a of every unit in every month, in five fields: as many rows as a province has.
FORMS = """
insert into log.batches by name
    select 4 as batch_id, 'dossier_counts' as source, '' as scope, 'II.06a.xlsx' as file_name,
        date '2024-05-31' as reported_on, date '2024-05-31' as period_end, timestamptz '2024-06-03' as received_at,
        timestamptz '2024-06-03' as loaded_at, false as is_sample;
insert into src.dossier_counts by name
    select 4 as batch_id, 'Sheet1' as sheet, row_number() over () as row_number, u.unit_id,
        'Lĩnh vực ' || f as field, m::date as period_start, last_day(m::date) as period_end,
        10 + hash(u.place, f, m) % 40 as received_online, 5 + hash(f, m, u.place) % 20 as received_direct,
        30 as resolved_total, 10 as resolved_early, 18 as resolved_on_time, 2 as resolved_late, 9 as pending_total,
        8 as pending_in_time, 1 as pending_overdue
    from units u, range(1, 6) fields(f), range(date '2023-01-01', date '2024-06-01', interval 1 month) months(m);
"""


def results() -> list[Result]:
    """Each count in a process of its own, so that its memory is its own."""
    found = []
    for count in COUNTS:
        ran = subprocess.run(
            [sys.executable, "-m", "tests.bench.growth", str(count)],
            capture_output=True,
            text=True,
            check=True,
            cwd=ROOT,
        )
        publish, click, first, peak = (float(one) for one in ran.stdout.split()[-4:])
        said = f"{count:,} hồ sơ".replace(",", ".")
        found += [
            Result(f"{said}: dựng các bảng dùng chung", publish, "s"),
            Result(f"{said}: mở trang Dịch vụ công lần đầu", first, "ms"),
            Result(f"{said}: lọc trên trang Dịch vụ công", click, "ms", CLICK),
            Result(f"{said}: bộ nhớ khi dựng và xem", peak, "MiB", PEAK),
        ]
    return found


def build(folder: Path, count: int) -> float:
    """An installation with that many dossiers; the seconds that its publish took."""
    place = folder / "warehouse"
    place.mkdir(parents=True)
    con = duckdb.connect(str(place / NAME))
    con.execute(f"set memory_limit = '{MEMORY}'")
    dossiers.build(con, count)
    con.execute(FORMS)
    started = time.perf_counter()
    facts.create(con)
    taken = time.perf_counter() - started
    con.close()
    (place / "CURRENT").write_text(NAME + "\n", encoding="utf-8")
    return taken


def clicks(folder: Path) -> tuple[float, float]:
    """(milliseconds of the first opening, of a filter that was not asked before)."""
    from streamlit.testing.v1 import AppTest

    os.environ["IOC_DATA"] = str(folder)
    page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=600)
    page.run()
    page.switch_page("pages/services.py")
    first = _timed(page)
    asked = []
    for name in ("district", "commune", "province")[:ROUNDS]:
        page.selectbox(key="level").set_value(name)
        asked.append(_timed(page))
    assert not page.exception and len(page.metric) == 5, "the services screen did not show its cards"
    return first, statistics.median(asked)


def _timed(page: object) -> float:
    started = time.perf_counter()
    page.run()  # type: ignore[attr-defined]
    return (time.perf_counter() - started) * 1000


def main(count: int) -> None:
    """Print seconds of the publish, milliseconds of a filter and of the first opening, MiB at the most."""
    with tempfile.TemporaryDirectory() as place:
        publish = build(Path(place), count)
        first, click = clicks(Path(place))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(publish, click, first, peak)


if __name__ == "__main__":
    main(int(sys.argv[1]))
