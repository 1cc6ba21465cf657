"""A grid -> tables: where the headings stand, which rows are data, and what stands around them.

The contract finds the table: the heading rows are those that name most of its fields. Group rows give
their text to the rows below; totals are kept as evidence; notes and the signature block end the table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from loaders.contract import CellError, Source
from loaders.headings import Heading, match, plain_key, vocabulary
from loaders.lines import is_column_numbers, is_note, is_signature, is_total, looks_numeric, ordinal_rank
from loaders.read import Sheet

MOST_HEADING_ROWS = 6
ROWS_SEARCHED = 120
LONGEST_HEADING = 200
HEADINGS_COMPARED = 4


@dataclass
class Total:
    """A stated sum: its row, its label, and the data rows (positions in Table.rows) that it stands for."""

    row: int
    label: str
    covers: range


@dataclass
class Table:
    """One table of one source on one sheet. Row numbers are zero-based indices into the sheet's rows."""

    sheet: Sheet
    source: Source
    first: int
    last: int
    headings: dict[int, Heading]
    columns: dict[str, int]
    unknown: list[Heading]
    rows: list[int] = field(default_factory=list)
    groups: list[tuple[str, ...]] = field(default_factory=list)
    totals: list[Total] = field(default_factory=list)
    title: list[str] = field(default_factory=list)
    tail: list[str] = field(default_factory=list)
    end: int = 0

    @cached_property
    def heading_words(self) -> dict[int, frozenset[str]]:
        """Column index -> its heading's texts as they would look in a row below: asked for every row, so made once."""
        return {
            index: frozenset(level.strip().casefold() for level in self.headings[index].levels)
            for index in list(self.columns.values())[:HEADINGS_COMPARED]
        }

    def heading(self, name: str) -> str:
        """The heading of a field as the sender wrote it, "" where the file has none."""
        index = self.columns.get(name)
        return self.headings[index].text if index is not None else ""


def find_tables(sheet: Sheet, sources: Sequence[Source]) -> list[Table]:
    """The tables of a sheet that some source recognises, from top to bottom; [] where there is none."""
    tables: list[Table] = []
    start = 0
    while (table := _next_table(sheet, sources, start)) is not None:
        table.title = _texts(sheet, start, table.first)
        _read_rows(table)
        tables.append(table)
        start = max(table.end, table.last + 1)
        sources = [table.source]
    return tables


def best_guess(sheet: Sheet, sources: Sequence[Source]) -> tuple[Source, list[str], list[str]] | None:
    """What a sheet that was not recognised comes nearest to: the source, the headings missing, those found."""
    best: tuple[int, Source, list[str], list[str]] | None = None
    for row in _candidates(sheet, sources, 0):
        for headings in [_headings(sheet, row, _last_heading_row(sheet, row))]:
            for source in sources:
                columns, _ = match(headings, source)
                missing = [c.headings[0] for c in source.columns if not c.optional and c.field not in columns]
                if best is None or len(columns) - len(missing) > best[0]:
                    texts = [heading.text for heading in headings]
                    best = (len(columns) - len(missing), source, missing, texts)
    return best[1:] if best and best[0] > -3 else None


# --- finding the headings ------------------------------------------------------------------------------


def _next_table(sheet: Sheet, sources: Sequence[Source], start: int) -> Table | None:
    best: tuple[int, Table] | None = None
    for row in _candidates(sheet, sources, start):
        if best is not None and row > best[1].last:
            break  # the first block of headings that fits is the table; a later one is the next table
        last = _last_heading_row(sheet, row)
        headings = _headings(sheet, row, last)
        for source in sources:
            columns, unknown = match(headings, source)
            if not recognised(source, columns, unknown):
                continue
            score = len(columns)
            if best is None or score > best[0]:
                known = {heading.index: heading for heading in headings}
                best = (score, Table(sheet, source, row, last, known, columns, unknown))
    return best[1] if best else None


def recognised(source: Source, columns: dict[str, int], unknown: list[Heading]) -> bool:
    """Whether these headings are a table of that source: every heading that must be there is."""
    if source.unfold == "scores":
        is_list = {"index_name", "index_year"} <= set(columns)
        return ("unit_id" in columns or is_list) and bool({"total", "reported_rank"} & set(columns) or _names_total(unknown))
    return len(columns) >= 2 and all(column.optional or column.field in columns for column in source.columns)


def _names_total(unknown: list[Heading]) -> bool:
    from loaders.scores import is_total_heading

    return any(is_total_heading(heading) for heading in unknown)


def _candidates(sheet: Sheet, sources: Sequence[Source], start: int) -> list[int]:
    """Rows that may begin a heading block: at least two cells are words of some contract."""
    words: set[str] = set()
    for source in sources:
        words |= vocabulary(source)
    searched = range(start, min(len(sheet.rows), start + ROWS_SEARCHED))
    found = []
    for row in searched:
        texts = [cell for cell in sheet.rows[row] if isinstance(cell, str)]
        if len(texts) >= 2 and _known_words(texts, words) >= 1:
            found.append(row)
    return found


