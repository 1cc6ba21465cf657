"""A grid -> tables: where the headings stand and how far they reach.

The contract finds the table: the heading rows are those that name most of its fields. What the rows below
are, `body` tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from loaders.contract import CellError, Source
from loaders.read import Sheet
from loaders.scores.words import YEAR, are_scores
from loaders.shapes.beside import halves, second_block
from loaders.shapes.body import Table, read_rows
from loaders.shapes.forms import Form
from loaders.shapes.headings import Heading, loose_key, match, plain_key, told_apart, vocabulary
from loaders.shapes.lines import heads_columns, is_column_numbers, is_example, looks_numeric
from loaders.values.cell import is_blank, shown

MOST_HEADING_ROWS = 6
# So many fields tell a list of one unit's, which has no column of units, from any sheet with "Nội dung | Thời gian".
FIELDS_OF_A_LIST = 5
# What no heading is, and what several cells of a row of data are: a decimal, a mark.
FIGURE = re.compile(r"\d+[.,]\d+|[xXvV✓✔]")
FIELD_NAME = re.compile(r"[a-z][a-z_]*[a-z]")
ODD_VALUE = re.compile(r"\W*(?:\d{2}|\d\W)|.*\d{3}|(?:chưa|không|khoảng|n/a)\b", re.IGNORECASE)
ROWS_SEARCHED = 120
LETTERHEAD = re.compile(r"cong hoa xa hoi|doc lap tu do")
# "Đơn vị báo cáo:", "Số liệu đến ngày": a cell that asks for the next.
LABEL = re.compile(r"(?i)(?::|(?<!\w)(?:đến|(?:ngày|tháng|quý|năm|kỳ)(?: (?:báo cáo|số liệu|chốt số liệu))?))\s*$")
LONGEST_TITLE = 2_000  # signs of one cell above a table that are searched for days and names

__all__ = ["Table", "best_guess", "find_tables", "heading_block", "heading_blocks", "likeliest_block", "recognised"]


def find_tables(sheet: Sheet, sources: Sequence[Source], forms: Sequence[Form] = ()) -> list[Table]:
    """The tables of a sheet that some source recognises, from top to bottom; [] where there is none.

    forms: heading blocks that a person has read; they come before what the contracts recognise.
    """
    tables: list[Table] = []
    start = 0
    while (table := _first_of(sheet, sources, forms, start)) is not None:
        table.title = [*(() if tables else sheet.lead), *_texts(sheet, start, table.first)]
        table.page_title = tables[0].title if tables else table.title
        if not start and (beside := second_block(table)) is not None:
            return [found for half in halves(sheet, beside) for found in find_tables(half, [table.source], forms)]
        read_rows(table)
        tables.append(table)
        start = max(table.end, table.last + 1)
        sources = [table.source]
    if tables and tables[-1].end < len(sheet.rows) and not tables[-1].source.unfold:
        below = range(start, min(len(sheet.rows), start + ROWS_SEARCHED))
        tables[-1].left_over = next((row for row in below if heads_columns(sheet.rows[row])), None)
    return tables


def _first_of(sheet: Sheet, sources: Sequence[Source], forms: Sequence[Form], start: int) -> Table | None:
    known, found = _known_form(sheet, sources, forms, start), _next_table(sheet, sources, start)
    return found if known is None or (found and found.last < known.first) else known


def _known_form(sheet: Sheet, sources: Sequence[Source], forms: Sequence[Form], start: int) -> Table | None:
    by_name = {source.name: source for source in sources}
    usable = [form for form in forms if form.source in by_name]
    last = min(len(sheet.rows), start + ROWS_SEARCHED)
    for first in range(start, last if usable else start):
        for form in usable:
            if first + form.rows > len(sheet.rows):
                continue
            headings = heading_block(sheet, first, first + form.rows - 1)
            if form.fits(headings):
                known = {heading.index: heading for heading in headings}
                columns = form.columns(headings)
                unknown = [heading for heading in headings if heading.index not in columns.values()]
                last_row = first + form.rows - 1
                return Table(sheet, by_name[form.source], first, last_row, known, columns, unknown, is_chosen=True)
    return None


def best_guess(sheet: Sheet, sources: Sequence[Source]) -> tuple[Source, list[str], list[str]] | None:
    """What a sheet that was not recognised comes nearest to: the source, the headings missing, those found."""
    best: tuple[int, Source, list[str], list[str]] | None = None
    for row in _candidates(sheet, sources, 0):
        headings = heading_block(sheet, row, _last_heading_row(sheet, row))
        for source in sources:
            columns, _ = match(headings, source)
            missing = [c.headings[0] for c in source.columns if not c.optional and c.field not in columns]
            if best is None or len(columns) - len(missing) > best[0]:
                texts = [heading.text for heading in headings]
                best = (len(columns) - len(missing), source, missing, texts)
    return best[1:] if best and best[0] > -3 else None


def heading_blocks(sheet: Sheet, sources: Sequence[Source]) -> Iterator[tuple[int, int, list[Heading]]]:
    """The blocks of a sheet that may be headings: (first row, last row, headings)."""
    return (block for row in _candidates(sheet, sources, 0) for block in _blocks(sheet, row, 0))


def likeliest_block(sheet: Sheet, sources: Sequence[Source]) -> tuple[int, int] | None:
    """Of a sheet that was not recognised, the rows (first, last) that look most like headings: those with known words,
    else the first of the fullest rows without numbers; None where no row has two texts."""
    known = _candidates(sheet, sources, 0)
    wordy = [row for row in range(min(len(sheet.rows), ROWS_SEARCHED)) if _is_wordy(sheet.rows[row])]
    rows = known or wordy
    if not rows:
        return None
    first = max(rows, key=lambda row: (_filled(sheet.rows[row]), -row))
    return first, _last_heading_row(sheet, first)


# --- finding the headings ------------------------------------------------------------------------------


def _next_table(sheet: Sheet, sources: Sequence[Source], start: int) -> Table | None:
    best: tuple[int, Table] | None = None
    for row in _candidates(sheet, sources, start):
        if best is not None and row > best[1].last:
            break  # the first block of headings that fits is the table; a later one is the next table
        for first, last, headings in _blocks(sheet, row, start):
            found = _best_source(headings, sources)
            if found and (best is None or _is_better(best[1], first, last, found[1])):
                source, columns, unknown = found
                known = {heading.index: heading for heading in headings}
                best = (len(columns), Table(sheet, source, first, last, known, columns, unknown))
            if found:
                break
    return best[1] if best else None


def _is_better(table: Table, first: int, last: int, columns: dict[str, int]) -> bool:
    """More fields named, or as many without the title lines above: those fill few of the columns."""
    if (first, last) == (table.first, table.last):
        return False  # the same rows, with the lines of groups and their parts run together
    if len(columns) != len(table.columns):
        return len(columns) > len(table.columns)
    upper = range(table.first, first)
    is_title = bool(upper) and all(_covered(table.sheet, row) * 2 < len(table.headings) for row in upper)
    return last == table.last and is_title


def _covered(sheet: Sheet, row: int) -> int:
    """How many columns a row's texts stand over, merged cells with their width; a single wide text is a title."""
    filled = _filled(sheet.rows[row])
    wide = sum(right - left for top, left, _, right in sheet.merges if top == row and sheet.rows[top][left] is not None)
    return filled + wide if filled > 1 else filled


