"""Whether a file that comes again would change anything: the same bytes under the same rules, or replaced since."""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import Any

from loaders import warehouse
from loaders.files import Received
from loaders.report import FileReport
from loaders.settings import Home

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


def sorted_out(place: Home, files: Sequence[Received], decided_by: str) -> tuple[list[Received], list[FileReport]]:
    """The files that must be read, and the reports of those that would change nothing."""
    known = standing(place)
    digests = [received.digest for received in files]
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


def standing(place: Home) -> dict[str, list[dict[str, Any]]]:
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
