"""The workbook that goes back: when it is written, under which name, and that it may be mended and loaded again."""

from __future__ import annotations

import ast
import io
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from loaders import check, load, open_warehouse
from loaders.contract import CellError, Formula, Percent
from loaders.files import Received
from loaders.formats.grid import Book, Sheet
from loaders.read import read
from loaders.report import FileReport, Issue, LoadReport
from loaders.settings import home
from loaders.workbooks import returned
from loaders.workbooks.copies import plain_copy
from loaders.workbooks.looks import RED, YELLOW
from loaders.workbooks.notes import SIGN
from loaders.workbooks.rule_words import RULES
from tests.loaders.test_read_xls_ods import ods
from tests.workbook import ROOT, Page, csv_file, web_page, xlsx, zipped

HEADS = ["Mã trạm", "Xã", "Huyện", "Kinh độ", "Vĩ độ"]
TITLE = ["VIETTEL: DANH SÁCH TRẠM đến ngày 31/5/2024"]
GOOD = ["A", "Năng Khả", "Na Hang", "105,4", "22,3"]
FAR = ["B", "Năng Khả", "Na Hang", "105,4", "12,5"]
UNKNOWN = ["C", "Xã Không Đâu", "Na Hang", "105,4", "22,3"]
BARE = ["D", "Năng Khả", "Na Hang", None, None]
ROWS = [TITLE, HEADS, GOOD, FAR, UNKNOWN]


def sent(folder: Path, name: str, data: bytes) -> Path:
    path = folder / "in" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def loaded(folder: Path, name: str, data: bytes) -> LoadReport:
    return load([sent(folder, name, data)], data=folder / "d")


def outbox(folder: Path) -> list[str]:
    place = home(folder / "d").outbox
    return sorted(path.name for path in place.iterdir()) if place.is_dir() else []


def marks(sheet: Worksheet) -> dict[str, str]:
    """Cell -> colour."""
    return {
        cell.coordinate: cell.fill.fgColor.rgb
        for row in sheet.iter_rows()
        for cell in row
        if cell.fill.fill_type and cell.fill.fgColor.rgb in (RED, YELLOW)
    }


def stations(folder: Path) -> list[str]:
    """The codes that count now."""
    con = open_warehouse(folder / "d")
    try:
        query = "select station_code from src.bts_stations join log.batches using (batch_id) where replaced_at is null"
        return sorted(code for (code,) in con.execute(query).fetchall())
    finally:
        con.close()


# --- when ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "data", "written"),
    [
        ("bts.xlsx", xlsx(ROWS), "outbox/bts__loi.xlsx"),
        ("bts.xlsx", xlsx([["VIETTEL: DANH SÁCH TRẠM"], HEADS, GOOD]), "outbox/bts__loi.xlsx"),  # refused: no day
        (
            "bts.xlsx",
            xlsx([TITLE, ["Xã", *HEADS[2:]], GOOD[1:]]),
            "outbox/bts__loi.xlsx",
        ),  # refused: a heading is missing
        ("bts.xlsx", xlsx([TITLE, HEADS, GOOD]), None),
        ("bts.xlsx", xlsx([TITLE, HEADS, GOOD, BARE]), None),  # a warning alone
        ("bts.xlsx", xlsx(ROWS)[:900], None),  # broken: nothing could be read
        ("bts.xlsx", b"%PDF-1.7 a scan", None),
        ("bts.csv", csv_file(ROWS), "outbox/bts__loi.xlsx"),
    ],
    ids=["rows refused", "no day", "no heading", "all right", "warned", "broken", "pdf", "csv"],
)
def test_a_file_with_a_fault_that_can_be_shown_has_a_workbook(tmp_path, name, data, written):
    (entry,) = loaded(tmp_path, name, data).files
    assert entry.error_workbook == written
    assert outbox(tmp_path) == ([Path(written).name] if written else [])


def test_check_writes_none(tmp_path):
    (entry,) = check([sent(tmp_path, "bts.xlsx", xlsx(ROWS))], data=tmp_path / "d").files
    assert entry.rows_refused == 2
    assert entry.error_workbook is None
    assert outbox(tmp_path) == []


