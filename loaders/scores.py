"""Score tables, whose headings are data: a wide or paired table -> one row per unit and criterion.

Three layouts occur: one row per unit; every criterion ranked on its own, so that each pair of columns is
(unit, score); and a plain list of index, year, value and rank of one unit.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from loaders import mentions, settings
from loaders.clean import column as clean_column
from loaders.clean import number as number_kind
from loaders.contract import BadCell, Doubt
from loaders.headings import Heading, heading_key, plain_key
from loaders.layout import Table
from loaders.lines import is_total, looks_numeric
from loaders.spelling import plain
from loaders.report import as_written
from loaders.rows import FileFacts, Rows, letter

INDICES = (
    (re.compile(r"\bpapi\b"), "PAPI"),
    (re.compile(r"\bpci\b"), "PCI"),
    (re.compile(r"\bpar[ _-]?index\b|cai cach hanh chinh"), "PAR Index"),
    (re.compile(r"\bsipas\b"), "SIPAS"),
    (re.compile(r"\bpgi\b"), "PGI"),
    (re.compile(r"\bpii\b"), "PII"),
    (re.compile(r"\bict([ /-]?e-?gov)?[ _]?index\b"), "ICT Index"),
    (re.compile(r"\bdti\b"), "DTI"),
    (re.compile(r"chuyen doi so|\bcds\b"), "CĐS tỉnh"),
)
BOARDS = (
    ("commune", ("commune",), re.compile(r"\b(cac )?(xa|phuong|thi tran)\b|cap xa")),
    ("district", ("district",), re.compile(r"\b(huyen|thanh pho|quan)\b|cap huyen")),
    ("department", ("department", "agency", "other"), re.compile(r"\bso\b|ban nganh|cap so|so nganh")),
    ("province", ("province",), re.compile(r"\btinh\b|province|63 tinh|dia phuong")),
)
TOTAL_NAME = re.compile(r"\b(pci|papi|dti|par index|sipas|pgi|pii|ict index)\b|chi so (papi|pci|dti)|tong diem|tong hop")
UNWEIGHTED = re.compile(r"un ?-? ?weighted|khong co? ?trong so|chua co trong so|khong trong so")
WEIGHTED = re.compile(r"weighted|trong so")
RANK_NAME = re.compile(r"^(xep hang|thu hang|hang|rank|ranking|xep thu|vi tri)\b|\b(ranking|rank|xep hang)$")
PLAIN_SCORE = {"diem", "diem so", "score", "diem dat", "diem dat duoc", "tong diem", "diem danh gia"}
MAX_LABEL = re.compile(r"^(diem toi da|thang diem|diem chuan|max score|diem cao nhat theo quy dinh)")
NOT_RANKED = re.compile(r"khong (xep hang|tham gia|danh gia|xep loai)|kxh|chua xep hang")
SUMMARY = re.compile(r"\b(mean|average|median|trung binh|binh quan|national)\b")
YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
VIETNAMESE = re.compile(r"[à-ỹđĐÀ-Ỹ]")


@dataclass(frozen=True)
class Criterion:
    """A column of scores: its name, the group above, and the columns of unit and rank that belong to it."""

    name: str
    parent: str | None
    column: int
    unit_column: int
    rank_column: int | None = None


def is_total_heading(heading: Heading) -> bool:
    """Whether a heading that the contract doesn't know names the final score ("PCI 2009 có trọng số", "DTI")."""
    return any(TOTAL_NAME.search(plain_key(level)) and not RANK_NAME.search(plain_key(level)) for level in heading.levels)


def unfold(table: Table, file: FileFacts) -> Rows:
    """The long rows of a score table, with index, year and board; fatal issues where these are not to be found."""
    if {"index_name", "index_year"} <= set(table.columns) and "unit_id" not in table.columns:
        return _one_unit(table, file)
    rows = Rows(table.source, table, file, [], columns=dict(table.columns))
    board, kinds = _board(table, file)
    index, year = _index(table, file, board), _year(table, file)
    rows.facts |= {"index_name": index, "index_year": year, "board": board}
    if not _say_unknown(rows, index, year):
        return rows
    criteria, total_column, rank_column = _criteria(table, file, kinds)
    _Collector(rows, kinds, date(year or 1, 12, 31)).collect(criteria, total_column, rank_column)
    for name, value in (("index_name", index), ("index_year", year), ("board", board)):
        rows.values[name] = [value] * len(rows)
    return rows


