"""Score tables, whose headings are data: a wide or paired table -> one row per unit and criterion.

Three layouts occur: one row per unit; every criterion ranked on its own, so that each pair of columns is
(unit, score); and a plain list of index, year, value and rank of one unit.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date

from loaders import when
from loaders.contract import BadCell
from loaders.criteria import find_criteria
from loaders.headings import plain_key
from loaders.layout import Table
from loaders.report import as_written
from loaders.rows import FileFacts, Rows, letter
from loaders.score_lists import BOARD_OF, Said, is_list, one_unit, read_list
from loaders.score_rows import Collector
from loaders.spelling import plain

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
# In this order: a name that a district and its seat share is the district's.
BOARDS = (
    ("district", ("district",), re.compile(r"\b(huyen|thanh pho|quan)\b|cap huyen")),
    ("commune", ("commune",), re.compile(r"\b(cac )?(xa|phuong|thi tran)\b|cap xa")),
    ("department", ("department", "agency", "other"), re.compile(r"\bso\b|ban nganh|cap so|so nganh")),
    ("province", ("province",), re.compile(r"\btinh\b|province|63 tinh|dia phuong")),
)
YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


def unfold(table: Table, file: FileFacts) -> Rows:
    """The long rows of a score table, with index, year and board; fatal issues where these are not to be found."""
    if is_list(table):
        return _listed(table, file)
    rows = Rows(table.source, table, file, [], columns=dict(table.columns))
    board, kinds = _board(table, file)
    index, year = _index(table, file, board), _year(table, file)
    rows.facts |= {"index_name": index, "index_year": year, "board": board}
    if not _say_unknown(rows, index, year):
        return rows
    criteria, beside_at = find_criteria(table, lambda name: _resolves(name, kinds, file))
    if beside_at is not None:
        rows.say_table(
            "warning",
            "table_repeated",
            "khối nhỏ bên cạnh bảng nhắc lại đơn vị đã có; được bỏ qua",
            "không cần sửa nếu đây là phần tra cứu",
            f"{letter(beside_at)}{table.first + 1}" if file.has_cells else None,
            table.first + 1,
            table.headings[beside_at].text,
        )
    Collector(rows, kinds, date(year or 1, 12, 31)).collect(criteria)
    for name, value in (("index_name", index), ("index_year", year), ("board", board)):
        rows.values[name] = [value] * len(rows)
    return rows


def _say_unknown(rows: Rows, index: str | None, year: int | None) -> bool:
    if index is None:
        rows.say_table(
            "fatal",
            "unknown_index",
            "không thấy tên bộ chỉ số trong tiêu đề, tên trang tính và tên tệp",
            "ghi rõ trong tiêu đề, ví dụ “Kết quả xếp hạng chuyển đổi số năm 2023” hoặc “PCI 2023”",
        )
    if year is None:
        rows.say_table(
            "fatal",
            "unknown_year",
            "không thấy năm của bảng điểm trong tiêu đề, tên trang tính và tên tệp",
            "ghi rõ năm trong tiêu đề, ví dụ “năm 2023”",
        )
    return index is not None and year is not None


# --- which index, year, board -------------------------------------------------------------------------


def _index(table: Table, file: FileFacts, board: str) -> str | None:
    heads = " ".join(heading.text for heading in table.headings.values())
    for text in (" ".join(table.title), table.sheet.name, " ".join(table.page_title), heads, file.file_name):
        words = re.sub(r"[_.]", " ", plain(text))
        for pattern, name in INDICES:
            if pattern.search(words):
                if name == "CĐS tỉnh" and board == "province":
                    return "DTI"
                return "CĐS tỉnh" if name == "DTI" and board != "province" else name
    return None


def _year(table: Table, file: FileFacts) -> int | None:
    """The sheet's name or the title's year; else the one that file name or headings give with the index; else any.

    The sheet's name comes first: titles and headings are copied from last year's sheet and forgotten.
    """
    for text in (_named_year(table.sheet.name), *(" ".join(_score_titles(t)) for t in (table.title, table.page_title))):
        if found := _years(text):
            return found[0]
    heads = [year for heading in table.headings.values() for year in _years(heading.text)]
    named = _years(file.file_name)
    if len(set(named)) == 1 and any(
        pattern.search(re.sub(r"[_.]", " ", plain(file.file_name))) for pattern, _ in INDICES
    ):
        return named[0]
    if heads:
        return Counter(heads).most_common(1)[0][0]
    return named[0] if named else None


def _named_year(sheet_name: str) -> str:
    """A sheet's name that speaks of a year; "T5.2024" and "31-5-2024" date a report."""
    return "" if when.file_day(sheet_name) else sheet_name


