"""Load and check: files in, one new warehouse out, and a report of what became of each file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb

from loaders import warehouse
from loaders.compare import history
from loaders.compare.thresholds import Thresholds, thresholds
from loaders.contract import BadFile
from loaders.desk.unknown import UnknownName, unknown_names
from loaders.files import Received, gather
from loaders.in_turn import Progress, Read, Reader, read_all
from loaders.reading import Reading, read_file
from loaders.report import FileReport, Issue, LoadReport
from loaders.rows import FileFacts
from loaders.settings import PROJECT, Home, home, local, now
from loaders.store import decisions, journal, refused
from loaders.store.again import sorted_out
from loaders.store.batches import Batch, add
from loaders.store.scopes import batches
from loaders.workbooks import returned

PUBLISHING = "Dựng bản số liệu mới"  # what `progress` is told once all files are read


@dataclass(frozen=True)
class Trial:
    """What a load would do: its report, the names of units that no list knows, the warehouse as it would be."""

    report: LoadReport
    names: list[UnknownName]
    con: duckdb.DuckDBPyConnection


@dataclass
class Taken:
    """What became of the files of one load. kept: file, checksum and time of those of which something was taken;
    thrown: journal entries about those refused whole; samples: checksums of synthetic files; names: of units that no
    list knows; limits: of the comparison with what stands."""

    report: LoadReport
    kept: list[tuple[Received, str, datetime]] = field(default_factory=list)
    thrown: list[dict[str, Any]] = field(default_factory=list)
    samples: set[str] = field(default_factory=set)
    names: list[UnknownName] = field(default_factory=list)
    limits: Thresholds = field(default_factory=Thresholds)

    @property
    def told(self) -> list[dict[str, str]]:
        """The files kept, as the journal lists them."""
        return [{"file": one.name, "sha256": sha, "received_at": at.isoformat()} for one, sha, at in self.kept]


def load(
    paths: Sequence[Path] = (),
    *,
    data: Path | None = None,
    received_at: datetime | None = None,
    progress: Progress | None = None,
) -> LoadReport:
    """Load files or folders (default: the inbox) and publish one new warehouse.

    received_at decides whether a report is late; default now. Raises FileNotFoundError for a path that is not
    there and BadFile where another load is running.
    """
    place = home(data)
    files = list(gather(_paths(place, paths)))
    with warehouse.writing(place):
        return _load(place, files, local(received_at) if received_at else None, progress)


def check(
    paths: Sequence[Path] = (),
    *,
    data: Path | None = None,
    received_at: datetime | None = None,
    progress: Progress | None = None,
) -> LoadReport:
    """The same reading and checking; nothing is published or kept. Outcomes say what `load` would do."""
    place = home(data)
    report = LoadReport()
    decided_by = fingerprint(place)
    fresh, report.files = sorted_out(place, list(gather(_paths(place, paths))), decided_by)
    limits, stands = thresholds(place.reference), warehouse.current_name(place) is not None
    with closing(warehouse.connect(place)) if stands else nullcontext() as con:
        for _, readings, file, digest in read_all(
            place, reader_of(place), fresh, local(received_at) if received_at else None, progress
        ):
            for reading in readings:
                made = [] if is_refused(reading) else batches(reading, file, digest, now(), decided_by)
                reading.issues += history.compare(con, reading, made, limits)
                report.files.append(_entry(reading, file, digest, made))
    _in_order(report, fresh)
    return report


@contextmanager
def trial(paths: Sequence[Path], *, data: Path | None = None, progress: Progress | None = None) -> Iterator[Trial]:
    """What `load` would do, done in a warehouse that nobody else sees.

    Nothing is published, kept or journalled; `error_workbook` stays null. FileNotFoundError for a path not there.
    """
    place = home(data)
    decided_by, at = fingerprint(place), now()
    fresh, known = sorted_out(place, list(gather(paths)), decided_by)
    taken = Taken(LoadReport(files=known), limits=thresholds(place.reference))
    with warehouse.trying(place) as con:
        for one in read_all(place, reader_of(place), fresh, None, progress):
            _take_in(con, taken, one, at, decided_by)
        _in_order(taken.report, fresh)
        _apply_acknowledged(place, con)
        _tell(progress, PUBLISHING, len(fresh))
        warehouse.finish(place, con)
        yield Trial(taken.report, taken.names, con)


def load_again(checksums: Sequence[str], *, data: Path | None = None, progress: Progress | None = None) -> LoadReport:
    """Read files of the archive once more: a name or a form that was unknown is known by now."""
    place = home(data)
    with warehouse.writing(place):
        names: dict[str, Any] = {}
        for step in journal.chain(place.journal, warehouse.current_name(place)):
            names |= {kept["sha256"]: kept for kept in step.get("files", ())}
        files = [Received(names[one]["file"], (place.archive / one).read_bytes()) for one in checksums if one in names]
        return _load(place, files, None, progress)


def fingerprint(place: Home) -> str:
    """What decides how a file is read: reference lists, people's decisions, contracts and the engine itself."""
    digest = hashlib.sha256()
    engine = PROJECT / "loaders"
    for path in sorted([*place.reference.glob("*.csv"), *engine.rglob("*.py")]):
        digest.update(path.name.encode() + path.read_bytes())
    for entry in decisions.that_read(place):
        digest.update(repr(sorted(entry.items())).encode())
    return digest.hexdigest()


# --- the steps ---------------------------------------------------------------------------------------------


def _paths(place: Home, paths: Sequence[Path]) -> list[Path]:
    if paths:
        return list(paths)
    place.inbox.mkdir(parents=True, exist_ok=True)
    return [place.inbox]