def test_warnings_beside_a_fault_are_marked_too(tmp_path):
    loaded(tmp_path, "bts.xlsx", xlsx([*ROWS, BARE]))
    book = load_workbook(home(tmp_path / "d").outbox / "bts__loi.xlsx")
    assert book.sheetnames == ["Cần sửa", "Sheet1"]
    assert {cell: colour for cell, colour in marks(book["Sheet1"]).items() if colour == RED} == {"E4": RED, "B5": RED}
    assert set(marks(book["Sheet1"]).values()) == {RED, YELLOW}
    assert book["Sheet1"]["E4"].comment.text.startswith(SIGN)


def test_a_load_succeeds_though_no_workbook_can_be_made(tmp_path, monkeypatch):
    def fails(*_: object) -> None:
        raise RuntimeError("no workbook today")

    monkeypatch.setattr(returned, "workbook", fails)
    report = loaded(tmp_path, "bts.xlsx", xlsx(ROWS))
    assert report.published and report.files[0].error_workbook is None
    assert "no workbook today" in (tmp_path / "d" / "log" / "loaders.log").read_text(encoding="utf-8")


# --- names --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        ("bts_viettel.xlsx", "bts_viettel"),
        ("II.06a Sơn Dương tháng 05.xlsx", "II.06a Sơn Dương tháng 05"),
        ("archive.zip/member.xlsx", "archive__member"),
        ("Thang 5.ZIP/Na Hang/bao cao.xls", "Thang 5__Na Hang__bao cao"),
        # what came back has the name of what was sent
        ("bts__loi.xlsx", "bts"),
        ("bts__loi_2.xlsx", "bts"),
        ("bts__loi (1).xlsx", "bts"),
        ("archive__member__loi.xlsx", "archive__member"),
        # no way out of the folder
        ("a.zip/../../../etc/passwd.csv", "a__etc__passwd"),
        ("a.zip/..\\..\\windows\\x.csv", "a__windows__x"),
        ("a.zip//srv/x.csv", "a__srv__x"),
        ('a<b>:"c|?*\n.csv', "a_b___c____"),
        ("...xlsx", "tep"),
        ("__loi.xlsx", "tep"),
    ],
)
def test_the_name_is_the_sender_s_without_tricks(received, expected):
    assert returned.stem(received) == expected


def test_a_name_is_never_too_long_for_the_disk():
    first, second = (returned.stem("ố" * 200 + end + ".xlsx") for end in ("một", "hai"))
    assert first != second
    assert max(len(first.encode()), len(second.encode())) <= 180


def test_two_files_of_one_name_get_two_workbooks_and_a_later_load_writes_over(tmp_path):
    sent(tmp_path, "4/bts.xlsx", xlsx([["VIETTEL đến ngày 30/4/2024"], *ROWS[1:]]))
    sent(tmp_path, "5/bts.xlsx", xlsx(ROWS))
    report = load([tmp_path / "in"], data=tmp_path / "d")
    assert [entry.error_workbook for entry in report.files] == ["outbox/bts__loi.xlsx", "outbox/bts__loi_2.xlsx"]
    (entry,) = load([sent(tmp_path, "6/bts.xlsx", xlsx([*ROWS, FAR]))], data=tmp_path / "d").files
    assert entry.error_workbook == "outbox/bts__loi.xlsx"
    assert outbox(tmp_path) == ["bts__loi.xlsx", "bts__loi_2.xlsx"]


def test_a_member_of_a_zip_goes_back_alone(tmp_path):
    report = loaded(
        tmp_path, "thang5.zip", zipped({"a/bts.xlsx": xlsx(ROWS), "b/bts.xlsx": xlsx([TITLE, HEADS, GOOD])})
    )
    assert [entry.error_workbook for entry in report.files] == ["outbox/thang5__a__bts__loi.xlsx", None]


# --- mended and loaded again --------------------------------------------------------------------------------