def _say_unknown(rows: Rows, index: str | None, year: int | None) -> bool:
    if index is None:
        rows.say_table("fatal", "unknown_index", "không thấy tên bộ chỉ số trong tiêu đề, tên trang tính và tên tệp",
                       "ghi rõ trong tiêu đề, ví dụ “Kết quả xếp hạng chuyển đổi số năm 2023” hoặc “PCI 2023”")
    if year is None:
        rows.say_table("fatal", "unknown_year", "không thấy năm của bảng điểm trong tiêu đề, tên trang tính và tên tệp",
                       "ghi rõ năm trong tiêu đề, ví dụ “năm 2023”")
    return index is not None and year is not None


# --- which index, year, board -------------------------------------------------------------------------


def _index(table: Table, file: FileFacts, board: str) -> str | None:
    heads = " ".join(heading.text for heading in table.headings.values())
    for text in (" ".join(table.title), table.sheet.name, heads, file.file_name):
        words = re.sub(r"[_.]", " ", plain(text))
        for pattern, name in INDICES:
            if pattern.search(words):
                if name == "CĐS tỉnh" and board == "province":
                    return "DTI"
                return "CĐS tỉnh" if name == "DTI" and board != "province" else name
    return None


def _year(table: Table, file: FileFacts) -> int | None:
    """The title's or sheet's year; else the one that file name or headings give with the index; else any."""
    for text in (" ".join(_score_titles(table)), table.sheet.name):
        if found := _years(text):
            return found[0]
    heads = [year for heading in table.headings.values() for year in _years(heading.text)]
    named = _years(file.file_name)
    if len(set(named)) == 1 and any(pattern.search(re.sub(r"[_.]", " ", plain(file.file_name))) for pattern, _ in INDICES):
        return named[0]
    if heads:
        return Counter(heads).most_common(1)[0][0]
    return named[0] if named else None


def _score_titles(table: Table) -> list[str]:
    """Title lines without references to decisions, whose years date the document ("QĐ … ngày 23/5/2024")."""
    lines = [line for line in table.title if not re.search(r"quyet dinh|kem theo|ngay .* thang|nhan luc|minh hoa", plain(line))]
    return [re.sub(r"\d{1,2}/\d{1,2}/\d{4}", " ", line) for line in lines]


def _years(text: str) -> list[int]:
    return [int(year) for year in YEAR.findall(re.sub(r"(\d{4})\s*[_-]", r"\1 ", text)) if 1990 < int(year) < 2100]


def _board(table: Table, file: FileFacts) -> tuple[str, tuple[str, ...]]:
    """The board whose kinds of unit the names are; the words of heading and title decide a tie."""
    cells = [row[table.columns["unit_id"]] for row in (table.sheet.rows[n] for n in table.rows)]
    names = [cell for cell in cells if isinstance(cell, str)][:80]
    words = plain_key(table.heading("unit_id"))
    title = plain(" ".join(table.title))
    best: tuple[float, str, tuple[str, ...]] = (-1.0, "province", ("province",))
    for board, kinds, hint in BOARDS:
        hits = sum(_resolves(name, kinds, file) for name in names) / max(len(names), 1)
        score = hits + (0.15 if hint.search(words) else 0.0) + (0.05 if hint.search(title) else 0.0)
        if score > best[0]:
            best = (score, board, kinds)
    return best[1], best[2]


def _resolves(name: str, kinds: Sequence[str], file: FileFacts) -> bool:
    try:
        file.places.find(name, kinds, None)
    except BadCell as bad:
        return bad.rule == "ambiguous_unit"
    return True


# --- which columns ------------------------------------------------------------------------------------------


def _criteria(table: Table, file: FileFacts, kinds: tuple[str, ...]) -> tuple[list[Criterion], int | None, int | None]:
    """The criteria's columns, the total's and the rank's. A column's units stand in the nearest unit column left of it."""
    rows = [table.sheet.rows[number] for number in table.rows]
    width = len(table.sheet.rows[table.first])
    known = {index for name, index in table.columns.items() if name not in ("total", "reported_rank", "unit_id", "criterion")}
    unit_columns = [index for index in range(width) if index not in known and _is_unit_column(table, file, kinds, index, rows)]
    total, rank = table.columns.get("total"), table.columns.get("reported_rank")
    totals = [total] if total is not None else []
    criteria: list[Criterion] = []
    for heading in table.unknown:
        index = heading.index
        own = plain_key(heading.levels[-1])
        if index in unit_columns or not _is_score_column(rows, index):
            continue
        if RANK_NAME.search(own) and len(heading.levels) == 1:
            rank = index if rank is None else rank
            continue
        if is_total_heading(heading):
            totals.append(index)
        criteria.append(_criterion(table, heading, unit_columns))
    total = _best_total(table, totals)
    ranks = {c.parent: c.column for c in criteria if c.parent and RANK_NAME.search(plain_key(table.headings[c.column].levels[-1]))}
    criteria = [c for c in criteria if c.column != total and c.column not in ranks.values()]
    criteria = [
        Criterion(c.name, None if c.name == c.parent else c.parent, c.column, c.unit_column, ranks.get(c.parent) if c.parent else None)
        for c in criteria
    ]
    if total is not None:
        criteria.append(Criterion("total", None, total, _units_of(table, total, unit_columns), rank))
    return criteria, total, rank