def reader_of(place: Home) -> Reader:
    """Reads files by the lists and decisions in force now."""
    places, forms = decisions.places(place), decisions.known_forms(place)
    return lambda name, content, at: read_file(name, content, places, at, forms)


def _load(
    place: Home, files: Sequence[Received], received_at: datetime | None, progress: Progress | None
) -> LoadReport:
    decided_by, at = fingerprint(place), now()
    fresh, known = sorted_out(place, files, decided_by)
    taken = Taken(LoadReport(files=known), limits=thresholds(place.reference))
    if not fresh:
        return taken.report
    with warehouse.building(place) as (con, path):
        for one in read_all(place, reader_of(place), fresh, received_at, progress):
            _take_in(con, taken, one, at, decided_by)
        _in_order(taken.report, fresh)
        for received, digest, _ in taken.kept:
            _keep(place, digest, received)
        if taken.kept:
            _apply_acknowledged(place, con)
            _tell(progress, PUBLISHING, len(fresh))
            taken.report.published = warehouse.publish(place, con, path, {"kind": "load", "files": taken.told}, at)
    refused.remember(place, taken.thrown)
    returned.send_back(place, fresh, taken.report.files, taken.samples)
    return taken.report


def _take_in(con: duckdb.DuckDBPyConnection, taken: Taken, one: Read, at: datetime, decided_by: str) -> None:
    """Write what was read of one file into a warehouse that is being built."""
    received, readings, file, digest = one
    loaded = False
    taken.names += unknown_names(readings)
    taken.samples |= {digest} if file.is_sample else set()
    for reading in readings:
        made = [] if is_refused(reading) else batches(reading, file, digest, at, decided_by)
        if made:
            add_compared(con, reading, made, taken.limits)
            loaded = True
        else:
            taken.thrown.append(refused.entry(reading, file, digest, at))
        taken.report.files.append(_entry(reading, file, digest, made))
    if loaded:
        taken.kept.append((received, digest, file.received_at))


def add_compared(con: duckdb.DuckDBPyConnection, reading: Reading, made: Sequence[Batch], limits: Thresholds) -> None:
    """Write batches with what was said of them, also against the reports that stand."""
    _say_retired(con, reading, made)
    reading.issues += history.compare(con, reading, made, limits)
    made[0].issues = reading.all_issues
    add(con, made)


def _in_order(report: LoadReport, files: Sequence[Received]) -> None:
    """The report's entries as the files were given."""
    places = {one.name: place for place, one in enumerate(files)}
    report.files.sort(key=lambda entry: places.get(entry.file, -1))


def _tell(progress: Progress | None, what: str, total: int) -> None:
    if progress:
        progress(what, total, total)


def _apply_acknowledged(place: Home, con: duckdb.DuckDBPyConnection) -> None:
    """A reason given once holds for the same cell of the same file, however often it is read."""
    for entry in journal.chain(place.journal, warehouse.current_name(place)):
        if entry["kind"] == decisions.ACKNOWLEDGED:
            decisions.apply(con, entry)


def _keep(place: Home, digest: str, received: Received) -> None:
    """The bytes received, by checksum; a half-written copy never gets the name. BadFile where they are others now."""
    path = place.archive / digest
    if path.exists():
        return
    place.archive.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(".part")
    data = received.data
    if hashlib.sha256(data).hexdigest() != digest:
        raise BadFile(
            "changed_meanwhile",
            f"tệp {received.name} bị sửa trong lúc đang nạp; chưa nạp gì",
            "đợi tệp được chép xong rồi nạp lại",
        )
    half.write_bytes(data)
    half.replace(path)


def is_refused(reading: Reading) -> bool:
    return reading.source is None or reading.is_fatal


def _entry(reading: Reading, file: FileFacts, digest: str, made: Sequence[Batch]) -> FileReport:
    issues = reading.all_issues
    read = sum(len(set(rows.numbers)) for rows in reading.rows)
    refused = sum(len({rows.numbers[i] for i in rows.refused}) for rows in reading.rows)
    entry = FileReport(
        file.file_name, digest, reading.source.name if reading.source else None, rows_read=read, issues=issues
    )
    if not made:
        entry.rows_refused = read
        return entry
    entry.outcome = "partly_loaded" if refused else "loaded"
    entry.rows_refused = refused
    repeated = sum(
        len({rows.numbers[i] for i in rows.repeated} - {rows.numbers[i] for i in rows.refused}) for rows in reading.rows
    )
    entry.rows_loaded = read - refused - repeated
    for name in ("reported_on", "period_start", "period_end"):
        setattr(entry, name, max((day for batch in made if (day := getattr(batch, name))), default=None))
    return entry


def _say_retired(con: Any, reading: Reading, made: Sequence[Batch]) -> None:
    """The first real file of a source ends the demonstration figures, and says so."""
    source = made[0].source.name
    found = con.execute(
        "select count(*) filter (where is_sample), count(*) filter (where not is_sample) from log.batches "
        "where source = ? and replaced_at is null",
        [source],
    ).fetchone()
    if made[0].is_sample and found[1] and not made[0].source.unfold:
        text, fix = (
            "đã có số liệu thật của nguồn này: tệp minh họa được ghi lại nhưng không tính",
            "không nạp tệp minh họa vào hệ thống có số liệu thật",
        )
    elif not made[0].is_sample and found[0]:
        text, fix = (
            "tệp thật đầu tiên của nguồn này: số liệu minh họa cùng loại không còn được tính",
            "không cần làm gì",
        )
    else:
        return
    reading.issues.append(Issue("warning", "sample_retired", "", None, None, "", "", text, fix))