def _filled(row: Sequence[object]) -> int:
    return sum(cell is not None for cell in row)


def _best_source(
    headings: list[Heading], sources: Sequence[Source]
) -> tuple[Source, dict[str, int], list[Heading]] | None:
    """The source of whose fields these headings name most, None where none recognises them."""
    best: tuple[Source, dict[str, int], list[Heading]] | None = None
    for source in sources:
        columns, unknown = match(headings, source)
        if recognised(source, columns, unknown) and (best is None or len(columns) > len(best[1])):
            best = source, columns, unknown
    return best


def _blocks(sheet: Sheet, row: int, start: int) -> Iterator[tuple[int, int, list[Heading]]]:
    """The heading blocks that may begin at a row, the plainest first: (first row, last row, headings)."""
    last = _last_heading_row(sheet, row)
    yield row, last, heading_block(sheet, row, last)
    if any(looks_numeric(cell) for cell in sheet.rows[row]):
        return  # a row of data that happens to hold a word of the contract
    # "TỔNG THU / NSNN TRÊN / ĐỊA BÀN" in three rows without merged cells: one heading, broken where a line ended.
    first, last = row, row
    while first > start and row - first < MOST_HEADING_ROWS and _is_wordy(sheet.rows[first - 1]):
        first -= 1
    while last + 1 < len(sheet.rows) and last - row < MOST_HEADING_ROWS and _is_wordy(sheet.rows[last + 1]):
        last += 1
    for upper in range(row, first - 1, -1):
        if last > upper:
            yield upper, last, _joined(sheet, upper, last)


def _is_wordy(row: Sequence[object]) -> bool:
    """Several texts and no number: a line of headings, or a piece of one."""
    texts = [cell for cell in row if isinstance(cell, str)]
    return len(texts) >= 2 and not is_column_numbers(row) and not any(looks_numeric(cell) for cell in row)


