"""Files that nobody here made: those that installed packages ship, and real ones beside the checkout; and the corpus.

None may make the readers fall over. What is no table of ours may be refused, in words.
"""

from __future__ import annotations

import sysconfig
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from loaders.contract import BadFile
from loaders.layout import find_tables
from loaders.read import read
from loaders.sources import SOURCES
from tests.bench.result import Result
from tests.corpus.case import differences
from tests.corpus.cases import CASES
from tests.workbook import ROOT

ENDINGS = frozenset((".xlsx", ".xls", ".xlsm", ".ods", ".csv", ".tsv", ".htm", ".html"))
FAMILIES = {
    "layout": "bố cục",
    "file": "loại tệp",
    "list": "danh sách",
    "value": "giá trị",
    "score": "bảng điểm",
    "hostile": "tệp hỏng",
}


@dataclass(frozen=True)
class Outcome:
    """What became of one file: "read", "refused" or "crashed", in how many seconds."""

    path: Path
    outcome: str
    seconds: float


def results() -> list[Result]:
    """Both tables of the benchmark; without files from elsewhere only the corpus."""
    return [*_fixtures(), *_corpus()]


def outcomes() -> Iterator[Outcome]:
    """Of each file that is here."""
    for path in _paths():
        started = time.perf_counter()
        yield Outcome(path, _outcome(path), time.perf_counter() - started)


def _paths() -> list[Path]:
    folders = (Path(sysconfig.get_paths()["purelib"]), ROOT.parent / "shared" / "real")
    found = (path for folder in folders if folder.is_dir() for path in folder.rglob("*"))
    return sorted(path for path in found if path.suffix.lower() in ENDINGS and path.is_file())


def _outcome(path: Path) -> str:
    try:
        book = read(path.read_bytes(), path.name)
        for sheet in book.sheets:
            find_tables(sheet, list(SOURCES.values()))
    except BadFile:
        return "refused"
    except BaseException as trouble:
        if isinstance(trouble, KeyboardInterrupt):
            raise
        return "crashed"  # also what a reader in Rust raises, which is no Exception
    return "read"


def _fixtures() -> list[Result]:
    found = list(outcomes())
    if not found:
        return []
    counts = Counter(outcome.outcome for outcome in found)
    slowest = max(found, key=lambda outcome: outcome.seconds)
    return [
        Result("Tệp có sẵn trên máy: số tệp thử", len(found), "tệp"),
        Result("Tệp có sẵn trên máy: đọc được", counts["read"], "tệp"),
        Result("Tệp có sẵn trên máy: từ chối, nói rõ lý do", counts["refused"], "tệp"),
        Result("Tệp có sẵn trên máy: làm chương trình ngã", counts["crashed"], "tệp", 1.0),
        Result(f"Tệp có sẵn trên máy: lâu nhất ({slowest.path.name})", slowest.seconds, "s"),
    ]


def _corpus() -> list[Result]:
    """By family: the share of files of which every row, value and refused cell is as written by hand."""
    cases = Counter(case.kind for case in CASES)
    right = Counter(case.kind for case in CASES if not differences(case))
    shares = [
        Result(f"Bộ tệp thử, {FAMILIES.get(kind, kind)}: đúng hoàn toàn {right[kind]}/{number}", share, "%")
        for kind, number in sorted(cases.items())
        for share in [100 * right[kind] / number]
    ]
    wrong = sum(cases.values()) - sum(right.values())
    return [*shares, Result(f"Bộ tệp thử: tệp đọc chưa đúng, trong {sum(cases.values())}", wrong, "tệp", 1.0)]