def mended(folder: Path, name: str, mend: Callable[[Worksheet], None], back_as: str = "") -> FileReport:
    """The workbook in the outbox, its cells mended, sent back and loaded."""
    book = load_workbook(home(folder / "d").outbox / name)
    mend(book.worksheets[1])
    path = folder / "back" / (back_as or name)
    path.parent.mkdir(exist_ok=True)
    book.save(path)
    (entry,) = load([path], data=folder / "d").files
    return entry


def put_right(sheet: Worksheet) -> None:
    for cell in [cell for row in sheet.iter_rows() for cell in row if cell.coordinate in marks(sheet)]:
        cell.value = 22.25 if str(cell.value).startswith("12") else "Năng Khả"


PORTAL = web_page(ROWS)
TEXT_CELLS = "".join(
    "<table:table-row>"
    + "".join(
        f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
        for cell in row
        if cell
    )
    + "</table:table-row>"
    for row in ROWS
)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("bts_viettel.xlsx", xlsx(ROWS)),
        ("bts_viettel.csv", csv_file(ROWS)),
        ("bts_viettel.tsv", csv_file(ROWS, "\t", "utf-16")),
        ("bts_viettel.xls", PORTAL),
        ("bts_viettel.ods", ods(TEXT_CELLS)),
    ],
)
def test_a_workbook_that_was_mended_takes_the_place_of_the_faulty_report(tmp_path, name, data):
    (first,) = loaded(tmp_path, name, data).files
    assert (first.rows_loaded, first.rows_refused) == (1, 2)
    assert stations(tmp_path) == ["A"]
    book = load_workbook(home(tmp_path / "d").outbox / "bts_viettel__loi.xlsx")
    assert marks(book.worksheets[1]) == {"E4": RED, "B5": RED}
    entry = mended(tmp_path, "bts_viettel__loi.xlsx", put_right)
    assert (entry.outcome, entry.rows_loaded, entry.rows_refused) == ("loaded", 3, 0)
    assert entry.issues == []
    assert entry.error_workbook is None
    assert stations(tmp_path) == ["A", "B", "C"]


def test_a_refused_report_comes_back_right(tmp_path):
    loaded(tmp_path, "bts.xlsx", xlsx([["VIETTEL: DANH SÁCH TRẠM"], HEADS, GOOD]))
    told = load_workbook(home(tmp_path / "d").outbox / "bts__loi.xlsx")["Cần sửa"]
    assert told["A2"].value == "Tệp nhận được: bts.xlsx. Kết quả: tệp chưa được nạp."
    assert "Không dòng nào của tệp được nạp" in told["A3"].value

    def date_it(sheet: Worksheet) -> None:
        sheet["A1"] = TITLE[0]

    entry = mended(tmp_path, "bts__loi.xlsx", date_it)
    assert (entry.outcome, entry.issues) == ("loaded", [])


def test_what_is_still_wrong_is_marked_alone(tmp_path):
    loaded(tmp_path, "bts.xlsx", xlsx(ROWS))

    def half(sheet: Worksheet) -> None:
        sheet["E4"] = 22.25

    entry = mended(tmp_path, "bts__loi.xlsx", half, "bts__loi (1).xlsx")
    assert (entry.rows_loaded, entry.rows_refused) == (2, 1)
    assert entry.error_workbook == "outbox/bts__loi.xlsx"
    book = load_workbook(home(tmp_path / "d").outbox / "bts__loi.xlsx")
    assert book.sheetnames == ["Cần sửa", "Sheet1"]
    assert marks(book["Sheet1"]) == {"B5": RED}
    assert [cell.coordinate for row in book["Sheet1"].iter_rows() for cell in row if cell.comment] == ["B5"]
    assert book["Sheet1"]["B5"].comment.text.count(SIGN) == 1


def test_a_sheet_of_that_name_with_other_words_is_the_sender_s(tmp_path):
    (entry,) = loaded(tmp_path, "bts.xlsx", xlsx(Page([TITLE, HEADS, GOOD]), Page([["việc cần làm"]], "Cần sửa"))).files
    assert [(issue.rule, issue.sheet) for issue in entry.issues] == [("sheet_not_recognised", "Cần sửa")]


