"""Cases of the old fonts and of text read in a wrong encoding, in every kind of file."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from tests.corpus.case import Case, Refused
from tests.corpus.file_tables import COUNTS, OBSTACLES, PROCEDURES, SCORES, STATIONS, TASKS, VILLAGES, Content
from tests.corpus.file_writers import delimited, page, table
from tests.old_text import tcvn3, twice, vni
from tests.old_xls import Old, xls
from tests.packages import in_fonts, ods, xml_2003
from tests.workbook import xlsx

CONVERTED: frozenset[tuple[str, Refused | None]] = frozenset({("old_encoding", None)})


def case(
    name: str,
    file: str,
    content: Content,
    data: Callable[[], bytes],
    warned: frozenset[tuple[str, Refused | None]] = frozenset(),
) -> Case:
    """A file that holds all rows of that content and refuses none."""
    return Case(name, "file", file, data, content.source, content.rows, warned=warned)


def upper_part(content: Content, rows: int, change: Callable[[str], str]) -> list[list[object]]:
    """The lines, the texts of the first ones written in another way."""
    return [*content.with_texts(change)[:rows], *map(list, content.lines[rows:])]


OLD_TEXTS = [
    case("xls in .VnTime", "tram.xls", STATIONS, lambda: xls(STATIONS.with_texts(tcvn3), Old(".VnTime")), CONVERTED),
    case(
        "xls of Excel 5 in VNI-Times",
        "phu song.xls",
        VILLAGES,
        lambda: xls(VILLAGES.with_texts(vni), Old("VNI-Times", is_excel_5=True)),
        CONVERTED,
    ),
    case(
        "xlsx, headings in .VnTimeH, the rest in Unicode",
        "bieu 06a.xlsx",
        COUNTS,
        lambda: in_fonts(
            upper_part(COUNTS, 4, lambda text: tcvn3(text.lower())),
            lambda row, column: ".VnTimeH" if row < 5 else "Times New Roman",
        ),
        CONVERTED,
    ),
    case("xlsx in TCVN3 without its font", "x.xlsx", TASKS, lambda: xlsx(TASKS.with_texts(tcvn3)), CONVERTED),
    case(
        "xlsx, names in VNI, headings in Unicode, no font",
        "tram.xlsx",
        STATIONS,
        lambda: xlsx([*STATIONS.lines[:4], *STATIONS.with_texts(vni)[4:]]),
        CONVERTED,
    ),
    case("ods in .VnTime", "xep hang.ods", SCORES, lambda: ods(SCORES.with_texts(tcvn3), ".VnTime"), CONVERTED),
    case(
        "XML of Excel 2003 in .VnArial",
        "x.xls",
        VILLAGES,
        lambda: xml_2003(VILLAGES.with_texts(tcvn3), ".VnArial"),
        CONVERTED,
    ),
    case(
        "web page in TCVN3",
        "danh muc.xls",
        PROCEDURES,
        lambda: page(table(PROCEDURES.with_texts(tcvn3))).encode(),
        CONVERTED,
    ),
    case("xlsx in Unicode whose cells are in .VnTimeH", "x.xlsx", TASKS, lambda: in_fonts(TASKS.lines, old_form)),
    case(
        "csv in the bytes of TCVN3",
        "tram.csv",
        STATIONS,
        lambda: delimited(STATIONS.with_texts(tcvn3)).encode("cp1252"),
        CONVERTED,
    ),
    case(
        "csv in the bytes of VNI, tabs, called .txt",
        "phu song.txt",
        VILLAGES,
        lambda: delimited(VILLAGES.with_texts(vni), "\t").encode("cp1252"),
        CONVERTED,
    ),
    case(
        "csv of UTF-8 read as windows-1252 and saved",
        "x.csv",
        OBSTACLES,
        lambda: delimited(OBSTACLES.with_texts(twice), ",").encode("utf-8-sig"),
        CONVERTED,
    ),
    case(
        "web page read wrongly twice",
        "x.xls",
        COUNTS,
        lambda: page(table(COUNTS.with_texts(lambda text: twice(twice(text))))).encode(),
        CONVERTED,
    ),
    case(
        "xlsx with some cells read as windows-1258",
        "x.xlsx",
        STATIONS,
        lambda: xlsx([*STATIONS.lines[:6], *STATIONS.with_texts(lambda text: twice(text, "cp1258"))[6:]]),
        CONVERTED,
    ),
    case(
        "xls read as windows-1252, its hard blanks made plain",
        "x.xls",
        TASKS,
        lambda: xls(TASKS.with_texts(lambda text: twice(text).replace("\u00a0", " "))),
        CONVERTED,
    ),
    case("xlsx in NFD with hard blanks", "x.xlsx", VILLAGES, lambda: xlsx(VILLAGES.with_texts(nfd))),
]


def old_form(row: int, column: int) -> str:
    """Every cell of an old form kept its font, whatever was typed since."""
    return ".VnTimeH"


def nfd(text: str) -> str:
    """As macOS writes, and as people copy from web pages."""
    return unicodedata.normalize("NFD", text).replace(" ", "\u00a0")
