"""Load and check: files in, one new warehouse out, and a report of what became of each file."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from loaders import journal, warehouse
from loaders.contract import BadFile
from loaders.files import Received, gather
from loaders.places import Places
from loaders.reading import Reading, batches, read_file
from loaders.report import FileReport, Issue, LoadReport
from loaders.rows import FileFacts
from loaders.settings import PROJECT, Home, home, local, now
from loaders.warehouse import Batch

Progress = Callable[[str, int, int], None]


def load(paths: Sequence[Path] = (), *, data: Path | None = None, received_at: datetime | None = None, progress: Progress | None = None) -> LoadReport:
    """Load files or folders (default: the inbox) and publish one new warehouse.

    received_at decides whether a report is late; default now. Raises FileNotFoundError for a path that is not
    there and BadFile where another load is running.
    """
    place = home(data)
    files = list(gather(_paths(place, paths)))
    with warehouse.writing(place):
        return _load(place, files, local(received_at) if received_at else None, progress)


def check(paths: Sequence[Path] = (), *, data: Path | None = None, received_at: datetime | None = None, progress: Progress | None = None) -> LoadReport:
    """The same reading and checking; nothing is published or kept. Outcomes say what `load` would do."""
    place = home(data)
    report = LoadReport()
    known = _standing(place)
    decided_by = fingerprint(place)
    for received, readings, file, digest in _read_all(place, list(gather(_paths(place, paths))), local(received_at) if received_at else None, progress):
        if _is_unchanged(known, digest, decided_by):
            report.files += _unchanged(known, received.name, digest)
        else:
            report.files += [_entry(reading, file, digest, batches(reading, file, digest, now(), decided_by) if not _refused(reading) else []) for reading in readings]
    return report


def rebuild(*, data: Path | None = None) -> str:
    """A new warehouse from the archive and the journal alone, with the past's own times. Returns its name."""
    place = home(data)
    with warehouse.writing(place):
        name = journal.standing_name(place.journal)
        entries = journal.chain(place.journal, name)
        if not entries:
            raise BadFile("nothing_to_rebuild", "nhật ký chưa ghi lần nạp nào", "nạp tệp bằng `python -m loaders load`")
        places = _places(place)
        decided_by = fingerprint(place)
        with warehouse.building(place, empty=True) as (con, path):
            for entry in entries:
                for kept in entry["files"]:
                    content = (place.archive / kept["sha256"]).read_bytes()
                    readings, file = read_file(kept["file"], content, places, local(datetime.fromisoformat(kept["received_at"])))
                    for reading in readings:
                        if not _refused(reading):
                            warehouse.add(con, batches(reading, file, kept["sha256"], local(datetime.fromisoformat(entry["at"])), decided_by))
            return warehouse.publish(place, con, path, {"kind": "rebuild"}, now())


def fingerprint(place: Home) -> str:
    """What decides how a file is read: reference lists, people's decisions, contracts and the engine itself."""
    digest = hashlib.sha256()
    engine = PROJECT / "loaders"
    for path in sorted([*place.reference.glob("*.csv"), *engine.glob("*.py"), *(engine / "sources").glob("*.py")]):
        digest.update(path.name.encode() + path.read_bytes())
    for entry in journal.entries(place.journal, "alias"):
        digest.update(repr(sorted(entry.items())).encode())
    return digest.hexdigest()


# --- the steps ---------------------------------------------------------------------------------------------


def _paths(place: Home, paths: Sequence[Path]) -> list[Path]:
    if paths:
        return list(paths)
    place.inbox.mkdir(parents=True, exist_ok=True)
    return [place.inbox]


def _places(place: Home) -> Places:
    decided = [(entry["alias"], entry["unit_id"], entry.get("within")) for entry in journal.entries(place.journal, "alias")]
    return Places.load(place.reference, decided)


def _read_all(place: Home, files: Sequence[Received], received_at: datetime | None, progress: Progress | None) -> Any:
    """(file, readings, facts, checksum) in the order in which the files were received."""
    places = _places(place)
    read = []
    for number, received in enumerate(files):
        if progress:
            progress(received.name, number, len(files))
        readings, file = read_file(received.name, received.data, places, received_at or now())
        read.append((received, readings, file, hashlib.sha256(received.data).hexdigest()))
    # A correction sent later must replace the first version, whatever their names are.
    return sorted(read, key=lambda item: item[2].received_at) if any(item[2].is_sample for item in read) else read


