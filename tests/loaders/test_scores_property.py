"""Any small board, laid out in any of the usual ways, reads back exactly as it was written."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.loaders.score_answers import ranks, scores
from tests.workbook import Line, Page, answer, csv_file, web_page, xlsx

TITLE = "KẾT QUẢ XẾP HẠNG CHUYỂN ĐỔI SỐ CÁC SỞ, BAN, NGÀNH NĂM 2023"
UNITS = {
    "Sở Tư pháp": "so-tu-phap",
    "Sở Y tế": "so-y-te",
    "Sở KH&ĐT": "so-ke-hoach-va-dau-tu",
    "Sở Tài chính": "so-tai-chinh",
    "Thanh tra tỉnh": "thanh-tra-tinh",
    "Ban Dân tộc": "ban-dan-toc",
    "Sở NN&PTNT": "so-nong-nghiep-va-phat-trien-nong-thon",
}
CRITERIA = ["Nhận thức số", "Thể chế số", "Hạ tầng số", "Nhân lực số", "An toàn thông tin mạng"]
LAYOUTS = ("wide", "grouped", "turned", "list", "pairs", "blocks")


@dataclass(frozen=True)
class Board:
    """Hundredths of points by criterion and unit, ranks by unit; how it is written."""

    units: tuple[str, ...]
    criteria: tuple[str, ...]
    points: tuple[tuple[int, ...], ...]
    layout: str
    numbers: str
    kind: str

    @property
    def totals(self) -> list[int]:
        """Of each unit, the sum of its points."""
        return [sum(column) for column in zip(*self.points, strict=True)]

    @property
    def ranks(self) -> list[int]:
        """Competition ranks by the totals."""
        return [sorted(self.totals, reverse=True).index(total) + 1 for total in self.totals]

    def shown(self, hundredths: int) -> object:
        """A score as the sender types it."""
        if self.numbers == "typed":
            return hundredths / 100
        text = f"{hundredths / 100:.2f}"
        return text.replace(".", ",") if self.numbers == "comma" else text


@st.composite
def boards(draw: st.DrawFn) -> Board:
    units = draw(st.lists(st.sampled_from(list(UNITS)), min_size=2, max_size=5, unique=True))
    criteria = draw(st.lists(st.sampled_from(CRITERIA), min_size=2, max_size=4, unique=True))
    # Between 20 and 99 points: none so far from the others that it would be an outlier.
    row = st.tuples(*[st.integers(2000, 9999)] * len(units))
    points = draw(st.tuples(*[row] * len(criteria)))
    return Board(
        tuple(units),
        tuple(criteria),
        points,
        draw(st.sampled_from(LAYOUTS)),
        draw(st.sampled_from(("typed", "comma", "point"))),
        draw(st.sampled_from(("xlsx", "csv", "html"))),
    )


def wide(board: Board) -> list[Line]:
    """One row per unit, the rank last."""
    rows: list[Line] = [["STT", "Đơn vị", *board.criteria, "Tổng điểm", "Xếp hạng"]]
    for at, unit in enumerate(board.units):
        points = [board.shown(row[at]) for row in board.points]
        rows.append([at + 1, unit, *points, board.shown(board.totals[at]), board.ranks[at]])
    return rows


def grouped(board: Board) -> list[Line]:
    """The same with the criteria under a group, in two rows of headings."""
    count = len(board.criteria)
    above = ["STT", "Đơn vị", "Nhóm chỉ số nền tảng", *[None] * (count - 1), "Tổng điểm", "Xếp hạng"]
    return [above, [None, None, *board.criteria, None, None], *wide(board)[1:]]


def turned(board: Board) -> list[Line]:
    """One row per criterion, a column for each unit."""
    rows: list[Line] = [["STT", "Tiêu chí", *board.units]]
    for at, (name, points) in enumerate(zip(board.criteria, board.points, strict=True), 1):
        rows.append([at, name, *map(board.shown, points)])
    return [*rows, [None, "Tổng điểm", *map(board.shown, board.totals)], [None, "Xếp hạng", *board.ranks]]


def listed(board: Board) -> list[Line]:
    """One row per unit and criterion."""
    rows: list[Line] = [["Đơn vị", "Tiêu chí", "Điểm", "Xếp hạng"]]
    for at, unit in enumerate(board.units):
        rows += [
            [unit, name, board.shown(row[at]), None] for name, row in zip(board.criteria, board.points, strict=True)
        ]
        rows.append([unit, "Tổng điểm", board.shown(board.totals[at]), board.ranks[at]])
    return rows


def _best_first(board: Board, points: tuple[int, ...] | list[int]) -> list[tuple[str, int]]:
    return sorted(zip(board.units, points, strict=True), key=lambda pair: -pair[1])


def pairs(board: Board) -> list[Line]:
    """Every criterion ranked on its own: a column of units before each column of scores."""
    named = [*zip(board.criteria, board.points, strict=True), ("Tổng điểm", board.totals)]
    orders = [_best_first(board, points) for _, points in named]
    rows: list[Line] = [[text for name, _ in named for text in ("Đơn vị", name)] + ["Xếp hạng"]]
    ranks_by_unit = dict(zip(board.units, board.ranks, strict=True))
    for at in range(len(board.units)):
        cells: list[object] = [value for order in orders for value in (order[at][0], board.shown(order[at][1]))]
        rows.append([*cells, ranks_by_unit[orders[-1][at][0]]])
    return rows


def blocks(board: Board) -> list[Line]:
    """Every criterion in a table of its own, below each other, its name above it."""
    rows: list[Line] = []
    for number, (name, points) in enumerate(
        [*zip(board.criteria, board.points, strict=True), ("Chỉ số tổng hợp", board.totals)], 1
    ):
        rows += [[f"{number}. {name}"], ["Đơn vị", "Điểm", "Xếp hạng"]]
        order = _best_first(board, points)
        places = sorted((value for _, value in order), reverse=True)
        rows += [[unit, board.shown(value), places.index(value) + 1] for unit, value in order]
        rows.append([])
    return rows


WRITERS = dict(zip(LAYOUTS, (wide, grouped, turned, listed, pairs, blocks), strict=True))


def file_of(board: Board) -> tuple[str, bytes]:
    """The board as a file: its name and its bytes."""
    rows: list[Line] = [[TITLE], *WRITERS[board.layout](board)]
    merges = {}
    if board.layout == "grouped":
        last = 2 + len(board.criteria)
        merges = {(1, 2): (1, len(board.criteria))} | {(1, column): (2, 1) for column in (0, 1, last, last + 1)}
    width = max(map(len, rows))
    padded = [[*row, *[None] * (width - len(row))] for row in rows]
    if board.kind == "csv":
        return "bang diem.csv", csv_file(padded)
    if board.kind == "html":
        return "bang diem.xls", web_page(padded, merges)
    areas = [f"{_cell(r, c)}:{_cell(r + height - 1, c + span - 1)}" for (r, c), (height, span) in merges.items()]
    return "bang diem.xlsx", xlsx(Page(rows, merges=areas))


def _cell(row: int, column: int) -> str:
    return f"{chr(65 + column)}{row + 1}"


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(boards())
def test_any_small_board_reads_back_exactly(board: Board) -> None:
    found = answer(*file_of(board))
    said = {("index_name", "CĐS tỉnh"), ("index_year", 2023), ("board", "department")}
    assert {(name, row[name]) for row in found.rows for name in ("index_name", "index_year", "board")} == said
    numbered = [f"{n}. {name}" for n, name in enumerate(board.criteria, 1)]
    names = numbered if board.layout == "blocks" else board.criteria
    expected = {
        (UNITS[unit], name): value / 100
        for name, row in zip([*names, "total"], [*board.points, board.totals], strict=True)
        for unit, value in zip(board.units, row, strict=True)
    }
    assert {key: round(value or 0, 6) for key, value in scores(found).items()} == expected
    assert ranks(found) == {UNITS[unit]: rank for unit, rank in zip(board.units, board.ranks, strict=True)}
    assert [issue.message for issue in found.issues] == []