def _score_titles(title: Sequence[str]) -> list[str]:
    """Title lines without references to decisions, whose years date the document ("QĐ … ngày 23/5/2024")."""
    lines = [
        line for line in title if not re.search(r"quyet dinh|kem theo|ngay .* thang|nhan luc|minh hoa", plain(line))
    ]
    return [re.sub(r"\d{1,2}/\d{1,2}/\d{4}", " ", line) for line in lines]


def _years(text: str) -> list[int]:
    return [int(year) for year in YEAR.findall(re.sub(r"(\d{4})\s*[_-]", r"\1 ", text)) if 1990 < int(year) < 2100]


def _board(table: Table, file: FileFacts) -> tuple[str, tuple[str, ...]]:
    """The board whose kinds of unit the names are; the words of heading and title decide a tie."""
    cells = [row[table.columns["unit_id"]] for row in (table.sheet.rows[n] for n in table.rows)]
    names = [cell for cell in cells if isinstance(cell, str)][:80]
    words = plain_key(table.heading("unit_id"))
    title = plain(" ".join(table.title))
    names_index = re.sub(r"[_.]", " ", plain(" ".join([*table.title, table.sheet.name, file.file_name])))
    is_national = any(pattern.search(names_index) for pattern, name in INDICES if name != "CĐS tỉnh")
    best: tuple[float, str, tuple[str, ...]] = (-1.0, "province", ("province",))
    for board, kinds, hint in BOARDS:
        hits = sum(_resolves(name, kinds, file) for name in names) / max(len(names), 1)
        score = hits + (0.15 if hint.search(words) else 0.0) + (0.05 if hint.search(title) else 0.0)
        score += 0.1 if is_national and board == "province" else 0.0
        if score > best[0]:
            best = (score, board, kinds)
    return best[1], best[2]


def _resolves(name: str, kinds: Sequence[str], file: FileFacts) -> bool:
    try:
        file.places.find(name, kinds, None)
    except BadCell as bad:
        return bad.rule == "ambiguous_unit"
    return True


# --- tables whose rows are single scores ---------------------------------------------------------------


def _listed(table: Table, file: FileFacts) -> Rows:
    """A list of one unit's scores, or of several units'; its index and year stand in columns or in the title."""
    rows = Rows(table.source, table, file, [], columns=dict(table.columns))
    unit, years = None, [_year(table, file)]
    if "unit_id" in table.columns:
        board, kinds = _board(table, file)
    else:
        if "index_year" in table.columns:
            texts = (as_written(table.sheet.rows[n][table.columns["index_year"]]) for n in table.rows)
            years = [year for text in texts for year in _years(text)[:1]]
        newest = max(filter(None, years), default=None)
        unit = one_unit(table, file, date(newest, 12, 31) if newest else None)
        kind = file.places.kind(unit) if unit else "department"
        board, kinds = BOARD_OF.get(kind, kind), (kind,)
    said = Said(_index(table, file, board), _year(table, file), board, kinds)
    index = said.index if "index_name" not in table.columns else "column"
    year = said.year if "index_year" not in table.columns else 0
    if unit is None and "unit_id" not in table.columns:
        rows.say_table(
            "fatal",
            "unknown_sender",
            "không rõ bảng điểm này là của đơn vị nào (cột, tên trang tính, tiêu đề và tên tệp đều không ghi)",
            "ghi tên đơn vị trong tiêu đề, ví dụ “Đơn vị: Sở Y tế”",
        )
    elif _say_unknown(rows, index, year):
        read_list(rows, said, unit, _index_and_criterion, _years)
    rows.facts |= {"board": board, "one_unit": unit}
    return rows


def _index_and_criterion(words: str) -> tuple[str, str]:
    """ "DTI kinh tế số" -> DTI, its criterion "kinh tế số"; "PAPI" -> PAPI, total."""
    for pattern, name in INDICES:
        if found := pattern.search(plain(words)):
            rest = (words[: found.start()] + words[found.end() :]).strip(" :-–/")
            return name, rest if rest and plain(rest) not in ("index", "tong", "tong diem") else "total"
    return " ".join(words.split()), "total"