def _load(place: Home, files: Sequence[Received], received_at: datetime | None, progress: Progress | None) -> LoadReport:
    report = LoadReport()
    known, decided_by, at = _standing(place), fingerprint(place), now()
    kept: list[dict[str, str]] = []
    with warehouse.building(place) as (con, path):
        fresh = []
        for received in files:
            digest = hashlib.sha256(received.data).hexdigest()
            if _is_unchanged(known, digest, decided_by):
                report.files += _unchanged(known, received.name, digest)
            else:
                fresh.append(received)
        for received, readings, file, digest in _read_all(place, fresh, received_at, progress):
            loaded = False
            for reading in readings:
                made = [] if _refused(reading) else batches(reading, file, digest, at, decided_by)
                if made:
                    _say_retired(con, reading, made)
                    warehouse.add(con, made)
                    loaded = True
                report.files.append(_entry(reading, file, digest, made))
            if loaded:
                _keep(place, digest, received.data)
                kept.append({"file": received.name, "sha256": digest, "received_at": file.received_at.isoformat()})
        if kept:
            report.published = warehouse.publish(place, con, path, {"kind": "load", "files": kept}, at)
    return report


def _keep(place: Home, digest: str, data: bytes) -> None:
    """The bytes received, by checksum; a half-written copy never gets the name."""
    path = place.archive / digest
    if path.exists():
        return
    place.archive.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(".part")
    half.write_bytes(data)
    half.replace(path)


def _refused(reading: Reading) -> bool:
    return reading.source is None or reading.is_fatal


def _entry(reading: Reading, file: FileFacts, digest: str, made: Sequence[Batch]) -> FileReport:
    issues = reading.all_issues
    read = sum(len(set(rows.numbers)) for rows in reading.rows)
    refused = sum(len({rows.numbers[i] for i in rows.refused}) for rows in reading.rows)
    entry = FileReport(file.file_name, digest, reading.source.name if reading.source else None, rows_read=read, issues=issues)
    if not made:
        entry.rows_refused = read
        return entry
    entry.outcome = "partly_loaded" if refused else "loaded"
    entry.rows_refused = refused
    repeated = sum(len({rows.numbers[i] for i in rows.repeated} - {rows.numbers[i] for i in rows.refused}) for rows in reading.rows)
    entry.rows_loaded = read - refused - repeated
    for name in ("reported_on", "period_start", "period_end"):
        setattr(entry, name, max((day for batch in made if (day := getattr(batch, name))), default=None))
    return entry


def _say_retired(con: Any, reading: Reading, made: Sequence[Batch]) -> None:
    """The first real file of a source ends the demonstration figures, and says so."""
    source = made[0].source.name
    found = con.execute("select count(*) filter (where is_sample), count(*) filter (where not is_sample) from log.batches "
                        "where source = ? and replaced_at is null", [source]).fetchone()
    if made[0].is_sample and found[1] and not made[0].source.unfold:
        text, fix = "đã có số liệu thật của nguồn này: tệp minh họa được ghi lại nhưng không tính", "không nạp tệp minh họa vào hệ thống có số liệu thật"
    elif not made[0].is_sample and found[0]:
        text, fix = "tệp thật đầu tiên của nguồn này: số liệu minh họa cùng loại không còn được tính", "không cần làm gì"
    else:
        return
    reading.issues.append(Issue("warning", "sample_retired", "", None, None, "", "", text, fix))


# --- the same file again -----------------------------------------------------------------------------------


def _standing(place: Home) -> dict[str, list[dict[str, Any]]]:
    """Checksum -> its batches, for files all of whose batches stand."""
    if warehouse.current_name(place) is None:
        return {}
    con = warehouse.connect(place)
    try:
        rows = con.execute(
            """
            select b.sha256, b.source, max(b.reported_on), max(b.period_start), max(b.period_end), sum(b.rows_read), sum(b.rows_loaded),
                   sum(b.rows_refused), bool_and(b.replaced_at is null), max(f.decided_by)
            from log.batches as b left join (select sha256, source, arg_max(decided_by, loaded_at) as decided_by from log.files group by all) as f
              using (sha256, source)
            group by b.sha256, b.source
            """
        ).fetchall()
    finally:
        con.close()
    names = ("sha256", "source", "reported_on", "period_start", "period_end", "rows_read", "rows_loaded", "rows_refused", "stands", "decided_by")
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        found.setdefault(row[0], []).append(dict(zip(names, row, strict=True)))
    return found


def _is_unchanged(known: dict[str, list[dict[str, Any]]], digest: str, decided_by: str) -> bool:
    entries = known.get(digest, [])
    if not entries or not all(entry["stands"] for entry in entries):
        return False
    return all(entry["decided_by"] == decided_by for entry in entries) or not any(entry["rows_refused"] for entry in entries)


def _unchanged(known: dict[str, list[dict[str, Any]]], name: str, digest: str) -> list[FileReport]:
    return [
        FileReport(name, digest, entry["source"], "unchanged", entry["reported_on"], entry["period_start"], entry["period_end"],
                   int(entry["rows_read"]), int(entry["rows_loaded"]), int(entry["rows_refused"]))
        for entry in known[digest]
    ]