# --- copies of other formats --------------------------------------------------------------------------------


def test_values_and_addresses_stay_in_a_copy():
    """Dates as dates, numbers as numbers, blank rows kept; a text that looks like a formula stays a text."""
    rows = [
        [None, "Tên", "Trị"],
        [None, None, None],
        [None, date(2024, 5, 31), 12.5],
        [None, datetime(2024, 5, 31, 8, 15), True],
        [None, "=cmd|'/C calc'!A0", CellError("#REF!")],
        [None, " hai  dấu cách \n dòng 2", "a\x01b"],
        [None, Percent(0.952), "0123"],
        [None, Formula("=SUM(C1:C3)"), Formula("=DDE(1)")],
        [None, date(1890, 1, 2), CellError("#ERROR!")],
    ]
    data, names = plain_copy(
        Book("a.xls", "xls", [Sheet("Ẩn", [], is_visible=False), Sheet("Q1/2024: [Hà]", rows, ((0, 1, 1, 1),))])
    )
    assert names == {1: "Q1 2024   Hà"}
    sheet = load_workbook(io.BytesIO(data))["Q1 2024   Hà"]
    found = [[cell.value for cell in row] for row in sheet["A1:C9"]]
    assert found == [
        [None, "Tên", "Trị"],
        [None, None, None],
        [None, datetime(2024, 5, 31), 12.5],
        [None, datetime(2024, 5, 31, 8, 15), True],
        [None, "=cmd|'/C calc'!A0", "#REF!"],
        [None, " hai  dấu cách \n dòng 2", "ab"],
        [None, 0.952, "0123"],
        [None, "=SUM(C1:C3)", "=DDE(1)"],
        [None, "1890-01-02", "#ERROR!"],
    ]
    kinds = {name: sheet[name].data_type for name in ("B3", "B5", "C5", "B7", "B8", "C8")}
    assert kinds == {"B3": "d", "B5": "s", "C5": "e", "B7": "n", "B8": "f", "C8": "s"}
    assert (sheet["B3"].number_format, sheet["B7"].number_format) == ("dd/mm/yyyy", "0.00%")
    assert sheet["B5"].quotePrefix
    assert [str(area) for area in sheet.merged_cells.ranges] == ["B1:B2"]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["Bảng 1", "bảng 1"], ["Bảng 1", "bảng 1 (2)"]),
        (["", ""], ["Sheet1", "Sheet2"]),
        (["x" * 40, "x" * 40], ["x" * 31, "x" * 27 + " (2)"]),
        (["'a'", "[]"], ["a", "Sheet2"]),
    ],
)
def test_sheets_of_a_copy_have_names_that_excel_takes(names, expected):
    _, found = plain_copy(Book("a.html", "html", [Sheet(name, [["a"]]) for name in names]))
    assert list(found.values()) == expected


def test_lines_of_a_csv_lead_to_the_rows_of_the_copy(tmp_path):
    """A quoted line break makes the file longer than the table; the summary has the line that the sender knows."""
    rows = [TITLE, HEADS, ["A", "Năng Khả", "Na\nHang", "105,4", "22,3"], FAR, UNKNOWN]
    (entry,) = loaded(tmp_path, "bts.csv", csv_file(rows)).files
    assert [issue.row for issue in entry.issues if issue.rule == "coordinate_outside_province"] == [5]
    book = load_workbook(home(tmp_path / "d").outbox / "bts__loi.xlsx")
    assert marks(book["Sheet1"]) == {"E4": RED, "B5": RED}
    found = {row[2].value: row[2].hyperlink.location for row in book["Cần sửa"].iter_rows() if row[2].hyperlink}
    assert found == {
        "E4 (dòng 5 của tệp gửi)": "'Sheet1'!E4",
        "B5 (dòng 6 của tệp gửi)": "'Sheet1'!B5",
    }


