"""The first sheet of a workbook that goes back: the kinds of fault, and a line for each one with a way to its cell.

When the workbook comes back, this sheet is passed over silently; its name and its first line tell which it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from openpyxl.utils import get_column_letter

from loaders.contract import BadFile, Level
from loaders.formats.grid import Book, Sheet
from loaders.report import Issue
from loaders.workbooks.rule_words import rule_words
from loaders.workbooks.sheet_writer import clean, text_cell, worksheet

NAME = "Cần sửa"
FIRST_LINE = "DANH SÁCH Ô CẦN SỬA TRONG TỆP NÀY"
SAMPLE_LINE = "Dữ liệu minh họa"
LEVELS: tuple[Level, ...] = ("fatal", "error", "warning")
LEVEL_WORDS = {"fatal": "Từ chối tệp", "error": "Sai", "warning": "Xem lại"}
LISTED = 20_000
LONGEST_VALUE = 500
_COLOURS = {
    False: "Ô tô đỏ là ô sai: dòng có ô đó chưa được nạp. Ô tô vàng cần xem lại: dòng đó vẫn được nạp.",
    True: "Ô tô đỏ là ô sai, ô tô vàng cần xem lại. Không dòng nào của tệp được nạp cho đến khi sửa xong.",
}
_HOW_TO = "Cách làm: sửa các ô này ngay trong tệp, lưu lại rồi gửi. Không cần xóa trang này, màu hay ghi chú."
_HOW_TO_EXCERPT = (
    "Tệp rất dài: bản này chỉ giữ các dòng đầu và các dòng có ghi chú, đúng số dòng như tệp đã gửi. Cách làm: sửa các "
    "ô này trong tệp gốc rồi gửi lại tệp gốc; không gửi lại bản này."
)
_COLUMNS = ("Mức", "Trang", "Ô", "Cột", "Giá trị nhận được", "Sai ở đâu", "Cách sửa")
_WIDTHS = (12, 18, 14, 26, 26, 60, 60)

Place = tuple[str, int, int]


@dataclass(frozen=True)
class Remark:
    """An issue at its place in the workbook that goes back; row and column from 1, None where the issue names none."""

    issue: Issue
    sheet: str = ""
    row: int | None = None
    column: int | None = None


@dataclass(frozen=True)
class Letter:
    """What the summary says besides the issues. outcome: a sentence; hidden: sheets that were not read; is_excerpt:
    rows without a remark were left out."""

    file_name: str
    outcome: str
    is_sample: bool = False
    is_refused: bool = False
    hidden: tuple[str, ...] = ()
    is_excerpt: bool = False


def is_summary(sheet: Sheet) -> bool:
    """Whether a sheet of a workbook that came back is the one made here."""
    return sheet.name.startswith(NAME) and bool(sheet.rows) and sheet.rows[0][0] == FIRST_LINE


def without_summary(book: Book) -> Book:
    """The sender's own sheets. BadFile where most rows were left out of them: they would take the place of all."""
    texts = {row[0] for sheet in book.sheets if is_summary(sheet) for row in sheet.rows[:6]}
    if _HOW_TO_EXCERPT in texts:
        raise BadFile(
            "excerpt_returned",
            "đây là bản trích các ô cần sửa của một tệp rất dài, không phải tệp đủ các dòng",
            "sửa các ô nêu trong trang “Cần sửa” ngay trong tệp gốc rồi gửi tệp gốc",
        )
    return replace(book, sheets=[sheet for sheet in book.sheets if not is_summary(sheet)])


def free_name(taken: Collection[str]) -> str:
    """The sheet's name, numbered where the sender has a sheet of that name."""
    names = {name.casefold() for name in taken}
    number, name = 1, NAME
    while name.casefold() in names:
        number += 1
        name = f"{NAME} ({number})"
    return name


def summary(
    letter: Letter,
    remarks: Sequence[Remark],
    places: Mapping[int, Place],
    look: Callable[[str], int],
    left_out: int = 0,
) -> bytes:
    """The sheet. places: index of a remark -> the cell that is coloured for it; left_out: cells without a note."""
    page = _Page(look)
    page.line(FIRST_LINE, "title")
    if letter.is_sample:
        page.line(SAMPLE_LINE, "yellow")
    page.line(f"Tệp nhận được: {letter.file_name}. {letter.outcome}")
    page.line(_COLOURS[letter.is_refused])
    page.line(_HOW_TO_EXCERPT if letter.is_excerpt else _HOW_TO)
    for name in letter.hidden:
        page.line(f"Trang “{name}” đang ẩn: không đọc.")
    if left_out:
        page.line(f"{_vn(left_out)} ô chỉ được tô màu, không có ghi chú, để tệp mở được nhanh; xem danh sách dưới đây.")
    _kinds(page, remarks)
    _list(page, remarks, places)
    return worksheet("".join(page.rows), _WIDTHS, page.merges, page.links, is_shown=True, is_landscape=True)