def _is_unit_column(table: Table, file: FileFacts, kinds: tuple[str, ...], index: int, rows: list[list[Any]]) -> bool:
    if index == table.columns["unit_id"]:
        return True
    names = [row[index] for row in rows if isinstance(row[index], str)][:40]
    return len(names) >= 5 and sum(_resolves(name, kinds, file) for name in names) * 5 >= len(names) * 3 and index not in table.columns.values()


def _is_score_column(rows: list[list[Any]], index: int) -> bool:
    filled = [row[index] for row in rows if row[index] is not None]
    return sum(looks_numeric(cell) for cell in filled) * 2 > len(filled)


def _criterion(table: Table, heading: Heading, unit_columns: list[int]) -> Criterion:
    levels = _preferred_language(heading)
    name = levels[-1]
    parent = levels[-2] if len(levels) > 1 and heading.shared[len(heading.levels) - 2] else None
    if parent and plain_key(name) in PLAIN_SCORE:
        name = parent
    return Criterion(" ".join(name.split()), " ".join(parent.split()) if parent else None, heading.index,
                     _units_of(table, heading.index, unit_columns))


def _preferred_language(heading: Heading) -> list[str]:
    """Of headings in two languages the Vietnamese text counts."""
    levels = list(heading.levels)
    if len(levels) > 1 and VIETNAMESE.search(levels[0]) and not VIETNAMESE.search(levels[-1]) and not heading.shared[-2]:
        return levels[:-1]
    return levels


def _units_of(table: Table, index: int, unit_columns: list[int]) -> int:
    return max((column for column in unit_columns if column < index), default=table.columns["unit_id"])


def _best_total(table: Table, totals: Sequence[int]) -> int | None:
    """The weighted final score where both are given."""

    def merit(index: int) -> tuple[int, int]:
        words = plain_key(table.headings[index].text)
        text = plain(table.headings[index].text)
        if UNWEIGHTED.search(text) or UNWEIGHTED.search(words):
            return 0, -index
        return (2 if WEIGHTED.search(text) else 1), -index

    return max(totals, key=merit, default=None)


# --- the rows ----------------------------------------------------------------------------------------------


