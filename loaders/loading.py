"""Load and check: files in, one new warehouse out, and a report of what became of each file."""

from __future__ import annotations

import hashlib
import traceback
from collections.abc import Callable, Sequence, Set
from datetime import datetime
from pathlib import Path
from typing import Any

from loaders import journal, refused, returned, warehouse
from loaders.batches import Batch, add
from loaders.contract import BadFile
from loaders.files import Received, gather
from loaders.places import Places
from loaders.reading import Reading, read_file
from loaders.report import FileReport, Issue, LoadReport
from loaders.rows import FileFacts
from loaders.scopes import batches
from loaders.settings import BOX, PROJECT, Home, home, local, now

# Per file and source: whether all its batches stand; of those that don't, which files stand in their place.
KNOWN_FILES = """
select b.sha256, b.source, max(b.reported_on), max(b.period_start), max(b.period_end),
    sum(b.rows_read), sum(b.rows_loaded), sum(b.rows_refused), bool_and(b.replaced_at is null), max(f.decided_by),
    bool_and(b.replaced_at is null or n.sha256 is not null),
    coalesce(list(distinct n.sha256) filter (where b.replaced_at is not null and n.sha256 is not null), [])
from log.batches as b
left join (
    select sha256, source, arg_max(decided_by, loaded_at) as decided_by from log.files group by all
) as f using (sha256, source)
left join log.batches as n on n.source = b.source and n.scope = b.scope and n.replaced_at is null
group by b.sha256, b.source
"""
KNOWN_FIELDS = (
    "sha256",
    "source",
    "reported_on",
    "period_start",
    "period_end",
    "rows_read",
    "rows_loaded",
    "rows_refused",
    "stands",
    "decided_by",
    "is_succeeded",
    "successors",
)

Progress = Callable[[str, int, int], None]


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
    fresh, report.files = _sorted_out(place, list(gather(_paths(place, paths))), decided_by)
    for _, readings, file, digest in _read_all(place, fresh, local(received_at) if received_at else None, progress):
        for reading in readings:
            made = [] if _refused(reading) else batches(reading, file, digest, now(), decided_by)
            report.files.append(_entry(reading, file, digest, made))
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
                    readings, file = read_file(
                        kept["file"], content, places, local(datetime.fromisoformat(kept["received_at"]))
                    )
                    for reading in readings:
                        if not _refused(reading):
                            add(
                                con,
                                batches(
                                    reading,
                                    file,
                                    kept["sha256"],
                                    local(datetime.fromisoformat(entry["at"])),
                                    decided_by,
                                ),
                            )
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
    decided = [
        (entry["alias"], entry["unit_id"], entry.get("within")) for entry in journal.entries(place.journal, "alias")
    ]
    return Places.load(place.reference, decided)


def _read_all(place: Home, files: Sequence[Received], received_at: datetime | None, progress: Progress | None) -> Any:
    """(file, readings, facts, checksum) in the order in which the files were received."""
    places = _places(place)
    read = []
    for number, received in enumerate(files):
        if progress:
            progress(received.name, number, len(files))
        readings, file = _read_safely(place, received, places, received_at or now())
        read.append((received, readings, file, hashlib.sha256(received.data).hexdigest()))
    # A correction sent later must replace the first version, whatever their names are.
    return sorted(read, key=lambda item: item[2].received_at) if any(item[2].is_sample for item in read) else read


def _read_safely(
    place: Home, received: Received, places: Places, received_at: datetime
) -> tuple[list[Reading], FileFacts]:
    """One file that breaks our own code must not stop the others: it is refused in words, the details go to a log."""
    try:
        return read_file(received.name, received.data, places, received_at)
    except Exception:
        log = place.root / "log" / "loaders.log"
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8") as file:
            file.write(f"{now().isoformat()} {received.name}\n{traceback.format_exc()}\n")
        text = "chương trình không đọc được tệp này; chi tiết kỹ thuật ghi trong log/loaders.log của thư mục dữ liệu"
        fix = "gửi tệp này và tệp log cho người phụ trách phần mềm; các tệp khác không bị ảnh hưởng"
        issue = Issue("fatal", "not_readable", "", None, None, "", "", text, fix)
        return [Reading(None, issues=[issue])], FileFacts(received.name, "", received_at, places, BOX)


