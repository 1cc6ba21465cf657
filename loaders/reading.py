"""One file's bytes -> per source what it holds: Rows of all its tables, cut into batches by scope."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from loaders import settings, tables
from loaders.contract import BadFile, Source
from loaders.files import check_not_locked
from loaders.grid import Book
from loaders.layout import Table, best_guess, find_tables
from loaders.places import Places
from loaders.read import read
from loaders.report import Issue
from loaders.rows import FileFacts, Rows, letter
from loaders.scores import VIETNAMESE
from loaders.settings import local
from loaders.sources import SOURCES
from loaders.warehouse import Batch

RECEIVED = re.compile(r"nhận lúc (\d{1,2})/(\d{1,2})/(\d{4}) (\d{1,2}):(\d{2})")


@dataclass
class Reading:
    """What one file and source came to. fatal: the first reason for which the file is refused whole."""

    source: Source | None
    rows: list[Rows] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)

    @property
    def all_issues(self) -> list[Issue]:
        """Those of the file and of its tables, in the order of sheets and rows."""
        return self.issues + [issue for rows in self.rows for issue in rows.issues]

    @property
    def is_fatal(self) -> bool:
        """Whether the file is refused whole."""
        return any(issue.level == "fatal" for issue in self.all_issues)


def read_file(name: str, data: bytes, places: Places, received_at: datetime) -> tuple[list[Reading], FileFacts]:
    """The readings of a file, one for each source in it; a file that can't be understood gives one without a source."""
    file = FileFacts(name, "", received_at, places, settings.BOX)
    try:
        check_not_locked(name, data)
        book = read(data, name.rsplit("/", 1)[-1])
    except BadFile as bad:
        return [Reading(None, issues=[_fatal(bad.rule, str(bad), bad.fix)])], file
    file.kind = book.kind
    file.is_sample = is_sample(book)
    file.received_at = sample_time(book) or received_at if file.is_sample else received_at
    found, passed_over = _tables(book)
    if not found:
        return [Reading(None, issues=[_not_recognised(book)])], file
    readings: dict[str, Reading] = {}
    for table, sheet_title in found:
        reading = readings.setdefault(table.source.name, Reading(table.source))
        reading.rows.append(tables.read_table(table, file, sheet_title))
    first = next(iter(readings.values()))
    first.issues += passed_over
    for reading in readings.values():
        _once_each(reading)
        _refuse_repeats(reading)
        for rows in reading.rows:
            tables.check_rules(rows)
        _refuse_if_nothing(reading)
    return list(readings.values()), file


def is_sample(book: Book) -> bool:
    """Whether a file says of itself that it is synthetic: in a property or in its first lines."""
    if "ioc-sample" in " ".join(book.properties.values()):
        return True
    return any(tables.is_sample_line(cell) for cell in _first_texts(book))


def sample_time(book: Book) -> datetime | None:
    """The past moment at which a synthetic file says it was received."""
    for text in _first_texts(book):
        if found := RECEIVED.search(text):
            day, month, year, hour, minute = map(int, found.groups())
            return local(datetime(year, month, day, hour, minute))
    return None


def _first_texts(book: Book) -> list[str]:
    return [cell for sheet in book.sheets for row in sheet.rows[:3] for cell in row[:40] if isinstance(cell, str)]


# --- tables of a book ------------------------------------------------------------------------------------


def _tables(book: Book) -> tuple[list[tuple[Table, list[str]]], list[Issue]]:
    """All tables with their sheet's title, and a warning for each visible sheet that no contract knows."""
    found: list[tuple[Table, list[str]]] = []
    passed_over: list[Issue] = []
    sources = list(SOURCES.values())
    for sheet in book.sheets:
        if not sheet.is_visible or not sheet.rows:
            continue
        here = find_tables(sheet, sources)
        if here:
            title = here[0].title
            found += [(table, title) for table in here]
        else:
            passed_over.append(
                Issue("warning", "sheet_not_recognised", sheet.name, None, None, "", "",
                      f"trang tính “{sheet.name}” không phải bảng nào trong các mẫu; được bỏ qua", "nếu trang này có số liệu cần nạp, đặt lại tên cột theo mẫu")
            )
    return found, passed_over


def _not_recognised(book: Book) -> Issue:
    """Why no table was found: the sheet that comes nearest, and what it lacks."""
    visible = [sheet for sheet in book.sheets if sheet.is_visible and sheet.rows]
    if not visible:
        return _fatal("empty_file", "tệp không có dòng nào", "gửi lại tệp có số liệu")
    for sheet in visible:
        guess = best_guess(sheet, list(SOURCES.values()))
        if guess:
            source, missing, texts = guess
            message = f"giống bảng “{source.title}” nhưng thiếu cột: {', '.join(f'“{m}”' for m in missing[:4])}; tiêu đề đọc được: {', '.join(texts[:8])}"
            return Issue("fatal", "missing_heading", sheet.name, None, None, missing[0] if missing else "", "", message,
                         f"bổ sung các cột thiếu theo mẫu (lệnh `python -m loaders template {source.name}`)")
    return Issue("fatal", "not_recognised", visible[0].name, None, None, "", "", "không tìm thấy bảng nào giống các mẫu đã khai báo",
                 "kiểm tra đã gửi đúng tệp chưa; dòng tiêu đề cột phải có trong bảng")


def _fatal(rule: str, message: str, fix: str) -> Issue:
    return Issue("fatal", rule, "", None, None, "", "", message, fix)


