"""The journal: what was loaded, undone, rebuilt and decided, one JSON object a line, only ever appended.

Together with the archive it is enough to make the warehouse again. A load is journalled after its new
warehouse is complete and before CURRENT names it: a process that ends between the two is finished by
the next one (see `warehouse.recover`).
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FILE = "journal.jsonl"
# What makes a new warehouse out of the one before: each such entry has its name and its base.
PUBLISHED = ("load", "rebuild", "withdrawal", "acknowledgement")


def append(folder: Path, entry: dict[str, Any]) -> None:
    """Add one line and wait until it is on the disk."""
    folder.mkdir(parents=True, exist_ok=True)
    line = (json.dumps(entry, ensure_ascii=False, default=str) + "\n").encode()
    with (folder / FILE).open("ab+") as file:
        if file.tell():
            file.seek(-1, os.SEEK_END)
            if file.read(1) != b"\n":
                file.write(b"\n")  # a line cut short by a power failure ends here; `entries` passes it over
        file.write(line)
        file.flush()
        os.fsync(file.fileno())


def entries(folder: Path, *kinds: str) -> Iterator[dict[str, Any]]:
    """All entries in order, or those of some kinds. A line cut short is passed over: it was never confirmed."""
    path = folder / FILE
    if not path.exists():
        return
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            entry = json.loads(line)
        except json.JSONDecodeError:
            continue
        if not kinds or entry.get("kind") in kinds:
            yield entry


def chain(folder: Path, name: str | None) -> list[dict[str, Any]]:
    """The steps that made the warehouse `name`, oldest first: undone ones are not among them, nor are rebuilds."""
    by_name = {entry["name"]: entry for entry in entries(folder, *PUBLISHED)}
    steps = []
    while name is not None and name in by_name:
        entry = by_name[name]
        if entry["kind"] != "rebuild":
            steps.append(entry)
        name = entry.get("base")
    return steps[::-1]


def standing_name(folder: Path) -> str | None:
    """The warehouse that the journal says is in force; None where nothing was published yet."""
    name = None
    for entry in entries(folder, *PUBLISHED, "undo"):
        name = entry["to"] if entry["kind"] == "undo" else entry["name"]
    return name