class _Collector:
    """Walks the cells of a score table and appends long rows to a Rows."""

    FIELDS = ("unit_id", "criterion", "parent_criterion", "max_score", "score", "self_score", "evidence", "reported_rank", "is_ranked", "cell")

    def __init__(self, rows: Rows, kinds: tuple[str, ...], on: date) -> None:
        self.rows, self.kinds, self.on = rows, kinds, on
        self.table = rows.table
        self.seen: dict[tuple[str, str], int] = {}
        self.units: dict[tuple[Any, Any], str | BadCell] = {}
        self.limits: dict[int, float] = {}
        for name in self.FIELDS:
            rows.values[name] = []
            rows.raw[name] = []

    def collect(self, criteria: list[Criterion], total_column: int | None, rank_column: int | None) -> None:
        """Append every unit's scores, and a `total` row for each unit that has a total, a rank, or is said to have none."""
        numbers = [number for number in self.table.rows if not self._is_limit(number, criteria)]
        for criterion in criteria:
            self._column(criterion, numbers, rank_column)
        if total_column is None:
            unit_column = _units_of(self.table, rank_column if rank_column is not None else 0, [self.table.columns["unit_id"]])
            self._column(Criterion("total", None, -1, unit_column, rank_column), numbers, rank_column)

    def _is_limit(self, number: int, criteria: list[Criterion]) -> bool:
        """A row "Điểm tối đa" gives the maxima and is no unit."""
        row = self.table.sheet.rows[number]
        label = row[self.table.columns["unit_id"]]
        if not isinstance(label, str) or not MAX_LABEL.match(plain(label).strip()):
            return False
        for criterion in criteria:
            values, _ = clean_column(number_kind, [row[criterion.column]])
            if values[0] is not None:
                self.limits[criterion.column] = values[0]
        return True

    def _column(self, criterion: Criterion, numbers: list[int], rank_column: int | None) -> None:
        sheet = self.table.sheet
        is_total = criterion.name == "total"
        cells = [sheet.rows[n][criterion.column] if criterion.column >= 0 else None for n in numbers]
        unranked = [is_total and self._not_ranked(n) for n in numbers]
        texts = [None if skip and not looks_numeric(cell) else cell for cell, skip in zip(cells, unranked, strict=True)]
        scores, problems = clean_column(number_kind, texts)
        ranks_at = rank_column if is_total else criterion.rank_column
        for at, number in enumerate(numbers):
            row = sheet.rows[number]
            rank, rank_problem = _rank(row[ranks_at]) if ranks_at is not None and ranks_at >= 0 else (None, None)
            wanted = scores[at] is not None or at in problems or (is_total and (rank is not None or unranked[at]))
            name = row[criterion.unit_column]
            if not wanted or name is None or (isinstance(name, str) and is_total_label(name)):
                continue
            column = criterion.column if criterion.column >= 0 and cells[at] is not None else ranks_at
            self._append(number, criterion, name, column, scores[at], rank, is_total and not unranked[at])
            position = len(self.rows) - 1
            if at in problems:
                self._problem(position, problems[at])
            if rank_problem:
                self._problem(position, rank_problem)

    def _append(self, number: int, criterion: Criterion, name: Any, column: int | None, score: float | None, rank: int | None,
                is_ranked: bool) -> None:
        rows, table = self.rows, self.table
        shown = table.sheet.line_numbers[number] if table.sheet.line_numbers else number + 1
        rows.numbers.append(shown)
        position = len(rows) - 1
        address = f"{letter(column)}{shown}" if column is not None and rows.file.has_cells else None
        values = {
            "unit_id": self._unit(position, number, criterion, name),
            "criterion": criterion.name,
            "parent_criterion": criterion.parent,
            "max_score": self.limits.get(criterion.column),
            "score": score,
            "self_score": self._number(number, "self_score") if criterion.name == "total" else None,
            "evidence": self._text(number, "evidence") if criterion.name == "total" else None,
            "reported_rank": rank,
            "is_ranked": is_ranked if criterion.name == "total" else None,
            "cell": address,
        }
        for field, value in values.items():
            rows.values[field].append(value)
        for field in self.FIELDS:
            rows.raw[field].append(name if field == "unit_id" else table.sheet.rows[number][column] if column is not None else None)
        rows.facts.setdefault("sheet_rows", []).append(number)
        rows.facts.setdefault("unit_cells", []).append((criterion.unit_column, number))

    def _unit(self, position: int, number: int, criterion: Criterion, name: Any) -> str | None:
        within_column = self.table.columns.get("within")
        within_text = self.table.sheet.rows[number][within_column] if within_column is not None else None
        wanted = (name, within_text)
        if wanted not in self.units:
            self.units[wanted] = self._find(name, within_text, number)
        found = self.units[wanted]
        if isinstance(found, BadCell):
            self._problem(position, found, criterion.unit_column)
            return None
        return found

    def _find(self, name: Any, within_text: Any, number: int) -> str | BadCell:
        places = self.rows.file.places
        try:
            within = places.find(str(within_text), ("district",), self.on) if within_text else self._group_district(number)
            return places.find(str(name), self.kinds, self.on, within)
        except BadCell as bad:
            return bad

    def _group_district(self, number: int) -> str | None:
        if "commune" not in self.kinds:
            return None
        position = self.table.rows.index(number)
        for text in reversed(self.table.groups[position]):
            try:
                return self.rows.file.places.find(text, ("district",), self.on)
            except BadCell:
                continue
        return None

    def _problem(self, position: int, problem: BadCell | Doubt, column: int | None = None) -> None:
        rows = self.rows
        level = "warning" if isinstance(problem, Doubt) else problem.level
        message = problem.message if isinstance(problem, Doubt) else str(problem)
        field = "unit_id" if column is not None else "score"
        before = len(rows.issues)
        rows.columns.setdefault(field, column if column is not None else 0)
        rows.say(level, problem.rule, position, field, message, problem.fix)
        issue = rows.issues[before]
        address = rows.values["cell"][position] if column is None and position < len(rows.values["cell"]) else None
        if column is not None and rows.file.has_cells:
            address = f"{letter(column)}{rows.numbers[position]}"
        heading = self.table.headings.get(column if column is not None else column_of(address))
        rows.issues[before] = type(issue)(issue.level, issue.rule, issue.sheet, address, issue.row, heading.text if heading else issue.column,
                                          issue.value, issue.message, issue.fix)

    def _not_ranked(self, number: int) -> bool:
        return any(isinstance(cell, str) and NOT_RANKED.search(plain(cell)) for cell in self.table.sheet.rows[number])

    def _number(self, number: int, field: str) -> float | None:
        column = self.table.columns.get(field)
        if column is None:
            return None
        values, _ = clean_column(number_kind, [self.table.sheet.rows[number][column]])
        return values[0]

    def _text(self, number: int, field: str) -> str | None:
        column = self.table.columns.get(field)
        cell = self.table.sheet.rows[number][column] if column is not None else None
        return as_written(cell) or None


