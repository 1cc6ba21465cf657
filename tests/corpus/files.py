"""Cases of this family: one sound table in every file kind, encoding and program's habit that agencies send."""

from __future__ import annotations

import csv

from tests.corpus.case import Case
from tests.corpus.file_encodings import OLD_TEXTS, case
from tests.corpus.file_tables import COUNTS, OBSTACLES, PROCEDURES, SCORES, STATIONS, TASKS, VILLAGES, Content
from tests.corpus.file_writers import delimited, page, table
from tests.old_xls import Old, xls
from tests.packages import Writer, ods, package, xml_2003
from tests.workbook import windows_1258, xlsx


def without(content: Content, *rows: int) -> list[dict[str, object]]:
    """The content's rows but those."""
    return [dict(row) for index, row in enumerate(content.rows) if index not in rows]


def replaced(content: Content, row: int, column: int, cell: object) -> list[list[object]]:
    """The lines with another cell at that row and column, from 0."""
    lines = [list(line) for line in content.lines]
    lines[row][column] = cell
    return lines


# --- workbooks ---------------------------------------------------------------------------------------------------

OTHER_MONTH = replaced(VILLAGES, 3, 3, 9999)
WORKBOOKS = [
    case(
        "xlsx of a .NET report: prefixed names, inline texts, no addresses",
        "tram.xlsx",
        STATIONS,
        lambda: package(STATIONS.lines, Writer(prefix="x:", has_addresses=False)),
    ),
    case(
        "xlsx of the strict standard, absolute target",
        "phu song.xlsx",
        VILLAGES,
        lambda: package(VILLAGES.lines, Writer(is_strict=True, target="/xl/worksheets/sheet1.xml")),
    ),
    case(
        "xlsx with shared texts in runs and readings in kana",
        "nhiem vu.xlsx",
        TASKS,
        lambda: package(TASKS.lines, Writer(is_shared=True)),
    ),
    case(
        "xlsx counted from 1904, dimension of one cell",
        "vuong mac.xlsx",
        OBSTACLES,
        lambda: package(OBSTACLES.lines, Writer(is_1904=True, dimension='<dimension ref="A1"/>')),
    ),
    case(
        "xlsx with ISO days, dimension of the whole sheet",
        "vuong mac.xlsx",
        OBSTACLES,
        lambda: package(OBSTACLES.lines, Writer(has_iso_days=True, dimension='<dimension ref="A1:XFD1048576"/>')),
    ),
    case(
        "xlsx whose counts are shown with a word",
        "bao cao.xlsm",
        VILLAGES,
        lambda: package(VILLAGES.lines, Writer(style=lambda row, column, cell: 3 if column in (4, 5) else 0)),
    ),
    case(
        "xlsx with a percent format over 0…1",
        "nhiem vu.xlsx",
        TASKS,
        lambda: package(
            [*TASKS.lines[:3], *([*line[:6], line[6] / 100] for line in TASKS.lines[3:])],
            Writer(style=lambda row, column, cell: 2 if column == 7 else 0),
        ),
    ),
    case(
        "xlsx with a chart sheet, a very hidden copy and an empty Sheet2",
        "bao cao.xlsx",
        VILLAGES,
        lambda: package(
            VILLAGES.lines,
            Writer(has_chart_sheet=True, more=[("Cũ", "veryHidden", OTHER_MONTH), ("Sheet2", "visible", [])]),
        ),
    ),
    case("xlsx called .csv", "tram.csv", STATIONS, lambda: xlsx(STATIONS.lines)),
    case("xlsx called .xls", "bieu 06a.xls", COUNTS, lambda: xlsx(COUNTS.lines)),
    Case(
        "xlsx with an error value in a number",
        "file",
        "phu song.xlsx",
        lambda: package(replaced(VILLAGES, 4, 3, "#REF!"), Writer(prefix="x:", has_addresses=False)),
        "village_coverage",
        without(VILLAGES, 1),
        frozenset({"D5"}),
    ),
    case("xls of Excel 97", "vuong mac.xls", OBSTACLES, lambda: xls(OBSTACLES.lines)),
    case(
        "xls of Excel 5 in windows-1258",
        "phu song.xls",
        VILLAGES,
        lambda: xls(VILLAGES.with_texts(lambda text: windows_1258(text).decode("cp1258")), Old("Arial", True, 1258)),
    ),
    Case(
        "xls with an error value, called .xlsx",
        "file",
        "tram.xlsx",
        lambda: xls(replaced(STATIONS, 5, 6, "#N/A")),
        "bts_stations",
        without(STATIONS, 1),
        frozenset({"G6"}),
    ),
    case("ods with repeated cells and a title merged over the table", "bieu.ods", COUNTS, lambda: ods(merged(COUNTS))),
    case(
        "ods with percents and days",
        "nhiem vu.ods",
        TASKS,
        lambda: ods([*TASKS.lines[:3], *([*line[:6], line[6] / 100] for line in TASKS.lines[3:])], percent_columns=[6]),
    ),
    case("ods with typed days", "vuong mac.ods", OBSTACLES, lambda: ods(OBSTACLES.lines)),
    case(
        "XML of Excel 2003 in UTF-16, called .xls, a hidden sheet before",
        "bao cao.xls",
        OBSTACLES,
        lambda: xml_2003(OBSTACLES.lines, encoding="utf-16", hidden=OBSTACLES.lines),
    ),
    Case(
        "XML of Excel 2003 with an error value",
        "file",
        "phu song.xml",
        lambda: xml_2003(replaced(VILLAGES, 5, 4, "#VALUE!")),
        "village_coverage",
        without(VILLAGES, 2),
        frozenset({"E6"}),
    ),
]


