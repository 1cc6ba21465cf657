"""What lies behind the paths that an officer names: files, folders, zips, and what among them is no data."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from loaders import limits
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
        yield Received(safe_name(name), data)
        return
    try:
        members = _members(data)
    except BadFile:
        yield Received(safe_name(name), data)  # refused with its reason when it is read: see check_not_locked
        return
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for info in members:
            try:
                yield Received(safe_name(f"{name}/{info.filename}"), limits.member(archive, info))
            except limits.ZIP_FAULTS:
                yield Received(safe_name(f"{name}/{info.filename}"), b"")


def _members(data: bytes) -> list[zipfile.ZipInfo]:
    """The members of a zip that may be exports. BadFile for one that would fill this machine."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = [info for info in archive.infolist() if not info.is_dir()]
    except limits.ZIP_FAULTS:
        raise BadFile("broken_file", "tệp nén bị hỏng hoặc gửi chưa trọn", "nén lại rồi gửi lại") from None
    limits.check_unpacked(members, limits.MOST_IN_ARCHIVE)
    if len(members) > limits.MOST_MEMBERS:
        raise BadFile(
            "too_large",
            f"tệp nén có hơn {limits.MOST_MEMBERS} tệp",
            "giải nén, bỏ những tệp không phải báo cáo rồi gửi lại",
        )
    return sorted((info for info in members if is_data(Path(safe_name(info.filename)))), key=lambda info: info.filename)


def check_not_locked(name: str, data: bytes) -> None:
    """BadFile for a zip's member without bytes (it was locked or broken), and for a zip that was not opened."""
    if not data and "/" in name:
        raise BadFile(
            "empty_file", "tệp trong tệp nén rỗng, có mật khẩu hoặc bị hỏng", "gửi lại tệp gốc, không đặt mật khẩu"
        )
    if name.lower().endswith(".zip") and "/" not in name and zipfile.is_zipfile(BytesIO(data)):
        _members(data)


# --- names -------------------------------------------------------------------------------------------------------

LONGEST_NAME = 120  # of one part of a path
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_FORBIDDEN = re.compile(r'[<>:"|?*]')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)")


def safe_name(name: str) -> str:
    """The name as it may be shown, journalled and used for a file of ours: no way up or out of a folder, no signs that
    turn or hide text, no device of Windows, no part longer than a disk takes. "../../x.xlsx" becomes "x.xlsx".
    """
    parts = [_safe_part(part) for part in _CONTROLS.sub("", name).replace("\\", "/").split("/")]
    return "/".join(part for part in parts if part) or "tep"


def _safe_part(part: str) -> str:
    part = _FORBIDDEN.sub("_", part).strip(" ")
    if not part.strip("."):
        return ""
    if _RESERVED.match(part):
        part = f"_{part}"
    if len(part) > LONGEST_NAME:
        stem, dot, ending = part.rpartition(".")
        ending = dot + ending if dot and len(ending) <= 5 else ""
        part = (stem if ending else part)[: LONGEST_NAME - len(ending)] + ending
    return part