def test_of_a_very_long_text_only_the_first_and_the_marked_rows_go_back(tmp_path, monkeypatch):
    monkeypatch.setattr(returned, "_LONGEST_COPY", 70)
    good = [[f"T{number}", *GOOD[1:]] for number in range(80)]
    report = loaded(tmp_path, "a.csv", csv_file([TITLE, HEADS, *good, FAR, *good[:3]]))
    [name] = outbox(tmp_path)
    book = load_workbook(home(tmp_path / "d").outbox / name)
    sheet = book.worksheets[1]
    assert report.files[0].rows_loaded == 80
    # 60 first rows, the faulty one at its own line 83, and the three rows told again behind it.
    assert [row for row in range(1, 87) if sheet.cell(row, 1).value] == [*range(1, 61), 83, 84, 85, 86]
    assert marks(sheet)["E83"].endswith(RED)
    assert "không gửi lại bản này" in book.worksheets[0]["A4"].value


def test_an_excerpt_that_comes_back_takes_no_rows_away(tmp_path, monkeypatch):
    monkeypatch.setattr(returned, "_LONGEST_COPY", 70)
    good = [[f"T{number}", *GOOD[1:]] for number in range(80)]
    loaded(tmp_path, "a.csv", csv_file([TITLE, HEADS, *good, FAR]))
    [name] = outbox(tmp_path)
    again = load([home(tmp_path / "d").outbox / name], data=tmp_path / "d").files[0]
    assert (again.outcome, again.issues[0].rule) == ("refused", "excerpt_returned")
    assert "tệp gốc" in again.issues[0].fix
    with open_warehouse(tmp_path / "d") as con:
        assert con.execute("select count(*) from fact.stations").fetchone() == (80,)


def test_a_value_that_stands_in_two_columns_of_a_csv_is_found_by_its_heading(tmp_path):
    rows = [TITLE, [*HEADS, "Ghi chú"], [*GOOD, "12,5"], [*FAR, "12,5"]]
    loaded(tmp_path, "bts.csv", csv_file(rows))
    book = load_workbook(home(tmp_path / "d").outbox / "bts__loi.xlsx")
    assert {cell for cell, colour in marks(book["Sheet1"]).items() if colour == RED} == {"E4"}


def test_hidden_sheets_of_another_format_are_named(tmp_path):
    loaded(tmp_path, "bts.ods", ods(TEXT_CELLS))
    book = load_workbook(home(tmp_path / "d").outbox / "bts__loi.xlsx")
    assert book.sheetnames == ["Cần sửa", "Bảng"]
    assert "Trang “Phụ” đang ẩn: không đọc." in [row[0].value for row in book["Cần sửa"].iter_rows()]


def test_tables_of_a_web_page_without_names_are_told_apart_by_the_value():
    page = b"<html><table><tr><td>a</td><td>b</td></tr></table><table><tr><td>a</td><td>x</td></tr></table></html>"
    issue = Issue("error", "not_a_count", "", "B1", 1, "b", "x", "không phải số", "gõ số")
    entry = FileReport("bang.xls", "", outcome="partly_loaded", issues=[issue])
    data, _ = returned.workbook(Received("bang.xls", page), [entry], False)
    book = load_workbook(io.BytesIO(data))
    assert marks(book["Sheet1"]) == {}
    assert marks(book["Sheet2"]) == {"B1": RED}


# --- odd packages -------------------------------------------------------------------------------------------


def with_part(change: Callable[[str, str], str]) -> bytes:
    """The workbook of ROWS with its XML changed."""
    with ZipFile(io.BytesIO(xlsx(ROWS))) as archive:
        return zipped(
            {
                name: change(name, archive.read(name).decode()).encode() if "xml" in name else archive.read(name)
                for name in archive.namelist()
            }
        )


ODD = {
    "comments in the XML": lambda name, text: text.replace("<sheetData>", "<!-- x --><sheetData>"),
    "no styles": lambda name, text: text.replace("relationships/styles", "relationships/other"),
    "no fonts": lambda name, text: text.replace("<fonts", "<other").replace("</fonts>", "</other>"),
    "strict": lambda name, text: text.replace(
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main"
    ).replace(
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
    ),
}


