"""Files read one after another, older reports first; of large ones only one at a time is held."""

from __future__ import annotations

import traceback
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime

from loaders.files import LARGE, Received
from loaders.places import Places
from loaders.reading import Reading
from loaders.report import Issue
from loaders.rows import FileFacts
from loaders.settings import BOX, Home, now

Progress = Callable[[str, int, int], None]
Read = tuple[Received, list[Reading], FileFacts, str]
Reader = Callable[[str, bytes, datetime], tuple[list[Reading], FileFacts]]

HEAD = 1_000_000  # bytes of it that say of which day it is


def read_all(
    place: Home, reader: Reader, files: Sequence[Received], received_at: datetime | None, progress: Progress | None
) -> Iterator[Read]:
    """(file, readings, facts, checksum): older reports first, so that each is compared with the one before; of equally
    old ones in the order of the files. A large text is read twice: its head for its place in the order, all of it when
    its turn comes."""
    read: list[tuple[Received, list[Reading], FileFacts, int | None]] = []
    for number, received in enumerate(files):
        if progress:
            progress(received.name, number, len(files))
        head = _head(received)
        readings, file = _read_safely(place, received.name, head or received.data, reader, received_at or now())
        read.append((received, readings, file, number if head else None))
    # A correction sent later must replace the first version, whatever their names are.
    if any(item[2].is_sample for item in read):
        read.sort(key=lambda item: item[2].received_at)
    else:
        read.sort(key=lambda item: _dated(item[1]))
    queue = deque(read)
    del read
    while queue:
        received, readings, file, large = queue.popleft()
        if large is not None:
            if progress:
                progress(received.name, large, len(files))
            readings, file = _read_safely(place, received.name, received.data, reader, received_at or now())
        yield received, readings, file, received.digest


def _head(received: Received) -> bytes:
    """The first lines of a large text; nothing of a workbook, a page or a text in two-byte letters, which can't be cut
    so, and of all that is not large."""
    if received.size < LARGE:
        return b""
    head = received.beginning(HEAD)
    if head.startswith((b"PK", b"\xd0\xcf\x11\xe0")) or b"\x00" in head or head.lstrip()[:1] == b"<":
        return b""
    return head[: head.rfind(b"\n") + 1]


def _dated(readings: Sequence[Reading]) -> date:
    """The first day that a file's tables speak of."""
    days = [rows.on for reading in readings for rows in reading.rows]
    return min(days, default=date.max)


def _read_safely(
    place: Home, name: str, data: bytes, reader: Reader, received_at: datetime
) -> tuple[list[Reading], FileFacts]:
    """One file that breaks our own code must not stop the others: it is refused in words, the details go to a log."""
    try:
        return reader(name, data, received_at)
    except Exception:
        log = place.root / "log" / "loaders.log"
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8") as file:
            file.write(f"{now().isoformat()} {name}\n{traceback.format_exc()}\n")
        text = "chương trình không đọc được tệp này; chi tiết kỹ thuật ghi trong log/loaders.log của thư mục dữ liệu"
        fix = "gửi tệp này và tệp log cho người phụ trách phần mềm; các tệp khác không bị ảnh hưởng"
        issue = Issue("fatal", "not_readable", "", None, None, "", "", text, fix)
        places = Places.load(place.reference)
        return [Reading(None, issues=[issue])], FileFacts(name, "", received_at, places, BOX)