def _refuse_if_nothing(reading: Reading) -> None:
    read_rows = sum(len(rows) for rows in reading.rows)
    if not read_rows and not reading.is_fatal:
        reading.issues.append(_fatal("no_rows", "bảng không có dòng số liệu nào", "gửi lại tệp có số liệu"))
    elif read_rows and not any(rows.kept() for rows in reading.rows) and not reading.is_fatal:
        reading.issues.append(_fatal("no_good_rows", "không dòng nào dùng được", "sửa các ô nêu dưới đây rồi gửi lại"))


# --- across the tables of one file --------------------------------------------------------------------


def _once_each(reading: Reading) -> None:
    """A score table given twice (two languages, a leftover block) is taken once, the Vietnamese one."""
    if not reading.source or reading.source.unfold != "scores":
        return
    kept: list[Rows] = []
    order = sorted(reading.rows, key=_vietnamese, reverse=True)
    for rows in order:
        facts = (rows.facts.get("index_name"), rows.facts.get("index_year"), rows.facts.get("board"))
        units = set(rows.get("unit_id"))
        twin = next((other for other in kept if _facts(other) == facts and units & set(other.get("unit_id")) - {None}), None)
        if twin is None or None in facts:
            kept.append(rows)
            continue
        line = rows.table.first + 1
        reading.issues.append(
            Issue("warning", "table_repeated", rows.table.sheet.name, f"A{line}" if rows.file.has_cells else None, line, "", "",
                  f"khối bảng này nhắc lại đơn vị đã có ở trang “{twin.table.sheet.name}”; được bỏ qua", "không cần sửa nếu đây là phần tra cứu hoặc bản dịch")
        )
    reading.rows = [rows for rows in reading.rows if rows in kept]


def _facts(rows: Rows) -> tuple[Any, Any, Any]:
    return rows.facts.get("index_name"), rows.facts.get("index_year"), rows.facts.get("board")


def _vietnamese(rows: Rows) -> tuple[bool, int]:
    texts = " ".join(heading.text for heading in rows.table.headings.values())
    return bool(VIETNAMESE.search(texts)), len(rows)


def _refuse_repeats(reading: Reading) -> None:
    """The same key twice in one file: the first is kept; a row with the same values is taken once."""
    source = reading.source
    if source is None:
        return
    key = [*source.key] + (["reported_on"] if source.dated == "day" and "reported_on" in dict(source.stored()) else [])
    fields = [name for name, _ in source.stored() if name not in ("cell",)]
    seen: dict[tuple[Any, ...], tuple[Rows, int]] = {}
    for rows in reading.rows:
        keys = list(zip(*(rows.get(name) for name in key), strict=True))
        if not seen and len(set(keys)) == len(keys):
            if len(reading.rows) > 1:
                seen = {found: (rows, position) for position, found in enumerate(keys)}
            continue
        for position, found in enumerate(keys):
            if position in rows.refused:
                continue
            if found not in seen:
                seen[found] = (rows, position)
                continue
            _say_repeat(rows, position, *seen[found], fields)


def _say_repeat(rows: Rows, position: int, first: Rows, at: int, fields: Sequence[str]) -> None:
    where = f"dòng {first.numbers[at]}" + (f" trang “{first.table.sheet.name}”" if first is not rows else "")
    field_name = "unit_id" if rows.source.unfold else next((n for n in rows.source.key if n in rows.columns), rows.source.key[0])
    if rows.source.unfold and "unit_cells" in rows.facts:
        column, number = rows.facts["unit_cells"][position]
        rows.columns["unit_id"] = column
    rows.doubled.add(position)
    if all(rows.get(name)[position] == first.get(name)[at] for name in fields):
        rows.repeated.add(position)
        rows.say("warning", "repeated_row", position, field_name, f"dòng này lặp lại nguyên {where}; chỉ tính một lần", "bỏ dòng lặp")
    else:
        rows.say("error", "duplicate_key", position, field_name, f"trùng mã với {where} nhưng số liệu khác; dòng đầu được giữ", "giữ lại một dòng đúng")


# --- batches ------------------------------------------------------------------------------------------------


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
            batch = made.get(scope) or made.setdefault(scope, _batch(source, dict(zip(names, scope, strict=True)), rows, file, sha256, loaded_at, decided_by))
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


def _batch(source: Source, scope: dict[str, Any], rows: Rows, file: FileFacts, sha256: str, loaded_at: datetime, decided_by: str) -> Batch:
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
        source=source, scope=scope, sender=sender, file_name=file.file_name, sha256=sha256, reported_on=reported_on,
        period_start=start, period_end=end, received_at=file.received_at,
        loaded_at=file.received_at if file.is_sample else loaded_at,
        rows_read=0, rows_refused=0, is_sample=file.is_sample, decided_by=decided_by,
        columns={name: [] for name, _ in source.stored()},
    )


def _append(batch: Batch, rows: Rows, chosen: list[int]) -> None:
    everything = len(chosen) == len(rows)
    batch.sheets += [rows.table.sheet.name] * len(chosen)
    batch.numbers += rows.numbers if everything else [rows.numbers[i] for i in chosen]
    for name in batch.columns:
        values = rows.get(name)
        batch.columns[name] += values if everything else [values[i] for i in chosen]
    entries = [(rows.table.sheet.name, field, rows.table.headings[index].text, letter(index)) for field, index in rows.table.columns.items()]
    batch.headings += [entry for entry in entries if entry not in batch.headings]