@pytest.mark.parametrize("change", ODD.values(), ids=ODD)
def test_an_odd_workbook_goes_back_too(tmp_path, change):
    """Where the package itself can't be marked, a copy is; the loaders read both alike."""
    (entry,) = loaded(tmp_path, "bts.xlsx", with_part(change)).files
    if entry.outcome == "refused":
        pytest.fail(f"the loaders can't read it: {entry.issues}")
    assert entry.error_workbook == "outbox/bts__loi.xlsx"
    book = load_workbook(home(tmp_path / "d").outbox / "bts__loi.xlsx")
    assert marks(book["Sheet1"]) == {"E4": RED, "B5": RED}
    assert [[cell.value for cell in row] for row in book["Sheet1"]["A2:E5"]] == [HEADS, GOOD, FAR, UNKNOWN]


def test_samples_are_called_so(tmp_path):
    loaded(tmp_path, "bts.csv", csv_file([["Dữ liệu minh họa"], *ROWS]))
    book = load_workbook(home(tmp_path / "d").outbox / "bts__loi.xlsx")
    assert book["Cần sửa"]["A2"].value == "Dữ liệu minh họa"


# --- real files ---------------------------------------------------------------------------------------------


@pytest.mark.shared
@pytest.mark.parametrize("ending", ["xls", "xlsx"])
def test_real_workbooks_keep_every_value(shared, ending):
    """An error in the middle of every sheet of each real file; the same values come back, whichever the format."""
    paths = sorted(shared.glob(f"real/*/*.{ending}"))
    assert len(paths) >= 4
    for path in paths:
        data = path.read_bytes()
        before = [sheet for sheet in read(data, path.name).sheets if sheet.is_visible]
        issues = [
            Issue("error", "not_a_count", sheet.name, f"B{len(sheet.rows) // 2 + 1}", None, "b", "", "sai", "sửa")
            for sheet in before
        ]
        entry = FileReport(path.name, "", outcome="partly_loaded", issues=issues)
        made, _ = returned.workbook(Received(path.name, data), [entry], False)
        after = [sheet for sheet in read(made, "back.xlsx").sheets[1:] if sheet.is_visible]
        assert [sheet.rows for sheet in after] == [sheet.rows for sheet in before], path.name
        with ZipFile(io.BytesIO(made)) as archive:
            noted = [archive.read(name) for name in archive.namelist() if "comments" in name and "rels" not in name]
        assert sum(part.count(SIGN.encode()) for part in noted) >= len(issues), path.name
        if ending == "xlsx":
            with ZipFile(io.BytesIO(data)) as archive, ZipFile(io.BytesIO(made)) as returned_archive:
                kept = [name for name in archive.namelist() if "drawing" in name or "theme" in name or "shared" in name]
                assert all(archive.read(name) == returned_archive.read(name) for name in kept if "vml" not in name)


# --- words --------------------------------------------------------------------------------------------------

# Call -> which of its arguments is the rule.
SAYS = {"BadCell": 0, "BadFile": 0, "Doubt": 1, "Issue": 1, "say": 1, "say_table": 1, "_fatal": 0, "Rule": 0}
# Said to the centre's own staff about the installation, never of a file.
ABOUT_THE_INSTALLATION = {
    *("busy", "no_row", "no_sheet", "no_warehouse", "not_archived", "nothing_to_rebuild", "nothing_to_undo"),
    *("unknown_source", "wrong_alias", "wrong_form", "no_reason", "not_standing", "not_in_inbox", "name_taken"),
}


def test_every_rule_has_words_for_the_sender():
    rules = set()
    for path in (ROOT / "loaders").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                place = SAYS.get(node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", ""))
                if place is not None and len(node.args) > place and isinstance(node.args[place], ast.Constant):
                    rules.add(node.args[place].value)
    assert {"not_a_day", "missing_value", "total_differs", "broken_identity"} <= rules
    assert {rule for rule in rules if isinstance(rule, str)} - ABOUT_THE_INSTALLATION - set(RULES) == set()