def _known_words(texts: Sequence[str], words: set[str]) -> int:
    count = 0
    for text in texts:
        if len(text) > 200:
            continue
        lines = {plain_key(text)} | {plain_key(line) for line in text.splitlines() if line.strip()}
        count += bool(lines & words) or any(_starts_like(line, words) for line in lines)
    return count


def _starts_like(line: str, words: set[str]) -> bool:
    parts = line.split()
    return any(" ".join(parts[:length]) in words for length in range(1, min(len(parts), 6)))


def _last_heading_row(sheet: Sheet, first: int) -> int:
    """Where the heading block ends: merged cells, groups with texts below, the same headings in a second language."""
    last = first
    while last - first < MOST_HEADING_ROWS:
        deeper = max((merge[2] for merge in sheet.merges if first <= merge[0] <= last < merge[2]), default=last)
        if deeper > last and deeper - first < MOST_HEADING_ROWS:
            last = deeper
            continue
        below = last + 1
        if below >= len(sheet.rows) or is_column_numbers(sheet.rows[below]):
            break
        if not (_continues_groups(sheet, first, last) or _repeats_in_words(sheet, last)):
            break
        last = below
    return last


def _continues_groups(sheet: Sheet, first: int, last: int) -> bool:
    """The row below splits groups: its texts stand under a group or a blank, never under a finished heading."""
    upper, lower = sheet.rows[last], sheet.rows[last + 1]
    filled = [i for i, cell in enumerate(lower) if cell is not None]
    if len(filled) < 2 or any(not isinstance(lower[i], str) or looks_numeric(lower[i]) for i in filled):
        return False
    spans = {i for m in sheet.merges if m[0] <= last <= m[2] and m[3] > m[1] for i in range(m[1], m[3] + 1)}
    if all(i in spans for i in filled):
        return True
    under = [i for i in filled if i not in spans and upper[i] is not None]
    blanks = [i for i in filled if upper[i] is None and any(cell is not None for cell in upper[:i])]
    groups = [i for i in under if i + 1 < len(upper) and upper[i + 1] is None and lower[i + 1] is not None]
    return bool(blanks) and len(groups) == len(under) and not spans


def _repeats_in_words(sheet: Sheet, last: int) -> bool:
    """Headings given twice (two languages, codes): all words where the rows below hold numbers."""
    lower = sheet.rows[last + 1]
    following = sheet.rows[last + 2 : last + 5]
    filled = [i for i, cell in enumerate(lower) if cell is not None]
    if len(filled) < 2 or any(looks_numeric(lower[i]) or isinstance(lower[i], CellError) for i in filled):
        return False
    numeric = [i for i in filled if sum(looks_numeric(row[i]) for row in following) * 2 > len(following) > 0]
    return len(numeric) >= 2 and len(numeric) * 2 >= len(filled) - 1 and isinstance(lower[numeric[0]], str)


def _headings(sheet: Sheet, first: int, last: int) -> list[Heading]:
    """One Heading for each column with a text; merged cells and groups without merges spread over their columns."""
    width = len(sheet.rows[first])
    levels: list[list[tuple[str, bool]]] = [[] for _ in range(width)]
    for row in range(first, last + 1):
        for index, (text, is_shared) in enumerate(_spread(sheet, row, last)):
            if text and (not levels[index] or levels[index][-1][0] != text):
                levels[index].append((text, is_shared))
    return [
        Heading(index, tuple(text for text, _ in path), tuple(shared for _, shared in path))
        for index, path in enumerate(levels)
        if path
    ]


def _spread(sheet: Sheet, row: int, last: int) -> list[tuple[str, bool]]:
    """The texts of a heading row by column, and whether each spans several columns."""
    cells = sheet.rows[row]
    texts = [_heading_text(cell) for cell in cells]
    shared = [False] * len(texts)
    for top, left, bottom, right in sheet.merges:
        if top <= row <= bottom and top >= 0 and right < len(texts):
            text = _heading_text(sheet.rows[top][left])
            for index in range(left, right + 1):
                texts[index], shared[index] = text, right > left
    if row < last and not any(m[0] == row and m[3] > m[1] for m in sheet.merges):
        below = sheet.rows[row + 1]
        for index in range(1, len(texts)):
            # A group without merged cells: its text stands over its first column, the others are blank.
            if not texts[index] and texts[index - 1] and below[index] is not None and below[index - 1] is not None:
                texts[index], shared[index], shared[index - 1] = texts[index - 1], True, True
    return list(zip(texts, shared, strict=True))


def _heading_text(cell: object) -> str:
    if cell is None or isinstance(cell, CellError):
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