def _load(
    place: Home, files: Sequence[Received], received_at: datetime | None, progress: Progress | None
) -> LoadReport:
    report = LoadReport()
    decided_by, at = fingerprint(place), now()
    kept: list[dict[str, str]] = []
    thrown: list[dict[str, Any]] = []
    samples: set[str] = set()
    fresh, report.files = _sorted_out(place, files, decided_by)
    if not fresh:
        return report
    with warehouse.building(place) as (con, path):
        for received, readings, file, digest in _read_all(place, fresh, received_at, progress):
            loaded = False
            samples |= {digest} if file.is_sample else set()
            for reading in readings:
                made = [] if _refused(reading) else batches(reading, file, digest, at, decided_by)
                if not made:
                    thrown.append(refused.entry(reading, file, digest, at))
                else:
                    _say_retired(con, reading, made)
                    add(con, made)
                    loaded = True
                report.files.append(_entry(reading, file, digest, made))
            if loaded:
                _keep(place, digest, received.data)
                kept.append({"file": received.name, "sha256": digest, "received_at": file.received_at.isoformat()})
        if kept:
            report.published = warehouse.publish(place, con, path, {"kind": "load", "files": kept}, at)
    refused.remember(place, thrown)
    returned.send_back(place, fresh, report.files, samples)
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


# --- the same file again -----------------------------------------------------------------------------------


def _sorted_out(place: Home, files: Sequence[Received], decided_by: str) -> tuple[list[Received], list[FileReport]]:
    """The files that must be read, and the reports of those that would change nothing."""
    known = _standing(place)
    digests = [hashlib.sha256(received.data).hexdigest() for received in files]
    fresh: list[Received] = []
    reports: list[FileReport] = []
    seen: set[str] = set()
    for received, digest in zip(files, digests, strict=True):
        if _is_unchanged(known, digest, decided_by, set(digests)):
            reports += _unchanged(known, received.name, digest)
        elif digest in seen:
            reports.append(FileReport(received.name, digest, outcome="unchanged"))
        else:
            fresh.append(received)
        seen.add(digest)
    return fresh, reports


def _standing(place: Home) -> dict[str, list[dict[str, Any]]]:
    """Checksum -> its batches, for files all of whose batches stand."""
    if warehouse.current_name(place) is None:
        return {}
    con = warehouse.connect(place)
    try:
        rows = con.execute(KNOWN_FILES).fetchall()
    finally:
        con.close()
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        found.setdefault(row[0], []).append(dict(zip(KNOWN_FIELDS, row, strict=True)))
    return found


def _is_unchanged(known: dict[str, list[dict[str, Any]]], digest: str, decided_by: str, together: Set[str]) -> bool:
    """Whether reading a file again would change nothing.

    together: the checksums of this load. A first version that lies in the folder beside the correction which
    replaced it stays replaced: reading both again, one after the other, would end where it began.
    """
    entries = known.get(digest, [])
    if not entries:
        return False
    if not all(entry["stands"] for entry in entries):
        successors = {successor for entry in entries for successor in entry["successors"]}
        return all(entry["stands"] or entry["is_succeeded"] for entry in entries) and successors <= together
    return all(entry["decided_by"] == decided_by for entry in entries) or not any(
        entry["rows_refused"] for entry in entries
    )


def _unchanged(known: dict[str, list[dict[str, Any]]], name: str, digest: str) -> list[FileReport]:
    return [
        FileReport(
            name,
            digest,
            entry["source"],
            "unchanged",
            entry["reported_on"],
            entry["period_start"],
            entry["period_end"],
            int(entry["rows_read"]),
            int(entry["rows_loaded"]),
            int(entry["rows_refused"]),
        )
        for entry in known[digest]
    ]