def column_of(address: str | None) -> int:
    if not address:
        return -1
    index = 0
    for character in address.rstrip("0123456789"):
        index = index * 26 + ord(character) - 64
    return index - 1


def is_total_label(text: str) -> bool:
    """A name that is no unit: a mean, an extreme, a heading repeated ("Thứ tự", "Ranking")."""
    words = heading_key(text)
    return is_total(text) or bool(RANK_NAME.match(plain(words))) or plain(words) in ("thu tu", "stt", "no")


def _rank(cell: object) -> tuple[int | None, BadCell | None]:
    """A stated rank: 15, 15.0, "15", "15=", "Hạng 15"; words such as "không xếp hạng" give none."""
    if cell is None or isinstance(cell, bool):
        return None, None
    if isinstance(cell, int | float):
        if float(cell).is_integer() and cell > 0:
            return int(cell), None
    elif found := re.fullmatch(r"\D{0,12}?(\d{1,4})(?:\.0)?\s*=?(?:\s*/\s*\d+)?", str(cell).strip()):
        return int(found[1]), None
    elif not re.search(r"\d", str(cell)):
        return None, None
    return None, BadCell("not_a_rank", f"không phải thứ hạng: “{as_written(cell)}”", "ghi thứ hạng bằng số nguyên, ví dụ 15", level="warning")


# --- the plain list of one unit --------------------------------------------------------------------------


def _one_unit(table: Table, file: FileFacts) -> Rows:
    """index, year, value, rank of one unit, named by the title or the file, else the province itself."""
    rows = Rows(table.source, table, file, [], columns=dict(table.columns))
    named = mentions.mentioned(file.places, " ".join([*table.title, file.file_name]), ("province",), None)
    unit = named[0] if named else settings.PROVINCE
    cells = {name: [table.sheet.rows[n][c] for n in table.rows] for name, c in table.columns.items()}
    scores, problems = clean_column(number_kind, cells.get("total", [None] * len(table.rows)))
    for name in _Collector.FIELDS:
        rows.values[name], rows.raw[name] = [], []
    years: list[int] = []
    indices: list[str] = []
    for at, number in enumerate(table.rows):
        words = as_written(cells["index_name"][at])
        found = _years(as_written(cells["index_year"][at]))
        if SUMMARY.search(plain(words)):
            continue
        index, criterion = _index_and_criterion(words)
        rank, _ = _rank(cells["reported_rank"][at]) if "reported_rank" in cells else (None, None)
        rows.numbers.append(table.sheet.line_numbers[number] if table.sheet.line_numbers else number + 1)
        position = len(rows) - 1
        years.append(found[0] if found else 0)
        indices.append(index)
        address = rows.cell(position, "total" if scores[at] is not None else "reported_rank")
        values = {"unit_id": unit, "criterion": criterion, "score": scores[at], "reported_rank": rank,
                  "is_ranked": (rank is not None or scores[at] is not None) if criterion == "total" else None, "cell": address}
        for field in _Collector.FIELDS:
            rows.values[field].append(values.get(field))
            rows.raw[field].append(cells["total"][at] if "total" in cells else None)
        if not found:
            rows.say("error", "unknown_year", position, "index_year", f"không phải năm: “{as_written(cells['index_year'][at])}”", "ghi năm bằng bốn chữ số")
        if at in problems:
            rows.take("score", rows.values["score"], {position: problems[at]})
    rows.values |= {"index_name": indices, "index_year": years, "board": ["province"] * len(rows)}
    rows.facts |= {"board": "province", "one_unit": unit}
    return rows


def _index_and_criterion(words: str) -> tuple[str, str]:
    """"DTI kinh tế số" -> DTI, its criterion "kinh tế số"; "PAPI" -> PAPI, total."""
    for pattern, name in INDICES:
        if found := pattern.search(plain(words)):
            rest = (words[: found.start()] + words[found.end() :]).strip(" :-–/")
            return name, rest if rest and plain(rest) not in ("index", "tong", "tong diem") else "total"
    return " ".join(words.split()), "total"
