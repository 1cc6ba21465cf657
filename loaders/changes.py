"""What is done with what was loaded: built anew from the archive, a file taken back, a warning acknowledged."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from loaders import warehouse
from loaders.compare.thresholds import thresholds
from loaders.contract import BadFile
from loaders.loading import add_compared, fingerprint, is_refused, reader_of
from loaders.settings import home, local, now
from loaders.store import decisions, journal, withdrawal
from loaders.store.scopes import batches

WITHDRAWN = "withdrawal"


def rebuild(*, data: Path | None = None) -> str:
    """A new warehouse from the archive and the journal alone, with the past's own times. Returns its name."""
    place = home(data)
    with warehouse.writing(place):
        steps = journal.chain(place.journal, journal.standing_name(place.journal))
        if not steps:
            raise BadFile("nothing_to_rebuild", "nhật ký chưa ghi lần nạp nào", "nạp tệp bằng `python -m loaders load`")
        decided_by, read, limits = fingerprint(place), reader_of(place), thresholds(place.reference)
        with warehouse.building(place, empty=True) as (con, path):
            for step in steps:
                at = local(datetime.fromisoformat(step["at"]))
                if step["kind"] == WITHDRAWN:
                    withdrawal.withdraw(con, step["sha256"], step["source"], at)
                elif step["kind"] == decisions.ACKNOWLEDGED:
                    decisions.apply(con, step)
                else:
                    for kept in step["files"]:
                        content = (place.archive / kept["sha256"]).read_bytes()
                        moment = local(datetime.fromisoformat(kept["received_at"]))
                        readings, file = read(kept["file"], content, moment)
                        for reading in readings:
                            if not is_refused(reading):
                                made = batches(reading, file, kept["sha256"], at, decided_by)
                                add_compared(con, reading, made, limits)
            return warehouse.publish(place, con, path, {"kind": "rebuild"}, now())


def withdraw(sha256: str, source: str, *, data: Path | None = None) -> str:
    """Take one file back: what it had replaced counts again, the file leaves the inbox and stays in the archive.

    Returns the new warehouse's name. BadFile where the file doesn't count.
    """
    place, at = home(data), now()
    with warehouse.writing(place), warehouse.building(place) as (con, path):
        withdrawal.withdraw(con, sha256, source, at)
        entry = {"kind": WITHDRAWN, "sha256": sha256, "source": source}
        name = warehouse.publish(place, con, path, entry, at)
    for left in place.inbox.rglob("*") if place.inbox.is_dir() else ():
        # Else the next load of the inbox would bring it back.
        if left.is_file() and hashlib.sha256(left.read_bytes()).hexdigest() == sha256:
            left.unlink()
    return name


def acknowledge(remarks: Sequence[Mapping[str, Any]], reason: str, *, data: Path | None = None) -> str:
    """Keep a reason beside warnings (see decisions.REMARK). Returns the new warehouse's name; BadFile where there
    is no reason."""
    place, at = home(data), now()
    entry = decisions.acknowledgement(remarks, reason) | {"at": at.isoformat()}
    with warehouse.writing(place), warehouse.building(place) as (con, path):
        decisions.apply(con, entry)
        return warehouse.publish(place, con, path, entry, at)
