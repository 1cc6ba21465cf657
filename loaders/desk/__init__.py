"""What the intake screen asks: which files wait, what was recognised in one, which names and headings need a person."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from loaders import warehouse
from loaders.contract import BadFile
from loaders.desk import inspection
from loaders.desk.inspection import BlockSeen, SheetSeen
from loaders.desk.unknown import RULE, UnknownName, unknown_names
from loaders.files import DATA, Received, gather, is_data, is_text
from loaders.loading import fingerprint, reader_of
from loaders.read import read
from loaders.reading import is_sample
from loaders.report import FileReport, Issue
from loaders.settings import Home, home, now
from loaders.sources import SOURCES
from loaders.store import decisions, journal
from loaders.store.again import sorted_out
from loaders.workbooks import returned

ENDINGS = tuple(sorted(ending.removeprefix(".") for ending in DATA))
LONGEST_NAME = 100  # letters of a name in the inbox: of three bytes each at most, and most file systems take 255
_NOT_IN_A_NAME = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\/]')
UNKNOWN_IN_FORCE = """
select b.sha256
from log.issues as i
join log.batches as b using (batch_id)
where i.rule = $rule and b.replaced_at is null and not b.is_sample
group by b.sha256
order by max(b.received_at) desc
"""


@dataclass(frozen=True)
class Waiting:
    """A file of the inbox that would change something if it were loaded. checksums: of the file itself, or of those
    that a zip holds, as they stand in the reports."""

    path: Path
    checksums: tuple[str, ...]


# --- the inbox ---------------------------------------------------------------------------------------------------


def put(name: str, data: bytes, root: Path | None = None) -> Path:
    """Write an uploaded file into the inbox; where other bytes have its name it gets a number, so that none is lost."""
    place = home(root)
    place.inbox.mkdir(parents=True, exist_ok=True)
    asked = Path(_NOT_IN_A_NAME.sub("_", name).strip(". ") or "tep")
    stem, ending = (asked.stem, asked.suffix) if len(asked.suffix) < 10 else (asked.name, "")
    number = 1
    while True:
        path = place.inbox / (stem[:LONGEST_NAME] + (f" ({number})" if number > 1 else "") + ending)
        if not path.exists() or path.read_bytes() == data:
            break
        number += 1
    half = path.with_name(path.name + ".part")
    half.write_bytes(data)
    half.replace(path)
    return path


def remove(path: Path, root: Path | None = None) -> None:
    """Take a file out of the inbox; BadFile for a path that lies elsewhere."""
    if home(root).inbox.resolve() not in path.resolve().parents:
        raise BadFile("not_in_inbox", "tệp không nằm trong thư mục inbox", "tải lại trang")
    path.unlink(missing_ok=True)


def rename(path: Path, name: str, root: Path | None = None) -> Path:
    """Give a waiting file another name: the last place where its day and its sender may stand. BadFile where it is
    taken."""
    stem = Path(_NOT_IN_A_NAME.sub("_", name).strip(". ")).name
    new = path.with_name((stem[:LONGEST_NAME] or path.stem) + path.suffix)
    if home(root).inbox.resolve() not in path.resolve().parents or not path.exists():
        raise BadFile("not_in_inbox", "tệp không nằm trong thư mục inbox", "tải lại trang")
    if new.exists():
        raise BadFile("name_taken", f"đã có tệp tên {new.name}", "chọn tên khác")
    return path.rename(new)


def inbox_state(root: Path | None = None) -> tuple[object, ...]:
    """Changes whenever `waiting` may: the files with their sizes and times, the warehouse in force, what decides."""
    place = home(root)
    stats = [(str(path), path.stat().st_size, path.stat().st_mtime_ns) for path in _inbox(place)]
    return (*stats, warehouse.current_name(place), fingerprint(place))


def waiting(root: Path | None = None) -> list[Waiting]:
    """The files of the inbox that were not loaded yet as they are, or that decisions since would read otherwise."""
    place = home(root)
    paths = _inbox(place)
    received = [list(gather([path])) for path in paths]
    fresh, _ = sorted_out(place, [one for files in received for one in files], fingerprint(place))
    wanted = {id(one) for one in fresh}
    return [
        Waiting(path, tuple(one.digest for one in files))
        for path, files in zip(paths, received, strict=True)
        if any(id(one) in wanted for one in files)
    ]


def _inbox(place: Home) -> list[Path]:
    """What was put there to be loaded. A note among it is shown and refused in words, where a load of the folder would
    pass it over: somebody dropped it here."""
    found = sorted(path for path in place.inbox.rglob("*") if path.is_file()) if place.inbox.is_dir() else []
    below = [(path, path.relative_to(place.inbox)) for path in found]
    return [path for path, name in below if is_data(name) or is_text(name)]


# --- one file ----------------------------------------------------------------------------------------------------


def inspect(path: Path, name: str, issues: Iterable[Issue], root: Path | None = None) -> list[SheetSeen]:
    """The sheets of a waiting file. name: as in the report, "archive.zip/member.xlsx" for a member of a zip."""
    place = home(root)
    return inspection.inspect(_received(path, name), issues, decisions.known_forms(place), decisions.places(place))


def block(path: Path, name: str, sheet: str, rows: tuple[int, int], source: str) -> BlockSeen:
    """The headings in those rows of a sheet, and what the source's contract would make of them."""
    return inspection.block(_received(path, name), sheet, rows, SOURCES[source])