class _Page:
    def __init__(self, look: Callable[[str], int]) -> None:
        self.look = look
        self.rows: list[str] = []
        self.merges: list[str] = []
        self.links: dict[str, str] = {}

    def line(self, text: str, look: str = "text") -> None:
        """One text over the whole width."""
        number = len(self.rows) + 1
        self.merges.append(f"A{number}:{get_column_letter(len(_WIDTHS))}{number}")
        self.cells([(text, look)])

    def cells(self, texts: Sequence[tuple[str, str]]) -> int:
        """A row of (text, look); returns its number."""
        number = len(self.rows) + 1
        cells = [
            text_cell(f"{get_column_letter(index)}{number}", clean(text), self.look(look))
            for index, (text, look) in enumerate(texts, 1)
        ]
        self.rows.append(f'<row r="{number}">{"".join(cells)}</row>')
        return number


def _kinds(page: _Page, remarks: Sequence[Remark]) -> None:
    counts = Counter((remark.issue.level, remark.issue.rule) for remark in remarks)
    page.cells([])
    head = [("Mức", "head"), ("Số chỗ", "head"), ("Loại", "head"), ("", "head"), ("", "head")]
    lines = [head]
    for (level, rule), times in sorted(counts.items(), key=lambda item: (LEVELS.index(item[0][0]), -item[1], item[0])):
        words = rule_words(rule)
        said = [(words[:1].upper() + words[1:], "text"), ("", "text"), ("", "text")]
        lines.append([(LEVEL_WORDS[level], _colour(level)), (_vn(times), "text"), *said])
    for line in lines:
        number = page.cells(line)
        page.merges.append(f"C{number}:E{number}")


def _list(page: _Page, remarks: Sequence[Remark], places: Mapping[int, Place]) -> None:
    page.cells([])
    page.cells([(name, "head") for name in _COLUMNS])
    order = {remark.sheet: number for number, remark in reversed(list(enumerate(remarks)))}

    def rank(index: int) -> tuple[int, int, int, int, int]:
        remark = remarks[index]
        row, column = remark.row or 0, remark.column or 0
        return LEVELS.index(remark.issue.level), order[remark.sheet], row, column, index

    for index in sorted(range(len(remarks)), key=rank)[:LISTED]:
        remark, issue = remarks[index], remarks[index].issue
        place = places.get(index)
        said = (issue.column, issue.value[:LONGEST_VALUE], _sentence(issue.message), _sentence(issue.fix))
        number = page.cells(
            [
                (LEVEL_WORDS[issue.level], _colour(issue.level)),
                (remark.sheet or issue.sheet, "text"),
                (_where(remark, place), "link" if place else "text"),
                *((text, "text") for text in said),
            ]
        )
        if place:
            page.links[f"C{number}"] = link(place)
    if len(remarks) > LISTED:
        page.line(f"… và {_vn(len(remarks) - LISTED)} chỗ nữa; các ô đều đã được tô màu.")


def link(place: Place) -> str:
    """A place as a link inside the workbook names it: 'Trang 1'!F17."""
    sheet, row, column = place
    quoted = sheet.replace("'", "''")
    return f"'{quoted}'!{get_column_letter(column)}{row}"


def _where(remark: Remark, place: Place | None) -> str:
    """The sender's own address; of a line of text also the cell of the copy."""
    issue = remark.issue
    if issue.cell:
        return issue.cell
    line = f"dòng {issue.row}" if issue.row else ""
    if place is None:
        return line or ("cả trang" if issue.sheet else "cả tệp")
    cell = f"{get_column_letter(place[2])}{place[1]}" if remark.column else f"dòng {place[1]}"
    return cell if place[1] == issue.row else f"{cell} ({line} của tệp gửi)"


def _colour(level: str) -> str:
    return "yellow" if level == "warning" else "red"


def _sentence(text: str) -> str:
    text = text.strip()
    return text[:1].upper() + text[1:]


def _vn(number: int) -> str:
    return f"{number:,}".replace(",", ".")
