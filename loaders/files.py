"""What lies behind the paths that an officer names: files, folders, zips, and what among them is no data."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from loaders.contract import BadFile

DATA = frozenset((".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv", ".txt", ".htm", ".html", ".zip"))
PLAINLY_OTHER = frozenset((".txt", ".htm", ".html"))


@dataclass(frozen=True)
class Received:
    """One file's bytes. name: as shown to people, "archive.zip/member.xlsx" for a member."""

    name: str
    data: bytes


def gather(paths: Sequence[Path]) -> Iterator[Received]:
    """Each file below the paths in the order of their names; a zip gives its members.

    In a folder, what is plainly not data (README, images, Office's lock files) is passed over; a file that is
    named is always given, so that it can be refused with a reason. FileNotFoundError where a path is missing.
    """
    for path in paths:
        if not path.exists():
            raise FileNotFoundError(path)
        if path.is_dir():
            for found in sorted(p for p in path.rglob("*") if p.is_file() and is_data(p.relative_to(path))):
                yield from _opened(found.name, found)
        else:
            yield from _opened(path.name, path)


def is_data(path: Path) -> bool:
    """Whether a file found in a folder may be an export: by its ending, not hidden, not a note."""
    if any(part.startswith((".", "~$", "__")) for part in path.parts):
        return False
    stem = path.stem.casefold()
    return path.suffix.lower() in DATA - PLAINLY_OTHER and not stem.startswith(("readme", "license", "origin"))


def _opened(name: str, path: Path) -> Iterator[Received]:
    data = path.read_bytes()
    if path.suffix.lower() != ".zip" or not zipfile.is_zipfile(BytesIO(data)):
        yield Received(name, data)
        return
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for info in sorted(archive.infolist(), key=lambda info: info.filename):
            if info.is_dir() or not is_data(Path(info.filename)):
                continue
            try:
                yield Received(f"{name}/{info.filename}", archive.read(info))
            except RuntimeError:
                yield Received(f"{name}/{info.filename}", b"")


def check_not_locked(name: str, data: bytes) -> None:
    """BadFile for a zip's member without bytes: it was locked or broken."""
    if not data and "/" in name:
        raise BadFile("empty_file", "tệp rỗng hoặc có mật khẩu trong tệp nén", "gửi lại tệp không đặt mật khẩu")