def remember_form(
    path: Path,
    name: str,
    sheet: str,
    rows: tuple[int, int],
    source: str,
    chosen: Mapping[str, str],
    root: Path | None = None,
) -> None:
    """From now on every sheet with those headings is read as chosen: field -> column letter. BadFile in words."""
    form = inspection.form(_received(path, name), sheet, rows, SOURCES[source], dict(chosen))
    decisions.remember_form(home(root), form)


def _received(path: Path, name: str) -> Received:
    for one in gather([path]):
        if one.name == name:
            return one
    raise BadFile("no_sheet", f"không còn tệp {name}", "tải lại trang")


def marked_workbook(path: Path, name: str, reports: Sequence[FileReport]) -> bytes:
    """The sender's own workbook with the cells marked that the reports of that file name. BadFile where it holds no
    table."""
    received = _received(path, name)
    is_synthetic = is_sample(read(received.data, name.rsplit("/", 1)[-1]))
    return returned.workbook(received, reports, is_synthetic)[0]


def outbox_file(name: str, root: Path | None = None) -> Path | None:
    """A workbook that goes back, by the name in the report ("outbox/…"); None where it is gone."""
    place = home(root)
    path = (place.root / name).resolve()
    return path if place.outbox.resolve() in path.parents and path.is_file() else None


# --- names that no list knows --------------------------------------------------------------------------------------


def names_in_force(root: Path | None = None) -> list[tuple[str, list[UnknownName]]]:
    """(checksum, names) of every file in the warehouse that has such names still; the newest file first."""
    place = home(root)
    if warehouse.current_name(place) is None:
        return []
    con = warehouse.connect(place)
    try:
        checksums = [sha256 for (sha256,) in con.execute(UNKNOWN_IN_FORCE, {"rule": RULE}).fetchall()]
    finally:
        con.close()
    kept = {
        one["sha256"]: one
        for step in journal.chain(place.journal, warehouse.current_name(place))
        for one in step.get("files", ())
    }
    reader, found = reader_of(place), []
    for sha256 in checksums:
        if sha256 in kept and (place.archive / sha256).is_file():
            readings, _ = reader(kept[sha256]["file"], (place.archive / sha256).read_bytes(), now())
            found.append((sha256, unknown_names(readings)))
    return found


def unit_choices(kinds: Sequence[str], root: Path | None = None) -> dict[str, str]:
    """unit_id -> name with its district, of all units of those kinds that the lists have, of whatever time."""
    places = decisions.places(home(root))
    return {unit: places.full_name(unit) for unit in places.units(kinds)}
