"""Files refused whole: the journal remembers them, and they are listed until the same report is sent right.

They are nowhere in the warehouse: a refused file publishes nothing and changes nothing there. So the list is read from
the journal, which no rebuild and no undo touches, and only compared with the batches of the warehouse in force.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import duckdb

from loaders import warehouse
from loaders.reading import Reading
from loaders.report import Issue
from loaders.rows import FileFacts
from loaders.settings import Home
from loaders.store import journal
from loaders.store.scopes import known_scopes
from loaders.workbooks.returned import stem

KIND = "refused"
LISTED = 20  # remarks kept of one file: a list in which no row is right has thousands that say the same
LOADED_SINCE = """
select sha256, scope, file_name from log.batches where loaded_at > $at and coalesce(source = $source, true)
"""


def entry(reading: Reading, file: FileFacts, sha256: str, at: datetime) -> dict[str, Any]:
    """The journal's line about one refused file and source.

    scopes: what it would have replaced, as far as it could be read; issues: what refused it first, then the cells.
    """
    issues = sorted(reading.all_issues, key=lambda issue: ("fatal", "error", "warning").index(issue.level))
    told = [issue for issue in issues if issue.level != "warning"]
    return {
        "kind": KIND,
        "at": (file.received_at if file.is_sample else at).isoformat(),
        "file": file.file_name,
        "sha256": sha256,
        "source": reading.source.name if reading.source else None,
        "scopes": known_scopes(reading),
        "received_at": file.received_at.isoformat(),
        "is_sample": file.is_sample,
        "issues": [_told(issue) for issue in told[:LISTED]],
        "more_issues": max(len(told) - LISTED, 0),
    }


def _told(issue: Issue) -> dict[str, Any]:
    names = ("level", "rule", "sheet", "cell", "row", "column", "value", "message", "fix")
    return {name: getattr(issue, name) for name in names}


def remember(home: Home, found: Sequence[dict[str, Any]]) -> None:
    """Write down what is not on the list yet: a file left in the inbox is refused again by every load."""
    listed = [_identity(one) for one in still_refused(home)]
    for one in found:
        if _identity(one) not in listed:
            journal.append(home.journal, one)


def _identity(one: dict[str, Any]) -> tuple[Any, ...]:
    return stem(one["file"]), one["sha256"], one["source"], one["issues"]


def still_refused(home: Home) -> list[dict[str, Any]]:
    """The entries whose report has not been sent right since, the newest first; of one file's versions the last."""
    versions: dict[tuple[Any, ...], dict[str, Any]] = {}
    for one in journal.entries(home.journal, KIND):
        versions[stem(one["file"]), one["source"]] = one
    found = sorted(versions.values(), key=lambda one: str(one["received_at"]), reverse=True)
    if not found or warehouse.current_name(home) is None:
        return found
    con = warehouse.connect(home)
    try:
        return [one for one in found if not _is_sent_right(con, one)]
    finally:
        con.close()


def _is_sent_right(con: duckdb.DuckDBPyConnection, one: dict[str, Any]) -> bool:
    """The same bytes accepted since (an alias was added), or a later report for each scope of the refused one. Where
    its scope could not be read, the file's name is all that a later version can be known by."""
    since = con.execute(LOADED_SINCE, {name: one[name] for name in ("at", "source")}).fetchall()
    if one["sha256"] in {sha256 for sha256, _, _ in since}:
        return True
    if one["scopes"]:
        return set(one["scopes"]) <= {scope for _, scope, _ in since}
    # The workbook that went back with its cells marked comes back under the name it was given.
    return stem(one["file"]) in {stem(file_name) for _, _, file_name in since}
