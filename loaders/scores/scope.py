"""Which index, year and board a score table is of: its title, sheet and headings say it, else the file's name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from loaders.layout import Table
from loaders.rows import FileFacts, Rows
from loaders.scores.units import likeliest_board
from loaders.scores.words import YEAR
from loaders.shapes.headings import plain_key
from loaders.spelling import plain
from loaders.values import when

INDICES = (
    (re.compile(r"\bpapi\b|hieu qua quan tri va hanh chinh cong"), "PAPI"),
    (re.compile(r"\bddci\b|nang luc canh tranh cap (so|huyen|dia phuong)"), "DDCI"),
    (re.compile(r"\bpci\b|nang luc canh tranh cap tinh|provincial competitiveness"), "PCI"),
    (re.compile(r"\bpar[ -]?index\b|\bparindex\b|cai cach hanh chinh|\bcchc\b"), "PAR Index"),
    (re.compile(r"\bsipas\b|hai long (cua|ve)"), "SIPAS"),
    (re.compile(r"\bpgi\b"), "PGI"),
    (re.compile(r"\bpii\b|doi moi sang tao"), "PII"),
    (re.compile(r"\bict([ /-]?e-?gov)?[ -]?index\b|ung dung cong nghe thong tin"), "ICT Index"),
    (re.compile(r"\bdti\b"), "DTI"),
    (re.compile(r"chuyen doi so|\bcds\b"), "CĐS tỉnh"),
)
# What the full name of an index says beside its own words: "Chỉ số hài lòng của người dân, tổ chức (SIPAS)".
_NAMING = re.compile(
    r"\b(bo|cac|chi so|diem|muc do|ket qua|danh gia|xep hang|chuyen doi so|cap tinh|tinh|tuyen quang|viet nam"
    r"|quoc gia|cua|ve|su|va|doi voi|nguoi dan|to chuc|doanh nghiep|phuc vu|co quan|hanh chinh|nha nuoc|cong|tong hop"
    r"|chung|index|(nam )?20\d\d)\b"
)
LONGEST_LETTERS = 15  # "ict/e-gov index"; a name in words is longer
_DOCUMENTS = re.compile(r"quyet dinh|kem theo|ngay .* thang|nhan luc|minh hoa|so: |cong van|can cu")


def words_of(text: str) -> str:
    """For looking up an index in running words and file names."""
    return re.sub(r"[_.]|(?<=[a-z])(?=\d)|(?<=\d)(?=[a-z])", " ", plain(text))


def index_of(table: Table, file: FileFacts, board: str) -> str | None:
    """The index that the table's own words name, the nearest first; the province's own where a board of its units is
    ranked by digital transformation."""
    heads = " ".join(heading.text for heading in table.headings.values())
    for text in (" ".join(table.title), table.sheet.name, " ".join(table.page_title), heads, file.file_name):
        named = [name for is_letters, name in _named(text) if is_letters or text is not heads]
        if named:
            if named[0] == "CĐS tỉnh" and board == "province":
                return "DTI"
            return "CĐS tỉnh" if named[0] == "DTI" and board != "province" else named[0]
    return None


def _named(text: str) -> list[tuple[bool, str]]:
    """The indices that a text names, those named by their own letters first: an annex on administrative reform may
    carry SIPAS. Digital transformation is what every board of the province speaks of, so it comes last."""
    words = words_of(text)
    found = [(found[0], name) for pattern, name in INDICES if (found := pattern.search(words))]
    named = [(len(text) <= LONGEST_LETTERS or name == "CĐS tỉnh", name) for text, name in found]
    return sorted(named, key=lambda entry: (entry[1] == "CĐS tỉnh", not entry[0]))


def year_of(table: Table, file: FileFacts) -> int | None:
    """The sheet's name or the title's year; else the one that file name or headings give with the index; else any.

    The sheet's name comes first: titles and headings are copied from last year's sheet and forgotten.
    """
    for text in (_named_year(table.sheet.name), *(" ".join(_score_titles(t)) for t in (table.title, table.page_title))):
        if found := years_in(text):
            return found[0]
    heads = [year for heading in table.headings.values() for year in years_in(heading.text)]
    named = years_in(file.file_name)
    if len(set(named)) == 1 and any(pattern.search(words_of(file.file_name)) for pattern, _ in INDICES):
        return named[0]
    if heads:
        return Counter(heads).most_common(1)[0][0]
    if named:
        return named[0]
    notes = [year for text in table.tail if not _DOCUMENTS.search(plain(text)) for year in years_in(text)]
    return notes[0] if len(set(notes)) == 1 else None


def _named_year(sheet_name: str) -> str:
    """A sheet's name that speaks of a year; "T5.2024" and "31-5-2024" date a report."""
    return "" if when.file_day(sheet_name) else sheet_name


def _score_titles(title: Sequence[str]) -> list[str]:
    """Title lines without references to decisions, whose years date the document ("QĐ … ngày 23/5/2024").

    "Quyết định công bố kết quả … năm 2023" is a reference and a title: the year of what was assessed stays.
    """
    lines = []
    for line in title:
        words = plain(line)
        if not _DOCUMENTS.search(words):
            lines.append(line)
        elif found := re.search(
            r"(?:ket qua|xep hang|danh gia|chi so|muc do)(?:(?!ngay|thang|quyet dinh)[^;()])*?nam (20\d\d)", words
        ):
            lines.append(found[1])
    return [re.sub(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d+/\d{4}/\S+", " ", line) for line in lines]


def years_in(text: str) -> list[int]:
    """The years that a text names, in its order."""
    return [int(year) for year in YEAR.findall(re.sub(r"(\d{4})\s*[_-]", r"\1 ", text)) if 1990 < int(year) < 2100]


def board_of(table: Table, names: Sequence[str], heading: str, file: FileFacts) -> str:
    """The board that these names stand on."""
    index_words = words_of(" ".join([*table.title, table.sheet.name, file.file_name]))
    is_national = any(pattern.search(index_words) for pattern, name in INDICES if name != "CĐS tỉnh")
    title = plain(" ".join(table.title))
    return likeliest_board(names, plain_key(heading), title, is_national, file.places)


def index_and_criterion(words: str) -> tuple[str, str]:
    """ "DTI kinh tế số" -> DTI, its criterion "kinh tế số"; "PAPI" -> PAPI, total."""
    for pattern, name in INDICES:
        if found := pattern.search(plain(words)):
            if not _NAMING.sub("", pattern.sub("", plain(words))).strip(" :-–/(),"):
                return name, "total"
            rest = (words[: found.start()] + words[found.end() :]).strip(" :-–/()")
            rest = re.sub(r"^(chỉ số|chi so)\b", "", rest, flags=re.IGNORECASE).strip()
            return name, rest if rest and plain(rest) not in ("index", "tong", "tong diem") else "total"
    return " ".join(words.split()), "total"


def names_index(words: str) -> bool:
    """Whether a cell names an index, alone or with one of its criteria."""
    return any(pattern.search(words_of(words)) for pattern, _ in INDICES)


def say_unknown(rows: Rows, index: str | None, year: int | None) -> bool:
    """Whether both are known; a fatal issue for each that is not."""
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