def merged(content: Content) -> list[list[object]]:
    """The lines, each text alone in its line merged over five columns."""
    return [[*line, ..., ..., ..., ...] if len(line) == 1 else list(line) for line in content.lines]


# --- texts and pages ------------------------------------------------------------------------------------------------

LETTERHEAD = table([["UBND HUYỆN NA HANG", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"], ["Số: 12/BC-UBND", ""]])
SIGNATURE = table([["", "Na Hang, ngày 05 tháng 6 năm 2024"], ["NGƯỜI LẬP", "CHỦ TỊCH"]])
TEXTS = [
    case(
        "csv in windows-1258 with a hint of its delimiter",
        "danh muc.csv",
        PROCEDURES,
        lambda: windows_1258("sep=;\r\n" + delimited(PROCEDURES.lines)),
    ),
    case(
        "tabs in UTF-16 without a mark, called .xls",
        "bieu.xls",
        COUNTS,
        lambda: delimited(COUNTS.lines, "\t").encode("utf-16-be"),
    ),
    case(
        "csv, all quoted, a heading in two lines",
        "phu song.csv",
        VILLAGES,
        lambda: delimited(replaced(VILLAGES, 2, 6, "Tình trạng\nsóng"), ",", csv.QUOTE_ALL, "\n").encode("utf-8-sig"),
    ),
    case(
        "csv with title lines as plain text, semicolons in quoted fields",
        "phu song.csv",
        VILLAGES,
        lambda: under_plain_title(VILLAGES),
    ),
    case(
        "text set in columns with bars and blanks",
        "tram.txt",
        STATIONS,
        lambda: delimited(STATIONS.lines, "|").replace("|", " | ").encode(),
    ),
    case(
        "csv put together from two, a mark in the middle, another mark before",
        "nhiem vu.csv",
        TASKS,
        lambda: marked_twice(TASKS),
    ),
    case(
        "csv filled up with zeros, blanks behind the commas",
        "vuong mac.csv",
        OBSTACLES,
        lambda: delimited(OBSTACLES.lines, ",", csv.QUOTE_ALL).replace('","', '", "').encode() + bytes(512),
    ),
    case(
        "csv cut off in the middle of a letter",
        "xep hang.csv",
        SCORES,
        lambda: delimited([*SCORES.lines, ["", "Người lập biểu: Hoà"]]).rstrip().encode()[:-1],
    ),
    case("csv called .xlsx", "bieu.xlsx", COUNTS, lambda: delimited(COUNTS.lines).encode("utf-16")),
    case(
        "web page, letterhead and signature in tables of their own",
        "phu song.xls",
        VILLAGES,
        lambda: page(f"{LETTERHEAD}<h3>Biểu phủ sóng</h3><p>Tháng 5/2024</p>{body(VILLAGES, 2)}{SIGNATURE}").encode(),
    ),
    case(
        "web page, title as the table's caption, hard blanks, nested tags",
        "x.html",
        TASKS,
        lambda: page(
            table(TASKS.lines[2:], "<p><font size=2><b>&nbsp;{}</b></font>&nbsp;</p>").replace(
                "<table>", "<table><caption>Chuyển đổi số năm 2024, đến ngày 31/5/2024</caption>"
            )
        ).encode(),
    ),
    case(
        "web page laid out by a table, in UTF-16 that says windows-1252",
        "x.xls",
        VILLAGES,
        lambda: page(
            f"<table><tr><td>UBND huyện Na Hang<br>Tháng 5/2024</td></tr><tr><td>{body(VILLAGES, 2)}</td></tr></table>",
            '<meta charset="windows-1252">',
        ).encode("utf-16"),
    ),
    case(
        "web page whose date is only in the signature below",
        "tram.xls",
        STATIONS,
        lambda: page(
            f"<p>VNPT Tuyên Quang</p>{body(STATIONS, 3)}<p>Tuyên Quang, ngày 31 tháng 5 năm 2024</p>"
        ).encode(),
    ),
    Case(
        "web page with a heading over two rows and a bad cell",
        "file",
        "phu song.xls",
        lambda: page("<p>UBND huyện Na Hang, tháng 5/2024</p>" + spanned()).encode(),
        "village_coverage",
        without(VILLAGES, 0),
        frozenset({"D3"}),
    ),
    case("web page called .xlsx, letters as numbers", "x.xlsx", PROCEDURES, lambda: as_numbers(PROCEDURES)),
]


def under_plain_title(content: Content) -> bytes:
    """The headings and what follows, under title lines that nobody cut into fields."""
    title = "UBND HUYỆN NA HANG\nTình hình phủ sóng, các thôn, bản\nTháng 5/2024\n\n"
    return (title + delimited(content.lines[2:])).encode()


def marked_twice(content: Content) -> bytes:
    """Two files of one table put together as they were, each with its byte-order mark."""
    return f"\ufeff\ufeff{delimited(content.lines[:4])}\ufeff{delimited(content.lines[4:])}".encode()


def body(content: Content, row: int) -> str:
    """The lines from that one on as a table of a page."""
    return table(content.lines[row:])


def as_numbers(content: Content) -> bytes:
    """A page whose letters beyond ASCII are all character references."""
    return page(table(content.lines)).encode("ascii", "xmlcharrefreplace")


def spanned() -> str:
    """The villages under "Dân cư > Số hộ, Số khẩu"; the first village's households are a word."""
    tall = [f"<th rowspan=2>{VILLAGES.lines[2][column]}</th>" for column in range(8)]
    tall[3:5] = ['<th colspan="2">Dân cư</th>']
    head = f"<tr>{''.join(tall)}</tr><tr><th>Số hộ</th><th>Số khẩu</th></tr>"
    return table(replaced(VILLAGES, 3, 3, "năm mốt")[3:]).replace("<table>", f"<table>{head}")


CASES: list[Case] = [*WORKBOOKS, *OLD_TEXTS, *TEXTS]
