"""What lies behind the paths that an officer names: files, folders, zips, and what among them is no data."""

from __future__ import annotations

import hashlib
import re
import unicodedata
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from pathlib import Path

from loaders.contract import BadFile
from loaders.formats import delimited, limits

DATA = frozenset(
    (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".csv", ".tsv", ".txt", ".htm", ".html", ".mht", ".xml", ".zip")
)
PLAINLY_OTHER = frozenset((".txt", ".htm", ".html", ".mht", ".xml"))
_LOOKED_AT = 65_536  # bytes of a text, to tell a table from a note
_DEEPEST = 1
LARGE = 20_000_000  # bytes: what is larger is not held in memory while other files are read
_SAYS_UTF_8 = 0x800


@dataclass(frozen=True)
class Received:
    """One file. name: as shown to people, "archive.zip/member.xlsx" for a member. path: where a large one lies; its
    bytes are read when they are asked for, and not held."""

    name: str
    content: bytes = b""
    path: Path | None = None

    @property
    def data(self) -> bytes:
        """All bytes."""
        return self.path.read_bytes() if self.path else self.content

    def beginning(self, length: int) -> bytes:
        """The first bytes."""
        if not self.path:
            return self.content[:length]
        with self.path.open("rb") as file:
            return file.read(length)

    @cached_property
    def size(self) -> int:
        """How many bytes."""
        return self.path.stat().st_size if self.path else len(self.content)

    @cached_property
    def digest(self) -> str:
        """The checksum of the bytes, as a hexadecimal text."""
        if not self.path:
            return hashlib.sha256(self.content).hexdigest()
        with self.path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()


def gather(paths: Sequence[Path]) -> Iterator[Received]:
    """Each file below the paths in the order of their names; a zip gives its members.

    In a folder, what is plainly not data (README, images, Office's lock files) is passed over; a file that is
    named is always given, so that it can be refused with a reason. FileNotFoundError where a path is missing.
    """
    for path in paths:
        if not path.exists():
            raise FileNotFoundError(path)
        if not path.is_dir():
            found = list(_given(path))
            # A zip without any data is given itself: it is a workbook under a wrong name, or refused as what it is.
            yield from found or [Received(safe_name(path.name), path.read_bytes())]
            continue
        for file in sorted(p for p in path.rglob("*") if p.is_file()):
            if is_data(file.relative_to(path)) or (is_text(file.relative_to(path)) and _has_table(file)):
                yield from _given(file)


def _given(path: Path) -> Iterator[Received]:
    """The file, or what a zip holds."""
    with path.open("rb") as file:
        is_packed = file.read(2) == b"PK"
    if is_packed or path.stat().st_size < LARGE:
        yield from _opened(path.name, path.read_bytes())
    else:
        yield Received(safe_name(path.name), path=path)


def is_data(path: Path) -> bool:
    """Whether a file found in a folder may be an export: by its ending, not hidden, not a note."""
    return path.suffix.lower() in DATA - PLAINLY_OTHER and not _is_beside(path)


def is_text(path: Path) -> bool:
    """Whether a file found in a folder is a text or a page, which only its content tells from a note."""
    return path.suffix.lower() in PLAINLY_OTHER and not _is_beside(path)


def _is_beside(path: Path) -> bool:
    if any(part.startswith((".", "~$", "__")) for part in path.parts):
        return True
    return path.stem.casefold().startswith(("readme", "license", "origin"))


def _has_table(path: Path) -> bool:
    with path.open("rb") as file:
        return holds_table(file.read(_LOOKED_AT))


def holds_table(beginning: bytes) -> bool:
    """Whether a text or a page, by its beginning, is an export: at least three columns in at least three lines."""
    text = delimited.decoded(beginning) or ""
    head = text[:4096].lstrip().lower()
    if head.startswith("<"):
        return "<td" in text.lower() or "urn:schemas-microsoft-com:office:spreadsheet" in head
    try:
        sheet = delimited.sheet(text)
    except BadFile:
        return False
    return sheet is not None and sum(sum(cell is not None for cell in row) >= 3 for row in sheet.rows) >= 3


def _opened(name: str, data: bytes, room: int = limits.MOST_IN_ARCHIVE, depth: int = 0) -> Iterator[Received]:
    """The file itself, or the data that a zip holds; a zip in it is opened too where it fits into the room, one in that
    is not. room: bytes that zips within this one may unpack to, all together."""
    if not name.lower().endswith(".zip") or not zipfile.is_zipfile(BytesIO(data)):
        yield Received(safe_name(name), data)
        return
    try:
        members = _members(data)
    except BadFile:
        yield Received(safe_name(name), data)  # refused with its reason when it is read: see check_not_locked
        return
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for member, info in members:
            inner = f"{name}/{member}"
            try:
                found = limits.member(archive, info)
            except limits.ZIP_FAULTS:
                yield Received(safe_name(inner), b"")
                continue
            if is_text(Path(safe_name(member))) and not holds_table(found[:_LOOKED_AT]):
                continue
            size = _unpacked_size(found) if depth < _DEEPEST else room + 1
            if size <= room:
                room -= size
                yield from _opened(inner, found, room, depth + 1)
            else:
                yield Received(safe_name(inner), found)


def _unpacked_size(data: bytes) -> int:
    """What a zip says that it unpacks to; 0 for other files, and for a zip that is broken."""
    if not data.startswith(b"PK"):
        return 0
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return sum(info.file_size for info in archive.infolist())
    except limits.ZIP_FAULTS:
        return 0


def _members(data: bytes) -> list[tuple[str, zipfile.ZipInfo]]:
    """The members of a zip that may be exports, by their names. BadFile for one that would fill this machine."""
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
    named = ((_member_name(info), info) for info in members)
    found = ((name, info) for name, info in named if is_data(path := Path(safe_name(name))) or is_text(path))
    return sorted(found, key=lambda item: item[0])


def _member_name(info: zipfile.ZipInfo) -> str:
    """The name as it was typed: a zip that does not say how its names are written has them in UTF-8, or, from an old
    Windows, in windows-1258; Python takes them for the code page of DOS."""
    if info.flag_bits & _SAYS_UTF_8 or info.filename.isascii():
        return info.filename
    try:
        written = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    try:
        return unicodedata.normalize("NFC", written.decode())
    except UnicodeDecodeError:
        return unicodedata.normalize("NFC", written.decode("cp1258", "replace"))


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