def _joined(sheet: Sheet, first: int, last: int) -> list[Heading]:
    """One heading for each column, its lines put together."""
    columns = zip(*sheet.rows[first : last + 1], strict=True)
    lines = [[_heading_text(cell) for cell in column] for column in columns]
    return [
        Heading(index, (" ".join(filter(None, texts)),), (False,)) for index, texts in enumerate(lines) if any(texts)
    ]


def recognised(source: Source, columns: dict[str, int], unknown: list[Heading]) -> bool:
    """Whether these headings are a table of that source: every heading that must be there is."""
    if source.unfold == "scores":
        return are_scores(tuple(columns), unknown)
    missing = [column for column in source.columns if not column.optional and column.field not in columns]
    if len(columns) < FIELDS_OF_A_LIST and sum(bool(FIGURE.fullmatch(h.levels[-1].strip())) for h in unknown) > 1:
        return False  # a row of data that happens to hold words of the contract
    if missing:
        return len(columns) >= FIELDS_OF_A_LIST and all(column.one_for_all or column.words_above for column in missing)
    return len(columns) >= 2


def _candidates(sheet: Sheet, sources: Sequence[Source], start: int) -> list[int]:
    """Rows that may begin a heading block: at least two cells are words of some contract."""
    words: set[str] = set()
    for source in sources:
        words |= vocabulary(source)
    searched = range(start, min(len(sheet.rows), start + ROWS_SEARCHED))
    found = []
    for row in searched:
        # Years are headings too: "Chỉ số thành phần | 2022 | 2023".
        texts = [_heading_text(cell) for cell in sheet.rows[row] if _is_heading(cell) or isinstance(cell, str)]
        if len(texts) < 2 or any(map(_heads_a_letter, texts)) or _are_labelled(sheet.rows[row]):
            continue
        if _known_words(texts, words) >= 1:
            found.append(row)
    return found


def _are_labelled(row: Sequence[object]) -> bool:
    """Labels with their values ("Tháng: | 5 | Năm: | 2024") stand above a table; they head no columns."""
    cells = [cell for cell in row if cell is not None]
    labels = [isinstance(cell, str) and cell.rstrip().endswith(":") for cell in cells]
    has_values = not any(label and after for label, after in pairwise([*labels, True]))
    return any(labels) and has_values and len(cells) <= 2 * sum(labels) + 1


def _known_words(texts: Sequence[str], words: set[str]) -> int:
    count = 0
    for text in texts:
        if len(text) > 200:
            continue
        lines = {plain_key(text), loose_key(text)} | {plain_key(line) for line in text.splitlines() if line.strip()}
        count += bool(lines & words) or any(_starts_like(line, words) for line in lines)
    return count


def _heads_a_letter(text: str) -> bool:
    """Whether a text is of the two lines over every official paper: the row of the agency's name is no heading row."""
    return bool(LETTERHEAD.match(plain_key(text))) if len(text) <= 200 else False


def _starts_like(line: str, words: set[str]) -> bool:
    parts = line.split()
    return any(" ".join(parts[:length]) in words for length in range(1, min(len(parts), 6)))


def _last_heading_row(sheet: Sheet, first: int) -> int:
    """Where the heading block ends: at the column numbers if there are any, else where merged cells, groups with
    texts below and the same headings in a second language end."""
    last = first
    if (numbers := _column_numbers_below(sheet, first)) is not None:
        return numbers
    while last - first < MOST_HEADING_ROWS:
        deeper = max((merge[2] for merge in sheet.merges if first <= merge[0] <= last < merge[2]), default=last)
        if deeper > last and deeper - first < MOST_HEADING_ROWS:
            last = deeper
            continue
        below = last + 1
        if below >= len(sheet.rows) or is_column_numbers(sheet.rows[below]) or any(map(is_example, sheet.rows[below])):
            break
        if not (
            _continues_groups(sheet, first, last) or _repeats_in_words(sheet, last) or _is_codes(sheet.rows[below])
        ):
            break
        last = below
    return last


def _column_numbers_below(sheet: Sheet, first: int) -> int | None:
    """The last row with words above a row of column numbers; None where a number or too many rows stand between."""
    last = first
    for number in range(first + 1, min(first + MOST_HEADING_ROWS + 2, len(sheet.rows))):
        row = sheet.rows[number]
        if is_column_numbers(row):
            return last
        if any(looks_numeric(cell) for cell in row):
            return None
        last = number if any(cell is not None for cell in row) else last
    return None


