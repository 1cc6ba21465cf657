"""The kept rows of a file, cut into batches: one for each scope that a later file may replace."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from loaders.contract import Source
from loaders.rows import FileFacts, Rows, letter
from loaders.store.batches import Batch, scope_text

if TYPE_CHECKING:
    from loaders.reading import Reading

# Of a scope: a station list of all districts, a task list of all units. Any other blank could not be read.
MAY_BE_BLANK = ("title_district", "list_unit_id")


def batches(reading: Reading, file: FileFacts, sha256: str, loaded_at: datetime, decided_by: str) -> list[Batch]:
    """The kept rows by scope. Counts of rows read and refused go to the scope of their row, else to the first."""
    source = reading.source
    assert source is not None
    made: dict[tuple[Any, ...], Batch] = {}
    names = _scope_names(source)
    refused_elsewhere = 0
    for rows in reading.rows:
        scopes = _scopes(rows, names)
        single = len(set(scopes)) == 1
        kept = rows.kept()
        for scope in dict.fromkeys(scopes):
            chosen = kept if single else [i for i in kept if scopes[i] == scope]
            refused = {rows.numbers[i] for i in rows.refused if single or scopes[i] == scope}
            if not chosen:
                refused_elsewhere += len(refused)
                continue
            batch = made.get(scope) or made.setdefault(
                scope, _batch(source, dict(zip(names, scope, strict=True)), rows, file, sha256, loaded_at, decided_by)
            )
            _append(batch, rows, chosen)
            batch.rows_refused += len(refused)
            batch.rows_read += len({rows.numbers[i] for i in chosen} | refused)
    result = list(made.values())
    if result:
        result[0].rows_refused += refused_elsewhere
        result[0].rows_read += refused_elsewhere
        result[0].issues = reading.all_issues
    return result


def _scope_names(source: Source) -> list[str]:
    names = list(source.replaces)
    return [*names, "unit_id"] if source.unfold == "scores" else names


def _scopes(rows: Rows, names: Sequence[str]) -> list[tuple[Any, ...]]:
    """Each row's scope; facts of the table where the rows carry no such field. A score table of one unit is its own."""
    columns: list[list[Any]] = []
    one_unit = rows.source.unfold == "scores" and len({unit for unit in rows.get("unit_id") if unit}) == 1
    for name in names:
        if name == "unit_id" and rows.source.unfold == "scores":
            columns.append(rows.get("unit_id") if one_unit else [None] * len(rows))
        elif name in rows.values:
            columns.append(rows.values[name])
        else:
            columns.append([rows.facts.get(name)] * len(rows))
    return list(zip(*columns, strict=True)) if columns else [()] * len(rows)


def _batch(
    source: Source,
    scope: dict[str, Any],
    rows: Rows,
    file: FileFacts,
    sha256: str,
    loaded_at: datetime,
    decided_by: str,
) -> Batch:
    start, end = scope.get("period_start"), scope.get("period_end")
    if source.unfold == "scores" and isinstance(year := scope.get("index_year"), int) and year:
        start, end = date(year, 1, 1), date(year, 12, 31)
    sender = scope.get(source.sender) if source.sender in scope else rows.facts.get("sender")
    if source.sender == "operator" and sender:
        sender = file.places.find(str(sender), ("operator",), None)
    reported_on = scope.get("reported_on") or rows.facts.get("reported_on")
    if source.name == "indicator_values":
        reported_on = end or reported_on
    return Batch(
        source=source,
        scope=scope,
        sender=sender,
        file_name=file.file_name,
        sha256=sha256,
        reported_on=reported_on,
        period_start=start,
        period_end=end,
        received_at=file.received_at,
        loaded_at=file.received_at if file.is_sample else loaded_at,
        rows_read=0,
        rows_refused=0,
        is_sample=file.is_sample,
        decided_by=decided_by,
        columns={name: [] for name, _ in source.stored()},
    )


def _append(batch: Batch, rows: Rows, chosen: list[int]) -> None:
    everything = len(chosen) == len(rows)
    batch.sheets += [rows.table.sheet.name] * len(chosen)
    batch.numbers += rows.numbers if everything else [rows.numbers[i] for i in chosen]
    for name in batch.columns:
        values = rows.get(name)
        batch.columns[name] += values if everything else [values[i] for i in chosen]
    entries = [
        (rows.table.sheet.name, field, rows.table.headings[index].text, letter(index))
        for field, index in (*rows.table.columns.items(), *_spread(rows, chosen))
    ]
    batch.headings += [entry for entry in entries if entry not in batch.headings]


def _spread(rows: Rows, chosen: list[int]) -> list[tuple[str, int]]:
    """(field, column) of the rows chosen, for fields that stand in a column of their own in each row."""
    places = ((field, columns[i]) for field, columns in rows.spread.items() for i in chosen)
    return [(field, column) for field, column in dict.fromkeys(places) if column is not None]


def known_scopes(reading: Reading) -> list[str]:
    """The scopes that a reading speaks of, as far as its cells say them: a refused file has no batch that could."""
    if reading.source is None:
        return []
    names = _scope_names(reading.source)
    may_be_blank = {*MAY_BE_BLANK, *names[len(reading.source.replaces) :]}
    found = dict.fromkeys(scope for rows in reading.rows for scope in _scopes(rows, names))
    whole = [
        scope
        for scope in found
        if all(value is not None or name in may_be_blank for name, value in zip(names, scope, strict=True))
    ]
    return [scope_text(dict(zip(names, scope, strict=True))) for scope in whole]
