"""What was recognised in a file, sheet by sheet, and its cells with the faulty ones marked: for a person to see."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from loaders.contract import BadFile, Source
from loaders.desk.excerpt import shown_number, shown_texts
from loaders.files import Received
from loaders.formats.grid import Sheet
from loaders.layout import Table, best_guess, find_tables, heading_block, likeliest_block
from loaders.personal import HIDDEN
from loaders.places import Places
from loaders.read import read
from loaders.report import Issue
from loaders.rows import letter
from loaders.shapes import guessed_tables
from loaders.shapes.forms import Form, made
from loaders.shapes.headings import Heading, about_people, match
from loaders.shapes.lines import looks_numeric
from loaders.sources import SOURCES
from loaders.workbooks.summary import without_summary

TOP, AROUND, FIRST_ROWS, MOST_ROWS = 12, 1, 3, 160
MOST_COLUMNS = 60


@dataclass(frozen=True)
class TableSeen:
    """One table that a source recognises. first, last: row numbers of its headings; rows: how many rows hold data;
    columns: field -> column letter; headings: letter -> text; unknown: letters of columns that no field takes."""

    source: str
    first: int
    last: int
    rows: int
    columns: dict[str, str]
    headings: dict[str, str]
    unknown: list[str]


@dataclass(frozen=True)
class SheetSeen:
    """One sheet. tables: [] where none was recognised; then block: the rows (first, last) that look most like headings,
    guess: the source that comes nearest, None where none does.

    letters, row_numbers, texts: the rows worth a look (top, headings, first data, those with a remark), personal data
    masked; left_out: how many rows are not shown.
    """

    name: str
    is_visible: bool
    tables: list[TableSeen]
    block: tuple[int, int] | None
    guess: str | None
    letters: list[str]
    row_numbers: list[int]
    texts: list[list[str]]
    left_out: int


@dataclass(frozen=True)
class BlockSeen:
    """Headings to be read by hand. headings: letter -> text, columns about people left out; suggested: field -> letter
    as far as the contract knows the words; needed: fields that must be chosen."""

    headings: dict[str, str]
    suggested: dict[str, str]
    needed: list[str] = field(default_factory=list)


def inspect(received: Received, issues: Iterable[Issue], forms: Sequence[Form], places: Places) -> list[SheetSeen]:
    """The sheets of a file. BadFile where it cannot be read at all."""
    book = without_summary(read(received.data, received.name.rsplit("/", 1)[-1]))
    remarked: dict[str, set[int]] = {}
    for issue in issues:
        if issue.row is not None:
            remarked.setdefault(issue.sheet, set()).add(issue.row)
    return [_sheet(sheet, remarked.get(sheet.name, set()), forms, places) for sheet in book.sheets]


def _sheet(sheet: Sheet, remarked: set[int], forms: Sequence[Form], places: Places) -> SheetSeen:
    sources = list(SOURCES.values())
    tables = find_tables(sheet, sources, forms) if sheet.is_visible and sheet.rows else []
    if sheet.is_visible and sheet.rows:
        tables = guessed_tables.find(sheet, sources, places, tables) or tables
        guessed_tables.complete(tables, places)
    found = likeliest_block(sheet, sources) if not tables and sheet.rows and sheet.is_visible else None
    nearest = best_guess(sheet, sources) if found else None
    chosen = _worth_a_look(sheet, tables, remarked)
    width = min(len(sheet.rows[0]) if sheet.rows else 0, MOST_COLUMNS)
    return SheetSeen(
        sheet.name,
        sheet.is_visible,
        [_table(table) for table in tables],
        (shown_number(sheet, found[0]), shown_number(sheet, found[1])) if found else None,
        nearest[0].name if nearest else None,
        [letter(index) for index in range(width)],
        [shown_number(sheet, index) for index in chosen],
        [row[:width] for row in _texts(sheet, chosen, tables, found)],
        len(sheet.rows) - len(chosen),
    )


def _texts(
    sheet: Sheet, chosen: Sequence[int], tables: Sequence[Table], found: tuple[int, int] | None
) -> list[list[str]]:
    """The rows as texts; of a sheet that was not recognised, the columns about people are hidden by their headings."""
    texts = shown_texts(sheet, chosen, tables)
    people = about_people(heading_block(sheet, *found), {}) if found else frozenset()
    for index, row in zip(chosen, texts, strict=True):
        if found and index > found[1]:
            row[:] = [HIDDEN if at in people and text else text for at, text in enumerate(row)]
    return texts


def _table(table: Table) -> TableSeen:
    people = about_people(table.headings.values(), table.columns)
    return TableSeen(
        table.source.name,
        shown_number(table.sheet, table.first),
        shown_number(table.sheet, table.last),
        len(table.rows),
        {name: letter(index) for name, index in table.columns.items()},
        {letter(index): heading.text for index, heading in table.headings.items()},
        [letter(heading.index) for heading in table.unknown if heading.index not in people],
    )


def _worth_a_look(sheet: Sheet, tables: Sequence[Table], remarked: set[int]) -> list[int]:
    """Indices of the rows shown, from top to bottom."""
    last = len(sheet.rows)
    wanted = set(range(min(TOP, last)))
    for table in tables:
        wanted |= set(range(table.first, min(table.last + 1 + FIRST_ROWS, last)))
    for index in range(last):
        if len(wanted) >= MOST_ROWS:
            break
        if shown_number(sheet, index) in remarked:
            wanted |= set(range(max(0, index - AROUND), min(index + AROUND + 1, last)))
    if not tables:
        wanted |= set(range(min(MOST_ROWS // 2, last)))
    return sorted(wanted)


# --- headings by hand ------------------------------------------------------------------------------------------


def block(received: Received, sheet_name: str, rows: tuple[int, int], source: Source) -> BlockSeen:
    """The headings of those rows, and what the contract would make of them. BadFile where there are none."""
    _, headings = _headings(received, sheet_name, rows)
    people = about_people(headings, {})
    columns, _ = match(headings, source)
    return BlockSeen(
        {letter(one.index): one.text for one in headings if one.index not in people},
        {name: letter(index) for name, index in columns.items() if index not in people},
        [column.field for column in source.columns if not column.optional],
    )


def form(received: Received, sheet_name: str, rows: tuple[int, int], source: Source, chosen: dict[str, str]) -> Form:
    """The form that a person chose. chosen: field -> column letter. BadFile as forms.made."""
    _, headings = _headings(received, sheet_name, rows)
    indices = {letter(one.index): one.index for one in headings}
    return made(source, headings, {name: indices.get(one, -1) for name, one in chosen.items()}, rows[1] - rows[0] + 1)


def _headings(received: Received, sheet_name: str, rows: tuple[int, int]) -> tuple[Sheet, list[Heading]]:
    book = without_summary(read(received.data, received.name.rsplit("/", 1)[-1]))
    sheet = next((one for one in book.sheets if one.name == sheet_name), None)
    if sheet is None:
        raise BadFile("no_sheet", f"tệp {received.name} không có trang {sheet_name}", "tải lại trang rồi chọn lại")
    places = {shown_number(sheet, index): index for index in range(len(sheet.rows))}
    if rows[0] not in places or rows[1] not in places or rows[0] > rows[1]:
        raise BadFile("no_row", f"trang {sheet_name} không có dòng {rows[0]} đến {rows[1]}", "chọn lại dòng tiêu đề")
    headings = heading_block(sheet, places[rows[0]], places[rows[1]])
    if sum(not looks_numeric(one.levels[-1]) for one in headings) < 2:
        raise BadFile("no_row", "các dòng này không có tiêu đề cột", "chọn lại dòng tiêu đề")
    return sheet, headings