# --- reading the rows ------------------------------------------------------------------------------------


def _read_rows(table: Table) -> None:
    """Sort the rows below the headings into data, groups, totals and the tail; sets table.end."""
    rows, source = table.sheet.rows, table.source
    needed = [table.columns[c.field] for c in source.columns if c.needed and c.field in table.columns]
    if source.unfold == "scores":
        needed = [table.columns.get("unit_id", table.columns.get("index_name", 0))]
    is_plain = len(needed) > 1
    open_groups: list[tuple[int, str]] = []
    group: tuple[str, ...] = ()
    since: dict[int, int] = {}
    number = table.last + 1
    while number < len(rows):
        row = rows[number]
        is_first = number <= table.last + 2
        if is_plain and not is_first and all(row[index] is not None for index in needed) and not _is_heading_again(table, row):
            table.rows.append(number)
            table.groups.append(group)
            number += 1
            continue
        kind = _kind_of_row(table, number, needed)
        if kind == "heading":
            break
        if kind == "signature":
            table.tail = _texts(table.sheet, number, len(rows))
            number = _after_signature(table, number)
            break
        if kind == "data":
            table.rows.append(number)
            table.groups.append(group)
        elif kind == "total":
            rank = 0 if _is_grand(_label(row)) else 1
            table.totals.append(Total(number, _label(row), range(since.get(rank, 0), len(table.rows))))
            since[1] = len(table.rows)
        elif kind == "group":
            _open_group(open_groups, row)
            group = tuple(text for _, text in open_groups)
            since[1] = len(table.rows)
        elif kind == "note":
            table.tail.append(_label(row))
        number += 1
    table.end = number


def _kind_of_row(table: Table, number: int, needed: list[int]) -> str:
    row = table.sheet.rows[number]
    filled = [index for index, cell in enumerate(row) if cell is not None]
    if not filled:
        return "blank"
    if number <= table.last + 2 and is_column_numbers(row):
        return "numbers"
    if _is_heading_again(table, row):
        return "heading"
    label = _label(row)
    missing = [index for index in needed if row[index] is None]
    inside = [index for index in filled if index in table.headings]
    if is_total(label) and (missing or len(needed) <= 1):
        return "total"
    texts = [str(row[index]) for index in filled if isinstance(row[index], str)]
    if len(filled) <= 3 and any(is_signature(text) for text in texts) and not _has_numbers(row, filled):
        return "signature"
    if len(filled) <= 2 and is_note(label):
        return "note"
    if not inside:
        return "note"
    if _is_group(table, row, inside):
        return "group"
    return "data"


def _is_group(table: Table, row: list[object], inside: list[int]) -> bool:
    """Only a running number and one text: the text holds for the rows below."""
    texts = [i for i in inside if isinstance(row[i], str) and ordinal_rank(row[i]) is None]
    others = [i for i in inside if i not in texts]
    if len(texts) != 1 or len(others) > 1:
        return False
    if others and (others[0] > texts[0] or ordinal_rank(row[others[0]]) is None):
        return False
    wide = len(table.columns) > 2
    return wide or not table.columns


def _open_group(open_groups: list[tuple[int, str]], row: list[object]) -> None:
    """Put a group row on the stack: A above I above 1; without a number it replaces the last of its kind."""
    text = _label(row)
    rank = next((r for cell in row if cell is not None and (r := ordinal_rank(cell)) is not None), 9)
    while open_groups and open_groups[-1][0] >= rank:
        open_groups.pop()
    open_groups.append((rank, text))


def _is_heading_again(table: Table, row: list[object]) -> bool:
    """A row that repeats the table's own headings (a page break, a second block below)."""
    hits = 0
    for index, words in table.heading_words.items():
        cell = row[index]
        if isinstance(cell, str):
            hits += cell.strip().casefold() in words
            if hits >= 2:
                return True
            if not hits and len(cell) > LONGEST_HEADING:
                return False
    return False


def _after_signature(table: Table, number: int) -> int:
    """The first row after a signature block from which another table of the source may begin."""
    return number + 1


def _has_numbers(row: list[object], filled: list[int]) -> bool:
    return any(isinstance(row[index], int | float) for index in filled)


def _label(row: Sequence[object]) -> str:
    """The first words of a row: its text without a running number."""
    for cell in row:
        if isinstance(cell, str) and ordinal_rank(cell) is None:
            return " ".join(cell.split())
    return ""


def _is_grand(label: str) -> bool:
    words = plain_key(label)
    return not words.startswith(("cong ", "tong huyen", "tong xa", "tong cong huyen", "tong cong xa"))


def _texts(sheet: Sheet, first: int, last: int) -> list[str]:
    """The texts between two rows, cell by cell in reading order."""
    return [cell for row in sheet.rows[first:last] for cell in row if isinstance(cell, str)]
