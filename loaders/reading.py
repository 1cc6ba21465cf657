"""One file's bytes -> per source what it holds: Rows of all its tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from loaders import personal, settings, tables
from loaders.contract import BadFile, Source
from loaders.files import check_not_locked
from loaders.formats.grid import Book, Sheet
from loaders.layout import Table, best_guess, find_tables
from loaders.places import Places
from loaders.read import read
from loaders.repeats import once_each, refuse_repeats
from loaders.report import Issue, brief
from loaders.rows import FileFacts, Rows
from loaders.settings import local
from loaders.shapes import guessed_tables, pivots
from loaders.shapes.forms import Form
from loaders.sources import SOURCES
from loaders.workbooks.summary import without_summary

BROKEN = (
    "tệp bị hỏng hoặc chưa tải xong, không đọc được nội dung",
    "mở lại tệp gốc bằng Excel, lưu thành tệp mới rồi gửi lại",
)
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


def read_file(
    name: str, data: bytes, places: Places, received_at: datetime, forms: Sequence[Form] = ()
) -> tuple[list[Reading], FileFacts]:
    """The readings of a file, one for each source in it; a file that can't be understood gives one without a source.

    forms: heading blocks that a person has read by hand.
    """
    file = FileFacts(name, "", received_at, places, settings.BOX)
    try:
        check_not_locked(name, data)
        book = without_summary(read(data, name.rsplit("/", 1)[-1]))
    except BadFile as bad:
        return [Reading(None, issues=[_fatal(bad.rule, str(bad), bad.fix)])], file
    except Exception:
        # Bytes damaged on the way make four parsers fail in ways of their own; the officer needs one sentence.
        return [Reading(None, issues=[_fatal("broken_file", *BROKEN)])], file
    file.kind = book.kind
    file.is_sample = is_sample(book)
    file.received_at = sample_time(book) or received_at if file.is_sample else received_at
    found, passed_over = _tables(book, forms, places)
    if not found:
        return [Reading(None, issues=[_not_recognised(book)])], file
    readings: dict[str, Reading] = {}
    for table, sheet_title in found:
        reading = readings.setdefault(table.source.name, Reading(table.source))
        reading.rows.append(tables.read_table(table, file, sheet_title))
    first = next(iter(readings.values()))
    first.issues += passed_over
    first.issues += [_converted(way) for way in book.ways]
    for reading in readings.values():
        once_each(reading)
        refuse_repeats(reading)
        for rows in reading.rows:
            tables.check_rules(rows)
        _refuse_if_nothing(reading)
    return list(readings.values()), file


def _converted(way: str) -> Issue:
    """Said once for a file whose texts were in an encoding of old: what was read is not what the bytes say."""
    name = {"tcvn3": "TCVN3 (phông .VnTime)", "vni": "VNI (phông VNI-Times)"}.get(way)
    message = (
        f"chữ trong tệp viết theo bảng mã {name}; đã đổi sang Unicode"
        if name
        else "chữ trong tệp bị đọc sai bảng mã ở một bước trước (“TuyÃªn”); đã đổi lại thành chữ đúng"
    )
    fix = "xem lại chữ trong bảng; lần sau gửi tệp dùng phông Unicode (Times New Roman), CSV lưu theo UTF-8"
    return Issue("warning", "old_encoding", "", None, None, "", "", message, fix)


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


def _tables(book: Book, forms: Sequence[Form], places: Places) -> tuple[list[tuple[Table, list[str]]], list[Issue]]:
    """All tables with their sheet's title, and a warning for each visible sheet that no contract knows."""
    found: list[tuple[Table, list[str]]] = []
    passed_over: list[Issue] = []
    sources = list(SOURCES.values())
    for sheet in book.sheets:
        if not sheet.is_visible or not sheet.rows:
            continue
        here = find_tables(sheet, sources, forms)
        if not here or pivots.may_be_indicators(here[0]):
            here = _sideways(sheet, sources, places) or here
        here = guessed_tables.find(sheet, sources, places, here) or here
        guessed_tables.complete(here, places)
        if here:
            title = here[0].title
            found += [(table, title) for table in here]
        else:
            passed_over.append(
                Issue(
                    "warning",
                    "sheet_not_recognised",
                    sheet.name,
                    None,
                    None,
                    "",
                    "",
                    f"trang tính “{sheet.name}” không phải bảng nào trong các mẫu; được bỏ qua",
                    "nếu trang này có số liệu cần nạp, đặt lại tên cột theo mẫu",
                )
            )
    return found, passed_over


def _sideways(sheet: Sheet, sources: Sequence[Source], places: Places) -> list[Table]:
    """The table of a sheet on which months, units or indicators stand across."""
    found = (pivots.find(sheet, source, pivots.names_unit(places, source)) for source in sources if source.sideways)
    return next(filter(None, found), [])


def _not_recognised(book: Book) -> Issue:
    """Why no table was found: the sheet that comes nearest, and what it lacks."""
    visible = [sheet for sheet in book.sheets if sheet.is_visible and sheet.rows]
    if not visible:
        return _fatal("empty_file", "tệp không có dòng nào", "gửi lại tệp có số liệu")
    for sheet in visible:
        guess = best_guess(sheet, list(SOURCES.values()))
        if guess:
            source, missing, texts = guess
            lacks = ", ".join(f"“{heading}”" for heading in missing[:4])
            # Where the headings were cut off, the first row stands in their place.
            seen = brief(personal.masked(", ".join(texts[:8])))
            message = f"giống bảng “{source.title}” nhưng thiếu cột: {lacks}; tiêu đề đọc được: {seen}"
            return Issue(
                "fatal",
                "missing_heading",
                sheet.name,
                None,
                None,
                missing[0] if missing else "",
                "",
                message,
                f"bổ sung các cột thiếu theo mẫu (lệnh `python -m loaders template {source.name}`)",
            )
    return Issue(
        "fatal",
        "not_recognised",
        visible[0].name,
        None,
        None,
        "",
        "",
        "không tìm thấy bảng nào giống các mẫu đã khai báo",
        "kiểm tra đã gửi đúng tệp chưa; dòng tiêu đề cột phải có trong bảng",
    )


def _fatal(rule: str, message: str, fix: str) -> Issue:
    return Issue("fatal", rule, "", None, None, "", "", message, fix)


def _refuse_if_nothing(reading: Reading) -> None:
    read_rows = sum(len(rows) for rows in reading.rows)
    if not read_rows and not reading.is_fatal:
        reading.issues.append(_fatal("no_rows", "bảng không có dòng số liệu nào", "gửi lại tệp có số liệu"))
    elif read_rows and not any(rows.kept() for rows in reading.rows) and not reading.is_fatal:
        reading.issues.append(_fatal("no_good_rows", "không dòng nào dùng được", "sửa các ô nêu dưới đây rồi gửi lại"))