def _continues_groups(sheet: Sheet, first: int, last: int) -> bool:
    """The row below splits groups: its texts stand under a group or a blank, never under a finished heading."""
    upper, lower = sheet.rows[last], sheet.rows[last + 1]
    filled = [i for i, cell in enumerate(lower) if cell is not None]
    if len(filled) < 2 or not all(_is_heading(lower[i]) for i in filled):
        return False
    spans = {i for m in sheet.merges if m[0] <= last <= m[2] and m[3] > m[1] for i in range(m[1], m[3] + 1)}
    if all(i in spans for i in filled):
        return True
    under = [i for i in filled if i not in spans and upper[i] is not None]
    blanks = [i for i in filled if upper[i] is None and any(cell is not None for cell in upper[:i])]
    groups = [i for i in under if i + 1 < len(upper) and upper[i + 1] is None and lower[i + 1] is not None]
    return bool(blanks) and len(groups) == len(under) and not spans


def _is_heading(cell: object) -> bool:
    """Words, or a year: 2021 | 2022 | 2023 under "Xếp hạng"."""
    if isinstance(cell, str) and not looks_numeric(cell):
        return True
    return not isinstance(cell, bool) and bool(YEAR.fullmatch(_heading_text(cell)))


def _is_codes(row: Sequence[object]) -> bool:
    """The fields' names in the sender's program, under the headings that people read: "dossier_code | agency"."""
    cells = [cell for cell in row if cell is not None]
    codes = [cell for cell in cells if isinstance(cell, str) and FIELD_NAME.fullmatch(cell)]
    return len(cells) > 2 and len(codes) == len(cells) and sum("_" in code for code in codes) > 1


def _repeats_in_words(sheet: Sheet, last: int) -> bool:
    """Headings given twice (two languages, codes): all words where the rows below hold numbers."""
    lower = sheet.rows[last + 1]
    # A region's name alone in its row, or dashes for a unit without figures, prove nothing.
    near = sheet.rows[last + 2 : last + 10]
    following = [row for row in near if sum(not is_blank(cell) for cell in row) * 2 >= len(row)][:3] or near[:3]
    filled = [i for i, cell in enumerate(lower) if cell is not None]
    if len(filled) < 2 or any(looks_numeric(lower[i]) or isinstance(lower[i], CellError) for i in filled):
        return False
    # A first row of data whose numbers are odd: 105°12'30", "khoảng 40", "chưa có", or a name that comes again below.
    words = [YEAR.sub(" ", cell) for i in filled if isinstance(cell := lower[i], str)]
    if any(map(ODD_VALUE.match, words)) or any(lower[i] == row[i] for row in following for i in filled):
        return False
    numeric = [i for i in filled if sum(looks_numeric(row[i]) for row in following) * 2 > len(following) > 0]
    return len(numeric) >= 2 and len(numeric) * 2 >= len(filled) - 1 and isinstance(lower[numeric[0]], str)


def heading_block(sheet: Sheet, first: int, last: int) -> list[Heading]:
    """One Heading for each column with a text; merged cells and groups without merges spread over their columns."""
    width = len(sheet.rows[first])
    levels: list[list[tuple[str, bool]]] = [[] for _ in range(width)]
    for row in range(first, last + 1):
        for index, (text, is_shared) in enumerate(_spread(sheet, row, last)):
            if text and (not levels[index] or levels[index][-1][0] != text):
                levels[index].append((text, is_shared))
    found = [
        Heading(index, tuple(text for text, _ in path), tuple(shared for _, shared in path))
        for index, path in enumerate(levels)
        if path
    ]
    return told_apart(found)


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
        lower = sheet.rows[row + 1 : last + 1]
        below = [any(line[index] is not None for line in lower) for index in range(len(texts))]
        for index in range(1, len(texts)):
            # A group without merged cells: its text stands over its first column, the others are blank.
            if not texts[index] and texts[index - 1] and below[index] and below[index - 1]:
                texts[index], shared[index], shared[index - 1] = texts[index - 1], True, True
    return list(zip(texts, shared, strict=True))


def _heading_text(cell: object) -> str:
    if cell is None or isinstance(cell, CellError):
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def _texts(sheet: Sheet, first: int, last: int) -> list[str]:
    """The texts between two rows, cell by cell in reading order; a label with what stands behind it: "Tháng: 5"."""
    return [text[:LONGEST_TITLE] for row in sheet.rows[first:last] for text in _labelled(row)]


def _labelled(row: Sequence[object]) -> Iterator[str]:
    cells = [cell for cell in row if cell is not None and cell != ""]
    at = 0
    while at < len(cells):
        cell, after = cells[at], cells[at + 1] if at + 1 < len(cells) else None
        at += 1
        if isinstance(cell, str) and after is not None and LABEL.search(cell) and not isinstance(after, CellError):
            yield f"{cell} {shown(after)}"
            at += 1
        elif isinstance(cell, str):
            yield cell
